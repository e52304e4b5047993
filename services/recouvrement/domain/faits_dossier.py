"""Les faits d'un dossier d'impayé : identifiants, codes, dates et montants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from socle.domaine.agregat import Fait
from socle.domaine.montant import Montant


@dataclass(frozen=True, kw_only=True)
class DossierImpayeOuvert(Fait):
    ouvert_le: date
    dette: Montant


@dataclass(frozen=True, kw_only=True)
class RelanceEnvoyee(Fait):
    etape: str
    canal: str
    modele: str
    envoyee_le: date


@dataclass(frozen=True, kw_only=True)
class OrientationSocialeDemandee(Fait):
    motif: str
    oriente_le: date
    menage_informe: bool


@dataclass(frozen=True, kw_only=True)
class ImpayeSignaleCaf(Fait):
    """La référence de la pièce n'y est pas : elle reste dans le service."""

    organisme: str
    constitue_le: date
    signale_le: date
    avant_le: date | None
    regime: str
    dette: Montant


@dataclass(frozen=True, kw_only=True)
class DossierImpayeClos(Fait):
    clos_le: date
    motif: str
