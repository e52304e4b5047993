"""Le servant gRPC du social : message → commande → message."""

from __future__ import annotations

from datetime import date
from typing import Any

from logis.social.v1 import social_pb2, social_pb2_grpc
from social.adapters import lectures, messages
from social.application.clore_accompagnement import CloreAccompagnement, clore_accompagnement
from social.application.consigner_entretien import ConsignerEntretien, consigner_entretien
from social.application.ouvrir_accompagnement import OuvrirAccompagnement, ouvrir_accompagnement
from social.application.proposer_accompagnement import ProposerAccompagnement, proposer_accompagnement
from social.application.refuser_accompagnement import RefuserAccompagnement, refuser_accompagnement
from social.composition import composer
from social.config import Config
from social.domain.codes import LieuEntretien, SupportConsentement, lire_code
from social.domain.dossier_social import Entretien
from socle.domaine.periodes import lire_date
from socle.technique import pagination
from socle.technique.identifiants import lire_id
from socle.technique.rpc.service import ServiceGrpc, ouvrir_service
from socle.technique.service import Application


class Servant(social_pb2_grpc.SocialServiceServicer):
    def __init__(self, app: Application) -> None:
        self._app, self._porte = app, app.porte

    def ProposerAccompagnement(self, requete: social_pb2.ProposerAccompagnementRequest, contexte: Any) -> Any:
        commande = ProposerAccompagnement(
            dossier_id=lire_id(requete.dossier_id, champ="dossier_id"),
            par=self._moi,
            propose_le=lire_date(requete.propose_le, champ="propose_le"),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: proposer_accompagnement(commande, uow=uow),
            lambda dossier: social_pb2.ProposerAccompagnementResponse(dossier=messages.dossier(dossier)),
        )

    def OuvrirAccompagnement(self, requete: social_pb2.OuvrirAccompagnementRequest, contexte: Any) -> Any:
        commande = OuvrirAccompagnement(
            dossier_id=lire_id(requete.dossier_id, champ="dossier_id"),
            par=self._moi,
            consentement_le=lire_date(requete.consentement_le, champ="consentement_le"),
            support=lire_code(SupportConsentement, requete.support_consentement, champ="support_consentement"),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: ouvrir_accompagnement(commande, uow=uow),
            lambda dossier: social_pb2.OuvrirAccompagnementResponse(dossier=messages.dossier(dossier)),
        )

    def RefuserAccompagnement(self, requete: social_pb2.RefuserAccompagnementRequest, contexte: Any) -> Any:
        commande = RefuserAccompagnement(
            dossier_id=lire_id(requete.dossier_id, champ="dossier_id"),
            par=self._moi,
            refuse_le=lire_date(requete.refuse_le, champ="refuse_le"),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: refuser_accompagnement(commande, uow=uow),
            lambda dossier: social_pb2.RefuserAccompagnementResponse(dossier=messages.dossier(dossier)),
        )

    def ConsignerEntretien(self, requete: social_pb2.ConsignerEntretienRequest, contexte: Any) -> Any:
        commande = ConsignerEntretien(
            dossier_id=lire_id(requete.dossier_id, champ="dossier_id"),
            par=self._moi,
            le=self._au(),
            entretien=Entretien(
                tenu_le=lire_date(requete.tenu_le, champ="tenu_le"),
                lieu=lire_code(LieuEntretien, requete.lieu, champ="lieu"),
                synthese=requete.synthese,
            ),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: consigner_entretien(commande, uow=uow),
            lambda dossier: social_pb2.ConsignerEntretienResponse(dossier=messages.dossier(dossier)),
        )

    def CloreAccompagnement(self, requete: social_pb2.CloreAccompagnementRequest, contexte: Any) -> Any:
        commande = CloreAccompagnement(
            dossier_id=lire_id(requete.dossier_id, champ="dossier_id"),
            par=self._moi,
            clos_le=lire_date(requete.clos_le, champ="clos_le"),
            motif=requete.motif,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: clore_accompagnement(commande, uow=uow, baremes=self._app.baremes),
            lambda dossier: social_pb2.CloreAccompagnementResponse(dossier=messages.dossier(dossier)),
        )

    def GetDossierSocial(self, requete: social_pb2.GetDossierSocialRequest, contexte: Any) -> Any:
        dossier_id = lire_id(requete.dossier_id, champ="dossier_id")
        ligne = self._porte.lire(lambda c: lectures.dossier(c, dossier_id, lecteur=self._moi))
        return social_pb2.GetDossierSocialResponse(dossier=messages.dossier(ligne))

    def ListDossiersSociaux(self, requete: social_pb2.ListDossiersSociauxRequest, contexte: Any) -> Any:
        nombre = pagination.taille(requete.page_size)
        lignes = self._porte.lire(
            lambda c: lectures.liste_dossiers(
                c,
                lecteur=self._moi,
                statut=requete.statut,
                apres=pagination.lire_jeton(requete.page_token),
                nombre=nombre,
            )
        )
        page, suivant = pagination.decouper(lignes, nombre)
        return social_pb2.ListDossiersSociauxResponse(
            dossiers=[messages.dossier(ligne) for ligne in page], next_page_token=suivant
        )

    def GetStatutAccompagnement(self, requete: social_pb2.GetStatutAccompagnementRequest, contexte: Any) -> Any:
        bail_id = lire_id(requete.bail_id, champ="bail_id")
        ligne = self._porte.lire(lambda c: lectures.statut_du_bail(c, bail_id, suivis_par=self._porte.suivis_par))
        return messages.statut(str(bail_id), ligne)

    @property
    def _moi(self) -> str:
        return self._porte.appel.appelant.sub

    def _au(self) -> date:
        return self._app.noyau.aujourd_hui()


def ouvrir(config: Config) -> ServiceGrpc:
    """Compose le service et ouvre son port."""
    app = composer(config)
    return ouvrir_service(
        config,
        app.noyau,
        lambda serveur: social_pb2_grpc.add_SocialServiceServicer_to_server(Servant(app), serveur),
        nom="logis.social.v1.SocialService",
    )
