"""Ce qu'un avis annonce d'un prélèvement et d'un plan d'apurement, aux bords des dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from fabrique_quittancement import BAREMES, eur, le

from quittancement.domain.banque.mandat import StatutMandat
from quittancement.domain.banque.prenotification import MandatDuTerme, prenotifier
from quittancement.domain.banque.remise import Blocage, BlocageDuBail, Candidat
from quittancement.domain.echeancier_connu import EcheancierConnu


def un_candidat(**change: Any) -> Candidat:
    champs: dict[str, Any] = {
        "quittance_id": UUID(int=1),
        "bail_id": UUID(int=2),
        "reference": "B-1",
        "mois": "2026-06",
        "exigible_le": le("2026-06-30"),
        "prenotifiee_le": le("2026-06-20"),
        "reste_du": eur("508,37"),
        "mandat_id": UUID(int=3),
        "mandat": StatutMandat.ACTIF,
        "rum": "RUM-1",
        "ics": "FR72ZZZ123456",
        "iban": "FR7630006000011234567890189",
        "bic": "",
        "dernier_signe_de_vie": le("2026-01-05"),
        "preavis_jours": 14,
    }
    return Candidat(**{**champs, **change})


def un_mandat(candidat: Candidat | None = None, *, remise_le: date | None = None) -> MandatDuTerme:
    return MandatDuTerme(
        candidat=candidat or un_candidat(),
        rum="RUM-1",
        ics="FR72ZZZ123456",
        iban="FR7630006000011234567890189",
        remise_le=remise_le,
    )


def annoncee(candidat: Candidat, *, limite: str = "2026-07-06") -> date | None:
    annonce = prenotifier(un_mandat(candidat), limite_paiement_le=le(limite), baremes=BAREMES)
    return annonce.le if annonce else None


def test_l_avis_annonce_la_date_la_somme_le_mandat_et_cache_le_compte() -> None:
    annonce = prenotifier(un_mandat(), limite_paiement_le=le("2026-07-06"), baremes=BAREMES)
    assert annonce is not None
    assert (annonce.le, annonce.montant, annonce.rum, annonce.ics) == (
        le("2026-07-06"),
        eur("508,37"),
        "RUM-1",
        "FR72ZZZ123456",
    )
    assert annonce.compte_masque == "FR76…0189"


@pytest.mark.parametrize(
    ("limite", "prenotifiee", "preavis", "attendu"),
    [
        ("2026-07-05", "2026-06-20", 14, "2026-07-06"),  # dimanche : lundi
        ("2026-07-06", "2026-06-22", 14, "2026-07-06"),  # préavis tout juste tenu
        ("2026-07-06", "2026-06-23", 14, "2026-07-07"),  # un jour de moins
        ("2026-05-01", "2026-04-02", 14, "2026-05-04"),  # 1er mai fermé, puis un week-end
        ("2026-07-06", "2026-07-01", 1, "2026-07-06"),  # préavis réduit au mandat
    ],
)
def test_le_prelevement_tient_le_preavis_et_tombe_un_jour_ouvre_target(
    limite: str, prenotifiee: str, preavis: int, attendu: str
) -> None:
    candidat = un_candidat(prenotifiee_le=le(prenotifiee), preavis_jours=preavis)
    assert annoncee(candidat, limite=limite) == le(attendu)


@pytest.mark.parametrize(
    "change",
    [
        {"mandat": StatutMandat.SUSPENDU},
        {"mandat": StatutMandat.SIGNE},
        {"dernier_signe_de_vie": date(2023, 7, 6)},
        {"blocages": (BlocageDuBail(code=Blocage.DECES, depuis=date(2026, 6, 1)),)},
        {"blocages": (BlocageDuBail(code=Blocage.SURENDETTEMENT_ARRIERE, depuis=date(2026, 7, 1)),)},
        {"essais": 1, "dernier_essai": 1},
        {"en_cours": True},
        {"reste_du": eur("0")},
    ],
)
def test_une_echeance_qu_une_remise_refuserait_n_est_pas_annoncee(change: dict[str, Any]) -> None:
    assert annoncee(un_candidat()) is not None
    assert annoncee(un_candidat(**change)) is None


def test_une_echeance_deja_remise_garde_la_date_de_sa_remise() -> None:
    mandat = un_mandat(un_candidat(en_cours=True), remise_le=le("2026-07-10"))
    annonce = prenotifier(mandat, limite_paiement_le=le("2026-07-06"), baremes=BAREMES)
    assert annonce is not None
    assert annonce.le == le("2026-07-10")


PLAN = EcheancierConnu(
    plan_id=UUID(int=1), bail_id=UUID(int=2), dette=eur("1840,00"), mensualites=24, premiere_le=le("2026-01-31")
)


@pytest.mark.parametrize(
    ("au", "attendu"),
    [
        ("2026-01-31", ("76,66", "2026-01-31", "1763,34")),
        ("2026-02-01", ("76,66", "2026-02-28", "1686,68")),
        ("2027-12-01", ("76,82", "2027-12-31", "0")),
    ],
)
def test_l_avis_rappelle_la_prochaine_echeance_du_plan(au: str, attendu: tuple[str, str, str]) -> None:
    echeance = PLAN.prochaine(au=le(au))
    assert echeance is not None
    assert (echeance.montant, echeance.le, echeance.restant) == (eur(attendu[0]), le(attendu[1]), eur(attendu[2]))


def test_un_plan_fini_rompu_ou_sans_echeancier_ne_se_rappelle_pas() -> None:
    assert PLAN.prochaine(au=le("2028-01-01")) is None
    rompu = replace(PLAN, rompu_le=le("2026-03-10"))
    assert rompu.prochaine(au=le("2026-03-09")) is not None
    assert rompu.prochaine(au=le("2026-03-10")) is None
    assert replace(PLAN, mensualites=0, premiere_le=None).prochaine(au=le("2026-01-01")) is None


def test_un_plan_d_une_seule_mensualite_se_solde_d_un_coup() -> None:
    echeance = replace(PLAN, mensualites=1).prochaine(au=le("2026-01-01"))
    assert echeance is not None
    assert (echeance.montant, echeance.restant) == (eur("1840,00"), eur("0"))
