"""Le plan d'apurement : échéancier au centime, signature, retards, rupture, solde."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from fabrique_recouvrement import BAIL, BAREMES, LOYER, jouer, le, le_scenario, payer, un_avis, un_dossier, un_terme

from recouvrement.domain.arrets import Arret
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.plan_apurement import (
    PlanApurement,
    PlanApurementRompu,
    PlanApurementSigne,
    StatutPlan,
    echeancier,
)
from recouvrement.domain.scenario import prochaine_etape
from recouvrement.domain.situation import situation_au
from socle.domaine.montant import Montant, somme
from socle.domaine.refus import Refus, TransitionInterdite


def un_plan(dossier: DossierImpaye, **change: Any) -> PlanApurement:
    """508,37 € d'août en quatre mensualités de 127,09 puis 127,10, à partir du 05/10/2026."""
    champs: dict[str, Any] = {
        "id": UUID(int=9),
        "dossier_id": dossier.id,
        "bail_id": BAIL,
        "termes": dossier.termes_dus,
        "nombre": 4,
        "premiere_le": le("2026-10-05"),
        "propose_le": le("2026-09-20"),
        "par": "agent-1",
    }
    return PlanApurement.proposer(**{**champs, **change}, baremes=BAREMES)


def signer(plan: PlanApurement, dossier: DossierImpaye, *, jour: str = "2026-09-22", piece: str = "PLAN-1") -> None:
    plan.signer(le=le(jour), par="agent-1", piece=piece, termes=dossier.termes)


def un_plan_signe(dossier: DossierImpaye, **change: Any) -> PlanApurement:
    plan = un_plan(dossier, **change)
    signer(plan, dossier)
    plan.retirer_faits()
    return plan


def statut(plan: PlanApurement, dossier: DossierImpaye, jour: str) -> StatutPlan:
    return plan.juger(dossier.termes, au=le(jour), baremes=BAREMES).statut


def retards(plan: PlanApurement, dossier: DossierImpaye, jour: str) -> list[str]:
    return list(plan.juger(dossier.termes, au=le(jour), baremes=BAREMES).retards)


@pytest.mark.parametrize(
    ("dette", "nombre", "egale", "derniere"),
    [
        ("1840,00", 24, "76,66", "76,82"),
        ("1840,00", 36, "51,11", "51,15"),
        ("508,37", 1, "508,37", "508,37"),
        ("0,36", 36, "0,01", "0,01"),
    ],
)
def test_l_echeancier_fait_la_dette_au_centime(dette: str, nombre: int, egale: str, derniere: str) -> None:
    mensualites = echeancier(Montant.euros(dette), nombre=nombre, premiere_le=le("2026-10-05"))
    assert {str(m.montant) for m in mensualites[:-1]} <= {str(Montant.euros(egale))}
    assert (len(mensualites), mensualites[-1].montant) == (nombre, Montant.euros(derniere))
    assert somme(m.montant for m in mensualites) == Montant.euros(dette)


def test_les_echeances_tombent_au_meme_quantieme_ou_au_dernier_jour() -> None:
    mensualites = echeancier(Montant.euros("100"), nombre=4, premiere_le=le("2027-12-31"))
    assert [str(m.a_payer_le) for m in mensualites] == ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31"]


@pytest.mark.parametrize(
    ("change", "code", "champ"),
    [
        ({"nombre": 37}, "DUREE_EXCESSIVE", "mensualites"),
        ({"nombre": 0}, "MENSUALITE_NULLE", "mensualites"),
        ({"nombre": -1}, "MENSUALITE_NULLE", "mensualites"),
        ({"termes": [un_terme(du=Montant(3))]}, "MENSUALITE_NULLE", "mensualites"),
        ({"termes": []}, "DETTE_NULLE", "dossier_id"),
        ({"premiere_le": le("2026-09-19")}, "DATE_INCOHERENTE", "premiere_echeance_le"),
    ],
)
def test_un_plan_impossible_est_refuse(change: dict[str, Any], code: str, champ: str) -> None:
    with pytest.raises(Refus) as refus:
        un_plan(un_dossier(), **change)
    assert (refus.value.code, refus.value.champ) == (code, champ)


def test_la_signature_est_constatee_et_ne_vaut_que_pour_la_dette_proposee() -> None:
    dossier = un_dossier()
    plan = un_plan(dossier)
    signer(plan, dossier)
    assert plan.retirer_faits() == [
        PlanApurementSigne(
            signe_le=le("2026-09-22"),
            dette=LOYER,
            mensualites=4,
            derniere_le=le("2027-01-05"),
            termes=tuple(t.mois for t in dossier.termes),
        )
    ]
    with pytest.raises(TransitionInterdite):
        signer(plan, dossier)
    autre = un_plan(dossier)
    payer(dossier, soldes=[], reste="400", jour="2026-09-21")
    with pytest.raises(Refus) as refus:
        signer(autre, dossier)
    assert (refus.value.code, autre.statut) == ("DETTE_MODIFIEE", StatutPlan.PROPOSE)


@pytest.mark.parametrize(
    ("jour", "piece", "code"), [("2026-09-19", "P", "DATE_INCOHERENTE"), ("2026-09-22", " ", "PIECE_MANQUANTE")]
)
def test_une_signature_mal_dite_ne_signe_rien(jour: str, piece: str, code: str) -> None:
    dossier = un_dossier()
    plan = un_plan(dossier)
    with pytest.raises(Refus) as refus:
        signer(plan, dossier, jour=jour, piece=piece)
    assert (refus.value.code, plan.statut, plan.retirer_faits()) == (code, StatutPlan.PROPOSE, [])


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        ("2026-10-04", StatutPlan.SIGNE),
        ("2026-10-05", StatutPlan.ACTIF),
        ("2026-10-20", StatutPlan.ACTIF),  # quinze jours de tolérance, inclus
        ("2026-10-21", StatutPlan.INCIDENT),
        ("2026-11-20", StatutPlan.INCIDENT),
        ("2026-11-21", StatutPlan.ROMPU),
    ],
)
def test_un_retard_fait_un_incident_et_deux_la_caducite(jour: str, attendu: StatutPlan) -> None:
    dossier = un_dossier()
    assert statut(un_plan_signe(dossier), dossier, jour) is attendu


def test_une_echeance_payee_remet_le_plan_en_regle() -> None:
    dossier = un_dossier()
    plan = un_plan_signe(dossier)
    assert plan.suivre(dossier.termes, au=le("2026-10-21"), baremes=BAREMES)
    assert (plan.statut, retards(plan, dossier, "2026-10-21")) == (StatutPlan.INCIDENT, ["2026-10-05"])
    payer(dossier, soldes=[], reste="381,28", jour="2026-10-22")  # 127,09 € versés, au centime
    assert plan.suivre(dossier.termes, au=le("2026-10-22"), baremes=BAREMES)
    assert plan.statut is StatutPlan.ACTIF
    payer(dossier, soldes=[], reste="254,20", jour="2026-11-06")  # un centime de moins que la deuxième
    assert retards(plan, dossier, "2026-11-21") == ["2026-11-05"]


def test_le_loyer_courant_impaye_compte_comme_une_echeance() -> None:
    dossier = un_dossier()
    plan = un_plan_signe(dossier)
    dossier.ajouter_impaye(un_avis(un_terme("2026-08"), un_terme("2026-09"), constate_le=le("2026-10-15")))
    payer(dossier, soldes=[], reste="889,65", jour="2026-10-05")
    assert retards(plan, dossier, "2026-10-25") == []
    assert retards(plan, dossier, "2026-10-26") == ["2026-09"]
    assert statut(plan, dossier, "2026-10-26") is StatutPlan.INCIDENT


def test_une_rupture_est_constatee_une_fois_et_rend_les_relances() -> None:
    dossier = un_dossier()
    plan = un_plan_signe(dossier)
    assert plan.suivre(dossier.termes, au=le("2026-11-21"), baremes=BAREMES)
    assert not plan.suivre(dossier.termes, au=le("2026-11-22"), baremes=BAREMES)
    assert (plan.statut, plan.fini_le) == (StatutPlan.ROMPU, le("2026-11-21"))
    assert plan.retirer_faits() == [PlanApurementRompu(rompu_le=le("2026-11-21"), echeances_en_retard=2, reste=LOYER)]
    assert statut(plan, dossier, "2026-10-05") is StatutPlan.ACTIF, "jugé à une date passée, il courait encore"


def test_un_plan_gele_par_un_surendettement_n_est_ni_en_retard_ni_rompu() -> None:
    dossier = un_dossier()
    plan = un_plan_signe(dossier)
    assert not plan.suivre(dossier.termes, au=le("2026-11-21"), baremes=BAREMES, gele=True)
    assert (plan.statut, plan.retirer_faits()) == (StatutPlan.SIGNE, [])


def test_un_plan_paye_se_solde() -> None:
    dossier = un_dossier()
    plan = un_plan_signe(dossier)
    payer(dossier, soldes=["2026-08"], jour="2026-10-01")
    assert plan.suivre(dossier.termes, au=le("2026-10-01"), baremes=BAREMES)
    assert (plan.statut, plan.fini_le, plan.retirer_faits()) == (StatutPlan.SOLDE, le("2026-10-01"), [])


def test_une_proposition_remplacee_est_abandonnee_mais_pas_un_plan_signe() -> None:
    dossier = un_dossier()
    proposition, signe = un_plan(dossier), un_plan_signe(dossier)
    proposition.abandonner(le=le("2026-09-21"))
    assert (proposition.statut, proposition.fini_le) == (StatutPlan.ABANDONNE, le("2026-09-21"))
    with pytest.raises(TransitionInterdite):
        signe.abandonner(le=le("2026-09-23"))


def test_respecte_le_plan_arrete_tout_en_incident_il_laisse_relancer_sans_mettre_en_demeure() -> None:
    dossier = un_dossier()
    plan = un_plan_signe(dossier)

    def situation(jour: str) -> Any:
        return situation_au(dossier, situations=[], plans=[plan], au=le(jour), baremes=BAREMES)

    assert [e.arret for e in situation("2026-09-21").signales] == [], "pas encore signé ce jour-là"
    assert [e.arret for e in situation("2026-09-22").signales] == [Arret.PLAN_RESPECTE]
    assert jouer(dossier, "2026-10-20", situation("2026-10-20")) == []
    incident = situation("2026-10-21")
    assert (incident.plan_en_cours, list(incident.signales)) == (True, [])
    assert jouer(dossier, "2026-10-21", incident) == ["RELANCE_0", "RELANCE_1", "CONVOCATION"]
    suite = prochaine_etape(dossier, au=le("2026-10-21"), scenario=le_scenario(dossier), situation=incident)
    assert suite is not None
    assert suite.etape == "COMITE_IMPAYES"
    assert situation("2026-11-21").plan_en_cours is False
    assert jouer(dossier, "2026-11-21", situation("2026-11-21")) == ["COMITE_IMPAYES"], "samedi : rien au ménage"
    assert jouer(dossier, "2026-11-23", situation("2026-11-23")) == ["MISE_EN_DEMEURE"]
