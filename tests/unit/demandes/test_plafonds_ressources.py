"""Zones, plafonds de ressources, éligibilité."""

from __future__ import annotations

from fractions import Fraction

import pytest
from constructeurs_demandes import BAREMES, BOULOGNE, LYON, NANTERRE, euros, le, revenus, un_enfant, une_personne

from demandes.domain.codes import SituationFamiliale
from demandes.domain.menage import Categorie
from demandes.domain.plafonds import Eligibilite, ZonePlafond, eligibilite, plafond, zone_plafond
from socle.domaine.explication import Explication, Reponse
from socle.domaine.montant import Arrondi
from socle.domaine.refus import DonneeInvalide, RegleViolee

PARIS, IDF, AUTRES = ZonePlafond.PARIS_LIMITROPHES, ZonePlafond.ILE_DE_FRANCE, ZonePlafond.AUTRES_REGIONS
IRL_T3 = {2023: Fraction("141.03"), 2024: Fraction("144.51"), 2025: Fraction("145.77")}


def une_categorie(numero: int, supplementaires: int = 0) -> Categorie:
    explication = Explication(regle="essai", article="essai", date=le("2026-01-01"))
    return Categorie(numero=numero, personnes_supplementaires=supplementaires, explication=explication)


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("75056", PARIS),
        ("75114", PARIS),
        (BOULOGNE, PARIS),
        ("93001", PARIS),
        ("94080", PARIS),
        (NANTERRE, IDF),
        ("78646", IDF),
        ("77288", IDF),
        (LYON, AUTRES),
        ("2A004", AUTRES),
        ("01004", AUTRES),
    ],
)
def test_la_zone_de_plafond_se_lit_sur_la_commune(code: str, zone: ZonePlafond) -> None:
    assert zone_plafond(code, au=le("2026-01-01"), baremes=BAREMES) is zone


def test_paris_a_vingt_neuf_communes_limitrophes() -> None:
    communes = BAREMES.au("communes_paris_limitrophes", le("2026-01-01")).valeur
    assert len(communes) == len(set(communes)) == 30


def test_l_outre_mer_n_emprunte_pas_les_plafonds_des_autres_regions() -> None:
    with pytest.raises(RegleViolee) as refus:
        zone_plafond("97411", au=le("2026-01-01"), baremes=BAREMES)
    assert (refus.value.code, refus.value.champ) == ("PARAMETRE_INCONNU", "code_insee")


@pytest.mark.parametrize(
    ("financement", "code", "jour", "categorie", "montant", "certitude"),
    [
        ("PLUS", LYON, "2026-03-01", une_categorie(3), "37584", "verifie"),
        ("PLS", LYON, "2026-03-01", une_categorie(3), "48859", "calcule"),
        ("PLAI", LYON, "2026-03-01", une_categorie(3), "22551", "calcule"),
        ("PLAI", LYON, "2024-12-31", une_categorie(3), "21818", "verifie"),
        ("PLAI", LYON, "2025-01-01", une_categorie(3), "22356", "calcule"),
        ("PLUS", LYON, "2025-12-31", une_categorie(1), "23201", "verifie"),
        ("PLUS", LYON, "2026-01-01", une_categorie(1), "23403", "verifie"),
        ("PLUS", BOULOGNE, "2026-12-31", une_categorie(3), "52740", "verifie"),
        ("PLUS", NANTERRE, "2026-12-31", une_categorie(3), "48362", "verifie"),
        ("PLUS", BOULOGNE, "2026-01-01", une_categorie(6, 2), "103092", "verifie"),
    ],
)
def test_le_plafond_depend_du_financement_de_la_zone_et_de_l_annee(
    financement: str, code: str, jour: str, categorie: Categorie, montant: str, certitude: str
) -> None:
    lu = plafond(financement, categorie, code_insee=code, au=le(jour), baremes=BAREMES)
    assert lu.montant == euros(montant)
    assert lu.explication.certitude == certitude
    assert "29/07/1987" in lu.explication.article


@pytest.mark.parametrize("jour", ["2023-12-31", "2027-01-01"])
def test_une_annee_sans_bareme_publie_est_refusee(jour: str) -> None:
    with pytest.raises(RegleViolee) as refus:
        plafond("PLUS", une_categorie(1), code_insee=LYON, au=le(jour), baremes=BAREMES)
    assert refus.value.code == "PARAMETRE_INCONNU"


def test_un_financement_inconnu_est_refuse() -> None:
    with pytest.raises(DonneeInvalide) as refus:
        plafond("PLI", une_categorie(1), code_insee=LYON, au=le("2026-01-01"), baremes=BAREMES)
    assert refus.value.champ == "financement"


@pytest.mark.parametrize("annee", [2024, 2025, 2026])
def test_le_pls_est_le_plus_majore_de_trente_pour_cent(annee: int) -> None:
    plus = BAREMES.au("plafonds_plus", le(f"{annee}-06-01")).valeur
    pls = BAREMES.au("plafonds_pls", le(f"{annee}-06-01")).valeur
    for zone, valeurs in plus.items():
        assert pls[zone] == [Arrondi.COMMERCIAL.appliquer(Fraction(v * 13, 10)) for v in valeurs]


@pytest.mark.parametrize("nom", ["plafonds_plus", "plafonds_plai"])
@pytest.mark.parametrize("annee", [2025, 2026])
def test_les_plafonds_se_revisent_selon_l_irl_du_troisieme_trimestre(nom: str, annee: int) -> None:
    """CCH R441-1 : exact pour le PLUS publié, à un euro près pour le PLAI calculé."""
    avant = BAREMES.au(nom, le(f"{annee - 1}-06-01")).valeur
    apres = BAREMES.au(nom, le(f"{annee}-06-01")).valeur
    for zone, valeurs in avant.items():
        revises = [Arrondi.COMMERCIAL.appliquer(v * IRL_T3[annee - 1] / IRL_T3[annee - 2]) for v in valeurs]
        ecarts = [abs(a - b) for a, b in zip(apres[zone], revises, strict=True)]
        assert max(ecarts) <= (1 if nom == "plafonds_plai" else 0), (zone, ecarts)


def eligibilite_de(revenu: str | None, jour: str = "2026-03-01") -> Eligibilite:
    fiscaux = () if revenu is None else revenus(a2024=revenu)
    return eligibilite(
        [une_personne(revenus_fiscaux=fiscaux), un_enfant()],
        SituationFamiliale.SEPARE,
        code_insee=LYON,
        au=le(jour),
        baremes=BAREMES,
    )


@pytest.mark.parametrize(
    ("revenu", "reponses"),
    [
        ("22551", ["OUI", "OUI", "OUI"]),
        ("22551.01", ["NON", "OUI", "OUI"]),
        ("37584", ["NON", "OUI", "OUI"]),
        ("37585", ["NON", "NON", "OUI"]),
        ("48860", ["NON", "NON", "NON"]),
        (None, ["INCONNU", "INCONNU", "INCONNU"]),
    ],
)
def test_l_eligibilite_compare_les_ressources_a_chaque_plafond(revenu: str | None, reponses: list[str]) -> None:
    resultat = eligibilite_de(revenu)
    assert resultat.categorie.numero == 3
    assert [p.plafond.financement for p in resultat.plafonds] == ["PLAI", "PLUS", "PLS"]
    assert [p.eligible.reponse.value for p in resultat.plafonds] == reponses


def test_une_eligibilite_inconnue_nomme_le_revenu_qui_manque() -> None:
    verdict = eligibilite_de(None).plafonds[0].eligible
    assert verdict.reponse is Reponse.INCONNU
    assert verdict.manquants == ("personnes[0].revenus_fiscaux[2024]",)
    assert verdict.explication.entrees["ressources"] == "inconnu"


def test_l_eligibilite_de_2027_attend_le_bareme() -> None:
    with pytest.raises(RegleViolee) as refus:
        eligibilite_de("20000", "2027-01-01")
    assert refus.value.code == "PARAMETRE_INCONNU"
