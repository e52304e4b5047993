"""Le jeton externe d'un agent, vérifié ; il n'est jamais transmis tel quel aux services."""

from __future__ import annotations

from collections.abc import Mapping

from socle.technique.contexte import Appelant
from socle.technique.jetons import Verificateur
from socle.technique.rpc.serveur import jeton_de


class Identite:
    """Donne l'appelant d'une requête HTTP."""

    def __init__(self, verificateur: Verificateur) -> None:
        self._verificateur = verificateur

    def de(self, entetes: Mapping[str, str]) -> Appelant:
        """Lève NonAuthentifie avec le code de la cause."""
        return self._verificateur.verifier(jeton_de(dict(entetes)))
