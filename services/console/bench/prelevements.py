"""Une remise de prélèvements de tout un parc : choisie, rangée, écrite en pain.008 et vérifiée contre son schéma."""

from __future__ import annotations

import os
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from console.bench.banque import MOIS, PRELEVE_LE, Base, base_neuve, contexte, memoire_mo, peupler
from console.bench.resultat import resultat
from quittancement.adapters.depot_banque import DepotBanqueSql
from quittancement.adapters.lectures_banque import creancier, lignes_de_remise
from quittancement.adapters.pain008 import ecrire
from quittancement.adapters.schema_pain008 import verifier
from quittancement.application.preparer_remise import PreparerRemise, preparer_remise
from socle.technique.identifiants import nouvel_id


def banc(*, prelevements: int) -> dict[str, Any]:
    """Mesure la remise de bout en bout, à côté de l'écriture sur disque des mêmes octets."""
    with base_neuve("demo-prelevements") as base:
        peupler(base, baux=prelevements, mandats=lambda _: True)
        return _mesurer(base, prelevements)


def _mesurer(base: Base, nombre: int) -> dict[str, Any]:
    remise_id = nouvel_id()
    depart = time.perf_counter()
    with base.fabrique.ouvrir(contexte()) as uow:
        commande = PreparerRemise(
            remise_id=remise_id,
            mois=MOIS,
            preleve_le=PRELEVE_LE,
            preparee_le=contexte().instant.date(),
            preparee_par="banc",
        )
        remise = preparer_remise(commande, uow=uow, depot=DepotBanqueSql(), baremes=base.baremes)
        attendu = (remise.nombre, remise.total.centimes, remise.lots, remise.msg_id)
    preparee = time.perf_counter()
    with tempfile.TemporaryDirectory() as dossier:
        chemin = Path(dossier) / "pain.008.xml"
        _ecrire(base, remise_id, chemin, msg_id=attendu[3])
        ecrite = time.perf_counter()
        verdict = verifier(chemin)
        fin = time.perf_counter()
        limite = _limite(chemin, nombre)
        taille = chemin.stat().st_size
    return resultat(
        "prelevements",
        debits=[nombre / (fin - depart)],
        unite="prélèvements/s",
        limites=[limite],
        latences_ms=[(preparee - depart) * 1000, (ecrite - preparee) * 1000, (fin - ecrite) * 1000],
        memoire_mo=memoire_mo(),
        prelevements=nombre,
        duree_s=round(fin - depart, 2),
        preparation_s=round(preparee - depart, 2),
        ecriture_s=round(ecrite - preparee, 2),
        verification_s=round(fin - ecrite, 2),
        xsd_valide=not verdict.refus,
        sommes_exactes=(verdict.nombre, verdict.total) == attendu[:2],
        lots=attendu[2],
        taille_mo=round(taille / 1e6, 1),
        latence="préparation, écriture, vérification : une de chaque",
        limite="écriture et synchronisation sur disque des mêmes octets",
    )


def _ecrire(base: Base, remise_id: UUID, chemin: Path, *, msg_id: str) -> None:
    with base.moteur.connect() as connexion:
        lignes = lignes_de_remise(connexion, remise_id, apres="", nombre=None)
    ecrire(
        chemin,
        lignes,
        msg_id=msg_id,
        cree_le=datetime(2026, 7, 1, 9),
        preleve_le=PRELEVE_LE,
        creancier=creancier(base.baremes, PRELEVE_LE),
    )


def _limite(chemin: Path, nombre: int) -> float:
    octets = chemin.read_bytes()
    depart = time.perf_counter()
    with chemin.with_suffix(".limite").open("wb") as flux:
        flux.write(octets)
        flux.flush()
        os.fsync(flux.fileno())
    return nombre / (time.perf_counter() - depart)
