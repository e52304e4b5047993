"""Contrepasser un paiement tiré du 471 : la somme y revient, et une personne pourra la donner à un autre bail."""

from __future__ import annotations

from sqlalchemy import text

from quittancement.application.depot_banque import DepotBanque
from quittancement.domain.caisse.especes import EncaissementLoge
from quittancement.domain.paiement import ModePaiement, Paiement
from socle.technique.unite_de_travail import UniteDeTravail

# Un encaissement imputé par décision avant que son paiement eût un identifiant à lui porte celui du paiement.
_ENCAISSEMENT = text(
    """SELECT id FROM encaissement_loge WHERE paiement_id = :id
       UNION ALL
       SELECT id FROM encaissement_loge WHERE id = :id AND paiement_id IS NULL AND decide_par <> ''"""
)


def rendre_a_l_attente(paiement: Paiement, *, uow: UniteDeTravail, depot: DepotBanque) -> bool:
    """Faux, et sans effet, si ce paiement n'a pas été tiré du 471 par une personne."""
    entree = depot.entree_decidee(uow, paiement.id)
    if entree is not None:
        depot.rendre_a_l_attente(uow, entree)
        return True
    if paiement.mode is not ModePaiement.ESPECES:
        return False
    encaissement_id = uow.session.execute(_ENCAISSEMENT, {"id": paiement.id}).scalar()
    if encaissement_id is None:
        return False
    uow.charger(EncaissementLoge, encaissement_id, champ="objet_id").rendre_a_l_attente()
    return True
