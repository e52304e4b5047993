"""Suspendre, réactiver ou révoquer un mandat ; noter si le débiteur accepte une seconde présentation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from quittancement.domain.banque.mandat import Mandat
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


def suspendre_mandat(mandat_id: UUID, *, motif: str, etag: str, uow: UniteDeTravail) -> Mandat:
    """Lève Introuvable, ConflitDeVersion et les refus de `Mandat.suspendre`."""
    return _changer(mandat_id, lambda mandat: mandat.suspendre(motif=motif), etag=etag, uow=uow)


def reactiver_mandat(mandat_id: UUID, *, le: date, etag: str, uow: UniteDeTravail, baremes: Baremes) -> Mandat:
    """Lève Introuvable, ConflitDeVersion et les refus de `Mandat.reactiver`."""
    return _changer(mandat_id, lambda mandat: mandat.reactiver(le=le, baremes=baremes), etag=etag, uow=uow)


def revoquer_mandat(mandat_id: UUID, *, motif: str, etag: str, uow: UniteDeTravail) -> Mandat:
    """Lève Introuvable, ConflitDeVersion et les refus de `Mandat.revoquer`."""
    return _changer(mandat_id, lambda mandat: mandat.revoquer(motif=motif), etag=etag, uow=uow)


def accorder_representation(mandat_id: UUID, *, accordee: bool, etag: str, uow: UniteDeTravail) -> Mandat:
    """Note si le débiteur accepte une seconde présentation. Lève Introuvable, ConflitDeVersion."""

    def noter(mandat: Mandat) -> None:
        mandat.representation_accordee = accordee

    return _changer(mandat_id, noter, etag=etag, uow=uow)


def _changer(mandat_id: UUID, changer: Callable[[Mandat], None], *, etag: str, uow: UniteDeTravail) -> Mandat:
    mandat = uow.charger(Mandat, mandat_id, champ="mandat_id", etag=etag)
    changer(mandat)
    return mandat
