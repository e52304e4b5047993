"""Le servant gRPC des mandats, des remises de prélèvement, de leurs comptes rendus et extournes."""

from __future__ import annotations

import hashlib
import io
from typing import Any

from logis.quittancement.v1 import banque_pb2, banque_pb2_grpc
from quittancement.adapters import lectures_banque as lectures
from quittancement.adapters import messages_banque as messages
from quittancement.adapters.depot_banque import DepotBanqueSql
from quittancement.application.amender_mandat import AmenderMandat, amender_mandat
from quittancement.application.bloquer_prelevement import (
    BloquerPrelevement,
    bloquer_prelevement,
)
from quittancement.application.changer_mandat import (
    accorder_representation,
    reactiver_mandat,
    revoquer_mandat,
    suspendre_mandat,
)
from quittancement.application.enregistrer_mandat import EnregistrerMandat, enregistrer_mandat
from quittancement.application.extourner_prelevements import (
    PreparerExtourne,
    RemettreExtourne,
    annuler_extourne,
    preparer_extourne,
    remettre_extourne,
)
from quittancement.application.importer_compte_rendu import ImporterCompteRendu, importer_compte_rendu
from quittancement.application.preparer_remise import PreparerRemise, preparer_remise
from quittancement.application.remettre_remise import RemettreRemise, annuler_remise, remettre_remise
from quittancement.domain.banque.mandat import Sequence
from quittancement.domain.banque.prelevement import est_fragile
from quittancement.domain.banque.remise import Blocage
from socle.domaine.periodes import Mois, lire_date
from socle.technique.identifiants import lire_id, nouvel_id
from socle.technique.rpc.messages import lire_code, lire_date_passee
from socle.technique.service import Application

LIGNES_PAR_PAGE = 500


class ServantPrelevements(banque_pb2_grpc.BanqueServiceServicer):
    def __init__(self, app: Application) -> None:
        self._app, self._porte = app, app.porte

    def EnregistrerMandat(self, requete: banque_pb2.EnregistrerMandatRequest, contexte: Any) -> Any:
        commande = EnregistrerMandat(
            mandat_id=nouvel_id(),
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            rum=requete.rum,
            titulaire=requete.titulaire,
            iban=requete.iban,
            bic=requete.bic,
            sequence_type=lire_code(Sequence, requete.sequence_type or "RCUR", champ="sequence_type"),
            signe_le=lire_date_passee(requete.signe_le, champ="signe_le", au=self._au()),
            lieu=requete.lieu,
            canal=requete.canal,
            preuve=requete.preuve,
            preavis_jours=requete.preavis_jours,
            representation_accordee=requete.representation_accordee,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: enregistrer_mandat(commande, uow=uow, depot=DepotBanqueSql(), baremes=self._app.baremes),
            lambda fait: banque_pb2.EnregistrerMandatResponse(mandat=messages.mandat(fait)),
        )

    def SuspendreMandat(self, requete: banque_pb2.SuspendreMandatRequest, contexte: Any) -> Any:
        mandat_id = lire_id(requete.mandat_id, champ="mandat_id")
        return self._porte.ecrire(
            requete,
            lambda uow: suspendre_mandat(mandat_id, motif=requete.motif, etag=requete.etag, uow=uow),
            lambda fait: banque_pb2.SuspendreMandatResponse(mandat=messages.mandat(fait)),
        )

    def ReactiverMandat(self, requete: banque_pb2.ReactiverMandatRequest, contexte: Any) -> Any:
        mandat_id, au, baremes = lire_id(requete.mandat_id, champ="mandat_id"), self._au(), self._app.baremes
        return self._porte.ecrire(
            requete,
            lambda uow: reactiver_mandat(mandat_id, le=au, etag=requete.etag, uow=uow, baremes=baremes),
            lambda fait: banque_pb2.ReactiverMandatResponse(mandat=messages.mandat(fait)),
        )

    def RevoquerMandat(self, requete: banque_pb2.RevoquerMandatRequest, contexte: Any) -> Any:
        mandat_id = lire_id(requete.mandat_id, champ="mandat_id")
        return self._porte.ecrire(
            requete,
            lambda uow: revoquer_mandat(mandat_id, motif=requete.motif, etag=requete.etag, uow=uow),
            lambda fait: banque_pb2.RevoquerMandatResponse(mandat=messages.mandat(fait)),
        )

    def AmenderMandat(self, requete: banque_pb2.AmenderMandatRequest, contexte: Any) -> Any:
        commande = AmenderMandat(
            amendement_id=nouvel_id(),
            mandat_id=lire_id(requete.mandat_id, champ="mandat_id"),
            rum=requete.rum,
            ics=requete.ics,
            iban=requete.iban,
            bic=requete.bic,
            preuve=requete.preuve,
            demande_le=self._au(),
            par=self._porte.appel.appelant.sub,
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: amender_mandat(commande, uow=uow, depot=DepotBanqueSql(), baremes=self._app.baremes),
            lambda fait: banque_pb2.AmenderMandatResponse(mandat=messages.mandat(fait)),
        )

    def AccorderRepresentation(self, requete: banque_pb2.AccorderRepresentationRequest, contexte: Any) -> Any:
        mandat_id = lire_id(requete.mandat_id, champ="mandat_id")
        return self._porte.ecrire(
            requete,
            lambda uow: accorder_representation(mandat_id, accordee=requete.accordee, etag=requete.etag, uow=uow),
            lambda fait: banque_pb2.AccorderRepresentationResponse(mandat=messages.mandat(fait)),
        )

    def GetMandat(self, requete: banque_pb2.GetMandatRequest, contexte: Any) -> Any:
        mandat_id = lire_id(requete.mandat_id, champ="mandat_id")
        regle = self._app.baremes.au("segment_fragile", self._au()).valeur
        motif, suite = str(regle["motif"]), int(regle["consecutifs"])
        ligne, retours = self._porte.lire(
            lambda c: (lectures.mandat(c, mandat_id), lectures.derniers_retours(c, mandat_id, nombre=suite))
        )
        fragile = est_fragile(retours, motif=motif, consecutifs=suite)
        return banque_pb2.GetMandatResponse(
            mandat=messages.mandat(ligne),
            segment="FRAGILE" if fragile else "",
            jours_proposes=regle["jours_proposes"] if fragile else [],
        )

    def BloquerPrelevement(self, requete: banque_pb2.BloquerPrelevementRequest, contexte: Any) -> Any:
        commande = BloquerPrelevement(
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            code=lire_code(Blocage, requete.code, champ="code"),
            depuis=lire_date_passee(requete.depuis, champ="depuis", au=self._au()) if not requete.lever else self._au(),
            lever=requete.lever,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: bloquer_prelevement(commande, uow=uow, depot=DepotBanqueSql()),
            lambda _: banque_pb2.BloquerPrelevementResponse(),
        )

    def PreparerRemise(self, requete: banque_pb2.PreparerRemiseRequest, contexte: Any) -> Any:
        commande = PreparerRemise(
            remise_id=nouvel_id(),
            mois=Mois.lire(requete.mois),
            preleve_le=lire_date(requete.preleve_le, champ="preleve_le"),
            preparee_le=self._au(),
            preparee_par=self._porte.appel.appelant.sub,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: preparer_remise(commande, uow=uow, depot=DepotBanqueSql(), baremes=self._app.baremes),
            lambda fait: banque_pb2.PreparerRemiseResponse(remise=messages.remise(fait)),
        )

    def RemettreRemise(self, requete: banque_pb2.RemettreRemiseRequest, contexte: Any) -> Any:
        commande = RemettreRemise(
            remise_id=lire_id(requete.remise_id, champ="remise_id"),
            remise_le=self._au(),
            par=self._porte.appel.appelant.sub,
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: remettre_remise(commande, uow=uow, depot=DepotBanqueSql(), baremes=self._app.baremes),
            lambda fait: banque_pb2.RemettreRemiseResponse(remise=messages.remise(fait)),
        )

    def AnnulerRemise(self, requete: banque_pb2.AnnulerRemiseRequest, contexte: Any) -> Any:
        remise_id = lire_id(requete.remise_id, champ="remise_id")
        return self._porte.ecrire(
            requete,
            lambda uow: annuler_remise(remise_id, uow=uow, depot=DepotBanqueSql()),
            lambda fait: banque_pb2.AnnulerRemiseResponse(remise=messages.remise(fait)),
        )

    def GetRemise(self, requete: banque_pb2.GetRemiseRequest, contexte: Any) -> Any:
        remise_id = lire_id(requete.remise_id, champ="remise_id")
        ligne = self._porte.lire(lambda c: lectures.remise(c, remise_id))
        return banque_pb2.GetRemiseResponse(remise=messages.remise(ligne))

    def ExporterRemise(self, requete: banque_pb2.ExporterRemiseRequest, contexte: Any) -> Any:
        remise_id = lire_id(requete.remise_id, champ="remise_id")
        remise = self._porte.lire(lambda c: lectures.remise(c, remise_id))
        creancier = lectures.creancier(self._app.baremes, remise.preleve_le)
        lignes = self._porte.lire(
            lambda c: lectures.lignes_de_remise(
                c, remise_id, ics=creancier.ics, apres=requete.apres, nombre=LIGNES_PAR_PAGE
            )
        )
        suite = f"{lignes[-1].lot}/{lignes[-1].end_to_end_id}" if len(lignes) == LIGNES_PAR_PAGE else ""
        return banque_pb2.ExporterRemiseResponse(
            remise=messages.remise(remise),
            creancier=messages.creancier(creancier),
            lignes=[messages.ligne_de_remise(ligne) for ligne in lignes],
            suite=suite,
        )

    def ImporterCompteRenduRemise(self, requete: banque_pb2.ImporterCompteRenduRemiseRequest, contexte: Any) -> Any:
        from quittancement.adapters.pain002 import lire  # lxml ne se charge qu'à l'import d'un fichier de banque

        contenu = requete.contenu.encode()
        lu = lire(io.BytesIO(contenu), premiere_transaction=max(1, requete.premiere_transaction))
        empreinte = hashlib.sha256(contenu).hexdigest()
        commande = ImporterCompteRendu(
            fichier=requete.fichier or empreinte, empreinte=empreinte, lu=lu, recu_le=self._au()
        )
        return self._porte.ecrire(
            requete,
            lambda uow: importer_compte_rendu(commande, uow=uow, depot=DepotBanqueSql(), baremes=self._app.baremes),
            lambda fait: banque_pb2.ImporterCompteRenduRemiseResponse(
                compte_rendu=messages.compte_rendu_de_remise(
                    fait[0], msg_id=lu.msg_id, remise_msg_id=lu.origine, deja_importe=fait[1]
                )
            ),
        )

    def PreparerExtourne(self, requete: banque_pb2.PreparerExtourneRequest, contexte: Any) -> Any:
        commande = PreparerExtourne(
            extourne_id=nouvel_id(),
            remise_id=lire_id(requete.remise_id, champ="remise_id"),
            end_to_end_ids=list(requete.end_to_end_ids),
            motif=requete.motif or "AM05",
            demandee_le=self._au(),
            par=self._porte.appel.appelant.sub,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: preparer_extourne(commande, uow=uow, depot=DepotBanqueSql(), baremes=self._app.baremes),
            lambda fait: banque_pb2.PreparerExtourneResponse(extourne=messages.extourne(fait)),
        )

    def RemettreExtourne(self, requete: banque_pb2.RemettreExtourneRequest, contexte: Any) -> Any:
        commande = RemettreExtourne(
            extourne_id=lire_id(requete.extourne_id, champ="extourne_id"),
            remise_le=self._au(),
            par=self._porte.appel.appelant.sub,
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: remettre_extourne(commande, uow=uow, depot=DepotBanqueSql(), baremes=self._app.baremes),
            lambda fait: banque_pb2.RemettreExtourneResponse(extourne=messages.extourne(fait)),
        )

    def AnnulerExtourne(self, requete: banque_pb2.AnnulerExtourneRequest, contexte: Any) -> Any:
        extourne_id = lire_id(requete.extourne_id, champ="extourne_id")
        return self._porte.ecrire(
            requete,
            lambda uow: annuler_extourne(extourne_id, uow=uow, depot=DepotBanqueSql()),
            lambda fait: banque_pb2.AnnulerExtourneResponse(extourne=messages.extourne(fait)),
        )

    def GetExtourne(self, requete: banque_pb2.GetExtourneRequest, contexte: Any) -> Any:
        extourne_id = lire_id(requete.extourne_id, champ="extourne_id")
        lue = self._porte.lire(lambda c: lectures.extourne(c, extourne_id))
        lignes = self._porte.lire(lambda c: lectures.lignes_d_extourne(c, extourne_id, remise_msg_id=lue.remise_msg_id))
        return banque_pb2.GetExtourneResponse(
            extourne=messages.extourne(lue),
            remise_msg_id=lue.remise_msg_id,
            creancier=lectures.creancier(self._app.baremes, lue.preleve_le).nom,
            lignes=[messages.ligne_d_extourne(ligne) for ligne in lignes],
        )

    def _au(self) -> Any:
        return self._app.noyau.aujourd_hui()
