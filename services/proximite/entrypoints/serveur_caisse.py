"""Le servant gRPC des caisses de loge : message → commande → message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from logis.proximite.v1 import caisse_pb2, caisse_pb2_grpc
from proximite.adapters import lectures_caisse as lectures
from proximite.adapters import messages_caisse as messages
from proximite.application.annuler_encaissement import AnnulerEncaissement, annuler_encaissement
from proximite.application.compter_caisse import CompterCaisse, ViserEcart, compter_caisse, viser_ecart
from proximite.application.enregistrer_encaissement import EnregistrerEncaissement, enregistrer_encaissement
from proximite.application.ouvrir_caisse import OuvrirCaisse, ouvrir_caisse
from proximite.application.remettre_especes import (
    PreparerRemiseEspeces,
    TransporterRemise,
    clore_caisse,
    preparer_remise_especes,
    transporter_remise,
)
from proximite.composition import Application
from proximite.domain.caisse import Caisse, StatutCaisse
from proximite.domain.codes import lire_code, lire_instant_passe
from proximite.domain.ouverture_de_caisse import lire_loge
from socle.domaine.periodes import Mois
from socle.domaine.refus import Introuvable
from socle.technique import pagination
from socle.technique.identifiants import lire_id, nouvel_id
from socle.technique.rpc.messages import lire_date_passee, lire_montant

A_LA_LOGE = "SOMME_DUE"


class ServantCaisse(caisse_pb2_grpc.CaisseServiceServicer):
    def __init__(self, app: Application) -> None:
        self._app, self._porte = app, app.porte

    def OuvrirCaisse(self, requete: caisse_pb2.OuvrirCaisseRequest, contexte: Any) -> Any:
        commande = OuvrirCaisse(
            id=nouvel_id(),
            loge=lire_loge(requete.loge),
            residence_id=self._residence(requete.residence_id),
            ouverte_le=self._instant(requete.ouverte_le, champ="ouverte_le"),
            par=self._par,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: ouvrir_caisse(commande, uow=uow, baremes=self._app.baremes),
            lambda fait: caisse_pb2.OuvrirCaisseResponse(caisse=self._rendre(fait)),
        )

    def EnregistrerEncaissement(self, requete: caisse_pb2.EnregistrerEncaissementRequest, contexte: Any) -> Any:
        commande = EnregistrerEncaissement(
            id=nouvel_id(),
            caisse_id=lire_id(requete.caisse_id, champ="caisse_id"),
            perimetre=self._perimetre,
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            mois=str(Mois.lire(requete.mois, champ="mois")),
            montant=lire_montant(requete.montant, champ="montant"),
            encaisse_le=self._instant(requete.encaisse_le, champ="encaisse_le"),
            par=self._par,
            sans_compte=requete.debiteur_sans_compte,
            justificatif=requete.justificatif,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: enregistrer_encaissement(commande, uow=uow, baremes=self._app.baremes),
            lambda fait: caisse_pb2.EnregistrerEncaissementResponse(encaissement=messages.encaissement(fait)),
        )

    def AnnulerEncaissement(self, requete: caisse_pb2.AnnulerEncaissementRequest, contexte: Any) -> Any:
        commande = AnnulerEncaissement(
            caisse_id=lire_id(requete.caisse_id, champ="caisse_id"),
            encaissement_id=lire_id(requete.encaissement_id, champ="encaissement_id"),
            perimetre=self._perimetre,
            motif=requete.motif,
            annule_le=self._instant(requete.annule_le, champ="annule_le"),
            par=self._par,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: annuler_encaissement(commande, uow=uow),
            lambda fait: caisse_pb2.AnnulerEncaissementResponse(encaissement=messages.encaissement(fait)),
        )

    def CompterCaisse(self, requete: caisse_pb2.CompterCaisseRequest, contexte: Any) -> Any:
        commande = CompterCaisse(
            caisse_id=lire_id(requete.caisse_id, champ="caisse_id"),
            perimetre=self._perimetre,
            coupures=messages.lire_coupures(requete.coupures),
            comptee_le=self._instant(requete.comptee_le, champ="comptee_le"),
            par=self._par,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: compter_caisse(commande, uow=uow, baremes=self._app.baremes),
            lambda fait: caisse_pb2.CompterCaisseResponse(caisse=self._rendre(fait)),
        )

    def ViserEcart(self, requete: caisse_pb2.ViserEcartRequest, contexte: Any) -> Any:
        commande = ViserEcart(
            caisse_id=lire_id(requete.caisse_id, champ="caisse_id"),
            perimetre=self._perimetre,
            motif=requete.motif,
            par=self._par,
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: viser_ecart(commande, uow=uow),
            lambda fait: caisse_pb2.ViserEcartResponse(caisse=self._rendre(fait)),
        )

    def PreparerRemiseEspeces(self, requete: caisse_pb2.PreparerRemiseEspecesRequest, contexte: Any) -> Any:
        commande = PreparerRemiseEspeces(
            caisse_id=lire_id(requete.caisse_id, champ="caisse_id"),
            perimetre=self._perimetre,
            coupures=messages.lire_coupures(requete.coupures),
            scelle=requete.scelle,
            preparee_le=self._passee(requete.preparee_le, champ="preparee_le"),
            par=self._par,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: preparer_remise_especes(commande, uow=uow, baremes=self._app.baremes),
            lambda fait: caisse_pb2.PreparerRemiseEspecesResponse(caisse=self._rendre(fait)),
        )

    def TransporterRemise(self, requete: caisse_pb2.TransporterRemiseRequest, contexte: Any) -> Any:
        commande = TransporterRemise(
            caisse_id=lire_id(requete.caisse_id, champ="caisse_id"),
            perimetre=self._perimetre,
            transporteur=requete.transporteur,
            transportee_le=self._passee(requete.transportee_le, champ="transportee_le"),
            par=self._par,
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: transporter_remise(commande, uow=uow),
            lambda fait: caisse_pb2.TransporterRemiseResponse(caisse=self._rendre(fait)),
        )

    def CloreCaisse(self, requete: caisse_pb2.CloreCaisseRequest, contexte: Any) -> Any:
        caisse_id, perimetre, par = lire_id(requete.caisse_id, champ="caisse_id"), self._perimetre, self._par
        return self._porte.ecrire(
            requete,
            lambda uow: clore_caisse(caisse_id, perimetre=perimetre, par=par, etag=requete.etag, uow=uow),
            lambda fait: caisse_pb2.CloreCaisseResponse(caisse=self._rendre(fait)),
        )

    def GetCaisse(self, requete: caisse_pb2.GetCaisseRequest, contexte: Any) -> Any:
        caisse_id = lire_id(requete.caisse_id, champ="caisse_id")
        with self._app.noyau.fabrique.sessions() as session:
            lue = lectures.caisse(session, caisse_id, perimetre=self._perimetre_de_lecture)
            return caisse_pb2.GetCaisseResponse(caisse=self._lue(lue))

    def ListCaisses(self, requete: caisse_pb2.ListCaissesRequest, contexte: Any) -> Any:
        nombre = pagination.taille(requete.page_size)
        with self._app.noyau.fabrique.sessions() as session:
            lues = lectures.liste_caisses(
                session,
                perimetre=self._perimetre_de_lecture,
                statut=lire_code(StatutCaisse, requete.statut, champ="statut") if requete.statut else None,
                loge=lire_loge(requete.loge) if requete.loge else "",
                a_alerter=requete.a_alerter,
                apres=pagination.lire_jeton(requete.page_token),
                nombre=nombre,
            )
            page, suivant = pagination.decouper(lues, nombre)
            return caisse_pb2.ListCaissesResponse(caisses=[self._lue(lue) for lue in page], next_page_token=suivant)

    def GetEncaissement(self, requete: caisse_pb2.GetEncaissementRequest, contexte: Any) -> Any:
        encaissement_id = lire_id(requete.encaissement_id, champ="encaissement_id")
        with self._app.noyau.fabrique.sessions() as session:
            lu = lectures.encaissement(session, encaissement_id, perimetre=self._perimetre_de_lecture)
            return caisse_pb2.GetEncaissementResponse(encaissement=messages.encaissement(lu))

    @property
    def _par(self) -> str:
        return self._porte.appel.appelant.sub

    @property
    def _perimetre(self) -> Sequence[str] | None:
        return self._porte.perimetre

    @property
    def _perimetre_de_lecture(self) -> Sequence[str] | None:
        """Une portée restreinte sans périmètre ne voit rien."""
        perimetre = self._porte.perimetre
        return perimetre if self._porte.appel.portee == "O" else perimetre or ()

    def _residence(self, texte: str) -> UUID:
        """Lève Introuvable hors du périmètre de l'agent."""
        residence_id = lire_id(texte, champ="residence_id")
        if self._perimetre is not None and str(residence_id) not in self._perimetre:
            raise Introuvable("Residence", residence_id, champ="residence_id")
        return residence_id

    def _rendre(self, fait: Caisse) -> caisse_pb2.Caisse:
        """Après un acte : celui qui tient la caisse ne lit pas ce qu'elle devrait contenir."""
        return messages.caisse(fait, au=self._au(), en_aveugle=True)

    def _lue(self, lue: Caisse) -> caisse_pb2.Caisse:
        return messages.caisse(lue, au=self._au(), en_aveugle=self._porte.appel.portee == A_LA_LOGE)

    def _instant(self, texte: str, *, champ: str) -> datetime:
        return lire_instant_passe(texte, champ=champ, au=self._app.noyau.horloge())

    def _passee(self, texte: str, *, champ: str) -> date:
        return lire_date_passee(texte, champ=champ, au=self._au())

    def _au(self) -> date:
        return self._app.noyau.aujourd_hui()
