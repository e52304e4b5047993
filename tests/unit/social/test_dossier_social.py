"""Le dossier social : orientation, proposition, consentement, entretiens, fin."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from fabrique_social import (
    BAREMES,
    CESF,
    COLLEGUE,
    le,
    ouvrir,
    un_agent,
    un_dossier,
    un_dossier_ouvert,
    un_dossier_propose,
    un_entretien,
)

from social.domain.codes import LieuEntretien, MotifOrientation, StatutDossier, StatutPartage, lire_code
from social.domain.dossier_social import (
    AccompagnementClos,
    AccompagnementOuvert,
    DossierSocial,
    StatutAccompagnementModifie,
)
from socle.domaine.refus import DonneeInvalide, Introuvable, RegleViolee, TransitionInterdite


def clore(dossier: DossierSocial, **change: Any) -> None:
    champs: dict[str, Any] = {"le": le("2027-05-31"), "par": CESF, "motif": "OBJECTIFS_ATTEINTS", "baremes": BAREMES}
    dossier.clore(**{**champs, **change})


def un_dossier_clos() -> DossierSocial:
    dossier = un_dossier_ouvert()
    clore(dossier)
    return dossier


@pytest.mark.parametrize(
    ("oriente_le", "accueillir_avant_le", "raison"),
    [
        ("2026-11-24", "2026-12-08", "dix jours ouvrés, un mardi"),
        ("2026-11-27", "2026-12-11", "un vendredi"),
        ("2026-11-29", "2026-12-11", "un dimanche"),
        ("2026-12-18", "2027-01-05", "Noël et le jour de l'an sautés"),
        ("2028-02-29", "2028-03-14", "un 29 février"),
    ],
)
def test_le_menage_oriente_est_a_accueillir_sous_dix_jours_ouvres(
    oriente_le: str, accueillir_avant_le: str, raison: str
) -> None:
    dossier = un_dossier(oriente_le=le(oriente_le))
    assert dossier.accueillir_avant_le == le(accueillir_avant_le), raison
    assert dossier.explications[0].entrees["delai_accueil"] == "10 jours ouvrés"


def test_le_vendredi_saint_et_la_saint_etienne_comptent_en_moselle() -> None:
    assert un_dossier(oriente_le=le("2026-03-31")).accueillir_avant_le == le("2026-04-15")
    assert un_dossier(oriente_le=le("2026-03-31"), subdivision="57").accueillir_avant_le == le("2026-04-16")


def test_une_orientation_recue_ne_publie_rien() -> None:
    dossier = un_dossier()
    assert (dossier.statut, dossier.referent) == (StatutDossier.ORIENTE, None)
    assert dossier.retirer_faits() == []


def test_proposer_publie_le_seul_statut() -> None:
    dossier = un_dossier()
    dossier.proposer(le=le("2026-11-30"), par=CESF)
    assert dossier.referent is None
    assert dossier.retirer_faits() == [
        StatutAccompagnementModifie(statut=StatutPartage.PROPOSE, depuis_le=le("2026-11-30"), referent=CESF.sub)
    ]


def test_on_ne_propose_pas_avant_l_orientation() -> None:
    dossier = un_dossier()
    with pytest.raises(RegleViolee) as refus:
        dossier.proposer(le=le("2026-11-23"), par=CESF)
    assert (refus.value.code, refus.value.champ) == ("PROPOSE_AVANT_ORIENTATION", "propose_le")
    assert (dossier.statut, dossier.retirer_faits()) == (StatutDossier.ORIENTE, [])


def test_le_consentement_ouvre_l_accompagnement_et_l_appelant_devient_referent() -> None:
    dossier = un_dossier_propose()
    ouvrir(dossier, par=COLLEGUE)
    assert (dossier.statut, dossier.referent) == (StatutDossier.PLAN_EN_COURS, COLLEGUE.sub)
    assert dossier.retirer_faits() == [
        AccompagnementOuvert(referent=COLLEGUE.sub, ouvert_le=le("2026-12-01")),
        StatutAccompagnementModifie(statut=StatutPartage.EN_COURS, depuis_le=le("2026-12-01"), referent=COLLEGUE.sub),
    ]


def test_un_consentement_du_jour_convient_mais_pas_du_lendemain() -> None:
    ouvrir(un_dossier_propose(), consentement_le=le("2026-12-02"))
    dossier = un_dossier_propose()
    with pytest.raises(DonneeInvalide) as refus:
        ouvrir(dossier, consentement_le=le("2026-12-03"))
    assert (refus.value.code, refus.value.champ) == ("CONSENTEMENT_FUTUR", "consentement_le")
    assert (dossier.statut, dossier.referent, dossier.retirer_faits()) == (StatutDossier.PROPOSE, None, [])


def test_un_consentement_ne_precede_pas_la_proposition() -> None:
    with pytest.raises(RegleViolee) as refus:
        ouvrir(un_dossier_propose(), consentement_le=le("2026-11-29"))
    assert refus.value.code == "CONSENTEMENT_AVANT_PROPOSITION"


def test_sans_proposition_pas_d_ouverture() -> None:
    with pytest.raises(TransitionInterdite) as refus:
        ouvrir(un_dossier())
    assert refus.value.donnees["permis"] == "PROPOSE"


def test_un_menage_peut_refuser_et_le_dossier_n_est_plus_offert_a_tous() -> None:
    dossier = un_dossier_propose()
    dossier.refuser(le=le("2026-12-03"), par=CESF)
    assert (dossier.statut, dossier.referent) == (StatutDossier.REFUSE, CESF.sub)
    assert dossier.retirer_faits() == [
        StatutAccompagnementModifie(statut=StatutPartage.REFUSE, depuis_le=le("2026-12-03"), referent=CESF.sub)
    ]
    with pytest.raises(TransitionInterdite):
        ouvrir(dossier)


def test_un_accompagnement_se_clot_le_jour_meme_de_son_ouverture() -> None:
    dossier = un_dossier_ouvert()
    clore(dossier, le=le("2026-12-01"))
    assert dossier.statut is StatutDossier.CLOS


def test_le_collegue_qui_ne_pilote_pas_l_accompagnement_ne_prend_pas_le_dossier() -> None:
    for pilotees in ((("SOC_ENQUETES",),), ((),), (("PRE_ACCOMPAGNER",), ("PRE_RELANCER",))):
        with pytest.raises(Introuvable):
            ouvrir(un_dossier_propose(), par=un_agent("agent-enquete", pilotees=pilotees))


def test_le_referent_meme_ne_consigne_ni_ne_clot_sous_une_autre_mission() -> None:
    ailleurs = un_agent(CESF.sub, mission_active="PRE_RELANCER", pilotees=(("PRE_ACCOMPAGNER", "PRE_RELANCER"),))
    dossier = un_dossier_ouvert()
    with pytest.raises(Introuvable):
        dossier.consigner_entretien(un_entretien(), par=ailleurs)
    with pytest.raises(Introuvable):
        clore(dossier, par=ailleurs)


def test_un_refus_ne_precede_pas_la_proposition() -> None:
    with pytest.raises(RegleViolee) as refus:
        un_dossier_propose().refuser(le=le("2026-11-29"), par=CESF)
    assert refus.value.code == "REFUS_AVANT_PROPOSITION"


def test_le_referent_consigne_un_entretien_sans_rien_publier() -> None:
    dossier = un_dossier_ouvert()
    dossier.consigner_entretien(un_entretien(), par=CESF)
    assert [entretien.lieu for entretien in dossier.entretiens] == [LieuEntretien.BUREAU]
    assert dossier.retirer_faits() == []


@pytest.mark.parametrize(
    ("change", "code", "champ"),
    [
        ({"synthese": " \n"}, "CHAMP_VIDE", "synthese"),
        ({"synthese": "x" * 10_001}, "CHAMP_TROP_LONG", "synthese"),
        ({"tenu_le": le("2026-11-30")}, "ENTRETIEN_AVANT_CONSENTEMENT", "tenu_le"),
    ],
)
def test_un_entretien_impossible_est_refuse(change: dict[str, Any], code: str, champ: str) -> None:
    dossier = un_dossier_ouvert()
    with pytest.raises((DonneeInvalide, RegleViolee)) as refus:
        dossier.consigner_entretien(un_entretien(**change), par=CESF)
    assert (refus.value.code, refus.value.champ) == (code, champ)
    assert dossier.entretiens == []


@pytest.mark.parametrize("fabrique", [un_dossier, un_dossier_propose, un_dossier_ouvert])
def test_pour_tout_autre_que_le_referent_le_dossier_n_existe_pas(fabrique: Any) -> None:
    with pytest.raises(Introuvable):
        fabrique().consigner_entretien(un_entretien(), par=COLLEGUE)
    with pytest.raises(Introuvable):
        clore(fabrique(), par=COLLEGUE)


def test_un_dossier_pris_par_un_autre_ne_revele_pas_son_etat_par_ses_refus() -> None:
    dossier = un_dossier_ouvert()
    with pytest.raises(Introuvable):
        ouvrir(dossier, par=COLLEGUE)
    with pytest.raises(Introuvable):
        dossier.proposer(le=le("2026-12-03"), par=COLLEGUE)
    with pytest.raises(Introuvable):
        dossier.refuser(le=le("2026-12-03"), par=COLLEGUE)


def test_un_agent_sans_identite_ne_prend_pas_de_dossier() -> None:
    with pytest.raises(Introuvable):
        ouvrir(un_dossier_propose(), par=un_agent(""))


def test_un_dossier_clos_ne_recoit_plus_d_entretien() -> None:
    with pytest.raises(RegleViolee) as refus:
        un_dossier_clos().consigner_entretien(un_entretien(), par=CESF)
    assert refus.value.code == "DOSSIER_NON_OUVERT"


def test_clore_publie_la_fin_sans_le_motif() -> None:
    dossier = un_dossier_clos()
    assert (dossier.statut, dossier.motif_cloture) == (StatutDossier.CLOS, "OBJECTIFS_ATTEINTS")
    assert dossier.retirer_faits() == [
        AccompagnementClos(clos_le=le("2027-05-31")),
        StatutAccompagnementModifie(statut=StatutPartage.CLOS, depuis_le=le("2027-05-31"), referent=CESF.sub),
    ]


@pytest.mark.parametrize(
    ("change", "code", "champ"),
    [
        ({"motif": "LASSITUDE"}, "MOTIF_INCONNU", "motif"),
        ({"motif": ""}, "MOTIF_INCONNU", "motif"),
        ({"le": le("2026-11-30")}, "CLOS_AVANT_OUVERTURE", "clos_le"),
        ({"le": le("2026-12-09")}, "CLOS_AVANT_ENTRETIEN", "clos_le"),
    ],
)
def test_une_cloture_impossible_est_refusee_sans_rien_changer(change: dict[str, Any], code: str, champ: str) -> None:
    dossier = un_dossier_ouvert()
    dossier.consigner_entretien(un_entretien(tenu_le=le("2026-12-10")), par=CESF)
    with pytest.raises((DonneeInvalide, RegleViolee)) as refus:
        clore(dossier, **change)
    assert (refus.value.code, refus.value.champ) == (code, champ)
    assert (dossier.statut, dossier.clos_le, dossier.retirer_faits()) == (StatutDossier.PLAN_EN_COURS, None, [])


def test_clore_deux_fois_est_refuse() -> None:
    with pytest.raises(TransitionInterdite):
        clore(un_dossier_clos())


def test_un_code_inconnu_est_refuse_sans_etre_repete() -> None:
    with pytest.raises(DonneeInvalide) as refus:
        lire_code(MotifOrientation, "dépression de Mme X", champ="motif_orientation")
    assert (refus.value.code, refus.value.champ) == ("CODE_INCONNU", "motif_orientation")
    assert "dépression" not in refus.value.message + str(refus.value.donnees)


def test_une_orientation_peut_venir_d_ailleurs_que_d_un_impaye() -> None:
    assert un_dossier(dossier_impaye_id=None, id=UUID(int=9)).dossier_impaye_id is None
