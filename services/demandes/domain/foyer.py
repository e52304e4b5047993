"""Les personnes à loger et leurs revenus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from demandes.domain.codes import Lien, exiger_texte
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide


@dataclass(frozen=True, kw_only=True)
class RevenuFiscal:
    """Revenu fiscal de référence d'une année de revenus (celle de l'avis moins un)."""

    annee: int
    montant: Montant


@dataclass(frozen=True, kw_only=True)
class Personne:
    """Personne à loger. Son nom et ses revenus ne quittent le service que par gRPC.

    `handicap` : titulaire de la carte mobilité inclusion, mention invalidité. `sejour_regulier` None : non renseigné.
    Un couple à avis d'imposition commun porte le revenu sur l'un et zéro sur l'autre.
    """

    civilite: str
    nom: str
    prenoms: str
    date_naissance: date
    lien: Lien
    a_charge: bool = False
    handicap: bool = False
    sejour_regulier: bool | None = None
    revenus_fiscaux: tuple[RevenuFiscal, ...] = ()

    def revenu(self, annee: int) -> Montant | None:
        """Revenu fiscal de référence de l'année, ou None s'il n'est pas connu."""
        return next((r.montant for r in self.revenus_fiscaux if r.annee == annee), None)


def controler_foyer(personnes: Sequence[Personne], *, deposee_le: date) -> None:
    """Lève DonneeInvalide si le foyer n'a pas exactement un demandeur, ou si une personne est mal décrite."""
    demandeurs = [p for p in personnes if p.lien is Lien.DEMANDEUR]
    if len(demandeurs) != 1:
        raise DonneeInvalide(
            "DEMANDEUR_OBLIGATOIRE",
            f"Une demande a un demandeur, et un seul (reçu : {len(demandeurs)}).",
            champ="personnes",
        )
    if sum(p.lien is Lien.CODEMANDEUR for p in personnes) > 1:
        raise DonneeInvalide("CODEMANDEUR_UNIQUE", "Une demande a un codemandeur au plus.", champ="personnes")
    if any(p.a_charge for p in personnes if p.lien in (Lien.DEMANDEUR, Lien.CODEMANDEUR)):
        raise DonneeInvalide("DEMANDEUR_A_CHARGE", "Demandeur et codemandeur ne sont pas à charge.", champ="a_charge")
    for personne in personnes:
        _controler_personne(personne, deposee_le=deposee_le)


def _controler_personne(personne: Personne, *, deposee_le: date) -> None:
    exiger_texte(personne.nom, champ="nom")
    exiger_texte(personne.prenoms, champ="prenoms")
    if personne.date_naissance > deposee_le:
        raise DonneeInvalide(
            "NAISSANCE_FUTURE",
            "Une date de naissance ne suit pas le dépôt de la demande.",
            champ="date_naissance",
        )
    annees = [r.annee for r in personne.revenus_fiscaux]
    if len(set(annees)) != len(annees):
        raise DonneeInvalide("REVENU_EN_DOUBLE", "Un revenu fiscal par année.", champ="revenus_fiscaux")
    if any(r.montant.centimes < 0 for r in personne.revenus_fiscaux):
        raise DonneeInvalide("REVENU_NEGATIF", "Un revenu fiscal n'est pas négatif.", champ="revenus_fiscaux")
