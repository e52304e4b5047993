"""Un compte clos est soldé : il ne reçoit encore que ce qui éteint une dette revenue depuis."""

from __future__ import annotations

from socle.domaine.montant import Montant
from socle.domaine.refus import RegleViolee


class BailClos(RegleViolee):
    """La somme, ou sa part au-delà de la dette, serait une avance (419) que plus aucun terme ne consommera."""

    def __init__(self, reference: str, *, du: Montant) -> None:
        dette = f"il ne doit plus que {du}" if du else "il ne doit plus rien"
        super().__init__(
            "BAIL_CLOS", f"Le compte {reference} est clos et {dette} : la somme serait une avance.", champ="bail_id"
        )
