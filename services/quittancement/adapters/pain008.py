"""Le fichier pain.008.001.08 d'une remise : écrit au fil de l'eau, puis vérifié contre le schéma publié.

Ni `sepaxml` (qui tient tout le document en mémoire) ni un arbre : du texte échappé, dont chaque octet passe ensuite par
le schéma que `sepaxml` embarque.
L'adresse du débiteur n'est pas émise : facultative dans l'EEE, elle change de format fin 2026.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from quittancement.domain.banque.amendement import AmendementAEmettre
from quittancement.domain.banque.remise import reference_de_lot
from socle.domaine.refus import DonneeInvalide

VERSION = "pain.008.001.08"
_DEJA_LATIN = re.compile(r"[A-Za-z0-9/?:().,'+\-]+(?: [A-Za-z0-9/?:().,'+\-]+)*", re.ASCII)
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
    amendement: AmendementAEmettre | None = None


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
    with chemin.open("w", encoding="utf-8") as flux:
        flux.write(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{ESPACE}"><CstmrDrctDbtInitn>\n'
            f"<GrpHdr><MsgId>{escape(msg_id)}</MsgId><CreDtTm>{cree_le:%Y-%m-%dT%H:%M:%S}</CreDtTm>{_totaux(lignes)}"
            f"<InitgPty><Nm>{latin(creancier.nom)[:70]}</Nm></InitgPty></GrpHdr>\n"
        )
        for (lot, unique), groupe in groupby(lignes, key=lambda ligne: (ligne.lot, ligne.unique)):
            du_lot = list(groupe)
            reference = reference_de_lot(msg_id, lot, unique=unique)
            flux.write(_paiement(reference, du_lot, unique=unique, preleve_le=preleve_le, creancier=creancier))
            flux.writelines(map(_prelevement, du_lot))
            flux.write("</PmtInf>\n")
        flux.write("</CstmrDrctDbtInitn></Document>\n")


def _paiement(
    reference: str, lignes: Sequence[LigneDeRemise], *, unique: bool, preleve_le: date, creancier: Creancier
) -> str:
    """L'ouverture d'un PmtInf."""
    return (
        f"<PmtInf><PmtInfId>{escape(reference)}</PmtInfId><PmtMtd>DD</PmtMtd><BtchBookg>false</BtchBookg>"
        f"{_totaux(lignes)}<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl><LclInstrm><Cd>CORE</Cd></LclInstrm>"
        f"<SeqTp>{'OOFF' if unique else 'RCUR'}</SeqTp></PmtTpInf><ReqdColltnDt>{preleve_le}</ReqdColltnDt>"
        f"<Cdtr><Nm>{latin(creancier.nom)[:70]}</Nm></Cdtr>"
        f"<CdtrAcct><Id><IBAN>{escape(creancier.iban)}</IBAN></Id></CdtrAcct>"
        f"<CdtrAgt>{_banque(creancier.bic)}</CdtrAgt><ChrgBr>SLEV</ChrgBr>"
        f"<CdtrSchmeId>{_ics(escape(creancier.ics))}</CdtrSchmeId>\n"
    )


def _prelevement(ligne: LigneDeRemise) -> str:
    return (
        f"<DrctDbtTxInf><PmtId><EndToEndId>{escape(ligne.end_to_end_id)}</EndToEndId></PmtId>"
        f'<InstdAmt Ccy="EUR">{euros(ligne.montant)}</InstdAmt><DrctDbtTx><MndtRltdInf>'
        f"<MndtId>{escape(ligne.rum)}</MndtId><DtOfSgntr>{ligne.signe_le}</DtOfSgntr>"
        f"{_amendement(ligne.amendement) if ligne.amendement else ''}</MndtRltdInf></DrctDbtTx>"
        f"<DbtrAgt>{_banque(ligne.bic)}</DbtrAgt><Dbtr><Nm>{latin(ligne.titulaire)[:70]}</Nm></Dbtr>"
        f"<DbtrAcct><Id><IBAN>{escape(ligne.iban)}</IBAN></Id></DbtrAcct>"
        f"<RmtInf><Ustrd>{latin(ligne.libelle)[:140]}</Ustrd></RmtInf></DrctDbtTxInf>\n"
    )


def _amendement(amendement: AmendementAEmettre) -> str:
    """Ce que le mandat était. SMNDA, au compte d'origine : le débiteur a changé de banque, l'ancien compte ne se cite pas."""
    rum, ics, iban = escape(amendement.rum_avant), escape(amendement.ics_avant), escape(amendement.iban_avant)
    compte = "<Othr><Id>SMNDA</Id></Othr>" if amendement.nouvelle_banque else f"<IBAN>{iban}</IBAN>"
    return (
        "<AmdmntInd>true</AmdmntInd><AmdmntInfDtls>"
        + (f"<OrgnlMndtId>{rum}</OrgnlMndtId>" if rum else "")
        + (f"<OrgnlCdtrSchmeId>{_ics(ics)}</OrgnlCdtrSchmeId>" if ics else "")
        + (f"<OrgnlDbtrAcct><Id>{compte}</Id></OrgnlDbtrAcct>" if iban or amendement.nouvelle_banque else "")
        + "</AmdmntInfDtls>"
    )


def _ics(ics: str) -> str:
    return f"<Id><PrvtId><Othr><Id>{ics}</Id><SchmeNm><Prtry>SEPA</Prtry></SchmeNm></Othr></PrvtId></Id>"


def _banque(bic: str) -> str:
    lue = f"<BICFI>{escape(bic)}</BICFI>" if bic else "<Othr><Id>NOTPROVIDED</Id></Othr>"
    return f"<FinInstnId>{lue}</FinInstnId>"


def _totaux(lignes: Sequence[LigneDeRemise]) -> str:
    total = sum(ligne.montant for ligne in lignes)
    return f"<NbOfTxs>{len(lignes)}</NbOfTxs><CtrlSum>{euros(total)}</CtrlSum>"


def euros(centimes: int) -> str:
    """123456 → « 1234.56 », exact."""
    return f"{centimes // 100}.{centimes % 100:02d}"


def latin(texte: str) -> str:
    """Jeu de caractères de SEPA : sans accent ; ce qui reste hors du jeu devient une espace. « . » si rien n'est lisible."""
    if _DEJA_LATIN.fullmatch(texte):
        return texte
    nu = unicodedata.normalize("NFKD", texte.replace("œ", "oe").replace("Œ", "OE").replace("’", "'"))
    lu = "".join(
        c if c.isascii() and (c.isalnum() or c in "/-?:().,'+ ") else " " * (not unicodedata.combining(c)) for c in nu
    )
    return " ".join(lu.split()) or "."
