"""La réclamation par la porte gRPC : de la déclaration à la clôture, et ce qui est refusé en chemin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from appui_proximite import (
    ACCUEIL,
    GARDIEN,
    LYON,
    STRASBOURG,
    TECHNICIEN,
    clore,
    clore_bon,
    commander,
    declarer,
    faits,
    lire,
    qualifier,
    refus,
    un_bail,
    une_reclamation_qualifiee,
)

from appui.cles import un_agent
from appui.services import ServiceDeTest
from socle.technique.identifiants import nouvel_id

DEMAIN, TOUT_A_L_HEURE = "DEMAIN", "TOUT_A_L_HEURE"


def dans_le_futur(service: ServiceDeTest, champs: dict[str, Any]) -> dict[str, Any]:
    maintenant = service.noyau.horloge()
    futurs = {
        DEMAIN: (service.noyau.aujourd_hui() + timedelta(days=1)).isoformat(),
        TOUT_A_L_HEURE: (maintenant + timedelta(minutes=10)).isoformat(),
    }
    return {cle: futurs.get(valeur, valeur) if isinstance(valeur, str) else valeur for cle, valeur in champs.items()}


def test_une_reclamation_va_de_la_loge_a_la_cloture(proximite: ServiceDeTest) -> None:
    reclamation = declarer(proximite)
    assert (reclamation.statut, reclamation.numero[:9]) == ("ENREGISTREE", "REC-2026-")
    assert qualifier(proximite, reclamation).statut == "QUALIFIEE"
    bon = commander(proximite, reclamation)
    assert (bon.statut, lire(proximite, reclamation).statut) == ("PLANIFIE", "PLANIFIEE")
    assert clore_bon(proximite, bon).statut == "CLOS"
    close = clore(proximite, reclamation)
    assert (close.statut, close.motif_cloture, close.dans_les_delais) == ("CLOTUREE", "RESOLU", True)
    assert [nom for nom, _ in faits(proximite)] == [
        "RéclamationOuverte",
        "RéclamationQualifiée",
        "InterventionPlanifiée",
        "BonTravauxClos",
        "RéclamationRésolue",
    ]


def test_une_urgence_se_signale_et_rend_sa_fiche_reflexe(proximite: ServiceDeTest) -> None:
    champs = {"residence_id": str(nouvel_id()), "type": "GAZ", "lieu": "Cage B"}
    reponse = proximite.appeler("SignalerUrgence", GARDIEN, signalee_le="2026-03-10T22:00:00+01:00", **champs)
    assert reponse.numero.startswith("URG-2026-")
    assert len(reponse.fiche_reflexe) == 7
    futur = dans_le_futur(proximite, {**champs, "signalee_le": TOUT_A_L_HEURE})
    assert refus(proximite, "SignalerUrgence", GARDIEN, **futur) == ("INVALID_ARGUMENT", "DATE_FUTURE", "signalee_le")


@pytest.mark.parametrize(
    ("change", "attendu"),
    [
        ({"ouverte_le": TOUT_A_L_HEURE}, ("INVALID_ARGUMENT", "DATE_FUTURE", "ouverte_le")),
        ({"ouverte_le": "2026-03-10T10:00:00"}, ("INVALID_ARGUMENT", "FUSEAU_ABSENT", "ouverte_le")),
        ({"canal": "PIGEON"}, ("INVALID_ARGUMENT", "CODE_INCONNU", "canal")),
        ({"categorie": "XXX-99"}, ("INVALID_ARGUMENT", "CATEGORIE_INCONNUE", "categorie")),
        ({"description": " "}, ("INVALID_ARGUMENT", "CHAMP_VIDE", "description")),
        ({"bail_id": str(nouvel_id())}, ("NOT_FOUND", "BAIL_INCONNU", "bail_id")),
    ],
)
def test_une_declaration_impossible_est_refusee_puis_la_juste_passe(
    proximite: ServiceDeTest, change: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    bail_id = un_bail(proximite)
    champs = {
        "bail_id": bail_id,
        "categorie": "PLB-04",
        "description": "Fuite",
        "canal": "TELEPHONE",
        "ouverte_le": "2026-03-10T10:00:00+01:00",
    }
    assert refus(proximite, "DeclarerReclamation", GARDIEN, **dans_le_futur(proximite, {**champs, **change})) == attendu
    assert faits(proximite) == []
    assert declarer(proximite, bail_id=bail_id).numero == "REC-2026-000001"


@pytest.mark.parametrize(
    ("methode", "agent", "champs", "attendu"),
    [
        (
            "QualifierReclamation",
            ACCUEIL,
            {"qualifiee_le": TOUT_A_L_HEURE},
            ("INVALID_ARGUMENT", "DATE_FUTURE", "qualifiee_le"),
        ),
        (
            "QualifierReclamation",
            ACCUEIL,
            {"qualifiee_le": "2026-03-10T09:59:00+01:00"},
            ("FAILED_PRECONDITION", "QUALIFIEE_AVANT_OUVERTURE", "qualifiee_le"),
        ),
        (
            "QualifierReclamation",
            ACCUEIL,
            {"qualifiee_le": "2026-03-10T12:00:00+01:00", "urgence": "U1"},
            ("FAILED_PRECONDITION", "MOTIF_OBLIGATOIRE", "motif"),
        ),
        (
            "CloreReclamation",
            ACCUEIL,
            {"motif": "SANS_OBJET", "cloturee_le": TOUT_A_L_HEURE},
            ("INVALID_ARGUMENT", "DATE_FUTURE", "cloturee_le"),
        ),
        (
            "CloreReclamation",
            ACCUEIL,
            {"motif": "RESOLU", "cloturee_le": "2026-03-20T09:00:00+01:00"},
            ("FAILED_PRECONDITION", "MOTIF_NON_PERMIS", "motif"),
        ),
    ],
)
def test_un_ordre_impossible_est_refuse_puis_le_juste_passe(
    proximite: ServiceDeTest, methode: str, agent: Any, champs: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    reclamation = une_reclamation_qualifiee(proximite)
    donnes = dans_le_futur(proximite, champs)
    assert refus(proximite, methode, agent, reclamation_id=reclamation.id, **donnes) == attendu
    assert lire(proximite, reclamation) == reclamation
    assert clore(proximite, reclamation, motif="SANS_OBJET").statut == "CLOTUREE"


def test_les_constats_de_la_visite_decident_de_l_imputation(proximite: ServiceDeTest) -> None:
    reclamation = une_reclamation_qualifiee(proximite)
    assert reclamation.imputation == "LOC"
    assert qualifier(proximite, reclamation, constats={"vetuste": True}).imputation == "PROP"
    # Un constat négatif est connu, un constat absent ne l'est pas.
    entrees = qualifier(proximite, reclamation, constats={"vetuste": False}).explications[0].entrees
    assert (entrees["vetuste"], entrees["degradation"]) == ("non", "inconnu")


def test_un_doublon_se_rattache_a_son_original(proximite: ServiceDeTest) -> None:
    residence = nouvel_id()
    mere, fille, autre = (declarer(proximite, bail_id=un_bail(proximite, residence_id=residence)) for _ in range(3))
    ailleurs = declarer(proximite)
    clos = {"motif": "DOUBLON", "cloturee_le": "2026-03-11T09:00:00+01:00"}

    def refuser(reclamation: Any, **champs: Any) -> tuple[str, str, str]:
        return refus(proximite, "CloreReclamation", ACCUEIL, reclamation_id=reclamation.id, **clos, **champs)

    assert refuser(fille) == ("INVALID_ARGUMENT", "PARENT_MANQUANT", "parent_id")
    assert refuser(fille, parent_id=fille.id) == ("INVALID_ARGUMENT", "PARENT_MANQUANT", "parent_id")
    assert refuser(fille, parent_id=str(nouvel_id())) == ("NOT_FOUND", "RECLAMATION_INCONNU", "parent_id")
    assert refuser(fille, parent_id=ailleurs.id) == ("FAILED_PRECONDITION", "PARENT_AILLEURS", "parent_id")
    close = clore(proximite, fille, parent_id=mere.id, **clos)
    assert (close.statut, close.motif_cloture, close.parent_id) == ("CLOTUREE", "DOUBLON", mere.id)
    # Un enfant n'est jamais parent : ni la fille d'une autre, ni la mère à son tour fille.
    assert refuser(autre, parent_id=fille.id) == ("FAILED_PRECONDITION", "DOUBLON_DE_DOUBLON", "parent_id")
    assert refuser(mere, parent_id=autre.id) == ("FAILED_PRECONDITION", "DOUBLON_DE_DOUBLON", "parent_id")
    assert lire(proximite, mere).statut == "ENREGISTREE"


def test_les_feries_d_alsace_moselle_comptent_d_apres_la_commune(proximite: ServiceDeTest) -> None:
    """Dix jours ouvrés à partir du mardi 24 mars 2026 : le vendredi saint (3 avril) n'est férié qu'à Strasbourg."""
    echeances = {
        commune: declarer(
            proximite, bail_id=un_bail(proximite, code_insee=commune), ouverte_le="2026-03-24T10:00:00+01:00"
        ).resolution_avant
        for commune in (LYON, STRASBOURG, "")
    }
    assert echeances == {
        LYON: "2026-04-08T08:00:00Z",
        STRASBOURG: "2026-04-09T08:00:00Z",
        "": "2026-04-08T08:00:00Z",
    }


def test_un_bon_suit_les_feries_de_la_residence(proximite: ServiceDeTest) -> None:
    champs = {"prevu_le": "2026-04-03T10:00:00+02:00"}
    assert commander(proximite, une_reclamation_qualifiee(proximite), **champs).statut == "PLANIFIE"
    alsace = une_reclamation_qualifiee(proximite, bail_id=un_bail(proximite, code_insee=STRASBOURG))
    attendu = ("FAILED_PRECONDITION", "JOUR_SANS_ACCORD", "prevu_le")
    base = {
        "reclamation_id": alsace.id,
        "entreprise": "Plomberie d'essai",
        "objet": "Remplacer",
        "montant_ht": {"centimes": 100},
        "voie_achat": "PETIT_ACHAT",
        "commande_le": "2026-03-11",
    }
    assert refus(proximite, "CommanderTravaux", TECHNICIEN, **base, **champs) == attendu


def test_la_meme_requete_n_agit_qu_une_fois_et_un_autre_corps_est_refuse(proximite: ServiceDeTest) -> None:
    bail_id, request_id = un_bail(proximite), str(uuid4())
    premiere = declarer(proximite, bail_id=bail_id, request_id=request_id)
    assert declarer(proximite, bail_id=bail_id, request_id=request_id) == premiere
    assert len(faits(proximite)) == 1
    champs = {"bail_id": bail_id, "categorie": "PLB-02", "description": "x", "canal": "TELEPHONE"}
    assert refus(
        proximite,
        "DeclarerReclamation",
        GARDIEN,
        request_id=request_id,
        ouverte_le="2026-03-10T10:00:00+01:00",
        **champs,
    ) == ("ALREADY_EXISTS", "IDEMPOTENCY_MISMATCH", "request_id")


def test_une_reclamation_hors_du_perimetre_est_introuvable(proximite: ServiceDeTest) -> None:
    reclamation = declarer(proximite)
    gardien = un_agent("GARDIEN_IMMEUBLE", perimetre=(str(nouvel_id()),))
    assert refus(proximite, "GetReclamation", gardien, reclamation_id=reclamation.id)[0] == "NOT_FOUND"
    chez_lui = un_agent("GARDIEN_IMMEUBLE", perimetre=(reclamation.residence_id,))
    assert proximite.appeler("GetReclamation", chez_lui, reclamation_id=reclamation.id).reclamation == reclamation
