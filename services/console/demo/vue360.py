"""La vue 360° d'un locataire, une fois par métier : chacun voit ses cartes et aucune autre."""

from __future__ import annotations

from typing import Any

from console.demo.recit import EtapeEchouee, Recit
from socle.technique.habilitations import charger_habilitations

PORTEES_SERVIES = {
    "locataire": ("C1", {"O", "SITES"}),
    "demande": ("C1", {"O"}),
    "compte": ("C2", {"O", "SOMME_DUE", "SUIVIS"}),
    "impaye": ("C2", {"O", "SUIVIS"}),
    "reclamations": ("C1", {"O", "SITES"}),
    "accompagnement": ("C2", {"O", "SUIVIS"}),
}
"""Classe lue par chaque carte et portées qu'elle sait servir."""


def cartes_attendues(metier: str, *, suit_le_menage: bool) -> set[str]:
    """Cartes qu'un métier doit voir, d'après les classes de données et non d'après la passerelle."""
    classes = charger_habilitations().classes
    attendues = set()
    for carte, (classe, servies) in PORTEES_SERVIES.items():
        portee = classes[metier, classe]
        if portee in servies and (portee != "SUIVIS" or suit_le_menage):
            attendues.add(carte)
    return attendues


def montrer_la_vue_360(recit: Recit, ids: dict[str, Any]) -> None:
    """Ouvre la vue avec chacun des 29 métiers et compare. Lève EtapeEchouee à la première différence."""
    residence = ids["residences"][0]
    chemin = f"/api/v1/locataires/{ids['locataire']}/vue-360"

    def ouvrir() -> int:
        total = 0
        for metier in charger_habilitations().metiers:
            vue = recit.api.lire(chemin, metier, perimetre=(residence,))
            attendues = cartes_attendues(metier, suit_le_menage=metier == "ASSISTANT_SOCIAL")
            if set(vue["cartes"]) != attendues or vue["indisponibles"]:
                raise EtapeEchouee(
                    f"{metier} voit {sorted(vue['cartes'])} {vue['indisponibles']}, attendu {sorted(attendues)}"
                )
            total += len(vue["cartes"])
        return total

    total = recit.etape("La vue 360° s'ouvre pour chaque métier", "29 métiers", ouvrir)
    recit.etapes[-1].detail = f"{total} cartes servies, aucune de trop"
