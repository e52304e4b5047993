"""Enregistrer un logement d'une résidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from baux.domain.decence import exiger_decence
from baux.domain.patrimoine import Logement, Residence
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.refus import DejaExistant
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class EnregistrerLogement:
    """Surfaces en dm², volume en dm³, montants mensuels en centimes ; None : non mesuré."""

    id: UUID
    residence_id: UUID
    reference: str
    typologie: str
    nombre_pieces: int
    surface_habitable_dm2: int
    surface_utile_dm2: int
    etage: int
    accessible_pmr: bool
    financement: str
    convention_apl: str
    loyer_principal: Montant
    loyer_maximum: Montant
    provision_charges: Montant
    dpe: str
    hauteur_sous_plafond_cm: int | None
    volume_habitable_dm3: int | None


def enregistrer_logement(commande: EnregistrerLogement, *, au: date, uow: UniteDeTravail, baremes: Baremes) -> Logement:
    """`au` : jour de l'enregistrement, auquel se juge la décence.

    Lève Introuvable (résidence), DejaExistant (référence déjà prise), RegleViolee (loyer au-dessus du maximum) ou
    DonneeInvalide (SURFACE_INDECENTE).
    """
    uow.charger(Residence, commande.residence_id, champ="residence_id")
    deja = uow.session.scalars(select(Logement).filter_by(reference=commande.reference)).first()
    if deja is not None:
        raise DejaExistant("REFERENCE_DEJA_PRISE", f"Le logement {commande.reference} existe déjà.", champ="reference")
    logement = Logement(**vars(commande))
    exiger_decence(logement, au=au, baremes=baremes)
    uow.ajouter(logement)
    return logement
