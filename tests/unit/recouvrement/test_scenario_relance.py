"""Le scénario de relance : étapes dues, rejeu, rattrapage, silence, conditions, arrêts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any
from uuid import UUID

import pytest
from fabrique_recouvrement import BAREMES, jouer, le, le_scenario, payer, un_avis, un_dossier, un_terme

from recouvrement.domain.arrets import Arret, ArretEnCours, Portee, Situation, verifier
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.etapes import Condition
from recouvrement.domain.faits_dossier import RelanceEnvoyee
from recouvrement.domain.orientation import StatutAccompagnement
from recouvrement.domain.phases import Phase
from recouvrement.domain.qualification import Segment
from recouvrement.domain.scenario import Programme, etapes_a_jouer, prochaine_etape, programme, scenario_de
from recouvrement.domain.scenario_date import lire_scenario
from socle.domaine.baremes import Baremes, Parametre, ValeurDatee
from socle.domaine.explication import Reponse
from socle.domaine.montant import Montant
from socle.domaine.refus import RegleViolee


def le_programme(dossier: DossierImpaye, jour: str, **situation: Any) -> Programme:
    return programme(dossier, au=le(jour), scenario=le_scenario(dossier), situation=Situation(**situation))


def arrets(prevu: Programme) -> list[Arret]:
    return [en_cours.arret for en_cours in prevu.arrets]


def ecartees(dossier: DossierImpaye, jour: str, **situation: Any) -> dict[str, str]:
    return {e.etape.code: e.motif for e in le_programme(dossier, jour, **situation).ecartees}


# --- Étapes dues, rejeu, rattrapage (limite de paiement : jeudi 10/09/2026) ---


@pytest.mark.parametrize(
    ("jour", "etapes"),
    [
        ("2026-09-10", []),
        ("2026-09-14", []),
        ("2026-09-15", ["RELANCE_0"]),
        ("2026-09-22", ["RELANCE_0", "RELANCE_1"]),
        ("2026-09-30", ["RELANCE_0", "RELANCE_1", "CONVOCATION"]),
    ],
)
def test_les_etapes_dues_viennent_dans_l_ordre_et_les_manquees_aussi(jour: str, etapes: list[str]) -> None:
    assert jouer(un_dossier(), jour) == etapes


def test_rejouer_le_meme_jour_ne_refait_rien() -> None:
    dossier = un_dossier()
    assert jouer(dossier, "2026-09-15") == ["RELANCE_0"]
    assert jouer(dossier, "2026-09-15") == []
    assert dossier.retirer_faits() == [
        RelanceEnvoyee(etape="RELANCE_0", canal="SMS_MAIL", modele="RELANCE_0", envoyee_le=le("2026-09-15"))
    ]


def test_une_etape_deja_jouee_est_refusee_par_le_dossier_meme() -> None:
    dossier = un_dossier()
    due = etapes_a_jouer(dossier, au=le("2026-09-15"), scenario=le_scenario(dossier))[0]
    dossier.jouer(due, le=le("2026-09-15"))
    with pytest.raises(RegleViolee) as refus:
        dossier.jouer(due, le=le("2026-09-16"))
    assert refus.value.code == "ETAPE_DEJA_JOUEE"


def test_une_etape_n_est_pas_consignee_avant_sa_date() -> None:
    dossier = un_dossier()
    due = etapes_a_jouer(dossier, au=le("2026-09-15"), scenario=le_scenario(dossier))[0]
    with pytest.raises(RegleViolee) as refus:
        dossier.jouer(due, le=le("2026-09-14"))
    assert (refus.value.code, dossier.etapes_jouees, dossier.phase) == ("TROP_TOT", [], Phase.PREVENTION)


def test_calculer_les_etapes_ne_change_pas_le_dossier() -> None:
    dossier = un_dossier()
    etapes_a_jouer(dossier, au=le("2026-09-30"), scenario=le_scenario(dossier))
    assert (dossier.etapes_jouees, dossier.phase, dossier.retirer_faits()) == ([], Phase.PREVENTION, [])


def test_le_rattrapage_ne_depasse_pas_trois_contacts_en_sept_jours() -> None:
    dossier = un_dossier()
    sans_contact = Situation(contact_etabli=False, plan_en_cours=False)
    assert jouer(dossier, "2026-10-15", sans_contact) == ["RELANCE_0", "RELANCE_1", "CONVOCATION"]
    reste = programme(dossier, au=le("2026-10-21"), scenario=le_scenario(dossier), situation=sans_contact)
    assert {e.etape.code: e.motif for e in reste.ecartees}["VISITE"] == "CONTACTS_EPUISES"
    annonce = prochaine_etape(dossier, au=le("2026-10-16"), scenario=le_scenario(dossier), situation=sans_contact)
    assert annonce is not None
    assert (annonce.etape, annonce.le) == ("VISITE", le("2026-10-22"))
    assert jouer(dossier, "2026-10-22", sans_contact) == ["VISITE", "MISE_EN_DEMEURE"]


def test_chaque_etape_jouee_dit_pourquoi() -> None:
    dossier = un_dossier()
    jouer(dossier, "2026-09-15")
    pourquoi = dossier.relances[0].explication
    assert pourquoi.entrees["etape"] == "RELANCE_0 à J+5"
    assert pourquoi.entrees["limite_paiement_le"] == "2026-09-10"
    assert (pourquoi.certitude, pourquoi.date) == ("parametre", le("2026-09-15"))


def test_les_phases_suivent_les_etapes_et_le_precontentieux_demande_deux_termes() -> None:
    dossier = un_dossier()
    sans_plan = Situation(plan_en_cours=False)
    jouer(dossier, "2026-09-15", sans_plan)
    assert dossier.phase is Phase.AMIABLE_1
    for jour in ("2026-09-22", "2026-09-30"):
        jouer(dossier, jour, sans_plan)
    assert dossier.phase is Phase.AMIABLE_2
    assert "TRANSMETTRE_PRECONTENTIEUX" not in jouer(dossier, "2026-11-24", sans_plan)
    dossier.ajouter_impaye(un_avis(un_terme("2026-09"), dette_echue=Montant(2 * 50837)))
    dossier.retirer_faits()
    assert jouer(dossier, "2026-11-25", sans_plan) == ["TRANSMETTRE_PRECONTENTIEUX"]
    assert dossier.phase is Phase.PRECONTENTIEUX
    assert dossier.retirer_faits() == [], "une étape interne ne contacte personne : ce n'est pas une relance"
    assert "TRANSMETTRE_PRECONTENTIEUX" not in [r.etape for r in dossier.relances]


def test_le_plus_ancien_terme_paye_la_serie_reprend_pour_le_suivant() -> None:
    dossier = un_dossier(un_terme("2026-08"), un_terme("2026-09"))
    jouer(dossier, "2026-09-22")
    payer(dossier, soldes=["2026-08"], reste="508,37", jour="2026-10-01")
    assert jouer(dossier, "2026-10-14") == []
    assert jouer(dossier, "2026-10-15") == ["RELANCE_0"]
    assert [(r.etape, r.terme) for r in dossier.relances][-1] == ("RELANCE_0", "2026-09")


# --- Seuils et fins de mois ---


@pytest.mark.parametrize(("reste", "etapes"), [("30", []), ("30,01", ["RELANCE_0"])])
def test_le_seuil_de_l_etape_se_depasse_strictement(reste: str, etapes: list[str]) -> None:
    dossier = un_dossier()
    payer(dossier, soldes=[], reste=reste, jour="2026-09-12")
    assert jouer(dossier, "2026-09-15") == etapes
    if not etapes:
        assert ecartees(dossier, "2026-09-15") == {"RELANCE_0": "SOUS_LE_SEUIL"}


@pytest.mark.parametrize(
    ("limite", "attendu"),
    [
        ("2027-02-28", "2027-03-05"),
        ("2028-02-24", "2028-02-29"),
        ("2027-08-31", "2027-09-06"),  # J+5 tombe le dimanche 05/09
        ("2026-12-31", "2027-01-05"),
    ],
)
def test_j_plus_5_compte_des_jours_calendaires_par_dessus_les_fins_de_mois(limite: str, attendu: str) -> None:
    dossier = un_dossier(replace(un_terme(), limite_paiement_le=le(limite)))
    annonce = prochaine_etape(dossier, au=le(limite), scenario=le_scenario(dossier))
    assert annonce is not None
    assert (annonce.etape, annonce.le) == ("RELANCE_0", le(attendu))


# --- Jours de silence ---


@pytest.mark.parametrize(
    ("limite", "jour_tu", "jour_permis", "pourquoi"),
    [
        ("2026-09-08", "2026-09-13", "2026-09-14", "dimanche"),
        ("2026-09-07", "2026-09-12", "2026-09-14", "samedi dont l'heure n'est pas connue"),
        ("2026-11-06", "2026-11-11", "2026-11-12", "11 novembre"),
        ("2026-12-20", "2026-12-25", "2026-12-28", "Noël un vendredi, puis le week-end"),
        ("2026-12-27", "2027-01-01", "2027-01-04", "1er janvier un vendredi, puis le week-end"),
        ("2027-03-24", "2027-03-29", "2027-03-30", "lundi de Pâques"),
    ],
)
def test_un_jour_de_silence_reporte_au_prochain_jour_permis(
    limite: str, jour_tu: str, jour_permis: str, pourquoi: str
) -> None:
    dossier = un_dossier(replace(un_terme(), limite_paiement_le=le(limite), exigible_le=le("2026-08-31")))
    assert jouer(dossier, jour_tu) == [], pourquoi
    (ecartee,) = le_programme(dossier, jour_tu).ecartees
    assert (ecartee.motif, ecartee.explication.entrees["reporte_au"]) == ("JOUR_DE_SILENCE", jour_permis)
    annonce = prochaine_etape(dossier, au=le(jour_tu), scenario=le_scenario(dossier))
    assert annonce is not None
    assert annonce.le == le(jour_permis)
    assert jouer(dossier, jour_permis) == ["RELANCE_0"]


@pytest.mark.parametrize(
    ("jour", "heure", "tu"),
    [
        ("2026-09-12", time(9), False),
        ("2026-09-12", time(11, 59), False),
        ("2026-09-12", time(12), True),
        ("2026-09-14", time(7, 59), True),
        ("2026-09-14", time(8), False),
        ("2026-09-14", time(20), True),
        ("2026-09-13", time(10), True),
    ],
)
def test_le_samedi_matin_et_les_heures_ouvertes_sont_permis(jour: str, heure: time, tu: bool) -> None:
    dossier = un_dossier(replace(un_terme(), limite_paiement_le=le("2026-09-07")))
    dues = etapes_a_jouer(dossier, au=le(jour), scenario=le_scenario(dossier), heure=heure)
    assert bool(dues) is not tu
    for due in dues:
        dossier.jouer(due, le=le(jour))


@pytest.mark.parametrize(
    ("jour", "heure", "reporte_au", "jour_joue"),
    [
        ("2026-09-15", time(7, 59), "2026-09-15", "2026-09-15"),  # mardi, avant l'ouverture
        ("2026-09-15", time(20, 0), "2026-09-16", "2026-09-16"),  # mardi, à la fermeture
        ("2026-09-18", time(23, 30), "2026-09-21", "2026-09-21"),  # vendredi soir : samedi n'est pas sûr, puis dimanche
        ("2026-09-20", time(10, 0), "2026-09-21", "2026-09-21"),  # dimanche
        ("2026-11-11", time(10, 0), "2026-11-12", "2026-11-12"),  # 11 novembre
    ],
)
def test_une_relance_tue_par_l_heure_est_reportee_et_non_perdue(
    jour: str, heure: time, reporte_au: str, jour_joue: str
) -> None:
    dossier = un_dossier()
    scenario = le_scenario(dossier)
    prevu = programme(dossier, au=le(jour), scenario=scenario, heure=heure)
    assert not any(due.etape.est_un_contact for due in prevu.a_jouer)
    (relance,) = [e for e in prevu.ecartees if e.etape.code == "RELANCE_0"]
    assert (relance.motif, relance.explication.entrees["reporte_au"]) == ("JOUR_DE_SILENCE", reporte_au)
    reprises = etapes_a_jouer(dossier, au=le(jour_joue), scenario=scenario, heure=time(8, 0))
    assert reprises[0].etape.code == "RELANCE_0"


def test_une_etape_interne_ne_connait_pas_le_silence() -> None:
    dossier = un_dossier(replace(un_terme(), limite_paiement_le=le("2026-09-02")))
    assert jouer(dossier, "2026-11-01") == ["COMITE_IMPAYES"], "dimanche de la Toussaint"


# --- Conditions ---


def test_une_condition_sans_donnee_ecarte_l_etape_et_nomme_la_condition() -> None:
    dossier = un_dossier()
    motifs = ecartees(dossier, "2026-10-20")
    assert motifs["MISE_EN_DEMEURE"] == "CONDITION_INCONNUE"
    assert motifs["VISITE"] == "CONDITION_INCONNUE"
    ecartee = next(e for e in le_programme(dossier, "2026-10-20").ecartees if e.etape.code == "MISE_EN_DEMEURE")
    assert ecartee.explication.entrees["SANS_PLAN"] == "INCONNU"


def test_une_condition_fausse_ecarte_l_etape() -> None:
    assert ecartees(un_dossier(), "2026-10-15", plan_en_cours=True)["MISE_EN_DEMEURE"] == "CONDITION_FAUSSE"


def test_une_etape_dont_la_donnee_arrive_plus_tard_est_jouee_une_fois() -> None:
    dossier = un_dossier()
    assert jouer(dossier, "2026-09-18") == ["RELANCE_0"]
    assert jouer(dossier, "2026-09-21", Situation(segment=Segment.FRAGILE)) == ["APPEL"]
    assert jouer(dossier, "2026-09-21", Situation(segment=Segment.FRAGILE)) == []


@pytest.mark.parametrize("condition", [c for c in Condition if c is not Condition.DEUX_TERMES_DUS])
def test_sans_donnee_aucune_condition_ne_dit_oui(condition: Condition) -> None:
    assert verifier(condition, un_dossier().termes_dus, Situation()) is Reponse.INCONNU


@pytest.mark.parametrize(
    ("condition", "situation", "reponse"),
    [
        (Condition.SEGMENT_OUBLI_OU_FRAGILE, Situation(segment=Segment.OUBLI), Reponse.OUI),
        (Condition.SEGMENT_OUBLI_OU_FRAGILE, Situation(segment=Segment.CHRONIQUE), Reponse.NON),
        (Condition.SANS_CONTACT, Situation(contact_etabli=False), Reponse.OUI),
        (Condition.SANS_CONTACT, Situation(contact_etabli=True), Reponse.NON),
        (Condition.SANS_PLAN, Situation(plan_en_cours=False), Reponse.OUI),
        (Condition.SANS_PLAN, Situation(plan_en_cours=True), Reponse.NON),
        (Condition.AVEC_GARANT, Situation(garant=True), Reponse.OUI),
        (Condition.AVEC_GARANT, Situation(garant=False), Reponse.NON),
        (Condition.DEUX_TERMES_DUS, Situation(), Reponse.NON),
    ],
)
def test_chaque_condition_a_sa_reponse(condition: Condition, situation: Situation, reponse: Reponse) -> None:
    assert verifier(condition, un_dossier().termes_dus, situation) is reponse


# --- Arrêts ---


def test_l_accompagnement_en_cours_suspend_les_relances_et_sa_fin_les_reprend() -> None:
    dossier = un_dossier()
    dossier.noter_accompagnement(StatutAccompagnement.EN_COURS, depuis_le=le("2026-09-12"))
    assert jouer(dossier, "2026-09-15") == []
    assert arrets(le_programme(dossier, "2026-09-15")) == [Arret.ACCOMPAGNEMENT_EN_COURS]
    assert prochaine_etape(dossier, au=le("2026-09-15"), scenario=le_scenario(dossier)) is None
    dossier.noter_accompagnement(StatutAccompagnement.CLOS, depuis_le=le("2026-09-16"))
    assert jouer(dossier, "2026-09-16") == ["RELANCE_0"]


def test_un_accompagnement_seulement_propose_ne_suspend_rien() -> None:
    dossier = un_dossier()
    dossier.noter_accompagnement(StatutAccompagnement.PROPOSE, depuis_le=le("2026-09-12"))
    assert jouer(dossier, "2026-09-15") == ["RELANCE_0"]


def test_le_fsl_en_cours_suspend_les_relances() -> None:
    dossier = un_dossier()
    dossier.engager_fsl(UUID(int=2))
    assert arrets(le_programme(dossier, "2026-09-15")) == [Arret.FSL_EN_INSTRUCTION]
    dossier.terminer_fsl(UUID(int=3))
    assert dossier.phase is Phase.FSL, "un autre dossier FSL ne lève pas l'arrêt"
    dossier.terminer_fsl(UUID(int=2))
    assert jouer(dossier, "2026-09-15") == ["RELANCE_0"]


def un_surendettement(depuis: str) -> Situation:
    return Situation(
        plan_en_cours=False,
        signales=[
            ArretEnCours(arret=Arret.SURENDETTEMENT_RECEVABLE, portee=Portee.ARRIERE_ANTERIEUR, depuis_le=le(depuis))
        ],
    )


def test_une_recevabilite_de_surendettement_gele_tout_l_arriere() -> None:
    dossier = un_dossier(un_terme("2026-08"), un_terme("2026-09"))
    assert jouer(dossier, "2026-11-30", un_surendettement("2026-10-05")) == []
    prevu = programme(
        dossier, au=le("2026-11-30"), scenario=le_scenario(dossier), situation=un_surendettement("2026-10-05")
    )
    assert (arrets(prevu), [t.mois for t in prevu.assiette.geles], prevu.assiette.dette) == (
        [Arret.SURENDETTEMENT_RECEVABLE],
        ["2026-08", "2026-09"],
        Montant.zero(),
    )


def test_le_loyer_ne_apres_la_recevabilite_se_relance_seul() -> None:
    """Deux termes dus, mais un seul relançable : ni l'ancienneté ni le nombre de termes gelés ne pèsent."""
    dossier = un_dossier(un_terme("2026-08"), un_terme("2026-10"))
    situation = un_surendettement("2026-10-01")
    assert jouer(dossier, "2026-11-14", situation) == [], "J+5 d'octobre tombe le dimanche 15/11"
    assert jouer(dossier, "2026-11-16", situation) == ["RELANCE_0"]
    assert [(r.terme, r.explication.entrees["dette_relancable"]) for r in dossier.relances] == [
        ("2026-10", str(Montant.euros("508,37")))
    ]
    assert "TRANSMETTRE_PRECONTENTIEUX" not in jouer(dossier, "2027-02-01", situation)


@pytest.mark.parametrize(
    ("decide_le", "geles"),
    [
        ("2026-10-01", ["2026-09"]),  # octobre commence ce jour-là : il est né après
        ("2026-10-02", ["2026-09", "2026-10"]),  # à cheval : né pour partie avant, on ne le réclame pas
        ("2026-09-01", []),
    ],
)
def test_un_terme_ne_pour_partie_avant_la_recevabilite_est_gele(decide_le: str, geles: list[str]) -> None:
    dossier = un_dossier(un_terme("2026-09"), un_terme("2026-10"))
    prevu = programme(
        dossier, au=le("2026-11-16"), scenario=le_scenario(dossier), situation=un_surendettement(decide_le)
    )
    assert [t.mois for t in prevu.assiette.geles] == geles


def test_une_dette_soldee_n_a_plus_de_scenario() -> None:
    dossier = un_dossier()
    scenario = le_scenario(dossier)
    payer(dossier, soldes=["2026-08"], jour="2026-09-12")
    assert scenario_de(dossier, baremes=BAREMES) is None
    assert arrets(programme(dossier, au=le("2026-09-15"), scenario=scenario)) == [Arret.SOLDE_NUL]


# --- Le scénario est une donnée datée ---


def un_scenario_date(**change: Any) -> ValeurDatee:
    livre = BAREMES.au("scenario_relance", le("2026-09-10"))
    return replace(livre, valeur={**livre.valeur, **change})


def test_le_scenario_se_lit_a_la_limite_de_paiement_du_terme() -> None:
    neuf = replace(
        un_scenario_date(code="HLM_2027", etapes=[{"code": "SMS", "jour": 3, "canal": "SMS_MAIL"}]),
        a_partir_de=date(2027, 1, 1),
    )
    ancien = replace(un_scenario_date(), jusqu_au=date(2026, 12, 31))
    baremes = Baremes({"scenario_relance": Parametre("scenario_relance", [ancien, neuf])})
    avant = un_dossier(replace(un_terme("2026-11"), limite_paiement_le=le("2026-12-31")))
    apres = un_dossier(replace(un_terme("2026-12"), limite_paiement_le=le("2027-01-01")))
    codes = [s.code for s in (scenario_de(d, baremes=baremes) for d in (avant, apres)) if s]
    assert codes == ["HLM_STANDARD_V1", "HLM_2027"]


def test_un_bailleur_peut_ne_pas_suspendre_pendant_l_accompagnement() -> None:
    scenario = lire_scenario(un_scenario_date(arrets=["SOLDE_NUL", "SURENDETTEMENT_RECEVABLE"]))
    dossier = un_dossier()
    dossier.noter_accompagnement(StatutAccompagnement.EN_COURS, depuis_le=le("2026-09-12"))
    assert [d.etape.code for d in etapes_a_jouer(dossier, au=le("2026-09-15"), scenario=scenario)] == ["RELANCE_0"]
