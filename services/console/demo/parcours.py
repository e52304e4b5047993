"""Le parcours de référence, de la demande de logement au dossier d'impayé refermé."""

from __future__ import annotations

from console.demo.aide_fsl import obtenir_le_fsl
from console.demo.attribution import attribuer
from console.demo.bail import signer_le_bail
from console.demo.demandes import enregistrer_les_demandes
from console.demo.impaye import laisser_un_impaye, refermer_le_dossier, relancer_et_orienter, reprendre_le_courant
from console.demo.patrimoine import charger_le_patrimoine
from console.demo.reclamation import traiter_une_reclamation
from console.demo.scene import Scene
from console.demo.termes import payer_le_premier_mois

CHAPITRES = (
    charger_le_patrimoine,
    enregistrer_les_demandes,
    attribuer,
    signer_le_bail,
    payer_le_premier_mois,
    laisser_un_impaye,
    relancer_et_orienter,
    reprendre_le_courant,
    obtenir_le_fsl,
    refermer_le_dossier,
    traiter_une_reclamation,
)


def jouer(scene: Scene) -> None:
    """Joue le parcours par la porte publique. Lève EtapeEchouee à la première étape qui ne produit pas ce qu'elle doit."""
    for chapitre in CHAPITRES:
        chapitre(scene)
