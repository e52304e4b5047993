"""Deux relevés importés au même instant : rien n'est imputé deux fois, rien n'est perdu."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

from appui_quittancement import NET, QUITTANCEMENT, quittancer, un_compte
from sqlalchemy import text

from appui.services import ServiceDeTest
from quittancement.domain.banque.reference_rf import reference_rf
from socle.technique.rpc.erreurs import EchecRpc

sys.path.insert(0, str(Path(__file__).parents[2] / "unit" / "quittancement"))
from fabrique_banque import un_camt, une_ecriture_camt

BAUX = 6
SOMMES = text("SELECT count(*), sum(montant) FROM paiement UNION ALL SELECT count(*), sum(montant) FROM banque_entree")


def ensemble(service: ServiceDeTest, envois: list[dict[str, Any]]) -> list[Any]:
    """Comptes rendus d'envois partis au même instant ; celui qu'un autre a devancé se renvoie, comme le dit le refus."""
    depart = Barrier(len(envois))

    def envoyer(envoi: dict[str, Any]) -> Any:
        depart.wait()
        for _ in range(5):
            try:
                return service.appeler("ImporterReleveBancaire", QUITTANCEMENT, **envoi).compte_rendu
            except EchecRpc as echec:
                if echec.code != "VERSION_PERIMEE":
                    raise
        raise AssertionError("toujours devancé")

    with ThreadPoolExecutor(len(envois)) as equipe:
        return list(equipe.map(envoyer, envois))


def entrees(references: list[str], *, inconnues: int = 0) -> list[str]:
    connues = [
        une_ecriture_camt(f"BQ-{reference}", structuree=reference_rf(reference), emetteur="")
        for reference in references
    ]
    return connues + [une_ecriture_camt(f"INC-{rang}", "12.50", emetteur="") for rang in range(inconnues)]


def sommes(service: ServiceDeTest) -> list[tuple[int, int]]:
    with service.noyau.moteur.connect() as connexion:
        return [(nombre, int(somme or 0)) for nombre, somme in connexion.execute(SOMMES)]


def preparer(service: ServiceDeTest) -> list[str]:
    references = [f"B-2026-{rang:06d}" for rang in range(1, BAUX + 1)]
    for reference in references:
        un_compte(service, reference=reference)
    quittancer(service, "2026-06")
    return references


def test_les_memes_entrees_dans_deux_fichiers_simultanes(quittancement: ServiceDeTest) -> None:
    memes = entrees(preparer(quittancement), inconnues=3)
    rendus = ensemble(
        quittancement,
        [
            {"contenu": un_camt(*memes, msg_id="M-1")},
            {"contenu": un_camt(*reversed(memes), msg_id="M-2")},
            {"contenu": un_camt(*memes[2:], msg_id="M-3")},
        ],
    )
    assert sommes(quittancement) == [(BAUX, BAUX * NET), (BAUX + 3, BAUX * NET + 3 * 1250)]
    assert sum(r.imputees for r in rendus) == BAUX
    assert sum(r.doublons for r in rendus) == 2 * (BAUX + 3) - 2
    assert not [e for r in rendus for e in r.ecartees]


def test_les_tranches_d_un_fichier_s_importent_ensemble(quittancement: ServiceDeTest) -> None:
    toutes = entrees(preparer(quittancement))
    envois = [
        {"contenu": un_camt(toutes[rang]), "premiere_entree": rang + 1, "fichier": "f" * 64} for rang in range(BAUX)
    ]
    rendus = ensemble(quittancement, [*envois, *envois])
    assert sommes(quittancement) == [(BAUX, BAUX * NET), (BAUX, BAUX * NET)]
    assert sorted(r.deja_importe for r in rendus) == [False] * BAUX + [True] * BAUX
    assert all(r.imputees == 1 for r in rendus)


def test_un_autre_fichier_sous_le_meme_msgid_est_refuse_meme_en_meme_temps(quittancement: ServiceDeTest) -> None:
    toutes = entrees(preparer(quittancement))

    def envoyer(rang: int) -> str:
        try:
            quittancement.appeler(
                "ImporterReleveBancaire", QUITTANCEMENT, contenu=un_camt(toutes[rang]), fichier=str(rang) * 64
            )
        except EchecRpc as echec:
            return echec.code
        return "OK"

    with ThreadPoolExecutor(2) as equipe:
        assert sorted(equipe.map(envoyer, (0, 1))) == ["MSGID_DEJA_IMPORTE", "OK"]
    assert sommes(quittancement) == [(1, NET), (1, NET)]
