"""Les catégories de réclamation."""

from __future__ import annotations

import pytest
from fabrique_proximite import LIGNES, TAXONOMIE, a, le

from proximite.domain.codes import lire_code, lire_instant, numero
from proximite.domain.imputation import Constats, imputer
from proximite.domain.reclamation import Canal
from proximite.domain.taxonomie import Imputation, Lieu, NiveauUrgence, TaxonomieMalFormee, lire_taxonomie
from socle.domaine.refus import DonneeInvalide


def test_la_taxonomie_livree_compte_soixante_dix_categories() -> None:
    assert len(TAXONOMIE) == 70
    assert len({categorie.code for categorie in TAXONOMIE}) == 70


def test_une_odeur_de_gaz_est_un_danger_immediat() -> None:
    gaz = TAXONOMIE.categorie("GAZ-01")
    assert (gaz.urgence, gaz.imputation, gaz.lieu) == (NiveauUrgence.U1, Imputation.MIX, Lieu.LOG)
    assert gaz.dangereuse
    assert gaz.collectif
    assert gaz.technique
    assert gaz.reference == ""


def test_une_categorie_inconnue_est_refusee_en_nommant_le_champ() -> None:
    with pytest.raises(DonneeInvalide) as refus:
        TAXONOMIE.categorie("PLB-99")
    assert (refus.value.code, refus.value.champ) == ("CATEGORIE_INCONNUE", "categorie")


@pytest.mark.parametrize(
    ("lignes", "raison"),
    [
        (LIGNES[:-1], "69 catégories"),
        ([*LIGNES[:-1], LIGNES[1]], "en double"),
        ([*LIGNES[:-1], LIGNES[-1].replace(";U2;", ";U9;")], "IND-01"),
        ([*LIGNES[:-1], LIGNES[-1].replace(";N;DECENCE", ";peut-être;DECENCE")], "ni O ni N"),
        ([*LIGNES[:-1], "IND-01;Habitat indigne"], "IND-01"),
        ([LIGNES[0].replace("urgence", "priorite"), *LIGNES[1:]], "PLB-01"),
    ],
)
def test_une_taxonomie_mal_formee_ne_se_charge_pas(lignes: list[str], raison: str) -> None:
    with pytest.raises(TaxonomieMalFormee, match=raison):
        lire_taxonomie(lignes)


def test_surclasser_ne_depasse_pas_u1() -> None:
    assert NiveauUrgence.U3.surclasse(1) is NiveauUrgence.U2
    assert NiveauUrgence.U1.surclasse(1) is NiveauUrgence.U1
    assert NiveauUrgence.U2.surclasse(0) is NiveauUrgence.U2


@pytest.mark.parametrize(
    ("categorie", "constats", "attendue", "article"),
    [
        ("PLB-04", Constats(), Imputation.LOC, "décret 87-712, annexe, rubrique IV-d"),
        ("PLB-04", Constats(vetuste=True), Imputation.PROP, "art. 7 d"),
        ("PLB-04", Constats(couvert_par_contrat=True), Imputation.CTR, "décret 82-955"),
        ("PLB-04", Constats(vetuste=True, couvert_par_contrat=True, degradation=True), Imputation.PROP, "art. 7 d"),
        ("PLB-05", Constats(degradation=True), Imputation.LOC, "art. 7 c"),
        ("PRO-03", Constats(degradation=True), Imputation.PROP, "non récupérable"),
        ("PLB-10", Constats(), Imputation.MIX, "taxonomie"),
        ("PLB-10", Constats(vetuste=False), Imputation.MIX, "taxonomie"),
    ],
)
def test_l_imputation_suit_vetuste_puis_contrat_puis_degradation_puis_categorie(
    categorie: str, constats: Constats, attendue: Imputation, article: str
) -> None:
    imputation, raison = imputer(TAXONOMIE.categorie(categorie), constats, au=le("2026-11-24"))
    assert imputation is attendue
    assert article in raison.article


def test_une_imputation_a_qualifier_demande_une_visite_et_dit_ce_que_l_on_ignore() -> None:
    _, raison = imputer(TAXONOMIE.categorie("PLB-10"), Constats(), au=le("2026-11-24"))
    assert "visite" in raison.resultat
    assert raison.entrees["vetuste"] == "inconnu"


def test_un_code_inconnu_est_refuse_avec_les_codes_permis() -> None:
    with pytest.raises(DonneeInvalide) as refus:
        lire_code(Canal, "PIGEON", champ="canal")
    assert (refus.value.code, refus.value.champ) == ("CODE_INCONNU", "canal")
    assert "GUICHET_LOGE" in refus.value.donnees["permis"]
    assert lire_code(Canal, "CAPTEUR", champ="canal") is Canal.CAPTEUR


@pytest.mark.parametrize(
    ("texte", "code"),
    [
        ("2026-11-24T10:00:00", "FUSEAU_ABSENT"),
        ("2026-11-24", "INSTANT_ILLISIBLE"),
        ("2026-02-30T10:00:00+01:00", "INSTANT_ILLISIBLE"),
        ("", "INSTANT_ILLISIBLE"),
    ],
)
def test_un_instant_sans_fuseau_ou_illisible_est_refuse(texte: str, code: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        lire_instant(texte, champ="ouverte_le")
    assert (refus.value.code, refus.value.champ) == (code, "ouverte_le")


def test_un_instant_en_utc_se_lit() -> None:
    assert lire_instant("2026-11-24T09:00:00Z", champ="ouverte_le") == a("2026-11-24T10:00:00+01:00")


@pytest.mark.parametrize("sequence", [0, -1, 1_000_000])
def test_une_sequence_hors_bornes_ne_fait_pas_un_numero(sequence: int) -> None:
    with pytest.raises(DonneeInvalide, match="hors de 1 à 999999"):
        numero("REC", annee=2026, sequence=sequence)
