"""Les candidatures d'une offre, vues ensemble : décisions appliquées, rang suivant proposé, abandons."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from datetime import date, timedelta
from uuid import UUID

from demandes.domain.candidats import Candidat
from demandes.domain.candidature import Candidature, StatutCandidature
from demandes.domain.decisions import DecisionCandidature, SensDecision
from socle.domaine.baremes import Baremes
from socle.domaine.refus import RegleViolee

_APRES_DECISION = {
    SensDecision.ATTRIBUTION: StatutCandidature.ATTRIBUEE,
    SensDecision.NON_ATTRIBUTION: StatutCandidature.NON_ATTRIBUEE,
    SensDecision.IRRECEVABILITE: StatutCandidature.IRRECEVABLE,
}


def exiger_presentable(candidat: Candidat) -> None:
    """Lève RegleViolee (CANDIDAT_NON_PRESENTABLE) en nommant les contrôles qui ne disent pas oui."""
    if not candidat.presentable:
        verdicts = ", ".join(f"{v.explication.regle} ({v.reponse.value})" for v in candidat.verdicts if not v.favorable)
        raise RegleViolee(
            "CANDIDAT_NON_PRESENTABLE",
            f"La demande {candidat.numero_unique} ne peut pas être présentée : {verdicts}.",
            champ="demande_ids",
            demande_id=candidat.demande_id,
        )


def remplacer(
    candidatures: Sequence[Candidature], demande_id: UUID, change: Callable[[Candidature], Candidature]
) -> list[Candidature]:
    """Les mêmes candidatures, celle de cette demande changée."""
    return [change(c) if c.demande_id == demande_id else c for c in candidatures]


def appliquer(decision: DecisionCandidature) -> Callable[[Candidature], Candidature]:
    """Le changement qu'une décision apporte à sa candidature."""
    return lambda c: c.passer(_APRES_DECISION[decision.sens], rang=decision.rang, motif=decision.motif)


def proposer_au_suivant(candidatures: list[Candidature], *, le: date, baremes: Baremes) -> list[Candidature]:
    """Propose au plus petit rang encore attribué ; rend la liste reçue, inchangée, s'il n'y en a plus."""
    attribuees = [c for c in candidatures if c.statut is StatutCandidature.ATTRIBUEE]
    if not attribuees:
        return candidatures
    suivante = min(attribuees, key=lambda c: c.rang)
    limite = le + timedelta(days=baremes.au("delai_reponse_proposition", le).valeur)
    return remplacer(
        candidatures,
        suivante.demande_id,
        lambda c: c.passer(StatutCandidature.PROPOSEE, proposee_le=le, reponse_avant_le=limite),
    )


def abandonner(
    candidatures: Sequence[Candidature], statuts: Set[StatutCandidature], *, motif: str
) -> list[Candidature]:
    """Abandonne celles qui sont dans un de ces états."""
    return [c.passer(StatutCandidature.ABANDONNEE, motif=motif) if c.statut in statuts else c for c in candidatures]
