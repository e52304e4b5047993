"""Le servant gRPC du quittancement : message → commande → message."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from logis.quittancement.v1 import (
    actes_pb2_grpc,
    banque_pb2_grpc,
    charges_pb2_grpc,
    cheques_pb2_grpc,
    cycle_pb2_grpc,
    energie_pb2_grpc,
    especes_pb2_grpc,
    grand_livre_pb2_grpc,
    lignes_pb2_grpc,
    quittancement_pb2,
    quittancement_pb2_grpc,
)
from quittancement.adapters import lecture_fiche, lectures, messages, orm
from quittancement.adapters.annuaire import AnnuaireBaux
from quittancement.adapters.depot_banque import DepotBanqueSql
from quittancement.adapters.depot_cycle import DepotCycleSql
from quittancement.adapters.editeur import Editeur
from quittancement.adapters.editeur_charges import EditeurDeDecomptes
from quittancement.application.calculer_quittancement import CalculerQuittancement, calculer_quittancement
from quittancement.application.clore_mois import premier_jour_ouvert
from quittancement.application.constater_impayes import ConstaterImpayes, constater_impayes
from quittancement.application.decider_contrepassation import DeciderContrepassation, decider_contrepassation
from quittancement.application.enregistrer_droits_apl import EnregistrerDroitsApl, enregistrer_droits_apl
from quittancement.application.enregistrer_paiement import EnregistrerPaiement, enregistrer_paiement
from quittancement.application.enregistrer_paiement_fsl import EnregistrerPaiementFsl, enregistrer_paiement_fsl
from quittancement.application.proposer_contrepassation import ProposerContrepassation, proposer_contrepassation
from quittancement.application.valider_quittancement import ValiderQuittancement, valider_quittancement
from quittancement.composition import composer
from quittancement.config import Config
from quittancement.domain.banque.reference_rf import reference_rf
from quittancement.domain.contrepassation import MotifContrepassation, ObjetContrepasse, StatutContrepassation
from quittancement.entrypoints.prescriptions import ServantPrescriptions
from quittancement.entrypoints.serveur_actes import ServantActes
from quittancement.entrypoints.serveur_banque import ServantBanque
from quittancement.entrypoints.serveur_charges import ServantCharges
from quittancement.entrypoints.serveur_cheques import ServantCheques
from quittancement.entrypoints.serveur_cycle import ServantCycle
from quittancement.entrypoints.serveur_energie import ServantConsommations
from quittancement.entrypoints.serveur_especes import ServantEspeces
from quittancement.entrypoints.serveur_grand_livre import ServantGrandLivre
from quittancement.entrypoints.serveur_lignes import ServantLignes
from socle.domaine.periodes import Mois
from socle.domaine.refus import DonneeInvalide
from socle.technique import pagination
from socle.technique.archives import Archives
from socle.technique.coffre import Coffre
from socle.technique.config import adresses
from socle.technique.documents import Imprimeur
from socle.technique.identifiants import lire_id, nouvel_id
from socle.technique.rpc.client import ClientService
from socle.technique.rpc.messages import (
    lire_code,
    lire_date_facultative,
    lire_date_passee,
    lire_montant,
    montant,
    texte_date,
)
from socle.technique.rpc.service import ServiceGrpc, emetteur_du_service, ouvrir_service


class Servant(ServantPrescriptions):
    def EnregistrerDroitsApl(self, requete: quittancement_pb2.EnregistrerDroitsAplRequest, contexte: Any) -> Any:
        commande = EnregistrerDroitsApl(
            mois=Mois.lire(requete.mois), lignes=[messages.lire_droit(droit) for droit in requete.droits]
        )
        return self._porte.ecrire(
            requete,
            lambda uow: enregistrer_droits_apl(commande, uow=uow, baremes=self._app.baremes),
            messages.droits_recus,
        )

    def CalculerQuittancement(self, requete: quittancement_pb2.CalculerQuittancementRequest, contexte: Any) -> Any:
        commande = CalculerQuittancement(
            lot_id=nouvel_id(),
            mois=Mois.lire(requete.mois),
            bail_ids=[lire_id(texte, champ="bail_ids") for texte in requete.bail_ids],
            calcule_par=self._porte.appel.appelant.sub,
        )

        def agir(uow: Any) -> Any:
            lot = calculer_quittancement(commande, uow=uow, depot=DepotCycleSql(), baremes=self._app.baremes)
            uow.session.flush()
            return lot, lectures.quittances_du_lot(uow.session.connection(), lot.id)

        return self._porte.ecrire(
            requete, agir, lambda fait: quittancement_pb2.CalculerQuittancementResponse(lot=messages.lot(*fait))
        )

    def ValiderQuittancement(self, requete: quittancement_pb2.ValiderQuittancementRequest, contexte: Any) -> Any:
        commande = ValiderQuittancement(
            lot_id=lire_id(requete.lot_id, champ="lot_id"),
            valide_le=lire_date_passee(requete.valide_le, champ="valide_le", au=self._au()),
            valide_par=self._porte.appel.appelant.sub,
            etag=requete.etag,
        )

        def agir(uow: Any) -> Any:
            lot = valider_quittancement(commande, uow=uow, baremes=self._app.baremes)
            uow.session.flush()
            return lot, lectures.quittances_du_lot(uow.session.connection(), lot.id)

        return self._porte.ecrire(
            requete, agir, lambda fait: quittancement_pb2.ValiderQuittancementResponse(lot=messages.lot(*fait))
        )

    def GetQuittancement(self, requete: quittancement_pb2.GetQuittancementRequest, contexte: Any) -> Any:
        lot_id = lire_id(requete.lot_id, champ="lot_id")
        lot, quittances = self._porte.lire(lambda c: lectures.lot(c, lot_id))
        return quittancement_pb2.GetQuittancementResponse(lot=messages.lot(lot, quittances))

    def GetCompte(self, requete: quittancement_pb2.GetCompteRequest, contexte: Any) -> Any:
        au = lire_date_facultative(requete.au, champ="au")
        return self._compte(
            requete.bail_id,
            lambda compte: quittancement_pb2.GetCompteResponse(
                compte=messages.compte(compte, au=au, aujourd_hui=self._au(), baremes=self._app.baremes)
            ),
        )

    def GetQuittance(self, requete: quittancement_pb2.GetQuittanceRequest, contexte: Any) -> Any:
        quittance_id = lire_id(requete.quittance_id, champ="quittance_id")
        with self._app.noyau.fabrique.sessions() as session:
            quittance = lectures.quittance(session, quittance_id, suivis_par=self._porte.suivis_par)
            return quittancement_pb2.GetQuittanceResponse(quittance=messages.quittance(quittance))

    def EnregistrerPaiement(self, requete: quittancement_pb2.EnregistrerPaiementRequest, contexte: Any) -> Any:
        commande = EnregistrerPaiement(
            paiement_id=nouvel_id(),
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            montant=lire_montant(requete.montant, champ="montant"),
            mode=requete.mode,
            recu_le=lire_date_passee(requete.recu_le, champ="recu_le", au=self._au()),
            reference=requete.reference,
            mois_designe=requete.mois_designe,
            debiteur_sans_compte=requete.debiteur_sans_compte,
            plan_id=lire_id(requete.plan_id, champ="plan_id") if requete.plan_id else None,
        )

        def agir(uow: Any) -> Any:
            paiement = enregistrer_paiement(commande, uow=uow, baremes=self._app.baremes)
            return paiement, max(paiement.recu_le, premier_jour_ouvert(uow))

        return self._porte.ecrire(
            requete,
            agir,
            lambda fait: quittancement_pb2.EnregistrerPaiementResponse(
                paiement=messages.paiement(fait[0]), comptabilise_le=texte_date(fait[1])
            ),
        )

    def EnregistrerPaiementFsl(self, requete: quittancement_pb2.EnregistrerPaiementFslRequest, contexte: Any) -> Any:
        if not requete.paiement_id:
            raise DonneeInvalide(
                "IDENTIFIANT_MANQUANT", "Le champ « paiement_id » est obligatoire.", champ="paiement_id"
            )
        dossier_fsl_id = lire_id(requete.dossier_fsl_id, champ="dossier_fsl_id")
        commande = EnregistrerPaiementFsl(
            # Le même versement annoncé deux fois porte le même identifiant, quel que soit son request_id.
            paiement_id=uuid5(NAMESPACE_URL, f"urn:logis:fsl:{dossier_fsl_id}:{requete.paiement_id}"),
            dossier_fsl_id=dossier_fsl_id,
            decision_id=requete.decision_id,
            departement=self._porte.appel.appelant.departement,
            montant=lire_montant(requete.montant, champ="montant"),
            verse_le=lire_date_passee(requete.verse_le, champ="verse_le", au=self._au()),
            reference=requete.reference_virement,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: enregistrer_paiement_fsl(commande, uow=uow, baremes=self._app.baremes),
            lambda paiement: quittancement_pb2.EnregistrerPaiementFslResponse(paiement=messages.paiement(paiement)),
        )

    def ProposerContrepassation(self, requete: quittancement_pb2.ProposerContrepassationRequest, contexte: Any) -> Any:
        commande = ProposerContrepassation(
            contrepassation_id=nouvel_id(),
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            objet=lire_code(ObjetContrepasse, requete.objet, champ="objet"),
            objet_id=lire_id(requete.objet_id, champ="objet_id"),
            motif=lire_code(MotifContrepassation, requete.motif, champ="motif"),
            proposee_le=lire_date_passee(requete.proposee_le, champ="proposee_le", au=self._au()),
            proposee_par=self._porte.appel.appelant.sub,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: proposer_contrepassation(commande, uow=uow),
            lambda faite: quittancement_pb2.ProposerContrepassationResponse(
                contrepassation=messages.contrepassation(faite)
            ),
        )

    def DeciderContrepassation(self, requete: quittancement_pb2.DeciderContrepassationRequest, contexte: Any) -> Any:
        commande = DeciderContrepassation(
            bail_id=lire_id(requete.bail_id, champ="bail_id"),
            contrepassation_id=lire_id(requete.contrepassation_id, champ="contrepassation_id"),
            accordee=requete.accordee,
            decidee_le=lire_date_passee(requete.decidee_le, champ="decidee_le", au=self._au()),
            decidee_par=self._porte.appel.appelant.sub,
        )
        return self._porte.ecrire(
            requete,
            lambda uow: decider_contrepassation(commande, uow=uow, depot=DepotBanqueSql(), baremes=self._app.baremes),
            lambda faite: quittancement_pb2.DeciderContrepassationResponse(
                contrepassation=messages.contrepassation(faite)
            ),
        )

    def ListContrepassations(self, requete: quittancement_pb2.ListContrepassationsRequest, contexte: Any) -> Any:
        nombre = pagination.taille(requete.page_size)
        apres = pagination.lire_jeton(requete.page_token)
        statut = lire_code(StatutContrepassation, requete.statut, champ="statut").value if requete.statut else ""
        lignes = self._porte.lire(
            lambda c: lectures.liste_contrepassations(c, statut=statut, apres=apres, nombre=nombre)
        )
        page, suivant = pagination.decouper(lignes, nombre)
        return quittancement_pb2.ListContrepassationsResponse(
            contrepassations=[messages.contrepassation(ligne) for ligne in page], next_page_token=suivant
        )

    def ConstaterImpayes(self, requete: quittancement_pb2.ConstaterImpayesRequest, contexte: Any) -> Any:
        commande = ConstaterImpayes(
            au=lire_date_passee(requete.au, champ="au", au=self._au()), bail_ids=self._porte.lire(lectures.actifs)
        )
        return self._porte.ecrire(
            requete,
            lambda uow: constater_impayes(commande, uow=uow, baremes=self._app.baremes),
            lambda fait: quittancement_pb2.ConstaterImpayesResponse(impayes=fait.impayes, regularises=fait.regularises),
        )

    def GetSommeDue(self, requete: quittancement_pb2.GetSommeDueRequest, contexte: Any) -> Any:
        bail_id = lire_id(requete.bail_id, champ="bail_id")
        au = lire_date_facultative(requete.au, champ="au") or self._au()
        sommes = lecture_fiche.sommes(self._porte.jouer, bail_id, au=au, suivis_par=self._porte.suivis_par)
        return quittancement_pb2.GetSommeDueResponse(
            somme_due=montant(sommes.somme_due), reference=reference_rf(sommes.reference)
        )

    def GetFicheCompte(self, requete: quittancement_pb2.GetFicheCompteRequest, contexte: Any) -> Any:
        bail_id, a_la_loge = lire_id(requete.bail_id, champ="bail_id"), self._porte.appel.portee == "SOMME_DUE"
        sommes = lecture_fiche.sommes(self._porte.jouer, bail_id, au=self._au(), suivis_par=self._porte.suivis_par)
        return quittancement_pb2.GetFicheCompteResponse(
            fiche=messages.fiche(bail_id, sommes, somme_due_seulement=a_la_loge)
        )


def ouvrir(config: Config) -> ServiceGrpc:
    """Compose le service et ouvre son port."""
    app = composer(config)
    client = ClientService(
        adresses(config)["baux"],
        cible="baux",
        emetteur=emetteur_du_service(config, "quittancement"),
        nom="quittancement",
    )
    archives = Archives("quittancement", Coffre(config.documents_url), orm.documents)
    annuaire, imprimeur = AnnuaireBaux(client), Imprimeur()
    servant = Servant(app, annuaire, archives, Editeur(imprimeur, app.baremes))
    charges = ServantCharges(app, annuaire, archives, EditeurDeDecomptes(imprimeur, app.baremes))

    def inscrire(serveur: Any) -> None:
        quittancement_pb2_grpc.add_QuittancementServiceServicer_to_server(servant, serveur)
        grand_livre_pb2_grpc.add_GrandLivreServiceServicer_to_server(ServantGrandLivre(app), serveur)
        actes_pb2_grpc.add_ActesServiceServicer_to_server(ServantActes(app), serveur)
        lignes_pb2_grpc.add_LignesServiceServicer_to_server(ServantLignes(app), serveur)
        cycle_pb2_grpc.add_CycleServiceServicer_to_server(ServantCycle(app), serveur)
        charges_pb2_grpc.add_ChargesServiceServicer_to_server(charges, serveur)
        banque_pb2_grpc.add_BanqueServiceServicer_to_server(ServantBanque(app), serveur)
        cheques_pb2_grpc.add_ChequesServiceServicer_to_server(ServantCheques(app, archives, imprimeur), serveur)
        especes_pb2_grpc.add_EspecesServiceServicer_to_server(ServantEspeces(app), serveur)
        energie_pb2_grpc.add_ConsommationsServiceServicer_to_server(ServantConsommations(app), serveur)

    return ouvrir_service(
        config,
        app.noyau,
        inscrire,
        nom="logis.quittancement.v1.QuittancementService",
        clients=[client],
    )
