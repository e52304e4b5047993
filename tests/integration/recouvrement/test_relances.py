"""Les relances par gRPC et par l'horloge : le jour, l'heure de Paris, le rejeu, les étapes à condition."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, time
from typing import Any
from uuid import uuid4

import pytest
from appui_recouvrement import (
    AOUT,
    INCONNU,
    RECOUVREMENT,
    a_l_heure,
    faits,
    impayer,
    jouer,
    lu,
    passage,
    payer,
    programme,
    refus,
    un_bail,
    un_terme,
)

from appui.services import ServiceDeTest
from recouvrement.adapters.orm import dossiers


def relances(service: ServiceDeTest) -> list[tuple[str, str]]:
    return [(d["etape"], d["envoyee_le"]) for nom, d in faits(service) if nom == "RelanceEnvoyée"]


def test_les_relances_dues_partent_une_fois_et_se_publient_sans_montant(recouvrement: ServiceDeTest) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement))
    assert [jouer(recouvrement, jour) for jour in ("2026-09-14", "2026-09-15", "2026-09-15")] == [0, 1, 0]
    assert faits(recouvrement)[-1] == (
        "RelanceEnvoyée",
        {
            "dossier_id": dossier.id,
            "bail_id": dossier.bail_id,
            "etape": "RELANCE_0",
            "canal": "SMS_MAIL",
            "modele": "RELANCE_0",
            "envoyee_le": "2026-09-15",
        },
    )
    assert lu(recouvrement, dossier).phase == "AMIABLE_1"


@pytest.mark.parametrize(
    ("instant", "partent"),
    [
        ("2026-09-15T07:59", 0),
        ("2026-09-15T08:00", 1),
        ("2026-09-15T19:59", 1),
        ("2026-09-15T20:00", 0),
        ("2026-09-19T11:59", 1),  # samedi matin
        ("2026-09-19T12:00", 0),
        ("2026-09-20T10:00", 0),  # dimanche
        ("2026-11-11T10:00", 0),  # férié
    ],
)
def test_jouer_aujourd_hui_respecte_l_heure_de_paris(recouvrement: ServiceDeTest, instant: str, partent: int) -> None:
    impayer(recouvrement, un_bail(recouvrement))
    a_l_heure(recouvrement, instant)
    assert min(1, jouer(recouvrement, instant[:10])) == partent


def test_l_horloge_ne_contacte_personne_la_nuit_et_reprend_au_matin(recouvrement: ServiceDeTest) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement))
    for instant in ("2026-09-15T05:30", "2026-09-15T21:00", "2026-09-15T23:59"):
        passage(recouvrement, instant)
    assert relances(recouvrement) == []
    (ecartee,) = programme(recouvrement, dossier).ecartees
    assert (ecartee.motif, ecartee.explication.entrees["reporte_au"]) == ("JOUR_DE_SILENCE", "2026-09-16")
    passage(recouvrement, "2026-09-16T08:00")
    assert relances(recouvrement) == [("RELANCE_0", "2026-09-16")]


def test_l_horloge_lit_l_heure_de_paris_et_non_celle_du_serveur(recouvrement: ServiceDeTest) -> None:
    """19 h 30 UTC un jour d'été : il est 21 h 30 à Paris."""
    impayer(recouvrement, un_bail(recouvrement))
    a_l_heure(recouvrement, "2026-09-15T21:30")
    assert recouvrement.noyau.horloge().astimezone(UTC).time() == time(19, 30)
    passage(recouvrement, "2026-09-15T21:30")
    assert relances(recouvrement) == []


def test_un_dossier_que_la_regle_refuse_n_arrete_pas_les_autres(recouvrement: ServiceDeTest) -> None:
    trop_vieux, sain = (impayer(recouvrement, un_bail(recouvrement)) for _ in range(2))
    with recouvrement.noyau.moteur.begin() as connexion:  # un terme d'avant tout scénario connu
        ligne = connexion.execute(dossiers.select().where(dossiers.c.id == trop_vieux.id)).one()
        (terme,) = ligne.termes
        object.__setattr__(terme, "limite_paiement_le", date(1999, 1, 10))
        object.__setattr__(terme, "exigible_le", date(1998, 12, 31))
        connexion.execute(dossiers.update().where(dossiers.c.id == trop_vieux.id).values(termes=[terme]))
    passage(recouvrement, "2026-09-15T10:00")
    assert [d["dossier_id"] for nom, d in faits(recouvrement) if nom == "RelanceEnvoyée"] == [sain.id]


def test_l_horloge_clot_aussi_les_dossiers_soldes(recouvrement: ServiceDeTest) -> None:
    bail = un_bail(recouvrement)
    dossier = impayer(recouvrement, bail)
    payer(recouvrement, bail, sequence=2, soldes=["2026-08"], recu_le="2026-09-18")
    passage(recouvrement, "2026-11-15T23:00")
    assert lu(recouvrement, dossier).phase == "PREVENTION"
    passage(recouvrement, "2026-11-16T00:30")
    assert lu(recouvrement, dossier).phase == "CLOS"


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"au": "2126-09-15"}, ("INVALID_ARGUMENT", "DATE_FUTURE", "au")),
        ({"au": ""}, ("INVALID_ARGUMENT", "DATE_ILLISIBLE", "au")),
        ({"dossier_id": INCONNU}, ("NOT_FOUND", "DOSSIERIMPAYE_INCONNU", "dossier_id")),
        ({"dossier_id": "abc"}, ("INVALID_ARGUMENT", "IDENTIFIANT_ILLISIBLE", "dossier_id")),
    ],
)
def test_un_ordre_de_relance_impossible_est_refuse_puis_le_bon_passe(
    recouvrement: ServiceDeTest, champs: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement))
    bons = {"au": "2026-09-15", "dossier_id": dossier.id}
    assert refus(recouvrement, "JouerRelances", RECOUVREMENT, **{**bons, **champs}) == attendu
    assert relances(recouvrement) == []
    assert recouvrement.appeler("JouerRelances", RECOUVREMENT, **bons).relances == 1


def test_huit_passages_simultanes_n_envoient_qu_une_relance(recouvrement: ServiceDeTest) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement))
    with ThreadPoolExecutor(8) as fils:
        nombres = sorted(fils.map(lambda _rang: jouer(recouvrement, "2026-09-15", dossier), range(8)))
    assert nombres == [0] * 7 + [1]
    assert relances(recouvrement) == [("RELANCE_0", "2026-09-15")]


def test_la_meme_requete_rejouee_rend_le_meme_compte(recouvrement: ServiceDeTest) -> None:
    impayer(recouvrement, un_bail(recouvrement))
    cle = str(uuid4())
    premiere = recouvrement.appeler("JouerRelances", RECOUVREMENT, au="2026-09-15", request_id=cle)
    assert recouvrement.appeler("JouerRelances", RECOUVREMENT, au="2026-09-15", request_id=cle) == premiere
    assert premiere.relances == 1
    autre = {"au": "2026-09-16", "request_id": cle}
    assert refus(recouvrement, "JouerRelances", RECOUVREMENT, **autre)[1] == "IDEMPOTENCY_MISMATCH"


def test_une_etape_a_condition_attend_le_constat_de_l_agent(recouvrement: ServiceDeTest) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement))

    def motifs(jour: str) -> dict[str, str]:
        return {e.etape: e.motif for e in programme(recouvrement, dossier, jour).ecartees}

    assert motifs("2026-09-18") == {"APPEL": "CONDITION_INCONNUE"}
    qualifie = recouvrement.appeler(
        "QualifierImpaye",
        RECOUVREMENT,
        dossier_id=dossier.id,
        qualifie_le="2026-09-16",
        segment="FRAGILE",
        contact_etabli="NON",
        garant="OUI",
    ).dossier.qualifications[0]
    assert (qualifie.segment, qualifie.contact_etabli, qualifie.garant, qualifie.qualifie_par) == (
        "FRAGILE",
        "NON",
        "OUI",
        RECOUVREMENT.sub,
    )
    joues = [jouer(recouvrement, j) for j in ("2026-09-18", "2026-09-30", "2026-10-12", "2026-10-22", "2026-11-10")]
    assert joues == [2, 2, 1, 2, 0]
    assert [r.etape for r in lu(recouvrement, dossier).relances] == [
        "RELANCE_0",
        "APPEL",
        "RELANCE_1",
        "CONVOCATION",
        "VISITE",
        "MISE_EN_DEMEURE",
        "INFO_CAUTION",
        "COMITE_IMPAYES",
    ]


def test_le_precontentieux_demande_deux_termes_et_aucun_plan(recouvrement: ServiceDeTest) -> None:
    a_l_heure(recouvrement, "2026-12-01T10:00")
    bail = un_bail(recouvrement)
    dossier = impayer(recouvrement, bail, AOUT, un_terme("2026-09", "2026-10-10"))
    for jour in ("2026-09-15", "2026-09-30", "2026-10-15"):
        jouer(recouvrement, jour)
    recouvrement.appeler(
        "SignalerSituation",
        RECOUVREMENT,
        bail_id=str(bail),
        nature="PLAN_RESPECTE",
        effet_le="2026-10-20",
        fin_le="2026-11-23",
        piece="PLAN-1",
    )
    assert jouer(recouvrement, "2026-11-23") == 0
    assert lu(recouvrement, dossier).phase == "AMIABLE_2"
    jouer(recouvrement, "2026-11-24")
    assert lu(recouvrement, dossier).phase == "PRECONTENTIEUX"


def test_le_programme_se_lit_sans_rien_jouer_et_annonce_la_suite(recouvrement: ServiceDeTest) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement))
    prevu = programme(recouvrement, dossier, "2026-09-15")
    assert [(e.etape, e.canal, e.terme, e.prevue_le) for e in prevu.a_jouer] == [
        ("RELANCE_0", "SMS_MAIL", "2026-08", "2026-09-15")
    ]
    assert prevu.a_jouer[0].explication.certitude == "parametre"
    assert (prevu.prochaine_etape, prevu.prochaine_etape_le) == ("RELANCE_0", "2026-09-15")
    assert relances(recouvrement) == []
    assert refus(recouvrement, "GetProgrammeRelances", RECOUVREMENT, dossier_id=dossier.id, au="2026-02-30") == (
        "INVALID_ARGUMENT",
        "DATE_ILLISIBLE",
        "au",
    )


def test_le_programme_d_un_dossier_solde_dit_que_rien_n_est_du(recouvrement: ServiceDeTest) -> None:
    bail = un_bail(recouvrement)
    dossier = impayer(recouvrement, bail)
    payer(recouvrement, bail, sequence=2, soldes=["2026-08"], recu_le="2026-09-18")
    prevu = programme(recouvrement, dossier, "2026-09-20")
    assert ([a.arret for a in prevu.arrets], prevu.dette_relancable.centimes, prevu.prochaine_etape) == (
        ["SOLDE_NUL"],
        0,
        "",
    )
