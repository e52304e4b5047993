"""Le lot de quittancement d'un mois : calculé par l'un, validé par l'autre, puis scellé."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from quittancement.domain.compte import Compte
from quittancement.domain.quittance import Quittance, TermeCalcule
from socle.domaine.agregat import Agregat, Fait, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant, somme
from socle.domaine.periodes import Mois
from socle.domaine.refus import Refus, RegleViolee


class StatutLot(Enum):
    EN_CALCUL = "EN_CALCUL"
    """Cycle en masse dont il reste des tranches à calculer."""
    CALCULE = "CALCULE"
    EN_SCELLEMENT = "EN_SCELLEMENT"
    """Validé par le second agent ; ses tranches se scellent une à une."""
    VALIDE = "VALIDE"
    """Scellé : une erreur se corrige en contrepassant la quittance, pas le lot."""
    ANNULE = "ANNULE"


TRANSITIONS_LOT = {
    StatutLot.EN_CALCUL: {StatutLot.CALCULE, StatutLot.ANNULE},
    StatutLot.CALCULE: {StatutLot.EN_CALCUL, StatutLot.EN_SCELLEMENT, StatutLot.VALIDE, StatutLot.ANNULE},
    StatutLot.EN_SCELLEMENT: {StatutLot.VALIDE},
}


@dataclass(frozen=True, kw_only=True)
class QuittancementValide(Fait):
    mois: str
    nombre: int
    total_net: Montant
    valide_le: date
    empreinte: str


@dataclass(frozen=True, kw_only=True)
class Ecarte:
    """Bail mis de côté : `ligne` est son rang dans le calcul, à partir de 1 ; `code` et `champ` sont ceux du refus."""

    ligne: int
    bail_id: UUID
    code: str
    champ: str
    motif: str

    @classmethod
    def de(cls, refus: Refus, *, bail_id: UUID, reference: str, ligne: int) -> Ecarte:
        motif = f"{reference} : {refus.message}"
        return cls(ligne=ligne, bail_id=bail_id, code=refus.code, champ=refus.champ, motif=motif)


@dataclass(eq=False, kw_only=True)
class Lot(Agregat):
    """Un calcul du mois. `calcule_par` et `valide_par` sont des identifiants d'agent.

    `tranches` : nombre de tranches d'un cycle en masse, 0 pour un lot calculé d'un coup. `a_blanc` : simulation, sans
    quittance ni validation. `ecarts` : quittances loin du mois précédent ; `motif_ecarts` : pourquoi on les a acceptées.
    """

    mois: str
    calcule_par: str
    nombre: int
    total_net: Montant
    empreinte: str
    ecartes: list[Ecarte]
    statut: StatutLot = StatutLot.CALCULE
    valide_par: str = ""
    valide_le: date | None = None
    tranches: int = 0
    a_blanc: bool = False
    ecarts: int = 0
    motif_ecarts: str = ""

    def conclure_calcul(
        self, *, nombre: int, total_net: Montant, empreinte: str, ecarts: int, ecartes: list[Ecarte]
    ) -> None:
        """Toutes les tranches sont calculées. Lève TransitionInterdite hors de EN_CALCUL."""
        self.statut = franchir(TRANSITIONS_LOT, objet="Lot", de=self.statut, vers=StatutLot.CALCULE)
        self.nombre, self.total_net, self.empreinte = nombre, total_net, empreinte
        self.ecarts, self.ecartes = ecarts, ecartes

    def rouvrir_calcul(self) -> None:
        """Des tranches sont à recalculer. Lève TransitionInterdite hors de EN_CALCUL et CALCULE."""
        if self.statut is not StatutLot.EN_CALCUL:
            self.statut = franchir(TRANSITIONS_LOT, objet="Lot", de=self.statut, vers=StatutLot.EN_CALCUL)

    def ouvrir_scellement(self, *, par: str, le: date, trop_d_ecarts: bool, motif_ecarts: str) -> None:
        """Le second agent valide : les tranches peuvent se sceller.

        Lève TransitionInterdite, RegleViolee (LOT_A_BLANC, QUATRE_YEUX, LOT_VIDE, ECARTS_A_ACCEPTER sans motif).
        """
        statut = franchir(TRANSITIONS_LOT, objet="Lot", de=self.statut, vers=StatutLot.EN_SCELLEMENT)
        if self.a_blanc:
            raise RegleViolee("LOT_A_BLANC", "Une simulation ne se valide pas.", champ="lot_id")
        self._verifier_valideur(par)
        if not self.nombre:
            raise RegleViolee("LOT_VIDE", "Le lot ne contient aucune quittance.", champ="lot_id")
        if trop_d_ecarts and not motif_ecarts:
            raise RegleViolee(
                "ECARTS_A_ACCEPTER",
                f"{self.ecarts} quittances sur {self.nombre} s'éloignent du mois précédent : dites pourquoi on les accepte.",
                champ="motif_ecarts",
                ecarts=self.ecarts,
            )
        self.statut, self.valide_par, self.valide_le, self.motif_ecarts = statut, par, le, motif_ecarts

    def sceller(self, *, empreinte: str) -> None:
        """Toutes les tranches sont scellées sous cette racine ; le constate. Lève TransitionInterdite hors de EN_SCELLEMENT."""
        self.statut = franchir(TRANSITIONS_LOT, objet="Lot", de=self.statut, vers=StatutLot.VALIDE)
        self.empreinte = empreinte
        self._constater_valide()

    def valider(self, quittances: Sequence[Quittance], *, par: str, le: date, premier_numero: int) -> int:
        """Numérote et scelle les quittances du lot ; rend le prochain numéro libre.

        `quittances` est tout le lot, tel que calculé. Lève TransitionInterdite, RegleViolee (QUATRE_YEUX, LOT_VIDE,
        EMPREINTE_DIFFERENTE si le contenu a changé depuis le calcul).
        """
        statut = franchir(TRANSITIONS_LOT, objet="Lot", de=self.statut, vers=StatutLot.VALIDE)
        if self.tranches:
            raise RegleViolee("LOT_PAR_TRANCHES", "Un cycle en masse se valide par ValiderCycle.", champ="lot_id")
        self._verifier_valideur(par)
        if not quittances:
            raise RegleViolee("LOT_VIDE", "Le lot ne contient aucune quittance.", champ="lot_id")
        if empreinte_chainee(self.mois, quittances) != self.empreinte:
            raise RegleViolee(
                "EMPREINTE_DIFFERENTE", "Les quittances ne sont plus celles qui ont été calculées.", champ="lot_id"
            )
        for rang, quittance in enumerate(_en_ordre(quittances)):
            quittance.valider(numero=f"Q-{premier_numero + rang:09d}")
        self.statut, self.valide_par, self.valide_le = statut, par, le
        self.empreinte = empreinte_chainee(self.mois, quittances)
        self._constater_valide()
        return premier_numero + len(quittances)

    def _verifier_valideur(self, par: str) -> None:
        if par == self.calcule_par:
            raise RegleViolee("QUATRE_YEUX", "Celui qui a calculé le lot ne peut pas le valider.", champ="lot_id")

    def _constater_valide(self) -> None:
        if self.valide_le is None:
            raise ValueError("Un lot validé porte sa date.")
        self.constater(
            QuittancementValide(
                mois=self.mois,
                nombre=self.nombre,
                total_net=self.total_net,
                valide_le=self.valide_le,
                empreinte=self.empreinte,
            )
        )

    def ceder(self, baux: Collection[UUID], *, restantes: Sequence[Quittance]) -> None:
        """Les baux recalculés ailleurs quittent ce lot provisoire ; sans quittance restante, il est annulé.

        `restantes` est ce que le lot garde : deux lots partiels du même mois ne se partagent jamais un bail.
        """
        self.ecartes = [e for e in self.ecartes if e.bail_id not in baux]
        if not restantes:
            self.annuler()
            return
        self.nombre, self.total_net = len(restantes), somme(q.net for q in restantes)
        self.empreinte = empreinte_chainee(self.mois, restantes)

    def annuler(self) -> None:
        """Abandonne un lot non validé ; ses quittances provisoires n'ont jamais existé."""
        self.statut = franchir(TRANSITIONS_LOT, objet="Lot", de=self.statut, vers=StatutLot.ANNULE)


def calculer_lot(
    *,
    lot_id: UUID,
    mois: Mois,
    calcule_par: str,
    comptes: Sequence[Compte],
    identifiants: Iterator[UUID],
    baremes: Baremes,
) -> tuple[Lot, list[Quittance]]:
    """Une quittance provisoire par compte, dans l'ordre des baux ; un bail refusé est écarté et n'arrête pas le lot.

    `identifiants` fournit celui de chaque quittance. Le même calcul rejoué donne la même empreinte.
    """
    quittances: list[Quittance] = []
    ecartes: list[Ecarte] = []
    for ligne, compte in enumerate(sorted(comptes, key=lambda c: c.id), start=1):
        try:
            quittances.append(compte.quittancer(mois, quittance_id=next(identifiants), lot_id=lot_id, baremes=baremes))
        except Refus as refus:
            ecartes.append(Ecarte.de(refus, bail_id=compte.id, reference=compte.reference, ligne=ligne))
    lot = Lot(
        id=lot_id,
        mois=str(mois),
        calcule_par=calcule_par,
        nombre=len(quittances),
        total_net=somme(q.net for q in quittances),
        empreinte=empreinte_chainee(str(mois), quittances),
        ecartes=ecartes,
    )
    return lot, quittances


def empreinte_chainee(mois: str, quittances: Sequence[Quittance]) -> str:
    """SHA-256 en chaîne sur le contenu des quittances, dans l'ordre des baux, sans leurs identifiants ni leurs paiements."""
    return _chaine(mois, (_contenu(q, numero=q.numero) for q in _en_ordre(quittances)))


def empreinte_des_termes(mois: str, termes: Sequence[TermeCalcule]) -> str:
    """La même chaîne, sur des termes qui n'ont pas encore de numéro, dans l'ordre reçu."""
    return _chaine(mois, (_contenu(terme, numero="") for terme in termes))


def _chaine(mois: str, contenus: Iterable[str]) -> str:
    chaine = hashlib.sha256(mois.encode()).hexdigest()
    for contenu in contenus:
        chaine = hashlib.sha256(f"{chaine}\n{contenu}".encode()).hexdigest()
    return chaine


def _en_ordre(quittances: Sequence[Quittance]) -> list[Quittance]:
    return sorted(quittances, key=lambda q: q.bail_id)


def _contenu(terme: Quittance | TermeCalcule, *, numero: str) -> str:
    """Ce que le sceau retient d'un terme, en json : dates, numéro, montants ; ni ce qui est payé, ni ce qui l'explique."""
    lignes = ",".join([f"{ligne.modele.sceau},{ligne.montant.centimes}]" for ligne in terme.lignes])
    return (
        f'["{terme.bail_id}","{terme.mois}",{json.dumps(numero)},["{terme.debut}","{terme.fin}"],'
        f'["{terme.exigible_le}","{terme.limite_paiement_le}"],[{lignes}]]'
    )
