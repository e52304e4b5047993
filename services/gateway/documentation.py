"""La page /docs : openapi.json mis en page, sans script et sans rien chercher au dehors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

SERVICES = {
    "demandes": "Demandes et attributions",
    "baux": "Patrimoine et baux",
    "quittancement": "Quittancement",
    "recouvrement": "Recouvrement",
    "proximite": "Proximité",
    "social": "Accompagnement social",
    "passerelle": "Vues, documents, journal",
}
"""Tag d'OpenAPI → titre, dans l'ordre où vit un dossier."""

STYLE = """
:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
body{max-width:64rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{margin:2.5rem 0 .5rem;border-bottom:2px solid}h3{font-size:1rem;margin:1rem 0 .2rem}
nav a{margin-right:1rem}
details{border-bottom:1px solid #8884;padding:.4rem 0}
summary{cursor:pointer;display:grid;grid-template-columns:4rem minmax(18rem,1fr) 1fr;gap:.8rem;align-items:baseline}
details>div{padding:.2rem 0 1rem 4.8rem}
code,pre{font:13px/1.45 ui-monospace,monospace}
pre{overflow:auto;padding:.7rem;background:#8882;border-radius:.3rem;white-space:pre-wrap}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.25rem .6rem .25rem 0;vertical-align:top}
th{font-weight:600;border-bottom:1px solid #8888}
.verbe{font:700 12px ui-monospace,monospace;padding:.1rem .4rem;border-radius:.25rem;text-align:center;color:#fff;background:#2c6a4b}
.POST{background:#7a4a12}
@media(max-width:48rem){summary{grid-template-columns:4rem 1fr}summary span:last-child{grid-column:2}details>div{padding-left:0}}
"""

INTRODUCTION = """
<p>Un jeton de développement : <code>logis jeton --metier CHARGE_GESTION_LOCATIVE</code>. Chaque appel le porte :
<code>Authorization: Bearer …</code>. Les exemples se collent tels quels dans un terminal où
<code>JETON=$(logis jeton --metier …)</code> est posé.</p>
<p>Une écriture se rejoue sans risque avec la même <code>Idempotency-Key</code> (UUID), rendue par toute réponse, échec
compris. Un refus est un <code>application/problem+json</code> : <code>code</code> est stable, <code>champ</code> nomme la
donnée fautive, <code>incident</code> ou <code>trace_id</code> se citent à l'exploitant. Les montants sont des entiers de
centimes, les dates des <code>AAAA-MM-JJ</code>. Le schéma complet : <a href="/openapi.json">openapi.json</a>.</p>
"""


def page(openapi: dict[str, Any], *, adresse: str) -> str:
    """Page HTML de documentation. `adresse` : celle de la passerelle, pour les exemples."""
    par_service: dict[str, list[str]] = {service: [] for service in SERVICES}
    for chemin, operations in sorted(openapi["paths"].items()):
        for verbe, operation in sorted(operations.items()):
            par_service[operation["tags"][0]].append(_operation(verbe.upper(), chemin, operation, openapi, adresse))
    nav = "".join(f'<a href="#{s}">{escape(titre)}</a>' for s, titre in SERVICES.items())
    sections = "".join(
        f'<section><h2 id="{service}">{escape(SERVICES[service])}</h2>{"".join(operations)}</section>'
        for service, operations in par_service.items()
    )
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>API Logis</title>'
        f'<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>{STYLE}</style></head>'
        f'<body><h1>API Logis</h1>{INTRODUCTION}<nav>{nav}<a href="#messages">Messages</a></nav>{sections}'
        f'<section><h2 id="messages">Messages</h2>{"".join(_messages(openapi))}</section></body></html>'
    )


def _operation(verbe: str, chemin: str, operation: dict[str, Any], openapi: dict[str, Any], adresse: str) -> str:
    corps = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    parametres = operation.get("parameters", [])
    situes = {p["name"] for p in parametres}
    parties = [f"<p>{_texte(operation.get('description', ''))}</p>"]
    if parametres:
        lignes = ((p["name"], LIEUX[p["in"]], p.get("description", "")) for p in parametres)
        parties.append(_table("Paramètres", ("Nom", "Où", "Ce que c'est"), lignes))
    if corps:
        message = openapi["components"]["schemas"][_cible(corps["schema"])]
        champs = {nom: c for nom, c in message["properties"].items() if nom not in {*situes, "request_id", "etag"}}
        parties.append(_champs("Corps", champs))
    parties.append(f"<h3>Exemple</h3><pre>{escape(_curl(verbe, chemin, parametres, corps, adresse))}</pre>")
    reponse = operation["responses"]["200"].get("content", {}).get("application/json", {}).get("schema")
    if reponse:
        parties.append(f"<p>Réponse : {_genre(reponse)}</p>")
    return (
        f'<details><summary><span class="verbe {verbe}">{verbe}</span><code>{escape(chemin)}</code>'
        f"<span>{_texte(operation['summary'])}</span></summary><div>{''.join(parties)}</div></details>"
    )


LIEUX = {"path": "adresse", "query": "paramètre", "header": "en-tête"}


def _curl(verbe: str, chemin: str, parametres: list[dict[str, Any]], corps: dict[str, Any], adresse: str) -> str:
    for parametre in parametres:
        if parametre["in"] == "path":
            chemin = chemin.replace(f"{{{parametre['name']}}}", str(parametre.get("example", "…")))
    lignes = [f"curl -H \"Authorization: Bearer $JETON\" '{adresse}{chemin}'"]
    if verbe == "POST":
        envoi = json.dumps(corps.get("example", {}), ensure_ascii=False, indent=2)
        lignes = [lignes[0], "-H 'Content-Type: application/json'", f"-d '{envoi}'"]
    return " \\\n  ".join(lignes)


def _messages(openapi: dict[str, Any]) -> Iterator[str]:
    for nom, schema in sorted(openapi["components"]["schemas"].items()):
        if not nom.endswith("Request"):
            texte = f"<p>{_texte(schema['description'])}</p>" if schema.get("description") else ""
            yield f'<div id="{nom}">{_champs(nom, schema.get("properties", {}), avant=texte)}</div>'


def _champs(titre: str, champs: dict[str, Any], *, avant: str = "") -> str:
    lignes = (
        f"<tr><td><code>{escape(nom)}</code></td><td>{_genre(champ)}</td><td>{_texte(champ.get('description', ''))}</td></tr>"
        for nom, champ in champs.items()
    )
    return (
        f"<h3>{escape(titre)}</h3>{avant}<table><thead><tr><th>Champ</th><th>Type</th><th>Ce que c'est</th></tr></thead>"
        f"<tbody>{''.join(lignes)}</tbody></table>"
    )


def _table(titre: str, colonnes: tuple[str, ...], lignes: Iterator[tuple[str, ...]]) -> str:
    tete = "".join(f"<th>{escape(colonne)}</th>" for colonne in colonnes)
    rendues = "".join(
        f"<tr><td><code>{escape(nom)}</code></td>{''.join(f'<td>{_texte(c)}</td>' for c in reste)}</tr>"
        for nom, *reste in lignes
    )
    return f"<h3>{escape(titre)}</h3><table><thead><tr>{tete}</tr></thead><tbody>{rendues}</tbody></table>"


def _genre(schema: dict[str, Any]) -> str:
    """Type d'un champ, en français, avec un lien vers son message."""
    if cible := _cible(schema):
        return f'<a href="#{cible}">{escape(cible)}</a>'
    if schema.get("type") == "array":
        return f"liste de {_genre(schema['items'])}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"table de {_genre(schema['additionalProperties'])}"
    return {"integer": "entier", "boolean": "vrai ou faux", "number": "nombre"}.get(schema.get("type", ""), "texte")


def _cible(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _texte(brut: str) -> str:
    """Texte d'un commentaire, ses `codes` mis en valeur."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(brut))
