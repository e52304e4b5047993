"""Le fichier pain.007.001.09 d'une extourne : les prélèvements réglés à tort, par lot de leur remise d'origine.

Aucun schéma libre de ce message n'est distribué avec nos bibliothèques : le fichier n'est pas validé à l'écriture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from quittancement.adapters.pain008 import VERSION as VERSION_D_ORIGINE
from quittancement.adapters.pain008 import euros, latin
from socle.domaine.refus import DonneeInvalide

VERSION = "pain.007.001.09"
ESPACE = f"urn:iso:std:iso:20022:tech:xsd:{VERSION}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneDExtourne:
    """`lot` : PmtInfId de la remise d'origine. `montant` : centimes."""

    end_to_end_id: str
    lot: str
    montant: int


def ecrire(
    chemin: Path,
    lignes: Sequence[LigneDExtourne],
    *,
    msg_id: str,
    remise_msg_id: str,
    motif: str,
    creancier: str,
    cree_le: datetime,
) -> tuple[int, int]:
    """Écrit le fichier ; rend le nombre et la somme écrits, en centimes. Lève DonneeInvalide (EXTOURNE_VIDE)."""
    if not lignes:
        raise DonneeInvalide("EXTOURNE_VIDE", "Une extourne sans prélèvement ne s'envoie pas.", champ="extourne_id")
    nom, total = latin(creancier)[:70], sum(ligne.montant for ligne in lignes)
    par_lot = sorted(lignes, key=lambda ligne: (ligne.lot, ligne.end_to_end_id))
    with chemin.open("w", encoding="utf-8") as flux:
        flux.write(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{ESPACE}"><CstmrPmtRvsl>\n'
            f"<GrpHdr><MsgId>{escape(msg_id)}</MsgId><CreDtTm>{cree_le:%Y-%m-%dT%H:%M:%S}</CreDtTm>"
            f"<NbOfTxs>{len(lignes)}</NbOfTxs><CtrlSum>{euros(total)}</CtrlSum><GrpRvsl>false</GrpRvsl>"
            f"<InitgPty><Nm>{nom}</Nm></InitgPty></GrpHdr>\n"
            f"<OrgnlGrpInf><OrgnlMsgId>{escape(remise_msg_id)}</OrgnlMsgId>"
            f"<OrgnlMsgNmId>{VERSION_D_ORIGINE}</OrgnlMsgNmId></OrgnlGrpInf>\n"
        )
        rang = 0
        for lot, du_lot in groupby(par_lot, key=lambda ligne: ligne.lot):
            flux.write(
                f"<OrgnlPmtInfAndRvsl><OrgnlPmtInfId>{escape(lot)}</OrgnlPmtInfId><PmtInfRvsl>false</PmtInfRvsl>\n"
            )
            for ligne in du_lot:
                rang += 1
                flux.write(_transaction(ligne, f"{msg_id[:29]}-{rang}", motif=motif, nom=nom))
            flux.write("</OrgnlPmtInfAndRvsl>\n")
        flux.write("</CstmrPmtRvsl></Document>\n")
    return rang, total


def _transaction(ligne: LigneDExtourne, reference: str, *, motif: str, nom: str) -> str:
    somme = f'Ccy="EUR">{euros(ligne.montant)}<'
    return (
        f"<TxInf><RvslId>{escape(reference)}</RvslId><OrgnlEndToEndId>{escape(ligne.end_to_end_id)}</OrgnlEndToEndId>"
        f"<OrgnlInstdAmt {somme}/OrgnlInstdAmt><RvsdInstdAmt {somme}/RvsdInstdAmt><ChrgBr>SLEV</ChrgBr>"
        f"<RvslRsnInf><Orgtr><Nm>{nom}</Nm></Orgtr><Rsn><Cd>{escape(motif)}</Cd></Rsn></RvslRsnInf></TxInf>\n"
    )
