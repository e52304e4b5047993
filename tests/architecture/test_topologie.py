"""Tout fait publié est lié et traité, ou dit pourquoi ; tout ce qui est écouté est publié."""

from __future__ import annotations

import importlib
import inspect
import unicodedata
from pathlib import Path

import pytest
import yaml

from appui.echanges import publication, reception
from console.services import DOMAINES, TOPOLOGIE, topologie
from socle.domaine.agregat import Fait
from socle.technique.evenements import nom_ascii

CONTENU = yaml.safe_load(TOPOLOGIE.read_text(encoding="utf-8"))


PUBLIES = {(s, m.agregat, m.nom) for s in DOMAINES for m in publication(s).modeles}
RECUS = {
    (r.modele.source, r.modele.agregat, r.modele.nom) for s in (*DOMAINES, "gateway") for r in reception(s).reactions
}


@pytest.mark.parametrize("service", DOMAINES)
def test_le_code_publie_exactement_ce_que_dit_la_topologie(service: str) -> None:
    declares = {(a, nom) for a, noms in (topologie().services[service]["publie"] or {}).items() for nom in noms}
    assert {(m.agregat, m.nom) for m in publication(service).modeles} == declares


@pytest.mark.parametrize("service", [*DOMAINES, "gateway"])
def test_le_code_ecoute_exactement_ce_que_dit_la_topologie(service: str) -> None:
    declares = {(s, a) for s, agregats in (topologie().services[service]["ecoute"] or {}).items() for a in agregats}
    assert set(reception(service).abonnements) == declares


@pytest.mark.parametrize("service", [*DOMAINES, "gateway"])
def test_chaque_abonnement_a_son_ecoute_dans_le_travailleur(service: str) -> None:
    source = Path(str(importlib.import_module(service).__file__)).parent / "entrypoints" / "worker.py"
    texte = source.read_text(encoding="utf-8")
    for origine, agregat in reception(service).abonnements:
        assert f'@ecoute("{origine}", "{agregat}")' in texte
    assert texte.count("@ecoute(") == len(reception(service).abonnements)


def test_tout_ce_qui_est_traite_est_publie() -> None:
    assert set() == RECUS - PUBLIES


def test_tout_ce_qui_est_publie_est_traite_ou_dit_pourquoi() -> None:
    sans_traitement = {nom for _, _, nom in PUBLIES - RECUS}
    assert sans_traitement == set(CONTENU["sans_traitement"])
    assert all(raison.strip() for raison in CONTENU["sans_traitement"].values())


def test_un_evenement_non_declare_serait_vu() -> None:
    intrus = ("baux", "bail", "FaitInventé")
    assert (RECUS | {intrus}) - PUBLIES == {intrus}


@pytest.mark.parametrize("service", DOMAINES)
def test_chaque_fait_du_domaine_est_publie_ou_garde_avec_une_raison(service: str) -> None:
    dossier = Path(str(importlib.import_module(service).__file__)).parent / "domain"
    faits = set()
    for fichier in dossier.rglob("*.py"):
        chemin = fichier.relative_to(dossier.parents[1]).with_suffix("")
        module = importlib.import_module(".".join(chemin.parts).removesuffix(".__init__"))
        faits |= {o for o in vars(module).values() if inspect.isclass(o) and issubclass(o, Fait) and o is not Fait}
    connus = set(publication(service)._par_fait)
    assert faits == connus


def test_le_nom_accentue_et_la_classe_ascii_se_correspondent() -> None:
    for service in DOMAINES:
        for fait, (modele, _) in publication(service)._par_fait.items():
            assert unicodedata.is_normalized("NFC", modele.nom)
            assert modele.__name__ == f"{fait.__name__}V1"
            assert nom_ascii(modele.nom).replace("_", "") == fait.__name__.lower()


def test_les_champs_lus_existent_chez_le_publieur_avec_le_meme_type() -> None:
    modeles = {(s, m.nom): m.model_json_schema()["properties"] for s in DOMAINES for m in publication(s).modeles}
    for service in (*DOMAINES, "gateway"):
        for reaction in reception(service).reactions:
            publie = modeles[reaction.modele.source, reaction.modele.nom]
            for champ, schema in reaction.modele.model_json_schema()["properties"].items():
                assert champ in publie, f"{service}.{reaction.modele.__name__}.{champ}"
                for cle in ("type", "format"):
                    if cle in schema:
                        assert schema[cle] == publie[champ].get(cle), f"{service}.{reaction.modele.__name__}.{champ}"


def test_aucun_champ_publie_n_est_une_donnee_personnelle() -> None:
    interdits = {
        "nom",
        "prenoms",
        "nir",
        "iban",
        "revenu",
        "ressources",
        "adresse",
        "courriel",
        "telephone",
        "description",
    }
    for service in DOMAINES:
        for modele in publication(service).modeles:
            assert not interdits & set(modele.model_fields), modele.__name__
