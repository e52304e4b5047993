"""Le mandataire coupe au pire moment : le courtier a tout reçu, le publieur n'en saura rien."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from appui.attente import attendre
from console.chaos.mandataire import BASIC_PUBLISH, Mandataire


class Echo:
    """Un serveur qui répond ce qu'il reçoit, et s'en souvient."""

    def __init__(self) -> None:
        self._ecoute = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._ecoute.getsockname()[1])
        self.recu = b""
        threading.Thread(target=self._accueillir, daemon=True).start()

    def _accueillir(self) -> None:
        while True:
            try:
                prise, _ = self._ecoute.accept()
            except OSError:
                return
            threading.Thread(target=self._repondre, args=(prise,), daemon=True).start()

    def _repondre(self, prise: socket.socket) -> None:
        with prise:
            try:
                while octets := prise.recv(1024):
                    self.recu += octets
                    prise.sendall(octets)
            except OSError:
                return

    def fermer(self) -> None:
        self._ecoute.close()


@pytest.fixture
def echo() -> Iterator[Echo]:
    serveur = Echo()
    yield serveur
    serveur.fermer()


@pytest.fixture
def mandataire(echo: Echo) -> Iterator[Mandataire]:
    relais = Mandataire(echo.port)
    yield relais
    relais.fermer()


def un_client(mandataire: Mandataire) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", mandataire.port), timeout=10)
    client.sendall(b"bonjour")
    assert client.recv(1024) == b"bonjour"
    return client


def est_coupe(client: socket.socket) -> bool:
    """Vrai si la connexion tombe sans un octet de plus."""
    try:
        return client.recv(1024) == b""
    except ConnectionResetError:
        return True


def test_la_publication_arrive_et_sa_confirmation_jamais(mandataire: Mandataire, echo: Echo) -> None:
    client = un_client(mandataire)
    with ThreadPoolExecutor(1) as fil:
        coupure = fil.submit(mandataire.couper_apres_publication, delai_s=10)
        attendre(lambda: mandataire.coupure_attendue, quoi="la coupure armée")
        client.sendall(b"..." + BASIC_PUBLISH + b"un fait")
        assert coupure.result(10) is True
    assert est_coupe(client)
    assert echo.recu.endswith(BASIC_PUBLISH + b"un fait")
    assert mandataire.coupures == 1


def test_sans_publication_rien_n_est_coupe(mandataire: Mandataire) -> None:
    client = un_client(mandataire)
    assert mandataire.couper_apres_publication(delai_s=0.1) is False
    client.sendall(BASIC_PUBLISH)
    assert client.recv(1024) == BASIC_PUBLISH
    assert mandataire.coupures == 0


def test_couper_tout_fait_tomber_chaque_connexion(mandataire: Mandataire) -> None:
    clients = [un_client(mandataire) for _ in range(3)]
    assert mandataire.couper_tout() == 3
    assert all(est_coupe(client) for client in clients)


def test_un_courtier_absent_ferme_la_porte(mandataire: Mandataire, echo: Echo) -> None:
    echo.fermer()
    mandataire.amont = 1
    with socket.create_connection(("127.0.0.1", mandataire.port), timeout=10) as client:
        assert est_coupe(client)
