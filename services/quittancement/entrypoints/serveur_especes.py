"""Le servant gRPC des espèces de loge : message → commande → message."""

from __future__ import annotations

from datetime import date
from typing import Any

from logis.quittancement.v1 import especes_pb2, especes_pb2_grpc
from quittancement.adapters import lectures_especes as lectures
from quittancement.adapters import messages_especes as messages
from quittancement.adapters.depot_banque import DepotBanqueSql
from quittancement.application.crediter_remise_especes import (
    CrediterRemiseEspeces,
    crediter_remise_especes,
    rapprocher_remises_especes,
)
from quittancement.application.imputer_encaissement import ImputerEncaissement, imputer_encaissement
from quittancement.domain.caisse.especes import StatutRemiseEspeces
from socle.technique import pagination
from socle.technique.identifiants import lire_id, nouvel_id
from socle.technique.rpc.messages import lire_code, lire_date_passee, lire_montant
from socle.technique.service import Application


class ServantEspeces(especes_pb2_grpc.EspecesServiceServicer):
    def __init__(self, app: Application) -> None:
        self._app, self._porte = app, app.porte

    def ListEncaissementsEnAttente(self, requete: especes_pb2.ListEncaissementsEnAttenteRequest, contexte: Any) -> Any:
        nombre, apres = pagination.taille(requete.page_size), pagination.lire_jeton(requete.page_token)
        lignes = self._porte.lire(lambda c: lectures.encaissements_en_attente(c, apres=apres, nombre=nombre))
        page, suivant = pagination.decouper(lignes, nombre)
        return especes_pb2.ListEncaissementsEnAttenteResponse(
            encaissements=[messages.encaissement(ligne) for ligne in page], next_page_token=suivant
        )

    def ImputerEncaissement(self, requete: especes_pb2.ImputerEncaissementRequest, contexte: Any) -> Any:
        commande = ImputerEncaissement(
            encaissement_id=lire_id(requete.encaissement_id, champ="encaissement_id"),
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            paiement_id=nouvel_id(),
            plafond_leve=requete.debiteur_sans_compte,
            le=self._au(),
            par=self._porte.appel.appelant.sub,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: imputer_encaissement(commande, uow=uow, baremes=self._app.baremes),
            lambda paiement: especes_pb2.ImputerEncaissementResponse(paiement_id=str(paiement.id)),
        )

    def CrediterRemiseEspeces(self, requete: especes_pb2.CrediterRemiseEspecesRequest, contexte: Any) -> Any:
        commande = CrediterRemiseEspeces(
            caisse_id=lire_id(requete.caisse_id, champ="caisse_id"),
            montant=lire_montant(requete.montant, champ="montant"),
            creditee_le=lire_date_passee(requete.creditee_le, champ="creditee_le", au=self._au()),
            entree_id=lire_id(requete.ecriture_id, champ="ecriture_id") if requete.ecriture_id else None,
            par=self._porte.appel.appelant.sub,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: crediter_remise_especes(commande, uow=uow, depot=DepotBanqueSql(), baremes=self._app.baremes),
            lambda fait: especes_pb2.CrediterRemiseEspecesResponse(remise=messages.remise(fait)),
        )

    def RapprocherRemisesEspeces(self, requete: especes_pb2.RapprocherRemisesEspecesRequest, contexte: Any) -> Any:
        le, par, baremes = self._au(), self._porte.appel.appelant.sub, self._app.baremes
        return self._porte.ecrire(
            requete,
            lambda uow: rapprocher_remises_especes(le=le, par=par, uow=uow, depot=DepotBanqueSql(), baremes=baremes),
            lambda faits: especes_pb2.RapprocherRemisesEspecesResponse(
                remises=[messages.remise(fait) for fait in faits]
            ),
        )

    def ListRemisesEspeces(self, requete: especes_pb2.ListRemisesEspecesRequest, contexte: Any) -> Any:
        nombre, apres = pagination.taille(requete.page_size), pagination.lire_jeton(requete.page_token)
        statut = lire_code(StatutRemiseEspeces, requete.statut, champ="statut") if requete.statut else None
        lignes = self._porte.lire(lambda c: lectures.liste_remises(c, statut=statut, apres=apres, nombre=nombre))
        page, suivant = pagination.decouper(lignes, nombre)
        return especes_pb2.ListRemisesEspecesResponse(
            remises=[messages.remise(ligne) for ligne in page], next_page_token=suivant
        )

    def _au(self) -> date:
        return self._app.noyau.aujourd_hui()
