"""L'offre d'un logement disponible : candidatures, séance, décisions, propositions dans l'ordre des rangs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum
from uuid import UUID

from demandes.domain.candidats import Candidat
from demandes.domain.candidature import Candidature, StatutCandidature
from demandes.domain.codes import exiger_codes
from demandes.domain.decisions import DecisionCandidature, SensDecision, controler_decisions, exiger_quorum
from demandes.domain.logement_offert import LogementOffert
from demandes.domain.reserve import motif_publiable
from socle.domaine.agregat import Agregat, Fait, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.refus import DonneeInvalide, Introuvable, RegleViolee

NON_REPONSE = "NON_REPONSE"
"""Motif du refus né du silence (CCH art. R441-10)."""
RANG_PRECEDENT_ACCEPTE = "RANG_PRECEDENT_ACCEPTE"


class StatutOffre(Enum):
    OUVERTE = "OUVERTE"
    INSCRITE_CALEOL = "INSCRITE_CALEOL"
    ATTRIBUEE = "ATTRIBUEE"
    ACCEPTEE = "ACCEPTEE"
    CLOSE = "CLOSE"
    RETIREE = "RETIREE"


TRANSITIONS_OFFRE = {
    StatutOffre.OUVERTE: {StatutOffre.INSCRITE_CALEOL, StatutOffre.RETIREE},
    StatutOffre.INSCRITE_CALEOL: {StatutOffre.ATTRIBUEE, StatutOffre.OUVERTE, StatutOffre.RETIREE},
    StatutOffre.ATTRIBUEE: {StatutOffre.ACCEPTEE, StatutOffre.OUVERTE, StatutOffre.RETIREE},
    StatutOffre.ACCEPTEE: {StatutOffre.CLOSE},
}
"""Sans attribution, ou quand tous les rangs ont refusé, l'offre redevient OUVERTE pour une autre séance."""

_APRES_DECISION = {
    SensDecision.ATTRIBUTION: StatutCandidature.ATTRIBUEE,
    SensDecision.NON_ATTRIBUTION: StatutCandidature.NON_ATTRIBUEE,
    SensDecision.IRRECEVABILITE: StatutCandidature.IRRECEVABLE,
}


@dataclass(frozen=True, kw_only=True)
class CandidatsProposes(Fait):
    demande_ids: Sequence[UUID]
    seance_le: date


@dataclass(frozen=True, kw_only=True)
class AttributionDecidee(Fait):
    decide_le: date
    decisions: Sequence[DecisionCandidature]


@dataclass(frozen=True, kw_only=True)
class PropositionAcceptee(Fait):
    demande_id: UUID
    accepte_le: date


@dataclass(frozen=True, kw_only=True)
class PropositionRefusee(Fait):
    demande_id: UUID
    refuse_le: date
    motif: str


@dataclass(eq=False, kw_only=True)
class Offre(Agregat):
    """Un logement à attribuer. `derogation` : pourquoi moins de candidats que la règle, vide sinon."""

    logement_id: UUID
    logement: LogementOffert
    statut: StatutOffre = StatutOffre.OUVERTE
    candidatures: list[Candidature] = field(default_factory=list)
    seance_le: date | None = None
    derogation: str = ""
    decide_le: date | None = None

    @classmethod
    def ouvrir(cls, *, id: UUID, logement: LogementOffert) -> Offre:
        """Ouvre une offre sur un logement annoncé disponible."""
        return cls(id=id, logement_id=logement.logement_id, logement=logement)

    def candidature(self, demande_id: UUID) -> Candidature:
        """Candidature de cette demande. Lève Introuvable."""
        for candidature in self.candidatures:
            if candidature.demande_id == demande_id:
                return candidature
        raise Introuvable("candidature", demande_id, champ="demande_id")

    def presenter(
        self, candidats: Sequence[Candidat], *, seance_le: date, baremes: Baremes, derogation: str = ""
    ) -> None:
        """Inscrit les candidats à une séance (CCH art. R441-3).

        Lève RegleViolee si un candidat n'est pas présentable, ou s'ils sont trop peu sans dérogation motivée.
        """
        statut = self._vers(StatutOffre.INSCRITE_CALEOL)
        identifiants = tuple(c.demande_id for c in candidats)
        if len(set(identifiants)) != len(identifiants):
            raise DonneeInvalide("CANDIDAT_EN_DOUBLE", "Une demande est donnée deux fois.", champ="demande_ids")
        self._exiger_nombre(len(candidats), derogation=derogation, seance_le=seance_le, baremes=baremes)
        for candidat in candidats:
            _exiger_presentable(candidat)
        presentees = [self._presentee(candidat) for candidat in candidats]
        autres = [c for c in self.candidatures if c.demande_id not in identifiants]
        self.candidatures = [*autres, *presentees]
        self.statut, self.seance_le, self.derogation, self.decide_le = statut, seance_le, derogation, None
        self.constater(CandidatsProposes(demande_ids=identifiants, seance_le=seance_le))

    def decider(
        self,
        decisions: Sequence[DecisionCandidature],
        *,
        decide_le: date,
        membres_presents: int,
        baremes: Baremes,
    ) -> None:
        """Consigne les décisions de la séance, puis propose le logement au rang 1.

        Lève TransitionInterdite hors d'INSCRITE_CALEOL, RegleViolee ou DonneeInvalide si une décision est irrégulière.
        """
        attribue = any(d.sens is SensDecision.ATTRIBUTION for d in decisions)
        statut = self._vers(StatutOffre.ATTRIBUEE if attribue else StatutOffre.OUVERTE)
        if self.statut is not StatutOffre.INSCRITE_CALEOL:
            raise RegleViolee("SEANCE_ABSENTE", "Aucune séance n'examine cette offre.", champ="offre_id")
        if self.seance_le is not None and decide_le < self.seance_le:
            raise DonneeInvalide("DECISION_AVANT_SEANCE", "La décision précède la séance.", champ="decide_le")
        exiger_quorum(membres_presents, decide_le=decide_le, baremes=baremes)
        presentees = [c for c in self.candidatures if c.statut is StatutCandidature.PRESENTEE]
        controler_decisions(decisions, presentees, decide_le=decide_le, baremes=baremes)
        candidatures = self.candidatures
        for decision in decisions:
            candidatures = _remplacer(candidatures, decision.demande_id, _appliquer(decision))
        if attribue:
            candidatures = _proposer_au_suivant(candidatures, le=decide_le, baremes=baremes)
        self.candidatures, self.statut, self.decide_le = candidatures, statut, decide_le
        publiees = tuple(replace(d, motif=motif_publiable(d.motif, au=decide_le, baremes=baremes)) for d in decisions)
        self.constater(AttributionDecidee(decide_le=decide_le, decisions=publiees))

    def accepter(self, demande_id: UUID, *, le: date) -> None:
        """Le candidat accepte. Lève RegleViolee si rien ne lui est proposé ou si son délai est passé."""
        candidature = self._proposee(demande_id, le=le)
        if candidature.reponse_avant_le is not None and le > candidature.reponse_avant_le:
            raise RegleViolee(
                "DELAI_DE_REPONSE_EXPIRE",
                f"Le délai de réponse finissait le {candidature.reponse_avant_le:%d/%m/%Y} : le silence vaut refus.",
                champ="repondu_le",
            )
        statut = self._vers(StatutOffre.ACCEPTEE)
        self.candidatures = [
            c.passer(StatutCandidature.ACCEPTEE, repondue_le=le)
            if c.demande_id == demande_id
            else c.passer(StatutCandidature.ABANDONNEE, motif=RANG_PRECEDENT_ACCEPTE)
            if c.statut is StatutCandidature.ATTRIBUEE
            else c
            for c in self.candidatures
        ]
        self.statut = statut
        self.constater(PropositionAcceptee(demande_id=demande_id, accepte_le=le))

    def refuser(self, demande_id: UUID, *, le: date, motif: str, baremes: Baremes) -> None:
        """Le candidat refuse (ou NON_REPONSE : son délai est passé sans réponse) ; le rang suivant est proposé.

        Lève DonneeInvalide si le motif n'est pas codé, RegleViolee si le silence est constaté trop tôt.
        """
        candidature = self._proposee(demande_id, le=le)
        exiger_codes([motif], baremes.au("motifs_refus_candidat", le), champ="motif_refus")
        silence = motif == NON_REPONSE
        if silence and candidature.reponse_avant_le is not None and le <= candidature.reponse_avant_le:
            raise RegleViolee(
                "DELAI_DE_REPONSE_NON_ECOULE",
                f"Le candidat peut répondre jusqu'au {candidature.reponse_avant_le:%d/%m/%Y} inclus.",
                champ="repondu_le",
            )
        vers = StatutCandidature.SANS_REPONSE if silence else StatutCandidature.REFUSEE
        candidatures = _remplacer(self.candidatures, demande_id, lambda c: c.passer(vers, motif=motif, repondue_le=le))
        suivantes = _proposer_au_suivant(candidatures, le=le, baremes=baremes)
        statut = self.statut if suivantes is not candidatures else self._vers(StatutOffre.OUVERTE)
        self.candidatures, self.statut = suivantes, statut
        publie = motif_publiable(motif, au=le, baremes=baremes)
        self.constater(PropositionRefusee(demande_id=demande_id, refuse_le=le, motif=publie))

    def clore(self) -> None:
        """Le bail est signé. Lève TransitionInterdite si aucune proposition n'est acceptée."""
        self.statut = self._vers(StatutOffre.CLOSE)

    def _vers(self, vers: StatutOffre) -> StatutOffre:
        return franchir(TRANSITIONS_OFFRE, objet="Offre", de=self.statut, vers=vers)

    def _exiger_nombre(self, nombre: int, *, derogation: str, seance_le: date, baremes: Baremes) -> None:
        minimum = baremes.au("candidats_minimum", seance_le)
        if derogation:
            exiger_codes([derogation], baremes.au("derogations_candidats", seance_le), champ="derogation")
        if nombre == 0 or (nombre < minimum.valeur and not derogation):
            raise RegleViolee(
                "CANDIDATS_INSUFFISANTS",
                f"{nombre} candidat(s) : {minimum.valeur} au moins, ou une dérogation motivée ({minimum.source}).",
                champ="demande_ids",
                minimum=minimum.valeur,
            )
        if derogation == "PLAI_ADAPTE" and self.logement.financement != "PLAI":
            raise RegleViolee("DEROGATION_SANS_OBJET", "Ce logement n'est pas financé en PLAI.", champ="derogation")

    def _presentee(self, candidat: Candidat) -> Candidature:
        nouvelle = Candidature.presenter(candidat)
        ancienne = next((c for c in self.candidatures if c.demande_id == candidat.demande_id), None)
        if ancienne is not None:
            ancienne.passer(StatutCandidature.PRESENTEE)
        return nouvelle

    def _proposee(self, demande_id: UUID, *, le: date) -> Candidature:
        candidature = self.candidature(demande_id)
        if candidature.statut is not StatutCandidature.PROPOSEE or candidature.proposee_le is None:
            raise RegleViolee(
                "PROPOSITION_ABSENTE",
                f"Aucune proposition en cours pour cette demande ({candidature.statut.value}).",
                champ="demande_id",
            )
        if le < candidature.proposee_le:
            raise DonneeInvalide("REPONSE_AVANT_PROPOSITION", "La réponse précède la proposition.", champ="repondu_le")
        return candidature


def _exiger_presentable(candidat: Candidat) -> None:
    if not candidat.presentable:
        verdicts = ", ".join(f"{v.explication.regle} ({v.reponse.value})" for v in candidat.verdicts if not v.favorable)
        raise RegleViolee(
            "CANDIDAT_NON_PRESENTABLE",
            f"La demande {candidat.numero_unique} ne peut pas être présentée : {verdicts}.",
            champ="demande_ids",
            demande_id=candidat.demande_id,
        )


def _remplacer(
    candidatures: Sequence[Candidature], demande_id: UUID, change: Callable[[Candidature], Candidature]
) -> list[Candidature]:
    return [change(c) if c.demande_id == demande_id else c for c in candidatures]


def _appliquer(decision: DecisionCandidature) -> Callable[[Candidature], Candidature]:
    return lambda c: c.passer(_APRES_DECISION[decision.sens], rang=decision.rang, motif=decision.motif)


def _proposer_au_suivant(candidatures: list[Candidature], *, le: date, baremes: Baremes) -> list[Candidature]:
    """Propose au plus petit rang encore attribué ; rend la liste reçue, inchangée, s'il n'y en a plus."""
    attribuees = [c for c in candidatures if c.statut is StatutCandidature.ATTRIBUEE]
    if not attribuees:
        return candidatures
    suivante = min(attribuees, key=lambda c: c.rang)
    limite = le + timedelta(days=baremes.au("delai_reponse_proposition", le).valeur)
    return _remplacer(
        candidatures,
        suivante.demande_id,
        lambda c: c.passer(StatutCandidature.PROPOSEE, proposee_le=le, reponse_avant_le=limite),
    )
