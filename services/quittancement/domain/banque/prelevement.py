"""Un prélèvement : une échéance présentée à la banque du débiteur, et ce qu'un retour en fait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from quittancement.domain.banque.calendrier_target import prochain_target
from socle.domaine.agregat import franchir
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide

LONGUEUR_MAX = 35


class StatutPrelevement(Enum):
    PREPARE = "PREPARE"
    REMIS = "REMIS"
    ACCEPTE = "ACCEPTE"
    REGLE = "REGLE"
    RETOURNE = "RETOURNE"
    REMBOURSE = "REMBOURSE"
    REJETE = "REJETE"
    """Avant règlement : aucun paiement n'est né."""
    ANNULE = "ANNULE"
    """Sa remise n'est pas partie."""


TRANSITIONS_PRELEVEMENT = {
    StatutPrelevement.PREPARE: {StatutPrelevement.REMIS, StatutPrelevement.ANNULE},
    StatutPrelevement.REMIS: {StatutPrelevement.ACCEPTE, StatutPrelevement.REGLE, StatutPrelevement.REJETE},
    StatutPrelevement.ACCEPTE: {StatutPrelevement.REGLE, StatutPrelevement.REJETE},
    StatutPrelevement.REGLE: {StatutPrelevement.RETOURNE, StatutPrelevement.REMBOURSE},
}
EN_COURS = frozenset(
    {StatutPrelevement.PREPARE, StatutPrelevement.REMIS, StatutPrelevement.ACCEPTE, StatutPrelevement.REGLE}
)
"""États qui interdisent de présenter une seconde fois la même échéance."""

ACHEVES = frozenset(
    {StatutPrelevement.REGLE, StatutPrelevement.RETOURNE, StatutPrelevement.REMBOURSE, StatutPrelevement.REJETE}
)
"""Ce que la banque en a fait est connu."""
EN_ROUTE = frozenset({StatutPrelevement.REMIS, StatutPrelevement.ACCEPTE})
"""Parti, pas encore réglé."""


class ActionRetour(Enum):
    ROUVRIR = "ROUVRIR"
    SUSPENDRE = "SUSPENDRE"
    GELER = "GELER"
    """Décès : plus aucun prélèvement ni envoi nominatif."""
    INCIDENT = "INCIDENT"


@dataclass(eq=False, kw_only=True)
class Prelevement:
    """`end_to_end_id` est rendu par la banque, tel quel, à chaque étape. `montant` : centimes, positif.

    `rum`, `iban`, `bic` : ceux du mandat au jour de la remise, quoi qu'il change ensuite.
    """

    end_to_end_id: str
    remise_id: UUID
    lot: int
    bail_id: UUID
    quittance_id: UUID
    mandat_id: UUID
    essai: int
    montant: Montant
    rum: str
    iban: str
    bic: str
    statut: StatutPrelevement = StatutPrelevement.PREPARE
    paiement_id: UUID | None = None
    retour: str = ""
    retourne_le: date | None = None
    representer_le: date | None = None
    extourne_id: UUID | None = None
    extourne: str = ""
    """Motif de l'extourne partie à la banque ; vide si aucune ne l'est."""

    def passer(self, vers: StatutPrelevement) -> None:
        """Lève TransitionInterdite."""
        self.statut = franchir(TRANSITIONS_PRELEVEMENT, objet="Prélèvement", de=self.statut, vers=vers)

    def regler(self, *, paiement_id: UUID) -> None:
        """La banque a crédité. Lève TransitionInterdite (déjà réglé, rejeté…)."""
        self.passer(StatutPrelevement.REGLE)
        self.paiement_id = paiement_id

    def retourner(self, suite: SuiteDeRetour, *, le: date, accord: bool = False) -> None:
        """La banque a repris : avant règlement c'est un rejet, après un retour ou un remboursement.

        `accord` : le débiteur a accepté qu'on lui représente une échéance. Lève TransitionInterdite.
        """
        if self.statut is not StatutPrelevement.REGLE:
            vers = StatutPrelevement.REJETE
        else:
            vers = StatutPrelevement.REMBOURSE if suite.code == "MD06" else StatutPrelevement.RETOURNE
        self.passer(vers)
        self.retour, self.retourne_le = suite.code, le
        self.representer_le = suite.representer_le(self.essai, le=le, accord=accord)


@dataclass(frozen=True, kw_only=True)
class SuiteDeRetour:
    """Ce que la table des retours veut pour un code.

    `representer` : essais automatiques encore permis ; `sur_accord` : seulement si le débiteur les a acceptés. `delai` :
    jours calendaires. `sur_repetition` : retours de ces codes (`repetables`) en six mois qui suspendent le mandat.
    """

    code: str
    sens: str
    action: ActionRetour
    representer: int
    delai: int
    sur_accord: bool
    sur_repetition: int
    repetables: frozenset[str]
    certitude: str

    def representer_le(self, essai: int, *, le: date, accord: bool) -> date | None:
        """Premier jour TARGET où l'échéance peut être présentée de nouveau ; None : pas sans une personne."""
        if essai > self.representer or (self.sur_accord and not accord):
            return None
        return prochain_target(le + timedelta(days=self.delai))

    def suspend(self, retours_recents: int) -> bool:
        """`retours_recents` : retours `repetables` du mandat en six mois, celui-ci compris."""
        if self.action in (ActionRetour.SUSPENDRE, ActionRetour.GELER):
            return True
        return bool(self.sur_repetition) and retours_recents >= self.sur_repetition


def suite_du_retour(code: str, *, le: date, baremes: Baremes) -> SuiteDeRetour:
    """Un code absent de la table rouvre l'échéance et se traite comme un incident : rien n'est représenté."""
    bareme = baremes.au("retours_prelevement", le)
    lue: Mapping[str, Any] = bareme.valeur.get(code, {"sens": "code inconnu de la table", "action": "INCIDENT"})
    return SuiteDeRetour(
        code=code,
        sens=lue["sens"],
        action=ActionRetour(lue["action"]),
        representer=int(lue.get("representer", 0)),
        delai=int(lue.get("delai", 0)),
        sur_accord=bool(lue.get("sur_accord", False)),
        sur_repetition=int(lue.get("sur_repetition", 0)),
        repetables=frozenset(autre for autre, suite in bareme.valeur.items() if suite.get("sur_repetition")),
        certitude=bareme.certitude if code in bareme.valeur else "incertain",
    )


def est_fragile(retours: Sequence[str], *, motif: str, consecutifs: int) -> bool:
    """Les dernières présentations achevées d'un mandat, la plus récente d'abord : toutes reprises pour ce motif ?"""
    return len(retours) >= consecutifs and all(retour == motif for retour in retours[:consecutifs])


def end_to_end_id(reference: str, mois: str, essai: int) -> str:
    """« {bail}-{terme}-{essai} ». Lève DonneeInvalide (REFERENCE_TROP_LONGUE) au-delà de 35 caractères."""
    texte = f"{reference}-{mois}-{essai}"
    if len(texte) > LONGUEUR_MAX:
        raise DonneeInvalide(
            "REFERENCE_TROP_LONGUE", f"« {texte} » dépasse {LONGUEUR_MAX} caractères.", champ="reference"
        )
    return texte
