"""Le travailleur de la proximité."""

from __future__ import annotations

from proximite.composition import Application, composer
from proximite.config import Config
from socle.technique.config import charger
from socle.technique.messagerie.consommation import Message
from socle.technique.messagerie.travailleur import FournirApplication, TravailleurSocle, ecoute


def _composer() -> Application:
    return composer(charger(Config))


class Travailleur(TravailleurSocle):
    """Écoute les baux et les remises créditées ; publie réclamations, bons, urgences et encaissements."""

    name = "proximite"
    application = FournirApplication(_composer)

    @ecoute("baux", "bail")
    def recevoir_bail(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)

    @ecoute("baux", "logement")
    def recevoir_logement(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)

    @ecoute("quittancement", "remise_especes")
    def recevoir_remise_especes(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)
