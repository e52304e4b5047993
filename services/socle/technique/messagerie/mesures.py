"""Ce que le noyau mesure de lui-même, par OpenTelemetry ; les jauges lues en base sont dans `telemetrie.mesurer_noyau`."""

from __future__ import annotations

from opentelemetry import metrics

_compteur = metrics.get_meter("logis.noyau")
_confirmation = _compteur.create_histogram(
    "logis.relais.confirmation", unit="s", description="Attente des accusés d'un lot"
)
_publies = _compteur.create_counter("logis.relais.publies", description="Faits confirmés par le courtier")
_rendus = _compteur.create_counter("logis.relais.rendus", description="Faits rendus faute de file")
_doublons = _compteur.create_counter("logis.inbox.doublons", description="Livraisons déjà traitées")
_traites = _compteur.create_histogram(
    "logis.inbox.latence", unit="s", description="De la naissance d'un fait à son traitement"
)


def confirmation(secondes: float, nombre: int) -> None:
    """Un lot de `nombre` faits confirmé en `secondes`."""
    _confirmation.record(secondes)
    _publies.add(nombre)


def rendus(nombre: int) -> None:
    _rendus.add(nombre)


def doublons(nombre: int) -> None:
    _doublons.add(nombre)


def traite(secondes: float) -> None:
    """Un fait traité `secondes` après sa naissance."""
    _traites.record(secondes)
