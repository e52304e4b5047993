"""Le fichier pain.008.001.08 d'une remise : écrit au fil de l'eau, puis vérifié contre le schéma publié.

Ni `sepaxml` (qui tient tout le document en mémoire) ni un arbre : un flux. Le schéma est celui que `sepaxml` embarque.
L'adresse du débiteur n'est pas émise : facultative dans l'EEE, elle change de format fin 2026.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import sepaxml
from lxml import etree

from socle.domaine.refus import DonneeInvalide

VERSION = "pain.008.001.08"
ESPACE = f"urn:iso:std:iso:20022:tech:xsd:{VERSION}"


@dataclass(frozen=True, kw_only=True)
class Creancier:
    nom: str
    ics: str
    iban: str
    bic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneDeRemise:
    """Un prélèvement tel que la banque le lit. `montant` en centimes ; `lot` : rang du PmtInf, croissant."""

    end_to_end_id: str
    lot: int
    montant: int
    rum: str
    signe_le: date
    titulaire: str
    iban: str
    bic: str
    libelle: str
    unique: bool = False


def ecrire(
    chemin: Path,
    lignes: Sequence[LigneDeRemise],
    *,
    msg_id: str,
    cree_le: datetime,
    preleve_le: date,
    creancier: Creancier,
) -> None:
    """Écrit le fichier ; les lignes viennent par lot croissant. Lève DonneeInvalide (REMISE_VIDE)."""
    if not lignes:
        raise DonneeInvalide("REMISE_VIDE", "Une remise sans prélèvement ne s'envoie pas.", champ="remise_id")
    with etree.xmlfile(str(chemin), encoding="utf-8") as flux:
        flux.write_declaration()
        with flux.element("Document", nsmap={None: ESPACE}), flux.element("CstmrDrctDbtInitn"):
            with flux.element("GrpHdr"):
                _textes(flux, MsgId=msg_id, CreDtTm=cree_le.strftime("%Y-%m-%dT%H:%M:%S"), **_totaux(lignes))
                with flux.element("InitgPty"):
                    _textes(flux, Nm=latin(creancier.nom)[:70])
            for (lot, unique), groupe in groupby(lignes, key=lambda ligne: (ligne.lot, ligne.unique)):
                du_lot = list(groupe)
                reference = f"{msg_id[:28]}-{lot}{'U' if unique else ''}"
                _paiement(flux, reference, du_lot, unique=unique, preleve_le=preleve_le, creancier=creancier)


def _paiement(
    flux: Any, reference: str, lignes: Sequence[LigneDeRemise], *, unique: bool, preleve_le: date, creancier: Creancier
) -> None:
    with flux.element("PmtInf"):
        _textes(flux, PmtInfId=reference, PmtMtd="DD", BtchBookg="false", **_totaux(lignes))
        with flux.element("PmtTpInf"):
            with _dans(flux, "SvcLvl"):
                _textes(flux, Cd="SEPA")
            with _dans(flux, "LclInstrm"):
                _textes(flux, Cd="CORE")
            _textes(flux, SeqTp="OOFF" if unique else "RCUR")
        _textes(flux, ReqdColltnDt=preleve_le.isoformat())
        with _dans(flux, "Cdtr"):
            _textes(flux, Nm=latin(creancier.nom)[:70])
        with _dans(flux, "CdtrAcct", "Id"):
            _textes(flux, IBAN=creancier.iban)
        _banque(flux, "CdtrAgt", creancier.bic)
        _textes(flux, ChrgBr="SLEV")
        with _dans(flux, "CdtrSchmeId", "Id", "PrvtId", "Othr"):
            _textes(flux, Id=creancier.ics)
            with flux.element("SchmeNm"):
                _textes(flux, Prtry="SEPA")
        for ligne in lignes:
            flux.write(_prelevement(ligne))


def _prelevement(ligne: LigneDeRemise) -> Any:
    racine = etree.Element("DrctDbtTxInf")
    _noeud(racine, "PmtId/EndToEndId", ligne.end_to_end_id)
    somme = etree.SubElement(racine, "InstdAmt", Ccy="EUR")
    somme.text = euros(ligne.montant)
    mandat = etree.SubElement(etree.SubElement(racine, "DrctDbtTx"), "MndtRltdInf")
    _noeud(mandat, "MndtId", ligne.rum)
    _noeud(mandat, "DtOfSgntr", ligne.signe_le.isoformat())
    if ligne.bic:
        _noeud(racine, "DbtrAgt/FinInstnId/BICFI", ligne.bic)
    else:
        _noeud(racine, "DbtrAgt/FinInstnId/Othr/Id", "NOTPROVIDED")
    _noeud(racine, "Dbtr/Nm", latin(ligne.titulaire)[:70])
    _noeud(racine, "DbtrAcct/Id/IBAN", ligne.iban)
    _noeud(racine, "RmtInf/Ustrd", latin(ligne.libelle)[:140])
    return racine


def _noeud(parent: Any, chemin: str, texte: str) -> None:
    for nom in chemin.split("/"):
        parent = etree.SubElement(parent, nom)
    parent.text = texte


def _banque(flux: Any, nom: str, bic: str) -> None:
    with _dans(flux, nom, "FinInstnId"):
        if bic:
            _textes(flux, BICFI=bic)
        else:
            with flux.element("Othr"):
                _textes(flux, Id="NOTPROVIDED")


@contextmanager
def _dans(flux: Any, nom: str, *suite: str) -> Iterator[None]:
    with flux.element(nom):
        if suite:
            with _dans(flux, *suite):
                yield
        else:
            yield


def _textes(flux: Any, **textes: str) -> None:
    for nom, texte in textes.items():
        with flux.element(nom):
            flux.write(texte)


def _totaux(lignes: Sequence[LigneDeRemise]) -> dict[str, str]:
    return {"NbOfTxs": str(len(lignes)), "CtrlSum": euros(sum(ligne.montant for ligne in lignes))}


def euros(centimes: int) -> str:
    """123456 → « 1234.56 », exact."""
    return f"{centimes // 100}.{centimes % 100:02d}"


@lru_cache(maxsize=4096)
def latin(texte: str) -> str:
    """Jeu de caractères de SEPA : sans accent ; ce qui reste hors du jeu devient une espace. « . » si rien n'est lisible."""
    nu = unicodedata.normalize("NFKD", texte.replace("œ", "oe").replace("Œ", "OE").replace("’", "'"))
    lu = "".join(
        c if c.isascii() and (c.isalnum() or c in "/-?:().,'+ ") else " " * (not unicodedata.combining(c)) for c in nu
    )
    return " ".join(lu.split()) or "."


@dataclass(frozen=True, kw_only=True)
class Verification:
    """Ce que le schéma et les sommes disent du fichier. `refus` : premier défaut, vide si tout est juste."""

    nombre: int
    total: int
    refus: str = ""


def verifier(chemin: Path) -> Verification:
    """Valide contre le XSD et recompte les prélèvements, sans tenir le document en mémoire."""
    nombre = total = 0
    try:
        for _, noeud in _valides(chemin):
            if noeud.tag == f"{{{ESPACE}}}InstdAmt":
                nombre, total = nombre + 1, total + int(noeud.text.replace(".", ""))
            elif noeud.tag == f"{{{ESPACE}}}DrctDbtTxInf":
                _oublier(noeud)
    except etree.XMLSyntaxError as erreur:
        return Verification(nombre=nombre, total=total, refus=str(erreur))
    return Verification(nombre=nombre, total=total)


def _valides(chemin: Path) -> Iterable[tuple[str, Any]]:
    noms = [f"{{{ESPACE}}}{nom}" for nom in ("InstdAmt", "DrctDbtTxInf")]
    lus: Iterable[tuple[str, Any]] = etree.iterparse(
        str(chemin), events=("end",), tag=noms, schema=schema(), resolve_entities=False, no_network=True, huge_tree=True
    )
    return lus


def _oublier(noeud: Any) -> None:
    noeud.clear()
    while (avant := noeud.getprevious()) is not None and avant.tag == noeud.tag:
        noeud.getparent().remove(avant)


@lru_cache(maxsize=1)
def schema() -> Any:
    """Schéma publié par l'ISO, tel que `sepaxml` le distribue."""
    return etree.XMLSchema(etree.parse(str(Path(sepaxml.__file__).parent / "schemas" / f"{VERSION}.xsd")))
