"""Le scénario de relance : une donnée datée, lue puis jouée par des fonctions pures.

Règle de rattrapage : si des jours ont été sautés, toutes les étapes manquées sont rendues, dans l'ordre du scénario,
dans la limite du nombre de contacts permis sur la fenêtre glissante ; le reste attend que la fenêtre se libère.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from recouvrement.domain.arrets import (
    Arret,
    ArretEnCours,
    Assiette,
    Portee,
    Situation,
    arrets_en_cours,
    assiette,
    verifier,
)
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.etapes import Etape, EtapeAJouer, EtapeEcartee
from recouvrement.domain.impaye import TermeImpaye
from recouvrement.domain.scenario_date import Scenario, lire_scenario
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication, Reponse


@dataclass(frozen=True, kw_only=True)
class Programme:
    """Ce qu'il faut jouer, ce qui est écarté et pourquoi, ce qui arrête tout ou partie, et ce qui reste relançable."""

    assiette: Assiette
    a_jouer: Sequence[EtapeAJouer] = ()
    ecartees: Sequence[EtapeEcartee] = ()
    arrets: Sequence[ArretEnCours] = ()


@dataclass(frozen=True, kw_only=True)
class ProchaineEtape:
    etape: str
    le: date


def scenario_de(dossier: DossierImpaye, *, baremes: Baremes, situation: Situation | None = None) -> Scenario | None:
    """Scénario en vigueur à la limite de paiement du plus ancien terme relançable ; None si plus rien n'est dû.

    Si tout est gelé, c'est le plus ancien terme dû qui le choisit : il n'y a rien à jouer, mais on sait dire pourquoi.
    """
    partiels = [a for a in (situation or Situation()).signales if a.portee is Portee.ARRIERE_ANTERIEUR]
    reference = assiette(dossier, partiels).reference or dossier.plus_ancien_terme_du
    if reference is None:
        return None
    return lire_scenario(baremes.au("scenario_relance", reference.limite_paiement_le))


def programme(
    dossier: DossierImpaye,
    *,
    au: date,
    scenario: Scenario,
    situation: Situation | None = None,
    heure: time | None = None,
) -> Programme:
    """Étapes dues au jour dit et non jouées pour le plus ancien terme relançable. Ne change rien au dossier.

    `situation` porte ce que le dossier ne sait pas ; une condition sans sa donnée écarte l'étape (CONDITION_INCONNUE).
    `heure` est celle de Paris ; sans elle, un samedi se tait tout entier.
    """
    situation = situation or Situation()
    arrets = arrets_en_cours(dossier, situation, permis=scenario.arrets)
    du = assiette(dossier, arrets)
    reference = du.reference
    if dossier.est_clos or reference is None:
        return Programme(assiette=du, arrets=arrets)
    a_jouer: list[EtapeAJouer] = []
    ecartees: list[EtapeEcartee] = []
    contacts = _contacts_recents(dossier, au=au, fenetre=scenario.fenetre)
    for etape in _etapes_dues(dossier, reference, au=au, scenario=scenario):
        motif, entrees = _empechement(etape, du, au, scenario, situation, heure, contacts)
        explication = _expliquer(du, etape, reference, scenario, resultat=motif or "A_JOUER", entrees=entrees)
        if motif:
            ecartees.append(EtapeEcartee(etape=etape, terme=reference.mois, motif=motif, explication=explication))
            continue
        contacts += etape.est_un_contact
        prevue_le = _prevue_le(etape, reference, scenario)
        a_jouer.append(
            EtapeAJouer(etape=etape, terme=reference.mois, prevue_le=min(prevue_le, au), explication=explication)
        )
    return Programme(assiette=du, a_jouer=a_jouer, ecartees=ecartees, arrets=arrets)


def etapes_a_jouer(
    dossier: DossierImpaye,
    *,
    au: date,
    scenario: Scenario,
    situation: Situation | None = None,
    heure: time | None = None,
) -> list[EtapeAJouer]:
    """Étapes à jouer ce jour, dans l'ordre ; vide une fois qu'elles ont été jouées."""
    return list(programme(dossier, au=au, scenario=scenario, situation=situation, heure=heure).a_jouer)


def prochaine_etape(
    dossier: DossierImpaye, *, au: date, scenario: Scenario, situation: Situation | None = None
) -> ProchaineEtape | None:
    """Prochaine étape jouable et le premier jour permis, à partir de `au` inclus ; None si rien ne viendra.

    Une étape dont une condition est fausse ou inconnue aujourd'hui n'est pas annoncée.
    """
    situation = situation or Situation()
    du = assiette(dossier, arrets_en_cours(dossier, situation, permis=scenario.arrets))
    reference = du.reference
    if dossier.est_clos or reference is None:
        return None
    candidates = []
    for rang, etape in enumerate(scenario.etapes):
        verdicts = [verifier(condition, du.termes, situation) for condition in etape.conditions]
        jouable = all(v is Reponse.OUI for v in verdicts) and du.dette > etape.seuil
        if jouable and not dossier.a_joue(etape.code, terme=reference.mois):
            jour = max(au, _prevue_le(etape, reference, scenario))
            candidates.append((_premier_jour_libre(dossier, etape, jour, scenario), rang, etape.code))
    return ProchaineEtape(etape=min(candidates)[2], le=min(candidates)[0]) if candidates else None


def etat_des_relances(
    dossier: DossierImpaye, *, au: date, heure: time | None, situation: Situation, baremes: Baremes
) -> tuple[Programme, ProchaineEtape | None]:
    """Programme du jour et prochaine étape, pour les lire sans rien jouer ; un dossier soldé n'a que son arrêt."""
    scenario = scenario_de(dossier, baremes=baremes, situation=situation)
    if scenario is None:
        arrets = arrets_en_cours(dossier, situation, permis=frozenset(Arret))
        return Programme(assiette=assiette(dossier, arrets), arrets=arrets), None
    return (
        programme(dossier, au=au, scenario=scenario, situation=situation, heure=heure),
        prochaine_etape(dossier, au=au, scenario=scenario, situation=situation),
    )


def _etapes_dues(dossier: DossierImpaye, reference: TermeImpaye, *, au: date, scenario: Scenario) -> list[Etape]:
    return [
        etape
        for etape in scenario.etapes
        if reference.limite_paiement_le + timedelta(days=etape.jour) <= au
        and not dossier.a_joue(etape.code, terme=reference.mois)
    ]


def _empechement(
    etape: Etape,
    du: Assiette,
    au: date,
    scenario: Scenario,
    situation: Situation,
    heure: time | None,
    contacts: int,
) -> tuple[str, dict[str, str]]:
    """Code du motif qui écarte l'étape (vide si aucun), et les données lues pour le dire."""
    if du.dette <= etape.seuil:
        return "SOUS_LE_SEUIL", {}
    verdicts = {c.value: verifier(c, du.termes, situation).value for c in etape.conditions}
    if Reponse.NON.value in verdicts.values():
        return "CONDITION_FAUSSE", verdicts
    if Reponse.INCONNU.value in verdicts.values():
        return "CONDITION_INCONNUE", verdicts
    if etape.est_un_contact and scenario.silence.tait(au, heure):
        return "JOUR_DE_SILENCE", {**verdicts, "reporte_au": str(scenario.silence.reprise(au, heure))}
    if etape.est_un_contact and contacts >= scenario.contacts:
        return "CONTACTS_EPUISES", {**verdicts, "contacts": f"{contacts} en {scenario.fenetre} jours"}
    return "", verdicts


def _prevue_le(etape: Etape, reference: TermeImpaye, scenario: Scenario) -> date:
    jour = reference.limite_paiement_le + timedelta(days=etape.jour)
    return scenario.silence.prochain_jour_permis(jour) if etape.est_un_contact else jour


def _contacts_recents(dossier: DossierImpaye, *, au: date, fenetre: int) -> int:
    depuis = au - timedelta(days=fenetre)
    return sum(depuis < relance.envoyee_le <= au for relance in dossier.relances)


def _premier_jour_libre(dossier: DossierImpaye, etape: Etape, jour: date, scenario: Scenario) -> date:
    if not etape.est_un_contact:
        return jour
    jour = scenario.silence.prochain_jour_permis(jour)
    while _contacts_recents(dossier, au=jour, fenetre=scenario.fenetre) >= scenario.contacts:
        jour = scenario.silence.prochain_jour_permis(jour + timedelta(days=1))
    return jour


def _expliquer(
    du: Assiette,
    etape: Etape,
    reference: TermeImpaye,
    scenario: Scenario,
    *,
    resultat: str,
    entrees: Mapping[str, str],
) -> Explication:
    jour_j = reference.limite_paiement_le
    return Explication(
        regle="etape_de_relance",
        article=scenario.source.source,
        date=jour_j + timedelta(days=etape.jour),
        entrees={
            "scenario": scenario.code,
            "etape": f"{etape.code} à J+{etape.jour}",
            "limite_paiement_le": str(jour_j),
            "terme": reference.mois,
            "dette_relancable": str(du.dette),
            "seuil": str(etape.seuil),
            **entrees,
        },
        resultat=resultat,
        certitude=scenario.source.certitude,
    )
