"""Le servant gRPC des lignes fixées : message → commande → message."""

from __future__ import annotations

from typing import Any

from logis.quittancement.v1 import lignes_pb2, lignes_pb2_grpc
from quittancement.adapters import lectures, messages_lignes
from quittancement.application.fixer_lignes import fixer_lignes
from socle.domaine.refus import DonneeInvalide
from socle.technique.identifiants import lire_id
from socle.technique.service import Application

LIGNES_PAR_ENVOI = 1_000


class ServantLignes(lignes_pb2_grpc.LignesServiceServicer):
    def __init__(self, app: Application) -> None:
        self._app, self._porte = app, app.porte

    def FixerLignes(self, requete: lignes_pb2.FixerLignesRequest, contexte: Any) -> Any:
        if not 0 < len(requete.lignes) <= LIGNES_PAR_ENVOI:
            raise DonneeInvalide("ENVOI_TROP_GRAND", f"De 1 à {LIGNES_PAR_ENVOI} lignes par envoi.", champ="lignes")
        demandes = [messages_lignes.lire_ligne(ligne) for ligne in requete.lignes]
        return self._porte.ecrire(
            requete,
            lambda uow: fixer_lignes(demandes, uow=uow, baremes=self._app.baremes),
            messages_lignes.lignes_fixees,
        )

    def ListLignes(self, requete: lignes_pb2.ListLignesRequest, contexte: Any) -> Any:
        bail_id = lire_id(requete.bail_id, champ="bail_id")
        with self._app.noyau.fabrique.sessions() as session:
            compte = lectures.compte(session, bail_id, suivis_par=self._porte.suivis_par)
            return messages_lignes.lignes_du_bail(compte.bail)
