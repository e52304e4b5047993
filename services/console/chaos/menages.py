"""Des ménages fictifs, de la demande au bail actif, par les vraies commandes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import grpc

from console.chaos.appels import Guichet, Interrompu, Refusee
from console.demo import jeu
from console.demo.jeu import ANNEXES, PIECES_DEMANDE

GESTION, ACCUEIL, CONSEIL, ATTRIBUTION = (
    "CHARGE_GESTION_LOCATIVE",
    "CHARGE_ACCUEIL",
    "CONSEILLER_CLIENTELE",
    "CHARGE_ATTRIBUTION",
)
PATIENCE_PROJECTION = 90.0
"""Secondes laissées à un fait pour atteindre l'autre service pendant les fautes."""


@dataclass
class Patrimoine:
    """Résidences et réserve de logements libres ; `baux` : baux actifs, dont le compte peut recevoir des paiements."""

    residences: list[str] = field(default_factory=list)
    libres: list[str] = field(default_factory=list)
    baux: list[str] = field(default_factory=list)


def charger_patrimoine(guichet: Guichet, *, nombre: int) -> Patrimoine:
    """Une résidence et `nombre` T3 libres."""
    residence = guichet.ordonner("baux", "EnregistrerResidence", GESTION, **jeu.RESIDENCES[0]).residence
    modele = jeu.logements([residence.id], graine=1, nombre=1)[0]
    patrimoine = Patrimoine(residences=[residence.id])
    for rang in range(nombre):
        corps = {**modele, "reference": f"CHAOS-{rang:04d}"}
        patrimoine.libres.append(guichet.ordonner("baux", "EnregistrerLogement", GESTION, **corps).logement.id)
    return patrimoine


def loger_un_menage(guichet: Guichet, patrimoine: Patrimoine, *, graine: int) -> str:
    """Toute la vie d'une attribution, jusqu'au bail actif ; rend le bail. Lève Interrompu si la charge s'arrête."""
    logement = patrimoine.libres.pop()
    demandes = [_demander(guichet, corps) for corps in jeu.demandes(graine=graine)[:3]]
    guichet.ordonner(
        "baux", "DeclarerLogementDisponible", GESTION, logement_id=logement, disponible_le="2026-04-01", contingent="7"
    )
    offre = patienter(
        guichet,
        lambda: next(iter(guichet.lire("demandes", "ListOffres", ATTRIBUTION, logement_id=logement).offres), None),
    ).id
    _attribuer(guichet, offre, demandes)
    bail = patienter(
        guichet,
        lambda: (
            guichet.ordonner(
                "baux", "PreparerBail", CONSEIL, offre_id=offre, date_effet="2026-05-01", annexes=ANNEXES
            ).bail
        ),
    )
    guichet.ordonner("baux", "SignerBail", CONSEIL, bail_id=bail.id, signe_le="2026-04-24")
    _entrer(guichet, bail.id)
    patienter(
        guichet,
        lambda: guichet.ordonner(
            "baux", "ActiverBail", CONSEIL, bail_id=bail.id, active_le="2026-05-01", depot_garantie_recu=True
        ),
    )
    patrimoine.baux.append(bail.id)
    return str(bail.id)


def _demander(guichet: Guichet, corps: dict[str, Any]) -> str:
    demande = guichet.ordonner("demandes", "EnregistrerDemande", ACCUEIL, **corps).demande
    for famille, libelle in PIECES_DEMANDE:
        pieces = guichet.ordonner(
            "demandes",
            "DeposerPiece",
            ACCUEIL,
            demande_id=demande.id,
            famille=famille,
            libelle=libelle,
            deposee_le="2026-03-16",
        ).demande.pieces
        guichet.ordonner(
            "demandes",
            "ControlerPiece",
            "INSTRUCTEUR",
            etape=famille,
            demande_id=demande.id,
            piece_id=pieces[-1].id,
            valide=True,
            controlee_le="2026-03-17",
        )
    return str(demande.id)


def _attribuer(guichet: Guichet, offre: str, demandes: list[str]) -> None:
    guichet.ordonner(
        "demandes", "PresenterCandidats", ATTRIBUTION, offre_id=offre, demande_ids=demandes, seance_le="2026-04-15"
    )
    decisions = [{"demande_id": d, "decision": "ATTRIBUTION", "rang": rang} for rang, d in enumerate(demandes[:2], 1)]
    decisions.append({"demande_id": demandes[2], "decision": "NON_ATTRIBUTION", "motif": "AUTRE_CANDIDAT_PRIORITAIRE"})
    guichet.ordonner(
        "demandes",
        "DeciderAttribution",
        ATTRIBUTION,
        offre_id=offre,
        decide_le="2026-04-15",
        membres_presents=4,
        decisions=decisions,
    )
    guichet.ordonner(
        "demandes",
        "RepondreProposition",
        ATTRIBUTION,
        offre_id=offre,
        demande_id=demandes[0],
        accepte=True,
        repondu_le="2026-04-20",
    )


def _entrer(guichet: Guichet, bail: str) -> None:
    guichet.ordonner(
        "baux",
        "EnregistrerAssurance",
        "GARDIEN_IMMEUBLE",
        bail_id=bail,
        assureur="Mutuelle d'essai",
        numero_police="ESSAI-0001",
        valable_du="2026-05-01",
        valable_au="2027-04-30",
    )
    guichet.ordonner(
        "baux",
        "SignerEtatDesLieux",
        "GARDIEN_IMMEUBLE",
        bail_id=bail,
        signe_le="2026-05-01",
        sens="ENTREE",
        nombre_cles=3,
        releves=[{"fluide": "EF", "compteur": "EF-0001", "index": 128}],
    )


def patienter(guichet: Guichet, essayer: Callable[[], Any]) -> Any:
    """Répète tant que la projection d'un autre service n'est pas arrivée. Lève Interrompu au bout de sa patience."""
    limite = time.monotonic() + PATIENCE_PROJECTION
    while time.monotonic() < limite:
        try:
            valeur = essayer()
        except Refusee as refus:
            if refus.statut not in (grpc.StatusCode.NOT_FOUND, grpc.StatusCode.FAILED_PRECONDITION):
                raise
            valeur = None
        if valeur:
            return valeur
        if guichet.fini.is_set():
            raise Interrompu
        time.sleep(0.1)
    raise Interrompu(f"un fait n'est pas arrivé en {PATIENCE_PROJECTION:.0f} s")
