"""Domaine et lignes → messages protobuf."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from logis.quittancement.v1 import quittancement_pb2
from quittancement.adapters.lecture_fiche import SommesDuCompte
from quittancement.adapters.rangement_en_masse import Edite, Tranche
from quittancement.application.enregistrer_droits_apl import DroitsRecus, LigneDroit
from quittancement.domain.accord_demat import AccordDemat
from quittancement.domain.bail import Foyer
from quittancement.domain.compte import Compte
from quittancement.domain.paiement import Paiement
from quittancement.domain.quittance import Quittance
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant, somme
from socle.domaine.refus import DonneeInvalide, RegleViolee
from socle.technique.rpc.messages import document, explication, lire_montant, montant, texte_date, verdict


def quittance(objet: Quittance) -> quittancement_pb2.Quittance:
    return quittancement_pb2.Quittance(
        id=str(objet.id),
        bail_id=str(objet.bail_id),
        lot_id=str(objet.lot_id),
        numero=objet.numero,
        mois=objet.mois,
        statut=objet.statut.value,
        lignes=[
            quittancement_pb2.LigneQuittance(
                code=ligne.code,
                libelle=ligne.libelle,
                montant=montant(ligne.montant),
                explication=explication(ligne.explication),
                du=montant(ligne.du),
                verse=montant(ligne.paye),
                mois_origine=ligne.mois_origine,
                controle=verdict(ligne.controle) if ligne.controle else None,
            )
            for ligne in objet.lignes
        ],
        brut_hors_apl=montant(objet.brut_hors_apl),
        net=montant(objet.net),
        reste_du=montant(objet.reste_du),
        exigible_le=texte_date(objet.exigible_le),
        limite_paiement_le=texte_date(objet.limite_paiement_le),
    )


def paiement(objet: Paiement) -> quittancement_pb2.Paiement:
    """`avance` comprend l'écart d'un versement du FSL : dans les deux cas, la part non imputée."""
    return quittancement_pb2.Paiement(
        id=str(objet.id),
        recu_le=texte_date(objet.recu_le),
        mode=objet.mode.value,
        montant=montant(objet.montant),
        reference=objet.reference,
        affectations=[
            quittancement_pb2.Affectation(
                quittance_id=str(a.quittance_id),
                mois=a.mois,
                montant=montant(a.montant),
                explication=explication(a.explication),
            )
            for a in objet.affectations_au()
        ],
        avance=montant(objet.non_affecte),
        contrepasse_le=texte_date(objet.contrepasse_le),
    )


def compte(objet: Compte, *, au: date | None, aujourd_hui: date, baremes: Baremes) -> quittancement_pb2.Compte:
    return quittancement_pb2.Compte(
        bail_id=str(objet.id),
        reference_bail=objet.reference,
        statut=objet.statut.value,
        solde=montant(objet.solde(au=au)),
        dette_echue=montant(objet.dette_echue(au=au or aujourd_hui)),
        quittances=[quittance(q) for q in objet.quittances if q.validee or q.contrepassee],
        paiements=[paiement(p) for p in objet.paiements],
        impaye_apl=_impaye_apl(objet, au=au or aujourd_hui, baremes=baremes),
        contrepassations=[contrepassation(c) for c in objet.contrepassations],
        gels=[
            quittancement_pb2.GelArriere(
                situation_id=str(gel.situation_id),
                recevable_le=texte_date(gel.recevable_le),
                au_plus_tard=texte_date(gel.au_plus_tard),
                leve_le=texte_date(gel.leve_le),
            )
            for gel in objet.protections.gels
        ],
        plans=[
            quittancement_pb2.PlanRetenu(
                plan_id=str(plan.plan_id),
                signe_le=texte_date(plan.signe_le),
                termes=plan.termes,
                rompu_le=texte_date(plan.rompu_le),
            )
            for plan in objet.protections.plans
        ],
    )


def _impaye_apl(objet: Compte, *, au: date, baremes: Baremes) -> quittancement_pb2.ImpayeApl | None:
    """Absent à une date dont le service ne connaît pas le régime."""
    try:
        etat = objet.constitution(au=au, baremes=baremes)
    except RegleViolee:
        return None
    return quittancement_pb2.ImpayeApl(
        verdict=verdict(etat.verdict), constitue_le=texte_date(etat.constitue_le), regime=etat.regime
    )


def contrepassation(objet: Any) -> quittancement_pb2.Contrepassation:
    """D'une contrepassation ou de sa ligne ; les agents qui l'ont proposée et décidée ne sortent pas."""
    return quittancement_pb2.Contrepassation(
        id=str(objet.id),
        bail_id=str(objet.bail_id),
        objet=objet.objet.value,
        objet_id=str(objet.objet_id),
        motif=objet.motif.value,
        statut=objet.statut.value,
        proposee_le=texte_date(objet.proposee_le),
        decidee_le=texte_date(objet.decidee_le),
    )


def fiche(bail_id: UUID, sommes: SommesDuCompte, *, somme_due_seulement: bool) -> quittancement_pb2.FicheCompte:
    """Carte de la vue 360° ; à la loge, la somme à encaisser du jour et rien d'autre."""
    if somme_due_seulement:
        return quittancement_pb2.FicheCompte(bail_id=str(bail_id), somme_due=montant(sommes.somme_due))
    return quittancement_pb2.FicheCompte(
        bail_id=str(bail_id),
        somme_due=montant(sommes.somme_due),
        solde=montant(sommes.solde),
        dernier_mois=sommes.dernier_mois,
        dernier_paiement_le=texte_date(sommes.dernier_paiement_le),
        termes_impayes=sommes.termes_impayes,
    )


def lire_droit(message: quittancement_pb2.DroitApl) -> LigneDroit:
    """Une ligne illisible garde son refus : elle sera écartée, pas les autres."""
    try:
        foyer = None
        if message.HasField("foyer"):
            foyer = Foyer(couple=message.foyer.couple, personnes_a_charge=message.foyer.personnes_a_charge)
        return LigneDroit(
            reference_bail=message.reference_bail,
            apl=lire_montant(message.apl, champ="apl"),
            rls=lire_montant(message.rls, champ="rls"),
            foyer=foyer,
            zone=message.zone,
        )
    except DonneeInvalide as refus:
        return LigneDroit(reference_bail=message.reference_bail, apl=Montant.zero(), rls=Montant.zero(), refus=refus)


def droits_recus(recus: DroitsRecus) -> quittancement_pb2.EnregistrerDroitsAplResponse:
    return quittancement_pb2.EnregistrerDroitsAplResponse(
        acceptes=recus.acceptes,
        ecartes=[ecarte(e) for e in recus.ecartes],
    )


def ecarte(objet: Any) -> quittancement_pb2.LigneEcartee:
    """D'un bail ou d'une ligne mis de côté."""
    return quittancement_pb2.LigneEcartee(ligne=objet.ligne, code=objet.code, champ=objet.champ, motif=objet.motif)


def lot(objet: Any, quittances: Sequence[Any]) -> quittancement_pb2.LotQuittancement:
    """D'un agrégat ou d'une ligne, avec ses quittances (lignes de lecture)."""
    return quittancement_pb2.LotQuittancement(
        id=str(objet.id),
        mois=objet.mois,
        statut=objet.statut.value,
        nombre=objet.nombre,
        total_net=montant(objet.total_net),
        ecartes=[ecarte(e) for e in objet.ecartes],
        empreinte=objet.empreinte,
        etag=str(objet.version),
        quittances=[
            quittancement_pb2.QuittanceResumee(
                id=str(q.id),
                bail_id=str(q.bail_id),
                numero=q.numero,
                net=montant(somme(ligne.montant for ligne in q.lignes)),
            )
            for q in quittances
        ],
    )


def avis_du_lot(tranche: Tranche) -> quittancement_pb2.EditerAvisDuLotResponse:
    return quittancement_pb2.EditerAvisDuLotResponse(
        avis=[quittancement_pb2.AvisEdite(**_edite(edite, tranche)) for edite in tranche.edites],
        ecartes=_ecartes(tranche),
        total=tranche.total,
        next_page_token=tranche.suivant,
    )


def quittances_du_lot(tranche: Tranche) -> quittancement_pb2.EditerQuittancesDuLotResponse:
    return quittancement_pb2.EditerQuittancesDuLotResponse(
        documents=[quittancement_pb2.JustificatifEdite(**_edite(edite, tranche)) for edite in tranche.edites],
        ecartes=_ecartes(tranche),
        total=tranche.total,
        next_page_token=tranche.suivant,
    )


def _edite(edite: Edite, tranche: Tranche) -> dict[str, Any]:
    return {
        **_du_lot(edite.element),
        "residence_id": str(edite.element.residence_id or ""),
        "document": document(edite.document),
        "canal": tranche.canaux[edite.element.bail_id].value,
    }


def _ecartes(tranche: Tranche) -> list[quittancement_pb2.AvisEcarte]:
    return [
        quittancement_pb2.AvisEcarte(
            **_du_lot(ecarte.element),
            code=ecarte.refus.code,
            champ=ecarte.refus.champ,
            motif=ecarte.refus.message,
        )
        for ecarte in tranche.ecartes
    ]


def accord(objet: AccordDemat) -> quittancement_pb2.AccordDemat:
    return quittancement_pb2.AccordDemat(
        id=str(objet.id),
        bail_id=str(objet.bail_id),
        donne_le=objet.donne_le.isoformat(),
        canal=objet.canal,
        preuve=objet.preuve,
        retire_le=texte_date(objet.retire_le),
    )


def _du_lot(quittance: Any) -> dict[str, str]:
    return {"quittance_id": str(quittance.id), "bail_id": str(quittance.bail_id), "numero": quittance.numero}
