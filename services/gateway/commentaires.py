"""Les commentaires des protos, que le code engendré perd : `make proto` les range dans commentaires.json, /docs les lit.

`python -m gateway.commentaires` réécrit le fichier ; un test compare.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FICHIER = Path(__file__).parent / "commentaires.json"
_MESSAGE, _SERVICE = 4, 6  # numéros de champ de FileDescriptorProto
_CHAMP, _SOUS_MESSAGE, _METHODE = 2, 3, 2  # de DescriptorProto et de ServiceDescriptorProto


@cache
def commentaires() -> dict[str, str]:
    """Nom complet d'un RPC, d'un message ou d'un champ → son commentaire."""
    lus: dict[str, str] = json.loads(FICHIER.read_text(encoding="utf-8"))
    return lus


def commentaire(nom: str) -> str:
    """Commentaire de cet élément de proto ; vide s'il n'en a pas."""
    return commentaires().get(nom, "")


def engendrer(protos: Path) -> str:
    """Contenu de commentaires.json d'après les .proto de ce dossier."""
    tires: dict[str, str] = {}
    for fichier in _descripteurs(protos):
        if fichier.package.startswith("logis."):
            for lieu in fichier.source_code_info.location:
                nom = _nom(fichier, list(lieu.path))
                if nom and lieu.leading_comments.strip():
                    tires[nom] = " ".join(lieu.leading_comments.split())
    return json.dumps(tires, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _descripteurs(protos: Path) -> Iterator[Any]:
    from google.protobuf import descriptor_pb2
    from grpc_tools import protoc  # type: ignore[import-untyped]

    sources = sorted(str(fichier.relative_to(protos)) for fichier in (protos / "logis").rglob("*.proto"))
    with tempfile.TemporaryDirectory() as dossier:
        sortie = Path(dossier) / "protos.binpb"
        racines = [protos, protos / "tiers", Path(protoc.__file__).parent / "_proto"]
        options = [*(f"-I{racine}" for racine in racines), "--include_source_info", f"--descriptor_set_out={sortie}"]
        if protoc.main(["protoc", *options, *sources]) != 0:
            raise SystemExit("Les protos ne se compilent pas.")
        yield from descriptor_pb2.FileDescriptorSet.FromString(sortie.read_bytes()).file


def _nom(fichier: Any, chemin: list[int]) -> str:
    """Nom complet de l'élément que désigne un chemin de SourceCodeInfo ; vide pour ce qui ne se documente pas."""
    match chemin:
        case [genre, rang, *suite] if genre == _SERVICE:
            service = fichier.service[rang]
            element = service.method[suite[1]].name if suite[:1] == [_METHODE] and len(suite) == 2 else None
            return "" if suite and element is None else ".".join(filter(None, [fichier.package, service.name, element]))
        case [genre, rang, *suite] if genre == _MESSAGE:
            return _dans_message(fichier.package, fichier.message_type[rang], suite)
    return ""


def _dans_message(parent: str, message: Any, suite: list[int]) -> str:
    nom = f"{parent}.{message.name}"
    match suite:
        case []:
            return nom
        case [genre, rang] if genre == _CHAMP:
            return f"{nom}.{message.field[rang].name}"
        case [genre, rang, *reste] if genre == _SOUS_MESSAGE:
            return _dans_message(nom, message.nested_type[rang], reste)
    return ""


if __name__ == "__main__":
    from socle.technique.config import DEPOT

    FICHIER.write_text(engendrer(DEPOT / "proto"), encoding="utf-8")
