"""Le travailleur du quittancement."""

from __future__ import annotations

from datetime import timedelta

from quittancement.adapters import lectures
from quittancement.application.alerter_prescriptions import AlerterPrescriptions, alerter_prescriptions
from quittancement.application.constater_impayes import ConstaterImpayes, constater_impayes
from quittancement.composition import composer
from quittancement.config import Config
from quittancement.entrypoints import consommations
from quittancement.entrypoints.caducite import passer
from socle.technique.config import charger
from socle.technique.messagerie.consommation import Message
from socle.technique.messagerie.travailleur import FournirApplication, TravailleurSocle, chaque, ecoute
from socle.technique.service import Application


def _composer() -> Application:
    return composer(charger(Config))


class Travailleur(TravailleurSocle):
    """Écoute baux, proximité, recouvrement, social ; constate à l'heure impayés, prescriptions, consommations et mandats caducs."""

    name = "quittancement"
    application = FournirApplication(_composer)

    @ecoute("baux", "bail")
    def recevoir_bail(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)

    @ecoute("baux", "logement")
    def recevoir_logement(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)

    @ecoute("proximite", "caisse")
    def recevoir_caisse(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)

    @ecoute("recouvrement", "dossier_fsl")
    def recevoir_dossier_fsl(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)

    @ecoute("recouvrement", "situation_debiteur")
    def recevoir_situation(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)

    @ecoute("recouvrement", "plan_apurement")
    def recevoir_plan(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)

    @ecoute("social", "dossier_social")
    def recevoir_dossier_social(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)

    @chaque(timedelta(hours=1), sous_tenure=True)
    def constater(self) -> None:
        app, au = self.application, self.aujourd_hui()
        for bail_id in app.porte.lire(lectures.actifs):
            with app.noyau.fabrique.ouvrir(self.contexte_horloge()) as uow:
                constater_impayes(ConstaterImpayes(au=au, bail_ids=[bail_id]), uow=uow, baremes=app.baremes)

    @chaque(timedelta(days=1), sous_tenure=True)
    def alerter(self) -> None:
        app, au = self.application, self.aujourd_hui()
        for bail_id in app.porte.lire(lambda c: lectures.menaces(c, au=au, baremes=app.baremes)):
            with app.noyau.fabrique.ouvrir(self.contexte_horloge()) as uow:
                alerter_prescriptions(AlerterPrescriptions(au=au, bail_ids=[bail_id]), uow=uow, baremes=app.baremes)

    @chaque(timedelta(days=1), sous_tenure=True)
    def examiner_consommations(self) -> None:
        consommations.examiner(self.application, self.contexte_horloge())

    @chaque(timedelta(hours=6), sous_tenure=True)
    def constater_caducites(self) -> None:
        passer(self.application, self.contexte_horloge())
