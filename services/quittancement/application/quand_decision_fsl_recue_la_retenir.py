"""Quand une décision du FSL est reçue : on sait quels termes son versement paiera."""

from __future__ import annotations

from quittancement.domain.projections import DecisionFslConnue
from socle.technique.unite_de_travail import UniteDeTravail


def quand_decision_fsl_recue_la_retenir(commande: DecisionFslConnue, *, uow: UniteDeTravail) -> None:
    """La dernière décision d'un dossier l'emporte."""
    uow.session.merge(commande)
