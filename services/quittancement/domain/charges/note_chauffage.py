"""La note d'information jointe au décompte d'un chauffage individualisé (code de l'énergie, art. R241-14-1, R241-16-1).

Ni l'occupant d'avant, ni un voisin, ni une moyenne de trop peu de ménages n'en sort.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from quittancement.domain.charges.cles import Cle, TypeCle
from quittancement.domain.charges.detail import LigneDetail
from quittancement.domain.charges.lots import LotDeCharges
from quittancement.domain.charges.repartition import COMMUN, INDIVIDUEL
from socle.domaine.montant import Montant, somme
from socle.domaine.periodes import Periode

SURFACES = (TypeCle.SURFACE_HABITABLE, TypeCle.SURFACE_UTILE, TypeCle.SURFACE_CORRIGEE)


@dataclass(frozen=True, kw_only=True)
class Anterieure:
    """Relevé du même ménage sur l'exercice d'avant, en millièmes d'unité."""

    consommation: int
    exercice: Periode


@dataclass(frozen=True, kw_only=True)
class Comparaison:
    """Millièmes d'unité par m² et par exercice : le ménage, et la moyenne de `menages` autres."""

    sienne: Fraction
    moyenne: Fraction
    menages: int


@dataclass(frozen=True, kw_only=True)
class NoteChauffage:
    """Une dépense d'énergie individualisée, vue d'un ménage. Quantités en millièmes d'unité, prix en centimes par unité.

    `anterieure` None : le ménage n'était pas là tout l'exercice d'avant, ou rien n'en est connu. `comparaison` None : trop
    peu d'autres ménages, un exercice incomplet, ou une part commune qui ne suit pas une surface.
    """

    energie: Montant
    commun: Montant
    individuel: Montant
    quote_commune: Montant
    quote_individuelle: Montant
    unite: str
    cle_commune: TypeCle | None
    cle_individuelle: TypeCle
    consommation: int
    total: int
    prix_unitaire: Fraction | None
    anterieure: Anterieure | None
    comparaison: Comparaison | None


def notes_de_chauffage(
    lignes: Sequence[LigneDetail],
    bail_id: UUID,
    *,
    lots: Sequence[LotDeCharges],
    exercice: Periode,
    anterieures: Mapping[str, Anterieure],
    effectif_minimal: int,
) -> list[NoteChauffage]:
    """Une note par clé d'individualisation et périmètre, dans l'ordre des codes ; aucune sans chauffage individualisé.

    `anterieures` : par code de clé relevée. Une moyenne de moins de `effectif_minimal` autres ménages n'est pas rendue.
    """
    groupes: dict[tuple[str, str], list[LigneDetail]] = {}
    for ligne in lignes:
        if ligne.individualisee:
            groupes.setdefault((ligne.depense.cle, ligne.depense.perimetre), []).append(ligne)
    notes = []
    for _, siennes in sorted(groupes.items()):
        communes = [x for x in siennes if x.volet == COMMUN]
        relevees = [x for x in siennes if x.volet == INDIVIDUEL]
        if relevees:
            menages = _Menages(lots, exercice, effectif_minimal)
            notes.append(_note(communes, relevees, bail_id, menages, anterieures))
    return notes


def _note(
    communes: Sequence[LigneDetail],
    relevees: Sequence[LigneDetail],
    bail_id: UUID,
    menages: _Menages,
    anterieures: Mapping[str, Anterieure],
) -> NoteChauffage:
    commun, individuel = _une_fois(communes), _une_fois(relevees)
    premiere, total = relevees[0], relevees[0].base.total
    partage = communes[0].cle if communes else None
    return NoteChauffage(
        energie=individuel + commun,
        commun=commun,
        individuel=individuel,
        quote_commune=somme(x.quote_part for x in communes),
        quote_individuelle=somme(x.quote_part for x in relevees),
        unite=premiere.cle.unite,
        cle_commune=partage.type if partage else None,
        cle_individuelle=premiere.cle.type,
        consommation=sum({x.lot: x.base.sien for x in relevees}.values()),
        total=total,
        prix_unitaire=Fraction(individuel.centimes * 1000, total) if total else None,
        anterieure=anterieures.get(premiere.cle.code),
        comparaison=menages.comparer(bail_id, premiere, surface=partage)
        if partage and partage.type in SURFACES
        else None,
    )


def _une_fois(lignes: Sequence[LigneDetail]) -> Montant:
    """Une dépense donne une ligne par lot du ménage : son total ne se compte qu'une fois."""
    return somme({x.depense.reference: x.total for x in lignes}.values())


@dataclass(frozen=True)
class _Menages:
    lots: Sequence[LotDeCharges]
    exercice: Periode
    effectif_minimal: int

    def comparer(self, bail_id: UUID, ligne: LigneDetail, *, surface: Cle) -> Comparaison | None:
        """Entre ménages présents tout l'exercice : un semestre d'hiver ne se compare pas à un semestre d'été."""
        releves: dict[UUID, tuple[int, int]] = {}
        entier = self.exercice.jours_communs(self.exercice)
        for lot in self.lots:
            metres = lot.poids.get(surface.code, 0)
            for o in lot.occupations if metres and lot.dans(ligne.depense.perimetre) else ():
                if o.jours(self.exercice) == entier and ligne.cle.code in o.mesures:
                    unites, deja = releves.get(o.bail_id, (0, 0))
                    releves[o.bail_id] = (unites + o.mesures[ligne.cle.code], deja + metres)
        sien = releves.pop(bail_id, None)
        if sien is None or len(releves) < max(self.effectif_minimal, 1):
            return None
        unites, metres = (sum(valeurs) for valeurs in zip(*releves.values(), strict=True))
        return Comparaison(
            sienne=Fraction(sien[0] * 1000, sien[1]),
            moyenne=Fraction(unites * 1000, metres),
            menages=len(releves),
        )
