"""Assemble le service : noyau, barèmes, porte. Les deux processus partent d'ici."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quittancement.adapters import orm
from quittancement.adapters.publication import PUBLICATION
from quittancement.adapters.reception import reception
from quittancement.config import Config
from socle.domaine.baremes import Baremes
from socle.technique.baremes import charger_baremes
from socle.technique.base import verifier_revision
from socle.technique.noyau import Noyau, composer_noyau
from socle.technique.porte import Porte

ICI = Path(__file__).parent
MIGRATIONS = ICI / "migrations"


@dataclass(frozen=True, kw_only=True)
class Application:
    """Ce dont les points d'entrée ont besoin."""

    noyau: Noyau
    porte: Porte
    baremes: Baremes


def composer(config: Config) -> Application:
    """Lève SchemaPerime si la base n'est pas migrée, BaremeMalForme si un barème est faux."""
    orm.brancher()
    surcharges = config.parametres / "quittancement" if config.parametres else None
    baremes = charger_baremes(ICI / "baremes", surcharges)
    noyau = composer_noyau(config, PUBLICATION, reception(baremes=baremes))
    verifier_revision(noyau.moteur, MIGRATIONS)
    return Application(
        noyau=noyau,
        porte=Porte(noyau.fabrique, noyau.horloge),
        baremes=baremes,
    )
