"""Lectures du cycle mensuel : son avancement, ses écarts, et ce que disent aujourd'hui les quittances d'une tranche."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, func, select

from quittancement.adapters.orm import lots, quittances, tranches
from quittancement.domain.cycle import EcartDeControle, StatutTranche, Tranche, sceau
from quittancement.domain.lot import StatutLot, empreinte_des_termes
from quittancement.domain.quittance import TermeCalcule
from socle.domaine.periodes import Mois
from socle.domaine.refus import Introuvable, RegleViolee

ECARTS_MAX = 1_000


class Verification(NamedTuple):
    """Sceau posé, et celui que donnent les quittances d'aujourd'hui ; `intacte` si tout concorde, numéros compris."""

    intacte: bool
    nombre: int
    sceau: str
    recalcule: str


def cycle(connexion: Connection, lot_id: UUID) -> tuple[Row[Any], int]:
    """Ligne du lot et tranches que l'étape en cours n'a pas faites. Lève Introuvable, aussi pour un lot d'un seul tenant."""
    lot = connexion.execute(select(lots).where(lots.c.id == lot_id, lots.c.tranches > 0)).first()
    if lot is None:
        raise Introuvable("Cycle", lot_id, champ="lot_id")
    return lot, restantes(connexion, lot_id, lot.statut)


def restantes(connexion: Connection, lot_id: UUID, statut: StatutLot) -> int:
    """Tranches à faire pour que l'étape s'achève ; 0 hors calcul et scellement."""
    attendu = {StatutLot.EN_CALCUL: StatutTranche.A_CALCULER, StatutLot.EN_SCELLEMENT: StatutTranche.CALCULEE}
    if statut not in attendu:
        return 0
    requete = select(func.count()).where(tranches.c.lot_id == lot_id, tranches.c.statut == attendu[statut])
    return int(connexion.execute(requete).scalar_one())


def ecarts(connexion: Connection, lot_id: UUID) -> list[EcartDeControle]:
    """Les premiers écarts au mois précédent, dans l'ordre des baux."""
    return list(_ecarts(connexion, lot_id))[:ECARTS_MAX]


def _ecarts(connexion: Connection, lot_id: UUID) -> Iterator[EcartDeControle]:
    requete = (
        select(tranches.c.ecarts)
        .where(tranches.c.lot_id == lot_id, func.jsonb_array_length(tranches.c.ecarts) > 0)
        .order_by(tranches.c.rang)
        .limit(ECARTS_MAX)
    )
    for lus in connexion.execute(requete).scalars():
        yield from lus


def liste(connexion: Connection, lot_id: UUID, *, apres: UUID | None, nombre: int) -> Sequence[Row[Any]]:
    """Une quittance de plus que demandé, dans l'ordre de leur calcul. Lève Introuvable."""
    cycle(connexion, lot_id)
    c = quittances.c
    requete = select(c.id, c.bail_id, c.numero, c.net).where(c.lot_id == lot_id).order_by(c.id).limit(nombre + 1)
    return connexion.execute(requete if apres is None else requete.where(c.id > apres)).all()


def verifier(connexion: Connection, lot_id: UUID, rang: int) -> Verification:
    """Relit les quittances d'une tranche et refait son sceau. Lève Introuvable, RegleViolee (TRANCHE_NON_SCELLEE)."""
    ligne = connexion.execute(
        select(tranches, lots.c.valide_le)
        .join(lots, lots.c.id == tranches.c.lot_id)
        .where(tranches.c.lot_id == lot_id, tranches.c.rang == rang)
    ).first()
    if ligne is None:
        raise Introuvable("Tranche", f"{lot_id}/{rang}", champ="rang")
    if ligne.statut is not StatutTranche.SCELLEE:
        raise RegleViolee("TRANCHE_NON_SCELLEE", "Cette tranche n'est pas encore scellée.", champ="rang")
    lues = connexion.execute(
        select(quittances)
        .where(quittances.c.lot_id == lot_id, quittances.c.bail_id.in_(ligne.bail_ids))
        .order_by(quittances.c.bail_id)
    ).all()
    attendus = [f"Q-{ligne.premier_numero + place:09d}" for place in range(len(lues))]
    relues = [_terme(q) for q in lues]
    relue = Tranche(
        lot_id=lot_id,
        rang=rang,
        mois=Mois.lire(ligne.mois),
        empreinte=empreinte_des_termes(ligne.mois, relues),
        nombre=len(lues),
        premier_numero=ligne.premier_numero,
    )
    recalcule = sceau(relue, le=ligne.valide_le)
    return Verification(
        recalcule == ligne.sceau and [q.numero for q in lues] == attendus, len(lues), ligne.sceau, recalcule
    )


def _terme(quittance: Row[Any]) -> TermeCalcule:
    """Le terme d'une quittance en base, tel que le calcul l'avait rendu."""
    return TermeCalcule(
        bail_id=quittance.bail_id,
        mois=quittance.mois,
        debut=quittance.debut,
        fin=quittance.fin,
        exigible_le=quittance.exigible_le,
        limite_paiement_le=quittance.limite_paiement_le,
        lignes=quittance.lignes,
    )
