"""Avis, reçu et quittance par gRPC : ce qu'ils disent, et quand ils sont refusés."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pypdf
import pytest
from appui_quittancement import (
    DEMAIN,
    NET,
    QUITTANCEMENT,
    compte,
    contrepasser,
    payer,
    quittancer,
    refus,
    transmettre,
    un_compte,
    un_droit,
)

from appui.services import ServiceDeTest
from quittancement.adapters.annuaire import AnnuaireBaux, Occupants


@pytest.fixture(autouse=True)
def annuaire(monkeypatch: pytest.MonkeyPatch) -> None:
    occupants = Occupants(
        noms=("Mme Ana ESSAI",), adresse=("12 rue des Essais", "69003 Lyon"), logement="Logement L-0042"
    )
    monkeypatch.setattr(AnnuaireBaux, "occupants", lambda _self, _bail_id: occupants)


def editer(service: ServiceDeTest, methode: str, quittance_id: str) -> tuple[Any, str]:
    """Document inscrit, et son texte relu au coffre."""
    inscrit = service.appeler(methode, QUITTANCEMENT, quittance_id=quittance_id, edite_le="2026-07-15").document
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
