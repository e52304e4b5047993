"""Consigner un acte sur un compte, dire sa fin, l'annuler : sa trace reste."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from quittancement.domain.actes import ActeConsigne, MotifAnnulation, regle_de_l_acte
from quittancement.domain.compte import Compte
from socle.domaine.baremes import Baremes
from socle.domaine.refus import DejaExistant, DonneeInvalide, Introuvable, RegleViolee

PIECE_MAX = 100


def consigner_acte(
    compte: Compte,
    *,
    acte_id: UUID,
    nature: str,
    fait_le: date,
    piece: str,
    termes: Sequence[str],
    par: str,
    le: date,
    baremes: Baremes,
) -> ActeConsigne:
    """Retient l'acte pour les mois désignés ; sans mois, pour tout terme dû et exigible avant lui.

    Lève DonneeInvalide (PIECE_MANQUANTE, NATURE_INCONNUE, TERME_INCONNU), DejaExistant (ACTE_DEJA_CONSIGNE), RegleViolee
    (NATURE_SANS_EFFET, ACTE_AVANT_EXIGIBILITE, ACTE_SANS_TERME).
    """
    piece = piece.strip()
    if not 1 <= len(piece) <= PIECE_MAX:
        raise DonneeInvalide(
            "PIECE_MANQUANTE", f"Un acte se prouve par une pièce, en 1 à {PIECE_MAX} caractères.", champ="piece"
        )
    regle_de_l_acte(nature, fait_le, baremes=baremes)
    if any(connu.est(nature=nature, fait_le=fait_le, piece=piece) for connu in compte.protections.actes):
        raise DejaExistant("ACTE_DEJA_CONSIGNE", "Cet acte est déjà consigné sur ce compte.", champ="piece")
    acte = ActeConsigne(
        acte_id=acte_id,
        nature=nature,
        fait_le=fait_le,
        piece=piece,
        termes=_designes(compte, termes, fait_le=fait_le) if termes else _dus(compte, fait_le=fait_le),
        consigne_par=par,
        consigne_le=le,
    )
    compte.protections = replace(compte.protections, actes=(*compte.protections.actes, acte))
    return acte


def terminer_acte(compte: Compte, acte_id: UUID, *, fini_le: date, par: str, baremes: Baremes) -> ActeConsigne:
    """Fin de l'instance, de la médiation ou de la conciliation.

    Lève Introuvable, RegleViolee (ACTE_ANNULE, ACTE_SANS_DUREE, ACTE_DEJA_TERMINE, FIN_AVANT_ACTE).
    """
    acte = _en_vigueur(compte, acte_id)
    if not regle_de_l_acte(acte.nature, acte.fait_le, baremes=baremes).dure:
        raise RegleViolee(
            "ACTE_SANS_DUREE", "L'effet de cet acte tient en un jour : il n'a pas de fin.", champ="acte_id"
        )
    if acte.fini_le is not None:
        raise RegleViolee("ACTE_DEJA_TERMINE", f"Cet acte a fini le {acte.fini_le:%d/%m/%Y}.", champ="acte_id")
    if fini_le < acte.fait_le:
        raise RegleViolee("FIN_AVANT_ACTE", "Une fin ne précède pas l'acte.", champ="fini_le")
    return _remplacer(compte, replace(acte, fini_le=fini_le, fini_par=par))


def annuler_acte(compte: Compte, acte_id: UUID, *, motif: MotifAnnulation, par: str, le: date) -> ActeConsigne:
    """L'acte n'a jamais valu. Lève Introuvable, RegleViolee (ACTE_ANNULE)."""
    return _remplacer(compte, replace(_en_vigueur(compte, acte_id), annule_le=le, annule_par=par, motif=motif))


def _designes(compte: Compte, termes: Sequence[str], *, fait_le: date) -> tuple[str, ...]:
    exigibles = {q.mois: q.exigible_le for q in compte.quittances if q.validee}
    for mois in termes:
        if mois not in exigibles:
            raise DonneeInvalide("TERME_INCONNU", f"Ce bail n'a pas de terme {mois}.", champ="termes")
        if fait_le <= exigibles[mois]:
            raise RegleViolee(
                "ACTE_AVANT_EXIGIBILITE",
                f"Le terme {mois} n'est exigible que le {exigibles[mois]:%d/%m/%Y} : un acte antérieur ne le touche pas.",
                champ="fait_le",
            )
    return tuple(sorted(set(termes)))


def _dus(compte: Compte, *, fait_le: date) -> tuple[str, ...]:
    termes = tuple(sorted(q.mois for q in compte.quittances if q.ouverte and q.exigible_le < fait_le))
    if not termes:
        raise RegleViolee("ACTE_SANS_TERME", "Aucun terme dû n'était exigible avant cet acte.", champ="fait_le")
    return termes


def _en_vigueur(compte: Compte, acte_id: UUID) -> ActeConsigne:
    acte = next((a for a in compte.protections.actes if a.acte_id == acte_id), None)
    if acte is None:
        raise Introuvable("Acte", acte_id, champ="acte_id")
    if acte.annule_le is not None:
        raise RegleViolee("ACTE_ANNULE", f"Cet acte est annulé depuis le {acte.annule_le:%d/%m/%Y}.", champ="acte_id")
    return acte


def _remplacer(compte: Compte, acte: ActeConsigne) -> ActeConsigne:
    actes = tuple(acte if a.acte_id == acte.acte_id else a for a in compte.protections.actes)
    compte.protections = replace(compte.protections, actes=actes)
    return acte
