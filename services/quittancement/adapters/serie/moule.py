"""Un PDF de typst pris pour moule : ses textes repérés se récrivent, tout le reste reste tel quel."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from quittancement.adapters.serie.lecture_pdf import MouleImpossible, chaine, flux, objets, renvoi

MM = 72 / 25.4
Morceau = bytes | Callable[[Sequence[str], str], bytes]


class NeTientPas(ValueError):
    """Une valeur est trop large pour sa place, ou porte un caractère que le moule n'a pas."""


@dataclass(frozen=True, kw_only=True)
class Police:
    """Police d'un moule : caractère → code en hexadécimal et chasse ; code → texte, code → chasse (millièmes de corps)."""

    glyphes: dict[str, tuple[bytes, float]]
    textes: dict[int, str]
    chasses: dict[int, float]

    def composer(self, texte: str) -> tuple[bytes, float]:
        """Codes en hexadécimal, et chasse totale. Lève NeTientPas."""
        try:
            glyphes = [self.glyphes[c] for c in texte]
        except KeyError:
            raise NeTientPas(texte) from None
        return b"".join(code for code, _ in glyphes), sum(chasse for _, chasse in glyphes)


class Moule:
    """`reperes` : (texte repère, largeur en mm, aligné à droite), dans l'ordre des valeurs à remplir."""

    def __init__(self, pdf: bytes, reperes: Sequence[tuple[str, float, bool]]) -> None:
        """Lève MouleImpossible."""
        self._reperes = reperes
        self._rangs = {repere: rang for rang, (repere, _, _) in enumerate(reperes)}
        self._cherche = re.compile("|".join(map(re.escape, self._rangs)) or "(?!)")
        self._objets = objets(pdf)
        self._contenu = renvoi(rb"/Contents (\d+) 0 R", self._page())
        self._polices = self._lire_polices()
        self._traits = self._decouper_contenu(zlib.decompress(flux(self._objets[self._contenu])))
        self._identifiants = re.findall(rb"/ID\[\((.*?)\)\((.*?)\)\]", pdf[pdf.rindex(b"trailer") :])[-1]
        self._assembler(pdf)

    def remplir(self, valeurs: Sequence[str], *, qr: str = "") -> bytes:
        """PDF des valeurs. Les mêmes valeurs donnent les mêmes octets. Lève NeTientPas."""
        contenu = b"".join(m if isinstance(m, bytes) else m(valeurs, qr) for m in self._traits)
        comprime = zlib.compress(contenu, 3)
        textes = "\x00".join((*valeurs, qr)).encode()
        cles = [base64.b64encode(hashlib.sha256(cle + textes).digest()[:16]) for cle in self._identifiants]
        morceaux, longueur, places = [self._tete], len(self._tete), []
        for numero, corps in self._variables:
            objet = comprime if corps is None else self._remplacer(corps(valeurs), cles)
            if corps is None:
                objet = b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (len(objet), objet)
            objet = b"%d 0 obj\n%b\nendobj\n" % (numero, objet)
            places.append((numero, b"%010d 00000 n \n" % longueur))
            morceaux.append(objet)
            longueur += len(objet)
        table = dict(places)
        xref = [ligne or table[numero] for numero, ligne in enumerate(self._xref)]
        morceaux += [b"xref\n0 %d\n" % len(xref), *xref, self._remplacer(self._trailer, cles)]
        morceaux.append(b"\nstartxref\n%d\n%%%%EOF" % longueur)
        return b"".join(morceaux)

    def _remplacer(self, octets: bytes, cles: Sequence[bytes]) -> bytes:
        for ancienne, nouvelle in zip(self._identifiants, cles, strict=True):
            octets = octets.replace(ancienne, nouvelle)
        return octets

    def _page(self) -> bytes:
        pages = [o for o in self._objets.values() if re.search(rb"/Type/Page\b(?!s)", o[:400])]
        if len(pages) != 1:
            raise MouleImpossible("un moule a une seule page")
        return pages[0]

    def _lire_polices(self) -> dict[bytes, Police]:
        ressources = self._objets[renvoi(rb"/Resources (\d+) 0 R", self._page())]
        table = re.search(rb"/Font<<(.*?)>>", ressources)
        if not table:
            raise MouleImpossible("aucune police")
        return {nom: self._police(int(n)) for nom, n in re.findall(rb"/(f\d+) (\d+) 0 R", table[1])}

    def _police(self, numero: int) -> Police:
        police = self._objets[numero]
        descendante = self._objets[renvoi(rb"/DescendantFonts\[(\d+) 0 R", police)]
        table = zlib.decompress(flux(self._objets[renvoi(rb"/ToUnicode (\d+) 0 R", police)]))
        textes = {
            int(code, 16): bytes.fromhex(texte.decode()).decode("utf-16-be")
            for code, texte in re.findall(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", table, re.MULTILINE)
        }
        chasses: dict[int, float] = {}
        largeurs = re.search(rb"/W\[(.*?)\]", descendante)
        nombres = largeurs[1].split() if largeurs else []
        for debut, fin, chasse in zip(nombres[::3], nombres[1::3], nombres[2::3], strict=True):
            chasses |= dict.fromkeys(range(int(debut), int(fin) + 1), float(chasse))
        glyphes: dict[str, tuple[bytes, float]] = {}
        for code, texte in textes.items():
            if len(texte) == 1 and code in chasses:
                glyphes.setdefault(texte, (b"%04X" % code, chasses[code]))
        return Police(glyphes=glyphes, textes=textes, chasses=chasses)

    def _decouper_contenu(self, contenu: bytes) -> list[Morceau]:
        contenu = _ARTIFICE_POLICE.sub(b"", contenu)
        morceaux: list[Morceau] = []
        place = 0
        lignes = list(_LIGNE.finditer(contenu))
        if len(lignes) != contenu.count(b"BT 0 Tr"):
            raise MouleImpossible("un texte n'est pas écrit comme attendu")
        suites = [_Ligne(self, contenu, trouve) for trouve in lignes]
        for ligne, trouve in zip(suites, lignes, strict=True):
            if ligne.reperee:
                ligne.border(suites)
                morceaux += [*self._avec_alternatives(contenu[place : trouve.start()]), ligne.ecrire]
                place = ligne.fin
        morceaux += self._avec_alternatives(contenu[place:])
        return morceaux

    def _avec_alternatives(self, contenu: bytes) -> list[Morceau]:
        """Textes de remplacement des images, et traits du code QR."""
        morceaux: list[Morceau] = []
        for rang, part in enumerate(_QR.split(contenu)):
            if rang % 2:
                morceaux.append(_traits_du_qr)
            elif corps := self._objet_variable(part):
                morceaux.append(_sans_qr(corps))
            else:
                morceaux.append(part)
        return morceaux

    def police(self, nom: bytes) -> Police:
        return self._polices[nom]

    def trouver(self, texte: str) -> list[str]:
        """Repères de `texte`. Lève MouleImpossible s'il porte un morceau de repère."""
        if re.search(r"@\d|\d@", self._cherche.sub("", texte)):
            raise MouleImpossible("un repère est coupé")
        return self._cherche.findall(texte)

    def place(self, repere: str) -> tuple[int, float, bool]:
        """Rang, largeur en points, alignement à droite."""
        rang = self._rangs[repere]
        _, largeur, a_droite = self._reperes[rang]
        return rang, largeur * MM, a_droite

    def remplacer(self, texte: str, valeurs: Sequence[str]) -> str:
        return self._cherche.sub(lambda m: valeurs[self._rangs[m[0]]], texte)

    def _objet_variable(self, objet: bytes) -> Callable[[Sequence[str]], bytes] | None:
        """Récriture d'un objet (titre, texte de remplacement, métadonnées) ; None s'il ne porte aucun repère."""
        formes: dict[bytes, tuple[str, Callable[[str], bytes]]] = {}
        for repere in self._rangs:
            formes[b"(" + repere.encode() + b")"] = (repere, lambda v: b"<FEFF%b>" % _utf16(v))
            formes[_utf16(repere)] = (repere, _utf16)
            formes[repere.encode()] = (repere, lambda v: escape(v).encode())
        presents = [forme for forme in formes if forme in objet]
        if not presents:
            return None
        motif = re.compile(b"|".join(re.escape(f) for f in sorted(presents, key=len, reverse=True)))
        parts = [(formes[f][1], self._rangs[formes[f][0]]) for f in motif.findall(objet)]
        fixes = motif.split(objet)

        def recrire(valeurs: Sequence[str]) -> bytes:
            suite = [fixes[0]]
            for (ecrire, rang), fixe in zip(parts, fixes[1:], strict=True):
                suite += [ecrire(valeurs[rang]), fixe]
            return b"".join(suite)

        return recrire

    def _assembler(self, pdf: bytes) -> None:
        """Objets fixes d'abord, à leur place définitive ; les variables suivront."""
        tete, self._variables = bytearray(pdf[: pdf.index(b"1 0 obj")]), []
        self._xref: list[bytes] = [b"0000000000 65535 f \n"] + [b""] * len(self._objets)
        for numero, objet in self._objets.items():
            recrire = None if numero == self._contenu else self._objet_variable(objet)
            if numero == self._contenu:
                self._variables.append((numero, None))
            elif recrire or any(cle in objet for cle in self._identifiants):
                self._variables.append((numero, _a_longueur(recrire or _fixe(objet))))
            else:
                self._xref[numero] = b"%010d 00000 n \n" % len(tete)
                tete += b"%d 0 obj\n%b\nendobj\n" % (numero, objet)
        self._tete = bytes(tete)
        self._trailer = pdf[pdf.rindex(b"trailer") : pdf.rindex(b"\nstartxref")]

    _variables: list[tuple[int, Callable[[Sequence[str]], bytes] | None]]


class _Ligne:
    """Une suite de glyphes du contenu, et sa récriture si elle porte un repère."""

    def __init__(self, moule: Moule, contenu: bytes, trouve: re.Match[bytes]) -> None:
        self._moule, self._police = moule, moule.police(trouve["police"])
        self._x, self._y = float(trouve["x"]), trouve["y"]
        self._corps, self._etat = float(trouve["corps"]), trouve["etat"]
        self._texte, self._chasse, fin = self._lire(contenu, trouve.end())
        self.fin = contenu.index(b"Q", fin) + 1
        self._reperes = [(r, moule.place(r)) for r in moule.trouver(self._texte)]
        self.reperee = bool(self._reperes)
        self._nom = trouve["police"]

    def border(self, suites: Sequence[_Ligne]) -> None:
        """Bornes que la récriture ne passe pas : le texte voisin de chaque côté, sur la même ligne de base."""
        voisines = [s for s in suites if s is not self and s._y == self._y]
        bords = [s._x + s._chasse * s._corps / 1000 for s in voisines if s._x < self._x]
        self._gauche = max(bords, default=0.0)
        self._droite = min((s._x for s in voisines if s._x > self._x), default=float("inf"))

    def ecrire(self, valeurs: Sequence[str], _qr: str) -> bytes:
        """Lève NeTientPas."""
        for _, (rang, largeur, _) in self._reperes:
            if self._police.composer(valeurs[rang])[1] * self._corps > largeur * 1000:
                raise NeTientPas(valeurs[rang])
        codes, chasse = self._police.composer(self._moule.remplacer(self._texte, valeurs))
        recul = (chasse - self._chasse) * self._corps / 1000 if self._reperes[-1][1][2] else 0
        if self._x - recul < self._gauche or self._x - recul + chasse * self._corps / 1000 > self._droite:
            raise NeTientPas(self._texte)
        return b"q 1 0 0 -1 %.4f %b cm%bBT 0 Tr/%b %.4g Tf 1 0 0 -1 0 0 Tm<%b>Tj\nET\nQ" % (
            self._x - recul,
            self._y,
            self._etat,
            self._nom,
            self._corps,
            codes,
        )

    def _lire(self, contenu: bytes, place: int) -> tuple[str, float, int]:
        """Texte et chasse d'un tableau TJ, et l'endroit où il finit."""
        texte, chasse = "", 0.0
        while contenu[place : place + 1] != b"]":
            if contenu[place : place + 1] in (b"(", b"<"):
                brut, place = chaine(contenu, place)
                for i in range(0, len(brut), 2):
                    code = int.from_bytes(brut[i : i + 2], "big")
                    texte += self._police.textes.get(code, "\ufffd")
                    chasse += self._police.chasses.get(code, 0.0)
            else:
                nombre = _NOMBRE.match(contenu, place)
                if nombre is None:
                    raise MouleImpossible("suite de glyphes illisible")
                chasse -= float(nombre[0])
                place = nombre.end()
        return texte, chasse, place


_N = rb"-?[\d.]+"
_NOMBRE = re.compile(rb"\s*" + _N + rb"\s*")
_LIGNE = re.compile(
    rb"q 1 0 0 -1 (?P<x>" + _N + rb") (?P<y>" + _N + rb") cm(?P<etat>[^\[\(]*?)BT 0 Tr/(?P<police>f\d+) "
    rb"(?P<corps>" + _N + rb") Tf 1 0 0 -1 0 0 Tm\["
)
_ARTIFICE_POLICE = re.compile(rb"/Artifact BMC\n(?:(?!EMC).)*?/f\d+ 1 Tf(?:(?!EMC).)*EMC", re.DOTALL)
"""Les caractères que le gabarit trace, en corps 1, pour que les polices du moule les portent tous."""
_QR = re.compile(rb"(4 4\.5 m 5 4\.5 l(?= ?\n?[SB]))")


def _traits_du_qr(_valeurs: Sequence[str], svg: str) -> bytes:
    """Traits du SVG de `code_qr` (« M4 4.5H11… ») en opérateurs PDF."""
    traits = []
    for trait in svg[svg.rindex(' d="M') + 5 : svg.rindex('"/')].split("M"):
        depart, _, fin = trait.partition("H")
        traits.append(f"{depart} m {fin} {depart.partition(' ')[2]} l")
    return " ".join(traits).encode()


def _utf16(texte: str) -> bytes:
    return texte.encode("utf-16-be").hex().upper().encode()


def _fixe(objet: bytes) -> Callable[[Sequence[str]], bytes]:
    return lambda _valeurs: objet


def _sans_qr(recrire: Callable[[Sequence[str]], bytes]) -> Morceau:
    return lambda valeurs, _qr: recrire(valeurs)


def _a_longueur(recrire: Callable[[Sequence[str]], bytes]) -> Callable[[Sequence[str]], bytes]:
    """Un flux récrit (les métadonnées) dit sa nouvelle longueur."""

    def corps(valeurs: Sequence[str]) -> bytes:
        objet = recrire(valeurs)
        if b"\nstream\n" not in objet:
            return objet
        return re.sub(rb"/Length \d+", b"/Length %d" % len(flux(objet)), objet, count=1)

    return corps
