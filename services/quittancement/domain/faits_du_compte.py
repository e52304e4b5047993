"""Ce qu'un compte locataire constate : un paiement, un impayé, sa régularisation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from quittancement.domain.paiement import ModePaiement
from quittancement.domain.termes import TermeImpaye
from socle.domaine.agregat import Fait
from socle.domaine.explication import Reponse
from socle.domaine.montant import Montant


@dataclass(frozen=True, kw_only=True)
class PaiementEnregistre(Fait):
    paiement_id: UUID
    montant: Montant
    mode: ModePaiement
    recu_le: date
    termes_soldes: tuple[str, ...]
    dette_echue: Montant
    dossier_fsl_id: UUID | None
    decision_id: str | None


@dataclass(frozen=True, kw_only=True)
class PrelevementRejete(Fait):
    """La banque a repris un prélèvement, avant ou après règlement. `motif` : code ISO 20022."""

    prelevement: str
    quittance_id: UUID
    montant: Montant
    motif: str
    rejete_le: date
    apres_reglement: bool
    representer_le: date | None
    mandat_suspendu: bool


@dataclass(frozen=True, kw_only=True)
class LoyerImpaye(Fait):
    """La dette échue d'un compte en retard : `termes` sont tous ceux qui la font."""

    constate_le: date
    dette_echue: Montant
    premier_defaut_le: date
    termes: tuple[TermeImpaye, ...]
    impaye_constitue: Reponse
    constitue_le: date | None
    regime_apl: str

    def apprend(self, dernier: LoyerImpaye | None) -> bool:
        """Dit-il autre chose que le dernier fait publié, et plus tard que lui ?"""
        if dernier is None:
            return True
        return self.constate_le >= dernier.constate_le and replace(self, constate_le=dernier.constate_le) != dernier


@dataclass(frozen=True, kw_only=True)
class ImpayeRegularise(Fait):
    regularise_le: date
    termes_soldes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TermeMenace:
    """`avant_le` : dernier jour pour agir. `palier` : mois de l'alerte qu'il vient d'atteindre."""

    mois: str
    reste: Montant
    avant_le: date
    palier: int


@dataclass(frozen=True, kw_only=True)
class PrescriptionApproche(Fait):
    constate_le: date
    termes: tuple[TermeMenace, ...]
