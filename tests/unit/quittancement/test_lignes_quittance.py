"""Lignes d'une quittance : l'exemple canonique, les droits de la CAF, les refus."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from fabrique_quittancement import BAREMES, ELEMENTS_CANONIQUES, eur, le, quittancer, un_bail, un_compte, un_droit

from quittancement.domain.bail import DroitApl, ElementFixe, Foyer, Terme, exigible_le, limite_paiement_le
from quittancement.domain.ligne import Ligne
from quittancement.domain.rls import controler_rls, plafond_rls
from quittancement.domain.rubriques import Nature, rubrique
from quittancement.domain.terme_calcule import calculer_terme
from socle.domaine.explication import Reponse
from socle.domaine.montant import Montant, somme
from socle.domaine.periodes import Mois
from socle.domaine.refus import DonneeInvalide, RegleViolee

JUIN = Mois(2026, 6)


def lignes(mois: Mois = JUIN, *, droit: DroitApl | None = None, **change: object) -> list[Ligne]:
    return calculer_terme(UUID(int=1), un_bail(**change), mois, droit=droit, baremes=BAREMES).lignes


def en_centimes(resultat: list[Ligne]) -> dict[str, int]:
    return {ligne.code: ligne.montant.centimes for ligne in resultat}


def test_l_exemple_canonique_donne_609_51_brut_et_338_51_net() -> None:
    compte = un_compte(bail=un_bail(elements=ELEMENTS_CANONIQUES), droits=[un_droit("2026-06")])
    (quittance,) = quittancer(compte, "2026-06")
    assert en_centimes(quittance.lignes) == {
        "LOY": 41237,
        "ANN": 3850,
        "PCG": 9600,
        "PEF": 2200,
        "PCH": 6400,
        "TRL": 1250,
        "ASP": 720,
        "RLS": -4306,
        "APL": -27100,
    }
    assert quittance.brut_hors_apl == eur("609,51")
    assert quittance.net == quittance.reste_du == eur("338,51")
    assert [ligne.code for ligne in quittance.lignes][0::8] == ["LOY", "APL"]


def test_chaque_ligne_dit_pourquoi_elle_vaut_ce_qu_elle_vaut() -> None:
    resultat = lignes(droit=un_droit("2026-06"), elements=ELEMENTS_CANONIQUES)
    for ligne in resultat:
        assert ligne.explication.resultat == str(ligne.montant)
        assert ligne.explication.article
        assert ligne.explication.date == le("2026-06-01")
    rls = next(ligne for ligne in resultat if ligne.code == "RLS")
    assert "L442-2-1" in rls.explication.article
    assert rls.controle is not None
    assert (rls.controle.reponse, rls.controle.manquants) == (Reponse.INCONNU, ["foyer"])


def test_rls_reduit_le_loyer_et_apl_le_loyer_et_les_charges_jamais_les_annexes() -> None:
    resultat = {x.code: x for x in lignes(droit=un_droit("2026-06"), elements=ELEMENTS_CANONIQUES)}
    assert resultat["ANN"].du == eur("38,50")
    assert resultat["ASP"].du == eur("7,20")
    assert somme(resultat[c].du for c in ("LOY", "PCG", "PEF", "PCH")) == eur("280,31")
    assert somme(x.du for x in resultat.values()) == eur("338,51")


def test_loyer_et_provisions_au_jour_pres_mais_assurance_et_sls_entiers() -> None:
    elements = (ElementFixe(code="ASP", montant=eur("7,20")), ElementFixe(code="SLS", montant=eur("50,00")))
    resultat = lignes(Mois(2026, 2), date_effet=le("2026-02-18"), elements=elements)
    assert en_centimes(resultat) == {"LOY": 16200, "SLS": 5000, "PCG": 3771, "ASP": 720}
    loyer = resultat[0].explication
    assert (loyer.regle, loyer.entrees["jours"]) == ("prorata_au_jour", "11")


def test_un_element_ne_court_que_dans_sa_propre_periode() -> None:
    garage = ElementFixe(code="ANN", montant=eur("31,00"), a_partir_de=le("2026-05-16"), jusqu_au=le("2026-06-15"))
    assert en_centimes(lignes(Mois(2026, 5), elements=(garage,)))["ANN"] == 1600
    assert en_centimes(lignes(JUIN, elements=(garage,)))["ANN"] == 1550
    assert "ANN" not in en_centimes(lignes(Mois(2026, 7), elements=(garage,)))


def test_une_apl_superieure_au_loyer_et_charges_est_refusee_avec_l_excedent_a_reverser() -> None:
    with pytest.raises(RegleViolee) as refus:
        lignes(droit=un_droit("2026-06", apl="510,00", rls="0"))
    assert refus.value.code == "APL_SUPERIEURE_AU_LOYER"
    assert refus.value.donnees["excedent"] == "163"


def test_une_apl_egale_au_loyer_et_charges_laisse_un_net_nul() -> None:
    resultat = lignes(droit=un_droit("2026-06", apl="508,37", rls="0"))
    assert somme(x.montant for x in resultat) == Montant.zero()
    assert all(x.du == Montant.zero() for x in resultat)


def test_la_base_de_l_apl_exclut_les_annexes() -> None:
    with pytest.raises(RegleViolee) as refus:
        lignes(droit=un_droit("2026-06", apl="508,38", rls="0"), elements=(ElementFixe(code="ANN", montant=eur("50")),))
    assert refus.value.donnees["excedent"] == "1"


@pytest.mark.parametrize(
    ("elements", "code"),
    [
        ((ElementFixe(code="XYZ", montant=Montant(1)),), "RUBRIQUE_INCONNUE"),
        ((ElementFixe(code="APL", montant=Montant(-1)),), "RUBRIQUE_CALCULEE"),
        ((ElementFixe(code="ANN", montant=Montant(-1)),), "SIGNE_IMPOSSIBLE"),
        ((ElementFixe(code="AVO", montant=Montant(1)),), "SIGNE_IMPOSSIBLE"),
    ],
)
def test_un_element_impossible_est_refuse(elements: tuple[ElementFixe, ...], code: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        lignes(elements=elements)
    assert refus.value.code == code


def test_un_avoir_reduit_le_loyer_et_un_avoir_trop_grand_est_mis_de_cote() -> None:
    resultat = {x.code: x for x in lignes(elements=(ElementFixe(code="AVO", montant=eur("-12,37")),))}
    assert (resultat["LOY"].du, resultat["PCG"].du, resultat["AVO"].du) == (eur("400"), eur("96"), Montant.zero())
    with pytest.raises(RegleViolee) as refus:
        lignes(elements=(ElementFixe(code="AVO", montant=eur("-508,38")),))
    assert (refus.value.code, refus.value.donnees["credit"]) == ("NET_NEGATIF", "1")


def test_le_droit_d_un_autre_mois_ne_sert_pas() -> None:
    with pytest.raises(DonneeInvalide, match="2026-05"):
        lignes(droit=un_droit("2026-05"))


def test_une_rls_au_dela_du_loyer_est_refusee() -> None:
    with pytest.raises(RegleViolee) as refus:
        lignes(Mois(2026, 6), date_effet=le("2026-06-30"), droit=un_droit("2026-06"))
    assert refus.value.code == "RLS_SUPERIEURE_AU_LOYER"


@pytest.mark.parametrize(
    ("zone", "couple", "charges", "au", "plafond"),
    [
        ("1", False, 0, "2026-06-01", "35,99"),
        ("2", True, 0, "2026-06-01", "38,56"),
        ("2", False, 1, "2026-06-01", "43,06"),
        ("3", True, 3, "2026-06-01", "51,32"),
        ("1bis", False, 0, "2026-06-01", "35,99"),
        ("2", False, 1, "2026-05-31", "47,49"),
        ("3", False, 2, "2025-06-01", "50,38"),
    ],
)
def test_le_bareme_de_la_rls_depend_de_la_zone_du_foyer_et_de_la_date(
    zone: str, couple: bool, charges: int, au: str, plafond: str
) -> None:
    foyer = Foyer(couple=couple, personnes_a_charge=charges)
    assert plafond_rls(zone=zone, foyer=foyer, au=le(au), baremes=BAREMES) == eur(plafond)


def test_le_controle_de_la_rls_dit_oui_non_ou_inconnu() -> None:
    seul = Foyer(couple=False, personnes_a_charge=0)

    def controle(
        rls: str, *, foyer: Foyer | None = seul, zone: str = "2", caf: str = "", au: str = "2026-06-01"
    ) -> Any:
        droit = DroitApl(mois=au[:7], apl=Montant.zero(), rls=eur(rls), foyer=foyer, zone=caf)
        verdict = controler_rls(droit, zone=zone, au=le(au), baremes=BAREMES)
        return verdict.reponse, list(verdict.manquants)

    assert controle("31,58") == (Reponse.OUI, [])
    assert controle("31,59") == (Reponse.NON, [])
    assert controle("31,58", foyer=None) == (Reponse.INCONNU, ["foyer"])
    assert controle("31,58", zone="9") == (Reponse.INCONNU, ["zone"])
    assert controle("31,58", au="2025-05-31") == (Reponse.INCONNU, ["rls_montants"])
    assert controle("31,58", caf="2") == (Reponse.OUI, [])
    assert controle("31,58", caf="3") == controle("31,58", caf="9") == (Reponse.INCONNU, ["zone"])
    assert controle("35,99", zone="1bis", caf="1") == (Reponse.OUI, [])


def test_la_zone_1_bis_rend_le_controle_de_memoire() -> None:
    def certitude(zone: str) -> str:
        droit = DroitApl(
            mois="2026-06", apl=Montant.zero(), rls=eur("1,00"), foyer=Foyer(couple=False, personnes_a_charge=0)
        )
        return controler_rls(droit, zone=zone, au=le("2026-06-01"), baremes=BAREMES).explication.certitude

    assert (certitude("1"), certitude("1bis")) == ("verifie", "memoire")


def test_un_foyer_n_a_pas_moins_de_zero_personne_a_charge() -> None:
    with pytest.raises(DonneeInvalide) as refus:
        Foyer(couple=False, personnes_a_charge=-1)
    assert (refus.value.code, refus.value.champ) == ("NOMBRE_NEGATIF", "personnes_a_charge")


def test_une_rls_au_dessus_du_bareme_met_le_bail_de_cote() -> None:
    droit = DroitApl(
        mois="2026-06", apl=Montant.zero(), rls=eur("31,59"), foyer=Foyer(couple=False, personnes_a_charge=0)
    )
    with pytest.raises(RegleViolee) as refus:
        lignes(droit=droit)
    assert refus.value.code == "RLS_AU_DESSUS_DU_BAREME"


def test_le_calcul_est_rejouable() -> None:
    assert lignes(droit=un_droit("2026-06")) == lignes(droit=un_droit("2026-06"))


@pytest.mark.parametrize(
    ("mois", "terme", "exigible", "limite"),
    [
        (Mois(2027, 1), Terme.ECHU, "2027-01-31", "2027-02-05"),
        (Mois(2026, 12), Terme.ECHU, "2026-12-31", "2027-01-05"),
        (Mois(2028, 2), Terme.ECHU, "2028-02-29", "2028-03-05"),
        (Mois(2026, 12), Terme.A_ECHOIR, "2026-12-01", "2026-12-05"),
    ],
)
def test_echu_ou_a_echoir_fixe_l_exigibilite_et_la_limite(mois: Mois, terme: Terme, exigible: str, limite: str) -> None:
    assert exigible_le(mois, terme=terme) == le(exigible)
    assert limite_paiement_le(mois, terme=terme, baremes=BAREMES) == le(limite)


def test_toutes_les_rubriques_du_bareme_se_lisent_et_se_classent_sans_ambiguite() -> None:
    codes = [p.nom.removeprefix("rubrique_") for p in BAREMES if p.nom.startswith("rubrique_")]
    lues = [rubrique(code, au=le("2026-12-01"), baremes=BAREMES) for code in codes]
    assert len({r.ordre for r in lues}) == len(lues) == 21
    assert {r.code for r in lues if r.nature is Nature.CHARGES} == {"PCG", "PEF", "PCH", "PEC", "PAS", "REG", "IOP"}
    for regles in lues:
        assert set(regles.deduit_de) <= set(codes)
        assert bool(regles.deduit_de) == (regles.signe != "POSITIF")


@pytest.mark.parametrize(
    ("champ", "valeur", "code"),
    [
        ("loyer_principal", Montant.zero(), "LOYER_NUL"),
        ("provision_charges", Montant(-1), "MONTANT_NEGATIF"),
        ("date_fin", le("2024-12-31"), "PERIODE_INVERSEE"),
    ],
)
def test_un_bail_impossible_est_refuse(champ: str, valeur: object, code: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        un_bail(**{champ: valeur})
    assert refus.value.code == code
