"""Assemble le service : noyau, barèmes, porte. Les deux processus partent d'ici."""

from __future__ import annotations

from pathlib import Path

from recouvrement.adapters import orm
from recouvrement.adapters.publication import PUBLICATION
from recouvrement.adapters.reception import reception
from recouvrement.config import Config
from recouvrement.domain.arrets import verifier_arrets
from recouvrement.domain.scenario_date import verifier_scenarios
from socle.technique.service import Application, composer_service, lire_baremes

ICI = Path(__file__).parent


def composer(config: Config) -> Application:
    """Lève SchemaPerime si la base n'est pas migrée, BaremeMalForme si un barème ou le scénario du bailleur est faux."""
    orm.brancher()
    baremes = lire_baremes(config, ICI)
    verifier_scenarios(baremes)
    verifier_arrets(baremes)
    return composer_service(config, PUBLICATION, reception(baremes=baremes), baremes=baremes, dossier=ICI)
