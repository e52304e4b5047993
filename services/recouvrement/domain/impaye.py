"""Ce que le quittancement fait savoir d'un impayé : l'avis, ses termes, et l'effet d'un paiement sur eux."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from uuid import UUID

from socle.domaine.baremes import Baremes
from socle.domaine.explication import Reponse, Verdict
from socle.domaine.montant import Montant, somme
from socle.domaine.periodes import Mois
from socle.domaine.refus import DonneeInvalide


class RegimeApl(Enum):
    """Règle de constitution de l'impayé appliquée par le quittancement (spécification E.5)."""

    AVANT_2027 = "AVANT_2027"
    DEPUIS_2027 = "DEPUIS_2027"


@dataclass(frozen=True, kw_only=True)
class TermeImpaye:
    """Un mois de loyer échu. `du` est le reste à payer ; nul, le terme est soldé depuis `solde_le`."""

    mois: str
    du: Montant
    loyer: Montant
    charges: Montant
    autres: Montant
    exigible_le: date
    limite_paiement_le: date
    solde_le: date | None = None

    def __post_init__(self) -> None:
        Mois.lire(self.mois, champ="termes.mois")
        if self.du < Montant.zero():
            raise DonneeInvalide("MONTANT_NEGATIF", f"Le terme {self.mois} a un dû négatif.", champ="termes.du")
        if self.limite_paiement_le < self.exigible_le:
            raise DonneeInvalide(
                "DATE_INCOHERENTE",
                f"Le terme {self.mois} devrait être payé avant d'être exigible.",
                champ="termes.limite_paiement_le",
            )

    @property
    def est_du(self) -> bool:
        return self.solde_le is None and bool(self.du)


@dataclass(frozen=True, kw_only=True)
class AvisImpaye:
    """Contenu d'un LoyerImpayé. `dette_echue` fait foi ; les termes la détaillent."""

    bail_id: UUID
    constate_le: date
    dette_echue: Montant
    premier_defaut_le: date
    termes: Sequence[TermeImpaye]
    impaye_constitue: Reponse
    constitue_le: date | None
    regime_apl: RegimeApl

    def __post_init__(self) -> None:
        if self.dette_echue <= Montant.zero():
            raise DonneeInvalide("DETTE_NULLE", "Un impayé a une dette strictement positive.", champ="dette_echue")
        if not any(terme.est_du for terme in self.termes):
            raise DonneeInvalide("TERMES_ABSENTS", "Un impayé nomme au moins un terme dû.", champ="termes")
        if len({terme.mois for terme in self.termes}) < len(self.termes):
            raise DonneeInvalide("TERME_EN_DOUBLE", "Un même mois figure deux fois.", champ="termes")
        if self.impaye_constitue is Reponse.OUI and self.constitue_le is None:
            raise DonneeInvalide(
                "CONSTITUTION_SANS_DATE", "Un impayé constitué l'est à une date.", champ="constitue_le"
            )


def doit_ouvrir(avis: AvisImpaye, *, baremes: Baremes) -> Verdict:
    """OUI si la dette échue dépasse strictement le seuil d'ouverture au jour du constat."""
    seuil = baremes.au("seuil_ouverture", avis.constate_le)
    reponse = Reponse.OUI if avis.dette_echue > Montant.euros(str(seuil.valeur)) else Reponse.NON
    explication = seuil.expliquer(
        regle="ouverture_du_dossier", au=avis.constate_le, resultat=reponse.value, dette_echue=avis.dette_echue
    )
    return Verdict(reponse=reponse, explication=explication)


def fusionner(connus: Sequence[TermeImpaye], avis: AvisImpaye) -> list[TermeImpaye]:
    """Termes connus mis à jour par ceux de l'avis, mois par mois, du plus ancien au plus récent.

    Un terme connu que l'avis ne cite pas reste dû, sauf si les termes cités font à eux seuls toute la dette : il a
    alors été soldé autrement que par un paiement annoncé (avoir, régularisation).
    """
    cites = {terme.mois for terme in avis.termes}
    if somme(terme.du for terme in avis.termes) >= avis.dette_echue:
        connus = [_solde(t, avis.constate_le) if t.est_du and t.mois not in cites else t for t in connus]
    par_mois = {terme.mois: terme for terme in [*connus, *avis.termes]}
    return sorted(par_mois.values(), key=lambda t: (t.limite_paiement_le, t.mois))


def _solde(terme: TermeImpaye, le: date) -> TermeImpaye:
    return replace(terme, du=Montant.zero(), solde_le=le)


def solder(
    termes: Sequence[TermeImpaye], *, soldes: Collection[str], dette_restante: Montant, le: date
) -> list[TermeImpaye]:
    """Termes après un paiement : ceux de `soldes` sont nuls, et le reste ne dépasse pas la dette restante.

    Un paiement partiel se retire du plus ancien terme d'abord (C. civ. art. 1342-10, à défaut de choix du débiteur) ;
    l'avis suivant du quittancement, qui fait foi, corrige cette répartition s'il le faut.
    """
    dus = [t for t in termes if t.est_du and t.mois not in soldes]
    trop = somme(t.du for t in dus) - dette_restante
    resultat = []
    for terme in termes:
        if terme.est_du:
            retire = terme.du if terme.mois in soldes else min(terme.du, max(trop, Montant.zero()))
            trop = trop if terme.mois in soldes else trop - retire
            reste = terme.du - retire
            terme = replace(terme, du=reste, solde_le=None if reste else le)
        resultat.append(terme)
    return resultat
