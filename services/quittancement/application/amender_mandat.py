"""Amender un mandat : nouveau compte, nouvelle RUM, nouvel identifiant créancier. L'ancienne valeur reste connue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.depot_banque import DepotBanque
from quittancement.application.verrou import verrouiller
from quittancement.domain.banque.mandat import Mandat
from socle.domaine.baremes import Baremes
from socle.domaine.refus import DejaExistant, RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class AmenderMandat:
    """Vide : inchangé. `preuve` : où la demande du débiteur, ou l'avis qu'on lui a donné, est conservé."""

    amendement_id: UUID
    mandat_id: UUID
    rum: str
    ics: str
    iban: str
    bic: str
    preuve: str
    demande_le: date
    par: str
    etag: str


def amender_mandat(commande: AmenderMandat, *, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes) -> Mandat:
    """La prochaine remise préparée porte l'amendement, une fois.

    Lève Introuvable, ConflitDeVersion, DejaExistant (RUM_PRISE), RegleViolee (ICS_DIFFERENT) et les refus de
    `Mandat.amender`.
    """
    mandat = uow.charger(Mandat, commande.mandat_id, champ="mandat_id", etag=commande.etag)
    amendement = mandat.amender(
        id=commande.amendement_id,
        rum=commande.rum,
        ics=commande.ics,
        iban=commande.iban,
        bic=commande.bic,
        preuve=commande.preuve,
        le=commande.demande_le,
        par=commande.par,
    )
    attendu = baremes.au("creancier", commande.demande_le).valeur["ics"]
    if amendement.ics_avant and mandat.ics != attendu:
        raise RegleViolee("ICS_DIFFERENT", "Ce n'est pas l'identifiant créancier du bailleur.", champ="ics")
    if amendement.rum_avant:
        verrouiller(f"rum:{mandat.rum}", uow=uow)
        if depot.rum_connue(uow, mandat.rum, sauf=mandat.id):
            raise DejaExistant("RUM_PRISE", f"La RUM {mandat.rum} désigne ou a désigné un mandat.", champ="rum")
    depot.amender(uow, amendement)
    return mandat
