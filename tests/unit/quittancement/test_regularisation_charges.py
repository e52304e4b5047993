"""Régulariser : délais, tardiveté, étalement, imputation aux termes, nouvelles provisions, sortie."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest
from exemple_charges import C1, C2, EXERCICE, PROVISIONS, REPARTITEUR, A, B, D, les_depenses, les_lots
from fabrique_quittancement import BAREMES, eur, le, un_bail, un_droit
from hypothesis import given
from hypothesis import strategies as st

from quittancement.domain.bail import ElementFixe, ParametresBail
from quittancement.domain.charges.decompte import decomptes
from quittancement.domain.charges.regularisation import (
    etalement,
    imputer,
    notifiable,
    provision_de_sortie,
    provision_nouvelle,
    reviser_provisions,
    tardive,
)
from quittancement.domain.terme_calcule import calculer_terme
from socle.domaine.explication import Reponse
from socle.domaine.montant import Montant, somme
from socle.domaine.periodes import Mois, Periode
from socle.domaine.refus import Refus, RegleViolee

JUILLET = Mois(2026, 7)
CODES = ("PCG", "PEF", "PCH", "PEC", "PAS")


def net(bail: ParametresBail, mois: Mois) -> Montant:
    return somme(ligne.montant for ligne in calculer_terme(UUID(int=1), bail, mois, droit=None, baremes=BAREMES).lignes)


def reg(bail: ParametresBail) -> list[tuple[date | None, str]]:
    return [(e.a_partir_de, str(e.montant)) for e in bail.elements if e.code == "REG"]


def test_les_soldes_de_l_exemple_sont_les_quotes_parts_moins_les_provisions() -> None:
    provisions = {bail: Montant(centimes) for bail, centimes in PROVISIONS.items()}
    parts = REPARTITEUR.repartir(les_depenses(), les_lots())
    faits = decomptes(parts, les_lots(), campagne_id=UUID(int=0), provisions=provisions, exercice=EXERCICE)
    assert {d.bail_id: (d.quote_part, d.solde, d.jours, d.parti) for d in faits} == {
        A: (eur("3163,73"), eur("-76,27"), 365, False),
        B: (eur("5017,60"), eur("217,60"), 365, False),
        C1: (eur("2535,52"), eur("15,52"), 181, True),
        C2: (eur("1908,22"), eur("11,45"), 138, False),
        D: (eur("6877,75"), eur("-322,25"), 365, False),
    }


@pytest.mark.parametrize(
    ("notifiee", "imputable", "pieces"),
    [
        ("2026-01-01", "2026-02-01", "2026-07-01"),
        ("2026-01-31", "2026-02-28", "2026-07-31"),
        ("2028-01-31", "2028-02-29", "2028-07-31"),
        ("2026-08-31", "2026-09-30", "2027-02-28"),
    ],
)
def test_le_decompte_precede_l_imputation_d_un_mois_et_les_pieces_tiennent_six_mois(
    notifiee: str, imputable: str, pieces: str
) -> None:
    assert notifiable(exercice_fin=EXERCICE.fin or date.max, notifiee_le=le(notifiee), baremes=BAREMES) == (
        le(imputable),
        le(pieces),
    )


@pytest.mark.parametrize(
    ("notifiee", "code"), [("2025-12-31", "EXERCICE_OUVERT"), ("2028-12-31", None), ("2029-01-01", "EXERCICE_PRESCRIT")]
)
def test_un_exercice_se_regularise_apres_sa_fin_et_avant_sa_prescription(notifiee: str, code: str | None) -> None:
    champs = {"exercice_fin": date(2025, 12, 31), "notifiee_le": le(notifiee), "baremes": BAREMES}
    if code is None:
        assert notifiable(**champs)  # type: ignore[arg-type]
        return
    with pytest.raises(RegleViolee) as refus:
        notifiable(**champs)  # type: ignore[arg-type]
    assert (refus.value.code, refus.value.champ) == (code, "notifiee_le")


@pytest.mark.parametrize(("imputable", "attendu"), [("2026-12-31", False), ("2027-01-01", True)])
def test_la_regularisation_est_tardive_apres_l_annee_civile_suivante(imputable: str, attendu: bool) -> None:
    assert tardive(exercice_fin=date(2025, 12, 31), imputable_des=le(imputable)) is attendu


@pytest.mark.parametrize(
    ("est_tardive", "solde", "demandees", "reponse"),
    [
        (True, "0,01", 12, "OUI"),
        (True, "500,00", 13, "NON"),
        (False, "412,37", 2, "NON"),  # pas plus d'un mois de loyer
        (False, "412,38", 2, "OUI"),
        (False, "412,38", 13, "NON"),
    ],
)
def test_l_etalement_est_de_droit_si_c_est_tardif_sinon_au_dela_d_un_loyer(
    est_tardive: bool, solde: str, demandees: int, reponse: str
) -> None:
    verdict = etalement(
        solde=eur(solde),
        loyer=eur("412,37"),
        est_tardive=est_tardive,
        demandees=demandees,
        au=le("2026-05-10"),
        baremes=BAREMES,
    )
    assert verdict.reponse is Reponse(reponse)


def test_hors_retard_un_petit_loyer_n_etale_pas_moins_de_cent_cinquante_euros() -> None:
    def reponse(solde: str) -> Reponse:
        champs = {"loyer": eur("100,00"), "est_tardive": False, "demandees": 2, "au": le("2026-05-10")}
        return etalement(solde=eur(solde), baremes=BAREMES, **champs).reponse  # type: ignore[arg-type]

    assert (reponse("150,00"), reponse("150,01")) == (Reponse.NON, Reponse.OUI)


def test_un_solde_du_se_divise_en_mensualites_au_centime() -> None:
    bail = imputer(un_bail(), eur("100,00"), mensualites=3, des=Mois(2026, 12))
    assert reg(bail) == [
        (le("2026-12-01"), "33,34\u00a0€"),
        (le("2027-01-01"), "33,33\u00a0€"),
        (le("2027-02-01"), "33,33\u00a0€"),
    ]


def test_un_trop_percu_attend_ce_que_l_aide_laisse_a_payer() -> None:
    bail = imputer(un_bail(), eur("-400,00"), mensualites=1, des=JUILLET, droits=[un_droit("2026-06")])
    # 412,37 + 96,00 − 271,00 − 43,06 = 194,31 par mois.
    assert [montant for _, montant in reg(bail)] == ["−194,31\u00a0€", "−194,31\u00a0€", "−11,38\u00a0€"]


@pytest.mark.parametrize(
    ("bail", "solde", "droits", "code"),
    [
        (un_bail(), "-1,00", [un_droit("2026-06", apl="508,37", rls="0,00")], "TERME_SANS_RESTE"),
        (un_bail(date_fin=le("2026-07-31")), "600,00", [], "BAIL_TERMINE"),
    ],
)
def test_un_solde_sans_terme_pour_le_porter_est_refuse(
    bail: ParametresBail, solde: str, droits: list[object], code: str
) -> None:
    with pytest.raises(Refus) as refus:
        imputer(bail, eur(solde), mensualites=2, des=JUILLET, droits=droits)  # type: ignore[arg-type]
    assert refus.value.code == code


@given(st.integers(-1_000_000, 1_000_000), st.integers(1, 12))
def test_les_lignes_portees_font_le_solde_et_aucune_quittance_n_est_creditrice(centimes: int, nombre: int) -> None:
    bail = imputer(un_bail(), Montant(centimes), mensualites=nombre, des=JUILLET)
    assert somme(e.montant for e in bail.elements) == Montant(centimes)
    for element in bail.elements:
        assert net(bail, Mois.de(element.a_partir_de or date.min)) >= Montant.zero()


def test_la_nouvelle_provision_annualise_une_presence_partielle() -> None:
    champs = {"exercice": Periode(date(2025, 1, 1), date(2025, 12, 31)), "indice": Fraction(25, 1000)}
    assert provision_nouvelle(eur("3163,73"), jours=365, **champs) == eur("270,24")  # type: ignore[arg-type]
    assert provision_nouvelle(eur("1908,22"), jours=138, **champs) == eur("431,11")  # type: ignore[arg-type]
    assert provision_nouvelle(eur("-12,00"), jours=365, **champs) == eur("0,00")  # type: ignore[arg-type]


def test_la_provision_d_un_exercice_de_six_mois_est_un_douzieme_de_l_annee() -> None:
    semestre = Periode(date(2025, 1, 1), date(2025, 6, 30))
    assert provision_nouvelle(eur("600,00"), jours=181, exercice=semestre, indice=Fraction(0)) == eur("100,83")


def test_chaque_rubrique_de_provision_garde_sa_proportion_et_le_passe_ne_change_pas() -> None:
    bail = un_bail(
        elements=(ElementFixe(code="PCH", montant=eur("48,00")), ElementFixe(code="ANN", montant=eur("9,00")))
    )
    revise, ancienne = reviser_provisions(bail, eur("200,00"), des=JUILLET, codes=CODES)
    assert ancienne == eur("144,00")

    def lignes(mois: Mois) -> dict[str, Montant]:
        return {
            ligne.code: ligne.montant
            for ligne in calculer_terme(UUID(int=1), revise, mois, droit=None, baremes=BAREMES).lignes
        }

    communes = {"LOY": eur("412,37"), "ANN": eur("9,00")}
    assert lignes(Mois(2026, 6)) == {**communes, "PCG": eur("96,00"), "PCH": eur("48,00")}
    assert lignes(JUILLET) == {**communes, "PCG": eur("133,33"), "PCH": eur("66,67")}


def test_reviser_deux_fois_le_meme_mois_garde_la_derniere_provision() -> None:
    une, _ = reviser_provisions(un_bail(), eur("100,00"), des=JUILLET, codes=CODES)
    deux, ancienne = reviser_provisions(une, eur("110,00"), des=JUILLET, codes=CODES)
    assert (ancienne, net(deux, JUILLET)) == (eur("100,00"), eur("522,37"))
    assert net(deux, Mois(2026, 6)) == net(un_bail(), Mois(2026, 6))


def test_un_bail_sans_provision_en_recoit_une_generale() -> None:
    revise, ancienne = reviser_provisions(un_bail(provision_charges=eur("0")), eur("50,00"), des=JUILLET, codes=CODES)
    assert (ancienne, net(revise, JUILLET)) == (eur("0"), eur("462,37"))


def test_la_retenue_de_sortie_s_arrondit_au_profit_du_locataire() -> None:
    retenue, pourquoi = provision_de_sortie(
        eur("412,38"), sortie_le=le("2026-06-30"), immeuble_collectif=True, baremes=BAREMES
    )
    assert (retenue, pourquoi.certitude) == (eur("82,47"), "memoire")


def test_un_bail_de_deux_lots_du_groupe_n_a_qu_un_decompte() -> None:
    lots = les_lots()
    garage = replace(lots[0], reference="AG", emplacement="G1/B1/AG")
    parts = list(REPARTITEUR.repartir(les_depenses()[:1], [*lots, garage]))
    faits = decomptes(parts, [*lots, garage], campagne_id=UUID(int=0), provisions={}, exercice=EXERCICE)
    (celui_de_a,) = [d for d in faits if d.bail_id == A]
    assert celui_de_a.quote_part == somme(p.montant for p in parts if p.sujet.bail_id == A)
    assert celui_de_a.jours == 365
