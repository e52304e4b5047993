"""Le servant gRPC des charges : message → commande → message."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from logis.quittancement.v1 import charges_pb2
from quittancement.adapters import lectures_charges as lectures
from quittancement.adapters import messages_charges as messages
from quittancement.adapters.annuaire import AnnuaireBaux
from quittancement.adapters.depot_charges import DepotChargesSql
from quittancement.adapters.editeur_charges import EditeurDeDecomptes
from quittancement.application.arreter_depenses import ArreterDepenses, arreter_depenses
from quittancement.application.clore_campagne import CloreCampagne, clore_campagne
from quittancement.application.contester_decompte import ContesterDecompte, contester_decompte
from quittancement.application.controler_campagne import ControlerCampagne, controler_campagne
from quittancement.application.demander_etalement import DemanderEtalement, demander_etalement
from quittancement.application.enregistrer_depenses import EnregistrerDepenses, enregistrer_depenses
from quittancement.application.importer_lots import ImporterLots, importer_lots
from quittancement.application.imputer_regularisation import ImputerRegularisation, imputer_regularisation
from quittancement.application.notifier_decomptes import NotifierDecomptes, notifier_decomptes
from quittancement.application.preparer_campagne import PreparerCampagne, preparer_campagne
from quittancement.application.repartir_charges import RepartirCharges, repartir_charges
from quittancement.application.reviser_provisions import ReviserProvisions, reviser_les_provisions
from quittancement.application.trancher_contestation import TrancherContestation, trancher_contestation
from quittancement.domain.charges.decompte import StatutDecompte
from quittancement.domain.charges.regularisation import provision_de_sortie
from quittancement.entrypoints.documents_charges import ServantDecomptes
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois, lire_date
from socle.technique import pagination
from socle.technique.archives import Archives
from socle.technique.identifiants import lire_id, nouvel_id
from socle.technique.rpc.messages import explication, lire_code, lire_date_passee, lire_montant, montant, verdict
from socle.technique.service import Application


def _campagne(requete: Any) -> UUID:
    return lire_id(requete.campagne_id, champ="campagne_id")


def _nombre(requete: Any, champ: str) -> int:
    return pagination.taille(getattr(requete, champ)) if getattr(requete, champ) else 0


class ServantCharges(ServantDecomptes):
    def __init__(
        self, app: Application, annuaire: AnnuaireBaux, archives: Archives, editeur: EditeurDeDecomptes
    ) -> None:
        super().__init__(app, annuaire, archives, editeur)
        self._depot = DepotChargesSql()

    def PreparerCampagne(self, requete: charges_pb2.PreparerCampagneRequest, contexte: Any) -> Any:
        commande = PreparerCampagne(
            campagne_id=nouvel_id(),
            libelle=requete.libelle,
            debut=lire_date(requete.debut, champ="debut"),
            fin=lire_date(requete.fin, champ="fin"),
            cles=[messages.lire_cle(cle) for cle in requete.cles],
        )
        return self._porte.ecrire(
            requete,
            lambda uow: preparer_campagne(commande, uow=uow),
            lambda fait: charges_pb2.PreparerCampagneResponse(campagne=messages.campagne(fait)),
        )

    def ImporterLots(self, requete: charges_pb2.ImporterLotsRequest, contexte: Any) -> Any:
        commande = ImporterLots(
            campagne_id=_campagne(requete),
            lots=[(lot.reference, partial(messages.lire_lot, lot)) for lot in requete.lots],
        )
        return self._porte.ecrire(
            requete,
            lambda uow: importer_lots(commande, uow=uow, depot=self._depot),
            lambda fait: charges_pb2.ImporterLotsResponse(acceptes=fait[0], ecartes=messages.ecarts(fait[1])),
        )

    def EnregistrerDepenses(self, requete: charges_pb2.EnregistrerDepensesRequest, contexte: Any) -> Any:
        commande = EnregistrerDepenses(
            campagne_id=_campagne(requete),
            factures=[(d.reference, partial(messages.lire_facture, d)) for d in requete.depenses],
        )
        return self._porte.ecrire(
            requete,
            lambda uow: enregistrer_depenses(commande, uow=uow, depot=self._depot, baremes=self._app.baremes),
            lambda fait: charges_pb2.EnregistrerDepensesResponse(acceptees=fait[0], ecartees=messages.ecarts(fait[1])),
        )

    def ArreterDepenses(self, requete: charges_pb2.ArreterDepensesRequest, contexte: Any) -> Any:
        commande = ArreterDepenses(campagne_id=_campagne(requete), arretee_par=self._sub, etag=requete.etag)
        return self._porte.ecrire(
            requete,
            lambda uow: arreter_depenses(commande, uow=uow, depot=self._depot),
            lambda fait: charges_pb2.ArreterDepensesResponse(campagne=messages.campagne(fait)),
        )

    def RepartirCharges(self, requete: charges_pb2.RepartirChargesRequest, contexte: Any) -> Any:
        commande = RepartirCharges(campagne_id=_campagne(requete), groupes_max=_nombre(requete, "groupes_max"))
        return self._porte.ecrire(
            requete,
            lambda uow: repartir_charges(commande, uow=uow, depot=self._depot, baremes=self._app.baremes),
            lambda fait: charges_pb2.RepartirChargesResponse(
                campagne=messages.campagne(fait.campagne),
                repartis=fait.repartis,
                restants=fait.restants,
                ecartes=messages.ecarts(fait.ecarts),
            ),
        )

    def ControlerCampagne(self, requete: charges_pb2.ControlerCampagneRequest, contexte: Any) -> Any:
        commande = ControlerCampagne(
            campagne_id=_campagne(requete), acceptee=requete.acceptee, controlee_par=self._sub, etag=requete.etag
        )
        return self._porte.ecrire(
            requete,
            lambda uow: controler_campagne(commande, uow=uow, depot=self._depot),
            lambda fait: charges_pb2.ControlerCampagneResponse(campagne=messages.campagne(fait)),
        )

    def NotifierDecomptes(self, requete: charges_pb2.NotifierDecomptesRequest, contexte: Any) -> Any:
        commande = NotifierDecomptes(
            campagne_id=_campagne(requete),
            notifiee_le=self._date(requete.notifiee_le, "notifiee_le"),
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: notifier_decomptes(commande, uow=uow, depot=self._depot, baremes=self._app.baremes),
            lambda fait: charges_pb2.NotifierDecomptesResponse(campagne=messages.campagne(fait)),
        )

    def ContesterDecompte(self, requete: charges_pb2.ContesterDecompteRequest, contexte: Any) -> Any:
        commande = ContesterDecompte(
            campagne_id=_campagne(requete), bail_id=lire_id(requete.bail_id, champ="bail_id"), recue_par=self._sub
        )
        return self._porte.ecrire(
            requete,
            lambda uow: contester_decompte(commande, uow=uow, depot=self._depot),
            lambda fait: charges_pb2.ContesterDecompteResponse(decompte=messages.decompte(fait)),
        )

    def TrancherContestation(self, requete: charges_pb2.TrancherContestationRequest, contexte: Any) -> Any:
        commande = TrancherContestation(
            campagne_id=_campagne(requete),
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            solde_retenu=lire_montant(requete.solde_retenu, champ="solde_retenu"),
            tranchee_par=self._sub,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: trancher_contestation(commande, uow=uow, depot=self._depot),
            lambda fait: charges_pb2.TrancherContestationResponse(decompte=messages.decompte(fait)),
        )

    def DemanderEtalement(self, requete: charges_pb2.DemanderEtalementRequest, contexte: Any) -> Any:
        commande = DemanderEtalement(
            campagne_id=_campagne(requete),
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            mensualites=requete.mensualites,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: demander_etalement(commande, uow=uow, baremes=self._app.baremes),
            lambda fait: charges_pb2.DemanderEtalementResponse(
                decompte=messages.decompte(fait[0]), verdict=verdict(fait[1])
            ),
        )

    def ImputerRegularisation(self, requete: charges_pb2.ImputerRegularisationRequest, contexte: Any) -> Any:
        commande = ImputerRegularisation(
            campagne_id=_campagne(requete),
            mois=Mois.lire(requete.mois),
            imputee_le=self._date(requete.imputee_le, "imputee_le"),
            decomptes_max=_nombre(requete, "decomptes_max"),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: imputer_regularisation(commande, uow=uow, depot=self._depot, baremes=self._app.baremes),
            lambda fait: charges_pb2.ImputerRegularisationResponse(
                campagne=messages.campagne(fait.campagne),
                imputes=fait.imputes,
                restants=fait.restants,
                ecartes=messages.ecarts(fait.ecarts),
            ),
        )

    def ReviserProvisions(self, requete: charges_pb2.ReviserProvisionsRequest, contexte: Any) -> Any:
        mois = Mois.lire(requete.mois)
        commande = ReviserProvisions(
            campagne_id=_campagne(requete),
            mois=mois,
            indice_milliemes=requete.indice_milliemes,
            apres=lire_id(requete.apres_bail_id, champ="apres_bail_id") if requete.apres_bail_id else None,
            decomptes_max=_nombre(requete, "decomptes_max"),
        )
        rendre = partial(messages.revision, indice=commande.indice_milliemes, au=mois.premier_jour)
        return self._porte.ecrire(
            requete,
            lambda uow: reviser_les_provisions(commande, uow=uow, depot=self._depot, baremes=self._app.baremes),
            lambda fait: charges_pb2.ReviserProvisionsResponse(
                provisions=[rendre(revision) for revision in fait.revisions],
                ecartes=messages.ecarts(fait.ecarts),
                dernier_bail_id=str(fait.dernier or ""),
            ),
        )

    def CloreCampagne(self, requete: charges_pb2.CloreCampagneRequest, contexte: Any) -> Any:
        commande = CloreCampagne(campagne_id=_campagne(requete), etag=requete.etag)
        return self._porte.ecrire(
            requete,
            lambda uow: clore_campagne(commande, uow=uow, depot=self._depot),
            lambda fait: charges_pb2.CloreCampagneResponse(campagne=messages.campagne(fait)),
        )

    def GetCampagne(self, requete: charges_pb2.GetCampagneRequest, contexte: Any) -> Any:
        with self._app.noyau.fabrique.sessions() as session:
            lue = lectures.campagne(session, _campagne(requete))
            return charges_pb2.GetCampagneResponse(campagne=messages.campagne(lue))

    def ListDecomptes(self, requete: charges_pb2.ListDecomptesRequest, contexte: Any) -> Any:
        nombre = pagination.taille(requete.page_size)
        apres = pagination.lire_jeton(requete.page_token)
        statut = lire_code(StatutDecompte, requete.statut, champ="statut").value if requete.statut else ""
        with self._app.noyau.fabrique.sessions() as session:
            lus = lectures.liste(session, _campagne(requete), statut=statut, apres=apres, nombre=nombre)
            page, suivant = pagination.decouper(lus, nombre)
            return charges_pb2.ListDecomptesResponse(
                decomptes=[messages.decompte(lu) for lu in page], next_page_token=suivant
            )

    def GetDecompte(self, requete: charges_pb2.GetDecompteRequest, contexte: Any) -> Any:
        campagne_id, bail_id = _campagne(requete), lire_id(requete.bail_id, champ="bail_id")
        with self._app.noyau.fabrique.sessions() as session:
            campagne = lectures.campagne(session, campagne_id)
            lu = lectures.decompte(session, campagne_id, bail_id)
            parts = lectures.lignes(session.connection(), campagne_id, bail_id)
            lignes = [messages.ligne(part, campagne, self._app.baremes) for part in parts]
            return charges_pb2.GetDecompteResponse(decompte=messages.decompte(lu, lignes))

    def GetProvisionDeSortie(self, requete: charges_pb2.GetProvisionDeSortieRequest, contexte: Any) -> Any:
        retenue, pourquoi = provision_de_sortie(
            Montant(requete.depot_centimes),
            sortie_le=lire_date(requete.sortie_le, champ="sortie_le"),
            immeuble_collectif=requete.immeuble_collectif,
            baremes=self._app.baremes,
        )
        return charges_pb2.GetProvisionDeSortieResponse(
            retenue_maximale=montant(retenue), explication=explication(pourquoi)
        )

    @property
    def _sub(self) -> str:
        return self._porte.appel.appelant.sub

    def _date(self, texte: str, champ: str) -> Any:
        return lire_date_passee(texte, champ=champ, au=self._app.noyau.aujourd_hui())
