"""Du logement qui se libère à la proposition acceptée."""

from __future__ import annotations

from console.demo.recit import EtapeEchouee
from console.demo.scene import Scene


def attribuer(scene: Scene) -> None:
    api, logement = scene.recit.api, scene.ids["logement"]
    scene.recit.etape(
        "Un logement se libère",
        "CHARGE_GESTION_LOCATIVE",
        lambda: api.poster(
            f"/api/v1/logements/{logement}:declarer-disponible",
            "CHARGE_GESTION_LOCATIVE",
            disponible_le="2026-04-01",
            contingent="7",
        ),
        attendus=["LogementDisponible"],
    )
    offre = scene.recit.patienter(
        "l'offre du logement",
        lambda: next(iter(api.lire("/api/v1/offres", "CHARGE_ATTRIBUTION", logement_id=logement)["offres"]), None),
    )["id"]
    scene.ids["offre"] = offre
    candidats = scene.recit.etape(
        "Les candidats sont classés",
        "CHARGE_ATTRIBUTION",
        lambda: api.lire(f"/api/v1/offres/{offre}/candidats", "CHARGE_ATTRIBUTION", au="2026-04-08")["candidats"],
    )
    presentables = [c["demande_id"] for c in candidats if c["presentable"]]
    scene.recit.etapes[-1].detail = f"{len(candidats)} candidats, {len(presentables)} présentables"
    if len(presentables) < 3 or scene.ids["demandes"][3] in presentables:
        raise EtapeEchouee(f"Candidats présentables inattendus : {candidats}")
    scene.recit.etape(
        "Trois candidats sont inscrits à la CALEOL",
        "CHARGE_ATTRIBUTION",
        lambda: api.poster(
            f"/api/v1/offres/{offre}:presenter",
            "CHARGE_ATTRIBUTION",
            demande_ids=presentables[:3],
            seance_le="2026-04-15",
        ),
        attendus=["CandidatsProposés"],
    )
    ordre = [scene.ids["demande"], *(d for d in presentables[:3] if d != scene.ids["demande"])]
    decisions = [{"demande_id": d, "decision": "ATTRIBUTION", "rang": rang} for rang, d in enumerate(ordre[:2], 1)]
    decisions.append({"demande_id": ordre[2], "decision": "NON_ATTRIBUTION", "motif": "AUTRE_CANDIDAT_PRIORITAIRE"})
    scene.recit.etape(
        "La CALEOL décide : attribution en rang",
        "CHARGE_ATTRIBUTION",
        lambda: api.poster(
            f"/api/v1/offres/{offre}:decider",
            "CHARGE_ATTRIBUTION",
            decide_le="2026-04-15",
            membres_presents=4,
            decisions=decisions,
        ),
        attendus=["AttributionDécidée"],
    )
    scene.recit.etape(
        "Le premier accepte la proposition",
        "CHARGE_ATTRIBUTION",
        lambda: api.poster(
            f"/api/v1/offres/{offre}:repondre",
            "CHARGE_ATTRIBUTION",
            demande_id=scene.ids["demande"],
            accepte=True,
            repondu_le="2026-04-20",
        ),
        attendus=["PropositionAcceptée"],
    )
