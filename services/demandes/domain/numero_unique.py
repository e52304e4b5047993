"""Le numéro unique national : `TTT MM AA NNNNNN GGGGG` (territoire, mois et année du dépôt, séquence, guichet).

Il est délivré par le système national d'enregistrement (CCH art. R441-2-3) ; `fabriquer_simule` n'existe que pour les
espaces de démonstration, et son guichet fictif se reconnaît. Le texte n'impose que le mois et l'année.
"""

from __future__ import annotations

import re
from datetime import date

from socle.domaine.refus import DonneeInvalide

_FORME = re.compile(
    r"(?P<territoire>[0-9]{3})(?P<mois>0[1-9]|1[0-2])(?P<annee>[0-9]{2})(?P<sequence>[0-9]{6})(?P<guichet>[A-Z0-9]{5})"
)
GUICHET_SIMULE = "ZZDEM"


def _lire(numero: str) -> re.Match[str]:
    forme = _FORME.fullmatch(numero)
    if forme is None:
        raise DonneeInvalide(
            "NUMERO_UNIQUE_MAL_FORME",
            f"« {numero} » n'est pas un numéro unique à dix-huit caractères.",
            champ="numero_unique",
        )
    return forme


def controler(numero: str, *, deposee_le: date) -> None:
    """Lève DonneeInvalide si le numéro est mal formé, ou si son mois et son année ne sont pas ceux du dépôt."""
    forme = _lire(numero)
    if forme["mois"] + forme["annee"] != f"{deposee_le:%m%y}":
        raise DonneeInvalide(
            "NUMERO_UNIQUE_INCOHERENT",
            f"Le numéro porte {forme['mois']}/{forme['annee']}, la demande est déposée le {deposee_le:%d/%m/%Y}.",
            champ="numero_unique",
        )


def est_simule(numero: str) -> bool:
    """Vrai si le numéro vient du guichet fictif. Lève DonneeInvalide s'il est mal formé."""
    return _lire(numero)["guichet"] == GUICHET_SIMULE


def afficher(numero: str) -> str:
    """Écriture groupée, par exemple 111-10-23-000123-GDPUB. Lève DonneeInvalide si le numéro est mal formé."""
    return "-".join(_lire(numero).groups())


def fabriquer_simule(*, territoire: str, deposee_le: date, sequence: int) -> str:
    """Numéro fictif d'un espace de démonstration ; l'appelant garantit que la séquence ne sert qu'une fois par mois.

    `territoire` a trois chiffres (« 111 » en Île-de-France, sinon le département précédé de zéro).
    """
    if not re.fullmatch(r"[0-9]{3}", territoire):
        raise DonneeInvalide("TERRITOIRE_ILLISIBLE", "Un territoire a trois chiffres.", champ="numero_unique")
    if not 0 <= sequence <= 999_999:
        raise DonneeInvalide("SEQUENCE_EPUISEE", "Une séquence va de 0 à 999999.", champ="numero_unique")
    return f"{territoire}{deposee_le:%m%y}{sequence:06d}{GUICHET_SIMULE}"
