"""La décision du FSL : son contenu et sa cohérence avec la demande (spécification I.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from recouvrement.domain.depot_fsl import TermeDu
from socle.domaine.montant import Montant, somme
from socle.domaine.refus import DonneeInvalide, RegleViolee


class SensDecision(Enum):
    ACCORD = "ACCORD"
    ACCORD_PARTIEL = "ACCORD_PARTIEL"
    REFUS = "REFUS"
    AJOURNEMENT = "AJOURNEMENT"


class AideFsl(Enum):
    AUCUNE = ""
    SUBVENTION = "SUBVENTION"
    PRET = "PRET"
    MIXTE = "MIXTE"


@dataclass(frozen=True, kw_only=True)
class DecisionFsl:
    """Décision de la commission. Montant et termes couverts sont vides sans accord ; un refus a un motif."""

    decision_id: str
    sens: SensDecision
    date_commission: date
    aide: AideFsl = AideFsl.AUCUNE
    montant: Montant = field(default_factory=Montant.zero)
    termes_couverts: Sequence[str] = ()
    motif: str = ""

    def __post_init__(self) -> None:
        # Un ordre stable et un seul type : la même décision relue de la base est égale à celle reçue deux fois.
        object.__setattr__(self, "termes_couverts", tuple(sorted(self.termes_couverts)))

    @property
    def est_favorable(self) -> bool:
        return self.sens in (SensDecision.ACCORD, SensDecision.ACCORD_PARTIEL)


def exiger_coherente(decision: DecisionFsl, *, depose_le: date, termes: Sequence[TermeDu]) -> None:
    """Lève DonneeInvalide ou RegleViolee si la décision ne correspond pas à la demande déposée."""
    if not decision.decision_id.strip():
        raise DonneeInvalide("CHAMP_VIDE", "Une décision a un identifiant.", champ="decision.decision_id")
    if decision.date_commission < depose_le:
        raise DonneeInvalide("DATE_INCOHERENTE", "La commission précède le dépôt.", champ="decision.date_commission")
    if decision.montant < Montant.zero():
        raise DonneeInvalide("MONTANT_NEGATIF", "Une aide n'est pas négative.", champ="decision.montant")
    if decision.est_favorable:
        _exiger_accord(decision, termes)
    elif decision.montant or decision.termes_couverts or decision.aide is not AideFsl.AUCUNE:
        raise DonneeInvalide("AIDE_SANS_ACCORD", "Sans accord, il n'y a pas d'aide.", champ="decision.montant")
    if decision.sens is SensDecision.REFUS and not decision.motif.strip():
        raise DonneeInvalide("MOTIF_ABSENT", "Un refus est motivé.", champ="decision.motif")


def _exiger_accord(decision: DecisionFsl, termes: Sequence[TermeDu]) -> None:
    if not decision.montant or decision.aide is AideFsl.AUCUNE or not decision.termes_couverts:
        raise DonneeInvalide(
            "ACCORD_INCOMPLET",
            "Un accord a un montant, une forme d'aide et des termes couverts.",
            champ="decision.montant",
        )
    certifiee = somme(terme.du for terme in termes)
    if decision.montant > certifiee:
        raise RegleViolee(
            "MONTANT_SUPERIEUR_A_LA_DETTE",
            f"L'aide ({decision.montant}) dépasse la dette certifiée ({certifiee}).",
            champ="decision.montant",
        )
    etrangers = sorted(set(decision.termes_couverts) - {terme.mois for terme in termes})
    if etrangers:
        raise RegleViolee(
            "TERME_NON_CERTIFIE",
            f"Termes hors de la demande : {', '.join(etrangers)}.",
            champ="decision.termes_couverts",
        )
