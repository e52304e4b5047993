"""Baux, réclamations et bons, menés par les portes réelles."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from appui.cles import un_agent
from appui.services import ServiceDeTest, livrer
from appui.services import faits as faits
from appui.services import refus as refus
from socle.technique.contexte import Appelant
from socle.technique.evenements import nom_ascii
from socle.technique.identifiants import nouvel_id

GARDIEN = un_agent("GARDIEN_IMMEUBLE")
ACCUEIL = un_agent("CHARGE_ACCUEIL")
TECHNICIEN = un_agent("TECHNICIEN_MAINTENANCE")
LYON, STRASBOURG = "69123", "67482"


def euros(somme: int) -> dict[str, Any]:
    return {"centimes": somme * 100, "devise": "EUR"}


def un_fait(type_: str, agregat: str, agregat_id: UUID, **donnees: Any) -> dict[str, Any]:
    """Ligne d'outbox des baux, telle que le relais la publierait."""
    return {
        "event_id": nouvel_id(),
        "type": type_,
        "aggregate_type": agregat,
        "aggregate_id": str(agregat_id),
        "aggregate_seq": 1,
        "dataschema": f"urn:logis:baux:{nom_ascii(type_)}:v1",
        "payload": {**donnees, "champ_ajoute_plus_tard": "ignoré"},
        "occurred_on": datetime.now(UTC),
        "acteur": {"sub": "agent-essai", "titre": "CHARGE_GESTION_LOCATIVE"},
        "causation_id": None,
    }


def un_bail(service: ServiceDeTest, *, code_insee: str = LYON, residence_id: UUID | None = None) -> str:
    """Bail signé sur un logement dont la commune est connue ; vide : elle ne l'est pas."""
    bail_id, logement_id, residence = nouvel_id(), nouvel_id(), residence_id or nouvel_id()
    faits = [
        un_fait(
            "BailSigné",
            "bail",
            bail_id,
            bail_id=str(bail_id),
            logement_id=str(logement_id),
            residence_id=str(residence),
            locataire_id=str(nouvel_id()),
        )
    ]
    if code_insee:
        faits.append(
            un_fait("LogementDisponible", "logement", logement_id, residence_id=str(residence), code_insee=code_insee)
        )
    assert set(livrer("baux", faits, service.noyau.consommation)) == {"TRAITE"}
    return str(bail_id)


def declarer(service: ServiceDeTest, agent: Appelant = GARDIEN, **change: Any) -> Any:
    """Robinet qui goutte dans un logement (PLB-04), un mardi de mars."""
    champs = {
        "categorie": "PLB-04",
        "description": "Le robinet de la cuisine goutte.",
        "canal": "GUICHET_LOGE",
        "ouverte_le": "2026-03-10T10:00:00+01:00",
    }
    if "bail_id" not in change:
        champs["bail_id"] = un_bail(service)
    return service.appeler("DeclarerReclamation", agent, **{**champs, **change}).reclamation


def qualifier(service: ServiceDeTest, reclamation: Any, **change: Any) -> Any:
    champs = {"reclamation_id": reclamation.id, "qualifiee_le": "2026-03-10T11:00:00+01:00"}
    return service.appeler("QualifierReclamation", ACCUEIL, **{**champs, **change}).reclamation


def une_reclamation_qualifiee(service: ServiceDeTest, **change: Any) -> Any:
    return qualifier(service, declarer(service, **change))


def commander(service: ServiceDeTest, reclamation: Any, **change: Any) -> Any:
    champs = {
        "reclamation_id": reclamation.id,
        "entreprise": "Plomberie d'essai",
        "objet": "Remplacer le mitigeur",
        "montant_ht": euros(240),
        "voie_achat": "PETIT_ACHAT",
        "prevu_le": "2026-03-17T08:30:00+01:00",
        "commande_le": "2026-03-11",
    }
    return service.appeler("CommanderTravaux", TECHNICIEN, **{**champs, **change}).bon


def replanifier(service: ServiceDeTest, bon: Any, **change: Any) -> Any:
    champs = {"bon_id": bon.id, "prevu_le": "2026-03-18T14:00:00+01:00"}
    return service.appeler("ReplanifierBon", TECHNICIEN, **{**champs, **change}).bon


def annuler(service: ServiceDeTest, bon: Any, **change: Any) -> Any:
    champs = {"bon_id": bon.id, "annule_le": "2026-03-12", "motif": "Réparé par le locataire"}
    return service.appeler("AnnulerBon", TECHNICIEN, **{**champs, **change}).bon


def clore_bon(service: ServiceDeTest, bon: Any, **change: Any) -> Any:
    champs = {
        "bon_id": bon.id,
        "termine_le": "2026-03-17T10:00:00+01:00",
        "compte_rendu": "Mitigeur remplacé.",
        "reclamation_resolue": True,
    }
    return service.appeler("CloreBon", TECHNICIEN, **{**champs, **change}).bon


def clore(service: ServiceDeTest, reclamation: Any, **change: Any) -> Any:
    champs = {"reclamation_id": reclamation.id, "motif": "RESOLU", "cloturee_le": "2026-03-20T09:00:00+01:00"}
    return service.appeler("CloreReclamation", ACCUEIL, **{**champs, **change}).reclamation


def lire(service: ServiceDeTest, reclamation: Any) -> Any:
    return service.appeler("GetReclamation", ACCUEIL, reclamation_id=reclamation.id).reclamation
