"""Le journal d'accès : il nomme ce qui a été vu, la base refuse de l'oublier, le DPO le lit et laisse sa trace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from integration.gateway.appui_grpc import des_services
from integration.gateway.appui_passerelle import PasserelleDeTest
from integration.gateway.test_vue360 import COMPTE, FICHES, GESTION, SOCIAL, Scene
from sqlalchemy.exc import IntegrityError

from appui.cles import Cles, un_agent
from logis.demandes.v1 import demandes_pb2
from socle.domaine.refus import AccesRefuse
from socle.technique.contexte import Appelant

JOURNAL = "/api/v1/journal-acces"
DPO = Appelant(sub="dpo-1", role_technique="DPO")
DOCUMENT = "logis.demandes.v1.DemandesService/GetDocument"


@pytest.fixture
def scene(base_de: Callable[[str], str], cles: Cles, tmp_path: Path) -> Scene:
    return Scene(base_de("gateway"), cles, tmp_path)


def lire(scene: Scene, *adresses: str, appelant: Appelant = DPO) -> list[httpx.Response]:
    """Joue ces lectures l'une après l'autre."""
    rendu = demandes_pb2.GetDocumentResponse(document={"nom_fichier": "a.pdf"}, contenu=b"%PDF")
    with des_services({**FICHES, DOCUMENT: rendu}) as servi:
        passerelle = PasserelleDeTest(url=scene.url, cles=scene.cles, dossier=scene.dossier, adresses=servi.adresses)

        async def scenario(client: httpx.AsyncClient) -> list[httpx.Response]:
            return [await client.get(adresse, headers=passerelle.jeton(appelant)) for adresse in adresses]

        return passerelle.jouer(scenario)


def test_la_ligne_nomme_les_cartes_servies_et_aucune_autre(scene: Scene) -> None:
    mission = un_agent("CHARGE_GESTION_LOCATIVE")
    scene.ouvrir({**FICHES, COMPTE: AccesRefuse("CLASSE_REFUSEE", "Non."), SOCIAL: 0.5}, delai_carte=0.2)
    scene.ouvrir(FICHES, appelant=Appelant(sub="a-2", metiers=mission.metiers, mission_active="BAI_SIGNER"))
    premiere, seconde = scene.sql("SELECT * FROM journal_acces ORDER BY numero")
    assert premiere["cartes"] == ["demande", "impaye", "locataire", "reclamations"]
    assert len(seconde["cartes"]) == 6
    assert (seconde["mission_active"], seconde["trace_id"]) == ("BAI_SIGNER", "a" * 32)
    assert (premiere["ressource"], premiere["action"]) == ("locataires/vue-360", "LIRE")


def test_un_document_ouvert_est_inscrit(scene: Scene) -> None:
    document = str(uuid4())
    (reponse,) = lire(scene, f"/api/v1/documents/demandes/{document}", appelant=GESTION)
    assert reponse.status_code == 200
    (ligne,) = scene.sql("SELECT * FROM journal_acces")
    assert (ligne["ressource"], ligne["objet"], ligne["sub"]) == ("documents/demandes", document, GESTION.sub)


@pytest.mark.parametrize(
    "ordre",
    [
        "UPDATE journal_acces SET sub = 'personne'",
        "DELETE FROM journal_acces",
        "DELETE FROM journal_acces WHERE false",
        "TRUNCATE journal_acces",
    ],
)
def test_la_base_refuse_de_modifier_le_journal(scene: Scene, ordre: str) -> None:
    scene.ouvrir(FICHES)
    with pytest.raises(IntegrityError, match="ne se modifie ni ne s'efface"):
        scene.sql(f"{ordre} RETURNING 1" if "TRUNCATE" not in ordre else ordre)
    assert [ligne["sub"] for ligne in scene.sql("SELECT * FROM journal_acces")] == [GESTION.sub]


def test_le_dpo_lit_qui_a_vu_un_locataire_et_sa_lecture_est_inscrite(scene: Scene) -> None:
    scene.ouvrir(FICHES)
    scene.ouvrir(FICHES, appelant=un_agent("CHARGE_RECOUVREMENT"))
    (reponse,) = lire(scene, f"{JOURNAL}?locataire_id={scene.locataire}")
    vues = reponse.json()["consultations"]
    assert [vue["sub"] for vue in vues] == ["agent-charge_recouvrement", GESTION.sub]
    assert (vues[0]["metiers"], vues[0]["locataire_id"]) == (["CHARGE_RECOUVREMENT"], scene.locataire)
    assert "demande" in vues[0]["cartes"]
    derniere = scene.sql("SELECT * FROM journal_acces ORDER BY numero DESC LIMIT 1")[0]
    assert (derniere["sub"], derniere["role_technique"], derniere["ressource"], derniere["action"]) == (
        "dpo-1",
        "DPO",
        "journal-acces",
        "LISTER",
    )


def test_le_journal_se_lit_page_par_page_sans_trou_ni_doublon(scene: Scene) -> None:
    for rang in range(5):
        scene.ouvrir(FICHES, appelant=un_agent("CHARGE_GESTION_LOCATIVE", sub=f"agent-{rang}"))
    suite, vus = "", []
    for _ in range(3):
        (reponse,) = lire(scene, f"{JOURNAL}?locataire_id={scene.locataire}&page_size=2&page_token={suite}")
        vus += [v["sub"] for v in reponse.json()["consultations"] if v["ressource"] == "locataires/vue-360"]
        suite = reponse.json()["next_page_token"]
    assert vus == [f"agent-{rang}" for rang in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize(
    ("filtre", "nombre"),
    [
        (f"sub={GESTION.sub}", 1),
        ("sub=personne", 0),
        ("du=2000-01-01&au=2199-12-31", 1),
        ("du=0001-01-01&au=9999-12-31", 1),
        ("du=2199-01-01", 0),
        ("au=2000-01-01", 0),
        ("locataire_id=01900000-0000-7000-8000-00000000dead", 0),
    ],
)
def test_le_journal_se_filtre(scene: Scene, filtre: str, nombre: int) -> None:
    scene.ouvrir(FICHES)
    (reponse,) = lire(scene, f"{JOURNAL}?{filtre}")
    assert len(reponse.json()["consultations"]) == nombre


@pytest.mark.parametrize(
    ("appelant", "code"),
    [
        (GESTION, "ROLE_TECHNIQUE_REQUIS"),
        (Appelant(sub="a", role_technique="ADMIN_SI"), "ROLE_TECHNIQUE_REFUSE"),
        (Appelant(sub="a", role_technique="DIRECTION"), "ROLE_TECHNIQUE_REFUSE"),
    ],
)
def test_nul_autre_que_le_dpo_ne_lit_le_journal(scene: Scene, appelant: Any, code: str) -> None:
    (reponse,) = lire(scene, JOURNAL, appelant=appelant)
    assert (reponse.status_code, reponse.json()["code"]) == (403, code)
    assert scene.sql("SELECT * FROM journal_acces") == []


@pytest.mark.parametrize(
    ("filtre", "code", "champ"),
    [
        ("locataire_id=x", "IDENTIFIANT_ILLISIBLE", "locataire_id"),
        ("du=2026-02-30", "DATE_ILLISIBLE", "du"),
        ("page_size=-1", "PAGE_IMPOSSIBLE", "page_size"),
        ("page_size=x", "TYPE_ATTENDU", "page_size"),
        ("page_token=zz", "JETON_DE_PAGE_FAUX", "page_token"),
        ("page_token=__________8=", "JETON_DE_PAGE_FAUX", "page_token"),
        ("sub=a%00", "CARACTERE_INTERDIT", "sub"),
        ("metier=X", "PARAMETRE_INCONNU", "metier"),
        ("sub=a&sub=b", "PARAMETRE_REPETE", "sub"),
    ],
)
def test_un_filtre_faux_est_refuse(scene: Scene, filtre: str, code: str, champ: str) -> None:
    (reponse,) = lire(scene, f"{JOURNAL}?{filtre}")
    assert (reponse.status_code, reponse.json()["code"], reponse.json()["champ"]) == (400, code, champ)
