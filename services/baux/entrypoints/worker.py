"""Le travailleur des baux."""

from __future__ import annotations

from baux.composition import composer
from baux.config import Config
from socle.technique.config import charger
from socle.technique.messagerie.consommation import Message
from socle.technique.messagerie.travailleur import FournirNoyau, TravailleurSocle, ecoute
from socle.technique.noyau import Noyau


def _noyau() -> Noyau:
    return composer(charger(Config)).noyau


class Travailleur(TravailleurSocle):
    """Écoute demandes ; publie les faits des baux."""

    name = "baux"
    noyau = FournirNoyau(_noyau)

    @ecoute("demandes", "offre")
    def recevoir_offre(self, message: Message) -> str:
        issue: str = self.noyau.consommation.recevoir(message)
        return issue

    @ecoute("demandes", "demande")
    def recevoir_demande(self, message: Message) -> str:
        issue: str = self.noyau.consommation.recevoir(message)
        return issue
