"""Prescription d'un terme (loi 89-462, art. 7-1 ; C. civ. art. 2228 à 2251) : date, interruptions, explication."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from uuid import UUID

from quittancement.domain.actes import Effet, RegleActe, regle_de_l_acte
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


@dataclass(frozen=True, kw_only=True)
class Interruption:
    """`cause` : `Cause` par son nom, ou nature d'un acte. `dernier_jour` : celui du délai qui court après elle.

    `fini_le` : fin de l'instance ou de la médiation. `en_cours` : elle n'est pas connue, on compte comme si c'était ce jour.
    """

    cause: str
    le: date
    effet: Effet
    dernier_jour: date
    article: str
    certitude: str
    fini_le: date | None = None
    en_cours: bool = False


@dataclass(frozen=True, kw_only=True)
class PrescriptionTerme:
    """`dernier_jour` : dernier jour pour agir, accompli lequel la dette est prescrite.

    `au_plus_tot` : le même sans les interruptions incertaines, ni ce qu'un acte sans fin connue prolonge ; c'est lui qui
    commande les alertes.
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
    du 29 février, au 28.
    """
    faits = {
        replace(f, fini_le=f.fini_le if f.fini_le and f.fini_le <= au else None)
        for f in _faits(quittance, paiements, protections, baremes=baremes)
        if quittance.exigible_le < f.le <= au
    }
    duree = baremes.au("prescription_duree", quittance.exigible_le)
    dernier_jour, interruptions = _courir(quittance.exigible_le, faits, au=au, baremes=baremes)
    surs = [f for f in faits if f.regle.certitude in CERTAINES]
    au_plus_tot, _ = _courir(quittance.exigible_le, surs, au=None, baremes=baremes)
    effectives = [i for i in interruptions if i.effet is not Effet.DEJA_PRESCRITE]
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
                "interruptions": ", ".join(f"{i.cause} {i.le.isoformat()}" for i in effectives) or "aucune",
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
    exigible_le: date, faits: Collection[_Fait], *, au: date | None, baremes: Baremes
) -> tuple[date, tuple[Interruption, ...]]:
    """`au` : jour où l'on arrête ce qui dure encore ; None : ce qui dure encore n'a rien prolongé."""
    dernier_jour, arrete_au = _dernier_jour(exigible_le, baremes=baremes), exigible_le
    titre: int | None = None
    interruptions = []
    for fait in sorted(faits, key=lambda f: (f.le, f.cause)):
        regle, fin = fait.regle, fait.fin(au)
        # Jugée, la créance ne se discute plus : le délai d'exécution du titre court, même après celui de l'action.
        acquise = fait.le > dernier_jour and regle.duree_ans is None
        if not acquise:
            titre = regle.duree_ans or titre
            if regle.effet is Effet.SUSPEND:
                # Le délai était peut-être déjà arrêté, par une instance ou une autre médiation : pas deux fois les mêmes jours.
                arrete = max(fin - max(fait.le, arrete_au), timedelta())
                dernier_jour = max(dernier_jour + arrete, ajouter_mois(fin, regle.au_moins_mois))
            else:
                depart = max(fin, arrete_au)
                dernier_jour = max(dernier_jour, _dernier_jour(depart, annees=titre, baremes=baremes))
            arrete_au = max(arrete_au, fin)
        interruptions.append(
            Interruption(
                cause=fait.cause,
                le=fait.le,
                effet=Effet.DEJA_PRESCRITE if acquise else regle.effet,
                dernier_jour=dernier_jour,
                article=regle.article,
                certitude=regle.certitude,
                fini_le=fait.fini_le,
                en_cours=regle.dure and fait.fini_le is None,
            )
        )
    return dernier_jour, tuple(interruptions)


def _dernier_jour(depart: date, *, annees: int | None = None, baremes: Baremes) -> date:
    duree: int = annees or baremes.au("prescription_duree", depart).valeur
    return ajouter_mois(depart, 12 * duree)


@dataclass(frozen=True, kw_only=True)
class _Fait:
    cause: str
    le: date
    regle: RegleActe
    fini_le: date | None = None

    def fin(self, au: date | None) -> date:
        return (self.fini_le or au or self.le) if self.regle.dure else self.le


def _faits(
    quittance: Quittance, paiements: Sequence[Paiement], protections: Protections, *, baremes: Baremes
) -> set[_Fait]:
    """Reconnaissances de la dette, et actes consignés pour ce terme.

    Un versement du FSL n'émane pas du débiteur ; un paiement repris n'a rien reconnu.
    """
    partiels = {
        (Cause.PAIEMENT_PARTIEL, p.recu_le)
        for p in paiements
        if p.mode is not ModePaiement.FSL and any(a.quittance_id == quittance.id for a in p.affectations_au())
    }
    plans = {(Cause.PLAN_SIGNE, p.signe_le) for p in protections.plans if quittance.mois in p.termes}
    gels = {
        (Cause.SURENDETTEMENT, g.recevable_le) for g in protections.gels if g.a_valu and g.vise(quittance.exigible_le)
    }
    recus = {_recu(cause, le, baremes=baremes) for cause, le in partiels | plans | gels}
    return recus | {
        _Fait(
            cause=acte.nature,
            le=acte.fait_le,
            regle=regle_de_l_acte(acte.nature, acte.fait_le, baremes=baremes),
            fini_le=acte.fini_le,
        )
        for acte in protections.actes
        if acte.vaut and quittance.mois in acte.termes
    }


def _recu(cause: Cause, le: date, *, baremes: Baremes) -> _Fait:
    source = baremes.au(cause.value, le)
    regle = RegleActe(nature=cause.name, effet=Effet.INTERROMPT, article=source.source, certitude=source.certitude)
    return _Fait(cause=cause.name, le=le, regle=regle)


def _la_moins_sure(certitudes: Sequence[str]) -> str:
    rangs = ("verifie", "calcule", "parametre", "memoire", "incertain")
    return max(certitudes, key=rangs.index)
