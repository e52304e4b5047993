"""Ce que les demandes écoutent : le patrimoine qui se libère, les baux qui se signent."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from demandes.application.quand_bail_annule_rouvrir_l_offre import (
    BailAnnuleRecu,
    quand_bail_annule_rouvrir_l_offre,
)
from demandes.application.quand_bail_signe_radier_la_demande import BailSigneRecu, quand_bail_signe_radier_la_demande
from demandes.application.quand_logement_disponible_ouvrir_une_offre import quand_logement_disponible_ouvrir_une_offre
from demandes.domain.logement_offert import LogementOffert
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.technique.evenements import EvenementRecu, Reception


class LogementDisponible(EvenementRecu, source="baux", nom="LogementDisponible", agregat="logement"):
    logement_id: UUID
    reference: str
    typologie: str
    nombre_pieces: int
    surface_habitable_dm2: int
    etage: int
    accessible_pmr: bool
    financement: str
    code_insee: str
    quartier_prioritaire: bool
    loyer_principal: int
    provision_charges: int
    disponible_le: date
    contingent: str


class BailSigne(EvenementRecu, source="baux", nom="BailSigné", agregat="bail"):
    demande_id: UUID
    offre_id: UUID
    signe_le: date


class BailAnnule(EvenementRecu, source="baux", nom="BailAnnulé", agregat="bail"):
    demande_id: UUID
    offre_id: UUID
    a_refaire: bool


def _logement(e: LogementDisponible) -> LogementOffert:
    montants = {
        "loyer_principal": Montant(e.loyer_principal),
        "provision_charges": Montant(e.provision_charges),
    }
    return LogementOffert(**{**e.model_dump(), **montants})


def reception(*, baremes: Baremes) -> Reception:
    """Branche les réactions des demandes."""
    branchements = Reception("demandes")
    branchements.quand(LogementDisponible, quand_logement_disponible_ouvrir_une_offre, en=_logement)
    branchements.quand(
        BailSigne,
        quand_bail_signe_radier_la_demande,
        en=lambda e: BailSigneRecu(demande_id=e.demande_id, offre_id=e.offre_id, signe_le=e.signe_le),
        baremes=baremes,
    )
    branchements.quand(
        BailAnnule,
        quand_bail_annule_rouvrir_l_offre,
        en=lambda e: BailAnnuleRecu(demande_id=e.demande_id, offre_id=e.offre_id, a_refaire=e.a_refaire),
    )
    return branchements
