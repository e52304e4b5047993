"""Le travailleur qui reçoit : une réaction, dont l'effet est une ligne."""

from __future__ import annotations

from console.bench.essai import Application, composer
from console.bench.reception.reaction import reception
from socle.technique.messagerie.consommation import Message
from socle.technique.messagerie.travailleur import FournirApplication, TravailleurSocle, ecoute


def _composer() -> Application:
    return composer("reception", reception())


class Travailleur(TravailleurSocle):
    """Écoute les choses du banc."""

    name = "reception"
    application = FournirApplication(_composer)

    @ecoute("emission", "chose")
    def recevoir_chose(self, messages: list[Message]) -> list[str]:
        return self.recevoir(messages)
