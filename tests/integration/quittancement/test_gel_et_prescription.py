"""Surendettement et plans venus du recouvrement, par les portes réelles : imputation, grand livre, prescription, alertes."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from appui_quittancement import (
    NET,
    QUITTANCEMENT,
    compte,
    faits,
    lire,
    payer,
    quittancer,
    refus,
    soldes_du_grand_livre,
    un_compte,
)

from appui.services import ServiceDeTest, livrer
from quittancement.adapters import lectures
from quittancement.application.alerter_prescriptions import AlerterPrescriptions, alerter_prescriptions
from quittancement.domain.banque.reference_rf import reference_rf
from socle.domaine.periodes import lire_date
from socle.technique.contexte import Contexte
from socle.technique.evenements import nom_ascii
from socle.technique.identifiants import nouvel_id

sys.path.insert(0, str(Path(__file__).parents[2] / "unit" / "quittancement"))
from fabrique_banque import un_camt, une_ecriture_camt
from fabrique_quittancement import BAREMES


def un_fait(type_: str, agregat: str, agregat_id: UUID, sequence: int, **donnees: Any) -> dict[str, Any]:
    return {
        "event_id": nouvel_id(),
        "type": type_,
        "aggregate_type": agregat,
        "aggregate_id": str(agregat_id),
        "aggregate_seq": sequence,
        "dataschema": f"urn:logis:recouvrement:{nom_ascii(type_)}:v1",
        "payload": donnees,
        "occurred_on": datetime.now(UTC),
        "acteur": {"sub": "agent-essai"},
        "causation_id": None,
    }


def situation(type_: str, bail: str, identifiant: UUID, sequence: int, **change: Any) -> dict[str, Any]:
    donnees = {"situation_id": str(identifiant), "bail_id": bail, **change}
    return un_fait(type_, "situation_debiteur", identifiant, sequence, **donnees)


def geler(service: ServiceDeTest, bail: str, recevable_le: str = "2026-06-15") -> UUID:
    identifiant: UUID = nouvel_id()
    ligne = situation("SurendettementRecevable", bail, identifiant, 1, recevable_le=recevable_le)
    assert livrer("recouvrement", [ligne, ligne], service.noyau.consommation)[0] == "TRAITE"
    return identifiant


def signer(service: ServiceDeTest, bail: str, **donnees: Any) -> str:
    plan: UUID = nouvel_id()
    echeancier = {"signe_le": "2026-07-01", "dette": 50_000, "mensualites": 5, "derniere_le": "2026-12-01"}
    corps = {"plan_id": str(plan), "bail_id": bail, **echeancier, **donnees}
    ligne = un_fait("PlanApurementSigné", "plan_apurement", plan, 1, **corps)
    assert livrer("recouvrement", [ligne], service.noyau.consommation) == ["TRAITE"]
    return str(plan)


def restes(service: ServiceDeTest, bail: str) -> dict[str, int]:
    return {q.mois: q.reste_du.centimes for q in compte(service, bail).quittances}


def test_un_gel_appris_en_retard_deplace_le_paiement_au_courant_et_le_grand_livre_suit(
    quittancement: ServiceDeTest,
) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-05", "2026-06")
    payer(quittancement, bail, 30000, recu_le="2026-07-01")
    assert restes(quittancement, bail) == {"2026-05": NET - 30000, "2026-06": NET}
    geler(quittancement, bail)
    assert restes(quittancement, bail) == {"2026-05": NET, "2026-06": NET - 30000}
    assert soldes_du_grand_livre(quittancement)["411"] == 2 * NET - 30000
    assert "419" not in soldes_du_grand_livre(quittancement)
    (gel,) = compte(quittancement, bail).gels
    assert (gel.recevable_le, gel.au_plus_tard, gel.leve_le) == ("2026-06-15", "2028-06-15", "")
    neuf = payer(quittancement, bail, 30000, recu_le="2026-07-02", mois_designe="2026-05")
    assert [(a.mois, a.montant.centimes) for a in neuf.affectations] == [("2026-06", NET - 30000)]
    assert neuf.avance.centimes == 60000 - NET


def test_un_virement_importe_en_masse_ne_paie_pas_l_arriere_gele(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-05")
    geler(quittancement, bail)
    ecriture = une_ecriture_camt(reference="R-1", montant="100.00", libelle=reference_rf("B-2026-000001"))
    quittancement.appeler("ImporterReleveBancaire", QUITTANCEMENT, contenu=un_camt(ecriture, msg_id="M-1"))
    assert restes(quittancement, bail) == {"2026-05": NET}
    (paiement,) = compte(quittancement, bail).paiements
    assert (list(paiement.affectations), paiement.avance.centimes) == ([], 10000)


def test_la_levee_rend_l_arriere_payable(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-05")
    identifiant = geler(quittancement, bail)
    leve = situation("SurendettementLevé", bail, identifiant, 2, recevable_le="2026-06-15", leve_le="2026-09-01")
    assert livrer("recouvrement", [leve], quittancement.noyau.consommation) == ["TRAITE"]
    assert compte(quittancement, bail).gels[0].leve_le == "2026-09-01"
    assert [a.mois for a in payer(quittancement, bail, 100, recu_le="2026-09-01").affectations] == ["2026-05"]


def test_la_recevabilite_gele_tous_les_baux_de_la_personne_et_eux_seuls(quittancement: ServiceDeTest) -> None:
    logement, parking, voisin = (un_compte(quittancement, reference=f"B-{n}") for n in (1, 2, 3))
    quittancer(quittancement, "2026-05")
    identifiant: UUID = nouvel_id()
    dates = {"recevable_le": "2026-06-15", "autres_baux": [parking]}
    recevable = situation("SurendettementRecevable", logement, identifiant, 1, **dates)
    assert livrer("recouvrement", [recevable], quittancement.noyau.consommation) == ["TRAITE"]
    payes = {
        bail: [a.mois for a in payer(quittancement, bail, 100, recu_le="2026-07-01").affectations]
        for bail in (logement, parking, voisin)
    }
    assert payes == {logement: [], parking: [], voisin: ["2026-05"]}
    leve = situation("SurendettementLevé", logement, identifiant, 2, **dates, leve_le="2026-09-01")
    assert livrer("recouvrement", [leve], quittancement.noyau.consommation) == ["TRAITE"]
    assert [compte(quittancement, bail).gels[0].leve_le for bail in (logement, parking)] == ["2026-09-01"] * 2


def test_l_echeance_d_un_plan_va_a_son_arriere_tant_qu_il_n_est_pas_rompu(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-04", "2026-05", "2026-06")
    plan = signer(quittancement, bail, termes=["2026-05"])
    paye = payer(quittancement, bail, 5000, recu_le="2026-07-05", plan_id=plan)
    assert [a.mois for a in paye.affectations] == ["2026-05"]
    rompu = un_fait(
        "PlanApurementRompu", "plan_apurement", UUID(plan), 2, plan_id=plan, bail_id=bail, rompu_le="2026-08-01"
    )
    assert livrer("recouvrement", [rompu], quittancement.noyau.consommation) == ["TRAITE"]
    champs = {"bail_id": bail, "montant": {"centimes": 100, "devise": "EUR"}, "mode": "VIREMENT", "reference": "R"}
    tard = refus(quittancement, "EnregistrerPaiement", QUITTANCEMENT, recu_le="2026-08-02", plan_id=plan, **champs)
    assert tard[1:] == ("PLAN_ROMPU", "plan_id")


def test_un_plan_d_avant_la_liste_des_termes_couvre_ce_qui_etait_echu(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-05", "2026-06", "2026-07")
    signer(quittancement, bail)
    (plan,) = compte(quittancement, bail).plans
    assert list(plan.termes) == ["2026-05", "2026-06"]


def test_chaque_terme_du_dit_sa_prescription_et_ce_qui_l_a_interrompue(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-05", "2026-06")
    payer(quittancement, bail, 100, recu_le="2026-07-10")
    lus = quittancement.appeler("GetPrescriptions", QUITTANCEMENT, bail_id=bail, au="2026-11-24").termes
    assert [(t.mois, t.dernier_jour, t.acquise, t.alerte_mois) for t in lus] == [
        ("2026-05", "2029-07-10", False, 0),
        ("2026-06", "2029-06-30", False, 0),
    ]
    assert [(i.cause, i.le, i.effet) for i in lus[0].interruptions] == [
        ("PAIEMENT_PARTIEL", "2026-07-10", "INTERROMPT")
    ]
    assert "7-1" in lus[0].explication.article


def test_les_termes_qui_pressent_se_lisent_par_pages_tous_baux(quittancement: ServiceDeTest) -> None:
    baux = sorted(un_compte(quittancement, reference=f"B-{rang}") for rang in range(3))
    quittancer(quittancement, "2026-05", "2026-06")
    payer(quittancement, baux[1], 2 * NET, recu_le="2026-07-01")

    def lister(au: str, **change: Any) -> Any:
        return quittancement.appeler("ListPrescriptions", QUITTANCEMENT, au=au, **change)

    def lus(page: Any) -> list[tuple[str, str, int]]:
        return [(b.bail_id, t.mois, t.alerte_mois) for b in page.baux for t in b.termes]

    assert lus(lister("2026-11-24")) == lus(lister("2028-11-29")) == lus(lister("2029-07-01")) == []
    page = lister("2028-11-30", page_size=1)
    assert lus(page) == [(baux[0], "2026-05", 6)]
    suite = lister("2028-11-30", page_size=1, page_token=page.next_page_token)
    assert (lus(suite), suite.next_page_token) == ([(baux[2], "2026-05", 6)], "")
    assert lus(lister("2029-05-31")) == [
        (b, m, p) for b in (baux[0], baux[2]) for m, p in (("2026-05", 1), ("2026-06", 1))
    ]


def test_l_alerte_se_publie_une_fois_et_ne_cherche_que_les_vieilles_dettes(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-05", "2026-06")

    def alerter(au: str) -> int:
        jour = lire_date(au)
        with quittancement.noyau.moteur.connect() as connexion:
            baux = lectures.menaces(connexion, au=jour, baremes=BAREMES)
        contexte = Contexte(acteur={"sub": "horloge"}, instant=datetime(2028, 12, 1, tzinfo=UTC))
        with quittancement.noyau.fabrique.ouvrir(contexte) as uow:
            return alerter_prescriptions(AlerterPrescriptions(au=jour, bail_ids=baux), uow=uow, baremes=BAREMES)

    assert [alerter(au) for au in ("2026-11-24", "2028-11-29", "2028-11-30", "2028-11-30")] == [0, 0, 1, 0]
    ((_, publie),) = faits(quittancement, "PrescriptionApproche")
    assert publie["bail_id"] == bail
    assert publie["termes"] == [{"mois": "2026-05", "reste": NET, "avant_le": "2029-05-31", "palier": 6}]
    assert alerter("2028-12-30") == 1
    assert lire(quittancement, "SELECT jsonb_array_length(alertes_prescription) FROM compte") == [(2,)]
