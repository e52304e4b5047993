"""L'assemblage commun aux services : barèmes, noyau sur une base à jour, porte."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from socle.domaine.baremes import Baremes
from socle.technique.baremes import charger_baremes
from socle.technique.base import verifier_revision
from socle.technique.config import ConfigService
from socle.technique.evenements import Publication, Reception
from socle.technique.noyau import Noyau, composer_noyau
from socle.technique.porte import Porte


@dataclass(frozen=True, kw_only=True)
class Application:
    """Ce dont les points d'entrée d'un service ont besoin."""

    noyau: Noyau
    porte: Porte
    baremes: Baremes


def lire_baremes(config: ConfigService, dossier: Path) -> Baremes:
    """Barèmes du service rangé dans `dossier`, et ceux que le bailleur y substitue. Lève BaremeMalForme."""
    surcharges = config.parametres / dossier.name if config.parametres else None
    return charger_baremes(dossier / "baremes", surcharges)


def composer_service(
    config: ConfigService, publication: Publication, reception: Reception, *, baremes: Baremes, dossier: Path
) -> Application:
    """Assemble le service rangé dans `dossier`. Lève SchemaPerime si la base n'est pas migrée."""
    noyau = composer_noyau(config, publication, reception)
    verifier_revision(noyau.moteur, dossier / "migrations")
    return Application(noyau=noyau, porte=Porte(noyau.fabrique, noyau.horloge), baremes=baremes)
