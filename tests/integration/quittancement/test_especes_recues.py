"""Les espèces de la loge arrivent par leurs faits : imputées une fois, en attente si le bail ne peut les recevoir."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from appui_quittancement import (
    NET,
    QUITTANCEMENT,
    SECOND,
    compte,
    contrepasser,
    euros,
    faits,
    lire,
    payer,
    quittancer,
    refus,
    soldes_du_grand_livre,
    un_compte,
    un_fait,
)
from typer.testing import CliRunner

from appui.porte_directe import PorteDirecte
from appui.services import ServiceDeTest, livrer
from console.commandes import application, quittancement_especes
from socle.technique.evenements import nom_ascii
from socle.technique.identifiants import nouvel_id

sys.path.insert(0, str(Path(__file__).parents[2] / "unit" / "quittancement"))
from fabrique_banque import un_camt, une_ecriture_camt

CAISSE = nouvel_id()


def un_fait_de_caisse(type_: str, sequence: int, *, caisse_id: UUID = CAISSE, **donnees: Any) -> dict[str, Any]:
    """Ligne d'outbox de la proximité, telle que le relais la publierait."""
    return {
        "event_id": nouvel_id(),
        "type": type_,
        "aggregate_type": "caisse",
        "aggregate_id": str(caisse_id),
        "aggregate_seq": sequence,
        "dataschema": f"urn:logis:proximite:{nom_ascii(type_)}:v1",
        "payload": {"caisse_id": str(caisse_id), "loge": "L01", "numero": f"L01-2026-{sequence:06d}", **donnees},
        "occurred_on": datetime.now(UTC),
        "acteur": {"sub": "agent-gardien", "titre": "GARDIEN_IMMEUBLE"},
        "causation_id": None,
    }


def encaisse(bail_id: str, sequence: int = 1, montant: int = NET, **change: Any) -> dict[str, Any]:
    champs = {
        "encaissement_id": str(nouvel_id()),
        "bail_id": bail_id,
        "mois": "2026-06",
        "montant": montant,
        "mode": "ESPECES",
        "encaisse_le": "2026-07-02",
        "plafond_leve": False,
        "residence_id": str(UUID(int=1)),
    }
    return un_fait_de_caisse("EncaissementEnregistré", sequence, **{**champs, **change})


def ecart(sequence: int, montant: int) -> dict[str, Any]:
    return un_fait_de_caisse("ÉcartDeCaisseConstaté", sequence, ecart=montant, constate_le="2026-07-02")


def transport(sequence: int, montant: int = NET, **change: Any) -> dict[str, Any]:
    donnees = {"bordereau": "RE-L01-2026-000001", "montant": montant, "transportee_le": "2026-07-03", **change}
    return un_fait_de_caisse("RemiseEspècesTransportée", sequence, **donnees)


def recevoir(service: ServiceDeTest, *lignes: dict[str, Any]) -> list[str]:
    return livrer("proximite", list(lignes), service.noyau.consommation)


def en_attente(service: ServiceDeTest) -> list[Any]:
    return list(service.appeler("ListEncaissementsEnAttente", QUITTANCEMENT).encaissements)


def test_un_encaissement_paie_le_terme_designe_une_seule_fois(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-05", "2026-06")
    ligne = encaisse(bail)
    assert recevoir(quittancement, ligne, ligne) == ["TRAITE", "DOUBLON"]
    rejouee = {**ligne, "event_id": nouvel_id(), "aggregate_seq": 2}
    assert recevoir(quittancement, rejouee) == ["TRAITE"]
    lu = compte(quittancement, bail)
    (paiement,) = lu.paiements
    assert (paiement.id, paiement.mode) == (ligne["payload"]["encaissement_id"], "ESPECES")
    assert [a.mois for a in paiement.affectations] == ["2026-06"]
    assert soldes_du_grand_livre(quittancement)["53.L01"] == NET
    assert len(faits(quittancement, "PaiementEnregistré")) == 1
    assert en_attente(quittancement) == []


def test_un_reste_de_la_loge_devient_une_avance(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    recevoir(quittancement, encaisse(bail, montant=1000))
    livre = soldes_du_grand_livre(quittancement)
    assert (livre["53.L01"], livre["419"]) == (1000, -1000)


@pytest.mark.parametrize("cas", ["inconnu", "clos", "plafond"])
def test_ce_qui_ne_peut_etre_impute_attend_sans_rien_perdre(quittancement: ServiceDeTest, cas: str) -> None:
    bail, montant, motif = un_compte(quittancement), NET, "COMPTE_INCONNU"
    if cas == "inconnu":
        cite = str(nouvel_id())
    elif cas == "clos":
        livrer("baux", [un_fait("BailClos", UUID(bail), 3, fin_le="2026-06-30")], quittancement.noyau.consommation)
        cite, motif = bail, "BAIL_CLOS"
    else:
        cite, montant, motif = bail, 100_001, "PLAFOND_ESPECES"
    assert recevoir(quittancement, encaisse(cite, montant=montant)) == ["TRAITE"]
    (attend,) = en_attente(quittancement)
    assert (attend.motif, attend.montant.centimes, attend.bail_id) == (motif, montant, cite)
    livre = soldes_du_grand_livre(quittancement)
    assert (livre["53.L01"], livre["471"]) == (montant, -montant)
    assert list(compte(quittancement, bail).paiements) == []
    receveur = un_compte(quittancement, reference="B-2026-000002")
    decision = {"encaissement_id": attend.id, "bail_id": receveur}
    if cas == "plafond":
        assert refus(quittancement, "ImputerEncaissement", QUITTANCEMENT, **decision)[1] == "PLAFOND_ESPECES"
        decision["debiteur_sans_compte"] = True
    quittancement.appeler("ImputerEncaissement", QUITTANCEMENT, **decision)
    assert refus(quittancement, "ImputerEncaissement", QUITTANCEMENT, **decision)[1] == "TRANSITION_INTERDITE"
    livre = soldes_du_grand_livre(quittancement)
    assert (livre["53.L01"], livre.get("471", 0), livre["419"]) == (montant, 0, -montant)
    assert en_attente(quittancement) == []


def test_un_recu_d_un_mois_clos_s_ecrit_au_premier_jour_ouvert(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    quittancement.appeler("CloreMois", QUITTANCEMENT, mois="2026-07", close_le="2026-09-01")
    assert recevoir(quittancement, encaisse(bail), ecart(2, -100), transport(3)) == ["TRAITE"] * 3
    (paiement,) = compte(quittancement, bail).paiements
    assert paiement.recu_le == "2026-07-02"
    requete = "SELECT date_comptable::text, date_valeur::text FROM ecriture WHERE journal = 'CA' ORDER BY date_valeur"
    assert lire(quittancement, requete) == [("2026-08-01", f"2026-07-0{jour}") for jour in (2, 2, 3)]


def test_contrepasser_des_especes_de_loge_rend_le_compte_de_cette_loge(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    avant = soldes_du_grand_livre(quittancement)
    recevoir(quittancement, encaisse(bail))
    (paiement,) = compte(quittancement, bail).paiements
    contrepasser(quittancement, bail, "PAIEMENT", paiement.id)
    assert soldes_du_grand_livre(quittancement) == avant
    au_guichet = payer(quittancement, bail, 100, mode="ESPECES")
    contrepasser(quittancement, bail, "PAIEMENT", au_guichet.id)
    assert soldes_du_grand_livre(quittancement) == avant


def test_des_especes_tirees_du_471_et_contrepassees_y_reviennent(quittancement: ServiceDeTest) -> None:
    bail, autre = un_compte(quittancement), un_compte(quittancement, reference="B-2026-000002")
    quittancer(quittancement, "2026-06")
    recu = encaisse(str(nouvel_id()))
    recevoir(quittancement, recu)
    (attend,) = en_attente(quittancement)
    avant = soldes_du_grand_livre(quittancement)
    for receveur in (bail, autre, bail):
        demande = {"encaissement_id": attend.id, "bail_id": receveur}
        paiement_id = quittancement.appeler("ImputerEncaissement", QUITTANCEMENT, **demande).paiement_id
        livre = soldes_du_grand_livre(quittancement)
        assert (livre["53.L01"], livre.get("471", 0), livre["411"]) == (NET, 0, NET)
        if receveur != bail or len(compte(quittancement, bail).paiements) == 1:
            contrepasser(quittancement, receveur, "PAIEMENT", paiement_id)
            assert soldes_du_grand_livre(quittancement) == avant
            assert [(e.id, e.motif) for e in en_attente(quittancement)] == [(attend.id, "PAIEMENT_CONTREPASSE")]
    barre = {"encaissement_id": attend.id, "annule_le": "2026-07-02"}
    assert recevoir(quittancement, un_fait_de_caisse("EncaissementAnnulé", 2, **barre)) == ["TRAITE"]
    livre = soldes_du_grand_livre(quittancement)
    assert (livre.get("53.L01", 0), livre.get("471", 0), livre["411"]) == (0, 0, 2 * NET)


def test_la_remise_passe_par_le_58_et_le_releve_la_credite(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    recevoir(quittancement, encaisse(bail), ecart(2, -1000), transport(3, NET - 1000))
    livre = soldes_du_grand_livre(quittancement)
    assert (livre.get("53.L01", 0), livre["658"], livre["58"]) == (0, 1000, NET - 1000)
    deux_fois = [{**ligne, "event_id": nouvel_id()} for ligne in (ecart(4, -1000), transport(5, NET - 1000))]
    assert recevoir(quittancement, *deux_fois) == ["TRAITE", "TRAITE"]
    assert soldes_du_grand_livre(quittancement) == livre
    contenu = un_camt(une_ecriture_camt("BQ1", "498.37", libelle="VERST ESPECES RE L01 2026 000001", le="2026-07-06"))
    quittancement.appeler("ImporterReleveBancaire", QUITTANCEMENT, contenu=contenu)
    (remise,) = quittancement.appeler("RapprocherRemisesEspeces", SECOND).remises
    assert (remise.statut, remise.credite.centimes, remise.creditee_le) == ("CREDITEE", NET - 1000, "2026-07-06")
    assert list(quittancement.appeler("RapprocherRemisesEspeces", SECOND).remises) == []
    livre = soldes_du_grand_livre(quittancement)
    assert (livre["512"], livre.get("58", 0), livre.get("471", 0)) == (NET - 1000, 0, 0)
    ((_nom, corps),) = faits(quittancement, "RemiseEspècesCréditée")
    assert (corps["caisse_id"], corps["montant"]) == (str(CAISSE), NET - 1000)


def test_une_remise_que_la_banque_compte_autrement_va_a_l_ecart(quittancement: ServiceDeTest) -> None:
    recevoir(quittancement, transport(1))
    demande = {"caisse_id": str(CAISSE), "montant": euros(NET - 500), "creditee_le": "2026-07-06"}
    assert refus(quittancement, "CrediterRemiseEspeces", SECOND, **{**demande, "creditee_le": "2026-07-01"})[1] == (
        "DATE_INCOHERENTE"
    )
    quittancement.appeler("CrediterRemiseEspeces", SECOND, **demande)
    livre = soldes_du_grand_livre(quittancement)
    assert (livre["512"], livre["658"], livre.get("58", 0)) == (NET - 500, 500, 0)
    assert refus(quittancement, "CrediterRemiseEspeces", SECOND, **demande)[1] == "TRANSITION_INTERDITE"
    inconnue = {**demande, "caisse_id": str(nouvel_id())}
    assert refus(quittancement, "CrediterRemiseEspeces", SECOND, **inconnue)[0] == "NOT_FOUND"
    (creditee,) = quittancement.appeler("ListRemisesEspeces", QUITTANCEMENT, statut="CREDITEE").remises
    assert creditee.bordereau == "RE-L01-2026-000001"


def test_les_commandes_disent_ce_qui_attend(quittancement: ServiceDeTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quittancement_especes, "Porte", PorteDirecte(quittancement, QUITTANCEMENT))

    def lancer(*arguments: str) -> tuple[int, dict[str, Any]]:
        fait = CliRunner().invoke(application, ["quittancement", "especes", *arguments, "--json"])
        return fait.exit_code, json.loads(fait.stdout)

    assert lancer("en-attente") == (0, {"ok": True, "encaissements": []})
    recevoir(quittancement, encaisse(str(nouvel_id())), transport(2))
    sortie, dit = lancer("en-attente")
    assert (sortie, [e["motif"] for e in dit["encaissements"]]) == (1, ["COMPTE_INCONNU"])
    contenu = un_camt(une_ecriture_camt("BQ1", libelle="RE-L01-2026-000001", le="2026-07-06"))
    quittancement.appeler("ImporterReleveBancaire", QUITTANCEMENT, contenu=contenu)
    assert [r["bordereau"] for r in lancer("rapprocher")[1]["remises"]] == ["RE-L01-2026-000001"]


@pytest.mark.parametrize("connu", [True, False])
def test_un_recu_annule_a_la_loge_rend_le_livre_d_avant_une_seule_fois(
    quittancement: ServiceDeTest, connu: bool
) -> None:
    bail = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    avant = soldes_du_grand_livre(quittancement), compte(quittancement, bail).solde.centimes
    recu = encaisse(bail if connu else str(nouvel_id()))
    annule = un_fait_de_caisse(
        "EncaissementAnnulé", 2, encaissement_id=recu["payload"]["encaissement_id"], annule_le="2026-07-02"
    )
    rejoue = {**annule, "event_id": nouvel_id(), "aggregate_seq": 3}
    assert recevoir(quittancement, recu, annule, rejoue) == ["TRAITE"] * 3
    assert (soldes_du_grand_livre(quittancement), compte(quittancement, bail).solde.centimes) == avant
    assert en_attente(quittancement) == []
    assert len(lire(quittancement, "SELECT id FROM ecriture WHERE journal = 'CA'")) == 2
