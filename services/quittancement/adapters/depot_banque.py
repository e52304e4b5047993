"""Rangement des paiements bancaires en SQL : les prélèvements d'un côté, les relevés de l'autre."""

from __future__ import annotations

from quittancement.adapters.depot_prelevements import PrelevementsSql
from quittancement.adapters.depot_releves_bancaires import RelevesBancairesSql


class DepotBanqueSql(PrelevementsSql, RelevesBancairesSql):
    """Le dépôt des paiements bancaires (voir `application.depot_banque`). Une instance par transaction."""
