"""Constructeurs de test des demandes : des valeurs ordinaires, et ce que le test veut montrer."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import demandes
from demandes.domain.codes import FamillePiece, Lien, SituationFamiliale
from demandes.domain.demande import Demande
from demandes.domain.foyer import Personne, RevenuFiscal
from demandes.domain.logement_offert import LogementOffert
from socle.domaine.montant import Montant
from socle.domaine.periodes import lire_date
from socle.technique.baremes import charger_baremes

BAREMES = charger_baremes(Path(demandes.__file__).parent / "baremes")
LYON, BOULOGNE, NANTERRE = "69123", "92012", "92050"


def le(jour: str) -> date:
    return lire_date(jour)


def euros(texte: str) -> Montant:
    return Montant.euros(texte)


def revenus(**par_annee: str) -> tuple[RevenuFiscal, ...]:
    """revenus(a2024="20000") : revenu fiscal de référence de 2024."""
    return tuple(RevenuFiscal(annee=int(a[1:]), montant=euros(m)) for a, m in par_annee.items())


def une_personne(**change: Any) -> Personne:
    champs: dict[str, Any] = {
        "civilite": "Mme",
        "nom": "Essai",
        "prenoms": "Ana",
        "date_naissance": le("1980-06-15"),
        "lien": Lien.DEMANDEUR,
        "sejour_regulier": True,
        "revenus_fiscaux": revenus(a2024="18000"),
    }
    return Personne(**{**champs, **change})


def un_conjoint(**change: Any) -> Personne:
    champs = {"lien": Lien.CODEMANDEUR, "prenoms": "Bao", "revenus_fiscaux": revenus(a2024="0")}
    return une_personne(**{**champs, **change})


def un_enfant(**change: Any) -> Personne:
    champs = {
        "lien": Lien.ENFANT,
        "prenoms": "Cléo",
        "date_naissance": le("2016-01-10"),
        "a_charge": True,
        "sejour_regulier": None,
        "revenus_fiscaux": (),
    }
    return une_personne(**{**champs, **change})


def une_demande(**change: Any) -> Demande:
    """Personne seule de 46 ans, déposée le 15/01/2026, souhaitant un T2 à Lyon."""
    champs: dict[str, Any] = {
        "id": UUID(int=1),
        "numero_unique": "069012600012369ABC",
        "deposee_le": le("2026-01-15"),
        "personnes": [une_personne()],
        "situation_familiale": SituationFamiliale.CELIBATAIRE,
        "adresse": "1 rue de l'Essai, 69001 Lyon",
        "motifs": ["SANS_LOGEMENT_PROPRE"],
        "typologies": ["T2"],
        "communes": [LYON],
        "ressources_mensuelles": euros("1500"),
        "baremes": BAREMES,
    }
    champs.update(change)
    if "deposee_le" in change and "numero_unique" not in change:
        champs["numero_unique"] = f"069{champs['deposee_le']:%m%y}00012369ABC"
    return Demande.enregistrer(**champs)


def valider(demande: Demande, famille: FamillePiece, *, jour: str, rang: int) -> None:
    """Dépose et valide le même jour une pièce de la famille."""
    piece_id = UUID(int=1000 + rang)
    demande.deposer_piece(
        piece_id=piece_id, famille=famille, libelle=famille.value.lower(), le=le(jour), baremes=BAREMES
    )
    demande.controler_piece(piece_id=piece_id, valide=True, le=le(jour), baremes=BAREMES)


def une_demande_complete(**change: Any) -> Demande:
    demande = une_demande(**change)
    valider(demande, FamillePiece.IDENTITE_SEJOUR, jour="2026-02-02", rang=1)
    valider(demande, FamillePiece.RESSOURCES_FISCALES, jour="2026-02-02", rang=2)
    return demande


def un_logement(**change: Any) -> LogementOffert:
    champs: dict[str, Any] = {
        "logement_id": UUID(int=50),
        "reference": "L-0042",
        "typologie": "T2",
        "financement": "PLUS",
        "code_insee": LYON,
        "loyer_principal": euros("360"),
        "provision_charges": euros("60"),
        "disponible_le": le("2026-03-01"),
        "nombre_pieces": 2,
        "surface_habitable_dm2": 4500,
    }
    return LogementOffert(**{**champs, **change})
