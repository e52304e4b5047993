"""Le délai anormalement long d'un territoire et sa commission de médiation (CCH art. L441-1-4 et L441-2-3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demandes.domain.demande import Demande
from socle.domaine.baremes import Baremes


@dataclass(frozen=True, kw_only=True)
class Commission:
    """`mois` : le délai de l'arrêté préfectoral, que `delai` écrit en toutes lettres."""

    mois: int
    delai: str
    adresse: Sequence[str]


def departement(demande: Demande) -> str | None:
    """Département de la première commune souhaitée, sinon celui du numéro unique ; None pour l'Île-de-France (111)."""
    if demande.communes:
        commune = demande.communes[0]
        return commune[:3] if commune.startswith(("97", "98")) else commune[:2]
    territoire = demande.numero_unique[:3]
    if territoire.startswith("97"):
        return territoire
    return territoire[1:] if territoire.startswith("0") else None


def commission(demande: Demande, *, baremes: Baremes) -> Commission | None:
    """Commission du département de la demande, à la date de son dépôt ; None si le bailleur ne l'a pas renseignée."""
    code = departement(demande)
    valeur = baremes.au("mediation", demande.deposee_le).valeur.get(code)
    return None if valeur is None else Commission(**valeur)
