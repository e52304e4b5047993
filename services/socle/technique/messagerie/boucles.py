"""Les boucles d'un travailleur : un fil vert du conteneur nameko chacune, que l'infrastructure espace sans l'arrêter.

Avec `ecoute` et `travailleur`, seuls modules du socle sous eventlet. `console.vert` doit être chargé avant eux : il greffe
eventlet et fait attendre psycopg sans geler les autres fils.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import structlog
from eventlet import sleep
from eventlet.event import Event
from nameko.extensions import DependencyProvider, Entrypoint
from sqlalchemy.exc import InterfaceError, OperationalError

from socle.technique.messagerie import memoire
from socle.technique.messagerie.publieurs import PublicationImpossible
from socle.technique.messagerie.relais import TenurePerdue
from socle.technique.noyau import Noyau

journal = structlog.get_logger("travailleur")

PAUSE_MAX = 5.0
"""Secondes d'attente au plus entre deux essais sur une infrastructure injoignable."""

ERREURS_INFRASTRUCTURE: tuple[type[BaseException], ...] = (
    OperationalError,
    InterfaceError,
    PublicationImpossible,
    TenurePerdue,
    OSError,
    *memoire.connexion().connection_errors,
)


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


class Boucle(Entrypoint):
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
