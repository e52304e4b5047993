"""Un scénario mal écrit ne se charge pas : la faute nomme le champ, et la ligne du fichier."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fabrique_recouvrement import BAREMES, le

import recouvrement
from recouvrement.domain.scenario_date import lire_scenario, verifier_scenarios
from socle.domaine.baremes import BaremeMalForme
from socle.technique.baremes import charger_baremes

ETAPE = {"code": "A", "jour": 5, "canal": "LRAR"}
SILENCE = {"jours": ["DIMANCHE"], "ouvre_a": "08:00", "midi": "12:00", "ferme_a": "20:00"}


def la_faute(**change: Any) -> str:
    livre = BAREMES.au("scenario_relance", le("2026-09-10"))
    with pytest.raises(BaremeMalForme) as faute:
        lire_scenario(replace(livre, valeur={**livre.valeur, **change}))
    return str(faute.value)


@pytest.mark.parametrize(
    ("change", "champ", "dit"),
    [
        ({"code": ""}, "code", "un texte"),
        ({"couleur": "bleu"}, "couleur", "clé inconnue"),
        ({"arrets": ["SOLDE_NUL"]}, "arrets", "SURENDETTEMENT_RECEVABLE"),
        ({"arrets": ["SOLDE_NUL", "SURENDETTEMENT_RECEVABLE", "HOSPITALISATION"]}, "arrets", "« HOSPITALISATION »"),
        ({"arrets": "SOLDE_NUL"}, "arrets", "une liste"),
        ({"etapes": []}, "etapes", "au moins une étape"),
        ({"etapes": [{**ETAPE, "canal": "PIGEON"}]}, "canal", "« PIGEON » n'est pas permis (SMS_MAIL"),
        ({"etapes": [{**ETAPE, "si": ["PLEINE_LUNE"]}]}, "si", "« PLEINE_LUNE »"),
        ({"etapes": [{**ETAPE, "phase": "CLOS"}]}, "phase", "CLOS"),
        ({"etapes": [{**ETAPE, "jour": -3}]}, "jour", "au moins 0"),
        ({"etapes": [{**ETAPE, "jour": "5"}]}, "jour", "un entier"),
        ({"etapes": [{**ETAPE, "cout": "8"}]}, "cout", "clé inconnue"),
        ({"etapes": [{**ETAPE, "seuil": "trente"}]}, "seuil", "trente"),
        ({"etapes": [{"code": "A", "jour": 5}]}, "canal", "il manque"),
        ({"etapes": [ETAPE, {**ETAPE, "jour": 6}]}, "code", "« A » sert deux fois"),
        ({"contacts_au_plus": {"nombre": 0, "jours": 7}}, "nombre", "au moins 1"),
        ({"contacts_au_plus": {"nombre": 3, "jours": 0}}, "jours", "au moins 1"),
        ({"silence": {**SILENCE, "ouvre_a": 480}}, "ouvre_a", "HH:MM"),
        ({"silence": {**SILENCE, "ferme_a": "07:00"}}, "ferme_a", "ne se suivent pas"),
        ({"silence": {**SILENCE, "jours": ["LUNDI"]}}, "jours", "« LUNDI »"),
    ],
)
def test_la_faute_nomme_le_champ_et_ce_qu_il_fallait(change: dict[str, Any], champ: str, dit: str) -> None:
    message = la_faute(**change)
    assert f"champ « {champ} »" in message
    assert dit in message


def test_une_table_absente_ou_mal_faite_est_nommee() -> None:
    assert "étape 2 : une table est attendue" in la_faute(etapes=[ETAPE, "B"])
    assert "silence : une table est attendue" in la_faute(silence="jamais")


def test_le_scenario_livre_est_bon() -> None:
    verifier_scenarios(BAREMES)


def test_une_valeur_a_venir_est_controlee_des_le_demarrage_avec_sa_ligne(tmp_path: Path) -> None:
    livre = (Path(recouvrement.__file__).parent / "baremes" / "scenario.yaml").read_text(encoding="utf-8")
    debut = livre.index("  - a_partir_de: 2000-01-01")
    futur = livre[debut:].replace("2000-01-01", "2027-07-01").replace("canal: VISITE", "canal: PIGEON")
    (tmp_path / "scenario.yaml").write_text(livre + futur, encoding="utf-8")
    ligne = next(n for n, texte in enumerate((livre + futur).splitlines(), 1) if "PIGEON" in texte)
    baremes = charger_baremes(Path(recouvrement.__file__).parent / "baremes", tmp_path)
    with pytest.raises(BaremeMalForme) as faute:
        verifier_scenarios(baremes)
    assert str(faute.value).startswith(
        f"scenario_relance (2027-07-01), étape 5 (scenario.yaml, ligne {ligne}), champ « canal » : « PIGEON »"
    )
