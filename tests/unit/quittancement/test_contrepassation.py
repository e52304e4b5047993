"""Contrepasser : à deux, sans rien effacer, et le compte redevient ce qu'il doit être."""

from __future__ import annotations

from uuid import UUID

import pytest
from fabrique_quittancement import BAREMES, eur, le, payer, quittancer, un_bail, un_compte, un_droit

from quittancement.domain.annulation import annuler_paiement, annuler_quittance, proposer_contrepassation
from quittancement.domain.compte import Compte, StatutCompte
from quittancement.domain.contrepassation import (
    Contrepassation,
    MotifContrepassation,
    ObjetContrepasse,
    StatutContrepassation,
)
from quittancement.domain.ecritures import ecriture_liberation
from quittancement.domain.faits_du_compte import LoyerImpaye
from quittancement.domain.paiement import Paiement
from quittancement.domain.quittance_ou_recu import justifier
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois
from socle.domaine.refus import DonneeInvalide, Refus, RegleViolee, TransitionInterdite

NET = eur("508,37")


def proposer(compte: Compte, objet_id: UUID, *, jour: str = "2026-08-01", quittance: bool = False) -> Contrepassation:
    return proposer_contrepassation(
        compte,
        id=UUID(int=77),
        objet=ObjetContrepasse.QUITTANCE if quittance else ObjetContrepasse.PAIEMENT,
        objet_id=objet_id,
        motif=MotifContrepassation.REJET_BANCAIRE,
        par="agent-1",
        le=le(jour),
    )


def payer_fsl(compte: Compte, montant: str, *termes: str) -> Paiement:
    return compte.enregistrer_paiement_fsl(
        paiement_id=UUID(int=5000),
        montant=eur(montant),
        verse_le=le("2026-07-10"),
        reference="VIR-FSL",
        dossier_fsl_id=UUID(int=71),
        decision_id="D-72",
        termes_couverts=termes,
        baremes=BAREMES,
    )


def une_proposition() -> Contrepassation:
    compte = un_compte()
    return proposer(compte, payer(compte, "10,00", recu_le="2026-07-01").id)


@pytest.mark.parametrize(
    ("par", "jour", "classe", "code"),
    [
        ("agent-1", "2026-08-01", RegleViolee, "QUATRE_YEUX"),
        ("agent-2", "2026-07-31", DonneeInvalide, "DATE_INCOHERENTE"),
    ],
)
def test_une_decision_refusee_laisse_la_proposition_en_attente(
    par: str, jour: str, classe: type[Refus], code: str
) -> None:
    proposition = une_proposition()
    with pytest.raises(classe) as refus:
        proposition.decider(accordee=True, par=par, le=le(jour))
    assert (refus.value.code, proposition.en_attente, proposition.decidee_par) == (code, True, "")


@pytest.mark.parametrize("accordee", [True, False])
def test_une_proposition_ne_se_decide_qu_une_fois(accordee: bool) -> None:
    proposition = une_proposition()
    proposition.decider(accordee=accordee, par="agent-2", le=le("2026-08-01"))
    attendu = StatutContrepassation.ACCORDEE if accordee else StatutContrepassation.REJETEE
    assert (proposition.statut, proposition.decidee_par) == (attendu, "agent-2")
    with pytest.raises(TransitionInterdite):
        proposition.decider(accordee=True, par="agent-2", le=le("2026-08-01"))


def test_un_compte_clos_ne_se_contrepasse_pas() -> None:
    compte = un_compte()
    paiement = payer(compte, "10,00", recu_le="2026-07-01")
    compte.statut = StatutCompte.CLOS
    with pytest.raises(RegleViolee) as refus:
        proposer(compte, paiement.id)
    assert refus.value.code == "BAIL_CLOS"


def test_une_quittance_provisoire_ne_se_contrepasse_pas() -> None:
    compte = un_compte()
    provisoire = compte.quittancer(Mois(2026, 6), quittance_id=UUID(int=1), lot_id=UUID(int=2), baremes=BAREMES)
    compte.quittances = [provisoire]
    with pytest.raises(RegleViolee) as refus:
        proposer(compte, provisoire.id, quittance=True)
    assert refus.value.code == "QUITTANCE_NON_VALIDEE"


def test_la_dette_d_un_paiement_contrepasse_renait_a_la_date_de_la_decision() -> None:
    compte = un_compte()
    (quittance,) = quittancer(compte, "2026-06")
    paiement = payer(compte, "508,37", recu_le="2026-07-10")
    annuler_paiement(compte, paiement, le=le("2026-08-01"))
    assert [compte.dette_echue(au=le(j)) for j in ("2026-07-09", "2026-07-10", "2026-07-31", "2026-08-01")] == [
        NET,
        Montant.zero(),
        Montant.zero(),
        NET,
    ]
    assert (compte.solde(), quittance.reste_du, paiement.affecte, paiement.non_affecte) == (
        NET,
        NET,
        Montant.zero(),
        Montant.zero(),
    )


def test_l_avance_d_un_paiement_contrepasse_ne_paie_plus_rien() -> None:
    compte = un_compte()
    annuler_paiement(compte, payer(compte, "508,37", recu_le="2026-06-10"), le=le("2026-06-20"))
    quittancer(compte, "2026-06")
    assert compte.utiliser_avances(le=le("2026-07-06"), baremes=BAREMES) == ()
    assert compte.dette_echue(au=le("2026-07-06")) == NET


def test_l_impaye_se_republie_apres_la_contrepassation_meme_si_la_dette_redevient_la_meme() -> None:
    compte = un_compte()
    quittancer(compte, "2026-06")
    compte.constater_impayes(au=le("2026-07-06"), baremes=BAREMES)
    annuler_paiement(compte, payer(compte, "8,37", recu_le="2026-07-10"), le=le("2026-07-20"))
    compte.constater_impayes(au=le("2026-07-21"), baremes=BAREMES)
    impayes = [f for f in compte.retirer_faits() if isinstance(f, LoyerImpaye)]
    assert [f.dette_echue for f in impayes] == [NET, NET]


def test_un_impaye_regularise_n_a_plus_de_dernier_fait() -> None:
    compte = un_compte()
    quittancer(compte, "2026-06")
    compte.constater_impayes(au=le("2026-07-06"), baremes=BAREMES)
    payer(compte, "508,37", recu_le="2026-07-10")
    assert (compte.termes_impayes, compte.dernier_impaye) == ([], None)


def test_la_constitution_de_l_impaye_connait_le_paiement_jusqu_a_sa_contrepassation() -> None:
    compte = un_compte(droits=[un_droit(m, apl="0", rls="0") for m in ("2026-05", "2026-06")])
    quittancer(compte, "2026-05", "2026-06")
    annuler_paiement(compte, payer(compte, "508,37", recu_le="2026-06-05"), le=le("2026-08-01"))
    reponses = [compte.constitution(au=le(j), baremes=BAREMES) for j in ("2026-07-31", "2026-08-01")]
    assert [(r.verdict.reponse.value, r.constitue_le) for r in reponses] == [("NON", None), ("OUI", le("2026-08-01"))]


def test_les_especes_d_un_paiement_contrepasse_ne_comptent_plus_dans_le_plafond() -> None:
    compte = un_compte(bail=un_bail(loyer_principal=eur("1200,00")))
    quittancer(compte, "2026-06")
    annuler_paiement(compte, payer(compte, "900,00", recu_le="2026-07-01", mode="ESPECES"), le=le("2026-07-02"))
    payer(compte, "900,00", recu_le="2026-07-03", mode="ESPECES")


def test_un_justificatif_tait_les_versements_contrepasses() -> None:
    compte = un_compte()
    (quittance,) = quittancer(compte, "2026-06")
    annuler_paiement(compte, payer(compte, "100,00", recu_le="2026-07-01"), le=le("2026-07-02"))
    payer(compte, "50,00", recu_le="2026-07-03")
    justificatif = justifier(quittance, compte.paiements, le=le("2026-07-04"))
    assert ([v.montant for v in justificatif.versements], justificatif.total) == ([eur("50,00")], eur("50,00"))


def test_un_terme_annule_rend_l_avance_au_locataire_et_l_ecart_au_fsl() -> None:
    compte = un_compte()
    (quittance,) = quittancer(compte, "2026-06")
    du_locataire = payer(compte, "300,00", recu_le="2026-07-01")
    du_fsl = payer_fsl(compte, "208,37", "2026-06")
    liberations = annuler_quittance(compte, quittance)
    assert (du_locataire.avance, du_fsl.avance, du_fsl.ecart) == (eur("300,00"), Montant.zero(), eur("208,37"))
    assert (quittance.contrepassee, compte.solde()) == (True, eur("-300,00"))
    ecriture = ecriture_liberation(liberations, bail_id=compte.id, piece="CP", le=le("2026-08-01"), baremes=BAREMES)
    assert [(j.compte, j.montant) for j in ecriture.jambes] == [
        ("411", eur("300,00")),
        ("419", eur("-300,00")),
        ("411", eur("208,37")),
        ("471", eur("-208,37")),
    ]


def test_contrepasser_puis_repayer_rend_la_meme_imputation() -> None:
    compte = un_compte()
    quittancer(compte, "2026-05", "2026-06")
    premier = payer(compte, "600,00", recu_le="2026-07-01")
    restes = [q.reste_du for q in compte.quittances]
    annuler_paiement(compte, premier, le=le("2026-07-02"))
    second = payer(compte, "600,00", recu_le="2026-07-01")
    assert [q.reste_du for q in compte.quittances] == restes
    assert second.affectations == premier.affectations
