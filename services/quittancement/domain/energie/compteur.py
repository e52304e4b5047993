"""Le compteur d'un logement ou d'un immeuble : ce qu'il mesure, sa pose, sa dépose, son cadran.

Les index sont des millièmes d'unité (litre pour un compteur en m³, Wh en kWh) : entiers, donc exacts. Un index se lit
à l'ouverture du jour civil (Europe/Paris) : la consommation d'un mois va du premier de ce mois au premier du suivant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from socle.domaine.agregat import Agregat
from socle.domaine.refus import DonneeInvalide, RegleViolee

MILLE = 1000


class Fluide(Enum):
    """Ce que mesure un compteur."""

    EF = "EF"
    """Eau froide, m³."""
    ECS = "ECS"
    """Eau chaude sanitaire, m³."""
    GAZ = "GAZ"
    """Gaz, m³."""
    ELEC = "ELEC"
    CHALEUR = "CHALEUR"
    RFC = "RFC"
    """Répartiteur de frais de chauffage, unités."""

    @property
    def unite(self) -> str:
        return {"ELEC": "kWh", "CHALEUR": "kWh", "RFC": "u"}.get(self.value, "m³")

    @property
    def est_de_l_eau(self) -> bool:
        return self in (Fluide.EF, Fluide.ECS)


class Usage(Enum):
    """À quoi sert le fluide : seule la part de chauffage se corrige du climat."""

    CHAUFFAGE = "CHAUFFAGE"
    MIXTE = "MIXTE"
    """Chauffage avec eau chaude ou cuisson : le talon d'été est retiré avant correction."""
    AUTRE = "AUTRE"

    @property
    def chauffe(self) -> bool:
        return self is not Usage.AUTRE


class Role(Enum):
    """Ce que le compteur dessert."""

    INDIVIDUEL = "INDIVIDUEL"
    """Un logement : la somme des individuels se compare au général."""
    GENERAL = "GENERAL"
    """Tout l'immeuble."""
    COMMUN = "COMMUN"
    """Les parties communes."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """Ce qu'un compteur mesure, et que son remplaçant mesurera : un fluide à un endroit."""

    residence_id: UUID
    logement_id: UUID | None
    fluide: Fluide
    usage: Usage
    role: Role

    def __post_init__(self) -> None:
        if (self.role is Role.INDIVIDUEL) != (self.logement_id is not None):
            raise DonneeInvalide(
                "LOGEMENT_INCOHERENT", "Un compteur individuel, et lui seul, dessert un logement.", champ="logement_id"
            )
        if self.usage.chauffe and self.fluide.est_de_l_eau:
            raise DonneeInvalide("USAGE_IMPOSSIBLE", "Un compteur d'eau ne mesure pas le chauffage.", champ="usage")


@dataclass(eq=False, kw_only=True)
class CompteurEnergie(Agregat):
    """Compteur posé. `modulo` est la valeur où son cadran revient à zéro, en millièmes."""

    reference: str
    residence_id: UUID
    logement_id: UUID | None
    fluide: Fluide
    usage: Usage
    role: Role
    modulo: int
    pose_le: date
    index_pose: int
    depose_le: date | None = None
    index_depose: int | None = None
    remplace_id: UUID | None = None

    @property
    def point(self) -> Point:
        return Point(
            residence_id=self.residence_id,
            logement_id=self.logement_id,
            fluide=self.fluide,
            usage=self.usage,
            role=self.role,
        )

    def deposer(self, *, le: date, index: int) -> None:
        """Retire le compteur ; son dernier index clôt sa mesure. Lève RegleViolee (DEJA_DEPOSE, DEPOSE_AVANT_POSE)."""
        if self.depose_le is not None:
            raise RegleViolee("DEJA_DEPOSE", f"Ce compteur est déposé depuis le {self.depose_le:%d/%m/%Y}.", champ="le")
        if le <= self.pose_le:
            raise RegleViolee("DEPOSE_AVANT_POSE", "La dépose suit la pose.", champ="le")
        verifier_index(index, modulo=self.modulo, champ="index_depose")
        self.depose_le, self.index_depose = le, index


def poser(
    *,
    compteur_id: UUID,
    reference: str,
    point: Point,
    modulo: int,
    pose_le: date,
    index_pose: int,
    remplace: CompteurEnergie | None = None,
) -> CompteurEnergie:
    """Un compteur neuf. Lève DonneeInvalide (REFERENCE_VIDE, MODULO_IMPOSSIBLE, INDEX_NEGATIF, INDEX_HORS_CADRAN)."""
    if not reference.strip() or ";" in reference:
        raise DonneeInvalide("REFERENCE_VIDE", "La référence est obligatoire, sans point-virgule.", champ="reference")
    if modulo < MILLE:
        raise DonneeInvalide("MODULO_IMPOSSIBLE", "Le cadran compte au moins une unité.", champ="modulo")
    verifier_index(index_pose, modulo=modulo, champ="index_pose")
    return CompteurEnergie(
        id=compteur_id,
        reference=reference.strip(),
        residence_id=point.residence_id,
        logement_id=point.logement_id,
        fluide=point.fluide,
        usage=point.usage,
        role=point.role,
        modulo=modulo,
        pose_le=pose_le,
        index_pose=index_pose,
        remplace_id=remplace.id if remplace else None,
    )


def verifier_index(index: int, *, modulo: int, champ: str) -> None:
    """Lève DonneeInvalide (INDEX_NEGATIF, INDEX_HORS_CADRAN)."""
    if index < 0:
        raise DonneeInvalide("INDEX_NEGATIF", "Un index n'est pas négatif.", champ=champ)
    if index >= modulo:
        raise DonneeInvalide(
            "INDEX_HORS_CADRAN", f"Le cadran de ce compteur s'arrête avant {modulo // MILLE}.", champ=champ
        )
