"""L'examen d'une résidence : qui se compare à qui, l'occupant d'avant jamais, et la vie d'une alerte."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from fabrique_energie import CHAUFFE, HIVER, RESIDENCE, chauffage, climat, mensuel, un_parc
from fabrique_quittancement import BAREMES, le

from quittancement.domain.energie.alerte import Alerte, ConsommationAnormaleDetectee, StatutAlerte, ouvrir
from quittancement.domain.energie.anomalies import Regle
from quittancement.domain.energie.compteur import Fluide, Role
from quittancement.domain.energie.detection import Constat, Examen, Parc
from quittancement.domain.energie.occupation import LogementConnu
from socle.domaine.periodes import Mois
from socle.domaine.refus import DonneeInvalide, TransitionInterdite

FEVRIER = Mois(2026, 2)


def examiner(parc: Parc, regle: Regle, mois: Mois = FEVRIER) -> list[Constat]:
    return [c for c in Examen(parc, mois, baremes=BAREMES).constats() if c.regle is regle]


REGULIER = [10] * 37
TRIPLE = [*REGULIER, 30]


def test_un_mois_triple_de_fevrier_en_fevrier_est_une_hausse_du_menage() -> None:
    (constat,) = examiner(un_parc(mensuel(1, *TRIPLE)), Regle.EAU_HAUSSE)
    assert constat.verdict.reponse.value == "OUI"
    assert (constat.cible.bail_id, constat.cible.logement_id) == (UUID(int=9701), UUID(int=701))
    assert (constat.du, constat.au) == (le("2026-02-01"), le("2026-03-01"))


def test_la_consommation_du_menage_d_avant_ne_sert_jamais_de_reference() -> None:
    (constat,) = examiner(un_parc(mensuel(1, *TRIPLE), entre_le="2024-02-02"), Regle.EAU_HAUSSE)
    assert (constat.verdict.reponse.value, constat.verdict.manquants) == (
        "INCONNU",
        ["trois_annees", "moyenne_de_zone"],
    )


@pytest.mark.parametrize(("voisins", "reponse"), [(5, "OUI"), (4, "INCONNU")])
def test_a_defaut_la_zone_a_condition_qu_elle_compte_assez_de_menages(voisins: int, reponse: str) -> None:
    parc = un_parc(mensuel(1, 30, depuis="2026-02"), *(mensuel(2 + n, 10, depuis="2026-02") for n in range(voisins)))
    assert examiner(parc, Regle.EAU_HAUSSE)[0].verdict.reponse.value == reponse


def test_un_voisin_d_un_autre_type_ou_vacant_ne_compte_pas() -> None:
    parc = un_parc(mensuel(1, 30, depuis="2026-02"), *(mensuel(2 + n, 10, depuis="2026-02") for n in range(5)))
    vacant = replace(parc, occupations=parc.occupations[:-1])
    assert examiner(vacant, Regle.EAU_HAUSSE)[0].verdict.reponse.value == "INCONNU"
    dernier = max(parc.logements)
    autre = {
        **parc.logements,
        dernier: LogementConnu(logement_id=dernier, residence_id=RESIDENCE, typologie="T5", surface_dm2=1),
    }
    assert examiner(replace(parc, logements=autre), Regle.EAU_HAUSSE)[0].verdict.reponse.value == "INCONNU"


def test_un_mois_sans_releve_est_inconnu() -> None:
    (constat,) = examiner(un_parc(mensuel(1, *REGULIER[:-3])), Regle.EAU_HAUSSE)
    assert (constat.verdict.reponse.value, constat.verdict.manquants) == ("INCONNU", ["consommation"])


@pytest.mark.parametrize(
    ("entre_le", "sorti_le", "reponse"),
    [
        ("2022-01-01", None, "OUI"),
        ("2025-12-31", None, "OUI"),
        ("2026-01-01", None, "NON"),
        ("2022-01-01", "2026-02-15", "NON"),
    ],
)
def test_un_compteur_a_zero_soixante_jours_occupe_est_bloque(entre_le: str, sorti_le: str | None, reponse: str) -> None:
    parc = un_parc(mensuel(1, 10, 0, 0, 0, depuis="2025-11"), entre_le=entre_le)
    parc.occupations[0].au = le(sorti_le) if sorti_le else None
    (constat,) = examiner(parc, Regle.COMPTEUR_BLOQUE)
    assert constat.verdict.reponse.value == reponse
    assert constat.du == le("2025-12-31")


def test_sans_occupant_connu_on_ne_sait_pas_s_il_est_bloque() -> None:
    (constat,) = examiner(un_parc(mensuel(1, 10, 0, 0, 0, depuis="2025-11"), occupations=[]), Regle.COMPTEUR_BLOQUE)
    assert (constat.verdict.reponse.value, constat.verdict.manquants) == ("INCONNU", ["occupation"])


def test_le_general_se_compare_a_ses_divisionnaires_du_meme_fluide() -> None:
    general = mensuel(9, 60, depuis="2026-02", role=Role.GENERAL, logement_id=None)
    communs = mensuel(8, 10, depuis="2026-02", role=Role.COMMUN, logement_id=None)
    ecs = mensuel(7, 40, depuis="2026-02", fluide=Fluide.ECS)
    (constat,) = examiner(
        un_parc(general, communs, ecs, mensuel(1, 20, depuis="2026-02"), mensuel(2, 17, depuis="2026-02")),
        Regle.ECART_GENERAL,
    )
    assert (constat.verdict.reponse.value, constat.grave) == ("OUI", True)
    assert constat.verdict.explication.entrees["somme"] == "47,000"
    assert (constat.cible.bail_id, constat.cible.logement_id) == (None, None)


@pytest.mark.parametrize(("dernier", "reponse"), [(50 + 2 * 12 * 28, "NON"), (51 + 2 * 12 * 28, "OUI")])
def test_le_chauffage_se_juge_a_sa_propre_droite(dernier: int, reponse: str) -> None:
    temps = climat(le("2023-01-01"), le("2026-03-01"), HIVER)
    (constat,) = examiner(un_parc(chauffage(1, dernier), climat=temps), Regle.CHAUFFAGE_DERIVE)
    assert constat.verdict.reponse.value == reponse
    assert constat.verdict.explication.entrees["mois"] == "36"


def test_des_releves_annuels_ne_suffisent_pas_a_juger_un_mois_de_chauffage() -> None:
    chaine = chauffage(1, 700)
    (compteur,) = chaine.compteurs
    annuels = [r for r in chaine.releves[compteur.id] if r.le.month in (1, 3)]
    chaine.releves = {compteur.id: annuels}
    temps = climat(le("2023-01-01"), le("2026-03-01"), HIVER)
    (constat,) = examiner(un_parc(chaine, climat=temps), Regle.CHAUFFAGE_DERIVE)
    assert (constat.verdict.reponse.value, constat.verdict.manquants) == ("INCONNU", ["historique"])


def test_un_chauffage_coupe_se_voit_par_rapport_a_l_immeuble() -> None:
    voisins = [mensuel(2 + n, 500, depuis="2026-02", **CHAUFFE) for n in range(5)]
    constats = examiner(un_parc(mensuel(1, 149, depuis="2026-02", **CHAUFFE), *voisins), Regle.SOUS_CONSOMMATION)
    assert [c.verdict.reponse.value for c in constats] == ["OUI", *["NON"] * 5]


def test_un_logement_a_deux_compteurs_compte_pour_un_menage() -> None:
    """Trois voisins à deux compteurs ne font pas six ménages : leur moyenne ne se rend pas."""
    paires = [
        chaine
        for n in range(3)
        for chaine in (
            mensuel(10 + 2 * n, 400, depuis="2026-02", logement_id=UUID(int=750 + n), **CHAUFFE),
            mensuel(11 + 2 * n, 400, depuis="2026-02", logement_id=UUID(int=750 + n), **CHAUFFE),
        )
    ]
    constats = examiner(un_parc(mensuel(1, 10, depuis="2026-02", **CHAUFFE), *paires), Regle.SOUS_CONSOMMATION)
    assert len(constats) == 4
    assert {tuple(c.verdict.manquants) for c in constats} == {("moyenne_de_l_immeuble",)}


def test_un_radiateur_ferme_n_est_pas_un_chauffage_coupe() -> None:
    voisins = [mensuel(2 + n, 500, depuis="2026-02", **CHAUFFE) for n in range(5)]
    ferme = mensuel(20, 0, depuis="2026-02", logement_id=UUID(int=701), **CHAUFFE)
    ouvert = mensuel(21, 500, depuis="2026-02", logement_id=UUID(int=701), **CHAUFFE)
    premier, *_ = examiner(un_parc(ferme, ouvert, *voisins), Regle.SOUS_CONSOMMATION)
    assert (premier.verdict.reponse.value, premier.verdict.explication.entrees["par_m2"]) == ("NON", "10,000")


def test_un_chauffage_eteint_n_est_pas_un_compteur_bloque() -> None:
    eteint = mensuel(1, 10, 0, 0, 0, depuis="2025-11", **CHAUFFE)
    assert examiner(un_parc(eteint), Regle.COMPTEUR_BLOQUE) == []


def test_un_compteur_general_ne_se_dit_pas_bloque() -> None:
    general = mensuel(9, 10, 0, 0, 0, depuis="2025-11", role=Role.GENERAL, logement_id=None)
    assert examiner(un_parc(general), Regle.COMPTEUR_BLOQUE) == []


def test_un_logement_dont_un_compteur_n_est_pas_releve_est_inconnu() -> None:
    voisins = [mensuel(2 + n, 500, depuis="2026-02", **CHAUFFE) for n in range(5)]
    lu = mensuel(20, 1, depuis="2026-02", logement_id=UUID(int=701), **CHAUFFE)
    muet = mensuel(21, depuis="2026-02", logement_id=UUID(int=701), **CHAUFFE)
    premier, *_ = examiner(un_parc(lu, muet, *voisins), Regle.SOUS_CONSOMMATION)
    assert (premier.verdict.reponse.value, premier.verdict.manquants) == ("INCONNU", ["consommation"])


def test_la_zone_ne_juge_pas_un_compteur_qui_ne_mesure_qu_une_part_de_l_eau() -> None:
    voisins = [mensuel(2 + n, 10, depuis="2026-02") for n in range(5)]
    cuisine = mensuel(20, 30, depuis="2026-02", logement_id=UUID(int=701))
    bain = mensuel(21, 1, depuis="2026-02", logement_id=UUID(int=701))
    premier, *_ = examiner(un_parc(cuisine, bain, *voisins), Regle.EAU_HAUSSE)
    assert premier.verdict.reponse.value == "INCONNU"


def une_alerte(regle: Regle = Regle.EAU_HAUSSE) -> Alerte:
    (constat, *_) = examiner(un_parc(mensuel(1, *TRIPLE)), Regle.EAU_HAUSSE)
    return ouvrir(
        alerte_id=UUID(int=5),
        cible=constat.cible,
        regle=regle,
        du=constat.du,
        au=constat.au,
        grave=False,
        explication=constat.verdict.explication,
        detectee_le=le("2026-04-30"),
        baremes=BAREMES,
    )


def test_une_alerte_nouvelle_est_publiee_et_le_menage_informe_sous_trois_jours_ouvres() -> None:
    alerte = une_alerte()
    assert alerte.retirer_faits() == [ConsommationAnormaleDetectee()]
    assert alerte.informer_avant == le("2026-05-06")


def avancer(alerte: Alerte, *etapes: tuple[str, str]) -> None:
    for vers, jour in etapes:
        alerte.avancer(StatutAlerte(vers), le=le(jour), par="agent-1", baremes=BAREMES)


@pytest.mark.parametrize(
    ("regle", "avant"),
    [
        (Regle.EAU_HAUSSE, "2026-02-28"),
        (Regle.FUITE_PERMANENTE, "2026-02-28"),
        (Regle.SURCHAUFFE, None),
    ],
)
def test_informe_d_une_fuite_le_menage_a_un_mois_pour_la_reparer(regle: Regle, avant: str | None) -> None:
    alerte = une_alerte(regle)
    alerte.detectee_le = le("2026-01-29")
    avancer(alerte, ("QUALIFIEE", "2026-01-30"), ("INFORMEE", "2026-01-31"))
    assert alerte.reparer_avant == (le(avant) if avant else None)


def test_une_alerte_suit_ses_etapes_dans_l_ordre_et_se_ferme() -> None:
    alerte = une_alerte()
    with pytest.raises(TransitionInterdite):
        avancer(alerte, ("RESOLUE", "2026-05-01"))
    avancer(alerte, ("QUALIFIEE", "2026-05-02"))
    with pytest.raises(DonneeInvalide) as refus:
        avancer(alerte, ("INFORMEE", "2026-05-01"))
    assert refus.value.code == "ETAPE_ANTERIEURE"
    avancer(alerte, ("INFORMEE", "2026-05-04"), ("INTERVENTION", "2026-05-05"), ("RESOLUE", "2026-05-20"))
    assert not alerte.ouverte
    assert [e.statut.value for e in alerte.etapes] == ["QUALIFIEE", "INFORMEE", "INTERVENTION", "RESOLUE"]
    with pytest.raises(TransitionInterdite):
        avancer(alerte, ("FAUX_POSITIF", "2026-05-21"))


def test_une_alerte_ecartee_est_close() -> None:
    alerte = une_alerte()
    avancer(alerte, ("FAUX_POSITIF", "2026-05-02"))
    assert not alerte.ouverte
    assert isinstance(alerte.explication.entrees["moyenne"], str)
