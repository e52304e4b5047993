"""Chèques et bordereaux : par gRPC et par la commande, sur une vraie base."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdf
import pytest
from appui_quittancement import (
    DEMAIN,
    NET,
    QUITTANCEMENT,
    SECOND,
    compte,
    contrepasser,
    euros,
    lire,
    proposer,
    quittancer,
    soldes_du_grand_livre,
    un_compte,
    un_fait,
)
from typer.testing import CliRunner

from appui.porte_directe import PorteDirecte
from appui.services import ServiceDeTest, faits, livrer, refus
from console.commandes import application, quittancement_cheques
from quittancement.adapters.annuaire import AnnuaireBaux, Occupants
from quittancement.domain.banque.reference_rf import reference_rf
from socle.domaine.calendrier import PARIS
from socle.technique.rpc.erreurs import EchecRpc

sys.path.insert(0, str(Path(__file__).parents[2] / "unit" / "quittancement"))
from fabrique_banque import IBAN, un_camt, une_ecriture_camt

TITRE = {"tireur": "Essai Ana", "banque": "Banque d'essai", "emis_le": "2026-07-01", "recu_le": "2026-07-02"}


def recevoir(service: ServiceDeTest, bail_id: str, numero: int = 1, **change: Any) -> Any:
    champs = {**TITRE, "numero": f"{numero:07d}", "montant": euros(NET), "bail_id": bail_id, **change}
    return service.appeler("EnregistrerCheque", QUITTANCEMENT, **champs).cheque


def etablir(service: ServiceDeTest, *cheques: Any, le: str = "2026-07-03") -> Any:
    if cheques:
        service.appeler("EndosserCheques", QUITTANCEMENT, cheque_ids=[c.id for c in cheques])
    return service.appeler("EtablirBordereau", QUITTANCEMENT, banque=IBAN, etabli_le=le).bordereau


def remettre(service: ServiceDeTest, bordereau: Any, *, le: str = "2026-07-03") -> Any:
    champs = {"bordereau_id": bordereau.id, "remis_le": le, "etag": bordereau.etag}
    return service.appeler("RemettreBordereau", SECOND, **champs).bordereau


def crediter(service: ServiceDeTest, bordereau: Any, **change: Any) -> Any:
    champs = {"bordereau_id": bordereau.id, "credite_le": "2026-07-06", **change}
    return service.appeler("CrediterBordereau", SECOND, **champs).bordereau


def importer(service: ServiceDeTest, *ecritures: str, msg_id: str = "M-1") -> dict[str, Any]:
    """Importe un relevé ; rend les entrées en attente, par référence."""
    service.appeler("ImporterReleveBancaire", QUITTANCEMENT, contenu=un_camt(*ecritures, msg_id=msg_id))
    return {e.reference: e for e in service.appeler("ListEcrituresEnAttente", QUITTANCEMENT).ecritures}


def en_retard(service: ServiceDeTest) -> list[str]:
    return [c.id for c in service.appeler("ListCheques", QUITTANCEMENT, en_retard=True).cheques]


def test_un_cheque_va_de_la_reception_au_credit(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    cheque = recevoir(quittancement, bail_id, tiers=True)
    assert (cheque.statut, cheque.tiers, cheque.valable_jusqu_au) == ("RECU", True, "2027-07-09")
    assert (cheque.remettre_avant, en_retard(quittancement)) == ("2026-07-06", [cheque.id])
    assert compte(quittancement, bail_id).solde.centimes == 0
    assert soldes_du_grand_livre(quittancement)["5112"] == NET
    bordereau = etablir(quittancement, cheque)
    assert (bordereau.numero, bordereau.nombre, bordereau.total.centimes) == ("BC-2026-000001", 1, NET)
    champs = {"bordereau_id": bordereau.id, "remis_le": "2026-07-03"}
    assert refus(quittancement, "RemettreBordereau", QUITTANCEMENT, **champs)[1] == "SECONDE_PERSONNE"
    assert remettre(quittancement, bordereau).statut == "REMIS"
    assert en_retard(quittancement) == []
    assert refus(quittancement, "RemettreBordereau", SECOND, **champs)[1] == "TRANSITION_INTERDITE"
    assert (
        refus(quittancement, "EtablirBordereau", QUITTANCEMENT, banque=IBAN, etabli_le="2026-07-03")[1]
        == "RIEN_A_REMETTRE"
    )
    assert crediter(quittancement, bordereau).credite.centimes == NET
    livre = soldes_du_grand_livre(quittancement)
    assert (livre.get("5112", 0), livre["512"], livre.get("411", 0)) == (0, NET, 0)
    lu = quittancement.appeler("GetBordereau", QUITTANCEMENT, bordereau_id=bordereau.id)
    assert [(c.statut, c.reference, c.tireur) for c in lu.cheques] == [("CREDITE", "B-2026-000001", "Essai Ana")]


def test_un_numero_refuse_ne_laisse_pas_de_trou(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    assert (
        refus(quittancement, "EtablirBordereau", QUITTANCEMENT, banque=IBAN, etabli_le="2026-07-03")[1]
        == "RIEN_A_REMETTRE"
    )
    premier = etablir(quittancement, recevoir(quittancement, bail_id))
    assert (
        refus(quittancement, "AnnulerBordereau", QUITTANCEMENT, bordereau_id=premier.id, etag="9")[1]
        == "VERSION_PERIMEE"
    )
    quittancement.appeler("AnnulerBordereau", QUITTANCEMENT, bordereau_id=premier.id)
    second = etablir(quittancement)
    assert (premier.numero, second.numero) == ("BC-2026-000001", "BC-2026-000002")


@pytest.mark.parametrize(
    ("change", "attendu"),
    [
        ({"recu_le": DEMAIN}, ("INVALID_ARGUMENT", "DATE_FUTURE", "recu_le")),
        ({"emis_le": DEMAIN}, ("INVALID_ARGUMENT", "DATE_FUTURE", "emis_le")),
        ({"montant": euros(0)}, ("INVALID_ARGUMENT", "MONTANT_NON_POSITIF", "montant")),
        ({"emis_le": "2025-06-20"}, ("FAILED_PRECONDITION", "CHEQUE_PERIME", "emis_le")),
        ({"tireur": "ESSAI ANA", "banque": "Banque d’essai"}, ("ALREADY_EXISTS", "CHEQUE_DEJA_ENREGISTRE", "numero")),
    ],
)
def test_un_cheque_refuse_ne_change_rien(
    quittancement: ServiceDeTest, change: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    bail_id = un_compte(quittancement)
    recevoir(quittancement, bail_id)
    champs = {**TITRE, "numero": "0000001", "montant": euros(NET), "bail_id": bail_id, **change}
    assert refus(quittancement, "EnregistrerCheque", QUITTANCEMENT, **champs) == attendu
    assert len(compte(quittancement, bail_id).paiements) == 1
    paiement = {"bail_id": bail_id, "montant": euros(1), "mode": "CHEQUE", "recu_le": "2026-07-02"}
    assert refus(quittancement, "EnregistrerPaiement", QUITTANCEMENT, **paiement)[1] == "CHEQUE_SANS_TITRE"


def test_le_meme_cheque_saisi_par_huit_agents_ne_paie_qu_une_fois(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)

    def saisir(_rang: int) -> str:
        try:
            return str(recevoir(quittancement, bail_id).statut)
        except EchecRpc as echec:
            return echec.code

    with ThreadPoolExecutor(8) as fils:
        rendus = sorted(fils.map(saisir, range(8)))
    assert rendus == ["CHEQUE_DEJA_ENREGISTRE"] * 7 + ["RECU"]
    assert len(compte(quittancement, bail_id).paiements) == 1
    assert [nom for nom, _ in faits(quittancement)].count("PaiementEnregistré") == 1


def test_un_impaye_rouvre_la_dette_une_fois_et_le_titre_peut_etre_represente(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    avant = soldes_du_grand_livre(quittancement), compte(quittancement, bail_id).solde.centimes
    cheque = recevoir(quittancement, bail_id)
    jamais_remis = {"cheque_id": cheque.id, "impaye_le": "2026-07-08", "motif": "SANS_PROVISION"}
    assert refus(quittancement, "DeclarerChequeImpaye", QUITTANCEMENT, **jamais_remis)[1] == "TRANSITION_INTERDITE"
    crediter(quittancement, remettre(quittancement, etablir(quittancement, cheque)))
    revenu = quittancement.appeler("DeclarerChequeImpaye", QUITTANCEMENT, **jamais_remis).cheque
    assert (revenu.statut, revenu.motif, revenu.impaye_le) == ("IMPAYE", "SANS_PROVISION", "2026-07-08")
    assert (soldes_du_grand_livre(quittancement), compte(quittancement, bail_id).solde.centimes) == avant
    assert refus(quittancement, "DeclarerChequeImpaye", QUITTANCEMENT, **jamais_remis)[1] == "TRANSITION_INTERDITE"
    assert recevoir(quittancement, bail_id, recu_le="2026-07-10").statut == "RECU"
    assert compte(quittancement, bail_id).solde.centimes == 0


def test_le_releve_credite_le_bordereau_qu_il_cite_et_montre_l_impaye(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    cheque = recevoir(quittancement, bail_id)
    bordereau = remettre(quittancement, etablir(quittancement, cheque))
    attente = importer(
        quittancement,
        une_ecriture_camt("BQ1", "508.37", libelle="REMISE CHEQUES BC 2026 000001", le="2026-07-07"),
        une_ecriture_camt("BQ2", "1.00", libelle="REMISE CHEQUES BC 2026 000001", le="2026-07-07"),
    )
    assert set(attente) == {"BQ1", "BQ2"}
    differe = {"bordereau_id": bordereau.id, "credite_le": "2026-07-07", "ecriture_id": attente["BQ2"].id}
    assert refus(quittancement, "CrediterBordereau", SECOND, **differe)[1] == "MONTANT_DIFFERENT"
    (rapproche,) = quittancement.appeler("RapprocherBordereaux", SECOND).bordereaux
    assert (rapproche.statut, rapproche.ecriture_id, rapproche.credite_le) == (
        "CREDITE",
        attente["BQ1"].id,
        "2026-07-07",
    )
    assert list(quittancement.appeler("RapprocherBordereaux", SECOND).bordereaux) == []
    livre = soldes_du_grand_livre(quittancement)
    assert (livre["512"], livre["471"], livre.get("5112", 0)) == (NET + 100, -100, 0)
    debit = importer(quittancement, une_ecriture_camt("BQ3", "508.37", sens="DBIT", le="2026-07-10"), msg_id="M-2")[
        "BQ3"
    ]
    quittancement.appeler(
        "DeclarerChequeImpaye", QUITTANCEMENT, cheque_id=cheque.id, impaye_le="2026-07-10", ecriture_id=debit.id
    )
    livre = soldes_du_grand_livre(quittancement)
    assert (livre["411"], livre["512"], livre["471"]) == (NET, 100, -100)
    assert lire(quittancement, "SELECT regle FROM banque_entree WHERE statut = 'IMPUTEE' ORDER BY le") == [
        ("BORDEREAU",),
        ("CHEQUE_IMPAYE",),
    ]


def test_un_credit_dit_avant_le_releve_n_est_pas_compte_deux_fois(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    bordereau = remettre(quittancement, etablir(quittancement, recevoir(quittancement, bail_id)))
    crediter(quittancement, bordereau)
    importer(quittancement, une_ecriture_camt("BQ1", "508.37", libelle="REM CHQ BC2026000001", le="2026-07-07"))
    assert soldes_du_grand_livre(quittancement)["512"] == 2 * NET
    (rapproche,) = quittancement.appeler("RapprocherBordereaux", SECOND).bordereaux
    assert rapproche.credite_le == "2026-07-06"
    livre = soldes_du_grand_livre(quittancement)
    assert (livre["512"], livre.get("471", 0)) == (NET, 0)
    encore = {"bordereau_id": bordereau.id, "credite_le": "2026-07-07", "ecriture_id": rapproche.ecriture_id}
    assert refus(quittancement, "CrediterBordereau", SECOND, **encore)[1] == "BORDEREAU_DEJA_RAPPROCHE"


def test_un_compte_clos_ne_recoit_que_la_dette_qu_un_impaye_lui_rend(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    cheque = recevoir(quittancement, bail_id)
    crediter(quittancement, remettre(quittancement, etablir(quittancement, cheque)))
    livrer("baux", [un_fait("BailClos", UUID(bail_id), 3, fin_le="2026-06-30")], quittancement.noyau.consommation)
    assert compte(quittancement, bail_id).statut == "CLOS"
    paiement = {"bail_id": bail_id, "montant": euros(NET), "mode": "VIREMENT", "recu_le": "2026-07-08"}
    titre = {**TITRE, "numero": "0000002", "bail_id": bail_id, "montant": euros(NET)}
    refuse = ("FAILED_PRECONDITION", "BAIL_CLOS", "bail_id")
    assert refus(quittancement, "EnregistrerPaiement", QUITTANCEMENT, **paiement) == refuse
    assert refus(quittancement, "EnregistrerCheque", QUITTANCEMENT, **titre) == refuse
    releve = une_ecriture_camt("BQ1", structuree=reference_rf("B-2026-000001"), le="2026-07-08")
    attend = importer(quittancement, releve)["BQ1"]
    assert (attend.motif, attend.suggestion) == ("BAIL_CLOS", bail_id)
    decision = {"ecriture_id": attend.id, "bail_id": bail_id}
    assert refus(quittancement, "RapprocherEcriture", QUITTANCEMENT, **decision) == refuse
    livre = soldes_du_grand_livre(quittancement)
    assert (livre["512"], livre["471"], livre.get("419", 0)) == (2 * NET, -NET, 0)
    quittancement.appeler("DeclarerChequeImpaye", QUITTANCEMENT, cheque_id=cheque.id, impaye_le="2026-07-10")
    quittancement.appeler("RapprocherEcriture", QUITTANCEMENT, **decision)
    livre = soldes_du_grand_livre(quittancement)
    assert (livre["512"], livre.get("471", 0), livre.get("411", 0)) == (NET, 0, 0)


def test_contrepasser_le_paiement_rend_le_cheque_sauf_s_il_est_parti(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    saisi = recevoir(quittancement, bail_id)
    contrepasser(quittancement, bail_id, "PAIEMENT", saisi.paiement_id)
    assert quittancement.appeler("GetCheque", QUITTANCEMENT, cheque_id=saisi.id).cheque.statut == "ANNULE"
    bon = recevoir(quittancement, bail_id)
    remettre(quittancement, etablir(quittancement, bon))
    proposee = proposer(quittancement, bail_id, "PAIEMENT", bon.paiement_id)
    decision = {"bail_id": bail_id, "contrepassation_id": proposee.id, "accordee": True, "decidee_le": "2026-08-01"}
    assert refus(quittancement, "DeciderContrepassation", SECOND, **decision)[1] == "CHEQUE_REMIS"


def test_la_quittance_attend_le_credit_du_cheque(quittancement: ServiceDeTest, monkeypatch: pytest.MonkeyPatch) -> None:
    occupants = Occupants(noms=("Mme Ana ESSAI",), adresse=("12 rue des Essais", "69003 Lyon"), logement="L-0042")
    monkeypatch.setattr(AnnuaireBaux, "plusieurs", lambda _self, ids: dict.fromkeys(ids, occupants))
    bail_id = un_compte(quittancement)
    (terme,) = quittancer(quittancement, "2026-06")
    bordereau = remettre(quittancement, etablir(quittancement, recevoir(quittancement, bail_id)))
    demande = {"quittance_id": terme.id, "edite_le": "2026-07-15"}
    assert refus(quittancement, "EditerQuittance", QUITTANCEMENT, **demande)[1] == "CHEQUE_NON_CREDITE"
    ((lot_id,),) = lire(quittancement, "SELECT id::text FROM lot")
    en_masse = {"lot_id": lot_id, "edite_le": "2026-07-15"}
    tranche = quittancement.appeler("EditerQuittancesDuLot", QUITTANCEMENT, **en_masse)
    assert [e.code for e in tranche.ecartes] == ["CHEQUE_NON_CREDITE"]
    crediter(quittancement, bordereau)
    assert list(quittancement.appeler("EditerQuittancesDuLot", QUITTANCEMENT, **en_masse).ecartes) == []
    assert quittancement.appeler("EditerQuittance", QUITTANCEMENT, **demande).document.nature == "QUITTANCE"


def test_le_bordereau_s_imprime_une_fois_par_requete(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    bordereau = etablir(quittancement, *(recevoir(quittancement, bail_id, n) for n in (1, 2)))
    demande = {"bordereau_id": bordereau.id, "request_id": "6f1f9c0e-6a0b-4b57-9d0a-3f4f0d9f6c11"}
    inscrit = quittancement.appeler("EditerBordereau", QUITTANCEMENT, **demande).document
    assert quittancement.appeler("EditerBordereau", QUITTANCEMENT, **demande).document == inscrit
    contenu = quittancement.appeler("GetDocument", QUITTANCEMENT, document_id=inscrit.id).contenu
    lu = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(contenu)).pages).split())
    assert "BC-2026-000001" in lu
    assert "Total de 2 chèques 1 016,74 €" in lu.replace("\u202f", " ").replace("\xa0", " ")
    assert lu.count("Essai Ana") == 2


def lancer(*arguments: str) -> tuple[int, dict[str, Any]]:
    fait = CliRunner().invoke(application, ["quittancement", "cheques", *arguments, "--json"])
    return fait.exit_code, json.loads(fait.stdout)


def test_les_commandes_menent_du_cheque_au_credit(
    quittancement: ServiceDeTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    porte = PorteDirecte(quittancement, QUITTANCEMENT, second=SECOND)
    monkeypatch.setattr(quittancement_cheques, "Porte", porte)
    monkeypatch.setattr(quittancement_cheques, "PAR_APPEL", 2)
    bail_id = un_compte(quittancement)
    hier = (datetime.now(PARIS).date() - timedelta(days=1)).isoformat()
    for numero in (1, 2, 3):
        recevoir(quittancement, bail_id, numero)
    recevoir(quittancement, bail_id, 4, emis_le=hier, recu_le=hier)
    sortie, retards = lancer("a-remettre")
    assert (sortie, [c["numero"] for c in retards["cheques"]]) == (1, ["0000001", "0000002", "0000003"])
    assert lancer("endosser") == (0, {"ok": True, "endosses": 4})
    assert lancer("endosser") == (0, {"ok": True, "endosses": 0})
    sortie, fait = lancer("bordereau", "etablir", IBAN)
    assert (sortie, fait["nombre"], int(fait["total"]["centimes"])) == (0, 4, 4 * NET)
    assert lancer("bordereau", "remettre", fait["id"])[1]["statut"] == "REMIS"
    assert lancer("a-remettre") == (0, {"ok": True, "cheques": []})
    assert lancer("bordereau", "rapprocher") == (0, {"ok": True, "bordereaux": []})
    assert lancer("bordereau", "crediter", fait["id"])[1]["statut"] == "CREDITE"
    montre = CliRunner().invoke(application, ["quittancement", "cheques", "bordereau", "montrer", fait["id"]])
    assert "CREDITE : 4 chèques" in montre.stdout
    assert montre.stdout.count("B-2026-000001") == 4
