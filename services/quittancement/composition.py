"""Assemble le service : noyau, barèmes, porte. Les deux processus partent d'ici."""

from __future__ import annotations

from pathlib import Path

from quittancement.adapters import orm, orm_banque, orm_caisse, orm_charges, orm_energie
from quittancement.adapters.publication import PUBLICATION
from quittancement.adapters.reception import reception
from quittancement.config import Config
from socle.technique.service import Application, composer_service, lire_baremes

ICI = Path(__file__).parent


def composer(config: Config) -> Application:
    """Lève SchemaPerime si la base n'est pas migrée, BaremeMalForme si un barème est faux."""
    orm.brancher()
    orm_charges.brancher()
    orm_energie.brancher()
    orm_banque.brancher()
    orm_caisse.brancher()
    baremes = lire_baremes(config, ICI)
    return composer_service(config, PUBLICATION, reception(baremes=baremes), baremes=baremes, dossier=ICI)
