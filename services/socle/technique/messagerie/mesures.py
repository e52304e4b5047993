"""Les mesures du noyau (conception §4), par OpenTelemetry : ce qui passe se compte, ce qui attend se lit en base.

Compteurs et histogrammes sont appelés par le relais et la réception ; les jauges lisent l'état du service à chaque
export, une fois pour toutes. Sans collecteur configuré, tout ceci ne coûte rien.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress

from opentelemetry import metrics
from opentelemetry.metrics import CallbackOptions, Observation
from sqlalchemy.exc import SQLAlchemyError

from socle.technique.messagerie.administration import Administration, Etat
from socle.technique.messagerie.garage import Filtre

SECONDES = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0, 600.0)
"""Bornes des histogrammes : l'objectif à vide est de 0,1 s ; une reprise attend des minutes."""

GARES_MAX = 100
"""Empreintes suivies séparément, les plus nombreuses d'abord : une faute ne doit pas créer mille séries."""

_metre = metrics.get_meter("logis.noyau")
_confirmation = _metre.create_histogram(
    "logis.relais.confirmation",
    unit="s",
    description="Attente des accusés d'un lot",
    explicit_bucket_boundaries_advisory=SECONDES,
)
_publies = _metre.create_counter("logis.relais.publies", unit="{fait}", description="Faits confirmés par le courtier")
_rendus = _metre.create_counter("logis.relais.rendus", unit="{fait}", description="Faits rendus faute de file")
_doublons = _metre.create_counter("logis.inbox.doublons", unit="{fait}", description="Livraisons déjà traitées")
_traites = _metre.create_histogram(
    "logis.inbox.latence",
    unit="s",
    description="De la naissance d'un fait à son traitement",
    explicit_bucket_boundaries_advisory=SECONDES,
)


def confirmation(secondes: float, nombre: int, *, service: str) -> None:
    """Un lot de `nombre` faits confirmé en `secondes`."""
    _confirmation.record(secondes, _de(service))
    _publies.add(nombre, _de(service))


def rendus(nombre: int, *, service: str) -> None:
    """Faits que le courtier n'a su mettre dans aucune file, alors qu'un abonné les attend."""
    _rendus.add(nombre, _de(service))


def doublons(nombre: int, *, service: str) -> None:
    """Livraisons écartées parce que déjà traitées."""
    if nombre:
        _doublons.add(nombre, _de(service))


def traite(secondes: float, *, service: str) -> None:
    """Un fait traité `secondes` après sa naissance."""
    _traites.record(secondes, _de(service))


def _de(service: str) -> dict[str, str]:
    return {"service": service}


class Jauges:
    """Jauges des services hébergés par ce processus, à créer une fois. Un relevé sert toutes celles d'un même export."""

    def __init__(self, administrations: dict[str, Administration], metre: metrics.Meter | None = None) -> None:
        self._administrations = administrations
        self._releves: dict[str, tuple[float, Etat | None]] = {}
        metre = metre or metrics.get_meter("logis.noyau")
        for nom, champ, unite, description in (
            ("logis.outbox.non_envoyes", "non_envoyes", "{fait}", "Faits qui attendent d'être publiés"),
            ("logis.outbox.plus_ancien", "plus_ancien_s", "s", "Âge du plus ancien fait non envoyé"),
            ("logis.outbox.debit", "envoyes_s", "{fait}/s", "Faits envoyés par seconde, sur une minute"),
            ("logis.inbox.retenus", "retenus", "{fait}", "Faits qui attendent un prédécesseur"),
            ("logis.inbox.plus_ancien_retenu", "plus_ancien_retenu_s", "s", "Âge du plus ancien fait retenu"),
            ("logis.inbox.reprises", "reprises", "{incident}", "Réactions à reprendre"),
            ("logis.inbox.debit", "traites_s", "{effet}/s", "Effets des faits nés depuis une minute, par seconde"),
        ):
            metre.create_observable_gauge(nom, [self._lire(champ)], unit=unite, description=description)
        metre.create_observable_gauge(
            "logis.inbox.gares", [self._gares], unit="{incident}", description="Messages garés, par empreinte"
        )

    def _lire(self, champ: str) -> Callable[[CallbackOptions], Iterable[Observation]]:
        def observer(_options: CallbackOptions) -> Iterable[Observation]:
            for service in self._administrations:
                etat = self._etat(service)
                if etat is not None:
                    yield Observation(getattr(etat, champ), {"service": service})

        return observer

    def _etat(self, service: str) -> Etat | None:
        """État de moins d'une seconde ; None si sa base ne répond pas : les autres services se mesurent quand même."""
        pris, etat = self._releves.get(service, (float("-inf"), None))
        if time.monotonic() - pris > 1.0:
            etat = None
            with suppress(SQLAlchemyError):
                etat = self._administrations[service].etat()
            self._releves[service] = (time.monotonic(), etat)
        return etat

    def _gares(self, _options: CallbackOptions) -> Iterable[Observation]:
        """Une série par empreinte ; zéro, sans empreinte, quand rien n'est garé : l'alerte sait que la mesure vit."""
        for service, administration in self._administrations.items():
            try:
                groupes = administration.garage.groupes(Filtre())[:GARES_MAX]
            except SQLAlchemyError:
                continue
            for groupe in groupes:
                yield Observation(
                    groupe.nombre, {"service": service, "empreinte": groupe.empreinte, "code": groupe.code}
                )
            if not groupes:
                yield Observation(0, {"service": service})
