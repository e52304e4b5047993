"""Annuler un bail avant son effet : le logement se propose de nouveau."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from baux.domain.bail import Bail
from baux.domain.faits import MotifAnnulation
from baux.domain.patrimoine import Logement
from baux.domain.proposition import Proposition
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class AnnulerBail:
    bail_id: UUID
    motif: MotifAnnulation
    annule_le: date
    etag: str = ""


def annuler_bail(commande: AnnulerBail, *, uow: UniteDeTravail) -> Bail:
    """La proposition n'attend plus de bail, sauf erreur de saisie : le bail se refait alors avec le même candidat.

    Lève Introuvable, ConflitDeVersion, TransitionInterdite ou RegleViolee (ANNULATION_APRES_EFFET).
    """
    bail = uow.charger(Bail, commande.bail_id, champ="bail_id", etag=commande.etag)
    bail.annuler(motif=commande.motif, le=commande.annule_le)
    proposition = uow.session.get(Proposition, bail.offre_id)
    if proposition is not None and commande.motif is not MotifAnnulation.ERREUR_DE_SAISIE:
        uow.session.delete(proposition)
    uow.charger(Logement, bail.logement_id, champ="logement_id").liberer()
    return bail
