"""À qui revient la réparation (spécification A.2) : un moteur déterministe propose, l'agent décide et motive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from proximite.domain.taxonomie import Categorie, Imputation, Lieu
from socle.domaine.explication import Explication


@dataclass(frozen=True, kw_only=True)
class Constats:
    """Ce que la visite a établi ; None signifie « pas encore su » et ne fait jamais conclure."""

    vetuste: bool | None = None
    """Vétusté, malfaçon, vice de construction, cas fortuit ou force majeure."""
    couvert_par_contrat: bool | None = None
    degradation: bool | None = None
    """Dégradation par l'occupant, un tiers identifié ou, en partie commune, vandalisme."""

    @property
    def connus(self) -> bool:
        """Vrai si la visite a établi au moins un point."""
        return any(valeur is not None for valeur in vars(self).values())


def imputer(categorie: Categorie, constats: Constats, *, au: date) -> tuple[Imputation, Explication]:
    """Imputation proposée, dans l'ordre des règles : vétusté, contrat, dégradation, puis celle de la catégorie."""
    imputation, regle, article = _conclure(categorie, constats)
    return imputation, Explication(
        regle=regle,
        article=article,
        date=au,
        entrees={
            "categorie": categorie.code,
            "imputation_de_la_categorie": categorie.imputation.value,
            **{nom: _dit(valeur) for nom, valeur in vars(constats).items()},
        },
        resultat="MIX : visite de qualification à faire" if imputation is Imputation.MIX else imputation.value,
        certitude="memoire",
    )


def _conclure(categorie: Categorie, constats: Constats) -> tuple[Imputation, str, str]:
    if constats.vetuste:
        return Imputation.PROP, "imputation_vetuste", "loi 89-462, art. 7 d ; décret 2016-382"
    if constats.couvert_par_contrat:
        return Imputation.CTR, "imputation_contrat", "contrat d'entretien ; décret 82-955"
    if constats.degradation and categorie.lieu is not Lieu.LOG:
        return Imputation.PROP, "imputation_vandalisme_commun", "décret 82-955 (dépense non récupérable)"
    if constats.degradation:
        return Imputation.LOC, "imputation_degradation", "loi 89-462, art. 7 c"
    return categorie.imputation, "imputation_par_categorie", _fondement(categorie)


def _fondement(categorie: Categorie) -> str:
    if categorie.imputation is Imputation.LOC:
        return f"décret 87-712, annexe, rubrique {categorie.reference}"
    return f"taxonomie des réclamations ({categorie.reference or categorie.code})"


def _dit(valeur: bool | None) -> str:
    return "inconnu" if valeur is None else "oui" if valeur else "non"
