"""Constructeurs des tests du recouvrement : ils ne montrent que ce qui importe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import recouvrement
from recouvrement.domain.arrets import Situation
from recouvrement.domain.dossier_fsl import DossierFsl
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.impaye import AvisImpaye, RegimeApl, TermeImpaye
from recouvrement.domain.scenario import etapes_a_jouer, scenario_de
from recouvrement.domain.scenario_date import Scenario
from socle.domaine.explication import Reponse
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois, lire_date
from socle.technique.baremes import charger_baremes

BAREMES = charger_baremes(Path(recouvrement.__file__).parent / "baremes")
BAIL = UUID(int=10)
LOYER = Montant.euros("508,37")
PIECES = [
    "IDENTITE",
    "COMPOSITION_FOYER",
    "RESSOURCES_3_MOIS",
    "CHARGES",
    "DECOMPTE_CERTIFIE",
    "AVIS_SOCIAL",
    "RIB_BAILLEUR",
    "BAIL",
    "ATTESTATION_APL",
]


def le(jour: str) -> date:
    return lire_date(jour)


def un_terme(mois: str = "2026-08", *, limite: str | None = None, du: Montant = LOYER) -> TermeImpaye:
    """Terme échu de `mois`, exigible le dernier jour, à payer pour le 10 du mois suivant."""
    fin = Mois.lire(mois).dernier_jour
    return TermeImpaye(
        mois=mois,
        du=du,
        loyer=Montant.euros("412,37"),
        charges=Montant.euros("96"),
        autres=Montant.zero(),
        exigible_le=fin,
        limite_paiement_le=le(limite) if limite else Mois.lire(mois).decale(1).premier_jour.replace(day=10),
    )


def un_avis(*termes: TermeImpaye, **change: Any) -> AvisImpaye:
    liste = list(termes) or [un_terme()]
    champs: dict[str, Any] = {
        "bail_id": BAIL,
        "constate_le": le("2026-09-15"),
        "dette_echue": Montant(sum(t.du.centimes for t in liste)),
        "premier_defaut_le": liste[0].limite_paiement_le,
        "termes": liste,
        "impaye_constitue": Reponse.NON,
        "constitue_le": None,
        "regime_apl": RegimeApl.AVANT_2027,
    }
    return AvisImpaye(**{**champs, **change})


def un_dossier(*termes: TermeImpaye, **change: Any) -> DossierImpaye:
    dossier = DossierImpaye.ouvrir(
        id=UUID(int=1), reference="DI-2026-000001", avis=un_avis(*termes, **change), baremes=BAREMES
    )
    dossier.retirer_faits()
    return dossier


def le_scenario(dossier: DossierImpaye) -> Scenario:
    scenario = scenario_de(dossier, baremes=BAREMES)
    assert scenario is not None
    return scenario


def jouer(dossier: DossierImpaye, jour: str, situation: Situation | None = None) -> list[str]:
    """Joue ce qui est dû ce jour et rend les codes des étapes jouées."""
    scenario = scenario_de(dossier, baremes=BAREMES, situation=situation)
    dues = etapes_a_jouer(dossier, au=le(jour), scenario=scenario, situation=situation) if scenario else []
    for due in dues:
        dossier.jouer(due, le=le(jour))
    return [due.etape.code for due in dues]


def payer(dossier: DossierImpaye, *, soldes: Sequence[str], reste: str = "0", jour: str) -> None:
    dossier.appliquer_paiement(termes_soldes=soldes, dette_restante=Montant.euros(reste), recu_le=le(jour))


def un_depot(dossier: DossierImpaye, **change: Any) -> DossierFsl:
    champs: dict[str, Any] = {
        "id": UUID(int=2),
        "departement": "62",
        "depose_le": le("2026-11-16"),
        "termes": [],
        "pieces": PIECES,
        "consentement_le": le("2026-11-10"),
        "termes_repris": 2,
    }
    return DossierFsl.deposer(dossier, **{**champs, **change}, baremes=BAREMES)
