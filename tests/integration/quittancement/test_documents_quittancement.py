"""Avis, reçu et quittance par gRPC : ce qu'ils disent, et quand ils sont refusés."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pypdf
import pytest
from appui_quittancement import (
    DEMAIN,
    NET,
    QUITTANCEMENT,
    calculer,
    compte,
    contrepasser,
    payer,
    quittancer,
    refus,
    transmettre,
    un_compte,
    un_droit,
    valider,
)
from sqlalchemy import text

from appui.services import ServiceDeTest
from quittancement.adapters.annuaire import AnnuaireBaux, Occupants


@pytest.fixture(autouse=True)
def annuaire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AnnuaireBaux, "plusieurs", lambda _self, bail_ids: occupants_de_tous(bail_ids))


def occupants_de_tous(bail_ids: Sequence[UUID]) -> dict[UUID, Occupants]:
    adresse = ("12 rue des Essais", "69003 Lyon")
    return {i: Occupants(noms=("Mme Ana ESSAI",), adresse=adresse, logement="Logement L-0042") for i in bail_ids}


def editer(service: ServiceDeTest, methode: str, quittance_id: str, **change: Any) -> tuple[Any, str]:
    """Document inscrit, et son texte relu au coffre."""
    champs = {"quittance_id": quittance_id, "edite_le": "2026-07-15", **change}
    inscrit = service.appeler(methode, QUITTANCEMENT, **champs).document
    contenu = service.appeler("GetDocument", QUITTANCEMENT, document_id=inscrit.id).contenu
    pages = pypdf.PdfReader(BytesIO(contenu)).pages
    return inscrit, re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_le_recu_d_un_paiement_partiel_detaille_ce_qui_est_verse_par_ligne(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    transmettre(quittancement, "2026-06", un_droit(apl=10000))
    (resumee,) = quittancer(quittancement, "2026-06")
    payer(quittancement, bail, 20000)
    inscrit, lu = editer(quittancement, "EditerQuittance", resumee.id)
    assert inscrit.nature == "RECU"
    assert "Loyer et accessoires : Loyer principal 412,37 € 331,25 € 162,23 € 169,02 €" in lu
    assert "Total 408,37 € 408,37 € 200,00 € 208,37 €" in lu


def test_le_recu_dit_ce_que_doivent_les_autres_termes_exigibles_anterieurs_ou_non(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    _, juin, _, _ = quittancer(quittancement, "2026-05", "2026-06", "2026-07", "2026-08")
    payer(quittancement, bail, 20000, mois_designe="2026-06")
    for le, somme in (("2026-07-15", "508,37"), ("2026-08-01", "1 016,74")):
        _, lu = editer(quittancement, "EditerQuittance", juin.id, edite_le=le)
        assert f"il reste dû au titre d'autres termes : {somme} €" in lu
        assert "antérieurs" not in lu


def test_la_quittance_n_est_delivree_qu_une_fois_le_terme_solde(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    (resumee,) = quittancer(quittancement, "2026-06")
    attendu = ("FAILED_PRECONDITION", "AUCUN_PAIEMENT", "quittance_id")
    champs = {"quittance_id": resumee.id, "edite_le": "2026-07-15"}
    assert refus(quittancement, "EditerQuittance", QUITTANCEMENT, **champs) == attendu
    payer(quittancement, bail, NET)
    inscrit, lu = editer(quittancement, "EditerQuittance", resumee.id)
    assert (inscrit.nature, "lui en donne quittance" in lu) == ("QUITTANCE", True)


def test_un_paiement_contrepasse_ne_vaut_plus_quittance(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    (resumee,) = quittancer(quittancement, "2026-06")
    contrepasser(quittancement, bail, "PAIEMENT", payer(quittancement, bail, NET).id)
    assert refus(quittancement, "EditerQuittance", QUITTANCEMENT, quittance_id=resumee.id, edite_le="2026-08-02") == (
        "FAILED_PRECONDITION",
        "AUCUN_PAIEMENT",
        "quittance_id",
    )


def test_l_avis_montre_le_rappel_d_un_mois_passe(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    quittancer(quittancement, "2026-05")
    transmettre(quittancement, "2026-05", un_droit(apl=10000, rls=4000))
    (juin,) = quittancer(quittancement, "2026-06")
    inscrit, lu = editer(quittancement, "EditerAvisEcheance", juin.id)
    assert inscrit.nature == "AVIS_ECHEANCE"
    assert "rappel de 05/2026 −100,00 €" in lu
    assert "rappel de 05/2026 −40,00 €" in lu
    assert "Net du terme 368,37 €" in lu


def test_l_avis_explique_ses_lignes_si_on_le_demande(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    (juin,) = quittancer(quittancement, "2026-06")
    _, lu = editer(quittancement, "EditerAvisEcheance", juin.id, avec_explications=True)
    assert "D'où vient chaque montant Loyer principal : 412,37 €" in lu
    assert "Page 2 / 2" in lu


@pytest.mark.parametrize("methode", ["EditerAvisEcheance", "EditerQuittance"])
def test_un_document_ne_se_date_pas_du_futur(quittancement: ServiceDeTest, methode: str) -> None:
    bail = un_compte(quittancement)
    (resumee,) = quittancer(quittancement, "2026-06")
    payer(quittancement, bail, NET)
    champs = {"quittance_id": resumee.id, "edite_le": DEMAIN}
    assert refus(quittancement, methode, QUITTANCEMENT, **champs) == ("INVALID_ARGUMENT", "DATE_FUTURE", "edite_le")


def test_une_quittance_contrepassee_ne_s_edite_plus_et_reste_au_compte(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    (resumee,) = quittancer(quittancement, "2026-06")
    contrepasser(quittancement, bail, "QUITTANCE", resumee.id)
    champs = {"quittance_id": resumee.id, "edite_le": "2026-08-02"}
    attendu = ("FAILED_PRECONDITION", "QUITTANCE_NON_VALIDEE", "quittance_id")
    assert refus(quittancement, "EditerAvisEcheance", QUITTANCEMENT, **champs) == attendu
    assert [q.numero for q in compte(quittancement, bail).quittances] == ["Q-000000001"]


def de_lot(service: ServiceDeTest, lot_id: str, **change: Any) -> Any:
    return service.appeler(
        "EditerAvisDuLot", QUITTANCEMENT, **{"lot_id": lot_id, "edite_le": "2026-07-15", "page_size": 2, **change}
    )


def un_lot(service: ServiceDeTest, nombre: int) -> tuple[str, list[str]]:
    """Lot validé de juin ; rend son identifiant et les baux, dans l'ordre des quittances."""
    for rang in range(nombre):
        un_compte(service, reference=f"B-2026-{rang:06d}")
    lot = valider(service, calculer(service, "2026-06"))
    return lot.id, [q.bail_id for q in lot.quittances]


def fichiers(service: ServiceDeTest) -> list[str]:
    dossier = Path(service.config.documents_url.removeprefix("file://"))
    return sorted(f.name for f in dossier.rglob("*.pdf"))


def test_les_avis_d_un_lot_s_editent_par_tranches_sans_doublon(quittancement: ServiceDeTest) -> None:
    lot_id, baux = un_lot(quittancement, 3)
    premiere = de_lot(quittancement, lot_id)
    suite = de_lot(quittancement, lot_id, page_token=premiere.next_page_token)
    edites = [*premiere.avis, *suite.avis]
    assert (len(premiere.avis), len(suite.avis), suite.next_page_token, suite.total) == (2, 1, "", 3)
    assert sorted(a.bail_id for a in edites) == sorted(baux)
    assert all(a.residence_id for a in edites)
    assert len({a.document.empreinte_sha256 for a in edites}) == 3
    rejouee = de_lot(quittancement, lot_id, page_size=10, edite_le="2026-07-16")
    assert {a.document.id: a.document.empreinte_sha256 for a in rejouee.avis} == {
        a.document.id: a.document.empreinte_sha256 for a in edites
    }
    assert len(fichiers(quittancement)) == 3


def test_les_avis_expliques_d_un_lot_sont_d_autres_documents(quittancement: ServiceDeTest) -> None:
    lot_id, _ = un_lot(quittancement, 2)
    simples = {a.document.id for a in de_lot(quittancement, lot_id).avis}
    expliques = de_lot(quittancement, lot_id, avec_explications=True).avis
    assert not simples & {a.document.id for a in expliques}
    contenu = quittancement.appeler("GetDocument", QUITTANCEMENT, document_id=expliques[0].document.id).contenu
    derniere = pypdf.PdfReader(BytesIO(contenu)).pages[-1].extract_text()
    assert "D'où vient chaque montant" in derniere
    assert {a.document.id for a in de_lot(quittancement, lot_id).avis} == simples


def test_les_avis_d_un_lot_se_restreignent_a_une_residence(quittancement: ServiceDeTest) -> None:
    lot_id, _ = un_lot(quittancement, 3)
    choisi = de_lot(quittancement, lot_id, page_size=10).avis[1]
    (seul,) = de_lot(quittancement, lot_id, residence_id=choisi.residence_id).avis
    assert seul.document.id == choisi.document.id


def test_un_bail_en_erreur_est_mis_de_cote_et_n_arrete_pas_le_lot(
    quittancement: ServiceDeTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    lot_id, baux = un_lot(quittancement, 3)
    connus = occupants_de_tous
    monkeypatch.setattr(
        AnnuaireBaux, "plusieurs", lambda _self, ids: {i: o for i, o in connus(ids).items() if str(i) != baux[1]}
    )
    rendu = de_lot(quittancement, lot_id, page_size=10)
    assert sorted(a.bail_id for a in rendu.avis) == sorted({*baux} - {baux[1]})
    (ecarte,) = rendu.ecartes
    assert (ecarte.bail_id, ecarte.code, ecarte.champ) == (baux[1], "BAIL_INCONNU", "bail_id")
    monkeypatch.setattr(AnnuaireBaux, "plusieurs", lambda _self, ids: connus(ids))
    assert len(de_lot(quittancement, lot_id, page_size=10).avis) == 3


def test_un_avis_range_par_un_essai_interrompu_n_empeche_pas_le_suivant(quittancement: ServiceDeTest) -> None:
    lot_id, _ = un_lot(quittancement, 1)
    session = quittancement.noyau.fabrique.sessions
    avis = de_lot(quittancement, lot_id).avis[0]
    with session.begin() as ouverte:
        ouverte.execute(text("DELETE FROM document"))
    repris = de_lot(quittancement, lot_id, edite_le="2026-07-16").avis[0]
    assert repris.document.id == avis.document.id
    assert quittancement.appeler("GetDocument", QUITTANCEMENT, document_id=repris.document.id).contenu


def test_les_avis_d_un_lot_non_valide_sont_refuses(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    lot = calculer(quittancement, "2026-06")
    champs = {"lot_id": lot.id, "edite_le": "2026-07-15"}
    attendu = ("FAILED_PRECONDITION", "LOT_NON_VALIDE", "lot_id")
    assert refus(quittancement, "EditerAvisDuLot", QUITTANCEMENT, **champs) == attendu


@pytest.mark.parametrize("methode", ["EditerAvisEcheance", "EditerQuittance"])
def test_une_edition_rejouee_ne_laisse_aucun_pdf_de_trop(quittancement: ServiceDeTest, methode: str) -> None:
    bail = un_compte(quittancement)
    (resumee,) = quittancer(quittancement, "2026-06")
    payer(quittancement, bail, NET)
    champs = {"quittance_id": resumee.id, "edite_le": "2026-07-15", "request_id": str(uuid4())}
    faits = [quittancement.appeler(methode, QUITTANCEMENT, **champs).document for _ in range(2)]
    assert faits[0] == faits[1]
    assert len(fichiers(quittancement)) == 1


def quittances_de_lot(service: ServiceDeTest, lot_id: str, **change: Any) -> Any:
    champs = {"lot_id": lot_id, "edite_le": "2026-07-15", "page_size": 2, **change}
    return service.appeler("EditerQuittancesDuLot", QUITTANCEMENT, **champs)


def test_les_quittances_d_un_lot_suivent_ce_qui_est_paye(quittancement: ServiceDeTest) -> None:
    lot_id, (solde, partiel, _impaye) = un_lot(quittancement, 3)
    payer(quittancement, solde, NET)
    payer(quittancement, partiel, 20000)
    premiere = quittances_de_lot(quittancement, lot_id)
    suite = quittances_de_lot(quittancement, lot_id, page_token=premiere.next_page_token)
    documents = [*premiere.documents, *suite.documents]
    assert {d.bail_id: d.document.nature for d in documents} == {solde: "QUITTANCE", partiel: "RECU"}
    assert (premiere.total, suite.next_page_token, [*premiere.ecartes, *suite.ecartes]) == (3, "", [])


def test_les_memes_versements_rendent_le_meme_document_et_un_de_plus_en_fait_un_autre(
    quittancement: ServiceDeTest,
) -> None:
    lot_id, (bail,) = un_lot(quittancement, 1)
    payer(quittancement, bail, 20000)
    (recu,) = quittances_de_lot(quittancement, lot_id).documents
    (rejoue,) = quittances_de_lot(quittancement, lot_id, edite_le="2026-07-20").documents
    assert rejoue == recu
    payer(quittancement, bail, NET - 20000, recu_le="2026-07-10")
    (quittance_,) = quittances_de_lot(quittancement, lot_id, edite_le="2026-07-20").documents
    assert (recu.document.nature, quittance_.document.nature) == ("RECU", "QUITTANCE")
    assert len(fichiers(quittancement)) == 2


def test_une_quittance_contrepassee_du_lot_est_mise_de_cote(quittancement: ServiceDeTest) -> None:
    lot_id, _ = un_lot(quittancement, 2)
    for avis_ in de_lot(quittancement, lot_id).avis:
        payer(quittancement, avis_.bail_id, NET)
    fautif = de_lot(quittancement, lot_id).avis[0]
    contrepasser(quittancement, fautif.bail_id, "QUITTANCE", fautif.quittance_id)
    rendu = quittances_de_lot(quittancement, lot_id, edite_le="2026-08-02")
    assert [(e.bail_id, e.code) for e in rendu.ecartes] == [(fautif.bail_id, "QUITTANCE_NON_VALIDEE")]
    assert len(rendu.documents) == 1
    champs = {"lot_id": calculer(quittancement, "2026-07").id, "edite_le": "2026-08-02"}
    attendu = ("FAILED_PRECONDITION", "LOT_NON_VALIDE", "lot_id")
    assert refus(quittancement, "EditerQuittancesDuLot", QUITTANCEMENT, **champs) == attendu


def test_deux_editions_simultanees_d_un_lot_ne_font_qu_un_document_par_terme(quittancement: ServiceDeTest) -> None:
    lot_id, baux = un_lot(quittancement, 4)
    for bail in baux:
        payer(quittancement, bail, NET)
    with ThreadPoolExecutor(4) as fils:
        editions = [fils.submit(quittances_de_lot, quittancement, lot_id, page_size=10) for _ in range(4)]
        rendus = [edition.result() for edition in editions]
    vus = [{d.bail_id: (d.document.id, d.document.empreinte_sha256) for d in rendu.documents} for rendu in rendus]
    assert sorted(vus[0]) == sorted(baux)
    assert all(vu == vus[0] for vu in vus)
    with quittancement.noyau.moteur.connect() as connexion:
        assert connexion.execute(text("SELECT count(*) FROM document")).scalar_one() == 4
