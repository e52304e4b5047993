"""IBAN, identifiant créancier et RUM : les contrôles de forme qui précèdent tout envoi à la banque."""

from __future__ import annotations

import re
from string import ascii_letters

from socle.domaine.refus import DonneeInvalide

_IBAN = re.compile(r"[A-Z]{2}\d{2}[0-9A-Z]{11,30}", re.ASCII)
_BIC = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", re.ASCII)
_ICS = re.compile(r"[A-Z]{2}\d{2}[0-9A-Z]{3}[0-9A-Z]{1,28}", re.ASCII)
_RUM = re.compile(r"[A-Za-z0-9+?/\-:().,' ]{1,35}", re.ASCII)
LONGUEUR_FR = 27
_CODE_BANQUE = slice(4, 9)


_EN_CHIFFRES = str.maketrans({lettre: str(int(lettre, 36)) for lettre in ascii_letters})


def reste_97(texte: str) -> int:
    """Reste modulo 97 des chiffres de `texte` (A = 10 … Z = 35), ISO 7064. Lève ValueError hors lettres et chiffres."""
    if not texte.isalnum():
        raise ValueError(f"« {texte} » n'est pas fait de lettres et de chiffres.")
    return int(texte.translate(_EN_CHIFFRES)) % 97


def normaliser(texte: str) -> str:
    """« fr76 3000 … » → « FR763000… »."""
    return "".join(texte.split()).upper()


def est_iban(texte: str) -> bool:
    """Forme et clé d'un IBAN déjà normalisé ; la longueur n'est connue que pour la France et Monaco."""
    if not _IBAN.fullmatch(texte) or (texte[:2] in ("FR", "MC") and len(texte) != LONGUEUR_FR):
        return False
    return reste_97(texte[4:] + texte[:4]) == 1


def lire_iban(texte: str, *, champ: str = "iban") -> str:
    """IBAN normalisé. Lève DonneeInvalide (IBAN_INVALIDE), sans répéter ce qui a été reçu."""
    iban = normaliser(texte)
    if not est_iban(iban):
        raise DonneeInvalide("IBAN_INVALIDE", "La forme ou la clé de l'IBAN est fausse.", champ=champ)
    return iban


def meme_banque(iban: str, bic: str, autre_iban: str, autre_bic: str) -> bool:
    """Les deux comptes sont-ils tenus par la même banque ? Faux si rien ne permet de le dire.

    D'après les BIC (banque et pays) s'ils sont tous deux connus, sinon le code banque d'un IBAN français.
    """
    if bic and autre_bic:
        return bic[:6] == autre_bic[:6]
    return iban[:2] == autre_iban[:2] == "FR" and iban[_CODE_BANQUE] == autre_iban[_CODE_BANQUE]


def lire_bic(texte: str, *, champ: str = "bic") -> str:
    """BIC de 8 ou 11 caractères, ou vide (facultatif en SEPA). Lève DonneeInvalide (BIC_INVALIDE)."""
    bic = normaliser(texte)
    if bic and not _BIC.fullmatch(bic):
        raise DonneeInvalide("BIC_INVALIDE", "Le BIC compte 8 ou 11 caractères.", champ=champ)
    return bic


def lire_ics(texte: str, *, champ: str = "ics") -> str:
    """Identifiant créancier SEPA « FRkkZZZnnnnnn ». La clé ne porte pas sur le code d'activité (positions 5 à 7).

    Lève DonneeInvalide (ICS_INVALIDE).
    """
    ics = normaliser(texte)
    if not _ICS.fullmatch(ics) or reste_97(ics[7:] + ics[:4]) != 1:
        raise DonneeInvalide("ICS_INVALIDE", "L'identifiant créancier est faux.", champ=champ)
    return ics


def lire_rum(texte: str, *, champ: str = "rum") -> str:
    """Référence unique de mandat : 1 à 35 caractères latins de SEPA. Lève DonneeInvalide (RUM_INVALIDE)."""
    rum = texte.strip()
    if not _RUM.fullmatch(rum):
        raise DonneeInvalide("RUM_INVALIDE", "Une RUM compte 1 à 35 caractères latins de SEPA.", champ=champ)
    return rum


def masquer(iban: str) -> str:
    """Ce qui s'en montre : « FR76…0189 »."""
    return f"{iban[:4]}…{iban[-4:]}"
