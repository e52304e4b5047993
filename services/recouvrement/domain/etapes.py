"""Les étapes de relance : celles d'un scénario, celles qui sont dues, celles qui ont été jouées."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from recouvrement.domain.phases import Phase
from socle.domaine.explication import Explication
from socle.domaine.montant import Montant


class Canal(Enum):
    """Comment le ménage est joint ; INTERNE ne le contacte pas (comité, changement de phase)."""

    SMS_MAIL = "SMS_MAIL"
    APPEL = "APPEL"
    COURRIER = "COURRIER"
    ENTRETIEN = "ENTRETIEN"
    VISITE = "VISITE"
    LRAR = "LRAR"
    INTERNE = "INTERNE"


class Condition(Enum):
    """Conditions qu'un scénario peut poser : un ensemble fermé, dont chacune est codée et testée."""

    SEGMENT_OUBLI_OU_FRAGILE = "SEGMENT_OUBLI_OU_FRAGILE"
    SANS_CONTACT = "SANS_CONTACT"
    SANS_PLAN = "SANS_PLAN"
    AVEC_GARANT = "AVEC_GARANT"
    DEUX_TERMES_DUS = "DEUX_TERMES_DUS"


@dataclass(frozen=True, kw_only=True)
class Etape:
    """Étape d'un scénario, au jour J + `jour`, J étant la limite de paiement du plus ancien terme dû."""

    code: str
    jour: int
    canal: Canal
    modele: str
    seuil: Montant
    conditions: Sequence[Condition] = ()
    phase: Phase | None = None

    @property
    def est_un_contact(self) -> bool:
        return self.canal is not Canal.INTERNE


@dataclass(frozen=True, kw_only=True)
class EtapeAJouer:
    """Étape due et non jouée pour le terme `terme` (AAAA-MM) ; `prevue_le` tient compte des jours de silence."""

    etape: Etape
    terme: str
    prevue_le: date
    explication: Explication


@dataclass(frozen=True, kw_only=True)
class EtapeEcartee:
    """Étape due mais non jouée, et pourquoi (code du motif ; l'explication nomme les données qui manquent)."""

    etape: Etape
    terme: str
    motif: str
    explication: Explication


@dataclass(frozen=True, kw_only=True)
class EtapeJouee:
    """Trace d'une étape jouée : elle ne l'est qu'une fois par terme de référence."""

    etape: str
    terme: str
    canal: Canal
    modele: str
    envoyee_le: date
    explication: Explication

    @property
    def est_un_contact(self) -> bool:
        return self.canal is not Canal.INTERNE
