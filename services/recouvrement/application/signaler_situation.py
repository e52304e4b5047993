"""Signaler une situation qui protège le débiteur : surendettement recevable, décès, contestation, plan, suspension."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recouvrement.application.situations_du_bail import bail_verrouille, situations_du_bail
from recouvrement.domain.arrets import Arret
from recouvrement.domain.situation import VISENT_LE_DEBITEUR, SituationDebiteur
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class SignalerSituation:
    id: UUID
    bail_id: UUID
    nature: Arret
    effet_le: date
    fin_le: date | None
    piece: str
    par: str


def signaler_situation(commande: SignalerSituation, *, uow: UniteDeTravail, baremes: Baremes) -> SituationDebiteur:
    """Lève Introuvable (bail) ou les refus de `SituationDebiteur.signaler`."""
    bail, autres = bail_verrouille(commande.bail_id, uow=uow)
    situation = SituationDebiteur.signaler(
        id=commande.id,
        bail_id=commande.bail_id,
        debiteur_id=bail.debiteur_id,
        autres_baux=autres if commande.nature in VISENT_LE_DEBITEUR else (),
        nature=commande.nature,
        effet_le=commande.effet_le,
        fin_le=commande.fin_le,
        piece=commande.piece,
        par=commande.par,
        instant=uow.contexte.instant,
        connues=situations_du_bail(commande.bail_id, uow=uow),
        baremes=baremes,
    )
    uow.ajouter(situation)
    return situation
