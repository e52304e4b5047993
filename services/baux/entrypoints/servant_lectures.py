"""Les lectures gRPC des baux."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from baux.adapters import lectures, messages
from baux.domain.assurance import etat_assurance
from logis.baux.v1 import baux_pb2, baux_pb2_grpc
from socle.technique import pagination
from socle.technique.identifiants import lire_id
from socle.technique.service import Application

LOT_MAX = 500


class ServantLectures(baux_pb2_grpc.BauxServiceServicer):
    def __init__(self, app: Application) -> None:
        self._app, self._porte = app, app.porte

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
        bail, logement = lectures.bail_du_locataire(self._porte.jouer, locataire_id, perimetre=self._porte.perimetre)
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

    def _au(self) -> date:
        return self._app.noyau.aujourd_hui()


def _id_facultatif(texte: str, *, champ: str) -> UUID | None:
    return lire_id(texte, champ=champ) if texte else None
