"""Les données de la cotation entrent par des portes, et chaque critère sait répondre."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from appui_demandes import (
    ACCUEIL,
    ATTRIBUTION,
    INSTRUCTEUR,
    LYON,
    attribuer,
    decider,
    enregistrer,
    enregistrer_complete,
    euros,
    presenter,
    refus,
    repondre,
    une_offre,
    valider,
)

from appui.cles import un_agent
from appui.services import ServiceDeTest

REFERENT = un_agent("ASSISTANT_SOCIAL")


def criteres(demandes: ServiceDeTest, demande: Any, *, au: str) -> dict[str, str]:
    """Résultat de chaque critère, lu par le référent."""
    demandes.appeler("DesignerReferent", INSTRUCTEUR, demande_id=demande.id, referent=REFERENT.sub)
    lue = demandes.appeler("GetSituationReservee", REFERENT, demande_id=demande.id, au=au).situation
    return {c.code: c.explication.resultat for c in lue.criteres}


def actualiser(demandes: ServiceDeTest, demande: Any, **change: Any) -> Any:
    champs: dict[str, Any] = {
        "demande_id": demande.id,
        "actualisee_le": "2026-02-05",
        "origine": "DEMANDEUR",
        "situation": {
            "commune_residence": LYON,
            "commune_travail": "01004",
            "loyer_et_charges": euros(700),
            "aide_logement": euros(100),
        },
    }
    return demandes.appeler("ActualiserDemande", ACCUEIL, **{**champs, **change}).demande


def test_sans_donnee_chaque_critere_dit_inconnu_puis_repond_une_fois_alimente(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes)
    inconnus = {code for code, dit in criteres(demandes, demande, au="2026-02-06").items() if dit == "inconnu"}
    assert inconnus == {"LIEN_TERRITOIRE", "TAUX_EFFORT_ACTUEL", "FAUSSE_DECLARATION"}
    actualiser(demandes, demande)
    valider(demandes, demande.id, "LOGEMENT_ACTUEL")
    demandes.appeler("ControlerDeclaration", INSTRUCTEUR, demande_id=demande.id, fausse=True, controlee_le="2026-02-05")
    dits = criteres(demandes, demande, au="2026-02-06")
    assert "inconnu" not in dits.values()
    assert (dits["LIEN_TERRITOIRE"], dits["TAUX_EFFORT_ACTUEL"], dits["FAUSSE_DECLARATION"]) == (
        "10 point(s)",
        "8 point(s)",
        "-20 point(s)",
    )


def test_la_situation_peut_se_dire_des_le_depot(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes, situation={"commune_residence": LYON})
    valider(demandes, demande.id, "LOGEMENT_ACTUEL")
    assert criteres(demandes, demande, au="2026-02-06")["LIEN_TERRITOIRE"] == "10 point(s)"


def test_le_delai_anormalement_long_compte_apres_trois_ans_a_lyon(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes)
    points = {
        jour: next(
            c.points
            for c in demandes.appeler("GetCotation", ACCUEIL, demande_id=demande.id, au=jour).criteres
            if c.code == "DELAI_ANORMALEMENT_LONG"
        )
        for jour in ("2029-01-15", "2029-01-16")
    }
    assert points == {"2029-01-15": 0, "2029-01-16": 10}


def test_un_refus_sans_motif_legitime_coute_dix_points_pendant_un_an_partout(demandes: ServiceDeTest) -> None:
    demande = enregistrer_complete(demandes)
    offre = presenter(demandes, une_offre(demandes), [demande], derogation="DESIGNATION_PREFET")
    decider(demandes, offre, attribuer(demande))
    repondre(demandes, offre, demande, accepte=False, motif_refus="QUARTIER")

    assert criteres(demandes, demande, au="2026-03-15")["REFUS_INJUSTIFIE"] == "-10 point(s)"
    assert criteres(demandes, demande, au="2027-03-15")["REFUS_INJUSTIFIE"] == "0 point(s)"
    autre = une_offre(demandes)
    (candidat,) = demandes.appeler("RechercherCandidats", ATTRIBUTION, offre_id=autre.id, au="2026-03-16").candidats
    presentee = presenter(demandes, autre, [demande], derogation="DESIGNATION_PREFET", seance_le="2026-03-16")
    assert candidat.points == presentee.candidatures[0].points == -10


@pytest.mark.parametrize(
    ("change", "statut", "code", "champ"),
    [
        ({"origine": "RUMEUR"}, "INVALID_ARGUMENT", "CODE_INCONNU", "origine"),
        ({"actualisee_le": "2099-01-01"}, "INVALID_ARGUMENT", "DATE_FUTURE", "actualisee_le"),
        ({"actualisee_le": "2026-01-14"}, "INVALID_ARGUMENT", "ACTUALISATION_DEPASSEE", "actualisee_le"),
        (
            {"situation": {"aide_logement": {"centimes": -1}}},
            "INVALID_ARGUMENT",
            "MONTANT_NEGATIF",
            "situation.aide_logement",
        ),
        (
            {"ressources_mensuelles": {"centimes": -1}},
            "INVALID_ARGUMENT",
            "RESSOURCES_NEGATIVES",
            "ressources_mensuelles",
        ),
        ({"etag": "99"}, "ABORTED", "VERSION_PERIMEE", "etag"),
    ],
)
def test_une_actualisation_impossible_est_refusee_puis_une_bonne_passe(
    demandes: ServiceDeTest, change: dict[str, Any], statut: str, code: str, champ: str
) -> None:
    demande = enregistrer(demandes)
    bons = {"demande_id": demande.id, "actualisee_le": "2026-02-05", "origine": "PIECES"}
    assert refus(demandes, "ActualiserDemande", ACCUEIL, **{**bons, **change}) == (statut, code, champ)
    assert actualiser(demandes, demande).id == demande.id


def test_la_meme_actualisation_rejouee_rend_la_meme_reponse(demandes: ServiceDeTest) -> None:
    demande, cle = enregistrer(demandes), str(uuid4())
    premiere = actualiser(demandes, demande, request_id=cle)
    assert actualiser(demandes, demande, request_id=cle) == premiere


def test_seul_l_instructeur_constate_une_fausse_declaration(demandes: ServiceDeTest) -> None:
    champs = {"demande_id": enregistrer(demandes).id, "fausse": True, "controlee_le": "2026-02-05"}
    assert refus(demandes, "ControlerDeclaration", ACCUEIL, **champs)[:2] == ("PERMISSION_DENIED", "MISSION_ABSENTE")
