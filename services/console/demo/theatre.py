"""Le lieu du parcours : une suite neuve dans l'espace de démonstration, une scène, et tout rangé en sortant."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from rich.console import Console

from console.commandes.marche import preparer
from console.demo.api import Api, Partenaire
from console.demo.recit import Recit
from console.demo.scene import Scene
from console.environnement import Environnement, fermer_postgres
from console.local.espace import Espace
from console.noyaux import Noyaux
from console.superviseur import Decoupe, en_marche


@contextmanager
def une_suite_neuve(
    espace: Espace, *, decoupe: Decoupe = Decoupe.GROUPEE
) -> Iterator[tuple[Environnement, subprocess.Popen[bytes]]]:
    """La suite, sur des bases recréées, et son superviseur. En sortant, même sur un échec, tout est arrêté."""
    try:
        environnement = preparer(espace, neuves=True)
        with en_marche(environnement, decoupe=decoupe) as superviseur:
            yield environnement, superviseur
    finally:
        fermer_postgres(espace)


@contextmanager
def une_scene(environnement: Environnement, sortie: Console, *, graine: int, muet: bool) -> Iterator[Scene]:
    """Les voix du parcours : la porte publique, les noyaux, deux partenaires. Leurs connexions se ferment en sortant."""
    documents = environnement.espace.dossier / "demo-documents"
    documents.mkdir(exist_ok=True)
    with ExitStack() as ouverts:
        api = Api(environnement)
        ouverts.callback(api.fermer)
        noyaux = Noyaux.de_l_espace(environnement.espace)
        ouverts.callback(noyaux.fermer)
        caf, fsl = Partenaire(environnement, "caf-69"), Partenaire(environnement, "fsl-69")
        ouverts.callback(caf.fermer)
        ouverts.callback(fsl.fermer)
        yield Scene(Recit(api, noyaux, sortie, muet=muet), caf, fsl, documents, graine)
