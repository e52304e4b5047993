"""Lectures du quittancement. `suivis_par` restreint aux ménages qu'un agent suit ; None : tous."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select
from sqlalchemy.orm import Session

from quittancement.adapters.orm import comptes, contrepassations, documents, lots, quittances, suivis
from quittancement.domain.compte import Compte, StatutCompte
from quittancement.domain.quittance import Quittance, StatutQuittance
from socle.domaine.baremes import Baremes
from socle.domaine.periodes import ajouter_mois
from socle.domaine.refus import Introuvable, RegleViolee

DECOMPTE_CHARGES = "DECOMPTE_CHARGES"
"""Nature du document d'un décompte de charges."""


def compte(session: Session, bail_id: UUID, *, suivis_par: str | None) -> Compte:
    """Compte et ses termes, en lecture. Lève Introuvable, aussi pour un ménage que l'agent ne suit pas."""
    trouve = session.get(Compte, bail_id)
    if trouve is None or not _suit(session, bail_id, suivis_par):
        raise Introuvable("Compte", bail_id, champ="bail_id")
    return trouve


def quittance(session: Session, quittance_id: UUID, *, suivis_par: str | None) -> Quittance:
    """Lève Introuvable, aussi pour un ménage que l'agent ne suit pas."""
    trouvee = session.get(Quittance, quittance_id)
    if trouvee is None or not _suit(session, trouvee.bail_id, suivis_par):
        raise Introuvable("Quittance", quittance_id, champ="quittance_id")
    return trouvee


def lot(connexion: Connection, lot_id: UUID) -> tuple[Row[Any], Sequence[Row[Any]]]:
    """Lot d'un seul tenant et ses quittances (sans leurs lignes). Lève Introuvable, RegleViolee (LOT_PAR_TRANCHES)."""
    ligne = connexion.execute(select(lots).where(lots.c.id == lot_id)).first()
    if ligne is None:
        raise Introuvable("Lot", lot_id, champ="lot_id")
    if ligne.tranches:
        raise RegleViolee(
            "LOT_PAR_TRANCHES", "Un cycle en masse se lit par GetCycle et ListQuittances.", champ="lot_id"
        )
    return ligne, quittances_du_lot(connexion, lot_id)


def quittances_du_lot(connexion: Connection, lot_id: UUID) -> Sequence[Row[Any]]:
    """Quittances d'un lot, dans l'ordre des baux."""
    requete = select(quittances).where(quittances.c.lot_id == lot_id).order_by(quittances.c.bail_id)
    return connexion.execute(requete).all()


def actifs(connexion: Connection) -> list[UUID]:
    """Baux dont le compte est actif."""
    return list(connexion.execute(select(comptes.c.id).where(comptes.c.statut == StatutCompte.ACTIF)).scalars())


def menaces(
    connexion: Connection, *, au: date, baremes: Baremes, apres: UUID | None = None, nombre: int | None = None
) -> list[UUID]:
    """Baux dont un terme dû est assez ancien pour approcher de sa prescription ; une interruption ne fait que la reculer."""
    avance = max(baremes.au("prescription_alertes", au).valeur)
    annees: int = baremes.au("prescription_duree", au).valeur
    requete = (
        select(quittances.c.bail_id)
        .where(
            quittances.c.statut == StatutQuittance.VALIDEE,
            quittances.c.reste > 0,
            quittances.c.exigible_le <= ajouter_mois(au, avance - 12 * annees + 1),
        )
        .distinct()
        .order_by(quittances.c.bail_id)
        .limit(nombre)
    )
    if apres is not None:
        requete = requete.where(quittances.c.bail_id > apres)
    return list(connexion.execute(requete).scalars())


def liste_contrepassations(
    connexion: Connection, *, statut: str, apres: UUID | None, nombre: int
) -> Sequence[Row[Any]]:
    """Une ligne de plus que demandé, dans l'ordre de leur proposition."""
    requete = select(contrepassations).order_by(contrepassations.c.id).limit(nombre + 1)
    if statut:
        requete = requete.where(contrepassations.c.statut == statut)
    if apres is not None:
        requete = requete.where(contrepassations.c.id > apres)
    return connexion.execute(requete).all()


def document_permis(session: Session, document_id: UUID, *, portee: str, suivis_par: str | None) -> None:
    """Lève Introuvable si le document n'est pas celui d'un ménage que l'agent suit, ou, en portée CHARGES, pas un décompte."""
    if suivis_par is None and portee != "CHARGES":
        return
    ligne = session.execute(
        select(documents.c.nature, documents.c.sujet_id).where(documents.c.id == document_id)
    ).first()
    if ligne is None or not _permis(session, ligne, portee=portee, suivis_par=suivis_par):
        raise Introuvable("Document", document_id, champ="document_id")


def _permis(session: Session, ligne: Row[Any], *, portee: str, suivis_par: str | None) -> bool:
    """Le sujet d'un décompte est son bail ; celui d'un document de terme, sa quittance."""
    decompte: bool = ligne.nature == DECOMPTE_CHARGES
    if portee == "CHARGES":
        return decompte
    trouvee = None if decompte else session.get(Quittance, ligne.sujet_id)
    bail_id = ligne.sujet_id if decompte else trouvee.bail_id if trouvee else None
    return bail_id is not None and _suit(session, bail_id, suivis_par)


def _suit(session: Session, bail_id: UUID, referent: str | None) -> bool:
    if referent is None:
        return True
    requete = select(suivis.c.bail_id).where(suivis.c.bail_id == bail_id, suivis.c.referent == referent)
    return session.execute(requete).first() is not None
