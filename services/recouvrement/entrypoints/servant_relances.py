"""RPC des relances, de la situation du débiteur et du score : message → commande → message."""

from __future__ import annotations

from typing import Any

from logis.recouvrement.v1 import recouvrement_pb2
from recouvrement.adapters import lectures, messages_relances
from recouvrement.application.jouer_relances import JouerRelances, jouer_relances
from recouvrement.application.lever_situation import lever_situation
from recouvrement.application.qualifier_impaye import qualifier_impaye
from recouvrement.application.signaler_situation import signaler_situation
from recouvrement.domain.score import score
from recouvrement.entrypoints import commandes
from recouvrement.entrypoints.servant_base import ServantBase
from socle.technique.identifiants import lire_id


class ServantRelances(ServantBase):
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
            return self._etat(connexion, lectures.en_agregat(ligne), au=au, heure=heure)

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
