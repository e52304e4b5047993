"""Quittance ou reçu : la quittance ne se délivre que pour un terme intégralement payé (loi 89-462 art. 21)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from quittancement.domain.paiement import ModePaiement, Paiement
from quittancement.domain.quittance import Quittance
from quittancement.domain.rubriques import Nature
from socle.domaine.explication import Explication
from socle.domaine.montant import Montant
from socle.domaine.refus import RegleViolee

ARTICLE = "loi 89-462, art. 21"


class NatureJustificatif(Enum):
    QUITTANCE = "QUITTANCE"
    RECU = "RECU"


@dataclass(frozen=True, kw_only=True)
class Versement:
    """Part d'un paiement sur le terme."""

    recu_le: date
    mode: ModePaiement
    montant: Montant


@dataclass(frozen=True, kw_only=True)
class Justificatif:
    """Sommes versées pour le terme, loyer et charges distingués (Cass. 24/03/2004). Gratuit, toujours."""

    nature: NatureJustificatif
    mois: str
    loyer: Montant
    charges: Montant
    autres: Montant
    total: Montant
    reste_du: Montant
    versements: tuple[Versement, ...]
    explication: Explication


def justifier(
    quittance: Quittance, paiements: Sequence[Paiement], *, le: date, sans_bonne_fin: Collection[UUID] = frozenset()
) -> Justificatif:
    """Quittance si le terme est soldé, reçu sinon. `sans_bonne_fin` : paiements dont le chèque n'est pas encore payé.

    Lève RegleViolee (QUITTANCE_NON_VALIDEE, AUCUN_PAIEMENT, CHEQUE_NON_CREDITE).
    """
    if not quittance.validee:
        raise RegleViolee("QUITTANCE_NON_VALIDEE", "Ce terme n'est pas validé.", champ="quittance_id")
    if quittance.ouverte and not quittance.paye:
        raise RegleViolee("AUCUN_PAIEMENT", f"Rien n'a été versé pour {quittance.mois}.", champ="quittance_id")
    nature = NatureJustificatif.QUITTANCE if quittance.soldee else NatureJustificatif.RECU
    if nature is NatureJustificatif.QUITTANCE and _tient_a_un_cheque(quittance, paiements, sans_bonne_fin):
        raise RegleViolee(
            "CHEQUE_NON_CREDITE",
            f"Le terme {quittance.mois} tient à un chèque que la banque n'a pas encore payé : pas de quittance.",
            champ="quittance_id",
        )
    verse = quittance.paye_par_nature()
    return Justificatif(
        nature=nature,
        mois=quittance.mois,
        loyer=verse[Nature.LOYER],
        charges=verse[Nature.CHARGES],
        autres=verse[Nature.AUTRES],
        total=quittance.paye,
        reste_du=quittance.reste_du,
        versements=_versements(quittance, paiements),
        explication=Explication(
            regle="quittance_seulement_si_solde",
            article=ARTICLE,
            date=le,
            entrees={"net": str(quittance.net), "paye": str(quittance.paye), "reste_du": str(quittance.reste_du)},
            resultat=nature.value,
        ),
    )


def _tient_a_un_cheque(quittance: Quittance, paiements: Sequence[Paiement], sans_bonne_fin: Collection[UUID]) -> bool:
    return any(a.quittance_id == quittance.id for p in paiements if p.id in sans_bonne_fin for a in p.affectations_au())


def _versements(quittance: Quittance, paiements: Sequence[Paiement]) -> tuple[Versement, ...]:
    versements = [
        Versement(recu_le=p.recu_le, mode=p.mode, montant=a.montant)
        for p in paiements
        for a in p.affectations_au()
        if a.quittance_id == quittance.id
    ]
    return tuple(sorted(versements, key=lambda v: (v.recu_le, v.mode.value, v.montant)))
