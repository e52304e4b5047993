"""Le servant d'exploitation du noyau, le même dans chaque service."""

from __future__ import annotations

import json
from typing import Any

from logis.noyau.v1 import noyau_pb2, noyau_pb2_grpc
from socle.technique.contexte import appel_courant
from socle.technique.messagerie.administration import Administration


class ServantNoyau(noyau_pb2_grpc.NoyauServiceServicer):
    """Lecture de l'état et gestion du garage, réservées à ADMIN_SI."""

    def __init__(self, service: str, administration: Administration) -> None:
        self._service, self._administration = service, administration

    def GetEtat(self, requete: noyau_pb2.GetEtatRequest, contexte: Any) -> noyau_pb2.GetEtatResponse:
        etat = self._administration.etat()
        return noyau_pb2.GetEtatResponse(service=self._service, **vars(etat))

    def ListFaits(self, requete: noyau_pb2.ListFaitsRequest, contexte: Any) -> noyau_pb2.ListFaitsResponse:
        lignes = self._administration.faits(apres=requete.apres, limite=requete.limite or 500)
        return noyau_pb2.ListFaitsResponse(
            faits=[
                noyau_pb2.Fait(
                    position=ligne["position"],
                    id=str(ligne["event_id"]),
                    type=ligne["type"],
                    agregat=ligne["aggregate_type"],
                    agregat_id=ligne["aggregate_id"],
                    sequence=ligne["aggregate_seq"],
                    acteur=json.dumps(ligne["acteur"], ensure_ascii=False),
                    trace_id=(ligne["traceparent"].split("-") + [""])[1] if ligne["traceparent"] else "",
                    envoye=ligne["envoye"],
                )
                for ligne in lignes
            ]
        )

    def ListIncidents(self, requete: noyau_pb2.ListIncidentsRequest, contexte: Any) -> noyau_pb2.ListIncidentsResponse:
        lignes = self._administration.incidents(statut=requete.statut or "GARE", limite=requete.limite or 200)
        return noyau_pb2.ListIncidentsResponse(
            incidents=[
                noyau_pb2.Incident(
                    id=str(ligne["id"]),
                    statut=ligne["statut"],
                    reaction=ligne["reaction"],
                    evenement_id=str(ligne["event_id"] or ""),
                    source=ligne["source"],
                    agregat=ligne["aggregate_type"],
                    agregat_id=ligne["aggregate_id"],
                    sequence=ligne["aggregate_seq"],
                    empreinte=ligne["empreinte"],
                    code=ligne["code"],
                    message=ligne["message"],
                    tentatives=ligne["tentatives"],
                    cree_le=ligne["cree_le"].isoformat(),
                )
                for ligne in lignes
            ]
        )

    def RejouerIncidents(
        self, requete: noyau_pb2.RejouerIncidentsRequest, contexte: Any
    ) -> noyau_pb2.RejouerIncidentsResponse:
        nombre = self._administration.rejouer(
            acteur=appel_courant.get().appelant.sub,
            incident=requete.incident_id,
            empreinte=requete.empreinte,
            a_blanc=requete.a_blanc,
        )
        return noyau_pb2.RejouerIncidentsResponse(nombre=nombre)

    def EcarterIncidents(
        self, requete: noyau_pb2.EcarterIncidentsRequest, contexte: Any
    ) -> noyau_pb2.EcarterIncidentsResponse:
        nombre = self._administration.ecarter(
            acteur=appel_courant.get().appelant.sub,
            motif=requete.motif,
            incident=requete.incident_id,
            empreinte=requete.empreinte,
            a_blanc=requete.a_blanc,
        )
        return noyau_pb2.EcarterIncidentsResponse(nombre=nombre)
