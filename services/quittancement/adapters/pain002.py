"""Les comptes rendus pain.002.001.03 et .10 : statuts d'une remise, lus au fil de l'eau et découpés pour la porte.

Lecture durcie : voir `xml_bancaire`. Un prélèvement illisible est mis de côté ; un fichier qui se contredit est refusé.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from lxml import etree

from quittancement.adapters.xml_bancaire import (
    aplatir,
    centimes,
    exiger_espace,
    illisible,
    iterer,
    lire_somme,
    oublier,
    racine,
)
from quittancement.domain.banque.compte_rendu import REJET, CompteRenduLu, StatutDEnsemble, StatutLu
from quittancement.domain.banque.entree import EntreeEcartee
from socle.domaine.periodes import lire_date
from socle.domaine.refus import DonneeInvalide, Refus

_ESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:pain\.002\.001\.(03|10)")
_CORPS = "CstmrPmtStsRpt"
_NOMS = ("GrpHdr", "OrgnlGrpInfAndSts", "OrgnlPmtInfAndSts", "TxInfAndSts")
_STATUTS = ("GrpSts", "PmtInfSts", "StsRsnInf", "NbOfTxsPerSts")
ORIGINE = "pain.008"
OCTETS_MAX = 600_000
"""Sous le mégaoctet de la porte, guillemets échappés compris."""
TRANSACTIONS_MAX = 1_000


def lire(flux: BinaryIO, *, premiere_transaction: int = 1) -> CompteRenduLu:
    """Message entier, ou une tranche de `decouper`.

    Lève DonneeInvalide : XML_ILLISIBLE (avec sa ligne), DOCTYPE_INTERDIT, ESPACE_DE_NOMS, MSGID_MANQUANT,
    DATE_ILLISIBLE, ORIGINE_MANQUANTE, ORIGINE_INCONNUE, MONTANT_ILLISIBLE, TOTAL_INCOHERENT.
    """
    try:
        lecture = _Lecture(_espace(flux), premiere=premiere_transaction)
        for _, noeud in _analyser(flux, lecture.espace):
            lecture.fermer(noeud)
    except etree.XMLSyntaxError as erreur:
        raise illisible(erreur) from None
    lecture.conclure()
    return lecture.lu


@dataclass(frozen=True, kw_only=True)
class Controle:
    """Fichier lu d'un bout à l'autre et cohérent. `taille` : nombre de prélèvements qu'il nomme."""

    msg_id: str
    origine: str
    taille: int


def controler(flux: BinaryIO) -> Controle:
    """Rien ne s'importe d'un fichier tronqué ou qui se contredit. Lève les refus de `lire`."""
    lu = lire(flux)
    flux.seek(0)
    return Controle(msg_id=lu.msg_id, origine=lu.origine, taille=len(lu.statuts))


class Tranche(NamedTuple):
    contenu: str
    premiere_transaction: int
    transactions: int


def decouper(chemin: Path) -> Iterator[Tranche]:
    """Documents dans l'ordre du fichier, que `controler` a déjà lu ; chacun nomme des prélèvements d'un seul lot.

    Le statut d'un lot ne part qu'avec ses derniers prélèvements, celui du fichier qu'avec la dernière tranche : ce que le
    message dit d'un prélèvement l'emporte sur ce qu'il dit de l'ensemble.
    """
    with chemin.open("rb") as flux:
        decoupe = _Decoupe(_espace(flux))
        for _, noeud in _analyser(flux, decoupe.espace):
            yield from decoupe.ajouter(noeud)
        yield decoupe.finir()


def _espace(flux: BinaryIO) -> str:
    return exiger_espace(racine(flux), _ESPACE, message="Le fichier n'est pas un pain.002.001.03 ou .10.")


def _analyser(flux: BinaryIO, espace: str) -> Iterator[tuple[str, Any]]:
    return iterer(flux, ("end",), [f"{{{espace}}}{nom}" for nom in _NOMS])


class _Lecture:
    def __init__(self, espace: str, *, premiere: int) -> None:
        self.espace, self.lu = espace, CompteRenduLu()
        self._saut, self._numero = len(espace) + 2, premiere - 1
        self._groupe: StatutDEnsemble | None = None
        self._rejets_annonces: int | None = None
        self._rejets_lus = 0

    def fermer(self, noeud: Any) -> None:
        nom = noeud.tag[self._saut :]
        if nom == "TxInfAndSts":
            self._numero += 1
            self.lu.statuts.append(self._transaction(noeud))
            oublier(noeud)
            return
        textes, par_statut = aplatir(noeud, self._saut, detail="NbOfTxsPerSts")
        if nom == "GrpHdr":
            self.lu.msg_id = textes.get("MsgId", "")[:35]
            self.lu.cree_le = lire_date(textes.get("CreDtTm", "")[:10], champ="CreDtTm")
        elif nom == "OrgnlGrpInfAndSts":
            self._origine(textes, par_statut)
        else:
            self._ensemble(textes.get("OrgnlPmtInfId", ""), textes, "PmtInfSts")
            oublier(noeud)

    def conclure(self) -> None:
        if not self.lu.msg_id:
            raise DonneeInvalide("MSGID_MANQUANT", "Le fichier n'a pas de MsgId.", champ="contenu")
        if not self.lu.origine:
            raise DonneeInvalide("ORIGINE_MANQUANTE", "Le fichier ne nomme aucune remise.", champ="OrgnlMsgId")
        if self._rejets_annonces is not None and self._rejets_lus not in (0, self._rejets_annonces):
            raise DonneeInvalide(
                "TOTAL_INCOHERENT",
                f"{self._rejets_annonces} rejets annoncés, {self._rejets_lus} décrits.",
                champ="NbOfTxsPerSts",
            )
        if self._groupe is not None:
            self.lu.ensembles.append(self._groupe)

    def _origine(self, textes: Mapping[str, str], par_statut: list[dict[str, str]]) -> None:
        if self.lu.origine:
            raise DonneeInvalide("ORIGINE_INCONNUE", "Un compte rendu porte sur une seule remise.", champ="OrgnlMsgId")
        if not textes.get("OrgnlMsgNmId", "").startswith(ORIGINE):
            raise DonneeInvalide("ORIGINE_INCONNUE", "Le compte rendu n'est pas d'un pain.008.", champ="OrgnlMsgNmId")
        self.lu.origine = textes.get("OrgnlMsgId", "")[:35]
        if nombre := textes.get("OrgnlNbOfTxs", ""):
            self.lu.nombre = _entier(nombre, champ="OrgnlNbOfTxs")
        if total := textes.get("OrgnlCtrlSum", ""):
            self.lu.total = lire_somme(total, champ="OrgnlCtrlSum")
        for compte in par_statut:
            if compte.get("DtldSts") == REJET:
                self._rejets_annonces = _entier(compte.get("DtldNbOfTxs", ""), champ="NbOfTxsPerSts")
        self._groupe = self._statut_d_ensemble("", textes, "GrpSts")

    def _ensemble(self, lot: str, textes: Mapping[str, str], champ: str) -> None:
        if lu := self._statut_d_ensemble(lot, textes, champ):
            self.lu.ensembles.append(lu)

    def _statut_d_ensemble(self, lot: str, textes: Mapping[str, str], champ: str) -> StatutDEnsemble | None:
        statut = textes.get(champ, "")
        return (
            StatutDEnsemble(ligne=max(0, self._numero), lot=lot[:35], statut=statut, motif=_motif(textes))
            if statut
            else None
        )

    def _transaction(self, noeud: Any) -> StatutLu | EntreeEcartee:
        textes = aplatir(noeud, self._saut)[0]
        statut = textes.get("TxSts", "")
        self._rejets_lus += statut == REJET
        champ = "OrgnlTxRef/Amt/InstdAmt"
        try:
            return StatutLu(
                ligne=self._numero,
                end_to_end_id=textes.get("OrgnlEndToEndId", "")[:35],
                statut=statut,
                motif=_motif(textes),
                montant=centimes(textes, champ) if champ in textes else None,
            )
        except Refus as refus:
            return EntreeEcartee.de(refus, ligne=self._numero)


class _Decoupe:
    def __init__(self, espace: str) -> None:
        self.espace = espace
        self._saut = len(espace) + 2
        self._en_tete = b""
        self._groupe: list[bytes] = []
        self._statut_du_groupe: list[bytes] = []
        self._transactions: list[bytes] = []
        self._octets, self._premiere = 0, 1

    def ajouter(self, noeud: Any) -> Iterator[Tranche]:
        nom = noeud.tag[self._saut :]
        if nom == "GrpHdr":
            self._en_tete = _texte(noeud)
        elif nom == "OrgnlGrpInfAndSts":
            self._groupe, self._statut_du_groupe = self._separer(noeud)
        elif nom == "TxInfAndSts":
            texte, lot = _texte(noeud), noeud.getparent()
            if self._octets + len(texte) > OCTETS_MAX or len(self._transactions) >= TRANSACTIONS_MAX:
                yield self._tranche(self._separer(lot)[0])
            oublier(noeud)
            self._transactions.append(texte)
            self._octets += len(texte)
        else:
            identite, statut = self._separer(noeud)
            oublier(noeud)
            yield self._tranche([*identite, *statut])

    def finir(self) -> Tranche:
        self._groupe = [*self._groupe, *self._statut_du_groupe]
        return self._tranche([])

    def _separer(self, noeud: Any) -> tuple[list[bytes], list[bytes]]:
        """Ce qui identifie l'ensemble, et ce qui dit son statut."""
        enfants = [e for e in noeud if isinstance(e.tag, str) and e.tag[self._saut :] != "TxInfAndSts"]
        identite = [_texte(e) for e in enfants if e.tag[self._saut :] not in _STATUTS]
        return identite, [_texte(e) for e in enfants if e.tag[self._saut :] in _STATUTS]

    def _tranche(self, lot: list[bytes]) -> Tranche:
        du_lot = [*lot, *self._transactions]
        contenu = b"".join(
            (
                f'<Document xmlns="{self.espace}"><{_CORPS}>'.encode(),
                self._en_tete,
                b"<OrgnlGrpInfAndSts>",
                *self._groupe,
                b"</OrgnlGrpInfAndSts>",
                *((b"<OrgnlPmtInfAndSts>", *du_lot, b"</OrgnlPmtInfAndSts>") if du_lot else ()),
                f"</{_CORPS}></Document>".encode(),
            )
        )
        faite = Tranche(contenu.decode(), self._premiere, len(self._transactions))
        self._premiere += len(self._transactions)
        self._transactions, self._octets = [], 0
        return faite


def _motif(textes: Mapping[str, str]) -> str:
    """Code ISO du premier motif, ou celui de la banque ; vide s'il n'y en a pas."""
    return (textes.get("StsRsnInf/Rsn/Cd") or textes.get("StsRsnInf/Rsn/Prtry") or "")[:4]


def _entier(texte: str, *, champ: str) -> int:
    if not re.fullmatch(r"\d{1,15}", texte, re.ASCII):
        raise DonneeInvalide("NOMBRE_ILLISIBLE", "Ce nombre ne se lit pas.", champ=champ)
    return int(texte)


def _texte(noeud: Any) -> bytes:
    ecrit: bytes = etree.tostring(noeud, encoding="utf-8", with_tail=False)
    return ecrit
