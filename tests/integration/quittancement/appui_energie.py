"""Compteurs, relevés, ménages : ce qu'il faut pour juger des consommations par les portes réelles."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from appui.cles import un_agent
from appui.services import ServiceDeTest, livrer
from socle.domaine.periodes import Mois
from socle.technique.identifiants import nouvel_id

ANALYSTE = un_agent("ANALYSTE_CHARGES")
CESF = un_agent("CONSEILLER_ESF")
RESIDENCE = str(UUID(int=77))


def un_fait(type_: str, agregat: str, agregat_id: str, sequence: int, **donnees: Any) -> dict[str, Any]:
    return {
        "event_id": nouvel_id(),
        "type": type_,
        "aggregate_type": agregat,
        "aggregate_id": agregat_id,
        "aggregate_seq": sequence,
        "dataschema": donnees.pop("schema"),
        "payload": donnees,
        "occurred_on": datetime.now(UTC),
        "acteur": {"sub": "agent-essai", "titre": "CHARGE_GESTION_LOCATIVE"},
        "causation_id": None,
    }


def occuper(
    service: ServiceDeTest,
    logement_id: str,
    *,
    du: str = "2022-01-01",
    au: str = "",
    sequence_du_logement: int = 1,
    residence_id: str = RESIDENCE,
) -> str:
    """Un bail sur ce logement de 50 m² ; `au` : état des lieux de sortie. Rend son identifiant."""
    bail_id = str(uuid4())
    logement = un_fait(
        "LogementDisponible",
        "logement",
        logement_id,
        sequence_du_logement,
        schema="urn:logis:baux:logement_disponible:v1",
        logement_id=logement_id,
        residence_id=residence_id,
        typologie="T2",
        surface_habitable_dm2=5000,
    )
    signe = un_fait(
        "BailSigné",
        "bail",
        bail_id,
        1,
        schema="urn:logis:baux:bail_signe:v1",
        bail_id=bail_id,
        reference=f"B-{bail_id[:8]}",
        date_effet=du,
        loyer_principal=40000,
        provision_charges=9000,
        mode_prorata="JOURS_REELS",
        terme="ECHU",
        zone="2",
    )
    active = un_fait(
        "BailActivé",
        "bail",
        bail_id,
        2,
        schema="urn:logis:baux:bail_active:v1",
        bail_id=bail_id,
        logement_id=logement_id,
        residence_id=residence_id,
        date_effet=du,
    )
    lignes = [logement, signe, active]
    for sequence, (sens, le) in enumerate((("ENTREE", du), ("SORTIE", au)), start=3):
        if le:
            lignes.append(
                un_fait(
                    "ÉtatDesLieuxSigné",
                    "bail",
                    bail_id,
                    sequence,
                    schema="urn:logis:baux:etat_des_lieux_signe:v1",
                    bail_id=bail_id,
                    sens=sens,
                    signe_le=le,
                )
            )
    livrer("baux", lignes, service.noyau.consommation)
    return bail_id


def equiper(
    service: ServiceDeTest, reference: str, volumes: list[int], *, depuis: str = "2023-01", **change: Any
) -> Any:
    """Un compteur relevé chaque premier du mois, du volume donné."""
    debut = Mois.lire(depuis)
    champs: dict[str, Any] = {
        "reference": reference,
        "residence_id": RESIDENCE,
        "logement_id": str(uuid4()),
        "fluide": "EF",
        "usage": "AUTRE",
        "role": "INDIVIDUEL",
        "modulo": 100_000_000,
        "pose_le": str(debut.premier_jour),
    }
    compteur = service.appeler("EnregistrerCompteur", ANALYSTE, **{**champs, **change}).compteur
    lignes, total = ["compteur;date;index;qualite;source"], 0
    for rang, volume in enumerate(volumes, start=1):
        total += volume
        lignes.append(f"{reference};{debut.decale(rang).premier_jour};{total};TELERELEVE;GW")
    rendu = service.appeler("ImporterReleves", ANALYSTE, contenu="\n".join(lignes)).compte_rendu
    assert not rendu.ecartees
    return compteur


def suivre(service: ServiceDeTest, bail_id: str) -> None:
    """La conseillère accompagne le ménage de ce bail."""
    suivi = un_fait(
        "AccompagnementOuvert",
        "dossier_social",
        str(uuid4()),
        1,
        schema="urn:logis:social:accompagnement_ouvert:v1",
        bail_id=bail_id,
        referent=CESF.sub,
    )
    livrer("social", [suivi], service.noyau.consommation)
