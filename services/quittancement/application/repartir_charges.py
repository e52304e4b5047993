"""Répartir quelques groupes d'une campagne : un groupe est une tranche, répartie en entier ou mise de côté."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from quittancement.application.depot_charges import DepotCharges, Ecart
from quittancement.domain.campagne_charges import CampagneCharges, StatutCampagne
from quittancement.domain.charges.decompte import Decompte, decomptes
from quittancement.domain.charges.repartition import Part, Repartiteur
from socle.domaine.baremes import Baremes
from socle.domaine.refus import Refus
from socle.technique.unite_de_travail import UniteDeTravail

GROUPES_PAR_APPEL = 20


@dataclass(frozen=True, kw_only=True)
class RepartirCharges:
    campagne_id: UUID
    groupes_max: int = GROUPES_PAR_APPEL


@dataclass(frozen=True, kw_only=True)
class Reparti:
    """`restants` : groupes non répartis, fautifs compris."""

    campagne: CampagneCharges
    repartis: int
    restants: int
    ecarts: Sequence[Ecart]


def repartir_charges(
    commande: RepartirCharges, *, uow: UniteDeTravail, depot: DepotCharges, baremes: Baremes
) -> Reparti:
    """À rejouer jusqu'à ce que `restants` soit nul : la campagne est alors REPARTIE. Un groupe réparti ne l'est plus.

    Les groupes jamais essayés passent avant les fautifs. Lève Introuvable, RegleViolee (ETAT_DE_CAMPAGNE,
    REPARTITION_INEXACTE).
    """
    campagne = uow.charger(CampagneCharges, commande.campagne_id, champ="campagne_id")
    campagne.exiger(StatutCampagne.DEPENSES_ARRETEES)
    groupes, restants = depot.restants(uow, campagne.id, nombre=commande.groupes_max or GROUPES_PAR_APPEL)
    ecarts: list[Ecart] = []
    for groupe in groupes:
        try:
            with uow.session.begin_nested():
                _repartir_groupe(campagne, groupe, uow=uow, depot=depot, baremes=baremes)
        except Refus as refus:
            ecarts.append(Ecart.de(refus, reference=groupe))
            depot.noter_ecart(uow, campagne.id, ecarts[-1])
    repartis = len(groupes) - len(ecarts)
    if restants == repartis:
        campagne.constater_repartie(depot.bilan(uow, campagne.id))
    return Reparti(campagne=campagne, repartis=repartis, restants=restants - repartis, ecarts=ecarts)


def _repartir_groupe(
    campagne: CampagneCharges, groupe: str, *, uow: UniteDeTravail, depot: DepotCharges, baremes: Baremes
) -> None:
    lots = depot.lots(uow, campagne.id, groupe)
    codes = [
        *baremes.au("codes_de_provision", campagne.fin).valeur,
        *baremes.au("codes_tenant_lieu_de_provision", campagne.fin).valeur,
    ]
    provisions = depot.provisions(uow, campagne, [o.bail_id for lot in lots for o in lot.occupations], codes)
    repartiteur = Repartiteur(cles={c.code: c for c in campagne.cles}, exercice=campagne.exercice, baremes=baremes)
    parts = repartiteur.repartir(depot.depenses(uow, campagne.id, groupe), lots)

    def decompter(au_passage: Iterator[Part]) -> list[Decompte]:
        return decomptes(au_passage, lots, campagne_id=campagne.id, provisions=provisions, exercice=campagne.exercice)

    depot.ranger(uow, campagne.id, groupe, parts, decompter)
