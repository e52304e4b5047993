"""Mandats, remises, relevés : par gRPC et par la commande, sur une vraie base."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from appui_quittancement import NET, QUITTANCEMENT, SECOND, compte, contrepasser, quittancer, un_compte
from sqlalchemy import text
from typer.testing import CliRunner

from appui.porte_directe import PorteDirecte
from appui.services import ServiceDeTest, faits, refus
from console.commandes import application, quittancement_banque
from quittancement.adapters.schema_pain008 import verifier
from quittancement.domain.banque.calendrier_target import ajouter_target
from quittancement.domain.banque.reference_rf import reference_rf
from socle.domaine.calendrier import PARIS

sys.path.insert(0, str(Path(__file__).parents[2] / "unit" / "quittancement"))
from fabrique_banque import AUTRE_IBAN, IBAN, des_frais_camt, un_camt, une_ecriture_camt

AUJOURD_HUI = datetime.now(PARIS).date()
PRELEVE_LE = ajouter_target(AUJOURD_HUI, 3).isoformat()
FIN = "B-2026-000001-2026-06-1"


def un_mandat(service: ServiceDeTest, bail_id: str, **change: Any) -> Any:
    champs = {
        "rum": "RUM-1",
        "titulaire": "ESSAI UN",
        "iban": AUTRE_IBAN,
        "signe_le": "2026-01-02",
        "lieu": "Lyon",
        "canal": "PAPIER",
        "preuve": "P-1",
        **change,
    }
    return service.appeler("EnregistrerMandat", QUITTANCEMENT, bail_id=bail_id, **champs).mandat


def preparer(service: ServiceDeTest, **change: Any) -> Any:
    champs = {"mois": "2026-06", "preleve_le": PRELEVE_LE, **change}
    return service.appeler("PreparerRemise", QUITTANCEMENT, **champs).remise


def remettre(service: ServiceDeTest, remise: Any) -> Any:
    return service.appeler("RemettreRemise", SECOND, remise_id=remise.id, etag=remise.etag).remise


def importer(service: ServiceDeTest, *ecritures: str, **change: Any) -> Any:
    msg_id = change.pop("msg_id", "M-1")
    contenu = change.pop("contenu", "") or un_camt(*ecritures, msg_id=msg_id)
    return service.appeler("ImporterReleveBancaire", QUITTANCEMENT, contenu=contenu, **change).compte_rendu


def preleves(service: ServiceDeTest) -> tuple[str, Any]:
    """Un bail sous mandat dont le terme de juin est remis à la banque ; rend son identifiant et son mandat."""
    bail_id = un_compte(service)
    mandat = un_mandat(service, bail_id)
    quittancer(service, "2026-06")
    remettre(service, preparer(service))
    return bail_id, mandat


def solde(service: ServiceDeTest, numero: str) -> int:
    with service.noyau.moteur.connect() as connexion:
        requete = text("SELECT coalesce(sum(montant), 0) FROM jambe WHERE compte = :numero")
        return int(connexion.execute(requete, {"numero": numero}).scalar_one())


def statuts(service: ServiceDeTest) -> Sequence[tuple[str, str]]:
    with service.noyau.moteur.connect() as connexion:
        lignes = connexion.execute(text("SELECT statut, retour FROM banque_prelevement ORDER BY end_to_end_id"))
        return [(ligne.statut, ligne.retour) for ligne in lignes]


def test_un_mandat_s_enregistre_et_son_iban_ne_se_lit_que_masque(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    mandat = un_mandat(quittancement, bail_id)
    lu = quittancement.appeler("GetMandat", QUITTANCEMENT, mandat_id=mandat.id).mandat
    assert (lu.statut, lu.iban_masque, lu.ics) == ("ACTIF", "DE89…3000", "FR72ZZZ123456")
    assert AUTRE_IBAN not in str(lu)
    for change, attendu in (
        ({"iban": "FR00"}, ("INVALID_ARGUMENT", "IBAN_INVALIDE", "iban")),
        ({}, ("ALREADY_EXISTS", "RUM_PRISE", "rum")),
        ({"rum": "RUM-2"}, ("ALREADY_EXISTS", "MANDAT_EN_VIGUEUR", "bail_id")),
    ):
        champs = {"rum": "RUM-1", "titulaire": "E", "iban": IBAN, "signe_le": "2026-01-02", "lieu": "L", "canal": "C"}
        demande = {**champs, "preuve": "P", "bail_id": bail_id, **change}
        assert refus(quittancement, "EnregistrerMandat", QUITTANCEMENT, **demande) == attendu
    quittancement.appeler("SuspendreMandat", QUITTANCEMENT, mandat_id=mandat.id, motif="RIB", etag=lu.etag)
    quittancement.appeler("ReactiverMandat", QUITTANCEMENT, mandat_id=mandat.id)
    revoque = quittancement.appeler("RevoquerMandat", QUITTANCEMENT, mandat_id=mandat.id, motif="demande").mandat
    assert revoque.statut == "REVOQUE"
    assert un_mandat(quittancement, bail_id, rum="RUM-2").statut == "ACTIF"


def test_une_echeance_ne_part_qu_une_fois(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    un_mandat(quittancement, bail_id)
    quittancer(quittancement, "2026-06")
    remise = preparer(quittancement)
    assert (remise.nombre, remise.total.centimes, remise.lots, remise.statut) == (1, NET, 1, "PREPAREE")
    champs = {"mois": "2026-06", "preleve_le": PRELEVE_LE}
    assert refus(quittancement, "PreparerRemise", QUITTANCEMENT, **champs)[1] == "RIEN_A_PRELEVER"
    assert refus(quittancement, "RemettreRemise", QUITTANCEMENT, remise_id=remise.id)[1] == "SECONDE_PERSONNE"
    quittancement.appeler("AnnulerRemise", QUITTANCEMENT, remise_id=remise.id)
    seconde = preparer(quittancement)
    assert seconde.msg_id != remise.msg_id
    assert remettre(quittancement, seconde).statut == "REMISE"
    assert refus(quittancement, "AnnulerRemise", QUITTANCEMENT, remise_id=seconde.id)[1] == "TRANSITION_INTERDITE"
    page = quittancement.appeler("ExporterRemise", QUITTANCEMENT, remise_id=seconde.id)
    assert [(ligne.end_to_end_id, ligne.montant, ligne.iban) for ligne in page.lignes] == [
        ("B-2026-000001-2026-06-2", NET, AUTRE_IBAN)
    ]
    assert statuts(quittancement) == [("ANNULE", ""), ("REMIS", "")]


def test_un_bail_bloque_ou_un_terme_paye_ne_se_preleve_pas(quittancement: ServiceDeTest) -> None:
    bail_id, autre = un_compte(quittancement), un_compte(quittancement, reference="B-2026-000002")
    un_mandat(quittancement, bail_id)
    un_mandat(quittancement, autre, rum="RUM-2")
    quittancer(quittancement, "2026-06")
    blocage = {"bail_id": bail_id, "code": "DECES", "depuis": "2026-07-01"}
    quittancement.appeler("BloquerPrelevement", QUITTANCEMENT, **blocage)
    remise = preparer(quittancement)
    assert (remise.nombre, [(e.reference, e.code) for e in remise.ecartees]) == (1, [("B-2026-000001", "DECES")])
    quittancement.appeler("BloquerPrelevement", QUITTANCEMENT, bail_id=bail_id, code="DECES", lever=True)
    assert preparer(quittancement).nombre == 1


def test_un_prelevement_credite_puis_retourne_rouvre_l_echeance(quittancement: ServiceDeTest) -> None:
    bail_id, mandat = preleves(quittancement)
    jour = AUJOURD_HUI.isoformat()
    rendu = importer(quittancement, une_ecriture_camt("BQ1", fin=FIN, le=jour))
    assert (rendu.imputees, rendu.somme_imputee, [r.regle for r in rendu.regles]) == (1, NET, ["END_TO_END"])
    assert compte(quittancement, bail_id).solde.centimes == 0
    assert statuts(quittancement) == [("REGLE", "")]
    retour = importer(
        quittancement, une_ecriture_camt("BQ2", sens="DBIT", fin=FIN, retour="AC04", le=jour), msg_id="M-2"
    )
    assert (retour.retours, retour.somme_retournee) == (1, -NET)
    lu = compte(quittancement, bail_id)
    assert (lu.solde.centimes, lu.paiements[0].mode) == (NET, "PRELEVEMENT")
    assert (solde(quittancement, "512"), solde(quittancement, "411")) == (0, NET)
    assert statuts(quittancement) == [("RETOURNE", "AC04")]
    mandat = quittancement.appeler("GetMandat", QUITTANCEMENT, mandat_id=mandat.id).mandat
    assert (mandat.statut, mandat.motif) == ("SUSPENDU", "AC04 : compte clos")
    champs = {"mois": "2026-06", "preleve_le": PRELEVE_LE}
    assert refus(quittancement, "PreparerRemise", QUITTANCEMENT, **champs)[1] == "RIEN_A_PRELEVER"


@pytest.mark.parametrize(("debite", "au_627"), [("512.87", 450), ("508.37", 0)])
def test_les_frais_d_un_rejet_restent_au_bailleur(quittancement: ServiceDeTest, debite: str, au_627: int) -> None:
    bail_id, _ = preleves(quittancement)
    jour = AUJOURD_HUI.isoformat()
    importer(quittancement, une_ecriture_camt("BQ1", fin=FIN, le=jour))
    frais = des_frais_camt(total="4.50")
    reprise = une_ecriture_camt("BQ2", debite, sens="DBIT", fin=FIN, retour="AM04", le=jour, frais=frais)
    rendu = importer(quittancement, reprise, msg_id="M-2")
    assert (rendu.retours, rendu.somme_retournee, rendu.en_attente) == (1, -NET - au_627, 0)
    assert importer(quittancement, reprise, msg_id="M-3").doublons == 1
    assert [solde(quittancement, numero) for numero in ("627", "512", "411")] == [au_627, -au_627, NET]
    assert compte(quittancement, bail_id).solde.centimes == NET
    with quittancement.noyau.moteur.connect() as connexion:
        baux = connexion.execute(text("SELECT DISTINCT bail_id FROM jambe WHERE compte = '627'")).scalars().all()
    assert list(baux) == [None] * bool(au_627)


def test_une_entree_n_agit_qu_une_fois_quel_que_soit_le_fichier(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    ecriture = une_ecriture_camt("BQ1", libelle=f"LOYER {reference_rf('B-2026-000001')}")
    premier = importer(quittancement, ecriture)
    meme = importer(quittancement, ecriture)
    assert (premier.deja_importe, meme.deja_importe) == (False, True)
    meme.deja_importe = False
    assert meme == premier
    ailleurs = importer(quittancement, ecriture, ecriture, msg_id="M-2")
    assert (ailleurs.doublons, ailleurs.imputees, ailleurs.somme) == (2, 0, 0)
    autre_somme = importer(quittancement, une_ecriture_camt("BQ1", "1.00"), msg_id="M-3")
    assert [(e.code, e.montant) for e in autre_somme.ecartees] == [("REFERENCE_REUTILISEE", 100)]
    contenu = un_camt(une_ecriture_camt("BQ9"))
    statut = refus(quittancement, "ImporterReleveBancaire", QUITTANCEMENT, contenu=contenu)
    assert statut == ("ALREADY_EXISTS", "MSGID_DEJA_IMPORTE", "msg_id")
    assert len(compte(quittancement, bail_id).paiements) == 1
    assert [nom for nom, _ in faits(quittancement)].count("PaiementEnregistré") == 1


def test_la_somme_du_fichier_se_retrouve_au_centime(quittancement: ServiceDeTest) -> None:
    un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    rendu = importer(
        quittancement,
        une_ecriture_camt("BQ1", structuree=reference_rf("B-2026-000001")),
        une_ecriture_camt("BQ2", "10.00"),
        une_ecriture_camt("BQ3", "7.00", sens="DBIT"),
        une_ecriture_camt("BQ4", "3.00", devise="USD"),
        une_ecriture_camt("BQ5", "5.00", statut="PDNG"),
    )
    assert (rendu.entrees, rendu.imputees, rendu.en_attente, len(rendu.ecartees)) == (5, 1, 2, 2)
    assert rendu.somme == rendu.somme_imputee + rendu.somme_retournee + rendu.somme_en_attente + rendu.somme_ecartee
    assert (rendu.somme_imputee, rendu.somme_en_attente, rendu.somme_ecartee) == (NET, 300, 500)
    assert (solde(quittancement, "512"), solde(quittancement, "471")) == (NET + 300, -300)
    etranger = importer(quittancement, contenu=un_camt(une_ecriture_camt("BQ1"), msg_id="M-9", compte=AUTRE_IBAN))
    assert [e.code for e in etranger.ecartees] == ["COMPTE_INCONNU"]
    ancienne = importer(quittancement, une_ecriture_camt("BQ8", le="1999-12-31"), msg_id="M-8")
    assert [(e.ligne, e.code) for e in ancienne.ecartees] == [(1, "PARAMETRE_INCONNU")]


def test_un_releve_d_un_mois_clos_s_ecrit_au_premier_jour_ouvert(quittancement: ServiceDeTest) -> None:
    bail_id, _ = preleves(quittancement)
    quittancement.appeler("CloreMois", QUITTANCEMENT, mois="2026-07", close_le="2026-09-01")
    rendu = importer(
        quittancement,
        une_ecriture_camt("BQ1", fin=FIN, le="2026-07-30"),
        une_ecriture_camt("BQ2", "1.00", le="2026-07-31"),
        une_ecriture_camt("BQ3", "2.00", le="2026-08-01"),
    )
    assert (rendu.imputees, rendu.en_attente, list(rendu.ecartees)) == (1, 2, [])
    frais = des_frais_camt(total="4.50")
    reprise = une_ecriture_camt("BQ4", "512.87", sens="DBIT", fin=FIN, retour="AM04", le="2026-07-31", frais=frais)
    rendu = importer(quittancement, reprise, msg_id="M-2")
    assert (rendu.retours, list(rendu.ecartees)) == (1, [])
    requete = """SELECT piece LIKE '%RSDD%' AS retour, date_comptable::text, date_valeur::text
                   FROM ecriture WHERE piece NOT LIKE 'Q-%' ORDER BY 1, 3, 2"""
    with quittancement.noyau.moteur.connect() as connexion:
        ecrites = [tuple(ligne) for ligne in connexion.execute(text(requete))]
    assert ecrites == [
        (False, "2026-08-01", "2026-07-30"),
        (False, "2026-08-01", "2026-07-31"),
        (False, "2026-08-01", None),
        (True, "2026-08-01", "2026-07-31"),
        (True, "2026-08-01", "2026-07-31"),
    ]
    lu = compte(quittancement, bail_id)
    assert [p.recu_le for p in lu.paiements] == ["2026-07-30"]
    assert [solde(quittancement, numero) for numero in ("627", "512", "471", "411")] == [450, 300 - 450, -300, NET]


def test_une_somme_inconnue_attend_recoit_une_suggestion_et_se_decide(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    un_mandat(quittancement, bail_id, titulaire="Essai Un", iban=IBAN)
    quittancer(quittancement, "2026-06")
    importer(quittancement, une_ecriture_camt("BQ1"), une_ecriture_camt("BQ2", "7.00", sens="DBIT"))
    assert quittancement.appeler("SuggererRapprochements", QUITTANCEMENT).suggestions == 1
    attente = quittancement.appeler("ListEcrituresEnAttente", QUITTANCEMENT).ecritures
    parmi = {e.reference: e for e in attente}
    assert (parmi["BQ1"].suggestion, parmi["BQ1"].motif, parmi["BQ2"].motif) == (bail_id, "BAIL_INCONNU", "DEBIT")
    assert compte(quittancement, bail_id).solde.centimes == NET
    decision = {"ecriture_id": parmi["BQ1"].id, "bail_id": bail_id}
    quittancement.appeler("RapprocherEcriture", QUITTANCEMENT, **decision)
    assert compte(quittancement, bail_id).solde.centimes == 0
    assert (solde(quittancement, "471"), solde(quittancement, "411")) == (700, 0)
    assert refus(quittancement, "RapprocherEcriture", QUITTANCEMENT, **decision)[1] == "TRANSITION_INTERDITE"
    debit = {"ecriture_id": parmi["BQ2"].id, "bail_id": bail_id}
    assert refus(quittancement, "RapprocherEcriture", QUITTANCEMENT, **debit)[1] == "DEBIT_NON_IMPUTABLE"
    assert len(quittancement.appeler("ListEcrituresEnAttente", QUITTANCEMENT).ecritures) == 1


def test_un_paiement_tire_du_471_et_contrepasse_y_rend_sa_somme(quittancement: ServiceDeTest) -> None:
    bail_id, autre = un_compte(quittancement), un_compte(quittancement, reference="B-2026-000002")
    quittancer(quittancement, "2026-06")
    importer(quittancement, une_ecriture_camt("BQ1", "600.00"))

    def attend() -> tuple[str, str]:
        (entree,) = quittancement.appeler("ListEcrituresEnAttente", QUITTANCEMENT).ecritures
        return entree.id, entree.motif

    def rapprocher(bail: str) -> str:
        demande = {"ecriture_id": entree_id, "bail_id": bail}
        return str(quittancement.appeler("RapprocherEcriture", QUITTANCEMENT, **demande).paiement_id)

    def livre() -> list[int]:
        return [solde(quittancement, numero) for numero in ("512", "471", "411", "419")]

    entree_id, _ = attend()
    avant = livre()
    assert avant == [60000, -60000, 2 * NET, 0]
    vus = set()
    for bail in (bail_id, autre, bail_id):
        paiement_id = rapprocher(bail)
        assert livre() == [60000, 0, NET, NET - 60000]
        contrepasser(quittancement, bail, "PAIEMENT", paiement_id)
        assert (livre(), attend()) == (avant, (entree_id, "PAIEMENT_CONTREPASSE"))
        vus.add(paiement_id)
    assert len(vus) == 3
    assert compte(quittancement, bail_id).solde.centimes == NET
    with quittancement.noyau.moteur.connect() as connexion:
        assert connexion.execute(text("SELECT count(*) FROM banque_compte_connu")).scalar_one() == 0


def test_une_avance_tiree_du_471_puis_consommee_se_contrepasse_entiere(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    importer(quittancement, une_ecriture_camt("BQ1", "600.00"))
    (entree,) = quittancement.appeler("ListEcrituresEnAttente", QUITTANCEMENT).ecritures
    demande = {"ecriture_id": entree.id, "bail_id": bail_id}
    paiement_id = quittancement.appeler("RapprocherEcriture", QUITTANCEMENT, **demande).paiement_id
    assert (solde(quittancement, "419"), solde(quittancement, "471")) == (-60000, 0)
    quittancer(quittancement, "2026-06")
    contrepasser(quittancement, bail_id, "PAIEMENT", paiement_id)
    assert [solde(quittancement, n) for n in ("512", "471", "411", "419")] == [60000, -60000, NET, 0]


def test_un_paiement_reconnu_par_le_releve_se_contrepasse_sur_la_banque(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    importer(quittancement, une_ecriture_camt("BQ1", structuree=reference_rf("B-2026-000001")))
    (paiement,) = compte(quittancement, bail_id).paiements
    contrepasser(quittancement, bail_id, "PAIEMENT", paiement.id)
    assert [solde(quittancement, n) for n in ("512", "471", "411")] == [0, 0, NET]
    assert list(quittancement.appeler("ListEcrituresEnAttente", QUITTANCEMENT).ecritures) == []


def test_un_iban_virtuel_ou_deja_vu_designe_le_bail(quittancement: ServiceDeTest) -> None:
    bail_id = un_compte(quittancement)
    quittancer(quittancement, "2026-06", "2026-07")
    quittancement.appeler("AttribuerIbanVirtuel", QUITTANCEMENT, bail_id=bail_id, iban="GB82WEST12345698765432")
    virtuel = une_ecriture_camt("BQ1").replace(
        "</RltdPties>", "<CdtrAcct><Id><IBAN>GB82WEST12345698765432</IBAN></Id></CdtrAcct></RltdPties>"
    )
    assert [r.regle for r in importer(quittancement, virtuel).regles] == ["IBAN_VIRTUEL"]
    assert [r.regle for r in importer(quittancement, une_ecriture_camt("BQ2"), msg_id="M-2").regles] == ["IBAN_CONNU"]
    assert compte(quittancement, bail_id).solde.centimes == 0


@pytest.mark.parametrize(
    ("contenu", "code"),
    [
        ("<a/>", "ESPACE_DE_NOMS"),
        (un_camt(une_ecriture_camt("BQ1"))[:-30], "XML_ILLISIBLE"),
        ('<!DOCTYPE a [<!ENTITY b "c">]>' + un_camt(), "DOCTYPE_INTERDIT"),
    ],
)
def test_un_mauvais_fichier_est_refuse_par_la_porte(quittancement: ServiceDeTest, contenu: str, code: str) -> None:
    statut = refus(quittancement, "ImporterReleveBancaire", QUITTANCEMENT, contenu=contenu)
    assert statut == ("INVALID_ARGUMENT", code, "contenu")


def lancer(*arguments: str) -> tuple[int, dict[str, Any]]:
    fait = CliRunner().invoke(application, ["quittancement", *arguments, "--json"])
    return fait.exit_code, json.loads(fait.stdout)


def test_les_commandes_menent_du_mois_au_releve(
    quittancement: ServiceDeTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    porte = PorteDirecte(quittancement, QUITTANCEMENT)
    monkeypatch.setattr(quittancement_banque, "Porte", porte)
    monkeypatch.setattr("quittancement.entrypoints.serveur_prelevements.LIGNES_PAR_PAGE", 2)
    monkeypatch.setattr("quittancement.adapters.camt_tranches.ENTREES_MAX", 2)
    for rang in range(1, 6):
        bail_id = un_compte(quittancement, reference=f"B-2026-{rang:06d}")
        un_mandat(quittancement, bail_id, rum=f"RUM-{rang}")
    quittancer(quittancement, "2026-06")
    sortie, remise = lancer("remise", "preparer", "2026-06", PRELEVE_LE)
    assert (sortie, remise["nombre"]) == (0, 5)
    porte.agent = SECOND
    assert lancer("remise", "remettre", remise["id"])[1]["statut"] == "REMISE"
    fichier = tmp_path / "pain.xml"
    sortie, ecrit = lancer("remise", "ecrire", remise["id"], str(fichier))
    assert (sortie, ecrit["ok"], ecrit["nombre"], ecrit["total"]) == (0, True, 5, 5 * NET)
    assert verifier(fichier).refus == ""
    jour = datetime.now(UTC).date() - timedelta(days=1)
    releve = tmp_path / "camt.xml"
    fins = [f"B-2026-{rang:06d}-2026-06-1" for rang in range(1, 6)]
    releve.write_text(
        un_camt(*(une_ecriture_camt(f"BQ{n}", fin=fin, le=jour.isoformat()) for n, fin in enumerate(fins)))
    )
    sortie, bilan = lancer("releve-bancaire", "importer", str(releve))
    assert (sortie, bilan["imputees"], bilan["somme"], bilan["regles"]) == (0, 5, 5 * NET, {"END_TO_END": 5})
    sortie, rejoue = lancer("releve-bancaire", "importer", str(releve))
    assert (sortie, rejoue["deja_importees"], solde(quittancement, "512")) == (0, 3, 5 * NET)
