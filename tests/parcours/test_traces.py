"""Une seule trace va de la passerelle à la ligne écrite par le second service ; chaque arête est vérifiée."""

from __future__ import annotations

import pytest

from appui.echanges import reception
from appui.otlp import CLIENT, CONSUMER, PRODUCER, SERVER, Collecteur, Trace
from appui.suite import Joue
from console.services import DOMAINES, TOUS

pytestmark = pytest.mark.conteneur


def l_enfant(collecteur: Collecteur, parent: Trace, nom: str) -> Trace:
    """Le seul enfant de ce nom ; AssertionError avec les enfants vus sinon."""
    enfants = collecteur.enfants(parent)
    trouves = [e for e in enfants if e.nom == nom]
    assert len(trouves) == 1, f"{parent.nom} → {nom} : {[e.nom for e in enfants]}"
    return trouves[0]


def l_ecriture(collecteur: Collecteur, parent: Trace, table: str) -> Trace:
    """Le seul INSERT dans cette table demandé par ce span."""
    trouves = [
        e for e in collecteur.enfants(parent) if e.attributs.get("db.statement", "").startswith(f"INSERT INTO {table} ")
    ]
    assert len(trouves) == 1, f"{parent.nom} → INSERT {table}"
    return trouves[0]


def test_la_signature_d_un_bail_se_suit_jusqu_a_la_ligne_du_quittancement(joue: Joue) -> None:
    spans, trace = joue.collecteur, joue.trace_de("Le bail est signé")
    http = spans.un("POST /api/v1/baux/{bail_id}:signer", trace=trace)
    assert (http.genre, http.processus) == (SERVER, "logis-gateway/web")
    assert http.parent in joue.demandeurs
    methode = "logis.baux.v1.BauxService/SignerBail"
    appel = next(e for e in spans.enfants(http) if e.nom == methode)
    assert (appel.genre, appel.processus) == (CLIENT, "logis-gateway/web")
    servi = l_enfant(spans, appel, methode)
    assert (servi.genre, servi.processus) == (SERVER, "logis-suite/grpc")
    inscrit = l_ecriture(spans, servi, "outbox")
    assert inscrit.processus == "logis-suite/grpc"
    publie = l_enfant(spans, servi, "publier BailSigné")
    assert (publie.genre, publie.processus) == (PRODUCER, "logis-suite/worker")
    effet = l_enfant(spans, publie, "réagir quand_bail_signe_ouvrir_le_compte")
    assert (effet.genre, effet.processus) == (CONSUMER, "logis-suite/worker")
    assert effet.attributs["messaging.message.id"] == publie.attributs["messaging.message.id"]
    ecrit = l_ecriture(spans, effet, "compte")
    assert ecrit.attributs["db.name"] == "logis_test_trace_quittancement"
    assert {s.trace for s in (http, appel, servi, inscrit, publie, effet, ecrit)} == {trace}

    (fait,) = joue.lire("baux", "SELECT event_id, traceparent FROM outbox WHERE type = 'BailSigné' AND acteur <> '{}'")
    assert fait["traceparent"] == f"00-{trace}-{servi.id}-01"
    assert str(fait["event_id"]) == publie.attributs["messaging.message.id"]
    assert joue.lire("quittancement", "SELECT 1 AS un FROM compte WHERE id = :bail", bail=joue.ids["bail"])


def test_un_fait_ne_d_une_reaction_reste_dans_la_trace_de_la_commande(joue: Joue) -> None:
    spans, trace = joue.collecteur, joue.trace_de("Le bail est signé")
    effet = spans.un("réagir quand_bail_signe_radier_la_demande", trace=trace)
    l_ecriture(spans, effet, "outbox")
    publie = l_enfant(spans, effet, "publier DemandeRadiée")
    retour = l_enfant(spans, publie, "réagir quand_demande_radiee_noter_la_radiation")
    assert l_ecriture(spans, retour, "demande_radiee").attributs["db.name"] == "logis_test_trace_baux"


def test_un_service_qui_en_appelle_un_autre_lui_passe_sa_trace(joue: Joue) -> None:
    spans, trace = joue.collecteur, joue.trace_de("Le bail est préparé")
    appels = [s for s in spans.spans if s.trace == trace and s.nom.startswith("appeler ") and spans.enfants(s)]
    assert appels
    for appel in appels:
        assert spans.par_id()[appel.parent].nom == "logis.baux.v1.BauxService/PreparerBail"
        (servi,) = spans.enfants(appel)
        assert (appel.genre, servi.genre) == (CLIENT, SERVER)
        assert servi.nom.startswith("logis.demandes.v1.DemandesService/")


def test_un_partenaire_qui_entre_par_mtls_est_suivi_jusqu_a_la_base(joue: Joue) -> None:
    spans = joue.collecteur
    (porte,) = spans.nommes("RendreDecision")
    appel = l_enfant(spans, porte, "logis.recouvrement.v1.RecouvrementService/EnregistrerDecisionFsl")
    servi = l_enfant(spans, appel, appel.nom)
    l_ecriture(spans, servi, "outbox")
    assert l_enfant(spans, servi, "publier DécisionFSLReçue").genre == PRODUCER


def test_chaque_fait_du_parcours_descend_de_ce_qui_l_a_produit_et_atteint_chacune_de_ses_reactions(joue: Joue) -> None:
    spans, par_id = joue.collecteur, joue.collecteur.par_id()
    publications = {s.attributs["messaging.message.id"]: s for s in spans.spans if s.nom.startswith("publier ")}
    verifiees = 0
    for source, fait in joue.recit.faits:
        publie = publications[fait.id]
        assert (publie.trace, publie.nom) == (fait.trace_id, f"publier {fait.type}")
        origine = par_id[publie.parent]
        assert origine.genre == SERVER or origine.nom.startswith("réagir ")
        for service, reaction in reactions(source, fait.type):
            atteintes = [e for e in spans.enfants(publie) if e.nom == f"réagir {reaction}" and e.genre == CONSUMER]
            assert atteintes, f"{source}.{fait.type} n'atteint pas {service}.{reaction}"
            verifiees += 1
    assert verifiees >= 20


def reactions(source: str, nom: str) -> list[tuple[str, str]]:
    """(service, réaction) branchés sur un événement, d'après le code."""
    return [(service, r.nom) for service in TOUS for r in reception(service).pour(source, nom)]


def test_la_derniere_requete_part_avant_l_arret(joue: Joue) -> None:
    """La suite s'arrête aussitôt servie : la passerelle et le service envoient ce qu'ils tenaient encore."""
    http = joue.collecteur.un("GET /api/v1/baux/{bail_id}", trace=joue.derniere)
    appel = l_enfant(joue.collecteur, http, "logis.baux.v1.BauxService/GetBail")
    assert l_enfant(joue.collecteur, appel, appel.nom).processus == "logis-suite/grpc"


def test_aucun_span_ne_pend_a_un_parent_qui_n_est_pas_arrive(joue: Joue) -> None:
    par_id = joue.collecteur.par_id()
    pendants = [s for s in joue.collecteur.spans if s.parent and s.parent not in par_id]
    assert {s.nom for s in pendants if s.parent not in joue.demandeurs} <= {
        "TransmettreDroitsApl",
        "RendreDecision",
        "AnnoncerPaiement",
    }, "seuls les appels venus du dehors ont un parent que nous n'avons pas"


def test_le_sondage_du_noyau_n_encombre_pas_les_traces(joue: Joue) -> None:
    assert not [s for s in joue.collecteur.spans if not s.parent and s.genre == CLIENT]
    assert len({s.attributs["db.name"] for s in joue.collecteur.spans if "db.name" in s.attributs}) == len(DOMAINES) + 1
