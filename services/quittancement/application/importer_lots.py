"""Importer les lots d'une campagne : un lot fautif est mis de côté avec sa raison, les autres passent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from quittancement.application.depot_charges import DepotCharges, Ecart
from quittancement.domain.campagne_charges import CampagneCharges, StatutCampagne
from quittancement.domain.charges.lots import LotDeCharges
from socle.domaine.refus import DonneeInvalide, Refus, RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ImporterLots:
    """`lots` : référence et lecture de chacun, qui lève un refus si le lot est fautif."""

    campagne_id: UUID
    lots: Sequence[tuple[str, Callable[[], LotDeCharges]]]


def importer_lots(commande: ImporterLots, *, uow: UniteDeTravail, depot: DepotCharges) -> tuple[int, list[Ecart]]:
    """Rend le nombre de lots retenus et les écarts. Un lot renvoyé remplace le précédent, tant que son groupe n'est pas réparti.

    Lève Introuvable, RegleViolee (ETAT_DE_CAMPAGNE).
    """
    campagne = uow.charger(CampagneCharges, commande.campagne_id, champ="campagne_id")
    campagne.exiger(StatutCampagne.PREPAREE, StatutCampagne.DEPENSES_ARRETEES)
    retenus: dict[str, LotDeCharges] = {}
    ecarts: list[Ecart] = []
    lus: list[tuple[int, LotDeCharges]] = []
    for ligne, (reference, lire) in enumerate(commande.lots, start=1):
        try:
            lot = lire()
            if lot.reference in retenus:
                raise DonneeInvalide("LOT_EN_DOUBLE", "Ce lot est deux fois dans l'envoi.", champ="reference")
            retenus[lot.reference] = lot
            lus.append((ligne, lot))
        except Refus as refus:
            ecarts.append(Ecart.de(refus, reference=reference, ligne=ligne))
    repartis = depot.groupes_repartis(uow, campagne.id, sorted({lot.groupe for _, lot in lus}))
    figes = [(ligne, lot) for ligne, lot in lus if lot.groupe in repartis]
    refus_fige = RegleViolee("GROUPE_DEJA_REPARTI", "Le groupe de ce lot est déjà réparti.", champ="emplacement")
    ecarts += [Ecart.de(refus_fige, reference=lot.reference, ligne=ligne) for ligne, lot in figes]
    libres = [lot for _, lot in lus if lot.groupe not in repartis]
    depot.ajouter_lots(uow, campagne.id, libres)
    return len(libres), sorted(ecarts)
