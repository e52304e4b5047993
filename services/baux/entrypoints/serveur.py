"""Le servant gRPC des baux : message → commande → message."""

from __future__ import annotations

from datetime import date
from typing import Any

from baux.adapters import lectures, messages
from baux.adapters.annuaire import AnnuaireDemandes
from baux.application.activer_bail import ActiverBail, activer_bail
from baux.application.annuler_bail import AnnulerBail, annuler_bail
from baux.application.clore_bail import CloreBail, clore_bail
from baux.application.constater_sortie import ConstaterSortie, constater_sortie
from baux.application.declarer_logement_disponible import DeclarerLogementDisponible, declarer_logement_disponible
from baux.application.enregistrer_assurance import EnregistrerAssurance, enregistrer_assurance
from baux.application.enregistrer_logement import EnregistrerLogement, enregistrer_logement
from baux.application.enregistrer_residence import EnregistrerResidence, enregistrer_residence
from baux.application.preparer_bail import Annuaire, PreparerBail, preparer_bail
from baux.application.recevoir_conge import RecevoirConge, recevoir_conge
from baux.application.signer_bail import SignerBail, signer_bail
from baux.application.signer_etat_des_lieux import SignerEtatDesLieux, signer_etat_des_lieux
from baux.composition import composer
from baux.config import Config
from baux.domain.assurance import Assurance
from baux.domain.bail import EtatDesLieux
from baux.domain.conge import FormeConge, MotifPreavis
from baux.domain.faits import MotifAnnulation
from baux.entrypoints.servant_lectures import ServantLectures
from logis.baux.v1 import baux_pb2, baux_pb2_grpc
from socle.domaine.periodes import lire_date
from socle.technique.config import adresses
from socle.technique.identifiants import lire_id, nouvel_id
from socle.technique.rpc.client import ClientService
from socle.technique.rpc.messages import lire_code, lire_date_passee, lire_montant
from socle.technique.rpc.service import ServiceGrpc, emetteur_du_service, ouvrir_service
from socle.technique.service import Application


class Servant(ServantLectures):
    def __init__(self, app: Application, annuaire: Annuaire) -> None:
        super().__init__(app)
        self._annuaire = annuaire

    def EnregistrerResidence(self, requete: baux_pb2.EnregistrerResidenceRequest, contexte: Any) -> Any:
        commande = EnregistrerResidence(
            id=nouvel_id(),
            nom=requete.nom,
            adresse=requete.adresse,
            code_postal=requete.code_postal,
            commune=requete.commune,
            code_insee=requete.code_insee,
            zone=requete.zone,
            zone_abc=requete.zone_abc,
            quartier_prioritaire=requete.quartier_prioritaire,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: enregistrer_residence(commande, uow=uow),
            lambda residence: baux_pb2.EnregistrerResidenceResponse(residence=messages.residence(residence)),
        )

    def EnregistrerLogement(self, requete: baux_pb2.EnregistrerLogementRequest, contexte: Any) -> Any:
        commande = EnregistrerLogement(
            id=nouvel_id(),
            residence_id=lire_id(requete.residence_id, champ="residence_id"),
            reference=requete.reference,
            typologie=requete.typologie,
            nombre_pieces=requete.nombre_pieces,
            surface_habitable_dm2=requete.surface_habitable_dm2,
            surface_utile_dm2=requete.surface_utile_dm2,
            etage=requete.etage,
            accessible_pmr=requete.accessible_pmr,
            financement=requete.financement,
            convention_apl=requete.convention_apl,
            loyer_principal=lire_montant(requete.loyer_principal, champ="loyer_principal"),
            loyer_maximum=lire_montant(requete.loyer_maximum, champ="loyer_maximum"),
            provision_charges=lire_montant(requete.provision_charges, champ="provision_charges"),
            dpe=requete.dpe,
            hauteur_sous_plafond_cm=requete.hauteur_sous_plafond_cm
            if requete.HasField("hauteur_sous_plafond_cm")
            else None,
            volume_habitable_dm3=requete.volume_habitable_dm3 if requete.HasField("volume_habitable_dm3") else None,
        )
        au = self._au()
        return self._porte.ecrire(
            requete,
            lambda uow: enregistrer_logement(commande, au=au, uow=uow, baremes=self._app.baremes),
            lambda logement: baux_pb2.EnregistrerLogementResponse(logement=messages.logement(logement)),
        )

    def DeclarerLogementDisponible(self, requete: baux_pb2.DeclarerLogementDisponibleRequest, contexte: Any) -> Any:
        commande = DeclarerLogementDisponible(
            logement_id=lire_id(requete.logement_id, champ="logement_id"),
            disponible_le=lire_date(requete.disponible_le, champ="disponible_le"),
            contingent=requete.contingent,
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: declarer_logement_disponible(commande, uow=uow),
            lambda logement: baux_pb2.DeclarerLogementDisponibleResponse(logement=messages.logement(logement)),
        )

    def PreparerBail(self, requete: baux_pb2.PreparerBailRequest, contexte: Any) -> Any:
        bail_id = nouvel_id()
        commande = PreparerBail(
            id=bail_id,
            locataire_id=nouvel_id(),
            reference=f"B-{str(bail_id)[-12:].upper()}",
            offre_id=lire_id(requete.offre_id, champ="offre_id"),
            date_effet=lire_date(requete.date_effet, champ="date_effet"),
            mode_prorata=requete.mode_prorata,
            annexes=list(requete.annexes),
        )
        proposition = self._porte.lire(lambda c: lectures.proposition(c, commande.offre_id))
        titulaires = self._annuaire.titulaires(proposition.demande_id)
        return self._porte.ecrire(
            requete,
            lambda uow: preparer_bail(commande, titulaires=titulaires, uow=uow, baremes=self._app.baremes),
            lambda bail: baux_pb2.PreparerBailResponse(bail=messages.bail(bail)),
        )

    def SignerBail(self, requete: baux_pb2.SignerBailRequest, contexte: Any) -> Any:
        commande = SignerBail(
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            signe_le=self._passee(requete.signe_le, champ="signe_le"),
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: signer_bail(commande, uow=uow),
            lambda bail: baux_pb2.SignerBailResponse(bail=messages.bail(bail)),
        )

    def EnregistrerAssurance(self, requete: baux_pb2.EnregistrerAssuranceRequest, contexte: Any) -> Any:
        commande = EnregistrerAssurance(
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            assurance=Assurance(
                assureur=requete.assureur,
                numero_police=requete.numero_police,
                valable_du=lire_date(requete.valable_du, champ="valable_du"),
                valable_au=lire_date(requete.valable_au, champ="valable_au"),
            ),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: enregistrer_assurance(commande, uow=uow),
            lambda bail: baux_pb2.EnregistrerAssuranceResponse(bail=messages.bail(bail)),
        )

    def SignerEtatDesLieux(self, requete: baux_pb2.SignerEtatDesLieuxRequest, contexte: Any) -> Any:
        commande = SignerEtatDesLieux(
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            etat=EtatDesLieux(
                sens=requete.sens,
                signe_le=self._passee(requete.signe_le, champ="signe_le"),
                nombre_cles=requete.nombre_cles,
                releves=[(r.fluide, r.compteur, r.index) for r in requete.releves],
                reserves=list(requete.reserves),
            ),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: signer_etat_des_lieux(commande, uow=uow),
            lambda bail: baux_pb2.SignerEtatDesLieuxResponse(bail=messages.bail(bail)),
        )

    def ActiverBail(self, requete: baux_pb2.ActiverBailRequest, contexte: Any) -> Any:
        commande = ActiverBail(
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            active_le=self._passee(requete.active_le, champ="active_le"),
            depot_garantie_recu=requete.depot_garantie_recu,
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: activer_bail(commande, uow=uow, baremes=self._app.baremes),
            lambda bail: baux_pb2.ActiverBailResponse(bail=messages.bail(bail)),
        )

    def AnnulerBail(self, requete: baux_pb2.AnnulerBailRequest, contexte: Any) -> Any:
        commande = AnnulerBail(
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            motif=lire_code(MotifAnnulation, requete.motif, champ="motif"),
            annule_le=self._passee(requete.annule_le, champ="annule_le"),
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: annuler_bail(commande, uow=uow),
            lambda bail: baux_pb2.AnnulerBailResponse(bail=messages.bail(bail)),
        )

    def RecevoirConge(self, requete: baux_pb2.RecevoirCongeRequest, contexte: Any) -> Any:
        commande = RecevoirConge(
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            recu_le=self._passee(requete.recu_le, champ="recu_le"),
            forme=lire_code(FormeConge, requete.forme, champ="forme"),
            motif=lire_code(MotifPreavis, requete.motif, champ="motif"),
            justifie=requete.justifie,
            de_tous_les_titulaires=requete.de_tous_les_titulaires,
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: recevoir_conge(commande, uow=uow, baremes=self._app.baremes),
            lambda bail: baux_pb2.RecevoirCongeResponse(bail=messages.bail(bail)),
        )

    def ConstaterSortie(self, requete: baux_pb2.ConstaterSortieRequest, contexte: Any) -> Any:
        commande = ConstaterSortie(
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            sorti_le=self._passee(requete.sorti_le, champ="sorti_le"),
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: constater_sortie(commande, uow=uow),
            lambda bail: baux_pb2.ConstaterSortieResponse(bail=messages.bail(bail)),
        )

    def CloreBail(self, requete: baux_pb2.CloreBailRequest, contexte: Any) -> Any:
        commande = CloreBail(
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            clos_le=self._passee(requete.clos_le, champ="clos_le"),
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: clore_bail(commande, uow=uow),
            lambda bail: baux_pb2.CloreBailResponse(bail=messages.bail(bail)),
        )

    def _passee(self, texte: str, *, champ: str) -> date:
        return lire_date_passee(texte, champ=champ, au=self._au())


def ouvrir(config: Config) -> ServiceGrpc:
    """Compose le service et ouvre son port."""
    app = composer(config)
    client = ClientService(
        adresses(config)["demandes"], cible="demandes", emetteur=emetteur_du_service(config, "baux"), nom="baux"
    )
    servant = Servant(app, AnnuaireDemandes(client))
    return ouvrir_service(
        config,
        app.noyau,
        lambda serveur: baux_pb2_grpc.add_BauxServiceServicer_to_server(servant, serveur),
        nom="logis.baux.v1.BauxService",
        clients=[client],
    )
