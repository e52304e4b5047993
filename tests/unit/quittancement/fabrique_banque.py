"""Mandats, candidats et relevés de test : IBAN d'essai, noms engendrés."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from quittancement.domain.banque.entree import EntreeLue
from quittancement.domain.banque.mandat import Mandat, Sequence, StatutMandat
from quittancement.domain.banque.prelevement import Prelevement
from quittancement.domain.banque.remise import Candidat
from socle.domaine.montant import Montant

IBAN, ICS = "FR7630006000011234567890189", "FR72ZZZ123456"
AUTRE_IBAN = "DE89370400440532013000"


def un_mandat(**change: Any) -> Mandat:
    champs: dict[str, Any] = {
        "id": UUID(int=7),
        "bail_id": UUID(int=1),
        "rum": "RUM-1",
        "ics": ICS,
        "titulaire": "Essai Un",
        "iban": IBAN,
        "bic": "",
        "sequence_type": Sequence.RCUR,
        "preavis_jours": 14,
    }
    return Mandat(**{**champs, **change})


def un_mandat_actif(*, signe_le: date = date(2026, 1, 2)) -> Mandat:
    mandat = un_mandat()
    mandat.signer(le=signe_le, lieu="Lyon", canal="PAPIER", preuve="P-1")
    mandat.activer()
    return mandat


def un_candidat(**change: Any) -> Candidat:
    champs: dict[str, Any] = {
        "quittance_id": UUID(int=202606),
        "bail_id": UUID(int=1),
        "reference": "B-2026-000001",
        "mois": "2026-06",
        "exigible_le": date(2026, 6, 30),
        "prenotifiee_le": date(2026, 6, 24),
        "reste_du": Montant(50_837),
        "mandat_id": UUID(int=7),
        "mandat": StatutMandat.ACTIF,
        "dernier_signe_de_vie": date(2026, 1, 2),
        "preavis_jours": 14,
    }
    return Candidat(**{**champs, **change})


def un_prelevement(**change: Any) -> Prelevement:
    champs: dict[str, Any] = {
        "end_to_end_id": "B-2026-000001-2026-06-1",
        "remise_id": UUID(int=8),
        "lot": 1,
        "bail_id": UUID(int=1),
        "quittance_id": UUID(int=202606),
        "mandat_id": UUID(int=7),
        "essai": 1,
        "montant": Montant(50_837),
    }
    return Prelevement(**{**champs, **change})


def une_entree(**change: Any) -> EntreeLue:
    champs: dict[str, Any] = {
        "ligne": 1,
        "rang": 0,
        "compte": IBAN,
        "reference": "BQ1",
        "le": date(2026, 7, 10),
        "montant": Montant(50_837),
    }
    return EntreeLue(**{**champs, **change})


def une_ecriture_camt(
    reference: str,
    montant: str = "508.37",
    *,
    devise: str = "EUR",
    sens: str = "CRDT",
    fin: str = "NOTPROVIDED",
    libelle: str = "LOYER",
    structuree: str = "",
    emetteur: str = AUTRE_IBAN,
    nom: str = "ESSAI UN",
    retour: str = "",
    le: str = "2026-07-10",
    statut: str = "BOOK",
) -> str:
    rf = f"<Strd><CdtrRefInf><Ref>{structuree}</Ref></CdtrRefInf></Strd>" if structuree else ""
    motif = f"<RtrInf><Rsn><Cd>{retour}</Cd></Rsn></RtrInf>" if retour else ""
    return f"""<Ntry><Amt Ccy="{devise}">{montant}</Amt><CdtDbtInd>{sens}</CdtDbtInd><Sts><Cd>{statut}</Cd></Sts>
<BookgDt><Dt>{le}</Dt></BookgDt><AcctSvcrRef>{reference}</AcctSvcrRef><NtryDtls><TxDtls>
<Refs><EndToEndId>{fin}</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>{nom}</Nm></Pty></Dbtr>
<DbtrAcct><Id><IBAN>{emetteur}</IBAN></Id></DbtrAcct></RltdPties>
<RmtInf><Ustrd>{libelle}</Ustrd>{rf}</RmtInf>{motif}</TxDtls></NtryDtls></Ntry>"""


def un_camt(*entrees: str, msg_id: str = "M-1", compte: str = IBAN, espace: str = "camt.053.001.08") -> str:
    return f"""<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{espace}"><BkToCstmrStmt>
<GrpHdr><MsgId>{msg_id}</MsgId></GrpHdr><Stmt><Acct><Id><IBAN>{compte}</IBAN></Id></Acct>
{"".join(entrees)}</Stmt></BkToCstmrStmt></Document>"""
