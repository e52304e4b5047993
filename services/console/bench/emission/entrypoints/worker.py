"""Le travailleur qui émet : un relais et rien à écouter."""

from __future__ import annotations

from console.bench.essai import Application, composer
from socle.technique.evenements import Reception
from socle.technique.messagerie.travailleur import FournirApplication, TravailleurSocle


def _composer() -> Application:
    return composer("emission", Reception("emission"))


class Travailleur(TravailleurSocle):
    """Relaie l'outbox du banc."""

    name = "emission"
    application = FournirApplication(_composer)
