"""Chaque RPC × 29 métiers × six jetons, sur les vrais services : l'oracle est le CSV, lu ici sans le code des droits."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import grpc
import jwt
import pytest
from google.protobuf.message_factory import GetMessageClass

from appui.cles import Cles
from appui.services import ServiceDeTest
from logis.commun.v1 import commun_pb2
from socle.technique.config import DEPOT, DOMAINES
from socle.technique.contexte import Appelant, horloge_systeme
from socle.technique.jetons import DUREE_INTERNE, TYP_INTERNE, Emetteur, nouvelle_cle_es256
from socle.technique.rpc.protos import services_du_paquet

DONNEES = DEPOT / "services" / "socle" / "donnees"
NIVEAUX = {"S": 1, "E": 2, "P": 3}
SECRETES = ("C3", "C4", "C5", "CM")


def lire(nom: str) -> list[dict[str, str]]:
    with (DONNEES / f"habilitations_{nom}.csv").open(encoding="utf-8") as fichier:
        return list(csv.DictReader(fichier, delimiter=";"))


MATRICE = {(ligne["metier"], ligne["mission"]): NIVEAUX[ligne["niveau"]] for ligne in lire("matrice")}
CLASSES = {ligne["metier"]: ligne for ligne in lire("classes")}


def permis(acces: commun_pb2.Acces, metier: str) -> bool:
    match acces.WhichOneof("par"):
        case "mission":
            return MATRICE.get((metier, acces.mission.code), 0) >= NIVEAUX[acces.mission.niveau]
        case "classe":
            return CLASSES[metier][acces.classe.code] in {"O", *acces.classe.portees}
        case "tout_agent":
            return True
        case _:
            return False


def appeler(service: ServiceDeTest, methode: Any, jeton: str) -> grpc.StatusCode:
    requete = GetMessageClass(methode.input_type)()
    metadonnees = [("authorization", f"Bearer {jeton}")] if jeton else []
    appel = service.canal.unary_unary(
        f"/{methode.containing_service.full_name}/{methode.name}",
        request_serializer=type(requete).SerializeToString,
        response_deserializer=GetMessageClass(methode.output_type).FromString,
    )
    try:
        appel(requete, timeout=10, metadata=metadonnees)
    except grpc.RpcError as erreur:
        return erreur.code()
    return grpc.StatusCode.OK


def mauvais_jetons(cles: Cles, audience: str, appelant: Appelant) -> dict[str, str]:
    maintenant = horloge_systeme()
    bon = Emetteur(cles.passerelle, kid="gateway-1", issuer="gateway")
    autre = Emetteur(nouvelle_cle_es256(), kid="gateway-1", issuer="gateway")
    claims = jwt.decode(bon.emettre(appelant, audience, DUREE_INTERNE, maintenant), options={"verify_signature": False})
    return {
        "absent": "",
        "expiré": bon.emettre(appelant, audience, DUREE_INTERNE, maintenant - timedelta(hours=1)),
        "mauvaise audience": bon.emettre(appelant, "ailleurs", DUREE_INTERNE, maintenant),
        "alg none": jwt.encode(claims, None, algorithm="none", headers={"typ": TYP_INTERNE, "kid": "gateway-1"}),
        "autre clé": autre.emettre(appelant, audience, DUREE_INTERNE, maintenant),
    }


def test_chaque_rpc_pour_chaque_metier_et_chaque_jeton(
    service_de: Callable[..., ServiceDeTest], cles: Cles, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = 0
    fautes: list[str] = []
    for nom in DOMAINES:
        service = service_de(nom, adresses="demandes=127.0.0.1:1,baux=127.0.0.1:1")
        methodes = [methode for descripteur in services_du_paquet(nom) for methode in descripteur.methods]
        for metier in CLASSES:
            appelant = Appelant(sub=f"agent-{metier}", metiers=(metier,))
            jeton = cles.jeton(nom, appelant)
            mauvais = mauvais_jetons(cles, nom, appelant)
            for methode in methodes:
                options: Any = methode.GetOptions()
                acces: commun_pb2.Acces = options.Extensions[commun_pb2.acces]
                statut = appeler(service, methode, jeton)
                if permis(acces, metier):
                    juste = statut not in (grpc.StatusCode.PERMISSION_DENIED, grpc.StatusCode.UNAUTHENTICATED)
                elif acces.classe.code in SECRETES:
                    juste = statut is grpc.StatusCode.NOT_FOUND
                else:
                    juste = statut is grpc.StatusCode.PERMISSION_DENIED
                cases += 1
                if not juste:
                    fautes.append(f"{methode.full_name} {metier} : {statut.name}")
                for genre, faux in mauvais.items():
                    cases += 1
                    refus = appeler(service, methode, faux)
                    if refus is not grpc.StatusCode.UNAUTHENTICATED:
                        fautes.append(f"{methode.full_name} {metier} {genre} : {refus.name}")
    with capsys.disabled():
        print(f"\n  droits : {cases} cases vérifiées (RPC × 29 métiers × 6 jetons), {len(fautes)} écarts")
    assert fautes == []
