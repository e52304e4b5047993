"""La part du servant gRPC qui édite et rend les documents d'un terme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from logis.quittancement.v1 import quittancement_pb2, quittancement_pb2_grpc
from quittancement.adapters import lectures, lectures_accords, messages
from quittancement.adapters.annuaire import AnnuaireBaux, Occupants
from quittancement.adapters.avis_de_lot import AvisDeLot
from quittancement.adapters.editeur import Editeur
from quittancement.adapters.justificatifs_de_lot import JustificatifsDeLot
from quittancement.adapters.lectures_avis import complements
from quittancement.adapters.lectures_cheques import paiements_sans_bonne_fin
from quittancement.adapters.lectures_de_lot import DemandeDuLot
from quittancement.application.enregistrer_accord_demat import EnregistrerAccordDemat, enregistrer_accord_demat
from quittancement.application.retirer_accord_demat import RetirerAccordDemat, retirer_accord_demat
from quittancement.domain.accord_demat import canal
from quittancement.domain.compte import Compte
from quittancement.domain.quittance import Quittance
from socle.technique import pagination
from socle.technique.archives import Archives
from socle.technique.identifiants import id_de_requete, lire_id, nouvel_id
from socle.technique.rpc.messages import document, lire_date_passee
from socle.technique.service import Application
from socle.technique.unite_de_travail import UniteDeTravail


class EditionUnique:
    """Un document par requête : rejouée, elle retrouve celui qu'elle a rangé."""

    def __init__(self, app: Application, archives: Archives) -> None:
        self._app, self._porte, self._archives = app, app.porte, archives

    def editer(
        self,
        requete: Any,
        composer: Callable[[], tuple[str, UUID, str, bytes]],
        rendre: Callable[[Any], Any],
        *,
        inscrit: Callable[[Session], None] = lambda _session: None,
    ) -> Any:
        """`composer` rend nature, sujet, nom du fichier et PDF ; il n'est appelé que la première fois.

        `inscrit` : ce qui s'écrit avec le document, dans sa transaction.
        """
        document_id = id_de_requete(
            appelant=self._porte.appel.appelant.sub,
            rpc=self._porte.appel.methode,
            request_id=lire_id(requete.request_id, champ="request_id"),
        )
        deja = self._porte.lire(lambda c: self._archives.trouver(c, document_id))
        if deja is None:
            nature, sujet_id, nom, contenu = composer()
            range_ = self._archives.ranger(
                contenu,
                id=document_id,
                nature=nature,
                sujet_id=sujet_id,
                nom_fichier=nom,
                cree_le=self._app.noyau.horloge(),
            )

        def agir(uow: UniteDeTravail) -> Any:
            if deja is not None:
                return deja
            inscrit(uow.session)
            return self._archives.inscrire(uow.session, range_)

        return self._porte.ecrire(requete, agir, rendre)


class ServantDocuments(quittancement_pb2_grpc.QuittancementServiceServicer):
    def __init__(self, app: Application, annuaire: AnnuaireBaux, archives: Archives, editeur: Editeur) -> None:
        self._app, self._porte = app, app.porte
        self._annuaire, self._archives, self._editeur = annuaire, archives, editeur
        self._edition = EditionUnique(app, archives)
        self._avis_de_lot = AvisDeLot(annuaire, archives, editeur, app.noyau.horloge)
        self._justificatifs = JustificatifsDeLot(annuaire, archives, editeur, app.noyau.horloge)

    def EditerAvisEcheance(self, requete: quittancement_pb2.EditerAvisEcheanceRequest, contexte: Any) -> Any:
        def imprimer(compte: Compte, quittance: Quittance, *reste: Any, le: date) -> tuple[str, str, bytes]:
            with self._app.noyau.fabrique.sessions() as session:
                complement = complements(session, [(quittance.id, compte.id)], le=le)[quittance.id]
            contenu = self._editeur.avis(
                compte, quittance, *reste, le=le, complement=complement, avec_explications=requete.avec_explications
            )
            return "AVIS_ECHEANCE", "avis", contenu

        return self._editer(requete, imprimer, quittancement_pb2.EditerAvisEcheanceResponse)

    def EditerQuittance(self, requete: quittancement_pb2.EditerQuittanceRequest, contexte: Any) -> Any:
        def imprimer(*terme: Any, le: date) -> tuple[str, str, bytes]:
            compte_id = terme[0].id
            sans_bonne_fin = self._porte.lire(lambda c: paiements_sans_bonne_fin(c, [compte_id]))
            nature, contenu = self._editeur.justificatif(*terme, le=le, sans_bonne_fin=sans_bonne_fin)
            return nature.value, nature.value.lower(), contenu

        return self._editer(requete, imprimer, quittancement_pb2.EditerQuittanceResponse)

    def EditerAvisDuLot(self, requete: quittancement_pb2.EditerAvisDuLotRequest, contexte: Any) -> Any:
        tranche = self._avis_de_lot.editer(
            self._app.noyau.fabrique.sessions,
            replace(self._demande(requete), avec_explications=requete.avec_explications),
        )
        return self._porte.ecrire(
            requete, lambda uow: self._avis_de_lot.inscrire(uow.session, tranche), messages.avis_du_lot
        )

    def EditerQuittancesDuLot(self, requete: quittancement_pb2.EditerQuittancesDuLotRequest, contexte: Any) -> Any:
        tranche = self._justificatifs.editer(self._app.noyau.fabrique.sessions, self._demande(requete))
        return self._porte.ecrire(
            requete, lambda uow: self._justificatifs.inscrire(uow.session, tranche), messages.quittances_du_lot
        )

    def _demande(self, requete: Any) -> DemandeDuLot:
        return DemandeDuLot(
            lot_id=lire_id(requete.lot_id, champ="lot_id"),
            edite_le=lire_date_passee(requete.edite_le, champ="edite_le", au=self._au()),
            residence_id=lire_id(requete.residence_id, champ="residence_id") if requete.residence_id else None,
            apres=pagination.lire_jeton(requete.page_token),
            nombre=pagination.taille(requete.page_size),
        )

    def _editer(self, requete: Any, imprimer: Callable[..., tuple[str, str, bytes]], reponse: Any) -> Any:
        le = lire_date_passee(requete.edite_le, champ="edite_le", au=self._au())

        def composer() -> tuple[str, UUID, str, bytes]:
            compte, quittance, occupants = self._terme(requete.quittance_id)
            nature, nom, contenu = imprimer(compte, quittance, occupants, le=le)
            return nature, quittance.id, f"{nom}-{quittance.numero}.pdf", contenu

        return self._edition.editer(requete, composer, lambda fait: reponse(document=document(fait)))

    def EnregistrerAccordDemat(self, requete: quittancement_pb2.EnregistrerAccordDematRequest, contexte: Any) -> Any:
        commande = EnregistrerAccordDemat(
            accord_id=nouvel_id(),
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            donne_le=lire_date_passee(requete.donne_le, champ="donne_le", au=self._au()),
            canal=requete.canal,
            preuve=requete.preuve,
            recueilli_par=self._porte.appel.appelant.sub,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: enregistrer_accord_demat(commande, uow=uow),
            lambda fait: quittancement_pb2.EnregistrerAccordDematResponse(accord=messages.accord(fait)),
        )

    def RetirerAccordDemat(self, requete: quittancement_pb2.RetirerAccordDematRequest, contexte: Any) -> Any:
        commande = RetirerAccordDemat(
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            retire_le=lire_date_passee(requete.retire_le, champ="retire_le", au=self._au()),
            retire_par=self._porte.appel.appelant.sub,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: retirer_accord_demat(commande, uow=uow),
            lambda fait: quittancement_pb2.RetirerAccordDematResponse(accord=messages.accord(fait)),
        )

    def ListAccordsDemat(self, requete: quittancement_pb2.ListAccordsDematRequest, contexte: Any) -> Any:
        bail_id = lire_id(requete.bail_id, champ="bail_id")
        with self._app.noyau.fabrique.sessions() as session:
            lectures.compte(session, bail_id, suivis_par=None)
            lus = lectures_accords.du_bail(session, bail_id)
        return quittancement_pb2.ListAccordsDematResponse(
            accords=[messages.accord(lu) for lu in lus], canal_du_jour=canal(lus, au=self._au()).value
        )

    def GetDocument(self, requete: quittancement_pb2.GetDocumentRequest, contexte: Any) -> Any:
        document_id = lire_id(requete.document_id, champ="document_id")
        with self._app.noyau.fabrique.sessions() as session:
            lectures.document_permis(
                session, document_id, portee=self._porte.appel.portee, suivis_par=self._porte.suivis_par
            )
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

    def _au(self) -> date:
        return self._app.noyau.aujourd_hui()
