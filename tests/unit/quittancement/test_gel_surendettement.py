"""Recevabilité de surendettement : rien sur l'arriéré gelé, tout au courant, et le compte défait se refait."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from fabrique_quittancement import BAREMES, eur, le, payer, quittancer, un_compte
from hypothesis import given
from hypothesis import strategies as st

from quittancement.domain.annulation import annuler_paiement, geler_l_arriere
from quittancement.domain.compte import Compte
from quittancement.domain.paiement import Paiement
from quittancement.domain.protections import Gel, PlanConnu, Protections
from socle.domaine.montant import Montant, somme
from socle.domaine.periodes import Mois
from socle.domaine.refus import DonneeInvalide, Introuvable, Refus, RegleViolee

NET = eur("508,37")


def un_gel(recevable_le: str = "2026-06-15", *, leve_le: str = "", numero: int = 1) -> Gel:
    return Gel.de(
        situation_id=UUID(int=numero),
        recevable_le=le(recevable_le),
        leve_le=le(leve_le) if leve_le else None,
        baremes=BAREMES,
    )


def restes(compte: Compte) -> dict[str, Montant]:
    return {q.mois: q.reste_du for q in compte.quittances}


def test_le_terme_exigible_avant_la_recevabilite_est_gele_celui_du_jour_meme_non() -> None:
    gel = un_gel("2026-06-30")
    assert (gel.vise(le("2026-06-29")), gel.vise(le("2026-06-30"))) == (True, False)


@pytest.mark.parametrize(
    ("leve_le", "au", "court"),
    [
        ("", "2026-06-14", False),
        ("", "2026-06-15", True),
        ("", "2028-06-15", True),
        ("", "2028-06-16", False),
        ("2026-09-01", "2026-08-31", True),
        ("2026-09-01", "2026-09-01", False),
        ("2026-06-15", "2026-06-15", False),
    ],
)
def test_le_gel_court_de_la_recevabilite_a_sa_levee_ou_a_deux_ans(leve_le: str, au: str, court: bool) -> None:
    assert un_gel(leve_le=leve_le).court(le(au)) is court


def test_tout_va_au_courant_et_le_reliquat_attend() -> None:
    compte = un_compte()
    quittancer(compte, "2026-04", "2026-05", "2026-06")
    geler_l_arriere(compte, un_gel())
    paiement = payer(compte, "600,00", recu_le="2026-07-03", mois_designe="2026-04")
    assert [(a.mois, a.explication.regle) for a in paiement.affectations] == [("2026-06", "courant_seul_arriere_gele")]
    assert paiement.avance == eur("91,63")
    assert compte.utiliser_avances(le=le("2026-07-10"), baremes=BAREMES) == ()


def test_un_paiement_recu_avant_la_recevabilite_suit_la_loi_meme_enregistre_apres() -> None:
    compte = un_compte()
    quittancer(compte, "2026-04", "2026-05")
    geler_l_arriere(compte, un_gel())
    assert [a.mois for a in payer(compte, "100,00", recu_le="2026-06-14").affectations] == ["2026-04"]


def test_le_gel_appris_en_retard_rend_au_courant_ce_qui_etait_alle_a_l_arriere() -> None:
    compte = un_compte()
    quittancer(compte, "2026-05", "2026-06")
    payer(compte, "100,00", recu_le="2026-06-10")
    payer(compte, "300,00", recu_le="2026-07-01")
    liberations = geler_l_arriere(compte, un_gel())
    assert [lib.affectation.montant for lib in liberations] == [eur("300,00")]
    (affectation,) = compte.utiliser_avances(le=le("2026-07-20"), baremes=BAREMES)
    assert (affectation.mois, affectation.montant) == ("2026-06", eur("300,00"))
    assert restes(compte) == {"2026-05": eur("408,37"), "2026-06": eur("208,37")}
    assert geler_l_arriere(compte, un_gel()) == []


def test_leve_l_arriere_se_paie_de_nouveau() -> None:
    compte = un_compte()
    quittancer(compte, "2026-05")
    geler_l_arriere(compte, un_gel())
    payer(compte, "508,37", recu_le="2026-07-01")
    compte.protections = compte.protections.degeler(un_gel(leve_le="2026-09-01"))
    (affectation,) = compte.utiliser_avances(le=le("2026-09-01"), baremes=BAREMES)
    assert affectation.mois == "2026-05"


def test_la_levee_lue_avant_la_recevabilite_vaut_et_le_rejeu_ne_change_rien() -> None:
    leve = un_gel(leve_le="2026-09-01")
    protections = Protections().degeler(leve).geler(un_gel()).degeler(leve)
    assert protections.gels == (leve,)


def test_de_deux_gels_le_plus_recent_vise_le_plus_de_termes() -> None:
    protections = Protections().geler(un_gel("2026-08-01", numero=2)).geler(un_gel("2026-06-15"))
    gel = protections.gel_au(le("2026-08-02"))
    assert gel is not None
    assert gel.recevable_le == le("2026-08-01")


PLAN = PlanConnu(plan_id=UUID(int=3), signe_le=le("2026-07-01"), termes=("2026-05",))


def test_une_echeance_va_a_l_arriere_de_son_plan() -> None:
    compte = un_compte()
    quittancer(compte, "2026-04", "2026-05", "2026-06")
    compte.protections = compte.protections.signer(PLAN).signer(PLAN)
    assert len(compte.protections.plans) == 1
    paiement = payer(compte, "100,00", recu_le="2026-07-05", plan_id=PLAN.plan_id)
    assert [(a.mois, a.explication.regle) for a in paiement.affectations] == [("2026-05", "echeance_de_plan")]


@pytest.mark.parametrize(
    ("plan", "recu_le", "refus", "code"),
    [
        (4, "2026-07-05", DonneeInvalide, "PLAN_INCONNU"),
        (3, "2026-06-30", DonneeInvalide, "PLAN_INCONNU"),
        (3, "2026-08-01", RegleViolee, "PLAN_ROMPU"),
    ],
)
def test_une_echeance_d_un_plan_inconnu_ou_rompu_est_refusee(
    plan: int, recu_le: str, refus: type[Refus], code: str
) -> None:
    compte = un_compte()
    compte.protections = compte.protections.signer(PLAN).rompre(PLAN.plan_id, le=le("2026-08-01"))
    with pytest.raises(refus) as leve:
        payer(compte, "100,00", recu_le=recu_le, plan_id=UUID(int=plan))
    assert (leve.value.code, leve.value.champ) == (code, "plan_id")
    assert compte.paiements == []


def test_la_rupture_d_un_plan_jamais_signe_est_refusee() -> None:
    with pytest.raises(Introuvable):
        Protections().rompre(UUID(int=3), le=le("2026-08-01"))


MOIS = [str(Mois(2026, 1).decale(i)) for i in range(8)]


def etat(compte: Compte) -> Any:
    return [q.lignes for q in compte.quittances], [(p.id, p.affectations, p.avance) for p in compte.paiements]


@given(
    st.lists(st.tuples(st.integers(1, 120_000), st.sampled_from(MOIS), st.none() | st.sampled_from(MOIS)), max_size=6),
    st.none() | st.sampled_from(MOIS),
    st.integers(1, 200_000),
    st.none() | st.sampled_from(MOIS),
)
def test_defaire_puis_refaire_un_paiement_redonne_le_meme_etat(
    anterieurs: list[tuple[int, str, str | None]], gele: str | None, centimes: int, designe: str | None
) -> None:
    compte = un_compte()
    quittancer(compte, *MOIS[:6])
    if gele:
        geler_l_arriere(compte, un_gel(f"{gele}-15"))
    for rang, (montant, mois, indique) in enumerate(anterieurs):
        encaisser(compte, montant, numero=rang, recu_le=f"{mois}-20", designe=indique)
    avant, faits = etat(compte), []
    for _ in range(2):
        essai = encaisser(compte, centimes, numero=99, recu_le="2026-08-25", designe=designe)
        faits.append(etat(compte))
        gel = compte.protections.gel_au(essai.recu_le)
        assert somme(a.montant for a in essai.affectations) + essai.avance == essai.montant
        assert not any(gel and gel.vise(Mois.lire(a.mois).dernier_jour) for a in essai.affectations)
        assert all(Montant.zero() <= ligne.paye <= ligne.du for q in compte.quittances for ligne in q.lignes)
        annuler_paiement(compte, essai, le=le("2026-08-26"))
        compte.paiements = [p for p in compte.paiements if p is not essai]
        assert etat(compte) == avant
    assert faits[0] == faits[1]


def encaisser(compte: Compte, centimes: int, *, numero: int, recu_le: str, designe: str | None) -> Paiement:
    return compte.enregistrer_paiement(
        paiement_id=UUID(int=numero),
        montant=Montant(centimes),
        mode="VIREMENT",
        recu_le=le(recu_le),
        reference="R",
        mois_designe=designe,
        baremes=BAREMES,
    )
