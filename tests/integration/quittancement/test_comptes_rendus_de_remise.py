"""Comptes rendus de remise (pain.002) : par gRPC et par la commande, sur une vraie base."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from appui_quittancement import NET, QUITTANCEMENT, SECOND, compte, quittancer, un_compte
from fabrique_banque import BOMBE, un_lot_pain002, un_pain002, un_statut_pain002, une_ecriture_camt
from test_paiements_bancaires import (
    AUJOURD_HUI,
    FIN,
    importer,
    lancer,
    preleves,
    preparer,
    remettre,
    solde,
    statuts,
    un_mandat,
)

from appui.porte_directe import PorteDirecte
from appui.services import ServiceDeTest, faits, refus
from console.commandes import quittancement_banque

HIER = (AUJOURD_HUI - timedelta(days=1)).isoformat()
JOUR = AUJOURD_HUI.isoformat()


def msg_id(service: ServiceDeTest) -> str:
    from sqlalchemy import text

    with service.noyau.moteur.connect() as connexion:
        return str(connexion.execute(text("SELECT msg_id FROM banque_remise")).scalar_one())


def rendre(service: ServiceDeTest, *lots: str, **change: Any) -> Any:
    champs = {"origine": msg_id(service), "cree_le": HIER, **change}
    contenu = un_pain002(*lots, **champs)
    return service.appeler("ImporterCompteRenduRemise", QUITTANCEMENT, contenu=contenu).compte_rendu


def rejets(service: ServiceDeTest) -> list[dict[str, Any]]:
    return [corps for nom, corps in faits(service) if nom == "PrélèvementRejeté"]


def test_un_rejet_avant_reglement_libere_l_echeance_et_suspend_le_mandat(quittancement: ServiceDeTest) -> None:
    bail_id, mandat = preleves(quittancement)
    lot = un_lot_pain002(un_statut_pain002(FIN, motif="AC04"))
    rendu = rendre(quittancement, lot, nombre="1", total="508.37", rejets="1")
    assert (rendu.transactions, rendu.rejetees, rendu.somme_rejetee, len(rendu.ecartees)) == (1, 1, NET, 0)
    assert statuts(quittancement) == [("REJETE", "AC04")]
    assert (solde(quittancement, "512"), compte(quittancement, bail_id).solde.centimes) == (0, NET)
    lu = quittancement.appeler("GetMandat", QUITTANCEMENT, mandat_id=mandat.id).mandat
    assert (lu.statut, lu.motif) == ("SUSPENDU", "AC04 : compte clos")
    (rejet,) = rejets(quittancement)
    assert (rejet["bail_id"], rejet["motif"], rejet["montant"]) == (bail_id, "AC04", NET)
    assert (rejet["apres_reglement"], rejet["mandat_suspendu"], rejet["rejete_le"]) == (False, True, HIER)


def test_rejouer_le_fichier_n_a_aucun_effet_et_un_autre_sous_son_nom_est_refuse(quittancement: ServiceDeTest) -> None:
    preleves(quittancement)
    lot = un_lot_pain002(un_statut_pain002(FIN))
    premier, second = rendre(quittancement, lot), rendre(quittancement, lot)
    assert (premier.deja_importe, second.deja_importe) == (False, True)
    second.deja_importe = False
    assert second == premier
    ailleurs = rendre(quittancement, lot, msg_id="R-2")
    assert (ailleurs.rejetees, ailleurs.inchangees) == (0, 1)
    assert len(rejets(quittancement)) == 1
    contenu = un_pain002(un_lot_pain002(), origine=msg_id(quittancement), cree_le=HIER)
    statut = refus(quittancement, "ImporterCompteRenduRemise", QUITTANCEMENT, contenu=contenu)
    assert statut == ("ALREADY_EXISTS", "MSGID_DEJA_IMPORTE", "msg_id")


def test_un_rejet_dit_par_pain002_puis_par_camt_ne_rouvre_la_dette_qu_une_fois(quittancement: ServiceDeTest) -> None:
    bail_id, _ = preleves(quittancement)
    rendre(quittancement, un_lot_pain002(un_statut_pain002(FIN, motif="MD01")))
    credit = une_ecriture_camt("BQ1", fin=FIN, le=JOUR, libelle="LOYER B-2026-000001")
    reprise = une_ecriture_camt("BQ2", sens="DBIT", fin=FIN, retour="MD01", le=JOUR)
    rendu = importer(quittancement, credit, reprise)
    assert (rendu.imputees, rendu.retours, rendu.en_attente) == (0, 0, 2)
    lu = compte(quittancement, bail_id)
    assert (lu.solde.centimes, len(lu.paiements)) == (NET, 0)
    assert (solde(quittancement, "512"), solde(quittancement, "471"), solde(quittancement, "411")) == (0, 0, NET)
    assert len(rejets(quittancement)) == 1


def test_un_retour_dit_par_camt_puis_par_pain002_ne_rouvre_la_dette_qu_une_fois(quittancement: ServiceDeTest) -> None:
    bail_id, _ = preleves(quittancement)
    importer(quittancement, une_ecriture_camt("BQ1", fin=FIN, le=JOUR))
    tardif = rendre(quittancement, un_lot_pain002(un_statut_pain002(FIN)))
    assert [(e.ligne, e.code, e.champ, e.montant) for e in tardif.ecartees] == [
        (1, "PRELEVEMENT_DEJA_REGLE", "TxSts", NET)
    ]
    importer(quittancement, une_ecriture_camt("BQ2", sens="DBIT", fin=FIN, retour="AM04", le=JOUR), msg_id="M-2")
    rendu = rendre(quittancement, un_lot_pain002(un_statut_pain002(FIN)), msg_id="R-2")
    assert (rendu.inchangees, rendu.rejetees, len(rejets(quittancement))) == (1, 0, 1)
    assert rejets(quittancement)[0]["apres_reglement"] is True
    assert (statuts(quittancement), compte(quittancement, bail_id).solde.centimes) == ([("RETOURNE", "AM04")], NET)


def trois_preleves(service: ServiceDeTest) -> None:
    for rang in range(1, 4):
        un_mandat(service, un_compte(service, reference=f"B-2026-{rang:06d}"), rum=f"RUM-{rang}")
    quittancer(service, "2026-06")
    remettre(service, preparer(service))


def test_une_ligne_inconnue_est_mise_de_cote_et_le_reste_passe(quittancement: ServiceDeTest) -> None:
    trois_preleves(quittancement)
    rendu = rendre(
        quittancement,
        un_lot_pain002(
            un_statut_pain002("INCONNU"),
            un_statut_pain002(FIN, "ACSP", ""),
            un_statut_pain002("B-2026-000002-2026-06-1", motif=""),
            un_statut_pain002("B-2026-000003-2026-06-1", montant="1.00"),
        ),
        un_lot_pain002(lot="AUTRE-1", statut="RJCT", motif="FF01"),
        nombre="3",
    )
    assert (rendu.transactions, rendu.acceptees, rendu.rejetees) == (4, 1, 0)
    assert [(e.ligne, e.code, e.champ) for e in rendu.ecartees] == [
        (1, "PRELEVEMENT_INCONNU", "OrgnlEndToEndId"),
        (3, "MOTIF_MANQUANT", "StsRsnInf"),
        (4, "MONTANT_DIFFERENT", "InstdAmt"),
        (4, "LOT_INCONNU", "OrgnlPmtInfId"),
    ]
    assert statuts(quittancement) == [("ACCEPTE", ""), ("REMIS", ""), ("REMIS", "")]


def test_ce_qui_est_dit_d_un_prelevement_l_emporte_sur_son_lot(quittancement: ServiceDeTest) -> None:
    trois_preleves(quittancement)
    lot = un_lot_pain002(un_statut_pain002(FIN), lot=f"{msg_id(quittancement)}-1", statut="ACCP")
    rendu = rendre(quittancement, lot, statut="")
    assert (rendu.rejetees, rendu.acceptees_par_lot) == (1, 2)
    assert [s for s, _ in statuts(quittancement)] == ["REJETE", "ACCEPTE", "ACCEPTE"]


def test_un_fichier_rejete_en_entier_rejette_chacun_avec_le_motif_du_fichier(
    quittancement: ServiceDeTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quittancement.application.importer_compte_rendu.PAQUET", 2)
    trois_preleves(quittancement)
    rendu = rendre(quittancement, statut="RJCT", motif="FF01", nombre="3", total="1525.11")
    assert (rendu.rejetees_par_lot, rendu.somme_rejetee, len(rejets(quittancement))) == (3, 3 * NET, 3)
    assert statuts(quittancement) == [("REJETE", "FF01")] * 3
    sans_motif = rendre(quittancement, statut="RJCT", msg_id="R-2")
    assert (sans_motif.rejetees_par_lot, len(sans_motif.ecartees)) == (0, 0)


def test_un_mandat_ponctuel_a_son_propre_lot(quittancement: ServiceDeTest) -> None:
    for rang, sequence in ((1, "RCUR"), (2, "OOFF")):
        bail_id = un_compte(quittancement, reference=f"B-2026-{rang:06d}")
        un_mandat(quittancement, bail_id, rum=f"RUM-{rang}", sequence_type=sequence)
    quittancer(quittancement, "2026-06")
    remettre(quittancement, preparer(quittancement))
    ponctuel = un_lot_pain002(lot=f"{msg_id(quittancement)}-1U", statut="RJCT", motif="AG02")
    rendu = rendre(quittancement, un_lot_pain002(lot=f"{msg_id(quittancement)}-1", statut="ACSP"), ponctuel)
    assert (rendu.acceptees_par_lot, rendu.rejetees_par_lot) == (1, 1)
    assert statuts(quittancement) == [("ACCEPTE", ""), ("REJETE", "AG02")]


@pytest.mark.parametrize(
    ("change", "attendu"),
    [
        ({"origine": "INCONNU"}, ("INVALID_ARGUMENT", "MSGID_ORIGINE_INCONNU", "OrgnlMsgId")),
        ({"nombre": "2"}, ("INVALID_ARGUMENT", "TOTAL_INCOHERENT", "OrgnlNbOfTxs")),
        ({"total": "508.38"}, ("INVALID_ARGUMENT", "TOTAL_INCOHERENT", "OrgnlCtrlSum")),
        ({"cree_le": "2999-01-01"}, ("INVALID_ARGUMENT", "DATE_FUTURE", "CreDtTm")),
        ({"version": "04"}, ("INVALID_ARGUMENT", "ESPACE_DE_NOMS", "contenu")),
    ],
)
def test_un_compte_rendu_faux_est_refuse_et_ne_laisse_rien(
    quittancement: ServiceDeTest, change: dict[str, str], attendu: tuple[str, str, str]
) -> None:
    preleves(quittancement)
    champs = {"origine": msg_id(quittancement), "cree_le": HIER, **change}
    contenu = un_pain002(un_lot_pain002(un_statut_pain002(FIN)), **champs)
    assert refus(quittancement, "ImporterCompteRenduRemise", QUITTANCEMENT, contenu=contenu) == attendu
    assert statuts(quittancement) == [("REMIS", "")]
    assert rendre(quittancement, un_lot_pain002(un_statut_pain002(FIN))).rejetees == 1


def test_une_bombe_ou_une_remise_pas_encore_partie_sont_refusees(quittancement: ServiceDeTest) -> None:
    un_mandat(quittancement, un_compte(quittancement))
    quittancer(quittancement, "2026-06")
    remise = preparer(quittancement)
    contenu = un_pain002(origine=remise.msg_id, cree_le=HIER)
    avant = refus(quittancement, "ImporterCompteRenduRemise", QUITTANCEMENT, contenu=contenu)
    assert avant == ("FAILED_PRECONDITION", "REMISE_NON_REMISE", "OrgnlMsgId")
    bombe = BOMBE + contenu.partition("?>")[2]
    statut = refus(quittancement, "ImporterCompteRenduRemise", QUITTANCEMENT, contenu=bombe)
    assert statut == ("INVALID_ARGUMENT", "DOCTYPE_INTERDIT", "contenu")


def test_dix_imports_ensemble_et_un_releve_ne_rejettent_qu_une_fois(quittancement: ServiceDeTest) -> None:
    trois_preleves(quittancement)
    lot = un_lot_pain002(un_statut_pain002(FIN), lot=f"{msg_id(quittancement)}-1", statut="RJCT", motif="FF01")
    origine = msg_id(quittancement)

    def un_import(rang: int) -> Any:
        contenu = un_pain002(lot, origine=origine, cree_le=HIER, msg_id=f"R-{rang % 2}")
        return quittancement.appeler("ImporterCompteRenduRemise", QUITTANCEMENT, contenu=contenu).compte_rendu

    def un_releve(rang: int) -> Any:
        fins = [f"B-2026-00000{n}-2026-06-1" for n in (3, 2, 1)]
        credits = (une_ecriture_camt(f"BQ{fin}", fin=fin, le=JOUR) for fin in fins)
        return importer(quittancement, *credits, msg_id=f"C-{rang}")

    with ThreadPoolExecutor(6) as fils:
        rendus = [fils.submit(un_import, rang) for rang in range(10)]
        releve = fils.submit(un_releve, 1)
    faits_du_rejet = [(r["prelevement"], r["motif"]) for r in rejets(quittancement)]
    assert len(faits_du_rejet) == len(set(faits_du_rejet))
    assert sum(rendu.result().deja_importe for rendu in rendus) == 8
    encaisses = releve.result().imputees
    assert len(faits_du_rejet) + encaisses == 3
    assert sorted(s for s, _ in statuts(quittancement)) == sorted(
        ["REJETE"] * len(faits_du_rejet) + ["REGLE"] * encaisses
    )


def test_la_commande_importe_par_tranches_et_se_rejoue(
    quittancement: ServiceDeTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quittancement_banque, "Porte", PorteDirecte(quittancement, SECOND))
    monkeypatch.setattr("quittancement.adapters.pain002.TRANSACTIONS_MAX", 1)
    trois_preleves(quittancement)
    rejetes = (un_statut_pain002(f"B-2026-00000{n}-2026-06-1") for n in (1, 2))
    lot = un_lot_pain002(*rejetes, un_statut_pain002("INCONNU"), lot=f"{msg_id(quittancement)}-1", statut="ACCP")
    fichier = tmp_path / "pain002.xml"
    fichier.write_text(un_pain002(lot, origine=msg_id(quittancement), cree_le=HIER, nombre="3", rejets="3"))
    sortie, bilan = lancer("remise", "compte-rendu", str(fichier))
    assert (sortie, bilan["ok"], bilan["transactions"], bilan["rejetees"], bilan["acceptees_par_lot"]) == (
        1,
        False,
        3,
        2,
        1,
    )
    assert [(e["ligne"], e["code"]) for e in bilan["ecartees"]] == [(3, "PRELEVEMENT_INCONNU")]
    sortie, rejoue = lancer("remise", "compte-rendu", str(fichier))
    assert (rejoue["deja_importees"], rejoue["rejetees"], len(rejets(quittancement))) == (4, 2, 2)
    assert [s for s, _ in statuts(quittancement)] == ["REJETE", "REJETE", "ACCEPTE"]
