"""Jours et heures où l'on ne contacte pas un ménage (spécification E.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum

from socle.domaine.calendrier import feries

SAMEDI, DIMANCHE = 5, 6


class JourDeSilence(Enum):
    SAMEDI_APRES_MIDI = "SAMEDI_APRES_MIDI"
    DIMANCHE = "DIMANCHE"
    FERIES = "FERIES"


@dataclass(frozen=True, kw_only=True)
class Silence:
    """Un samedi dont l'heure n'est pas connue compte comme silencieux : dans le doute, on se tait."""

    jours: frozenset[JourDeSilence]
    ouvre_a: time
    midi: time
    ferme_a: time
    subdivision: str | None = None

    def tait(self, jour: date, heure: time | None = None) -> bool:
        """Vrai si tout contact est interdit ce jour-là (à cette heure de Paris, si elle est donnée)."""
        if heure is not None and not self.ouvre_a <= heure < self.ferme_a:
            return True
        if jour.weekday() == DIMANCHE and JourDeSilence.DIMANCHE in self.jours:
            return True
        if jour in feries(jour.year, self.subdivision) and JourDeSilence.FERIES in self.jours:
            return True
        samedi = jour.weekday() == SAMEDI and JourDeSilence.SAMEDI_APRES_MIDI in self.jours
        return samedi and (heure is None or heure >= self.midi)

    def prochain_jour_permis(self, jour: date) -> date:
        """Premier jour, `jour` inclus, où un contact est permis quelle que soit l'heure d'ouverture."""
        while self.tait(jour):
            jour += timedelta(days=1)
        return jour

    def reprise(self, jour: date, heure: time | None) -> date:
        """Premier jour où un contact redevient permis : le jour même avant l'ouverture, un autre après la fermeture."""
        if heure is not None and heure >= self.ferme_a:
            jour += timedelta(days=1)
        return self.prochain_jour_permis(jour)
