"""Extourner des prélèvements réglés à tort : l'un prépare, un autre remet ; le relevé rouvrira les échéances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.depot_banque import DepotBanque
from quittancement.domain.banque.extourne import Extourne, choisir, exiger_delai, exiger_motif_d_extourne
from quittancement.domain.banque.remise import Remise
from socle.domaine.baremes import Baremes
from socle.domaine.montant import somme
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class PreparerExtourne:
    extourne_id: UUID
    remise_id: UUID
    end_to_end_ids: Sequence[str]
    motif: str
    demandee_le: date
    par: str


@dataclass(frozen=True, kw_only=True)
class RemettreExtourne:
    extourne_id: UUID
    remise_le: date
    par: str
    etag: str


def preparer_extourne(
    commande: PreparerExtourne, *, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes
) -> Extourne:
    """Un prélèvement refusé est mis de côté avec sa raison.

    Lève Introuvable, DonneeInvalide (MOTIF_D_EXTOURNE, LISTE_TROP_LONGUE), RegleViolee (DELAI_D_EXTOURNE,
    RIEN_A_EXTOURNER).
    """
    exiger_motif_d_extourne(commande.motif, le=commande.demandee_le, baremes=baremes)
    remise = uow.charger(Remise, commande.remise_id, champ="remise_id")
    exiger_delai(remise.preleve_le, le=commande.demandee_le, baremes=baremes)
    retenus, ecartes = choisir(commande.end_to_end_ids, depot.prelevements_de(uow, remise.id, commande.end_to_end_ids))
    if not retenus:
        raise RegleViolee(
            "RIEN_A_EXTOURNER", f"Aucun prélèvement à extourner ({len(ecartes)} mis de côté).", champ="end_to_end_ids"
        )
    extourne = Extourne(
        id=commande.extourne_id,
        msg_id=f"EXT-{commande.extourne_id.hex[:30]}",
        remise_id=remise.id,
        motif=commande.motif,
        demandee_le=commande.demandee_le,
        nombre=len(retenus),
        total=somme(p.montant for p in retenus),
        preparee_par=commande.par,
        ecartes=ecartes,
    )
    uow.ajouter(extourne)
    uow.session.flush()
    depot.reserver_extourne(uow, extourne.id, [p.end_to_end_id for p in retenus])
    return extourne


def remettre_extourne(
    commande: RemettreExtourne, *, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes
) -> Extourne:
    """Lève Introuvable, ConflitDeVersion, RegleViolee (SECONDE_PERSONNE, DELAI_D_EXTOURNE, EXTOURNE_PERIMEE)."""
    extourne = uow.charger(Extourne, commande.extourne_id, champ="extourne_id", etag=commande.etag)
    remise = uow.charger(Remise, extourne.remise_id, champ="remise_id")
    exiger_delai(remise.preleve_le, le=commande.remise_le, baremes=baremes)
    extourne.remettre(par=commande.par)
    partis = depot.extourner(uow, extourne.id, motif=extourne.motif)
    if partis != extourne.nombre:
        raise RegleViolee(
            "EXTOURNE_PERIMEE",
            f"{extourne.nombre - partis} prélèvements ont été repris entre-temps : annulez-la et préparez-la de nouveau.",
            champ="extourne_id",
        )
    return extourne


def annuler_extourne(extourne_id: UUID, *, uow: UniteDeTravail, depot: DepotBanque) -> Extourne:
    """Ses prélèvements redeviennent libres. Lève Introuvable, TransitionInterdite (déjà remise)."""
    extourne = uow.charger(Extourne, extourne_id, champ="extourne_id")
    extourne.annuler()
    depot.liberer_extourne(uow, extourne.id)
    return extourne
