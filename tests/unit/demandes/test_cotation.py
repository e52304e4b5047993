"""La cotation éclatée par critère (grille d'exemple)."""

from __future__ import annotations

from typing import Any

import pytest
from constructeurs_demandes import BAREMES, LYON, euros, le, un_enfant, une_demande, une_personne, valider

from demandes.domain.codes import FamillePiece
from demandes.domain.cotation import Cotation, Lieu, SituationCotee, coter, mois_entiers, situation_cotee
from socle.domaine.baremes import Baremes, Parametre, lire_valeur
from socle.domaine.refus import RegleViolee

DEPOT = le("2026-01-15")
ETABLI = Lieu(commune=LYON, justifie=True)


def cotation(jour: str = "2026-01-15", **change: Any) -> Cotation:
    return coter(SituationCotee(**{"deposee_le": DEPOT, **change}), au=le(jour), baremes=BAREMES)


def points(resultat: Cotation, code: str) -> int:
    return next(c.points for c in resultat.criteres if c.code == code)


def resultat(cote: Cotation, code: str) -> str:
    return next(c.explication.resultat for c in cote.criteres if c.code == code)


@pytest.mark.parametrize(
    ("change", "code", "attendus"),
    [
        ({"priorites": ["DALO"]}, "DALO", 50),
        ({"priorites": ["HANDICAP", "MENACE_EXPULSION"]}, "AUTRE_PRIORITE", 30),
        ({"residence": ETABLI}, "LIEN_TERRITOIRE", 10),
        ({"suroccupation": True}, "SUROCCUPATION", 10),
        ({"charge_logement": euros("450.01"), "ressources_mensuelles": euros("1500")}, "TAUX_EFFORT_ACTUEL", 8),
        ({"charge_logement": euros("450"), "ressources_mensuelles": euros("1500")}, "TAUX_EFFORT_ACTUEL", 0),
        ({"charge_logement": euros("0.01"), "ressources_mensuelles": euros("0")}, "TAUX_EFFORT_ACTUEL", 8),
        ({"charge_logement": euros("0"), "ressources_mensuelles": euros("0")}, "TAUX_EFFORT_ACTUEL", 0),
        ({"handicap_logement_inadapte": True}, "HANDICAP_LOGEMENT_INADAPTE", 15),
        ({"mutation_sous_occupation": True}, "MUTATION_SOUS_OCCUPATION", 15),
        ({"fausse_declaration": True}, "FAUSSE_DECLARATION", -20),
    ],
)
def test_chaque_critere_vaut_ce_que_dit_la_grille(change: dict[str, Any], code: str, attendus: int) -> None:
    cote = cotation(**change)
    assert points(cote, code) == attendus == cote.points


def test_dalo_et_une_autre_priorite_ne_depassent_pas_le_plafond_de_leur_famille() -> None:
    cote = cotation(priorites=["DALO", "HANDICAP"])
    assert (points(cote, "DALO"), points(cote, "AUTRE_PRIORITE"), cote.points) == (50, 0, 50)
    explication = next(c.explication for c in cote.criteres if c.code == "AUTRE_PRIORITE")
    assert explication.entrees["points_avant_plafond_de_famille"] == "30"


@pytest.mark.parametrize(
    ("jour", "attendus"),
    [
        ("2026-04-14", 0),
        ("2026-04-15", 1),
        ("2027-01-15", 4),
        ("2031-01-14", 19),
        ("2031-01-15", 20),
        ("2041-01-15", 20),
    ],
)
def test_l_anciennete_donne_un_point_par_trimestre_entier_et_vingt_au_plus(jour: str, attendus: int) -> None:
    assert points(cotation(jour), "ANCIENNETE") == attendus


@pytest.mark.parametrize(
    ("depuis", "au", "mois"),
    [
        ("2026-01-31", "2026-02-27", 0),
        ("2026-01-31", "2026-02-28", 1),
        ("2024-02-29", "2025-02-28", 12),
        ("2026-01-15", "2026-01-01", 0),
    ],
)
def test_les_mois_revolus_vont_de_quantieme_a_quantieme(depuis: str, au: str, mois: int) -> None:
    assert mois_entiers(le(depuis), le(au)) == mois


@pytest.mark.parametrize(("jour", "attendus"), [("2029-01-15", 0), ("2029-01-16", 10)])
def test_le_delai_anormalement_long_doit_etre_depasse(jour: str, attendus: int) -> None:
    assert points(cotation(jour, delai_anormalement_long_mois=36), "DELAI_ANORMALEMENT_LONG") == attendus


@pytest.mark.parametrize(
    ("jour", "attendus"), [("2026-02-28", 0), ("2026-03-01", -10), ("2027-02-28", -10), ("2027-03-01", 0)]
)
def test_un_refus_injustifie_penalise_douze_mois(jour: str, attendus: int) -> None:
    assert points(cotation(jour, refus_injustifies=[le("2026-03-01")]), "REFUS_INJUSTIFIE") == attendus


def test_une_donnee_manquante_vaut_zero_point_et_le_dit() -> None:
    cote = cotation()
    for code in ("LIEN_TERRITOIRE", "SUROCCUPATION", "TAUX_EFFORT_ACTUEL", "REFUS_INJUSTIFIE", "FAUSSE_DECLARATION"):
        assert (points(cote, code), resultat(cote, code)) == (0, "inconnu")
    sans_refus = cotation(refus_injustifies=[], fausse_declaration=False)
    for code in ("REFUS_INJUSTIFIE", "FAUSSE_DECLARATION"):
        assert resultat(sans_refus, code) == "0 point(s)"


@pytest.mark.parametrize(
    ("residence", "travail", "attendu"),
    [
        (ETABLI, None, "10 point(s)"),
        (Lieu(commune="01004", justifie=True), Lieu(commune=LYON, justifie=True), "10 point(s)"),
        (Lieu(commune=LYON, justifie=False), None, "inconnu"),  # déclarée dans le territoire, sans pièce
        (Lieu(commune="01004", justifie=True), None, "inconnu"),  # l'emploi n'est pas renseigné
        (Lieu(commune="01004", justifie=False), Lieu(commune="38185", justifie=False), "0 point(s)"),
        (None, None, "inconnu"),
    ],
)
def test_un_lieu_etabli_sur_le_territoire_suffit(residence: Lieu | None, travail: Lieu | None, attendu: str) -> None:
    assert resultat(cotation(residence=residence, travail=travail), "LIEN_TERRITOIRE") == attendu


def test_une_grille_sans_territoire_laisse_le_lien_inconnu() -> None:
    critere = {"code": "LIEN_TERRITOIRE", "famille": "LOCAL", "points": 10, "libelle": "lien"}
    ligne = {
        "a_partir_de": le("2020-01-01"),
        "valeur": {"criteres": [critere]},
        "source": "x",
        "certitude": "parametre",
    }
    grille = Baremes({"grille_cotation": Parametre("grille_cotation", [lire_valeur("grille_cotation", ligne)])})
    cote = coter(SituationCotee(deposee_le=DEPOT, residence=ETABLI), au=DEPOT, baremes=grille)
    assert resultat(cote, "LIEN_TERRITOIRE") == "inconnu"


def test_le_total_est_la_somme_des_criteres_et_la_grille_se_dit_exemple() -> None:
    cote = cotation("2027-01-15", priorites=["DALO"], residence=ETABLI, fausse_declaration=True)
    assert cote.points == 50 + 10 + 4 - 20
    assert all("exemple" in c.explication.article for c in cote.criteres)
    assert all(c.explication.certitude == "parametre" for c in cote.criteres)


def test_une_grille_au_critere_inconnu_est_refusee() -> None:
    ligne = {
        "a_partir_de": le("2020-01-01"),
        "valeur": {"criteres": [{"code": "TETE_DU_CLIENT", "famille": "LOCAL", "points": 5, "libelle": "?"}]},
        "source": "essai",
        "certitude": "parametre",
    }
    grille = Baremes({"grille_cotation": Parametre("grille_cotation", [lire_valeur("grille_cotation", ligne)])})
    with pytest.raises(RegleViolee) as refus:
        coter(SituationCotee(deposee_le=DEPOT), au=DEPOT, baremes=grille)
    assert refus.value.code == "CRITERE_INCONNU"


def test_un_motif_declare_ne_compte_qu_une_fois_justifie() -> None:
    demande = une_demande(motifs=["TROP_PETIT"])
    avant = situation_cotee(demande, au=le("2026-02-01"), baremes=BAREMES)
    assert avant.suroccupation is None
    assert avant.mutation_sous_occupation is False
    valider(demande, FamillePiece.LOGEMENT_ACTUEL, jour="2026-02-02", rang=1)
    assert situation_cotee(demande, au=le("2026-02-02"), baremes=BAREMES).suroccupation is True


def test_un_handicap_justifie_compte_meme_s_il_est_celui_d_un_enfant() -> None:
    demande = une_demande(motifs=["HANDICAP"], personnes=[une_personne(), un_enfant(handicap=True)])
    valider(demande, FamillePiece.MOTIF, jour="2026-02-02", rang=1)
    assert situation_cotee(demande, au=le("2026-02-02"), baremes=BAREMES).handicap_logement_inadapte is True


def test_une_mutation_pour_sous_occupation_part_d_un_logement_hlm() -> None:
    demande = une_demande(motifs=["TROP_GRAND"], logement_actuel="LOCATAIRE_HLM")
    valider(demande, FamillePiece.LOGEMENT_ACTUEL, jour="2026-02-02", rang=1)
    assert situation_cotee(demande, au=le("2026-02-02"), baremes=BAREMES).mutation_sous_occupation is True
    prive = une_demande(motifs=["TROP_GRAND"], logement_actuel="LOCATAIRE_PRIVE")
    assert situation_cotee(prive, au=le("2026-02-02"), baremes=BAREMES).mutation_sous_occupation is False


def test_la_cotation_lisible_garde_le_total_et_fond_les_criteres_reserves() -> None:
    cote = cotation("2027-01-15", priorites=["DALO"], handicap_logement_inadapte=True)
    lisible = cote.lisible()
    assert lisible.points == cote.points == 50 + 15 + 4
    fondu = lisible.criteres[-1]
    assert (fondu.code, fondu.points, fondu.explication.entrees) == ("CRITERES_RESERVES", 65, {})
    assert {"DALO", "HANDICAP_LOGEMENT_INADAPTE", "SUROCCUPATION"}.isdisjoint(c.code for c in lisible.criteres)


def test_un_critere_que_la_grille_ne_classe_pas_est_reserve() -> None:
    assert {c.code for c in cotation().criteres if c.reserve} == {
        "DALO",
        "AUTRE_PRIORITE",
        "SUROCCUPATION",
        "TAUX_EFFORT_ACTUEL",
        "HANDICAP_LOGEMENT_INADAPTE",
        "MUTATION_SOUS_OCCUPATION",
    }
