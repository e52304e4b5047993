"""Prescription d'un terme (loi 89-462, art. 7-1 ; C. civ. art. 2228 à 2251) : date, interruptions, explication."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from quittancement.domain.paiement import ModePaiement, Paiement
from quittancement.domain.protections import Protections
from quittancement.domain.quittance import Quittance
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication
from socle.domaine.montant import Montant
from socle.domaine.periodes import ajouter_mois

CERTAINES = ("verifie", "calcule", "memoire")
"""Certitudes d'une interruption sur laquelle on peut compter ; les autres reculent la date, jamais l'alerte."""


class Cause(Enum):
    """Ce qui interrompt ; la valeur nomme le paramètre du barème qui le fonde."""

    PAIEMENT_PARTIEL = "interruption_paiement_partiel"
    PLAN_SIGNE = "interruption_plan_signe"
    SURENDETTEMENT = "interruption_surendettement"


class Effet(Enum):
    INTERROMPT = "INTERROMPT"
    """Un nouveau délai, de même durée, part de ce jour (C. civ. art. 2231)."""
    DEJA_PRESCRITE = "DEJA_PRESCRITE"
    """Trop tard : une prescription acquise ne s'interrompt plus."""


@dataclass(frozen=True, kw_only=True)
class Interruption:
    """`dernier_jour` : celui du délai qui court après elle."""

    cause: Cause
    le: date
    effet: Effet
    dernier_jour: date
    article: str
    certitude: str


@dataclass(frozen=True, kw_only=True)
class PrescriptionTerme:
    """`dernier_jour` : dernier jour pour agir, accompli lequel la dette est prescrite.

    `au_plus_tot` : le même sans les interruptions incertaines ; c'est lui qui commande les alertes.
    """

    quittance_id: UUID
    mois: str
    reste: Montant
    exigible_le: date
    dernier_jour: date
    au_plus_tot: date
    interruptions: tuple[Interruption, ...]
    explication: Explication

    def acquise(self, au: date) -> bool:
        return au > self.dernier_jour

    def palier(self, au: date, *, baremes: Baremes) -> int | None:
        """Plus petit nombre de mois d'alerte déjà atteint ; None si rien ne presse encore, ou s'il est trop tard."""
        paliers: Sequence[int] = baremes.au("prescription_alertes", au).valeur
        atteints = [n for n in paliers if ajouter_mois(self.au_plus_tot, -n) <= au]
        return min(atteints, default=None) if au <= self.au_plus_tot else None


@dataclass(frozen=True, kw_only=True)
class AlertePrescription:
    """Alerte publiée une fois : pour ce terme, cette date et ce palier (mois)."""

    quittance_id: UUID
    avant_le: date
    palier: int


def prescription_du_terme(
    quittance: Quittance, paiements: Sequence[Paiement], protections: Protections, *, au: date, baremes: Baremes
) -> PrescriptionTerme:
    """Prescription du terme telle qu'on la connaît au jour `au`.

    Le jour de l'exigibilité ne compte pas et le délai finit au dernier jour accompli, ouvré ou non (art. 2228 et 2229) ;
    du 29 février, au 28. Aucune suspension n'est connue de ce service, ni commandement, ni assignation, ni titre.
    """
    faits = [(c, le) for c, le in _faits(quittance, paiements, protections) if quittance.exigible_le < le <= au]
    duree = baremes.au("prescription_duree", quittance.exigible_le)
    dernier_jour, interruptions = _courir(quittance.exigible_le, faits, baremes=baremes)
    surs = [i for i in interruptions if i.certitude in CERTAINES]
    au_plus_tot, _ = _courir(quittance.exigible_le, [(i.cause, i.le) for i in surs], baremes=baremes)
    effectives = [i for i in interruptions if i.effet is Effet.INTERROMPT]
    return PrescriptionTerme(
        quittance_id=quittance.id,
        mois=quittance.mois,
        reste=quittance.reste_du,
        exigible_le=quittance.exigible_le,
        dernier_jour=dernier_jour,
        au_plus_tot=au_plus_tot,
        interruptions=interruptions,
        explication=Explication(
            regle="prescription_du_terme",
            article=duree.source,
            date=quittance.exigible_le,
            entrees={
                "exigible_le": quittance.exigible_le.isoformat(),
                "prescription_duree": f"{duree.valeur} {duree.unite}",
                "interruptions": ", ".join(f"{i.cause.name} {i.le.isoformat()}" for i in effectives) or "aucune",
                "au_plus_tot": au_plus_tot.isoformat(),
            },
            resultat=dernier_jour.isoformat(),
            certitude=_la_moins_sure([duree.certitude, *(i.certitude for i in effectives)]),
        ),
    )


def prescrits(
    quittances: Sequence[Quittance],
    paiements: Sequence[Paiement],
    protections: Protections,
    *,
    au: date,
    baremes: Baremes,
) -> frozenset[str]:
    """Mois encore dus dont la prescription est acquise, interruptions incertaines comprises."""
    return frozenset(
        q.mois
        for q in quittances
        if q.ouverte
        and _dernier_jour(q.exigible_le, baremes=baremes) < au
        and prescription_du_terme(q, paiements, protections, au=au, baremes=baremes).acquise(au)
    )


def _courir(
    exigible_le: date, faits: Collection[tuple[Cause, date]], *, baremes: Baremes
) -> tuple[date, tuple[Interruption, ...]]:
    dernier_jour = _dernier_jour(exigible_le, baremes=baremes)
    interruptions = []
    for cause, le in sorted(faits, key=lambda fait: (fait[1], fait[0].name)):
        source = baremes.au(cause.value, le)
        acquise = le > dernier_jour
        if not acquise:
            dernier_jour = max(dernier_jour, _dernier_jour(le, baremes=baremes))
        interruptions.append(
            Interruption(
                cause=cause,
                le=le,
                effet=Effet.DEJA_PRESCRITE if acquise else Effet.INTERROMPT,
                dernier_jour=dernier_jour,
                article=source.source,
                certitude=source.certitude,
            )
        )
    return dernier_jour, tuple(interruptions)


def _dernier_jour(depart: date, *, baremes: Baremes) -> date:
    annees: int = baremes.au("prescription_duree", depart).valeur
    return ajouter_mois(depart, 12 * annees)


def _faits(quittance: Quittance, paiements: Sequence[Paiement], protections: Protections) -> set[tuple[Cause, date]]:
    """Reconnaissances de la dette. Un versement du FSL n'émane pas du débiteur ; un paiement repris n'a rien reconnu."""
    partiels = {
        (Cause.PAIEMENT_PARTIEL, p.recu_le)
        for p in paiements
        if p.mode is not ModePaiement.FSL and any(a.quittance_id == quittance.id for a in p.affectations_au())
    }
    plans = {(Cause.PLAN_SIGNE, p.signe_le) for p in protections.plans if quittance.mois in p.termes}
    gels = {
        (Cause.SURENDETTEMENT, g.recevable_le) for g in protections.gels if g.a_valu and g.vise(quittance.exigible_le)
    }
    return partiels | plans | gels


def _la_moins_sure(certitudes: Sequence[str]) -> str:
    rangs = ("verifie", "calcule", "parametre", "memoire", "incertain")
    return max(certitudes, key=rangs.index)
