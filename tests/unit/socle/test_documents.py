"""L'imprimeur de PDF et le coffre des documents."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdf
import pytest

import demandes
import quittancement
from socle.domaine.montant import Montant
from socle.domaine.refus import DejaExistant, DonneeInvalide, Introuvable, RegleViolee
from socle.technique.coffre import Coffre, CoffreMalConfigure
from socle.technique.documents import Destinataire, GabaritDefectueux, Imprimeur, en_lettres, en_textes

IMPRIMEUR = Imprimeur()

GABARIT = """
#let d = json(bytes(sys.inputs.donnees))
#let jour = d.edite_le.split("-").map(int)
#set document(title: d.titre, author: d.auteur, date: datetime(year: jour.at(0), month: jour.at(1), day: jour.at(2)))
#set text(font: "Libertinus Serif", lang: "fr", hyphenate: false)
= #d.titre
Nom : [#d.nom]
"""
PIEGES = [
    '#panic("x")',
    "*gras* _italique_ `code` $x^2$",
    'a"b\\"c\\\\d',
    "@ref <etiquette> // fin /* bloc */",
    "= Titre #let x = 1",
    ']#read("/etc/passwd")[',
    "Ŀéa d'Ωmega-Đặng",
]


@pytest.fixture
def gabarit(tmp_path: Path) -> Path:
    fichier = tmp_path / "lettre.typ"
    fichier.write_text(GABARIT, encoding="utf-8")
    return fichier


def des_donnees(**change: object) -> dict[str, object]:
    return {"titre": "Lettre d'essai", "auteur": "Habitat d'Exemple", "edite_le": "2026-03-02", "nom": "Ana", **change}


def lire(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(pdf))


def nom_imprime(pdf: bytes) -> str:
    texte = " ".join(page.extract_text() for page in lire(pdf).pages).replace("\n", " ")
    return texte[texte.index("Nom : [") + 7 : texte.rindex("]")]


def test_le_pdf_est_balise_en_francais_et_se_dit_pdf_a_et_pdf_ua(gabarit: Path) -> None:
    lecteur = lire(IMPRIMEUR.imprimer(gabarit, des_donnees()))
    racine: Any = lecteur.root_object
    assert racine["/StructTreeRoot"]["/Type"] == "/StructTreeRoot"
    assert racine["/MarkInfo"]["/Marked"]
    assert str(racine["/Lang"]).startswith("fr")
    xmp = racine["/Metadata"].get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_le_pdf_porte_titre_auteur_et_la_date_du_document(gabarit: Path) -> None:
    meta = lire(IMPRIMEUR.imprimer(gabarit, des_donnees())).metadata
    assert meta is not None
    assert (meta.title, meta.author) == ("Lettre d'essai", "Habitat d'Exemple")
    assert meta.creation_date is not None
    assert meta.creation_date.date() == date(2026, 3, 2)


def test_toutes_les_polices_sont_embarquees(gabarit: Path) -> None:
    page: Any = lire(IMPRIMEUR.imprimer(gabarit, des_donnees())).pages[0]
    polices = page["/Resources"]["/Font"]
    assert polices
    for police in polices.values():
        descripteur = police.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descripteur)


@pytest.mark.parametrize("piege", PIEGES)
def test_une_donnee_qui_ressemble_a_du_code_s_imprime_telle_quelle(gabarit: Path, piege: str) -> None:
    assert nom_imprime(IMPRIMEUR.imprimer(gabarit, des_donnees(nom=piege))) == piege


def test_la_meme_entree_donne_les_memes_octets_meme_entre_deux_imprimeurs(gabarit: Path) -> None:
    premier = IMPRIMEUR.imprimer(gabarit, des_donnees())
    IMPRIMEUR.imprimer(gabarit, des_donnees(nom="Autre"))
    assert IMPRIMEUR.imprimer(gabarit, des_donnees()) == premier
    assert Imprimeur().imprimer(gabarit, des_donnees()) == premier


def test_un_imprimeur_partage_entre_fils_ne_melange_pas_les_documents(gabarit: Path) -> None:
    noms = [f"Locataire{rang}" for rang in range(40)]
    with ThreadPoolExecutor(8) as fils:
        pdfs = list(fils.map(lambda nom: IMPRIMEUR.imprimer(gabarit, des_donnees(nom=nom)), noms))
    assert [nom_imprime(pdf) for pdf in pdfs] == noms


def test_un_gabarit_modifie_est_relu(gabarit: Path) -> None:
    IMPRIMEUR.imprimer(gabarit, des_donnees())
    gabarit.write_text(GABARIT.replace("Nom : [#d.nom]", "Nom : [changé]"), encoding="utf-8")
    assert nom_imprime(IMPRIMEUR.imprimer(gabarit, des_donnees())) == "changé"


@pytest.mark.parametrize("champ", ["titre", "auteur", "edite_le"])
def test_un_document_sans_titre_auteur_ni_date_est_refuse(gabarit: Path, champ: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        IMPRIMEUR.imprimer(gabarit, des_donnees(**{champ: ""}))
    assert (refus.value.code, refus.value.champ) == ("DOCUMENT_INCOMPLET", champ)


@pytest.mark.parametrize("caractere", ["\x00", "\t", "\x1b", "\u202e", "\ufeff", "\ue000", "\ud800"])
def test_un_caractere_qui_tromperait_le_lecteur_est_refuse_avec_son_champ(gabarit: Path, caractere: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        IMPRIMEUR.imprimer(gabarit, des_donnees(lignes=["ok", f"A{caractere}B"]))
    assert (refus.value.code, refus.value.champ) == ("CARACTERE_NON_IMPRIMABLE", "lignes.1")


def test_une_ecriture_sans_police_est_refusee_sans_recopier_le_nom(gabarit: Path) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        IMPRIMEUR.imprimer(gabarit, des_donnees(nom="李"))
    assert refus.value.code == "CARACTERE_NON_IMPRIMABLE"
    assert "U+674E" in refus.value.message
    assert "李" not in refus.value.message


def test_une_donnee_que_le_gabarit_attend_et_n_a_pas_est_un_gabarit_fautif(gabarit: Path) -> None:
    donnees = des_donnees()
    del donnees["nom"]
    with pytest.raises(GabaritDefectueux, match=r"lettre\.typ"):
        IMPRIMEUR.imprimer(gabarit, donnees)


def test_un_gabarit_ne_lit_pas_hors_de_son_dossier(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "gabarits").mkdir()
    fuite = tmp_path / "gabarits" / "fuite.typ"
    fuite.write_text(GABARIT + '#read("../secret.txt")', encoding="utf-8")
    with pytest.raises(GabaritDefectueux):
        IMPRIMEUR.imprimer(fuite, des_donnees())


def test_la_mise_en_page_n_a_qu_une_maison() -> None:
    for module in (demandes, quittancement):
        dossier = Path(str(module.__file__)).parent / "adapters" / "documents"
        textes = [gabarit.read_text("utf-8") for gabarit in dossier.glob("*.typ")]
        assert any('#import "@local/courrier:1.0.0"' in texte for texte in textes)
        assert not any("#let pied(" in texte for texte in textes)


def test_sommes_et_dates_deviennent_du_texte_francais() -> None:
    assert en_lettres(date(2026, 8, 1)) == "1er\u00a0août\u00a02026"
    assert en_textes({"a": [Montant(-123456), date(2026, 2, 28)], "b": None, "c": True}) == {
        "a": ["−1\u202f234,56\u00a0€", "28\u00a0février\u00a02026"],
        "b": None,
        "c": True,
    }


@pytest.mark.parametrize("nombre", [0, 7])
def test_une_adresse_a_de_une_a_six_lignes(nombre: int) -> None:
    with pytest.raises(DonneeInvalide, match="1 à 6 lignes"):
        Destinataire(lignes=("x",) * nombre)


ID = UUID("019a0000-0000-7000-8000-0000000000ab")
_MEMOIRES = count()


@pytest.fixture(params=["dossier", "memoire"])
def coffre(request: pytest.FixtureRequest, tmp_path: Path) -> Coffre:
    if request.param == "dossier":
        return Coffre((tmp_path / "coffre").as_uri())
    return Coffre(f"memory://coffre-{next(_MEMOIRES)}")


def test_un_document_range_se_relit_avec_son_empreinte(coffre: Coffre) -> None:
    range_ = coffre.ranger("quittancement", "AVIS_ECHEANCE", ID, b"%PDF-1")
    assert range_.chemin == f"quittancement/AVIS_ECHEANCE/ab/{ID}.pdf"
    assert (range_.taille, range_.empreinte_sha256) == (6, hashlib.sha256(b"%PDF-1").hexdigest())
    assert coffre.lire(range_.chemin, empreinte=range_.empreinte_sha256) == b"%PDF-1"


def test_ranger_deux_fois_le_meme_document_reussit_un_autre_est_refuse(coffre: Coffre) -> None:
    premier = coffre.ranger("demandes", "ATTESTATION", ID, b"un")
    assert coffre.ranger("demandes", "ATTESTATION", ID, b"un") == premier
    with pytest.raises(DejaExistant) as refus:
        coffre.ranger("demandes", "ATTESTATION", ID, b"deux")
    assert refus.value.code == "DOCUMENT_DEJA_RANGE"
    assert coffre.lire(premier.chemin) == b"un"


@pytest.mark.parametrize("chemin", ["demandes/ATTESTATION/ab/rien.pdf", "demandes"])
def test_lire_un_document_absent_est_un_refus_clair(coffre: Coffre, chemin: str) -> None:
    coffre.ranger("demandes", "ATTESTATION", ID, b"un")
    with pytest.raises(Introuvable) as refus:
        coffre.lire(chemin)
    assert refus.value.code == "DOCUMENT_INCONNU"


@pytest.mark.parametrize(
    "chemin",
    [
        "",
        "/",
        "/etc/passwd",
        "../x",
        "a/../../x",
        "a/./b",
        "a//b",
        "a/",
        ".cache",
        "a\\..\\b",
        "~/x",
        "a\x00b",
        "a/..",
        "a\n",
    ],
)
def test_un_chemin_qui_sort_du_coffre_est_refuse(coffre: Coffre, chemin: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        coffre.lire(chemin)
    assert refus.value.code == "CHEMIN_INTERDIT"


@pytest.mark.parametrize(
    "parties", [("..", "N", "id"), ("s", "../..", "id"), ("s", "N", "../id"), ("s", "", "id"), ("s", "N", "")]
)
def test_ranger_hors_du_coffre_est_refuse(coffre: Coffre, parties: tuple[str, str, str]) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        coffre.ranger(*parties, b"x")
    assert refus.value.code == "CHEMIN_INTERDIT"


def test_un_lien_symbolique_ne_fait_pas_sortir_du_coffre(tmp_path: Path) -> None:
    (tmp_path / "dehors").mkdir()
    (tmp_path / "dehors" / "x.pdf").write_bytes(b"secret")
    (tmp_path / "coffre").mkdir()
    (tmp_path / "coffre" / "lien").symlink_to(tmp_path / "dehors")
    with pytest.raises(DonneeInvalide, match="sort du coffre"):
        Coffre((tmp_path / "coffre").as_uri()).lire("lien/x.pdf")


def test_un_document_altere_est_denonce(tmp_path: Path) -> None:
    coffre = Coffre(tmp_path.as_uri())
    range_ = coffre.ranger("s", "N", ID, b"vrai")
    (tmp_path / range_.chemin).write_bytes(b"faux")
    with pytest.raises(RegleViolee) as refus:
        coffre.lire(range_.chemin, empreinte=range_.empreinte_sha256)
    assert refus.value.code == "DOCUMENT_ALTERE"


def test_une_ecriture_interrompue_ne_laisse_ni_document_ni_brouillon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panne(_descripteur: int) -> None:
        raise OSError("disque plein")

    monkeypatch.setattr(os, "fsync", panne)
    with pytest.raises(OSError, match="disque plein"):
        Coffre(tmp_path.as_uri()).ranger("s", "N", ID, b"x" * 100_000)
    assert [f for f in tmp_path.rglob("*") if f.is_file()] == []


def test_huit_fils_qui_rangent_sous_le_meme_nom_un_seul_gagne(tmp_path: Path) -> None:
    coffre = Coffre(tmp_path.as_uri())

    def ranger(rang: int) -> bool:
        try:
            coffre.ranger("s", "N", ID, f"document {rang}".encode())
        except DejaExistant:
            return False
        return True

    with ThreadPoolExecutor(8) as fils:
        assert sum(fils.map(ranger, range(8))) == 1
    assert len([f for f in tmp_path.rglob("*") if f.is_file()]) == 1


def test_un_document_vide_ne_se_range_pas(coffre: Coffre) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        coffre.ranger("s", "N", ID, b"")
    assert refus.value.code == "DOCUMENT_VIDE"


@pytest.mark.parametrize("url", ["inconnu://x", "file:///", "ftp://hote/x"])
def test_un_coffre_mal_configure_le_dit_au_demarrage(url: str) -> None:
    with pytest.raises(CoffreMalConfigure):
        Coffre(url)
