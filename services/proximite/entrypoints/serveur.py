"""Le servant gRPC de la proximité : message → commande → message."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from logis.proximite.v1 import caisse_pb2_grpc, proximite_pb2, proximite_pb2_grpc
from proximite.adapters import lectures, messages
from proximite.application.annuler_bon import AnnulerBon, annuler_bon
from proximite.application.clore_bon import CloreBon, clore_bon
from proximite.application.clore_reclamation import CloreReclamation, clore_reclamation
from proximite.application.commander_travaux import CommanderTravaux, commander_travaux
from proximite.application.declarer_reclamation import DeclarerReclamation, declarer_reclamation
from proximite.application.qualifier_reclamation import QualifierReclamation, qualifier_reclamation
from proximite.application.replanifier_bon import ReplanifierBon, replanifier_bon
from proximite.application.signaler_urgence import SignalerUrgence, signaler_urgence
from proximite.composition import Application, composer
from proximite.config import Config
from proximite.domain.achat import VoieAchat
from proximite.domain.cloture import MotifCloture
from proximite.domain.codes import jour_civil, lire_code, lire_instant, lire_instant_passe
from proximite.domain.qualification import Qualification
from proximite.domain.reclamation import Canal
from proximite.domain.statuts import FINIES, en_retard
from proximite.domain.taxonomie import Imputation, NiveauUrgence
from proximite.domain.urgence import TypeUrgence, fiche_reflexe
from proximite.entrypoints.serveur_caisse import ServantCaisse
from socle.domaine.refus import AccesRefuse
from socle.technique import pagination
from socle.technique.habilitations import charger_habilitations
from socle.technique.identifiants import lire_id, nouvel_id
from socle.technique.rpc.messages import lire_date_passee, lire_montant
from socle.technique.rpc.service import ServiceGrpc, ouvrir_service

DERNIERES = 5


class Servant(proximite_pb2_grpc.ProximiteServiceServicer):
    def __init__(self, app: Application) -> None:
        self._app, self._porte = app, app.porte

    def DeclarerReclamation(self, requete: proximite_pb2.DeclarerReclamationRequest, contexte: Any) -> Any:
        commande = DeclarerReclamation(
            id=nouvel_id(),
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            categorie=requete.categorie,
            description=requete.description,
            canal=lire_code(Canal, requete.canal, champ="canal"),
            ouverte_le=self._instant_passe(requete.ouverte_le, champ="ouverte_le"),
            prioritaire=requete.prioritaire,
            acces=requete.acces,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: declarer_reclamation(
                commande, uow=uow, taxonomie=self._app.taxonomie, baremes=self._app.baremes
            ),
            lambda objet: proximite_pb2.DeclarerReclamationResponse(reclamation=messages.reclamation(objet)),
        )

    def SignalerUrgence(self, requete: proximite_pb2.SignalerUrgenceRequest, contexte: Any) -> Any:
        commande = SignalerUrgence(
            id=nouvel_id(),
            residence_id=lire_id(requete.residence_id, champ="residence_id"),
            type=lire_code(TypeUrgence, requete.type, champ="type"),
            signalee_le=self._instant_passe(requete.signalee_le, champ="signalee_le"),
            lieu=requete.lieu,
        )
        fiche = fiche_reflexe(commande.type, au=jour_civil(commande.signalee_le), baremes=self._app.baremes)
        return self._porte.ecrire(
            requete,
            lambda uow: signaler_urgence(commande, uow=uow),
            lambda urgence: proximite_pb2.SignalerUrgenceResponse(
                urgence_id=str(urgence.id), numero=urgence.numero, fiche_reflexe=fiche
            ),
        )

    def QualifierReclamation(self, requete: proximite_pb2.QualifierReclamationRequest, contexte: Any) -> Any:
        commande = QualifierReclamation(
            reclamation_id=lire_id(requete.reclamation_id, champ="reclamation_id"),
            qualification=Qualification(
                urgence=lire_code(NiveauUrgence, requete.urgence, champ="urgence") if requete.urgence else None,
                imputation=lire_code(Imputation, requete.imputation, champ="imputation")
                if requete.imputation
                else None,
                motif=requete.motif,
                constats=messages.lire_constats(requete.constats),
            ),
            qualifiee_le=self._instant_passe(requete.qualifiee_le, champ="qualifiee_le"),
            pilote=self._pilote("REC_GERER"),
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: qualifier_reclamation(commande, uow=uow, baremes=self._app.baremes),
            lambda objet: proximite_pb2.QualifierReclamationResponse(reclamation=messages.reclamation(objet)),
        )

    def CommanderTravaux(self, requete: proximite_pb2.CommanderTravauxRequest, contexte: Any) -> Any:
        commande = CommanderTravaux(
            id=nouvel_id(),
            reclamation_id=lire_id(requete.reclamation_id, champ="reclamation_id"),
            entreprise=requete.entreprise,
            objet=requete.objet,
            montant_ht=lire_montant(requete.montant_ht, champ="montant_ht"),
            voie_achat=lire_code(VoieAchat, requete.voie_achat, champ="voie_achat"),
            prevu_le=lire_instant(requete.prevu_le, champ="prevu_le"),
            prevu_fin=lire_instant(requete.prevu_fin, champ="prevu_fin") if requete.prevu_fin else None,
            accord_locataire=requete.accord_locataire if requete.HasField("accord_locataire") else None,
            commande_le=self._passee(requete.commande_le, champ="commande_le"),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: commander_travaux(commande, uow=uow, baremes=self._app.baremes),
            lambda bon: proximite_pb2.CommanderTravauxResponse(bon=messages.bon(bon)),
        )

    def ReplanifierBon(self, requete: proximite_pb2.ReplanifierBonRequest, contexte: Any) -> Any:
        commande = ReplanifierBon(
            bon_id=lire_id(requete.bon_id, champ="bon_id"),
            prevu_le=lire_instant(requete.prevu_le, champ="prevu_le"),
            prevu_fin=lire_instant(requete.prevu_fin, champ="prevu_fin") if requete.prevu_fin else None,
            accord_locataire=requete.accord_locataire if requete.HasField("accord_locataire") else None,
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: replanifier_bon(commande, uow=uow, baremes=self._app.baremes),
            lambda bon: proximite_pb2.ReplanifierBonResponse(bon=messages.bon(bon)),
        )

    def AnnulerBon(self, requete: proximite_pb2.AnnulerBonRequest, contexte: Any) -> Any:
        commande = AnnulerBon(
            bon_id=lire_id(requete.bon_id, champ="bon_id"),
            annule_le=self._passee(requete.annule_le, champ="annule_le"),
            motif=requete.motif,
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: annuler_bon(commande, uow=uow),
            lambda bon: proximite_pb2.AnnulerBonResponse(bon=messages.bon(bon)),
        )

    def CloreBon(self, requete: proximite_pb2.CloreBonRequest, contexte: Any) -> Any:
        commande = CloreBon(
            bon_id=lire_id(requete.bon_id, champ="bon_id"),
            termine_le=self._instant_passe(requete.termine_le, champ="termine_le"),
            compte_rendu=requete.compte_rendu,
            reclamation_resolue=requete.reclamation_resolue,
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: clore_bon(commande, uow=uow),
            lambda bon: proximite_pb2.CloreBonResponse(bon=messages.bon(bon)),
        )

    def CloreReclamation(self, requete: proximite_pb2.CloreReclamationRequest, contexte: Any) -> Any:
        commande = CloreReclamation(
            reclamation_id=lire_id(requete.reclamation_id, champ="reclamation_id"),
            motif=lire_code(MotifCloture, requete.motif, champ="motif"),
            cloturee_le=self._instant_passe(requete.cloturee_le, champ="cloturee_le"),
            parent_id=lire_id(requete.parent_id, champ="parent_id") if requete.parent_id else None,
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: clore_reclamation(commande, uow=uow),
            lambda objet: proximite_pb2.CloreReclamationResponse(reclamation=messages.reclamation(objet)),
        )

    def GetReclamation(self, requete: proximite_pb2.GetReclamationRequest, contexte: Any) -> Any:
        identifiant = lire_id(requete.reclamation_id, champ="reclamation_id")
        ligne = self._porte.lire(lambda c: lectures.reclamation(c, identifiant, perimetre=self._porte.perimetre))
        return proximite_pb2.GetReclamationResponse(reclamation=messages.reclamation(ligne))

    def ListReclamations(self, requete: proximite_pb2.ListReclamationsRequest, contexte: Any) -> Any:
        nombre = pagination.taille(requete.page_size)
        lignes = self._porte.lire(
            lambda c: lectures.liste_reclamations(
                c,
                perimetre=self._porte.perimetre,
                statut=requete.statut,
                urgence=requete.urgence,
                residence_id=lire_id(requete.residence_id, champ="residence_id") if requete.residence_id else None,
                apres=pagination.lire_jeton(requete.page_token),
                nombre=nombre,
            )
        )
        page, suivant = pagination.decouper(lignes, nombre)
        return proximite_pb2.ListReclamationsResponse(
            reclamations=[messages.reclamation(ligne) for ligne in page], next_page_token=suivant
        )

    def GetBon(self, requete: proximite_pb2.GetBonRequest, contexte: Any) -> Any:
        bon_id = lire_id(requete.bon_id, champ="bon_id")
        ligne = self._porte.lire(lambda c: lectures.bon(c, bon_id, perimetre=self._porte.perimetre))
        rendre = messages.bon_pour_contact if self._porte.appel.portee == "CONTACT" else messages.bon
        return proximite_pb2.GetBonResponse(bon=rendre(ligne))

    def ListCategories(self, requete: proximite_pb2.ListCategoriesRequest, contexte: Any) -> Any:
        return proximite_pb2.ListCategoriesResponse(categories=[messages.categorie(c) for c in self._app.taxonomie])

    def GetFicheReclamations(self, requete: proximite_pb2.GetFicheReclamationsRequest, contexte: Any) -> Any:
        bail_id = lire_id(requete.bail_id, champ="bail_id")
        lignes = lectures.reclamations_du_bail(self._porte.jouer, bail_id, perimetre=self._porte.perimetre)
        ouvertes = [ligne for ligne in lignes if ligne.statut not in FINIES]
        maintenant = self._app.noyau.horloge()
        return proximite_pb2.GetFicheReclamationsResponse(
            fiche=proximite_pb2.FicheReclamations(
                bail_id=str(bail_id),
                ouvertes=len(ouvertes),
                en_retard=sum(
                    en_retard(ligne.statut, resolution_avant=ligne.resolution_avant, au=maintenant) for ligne in lignes
                ),
                dernieres=[messages.reclamation(ligne) for ligne in lignes[:DERNIERES]],
            )
        )

    def _instant_passe(self, texte: str, *, champ: str) -> datetime:
        return lire_instant_passe(texte, champ=champ, au=self._app.noyau.horloge())

    def _passee(self, texte: str, *, champ: str) -> date:
        return lire_date_passee(texte, champ=champ, au=self._app.noyau.aujourd_hui())

    def _pilote(self, mission: str) -> bool:
        """Vrai si l'appelant pilote (niveau P) cette mission."""
        try:
            charger_habilitations().exiger_mission(self._porte.appel.appelant, mission=mission, niveau="P")
        except AccesRefuse:
            return False
        return True


def ouvrir(config: Config) -> ServiceGrpc:
    """Compose le service et ouvre son port."""
    app = composer(config)

    def inscrire(serveur: Any) -> None:
        proximite_pb2_grpc.add_ProximiteServiceServicer_to_server(Servant(app), serveur)
        caisse_pb2_grpc.add_CaisseServiceServicer_to_server(ServantCaisse(app), serveur)

    return ouvrir_service(config, app.noyau, inscrire, nom="logis.proximite.v1.ProximiteService")
