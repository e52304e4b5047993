"""Baux, impayés, paiements reçus d'ailleurs : ce qu'il faut pour mener un dossier par les portes réelles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from appui.cles import un_agent
from appui.services import ServiceDeTest, livrer
from appui.services import faits as faits
from appui.services import refus as refus
from recouvrement.composition import composer
from recouvrement.entrypoints.passage import passer
from socle.domaine.calendrier import PARIS
from socle.technique.contexte import Appelant, Contexte
from socle.technique.evenements import nom_ascii
from socle.technique.identifiants import nouvel_id

RECOUVREMENT = un_agent("CHARGE_RECOUVREMENT")
ASSISTANTE = un_agent("ASSISTANT_SOCIAL")
GARDIEN = un_agent("GARDIEN_IMMEUBLE")
LE_FSL = Appelant(sub="fsl-69", partenaire="FSL", departement="69")
DU = 50_837
INCONNU = str(UUID(int=7))


def euros(centimes: int) -> dict[str, Any]:
    return {"centimes": centimes, "devise": "EUR"}


def a_l_heure(service: ServiceDeTest, instant: str) -> None:
    """Règle l'horloge du service sur une heure civile de Paris (AAAA-MM-JJTHH:MM)."""
    fige = datetime.fromisoformat(instant).replace(tzinfo=PARIS).astimezone(UTC)
    object.__setattr__(service.noyau, "horloge", lambda: fige)


def passage(service: ServiceDeTest, instant: str) -> None:
    """Un passage de l'horloge du travailleur à une heure civile de Paris."""
    a_l_heure(service, instant)
    app = composer(service.config)
    object.__setattr__(app.noyau, "horloge", service.noyau.horloge)
    try:
        passer(app, Contexte(acteur={"sub": "horloge:recouvrement", "titre": "HORLOGE"}, instant=app.noyau.horloge()))
    finally:
        app.noyau.moteur.dispose()


def un_fait(source: str, type_: str, agregat: str, agregat_id: UUID, sequence: int, donnees: Any) -> dict[str, Any]:
    """Ligne d'outbox d'un autre service, telle que son relais la publierait."""
    return {
        "event_id": nouvel_id(),
        "type": type_,
        "aggregate_type": agregat,
        "aggregate_id": str(agregat_id),
        "aggregate_seq": sequence,
        "dataschema": f"urn:logis:{source}:{nom_ascii(type_)}:v1",
        "payload": donnees,
        "occurred_on": datetime.now(UTC),
        "acteur": {"sub": "agent-essai", "titre": "ESSAI"},
        "causation_id": None,
    }


def un_bail(service: ServiceDeTest, *, locataire: UUID | None = None) -> UUID:
    bail = nouvel_id()
    donnees = {
        "bail_id": str(bail),
        "reference": f"B-{str(bail)[-6:]}",
        "residence_id": str(nouvel_id()),
        "locataire_id": str(locataire or nouvel_id()),
        "signe_le": "2026-01-15",
        "champ_ajoute_plus_tard": "ignoré",
    }
    assert livrer("baux", [un_fait("baux", "BailSigné", "bail", bail, 1, donnees)], service.noyau.consommation) == [
        "TRAITE"
    ]
    return bail


def un_terme(mois: str, limite: str, du: int = DU) -> dict[str, Any]:
    return {
        "mois": mois,
        "du": du,
        "loyer": 41_237,
        "charges": 9_600,
        "autres": 0,
        "exigible_le": f"{mois}-28",
        "limite_paiement_le": limite,
    }


AOUT = un_terme("2026-08", "2026-09-10")
OCTOBRE = un_terme("2026-10", "2026-11-10")


def impayer(service: ServiceDeTest, bail: UUID, *termes: dict[str, Any], sequence: int = 1, **change: Any) -> Any:
    """LoyerImpayé d'août (limite jeudi 10/09/2026), constaté le 15/09 ; rend le dossier du bail."""
    liste = list(termes) or [AOUT]
    donnees = {
        "bail_id": str(bail),
        "constate_le": "2026-09-15",
        "dette_echue": sum(t["du"] for t in liste),
        "premier_defaut_le": liste[0]["limite_paiement_le"],
        "termes": liste,
        "impaye_constitue": "NON",
        "constitue_le": None,
        "regime_apl": "AVANT_2027",
        **change,
    }
    livrer_compte(service, bail, sequence, "LoyerImpayé", donnees)
    (dossier,) = service.appeler("ListDossiersImpaye", RECOUVREMENT, bail_id=str(bail)).dossiers
    return dossier


def payer(
    service: ServiceDeTest, bail: UUID, *, sequence: int, soldes: Sequence[str], recu_le: str, **change: Any
) -> None:
    donnees = {
        "bail_id": str(bail),
        "paiement_id": str(nouvel_id()),
        "montant": DU,
        "recu_le": recu_le,
        "termes_soldes": list(soldes),
        "dette_echue": 0,
        **change,
    }
    livrer_compte(service, bail, sequence, "PaiementEnregistré", donnees)


def livrer_compte(service: ServiceDeTest, bail: UUID, sequence: int, type_: str, donnees: Any) -> None:
    ligne = un_fait("quittancement", type_, "compte", bail, sequence, donnees)
    assert livrer("quittancement", [ligne], service.noyau.consommation) == ["TRAITE"]


def accompagner(service: ServiceDeTest, bail: UUID, statut: str, *, referent: str, depuis_le: str) -> None:
    donnees = {"bail_id": str(bail), "statut": statut, "depuis_le": depuis_le, "referent": referent}
    ligne = un_fait("social", "StatutAccompagnementModifié", "dossier_social", nouvel_id(), 1, donnees)
    assert livrer("social", [ligne], service.noyau.consommation) == ["TRAITE"]


def signaler(service: ServiceDeTest, bail: UUID, **change: Any) -> Any:
    """Recevabilité de surendettement du 01/10/2026."""
    champs = {
        "bail_id": str(bail),
        "nature": "SURENDETTEMENT_RECEVABLE",
        "effet_le": "2026-10-01",
        "piece": "BDF-2026-1",
    }
    return service.appeler("SignalerSituation", RECOUVREMENT, **{**champs, **change}).situation


def jouer(service: ServiceDeTest, au: str, dossier: Any = None) -> int:
    """Joue les relances du jour et rend leur nombre."""
    dossier_id = dossier.id if dossier is not None else ""
    return int(service.appeler("JouerRelances", RECOUVREMENT, au=au, dossier_id=dossier_id).relances)


def programme(service: ServiceDeTest, dossier: Any, au: str = "") -> Any:
    return service.appeler("GetProgrammeRelances", RECOUVREMENT, dossier_id=dossier.id, au=au).programme


def lu(service: ServiceDeTest, dossier: Any) -> Any:
    return service.appeler("GetDossierImpaye", RECOUVREMENT, dossier_id=dossier.id).dossier
