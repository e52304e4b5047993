"""Prescription d'un terme : la date, ce qui l'interrompt, les alertes publiées une fois."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from fabrique_quittancement import BAREMES, eur, le, payer, quittancer, un_bail, un_compte

from quittancement.domain.actes import Effet
from quittancement.domain.alerte_prescription import alerter_prescription
from quittancement.domain.annulation import annuler_paiement, geler_l_arriere
from quittancement.domain.bail import Terme
from quittancement.domain.compte import Compte
from quittancement.domain.faits_du_compte import PrescriptionApproche
from quittancement.domain.prescription import Cause, PrescriptionTerme, prescription_du_terme
from quittancement.domain.protections import Gel, PlanConnu
from quittancement.domain.quittance import Quittance


def un_compte_ancien(*mois: str, terme: Terme = Terme.ECHU) -> Compte:
    compte = un_compte(bail=un_bail(date_effet=le("2020-01-01"), terme=terme))
    quittancer(compte, *mois)
    compte.retirer_faits()
    return compte


def prescription(compte: Compte, *, au: str, rang: int = 0) -> PrescriptionTerme:
    return prescription_du_terme(
        compte.quittances[rang], compte.paiements, compte.protections, au=le(au), baremes=BAREMES
    )


def paliers(compte: Compte, au: str) -> list[tuple[str, int, str]]:
    alerter_prescription(compte, au=le(au), baremes=BAREMES)
    return [
        (t.mois, t.palier, t.avant_le.isoformat())
        for fait in compte.retirer_faits()
        if isinstance(fait, PrescriptionApproche)
        for t in fait.termes
    ]


@pytest.mark.parametrize(
    ("mois", "terme", "dernier_jour"),
    [
        ("2026-01", Terme.ECHU, "2029-01-31"),
        ("2024-02", Terme.ECHU, "2027-02-28"),
        ("2025-02", Terme.ECHU, "2028-02-28"),
        ("2024-12", Terme.ECHU, "2027-12-31"),
        ("2026-01", Terme.A_ECHOIR, "2029-01-01"),
    ],
)
def test_trois_ans_de_quantieme_a_quantieme_depart_exclu(mois: str, terme: Terme, dernier_jour: str) -> None:
    etat = prescription(un_compte_ancien(mois, terme=terme), au="2026-11-24")
    assert etat.dernier_jour == etat.au_plus_tot == le(dernier_jour)
    assert not etat.acquise(le(dernier_jour))
    assert (etat.explication.resultat, etat.explication.certitude) == (dernier_jour, "verifie")
    assert "art. 7-1" in etat.explication.article


def test_elle_est_acquise_le_lendemain_du_dernier_jour() -> None:
    etat = prescription(un_compte_ancien("2023-08"), au="2026-09-01")
    assert (etat.acquise(le("2026-08-31")), etat.acquise(le("2026-09-01"))) == (False, True)


def test_un_paiement_partiel_fait_courir_un_nouveau_delai_et_se_nomme() -> None:
    compte = un_compte_ancien("2024-02")
    payer(compte, "10,00", recu_le="2025-06-15")
    etat = prescription(compte, au="2026-11-24")
    assert etat.dernier_jour == le("2028-06-15")
    (interruption,) = etat.interruptions
    assert (interruption.cause, interruption.le, interruption.effet) == (
        Cause.PAIEMENT_PARTIEL.name,
        le("2025-06-15"),
        Effet.INTERROMPT,
    )
    assert "2240" in interruption.article
    assert etat.explication.entrees["interruptions"] == "PAIEMENT_PARTIEL 2025-06-15"
    assert etat.explication.certitude == "memoire"


def test_elle_se_lit_telle_qu_elle_etait_au_jour_demande() -> None:
    compte = un_compte_ancien("2024-02")
    payer(compte, "10,00", recu_le="2025-06-15")
    assert prescription(compte, au="2025-06-14").dernier_jour == le("2027-02-28")


def test_une_avance_recue_avant_l_exigibilite_n_a_rien_reconnu() -> None:
    compte = un_compte_ancien()
    payer(compte, "10,00", recu_le="2024-02-10")
    quittancer(compte, "2024-02")
    compte.utiliser_avances(le=le("2024-03-01"), baremes=BAREMES)
    assert prescription(compte, au="2026-11-24").dernier_jour == le("2027-02-28")


def test_un_paiement_repris_par_la_banque_n_interrompt_plus() -> None:
    compte = un_compte_ancien("2024-02")
    annuler_paiement(compte, payer(compte, "10,00", recu_le="2025-06-15"), le=le("2025-06-20"))
    assert prescription(compte, au="2026-11-24").dernier_jour == le("2027-02-28")


def test_un_versement_du_fsl_n_emane_pas_du_debiteur() -> None:
    compte = un_compte_ancien("2024-02")
    compte.enregistrer_paiement_fsl(
        paiement_id=UUID(int=5),
        montant=eur("100"),
        verse_le=le("2025-06-15"),
        reference="FSL",
        dossier_fsl_id=UUID(int=6),
        decision_id="D",
        termes_couverts=["2024-02"],
        baremes=BAREMES,
    )
    assert prescription(compte, au="2026-11-24").interruptions == ()


def test_un_plan_signe_interrompt_pour_ses_seuls_termes() -> None:
    compte = un_compte_ancien("2024-02", "2024-03")
    plan = PlanConnu(plan_id=UUID(int=3), signe_le=le("2026-02-01"), termes=("2024-02",))
    compte.protections = compte.protections.signer(plan).rompre(plan.plan_id, le=le("2026-04-01"))
    assert prescription(compte, au="2026-11-24").dernier_jour == le("2029-02-01")
    assert prescription(compte, au="2026-11-24", rang=1).dernier_jour == le("2027-03-31")


def test_le_surendettement_recule_la_date_mais_pas_l_alerte() -> None:
    compte = un_compte_ancien("2024-02")
    geler_l_arriere(compte, Gel.de(situation_id=UUID(int=8), recevable_le=le("2026-05-10"), baremes=BAREMES))
    etat = prescription(compte, au="2026-11-24")
    assert (etat.dernier_jour, etat.au_plus_tot) == (le("2029-05-10"), le("2027-02-28"))
    assert etat.explication.certitude == "incertain"


def test_une_prescription_acquise_ne_s_interrompt_plus() -> None:
    compte = un_compte_ancien("2022-02")
    payer(compte, "10,00", recu_le="2025-03-01", mois_designe="2022-02")
    etat = prescription(compte, au="2026-11-24")
    assert (etat.dernier_jour, etat.interruptions[0].effet) == (le("2025-02-28"), Effet.DEJA_PRESCRITE)
    assert etat.acquise(le("2025-03-01"))


def test_une_dette_prescrite_ne_recoit_rien_sans_etre_designee() -> None:
    compte = un_compte_ancien("2022-02", "2026-09")
    paiement = payer(compte, "600,00", recu_le="2026-10-10")
    assert [a.mois for a in paiement.affectations] == ["2026-09"]
    assert paiement.avance == eur("91,63")
    designe = payer(compte, "50,00", recu_le="2026-10-11", mois_designe="2022-02")
    assert [a.mois for a in designe.affectations] == ["2022-02"]
    assert compte.utiliser_avances(le=le("2026-11-01"), baremes=BAREMES) == ()


def test_l_alerte_tombe_a_six_trois_et_un_mois_une_seule_fois() -> None:
    compte = un_compte_ancien("2024-02", "2026-09")
    assert paliers(compte, "2026-08-27") == []
    assert paliers(compte, "2026-08-28") == [("2024-02", 6, "2027-02-28")]
    assert paliers(compte, "2026-11-27") == []
    assert paliers(compte, "2026-11-28") == [("2024-02", 3, "2027-02-28")]
    assert paliers(compte, "2027-01-28") == [("2024-02", 1, "2027-02-28")]
    assert paliers(compte, "2027-02-28") == []
    assert paliers(compte, "2027-03-01") == []


def test_de_plusieurs_paliers_franchis_seul_le_plus_pressant_se_dit() -> None:
    compte = un_compte_ancien("2024-02")
    assert paliers(compte, "2027-02-01") == [("2024-02", 1, "2027-02-28")]
    assert paliers(compte, "2027-02-02") == []


def test_une_interruption_rend_ses_alertes_au_terme() -> None:
    compte = un_compte_ancien("2024-02")
    assert paliers(compte, "2026-08-28") == [("2024-02", 6, "2027-02-28")]
    payer(compte, "1,00", recu_le="2026-09-01")
    assert paliers(compte, "2026-11-28") == []
    assert paliers(compte, "2029-03-01") == [("2024-02", 6, "2029-09-01")]


def test_un_terme_solde_n_alerte_personne() -> None:
    compte = un_compte_ancien("2024-02")
    payer(compte, "508,37", recu_le="2024-03-05")
    assert paliers(compte, "2027-02-01") == []


def test_un_terme_d_avant_la_loi_alur_se_prescrivait_par_cinq_ans() -> None:
    compte = un_compte_ancien("2024-02")
    compte.quittances = [exigible(compte, "2014-03-26")]
    assert prescription(compte, au="2026-11-24").dernier_jour == le("2019-03-26")
    compte.quittances = [exigible(compte, "2014-03-27")]
    assert prescription(compte, au="2026-11-24").dernier_jour == le("2017-03-27")


def exigible(compte: Compte, jour: str) -> Quittance:
    return replace(compte.quittances[0], exigible_le=le(jour))
