"""Ce que le quittancement sait d'un bail : ses prix, ses dates, et les droits que la CAF transmet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from quittancement.domain.prorata import ModeProrata
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois, Periode, ajouter_mois
from socle.domaine.refus import DonneeInvalide


class Terme(Enum):
    """Loyer payable à terme échu sauf clause contraire (CCH art. R353-21)."""

    ECHU = "ECHU"
    A_ECHOIR = "A_ECHOIR"


@dataclass(frozen=True, kw_only=True)
class ElementFixe:
    """Ligne mensuelle que le bail ajoute au loyer et à la provision générale : annexe, eau, chauffage, assurance…

    `piece` distingue deux lignes d'un même code. `mention` suit le libellé sur la quittance. `origine` : règle, texte et
    données d'où vient le montant, si ce n'est pas le bail.
    """

    code: str
    montant: Montant
    a_partir_de: date | None = None
    jusqu_au: date | None = None
    piece: str = ""
    mention: str = ""
    origine: Explication | None = None


@dataclass(frozen=True, kw_only=True)
class ParametresBail:
    """Données du bail qui font la quittance. Montants mensuels ; dates d'effet et de fin incluses.

    `assujetti_tva_le` : premier mois (par son premier jour) dont le loyer porte la TVA (CGI art. 260-2° et 261 D-2°).
    """

    loyer_principal: Montant
    provision_charges: Montant
    mode_prorata: ModeProrata
    terme: Terme
    zone: str
    date_effet: date
    date_fin: date | None = None
    elements: tuple[ElementFixe, ...] = ()
    assujetti_tva_le: date | None = None

    def __post_init__(self) -> None:
        if self.loyer_principal.centimes <= 0:
            raise DonneeInvalide("LOYER_NUL", "Le loyer principal est strictement positif.", champ="loyer_principal")
        if self.provision_charges.centimes < 0:
            raise DonneeInvalide(
                "MONTANT_NEGATIF", "La provision pour charges n'est pas négative.", champ="provision_charges"
            )
        Periode(self.date_effet, self.date_fin)

    @property
    def periode(self) -> Periode:
        return Periode(self.date_effet, self.date_fin)


@dataclass(frozen=True, kw_only=True)
class Foyer:
    """Composition du foyer que la CAF a retenue, pour contrôler la RLS."""

    couple: bool
    personnes_a_charge: int

    def __post_init__(self) -> None:
        if self.personnes_a_charge < 0:
            raise DonneeInvalide(
                "NOMBRE_NEGATIF", "Le nombre de personnes à charge n'est pas négatif.", champ="personnes_a_charge"
            )


@dataclass(frozen=True, kw_only=True)
class DroitApl:
    """Droits du mois transmis par la CAF, en valeur positive. `mois` s'écrit AAAA-MM ; `zone` vide : non transmise."""

    mois: str
    apl: Montant
    rls: Montant
    foyer: Foyer | None = None
    zone: str = ""

    def __post_init__(self) -> None:
        Mois.lire(self.mois)
        for champ, montant in (("apl", self.apl), ("rls", self.rls)):
            if montant.centimes < 0:
                raise DonneeInvalide("MONTANT_NEGATIF", f"Le droit {champ.upper()} n'est pas négatif.", champ=champ)


def exigible_le(mois: Mois, *, terme: Terme) -> date:
    """Dernier jour du mois à terme échu, premier jour à échoir."""
    return mois.dernier_jour if terme is Terme.ECHU else mois.premier_jour


def limite_paiement_le(mois: Mois, *, terme: Terme, baremes: Baremes) -> date:
    """Dernier jour pour payer sans retard : le jour choisi par le bailleur, du mois suivant à terme échu."""
    return baremes.memoriser((limite_paiement_le, mois, terme), lambda: _limite(mois, terme, baremes))


def _limite(mois: Mois, terme: Terme, baremes: Baremes) -> date:
    jour: int = baremes.au("jour_limite_paiement", exigible_le(mois, terme=terme)).valeur
    de_paiement = Mois.de(ajouter_mois(mois.premier_jour, 1 if terme is Terme.ECHU else 0))
    return date(de_paiement.annee, de_paiement.numero, min(jour, de_paiement.nombre_de_jours))
