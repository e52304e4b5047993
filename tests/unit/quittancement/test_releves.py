"""Relevés : lecture du fichier ligne à ligne, admission, régression, tour de cadran, remplacement, fuseau."""

from __future__ import annotations

from itertools import permutations
from uuid import UUID

import pytest
from fabrique_energie import RETOURNEMENT, des_releves, index, un_compteur, un_point, un_releve
from fabrique_quittancement import le
from hypothesis import given
from hypothesis import strategies as st

from quittancement.domain.energie.compteur import Role, Usage
from quittancement.domain.energie.fichier import Ecartee, LigneLue, empreinte, lire_decimal, lire_fichier
from quittancement.domain.energie.importation import admettre_les_lignes
from quittancement.domain.energie.releve import Carnet, ecart, lisible, serie, verifier_depose
from socle.domaine.refus import DonneeInvalide, Refus, RegleViolee

EN_TETE = "compteur;date;index;qualite;source"
RECU = le("2026-03-15")


def lire(*lignes: str, en_tete: str = EN_TETE) -> list[LigneLue | Ecartee]:
    return list(lire_fichier("\n".join([en_tete, *lignes]), premiere_ligne=2, recu_le=RECU))


@pytest.mark.parametrize(
    ("ligne", "code", "champ"),
    [
        ("EF-0001;2026-02-30;12;REEL;A", "DATE_ILLISIBLE", "date"),
        ("EF-0001;2026-03-16;12;REEL;A", "DATE_FUTURE", "date"),
        ("EF-0001;2026-03-01T00:30:00;12;REEL;A", "INSTANT_SANS_FUSEAU", "date"),
        ("EF-0001;2026-03-01Tminuit;12;REEL;A", "DATE_ILLISIBLE", "date"),
        ("EF-0001;2026-03-01;-1;REEL;A", "INDEX_NEGATIF", "index"),
        ("EF-0001;2026-03-01;12,3456;REEL;A", "NOMBRE_ILLISIBLE", "index"),
        ("EF-0001;2026-03-01;1e3;REEL;A", "NOMBRE_ILLISIBLE", "index"),
        ("EF-0001;2026-03-01;;REEL;A", "NOMBRE_ILLISIBLE", "index"),
        ("EF-0001;2026-03-01;12;DEVINE;A", "QUALITE_INCONNUE", "qualite"),
        ("EF-0001;2026-03-01;12;REEL;", "SOURCE_MANQUANTE", "source"),
        (";2026-03-01;12;REEL;A", "COMPTEUR_MANQUANT", "compteur"),
        ("EF-0001;2026-03-01;12;REEL", "COLONNES", "ligne"),
        ('EF-0001;2026-03-01;"12;REEL;A;B', "COLONNES", "ligne"),
        ("EF-0001;2026-03-01;12;REEL;" + "x" * 1000, "LIGNE_TROP_LONGUE", "ligne"),
    ],
)
def test_une_ligne_fautive_est_ecartee_avec_son_numero_et_ses_voisines_passent(
    ligne: str, code: str, champ: str
) -> None:
    premiere, ecartee, derniere = lire("EF-0001;2026-01-01;10;REEL;A", ligne, "EF-0001;2026-03-02;20;REEL;A")
    assert isinstance(premiere, LigneLue)
    assert isinstance(derniere, LigneLue)
    assert isinstance(ecartee, Ecartee)
    assert (ecartee.ligne, ecartee.code, ecartee.champ) == (3, code, champ)
    assert ecartee.motif


@pytest.mark.parametrize(
    ("ecrit", "jour"),
    [
        ("2026-02-28T23:30:00Z", "2026-03-01"),
        ("2026-02-28T23:30:00+01:00", "2026-02-28"),
        ("2024-02-29T12:00:00Z", "2024-02-29"),
        ("2025-10-25T22:30:00Z", "2025-10-26"),
        ("2025-10-26T23:30:00Z", "2025-10-27"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_un_instant_se_range_au_jour_civil_de_paris(ecrit: str, jour: str) -> None:
    (lue,) = lire(f"EF-0001;{ecrit};12,5;telereleve;GW-7")
    assert isinstance(lue, LigneLue)
    assert (lue.releve.le, lue.releve.index) == (le(jour), 12_500)


def test_les_lignes_vides_et_les_fins_de_ligne_de_windows_ne_comptent_pas() -> None:
    lues = lire("EF-0001;2026-01-01;10;REEL;A\r", "", "EF-0001;2026-02-01;11;REEL;A\r", "")
    assert [(ligne.ligne, ligne.releve.source) for ligne in lues if isinstance(ligne, LigneLue)] == [(2, "A"), (4, "A")]


def test_les_colonnes_facultatives_se_lisent_ou_se_taisent() -> None:
    en_tete = f"{EN_TETE};debit_nocturne_l_h;temperature_c"
    pleine, creuse = lire(
        "EF-0001;2026-01-01;10;TELERELEVE;A;7;20,5", "EF-0001;2026-01-02;10;TELERELEVE;A;;", en_tete=en_tete
    )
    assert isinstance(pleine, LigneLue)
    assert isinstance(creuse, LigneLue)
    assert (pleine.releve.debit_nocturne, pleine.releve.temperature) == (7, 205)
    assert (creuse.releve.debit_nocturne, creuse.releve.temperature) == (None, None)


@pytest.mark.parametrize("en_tete", ["", "compteur;date;index", f"{EN_TETE};autre", f"{EN_TETE};date"])
def test_un_en_tete_faux_refuse_tout_l_envoi(en_tete: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        lire("EF-0001;2026-01-01;10;REEL;A", en_tete=en_tete)
    assert refus.value.champ == "contenu"


@given(st.integers(min_value=0, max_value=10**12))
def test_ce_qu_on_affiche_se_relit_a_l_identique(milliemes: int) -> None:
    assert lire_decimal(lisible(milliemes), decimales=3, champ="index") == milliemes


@pytest.mark.parametrize(
    ("avant", "apres", "consomme"),
    [
        ("10", "10", "0"),
        ("10", "12,345", "2,345"),
        ("99990", "15", "25"),
        ("90000,001", "0", "9999,999"),
        ("90000", "0", None),
        ("5000", "4999,999", None),
        ("95000", "94000", None),
    ],
    ids=["nul", "hausse", "tour", "seuil franchi", "au seuil", "baisse", "baisse près du bout"],
)
def test_un_index_qui_baisse_est_un_tour_de_cadran_ou_un_refus(avant: str, apres: str, consomme: str | None) -> None:
    def calculer() -> int:
        return ecart(index(avant), index(apres), modulo=index("100000"), retournement=RETOURNEMENT)

    if consomme is not None:
        assert calculer() == index(consomme)
        return
    with pytest.raises(RegleViolee) as refus:
        calculer()
    assert (refus.value.code, refus.value.champ) == ("INDEX_REGRESSIF", "index")


def carnet(*paires: tuple[str, str], depose: tuple[str, str] | None = None) -> Carnet:
    return Carnet(
        un_compteur(depose=depose, index_pose="5", pose_le="2025-01-01"),
        des_releves(*paires),
        retournement=RETOURNEMENT,
    )


@pytest.mark.parametrize(
    ("jour", "lu", "code"),
    [
        ("2025-06-01", "20", "INDEX_REGRESSIF"),
        ("2025-03-01", "31", "INDEX_REGRESSIF"),
        ("2025-01-02", "4", "INDEX_REGRESSIF"),
        ("2024-12-31", "5", "AVANT_LA_POSE"),
        ("2025-12-02", "41", "APRES_LA_DEPOSE"),
        ("2025-11-30", "41", "INDEX_REGRESSIF"),
        ("2025-04-01", "29", "RELEVE_CONTRADICTOIRE"),
        ("2025-06-01", "100000", "INDEX_HORS_CADRAN"),
    ],
)
def test_un_releve_impossible_est_refuse(jour: str, lu: str, code: str) -> None:
    with pytest.raises(Refus) as refus:
        carnet(("2025-04-01", "30"), depose=("2025-12-01", "40")).admettre(un_releve(jour, lu))
    assert refus.value.code == code


def test_le_meme_releve_n_est_admis_qu_une_fois_et_une_autre_source_s_ajoute() -> None:
    livre = carnet(("2025-04-01", "30"))
    assert not livre.admettre(un_releve("2025-04-01", "30"))
    assert livre.admettre(un_releve("2025-04-01", "30", source="AUTRE"))
    assert livre.admettre(un_releve("2025-03-01", "20"))
    assert not livre.admettre(un_releve("2025-03-01", "20"))


def test_un_releve_du_jour_de_la_depose_est_encore_du_compteur() -> None:
    livre = carnet(("2025-04-01", "30"), depose=("2025-12-01", "40"))
    assert livre.admettre(un_releve("2025-12-01", "40"))
    assert livre.admettre(un_releve("2025-01-01", "5"))


def test_une_estimation_trop_haute_n_empeche_pas_le_releve_reel_qui_la_rectifie() -> None:
    livre = carnet()
    assert livre.admettre(un_releve("2025-04-01", "50", "ESTIME"))
    assert livre.admettre(un_releve("2025-05-01", "40"))
    lue = serie(
        un_compteur(pose_le="2025-01-01"), [un_releve("2025-04-01", "50", "ESTIME"), un_releve("2025-05-01", "40")]
    )
    assert [lisible(r.index) for r in lue] == ["0", "40"]


def test_une_estimation_plausible_reste_tant_qu_aucune_mesure_ne_la_contredit() -> None:
    compteur = un_compteur(pose_le="2025-01-01")
    estimee = un_releve("2025-04-01", "30", "ESTIME")
    assert [r.index for r in serie(compteur, [estimee])] == [0, 30_000]
    assert [r.index for r in serie(compteur, [estimee, un_releve("2025-04-01", "28", source="B")])] == [0, 28_000]


def test_l_ordre_des_lignes_du_fichier_ne_change_rien() -> None:
    compteur = un_compteur(index_pose="0")
    lignes = lire(
        "EF-0001;2026-01-01;10;REEL;A",
        "EF-0001;2026-02-01;20;REEL;A",
        "EF-0001;2026-03-01;15;REEL;A",
        "X;2026-01-01;1;REEL;A",
    )
    lues = [ligne for ligne in lignes if isinstance(ligne, LigneLue)]
    resultats = [
        admettre_les_lignes(ordre, compteurs={"EF-0001": compteur}, connus={}, retournement=RETOURNEMENT)
        for ordre in permutations(lues)
    ]
    for neufs, doublons, ecartees in resultats:
        assert ([r.index for _, r in neufs], doublons) == ([10_000, 20_000], 0)
        assert sorted((e.ligne, e.code) for e in ecartees) == [(4, "INDEX_REGRESSIF"), (5, "COMPTEUR_INCONNU")]


def test_remplacer_depose_l_ancien_et_son_dernier_index_clot_sa_mesure() -> None:
    ancien = un_compteur(pose_le="2025-01-01")
    connus = des_releves(("2025-06-01", "60"))
    for jour, lu, code in (("2025-07-01", "59", "INDEX_REGRESSIF"), ("2025-05-31", "61", "RELEVE_APRES_LA_DEPOSE")):
        with pytest.raises(RegleViolee) as refus:
            verifier_depose(ancien, connus, le=le(jour), index=index(lu), retournement=RETOURNEMENT)
        assert refus.value.code == code
    verifier_depose(ancien, connus, le=le("2025-07-01"), index=index("65"), retournement=RETOURNEMENT)
    ancien.deposer(le=le("2025-07-01"), index=index("65"))
    assert [lisible(r.index) for r in serie(ancien, connus)] == ["0", "60", "65"]
    with pytest.raises(RegleViolee) as refus:
        ancien.deposer(le=le("2025-08-01"), index=index("70"))
    assert refus.value.code == "DEJA_DEPOSE"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"logement_id": None}, "LOGEMENT_INCOHERENT"),
        ({"role": Role.GENERAL, "logement_id": UUID(int=1)}, "LOGEMENT_INCOHERENT"),
        ({"usage": Usage.CHAUFFAGE}, "USAGE_IMPOSSIBLE"),
    ],
)
def test_un_point_de_mesure_incoherent_est_refuse(change: dict[str, object], code: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        un_point(**change)
    assert refus.value.code == code


def test_l_empreinte_reconnait_le_meme_envoi_a_la_meme_place() -> None:
    assert empreinte("a;b", premiere_ligne=2) == empreinte("a;b", premiere_ligne=2)
    assert empreinte("a;b", premiere_ligne=2) != empreinte("a;b", premiere_ligne=3)
    assert empreinte("a;b", premiere_ligne=2) != empreinte("a;c", premiere_ligne=2)
