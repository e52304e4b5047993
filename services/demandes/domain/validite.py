"""Combien de temps une demande vaut, et quand on peut la radier (spécification A.4 et A.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from demandes.domain.codes import MotifRadiation
from demandes.domain.verdicts import verdict
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication, Verdict
from socle.domaine.periodes import ajouter_mois
from socle.domaine.refus import DonneeInvalide, RegleViolee


@dataclass(frozen=True, kw_only=True)
class Echeances:
    """Dates qui découlent de la dernière présentation (dépôt ou renouvellement) si rien ne vient ensuite."""

    valable_jusqu_au: date
    radiation_possible_le: date
    reactivable_jusqu_au: date
    explications: tuple[Explication, ...]


def echeances(presentee_le: date, *, baremes: Baremes) -> Echeances:
    """Fin de validité, première date de radiation pour non-renouvellement, dernière date de réactivation.

    Chacune se compte depuis la présentation : les quantièmes de fin de mois ne dérivent pas.
    """
    dates, explications = [], []
    for nom in ("validite_demande", "radiation_non_renouvellement", "reactivation_demande"):
        mois = baremes.au(nom, presentee_le)
        dates.append(ajouter_mois(presentee_le, mois.valeur))
        explications.append(
            mois.expliquer(regle=nom, au=presentee_le, resultat=dates[-1].isoformat(), presentee_le=presentee_le)
        )
    return Echeances(
        valable_jusqu_au=dates[0],
        radiation_possible_le=dates[1],
        reactivable_jusqu_au=dates[2],
        explications=tuple(explications),
    )


def reactivable(*, presentee_le: date, motif: MotifRadiation, au: date, baremes: Baremes) -> Verdict:
    """Une demande radiée peut-elle reprendre, ancienneté et numéro conservés ? Seulement faute de renouvellement."""
    limite = baremes.au("reactivation_demande", presentee_le)
    jusqu_au = ajouter_mois(presentee_le, limite.valeur)
    return verdict(
        "demande_reactivable",
        motif is MotifRadiation.NON_RENOUVELLEMENT and au <= jusqu_au,
        article=limite.source,
        au=au,
        certitude=limite.certitude,
        motif=motif.value,
        presentee_le=presentee_le,
        reactivable_jusqu_au=jusqu_au,
    )


def exiger_delai_de_radiation(
    motif: MotifRadiation, *, le: date, presentee_le: date, avis_le: date | None, baremes: Baremes
) -> None:
    """Lève RegleViolee si le motif exige un avis ou un délai qui n'a pas couru (CCH art. R441-2-8).

    Lève DonneeInvalide si l'avis précède la présentation : il ne pouvait pas viser cette demande-là.
    """
    if motif is MotifRadiation.NON_RENOUVELLEMENT:
        _exiger_atteinte(echeances(presentee_le, baremes=baremes).radiation_possible_le, le=le)
        return
    mois = baremes.au("avis_de_radiation", le).valeur.get(motif.value)
    if mois is None:
        return
    if avis_le is None:
        raise RegleViolee(
            "AVIS_DE_RADIATION_MANQUANT",
            f"Une radiation pour {motif.value} suit un avis recommandé dont la date doit être connue.",
            champ="avis_le",
        )
    if avis_le < presentee_le:
        raise DonneeInvalide(
            "AVIS_AVANT_PRESENTATION", "L'avis précède le dépôt ou le dernier renouvellement.", champ="avis_le"
        )
    _exiger_atteinte(ajouter_mois(avis_le, mois), le=le)


def _exiger_atteinte(possible_le: date, *, le: date) -> None:
    if le < possible_le:
        raise RegleViolee(
            "DELAI_DE_RADIATION_NON_ECOULE",
            f"La radiation n'est pas possible avant le {possible_le:%d/%m/%Y}.",
            champ="radiee_le",
            possible_le=possible_le,
        )
