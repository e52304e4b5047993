"""Les refus d'un logement adapté que la cotation peut retenir (CCH art. R441-2-10 11°)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from demandes.domain.candidature import Candidature, StatutCandidature
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Reponse

REFUS = (StatutCandidature.REFUSEE, StatutCandidature.SANS_REPONSE)


def refus_injustifies(candidatures: Iterable[Candidature], *, baremes: Baremes) -> list[date]:
    """Dates des refus sans motif légitime d'un logement que la commission a jugé adapté. Le silence vaut refus.

    Seules comptent les offres de ce bailleur : celles des autres ne sont pas connues ici.
    """
    return sorted(
        c.repondue_le
        for c in candidatures
        if c.statut in REFUS
        and c.repondue_le is not None
        and _adapte(c)
        and c.motif not in baremes.au("refus_legitimes", c.repondue_le).valeur
    )


def _adapte(candidature: Candidature) -> bool:
    return any(e.regle == "adequation" and e.resultat == Reponse.OUI.value for e in candidature.explications)
