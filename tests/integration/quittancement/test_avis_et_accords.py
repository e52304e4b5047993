"""Avis prélevés, avis sous plan, accords à l'envoi électronique, et la production en masse qui trie."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdf
import pytest
from appui_quittancement import DEMAIN, QUITTANCEMENT, SECOND, payer, quittancer, refus, un_compte
from test_campagnes_charges import des_comptes
from test_decomptes_edites import ANALYSTE, une_campagne_notifiee
from test_documents_quittancement import de_lot, editer, occupants_de_tous, un_lot
from test_paiements_bancaires import PRELEVE_LE, preparer, un_mandat
from typer.testing import CliRunner

from appui.porte_directe import PorteDirecte
from appui.services import ServiceDeTest, livrer
from console.commandes import application, quittancement_documents
from quittancement.adapters.annuaire import AnnuaireBaux
from socle.domaine.periodes import lire_date
from socle.technique.documents import en_lettres
from socle.technique.identifiants import nouvel_id


@pytest.fixture(autouse=True)
def annuaire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AnnuaireBaux, "plusieurs", lambda _self, bail_ids: occupants_de_tous(bail_ids))


def avis(service: ServiceDeTest, quittance_id: str, **change: Any) -> str:
    return editer(service, "EditerAvisEcheance", quittance_id, **change)[1].replace("\u00a0", " ")


def test_un_avis_sous_mandat_actif_pre_notifie_et_ne_demande_rien(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    mandat = un_mandat(quittancement, bail)
    (juin,) = quittancer(quittancement, "2026-06")
    # Limite au 05/07, un dimanche ; préavis de 14 jours tenu : lundi 6.
    lu = avis(quittancement, juin.id, edite_le="2026-06-20")
    for attendu in ("Prélevé le 6 juillet 2026", "508,37 € seront prélevés le 6 juillet 2026", "DE89…3000", "RUM-1"):
        assert attendu in lu, attendu
    assert "créancier (ICS) FR72ZZZ123456" in lu
    assert "Coupon" not in lu
    # Édité plus tard, l'avis repousse le prélèvement plutôt que de manquer au préavis.
    assert "Prélevé le 15 juillet 2026" in avis(quittancement, juin.id, edite_le="2026-07-01")
    quittancement.appeler("SuspendreMandat", QUITTANCEMENT, mandat_id=mandat.id, motif="RIB")
    lu = avis(quittancement, juin.id, edite_le="2026-06-20")
    assert "prélevé" not in lu.lower()
    assert "Coupon à joindre" in lu


def test_un_avis_deja_en_remise_annonce_la_date_de_la_remise_et_paye_il_n_annonce_plus_rien(
    quittancement: ServiceDeTest,
) -> None:
    bail = un_compte(quittancement)
    un_mandat(quittancement, bail)
    (juin,) = quittancer(quittancement, "2026-06")
    preparer(quittancement)
    attendu = en_lettres(lire_date(PRELEVE_LE)).replace("\u00a0", " ")
    assert f"Prélevé le {attendu}" in avis(quittancement, juin.id)
    payer(quittancement, bail, 50837)
    assert "Prélevé le" not in avis(quittancement, juin.id)


def test_les_avis_d_un_lot_melent_preleves_et_non_preleves(quittancement: ServiceDeTest) -> None:
    lot_id, baux = un_lot(quittancement, 2)
    un_mandat(quittancement, baux[0])
    rendu = de_lot(quittancement, lot_id, edite_le="2026-07-01")
    lus = {a.bail_id: texte_de(quittancement, a.document.id) for a in rendu.avis}
    assert "Pré-notification de prélèvement SEPA" in lus[baux[0]]
    assert "Coupon à joindre" in lus[baux[1]]


def texte_de(service: ServiceDeTest, document_id: str) -> str:
    from io import BytesIO

    contenu = service.appeler("GetDocument", QUITTANCEMENT, document_id=document_id).contenu
    return " ".join(" ".join(p.extract_text().split()) for p in pypdf.PdfReader(BytesIO(contenu)).pages)


def un_fait_de_plan(type_: str, schema: str, plan: UUID, sequence: int, **donnees: Any) -> dict[str, Any]:
    return {
        "event_id": nouvel_id(),
        "type": type_,
        "aggregate_type": "plan_apurement",
        "aggregate_id": str(plan),
        "aggregate_seq": sequence,
        "dataschema": f"urn:logis:recouvrement:{schema}:v1",
        "payload": {"plan_id": str(plan), "dossier_id": str(nouvel_id()), **donnees},
        "occurred_on": datetime.now(UTC),
        "acteur": {"sub": "agent-essai"},
        "causation_id": None,
    }


def signer_un_plan(bail: str, plan: UUID, **change: Any) -> dict[str, Any]:
    champs = {"signe_le": "2026-06-01", "dette": 120000, "mensualites": 12, "derniere_le": "2027-06-15"}
    champs |= {"premiere_le": "2026-07-15", **change}
    return un_fait_de_plan("PlanApurementSigné", "plan_apurement_signe", plan, 1, bail_id=bail, **champs)


def test_un_plan_signe_se_rappelle_sur_l_avis_jusqu_a_sa_rupture(quittancement: ServiceDeTest) -> None:
    bail, plan = un_compte(quittancement), nouvel_id()
    signe = signer_un_plan(bail, plan)
    assert livrer("recouvrement", [signe, signe], quittancement.noyau.consommation)[0] == "TRAITE"
    (juin,) = quittancer(quittancement, "2026-06")
    lu = avis(quittancement, juin.id, edite_le="2026-07-01")
    assert (
        "Plan d'apurement, en plus de ce terme, le 15 juillet 2026 ; restera ensuite 1 100,00 € 100,00 €"
        in lu.replace("\u202f", " ")
    )
    rompu = {"bail_id": bail, "rompu_le": "2026-07-02", "echeances_en_retard": 2, "reste": 110000}
    fait = un_fait_de_plan("PlanApurementRompu", "plan_apurement_rompu", plan, 2, **rompu)
    assert livrer("recouvrement", [fait], quittancement.noyau.consommation) == ["TRAITE"]
    assert "Plan d'apurement" not in avis(quittancement, juin.id, edite_le="2026-07-02")


def test_un_plan_publie_avant_que_sa_premiere_echeance_n_y_soit_se_lit_encore(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    ancien = signer_un_plan(bail, nouvel_id(), derniere_le="2027-06-15")
    del ancien["payload"]["premiere_le"]
    assert livrer("recouvrement", [ancien], quittancement.noyau.consommation) == ["TRAITE"]
    (juin,) = quittancer(quittancement, "2026-06")
    assert "en plus de ce terme, le 15 juillet 2026" in avis(quittancement, juin.id, edite_le="2026-07-01")


def accorder(service: ServiceDeTest, bail: str, **change: Any) -> Any:
    champs = {"donne_le": "2026-06-01", "canal": "AGENCE", "preuve": "Formulaire 12", **change}
    return service.appeler("EnregistrerAccordDemat", QUITTANCEMENT, bail_id=bail, **champs).accord


def canal_du_jour(service: ServiceDeTest, bail: str) -> str:
    rendu: str = service.appeler("ListAccordsDemat", QUITTANCEMENT, bail_id=bail).canal_du_jour
    return rendu


def test_un_accord_est_date_prouve_unique_et_se_retire(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    assert canal_du_jour(quittancement, bail) == "PAPIER"
    champs = {"bail_id": bail, "donne_le": "2026-06-01", "canal": "AGENCE", "preuve": "Formulaire 12"}
    for change, attendu in (
        ({"donne_le": DEMAIN}, ("INVALID_ARGUMENT", "DATE_FUTURE", "donne_le")),
        ({"canal": "PIGEON"}, ("INVALID_ARGUMENT", "CANAL_INCONNU", "canal")),
        ({"preuve": "  "}, ("INVALID_ARGUMENT", "PREUVE_MANQUANTE", "preuve")),
    ):
        assert refus(quittancement, "EnregistrerAccordDemat", QUITTANCEMENT, **{**champs, **change}) == attendu
    cle = str(nouvel_id())
    assert accorder(quittancement, bail, request_id=cle) == accorder(quittancement, bail, request_id=cle)
    assert canal_du_jour(quittancement, bail) == "ELECTRONIQUE"
    attendu = ("ALREADY_EXISTS", "ACCORD_EN_VIGUEUR", "bail_id")
    assert refus(quittancement, "EnregistrerAccordDemat", QUITTANCEMENT, **champs) == attendu
    trop_tot = {"bail_id": bail, "retire_le": "2026-05-31"}
    attendu = ("FAILED_PRECONDITION", "RETRAIT_AVANT_ACCORD", "retire_le")
    assert refus(quittancement, "RetirerAccordDemat", QUITTANCEMENT, **trop_tot) == attendu
    retire = quittancement.appeler("RetirerAccordDemat", QUITTANCEMENT, bail_id=bail, retire_le="2026-06-10").accord
    assert (retire.donne_le, retire.retire_le) == ("2026-06-01", "2026-06-10")
    assert canal_du_jour(quittancement, bail) == "PAPIER"
    attendu = ("FAILED_PRECONDITION", "SANS_ACCORD", "bail_id")
    assert refus(quittancement, "RetirerAccordDemat", QUITTANCEMENT, bail_id=bail, retire_le="2026-06-11") == attendu
    attendu = ("FAILED_PRECONDITION", "ACCORDS_CROISES", "donne_le")
    champs["donne_le"] = "2026-06-09"
    assert refus(quittancement, "EnregistrerAccordDemat", QUITTANCEMENT, **champs) == attendu
    accorder(quittancement, bail, donne_le="2026-06-10")
    accords = quittancement.appeler("ListAccordsDemat", QUITTANCEMENT, bail_id=bail).accords
    assert [(a.donne_le, a.retire_le) for a in accords] == [("2026-06-10", ""), ("2026-06-01", "2026-06-10")]


def lancer(*arguments: str) -> tuple[int, dict[str, Any]]:
    fait = CliRunner().invoke(application, ["quittancement", "documents", *arguments, "--json"])
    return fait.exit_code, json.loads(fait.stdout)


def test_la_commande_trie_les_avis_et_prepare_le_lot_de_l_imprimeur(
    quittancement: ServiceDeTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quittancement_documents, "Porte", PorteDirecte(quittancement, QUITTANCEMENT, second=SECOND))
    lot_id, baux = un_lot(quittancement, 3)
    accorder(quittancement, baux[0])
    vers = ("--lot", lot_id, "--le", "2026-07-15", "--sortie", str(tmp_path), "--imprimeur")
    sortie, rendu = lancer("produire", *vers)
    assert (sortie, rendu["avis"], rendu["papier"], rendu["electroniques"]) == (0, 3, 2, 1)
    assert rendu["imprimeur"] == {"documents": 2, "pages": 2, "fichiers": 2}
    with (tmp_path / "manifeste.csv").open(encoding="utf-8-sig", newline="") as flux:
        canaux = {ligne["bail_id"]: ligne["canal"] for ligne in csv.DictReader(flux, delimiter=";")}
    assert canaux == {baux[0]: "ELECTRONIQUE", baux[1]: "PAPIER", baux[2]: "PAPIER"}
    sommaire = json.loads((tmp_path / "imprimeur" / "sommaire.json").read_text(encoding="utf-8"))
    imprimes = {d["document_id"] for site in sommaire["sites"] for d in site["documents"]}
    assert len(imprimes) == 2
    quittancement.appeler("RetirerAccordDemat", QUITTANCEMENT, bail_id=baux[0], retire_le="2026-07-16")
    _, rendu = lancer("produire", *vers)
    assert (rendu["papier"], rendu["electroniques"], rendu["imprimeur"]["documents"]) == (3, 0, 3)
    assert not list((tmp_path / "electronique").rglob("*.pdf"))


def test_la_commande_produit_les_decomptes_et_les_quittances(
    quittancement: ServiceDeTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    comptes = des_comptes(quittancement)
    campagne = une_campagne_notifiee(quittancement, comptes)
    monkeypatch.setattr(quittancement_documents, "Porte", PorteDirecte(quittancement, ANALYSTE))
    vers = ("--le", "2026-05-10", "--sortie", str(tmp_path / "decomptes"), "--imprimeur")
    sortie, rendu = lancer("decomptes", "--campagne", campagne.id, *vers)
    assert (sortie, rendu["decomptes"], rendu["sites"]) == (1, 4, 1)
    assert [(e["reference"], e["code"]) for e in rendu["ecartes"]] == [(comptes["C1"], "COMPTE_INCONNU")]
    assert rendu["imprimeur"] == {"documents": 4, "pages": 8, "fichiers": 1}
    noms = sorted(f.name for f in (tmp_path / "decomptes" / "papier" / "G1").iterdir())
    assert noms == [f"decompte-2025-B-2026-{nom}.pdf" for nom in ("A", "B", "C2", "D")]

    monkeypatch.setattr(quittancement_documents, "Porte", PorteDirecte(quittancement, QUITTANCEMENT))
    quittances = quittancer(quittancement, "2026-06")
    payer(quittancement, quittances[0].bail_id, 50837)
    lot = quittancement.appeler("GetQuittance", QUITTANCEMENT, quittance_id=quittances[0].id).quittance.lot_id
    sortie, rendu = lancer("quittances", "--lot", lot, "--le", "2026-07-15", "--sortie", str(tmp_path / "q"))
    assert (sortie, rendu["documents"], rendu["ecartes"]) == (0, 1, [])
