"""Le servant gRPC du recouvrement : message → commande → message."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from logis.recouvrement.v1 import recouvrement_pb2, recouvrement_pb2_grpc
from recouvrement.adapters import lectures, messages
from recouvrement.application.clore_dossiers import CloreDossiers, clore_dossier, clore_dossiers
from recouvrement.application.deposer_dossier_fsl import deposer_dossier_fsl
from recouvrement.application.enregistrer_decision_fsl import EnregistrerDecisionFsl, enregistrer_decision_fsl
from recouvrement.application.orienter_vers_social import OrienterVersSocial, orienter_vers_social
from recouvrement.application.signaler_impaye_caf import signaler_impaye_caf
from recouvrement.composition import composer
from recouvrement.config import Config
from recouvrement.entrypoints import commandes
from recouvrement.entrypoints.servant_plans import ServantPlans
from recouvrement.entrypoints.servant_relances import ServantRelances
from socle.technique import pagination
from socle.technique.identifiants import lire_id
from socle.technique.rpc.messages import montant, texte_date
from socle.technique.rpc.service import ServiceGrpc, ouvrir_service


class Servant(ServantRelances, ServantPlans, recouvrement_pb2_grpc.RecouvrementServiceServicer):
    """Dossiers, orientation, FSL, signalement CAF et clôture ; le reste vient de ses deux moitiés."""

    def GetDossierImpaye(self, requete: recouvrement_pb2.GetDossierImpayeRequest, contexte: Any) -> Any:
        dossier_id = lire_id(requete.dossier_id, champ="dossier_id")
        ligne = self._porte.lire(lambda c: lectures.dossier(c, dossier_id, suivis_par=self._porte.suivis_par))
        return recouvrement_pb2.GetDossierImpayeResponse(dossier=self._dossier(ligne))

    def ListDossiersImpaye(self, requete: recouvrement_pb2.ListDossiersImpayeRequest, contexte: Any) -> Any:
        nombre = pagination.taille(requete.page_size)
        lignes = self._porte.lire(
            lambda c: lectures.liste_dossiers(
                c,
                suivis_par=self._porte.suivis_par,
                phase=requete.phase,
                bail_id=lire_id(requete.bail_id, champ="bail_id") if requete.bail_id else None,
                apres=pagination.lire_jeton(requete.page_token),
                nombre=nombre,
            )
        )
        page, suivant = pagination.decouper(lignes, nombre)
        return recouvrement_pb2.ListDossiersImpayeResponse(
            dossiers=[self._dossier(ligne) for ligne in page], next_page_token=suivant
        )

    def SignalerImpayeCaf(self, requete: recouvrement_pb2.SignalerImpayeCafRequest, contexte: Any) -> Any:
        commande = commandes.signalement_caf(requete, au=self._au(), par=self._par())
        return self._porte.ecrire(
            requete,
            lambda uow: signaler_impaye_caf(commande, uow=uow, baremes=self._app.baremes),
            lambda dossier: recouvrement_pb2.SignalerImpayeCafResponse(dossier=self._dossier(dossier)),
        )

    def OrienterVersSocial(self, requete: recouvrement_pb2.OrienterVersSocialRequest, contexte: Any) -> Any:
        commande = OrienterVersSocial(
            dossier_id=lire_id(requete.dossier_id, champ="dossier_id"),
            motif=requete.motif,
            oriente_le=self._passee(requete.oriente_le, champ="oriente_le"),
            menage_informe=requete.menage_informe,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: orienter_vers_social(commande, uow=uow),
            lambda dossier: recouvrement_pb2.OrienterVersSocialResponse(dossier=self._dossier(dossier)),
        )

    def DeposerDossierFsl(self, requete: recouvrement_pb2.DeposerDossierFslRequest, contexte: Any) -> Any:
        commande = commandes.depot_fsl(requete, au=self._au())
        return self._porte.ecrire(
            requete,
            lambda uow: deposer_dossier_fsl(commande, uow=uow, baremes=self._app.baremes),
            lambda fsl: recouvrement_pb2.DeposerDossierFslResponse(dossier=messages.dossier_fsl(fsl)),
        )

    def GetDossierFsl(self, requete: recouvrement_pb2.GetDossierFslRequest, contexte: Any) -> Any:
        fsl_id = lire_id(requete.dossier_fsl_id, champ="dossier_fsl_id")
        ligne = self._porte.lire(lambda c: lectures.dossier_fsl(c, fsl_id, suivis_par=self._porte.suivis_par))
        return recouvrement_pb2.GetDossierFslResponse(dossier=messages.dossier_fsl(ligne))

    def EnregistrerDecisionFsl(self, requete: recouvrement_pb2.EnregistrerDecisionFslRequest, contexte: Any) -> Any:
        commande = EnregistrerDecisionFsl(
            dossier_fsl_id=lire_id(requete.dossier_fsl_id, champ="dossier_fsl_id"),
            departement=self._porte.appel.appelant.departement,
            decision=commandes.decision_fsl(requete.decision, au=self._au()),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: enregistrer_decision_fsl(commande, uow=uow),
            lambda fsl: recouvrement_pb2.EnregistrerDecisionFslResponse(dossier=messages.dossier_fsl(fsl)),
        )

    def CloreDossiers(self, requete: recouvrement_pb2.CloreDossiersRequest, contexte: Any) -> Any:
        au = self._passee(requete.au, champ="au")
        if requete.dossier_id:
            dossier_id = lire_id(requete.dossier_id, champ="dossier_id")
            return self._porte.ecrire(
                requete,
                lambda uow: clore_dossier(dossier_id, au=au, uow=uow, baremes=self._app.baremes),
                lambda _clos: recouvrement_pb2.CloreDossiersResponse(clos=1),
            )
        commande = CloreDossiers(au=au, dossier_ids=self._porte.lire(lectures.ouverts))
        return self._porte.ecrire(
            requete,
            lambda uow: clore_dossiers(commande, uow=uow, baremes=self._app.baremes),
            lambda clos: recouvrement_pb2.CloreDossiersResponse(clos=clos),
        )

    def GetFicheImpaye(self, requete: recouvrement_pb2.GetFicheImpayeRequest, contexte: Any) -> Any:
        bail_id = lire_id(requete.bail_id, champ="bail_id")
        impaye = lectures.impaye_du_bail(self._porte.jouer, bail_id, suivis_par=self._porte.suivis_par)
        return recouvrement_pb2.GetFicheImpayeResponse(fiche=self._fiche(bail_id, impaye))

    def _fiche(self, bail_id: UUID, impaye: lectures.Impaye) -> recouvrement_pb2.FicheImpaye:
        fiche = recouvrement_pb2.FicheImpaye(bail_id=str(bail_id), phase="AUCUN", accompagnement=impaye.accompagnement)
        dossier = impaye.dossier
        if dossier is None:
            return fiche
        prevu, suite = self._porte.lire(lambda c: self._etat(c, dossier, au=self._au(), heure=None))
        fiche.phase, fiche.dossier_id = dossier.phase.value, str(dossier.id)
        fiche.dette_courante.CopyFrom(montant(dossier.dette_courante))
        fiche.arrets.extend(en_cours.arret.value for en_cours in prevu.arrets)
        if suite is not None:
            fiche.prochaine_etape, fiche.prochaine_etape_le = suite.etape, texte_date(suite.le)
        return fiche


def ouvrir(config: Config) -> ServiceGrpc:
    """Compose le service et ouvre son port."""
    app = composer(config)
    return ouvrir_service(
        config,
        app.noyau,
        lambda serveur: recouvrement_pb2_grpc.add_RecouvrementServiceServicer_to_server(Servant(app), serveur),
        nom="logis.recouvrement.v1.RecouvrementService",
    )
