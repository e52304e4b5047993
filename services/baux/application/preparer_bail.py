"""Préparer le bail d'une proposition acceptée : loyer, dépôt de garantie, annexes, titulaires."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from sqlalchemy import select

from baux.domain.bail import Bail, ModeProrata, StatutBail, Terme, Titulaire, depot_de_garantie
from baux.domain.patrimoine import Logement, Residence
from baux.domain.proposition import Proposition
from socle.domaine.baremes import Baremes
from socle.domaine.refus import DonneeInvalide, RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class PreparerBail:
    id: UUID
    locataire_id: UUID
    reference: str
    offre_id: UUID
    date_effet: date
    mode_prorata: str
    annexes: Sequence[str]


class Annuaire(Protocol):
    """Donne l'identité des demandeurs : elle vit dans demandes et ne passe pas par le bus."""

    def titulaires(self, demande_id: UUID) -> Sequence[Titulaire]:
        """Demandeur et codemandeur. Lève Indisponible si demandes ne répond pas, RegleViolee s'il ne connaît pas la demande."""
        ...


def preparer_bail(
    commande: PreparerBail, *, titulaires: Sequence[Titulaire], uow: UniteDeTravail, baremes: Baremes
) -> Bail:
    """Lève RegleViolee (BAIL_DEJA_PREPARE, LOGEMENT_DEJA_LOUE) ou DonneeInvalide (MODE_PRORATA_INCONNU)."""
    proposition = uow.session.get_one(Proposition, commande.offre_id)
    logement = uow.charger(Logement, proposition.logement_id, champ="offre_id")
    for deja in uow.session.scalars(select(Bail).filter_by(offre_id=commande.offre_id)):
        if deja.statut is not StatutBail.ANNULE:
            raise RegleViolee(
                "BAIL_DEJA_PREPARE", f"Le bail {deja.reference} existe pour cette offre.", champ="offre_id"
            )
    residence = uow.charger(Residence, logement.residence_id, champ="offre_id")
    logement.reserver()
    depot, pourquoi = depot_de_garantie(logement.loyer_principal, au=commande.date_effet, baremes=baremes)
    bail = Bail(
        id=commande.id,
        reference=commande.reference,
        logement_id=logement.id,
        residence_id=logement.residence_id,
        locataire_id=commande.locataire_id,
        demande_id=proposition.demande_id,
        offre_id=commande.offre_id,
        titulaires=list(titulaires),
        date_effet=commande.date_effet,
        loyer_principal=logement.loyer_principal,
        loyer_maximum=logement.loyer_maximum,
        provision_charges=logement.provision_charges,
        depot_garantie=depot,
        zone=residence.zone,
        financement=logement.financement,
        mode_prorata=_mode_prorata(commande, baremes=baremes),
        terme=Terme(baremes.au("terme_du_loyer", commande.date_effet).valeur),
        annexes=list(commande.annexes),
        explications=[pourquoi],
    )
    uow.ajouter(bail)
    return bail


def _mode_prorata(commande: PreparerBail, *, baremes: Baremes) -> ModeProrata:
    choisi = commande.mode_prorata or baremes.au("mode_prorata_par_defaut", commande.date_effet).valeur
    try:
        return ModeProrata(choisi)
    except ValueError:
        raise DonneeInvalide(
            "MODE_PRORATA_INCONNU", f"Mode de prorata « {choisi} » inconnu.", champ="mode_prorata"
        ) from None
