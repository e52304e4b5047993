"""Le bordereau de remise de chèques, en PDF : ce que la banque reçoit avec eux."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from socle.domaine.baremes import Baremes
from socle.domaine.montant import somme
from socle.domaine.refus import DonneeInvalide
from socle.technique.documents import Emetteur, Imprimeur, en_textes

GABARIT = Path(__file__).parent / "documents" / "bordereau_cheques.typ"


def bordereau_cheques(
    bordereau: Any, cheques: Sequence[Any], *, le: date, baremes: Baremes, imprimeur: Imprimeur
) -> bytes:
    """PDF d'un bordereau et de sa liste. Lève DonneeInvalide (TOTAL_FAUX) si la liste ne fait pas le total."""
    if (len(cheques), somme(c.montant for c in cheques)) != (bordereau.nombre, bordereau.total):
        raise DonneeInvalide("TOTAL_FAUX", "La liste ne fait pas le total du bordereau.", champ="bordereau_id")
    emetteur = Emetteur.lire(baremes.au("bailleur", le).valeur)
    donnees = {
        "titre": f"Bordereau de remise de chèques n° {bordereau.numero}",
        "titre_affiche": "Bordereau de remise de chèques",
        "auteur": emetteur.raison_sociale,
        "emetteur": emetteur,
        "edite_le": le.isoformat(),
        "edite_le_lettres": le,
        "destinataire": ("À la banque qui tient le compte", bordereau.banque),
        "numero": bordereau.numero,
        "banque": bordereau.banque,
        "etabli_le": bordereau.etabli_le,
        "nombre": str(bordereau.nombre),
        "total": bordereau.total,
        "cheques": [
            {"tireur": c.tireur, "banque": c.banque, "numero": c.numero, "bail": c.reference, "montant": c.montant}
            for c in cheques
        ],
    }
    return imprimeur.imprimer(GABARIT, en_textes(donnees))
