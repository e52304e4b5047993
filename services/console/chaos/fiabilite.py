"""docs/fiabilite.md, tiré des rapports versés dans docs/fiabilite : un chiffre par course, ses fautes et ses faits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from console.chaos.plan import Genre
from console.chaos.reprises import OBJECTIFS

EXPLICATIONS = {
    Genre.COURTIER_REDEMARRE: "RabbitMQ arrêté proprement, puis redémarré",
    Genre.COURTIER_TUE: "le nœud RabbitMQ reçoit SIGKILL, puis redémarre",
    Genre.POSTGRES_REDEMARRE: "PostgreSQL arrêté (transactions coupées), puis redémarré",
    Genre.POSTGRES_TUE: "PostgreSQL reçoit SIGKILL, puis rejoue son journal",
    Genre.CONSOMMATEUR_TUE: "un travailleur reçoit SIGKILL",
    Genre.RELAIS_TUE: "le travailleur qui tient le relais reçoit SIGKILL",
    Genre.GRPC_TUE: "le processus des serveurs gRPC reçoit SIGKILL",
    Genre.PROCESSUS_SUSPENDU: "le tenant du relais est suspendu au-delà de sa tenure, remplacé, puis repart",
    Genre.DEUX_RELAIS: "deux travailleurs du même service vivent ensemble, puis l'un disparaît",
    Genre.REDEMARRAGE_ROULANT: "SIGTERM l'un après l'autre, code de sortie 0 exigé",
    Genre.CONFIRMATION_COUPEE: "la connexion tombe entre la publication et sa confirmation",
    Genre.COURTIER_LENT: "les réponses du courtier sont retardées",
    Genre.SESSION_TERMINEE: "une session PostgreSQL est terminée, en plein COMMIT si possible",
    Genre.LIVRAISON_DOUBLE: "de vrais faits sont republiés",
    Genre.LIVRAISON_RETARDEE: "de vrais faits reviennent plusieurs secondes plus tard",
    Genre.LIVRAISON_MELANGEE: "de vrais faits sont republiés dans le désordre",
    Genre.MESSAGE_EMPOISONNE: "un message illisible est publié",
}

_INTRODUCTION = """# Fiabilité

Engendré par `make docs` à partir des rapports de `docs/fiabilite/` ; ne pas modifier à la main. Chaque rapport vient de
`logis chaos --duree D --graine G --rapport FICHIER`, sur un RabbitMQ et un PostgreSQL réels que le banc tue lui-même.

Pendant les fautes, de vraies commandes passent par gRPC, rejouées sous le même `request_id` jusqu'à une réponse. Puis tout
est réparé, le système se vide, et un registre compare : **perdu**, attendu et absent ; **en double**, vu une fois de trop ;
**inversé**, vu après un fait plus jeune du même agrégat ; **bloqué**, encore en route après 90 s. Un arrêt
demandé par SIGTERM qui ne finit pas à temps avec le code 0 est un **arrêt en faute**. Les effets sont comptés
par des déclencheurs posés sur le banc et par un consommateur témoin qui suit tous les faits, dont l'effet n'est pas
idempotent ; ni l'un ni l'autre ne se fie à la clé de l'inbox.

Ce que le banc ne montre pas : une coupure de courant (le système garde les pages écrites quand un processus meurt), une
partition réseau, un courtier ou un PostgreSQL à plusieurs nœuds.
"""


def engendrer(dossier: Path) -> str:
    """Le document tiré de tous les rapports `*.json` du dossier, dans l'ordre de leurs noms."""
    rapports = {f.stem: json.loads(f.read_text(encoding="utf-8")) for f in sorted(dossier.glob("*.json"))}
    return "\n".join([_INTRODUCTION, *_courses(rapports), *_reprises(rapports), *_fautes(rapports)]) + "\n"


def _courses(rapports: Mapping[str, Mapping[str, Any]]) -> list[str]:
    lignes = [
        "## Courses\n",
        "| course | graine | durée (s) | fautes | commandes | rejouées | faits | effets comptés | poisons | perdus"
        " | en double | inversés | bloqués | arrêts en faute |",
        "|---|" + "--:|" * 13,
    ]
    champs = (
        "graine",
        "duree_s",
        "fautes_en_tout",
        "commandes",
        "commandes_rejouees",
        "faits",
        "effets",
        "poisons",
        "perdus",
        "effets_en_double",
        "inversions",
        "bloques",
    )
    for nom, rapport in rapports.items():
        cellules = [*(_nombre(rapport[champ]) for champ in champs), str(len(rapport["arrets_en_faute"]))]
        lignes.append(f"| {nom} | " + " | ".join(cellules) + " |")
    return [*lignes, ""]


def _reprises(rapports: Mapping[str, Mapping[str, Any]]) -> list[str]:
    lignes = ["## Reprises\n", "Secondes, au pire de chaque course ; entre parenthèses, le nombre de mesures.\n"]
    lignes += [
        "| course | " + " | ".join(f"{s} (objectif {o:.0f})" for s, o in OBJECTIFS.items()) + " |",
        "|---|" + "--:|" * len(OBJECTIFS),
    ]
    for nom, rapport in rapports.items():
        mesures = [rapport["reprises"].get(sujet) or [] for sujet in OBJECTIFS]
        cellules = [f"{_nombre(max(m))} ({len(m)})" if m else "—" for m in mesures]
        lignes.append(f"| {nom} | " + " | ".join(cellules) + " |")
    return [*lignes, ""]


def _fautes(rapports: Mapping[str, Mapping[str, Any]]) -> list[str]:
    lignes = [
        "## Fautes\n",
        "| faute | ce qui se passe | " + " | ".join(rapports) + " |",
        "|---|---|" + "--:|" * len(rapports),
    ]
    for genre in Genre:
        nombres = [_nombre(rapport["fautes"].get(genre.value, 0)) for rapport in rapports.values()]
        lignes.append(f"| `{genre.value}` | {EXPLICATIONS[genre]} | " + " | ".join(nombres) + " |")
    return lignes


def _nombre(valeur: float) -> str:
    return f"{valeur:,}".replace(",", " ").replace(".", ",")
