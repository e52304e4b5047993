"""Le bail : préparé, signé, activé."""

from __future__ import annotations

from typing import Any

from console.demo.api import EchecHttp
from console.demo.jeu import ANNEXES
from console.demo.scene import Scene


def signer_le_bail(scene: Scene) -> None:
    api, metier = scene.recit.api, "CONSEILLER_CLIENTELE"
    bail = scene.recit.etape(
        "Le bail est préparé",
        metier,
        lambda: scene.recit.patienter(
            "l'acceptation, jusqu'aux baux",
            lambda: api.poster(
                "/api/v1/baux", metier, offre_id=scene.ids["offre"], date_effet="2026-05-01", annexes=ANNEXES
            )["bail"],
        ),
    )
    bail_id = scene.ids["bail"] = bail["id"]
    scene.ids["locataire"], scene.ids["reference"] = bail["locataire_id"], bail["reference"]
    scene.recit.etape(
        "Le bail est signé",
        metier,
        lambda: api.poster(f"/api/v1/baux/{bail_id}:signer", metier, signe_le="2026-04-24"),
        attendus=["BailSigné", "DemandeRadiée"],
    )
    scene.recit.etape(
        "Assurance et état des lieux d'entrée",
        "GARDIEN_IMMEUBLE",
        lambda: _entrer(scene, bail_id),
        attendus=["ÉtatDesLieuxSigné"],
    )
    scene.recit.etape(
        "Les clés sont remises : le bail est actif",
        metier,
        lambda: scene.recit.patienter(
            "la radiation, jusqu'aux baux",
            lambda: _si_possible(
                lambda: api.poster(
                    f"/api/v1/baux/{bail_id}:activer", metier, active_le="2026-05-01", depot_garantie_recu=True
                ),
                attente="GARDE_NON_SATISFAITE",
            ),
        ),
        attendus=["BailActivé"],
    )
    scene.recit.patienter(
        "l'activation, jusqu'au quittancement",
        lambda: api.lire(f"/api/v1/comptes/{bail_id}", "CHARGE_QUITTANCEMENT")["compte"]["statut"] == "ACTIF",
    )


def _entrer(scene: Scene, bail_id: str) -> None:
    api = scene.recit.api
    api.poster(
        f"/api/v1/baux/{bail_id}/assurances",
        "GARDIEN_IMMEUBLE",
        assureur="Mutuelle d'essai",
        numero_police="ESSAI-0001",
        valable_du="2026-05-01",
        valable_au="2027-04-30",
    )
    api.poster(
        f"/api/v1/baux/{bail_id}/etats-des-lieux",
        "GARDIEN_IMMEUBLE",
        signe_le="2026-05-01",
        sens="ENTREE",
        nombre_cles=3,
        releves=[{"fluide": "EF", "compteur": "EF-0001", "index": 128}],
    )


def _si_possible(action: Any, *, attente: str) -> Any:
    """Joue une action ; rend None si elle est refusée seulement parce qu'une projection n'est pas arrivée."""
    try:
        return action()
    except EchecHttp as echec:
        if echec.code == attente:
            return None
        raise
