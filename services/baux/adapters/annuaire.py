"""L'annuaire des demandeurs, tenu par demandes et interrogé par gRPC (jamais dans une transaction)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from baux.domain.bail import Titulaire
from logis.demandes.v1 import demandes_pb2, demandes_pb2_grpc
from socle.domaine.periodes import lire_date
from socle.domaine.refus import RegleViolee
from socle.technique.rpc.client import ClientService


class AnnuaireDemandes:
    """Réalise `baux.application.preparer_bail.Annuaire`."""

    def __init__(self, client: ClientService) -> None:
        self._client = client
        self._stub = demandes_pb2_grpc.DemandesServiceStub(client.canal)

    def titulaires(self, demande_id: UUID) -> Sequence[Titulaire]:
        requete = demandes_pb2.BatchGetDemandeursRequest(demande_ids=[str(demande_id)])
        reponse = self._client.appeler(self._stub.BatchGetDemandeurs, requete)
        if not reponse.demandes:
            raise RegleViolee("DEMANDE_INCONNUE", f"La demande {demande_id} est inconnue.", champ="offre_id")
        return [
            Titulaire(
                civilite=personne.civilite,
                nom=personne.nom,
                prenoms=personne.prenoms,
                date_naissance=lire_date(personne.date_naissance, champ="date_naissance"),
            )
            for personne in reponse.demandes[0].demandeurs
        ]
