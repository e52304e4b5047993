"""Le compte locataire : ouverture, droits, paiements, avances, constat des impayés."""

from __future__ import annotations

from uuid import UUID

import pytest
from fabrique_quittancement import BAREMES, eur, le, payer, quittancer, un_bail, un_compte, un_droit

from quittancement.domain.annulation import annuler_paiement
from quittancement.domain.bail import DroitApl
from quittancement.domain.compte import Compte, StatutCompte
from quittancement.domain.compte_clos import BailClos
from quittancement.domain.faits_du_compte import ImpayeRegularise, LoyerImpaye, PaiementEnregistre
from quittancement.domain.imputation import PartLigne
from quittancement.domain.paiement import ModePaiement, Paiement
from quittancement.domain.quittance import StatutQuittance
from socle.domaine.explication import Reponse
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois
from socle.domaine.refus import DejaExistant, DonneeInvalide, Refus, RegleViolee, TransitionInterdite

NET = eur("508,37")
"""Loyer 412,37 + charges 96,00, sans aide."""


def constater(compte: Compte, au: str) -> tuple[str, ...]:
    return compte.constater_impayes(au=le(au), baremes=BAREMES).nouveaux


def payer_fsl(compte: Compte, montant: str, *, termes: list[str], verse_le: str = "2027-03-10") -> Paiement:
    return compte.enregistrer_paiement_fsl(
        paiement_id=UUID(int=5000 + len(compte.paiements)),
        montant=eur(montant),
        verse_le=le(verse_le),
        reference="VIR-FSL",
        dossier_fsl_id=UUID(int=71),
        decision_id="D-72",
        termes_couverts=termes,
        baremes=BAREMES,
    )


# --- Vie du compte


def test_un_compte_ouvert_ne_se_quittance_pas_avant_la_remise_des_cles() -> None:
    compte = un_compte()
    compte.statut = StatutCompte.OUVERT
    with pytest.raises(RegleViolee) as refus:
        quittancer(compte, "2026-06")
    assert refus.value.code == "BAIL_NON_ACTIF"
    compte.activer(date_effet=le("2026-06-18"))
    (quittance,) = quittancer(compte, "2026-06")
    assert (quittance.debut, quittance.fin, quittance.mois_complet) == (le("2026-06-18"), le("2026-06-30"), False)


def test_activer_deux_fois_est_refuse() -> None:
    with pytest.raises(TransitionInterdite):
        un_compte().activer(date_effet=le("2026-06-18"))


def test_un_mois_valide_ne_se_recalcule_pas() -> None:
    compte = un_compte()
    quittancer(compte, "2026-06")
    with pytest.raises(RegleViolee) as refus:
        quittancer(compte, "2026-06")
    assert refus.value.code == "MOIS_DEJA_VALIDE"


def test_une_quittance_contrepassee_libere_son_mois() -> None:
    compte = un_compte()
    (quittance,) = quittancer(compte, "2026-06")
    quittance.contrepasser()
    assert quittance.statut is StatutQuittance.CONTREPASSEE
    assert compte.solde() == Montant.zero()
    quittancer(compte, "2026-06")
    assert compte.solde() == NET


def test_une_quittance_payee_ne_se_contrepasse_pas() -> None:
    compte = un_compte()
    (quittance,) = quittancer(compte, "2026-06")
    payer(compte, "1,00", recu_le="2026-07-01")
    with pytest.raises(RegleViolee) as refus:
        quittance.contrepasser()
    assert (refus.value.code, quittance.statut) == ("QUITTANCE_PAYEE", StatutQuittance.VALIDEE)


def test_le_dernier_droit_transmis_remplace_le_precedent() -> None:
    compte = un_compte(droits=[un_droit("2026-05"), un_droit("2026-06")])
    compte.recevoir_droit(un_droit("2026-06", apl="100,00", rls="0"), baremes=BAREMES)
    assert [(d.mois, d.apl) for d in compte.droits] == [("2026-05", eur("271,00")), ("2026-06", eur("100,00"))]


@pytest.mark.parametrize("champ", ["apl", "rls"])
def test_un_droit_negatif_est_refuse(champ: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        un_droit("2026-06", **{champ: "-0,01"})
    assert (refus.value.code, refus.value.champ) == ("MONTANT_NEGATIF", champ)


def test_la_fin_du_bail_arrete_le_loyer_au_jour() -> None:
    compte = un_compte()
    compte.fixer_fin(date_fin=le("2026-12-10"))
    (quittance,) = quittancer(compte, "2026-12")
    assert quittance.lignes[0].montant == eur("133,02")
    with pytest.raises(RegleViolee) as refus:
        quittancer(compte, "2027-01")
    assert refus.value.code == "BAIL_HORS_PERIODE"
    with pytest.raises(RegleViolee) as refus:
        compte.fixer_fin(date_fin=le("2026-12-09"))
    assert refus.value.code == "MOIS_DEJA_VALIDE"


def test_un_compte_ne_se_clot_que_solde() -> None:
    compte = un_compte()
    quittancer(compte, "2026-06")
    with pytest.raises(RegleViolee) as refus:
        compte.clore()
    assert (refus.value.code, compte.statut) == ("COMPTE_NON_SOLDE", StatutCompte.ACTIF)
    payer(compte, "508,37", recu_le="2026-07-01")
    compte.clore()
    with pytest.raises(RegleViolee) as refus:
        compte.recevoir_droit(un_droit("2026-07"), baremes=BAREMES)
    assert refus.value.code == "BAIL_CLOS"


# --- Paiements


def test_un_compte_clos_ne_recoit_que_ce_qui_eteint_une_dette_revenue() -> None:
    compte = un_compte()
    quittancer(compte, "2026-06")
    retourne = payer(compte, "508,37", recu_le="2026-07-01")
    compte.clore()
    with pytest.raises(BailClos) as refus:
        payer(compte, "0,01", recu_le="2026-08-01")
    assert (refus.value.code, refus.value.champ, len(compte.paiements)) == ("BAIL_CLOS", "bail_id", 1)
    annuler_paiement(compte, retourne, le=le("2026-08-02"))
    with pytest.raises(BailClos) as refus:
        payer(compte, "508,38", recu_le="2026-08-03")
    assert "508,37" in refus.value.message.replace("\u202f", "")
    assert payer(compte, "500,00", recu_le="2026-08-03").avance == Montant.zero()
    assert payer(compte, "8,37", recu_le="2026-08-04").avance == Montant.zero()
    assert compte.solde() == Montant.zero()


def test_un_paiement_solde_les_termes_et_le_constate() -> None:
    compte = un_compte()
    quittancer(compte, "2026-05", "2026-06")
    payer(compte, "600,00", recu_le="2026-07-03")
    (fait,) = compte.retirer_faits()
    assert isinstance(fait, PaiementEnregistre)
    assert (fait.termes_soldes, fait.mode) == (("2026-05",), ModePaiement.VIREMENT)
    assert fait.dette_echue == compte.dette_echue(au=le("2026-07-03")) == compte.solde() == eur("416,74")


@pytest.mark.parametrize(
    ("change", "classe", "code", "champ"),
    [
        ({"montant": "0"}, DonneeInvalide, "MONTANT_NON_POSITIF", "montant"),
        ({"montant": "-1,00"}, DonneeInvalide, "MONTANT_NON_POSITIF", "montant"),
        ({"mode": "TROC"}, DonneeInvalide, "MODE_INCONNU", "mode"),
        ({"mode": "FSL"}, RegleViolee, "PAIEMENT_FSL_SANS_DECISION", "mode"),
        ({"mois_designe": "juin"}, DonneeInvalide, "MOIS_ILLISIBLE", "mois_designe"),
    ],
)
def test_un_paiement_refuse_ne_laisse_aucune_trace(
    change: dict[str, str], classe: type[Refus], code: str, champ: str
) -> None:
    compte = un_compte()
    quittancer(compte, "2026-06")
    with pytest.raises(classe) as refus:
        payer(compte, **{"montant": "100,00", "recu_le": "2026-07-01", **change})
    assert (refus.value.code, refus.value.champ) == (code, champ)
    assert (compte.paiements, compte.retirer_faits(), compte.solde()) == ([], [], NET)


def test_le_meme_paiement_ne_s_enregistre_pas_deux_fois() -> None:
    compte = un_compte()
    payer(compte, "10,00", recu_le="2026-07-01", paiement_id=UUID(int=1))
    with pytest.raises(DejaExistant):
        payer(compte, "10,00", recu_le="2026-07-01", paiement_id=UUID(int=1))


def test_mille_euros_d_especes_passent_mais_pas_un_centime_de_plus() -> None:
    compte = un_compte()
    quittancer(compte, "2026-05", "2026-06")
    payer(compte, "1000,00", recu_le="2026-07-01", mode="ESPECES")
    with pytest.raises(RegleViolee) as refus:
        payer(compte, "1000,01", recu_le="2026-07-02", mode="ESPECES")
    assert (refus.value.code, len(compte.paiements)) == ("PLAFOND_ESPECES", 1)
    payer(compte, "1000,01", recu_le="2026-07-02", mode="ESPECES", debiteur_sans_compte=True)
    payer(compte, "5000,00", recu_le="2026-07-02", mode="VIREMENT")


def test_une_dette_ne_se_fractionne_pas_pour_contourner_le_plafond_des_especes() -> None:
    compte = un_compte(bail=un_bail(loyer_principal=eur("1200,00")))
    quittancer(compte, "2026-06")
    payer(compte, "900,00", recu_le="2026-07-01", mode="ESPECES")
    with pytest.raises(RegleViolee) as refus:
        payer(compte, "100,01", recu_le="2026-07-02", mode="ESPECES")
    assert refus.value.code == "PLAFOND_ESPECES"
    payer(compte, "100,00", recu_le="2026-07-02", mode="ESPECES")


def test_le_mois_que_le_payeur_designe_est_solde_en_premier() -> None:
    compte = un_compte()
    quittancer(compte, "2026-05", "2026-06")
    paiement = payer(compte, "508,37", recu_le="2026-07-01", mois_designe="2026-06")
    assert [a.mois for a in paiement.affectations] == ["2026-06"]


def test_le_fsl_paie_les_termes_de_sa_decision_et_le_surplus_attend() -> None:
    compte = un_compte()
    quittancer(compte, "2026-12", "2027-01", "2027-02")
    paiement = payer_fsl(compte, "600,00", termes=["2027-01"])
    assert [(a.mois, a.montant) for a in paiement.affectations] == [("2027-01", NET)]
    assert (paiement.avance, paiement.ecart) == (Montant.zero(), eur("91,63"))
    fait = compte.retirer_faits()[0]
    assert isinstance(fait, PaiementEnregistre)
    assert (fait.dossier_fsl_id, fait.decision_id) == (UUID(int=71), "D-72")
    assert compte.solde() == eur("1016,74")
    assert compte.utiliser_avances(le=le("2027-03-31"), baremes=BAREMES) == ()


def test_un_versement_du_fsl_sans_terme_couvert_est_refuse() -> None:
    with pytest.raises(DonneeInvalide) as refus:
        payer_fsl(un_compte(), "600,00", termes=[])
    assert refus.value.code == "TERMES_COUVERTS_MANQUANTS"


def test_une_avance_solde_les_termes_suivants_et_evite_l_impaye() -> None:
    compte = un_compte()
    paiement = payer(compte, "700,00", recu_le="2026-06-20")
    assert (paiement.avance, compte.solde()) == (eur("700,00"), eur("-700,00"))
    quittancer(compte, "2026-06")
    constat = compte.constater_impayes(au=le("2026-07-06"), baremes=BAREMES)
    assert (constat.nouveaux, [a.montant for a in constat.affectations]) == ((), [NET])
    assert (paiement.avance, paiement.affecte) == (eur("191,63"), NET)
    assert compte.solde() == eur("-191,63")


def test_une_avance_n_eteint_rien_avant_d_avoir_ete_recue() -> None:
    compte = un_compte()
    payer(compte, "508,37", recu_le="2026-07-10")
    quittancer(compte, "2026-06")
    (affectation,) = compte.utiliser_avances(le=le("2026-07-06"), baremes=BAREMES)
    assert affectation.le == le("2026-07-10")
    assert compte.dette_echue(au=le("2026-07-09")) == NET


def test_une_ligne_ne_recoit_jamais_plus_que_son_reste() -> None:
    (quittance,) = quittancer(un_compte(), "2026-06")
    trop = PartLigne(rang=0, code="LOY", montant=eur("412,38"))
    with pytest.raises(RegleViolee) as refus:
        quittance.affecter([trop])
    assert (refus.value.code, quittance.paye) == ("AFFECTATION_EXCESSIVE", Montant.zero())


def test_solde_et_dette_se_lisent_a_une_date_d_arrete() -> None:
    compte = un_compte()
    quittancer(compte, "2026-05", "2026-06")
    payer(compte, "508,37", recu_le="2026-06-04")
    assert compte.dette_echue(au=le("2026-05-30")) == Montant.zero()
    assert compte.dette_echue(au=le("2026-05-31")) == NET
    assert compte.dette_echue(au=le("2026-06-04")) == Montant.zero()
    assert compte.solde(au=le("2026-06-30")) == NET


# --- Constat des impayés


def test_le_terme_n_est_impaye_que_le_lendemain_de_la_limite() -> None:
    compte = un_compte()
    quittancer(compte, "2027-01")
    assert constater(compte, "2027-02-05") == ()
    assert constater(compte, "2027-02-06") == ("2027-01",)


def test_le_fait_porte_la_dette_par_nature_et_la_constitution() -> None:
    compte = un_compte()
    quittancer(compte, "2027-01")
    payer(compte, "8,37", recu_le="2027-02-01")
    compte.retirer_faits()
    constater(compte, "2027-02-06")
    (fait,) = compte.retirer_faits()
    assert isinstance(fait, LoyerImpaye)
    assert (fait.constate_le, fait.dette_echue, fait.premier_defaut_le) == (
        le("2027-02-06"),
        eur("500,00"),
        le("2027-01-31"),
    )
    (terme,) = fait.termes
    assert terme.du == terme.loyer + terme.charges + terme.autres == eur("500,00")
    assert terme.loyer == eur("412,37") - eur("6,79")
    assert (terme.exigible_le, terme.limite_paiement_le) == (le("2027-01-31"), le("2027-02-05"))
    assert (fait.impaye_constitue, fait.constitue_le, fait.regime_apl) == (
        Reponse.OUI,
        le("2027-01-31"),
        "DEPUIS_2027",
    )


def impayes(compte: Compte) -> list[LoyerImpaye]:
    return [f for f in compte.retirer_faits() if isinstance(f, LoyerImpaye)]


def test_un_constat_publie_un_seul_fait_pour_tous_les_termes_et_rien_au_rejeu() -> None:
    compte = un_compte()
    quittancer(compte, "2026-12", "2027-01")
    assert constater(compte, "2027-02-06") == ("2026-12", "2027-01")
    assert constater(compte, "2027-02-06") == constater(compte, "2027-02-07") == constater(compte, "2027-01-06") == ()
    (fait,) = impayes(compte)
    assert ([t.mois for t in fait.termes], fait.dette_echue) == (["2026-12", "2027-01"], eur("1016,74"))
    quittancer(compte, "2027-02")
    assert constater(compte, "2027-03-06") == ("2027-02",)
    assert [len(f.termes) for f in impayes(compte)] == [3]


def test_un_paiement_partiel_change_la_dette_et_se_publie_une_fois() -> None:
    compte = un_compte()
    quittancer(compte, "2027-01")
    constater(compte, "2027-02-06")
    payer(compte, "8,37", recu_le="2027-02-10")
    compte.retirer_faits()
    constater(compte, "2027-02-11")
    constater(compte, "2027-02-12")
    assert [f.dette_echue for f in impayes(compte)] == [eur("500,00")]


def test_la_constitution_de_l_impaye_se_publie_meme_si_la_dette_ne_bouge_pas() -> None:
    compte = un_compte(bail=un_bail(loyer_principal=eur("200,00")))
    quittancer(compte, "2027-01")
    constater(compte, "2027-02-06")
    constater(compte, "2027-04-29")
    constater(compte, "2027-04-30")
    assert [(f.constate_le, f.impaye_constitue) for f in impayes(compte)] == [
        (le("2027-02-06"), Reponse.NON),
        (le("2027-04-30"), Reponse.OUI),
    ]


def test_un_impaye_qui_renait_apres_sa_regularisation_se_publie_de_nouveau() -> None:
    compte = un_compte()
    quittancer(compte, "2027-01")
    constater(compte, "2027-02-06")
    payer(compte, "508,37", recu_le="2027-02-10")
    quittancer(compte, "2027-02")
    constater(compte, "2027-03-06")
    faits = [type(f) for f in compte.retirer_faits()]
    assert faits == [LoyerImpaye, PaiementEnregistre, ImpayeRegularise, LoyerImpaye]


def test_une_avance_recue_n_est_pas_une_dette_meme_avant_d_etre_affectee() -> None:
    compte = un_compte()
    payer(compte, "700,00", recu_le="2026-06-20")
    quittancer(compte, "2026-06")
    assert (compte.dette_echue(au=le("2026-07-31")), compte.paiements[0].avance) == (Montant.zero(), eur("700,00"))
    quittancer(compte, "2026-07")
    assert compte.dette_echue(au=le("2026-07-31")) == eur("316,74")


def test_le_surplus_d_un_versement_du_fsl_ne_reduit_pas_la_dette_des_autres_termes() -> None:
    compte = un_compte()
    quittancer(compte, "2026-12", "2027-01")
    payer_fsl(compte, "600,00", termes=["2027-01"])
    assert compte.dette_echue(au=le("2027-03-10")) == NET


def test_l_impaye_est_regularise_quand_toute_la_dette_echue_est_soldee() -> None:
    compte = un_compte()
    quittancer(compte, "2026-12", "2027-01")
    constater(compte, "2027-02-06")
    payer(compte, "1000,00", recu_le="2027-02-10")
    assert not any(isinstance(f, ImpayeRegularise) for f in compte.retirer_faits())
    payer(compte, "16,74", recu_le="2027-02-12")
    fait = compte.retirer_faits()[-1]
    assert fait == ImpayeRegularise(regularise_le=le("2027-02-12"), termes_soldes=("2026-12", "2027-01"))
    assert not compte.constater_impayes(au=le("2027-02-13"), baremes=BAREMES).regularise


def test_solder_le_terme_en_retard_ne_regularise_pas_si_un_autre_est_echu() -> None:
    compte = un_compte()
    quittancer(compte, "2026-12", "2027-01")
    constater(compte, "2027-01-06")
    payer(compte, "508,37", recu_le="2027-02-01")
    assert compte.termes_impayes == ["2026-12"]
    payer(compte, "508,37", recu_le="2027-02-03")
    assert compte.termes_impayes == []


def test_un_paiement_antidate_ne_regularise_pas_un_terme_deja_constate_impaye() -> None:
    compte = un_compte()
    quittancer(compte, "2026-12", "2027-01")
    constater(compte, "2027-02-06")
    payer(compte, "508,37", recu_le="2027-01-28")
    assert compte.termes_impayes == ["2026-12", "2027-01"]


def test_une_regularisation_par_contrepassation_est_vue_au_constat() -> None:
    compte = un_compte()
    (quittance,) = quittancer(compte, "2027-01")
    constater(compte, "2027-02-06")
    quittance.contrepasser()
    assert compte.constater_impayes(au=le("2027-02-07"), baremes=BAREMES).regularise


def test_un_terme_que_l_apl_couvre_entierement_n_est_jamais_impaye() -> None:
    droit = DroitApl(mois="2027-01", apl=NET, rls=Montant.zero())
    compte = un_compte(droits=[droit])
    (quittance,) = quittancer(compte, "2027-01")
    assert quittance.soldee
    assert constater(compte, "2027-02-06") == ()


def test_une_quittance_provisoire_ne_doit_rien() -> None:
    compte = un_compte()
    provisoire = compte.quittancer(Mois(2027, 1), quittance_id=UUID(int=1), lot_id=UUID(int=2), baremes=BAREMES)
    compte.quittances = [provisoire]
    assert (constater(compte, "2027-02-06"), compte.solde()) == ((), Montant.zero())
    assert payer(compte, "10,00", recu_le="2027-02-06").avance == eur("10,00")
