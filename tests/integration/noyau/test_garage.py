"""Le garage par sa porte gRPC : voir, rejouer, écarter, rendre compte — dans un service et dans la passerelle."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from appui.cles import ADMIN, un_agent
from appui.exploitation import DPO, HIER, REACTION, Exploitation
from socle.technique.contexte import Appelant
from socle.technique.identifiants import nouvel_id
from socle.technique.rpc.erreurs import EchecRpc


def refus(appel: Callable[[], Any]) -> EchecRpc:
    with pytest.raises(EchecRpc) as echec:
        appel()
    return echec.value


def test_les_incidents_se_lisent_par_empreinte(exploitation: Exploitation) -> None:
    exploitation.garer(3)
    exploitation.garer(1, sequence="zéro")
    groupes = exploitation.appeler("ListGroupes").groupes
    assert [(g.nombre, g.reaction, g.code) for g in groupes] == [
        (3, REACTION, "CORPS_NON_CONFORME"),
        (1, "", "SEQUENCE_ILLISIBLE"),
    ]
    assert groupes[0].premier < groupes[0].dernier
    assert "rejouez" in groupes[0].conseil
    assert "republier" in groupes[1].conseil


@pytest.mark.parametrize(
    ("filtre", "attendus"),
    [
        ({}, 3),
        ({"code": "SEQUENCE_ILLISIBLE"}, 1),
        ({"reaction": REACTION}, 2),
        ({"empreinte": f"{REACTION}:CORPS_NON_CONFORME"}, 2),
        ({"statut": "ECARTE"}, 0),
        ({"reaction": "autre"}, 0),
    ],
)
def test_les_filtres_se_cumulent(exploitation: Exploitation, filtre: dict[str, str], attendus: int) -> None:
    exploitation.garer(2)
    exploitation.garer(1, sequence="zéro")
    assert len(exploitation.appeler("ListIncidents", filtre=filtre).incidents) == attendus
    assert sum(g.nombre for g in exploitation.appeler("ListGroupes", filtre=filtre).groupes) == attendus


def test_les_pages_se_suivent_sans_trou_ni_doublon(exploitation: Exploitation) -> None:
    exploitation.garer(5)
    vus, jeton, pages = [], "", 0
    while pages == 0 or jeton:
        reponse = exploitation.appeler("ListIncidents", page_size=2, page_token=jeton)
        vus += [i.id for i in reponse.incidents]
        jeton, pages = reponse.next_page_token, pages + 1
    assert pages == 3
    assert len(set(vus)) == len(vus) == 5


def test_un_incident_montre_son_enveloppe_et_son_corps_seulement_si_on_le_demande(exploitation: Exploitation) -> None:
    exploitation.garer()
    identifiant = exploitation.incident()
    reponse = exploitation.appeler("GetIncident", incident_id=identifiant)
    assert reponse.incident.entetes["cloudEvents:type"] == "BailSigné"
    assert reponse.incident.taille > 0
    assert reponse.corps == b""
    assert exploitation.appeler("ListActes", DPO).actes == []
    assert b"bail_id" in exploitation.appeler("GetIncident", incident_id=identifiant, avec_corps=True).corps
    (acte,) = exploitation.appeler("ListActes", DPO).actes
    assert (acte.acteur, acte.acte, acte.cible) == ("exploitant", "LIRE_CORPS", identifiant)


@pytest.mark.parametrize("methode", ["RejouerIncidents", "EcarterIncidents"])
def test_a_blanc_compte_sans_rien_faire_ni_inscrire(exploitation: Exploitation, methode: str) -> None:
    exploitation.garer(3)
    motif = {"motif": "essai"} if methode == "EcarterIncidents" else {}
    reponse = exploitation.appeler(methode, empreinte=f"{REACTION}:CORPS_NON_CONFORME", a_blanc=True, **motif)
    assert reponse.nombre == 3
    assert exploitation.statuts() == ["GARE"] * 3
    assert exploitation.appeler("ListActes", DPO).actes == []


def test_un_groupe_rejoue_inscrit_chaque_incident_au_journal(exploitation: Exploitation) -> None:
    exploitation.garer(3)
    ids = {i.id for i in exploitation.appeler("ListIncidents").incidents}
    empreinte = f"{REACTION}:CORPS_NON_CONFORME"
    assert exploitation.appeler("RejouerIncidents", empreinte=empreinte).nombre == 3
    assert exploitation.statuts() == ["REPRISE"] * 3
    actes = exploitation.appeler("ListActes", DPO).actes
    assert {a.cible for a in actes} == ids
    assert {(a.acteur, a.acte, a.detail) for a in actes} == {("exploitant", "REJOUER", f"groupe {empreinte}")}


def test_la_meme_requete_ne_rejoue_qu_une_fois_et_rend_la_meme_reponse(exploitation: Exploitation) -> None:
    exploitation.garer()
    requete = {"incident_id": exploitation.incident(), "request_id": str(uuid4())}
    assert [exploitation.appeler("RejouerIncidents", **requete).nombre for _ in range(2)] == [1, 1]
    assert len(exploitation.appeler("ListActes", DPO).actes) == 1


def test_un_message_sans_reaction_ne_se_rejoue_pas_et_dit_quoi_faire(exploitation: Exploitation) -> None:
    exploitation.garer(1, sequence="zéro")
    identifiant = exploitation.incident()
    echec = refus(lambda: exploitation.appeler("RejouerIncidents", incident_id=identifiant))
    assert echec.code == "REJEU_IMPOSSIBLE"
    assert "écartez" in echec.message
    assert exploitation.statuts() == ["GARE"]
    assert exploitation.appeler("EcarterIncidents", incident_id=identifiant, motif="émetteur corrigé").nombre == 1
    assert exploitation.statuts() == ["ECARTE"]


@pytest.mark.parametrize(
    ("methode", "champs", "code"),
    [
        ("RejouerIncidents", {}, "CIBLE_AMBIGUE"),
        ("RejouerIncidents", {"incident_id": str(uuid4()), "empreinte": "x"}, "CIBLE_AMBIGUE"),
        ("RejouerIncidents", {"incident_id": "abc"}, "IDENTIFIANT_ILLISIBLE"),
        ("RejouerIncidents", {"incident_id": str(uuid4())}, "INCIDENT_INCONNU"),
        ("RejouerIncidents", {"empreinte": "inconnue", "a_blanc": True}, "INCIDENT_INCONNU"),
        ("RejouerIncidents", {"empreinte": "x", "request_id": "abc"}, "REQUEST_ID_ILLISIBLE"),
        ("EcarterIncidents", {"empreinte": "x", "motif": "  "}, "MOTIF_MANQUANT"),
        ("EcarterIncidents", {"empreinte": "x", "motif": "m"}, "INCIDENT_INCONNU"),
        ("GetIncident", {"incident_id": str(uuid4())}, "INCIDENT_INCONNU"),
        ("ListIncidents", {"filtre": {"statut": "PERDU"}}, "STATUT_INCONNU"),
        ("ListIncidents", {"page_token": "!!"}, "JETON_DE_PAGE_FAUX"),
        ("ListIncidents", {"page_size": -1}, "PAGE_IMPOSSIBLE"),
        ("ListRefus", {"page_token": "!!"}, "IDENTIFIANT_ILLISIBLE"),
        ("PurgerRequetes", {"au": "2026-11-24"}, "INSTANT_ILLISIBLE"),
        ("ListActes", {"page_token": "!!"}, "JETON_DE_PAGE_FAUX"),
        ("OuvrirRejeu", {"reaction": REACTION, "du": "hier", "au": HIER}, "INSTANT_ILLISIBLE"),
        ("OuvrirRejeu", {"reaction": "autre", "du": HIER, "au": HIER}, "REACTION_INCONNUE"),
        ("OuvrirRejeu", {"reaction": REACTION, "du": "2020-01-01T00:00:00Z", "au": HIER}, "PLAGE_TROP_ANCIENNE"),
    ],
)
def test_une_demande_fausse_est_refusee_avec_son_code(
    exploitation: Exploitation, methode: str, champs: dict[str, Any], code: str
) -> None:
    appelant = DPO if methode in ("ListActes", "PurgerRequetes") else ADMIN
    assert refus(lambda: exploitation.appeler(methode, appelant, **champs)).code == code


@pytest.mark.parametrize(
    ("methode", "appelant"),
    [
        ("ListGroupes", un_agent("CHARGE_GESTION_LOCATIVE")),
        ("RejouerIncidents", DPO),
        ("ListActes", ADMIN),
        ("PurgerRequetes", ADMIN),
    ],
)
def test_chacun_son_role(exploitation: Exploitation, methode: str, appelant: Appelant) -> None:
    assert refus(lambda: exploitation.appeler(methode, appelant)).code.startswith("ROLE_TECHNIQUE_RE")


def test_le_journal_ne_se_reecrit_pas(exploitation: Exploitation) -> None:
    exploitation.garer()
    exploitation.appeler("EcarterIncidents", incident_id=exploitation.incident(), motif="essai")
    for ordre in ("UPDATE journal_noyau SET acteur = 'autre'", "DELETE FROM journal_noyau", "TRUNCATE journal_noyau"):
        with pytest.raises(DBAPIError), exploitation.moteur.begin() as c:
            c.execute(text(ordre))
    assert [a.acteur for a in exploitation.appeler("ListActes", DPO).actes] == ["exploitant"]


def test_les_actes_et_les_refus_se_lisent_par_pages(exploitation: Exploitation) -> None:
    fait = nouvel_id()
    with exploitation.moteur.begin() as c:
        for reaction in ("a", "b", "c"):
            c.execute(
                text("INSERT INTO refus_reaction (event_id, reaction, code, message) VALUES (:e, :r, 'NON', 'Non.')"),
                {"e": fait, "r": reaction},
            )
            c.execute(
                text("INSERT INTO journal_noyau (acteur, acte, cible) VALUES ('x', 'ESSAI', :r)"), {"r": reaction}
            )
    for methode, champ, lire, appelant in (
        ("ListRefus", "refus", lambda r: r.reaction, ADMIN),
        ("ListActes", "actes", lambda a: a.cible, DPO),
    ):
        premiere = exploitation.appeler(methode, appelant, page_size=2)
        suite = exploitation.appeler(methode, appelant, page_size=2, page_token=premiere.next_page_token)
        assert [lire(x) for p in (premiere, suite) for x in getattr(p, champ)] == ["c", "b", "a"]
        assert suite.next_page_token == ""
    assert [r.reaction for r in exploitation.appeler("ListRefus", reaction="b").refus] == ["b"]


def test_la_purge_respecte_la_garde_de_chacun(exploitation: Exploitation) -> None:
    au = datetime(2026, 11, 24, tzinfo=UTC)
    with exploitation.moteur.begin() as c:
        for appelant, jours in (("agent", 29), ("agent", 31), ("partenaire:caf", 31), ("partenaire:caf", 401)):
            c.execute(
                text(
                    """INSERT INTO requete (appelant, rpc, request_id, empreinte, reponse, cree_le)
                       VALUES (:a, 'x', :r, '', '', :le)"""
                ),
                {"a": appelant, "r": str(uuid4()), "le": au - timedelta(days=jours)},
            )
    assert exploitation.appeler("PurgerRequetes", DPO, au=au.isoformat()).nombre == 2
    with exploitation.moteur.connect() as c:
        restes = c.execute(text("SELECT appelant, :au - cree_le FROM requete WHERE rpc = 'x'"), {"au": au}).all()
    assert sorted((a, age.days) for a, age in restes) == [("agent", 29), ("partenaire:caf", 31)]


def test_l_etat_dit_ce_qui_attend_et_depuis_quand(exploitation: Exploitation) -> None:
    exploitation.garer(2)
    exploitation.garer(1, sequence="2")
    with exploitation.moteur.begin() as c:
        c.execute(text("UPDATE retenu SET retenu_le = now() - interval '90 seconds'"))
        c.execute(
            text("INSERT INTO tenure VALUES (0, 'a', 1, now() + interval '1 min'), (1, 'b', 1, now() - interval '1 s')")
        )
    etat = exploitation.appeler("GetEtat")
    assert (etat.service, etat.gares, etat.retenus, etat.non_envoyes) == ("gateway", 2, 1, 0)
    assert 90 <= etat.plus_ancien_retenu_s < 120
    assert [(d.partition, d.detenteur) for d in etat.detenteurs] == [(0, "a")], "une tenure expirée ne compte pas"


def test_les_debits_portent_sur_la_derniere_minute(exploitation: Exploitation) -> None:
    vieux = nouvel_id()
    with exploitation.moteur.begin() as c:
        for rang, (age, fait) in enumerate(((5, nouvel_id()), (30, nouvel_id()), (90, vieux))):
            c.execute(
                text(
                    """INSERT INTO outbox (event_id, aggregate_type, aggregate_id, aggregate_seq, type, dataschema, payload,
                                           occurred_on, acteur, sent_at)
                       VALUES (:e, 'chose', 'x', :n, 't', 's', '{}', now(), '{}', now() - :age * interval '1 second')"""
                ),
                {"e": fait, "n": rang, "age": age},
            )
            c.execute(
                text("INSERT INTO inbox VALUES (:e, 1, CAST(date_trunc('month', now()) AS date))"),
                {"e": fait if fait != vieux else str(fait).replace(str(fait)[:8], "018f0000", 1)},
            )
    etat = exploitation.appeler("GetEtat")
    assert (etat.envoyes_s, etat.traites_s) == pytest.approx((2 / 60, 2 / 60), abs=1e-3)


def test_une_plage_se_rejoue_par_la_porte_du_consommateur_puis_celle_de_la_source(exploitation: Exploitation) -> None:
    plage = {"du": HIER, "au": datetime.now(UTC).isoformat()}
    essai = exploitation.appeler("OuvrirRejeu", reaction=REACTION, a_blanc=True, **plage)
    assert (essai.source, essai.agregat) == ("baux", "bail")
    assert exploitation.appeler("ListActes", DPO).actes == []
    exploitation.appeler("OuvrirRejeu", reaction=REACTION, **plage)
    with exploitation.moteur.begin() as c:
        assert c.execute(text("SELECT reaction FROM rejeu")).scalars().all() == [REACTION]
        c.execute(
            text(
                """INSERT INTO outbox (event_id, aggregate_type, aggregate_id, aggregate_seq, type, dataschema, payload,
                                       occurred_on, acteur, sent_at) VALUES (:e, 'bail', 'x', 1, 't', 's', '{}', now(), '{}', now())"""
            ),
            {"e": nouvel_id()},
        )
    plage["au"] = datetime.now(UTC).isoformat()
    assert exploitation.appeler("RenvoyerFaits", agregat="bail", a_blanc=True, **plage).nombre == 1
    assert exploitation.appeler("GetEtat").non_envoyes == 0
    assert exploitation.appeler("RenvoyerFaits", agregat="bail", **plage).nombre == 1
    assert exploitation.appeler("GetEtat").non_envoyes == 1
    assert [a.acte for a in exploitation.appeler("ListActes", DPO).actes] == ["RENVOYER", "REJOUER_PLAGE"]


def test_un_trou_se_franchit_avec_un_motif_et_ses_retenus_sont_delivres(exploitation: Exploitation) -> None:
    bail = str(nouvel_id())
    exploitation.garer(1, subject=bail, sequence="4")
    exploitation.garer(1, subject=bail, sequence="5")
    (retenu,) = exploitation.appeler("ListRetenus").retenus
    assert (retenu.agregat_id, retenu.nombre, retenu.derniere, retenu.premier) == (bail, 2, 0, 4)
    trou = {"source": "baux", "agregat": "bail", "agregat_id": bail}
    assert refus(lambda: exploitation.appeler("FranchirTrou", motif=" ", **trou)).code == "MOTIF_MANQUANT"
    assert exploitation.appeler("FranchirTrou", motif="la source a perdu ces faits", **trou).rangs == 3
    assert exploitation.service.noyau.consommation.liberer() == 1, "un agrégat délivré"
    assert exploitation.appeler("ListRetenus").retenus == []
    (acte,) = exploitation.appeler("ListActes", DPO).actes
    assert (acte.acte, acte.cible) == ("FRANCHIR", f"baux/bail/{bail}")
    assert acte.detail == "3 rang(s) : la source a perdu ces faits"
    assert refus(lambda: exploitation.appeler("FranchirTrou", motif="encore", **trou)).code == "TROU_INCONNU"
