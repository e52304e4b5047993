"""Le travailleur du recouvrement."""

from __future__ import annotations

from datetime import timedelta

from recouvrement.composition import composer
from recouvrement.config import Config
from recouvrement.entrypoints.passage import passer
from socle.technique.config import charger
from socle.technique.messagerie.consommation import Message
from socle.technique.messagerie.travailleur import FournirApplication, TravailleurSocle, chaque, ecoute
from socle.technique.service import Application


def _composer() -> Application:
    return composer(charger(Config))


class Travailleur(TravailleurSocle):
    """Écoute baux, quittancement et social ; joue relances et clôtures chaque heure."""

    name = "recouvrement"
    application = FournirApplication(_composer)

    @ecoute("baux", "bail")
    def recevoir_bail(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)

    @ecoute("quittancement", "compte")
    def recevoir_compte(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)

    @ecoute("social", "dossier_social")
    def recevoir_dossier_social(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)

    @chaque(timedelta(hours=1), sous_tenure=True)
    def jouer_les_relances(self) -> None:
        passer(self.application, self.contexte_horloge())
