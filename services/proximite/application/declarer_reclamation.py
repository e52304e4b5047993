"""Déclarer la réclamation d'un locataire."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from proximite.application.numero_suivant import numero_suivant
from proximite.domain.codes import jour_civil
from proximite.domain.occupation import Occupation, Residence
from proximite.domain.reclamation import Canal, Reclamation
from proximite.domain.taxonomie import Taxonomie
from socle.domaine.baremes import Baremes
from socle.domaine.refus import Introuvable
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class DeclarerReclamation:
    id: UUID
    bail_id: UUID
    categorie: str
    description: str
    canal: Canal
    ouverte_le: datetime
    prioritaire: bool
    acces: str


def declarer_reclamation(
    commande: DeclarerReclamation, *, uow: UniteDeTravail, taxonomie: Taxonomie, baremes: Baremes
) -> Reclamation:
    """Lève Introuvable (bail inconnu ou pas encore connu ici), DonneeInvalide (catégorie, description, instant)."""
    occupation = uow.session.get(Occupation, commande.bail_id)
    if occupation is None:
        raise Introuvable("Bail", commande.bail_id, champ="bail_id")
    residence = uow.session.get(Residence, occupation.residence_id)
    reclamation = Reclamation.declarer(
        id=commande.id,
        sequence_annuelle=numero_suivant("REC", jour_civil(commande.ouverte_le).year, uow=uow),
        canal=commande.canal,
        bail_id=commande.bail_id,
        logement_id=occupation.logement_id,
        residence_id=occupation.residence_id,
        categorie=taxonomie.categorie(commande.categorie),
        description=commande.description,
        ouverte_le=commande.ouverte_le,
        baremes=baremes,
        prioritaire=commande.prioritaire,
        acces=commande.acces,
        subdivision=residence.subdivision if residence else None,
    )
    uow.ajouter(reclamation)
    return reclamation
