"""Zones, plafonds de ressources et éligibilité (CCH art. R441-1 ; arrêté du 29/07/1987)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from demandes.domain.codes import SituationFamiliale, exiger_code_insee
from demandes.domain.foyer import Personne
from demandes.domain.menage import Categorie, Ressources, categorie, ressources_retenues
from demandes.domain.verdicts import verdict
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication, Verdict
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide, RegleViolee

FINANCEMENTS = ("PLAI", "PLUS", "PLS")
REGLE_PLAFOND = "plafond_ressources"


class ZonePlafond(Enum):
    PARIS_LIMITROPHES = "PARIS_LIMITROPHES"
    ILE_DE_FRANCE = "ILE_DE_FRANCE"
    AUTRES_REGIONS = "AUTRES_REGIONS"


@dataclass(frozen=True, kw_only=True)
class Plafond:
    financement: str
    montant: Montant
    explication: Explication


@dataclass(frozen=True, kw_only=True)
class PlafondCompare:
    """Un plafond, et le verdict du ménage face à lui."""

    plafond: Plafond
    eligible: Verdict


@dataclass(frozen=True, kw_only=True)
class Eligibilite:
    categorie: Categorie
    ressources: Ressources
    plafonds: Sequence[PlafondCompare]

    @property
    def explications(self) -> list[Explication]:
        return [self.categorie.explication, self.ressources.explication]


def zone_plafond(code_insee: str, *, au: date, baremes: Baremes) -> ZonePlafond:
    """Zone d'une commune (ou d'un arrondissement de Paris). Lève RegleViolee (PARAMETRE_INCONNU) outre-mer.

    L'outre-mer a ses propres plafonds, que ces barèmes ne portent pas : ceux des « autres régions » n'y valent pas.
    """
    exiger_code_insee(code_insee, champ="code_insee")
    if code_insee.startswith(("97", "98")):
        raise RegleViolee(
            "PARAMETRE_INCONNU",
            f"Aucun plafond de ressources connu pour l'outre-mer ({code_insee}).",
            champ="code_insee",
            parametre="plafonds",
            date=au,
        )
    commune = "75056" if code_insee.startswith("751") else code_insee
    if commune in baremes.au("communes_paris_limitrophes", au).valeur:
        return ZonePlafond.PARIS_LIMITROPHES
    if commune[:2] in baremes.au("departements_ile_de_france", au).valeur:
        return ZonePlafond.ILE_DE_FRANCE
    return ZonePlafond.AUTRES_REGIONS


def plafond(financement: str, menage: Categorie, *, code_insee: str, au: date, baremes: Baremes) -> Plafond:
    """Plafond annuel d'un financement. Lève RegleViolee (PARAMETRE_INCONNU) pour une année sans barème publié."""
    if financement not in FINANCEMENTS:
        raise DonneeInvalide("FINANCEMENT_INCONNU", f"Financement « {financement} » inconnu.", champ="financement")
    zone = zone_plafond(code_insee, au=au, baremes=baremes)
    bareme = baremes.au(f"plafonds_{financement.lower()}", au)
    *categories, supplement = bareme.valeur[zone.value]
    euros = categories[menage.numero - 1] + menage.personnes_supplementaires * supplement
    montant = Montant(euros * 100)
    return Plafond(
        financement=financement,
        montant=montant,
        explication=Explication(
            regle=REGLE_PLAFOND,
            article=bareme.source,
            date=au,
            entrees={
                "financement": financement,
                "categorie": str(menage.numero),
                "personnes_supplementaires": str(menage.personnes_supplementaires),
                "zone": zone.value,
                "code_insee": code_insee,
            },
            resultat=str(montant),
            certitude=bareme.certitude,
        ),
    )


def sous_plafond(limite: Plafond, ressources: Ressources) -> Verdict:
    """Les ressources retenues sont-elles au plus égales au plafond ? INCONNU si un revenu manque."""
    fond = limite.explication
    return verdict(
        REGLE_PLAFOND,
        None if ressources.montant is None else ressources.montant <= limite.montant,
        article=fond.article,
        au=fond.date,
        certitude=fond.certitude,
        manquants=ressources.manquants,
        **fond.entrees,
        plafond=limite.montant,
        ressources=ressources.montant,
        annee_ressources=ressources.annee,
    )


def eligibilite(
    personnes: Sequence[Personne],
    situation: SituationFamiliale,
    *,
    code_insee: str,
    au: date,
    baremes: Baremes,
) -> Eligibilite:
    """Catégorie, ressources retenues et verdict par financement, dans une commune et à une date."""
    menage = categorie(personnes, situation, au=au, baremes=baremes)
    ressources = ressources_retenues(personnes, au=au, baremes=baremes)
    limites = [plafond(f, menage, code_insee=code_insee, au=au, baremes=baremes) for f in FINANCEMENTS]
    return Eligibilite(
        categorie=menage,
        ressources=ressources,
        plafonds=tuple(PlafondCompare(plafond=p, eligible=sous_plafond(p, ressources)) for p in limites),
    )
