"""La porte des partenaires : un certificat reconnu, un RPC permis, un jeton interne de partenaire."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import grpc
import jwt
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from integration.gateway.appui_grpc import des_services
from integration.gateway.appui_passerelle import PasserelleDeTest
from structlog.testing import capture_logs

from appui.cles import Cles
from console.local.processus import ports_libres
from logis.partenaires.v1 import partenaires_pb2, partenaires_pb2_grpc
from logis.quittancement.v1 import quittancement_pb2
from logis.recouvrement.v1 import recouvrement_pb2
from socle.domaine.refus import DonneeInvalide
from socle.technique.certificats import certificat_partenaire, certificat_serveur, nouvelle_autorite
from socle.technique.contexte import horloge_systeme
from socle.technique.rpc.erreurs import depuis_erreur

APL = "logis.quittancement.v1.QuittancementService/EnregistrerDroitsApl"
PAIEMENT = "logis.quittancement.v1.QuittancementService/EnregistrerPaiementFsl"
DECISION = "logis.recouvrement.v1.RecouvrementService/EnregistrerDecisionFsl"
PARTENAIRES = """
urn:logis:partenaire:caf-69: {partenaire: CAF, departement: '69', rpcs: [TransmettreDroitsApl]}
urn:logis:partenaire:fsl-69: {partenaire: FSL, departement: '69', rpcs: [RendreDecision, AnnoncerPaiement]}
"""
Appel = Callable[[Any], Any]


class Porte:
    """La passerelle ouverte avec de vrais certificats, devant des services choisis."""

    def __init__(self, url: str, cles: Cles, dossier: Path) -> None:
        self.url, self.cles, self.dossier = url, cles, dossier
        maintenant = horloge_systeme()
        self.autorite = nouvelle_autorite(maintenant=maintenant)
        self.autorite.ecrire(dossier, "autorite")
        certificat_serveur(self.autorite, maintenant=maintenant).ecrire(dossier, "serveur")
        (dossier / "partenaires.yaml").write_text(PARTENAIRES, encoding="utf-8")

    def appeler(
        self, nom: str, appel: Appel, reponses: dict[str, Any], *, autorite: Any = None, espace: str = "test"
    ) -> tuple[Any, Any]:
        """Joue `appel(canal)` avec le certificat de `nom` ; rend sa réponse (ou l'erreur) et ce qu'on reçu les services."""
        identite = certificat_partenaire(autorite or self.autorite, partenaire=nom, maintenant=horloge_systeme())
        (port,) = ports_libres(1)
        with des_services(reponses) as servi:
            passerelle = PasserelleDeTest(
                url=self.url,
                cles=self.cles,
                dossier=self.dossier,
                adresses=servi.adresses,
                certificats=self.dossier,
                partenaires=self.dossier / "partenaires.yaml",
                port_partenaires=port,
                espace=espace,
            )
            tls = grpc.ssl_channel_credentials(self.autorite.certificat, identite.cle, identite.certificat)

            def jouer() -> Any:
                with grpc.secure_channel(f"localhost:{port}", tls) as canal:
                    try:
                        return appel(canal)
                    except grpc.RpcError as erreur:
                        return depuis_erreur(erreur)

            async def scenario(_client: Any) -> Any:
                return await asyncio.to_thread(jouer)

            return passerelle.jouer(scenario), servi


@pytest.fixture
def porte(base_de: Callable[[str], str], cles: Cles, tmp_path: Path) -> Porte:
    return Porte(base_de("gateway"), cles, tmp_path)


def transmettre(canal: Any) -> Any:
    requete = partenaires_pb2.TransmettreDroitsAplRequest(
        request_id=str(uuid4()),
        mois="2026-09",
        droits=[
            {
                "reference_bail": "B-1",
                "apl": {"centimes": 20000},
                "rls": {"centimes": 4210},
                "foyer": {"couple": True, "personnes_a_charge": 2},
                "zone": "1bis",
            },
            {"reference_bail": "B-2", "apl": {"centimes": 0}},
        ],
    )
    return partenaires_pb2_grpc.CafServiceStub(canal).TransmettreDroitsApl(requete, timeout=10)


def decider(canal: Any) -> Any:
    requete = partenaires_pb2.RendreDecisionRequest(
        request_id=str(uuid4()),
        dossier_fsl_id="d",
        decision_id="x-1",
        sens="ACCORD",
        aide="SUBVENTION",
        montant={"centimes": 50000},
        termes_couverts=["2026-07"],
        date_commission="2026-09-10",
    )
    return partenaires_pb2_grpc.FslServiceStub(canal).RendreDecision(requete, timeout=10)


def annoncer(canal: Any) -> Any:
    requete = partenaires_pb2.AnnoncerPaiementRequest(
        request_id=str(uuid4()),
        dossier_fsl_id="d",
        decision_id="x-1",
        paiement_id="p",
        montant={"centimes": 50000},
        verse_le="2026-09-20",
        reference_virement="V-1",
    )
    return partenaires_pb2_grpc.FslServiceStub(canal).AnnoncerPaiement(requete, timeout=10)


def test_la_caf_transmet_ses_droits_sous_un_jeton_de_partenaire(porte: Porte) -> None:
    rendu = quittancement_pb2.EnregistrerDroitsAplResponse(
        acceptes=3, ecartes=[{"ligne": 2, "code": "BAIL_INCONNU", "champ": "reference_bail", "motif": "Inconnu."}]
    )
    reponse, servi = porte.appeler("caf-69", transmettre, {APL: rendu})
    assert (reponse.acceptes, reponse.ecartes[0].ligne, reponse.ecartes[0].code) == (3, 2, "BAIL_INCONNU")
    ((_, requete, metadonnees),) = servi.recus
    assert (requete.mois, requete.droits[0].apl.centimes, requete.droits[0].rls.centimes) == ("2026-09", 20000, 4210)
    assert (requete.droits[0].foyer.couple, requete.droits[0].foyer.personnes_a_charge) == (True, 2)
    assert (requete.droits[0].zone, requete.droits[1].HasField("foyer")) == ("1bis", False)
    claims = jwt.decode(metadonnees["authorization"].removeprefix("Bearer "), options={"verify_signature": False})
    assert (claims["aud"], claims["partenaire"], claims["departement"]) == ("quittancement", "CAF", "69")
    assert claims["sub"] == "partenaire:caf-69"
    assert not claims.get("metiers")


def test_le_fsl_rend_sa_decision_et_annonce_son_paiement(porte: Porte) -> None:
    rendue = recouvrement_pb2.EnregistrerDecisionFslResponse(dossier={"id": "d", "statut": "ACCORD"})
    reponse, servi = porte.appeler("fsl-69", decider, {DECISION: rendue})
    assert (reponse.dossier_fsl_id, reponse.statut) == ("d", "ACCORD")
    decision = servi.recus[0][1].decision
    assert (decision.sens, decision.montant.centimes, list(decision.termes_couverts)) == ("ACCORD", 50000, ["2026-07"])
    payee = quittancement_pb2.EnregistrerPaiementFslResponse(
        paiement={"affectations": [{"mois": "2026-07", "montant": {"centimes": 48000}}], "avance": {"centimes": 2000}}
    )
    reponse, _ = porte.appeler("fsl-69", annoncer, {PAIEMENT: payee})
    assert [(t.mois, t.montant.centimes) for t in reponse.termes] == [("2026-07", 48000)]
    assert reponse.reliquat.centimes == 2000


def test_un_rpc_hors_de_la_liste_du_partenaire_est_refuse_sans_atteindre_le_service(porte: Porte) -> None:
    erreur, servi = porte.appeler("caf-69", decider, {DECISION: recouvrement_pb2.EnregistrerDecisionFslResponse()})
    assert (erreur.statut, erreur.code) == (grpc.StatusCode.PERMISSION_DENIED, "RPC_NON_PERMIS")
    assert servi.recus == []


def test_un_certificat_que_personne_n_a_enregistre_est_refuse(porte: Porte) -> None:
    erreur, servi = porte.appeler("caf-75", transmettre, {APL: quittancement_pb2.EnregistrerDroitsAplResponse()})
    assert (erreur.statut, erreur.code) == (grpc.StatusCode.PERMISSION_DENIED, "PARTENAIRE_INCONNU")
    assert servi.recus == []


def test_un_certificat_d_une_autre_autorite_n_entre_pas(porte: Porte) -> None:
    autre = nouvelle_autorite(maintenant=horloge_systeme())
    erreur, servi = porte.appeler("caf-69", transmettre, {APL: 0.0}, autorite=autre)
    assert erreur.statut is grpc.StatusCode.UNAVAILABLE
    assert servi.recus == []


def test_le_refus_d_un_service_arrive_au_partenaire_avec_son_code_et_son_champ(porte: Porte) -> None:
    erreur, _ = porte.appeler(
        "caf-69", transmettre, {APL: DonneeInvalide("MOIS_ILLISIBLE", "Illisible.", champ="mois")}
    )
    assert (erreur.statut, erreur.code, erreur.champ) == (grpc.StatusCode.INVALID_ARGUMENT, "MOIS_ILLISIBLE", "mois")
    assert erreur.domaine == "logis.essai"


@pytest.mark.parametrize(
    ("statut", "rendu", "code"),
    [
        (grpc.StatusCode.INTERNAL, grpc.StatusCode.INTERNAL, "ERREUR_INTERNE"),
        (grpc.StatusCode.NOT_FOUND, grpc.StatusCode.INTERNAL, "ERREUR_INTERNE"),
        (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.UNAVAILABLE, "SERVICE_INDISPONIBLE"),
    ],
)
def test_le_detail_interne_d_une_panne_n_arrive_pas_au_partenaire(
    porte: Porte, statut: grpc.StatusCode, rendu: grpc.StatusCode, code: str
) -> None:
    with capture_logs() as journal:
        erreur, _ = porte.appeler("caf-69", transmettre, {APL: statut})
    assert (erreur.statut, erreur.code, erreur.domaine) == (rendu, code, "logis.partenaires")
    assert "10.0.0.7" not in f"{erreur.message} {erreur.donnees}"
    (trace,) = [ligne for ligne in journal if ligne.get("incident") == erreur.donnees["incident"]]
    assert "10.0.0.7" in trace["detail"]


def test_une_faute_de_la_porte_elle_meme_ne_dit_rien_au_partenaire(porte: Porte) -> None:
    erreur, _ = porte.appeler("caf-69", transmettre, {APL: b"pas un message"})
    assert (erreur.statut, erreur.code) == (grpc.StatusCode.INTERNAL, "ERREUR_INTERNE")
    assert erreur.donnees["incident"]


def test_le_champ_fautif_est_nomme_comme_le_partenaire_l_a_ecrit(porte: Porte) -> None:
    refus = DonneeInvalide("MONTANT_NEGATIF", "Une aide n'est pas négative.", champ="decision.montant")
    erreur, _ = porte.appeler("fsl-69", decider, {DECISION: refus})
    assert (erreur.statut, erreur.code, erreur.champ) == (
        grpc.StatusCode.INVALID_ARGUMENT,
        "MONTANT_NEGATIF",
        "montant",
    )


def test_la_porte_dit_sa_sante_et_se_decrit_hors_production(porte: Porte) -> None:
    def sonder(canal: Any) -> Any:
        sante = health_pb2_grpc.HealthStub(canal)
        statuts = [
            sante.Check(health_pb2.HealthCheckRequest(service=nom), timeout=10).status
            for nom in ("", "logis.partenaires.v1.CafService", "logis.partenaires.v1.FslService")
        ]
        return statuts, services_decrits(canal)

    (statuts, decrits), _ = porte.appeler("caf-69", sonder, {})
    assert statuts == [health_pb2.HealthCheckResponse.SERVING] * 3
    assert {"logis.partenaires.v1.CafService", "grpc.health.v1.Health"} <= decrits


def test_la_porte_ne_se_decrit_pas_en_production(porte: Porte) -> None:
    erreur, _ = porte.appeler("caf-69", services_decrits, {}, espace="production")
    assert erreur.statut is grpc.StatusCode.UNIMPLEMENTED


def services_decrits(canal: Any) -> set[str]:
    stub = reflection_pb2_grpc.ServerReflectionStub(canal)
    demande = reflection_pb2.ServerReflectionRequest(list_services="")
    (reponse,) = stub.ServerReflectionInfo(iter([demande]), timeout=10)
    return {service.name for service in reponse.list_services_response.service}
