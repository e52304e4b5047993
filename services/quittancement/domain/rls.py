"""Contrôle de la réduction de loyer de solidarité transmise par la CAF (CCH art. L442-2-1)."""

from __future__ import annotations

from datetime import date

from quittancement.domain.bail import DroitApl, Foyer
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication, Reponse, Verdict
from socle.domaine.montant import Montant
from socle.domaine.refus import RegleViolee

ARTICLE = "CCH art. L442-2-1"


def plafond_rls(*, zone: str, foyer: Foyer, au: date, baremes: Baremes) -> Montant:
    """Montant du barème pour la zone et la composition. Lève RegleViolee (PARAMETRE_INCONNU) hors des dates connues."""
    montants = baremes.au("rls_montants", au).valeur
    colonne = baremes.au("rls_zones", au).valeur[zone]
    if foyer.personnes_a_charge == 0:
        return Montant.euros(montants["COUPLE" if foyer.couple else "ISOLE"][colonne])
    premiere = Montant.euros(montants["UNE_PERSONNE_A_CHARGE"][colonne])
    suivante = Montant.euros(montants["PAR_PERSONNE_SUPPLEMENTAIRE"][colonne])
    return Montant(premiere.centimes + suivante.centimes * (foyer.personnes_a_charge - 1))


def controler_rls(droit: DroitApl, *, zone: str, au: date, baremes: Baremes) -> Verdict:
    """La RLS transmise tient-elle dans le barème, pour la zone du bail et le foyer que la CAF a retenu ?

    INCONNU si la composition, la zone ou le barème de la date manque, ou si la CAF a retenu une autre zone que le bail.
    """
    cle = (controler_rls, droit.rls, droit.foyer, droit.zone, zone, au)
    return baremes.memoriser(cle, lambda: _controler(droit, zone=zone, au=au, baremes=baremes))


def _controler(droit: DroitApl, *, zone: str, au: date, baremes: Baremes) -> Verdict:
    manquants = [] if droit.foyer is not None else ["foyer"]
    source, certitude = ARTICLE, "verifie"
    plafond: Montant | None = None
    try:
        source = baremes.au("rls_montants", au).source
        zones = baremes.au("rls_zones", au)
        certitude = zones.certitude if zone == "1bis" else certitude
        if zone not in zones.valeur or (droit.zone and zones.valeur.get(droit.zone) != zones.valeur[zone]):
            manquants.append("zone")
        elif droit.foyer is not None:
            plafond = plafond_rls(zone=zone, foyer=droit.foyer, au=au, baremes=baremes)
    except RegleViolee:
        manquants.append("rls_montants")
    reponse = Reponse.INCONNU if plafond is None else Reponse.OUI if droit.rls <= plafond else Reponse.NON
    explication = Explication(
        regle="rls_dans_le_bareme",
        article=source,
        date=au,
        entrees={
            "rls": str(droit.rls),
            "zone": zone,
            "zone_transmise": droit.zone or "aucune",
            "foyer": _decrire(droit.foyer),
            "plafond": "inconnu" if plafond is None else str(plafond),
        },
        resultat=reponse.value,
        certitude=certitude,
    )
    return Verdict(reponse=reponse, explication=explication, manquants=manquants)


def _decrire(foyer: Foyer | None) -> str:
    if foyer is None:
        return "inconnu"
    return f"{'couple' if foyer.couple else 'personne seule'}, {foyer.personnes_a_charge} à charge"
