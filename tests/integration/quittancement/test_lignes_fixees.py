"""Lignes fixées par gRPC et par la commande, jusqu'à la quittance : une mauvaise ligne n'arrête pas les autres."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from appui_quittancement import (
    NET,
    QUITTANCEMENT,
    calculer,
    compte,
    euros,
    lire,
    quittance,
    quittancer,
    refus,
    soldes_du_grand_livre,
    transmettre,
    un_compte,
    un_droit,
)
from typer.testing import CliRunner

from appui.cles import un_agent
from appui.porte_directe import PorteDirecte
from appui.services import ServiceDeTest
from console.commandes import application, quittancement_lignes

REFERENCE = "B-2026-000001"


def fixer(service: ServiceDeTest, *lignes: dict[str, Any], **change: Any) -> Any:
    envoi = [{"reference_bail": REFERENCE, **ligne} for ligne in lignes]
    return service.appeler("FixerLignes", QUITTANCEMENT, lignes=envoi, **change)


def un_sls(centimes: int = 5000, le: str = "2026-05-20") -> dict[str, Any]:
    return {"sls": {"montant": euros(centimes), "evenement_le": le, "piece": "ENQ"}}


def montants(service: ServiceDeTest, mois: str) -> dict[str, int]:
    (resumee,) = quittancer(service, mois)
    return {ligne.code: ligne.montant.centimes for ligne in quittance(service, resumee.id).lignes}


def test_une_ligne_fixee_atteint_la_quittance_et_s_explique(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    parking = {"element": {"code": "PKI", "montant": euros(5000), "a_partir_de": "2026-06-01", "piece": "P-4"}}
    fait = fixer(quittancement, un_sls(), parking)
    assert (fait.fixees, fait.deja, list(fait.ecartees)) == (2, 0, [])
    assert montants(quittancement, "2026-06") == {"LOY": 41237, "PKI": 5000, "SLS": 5000, "PCG": 9600, "TVA": 1000}
    rejeu = fixer(quittancement, un_sls(), parking)
    assert (rejeu.fixees, rejeu.deja) == (0, 2)
    lues = quittancement.appeler("ListLignes", QUITTANCEMENT, bail_id=bail).lignes
    assert [(x.code, x.a_partir_de, x.origine.regle) for x in lues] == [
        ("SLS", "2026-06-01", "supplement_de_loyer"),
        ("PKI", "2026-06-01", ""),
    ]


def test_un_bail_resilie_porte_l_indemnite_dans_le_calcul_en_masse(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    fixer(quittancement, {"ioc": {"resilie_le": "2026-06-16"}}, {"tva": {"a_partir_de": "2026-06-01"}})
    lot = quittancement.appeler("OuvrirCycle", QUITTANCEMENT, mois="2026-06").cycle.lot_id
    while quittancement.appeler("AvancerCycle", QUITTANCEMENT, lot_id=lot).cycle.statut == "EN_CALCUL":
        continue
    codes = """SELECT m.contenu ->> 'code' FROM quittance q
                CROSS JOIN LATERAL jsonb_array_elements(q.lignes) WITH ORDINALITY l(ligne, rang)
                 JOIN modele_ligne m ON m.cle = (l.ligne ->> 0)::bigint ORDER BY l.rang"""
    assert lire(quittancement, codes) == [("LOY",), ("IOC",), ("IOP",), ("PCG",), ("TVA",)]


def test_un_occupant_sans_titre_sort_sans_la_rls_que_la_caf_transmet(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    fixer(quittancement, {"ioc": {"resilie_le": "2026-06-01"}})
    transmettre(quittancement, "2026-06", un_droit(apl=27100, rls=4306))
    (resumee,) = quittancer(quittancement, "2026-06")
    (rls,) = [x for x in quittance(quittancement, resumee.id).lignes if x.code == "RLS"]
    assert (resumee.net.centimes, rls.montant.centimes, rls.controle.reponse) == (NET - 27100, 0, "NON")
    assert rls.explication.entrees["rls_transmise"].startswith("43,06")
    assert soldes_du_grand_livre(quittancement)["411"] == NET - 27100
    assert compte(quittancement, bail).solde.centimes == NET - 27100


def test_une_mauvaise_ligne_est_mise_de_cote_avec_son_motif(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    trl = {"montant": euros(1300), "economie": euros(2500), "a_partir_de": "2026-07-01", "mois": 12}
    fait = fixer(
        quittancement,
        {"reference_bail": "AILLEURS", **un_sls()},
        {"trl": trl},
        {"element": {"code": "ANN", "a_partir_de": "2026-07-01"}},
        {"sls": {"montant": euros(1), "evenement_le": "2026-02-30"}},
        {},
        {**un_sls(), "tva": {"a_partir_de": "2026-06-01"}},
        un_sls(),
    )
    assert (fait.fixees, [(e.ligne, e.code, e.champ) for e in fait.ecartees]) == (
        1,
        [
            (1, "BAIL_INCONNU", "reference_bail"),
            (2, "TRL_AU_DESSUS_DE_LA_PART", "montant"),
            (3, "MONTANT_MANQUANT", "montant"),
            (4, "DATE_ILLISIBLE", "evenement_le"),
            (5, "UNE_DECISION_PAR_LIGNE", "lignes"),
            (6, "UNE_DECISION_PAR_LIGNE", "lignes"),
        ],
    )
    assert refus(quittancement, "FixerLignes", QUITTANCEMENT, lignes=[])[1:] == ("ENVOI_TROP_GRAND", "lignes")


def test_un_mois_en_cours_de_calcul_ne_se_recrit_pas(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    calculer(quittancement, "2026-06")
    (ecartee,) = fixer(quittancement, un_sls()).ecartees
    assert ecartee.code == "MOIS_DEJA_CALCULE"
    assert fixer(quittancement, un_sls(le="2026-06-01")).fixees == 1


def test_la_loge_ne_fixe_ni_ne_lit_les_lignes(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    gardien = un_agent("GARDIEN")
    for methode, champs in (("FixerLignes", {"lignes": [un_sls()]}), ("ListLignes", {"bail_id": bail})):
        assert refus(quittancement, methode, gardien, **champs)[0] == "PERMISSION_DENIED"


ENTETE = "reference_bail,code,montant,a_partir_de,jusqu_au,piece,economie,mois,majoration,mise_en_demeure_le\n"


def test_la_commande_fixe_un_fichier_et_dit_les_lignes_fautives(
    quittancement: ServiceDeTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quittancement_lignes, "Porte", PorteDirecte(quittancement, QUITTANCEMENT))
    monkeypatch.setattr(quittancement_lignes, "PAR_ENVOI", 2)
    bail = un_compte(quittancement)
    fichier = tmp_path / "lignes.csv"
    fichier.write_text(
        ENTETE
        + f"{REFERENCE},ANN,,2026-07-01,,,,,,\n"
        + f'{REFERENCE},SLS,"50,00",2026-06-17,,ENQ,,,,\n'
        + f'{REFERENCE},TRL,"12,50",2026-07-01,,,25,12,,\n'
        + f"{REFERENCE},ASP,78.55,2026-06-16,,POL,,,10,2026-05-15\n"
        + f"{REFERENCE},IOC,,2026-09-01,,JUG,,,,\n"
        + f"{REFERENCE},TVA,,2026-10-01,,,,,,\n"
        + "AILLEURS,ANN,10,2026-07-01,,,,,,\n",
        encoding="utf-8",
    )
    fait = CliRunner().invoke(application, ["quittancement", "lignes", "fixer", str(fichier), "--json"])
    rendu = json.loads(fait.stdout)
    assert (fait.exit_code, rendu["fixees"], rendu["deja"]) == (1, 5, 0)
    assert [(e["ligne"], e["code"]) for e in rendu["ecartees"]] == [(2, "MONTANT_MANQUANT"), (8, "BAIL_INCONNU")]
    lues = quittancement.appeler("ListLignes", QUITTANCEMENT, bail_id=bail)
    assert (len(lues.lignes), lues.assujetti_tva_le) == (16, "2026-10-01")
    rejeu = json.loads(
        CliRunner().invoke(application, ["quittancement", "lignes", "fixer", str(fichier), "--json"]).stdout
    )
    assert (rendu["fixees"], rejeu["fixees"], rejeu["deja"]) == (5, 0, 5)
