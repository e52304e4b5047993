"""Le servant d'exploitation du noyau, le même dans chaque service et dans la passerelle."""

from __future__ import annotations

import json
from typing import Any

from logis.noyau.v1 import noyau_pb2, noyau_pb2_grpc
from socle.technique.messagerie.garage import Filtre, conseil
from socle.technique.messagerie.rejeux import ouvrir_rejeu, renvoyer
from socle.technique.noyau import Noyau
from socle.technique.porte import Porte
from socle.technique.rpc.messages import lire_instant


class ServantNoyau(noyau_pb2_grpc.NoyauServiceServicer):
    """État, garage et journal des actes ; ADMIN_SI agit, le DPO lit le journal et purge."""

    def __init__(self, noyau: Noyau) -> None:
        self._noyau, self._service = noyau, noyau.service
        self._administration, self._garage = noyau.administration, noyau.administration.garage
        self._porte = Porte(noyau.fabrique, noyau.horloge)

    def GetEtat(self, requete: noyau_pb2.GetEtatRequest, contexte: Any) -> noyau_pb2.GetEtatResponse:
        champs = dict(vars(self._administration.etat()))
        detenteurs = [noyau_pb2.Detenteur(partition=p, detenteur=d) for p, d in champs.pop("detenteurs").items()]
        return noyau_pb2.GetEtatResponse(service=self._service, detenteurs=detenteurs, **champs)

    def ListFaits(self, requete: noyau_pb2.ListFaitsRequest, contexte: Any) -> noyau_pb2.ListFaitsResponse:
        lignes = self._administration.faits(apres=requete.apres, limite=requete.limite or 500)
        return noyau_pb2.ListFaitsResponse(faits=[_fait(ligne) for ligne in lignes])

    def ListGroupes(self, requete: noyau_pb2.ListGroupesRequest, contexte: Any) -> noyau_pb2.ListGroupesResponse:
        return noyau_pb2.ListGroupesResponse(
            groupes=[
                noyau_pb2.Groupe(
                    empreinte=ligne.empreinte,
                    reaction=ligne.reaction,
                    code=ligne.code,
                    nombre=ligne.nombre,
                    premier=ligne.premier.isoformat(),
                    dernier=ligne.dernier.isoformat(),
                    message=ligne.message,
                    conseil=conseil(ligne.reaction, ligne.code),
                )
                for ligne in self._garage.groupes(_filtre(requete.filtre))
            ]
        )

    def ListIncidents(self, requete: noyau_pb2.ListIncidentsRequest, contexte: Any) -> noyau_pb2.ListIncidentsResponse:
        lignes, suite = self._garage.lister(
            _filtre(requete.filtre), page_size=requete.page_size, page_token=requete.page_token
        )
        return noyau_pb2.ListIncidentsResponse(incidents=[_incident(ligne) for ligne in lignes], next_page_token=suite)

    def GetIncident(self, requete: noyau_pb2.GetIncidentRequest, contexte: Any) -> noyau_pb2.GetIncidentResponse:
        ligne, corps = self._garage.montrer(
            requete.incident_id, acteur=self._porte.appel.appelant.sub, avec_corps=requete.avec_corps
        )
        return noyau_pb2.GetIncidentResponse(incident=_incident(ligne), corps=corps)

    def RejouerIncidents(self, requete: noyau_pb2.RejouerIncidentsRequest, contexte: Any) -> Any:
        return self._porte.ecrire(
            requete,
            lambda uow: self._garage.rejouer(
                acteur=self._porte.appel.appelant.sub,
                incident=requete.incident_id,
                empreinte=requete.empreinte,
                a_blanc=requete.a_blanc,
                sur=uow.session.connection(),
            ),
            lambda nombre: noyau_pb2.RejouerIncidentsResponse(nombre=nombre),
        )

    def EcarterIncidents(self, requete: noyau_pb2.EcarterIncidentsRequest, contexte: Any) -> Any:
        return self._porte.ecrire(
            requete,
            lambda uow: self._garage.ecarter(
                acteur=self._porte.appel.appelant.sub,
                motif=requete.motif,
                incident=requete.incident_id,
                empreinte=requete.empreinte,
                a_blanc=requete.a_blanc,
                sur=uow.session.connection(),
            ),
            lambda nombre: noyau_pb2.EcarterIncidentsResponse(nombre=nombre),
        )

    def ListRetenus(self, requete: noyau_pb2.ListRetenusRequest, contexte: Any) -> noyau_pb2.ListRetenusResponse:
        return noyau_pb2.ListRetenusResponse(
            retenus=[
                noyau_pb2.Retenu(
                    source=ligne.source,
                    agregat=ligne.aggregate_type,
                    agregat_id=ligne.aggregate_id,
                    nombre=ligne.nombre,
                    depuis=ligne.depuis.isoformat(),
                    premier=ligne.premier,
                    derniere=ligne.derniere,
                )
                for ligne in self._administration.retenue.lister()
            ]
        )

    def FranchirTrou(self, requete: noyau_pb2.FranchirTrouRequest, contexte: Any) -> Any:
        return self._porte.ecrire(
            requete,
            lambda uow: self._administration.retenue.franchir(
                acteur=self._porte.appel.appelant.sub,
                motif=requete.motif,
                source=requete.source,
                agregat=requete.agregat,
                agregat_id=requete.agregat_id,
                sur=uow.session.connection(),
            ),
            lambda rangs: noyau_pb2.FranchirTrouResponse(rangs=rangs),
        )

    def OuvrirRejeu(self, requete: noyau_pb2.OuvrirRejeuRequest, contexte: Any) -> Any:
        return self._porte.ecrire(
            requete,
            lambda _: ouvrir_rejeu(
                self._noyau.moteur,
                self._noyau.reception,
                reaction=requete.reaction,
                **_plage(requete),
                acteur=self._porte.appel.appelant.sub,
                maintenant=self._noyau.horloge(),
                a_blanc=requete.a_blanc,
            ),
            lambda flux: noyau_pb2.OuvrirRejeuResponse(source=flux[0], agregat=flux[1]),
        )

    def RenvoyerFaits(self, requete: noyau_pb2.RenvoyerFaitsRequest, contexte: Any) -> Any:
        return self._porte.ecrire(
            requete,
            lambda _: renvoyer(
                self._noyau.moteur,
                agregat=requete.agregat,
                **_plage(requete),
                acteur=self._porte.appel.appelant.sub,
                a_blanc=requete.a_blanc,
            ),
            lambda nombre: noyau_pb2.RenvoyerFaitsResponse(nombre=nombre),
        )

    def ListRefus(self, requete: noyau_pb2.ListRefusRequest, contexte: Any) -> noyau_pb2.ListRefusResponse:
        lignes, suite = self._garage.refus(
            reaction=requete.reaction, page_size=requete.page_size, page_token=requete.page_token
        )
        return noyau_pb2.ListRefusResponse(
            refus=[
                noyau_pb2.Refus(
                    evenement_id=str(ligne.event_id),
                    reaction=ligne.reaction,
                    code=ligne.code,
                    message=ligne.message,
                    le=ligne.le.isoformat(),
                )
                for ligne in lignes
            ],
            next_page_token=suite,
        )

    def ListActes(self, requete: noyau_pb2.ListActesRequest, contexte: Any) -> noyau_pb2.ListActesResponse:
        lignes, suite = self._garage.actes(page_size=requete.page_size, page_token=requete.page_token)
        return noyau_pb2.ListActesResponse(
            actes=[
                noyau_pb2.Acte(
                    numero=ligne.numero,
                    le=ligne.le.isoformat(),
                    acteur=ligne.acteur,
                    acte=ligne.acte,
                    cible=ligne.cible,
                    detail=ligne.detail,
                )
                for ligne in lignes
            ],
            next_page_token=suite,
        )

    def PurgerRequetes(self, requete: noyau_pb2.PurgerRequetesRequest, contexte: Any) -> Any:
        au = lire_instant(requete.au, champ="au")
        return self._porte.ecrire(
            requete,
            lambda uow: self._administration.purger(au=au, sur=uow.session.connection()),
            lambda nombre: noyau_pb2.PurgerRequetesResponse(nombre=nombre),
        )


def _plage(requete: Any) -> dict[str, Any]:
    """Bornes et agrégat d'un rejeu. Lève DonneeInvalide (INSTANT_ILLISIBLE)."""
    bornes = {champ: lire_instant(getattr(requete, champ), champ=champ) for champ in ("du", "au")}
    return {**bornes, "agregat_id": requete.agregat_id}


def _filtre(message: noyau_pb2.FiltreIncidents) -> Filtre:
    return Filtre(statut=message.statut, reaction=message.reaction, code=message.code, empreinte=message.empreinte)


def _fait(ligne: Any) -> noyau_pb2.Fait:
    return noyau_pb2.Fait(
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


def _incident(ligne: Any) -> noyau_pb2.Incident:
    return noyau_pb2.Incident(
        id=str(ligne.id),
        statut=ligne.statut,
        reaction=ligne.reaction,
        evenement_id=str(ligne.event_id or "") if ligne.reaction else "",
        source=ligne.source,
        agregat=ligne.aggregate_type,
        agregat_id=ligne.aggregate_id,
        sequence=ligne.aggregate_seq,
        empreinte=ligne.empreinte,
        code=ligne.code,
        message=ligne.message,
        tentatives=ligne.tentatives,
        cree_le=ligne.cree_le.isoformat(),
        prochaine_le=ligne.prochaine_le.isoformat(),
        bloquant=ligne.bloquant,
        taille=ligne.taille,
        entetes={cle: str(valeur) for cle, valeur in ligne.entetes.items()},
        conseil=conseil(ligne.reaction, ligne.code),
    )
