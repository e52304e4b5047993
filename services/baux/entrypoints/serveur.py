"""Le servant gRPC des baux : message → commande → message."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from baux.adapters import lectures, messages
from baux.adapters.annuaire import AnnuaireDemandes
from baux.application.activer_bail import ActiverBail, activer_bail
from baux.application.annuler_bail import AnnulerBail, annuler_bail
from baux.application.declarer_logement_disponible import DeclarerLogementDisponible, declarer_logement_disponible
from baux.application.enregistrer_assurance import EnregistrerAssurance, enregistrer_assurance
from baux.application.enregistrer_logement import EnregistrerLogement, enregistrer_logement
from baux.application.enregistrer_residence import EnregistrerResidence, enregistrer_residence
from baux.application.preparer_bail import Annuaire, PreparerBail, preparer_bail
from baux.application.signer_bail import SignerBail, signer_bail
from baux.application.signer_etat_des_lieux import SignerEtatDesLieux, signer_etat_des_lieux
from baux.composition import composer
from baux.config import Config
from baux.domain.assurance import Assurance, etat_assurance
from baux.domain.bail import EtatDesLieux, MotifAnnulation
from logis.baux.v1 import baux_pb2, baux_pb2_grpc
from socle.domaine.periodes import lire_date
from socle.technique import pagination
from socle.technique.config import adresses
from socle.technique.identifiants import lire_id, nouvel_id
from socle.technique.rpc.client import ClientService
from socle.technique.rpc.messages import lire_code, lire_date_passee, lire_montant
from socle.technique.rpc.service import ServiceGrpc, emetteur_du_service, ouvrir_service
from socle.technique.service import Application

LOT_MAX = 500


class Servant(baux_pb2_grpc.BauxServiceServicer):
    def __init__(self, app: Application, annuaire: Annuaire) -> None:
        self._app, self._porte, self._annuaire = app, app.porte, annuaire

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

    def GetLogement(self, requete: baux_pb2.GetLogementRequest, contexte: Any) -> baux_pb2.GetLogementResponse:
        logement_id = lire_id(requete.logement_id, champ="logement_id")
        ligne = self._porte.lire(lambda c: lectures.logement(c, logement_id))
        return baux_pb2.GetLogementResponse(logement=messages.logement(ligne))

    def ListLogements(self, requete: baux_pb2.ListLogementsRequest, contexte: Any) -> baux_pb2.ListLogementsResponse:
        nombre = pagination.taille(requete.page_size)
        lignes = self._porte.lire(
            lambda c: lectures.liste_logements(
                c,
                residence_id=_id_facultatif(requete.residence_id, champ="residence_id"),
                statut=requete.statut,
                apres=pagination.lire_jeton(requete.page_token),
                nombre=nombre,
            )
        )
        page, suivant = pagination.decouper(lignes, nombre)
        return baux_pb2.ListLogementsResponse(
            logements=[messages.logement(ligne) for ligne in page], next_page_token=suivant
        )

    def GetBail(self, requete: baux_pb2.GetBailRequest, contexte: Any) -> baux_pb2.GetBailResponse:
        bail_id = lire_id(requete.bail_id, champ="bail_id")
        ligne = self._porte.lire(lambda c: lectures.bail(c, bail_id, perimetre=self._porte.perimetre))
        return baux_pb2.GetBailResponse(bail=messages.bail(ligne))

    def ListBaux(self, requete: baux_pb2.ListBauxRequest, contexte: Any) -> baux_pb2.ListBauxResponse:
        nombre = pagination.taille(requete.page_size)
        lignes = self._porte.lire(
            lambda c: lectures.liste_baux(
                c,
                perimetre=self._porte.perimetre,
                residence_id=_id_facultatif(requete.residence_id, champ="residence_id"),
                statut=requete.statut,
                apres=pagination.lire_jeton(requete.page_token),
                nombre=nombre,
            )
        )
        page, suivant = pagination.decouper(lignes, nombre)
        return baux_pb2.ListBauxResponse(baux=[messages.bail(ligne) for ligne in page], next_page_token=suivant)

    def GetFicheLocataire(self, requete: baux_pb2.GetFicheLocataireRequest, contexte: Any) -> Any:
        locataire_id = lire_id(requete.locataire_id, champ="locataire_id")
        perimetre = self._porte.perimetre

        def lire(connexion: Any) -> tuple[Any, Any]:
            bail = lectures.bail_du_locataire(connexion, locataire_id, perimetre=perimetre)
            return bail, lectures.logement(connexion, bail.logement_id)

        bail, logement = self._porte.lire(lire)
        return baux_pb2.GetFicheLocataireResponse(
            fiche=baux_pb2.FicheLocataire(
                locataire_id=str(locataire_id),
                titulaires=[messages.titulaire(t) for t in bail.titulaires],
                bail=messages.bail(bail),
                logement=messages.logement(logement),
                assurance=etat_assurance(bail.assurances, au=self._au()).value,
            )
        )

    def BatchGetTitulaires(self, requete: baux_pb2.BatchGetTitulairesRequest, contexte: Any) -> Any:
        bail_ids = [lire_id(texte, champ="bail_ids") for texte in requete.bail_ids[:LOT_MAX]]
        lignes = self._porte.lire(lambda c: lectures.titulaires(c, bail_ids))
        return baux_pb2.BatchGetTitulairesResponse(baux=[messages.titulaires_du_bail(ligne) for ligne in lignes])

    def _passee(self, texte: str, *, champ: str) -> date:
        return lire_date_passee(texte, champ=champ, au=self._au())

    def _au(self) -> date:
        return self._app.noyau.aujourd_hui()


def _id_facultatif(texte: str, *, champ: str) -> UUID | None:
    return lire_id(texte, champ=champ) if texte else None


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
