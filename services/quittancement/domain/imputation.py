"""Imputation d'un paiement sur les termes dus (C. civ. art. 1342-10) : pure et déterministe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
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
class _Motif:
    rang: int
    regle: str
    article: str


_INDICATION = _Motif(rang=0, regle="indication_du_debiteur", article="C. civ. art. 1342-10, al. 1")
_FLECHE = _Motif(rang=1, regle="paiement_fleche", article="loi 90-449, art. 6 ; décision du FSL")
_ECHUE = _Motif(rang=2, regle="dette_echue_la_plus_ancienne", article="C. civ. art. 1342-10, al. 2")
_NON_ECHUE = _Motif(rang=3, regle="dette_non_echue_la_plus_ancienne", article="C. civ. art. 1342-10, al. 2")


def imputer(
    montant: Montant,
    termes: Sequence[TermeDu],
    *,
    le: date,
    indication: str | None = None,
    fleches: Sequence[str] | None = None,
) -> Imputation:
    """Répartit `montant` entre les termes dus au jour `le`.

    L'indication du débiteur (mois AAAA-MM) d'abord, puis les dettes échues avant les autres, la plus ancienne en
    tête, au prorata des lignes d'un même terme (plus fort reste). `fleches` borne l'imputation aux mois que désigne
    une décision (FSL). Le reliquat est une avance. Une indication sans dette ouverte laisse jouer la loi.
    Lève DonneeInvalide (MONTANT_NON_POSITIF).
    """
    if montant.centimes <= 0:
        raise DonneeInvalide("MONTANT_NON_POSITIF", "Un paiement est strictement positif.", champ="montant")
    candidats = [t for t in termes if t.reste and (fleches is None or t.mois in fleches)]
    classes = sorted(
        ((_motif(t, le=le, indication=indication, fleches=fleches), t) for t in candidats),
        key=lambda c: (c[0].rang, c[1].exigible_le, c[1].mois, c[1].quittance_id),
    )
    affectations: list[Affectation] = []
    disponible = montant
    for motif, terme in classes:
        if not disponible:
            break
        part = min(disponible, terme.reste)
        affectations.append(_affecter(part, terme, motif=motif, le=le, disponible=disponible, indication=indication))
        disponible -= part
    return Imputation(affectations=tuple(affectations), avance=disponible)


def _motif(terme: TermeDu, *, le: date, indication: str | None, fleches: Sequence[str] | None) -> _Motif:
    if fleches is not None:
        return _FLECHE
    if terme.mois == indication:
        return _INDICATION
    return _ECHUE if terme.exigible_le <= le else _NON_ECHUE


def _affecter(
    part: Montant, terme: TermeDu, *, motif: _Motif, le: date, disponible: Montant, indication: str | None
) -> Affectation:
    montants = repartir(part, [reste.centimes for _, reste in terme.restes])
    return Affectation(
        quittance_id=terme.quittance_id,
        mois=terme.mois,
        montant=part,
        le=le,
        parts=tuple(
            PartLigne(rang=rang, code=code, montant=montant)
            for rang, ((code, _), montant) in enumerate(zip(terme.restes, montants, strict=True))
            if montant
        ),
        explication=Explication(
            regle=motif.regle,
            article=motif.article,
            date=le,
            entrees={
                "disponible": str(disponible),
                "reste_du": str(terme.reste),
                "exigible_le": terme.exigible_le.isoformat(),
                "indication": indication or "aucune",
            },
            resultat=f"{part} sur {terme.mois}",
        ),
    )
