"""Le servant gRPC des consommations : message → commande → message."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from logis.quittancement.v1 import energie_pb2, energie_pb2_grpc
from quittancement.adapters import lectures_energie as lectures
from quittancement.adapters import messages_energie as messages
from quittancement.adapters import messages_information as information
from quittancement.adapters.parc import ParcSql, ranger_temperatures
from quittancement.adapters.releves import ReleveSql
from quittancement.application.detecter_anomalies import DetecterAnomalies, detecter_anomalies
from quittancement.application.enregistrer_compteur import EnregistrerCompteur, enregistrer_compteur
from quittancement.application.faire_avancer_alerte import FaireAvancerAlerte, faire_avancer_alerte
from quittancement.application.importer_releves import ImporterReleves, importer_releves
from quittancement.application.importer_temperatures import ImporterTemperatures, importer_temperatures
from quittancement.application.informer_menage import informer_menage
from quittancement.application.mesurer_consommation import mesurer_consommation
from quittancement.application.parametrer_site import ParametrerSite, parametrer_site
from quittancement.application.remplacer_compteur import RemplacerCompteur, remplacer_compteur
from quittancement.domain.energie.alerte import StatutAlerte
from quittancement.domain.energie.compteur import Fluide, Point, Role, Usage
from socle.domaine.periodes import Mois, lire_date
from socle.technique import pagination
from socle.technique.identifiants import lire_id, nouvel_id
from socle.technique.rpc.messages import lire_code, lire_date_passee
from socle.technique.service import Application


class ServantConsommations(energie_pb2_grpc.ConsommationsServiceServicer):
    def __init__(self, app: Application) -> None:
        self._app, self._porte = app, app.porte
        self._depot, self._parcs = ReleveSql(), ParcSql()

    def EnregistrerCompteur(self, requete: energie_pb2.EnregistrerCompteurRequest, contexte: Any) -> Any:
        commande = EnregistrerCompteur(
            compteur_id=nouvel_id(),
            reference=requete.reference,
            point=Point(
                residence_id=lire_id(requete.residence_id, champ="residence_id"),
                logement_id=_id_facultatif(requete.logement_id, champ="logement_id"),
                fluide=lire_code(Fluide, requete.fluide, champ="fluide"),
                usage=lire_code(Usage, requete.usage, champ="usage"),
                role=lire_code(Role, requete.role, champ="role"),
            ),
            modulo=requete.modulo,
            pose_le=lire_date_passee(requete.pose_le, champ="pose_le", au=self._app.noyau.aujourd_hui()),
            index_pose=requete.index_pose,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: enregistrer_compteur(commande, uow=uow),
            lambda fait: energie_pb2.EnregistrerCompteurResponse(compteur=messages.compteur(fait)),
        )

    def RemplacerCompteur(self, requete: energie_pb2.RemplacerCompteurRequest, contexte: Any) -> Any:
        commande = RemplacerCompteur(
            compteur_id=lire_id(requete.compteur_id, champ="compteur_id"),
            le=lire_date_passee(requete.le, champ="le", au=self._app.noyau.aujourd_hui()),
            index_depose=requete.index_depose,
            nouveau_id=nouvel_id(),
            reference=requete.reference,
            modulo=requete.modulo,
            index_pose=requete.index_pose,
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: remplacer_compteur(commande, uow=uow, depot=self._depot, baremes=self._app.baremes),
            lambda fait: energie_pb2.RemplacerCompteurResponse(
                depose=messages.compteur(fait[0]), pose=messages.compteur(fait[1])
            ),
        )

    def ImporterReleves(self, requete: energie_pb2.ImporterRelevesRequest, contexte: Any) -> Any:
        commande = ImporterReleves(
            contenu=requete.contenu,
            premiere_ligne=requete.premiere_ligne,
            recu_le=self._app.noyau.aujourd_hui(),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: importer_releves(commande, uow=uow, depot=self._depot, baremes=self._app.baremes),
            lambda fait: energie_pb2.ImporterRelevesResponse(compte_rendu=messages.compte_rendu(fait)),
        )

    def ParametrerSite(self, requete: energie_pb2.ParametrerSiteRequest, contexte: Any) -> Any:
        commande = ParametrerSite(
            residence_id=lire_id(requete.residence_id, champ="residence_id"),
            station=requete.station,
            dju_reference=messages.lire_valeurs(requete.dju_reference, champ="dju_reference"),
            coefficients_gaz=messages.lire_valeurs(requete.coefficients_gaz, champ="coefficients_gaz"),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: parametrer_site(commande, uow=uow),
            lambda site: energie_pb2.ParametrerSiteResponse(site=messages.site(site)),
        )

    def ImporterTemperatures(self, requete: energie_pb2.ImporterTemperaturesRequest, contexte: Any) -> Any:
        commande = ImporterTemperatures(
            station=requete.station, contenu=requete.contenu, recu_le=self._app.noyau.aujourd_hui()
        )
        return self._porte.ecrire(
            requete,
            lambda uow: importer_temperatures(commande, uow=uow, ranger=ranger_temperatures),
            lambda fait: energie_pb2.ImporterTemperaturesResponse(
                lignes=fait.lignes, changees=fait.changees, ecartees=messages.ecartees(fait.ecartees)
            ),
        )

    def DetecterAnomalies(self, requete: energie_pb2.DetecterAnomaliesRequest, contexte: Any) -> Any:
        commande = DetecterAnomalies(
            residence_id=lire_id(requete.residence_id, champ="residence_id"),
            mois=Mois.lire(requete.mois),
            detectee_le=self._app.noyau.aujourd_hui(),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: detecter_anomalies(commande, uow=uow, depot=self._parcs, baremes=self._app.baremes),
            lambda fait: energie_pb2.DetecterAnomaliesResponse(
                nouvelles=[messages.alerte(a) for a in fait.nouvelles], bilan=[messages.bilan(b) for b in fait.bilan]
            ),
        )

    def FaireAvancerAlerte(self, requete: energie_pb2.FaireAvancerAlerteRequest, contexte: Any) -> Any:
        commande = FaireAvancerAlerte(
            alerte_id=lire_id(requete.alerte_id, champ="alerte_id"),
            vers=lire_code(StatutAlerte, requete.vers, champ="vers"),
            le=lire_date_passee(requete.le, champ="le", au=self._app.noyau.aujourd_hui()),
            par=self._porte.appel.appelant.sub,
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: faire_avancer_alerte(commande, uow=uow, baremes=self._app.baremes),
            lambda fait: energie_pb2.FaireAvancerAlerteResponse(alerte=messages.alerte(fait)),
        )

    def GetAlerte(self, requete: energie_pb2.GetAlerteRequest, contexte: Any) -> Any:
        alerte_id, porte = lire_id(requete.alerte_id, champ="alerte_id"), self._porte
        ligne = porte.lire(
            lambda c: lectures.alerte(c, alerte_id, perimetre=porte.perimetre, suivis_par=porte.suivis_par)
        )
        return energie_pb2.GetAlerteResponse(alerte=messages.alerte(ligne))

    def ListAlertes(self, requete: energie_pb2.ListAlertesRequest, contexte: Any) -> Any:
        nombre = pagination.taille(requete.page_size)
        lignes = self._porte.lire(
            lambda c: lectures.liste_alertes(
                c,
                residence_id=_id_facultatif(requete.residence_id, champ="residence_id"),
                bail_id=_id_facultatif(requete.bail_id, champ="bail_id"),
                ouvertes=requete.ouvertes,
                perimetre=self._porte.perimetre,
                suivis_par=self._porte.suivis_par,
                apres=pagination.lire_jeton(requete.page_token),
                nombre=nombre,
            )
        )
        page, suivant = pagination.decouper(lignes, nombre)
        return energie_pb2.ListAlertesResponse(
            alertes=[messages.alerte(ligne) for ligne in page], next_page_token=suivant
        )

    def GetConsommation(self, requete: energie_pb2.GetConsommationRequest, contexte: Any) -> Any:
        with self._app.noyau.fabrique.sessions() as session:
            lue = mesurer_consommation(
                lire_id(requete.compteur_id, champ="compteur_id"),
                du=lire_date(requete.du, champ="du"),
                au=lire_date(requete.au, champ="au"),
                session=session,
                depot=self._parcs,
                perimetre=self._porte.perimetre,
                baremes=self._app.baremes,
            )
        return energie_pb2.GetConsommationResponse(
            quantite=information.mesuree(lue.consommation, lue.point.fluide.unite),
            conversions=information.conversions(lue.conversions),
        )

    def GetInformationMensuelle(self, requete: energie_pb2.GetInformationMensuelleRequest, contexte: Any) -> Any:
        with self._app.noyau.fabrique.sessions() as session:
            lue = informer_menage(
                lire_id(requete.bail_id, champ="bail_id"),
                Mois.lire(requete.mois),
                session=session,
                depot=self._parcs,
                perimetre=self._porte.perimetre,
                suivis_par=self._porte.suivis_par,
                baremes=self._app.baremes,
            )
            return energie_pb2.GetInformationMensuelleResponse(information=information.information(lue))

    def GetCompteur(self, requete: energie_pb2.GetCompteurRequest, contexte: Any) -> Any:
        compteur_id = lire_id(requete.compteur_id, champ="compteur_id")
        compteur, releves = self._porte.lire(
            lambda c: lectures.compteur(c, compteur_id, perimetre=self._porte.perimetre)
        )
        return energie_pb2.GetCompteurResponse(
            compteur=messages.compteur(compteur), releves=[messages.releve(r) for r in releves]
        )

    def ListCompteurs(self, requete: energie_pb2.ListCompteursRequest, contexte: Any) -> Any:
        residence_id = lire_id(requete.residence_id, champ="residence_id")
        nombre = pagination.taille(requete.page_size)
        lignes = self._porte.lire(
            lambda c: lectures.liste_compteurs(
                c,
                residence_id=residence_id,
                perimetre=self._porte.perimetre,
                apres=pagination.lire_jeton(requete.page_token),
                nombre=nombre,
            )
        )
        page, suivant = pagination.decouper(lignes, nombre)
        return energie_pb2.ListCompteursResponse(
            compteurs=[messages.compteur(ligne) for ligne in page], next_page_token=suivant
        )


def _id_facultatif(texte: str, *, champ: str) -> UUID | None:
    return lire_id(texte, champ=champ) if texte else None
