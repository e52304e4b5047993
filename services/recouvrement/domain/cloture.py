"""Quand clore un dossier : la dette est restée nulle pendant assez de termes après la régularisation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count

from recouvrement.domain.impaye import TermeImpaye
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication
from socle.domaine.montant import Montant
from socle.domaine.periodes import ajouter_mois
from socle.domaine.refus import RegleViolee


def cloture_possible_le(
    termes: Sequence[TermeImpaye], *, regularise_le: date, baremes: Baremes
) -> tuple[date, Explication]:
    """Premier jour où le dossier peut être clos, et pourquoi.

    Un terme compte quand sa limite de paiement suit la régularisation et que le délai de constat d'un impayé est
    écoulé : sans nouvel avis, il a été payé. Les limites se déduisent, au même quantième, de celles des termes connus
    (la plus tardive dans le mois, pour ne pas prendre un 28 février pour un 28).
    """
    nombre = baremes.au("termes_avant_cloture", regularise_le)
    constat = baremes.au("delai_constat_impaye", regularise_le)
    base = max((t.limite_paiement_le for t in termes), key=lambda jour: (jour.day, jour))
    decalage = (regularise_le.year - base.year) * 12 + regularise_le.month - base.month
    limites = (ajouter_mois(base, decalage + rang) for rang in count())
    suivantes = (limite for limite in limites if limite > regularise_le)
    derniere = [next(suivantes) for _ in range(nombre.valeur)][-1]
    possible = derniere + timedelta(days=constat.valeur + 1)
    return possible, nombre.expliquer(
        regle="cloture_du_dossier",
        au=regularise_le,
        resultat=f"clôture possible le {possible:%d/%m/%Y}",
        regularise_le=regularise_le,
        derniere_limite_paiement=derniere,
        delai_constat_impaye=f"{constat.valeur} {constat.unite}",
    )


def dette_restante(dette: Montant, termes_dus: Sequence[TermeImpaye]) -> RegleViolee:
    """Refus de clore un dossier qui doit encore : il dit combien, et sur quels mois."""
    mois = ", ".join(terme.mois for terme in termes_dus)
    detail = f" ({mois})" if mois else ""
    message = f"Le dossier reste ouvert : il reste {dette} à payer{detail}."
    return RegleViolee("DETTE_RESTANTE", message, champ="dossier_id", reste_du_centimes=dette.centimes)


def cloture_prematuree(regularise_le: date, explication: Explication) -> RegleViolee:
    """Refus de clore un dossier soldé depuis trop peu de termes : il dit à partir de quand."""
    return RegleViolee(
        "CLOTURE_PREMATUREE",
        f"Le dossier reste ouvert : la dette est soldée depuis le {regularise_le:%d/%m/%Y}, {explication.resultat}.",
        champ="au",
    )
