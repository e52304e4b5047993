"""L'impayé : constaté, relancé, orienté, puis refermé."""

from __future__ import annotations

from functools import partial
from typing import Any

from console.demo.scene import MOIS, Scene
from console.demo.termes import payer, quittancer


def laisser_un_impaye(scene: Scene) -> None:
    api = scene.recit.api
    scene.ids[MOIS[1]] = quittancer(scene, MOIS[1])
    scene.recit.etape(
        "Juin n'est pas payé : l'impayé est constaté",
        "CHARGE_QUITTANCEMENT",
        lambda: api.poster("/api/v1/impayes:constater", "CHARGE_QUITTANCEMENT", au="2026-07-16"),
        attendus=["LoyerImpayé", "DossierImpayéOuvert"],
    )
    dossiers = scene.recit.patienter(
        "le dossier d'impayé",
        lambda: api.lire("/api/v1/dossiers-impaye", "CHARGE_RECOUVREMENT", bail_id=scene.ids["bail"])["dossiers"],
    )
    scene.ids["dossier"] = dossiers[0]["id"]


def relancer_et_orienter(scene: Scene) -> None:
    api, dossier = scene.recit.api, scene.ids["dossier"]
    for au in ("2026-07-16", "2026-07-22", "2026-07-31"):
        scene.recit.etape(
            f"Le scénario de relance est joué au {au}",
            "CHARGE_RECOUVREMENT",
            partial(api.poster, "/api/v1/relances:jouer", "CHARGE_RECOUVREMENT", au=au),
            attendus=["RelanceEnvoyée"],
        )
    scene.recit.etape(
        "Le ménage est orienté vers l'accompagnement social",
        "CHARGE_RECOUVREMENT",
        lambda: api.poster(
            f"/api/v1/dossiers-impaye/{dossier}:orienter",
            "CHARGE_RECOUVREMENT",
            motif="IMPAYE",
            oriente_le="2026-08-03",
            menage_informe=True,
        ),
        attendus=["OrientationSocialeDemandée"],
    )
    social = scene.recit.patienter(
        "le dossier social",
        lambda: api.lire("/api/v1/dossiers-sociaux", "ASSISTANT_SOCIAL")["dossiers"],
    )[0]["id"]
    scene.ids["dossier_social"] = social
    scene.recit.etape(
        "L'assistante sociale propose un accompagnement",
        "ASSISTANT_SOCIAL",
        lambda: api.poster(f"/api/v1/dossiers-sociaux/{social}:proposer", "ASSISTANT_SOCIAL", propose_le="2026-08-06"),
        attendus=["StatutAccompagnementModifié"],
    )
    scene.recit.etape(
        "Le ménage consent : l'accompagnement s'ouvre",
        "ASSISTANT_SOCIAL",
        lambda: api.poster(
            f"/api/v1/dossiers-sociaux/{social}:ouvrir",
            "ASSISTANT_SOCIAL",
            consentement_le="2026-08-07",
            support_consentement="ECRIT",
        ),
        attendus=["AccompagnementOuvert", "StatutAccompagnementModifié"],
    )
    scene.recit.patienter(
        "le statut, jusqu'au recouvrement",
        lambda: _dossier(scene)["accompagnement"] == "EN_COURS",
    )


def _dossier(scene: Scene) -> Any:
    return scene.recit.api.lire(f"/api/v1/dossiers-impaye/{scene.ids['dossier']}", "CHARGE_RECOUVREMENT")["dossier"]


def reprendre_le_courant(scene: Scene) -> None:
    for mois, paye_le in ((MOIS[2], "2026-08-08"), (MOIS[3], "2026-09-07")):
        scene.ids[mois] = quittancer(scene, mois)
        payer(scene, mois, le=paye_le)


def refermer_le_dossier(scene: Scene) -> None:
    api = scene.recit.api
    for mois, paye_le in ((MOIS[4], "2026-10-08"), (MOIS[5], "2026-11-06")):
        scene.ids[mois] = quittancer(scene, mois)
        payer(scene, mois, le=paye_le)
    scene.recit.etape(
        "Deux termes payés : le dossier d'impayé est clos",
        "CHARGE_RECOUVREMENT",
        lambda: scene.recit.patienter(
            "les paiements, jusqu'au recouvrement",
            lambda: api.poster("/api/v1/dossiers-impaye:clore", "CHARGE_RECOUVREMENT", au="2026-11-16")["clos"],
        ),
        attendus=["DossierImpayéClos"],
    )
