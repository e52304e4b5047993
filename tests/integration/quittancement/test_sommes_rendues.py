"""Une somme au 471 qu'aucun bail ne doit est rendue : demandée par l'un, constatée au relevé par un autre."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from appui_quittancement import QUITTANCEMENT, SECOND, refus, soldes_du_grand_livre, un_compte
from typer.testing import CliRunner

from appui.porte_directe import PorteDirecte
from appui.services import ServiceDeTest
from console.commandes import application, quittancement_attente
from socle.technique.identifiants import nouvel_id

sys.path.insert(0, str(Path(__file__).parents[2] / "unit" / "quittancement"))
from fabrique_banque import un_camt, une_ecriture_camt


def importer(service: ServiceDeTest, *entrees: str, msg_id: str = "M-1") -> dict[str, str]:
    """Identifiant de ce qui attend, par référence de la banque."""
    service.appeler("ImporterReleveBancaire", QUITTANCEMENT, contenu=un_camt(*entrees, msg_id=msg_id))
    return {e.reference: e.id for e in attentes(service)}


def attentes(service: ServiceDeTest) -> list[Any]:
    return list(service.appeler("ListEcrituresEnAttente", QUITTANCEMENT).ecritures)


def recue_et_rendue(service: ServiceDeTest) -> dict[str, str]:
    return importer(
        service,
        une_ecriture_camt("RECU", "300.00", le="2026-07-01"),
        une_ecriture_camt("RENDU", "300.00", sens="DBIT", le="2026-07-08"),
        une_ecriture_camt("AUTRE", "299.99", sens="DBIT", le="2026-07-08"),
        une_ecriture_camt("AVANT", "300.00", sens="DBIT", le="2026-06-30"),
    )


def demander(service: ServiceDeTest, ecriture_id: str, motif: str = "Versée par erreur") -> Any:
    return service.appeler("DemanderRemboursement", QUITTANCEMENT, ecriture_id=ecriture_id, motif=motif).ecriture


def test_la_somme_et_le_debit_qui_la_rend_quittent_l_attente_sans_ecriture_de_plus(
    quittancement: ServiceDeTest,
) -> None:
    ids = recue_et_rendue(quittancement)
    avant = soldes_du_grand_livre(quittancement)
    demandee = demander(quittancement, ids["RECU"])
    assert (demandee.statut, demandee.motif, demandee.demande_par) == (
        "A_REMBOURSER",
        "Versée par erreur",
        QUITTANCEMENT.sub,
    )
    assert len(attentes(quittancement)) == 4
    rendue = {"ecriture_id": ids["RECU"], "debit_id": ids["RENDU"]}
    fait = quittancement.appeler("ConstaterRemboursement", SECOND, **rendue).ecriture
    assert (fait.statut, fait.demande_par) == ("REMBOURSEE", QUITTANCEMENT.sub)
    assert sorted(e.reference for e in attentes(quittancement)) == ["AUTRE", "AVANT"]
    assert soldes_du_grand_livre(quittancement) == avant
    assert refus(quittancement, "ConstaterRemboursement", SECOND, **rendue)[1] == "REMBOURSEMENT_NON_DEMANDE"


def test_une_somme_a_rendre_ne_paie_plus_un_bail_tant_qu_on_n_y_renonce_pas(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    ids = recue_et_rendue(quittancement)
    demander(quittancement, ids["RECU"])
    imputation = {"ecriture_id": ids["RECU"], "bail_id": bail_id}
    assert refus(quittancement, "RapprocherEcriture", QUITTANCEMENT, **imputation)[1] == "TRANSITION_INTERDITE"
    renoncee = quittancement.appeler("RenoncerAuRemboursement", SECOND, ecriture_id=ids["RECU"]).ecriture
    assert (renoncee.statut, renoncee.motif, renoncee.demande_par) == ("EN_ATTENTE", "BAIL_INCONNU", "")
    assert quittancement.appeler("RapprocherEcriture", QUITTANCEMENT, **imputation).paiement_id


@pytest.mark.parametrize(
    ("appelant", "debit", "code", "champ"),
    [
        (QUITTANCEMENT, "RENDU", "SECONDE_PERSONNE", "ecriture_id"),
        (SECOND, "AUTRE", "MONTANT_DIFFERENT", "debit_id"),
        (SECOND, "RECU", "MONTANT_DIFFERENT", "debit_id"),
        (SECOND, "AVANT", "DATE_INCOHERENTE", "debit_id"),
    ],
)
def test_un_constat_faux_ne_change_rien(
    quittancement: ServiceDeTest, appelant: Any, debit: str, code: str, champ: str
) -> None:
    ids = recue_et_rendue(quittancement)
    demander(quittancement, ids["RECU"])
    corps = {"ecriture_id": ids["RECU"], "debit_id": ids[debit]}
    assert refus(quittancement, "ConstaterRemboursement", appelant, **corps)[1:3] == (code, champ)
    assert len(attentes(quittancement)) == 4


@pytest.mark.parametrize(
    ("reference", "motif", "code", "champ"),
    [
        ("RENDU", "Erreur", "DEBIT_NON_REMBOURSABLE", "ecriture_id"),
        ("RECU", "  ", "CHAMP_VIDE", "motif"),
        ("RECU", "x" * 141, "CHAMP_TROP_LONG", "motif"),
        ("INCONNUE", "Erreur", "ECRITURE_INCONNU", "ecriture_id"),
    ],
)
def test_une_demande_fautive_est_refusee_avec_son_champ(
    quittancement: ServiceDeTest, reference: str, motif: str, code: str, champ: str
) -> None:
    ids = {**recue_et_rendue(quittancement), "INCONNUE": str(nouvel_id())}
    demande = {"ecriture_id": ids[reference], "motif": motif}
    assert refus(quittancement, "DemanderRemboursement", QUITTANCEMENT, **demande)[1:3] == (code, champ)


def test_la_commande_va_de_la_demande_au_constat(quittancement: ServiceDeTest, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = recue_et_rendue(quittancement)

    def lancer(appelant: Any, *arguments: str) -> tuple[int, Any]:
        monkeypatch.setattr(quittancement_attente, "Porte", PorteDirecte(quittancement, appelant))
        fait = CliRunner().invoke(application, ["quittancement", "attente", *arguments, "--json"])
        return fait.exit_code, json.loads(fait.stdout)

    assert [e["reference"] for e in lancer(QUITTANCEMENT, "lister")[1]["ecritures"]] != []
    assert lancer(QUITTANCEMENT, "rendre", ids["RECU"], "--motif", "Doublon")[1]["statut"] == "A_REMBOURSER"
    assert lancer(SECOND, "renoncer", ids["RECU"])[1]["statut"] == "EN_ATTENTE"
    lancer(QUITTANCEMENT, "rendre", ids["RECU"], "--motif", "Doublon")
    assert lancer(SECOND, "rendue", ids["RECU"], ids["RENDU"])[1]["statut"] == "REMBOURSEE"
    sortie, reste = lancer(QUITTANCEMENT, "lister")
    assert (sortie, len(reste["ecritures"])) == (1, 2)
