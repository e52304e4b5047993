"""La part du servant gRPC des charges qui édite les décomptes."""

from __future__ import annotations

from typing import Any

from logis.quittancement.v1 import charges_pb2, charges_pb2_grpc
from quittancement.adapters import messages_charges as messages
from quittancement.adapters.annuaire import AnnuaireBaux
from quittancement.adapters.decomptes_de_campagne import DecomptesDeCampagne, DemandeDecomptes, dater_l_envoi
from quittancement.adapters.editeur_charges import EditeurDeDecomptes, ProvisionVoulue
from quittancement.adapters.lectures import DECOMPTE_CHARGES
from quittancement.entrypoints.documents import EditionUnique
from socle.domaine.periodes import Mois
from socle.technique import pagination
from socle.technique.archives import Archives
from socle.technique.identifiants import lire_id
from socle.technique.rpc.messages import document, lire_date_passee
from socle.technique.service import Application


class ServantDecomptes(charges_pb2_grpc.ChargesServiceServicer):
    def __init__(
        self, app: Application, annuaire: AnnuaireBaux, archives: Archives, editeur: EditeurDeDecomptes
    ) -> None:
        self._app, self._porte = app, app.porte
        self._edition = EditionUnique(app, archives)
        self._decomptes = DecomptesDeCampagne(
            annuaire, archives, editeur, horloge=app.noyau.horloge, baremes=app.baremes
        )

    def EditerDecompte(self, requete: charges_pb2.EditerDecompteRequest, contexte: Any) -> Any:
        campagne_id = lire_id(requete.campagne_id, champ="campagne_id")
        bail_id = lire_id(requete.bail_id, champ="bail_id")
        le = lire_date_passee(requete.edite_le, champ="edite_le", au=self._app.noyau.aujourd_hui())
        provision = _provision(requete)

        def composer() -> tuple[str, Any, str, bytes]:
            nom, pdf = self._decomptes.un_seul(
                self._app.noyau.fabrique.sessions,
                campagne_id,
                bail_id,
                le=le,
                provision=provision,
                adresse=tuple(requete.adresse),
            )
            return DECOMPTE_CHARGES, bail_id, nom, pdf

        return self._edition.editer(
            requete,
            composer,
            lambda fait: charges_pb2.EditerDecompteResponse(document=document(fait)),
            inscrit=lambda session: dater_l_envoi(session, campagne_id, [bail_id], le=le),
        )

    def EditerDecomptes(self, requete: charges_pb2.EditerDecomptesRequest, contexte: Any) -> Any:
        demande = DemandeDecomptes(
            campagne_id=lire_id(requete.campagne_id, champ="campagne_id"),
            edite_le=lire_date_passee(requete.edite_le, champ="edite_le", au=self._app.noyau.aujourd_hui()),
            provision=_provision(requete),
            groupe=requete.groupe,
            apres=pagination.lire_jeton(requete.page_token),
            nombre=pagination.taille(requete.page_size),
        )
        tranche = self._decomptes.editer(self._app.noyau.fabrique.sessions, demande)
        return self._porte.ecrire(
            requete,
            lambda uow: self._decomptes.inscrire(uow.session, tranche, demande=demande),
            messages.decomptes_edites,
        )


def _provision(requete: Any) -> ProvisionVoulue | None:
    if not requete.provision_des:
        return None
    return ProvisionVoulue(des=Mois.lire(requete.provision_des), indice_milliemes=requete.indice_milliemes)
