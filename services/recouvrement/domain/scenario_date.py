"""Le scénario de relance tel qu'il est écrit dans le barème : lecture et contrôle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from recouvrement.domain.arrets import Arret
from recouvrement.domain.etapes import Canal, Condition, Etape
from recouvrement.domain.phases import PROGRESSION, Phase
from recouvrement.domain.silence import JourDeSilence, Silence
from socle.domaine.baremes import BaremeMalForme, ValeurDatee
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide

ARRETS_OBLIGATOIRES = frozenset({Arret.SOLDE_NUL, Arret.SURENDETTEMENT_RECEVABLE})
"""Qu'aucun scénario ne peut omettre : rien n'est dû ; l'arriéré ne peut plus être payé (C. conso. L722-2 et L722-5)."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Étapes dans l'ordre, arrêts, silence, et au plus `contacts` contacts en `fenetre` jours glissants."""

    code: str
    etapes: Sequence[Etape]
    arrets: frozenset[Arret]
    silence: Silence
    contacts: int
    fenetre: int
    source: ValeurDatee


def lire_scenario(valeur: ValeurDatee) -> Scenario:
    """Lit un scénario daté. Lève BaremeMalForme si un code est inconnu, une étape en double ou un arrêt légal absent."""
    brut: Mapping[str, Any] = valeur.valeur
    try:
        silence, contacts = brut["silence"], brut["contacts_au_plus"]
        scenario = Scenario(
            code=brut["code"],
            etapes=sorted((_lire_etape(e) for e in brut["etapes"]), key=lambda e: e.jour),
            arrets=frozenset(Arret(a) for a in brut["arrets"]),
            silence=Silence(
                jours=frozenset(JourDeSilence(j) for j in silence["jours"]),
                ouvre_a=time.fromisoformat(silence["ouvre_a"]),
                midi=time.fromisoformat(silence["midi"]),
                ferme_a=time.fromisoformat(silence["ferme_a"]),
                subdivision=silence.get("subdivision"),
            ),
            contacts=contacts["nombre"],
            fenetre=contacts["jours"],
            source=valeur,
        )
    except (KeyError, ValueError, TypeError, DonneeInvalide) as erreur:
        raise BaremeMalForme(f"{valeur.nom} ({valeur.a_partir_de}) : {erreur}.") from erreur
    if len({e.code for e in scenario.etapes}) < len(scenario.etapes):
        raise BaremeMalForme(f"{valeur.nom} : une étape porte deux fois le même code.")
    if ARRETS_OBLIGATOIRES - scenario.arrets or scenario.contacts < 1:
        raise BaremeMalForme(f"{valeur.nom} : arrêts obligatoires absents, ou aucun contact permis.")
    return scenario


def _lire_etape(brut: Mapping[str, Any]) -> Etape:
    inconnues = set(brut) - {"code", "jour", "canal", "modele", "seuil", "si", "phase"}
    if inconnues:
        raise ValueError(f"clés inconnues {sorted(inconnues)}")
    phase = Phase(brut["phase"]) if "phase" in brut else None
    if phase is not None and phase not in PROGRESSION:
        raise ValueError(f"une étape ne mène pas à la phase {phase.value}")
    if brut["jour"] < 0:
        raise ValueError("une étape ne précède pas la limite de paiement")
    return Etape(
        code=brut["code"],
        jour=brut["jour"],
        canal=Canal(brut["canal"]),
        modele=brut.get("modele", ""),
        seuil=Montant.euros(str(brut.get("seuil", "0"))),
        conditions=[Condition(c) for c in brut.get("si", [])],
        phase=phase,
    )
