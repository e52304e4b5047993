"""La catégorie du ménage et les ressources retenues (arrêté du 29/07/1987 ; CCH art. R441-1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from demandes.domain.codes import Lien, SituationFamiliale
from demandes.domain.foyer import Personne
from demandes.domain.verdicts import en_clair, moins_sure
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication
from socle.domaine.montant import Montant, somme
from socle.domaine.periodes import age_au


@dataclass(frozen=True, kw_only=True)
class Categorie:
    """Catégorie de 1 à 6, et nombre de personnes au-delà de six."""

    numero: int
    personnes_supplementaires: int
    explication: Explication


@dataclass(frozen=True, kw_only=True)
class Ressources:
    """Ressources annuelles retenues ; `montant` et `annee` None si une donnée manque (elle est nommée)."""

    montant: Montant | None
    annee: int | None
    explication: Explication
    manquants: Sequence[str] = ()


def categorie(personnes: Sequence[Personne], situation: SituationFamiliale, *, au: date, baremes: Baremes) -> Categorie:
    """Catégorie de ménage au jour dit. Isolement avec personne à charge et handicap ne se cumulent pas."""
    plafond_age = baremes.au("somme_ages_jeune_menage", au)
    maximum = baremes.au("categorie_maximale", au)
    nombre = len(personnes)
    isole = _isole_avec_charge(personnes)
    handicap = any(p.handicap for p in personnes)
    somme_ages = sum(age_au(p.date_naissance, au) for p in personnes)
    jeune = _couple_sans_charge(personnes, situation) and somme_ages <= plafond_age.valeur
    rang = nombre + (1 if isole or handicap else 0)
    if jeune:
        rang = max(rang, 3)
    numero = min(rang, maximum.valeur)
    supplementaires = max(0, nombre - maximum.valeur)
    return Categorie(
        numero=numero,
        personnes_supplementaires=supplementaires,
        explication=Explication(
            regle="categorie_de_menage",
            article=maximum.source,
            date=au,
            entrees={
                "nombre_personnes": str(nombre),
                # Une seule entrée : le handicap (classe C5) ne se lit pas dans l'explication d'un plafond (classe C2).
                "personne_seule_avec_charge_ou_handicap": en_clair(isole or handicap),
                "jeune_menage": en_clair(jeune),
                "somme_ages_maximale": f"{plafond_age.valeur} {plafond_age.unite}",
            },
            resultat=f"catégorie {numero}" + (f" + {supplementaires} personne(s)" if supplementaires else ""),
            certitude=moins_sure([plafond_age.certitude, maximum.certitude]),
        ),
    )


def _isole_avec_charge(personnes: Sequence[Personne]) -> bool:
    return sum(not p.a_charge for p in personnes) == 1 and len(personnes) > 1


def _couple_sans_charge(personnes: Sequence[Personne], situation: SituationFamiliale) -> bool:
    liens = {p.lien for p in personnes}
    sans_charge = not any(p.a_charge for p in personnes)
    return situation.en_couple and len(personnes) == 2 and liens == {Lien.DEMANDEUR, Lien.CODEMANDEUR} and sans_charge


def ressources_retenues(personnes: Sequence[Personne], *, au: date, baremes: Baremes) -> Ressources:
    """Somme des revenus fiscaux de N-2, ou de N-1 s'ils ont baissé d'au moins un dixième ; N est l'année de `au`.

    Le revenu N-2 de chaque personne qui n'est pas à charge doit être connu, sinon le montant est None. Un revenu N-1
    absent laisse N-2 : la baisse se prouve.
    """
    seuil = baremes.au("baisse_de_ressources", au)
    reference, manquants = _total(personnes, annee=au.year - 2)
    recente, absents = _total(personnes, annee=au.year - 1)
    if manquants:
        montant, annee = None, None
    elif not absents and reference and recente.centimes <= Fraction(seuil.valeur) * reference.centimes:
        montant, annee = recente, au.year - 1
    else:
        montant, annee = reference, au.year - 2
    entrees: dict[str, object] = {
        f"revenus_{au.year - 2}": "inconnu" if manquants else reference,
        f"revenus_{au.year - 1}": "inconnu" if absents else recente,
    }
    resultat = "INCONNU" if montant is None else f"{montant} (revenus {annee})"
    return Ressources(
        montant=montant,
        annee=annee,
        explication=seuil.expliquer(regle="ressources_retenues", au=au, resultat=resultat, **entrees),
        manquants=tuple(manquants),
    )


def _total(personnes: Sequence[Personne], *, annee: int) -> tuple[Montant, list[str]]:
    """Total connu de l'année, et les revenus qui manquent (une personne à charge est sur l'avis d'une autre)."""
    revenus = [p.revenu(annee) for p in personnes]
    manquants = [
        f"personnes[{rang}].revenus_fiscaux[{annee}]"
        for rang, (personne, revenu) in enumerate(zip(personnes, revenus, strict=True))
        if revenu is None and not personne.a_charge
    ]
    return somme(r for r in revenus if r is not None), manquants
