"""Enregistrer une demande de logement social (CCH R441-2-3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from sqlalchemy import select, text

from demandes.domain.codes import SituationFamiliale
from demandes.domain.demande import Demande
from demandes.domain.foyer import Personne
from demandes.domain.situation import SituationActuelle
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.refus import DejaExistant
from socle.technique.unite_de_travail import UniteDeTravail


class Sne(Protocol):
    """Le système national d'enregistrement, qui délivre les numéros uniques."""

    def delivrer(self, *, deposee_le: date, communes: Sequence[str], uow: UniteDeTravail) -> str:
        """Lève DonneeInvalide (NUMERO_UNIQUE_MANQUANT) si aucun numéro ne peut être délivré ici."""
        ...


@dataclass(frozen=True, kw_only=True)
class EnregistrerDemande:
    id: UUID
    numero_unique: str
    deposee_le: date
    personnes: Sequence[Personne]
    adresse: str
    courriel: str
    telephone: str
    situation_familiale: SituationFamiliale
    logement_actuel: str
    motifs: Sequence[str]
    priorites: Sequence[str]
    typologies: Sequence[str]
    communes: Sequence[str]
    ressources_mensuelles: Montant | None
    situation: SituationActuelle | None


def enregistrer_demande(commande: EnregistrerDemande, *, uow: UniteDeTravail, sne: Sne, baremes: Baremes) -> Demande:
    """Lève DonneeInvalide en nommant le champ, DejaExistant si le numéro unique est déjà enregistré."""
    champs = dict(vars(commande))
    if not commande.numero_unique:
        champs["numero_unique"] = sne.delivrer(deposee_le=commande.deposee_le, communes=commande.communes, uow=uow)
    _exiger_nouveau(champs["numero_unique"], uow=uow)
    demande = Demande.enregistrer(**champs, baremes=baremes)
    uow.ajouter(demande)
    return demande


def _exiger_nouveau(numero_unique: str, *, uow: UniteDeTravail) -> None:
    """Sous un verrou du numéro : deux dépôts simultanés se voient, le second est refusé comme un doublon ordinaire."""
    uow.session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:numero, 0))"), {"numero": numero_unique})
    if uow.session.scalars(select(Demande).filter_by(numero_unique=numero_unique)).first() is not None:
        raise DejaExistant(
            "NUMERO_UNIQUE_DEJA_ENREGISTRE", "Une demande porte déjà ce numéro unique.", champ="numero_unique"
        )
