"""Enregistrer l'accord d'un locataire à l'envoi électronique de ses documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from quittancement.domain.accord_demat import AccordDemat
from quittancement.domain.compte import Compte
from socle.domaine.refus import DejaExistant, RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class EnregistrerAccordDemat:
    accord_id: UUID
    bail_id: UUID
    donne_le: date
    canal: str
    preuve: str
    recueilli_par: str


def enregistrer_accord_demat(commande: EnregistrerAccordDemat, *, uow: UniteDeTravail) -> AccordDemat:
    """Lève Introuvable, DejaExistant (ACCORD_EN_VIGUEUR), RegleViolee (ACCORDS_CROISES) et les refus d'`AccordDemat`."""
    uow.charger(Compte, commande.bail_id, champ="bail_id")
    accord = AccordDemat(
        id=commande.accord_id,
        bail_id=commande.bail_id,
        donne_le=commande.donne_le,
        canal=commande.canal,
        preuve=commande.preuve,
        recueilli_par=commande.recueilli_par,
    )
    for autre in uow.session.scalars(select(AccordDemat).filter_by(bail_id=commande.bail_id)):
        if autre.retire_le is None:
            raise DejaExistant("ACCORD_EN_VIGUEUR", "Ce locataire a déjà donné son accord.", champ="bail_id")
        if commande.donne_le < autre.retire_le:
            raise RegleViolee(
                "ACCORDS_CROISES", "Un nouvel accord ne précède pas le retrait du précédent.", champ="donne_le"
            )
    uow.ajouter(accord)
    return accord
