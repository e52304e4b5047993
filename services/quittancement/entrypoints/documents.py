"""La part du servant gRPC qui édite et rend les documents d'un terme."""

from __future__ import annotations

from datetime import date
from typing import Any

from logis.quittancement.v1 import quittancement_pb2, quittancement_pb2_grpc
from quittancement.adapters import lectures
from quittancement.adapters.annuaire import AnnuaireBaux, Occupants
from quittancement.adapters.editeur import Editeur
from quittancement.domain.compte import Compte
from quittancement.domain.quittance import Quittance
from socle.technique.archives import Archives
from socle.technique.identifiants import lire_id, nouvel_id
from socle.technique.rpc.messages import document, lire_date_passee
from socle.technique.service import Application


class ServantDocuments(quittancement_pb2_grpc.QuittancementServiceServicer):
    def __init__(self, app: Application, annuaire: AnnuaireBaux, archives: Archives, editeur: Editeur) -> None:
        self._app, self._porte = app, app.porte
        self._annuaire, self._archives, self._editeur = annuaire, archives, editeur

    def EditerAvisEcheance(self, requete: quittancement_pb2.EditerAvisEcheanceRequest, contexte: Any) -> Any:
        le = lire_date_passee(requete.edite_le, champ="edite_le", au=self._au())
        compte, quittance, occupants = self._terme(requete.quittance_id)
        contenu = self._editeur.avis(compte, quittance, occupants, le=le)
        inscrit = self._ranger(contenu, "AVIS_ECHEANCE", quittance, f"avis-{quittance.numero}.pdf")
        return self._porte.ecrire(
            requete,
            lambda uow: self._archives.inscrire(uow.session, inscrit),
            lambda fait: quittancement_pb2.EditerAvisEcheanceResponse(document=document(fait)),
        )

    def EditerQuittance(self, requete: quittancement_pb2.EditerQuittanceRequest, contexte: Any) -> Any:
        le = lire_date_passee(requete.edite_le, champ="edite_le", au=self._au())
        compte, quittance, occupants = self._terme(requete.quittance_id)
        nature, contenu = self._editeur.justificatif(compte, quittance, occupants, le=le)
        inscrit = self._ranger(contenu, nature.value, quittance, f"{nature.value.lower()}-{quittance.numero}.pdf")
        return self._porte.ecrire(
            requete,
            lambda uow: self._archives.inscrire(uow.session, inscrit),
            lambda fait: quittancement_pb2.EditerQuittanceResponse(document=document(fait)),
        )

    def GetDocument(self, requete: quittancement_pb2.GetDocumentRequest, contexte: Any) -> Any:
        document_id = lire_id(requete.document_id, champ="document_id")
        with self._app.noyau.fabrique.sessions() as session:
            lectures.document_suivi(session, document_id, suivis_par=self._porte.suivis_par)
            ligne = self._archives.ligne(session.connection(), document_id)
        return quittancement_pb2.GetDocumentResponse(document=document(ligne), contenu=self._archives.contenu(ligne))

    def _terme(self, texte: str) -> tuple[Compte, Quittance, Occupants]:
        """Compte, quittance et occupants d'un terme, lus avant toute transaction d'écriture."""
        quittance_id = lire_id(texte, champ="quittance_id")
        with self._app.noyau.fabrique.sessions() as session:
            quittance = lectures.quittance(session, quittance_id, suivis_par=None)
            compte = lectures.compte(session, quittance.bail_id, suivis_par=None)
            _ = compte.quittances, compte.paiements
        return compte, quittance, self._annuaire.occupants(compte.id)

    def _ranger(self, contenu: bytes, nature: str, quittance: Quittance, nom_fichier: str) -> Any:
        return self._archives.ranger(
            contenu,
            id=nouvel_id(),
            nature=nature,
            sujet_id=quittance.id,
            nom_fichier=nom_fichier,
            cree_le=self._app.noyau.horloge(),
        )

    def _au(self) -> date:
        return self._app.noyau.aujourd_hui()
