"""Un vrai travailleur sur un vrai courtier, quelle que soit sa limite de livraisons : mauvais messages et morts brutales."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import Popen
from typing import Any
from uuid import UUID

import pytest
from amqp import Message
from sqlalchemy import Engine, create_engine, text

from appui.attente import attendre
from appui.bus import BusDEssai
from appui.cles import Cles
from appui.travailleurs import un_travailleur
from socle.technique.identifiants import nouvel_id
from socle.technique.messagerie import bus

PROFOND = b'{"numero": ' + b"[" * 10_000 + b"]" * 10_000 + b"}"
ENORME = b'{"x": "' + b"a" * 5_000_000 + b'"}'
VIEUX = int((datetime.now(UTC) - timedelta(days=401)).timestamp() * 1000)

MAUVAIS: dict[str, tuple[dict[str, Any], bytes | None, str]] = {
    "JSON cassé": ({}, b"{pas du json", "CORPS_NON_JSON"),
    "JSON qui n'est pas un objet": ({}, b"[1]", "CORPS_NON_JSON"),
    "JSON profond de 10 000": ({}, PROFOND, "CORPS_NON_JSON"),
    "UTF-8 invalide": ({}, b'{"reference": "\xff"}', "CORPS_NON_UTF8"),
    "corps de 5 Mo": ({}, ENORME, "CORPS_TROP_GROS"),
    "mauvais schéma": ({}, b'{"bail_id": 12}', "CORPS_NON_CONFORME"),
    "événement v2": ({"dataschema": "urn:logis:baux:bail_signe:v2"}, None, "VERSION_TROP_RECENTE"),
    "identifiant manquant": ({"id": None}, None, "ENTETE_MANQUANT"),
    "séquence manquante": ({"sequence": None}, None, "ENTETE_MANQUANT"),
    "séquence illisible": ({"sequence": "zéro"}, None, "SEQUENCE_ILLISIBLE"),
    "type d'agrégat inconnu": ({"aggregatetype": "inconnu"}, None, "TYPE_INCONNU"),
    "plus de 400 jours": ({"id": str(UUID(int=VIEUX << 80 | 7 << 76 | 2 << 62 | 1))}, None, "TROP_ANCIEN"),
    "sans aucun en-tête": ({"*": None}, None, "ENTETE_MANQUANT"),
}


class Passerelle:
    """Le travailleur de la passerelle, que l'on nourrit par son vrai courtier et dont on lit la base."""

    def __init__(self, essai: BusDEssai, url: str, cles: Cles, dossier: Path) -> None:
        self.essai, self.url, self.cles, self.dossier = essai, url, cles, dossier
        self.adresses = bus.Adresses(essai.prefixe)
        self.moteur: Engine = create_engine(url)
        with self.canal() as canal:
            bus.declarer(canal, self.adresses, "baux", [("gateway", "bail")])

    @contextmanager
    def canal(self) -> Iterator[Any]:
        """Un canal sur une connexion neuve : le test ne bat pas du cœur pendant qu'il attend."""
        with bus.ouvrir(self.essai.url) as connexion:
            connexion.connect()
            yield connexion.channel()

    def travailleur(self) -> AbstractContextManager[Popen[bytes]]:
        return un_travailleur(
            ["gateway"],
            urls={"gateway": self.url},
            amqp_url=self.essai.url,
            prefixe=self.essai.prefixe,
            jwks=self.cles.jwks,
            journal=self.dossier / "gateway.log",
        )

    def publier(
        self, change: dict[str, Any] | None = None, corps: bytes | None = None, *, souligne: bool = False
    ) -> str:
        """Publie un bail signé, déformé comme demandé ; rend le locataire qu'il projette s'il est lisible."""
        locataire, bail = str(nouvel_id()), str(nouvel_id())
        valeurs = {
            "id": str(nouvel_id()),
            "source": "baux",
            "type": "BailSigné",
            "subject": bail,
            "dataschema": "urn:logis:baux:bail_signe:v1",
            "sequence": "1",
            "aggregatetype": "bail",
            **(change or {}),
        }
        if "*" in valeurs:
            valeurs = {}
        donnees = {
            **{cle: str(nouvel_id()) for cle in ("demande_id", "logement_id", "residence_id")},
            "locataire_id": locataire,
            "bail_id": bail,
            "reference": "B-1",
            "signe_le": "2026-11-02",
        }
        separateur = "_" if souligne else ":"
        message = Message(
            corps if corps is not None else json.dumps(donnees).encode(),
            content_type="application/json",
            content_encoding="binary",
            delivery_mode=2,
            application_headers={f"cloudEvents{separateur}{cle}": v for cle, v in valeurs.items() if v is not None},
        )
        with self.canal() as canal:
            canal.confirm_select()
            canal.basic_publish_confirm(
                message, exchange=self.adresses.echange("baux").name, routing_key="bail.BailSigné.0", mandatory=True
            )
        return locataire

    def lire(self, requete: str) -> list[Any]:
        with self.moteur.connect() as connexion:
            return list(connexion.execute(text(requete)).scalars())

    def projetes(self) -> set[str]:
        return {str(i) for i in self.lire("SELECT locataire_id FROM locataire_bail")}

    def attendre_la_fin(self) -> None:
        """Plus rien à livrer, ni dans la file ni au rebut."""
        (file,) = self.adresses.files("gateway", "baux", "bail")
        attendre(lambda: self._restants(file.name) == 0, delai=30, quoi="la fin de la file")
        attendre(lambda: self._restants(self.adresses.rebut("gateway").name) == 0, delai=30, quoi="la fin du rebut")

    def _restants(self, file: str) -> int:
        with self.canal() as canal:
            return int(canal.queue_declare(file, passive=True).message_count)

    def fermer(self) -> None:
        self.moteur.dispose()


@pytest.fixture
def passerelle(
    bus_limite: BusDEssai,
    base_de: Callable[[str], str],
    cles: Cles,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Passerelle]:
    monkeypatch.setenv("LOGIS_JWKS_EXTERNE", str(cles.jwks))
    monkeypatch.setenv("LOGIS_EMETTEUR_EXTERNE", "essai")
    essai = Passerelle(bus_limite, base_de("gateway"), cles, tmp_path)
    yield essai
    essai.fermer()


def test_aucun_mauvais_message_n_arrete_ses_voisins_ni_ne_revient_en_boucle(passerelle: Passerelle) -> None:
    bons = set()
    for change, corps, _ in MAUVAIS.values():
        passerelle.publier(change, corps)
        bons.add(passerelle.publier())
    bons.add(passerelle.publier(souligne=True))
    inconnu = passerelle.publier({"type": "BailInventé"})
    with passerelle.travailleur() as processus:
        attendre(lambda: passerelle.projetes() >= bons, delai=60, quoi="les voisins de chaque mauvais message")
        attendre(
            lambda: len(passerelle.lire("SELECT id FROM incident")) >= len(MAUVAIS), delai=30, quoi="tous les garages"
        )
        passerelle.attendre_la_fin()
        assert processus.poll() is None, "le travailleur ne meurt pas d'un mauvais message"
    incidents = passerelle.lire("SELECT statut || ' ' || code FROM incident ORDER BY code")
    assert incidents == sorted(f"GARE {code}" for _, _, code in MAUVAIS.values()), (
        "garé une fois, jamais repris en boucle"
    )
    assert max(passerelle.lire("SELECT tentatives FROM incident")) <= 1
    assert inconnu not in passerelle.projetes(), "un type que rien ne traite fait seulement avancer la séquence"
    assert passerelle.projetes() == bons


def test_un_fait_dont_le_travailleur_meurt_quatre_fois_a_quand_meme_son_effet_une_fois(passerelle: Passerelle) -> None:
    """Quatre livraisons sans accusé dépassent une limite de trois : le courtier retire le fait de la file, pas du monde."""
    attend = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    locataire = passerelle.publier()
    with passerelle.moteur.connect() as verrou, verrou.begin():
        verrou.execute(text("LOCK TABLE sequence_recue IN ACCESS EXCLUSIVE MODE"))
        for _ in range(4):
            with passerelle.travailleur() as processus:
                attendre(lambda: bool(passerelle.lire(attend)), delai=60, quoi="un fait reçu, pas encore traité")
                processus.kill()
                processus.wait(10)
            passerelle.lire(attend.replace("SELECT pid", "SELECT pg_terminate_backend(pid)"))
            attendre(lambda: not passerelle.lire(attend), delai=30, quoi="la mort de sa transaction")
    with passerelle.travailleur():
        attendre(lambda: passerelle.projetes() == {locataire}, delai=60, quoi="l'effet")
        passerelle.attendre_la_fin()
    assert len(passerelle.lire("SELECT event_id FROM inbox")) == 1
    assert passerelle.lire("SELECT aggregate_id FROM retenu") == []
    assert passerelle.lire("SELECT id FROM incident") == []
