"""La réception : une fois, dans l'ordre, rien de perdu, rien de bloqué en silence."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from appui.banc_noyau import Banc, un_message
from appui.services import ServiceDeTest
from socle.domaine.refus import Indisponible, RegleViolee
from socle.technique.identifiants import nouvel_id
from socle.technique.messagerie.consommation import Message
from socle.technique.messagerie.garage import Filtre, Garage


@pytest.fixture
def banc(service_de: Callable[..., ServiceDeTest]) -> Banc:
    return Banc(service_de("baux"))


def test_un_fait_livre_deux_fois_n_a_qu_un_effet(banc: Banc) -> None:
    message = un_message(1)
    assert [banc.consommation.recevoir(message) for _ in range(3)] == ["TRAITE", "DOUBLON", "DOUBLON"]
    assert banc.effets() == [1]


def test_des_faits_en_desordre_sont_appliques_dans_l_ordre(banc: Banc) -> None:
    chose = nouvel_id()
    assert [banc.recevoir(n, agregat=chose) for n in (3, 2, 1, 5, 4)] == [
        "RETENU",
        "RETENU",
        "TRAITE",
        "RETENU",
        "TRAITE",
    ]
    assert banc.effets() == [1, 2, 3, 4, 5]
    assert banc.lire("SELECT count(*) FROM retenu") == [(0,)]


def test_un_agregat_ne_avant_l_abonnement_commence_ou_on_le_rencontre(banc: Banc) -> None:
    vieux = UUID(int=(1_600_000_000_000 << 80) | 0x7 << 76 | 2 << 62 | 9)
    assert banc.recevoir(12, agregat=vieux) == "TRAITE"
    assert banc.recevoir(11, agregat=vieux) == "DOUBLON"
    assert banc.recevoir(13, agregat=vieux) == "TRAITE"
    assert banc.effets() == [12, 13]


def test_un_evenement_que_rien_ne_traite_fait_avancer_la_sequence(banc: Banc) -> None:
    assert banc.recevoir(1, type="AutreChose") == "TRAITE"
    assert banc.recevoir(2) == "TRAITE"
    assert banc.effets() == [2]


def test_une_panne_passagere_est_reprise_et_retient_les_suivants_dans_l_ordre(banc: Banc) -> None:
    banc.pannes[1] = Indisponible("PROJECTION_MANQUANTE", "Pas encore là.")
    assert [banc.recevoir(n) for n in (1, 2, 3)] == ["TRAITE", "TRAITE", "TRAITE"]
    assert banc.effets() == []
    assert banc.effets("compter") == [1, 2, 3], "une autre réaction du même fait n'attend pas"
    assert [i[2] for i in banc.incidents()] == ["PROJECTION_MANQUANTE", "EN_ATTENTE", "EN_ATTENTE"]
    banc.pannes.clear()
    banc.maintenant += timedelta(seconds=5)
    assert banc.consommation.reprendre() == 3
    assert banc.effets() == [1, 2, 3]
    assert banc.incidents() == []


def test_une_panne_passagere_trop_longue_finit_garee(banc: Banc) -> None:
    banc.pannes[1] = Indisponible("PROJECTION_MANQUANTE", "Pas encore là.")
    banc.recevoir(1)
    banc.maintenant += timedelta(hours=25)
    assert banc.consommation.reprendre() == 0
    assert banc.incidents() == [("GARE", "noter_la_chose", "PROJECTION_MANQUANTE")]


def test_un_refus_metier_est_inscrit_et_n_est_pas_repris(banc: Banc) -> None:
    banc.pannes[1] = RegleViolee("PAS_POSSIBLE", "Non.")
    assert [banc.recevoir(n) for n in (1, 2)] == ["TRAITE", "TRAITE"]
    assert banc.effets() == [2], "l'effet du refus est défait"
    assert banc.incidents() == []
    assert banc.lire("SELECT reaction, code FROM refus_reaction") == [("noter_la_chose", "PAS_POSSIBLE")]


def test_une_faute_de_code_est_garee_puis_rejouee_apres_correction(banc: Banc) -> None:
    banc.pannes[1] = KeyError("oubli")
    banc.recevoir(1)
    banc.recevoir(2)
    assert [(i[0], i[1]) for i in banc.incidents()] == [("GARE", "noter_la_chose"), ("REPRISE", "noter_la_chose")]
    banc.pannes.clear()
    garage = Garage(banc.moteur)
    (gare,), _ = garage.lister(Filtre())
    assert garage.rejouer(acteur="moi", empreinte=gare.empreinte, a_blanc=True) == 1
    assert garage.rejouer(acteur="moi", incident=str(gare.id)) == 1
    banc.maintenant += timedelta(seconds=5)
    assert banc.consommation.reprendre() == 2
    assert banc.effets() == [1, 2]
    assert banc.lire("SELECT acteur, acte FROM journal_noyau") == [("moi", "REJOUER")]


def test_ecarter_un_incident_libere_ses_suivants_et_laisse_une_trace(banc: Banc) -> None:
    banc.pannes[1] = KeyError("oubli")
    banc.recevoir(1)
    banc.recevoir(2)
    garage = Garage(banc.moteur)
    (gare,), _ = garage.lister(Filtre())
    garage.ecarter(acteur="moi", motif="doublon d'essai", incident=str(gare.id))
    banc.maintenant += timedelta(seconds=5)
    assert banc.consommation.reprendre() == 1
    assert banc.effets() == [2]
    assert banc.lire("SELECT acte, detail FROM journal_noyau") == [("ECARTER", "doublon d'essai")]


VIEUX = str(UUID(int=(1_600_000_000_000 << 80) | 0x7 << 76 | 2 << 62 | 1))
PROFOND = b'{"numero": ' + b"[" * 10_000 + b"]" * 10_000 + b"}"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id": None}, "ENTETE_MANQUANT"),
        ({"sequence": None}, "ENTETE_MANQUANT"),
        ({"id": str(uuid4())}, "IDENTIFIANT_ILLISIBLE"),
        ({"sequence": "zéro"}, "SEQUENCE_ILLISIBLE"),
        ({"sequence": "0"}, "SEQUENCE_ILLISIBLE"),
        ({"type": unicodedata.normalize("NFD", "RéclamationOuverte")}, "NOM_NON_NFC"),
        ({"aggregatetype": "inconnu"}, "TYPE_INCONNU"),
        ({"id": VIEUX}, "TROP_ANCIEN"),
        ({"corps": b"{pas du json"}, "CORPS_NON_JSON"),
        ({"corps": b"[1]"}, "CORPS_NON_JSON"),
        ({"corps": b'{"numero": "\xff"}'}, "CORPS_NON_UTF8"),
        ({"corps": b'{"numero": 1, "x": "' + b"a" * 5_000_000 + b'"}'}, "CORPS_TROP_GROS"),
        ({"corps": PROFOND}, "CORPS_NON_JSON"),
        ({"corps": b'{"numero": "beaucoup"}'}, "CORPS_NON_CONFORME"),
        ({"dataschema": "urn:logis:ailleurs:chose_faite:v2"}, "VERSION_TROP_RECENTE"),
    ],
)
def test_un_message_illisible_est_gare_et_les_autres_passent(banc: Banc, change: dict[str, Any], code: str) -> None:
    banc.recevoir(1, **change)
    assert code in {i[2] for i in banc.incidents()}
    assert all(statut == "GARE" for statut, _, _ in banc.incidents())
    autre = nouvel_id()
    assert banc.recevoir(1, agregat=autre) == "TRAITE"
    assert banc.effets() == [1]


def test_les_deux_prefixes_d_en_tetes_sont_acceptes(banc: Banc) -> None:
    message = un_message(1)
    souligne = {cle.replace("cloudEvents:", "cloudEvents_"): valeur for cle, valeur in message.entetes.items()}
    assert banc.consommation.recevoir(Message(entetes=souligne, corps=message.corps)) == "TRAITE"


def test_les_champs_inconnus_sont_ignores(banc: Banc) -> None:
    assert banc.recevoir(1, corps=b'{"numero": 1, "nouveau": {"a": 1}}') == "TRAITE"
    assert banc.effets() == [1]
