"""Importer les températures quotidiennes d'une station (données ouvertes de Météo-France) ; une correction l'emporte."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from quittancement.domain.energie.climat import TemperatureDuJour
from quittancement.domain.energie.fichier import Ecartee
from quittancement.domain.energie.meteo import lire_temperatures
from socle.domaine.refus import DonneeInvalide
from socle.technique.unite_de_travail import UniteDeTravail

Ranger = Callable[[Session, str, Sequence[TemperatureDuJour]], int]
"""Range les jours d'une station ; rend le nombre de jours nouveaux ou changés."""


@dataclass(frozen=True, kw_only=True)
class ImporterTemperatures:
    station: str
    contenu: str
    recu_le: date


@dataclass(frozen=True, kw_only=True)
class TemperaturesImportees:
    lignes: int
    changees: int
    ecartees: Sequence[Ecartee]


def importer_temperatures(
    commande: ImporterTemperatures, *, uow: UniteDeTravail, ranger: Ranger
) -> TemperaturesImportees:
    """Rejouer ne change rien. Lève DonneeInvalide (STATION_MANQUANTE, et celles de l'envoi entier)."""
    station = commande.station.strip()
    if not station:
        raise DonneeInvalide("STATION_MANQUANTE", "La station est obligatoire.", champ="station")
    jours: dict[date, TemperatureDuJour] = {}
    ecartees: list[Ecartee] = []
    lignes = 0
    for lue in lire_temperatures(commande.contenu, recu_le=commande.recu_le):
        lignes += 1
        if isinstance(lue, Ecartee):
            ecartees.append(lue)
        else:
            jours[lue.jour] = lue
    changees = ranger(uow.session, station, list(jours.values()))
    return TemperaturesImportees(lignes=lignes, changees=changees, ecartees=ecartees)
