"""Ce que les cas d'usage des charges demandent au rangement : lots, dépenses, parts et décomptes d'une campagne."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from quittancement.domain.campagne_charges import Bilan, CampagneCharges
from quittancement.domain.charges.decompte import Decompte
from quittancement.domain.charges.lots import LotDeCharges
from quittancement.domain.charges.repartition import Depense, Part
from socle.domaine.montant import Montant
from socle.domaine.refus import Refus
from socle.technique.unite_de_travail import UniteDeTravail


class Totaux(NamedTuple):
    nombre: int
    engage: Montant
    recuperable: Montant


class Ecart(NamedTuple):
    """Élément mis de côté : rang dans l'envoi à partir de 1 (0 hors envoi), référence, et son refus."""

    ligne: int
    reference: str
    code: str
    champ: str
    motif: str

    @classmethod
    def de(cls, refus: Refus, *, reference: str, ligne: int = 0) -> Ecart:
        return cls(ligne, reference, refus.code, refus.champ, refus.message)


class DepotCharges(Protocol):
    """Chaque méthode agit dans la transaction de l'unité de travail."""

    def deja_recues(self, uow: UniteDeTravail, campagne_id: UUID, references: Sequence[str]) -> set[str]: ...

    def ajouter_depenses(self, uow: UniteDeTravail, campagne_id: UUID, depenses: Iterable[Depense]) -> None: ...

    def ajouter_lots(self, uow: UniteDeTravail, campagne_id: UUID, lots: Sequence[LotDeCharges]) -> None: ...

    def groupes_repartis(self, uow: UniteDeTravail, campagne_id: UUID, groupes: Sequence[str]) -> set[str]: ...

    def totaux(self, uow: UniteDeTravail, campagne_id: UUID) -> Totaux: ...

    def restants(self, uow: UniteDeTravail, campagne_id: UUID, *, nombre: int) -> tuple[list[str], int]:
        """Groupes à répartir, les fautifs en dernier, et le nombre de tous ceux qui restent."""

    def lots(self, uow: UniteDeTravail, campagne_id: UUID, groupe: str) -> list[LotDeCharges]: ...

    def depenses(self, uow: UniteDeTravail, campagne_id: UUID, groupe: str) -> list[Depense]: ...

    def provisions(
        self, uow: UniteDeTravail, campagne: CampagneCharges, baux: Sequence[UUID], codes: Sequence[str]
    ) -> Mapping[UUID, Montant]:
        """Provisions des quittances validées, par bail, pour les mois de l'exercice."""

    def ranger(
        self,
        uow: UniteDeTravail,
        campagne_id: UUID,
        groupe: str,
        parts: Iterator[Part],
        decompter: Callable[[Iterator[Part]], Sequence[Decompte]],
    ) -> None:
        """Écrit les parts au fil de leur calcul, puis les décomptes que `decompter` en tire, et clôt le groupe.

        Lève RegleViolee (BAIL_DANS_DEUX_GROUPES).
        """

    def noter_ecart(self, uow: UniteDeTravail, campagne_id: UUID, ecart: Ecart) -> None: ...

    def bilan(self, uow: UniteDeTravail, campagne_id: UUID) -> Bilan: ...

    def effacer_repartition(self, uow: UniteDeTravail, campagne_id: UUID) -> None: ...

    def notifier(self, uow: UniteDeTravail, campagne_id: UUID) -> None:
        """PROVISOIRE → NOTIFIE, ou A_SOLDER pour un locataire parti."""

    def contestations(self, uow: UniteDeTravail, campagne_id: UUID) -> int: ...

    def a_imputer(self, uow: UniteDeTravail, campagne_id: UUID, *, nombre: int) -> tuple[list[Decompte], int]:
        """Décomptes notifiés, ceux déjà mis de côté en dernier, et le nombre de tous ceux qui restent."""

    def presents(self, uow: UniteDeTravail, campagne_id: UUID, *, apres: UUID | None, nombre: int) -> list[Decompte]:
        """Décomptes des locataires encore présents, par bail, après `apres`."""
