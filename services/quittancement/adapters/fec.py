"""Le fichier des écritures comptables des mois clos (LPF art. A47 A-1) et la vérification de leur chaîne."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, text

from quittancement.application.clore_mois import CONTENU
from socle.domaine.baremes import Baremes
from socle.domaine.periodes import Mois
from socle.domaine.refus import RegleViolee

COLONNES = (
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
)
COMPTES_AUXILIAIRES = ("411", "419")
_CLOTURES = text("SELECT * FROM cloture ORDER BY jusqu_au")
_ECRITURES = text(
    """SELECT e.journal, e.piece, e.date_comptable, e.comptes, e.montants, e.libelles, c.reference
         FROM ecriture e LEFT JOIN compte c ON c.id = e.bail_id
        WHERE e.date_comptable BETWEEN :debut AND :fin
        ORDER BY e.date_comptable, e.id OFFSET :passees LIMIT :nombre"""
)


class Page(NamedTuple):
    """`lignes` : séparées par des tabulations, sans l'en-tête. `suivante` : écritures déjà rendues, 0 à la fin."""

    lignes: Sequence[str]
    suivante: int


def page(connexion: Connection, mois: Mois, *, passees: int, nombre: int, baremes: Baremes) -> Page:
    """Écritures d'un mois clos, dans l'ordre de sa chaîne ; leur numéro se suit depuis la première clôture.

    Lève RegleViolee (MOIS_NON_CLOS) : un numéro n'est définitif qu'à la clôture.
    """
    avant, cloture, debut = _cloture(connexion, mois)
    valeurs = {"debut": debut, "fin": cloture.jusqu_au, "passees": passees, "nombre": nombre}
    lues = connexion.execute(_ECRITURES, valeurs).all()
    lignes = [
        ligne
        for rang, lue in enumerate(lues, start=avant + passees + 1)
        for ligne in _lignes(lue, numero=rang, validee_le=cloture.close_le, baremes=baremes)
    ]
    finie = passees + len(lues) >= cloture.nombre
    return Page(lignes, 0 if finie else passees + len(lues))


def verifier_chaine(connexion: Connection) -> list[str]:
    """Mois clos dont l'empreinte n'est plus celle de leurs écritures, ou ne s'enchaîne plus à la précédente."""
    rompus, precedente, debut = [], "", date.min
    for cloture in connexion.execute(_CLOTURES):
        valeurs = {"debut": debut, "fin": cloture.jusqu_au, "precedente": cloture.precedente}
        lue = connexion.execute(text(CONTENU), valeurs).one()
        if (lue.empreinte, cloture.precedente) != (cloture.empreinte, precedente):
            rompus.append(cloture.mois)
        precedente, debut = cloture.empreinte, Mois.lire(cloture.mois).decale(1).premier_jour
    return rompus


def _cloture(connexion: Connection, mois: Mois) -> tuple[int, Row[Any], date]:
    """Nombre d'écritures des clôtures antérieures, clôture du mois, premier jour qu'elle couvre."""
    avant, debut = 0, date.min
    for cloture in connexion.execute(_CLOTURES):
        if cloture.mois == str(mois):
            return avant, cloture, debut
        avant, debut = avant + cloture.nombre, Mois.lire(cloture.mois).decale(1).premier_jour
    raise RegleViolee(
        "MOIS_NON_CLOS", f"Le mois {mois} n'est pas clos : ses écritures n'ont pas de numéro.", champ="mois"
    )


def _lignes(lue: Row[Any], *, numero: int, validee_le: date, baremes: Baremes) -> Iterator[str]:
    comptes = baremes.au("libelles_comptes", lue.date_comptable).valeur
    journaux = baremes.au("libelles_journaux", lue.date_comptable).valeur
    jour = f"{lue.date_comptable:%Y%m%d}"
    for compte, montant, libelle in zip(lue.comptes, lue.montants, lue.libelles, strict=True):
        auxiliaire = lue.reference or "" if compte in COMPTES_AUXILIAIRES else ""
        debit, credit = (montant, 0) if montant > 0 else (0, -montant)
        champs: list[str] = [lue.journal, journaux.get(lue.journal, lue.journal), str(numero), jour, compte]
        champs += [comptes.get(compte, compte), auxiliaire, auxiliaire, lue.piece, jour, libelle]
        champs += [_montant(debit), _montant(credit), "", "", f"{validee_le:%Y%m%d}", "", ""]
        yield "\t".join(champ.replace("\t", " ").replace("\n", " ") for champ in champs)


def _montant(centimes: int) -> str:
    return f"{centimes // 100},{centimes % 100:02d}"
