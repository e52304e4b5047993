"""Les relevés camt.053 et avis camt.054 : lus au fil de l'eau, une entrée fautive mise de côté, le reste passe.

Lecture durcie : voir `xml_bancaire`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, BinaryIO

from lxml import etree

from quittancement.adapters.xml_bancaire import aplatir, centimes, exiger_espace, illisible, iterer, oublier, racine
from quittancement.domain.banque.entree import EntreeEcartee, EntreeLue
from quittancement.domain.banque.iban import normaliser
from socle.domaine.montant import Montant
from socle.domaine.periodes import lire_date
from socle.domaine.refus import DonneeInvalide, Refus

_ESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.05[34]\.001\.\d\d")
_ABSENTS = ("", "NOTPROVIDED", "NOTPROVIDE", "NONREF")
DETAIL = "TxDtls"
LIBELLE_MAX = 500


@dataclass(kw_only=True)
class EnTete:
    """`msg_id` est connu dès la première entrée lue."""

    msg_id: str = ""
    comptes: list[str] = field(default_factory=list)


def lire(
    flux: BinaryIO, *, recu_le: date, premiere_entree: int = 1
) -> tuple[EnTete, Iterator[EntreeLue | EntreeEcartee]]:
    """En-tête, rempli au fil de la lecture, et mouvements dans l'ordre du fichier.

    L'itération lève DonneeInvalide pour tout le fichier : XML_ILLISIBLE (avec sa ligne), DOCTYPE_INTERDIT,
    ESPACE_DE_NOMS, MSGID_MANQUANT.
    """
    en_tete = EnTete()
    return en_tete, _lire(flux, en_tete, recu_le=recu_le, premiere=premiere_entree)


def _lire(flux: BinaryIO, en_tete: EnTete, *, recu_le: date, premiere: int) -> Iterator[EntreeLue | EntreeEcartee]:
    try:
        lecture = _Lecture(en_tete, espace=espace_du_fichier(flux), recu_le=recu_le, numero=premiere - 1)
        for _, noeud in analyser(flux, lecture.espace):
            yield from lecture.fermer(noeud)
    except etree.XMLSyntaxError as erreur:
        raise illisible(erreur) from None
    if not en_tete.msg_id:
        raise DonneeInvalide("MSGID_MANQUANT", "Le fichier n'a pas de MsgId.", champ="contenu")


@dataclass(frozen=True, kw_only=True)
class Controle:
    """Fichier bien formé d'un bout à l'autre. `taille` : nombre d'entrées."""

    msg_id: str
    taille: int


def controler(flux: BinaryIO) -> Controle:
    """Lit tout sans rien retenir : rien ne s'importe d'un fichier tronqué. Lève les refus de `lire`."""
    en_tete, taille = EnTete(), 0
    try:
        lecture = _Lecture(en_tete, espace=espace_du_fichier(flux), recu_le=date.max, numero=0)
        for _, noeud in analyser(flux, lecture.espace):
            if noeud.tag.endswith("}Ntry"):
                taille += 1
                oublier(noeud)
            else:
                list(lecture.fermer(noeud))
    except etree.XMLSyntaxError as erreur:
        raise illisible(erreur) from None
    if not en_tete.msg_id:
        raise DonneeInvalide("MSGID_MANQUANT", "Le fichier n'a pas de MsgId.", champ="contenu")
    flux.seek(0)
    return Controle(msg_id=en_tete.msg_id, taille=taille)


def espace_du_fichier(flux: BinaryIO) -> str:
    """Espace de noms, lu sur la racine seule ; le flux revient à son début. Lève les refus de `exiger_camt`."""
    return exiger_camt(racine(flux))


def analyser(flux: BinaryIO, espace: str) -> Iterator[tuple[str, Any]]:
    """Fin de chaque en-tête, compte et entrée."""
    return iterer(flux, ("end",), [f"{{{espace}}}{nom}" for nom in ("GrpHdr", "Acct", "Ntry")])


def exiger_camt(noeud: Any) -> str:
    """Espace de noms du document. Lève DonneeInvalide (DOCTYPE_INTERDIT, ESPACE_DE_NOMS)."""
    return exiger_espace(noeud, _ESPACE, message="Le fichier n'est ni un camt.053 ni un camt.054.")


class _Lecture:
    def __init__(self, en_tete: EnTete, *, espace: str, recu_le: date, numero: int) -> None:
        self.en_tete, self.espace, self.recu_le, self.numero = en_tete, espace, recu_le, numero
        self.compte, self._saut = "", len(espace) + 2

    def fermer(self, noeud: Any) -> Iterator[EntreeLue | EntreeEcartee]:
        nom = noeud.tag[self._saut :]
        if nom == "Ntry":
            self.numero += 1
            yield from self._mouvements(noeud)
            oublier(noeud)
        elif nom == "GrpHdr":
            self.en_tete.msg_id = aplatir(noeud, self._saut, detail=DETAIL)[0].get("MsgId", "")[:35]
        elif nom == "Acct" and noeud.getparent().tag[self._saut :] in ("Stmt", "Ntfctn"):
            self.compte = normaliser(aplatir(noeud, self._saut, detail=DETAIL)[0].get("Id/IBAN", ""))
            self.en_tete.comptes.append(self.compte)

    def _mouvements(self, noeud: Any) -> list[EntreeLue | EntreeEcartee]:
        """Une entrée entière ou rien : si l'un de ses détails est faux, elle est mise de côté."""
        entree, details = aplatir(noeud, self._saut, detail=DETAIL)
        somme = 0
        try:
            somme = _signe(entree) * centimes(entree, "Amt")
            frais = self._frais_par_detail(noeud, len(details))
            lues = [
                self._mouvement(entree, detail, rang, seul=len(details) < 2, frais=frais[rang])
                for rang, detail in enumerate(details or [{}])
            ]
            if (
                sum(lue.montant.centimes - lue.frais.centimes for lue in lues)
                == somme
                != sum(lue.montant.centimes for lue in lues)
            ):
                # L'entrée comprend les frais, le montant de chaque détail ne les comprend pas.
                lues = [replace(lue, montant=lue.montant - lue.frais) for lue in lues]
            if sum(lue.montant.centimes for lue in lues) != somme:
                raise DonneeInvalide("SOMME_DES_DETAILS", "Les détails ne font pas l'entrée.", champ="Amt")
        except Refus as refus:
            return [EntreeEcartee.de(refus, ligne=self.numero, montant=somme)]
        return list(lues)

    def _mouvement(
        self, entree: Mapping[str, str], detail: Mapping[str, str], rang: int, *, seul: bool, frais: int
    ) -> EntreeLue:
        if entree.get("Sts", entree.get("Sts/Cd", "")) != "BOOK":
            raise DonneeInvalide("NON_COMPTABILISEE", "La banque n'a pas encore comptabilisé l'entrée.", champ="Sts")
        reference = entree.get("AcctSvcrRef") or entree.get("NtryRef") or ""
        if not reference:
            raise DonneeInvalide(
                "REFERENCE_MANQUANTE", "L'entrée n'a pas de référence de la banque.", champ="AcctSvcrRef"
            )
        jour = _jour(entree)
        if jour > self.recu_le:
            raise DonneeInvalide("DATE_FUTURE", "Une entrée comptabilisée ne se date pas du futur.", champ="BookgDt")
        montant = (
            centimes(entree, "Amt") if seul else centimes(detail, "Amt" if "Amt" in detail else "AmtDtls/TxAmt/Amt")
        )
        fin = detail.get("Refs/EndToEndId", "")
        return EntreeLue(
            ligne=self.numero,
            rang=rang,
            compte=self.compte,
            reference=reference[:35],
            le=jour,
            montant=Montant(_signe(entree) * montant),
            end_to_end_id="" if fin in _ABSENTS else fin[:35],
            rum=detail.get("Refs/MndtId", "")[:35],
            iban_emetteur=normaliser(detail.get("RltdPties/DbtrAcct/Id/IBAN", ""))[:34],
            iban_credite=normaliser(detail.get("RltdPties/CdtrAcct/Id/IBAN", ""))[:34],
            emetteur=(detail.get("RltdPties/Dbtr/Nm") or detail.get("RltdPties/Dbtr/Pty/Nm") or "")[:140],
            structuree=detail.get("RmtInf/Strd/CdtrRefInf/Ref", "")[:35],
            libelle=(detail.get("RmtInf/Ustrd") or entree.get("AddtlNtryInf") or "")[:LIBELLE_MAX],
            retour=detail.get("RtrInf/Rsn/Cd", "")[:4],
            frais=Montant(frais),
        )

    def _frais_par_detail(self, noeud: Any, details: int) -> list[int]:
        """Frais de chaque détail, en centimes ; ceux de l'entrée vont à son seul détail. Lève les refus de `centimes`."""
        entree = self._frais(noeud)
        if not details:
            return [entree]
        par_detail = [self._frais(detail) for detail in noeud.iter(f"{{{self.espace}}}{DETAIL}")]
        return [par_detail[0] or entree] if details == 1 else par_detail

    def _frais(self, parent: Any) -> int:
        """Frais débités que porte ce nœud : le total s'il est dit, sinon la somme des lignes."""
        total = 0
        for chargement in parent.iterfind(f"{{{self.espace}}}Chrgs"):
            textes, lignes = aplatir(chargement, self._saut, detail="Rcrd")
            if "TtlChrgsAndTaxAmt" in textes:
                total += centimes(textes, "TtlChrgsAndTaxAmt")
                continue
            for ligne in lignes or [textes]:
                total += (-1 if ligne.get("CdtDbtInd") == "CRDT" else 1) * centimes(ligne, "Amt")
        return max(0, total)


def _signe(entree: Mapping[str, str]) -> int:
    sens = entree.get("CdtDbtInd", "")
    if sens not in ("CRDT", "DBIT"):
        raise DonneeInvalide("SENS_INCONNU", "Une entrée est au crédit ou au débit.", champ="CdtDbtInd")
    return 1 if sens == "CRDT" else -1


def _jour(entree: Mapping[str, str]) -> date:
    texte = entree.get("BookgDt/Dt") or entree.get("BookgDt/DtTm") or entree.get("ValDt/Dt") or ""
    return lire_date(texte[:10], champ="BookgDt")
