"""Le fichier des écritures comptables des mois clos (LPF art. A47 A-1) et la vérification de leur chaîne."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, text

from quittancement.application.clore_mois import CONTENU
from quittancement.domain.lettrage import Lettre, Mouvement, lettrer
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois
from socle.domaine.refus import DonneeInvalide, RegleViolee

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
    """SELECT e.id, e.bail_id, e.journal, e.piece, e.date_comptable, e.date_valeur, e.comptes, e.montants, e.libelles, c.reference
         FROM ecriture e LEFT JOIN compte c ON c.id = e.bail_id
        WHERE e.date_comptable BETWEEN :debut AND :fin
        ORDER BY e.date_comptable, e.id OFFSET :passees LIMIT :nombre"""
)


# Mouvements des locataires du lot de baux, écriture par écriture et terme par terme, dans l'ordre de la chaîne.
_MOUVEMENTS = text(
    """SELECT e.id, e.bail_id, e.date_comptable, m.mois, m.montant
         FROM ecriture e
         CROSS JOIN LATERAL (
              SELECT substring(j.libelle FROM CAST(:terme AS text)) AS mois, sum(j.montant)::bigint AS montant
                FROM unnest(e.comptes, e.montants, e.libelles) AS j(compte, montant, libelle)
               WHERE j.compte = :locataires GROUP BY 1) m
        WHERE e.bail_id = ANY(:baux) AND e.date_comptable <= :arrete AND m.mois = ANY(:mois)
        ORDER BY e.date_comptable, e.id"""
)
_TERME = re.compile(r"^(?:Terme|APL) (\d{4}-\d{2})")


class Page(NamedTuple):
    """`lignes` : séparées par des tabulations, sans l'en-tête. `suivante` : écritures déjà rendues, 0 à la fin."""

    lignes: Sequence[str]
    suivante: int


def page(
    connexion: Connection, mois: Mois, *, arrete: Mois | None = None, passees: int, nombre: int, baremes: Baremes
) -> Page:
    """Écritures d'un mois clos, dans l'ordre de sa chaîne ; leur numéro se suit depuis la première clôture.

    `arrete` : mois clos où le lettrage s'arrête (défaut : le dernier). Le même arrêté rend toujours le même fichier ; un
    arrêté plus tardif ajoute des lettres et n'en change aucune. Lève RegleViolee (MOIS_NON_CLOS) : un numéro n'est
    définitif qu'à la clôture ; DonneeInvalide (ARRETE_ANTERIEUR).
    """
    avant, cloture, debut = _cloture(connexion, mois)
    if arrete is not None and arrete < mois:
        raise DonneeInvalide(
            "ARRETE_ANTERIEUR", "Le lettrage ne s'arrête pas avant le mois exporté.", champ="lettre_au"
        )
    jusqu_au = _derniere(connexion) if arrete is None else _cloture(connexion, arrete)[1].jusqu_au
    valeurs = {"debut": debut, "fin": cloture.jusqu_au, "passees": passees, "nombre": nombre}
    lues = connexion.execute(_ECRITURES, valeurs).all()
    lettres = _lettrage(connexion, lues, jusqu_au=jusqu_au, baremes=baremes)
    lignes = [
        ligne
        for rang, lue in enumerate(lues, start=avant + passees + 1)
        for ligne in _lignes(lue, numero=rang, validee_le=cloture.close_le, lettres=lettres, baremes=baremes)
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


def _derniere(connexion: Connection) -> date:
    derniere: date = connexion.execute(text("SELECT max(jusqu_au) FROM cloture")).scalar_one()
    return derniere


def _lettrage(
    connexion: Connection, lues: Sequence[Row[Any]], *, jusqu_au: date, baremes: Baremes
) -> Mapping[tuple[UUID, str], Lettre]:
    """Lettre de chaque (écriture, terme) soldé à l'arrêté."""
    locataires = str(baremes.au("compte_locataires", jusqu_au).valeur)
    termes = {
        mois
        for lue in lues
        for compte, libelle in zip(lue.comptes, lue.libelles, strict=True)
        if compte == locataires and (mois := _mois(libelle))
    }
    valeurs = {
        "terme": _TERME.pattern,
        "locataires": locataires,
        "baux": list({lue.bail_id for lue in lues if lue.bail_id}),
        "arrete": jusqu_au,
        "mois": list(termes),
    }
    mouvements: dict[tuple[UUID, str], list[Mouvement]] = defaultdict(list)
    for m in connexion.execute(_MOUVEMENTS, valeurs):
        mouvement = Mouvement(ecriture_id=m.id, le=m.date_comptable, montant=Montant(m.montant))
        mouvements[m.bail_id, m.mois].append(mouvement)
    return {
        (ecriture_id, mois): lettre
        for (_, mois), du_terme in mouvements.items()
        for ecriture_id, lettre in lettrer(mois, du_terme).items()
    }


def _mois(libelle: str) -> str:
    trouve = _TERME.match(libelle)
    return trouve[1] if trouve else ""


def _lignes(
    lue: Row[Any],
    *,
    numero: int,
    validee_le: date,
    lettres: Mapping[tuple[UUID, str], Lettre],
    baremes: Baremes,
) -> Iterator[str]:
    comptes = baremes.au("libelles_comptes", lue.date_comptable).valeur
    journaux = baremes.au("libelles_journaux", lue.date_comptable).valeur
    jour, piece_le = f"{lue.date_comptable:%Y%m%d}", f"{lue.date_valeur or lue.date_comptable:%Y%m%d}"
    locataires = str(baremes.au("compte_locataires", lue.date_comptable).valeur)
    for compte, montant, libelle in zip(lue.comptes, lue.montants, lue.libelles, strict=True):
        auxiliaire = lue.reference or "" if compte in COMPTES_AUXILIAIRES else ""
        debit, credit = (montant, 0) if montant > 0 else (0, -montant)
        champs: list[str] = [lue.journal, journaux.get(lue.journal, lue.journal), str(numero), jour, compte]
        champs += [_libelle(compte, comptes), auxiliaire, auxiliaire, lue.piece, piece_le, libelle]
        lettre = lettres.get((lue.id, _mois(libelle))) if compte == locataires else None
        champs += [_montant(debit), _montant(credit), lettre.code if lettre else ""]
        champs += [f"{lettre.le:%Y%m%d}" if lettre else "", f"{validee_le:%Y%m%d}", "", ""]
        yield "\t".join(champ.replace("\t", " ").replace("\n", " ") for champ in champs)


def _libelle(compte: str, comptes: Mapping[str, str]) -> str:
    """Un sous-compte (« 53.L01 », la caisse d'une loge) porte le libellé de son compte et son propre code."""
    if compte in comptes:
        return comptes[compte]
    racine, _, sous_compte = compte.partition(".")
    return f"{comptes[racine]} {sous_compte}" if sous_compte and racine in comptes else compte


def _montant(centimes: int) -> str:
    return f"{centimes // 100},{centimes % 100:02d}"
