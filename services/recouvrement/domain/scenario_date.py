"""Le scénario de relance tel qu'il est écrit dans le barème : lecture et contrôle, au démarrage puis à chaque usage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from enum import Enum
from typing import Any, TypeVar

from recouvrement.domain.arrets import Arret
from recouvrement.domain.etapes import Canal, Condition, Etape
from recouvrement.domain.phases import PROGRESSION, Phase
from recouvrement.domain.silence import JourDeSilence, Silence
from socle.domaine.baremes import BaremeMalForme, Baremes, ValeurDatee
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

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


def verifier_scenarios(baremes: Baremes) -> None:
    """Lit toutes les valeurs du scénario, passées et à venir. Lève BaremeMalForme à la première qui est fausse."""
    for valeur in baremes["scenario_relance"].valeurs:
        lire_scenario(valeur)


def lire_scenario(valeur: ValeurDatee) -> Scenario:
    """Lit un scénario daté. Lève BaremeMalForme en nommant le champ, et sa ligne quand le barème vient d'un fichier."""
    scenario = _Table(valeur.valeur, f"{valeur.nom} ({valeur.a_partir_de})")
    scenario.exiger_cles({"code", "etapes", "arrets", "silence", "contacts_au_plus"})
    contacts = scenario.table("contacts_au_plus", {"nombre", "jours"})
    arrets = frozenset(scenario.lire("arrets", _liste_de(_code(Arret))))
    if ARRETS_OBLIGATOIRES - arrets:
        absents = ", ".join(sorted(a.value for a in ARRETS_OBLIGATOIRES - arrets))
        raise scenario.faute("arrets", f"arrêts obligatoires absents : {absents}")
    return Scenario(
        code=scenario.lire("code", _texte),
        etapes=_lire_etapes(scenario),
        arrets=arrets,
        silence=_lire_silence(scenario.table("silence", {"jours", "ouvre_a", "midi", "ferme_a", "subdivision"})),
        contacts=contacts.lire("nombre", _entier_depuis(1)),
        fenetre=contacts.lire("jours", _entier_depuis(1)),
        source=valeur,
    )


class _Table:
    """Une table du barème et son chemin. `faute` dit où : le champ, et la ligne du fichier si elle est connue."""

    def __init__(self, brut: Any, chemin: str) -> None:
        self._brut, self.chemin = brut, chemin
        if not isinstance(brut, Mapping):
            raise BaremeMalForme(f"{chemin} : une table est attendue.")

    def faute(self, champ: str, pourquoi: str) -> BaremeMalForme:
        lieu = getattr(self._brut, "lieu", "")
        return BaremeMalForme(f"{self.chemin}{f' ({lieu})' if lieu else ''}, champ « {champ} » : {pourquoi}.")

    def exiger_cles(self, permises: set[str]) -> None:
        for inconnue in sorted(set(self._brut) - permises):
            raise self.faute(inconnue, f"clé inconnue ; permises : {', '.join(sorted(permises))}")

    def lire(self, champ: str, lecture: Callable[[Any], T]) -> T:
        if champ not in self._brut:
            raise self.faute(champ, "il manque")
        try:
            return lecture(self._brut[champ])
        except (ValueError, TypeError, DonneeInvalide) as erreur:
            raise self.faute(champ, str(erreur)) from erreur

    def lire_sinon(self, champ: str, lecture: Callable[[Any], T], defaut: T) -> T:
        return self.lire(champ, lecture) if champ in self._brut else defaut

    def table(self, champ: str, permises: set[str]) -> _Table:
        interieur = _Table(self.lire(champ, lambda brut: brut), f"{self.chemin}, {champ}")
        interieur.exiger_cles(permises)
        return interieur


def _lire_etapes(scenario: _Table) -> list[Etape]:
    brutes = scenario.lire("etapes", _liste_de(lambda brut: brut))
    if not brutes:
        raise scenario.faute("etapes", "un scénario a au moins une étape")
    etapes: list[Etape] = []
    for rang, brut in enumerate(brutes, 1):
        table = _Table(brut, f"{scenario.chemin}, étape {rang}")
        etape = _lire_etape(table)
        if etape.code in {deja.code for deja in etapes}:
            raise table.faute("code", f"« {etape.code} » sert deux fois")
        etapes.append(etape)
    return sorted(etapes, key=lambda etape: etape.jour)


def _lire_etape(table: _Table) -> Etape:
    table.exiger_cles({"code", "jour", "canal", "modele", "seuil", "si", "phase"})
    phase = table.lire_sinon("phase", _code(Phase), None)
    if phase is not None and phase not in PROGRESSION:
        raise table.faute("phase", f"une étape ne mène pas à {phase.value}")
    return Etape(
        code=table.lire("code", _texte),
        jour=table.lire("jour", _entier_depuis(0)),
        canal=table.lire("canal", _code(Canal)),
        modele=table.lire_sinon("modele", _texte, ""),
        seuil=table.lire_sinon("seuil", lambda brut: Montant.euros(str(brut)), Montant.zero()),
        conditions=table.lire_sinon("si", _liste_de(_code(Condition)), []),
        phase=phase,
    )


def _lire_silence(table: _Table) -> Silence:
    silence = Silence(
        jours=frozenset(table.lire("jours", _liste_de(_code(JourDeSilence)))),
        ouvre_a=table.lire("ouvre_a", _heure),
        midi=table.lire("midi", _heure),
        ferme_a=table.lire("ferme_a", _heure),
        subdivision=table.lire_sinon("subdivision", _texte, None),
    )
    if not silence.ouvre_a < silence.midi <= silence.ferme_a:
        raise table.faute("ferme_a", "les heures ne se suivent pas : ouvre_a, midi, ferme_a")
    return silence


def _code(enumeration: type[E]) -> Callable[[Any], E]:
    def lire(brut: Any) -> E:
        try:
            return enumeration(brut)
        except ValueError:
            permis = ", ".join(str(code.value) for code in enumeration)
            raise ValueError(f"« {brut} » n'est pas permis ({permis})") from None

    return lire


def _liste_de(lecture: Callable[[Any], T]) -> Callable[[Any], list[T]]:
    def lire(brut: Any) -> list[T]:
        if not isinstance(brut, list | tuple):
            raise ValueError("une liste est attendue")
        return [lecture(element) for element in brut]

    return lire


def _entier_depuis(minimum: int) -> Callable[[Any], int]:
    def lire(brut: Any) -> int:
        if not isinstance(brut, int) or isinstance(brut, bool) or brut < minimum:
            raise ValueError(f"« {brut} » : un entier d'au moins {minimum} est attendu")
        return brut

    return lire


def _texte(brut: Any) -> str:
    if not isinstance(brut, str) or not brut.strip():
        raise ValueError("un texte est attendu")
    return brut


def _heure(brut: Any) -> time:
    try:
        return time.fromisoformat(brut)
    except (ValueError, TypeError):
        raise ValueError(f"« {brut} » n'est pas une heure HH:MM, entre guillemets") from None
