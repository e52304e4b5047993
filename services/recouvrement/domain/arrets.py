"""Ce qui suspend les relances, les termes qui restent relançables, et les conditions que les étapes peuvent poser."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.etapes import Condition
from recouvrement.domain.impaye import TermeImpaye
from recouvrement.domain.orientation import StatutAccompagnement
from recouvrement.domain.qualification import Segment
from socle.domaine.baremes import BaremeMalForme, Baremes, ValeurDatee
from socle.domaine.explication import Explication, Reponse
from socle.domaine.montant import Montant, somme
from socle.domaine.periodes import Mois, ajouter_mois


class Arret(Enum):
    """Motifs d'arrêt. Aucun ne dit la santé ou la vie privée : SUSPENSION_DEMANDEE est le code neutre pour tout cela."""

    SOLDE_NUL = "SOLDE_NUL"
    FSL_EN_INSTRUCTION = "FSL_EN_INSTRUCTION"
    ACCOMPAGNEMENT_EN_COURS = "ACCOMPAGNEMENT_EN_COURS"
    PLAN_RESPECTE = "PLAN_RESPECTE"
    SURENDETTEMENT_RECEVABLE = "SURENDETTEMENT_RECEVABLE"
    DECES = "DECES"
    CONTESTATION_OUVERTE = "CONTESTATION_OUVERTE"
    SUSPENSION_DEMANDEE = "SUSPENSION_DEMANDEE"


class Portee(Enum):
    """Jusqu'où va l'arrêt : une dette entière, ou ce qui était déjà né quand il a pris effet."""

    TOUTE_LA_DETTE = "TOUTE_LA_DETTE"
    ARRIERE_ANTERIEUR = "ARRIERE_ANTERIEUR"


@dataclass(frozen=True, kw_only=True)
class ArretEnCours:
    """Arrêt qui vaut au jour jugé. Constaté par le dossier lui-même, il n'a ni date d'effet ni situation signalée."""

    arret: Arret
    portee: Portee = Portee.TOUTE_LA_DETTE
    depuis_le: date | None = None
    fin_le: date | None = None
    situation_id: UUID | None = None

    def gele(self, terme: TermeImpaye) -> bool:
        """Vrai si le terme est né avant l'effet, même pour partie : dans le doute, on ne le réclame pas."""
        if self.portee is Portee.TOUTE_LA_DETTE:
            return True
        return self.depuis_le is not None and Mois.lire(terme.mois).premier_jour < self.depuis_le


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Ce que le dossier ne sait pas lui-même. None : on ne sait pas. `signales` : arrêts portés à notre connaissance."""

    segment: Segment | None = None
    contact_etabli: bool | None = None
    plan_en_cours: bool | None = None
    garant: bool | None = None
    signales: Sequence[ArretEnCours] = ()


@dataclass(frozen=True, kw_only=True)
class Assiette:
    """Ce que les relances peuvent réclamer : les termes dus que rien ne gèle, du plus ancien au plus récent."""

    termes: Sequence[TermeImpaye]
    geles: Sequence[TermeImpaye]
    dette: Montant

    @property
    def reference(self) -> TermeImpaye | None:
        """Le plus ancien terme relançable : sa limite de paiement est le jour J du scénario."""
        return next(iter(self.termes), None)


def assiette(dossier: DossierImpaye, arrets: Sequence[ArretEnCours]) -> Assiette:
    """Partage les termes dus entre relançables et gelés ; la dette relançable est la dette courante sans les gelés."""
    geles = [terme for terme in dossier.termes_dus if any(arret.gele(terme) for arret in arrets)]
    return Assiette(
        termes=[terme for terme in dossier.termes_dus if terme not in geles],
        geles=geles,
        dette=max(Montant.zero(), dossier.dette_courante - somme(terme.du for terme in geles)),
    )


def arrets_en_cours(dossier: DossierImpaye, situation: Situation, *, permis: AbstractSet[Arret]) -> list[ArretEnCours]:
    """Arrêts du scénario (`permis`) qui valent pour ce dossier, dans l'ordre de la liste."""
    constates = {
        Arret.SOLDE_NUL: not dossier.dette_courante,
        Arret.FSL_EN_INSTRUCTION: dossier.fsl_en_cours is not None,
        Arret.ACCOMPAGNEMENT_EN_COURS: dossier.accompagnement is StatutAccompagnement.EN_COURS,
    }
    tous = [ArretEnCours(arret=arret) for arret, vrai in constates.items() if vrai] + list(situation.signales)
    rang = list(Arret).index
    return sorted((en_cours for en_cours in tous if en_cours.arret in permis), key=lambda e: rang(e.arret))


def source_de(arret: Arret, *, au: date, baremes: Baremes) -> ValeurDatee:
    """Texte et portée de l'arrêt au jour où il prend effet. Lève RegleViolee (PARAMETRE_INCONNU) avant le texte."""
    return baremes.au(f"arret_{arret.value.lower()}", au)


def verifier_arrets(baremes: Baremes) -> None:
    """Contrôle la portée de chaque arrêt, à toutes ses dates. Lève BaremeMalForme en nommant l'arrêt et la date."""
    portees = {portee.value for portee in Portee}
    for arret in Arret:
        for valeur in baremes[f"arret_{arret.value.lower()}"].valeurs:
            if valeur.valeur not in portees:
                permis = ", ".join(sorted(portees))
                raise BaremeMalForme(
                    f"{valeur.nom} ({valeur.a_partir_de}), champ « valeur » : « {valeur.valeur} » hors de {permis}."
                )


def expliquer_arret(en_cours: ArretEnCours, *, au: date, baremes: Baremes) -> Explication:
    """Pourquoi les relances s'arrêtent : l'article, la portée et les dates.

    Un surendettement ne finit que par sa levée ; `a_verifier_le` dit quand sa durée maximale est atteinte.
    """
    jour = en_cours.depuis_le or au
    verifier_le = {}
    if en_cours.arret is Arret.SURENDETTEMENT_RECEVABLE and en_cours.depuis_le is not None:
        duree = baremes.au("surendettement_duree_maximale", jour)
        verifier_le = {"a_verifier_le": f"{ajouter_mois(jour, duree.valeur)} ({duree.certitude})"}
    return source_de(en_cours.arret, au=jour, baremes=baremes).expliquer(
        regle="arret_des_relances",
        au=jour,
        resultat=en_cours.arret.value,
        depuis_le=en_cours.depuis_le or "constaté par le dossier",
        fin_le=en_cours.fin_le or "jusqu'à sa levée",
        **verifier_le,
    )


def verifier(condition: Condition, termes: Sequence[TermeImpaye], situation: Situation) -> Reponse:
    """Réponse d'une condition sur les termes relançables ; INCONNU dès que sa donnée manque."""
    if condition is Condition.DEUX_TERMES_DUS:
        return _reponse(len(termes) >= 2)
    if condition is Condition.SEGMENT_OUBLI_OU_FRAGILE:
        segment = situation.segment
        return _reponse(None if segment is None else segment in (Segment.OUBLI, Segment.FRAGILE))
    if condition is Condition.SANS_CONTACT:
        return _reponse(_inverse(situation.contact_etabli))
    if condition is Condition.SANS_PLAN:
        return _reponse(_inverse(situation.plan_en_cours))
    return _reponse(situation.garant)


def _inverse(valeur: bool | None) -> bool | None:
    return None if valeur is None else not valeur


def _reponse(valeur: bool | None) -> Reponse:
    return Reponse.INCONNU if valeur is None else Reponse.OUI if valeur else Reponse.NON
