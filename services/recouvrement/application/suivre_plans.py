"""Suivre les plans signés : échéances en retard, incident, rupture, solde."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recouvrement.application.plans_du_dossier import plans_du_dossier
from recouvrement.application.situations_du_bail import situations_du_bail
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.situation import sous_gel
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class SuivrePlans:
    au: date
    dossier_ids: Sequence[UUID]


def suivre_plans(commande: SuivrePlans, *, uow: UniteDeTravail, baremes: Baremes) -> int:
    """Rend le nombre de plans dont l'état a changé ; rejoué le même jour, il n'y en a plus. Lève Introuvable.

    Un plan gelé par une recevabilité de surendettement n'est ni en incident ni rompu : il est interdit de le payer.
    """
    changes = 0
    for dossier_id in commande.dossier_ids:
        dossier = uow.charger(DossierImpaye, dossier_id, champ="dossier_id")
        gele = sous_gel(situations_du_bail(dossier.bail_id, uow=uow), commande.au)
        for plan in plans_du_dossier(dossier_id, uow=uow):
            changes += plan.suivre(dossier.termes, au=commande.au, baremes=baremes, gele=gele)
    return changes
