"""Le bon de travaux par la porte gRPC : commander, replanifier, annuler, clore."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from appui_proximite import (
    ACCUEIL,
    TECHNICIEN,
    annuler,
    clore,
    clore_bon,
    commander,
    euros,
    faits,
    lire,
    qualifier,
    refus,
    replanifier,
    une_reclamation_qualifiee,
)

from appui.cles import un_agent
from appui.services import ServiceDeTest
from socle.technique.rpc.erreurs import EchecRpc

SAMEDI = "2026-03-14T10:00:00+01:00"


def lire_bon(service: ServiceDeTest, bon: Any) -> Any:
    return service.appeler("GetBon", ACCUEIL, bon_id=bon.id).bon


def refus_de_commande(service: ServiceDeTest, reclamation: Any, **change: Any) -> tuple[str, str, str]:
    with pytest.raises(EchecRpc) as echec:
        commander(service, reclamation, **change)
    return echec.value.statut.name, echec.value.code, echec.value.champ


def demain(service: ServiceDeTest) -> str:
    return (service.noyau.aujourd_hui() + timedelta(days=1)).isoformat()


def bientot(service: ServiceDeTest) -> str:
    return (service.noyau.horloge() + timedelta(minutes=10)).isoformat()


def test_le_rendez_vous_garde_son_heure_et_son_creneau(proximite: ServiceDeTest) -> None:
    reclamation = une_reclamation_qualifiee(proximite)
    bon = commander(proximite, reclamation, prevu_le="2026-03-17T08:30:00+01:00", prevu_fin="2026-03-17T10:00:00+01:00")
    assert (bon.prevu_le, bon.prevu_fin) == ("2026-03-17T07:30:00Z", "2026-03-17T09:00:00Z")
    assert lire_bon(proximite, bon) == bon
    (planifiee,) = [corps for nom, corps in faits(proximite) if nom == "InterventionPlanifiée"]
    assert planifiee["prevu_le"] == "2026-03-17"
    assert (planifiee["debut"], planifiee["fin"]) == ("2026-03-17T08:30:00+01:00", "2026-03-17T10:00:00+01:00")


def test_le_jour_publie_est_celui_de_paris(proximite: ServiceDeTest) -> None:
    commander(proximite, une_reclamation_qualifiee(proximite), prevu_le="2026-03-16T23:30:00+00:00")
    assert faits(proximite)[-1][1]["prevu_le"] == "2026-03-17"


@pytest.mark.parametrize(
    ("change", "attendu"),
    [
        ({"prevu_le": "2026-03-17"}, ("INVALID_ARGUMENT", "INSTANT_ILLISIBLE", "prevu_le")),
        ({"prevu_le": "2026-03-17T10:00:00"}, ("INVALID_ARGUMENT", "FUSEAU_ABSENT", "prevu_le")),
        ({"prevu_fin": "2026-03-17T08:00:00+01:00"}, ("INVALID_ARGUMENT", "CRENEAU_IMPOSSIBLE", "prevu_fin")),
        ({"prevu_le": SAMEDI}, ("FAILED_PRECONDITION", "JOUR_SANS_ACCORD", "prevu_le")),
        ({"prevu_le": SAMEDI, "accord_locataire": False}, ("FAILED_PRECONDITION", "JOUR_SANS_ACCORD", "prevu_le")),
        ({"prevu_le": "2026-03-10T10:00:00+01:00"}, ("FAILED_PRECONDITION", "PREVU_AVANT_COMMANDE", "prevu_le")),
        ({"montant_ht": euros(100_000)}, ("FAILED_PRECONDITION", "VOIE_ACHAT_NON_CONFORME", "voie_achat")),
        ({"montant_ht": euros(0)}, ("INVALID_ARGUMENT", "MONTANT_NON_POSITIF", "montant_ht")),
        ({"voie_achat": "MAPA"}, ("INVALID_ARGUMENT", "CODE_INCONNU", "voie_achat")),
    ],
)
def test_une_commande_impossible_est_refusee_puis_la_juste_passe(
    proximite: ServiceDeTest, change: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    reclamation = une_reclamation_qualifiee(proximite)
    avant = faits(proximite)
    assert refus_de_commande(proximite, reclamation, **change) == attendu
    assert (faits(proximite), lire(proximite, reclamation)) == (avant, reclamation)
    assert commander(proximite, reclamation).numero == "BT-2026-000001"


def test_une_commande_ne_se_date_pas_du_futur(proximite: ServiceDeTest) -> None:
    futur = demain(proximite)
    reclamation = une_reclamation_qualifiee(proximite)
    assert refus_de_commande(
        proximite, reclamation, commande_le=futur, prevu_le=f"{futur}T10:00:00+01:00", accord_locataire=True
    ) == ("INVALID_ARGUMENT", "DATE_FUTURE", "commande_le")


def test_l_accord_expres_du_locataire_permet_un_samedi(proximite: ServiceDeTest) -> None:
    bon = commander(proximite, une_reclamation_qualifiee(proximite), prevu_le=SAMEDI, accord_locataire=True)
    assert bon.prevu_le == "2026-03-14T09:00:00Z"


def test_le_seuil_de_dispense_ne_compte_que_les_petits_achats_engages(proximite: ServiceDeTest) -> None:
    reclamation = une_reclamation_qualifiee(proximite)
    commander(proximite, reclamation, montant_ht=euros(90_000), voie_achat="BPU")
    commander(proximite, reclamation, montant_ht=euros(90_000), voie_achat="CONTRAT")
    premier = commander(proximite, reclamation, montant_ht=euros(60_000))
    assert refus_de_commande(proximite, reclamation, montant_ht=euros(40_000)) == (
        "FAILED_PRECONDITION",
        "VOIE_ACHAT_NON_CONFORME",
        "voie_achat",
    )
    annuler(proximite, premier)
    assert commander(proximite, reclamation, montant_ht=euros(40_000)).statut == "PLANIFIE"


def test_un_rendez_vous_se_replanifie(proximite: ServiceDeTest) -> None:
    bon = commander(proximite, une_reclamation_qualifiee(proximite), prevu_fin="2026-03-17T10:00:00+01:00")
    deplace = replanifier(proximite, bon)
    assert (deplace.statut, deplace.prevu_le, deplace.prevu_fin) == ("PLANIFIE", "2026-03-18T13:00:00Z", "")
    assert [nom for nom, _ in faits(proximite)].count("InterventionPlanifiée") == 2


def test_un_report_impossible_est_refuse_puis_le_juste_passe(proximite: ServiceDeTest) -> None:
    bon = commander(proximite, une_reclamation_qualifiee(proximite))
    assert refus(proximite, "ReplanifierBon", TECHNICIEN, bon_id=bon.id, prevu_le=SAMEDI) == (
        "FAILED_PRECONDITION",
        "JOUR_SANS_ACCORD",
        "prevu_le",
    )
    perime = refus(
        proximite, "ReplanifierBon", TECHNICIEN, bon_id=bon.id, prevu_le="2026-03-18T14:00:00+01:00", etag="99"
    )
    assert perime[:2] == ("ABORTED", "VERSION_PERIMEE")
    assert lire_bon(proximite, bon) == bon
    assert replanifier(proximite, bon, prevu_le=SAMEDI, accord_locataire=True, etag=bon.etag).statut == "PLANIFIE"


def test_annuler_le_dernier_bon_rend_la_reclamation_a_la_commande(proximite: ServiceDeTest) -> None:
    reclamation = une_reclamation_qualifiee(proximite)
    premier, second = commander(proximite, reclamation), commander(proximite, reclamation)
    annule = annuler(proximite, premier)
    assert (annule.statut, annule.annule_le, annule.motif_annulation) == (
        "ANNULE",
        "2026-03-12",
        "Réparé par le locataire",
    )
    assert lire(proximite, reclamation).statut == "PLANIFIEE"
    annuler(proximite, second)
    assert lire(proximite, reclamation).statut == "QUALIFIEE"
    assert qualifier(proximite, reclamation, qualifiee_le="2026-03-13T09:00:00+01:00").statut == "QUALIFIEE"
    assert clore(proximite, reclamation, motif="A_CHARGE_LOCATAIRE_INFORME").statut == "CLOTUREE"


def test_une_annulation_impossible_est_refusee_puis_la_juste_passe(proximite: ServiceDeTest) -> None:
    bon = commander(proximite, une_reclamation_qualifiee(proximite))
    for change, attendu in (
        ({"motif": " "}, ("INVALID_ARGUMENT", "CHAMP_VIDE", "motif")),
        ({"annule_le": demain(proximite)}, ("INVALID_ARGUMENT", "DATE_FUTURE", "annule_le")),
        ({"annule_le": "2026-03-10"}, ("FAILED_PRECONDITION", "ANNULE_AVANT_COMMANDE", "annule_le")),
    ):
        champs = {"bon_id": bon.id, "annule_le": "2026-03-12", "motif": "Erreur", **change}
        assert refus(proximite, "AnnulerBon", TECHNICIEN, **champs) == attendu
    request_id = str(uuid4())
    assert annuler(proximite, bon, request_id=request_id) == annuler(proximite, bon, request_id=request_id)
    assert refus(proximite, "AnnulerBon", TECHNICIEN, bon_id=bon.id, annule_le="2026-03-12", motif="Encore")[1] == (
        "TRANSITION_INTERDITE"
    )


def test_un_travail_ne_finit_pas_dans_le_futur(proximite: ServiceDeTest) -> None:
    bon = commander(proximite, une_reclamation_qualifiee(proximite))
    assert refus(
        proximite, "CloreBon", TECHNICIEN, bon_id=bon.id, termine_le=bientot(proximite), compte_rendu="Fait"
    ) == ("INVALID_ARGUMENT", "DATE_FUTURE", "termine_le")
    assert clore_bon(proximite, bon).statut == "CLOS"


def test_un_bon_ouvert_empeche_de_clore_la_reclamation(proximite: ServiceDeTest) -> None:
    reclamation = une_reclamation_qualifiee(proximite)
    bon = commander(proximite, reclamation)
    champs = {"reclamation_id": reclamation.id, "motif": "SANS_OBJET", "cloturee_le": "2026-03-20T09:00:00+01:00"}
    assert refus(proximite, "CloreReclamation", ACCUEIL, **champs)[:2] == ("FAILED_PRECONDITION", "BON_OUVERT")
    annuler(proximite, bon)
    assert clore(proximite, reclamation, motif="SANS_OBJET").statut == "CLOTUREE"


def test_l_intervenant_lit_le_rendez_vous_sans_le_prix_ni_le_motif(proximite: ServiceDeTest) -> None:
    bon = annuler(proximite, commander(proximite, une_reclamation_qualifiee(proximite)))
    lu = proximite.appeler("GetBon", un_agent("OUVRIER_MAINTENANCE"), bon_id=bon.id).bon
    assert (lu.prevu_le, lu.motif_annulation, lu.HasField("montant_ht")) == (bon.prevu_le, "", False)
