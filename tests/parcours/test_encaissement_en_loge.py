"""Des espèces de la loge à la banque : deux services, un travailleur, le bus en mémoire, et retour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from appui.attente import attendre
from appui.cles import Cles, un_agent
from appui.services import ServiceDeTest, livrer
from appui.travailleurs import un_travailleur
from socle.technique.evenements import nom_ascii
from socle.technique.identifiants import nouvel_id

SITE = UUID(int=77)
GARDIEN = un_agent("GARDIEN_IMMEUBLE", perimetre=(str(SITE),))
CHEF = un_agent("CHEF_SECTEUR", perimetre=(str(SITE),))
COMPTA = un_agent("CHARGE_QUITTANCEMENT")
MATIN, SOIR, LENDEMAIN = "2026-07-02T10:00:00+02:00", "2026-07-02T18:00:00+02:00", "2026-07-03"
TOPOLOGIE = """partitions: 1
services:
  quittancement: {ecoute: {proximite: [caisse]}}
  proximite: {ecoute: {quittancement: [remise_especes]}}
"""


def un_fait_des_baux(type_: str, bail_id: UUID, sequence: int, **donnees: Any) -> dict[str, Any]:
    return {
        "event_id": nouvel_id(),
        "type": type_,
        "aggregate_type": "bail",
        "aggregate_id": str(bail_id),
        "aggregate_seq": sequence,
        "dataschema": f"urn:logis:baux:{nom_ascii(type_)}:v1",
        "payload": {"bail_id": str(bail_id), "residence_id": str(SITE), **donnees},
        "occurred_on": datetime.now(UTC),
        "acteur": {"sub": "agent-essai"},
        "causation_id": None,
    }


def un_bail_connu_des_deux(proximite: ServiceDeTest, quittancement: ServiceDeTest) -> str:
    bail_id, logement = nouvel_id(), str(nouvel_id())
    qui = {"logement_id": logement, "locataire_id": str(nouvel_id())}
    signe = {
        "reference": "B-2026-000001",
        "date_effet": "2026-01-01",
        "loyer_principal": 41237,
        "provision_charges": 9600,
        "mode_prorata": "JOURS_REELS",
        "terme": "ECHU",
        "zone": "2",
    }
    lignes = [
        un_fait_des_baux("BailSigné", bail_id, 1, **signe, **qui),
        un_fait_des_baux("BailActivé", bail_id, 2, date_effet="2026-01-01", active_le="2026-01-01", **qui),
    ]
    for service in (proximite, quittancement):
        assert livrer("baux", lignes, service.noyau.consommation) == ["TRAITE", "TRAITE"]
    return str(bail_id)


def soldes(service: ServiceDeTest) -> dict[str, int]:
    requete = text("SELECT compte, sum(montant) FROM jambe GROUP BY compte HAVING sum(montant) <> 0")
    with service.noyau.moteur.connect() as connexion:
        return {ligne[0]: int(ligne[1]) for ligne in connexion.execute(requete)}


@pytest.mark.conteneur
def test_les_especes_vont_de_la_loge_a_la_banque_et_la_caisse_se_clot(
    service_de: Callable[..., ServiceDeTest], cles: Cles, tmp_path: Path
) -> None:
    proximite, quittancement = service_de("proximite"), service_de("quittancement")
    topologie = tmp_path / "topologie.yaml"
    topologie.write_text(TOPOLOGIE, encoding="utf-8")
    bail = un_bail_connu_des_deux(proximite, quittancement)

    caisse = proximite.appeler(
        "OuvrirCaisse", GARDIEN, loge="L01", residence_id=str(SITE), ouverte_le="2026-07-02T08:00:00+02:00"
    ).caisse
    ici = {"caisse_id": caisse.id}
    sommes = {"mois": "2026-06", "encaisse_le": MATIN}
    proximite.appeler("EnregistrerEncaissement", GARDIEN, **ici, **sommes, bail_id=bail, montant={"centimes": 30000})
    comptage = [{"valeur": 10000, "nombre": 2}, {"valeur": 5000, "nombre": 2}, {"valeur": 2000, "nombre": 2}]
    comptee = proximite.appeler("CompterCaisse", GARDIEN, **ici, coupures=comptage, comptee_le=SOIR).caisse
    assert (comptee.statut, comptee.ecart.centimes) == ("ECART", -1000)
    proximite.appeler("ViserEcart", CHEF, **ici, motif="Rendu de monnaie")
    partent = [{"valeur": 10000, "nombre": 2}, {"valeur": 5000, "nombre": 1}, {"valeur": 2000, "nombre": 2}]
    proximite.appeler(
        "PreparerRemiseEspeces", GARDIEN, **ici, coupures=partent, scelle="S-42", preparee_le="2026-07-02"
    )
    proximite.appeler("TransporterRemise", CHEF, **ici, transporteur="Agence Nord", transportee_le=LENDEMAIN)

    urls = {s.nom: s.config.database_url for s in (proximite, quittancement)}
    with un_travailleur(
        [*urls],
        urls=urls,
        amqp_url="memory://",
        prefixe="",
        jwks=cles.jwks,
        journal=tmp_path / "travailleur.log",
        topologie=topologie,
    ):
        attendre(lambda: soldes(quittancement).get("58") == 29000, delai=30, quoi="la remise au grand livre")
        assert soldes(quittancement) == {"419": -30000, "658": 1000, "58": 29000}
        lu = quittancement.appeler("GetCompte", COMPTA, bail_id=bail).compte
        assert [(p.mode, p.montant.centimes, p.recu_le) for p in lu.paiements] == [("ESPECES", 30000, "2026-07-02")]
        quittancement.appeler(
            "CrediterRemiseEspeces", COMPTA, **ici, montant={"centimes": 29000}, creditee_le="2026-07-06"
        )

        def close() -> bool:
            return bool(proximite.appeler("GetCaisse", CHEF, **ici).caisse.statut == "CLOSE")

        attendre(close, delai=30, quoi="la clôture de la caisse")
    assert soldes(quittancement) == {"419": -30000, "658": 1000, "512": 29000}
    for service in (proximite, quittancement):
        with service.noyau.moteur.connect() as connexion:
            assert connexion.execute(text("SELECT count(*) FROM incident")).scalar_one() == 0
