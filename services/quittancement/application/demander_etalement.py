"""Étaler le solde d'un décompte en mensualités, de droit ou selon la politique du bailleur."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from quittancement.application.decompte_de_campagne import decompte_de_campagne
from quittancement.domain.campagne_charges import IMPUTABLES
from quittancement.domain.charges.decompte import Decompte, StatutDecompte
from quittancement.domain.charges.regularisation import etalement, tardive
from quittancement.domain.compte import Compte
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Verdict
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class DemanderEtalement:
    campagne_id: UUID
    bail_id: UUID
    mensualites: int


def demander_etalement(
    commande: DemanderEtalement, *, uow: UniteDeTravail, baremes: Baremes
) -> tuple[Decompte, Verdict]:
    """Retient les mensualités si la réponse est OUI ; NON ne change rien.

    Lève Introuvable, RegleViolee (ETAT_DE_CAMPAGNE, DECOMPTE_NON_NOTIFIE) et les refus de `etalement`.
    """
    campagne, decompte = decompte_de_campagne(commande.campagne_id, commande.bail_id, uow=uow)
    campagne.exiger(*IMPUTABLES)
    if decompte.statut is not StatutDecompte.NOTIFIE or campagne.notifiee_le is None:
        raise RegleViolee("DECOMPTE_NON_NOTIFIE", f"Le décompte est {decompte.statut.value}.", champ="bail_id")
    imputable_des, _ = campagne.delais_de(decompte.envoye_le, baremes=baremes)
    verdict = etalement(
        solde=decompte.solde_retenu,
        loyer=uow.charger(Compte, decompte.bail_id, champ="bail_id").bail.loyer_principal,
        est_tardive=tardive(exercice_fin=campagne.fin, imputable_des=imputable_des),
        demandees=commande.mensualites,
        au=campagne.notifiee_le,
        baremes=baremes,
    )
    if verdict.favorable:
        decompte.mensualites = commande.mensualites
    return decompte, verdict
