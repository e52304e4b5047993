"""D'un volume à des kilowattheures : le coefficient du gaz vient de la facture, jamais du code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from quittancement.domain.energie.climat import decimal
from quittancement.domain.energie.compteur import Fluide
from quittancement.domain.energie.reglages import fraction
from quittancement.domain.energie.site import SiteEnergie
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication
from socle.domaine.refus import RegleViolee


@dataclass(frozen=True, kw_only=True)
class Conversion:
    """Une énergie en millièmes de kWh (Wh) ; None si le coefficient manque. `code` : PCS, PCI, FINALE, PRIMAIRE."""

    code: str
    quantite: Fraction | None
    explication: Explication


def convertir(
    quantite: Fraction, *, fluide: Fluide, site: SiteEnergie | None, au: date, baremes: Baremes
) -> list[Conversion]:
    """Énergies d'une quantité (millièmes) mesurée jusqu'au `au` ; vide pour l'eau et les répartiteurs."""
    if fluide is Fluide.GAZ:
        return _gaz(quantite, site=site, au=au, baremes=baremes)
    if fluide is Fluide.ELEC:
        return [_finale(quantite, au), _primaire(quantite, au, baremes)]
    return [_finale(quantite, au)] if fluide is Fluide.CHALEUR else []


def _gaz(quantite: Fraction, *, site: SiteEnergie | None, au: date, baremes: Baremes) -> list[Conversion]:
    """PCS = m³ × coefficient en vigueur à la fin de la période ; PCI = PCS / rapport des pouvoirs calorifiques."""
    coefficient = site.coefficient_gaz(au) if site else None
    pcs = None if coefficient is None else quantite * coefficient.valeur
    rapport = baremes.au("gaz_pcs_sur_pci", au)
    pci = None if pcs is None else pcs / fraction(baremes, "gaz_pcs_sur_pci", au)
    brut = Explication(
        regle="gaz_m3_en_kwh_pcs",
        article=coefficient.source if coefficient else "coefficient de la facture ou de la commune",
        date=au,
        entrees={
            "volume_m3": decimal(quantite / 1000, 3),
            "coefficient": decimal(coefficient.valeur, 4) if coefficient else "inconnu",
        },
        resultat=_lisible(pcs),
        certitude="calcule" if coefficient else "incertain",
    )
    net = rapport.expliquer(regle="gaz_pcs_en_pci", au=au, resultat=_lisible(pci), pcs=_lisible(pcs))
    return [
        Conversion(code="PCS", quantite=pcs, explication=brut),
        Conversion(code="PCI", quantite=pci, explication=net),
    ]


def _finale(quantite: Fraction, au: date) -> Conversion:
    explication = Explication(
        regle="energie_finale", article="mesure du compteur", date=au, resultat=_lisible(quantite), certitude="verifie"
    )
    return Conversion(code="FINALE", quantite=quantite, explication=explication)


def _primaire(quantite: Fraction, au: date, baremes: Baremes) -> Conversion:
    """Inconnue aux dates que le barème ne couvre pas."""
    try:
        facteur = baremes.au("energie_primaire_electricite", au)
    except RegleViolee as refus:
        inconnue = Explication(
            regle="energie_primaire", article=refus.message, date=au, resultat="inconnu", certitude="incertain"
        )
        return Conversion(code="PRIMAIRE", quantite=None, explication=inconnue)
    valeur = quantite * Fraction(facteur.valeur)
    explication = facteur.expliquer(
        regle="energie_primaire", au=au, resultat=_lisible(valeur), finale=_lisible(quantite)
    )
    return Conversion(code="PRIMAIRE", quantite=valeur, explication=explication)


def _lisible(quantite: Fraction | None) -> str:
    return "inconnu" if quantite is None else f"{decimal(quantite / 1000)} kWh"
