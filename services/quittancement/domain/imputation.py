"""Imputation d'un paiement sur les termes dus (C. civ. art. 1342-10) : pure et déterministe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from socle.domaine.explication import Explication
from socle.domaine.montant import Montant, repartir, somme
from socle.domaine.refus import DonneeInvalide


@dataclass(frozen=True, kw_only=True)
class TermeDu:
    """Terme ouvert : code et reste dû de chaque ligne, dans l'ordre de la quittance."""

    quittance_id: UUID
    mois: str
    exigible_le: date
    restes: tuple[tuple[str, Montant], ...]

    @property
    def reste(self) -> Montant:
        return somme(montant for _, montant in self.restes)


@dataclass(frozen=True, kw_only=True)
class PartLigne:
    """Part d'un paiement sur une ligne ; `rang` est sa position dans la quittance, à partir de 0."""

    rang: int
    code: str
    montant: Montant


@dataclass(frozen=True, kw_only=True)
class Affectation:
    """Part d'un paiement sur un terme, ventilée par ligne. `le` est le jour où elle éteint la dette."""

    quittance_id: UUID
    mois: str
    montant: Montant
    le: date
    parts: tuple[PartLigne, ...]
    explication: Explication


@dataclass(frozen=True, kw_only=True)
class Imputation:
    """Résultat : somme des affectations + avance = paiement."""

    affectations: tuple[Affectation, ...]
    avance: Montant


@dataclass(frozen=True, kw_only=True)
class Contexte:
    """Ce qui écarte de l'ordre légal, par mois (AAAA-MM).

    `geles` : arriéré qu'une recevabilité de surendettement interdit de payer, même s'il est désigné (C. conso. L722-5).
    `prescrits` : dettes que seule la volonté du débiteur, ou la décision d'un fonds, éteint encore.
    `plan` : arriéré du plan d'apurement dont ce paiement est une échéance.
    """

    geles: frozenset[str] = frozenset()
    prescrits: frozenset[str] = frozenset()
    plan: frozenset[str] = frozenset()


SANS_CONTEXTE = Contexte()


@dataclass(frozen=True, kw_only=True)
class _Motif:
    rang: int
    regle: str
    article: str
    certitude: str = "verifie"


_INDICATION = _Motif(rang=0, regle="indication_du_debiteur", article="C. civ. art. 1342-10, al. 1")
_FLECHE = _Motif(rang=1, regle="paiement_fleche", article="loi 90-449, art. 6 ; décision du FSL")
_PLAN = _Motif(rang=2, regle="echeance_de_plan", article="C. civ. art. 1342-10, al. 1 ; plan d'apurement signé")
_ECHUE = _Motif(rang=3, regle="dette_echue_la_plus_ancienne", article="C. civ. art. 1342-10, al. 2")
_NON_ECHUE = _Motif(rang=4, regle="dette_non_echue_la_plus_ancienne", article="C. civ. art. 1342-10, al. 2")
_COURANT = _Motif(
    rang=3,
    regle="courant_seul_arriere_gele",
    article="C. conso. art. L722-5 ; C. civ. art. 1342-10, al. 2",
    certitude="memoire",
)


@dataclass(frozen=True, kw_only=True)
class _Regles:
    """Tout ce qui décide d'une imputation, le montant et les termes mis à part."""

    le: date
    indication: str | None
    fleches: Sequence[str] | None
    contexte: Contexte
    geles: tuple[str, ...]
    """Mois dus que le gel écarte ici."""

    def admet(self, terme: TermeDu) -> bool:
        if not terme.reste or terme.mois in self.contexte.geles:
            return False
        if self.fleches is not None:
            return terme.mois in self.fleches
        return terme.mois not in self.contexte.prescrits or terme.mois in (self.indication, *self.contexte.plan)

    def motif(self, terme: TermeDu) -> _Motif:
        if self.fleches is not None:
            return _FLECHE
        if terme.mois == self.indication:
            return _INDICATION
        if terme.mois in self.contexte.plan:
            return _PLAN
        if terme.exigible_le > self.le:
            return _NON_ECHUE
        return _COURANT if self.geles else _ECHUE

    def entrees(self, terme: TermeDu, *, disponible: Montant) -> dict[str, str]:
        gelee = " (écartée : arriéré gelé)" if self.indication in self.geles else ""
        entrees = {
            "disponible": str(disponible),
            "reste_du": str(terme.reste),
            "exigible_le": terme.exigible_le.isoformat(),
            "indication": f"{self.indication or 'aucune'}{gelee}",
        }
        if self.geles:
            entrees["arriere_gele"] = ", ".join(self.geles)
        if terme.mois in self.contexte.prescrits:
            entrees["prescription"] = "acquise : payée volontairement"
        return entrees


def imputer(
    montant: Montant,
    termes: Sequence[TermeDu],
    *,
    le: date,
    indication: str | None = None,
    fleches: Sequence[str] | None = None,
    contexte: Contexte = SANS_CONTEXTE,
) -> Imputation:
    """Répartit `montant` entre les termes dus au jour `le`.

    L'indication du débiteur (mois AAAA-MM) d'abord, puis l'arriéré du plan dont c'est une échéance, puis les dettes échues
    avant les autres, la plus ancienne en tête ; de même ancienneté, en proportion, comme les lignes d'un même terme
    (plus fort reste). `fleches` borne l'imputation aux mois que désigne une décision (FSL). Rien ne va à l'arriéré gelé,
    et une dette prescrite attend d'être désignée. Le reliquat est une avance. Une indication sans dette ouverte laisse
    jouer la loi. Lève DonneeInvalide (MONTANT_NON_POSITIF).
    """
    if montant.centimes <= 0:
        raise DonneeInvalide("MONTANT_NON_POSITIF", "Un paiement est strictement positif.", champ="montant")
    regles = _Regles(
        le=le,
        indication=indication,
        fleches=fleches,
        contexte=contexte,
        geles=tuple(sorted({t.mois for t in termes if t.reste and t.mois in contexte.geles})),
    )
    affectations: list[Affectation] = []
    disponible = montant
    for motif, egaux in _par_priorite(termes, regles):
        if not disponible:
            break
        part = min(disponible, somme(t.reste for t in egaux))
        parts = repartir(part, [t.reste.centimes for t in egaux])
        affectations += [
            _affecter(p, t, motif=motif, regles=regles, disponible=disponible)
            for t, p in zip(egaux, parts, strict=True)
            if p
        ]
        disponible -= part
    return Imputation(affectations=tuple(affectations), avance=disponible)


def _par_priorite(termes: Sequence[TermeDu], regles: _Regles) -> Iterator[tuple[_Motif, list[TermeDu]]]:
    """Termes que rien ne départage, du plus pressant au moins pressant."""
    classes = sorted(
        ((regles.motif(t), t) for t in termes if regles.admet(t)),
        key=lambda c: (c[0].rang, c[1].exigible_le, c[1].mois, c[1].quittance_id),
    )
    for _, egaux in groupby(classes, key=lambda c: (c[0].rang, c[1].exigible_le)):
        groupe = list(egaux)
        yield groupe[0][0], [terme for _, terme in groupe]


def _affecter(part: Montant, terme: TermeDu, *, motif: _Motif, regles: _Regles, disponible: Montant) -> Affectation:
    montants = repartir(part, [reste.centimes for _, reste in terme.restes])
    return Affectation(
        quittance_id=terme.quittance_id,
        mois=terme.mois,
        montant=part,
        le=regles.le,
        parts=tuple(
            PartLigne(rang=rang, code=code, montant=montant)
            for rang, ((code, _), montant) in enumerate(zip(terme.restes, montants, strict=True))
            if montant
        ),
        explication=Explication(
            regle=motif.regle,
            article=motif.article,
            date=regles.le,
            entrees=regles.entrees(terme, disponible=disponible),
            resultat=f"{part} sur {terme.mois}",
            certitude=motif.certitude,
        ),
    )
