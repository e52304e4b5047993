"""Les codes du dossier social, et les passages permis entre ses états (spécification G.1)."""

from __future__ import annotations

from enum import Enum

from socle.domaine.codes import lire_code as lire_code


class StatutPartage(Enum):
    """Tout ce que les autres services peuvent savoir d'un ménage."""

    AUCUN = "AUCUN"
    PROPOSE = "PROPOSE"
    REFUSE = "REFUSE"
    EN_COURS = "EN_COURS"
    CLOS = "CLOS"


class StatutDossier(Enum):
    ORIENTE = "ORIENTE"
    PROPOSE = "PROPOSE"
    REFUSE = "REFUSE"
    PLAN_EN_COURS = "PLAN_EN_COURS"
    CLOS = "CLOS"

    @property
    def partage(self) -> StatutPartage:
        """Le mot que les autres services lisent à la place de cet état."""
        return STATUTS_PARTAGES[self]


TRANSITIONS_DOSSIER = {
    StatutDossier.ORIENTE: {StatutDossier.PROPOSE},
    StatutDossier.PROPOSE: {StatutDossier.PLAN_EN_COURS, StatutDossier.REFUSE},
    StatutDossier.PLAN_EN_COURS: {StatutDossier.CLOS},
}
"""L'acceptation et le diagnostic s'intercalent avant PLAN_EN_COURS, le bilan avant CLOS."""

STATUTS_PARTAGES = {
    StatutDossier.ORIENTE: StatutPartage.AUCUN,
    StatutDossier.PROPOSE: StatutPartage.PROPOSE,
    StatutDossier.REFUSE: StatutPartage.REFUSE,
    StatutDossier.PLAN_EN_COURS: StatutPartage.EN_COURS,
    StatutDossier.CLOS: StatutPartage.CLOS,
}


class MotifOrientation(Enum):
    """Ces codes ne quittent pas le dossier."""

    IMPAYE = "IMPAYE"
    CHARGES = "CHARGES"
    ISOLEMENT = "ISOLEMENT"
    SANTE = "SANTE"
    INCURIE = "INCURIE"
    CONFLIT = "CONFLIT"
    SUROCCUPATION = "SUROCCUPATION"
    HANDICAP = "HANDICAP"
    VIF = "VIF"
    SURENDETTEMENT = "SURENDETTEMENT"
    ACCES_DROITS = "ACCES_DROITS"
    RELOGEMENT = "RELOGEMENT"


class SupportConsentement(Enum):
    ECRIT = "ECRIT"
    ELECTRONIQUE = "ELECTRONIQUE"


class LieuEntretien(Enum):
    BUREAU = "BUREAU"
    DOMICILE = "DOMICILE"
    TELEPHONE = "TELEPHONE"
