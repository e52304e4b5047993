"""Lectures des paiements bancaires."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from quittancement.adapters.orm import comptes
from quittancement.adapters.orm_banque import entrees, mandats, prelevements, remises
from quittancement.adapters.pain008 import Creancier, LigneDeRemise
from quittancement.domain.banque.entree import StatutEntree
from quittancement.domain.banque.mandat import Sequence as SequenceMandat
from socle.domaine.baremes import Baremes
from socle.domaine.refus import Introuvable


def mandat(connexion: Connection, mandat_id: UUID) -> Row[Any]:
    """Lève Introuvable."""
    ligne = connexion.execute(select(mandats).where(mandats.c.id == mandat_id)).first()
    if ligne is None:
        raise Introuvable("Mandat", mandat_id, champ="mandat_id")
    return ligne


def remise(connexion: Connection, remise_id: UUID) -> Row[Any]:
    """Lève Introuvable."""
    ligne = connexion.execute(select(remises).where(remises.c.id == remise_id)).first()
    if ligne is None:
        raise Introuvable("Remise", remise_id, champ="remise_id")
    return ligne


def lignes_de_remise(connexion: Connection, remise_id: UUID, *, apres: str, nombre: int | None) -> list[LigneDeRemise]:
    """Prélèvements d'une remise, par lot puis référence ; `apres` est la clé « lot/référence » de la dernière lue."""
    lot, _, fin = apres.partition("/")
    requete = (
        select(
            prelevements.c.end_to_end_id,
            prelevements.c.lot,
            prelevements.c.montant,
            mandats.c.rum,
            mandats.c.signe_le,
            mandats.c.titulaire,
            mandats.c.iban,
            mandats.c.bic,
            mandats.c.sequence_type,
            comptes.c.reference,
            remises.c.mois,
        )
        .join(mandats, mandats.c.id == prelevements.c.mandat_id)
        .join(comptes, comptes.c.id == prelevements.c.bail_id)
        .join(remises, remises.c.id == prelevements.c.remise_id)
        .where(prelevements.c.remise_id == remise_id)
        .order_by(prelevements.c.lot, prelevements.c.end_to_end_id)
    )
    if lot.isdecimal():
        apres_lot = prelevements.c.lot > int(lot)
        requete = requete.where(apres_lot | (prelevements.c.lot == int(lot)) & (prelevements.c.end_to_end_id > fin))
    if nombre is not None:
        requete = requete.limit(nombre)
    return [_ligne(ligne) for ligne in connexion.execute(requete)]


def creancier(baremes: Baremes, au: Any) -> Creancier:
    return Creancier(**baremes.au("creancier", au).valeur)


def entrees_en_attente(connexion: Connection, *, apres: UUID | None, nombre: int) -> Sequence[Row[Any]]:
    """Une de plus que demandé."""
    requete = select(entrees).where(entrees.c.statut == StatutEntree.EN_ATTENTE).order_by(entrees.c.id)
    if apres is not None:
        requete = requete.where(entrees.c.id > apres)
    return connexion.execute(requete.limit(nombre + 1)).all()


def _ligne(ligne: Row[Any]) -> LigneDeRemise:
    return LigneDeRemise(
        end_to_end_id=ligne.end_to_end_id,
        lot=ligne.lot,
        montant=ligne.montant.centimes,
        rum=ligne.rum,
        signe_le=ligne.signe_le,
        titulaire=ligne.titulaire,
        iban=ligne.iban,
        bic=ligne.bic,
        libelle=f"Loyer {ligne.mois} bail {ligne.reference}",
        unique=ligne.sequence_type is SequenceMandat.OOFF,
    )
