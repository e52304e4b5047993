"""Le processus des lots : fait avancer, tranche après tranche, tout cycle commencé. On en lance autant qu'on veut."""

from __future__ import annotations

import logging
import threading
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from quittancement.adapters.depot_cycle import DepotCycleSql
from quittancement.adapters.orm import lots
from quittancement.application.avancer_cycle import EN_COURS, AvancerCycle, avancer_cycle
from quittancement.composition import composer
from quittancement.config import Config
from socle.domaine.refus import Refus
from socle.technique.config import charger
from socle.technique.contexte import Contexte
from socle.technique.service import Application

JOURNAL = logging.getLogger(__name__)
REPOS_S = 1.0


def servir(fini: threading.Event) -> None:
    """Jusqu'à ce que `fini` soit levé : entre deux tranches, jamais au milieu d'une."""
    app = composer(charger(Config))
    while not fini.is_set():
        if not avancer_les_cycles(app):
            fini.wait(REPOS_S)


def avancer_les_cycles(app: Application) -> int:
    """Une tranche de chaque cycle commencé ; rend le nombre de tranches faites. Un cycle en échec n'arrête pas les autres."""
    return sum(_avancer(app, lot_id) for lot_id in _commences(app))


def _commences(app: Application) -> list[UUID]:
    requete = select(lots.c.id).where(lots.c.statut.in_(EN_COURS), lots.c.tranches > 0).order_by(lots.c.id)
    try:
        with app.noyau.moteur.connect() as connexion:
            return list(connexion.execute(requete).scalars())
    except OperationalError:
        JOURNAL.warning("La base ne répond pas : les cycles attendent.")
        return []


def _avancer(app: Application, lot_id: UUID) -> bool:
    commande = AvancerCycle(lot_id=lot_id, le=app.noyau.aujourd_hui())
    try:
        with app.noyau.fabrique.ouvrir(_contexte(app)) as uow:
            return avancer_cycle(commande, uow=uow, depot=DepotCycleSql(), baremes=app.baremes).faite
    except (Refus, OperationalError) as echec:
        JOURNAL.warning("Le lot %s n'avance pas : %s", lot_id, getattr(echec, "code", type(echec).__name__))
        return False


def _contexte(app: Application) -> Contexte:
    return Contexte(acteur={"sub": "lots:quittancement", "titre": "LOTS"}, instant=app.noyau.horloge())
