"""Enregistrer les droits APL et RLS du mois transmis par la CAF ; une mauvaise ligne n'arrête pas les autres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from quittancement.domain.bail import DroitApl, Foyer
from quittancement.domain.compte import Compte
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois
from socle.domaine.refus import Introuvable, Refus
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class LigneDroit:
    reference_bail: str
    apl: Montant
    rls: Montant
    foyer: Foyer | None = None
    zone: str = ""
    refus: Refus | None = None
    """Refus de lecture de la ligne (devise étrangère…), connu avant même de chercher le bail."""


@dataclass(frozen=True, kw_only=True)
class EnregistrerDroitsApl:
    mois: Mois
    lignes: Sequence[LigneDroit]


@dataclass(frozen=True, kw_only=True)
class DroitEcarte:
    ligne: int
    code: str
    champ: str
    motif: str


@dataclass(frozen=True, kw_only=True)
class DroitsRecus:
    acceptes: int
    ecartes: Sequence[DroitEcarte]


def enregistrer_droits_apl(commande: EnregistrerDroitsApl, *, uow: UniteDeTravail, baremes: Baremes) -> DroitsRecus:
    """Rend le nombre de lignes acceptées et, pour chaque ligne écartée, son rang, son code, son champ et son motif."""
    acceptes, ecartes = 0, []
    for rang, ligne in enumerate(commande.lignes, start=1):
        try:
            _recevoir(ligne, mois=str(commande.mois), uow=uow, baremes=baremes)
            acceptes += 1
        except Refus as refus:
            ecartes.append(DroitEcarte(ligne=rang, code=refus.code, champ=refus.champ, motif=refus.message))
    return DroitsRecus(acceptes=acceptes, ecartes=ecartes)


def _recevoir(ligne: LigneDroit, *, mois: str, uow: UniteDeTravail, baremes: Baremes) -> None:
    if ligne.refus is not None:
        raise ligne.refus
    trouve = uow.session.scalars(select(Compte).filter_by(reference=ligne.reference_bail)).first()
    if trouve is None:
        raise Introuvable("Bail", ligne.reference_bail, champ="reference_bail")
    compte = uow.charger(Compte, trouve.id, champ="reference_bail")
    droit = DroitApl(mois=mois, apl=ligne.apl, rls=ligne.rls, foyer=ligne.foyer, zone=ligne.zone)
    compte.recevoir_droit(droit, baremes=baremes)
