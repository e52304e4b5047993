"""Le FSL : dossier, décision, paiement."""

from __future__ import annotations

from typing import Any

from console.demo.api import messages
from console.demo.recit import EtapeEchouee
from console.demo.scene import MOIS, Scene
from socle.technique.rpc.erreurs import EchecRpc

PIECES_FSL = [
    "IDENTITE",
    "COMPOSITION_FOYER",
    "RESSOURCES_3_MOIS",
    "CHARGES",
    "DECOMPTE_CERTIFIE",
    "AVIS_SOCIAL",
    "RIB_BAILLEUR",
    "BAIL",
    "ATTESTATION_APL",
]


def obtenir_le_fsl(scene: Scene) -> None:
    api, recit = scene.recit.api, scene.recit
    dossier = recit.etape(
        "Le dossier FSL est déposé",
        "CHARGE_RECOUVREMENT",
        lambda: api.poster(
            f"/api/v1/dossiers-impaye/{scene.ids['dossier']}/dossiers-fsl",
            "CHARGE_RECOUVREMENT",
            departement="69",
            depose_le="2026-09-10",
            pieces=PIECES_FSL,
            consentement_le="2026-09-08",
            termes_repris=2,
        )["dossier"],
        attendus=["DossierFSLDéposé"],
    )
    scene.ids["dossier_fsl"] = dossier["id"]
    recit.etape(
        "Le FSL accorde l'aide",
        "FSL (mTLS)",
        lambda: scene.fsl.appeler(
            scene.fsl.fsl.RendreDecision,
            messages.RendreDecisionRequest(
                dossier_fsl_id=dossier["id"],
                decision_id="FSL69-2026-0042",
                sens="ACCORD",
                aide="SUBVENTION",
                montant=dossier["dette_certifiee"],
                termes_couverts=[MOIS[1]],
                date_commission="2026-09-17",
            ),
            trace=recit.api.trace,
        ),
        attendus=["DécisionFSLReçue"],
    )
    paiement = recit.etape(
        "Le FSL annonce son paiement",
        "FSL (mTLS)",
        lambda: recit.patienter("la décision, jusqu'au quittancement", lambda: _payer_fsl(scene, dossier)),
        attendus=["PaiementEnregistré", "ImpayéRégularisé"],
    )
    if [t.mois for t in paiement.termes] != [MOIS[1]]:
        raise EtapeEchouee(f"Le paiement du FSL devait solder {MOIS[1]} : {paiement}")


def _payer_fsl(scene: Scene, dossier: Any) -> Any:
    requete = messages.AnnoncerPaiementRequest(
        dossier_fsl_id=dossier["id"],
        decision_id="FSL69-2026-0042",
        paiement_id="FSL69-P-0042",
        montant=dossier["dette_certifiee"],
        verse_le="2026-09-21",
        reference_virement="VIR-FSL-0042",
    )
    try:
        return scene.fsl.appeler(scene.fsl.fsl.AnnoncerPaiement, requete, trace=scene.recit.api.trace)
    except EchecRpc as echec:
        if echec.statut.name == "UNAVAILABLE":
            return None
        raise
