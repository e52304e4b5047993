"""Ce qui entre sous forme de texte : codes, instants et numéros."""

from __future__ import annotations

from datetime import date, datetime

from socle.domaine.calendrier import PARIS
from socle.domaine.codes import lire_code as lire_code
from socle.domaine.refus import DonneeInvalide


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
