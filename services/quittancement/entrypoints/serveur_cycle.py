"""Le servant gRPC du cycle mensuel : message → commande → message."""

from __future__ import annotations

from typing import Any

from logis.quittancement.v1 import cycle_pb2, cycle_pb2_grpc, quittancement_pb2
from quittancement.adapters import lectures_cycle as lectures
from quittancement.adapters import messages
from quittancement.adapters.depot_cycle import DepotCycleSql
from quittancement.application.annuler_cycle import AnnulerCycle, annuler_cycle
from quittancement.application.avancer_cycle import AvancerCycle, avancer_cycle
from quittancement.application.ouvrir_cycle import OuvrirCycle, ouvrir_cycle
from quittancement.application.valider_cycle import ValiderCycle, valider_cycle
from quittancement.domain.lot import Lot
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois
from socle.technique import pagination
from socle.technique.identifiants import lire_id, nouvel_id
from socle.technique.rpc.messages import lire_date_passee, montant
from socle.technique.service import Application
from socle.technique.unite_de_travail import UniteDeTravail


class ServantCycle(cycle_pb2_grpc.CycleServiceServicer):
    def __init__(self, app: Application) -> None:
        self._app, self._porte, self._depot = app, app.porte, DepotCycleSql()

    def OuvrirCycle(self, requete: cycle_pb2.OuvrirCycleRequest, contexte: Any) -> Any:
        commande = OuvrirCycle(
            lot_id=nouvel_id(), mois=Mois.lire(requete.mois), calcule_par=self._sub, a_blanc=requete.a_blanc
        )
        return self._porte.ecrire(
            requete,
            lambda uow: self._vu(uow, ouvrir_cycle(commande, uow=uow, depot=self._depot)),
            lambda fait: cycle_pb2.OuvrirCycleResponse(cycle=_cycle(*fait)),
        )

    def AvancerCycle(self, requete: cycle_pb2.AvancerCycleRequest, contexte: Any) -> Any:
        commande = AvancerCycle(lot_id=lire_id(requete.lot_id, champ="lot_id"), le=self._app.noyau.aujourd_hui())

        def agir(uow: UniteDeTravail) -> Any:
            fait = avancer_cycle(commande, uow=uow, depot=self._depot, baremes=self._app.baremes)
            return self._vu(uow, fait.lot), fait.faite

        return self._porte.ecrire(
            requete,
            agir,
            lambda fait: cycle_pb2.AvancerCycleResponse(cycle=_cycle(*fait[0]), faite=fait[1]),
        )

    def ValiderCycle(self, requete: cycle_pb2.ValiderCycleRequest, contexte: Any) -> Any:
        commande = ValiderCycle(
            lot_id=lire_id(requete.lot_id, champ="lot_id"),
            valide_le=lire_date_passee(requete.valide_le, champ="valide_le", au=self._app.noyau.aujourd_hui()),
            valide_par=self._sub,
            motif_ecarts=requete.motif_ecarts.strip(),
            etag=requete.etag,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: self._vu(uow, valider_cycle(commande, uow=uow, depot=self._depot, baremes=self._app.baremes)),
            lambda fait: cycle_pb2.ValiderCycleResponse(cycle=_cycle(*fait)),
        )

    def AnnulerCycle(self, requete: cycle_pb2.AnnulerCycleRequest, contexte: Any) -> Any:
        commande = AnnulerCycle(lot_id=lire_id(requete.lot_id, champ="lot_id"))
        return self._porte.ecrire(
            requete,
            lambda uow: self._vu(uow, annuler_cycle(commande, uow=uow, depot=self._depot)),
            lambda fait: cycle_pb2.AnnulerCycleResponse(cycle=_cycle(*fait)),
        )

    def GetCycle(self, requete: cycle_pb2.GetCycleRequest, contexte: Any) -> Any:
        lot_id = lire_id(requete.lot_id, champ="lot_id")
        (lot, restantes), ecarts = self._porte.lire(lambda c: (lectures.cycle(c, lot_id), lectures.ecarts(c, lot_id)))
        return cycle_pb2.GetCycleResponse(
            cycle=_cycle(lot, restantes),
            ecarts=[
                cycle_pb2.EcartDeControle(bail_id=str(e.bail_id), avant=montant(e.avant), apres=montant(e.apres))
                for e in ecarts
            ],
        )

    def ListQuittances(self, requete: cycle_pb2.ListQuittancesRequest, contexte: Any) -> Any:
        lot_id, nombre = lire_id(requete.lot_id, champ="lot_id"), pagination.taille(requete.page_size)
        apres = pagination.lire_jeton(requete.page_token)
        lues = self._porte.lire(lambda c: lectures.liste(c, lot_id, apres=apres, nombre=nombre))
        page, suivant = pagination.decouper(lues, nombre)
        return cycle_pb2.ListQuittancesResponse(
            quittances=[
                quittancement_pb2.QuittanceResumee(
                    id=str(q.id), bail_id=str(q.bail_id), numero=q.numero, net=montant(Montant(q.net))
                )
                for q in page
            ],
            next_page_token=suivant,
        )

    def VerifierTranche(self, requete: cycle_pb2.VerifierTrancheRequest, contexte: Any) -> Any:
        lot_id = lire_id(requete.lot_id, champ="lot_id")
        lue = self._porte.lire(lambda c: lectures.verifier(c, lot_id, requete.rang))
        return cycle_pb2.VerifierTrancheResponse(
            intacte=lue.intacte, nombre=lue.nombre, sceau=lue.sceau, recalcule=lue.recalcule
        )

    def _vu(self, uow: UniteDeTravail, lot: Lot) -> tuple[Lot, int]:
        """Le lot tel qu'il sera validé, et ce qui reste à son étape."""
        uow.session.flush()
        return lot, lectures.restantes(uow.session.connection(), lot.id, lot.statut)

    @property
    def _sub(self) -> str:
        return self._porte.appel.appelant.sub


def _cycle(lot: Any, restantes: int) -> cycle_pb2.Cycle:
    """D'un agrégat ou d'une ligne."""
    return cycle_pb2.Cycle(
        lot_id=str(lot.id),
        mois=lot.mois,
        statut=lot.statut.value,
        a_blanc=lot.a_blanc,
        tranches=lot.tranches,
        restantes=restantes,
        nombre=lot.nombre,
        total_net=montant(lot.total_net),
        ecartes=[messages.ecarte(e) for e in lot.ecartes],
        ecarts=lot.ecarts,
        motif_ecarts=lot.motif_ecarts,
        empreinte=lot.empreinte,
        etag=str(lot.version),
    )
