"""Remettre à la banque une remise préparée par un autre, ou l'annuler avant l'envoi."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.depot_banque import DepotBanque
from quittancement.domain.banque.prelevement import StatutPrelevement
from quittancement.domain.banque.remise import Remise, exiger_a_jour, exiger_date
from socle.domaine.baremes import Baremes
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class RemettreRemise:
    remise_id: UUID
    remise_le: date
    par: str
    etag: str


def remettre_remise(commande: RemettreRemise, *, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes) -> Remise:
    """Lève Introuvable, ConflitDeVersion, RegleViolee (SECONDE_PERSONNE, REMISE_INCOHERENTE,
    REMISE_PERIMEE), DonneeInvalide (DELAI_DE_REMISE).
    """
    remise = uow.charger(Remise, commande.remise_id, champ="remise_id", etag=commande.etag)
    exiger_date(remise.preleve_le, au=commande.remise_le, baremes=baremes)
    exiger_a_jour(depot.suspects(uow, remise.id, au=remise.preleve_le))
    remise.remettre(par=commande.par)
    _avancer(remise, StatutPrelevement.REMIS, uow=uow, depot=depot)
    depot.presenter_mandats(uow, remise.id, le=remise.preleve_le)
    return remise


def annuler_remise(remise_id: UUID, *, uow: UniteDeTravail, depot: DepotBanque) -> Remise:
    """Lève Introuvable, TransitionInterdite (déjà remise)."""
    remise = uow.charger(Remise, remise_id, champ="remise_id")
    remise.annuler()
    _avancer(remise, StatutPrelevement.ANNULE, uow=uow, depot=depot)
    depot.rendre_amendements(uow, remise.id)
    return remise


def _avancer(remise: Remise, vers: StatutPrelevement, *, uow: UniteDeTravail, depot: DepotBanque) -> None:
    faits = depot.faire_avancer(uow, remise.id, de=StatutPrelevement.PREPARE.value, vers=vers.value)
    if faits != remise.nombre:
        raise RegleViolee("REMISE_INCOHERENTE", f"{faits} prélèvements au lieu de {remise.nombre}.", champ="remise_id")
