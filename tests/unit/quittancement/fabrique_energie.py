"""Constructeurs des tests de consommation : index en unités lisibles, jours en texte."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from uuid import UUID

from fabrique_quittancement import BAREMES, le

from quittancement.domain.energie.compteur import CompteurEnergie, Fluide, Point, Role, Usage, poser
from quittancement.domain.energie.fichier import lire_decimal
from quittancement.domain.energie.releve import Qualite, Releve, Retournement

RESIDENCE = UUID(int=77)
RETOURNEMENT = Retournement(depuis=Fraction(9, 10), au_plus=Fraction(1, 2))

__all__ = ["BAREMES", "RESIDENCE", "RETOURNEMENT", "index", "le", "un_compteur", "un_point", "un_releve"]


def index(texte: str) -> int:
    return lire_decimal(texte, decimales=3, champ="index")


def un_point(**change: object) -> Point:
    champs: dict[str, object] = {
        "residence_id": RESIDENCE,
        "logement_id": UUID(int=701),
        "fluide": Fluide.EF,
        "usage": Usage.AUTRE,
        "role": Role.INDIVIDUEL,
    }
    return Point(**{**champs, **change})  # type: ignore[arg-type]


def un_compteur(
    *,
    numero: int = 1,
    point: Point | None = None,
    pose_le: str = "2020-01-01",
    index_pose: str = "0",
    modulo: str = "100000",
    depose: tuple[str, str] | None = None,
) -> CompteurEnergie:
    """Compteur d'eau froide à cinq chiffres, posé à zéro le 01/01/2020 ; `depose` : (jour, index)."""
    compteur = poser(
        compteur_id=UUID(int=numero),
        reference=f"EF-{numero:04d}",
        point=point or un_point(),
        modulo=index(modulo),
        pose_le=le(pose_le),
        index_pose=index(index_pose),
    )
    if depose:
        compteur.deposer(le=le(depose[0]), index=index(depose[1]))
    return compteur


def un_releve(jour: str, lu: str, qualite: str = "REEL", **change: object) -> Releve:
    champs: dict[str, object] = {"le": le(jour), "index": index(lu), "qualite": Qualite(qualite), "source": "TOURNEE"}
    return Releve(**{**champs, **change})  # type: ignore[arg-type]


def des_releves(*paires: tuple[str, str]) -> Sequence[Releve]:
    return [un_releve(jour, lu) for jour, lu in paires]
