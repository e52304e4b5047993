"""Les mots du fil : modèles d'événements publiés et reçus, avec leur nom accentué écrit une seule fois.

Un événement publié est un modèle pydantic ; son corps ne porte que des identifiants, codes, dates et montants
en centimes. Un événement reçu est le modèle de lecture du consommateur : il ne nomme que ce dont il a besoin et
ignore le reste, si bien qu'un champ facultatif ajouté en v1 ne casse personne.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict

from socle.domaine.agregat import Agregat, Fait
from socle.technique.unite_de_travail import UniteDeTravail


def nom_ascii(nom: str) -> str:
    """« RéclamationOuverte » → « reclamation_ouverte » ; « DécisionFSLReçue » → « decision_fsl_recue »."""
    plat = unicodedata.normalize("NFD", nom).encode("ascii", "ignore").decode()
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", plat).lower()


class _Declaration(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    nom: ClassVar[str] = ""
    agregat: ClassVar[str] = ""
    version_schema: ClassVar[int] = 1


class Evenement(_Declaration):
    """Événement publié. Sous-classer avec `nom=`, `agregat=` et au besoin `version=`."""

    def __init_subclass__(cls, *, nom: str, agregat: str, version: int = 1, **suite: Any) -> None:
        super().__init_subclass__(**suite)
        if unicodedata.normalize("NFC", nom) != nom:
            raise ValueError(f"{nom!r} : le nom d'un événement s'écrit en NFC.")
        cls.nom, cls.agregat, cls.version_schema = nom, agregat, version

    @classmethod
    def dataschema(cls, service: str) -> str:
        return f"urn:logis:{service}:{nom_ascii(cls.nom)}:v{cls.version_schema}"


class Illisible(Exception):
    """Message impossible à traiter quoi qu'on fasse ; `code` dit pourquoi, sans citer le corps. Il sera garé."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class SchemaInattendu(Illisible):
    """Un événement dont le schéma n'est pas celui qu'on lit."""


Conversion = Callable[[dict[str, Any]], dict[str, Any]]
"""Réécrit le corps d'une version dans la suivante."""


class EvenementRecu(_Declaration):
    """Modèle de lecture d'un événement d'un autre service. Sous-classer avec `source=`, `nom=`, `agregat=`.

    Un consommateur passé à la version n lit encore les précédentes par ses conversions :
    `class X(EvenementRecu, source="baux", nom="BailSigné", agregat="bail", version=2, depuis={1: v1_vers_v2})`.
    """

    source: ClassVar[str] = ""
    schema_lu: ClassVar[str] = ""
    depuis: ClassVar[Mapping[int, Conversion]] = {}

    def __init_subclass__(
        cls,
        *,
        source: str,
        nom: str,
        agregat: str,
        version: int = 1,
        depuis: Mapping[int, Conversion] | None = None,
        **suite: Any,
    ) -> None:
        super().__init_subclass__(**suite)
        cls.source, cls.nom, cls.agregat, cls.version_schema = source, nom, agregat, version
        cls.schema_lu, cls.depuis = f"urn:logis:{source}:{nom_ascii(nom)}", depuis or {}

    @classmethod
    def a_jour(cls, dataschema: str, donnees: dict[str, Any]) -> dict[str, Any]:
        """Corps réécrit dans la version que ce modèle lit.

        Lève SchemaInattendu : SCHEMA_INATTENDU (un autre schéma), VERSION_TROP_RECENTE, VERSION_SANS_CONVERSION.
        """
        racine, _, suffixe = dataschema.rpartition(":v")
        if racine != cls.schema_lu or not suffixe.isdecimal():
            raise SchemaInattendu("SCHEMA_INATTENDU", f"{cls.nom} : schéma inattendu.")
        version = int(suffixe)
        if version > cls.version_schema:
            raise SchemaInattendu(
                "VERSION_TROP_RECENTE", f"{cls.nom} v{version} : ce service lit jusqu'à v{cls.version_schema}."
            )
        for presente in range(version, cls.version_schema):
            if presente not in cls.depuis:
                raise SchemaInattendu("VERSION_SANS_CONVERSION", f"{cls.nom} v{presente} : aucune conversion.")
            donnees = cls.depuis[presente](donnees)
        return donnees


F = TypeVar("F", bound=Fait)
A = TypeVar("A", bound=Agregat)
E = TypeVar("E", bound=EvenementRecu)


class Publication:
    """Ce qu'un service publie : pour chaque fait du domaine, la fonction qui choisit ce que le monde en voit."""

    def __init__(self, service: str) -> None:
        self.service = service
        self._par_fait: dict[type[Fait], tuple[type[Evenement], Callable[[Any, Any], Evenement]]] = {}

    def publie(
        self, fait: type[F], modele: type[Evenement]
    ) -> Callable[[Callable[[F, A], Evenement]], Callable[[F, A], Evenement]]:
        """Décorateur : associe un fait à son événement."""

        def inscrire(fonction: Callable[[F, A], Evenement]) -> Callable[[F, A], Evenement]:
            self._par_fait[fait] = (modele, fonction)
            return fonction

        return inscrire

    def traduire(self, fait: Fait, agregat: Agregat) -> Evenement:
        """Événement à publier. KeyError si le fait n'est pas déclaré : faute de code."""
        _, fonction = self._par_fait[type(fait)]
        return fonction(fait, agregat)

    @property
    def modeles(self) -> list[type[Evenement]]:
        return sorted({modele for modele, _ in self._par_fait.values()}, key=lambda m: m.nom)


@dataclass(frozen=True, kw_only=True)
class Reaction:
    """Ce qu'un service fait quand un événement arrive. `nom` est stable : il identifie l'effet dans l'inbox."""

    nom: str
    modele: type[EvenementRecu]
    traduire: Callable[[Any], object]
    cas_d_usage: Callable[..., object]
    dependances: Mapping[str, Any]
    bloquante: bool = True
    """Vrai : si elle échoue, les événements suivants du même agrégat l'attendent. Faux : ils passent."""

    def agir(self, donnees: Mapping[str, Any], *, uow: UniteDeTravail) -> None:
        """Valide le corps, le traduit en commande, joue le cas d'usage. Lève ValidationError si le corps est faux."""
        commande = self.traduire(self.modele.model_validate(donnees))
        self.cas_d_usage(commande, uow=uow, **self.dependances)


class Reception:
    """Ce qu'un service écoute, et ce qu'il en fait."""

    def __init__(self, service: str) -> None:
        self.service = service
        self.reactions: list[Reaction] = []

    def quand(
        self,
        modele: type[E],
        cas_d_usage: Callable[..., object],
        *,
        en: Callable[[E], object],
        bloquante: bool = True,
        **dependances: Any,
    ) -> None:
        """Branche un cas d'usage sur un événement ; `en` traduit l'événement en commande.

        La réaction porte le nom du cas d'usage. Lève ValueError si ce nom sert déjà.
        """
        nom = cas_d_usage.__name__
        if any(r.nom == nom for r in self.reactions):
            raise ValueError(f"{self.service} : deux réactions s'appellent {nom}.")
        self.reactions.append(
            Reaction(
                nom=nom,
                modele=modele,
                traduire=en,
                cas_d_usage=cas_d_usage,
                dependances=dependances,
                bloquante=bloquante,
            )
        )

    def pour(self, source: str, nom: str) -> list[Reaction]:
        return [r for r in self.reactions if (r.modele.source, r.modele.nom) == (source, nom)]

    @property
    def abonnements(self) -> list[tuple[str, str]]:
        """Paires (service source, type d'agrégat) suivies, triées."""
        return sorted({(r.modele.source, r.modele.agregat) for r in self.reactions})
