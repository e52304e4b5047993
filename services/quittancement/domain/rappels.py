"""Droits de la CAF arrivés après le calcul de leur mois : lesquels restent à porter, et sur quels mois les chercher."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from quittancement.domain.bail import DroitApl
from quittancement.domain.lignes_de_droit import Ecart, ecarts_du_mois
from quittancement.domain.quittance import Quittance
from socle.domaine.baremes import Baremes
from socle.domaine.periodes import Mois


def rappels(
    quittances: Sequence[Quittance],
    droits: Sequence[DroitApl],
    *,
    mois: Collection[str],
    avant: Mois | None = None,
    zone: str,
    baremes: Baremes,
) -> list[Ecart]:
    """Droits de ces mois validés que nulle quittance ne porte encore, le plus ancien d'abord. `avant` exclu."""
    if not mois:
        return []
    par_mois = {d.mois: d for d in droits}
    attendues = (q for q in quittances if q.validee and q.mois in mois and q.mois in par_mois)
    passes = sorted((q for q in attendues if avant is None or q.mois < str(avant)), key=lambda q: q.mois)
    return [
        ecart
        for quittance in passes
        for ecart in ecarts_du_mois(quittance, par_mois[quittance.mois], toutes=quittances, zone=zone, baremes=baremes)
    ]


def mois_a_rappeler(
    quittances: Sequence[Quittance],
    droits: Sequence[DroitApl],
    *,
    candidats: Collection[str],
    zone: str,
    baremes: Baremes,
) -> list[str]:
    """Parmi les `candidats`, les mois dont le droit n'est pas encore tout porté ; une quittance provisoire le laisse inconnu."""
    provisoires = {q.mois for q in quittances if not (q.validee or q.contrepassee)}
    encore = {str(e.mois) for e in rappels(quittances, droits, mois=candidats, zone=zone, baremes=baremes)}
    return sorted(set(candidats) & (encore | provisoires))
