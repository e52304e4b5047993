"""Édition de l'attestation d'enregistrement d'une demande (CCH R441-2-4) : de données simples à un PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from socle.domaine.refus import DonneeInvalide
from socle.technique.documents import LIGNES_ADRESSE, Destinataire, Emetteur, Imprimeur, en_textes, exiger

GABARITS = Path(__file__).parent / "documents"


@dataclass(frozen=True, kw_only=True)
class Demandeur:
    """Mention a) : identité et adresse du demandeur (nom non compris dans `adresse`)."""

    civilite: str
    prenoms: str
    nom: str
    adresse: tuple[str, ...]

    @property
    def nom_complet(self) -> str:
        return " ".join(partie for partie in (self.civilite, self.prenoms, self.nom) if partie)


@dataclass(frozen=True, kw_only=True)
class CommuneDemandee:
    """Mention e) : les bailleurs qui ont des logements dans la commune ; vide si aucun n'est recensé."""

    nom: str
    bailleurs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Mediation:
    """Mention g) : `delai` est celui de l'arrêté préfectoral, en toutes lettres (« trois ans »)."""

    saisissable_le: date
    delai: str
    adresse: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ElementDeResume:
    """Une ligne de l'annexe 1."""

    libelle: str
    valeur: str


@dataclass(frozen=True, kw_only=True)
class PieceAttendue:
    """Une ligne de l'annexe 2 ; `etat` vide : à fournir."""

    libelle: str
    etat: str = ""


@dataclass(frozen=True, kw_only=True)
class Attestation:
    """Données d'une attestation. L'émetteur est le service enregistreur (mention b)."""

    emetteur: Emetteur
    demandeur: Demandeur
    numero_unique: str
    recue_le: date
    valable_jusqu_au: date
    communes: tuple[CommuneDemandee, ...]
    mediation: Mediation
    suivi: tuple[str, ...]
    resume: tuple[ElementDeResume, ...]
    etapes: tuple[str, ...]
    pieces_obligatoires: tuple[PieceAttendue, ...]
    edite_le: date
    renouvelee_le: date | None = None
    pieces_complementaires: tuple[PieceAttendue, ...] = ()


def attestation(demande: Attestation, *, imprimeur: Imprimeur) -> bytes:
    """PDF de l'attestation, mentions a) à i) et annexes.

    Lève DonneeInvalide (MENTION_MANQUANTE, DATES_INCOHERENTES, ADRESSE_IMPOSSIBLE).
    """
    _controler(demande)
    demandeur = demande.demandeur
    numero = _grouper(demande.numero_unique)
    donnees: dict[str, Any] = {
        **{champ.name: getattr(demande, champ.name) for champ in fields(demande)},
        "titre": f"Attestation d'enregistrement {numero}",
        "titre_affiche": "Attestation d'enregistrement",
        "auteur": demande.emetteur.raison_sociale,
        "edite_le": demande.edite_le.isoformat(),
        "edite_le_lettres": demande.edite_le,
        "numero_affiche": numero,
        "demandeur": {"nom_complet": demandeur.nom_complet, "adresse": demandeur.adresse},
        "destinataire": Destinataire(lignes=(demandeur.nom_complet, *demandeur.adresse)).lignes,
    }
    return imprimeur.imprimer(GABARITS / "attestation.typ", en_textes(donnees))


def _controler(demande: Attestation) -> None:
    for champ in ("numero_unique", "communes", "suivi", "resume", "etapes", "pieces_obligatoires"):
        exiger(champ, getattr(demande, champ))
    exiger("demandeur.nom", demande.demandeur.nom)
    exiger("demandeur.adresse", demande.demandeur.adresse)
    exiger("emetteur.adresse", demande.emetteur.adresse)
    exiger("mediation.delai", demande.mediation.delai)
    exiger("mediation.adresse", demande.mediation.adresse)
    if len(demande.demandeur.adresse) >= LIGNES_ADRESSE:
        raise DonneeInvalide("ADRESSE_IMPOSSIBLE", "L'adresse et le nom tiennent en six lignes.", champ="adresse")
    depart = demande.renouvelee_le or demande.recue_le
    if not demande.recue_le <= depart <= demande.edite_le or demande.valable_jusqu_au <= depart:
        raise DonneeInvalide(
            "DATES_INCOHERENTES",
            "Réception, renouvellement, édition et fin de validité ne se suivent pas.",
            champ="edite_le",
        )


def _grouper(numero: str) -> str:
    """« 111-10-23-000123-GDPUB » pour un numéro de dix-huit caractères ; tout autre s'affiche tel quel."""
    parties = re.fullmatch(r"(\d{3})(\d{2})(\d{2})(\d{6})([A-Z0-9]{5})", numero)
    return "-".join(parties.groups()) if parties else numero
