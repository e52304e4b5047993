"""Compteurs et relevés, par gRPC, sur une vraie base."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from appui.cles import un_agent
from appui.services import ServiceDeTest
from socle.technique.rpc.erreurs import EchecRpc

ANALYSTE = un_agent("ANALYSTE_CHARGES")
RESIDENCE, LOGEMENT = str(UUID(int=77)), str(UUID(int=701))
EN_TETE = "compteur;date;index;qualite;source"


def un_compteur(service: ServiceDeTest, **change: Any) -> Any:
    champs: dict[str, Any] = {
        "reference": "EF-1",
        "residence_id": RESIDENCE,
        "logement_id": LOGEMENT,
        "fluide": "EF",
        "usage": "AUTRE",
        "role": "INDIVIDUEL",
        "modulo": 100_000_000,
        "pose_le": "2025-01-01",
        "index_pose": 0,
    }
    return service.appeler("EnregistrerCompteur", ANALYSTE, **{**champs, **change}).compteur


def importer(service: ServiceDeTest, *lignes: str, **champs: Any) -> Any:
    contenu = "\n".join([EN_TETE, *lignes])
    return service.appeler("ImporterReleves", ANALYSTE, contenu=contenu, **champs).compte_rendu


def index_lus(service: ServiceDeTest, compteur_id: str) -> list[tuple[str, int]]:
    lu = service.appeler("GetCompteur", ANALYSTE, compteur_id=compteur_id)
    return [(r.le, r.index) for r in lu.releves]


def test_un_fichier_passe_sauf_ses_lignes_fautives_et_la_somme_se_rapproche(quittancement: ServiceDeTest) -> None:
    compteur = un_compteur(quittancement)
    rendu = importer(
        quittancement,
        "EF-1;2025-02-01;10,5;REEL;TOURNEE",
        "EF-1;2025-02-01;10,5;REEL;TOURNEE",
        "EF-1;2025-03-01;9;REEL;TOURNEE",
        "EF-9;2025-03-01;9;REEL;TOURNEE",
        "EF-1;2025-13-01;9;REEL;TOURNEE",
        "EF-1;2025-04-01;21;REEL;TOURNEE",
    )
    assert (rendu.lignes, rendu.acceptes, rendu.doublons, rendu.deja_importe) == (6, 2, 1, False)
    assert [(e.ligne, e.code, e.champ) for e in rendu.ecartees] == [
        (4, "INDEX_REGRESSIF", "index"),
        (5, "COMPTEUR_INCONNU", "compteur"),
        (6, "DATE_ILLISIBLE", "date"),
    ]
    assert rendu.lignes == rendu.acceptes + rendu.doublons + len(rendu.ecartees)
    assert index_lus(quittancement, compteur.id) == [("2025-02-01", 10_500), ("2025-04-01", 21_000)]


def test_le_meme_envoi_n_agit_qu_une_fois_et_rend_le_meme_compte_rendu(quittancement: ServiceDeTest) -> None:
    compteur = un_compteur(quittancement)
    lignes = ["EF-1;2025-02-01;10;REEL;A", "EF-1;2025-03-01;5;REEL;A"]
    premier, second = importer(quittancement, *lignes), importer(quittancement, *lignes)
    assert (premier.deja_importe, second.deja_importe) == (False, True)
    second.deja_importe = False
    assert premier == second
    ailleurs = importer(quittancement, *lignes, premiere_ligne=500)
    assert (ailleurs.deja_importe, ailleurs.doublons, ailleurs.ecartees[0].ligne) == (False, 1, 501)
    assert len(index_lus(quittancement, compteur.id)) == 1


def test_un_envoi_suivant_se_compare_a_ce_qui_est_deja_en_base(quittancement: ServiceDeTest) -> None:
    compteur = un_compteur(quittancement)
    importer(quittancement, "EF-1;2025-02-01;10;REEL;A", "EF-1;2025-06-01;50;REEL;A")
    rendu = importer(quittancement, "EF-1;2025-04-01;51;REEL;A", "EF-1;2025-05-01;40;REEL;A")
    assert [(e.ligne, e.code) for e in rendu.ecartees] == [(2, "INDEX_REGRESSIF")]
    plus_tard = importer(quittancement, "EF-1;2025-07-01;49;REEL;A", "EF-1;2025-08-01;60;ESTIME;A")
    assert [(e.ligne, e.code) for e in plus_tard.ecartees] == [(2, "INDEX_REGRESSIF")]
    reel = importer(quittancement, "EF-1;2025-09-01;55;REEL;A")
    assert reel.acceptes == 1
    assert [jour for jour, _ in index_lus(quittancement, compteur.id)] == [
        "2025-02-01",
        "2025-05-01",
        "2025-06-01",
        "2025-08-01",
        "2025-09-01",
    ]


def test_un_compteur_remplace_garde_sa_mesure_et_refuse_la_suite(quittancement: ServiceDeTest) -> None:
    ancien = un_compteur(quittancement)
    importer(quittancement, "EF-1;2025-02-01;10;REEL;A")
    champs = {"compteur_id": ancien.id, "le": "2025-03-01", "reference": "EF-2", "modulo": 10_000_000}
    with pytest.raises(EchecRpc) as refus:
        quittancement.appeler("RemplacerCompteur", ANALYSTE, index_depose=9_000, **champs)
    assert (refus.value.code, refus.value.champ) == ("INDEX_REGRESSIF", "index_depose")
    fait = quittancement.appeler("RemplacerCompteur", ANALYSTE, index_depose=12_000, **champs)
    assert (fait.depose.depose_le, fait.pose.pose_le, fait.pose.remplace_id) == ("2025-03-01", "2025-03-01", ancien.id)
    assert (fait.pose.logement_id, fait.pose.fluide) == (LOGEMENT, "EF")
    rendu = importer(quittancement, "EF-1;2025-03-02;13;REEL;A", "EF-2;2025-04-01;3;REEL;A", "EF-2;2025-02-28;3;REEL;A")
    assert [(e.ligne, e.code) for e in rendu.ecartees] == [(2, "APRES_LA_DEPOSE"), (4, "AVANT_LA_POSE")]


@pytest.mark.parametrize(
    ("change", "code", "champ"),
    [
        ({"fluide": "VIN"}, "CODE_INCONNU", "fluide"),
        ({"logement_id": ""}, "LOGEMENT_INCOHERENT", "logement_id"),
        ({"usage": "CHAUFFAGE"}, "USAGE_IMPOSSIBLE", "usage"),
        ({"modulo": 0}, "MODULO_IMPOSSIBLE", "modulo"),
        ({"index_pose": -1}, "INDEX_NEGATIF", "index_pose"),
        ({"index_pose": 100_000_000}, "INDEX_HORS_CADRAN", "index_pose"),
        ({"pose_le": "2999-01-01"}, "DATE_FUTURE", "pose_le"),
        ({"reference": "EF-1"}, "REFERENCE_PRISE", "reference"),
        ({"reference": "a;b"}, "REFERENCE_VIDE", "reference"),
    ],
)
def test_un_compteur_impossible_est_refuse_avec_son_champ(
    quittancement: ServiceDeTest, change: dict[str, Any], code: str, champ: str
) -> None:
    un_compteur(quittancement)
    with pytest.raises(EchecRpc) as refus:
        un_compteur(quittancement, **{"reference": "EF-7", **change})
    assert (refus.value.code, refus.value.champ) == (code, champ)


def test_un_envoi_illisible_est_refuse_tout_entier(quittancement: ServiceDeTest) -> None:
    with pytest.raises(EchecRpc) as refus:
        quittancement.appeler("ImporterReleves", ANALYSTE, contenu="n'importe quoi")
    assert (refus.value.code, refus.value.champ) == ("EN_TETE_FAUX", "contenu")


def test_la_liste_d_une_residence_se_pagine_et_se_borne_au_perimetre(quittancement: ServiceDeTest) -> None:
    for numero in range(3):
        un_compteur(quittancement, reference=f"EF-{numero}")
    un_compteur(quittancement, reference="AILLEURS", residence_id=str(uuid4()))
    page = quittancement.appeler("ListCompteurs", ANALYSTE, residence_id=RESIDENCE, page_size=2)
    suite = quittancement.appeler(
        "ListCompteurs", ANALYSTE, residence_id=RESIDENCE, page_size=2, page_token=page.next_page_token
    )
    assert [c.reference for c in (*page.compteurs, *suite.compteurs)] == ["EF-0", "EF-1", "EF-2"]
    ailleurs = un_agent("ANALYSTE_CHARGES", perimetre=(str(uuid4()),))
    assert not quittancement.appeler("ListCompteurs", ailleurs, residence_id=RESIDENCE).compteurs
    with pytest.raises(EchecRpc) as refus:
        quittancement.appeler("GetCompteur", ailleurs, compteur_id=page.compteurs[0].id)
    assert refus.value.code == "COMPTEUR_INCONNU"
