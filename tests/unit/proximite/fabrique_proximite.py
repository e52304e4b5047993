"""Constructeurs des tests de proximité : ils ne montrent que l'important."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import proximite
from proximite.domain.achat import VoieAchat
from proximite.domain.bon_travaux import BonTravaux
from proximite.domain.reclamation import Canal, Reclamation
from proximite.domain.taxonomie import lire_taxonomie
from socle.domaine.baremes import Baremes, Parametre, lire_valeur
from socle.domaine.montant import Montant
from socle.domaine.periodes import lire_date
from socle.technique.baremes import charger_baremes

DOSSIER = Path(proximite.__file__).parent / "baremes"
BAREMES = charger_baremes(DOSSIER)
LIGNES = (DOSSIER / "reclamations_taxonomie.csv").read_text(encoding="utf-8").splitlines()
TAXONOMIE = lire_taxonomie(LIGNES)


def le(jour: str) -> date:
    return lire_date(jour)


def a(instant: str) -> datetime:
    return datetime.fromisoformat(instant)


def baremes_avec(nom: str, valeur: Any, *, unite: str = "") -> Baremes:
    """Les barèmes livrés, où le bailleur a choisi une autre valeur."""
    brut = {
        "a_partir_de": le("2000-01-01"),
        "valeur": valeur,
        "unite": unite,
        "source": "test",
        "certitude": "parametre",
    }
    choix = Parametre(nom, [lire_valeur(nom, brut)])
    return Baremes({**{parametre.nom: parametre for parametre in BAREMES}, nom: choix})


def une_reclamation(categorie: str = "PLB-04", **change: Any) -> Reclamation:
    champs: dict[str, Any] = {
        "id": UUID(int=1),
        "sequence_annuelle": 123,
        "canal": Canal.GUICHET_LOGE,
        "bail_id": UUID(int=2),
        "logement_id": UUID(int=3),
        "residence_id": UUID(int=4),
        "categorie": TAXONOMIE.categorie(categorie),
        "description": "Le robinet de la cuisine goutte.",
        "ouverte_le": a("2026-11-24T10:00:00+01:00"),
        "baremes": BAREMES,
    }
    return Reclamation.declarer(**{**champs, **change})


def un_bon(**change: Any) -> BonTravaux:
    champs: dict[str, Any] = {
        "id": UUID(int=10),
        "sequence_annuelle": 7,
        "reclamation_id": UUID(int=1),
        "residence_id": UUID(int=4),
        "entreprise": "Plomberie d'essai",
        "objet": "Remplacer le mitigeur",
        "montant_ht": Montant.euros("240"),
        "deja_engage_ht": Montant.zero(),
        "voie_achat": VoieAchat.PETIT_ACHAT,
        "commande_le": le("2026-11-24"),
        "acces_logement": True,
        "baremes": BAREMES,
    }
    return BonTravaux.engager(**{**champs, **change})
