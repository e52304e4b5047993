"""Contrepasser à deux, par gRPC : l'écriture inverse, la dette qui renaît, les paiements rendus."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from appui_quittancement import (
    DEMAIN,
    NET,
    QUITTANCEMENT,
    SECOND,
    calculer,
    compte,
    constater,
    contrepasser,
    faits,
    lire,
    payer,
    proposer,
    quittance,
    quittancer,
    refus,
    soldes_du_grand_livre,
    un_compte,
    valider,
)

from appui.services import ServiceDeTest
from socle.technique.rpc.erreurs import EchecRpc


def decision(bail: str, contrepassation_id: str, **change: Any) -> dict[str, Any]:
    champs = {"bail_id": bail, "contrepassation_id": contrepassation_id, "accordee": True, "decidee_le": "2026-08-01"}
    return {**champs, **change}


def test_un_paiement_contrepasse_fait_renaitre_la_dette_et_reste_lisible(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    (resumee,) = quittancer(quittancement, "2026-06")
    avant = soldes_du_grand_livre(quittancement)
    paiement = payer(quittancement, bail, NET)
    assert contrepasser(quittancement, bail, "PAIEMENT", paiement.id).statut == "ACCORDEE"
    lu = compte(quittancement, bail)
    assert (lu.solde.centimes, lu.dette_echue.centimes) == (NET, NET)
    assert (lu.paiements[0].contrepasse_le, list(lu.paiements[0].affectations)) == ("2026-08-01", [])
    assert quittance(quittancement, resumee.id).reste_du.centimes == NET
    assert soldes_du_grand_livre(quittancement) == avant
    assert lire(quittancement, f"SELECT count(*) FROM ecriture WHERE piece = 'CP-{paiement.id}'") == [(1,)]


def test_la_dette_d_avant_la_contrepassation_garde_la_trace_du_paiement(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    contrepasser(quittancement, bail, "PAIEMENT", payer(quittancement, bail, NET).id)
    dettes = {jour: compte(quittancement, bail, au=jour).dette_echue.centimes for jour in ("2026-07-31", "2026-08-01")}
    assert dettes == {"2026-07-31": 0, "2026-08-01": NET}


def test_un_impaye_regularise_par_un_paiement_contrepasse_se_publie_de_nouveau(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    constater(quittancement, "2026-07-06")
    paiement = payer(quittancement, bail, NET, recu_le="2026-07-10")
    contrepasser(quittancement, bail, "PAIEMENT", paiement.id)
    assert constater(quittancement, "2026-08-02") == (1, 0)
    assert [t for t, _ in faits(quittancement) if t != "QuittancementValidé"] == [
        "LoyerImpayé",
        "PaiementEnregistré",
        "ImpayéRégularisé",
        "LoyerImpayé",
    ]


def test_un_paiement_partiel_contrepasse_republie_la_dette_meme_redevenue_la_meme(
    quittancement: ServiceDeTest,
) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    constater(quittancement, "2026-07-06")
    contrepasser(quittancement, bail, "PAIEMENT", payer(quittancement, bail, 100, recu_le="2026-07-10").id)
    assert constater(quittancement, "2026-08-02") == (1, 0)
    assert [f["dette_echue"] for _, f in faits(quittancement, "LoyerImpayé")] == [NET, NET]


def test_une_quittance_contrepassee_rend_ses_paiements_et_libere_son_mois(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    (ancienne,) = quittancer(quittancement, "2026-06")
    payer(quittancement, bail, NET)
    contrepasser(quittancement, bail, "QUITTANCE", ancienne.id)
    lu = compte(quittancement, bail)
    assert (lu.solde.centimes, lu.paiements[0].avance.centimes) == (-NET, NET)
    assert [q.statut for q in lu.quittances] == ["CONTREPASSEE"]
    assert soldes_du_grand_livre(quittancement) == {"512": NET, "419": -NET}
    refaite = valider(quittancement, calculer(quittancement, "2026-06"), valide_le="2026-08-02").quittances[0]
    assert (refaite.numero, quittance(quittancement, refaite.id).reste_du.centimes) == ("Q-000000002", 0)
    assert soldes_du_grand_livre(quittancement) == {"512": NET, "7043": -41237, "703": -9600}


def test_les_paiements_d_un_terme_annule_paient_les_autres_termes_ouverts(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    mai, juin = quittancer(quittancement, "2026-05", "2026-06")
    payer(quittancement, bail, NET)
    contrepasser(quittancement, bail, "QUITTANCE", mai.id)
    assert quittance(quittancement, juin.id).reste_du.centimes == 0
    assert compte(quittancement, bail).solde.centimes == 0


def test_une_contrepassation_rejetee_ne_change_rien_et_peut_se_reproposer(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    paiement = payer(quittancement, bail, NET)
    proposee = proposer(quittancement, bail, "PAIEMENT", paiement.id)
    rejetee = quittancement.appeler("DeciderContrepassation", SECOND, **decision(bail, proposee.id, accordee=False))
    assert rejetee.contrepassation.statut == "REJETEE"
    assert compte(quittancement, bail).solde.centimes == -NET
    assert proposer(quittancement, bail, "PAIEMENT", paiement.id).statut == "PROPOSEE"


def test_celui_qui_propose_ne_decide_pas_et_un_autre_le_peut_ensuite(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    proposee = proposer(quittancement, bail, "PAIEMENT", payer(quittancement, bail, NET).id)
    assert refus(quittancement, "DeciderContrepassation", QUITTANCEMENT, **decision(bail, proposee.id)) == (
        "FAILED_PRECONDITION",
        "QUATRE_YEUX",
        "contrepassation_id",
    )
    assert compte(quittancement, bail).contrepassations[0].statut == "PROPOSEE"
    quittancement.appeler("DeciderContrepassation", SECOND, **decision(bail, proposee.id))
    assert compte(quittancement, bail).solde.centimes == 0


@pytest.mark.parametrize(
    ("change", "attendu"),
    [
        ({"objet": "LOT"}, ("INVALID_ARGUMENT", "CODE_INCONNU", "objet")),
        ({"motif": "PARCE_QUE"}, ("INVALID_ARGUMENT", "CODE_INCONNU", "motif")),
        ({"objet_id": str(uuid4())}, ("NOT_FOUND", "PAIEMENT_INCONNU", "objet_id")),
        ({"objet": "QUITTANCE"}, ("NOT_FOUND", "QUITTANCE_INCONNU", "objet_id")),
        ({"proposee_le": DEMAIN}, ("INVALID_ARGUMENT", "DATE_FUTURE", "proposee_le")),
        ({"proposee_le": "2026-06-30"}, ("INVALID_ARGUMENT", "DATE_INCOHERENTE", "proposee_le")),
    ],
)
def test_une_proposition_impossible_dit_le_code_et_le_champ(
    quittancement: ServiceDeTest, change: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    bail = un_compte(quittancement)
    champs = {
        "bail_id": bail,
        "objet": "PAIEMENT",
        "objet_id": payer(quittancement, bail, NET).id,
        "motif": "DOUBLON",
        "proposee_le": "2026-07-02",
    }
    assert refus(quittancement, "ProposerContrepassation", QUITTANCEMENT, **{**champs, **change}) == attendu
    assert quittancement.appeler("ProposerContrepassation", QUITTANCEMENT, **champs).contrepassation.id


def test_un_objet_ne_se_contrepasse_ni_deux_fois_ni_a_deux_endroits(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    paiement = payer(quittancement, bail, NET)
    proposee = proposer(quittancement, bail, "PAIEMENT", paiement.id)
    with pytest.raises(EchecRpc) as echec:
        proposer(quittancement, bail, "PAIEMENT", paiement.id)
    assert (echec.value.code, echec.value.champ) == ("CONTREPASSATION_EN_ATTENTE", "objet_id")
    quittancement.appeler("DeciderContrepassation", SECOND, **decision(bail, proposee.id))
    with pytest.raises(EchecRpc) as echec:
        proposer(quittancement, bail, "PAIEMENT", paiement.id)
    assert echec.value.code == "PAIEMENT_DEJA_CONTREPASSE"
    assert refus(quittancement, "DeciderContrepassation", SECOND, **decision(bail, proposee.id))[1] == (
        "TRANSITION_INTERDITE"
    )


def test_huit_decisions_simultanees_ne_passent_qu_une_ecriture_inverse(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    proposee = proposer(quittancement, bail, "PAIEMENT", payer(quittancement, bail, NET).id)

    def decider(_: int) -> str:
        try:
            quittancement.appeler("DeciderContrepassation", SECOND, **decision(bail, proposee.id))
        except EchecRpc as echec:
            return echec.code
        return "ACCORDEE"

    with ThreadPoolExecutor(8) as fils:
        issues = sorted(fils.map(decider, range(8)))
    assert issues == ["ACCORDEE", *["TRANSITION_INTERDITE"] * 7]
    assert soldes_du_grand_livre(quittancement) == {}


def test_la_file_du_second_agent_se_lit_par_pages(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    attendues = [proposer(quittancement, bail, "PAIEMENT", payer(quittancement, bail, 100).id).id for _ in range(3)]
    quittancement.appeler("DeciderContrepassation", SECOND, **decision(bail, attendues[0]))
    lues, jeton = [], ""
    while True:
        page = quittancement.appeler("ListContrepassations", SECOND, statut="PROPOSEE", page_size=1, page_token=jeton)
        lues += [c.id for c in page.contrepassations]
        jeton = page.next_page_token
        if not jeton:
            break
    assert lues == attendues[1:]


def test_le_grand_livre_refuse_toute_modification(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    for ordre in ("DELETE FROM ecriture", "TRUNCATE ecriture", "UPDATE ecriture SET piece = 'X'"):
        with pytest.raises(Exception, match="contrepassez"), quittancement.noyau.moteur.begin() as connexion:
            connexion.exec_driver_sql(ordre)
