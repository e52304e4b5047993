"""Pourquoi une réclamation se clôt, et depuis quel état chaque motif le permet (spécification A.4)."""

from __future__ import annotations

from enum import Enum

from proximite.domain.statuts import StatutReclamation
from proximite.domain.taxonomie import Imputation, NiveauUrgence
from socle.domaine.refus import RegleViolee


class MotifCloture(Enum):
    RESOLU = "RESOLU"
    SANS_OBJET = "SANS_OBJET"
    A_CHARGE_LOCATAIRE_INFORME = "A_CHARGE_LOCATAIRE_INFORME"
    PLANIFIE_PLURIANNUEL = "PLANIFIE_PLURIANNUEL"
    REFUS_ACCES = "REFUS_ACCES"
    INJOIGNABLE_3_TENTATIVES = "INJOIGNABLE_3_TENTATIVES"
    DOUBLON = "DOUBLON"
    TRANSFERE_CONTENTIEUX = "TRANSFERE_CONTENTIEUX"
    RELOGE = "RELOGE"


_ENREGISTREE, _QUALIFIEE = StatutReclamation.ENREGISTREE, StatutReclamation.QUALIFIEE
_PLANIFIEE, _RESOLUE = StatutReclamation.PLANIFIEE, StatutReclamation.RESOLUE

CLOTURES = {
    MotifCloture.RESOLU: {_RESOLUE},
    MotifCloture.SANS_OBJET: {_ENREGISTREE, _QUALIFIEE, _PLANIFIEE},
    MotifCloture.A_CHARGE_LOCATAIRE_INFORME: {_QUALIFIEE},
    MotifCloture.PLANIFIE_PLURIANNUEL: {_QUALIFIEE},
    MotifCloture.REFUS_ACCES: {_QUALIFIEE, _PLANIFIEE},
    MotifCloture.INJOIGNABLE_3_TENTATIVES: {_QUALIFIEE, _PLANIFIEE},
    MotifCloture.DOUBLON: {_ENREGISTREE, _QUALIFIEE, _PLANIFIEE},
    MotifCloture.TRANSFERE_CONTENTIEUX: {_ENREGISTREE, _QUALIFIEE, _PLANIFIEE},
    MotifCloture.RELOGE: {_ENREGISTREE, _QUALIFIEE, _PLANIFIEE},
}
"""Une réclamation résolue se clôt RESOLU ; les autres motifs closent sans résolution."""


def exiger_cloture_permise(
    motif: MotifCloture,
    *,
    statut: StatutReclamation,
    urgence: NiveauUrgence,
    imputation: Imputation,
    intervenir_d_abord: bool,
) -> None:
    """Lève RegleViolee (MOTIF_NON_PERMIS, INTERVENTION_D_ABORD) si ce motif ne peut pas clore cette réclamation."""
    if statut not in CLOTURES[motif]:
        permis = ", ".join(m.value for m, etats in CLOTURES.items() if statut in etats)
        raise _refus(f"Le motif {motif.value} ne clôt pas une réclamation {statut.value} (permis : {permis}).")
    if motif is MotifCloture.PLANIFIE_PLURIANNUEL and urgence is not NiveauUrgence.U4:
        raise _refus(f"Seule une réclamation U4 bascule en plan pluriannuel, pas une {urgence.value}.")
    if motif is MotifCloture.A_CHARGE_LOCATAIRE_INFORME:
        if imputation is not Imputation.LOC:
            raise _refus(f"L'imputation est {imputation.value}, pas LOC : rien n'est à la charge du locataire.")
        if intervenir_d_abord:
            raise RegleViolee(
                "INTERVENTION_D_ABORD",
                "Danger ou ménage prioritaire : l'intervention précède l'imputation.",
                champ="motif",
            )


def _refus(message: str) -> RegleViolee:
    return RegleViolee("MOTIF_NON_PERMIS", message, champ="motif")
