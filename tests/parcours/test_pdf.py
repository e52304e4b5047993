"""Les PDF que le parcours remet sont ceux qu'on archive : PDF/A-3a et PDF/UA-1, balisés, en français.

Ces déclarations ne prouvent pas la conformité : veraPDF, qui la prouve, demande Java et n'est pas de nos dépendances.
"""

from __future__ import annotations

from typing import Any

import pypdf
import pytest

from appui.suite import Joue

pytestmark = pytest.mark.conteneur

DECLARATIONS = (
    "<pdfaid:part>3</pdfaid:part>",
    "<pdfaid:conformance>A</pdfaid:conformance>",
    "<pdfuaid:part>1</pdfuaid:part>",
)


def test_chaque_document_du_parcours_se_declare_archivable_et_accessible(joue: Joue) -> None:
    documents = sorted((joue.espace.dossier / "pdf").glob("*.pdf"))
    assert {f.name.split("-")[0] for f in documents} >= {"attestation", "avis", "quittance"}
    for fichier in documents:
        lecteur = pypdf.PdfReader(fichier)
        racine: Any = lecteur.root_object
        xmp = racine["/Metadata"].get_data().decode()
        assert [d for d in DECLARATIONS if d not in xmp] == [], fichier.name
        assert racine["/MarkInfo"]["/Marked"], fichier.name
        assert racine["/StructTreeRoot"]["/Type"] == "/StructTreeRoot"
        assert racine["/Lang"] == "fr-FR"
        assert racine["/ViewerPreferences"]["/DisplayDocTitle"]
        assert racine["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
        assert lecteur.metadata is not None
        assert lecteur.metadata.title
