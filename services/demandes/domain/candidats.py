"""Les candidats d'une offre : verdicts, présentables ou non, classés."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from demandes.domain.adequation import adequation, taux_effort
from demandes.domain.cotation import coter, situation_cotee
from demandes.domain.demande import Demande, StatutDemande
from demandes.domain.foyer import Personne
from demandes.domain.logement_offert import LogementOffert
from demandes.domain.menage import categorie, ressources_retenues
from demandes.domain.plafonds import REGLE_PLAFOND, plafond, sous_plafond
from demandes.domain.verdicts import verdict
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Verdict
from socle.domaine.montant import Montant
from socle.domaine.periodes import age_au
from socle.domaine.refus import RegleViolee


@dataclass(frozen=True, kw_only=True)
class Candidat:
    """Une demande face à un logement. `presentable` : chaque contrôle bloquant dit OUI."""

    demande_id: UUID
    numero_unique: str
    deposee_le: date
    prioritaire: bool
    points: int
    verdicts: Sequence[Verdict]
    presentable: bool


def vise(demande: Demande, logement: LogementOffert) -> bool:
    """La demande vit encore et souhaite cette commune et cette typologie (un souhait vide n'exclut rien)."""
    return (
        demande.statut is not StatutDemande.RADIEE
        and (not demande.communes or logement.code_insee in demande.communes)
        and (not demande.typologies or logement.typologie.upper() in demande.typologies)
    )


def sejour_regulier(personnes: Sequence[Personne], *, au: date, baremes: Baremes) -> Verdict:
    """Chaque majeur à loger est-il en séjour régulier (CCH art. R441-1) ? INCONNU si l'un ne l'a pas renseigné."""
    majorite = baremes.au("majorite", au)
    sejours = [
        (rang, p.sejour_regulier) for rang, p in enumerate(personnes) if age_au(p.date_naissance, au) >= majorite.valeur
    ]
    irreguliers = sum(sejour is False for _, sejour in sejours)
    manquants = [f"personnes[{rang}].sejour_regulier" for rang, sejour in sejours if sejour is None]
    return verdict(
        "sejour_regulier",
        False if irreguliers else None if manquants else True,
        article=majorite.source,
        au=au,
        certitude=majorite.certitude,
        manquants=manquants,
        majeurs=len(sejours),
        irreguliers=irreguliers,
        non_renseignes=len(manquants),
    )


def plafond_respecte(demande: Demande, logement: LogementOffert, *, au: date, baremes: Baremes) -> Verdict:
    """Verdict de ressources pour le financement du logement ; INCONNU si le barème de l'année n'est pas publié."""
    menage = categorie(demande.personnes, demande.situation_familiale, au=au, baremes=baremes)
    ressources = ressources_retenues(demande.personnes, au=au, baremes=baremes)
    try:
        limite = plafond(logement.financement, menage, code_insee=logement.code_insee, au=au, baremes=baremes)
    except RegleViolee as refus:
        if refus.code != "PARAMETRE_INCONNU":
            raise
        return verdict(
            REGLE_PLAFOND,
            None,
            article="CCH art. R441-1",
            au=au,
            manquants=[f"plafonds_{logement.financement.lower()} au {au:%d/%m/%Y}"],
            financement=logement.financement,
            code_insee=logement.code_insee,
            plafond=None,
        )
    return sous_plafond(limite, ressources)


def evaluer(
    demande: Demande,
    logement: LogementOffert,
    *,
    au: date,
    baremes: Baremes,
    aide_logement: Montant | None = None,
    refus_injustifies: Sequence[date] | None = None,
) -> Candidat:
    """Plafond, séjour, complétude, adéquation, taux d'effort, et points. Lève RegleViolee si la demande est radiée."""
    if demande.statut is StatutDemande.RADIEE:
        raise RegleViolee("DEMANDE_RADIEE", "Une demande radiée n'est plus candidate.", champ="demande_ids")
    verdicts = (
        plafond_respecte(demande, logement, au=au, baremes=baremes),
        sejour_regulier(demande.personnes, au=au, baremes=baremes),
        demande.completude(au=au, baremes=baremes),
        adequation(demande.personnes, logement, au=au, baremes=baremes),
        taux_effort(
            logement,
            ressources_mensuelles=demande.ressources_mensuelles,
            aide_logement=aide_logement,
            au=au,
            baremes=baremes,
        ),
    )
    situation = situation_cotee(demande, au=au, baremes=baremes, refus_injustifies=refus_injustifies)
    cotation = coter(situation, au=au, baremes=baremes)
    return Candidat(
        demande_id=demande.id,
        numero_unique=demande.numero_unique,
        deposee_le=demande.deposee_le,
        prioritaire=bool(demande.priorites),
        points=cotation.points,
        verdicts=verdicts,
        presentable=_presentable(verdicts, au=au, baremes=baremes),
    )


def _presentable(verdicts: Sequence[Verdict], *, au: date, baremes: Baremes) -> bool:
    """Chaque contrôle bloquant dit OUI ; un contrôle que personne ne calcule est refusé, jamais ignoré."""
    bloquants = set(baremes.au("controles_bloquants", au).valeur)
    inconnus = bloquants - {v.explication.regle for v in verdicts}
    if inconnus:
        raise RegleViolee("CONTROLE_INCONNU", f"Contrôles bloquants inconnus : {', '.join(sorted(inconnus))}.")
    return all(v.favorable for v in verdicts if v.explication.regle in bloquants)


def classer(candidats: Iterable[Candidat]) -> list[Candidat]:
    """Les plus cotés d'abord, puis les plus anciens, puis par identifiant : l'ordre ne dépend pas de l'entrée."""
    return sorted(candidats, key=lambda c: (-c.points, c.deposee_le, c.demande_id))


def retenir(candidats: Iterable[Candidat], *, nombre: int) -> list[Candidat]:
    """Au plus `nombre` candidats, classés ; s'il faut choisir, les présentables passent avant les autres."""
    classes = classer(candidats)
    return classer(sorted(classes, key=lambda c: not c.presentable)[:nombre])
