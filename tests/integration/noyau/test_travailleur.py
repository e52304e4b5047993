"""Le travailleur nameko réel : relais, arrêt propre, sur le bus en mémoire puis sur RabbitMQ."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import TextClause, text

from appui.attente import attendre
from appui.bus import BusDEssai
from appui.cles import Cles, un_agent
from appui.services import ServiceDeTest
from appui.travailleurs import un_travailleur
from console.local.rabbitmq import NoeudRabbitMQ
from socle.technique.messagerie import bus
from socle.technique.messagerie.publieurs import ouvrir_publieur
from socle.technique.messagerie.relais import Relais

GESTION = un_agent("CHARGE_GESTION_LOCATIVE")


def publier_un_fait(baux: ServiceDeTest) -> None:
    residence = baux.appeler(
        "EnregistrerResidence", GESTION, nom="R", commune="Lyon", code_insee="69123", zone="2", zone_abc="A"
    ).residence
    logement = baux.appeler(
        "EnregistrerLogement",
        GESTION,
        residence_id=residence.id,
        reference=f"L-{residence.id}",
        typologie="T2",
        nombre_pieces=2,
        surface_habitable_dm2=4500,
        financement="PLUS",
        loyer_principal={"centimes": 30000},
        loyer_maximum={"centimes": 40000},
    ).logement
    baux.appeler("DeclarerLogementDisponible", GESTION, logement_id=logement.id, disponible_le="2026-08-01")


def test_les_faits_partent_et_le_travailleur_rend_sa_tenure_en_s_arretant(
    bus_d_essai: BusDEssai, service_de: Callable[..., ServiceDeTest], cles: Cles, tmp_path: Path
) -> None:
    baux = service_de("baux")
    publier_un_fait(baux)
    url = baux.config.database_url
    journal = tmp_path / "travailleur.log"
    topologie = tmp_path / "topologie.yaml"
    topologie.write_text("partitions: 1\nservices: {baux: {ecoute: {demandes: [demande, offre]}}}\n", encoding="utf-8")
    with un_travailleur(
        ["baux"],
        urls={"baux": url},
        amqp_url=bus_d_essai.url,
        prefixe=bus_d_essai.prefixe,
        jwks=cles.jwks,
        journal=journal,
        topologie=topologie,
    ) as processus:
        attendre(lambda: baux.faits()[0]["sent_at"] is not None, delai=20, quoi="le premier envoi")
        publier_un_fait(baux)
        attendre(lambda: all(f["sent_at"] for f in baux.faits()), delai=5, quoi="le second envoi")
        processus.send_signal(signal.SIGTERM)
        assert processus.wait(15) == 0, journal.read_text()
    with baux.noyau.moteur.connect() as connexion:
        assert connexion.execute(text("SELECT expire_le <= now() FROM tenure")).scalar() is True


def test_un_travailleur_tue_entre_la_publication_en_memoire_et_le_traitement_ne_perd_rien(
    service_de: Callable[..., ServiceDeTest], cles: Cles, tmp_path: Path
) -> None:
    """Le bus en mémoire meurt avec le processus : ce qui n'était pas traité n'était pas marqué envoyé, et repart."""
    baux, demandes = service_de("baux"), service_de("demandes")
    urls = {"baux": baux.config.database_url, "demandes": demandes.config.database_url}
    topologie = tmp_path / "topologie.yaml"
    topologie.write_text("partitions: 1\nservices: {demandes: {ecoute: {baux: [logement, bail]}}}\n", encoding="utf-8")
    options = {"urls": urls, "amqp_url": "memory://", "prefixe": "", "jwks": cles.jwks, "topologie": topologie}
    compter = text("SELECT count(*) FROM offre")
    attend = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )

    def lire(requete: TextClause) -> int:
        with demandes.noyau.moteur.connect() as connexion:
            return int(connexion.execute(requete).scalar_one())

    for numero in (1, 2):
        publier_un_fait(baux)
        with demandes.noyau.moteur.connect() as verrou, verrou.begin():
            verrou.execute(text("LOCK TABLE sequence_recue IN ACCESS EXCLUSIVE MODE"))
            with un_travailleur([*urls], **options, journal=tmp_path / f"{numero}-tue.log") as processus:
                attendre(lambda: lire(attend) > 0, delai=30, quoi="un fait livré en mémoire, pas encore traité")
                processus.kill()
                processus.wait(10)
        assert [f["sent_at"] is None for f in baux.faits()][-1], "non traité, donc non envoyé"
    assert lire(compter) == 0
    with un_travailleur([*urls], **options, journal=tmp_path / "repris.log"):
        attendre(lambda: all(f["sent_at"] for f in baux.faits()), delai=30, quoi="la reprise des faits")
    assert lire(compter) == 2, "chaque fait a eu son effet, une fois"
    assert lire(text("SELECT count(*) FROM retenu")) == 0


@pytest.mark.rabbitmq
def test_ce_que_le_courtier_retire_d_une_file_revient_par_le_rebut(
    courtier: NoeudRabbitMQ, service_de: Callable[..., ServiceDeTest], cles: Cles, tmp_path: Path
) -> None:
    """Livré deux fois sans accusé, un fait dépasse la limite de livraisons : il va au rebut, et il est traité quand même."""
    baux, demandes = service_de("baux"), service_de("demandes")
    adresses = bus.Adresses("rebut")
    courtier.politique("limite", r"^rebut\.", {"delivery-limit": 1})
    publieur = ouvrir_publieur(courtier.url, adresses, "baux", [("demandes", "logement")])
    for _ in range(3):
        publier_un_fait(baux)
    assert Relais(baux.noyau.moteur, publieur).tour() == 3
    (file,) = adresses.files("demandes", "baux", "logement")
    for _ in range(3):
        lire_sans_acquitter(courtier.url, file)
    with un_travailleur(
        ["demandes"],
        urls={"demandes": demandes.config.database_url},
        amqp_url=courtier.url,
        prefixe="rebut",
        jwks=cles.jwks,
        journal=tmp_path / "demandes.log",
    ):
        attendre(lambda: offres(demandes) == 3, delai=30, quoi="les faits passés par le rebut")
    with bus.ouvrir(courtier.url) as connexion:
        rebut = adresses.rebut("demandes")(connexion.channel())
        assert rebut.queue_declare(passive=True).message_count == 0


def offres(demandes: ServiceDeTest) -> int:
    with demandes.noyau.moteur.connect() as connexion:
        return int(connexion.execute(text("SELECT count(*) FROM offre")).scalar_one())


def lire_sans_acquitter(url: str, file: Any) -> None:
    """Prend tout ce que la file a, puis perd la connexion : chaque message compte une livraison de plus."""
    recus: list[Any] = []
    with bus.ouvrir(url) as connexion, connexion.channel() as canal:
        with connexion.Consumer(queues=[file(canal)], on_message=recus.append, accept=None):
            for _ in range(10):
                try:
                    connexion.drain_events(timeout=0.3)
                except TimeoutError:
                    break
        connexion.collect()


@pytest.mark.parametrize("attente_s", [0.0, 0.3, 0.6, 0.9, 1.2])
def test_un_travailleur_arrete_pendant_son_demarrage_sort_proprement(
    attente_s: float, service_de: Callable[..., ServiceDeTest], cles: Cles, tmp_path: Path
) -> None:
    baux = service_de("baux")
    journal = tmp_path / "travailleur.log"
    with un_travailleur(
        ["baux"],
        urls={"baux": baux.config.database_url},
        amqp_url="memory://",
        prefixe="",
        jwks=cles.jwks,
        journal=journal,
    ) as processus:
        attendre(lambda: ecoute_sigterm(processus.pid), delai=30, quoi="la pose du gestionnaire d'arrêt")
        limite = monotonic() + attente_s
        attendre(lambda: monotonic() >= limite, delai=5, quoi="le moment choisi")
        processus.send_signal(signal.SIGTERM)
        assert processus.wait(19) == 0, journal.read_text()
    assert "AttributeError" not in journal.read_text()


def ecoute_sigterm(pid: int) -> bool:
    """Vrai si le processus a posé son gestionnaire de SIGTERM (masque SigCgt du noyau)."""
    statut = Path(f"/proc/{pid}/status").read_text()
    masque = next(ligne.split()[1] for ligne in statut.splitlines() if ligne.startswith("SigCgt"))
    return bool(int(masque, 16) >> (signal.SIGTERM - 1) & 1)
