"""Le patrimoine loué : résidences et logements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from socle.domaine.agregat import Agregat, Fait, franchir
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide, RegleViolee

ZONES = ("1", "1bis", "2", "3")
"""Zonage APL, RLS et loyers."""

FINANCEMENTS = ("PLAI", "PLUS", "PLS")


class StatutLogement(Enum):
    INDISPONIBLE = "INDISPONIBLE"
    DISPONIBLE = "DISPONIBLE"
    RESERVE = "RESERVE"
    OCCUPE = "OCCUPE"


TRANSITIONS_LOGEMENT = {
    StatutLogement.INDISPONIBLE: {StatutLogement.DISPONIBLE},
    StatutLogement.DISPONIBLE: {StatutLogement.RESERVE, StatutLogement.INDISPONIBLE},
    StatutLogement.RESERVE: {StatutLogement.OCCUPE, StatutLogement.DISPONIBLE},
    StatutLogement.OCCUPE: {StatutLogement.DISPONIBLE, StatutLogement.INDISPONIBLE},
}


@dataclass(frozen=True, kw_only=True)
class LogementDisponible(Fait):
    """Le logement peut être proposé à la location à partir de `disponible_le`."""

    disponible_le: date
    contingent: str
    code_insee: str
    zone: str
    zone_abc: str
    quartier_prioritaire: bool


@dataclass(eq=False, kw_only=True)
class Residence(Agregat):
    """Groupe d'immeubles géré ensemble ; porte la situation dont dépendent plafonds et barèmes."""

    nom: str
    adresse: str
    code_postal: str
    commune: str
    code_insee: str
    zone: str
    zone_abc: str
    quartier_prioritaire: bool = False

    def __post_init__(self) -> None:
        if self.zone not in ZONES:
            raise DonneeInvalide("ZONE_INCONNUE", f"Zone « {self.zone} » hors de {', '.join(ZONES)}.", champ="zone")
        if len(self.code_insee) != 5:
            raise DonneeInvalide("CODE_INSEE_ILLISIBLE", "Un code INSEE a cinq caractères.", champ="code_insee")
        if not self.nom.strip():
            raise DonneeInvalide("CHAMP_VIDE", "Le nom de la résidence est obligatoire.", champ="nom")


@dataclass(eq=False, kw_only=True)
class Logement(Agregat):
    """Logement d'une résidence. Surfaces en dm², volume en dm³, montants mensuels en centimes ; None : non mesuré.

    La décence de sa surface se juge à son enregistrement (`baux.domain.decence`).
    """

    residence_id: UUID
    reference: str
    typologie: str
    nombre_pieces: int
    surface_habitable_dm2: int
    surface_utile_dm2: int
    etage: int
    accessible_pmr: bool
    financement: str
    convention_apl: str
    loyer_principal: Montant
    loyer_maximum: Montant
    provision_charges: Montant
    dpe: str
    hauteur_sous_plafond_cm: int | None = None
    volume_habitable_dm3: int | None = None
    statut: StatutLogement = StatutLogement.INDISPONIBLE
    disponible_le: date | None = None

    def __post_init__(self) -> None:
        if self.financement not in FINANCEMENTS:
            raise DonneeInvalide(
                "FINANCEMENT_INCONNU", f"Financement « {self.financement} » inconnu.", champ="financement"
            )
        for champ in ("surface_habitable_dm2", "hauteur_sous_plafond_cm", "volume_habitable_dm3"):
            mesure = getattr(self, champ)
            if mesure is not None and mesure <= 0:
                raise DonneeInvalide("MESURE_NULLE", "Une mesure est strictement positive.", champ=champ)
        if self.loyer_principal.centimes <= 0:
            raise DonneeInvalide("LOYER_NUL", "Le loyer principal est strictement positif.", champ="loyer_principal")
        if self.loyer_principal > self.loyer_maximum:
            raise RegleViolee(
                "LOYER_AU_DESSUS_DU_MAXIMUM",
                f"Le loyer ({self.loyer_principal}) dépasse le maximum de la convention ({self.loyer_maximum}).",
                champ="loyer_principal",
            )

    def declarer_disponible(self, *, residence: Residence, le: date, contingent: str) -> None:
        """Ouvre le logement à la location.

        Lève RegleViolee (LOGEMENT_OCCUPE, LOGEMENT_RESERVE), ou TransitionInterdite s'il l'est déjà.
        """
        if self.statut is StatutLogement.OCCUPE:
            raise RegleViolee("LOGEMENT_OCCUPE", "Un bail court sur ce logement.", champ="logement_id")
        if self.statut is StatutLogement.RESERVE:
            raise RegleViolee("LOGEMENT_RESERVE", "Un bail est préparé sur ce logement.", champ="logement_id")
        self._passer(StatutLogement.DISPONIBLE)
        self.disponible_le = le
        self.constater(
            LogementDisponible(
                disponible_le=le,
                contingent=contingent,
                code_insee=residence.code_insee,
                zone=residence.zone,
                zone_abc=residence.zone_abc,
                quartier_prioritaire=residence.quartier_prioritaire,
            )
        )

    def reserver(self) -> None:
        """Un bail est en préparation. Lève RegleViolee (LOGEMENT_DEJA_LOUE) si le logement n'est pas libre."""
        if self.statut in (StatutLogement.OCCUPE, StatutLogement.RESERVE):
            raise RegleViolee(
                "LOGEMENT_DEJA_LOUE", "Un autre bail est préparé ou court sur ce logement.", champ="logement_id"
            )
        self._passer(StatutLogement.RESERVE)

    def liberer(self) -> None:
        """Le bail préparé n'aboutit pas : le logement se propose de nouveau, son offre se rouvre par BailAnnulé."""
        self._passer(StatutLogement.DISPONIBLE)

    def quitter(self) -> None:
        """L'occupant a rendu les clés : le logement se prépare avant d'être déclaré disponible de nouveau."""
        self._passer(StatutLogement.INDISPONIBLE)

    def occuper(self) -> None:
        self._passer(StatutLogement.OCCUPE)

    def _passer(self, vers: StatutLogement) -> None:
        self.statut = franchir(TRANSITIONS_LOGEMENT, objet="Logement", de=self.statut, vers=vers)
