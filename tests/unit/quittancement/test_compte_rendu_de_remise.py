"""Lire ce que la banque dit d'une remise avant règlement, et ce que chaque prélèvement en devient."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fabrique_banque import BOMBE, un_lot_pain002, un_pain002, un_prelevement, un_statut_pain002

from quittancement.adapters import pain002
from quittancement.adapters.pain002 import controler, decouper, lire
from quittancement.domain.banque.compte_rendu import CompteRenduLu, StatutLu, exiger_remise, statut_suivant
from quittancement.domain.banque.entree import EntreeEcartee
from quittancement.domain.banque.prelevement import StatutPrelevement
from quittancement.domain.banque.remise import Remise, StatutRemise, lire_reference_de_lot, reference_de_lot
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide, Refus

S = StatutPrelevement


def lu(contenu: str) -> CompteRenduLu:
    return lire(io.BytesIO(contenu.encode()))


def code_de(action: Any) -> tuple[str, str]:
    with pytest.raises(Refus) as refus:
        action()
    return refus.value.code, refus.value.champ


@pytest.mark.parametrize("version", ["03", "10"])
def test_un_compte_rendu_dit_la_remise_les_lots_et_chaque_prelevement(version: str) -> None:
    lot = un_lot_pain002(un_statut_pain002("E-1"), un_statut_pain002("E-2", "ACCP", ""), lot="M-1-1", statut="PART")
    entier = un_lot_pain002(lot="M-1-2", statut="RJCT", motif="BE05")
    message = lu(un_pain002(lot, entier, version=version, nombre="4", total="2033.48", rejets="1"))
    assert (message.msg_id, message.origine, message.cree_le) == ("R-1", "M-1", date(2026, 7, 9))
    assert (message.nombre, message.total) == (4, 203_348)
    assert message.statuts == [
        StatutLu(ligne=1, end_to_end_id="E-1", statut="RJCT", motif="AM04", montant=50_837),
        StatutLu(ligne=2, end_to_end_id="E-2", statut="ACCP", montant=50_837),
    ]
    assert [(e.lot, e.statut, e.motif) for e in message.ensembles] == [
        ("M-1-1", "PART", ""),
        ("M-1-2", "RJCT", "BE05"),
        ("", "PART", ""),
    ]


def test_un_prelevement_illisible_est_mis_de_cote_et_les_autres_passent() -> None:
    lot = un_lot_pain002(un_statut_pain002("E-1", devise="USD"), un_statut_pain002("E-2"))
    ecartee, bonne = lu(un_pain002(lot)).statuts
    assert isinstance(ecartee, EntreeEcartee)
    assert (ecartee.ligne, ecartee.code, ecartee.champ) == (1, "DEVISE_REFUSEE", "OrgnlTxRef/Amt/InstdAmt")
    assert isinstance(bonne, StatutLu)


@pytest.mark.parametrize(
    ("contenu", "code", "champ"),
    [
        (un_pain002(un_lot_pain002(un_statut_pain002("E-1")))[:-40], "XML_ILLISIBLE", "contenu"),
        ("", "XML_ILLISIBLE", "contenu"),
        (un_pain002(version="04"), "ESPACE_DE_NOMS", "contenu"),
        ("<a/>", "ESPACE_DE_NOMS", "contenu"),
        (BOMBE + un_pain002()[len('<?xml version="1.0"?>') :], "DOCTYPE_INTERDIT", "contenu"),
        (un_pain002(msg_id=""), "MSGID_MANQUANT", "contenu"),
        (un_pain002(cree_le="2026-02-29"), "DATE_ILLISIBLE", "CreDtTm"),
        (un_pain002(origine=""), "ORIGINE_MANQUANTE", "OrgnlMsgId"),
        (un_pain002(message="pain.001.001.09"), "ORIGINE_INCONNUE", "OrgnlMsgNmId"),
        (un_pain002(nombre="x"), "NOMBRE_ILLISIBLE", "OrgnlNbOfTxs"),
        (un_pain002(total="1.234"), "MONTANT_ILLISIBLE", "OrgnlCtrlSum"),
        (un_pain002(un_lot_pain002(un_statut_pain002("E-1")), rejets="2"), "TOTAL_INCOHERENT", "NbOfTxsPerSts"),
    ],
)
def test_un_mauvais_fichier_est_refuse_par_code_et_champ(contenu: str, code: str, champ: str) -> None:
    assert code_de(lambda: lu(contenu)) == (code, champ)
    assert code_de(lambda: controler(io.BytesIO(contenu.encode()))) == (code, champ)


def une_remise(**change: Any) -> Remise:
    champs: dict[str, Any] = {
        "id": un_prelevement().remise_id,
        "msg_id": "M-1",
        "mois": "2026-06",
        "preleve_le": date(2026, 7, 10),
        "nombre": 2,
        "total": Montant(101_674),
        "lots": 1,
        "preparee_par": "agent",
        "statut": StatutRemise.REMISE,
    }
    return Remise(**{**champs, **change})


def test_le_compte_rendu_porte_sur_la_remise_partie_et_sur_toute_elle() -> None:
    exiger_remise(une_remise(), CompteRenduLu(nombre=2, total=101_674))
    exiger_remise(une_remise(), CompteRenduLu())
    for remise, message, attendu in (
        (une_remise(statut=StatutRemise.PREPAREE), CompteRenduLu(), ("REMISE_NON_REMISE", "OrgnlMsgId")),
        (une_remise(statut=StatutRemise.ANNULEE), CompteRenduLu(), ("REMISE_NON_REMISE", "OrgnlMsgId")),
        (une_remise(), CompteRenduLu(nombre=3), ("TOTAL_INCOHERENT", "OrgnlNbOfTxs")),
        (une_remise(), CompteRenduLu(total=101_675), ("TOTAL_INCOHERENT", "OrgnlCtrlSum")),
        (une_remise(), CompteRenduLu(total=0), ("TOTAL_INCOHERENT", "OrgnlCtrlSum")),
    ):
        assert code_de(lambda r=remise, m=message: exiger_remise(r, m)) == attendu


@pytest.mark.parametrize(
    ("de", "statut", "vers"),
    [
        (S.REMIS, "ACCP", S.ACCEPTE),
        (S.REMIS, "ACSP", S.ACCEPTE),
        (S.REMIS, "PDNG", None),
        (S.REMIS, "ACTC", None),
        (S.ACCEPTE, "ACSC", None),
        (S.REGLE, "ACSP", None),
        (S.REMIS, "RJCT", S.REJETE),
        (S.ACCEPTE, "RJCT", S.REJETE),
        (S.REJETE, "RJCT", None),
        (S.RETOURNE, "RJCT", None),
        (S.REMBOURSE, "RJCT", None),
    ],
)
def test_un_statut_fait_avancer_une_fois_et_une_seule(de: S, statut: str, vers: S | None) -> None:
    assert (
        statut_suivant(un_prelevement(statut=de), StatutLu(ligne=1, end_to_end_id="E", statut=statut, motif="AM04"))
        is vers
    )


@pytest.mark.parametrize(
    ("de", "change", "attendu"),
    [
        (S.REGLE, {}, ("PRELEVEMENT_DEJA_REGLE", "TxSts")),
        (S.REJETE, {"statut": "ACCP"}, ("PRELEVEMENT_DEJA_REPRIS", "TxSts")),
        (S.REMIS, {"motif": ""}, ("MOTIF_MANQUANT", "StsRsnInf")),
        (S.REMIS, {"statut": "XXXX"}, ("STATUT_INCONNU", "TxSts")),
        (S.REMIS, {"statut": ""}, ("STATUT_INCONNU", "TxSts")),
        (S.REMIS, {"montant": 50_836}, ("MONTANT_DIFFERENT", "InstdAmt")),
    ],
)
def test_un_statut_impossible_est_refuse(de: S, change: dict[str, Any], attendu: tuple[str, str]) -> None:
    statut = StatutLu(**{"ligne": 1, "end_to_end_id": "E", "statut": "RJCT", "motif": "AM04", **change})
    assert code_de(lambda: statut_suivant(un_prelevement(statut=de), statut)) == attendu


def test_un_prelevement_d_une_autre_remise_est_inconnu() -> None:
    statut = StatutLu(ligne=1, end_to_end_id="E", statut="ACCP")
    assert code_de(lambda: statut_suivant(None, statut)) == ("PRELEVEMENT_INCONNU", "OrgnlEndToEndId")


def test_la_reference_d_un_lot_se_relit() -> None:
    for lot, unique in ((1, False), (12, True)):
        assert lire_reference_de_lot("M-1", reference_de_lot("M-1", lot, unique=unique)) == (lot, unique)
    for autre in ("M-1", "M-1-", "M-2-1", "M-1-1X", "M-1-١"):
        assert code_de(lambda a=autre: lire_reference_de_lot("M-1", a)) == ("LOT_INCONNU", "OrgnlPmtInfId")


def test_le_decoupage_rend_le_meme_message_et_garde_l_ensemble_pour_la_fin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pain002, "TRANSACTIONS_MAX", 2)
    premier = un_lot_pain002(*(un_statut_pain002(f"E-{n}") for n in range(5)), lot="M-1-1", statut="ACCP")
    second = un_lot_pain002(un_statut_pain002("E-9", "ACSP", ""), lot="M-1-2", statut="PART")
    chemin = tmp_path / "r.xml"
    chemin.write_text(un_pain002(premier, second, statut="ACCP", nombre="6", total="3050.22", rejets="5"))
    entier = lu(chemin.read_text())
    tranches = list(decouper(chemin))
    lus = [lire(io.BytesIO(t.contenu.encode()), premiere_transaction=t.premiere_transaction) for t in tranches]
    assert [t.transactions for t in tranches] == [2, 2, 1, 1, 0]
    assert [s for message in lus for s in message.statuts] == entier.statuts
    assert [[e.lot for e in message.ensembles] for message in lus] == [[], [], ["M-1-1"], ["M-1-2"], [""]]
    assert {(m.msg_id, m.origine, m.nombre, m.total) for m in lus} == {("R-1", "M-1", 6, 305_022)}


def test_un_fichier_vide_de_prelevements_fait_une_tranche(tmp_path: Path) -> None:
    chemin = tmp_path / "r.xml"
    chemin.write_text(un_pain002(statut="RJCT", motif="FF01"))
    (seule,) = decouper(chemin)
    assert [(e.statut, e.motif) for e in lu(seule.contenu).ensembles] == [("RJCT", "FF01")]
    with pytest.raises(DonneeInvalide):
        lu(seule.contenu.replace("pain.008", "pacs.003"))
