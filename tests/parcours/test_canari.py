"""Des données personnelles repérables sont semées dans tout le parcours, puis cherchées partout où elles n'ont rien à faire."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest

from appui.suite import IBAN, NIR, NOM_RARE, Joue
from console.services import DOMAINES, TOUS
from socle.technique.habilitations import charger_habilitations
from socle.technique.messagerie.enveloppe import entetes_pour

pytestmark = pytest.mark.conteneur

CARTES_C1 = ("locataire", "demande", "reclamations")


def canaris(texte: str) -> set[str]:
    """Canaris présents, quelles que soient la casse, les accents, les espaces et l'échappement."""
    plat = unicodedata.normalize("NFKD", texte).encode("ascii", "ignore").decode().lower()
    serre = re.sub(r"[\s._-]", "", plat)
    return {canari for canari in (NOM_RARE, NIR, IBAN) if canari.lower() in serre}


def test_la_recherche_trouverait_un_canari() -> None:
    assert canaris("Mme QUÉTZALCOUVRE") == {NOM_RARE}
    assert canaris("2 69 05 49 588 157 80, FR76 3000 6000 0112 3456 7890 189") == {NIR, IBAN}


def test_les_canaris_sont_bien_entres(joue: Joue) -> None:
    assert joue.pieges >= 20
    demande = joue.lire("demandes", "SELECT * FROM demande WHERE id = :d", d=joue.ids["demande"])
    assert canaris(str(demande)) == {NOM_RARE, NIR, IBAN}
    reclamation = joue.lire("proximite", "SELECT * FROM reclamation")
    assert canaris(str(reclamation)) == {NOM_RARE, NIR, IBAN}


@pytest.mark.parametrize("service", TOUS)
def test_aucun_evenement_n_en_porte(joue: Joue, service: str) -> None:
    """La ligne d'outbox, dont le corps part tel quel sur le bus, et les en-têtes que le relais y ajoute."""
    lignes = joue.lire(service, "SELECT * FROM outbox WHERE NOT aggregate_id = ANY(:f)", f=joue.fautifs)
    for ligne in lignes:
        message = entetes_pour({**ligne, "acteur": json.dumps(ligne["acteur"])}, source=service, traceparent="")
        assert canaris(str(ligne)) | canaris(str(message)) == set(), ligne["type"]
    assert bool(lignes) == (service in DOMAINES)


def test_aucun_journal_n_en_porte(joue: Joue) -> None:
    fichiers = {f.name: f.read_text(encoding="utf-8", errors="replace") for f in joue.espace.journaux.iterdir()}
    assert set(fichiers) >= {"gateway.log", "grpc.log", "worker.log", "postgres.log"}
    assert {nom: canaris(texte) for nom, texte in fichiers.items() if canaris(texte)} == {}
    assert "réaction en faute" in fichiers["worker.log"], "une faute a bien été journalisée"
    assert "duplicate key value" in fichiers["postgres.log"], "PostgreSQL a bien journalisé une erreur"


def test_aucun_span_n_en_porte(joue: Joue) -> None:
    assert len(joue.collecteur.spans) > 1000
    assert {s.nom for s in joue.collecteur.spans if canaris(s.texte)} == set()


@pytest.mark.parametrize("service", TOUS)
def test_aucun_incident_n_en_dit(joue: Joue, service: str) -> None:
    """Ce qu'un exploitant voit d'un incident. Le message garé lui-même (`corps`) est gardé tel quel pour être rejoué."""
    incidents = joue.lire(
        service,
        """SELECT statut, reaction, source, aggregate_type, aggregate_id, empreinte, code, message, entetes
             FROM incident""",
    )
    refus = joue.lire(service, "SELECT reaction, code, message FROM refus_reaction")
    actes = joue.lire(service, "SELECT * FROM journal_noyau")
    assert canaris(f"{incidents} {refus} {actes}") == set()
    gares = [i["code"] for i in incidents if i["aggregate_id"] in joue.fautifs]
    assert gares.count("CORPS_NON_CONFORME") == (
        service in ("demandes", "quittancement", "recouvrement", "proximite", "gateway")
    )
    assert any(code.startswith("IntegrityError@") for code in gares) == (service == "quittancement")


def test_le_journal_des_acces_dit_qui_a_ouvert_quoi_et_rien_d_autre(joue: Joue) -> None:
    lignes = joue.lire("gateway", "SELECT * FROM journal_acces")
    assert {ligne["metiers"] for ligne in lignes} == set(charger_habilitations().metiers)
    assert canaris(str(lignes)) == set()


def test_la_vue_ne_montre_rien_de_la_personne_a_un_metier_sans_droit_sur_elle(joue: Joue) -> None:
    sans_droit = {m: v for m, v in joue.vues.items() if not any(f'"{carte}":' in v for carte in CARTES_C1)}
    avec_droit = {m: v for m, v in joue.vues.items() if m not in sans_droit}
    assert sans_droit
    assert {m for m, vue in sans_droit.items() if canaris(vue)} == set()
    assert any(NOM_RARE in canaris(vue) for vue in avec_droit.values()), "un métier qui a le droit voit le nom"
