"""Documents tirés du code : événements (JSON Schema, AsyncAPI 3), API de la passerelle (OpenAPI), états, droits par RPC."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from console.services import DOMAINES, topologie
from gateway.config import Config
from gateway.entrypoints.web import creer
from logis.commun.v1 import commun_pb2
from socle.technique.jetons import jwks_publics, nouvelle_cle_es256
from socle.technique.rpc.protos import services_du_paquet

ETATS = {
    "Demande": ("demandes.domain.demande", "TRANSITIONS_DEMANDE"),
    "Offre": ("demandes.domain.offre", "TRANSITIONS_OFFRE"),
    "Candidature": ("demandes.domain.candidature", "TRANSITIONS_CANDIDATURE"),
    "Bail": ("baux.domain.bail", "TRANSITIONS"),
    "Logement": ("baux.domain.patrimoine", "TRANSITIONS_LOGEMENT"),
    "Compte": ("quittancement.domain.compte", "TRANSITIONS_COMPTE"),
    "Lot": ("quittancement.domain.lot", "TRANSITIONS_LOT"),
    "Quittance": ("quittancement.domain.quittance", "TRANSITIONS_QUITTANCE"),
    "Contrepassation": ("quittancement.domain.contrepassation", "TRANSITIONS_CONTREPASSATION"),
    "Mandat": ("quittancement.domain.banque.mandat", "TRANSITIONS_MANDAT"),
    "Prélèvement": ("quittancement.domain.banque.prelevement", "TRANSITIONS_PRELEVEMENT"),
    "Remise": ("quittancement.domain.banque.remise", "TRANSITIONS_REMISE"),
    "Entrée de relevé": ("quittancement.domain.banque.entree", "TRANSITIONS_ENTREE"),
    "Chèque": ("quittancement.domain.caisse.cheque", "TRANSITIONS_CHEQUE"),
    "Bordereau de chèques": ("quittancement.domain.caisse.bordereau", "TRANSITIONS_BORDEREAU"),
    "Encaissement de loge": ("quittancement.domain.caisse.especes", "TRANSITIONS_ESPECES"),
    "Remise d'espèces": ("quittancement.domain.caisse.especes", "TRANSITIONS_REMISE_ESPECES"),
    "Campagne de charges": ("quittancement.domain.campagne_charges", "TRANSITIONS_CAMPAGNE"),
    "Décompte de charges": ("quittancement.domain.charges.decompte", "TRANSITIONS_DECOMPTE"),
    "Alerte de consommation": ("quittancement.domain.energie.alerte", "TRANSITIONS_ALERTE"),
    "Dossier d'impayé": ("recouvrement.domain.phases", "TRANSITIONS"),
    "Dossier FSL": ("recouvrement.domain.dossier_fsl", "TRANSITIONS_FSL"),
    "Plan d'apurement": ("recouvrement.domain.plan_apurement", "TRANSITIONS_PLAN"),
    "Réclamation": ("proximite.domain.statuts", "TRANSITIONS"),
    "Bon de travaux": ("proximite.domain.bon_travaux", "TRANSITIONS_BON"),
    "Caisse de loge": ("proximite.domain.caisse", "TRANSITIONS_CAISSE"),
    "Dossier social": ("social.domain.codes", "TRANSITIONS_DOSSIER"),
}


def contenus() -> dict[str, str]:
    """Nom du fichier → contenu, déterministe."""
    resultat = {"etats.md": _etats(), "droits.md": _droits(), "asyncapi.yaml": _asyncapi(), "openapi.json": _openapi()}
    for service in DOMAINES:
        for modele in _modeles(service):
            nom = modele.dataschema(service).replace("urn:logis:", "").replace(":", ".")
            schema = json.dumps(modele.model_json_schema(), ensure_ascii=False, indent=2, sort_keys=True)
            resultat[f"schemas/{nom}.json"] = schema + "\n"
    return resultat


def ecrire_tout(dossier: Path) -> list[str]:
    """Écrit les documents ; rend leurs noms."""
    for nom, contenu in contenus().items():
        fichier = dossier / nom
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_text(contenu, encoding="utf-8")
    return sorted(contenus())


def _modeles(service: str) -> list[Any]:
    modeles: list[Any] = importlib.import_module(f"{service}.adapters.publication").PUBLICATION.modeles
    return modeles


def _openapi() -> str:
    """L'OpenAPI que sert la passerelle. Elle se compose sans rien joindre : une clé d'un instant lui suffit."""
    with TemporaryDirectory() as dossier:
        cles, cle = Path(dossier), nouvelle_cle_es256()
        (cles / "gateway.pem").write_text(cle, encoding="ascii")
        jwks = cles / "jwks.json"
        jwks.write_text(json.dumps(jwks_publics({"documentation": ("documentation", cle)})), encoding="utf-8")
        config = Config(
            database_url="postgresql+psycopg://documentation",
            jwks_interne=jwks,
            jwks_externe=jwks,
            emetteur_externe="documentation",
            cles=cles,
        )
        return json.dumps(creer(config).openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _etats() -> str:
    parties = ["# États\n\nTirés des tables de transitions du code.\n"]
    for objet, (module, table) in ETATS.items():
        transitions = getattr(importlib.import_module(module), table)
        fleches = [
            f"    {de.value} --> {vers.value}"
            for de in transitions
            for vers in sorted(transitions[de], key=lambda e: str(e.value))
        ]
        parties.append(f"\n## {objet}\n\n```mermaid\nstateDiagram-v2\n" + "\n".join(fleches) + "\n```\n")
    return "".join(parties)


def _droits() -> str:
    lignes = ["# Droit de chaque RPC\n", "| RPC | droit |", "|---|---|"]
    for service in (*DOMAINES, "noyau"):
        for methode in (m for descripteur in services_du_paquet(service) for m in descripteur.methods):
            options: Any = methode.GetOptions()
            acces = options.Extensions[commun_pb2.acces]
            lignes.append(f"| `{service}.{methode.name}` | {_droit(acces)} |")
    return "\n".join(lignes) + "\n"


def _droit(acces: Any) -> str:
    par = acces.WhichOneof("par")
    if par == "mission":
        return f"mission {acces.mission.code}, niveau {acces.mission.niveau}"
    if par == "classe":
        portees = ", ".join(acces.classe.portees)
        return f"classe {acces.classe.code}" + (f" (portées {portees})" if portees else "")
    return "tout agent" if par == "tout_agent" else f"{par} {getattr(acces, par)}"


def _asyncapi() -> str:
    canaux: dict[str, Any] = {}
    operations: dict[str, Any] = {}
    messages: dict[str, Any] = {}
    for service in DOMAINES:
        for modele in _modeles(service):
            cle = modele.dataschema(service).replace("urn:logis:", "").replace(":", ".")
            canal = f"{service}.{modele.agregat}"
            messages[cle] = {
                "name": modele.nom,
                "contentType": "application/json",
                "payload": {"$ref": f"schemas/{cle}.json"},
            }
            canaux.setdefault(canal, {"address": f"{service}.events/{modele.agregat}.*.0", "messages": {}})
            canaux[canal]["messages"][cle] = {"$ref": f"#/components/messages/{cle}"}
            operations[f"publier.{cle}"] = {"action": "send", "channel": {"$ref": f"#/channels/{canal}"}}
        for consommateur, agregat in topologie().abonnes(service):
            operations[f"{consommateur}.ecouter.{service}.{agregat}"] = {
                "action": "receive",
                "channel": {"$ref": f"#/channels/{service}.{agregat}"},
            }
    document = {
        "asyncapi": "3.0.0",
        "info": {"title": "Logis", "version": "1"},
        "channels": canaux,
        "operations": operations,
        "components": {"messages": messages},
    }
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=True)
