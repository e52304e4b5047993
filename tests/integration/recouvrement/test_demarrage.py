"""Le service ne démarre pas sur un scénario faux, et dit où il l'est."""

from __future__ import annotations

from pathlib import Path

import pytest

import recouvrement as paquet
from appui.services import ServiceDeTest
from recouvrement.composition import composer
from socle.domaine.baremes import BaremeMalForme


def test_un_scenario_faux_du_bailleur_empeche_de_demarrer(recouvrement: ServiceDeTest, tmp_path: Path) -> None:
    livre = (Path(paquet.__file__).parent / "baremes" / "scenario.yaml").read_text(encoding="utf-8")
    parametres = tmp_path / "parametres"
    (parametres / "recouvrement").mkdir(parents=True)
    fichier = parametres / "recouvrement" / "scenario.yaml"
    config = recouvrement.config.model_copy(update={"parametres": parametres})
    fichier.write_text(livre.replace("canal: VISITE", "canal: PIGEON"), encoding="utf-8")
    with pytest.raises(BaremeMalForme) as faute:
        composer(config)
    assert "scenario.yaml, ligne" in str(faute.value)
    assert "champ « canal »" in str(faute.value)
    (parametres / "recouvrement" / "arrets.yaml").write_text(
        "arret_deces:\n  - {a_partir_de: 2000-01-01, valeur: LA_MOITIE, source: choix, certitude: parametre}\n",
        encoding="utf-8",
    )
    fichier.write_text(livre, encoding="utf-8")
    with pytest.raises(BaremeMalForme, match=r"arret_deces.*LA_MOITIE"):
        composer(config)
    (parametres / "recouvrement" / "arrets.yaml").unlink()
    fichier.write_text(livre.replace("jour: 12", "jour: 14"), encoding="utf-8")
    app = composer(config)
    assert app.baremes["scenario_relance"].valeurs[0].valeur["etapes"][2]["jour"] == 14
    app.noyau.moteur.dispose()
