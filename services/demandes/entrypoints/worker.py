"""Le travailleur des demandes."""

from __future__ import annotations

from demandes.composition import composer
from demandes.config import Config
from socle.technique.config import charger
from socle.technique.messagerie.consommation import Message
from socle.technique.messagerie.travailleur import FournirApplication, TravailleurSocle, ecoute
from socle.technique.service import Application


def _composer() -> Application:
    return composer(charger(Config))


class Travailleur(TravailleurSocle):
    """Écoute les baux ; publie demandes, offres et propositions."""

    name = "demandes"
    application = FournirApplication(_composer)

    @ecoute("baux", "logement")
    def recevoir_logement(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)

    @ecoute("baux", "bail")
    def recevoir_bail(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)
