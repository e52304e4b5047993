"""Le fichier de relevés : une ligne se lit seule, une ligne fautive n'emporte pas ses voisines.

Séparateur « ; », un en-tête obligatoire, décimales à la virgule ou au point. `date` est un jour AAAA-MM-JJ, ou un
instant ISO 8601 avec son fuseau : il est alors rangé au jour civil de Paris.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from quittancement.domain.energie.releve import Qualite, Releve
from socle.domaine.calendrier import PARIS
from socle.domaine.periodes import lire_date
from socle.domaine.refus import DonneeInvalide, Refus

OBLIGATOIRES = ("compteur", "date", "index", "qualite", "source")
FACULTATIVES = ("debit_nocturne_l_h", "temperature_c")
LIGNES_MAX = 20_000
"""Lignes d'un envoi : au-delà, le fichier se découpe en tranches."""
LIGNE_MAX = 1_000
"""Caractères d'une ligne."""


@dataclass(frozen=True, kw_only=True)
class Ecartee:
    """Ligne mise de côté : son numéro dans le fichier d'origine (l'en-tête est la ligne 1), et le refus."""

    ligne: int
    code: str
    champ: str
    motif: str

    @classmethod
    def de(cls, refus: Refus, *, ligne: int) -> Ecartee:
        return cls(ligne=ligne, code=refus.code, champ=refus.champ, motif=refus.message)


@dataclass(frozen=True, kw_only=True)
class LigneLue:
    ligne: int
    compteur: str
    releve: Releve


def empreinte(contenu: str, *, premiere_ligne: int) -> str:
    """SHA-256 de l'envoi et de sa place dans le fichier : le même envoi se reconnaît."""
    return hashlib.sha256(f"{premiere_ligne}\n{contenu}".encode()).hexdigest()


def lire_fichier(contenu: str, *, premiere_ligne: int, recu_le: date) -> Iterator[LigneLue | Ecartee]:
    """Chaque ligne lue ou écartée, dans l'ordre ; les lignes vides ne comptent pas.

    `premiere_ligne` est le numéro de la première ligne de données. Lève DonneeInvalide pour tout l'envoi :
    FICHIER_VIDE, EN_TETE_FAUX, FICHIER_TROP_LONG.
    """
    lignes = contenu.removeprefix("\ufeff").split("\n")
    if not lignes[0].strip():
        raise DonneeInvalide("FICHIER_VIDE", "Le fichier ne contient pas d'en-tête.", champ="contenu")
    if len(lignes) > LIGNES_MAX + 2:
        raise DonneeInvalide(
            "FICHIER_TROP_LONG", f"Au plus {LIGNES_MAX} lignes par envoi : découpez le fichier.", champ="contenu"
        )
    colonnes = lire_en_tete(lignes[0])
    return _lire_lignes(lignes[1:], colonnes, premiere_ligne=premiere_ligne, recu_le=recu_le)


def lire_en_tete(ligne: str) -> Sequence[str]:
    """Noms des colonnes. Lève DonneeInvalide (EN_TETE_FAUX) si l'une manque, est en double ou inconnue."""
    colonnes = [nom.strip().lower() for nom in ligne.strip().split(";")]
    manquantes = [nom for nom in OBLIGATOIRES if nom not in colonnes]
    inconnues = [nom for nom in colonnes if nom not in (*OBLIGATOIRES, *FACULTATIVES)]
    if manquantes or inconnues or len(set(colonnes)) != len(colonnes):
        raise DonneeInvalide(
            "EN_TETE_FAUX",
            f"En-tête attendu : {';'.join(OBLIGATOIRES)}, et au besoin {';'.join(FACULTATIVES)}.",
            champ="contenu",
            manquantes=", ".join(manquantes),
            inconnues=", ".join(inconnues)[:80],
        )
    return colonnes


def _lire_lignes(
    lignes: Sequence[str], colonnes: Sequence[str], *, premiere_ligne: int, recu_le: date
) -> Iterator[LigneLue | Ecartee]:
    for numero, texte in enumerate(lignes, start=premiere_ligne):
        if not texte.strip():
            continue
        try:
            yield lire_ligne(texte, colonnes, numero=numero, recu_le=recu_le)
        except Refus as refus:
            yield Ecartee.de(refus, ligne=numero)


def lire_ligne(texte: str, colonnes: Sequence[str], *, numero: int, recu_le: date) -> LigneLue:
    """Lève DonneeInvalide : LIGNE_TROP_LONGUE, COLONNES, COMPTEUR_MANQUANT, puis celle du champ fautif."""
    if len(texte) > LIGNE_MAX:
        raise DonneeInvalide("LIGNE_TROP_LONGUE", f"La ligne dépasse {LIGNE_MAX} caractères.", champ="ligne")
    valeurs = [valeur.strip() for valeur in texte.rstrip("\r").split(";")]
    if len(valeurs) != len(colonnes):
        raise DonneeInvalide("COLONNES", f"{len(valeurs)} colonnes au lieu de {len(colonnes)}.", champ="ligne")
    champs = dict(zip(colonnes, valeurs, strict=True))
    if not champs["compteur"] or "\0" in texte:
        raise DonneeInvalide("COMPTEUR_MANQUANT", "La référence du compteur manque.", champ="compteur")
    return LigneLue(ligne=numero, compteur=champs["compteur"], releve=_releve(champs, recu_le=recu_le))


def _releve(champs: Mapping[str, str], *, recu_le: date) -> Releve:
    if not champs["source"]:
        raise DonneeInvalide("SOURCE_MANQUANTE", "La source du relevé est obligatoire.", champ="source")
    debit = champs.get("debit_nocturne_l_h", "")
    temperature = champs.get("temperature_c", "")
    return Releve(
        le=lire_jour(champs["date"], recu_le=recu_le),
        index=lire_decimal(champs["index"], decimales=3, champ="index"),
        qualite=_qualite(champs["qualite"]),
        source=champs["source"],
        debit_nocturne=lire_decimal(debit, decimales=0, champ="debit_nocturne_l_h") if debit else None,
        temperature=lire_decimal(temperature, decimales=1, champ="temperature_c") if temperature else None,
    )


def lire_jour(texte: str, *, recu_le: date) -> date:
    """Jour civil de Paris. Lève DonneeInvalide (DATE_ILLISIBLE, INSTANT_SANS_FUSEAU, DATE_FUTURE)."""
    jour = lire_date(texte) if "T" not in texte else _jour_de_l_instant(texte)
    if jour > recu_le:
        raise DonneeInvalide("DATE_FUTURE", "Un relevé ne se date pas du futur.", champ="date")
    return jour


def _jour_de_l_instant(texte: str) -> date:
    try:
        instant = datetime.fromisoformat(texte)
        if instant.tzinfo is not None:
            return instant.astimezone(PARIS).date()
    except (ValueError, OverflowError):
        raise DonneeInvalide("DATE_ILLISIBLE", f"« {texte[:40]} » n'est pas un instant.", champ="date") from None
    raise DonneeInvalide("INSTANT_SANS_FUSEAU", "Un instant porte son fuseau (Z, +01:00…).", champ="date")


_DECIMAL = re.compile(r"([+-]?)(\d{1,12})(?:[.,](\d+))?", re.ASCII)


def lire_decimal(texte: str, *, decimales: int, champ: str) -> int:
    """« 1234,5 » → 1234500 (3 décimales). Lève DonneeInvalide (NOMBRE_ILLISIBLE) ; jamais d'arrondi."""
    lu = _DECIMAL.fullmatch(texte)
    fraction = (lu[3] or "").rstrip("0") if lu else ""
    if lu is None or len(fraction) > decimales:
        raise DonneeInvalide(
            "NOMBRE_ILLISIBLE", f"« {texte[:40]} » n'est pas un nombre à {decimales} décimales au plus.", champ=champ
        )
    valeur = int(lu[2] + fraction.ljust(decimales, "0"))
    return -valeur if lu[1] == "-" else valeur


def _qualite(texte: str) -> Qualite:
    try:
        return Qualite(texte.upper())
    except ValueError:
        permises = ", ".join(q.value for q in Qualite)
        raise DonneeInvalide("QUALITE_INCONNUE", f"« {texte[:40]} » hors de {permises}.", champ="qualite") from None
