"""Les lectures gRPC des demandes : rien ne s'y écrit, et chacune ne montre que sa classe de données."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection

from demandes.adapters import lectures, messages
from demandes.domain.candidats import evaluer, retenir, vise
from demandes.domain.cotation import Cotation, coter, situation_cotee
from demandes.domain.demande import Demande
from demandes.domain.plafonds import eligibilite
from demandes.domain.refus_candidat import refus_injustifies
from demandes.domain.reserve import exiger_referent
from logis.demandes.v1 import demandes_pb2, demandes_pb2_grpc
from socle.domaine.refus import DonneeInvalide
from socle.technique import pagination
from socle.technique.archives import Archives
from socle.technique.identifiants import lire_id
from socle.technique.rpc.messages import document, lire_date_facultative
from socle.technique.service import Application

LOT_MAX = 500
CANDIDATS_MAX = 500
"""Au-delà, les mieux classés ; un candidat pèse 1,3 ko et une réponse gRPC 4 Mo au plus."""


class ServantLectures(demandes_pb2_grpc.DemandesServiceServicer):
    def __init__(self, app: Application, archives: Archives) -> None:
        self._app, self._porte, self._archives = app, app.porte, archives

    def GetDemande(self, requete: demandes_pb2.GetDemandeRequest, contexte: Any) -> Any:
        demande_id = lire_id(requete.demande_id, champ="demande_id")
        ligne = self._porte.lire(lambda c: lectures.demande(c, demande_id))
        return demandes_pb2.GetDemandeResponse(demande=self._demande(ligne))

    def ListDemandes(self, requete: demandes_pb2.ListDemandesRequest, contexte: Any) -> Any:
        nombre = pagination.taille(requete.page_size)
        lignes = self._porte.lire(
            lambda c: lectures.liste_demandes(
                c, statut=requete.statut, apres=pagination.lire_jeton(requete.page_token), nombre=nombre
            )
        )
        page, suivant = pagination.decouper(lignes, nombre)
        return demandes_pb2.ListDemandesResponse(
            demandes=[messages.demande_en_liste(ligne, au=self._au(), baremes=self._app.baremes) for ligne in page],
            next_page_token=suivant,
        )

    def GetEligibilite(self, requete: demandes_pb2.GetEligibiliteRequest, contexte: Any) -> Any:
        demande_id = lire_id(requete.demande_id, champ="demande_id")
        demande = lectures.en_demande(self._porte.lire(lambda c: lectures.demande(c, demande_id)))
        code_insee = requete.code_insee or (demande.communes[0] if demande.communes else "")
        if not code_insee:
            raise DonneeInvalide("COMMUNE_MANQUANTE", "Donnez la commune visée.", champ="code_insee")
        resultat = eligibilite(
            demande.personnes,
            demande.situation_familiale,
            code_insee=code_insee,
            au=lire_date_facultative(requete.au, champ="au") or demande.deposee_le,
            baremes=self._app.baremes,
        )
        return messages.eligibilite(resultat)

    def GetCotation(self, requete: demandes_pb2.GetCotationRequest, contexte: Any) -> Any:
        _, cotation = self._cotee(requete)
        return messages.cotation(cotation)

    def GetSituationReservee(self, requete: demandes_pb2.GetSituationReserveeRequest, contexte: Any) -> Any:
        demande, cote = self._cotee(requete)
        exiger_referent(demande_id=demande.id, referent=demande.referent, par=self._porte.appel.appelant.sub)
        return demandes_pb2.GetSituationReserveeResponse(
            situation=messages.situation_reservee(demande, cote, au=self._au())
        )

    def GetOffre(self, requete: demandes_pb2.GetOffreRequest, contexte: Any) -> Any:
        offre_id = lire_id(requete.offre_id, champ="offre_id")
        ligne = self._porte.lire(lambda c: lectures.offre(c, offre_id))
        return demandes_pb2.GetOffreResponse(offre=self._offre(ligne))

    def ListOffres(self, requete: demandes_pb2.ListOffresRequest, contexte: Any) -> Any:
        nombre = pagination.taille(requete.page_size)
        lignes = self._porte.lire(
            lambda c: lectures.liste_offres(
                c,
                statut=requete.statut,
                logement_id=lire_id(requete.logement_id, champ="logement_id") if requete.logement_id else None,
                apres=pagination.lire_jeton(requete.page_token),
                nombre=nombre,
            )
        )
        page, suivant = pagination.decouper(lignes, nombre)
        offres = [self._offre(ligne) for ligne in page]
        for offre in offres:
            # Classe C0 : le logement et l'état de l'offre, sans ses candidats.
            offre.ClearField("candidatures")
        return demandes_pb2.ListOffresResponse(offres=offres, next_page_token=suivant)

    def RechercherCandidats(self, requete: demandes_pb2.RechercherCandidatsRequest, contexte: Any) -> Any:
        offre_id = lire_id(requete.offre_id, champ="offre_id")
        au = lire_date_facultative(requete.au, champ="au") or self._au()

        def lire(connexion: Connection) -> Any:
            offre = lectures.en_offre(lectures.offre(connexion, offre_id))
            demandes = [d for d in lectures.visant(connexion, offre.logement) if vise(d, offre.logement)]
            return offre, demandes, lectures.refus_connus(connexion, [d.id for d in demandes])

        offre, demandes, refus = self._porte.lire(lire)
        baremes = self._app.baremes
        evalues = (
            evaluer(
                demande,
                offre.logement,
                au=au,
                baremes=baremes,
                refus_injustifies=refus_injustifies(refus.get(demande.id, ()), baremes=baremes),
            )
            for demande in demandes
        )
        candidats = retenir(evalues, nombre=CANDIDATS_MAX)
        return demandes_pb2.RechercherCandidatsResponse(candidats=[messages.candidat(c) for c in candidats])

    def GetDocument(self, requete: demandes_pb2.GetDocumentRequest, contexte: Any) -> Any:
        document_id = lire_id(requete.document_id, champ="document_id")
        ligne = self._porte.lire(lambda c: self._archives.ligne(c, document_id))
        return demandes_pb2.GetDocumentResponse(document=document(ligne), contenu=self._archives.contenu(ligne))

    def GetFicheDemande(self, requete: demandes_pb2.GetFicheDemandeRequest, contexte: Any) -> Any:
        demande_id = lire_id(requete.demande_id, champ="demande_id")
        return demandes_pb2.GetFicheDemandeResponse(fiche=messages.fiche(lectures.fiche(self._porte.jouer, demande_id)))

    def BatchGetDemandeurs(self, requete: demandes_pb2.BatchGetDemandeursRequest, contexte: Any) -> Any:
        identifiants = [lire_id(texte, champ="demande_ids") for texte in requete.demande_ids[:LOT_MAX]]
        lignes = self._porte.lire(lambda c: lectures.demandeurs(c, identifiants))
        return demandes_pb2.BatchGetDemandeursResponse(
            demandes=[messages.demandeurs(lectures.en_demande(ligne)) for ligne in lignes]
        )

    def _cotee(self, requete: Any) -> tuple[Demande, Cotation]:
        """La demande désignée et sa cotation au jour demandé, ou à celui de l'appel."""
        demande_id = lire_id(requete.demande_id, champ="demande_id")
        au = lire_date_facultative(requete.au, champ="au") or self._au()

        def lire(connexion: Connection) -> Any:
            return lectures.demande(connexion, demande_id), lectures.refus_connus(connexion, [demande_id])

        ligne, refus = self._porte.lire(lire)
        demande, baremes = lectures.en_demande(ligne), self._app.baremes
        retenus = refus_injustifies(refus.get(demande_id, ()), baremes=baremes)
        situation = situation_cotee(demande, au=au, baremes=baremes, refus_injustifies=retenus)
        return demande, coter(situation, au=au, baremes=baremes)

    def _demande(self, objet: Any) -> demandes_pb2.Demande:
        return messages.demande(objet, au=self._au(), baremes=self._app.baremes)

    def _offre(self, objet: Any) -> demandes_pb2.Offre:
        return messages.offre(objet, au=self._au(), baremes=self._app.baremes)

    def _au(self) -> date:
        return self._app.noyau.aujourd_hui()
