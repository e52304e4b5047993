"""Le servant gRPC des demandes : message → commande → message."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from demandes.adapters import lectures, messages, orm
from demandes.adapters.attestation import imprimer_attestation
from demandes.adapters.sne import SneSimule
from demandes.application.actualiser_demande import ActualiserDemande, actualiser_demande
from demandes.application.constater_desistement import ConstaterDesistement, constater_desistement
from demandes.application.controler_declaration import ControlerDeclaration, controler_declaration
from demandes.application.controler_piece import ControlerPiece, controler_piece
from demandes.application.decider_attribution import DeciderAttribution, decider_attribution
from demandes.application.deposer_piece import DeposerPiece, deposer_piece
from demandes.application.designer_referent import DesignerReferent, designer_referent
from demandes.application.enregistrer_demande import EnregistrerDemande, Sne, enregistrer_demande
from demandes.application.presenter_candidats import PresenterCandidats, presenter_candidats
from demandes.application.radier_demande import RadierDemande, radier_demande
from demandes.application.repondre_proposition import RepondreProposition, repondre_proposition
from demandes.composition import composer
from demandes.config import Config
from demandes.domain.codes import FamillePiece, MotifRadiation, SituationFamiliale, lire_code
from demandes.domain.decisions import DecisionCandidature, SensDecision
from demandes.domain.situation import OrigineActualisation
from demandes.entrypoints.servant_lectures import ServantLectures
from logis.demandes.v1 import demandes_pb2, demandes_pb2_grpc
from socle.domaine.periodes import lire_date
from socle.technique.archives import Archives, DocumentInscrit
from socle.technique.coffre import Coffre
from socle.technique.documents import Imprimeur
from socle.technique.identifiants import id_de_requete, lire_id, nouvel_id
from socle.technique.rpc.messages import document, lire_date_passee
from socle.technique.rpc.service import ServiceGrpc, ouvrir_service
from socle.technique.service import Application


class Servant(ServantLectures):
    def __init__(self, app: Application, sne: Sne, archives: Archives, imprimeur: Imprimeur) -> None:
        super().__init__(app, archives)
        self._sne, self._imprimeur = sne, imprimeur

    def EnregistrerDemande(self, requete: demandes_pb2.EnregistrerDemandeRequest, contexte: Any) -> Any:
        commande = EnregistrerDemande(
            id=nouvel_id(),
            numero_unique=requete.numero_unique,
            deposee_le=self._passee(requete.deposee_le, champ="deposee_le"),
            personnes=[messages.lire_personne(p, rang) for rang, p in enumerate(requete.personnes)],
            adresse=requete.adresse,
            courriel=requete.courriel,
            telephone=requete.telephone,
            situation_familiale=lire_code(SituationFamiliale, requete.situation_familiale, champ="situation_familiale"),
            logement_actuel=requete.logement_actuel,
            motifs=list(requete.motifs),
            priorites=list(requete.priorites),
            typologies=[typologie.upper() for typologie in requete.typologies],
            communes=list(requete.communes),
            ressources_mensuelles=messages.lire_montant_facultatif(requete, "ressources_mensuelles"),
            situation=messages.lire_situation(requete.situation) if requete.HasField("situation") else None,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: enregistrer_demande(commande, uow=uow, sne=self._sne, baremes=self._app.baremes),
            lambda demande: demandes_pb2.EnregistrerDemandeResponse(demande=self._demande(demande)),
        )

    def DeposerPiece(self, requete: demandes_pb2.DeposerPieceRequest, contexte: Any) -> Any:
        commande = DeposerPiece(
            demande_id=lire_id(requete.demande_id, champ="demande_id"),
            piece_id=nouvel_id(),
            famille=lire_code(FamillePiece, requete.famille, champ="famille"),
            libelle=requete.libelle,
            deposee_le=self._passee(requete.deposee_le, champ="deposee_le"),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: deposer_piece(commande, uow=uow, baremes=self._app.baremes),
            lambda demande: demandes_pb2.DeposerPieceResponse(demande=self._demande(demande)),
        )

    def ControlerPiece(self, requete: demandes_pb2.ControlerPieceRequest, contexte: Any) -> Any:
        commande = ControlerPiece(
            demande_id=lire_id(requete.demande_id, champ="demande_id"),
            piece_id=lire_id(requete.piece_id, champ="piece_id"),
            valide=requete.valide,
            motif_refus=requete.motif_refus,
            controlee_le=self._passee(requete.controlee_le, champ="controlee_le"),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: controler_piece(commande, uow=uow, baremes=self._app.baremes),
            lambda demande: demandes_pb2.ControlerPieceResponse(demande=self._demande(demande)),
        )

    def EditerAttestation(self, requete: demandes_pb2.EditerAttestationRequest, contexte: Any) -> Any:
        demande_id = lire_id(requete.demande_id, champ="demande_id")
        le = self._passee(requete.editee_le, champ="editee_le")
        document_id = id_de_requete(
            appelant=self._porte.appel.appelant.sub,
            rpc=self._porte.appel.methode,
            request_id=lire_id(requete.request_id, champ="request_id"),
        )
        deja = self._porte.lire(lambda c: self._archives.trouver(c, document_id))
        if deja is None:
            range_ = self._ranger_attestation(demande_id, document_id=document_id, le=le)
        return self._porte.ecrire(
            requete,
            lambda uow: deja or self._archives.inscrire(uow.session, range_),
            lambda fait: demandes_pb2.EditerAttestationResponse(document=document(fait)),
        )

    def _ranger_attestation(self, demande_id: UUID, *, document_id: UUID, le: date) -> DocumentInscrit:
        demande = lectures.en_demande(self._porte.lire(lambda c: lectures.demande(c, demande_id)))
        return self._archives.ranger(
            imprimer_attestation(demande, le=le, baremes=self._app.baremes, imprimeur=self._imprimeur),
            id=document_id,
            nature="ATTESTATION",
            sujet_id=demande_id,
            nom_fichier=f"attestation-{demande.numero_unique}.pdf",
            cree_le=self._app.noyau.horloge(),
        )

    def DesignerReferent(self, requete: demandes_pb2.DesignerReferentRequest, contexte: Any) -> Any:
        commande = DesignerReferent(
            demande_id=lire_id(requete.demande_id, champ="demande_id"), referent=requete.referent, etag=requete.etag
        )
        return self._porte.ecrire(
            requete,
            lambda uow: designer_referent(commande, uow=uow),
            lambda demande: demandes_pb2.DesignerReferentResponse(demande=self._demande(demande)),
        )

    def ActualiserDemande(self, requete: demandes_pb2.ActualiserDemandeRequest, contexte: Any) -> Any:
        commande = ActualiserDemande(
            demande_id=lire_id(requete.demande_id, champ="demande_id"),
            actualisee_le=self._passee(requete.actualisee_le, champ="actualisee_le"),
            origine=lire_code(OrigineActualisation, requete.origine, champ="origine"),
            situation=messages.lire_situation(requete.situation) if requete.HasField("situation") else None,
            ressources_mensuelles=messages.lire_montant_facultatif(requete, "ressources_mensuelles"),
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: actualiser_demande(commande, uow=uow),
            lambda demande: demandes_pb2.ActualiserDemandeResponse(demande=self._demande(demande)),
        )

    def ControlerDeclaration(self, requete: demandes_pb2.ControlerDeclarationRequest, contexte: Any) -> Any:
        commande = ControlerDeclaration(
            demande_id=lire_id(requete.demande_id, champ="demande_id"),
            fausse=requete.fausse,
            controlee_le=self._passee(requete.controlee_le, champ="controlee_le"),
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: controler_declaration(commande, uow=uow),
            lambda demande: demandes_pb2.ControlerDeclarationResponse(demande=self._demande(demande)),
        )

    def PresenterCandidats(self, requete: demandes_pb2.PresenterCandidatsRequest, contexte: Any) -> Any:
        commande = PresenterCandidats(
            offre_id=lire_id(requete.offre_id, champ="offre_id"),
            demande_ids=[lire_id(texte, champ="demande_ids") for texte in requete.demande_ids],
            seance_le=lire_date(requete.seance_le, champ="seance_le"),
            derogation=requete.derogation,
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: presenter_candidats(
                commande, uow=uow, refus_connus=lectures.refus_connus, baremes=self._app.baremes
            ),
            lambda offre: demandes_pb2.PresenterCandidatsResponse(offre=self._offre(offre)),
        )

    def DeciderAttribution(self, requete: demandes_pb2.DeciderAttributionRequest, contexte: Any) -> Any:
        commande = DeciderAttribution(
            offre_id=lire_id(requete.offre_id, champ="offre_id"),
            decide_le=self._passee(requete.decide_le, champ="decide_le"),
            membres_presents=requete.membres_presents,
            decisions=[
                DecisionCandidature(
                    demande_id=lire_id(d.demande_id, champ="decisions.demande_id"),
                    sens=lire_code(SensDecision, d.decision, champ="decisions.decision"),
                    rang=d.rang,
                    motif=d.motif,
                )
                for d in requete.decisions
            ],
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: decider_attribution(commande, uow=uow, baremes=self._app.baremes),
            lambda offre: demandes_pb2.DeciderAttributionResponse(offre=self._offre(offre)),
        )

    def RepondreProposition(self, requete: demandes_pb2.RepondrePropositionRequest, contexte: Any) -> Any:
        commande = RepondreProposition(
            offre_id=lire_id(requete.offre_id, champ="offre_id"),
            demande_id=lire_id(requete.demande_id, champ="demande_id"),
            accepte=requete.accepte,
            repondu_le=self._passee(requete.repondu_le, champ="repondu_le"),
            motif_refus=requete.motif_refus,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: repondre_proposition(commande, uow=uow, baremes=self._app.baremes),
            lambda offre: demandes_pb2.RepondrePropositionResponse(offre=self._offre(offre)),
        )

    def ConstaterDesistement(self, requete: demandes_pb2.ConstaterDesistementRequest, contexte: Any) -> Any:
        commande = ConstaterDesistement(
            offre_id=lire_id(requete.offre_id, champ="offre_id"),
            demande_id=lire_id(requete.demande_id, champ="demande_id"),
            desiste_le=self._passee(requete.desiste_le, champ="desiste_le"),
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: constater_desistement(commande, uow=uow),
            lambda offre: demandes_pb2.ConstaterDesistementResponse(offre=self._offre(offre)),
        )

    def RadierDemande(self, requete: demandes_pb2.RadierDemandeRequest, contexte: Any) -> Any:
        commande = RadierDemande(
            demande_id=lire_id(requete.demande_id, champ="demande_id"),
            motif=lire_code(MotifRadiation, requete.motif, champ="motif"),
            radiee_le=self._passee(requete.radiee_le, champ="radiee_le"),
            avis_le=self._passee(requete.avis_le, champ="avis_le") if requete.avis_le else None,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: radier_demande(commande, uow=uow, baremes=self._app.baremes),
            lambda demande: demandes_pb2.RadierDemandeResponse(demande=self._demande(demande)),
        )

    def _passee(self, texte: str, *, champ: str) -> date:
        return lire_date_passee(texte, champ=champ, au=self._au())


def ouvrir(config: Config) -> ServiceGrpc:
    """Compose le service et ouvre son port."""
    app = composer(config)
    archives = Archives("demandes", Coffre(config.documents_url), orm.documents)
    servant = Servant(app, SneSimule(espace=config.espace), archives, Imprimeur())
    return ouvrir_service(
        config,
        app.noyau,
        lambda serveur: demandes_pb2_grpc.add_DemandesServiceServicer_to_server(servant, serveur),
        nom="logis.demandes.v1.DemandesService",
    )
