"""Le servant gRPC du social : message → commande → message."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from logis.social.v1 import social_pb2, social_pb2_grpc
from social.adapters import lectures, messages
from social.adapters.agents import agent
from social.application.clore_accompagnement import CloreAccompagnement, clore_accompagnement
from social.application.consigner_entretien import ConsignerEntretien, consigner_entretien
from social.application.consulter_dossier import ConsulterDossier, consulter_dossier
from social.application.lister_dossiers import ListerDossiers, lister_dossiers
from social.application.ouvrir_accompagnement import OuvrirAccompagnement, ouvrir_accompagnement
from social.application.proposer_accompagnement import ProposerAccompagnement, proposer_accompagnement
from social.application.purger_acces import PurgerAcces, purger_acces
from social.application.refuser_accompagnement import RefuserAccompagnement, refuser_accompagnement
from social.composition import composer
from social.config import Config
from social.domain.acces import Acces, ActionAcces
from social.domain.codes import LieuEntretien, SupportConsentement, lire_code
from social.domain.dossier_social import DossierSocial, Entretien
from social.domain.secret import Agent, dossier_introuvable
from socle.domaine.periodes import lire_date
from socle.domaine.refus import Introuvable
from socle.technique import pagination
from socle.technique.contexte import Contexte
from socle.technique.habilitations import charger_habilitations
from socle.technique.identifiants import lire_id, nouvel_id
from socle.technique.rpc.messages import lire_date_passee, texte_date
from socle.technique.rpc.service import ServiceGrpc, ouvrir_service
from socle.technique.service import Application
from socle.technique.unite_de_travail import UniteDeTravail


class Servant(social_pb2_grpc.SocialServiceServicer):
    def __init__(self, app: Application) -> None:
        self._app, self._porte, self._habilitations = app, app.porte, charger_habilitations()

    def ProposerAccompagnement(self, requete: social_pb2.ProposerAccompagnementRequest, contexte: Any) -> Any:
        commande = ProposerAccompagnement(
            dossier_id=lire_id(requete.dossier_id, champ="dossier_id"),
            par=self._agent,
            propose_le=self._passee(requete.propose_le, champ="propose_le"),
        )
        return self._ecrire(
            requete,
            lambda uow: proposer_accompagnement(commande, uow=uow),
            lambda dossier: social_pb2.ProposerAccompagnementResponse(
                dossier=messages.dossier_sans_entretiens(dossier)
            ),
        )

    def OuvrirAccompagnement(self, requete: social_pb2.OuvrirAccompagnementRequest, contexte: Any) -> Any:
        commande = OuvrirAccompagnement(
            dossier_id=lire_id(requete.dossier_id, champ="dossier_id"),
            par=self._agent,
            consentement_le=lire_date(requete.consentement_le, champ="consentement_le"),
            support=lire_code(SupportConsentement, requete.support_consentement, champ="support_consentement"),
            au=self._au(),
        )
        return self._ecrire(
            requete,
            lambda uow: ouvrir_accompagnement(commande, uow=uow),
            lambda dossier: social_pb2.OuvrirAccompagnementResponse(dossier=messages.dossier_sans_entretiens(dossier)),
        )

    def RefuserAccompagnement(self, requete: social_pb2.RefuserAccompagnementRequest, contexte: Any) -> Any:
        commande = RefuserAccompagnement(
            dossier_id=lire_id(requete.dossier_id, champ="dossier_id"),
            par=self._agent,
            refuse_le=self._passee(requete.refuse_le, champ="refuse_le"),
        )
        return self._ecrire(
            requete,
            lambda uow: refuser_accompagnement(commande, uow=uow),
            lambda dossier: social_pb2.RefuserAccompagnementResponse(dossier=messages.dossier_sans_entretiens(dossier)),
        )

    def ConsignerEntretien(self, requete: social_pb2.ConsignerEntretienRequest, contexte: Any) -> Any:
        commande = ConsignerEntretien(
            dossier_id=lire_id(requete.dossier_id, champ="dossier_id"),
            par=self._agent,
            entretien=Entretien(
                tenu_le=self._passee(requete.tenu_le, champ="tenu_le"),
                lieu=lire_code(LieuEntretien, requete.lieu, champ="lieu"),
                synthese=requete.synthese,
            ),
        )
        return self._ecrire(
            requete,
            lambda uow: consigner_entretien(commande, uow=uow),
            lambda dossier: social_pb2.ConsignerEntretienResponse(dossier=messages.dossier_sans_entretiens(dossier)),
        )

    def CloreAccompagnement(self, requete: social_pb2.CloreAccompagnementRequest, contexte: Any) -> Any:
        commande = CloreAccompagnement(
            dossier_id=lire_id(requete.dossier_id, champ="dossier_id"),
            par=self._agent,
            clos_le=self._passee(requete.clos_le, champ="clos_le"),
            motif=requete.motif,
        )
        return self._ecrire(
            requete,
            lambda uow: clore_accompagnement(commande, uow=uow, baremes=self._app.baremes),
            lambda dossier: social_pb2.CloreAccompagnementResponse(dossier=messages.dossier_sans_entretiens(dossier)),
        )

    def GetDossierSocial(self, requete: social_pb2.GetDossierSocialRequest, contexte: Any) -> Any:
        commande = ConsulterDossier(
            dossier_id=lire_id(requete.dossier_id, champ="dossier_id"), par=self._agent, au=self._au()
        )
        dossier = self._inscrivant(lambda uow: consulter_dossier(commande, uow=uow))
        if dossier is None:
            raise dossier_introuvable(commande.dossier_id)
        return social_pb2.GetDossierSocialResponse(dossier=messages.dossier(dossier))

    def ListDossiersSociaux(self, requete: social_pb2.ListDossiersSociauxRequest, contexte: Any) -> Any:
        nombre = pagination.taille(requete.page_size)
        commande = ListerDossiers(
            par=self._agent,
            au=self._au(),
            statut=requete.statut,
            apres=pagination.lire_jeton(requete.page_token),
            nombre=nombre,
        )
        lignes = self._inscrivant(lambda uow: lister_dossiers(commande, uow=uow, chercher=lectures.liste_dossiers))
        if lignes is None:
            raise dossier_introuvable("")
        page, suivant = pagination.decouper(lignes, nombre)
        return social_pb2.ListDossiersSociauxResponse(
            dossiers=[messages.dossier_sans_entretiens(ligne) for ligne in page], next_page_token=suivant
        )

    def GetStatutAccompagnement(self, requete: social_pb2.GetStatutAccompagnementRequest, contexte: Any) -> Any:
        bail_id = lire_id(requete.bail_id, champ="bail_id")
        ligne = lectures.statut_du_bail(self._porte.jouer, bail_id, suivis_par=self._porte.suivis_par)
        return messages.statut(str(bail_id), ligne)

    def ListAccesSociaux(self, requete: social_pb2.ListAccesSociauxRequest, contexte: Any) -> Any:
        nombre = pagination.taille(requete.page_size)
        dossier_id = lire_id(requete.dossier_id, champ="dossier_id") if requete.dossier_id else None
        apres = pagination.lire_jeton(requete.page_token)
        lignes = self._porte.lire(lambda c: lectures.liste_acces(c, dossier_id=dossier_id, apres=apres, nombre=nombre))
        page, suivant = pagination.decouper(lignes, nombre)
        return social_pb2.ListAccesSociauxResponse(
            acces=[messages.acces(ligne) for ligne in page], next_page_token=suivant
        )

    def PurgerAccesSociaux(self, requete: social_pb2.PurgerAccesSociauxRequest, contexte: Any) -> Any:
        commande = PurgerAcces(au=self._passee(requete.au, champ="au"))
        return self._porte.ecrire(
            requete,
            lambda uow: purger_acces(commande, uow=uow, baremes=self._app.baremes, effacer=lectures.effacer_acces),
            lambda purge: social_pb2.PurgerAccesSociauxResponse(
                avant_le=texte_date(purge.avant_le), effaces=purge.effaces
            ),
        )

    def _ecrire(self, requete: Any, action: Callable[[UniteDeTravail], DossierSocial], rendre: Any) -> Any:
        """Joue l'ordre et inscrit l'accès dans la même transaction ; l'ordre que le secret arrête s'inscrit dans la sienne."""
        dossier_id = lire_id(requete.dossier_id, champ="dossier_id")

        def inscrire(uow: UniteDeTravail, *, accorde: bool) -> None:
            uow.ajouter(
                Acces.de(
                    self._agent,
                    id=nouvel_id(),
                    le=uow.contexte.instant,
                    action=ActionAcces.MODIFIER,
                    dossier_id=dossier_id,
                    accorde=accorde,
                )
            )

        def jouer(uow: UniteDeTravail) -> DossierSocial:
            dossier = action(uow)
            inscrire(uow, accorde=True)
            return dossier

        try:
            return self._porte.ecrire(requete, jouer, rendre)
        except Introuvable:
            self._inscrivant(lambda uow: inscrire(uow, accorde=False))
            raise

    def _inscrivant(self, lecture: Callable[[UniteDeTravail], Any]) -> Any:
        """Joue une lecture qui inscrit son accès : il est validé avant qu'elle ne réponde."""
        contexte = Contexte(acteur=self._porte.appel.appelant.acteur(), instant=self._app.noyau.horloge())
        return self._app.noyau.fabrique.executer(contexte, lecture)

    @property
    def _agent(self) -> Agent:
        return agent(self._porte.appel.appelant, self._habilitations)

    def _passee(self, texte: str, *, champ: str) -> date:
        return lire_date_passee(texte, champ=champ, au=self._au())

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
