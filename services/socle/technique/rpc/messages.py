"""Traductions communes entre messages et domaine."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from logis.commun.v1 import commun_pb2
from socle.domaine.codes import lire_code as lire_code
from socle.domaine.explication import Explication, Verdict
from socle.domaine.montant import Montant
from socle.domaine.periodes import lire_date
from socle.domaine.refus import DonneeInvalide

DEVISE = "EUR"


def lire_montant(message: commun_pb2.Montant, *, champ: str) -> Montant:
    """Lit une somme. Lève DonneeInvalide (DEVISE_REFUSEE) pour toute autre devise que l'euro."""
    if message.devise and message.devise != DEVISE:
        raise DonneeInvalide("DEVISE_REFUSEE", f"Seul l'euro est accepté, pas « {message.devise[:8]} ».", champ=champ)
    return Montant(message.centimes)


def montant(valeur: Montant) -> commun_pb2.Montant:
    return commun_pb2.Montant(centimes=valeur.centimes, devise=DEVISE)


def lire_date_facultative(texte: str, *, champ: str) -> date | None:
    return lire_date(texte, champ=champ) if texte else None


def lire_date_passee(texte: str, *, champ: str, au: date) -> date:
    """Date d'un fait : il a eu lieu, au plus tard le jour civil `au`.

    Une date future ferait courir d'avance les délais qui protègent les personnes, ou naître une dette avant son
    terme. Lève DonneeInvalide (DATE_ILLISIBLE, DATE_FUTURE).
    """
    jour = lire_date(texte, champ=champ)
    if jour > au:
        raise DonneeInvalide("DATE_FUTURE", "Un fait ne se date pas du futur.", champ=champ)
    return jour


def lire_instant(texte: str, *, champ: str) -> datetime:
    """Instant ISO 8601 avec fuseau. Lève DonneeInvalide (INSTANT_ILLISIBLE)."""
    try:
        instant = datetime.fromisoformat(texte)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise DonneeInvalide(
            "INSTANT_ILLISIBLE", f"« {texte} » n'est pas un instant ISO 8601 avec son fuseau.", champ=champ
        )
    return instant


def texte_date(jour: date | None) -> str:
    return jour.isoformat() if jour else ""


def explication(valeur: Explication) -> commun_pb2.Explication:
    return commun_pb2.Explication(
        regle=valeur.regle,
        article=valeur.article,
        date=valeur.date.isoformat(),
        entrees=dict(valeur.entrees),
        resultat=valeur.resultat,
        certitude=valeur.certitude,
    )


def explications(valeurs: Iterable[Explication]) -> list[commun_pb2.Explication]:
    return [explication(valeur) for valeur in valeurs]


def verdict(valeur: Verdict) -> commun_pb2.Verdict:
    return commun_pb2.Verdict(
        reponse=valeur.reponse.value, explication=explication(valeur.explication), manquants=valeur.manquants
    )


def document(objet: Any) -> commun_pb2.Document:
    """D'un document inscrit ou de sa ligne."""
    return commun_pb2.Document(
        id=str(objet.id),
        nature=objet.nature,
        nom_fichier=objet.nom_fichier,
        empreinte_sha256=objet.empreinte_sha256,
        taille_octets=objet.taille_octets,
        cree_le=objet.cree_le.isoformat(),
    )
