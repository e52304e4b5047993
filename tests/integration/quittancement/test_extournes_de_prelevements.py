"""Extournes : par gRPC et par la commande, jusqu'au débit du relevé qui rouvre l'échéance."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from appui_quittancement import NET, QUITTANCEMENT, SECOND, compte
from fabrique_banque import une_ecriture_camt
from sqlalchemy import text
from test_comptes_rendus_de_remise import rejets, trois_preleves
from test_paiements_bancaires import AUJOURD_HUI, FIN, importer, lancer, preleves, solde, statuts

from appui.porte_directe import PorteDirecte
from appui.services import ServiceDeTest, refus
from console.commandes import quittancement_extournes

JOUR = AUJOURD_HUI.isoformat()


def la_remise(service: ServiceDeTest) -> str:
    with service.noyau.moteur.connect() as connexion:
        return str(connexion.execute(text("SELECT id FROM banque_remise")).scalar_one())


def reglee(service: ServiceDeTest) -> tuple[str, str]:
    """Un prélèvement réglé ; rend le bail et la remise."""
    bail_id, _ = preleves(service)
    importer(service, une_ecriture_camt("BQ1", fin=FIN, le=JOUR))
    return bail_id, la_remise(service)


def preparer(service: ServiceDeTest, remise_id: str, *fins: str) -> Any:
    return service.appeler(
        "PreparerExtourne", QUITTANCEMENT, remise_id=remise_id, end_to_end_ids=fins or [FIN]
    ).extourne


def test_le_debit_de_la_banque_rouvre_l_echeance_et_rien_avant_lui(quittancement: ServiceDeTest) -> None:
    bail_id, remise_id = reglee(quittancement)
    extourne = preparer(quittancement, remise_id)
    assert (extourne.statut, extourne.nombre, extourne.total.centimes, extourne.motif) == ("PREPAREE", 1, NET, "AM05")
    champs = {"extourne_id": extourne.id}
    assert refus(quittancement, "RemettreExtourne", QUITTANCEMENT, **champs)[1] == "SECONDE_PERSONNE"
    debit = une_ecriture_camt("BQ2", sens="DBIT", fin=FIN, le=JOUR)
    # Pas encore partie : le débit n'est reconnu de personne.
    assert importer(quittancement, debit, msg_id="M-2").en_attente == 1
    partie = quittancement.appeler("RemettreExtourne", SECOND, etag=extourne.etag, **champs).extourne
    assert (partie.statut, compte(quittancement, bail_id).solde.centimes) == ("REMISE", 0)
    rendu = importer(quittancement, debit.replace("BQ2", "BQ3"), msg_id="M-3")
    assert (rendu.retours, rendu.somme_retournee) == (1, -NET)
    assert (statuts(quittancement), compte(quittancement, bail_id).solde.centimes) == ([("RETOURNE", "AM05")], NET)
    assert (solde(quittancement, "411"), solde(quittancement, "471")) == (NET, NET)
    (rejet,) = rejets(quittancement)
    assert (rejet["motif"], rejet["apres_reglement"], rejet["representer_le"]) == ("AM05", True, None)
    # Le même prélèvement ne se rend pas deux fois.
    deux = {"remise_id": remise_id, "end_to_end_ids": [FIN]}
    assert refus(quittancement, "PreparerExtourne", QUITTANCEMENT, **deux)[1] == "RIEN_A_EXTOURNER"


def test_une_extourne_en_retient_une_autre_jusqu_a_son_annulation(quittancement: ServiceDeTest) -> None:
    _, remise_id = reglee(quittancement)
    premiere = preparer(quittancement, remise_id, FIN, "INCONNU")
    assert [(e.reference, e.code) for e in premiere.ecartees] == [("INCONNU", "PRELEVEMENT_INCONNU")]
    champs = {"remise_id": remise_id, "end_to_end_ids": [FIN]}
    assert refus(quittancement, "PreparerExtourne", QUITTANCEMENT, **champs)[1] == "RIEN_A_EXTOURNER"
    quittancement.appeler("AnnulerExtourne", QUITTANCEMENT, extourne_id=premiere.id)
    assert preparer(quittancement, remise_id).nombre == 1
    lue = quittancement.appeler("GetExtourne", QUITTANCEMENT, extourne_id=premiere.id)
    assert (lue.extourne.statut, len(lue.lignes)) == ("ANNULEE", 0)


def test_un_retour_arrive_entre_temps_arrete_l_envoi(quittancement: ServiceDeTest) -> None:
    _, remise_id = reglee(quittancement)
    extourne = preparer(quittancement, remise_id)
    retour = une_ecriture_camt("BQ2", sens="DBIT", fin=FIN, retour="MD06", le=JOUR)
    importer(quittancement, retour, msg_id="M-2")
    attendu = ("FAILED_PRECONDITION", "EXTOURNE_PERIMEE", "extourne_id")
    assert refus(quittancement, "RemettreExtourne", SECOND, extourne_id=extourne.id) == attendu


def test_passe_le_delai_la_banque_n_extourne_plus(quittancement: ServiceDeTest) -> None:
    _, remise_id = reglee(quittancement)
    with quittancement.noyau.moteur.begin() as connexion:
        ancien = {"le": AUJOURD_HUI - timedelta(days=30)}
        connexion.execute(text("UPDATE banque_remise SET preleve_le = :le"), ancien)
    champs = {"remise_id": remise_id, "end_to_end_ids": [FIN]}
    attendu = ("FAILED_PRECONDITION", "DELAI_D_EXTOURNE", "remise_id")
    assert refus(quittancement, "PreparerExtourne", QUITTANCEMENT, **champs) == attendu
    champs["motif"] = "MD06"
    assert refus(quittancement, "PreparerExtourne", QUITTANCEMENT, **champs)[1] == "MOTIF_D_EXTOURNE"


def test_les_commandes_menent_de_l_extourne_au_fichier(
    quittancement: ServiceDeTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    porte = PorteDirecte(quittancement, QUITTANCEMENT)
    monkeypatch.setattr(quittancement_extournes, "Porte", porte)
    trois_preleves(quittancement)
    fins = [f"B-2026-00000{n}-2026-06-1" for n in (1, 2, 3)]
    importer(quittancement, *(une_ecriture_camt(f"BQ{n}", fin=fin, le=JOUR) for n, fin in enumerate(fins)))
    sortie, extourne = lancer("extourne", "preparer", la_remise(quittancement), *fins[:2], "INCONNU")
    assert (sortie, extourne["nombre"], [e["code"] for e in extourne["ecartees"]]) == (1, 2, ["PRELEVEMENT_INCONNU"])
    porte.agent = SECOND
    assert lancer("extourne", "remettre", extourne["id"])[1]["statut"] == "REMISE"
    fichier = tmp_path / "pain007.xml"
    sortie, ecrit = lancer("extourne", "ecrire", extourne["id"], str(fichier))
    assert (sortie, ecrit["nombre"], ecrit["total"]) == (0, 2, 2 * NET)
    ecrites = fichier.read_text()
    assert [fin in ecrites for fin in fins] == [True, True, False]
    assert "-1</OrgnlPmtInfId>" in ecrites
