"""Fusionner des PDF balisés : toutes les pages, toutes les balises, chacune à sa page ; sinon un refus."""

from __future__ import annotations

import json
import re
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from console.commandes.imprimeur import DOSSIER, SOMMAIRE, preparer
from console.fusion_pdf import Place, fusionner
from socle.domaine.refus import DonneeInvalide
from socle.technique.documents import Imprimeur

IMPRIMEUR = Imprimeur()
GABARIT = """
#import "@local/courrier:1.0.0": *
#let d = donnees
#show: courrier.with(references: (("Numéro", d.numero),))
#table(columns: 2, table.header([*Nature*], [*Somme*]), [Loyer], [#d.somme])
#if d.longue { pagebreak(); [Deuxième page de #d.numero] }
"""


@pytest.fixture(scope="module")
def gabarit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    fichier = tmp_path_factory.mktemp("gabarit") / "lettre.typ"
    fichier.write_text(GABARIT, encoding="utf-8")
    return fichier


def une_lettre(gabarit: Path, numero: str, *, longue: bool = False) -> bytes:
    emetteur = {"raison_sociale": "Habitat d'Exemple", "forme": "OPH", "siren": "000", "adresse": ["1 rue A"]}
    donnees: dict[str, Any] = {
        "titre": f"Lettre {numero}",
        "titre_affiche": "Lettre",
        "auteur": "Habitat d'Exemple",
        "edite_le": "2026-03-01",
        "edite_le_lettres": "1er mars 2026",
        "emetteur": {**emetteur, "ville": "A", "telephone": "0", "courriel": "a@b.example", "site": ""},
        "destinataire": ["Mme A", "99000 VILLE"],
        "numero": numero,
        "somme": "12,00 €",
        "longue": longue,
    }
    return IMPRIMEUR.imprimer(gabarit, donnees)


def des_lettres(gabarit: Path) -> list[tuple[str, bytes]]:
    return [(f"Q-{n}", une_lettre(gabarit, f"Q-{n}", longue=n == 2)) for n in (1, 2, 3)]


def balises(noeud: Any) -> Any:
    """L'arbre des balises, sans ses numéros."""
    objet = noeud.get_object() if hasattr(noeud, "get_object") else noeud
    if isinstance(objet, list):
        return [balises(fils) for fils in objet]
    if isinstance(objet, dict):
        return (objet.get("/S"), objet.get("/Alt"), balises(objet.get("/K")))
    return objet


def test_la_fusion_garde_les_pages_leur_ordre_et_leur_texte(gabarit: Path) -> None:
    lettres = des_lettres(gabarit)
    pdf, places = fusionner(lettres, titre="Lot", auteur="Habitat d'Exemple")
    assert places == [
        Place(premiere_page=1, pages=1),
        Place(premiere_page=2, pages=2),
        Place(premiere_page=4, pages=1),
    ]
    fusionnees = [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]
    assert fusionnees == [p.extract_text() for _, un in lettres for p in pypdf.PdfReader(BytesIO(un)).pages]


def test_la_fusion_garde_l_arbre_des_balises_de_chaque_document(gabarit: Path) -> None:
    lettres = des_lettres(gabarit)
    pdf, _ = fusionner(lettres, titre="Lot", auteur="Habitat d'Exemple")
    racine: Any = pypdf.PdfReader(BytesIO(pdf)).trailer["/Root"]
    attendu = [
        arbre
        for _, un in lettres
        for arbre in balises(pypdf.PdfReader(BytesIO(un)).trailer["/Root"]["/StructTreeRoot"]["/K"])
    ]
    assert balises(racine["/StructTreeRoot"]["/K"]) == attendu
    assert (racine["/Lang"], racine["/MarkInfo"]["/Marked"]) == ("fr-FR", True)
    xmp = racine["/Metadata"].get_data().decode()
    for mention in ("pdfaid:part", "pdfuaid:part", "Lot"):
        assert mention in xmp
    assert racine["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"


def test_chaque_contenu_marque_retrouve_sa_balise_et_sa_page(gabarit: Path) -> None:
    pdf, _ = fusionner(des_lettres(gabarit), titre="Lot", auteur="Habitat d'Exemple")
    with pikepdf.open(BytesIO(pdf)) as lu:
        nombres = list(lu.Root.StructTreeRoot.ParentTree.Nums)
        parents = {int(cle): valeur for cle, valeur in zip(nombres[::2], nombres[1::2], strict=True)}
        assert len(parents) == len(nombres) // 2
        for page in lu.pages:
            contenu = b"".join(
                flux.read_bytes() for flux in ([page.Contents] if page.Contents.is_owned_by(lu) else page.Contents)
            )
            marques = {int(n) for n in re.findall(rb"/MCID (\d+)", contenu)}
            siens = parents[int(page.StructParents)]
            assert marques == set(range(len(siens)))
            for balise in siens:
                assert balise.Pg.objgen == page.obj.objgen


def test_les_identifiants_des_en_tetes_de_tableau_restent_uniques(gabarit: Path) -> None:
    pdf, _ = fusionner(des_lettres(gabarit), titre="Lot", auteur="Habitat d'Exemple")
    with pikepdf.open(BytesIO(pdf)) as lu:
        noms = list(lu.Root.StructTreeRoot.IDTree.Names)
        cles = [bytes(cle) for cle in noms[::2]]
        assert len(cles) == 6
        assert cles == sorted(set(cles))
        assert all(bytes(balise.ID) == cle for cle, balise in zip(cles, noms[1::2], strict=True))


def test_les_memes_documents_donnent_les_memes_octets_et_une_police_n_y_est_qu_une_fois(gabarit: Path) -> None:
    lettres = des_lettres(gabarit)
    une, _ = fusionner(lettres, titre="Lot", auteur="Habitat d'Exemple")
    assert une == fusionner(lettres, titre="Lot", auteur="Habitat d'Exemple")[0]
    dix, _ = fusionner([lettres[0]] * 10, titre="Lot", auteur="Habitat d'Exemple")
    assert len(dix) < 3 * len(lettres[0][1])


def test_un_pdf_sans_balises_est_refuse_plutot_que_degrade(gabarit: Path) -> None:
    nu = BytesIO()
    ecrivain = pypdf.PdfWriter()
    ecrivain.add_blank_page(width=200, height=200)
    ecrivain.write(nu)
    for contenu, code in ((nu.getvalue(), "BALISAGE_ABSENT"), (b"pas un PDF", "PDF_ILLISIBLE")):
        with pytest.raises(DonneeInvalide) as refus:
            fusionner([("Q-1", une_lettre(gabarit, "Q-1")), ("Q-2", contenu)], titre="Lot", auteur="H")
        assert refus.value.code == code
    with pytest.raises(DonneeInvalide) as refus:
        fusionner([], titre="Lot", auteur="H")
    assert refus.value.code == "RIEN_A_FUSIONNER"


def test_le_lot_de_l_imprimeur_a_par_site_un_pdf_un_zip_et_un_sommaire(gabarit: Path, tmp_path: Path) -> None:
    lignes = []
    for (numero, contenu), site in zip(des_lettres(gabarit), ("r-a", "r-a", ""), strict=True):
        fichier = f"{site or 'sans-residence'}/{numero}.pdf"
        (tmp_path / fichier).parent.mkdir(exist_ok=True)
        (tmp_path / fichier).write_bytes(contenu)
        empreinte = sha256(contenu).hexdigest()
        lignes.append(
            {"residence_id": site, "numero": numero, "document_id": f"d-{numero}", "fichier": fichier}
            | {"empreinte_sha256": empreinte}
        )
    champs = {"site": "residence_id", "reference": "numero", "auteur": "Habitat d'Exemple"}
    bilan = preparer(tmp_path, lignes, **champs)
    assert (bilan["documents"], bilan["pages"]) == (3, 4)
    sommaire = json.loads((tmp_path / DOSSIER / SOMMAIRE).read_text(encoding="utf-8"))
    assert sommaire == bilan
    premier, second = sommaire["sites"]
    assert (premier["site"], premier["pages"], second["site"]) == ("r-a", 3, "sans-residence")
    assert [(d["numero"], d["premiere_page"], d["pages"]) for d in premier["documents"]] == [
        ("Q-1", 1, 1),
        ("Q-2", 2, 2),
    ]
    for fiche in (premier, premier["archive"], second, second["archive"]):
        contenu = (tmp_path / DOSSIER / fiche["fichier"]).read_bytes()
        assert (sha256(contenu).hexdigest(), len(contenu)) == (fiche["empreinte_sha256"], fiche["octets"])
    with zipfile.ZipFile(tmp_path / DOSSIER / "r-a.zip") as archive:
        assert archive.namelist() == ["Q-1.pdf", "Q-2.pdf"]
    assert preparer(tmp_path, lignes, **champs) == bilan
    (tmp_path / "r-a" / "Q-1.pdf").write_bytes(b"autre")
    with pytest.raises(DonneeInvalide) as refus:
        preparer(tmp_path, lignes, **champs)
    assert refus.value.code == "FICHIER_CHANGE"
