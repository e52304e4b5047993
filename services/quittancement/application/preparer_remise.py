"""Préparer la remise d'un mois : choisir les échéances à prélever, sans en présenter une deux fois."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.depot_banque import DepotBanque
from quittancement.application.verrou import verrouiller
from quittancement.domain.banque.remise import Remise, composer, exiger_date
from socle.domaine.baremes import Baremes
from socle.domaine.montant import somme
from socle.domaine.periodes import Mois
from socle.domaine.refus import RegleViolee
from socle.technique.memoire import sans_ramassage
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class PreparerRemise:
    remise_id: UUID
    mois: Mois
    preleve_le: date
    preparee_le: date
    preparee_par: str


@sans_ramassage()
def preparer_remise(commande: PreparerRemise, *, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes) -> Remise:
    """Lève DonneeInvalide (JOUR_NON_TARGET, DELAI_DE_REMISE), RegleViolee (RIEN_A_PRELEVER)."""
    exiger_date(commande.preleve_le, au=commande.preparee_le, baremes=baremes)
    verrouiller(f"remise:{commande.mois}", uow=uow)
    retenus, ecartes = composer(
        depot.candidats(uow, mois=str(commande.mois), au=commande.preleve_le),
        remise_id=commande.remise_id,
        preleve_le=commande.preleve_le,
        baremes=baremes,
    )
    if not retenus:
        raise RegleViolee(
            "RIEN_A_PRELEVER",
            f"Aucune échéance de {commande.mois} n'est à prélever ({len(ecartes)} mises de côté).",
            champ="mois",
        )
    remise = Remise(
        id=commande.remise_id,
        msg_id=msg_id(commande.mois, commande.remise_id),
        mois=str(commande.mois),
        preleve_le=commande.preleve_le,
        nombre=len(retenus),
        total=somme(p.montant for p in retenus),
        lots=retenus[-1].lot,
        preparee_par=commande.preparee_par,
        ecartes=ecartes,
    )
    uow.ajouter(remise)
    uow.session.flush()
    depot.ranger_prelevements(uow, retenus)
    depot.porter_amendements(uow, remise.id)
    return remise


def msg_id(mois: Mois, remise_id: UUID) -> str:
    """« LOGIS202606-3f2a9c… », 28 caractères : unique, et propre à la remise."""
    return f"LOGIS{mois.annee}{mois.numero:02d}-{hashlib.sha256(remise_id.bytes).hexdigest()[:16]}"
