"""Commander des travaux pour une réclamation : un bon engagé et planifié."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from proximite.application.numero_suivant import numero_suivant
from proximite.domain.achat import VoieAchat
from proximite.domain.bon_travaux import BonTravaux, petits_achats_engages
from proximite.domain.reclamation import Reclamation
from proximite.domain.taxonomie import Lieu
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class CommanderTravaux:
    id: UUID
    reclamation_id: UUID
    entreprise: str
    objet: str
    montant_ht: Montant
    voie_achat: VoieAchat
    prevu_le: datetime
    prevu_fin: datetime | None
    accord_locataire: bool | None
    """Accord exprès du locataire pour ce jour ; None : on ne sait pas."""
    commande_le: date


def commander_travaux(commande: CommanderTravaux, *, uow: UniteDeTravail, baremes: Baremes) -> BonTravaux:
    """Lève Introuvable, TransitionInterdite (réclamation non qualifiée), RegleViolee (voie d'achat, jour sans
    accord)."""
    reclamation = uow.charger(Reclamation, commande.reclamation_id, champ="reclamation_id")
    autres = uow.session.scalars(select(BonTravaux).filter_by(reclamation_id=reclamation.id))
    bon = BonTravaux.engager(
        id=commande.id,
        sequence_annuelle=numero_suivant("BT", commande.commande_le.year, uow=uow),
        reclamation_id=reclamation.id,
        residence_id=reclamation.residence_id,
        entreprise=commande.entreprise,
        objet=commande.objet,
        montant_ht=commande.montant_ht,
        deja_engage_ht=petits_achats_engages(autres),
        voie_achat=commande.voie_achat,
        commande_le=commande.commande_le,
        acces_logement=reclamation.categorie.lieu is Lieu.LOG,
        acces=reclamation.acces,
        subdivision=reclamation.subdivision,
        baremes=baremes,
    )
    bon.planifier(
        prevu_le=commande.prevu_le,
        prevu_fin=commande.prevu_fin,
        accord_locataire=commande.accord_locataire,
        baremes=baremes,
    )
    reclamation.planifier(bon.id)
    uow.ajouter(bon)
    return bon
