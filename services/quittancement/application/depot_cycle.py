"""Ce que le cycle mensuel demande au rangement : tranches, comptes à quittancer, quittances et écritures en masse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol
from uuid import UUID

from quittancement.domain.cycle import ACalculer, StatutTranche, Tranche, TrancheCalculee
from quittancement.domain.lot import Ecarte
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois
from socle.technique.unite_de_travail import UniteDeTravail


class BilanTranches(NamedTuple):
    """`restantes` : tranches qui n'ont pas le statut demandé ; `empreintes` : dans l'ordre des tranches."""

    restantes: int
    nombre: int
    total_net: Montant
    ecarts: int
    ecartes: list[Ecarte]
    empreintes: Sequence[str]


class DepotCycle(Protocol):
    """Chaque méthode agit dans la transaction de l'unité de travail."""

    def geler(self, uow: UniteDeTravail, lot_id: UUID, *, mois: Mois, taille: int) -> int:
        """Fige en tranches les baux actifs qui courent dans le mois ; rend leur nombre."""

    def prendre(self, uow: UniteDeTravail, lot_id: UUID, statut: StatutTranche) -> Tranche | None:
        """Verrouille la première tranche libre de ce statut ; None si aucune ne l'est."""

    def comptes(self, uow: UniteDeTravail, tranche: Tranche) -> Sequence[ACalculer]:
        """Comptes à quittancer ; seuls portent leur histoire ceux dont le mois est validé ou qui attendent un rappel."""

    def nets(self, uow: UniteDeTravail, tranche: Tranche, mois: Mois) -> Mapping[UUID, Montant]: ...

    def ranger(self, uow: UniteDeTravail, tranche: Tranche, calculee: TrancheCalculee, *, a_blanc: bool) -> None: ...

    def numeroter(self, uow: UniteDeTravail, lot_id: UUID) -> None:
        """Réserve d'un coup les numéros de toutes les tranches, sans trou."""

    def sceller(self, uow: UniteDeTravail, tranche: Tranche, *, journal: str, sceau: str, le: date) -> None: ...

    def en_avance(self, uow: UniteDeTravail, tranche: Tranche) -> Sequence[UUID]:
        """Baux de la tranche dont une avance attend un terme."""

    def bilan(self, uow: UniteDeTravail, lot_id: UUID, *, statut: StatutTranche) -> BilanTranches: ...

    def rouvrir(self, uow: UniteDeTravail, lot_id: UUID, bail_ids: Sequence[UUID]) -> int:
        """Retire ces baux ; leurs tranches sont à recalculer sans eux. Rend le nombre de tranches touchées."""

    def effacer(self, uow: UniteDeTravail, lot_id: UUID) -> None:
        """Quittances provisoires et tranches d'un lot abandonné."""
