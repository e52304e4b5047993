"""Le servant gRPC du recouvrement : message → commande → message."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from logis.recouvrement.v1 import recouvrement_pb2, recouvrement_pb2_grpc
from recouvrement.adapters import lectures, messages
from recouvrement.application.clore_dossiers import CloreDossiers, clore_dossiers
from recouvrement.application.deposer_dossier_fsl import DeposerDossierFsl, deposer_dossier_fsl
from recouvrement.application.enregistrer_decision_fsl import EnregistrerDecisionFsl, enregistrer_decision_fsl
from recouvrement.application.jouer_relances import JouerRelances, jouer_relances
from recouvrement.application.orienter_vers_social import OrienterVersSocial, orienter_vers_social
from recouvrement.composition import composer
from recouvrement.config import Config
from recouvrement.domain.decision_fsl import AideFsl, DecisionFsl, SensDecision
from recouvrement.domain.depot_fsl import TermeDu
from recouvrement.domain.scenario import prochaine_etape, scenario_de
from socle.domaine.periodes import Mois, lire_date
from socle.technique import pagination
from socle.technique.identifiants import lire_id, nouvel_id
from socle.technique.rpc.messages import lire_code, lire_date_facultative, lire_montant, montant, texte_date
from socle.technique.rpc.service import ServiceGrpc, ouvrir_service
from socle.technique.service import Application


class Servant(recouvrement_pb2_grpc.RecouvrementServiceServicer):
    def __init__(self, app: Application) -> None:
        self._app, self._porte = app, app.porte

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

    def JouerRelances(self, requete: recouvrement_pb2.JouerRelancesRequest, contexte: Any) -> Any:
        commande = JouerRelances(
            au=lire_date(requete.au, champ="au"),
            dossier_ids=[lire_id(requete.dossier_id, champ="dossier_id")]
            if requete.dossier_id
            else self._porte.lire(lectures.ouverts),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: jouer_relances(commande, uow=uow, baremes=self._app.baremes),
            lambda fait: recouvrement_pb2.JouerRelancesResponse(dossiers=fait.dossiers, relances=fait.relances),
        )

    def OrienterVersSocial(self, requete: recouvrement_pb2.OrienterVersSocialRequest, contexte: Any) -> Any:
        commande = OrienterVersSocial(
            dossier_id=lire_id(requete.dossier_id, champ="dossier_id"),
            motif=requete.motif,
            oriente_le=lire_date(requete.oriente_le, champ="oriente_le"),
            menage_informe=requete.menage_informe,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: orienter_vers_social(commande, uow=uow),
            lambda dossier: recouvrement_pb2.OrienterVersSocialResponse(dossier=self._dossier(dossier)),
        )

    def DeposerDossierFsl(self, requete: recouvrement_pb2.DeposerDossierFslRequest, contexte: Any) -> Any:
        commande = DeposerDossierFsl(
            id=nouvel_id(),
            dossier_id=lire_id(requete.dossier_id, champ="dossier_id"),
            departement=requete.departement,
            depose_le=lire_date(requete.depose_le, champ="depose_le"),
            termes=[
                TermeDu(mois=str(Mois.lire(t.mois, champ="termes.mois")), du=lire_montant(t.du, champ="termes.du"))
                for t in requete.termes
            ],
            pieces=list(requete.pieces),
            consentement_le=lire_date_facultative(requete.consentement_le, champ="consentement_le"),
            termes_repris=requete.termes_repris,
        )
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
        decision = requete.decision
        commande = EnregistrerDecisionFsl(
            dossier_fsl_id=lire_id(requete.dossier_fsl_id, champ="dossier_fsl_id"),
            departement=self._porte.appel.appelant.departement,
            decision=DecisionFsl(
                decision_id=decision.decision_id,
                sens=lire_code(SensDecision, decision.sens, champ="decision.sens"),
                date_commission=lire_date(decision.date_commission, champ="decision.date_commission"),
                aide=lire_code(AideFsl, decision.aide, champ="decision.aide"),
                montant=lire_montant(decision.montant, champ="decision.montant"),
                termes_couverts=[
                    str(Mois.lire(mois, champ="decision.termes_couverts")) for mois in decision.termes_couverts
                ],
                motif=decision.motif,
            ),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: enregistrer_decision_fsl(commande, uow=uow),
            lambda fsl: recouvrement_pb2.EnregistrerDecisionFslResponse(dossier=messages.dossier_fsl(fsl)),
        )

    def CloreDossiers(self, requete: recouvrement_pb2.CloreDossiersRequest, contexte: Any) -> Any:
        commande = CloreDossiers(au=lire_date(requete.au, champ="au"), dossier_ids=self._porte.lire(lectures.ouverts))
        return self._porte.ecrire(
            requete,
            lambda uow: clore_dossiers(commande, uow=uow, baremes=self._app.baremes),
            lambda clos: recouvrement_pb2.CloreDossiersResponse(clos=clos),
        )

    def GetFicheImpaye(self, requete: recouvrement_pb2.GetFicheImpayeRequest, contexte: Any) -> Any:
        bail_id = lire_id(requete.bail_id, champ="bail_id")
        suivis_par = self._porte.suivis_par

        def lire(connexion: Any) -> tuple[Any, str]:
            dossier = lectures.dossier_du_bail(connexion, bail_id, suivis_par=suivis_par)
            return dossier, lectures.accompagnement(connexion, bail_id)

        dossier, accompagnement = self._porte.lire(lire)
        return recouvrement_pb2.GetFicheImpayeResponse(fiche=self._fiche(bail_id, dossier, accompagnement))

    def _fiche(self, bail_id: UUID, ligne: Any, accompagnement: str) -> recouvrement_pb2.FicheImpaye:
        if ligne is None:
            return recouvrement_pb2.FicheImpaye(bail_id=str(bail_id), phase="AUCUN", accompagnement=accompagnement)
        fiche = recouvrement_pb2.FicheImpaye(
            bail_id=str(bail_id),
            phase=ligne.phase.value,
            dossier_id=str(ligne.id),
            dette_courante=montant(ligne.dette_courante),
            accompagnement=accompagnement,
        )
        dossier = lectures.en_agregat(ligne)
        scenario = scenario_de(dossier, baremes=self._app.baremes)
        suite = prochaine_etape(dossier, au=self._au(), scenario=scenario) if scenario else None
        if suite is not None:
            fiche.prochaine_etape, fiche.prochaine_etape_le = suite.etape, texte_date(suite.le)
        return fiche

    def _dossier(self, objet: Any) -> recouvrement_pb2.DossierImpaye:
        return messages.dossier(objet, au=self._au(), baremes=self._app.baremes)

    def _au(self) -> date:
        return self._app.noyau.aujourd_hui()


def ouvrir(config: Config) -> ServiceGrpc:
    """Compose le service et ouvre son port."""
    app = composer(config)
    return ouvrir_service(
        config,
        app.noyau,
        lambda serveur: recouvrement_pb2_grpc.add_RecouvrementServiceServicer_to_server(Servant(app), serveur),
        nom="logis.recouvrement.v1.RecouvrementService",
    )
