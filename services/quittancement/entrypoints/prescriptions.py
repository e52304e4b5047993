"""La part du servant gRPC qui dit la prescription des termes dus."""

from __future__ import annotations

from typing import Any

from logis.quittancement.v1 import quittancement_pb2
from quittancement.adapters import lectures, messages_prescription
from quittancement.entrypoints.documents import ServantDocuments
from socle.technique import pagination
from socle.technique.identifiants import lire_id
from socle.technique.rpc.messages import lire_date_facultative


class ServantPrescriptions(ServantDocuments):
    def GetPrescriptions(self, requete: quittancement_pb2.GetPrescriptionsRequest, contexte: Any) -> Any:
        au = lire_date_facultative(requete.au, champ="au") or self._au()
        return self._compte(
            requete.bail_id,
            lambda compte: messages_prescription.prescriptions(compte, au=au, baremes=self._app.baremes),
        )

    def ListPrescriptions(self, requete: quittancement_pb2.ListPrescriptionsRequest, contexte: Any) -> Any:
        nombre, baremes = pagination.taille(requete.page_size), self._app.baremes
        apres = pagination.lire_jeton(requete.page_token)
        au = lire_date_facultative(requete.au, champ="au") or self._au()
        with self._app.noyau.fabrique.sessions() as session:
            baux = lectures.menaces(session.connection(), au=au, baremes=baremes, apres=apres, nombre=nombre + 1)
            comptes = [lectures.compte(session, bail_id, suivis_par=None) for bail_id in baux]
            page, suivant = pagination.decouper(comptes, nombre)
            return messages_prescription.prescriptions_proches(page, au=au, suivant=suivant, baremes=baremes)

    def _compte(self, texte: str, rendre: Any) -> Any:
        bail_id = lire_id(texte, champ="bail_id")
        with self._app.noyau.fabrique.sessions() as session:
            return rendre(lectures.compte(session, bail_id, suivis_par=self._porte.suivis_par))
