"""Le dossier d'impayé : ouverture, termes, paiements, orientation, clôture."""

from __future__ import annotations

from itertools import pairwise
from uuid import UUID

import pytest
from fabrique_recouvrement import BAREMES, LOYER, jouer, le, payer, un_avis, un_dossier, un_terme

from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.faits_dossier import DossierImpayeClos, DossierImpayeOuvert, OrientationSocialeDemandee
from recouvrement.domain.impaye import RegimeApl, TermeImpaye, doit_ouvrir
from recouvrement.domain.orientation import StatutAccompagnement
from recouvrement.domain.phases import PROGRESSION, TRANSITIONS, Phase, chemin
from socle.domaine.explication import Reponse
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide, Refus, RegleViolee, TransitionInterdite


def code_du_refus(refus: pytest.ExceptionInfo[Refus]) -> str:
    return refus.value.code


# --- Ouverture ---


def test_un_loyer_impaye_ouvre_un_dossier_et_le_constate() -> None:
    dossier = DossierImpaye.ouvrir(id=UUID(int=1), reference="DI-1", avis=un_avis(), baremes=BAREMES)
    assert dossier.retirer_faits() == [DossierImpayeOuvert(ouvert_le=le("2026-09-15"), dette=LOYER)]
    assert (dossier.phase, dossier.dette_initiale, dossier.dette_courante) == (Phase.PREVENTION, LOYER, LOYER)
    assert dossier.explications[0].certitude == "parametre"


@pytest.mark.parametrize(("dette", "reponse"), [("29,99", "NON"), ("30", "NON"), ("30,01", "OUI")])
def test_la_dette_doit_depasser_strictement_le_seuil(dette: str, reponse: str) -> None:
    avis = un_avis(un_terme(du=Montant.euros(dette)))
    assert doit_ouvrir(avis, baremes=BAREMES).reponse.value == reponse


def test_sous_le_seuil_l_ouverture_est_refusee() -> None:
    with pytest.raises(RegleViolee) as refus:
        un_dossier(un_terme(du=Montant(3000)))
    assert code_du_refus(refus) == "SOUS_LE_SEUIL"


def test_un_impaye_constitue_sans_date_est_refuse() -> None:
    with pytest.raises(DonneeInvalide) as refus:
        un_avis(impaye_constitue=Reponse.OUI)
    assert code_du_refus(refus) == "CONSTITUTION_SANS_DATE"


def test_un_avis_sans_terme_du_est_refuse() -> None:
    with pytest.raises(DonneeInvalide) as refus:
        un_avis(un_terme(du=Montant(0)), dette_echue=Montant(1))
    assert code_du_refus(refus) == "TERMES_ABSENTS"


# --- Termes et paiements ---


def mois_dus(dossier: DossierImpaye) -> list[tuple[str, int]]:
    return [(t.mois, t.du.centimes) for t in dossier.termes_dus]


def test_un_second_terme_impaye_s_ajoute_et_le_meme_avis_deux_fois_ne_change_rien() -> None:
    dossier = un_dossier()
    avis = un_avis(un_terme("2026-09"), dette_echue=Montant(2 * 50837), constate_le=le("2026-10-15"))
    dossier.ajouter_impaye(avis)
    une_fois = (dossier.termes, dossier.dette_courante, dossier.constitue_le)
    dossier.ajouter_impaye(avis)
    assert (dossier.termes, dossier.dette_courante, dossier.constitue_le) == une_fois
    assert mois_dus(dossier) == [("2026-08", 50837), ("2026-09", 50837)]
    assert dossier.dette_initiale == LOYER


def test_un_terme_que_l_avis_complet_ne_cite_plus_est_solde() -> None:
    dossier = un_dossier()
    dossier.ajouter_impaye(un_avis(un_terme("2026-09"), constate_le=le("2026-10-15")))
    assert mois_dus(dossier) == [("2026-09", 50837)]


def test_un_paiement_rejete_rend_le_terme_de_nouveau_du() -> None:
    dossier = un_dossier()
    payer(dossier, soldes=["2026-08"], jour="2026-09-18")
    dossier.ajouter_impaye(un_avis())
    assert mois_dus(dossier) == [("2026-08", 50837)]
    assert dossier.regularise_le is None


def test_un_paiement_partiel_se_retire_du_plus_ancien_terme() -> None:
    dossier = un_dossier(un_terme("2026-08"), un_terme("2026-09"))
    payer(dossier, soldes=[], reste="816,74", jour="2026-10-20")
    assert mois_dus(dossier) == [("2026-08", 30837), ("2026-09", 50837)]


def test_un_paiement_qui_solde_un_terme_recent_laisse_l_ancien_intact() -> None:
    dossier = un_dossier(un_terme("2026-08"), un_terme("2026-09"))
    payer(dossier, soldes=["2026-09"], reste="508,37", jour="2026-10-20")
    assert mois_dus(dossier) == [("2026-08", 50837)]
    assert dossier.regularise_le is None


def test_une_dette_nulle_regularise_et_la_premiere_date_reste() -> None:
    dossier = un_dossier()
    payer(dossier, soldes=["2026-08"], jour="2026-09-18")
    dossier.constater_regularisation(termes_soldes=["2026-08"], le=le("2026-09-19"))
    assert dossier.regularise_le == le("2026-09-18")
    assert not dossier.termes_dus


def test_une_regularisation_qui_oublie_un_terme_le_nomme_et_ne_change_rien() -> None:
    dossier = un_dossier(un_terme("2026-08"), un_terme("2026-09"))
    with pytest.raises(RegleViolee, match="2026-09") as refus:
        dossier.constater_regularisation(termes_soldes=["2026-08"], le=le("2026-10-20"))
    assert code_du_refus(refus) == "REGULARISATION_INCOMPLETE"
    assert len(dossier.termes_dus) == 2


def test_une_dette_restante_negative_est_refusee() -> None:
    with pytest.raises(DonneeInvalide):
        un_dossier().appliquer_paiement(termes_soldes=[], dette_restante=Montant(-1), recu_le=le("2026-09-18"))


def test_l_avis_d_un_autre_bail_est_refuse() -> None:
    with pytest.raises(DonneeInvalide) as refus:
        un_dossier().ajouter_impaye(un_avis(bail_id=UUID(int=99)))
    assert code_du_refus(refus) == "BAIL_DIFFERENT"


# --- Constitution au sens de l'APL ---


def test_un_impaye_constitue_le_reste_a_sa_premiere_date_jusqu_a_l_apurement_total() -> None:
    dossier = un_dossier(impaye_constitue=Reponse.OUI, constitue_le=le("2026-12-15"))
    dossier.ajouter_impaye(
        un_avis(impaye_constitue=Reponse.OUI, constitue_le=le("2027-01-01"), regime_apl=RegimeApl.DEPUIS_2027)
    )
    assert (dossier.constitue_le, dossier.regime_apl) == (le("2026-12-15"), RegimeApl.AVANT_2027)
    dossier.ajouter_impaye(un_avis(impaye_constitue=Reponse.NON))
    assert dossier.impaye_constitue is Reponse.OUI
    payer(dossier, soldes=["2026-08"], jour="2027-01-20")
    assert (dossier.impaye_constitue, dossier.constitue_le) == (Reponse.NON, None)


def test_un_impaye_constitue_sous_le_nouveau_regime_le_porte() -> None:
    dossier = un_dossier()
    dossier.ajouter_impaye(
        un_avis(impaye_constitue=Reponse.OUI, constitue_le=le("2027-01-01"), regime_apl=RegimeApl.DEPUIS_2027)
    )
    assert dossier.regime_apl is RegimeApl.DEPUIS_2027


# --- Orientation et accompagnement ---


def test_une_orientation_porte_un_motif_code_et_rien_d_autre() -> None:
    dossier = un_dossier()
    dossier.orienter(motif="IMPAYE", le=le("2026-10-02"), menage_informe=True)
    assert dossier.retirer_faits() == [
        OrientationSocialeDemandee(motif="IMPAYE", oriente_le=le("2026-10-02"), menage_informe=True)
    ]


@pytest.mark.parametrize("motif", ["SANTE", "HANDICAP", "VIF", "INCURIE", "", "impaye", "Mme X a perdu son emploi"])
def test_un_motif_sensible_ou_libre_est_refuse(motif: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        un_dossier().orienter(motif=motif, le=le("2026-10-02"), menage_informe=True)
    assert code_du_refus(refus) == "MOTIF_INCONNU"
    assert motif not in refus.value.message or not motif


def test_on_n_oriente_pas_avant_l_ouverture_du_dossier() -> None:
    with pytest.raises(DonneeInvalide) as refus:
        un_dossier().orienter(motif="IMPAYE", le=le("2026-09-14"), menage_informe=True)
    assert (code_du_refus(refus), refus.value.champ) == ("DATE_INCOHERENTE", "oriente_le")


def test_on_n_oriente_pas_un_menage_sans_l_en_informer() -> None:
    with pytest.raises(RegleViolee) as refus:
        un_dossier().orienter(motif="IMPAYE", le=le("2026-10-02"), menage_informe=False)
    assert (code_du_refus(refus), refus.value.champ) == ("MENAGE_NON_INFORME", "menage_informe")


@pytest.mark.parametrize(
    ("statut", "permis"), [("PROPOSE", False), ("EN_COURS", False), ("REFUSE", True), ("CLOS", True)]
)
def test_on_n_oriente_de_nouveau_qu_apres_un_retour_qui_termine(statut: str, permis: bool) -> None:
    dossier = un_dossier()
    dossier.orienter(motif="IMPAYE", le=le("2026-10-02"), menage_informe=True)
    with pytest.raises(RegleViolee) as refus:
        dossier.orienter(motif="CHARGES", le=le("2026-10-03"), menage_informe=True)
    assert code_du_refus(refus) == "ORIENTATION_EN_COURS"
    dossier.noter_accompagnement(StatutAccompagnement(statut), depuis_le=le("2026-10-09"))
    if permis:
        dossier.orienter(motif="CHARGES", le=le("2026-10-12"), menage_informe=True)
        assert len(dossier.orientations) == 2
    else:
        with pytest.raises(RegleViolee):
            dossier.orienter(motif="CHARGES", le=le("2026-10-12"), menage_informe=True)


def test_un_statut_d_accompagnement_plus_ancien_que_le_notre_est_sans_effet() -> None:
    dossier = un_dossier()
    dossier.noter_accompagnement(StatutAccompagnement.EN_COURS, depuis_le=le("2026-10-09"))
    dossier.noter_accompagnement(StatutAccompagnement.PROPOSE, depuis_le=le("2026-10-05"))
    assert dossier.accompagnement is StatutAccompagnement.EN_COURS


# --- Clôture ---


@pytest.mark.parametrize(
    ("limite", "regularise", "dernier_refus", "premier_accord", "pourquoi"),
    [
        ("2026-09-10", "2026-09-18", "2026-11-15", "2026-11-16", "limites 10/10 et 10/11, constat à J+5"),
        ("2026-09-10", "2026-10-10", "2026-12-15", "2026-12-16", "la limite du jour même ne compte pas"),
        ("2026-12-31", "2027-01-15", "2027-03-05", "2027-03-06", "31/01 puis 28/02"),
        ("2027-12-31", "2028-01-15", "2028-03-05", "2028-03-06", "31/01 puis 29/02, année bissextile"),
        ("2027-01-31", "2027-02-28", "2027-05-05", "2027-05-06", "28/02 ne compte pas : 31/03 et 30/04"),
    ],
)
def test_la_cloture_attend_deux_termes_payes_apres_la_regularisation(
    limite: str, regularise: str, dernier_refus: str, premier_accord: str, pourquoi: str
) -> None:
    mois = str(un_terme().mois)
    terme = TermeImpaye(
        mois=mois,
        du=LOYER,
        loyer=LOYER,
        charges=Montant(0),
        autres=Montant(0),
        exigible_le=le("2026-08-31"),
        limite_paiement_le=le(limite),
    )
    dossier = un_dossier(terme)
    payer(dossier, soldes=[mois], jour=regularise)
    with pytest.raises(RegleViolee) as refus:
        dossier.clore(au=le(dernier_refus), baremes=BAREMES)
    assert code_du_refus(refus) == "CLOTURE_PREMATUREE", pourquoi
    assert f"clôture possible le {le(premier_accord):%d/%m/%Y}" in refus.value.message
    dossier.clore(au=le(premier_accord), baremes=BAREMES)
    assert dossier.retirer_faits() == [DossierImpayeClos(clos_le=le(premier_accord), motif="DETTE_SOLDEE")]


def test_un_terme_de_fin_fevrier_ne_fait_pas_oublier_que_la_limite_est_le_31() -> None:
    dossier = un_dossier(
        un_terme("2026-12", limite="2027-01-31"), un_terme("2027-01", limite="2027-02-28"), constate_le=le("2027-03-05")
    )
    payer(dossier, soldes=["2026-12", "2027-01"], jour="2027-03-30")
    assert dossier.peut_clore(au=le("2027-05-05"), baremes=BAREMES).reponse is Reponse.NON, (
        "31/03 et 30/04, plus 5 jours"
    )
    assert dossier.peut_clore(au=le("2027-05-06"), baremes=BAREMES).reponse is Reponse.OUI


def test_un_nouvel_impaye_avant_la_cloture_remet_le_compte_a_zero() -> None:
    dossier = un_dossier()
    payer(dossier, soldes=["2026-08"], jour="2026-09-18")
    dossier.ajouter_impaye(un_avis(un_terme("2026-09"), constate_le=le("2026-10-15")))
    with pytest.raises(RegleViolee) as refus:
        dossier.clore(au=le("2026-11-16"), baremes=BAREMES)
    assert (code_du_refus(refus), refus.value.champ) == ("DETTE_RESTANTE", "dossier_id")
    assert refus.value.message == f"Le dossier reste ouvert : il reste {LOYER} à payer (2026-09)."
    payer(dossier, soldes=["2026-09"], jour="2026-10-20")
    assert dossier.peut_clore(au=le("2026-12-15"), baremes=BAREMES).reponse is Reponse.NON
    assert dossier.peut_clore(au=le("2026-12-16"), baremes=BAREMES).reponse is Reponse.OUI


def test_un_dossier_clos_ne_bouge_plus() -> None:
    dossier = un_dossier()
    payer(dossier, soldes=["2026-08"], jour="2026-09-18")
    dossier.clore(au=le("2026-11-16"), baremes=BAREMES)
    with pytest.raises(TransitionInterdite):
        dossier.clore(au=le("2026-11-17"), baremes=BAREMES)
    with pytest.raises(RegleViolee) as refus:
        dossier.ajouter_impaye(un_avis())
    assert code_du_refus(refus) == "DOSSIER_CLOS"
    assert jouer(dossier, "2027-01-15") == []


# --- Phases ---


def test_la_table_des_phases_est_celle_de_la_specification() -> None:
    ordre = list(PROGRESSION)
    assert [TRANSITIONS[a] >= {b} for a, b in pairwise(ordre)] == [True] * 3
    assert Phase.CLOS not in TRANSITIONS
    assert not any(Phase.PREVENTION in TRANSITIONS[phase] for phase in ordre)


def test_une_phase_ne_recule_pas_et_passe_par_chaque_marche() -> None:
    assert chemin(de=Phase.PREVENTION, vers=Phase.AMIABLE_2) == [Phase.AMIABLE_1, Phase.AMIABLE_2]
    assert chemin(de=Phase.AMIABLE_2, vers=Phase.AMIABLE_1) == []
    assert chemin(de=Phase.FSL, vers=Phase.AMIABLE_1) == []
