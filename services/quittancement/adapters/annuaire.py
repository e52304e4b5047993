"""Les titulaires d'un bail et leur adresse, tenus par baux et interrogés par gRPC (jamais dans une transaction)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from logis.baux.v1 import baux_pb2, baux_pb2_grpc
from socle.domaine.refus import RegleViolee
from socle.technique.rpc.client import ClientService


@dataclass(frozen=True, kw_only=True)
class Occupants:
    """Noms des titulaires et adresse du logement, pour un courrier."""

    noms: tuple[str, ...]
    adresse: tuple[str, ...]
    logement: str


class AnnuaireBaux:
    def __init__(self, client: ClientService) -> None:
        self._client = client
        self._stub = baux_pb2_grpc.BauxServiceStub(client.canal)

    def occupants(self, bail_id: UUID) -> Occupants:
        """Lève Indisponible si baux ne répond pas, RegleViolee (BAIL_INCONNU)."""
        requete = baux_pb2.BatchGetTitulairesRequest(bail_ids=[str(bail_id)])
        reponse = self._client.appeler(self._stub.BatchGetTitulaires, requete)
        if not reponse.baux:
            raise RegleViolee("BAIL_INCONNU", f"Le bail {bail_id} est inconnu.", champ="bail_id")
        bail = reponse.baux[0]
        return Occupants(
            noms=tuple(" ".join(p for p in (t.civilite, t.prenoms, t.nom) if p) for t in bail.titulaires),
            adresse=(bail.adresse, f"{bail.code_postal} {bail.commune}"),
            logement=f"Logement {bail.logement_reference}",
        )
