"""Enregistrer un mandat signé : il permet de prélever aussitôt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from quittancement.application.depot_banque import DepotBanque
from quittancement.application.verrou import verrouiller
from quittancement.domain.banque.mandat import EN_VIGUEUR, Mandat, Sequence
from quittancement.domain.compte import Compte
from socle.domaine.baremes import Baremes
from socle.domaine.refus import DejaExistant
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class EnregistrerMandat:
    mandat_id: UUID
    bail_id: UUID
    rum: str
    titulaire: str
    iban: str
    bic: str
    sequence_type: Sequence
    signe_le: date
    lieu: str
    canal: str
    preuve: str
    preavis_jours: int
    representation_accordee: bool = False


def enregistrer_mandat(
    commande: EnregistrerMandat, *, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes
) -> Mandat:
    """`preavis_jours` nul : celui du rulebook. Le créancier est celui des paramètres, au jour de la signature.

    Lève Introuvable, DejaExistant (RUM_PRISE, MANDAT_EN_VIGUEUR), et les refus de `Mandat`.
    """
    uow.charger(Compte, commande.bail_id, champ="bail_id")
    mandat = Mandat(
        id=commande.mandat_id,
        bail_id=commande.bail_id,
        rum=commande.rum,
        ics=baremes.au("creancier", commande.signe_le).valeur["ics"],
        titulaire=commande.titulaire,
        iban=commande.iban,
        bic=commande.bic,
        sequence_type=commande.sequence_type,
        preavis_jours=commande.preavis_jours or baremes.au("prenotification", commande.signe_le).valeur,
        representation_accordee=commande.representation_accordee,
    )
    verrouiller(f"rum:{mandat.rum}", uow=uow)
    if depot.rum_connue(uow, mandat.rum):
        raise DejaExistant("RUM_PRISE", f"La RUM {mandat.rum} désigne ou a désigné un mandat.", champ="rum")
    for autre in uow.session.scalars(select(Mandat).filter_by(bail_id=mandat.bail_id)):
        if autre.statut in EN_VIGUEUR:
            raise DejaExistant("MANDAT_EN_VIGUEUR", f"Le mandat {autre.rum} est en vigueur.", champ="bail_id")
    mandat.signer(le=commande.signe_le, lieu=commande.lieu, canal=commande.canal, preuve=commande.preuve)
    mandat.activer()
    uow.ajouter(mandat)
    return mandat
