"""Actes de prescription par gRPC et par la commande : la date avant et après, l'alerte qui recule, les droits, les refus."""

from __future__ import annotations

import json
from typing import Any

import pytest
from appui_quittancement import DEMAIN, QUITTANCEMENT, lire, quittancer, refus, un_compte
from typer.testing import CliRunner

from appui.cles import un_agent
from appui.porte_directe import PorteDirecte
from appui.services import ServiceDeTest
from console.commandes import application, quittancement_prescription
from socle.technique.identifiants import nouvel_id

CONTENTIEUX = un_agent("CHARGE_CONTENTIEUX")
RECOUVREMENT = un_agent("CHARGE_RECOUVREMENT")


def un_acte(bail: str, **change: Any) -> dict[str, Any]:
    return {"bail_id": bail, "nature": "ASSIGNATION", "fait_le": "2026-09-10", "piece": "ASS-12", **change}


def consigner(service: ServiceDeTest, bail: str, **change: Any) -> Any:
    return service.appeler("ConsignerActe", RECOUVREMENT, **un_acte(bail, **change)).acte


def dates(service: ServiceDeTest, bail: str, au: str = "2026-11-24") -> list[tuple[str, str, str]]:
    lus = service.appeler("GetPrescriptions", CONTENTIEUX, bail_id=bail, au=au).termes
    return [(t.mois, t.dernier_jour, t.au_plus_tot) for t in lus]


def pressent(service: ServiceDeTest, au: str) -> list[tuple[str, int]]:
    page = service.appeler("ListPrescriptions", CONTENTIEUX, au=au)
    return [(t.mois, t.alerte_mois) for bail in page.baux for t in bail.termes]


def test_l_assignation_recule_la_date_et_l_alerte_puis_sa_fin_les_recule_encore(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-05", "2026-10")
    assert dates(quittancement, bail)[0] == ("2026-05", "2029-05-31", "2029-05-31")
    assert pressent(quittancement, "2028-11-30") == [("2026-05", 6)]
    acte = consigner(quittancement, bail)
    assert (list(acte.termes), acte.bail_id, acte.annule_le) == (["2026-05"], bail, "")
    assert dates(quittancement, bail) == [
        ("2026-05", "2029-11-24", "2029-09-10"),
        ("2026-10", "2029-10-31", "2029-10-31"),
    ]
    assert pressent(quittancement, "2028-11-30") == []
    assert pressent(quittancement, "2029-03-10") == [("2026-05", 6)]
    fini = quittancement.appeler("TerminerActe", CONTENTIEUX, bail_id=bail, acte_id=acte.id, fini_le="2026-11-02").acte
    assert fini.fini_le == "2026-11-02"
    assert dates(quittancement, bail)[0] == ("2026-05", "2029-11-02", "2029-11-02")
    (terme, _) = quittancement.appeler("GetPrescriptions", CONTENTIEUX, bail_id=bail, au="2026-11-24").termes
    ((i),) = terme.interruptions
    assert (i.cause, i.effet, i.fini_le, i.en_cours) == ("ASSIGNATION", "INTERROMPT", "2026-11-02", False)


def test_annule_l_acte_n_a_jamais_valu_et_sa_trace_reste(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-05")
    acte = consigner(quittancement, bail, nature="TITRE_EXECUTOIRE")
    assert dates(quittancement, bail) == [("2026-05", "2036-09-10", "2036-09-10")]
    annuler = {"bail_id": bail, "acte_id": acte.id, "motif": "NON_AVENUE"}
    assert refus(quittancement, "AnnulerActe", RECOUVREMENT, **annuler)[0] == "PERMISSION_DENIED"
    quittancement.appeler("AnnulerActe", CONTENTIEUX, **annuler)
    assert dates(quittancement, bail) == [("2026-05", "2029-05-31", "2029-05-31")]
    lus = quittancement.appeler("ListActes", CONTENTIEUX, bail_id=bail)
    assert [(a.nature, a.motif_annulation, bool(a.annule_le)) for a in lus.actes] == [
        ("TITRE_EXECUTOIRE", "NON_AVENUE", True)
    ]
    assert ("COMMANDEMENT_DE_PAYER", "incertain") in [(n.code, n.certitude) for n in lus.natures]
    trace = "SELECT protections -> 'actes' -> 0 ->> 'consigne_par', protections -> 'actes' -> 0 ->> 'annule_par' FROM compte"
    assert lire(quittancement, trace) == [(RECOUVREMENT.sub, CONTENTIEUX.sub)]
    assert refus(quittancement, "AnnulerActe", CONTENTIEUX, **annuler)[1:] == ("ACTE_ANNULE", "acte_id")


def test_la_meme_requete_ne_consigne_qu_une_fois(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-05")
    request_id = str(nouvel_id())
    premier, rejeu = (consigner(quittancement, bail, request_id=request_id) for _ in range(2))
    assert premier.id == rejeu.id
    assert refus(quittancement, "ConsignerActe", RECOUVREMENT, **un_acte(bail))[:2] == (
        "ALREADY_EXISTS",
        "ACTE_DEJA_CONSIGNE",
    )
    assert len(quittancement.appeler("ListActes", CONTENTIEUX, bail_id=bail).actes) == 1


def test_un_acte_fautif_est_refuse_avec_son_champ(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-05")
    for change, code, champ in (
        ({"nature": "RELANCE"}, "NATURE_INCONNUE", "nature"),
        ({"fait_le": DEMAIN}, "DATE_FUTURE", "fait_le"),
        ({"fait_le": ""}, "DATE_ILLISIBLE", "fait_le"),
        ({"fait_le": "2026-05-31"}, "ACTE_SANS_TERME", "fait_le"),
        ({"piece": ""}, "PIECE_MANQUANTE", "piece"),
        ({"termes": ["2026-04"]}, "TERME_INCONNU", "termes"),
        ({"bail_id": str(nouvel_id())}, "COMPTE_INCONNU", "bail_id"),
    ):
        assert refus(quittancement, "ConsignerActe", RECOUVREMENT, **un_acte(bail, **change))[1:] == (code, champ)
    assert refus(quittancement, "AnnulerActe", CONTENTIEUX, bail_id=bail, acte_id=str(nouvel_id()), motif="OUBLI")[
        2
    ] == ("motif")
    assert refus(quittancement, "ConsignerActe", QUITTANCEMENT, **un_acte(bail))[0] == "PERMISSION_DENIED"
    assert refus(quittancement, "ListActes", un_agent("GARDIEN"), bail_id=bail)[0] == "PERMISSION_DENIED"


def test_la_commande_consigne_termine_annule_et_dit(
    quittancement: ServiceDeTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quittancement_prescription, "Porte", PorteDirecte(quittancement, CONTENTIEUX))
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-05")

    def jouer(*mots: str) -> tuple[int, dict[str, Any]]:
        fait = CliRunner().invoke(application, ["quittancement", "prescription", *mots, "--json"])
        return fait.exit_code, json.loads(fait.stdout)

    assert jouer("pressent", "--au", "2028-11-30")[0] == 1
    options = ("--piece", "M-3", "--le", "2026-07-01", "--terme", "2026-05")
    code, acte = jouer("consigner", bail, "MEDIATION", *options)
    assert (code, acte["termes"]) == (0, ["2026-05"])
    assert jouer("terminer", bail, acte["id"], "--le", "2026-08-30")[1]["fini_le"] == "2026-08-30"
    assert jouer("pressent", "--au", "2028-11-30") == (0, {"ok": True, "baux": []})
    (terme,) = jouer("dire", bail, "--au", "2026-11-24")[1]["termes"]
    assert terme["dernier_jour"] == "2029-07-30"
    texte = (
        CliRunner().invoke(application, ["quittancement", "prescription", "dire", bail, "--au", "2026-11-24"]).stdout
    )
    assert "agir au plus tard le 2029-07-30 ; MEDIATION 2026-07-01 SUSPEND" in texte
    assert (
        jouer("annuler", bail, acte["id"], "--motif", "ERREUR_DE_SAISIE")[1]["motif_annulation"] == "ERREUR_DE_SAISIE"
    )
    listes = CliRunner().invoke(application, ["quittancement", "prescription", "actes", bail]).stdout
    assert "annulé le" in listes
    assert "COMMANDEMENT_DE_PAYER INTERROMPT (incertain)" in listes
