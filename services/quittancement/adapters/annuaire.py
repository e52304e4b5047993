"""Les titulaires d'un bail et leur adresse, tenus par baux et interrogés par gRPC (jamais dans une transaction)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
        return exiger_connu(self.plusieurs([bail_id]), bail_id)

    def plusieurs(self, bail_ids: Sequence[UUID]) -> dict[UUID, Occupants]:
        """500 baux au plus ; un bail inconnu est absent. Lève Indisponible si baux ne répond pas."""
        requete = baux_pb2.BatchGetTitulairesRequest(bail_ids=[str(bail_id) for bail_id in bail_ids])
        reponse = self._client.appeler(self._stub.BatchGetTitulaires, requete)
        return {UUID(bail.bail_id): _occupants(bail) for bail in reponse.baux}


def exiger_connu(connus: Mapping[UUID, Occupants], bail_id: UUID) -> Occupants:
    """Lève RegleViolee (BAIL_INCONNU)."""
    if bail_id not in connus:
        raise RegleViolee("BAIL_INCONNU", f"Le bail {bail_id} est inconnu.", champ="bail_id")
    return connus[bail_id]


def _occupants(bail: baux_pb2.TitulairesDuBail) -> Occupants:
    return Occupants(
        noms=tuple(" ".join(p for p in (t.civilite, t.prenoms, t.nom) if p) for t in bail.titulaires),
        adresse=(bail.adresse, f"{bail.code_postal} {bail.commune}"),
        logement=f"Logement {bail.logement_reference}",
    )
