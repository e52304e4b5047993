"""Clôtures mensuelles, chaîne vérifiable et fichier des écritures, par gRPC sur une vraie base."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from appui_quittancement import (
    NET,
    QUITTANCEMENT,
    SECOND,
    calculer,
    contrepasser,
    euros,
    lire,
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


def test_une_somme_recue_dans_un_mois_clos_s_ecrit_au_premier_jour_ouvert(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    nombre, debits, empreinte, precedente = clore(quittancement, "2026-06")
    assert (nombre, debits, len(empreinte), precedente) == (1, NET, 64, "")
    champs = {"bail_id": bail, "montant": euros(100), "mode": "VIREMENT", "reference": "R"}
    for recu_le, comptabilise_le in (("2026-06-30", "2026-07-01"), ("2026-07-02", "2026-07-02")):
        fait = quittancement.appeler("EnregistrerPaiement", QUITTANCEMENT, recu_le=recu_le, **champs)
        assert (fait.paiement.recu_le, fait.comptabilise_le) == (recu_le, comptabilise_le)
    requete = "SELECT date_comptable::text, date_valeur::text FROM ecriture WHERE journal = 'BQ' ORDER BY id"
    assert lire(quittancement, requete) == [("2026-07-01", "2026-06-30"), ("2026-07-02", None)]
    clore(quittancement, "2026-07")
    recue = next(ligne for ligne in exporter(quittancement, "2026-07") if ligne["JournalCode"] == "BQ")
    assert (recue["EcritureDate"], recue["PieceDate"]) == ("20260701", "20260630")


def test_une_validation_datee_d_un_mois_clos_reste_refusee(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    quittancer(quittancement, "2026-05", "2026-06")
    clore(quittancement, "2026-06")
    lot = calculer(quittancement, "2026-07")
    tard = refus(quittancement, "ValiderQuittancement", SECOND, lot_id=lot.id, valide_le="2026-06-30", etag=lot.etag)
    assert tard[1:] == ("MOIS_CLOS", "date_comptable")


def test_le_lettrage_ne_change_pas_d_un_export_a_l_autre(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    transmettre(quittancement, "2026-05", un_droit(apl=27100, rls=0))
    quittancer(quittancement, "2026-05", "2026-06")
    du = payer(quittancement, bail, NET - 27100, recu_le="2026-06-03")
    payer(quittancement, bail, 100, recu_le="2026-06-04")
    for mois in ("2026-05", "2026-06"):
        clore(quittancement, mois)
    en_mai, mai, juin = [
        lettres(exporter(quittancement, m, lettre_au=au))
        for m, au in (("2026-05", "2026-05"), ("2026-05", ""), ("2026-06", ""))
    ]
    assert en_mai == [("411", "508,37", "0,00", "", ""), ("411", "0,00", "271,00", "", "")]
    soldee = ("202605-1", "20260603")
    assert mai == [("411", "508,37", "0,00", *soldee), ("411", "0,00", "271,00", *soldee)]
    assert juin == [
        ("411", "0,00", "237,37", *soldee),
        ("411", "0,00", "1,00", "", ""),
        ("411", "508,37", "0,00", "", ""),
    ]
    contrepasser(quittancement, bail, "PAIEMENT", du.id, le="2026-07-15")
    payer(quittancement, bail, NET - 27100, recu_le="2026-07-20", mois_designe="2026-05")
    clore(quittancement, "2026-07")
    assert lettres(exporter(quittancement, "2026-05")) == mai
    assert lettres(exporter(quittancement, "2026-05", lettre_au="2026-05")) == en_mai
    assert lettres(exporter(quittancement, "2026-07")) == [
        ("411", "237,37", "0,00", "202605-2", "20260720"),
        ("411", "0,00", "237,37", "202605-2", "20260720"),
    ]
    tot = refus(quittancement, "ExporterFec", QUITTANCEMENT, mois="2026-06", lettre_au="2026-05")
    assert tot[1:] == ("ARRETE_ANTERIEUR", "lettre_au")
    futur = refus(quittancement, "ExporterFec", QUITTANCEMENT, mois="2026-06", lettre_au="2026-08")
    assert futur[1:] == ("MOIS_NON_CLOS", "mois")


def lettres(lignes: Sequence[dict[str, str]]) -> list[tuple[str, ...]]:
    champs = ("CompteNum", "Debit", "Credit", "EcritureLet", "DateLet")
    assert not any(ligne["EcritureLet"] for ligne in lignes if ligne["CompteNum"] != "411")
    return [tuple(ligne[c] for c in champs) for ligne in lignes if ligne["CompteNum"] == "411"]


def exporter(service: ServiceDeTest, mois: str, **change: Any) -> list[dict[str, str]]:
    page = service.appeler("ExporterFec", QUITTANCEMENT, mois=mois, **change)
    return [dict(zip(page.entete.split("\t"), ligne.split("\t"), strict=True)) for ligne in page.lignes]


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
