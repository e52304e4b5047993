"""L'offre : présentation, décisions de la commission, propositions dans l'ordre des rangs."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from constructeurs_demandes import BAREMES, euros, le, un_logement

from demandes.domain.candidats import Candidat
from demandes.domain.candidature import StatutCandidature
from demandes.domain.decisions import DecisionCandidature, SensDecision
from demandes.domain.offre import (
    AttributionDecidee,
    CandidatsProposes,
    Offre,
    PropositionAcceptee,
    PropositionRefusee,
    StatutOffre,
)
from demandes.domain.verdicts import verdict
from socle.domaine.refus import DonneeInvalide, Introuvable, RegleViolee, TransitionInterdite

A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)
SEANCE = le("2026-03-10")


def un_candidat(demande_id: UUID, **change: Any) -> Candidat:
    champs: dict[str, Any] = {
        "demande_id": demande_id,
        "numero_unique": f"0690126{demande_id.int:06d}ZZDEM",
        "deposee_le": le("2026-01-15"),
        "prioritaire": False,
        "points": 10,
        "verdicts": (verdict("dossier_complet", True, article="essai", au=SEANCE),),
        "presentable": True,
    }
    return Candidat(**{**champs, **change})


def une_offre(**logement: Any) -> Offre:
    return Offre.ouvrir(id=UUID(int=100), logement=un_logement(**logement))


def une_offre_inscrite(**change: Any) -> Offre:
    offre = une_offre()
    candidats = [un_candidat(demande_id, **change) for demande_id in (A, B, C)]
    offre.presenter(candidats, seance_le=SEANCE, baremes=BAREMES)
    offre.retirer_faits()
    return offre


def attribuer(demande_id: UUID, rang: int) -> DecisionCandidature:
    return DecisionCandidature(demande_id=demande_id, sens=SensDecision.ATTRIBUTION, rang=rang)


def ecarter(demande_id: UUID, motif: str = "AUTRE_CANDIDAT_PRIORITAIRE") -> DecisionCandidature:
    return DecisionCandidature(demande_id=demande_id, sens=SensDecision.NON_ATTRIBUTION, motif=motif)


def rejeter(demande_id: UUID, motif: str = "DEPASSEMENT_PLAFOND") -> DecisionCandidature:
    return DecisionCandidature(demande_id=demande_id, sens=SensDecision.IRRECEVABILITE, motif=motif)


def decider(offre: Offre, *decisions: DecisionCandidature, presents: int = 3, jour: date = SEANCE) -> None:
    offre.decider(decisions, decide_le=jour, membres_presents=presents, baremes=BAREMES)


def une_offre_attribuee() -> Offre:
    """A au rang 1, B au rang 2, C écarté ; proposée à A le 10/03/2026, réponse jusqu'au 20/03."""
    offre = une_offre_inscrite()
    decider(offre, attribuer(A, 1), attribuer(B, 2), ecarter(C))
    offre.retirer_faits()
    return offre


def statuts(offre: Offre) -> list[str]:
    return [offre.candidature(demande_id).statut.value for demande_id in (A, B, C)]


def test_une_offre_s_ouvre_sur_le_logement_annonce() -> None:
    offre = une_offre()
    assert offre.statut is StatutOffre.OUVERTE
    assert offre.logement_id == offre.logement.logement_id == UUID(int=50)


@pytest.mark.parametrize(
    ("change", "champ"),
    [
        ({"financement": "PLI"}, "financement"),
        ({"code_insee": "Lyon"}, "code_insee"),
        ({"loyer_principal": euros("0")}, "loyer_principal"),
        ({"provision_charges": euros("-1")}, "provision_charges"),
    ],
)
def test_un_logement_mal_annonce_n_ouvre_rien(change: dict[str, Any], champ: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        une_offre(**change)
    assert refus.value.champ == champ


def test_trois_candidats_sont_inscrits_a_la_seance() -> None:
    offre = une_offre()
    offre.presenter([un_candidat(A), un_candidat(B), un_candidat(C)], seance_le=SEANCE, baremes=BAREMES)
    assert offre.statut is StatutOffre.INSCRITE_CALEOL
    assert statuts(offre) == ["PRESENTEE"] * 3
    assert offre.candidature(A).explications[0].regle == "dossier_complet"
    assert offre.retirer_faits() == [CandidatsProposes(demande_ids=(A, B, C), seance_le=SEANCE)]


def test_deux_candidats_exigent_une_derogation_motivee() -> None:
    offre = une_offre()
    deux = [un_candidat(A), un_candidat(B)]
    with pytest.raises(RegleViolee) as refus:
        offre.presenter(deux, seance_le=SEANCE, baremes=BAREMES)
    assert refus.value.code == "CANDIDATS_INSUFFISANTS"
    assert (offre.statut, offre.candidatures) == (StatutOffre.OUVERTE, [])
    offre.presenter(deux, seance_le=SEANCE, baremes=BAREMES, derogation="INSUFFISANCE_CANDIDATS")
    assert offre.derogation == "INSUFFISANCE_CANDIDATS"


@pytest.mark.parametrize(
    ("candidats", "derogation", "code"),
    [
        ([], "INSUFFISANCE_CANDIDATS", "CANDIDATS_INSUFFISANTS"),
        ([un_candidat(A)], "PARCE_QUE", "CODE_INCONNU"),
        ([un_candidat(A)], "PLAI_ADAPTE", "DEROGATION_SANS_OBJET"),
        ([un_candidat(A), un_candidat(A), un_candidat(B)], "", "CANDIDAT_EN_DOUBLE"),
        ([un_candidat(A), un_candidat(B), un_candidat(C, presentable=False)], "", "CANDIDAT_NON_PRESENTABLE"),
    ],
)
def test_une_presentation_irreguliere_est_refusee(candidats: list[Candidat], derogation: str, code: str) -> None:
    offre = une_offre()
    with pytest.raises((RegleViolee, DonneeInvalide)) as refus:
        offre.presenter(candidats, seance_le=SEANCE, baremes=BAREMES, derogation=derogation)
    assert refus.value.code == code
    assert offre.statut is StatutOffre.OUVERTE
    assert offre.retirer_faits() == []


def test_un_logement_plai_adapte_peut_n_avoir_qu_un_candidat() -> None:
    offre = une_offre(financement="PLAI")
    offre.presenter([un_candidat(A)], seance_le=SEANCE, baremes=BAREMES, derogation="PLAI_ADAPTE")
    assert offre.statut is StatutOffre.INSCRITE_CALEOL


def test_la_decision_propose_le_logement_au_rang_un_pour_dix_jours() -> None:
    offre = une_offre_inscrite()
    decisions = (attribuer(B, 2), attribuer(A, 1), ecarter(C))
    decider(offre, *decisions)
    assert offre.statut is StatutOffre.ATTRIBUEE
    assert statuts(offre) == ["PROPOSEE", "ATTRIBUEE", "NON_ATTRIBUEE"]
    assert offre.candidature(A).reponse_avant_le == le("2026-03-20")
    assert offre.candidature(C).motif == "AUTRE_CANDIDAT_PRIORITAIRE"
    assert offre.retirer_faits() == [AttributionDecidee(decide_le=SEANCE, decisions=decisions)]


def test_sans_attribution_l_offre_se_rouvre() -> None:
    offre = une_offre_inscrite()
    decider(offre, ecarter(A), ecarter(B), rejeter(C))
    assert offre.statut is StatutOffre.OUVERTE
    assert statuts(offre) == ["NON_ATTRIBUEE", "NON_ATTRIBUEE", "IRRECEVABLE"]


@pytest.mark.parametrize(
    ("decisions", "code"),
    [
        ((attribuer(A, 1), attribuer(B, 1), ecarter(C)), "RANGS_INVALIDES"),
        ((attribuer(A, 1), attribuer(B, 3), ecarter(C)), "RANGS_INVALIDES"),
        ((attribuer(A, 0), ecarter(B), ecarter(C)), "RANGS_INVALIDES"),
        ((attribuer(A, 1), ecarter(B)), "DECISION_MANQUANTE"),
        ((attribuer(A, 1), ecarter(B), ecarter(B)), "DECISION_EN_DOUBLE"),
        ((attribuer(A, 1), ecarter(B), ecarter(C), ecarter(UUID(int=8))), "DEMANDE_NON_PRESENTEE"),
        ((attribuer(A, 1), ecarter(B, ""), ecarter(C)), "MOTIF_OBLIGATOIRE"),
        ((attribuer(A, 1), rejeter(B, ""), ecarter(C)), "MOTIF_OBLIGATOIRE"),
        ((attribuer(A, 1), ecarter(B, "NATIONALITE"), ecarter(C)), "MOTIF_INTERDIT"),
        ((attribuer(A, 1), ecarter(B, "ABSENCE_LIEN_COMMUNE"), ecarter(C)), "MOTIF_INTERDIT"),
        ((attribuer(A, 1), ecarter(B, "PAS_ENVIE"), ecarter(C)), "CODE_INCONNU"),
        ((attribuer(A, 1), ecarter(B, "DEPASSEMENT_PLAFOND"), ecarter(C)), "CODE_INCONNU"),
        ((attribuer(A, 1), rejeter(B, "SOUS_OCCUPATION"), ecarter(C)), "CODE_INCONNU"),
    ],
)
def test_une_decision_irreguliere_est_refusee_sans_rien_changer(
    decisions: tuple[DecisionCandidature, ...], code: str
) -> None:
    offre = une_offre_inscrite()
    with pytest.raises((RegleViolee, DonneeInvalide)) as refus:
        decider(offre, *decisions)
    assert refus.value.code == code
    assert offre.statut is StatutOffre.INSCRITE_CALEOL
    assert statuts(offre) == ["PRESENTEE"] * 3
    assert offre.retirer_faits() == []


def test_une_attribution_ne_porte_pas_de_motif_ni_un_refus_de_rang() -> None:
    avec_motif = DecisionCandidature(demande_id=A, sens=SensDecision.ATTRIBUTION, rang=1, motif="MIXITE_SOCIALE")
    avec_rang = DecisionCandidature(demande_id=B, sens=SensDecision.NON_ATTRIBUTION, rang=2, motif="SUR_OCCUPATION")
    for decisions in ((avec_motif, ecarter(B), ecarter(C)), (attribuer(A, 1), avec_rang, ecarter(C))):
        with pytest.raises(DonneeInvalide):
            decider(une_offre_inscrite(), *decisions)


def test_la_mixite_sociale_n_ecarte_pas_un_menage_prioritaire() -> None:
    decisions = (attribuer(A, 1), ecarter(B, "MIXITE_SOCIALE"), ecarter(C))
    decider(une_offre_inscrite(), *decisions)
    with pytest.raises(RegleViolee) as refus:
        decider(une_offre_inscrite(prioritaire=True), *decisions)
    assert refus.value.code == "MOTIF_INSUFFISANT"


def test_sans_quorum_rien_ne_se_decide() -> None:
    offre = une_offre_inscrite()
    with pytest.raises(RegleViolee) as refus:
        decider(offre, attribuer(A, 1), ecarter(B), ecarter(C), presents=2)
    assert (refus.value.code, refus.value.champ) == ("QUORUM_NON_ATTEINT", "membres_presents")


def test_on_ne_decide_ni_avant_la_seance_ni_sans_seance() -> None:
    with pytest.raises(DonneeInvalide) as avant:
        decider(une_offre_inscrite(), attribuer(A, 1), ecarter(B), ecarter(C), jour=le("2026-03-09"))
    assert avant.value.champ == "decide_le"
    with pytest.raises(TransitionInterdite):
        decider(une_offre(), attribuer(A, 1))
    with pytest.raises(RegleViolee):
        decider(une_offre_attribuee(), ecarter(A))


def test_l_acceptation_au_dernier_jour_libere_les_rangs_suivants() -> None:
    offre = une_offre_attribuee()
    offre.accepter(A, le=le("2026-03-20"))
    assert offre.statut.value == "ACCEPTEE"
    assert statuts(offre) == ["ACCEPTEE", "ABANDONNEE", "NON_ATTRIBUEE"]
    assert offre.retirer_faits() == [PropositionAcceptee(demande_id=A, accepte_le=le("2026-03-20"))]
    offre.clore()
    assert offre.statut is StatutOffre.CLOSE


def test_apres_le_delai_le_silence_vaut_refus_et_l_acceptation_vient_trop_tard() -> None:
    offre = une_offre_attribuee()
    with pytest.raises(RegleViolee) as refus:
        offre.accepter(A, le=le("2026-03-21"))
    assert refus.value.code == "DELAI_DE_REPONSE_EXPIRE"
    assert offre.candidature(A).statut is StatutCandidature.PROPOSEE


def test_le_silence_du_rang_un_propose_au_rang_deux_avec_un_delai_entier() -> None:
    offre = une_offre_attribuee()
    with pytest.raises(RegleViolee) as trop_tot:
        offre.refuser(A, le=le("2026-03-20"), motif="NON_REPONSE", baremes=BAREMES)
    assert trop_tot.value.code == "DELAI_DE_REPONSE_NON_ECOULE"
    offre.refuser(A, le=le("2026-03-21"), motif="NON_REPONSE", baremes=BAREMES)
    assert statuts(offre) == ["SANS_REPONSE", "PROPOSEE", "NON_ATTRIBUEE"]
    assert offre.candidature(B).reponse_avant_le == le("2026-03-31")
    assert offre.statut is StatutOffre.ATTRIBUEE
    refus = PropositionRefusee(demande_id=A, refuse_le=le("2026-03-21"), motif="NON_REPONSE")
    assert offre.retirer_faits() == [refus]


def test_un_refus_exprime_passe_au_rang_suivant_sans_attendre() -> None:
    offre = une_offre_attribuee()
    offre.refuser(A, le=le("2026-03-12"), motif="LOYER_CHARGES", baremes=BAREMES)
    assert statuts(offre)[:2] == ["REFUSEE", "PROPOSEE"]
    assert offre.candidature(B).reponse_avant_le == le("2026-03-22")


def test_quand_tous_les_rangs_ont_refuse_l_offre_se_rouvre_et_qui_a_refuse_ne_revient_pas() -> None:
    offre = une_offre_attribuee()
    offre.refuser(A, le=le("2026-03-12"), motif="QUARTIER", baremes=BAREMES)
    offre.refuser(B, le=le("2026-03-13"), motif="TAILLE", baremes=BAREMES)
    assert offre.statut is StatutOffre.OUVERTE
    derogation = "INSUFFISANCE_CANDIDATS"
    with pytest.raises(TransitionInterdite):
        offre.presenter([un_candidat(A)], seance_le=le("2026-04-07"), baremes=BAREMES, derogation=derogation)
    offre.presenter([un_candidat(C)], seance_le=le("2026-04-07"), baremes=BAREMES, derogation=derogation)
    assert statuts(offre) == ["REFUSEE", "REFUSEE", "PRESENTEE"]
    decider(offre, attribuer(C, 1), jour=le("2026-04-07"))
    assert statuts(offre) == ["REFUSEE", "REFUSEE", "PROPOSEE"]


@pytest.mark.parametrize("motif", ["", "CAPRICE"])
def test_le_motif_du_refus_est_code(motif: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        une_offre_attribuee().refuser(A, le=le("2026-03-12"), motif=motif, baremes=BAREMES)
    assert refus.value.champ == "motif_refus"


def test_seul_le_candidat_a_qui_l_on_propose_repond() -> None:
    offre = une_offre_attribuee()
    with pytest.raises(RegleViolee) as refus:
        offre.accepter(B, le=le("2026-03-12"))
    assert refus.value.code == "PROPOSITION_ABSENTE"
    with pytest.raises(Introuvable):
        offre.accepter(UUID(int=99), le=le("2026-03-12"))
    with pytest.raises(DonneeInvalide) as avant:
        offre.accepter(A, le=le("2026-03-09"))
    assert avant.value.champ == "repondu_le"


def test_on_ne_clot_pas_une_offre_sans_acceptation() -> None:
    with pytest.raises(TransitionInterdite):
        une_offre_attribuee().clore()


def une_offre_acceptee() -> Offre:
    """A a accepté le 12/03/2026 ; B, au rang 2, est abandonné ; C est écarté."""
    offre = une_offre_attribuee()
    offre.accepter(A, le=le("2026-03-12"))
    offre.retirer_faits()
    return offre


def test_un_desistement_rouvre_l_offre_et_publie_le_refus() -> None:
    offre = une_offre_acceptee()
    offre.constater_desistement(A, le=le("2026-03-20"))
    assert offre.statut is StatutOffre.OUVERTE
    assert offre.retirer_faits() == [PropositionRefusee(demande_id=A, refuse_le=le("2026-03-20"), motif="DESISTEMENT")]
    assert (offre.candidature(A).statut, offre.candidature(A).motif) == (StatutCandidature.REFUSEE, "DESISTEMENT")


def test_apres_un_desistement_les_autres_reviennent_en_seance_et_pas_celui_qui_a_renonce() -> None:
    offre = une_offre_acceptee()
    offre.constater_desistement(A, le=le("2026-03-20"))
    seance = le("2026-04-10")
    with pytest.raises(TransitionInterdite):
        offre.presenter([un_candidat(d) for d in (A, B, C)], seance_le=seance, baremes=BAREMES)
    candidats = [un_candidat(d) for d in (B, C, UUID(int=4))]
    offre.presenter(candidats, seance_le=seance, baremes=BAREMES)
    assert statuts(offre) == ["REFUSEE", "PRESENTEE", "PRESENTEE"]


@pytest.mark.parametrize(
    ("demande_id", "jour", "code"),
    [
        (B, "2026-03-20", "PROPOSITION_NON_ACCEPTEE"),
        (A, "2026-03-11", "DESISTEMENT_AVANT_ACCEPTATION"),
        (UUID(int=9), "2026-03-20", "CANDIDATURE_INCONNU"),
    ],
)
def test_ne_se_desiste_que_qui_a_accepte_et_apres_l_avoir_fait(demande_id: UUID, jour: str, code: str) -> None:
    offre = une_offre_acceptee()
    with pytest.raises((RegleViolee, DonneeInvalide, Introuvable)) as refus:
        offre.constater_desistement(demande_id, le=le(jour))
    assert refus.value.code == code
    assert offre.statut is StatutOffre.ACCEPTEE
    offre.constater_desistement(A, le=le("2026-03-12"))  # le jour même, on peut


def test_on_ne_se_desiste_pas_d_un_bail_signe() -> None:
    offre = une_offre_acceptee()
    offre.clore()
    with pytest.raises(RegleViolee) as refus:
        offre.constater_desistement(A, le=le("2026-03-20"))
    assert refus.value.code == "PROPOSITION_NON_ACCEPTEE"
    assert offre.statut is StatutOffre.CLOSE


@pytest.mark.parametrize("signe", [False, True])
def test_un_bail_annule_rouvre_l_offre_meme_close(signe: bool) -> None:
    offre = une_offre_acceptee()
    if signe:
        offre.clore()
    offre.rouvrir(A)
    assert (offre.statut, offre.candidature(A).motif) == (StatutOffre.OUVERTE, "BAIL_ANNULE")
    assert offre.retirer_faits() == []


def test_un_bail_annule_d_un_autre_que_le_preneur_ne_change_rien() -> None:
    offre = une_offre_acceptee()
    offre.rouvrir(B)
    assert (offre.statut, statuts(offre)) == (StatutOffre.ACCEPTEE, ["ACCEPTEE", "ABANDONNEE", "NON_ATTRIBUEE"])


def test_une_offre_retiree_abandonne_ceux_qui_attendaient() -> None:
    offre = une_offre_attribuee()
    offre.retirer()
    assert (offre.statut, statuts(offre)) == (StatutOffre.RETIREE, ["ABANDONNEE", "ABANDONNEE", "NON_ATTRIBUEE"])
