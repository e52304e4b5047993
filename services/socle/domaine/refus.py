"""Les refus : une règle dit non, avec un code stable, le champ fautif et ses données.

Chaque porte (gRPC, HTTP, CLI, import, événement) traduit la même hiérarchie ; aucune ne décide.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize


class Refus(Exception):
    """Refus métier : `code` est stable et documenté, `champ` nomme la donnée fautive (vide si aucune)."""

    def __init__(self, code: str, message: str, *, champ: str = "", **donnees: object) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.champ = champ
        self.donnees = {cle: str(valeur) for cle, valeur in donnees.items()}


class DonneeInvalide(Refus):
    """La donnée reçue est mal formée ou impossible (gRPC INVALID_ARGUMENT, HTTP 400)."""


class RegleViolee(Refus):
    """La donnée est bien formée mais une règle s'y oppose (FAILED_PRECONDITION, 409)."""


class TransitionInterdite(RegleViolee):
    """Changement d'état illégal ; `permis` liste les états accessibles depuis l'état présent."""

    def __init__(self, *, objet: str, de: str, vers: str, permis: Iterable[str] = ()) -> None:
        liste = ", ".join(sorted(permis)) or "aucun"
        super().__init__(
            "TRANSITION_INTERDITE",
            f"{objet} : impossible de passer de {de} à {vers} (états permis : {liste}).",
            champ="statut",
            de=de,
            vers=vers,
            permis=liste,
        )


class Introuvable(Refus):
    """L'identifiant ne désigne rien (NOT_FOUND, 404)."""

    def __init__(self, objet: str, identifiant: object, *, champ: str = "id") -> None:
        code = normalize("NFKD", objet).encode("ascii", "ignore").decode().upper()
        super().__init__(f"{code}_INCONNU", f"{objet} inconnu : {identifiant}.", champ=champ, id=identifiant)


class DejaExistant(Refus):
    """L'objet existe déjà, ou la requête a déjà été faite autrement (ALREADY_EXISTS, 409)."""


class ConflitDeVersion(Refus):
    """L'objet a changé depuis sa lecture (ABORTED, 412)."""

    def __init__(self, *, attendue: str, presente: str) -> None:
        super().__init__(
            "VERSION_PERIMEE",
            "L'objet a été modifié depuis votre lecture : relisez-le, puis recommencez.",
            champ="etag",
            attendue=attendue,
            presente=presente,
        )


class NonAuthentifie(Refus):
    """Le jeton manque, est expiré ou n'est pas pour nous (UNAUTHENTICATED, 401)."""


class AccesRefuse(Refus):
    """L'agent est connu mais n'a pas la mission, la classe ou la portée voulue (PERMISSION_DENIED, 403)."""


class Indisponible(Refus):
    """Passager : une dépendance ou une projection manque encore ; réessayer (UNAVAILABLE, 503)."""
