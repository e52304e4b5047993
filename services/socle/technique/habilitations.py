"""Qui peut quoi : la matrice des missions et les classes de données, lues dans socle/donnees/*.csv.

Un appelant a une seule qualité : agent (des métiers), partenaire ou rôle technique. Ce qui n'est pas écrit est refusé.

Un agent qui a plusieurs métiers agit sous ceux qui portent sa mission active au plus haut niveau. La mission d'un RPC
doit être portée par l'un d'eux ; elle n'a pas à être la mission active, qui choisit un métier et non un écran. Sans ce
« plus haut niveau », conseiller ESF et chargé de recouvrement, qui portent tous deux les missions du pré-contentieux,
ne seraient jamais séparés. Sans mission active, toutes les missions valent, mais les classes ne s'additionnent pas.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from logis.commun.v1 import commun_pb2
from socle.domaine.refus import AccesRefuse
from socle.technique.contexte import Appelant

DONNEES = Path(__file__).resolve().parents[1] / "donnees"
NIVEAUX = {"S": 1, "E": 2, "P": 3}  # signale, exécute, pilote : P comprend E, qui comprend S
CLASSES = ("C0", "C1", "C2", "C3", "C4", "C5", "CM")
CLASSES_SECRETES = frozenset({"C4", "C5", "CM"})
"""L'existence même de ces données est un secret : tout refus y devient « introuvable », sans détail."""

TOUT, RIEN = "O", "N"


class HabilitationsIncoherentes(ValueError):
    """Les fichiers d'habilitations se contredisent : le service ne démarre pas."""


class AccesSecret(AccesRefuse):
    """Refus neutre, traduit en NOT_FOUND (404) ; `refus` garde le vrai motif, pour le journal d'accès seulement."""

    secret = True

    def __init__(self, refus: AccesRefuse) -> None:
        super().__init__("RESSOURCE_INCONNUE", "Cette ressource est inconnue.")
        self.refus = refus


class Mission(NamedTuple):
    section: str
    service: str
    libelle: str


class Metier(NamedTuple):
    libelles: tuple[str, ...]
    sections: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Habilitations:
    """Les droits : `niveaux` par (mission, métier), couple absent = aucun ; `classes` par (métier, classe) = portée."""

    sections: Mapping[str, str]
    missions: Mapping[str, Mission]
    metiers: Mapping[str, Metier]
    niveaux: Mapping[tuple[str, str], str]
    classes: Mapping[tuple[str, str], str]
    portees: Mapping[str, str]
    roles: Mapping[str, str]

    def exiger(self, acces: commun_pb2.Acces | None, appelant: Appelant) -> str:
        """Applique l'option `acces` d'un RPC ; rend la portée accordée (« O » hors des lectures par classe).

        Lève AccesRefuse (AccesSecret pour C4, C5, CM), ou ValueError si l'option elle-même est fautive.
        """
        forme = acces.WhichOneof("par") if acces is not None else None
        if acces is None or forme is None or (forme == "tout_agent" and not acces.tout_agent):
            raise AccesRefuse("ACCES_NON_DECLARE", "Cette opération ne déclare pas qui peut l'appeler.")
        self.verifier_acces(acces)
        if forme == "classe":
            return self.exiger_classe(appelant, classe=acces.classe.code, portees_filtrees=acces.classe.portees)
        if forme == "mission":
            self.exiger_mission(appelant, mission=acces.mission.code, niveau=acces.mission.niveau)
        elif forme == "tout_agent":
            self.metiers_exerces(appelant)
        else:
            _exiger_qualite(appelant, forme, valeur=getattr(acces, forme))
        return TOUT

    def verifier_acces(self, acces: commun_pb2.Acces) -> None:
        """Contrôle une option `acces` à la construction : lève ValueError si un code n'existe pas."""
        forme = acces.WhichOneof("par")
        if forme == "mission":
            self._verifier_mission(acces.mission.code, acces.mission.niveau)
        elif forme == "classe":
            self._verifier_classe(acces.classe.code, acces.classe.portees)
        elif forme == "role_technique" and acces.role_technique not in self.roles:
            raise ValueError(f"Rôle technique inconnu : « {acces.role_technique} ».")
        elif forme is None or not getattr(acces, forme):
            raise ValueError("L'option acces est vide.")

    def exiger_mission(self, appelant: Appelant, *, mission: str, niveau: str) -> str:
        """Rend le métier exercé qui porte la mission au plus haut niveau. Lève AccesRefuse MISSION_ABSENTE, ValueError."""
        self._verifier_mission(mission, niveau)
        exerces = self.metiers_exerces(appelant)
        retenu = max(exerces, key=lambda metier: self._rang(mission, metier))
        if self._rang(mission, retenu) >= NIVEAUX[niveau]:
            return retenu
        motif = "NIVEAU_INSUFFISANT" if self._rang(mission, retenu) else "METIER_SANS_MISSION"
        if any(self._rang(mission, metier) >= NIVEAUX[niveau] for metier in appelant.metiers):
            motif = "AUTRE_MISSION_ACTIVE"
        message = f"Aucun métier exercé ne porte la mission « {self.missions[mission].libelle} » au niveau {niveau}."
        raise AccesRefuse("MISSION_ABSENTE", message, mission=mission, niveau=niveau, motif=motif)

    def exiger_classe(self, appelant: Appelant, *, classe: str, portees_filtrees: Iterable[str] = ()) -> str:
        """Rend la portée accordée : « O », ou une portée restreinte que le RPC déclare savoir filtrer.

        Lève AccesRefuse CLASSE_REFUSEE ou MISSION_ACTIVE_REQUISE (AccesSecret pour C4, C5, CM), ou ValueError.
        """
        filtrees = frozenset(portees_filtrees)
        self._verifier_classe(classe, filtrees)
        try:
            return self._portee(appelant, classe, filtrees)
        except AccesRefuse as refus:
            if classe in CLASSES_SECRETES:
                raise AccesSecret(refus) from refus
            raise

    def metiers_exerces(self, appelant: Appelant) -> tuple[str, ...]:
        """Métiers sous lesquels l'agent agit ; lève AGENT_REQUIS, METIER_INCONNU ou MISSION_ACTIVE_NON_PORTEE."""
        _exiger_qualite(appelant, "agent")
        if inconnus := ", ".join(metier for metier in appelant.metiers if metier not in self.metiers):
            raise AccesRefuse("METIER_INCONNU", f"Métiers absents des habilitations : {inconnus}.", metiers=inconnus)
        if not (active := appelant.mission_active):
            return appelant.metiers
        plus_haut = max(self._rang(active, metier) for metier in appelant.metiers)
        if not plus_haut:
            message = "Aucun de vos métiers ne porte la mission active."
            raise AccesRefuse("MISSION_ACTIVE_NON_PORTEE", message, mission_active=active)
        return tuple(metier for metier in appelant.metiers if self._rang(active, metier) == plus_haut)

    def _portee(self, appelant: Appelant, classe: str, filtrees: frozenset[str]) -> str:
        portees = {self.classes[metier, classe] for metier in self.metiers_exerces(appelant)}
        if not portees & {TOUT, *filtrees}:
            motif = "CLASSE_NON_LUE" if portees == {RIEN} else "PORTEE_NON_FILTREE"
            message = f"Les métiers exercés ne lisent pas ces données (classe {classe})."
            raise AccesRefuse("CLASSE_REFUSEE", message, classe=classe, motif=motif)
        if len(portees) > 1:
            message = "Vos métiers lisent ces données différemment : choisissez une mission active propre à l'un d'eux."
            raise AccesRefuse("MISSION_ACTIVE_REQUISE", message, classe=classe, mission_active=appelant.mission_active)
        return portees.pop()

    def _rang(self, mission: str, metier: str) -> int:
        return NIVEAUX.get(self.niveaux.get((mission, metier), ""), 0)

    def _verifier_mission(self, mission: str, niveau: str) -> None:
        if mission not in self.missions or niveau not in NIVEAUX:
            raise ValueError(f"Mission ou niveau inconnu : « {mission} », « {niveau} ».")

    def _verifier_classe(self, classe: str, filtrees: Iterable[str]) -> None:
        fautives = [portee for portee in filtrees if portee not in self.portees or portee in (TOUT, RIEN)]
        if classe not in CLASSES or fautives:
            raise ValueError(f"Classe ou portée restreinte inconnue : « {classe} », {fautives}.")


def _exiger_qualite(appelant: Appelant, voulue: str, *, valeur: str = "") -> None:
    a = appelant
    affirmees = {"agent": a.metiers, "partenaire": a.partenaire, "role_technique": a.role_technique}
    if [qualite for qualite, affirmee in affirmees.items() if affirmee] != [voulue]:
        message = "Cette opération demande une seule qualité : agent, partenaire ou rôle technique, selon le cas."
        raise AccesRefuse(f"{voulue.upper()}_REQUIS", message, qualite=voulue)
    if valeur and affirmees[voulue] != valeur:
        raise AccesRefuse(f"{voulue.upper()}_REFUSE", "Cette opération est réservée à un autre appelant.")


@cache
def charger_habilitations(dossier: Path = DONNEES) -> Habilitations:
    """Lit et contrôle les habilitations (une fois par dossier). Lève HabilitationsIncoherentes."""
    matrice = _lignes(dossier / "habilitations_matrice.csv")
    lues = Habilitations(
        sections={code: ligne["libelle"] for code, ligne in _table(dossier, "sections").items()},
        missions={code: Mission(**ligne) for code, ligne in _table(dossier, "missions").items()},
        metiers={
            code: Metier(libelles=tuple(ligne["libelles"].split("|")), sections=tuple(ligne["sections"].split(",")))
            for code, ligne in _table(dossier, "metiers").items()
        },
        niveaux={(ligne["mission"], ligne["metier"]): ligne["niveau"] for ligne in matrice},
        classes={(code, c): ligne[c] for code, ligne in _table(dossier, "classes").items() for c in CLASSES},
        portees={code: ligne["portee"] for code, ligne in _table(dossier, "portees").items()},
        roles={ligne["role"]: ligne["droits"] for ligne in _lignes(dossier / "roles_techniques.csv")},
    )
    _controler(lues, Counter((ligne["section"], ligne["mission"], ligne["metier"]) for ligne in matrice))
    return lues


def _controler(h: Habilitations, lues: Counter[tuple[str, str, str]]) -> None:
    """Décision de lecture 1 : dans une section, chaque métier listé porte chaque mission, une fois, et rien d'autre."""
    couples = ((metier, section) for metier, fiche in h.metiers.items() for section in fiche.sections)
    attendues = Counter((s, code, metier) for metier, s in couples for code, m in h.missions.items() if m.section == s)
    fautes = {
        "lignes de la matrice": sorted({*(lues - attendues), *(attendues - lues)}),
        "niveaux": sorted(set(h.niveaux.values()) - set(NIVEAUX)),
        "sections des métiers": sorted({s for m in h.metiers.values() for s in m.sections} ^ set(h.sections)),
        "sections des missions": sorted({m.section for m in h.missions.values()} ^ set(h.sections)),
        "métiers des classes": sorted({metier for metier, _ in h.classes} ^ set(h.metiers)),
        "portées": sorted(set(h.classes.values()) - set(h.portees)),
    }
    if details := " ; ".join(f"{nom} : {faute}" for nom, faute in fautes.items() if faute):
        raise HabilitationsIncoherentes(f"Habilitations incohérentes — {details}.")


def _table(dossier: Path, nom: str) -> dict[str, dict[str, str]]:
    lignes = _lignes(dossier / f"habilitations_{nom}.csv")
    table = {ligne.pop(next(iter(ligne))): ligne for ligne in lignes}  # la première colonne est le code
    if len(table) != len(lignes):
        raise HabilitationsIncoherentes(f"{nom} : un code est donné deux fois.")
    return table


def _lignes(fichier: Path) -> list[dict[str, str]]:
    with fichier.open(encoding="utf-8", newline="") as flux:
        return list(csv.DictReader(flux, delimiter=";"))
