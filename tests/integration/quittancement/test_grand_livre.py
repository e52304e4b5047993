"""Clôtures mensuelles, chaîne vérifiable et fichier des écritures, par gRPC sur une vraie base."""

from __future__ import annotations

import pytest
from appui_quittancement import (
    NET,
    QUITTANCEMENT,
    euros,
    payer,
    quittancer,
    refus,
    transmettre,
    un_compte,
    un_droit,
)
from sqlalchemy import text

from appui.services import ServiceDeTest


def clore(service: ServiceDeTest, mois: str, le: str = "2026-09-01") -> tuple[int, int, str, str]:
    fait = service.appeler("CloreMois", QUITTANCEMENT, mois=mois, close_le=le)
    return fait.nombre, fait.debits.centimes, fait.empreinte, fait.precedente


def test_un_mois_clos_n_accepte_plus_d_ecriture_et_le_refus_le_dit(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    nombre, debits, empreinte, precedente = clore(quittancement, "2026-06")
    assert (nombre, debits, len(empreinte), precedente) == (1, NET, 64, "")
    champs = {"bail_id": bail, "montant": euros(100), "mode": "VIREMENT", "reference": "R"}
    tard = refus(quittancement, "EnregistrerPaiement", QUITTANCEMENT, recu_le="2026-06-30", **champs)
    assert tard[1:] == ("MOIS_CLOS", "date_comptable")
    assert payer(quittancement, bail, 100, recu_le="2026-07-01").id


def test_les_clotures_se_suivent_et_s_enchainent(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    quittancer(quittancement, "2026-05", "2026-06", "2026-07")
    mai = clore(quittancement, "2026-05")
    assert clore(quittancement, "2026-06")[3] == mai[2]
    essais = [("2026-05", "MOIS_DEJA_CLOS"), ("2026-08", "CLOTURE_EN_DESORDRE")]
    for mois, code in essais:
        assert refus(quittancement, "CloreMois", QUITTANCEMENT, mois=mois, close_le="2026-09-01")[1] == code
    champs = {"mois": "2026-07", "close_le": "2026-07-31"}
    assert refus(quittancement, "CloreMois", QUITTANCEMENT, **champs)[1:] == ("MOIS_NON_ACHEVE", "close_le")


def test_une_ecriture_alteree_malgre_la_base_rompt_la_chaine(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    quittancer(quittancement, "2026-05", "2026-06")
    clore(quittancement, "2026-05")
    clore(quittancement, "2026-06")
    assert quittancement.appeler("VerifierClotures", QUITTANCEMENT).intacte
    with quittancement.noyau.moteur.begin() as connexion:
        connexion.execute(text("ALTER TABLE ecriture DISABLE TRIGGER ecriture_immuable"))
        connexion.execute(text("UPDATE ecriture SET libelles[1] = 'autre' WHERE piece = 'Q-000000002'"))
    lue = quittancement.appeler("VerifierClotures", QUITTANCEMENT)
    assert (lue.intacte, list(lue.mois_rompus)) == (False, ["2026-06"])


@pytest.fixture
def pages_d_une_ecriture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quittancement.entrypoints.serveur_grand_livre.ECRITURES_PAR_PAGE", 1)


def test_le_fichier_des_ecritures_est_equilibre_numerote_sans_trou_et_pagine(
    quittancement: ServiceDeTest, pages_d_une_ecriture: None
) -> None:
    bail = un_compte(quittancement)
    transmettre(quittancement, "2026-05", un_droit(apl=27100, rls=0))
    quittancer(quittancement, "2026-05")
    payer(quittancement, bail, 10000, recu_le="2026-06-03")
    quittancer(quittancement, "2026-06")
    assert refus(quittancement, "ExporterFec", QUITTANCEMENT, mois="2026-05")[1:] == ("MOIS_NON_CLOS", "mois")
    clore(quittancement, "2026-05")
    clore(quittancement, "2026-06")
    lignes: list[dict[str, str]] = []
    for mois in ("2026-05", "2026-06"):
        passees, entete = 0, ""
        while not entete or passees:
            page = quittancement.appeler("ExporterFec", QUITTANCEMENT, mois=mois, passees=passees)
            entete = page.entete or entete
            lignes += [dict(zip(entete.split("\t"), ligne.split("\t"), strict=True)) for ligne in page.lignes]
            passees = page.suivante
    assert len(entete.split("\t")) == 18
    numeros = [int(ligne["EcritureNum"]) for ligne in lignes]
    assert sorted(set(numeros)) == [1, 2, 3]
    assert numeros == sorted(numeros)
    for numero in (1, 2, 3):
        jambes = [ligne for ligne in lignes if ligne["EcritureNum"] == str(numero)]
        assert sum(_centimes(ligne["Debit"]) - _centimes(ligne["Credit"]) for ligne in jambes) == 0
    assert lignes[0] == {
        "JournalCode": "QUI",
        "JournalLib": "Quittancement",
        "EcritureNum": "1",
        "EcritureDate": "20260525",
        "CompteNum": "411",
        "CompteLib": "Locataires",
        "CompAuxNum": "B-2026-000001",
        "CompAuxLib": "B-2026-000001",
        "PieceRef": "Q-000000001",
        "PieceDate": "20260525",
        "EcritureLib": "Terme 2026-05",
        "Debit": "508,37",
        "Credit": "0,00",
        "EcritureLet": "",
        "DateLet": "",
        "ValidDate": "20260901",
        "Montantdevise": "",
        "Idevise": "",
    }


def _centimes(texte: str) -> int:
    return int(texte.replace(",", ""))
