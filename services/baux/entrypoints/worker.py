"""Le travailleur des baux."""

from __future__ import annotations

from baux.composition import composer
from baux.config import Config
from socle.technique.config import charger
from socle.technique.messagerie.consommation import Message
from socle.technique.messagerie.travailleur import FournirApplication, TravailleurSocle, ecoute
from socle.technique.service import Application


def _composer() -> Application:
    return composer(charger(Config))


class Travailleur(TravailleurSocle):
    """Écoute demandes ; publie les faits des baux."""

    name = "baux"
    application = FournirApplication(_composer)

    @ecoute("demandes", "offre")
    def recevoir_offre(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)

    @ecoute("demandes", "demande")
    def recevoir_demande(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)
