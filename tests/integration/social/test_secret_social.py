"""Le secret par la porte : qui n'a pas à lire un dossier ne sait pas qu'il existe, et toute lecture laisse une trace."""

from __future__ import annotations

from typing import Any

import pytest
from appui_social import (
    ASSISTANTE,
    CONSEILLERE,
    DPO,
    lire,
    lire_base,
    orienter,
    proposer,
    refus,
    un_dossier_ouvert,
)
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from appui.cles import ADMIN, un_agent
from appui.services import ServiceDeTest
from socle.technique.contexte import Appelant
from socle.technique.habilitations import charger_habilitations
from socle.technique.identifiants import nouvel_id
from socle.technique.rpc.erreurs import EchecRpc

PILOTES = {"ASSISTANT_SOCIAL", "CONSEILLER_ESF"}
AUTRES = sorted(set(charger_habilitations().metiers) - PILOTES)
SECRET = ("NOT_FOUND", "INTROUVABLE", "")


def sous_mission(mission: str, *metiers: str, sub: str = ASSISTANTE.sub) -> Appelant:
    return Appelant(sub=sub, metiers=metiers or ("ASSISTANT_SOCIAL",), mission_active=mission)


def reponse(service: ServiceDeTest, methode: str, agent: Appelant, **champs: Any) -> tuple[Any, ...]:
    """Tout ce qu'un refus laisse voir."""
    with pytest.raises(EchecRpc) as echec:
        service.appeler(methode, agent, **champs)
    e = echec.value
    return e.statut, e.code, e.message, e.champ, e.donnees


def test_pour_tout_autre_metier_un_dossier_est_introuvable_comme_un_dossier_absent(social: ServiceDeTest) -> None:
    libre, pris = orienter(social), un_dossier_ouvert(social)
    for metier in AUTRES:
        # Le même sujet que la référente : ce n'est pas son nom qui ouvre, c'est son métier.
        agent = un_agent(metier, sub=ASSISTANTE.sub)
        absent = reponse(social, "GetDossierSocial", agent, dossier_id=str(nouvel_id()))
        assert absent[0].name == "NOT_FOUND", metier
        for dossier in (libre, pris):
            assert reponse(social, "GetDossierSocial", agent, dossier_id=dossier.id) == absent, metier
        assert refus(social, "ListDossiersSociaux", agent) == SECRET, metier


def test_un_dossier_pris_n_existe_que_pour_son_referent(social: ServiceDeTest) -> None:
    dossier = un_dossier_ouvert(social)
    assert lire(social, dossier).id == dossier.id
    assert refus(social, "GetDossierSocial", CONSEILLERE, dossier_id=dossier.id) == SECRET
    assert list(social.appeler("ListDossiersSociaux", CONSEILLERE).dossiers) == []


def test_une_orientation_s_offre_a_qui_pilote_l_accompagnement(social: ServiceDeTest) -> None:
    dossier = orienter(social)
    assert lire(social, dossier, CONSEILLERE).statut == "ORIENTE"
    proposer(social, dossier, CONSEILLERE)
    assert lire(social, dossier, ASSISTANTE).statut == "PROPOSE"


def test_la_mission_active_decide(social: ServiceDeTest) -> None:
    """Spécification G.11.3 : qui cumule recouvrement et accompagnement ne lit qu'avec la mission sociale active."""
    dossier = un_dossier_ouvert(social)
    cumul = ("CONSEILLER_ESF", "CHARGE_RECOUVREMENT")
    for agent in (sous_mission("PRE_ACCOMPAGNER"), sous_mission("EXP_ACCOMPAGNER", *cumul)):
        assert lire(social, dossier, agent).id == dossier.id
    for agent in (
        sous_mission("SOC_ENQUETES"),
        sous_mission("PRE_APURER"),
        sous_mission("PRE_RELANCER", *cumul),
        sous_mission("", *cumul),
        sous_mission("", "ASSISTANT_SOCIAL", "ENQUETEUR"),
    ):
        assert refus(social, "GetDossierSocial", agent, dossier_id=dossier.id) == SECRET, agent
        assert refus(social, "ListDossiersSociaux", agent) == SECRET, agent


@pytest.mark.parametrize(
    ("methode", "champs"),
    [
        ("ProposerAccompagnement", {"propose_le": "2026-03-05"}),
        ("OuvrirAccompagnement", {"consentement_le": "2026-03-09", "support_consentement": "ECRIT"}),
        ("RefuserAccompagnement", {"refuse_le": "2026-03-09"}),
        ("ConsignerEntretien", {"tenu_le": "2026-03-20", "lieu": "BUREAU", "synthese": "x"}),
        ("CloreAccompagnement", {"clos_le": "2026-06-30", "motif": "DECES"}),
    ],
)
def test_un_ordre_sur_le_dossier_d_un_autre_repond_comme_sur_un_dossier_absent(
    social: ServiceDeTest, methode: str, champs: dict[str, str]
) -> None:
    dossier, absent = un_dossier_ouvert(social), str(nouvel_id())
    for agent in (CONSEILLERE, sous_mission("SOC_ENQUETES")):
        vus = [reponse(social, methode, agent, dossier_id=id_, **champs) for id_ in (dossier.id, absent)]
        assert vus[0][0].name == "NOT_FOUND"
        assert str(vus[0]).replace(dossier.id, "") == str(vus[1]).replace(absent, "")


def test_un_menage_que_l_agent_ne_suit_pas_n_a_pas_de_statut_pour_lui(social: ServiceDeTest) -> None:
    bail_id = nouvel_id()
    un_dossier_ouvert(social, bail_id=bail_id)
    assert social.appeler("GetStatutAccompagnement", ASSISTANTE, bail_id=str(bail_id)).statut == "EN_COURS"
    for inconnu in (bail_id, nouvel_id()):
        refuse = refus(social, "GetStatutAccompagnement", CONSEILLERE, bail_id=str(inconnu))
        assert (refuse[0], refuse[2]) == ("NOT_FOUND", "bail_id")


def test_un_menage_oriente_a_un_statut_pour_qui_peut_l_accueillir(social: ServiceDeTest) -> None:
    bail_id = nouvel_id()
    dossier = orienter(social, bail_id)
    proposer(social, dossier, CONSEILLERE)
    for agent in (CONSEILLERE, ASSISTANTE):
        assert social.appeler("GetStatutAccompagnement", agent, bail_id=str(bail_id)).statut == "PROPOSE"


def acces(service: ServiceDeTest, **champs: Any) -> list[tuple[str, str, str, bool]]:
    lignes = service.appeler("ListAccesSociaux", DPO, **champs).acces
    return [(a.sub, a.action, a.dossier_id, a.accorde) for a in lignes]


def test_chaque_lecture_est_inscrite_accordee_ou_non(social: ServiceDeTest) -> None:
    dossier = un_dossier_ouvert(social)
    debut = len(acces(social))
    absent = str(nouvel_id())
    lire(social, dossier, sous_mission("PRE_ACCOMPAGNER"))
    refus(social, "GetDossierSocial", CONSEILLERE, dossier_id=dossier.id)
    refus(social, "GetDossierSocial", CONSEILLERE, dossier_id=absent)
    social.appeler("ListDossiersSociaux", ASSISTANTE)
    refus(social, "ListDossiersSociaux", un_agent("ENQUETEUR"))
    assert acces(social)[debut:] == [
        (ASSISTANTE.sub, "LIRE", dossier.id, True),
        (CONSEILLERE.sub, "LIRE", dossier.id, False),
        (CONSEILLERE.sub, "LIRE", absent, False),
        (ASSISTANTE.sub, "LISTER", dossier.id, True),
        ("agent-enqueteur", "LISTER", "", False),
    ]
    lu = social.appeler("ListAccesSociaux", DPO, dossier_id=absent).acces
    assert [(list(a.metiers), a.mission_active) for a in lu] == [(["CONSEILLER_ESF"], "")]
    assert [a.mission_active for a in social.appeler("ListAccesSociaux", DPO).acces][debut] == "PRE_ACCOMPAGNER"


def test_chaque_ordre_est_inscrit_une_fois_et_celui_que_le_secret_arrete_aussi(social: ServiceDeTest) -> None:
    dossier, absent = un_dossier_ouvert(social), str(nouvel_id())
    # Refusé par une règle, à qui peut lire le dossier : rien n'a changé, rien n'est inscrit.
    refus(social, "ProposerAccompagnement", ASSISTANTE, dossier_id=dossier.id, propose_le="2026-03-05")
    for dossier_id in (dossier.id, absent):
        refus(social, "CloreAccompagnement", CONSEILLERE, dossier_id=dossier_id, clos_le="2026-06-30", motif="DECES")
    assert [a for a in acces(social) if a[1] == "MODIFIER"] == [
        (ASSISTANTE.sub, "MODIFIER", dossier.id, True),
        (ASSISTANTE.sub, "MODIFIER", dossier.id, True),
        (CONSEILLERE.sub, "MODIFIER", dossier.id, False),
        (CONSEILLERE.sub, "MODIFIER", absent, False),
    ]


def test_une_page_n_inscrit_que_ce_qu_elle_montre(social: ServiceDeTest) -> None:
    premier, second = orienter(social), orienter(social)
    debut = len(acces(social))
    page = social.appeler("ListDossiersSociaux", ASSISTANTE, page_size=1)
    assert [a[2] for a in acces(social)[debut:]] == [premier.id]
    suite = social.appeler("ListDossiersSociaux", ASSISTANTE, page_size=1, page_token=page.next_page_token)
    assert [d.id for d in suite.dossiers] == [second.id]


def test_le_journal_ne_se_lit_que_par_le_delegue_a_la_protection_des_donnees(social: ServiceDeTest) -> None:
    for agent in (ASSISTANTE, ADMIN):
        assert refus(social, "ListAccesSociaux", agent)[0] == "PERMISSION_DENIED"


def test_un_acces_inscrit_ne_se_modifie_pas(social: ServiceDeTest) -> None:
    orienter(social)
    with pytest.raises(DBAPIError, match="ne se modifie pas"), social.noyau.moteur.begin() as connexion:
        connexion.execute(text("UPDATE acces SET sub = 'un autre'"))
    assert lire_base(social, "SELECT DISTINCT sub FROM acces") == [(ASSISTANTE.sub,)]


def vieillir(service: ServiceDeTest, le: str) -> None:
    """Un accès d'un autre temps, inscrit tel que la base l'aurait gardé."""
    with service.noyau.moteur.begin() as connexion:
        connexion.execute(
            text("INSERT INTO acces VALUES (:id, :le, 'ancien', 'CONSEILLER_ESF', '', 'LIRE', NULL, true)"),
            {"id": nouvel_id(), "le": le},
        )


def test_la_purge_efface_les_acces_de_plus_de_douze_mois_et_le_prouve(social: ServiceDeTest) -> None:
    """Au 31 mars 2026, à la frontière de Paris : 30 mars 2025 à 23 h 59 passe, 31 mars à 0 h reste."""
    for le in ("2024-02-29T12:00:00Z", "2025-03-30T21:59:59Z", "2025-03-30T22:00:00Z", "2025-12-31T23:00:00Z"):
        vieillir(social, le)
    purge = social.appeler("PurgerAccesSociaux", DPO, au="2026-03-31")
    assert (purge.avant_le, purge.effaces) == ("2025-03-31", 2)
    assert sorted(a.le for a in social.appeler("ListAccesSociaux", DPO).acces) == [
        "2025-03-30T22:00:00+00:00",
        "2025-12-31T23:00:00+00:00",
    ]


def test_la_purge_ne_se_date_pas_du_futur_et_n_est_qu_au_delegue(social: ServiceDeTest) -> None:
    vieillir(social, "2026-01-01T12:00:00Z")
    assert refus(social, "PurgerAccesSociaux", DPO, au="2030-01-01") == ("INVALID_ARGUMENT", "DATE_FUTURE", "au")
    assert refus(social, "PurgerAccesSociaux", ASSISTANTE, au="2026-03-31")[0] == "PERMISSION_DENIED"
    assert social.appeler("PurgerAccesSociaux", DPO, au="2026-03-31").effaces == 0
