"""Constructeurs de test des baux : des valeurs ordinaires, et ce que le test veut montrer."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import baux
from baux.domain.assurance import Assurance
from baux.domain.bail import Bail, EtatDesLieux, ModeProrata, Terme, Titulaire
from baux.domain.patrimoine import Logement, Residence
from socle.domaine.montant import Montant
from socle.domaine.periodes import lire_date
from socle.technique.baremes import charger_baremes

BAREMES = charger_baremes(Path(baux.__file__).parent / "baremes")
ANNEXES = ["DPE", "ETAT_DES_RISQUES", "DECOMPTE_SURFACE_UTILE", "REGLEMENT_INTERIEUR", "LISTES_CHARGES_ET_REPARATIONS"]


def le(jour: str) -> date:
    return lire_date(jour)


def un_bail(**change: object) -> Bail:
    champs: dict[str, object] = {
        "id": UUID(int=1),
        "reference": "B-2026-000001",
        "logement_id": UUID(int=2),
        "residence_id": UUID(int=3),
        "locataire_id": UUID(int=4),
        "demande_id": UUID(int=5),
        "offre_id": UUID(int=6),
        "titulaires": [Titulaire(civilite="Mme", nom="Essai", prenoms="Ana", date_naissance=le("1990-02-03"))],
        "date_effet": le("2026-09-01"),
        "loyer_principal": Montant(41237),
        "loyer_maximum": Montant(45000),
        "provision_charges": Montant(9600),
        "depot_garantie": Montant(41237),
        "zone": "2",
        "financement": "PLUS",
        "mode_prorata": ModeProrata.JOURS_REELS,
        "terme": Terme.ECHU,
        "annexes": ANNEXES,
        "explications": [],
    }
    return Bail(**{**champs, **change})  # type: ignore[arg-type]


def un_bail_pret(**change: object) -> Bail:
    bail = un_bail(**change)
    bail.signer(le=le("2026-08-25"))
    bail.assurer(
        Assurance(
            assureur="Mutuelle d'essai", numero_police="P1", valable_du=le("2026-09-01"), valable_au=le("2027-08-31")
        )
    )
    bail.constater_etat_des_lieux(EtatDesLieux(sens="ENTREE", signe_le=le("2026-09-01"), nombre_cles=2))
    return bail


def activer(bail: Bail, *, depot: bool | None = True, radiee: bool | None = True) -> None:
    bail.activer(le=le("2026-09-01"), depot_garantie_recu=depot, demande_radiee=radiee, baremes=BAREMES)


def une_residence(**change: object) -> Residence:
    champs: dict[str, object] = {
        "id": UUID(int=1),
        "nom": "Les Essais",
        "adresse": "1 rue de l'Essai",
        "code_postal": "69000",
        "commune": "Lyon",
        "code_insee": "69123",
        "zone": "2",
        "zone_abc": "A",
    }
    return Residence(**{**champs, **change})  # type: ignore[arg-type]


def un_logement(**change: object) -> Logement:
    champs: dict[str, object] = {
        "id": UUID(int=2),
        "residence_id": UUID(int=1),
        "reference": "L-0001",
        "typologie": "T2",
        "nombre_pieces": 2,
        "surface_habitable_dm2": 4500,
        "surface_utile_dm2": 4700,
        "etage": 1,
        "accessible_pmr": False,
        "financement": "PLUS",
        "convention_apl": "69-ESSAI",
        "loyer_principal": Montant(41237),
        "loyer_maximum": Montant(45000),
        "provision_charges": Montant(9600),
        "dpe": "C",
    }
    return Logement(**{**champs, **change})  # type: ignore[arg-type]
