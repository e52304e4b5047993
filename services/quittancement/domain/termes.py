"""Les termes d'un compte : ce qui est échu, ce qui est dû, et leurs vues pour le fait publié et la règle APL."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.domain.bail import DroitApl
from quittancement.domain.impaye import Constitution, Reglement, TermeExigible, constitution_impaye
from quittancement.domain.imputation import SANS_CONTEXTE, Affectation, Contexte, Imputation, imputer
from quittancement.domain.lignes_de_droit import lignes_portees
from quittancement.domain.paiement import Paiement
from quittancement.domain.quittance import CODE_APL, Quittance
from quittancement.domain.rubriques import Nature
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant, somme


@dataclass(frozen=True, kw_only=True)
class TermeImpaye:
    """Terme exigible non soldé : `du` = loyer + charges + autres."""

    mois: str
    du: Montant
    loyer: Montant
    charges: Montant
    autres: Montant
    exigible_le: date
    limite_paiement_le: date


@dataclass(frozen=True, kw_only=True)
class Constat:
    """Ce qu'un constat a trouvé : mois nouvellement impayés, impayé publié, régularisation, avances consommées."""

    nouveaux: tuple[str, ...]
    publie: bool
    regularise: bool
    affectations: tuple[Affectation, ...]


def terme_impaye(quittance: Quittance) -> TermeImpaye:
    restes = quittance.reste_par_nature()
    return TermeImpaye(
        mois=quittance.mois,
        du=quittance.reste_du,
        loyer=restes[Nature.LOYER],
        charges=restes[Nature.CHARGES],
        autres=restes[Nature.AUTRES],
        exigible_le=quittance.exigible_le,
        limite_paiement_le=quittance.limite_paiement_le,
    )


def terme_exigible(
    quittance: Quittance, *, toutes: Sequence[Quittance], paiements: Sequence[Paiement], droit: DroitApl | None
) -> TermeExigible:
    """Histoire d'un terme. Le tiers payant est inconnu sans droit transmis, ou tant que le droit reste à rappeler."""
    depenses = {rang for rang, ligne in enumerate(quittance.lignes) if ligne.depense}
    du_mois = lignes_portees(quittance, toutes)
    apl = -somme(ligne.montant for ligne in du_mois if ligne.code == CODE_APL)
    mensuel_net = somme(ligne.montant for ligne in du_mois)
    return TermeExigible(
        mois=quittance.mois,
        exigible_le=quittance.exigible_le,
        mensuel_brut=mensuel_net + apl,
        mensuel_net=mensuel_net,
        net=quittance.net,
        depense=quittance.depense,
        mois_complet=quittance.mois_complet,
        tiers_payant=None if droit is None or droit.apl != apl else bool(apl),
        reglements=tuple(r for p in paiements for r in _reglements(p, quittance.id, depenses=depenses)),
    )


def _reglements(paiement: Paiement, quittance_id: UUID, *, depenses: Collection[int]) -> Iterator[Reglement]:
    """Ce qu'un paiement a réglé d'un terme ; contrepassé, il le reprend ce jour-là."""
    for affectation in (a for a in paiement.affectations if a.quittance_id == quittance_id):
        depense = somme(part.montant for part in affectation.parts if part.rang in depenses)
        yield Reglement(le=affectation.le, montant=affectation.montant, depense=depense)
        if paiement.contrepasse_le is not None:
            le = max(paiement.contrepasse_le, affectation.le)
            yield Reglement(le=le, montant=-affectation.montant, depense=-depense)


def constitution(
    quittances: Sequence[Quittance],
    paiements: Sequence[Paiement],
    droits: Sequence[DroitApl],
    *,
    au: date,
    baremes: Baremes,
) -> Constitution:
    """Constitution de l'impayé APL sur les quittances validées, avec les droits connus de chaque mois."""
    par_mois = {d.mois: d for d in droits}
    termes = [
        terme_exigible(q, toutes=quittances, paiements=paiements, droit=par_mois.get(q.mois))
        for q in quittances
        if q.validee
    ]
    return constitution_impaye(termes, au=au, baremes=baremes)


def echues(quittances: Sequence[Quittance], *, au: date) -> list[Quittance]:
    """Quittances validées exigibles à cette date, la plus ancienne d'abord."""
    exigibles = [q for q in quittances if q.validee and q.exigible_le <= au]
    return sorted(exigibles, key=lambda q: (q.exigible_le, q.mois))


def dette_echue(quittances: Sequence[Quittance], paiements: Sequence[Paiement], *, au: date) -> Montant:
    """Exigible, moins ce qui y est affecté et les avances reçues à cette date : une avance n'attend pas d'être affectée."""
    nets = {q.id: q.net for q in echues(quittances, au=au)}
    affectations = [a for p in paiements for a in p.affectations_au(au) if a.quittance_id in nets]
    du = somme(nets.values()) - somme(a.montant for a in affectations)
    return max(du - somme(p.avance_au(au) for p in paiements), Montant.zero())


def solde(quittances: Sequence[Quittance], paiements: Sequence[Paiement], *, au: date | None) -> Montant:
    """Débits moins crédits, à une date ou en tout ; l'écart d'un versement du FSL n'est pas un crédit du locataire."""
    debits = somme(q.net for q in quittances if q.validee and (au is None or q.exigible_le <= au))
    credits = somme(p.montant - p.ecart for p in paiements if p.vaut(au))
    return debits - credits


def imputer_sur(
    quittances: Sequence[Quittance],
    montant: Montant,
    *,
    le: date,
    indication: str | None = None,
    fleches: Sequence[str] | None = None,
    contexte: Contexte = SANS_CONTEXTE,
) -> Imputation:
    """Impute sur les quittances encore ouvertes, sans les changer. Lève les refus de `imputer`."""
    termes = [q.terme_du() for q in quittances if q.ouverte]
    return imputer(montant, termes, le=le, indication=indication, fleches=fleches, contexte=contexte)


def affecter(quittances: Sequence[Quittance], imputation: Imputation) -> tuple[str, ...]:
    """Porte une imputation sur les quittances ; rend les mois qu'elle achève de solder, triés."""
    par_id = {q.id: q for q in quittances}
    for affectation in imputation.affectations:
        par_id[affectation.quittance_id].affecter(affectation.parts)
    touchees = [par_id[a.quittance_id] for a in imputation.affectations]
    return tuple(sorted(q.mois for q in touchees if q.soldee))
