"""Le noyau composé d'un service : moteur, sessions, unités de travail, réception, administration.

Les deux processus d'un service (grpc et worker) composent le même noyau ; chacun s'en sert à sa façon.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from socle.domaine.calendrier import PARIS
from socle.technique.base import Sessions, ouvrir_moteur
from socle.technique.config import ConfigService
from socle.technique.contexte import Horloge, horloge_systeme
from socle.technique.evenements import Publication, Reception
from socle.technique.messagerie.administration import Administration, Gardes
from socle.technique.messagerie.consommation import Consommation
from socle.technique.topologie import Topologie
from socle.technique.unite_de_travail import Fabrique

if TYPE_CHECKING:
    from socle.technique.messagerie.bus import Adresses


@dataclass(frozen=True, kw_only=True)
class Noyau:
    """Ce que le socle donne à un service."""

    service: str
    moteur: Engine
    fabrique: Fabrique
    publication: Publication
    reception: Reception
    consommation: Consommation
    administration: Administration
    prefixe_bus: str
    partitions: int
    amqp_url: str
    abonnes: Sequence[tuple[str, str]]
    """(consommateur, type d'agrégat) : qui écoute ce service, d'après la topologie."""
    horloge: Horloge
    garde_outbox: timedelta
    """Durée pendant laquelle un fait envoyé reste dans l'outbox avant d'être archivé."""

    @property
    def adresses(self) -> Adresses:
        """Échanges et files. Seuls les travailleurs s'en servent : les autres processus ne chargent pas de client AMQP."""
        from socle.technique.messagerie.bus import Adresses

        return Adresses(self.prefixe_bus, self.partitions)

    def aujourd_hui(self) -> date:
        """Jour civil à Paris."""
        return self.horloge().astimezone(PARIS).date()


def composer_noyau(
    config: ConfigService, publication: Publication, reception: Reception, horloge: Horloge = horloge_systeme
) -> Noyau:
    """Assemble le noyau d'un service, sans regarder la révision de la base (voir `verifier_revision`)."""
    moteur = ouvrir_moteur(config)
    topologie = Topologie.charger(config.topologie)
    fabrique = Fabrique(Sessions(moteur), publication, topologie.partitions)
    return Noyau(
        service=publication.service,
        moteur=moteur,
        fabrique=fabrique,
        publication=publication,
        reception=reception,
        consommation=Consommation(moteur, fabrique, reception, horloge),
        administration=Administration(
            moteur,
            Gardes(
                agent=timedelta(days=config.garde_requetes_agents),
                partenaire=timedelta(days=config.garde_requetes_partenaires),
            ),
        ),
        prefixe_bus=config.prefixe_bus,
        partitions=topologie.partitions,
        amqp_url=config.amqp_url,
        abonnes=topologie.abonnes(publication.service),
        horloge=horloge,
        garde_outbox=timedelta(days=config.garde_outbox_jours),
    )
