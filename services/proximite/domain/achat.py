"""Par quelle voie d'achat un bon de travaux peut passer (spécification D.4 ; code de la commande publique)."""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction

from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication, Reponse, Verdict
from socle.domaine.montant import Arrondi, Montant


class VoieAchat(Enum):
    """Contrat d'entretien déjà payé, accord-cadre à bons de commande (bordereau de prix), petit achat."""

    CONTRAT = "CONTRAT"
    BPU = "BPU"
    PETIT_ACHAT = "PETIT_ACHAT"


def juger_voie_achat(
    voie: VoieAchat, *, montant_ht: Montant, deja_engage_ht: Montant, au: date, baremes: Baremes
) -> Verdict:
    """La voie convient-elle à ce montant ? `deja_engage_ht` : total des autres petits achats de la même opération.

    Le seuil de dispense se compare au cumul, pour que le fractionnement ne l'évite pas. BPU répond INCONNU : le plafond
    de l'accord-cadre se vérifie au marché, que ce service ne tient pas.
    """
    if voie is VoieAchat.PETIT_ACHAT:
        return _juger_petit_achat(montant_ht=montant_ht, deja_engage_ht=deja_engage_ht, au=au, baremes=baremes)
    connu = voie is VoieAchat.CONTRAT
    return Verdict(
        reponse=Reponse.OUI if connu else Reponse.INCONNU,
        explication=Explication(
            regle="voie_achat",
            article="contrat d'entretien en cours"
            if connu
            else "code de la commande publique (maximum de l'accord-cadre, décret 2021-1111)",
            date=au,
            entrees={"voie_achat": voie.value, "montant_ht": str(montant_ht)},
            resultat="déjà payé par le contrat" if connu else "maximum de l'accord-cadre à vérifier au marché",
            certitude="verifie" if connu else "memoire",
        ),
        manquants=() if connu else ("reste_disponible_accord_cadre",),
    )


def _juger_petit_achat(*, montant_ht: Montant, deja_engage_ht: Montant, au: date, baremes: Baremes) -> Verdict:
    seuil = baremes.au("dispense_travaux_ht", au)
    plafond = Montant.euros(str(seuil.valeur))
    part = Fraction(baremes.au("alerte_cumul_petits_achats", au).valeur, 100)
    alerte = plafond.fois(part, arrondi=Arrondi.INFERIEUR)
    total = montant_ht + deja_engage_ht
    permis = total < plafond
    resultat = "sous le seuil de dispense" if permis else "consultation obligatoire"
    if permis and total >= alerte:
        resultat = f"sous le seuil de dispense, mais cumul au-dessus de l'alerte ({alerte})"
    return Verdict(
        reponse=Reponse.OUI if permis else Reponse.NON,
        explication=seuil.expliquer(
            regle="voie_achat",
            au=au,
            resultat=resultat,
            montant_ht=montant_ht,
            deja_engage_ht=deja_engage_ht,
            cumul_ht=total,
        ),
    )


def devis_attendus(voie: VoieAchat, *, montant_ht: Montant, au: date, baremes: Baremes) -> tuple[int, Explication]:
    """Nombre de devis que le bailleur veut voir avant un petit achat ; zéro sous contrat ou bordereau de prix."""
    plusieurs = baremes.au("nombre_de_devis", au)
    seuil = baremes.au("devis_multiples_des_ht", au)
    if voie is not VoieAchat.PETIT_ACHAT:
        nombre = 0
    else:
        nombre = plusieurs.valeur if montant_ht >= Montant.euros(str(seuil.valeur)) else 1
    return nombre, seuil.expliquer(
        regle="devis_attendus", au=au, resultat=f"{nombre} devis", montant_ht=montant_ht, voie_achat=voie.value
    )
