"""L'alerte qu'une anomalie ouvre : qualifiée, portée au ménage, traitée, close."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from uuid import UUID

from quittancement.domain.energie.anomalies import Regle
from quittancement.domain.energie.compteur import Fluide
from socle.domaine.agregat import Agregat, Fait, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.calendrier import ajouter_jours_ouvres
from socle.domaine.explication import Explication
from socle.domaine.periodes import ajouter_mois
from socle.domaine.refus import DonneeInvalide, RegleViolee


class StatutAlerte(Enum):
    NOUVELLE = "NOUVELLE"
    QUALIFIEE = "QUALIFIEE"
    INFORMEE = "INFORMEE"
    INTERVENTION = "INTERVENTION"
    RESOLUE = "RESOLUE"
    FAUX_POSITIF = "FAUX_POSITIF"


TRANSITIONS_ALERTE = {
    StatutAlerte.NOUVELLE: {StatutAlerte.QUALIFIEE, StatutAlerte.FAUX_POSITIF},
    StatutAlerte.QUALIFIEE: {StatutAlerte.INFORMEE, StatutAlerte.FAUX_POSITIF},
    StatutAlerte.INFORMEE: {StatutAlerte.INTERVENTION, StatutAlerte.RESOLUE, StatutAlerte.FAUX_POSITIF},
    StatutAlerte.INTERVENTION: {StatutAlerte.RESOLUE, StatutAlerte.FAUX_POSITIF},
}
CLOSES = (StatutAlerte.RESOLUE, StatutAlerte.FAUX_POSITIF)


@dataclass(frozen=True, kw_only=True)
class ConsommationAnormaleDetectee(Fait):
    """Sans quantité : qui en a besoin la lit avec ses droits."""


@dataclass(frozen=True, kw_only=True)
class Cible:
    """Ce que l'anomalie vise. `bail_id` est None pour un compteur d'immeuble ou un logement sans occupant connu."""

    compteur_id: UUID
    residence_id: UUID
    logement_id: UUID | None
    bail_id: UUID | None
    fluide: Fluide


@dataclass(frozen=True, kw_only=True)
class Etape:
    statut: StatutAlerte
    le: date
    par: str


@dataclass(eq=False, kw_only=True)
class Alerte(Agregat):
    """Une anomalie constatée sur une période [du ; au[, avec l'explication qui l'a fait naître."""

    compteur_id: UUID
    residence_id: UUID
    logement_id: UUID | None
    bail_id: UUID | None
    fluide: Fluide
    regle: Regle
    du: date
    au: date
    grave: bool
    explication: Explication
    detectee_le: date
    informer_avant: date
    reparer_avant: date | None = None
    """Date limite de la réparation attestée, pour l'écrêtement d'une fuite d'eau ; connue une fois l'occupant informé."""
    statut: StatutAlerte = StatutAlerte.NOUVELLE
    etapes: list[Etape] = field(default_factory=list)

    @property
    def ouverte(self) -> bool:
        return self.statut not in CLOSES

    def avancer(self, vers: StatutAlerte, *, le: date, par: str, baremes: Baremes) -> None:
        """Lève TransitionInterdite, DonneeInvalide (ETAPE_ANTERIEURE)."""
        statut = franchir(TRANSITIONS_ALERTE, objet="Alerte", de=self.statut, vers=vers)
        if le < max([self.detectee_le, *(e.le for e in self.etapes)]):
            raise DonneeInvalide("ETAPE_ANTERIEURE", "Cette étape précéderait la précédente.", champ="le")
        self.statut = statut
        self.etapes = [*self.etapes, Etape(statut=statut, le=le, par=par)]
        if statut is StatutAlerte.INFORMEE and self.regle in (Regle.EAU_HAUSSE, Regle.FUITE_PERMANENTE):
            self.reparer_avant = _reparer_avant(le, baremes)


def ouvrir(
    *,
    alerte_id: UUID,
    cible: Cible,
    regle: Regle,
    du: date,
    au: date,
    grave: bool,
    explication: Explication,
    detectee_le: date,
    baremes: Baremes,
) -> Alerte:
    """Une alerte nouvelle, publiée ; le ménage est à informer sous quelques jours ouvrés."""
    delai = baremes.au("information_alerte", detectee_le).valeur
    alerte = Alerte(
        id=alerte_id,
        compteur_id=cible.compteur_id,
        residence_id=cible.residence_id,
        logement_id=cible.logement_id,
        bail_id=cible.bail_id,
        fluide=cible.fluide,
        regle=regle,
        du=du,
        au=au,
        grave=grave,
        explication=explication,
        detectee_le=detectee_le,
        informer_avant=ajouter_jours_ouvres(detectee_le, delai),
    )
    alerte.constater(ConsommationAnormaleDetectee())
    return alerte


def _reparer_avant(informee_le: date, baremes: Baremes) -> date | None:
    """Un mois après l'information ; None avant l'entrée en vigueur du texte."""
    try:
        return ajouter_mois(informee_le, baremes.au("ecretement_fuite", informee_le).valeur)
    except RegleViolee:
        return None
