"""Interdire de prélever un bail, ou lever l'interdiction ; lui attribuer l'IBAN virtuel où il paie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.depot_banque import DepotBanque
from quittancement.domain.banque.iban import lire_iban
from quittancement.domain.banque.remise import Blocage
from quittancement.domain.compte import Compte
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class BloquerPrelevement:
    bail_id: UUID
    code: Blocage
    depuis: date
    lever: bool


def bloquer_prelevement(commande: BloquerPrelevement, *, uow: UniteDeTravail, depot: DepotBanque) -> None:
    """Rejouer ne change rien. Lève Introuvable."""
    uow.charger(Compte, commande.bail_id, champ="bail_id")
    if commande.lever:
        depot.debloquer(uow, commande.bail_id, code=commande.code.value)
    else:
        depot.bloquer(uow, commande.bail_id, code=commande.code.value, depuis=commande.depuis)


def attribuer_iban_virtuel(bail_id: UUID, *, iban: str, uow: UniteDeTravail, depot: DepotBanque) -> None:
    """Lève Introuvable, DonneeInvalide (IBAN_INVALIDE), DejaExistant (IBAN_ATTRIBUE)."""
    uow.charger(Compte, bail_id, champ="bail_id")
    depot.attribuer_iban(uow, bail_id, iban=lire_iban(iban))
