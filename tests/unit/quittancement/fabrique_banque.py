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
BOMBE = """<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>"""


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
        "rum": "RUM-1",
        "ics": ICS,
        "iban": IBAN,
        "bic": "",
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
        "rum": "RUM-1",
        "iban": IBAN,
        "bic": "",
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
    frais: str = "",
) -> str:
    rf = f"<Strd><CdtrRefInf><Ref>{structuree}</Ref></CdtrRefInf></Strd>" if structuree else ""
    motif = f"<RtrInf><Rsn><Cd>{retour}</Cd></Rsn></RtrInf>" if retour else ""
    return f"""<Ntry><Amt Ccy="{devise}">{montant}</Amt><CdtDbtInd>{sens}</CdtDbtInd><Sts><Cd>{statut}</Cd></Sts>
<BookgDt><Dt>{le}</Dt></BookgDt><AcctSvcrRef>{reference}</AcctSvcrRef><NtryDtls><TxDtls>
<Refs><EndToEndId>{fin}</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>{nom}</Nm></Pty></Dbtr>
<DbtrAcct><Id><IBAN>{emetteur}</IBAN></Id></DbtrAcct></RltdPties>
<RmtInf><Ustrd>{libelle}</Ustrd>{rf}</RmtInf>{motif}{frais}</TxDtls></NtryDtls></Ntry>"""


def un_camt(*entrees: str, msg_id: str = "M-1", compte: str = IBAN, espace: str = "camt.053.001.08") -> str:
    return f"""<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{espace}"><BkToCstmrStmt>
<GrpHdr><MsgId>{msg_id}</MsgId></GrpHdr><Stmt><Acct><Id><IBAN>{compte}</IBAN></Id></Acct>
{"".join(entrees)}</Stmt></BkToCstmrStmt></Document>"""


def un_statut_pain002(
    fin: str, statut: str = "RJCT", motif: str = "AM04", *, montant: str = "508.37", devise: str = "EUR"
) -> str:
    raison = f"<StsRsnInf><Rsn><Cd>{motif}</Cd></Rsn></StsRsnInf>" if motif else ""
    return f"""<TxInfAndSts><StsId>S-{fin}</StsId><OrgnlEndToEndId>{fin}</OrgnlEndToEndId><TxSts>{statut}</TxSts>{raison}
<OrgnlTxRef><Amt><InstdAmt Ccy="{devise}">{montant}</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>"""


def un_lot_pain002(*transactions: str, lot: str = "", statut: str = "", motif: str = "") -> str:
    dit = f"<PmtInfSts>{statut}</PmtInfSts>" if statut else ""
    raison = f"<StsRsnInf><Rsn><Cd>{motif}</Cd></Rsn></StsRsnInf>" if motif else ""
    return f"""<OrgnlPmtInfAndSts><OrgnlPmtInfId>{lot or "L"}</OrgnlPmtInfId>{dit}{raison}
{"".join(transactions)}</OrgnlPmtInfAndSts>"""


def un_pain002(
    *lots: str,
    origine: str = "M-1",
    msg_id: str = "R-1",
    version: str = "10",
    statut: str = "PART",
    motif: str = "",
    nombre: str = "",
    total: str = "",
    rejets: str = "",
    cree_le: str = "2026-07-09",
    message: str = "pain.008.001.08",
) -> str:
    dit = f"<GrpSts>{statut}</GrpSts>" if statut else ""
    raison = f"<StsRsnInf><Rsn><Cd>{motif}</Cd></Rsn></StsRsnInf>" if motif else ""
    compte = f"<OrgnlNbOfTxs>{nombre}</OrgnlNbOfTxs>" if nombre else ""
    somme = f"<OrgnlCtrlSum>{total}</OrgnlCtrlSum>" if total else ""
    annonce = f"<NbOfTxsPerSts><DtldNbOfTxs>{rejets}</DtldNbOfTxs><DtldSts>RJCT</DtldSts></NbOfTxsPerSts>" * bool(
        rejets
    )
    return f"""<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.{version}"><CstmrPmtStsRpt>
<GrpHdr><MsgId>{msg_id}</MsgId><CreDtTm>{cree_le}T08:00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts>
<OrgnlMsgId>{origine}</OrgnlMsgId><OrgnlMsgNmId>{message}</OrgnlMsgNmId>{compte}{somme}{dit}{raison}{annonce}
</OrgnlGrpInfAndSts>{"".join(lots)}</CstmrPmtStsRpt></Document>"""


def des_frais_camt(*montants: str, total: str = "", devise: str = "EUR", sens: str = "DBIT") -> str:
    """Frais de la banque tels qu'un camt les porte : un total, ou des lignes."""
    dit = f'<TtlChrgsAndTaxAmt Ccy="{devise}">{total}</TtlChrgsAndTaxAmt>' if total else ""
    lignes = (f'<Rcrd><Amt Ccy="{devise}">{m}</Amt><CdtDbtInd>{sens}</CdtDbtInd></Rcrd>' for m in montants)
    return f"<Chrgs>{dit}{''.join(lignes)}</Chrgs>"
