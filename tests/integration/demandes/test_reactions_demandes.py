"""Ce que les faits des baux font aux demandes : une fois, dans l'ordre, sans rien perdre."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from appui_demandes import (
    ATTRIBUTION,
    GESTION,
    INSTRUCTEUR,
    attribuer,
    bail_annule,
    bail_signe,
    decider,
    enregistrer_complete,
    faits,
    incidents,
    logement_disponible,
    offres,
    presenter,
    recevoir,
    refus,
    refus_de_reaction,
    repondre,
    une_offre,
)
from sqlalchemy import text

from appui.services import ServiceDeTest, livrer
from socle.technique.identifiants import nouvel_id


def une_offre_acceptee(demandes: ServiceDeTest) -> tuple[Any, Any]:
    """Rend l'offre et la demande qui l'a acceptée."""
    demande = enregistrer_complete(demandes)
    offre = presenter(demandes, une_offre(demandes), [demande], derogation="DESIGNATION_PREFET")
    decider(demandes, offre, attribuer(demande))
    return repondre(demandes, offre, demande), demande


def statut_offre(demandes: ServiceDeTest, offre: Any) -> str:
    return str(demandes.appeler("GetOffre", ATTRIBUTION, offre_id=offre.id).offre.statut)


def fiche(demandes: ServiceDeTest, demande: Any) -> Any:
    return demandes.appeler("GetFicheDemande", GESTION, demande_id=demande.id).fiche


def attendre_les_reprises(demandes: ServiceDeTest) -> int:
    """Avance l'échéance des reprises, puis les joue."""
    with demandes.noyau.moteur.begin() as connexion:
        connexion.execute(text("UPDATE incident SET prochaine_le = now() - interval '1 second'"))
    return demandes.noyau.consommation.reprendre()


def test_un_logement_disponible_ouvre_une_offre_et_un_doublon_n_en_ouvre_pas_deux(demandes: ServiceDeTest) -> None:
    logement_id = nouvel_id()
    annonce = logement_disponible(logement_id, financement="PLAI", typologie="T3")
    assert recevoir(demandes, annonce, annonce) == ["TRAITE", "DOUBLON"]
    (offre,) = offres(demandes, logement_id)
    assert (offre.statut, offre.disponible_le, offre.typologie, offre.financement, offre.code_insee) == (
        "OUVERTE",
        "2026-03-01",
        "T3",
        "PLAI",
        "69123",
    )
    assert (offre.loyer_principal.centimes, offre.provision_charges.centimes) == (36_000, 6_000)
    assert faits(demandes) == []


def test_un_logement_n_a_qu_une_offre_vivante(demandes: ServiceDeTest) -> None:
    logement_id = nouvel_id()
    recevoir(demandes, logement_disponible(logement_id), logement_disponible(logement_id, sequence=2))
    assert len(offres(demandes, logement_id)) == 1
    assert refus_de_reaction(demandes) == [("quand_logement_disponible_ouvrir_une_offre", "OFFRE_DEJA_OUVERTE")]
    assert incidents(demandes) == []


def test_une_annonce_arrivee_en_avance_attend_la_precedente(demandes: ServiceDeTest) -> None:
    logement_id = nouvel_id()
    seconde = logement_disponible(logement_id, sequence=2, disponible_le="2026-09-01")
    assert recevoir(demandes, seconde) == ["RETENU"]
    assert offres(demandes, logement_id) == []
    assert recevoir(demandes, logement_disponible(logement_id)) == ["TRAITE"]
    assert [o.disponible_le for o in offres(demandes, logement_id)] == ["2026-03-01"]
    assert recevoir(demandes, seconde) == ["DOUBLON"]


@pytest.mark.parametrize(
    ("change", "code"), [({"financement": "PLI"}, "FINANCEMENT_INCONNU"), ({"loyer_principal": 0}, "LOYER_NUL")]
)
def test_une_annonce_que_la_regle_refuse_est_inscrite_et_les_autres_passent(
    demandes: ServiceDeTest, change: dict[str, Any], code: str
) -> None:
    refuse, bon = nouvel_id(), nouvel_id()
    assert recevoir(demandes, logement_disponible(refuse, **change), logement_disponible(bon)) == ["TRAITE", "TRAITE"]
    assert (len(offres(demandes, refuse)), len(offres(demandes, bon))) == (0, 1)
    assert refus_de_reaction(demandes) == [("quand_logement_disponible_ouvrir_une_offre", code)]


def test_un_corps_non_conforme_est_gare(demandes: ServiceDeTest) -> None:
    recevoir(demandes, logement_disponible(nouvel_id(), loyer_principal="cher"))
    assert incidents(demandes) == [("GARE", "quand_logement_disponible_ouvrir_une_offre", "CORPS_NON_CONFORME")]


def test_un_bail_signe_radie_la_demande_et_clot_l_offre_une_seule_fois(demandes: ServiceDeTest) -> None:
    offre, demande = une_offre_acceptee(demandes)
    signature = bail_signe(demande_id=demande.id, offre_id=offre.id)
    assert recevoir(demandes, signature, signature) == ["TRAITE", "DOUBLON"]
    assert statut_offre(demandes, offre) == "CLOSE"
    radiee = fiche(demandes, demande)
    assert (radiee.statut, radiee.motif_radiation, radiee.radiee_le) == (
        "RADIEE",
        "ATTRIBUTION_BAIL_SIGNE",
        "2026-04-10",
    )
    radiations = [ligne for ligne in demandes.faits() if ligne["type"] == "DemandeRadiée"]
    assert [ligne["payload"] for ligne in radiations] == [
        {"demande_id": demande.id, "motif": "ATTRIBUTION_BAIL_SIGNE", "radiee_le": "2026-04-10"}
    ]
    assert radiations[0]["causation_id"] == signature["event_id"]
    assert radiations[0]["acteur"] == signature["acteur"]


def test_une_demande_deja_radiee_le_reste_et_l_offre_se_clot(demandes: ServiceDeTest) -> None:
    offre, demande = une_offre_acceptee(demandes)
    demandes.appeler("RadierDemande", INSTRUCTEUR, demande_id=demande.id, motif="RENONCIATION", radiee_le="2026-04-09")
    assert recevoir(demandes, bail_signe(demande_id=demande.id, offre_id=offre.id)) == ["TRAITE"]
    assert fiche(demandes, demande).motif_radiation == "RENONCIATION"
    assert statut_offre(demandes, offre) == "CLOSE"


def test_un_bail_d_une_demande_inconnue_est_refuse_sans_bloquer_les_autres(demandes: ServiceDeTest) -> None:
    offre, demande = une_offre_acceptee(demandes)
    etranger = bail_signe(demande_id=str(nouvel_id()), offre_id=str(nouvel_id()))
    bon = bail_signe(demande_id=demande.id, offre_id=offre.id)
    assert recevoir(demandes, etranger, bon) == ["TRAITE", "TRAITE"]
    assert refus_de_reaction(demandes) == [("quand_bail_signe_radier_la_demande", "DEMANDE_INCONNU")]
    assert fiche(demandes, demande).statut == "RADIEE"


def test_un_bail_signe_sur_une_offre_inconnue_radie_quand_meme_la_demande(demandes: ServiceDeTest) -> None:
    demande = enregistrer_complete(demandes)
    assert recevoir(demandes, bail_signe(demande_id=demande.id, offre_id=str(nouvel_id()))) == ["TRAITE"]
    radiee = fiche(demandes, demande)
    assert (radiee.statut, radiee.motif_radiation) == ("RADIEE", "ATTRIBUTION_BAIL_SIGNE")
    assert (refus_de_reaction(demandes), incidents(demandes)) == ([], [])


def test_un_bail_signe_hors_de_l_offre_la_retire_et_libere_le_logement(demandes: ServiceDeTest) -> None:
    demande, offre = enregistrer_complete(demandes), une_offre(demandes)
    assert recevoir(demandes, bail_signe(demande_id=demande.id, offre_id=offre.id)) == ["TRAITE"]
    assert statut_offre(demandes, offre) == "RETIREE"
    assert recevoir(demandes, logement_disponible(UUID(offre.logement_id), sequence=2)) == ["TRAITE"]
    assert [o.statut for o in offres(demandes, UUID(offre.logement_id))] == ["RETIREE", "OUVERTE"]


def test_un_bail_abandonne_avant_signature_rouvre_l_offre_une_fois(demandes: ServiceDeTest) -> None:
    offre, demande = une_offre_acceptee(demandes)
    annulation = bail_annule(bail_signe(demande_id=demande.id, offre_id=offre.id), sequence=1, signe=False)
    assert recevoir(demandes, annulation, annulation) == ["TRAITE", "DOUBLON"]
    assert statut_offre(demandes, offre) == "OUVERTE"
    assert fiche(demandes, demande).statut == "ACTIVE"
    presentee = presenter(demandes, offre, [demande], derogation="DESIGNATION_PREFET", seance_le="2026-05-04")
    assert presentee.candidatures[0].statut == "PRESENTEE"


def test_un_bail_signe_puis_annule_rouvre_l_offre_et_laisse_la_demande_radiee(demandes: ServiceDeTest) -> None:
    offre, demande = une_offre_acceptee(demandes)
    signature = bail_signe(demande_id=demande.id, offre_id=offre.id)
    recevoir(demandes, signature, bail_annule(signature, sequence=2, signe=True))
    assert (statut_offre(demandes, offre), fiche(demandes, demande).statut) == ("OUVERTE", "RADIEE")


def test_un_bail_a_refaire_laisse_l_offre_a_son_preneur(demandes: ServiceDeTest) -> None:
    offre, demande = une_offre_acceptee(demandes)
    signature = bail_signe(demande_id=demande.id, offre_id=offre.id)
    recevoir(demandes, bail_annule(signature, sequence=1, signe=False, a_refaire=True))
    assert statut_offre(demandes, offre) == "ACCEPTEE"


def test_un_bail_annule_dont_l_offre_n_est_pas_d_ici_ne_bloque_rien(demandes: ServiceDeTest) -> None:
    etranger = bail_signe(demande_id=str(nouvel_id()), offre_id=str(nouvel_id()))
    assert recevoir(demandes, bail_annule(etranger, sequence=1, signe=False)) == ["TRAITE"]
    assert (refus_de_reaction(demandes), incidents(demandes)) == ([], [])


def test_un_desistement_se_constate_par_sa_porte_puis_l_annulation_du_bail_ne_change_rien(
    demandes: ServiceDeTest,
) -> None:
    offre, demande = une_offre_acceptee(demandes)
    champs = {"offre_id": offre.id, "demande_id": demande.id, "desiste_le": "2026-03-20"}
    rouverte = demandes.appeler("ConstaterDesistement", ATTRIBUTION, **champs).offre
    assert (rouverte.statut, rouverte.candidatures[0].statut, rouverte.candidatures[0].motif) == (
        "OUVERTE",
        "REFUSEE",
        "DESISTEMENT",
    )
    assert faits(demandes)[-1][0] == "PropositionRefusée"
    annulation = bail_annule(bail_signe(demande_id=demande.id, offre_id=offre.id), sequence=1, signe=False)
    assert recevoir(demandes, annulation) == ["TRAITE"]
    lue = demandes.appeler("GetOffre", ATTRIBUTION, offre_id=offre.id).offre
    assert (lue.statut, lue.candidatures[0].motif) == ("OUVERTE", "DESISTEMENT")
    assert refus(demandes, "ConstaterDesistement", ATTRIBUTION, **champs)[1] == "TRANSITION_INTERDITE"


@pytest.mark.parametrize("geste", ["annuler", "desister"])
def test_un_bail_abandonne_avec_le_vrai_service_des_baux_remet_tout_en_jeu(
    service_de: Callable[..., ServiceDeTest], geste: str
) -> None:
    demandes = service_de("demandes")
    baux = service_de("baux", adresses=demandes.adresse)
    logement = _un_logement_disponible(baux)
    livrer(baux, baux.faits(), demandes.noyau.consommation)
    (offre,) = offres(demandes, logement.id)
    demande = enregistrer_complete(demandes, typologies=["T3"])
    presenter(demandes, offre, [demande], derogation="DESIGNATION_PREFET")
    decider(demandes, offre, attribuer(demande))
    repondre(demandes, offre, demande)
    livrer(demandes, demandes.faits(), baux.noyau.consommation)
    bail = baux.appeler("PreparerBail", GESTION, offre_id=offre.id, date_effet="2026-04-15", annexes=["DPE"]).bail

    if geste == "annuler":
        baux.appeler("AnnulerBail", GESTION, bail_id=bail.id, motif="DESISTEMENT", annule_le="2026-04-10")
    else:
        champs = {"offre_id": offre.id, "demande_id": demande.id, "desiste_le": "2026-04-10"}
        demandes.appeler("ConstaterDesistement", ATTRIBUTION, **champs)
        livrer(demandes, demandes.faits(), baux.noyau.consommation)
    livrer(baux, baux.faits(), demandes.noyau.consommation)

    assert baux.appeler("GetBail", GESTION, bail_id=bail.id).bail.statut == "ANNULE"
    assert baux.appeler("GetLogement", GESTION, logement_id=logement.id).logement.statut == "DISPONIBLE"
    assert statut_offre(demandes, offre) == "OUVERTE"
    assert [ligne["type"] for ligne in baux.faits()] == ["LogementDisponible", "BailAnnulé"]
    assert (incidents(demandes), incidents(baux), refus_de_reaction(baux)) == ([], [], [])
    champs = {"offre_id": offre.id, "date_effet": "2026-05-15"}
    assert refus(baux, "PreparerBail", GESTION, **champs)[1] == "PROPOSITION_PAS_ENCORE_CONNUE"


def test_une_nouvelle_disponibilite_arrivee_avant_la_signature_n_est_pas_perdue(demandes: ServiceDeTest) -> None:
    """Logement et bail sont deux agrégats : leurs faits n'ont pas d'ordre entre eux."""
    offre, demande = une_offre_acceptee(demandes)
    logement_id = offre.logement_id
    nouvelle = logement_disponible(logement_id, sequence=2, disponible_le="2026-10-01")
    assert recevoir(demandes, nouvelle) == ["TRAITE"]
    assert incidents(demandes) == [
        ("REPRISE", "quand_logement_disponible_ouvrir_une_offre", "OFFRE_EN_ATTENTE_DE_SIGNATURE")
    ]
    recevoir(demandes, bail_signe(demande_id=demande.id, offre_id=offre.id))
    assert attendre_les_reprises(demandes) == 1
    assert [(o.statut, o.disponible_le) for o in offres(demandes, logement_id)] == [
        ("CLOSE", "2026-03-01"),
        ("OUVERTE", "2026-10-01"),
    ]
    assert incidents(demandes) == []


def test_de_l_annonce_a_la_signature_avec_le_vrai_service_des_baux(service_de: Callable[..., ServiceDeTest]) -> None:
    demandes = service_de("demandes")
    baux = service_de("baux", adresses=demandes.adresse)
    logement = _un_logement_disponible(baux)
    livrer(baux, baux.faits(), demandes.noyau.consommation)
    (offre,) = offres(demandes, logement.id)
    demande = enregistrer_complete(demandes, typologies=["T3"])
    presenter(demandes, offre, [demande], derogation="DESIGNATION_PREFET")
    decider(demandes, offre, attribuer(demande))
    repondre(demandes, offre, demande)
    livrer(demandes, demandes.faits(), baux.noyau.consommation)

    bail = baux.appeler("PreparerBail", GESTION, offre_id=offre.id, date_effet="2026-04-15", annexes=["DPE"]).bail
    assert [(t.nom, t.prenoms) for t in bail.titulaires] == [("ZYGOMAR", "Ana")]
    baux.appeler("SignerBail", GESTION, bail_id=bail.id, signe_le="2026-04-10")
    livrer(baux, baux.faits(), demandes.noyau.consommation)
    assert (fiche(demandes, demande).statut, statut_offre(demandes, offre)) == ("RADIEE", "CLOSE")
    assert incidents(demandes) == incidents(baux) == []


def _un_logement_disponible(baux: ServiceDeTest) -> Any:
    residence = baux.appeler(
        "EnregistrerResidence",
        GESTION,
        nom="Les Tilleuls",
        adresse="12 rue des Essais",
        code_postal="69003",
        commune="Lyon",
        code_insee="69123",
        zone="2",
        zone_abc="A",
    ).residence
    logement = baux.appeler(
        "EnregistrerLogement",
        GESTION,
        residence_id=residence.id,
        reference="T3-0001",
        typologie="T3",
        nombre_pieces=3,
        surface_habitable_dm2=6200,
        surface_utile_dm2=6600,
        financement="PLUS",
        loyer_principal={"centimes": 41237},
        loyer_maximum={"centimes": 45000},
        provision_charges={"centimes": 9600},
        dpe="D",
    ).logement
    baux.appeler("DeclarerLogementDisponible", GESTION, logement_id=logement.id, disponible_le="2026-03-01")
    return logement
