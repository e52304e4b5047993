"""Le lot de l'imprimeur : par site, un PDF fusionné et un ZIP dans le même ordre ; un sommaire dit pages et empreintes."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from console.commandes.production import ecrire
from socle.domaine.refus import DonneeInvalide

DOSSIER = "imprimeur"
SOMMAIRE = "sommaire.json"
ZIP_EPOQUE = (1980, 1, 1, 0, 0, 0)
"""Date de chaque entrée : les mêmes documents donnent le même ZIP."""


def preparer(
    vers: Path, lignes: Sequence[Mapping[str, Any]], *, site: str, reference: str, auteur: str
) -> dict[str, Any]:
    """Lit sous `vers` les fichiers du manifeste, dans son ordre, et écrit `imprimeur/`. Rend le bilan du sommaire.

    `site` et `reference` : colonnes qui nomment le site et le document. Lève les refus de `fusionner`, DonneeInvalide
    (FICHIER_CHANGE) si un fichier n'est plus celui du manifeste.
    """
    sites = [
        _un_site(vers, nom, list(siens), reference=reference, auteur=auteur)
        for nom, siens in groupby(lignes, key=lambda ligne: _dossier(ligne, site))
    ]
    bilan = {"documents": len(lignes), "pages": sum(s["pages"] for s in sites), "sites": sites}
    ecrire(vers / DOSSIER / SOMMAIRE, json.dumps(bilan, ensure_ascii=False, indent=1).encode() + b"\n")
    return bilan


def _dossier(ligne: Mapping[str, Any], site: str) -> str:
    return str(ligne[site]) or Path(str(ligne["fichier"])).parent.name


def _un_site(
    vers: Path, nom: str, lignes: Sequence[Mapping[str, Any]], *, reference: str, auteur: str
) -> dict[str, Any]:
    from console.fusion_pdf import fusionner  # pikepdf ne se charge qu'ici

    contenus = [(ligne, _lire(vers, ligne)) for ligne in lignes]
    pdf, places = fusionner(
        ((str(ligne[reference]), contenu) for ligne, contenu in contenus),
        titre=f"Lot à imprimer, site {nom}",
        auteur=auteur,
    )
    archive = _zip([(Path(str(ligne["fichier"])).name, contenu) for ligne, contenu in contenus])
    ecrire(vers / DOSSIER / f"{nom}.pdf", pdf)
    ecrire(vers / DOSSIER / f"{nom}.zip", archive)
    return {
        "site": nom,
        **_fiche(f"{nom}.pdf", pdf),
        "pages": sum(place.pages for place in places),
        "archive": _fiche(f"{nom}.zip", archive),
        "documents": [
            {
                "rang": rang,
                reference: ligne[reference],
                "document_id": ligne["document_id"],
                "fichier": ligne["fichier"],
                "empreinte_sha256": ligne["empreinte_sha256"],
                "premiere_page": place.premiere_page,
                "pages": place.pages,
            }
            for rang, (ligne, place) in enumerate(zip(lignes, places, strict=True), start=1)
        ],
    }


def _lire(vers: Path, ligne: Mapping[str, Any]) -> bytes:
    contenu = (vers / str(ligne["fichier"])).read_bytes()
    if hashlib.sha256(contenu).hexdigest() != ligne["empreinte_sha256"]:
        raise DonneeInvalide("FICHIER_CHANGE", f"{ligne['fichier']} n'est plus celui du manifeste.", champ="fichier")
    return contenu


def _fiche(nom: str, contenu: bytes) -> dict[str, Any]:
    return {"fichier": nom, "octets": len(contenu), "empreinte_sha256": hashlib.sha256(contenu).hexdigest()}


def _zip(fichiers: Sequence[tuple[str, bytes]]) -> bytes:
    sortie = BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_STORED) as archive:
        for nom, contenu in fichiers:
            archive.writestr(zipfile.ZipInfo(nom, date_time=ZIP_EPOQUE), contenu)
    return sortie.getvalue()
