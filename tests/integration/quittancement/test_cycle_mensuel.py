"""Le cycle mensuel en masse, par gRPC, sur une vraie base : tranches, reprise, quatre yeux, sceau."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from appui_quittancement import (
    NET,
    QUITTANCEMENT,
    SECOND,
    calculer,
    contrepasser,
    faits,
    lire,
    payer,
    quittance,
    quittancer,
    refus,
    soldes_du_grand_livre,
    transmettre,
    un_compte,
    un_droit,
    un_fait,
)
from sqlalchemy import text

from appui.services import ServiceDeTest, livrer
from quittancement.composition import composer
from quittancement.entrypoints.lots import avancer_les_cycles
from socle.technique.identifiants import nouvel_id
from socle.technique.rpc.erreurs import EchecRpc

MOIS = "2026-06"
FOYER = {"couple": False, "personnes_a_charge": 1}
RAPPELS = """SELECT q.mois, (l ->> 1)::bigint FROM quittance q CROSS JOIN LATERAL jsonb_array_elements(q.lignes) l
               JOIN modele_ligne m ON m.cle = (l ->> 0)::bigint
              WHERE m.contenu ->> 'mois_origine' = '2026-05' ORDER BY q.mois"""


@pytest.fixture(autouse=True)
def des_tranches_de_deux_baux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quittancement.application.ouvrir_cycle.BAUX_PAR_TRANCHE", 2)
    monkeypatch.setattr("quittancement.domain.cycle.BAUX_PAR_TRANCHE", 2)


def des_comptes(service: ServiceDeTest, nombre: int) -> list[str]:
    return [un_compte(service, reference=f"B-{n}") for n in range(nombre)]


def ouvrir(service: ServiceDeTest, mois: str = MOIS, **change: Any) -> Any:
    return service.appeler("OuvrirCycle", QUITTANCEMENT, mois=mois, **change).cycle


def avancer(service: ServiceDeTest, lot_id: str) -> Any:
    """Jusqu'au bout de l'étape ; rend le cycle."""
    cycle = service.appeler("AvancerCycle", QUITTANCEMENT, lot_id=lot_id).cycle
    while cycle.statut in ("EN_CALCUL", "EN_SCELLEMENT"):
        cycle = service.appeler("AvancerCycle", QUITTANCEMENT, lot_id=lot_id).cycle
    return cycle


def valider(service: ServiceDeTest, lot_id: str, mois: str = MOIS, **change: Any) -> Any:
    champs = {"lot_id": lot_id, "valide_le": f"{mois}-25", **change}
    return service.appeler("ValiderCycle", SECOND, **champs).cycle


def quittancer_en_masse(service: ServiceDeTest, mois: str = MOIS) -> Any:
    lot_id = avancer(service, ouvrir(service, mois).lot_id).lot_id
    valider(service, lot_id, mois, motif_ecarts="essai")
    return avancer(service, lot_id)


def test_un_mois_se_calcule_se_valide_et_se_scelle_par_tranches(quittancement: ServiceDeTest) -> None:
    baux = des_comptes(quittancement, 5)
    ouvert = ouvrir(quittancement)
    assert (ouvert.statut, ouvert.tranches, ouvert.restantes) == ("EN_CALCUL", 3, 3)
    calcule = avancer(quittancement, ouvert.lot_id)
    assert (calcule.statut, calcule.nombre, calcule.total_net.centimes) == ("CALCULE", 5, 5 * NET)
    assert lire(quittancement, "SELECT DISTINCT statut, numero FROM quittance") == [("PROVISOIRE", "")]
    assert soldes_du_grand_livre(quittancement) == {}
    valide = valider(quittancement, ouvert.lot_id)
    assert (valide.statut, valide.restantes) == ("EN_SCELLEMENT", 3)
    scelle = avancer(quittancement, ouvert.lot_id)
    assert (scelle.statut, scelle.restantes, len(scelle.empreinte)) == ("VALIDE", 0, 64)
    numeros = lire(quittancement, "SELECT numero FROM quittance ORDER BY bail_id")
    assert numeros == [(f"Q-{n:09d}",) for n in range(1, 6)]
    assert sorted(str(b) for (b,) in lire(quittancement, "SELECT bail_id FROM ecriture")) == sorted(baux)
    assert soldes_du_grand_livre(quittancement) == {"411": 5 * NET, "7043": -5 * 41237, "703": -5 * 9600}
    assert lire(quittancement, "SELECT count(*) FROM ecriture_provisoire") == [(0,)]
    ((_, valide_),) = faits(quittancement, "QuittancementValidé")
    assert (valide_["nombre"], valide_["total_net"], valide_["empreinte"]) == (5, 5 * NET, scelle.empreinte)


def test_le_cycle_et_le_lot_d_un_seul_tenant_donnent_les_memes_quittances(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement, reference="B-1")
    transmettre(quittancement, MOIS, un_droit(reference="B-1", apl=27100, rls=4306, foyer=FOYER, zone="2"))
    lot = calculer(quittancement, MOIS)
    attendues = lire(
        quittancement, "SELECT bail_id, debut, fin, exigible_le, limite_paiement_le, lignes FROM quittance"
    )
    cycle = avancer(quittancement, ouvrir(quittancement).lot_id)
    requete = "SELECT bail_id, debut, fin, exigible_le, limite_paiement_le, lignes FROM quittance"
    assert lire(quittancement, requete) == attendues
    assert quittancement.appeler("GetQuittancement", QUITTANCEMENT, lot_id=lot.id).lot.statut == "ANNULE"
    valider(quittancement, cycle.lot_id)
    avancer(quittancement, cycle.lot_id)
    assert soldes_du_grand_livre(quittancement) == {
        "411": NET - 4306 - 27100,
        "443": 27100,
        "703": -9600,
        "7043": -41237,
        "70943": 4306,
    }


def test_un_bail_refuse_est_ecarte_et_les_autres_passent(quittancement: ServiceDeTest) -> None:
    des_comptes(quittancement, 3)
    transmettre(quittancement, MOIS, un_droit(reference="B-1", apl=90000))
    cycle = avancer(quittancement, ouvrir(quittancement).lot_id)
    assert cycle.nombre == 2
    assert [(e.ligne, e.code, e.champ) for e in cycle.ecartes] == [(2, "APL_SUPERIEURE_AU_LOYER", "apl")]
    deja = quittancer_en_masse(quittancement)
    assert deja.nombre == 2
    encore = avancer(quittancement, ouvrir(quittancement).lot_id)
    assert sorted(e.code for e in encore.ecartes) == ["APL_SUPERIEURE_AU_LOYER", "MOIS_DEJA_VALIDE", "MOIS_DEJA_VALIDE"]
    assert refus(quittancement, "ValiderCycle", SECOND, lot_id=encore.lot_id, valide_le=f"{MOIS}-25")[1] == "LOT_VIDE"


def test_un_droit_tardif_est_rappele_par_le_cycle_une_seule_fois(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement, reference="B-1")
    quittancer_en_masse(quittancement, "2026-05")
    transmettre(quittancement, "2026-05", un_droit(reference="B-1", apl=10000))
    assert lire(quittancement, "SELECT mois_a_rappeler FROM compte") == [(["2026-05"],)]
    quittancer_en_masse(quittancement, MOIS)
    quittancer_en_masse(quittancement, "2026-07")
    portes = lire(quittancement, RAPPELS)
    assert portes == [(MOIS, -10000)]
    transmettre(quittancement, "2026-07", un_droit(reference="B-1", apl=0))
    assert lire(quittancement, "SELECT mois_a_rappeler FROM compte") == [([],)]


def test_un_rappel_porte_par_une_quittance_annulee_redevient_a_porter(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement, reference="B-1")
    quittancer_en_masse(quittancement, "2026-05")
    transmettre(quittancement, "2026-05", un_droit(reference="B-1", apl=10000))
    quittancer_en_masse(quittancement, MOIS)
    transmettre(quittancement, "2026-07", un_droit(reference="B-1", apl=0))
    ((juin,),) = lire(quittancement, f"SELECT id FROM quittance WHERE mois = '{MOIS}'")
    contrepasser(quittancement, bail, "QUITTANCE", str(juin))
    quittancer_en_masse(quittancement, "2026-07")
    assert [rappel for rappel in lire(quittancement, RAPPELS) if rappel[0] == "2026-07"] == [("2026-07", -10000)]


def test_celui_qui_calcule_ne_valide_pas_et_rien_ne_se_valide_avant_le_calcul(quittancement: ServiceDeTest) -> None:
    des_comptes(quittancement, 1)
    lot_id = ouvrir(quittancement).lot_id
    champs = {"lot_id": lot_id, "valide_le": f"{MOIS}-25"}
    assert refus(quittancement, "ValiderCycle", SECOND, **champs)[1] == "TRANSITION_INTERDITE"
    avancer(quittancement, lot_id)
    assert refus(quittancement, "ValiderCycle", QUITTANCEMENT, **champs)[1] == "QUATRE_YEUX"
    assert refus(quittancement, "ValiderQuittancement", SECOND, **champs)[1] == "LOT_PAR_TRANCHES"
    valider(quittancement, lot_id)
    assert refus(quittancement, "OuvrirCycle", QUITTANCEMENT, mois=MOIS)[1] == "SCELLEMENT_EN_COURS"
    avancer(quittancement, lot_id)
    assert refus(quittancement, "AvancerCycle", QUITTANCEMENT, lot_id=lot_id)[1:] == ("CYCLE_ACHEVE", "lot_id")


def test_une_simulation_ne_laisse_ni_quittance_ni_lot_remplace(quittancement: ServiceDeTest) -> None:
    des_comptes(quittancement, 3)
    lot = calculer(quittancement, MOIS)
    cycle = avancer(quittancement, ouvrir(quittancement, a_blanc=True).lot_id)
    assert (cycle.nombre, cycle.total_net.centimes, cycle.a_blanc) == (3, 3 * NET, True)
    assert lire(quittancement, "SELECT DISTINCT lot_id::text FROM quittance") == [(lot.id,)]
    champs = {"lot_id": cycle.lot_id, "valide_le": f"{MOIS}-25"}
    assert refus(quittancement, "ValiderCycle", SECOND, **champs)[1] == "LOT_A_BLANC"


def test_un_cycle_abandonne_ne_laisse_rien(quittancement: ServiceDeTest) -> None:
    des_comptes(quittancement, 3)
    lot_id = ouvrir(quittancement).lot_id
    quittancement.appeler("AvancerCycle", QUITTANCEMENT, lot_id=lot_id)
    assert quittancement.appeler("AnnulerCycle", QUITTANCEMENT, lot_id=lot_id).cycle.statut == "ANNULE"
    for table in ("quittance", "ecriture_provisoire", "lot_tranche"):
        assert lire(quittancement, f"SELECT count(*) FROM {table}") == [(0,)]


def test_un_bail_recalcule_a_part_rouvre_sa_seule_tranche(quittancement: ServiceDeTest) -> None:
    baux = des_comptes(quittancement, 4)
    lot_id = avancer(quittancement, ouvrir(quittancement).lot_id).lot_id
    partiel = calculer(quittancement, MOIS, baux[0])
    lu = quittancement.appeler("GetCycle", QUITTANCEMENT, lot_id=lot_id).cycle
    assert (lu.statut, lu.restantes, partiel.nombre) == ("EN_CALCUL", 1, 1)
    assert avancer(quittancement, lot_id).nombre == 3
    assert lire(quittancement, "SELECT count(*), count(DISTINCT bail_id) FROM quittance") == [(4, 4)]


def test_trop_d_ecarts_au_mois_precedent_se_motivent(quittancement: ServiceDeTest) -> None:
    bail, _ = des_comptes(quittancement, 2)
    quittancer_en_masse(quittancement, "2026-05")
    transmettre(quittancement, MOIS, un_droit(reference="B-0", apl=20000))
    lot_id = avancer(quittancement, ouvrir(quittancement).lot_id).lot_id
    (ecart,) = quittancement.appeler("GetCycle", QUITTANCEMENT, lot_id=lot_id).ecarts
    assert (ecart.bail_id, ecart.avant.centimes, ecart.apres.centimes) == (bail, NET, NET - 20000)
    champs = {"lot_id": lot_id, "valide_le": f"{MOIS}-25"}
    assert refus(quittancement, "ValiderCycle", SECOND, **champs)[1:] == ("ECARTS_A_ACCEPTER", "motif_ecarts")
    assert valider(quittancement, lot_id, motif_ecarts="Ouverture d'un droit APL").motif_ecarts


def test_une_avance_paie_le_terme_que_le_cycle_scelle(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    payer(quittancement, bail, NET, recu_le="2026-05-02")
    quittancer_en_masse(quittancement)
    ((id,),) = lire(quittancement, "SELECT id FROM quittance")
    assert quittance(quittancement, str(id)).reste_du.centimes == 0
    assert "419" not in soldes_du_grand_livre(quittancement)


def test_huit_processus_avancent_ensemble_sans_double_ni_trou(quittancement: ServiceDeTest) -> None:
    des_comptes(quittancement, 9)
    lot_id = ouvrir(quittancement).lot_id
    for _ in range(2):
        with ThreadPoolExecutor(8) as fils:
            list(fils.map(lambda _: _avancer_sans_conflit(quittancement, lot_id), range(24)))
        if quittancement.appeler("GetCycle", QUITTANCEMENT, lot_id=lot_id).cycle.statut == "CALCULE":
            valider(quittancement, lot_id)
    assert quittancement.appeler("GetCycle", QUITTANCEMENT, lot_id=lot_id).cycle.statut == "VALIDE"
    numeros = lire(quittancement, "SELECT numero FROM quittance ORDER BY bail_id")
    assert numeros == [(f"Q-{n:09d}",) for n in range(1, 10)]
    assert lire(quittancement, "SELECT count(*), count(DISTINCT bail_id) FROM ecriture") == [(9, 9)]
    assert len(faits(quittancement, "QuittancementValidé")) == 1


def _avancer_sans_conflit(service: ServiceDeTest, lot_id: str) -> None:
    """Un autre peut achever l'étape entre-temps : le cycle est achevé, ou le lot vient d'être conclu."""
    try:
        service.appeler("AvancerCycle", QUITTANCEMENT, lot_id=lot_id)
    except EchecRpc as echec:
        if echec.code not in ("CYCLE_ACHEVE", "CONFLIT_DE_VERSION"):
            raise


def test_le_sceau_se_verifie_et_une_alteration_se_voit(quittancement: ServiceDeTest) -> None:
    des_comptes(quittancement, 3)
    lot_id = quittancer_en_masse(quittancement).lot_id
    for rang, nombre in ((0, 2), (1, 1)):
        lue = quittancement.appeler("VerifierTranche", QUITTANCEMENT, lot_id=lot_id, rang=rang)
        assert (lue.intacte, lue.nombre, lue.sceau) == (True, nombre, lue.recalcule)
    payer(quittancement, str(lire(quittancement, "SELECT bail_id FROM quittance ORDER BY bail_id")[2][0]), 1000)
    assert quittancement.appeler("VerifierTranche", QUITTANCEMENT, lot_id=lot_id, rang=1).intacte
    with quittancement.noyau.moteur.begin() as connexion:
        connexion.execute(
            text("""UPDATE quittance SET lignes = jsonb_set(lignes, '{0,1}', '41236')
                     WHERE numero = 'Q-000000003'""")
        )
    lue = quittancement.appeler("VerifierTranche", QUITTANCEMENT, lot_id=lot_id, rang=1)
    assert not lue.intacte
    assert lue.sceau != lue.recalcule


def test_un_cycle_sans_bail_ou_inconnu_est_refuse(quittancement: ServiceDeTest) -> None:
    assert refus(quittancement, "OuvrirCycle", QUITTANCEMENT, mois=MOIS)[1:] == ("AUCUN_BAIL_ACTIF", "mois")
    assert refus(quittancement, "OuvrirCycle", QUITTANCEMENT, mois="2026-13")[1] == "MOIS_IMPOSSIBLE"
    un_compte(quittancement)
    (seul,) = [calculer(quittancement, MOIS)]
    for methode in ("GetCycle", "AvancerCycle"):
        assert refus(quittancement, methode, QUITTANCEMENT, lot_id=seul.id)[1] in ("CYCLE_INCONNU", "CYCLE_ACHEVE")
    assert quittancer(quittancement, MOIS)


def test_la_base_refuse_une_ecriture_desequilibree_incomplete_ou_d_un_mois_clos(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    quittancer(quittancement, MOIS)
    copie = """INSERT INTO ecriture SELECT gen_random_uuid(), journal, piece, {date}, bail_id, {comptes}, {montants}, libelles
                 FROM ecriture LIMIT 1"""
    essais = [
        ("somme_nulle", {"date": "date_comptable", "comptes": "comptes", "montants": "ARRAY[1, 2, 3]"}),
        ("jambes_completes", {"date": "date_comptable", "comptes": "comptes[1:2]", "montants": "montants"}),
        ("close jusqu", {"date": "'2026-05-31'", "comptes": "comptes", "montants": "montants"}),
    ]
    with quittancement.noyau.moteur.begin() as connexion:
        connexion.execute(
            text("INSERT INTO cloture VALUES ('2026-05', '2026-05-31', 'agent', '2026-06-10', 0, 0, '', '')")
        )
    for attendu, valeurs in essais:
        with pytest.raises(Exception, match=attendu), quittancement.noyau.moteur.begin() as connexion:
            connexion.exec_driver_sql(copie.format(**valeurs))


def test_le_processus_des_lots_mene_un_cycle_valide_jusqu_au_bout(quittancement: ServiceDeTest) -> None:
    des_comptes(quittancement, 5)
    app = composer(quittancement.config)
    lot_id = ouvrir(quittancement).lot_id
    assert [avancer_les_cycles(app) for _ in range(4)] == [1, 1, 1, 0]
    valider(quittancement, lot_id)
    assert [avancer_les_cycles(app) for _ in range(4)] == [1, 1, 1, 0]
    assert quittancement.appeler("GetCycle", QUITTANCEMENT, lot_id=lot_id).cycle.statut == "VALIDE"


def test_les_quittances_d_un_cycle_se_lisent_par_pages(quittancement: ServiceDeTest) -> None:
    baux = des_comptes(quittancement, 5)
    lot_id = quittancer_en_masse(quittancement).lot_id
    lues, jeton = [], ""
    while True:
        page = quittancement.appeler("ListQuittances", QUITTANCEMENT, lot_id=lot_id, page_size=2, page_token=jeton)
        lues += list(page.quittances)
        jeton = page.next_page_token
        if not jeton:
            break
    assert sorted(q.bail_id for q in lues) == sorted(baux)
    assert {(q.net.centimes, q.numero[:2]) for q in lues} == {(NET, "Q-")}
    assert refus(quittancement, "GetQuittancement", QUITTANCEMENT, lot_id=lot_id)[1] == "LOT_PAR_TRANCHES"


def test_un_conge_borne_le_dernier_terme_et_le_cycle_suivant_ignore_le_bail(quittancement: ServiceDeTest) -> None:
    parti, _ = des_comptes(quittancement, 2)
    suite = [un_fait("CongéReçu", UUID(parti), 3, fin_le="2026-06-10")]
    assert livrer("baux", suite, quittancement.noyau.consommation) == ["TRAITE"]
    quittancer_en_masse(quittancement)
    ((fin, lignes),) = lire(quittancement, f"SELECT fin, lignes FROM quittance WHERE bail_id = '{parti}'")
    assert (fin, lignes[0][1]) == (date(2026, 6, 10), 13746)
    juillet = avancer(quittancement, ouvrir(quittancement, "2026-07").lot_id)
    assert (juillet.nombre, list(juillet.ecartes)) == (1, [])


def test_un_bail_annule_ou_clos_ferme_son_compte_s_il_est_solde(quittancement: ServiceDeTest) -> None:
    annule, clos, endette = des_comptes(quittancement, 3)
    quittancer_en_masse(quittancement, "2026-05")
    payer(quittancement, clos, NET)
    contrepasser(quittancement, annule, "QUITTANCE", str(_quittance_de(quittancement, annule)))
    faits_recus = [
        un_fait("BailAnnulé", UUID(annule), 3, signe=True),
        un_fait("BailClos", UUID(clos), 3, fin_le="2026-05-31"),
        un_fait("BailClos", UUID(endette), 3, fin_le="2026-05-31"),
        un_fait("BailAnnulé", nouvel_id(), 1, signe=False),
    ]
    for fait in faits_recus:
        livrer("baux", [fait], quittancement.noyau.consommation)
    statuts = dict(lire(quittancement, "SELECT id::text, statut FROM compte"))
    assert statuts == {annule: "CLOS", clos: "CLOS", endette: "ACTIF"}


def _quittance_de(service: ServiceDeTest, bail_id: str) -> Any:
    ((id,),) = lire(service, f"SELECT id FROM quittance WHERE bail_id = '{bail_id}'")
    return id


def test_les_totaux_tenus_suivent_les_lignes_a_chaque_acte(quittancement: ServiceDeTest) -> None:
    bail, _ = des_comptes(quittancement, 2)
    quittancer_en_masse(quittancement)
    quittancer(quittancement, "2026-07")
    paiement = payer(quittancement, bail, 60000)
    _totaux_exacts(quittancement, restes=4 * NET - 60000)
    contrepasser(quittancement, bail, "PAIEMENT", paiement.id)
    _totaux_exacts(quittancement, restes=4 * NET)


def _totaux_exacts(service: ServiceDeTest, *, restes: int) -> None:
    faux = """SELECT count(*) FROM quittance q WHERE (net, reste) <> (
                 SELECT sum((l ->> 1)::bigint), sum((l ->> 2)::bigint - (l ->> 3)::bigint)
                   FROM jsonb_array_elements(q.lignes) l)"""
    assert lire(service, faux) == [(0,)]
    assert lire(service, "SELECT sum(reste)::bigint FROM quittance") == [(restes,)]
