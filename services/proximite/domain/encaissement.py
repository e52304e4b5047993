"""Une somme reçue en espèces à la loge : son reçu, la dette qu'elle vise, et le plafond légal (règle 0.14)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from proximite.domain.codes import texte_obligatoire
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide, RegleViolee

JUSTIFICATIF_MAXIMAL = 200


@dataclass(eq=False, kw_only=True)
class Encaissement:
    """`numero` : celui du reçu, sans trou dans la loge et l'année. `mois` : le terme que le payeur désigne (AAAA-MM).

    Annulé, il garde son numéro et n'a plus d'effet. `justificatif` : pièce qui établit que le débiteur n'a pas de compte de dépôt ; il ne quitte pas le service.
    """

    id: UUID
    caisse_id: UUID
    numero: str
    bail_id: UUID
    mois: str
    montant: Montant
    encaisse_le: datetime
    par: str
    sans_compte: bool = False
    justificatif: str = field(default="", repr=False)
    annule_le: datetime | None = None
    annule_par: str = ""
    motif_annulation: str = field(default="", repr=False)


def controler_especes(
    montant: Montant,
    *,
    deja: Montant,
    sans_compte: bool,
    justificatif: str,
    le: date,
    baremes: Baremes,
) -> str:
    """Plafond par dette, sans fractionnement : `deja` est ce que cette dette a déjà reçu en espèces. Rend le justificatif.

    Lève DonneeInvalide (MONTANT_NON_POSITIF, CHAMP_VIDE si le justificatif manque), RegleViolee (PLAFOND_ESPECES).
    """
    if montant.centimes <= 0:
        raise DonneeInvalide("MONTANT_NON_POSITIF", "Un encaissement est strictement positif.", champ="montant")
    if sans_compte:
        return texte_obligatoire(justificatif, champ="justificatif", maximum=JUSTIFICATIF_MAXIMAL)
    plafond = baremes.au("plafond_especes", le)
    limite = Montant(plafond.valeur)
    if deja + montant > limite:
        raise RegleViolee(
            "PLAFOND_ESPECES",
            f"Les espèces sont limitées à {limite} par dette, sauf débiteur sans compte de dépôt ({plafond.source}) ; "
            f"cette dette en a déjà reçu {deja}.",
            champ="montant",
            plafond=plafond.valeur,
        )
    return ""
