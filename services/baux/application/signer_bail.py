"""Signer un bail : le fait BailSigné radie la demande et ouvre le compte du locataire."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from baux.domain.bail import Bail
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class SignerBail:
    bail_id: UUID
    signe_le: date
    etag: str = ""


def signer_bail(commande: SignerBail, *, uow: UniteDeTravail) -> Bail:
    """Lève Introuvable, ConflitDeVersion, TransitionInterdite ou RegleViolee (EFFET_AVANT_SIGNATURE)."""
    bail = uow.charger(Bail, commande.bail_id, champ="bail_id", etag=commande.etag)
    bail.signer(le=commande.signe_le)
    return bail
