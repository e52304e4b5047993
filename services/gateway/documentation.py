"""La page /docs : la liste des opérations, lue dans openapi.json, sans rien chercher au dehors."""

from __future__ import annotations

from html import escape
from typing import Any

STYLE = """
:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}body{max-width:72rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{margin-top:2.5rem;border-bottom:2px solid}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #8884;vertical-align:top}
code{font:13px ui-monospace,monospace}.verbe{font-weight:700}summary{cursor:pointer}pre{overflow:auto;padding:.6rem;background:#8881}
"""


def page(openapi: dict[str, Any]) -> str:
    """Page HTML de documentation."""
    par_service: dict[str, list[str]] = {}
    for chemin, operations in openapi["paths"].items():
        for verbe, operation in operations.items():
            par_service.setdefault(operation["tags"][0] if operation.get("tags") else "passerelle", []).append(
                _ligne(verbe, chemin, operation)
            )
    sommaire = " · ".join(f'<a href="#{s}">{s}</a>' for s in sorted(par_service))
    sections = "".join(
        f'<h2 id="{service}">{service}</h2><table><thead><tr><th scope="col">Appel</th><th scope="col">Ce qu\'il fait'
        f'</th><th scope="col">Droit</th></tr></thead><tbody>{"".join(lignes)}</tbody></table>'
        for service, lignes in sorted(par_service.items())
    )
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>API Logis</title><style>{STYLE}</style></head>'
        f"<body><h1>API Logis</h1><p>Un jeton : <code>logis jeton --metier CHARGE_GESTION_LOCATIVE</code>, puis "
        f"<code>Authorization: Bearer …</code>. Les écritures acceptent <code>Idempotency-Key</code> (UUID). Le schéma "
        f'complet : <a href="/openapi.json">openapi.json</a>.</p><nav>{sommaire}</nav>{sections}</body></html>'
    )


def _ligne(verbe: str, chemin: str, operation: dict[str, Any]) -> str:
    corps = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    schema = corps.get("$ref", "").rpartition("/")[2]
    envoi = f"<br><small>corps : <code>{escape(schema)}</code></small>" if schema else ""
    return (
        f'<tr><td><span class="verbe">{verbe.upper()}</span> <code>{escape(chemin)}</code>{envoi}</td>'
        f"<td>{escape(operation.get('summary', ''))}</td><td>{escape(operation.get('description', ''))}</td></tr>"
    )
