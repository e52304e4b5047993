"""Le servant gRPC des actes de prescription : message → commande → message."""

from __future__ import annotations

from typing import Any

from logis.quittancement.v1 import actes_pb2, actes_pb2_grpc
from quittancement.adapters import lectures, messages_prescription
from quittancement.application.annuler_acte import AnnulerActe, annuler_acte
from quittancement.application.consigner_acte import ConsignerActe, consigner_acte
from quittancement.application.terminer_acte import TerminerActe, terminer_acte
from quittancement.domain.actes import MotifAnnulation
from socle.technique.identifiants import lire_id, nouvel_id
from socle.technique.rpc.messages import lire_code, lire_date_passee
from socle.technique.service import Application


class ServantActes(actes_pb2_grpc.ActesServiceServicer):
    def __init__(self, app: Application) -> None:
        self._app, self._porte = app, app.porte

    def ConsignerActe(self, requete: actes_pb2.ConsignerActeRequest, contexte: Any) -> Any:
        commande = ConsignerActe(
            acte_id=nouvel_id(),
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            nature=requete.nature,
            fait_le=lire_date_passee(requete.fait_le, champ="fait_le", au=self._app.noyau.aujourd_hui()),
            piece=requete.piece,
            termes=requete.termes,
            par=self._porte.appel.appelant.sub,
            le=self._app.noyau.aujourd_hui(),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: consigner_acte(commande, uow=uow, baremes=self._app.baremes),
            lambda fait: actes_pb2.ConsignerActeResponse(
                acte=messages_prescription.acte(fait, bail_id=commande.bail_id)
            ),
        )

    def TerminerActe(self, requete: actes_pb2.TerminerActeRequest, contexte: Any) -> Any:
        commande = TerminerActe(
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            acte_id=lire_id(requete.acte_id, champ="acte_id"),
            fini_le=lire_date_passee(requete.fini_le, champ="fini_le", au=self._app.noyau.aujourd_hui()),
            par=self._porte.appel.appelant.sub,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: terminer_acte(commande, uow=uow, baremes=self._app.baremes),
            lambda fait: actes_pb2.TerminerActeResponse(
                acte=messages_prescription.acte(fait, bail_id=commande.bail_id)
            ),
        )

    def AnnulerActe(self, requete: actes_pb2.AnnulerActeRequest, contexte: Any) -> Any:
        commande = AnnulerActe(
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            acte_id=lire_id(requete.acte_id, champ="acte_id"),
            motif=lire_code(MotifAnnulation, requete.motif, champ="motif"),
            par=self._porte.appel.appelant.sub,
            le=self._app.noyau.aujourd_hui(),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: annuler_acte(commande, uow=uow),
            lambda fait: actes_pb2.AnnulerActeResponse(acte=messages_prescription.acte(fait, bail_id=commande.bail_id)),
        )

    def ListActes(self, requete: actes_pb2.ListActesRequest, contexte: Any) -> Any:
        bail_id = lire_id(requete.bail_id, champ="bail_id")
        with self._app.noyau.fabrique.sessions() as session:
            compte = lectures.compte(session, bail_id, suivis_par=self._porte.suivis_par)
            return messages_prescription.actes(compte, au=self._app.noyau.aujourd_hui(), baremes=self._app.baremes)
