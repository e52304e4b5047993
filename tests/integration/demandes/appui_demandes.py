"""Ménages, pièces, faits des baux : ce qu'il faut pour mener une demande jusqu'à sa radiation, par les portes réelles."""

from __future__ import annotations

from collections.abc import Sequence
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

ACCUEIL = un_agent("CHARGE_ACCUEIL")
INSTRUCTEUR = un_agent("INSTRUCTEUR")
ATTRIBUTION = un_agent("CHARGE_ATTRIBUTION")
GESTION = un_agent("CHARGE_GESTION_LOCATIVE")
SERVICE_BAUX = Appelant(sub="service:baux", role_technique="SERVICE")
LYON = "69123"


def euros(somme: int) -> dict[str, Any]:
    return {"centimes": somme * 100, "devise": "EUR"}


def une_personne(**change: Any) -> dict[str, Any]:
    champs: dict[str, Any] = {
        "civilite": "Mme",
        "nom": "ZYGOMAR",
        "prenoms": "Ana",
        "date_naissance": "1980-06-15",
        "lien": "DEMANDEUR",
        "sejour_regulier": True,
        "revenus_fiscaux": {"2024": euros(18_765)},
    }
    return {**champs, **change}


def enregistrer(service: ServiceDeTest, agent: Appelant = ACCUEIL, **change: Any) -> Any:
    """Personne seule, reçue le 15/01/2026, qui souhaite un T2 à Lyon."""
    champs: dict[str, Any] = {
        "deposee_le": "2026-01-15",
        "personnes": [une_personne()],
        "adresse": "1 rue Zygomatique, 69001 Lyon",
        "courriel": "ana@zygomar.example",
        "telephone": "0600000042",
        "situation_familiale": "CELIBATAIRE",
        "logement_actuel": "LOCATAIRE_PRIVE",
        "motifs": ["SANS_LOGEMENT_PROPRE"],
        "typologies": ["T2"],
        "communes": [LYON],
        "ressources_mensuelles": euros(1501),
    }
    return service.appeler("EnregistrerDemande", agent, **{**champs, **change}).demande


def valider(service: ServiceDeTest, demande_id: str, famille: str) -> Any:
    """Dépose le 2 et valide le 3 février une pièce de la famille."""
    deposee = service.appeler(
        "DeposerPiece",
        ACCUEIL,
        demande_id=demande_id,
        famille=famille,
        libelle=f"pièce zygomatique {famille}",
        deposee_le="2026-02-02",
    ).demande
    return service.appeler(
        "ControlerPiece",
        INSTRUCTEUR,
        demande_id=demande_id,
        piece_id=deposee.pieces[-1].id,
        valide=True,
        controlee_le="2026-02-03",
    ).demande


def enregistrer_complete(service: ServiceDeTest, **change: Any) -> Any:
    demande = enregistrer(service, **change)
    valider(service, demande.id, "IDENTITE_SEJOUR")
    return valider(service, demande.id, "RESSOURCES_FISCALES")


def un_fait(type_: str, agregat: str, agregat_id: UUID, sequence: int, **donnees: Any) -> dict[str, Any]:
    """Ligne d'outbox des baux, telle que le relais la publierait."""
    return {
        "event_id": nouvel_id(),
        "type": type_,
        "aggregate_type": agregat,
        "aggregate_id": str(agregat_id),
        "aggregate_seq": sequence,
        "dataschema": f"urn:logis:baux:{nom_ascii(type_)}:v1",
        "payload": donnees,
        "occurred_on": datetime.now(UTC),
        "acteur": {"sub": "agent-essai", "titre": "CHARGE_GESTION_LOCATIVE"},
        "causation_id": None,
    }


def logement_disponible(logement_id: UUID, *, sequence: int = 1, **change: Any) -> dict[str, Any]:
    donnees: dict[str, Any] = {
        "logement_id": str(logement_id),
        "residence_id": str(nouvel_id()),
        "reference": "L0042",
        "typologie": "T2",
        "nombre_pieces": 2,
        "surface_habitable_dm2": 4500,
        "etage": 1,
        "accessible_pmr": False,
        "financement": "PLUS",
        "code_insee": LYON,
        "zone": "2",
        "zone_abc": "A",
        "quartier_prioritaire": False,
        "loyer_principal": 36000,
        "provision_charges": 6000,
        "disponible_le": "2026-03-01",
        "contingent": "7",
    }
    return un_fait("LogementDisponible", "logement", logement_id, sequence, **{**donnees, **change})


def bail_signe(*, demande_id: str, offre_id: str, bail_id: UUID | None = None, **change: Any) -> dict[str, Any]:
    bail = bail_id or nouvel_id()
    donnees = {
        "bail_id": str(bail),
        "demande_id": demande_id,
        "offre_id": offre_id,
        "signe_le": "2026-04-10",
        "champ_ajoute_plus_tard": "ignoré",
    }
    return un_fait("BailSigné", "bail", bail, 1, **{**donnees, **change})


def bail_annule(signature: dict[str, Any], *, sequence: int, signe: bool, a_refaire: bool = False) -> dict[str, Any]:
    """Annulation du bail dont on a la signature ; à la séquence 1 si elle n'a jamais été publiée."""
    donnees = {cle: signature["payload"][cle] for cle in ("bail_id", "demande_id", "offre_id")}
    suite = {"annule_le": "2026-04-11", "motif": "AUTRE", "signe": signe, "a_refaire": a_refaire}
    return un_fait("BailAnnulé", "bail", UUID(donnees["bail_id"]), sequence, **donnees, **suite)


def recevoir(service: ServiceDeTest, *lignes: dict[str, Any]) -> list[str]:
    return livrer("baux", list(lignes), service.noyau.consommation)


def offres(service: ServiceDeTest, logement_id: UUID) -> Sequence[Any]:
    return list(service.appeler("ListOffres", ATTRIBUTION, logement_id=str(logement_id)).offres)


def une_offre(service: ServiceDeTest, **change: Any) -> Any:
    """Offre née d'un logement annoncé par les baux."""
    logement_id = nouvel_id()
    assert recevoir(service, logement_disponible(logement_id, **change)) == ["TRAITE"]
    (offre,) = offres(service, logement_id)
    return offre


def presenter(service: ServiceDeTest, offre: Any, demandes: Sequence[Any], **change: Any) -> Any:
    champs = {"offre_id": offre.id, "demande_ids": [d.id for d in demandes], "seance_le": "2026-03-10"}
    return service.appeler("PresenterCandidats", ATTRIBUTION, **{**champs, **change}).offre


def decider(service: ServiceDeTest, offre: Any, decisions: Sequence[dict[str, Any]], **change: Any) -> Any:
    champs = {"offre_id": offre.id, "decide_le": "2026-03-10", "membres_presents": 4, "decisions": decisions}
    return service.appeler("DeciderAttribution", ATTRIBUTION, **{**champs, **change}).offre


def attribuer(*demandes: Any) -> list[dict[str, Any]]:
    """Attribution en rang, dans l'ordre donné."""
    return [{"demande_id": d.id, "decision": "ATTRIBUTION", "rang": r} for r, d in enumerate(demandes, 1)]


def repondre(service: ServiceDeTest, offre: Any, demande: Any, **change: Any) -> Any:
    champs = {"offre_id": offre.id, "demande_id": demande.id, "accepte": True, "repondu_le": "2026-03-15"}
    return service.appeler("RepondreProposition", ATTRIBUTION, **{**champs, **change}).offre


def candidature(offre: Any, demande: Any) -> Any:
    return next(c for c in offre.candidatures if c.demande_id == demande.id)


def incidents(service: ServiceDeTest) -> list[tuple[str, str, str]]:
    return _lire(service, "SELECT statut, reaction, code FROM incident ORDER BY cree_le")


def refus_de_reaction(service: ServiceDeTest) -> list[tuple[str, str]]:
    return _lire(service, "SELECT reaction, code FROM refus_reaction ORDER BY le")


def _lire(service: ServiceDeTest, requete: str) -> list[Any]:
    from sqlalchemy import text

    with service.noyau.moteur.connect() as connexion:
        return [tuple(ligne) for ligne in connexion.execute(text(requete))]
