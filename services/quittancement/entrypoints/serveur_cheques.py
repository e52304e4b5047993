"""Le servant gRPC des chèques : message → commande → message."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from logis.quittancement.v1 import cheques_pb2, cheques_pb2_grpc
from quittancement.adapters import lectures_cheques as lectures
from quittancement.adapters import messages_cheques as messages
from quittancement.adapters.depot_banque import DepotBanqueSql
from quittancement.adapters.edition_bordereau import bordereau_cheques
from quittancement.application.crediter_bordereau import CrediterBordereau, crediter_bordereau, rapprocher_bordereaux
from quittancement.application.declarer_cheque_impaye import DeclarerChequeImpaye, declarer_cheque_impaye
from quittancement.application.endosser_cheques import endosser_cheques
from quittancement.application.enregistrer_cheque import EnregistrerCheque, enregistrer_cheque
from quittancement.application.etablir_bordereau import EtablirBordereau, etablir_bordereau
from quittancement.application.remettre_bordereau import RemettreBordereau, annuler_bordereau, remettre_bordereau
from quittancement.domain.caisse.cheque import StatutCheque
from socle.technique import pagination
from socle.technique.archives import Archives
from socle.technique.documents import Imprimeur
from socle.technique.identifiants import id_de_requete, lire_id, nouvel_id
from socle.technique.rpc.messages import document, lire_code, lire_date_passee, lire_montant
from socle.technique.service import Application

NATURE = "BORDEREAU_CHEQUES"


class ServantCheques(cheques_pb2_grpc.ChequesServiceServicer):
    def __init__(self, app: Application, archives: Archives, imprimeur: Imprimeur) -> None:
        self._app, self._porte = app, app.porte
        self._archives, self._imprimeur = archives, imprimeur

    def EnregistrerCheque(self, requete: cheques_pb2.EnregistrerChequeRequest, contexte: Any) -> Any:
        commande = EnregistrerCheque(
            cheque_id=nouvel_id(),
            paiement_id=nouvel_id(),
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            tireur=requete.tireur,
            tiers=requete.tiers,
            banque=requete.banque,
            numero=requete.numero,
            montant=lire_montant(requete.montant, champ="montant"),
            emis_le=self._passee(requete.emis_le, champ="emis_le"),
            recu_le=self._passee(requete.recu_le, champ="recu_le"),
            mois_designe=requete.mois_designe,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: enregistrer_cheque(commande, uow=uow, baremes=self._app.baremes),
            lambda fait: cheques_pb2.EnregistrerChequeResponse(cheque=messages.cheque(fait[0], au=self._au())),
        )

    def EndosserCheques(self, requete: cheques_pb2.EndosserChequesRequest, contexte: Any) -> Any:
        cheque_ids = _ids(requete.cheque_ids)
        return self._porte.ecrire(
            requete,
            lambda uow: endosser_cheques(cheque_ids, uow=uow),
            lambda faits: cheques_pb2.EndosserChequesResponse(
                cheques=[messages.cheque(fait, au=self._au()) for fait in faits]
            ),
        )

    def DeclarerChequeImpaye(self, requete: cheques_pb2.DeclarerChequeImpayeRequest, contexte: Any) -> Any:
        commande = DeclarerChequeImpaye(
            cheque_id=lire_id(requete.cheque_id, champ="cheque_id"),
            impaye_le=self._passee(requete.impaye_le, champ="impaye_le"),
            motif=requete.motif,
            entree_id=_id_facultatif(requete.ecriture_id),
            par=self._porte.appel.appelant.sub,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: declarer_cheque_impaye(commande, uow=uow, depot=DepotBanqueSql(), baremes=self._app.baremes),
            lambda fait: cheques_pb2.DeclarerChequeImpayeResponse(cheque=messages.cheque(fait, au=self._au())),
        )

    def GetCheque(self, requete: cheques_pb2.GetChequeRequest, contexte: Any) -> Any:
        cheque_id = lire_id(requete.cheque_id, champ="cheque_id")
        ligne = self._porte.lire(lambda c: lectures.cheque(c, cheque_id))
        return cheques_pb2.GetChequeResponse(cheque=messages.cheque(ligne, au=self._au()))

    def ListCheques(self, requete: cheques_pb2.ListChequesRequest, contexte: Any) -> Any:
        nombre, au = pagination.taille(requete.page_size), self._au()
        lignes = self._porte.lire(
            lambda c: lectures.liste_cheques(
                c,
                statut=lire_code(StatutCheque, requete.statut, champ="statut") if requete.statut else None,
                en_retard_au=au if requete.en_retard else None,
                bail_id=lire_id(requete.bail_id, champ="bail_id") if requete.bail_id else None,
                apres=pagination.lire_jeton(requete.page_token),
                nombre=nombre,
            )
        )
        page, suivant = pagination.decouper(lignes, nombre)
        return cheques_pb2.ListChequesResponse(
            cheques=[messages.cheque(ligne, au=au) for ligne in page], next_page_token=suivant
        )

    def EtablirBordereau(self, requete: cheques_pb2.EtablirBordereauRequest, contexte: Any) -> Any:
        commande = EtablirBordereau(
            bordereau_id=nouvel_id(),
            banque=requete.banque,
            cheque_ids=_ids(requete.cheque_ids),
            etabli_le=self._passee(requete.etabli_le, champ="etabli_le"),
            etabli_par=self._porte.appel.appelant.sub,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: etablir_bordereau(commande, uow=uow, baremes=self._app.baremes),
            lambda fait: cheques_pb2.EtablirBordereauResponse(bordereau=messages.bordereau(fait)),
        )

    def RemettreBordereau(self, requete: cheques_pb2.RemettreBordereauRequest, contexte: Any) -> Any:
        commande = RemettreBordereau(
            bordereau_id=lire_id(requete.bordereau_id, champ="bordereau_id"),
            remis_le=self._passee(requete.remis_le, champ="remis_le"),
            par=self._porte.appel.appelant.sub,
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: remettre_bordereau(commande, uow=uow),
            lambda fait: cheques_pb2.RemettreBordereauResponse(bordereau=messages.bordereau(fait)),
        )

    def AnnulerBordereau(self, requete: cheques_pb2.AnnulerBordereauRequest, contexte: Any) -> Any:
        bordereau_id = lire_id(requete.bordereau_id, champ="bordereau_id")
        return self._porte.ecrire(
            requete,
            lambda uow: annuler_bordereau(bordereau_id, etag=requete.etag, uow=uow),
            lambda fait: cheques_pb2.AnnulerBordereauResponse(bordereau=messages.bordereau(fait)),
        )

    def CrediterBordereau(self, requete: cheques_pb2.CrediterBordereauRequest, contexte: Any) -> Any:
        commande = CrediterBordereau(
            bordereau_id=lire_id(requete.bordereau_id, champ="bordereau_id"),
            credite_le=self._passee(requete.credite_le, champ="credite_le"),
            entree_id=_id_facultatif(requete.ecriture_id),
            par=self._porte.appel.appelant.sub,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: crediter_bordereau(commande, uow=uow, depot=DepotBanqueSql(), baremes=self._app.baremes),
            lambda fait: cheques_pb2.CrediterBordereauResponse(bordereau=messages.bordereau(fait)),
        )

    def RapprocherBordereaux(self, requete: cheques_pb2.RapprocherBordereauxRequest, contexte: Any) -> Any:
        le, par, baremes = self._au(), self._porte.appel.appelant.sub, self._app.baremes
        return self._porte.ecrire(
            requete,
            lambda uow: rapprocher_bordereaux(le=le, par=par, uow=uow, depot=DepotBanqueSql(), baremes=baremes),
            lambda faits: cheques_pb2.RapprocherBordereauxResponse(
                bordereaux=[messages.bordereau(fait) for fait in faits]
            ),
        )

    def GetBordereau(self, requete: cheques_pb2.GetBordereauRequest, contexte: Any) -> Any:
        bordereau_id, au = lire_id(requete.bordereau_id, champ="bordereau_id"), self._au()
        ligne, cheques = self._porte.lire(lambda c: lectures.bordereau(c, bordereau_id))
        return cheques_pb2.GetBordereauResponse(
            bordereau=messages.bordereau(ligne), cheques=[messages.cheque(cheque, au=au) for cheque in cheques]
        )

    def EditerBordereau(self, requete: cheques_pb2.EditerBordereauRequest, contexte: Any) -> Any:
        bordereau_id, le = lire_id(requete.bordereau_id, champ="bordereau_id"), self._au()
        document_id = id_de_requete(
            appelant=self._porte.appel.appelant.sub,
            rpc=self._porte.appel.methode,
            request_id=lire_id(requete.request_id, champ="request_id"),
        )
        deja = self._porte.lire(lambda c: self._archives.trouver(c, document_id))
        if deja is None:
            ligne, cheques = self._porte.lire(lambda c: lectures.bordereau(c, bordereau_id))
            contenu = bordereau_cheques(ligne, cheques, le=le, baremes=self._app.baremes, imprimeur=self._imprimeur)
            range_ = self._archives.ranger(
                contenu,
                id=document_id,
                nature=NATURE,
                sujet_id=bordereau_id,
                nom_fichier=f"bordereau-{ligne.numero}.pdf",
                cree_le=self._app.noyau.horloge(),
            )
        return self._porte.ecrire(
            requete,
            lambda uow: deja or self._archives.inscrire(uow.session, range_),
            lambda fait: cheques_pb2.EditerBordereauResponse(document=document(fait)),
        )

    def _passee(self, texte: str, *, champ: str) -> date:
        return lire_date_passee(texte, champ=champ, au=self._au())

    def _au(self) -> date:
        return self._app.noyau.aujourd_hui()


def _ids(textes: Any) -> list[UUID]:
    return [lire_id(texte, champ="cheque_ids") for texte in textes]


def _id_facultatif(texte: str) -> UUID | None:
    return lire_id(texte, champ="ecriture_id") if texte else None
