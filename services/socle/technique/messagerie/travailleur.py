"""Le travailleur nameko d'un service : son relais, ses réceptions, ses reprises et ses minuteries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError

from socle.technique.contexte import Contexte
from socle.technique.messagerie.boucles import ERREURS_INFRASTRUCTURE, Boucle, journal
from socle.technique.messagerie.boucles import FournirApplication as FournirApplication
from socle.technique.messagerie.consommation import Message
from socle.technique.messagerie.ecoute import Ecoute, Rebut
from socle.technique.messagerie.minuteries import Minuteries
from socle.technique.messagerie.publieurs import ouvrir_publieur
from socle.technique.messagerie.relais import Relais
from socle.technique.unite_de_travail import CANAL_OUTBOX

SONDAGE = 1.0
"""Secondes entre deux regards sur l'outbox sans notification."""

SONDAGE_MINUTERIE = 30.0
"""Secondes entre deux regards sur une minuterie tenue en base."""


class Relayeur(Boucle):
    """Vide l'outbox : réveillé par NOTIFY, et toutes les secondes au plus tard."""

    def setup(self) -> None:
        self._relais: Relais | None = None
        self._ecoute: Any = None

    def tour(self) -> None:
        noyau = self.noyau_du_service()
        if self._relais is None:
            publieur = ouvrir_publieur(noyau.amqp_url, noyau.adresses, noyau.service, noyau.abonnes)
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


class Minuterie(Boucle):
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
