"""Qualifier : la catégorie propose, l'agent dispose et motive ses écarts (spécification A.2 et A.3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from proximite.domain.codes import texte_borne
from proximite.domain.imputation import Constats, imputer
from proximite.domain.taxonomie import Categorie, Imputation, NiveauUrgence
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication
from socle.domaine.refus import RegleViolee

MOTIF_MAXIMAL = 2000


@dataclass(frozen=True, kw_only=True)
class Qualification:
    """Décision de l'agent ; None garde l'urgence présente, et l'imputation présente si aucun constat n'en propose une autre."""

    urgence: NiveauUrgence | None = None
    imputation: Imputation | None = None
    motif: str = ""
    constats: Constats = field(default_factory=Constats)


@dataclass(frozen=True, kw_only=True)
class Retenue:
    """Ce qui est retenu, et pourquoi : la proposition, puis les écarts décidés par l'agent."""

    urgence: NiveauUrgence
    imputation: Imputation
    explications: tuple[Explication, ...]


def urgence_attendue(
    categorie: Categorie, *, prioritaire: bool, au: date, baremes: Baremes
) -> tuple[NiveauUrgence, list[Explication]]:
    """Urgence de la catégorie, surclassée pour un ménage prioritaire ; `au` est le jour de l'ouverture."""
    if not prioritaire:
        return categorie.urgence, []
    surclassement = baremes.au("surclassement_prioritaire", au)
    urgence = categorie.urgence.surclasse(surclassement.valeur)
    raison = surclassement.expliquer(
        regle="surclassement", au=au, resultat=urgence.value, urgence_de_la_categorie=categorie.urgence.value
    )
    return urgence, [raison]


def retenir(
    decision: Qualification,
    *,
    categorie: Categorie,
    attendue: NiveauUrgence,
    urgence_presente: NiveauUrgence,
    imputation_presente: Imputation,
    pilote: bool,
    au: date,
) -> Retenue:
    """Confronte la décision à ce que la catégorie (urgence `attendue`) et les constats proposent.

    Lève RegleViolee (MOTIF_OBLIGATOIRE, RETROGRADATION_RESERVEE) ou DonneeInvalide (CHAMP_TROP_LONG, champ `motif`).
    """
    proposee, raison = imputer(categorie, decision.constats, au=au)
    urgence = decision.urgence or urgence_presente
    imputation = decision.imputation or (proposee if decision.constats.connus else imputation_presente)
    motif = texte_borne(decision.motif, champ="motif", maximum=MOTIF_MAXIMAL)
    decide = {"urgence": decision.urgence or attendue, "imputation": decision.imputation or proposee}
    propose = {"urgence": attendue, "imputation": proposee}
    ecarts = [nom for nom in decide if decide[nom] is not propose[nom]]
    retrograde = urgence.rang > urgence_presente.rang
    if (ecarts or retrograde) and not motif:
        raise RegleViolee(
            "MOTIF_OBLIGATOIRE",
            f"S'écarter de la proposition ou rétrograder ({', '.join(ecarts) or 'urgence'}) demande un motif.",
            champ="motif",
        )
    if retrograde and not pilote:
        raise RegleViolee(
            "RETROGRADATION_RESERVEE",
            f"Passer de {urgence_presente.value} à {urgence.value} est réservé au pilote de la mission.",
            champ="urgence",
        )
    return Retenue(
        urgence=urgence,
        imputation=imputation,
        explications=(
            raison,
            *_ecart("urgence", propose=attendue.value, retenu=urgence.value, au=au),
            *_ecart("imputation", propose=proposee.value, retenu=imputation.value, au=au),
        ),
    )


def _ecart(nom: str, *, propose: str, retenu: str, au: date) -> list[Explication]:
    if propose == retenu:
        return []
    return [
        Explication(
            regle=f"{nom}_decidee",
            article="décision motivée de l'agent",
            date=au,
            entrees={"proposee": propose},
            resultat=retenu,
            certitude="parametre",
        )
    ]
