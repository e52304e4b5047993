"""Lire un relevé et dire à quel bail revient une somme."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fabrique_banque import (
    AUTRE_IBAN,
    BOMBE,
    IBAN,
    des_frais_camt,
    un_camt,
    un_prelevement,
    une_ecriture_camt,
    une_entree,
)
from fabrique_quittancement import BAREMES, payer, quittancer, un_compte
from hypothesis import given
from hypothesis import strategies as st

from quittancement.adapters.camt import controler, lire
from quittancement.adapters.camt_tranches import decouper
from quittancement.domain.banque.entree import EntreeEcartee, EntreeLue
from quittancement.domain.banque.prelevement import StatutPrelevement
from quittancement.domain.banque.rapprochement import Pistes, rapprocher
from quittancement.domain.banque.reference_rf import reference_rf
from quittancement.domain.ecritures import ecriture_attente, ecriture_attente_levee, ecriture_frais_de_rejet
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide

RECU_LE = date(2026, 7, 13)


def lues(contenu: str) -> Sequence[EntreeLue | EntreeEcartee]:
    return list(lire(io.BytesIO(contenu.encode()), recu_le=RECU_LE)[1])


def refus_de(contenu: str) -> DonneeInvalide:
    with pytest.raises(DonneeInvalide) as refus:
        lues(contenu)
    with pytest.raises(DonneeInvalide) as au_controle:
        controler(io.BytesIO(contenu.encode()))
    assert refus.value.code == au_controle.value.code
    return refus.value


def test_une_entree_fautive_est_mise_de_cote_et_les_autres_passent() -> None:
    contenu = un_camt(
        une_ecriture_camt("BQ1", fin="B-1-2026-06-1", structuree="RF18X"),
        une_ecriture_camt("BQ2", devise="USD"),
        une_ecriture_camt("BQ3", "12.345"),
        une_ecriture_camt("", "1.00"),
        une_ecriture_camt("BQ5", le="2026-02-31"),
        une_ecriture_camt("BQ6", le="2027-01-01"),
        une_ecriture_camt("BQ7", statut="PDNG"),
        une_ecriture_camt("BQ8", sens="DBIT", retour="AM04"),
    )
    premiere, *milieu, derniere = lues(contenu)
    assert isinstance(premiere, EntreeLue)
    assert (premiere.end_to_end_id, premiere.structuree, premiere.montant) == ("B-1-2026-06-1", "RF18X", Montant(50837))
    assert (premiere.iban_emetteur, premiere.emetteur, premiere.compte) == (AUTRE_IBAN, "ESSAI UN", IBAN)
    assert [(e.ligne, e.code, e.champ) for e in milieu if isinstance(e, EntreeEcartee)] == [
        (2, "DEVISE_REFUSEE", "Amt"),
        (3, "MONTANT_ILLISIBLE", "Amt"),
        (4, "REFERENCE_MANQUANTE", "AcctSvcrRef"),
        (5, "DATE_ILLISIBLE", "BookgDt"),
        (6, "DATE_FUTURE", "BookgDt"),
        (7, "NON_COMPTABILISEE", "Sts"),
    ]
    assert isinstance(derniere, EntreeLue)
    assert (derniere.montant, derniere.retour, derniere.end_to_end_id) == (Montant(-50837), "AM04", "")


def test_une_entree_groupee_donne_un_mouvement_par_detail_ou_rien() -> None:
    details = "".join(f'<TxDtls><Amt Ccy="EUR">{m}</Amt></TxDtls>' for m in ("1.00", "2.50"))

    def groupee(total: str) -> str:
        return f"""<Ntry><Amt Ccy="EUR">{total}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-07-10</Dt>
            </BookgDt><AcctSvcrRef>G{total}</AcctSvcrRef><NtryDtls>{details}</NtryDtls></Ntry>"""

    juste_1, juste_2, fausse = lues(un_camt(groupee("3.50"), groupee("4.00")))
    assert [(e.rang, e.montant.centimes) for e in (juste_1, juste_2) if isinstance(e, EntreeLue)] == [
        (0, 100),
        (1, 250),
    ]
    assert isinstance(fausse, EntreeEcartee)
    assert (fausse.code, fausse.montant) == ("SOMME_DES_DETAILS", 400)


def test_un_fichier_tronque_dit_sa_ligne() -> None:
    refus = refus_de(un_camt(une_ecriture_camt("BQ1"))[:-40])
    assert (refus.code, refus.champ) == ("XML_ILLISIBLE", "contenu")
    assert int(refus.donnees["ligne"]) > 1


@pytest.mark.parametrize(
    ("contenu", "code"),
    [
        ("", "XML_ILLISIBLE"),
        ("pas du xml", "XML_ILLISIBLE"),
        ("<a/>", "ESPACE_DE_NOMS"),
        (un_camt(espace="pain.008.001.08"), "ESPACE_DE_NOMS"),
        (un_camt(msg_id=""), "MSGID_MANQUANT"),
        (BOMBE + un_camt(une_ecriture_camt("BQ1", libelle="&c;")), "DOCTYPE_INTERDIT"),
        ('<!DOCTYPE d SYSTEM "http://x.invalid/d.dtd">' + un_camt(), "DOCTYPE_INTERDIT"),
        (un_camt(une_ecriture_camt("BQ1", libelle="&inconnue;")), "XML_ILLISIBLE"),
    ],
)
def test_un_mauvais_fichier_est_refuse_en_entier(contenu: str, code: str) -> None:
    assert refus_de(contenu).code == code


@given(st.binary(max_size=300))
def test_aucun_contenu_ne_fait_tomber_la_lecture(octets: bytes) -> None:
    with pytest.raises(DonneeInvalide):
        list(lire(io.BytesIO(octets), recu_le=RECU_LE)[1])


def test_un_fichier_se_decoupe_sans_rien_perdre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quittancement.adapters.camt_tranches.ENTREES_MAX", 3)
    chemin = tmp_path / "camt.xml"
    chemin.write_text(un_camt(*(une_ecriture_camt(f"BQ{n}", f"{n + 1}.00") for n in range(8))), encoding="utf-8")
    tranches = list(decouper(chemin))
    assert [(t.premiere_entree, t.entrees) for t in tranches] == [(1, 3), (4, 3), (7, 2)]
    refaites = [
        e
        for t in tranches
        for e in lire(io.BytesIO(t.contenu.encode()), recu_le=RECU_LE, premiere_entree=t.premiere_entree)[1]
    ]
    assert refaites == lues(chemin.read_text(encoding="utf-8"))


BAIL, AUTRE = UUID(int=1), UUID(int=2)
RF = reference_rf("B-2026-000001")
UTILE = "B2026000001"


@pytest.mark.parametrize(
    ("entree", "pistes", "regle"),
    [
        ({"end_to_end_id": "E"}, {"prelevements": {"E": un_prelevement(statut=StatutPrelevement.REMIS)}}, "END_TO_END"),
        ({"rum": "R"}, {"par_rum": {"R": BAIL}}, "RUM"),
        ({"iban_credite": "V"}, {"iban_virtuels": {"V": BAIL}}, "IBAN_VIRTUEL"),
        ({"structuree": RF}, {"par_utile": {UTILE: {BAIL}}}, "REFERENCE_RF"),
        ({"end_to_end_id": RF}, {"par_utile": {UTILE: {BAIL}}}, "REFERENCE_RF"),
        ({"libelle": f"LOYER {RF}"}, {"par_utile": {UTILE: {BAIL}}}, "LIBELLE"),
        ({"iban_emetteur": "I"}, {"par_iban": {"I": {BAIL}}}, "IBAN_CONNU"),
    ],
)
def test_chaque_regle_reconnait_le_bail(entree: dict[str, Any], pistes: dict[str, Any], regle: str) -> None:
    compte = un_compte()
    quittancer(compte, "2026-06")
    trouve = rapprocher(une_entree(**entree), Pistes(**pistes), {BAIL: compte})
    assert trouve is not None
    assert (trouve.regle.value, trouve.bail_id) == (regle, BAIL)


@pytest.mark.parametrize(
    ("entree", "pistes"),
    [
        ({}, {}),
        ({"end_to_end_id": "E"}, {"prelevements": {"E": un_prelevement(statut=StatutPrelevement.REGLE)}}),
        ({"end_to_end_id": "E", "montant": Montant(1)}, {"prelevements": {"E": un_prelevement()}}),
        ({"libelle": f"LOYER {RF}"}, {"par_utile": {UTILE: {BAIL, AUTRE}}}),
        ({"structuree": "RF00B2026000001"}, {"par_utile": {UTILE: {BAIL}}}),
        ({"iban_emetteur": "I"}, {"par_iban": {"I": {BAIL, AUTRE}}}),
        ({"iban_emetteur": "I", "montant": Montant(100)}, {"par_iban": {"I": {BAIL}}}),
        ({"montant": Montant(-50_837), "rum": "R"}, {"par_rum": {"R": BAIL}}),
    ],
)
def test_un_doute_ne_s_impute_jamais_seul(entree: dict[str, Any], pistes: dict[str, Any]) -> None:
    compte = un_compte()
    quittancer(compte, "2026-06")
    assert rapprocher(une_entree(**entree), Pistes(**pistes), {BAIL: compte}) is None


def test_un_debit_ne_reprend_que_le_prelevement_exact() -> None:
    regle = un_prelevement(statut=StatutPrelevement.REGLE)
    pistes = Pistes(prelevements={"E": regle})
    champs = {"end_to_end_id": "E", "retour": "AM04"}
    trouve = rapprocher(une_entree(montant=Montant(-50_837), **champs), pistes, {})
    assert trouve is not None
    assert trouve.prelevement is regle
    assert rapprocher(une_entree(montant=Montant(-50_836), **champs), pistes, {}) is None


def test_une_somme_inconnue_passe_par_le_471_puis_au_locataire() -> None:
    recue = ecriture_attente(Montant(60_000), piece="E", libelle="VIR", le=RECU_LE, baremes=BAREMES)
    assert [(j.compte, j.montant.centimes) for j in recue.jambes] == [("512", 60_000), ("471", -60_000)]
    compte = un_compte()
    quittancer(compte, "2026-06")
    levee = ecriture_attente_levee(payer(compte, "600,00", recu_le="2026-07-10"), le=RECU_LE, baremes=BAREMES)
    assert [(j.compte, j.montant.centimes) for j in levee.jambes] == [("471", 60_000), ("411", -50_837), ("419", -9163)]


def reprise(montant: str, frais: str) -> EntreeLue | EntreeEcartee:
    (lue,) = lues(un_camt(une_ecriture_camt("BQ1", montant, sens="DBIT", fin="E-1", retour="AM04", frais=frais)))
    return lue


@pytest.mark.parametrize(
    ("frais", "attendus"),
    [
        (des_frais_camt(total="4.50"), 450),
        (des_frais_camt("3.00", "1.50"), 450),
        (des_frais_camt("3.00", "1.50", total="4.50"), 450),
        (des_frais_camt("4.50", sens="CRDT"), 0),
        ('<Chrgs><Amt Ccy="EUR">4.50</Amt></Chrgs>', 450),
        ("", 0),
    ],
)
def test_les_frais_d_un_rejet_se_lisent_dans_toutes_les_versions(frais: str, attendus: int) -> None:
    lue = reprise("512.87", frais)
    assert isinstance(lue, EntreeLue)
    assert (lue.montant, lue.frais) == (Montant(-51_287), Montant(attendus))


def test_des_frais_illisibles_mettent_l_entree_de_cote() -> None:
    lue = reprise("512.87", des_frais_camt(total="4.50", devise="USD"))
    assert isinstance(lue, EntreeEcartee)
    assert (lue.code, lue.champ, lue.montant) == ("DEVISE_REFUSEE", "TtlChrgsAndTaxAmt", -51_287)


def test_une_reprise_groupee_repartit_ses_frais_par_detail() -> None:
    details = "".join(
        f'<TxDtls><Amt Ccy="EUR">{m}</Amt>{des_frais_camt(total="1.00")}<RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf></TxDtls>'
        for m in ("10.00", "20.00")
    )

    def groupee(total: str) -> Sequence[EntreeLue | EntreeEcartee]:
        return lues(
            un_camt(
                f"""<Ntry><Amt Ccy="EUR">{total}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-07-10</Dt>
                </BookgDt><AcctSvcrRef>G</AcctSvcrRef><NtryDtls>{details}</NtryDtls></Ntry>"""
            )
        )

    def montants(total: str) -> list[int]:
        return [lue.montant.centimes for lue in groupee(total) if isinstance(lue, EntreeLue)]

    assert montants("32.00") == [-1_100, -2_100]
    assert montants("30.00") == [-1_000, -2_000]
    assert [e.code for e in groupee("31.00") if isinstance(e, EntreeEcartee)] == ["SOMME_DES_DETAILS"]


@pytest.mark.parametrize(
    ("montant", "frais", "reconnu"), [(50_837, 450, True), (51_287, 450, True), (51_287, 0, False)]
)
def test_une_reprise_se_reconnait_frais_compris_ou_non(montant: int, frais: int, reconnu: bool) -> None:
    prelevement = un_prelevement(statut=StatutPrelevement.REGLE)
    entree = une_entree(
        montant=Montant(-montant), frais=Montant(frais), retour="AM04", end_to_end_id=prelevement.end_to_end_id
    )
    pistes = Pistes(prelevements={prelevement.end_to_end_id: prelevement})
    assert (rapprocher(entree, pistes, {}) is not None) is reconnu


def test_un_prelevement_deja_rejete_ne_s_encaisse_pas_par_sa_rum() -> None:
    prelevement = un_prelevement(statut=StatutPrelevement.REJETE)
    entree = une_entree(end_to_end_id=prelevement.end_to_end_id, rum="RUM-1")
    pistes = Pistes(prelevements={prelevement.end_to_end_id: prelevement}, par_rum={"RUM-1": prelevement.bail_id})
    assert rapprocher(entree, pistes, {}) is None


def test_les_frais_de_rejet_sont_au_bailleur_et_sans_bail() -> None:
    ecriture = ecriture_frais_de_rejet(Montant(450), piece="P", libelle="L", le=RECU_LE, baremes=BAREMES)
    assert [(j.compte, j.montant.centimes) for j in ecriture.jambes] == [("627", 450), ("512", -450)]
    assert (ecriture.bail_id, ecriture.journal) == (None, "BQ")
    assert ecriture_frais_de_rejet(Montant(0), piece="P", libelle="L", le=RECU_LE, baremes=BAREMES).jambes == ()
