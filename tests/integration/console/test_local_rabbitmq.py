"""Le nœud RabbitMQ de l'espace : démarré, tué, redémarré ; les messages durables confirmés restent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from kombu import Connection, Queue

from console.local import rabbitmq as module
from console.local.erreurs import DemarrageEchoue, DestructionRefusee, ServeurAbsent
from console.local.espace import Espace
from console.local.processus import Processus, port_disponible
from console.local.rabbitmq import NoeudRabbitMQ, installe

sans_rabbitmq = pytest.mark.skipif(not installe(), reason="rabbitmq-server (et Erlang) n'est pas installé sur ce poste")
FILE = Queue("test-rmq.baux.0", durable=True, queue_arguments={"x-queue-type": "quorum"})


@pytest.fixture
def noeud(tmp_path: Path) -> Iterator[NoeudRabbitMQ]:
    lance = NoeudRabbitMQ(Espace("test-rmq", racine=tmp_path))
    yield lance
    lance.detruire()


def publier(url: str, texte: str) -> None:
    with Connection(url, transport_options={"confirm_publish": True}) as connexion:
        connexion.Producer().publish(texte, routing_key=FILE.name, declare=[FILE], delivery_mode=2)


def consommer(url: str) -> list[str]:
    recus: list[str] = []
    with Connection(url) as connexion:
        file = connexion.SimpleQueue(FILE)
        while True:
            try:
                message = file.get(timeout=1)
            except file.Empty:
                return recus
            recus.append(message.payload)
            message.ack()


def declarer(url: str) -> None:
    with Connection(url) as connexion:
        FILE(connexion.channel()).declare()


@pytest.mark.rabbitmq
@sans_rabbitmq
def test_un_message_confirme_survit_au_kill_puis_a_l_arret(noeud: NoeudRabbitMQ) -> None:
    url = noeud.demarrer()
    assert noeud.demarrer() == url
    assert noeud.etat().port not in (5672, None)
    publier(url, "avant la panne")
    assert consommer(url) == ["avant la panne"]

    publier(url, "pendant la panne")
    ancien = noeud.etat().pid
    noeud.tuer()
    assert not noeud.etat().en_marche
    with pytest.raises(OSError):
        declarer(url)
    assert noeud.demarrer() == url  # même adresse : un client se reconnecte
    assert noeud.etat().pid != ancien
    assert consommer(url) == ["pendant la panne"]

    publier(url, "pendant l'arrêt")
    assert noeud.redemarrer() == url
    assert consommer(url) == ["pendant l'arrêt"]


@pytest.mark.rabbitmq
@sans_rabbitmq
def test_l_arret_ne_laisse_ni_processus_ni_port_ni_secret_publie(noeud: NoeudRabbitMQ) -> None:
    noeud.demarrer()
    note = noeud.espace.etat()["rabbitmq"]
    assert noeud.espace.secret("rabbitmq") not in (noeud.espace.dossier / "etat.json").read_text(encoding="utf-8")
    assert (noeud.dossier / "rabbitmq.conf").stat().st_mode & 0o777 == 0o600
    noeud.arreter()
    assert not Processus.dans(noeud.dossier)
    assert all(port_disponible(int(note[nom] or 0)) for nom in ("port", "port_dist", "port_epmd"))


@pytest.mark.rabbitmq
@sans_rabbitmq
def test_un_demarrage_impossible_montre_la_fin_du_journal(
    noeud: NoeudRabbitMQ, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_UTILISATEUR", "logis\nreglage.inconnu = 1")
    with pytest.raises(DemarrageEchoue, match=r"(?s)RabbitMQ ne démarre pas.*failed_to_prepare_configuration"):
        noeud.demarrer()
    assert not Processus.dans(noeud.dossier)


def test_sans_serveur_installe_le_message_dit_quoi_faire(noeud: NoeudRabbitMQ, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_script", lambda: None)
    assert not installe()
    with pytest.raises(ServeurAbsent, match="apt-get install rabbitmq-server"):
        noeud.demarrer()


def test_un_noeud_jamais_demarre_n_a_pas_d_adresse(noeud: NoeudRabbitMQ) -> None:
    with pytest.raises(DemarrageEchoue, match="jamais démarré"):
        _ = noeud.url


def test_le_noeud_de_dev_ne_se_detruit_pas(tmp_path: Path) -> None:
    with pytest.raises(DestructionRefusee, match="« dev »"):
        NoeudRabbitMQ(Espace("dev", racine=tmp_path)).detruire()
