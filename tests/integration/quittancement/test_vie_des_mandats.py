"""Amendements, caducité, représentation, refus répétés : la vie d'un mandat sur une vraie base."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from appui_quittancement import NET, QUITTANCEMENT, SECOND, payer, quittancer, un_compte, un_fait
from fabrique_banque import AUTRE_IBAN, IBAN, un_lot_pain002, un_pain002, un_statut_pain002, une_ecriture_camt
from sqlalchemy import text
from test_comptes_rendus_de_remise import HIER, JOUR, rejets
from test_paiements_bancaires import (
    AUJOURD_HUI,
    FIN,
    PRELEVE_LE,
    importer,
    lancer,
    preleves,
    preparer,
    remettre,
    statuts,
    un_mandat,
)

from appui.porte_directe import PorteDirecte
from appui.services import ServiceDeTest, livrer, refus
from console.commandes import quittancement_banque
from quittancement.adapters.schema_pain008 import verifier
from quittancement.composition import composer
from quittancement.domain.banque.iban import reste_97
from quittancement.entrypoints.caducite import passer
from socle.domaine.periodes import ajouter_mois
from socle.technique.contexte import Contexte
from socle.technique.evenements import nom_ascii
from socle.technique.identifiants import nouvel_id

FIN_JUILLET = "B-2026-000001-2026-07-1"


def amender(service: ServiceDeTest, mandat_id: str, **change: Any) -> Any:
    champs = {"preuve": "D-1", **change}
    return service.appeler("AmenderMandat", QUITTANCEMENT, mandat_id=mandat_id, **champs).mandat


def lire(service: ServiceDeTest, mandat_id: str) -> Any:
    return service.appeler("GetMandat", QUITTANCEMENT, mandat_id=mandat_id)


def exporter(service: ServiceDeTest, remise_id: str) -> Any:
    (ligne,) = service.appeler("ExporterRemise", QUITTANCEMENT, remise_id=remise_id).lignes
    return ligne


def rejeter(service: ServiceDeTest, remise: Any, fin: str, motif: str, *, msg_id: str) -> None:
    lot = un_lot_pain002(un_statut_pain002(fin, motif=motif))
    contenu = un_pain002(lot, origine=remise.msg_id, cree_le=HIER, msg_id=msg_id)
    rendu = service.appeler("ImporterCompteRenduRemise", QUITTANCEMENT, contenu=contenu).compte_rendu
    assert (rendu.rejetees, len(rendu.ecartees)) == (1, 0)


def test_un_amendement_part_une_fois_dans_la_remise_suivante(
    quittancement: ServiceDeTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bail_id = un_compte(quittancement)
    mandat = un_mandat(quittancement, bail_id)
    quittancer(quittancement, "2026-06", "2026-07")
    neuf = amender(quittancement, mandat.id, iban=IBAN, rum="RUM-2", etag=mandat.etag)
    assert (neuf.iban_masque, neuf.rum) == ("FR76…0189", "RUM-2")
    annulee = preparer(quittancement)
    assert exporter(quittancement, annulee.id).amendement.rum_avant == "RUM-1"
    quittancement.appeler("AnnulerRemise", QUITTANCEMENT, remise_id=annulee.id)
    juin = remettre(quittancement, preparer(quittancement))
    porte = exporter(quittancement, juin.id)
    assert (porte.rum, porte.iban, porte.amendement.rum_avant) == ("RUM-2", IBAN, "RUM-1")
    assert (porte.amendement.nouvelle_banque, porte.amendement.iban_avant) == (True, "")
    juillet = preparer(quittancement, mois="2026-07")
    assert not exporter(quittancement, juillet.id).HasField("amendement")
    amender(quittancement, mandat.id, iban=AUTRE_IBAN)
    # La remise déjà partie se réécrit telle qu'elle est partie.
    assert exporter(quittancement, juin.id) == porte
    monkeypatch.setattr(quittancement_banque, "Porte", PorteDirecte(quittancement, QUITTANCEMENT))
    fichier = tmp_path / "pain.xml"
    sortie, ecrit = lancer("remise", "ecrire", juin.id, str(fichier))
    assert (sortie, ecrit["ok"], verifier(fichier).refus) == (0, True, "")
    texte = fichier.read_text()
    assert "<AmdmntInd>true</AmdmntInd><AmdmntInfDtls><OrgnlMndtId>RUM-1</OrgnlMndtId>" in texte
    assert "<Id>SMNDA</Id>" in texte
    assert AUTRE_IBAN not in texte


def test_un_rejet_avant_reglement_fait_repartir_l_amendement(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    mandat = un_mandat(quittancement, bail_id)
    quittancer(quittancement, "2026-06", "2026-07")
    amender(quittancement, mandat.id, rum="RUM-2")
    juin = remettre(quittancement, preparer(quittancement))
    rejeter(quittancement, juin, FIN, "FF01", msg_id="R-1")
    juillet = preparer(quittancement, mois="2026-07")
    assert exporter(quittancement, juillet.id).amendement.rum_avant == "RUM-1"


def test_un_amendement_faux_est_refuse(quittancement: ServiceDeTest) -> None:
    mandat = un_mandat(quittancement, un_compte(quittancement))
    autre = un_compte(quittancement, reference="B-2026-000002")
    un_mandat(quittancement, autre, rum="RUM-2")
    numero = "654321"
    ics = f"FR{98 - reste_97(f'{numero}FR00'):02d}ZZZ{numero}"
    for change, attendu in (
        ({"rum": "RUM-2"}, ("ALREADY_EXISTS", "RUM_PRISE", "rum")),
        ({"ics": ics}, ("FAILED_PRECONDITION", "ICS_DIFFERENT", "ics")),
        ({}, ("INVALID_ARGUMENT", "AMENDEMENT_VIDE", "mandat_id")),
        ({"rum": "RUM-3", "preuve": ""}, ("INVALID_ARGUMENT", "PREUVE_MANQUANTE", "preuve")),
        ({"rum": "RUM-3", "etag": "99"}, ("ABORTED", "VERSION_PERIMEE", "etag")),
    ):
        champs = {"mandat_id": mandat.id, "preuve": "D-1", **change}
        assert refus(quittancement, "AmenderMandat", QUITTANCEMENT, **champs) == attendu
    assert lire(quittancement, mandat.id).mandat.etag == mandat.etag
    amender(quittancement, mandat.id, rum="RUM-3")
    troisieme = un_compte(quittancement, reference="B-2026-000003")
    champs = {"titulaire": "E", "iban": IBAN, "signe_le": "2026-01-02", "lieu": "L", "canal": "C", "preuve": "P"}
    reprise = {**champs, "bail_id": troisieme, "rum": "RUM-1"}
    assert refus(quittancement, "EnregistrerMandat", QUITTANCEMENT, **reprise)[1] == "RUM_PRISE"


@pytest.mark.parametrize("cas", ["AMENDE", "SUSPENDU", "DECES", "PAYEE"])
def test_ce_qui_change_apres_la_preparation_arrete_l_envoi(quittancement: ServiceDeTest, cas: str) -> None:
    bail_id = un_compte(quittancement)
    mandat = un_mandat(quittancement, bail_id)
    quittancer(quittancement, "2026-06")
    remise = preparer(quittancement)
    if cas == "AMENDE":
        amender(quittancement, mandat.id, iban=IBAN)
    elif cas == "SUSPENDU":
        quittancement.appeler("SuspendreMandat", QUITTANCEMENT, mandat_id=mandat.id, motif="RIB")
    elif cas == "DECES":
        quittancement.appeler("BloquerPrelevement", QUITTANCEMENT, bail_id=bail_id, code="DECES", depuis="2026-07-01")
    else:
        payer(quittancement, bail_id, NET - 1)
    attendu = ("FAILED_PRECONDITION", "REMISE_PERIMEE", "remise_id")
    assert refus(quittancement, "RemettreRemise", SECOND, remise_id=remise.id) == attendu
    assert statuts(quittancement) == [("PREPARE", "")]


def passage(service: ServiceDeTest) -> int:
    noyau = service.noyau
    app = composer(service.config)
    return passer(app, Contexte(acteur={"sub": "horloge:quittancement", "titre": "HORLOGE"}, instant=noyau.horloge()))


def test_l_horloge_rend_caduc_ce_qui_n_a_pas_ete_presente_depuis_trente_six_mois(quittancement: ServiceDeTest) -> None:
    limite = ajouter_mois(AUJOURD_HUI, -36)
    signatures = {"1": limite - timedelta(days=5), "2": limite + timedelta(days=2), "3": limite + timedelta(days=40)}
    mandats = {}
    for rang, signe_le in signatures.items():
        bail_id = un_compte(quittancement, reference=f"B-2026-00000{rang}")
        champs = {"rum": f"RUM-{rang}", "signe_le": signe_le.isoformat()}
        mandats[rang] = un_mandat(quittancement, bail_id, **champs)
    quittancement.appeler("SuspendreMandat", QUITTANCEMENT, mandat_id=mandats["1"].id, motif="attente")
    assert (passage(quittancement), passage(quittancement)) == (1, 0)
    lus = [lire(quittancement, mandat.id).mandat.statut for mandat in mandats.values()]
    assert lus == ["CADUC", "ACTIF", "ACTIF"]
    reprise = {"mandat_id": mandats["1"].id}
    assert refus(quittancement, "ReactiverMandat", QUITTANCEMENT, **reprise)[1] == "MANDAT_CADUC"
    quittancer(quittancement, "2026-06")
    # Le deuxième sera caduc au jour du prélèvement, sans que l'horloge l'ait encore constaté.
    assert [(e.reference, e.code) for e in preparer(quittancement).ecartees] == [
        ("B-2026-000001", "MANDAT_CADUC"),
        ("B-2026-000002", "MANDAT_CADUC"),
    ]
    neuf = un_mandat(quittancement, mandats["1"].bail_id, rum="RUM-9")
    assert neuf.statut == "ACTIF"


def test_une_presentation_eloigne_la_caducite(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    signe_le = ajouter_mois(AUJOURD_HUI, -36) + timedelta(days=10)
    mandat = un_mandat(quittancement, bail_id, signe_le=signe_le.isoformat())
    quittancer(quittancement, "2026-06")
    remettre(quittancement, preparer(quittancement))
    with quittancement.noyau.moteur.begin() as connexion:
        connexion.execute(text("UPDATE banque_mandat SET signe_le = :le"), {"le": signe_le - timedelta(days=60)})
    assert passage(quittancement) == 0
    assert lire(quittancement, mandat.id).mandat.statut == "ACTIF"


def deux_mois_remis(service: ServiceDeTest, **change: Any) -> tuple[str, Any, Any, Any]:
    """Un bail dont juin et juillet sont remis ; rend son identifiant, son mandat et les deux remises."""
    bail_id = un_compte(service)
    mandat = un_mandat(service, bail_id, **change)
    quittancer(service, "2026-06", "2026-07")
    juin = remettre(service, preparer(service))
    return bail_id, mandat, juin, remettre(service, preparer(service, mois="2026-07"))


@pytest.mark.parametrize("motif", ["MS02", "MS03"])
def test_deux_refus_en_six_mois_suspendent_le_mandat_quelle_que_soit_la_voie(
    quittancement: ServiceDeTest, motif: str
) -> None:
    _, mandat, juin, _ = deux_mois_remis(quittancement)
    rejeter(quittancement, juin, FIN, motif, msg_id="R-1")
    assert lire(quittancement, mandat.id).mandat.statut == "ACTIF"
    importer(
        quittancement,
        une_ecriture_camt("BQ1", fin=FIN_JUILLET, le=JOUR),
        une_ecriture_camt("BQ2", sens="DBIT", fin=FIN_JUILLET, retour="MS03", le=JOUR),
    )
    assert lire(quittancement, mandat.id).mandat.statut == "SUSPENDU"
    assert [r["mandat_suspendu"] for r in rejets(quittancement)] == [False, True]


def test_deux_refus_dans_le_meme_releve_suspendent_aussi(quittancement: ServiceDeTest) -> None:
    _, mandat, _, _ = deux_mois_remis(quittancement)
    credits = [une_ecriture_camt(f"C{fin}", fin=fin, le=JOUR) for fin in (FIN, FIN_JUILLET)]
    reprises = [
        une_ecriture_camt(f"D{fin}", sens="DBIT", fin=fin, retour="MS02", le=JOUR) for fin in (FIN, FIN_JUILLET)
    ]
    assert importer(quittancement, *credits, *reprises).retours == 2
    assert lire(quittancement, mandat.id).mandat.statut == "SUSPENDU"


def test_un_defaut_de_provision_ne_compte_pas_comme_un_refus(quittancement: ServiceDeTest) -> None:
    _, mandat, juin, juillet = deux_mois_remis(quittancement)
    rejeter(quittancement, juin, FIN, "AM04", msg_id="R-1")
    rejeter(quittancement, juillet, FIN_JUILLET, "MS03", msg_id="R-2")
    assert lire(quittancement, mandat.id).mandat.statut == "ACTIF"


@pytest.mark.parametrize("accord", [False, True])
def test_un_defaut_de_provision_se_represente_si_le_debiteur_l_accepte(
    quittancement: ServiceDeTest, accord: bool
) -> None:
    _, mandat = preleves(quittancement)
    if accord:
        lu = quittancement.appeler("AccorderRepresentation", QUITTANCEMENT, mandat_id=mandat.id, accordee=True).mandat
        assert lu.representation_accordee
    with quittancement.noyau.moteur.connect() as connexion:
        origine = connexion.execute(text("SELECT msg_id FROM banque_remise")).scalar_one()
    il_y_a_onze_jours = (AUJOURD_HUI - timedelta(days=14)).isoformat()
    contenu = un_pain002(un_lot_pain002(un_statut_pain002(FIN)), origine=origine, cree_le=il_y_a_onze_jours)
    quittancement.appeler("ImporterCompteRenduRemise", QUITTANCEMENT, contenu=contenu)
    assert (rejets(quittancement)[0]["representer_le"] is not None) is accord
    if accord:
        remise = preparer(quittancement)
        assert exporter(quittancement, remise.id).end_to_end_id == "B-2026-000001-2026-06-2"
        remettre(quittancement, remise)
        rejeter(quittancement, remise, "B-2026-000001-2026-06-2", "AM04", msg_id="R-2")
    # Sans accord, ou après une seconde présentation : plus rien sans une personne.
    champs = {"mois": "2026-06", "preleve_le": PRELEVE_LE}
    assert refus(quittancement, "PreparerRemise", QUITTANCEMENT, **champs)[1] == "RIEN_A_PRELEVER"


def fait_de_situation(nom: str, bail_id: str, situation_id: str, *, sequence: int = 1, **dates: str) -> dict[str, Any]:
    """Ligne d'outbox du recouvrement ; chaque situation est son propre agrégat."""
    fait = un_fait(nom, UUID(bail_id), sequence, situation_id=situation_id, **dates)
    schema = f"urn:logis:recouvrement:{nom_ascii(nom)}:v1"
    return {**fait, "aggregate_type": "situation_debiteur", "aggregate_id": situation_id, "dataschema": schema}


def test_l_arriere_gele_est_mis_de_cote_et_le_courant_se_preleve(quittancement: ServiceDeTest) -> None:
    bail_id, situation_id = un_compte(quittancement), str(nouvel_id())
    un_mandat(quittancement, bail_id)
    un_mandat(quittancement, un_compte(quittancement, reference="B-2026-000002"), rum="RUM-2")
    quittancer(quittancement, "2026-06", "2026-07")
    # Le terme exigible au jour même de la recevabilité (30/06) serait du courant ; celui de la veille est de l'arriéré.
    recevable = fait_de_situation("SurendettementRecevable", bail_id, situation_id, recevable_le="2026-07-01")
    assert livrer("recouvrement", [recevable, recevable], quittancement.noyau.consommation) == ["TRAITE", "DOUBLON"]
    juin = preparer(quittancement)
    assert [(e.reference, e.code) for e in juin.ecartees] == [("B-2026-000001", "SURENDETTEMENT_ARRIERE")]
    juillet = preparer(quittancement, mois="2026-07")
    assert (juillet.nombre, juillet.nombre_ecartees) == (2, 0)
    # Une seconde recevabilité, plus tardive, atteint juillet : la remise déjà préparée ne part plus.
    autre = fait_de_situation("SurendettementRecevable", bail_id, str(nouvel_id()), recevable_le="2026-08-15")
    assert livrer("recouvrement", [autre], quittancement.noyau.consommation) == ["TRAITE"]
    assert refus(quittancement, "RemettreRemise", SECOND, remise_id=juillet.id)[1] == "REMISE_PERIMEE"
    assert remettre(quittancement, juin).statut == "REMISE"


def test_le_gel_leve_rend_l_arriere_prelevable(quittancement: ServiceDeTest) -> None:
    bail_id, situation_id = un_compte(quittancement), str(nouvel_id())
    un_mandat(quittancement, bail_id)
    quittancer(quittancement, "2026-06")
    recevable = {"recevable_le": "2026-07-01"}
    gel = fait_de_situation("SurendettementRecevable", bail_id, situation_id, **recevable)
    levee = fait_de_situation(
        "SurendettementLevé", bail_id, situation_id, sequence=2, leve_le=AUJOURD_HUI.isoformat(), **recevable
    )
    assert livrer("recouvrement", [gel], quittancement.noyau.consommation) == ["TRAITE"]
    champs = {"mois": "2026-06", "preleve_le": PRELEVE_LE}
    assert refus(quittancement, "PreparerRemise", QUITTANCEMENT, **champs)[1] == "RIEN_A_PRELEVER"
    assert livrer("recouvrement", [levee], quittancement.noyau.consommation) == ["TRAITE"]
    assert preparer(quittancement).nombre == 1


def test_deux_defauts_de_suite_font_proposer_un_autre_jour(quittancement: ServiceDeTest) -> None:
    _, mandat, juin, juillet = deux_mois_remis(quittancement)
    rejeter(quittancement, juin, FIN, "AM04", msg_id="R-1")
    seul = lire(quittancement, mandat.id)
    assert (seul.segment, list(seul.jours_proposes)) == ("", [])
    rejeter(quittancement, juillet, FIN_JUILLET, "AM04", msg_id="R-2")
    lu = lire(quittancement, mandat.id)
    assert (lu.segment, list(lu.jours_proposes), lu.mandat.statut) == ("FRAGILE", [5, 10, 15], "ACTIF")
