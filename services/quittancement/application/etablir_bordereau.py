"""Établir le bordereau des chèques endossés ; celui qui ne peut partir est mis de côté avec sa raison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select, text

from quittancement.application.verrou import verrouiller
from quittancement.domain.caisse.bordereau import Bordereau, etablir
from quittancement.domain.caisse.cheque import Cheque
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail

# Un refus défait la transaction, et le numéro avec elle : le registre n'a pas de trou.
_NUMERO = text(
    """INSERT INTO compteur (nom, prochain) VALUES (:nom, 2)
       ON CONFLICT (nom) DO UPDATE SET prochain = compteur.prochain + 1 RETURNING prochain - 1"""
)
_ENDOSSES = text("SELECT id FROM cheque WHERE statut = 'ENDOSSE'")


@dataclass(frozen=True, kw_only=True)
class EtablirBordereau:
    """`banque` : IBAN du compte crédité. `cheque_ids` vide : tous les chèques endossés."""

    bordereau_id: UUID
    banque: str
    cheque_ids: Sequence[UUID]
    etabli_le: date
    etabli_par: str


def etablir_bordereau(commande: EtablirBordereau, *, uow: UniteDeTravail, baremes: Baremes) -> Bordereau:
    """Lève Introuvable, DonneeInvalide (BANQUE_INCONNUE), RegleViolee (RIEN_A_REMETTRE)."""
    verrouiller("bordereau-cheques", uow=uow)
    choisis = commande.cheque_ids or _endosses(uow)
    cheques = [uow.charger(Cheque, cheque_id, champ="cheque_ids") for cheque_id in sorted(set(choisis))]
    rang = uow.session.execute(_NUMERO, {"nom": f"bordereau-cheques-{commande.etabli_le.year}"}).scalar_one()
    bordereau = etablir(
        cheques,
        id=commande.bordereau_id,
        rang=int(rang),
        banque=commande.banque.replace(" ", ""),
        le=commande.etabli_le,
        par=commande.etabli_par,
        baremes=baremes,
    )
    uow.ajouter(bordereau)
    return bordereau


def _endosses(uow: UniteDeTravail) -> Sequence[UUID]:
    return list(uow.session.execute(_ENDOSSES).scalars())


def cheques_du_bordereau(bordereau: Bordereau, *, uow: UniteDeTravail) -> list[Cheque]:
    """Chèques d'un bordereau, sous verrou."""
    requete = select(Cheque).filter_by(bordereau_id=bordereau.id).order_by(text("id")).with_for_update()
    return list(uow.session.scalars(requete))
