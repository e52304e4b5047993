"""L'extourne : rendre au débiteur un prélèvement réglé à tort, par un message à la banque (pain.007)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from uuid import UUID

from quittancement.domain.banque.calendrier_target import ajouter_target
from quittancement.domain.banque.prelevement import Prelevement, StatutPrelevement
from quittancement.domain.banque.remise import EcartDeRemise
from socle.domaine.agregat import Agregat, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide, Refus, RegleViolee

NOMBRE_MAX = 1_000


class StatutExtourne(Enum):
    PREPAREE = "PREPAREE"
    REMISE = "REMISE"
    ANNULEE = "ANNULEE"


TRANSITIONS_EXTOURNE = {StatutExtourne.PREPAREE: {StatutExtourne.REMISE, StatutExtourne.ANNULEE}}


@dataclass(eq=False, kw_only=True)
class Extourne(Agregat):
    """`msg_id` est la clé d'idempotence devant la banque. L'argent ne bouge qu'au débit du relevé."""

    msg_id: str
    remise_id: UUID
    motif: str
    demandee_le: date
    nombre: int
    total: Montant
    preparee_par: str
    ecartes: list[EcartDeRemise] = field(default_factory=list)
    statut: StatutExtourne = StatutExtourne.PREPAREE
    remise_par: str = ""

    def remettre(self, *, par: str) -> None:
        """Le message part à la banque. Lève TransitionInterdite, RegleViolee (SECONDE_PERSONNE)."""
        if par == self.preparee_par:
            raise RegleViolee(
                "SECONDE_PERSONNE", "Celui qui prépare une extourne ne l'envoie pas.", champ="extourne_id"
            )
        self.statut = franchir(TRANSITIONS_EXTOURNE, objet="Extourne", de=self.statut, vers=StatutExtourne.REMISE)
        self.remise_par = par

    def annuler(self) -> None:
        """Avant l'envoi. Lève TransitionInterdite."""
        self.statut = franchir(TRANSITIONS_EXTOURNE, objet="Extourne", de=self.statut, vers=StatutExtourne.ANNULEE)


def exiger_motif_d_extourne(motif: str, *, le: date, baremes: Baremes) -> None:
    """Lève DonneeInvalide (MOTIF_D_EXTOURNE)."""
    admis = baremes.au("motifs_d_extourne", le).valeur
    if motif not in admis:
        raise DonneeInvalide("MOTIF_D_EXTOURNE", f"Motifs admis : {', '.join(admis)}.", champ="motif")


def exiger_delai(preleve_le: date, *, le: date, baremes: Baremes) -> None:
    """Lève RegleViolee (DELAI_D_EXTOURNE) passé le dernier jour TARGET où la banque l'accepte."""
    dernier = ajouter_target(preleve_le, int(baremes.au("delai_d_extourne", preleve_le).valeur))
    if le > dernier:
        raise RegleViolee(
            "DELAI_D_EXTOURNE",
            f"La banque n'extourne plus ce prélèvement depuis le {dernier:%d/%m/%Y} : remboursez par virement.",
            champ="remise_id",
        )


def choisir(fins: Sequence[str], connus: Mapping[str, Prelevement]) -> tuple[list[Prelevement], list[EcartDeRemise]]:
    """Prélèvements à extourner, chacun une fois, et ceux mis de côté. Lève DonneeInvalide (LISTE_TROP_LONGUE)."""
    if len(fins) > NOMBRE_MAX:
        raise DonneeInvalide(
            "LISTE_TROP_LONGUE", f"Une extourne compte {NOMBRE_MAX} prélèvements au plus.", champ="end_to_end_ids"
        )
    retenus: list[Prelevement] = []
    ecartes: list[EcartDeRemise] = []
    for fin in dict.fromkeys(fins):
        try:
            retenus.append(_extournable(connus.get(fin)))
        except Refus as refus:
            ecartes.append(EcartDeRemise(reference=fin[:35], code=refus.code, champ=refus.champ, motif=refus.message))
    return retenus, ecartes


def _extournable(prelevement: Prelevement | None) -> Prelevement:
    if prelevement is None:
        raise DonneeInvalide("PRELEVEMENT_INCONNU", "Ce prélèvement n'est pas de cette remise.", champ="end_to_end_ids")
    if prelevement.statut is not StatutPrelevement.REGLE:
        raise RegleViolee(
            "PRELEVEMENT_NON_REGLE", f"Ce prélèvement est {prelevement.statut.value}.", champ="end_to_end_ids"
        )
    if prelevement.extourne_id is not None:
        raise RegleViolee("EXTOURNE_EN_COURS", "Une extourne le porte déjà.", champ="end_to_end_ids")
    return prelevement
