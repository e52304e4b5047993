"""La porte interne de la passerelle : l'exploitation de son noyau (garage, état), comme dans chaque service."""

from __future__ import annotations

from gateway.composition import composer
from gateway.config import Config
from socle.technique.rpc.service import ServiceGrpc, ouvrir_service


def ouvrir(config: Config) -> ServiceGrpc:
    """Ouvre `port_interne`. La passerelle n'est la source d'aucune donnée : elle n'y sert rien d'autre."""
    return ouvrir_service(
        config.model_copy(update={"port": config.port_interne}), composer(config).noyau, lambda serveur: None
    )
