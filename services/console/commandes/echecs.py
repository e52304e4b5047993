"""Un échec prévu se dit en une phrase : un code stable, un message en français, une sortie en erreur ; jamais une trace."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from console.local.erreurs import ErreurLocale
from socle.domaine.baremes import BaremeMalForme
from socle.domaine.refus import Refus

INTERROMPU = 130
"""Code de sortie d'une commande arrêtée par Ctrl-C."""


def executer(commande: Callable[[], object], *, en_json: bool) -> None:
    """Joue la commande ; un échec prévu finit en SystemExit(1), dit sur la sortie d'erreur ou, en JSON, sur la sortie.

    Une faute de code remonte telle quelle : sa trace est utile.
    """
    try:
        commande()
    except SystemExit as sortie:
        if not isinstance(sortie.code, str):
            raise
        _finir("COMMANDE_REFUSEE", sortie.code, en_json=en_json)
    except KeyboardInterrupt:
        _finir("INTERROMPU", "Interrompu.", en_json=en_json, sortie=INTERROMPU)
    except Exception as erreur:
        prevu = _prevu(erreur)
        if prevu is None:
            raise
        _finir(*prevu, en_json=en_json)


def _prevu(erreur: Exception) -> tuple[str, str] | None:
    """(code, message) d'un échec prévu. Les bibliothèques ne se chargent qu'ici : `logis --help` reste rapide."""
    import psycopg
    from kombu.exceptions import OperationalError as CourtierInjoignable
    from sqlalchemy.exc import OperationalError as BaseInjoignable

    from console.demo.api import EchecHttp
    from console.demo.recit import EtapeEchouee
    from socle.technique.coffre import CoffreMalConfigure

    if isinstance(erreur, ErreurLocale):
        return erreur.code, str(erreur)
    if isinstance(erreur, Refus):
        if erreur.code in ("UNAVAILABLE", "DEADLINE_EXCEEDED"):
            return "SERVICE_INDISPONIBLE", "Le service ne répond pas : la suite est-elle démarrée (« logis up ») ?"
        return erreur.code, erreur.message
    if isinstance(erreur, psycopg.OperationalError | BaseInjoignable):
        return "POSTGRES_INJOIGNABLE", "PostgreSQL ne répond pas, ou refuse la connexion : vérifiez LOGIS_POSTGRES_URL."
    if isinstance(erreur, CourtierInjoignable | ConnectionError):
        return "SERVEUR_INJOIGNABLE", "Un serveur ne répond pas : vérifiez LOGIS_AMQP_URL et que la suite est démarrée."
    if isinstance(erreur, BaremeMalForme | CoffreMalConfigure):
        return "CONFIGURATION_ILLISIBLE", str(erreur)
    if isinstance(erreur, EtapeEchouee | EchecHttp):
        return "PARCOURS_ECHOUE", str(erreur)
    return None


def _finir(code: str, message: str, *, en_json: bool, sortie: int = 1) -> None:
    if en_json:
        print(json.dumps({"ok": False, "code": code, "message": message}, ensure_ascii=False))
    else:
        print(f"{message} [{code}]", file=sys.stderr)
    raise SystemExit(sortie)
