"""Orientations et dossiers, menés par les portes réelles."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from appui.cles import un_agent
from appui.services import ServiceDeTest, livrer
from appui.services import faits as faits
from appui.services import refus as refus
from socle.technique.contexte import Appelant
from socle.technique.identifiants import nouvel_id

ASSISTANTE = un_agent("ASSISTANT_SOCIAL")
CONSEILLERE = un_agent("CONSEILLER_ESF")
DPO = Appelant(sub="dpo", role_technique="DPO")
SYNTHESE = "CANARI-7Q : budget revu avec la personne."


def une_orientation(**change: Any) -> dict[str, Any]:
    """Ligne d'outbox du recouvrement, telle que le relais la publierait."""
    dossier = nouvel_id()
    donnees: dict[str, Any] = {
        "dossier_id": str(dossier),
        "bail_id": str(nouvel_id()),
        "motif": "SURENDETTEMENT",
        "oriente_le": "2026-03-02",
        "menage_informe": True,
        "champ_ajoute_plus_tard": "ignoré",
    }
    return {
        "event_id": nouvel_id(),
        "type": "OrientationSocialeDemandée",
        "aggregate_type": "dossier_impaye",
        "aggregate_id": str(dossier),
        "aggregate_seq": 1,
        "dataschema": "urn:logis:recouvrement:orientation_sociale_demandee:v1",
        "payload": {**donnees, **change},
        "occurred_on": datetime.now(UTC),
        "acteur": {"sub": "agent-essai", "titre": "CHARGE_RECOUVREMENT"},
        "causation_id": None,
    }


def orienter(service: ServiceDeTest, bail_id: UUID | None = None) -> Any:
    """Dossier né d'une orientation du 2 mars 2026, tel que l'assistante sociale le voit dans sa liste."""
    avant = {d.id for d in service.appeler("ListDossiersSociaux", ASSISTANTE).dossiers}
    ligne = une_orientation(bail_id=str(bail_id or nouvel_id()))
    assert livrer("recouvrement", [ligne], service.noyau.consommation) == ["TRAITE"]
    (dossier,) = [d for d in service.appeler("ListDossiersSociaux", ASSISTANTE).dossiers if d.id not in avant]
    return dossier


def proposer(service: ServiceDeTest, dossier: Any, agent: Appelant = ASSISTANTE, **change: Any) -> Any:
    champs = {"dossier_id": dossier.id, "propose_le": "2026-03-05"}
    return service.appeler("ProposerAccompagnement", agent, **{**champs, **change}).dossier


def ouvrir(service: ServiceDeTest, dossier: Any, agent: Appelant = ASSISTANTE, **change: Any) -> Any:
    champs = {"dossier_id": dossier.id, "consentement_le": "2026-03-09", "support_consentement": "ECRIT"}
    return service.appeler("OuvrirAccompagnement", agent, **{**champs, **change}).dossier


def un_dossier_ouvert(service: ServiceDeTest, agent: Appelant = ASSISTANTE, **change: Any) -> Any:
    dossier = orienter(service, **change)
    proposer(service, dossier, agent)
    return ouvrir(service, dossier, agent)


def consigner(service: ServiceDeTest, dossier: Any, agent: Appelant = ASSISTANTE, **change: Any) -> Any:
    champs = {"dossier_id": dossier.id, "tenu_le": "2026-03-20", "lieu": "BUREAU", "synthese": SYNTHESE}
    return service.appeler("ConsignerEntretien", agent, **{**champs, **change}).dossier


def clore(service: ServiceDeTest, dossier: Any, agent: Appelant = ASSISTANTE, **change: Any) -> Any:
    champs = {"dossier_id": dossier.id, "clos_le": "2026-06-30", "motif": "OBJECTIFS_ATTEINTS"}
    return service.appeler("CloreAccompagnement", agent, **{**champs, **change}).dossier


def lire(service: ServiceDeTest, dossier: Any, agent: Appelant = ASSISTANTE) -> Any:
    return service.appeler("GetDossierSocial", agent, dossier_id=dossier.id).dossier


def lire_base(service: ServiceDeTest, requete: str) -> list[Any]:
    with service.noyau.moteur.connect() as connexion:
        return [tuple(ligne) for ligne in connexion.execute(text(requete))]
