"""Le service quittancement, par gRPC, sur une vraie base : droits, lots, paiements, constats."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from appui_quittancement import (
    CAF,
    DEMAIN,
    NET,
    QUITTANCEMENT,
    SECOND,
    calculer,
    compte,
    constater,
    euros,
    faits,
    payer,
    quittance,
    quittancer,
    refus,
    soldes_du_grand_livre,
    transmettre,
    un_compte,
    un_droit,
    valider,
)

from appui.services import ServiceDeTest
from socle.technique.identifiants import nouvel_id
from socle.technique.rpc.erreurs import EchecRpc

FOYER = {"couple": False, "personnes_a_charge": 1}


# --- Droits de la CAF


def test_la_rls_se_controle_avec_le_foyer_transmis_et_le_verdict_se_lit_sur_la_ligne(
    quittancement: ServiceDeTest,
) -> None:
    un_compte(quittancement)
    transmettre(quittancement, "2026-06", un_droit(rls=4306, foyer=FOYER, zone="2"))
    (resumee,) = quittancer(quittancement, "2026-06")
    rls = next(ligne for ligne in quittance(quittancement, resumee.id).lignes if ligne.code == "RLS")
    assert (rls.controle.reponse, rls.controle.explication.certitude, list(rls.controle.manquants)) == (
        "OUI",
        "verifie",
        [],
    )
    assert rls.controle.explication.entrees["plafond"] == "43,06\u00a0€"


def test_sans_foyer_le_controle_est_inconnu_et_dit_ce_qui_manque(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    transmettre(quittancement, "2026-06", un_droit(rls=4306))
    (resumee,) = quittancer(quittancement, "2026-06")
    rls = next(ligne for ligne in quittance(quittancement, resumee.id).lignes if ligne.code == "RLS")
    assert (rls.controle.reponse, list(rls.controle.manquants)) == ("INCONNU", ["foyer"])


def test_une_rls_au_dessus_du_bareme_ecarte_le_bail_et_un_droit_corrige_le_ramene(
    quittancement: ServiceDeTest,
) -> None:
    bail = un_compte(quittancement)
    transmettre(quittancement, "2026-06", un_droit(rls=4307, foyer=FOYER))
    lot = calculer(quittancement, "2026-06")
    assert [(e.code, e.champ) for e in lot.ecartes] == [("RLS_AU_DESSUS_DU_BAREME", "rls")]
    transmettre(quittancement, "2026-06", un_droit(rls=4306, foyer=FOYER))
    assert [q.bail_id for q in calculer(quittancement, "2026-06").quittances] == [bail]


def test_les_lignes_fautives_sont_ecartees_avec_leur_rang_et_les_autres_passent(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    recus = transmettre(
        quittancement,
        "2026-06",
        un_droit(reference="B-INCONNU"),
        un_droit(),
        un_droit(apl=-1),
        un_droit(foyer={"couple": True, "personnes_a_charge": -1}),
        {**un_droit(), "apl": {"centimes": 1, "devise": "USD"}},
    )
    assert recus.acceptes == 1
    assert [(e.ligne, e.code, e.champ) for e in recus.ecartes] == [
        (1, "BAIL_INCONNU", "reference_bail"),
        (3, "MONTANT_NEGATIF", "apl"),
        (4, "NOMBRE_NEGATIF", "personnes_a_charge"),
        (5, "DEVISE_REFUSEE", "apl"),
    ]


def test_un_droit_tardif_est_rappele_au_lot_suivant_avec_son_mois_d_origine(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    quittancer(quittancement, "2026-05")
    assert transmettre(quittancement, "2026-05", un_droit(apl=10000)).acceptes == 1
    (juin, juillet) = quittancer(quittancement, "2026-06", "2026-07")
    (rappel,) = [ligne for ligne in quittance(quittancement, juin.id).lignes if ligne.mois_origine]
    assert (rappel.code, rappel.mois_origine, rappel.montant.centimes) == ("APL", "2026-05", -10000)
    assert (rappel.explication.regle, rappel.explication.entrees["mois_origine"]) == ("rappel_de_droit", "2026-05")
    assert (juin.net.centimes, juillet.net.centimes) == (NET - 10000, NET)


# --- Lots


def test_deux_lots_partiels_du_meme_mois_vivent_cote_a_cote(quittancement: ServiceDeTest) -> None:
    un, deux = (un_compte(quittancement, reference=f"B-{n}") for n in (1, 2))
    premier, second = calculer(quittancement, "2026-06", un), calculer(quittancement, "2026-06", deux)
    assert [q.bail_id for q in valider(quittancement, premier).quittances] == [un]
    assert [q.bail_id for q in valider(quittancement, second).quittances] == [deux]


def test_un_bail_recalcule_quitte_l_ancien_lot_qui_garde_les_autres(quittancement: ServiceDeTest) -> None:
    un, deux = (un_compte(quittancement, reference=f"B-{n}") for n in (1, 2))
    general = calculer(quittancement, "2026-06")
    partiel = calculer(quittancement, "2026-06", un)
    relu = quittancement.appeler("GetQuittancement", QUITTANCEMENT, lot_id=general.id).lot
    assert ([q.bail_id for q in relu.quittances], relu.nombre, relu.total_net.centimes) == ([deux], 1, NET)
    assert (
        refus(
            quittancement, "ValiderQuittancement", SECOND, lot_id=general.id, valide_le="2026-06-25", etag=general.etag
        )[0]
        == "ABORTED"
    )
    numeros = [q.numero for lot in (relu, partiel) for q in valider(quittancement, lot).quittances]
    assert sorted(numeros) == ["Q-000000001", "Q-000000002"]


def test_un_lot_entierement_recalcule_est_annule(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    ancien = calculer(quittancement, "2026-06")
    calculer(quittancement, "2026-06")
    assert quittancement.appeler("GetQuittancement", QUITTANCEMENT, lot_id=ancien.id).lot.statut == "ANNULE"


def test_le_calculateur_ne_valide_pas_son_lot_et_le_refus_laisse_un_autre_le_faire(
    quittancement: ServiceDeTest,
) -> None:
    un_compte(quittancement)
    lot = calculer(quittancement, "2026-06")
    assert refus(quittancement, "ValiderQuittancement", QUITTANCEMENT, lot_id=lot.id, valide_le="2026-06-25") == (
        "FAILED_PRECONDITION",
        "QUATRE_YEUX",
        "lot_id",
    )
    assert valider(quittancement, lot).statut == "VALIDE"
    assert len(faits(quittancement, "QuittancementValidé")) == 1


def test_un_bail_inconnu_est_refuse_sans_toucher_au_lot_en_cours(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    lot = calculer(quittancement, "2026-06")
    assert refus(
        quittancement, "CalculerQuittancement", QUITTANCEMENT, mois="2026-06", bail_ids=[str(nouvel_id())]
    ) == ("NOT_FOUND", "BAIL_INCONNU", "bail_ids")
    assert valider(quittancement, lot).nombre == 1


def test_huit_calculs_simultanes_ne_laissent_qu_une_quittance_par_bail(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    with ThreadPoolExecutor(8) as fils:
        lots = list(fils.map(lambda _: calculer(quittancement, "2026-06"), range(8)))
    statuts = [quittancement.appeler("GetQuittancement", QUITTANCEMENT, lot_id=lot.id).lot.statut for lot in lots]
    assert sorted(statuts) == ["ANNULE"] * 7 + ["CALCULE"]


# --- Paiements


def test_un_paiement_s_impute_et_chaque_ligne_dit_ce_qui_est_verse(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    (resumee,) = quittancer(quittancement, "2026-06")
    paiement = payer(quittancement, bail, 20000)
    assert [(a.mois, a.montant.centimes) for a in paiement.affectations] == [("2026-06", 20000)]
    lignes = quittance(quittancement, resumee.id).lignes
    assert [(ligne.code, ligne.du.centimes, ligne.verse.centimes) for ligne in lignes] == [
        ("LOY", 41237, 16223),
        ("PCG", 9600, 3777),
    ]
    assert compte(quittancement, bail).solde.centimes == NET - 20000


def test_une_avance_paie_le_terme_des_sa_validation(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    assert payer(quittancement, bail, 60000, recu_le="2026-06-10").avance.centimes == 60000
    (resumee,) = quittancer(quittancement, "2026-06")
    assert quittance(quittancement, resumee.id).reste_du.centimes == 0
    lu = compte(quittancement, bail, au="2026-07-31")
    assert (lu.dette_echue.centimes, lu.solde.centimes, lu.paiements[0].avance.centimes) == (
        0,
        NET - 60000,
        60000 - NET,
    )
    assert constater(quittancement, "2026-07-31") == (0, 0)
    assert faits(quittancement, "LoyerImpayé") == []
    assert soldes_du_grand_livre(quittancement) == {"512": 60000, "419": NET - 60000, "7043": -41237, "703": -9600}


@pytest.mark.parametrize(
    ("change", "statut", "code", "champ"),
    [
        ({"recu_le": DEMAIN}, "INVALID_ARGUMENT", "DATE_FUTURE", "recu_le"),
        ({"recu_le": "2026-02-29"}, "INVALID_ARGUMENT", "DATE_ILLISIBLE", "recu_le"),
        ({"montant": euros(0)}, "INVALID_ARGUMENT", "MONTANT_NON_POSITIF", "montant"),
        ({"montant": {"centimes": 1, "devise": "CHF"}}, "INVALID_ARGUMENT", "DEVISE_REFUSEE", "montant"),
        ({"mode": "TROC"}, "INVALID_ARGUMENT", "MODE_INCONNU", "mode"),
        ({"mode": "ESPECES", "montant": euros(100001)}, "FAILED_PRECONDITION", "PLAFOND_ESPECES", "montant"),
        ({"mode": "FSL"}, "FAILED_PRECONDITION", "PAIEMENT_FSL_SANS_DECISION", "mode"),
        ({"request_id": "pas-un-uuid"}, "INVALID_ARGUMENT", "REQUEST_ID_ILLISIBLE", "request_id"),
    ],
)
def test_un_paiement_refuse_dit_le_code_et_le_champ_et_le_suivant_passe(
    quittancement: ServiceDeTest, change: dict[str, Any], statut: str, code: str, champ: str
) -> None:
    bail = un_compte(quittancement)
    champs = {"montant": euros(100), "mode": "VIREMENT", "recu_le": "2026-07-01", "reference": "VIR", **change}
    assert refus(quittancement, "EnregistrerPaiement", QUITTANCEMENT, bail_id=bail, **champs) == (statut, code, champ)
    assert faits(quittancement) == []
    payer(quittancement, bail, 100)
    assert len(faits(quittancement, "PaiementEnregistré")) == 1


@pytest.mark.parametrize(("methode", "champ"), [("ConstaterImpayes", "au"), ("ValiderQuittancement", "valide_le")])
def test_rien_ne_se_date_du_futur(quittancement: ServiceDeTest, methode: str, champ: str) -> None:
    un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    lot = {"lot_id": calculer(quittancement, "2026-07").id} if methode == "ValiderQuittancement" else {}
    attendu = ("INVALID_ARGUMENT", "DATE_FUTURE", champ)
    assert refus(quittancement, methode, SECOND, **lot, **{champ: "2030-01-01"}) == attendu
    assert faits(quittancement, "LoyerImpayé") == []


def test_le_meme_request_id_rend_le_meme_paiement_et_un_autre_corps_est_refuse(quittancement: ServiceDeTest) -> None:
    bail, cle = un_compte(quittancement), str(uuid4())
    premier = payer(quittancement, bail, 100, request_id=cle)
    assert payer(quittancement, bail, 100, request_id=cle) == premier
    with pytest.raises(EchecRpc) as echec:
        payer(quittancement, bail, 101, request_id=cle)
    assert (echec.value.statut.name, echec.value.code) == ("ALREADY_EXISTS", "IDEMPOTENCY_MISMATCH")
    assert len(compte(quittancement, bail).paiements) == 1


def test_huit_paiements_simultanes_sur_un_compte_s_imputent_tous_sans_depasser_la_dette(
    quittancement: ServiceDeTest,
) -> None:
    bail = un_compte(quittancement)
    (resumee,) = quittancer(quittancement, "2026-06")
    with ThreadPoolExecutor(8) as fils:
        list(fils.map(lambda _: payer(quittancement, bail, 10000), range(8)))
    lu = compte(quittancement, bail)
    assert (len(lu.paiements), lu.solde.centimes) == (8, NET - 80000)
    assert sum(p.avance.centimes for p in lu.paiements) == 80000 - NET
    assert quittance(quittancement, resumee.id).reste_du.centimes == 0
    sequences = [f["aggregate_seq"] for f in quittancement.faits() if f["type"] == "PaiementEnregistré"]
    assert sequences == list(range(sequences[0], sequences[0] + 8))
    assert len(faits(quittancement, "PaiementEnregistré")) == 8


# --- Constats


def test_un_impaye_se_publie_une_fois_et_sa_regularisation_une_fois(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-05", "2026-06")
    assert constater(quittancement, "2026-07-06") == (1, 0)
    assert constater(quittancement, "2026-07-06") == constater(quittancement, "2026-07-07") == (0, 0)
    ((_, impaye),) = faits(quittancement, "LoyerImpayé")
    assert (impaye["dette_echue"], [t["mois"] for t in impaye["termes"]]) == (2 * NET, ["2026-05", "2026-06"])
    payer(quittancement, bail, 2 * NET, recu_le="2026-07-10")
    assert constater(quittancement, "2026-07-11") == (0, 0)
    ((_, regularise),) = faits(quittancement, "ImpayéRégularisé")
    assert regularise["termes_soldes"] == ["2026-05", "2026-06"]


def test_un_constat_reprend_la_dette_apres_un_paiement_partiel(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    constater(quittancement, "2026-07-06")
    payer(quittancement, bail, 10000, recu_le="2026-07-08")
    assert [constater(quittancement, f"2026-07-{jour:02d}") for jour in (8, 9)] == [(1, 0), (0, 0)]
    assert [f["dette_echue"] for _, f in faits(quittancement, "LoyerImpayé")] == [NET, NET - 10000]


def test_le_verdict_de_l_impaye_apl_se_lit_au_compte_avec_son_regime(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    transmettre(quittancement, "2026-05", un_droit())
    transmettre(quittancement, "2026-06", un_droit())
    quittancer(quittancement, "2026-05", "2026-06")
    impaye = compte(quittancement, bail, au="2026-07-06").impaye_apl
    assert (impaye.verdict.reponse, impaye.constitue_le, impaye.regime) == ("OUI", "2026-06-30", "AVANT_2027")
    assert impaye.verdict.explication.article == "CCH art. R824-1"
    assert compte(quittancement, bail, au="2026-05-31").impaye_apl.verdict.reponse == "NON"
    assert not compte(quittancement, bail, au="2015-01-01").HasField("impaye_apl")


# --- Droits d'accès


def test_un_agent_ne_transmet_pas_les_droits_de_la_caf_et_la_caf_ne_paie_pas(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    assert refus(quittancement, "EnregistrerDroitsApl", QUITTANCEMENT, mois="2026-06")[0] == "PERMISSION_DENIED"
    assert refus(quittancement, "EnregistrerPaiement", CAF, bail_id=bail)[0] == "PERMISSION_DENIED"
