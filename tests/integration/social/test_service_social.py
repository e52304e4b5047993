"""L'accompagnement par la porte gRPC : du ménage orienté à la fin, et ce qui est refusé en chemin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from appui_social import (
    ASSISTANTE,
    SYNTHESE,
    clore,
    consigner,
    faits,
    lire,
    lire_base,
    orienter,
    ouvrir,
    proposer,
    refus,
    un_dossier_ouvert,
)

from appui.cles import un_agent
from appui.services import ServiceDeTest
from socle.technique.identifiants import nouvel_id

RECOUVREMENT = un_agent("CHARGE_RECOUVREMENT")


def demain(service: ServiceDeTest) -> str:
    return (service.noyau.aujourd_hui() + timedelta(days=1)).isoformat()


def test_un_menage_oriente_est_accompagne_jusqu_au_bout(social: ServiceDeTest) -> None:
    bail_id = nouvel_id()
    dossier = orienter(social, bail_id)
    assert (dossier.statut, dossier.referent, dossier.accueillir_avant_le) == ("ORIENTE", "", "2026-03-16")
    assert proposer(social, dossier).statut == "PROPOSE"
    assert ouvrir(social, dossier).referent == ASSISTANTE.sub
    consigner(social, dossier)
    clos = clore(social, dossier)
    assert (clos.statut, clos.motif_cloture) == ("CLOS", "OBJECTIFS_ATTEINTS")
    assert [(e.tenu_le, e.lieu, e.synthese) for e in lire(social, dossier).entretiens] == [
        ("2026-03-20", "BUREAU", SYNTHESE)
    ]
    assert [(nom, corps.get("statut")) for nom, corps in faits(social)] == [
        ("StatutAccompagnementModifié", "PROPOSE"),
        ("AccompagnementOuvert", None),
        ("StatutAccompagnementModifié", "EN_COURS"),
        ("AccompagnementClos", None),
        ("StatutAccompagnementModifié", "CLOS"),
    ]
    statut = social.appeler("GetStatutAccompagnement", RECOUVREMENT, bail_id=str(bail_id))
    assert (statut.statut, statut.depuis_le) == ("CLOS", "2026-06-30")


def test_le_menage_peut_refuser(social: ServiceDeTest) -> None:
    dossier = orienter(social)
    proposer(social, dossier)
    refuse = social.appeler("RefuserAccompagnement", ASSISTANTE, dossier_id=dossier.id, refuse_le="2026-03-06").dossier
    assert (refuse.statut, refuse.referent) == ("REFUSE", ASSISTANTE.sub)


def test_l_accompagnement_est_ouvert_du_jour_du_consentement(social: ServiceDeTest) -> None:
    un_dossier_ouvert(social)
    assert faits(social)[1][1]["ouvert_le"] == "2026-03-09"


@pytest.mark.parametrize(
    ("etape", "methode", "champs", "attendu"),
    [
        (0, "ProposerAccompagnement", {"propose_le": "DEMAIN"}, ("INVALID_ARGUMENT", "DATE_FUTURE", "propose_le")),
        (
            0,
            "ProposerAccompagnement",
            {"propose_le": "2026-03-01"},
            ("FAILED_PRECONDITION", "PROPOSE_AVANT_ORIENTATION", "propose_le"),
        ),
        (
            1,
            "OuvrirAccompagnement",
            {"consentement_le": "DEMAIN", "support_consentement": "ECRIT"},
            ("INVALID_ARGUMENT", "CONSENTEMENT_FUTUR", "consentement_le"),
        ),
        (
            1,
            "OuvrirAccompagnement",
            {"consentement_le": "2026-03-04", "support_consentement": "ECRIT"},
            ("FAILED_PRECONDITION", "CONSENTEMENT_AVANT_PROPOSITION", "consentement_le"),
        ),
        (
            1,
            "OuvrirAccompagnement",
            {"consentement_le": "2026-03-09", "support_consentement": "ORAL"},
            ("INVALID_ARGUMENT", "CODE_INCONNU", "support_consentement"),
        ),
        (1, "RefuserAccompagnement", {"refuse_le": "DEMAIN"}, ("INVALID_ARGUMENT", "DATE_FUTURE", "refuse_le")),
        (
            1,
            "RefuserAccompagnement",
            {"refuse_le": "2026-03-04"},
            ("FAILED_PRECONDITION", "REFUS_AVANT_PROPOSITION", "refuse_le"),
        ),
        (
            2,
            "ConsignerEntretien",
            {"tenu_le": "DEMAIN", "lieu": "BUREAU", "synthese": "x"},
            ("INVALID_ARGUMENT", "DATE_FUTURE", "tenu_le"),
        ),
        (
            2,
            "ConsignerEntretien",
            {"tenu_le": "2026-03-08", "lieu": "BUREAU", "synthese": "x"},
            ("FAILED_PRECONDITION", "ENTRETIEN_AVANT_CONSENTEMENT", "tenu_le"),
        ),
        (
            2,
            "CloreAccompagnement",
            {"clos_le": "DEMAIN", "motif": "DECES"},
            ("INVALID_ARGUMENT", "DATE_FUTURE", "clos_le"),
        ),
        (
            2,
            "CloreAccompagnement",
            {"clos_le": "2026-03-08", "motif": "DECES"},
            ("FAILED_PRECONDITION", "CLOS_AVANT_OUVERTURE", "clos_le"),
        ),
        (
            3,
            "CloreAccompagnement",
            {"clos_le": "2026-03-19", "motif": "DECES"},
            ("FAILED_PRECONDITION", "CLOS_AVANT_ENTRETIEN", "clos_le"),
        ),
        (2, "CloreAccompagnement", {"clos_le": "2026-06-30"}, ("INVALID_ARGUMENT", "MOTIF_INCONNU", "motif")),
    ],
)
def test_un_refus_dit_son_code_et_son_champ_puis_l_appel_juste_passe(
    social: ServiceDeTest, etape: int, methode: str, champs: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    dossier = orienter(social)
    for faire in (proposer, ouvrir, consigner)[:etape]:
        faire(social, dossier)
    donnes = {cle: demain(social) if valeur == "DEMAIN" else valeur for cle, valeur in champs.items()}
    avant = faits(social)
    assert refus(social, methode, ASSISTANTE, dossier_id=dossier.id, **donnes) == attendu
    assert faits(social) == avant
    (proposer, ouvrir, consigner, clore)[etape](social, dossier)


def test_un_fait_du_jour_est_accepte(social: ServiceDeTest) -> None:
    aujourd_hui = social.noyau.aujourd_hui().isoformat()
    dossier = orienter(social)
    proposer(social, dossier, propose_le=aujourd_hui)
    assert ouvrir(social, dossier, consentement_le=aujourd_hui).consentement_le == aujourd_hui


def test_la_meme_requete_n_agit_qu_une_fois_et_un_autre_corps_est_refuse(social: ServiceDeTest) -> None:
    dossier = un_dossier_ouvert(social)
    request_id = str(uuid4())
    premiere = consigner(social, dossier, request_id=request_id)
    assert consigner(social, dossier, request_id=request_id) == premiere
    assert len(lire(social, dossier).entretiens) == 1
    champs = {"dossier_id": dossier.id, "tenu_le": "2026-03-21", "lieu": "BUREAU", "synthese": "autre"}
    assert refus(social, "ConsignerEntretien", ASSISTANTE, request_id=request_id, **champs) == (
        "ALREADY_EXISTS",
        "IDEMPOTENCY_MISMATCH",
        "request_id",
    )


def test_un_refus_ne_brule_pas_le_request_id(social: ServiceDeTest) -> None:
    dossier, request_id = orienter(social), str(uuid4())
    champs = {"dossier_id": dossier.id, "request_id": request_id}
    assert refus(social, "ProposerAccompagnement", ASSISTANTE, propose_le="2026-03-01", **champs)[1] == (
        "PROPOSE_AVANT_ORIENTATION"
    )
    assert proposer(social, dossier, request_id=request_id).statut == "PROPOSE"


def test_la_synthese_ne_vit_que_dans_le_dossier(social: ServiceDeTest) -> None:
    """Ni la réponse gardée pour le rejeu, ni les faits, ni le journal des accès, ni les listes ne la répètent."""
    dossier = un_dossier_ouvert(social)
    consigner(social, dossier)
    lire(social, dossier)
    assert all("CANARI" not in d.__str__() for d in social.appeler("ListDossiersSociaux", ASSISTANTE).dossiers)
    trouvees = [
        table
        for (table,) in lire_base(social, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        if any("CANARI" in str(ligne) for ligne in lire_base(social, f"SELECT * FROM {table}"))
        or any(b"CANARI" in bytes(c) for ligne in lire_base(social, f"SELECT * FROM {table}") for c in _octets(ligne))
    ]
    assert trouvees == ["dossier_social"]


def _octets(ligne: tuple[Any, ...]) -> list[Any]:
    return [cellule for cellule in ligne if isinstance(cellule, bytes | memoryview)]
