"""Le servant gRPC des paiements bancaires : les prélèvements et les relevés, sous un seul service."""

from __future__ import annotations

from quittancement.entrypoints.serveur_prelevements import ServantPrelevements
from quittancement.entrypoints.serveur_releves_bancaires import ServantRelevesBancaires


class ServantBanque(ServantPrelevements, ServantRelevesBancaires):
    """`BanqueService`, entier."""
