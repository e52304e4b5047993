"""Un terme : droits transmis, lot calculé et validé, paiement, documents."""

from __future__ import annotations

from typing import Any

from console.demo import jeu
from console.demo.api import messages
from console.demo.recit import EtapeEchouee
from console.demo.scene import MOIS, Scene

APL, RLS = 27_100, 4_306
"""Centimes : l'APL et la RLS de l'exemple canonique A.4 (RLS 43,06 € : un enfant, zone 2, juin 2026)."""


def quittancer(scene: Scene, mois: str) -> str:
    """La CAF transmet, le lot est calculé par l'un et validé par l'autre ; rend l'identifiant de la quittance."""
    api, recit = scene.recit.api, scene.recit
    recit.etape(
        f"La CAF transmet les droits de {mois}",
        "CAF (mTLS)",
        lambda: _droits(scene, mois),
    )
    lot = recit.etape(
        f"Le quittancement de {mois} est calculé",
        "CHARGE_QUITTANCEMENT",
        lambda: api.poster("/api/v1/quittancements", "CHARGE_QUITTANCEMENT", mois=mois)["lot"],
    )
    valide = recit.etape(
        f"Un second agent valide le lot de {mois}",
        "CHARGE_QUITTANCEMENT",
        lambda: _valider(scene, lot["id"], mois),
        attendus=["QuittancementValidé"],
    )
    recit.etapes[-1].detail = f"net {valide['total_net']['centimes'] / 100:.2f} €".replace(".", ",")
    return str(next(q["id"] for q in valide["quittances"] if q["bail_id"] == scene.ids["bail"]))


def _droits(scene: Scene, mois: str) -> None:
    requete = messages.TransmettreDroitsAplRequest(
        mois=mois,
        droits=[
            {
                "reference_bail": scene.ids["reference"],
                "apl": jeu.euros(APL),
                "rls": jeu.euros(RLS),
                "foyer": {"couple": False, "personnes_a_charge": 1},
                "zone": "2",
            }
        ],
    )
    reponse = scene.caf.appeler(scene.caf.caf.TransmettreDroitsApl, requete, trace=scene.recit.api.trace)
    if reponse.acceptes != 1:
        raise EtapeEchouee(f"Droits écartés : {reponse.ecartes}")


def _valider(scene: Scene, lot_id: str, mois: str) -> Any:
    return scene.recit.api.poster(
        f"/api/v1/quittancements/{lot_id}:valider", "CHARGE_QUITTANCEMENT:bis", valide_le=f"{mois}-25"
    )["lot"]


def payer(scene: Scene, mois: str, *, le: str) -> None:
    api, bail = scene.recit.api, scene.ids["bail"]
    quittance = api.lire(f"/api/v1/quittances/{scene.ids[mois]}", "CHARGE_QUITTANCEMENT")["quittance"]
    scene.recit.etape(
        f"Le locataire paie {mois}",
        "CHARGE_QUITTANCEMENT",
        lambda: api.poster(
            f"/api/v1/comptes/{bail}/paiements",
            "CHARGE_QUITTANCEMENT",
            montant=quittance["reste_du"],
            mode="VIREMENT",
            recu_le=le,
            reference=f"VIR-{mois}",
            mois_designe=mois,
        ),
        attendus=["PaiementEnregistré"],
        detail=f"{quittance['reste_du']['centimes'] / 100:.2f} €".replace(".", ","),
    )


def payer_le_premier_mois(scene: Scene) -> None:
    api, mois = scene.recit.api, MOIS[0]
    scene.ids[mois] = quittancer(scene, mois)
    _editer(scene, f"/api/v1/quittances/{scene.ids[mois]}:editer-avis", "L'avis d'échéance est édité", "2026-05-26")
    payer(scene, mois, le="2026-06-05")
    document = _editer(
        scene, f"/api/v1/quittances/{scene.ids[mois]}:editer-quittance", "La quittance est délivrée", "2026-06-06"
    )
    if document["nature"] != "QUITTANCE":
        raise EtapeEchouee(f"Un terme payé donne une quittance, pas {document['nature']}")
    compte = api.lire(f"/api/v1/comptes/{scene.ids['bail']}", "CHARGE_QUITTANCEMENT")["compte"]
    if compte["solde"]["centimes"] != 0:
        raise EtapeEchouee(f"Le solde devrait être nul : {compte['solde']}")


def _editer(scene: Scene, chemin: str, titre: str, le: str) -> Any:
    document = scene.recit.etape(
        titre,
        "CHARGE_QUITTANCEMENT",
        lambda: scene.recit.api.poster(chemin, "CHARGE_QUITTANCEMENT", edite_le=le)["document"],
    )
    scene.garder("quittancement", document, "CHARGE_QUITTANCEMENT")
    return document
