"""Le travailleur de la passerelle."""

from __future__ import annotations

from gateway.composition import Application, composer
from gateway.config import Config
from socle.technique.config import charger
from socle.technique.messagerie.consommation import Message
from socle.technique.messagerie.travailleur import FournirApplication, TravailleurSocle, ecoute


def _composer() -> Application:
    return composer(charger(Config))


class Travailleur(TravailleurSocle):
    """Écoute les baux pour la vue 360°."""

    name = "gateway"
    application = FournirApplication(_composer)

    @ecoute("baux", "bail")
    def recevoir_bail(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)
