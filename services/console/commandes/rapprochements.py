"""Après un relevé : les bordereaux de chèques et les remises d'espèces qu'il cite se créditent, et on le dit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from console.commandes.affichage import sortie
from console.commandes.porte import Porte
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """`voie` : ce qui s'appelle ; `commande` : comment un agent habilité le refait à la main."""

    nom: str
    voie: str
    cle: str
    numero: str
    commande: str


PIECES = (
    _Piece(
        nom="bordereaux de chèques",
        voie="/api/v1/bordereaux-cheques:rapprocher",
        cle="bordereaux",
        numero="numero",
        commande="logis quittancement cheques bordereau rapprocher",
    ),
    _Piece(
        nom="remises d'espèces",
        voie="/api/v1/remises-especes:rapprocher",
        cle="remises",
        numero="bordereau",
        commande="logis quittancement especes rapprocher",
    ),
)


@dataclass(kw_only=True)
class Rapprochements:
    """Ce que chaque rapprochement a crédité, et ceux que la passerelle a refusés."""

    credites: dict[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    refuses: list[dict[str, str]] = field(default_factory=list)

    @property
    def en_json(self) -> dict[str, Any]:
        return {**self.credites, "rapprochements_refuses": self.refuses}


def rapprocher_les_remises(porte: Porte) -> Rapprochements:
    """Aucune seconde personne ici : l'argent est au relevé, et qui établit un bordereau ne l'a déjà pas remis.

    Rejouer ne crédite rien de plus. Un refus (droit manquant) se dit et n'arrête pas l'import.
    """
    faits = Rapprochements()
    for piece in PIECES:
        try:
            faits.credites[piece.cle] = porte.poster(piece.voie)[piece.cle]
        except DonneeInvalide as refus:
            faits.credites[piece.cle] = []
            faits.refuses.append({"commande": piece.commande, "code": refus.code, "motif": refus.message})
    return faits


def montrer_rapprochements(faits: Rapprochements) -> None:
    for piece in PIECES:
        credites = faits.credites[piece.cle]
        sortie.print(f"{len(credites)} {piece.nom} rapprochés du relevé.")
        for credite in credites:
            somme = Montant(int(credite["credite"]["centimes"]))
            sortie.print(f"  {credite[piece.numero]} {somme}", markup=False, soft_wrap=True)
    for refus in faits.refuses:
        texte = (
            f"À rapprocher par un agent habilité, avec « {refus['commande']} » ({refus['code']} : {refus['motif']})."
        )
        sortie.print(texte, markup=False, soft_wrap=True)
