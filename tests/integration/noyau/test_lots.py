"""La réception par lots : mêmes garanties qu'un à un, et le fautif seul manque."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import text

from appui.banc_noyau import Banc, un_message
from appui.services import ServiceDeTest
from socle.domaine.refus import Indisponible, RegleViolee
from socle.technique.identifiants import nouvel_id
from socle.technique.messagerie.consommation import Message
from socle.technique.messagerie.sequences import franchir


@pytest.fixture
def banc(service_de: Callable[..., ServiceDeTest]) -> Banc:
    return Banc(service_de("baux"))


def deux_choses(nombre: int) -> list[Message]:
    a, b = nouvel_id(), nouvel_id()
    return [un_message(n, agregat=x) for n in range(1, nombre + 1) for x in (a, b)]


def test_un_lot_entier_s_applique_dans_l_ordre_de_chaque_agregat(banc: Banc) -> None:
    assert banc.consommation.recevoir_lot(deux_choses(20)) == ["TRAITE"] * 40
    assert banc.effets() == [n for n in range(1, 21) for _ in range(2)]


def test_un_lot_qui_se_repete_et_se_croise_ne_fait_rien_deux_fois(banc: Banc) -> None:
    chose = nouvel_id()
    m = {n: un_message(n, agregat=chose) for n in range(1, 6)}
    lot = [m[2], m[2], m[1], m[1], m[4], m[3], m[5], m[2]]
    assert banc.consommation.recevoir_lot(lot) == [
        "RETENU",
        "RETENU",
        "TRAITE",
        "DOUBLON",
        "RETENU",
        "TRAITE",
        "TRAITE",
        "DOUBLON",
    ]
    assert banc.effets() == [1, 2, 3, 4, 5]
    assert banc.lire("SELECT count(*) FROM retenu") == [(0,)]


def test_dans_un_lot_le_refus_d_un_seul_laisse_passer_les_autres(banc: Banc) -> None:
    banc.pannes[3] = RegleViolee("PAS_POSSIBLE", "Non.")
    messages = [un_message(n) for n in range(1, 6)]
    assert banc.consommation.recevoir_lot(messages) == ["TRAITE"] * 5
    assert banc.effets() == [1, 2, 4, 5], "l'effet du refus est défait, ceux d'avant restent, une fois"
    assert banc.effets("compter") == [1, 2, 3, 4, 5]
    assert banc.lire("SELECT code FROM refus_reaction") == [("PAS_POSSIBLE",)]


def test_dans_un_lot_une_panne_retient_son_agregat_et_pas_son_voisin(banc: Banc) -> None:
    banc.pannes[2] = Indisponible("PROJECTION_MANQUANTE", "Pas encore là.")
    fautif, voisin = nouvel_id(), nouvel_id()
    lot = [un_message(n, agregat=fautif) for n in (1, 2, 3)] + [
        un_message(n + 10, sequence="1", agregat=voisin) for n in (1,)
    ]
    assert banc.consommation.recevoir_lot(lot) == ["TRAITE"] * 4
    assert banc.effets() == [1, 11]
    assert [i[2] for i in banc.incidents()] == ["PROJECTION_MANQUANTE", "EN_ATTENTE"]


def test_un_illisible_au_milieu_d_un_lot_est_seul_gare(banc: Banc) -> None:
    a, b = nouvel_id(), nouvel_id()
    lot = [un_message(1, agregat=a), un_message(1, agregat=b, corps=b"{"), un_message(2, agregat=a)]
    assert banc.consommation.recevoir_lot(lot) == ["TRAITE", "TRAITE", "TRAITE"]
    assert banc.effets() == [1, 2]
    assert {(s, c) for s, _, c in banc.incidents()} == {("GARE", "CORPS_NON_JSON")}


@pytest.mark.parametrize(
    ("entetes", "code"),
    [
        ({"sequence": "9" * 30}, "SEQUENCE_ILLISIBLE"),
        ({"subject": "a\0b"}, "ENTETE_ILLISIBLE"),
        ({"subject": "\ud800"}, "ENTETE_ILLISIBLE"),
        ({"source": b"\xff\xfe"}, "ENTETE_ILLISIBLE"),
        ({"type": "x" * 3_000}, "ENTETE_ILLISIBLE"),
        ({"dataschema": "urn:logis:ailleurs:tout_autre:v1"}, "SCHEMA_INATTENDU"),
        ({"dataschema": "n'importe quoi"}, "SCHEMA_INATTENDU"),
        ({"acteur": "{pas du json"}, "ACTEUR_ILLISIBLE"),
    ],
)
def test_un_entete_que_la_base_ne_saurait_garder_est_gare_sans_boucle(
    banc: Banc, entetes: dict[str, str], code: str
) -> None:
    voisin = un_message(1, agregat=nouvel_id())
    banc.consommation.recevoir_lot([un_message(1, agregat=nouvel_id(), **entetes), voisin])
    assert {c for _, _, c in banc.incidents()} == {code}
    assert banc.effets() == [1]


def test_un_illisible_livre_de_nouveau_n_est_gare_qu_une_fois(banc: Banc) -> None:
    """Une file quorum ajoute son compte de livraisons : le message reste le même."""
    message = un_message(1, id=None)
    for livraison in range(3):
        comptee = {**message.entetes, **({"x-delivery-count": livraison} if livraison else {})}
        banc.consommation.recevoir_lot([Message(entetes=comptee, corps=message.corps)])
    assert [c for _, _, c in banc.incidents()] == ["ENTETE_MANQUANT"]


def test_un_trou_franchi_libere_les_suivants(banc: Banc) -> None:
    chose = nouvel_id()
    banc.recevoir(1, agregat=chose)
    banc.consommation.recevoir_lot([un_message(n, agregat=chose) for n in (4, 5)])
    assert banc.effets() == [1]
    assert banc.consommation.liberer() == 0, "rien ne se libère tant que personne n'a décidé"
    with banc.moteur.begin() as connexion:
        assert franchir(connexion, source="ailleurs", agregat="chose", identifiant=str(chose)) == 2
    assert banc.consommation.liberer() > 0
    assert banc.effets() == [1, 4, 5]
    assert banc.lire("SELECT count(*) FROM retenu") == [(0,)]
    assert banc.recevoir(2, agregat=chose) == "DOUBLON"


def test_l_inbox_est_rangee_par_mois_et_perimee_au_dela_de_400_jours(banc: Banc) -> None:
    from datetime import timedelta

    banc.recevoir(1)
    (partition,) = banc.lire("SELECT tableoid::regclass::text FROM inbox LIMIT 1")
    assert partition == (f"inbox_{banc.maintenant:%Y_%m}",)
    banc.maintenant += timedelta(days=500)
    banc.consommation.preparer()
    _, perimees = banc.consommation.ranger(garder_outbox=timedelta(days=7))
    assert partition[0] in perimees
    assert len(perimees) == len(set(perimees)) > 0
    assert banc.lire("SELECT count(*) FROM inbox") == [(0,)]


def test_le_journal_des_actes_ne_se_reecrit_pas(banc: Banc) -> None:
    from sqlalchemy.exc import IntegrityError

    with banc.moteur.begin() as c:
        c.execute(text("INSERT INTO journal_noyau (acteur, acte, cible) VALUES ('moi', 'REJOUER', 'x')"))
    for ordre in ("UPDATE journal_noyau SET acteur = 'toi'", "DELETE FROM journal_noyau", "TRUNCATE journal_noyau"):
        with pytest.raises(IntegrityError), banc.moteur.begin() as c:
            c.execute(text(ordre))


def test_un_meme_identifiant_de_fait_ne_sert_pas_deux_fois_meme_sous_une_autre_sequence(banc: Banc) -> None:
    """L'inbox garde quand la séquence est trompée : un fait renuméroté n'a pas deux effets."""
    chose = nouvel_id()
    identifiant = str(UUID(int=(nouvel_id().int >> 64 << 64) | 2 << 62 | 77))
    banc.recevoir(1, agregat=chose, id=identifiant)
    banc.recevoir(2, agregat=chose, id=identifiant)
    assert banc.effets() == [1]


def test_un_meme_identifiant_renumerote_dans_le_meme_lot_n_a_qu_un_effet(banc: Banc) -> None:
    """Le lot inscrit l'inbox d'un coup : c'est à lui de ne pas jouer deux fois un fait qui s'y répète sous deux rangs."""
    chose = nouvel_id()
    identifiant = str(UUID(int=(nouvel_id().int >> 64 << 64) | 2 << 62 | 78))
    banc.consommation.recevoir_lot([un_message(n, agregat=chose, id=identifiant) for n in (1, 2)])
    assert banc.effets() == [1]
