"""Le travailleur nameko : relais, réceptions, reprises et minuteries d'un service. Seul module du socle sous eventlet.

`demarrer_vert()` doit être la première ligne exécutée du processus : elle greffe eventlet et fait attendre psycopg
sur le sélecteur vert (sans quoi une requête bloquerait tous les autres fils).
"""

from __future__ import annotations

import socket
from collections import deque
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Protocol

import structlog
from eventlet import sleep, spawn
from eventlet.event import Event
from eventlet.semaphore import Semaphore
from nameko.extensions import DependencyProvider, Entrypoint
from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError

from socle.technique.contexte import Contexte
from socle.technique.messagerie import bus, memoire
from socle.technique.messagerie.bus import PublicationImpossible
from socle.technique.messagerie.consommation import Message
from socle.technique.messagerie.minuteries import Minuteries
from socle.technique.messagerie.relais import Relais, TenurePerdue
from socle.technique.noyau import Noyau
from socle.technique.unite_de_travail import CANAL_OUTBOX

journal = structlog.get_logger("travailleur")

PAUSE_MAX = 5.0
SONDAGE = 1.0
"""Secondes entre deux regards sur l'outbox sans notification."""

SONDAGE_MINUTERIE = 30.0
"""Secondes entre deux regards sur une minuterie tenue en base."""

PRELECTURE, LOT_RECEPTION = 500, 200
"""Messages lus d'avance par une écoute, et traités ensemble au plus."""


def verifier_vert() -> None:
    """Lève RuntimeError si le processus n'a pas été greffé : mieux vaut ne pas démarrer que geler."""
    import psycopg.waiting
    from eventlet import patcher

    from socle.technique.messagerie.attente_verte import attendre

    if not patcher.is_monkey_patched("socket") or psycopg.waiting.wait is not attendre:
        raise RuntimeError("Le travailleur doit démarrer par console.vert : eventlet ou psycopg ne sont pas greffés.")


class Composee(Protocol):
    """Application composée d'un service."""

    @property
    def noyau(self) -> Noyau: ...


class FournirApplication(DependencyProvider):
    """Donne à chaque tâche l'application du service, composée une fois par processus."""

    def __init__(self, composer: Callable[[], Composee]) -> None:
        self._composer = composer
        self.application: Composee | None = None

    def setup(self) -> None:
        verifier_vert()
        self.application = self._composer()
        self.application.noyau.consommation.preparer()

    def get_dependency(self, worker_ctx: Any) -> Composee:
        assert self.application is not None
        return self.application

    def stop(self) -> None:
        if self.application is not None:
            self.application.noyau.moteur.dispose()


class _Boucle(Entrypoint):
    """Boucle dans un fil vert du conteneur, jusqu'à l'arrêt ; une erreur d'infrastructure l'espace, sans l'arrêter."""

    _arret = False
    _fini: Event | None = None

    def start(self) -> None:
        self._fini = Event()
        self.container.spawn_managed_thread(self._tourner, identifier=f"{type(self).__name__} {self.method_name}")

    def stop(self) -> None:
        self._arret = True
        if self._fini is not None:
            self._fini.wait()

    def _tourner(self) -> None:
        pause = 0.1
        while not self._arret:
            try:
                self.tour()
                pause = 0.1
            except ERREURS_INFRASTRUCTURE as erreur:
                journal.warning("infrastructure injoignable", boucle=self.method_name, erreur=type(erreur).__name__)
                self._dormir(pause)
                pause = min(pause * 2, PAUSE_MAX)
            except Exception:
                journal.exception("boucle en faute", boucle=self.method_name)
                self._dormir(PAUSE_MAX)
        self.quitter()
        assert self._fini is not None  # créé avant ce fil
        self._fini.send(None)

    def _dormir(self, secondes: float) -> None:
        reste = secondes
        while reste > 0 and not self._arret:
            sleep(min(reste, 0.2))
            reste -= 0.2

    def tour(self) -> None:
        """Un tour de la boucle : chaque boucle le définit ; ce qu'il lève est attendu par `_tourner`."""
        raise NotImplementedError

    def quitter(self) -> None:
        """Libère ce que la boucle tient."""

    def noyau_du_service(self) -> Noyau:
        """Noyau composé par la dépendance du conteneur (une méthode : nameko évalue les propriétés dès l'inspection)."""
        return next(
            e.application.noyau
            for e in self.container.extensions
            if isinstance(e, FournirApplication) and e.application
        )

    def appeler(self, *arguments: Any) -> Any:
        """Exécute la méthode du service dans une tâche nameko et attend son résultat ; relève son erreur."""
        fini = Event()

        def resultat(_contexte: Any, valeur: Any, exc_info: Any) -> Any:
            fini.send((valeur, exc_info))
            return valeur, exc_info

        self.container.spawn_worker(self, arguments, {}, handle_result=resultat)
        valeur, exc_info = fini.wait()
        if exc_info is not None:
            raise exc_info[1]
        return valeur


class Ecoute(_Boucle):
    """Écoute les files d'un abonnement. Un fil lit, l'autre traite tout ce qui est arrivé entre-temps en un lot.

    Un seul lot à la fois : l'ordre de la file est l'ordre des effets.
    """

    def __init__(self, source: str, agregat: str, **options: Any) -> None:
        self.source, self.agregat = source, agregat
        super().__init__(expected_exceptions=ERREURS_INFRASTRUCTURE, **options)

    def tour(self) -> None:
        noyau = self.noyau_du_service()
        with bus.ouvrir(noyau.amqp_url) as connexion:
            connexion.connect()
            with connexion.channel() as canal:
                files = self.files(noyau, canal)
                if files:
                    self._consommer(connexion, canal, files)

    def files(self, noyau: Noyau, canal: Any) -> list[Any]:
        """Déclare et rend les files à lire."""
        bus.declarer(canal, noyau.adresses, self.source, [(noyau.service, self.agregat)])
        files = noyau.adresses.files(noyau.service, self.source, self.agregat)
        if bus.en_memoire(canal):
            for file in files:
                file.queue_arguments = None
        return files

    def _consommer(self, connexion: Any, canal: Any, files: list[Any]) -> None:
        boite = _Boite()
        traitant = spawn(self._traiter, boite)
        try:
            with connexion.Consumer(
                queues=files, channel=canal, on_message=boite.deposer, prefetch_count=PRELECTURE, accept=None
            ):
                while not self._arret and boite.ouverte:
                    try:
                        connexion.drain_events(timeout=0.5)
                    except socket.timeout:
                        with boite.canal:
                            connexion.heartbeat_check()
        finally:
            boite.fermer()
            traitant.wait()

    def _traiter(self, boite: _Boite) -> None:
        """Vide la boîte lot par lot, jusqu'à sa fermeture ; une faute la ferme, et les messages reviendront."""
        try:
            while lot := boite.prendre():
                self._traiter_lot(boite, lot)
        except ERREURS_INFRASTRUCTURE as erreur:
            journal.warning(
                "courtier injoignable, le lot reviendra", boucle=self.method_name, erreur=type(erreur).__name__
            )
        except Exception:
            journal.exception("traitement en faute", boucle=self.method_name)
            self._dormir(PAUSE_MAX)
        finally:
            boite.fermer()

    def _traiter_lot(self, boite: _Boite, lot: list[Any]) -> None:
        """Traite puis acquitte. Base injoignable : on garde le lot et on réessaie ; rien n'est perdu ni renvoyé."""
        recus = [Message(entetes=m.headers or {}, corps=_octets(m.body)) for m in lot]
        pause = 0.1
        while boite.ouverte:
            try:
                self.appeler(recus)
            except (OperationalError, InterfaceError):
                journal.warning("base injoignable, lot gardé", boucle=self.method_name, nombre=len(lot))
                self._dormir(pause)
                pause = min(pause * 2, PAUSE_MAX)
            else:
                boite.acquitter(lot)
                return


class _Boite:
    """Messages lus et pas encore traités, entre le fil qui lit et celui qui traite."""

    def __init__(self) -> None:
        self._messages: deque[Any] = deque()
        self._arrivee = Event()
        self.ouverte = True
        self.canal = Semaphore()
        """À tenir pour écrire sur la connexion : deux fils verts y mêleraient leurs trames."""

    def deposer(self, message: Any) -> None:
        self._messages.append(message)
        if not self._arrivee.ready():
            self._arrivee.send(None)

    def prendre(self) -> list[Any]:
        """Attend, puis rend un lot dans l'ordre d'arrivée ; vide quand la boîte est fermée."""
        while self.ouverte and not self._messages:
            self._arrivee.wait()
            self._arrivee = Event()
        nombre = min(len(self._messages), LOT_RECEPTION) if self.ouverte else 0
        return [self._messages.popleft() for _ in range(nombre)]

    def acquitter(self, lot: list[Any]) -> None:
        """Acquitte un lot traité : d'un coup sur AMQP, où les numéros d'un canal se suivent."""
        with self.canal:
            if bus.en_memoire(lot[-1].channel):
                for message in lot:
                    message.ack()
            else:
                lot[-1].channel.basic_ack(lot[-1].delivery_tag, multiple=True)

    def fermer(self) -> None:
        self.ouverte = False
        if not self._arrivee.ready():
            self._arrivee.send(None)


def _octets(corps: Any) -> bytes:
    return corps if isinstance(corps, bytes) else bytes(corps) if isinstance(corps, memoryview) else str(corps).encode()


class Rebut(Ecoute):
    """Lit ce que le courtier a retiré des files du service (limite de livraisons) : les séquences remettent l'ordre."""

    def __init__(self, **options: Any) -> None:
        super().__init__("", "", **options)

    def files(self, noyau: Noyau, canal: Any) -> list[Any]:
        if bus.en_memoire(canal):
            self._dormir(PAUSE_MAX)
            return []
        file = noyau.adresses.rebut(noyau.service)
        file(canal).declare()
        return [file]


class Relayeur(_Boucle):
    """Vide l'outbox : réveillé par NOTIFY, et toutes les secondes au plus tard."""

    def setup(self) -> None:
        self._relais: Relais | None = None
        self._ecoute: Any = None

    def tour(self) -> None:
        noyau = self.noyau_du_service()
        if self._relais is None:
            publieur = bus.publieur(noyau.amqp_url, noyau.adresses, noyau.service, noyau.abonnes)
            self._relais = Relais(noyau.moteur, publieur, partitions=noyau.adresses.partitions)
        if self._ecoute is None:
            self._ecoute = ouvrir_ecoute(noyau.moteur)
        try:
            if self.appeler(self._relais) == 0:
                self._attendre()
        except (OperationalError, InterfaceError):
            self._fermer_ecoute()
            raise

    def _attendre(self) -> None:
        try:
            for _ in self._ecoute.notifies(timeout=SONDAGE, stop_after=1):
                return
        except Exception as erreur:
            self._fermer_ecoute()
            raise OperationalError("LISTEN", {}, erreur) from erreur

    def _fermer_ecoute(self) -> None:
        if self._ecoute is not None:
            self._ecoute.close()
            self._ecoute = None

    def quitter(self) -> None:
        self._fermer_ecoute()
        if self._relais is not None:
            try:
                self._relais.rendre()
            except ERREURS_INFRASTRUCTURE:
                journal.warning("tenure non rendue : elle expirera seule")


class Minuterie(_Boucle):
    """Appelle la méthode toutes les `periode`. `sous_tenure` : une fois par période pour tout le service.

    Sous tenure, la dernière exécution est en base : ni un redémarrage ni un changement de détenteur n'en saute ou n'en
    double une. Elle n'est inscrite qu'après le travail : interrompu, il recommence.
    """

    def __init__(self, periode: timedelta, *, sous_tenure: bool = False, **options: Any) -> None:
        self.periode, self.sous_tenure = periode, sous_tenure
        super().__init__(expected_exceptions=ERREURS_INFRASTRUCTURE, **options)

    def tour(self) -> None:
        if not self.sous_tenure:
            self.appeler()
            self._dormir(self.periode.total_seconds())
            return
        minuteries = Minuteries(self.noyau_du_service().moteur)
        if minuteries.due(self.method_name, self.periode):
            self.appeler()
            minuteries.inscrire(self.method_name)
        self._dormir(min(self.periode.total_seconds(), SONDAGE_MINUTERIE))


ERREURS_INFRASTRUCTURE: tuple[type[BaseException], ...] = (
    OperationalError,
    InterfaceError,
    PublicationImpossible,
    TenurePerdue,
    OSError,
    *memoire.connexion().connection_errors,
)

ecoute = Ecoute.decorator
lit_le_rebut = Rebut.decorator
relaie = Relayeur.decorator
chaque = Minuterie.decorator


class TravailleurSocle:
    """Ce que tout service fait en tâche de fond ; chaque service y ajoute ses écoutes et ses minuteries."""

    application: Any

    @relaie
    def relayer(self, relais: Relais) -> int:
        return relais.tour()

    def recevoir(self, messages: list[Message]) -> list[str]:
        """Corps commun de toutes les écoutes ; rend ce que chaque message est devenu."""
        issues: list[str] = self.application.noyau.consommation.recevoir_lot(messages)
        return issues

    @lit_le_rebut
    def recevoir_rebut(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)

    def contexte_horloge(self) -> Contexte:
        """Contexte d'une commande jouée par l'horloge du service."""
        noyau = self.application.noyau
        return Contexte(acteur={"sub": f"horloge:{noyau.service}", "titre": "HORLOGE"}, instant=noyau.horloge())

    def aujourd_hui(self) -> date:
        """Jour civil à Paris."""
        jour: date = self.application.noyau.aujourd_hui()
        return jour

    @chaque(timedelta(seconds=1))
    def reprendre(self) -> int:
        consommation = self.application.noyau.consommation
        reprises: int = consommation.liberer() + consommation.reprendre()
        return reprises

    @chaque(timedelta(hours=6))
    def preparer(self) -> None:
        self.application.noyau.consommation.preparer()

    @chaque(timedelta(days=1), sous_tenure=True)
    def ranger(self) -> None:
        noyau = self.application.noyau
        archives, perimees = noyau.consommation.ranger(garder_outbox=noyau.garde_outbox)
        requetes = noyau.administration.purger(au=noyau.horloge())
        journal.info("noyau rangé", archives=archives, perimees=perimees, requetes=requetes)


def ouvrir_ecoute(moteur: Engine) -> Any:
    """Connexion psycopg à part, en validation automatique, à l'écoute du canal de l'outbox. Lève OperationalError."""
    import psycopg

    try:
        connexion = psycopg.connect(
            moteur.url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True
        )
        connexion.execute(f"LISTEN {CANAL_OUTBOX}")
    except psycopg.Error as erreur:
        raise OperationalError("LISTEN", {}, erreur) from erreur
    return connexion
