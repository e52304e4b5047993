"""Signalement de l'impayé à la CAF ou à la MSA (CCH L824-1 et R824-4) : échéance légale et alertes internes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication, Reponse, Verdict
from socle.domaine.periodes import ajouter_mois


class AlerteCaf(Enum):
    """Où l'on en est du délai ; les bornes internes sont des choix du bailleur, la dernière est la loi."""

    DANS_LES_TEMPS = "DANS_LES_TEMPS"
    OBJECTIF_DEPASSE = "OBJECTIF_DEPASSE"
    ROUGE = "ROUGE"
    HORS_DELAI = "HORS_DELAI"


@dataclass(frozen=True, kw_only=True)
class EcheanceCaf:
    """`avant_le` est le dernier jour utile ; None tant que l'impayé n'est pas constitué ou qu'on ne le sait pas."""

    verdict: Verdict
    avant_le: date | None = None


def echeance_signalement(*, constitue: Reponse, constitue_le: date | None, au: date, baremes: Baremes) -> EcheanceCaf:
    """Échéance légale, de quantième à quantième depuis la constitution : 31 décembre + 2 mois = 28 ou 29 février.

    Elle n'est pas prorogée si elle tombe un dimanche ou un jour férié : aucune source lue ne le permet.
    Un impayé constitué sous l'ancien régime dont le délai court encore à la bascule est marqué « incertain » (E.5).
    """
    if constitue is not Reponse.OUI or constitue_le is None:
        inconnu = constitue is not Reponse.NON
        return EcheanceCaf(verdict=_sans_echeance(au=au, inconnu=inconnu))
    delai = baremes.au("delai_signalement_caf", constitue_le)
    avant_le = ajouter_mois(constitue_le, delai.valeur)
    explication = delai.expliquer(
        regle="signalement_caf", au=constitue_le, resultat=f"à signaler avant le {avant_le}", constitue_le=constitue_le
    )
    if delai.jusqu_au is not None and avant_le > delai.jusqu_au:
        explication = replace(explication, certitude="incertain")
    return EcheanceCaf(verdict=Verdict(reponse=Reponse.OUI, explication=explication), avant_le=avant_le)


def alerte_signalement(*, constitue_le: date, au: date, baremes: Baremes) -> AlerteCaf:
    """Niveau d'alerte d'un impayé constitué et non signalé, au jour dit."""
    echeance = echeance_signalement(constitue=Reponse.OUI, constitue_le=constitue_le, au=au, baremes=baremes)
    if echeance.avant_le is not None and au > echeance.avant_le:
        return AlerteCaf.HORS_DELAI
    for nom, alerte in (("alerte_caf_rouge", AlerteCaf.ROUGE), ("alerte_caf_objectif", AlerteCaf.OBJECTIF_DEPASSE)):
        if au > constitue_le + timedelta(days=baremes.au(nom, constitue_le).valeur):
            return alerte
    return AlerteCaf.DANS_LES_TEMPS


def _sans_echeance(*, au: date, inconnu: bool) -> Verdict:
    reponse = Reponse.INCONNU if inconnu else Reponse.NON
    return Verdict(
        reponse=reponse,
        explication=Explication(
            regle="signalement_caf",
            article="CCH art. R824-4",
            date=au,
            entrees={"impaye_constitue": reponse.value},
            resultat=reponse.value,
        ),
        manquants=["constitue_le"] if inconnu else [],
    )
