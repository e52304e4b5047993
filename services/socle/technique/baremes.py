"""Chargement des barèmes YAML : un fichier par paramètre, ou une table de paramètres par fichier."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from socle.domaine.baremes import BaremeMalForme, Baremes, Parametre, lire_valeur


def charger_baremes(dossier: Path, surcharges: Path | None = None) -> Baremes:
    """Charge les barèmes livrés, puis remplace ceux que le bailleur définit dans `surcharges`/<service>/.

    Seuls les paramètres de certitude « parametre » peuvent être remplacés : le droit n'est pas au choix.
    Lève BaremeMalForme en nommant le fichier et le paramètre.
    """
    livres = _lire_dossier(dossier)
    if surcharges is not None and surcharges.is_dir():
        for nom, parametre in _lire_dossier(surcharges).items():
            if nom not in livres:
                raise BaremeMalForme(f"{surcharges} : paramètre inconnu « {nom} ».")
            if any(v.certitude != "parametre" for v in livres[nom].valeurs):
                raise BaremeMalForme(f"{surcharges} : « {nom} » est une règle de droit, pas un choix du bailleur.")
            livres[nom] = parametre
    return Baremes(livres)


def _lire_dossier(dossier: Path) -> dict[str, Parametre]:
    parametres: dict[str, Parametre] = {}
    for fichier in sorted(dossier.glob("*.yaml")):
        with fichier.open(encoding="utf-8") as flux:
            contenu: Any = yaml.load(flux, Loader=_Chargeur)
        tables = {fichier.stem: contenu} if isinstance(contenu, list) else contenu
        if not isinstance(tables, dict):
            raise BaremeMalForme(f"{fichier} : une liste de valeurs, ou une table de listes, est attendue.")
        for nom, lignes in tables.items():
            if nom in parametres:
                raise BaremeMalForme(f"{fichier} : « {nom} » est déjà défini ailleurs.")
            try:
                parametres[nom] = Parametre(nom, [lire_valeur(nom, ligne) for ligne in lignes])
            except (TypeError, AttributeError) as erreur:
                raise BaremeMalForme(f"{fichier} : « {nom} » est mal formé ({erreur}).") from erreur
    return parametres


class TableSituee(dict[Any, Any]):
    """Table lue d'un fichier : `lieu` dit lequel et à quelle ligne, pour nommer une faute à qui doit la corriger."""

    lieu = ""


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml quand la roue l'a : la lecture des barèmes était la moitié d'un démarrage de service."""


class _Chargeur(_Base):  # type: ignore[misc]
    """SafeLoader dont « oui/non » restent du texte et les décimales sont refusées au profit de chaînes exactes."""


_Chargeur.yaml_implicit_resolvers = {
    lettre: [
        (tag, motif) for tag, motif in resolveurs if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:float")
    ]
    for lettre, resolveurs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Chargeur.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile(r"^(?:true|false)$"), ["t", "f"])


def _construire_table(chargeur: _Chargeur, noeud: yaml.MappingNode) -> Iterator[TableSituee]:
    table = TableSituee()
    table.lieu = f"{Path(noeud.start_mark.name).name}, ligne {noeud.start_mark.line + 1}"
    yield table
    table.update(chargeur.construct_mapping(noeud))


_Chargeur.add_constructor("tag:yaml.org,2002:map", _construire_table)
