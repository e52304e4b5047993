"""Quelles lignes un bail porte un mois donné, avant tout montant : les baux de même forme partagent la même charpente."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from quittancement.domain.bail import ElementFixe, ParametresBail
from quittancement.domain.ligne import Modele, modele
from quittancement.domain.prorata import Prorata, prorata
from quittancement.domain.quittance import CODE_LOYER
from quittancement.domain.rubriques import Rubrique, Tva, rubrique
from socle.domaine.baremes import Baremes
from socle.domaine.periodes import Mois, Periode

CODE_PROVISION = "PCG"
UN_JOUR = timedelta(days=1)


class LignePrevue(NamedTuple):
    """`rang` : celui de l'élément qui la porte. `entier` : due pour le mois entier, sans prorata."""

    rang: int
    rubrique: Rubrique
    part: Prorata
    entier: bool
    modele: Modele
    soumise: bool
    """À la TVA."""


def charpente(bail: ParametresBail, mois: Mois, *, du_bail: Prorata, baremes: Baremes) -> tuple[LignePrevue, ...]:
    """Lignes prévues, dans l'ordre des rubriques ; loyer et provision sont les éléments 0 et 1, puis viennent ceux du bail.

    Lève DonneeInvalide (RUBRIQUE_INCONNUE).
    """
    assujetti = bail.assujetti_tva_le is not None and bail.assujetti_tva_le <= mois.premier_jour
    formes = tuple([_forme(element) for element in bail.elements])
    cle = (charpente, mois, du_bail.mode, du_bail.debut, du_bail.fin, assujetti, formes)
    return baremes.memoriser(cle, lambda: tuple(_prevoir(bail, mois, du_bail, assujetti=assujetti, baremes=baremes)))


def elements_du(bail: ParametresBail) -> list[ElementFixe]:
    """Loyer, provision générale, puis les éléments du bail."""
    return [
        ElementFixe(code=CODE_LOYER, montant=bail.loyer_principal),
        ElementFixe(code=CODE_PROVISION, montant=bail.provision_charges),
        *bail.elements,
    ]


def _forme(element: ElementFixe) -> object:
    """Tout ce qui fait la charpente, le montant et les données d'origine mis à part."""
    origine = element.origine
    if element.a_partir_de is None and element.jusqu_au is None and origine is None and not element.mention:
        return element.code
    dite = None if origine is None else (origine.regle, origine.article, origine.certitude, tuple(origine.entrees))
    return element.code, element.a_partir_de, element.jusqu_au, element.mention, dite


def _prevoir(
    bail: ParametresBail, mois: Mois, du_bail: Prorata, *, assujetti: bool, baremes: Baremes
) -> list[LignePrevue]:
    prevues = []
    for rang, element in _sans_les_remplaces(list(enumerate(elements_du(bail))), mois=mois, baremes=baremes):
        part = _part(element, du_bail, mois)
        if part is not None:
            prevues.append(_ligne(rang, element, part, mois=mois, assujetti=assujetti, baremes=baremes))
    return sorted(prevues, key=lambda p: p.rubrique.ordre)


def _ligne(
    rang: int, element: ElementFixe, part: Prorata, *, mois: Mois, assujetti: bool, baremes: Baremes
) -> LignePrevue:
    au = mois.premier_jour
    regles = rubrique(element.code, au=au, baremes=baremes)
    entier = part.complet or not regles.au_prorata
    origine = element.origine
    return LignePrevue(
        rang=rang,
        rubrique=regles,
        part=part,
        entier=entier,
        modele=modele(
            regles,
            regle=origine.regle if origine else "montant_mensuel" if entier else "prorata_au_jour",
            au=au,
            donnees=("mensuel", *(origine.entrees if origine else ())),
            dites=part.entrees,
            libelle=f"{regles.libelle}, {element.mention}" if element.mention else "",
            article=origine.article if origine else "",
            certitude=origine.certitude if origine else "",
            baremes=baremes,
        ),
        soumise=regles.tva is Tva.TOUJOURS or (assujetti and regles.tva is Tva.SI_ASSUJETTI),
    )


def _sans_les_remplaces(
    elements: Sequence[tuple[int, ElementFixe]], *, mois: Mois, baremes: Baremes
) -> Sequence[tuple[int, ElementFixe]]:
    """Une ligne qui en remplace d'autres (indemnité d'occupation) les arrête tant qu'elle court."""
    for _, remplacant in [e for e in elements if e[1].a_partir_de is not None]:
        remplaces = rubrique(remplacant.code, au=mois.premier_jour, baremes=baremes).remplace
        if remplaces:
            elements = [
                (rang, morceau)
                for rang, e in elements
                for morceau in (_hors_de(e, remplacant) if e.code in remplaces else (e,))
            ]
    return elements


def _hors_de(element: ElementFixe, remplacant: ElementFixe) -> Iterator[ElementFixe]:
    """L'élément avant le remplaçant, puis après lui s'il finit."""
    if remplacant.a_partir_de is not None:
        veille = remplacant.a_partir_de - UN_JOUR
        yield replace(element, jusqu_au=min(element.jusqu_au or veille, veille))
    if remplacant.jusqu_au is not None:
        lendemain = remplacant.jusqu_au + UN_JOUR
        yield replace(element, a_partir_de=max(element.a_partir_de or lendemain, lendemain))


def _part(element: ElementFixe, du_bail: Prorata, mois: Mois) -> Prorata | None:
    """Part du mois où l'élément court, dans celle du bail ; None s'il n'y en a pas."""
    if element.a_partir_de is None and element.jusqu_au is None:
        return du_bail
    debut = max(du_bail.debut, element.a_partir_de or du_bail.debut)
    fin = min(du_bail.fin, element.jusqu_au or du_bail.fin)
    return prorata(mois, Periode(debut, fin), mode=du_bail.mode) if debut <= fin else None
