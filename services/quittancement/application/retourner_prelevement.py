"""La banque reprend un prélèvement, réglé ou non : l'échéance est libre, et le mandat suspendu si le motif le veut."""

from __future__ import annotations

from datetime import date

from quittancement.application.depot_banque import DepotBanque
from quittancement.application.ecrire import ecrire_recu
from quittancement.domain.annulation import annuler_paiement, le_paiement
from quittancement.domain.banque.mandat import Mandat, StatutMandat
from quittancement.domain.banque.prelevement import (
    ActionRetour,
    Prelevement,
    StatutPrelevement,
    SuiteDeRetour,
    suite_du_retour,
)
from quittancement.domain.banque.remise import Blocage
from quittancement.domain.compte import Compte
from quittancement.domain.ecritures import Ecriture, contrepasser, ecriture_frais_de_rejet, ecriture_paiement
from quittancement.domain.faits_du_compte import PrelevementRejete
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.periodes import ajouter_mois
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail

REPETITION_MOIS = 6


def retourner_prelevement(
    prelevement: Prelevement,
    compte: Compte,
    *,
    code: str,
    debite: Montant,
    le: date,
    uow: UniteDeTravail,
    depot: DepotBanque,
    baremes: Baremes,
) -> Ecriture:
    """Contrepasse le paiement et rend l'écriture inverse.

    `code` : motif de la banque ; vide, c'est celui de l'extourne. `debite` : ce que la banque a repris, positif. Ce qui dépasse le prélèvement est ses frais : ils restent au bailleur
    (loi 89-462, art. 4), dans une écriture à part et sans bail.

    Lève TransitionInterdite, RegleViolee (PRELEVEMENT_NON_REGLE, PAIEMENT_DEJA_CONTREPASSE).
    """
    if prelevement.paiement_id is None:
        raise RegleViolee("PRELEVEMENT_NON_REGLE", "Ce prélèvement n'a rien encaissé.", champ="EndToEndId")
    paiement = le_paiement(compte, prelevement.paiement_id)
    inverse = contrepasser(ecriture_paiement(paiement, baremes=baremes), piece=f"RSDD-{paiement.id}", le=le)
    annuler_paiement(compte, paiement, le=le)
    motif = code or prelevement.extourne
    _reprendre(prelevement, compte, code=motif, le=le, uow=uow, depot=depot, baremes=baremes)
    frais = debite - prelevement.montant
    libelle = f"Frais de rejet {prelevement.end_to_end_id}"
    piece = f"FRSDD-{paiement.id}"
    ecrire_recu(ecriture_frais_de_rejet(frais, piece=piece, libelle=libelle, le=le, baremes=baremes), uow=uow)
    return inverse


def rejeter_prelevement(
    prelevement: Prelevement,
    compte: Compte,
    *,
    code: str,
    le: date,
    uow: UniteDeTravail,
    depot: DepotBanque,
    baremes: Baremes,
) -> None:
    """Avant règlement : rien n'est encaissé, rien ne s'écrit, la dette n'a pas bougé. Lève TransitionInterdite."""
    _reprendre(prelevement, compte, code=code, le=le, uow=uow, depot=depot, baremes=baremes)
    # La banque du débiteur n'a rien appris d'une présentation rejetée avant règlement : l'amendement repart avec la suivante.
    depot.rendre_amendements(uow, prelevement.remise_id, mandat_id=prelevement.mandat_id)


def _le_mandat(prelevement: Prelevement, *, uow: UniteDeTravail) -> Mandat:
    return uow.charger(Mandat, prelevement.mandat_id, champ="mandat_id")


def _reprendre(
    prelevement: Prelevement,
    compte: Compte,
    *,
    code: str,
    le: date,
    uow: UniteDeTravail,
    depot: DepotBanque,
    baremes: Baremes,
) -> None:
    """Ce que la table des retours veut, et le fait publié : les mêmes, que la banque le dise par pain.002 ou par camt."""
    regle = prelevement.statut is StatutPrelevement.REGLE
    suite = suite_du_retour(code, le=le, baremes=baremes)
    accord = suite.sur_accord and _le_mandat(prelevement, uow=uow).representation_accordee
    prelevement.retourner(suite, le=le, accord=accord)
    depot.noter_retour(uow, prelevement)
    suspendu = _suivre_le_mandat(prelevement, suite, le=le, uow=uow, depot=depot)
    compte.constater(
        PrelevementRejete(
            prelevement=prelevement.end_to_end_id,
            quittance_id=prelevement.quittance_id,
            montant=prelevement.montant,
            motif=suite.code,
            rejete_le=le,
            apres_reglement=regle,
            representer_le=prelevement.representer_le,
            mandat_suspendu=suspendu,
        )
    )


def _suivre_le_mandat(
    prelevement: Prelevement, suite: SuiteDeRetour, *, le: date, uow: UniteDeTravail, depot: DepotBanque
) -> bool:
    """Suspend le mandat ou gèle le bail, selon la table des retours ; rend vrai si le mandat vient d'être suspendu."""
    if suite.action is ActionRetour.GELER:
        depot.bloquer(uow, prelevement.bail_id, code=Blocage.DECES.value, depuis=le)
    recents = 0
    if suite.sur_repetition:
        depuis = ajouter_mois(le, -REPETITION_MOIS)
        recents = depot.retours_recents(uow, prelevement.mandat_id, codes=suite.repetables, depuis=depuis)
    if not suite.suspend(recents):
        return False
    mandat = _le_mandat(prelevement, uow=uow)
    if mandat.statut is not StatutMandat.ACTIF:
        return False
    mandat.suspendre(motif=f"{suite.code} : {suite.sens}")
    return True
