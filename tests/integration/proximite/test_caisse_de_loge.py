"""La caisse d'une loge par gRPC : reçus sans trou, plafond entre loges, périmètre, séparation des tâches."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from appui_proximite import faits, refus, un_bail

from appui.cles import un_agent
from appui.services import ServiceDeTest, livrer
from socle.technique.identifiants import nouvel_id
from socle.technique.rpc.erreurs import EchecRpc

RESIDENCE = UUID(int=77)
SITE = (str(RESIDENCE),)
GARDIEN = un_agent("GARDIEN_IMMEUBLE", perimetre=SITE)
CHEF = un_agent("CHEF_SECTEUR", perimetre=SITE)
AILLEURS = un_agent("GARDIEN_IMMEUBLE", sub="ailleurs", perimetre=(str(UUID(int=78)),))
JOUR = "2026-03-10"


def somme(centimes: int) -> dict[str, Any]:
    return {"centimes": centimes, "devise": "EUR"}


def ouvrir(service: ServiceDeTest, *, loge: str = "L01", jour: str = JOUR) -> Any:
    champs = {"loge": loge, "residence_id": str(RESIDENCE), "ouverte_le": f"{jour}T08:00:00+01:00"}
    return service.appeler("OuvrirCaisse", GARDIEN, **champs).caisse


def un_recu(caisse: Any, bail_id: str, centimes: int, **change: Any) -> dict[str, Any]:
    champs = {
        "caisse_id": caisse.id,
        "bail_id": bail_id,
        "mois": "2026-02",
        "montant": somme(centimes),
        "encaisse_le": f"{JOUR}T10:00:00+01:00",
    }
    return {**champs, **change}


def encaisser(service: ServiceDeTest, caisse: Any, bail_id: str, centimes: int = 30000, **change: Any) -> Any:
    demande = un_recu(caisse, bail_id, centimes, **change)
    return service.appeler("EnregistrerEncaissement", GARDIEN, **demande).encaissement


def compter(service: ServiceDeTest, caisse: Any, *paires: tuple[int, int], agent: Any = GARDIEN) -> Any:
    champs = {
        "caisse_id": caisse.id,
        "coupures": [{"valeur": v, "nombre": n} for v, n in paires],
        "comptee_le": f"{JOUR}T18:00:00+01:00",
    }
    return service.appeler("CompterCaisse", agent, **champs).caisse


def preparer(service: ServiceDeTest, caisse: Any, *paires: tuple[int, int]) -> Any:
    coupures = [{"valeur": v, "nombre": n} for v, n in paires]
    champs = {"caisse_id": caisse.id, "coupures": coupures, "scelle": "S-42", "preparee_le": JOUR}
    return service.appeler("PreparerRemiseEspeces", GARDIEN, **champs).caisse


def un_locataire(service: ServiceDeTest) -> str:
    return un_bail(service, residence_id=RESIDENCE)


def test_de_l_ouverture_au_transport(proximite: ServiceDeTest) -> None:
    bail = un_locataire(proximite)
    caisse = ouvrir(proximite)
    recus = [encaisser(proximite, caisse, bail, 15000) for _ in range(2)]
    assert [r.numero for r in recus] == ["L01-2026-000001", "L01-2026-000002"]
    assert (recus[0].mode, recus[0].mois, recus[0].montant.centimes) == ("ESPECES", "2026-02", 15000)
    relu = proximite.appeler("GetEncaissement", GARDIEN, encaissement_id=recus[0].id).encaissement
    assert relu == recus[0]
    comptee = compter(proximite, caisse, (10000, 3), (5000, 1))
    assert (comptee.statut, comptee.ecart.centimes, comptee.remise.centimes) == ("COMPTEE", 0, 30000)
    preparee = preparer(proximite, caisse, (10000, 3))
    assert (preparee.statut, preparee.bordereau, preparee.scelle) == ("REMISE_PREPAREE", "RE-L01-2026-000001", "S-42")
    partir = {"caisse_id": caisse.id, "transporteur": "Agence Nord", "transportee_le": "2026-03-11"}
    assert refus(proximite, "TransporterRemise", GARDIEN, **partir)[0] == "PERMISSION_DENIED"
    partie = proximite.appeler("TransporterRemise", CHEF, **partir, etag=preparee.etag).caisse
    assert (partie.statut, partie.transporteur) == ("TRANSPORTEE", "Agence Nord")
    assert refus(proximite, "TransporterRemise", CHEF, **partir)[1] == "TRANSITION_INTERDITE"
    noms = [nom for nom, _ in faits(proximite)]
    assert noms == ["EncaissementEnregistré", "EncaissementEnregistré", "RemiseEspècesTransportée"]
    corps = faits(proximite)[0][1]
    assert (corps["encaissement_id"], corps["loge"], corps["bail_id"]) == (recus[0].id, "L01", bail)
    assert (corps["montant"], corps["encaisse_le"], corps["plafond_leve"]) == (15000, JOUR, False)


def test_un_responsable_qui_a_encaisse_ne_valide_pas(proximite: ServiceDeTest) -> None:
    bail, caisse = un_locataire(proximite), ouvrir(proximite)
    proximite.appeler("EnregistrerEncaissement", CHEF, **un_recu(caisse, bail, 10000))
    compter(proximite, caisse, (10000, 1), (5000, 1))
    preparer(proximite, caisse, (10000, 1))
    partir = {"caisse_id": caisse.id, "transporteur": "Agence", "transportee_le": "2026-03-11"}
    assert refus(proximite, "TransporterRemise", CHEF, **partir)[1] == "SECONDE_PERSONNE"


def test_a_la_loge_le_comptage_se_fait_en_aveugle(proximite: ServiceDeTest) -> None:
    caisse = ouvrir(proximite)
    encaisser(proximite, caisse, un_locataire(proximite))
    vue = proximite.appeler("GetCaisse", GARDIEN, caisse_id=caisse.id).caisse
    assert (vue.HasField("encaisse"), vue.nombre, vue.HasField("ecart")) == (False, 0, False)
    assert proximite.appeler("GetCaisse", CHEF, caisse_id=caisse.id).caisse.encaisse.centimes == 30000
    comptee = compter(proximite, caisse, (10000, 3))
    assert (comptee.statut, comptee.ecart.centimes, comptee.encaisse.centimes) == ("ECART", -5000, 30000)
    assert [nom for nom, _ in faits(proximite)][-1] == "ÉcartDeCaisseConstaté"
    (alerte,) = proximite.appeler("ListCaisses", CHEF, a_alerter=True).caisses
    assert alerte.id == caisse.id
    assert refus(proximite, "ViserEcart", GARDIEN, caisse_id=caisse.id, motif="x")[0] == "PERMISSION_DENIED"
    proximite.appeler("ViserEcart", CHEF, caisse_id=caisse.id, motif="Rendu de monnaie")
    assert list(proximite.appeler("ListCaisses", CHEF, a_alerter=True).caisses) == []


def test_le_plafond_compte_la_meme_dette_dans_toutes_les_loges(proximite: ServiceDeTest) -> None:
    bail = un_locataire(proximite)
    une, autre = ouvrir(proximite), ouvrir(proximite, loge="L02")
    encaisser(proximite, une, bail, 60000)
    trop = un_recu(autre, bail, 40001)
    assert refus(proximite, "EnregistrerEncaissement", GARDIEN, **trop)[1:] == ("PLAFOND_ESPECES", "montant")
    assert encaisser(proximite, autre, bail, 40000).numero == "L02-2026-000001"
    assert encaisser(proximite, autre, bail, 10000, mois="2026-01").numero == "L02-2026-000002"
    justifie = {"debiteur_sans_compte": True, "justificatif": "Attestation du 02/03/2026"}
    assert encaisser(proximite, autre, bail, 1, **justifie).sans_compte
    assert "Attestation" not in str(faits(proximite))


def test_huit_guichets_ne_depassent_pas_le_plafond_ensemble(proximite: ServiceDeTest) -> None:
    bail, caisse = un_locataire(proximite), ouvrir(proximite)

    def tenter(_rang: int) -> str:
        try:
            return str(encaisser(proximite, caisse, bail, 40000).numero)
        except EchecRpc as echec:
            return echec.code

    with ThreadPoolExecutor(8) as fils:
        rendus = sorted(fils.map(tenter, range(8)))
    assert rendus == ["L01-2026-000001", "L01-2026-000002", *["PLAFOND_ESPECES"] * 6]


def test_la_loge_ne_garde_pas_plus_que_son_plafond(proximite: ServiceDeTest) -> None:
    caisse = ouvrir(proximite)
    for _ in range(2):
        encaisser(proximite, caisse, un_locataire(proximite), 75000)
    trop = un_recu(caisse, un_locataire(proximite), 1)
    assert refus(proximite, "EnregistrerEncaissement", GARDIEN, **trop)[1] == "PLAFOND_DE_CAISSE"
    compter(proximite, caisse, (50000, 3), (5000, 1))
    suivante = ouvrir(proximite, jour="2026-03-11")
    demain = un_recu(suivante, un_locataire(proximite), 1, encaisse_le="2026-03-11T10:00:00+01:00")
    assert refus(proximite, "EnregistrerEncaissement", GARDIEN, **demain)[1] == "PLAFOND_DE_CAISSE"


def test_une_loge_n_a_qu_une_caisse_ouverte(proximite: ServiceDeTest) -> None:
    ouvrir(proximite)
    champs = {"loge": "l01", "residence_id": str(RESIDENCE), "ouverte_le": f"{JOUR}T09:00:00+01:00"}
    assert refus(proximite, "OuvrirCaisse", GARDIEN, **champs) == ("ALREADY_EXISTS", "CAISSE_DEJA_OUVERTE", "loge")


def test_un_gardien_ne_voit_ni_ne_touche_la_caisse_d_un_autre_site(proximite: ServiceDeTest) -> None:
    bail, caisse = un_locataire(proximite), ouvrir(proximite)
    recu = encaisser(proximite, caisse, bail)
    for methode, champs in (
        ("GetCaisse", {"caisse_id": caisse.id}),
        ("GetEncaissement", {"encaissement_id": recu.id}),
        ("EnregistrerEncaissement", un_recu(caisse, bail, 100)),
        ("CompterCaisse", {"caisse_id": caisse.id, "comptee_le": f"{JOUR}T18:00:00+01:00"}),
        (
            "OuvrirCaisse",
            {"loge": "L09", "residence_id": str(RESIDENCE), "ouverte_le": f"{JOUR}T09:00:00+01:00"},
        ),
    ):
        assert refus(proximite, methode, AILLEURS, **champs)[0] == "NOT_FOUND"
    assert list(proximite.appeler("ListCaisses", AILLEURS).caisses) == []
    assert list(proximite.appeler("ListCaisses", un_agent("GARDIEN_IMMEUBLE", sub="sans-site")).caisses) == []


@pytest.mark.parametrize("champ", ["ouverte_le"])
def test_rien_ne_se_date_du_futur(proximite: ServiceDeTest, champ: str) -> None:
    demain = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    champs = {"loge": "L01", "residence_id": str(RESIDENCE), champ: demain}
    assert refus(proximite, "OuvrirCaisse", GARDIEN, **champs)[1:] == ("DATE_FUTURE", champ)


def test_la_meme_requete_ne_donne_qu_un_recu(proximite: ServiceDeTest) -> None:
    bail, caisse = un_locataire(proximite), ouvrir(proximite)
    demande = {"request_id": str(nouvel_id())}
    assert encaisser(proximite, caisse, bail, **demande) == encaisser(proximite, caisse, bail, **demande)
    assert len(faits(proximite)) == 1


def test_un_bail_inconnu_ne_s_encaisse_pas_et_ne_prend_pas_de_numero(proximite: ServiceDeTest) -> None:
    caisse = ouvrir(proximite)
    inconnu = un_recu(caisse, str(nouvel_id()), 100)
    assert refus(proximite, "EnregistrerEncaissement", GARDIEN, **inconnu) == ("NOT_FOUND", "BAIL_INCONNU", "bail_id")
    assert encaisser(proximite, caisse, un_locataire(proximite)).numero == "L01-2026-000001"


def test_le_credit_de_la_banque_clot_la_caisse_une_fois(proximite: ServiceDeTest) -> None:
    bail, caisse = un_locataire(proximite), ouvrir(proximite)
    encaisser(proximite, caisse, bail)
    compter(proximite, caisse, (10000, 3), (5000, 1))
    preparer(proximite, caisse, (10000, 3))
    partir = {"caisse_id": caisse.id, "transporteur": "Agence", "transportee_le": "2026-03-11"}
    proximite.appeler("TransporterRemise", CHEF, **partir)
    ligne = {
        "event_id": nouvel_id(),
        "type": "RemiseEspècesCréditée",
        "aggregate_type": "remise_especes",
        "aggregate_id": caisse.id,
        "aggregate_seq": 1,
        "dataschema": "urn:logis:quittancement:remise_especes_creditee:v1",
        "payload": {"caisse_id": caisse.id, "montant": 30000, "creditee_le": "2026-03-12", "de_plus": 1},
        "occurred_on": datetime.now(UTC),
        "acteur": {"sub": "agent-essai"},
        "causation_id": None,
    }
    assert livrer("quittancement", [ligne, ligne], proximite.noyau.consommation) == ["TRAITE", "DOUBLON"]
    close = proximite.appeler("GetCaisse", CHEF, caisse_id=caisse.id).caisse
    assert (close.statut, close.creditee_le, close.credite.centimes) == ("CLOSE", "2026-03-12", 30000)


def test_une_caisse_sans_recette_se_clot_par_un_responsable(proximite: ServiceDeTest) -> None:
    caisse = ouvrir(proximite)
    comptee = compter(proximite, caisse, (5000, 1))
    assert (comptee.statut, comptee.remise.centimes) == ("COMPTEE", 0)
    assert refus(proximite, "CloreCaisse", GARDIEN, caisse_id=caisse.id)[0] == "PERMISSION_DENIED"
    assert refus(proximite, "CloreCaisse", CHEF, caisse_id=caisse.id, etag="99")[1] == "VERSION_PERIMEE"
    assert proximite.appeler("CloreCaisse", CHEF, caisse_id=caisse.id, etag=comptee.etag).caisse.statut == "CLOSE"
    assert faits(proximite) == []


def test_un_recu_annule_libere_le_plafond_et_ne_rend_pas_son_numero(proximite: ServiceDeTest) -> None:
    bail, caisse = un_locataire(proximite), ouvrir(proximite)
    errone = encaisser(proximite, caisse, bail, 100000)
    acte = {"caisse_id": caisse.id, "encaissement_id": errone.id, "motif": "Zéro de trop"}
    acte["annule_le"] = f"{JOUR}T11:00:00+01:00"
    assert refus(proximite, "AnnulerEncaissement", GARDIEN, **acte)[0] == "PERMISSION_DENIED"
    annule = proximite.appeler("AnnulerEncaissement", CHEF, **acte).encaissement
    assert (annule.numero, annule.annule_le) == ("L01-2026-000001", f"{JOUR}T10:00:00Z")
    assert refus(proximite, "AnnulerEncaissement", CHEF, **acte)[1] == "RECU_DEJA_ANNULE"
    assert encaisser(proximite, caisse, bail, 10000).numero == "L01-2026-000002"
    assert compter(proximite, caisse, (10000, 1), (5000, 1)).ecart.centimes == 0
    assert [nom for nom, _ in faits(proximite)] == [
        "EncaissementEnregistré",
        "EncaissementAnnulé",
        "EncaissementEnregistré",
    ]
