"""Ouvrir la caisse d'une loge pour la journée."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from proximite.application.numero_suivant import numero_suivant
from proximite.domain.caisse import Caisse
from proximite.domain.codes import jour_civil
from proximite.domain.ouverture_de_caisse import ouvrir
from socle.domaine.baremes import Baremes
from socle.domaine.refus import DejaExistant
from socle.technique.unite_de_travail import UniteDeTravail

_OUVERTE = text("SELECT numero FROM caisse WHERE loge = :loge AND statut = 'OUVERTE'")


@dataclass(frozen=True, kw_only=True)
class OuvrirCaisse:
    id: UUID
    loge: str
    residence_id: UUID
    ouverte_le: datetime
    par: str


def ouvrir_caisse(commande: OuvrirCaisse, *, uow: UniteDeTravail, baremes: Baremes) -> Caisse:
    """Une loge n'a qu'une caisse ouverte. Lève DejaExistant (CAISSE_DEJA_OUVERTE), DonneeInvalide."""
    # Le registre est tenu jusqu'à la fin de la transaction : deux ouvertures de la même loge se suivent.
    rang = numero_suivant(f"CAISSE-{commande.loge}", jour_civil(commande.ouverte_le).year, uow=uow)
    deja = uow.session.execute(_OUVERTE, {"loge": commande.loge}).scalar()
    if deja is not None:
        raise DejaExistant("CAISSE_DEJA_OUVERTE", f"La caisse {deja} de cette loge est encore ouverte.", champ="loge")
    caisse = ouvrir(
        id=commande.id,
        rang=rang,
        loge=commande.loge,
        residence_id=commande.residence_id,
        ouverte_le=commande.ouverte_le,
        par=commande.par,
        baremes=baremes,
    )
    uow.ajouter(caisse)
    return caisse
