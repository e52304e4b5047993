"""L'offre d'un logement disponible : candidatures, séance, décisions, propositions dans l'ordre des rangs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from uuid import UUID

from demandes.domain.candidats import Candidat
from demandes.domain.candidature import Candidature, StatutCandidature
from demandes.domain.candidatures import abandonner, appliquer, exiger_presentable, proposer_au_suivant, remplacer
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
DESISTEMENT = "DESISTEMENT"
"""Renoncement après avoir accepté : le candidat ne revient pas sur ce logement."""
BAIL_ANNULE = "BAIL_ANNULE"
LOGEMENT_LOUE = "LOGEMENT_LOUE"


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
    StatutOffre.ACCEPTEE: {StatutOffre.CLOSE, StatutOffre.OUVERTE, StatutOffre.RETIREE},
    StatutOffre.CLOSE: {StatutOffre.OUVERTE},
}
"""Sans attribution, quand tous les rangs ont refusé, ou quand le bail n'aboutit pas (désistement, bail annulé avant
son effet, même signé), l'offre redevient OUVERTE pour une autre séance."""

FINIES = (StatutOffre.CLOSE, StatutOffre.RETIREE)
"""Offres qui ne tiennent plus leur logement."""


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

    def acceptee_par(self, demande_id: UUID) -> bool:
        """Cette demande est-elle celle qui a accepté le logement ?"""
        return any(c.demande_id == demande_id and c.statut is StatutCandidature.ACCEPTEE for c in self.candidatures)

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
            exiger_presentable(candidat)
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
            candidatures = remplacer(candidatures, decision.demande_id, appliquer(decision))
        if attribue:
            candidatures = proposer_au_suivant(candidatures, le=decide_le, baremes=baremes)
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
        candidatures = remplacer(self.candidatures, demande_id, lambda c: c.passer(vers, motif=motif, repondue_le=le))
        suivantes = proposer_au_suivant(candidatures, le=le, baremes=baremes)
        statut = self.statut if suivantes is not candidatures else self._vers(StatutOffre.OUVERTE)
        self.candidatures, self.statut = suivantes, statut
        publie = motif_publiable(motif, au=le, baremes=baremes)
        self.constater(PropositionRefusee(demande_id=demande_id, refuse_le=le, motif=publie))

    def constater_desistement(self, demande_id: UUID, *, le: date) -> None:
        """Le candidat qui avait accepté renonce avant tout bail signé : l'offre se rouvre, son refus est publié.

        Lève RegleViolee (PROPOSITION_NON_ACCEPTEE) s'il n'a pas accepté, DonneeInvalide s'il renonce avant d'accepter.
        """
        statut = self._vers(StatutOffre.OUVERTE)
        candidature = self.candidature(demande_id)
        if self.statut is not StatutOffre.ACCEPTEE or not self.acceptee_par(demande_id):
            raise RegleViolee(
                "PROPOSITION_NON_ACCEPTEE", "Cette demande n'a pas de proposition acceptée.", champ="demande_id"
            )
        if candidature.repondue_le is not None and le < candidature.repondue_le:
            raise DonneeInvalide("DESISTEMENT_AVANT_ACCEPTATION", "On renonce après avoir accepté.", champ="desiste_le")
        self.candidatures = remplacer(
            self.candidatures,
            demande_id,
            lambda c: c.passer(StatutCandidature.REFUSEE, motif=DESISTEMENT, repondue_le=le),
        )
        self.statut = statut
        self.constater(PropositionRefusee(demande_id=demande_id, refuse_le=le, motif=DESISTEMENT))

    def clore(self) -> None:
        """Le bail est signé. Lève TransitionInterdite si aucune proposition n'est acceptée."""
        self.statut = self._vers(StatutOffre.CLOSE)

    def retirer(self) -> None:
        """Le logement est loué hors de cette offre : qui attendait encore une réponse est abandonné."""
        statut = self._vers(StatutOffre.RETIREE)
        attendaient = {StatutCandidature.ATTRIBUEE, StatutCandidature.PROPOSEE, StatutCandidature.ACCEPTEE}
        self.candidatures = abandonner(self.candidatures, attendaient, motif=LOGEMENT_LOUE)
        self.statut = statut

    def rouvrir(self, demande_id: UUID) -> None:
        """Le bail de cette demande est annulé avant son effet. Sans objet si elle n'était plus le preneur (désistement)."""
        if not self.acceptee_par(demande_id):
            return
        statut = self._vers(StatutOffre.OUVERTE)
        self.candidatures = abandonner(self.candidatures, {StatutCandidature.ACCEPTEE}, motif=BAIL_ANNULE)
        self.statut = statut

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
