"""Lectures des paiements bancaires."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, select, text

from quittancement.adapters.orm import comptes
from quittancement.adapters.orm_banque import amendements, entrees, extournes, mandats, prelevements, remises
from quittancement.adapters.pain007 import LigneDExtourne
from quittancement.adapters.pain008 import Creancier, LigneDeRemise
from quittancement.domain.banque.amendement import Amendement, a_emettre
from quittancement.domain.banque.mandat import EN_VIGUEUR
from quittancement.domain.banque.mandat import Sequence as SequenceMandat
from quittancement.domain.banque.prelevement import ACHEVES
from quittancement.domain.banque.remise import reference_de_lot
from socle.domaine.baremes import Baremes
from socle.domaine.refus import Introuvable


def mandat(connexion: Connection, mandat_id: UUID) -> Row[Any]:
    """Lève Introuvable."""
    ligne = connexion.execute(select(mandats).where(mandats.c.id == mandat_id)).first()
    if ligne is None:
        raise Introuvable("Mandat", mandat_id, champ="mandat_id")
    return ligne


def remise(connexion: Connection, remise_id: UUID) -> Row[Any]:
    """Lève Introuvable."""
    ligne = connexion.execute(select(remises).where(remises.c.id == remise_id)).first()
    if ligne is None:
        raise Introuvable("Remise", remise_id, champ="remise_id")
    return ligne


def lignes_de_remise(
    connexion: Connection, remise_id: UUID, *, apres: str, nombre: int | None, ics: str = ""
) -> list[LigneDeRemise]:
    """Prélèvements d'une remise tels qu'elle les présente, par lot puis référence, avec l'amendement qu'elle porte.

    `apres` est la clé « lot/référence » de la dernière lue ; `ics` : l'identifiant du créancier au jour du prélèvement.
    """
    lot, _, fin = apres.partition("/")
    requete = (
        select(
            prelevements.c.end_to_end_id,
            prelevements.c.lot,
            prelevements.c.montant,
            prelevements.c.mandat_id,
            prelevements.c.rum,
            prelevements.c.iban,
            prelevements.c.bic,
            mandats.c.signe_le,
            mandats.c.titulaire,
            mandats.c.sequence_type,
            comptes.c.reference,
            remises.c.mois,
        )
        .join(mandats, mandats.c.id == prelevements.c.mandat_id)
        .join(comptes, comptes.c.id == prelevements.c.bail_id)
        .join(remises, remises.c.id == prelevements.c.remise_id)
        .where(prelevements.c.remise_id == remise_id)
        .order_by(prelevements.c.lot, prelevements.c.end_to_end_id)
    )
    if lot.isdecimal():
        apres_lot = prelevements.c.lot > int(lot)
        requete = requete.where(apres_lot | (prelevements.c.lot == int(lot)) & (prelevements.c.end_to_end_id > fin))
    if nombre is not None:
        requete = requete.limit(nombre)
    lignes = connexion.execute(requete).all()
    choix = select(*(amendements.c[champ.name] for champ in fields(Amendement)))
    choix = choix.where(amendements.c.remise_id == remise_id).order_by(amendements.c.id)
    if nombre is not None:
        choix = choix.where(amendements.c.mandat_id.in_({ligne.mandat_id for ligne in lignes}))
    portes: dict[UUID, list[Amendement]] = {}
    for porte in connexion.execute(choix):
        portes.setdefault(porte.mandat_id, []).append(Amendement(**porte._mapping))
    return [_ligne(ligne, portes.get(ligne.mandat_id, ()), ics=ics) for ligne in lignes]


def extourne(connexion: Connection, extourne_id: UUID) -> Row[Any]:
    """L'extourne, le MsgId et le jour de sa remise d'origine. Lève Introuvable."""
    requete = (
        select(extournes, remises.c.msg_id.label("remise_msg_id"), remises.c.preleve_le)
        .join(remises, remises.c.id == extournes.c.remise_id)
        .where(extournes.c.id == extourne_id)
    )
    ligne = connexion.execute(requete).first()
    if ligne is None:
        raise Introuvable("Extourne", extourne_id, champ="extourne_id")
    return ligne


def lignes_d_extourne(connexion: Connection, extourne_id: UUID, *, remise_msg_id: str) -> list[LigneDExtourne]:
    requete = (
        select(prelevements.c.end_to_end_id, prelevements.c.lot, prelevements.c.montant, mandats.c.sequence_type)
        .join(mandats, mandats.c.id == prelevements.c.mandat_id)
        .where(prelevements.c.extourne_id == extourne_id)
        .order_by(prelevements.c.end_to_end_id)
    )
    return [
        LigneDExtourne(
            end_to_end_id=ligne.end_to_end_id,
            lot=reference_de_lot(remise_msg_id, ligne.lot, unique=ligne.sequence_type is SequenceMandat.OOFF),
            montant=ligne.montant.centimes,
        )
        for ligne in connexion.execute(requete)
    ]


def creancier(baremes: Baremes, au: Any) -> Creancier:
    return Creancier(**baremes.au("creancier", au).valeur)


def derniers_retours(connexion: Connection, mandat_id: UUID, *, nombre: int) -> list[str]:
    """Motif des dernières présentations achevées d'un mandat, la plus récente d'abord ; vide si elle est réglée."""
    requete = (
        select(prelevements.c.retour)
        .join(remises, remises.c.id == prelevements.c.remise_id)
        .where(prelevements.c.mandat_id == mandat_id, prelevements.c.statut.in_(ACHEVES))
        .order_by(remises.c.preleve_le.desc(), prelevements.c.essai.desc())
        .limit(nombre)
    )
    return list(connexion.execute(requete).scalars())


def mandats_dormants(connexion: Connection, *, jusqu_au: date) -> Sequence[UUID]:
    """Mandats en vigueur dont la dernière présentation, ou la signature, ne suit pas ce jour."""
    signe_de_vie = func.coalesce(mandats.c.derniere_presentation, mandats.c.signe_le)
    requete = select(mandats.c.id).where(mandats.c.statut.in_(EN_VIGUEUR), signe_de_vie <= jusqu_au)
    return connexion.execute(requete.order_by(mandats.c.id)).scalars().all()


def entrees_en_attente(connexion: Connection, *, apres: UUID | None, nombre: int) -> Sequence[Row[Any]]:
    """Sommes au 471, à rembourser comprises. Une de plus que demandé."""
    requete = select(entrees).where(text("statut IN ('EN_ATTENTE', 'A_REMBOURSER')")).order_by(entrees.c.id)
    if apres is not None:
        requete = requete.where(entrees.c.id > apres)
    return connexion.execute(requete.limit(nombre + 1)).all()


def _ligne(ligne: Row[Any], portes: Sequence[Amendement], *, ics: str) -> LigneDeRemise:
    amende = a_emettre(portes, rum=ligne.rum, ics=ics, iban=ligne.iban, bic=ligne.bic) if portes else None
    return LigneDeRemise(
        end_to_end_id=ligne.end_to_end_id,
        lot=ligne.lot,
        montant=ligne.montant.centimes,
        rum=ligne.rum,
        signe_le=ligne.signe_le,
        titulaire=ligne.titulaire,
        iban=ligne.iban,
        bic=ligne.bic,
        libelle=f"Loyer {ligne.mois} bail {ligne.reference}",
        unique=ligne.sequence_type is SequenceMandat.OOFF,
        amendement=amende,
    )
