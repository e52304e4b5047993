"""Enregistrer les dépenses d'un exercice : leur part récupérable est fixée à la date du service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.depot_charges import DepotCharges, Ecart
from quittancement.domain.campagne_charges import CampagneCharges, StatutCampagne
from quittancement.domain.charges.natures import nature_depense
from quittancement.domain.charges.repartition import Depense
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.refus import DejaExistant, DonneeInvalide, Refus
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class Facture:
    """`montant` toutes taxes comprises ; `quantite` du compteur général en millièmes d'unité, 0 s'il n'y en a pas."""

    reference: str
    nature: str
    perimetre: str
    cle: str
    montant: Montant
    service_le: date
    quantite: int


@dataclass(frozen=True, kw_only=True)
class EnregistrerDepenses:
    """`factures` : référence et lecture de chacune, qui lève un refus si elle est illisible."""

    campagne_id: UUID
    factures: Sequence[tuple[str, Callable[[], Facture]]]


def enregistrer_depenses(
    commande: EnregistrerDepenses, *, uow: UniteDeTravail, depot: DepotCharges, baremes: Baremes
) -> tuple[int, list[Ecart]]:
    """Rend le nombre de dépenses retenues et les écarts (NATURE_HORS_LISTE, HORS_EXERCICE, DEPENSE_DEJA_RECUE…).

    Lève Introuvable, RegleViolee (ETAT_DE_CAMPAGNE).
    """
    campagne = uow.charger(CampagneCharges, commande.campagne_id, champ="campagne_id")
    campagne.exiger(StatutCampagne.PREPAREE)
    deja = depot.deja_recues(uow, campagne.id, [reference for reference, _ in commande.factures])
    retenues: list[Depense] = []
    ecarts: list[Ecart] = []
    for ligne, (reference, lire) in enumerate(commande.factures, start=1):
        try:
            if reference in deja:
                raise DejaExistant("DEPENSE_DEJA_RECUE", "Cette pièce est déjà dans la campagne.", champ="reference")
            retenues.append(_admettre(lire(), campagne, baremes))
            deja.add(reference)
        except Refus as refus:
            ecarts.append(Ecart.de(refus, reference=reference, ligne=ligne))
    depot.ajouter_depenses(uow, campagne.id, retenues)
    return len(retenues), ecarts


def _admettre(facture: Facture, campagne: CampagneCharges, baremes: Baremes) -> Depense:
    if not facture.reference or not all(facture.perimetre.split("/")):
        raise DonneeInvalide("PERIMETRE_MANQUANT", "Une dépense a une référence et un périmètre.", champ="perimetre")
    if not campagne.exercice.contient(facture.service_le):
        raise DonneeInvalide("HORS_EXERCICE", "Le service n'est pas de l'exercice.", champ="service_le")
    if not facture.montant or facture.quantite < 0:
        raise DonneeInvalide("MONTANT_NUL", "Une dépense a un montant, et une quantité positive.", champ="montant")
    if facture.cle not in {cle.code for cle in campagne.cles}:
        raise DonneeInvalide("CLE_INCONNUE", f"« {facture.cle[:40]} » n'est pas une clé de la campagne.", champ="cle")
    nature = nature_depense(facture.nature, au=facture.service_le, baremes=baremes)
    return Depense(
        reference=facture.reference,
        nature=facture.nature,
        perimetre=facture.perimetre,
        cle=facture.cle,
        montant=facture.montant,
        recuperable=nature.recuperable(facture.montant),
        service_le=facture.service_le,
        quantite=facture.quantite,
    )
