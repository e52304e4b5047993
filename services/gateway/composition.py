"""Assemble le noyau de la passerelle (processus worker)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gateway.adapters import orm
from gateway.adapters.publication import PUBLICATION
from gateway.adapters.reception import reception
from gateway.config import Config
from socle.technique.base import verifier_revision
from socle.technique.noyau import Noyau, composer_noyau

MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, kw_only=True)
class Application:
    """Ce dont le worker a besoin."""

    noyau: Noyau


def composer(config: Config) -> Application:
    """Lève SchemaPerime si la base n'est pas migrée."""
    orm.brancher()
    noyau = composer_noyau(config, PUBLICATION, reception())
    verifier_revision(noyau.moteur, MIGRATIONS)
    return Application(noyau=noyau)
