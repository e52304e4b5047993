"""Le versement du FSL, par sa porte : imputé aux seuls termes de sa décision, une fois, jamais d'avance."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from appui_quittancement import DEMAIN, NET, compte, euros, faits, quittancer, refus, un_compte

from appui.services import ServiceDeTest, livrer
from socle.technique.contexte import Appelant
from socle.technique.identifiants import nouvel_id

FSL = Appelant(sub="partenaire:fsl-69", partenaire="FSL", departement="69")
FSL_VOISIN = Appelant(sub="partenaire:fsl-01", partenaire="FSL", departement="01")


def decider(service: ServiceDeTest, bail: str, *, sens: str = "ACCORD") -> str:
    """Décision reçue du recouvrement, qui couvre juin ; rend l'identifiant du dossier."""
    dossier: UUID = nouvel_id()
    ligne = {
        "event_id": nouvel_id(),
        "type": "DécisionFSLReçue",
        "aggregate_type": "dossier_fsl",
        "aggregate_id": str(dossier),
        "aggregate_seq": 1,
        "dataschema": "urn:logis:recouvrement:decision_fsl_recue:v1",
        "payload": {
            "dossier_fsl_id": str(dossier),
            "bail_id": bail,
            "departement": "69",
            "decision_id": "D-72",
            "sens": sens,
            "montant": NET,
            "termes_couverts": ["2026-06"],
        },
        "occurred_on": datetime.now(UTC),
        "acteur": {"sub": "agent-essai"},
        "causation_id": None,
    }
    assert livrer("recouvrement", [ligne], service.noyau.consommation) == ["TRAITE"]
    return str(dossier)


def un_versement(dossier: str, **change: Any) -> dict[str, Any]:
    champs = {
        "dossier_fsl_id": dossier,
        "decision_id": "D-72",
        "paiement_id": "P-1",
        "montant": euros(60000),
        "verse_le": "2026-09-21",
        "reference_virement": "VIR-FSL",
    }
    return {**champs, **change}


def test_le_versement_paie_le_terme_couvert_et_le_surplus_n_eteint_rien_d_autre(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-05", "2026-06")
    paiement = quittancement.appeler(
        "EnregistrerPaiementFsl", FSL, **un_versement(decider(quittancement, bail))
    ).paiement
    assert [(a.mois, a.montant.centimes) for a in paiement.affectations] == [("2026-06", NET)]
    assert paiement.avance.centimes == 60000 - NET
    assert compte(quittancement, bail, au="2026-09-21").dette_echue.centimes == NET


@pytest.mark.parametrize(
    ("change", "attendu"),
    [
        ({"verse_le": DEMAIN}, ("INVALID_ARGUMENT", "DATE_FUTURE", "verse_le")),
        ({"decision_id": "D-73"}, ("FAILED_PRECONDITION", "DECISION_DIFFERENTE", "decision_id")),
        ({"paiement_id": ""}, ("INVALID_ARGUMENT", "IDENTIFIANT_MANQUANT", "paiement_id")),
        ({"montant": euros(0)}, ("INVALID_ARGUMENT", "MONTANT_NON_POSITIF", "montant")),
        ({"dossier_fsl_id": str(nouvel_id())}, ("UNAVAILABLE", "DECISION_PAS_ENCORE_CONNUE", "dossier_fsl_id")),
    ],
)
def test_un_versement_refuse_dit_pourquoi_et_le_bon_passe_ensuite(
    quittancement: ServiceDeTest, change: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    dossier = decider(quittancement, bail)
    assert refus(quittancement, "EnregistrerPaiementFsl", FSL, **un_versement(dossier, **change)) == attendu
    assert faits(quittancement, "PaiementEnregistré") == []
    quittancement.appeler("EnregistrerPaiementFsl", FSL, **un_versement(dossier))
    assert len(faits(quittancement, "PaiementEnregistré")) == 1


def test_le_meme_versement_annonce_deux_fois_ne_paie_qu_une_fois(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    versement = un_versement(decider(quittancement, bail))
    quittancement.appeler("EnregistrerPaiementFsl", FSL, **versement)
    assert refus(quittancement, "EnregistrerPaiementFsl", FSL, **versement) == (
        "ALREADY_EXISTS",
        "PAIEMENT_DEJA_ENREGISTRE",
        "paiement_id",
    )
    assert len(compte(quittancement, bail).paiements) == 1


def test_le_fsl_d_un_autre_departement_ne_voit_pas_le_dossier(quittancement: ServiceDeTest) -> None:
    dossier = decider(quittancement, un_compte(quittancement))
    assert refus(quittancement, "EnregistrerPaiementFsl", FSL_VOISIN, **un_versement(dossier))[0] == "NOT_FOUND"


def test_un_refus_du_fsl_ne_se_paie_pas(quittancement: ServiceDeTest) -> None:
    dossier = decider(quittancement, un_compte(quittancement), sens="REFUS")
    assert refus(quittancement, "EnregistrerPaiementFsl", FSL, **un_versement(dossier))[1] == "PAIEMENT_SANS_ACCORD"
