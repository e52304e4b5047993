"""Porter les soldes des décomptes aux quittances à venir, par tranches ; un compte fautif est mis de côté."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.depot_charges import DepotCharges, Ecart
from quittancement.domain.bail import exigible_le
from quittancement.domain.campagne_charges import CampagneCharges
from quittancement.domain.charges.decompte import Decompte
from quittancement.domain.charges.regularisation import imputer
from quittancement.domain.compte import Compte, StatutCompte
from socle.domaine.baremes import Baremes
from socle.domaine.periodes import Mois
from socle.domaine.refus import Refus, RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail

DECOMPTES_PAR_APPEL = 200


@dataclass(frozen=True, kw_only=True)
class ImputerRegularisation:
    campagne_id: UUID
    mois: Mois
    imputee_le: date
    decomptes_max: int = DECOMPTES_PAR_APPEL


@dataclass(frozen=True, kw_only=True)
class Imputees:
    """`restants` : décomptes notifiés qu'il reste à porter, ceux mis de côté compris."""

    campagne: CampagneCharges
    imputes: int
    restants: int
    ecarts: Sequence[Ecart]


def imputer_regularisation(
    commande: ImputerRegularisation, *, uow: UniteDeTravail, depot: DepotCharges, baremes: Baremes
) -> Imputees:
    """À rejouer tant que des décomptes restent ; ceux qu'on a mis de côté repassent en dernier, tour à tour.

    Lève Introuvable et les refus de `CampagneCharges.verifier_imputation`.
    """
    campagne = uow.charger(CampagneCharges, commande.campagne_id, champ="campagne_id")
    campagne.verifier_imputation(mois=commande.mois)
    nombre = commande.decomptes_max or DECOMPTES_PAR_APPEL
    premiers, restants = depot.a_imputer(uow, campagne.id, nombre=nombre)
    ecarts: list[Ecart] = []
    for decompte in premiers:
        try:
            _porter(decompte, campagne, commande.mois, uow=uow, baremes=baremes)
        except Refus as refus:
            decompte.ecarter(code=refus.code, motif=refus.message)
            ecarts.append(Ecart.de(refus, reference=str(decompte.bail_id)))
    imputes = len(premiers) - len(ecarts)
    if restants == imputes:
        campagne.constater_imputee(le=commande.imputee_le)
    return Imputees(campagne=campagne, imputes=imputes, restants=restants - imputes, ecarts=ecarts)


def _porter(
    decompte: Decompte, campagne: CampagneCharges, mois: Mois, *, uow: UniteDeTravail, baremes: Baremes
) -> None:
    compte = uow.charger(Compte, decompte.bail_id, champ="bail_id")
    if compte.statut is StatutCompte.CLOS:
        raise RegleViolee("BAIL_CLOS", f"Le compte {compte.reference} est clos.", champ="bail_id")
    if any(q.mois >= str(mois) and not q.contrepassee for q in compte.quittances):
        raise RegleViolee("MOIS_DEJA_CALCULE", f"Le mois {mois} est déjà calculé ou validé.", champ="mois")
    imputable_des, _ = campagne.delais_de(decompte.envoye_le, baremes=baremes)
    if exigible_le(mois, terme=compte.bail.terme) < imputable_des:
        raise RegleViolee("DECOMPTE_TROP_RECENT", "Le terme est exigible avant la fin du mois d'attente.", champ="mois")
    compte.bail = imputer(
        compte.bail, decompte.solde_retenu, mensualites=decompte.mensualites, des=mois, droits=compte.droits
    )
    decompte.imputer()
