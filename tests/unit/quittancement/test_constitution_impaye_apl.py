"""Impayé au sens de l'APL : l'ancien régime, le nouveau, et la bascule du 1er janvier 2027."""

from __future__ import annotations

import pytest
from fabrique_quittancement import (
    BAREMES,
    ELEMENTS_CANONIQUES,
    eur,
    le,
    payer,
    quittancer,
    un_bail,
    un_compte,
    un_droit,
)

from quittancement.domain.impaye import Constitution, Reglement, TermeExigible, constitution_impaye
from socle.domaine.explication import Reponse
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois

OUI, NON, INCONNU = Reponse.OUI, Reponse.NON, Reponse.INCONNU


def un_terme(
    mois: str,
    *,
    net: str = "338,51",
    brut: str = "609,51",
    payes: tuple[tuple[str, str], ...] = (),
    complet: bool = True,
    tiers_payant: bool | None = True,
    hors_depense: str = "0",
) -> TermeExigible:
    return TermeExigible(
        mois=mois,
        exigible_le=Mois.lire(mois).dernier_jour,
        mensuel_brut=eur(brut),
        mensuel_net=eur(net),
        net=eur(net),
        depense=eur(net) - eur(hors_depense),
        mois_complet=complet,
        tiers_payant=tiers_payant,
        reglements=tuple(Reglement(le=le(j), montant=eur(m), depense=eur(m)) for j, m in payes),
    )


def au(jour: str, *termes: TermeExigible) -> Constitution:
    return constitution_impaye(termes, au=le(jour), baremes=BAREMES)


def reponse(constitution: Constitution) -> tuple[Reponse, str | None]:
    jour = constitution.constitue_le
    return constitution.verdict.reponse, None if jour is None else jour.isoformat()


# --- Depuis 2027


def test_exemple_f4_une_echeance_de_520_euros_constitue_l_impaye_le_31_janvier_2027() -> None:
    constitution = au("2027-01-31", un_terme("2027-01", net="520,00"))
    assert reponse(constitution) == (OUI, "2027-01-31")
    assert constitution.regime == "DEPUIS_2027"
    explication = constitution.verdict.explication
    assert (explication.regle, explication.certitude) == ("dette_superieure_au_seuil", "verifie")
    assert "2026-84" in explication.article


@pytest.mark.parametrize(("net", "attendu"), [("450,00", NON), ("450,01", OUI)])
def test_le_seuil_de_450_euros_doit_etre_depasse(net: str, attendu: Reponse) -> None:
    assert au("2027-01-31", un_terme("2027-01", net=net)).verdict.reponse is attendu


def test_le_jour_de_la_constitution_est_celui_ou_le_seuil_est_franchi_meme_constate_plus_tard() -> None:
    termes = [un_terme(m, net="200,00") for m in ("2027-01", "2027-02", "2027-03")]
    assert reponse(au("2027-03-30", *termes)) == (NON, None)
    assert reponse(au("2027-05-15", *termes)) == (OUI, "2027-03-31")


@pytest.mark.parametrize(("jour", "attendu"), [("2027-04-29", (NON, None)), ("2027-04-30", (OUI, "2027-04-30"))])
def test_trois_mois_apres_un_premier_defaut_quel_que_soit_le_montant(
    jour: str, attendu: tuple[Reponse, str | None]
) -> None:
    constitution = au(jour, un_terme("2027-01", net="10,00"))
    assert reponse(constitution) == attendu


def test_un_defaut_regularise_avant_trois_mois_laisse_courir_le_suivant() -> None:
    termes = [un_terme("2027-01", net="50,00", payes=(("2027-04-30", "50,00"),)), un_terme("2027-02", net="50,00")]
    assert reponse(au("2027-05-27", *termes)) == (NON, None)
    assert reponse(au("2027-05-28", *termes)) == (OUI, "2027-05-28")


def test_une_fois_constitue_l_impaye_le_reste_jusqu_a_l_apurement_total() -> None:
    partiel = un_terme("2027-01", net="520,00", payes=(("2027-02-10", "500,00"),))
    assert reponse(au("2027-02-20", partiel)) == (OUI, "2027-01-31")
    apure = un_terme("2027-01", net="520,00", payes=(("2027-02-10", "500,00"), ("2027-02-21", "20,00")))
    assert reponse(au("2027-02-20", apure)) == (OUI, "2027-01-31")
    assert reponse(au("2027-02-21", apure)) == (NON, None)
    assert reponse(au("2027-03-31", apure, un_terme("2027-03", net="460,00"))) == (OUI, "2027-03-31")


def test_seule_la_depense_de_logement_compte_dans_le_seuil_de_2027() -> None:
    assert au("2027-01-31", un_terme("2027-01", net="520,00", hors_depense="70,00")).verdict.reponse is NON
    assert au("2027-01-31", un_terme("2027-01", net="520,00", hors_depense="69,99")).verdict.reponse is OUI


def test_sans_droits_connus_le_nouveau_regime_repond_quand_meme() -> None:
    assert au("2027-01-31", un_terme("2027-01", net="520,00", tiers_payant=None)).verdict.reponse is OUI


# --- Jusqu'au 31 décembre 2026


def test_en_tiers_payant_deux_mensualites_nettes() -> None:
    un_mois_un_centime_pres = un_terme("2026-05", payes=(("2026-06-01", "0,01"),))
    assert au("2026-06-30", un_mois_un_centime_pres, un_terme("2026-06")).verdict.reponse is NON
    constitution = au("2026-06-30", un_terme("2026-05"), un_terme("2026-06"))
    assert reponse(constitution) == (OUI, "2026-06-30")
    assert constitution.verdict.explication.entrees["seuil"] == str(eur("677,02"))
    assert constitution.regime == "AVANT_2027"


def test_sans_tiers_payant_deux_mensualites_brutes() -> None:
    mai = un_terme("2026-05", net="609,51", tiers_payant=False)
    juin = un_terme("2026-06", net="609,51", tiers_payant=False)
    assert au("2026-05-31", mai).verdict.reponse is NON
    constitution = au("2026-06-30", mai, juin)
    assert reponse(constitution) == (OUI, "2026-06-30")
    assert constitution.verdict.explication.entrees["seuil"] == str(eur("1219,02"))


def test_le_mensuel_de_reference_est_celui_d_un_mois_complet() -> None:
    sortie = un_terme("2026-06", net="100,00", complet=False)
    constitution = au("2026-06-30", un_terme("2026-05"), sortie)
    assert constitution.verdict.reponse is NON
    assert constitution.verdict.explication.entrees["mois_de_reference"] == "2026-05"


def test_sans_droits_connus_l_ancien_regime_ne_sait_pas() -> None:
    constitution = au("2026-06-30", un_terme("2026-05", tiers_payant=None), un_terme("2026-06", tiers_payant=None))
    assert reponse(constitution) == (INCONNU, None)
    assert constitution.verdict.manquants == ["droits_apl"]


def test_sans_dette_la_reponse_est_non_meme_sans_droits() -> None:
    paye = un_terme("2026-06", tiers_payant=None, payes=(("2026-06-30", "338,51"),))
    assert reponse(au("2026-06-30", paye)) == (NON, None)
    assert reponse(au("2026-06-30")) == (NON, None)


def test_un_terme_non_exigible_ne_compte_pas() -> None:
    assert reponse(au("2027-01-30", un_terme("2027-01", net="520,00"))) == (NON, None)


# --- La bascule


def test_un_impaye_en_cours_est_reevalue_au_1er_janvier_2027_et_le_dit_incertain() -> None:
    novembre = un_terme("2026-11", net="500,00", brut="700,00")
    avant = au("2026-12-31", novembre)
    assert (reponse(avant), avant.regime) == ((NON, None), "AVANT_2027")
    apres = au("2027-01-01", novembre)
    assert (reponse(apres), apres.regime) == ((OUI, "2027-01-01"), "DEPUIS_2027")
    assert apres.verdict.explication.certitude == "incertain"


def test_trois_mois_ecoules_avant_la_bascule_ne_constituent_qu_au_1er_janvier() -> None:
    assert reponse(au("2027-02-15", un_terme("2026-08", net="300,00"))) == (OUI, "2027-01-01")


def test_un_petit_defaut_de_novembre_2026_est_constitue_fin_fevrier_2027() -> None:
    constitution = au("2027-03-15", un_terme("2026-11", net="100,00"))
    assert reponse(constitution) == (OUI, "2027-02-28")
    assert constitution.verdict.explication.certitude == "incertain"


def test_un_impaye_constitue_en_2026_garde_sa_date_et_son_regime() -> None:
    constitution = au("2027-01-15", un_terme("2026-10"), un_terme("2026-11"))
    assert (reponse(constitution), constitution.regime) == ((OUI, "2026-11-30"), "AVANT_2027")
    assert constitution.verdict.explication.certitude == "verifie"


def test_inconnu_en_2026_rend_incertaine_la_date_trouvee_en_2027() -> None:
    termes = [un_terme("2026-11", net="200,00", tiers_payant=None), un_terme("2027-01", net="300,00")]
    constitution = au("2027-01-31", *termes)
    assert reponse(constitution) == (OUI, "2027-01-31")
    assert constitution.verdict.explication.certitude == "incertain"
    assert au("2027-01-02", termes[0]).verdict.reponse is INCONNU


# --- Par le compte


def test_le_compte_canonique_est_constitue_au_deuxieme_terme_net_de_2026() -> None:
    mois = ("2026-06", "2026-07")
    compte = un_compte(bail=un_bail(elements=ELEMENTS_CANONIQUES), droits=[un_droit(m) for m in mois])
    quittancer(compte, *mois)
    constitution = compte.constitution(au=le("2026-07-31"), baremes=BAREMES)
    assert reponse(constitution) == (OUI, "2026-07-31")
    assert constitution.verdict.explication.entrees["dette_echue"] == str(eur("677,02"))
    payer(compte, "0,01", recu_le="2026-07-15")
    assert compte.constitution(au=le("2026-07-31"), baremes=BAREMES).verdict.reponse is NON


def test_le_compte_distingue_aide_nulle_et_droits_inconnus() -> None:
    compte = un_compte(droits=[un_droit("2026-06", apl="0", rls="0")])
    quittancer(compte, "2026-06")
    assert compte.constitution(au=le("2026-06-30"), baremes=BAREMES).verdict.reponse is NON
    compte.droits = []
    assert compte.constitution(au=le("2026-06-30"), baremes=BAREMES).verdict.reponse is INCONNU


def test_le_compte_ne_compte_que_la_depense_de_logement_en_2027() -> None:
    compte = un_compte(bail=un_bail(loyer_principal=eur("354,00"), elements=ELEMENTS_CANONIQUES[-1:]))
    (quittance,) = quittancer(compte, "2027-01")
    assert (quittance.net, quittance.depense) == (eur("457,20"), eur("450,00"))
    assert compte.constitution(au=le("2027-01-31"), baremes=BAREMES).verdict.reponse is NON
    assert compte.dette_echue(au=le("2027-01-31")) > Montant(45000)
