"""La scène du parcours : qui parle, ce qui est déjà né, les PDF gardés."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from console.demo.api import Partenaire
from console.demo.recit import EtapeEchouee, Recit

MOIS = ("2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10")


@dataclass
class Scene:
    """Ce que les chapitres du parcours partagent. `documents` reçoit les PDF ; `ids`, les identifiants nés en route."""

    recit: Recit
    caf: Partenaire
    fsl: Partenaire
    documents: Path
    graine: int
    ids: dict[str, Any] = field(default_factory=dict)
    pdf: list[Path] = field(default_factory=list)

    def garder(self, service: str, document: Any, metier: str) -> None:
        """Télécharge un document par la porte publique et le range. Lève EtapeEchouee si ce n'est pas un PDF."""
        contenu = self.recit.api.telecharger(service, document["id"], metier)
        if not contenu.startswith(b"%PDF"):
            raise EtapeEchouee(f"{document['nom_fichier']} n'est pas un PDF")
        fichier = self.documents / document["nom_fichier"]
        fichier.write_bytes(contenu)
        self.pdf.append(fichier)
