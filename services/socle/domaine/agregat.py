"""Agrégats et faits : un agrégat change d'état puis constate ce qui s'est passé."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar
from uuid import UUID

from socle.domaine.refus import TransitionInterdite


@dataclass(frozen=True, kw_only=True)
class Fait:
    """Ce qui s'est passé, au passé. Ne porte que des identifiants, codes, dates et montants."""


@dataclass(eq=False, kw_only=True)
class Agregat:
    """Racine d'agrégat. `id` est un UUIDv7 donné à la création ; `version` et `sequence` appartiennent à l'unité de travail.

    L'ORM ne passe pas par `__init__` : la liste des faits naît au premier `constater`.
    """

    id: UUID
    version: int = 0
    sequence: int = 0

    def constater(self, fait: Fait) -> None:
        """Ajoute un fait, publié dans la transaction qui enregistre l'agrégat."""
        self.__dict__.setdefault("_faits", []).append(fait)

    @property
    def faits_en_attente(self) -> int:
        """Nombre de faits constatés que rien n'a encore publiés."""
        return len(self.__dict__.get("_faits", ()))

    def retirer_faits(self) -> list[Fait]:
        """Rend les faits constatés depuis le dernier enregistrement, et les oublie."""
        faits: list[Fait] = self.__dict__.pop("_faits", [])
        return faits


E = TypeVar("E", bound=Enum)


def franchir(transitions: Mapping[E, Set[E]], *, objet: str, de: E, vers: E) -> E:
    """Rend `vers` si la table des transitions le permet depuis `de`, sinon lève TransitionInterdite."""
    permis = transitions.get(de, frozenset())
    if vers not in permis:
        raise TransitionInterdite(objet=objet, de=de.value, vers=vers.value, permis=[e.value for e in permis])
    return vers
