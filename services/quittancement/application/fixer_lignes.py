"""Fixer des lignes de quittance sur des baux ; une mauvaise ligne n'arrête pas les autres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from quittancement.domain.compte import Compte
from quittancement.domain.lignes_fixees import LigneAFixer, fixer_ligne
from socle.domaine.baremes import Baremes
from socle.domaine.refus import Introuvable, Refus
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class LigneDemandee:
    """`ligne` est le refus de sa lecture, s'il y en a un : connu avant même de chercher le bail."""

    reference_bail: str
    ligne: LigneAFixer | Refus


@dataclass(frozen=True, kw_only=True)
class LigneRefusee:
    """`ligne` : rang dans l'envoi, à partir de 1."""

    ligne: int
    code: str
    champ: str
    motif: str


@dataclass(frozen=True, kw_only=True)
class LignesFixees:
    """`deja` : lignes que leur bail portait déjà."""

    fixees: int
    deja: int
    ecartees: Sequence[LigneRefusee]


def fixer_lignes(demandes: Sequence[LigneDemandee], *, uow: UniteDeTravail, baremes: Baremes) -> LignesFixees:
    """Rejouer le même envoi ne fixe plus rien."""
    fixees, deja, ecartees = 0, 0, []
    for rang, demande in enumerate(demandes, start=1):
        try:
            neuve = _fixer(demande, uow=uow, baremes=baremes)
        except Refus as refus:
            ecartees.append(LigneRefusee(ligne=rang, code=refus.code, champ=refus.champ, motif=refus.message))
        else:
            fixees, deja = fixees + neuve, deja + (not neuve)
    return LignesFixees(fixees=fixees, deja=deja, ecartees=ecartees)


def _fixer(demande: LigneDemandee, *, uow: UniteDeTravail, baremes: Baremes) -> bool:
    if isinstance(demande.ligne, Refus):
        raise demande.ligne
    trouve = uow.session.scalars(select(Compte).filter_by(reference=demande.reference_bail)).first()
    if trouve is None:
        raise Introuvable("Bail", demande.reference_bail, champ="reference_bail")
    return fixer_ligne(uow.charger(Compte, trouve.id, champ="reference_bail"), demande.ligne, baremes=baremes)
