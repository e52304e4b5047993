"""Le congé donné par le locataire : sa forme, son motif, et jusqu'à quand court le préavis (loi 89-462 art. 15 I)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication
from socle.domaine.periodes import ajouter_mois


class FormeConge(Enum):
    """Les trois formes qui valent congé ; le préavis part de la réception."""

    LRAR = "LRAR"
    ACTE_COMMISSAIRE_JUSTICE = "ACTE_COMMISSAIRE_JUSTICE"
    REMISE_EN_MAIN_PROPRE = "REMISE_EN_MAIN_PROPRE"


class MotifPreavis(Enum):
    """Ce qui fixe le préavis. Le code ne sort pas du bail : il peut dire la santé, des violences ou les ressources."""

    DROIT_COMMUN = "DROIT_COMMUN"
    ZONE_TENDUE = "ZONE_TENDUE"
    PREMIER_EMPLOI = "PREMIER_EMPLOI"
    MUTATION = "MUTATION"
    PERTE_EMPLOI = "PERTE_EMPLOI"
    NOUVEL_EMPLOI = "NOUVEL_EMPLOI"
    ETAT_DE_SANTE = "ETAT_DE_SANTE"
    RSA_OU_AAH = "RSA_OU_AAH"
    VIOLENCES = "VIOLENCES"
    LOGEMENT_MEME_BAILLEUR = "LOGEMENT_MEME_BAILLEUR"
    LOGEMENT_AUTRE_BAILLEUR_SOCIAL = "LOGEMENT_AUTRE_BAILLEUR_SOCIAL"


_BAREMES = {
    MotifPreavis.DROIT_COMMUN: "preavis_droit_commun",
    MotifPreavis.VIOLENCES: "preavis_violences",
    MotifPreavis.LOGEMENT_MEME_BAILLEUR: "preavis_meme_bailleur",
    MotifPreavis.LOGEMENT_AUTRE_BAILLEUR_SOCIAL: "preavis_autre_bailleur_social",
}
"""Tout autre motif relève de `preavis_reduit`."""


@dataclass(frozen=True, kw_only=True)
class Conge:
    """Congé reçu. `fin_le` : dernier jour du préavis, jusqu'auquel le loyer est dû."""

    recu_le: date
    forme: FormeConge
    motif: MotifPreavis
    preavis_mois: int
    fin_le: date


def recevoir_conge(
    *, recu_le: date, forme: FormeConge, motif: MotifPreavis, justifie: bool, baremes: Baremes
) -> tuple[Conge, Explication]:
    """Le congé et ce qui fixe son préavis, de quantième à quantième ; non justifié, le motif réduit ne compte pas.

    Lève RegleViolee (PARAMETRE_INCONNU) si aucun préavis n'est connu à cette date. L'explication tait le motif.
    """
    retenu = motif if justifie else MotifPreavis.DROIT_COMMUN
    mois = baremes.au(_BAREMES.get(retenu, "preavis_reduit"), recu_le)
    fin_le = ajouter_mois(recu_le, mois.valeur)
    conge = Conge(recu_le=recu_le, forme=forme, motif=retenu, preavis_mois=mois.valeur, fin_le=fin_le)
    reduit = retenu is not MotifPreavis.DROIT_COMMUN
    # La certitude propre à chaque motif d'un mois le désignerait : on dit la moindre des leurs pour tous.
    certitude = "memoire" if reduit and mois.certitude == "verifie" else mois.certitude
    return conge, Explication(
        regle="preavis_du_conge",
        article="loi 89-462, art. 15 I ; CCH art. L353-15 II" if reduit else mois.source,
        date=recu_le,
        entrees={
            "recu_le": recu_le.isoformat(),
            "preavis": f"{mois.valeur} mois",
            "reduit": "oui" if reduit else "non",
        },
        resultat=fin_le.isoformat(),
        certitude=certitude,
    )
