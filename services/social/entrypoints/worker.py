"""Le travailleur du social."""

from __future__ import annotations

from social.composition import composer
from social.config import Config
from socle.technique.config import charger
from socle.technique.messagerie.consommation import Message
from socle.technique.messagerie.travailleur import FournirApplication, TravailleurSocle, ecoute
from socle.technique.service import Application


def _composer() -> Application:
    return composer(charger(Config))


class Travailleur(TravailleurSocle):
    """Écoute le recouvrement ; publie les statuts d'accompagnement."""

    name = "social"
    application = FournirApplication(_composer)

    @ecoute("recouvrement", "dossier_impaye")
    def recevoir_dossier_impaye(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)
