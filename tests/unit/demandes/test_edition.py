"""L'attestation d'enregistrement : ses mentions obligatoires, et ce qui est refusé."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import pypdf
import pytest

from demandes.adapters.edition import (
    Attestation,
    CommuneDemandee,
    Demandeur,
    ElementDeResume,
    Mediation,
    PieceAttendue,
    attestation,
)
from socle.domaine.periodes import lire_date
from socle.domaine.refus import DonneeInvalide
from socle.technique.documents import Emetteur, Imprimeur

IMPRIMEUR = Imprimeur()


def le(jour: str) -> date:
    return lire_date(jour)


def un_demandeur(**change: Any) -> Demandeur:
    champs: dict[str, Any] = {
        "civilite": "Mme",
        "prenoms": "Ana",
        "nom": "Essai",
        "adresse": ("12 rue des Tests", "99000 EXEMPLEVILLE"),
    }
    return Demandeur(**{**champs, **change})


def une_attestation(**change: Any) -> Attestation:
    champs: dict[str, Any] = {
        "emetteur": Emetteur(
            raison_sociale="Habitat d'Exemple",
            forme="Office public de l'habitat",
            siren="000 000 000",
            adresse=("1 place du Modèle", "99000 Exempleville"),
            ville="Exempleville",
            telephone="00 00 00 00 00",
            courriel="contact@habitat.example",
            site="www.habitat.example",
        ),
        "demandeur": un_demandeur(),
        "numero_unique": "9990326000123ZZDEM",
        "recue_le": le("2026-03-02"),
        "valable_jusqu_au": le("2027-03-02"),
        "communes": (
            CommuneDemandee(nom="Exempleville", bailleurs=("Habitat d'Exemple", "Toit Modèle", "Foyer Témoin")),
            CommuneDemandee(nom="Testbourg", bailleurs=()),
        ),
        "mediation": Mediation(
            saisissable_le=le("2029-03-02"),
            delai="trois ans",
            adresse=("Secrétariat de la commission de médiation", "2 rue de la Fiction", "99000 Exempleville"),
        ),
        "suivi": ("En ligne, avec votre numéro unique", "Par téléphone au 00 00 00 00 00"),
        "resume": (
            ElementDeResume(libelle="Personnes à loger", valeur="3 (2 adultes, 1 enfant)"),
            ElementDeResume(libelle="Logement souhaité", valeur="T3 ou T4"),
            ElementDeResume(libelle="Motif principal", valeur="Logement trop petit"),
        ),
        "etapes": (
            "Votre dossier est instruit : fournissez les pièces demandées.",
            "Il peut être présenté à une commission d'attribution.",
            "En cas d'attribution, une proposition vous est envoyée.",
        ),
        "pieces_obligatoires": (
            PieceAttendue(libelle="Pièce d'identité ou titre de séjour de chaque majeur", etat="reçue"),
            PieceAttendue(libelle="Avis d'imposition de chaque personne à loger"),
        ),
        "pieces_complementaires": (PieceAttendue(libelle="Bail et quittance, ou attestation d'hébergement"),),
        "edite_le": le("2026-03-10"),
    }
    return Attestation(**{**champs, **change})


def texte(demande: Attestation) -> str:
    """Texte de toutes les pages, toute suite de blancs ramenée à une espace."""
    pages = pypdf.PdfReader(BytesIO(attestation(demande, imprimeur=IMPRIMEUR))).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


@pytest.mark.parametrize(
    ("mention", "attendu"),
    [
        ("a", "Demandeur Mme Ana Essai Adresse 12 rue des Tests, 99000 EXEMPLEVILLE"),
        ("b", "Service enregistreur Habitat d'Exemple, 1 place du Modèle, 99000 Exempleville"),
        ("c", "numéro unique national 999-03-26-000123-ZZDEM"),
        ("d", "Date de réception 2 mars 2026"),
        ("d", "Dernier renouvellement aucun à ce jour"),
        ("e", "Exempleville Habitat d'Exemple, Toit Modèle, Foyer Témoin"),
        ("e", "Testbourg aucun bailleur recensé"),
        ("f", "menacé d'expulsion sans relogement"),
        ("g", "avant le 2 mars 2029 (délai anormalement long fixé par le préfet : trois ans)"),
        ("g", "Secrétariat de la commission de médiation, 2 rue de la Fiction"),
        ("h", "valable jusqu'au 2 mars 2027"),
        ("h", "Radiation. Une demande n'est radiée que dans ces cas"),
        ("i", "En ligne, avec votre numéro unique"),
        ("annexe 1", "Logement souhaité T3 ou T4"),
        ("annexe 1", "1. Votre dossier est instruit"),
        ("annexe 2", "Avis d'imposition de chaque personne à loger à fournir"),
        ("annexe 2", "Bail et quittance, ou attestation d'hébergement à fournir"),
    ],
)
def test_l_attestation_porte_chaque_mention_obligatoire(mention: str, attendu: str) -> None:
    assert attendu in texte(une_attestation())


def test_apres_un_renouvellement_la_date_de_reception_reste() -> None:
    lu = texte(
        une_attestation(renouvelee_le=le("2027-02-15"), valable_jusqu_au=le("2028-02-15"), edite_le=le("2027-02-16"))
    )
    assert "Date de réception 2 mars 2026" in lu
    assert "Dernier renouvellement 15 février 2027" in lu


def test_un_numero_d_une_autre_forme_s_affiche_tel_quel() -> None:
    assert "national NUR-ANCIEN-7." in texte(une_attestation(numero_unique="NUR-ANCIEN-7"))


def test_un_nom_qui_ressemble_a_du_code_s_imprime_tel_quel() -> None:
    piege = '#panic("x") *gras* \\ $1$ <a> @b // fin'
    assert piege in texte(une_attestation(demandeur=un_demandeur(nom=piege)))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"numero_unique": ""}, "MENTION_MANQUANTE"),
        ({"communes": ()}, "MENTION_MANQUANTE"),
        ({"suivi": ()}, "MENTION_MANQUANTE"),
        ({"demandeur": un_demandeur(adresse=())}, "MENTION_MANQUANTE"),
        ({"demandeur": un_demandeur(nom="")}, "MENTION_MANQUANTE"),
        ({"mediation": Mediation(saisissable_le=le("2029-03-02"), delai="trois ans", adresse=())}, "MENTION_MANQUANTE"),
        ({"demandeur": un_demandeur(adresse=("a", "b", "c", "d", "e", "f"))}, "ADRESSE_IMPOSSIBLE"),
        ({"edite_le": le("2026-03-01")}, "DATES_INCOHERENTES"),
        ({"renouvelee_le": le("2026-03-01")}, "DATES_INCOHERENTES"),
        ({"valable_jusqu_au": le("2026-03-02")}, "DATES_INCOHERENTES"),
    ],
)
def test_une_attestation_incomplete_ou_incoherente_est_refusee(change: dict[str, Any], code: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        attestation(une_attestation(**change), imprimeur=IMPRIMEUR)
    assert refus.value.code == code


def test_la_meme_demande_donne_les_memes_octets() -> None:
    une = attestation(une_attestation(), imprimeur=IMPRIMEUR)
    assert attestation(une_attestation(), imprimeur=Imprimeur()) == une


def test_le_document_porte_son_titre_et_le_service_enregistreur() -> None:
    meta = pypdf.PdfReader(BytesIO(attestation(une_attestation(), imprimeur=IMPRIMEUR))).metadata
    assert meta is not None
    assert (meta.title, meta.author) == (
        "Attestation d'enregistrement 999-03-26-000123-ZZDEM",
        "Habitat d'Exemple",
    )
