"""Les échecs du poste local : un code stable, un message qui dit quoi faire."""

from __future__ import annotations

from pathlib import Path


class ErreurLocale(Exception):
    """Échec d'une opération locale ; `code` est stable, le message est destiné à l'utilisateur."""

    code = "ERREUR_LOCALE"


class NomRefuse(ErreurLocale):
    """Nom d'espace ou de service mal formé."""

    code = "NOM_REFUSE"


class VerrouOccupe(ErreurLocale):
    """Une autre commande tient le verrou depuis trop longtemps."""

    code = "VERROU_OCCUPE"


class ServeurAbsent(ErreurLocale):
    """Les binaires du serveur demandé ne sont pas sur ce poste."""

    code = "SERVEUR_ABSENT"


class DemarrageEchoue(ErreurLocale):
    """Le serveur ne répond pas ; le message porte la fin de son journal."""

    code = "DEMARRAGE_ECHOUE"


class DestructionRefusee(ErreurLocale):
    """Seules les données de démonstration et de test se suppriment."""

    code = "DESTRUCTION_REFUSEE"


def fin_du_journal(journal: Path, *, lignes: int = 20) -> str:
    """Les dernières lignes du journal, ou un mot qui dit qu'il est vide."""
    texte = journal.read_text(encoding="utf-8", errors="replace") if journal.exists() else ""
    return "\n".join(texte.splitlines()[-lignes:]) or "(journal vide)"
