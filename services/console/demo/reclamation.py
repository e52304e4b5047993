"""La réclamation : signalée, qualifiée, réparée, close."""

from __future__ import annotations

from console.demo import jeu
from console.demo.scene import Scene


def traiter_une_reclamation(scene: Scene) -> None:
    api, recit = scene.recit.api, scene.recit
    reclamation = recit.etape(
        "Le locataire signale une fuite à son gardien",
        "GARDIEN_IMMEUBLE",
        lambda: api.poster(
            "/api/v1/reclamations",
            "GARDIEN_IMMEUBLE",
            bail_id=scene.ids["bail"],
            categorie="PLB-02",
            description="Fuite visible sous le lavabo de la salle de bains.",
            canal="GUICHET_LOGE",
            ouverte_le="2026-11-13T16:45:00+01:00",
            acces="Digicode fourni, présent après 17 h.",
        )["reclamation"],
        attendus=["RéclamationOuverte"],
    )
    scene.ids["reclamation"] = reclamation["id"]
    qualifiee = recit.etape(
        "L'accueil la qualifie : urgence et délais",
        "CHARGE_ACCUEIL",
        lambda: api.poster(
            f"/api/v1/reclamations/{reclamation['id']}:qualifier",
            "CHARGE_ACCUEIL",
            qualifiee_le="2026-11-13T17:05:00+01:00",
        )["reclamation"],
        attendus=["RéclamationQualifiée"],
    )
    recit.etapes[-1].detail = f"{qualifiee['urgence']}, à résoudre avant {qualifiee['resolution_avant']}"
    bon = recit.etape(
        "Un bon de travaux est commandé",
        "TECHNICIEN_MAINTENANCE",
        lambda: api.poster(
            f"/api/v1/reclamations/{reclamation['id']}/bons",
            "TECHNICIEN_MAINTENANCE",
            entreprise="Plomberie d'essai",
            objet="Remplacer le siphon du lavabo",
            montant_ht=jeu.euros(8_500),
            voie_achat="BPU",
            prevu_le="2026-11-16T10:00:00+01:00",
            commande_le="2026-11-13",
        )["bon"],
        attendus=["InterventionPlanifiée"],
    )
    recit.etape(
        "Les travaux sont faits, le bon est clos",
        "TECHNICIEN_MAINTENANCE",
        lambda: api.poster(
            f"/api/v1/bons/{bon['id']}:clore",
            "TECHNICIEN_MAINTENANCE",
            termine_le="2026-11-16T11:10:00+01:00",
            compte_rendu="Siphon remplacé, essai concluant.",
            reclamation_resolue=True,
        ),
        attendus=["BonTravauxClos", "RéclamationRésolue"],
    )
    recit.etape(
        "La réclamation est close",
        "CHARGE_ACCUEIL",
        lambda: api.poster(
            f"/api/v1/reclamations/{reclamation['id']}:clore",
            "CHARGE_ACCUEIL",
            motif="RESOLU",
            cloturee_le="2026-11-20T09:00:00+01:00",
        ),
    )
