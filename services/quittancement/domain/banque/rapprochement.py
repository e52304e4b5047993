"""À quel bail revient une somme reçue : sept règles, dans l'ordre ; les cinq premières suffisent, la sixième propose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import Enum
from uuid import UUID

from quittancement.domain.banque.entree import EntreeLue
from quittancement.domain.banque.prelevement import EN_ROUTE, Prelevement, StatutPrelevement
from quittancement.domain.banque.reference_rf import utile_de_rf, utiles_du_libelle
from quittancement.domain.compte import Compte


class RegleRapprochement(Enum):
    END_TO_END = "END_TO_END"
    RUM = "RUM"
    IBAN_VIRTUEL = "IBAN_VIRTUEL"
    REFERENCE_RF = "REFERENCE_RF"
    LIBELLE = "LIBELLE"
    IBAN_CONNU = "IBAN_CONNU"
    """IBAN émetteur connu d'un seul bail, et somme égale au net d'un terme ouvert."""
    RETOUR = "RETOUR"


@dataclass(frozen=True, kw_only=True)
class Pistes:
    """Ce que la base connaît des références d'un paquet d'entrées. Une piste vers plusieurs baux ne mène à aucun."""

    prelevements: Mapping[str, Prelevement] = field(default_factory=dict)
    par_rum: Mapping[str, UUID] = field(default_factory=dict)
    iban_virtuels: Mapping[str, UUID] = field(default_factory=dict)
    par_utile: Mapping[str, Set[UUID]] = field(default_factory=dict)
    par_iban: Mapping[str, Set[UUID]] = field(default_factory=dict)

    def baux(self) -> set[UUID]:
        """Tous les baux cités : ceux dont il faut charger le compte."""
        cites = {p.bail_id for p in self.prelevements.values()} | {*self.par_rum.values(), *self.iban_virtuels.values()}
        return cites.union(*self.par_utile.values(), *self.par_iban.values())


@dataclass(frozen=True, kw_only=True)
class Rapprochement:
    """La règle qui a désigné le bail ; `prelevement` si la banque cite l'un des nôtres."""

    regle: RegleRapprochement
    bail_id: UUID
    prelevement: Prelevement | None = None


def rapprocher(entree: EntreeLue, pistes: Pistes, comptes: Mapping[UUID, Compte]) -> Rapprochement | None:
    """Première règle qui désigne un bail et un seul ; None : la somme attend une personne."""
    if entree.montant.centimes < 0:
        return _retour(entree, pistes)
    prelevement = pistes.prelevements.get(entree.end_to_end_id)
    if prelevement is not None and _attendu(prelevement, entree):
        return Rapprochement(regle=RegleRapprochement.END_TO_END, bail_id=prelevement.bail_id, prelevement=prelevement)
    if prelevement is not None and prelevement.statut is StatutPrelevement.REJETE:
        # Déjà rejeté par la banque : ce crédit et le débit qui le suit s'annulent au 471, la dette n'a jamais été éteinte.
        return None
    if entree.rum in pistes.par_rum:
        return Rapprochement(regle=RegleRapprochement.RUM, bail_id=pistes.par_rum[entree.rum])
    if entree.iban_credite in pistes.iban_virtuels:
        return Rapprochement(regle=RegleRapprochement.IBAN_VIRTUEL, bail_id=pistes.iban_virtuels[entree.iban_credite])
    for regle, utiles in (
        (RegleRapprochement.REFERENCE_RF, references_structurees(entree)),
        (RegleRapprochement.LIBELLE, utiles_du_libelle(entree.libelle)),
    ):
        designes = set[UUID]().union(*(pistes.par_utile.get(utile, frozenset()) for utile in utiles))
        if len(designes) == 1:
            return Rapprochement(regle=regle, bail_id=designes.pop())
    return _iban_connu(entree, pistes, comptes)


def references_structurees(entree: EntreeLue) -> Sequence[str]:
    """Partie utile de la RF structurée, ou de celle que la banque a mise dans EndToEndId."""
    return [utile for texte in (entree.structuree, entree.end_to_end_id) if (utile := utile_de_rf(texte))]


def _attendu(prelevement: Prelevement, entree: EntreeLue) -> bool:
    return prelevement.statut in EN_ROUTE and prelevement.montant == entree.montant


def _retour(entree: EntreeLue, pistes: Pistes) -> Rapprochement | None:
    """Un débit n'est reconnu que s'il reprend exactement un prélèvement réglé, frais de la banque compris ou non.

    Il porte un motif de retour, ou répond à une extourne que nous avons envoyée.
    """
    prelevement = pistes.prelevements.get(entree.end_to_end_id)
    if (
        prelevement is None
        or not (entree.retour or prelevement.extourne)
        or prelevement.statut is not StatutPrelevement.REGLE
        or -entree.montant not in (prelevement.montant, prelevement.montant + entree.frais)
    ):
        return None
    return Rapprochement(regle=RegleRapprochement.RETOUR, bail_id=prelevement.bail_id, prelevement=prelevement)


def _iban_connu(entree: EntreeLue, pistes: Pistes, comptes: Mapping[UUID, Compte]) -> Rapprochement | None:
    baux = pistes.par_iban.get(entree.iban_emetteur, frozenset())
    attendus = [
        bail_id
        for bail_id in baux
        if bail_id in comptes and any(q.ouverte and q.net == entree.montant for q in comptes[bail_id].quittances)
    ]
    if len(baux) != 1 or not attendus:
        return None
    return Rapprochement(regle=RegleRapprochement.IBAN_CONNU, bail_id=attendus[0])
