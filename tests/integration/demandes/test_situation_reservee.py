"""Ce qui dit la santé, le handicap ou des violences (classe C5) : au référent désigné, et à personne d'autre."""

from __future__ import annotations

import csv
import json
from typing import Any
from uuid import uuid4

import pytest
from appui_demandes import (
    ACCUEIL,
    ATTRIBUTION,
    INSTRUCTEUR,
    attribuer,
    candidature,
    decider,
    enregistrer,
    enregistrer_complete,
    presenter,
    refus,
    repondre,
    une_offre,
    une_personne,
    valider,
)
from google.protobuf.json_format import MessageToJson

from appui.cles import un_agent
from appui.services import ServiceDeTest
from socle.technique.config import DEPOT

ASSISTANTE = un_agent("ASSISTANT_SOCIAL")
SECRETS = ("VIOLENCES", "HANDICAP", "SANTE", "COORDINATION_THERAPEUTIQUE", "pièce zygomatique MOTIF", "DALO")


def metiers(classe: str) -> list[str]:
    """Métiers qui lisent tout de cette classe, d'après les habilitations."""
    chemin = DEPOT / "services" / "socle" / "donnees" / "habilitations_classes.csv"
    with chemin.open(encoding="utf-8") as fichier:
        return [ligne["metier"] for ligne in csv.DictReader(fichier, delimiter=";") if ligne[classe] == "O"]


def une_demande_sensible(demandes: ServiceDeTest) -> Any:
    demande = enregistrer(
        demandes,
        personnes=[une_personne(handicap=True)],
        priorites=["DALO", "VIOLENCES_COUPLE"],
        motifs=["VIOLENCES_FAMILIALES", "HANDICAP", "TROP_CHER"],
        logement_actuel="APPARTEMENT_COORDINATION_THERAPEUTIQUE",
    )
    return valider(demandes, demande.id, "MOTIF")


def designer(demandes: ServiceDeTest, demande: Any, referent: str = ASSISTANTE.sub, **change: Any) -> Any:
    champs = {"demande_id": demande.id, "referent": referent}
    return demandes.appeler("DesignerReferent", INSTRUCTEUR, **{**champs, **change}).demande


@pytest.mark.parametrize("metier", metiers("C1"))
def test_aucune_lecture_c1_ne_laisse_deviner_la_situation(demandes: ServiceDeTest, metier: str) -> None:
    demande = une_demande_sensible(demandes)
    agent = un_agent(metier)
    lectures = [
        demande,
        demandes.appeler("GetDemande", agent, demande_id=demande.id),
        demandes.appeler("ListDemandes", agent),
        demandes.appeler("GetFicheDemande", agent, demande_id=demande.id),
        demandes.appeler("GetCotation", agent, demande_id=demande.id),
    ]
    for lecture in lectures:
        texte = MessageToJson(lecture, ensure_ascii=False)
        assert [secret for secret in SECRETS if secret in texte] == []
    lue = lectures[1].demande
    assert (list(lue.motifs), lue.logement_actuel, lue.prioritaire) == (["TROP_CHER"], "", True)
    assert [(p.famille, p.statut) for p in lue.pieces] == [("MOTIF", "VALIDEE")]


def test_le_total_de_la_cotation_est_juste_et_les_criteres_reserves_n_y_font_qu_un(demandes: ServiceDeTest) -> None:
    demande = une_demande_sensible(demandes)
    cote = demandes.appeler("GetCotation", ACCUEIL, demande_id=demande.id, au="2026-02-10")
    reserves = next(c for c in cote.criteres if c.code == "CRITERES_RESERVES")
    assert (cote.points, reserves.points, dict(reserves.explication.entrees)) == (65, 65, {})
    assert {c.code for c in cote.criteres} - {"CRITERES_RESERVES"} == {
        "LIEN_TERRITOIRE",
        "ANCIENNETE",
        "DELAI_ANORMALEMENT_LONG",
        "REFUS_INJUSTIFIE",
        "FAUSSE_DECLARATION",
    }


def test_le_referent_designe_lit_la_situation_et_chaque_critere(demandes: ServiceDeTest) -> None:
    demande = une_demande_sensible(demandes)
    designer(demandes, demande)
    situation = demandes.appeler("GetSituationReservee", ASSISTANTE, demande_id=demande.id, au="2026-02-10").situation
    assert list(situation.motifs) == ["VIOLENCES_FAMILIALES", "HANDICAP", "TROP_CHER"]
    assert list(situation.priorites) == ["DALO", "VIOLENCES_COUPLE"]
    assert situation.logement_actuel == "APPARTEMENT_COORDINATION_THERAPEUTIQUE"
    assert list(situation.rangs_handicap) == [0]
    assert [p.libelle for p in situation.pieces] == ["pièce zygomatique MOTIF"]
    points = {c.code: (c.points, c.explication.resultat) for c in situation.criteres}
    assert points["DALO"] == (50, "50 point(s)")
    assert points["AUTRE_PRIORITE"] == (0, "0 point(s)")  # la famille est déjà à son plafond
    assert points["HANDICAP_LOGEMENT_INADAPTE"] == (15, "15 point(s)")
    assert situation.points == sum(c.points for c in situation.criteres) == 65


def test_sans_designation_le_metier_social_ne_lit_rien(demandes: ServiceDeTest) -> None:
    demande = une_demande_sensible(demandes)
    assert refus(demandes, "GetSituationReservee", ASSISTANTE, demande_id=demande.id)[0] == "NOT_FOUND"


def test_un_autre_travailleur_social_et_l_ancien_referent_ne_lisent_rien(demandes: ServiceDeTest) -> None:
    demande = une_demande_sensible(demandes)
    designer(demandes, demande)
    collegue = un_agent("CONSEILLER_ESF")
    champs = {"demande_id": demande.id}
    assert refus(demandes, "GetSituationReservee", collegue, **champs)[0] == "NOT_FOUND"
    designer(demandes, demande, collegue.sub)
    assert demandes.appeler("GetSituationReservee", collegue, **champs).situation.demande_id == demande.id
    assert refus(demandes, "GetSituationReservee", ASSISTANTE, **champs)[0] == "NOT_FOUND"


@pytest.mark.parametrize("metier", metiers("C1"))
def test_meme_designe_un_metier_hors_de_la_classe_ne_lit_rien(demandes: ServiceDeTest, metier: str) -> None:
    if metier in ("ASSISTANT_SOCIAL", "CONSEILLER_ESF"):
        return
    demande = une_demande_sensible(demandes)
    agent = un_agent(metier)
    designer(demandes, demande, agent.sub)
    assert refus(demandes, "GetSituationReservee", agent, demande_id=demande.id)[0] == "NOT_FOUND"


def test_un_referent_se_nomme_et_ne_se_designe_que_par_l_instructeur(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes)
    champs = {"demande_id": demande.id, "referent": " "}
    assert refus(demandes, "DesignerReferent", INSTRUCTEUR, **champs) == ("INVALID_ARGUMENT", "CHAMP_VIDE", "referent")
    assert refus(demandes, "DesignerReferent", ACCUEIL, **{**champs, "referent": "x"})[1] == "MISSION_ABSENTE"


def test_un_motif_de_sante_ne_se_lit_pas_dans_l_offre_ni_sur_le_bus(demandes: ServiceDeTest) -> None:
    ecarte, servi = enregistrer_complete(demandes), enregistrer_complete(demandes)
    offre = presenter(demandes, une_offre(demandes), [ecarte, servi], derogation="DESIGNATION_PREFET")
    decisions = [
        {"demande_id": ecarte.id, "decision": "NON_ATTRIBUTION", "motif": "INADAPTATION_HANDICAP"},
        *attribuer(servi),
    ]
    decidee = decider(demandes, offre, decisions)
    assert candidature(decidee, ecarte).motif == "RESERVE"
    refusee = repondre(demandes, offre, servi, accepte=False, motif_refus="HANDICAP_INADAPTE")
    assert candidature(refusee, servi).motif == "RESERVE"
    lue = demandes.appeler("GetOffre", ATTRIBUTION, offre_id=offre.id).offre
    assert {c.motif for c in lue.candidatures} == {"RESERVE"}
    publies = json.dumps([ligne["payload"] for ligne in demandes.faits()])
    assert "HANDICAP" not in publies
    assert publies.count("RESERVE") == 2


def test_le_handicap_ne_se_lit_pas_dans_l_explication_d_un_plafond(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes, personnes=[une_personne(handicap=True)])
    reponse = demandes.appeler("GetEligibilite", ATTRIBUTION, demande_id=demande.id)
    categorie = next(e for e in reponse.explications if e.regle == "categorie_de_menage")
    assert "handicap" not in categorie.entrees
    assert categorie.entrees["personne_seule_avec_charge_ou_handicap"] == "oui"


def test_la_designation_est_idempotente_et_refuse_un_etag_perime(demandes: ServiceDeTest) -> None:
    demande, cle = enregistrer(demandes), str(uuid4())
    premiere = designer(demandes, demande, request_id=cle)
    assert designer(demandes, demande, request_id=cle) == premiere
    champs = {"demande_id": demande.id, "referent": "x", "etag": demande.etag}
    assert refus(demandes, "DesignerReferent", INSTRUCTEUR, **champs)[0] == "ABORTED"
