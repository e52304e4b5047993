"""Le patrimoine : trois résidences, cent vingt logements."""

from __future__ import annotations

from typing import Any

from console.demo import jeu
from console.demo.scene import Scene


def charger_le_patrimoine(scene: Scene) -> None:
    api, metier = scene.recit.api, "CHARGE_GESTION_LOCATIVE"

    def charger() -> list[dict[str, Any]]:
        residences = [api.poster("/api/v1/residences", metier, **r)["residence"]["id"] for r in jeu.RESIDENCES]
        scene.ids["residences"] = residences
        return [
            api.poster("/api/v1/logements", metier, **corps)["logement"]
            for corps in jeu.logements(residences, graine=scene.graine)
        ]

    logements = scene.recit.etape("Le patrimoine est chargé", metier, charger, detail="3 résidences, 120 logements")
    scene.ids["logement"] = logements[0]["id"]
