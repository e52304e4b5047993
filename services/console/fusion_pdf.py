"""Plusieurs PDF balisés en un seul, balises comprises : qpdf assemble les pages, l'arbre des balises est refondu ici.

Ni pypdf ni qpdf ne fusionnent cet arbre : ils le perdent sans le dire. Chaque document garde le sien, ses numéros et ses
identifiants décalés ; une balise perdue est un refus, jamais un PDF muet pour un lecteur d'écran.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, OutlineItem, PasswordError, Pdf, PdfError, Stream, String

from socle.domaine.refus import DonneeInvalide


@dataclass(frozen=True, kw_only=True)
class Place:
    """Où un document se trouve dans le PDF fusionné : première page à partir de 1, et nombre de pages."""

    premiere_page: int
    pages: int


def fusionner(documents: Iterable[tuple[str, bytes]], *, titre: str, auteur: str) -> tuple[bytes, list[Place]]:
    """PDF/A-3a et PDF/UA-1 des documents dans l'ordre donné, un signet par document, et la place de chacun.

    `documents` : (titre du signet, PDF balisé). Les mêmes documents donnent les mêmes octets ; une police commune n'y est
    qu'une fois. Lève DonneeInvalide (PDF_ILLISIBLE, BALISAGE_ABSENT, RIEN_A_FUSIONNER).
    """
    fusion = _Fusion()
    for nom, contenu in documents:
        with _ouvrir(nom, contenu) as source:
            fusion.ajouter(nom, source)
    return fusion.finir(titre=titre, auteur=auteur), fusion.places


def _ouvrir(nom: str, contenu: bytes) -> Pdf:
    try:
        source = Pdf.open(BytesIO(contenu))
    except (PdfError, PasswordError):
        raise DonneeInvalide("PDF_ILLISIBLE", f"« {nom} » n'est pas un PDF lisible.", champ="documents") from None
    marque = source.Root.get(Name.MarkInfo, Dictionary()).get(Name.Marked, False)
    if Name.StructTreeRoot not in source.Root or not marque:
        source.close()
        raise DonneeInvalide(
            "BALISAGE_ABSENT",
            f"« {nom} » n'est pas balisé : le fusionner tromperait les lecteurs d'écran.",
            champ="documents",
        )
    return source


class _Fusion:
    def __init__(self) -> None:
        self._cible = Pdf.new()
        self.places: list[Place] = []
        self._signets: list[tuple[str, int]] = []
        self._enfants: list[Any] = []
        self._parents: list[tuple[int, Any]] = []
        self._identifiants: list[tuple[bytes, Any]] = []
        self._roles: dict[str, Any] = {}
        self._suivant = 0
        self._polices: dict[bytes, Any] = {}
        self._racine = self._cible.make_indirect(Dictionary(Type=Name.StructTreeRoot))

    def ajouter(self, nom: str, source: Pdf) -> None:
        """Copie les pages d'abord : les balises recopiées ensuite renvoient à elles."""
        rang, premiere = len(self.places), len(self._cible.pages)
        arbre = source.Root.StructTreeRoot
        decalage = self._suivant
        self._suivant += self._decaler(source, decalage)
        prefixe = b"%d-" % rang
        for balise in _balises(arbre):
            _renommer(balise, prefixe)
        self._cible.pages.extend(source.pages)
        copie = self._cible.copy_foreign(arbre)
        for enfant in _liste(copie.get(Name.K)):
            enfant.P = self._racine
            self._enfants.append(enfant)
        for cle, valeur in _paires(copie.ParentTree):
            self._parents.append((int(cle) + decalage, valeur))
        if Name.IDTree in copie:
            self._identifiants += [(prefixe + bytes(cle), valeur) for cle, valeur in _paires(copie.IDTree, Name.Names)]
        self._roles |= dict(copie.get(Name.RoleMap, Dictionary()).items())
        if not rang:
            for cle in (Name.OutputIntents, Name.Lang):
                valeur = source.Root.get(cle)
                if valeur is not None:
                    self._cible.Root[cle] = self._cible.copy_foreign(valeur) if cle == Name.OutputIntents else valeur
        for page in self._cible.pages[premiere:]:
            self._partager_les_polices(page)
        self._signets.append((nom, premiere))
        self.places.append(Place(premiere_page=premiere + 1, pages=len(self._cible.pages) - premiere))

    def finir(self, *, titre: str, auteur: str) -> bytes:
        if not self.places:
            raise DonneeInvalide("RIEN_A_FUSIONNER", "Aucun document à fusionner.", champ="documents")
        cible, racine = self._cible, self._racine
        racine.K = Array(self._enfants)
        racine.ParentTree = cible.make_indirect(
            Dictionary(Nums=Array([x for cle, valeur in sorted(self._parents, key=_cle) for x in (cle, valeur)]))
        )
        racine.ParentTreeNextKey = self._suivant
        if self._roles:
            racine.RoleMap = Dictionary(self._roles)
        if self._identifiants:
            noms = [x for cle, valeur in sorted(self._identifiants, key=_cle) for x in (String(cle), valeur)]
            racine.IDTree = cible.make_indirect(Dictionary(Names=Array(noms)))
        cible.Root.StructTreeRoot = racine
        cible.Root.MarkInfo = Dictionary(Marked=True)
        cible.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        with cible.open_outline() as plan:
            plan.root.extend(OutlineItem(nom, page) for nom, page in self._signets)
        with cible.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as xmp:
            xmp["dc:title"], xmp["dc:creator"] = titre, [auteur]
            xmp["pdfaid:part"], xmp["pdfaid:conformance"] = "3", "A"
            xmp["pdfuaid:part"] = "1"
        sortie = BytesIO()
        cible.save(
            sortie,
            deterministic_id=True,
            min_version="1.7",
            object_stream_mode=ObjectStreamMode.generate,
            linearize=False,
        )
        return sortie.getvalue()

    def _decaler(self, source: Pdf, decalage: int) -> int:
        """Décale les numéros de l'arbre dans les pages, les images et les annotations ; rend combien il y en a."""
        plus_haut = -1
        for objet in source.objects:
            if isinstance(objet, Dictionary | Stream):
                for cle in (Name.StructParents, Name.StructParent):
                    if cle in objet:
                        plus_haut = max(plus_haut, int(objet[cle]))
                        objet[cle] = int(objet[cle]) + decalage
        declare = source.Root.StructTreeRoot.get(Name.ParentTreeNextKey, 0)
        return max(plus_haut + 1, int(declare))

    def _partager_les_polices(self, page: Any) -> None:
        polices = page.resources.get(Name.Font)
        if polices is None:
            return
        for nom, police in list(polices.items()):
            polices[nom] = self._polices.setdefault(_empreinte(police), police)


def _empreinte(objet: Any) -> bytes:
    """Empreinte d'une police et de tout ce qu'elle porte ; les polices n'ont pas de cycle."""
    somme = hashlib.sha256()

    def verser(o: Any) -> None:
        if isinstance(o, Stream):
            somme.update(o.read_raw_bytes())
        if isinstance(o, Dictionary | Stream):
            for cle in sorted(o.keys()):
                somme.update(cle.encode())
                verser(o[cle])
        elif isinstance(o, Array):
            somme.update(b"[")
            for fils in o:
                verser(fils)
        else:
            somme.update(repr(o).encode())

    verser(objet)
    return somme.digest()


def _balises(arbre: Any) -> Iterator[Any]:
    """Toutes les balises sous `arbre`."""
    pile = _liste(arbre.get(Name.K))
    while pile:
        noeud = pile.pop()
        if isinstance(noeud, Dictionary) and Name.S in noeud:
            yield noeud
            pile += _liste(noeud.get(Name.K))


def _renommer(balise: Any, prefixe: bytes) -> None:
    """Identifiants, et en-têtes de tableau qui les citent : uniques dans le PDF fusionné."""
    if Name.ID in balise:
        balise.ID = String(prefixe + bytes(balise.ID))
    for attribut in _liste(balise.get(Name.A)):
        if isinstance(attribut, Dictionary) and Name.Headers in attribut:
            attribut.Headers = Array([String(prefixe + bytes(x)) for x in attribut.Headers])


def _paires(arbre: Any, feuilles: Name = Name.Nums) -> Iterator[tuple[Any, Any]]:
    """Couples d'un arbre de nombres ou de noms, à plat ou à branches."""
    for branche in arbre.get(Name.Kids, []):
        yield from _paires(branche, feuilles)
    valeurs = list(arbre.get(feuilles, []))
    yield from zip(valeurs[::2], valeurs[1::2], strict=True)


def _liste(valeur: Any) -> list[Any]:
    if valeur is None:
        return []
    return list(valeur) if isinstance(valeur, Array) else [valeur]


def _cle(paire: tuple[Any, Any]) -> Any:
    return paire[0]
