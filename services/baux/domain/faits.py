"""Ce qui arrive à un bail, au passé."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from socle.domaine.agregat import Fait


@dataclass(frozen=True, kw_only=True)
class BailSigne(Fait):
    signe_le: date


@dataclass(frozen=True, kw_only=True)
class EtatDesLieuxSigne(Fait):
    sens: str
    signe_le: date


@dataclass(frozen=True, kw_only=True)
class BailActive(Fait):
    active_le: date


class MotifAnnulation(Enum):
    """Pourquoi un bail n'ira pas à son effet. Une erreur de saisie se refait avec le même candidat."""

    DESISTEMENT = "DESISTEMENT"
    LOGEMENT_INDISPONIBLE = "LOGEMENT_INDISPONIBLE"
    ERREUR_DE_SAISIE = "ERREUR_DE_SAISIE"
    AUTRE = "AUTRE"


@dataclass(frozen=True, kw_only=True)
class BailAnnule(Fait):
    """`signe` : le bail l'était déjà, et avait radié sa demande."""

    annule_le: date
    motif: MotifAnnulation
    signe: bool

    @property
    def a_refaire(self) -> bool:
        """La proposition tient toujours : un autre bail suivra pour le même candidat."""
        return self.motif is MotifAnnulation.ERREUR_DE_SAISIE


@dataclass(frozen=True, kw_only=True)
class CongeRecu(Fait):
    """`fin_le` : dernier jour du préavis."""

    recu_le: date
    preavis_mois: int
    fin_le: date


@dataclass(frozen=True, kw_only=True)
class BailClos(Fait):
    clos_le: date
    fin_le: date
