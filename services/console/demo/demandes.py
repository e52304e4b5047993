"""Les demandes, leurs pièces, l'éligibilité et l'attestation."""

from __future__ import annotations

from functools import partial
from typing import Any

from console.demo import jeu
from console.demo.jeu import PIECES_DEMANDE
from console.demo.recit import EtapeEchouee
from console.demo.scene import Scene


def enregistrer_les_demandes(scene: Scene) -> None:
    api = scene.recit.api
    demandes = []
    for rang, corps in enumerate(jeu.demandes(graine=scene.graine)):
        demande = scene.recit.etape(
            f"Le ménage {rang + 1} dépose sa demande",
            "CHARGE_ACCUEIL",
            partial(_deposer, scene, corps),
            attendus=["DemandeEnregistrée"],
        )
        demandes.append(demande["id"])
    scene.ids["demandes"] = demandes
    scene.ids["demande"] = demandes[0]
    for demande_id in demandes[:3]:
        scene.recit.etape(
            "Ses pièces sont déposées et contrôlées : dossier complet",
            "INSTRUCTEUR",
            partial(_completer, scene, demande_id),
            attendus=["DossierComplété"],
        )
    eligibilite = scene.recit.etape(
        "Catégorie, plafonds et éligibilité sont calculés",
        "CHARGE_ATTRIBUTION",
        lambda: api.lire(f"/api/v1/demandes/{demandes[0]}/eligibilite", "CHARGE_ATTRIBUTION"),
    )
    plus = next(p for p in eligibilite["plafonds"] if p["financement"] == "PLUS")
    if (eligibilite["categorie"], plus["plafond"]["centimes"], plus["eligible"]["reponse"]) != (
        3,
        3_758_400,
        "OUI",
    ):
        raise EtapeEchouee(f"Éligibilité inattendue : {eligibilite['categorie']}, {plus}")
    scene.recit.etapes[-1].detail = "catégorie 3, plafond PLUS 2026 : 37 584 €"
    document = scene.recit.etape(
        "L'attestation d'enregistrement est remise",
        "CHARGE_ACCUEIL",
        lambda: api.poster(
            f"/api/v1/demandes/{demandes[0]}:editer-attestation", "CHARGE_ACCUEIL", editee_le="2026-02-10"
        )["document"],
    )
    scene.garder("demandes", document, "CHARGE_ACCUEIL")


def _deposer(scene: Scene, corps: dict[str, Any]) -> Any:
    return scene.recit.api.poster("/api/v1/demandes", "CHARGE_ACCUEIL", **corps)["demande"]


def _completer(scene: Scene, demande_id: str) -> None:
    api = scene.recit.api
    for famille, libelle in PIECES_DEMANDE:
        demande = api.poster(
            f"/api/v1/demandes/{demande_id}/pieces",
            "CHARGE_ACCUEIL",
            famille=famille,
            libelle=libelle,
            deposee_le="2026-03-16",
        )["demande"]
        api.poster(
            f"/api/v1/demandes/{demande_id}/pieces/{demande['pieces'][-1]['id']}:controler",
            "INSTRUCTEUR",
            valide=True,
            controlee_le="2026-03-17",
        )
