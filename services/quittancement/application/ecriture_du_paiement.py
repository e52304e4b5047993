"""L'écriture d'un paiement, avec la caisse de loge où il a été reçu."""

from __future__ import annotations

from sqlalchemy import text

from quittancement.domain.caisse.ecritures_d_especes import ecriture_especes
from quittancement.domain.ecritures import Ecriture, ecriture_paiement
from quittancement.domain.paiement import ModePaiement, Paiement
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail

_LOGE = text("SELECT loge FROM encaissement_loge WHERE id = :id OR paiement_id = :id")


def ecriture_du_paiement(paiement: Paiement, *, uow: UniteDeTravail, baremes: Baremes) -> Ecriture:
    """Comme `ecriture_paiement` ; des espèces reçues à la loge sont au compte de cette loge."""
    if paiement.mode is ModePaiement.ESPECES:
        loge = uow.session.execute(_LOGE, {"id": paiement.id}).scalar()
        if loge is not None:
            return ecriture_especes(paiement, loge=str(loge), baremes=baremes)
    return ecriture_paiement(paiement, baremes=baremes)
