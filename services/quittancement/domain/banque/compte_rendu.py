"""Ce que la banque dit d'une remise avant règlement (pain.002) : statut du fichier, d'un lot, d'un prélèvement."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from quittancement.domain.banque.entree import EntreeEcartee
from quittancement.domain.banque.prelevement import Prelevement, StatutPrelevement
from quittancement.domain.banque.remise import Remise, StatutRemise
from socle.domaine.refus import DonneeInvalide, RegleViolee

ACCEPTES = frozenset({"ACCP", "ACSP", "ACSC", "ACWC"})
"""La banque présentera : profil vérifié, règlement engagé ou fait, accepté avec un changement."""
SANS_SUITE = frozenset({"RCVD", "ACTC", "PDNG", "PART"})
"""Reçu, techniquement juste, en attente, partiel : rien n'est encore dit d'un prélèvement que le message ne nomme pas."""
REJET = "RJCT"

REPRIS = frozenset({StatutPrelevement.REJETE, StatutPrelevement.RETOURNE, StatutPrelevement.REMBOURSE})
"""La banque l'a déjà repris : un second rejet n'apprend rien."""


@dataclass(frozen=True, kw_only=True)
class StatutLu:
    """Statut d'un prélèvement. `ligne` : rang dans le fichier, à partir de 1. `montant` : centimes ; None s'il est tu."""

    ligne: int
    end_to_end_id: str
    statut: str
    motif: str = ""
    montant: int | None = None


@dataclass(frozen=True, kw_only=True)
class StatutDEnsemble:
    """Statut d'un lot, ou de tout le fichier si `lot` est vide. `ligne` : rang du dernier prélèvement lu avant lui."""

    ligne: int
    lot: str
    statut: str
    motif: str = ""


@dataclass(kw_only=True)
class CompteRenduLu:
    """Message lu. `nombre` et `total` (centimes) : ce que la banque dit avoir reçu ; None si elle le tait."""

    msg_id: str = ""
    cree_le: date = date.min
    origine: str = ""
    nombre: int | None = None
    total: int | None = None
    statuts: list[StatutLu | EntreeEcartee] = field(default_factory=list)
    ensembles: list[StatutDEnsemble] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class BilanDuCompteRendu:
    """transactions = acceptees + rejetees + inchangees + celles des `ecartees` ; les « par lot » s'y ajoutent."""

    transactions: int = 0
    acceptees: int = 0
    rejetees: int = 0
    inchangees: int = 0
    acceptees_par_lot: int = 0
    rejetees_par_lot: int = 0
    somme_rejetee: int = 0
    ecartees: list[EntreeEcartee] = field(default_factory=list)


def exiger_remise(remise: Remise, lu: CompteRenduLu) -> None:
    """Lève RegleViolee (REMISE_NON_REMISE), DonneeInvalide (TOTAL_INCOHERENT)."""
    if remise.statut is not StatutRemise.REMISE:
        raise RegleViolee(
            "REMISE_NON_REMISE", f"La remise {remise.msg_id} n'est pas partie à la banque.", champ="OrgnlMsgId"
        )
    if lu.nombre is not None and lu.nombre != remise.nombre:
        raise DonneeInvalide(
            "TOTAL_INCOHERENT", f"La banque dit {lu.nombre} prélèvements, nous {remise.nombre}.", champ="OrgnlNbOfTxs"
        )
    if lu.total is not None and lu.total != remise.total.centimes:
        raise DonneeInvalide(
            "TOTAL_INCOHERENT", "La somme dite par la banque n'est pas celle de la remise.", champ="OrgnlCtrlSum"
        )


def statut_suivant(prelevement: Prelevement | None, lu: StatutLu) -> StatutPrelevement | None:
    """ACCEPTE, REJETE, ou None si le message n'apprend rien de neuf.

    Lève DonneeInvalide (PRELEVEMENT_INCONNU, MONTANT_DIFFERENT, STATUT_INCONNU, MOTIF_MANQUANT), RegleViolee
    (PRELEVEMENT_DEJA_REGLE, PRELEVEMENT_DEJA_REPRIS).
    """
    if prelevement is None:
        raise DonneeInvalide(
            "PRELEVEMENT_INCONNU", "Ce prélèvement n'est pas de cette remise.", champ="OrgnlEndToEndId"
        )
    if lu.montant is not None and lu.montant != prelevement.montant.centimes:
        raise DonneeInvalide("MONTANT_DIFFERENT", "La banque cite une autre somme.", champ="InstdAmt")
    if lu.statut in ACCEPTES:
        return _accepter(prelevement)
    if lu.statut == REJET:
        return _rejeter(prelevement, lu)
    exiger_statut(lu.statut, champ="TxSts")
    return None


def exiger_statut(statut: str, *, champ: str) -> None:
    """Lève DonneeInvalide (STATUT_INCONNU)."""
    if statut not in ACCEPTES | SANS_SUITE | {REJET}:
        raise DonneeInvalide("STATUT_INCONNU", f"Statut inconnu : « {statut} ».", champ=champ)


def exiger_motif(motif: str) -> None:
    """Lève DonneeInvalide (MOTIF_MANQUANT) : sans motif, on ne sait que faire du mandat."""
    if not motif:
        raise DonneeInvalide("MOTIF_MANQUANT", "Un rejet a un motif.", champ="StsRsnInf")


def _accepter(prelevement: Prelevement) -> StatutPrelevement | None:
    if prelevement.statut is StatutPrelevement.REJETE:
        raise RegleViolee("PRELEVEMENT_DEJA_REPRIS", "Ce prélèvement est déjà rejeté.", champ="TxSts")
    return StatutPrelevement.ACCEPTE if prelevement.statut is StatutPrelevement.REMIS else None


def _rejeter(prelevement: Prelevement, lu: StatutLu) -> StatutPrelevement | None:
    if prelevement.statut in REPRIS:
        return None
    if prelevement.statut is StatutPrelevement.REGLE:
        raise RegleViolee(
            "PRELEVEMENT_DEJA_REGLE", "Ce prélèvement est réglé : son relevé en dira le retour.", champ="TxSts"
        )
    exiger_motif(lu.motif)
    return StatutPrelevement.REJETE
