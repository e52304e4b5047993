"""Un chèque reçu : son titre, sa validité, et ce qu'il devient jusqu'à la banque (spécification B.3)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from uuid import UUID

from socle.domaine.agregat import Agregat, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.calendrier import ajouter_jours_ouvres
from socle.domaine.montant import Montant
from socle.domaine.periodes import ajouter_mois
from socle.domaine.refus import DonneeInvalide, RegleViolee

TEXTE_MAXIMAL = 140


class StatutCheque(Enum):
    RECU = "RECU"
    ENDOSSE = "ENDOSSE"
    AU_BORDEREAU = "AU_BORDEREAU"
    REMIS = "REMIS"
    CREDITE = "CREDITE"
    IMPAYE = "IMPAYE"
    ANNULE = "ANNULE"
    """Son paiement a été contrepassé avant toute remise : saisi par erreur, ou rendu à son tireur."""


TRANSITIONS_CHEQUE = {
    StatutCheque.RECU: {StatutCheque.ENDOSSE, StatutCheque.ANNULE},
    StatutCheque.ENDOSSE: {StatutCheque.AU_BORDEREAU, StatutCheque.ANNULE},
    StatutCheque.AU_BORDEREAU: {StatutCheque.REMIS, StatutCheque.ENDOSSE},
    StatutCheque.REMIS: {StatutCheque.CREDITE, StatutCheque.IMPAYE},
    StatutCheque.CREDITE: {StatutCheque.IMPAYE},
}
"""CREDITE vers IMPAYE : la banque crédite sauf bonne fin, et reprend."""

FINIS = frozenset({StatutCheque.IMPAYE, StatutCheque.ANNULE})
"""Le même titre peut être reçu de nouveau : représenté, ou saisi correctement."""
SANS_BONNE_FIN = frozenset({StatutCheque.RECU, StatutCheque.ENDOSSE, StatutCheque.AU_BORDEREAU, StatutCheque.REMIS})


@dataclass(eq=False, kw_only=True)
class Cheque(Agregat):
    """Un titre et le paiement qu'il porte. `montant` : centimes, positif. Le tireur ne quitte pas le service.

    `tiers` : le tireur n'est pas le locataire (paiement par autrui, admis : C. civ. 1342-1).
    """

    bail_id: UUID
    paiement_id: UUID
    tireur: str = field(repr=False)
    tiers: bool
    banque: str
    numero: str
    cle: str = field(repr=False)
    montant: Montant
    emis_le: date
    recu_le: date
    valable_jusqu_au: date
    remettre_avant: date
    statut: StatutCheque = StatutCheque.RECU
    bordereau_id: UUID | None = None
    impaye_le: date | None = None
    motif: str = ""

    def endosser(self) -> None:
        """Au dos, l'ordre du bailleur. Lève TransitionInterdite."""
        self._passer(StatutCheque.ENDOSSE)

    def mettre_au_bordereau(self, bordereau_id: UUID, *, le: date) -> None:
        """Lève TransitionInterdite, RegleViolee (CHEQUE_PERIME)."""
        if le > self.valable_jusqu_au:
            raise RegleViolee(
                "CHEQUE_PERIME",
                f"Le chèque {self.numero} n'est plus payable depuis le {self.valable_jusqu_au:%d/%m/%Y}.",
                champ="cheque_ids",
            )
        self._passer(StatutCheque.AU_BORDEREAU)
        self.bordereau_id = bordereau_id

    def retirer_du_bordereau(self) -> None:
        """Son bordereau est annulé. Lève TransitionInterdite."""
        self._passer(StatutCheque.ENDOSSE)
        self.bordereau_id = None

    def remettre(self) -> None:
        self._passer(StatutCheque.REMIS)

    def crediter(self) -> None:
        self._passer(StatutCheque.CREDITE)

    def declarer_impaye(self, *, le: date, motif: str) -> None:
        """La banque ne l'a pas payé. Lève TransitionInterdite, DonneeInvalide (DATE_INCOHERENTE, CHAMP_TROP_LONG)."""
        if le < self.recu_le:
            raise DonneeInvalide("DATE_INCOHERENTE", "Un chèque ne revient pas avant d'être reçu.", champ="impaye_le")
        self.motif = _texte(motif, champ="motif", obligatoire=False)
        self._passer(StatutCheque.IMPAYE)
        self.impaye_le = le

    def annuler(self) -> None:
        """Rendu ou saisi par erreur, avant toute remise. Lève TransitionInterdite."""
        self._passer(StatutCheque.ANNULE)

    def _passer(self, vers: StatutCheque) -> None:
        self.statut = franchir(TRANSITIONS_CHEQUE, objet="Chèque", de=self.statut, vers=vers)


def recevoir_cheque(
    *,
    id: UUID,
    bail_id: UUID,
    paiement_id: UUID,
    tireur: str,
    tiers: bool,
    banque: str,
    numero: str,
    montant: Montant,
    emis_le: date,
    recu_le: date,
    baremes: Baremes,
) -> Cheque:
    """Lève DonneeInvalide (CHAMP_VIDE, CHAMP_TROP_LONG, NUMERO_DE_CHEQUE, MONTANT_NON_POSITIF, CHEQUE_POSTDATE),
    RegleViolee (CHEQUE_PERIME)."""
    tireur, banque = _texte(tireur, champ="tireur"), _texte(banque, champ="banque")
    numero = numero.replace(" ", "")
    if not (numero.isascii() and numero.isdecimal() and len(numero) <= 20):
        raise DonneeInvalide("NUMERO_DE_CHEQUE", "Le numéro d'un chèque n'est fait que de chiffres.", champ="numero")
    if montant.centimes <= 0:
        raise DonneeInvalide("MONTANT_NON_POSITIF", "Un chèque est strictement positif.", champ="montant")
    if emis_le > recu_le:
        raise DonneeInvalide(
            "CHEQUE_POSTDATE", "Un chèque daté d'après sa réception ne se reçoit pas.", champ="emis_le"
        )
    limite = valable_jusqu_au(emis_le, baremes=baremes)
    if recu_le > limite:
        raise RegleViolee(
            "CHEQUE_PERIME", f"Ce chèque n'est plus payable depuis le {limite:%d/%m/%Y}.", champ="emis_le"
        )
    return Cheque(
        id=id,
        bail_id=bail_id,
        paiement_id=paiement_id,
        tireur=tireur,
        tiers=tiers,
        banque=banque,
        numero=numero,
        cle=cle_du_titre(banque=banque, numero=numero, tireur=tireur),
        montant=montant,
        emis_le=emis_le,
        recu_le=recu_le,
        valable_jusqu_au=limite,
        remettre_avant=ajouter_jours_ouvres(recu_le, int(baremes.au("delai_de_remise_cheques", recu_le).valeur)),
    )


def valable_jusqu_au(emis_le: date, *, baremes: Baremes) -> date:
    """Dernier jour où la banque du tireur peut être poursuivie : le délai de présentation, puis un an (CMF L131-59)."""
    presentation = emis_le + timedelta(days=int(baremes.au("presentation_des_cheques", emis_le).valeur))
    return ajouter_mois(presentation, int(baremes.au("prescription_des_cheques", emis_le).valeur))


def cle_du_titre(*, banque: str, numero: str, tireur: str) -> str:
    """Ce qui distingue un chèque de tout autre, sans casse, accents ni ponctuation : « BNP|123|DURAND PAUL »."""
    return "|".join((_plat(banque), numero, _plat(tireur)))


def _plat(texte: str) -> str:
    lettres = (c for c in unicodedata.normalize("NFKD", texte) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", "".join(lettres).upper()))


def _texte(texte: str, *, champ: str, obligatoire: bool = True) -> str:
    texte = " ".join(texte.split())
    if obligatoire and not texte:
        raise DonneeInvalide("CHAMP_VIDE", f"Le champ « {champ} » est obligatoire.", champ=champ)
    if len(texte) > TEXTE_MAXIMAL:
        raise DonneeInvalide(
            "CHAMP_TROP_LONG", f"Le champ « {champ} » dépasse {TEXTE_MAXIMAL} caractères.", champ=champ
        )
    return texte
