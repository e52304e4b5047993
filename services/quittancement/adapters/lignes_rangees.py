"""Les lignes d'une quittance en base : des nombres, et la clé d'un modèle rangé une fois pour tout le parc.

Une ligne rangée est `[clé, montant, du, payé, données]` en centimes, suivie de son contrôle s'il y en a un. Une donnée est
un entier si c'est une somme, un texte sinon. Huit fois moins de json qu'en redisant l'article de loi.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import to_json, to_jsonable_python
from sqlalchemy import Connection, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator

from quittancement.domain.ligne import Donnee, Ligne, Modele
from socle.domaine.explication import Verdict
from socle.domaine.montant import Montant

_MODELE: TypeAdapter[Modele] = TypeAdapter(Modele)
_VERDICT: TypeAdapter[Verdict] = TypeAdapter(Verdict)

_connus: dict[int, Modele] = {}
"""Modèles déjà lus par ce processus : leur clé est leur contenu, ils ne changent jamais."""
CONNUS_MAX = 20_000
"""Au-delà, on oublie tout et l'on relit : un parc en cite quelques milliers par an."""

_INSCRIRE = text(
    """INSERT INTO modele_ligne (cle, contenu)
       SELECT * FROM unnest(CAST(:cles AS bigint[]), CAST(:contenus AS jsonb[])) ON CONFLICT DO NOTHING"""
)
_INSCRITS = text("SELECT cle FROM modele_ligne WHERE cle = ANY(:cles)")
_LIRE = text("SELECT cle, contenu FROM modele_ligne WHERE cle = ANY(:cles)")


class TypeLignes(TypeDecorator[Any]):
    """Lignes ↔ jsonb. La lecture ramène les modèles cités avec les lignes ; l'écriture les suppose inscrits."""

    impl = JSONB
    cache_ok = True

    def column_expression(self, column: Any) -> Any:
        return func.lignes_et_modeles(column, type_=self)

    def process_bind_param(self, value: Sequence[Ligne] | None, dialect: Any) -> Any:
        return None if value is None else to_jsonable_python(ranger(value))

    def process_result_value(self, value: Mapping[str, Any] | None, dialect: Any) -> list[Ligne] | None:
        if value is None:
            return None
        modeles = {int(cle): _connaitre(int(cle), contenu) for cle, contenu in value["modeles"].items()}
        return relire(value["lignes"], modeles)


def ranger(lignes: Iterable[Ligne]) -> list[list[Any]]:
    """Ces lignes, prêtes à passer en json."""
    return [_ranger(ligne) for ligne in lignes]


def json_de(lignes: Iterable[Ligne]) -> str:
    """Le json de ces lignes, pour qui les écrit sans l'ORM."""
    return to_json(ranger(lignes)).decode()


def relire(rangees: Sequence[Sequence[Any]], modeles: Mapping[int, Modele]) -> list[Ligne]:
    """Les lignes d'un json, et les modèles qu'elles citent."""
    return [_relire(modeles, *rangee) for rangee in rangees]


def inscrire_modeles(connexion: Connection, lignes: Iterable[Ligne]) -> None:
    """Inscrit les modèles qui ne le sont pas. Toujours dans l'ordre des clés : deux transactions ne se bloquent pas l'une l'autre."""
    modeles = {ligne.modele.cle: ligne.modele for ligne in lignes}
    inscrits = connexion.execute(_INSCRITS, {"cles": list(modeles)}).scalars() if modeles else ()
    cles = sorted(modeles.keys() - set(inscrits))
    if cles:
        connexion.execute(
            _INSCRIRE, {"cles": cles, "contenus": [_MODELE.dump_json(modeles[cle]).decode() for cle in cles]}
        )


def lire_modeles(connexion: Connection, rangees: Iterable[Sequence[Sequence[Any]]]) -> Mapping[int, Modele]:
    """Les modèles que citent ces lignes ; la base n'est lue que pour ceux que le processus ne connaît pas encore."""
    cites = {ligne[0] for lignes in rangees for ligne in lignes}
    modeles = {cle: connu for cle in cites if (connu := _connus.get(cle)) is not None}
    inconnus = cites - modeles.keys()
    if inconnus:
        lus = connexion.execute(_LIRE, {"cles": list(inconnus)}).all()
        modeles.update((cle, _connaitre(cle, contenu)) for cle, contenu in lus)
    return modeles


def _connaitre(cle: int, contenu: Any) -> Modele:
    connu = _connus.get(cle)
    if connu is None:
        if len(_connus) >= CONNUS_MAX:
            _connus.clear()
        connu = _connus[cle] = _MODELE.validate_python(contenu)
    return connu


def _ranger(ligne: Ligne) -> list[Any]:
    modele, montant, du, donnees, paye, controle = ligne
    citees = [d if type(d) is str else d.centimes for d in donnees]  # type: ignore[union-attr]
    rangee = [modele.cle, montant.centimes, du.centimes, paye.centimes, citees]
    return rangee if controle is None else [*rangee, controle]


def _relire(
    modeles: Mapping[int, Modele],
    cle: int,
    montant: int,
    du: int,
    paye: int,
    donnees: Sequence[int | str],
    controle: Any = None,
) -> Ligne:
    return Ligne(
        modele=modeles[cle],
        montant=Montant(montant),
        du=Montant(du),
        donnees=tuple([_donnee(d) for d in donnees]),
        paye=Montant(paye),
        controle=None if controle is None else _VERDICT.validate_python(controle),
    )


def _donnee(rangee: int | str) -> Donnee:
    return rangee if isinstance(rangee, str) else Montant(rangee)
