"""Le servant gRPC du grand livre : message → commande → message."""

from __future__ import annotations

from typing import Any

from logis.quittancement.v1 import grand_livre_pb2, grand_livre_pb2_grpc
from quittancement.adapters import fec
from quittancement.application.clore_mois import CloreMois, clore_mois
from socle.domaine.periodes import Mois
from socle.domaine.refus import DonneeInvalide
from socle.technique.rpc.messages import lire_date_passee, montant
from socle.technique.service import Application

ECRITURES_PAR_PAGE = 1_000


class ServantGrandLivre(grand_livre_pb2_grpc.GrandLivreServiceServicer):
    def __init__(self, app: Application) -> None:
        self._app, self._porte = app, app.porte

    def CloreMois(self, requete: grand_livre_pb2.CloreMoisRequest, contexte: Any) -> Any:
        commande = CloreMois(
            mois=Mois.lire(requete.mois),
            close_par=self._porte.appel.appelant.sub,
            close_le=lire_date_passee(requete.close_le, champ="close_le", au=self._app.noyau.aujourd_hui()),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: clore_mois(commande, uow=uow),
            lambda fait: grand_livre_pb2.CloreMoisResponse(
                mois=fait.mois,
                nombre=fait.nombre,
                debits=montant(fait.debits),
                empreinte=fait.empreinte,
                precedente=fait.precedente,
            ),
        )

    def VerifierClotures(self, requete: grand_livre_pb2.VerifierCloturesRequest, contexte: Any) -> Any:
        rompus = self._porte.lire(fec.verifier_chaine)
        return grand_livre_pb2.VerifierCloturesResponse(intacte=not rompus, mois_rompus=rompus)

    def ExporterFec(self, requete: grand_livre_pb2.ExporterFecRequest, contexte: Any) -> Any:
        mois = Mois.lire(requete.mois)
        arrete = Mois.lire(requete.lettre_au, champ="lettre_au") if requete.lettre_au else None
        if requete.passees < 0:
            raise DonneeInvalide("PAGE_IMPOSSIBLE", "« passees » n'est pas négatif.", champ="passees")
        lue = self._porte.lire(
            lambda c: fec.page(
                c,
                mois,
                arrete=arrete,
                passees=requete.passees,
                nombre=ECRITURES_PAR_PAGE,
                baremes=self._app.baremes,
            )
        )
        return grand_livre_pb2.ExporterFecResponse(
            entete="" if requete.passees else "\t".join(fec.COLONNES), lignes=lue.lignes, suivante=lue.suivante
        )
