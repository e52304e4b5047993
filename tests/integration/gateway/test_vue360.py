"""La vue 360° : une carte interdite n'existe pas, une carte en panne est nommée, chaque ouverture est inscrite."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import grpc
import httpx
import jwt
import pytest
from integration.gateway.appui_grpc import des_services
from integration.gateway.appui_passerelle import PasserelleDeTest
from sqlalchemy import create_engine, text

from appui.cles import Cles, un_agent
from appui.services import livrer
from gateway.composition import composer
from gateway.config import Config
from logis.baux.v1 import baux_pb2
from logis.demandes.v1 import demandes_pb2
from logis.proximite.v1 import proximite_pb2
from logis.quittancement.v1 import quittancement_pb2
from logis.recouvrement.v1 import recouvrement_pb2
from logis.social.v1 import social_pb2
from socle.domaine.refus import AccesRefuse, Introuvable
from socle.technique.identifiants import nouvel_id

GESTION = un_agent("CHARGE_GESTION_LOCATIVE")
FICHES: dict[str, Any] = {
    "logis.baux.v1.BauxService/GetFicheLocataire": baux_pb2.GetFicheLocataireResponse(fiche={"assurance": "A_JOUR"}),
    "logis.demandes.v1.DemandesService/GetFicheDemande": demandes_pb2.GetFicheDemandeResponse(
        fiche={"statut": "RADIEE"}
    ),
    "logis.quittancement.v1.QuittancementService/GetFicheCompte": quittancement_pb2.GetFicheCompteResponse(
        fiche={"solde": {"centimes": -1250, "devise": "EUR"}}
    ),
    "logis.recouvrement.v1.RecouvrementService/GetFicheImpaye": recouvrement_pb2.GetFicheImpayeResponse(
        fiche={"phase": "AUCUN"}
    ),
    "logis.proximite.v1.ProximiteService/GetFicheReclamations": proximite_pb2.GetFicheReclamationsResponse(
        fiche={"ouvertes": 2}
    ),
    "logis.social.v1.SocialService/GetStatutAccompagnement": social_pb2.GetStatutAccompagnementResponse(statut="AUCUN"),
}
COMPTE = "logis.quittancement.v1.QuittancementService/GetFicheCompte"
SOCIAL = "logis.social.v1.SocialService/GetStatutAccompagnement"
IMPAYE = "logis.recouvrement.v1.RecouvrementService/GetFicheImpaye"


def un_bail_signe(**change: Any) -> dict[str, Any]:
    """Ligne d'outbox des baux."""
    corps = {
        "bail_id": nouvel_id(),
        "locataire_id": nouvel_id(),
        "demande_id": nouvel_id(),
        "logement_id": nouvel_id(),
        "residence_id": nouvel_id(),
        "reference": "B-ESSAI",
        "signe_le": date(2026, 7, 1),
        "loyer_principal": 41237,
        **change,
    }
    return _ligne("BailSigné", "bail_signe", corps, sequence=1)


def activation(signature: dict[str, Any], *, active_le: date) -> dict[str, Any]:
    """Le bail de cette signature est activé : la ligne d'outbox qui la suit."""
    repris = {cle: signature["payload"][cle] for cle in ("bail_id", "locataire_id", "logement_id", "residence_id")}
    return _ligne("BailActivé", "bail_active", {**repris, "active_le": active_le, "date_effet": active_le}, sequence=2)


def _ligne(nom: str, schema: str, corps: dict[str, Any], *, sequence: int) -> dict[str, Any]:
    return {
        "event_id": nouvel_id(),
        "aggregate_type": "bail",
        "aggregate_id": str(corps["bail_id"]),
        "aggregate_seq": sequence,
        "type": nom,
        "dataschema": f"urn:logis:baux:{schema}:v1",
        "payload": {cle: valeur if isinstance(valeur, int) else str(valeur) for cle, valeur in corps.items()},
        "occurred_on": datetime(2026, 7, 1, tzinfo=UTC),
        "acteur": {"sub": "agent", "titre": "CONSEILLER_CLIENTELE"},
        "causation_id": None,
        "traceparent": "",
    }


class Scene:
    """Une base où un bail signé est projeté, et de quoi y ouvrir la vue."""

    def __init__(self, url: str, cles: Cles, dossier: Path) -> None:
        self.url, self.cles, self.dossier = url, cles, dossier
        self.bail = un_bail_signe()
        self.locataire = self.bail["payload"]["locataire_id"]
        self.livrer(self.bail)

    def livrer(self, *lignes: dict[str, Any]) -> list[str]:
        app = composer(
            Config(
                database_url=self.url,
                jwks_interne=self.cles.jwks,
                jwks_externe=self.cles.jwks,
                emetteur_externe="x",
                cles=self.cles.dossier,
            )
        )
        app.noyau.consommation.preparer()
        try:
            return livrer("baux", list(lignes), app.noyau.consommation)
        finally:
            app.noyau.moteur.dispose()

    def ouvrir(self, reponses: dict[str, Any], *, appelant: Any = GESTION, **options: Any) -> tuple[Any, Any]:
        """Réponse HTTP, et ce que les services ont reçu."""
        with des_services(reponses) as servi:
            passerelle = PasserelleDeTest(
                url=self.url, cles=self.cles, dossier=self.dossier, adresses=servi.adresses, **options
            )

            async def scenario(client: httpx.AsyncClient) -> httpx.Response:
                return await client.get(
                    f"/api/v1/locataires/{self.locataire}/vue-360",
                    headers={**passerelle.jeton(appelant), "traceparent": f"00-{'a' * 32}-{'b' * 16}-01"},
                )

            return passerelle.jouer(scenario), servi

    def sql(self, requete: str) -> list[Any]:
        moteur = create_engine(self.url)
        try:
            with moteur.begin() as connexion:
                return list(connexion.execute(text(requete)).mappings())
        finally:
            moteur.dispose()


@pytest.fixture
def scene(base_de: Callable[[str], str], cles: Cles, tmp_path: Path) -> Scene:
    return Scene(base_de("gateway"), cles, tmp_path)


def test_les_six_cartes_sont_servies_avec_les_identifiants_de_la_projection(scene: Scene) -> None:
    reponse, servi = scene.ouvrir(FICHES)
    vue = reponse.json()
    assert reponse.status_code == 200
    assert set(vue["cartes"]) == {"locataire", "demande", "compte", "impaye", "reclamations", "accompagnement"}
    assert (vue["indisponibles"], vue["cartes"]["compte"]["solde"]["centimes"]) == ([], -1250)
    assert vue["cartes"]["accompagnement"]["statut"] == "AUCUN"
    recus = {methode: requete for methode, requete, _ in servi.recus}
    assert recus[COMPTE].bail_id == scene.bail["payload"]["bail_id"]
    assert recus["logis.demandes.v1.DemandesService/GetFicheDemande"].demande_id == scene.bail["payload"]["demande_id"]


def test_chaque_service_recoit_un_jeton_interne_a_son_audience_et_la_trace(scene: Scene) -> None:
    _, servi = scene.ouvrir(FICHES)
    for methode, _, metadonnees in servi.recus:
        jeton = metadonnees["authorization"].removeprefix("Bearer ")
        claims = jwt.decode(jeton, options={"verify_signature": False})
        assert (claims["aud"], claims["iss"], claims["sub"]) == (methode.split(".")[1], "gateway", GESTION.sub)
        assert metadonnees["traceparent"].split("-")[1] == "a" * 32


@pytest.mark.parametrize(
    "refus",
    [AccesRefuse("CLASSE_REFUSEE", "Non."), Introuvable("Compte", "x")],
    ids=["droit refusé", "introuvable"],
)
def test_une_carte_interdite_est_absente_sans_trace(scene: Scene, refus: Any) -> None:
    reponse, _ = scene.ouvrir({**FICHES, COMPTE: refus})
    assert "compte" not in reponse.text
    assert reponse.json()["indisponibles"] == []
    assert len(reponse.json()["cartes"]) == 5


def test_une_panne_et_un_retard_sont_nommes_et_les_autres_cartes_servies(scene: Scene) -> None:
    reponse, _ = scene.ouvrir(
        {**FICHES, COMPTE: grpc.StatusCode.INTERNAL, SOCIAL: grpc.StatusCode.UNAVAILABLE, IMPAYE: 1.0}, delai_carte=0.3
    )
    vue = reponse.json()
    assert reponse.status_code == 200
    assert {i["carte"] for i in vue["indisponibles"]} == {"compte", "accompagnement", "impaye"}
    assert set(vue["cartes"]) == {"locataire", "demande", "reclamations"}
    assert reponse.elapsed.total_seconds() < 1.0
    assert "10.0.0.7" not in reponse.text


def test_un_locataire_inconnu_est_introuvable_et_un_identifiant_faux_refuse(scene: Scene) -> None:
    scene.locataire = str(UUID(int=7))
    assert scene.ouvrir(FICHES)[0].status_code == 404
    scene.locataire = "pas-un-uuid"
    assert scene.ouvrir(FICHES)[0].status_code == 400


def test_chaque_ouverture_est_inscrite_au_journal(scene: Scene) -> None:
    scene.ouvrir(FICHES)
    (ligne,) = scene.sql("SELECT * FROM journal_acces")
    assert (ligne["sub"], str(ligne["locataire_id"])) == (GESTION.sub, scene.locataire)


def test_sans_jeton_rien_n_est_lu_ni_inscrit(scene: Scene) -> None:
    with des_services(FICHES) as servi:
        passerelle = PasserelleDeTest(url=scene.url, cles=scene.cles, dossier=scene.dossier, adresses=servi.adresses)

        async def scenario(client: httpx.AsyncClient) -> httpx.Response:
            return await client.get(f"/api/v1/locataires/{scene.locataire}/vue-360")

        assert passerelle.jouer(scenario).status_code == 401
        assert servi.recus == []
    assert scene.sql("SELECT * FROM journal_acces") == []


def test_la_vue_inchangee_n_est_pas_renvoyee(scene: Scene) -> None:
    with des_services(FICHES) as servi:
        passerelle = PasserelleDeTest(url=scene.url, cles=scene.cles, dossier=scene.dossier, adresses=servi.adresses)

        async def scenario(client: httpx.AsyncClient) -> tuple[int, int]:
            adresse = f"/api/v1/locataires/{scene.locataire}/vue-360"
            entetes = passerelle.jeton(GESTION)
            premiere = await client.get(adresse, headers=entetes)
            seconde = await client.get(adresse, headers={**entetes, "If-None-Match": premiere.headers["etag"]})
            return premiere.status_code, seconde.status_code

        assert passerelle.jouer(scenario) == (200, 304)


def test_seize_ouvertures_ensemble_sont_toutes_servies_et_toutes_inscrites(scene: Scene) -> None:
    with des_services(FICHES) as servi:
        passerelle = PasserelleDeTest(url=scene.url, cles=scene.cles, dossier=scene.dossier, adresses=servi.adresses)

        async def scenario(client: httpx.AsyncClient) -> list[int]:
            adresse, entetes = f"/api/v1/locataires/{scene.locataire}/vue-360", passerelle.jeton(GESTION)
            reponses = await asyncio.gather(*(client.get(adresse, headers=entetes) for _ in range(16)))
            return [reponse.status_code for reponse in reponses]

        assert passerelle.jouer(scenario) == [200] * 16
    assert scene.sql("SELECT count(*) AS n FROM journal_acces")[0]["n"] == 16


def test_le_meme_fait_livre_deux_fois_ne_projette_qu_une_ligne(scene: Scene) -> None:
    assert scene.livrer(scene.bail) == ["DOUBLON"]
    assert len(scene.sql("SELECT * FROM locataire_bail")) == 1


def baux_montres(scene: Scene) -> set[str]:
    """Bail sur lequel la vue interroge les services."""
    _, servi = scene.ouvrir(FICHES)
    return {requete.bail_id for _, requete, _ in servi.recus if hasattr(requete, "bail_id")}


@pytest.mark.parametrize("inverse", [False, True], ids=["dans l'ordre", "à l'envers"])
def test_le_bail_montre_est_le_dernier_signe_quel_que_soit_l_ordre_d_arrivee(scene: Scene, inverse: bool) -> None:
    ancien = un_bail_signe(locataire_id=scene.locataire, signe_le=date(2019, 2, 28))
    dernier = un_bail_signe(locataire_id=scene.locataire, signe_le=date(2026, 9, 1))
    scene.livrer(*([dernier, ancien] if inverse else [ancien, dernier]))
    assert baux_montres(scene) == {dernier["payload"]["bail_id"]}


@pytest.mark.parametrize("inverse", [False, True], ids=["dans l'ordre", "à l'envers"])
def test_de_deux_baux_signes_le_meme_jour_le_plus_recent_l_emporte(scene: Scene, inverse: bool) -> None:
    jumeaux = [un_bail_signe(locataire_id=scene.locataire, signe_le=date(2026, 9, 1)) for _ in range(2)]
    scene.livrer(*(reversed(jumeaux) if inverse else jumeaux))
    assert baux_montres(scene) == {max(ligne["payload"]["bail_id"] for ligne in jumeaux)}


def test_tant_que_le_nouveau_bail_n_est_pas_actif_le_menage_est_montre_ou_il_vit(scene: Scene) -> None:
    scene.livrer(activation(scene.bail, active_le=date(2026, 7, 5)))
    mutation = un_bail_signe(locataire_id=scene.locataire, signe_le=date(2026, 9, 1))
    scene.livrer(mutation)
    assert baux_montres(scene) == {scene.bail["payload"]["bail_id"]}
    scene.livrer(activation(mutation, active_le=date(2026, 10, 1)))
    assert baux_montres(scene) == {mutation["payload"]["bail_id"]}


def test_une_activation_qui_devance_sa_signature_attend(scene: Scene) -> None:
    bail = un_bail_signe(locataire_id=scene.locataire, signe_le=date(2026, 9, 1))
    assert scene.livrer(activation(bail, active_le=date(2026, 9, 2))) == ["RETENU"]
    assert baux_montres(scene) == {scene.bail["payload"]["bail_id"]}


def test_la_passerelle_n_ecrit_aucun_fait(scene: Scene) -> None:
    scene.ouvrir(FICHES)
    assert scene.sql("SELECT * FROM outbox") == []
