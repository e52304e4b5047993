"""Paramètres légaux datés : une valeur se lit à la date du fait qui l'appelle, jamais à celle du jour."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast

from socle.domaine.explication import CERTITUDES, Explication
from socle.domaine.refus import RegleViolee

V = TypeVar("V")

MEMOIRE_MAX = 10_000
"""Lectures retenues par jeu de barèmes ; au-delà on recommence."""


class BaremeMalForme(ValueError):
    """Le fichier de barème ne peut pas être chargé (source absente, certitude inconnue, dates qui se croisent)."""


@dataclass(frozen=True, kw_only=True)
class ValeurDatee:
    """Une valeur et sa période d'effet [a_partir_de ; jusqu_au], sa source et sa certitude."""

    nom: str
    a_partir_de: date
    jusqu_au: date | None
    valeur: Any
    unite: str
    source: str
    certitude: str

    def expliquer(self, *, regle: str, au: date, resultat: str, **entrees: object) -> Explication:
        """Explication d'un résultat obtenu avec cette valeur ; la valeur elle-même s'ajoute aux entrées."""
        return Explication(
            regle=regle,
            article=self.source,
            date=au,
            entrees={**{k: str(v) for k, v in entrees.items()}, self.nom: f"{self.valeur} {self.unite}".strip()},
            resultat=resultat,
            certitude=self.certitude,
        )


class Parametre:
    """Suite de valeurs datées d'un même paramètre, sans recouvrement."""

    def __init__(self, nom: str, valeurs: Sequence[ValeurDatee]) -> None:
        self.nom = nom
        self.valeurs = sorted(valeurs, key=lambda v: v.a_partir_de)
        for avant, apres in zip(self.valeurs, self.valeurs[1:], strict=False):
            if avant.a_partir_de == apres.a_partir_de or (avant.jusqu_au and avant.jusqu_au >= apres.a_partir_de):
                raise BaremeMalForme(f"{nom} : deux valeurs se recouvrent au {apres.a_partir_de}.")

    def au(self, jour: date) -> ValeurDatee:
        """Valeur en vigueur ce jour. Lève RegleViolee (PARAMETRE_INCONNU) s'il n'y en a pas : on n'invente rien."""
        for valeur in reversed(self.valeurs):
            if valeur.a_partir_de <= jour:
                if valeur.jusqu_au is None or jour <= valeur.jusqu_au:
                    return valeur
                break
        raise RegleViolee(
            "PARAMETRE_INCONNU", f"Aucune valeur de « {self.nom} » au {jour:%d/%m/%Y}.", parametre=self.nom, date=jour
        )


class Baremes:
    """Les paramètres d'un service, par nom. Un nom inconnu est une faute de programmation (KeyError)."""

    def __init__(self, parametres: Mapping[str, Parametre]) -> None:
        self._parametres = dict(parametres)
        self._memoire: dict[Hashable, Any] = {}

    def __getitem__(self, nom: str) -> Parametre:
        return self._parametres[nom]

    def __iter__(self) -> Any:
        return iter(self._parametres.values())

    def au(self, nom: str, jour: date) -> ValeurDatee:
        connue = self._memoire.get((nom, jour))
        if connue is not None:
            return cast(ValeurDatee, connue)
        return self.memoriser((nom, jour), lambda: self[nom].au(jour))

    def memoriser(self, cle: Hashable, lire: Callable[[], V]) -> V:
        """Ce que `lire` tire des barèmes, lus une fois : ils ne changent plus. Un refus n'est pas retenu."""
        try:
            return cast(V, self._memoire[cle])
        except KeyError:
            if len(self._memoire) >= MEMOIRE_MAX:
                self._memoire.clear()
            self._memoire[cle] = lue = lire()
            return lue


def lire_valeur(nom: str, brut: Mapping[str, Any]) -> ValeurDatee:
    """Construit une valeur datée depuis une ligne YAML. Lève BaremeMalForme si elle n'est ni datée ni sourcée."""
    inconnues = set(brut) - {"a_partir_de", "jusqu_au", "valeur", "unite", "source", "certitude"}
    if inconnues:
        raise BaremeMalForme(f"{nom} : clés inconnues {sorted(inconnues)}.")
    if not isinstance(brut.get("a_partir_de"), date) or "valeur" not in brut or not brut.get("source"):
        raise BaremeMalForme(f"{nom} : chaque valeur porte a_partir_de, valeur et source.")
    if brut.get("certitude") not in CERTITUDES:
        raise BaremeMalForme(f"{nom} : certitude {brut.get('certitude')!r} hors de {CERTITUDES}.")
    return ValeurDatee(
        nom=nom,
        a_partir_de=brut["a_partir_de"],
        jusqu_au=brut.get("jusqu_au"),
        valeur=brut["valeur"],
        unite=brut.get("unite", ""),
        source=brut["source"],
        certitude=brut["certitude"],
    )
