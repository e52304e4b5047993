"""Impression en série : le PDF rempli dit la même chose, et de la même façon, que celui que typst compose."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from quittancement.adapters.serie.presse import Champ, Presse
from quittancement.adapters.serie.qr import code_qr
from socle.domaine.refus import DonneeInvalide
from socle.technique.documents import Imprimeur

IMPRIMEUR = Imprimeur()
GABARIT = """
#import "@local/courrier:1.0.0": *
#let d = donnees
#show: courrier.with(references: (("Numéro", d.numero),))
#table(columns: (1fr, auto), align: (left, right), [Somme], [#d.somme])
Reste~: #d.reste \\
#image(bytes(d.qr), format: "svg", width: 20mm, alt: d.alt)
"""
CHAMPS = {
    "titre": Champ(largeur=500),
    "alt": Champ(largeur=500),
    "numero": Champ(largeur=50),
    "destinataire.*": Champ(largeur=84),
    "somme": Champ(largeur=40, a_droite=True),
    "reste": Champ(largeur=60),
}


@pytest.fixture
def gabarit(tmp_path: Path) -> Path:
    fichier = tmp_path / "lettre.typ"
    fichier.write_text(GABARIT, encoding="utf-8")
    return fichier


@pytest.fixture
def presse() -> Presse:
    return Presse(IMPRIMEUR, CHAMPS)


def une_lettre(**change: object) -> dict[str, Any]:
    emetteur = {"raison_sociale": "Habitat d'Exemple", "forme": "OPH", "siren": "000", "adresse": ["1 rue A"]}
    return {
        "titre": "Lettre n° 1",
        "titre_affiche": "Lettre",
        "auteur": "Habitat d'Exemple",
        "edite_le": "2026-03-01",
        "edite_le_lettres": "1er mars 2026",
        "emetteur": {**emetteur, "ville": "A", "telephone": "0", "courriel": "a@b.example", "site": ""},
        "destinataire": ["Mme Zoé Ŀ", "99000 VILLE"],
        "numero": "N-1",
        "somme": "12,00 €",
        "reste": "3,00 €",
        "qr": code_qr("RF18539007547034"),
        "alt": "Code de N-1",
        **change,
    }


def des_lettres(nombre: int = 5) -> list[dict[str, Any]]:
    return [
        une_lettre(
            titre=f"Lettre n° {rang}",
            destinataire=[f"M. {'A' * rang} (Élève) \\ & <b>", "99000 VILLE"],
            numero=f"N-{rang}",
            somme=f"{rang}1\u202f234,56\u00a0€",
            reste=f"−{rang},00\u00a0€",
            qr=code_qr(f"RF1853900754703{rang}"),
            alt=f"Code é de N-{rang}",
        )
        for rang in range(1, nombre + 1)
    ]


def lire(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(pdf), strict=True)


def positions(pdf: bytes) -> list[tuple[str, float]]:
    """Chaque texte et son bord gauche, en points."""
    lus: list[tuple[str, float]] = []
    lire(pdf).pages[0].extract_text(visitor_text=lambda t, cm, *_: lus.append((t.strip(), cm[4])))
    return [(t, x) for t, x in lus if t]


def test_un_document_rempli_dit_ce_que_typst_aurait_compose(gabarit: Path, presse: Presse) -> None:
    for lettre in des_lettres():
        rempli, compose = presse.imprimer(gabarit, lettre), IMPRIMEUR.imprimer(gabarit, lettre)
        assert lire(rempli).pages[0].extract_text() == lire(compose).pages[0].extract_text()
        assert lire(rempli).metadata == lire(compose).metadata
        for (texte, ici), (attendu, la) in zip(positions(rempli), positions(compose), strict=True):
            assert texte == attendu
            assert abs(ici - la) < 1.5  # un point et demi : le crénage que le remplissage ne fait pas
    assert (presse.remplis, presse.composes) == (5, 0)


def test_un_document_rempli_reste_balise_et_archivable(gabarit: Path, presse: Presse) -> None:
    lettre = des_lettres(2)[1]
    rempli, compose = presse.imprimer(gabarit, lettre), IMPRIMEUR.imprimer(gabarit, lettre)
    racine: Any = lire(rempli).root_object
    assert (racine["/Lang"], racine["/MarkInfo"]["/Marked"]) == ("fr-FR", True)
    attendue: Any = lire(compose).root_object
    assert balises(racine["/StructTreeRoot"]["/K"]) == balises(attendue["/StructTreeRoot"]["/K"])
    xmp = racine["/Metadata"].get_data().decode()
    for attendu in ("<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "Lettre n° 2<"):
        assert attendu in xmp
    assert "@0" not in xmp
    assert f"/Length {len(xmp.encode())}/Type/Metadata".encode() in rempli


def balises(noeud: Any) -> Any:
    """L'arbre des balises, textes de remplacement compris."""
    objet = noeud.get_object() if hasattr(noeud, "get_object") else noeud
    if isinstance(objet, list):
        return [balises(fils) for fils in objet]
    if isinstance(objet, dict):
        return (objet.get("/S"), objet.get("/Alt"), balises(objet.get("/K")))
    return objet


def test_chaque_contenu_marque_a_sa_balise(gabarit: Path, presse: Presse) -> None:
    page: Any = lire(presse.imprimer(gabarit, une_lettre(destinataire=["Mme A"]))).pages[0]
    contenu = page.get_contents().get_data()
    marques = [int(n) for n in re.findall(rb"/MCID (\d+)", contenu)]
    assert marques == list(range(len(marques)))
    assert contenu.count(b"BDC") + contenu.count(b"BMC") == contenu.count(b"EMC")


def test_le_code_qr_rempli_est_celui_du_document(gabarit: Path, presse: Presse) -> None:
    lettres = des_lettres(2)
    codes = [traits(presse.imprimer(gabarit, lettre)) for lettre in lettres]
    assert codes == [traits(IMPRIMEUR.imprimer(gabarit, lettre)) for lettre in lettres]
    assert codes[0] != codes[1]


def traits(pdf: bytes) -> list[bytes]:
    contenu: Any = lire(pdf).pages[0].get_contents()
    return [trait for trait in re.findall(rb"\d+ [\d.]+ m \d+ [\d.]+ l", contenu.get_data()) if b".5" in trait]


def test_chaque_document_est_unique_et_rejouable(gabarit: Path, presse: Presse) -> None:
    lettres = des_lettres(4)
    pdfs = [presse.imprimer(gabarit, lettre) for lettre in lettres]
    assert len(set(pdfs)) == 4
    assert len({str(lire(pdf).trailer["/ID"]) for pdf in pdfs}) == 4
    assert pdfs == [Presse(IMPRIMEUR, CHAMPS).imprimer(gabarit, lettre) for lettre in lettres]


@pytest.mark.parametrize(
    "change",
    [{"numero": "N" * 80}, {"destinataire": ["Ω. Đặng", "99000 VILLE"]}, {"reste": "@001@"}],
    ids=["trop large", "hors des polices du moule", "qui ressemble à un repère"],
)
def test_ce_qui_ne_se_remplit_pas_est_compose_en_entier(
    gabarit: Path, presse: Presse, change: dict[str, object]
) -> None:
    lettre = une_lettre(destinataire=["Mme A", "99000 VILLE"]) | change
    assert lire(presse.imprimer(gabarit, lettre)).pages[0].extract_text() == (
        lire(IMPRIMEUR.imprimer(gabarit, lettre)).pages[0].extract_text()
    )


def test_un_caractere_trompeur_reste_refuse(gabarit: Path, presse: Presse) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        presse.imprimer(gabarit, une_lettre(numero="N\u202e1"))
    assert refus.value.code == "CARACTERE_NON_IMPRIMABLE"


def test_un_texte_fixe_pareil_a_un_repere_n_a_pas_de_moule(gabarit: Path, presse: Presse) -> None:
    lettre = une_lettre(destinataire=["Mme A"], titre_affiche="@000@")
    assert "@000@" in lire(presse.imprimer(gabarit, lettre)).pages[0].extract_text()
    assert (presse.remplis, presse.composes) == (0, 1)
