"""Ce qui entre sous forme de texte : codes, instants et numéros."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from socle.domaine.calendrier import PARIS
from socle.domaine.codes import lire_code as lire_code
from socle.domaine.refus import DonneeInvalide

ECART_D_HORLOGE = timedelta(minutes=1)


def lire_instant(texte: str, *, champ: str) -> datetime:
    """Lit AAAA-MM-JJTHH:MM:SS avec décalage. Lève DonneeInvalide (INSTANT_ILLISIBLE, FUSEAU_ABSENT)."""
    try:
        if "T" not in texte:
            raise ValueError
        instant = datetime.fromisoformat(texte)
    except ValueError:
        raise DonneeInvalide(
            "INSTANT_ILLISIBLE", f"« {texte} » n'est pas un instant AAAA-MM-JJTHH:MM:SS±HH:MM.", champ=champ
        ) from None
    return exiger_fuseau(instant, champ=champ)


def lire_instant_passe(texte: str, *, champ: str, au: datetime) -> datetime:
    """Instant d'un fait : il a eu lieu, au plus tard `au`, à une minute près (l'horloge d'un poste peut avancer).

    Lève DonneeInvalide (INSTANT_ILLISIBLE, FUSEAU_ABSENT, DATE_FUTURE).
    """
    instant = lire_instant(texte, champ=champ)
    if instant > au + ECART_D_HORLOGE:
        raise DonneeInvalide("DATE_FUTURE", "Un fait ne se date pas du futur.", champ=champ)
    return instant


def exiger_fuseau(instant: datetime, *, champ: str) -> datetime:
    """Rend l'instant tel quel. Lève DonneeInvalide (FUSEAU_ABSENT) s'il ne dit pas son décalage horaire."""
    if instant.utcoffset() is None:
        raise DonneeInvalide("FUSEAU_ABSENT", "Un instant s'écrit avec son décalage horaire (+01:00).", champ=champ)
    return instant


def jour_civil(instant: datetime) -> date:
    """Jour civil de l'instant, à Paris."""
    return instant.astimezone(PARIS).date()


def texte_obligatoire(texte: str, *, champ: str, maximum: int) -> str:
    """Rend le texte sans blancs autour. Lève DonneeInvalide s'il est vide (CHAMP_VIDE) ou trop long (CHAMP_TROP_LONG)."""
    texte = texte.strip()
    if not texte:
        raise DonneeInvalide("CHAMP_VIDE", f"Le champ « {champ} » est obligatoire.", champ=champ)
    return texte_borne(texte, champ=champ, maximum=maximum)


def texte_borne(texte: str, *, champ: str, maximum: int) -> str:
    """Rend le texte sans blancs autour, éventuellement vide. Lève DonneeInvalide (CHAMP_TROP_LONG) au-delà de `maximum`."""
    texte = texte.strip()
    if len(texte) > maximum:
        raise DonneeInvalide("CHAMP_TROP_LONG", f"Le champ « {champ} » dépasse {maximum} caractères.", champ=champ)
    return texte


def numero(prefixe: str, *, annee: int, sequence: int) -> str:
    """Numéro lisible PREFIXE-AAAA-NNNNNN. Lève DonneeInvalide si la séquence sort de 1 à 999999."""
    if not 1 <= sequence <= 999_999:
        raise DonneeInvalide(
            "SEQUENCE_HORS_BORNES", f"Séquence {sequence} hors de 1 à 999999 pour {prefixe}-{annee}.", champ="numero"
        )
    return f"{prefixe}-{annee:04d}-{sequence:06d}"
