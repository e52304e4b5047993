"""Signalement de l'impayé à la CAF ou à la MSA (CCH L824-1 et R824-4) : échéance légale, alertes internes, acte.

Deux régimes, datés par la constitution de l'impayé : décrets 2016-748 et 2019-772 jusqu'au 31/12/2026, décret 2026-84
ensuite. Le quittancement dit si l'impayé est constitué, et sous quel régime ; ici l'on signale, dans le délai.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication, Reponse, Verdict
from socle.domaine.periodes import ajouter_mois
from socle.domaine.refus import DejaExistant, DonneeInvalide, RegleViolee


class AlerteCaf(Enum):
    """Où l'on en est du délai ; les bornes internes sont des choix du bailleur, la dernière est la loi."""

    DANS_LES_TEMPS = "DANS_LES_TEMPS"
    OBJECTIF_DEPASSE = "OBJECTIF_DEPASSE"
    ROUGE = "ROUGE"
    HORS_DELAI = "HORS_DELAI"
    SIGNALE = "SIGNALE"
    SANS_OBJET = "SANS_OBJET"
    INCONNUE = "INCONNUE"


class OrganismePayeur(Enum):
    CAF = "CAF"
    MSA = "MSA"


@dataclass(frozen=True, kw_only=True)
class SignalementCaf:
    """Signalement fait ; ouvert jusqu'à l'apurement total (`clos_le`). `par` : identifiant d'agent."""

    organisme: OrganismePayeur
    signale_le: date
    constitue_le: date
    avant_le: date | None
    par: str
    piece: str
    explication: Explication
    clos_le: date | None = None

    @property
    def hors_delai(self) -> bool:
        return self.avant_le is not None and self.signale_le > self.avant_le


@dataclass(frozen=True, kw_only=True)
class EcheanceCaf:
    """`avant_le` est le dernier jour utile ; None tant que l'impayé n'est pas constitué ou qu'on ne le sait pas."""

    verdict: Verdict
    avant_le: date | None = None


def echeance_signalement(*, constitue: Reponse, constitue_le: date | None, au: date, baremes: Baremes) -> EcheanceCaf:
    """Échéance légale, de quantième à quantième depuis la constitution : 31 décembre + 2 mois = 28 ou 29 février.

    Elle n'est pas prorogée si elle tombe un dimanche ou un jour férié : aucune source lue ne le permet.
    Un impayé constitué sous l'ancien régime dont le délai court encore à la bascule est marqué « incertain » (E.5).
    Avant le plus ancien texte connu, l'échéance est INCONNUE : le délai ne s'invente pas.
    """
    if constitue is not Reponse.OUI or constitue_le is None:
        inconnu = constitue is not Reponse.NON
        return EcheanceCaf(verdict=_sans_echeance(au=au, manquants=["constitue_le"] if inconnu else []))
    try:
        delai = baremes.au("delai_signalement_caf", constitue_le)
    except RegleViolee:
        return EcheanceCaf(verdict=_sans_echeance(au=constitue_le, manquants=["delai_signalement_caf"]))
    avant_le = ajouter_mois(constitue_le, delai.valeur)
    explication = delai.expliquer(
        regle="signalement_caf", au=constitue_le, resultat=f"à signaler avant le {avant_le}", constitue_le=constitue_le
    )
    if delai.jusqu_au is not None and avant_le > delai.jusqu_au:
        explication = replace(explication, certitude="incertain")
    return EcheanceCaf(verdict=Verdict(reponse=Reponse.OUI, explication=explication), avant_le=avant_le)


def alerte_signalement(
    *, constitue: Reponse, constitue_le: date | None, signale: bool, au: date, baremes: Baremes
) -> AlerteCaf:
    """Où en est le signalement au jour dit : fait, sans objet, ou la part du délai déjà consommée."""
    if signale:
        return AlerteCaf.SIGNALE
    if constitue is Reponse.NON:
        return AlerteCaf.SANS_OBJET
    echeance = echeance_signalement(constitue=constitue, constitue_le=constitue_le, au=au, baremes=baremes)
    if echeance.avant_le is None or constitue_le is None:
        return AlerteCaf.INCONNUE
    if au > echeance.avant_le:
        return AlerteCaf.HORS_DELAI
    for nom, alerte in (("alerte_caf_rouge", AlerteCaf.ROUGE), ("alerte_caf_objectif", AlerteCaf.OBJECTIF_DEPASSE)):
        if au > constitue_le + timedelta(days=baremes.au(nom, constitue_le).valeur):
            return alerte
    return AlerteCaf.DANS_LES_TEMPS


def signaler(
    *,
    constitue: Reponse,
    constitue_le: date | None,
    deja: Sequence[SignalementCaf],
    organisme: OrganismePayeur,
    le: date,
    par: str,
    piece: str,
    baremes: Baremes,
) -> SignalementCaf:
    """Signalement d'un impayé constitué ; hors délai, il se fait quand même, et le dit.

    Lève DejaExistant (SIGNALEMENT_OUVERT), RegleViolee (IMPAYE_NON_CONSTITUE, CONSTITUTION_INCONNUE), ou
    DonneeInvalide (DATE_INCOHERENTE, PIECE_MANQUANTE).
    """
    if any(s.clos_le is None for s in deja):
        raise DejaExistant("SIGNALEMENT_OUVERT", "Cet impayé est déjà signalé.", champ="dossier_id")
    if constitue is Reponse.NON:
        raise RegleViolee("IMPAYE_NON_CONSTITUE", "L'impayé n'est pas constitué (CCH R824-1).", champ="dossier_id")
    if constitue is Reponse.INCONNU or constitue_le is None:
        raise RegleViolee(
            "CONSTITUTION_INCONNUE", "On ne sait pas si l'impayé est constitué (CCH R824-1).", champ="dossier_id"
        )
    if le < constitue_le:
        raise DonneeInvalide("DATE_INCOHERENTE", "Le signalement précède la constitution.", champ="signale_le")
    if not piece.strip():
        raise DonneeInvalide("PIECE_MANQUANTE", "Donnez la référence de l'accusé ou de l'envoi.", champ="piece")
    echeance = echeance_signalement(constitue=constitue, constitue_le=constitue_le, au=le, baremes=baremes)
    return SignalementCaf(
        organisme=organisme,
        signale_le=le,
        constitue_le=constitue_le,
        avant_le=echeance.avant_le,
        par=par,
        piece=piece.strip(),
        explication=echeance.verdict.explication,
    )


def clore_signalements(signalements: Sequence[SignalementCaf], *, le: date) -> list[SignalementCaf]:
    """L'apurement total clôt le signalement ouvert."""
    return [replace(s, clos_le=le) if s.clos_le is None else s for s in signalements]


def _sans_echeance(*, au: date, manquants: Sequence[str]) -> Verdict:
    reponse = Reponse.INCONNU if manquants else Reponse.NON
    return Verdict(
        reponse=reponse,
        explication=Explication(
            regle="signalement_caf",
            article="CCH art. R824-4",
            date=au,
            entrees=dict.fromkeys(manquants, "inconnu") or {"impaye_constitue": "NON"},
            resultat=reponse.value,
        ),
        manquants=manquants,
    )
