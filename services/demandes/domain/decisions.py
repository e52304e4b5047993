"""Ce que la commission peut décider, et ce qui le rend irrégulier (CCH art. R441-3, L441-2-2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from demandes.domain.candidature import Candidature
from demandes.domain.codes import exiger_codes
from socle.domaine.baremes import Baremes
from socle.domaine.refus import DonneeInvalide, RegleViolee


class SensDecision(Enum):
    """Trois des cinq décisions de R441-3 : l'attribution porte toujours un rang ; pas de condition suspensive."""

    ATTRIBUTION = "ATTRIBUTION"
    NON_ATTRIBUTION = "NON_ATTRIBUTION"
    IRRECEVABILITE = "IRRECEVABILITE"


NOMENCLATURES = {
    SensDecision.NON_ATTRIBUTION: "motifs_non_attribution",
    SensDecision.IRRECEVABILITE: "motifs_irrecevabilite",
}


@dataclass(frozen=True, kw_only=True)
class DecisionCandidature:
    """Décision sur une demande : un rang si elle est favorable, un motif codé sinon."""

    demande_id: UUID
    sens: SensDecision
    rang: int = 0
    motif: str = ""


def exiger_quorum(membres_presents: int, *, decide_le: date, baremes: Baremes) -> None:
    """Lève RegleViolee (QUORUM_NON_ATTEINT) si trop peu de membres à voix délibérative sont présents."""
    quorum = baremes.au("quorum_caleol", decide_le)
    if membres_presents < quorum.valeur:
        raise RegleViolee(
            "QUORUM_NON_ATTEINT",
            f"{membres_presents} membre(s) présent(s), {quorum.valeur} requis ({quorum.source}).",
            champ="membres_presents",
            quorum=quorum.valeur,
        )


def controler_decisions(
    decisions: Sequence[DecisionCandidature],
    candidatures: Sequence[Candidature],
    *,
    decide_le: date,
    baremes: Baremes,
) -> None:
    """Une décision régulière et motivée par candidature présentée ; des rangs 1, 2, 3… sans trou ni double."""
    presentees = {c.demande_id: c for c in candidatures}
    _exiger_une_par_candidature([d.demande_id for d in decisions], presentees)
    rangs = sorted(d.rang for d in decisions if d.sens is SensDecision.ATTRIBUTION)
    if rangs != list(range(1, len(rangs) + 1)):
        raise DonneeInvalide(
            "RANGS_INVALIDES", f"Les rangs se suivent à partir de 1, sans double (reçu : {rangs}).", champ="rang"
        )
    for decision in decisions:
        _controler_motif(decision, presentees[decision.demande_id], decide_le=decide_le, baremes=baremes)


def _exiger_une_par_candidature(decidees: Sequence[UUID], presentees: dict[UUID, Candidature]) -> None:
    if len(set(decidees)) != len(decidees):
        raise DonneeInvalide("DECISION_EN_DOUBLE", "Une seule décision par demande.", champ="decisions")
    etrangeres = set(decidees) - set(presentees)
    if etrangeres:
        raise DonneeInvalide(
            "DEMANDE_NON_PRESENTEE",
            f"Demandes non présentées à cette séance : {', '.join(sorted(map(str, etrangeres)))}.",
            champ="decisions",
        )
    oubliees = set(presentees) - set(decidees)
    if oubliees:
        raise RegleViolee(
            "DECISION_MANQUANTE",
            f"Demandes présentées sans décision : {', '.join(sorted(map(str, oubliees)))}.",
            champ="decisions",
        )


def _controler_motif(
    decision: DecisionCandidature, candidature: Candidature, *, decide_le: date, baremes: Baremes
) -> None:
    if decision.sens is SensDecision.ATTRIBUTION:
        if decision.motif:
            raise DonneeInvalide("MOTIF_INATTENDU", "Une attribution ne porte pas de motif.", champ="motif")
        return
    if decision.rang:
        raise DonneeInvalide("RANG_INATTENDU", "Seule une attribution porte un rang.", champ="rang")
    if not decision.motif:
        raise RegleViolee(
            "MOTIF_OBLIGATOIRE", "Toute décision défavorable est motivée (CCH art. L441-2-2).", champ="motif"
        )
    interdits = baremes.au("motifs_interdits", decide_le)
    if decision.motif in interdits.valeur:
        raise RegleViolee(
            "MOTIF_INTERDIT",
            f"« {decision.motif} » ne peut fonder aucune décision ({interdits.source}).",
            champ="motif",
        )
    exiger_codes([decision.motif], baremes.au(NOMENCLATURES[decision.sens], decide_le), champ="motif")
    insuffisants = baremes.au("motifs_insuffisants_pour_prioritaire", decide_le)
    if candidature.prioritaire and decision.motif in insuffisants.valeur:
        raise RegleViolee(
            "MOTIF_INSUFFISANT",
            f"« {decision.motif} » ne suffit pas à écarter un ménage prioritaire ({insuffisants.source}).",
            champ="motif",
        )
