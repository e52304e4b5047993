"""Quand un surendettement est recevable : plus rien ne s'impute sur l'arriéré né avant (C. conso. L722-5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.ecrire import ecrire, ecrire_avances
from quittancement.domain.annulation import geler_l_arriere
from quittancement.domain.compte import Compte
from quittancement.domain.ecritures import ecriture_liberation
from quittancement.domain.protections import Gel
from socle.domaine.baremes import Baremes
from socle.domaine.calendrier import PARIS
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class SurendettementRecu:
    """`baux` : tous ceux que la personne a ; la recevabilité vise ses dettes, non un bail."""

    baux: Sequence[UUID]
    situation_id: UUID
    recevable_le: date


def quand_surendettement_recevable_geler_l_arriere(
    commande: SurendettementRecu, *, uow: UniteDeTravail, baremes: Baremes
) -> None:
    """Ce qu'un paiement reçu depuis avait éteint de l'arriéré passe au courant, par écritures du jour. Lève Introuvable."""
    gel = Gel.de(situation_id=commande.situation_id, recevable_le=commande.recevable_le, baremes=baremes)
    for bail_id in sorted(commande.baux):
        _geler(uow.charger(Compte, bail_id, champ="bail_id"), gel, uow=uow, baremes=baremes)


def _geler(compte: Compte, gel: Gel, *, uow: UniteDeTravail, baremes: Baremes) -> None:
    liberations = geler_l_arriere(compte, gel)
    if not liberations:
        return
    le = uow.contexte.instant.astimezone(PARIS).date()
    piece = f"GEL-{compte.reference}-{gel.recevable_le}"
    ecrire(ecriture_liberation(liberations, bail_id=compte.id, piece=piece, le=le, baremes=baremes), uow=uow)
    ecrire_avances(compte, compte.utiliser_avances(le=le, baremes=baremes), le=le, uow=uow, baremes=baremes)
