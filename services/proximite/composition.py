"""Assemble le service : noyau, barèmes, porte. Les deux processus partent d'ici."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from proximite.adapters import orm
from proximite.adapters.publication import PUBLICATION
from proximite.adapters.reception import reception
from proximite.config import Config
from proximite.domain.taxonomie import Taxonomie, lire_taxonomie
from socle.technique import service
from socle.technique.service import composer_service, lire_baremes

ICI = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Application(service.Application):
    """Ce dont les points d'entrée ont besoin : l'assemblage commun, et la taxonomie des réclamations."""

    taxonomie: Taxonomie


def composer(config: Config) -> Application:
    """Lève SchemaPerime si la base n'est pas migrée, BaremeMalForme si un barème est faux."""
    orm.brancher()
    baremes = lire_baremes(config, ICI)
    commune = composer_service(config, PUBLICATION, reception(), baremes=baremes, dossier=ICI)
    taxonomie = lire_taxonomie((ICI / "baremes" / "reclamations_taxonomie.csv").read_text("utf-8").splitlines())
    return Application(**vars(commune), taxonomie=taxonomie)
