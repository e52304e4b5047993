"""Valider un lot : numéros sans trou, écritures, scellement. Le valideur n'est pas le calculateur."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select, text

from quittancement.application.ecrire import ecrire, ecrire_avances
from quittancement.domain.compte import Compte
from quittancement.domain.ecritures import ecriture_quittancement
from quittancement.domain.lot import Lot
from quittancement.domain.quittance import Quittance
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail

_EN_AVANCE = text(
    """SELECT DISTINCT p.bail_id FROM paiement p JOIN quittance q ON q.bail_id = p.bail_id
        WHERE q.lot_id = :lot_id AND p.avance > 0 ORDER BY p.bail_id"""
)


@dataclass(frozen=True, kw_only=True)
class ValiderQuittancement:
    lot_id: UUID
    valide_le: date
    valide_par: str
    etag: str = ""


def valider_quittancement(commande: ValiderQuittancement, *, uow: UniteDeTravail, baremes: Baremes) -> Lot:
    """Scelle le lot ; les avances déjà reçues paient aussitôt ses termes.

    Lève Introuvable, ConflitDeVersion, TransitionInterdite ou RegleViolee (QUATRE_YEUX, LOT_VIDE).
    """
    lot = uow.charger(Lot, commande.lot_id, champ="lot_id", etag=commande.etag)
    quittances = list(uow.session.scalars(select(Quittance).filter_by(lot_id=lot.id)))
    premier = uow.session.execute(text("SELECT prochain FROM compteur WHERE nom = 'quittance' FOR UPDATE")).scalar_one()
    prochain = lot.valider(quittances, par=commande.valide_par, le=commande.valide_le, premier_numero=premier)
    uow.session.execute(
        text("UPDATE compteur SET prochain = :prochain WHERE nom = 'quittance'"), {"prochain": prochain}
    )
    for quittance in quittances:
        ecrire(ecriture_quittancement(quittance, le=commande.valide_le, baremes=baremes), uow=uow)
    uow.session.flush()
    for bail_id in uow.session.execute(_EN_AVANCE, {"lot_id": lot.id}).scalars().all():
        compte = uow.charger(Compte, bail_id)
        affectations = compte.utiliser_avances(le=commande.valide_le, baremes=baremes)
        ecrire_avances(compte, affectations, le=commande.valide_le, uow=uow, baremes=baremes)
    return lot
