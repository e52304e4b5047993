"""Le passage de l'horloge sur les mandats : chacun dans sa transaction, sans effet au second passage."""

from __future__ import annotations

from quittancement.adapters.lectures_banque import mandats_dormants
from quittancement.application.constater_caducite import constater_caducite
from quittancement.domain.banque.mandat import dormant_depuis
from socle.technique.contexte import Contexte
from socle.technique.service import Application


def passer(app: Application, contexte: Contexte) -> int:
    """Constate la caducité des mandats restés trop longtemps sans présentation ; rend leur nombre."""
    au, constates = app.noyau.aujourd_hui(), 0
    limite = dormant_depuis(au, baremes=app.baremes)
    for mandat_id in app.porte.lire(lambda c: mandats_dormants(c, jusqu_au=limite)):
        with app.noyau.fabrique.ouvrir(contexte) as uow:
            constates += constater_caducite(mandat_id, au=au, uow=uow, baremes=app.baremes)
    return constates
