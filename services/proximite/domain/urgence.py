"""Une urgence signalée, et la fiche réflexe qui dit quoi faire tout de suite (spécification B)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from proximite.domain.codes import exiger_fuseau, jour_civil, numero, texte_borne
from socle.domaine.agregat import Agregat, Fait
from socle.domaine.baremes import Baremes

LIEU_MAXIMAL = 500

RUBRIQUES = ("se_proteger", "secours", "mesures", "alerte", "ne_pas_faire", "preuves", "information")
"""Ordre de lecture d'une fiche réflexe."""

NUMEROS = (
    "numero_europeen",
    "numero_pompiers",
    "numero_samu",
    "numero_police",
    "numero_sms",
    "numero_gaz",
    "numero_electricite",
)
"""Numéros qu'une fiche peut citer entre accolades."""


class TypeUrgence(Enum):
    GAZ = "GAZ"
    CO = "CO"
    INCENDIE = "INCENDIE"
    EXPLOSION = "EXPLOSION"
    INONDATION = "INONDATION"
    ELECTRICITE = "ELECTRICITE"
    ASCENSEUR_PERSONNE = "ASCENSEUR_PERSONNE"
    STRUCTURE = "STRUCTURE"
    AGRESSION_AGENT = "AGRESSION_AGENT"
    AGRESSION_TIERS = "AGRESSION_TIERS"
    DECES = "DECES"
    PERSONNE_NON_JOIGNABLE = "PERSONNE_NON_JOIGNABLE"
    INTRUSION = "INTRUSION"
    SQUAT = "SQUAT"
    METEO = "METEO"
    EAU_POTABLE = "EAU_POTABLE"
    CHAUFFAGE_GRAND_FROID = "CHAUFFAGE_GRAND_FROID"
    POLLUTION = "POLLUTION"
    TROUBLE_GRAVE = "TROUBLE_GRAVE"


@dataclass(frozen=True, kw_only=True)
class UrgenceDeclaree(Fait):
    type: TypeUrgence
    signalee_le: datetime


@dataclass(eq=False, kw_only=True)
class Urgence(Agregat):
    """Urgence dans une résidence ; `lieu` est un texte libre qui ne quitte pas le service."""

    numero: str
    residence_id: UUID
    type: TypeUrgence
    signalee_le: datetime
    lieu: str = field(default="", repr=False)

    @classmethod
    def declarer(
        cls,
        *,
        id: UUID,
        sequence_annuelle: int,
        residence_id: UUID,
        type: TypeUrgence,
        signalee_le: datetime,
        lieu: str = "",
    ) -> Urgence:
        """Enregistre l'urgence sous le numéro URG-AAAA-NNNNNN. Un lieu vide ne retarde pas l'alerte.

        Lève DonneeInvalide : FUSEAU_ABSENT, CHAMP_TROP_LONG, SEQUENCE_HORS_BORNES.
        """
        jour = jour_civil(exiger_fuseau(signalee_le, champ="signalee_le"))
        urgence = cls(
            id=id,
            numero=numero("URG", annee=jour.year, sequence=sequence_annuelle),
            residence_id=residence_id,
            type=type,
            signalee_le=signalee_le,
            lieu=texte_borne(lieu, champ="lieu", maximum=LIEU_MAXIMAL),
        )
        urgence.constater(UrgenceDeclaree(type=type, signalee_le=signalee_le))
        return urgence


def fiche_reflexe(type: TypeUrgence, *, au: date, baremes: Baremes) -> tuple[str, ...]:
    """Les consignes, dans l'ordre des rubriques : celles du type, complétées par celles qui valent toujours."""
    consignes = {
        **baremes.au("fiche_commune", au).valeur,
        **baremes.au(f"fiche_{type.value.lower()}", au).valeur,
    }
    numeros = {nom: baremes.au(nom, au).valeur for nom in NUMEROS}
    return tuple(str(consignes[rubrique]).format_map(numeros) for rubrique in RUBRIQUES)
