"""Le servant gRPC du recouvrement : message → commande → message."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID

from logis.recouvrement.v1 import recouvrement_pb2, recouvrement_pb2_grpc
from recouvrement.adapters import lectures, messages, messages_relances
from recouvrement.application.clore_dossiers import CloreDossiers, clore_dossier, clore_dossiers
from recouvrement.application.deposer_dossier_fsl import deposer_dossier_fsl
from recouvrement.application.enregistrer_decision_fsl import EnregistrerDecisionFsl, enregistrer_decision_fsl
from recouvrement.application.jouer_relances import JouerRelances, jouer_relances
from recouvrement.application.lever_situation import lever_situation
from recouvrement.application.orienter_vers_social import OrienterVersSocial, orienter_vers_social
from recouvrement.application.qualifier_impaye import qualifier_impaye
from recouvrement.application.signaler_impaye_caf import signaler_impaye_caf
from recouvrement.application.signaler_situation import signaler_situation
from recouvrement.composition import composer
from recouvrement.config import Config
from recouvrement.domain.scenario import etat_des_relances
from recouvrement.domain.score import score
from recouvrement.domain.situation import situation_au
from recouvrement.entrypoints import commandes
from socle.domaine.calendrier import PARIS
from socle.domaine.periodes import lire_date
from socle.technique import pagination
from socle.technique.identifiants import lire_id
from socle.technique.rpc.messages import lire_date_passee, montant, texte_date
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
        au, heure = self._moment(requete.au)
        commande = JouerRelances(
            au=au,
            heure=heure,
            dossier_ids=[lire_id(requete.dossier_id, champ="dossier_id")]
            if requete.dossier_id
            else self._porte.lire(lectures.ouverts),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: jouer_relances(commande, uow=uow, baremes=self._app.baremes),
            lambda fait: recouvrement_pb2.JouerRelancesResponse(dossiers=fait.dossiers, relances=fait.relances),
        )

    def GetProgrammeRelances(self, requete: recouvrement_pb2.GetProgrammeRelancesRequest, contexte: Any) -> Any:
        dossier_id = lire_id(requete.dossier_id, champ="dossier_id")
        au, heure = self._jour_lu(requete.au)

        def lire(connexion: Any) -> Any:
            ligne = lectures.dossier(connexion, dossier_id, suivis_par=self._porte.suivis_par)
            return self._etat(connexion, ligne, au=au, heure=heure)

        prevu, suite = self._porte.lire(lire)
        message = messages_relances.programme(dossier_id, prevu, suite, au=au, baremes=self._app.baremes)
        return recouvrement_pb2.GetProgrammeRelancesResponse(programme=message)

    def QualifierImpaye(self, requete: recouvrement_pb2.QualifierImpayeRequest, contexte: Any) -> Any:
        commande = commandes.qualification(requete, au=self._au(), par=self._par())
        return self._porte.ecrire(
            requete,
            lambda uow: qualifier_impaye(commande, uow=uow),
            lambda dossier: recouvrement_pb2.QualifierImpayeResponse(dossier=self._dossier(dossier)),
        )

    def GetScoreDossier(self, requete: recouvrement_pb2.GetScoreDossierRequest, contexte: Any) -> Any:
        dossier_id = lire_id(requete.dossier_id, champ="dossier_id")
        au, _ = self._jour_lu(requete.au)

        def lire(connexion: Any) -> tuple[Any, bool]:
            ligne = lectures.dossier(connexion, dossier_id, suivis_par=self._porte.suivis_par)
            return ligne, lectures.est_premier_incident(connexion, ligne)

        ligne, premier = self._porte.lire(lire)
        indices = commandes.indices(requete, premier_incident=premier)
        calcule = score(lectures.en_agregat(ligne), au=au, indices=indices, baremes=self._app.baremes)
        return recouvrement_pb2.GetScoreDossierResponse(score=messages_relances.score(calcule))

    def SignalerSituation(self, requete: recouvrement_pb2.SignalerSituationRequest, contexte: Any) -> Any:
        commande = commandes.signalement(requete, au=self._au(), par=self._par())
        return self._porte.ecrire(
            requete,
            lambda uow: signaler_situation(commande, uow=uow, baremes=self._app.baremes),
            lambda s: recouvrement_pb2.SignalerSituationResponse(situation=messages_relances.situation(s)),
        )

    def LeverSituation(self, requete: recouvrement_pb2.LeverSituationRequest, contexte: Any) -> Any:
        commande = commandes.levee(requete, au=self._au(), par=self._par())
        return self._porte.ecrire(
            requete,
            lambda uow: lever_situation(commande, uow=uow),
            lambda s: recouvrement_pb2.LeverSituationResponse(situation=messages_relances.situation(s)),
        )

    def ListSituations(self, requete: recouvrement_pb2.ListSituationsRequest, contexte: Any) -> Any:
        bail_id = lire_id(requete.bail_id, champ="bail_id")

        def lire(connexion: Any) -> Any:
            lectures.exiger_bail(connexion, bail_id, suivis_par=self._porte.suivis_par)
            return lectures.situations_du_bail(connexion, bail_id)

        return recouvrement_pb2.ListSituationsResponse(
            situations=[messages_relances.situation(s) for s in self._porte.lire(lire)]
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
        suivis_par = self._porte.suivis_par

        def lire(connexion: Any) -> recouvrement_pb2.FicheImpaye:
            ligne = lectures.dossier_du_bail(connexion, bail_id, suivis_par=suivis_par)
            return self._fiche(connexion, bail_id, ligne)

        return recouvrement_pb2.GetFicheImpayeResponse(fiche=self._porte.lire(lire))

    def _fiche(self, connexion: Any, bail_id: UUID, ligne: Any) -> recouvrement_pb2.FicheImpaye:
        fiche = recouvrement_pb2.FicheImpaye(
            bail_id=str(bail_id), phase="AUCUN", accompagnement=lectures.accompagnement(connexion, bail_id)
        )
        if ligne is None:
            return fiche
        prevu, suite = self._etat(connexion, ligne, au=self._au(), heure=None)
        fiche.phase, fiche.dossier_id = ligne.phase.value, str(ligne.id)
        fiche.dette_courante.CopyFrom(montant(ligne.dette_courante))
        fiche.arrets.extend(en_cours.arret.value for en_cours in prevu.arrets)
        if suite is not None:
            fiche.prochaine_etape, fiche.prochaine_etape_le = suite.etape, texte_date(suite.le)
        return fiche

    def _etat(self, connexion: Any, ligne: Any, *, au: date, heure: time | None) -> Any:
        dossier, baremes = lectures.en_agregat(ligne), self._app.baremes
        connues = lectures.situations_du_bail(connexion, dossier.bail_id)
        situation = situation_au(connues, dossier.qualifications, au=au, baremes=baremes)
        return etat_des_relances(dossier, au=au, heure=heure, situation=situation, baremes=baremes)

    def _moment(self, texte: str) -> tuple[date, time | None]:
        """Jour passé ou présent d'une écriture ; l'heure de Paris s'il est aujourd'hui."""
        maintenant = self._app.noyau.horloge().astimezone(PARIS)
        jour = lire_date_passee(texte, champ="au", au=maintenant.date())
        return jour, maintenant.time() if jour == maintenant.date() else None

    def _jour_lu(self, texte: str) -> tuple[date, time | None]:
        """Jour jugé par une lecture ; vide : maintenant, à l'heure de Paris."""
        maintenant = self._app.noyau.horloge().astimezone(PARIS)
        return (lire_date(texte, champ="au"), None) if texte else (maintenant.date(), maintenant.time())

    def _passee(self, texte: str, *, champ: str) -> date:
        return lire_date_passee(texte, champ=champ, au=self._au())

    def _par(self) -> str:
        return self._porte.appel.appelant.sub

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
