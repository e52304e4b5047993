"""Le servant gRPC des relevés bancaires, du rapprochement et des sommes en attente."""

from __future__ import annotations

import hashlib
import io
from typing import Any

from logis.quittancement.v1 import banque_pb2, banque_pb2_grpc
from quittancement.adapters import lectures_banque as lectures
from quittancement.adapters import messages_banque as messages
from quittancement.adapters.depot_banque import DepotBanqueSql
from quittancement.application.bloquer_prelevement import attribuer_iban_virtuel
from quittancement.application.importer_releve_bancaire import ImporterReleveBancaire, importer_releve_bancaire
from quittancement.application.rapprocher_ecriture import RapprocherEcriture, rapprocher_ecriture
from quittancement.application.rembourser_ecriture import (
    ConstaterRemboursement,
    DemanderRemboursement,
    constater_remboursement,
    demander_remboursement,
    renoncer_au_remboursement,
)
from quittancement.application.suggerer_rapprochements import suggerer_rapprochements
from socle.technique import pagination
from socle.technique.identifiants import lire_id, nouvel_id
from socle.technique.memoire import sans_ramassage
from socle.technique.service import Application


class ServantRelevesBancaires(banque_pb2_grpc.BanqueServiceServicer):
    def __init__(self, app: Application) -> None:
        self._app, self._porte = app, app.porte

    def AttribuerIbanVirtuel(self, requete: banque_pb2.AttribuerIbanVirtuelRequest, contexte: Any) -> Any:
        bail_id = lire_id(requete.bail_id, champ="bail_id")
        return self._porte.ecrire(
            requete,
            lambda uow: attribuer_iban_virtuel(bail_id, iban=requete.iban, uow=uow, depot=DepotBanqueSql()),
            lambda _: banque_pb2.AttribuerIbanVirtuelResponse(),
        )

    @sans_ramassage()
    def ImporterReleveBancaire(self, requete: banque_pb2.ImporterReleveBancaireRequest, contexte: Any) -> Any:
        from quittancement.adapters.camt import lire  # lxml ne se charge qu'à l'import d'un relevé

        contenu = requete.contenu.encode()
        premiere = max(1, requete.premiere_entree)
        en_tete, entrees = lire(io.BytesIO(contenu), recu_le=self._au(), premiere_entree=premiere)
        lues = list(entrees)  # lire remplit l'en-tête
        empreinte = hashlib.sha256(contenu).hexdigest()
        commande = ImporterReleveBancaire(
            msg_id=en_tete.msg_id,
            fichier=requete.fichier or empreinte,
            empreinte=empreinte,
            premiere_entree=premiere,
            entrees=lues,
            recu_le=self._au(),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: importer_releve_bancaire(commande, uow=uow, depot=DepotBanqueSql(), baremes=self._app.baremes),
            lambda fait: banque_pb2.ImporterReleveBancaireResponse(
                compte_rendu=messages.compte_rendu(fait[0], msg_id=en_tete.msg_id, deja_importe=fait[1])
            ),
        )

    def SuggererRapprochements(self, requete: banque_pb2.SuggererRapprochementsRequest, contexte: Any) -> Any:
        au, baremes = self._au(), self._app.baremes
        return self._porte.ecrire(
            requete,
            lambda uow: suggerer_rapprochements(uow=uow, depot=DepotBanqueSql(), baremes=baremes, au=au),
            lambda nombre: banque_pb2.SuggererRapprochementsResponse(suggestions=nombre),
        )

    def RapprocherEcriture(self, requete: banque_pb2.RapprocherEcritureRequest, contexte: Any) -> Any:
        commande = RapprocherEcriture(
            ecriture_id=lire_id(requete.ecriture_id, champ="ecriture_id"),
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            paiement_id=nouvel_id(),
            le=self._au(),
            par=self._porte.appel.appelant.sub,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: rapprocher_ecriture(commande, uow=uow, depot=DepotBanqueSql(), baremes=self._app.baremes),
            lambda paiement: banque_pb2.RapprocherEcritureResponse(paiement_id=str(paiement.id)),
        )

    def DemanderRemboursement(self, requete: banque_pb2.DemanderRemboursementRequest, contexte: Any) -> Any:
        commande = DemanderRemboursement(
            ecriture_id=lire_id(requete.ecriture_id, champ="ecriture_id"),
            motif=requete.motif,
            par=self._porte.appel.appelant.sub,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: demander_remboursement(commande, uow=uow, depot=DepotBanqueSql()),
            lambda fait: banque_pb2.DemanderRemboursementResponse(ecriture=messages.ecriture_en_attente(fait)),
        )

    def RenoncerAuRemboursement(self, requete: banque_pb2.RenoncerAuRemboursementRequest, contexte: Any) -> Any:
        ecriture_id = lire_id(requete.ecriture_id, champ="ecriture_id")
        return self._porte.ecrire(
            requete,
            lambda uow: renoncer_au_remboursement(ecriture_id, uow=uow, depot=DepotBanqueSql()),
            lambda fait: banque_pb2.RenoncerAuRemboursementResponse(ecriture=messages.ecriture_en_attente(fait)),
        )

    def ConstaterRemboursement(self, requete: banque_pb2.ConstaterRemboursementRequest, contexte: Any) -> Any:
        commande = ConstaterRemboursement(
            ecriture_id=lire_id(requete.ecriture_id, champ="ecriture_id"),
            debit_id=lire_id(requete.debit_id, champ="debit_id"),
            par=self._porte.appel.appelant.sub,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: constater_remboursement(commande, uow=uow, depot=DepotBanqueSql()),
            lambda fait: banque_pb2.ConstaterRemboursementResponse(ecriture=messages.ecriture_en_attente(fait)),
        )

    def ListEcrituresEnAttente(self, requete: banque_pb2.ListEcrituresEnAttenteRequest, contexte: Any) -> Any:
        nombre = pagination.taille(requete.page_size)
        apres = pagination.lire_jeton(requete.page_token)
        lignes = self._porte.lire(lambda c: lectures.entrees_en_attente(c, apres=apres, nombre=nombre))
        page, suivant = pagination.decouper(lignes, nombre)
        return banque_pb2.ListEcrituresEnAttenteResponse(
            ecritures=[messages.ecriture_en_attente(ligne) for ligne in page], next_page_token=suivant
        )

    def _au(self) -> Any:
        return self._app.noyau.aujourd_hui()
