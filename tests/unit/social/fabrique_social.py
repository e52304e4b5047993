"""Constructeurs des tests du social : ils ne montrent que l'important."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import social
from social.domain.codes import LieuEntretien, MotifOrientation, SupportConsentement
from social.domain.dossier_social import DossierSocial, Entretien
from social.domain.secret import Agent
from socle.domaine.periodes import lire_date
from socle.technique.baremes import charger_baremes

BAREMES = charger_baremes(Path(social.__file__).parent / "baremes")


def un_agent(
    sub: str, *, mission_active: str = "", pilotees: Iterable[Iterable[str]] = (("PRE_ACCOMPAGNER",),)
) -> Agent:
    """Agent à un métier, qui pilote l'accompagnement."""
    missions = tuple(frozenset(m) for m in pilotees)
    return Agent(
        sub=sub,
        metiers=tuple(f"METIER_{rang}" for rang, _ in enumerate(missions)),
        mission_active=mission_active,
        pilotees=missions,
    )


CESF = un_agent("agent-cesf")
COLLEGUE = un_agent("agent-collegue")


def le(jour: str) -> date:
    return lire_date(jour)


def un_dossier(**change: Any) -> DossierSocial:
    champs: dict[str, Any] = {
        "id": UUID(int=1),
        "bail_id": UUID(int=2),
        "dossier_impaye_id": UUID(int=3),
        "motif": MotifOrientation.SURENDETTEMENT,
        "oriente_le": le("2026-11-24"),
        "menage_informe": True,
        "baremes": BAREMES,
    }
    return DossierSocial.orienter(**{**champs, **change})


def un_dossier_propose() -> DossierSocial:
    dossier = un_dossier()
    dossier.proposer(le=le("2026-11-30"), par=CESF)
    dossier.retirer_faits()
    return dossier


def ouvrir(dossier: DossierSocial, **change: Any) -> None:
    champs: dict[str, Any] = {
        "par": CESF,
        "au": le("2026-12-02"),
        "consentement_le": le("2026-12-01"),
        "support": SupportConsentement.ECRIT,
    }
    dossier.ouvrir(**{**champs, **change})


def un_dossier_ouvert() -> DossierSocial:
    dossier = un_dossier_propose()
    ouvrir(dossier)
    dossier.retirer_faits()
    return dossier


def un_entretien(**change: Any) -> Entretien:
    champs: dict[str, Any] = {
        "tenu_le": le("2026-12-10"),
        "lieu": LieuEntretien.BUREAU,
        "synthese": "Budget revu avec la personne.",
    }
    return Entretien(**{**champs, **change})
