"""Un bordereau de remise de chèques : numéroté, son total est celui de sa liste, deux personnes le font partir."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from uuid import UUID

from quittancement.domain.caisse.cheque import Cheque, StatutCheque
from socle.domaine.agregat import Agregat, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant, somme
from socle.domaine.refus import DonneeInvalide, Refus, RegleViolee


class StatutBordereau(Enum):
    PREPARE = "PREPARE"
    REMIS = "REMIS"
    CREDITE = "CREDITE"
    ANNULE = "ANNULE"


TRANSITIONS_BORDEREAU = {
    StatutBordereau.PREPARE: {StatutBordereau.REMIS, StatutBordereau.ANNULE},
    StatutBordereau.REMIS: {StatutBordereau.CREDITE},
}


@dataclass(frozen=True, kw_only=True)
class ChequeEcarte:
    """Chèque mis de côté, et le refus qui le dit."""

    cheque_id: str
    code: str
    champ: str
    motif: str


@dataclass(eq=False, kw_only=True)
class Bordereau(Agregat):
    """`banque` : IBAN du compte du bailleur où les chèques sont remis. `total` et `nombre` sont ceux de la liste.

    `credite` : ce que la banque a porté au compte, moins que le total si un chèque est revenu avant. `entree_id` :
    l'entrée du relevé qui le montre.
    """

    numero: str
    banque: str
    nombre: int
    total: Montant
    etabli_le: date
    etabli_par: str
    ecartes: list[ChequeEcarte] = field(default_factory=list)
    statut: StatutBordereau = StatutBordereau.PREPARE
    remis_le: date | None = None
    remis_par: str = ""
    credite_le: date | None = None
    credite: Montant | None = None
    entree_id: UUID | None = None

    def remettre(self, cheques: Sequence[Cheque], *, par: str, le: date) -> None:
        """Les chèques partent à la banque.

        Lève TransitionInterdite, RegleViolee (SECONDE_PERSONNE, BORDEREAU_INCOHERENT), DonneeInvalide (DATE_INCOHERENTE).
        """
        statut = franchir(TRANSITIONS_BORDEREAU, objet="Bordereau", de=self.statut, vers=StatutBordereau.REMIS)
        if par == self.etabli_par:
            raise RegleViolee(
                "SECONDE_PERSONNE", "Celui qui établit un bordereau ne le remet pas.", champ="bordereau_id"
            )
        if le < self.etabli_le:
            raise DonneeInvalide("DATE_INCOHERENTE", "La remise précède le bordereau.", champ="remis_le")
        if (len(cheques), somme(c.montant for c in cheques)) != (self.nombre, self.total):
            raise RegleViolee("BORDEREAU_INCOHERENT", "La liste ne fait plus le total.", champ="bordereau_id")
        for cheque in cheques:
            cheque.remettre()
        self.statut, self.remis_par, self.remis_le = statut, par, le

    def annuler(self, cheques: Sequence[Cheque]) -> None:
        """Avant la remise : ses chèques sont de nouveau à remettre, son numéro reste pris. Lève TransitionInterdite."""
        self.statut = franchir(TRANSITIONS_BORDEREAU, objet="Bordereau", de=self.statut, vers=StatutBordereau.ANNULE)
        for cheque in cheques:
            cheque.retirer_du_bordereau()

    def crediter(self, cheques: Sequence[Cheque], *, le: date) -> Montant:
        """La banque a crédité les chèques encore remis ; rend leur somme. Lève TransitionInterdite, DonneeInvalide."""
        statut = franchir(TRANSITIONS_BORDEREAU, objet="Bordereau", de=self.statut, vers=StatutBordereau.CREDITE)
        if self.remis_le is not None and le < self.remis_le:
            raise DonneeInvalide("DATE_INCOHERENTE", "Le crédit précède la remise.", champ="credite_le")
        payes = [cheque for cheque in cheques if cheque.statut is StatutCheque.REMIS]
        for cheque in payes:
            cheque.crediter()
        self.statut, self.credite_le, self.credite = statut, le, somme(c.montant for c in payes)
        return self.credite


def etablir(
    cheques: Sequence[Cheque],
    *,
    id: UUID,
    rang: int,
    banque: str,
    le: date,
    par: str,
    baremes: Baremes,
) -> Bordereau:
    """Bordereau des chèques qui peuvent partir ; les autres sont mis de côté. `rang` : celui du registre de l'année.

    Lève DonneeInvalide (BANQUE_INCONNUE), RegleViolee (RIEN_A_REMETTRE).
    """
    if banque not in baremes.au("comptes_bancaires", le).valeur:
        raise DonneeInvalide("BANQUE_INCONNUE", "Ce compte bancaire n'est pas l'un des nôtres.", champ="banque")
    retenus: list[Cheque] = []
    ecartes: list[ChequeEcarte] = []
    for cheque in cheques:
        try:
            cheque.mettre_au_bordereau(id, le=le)
            retenus.append(cheque)
        except Refus as refus:
            ecartes.append(
                ChequeEcarte(cheque_id=str(cheque.id), code=refus.code, champ=refus.champ, motif=refus.message)
            )
    if not retenus:
        raise RegleViolee(
            "RIEN_A_REMETTRE",
            f"Aucun chèque endossé n'est à remettre ({len(ecartes)} mis de côté).",
            champ="cheque_ids",
        )
    return Bordereau(
        id=id,
        numero=f"BC-{le.year:04d}-{rang:06d}",
        banque=banque,
        nombre=len(retenus),
        total=somme(cheque.montant for cheque in retenus),
        etabli_le=le,
        etabli_par=par,
        ecartes=ecartes,
    )
