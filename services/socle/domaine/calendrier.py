"""Jours ouvrés et horloges de service, en heure de Paris.

Une durée « calendaire » court nuit et jour ; une durée « ouvrée » ne consomme que les plages d'ouverture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


ALSACE = {"67": "6AE", "68": "6AE"}
"""Départements d'Alsace → code de subdivision de la bibliothèque ; la Moselle (« 57 ») a le sien."""


@lru_cache(maxsize=64)
def feries(annee: int, subdivision: str | None = None) -> frozenset[date]:
    """Jours fériés légaux français (C. trav. L3133-1), avec ceux d'une subdivision (« 67 », « 68 », « 57 »)."""
    import holidays  # trois mégaoctets, que la plupart des processus n'appellent jamais

    return frozenset(holidays.country_holidays("FR", subdiv=ALSACE.get(subdivision or "", subdivision), years=annee))


def est_ouvrable(jour: date, subdivision: str | None = None) -> bool:
    """Ni samedi, ni dimanche, ni férié : le sens de CPC art. 642 pour l'échéance d'un délai."""
    return jour.weekday() < 5 and jour not in feries(jour.year, subdivision)


def ajouter_jours_ouvres(jour: date, nombre: int, subdivision: str | None = None) -> date:
    """Le `nombre`-ième jour ouvré après `jour` (exclu) ; nombre négatif pour remonter."""
    pas = timedelta(days=1 if nombre >= 0 else -1)
    for _ in range(abs(nombre)):
        jour += pas
        while not est_ouvrable(jour, subdivision):
            jour += pas
    return jour


@dataclass(frozen=True)
class CalendrierOuvre:
    """Plages d'ouverture d'un service : du lundi au vendredi, aux heures dites (heure de Paris), hors fériés."""

    plages: Sequence[tuple[time, time]] = ((time(9), time(12)), (time(14), time(17)))
    subdivision: str | None = None
    fermetures: frozenset[date] = field(default_factory=frozenset)

    @property
    def duree_du_jour(self) -> timedelta:
        """Durée d'un jour ouvré : la somme des plages."""
        jour = date(2000, 1, 3)
        return sum(
            (datetime.combine(jour, fin) - datetime.combine(jour, debut) for debut, fin in self.plages), timedelta()
        )

    def _ouvertures(self, depuis: datetime) -> Iterator[tuple[datetime, datetime]]:
        jour = depuis.astimezone(PARIS).date()
        while True:
            if est_ouvrable(jour, self.subdivision) and jour not in self.fermetures:
                for debut, fin in self.plages:
                    ouverture = datetime.combine(jour, debut, PARIS).astimezone(UTC)
                    fermeture = datetime.combine(jour, fin, PARIS).astimezone(UTC)
                    if fermeture > depuis:
                        yield max(ouverture, depuis), fermeture
            jour += timedelta(days=1)

    def echeance(self, depart: datetime, duree: timedelta) -> datetime:
        """Instant (UTC) où `duree` d'ouverture aura été consommée depuis `depart` (instant avec fuseau)."""
        reste = duree
        curseur = depart.astimezone(UTC)
        if reste <= timedelta():
            return curseur
        for ouverture, fermeture in self._ouvertures(curseur):
            if fermeture - ouverture >= reste:
                return ouverture + reste
            reste -= fermeture - ouverture
        raise AssertionError("les ouvertures sont infinies")

    def consomme(self, depart: datetime, fin: datetime) -> timedelta:
        """Durée d'ouverture entre deux instants ; nulle si `fin` précède `depart`."""
        total = timedelta()
        fin = fin.astimezone(UTC)
        for ouverture, fermeture in self._ouvertures(depart.astimezone(UTC)):
            if ouverture >= fin:
                return total
            total += min(fermeture, fin) - ouverture
        raise AssertionError("les ouvertures sont infinies")
