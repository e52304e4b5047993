"""Baux signés, droits de la CAF, lots, paiements : ce qu'il faut pour mener un compte par les portes réelles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from appui.cles import un_agent
from appui.services import ServiceDeTest, livrer
from socle.domaine.calendrier import PARIS
from socle.technique.contexte import Appelant
from socle.technique.evenements import nom_ascii
from socle.technique.identifiants import nouvel_id
from socle.technique.rpc.erreurs import EchecRpc

QUITTANCEMENT = un_agent("CHARGE_QUITTANCEMENT")
SECOND = un_agent("CHARGE_QUITTANCEMENT", sub="agent-second")
CAF = Appelant(sub="partenaire:caf-69", partenaire="CAF", departement="69")
DEMAIN = (datetime.now(PARIS) + timedelta(days=1)).date().isoformat()
NET = 50837
"""Centimes : loyer 412,37 et charges 96,00, sans aide."""


def euros(centimes: int) -> dict[str, Any]:
    return {"centimes": centimes, "devise": "EUR"}


def un_fait(type_: str, bail_id: UUID, sequence: int, **donnees: Any) -> dict[str, Any]:
    """Ligne d'outbox des baux, telle que le relais la publierait."""
    return {
        "event_id": nouvel_id(),
        "type": type_,
        "aggregate_type": "bail",
        "aggregate_id": str(bail_id),
        "aggregate_seq": sequence,
        "dataschema": f"urn:logis:baux:{nom_ascii(type_)}:v1",
        "payload": {"bail_id": str(bail_id), **donnees},
        "occurred_on": datetime.now(UTC),
        "acteur": {"sub": "agent-essai", "titre": "CHARGE_GESTION_LOCATIVE"},
        "causation_id": None,
    }


def un_compte(service: ServiceDeTest, *, reference: str = "B-2026-000001", **change: Any) -> str:
    """Compte actif d'un bail T3 en zone 2, à effet du 01/01/2026 ; rend l'identifiant du bail."""
    bail_id = nouvel_id()
    signe = {
        "reference": reference,
        "date_effet": "2026-01-01",
        "loyer_principal": 41237,
        "provision_charges": 9600,
        "mode_prorata": "JOURS_REELS",
        "terme": "ECHU",
        "zone": "2",
        "champ_ajoute_plus_tard": "ignoré",
    }
    lignes = [
        un_fait("BailSigné", bail_id, 1, **{**signe, **change}),
        un_fait(
            "BailActivé",
            bail_id,
            2,
            date_effet="2026-01-01",
            logement_id=str(nouvel_id()),
            residence_id=str(nouvel_id()),
        ),
    ]
    assert livrer("baux", lignes, service.noyau.consommation) == ["TRAITE", "TRAITE"]
    return str(bail_id)


def transmettre(service: ServiceDeTest, mois: str, *droits: dict[str, Any], **change: Any) -> Any:
    return service.appeler("EnregistrerDroitsApl", CAF, mois=mois, droits=droits, **change)


def un_droit(*, reference: str = "B-2026-000001", apl: int = 27100, rls: int = 0, **change: Any) -> dict[str, Any]:
    return {"reference_bail": reference, "apl": euros(apl), "rls": euros(rls), **change}


def calculer(service: ServiceDeTest, mois: str, *baux: str, **change: Any) -> Any:
    return service.appeler("CalculerQuittancement", QUITTANCEMENT, mois=mois, bail_ids=baux, **change).lot


def valider(service: ServiceDeTest, lot: Any, **change: Any) -> Any:
    champs = {"lot_id": lot.id, "valide_le": f"{lot.mois}-25", **change}
    return service.appeler("ValiderQuittancement", SECOND, **champs).lot


def quittancer(service: ServiceDeTest, *mois: str) -> list[Any]:
    """Calcule et valide un lot général par mois ; rend les quittances résumées."""
    return [q for m in mois for q in valider(service, calculer(service, m)).quittances]


def payer(service: ServiceDeTest, bail_id: str, centimes: int, **change: Any) -> Any:
    champs = {"montant": euros(centimes), "mode": "VIREMENT", "recu_le": "2026-07-01", "reference": "VIR", **change}
    return service.appeler("EnregistrerPaiement", QUITTANCEMENT, bail_id=bail_id, **champs).paiement


def constater(service: ServiceDeTest, au: str) -> tuple[int, int]:
    fait = service.appeler("ConstaterImpayes", QUITTANCEMENT, au=au)
    return fait.impayes, fait.regularises


def compte(service: ServiceDeTest, bail_id: str, **change: Any) -> Any:
    return service.appeler("GetCompte", QUITTANCEMENT, bail_id=bail_id, **change).compte


def quittance(service: ServiceDeTest, quittance_id: str) -> Any:
    return service.appeler("GetQuittance", QUITTANCEMENT, quittance_id=quittance_id).quittance


def contrepasser(service: ServiceDeTest, bail_id: str, objet: str, objet_id: str, *, le: str = "2026-08-01") -> Any:
    """Proposée par l'un, accordée par l'autre."""
    proposee = proposer(service, bail_id, objet, objet_id, le=le)
    return service.appeler(
        "DeciderContrepassation",
        SECOND,
        bail_id=bail_id,
        contrepassation_id=proposee.id,
        accordee=True,
        decidee_le=le,
    ).contrepassation


def proposer(service: ServiceDeTest, bail_id: str, objet: str, objet_id: str, *, le: str = "2026-08-01") -> Any:
    return service.appeler(
        "ProposerContrepassation",
        QUITTANCEMENT,
        bail_id=bail_id,
        objet=objet,
        objet_id=objet_id,
        motif="ERREUR_DE_SAISIE",
        proposee_le=le,
    ).contrepassation


def refus(service: ServiceDeTest, methode: str, agent: Appelant, **champs: Any) -> tuple[str, str, str]:
    """Statut, code et champ du refus attendu."""
    with pytest.raises(EchecRpc) as echec:
        service.appeler(methode, agent, **champs)
    return echec.value.statut.name, echec.value.code, echec.value.champ


def faits(service: ServiceDeTest, *types: str) -> Sequence[tuple[str, dict[str, Any]]]:
    return [(f["type"], f["payload"]) for f in service.faits() if not types or f["type"] in types]


def soldes_du_grand_livre(service: ServiceDeTest) -> dict[str, int]:
    """Solde de chaque compte, en centimes : débits positifs."""
    requete = "SELECT compte, sum(montant) FROM jambe GROUP BY compte HAVING sum(montant) <> 0"
    return {numero: int(total) for numero, total in lire(service, requete)}


def lire(service: ServiceDeTest, requete: str) -> list[Any]:
    with service.noyau.moteur.connect() as connexion:
        return [tuple(ligne) for ligne in connexion.execute(text(requete))]
