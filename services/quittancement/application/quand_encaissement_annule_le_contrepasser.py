"""La loge a barré un reçu : le paiement est contrepassé, ou la somme quitte le 471."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.ecrire import ecrire_recu
from quittancement.application.ecriture_du_paiement import ecriture_du_paiement
from quittancement.domain.annulation import annuler_paiement, le_paiement
from quittancement.domain.caisse.ecritures_d_especes import ecriture_especes_en_attente
from quittancement.domain.caisse.especes import EncaissementLoge, StatutEspeces
from quittancement.domain.compte import Compte
from quittancement.domain.ecritures import contrepasser
from socle.domaine.baremes import Baremes
from socle.domaine.refus import Introuvable
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class RecuAnnule:
    encaissement_id: UUID
    annule_le: date


def quand_encaissement_annule_le_contrepasser(annule: RecuAnnule, *, uow: UniteDeTravail, baremes: Baremes) -> None:
    """Un reçu ne s'annule qu'une fois : rejouer n'ajoute rien. Lève Introuvable si le reçu n'est pas encore arrivé."""
    connu = uow.session.get(EncaissementLoge, annule.encaissement_id)
    if connu is None:
        raise Introuvable("Encaissement", annule.encaissement_id, champ="encaissement_id")
    # Le compte d'abord, comme partout : deux actes sur le même bail se suivent.
    compte = uow.session.get(Compte, connu.bail_id, with_for_update=True)
    encaissement = uow.charger(EncaissementLoge, annule.encaissement_id, champ="encaissement_id")
    if encaissement.statut is StatutEspeces.ANNULE:
        return
    if encaissement.statut is StatutEspeces.EN_ATTENTE or compte is None:
        inverse = ecriture_especes_en_attente(
            -encaissement.montant,
            loge=encaissement.loge,
            piece=f"CP-{encaissement.id}",
            libelle=f"Reçu {encaissement.numero} annulé",
            le=annule.annule_le,
            baremes=baremes,
        )
        ecrire_recu(inverse, uow=uow)
    else:
        _contrepasser(compte, encaissement, le=annule.annule_le, uow=uow, baremes=baremes)
    encaissement.annuler()


def _contrepasser(
    compte: Compte, encaissement: EncaissementLoge, *, le: date, uow: UniteDeTravail, baremes: Baremes
) -> None:
    """Sans effet si une personne l'a déjà contrepassé."""
    paiement = le_paiement(compte, encaissement.paiement_id or encaissement.id)
    if paiement.contrepasse_le is not None:
        return
    directe = ecriture_du_paiement(paiement, uow=uow, baremes=baremes)
    annuler_paiement(compte, paiement, le=le)
    ecrire_recu(contrepasser(directe, piece=f"CP-{paiement.id}", le=le), uow=uow)
