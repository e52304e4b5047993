"""Ce qu'OpenAPI dit de chaque voie, tiré des protos : leurs commentaires, leurs champs, leurs droits, et un exemple."""

from __future__ import annotations

import re
from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor

from gateway.clients import descripteur, type_reponse, type_requete
from gateway.commentaires import commentaire
from gateway.transcodage import ENTIERS, est_table, valeur_de_table
from logis.commun.v1 import commun_pb2
from socle.technique.habilitations import charger_habilitations

NIVEAUX = {"P": "pilote", "E": "exécute", "S": "signale"}
UUID_EXEMPLE, JOUR_EXEMPLE, MOIS_EXEMPLE = "0198c0de-0000-7000-8000-000000000001", "2026-07-01", "2026-07"
_EXEMPLES: tuple[tuple[str, Any], ...] = (
    (r"(.*_)?ids?$", UUID_EXEMPLE),
    (r".*_le$|.*_avant$|au|du|date(_.*)?$|naissance$", JOUR_EXEMPLE),
    (r"mois|termes(_couverts)?$", MOIS_EXEMPLE),
    (r"devise$", "EUR"),
    (r"centimes$", 41_237),
    (r"page_size$", 50),
    (r"etag$", "1"),
)


def titre(methode: str) -> str:
    """Première phrase du commentaire du RPC, sans point final ; à défaut, ce que fait tout RPC de son nom."""
    texte = commentaire(_nom(methode))
    # Ni les points d'une parenthèse (« art. 7 »), ni ceux d'une abréviation ne finissent une phrase.
    phrase = re.match(r"(?:\([^)]*\)|[^(])*?(?=(?:\.| [;:])(?:\s+[A-ZÀ-Ý]|\s|$)|$)", texte)
    premiere = phrase[0].strip() if phrase else ""
    return premiere or _titre_du_nom(methode.rpartition("/")[2])


def _titre_du_nom(nom: str) -> str:
    """« GetBail » → « Lire : bail » ; « ListBaux » → « Lister : baux »."""
    for prefixe, geste in (("Get", "Lire"), ("List", "Lister")):
        if nom.startswith(prefixe):
            return f"{geste} : {_mots(nom.removeprefix(prefixe)).lower()}"
    return _mots(nom).capitalize()


def _mots(nom: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", nom)


def description(methode: str, acces: commun_pb2.Acces) -> str:
    """Commentaire du RPC, puis le droit qu'il demande."""
    return " ".join(filter(None, [commentaire(_nom(methode)), droit(acces)]))


def droit(acces: commun_pb2.Acces) -> str:
    """Le droit d'un RPC, en clair."""
    match acces.WhichOneof("par"):
        case "mission":
            mission = charger_habilitations().missions[acces.mission.code]
            niveau = f"{acces.mission.niveau} ({NIVEAUX[acces.mission.niveau]})"
            return f"Droit : mission {acces.mission.code} « {mission.libelle.capitalize()} », niveau {niveau}."
        case "classe":
            portees = ", ".join(acces.classe.portees)
            suite = f" ; portées restreintes servies : {portees}" if portees else ""
            return f"Droit : lire la classe de données {acces.classe.code}{suite}."
        case "tout_agent":
            return "Droit : tout agent."
        case _:
            return "Droit : réservé."


def operation(methode: str, chemin: str, schemas: dict[str, Any], *, ecriture: bool) -> dict[str, Any]:
    """Paramètres, corps et réponses ; remplit `schemas` des messages cités."""
    requete: Any = type_requete(methode).DESCRIPTOR
    situes = re.findall(r"\{(\w+)\}", chemin)
    parametres = [_parametre(requete.fields_by_name[nom], "path") for nom in situes]
    extra: dict[str, Any] = {
        "security": [{"jeton": []}],
        "parameters": parametres,
        "responses": {
            "200": {
                "description": "Fait.",
                "content": {"application/json": {"schema": schema(type_reponse(methode).DESCRIPTOR, schemas)}},
            },
            "default": {
                "description": "Refus ou panne, avec un code stable.",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Probleme"}}},
            },
        },
    }
    if not ecriture:
        parametres += [
            _parametre(c, "query") for c in requete.fields if c.name not in situes and c.message_type is None
        ]
        return extra
    parametres.append(
        _en_tete("Idempotency-Key", "UUID de l'écriture : la rejouer avec lui n'agit pas deux fois.", UUID_EXEMPLE)
    )
    if "etag" in requete.fields_by_name:
        parametres.append(_en_tete("If-Match", "Refuse (412) si l'objet a changé depuis cette version.", '"1"'))
    contenu = {"schema": schema(requete, schemas), "example": exemple(requete, sans=(*situes, "request_id", "etag"))}
    extra["requestBody"] = {"required": True, "content": {"application/json": contenu}}
    return extra


def _nom(methode: str) -> str:
    return str(descripteur(methode).full_name)


def _parametre(champ: Any, lieu: str) -> dict[str, Any]:
    lu = {
        "name": champ.name,
        "in": lieu,
        "schema": _schema_valeur(champ, {}),
        "description": commentaire(champ.full_name),
        "example": exemple_de(champ),
    }
    return {**lu, "required": True} if lieu == "path" else lu


def _en_tete(nom: str, texte: str, valeur: str) -> dict[str, Any]:
    return {"name": nom, "in": "header", "schema": {"type": "string"}, "description": texte, "example": valeur}


def exemple(message: Descriptor, *, sans: tuple[str, ...] = (), profondeur: int = 0) -> dict[str, Any]:
    """Un objet JSON de la bonne forme ; ses codes sont à remplacer par ceux que dit la description des champs."""
    return {c.name: exemple_de(c, profondeur) for c in message.fields if c.name not in sans}


def exemple_de(champ: Any, profondeur: int = 0) -> Any:
    if est_table(champ):
        return {"2024": exemple_de(valeur_de_table(champ), profondeur + 1)}
    if champ.message_type is not None:
        valeur: Any = exemple(champ.message_type, profondeur=profondeur + 1) if profondeur < 4 else {}
    elif trouves := [valeur for motif, valeur in _EXEMPLES if re.fullmatch(motif, champ.name)]:
        valeur = trouves[0] if champ.cpp_type in ENTIERS or isinstance(trouves[0], str) else "…"
    elif champ.cpp_type in ENTIERS:
        valeur = 1
    else:
        valeur = {FieldDescriptor.CPPTYPE_BOOL: True, FieldDescriptor.CPPTYPE_STRING: "…"}.get(champ.cpp_type, 1.0)
    if champ.cpp_type in ENTIERS and not isinstance(valeur, int):
        valeur = 1
    return [valeur] if champ.is_repeated else valeur


def schema(message: Descriptor, schemas: dict[str, Any]) -> dict[str, Any]:
    """Référence OpenAPI du message ; remplit `schemas` de sa définition et de celles qu'elle cite."""
    nom = message.full_name.removeprefix("logis.").replace(".v1.", ".")
    if nom not in schemas:
        schemas[nom] = {}
        schemas[nom] = {
            "type": "object",
            "properties": {champ.name: _schema_champ(champ, schemas) for champ in message.fields},
        }
        if texte := commentaire(message.full_name):
            schemas[nom]["description"] = texte
    return {"$ref": f"#/components/schemas/{nom}"}


def _schema_champ(champ: FieldDescriptor, schemas: dict[str, Any]) -> dict[str, Any]:
    if est_table(champ):
        return {
            "type": "object",
            "additionalProperties": _schema_valeur(valeur_de_table(champ), schemas),
        }
    valeur = _schema_valeur(champ, schemas)
    decrit: dict[str, Any] = {"type": "array", "items": valeur} if champ.is_repeated else valeur
    texte = commentaire(champ.full_name)
    return {**decrit, "description": texte} if texte else decrit


def _schema_valeur(champ: FieldDescriptor, schemas: dict[str, Any]) -> dict[str, Any]:
    if champ.message_type is not None:
        return schema(champ.message_type, schemas)
    if champ.cpp_type in ENTIERS:
        return {
            "type": "integer",
            "format": "int64" if ENTIERS[champ.cpp_type][1] > 2**32 else "int32",
        }
    if champ.cpp_type == FieldDescriptor.CPPTYPE_BOOL:
        return {"type": "boolean"}
    if champ.cpp_type in (FieldDescriptor.CPPTYPE_DOUBLE, FieldDescriptor.CPPTYPE_FLOAT):
        return {"type": "number"}
    return {"type": "string"}
