"""Décomptes de charges en PDF, par gRPC : un seul, en masse, qui peut les lire, et qui est mis de côté."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pypdf
import pytest
from appui_quittancement import CAF, QUITTANCEMENT, refus, un_compte
from test_campagnes_charges import (
    ANALYSTE,
    FACTURES,
    Campagne,
    des_comptes,
    les_lots,
    une_campagne_repartie,
    une_facture,
)
from test_documents_quittancement import de_lot, fichiers, occupants_de_tous, un_lot

from appui.cles import un_agent
from appui.services import ServiceDeTest
from quittancement.adapters.annuaire import AnnuaireBaux


@pytest.fixture(autouse=True)
def annuaire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AnnuaireBaux, "plusieurs", lambda _self, bail_ids: occupants_de_tous(bail_ids))


def lire(service: ServiceDeTest, document_id: str, agent: Any = ANALYSTE) -> str:
    contenu = service.appeler("GetDocument", agent, document_id=document_id).contenu
    pages = pypdf.PdfReader(BytesIO(contenu)).pages
    return re.sub(r"[\s\u202f\u00a0]+", " ", " ".join(page.extract_text() for page in pages))


def une_campagne_notifiee(service: ServiceDeTest, baux: dict[str, str]) -> Campagne:
    campagne = une_campagne_repartie(service, baux)
    campagne.notifier()
    return campagne


def test_un_decompte_s_edite_une_fois_par_requete_et_se_lit(quittancement: ServiceDeTest) -> None:
    baux = des_comptes(quittancement)
    campagne = une_campagne_notifiee(quittancement, baux)
    champs = {"bail_id": baux["B"], "edite_le": "2026-05-10", "request_id": str(uuid4())}
    champs |= {"provision_des": "2026-07", "indice_milliemes": 25}
    faits = [campagne("EditerDecompte", **champs).document for _ in range(2)]
    assert faits[0] == faits[1]
    assert (faits[0].nature, faits[0].nom_fichier) == ("DECOMPTE_CHARGES", "decompte-2025-B-2026-B.pdf")
    assert len(fichiers(quittancement)) == 1
    lu = lire(quittancement, faits[0].id)
    for attendu in ("Votre quote-part 5 017,60 €", "Solde : reste à payer 217,60 €", "de 96,00 € à 428,59 €"):
        assert attendu in lu, attendu


def en_masse(campagne: Campagne, **change: Any) -> Any:
    return campagne("EditerDecomptes", **{"edite_le": "2026-05-10", "page_size": 2, **change})


def test_les_decomptes_d_une_campagne_s_editent_par_tranches_et_les_fautifs_sont_mis_de_cote(
    quittancement: ServiceDeTest,
) -> None:
    baux = des_comptes(quittancement)
    campagne = une_campagne_notifiee(quittancement, baux)
    tranches, jeton = [], ""
    while not tranches or jeton:
        tranches.append(en_masse(campagne, page_token=jeton))
        jeton = tranches[-1].next_page_token
    assert [len(t.decomptes) + len(t.ecartes) for t in tranches] == [2, 2, 1]
    assert {t.total for t in tranches} == {5}
    edites = {d.bail_id: d for t in tranches for d in t.decomptes}
    assert sorted(edites) == sorted(baux[nom] for nom in ("A", "B", "C2", "D"))
    assert {d.groupe for d in edites.values()} == {"G1"}
    # C1 n'a plus de compte dans Logis.
    assert [(e.reference, e.code) for t in tranches for e in t.ecartes] == [(baux["C1"], "COMPTE_INCONNU")]
    assert "Solde : en votre faveur 76,27 €" in lire(quittancement, edites[baux["A"]].document.id)
    rejoues = {d.bail_id: d for d in en_masse(campagne, page_size=100, edite_le="2026-05-12").decomptes}
    assert rejoues == edites
    assert len(fichiers(quittancement)) == 4


def test_un_locataire_parti_est_mis_de_cote_jusqu_a_ce_que_sa_nouvelle_adresse_soit_dite(
    quittancement: ServiceDeTest,
) -> None:
    baux = {**des_comptes(quittancement), "C1": un_compte(quittancement, reference="B-2026-C1")}
    campagne = une_campagne_notifiee(quittancement, baux)
    (ecarte,) = en_masse(campagne, page_size=100).ecartes
    assert (ecarte.reference, ecarte.code) == (baux["C1"], "ADRESSE_DE_DEPART_INCONNUE")
    adresse = ["3 rue Neuve", "38000 Grenoble"]
    fait = campagne("EditerDecompte", bail_id=baux["C1"], edite_le="2026-05-10", adresse=adresse).document
    assert "3 rue Neuve 38000 Grenoble" in lire(quittancement, fait.id)


def test_la_note_rappelle_l_exercice_d_avant_du_meme_menage(quittancement: ServiceDeTest) -> None:
    baux = des_comptes(quittancement)
    passee = Campagne(quittancement, libelle="Charges 2024", debut="2024-01-01", fin="2024-12-31")
    lots = les_lots(baux)
    for lot in lots:
        for occupation in lot["occupations"]:
            occupation["debut"] = occupation["debut"].replace("2025", "2024")
            occupation["fin"] = occupation["fin"].replace("2025", "2024")
            occupation["mesures"] = [{**m, "milliemes": m["milliemes"] * 2} for m in occupation["mesures"]]
    factures = [
        {**une_facture(*f), "service_le": "2024-06-15", "quantite_milliemes": 1_200_000 if f[1] == "EAU" else 0}
        for f in FACTURES
    ]
    passee.repartir(lots, factures)
    passee.notifier("2025-05-10")
    campagne = une_campagne_notifiee(quittancement, baux)
    edites = {d.bail_id: d.document.id for d in en_masse(campagne, page_size=100).decomptes}
    lu = lire(quittancement, edites[baux["B"]])
    assert "Exercice d'avant 2 800 unités du 1er janvier 2024 au 31 décembre 2024, soit −50 %" in lu
    assert "Exercice d'avant non connu pour vous" in lire(quittancement, edites[baux["C2"]])


def test_une_campagne_non_notifiee_n_edite_aucun_decompte(quittancement: ServiceDeTest) -> None:
    baux = des_comptes(quittancement)
    campagne = une_campagne_repartie(quittancement, baux)
    attendu = ("FAILED_PRECONDITION", "ETAT_DE_CAMPAGNE", "campagne_id")
    assert campagne.refuse("EditerDecomptes", edite_le="2026-05-10") == attendu
    assert campagne.refuse("EditerDecompte", bail_id=baux["B"], edite_le="2026-05-10") == attendu
    inconnu = {"bail_id": str(UUID(int=7)), "edite_le": "2026-05-10"}
    assert campagne.refuse("EditerDecompte", **inconnu) == ("NOT_FOUND", "DECOMPTE_INCONNU", "bail_id")


def test_l_analyste_ne_lit_que_les_decomptes_et_le_referent_que_ceux_de_ses_menages(
    quittancement: ServiceDeTest,
) -> None:
    lot_id, _ = un_lot(quittancement, 1)
    avis = de_lot(quittancement, lot_id).avis[0].document.id
    attendu = ("NOT_FOUND", "DOCUMENT_INCONNU", "document_id")
    assert refus(quittancement, "GetDocument", ANALYSTE, document_id=avis) == attendu
    campagne = une_campagne_notifiee(quittancement, des_comptes(quittancement))
    decompte = en_masse(campagne).decomptes[0].document.id
    assert "Décompte annuel de charges" in lire(quittancement, decompte, QUITTANCEMENT)
    assert refus(quittancement, "GetDocument", un_agent("CONSEILLER_ESF"), document_id=decompte) == attendu
    assert refus(quittancement, "EditerDecomptes", CAF, campagne_id=campagne.id, edite_le="2026-05-10")[0] == (
        "PERMISSION_DENIED"
    )


def test_un_decompte_edite_apres_les_autres_attend_son_propre_mois(quittancement: ServiceDeTest) -> None:
    baux = des_comptes(quittancement)
    campagne = une_campagne_notifiee(quittancement, baux)
    campagne("EditerDecompte", bail_id=baux["B"], edite_le="2026-06-30")
    en_masse(campagne, page_size=100)
    dates = {nom: campagne("GetDecompte", bail_id=baux[nom]).decompte.envoye_le for nom in ("A", "B", "C1")}
    assert dates == {"A": "2026-05-10", "B": "2026-06-30", "C1": ""}
    rendu = campagne.imputer(mois="2026-06")
    assert (rendu.imputes, [(e.reference, e.code) for e in rendu.ecartes]) == (3, [(baux["B"], "DECOMPTE_TROP_RECENT")])
    assert campagne.imputer(mois="2026-07").imputes == 1
