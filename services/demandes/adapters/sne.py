"""Le SNE simulé : des numéros fictifs (guichet ZZDEM), hors production seulement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import text

from demandes.domain.numero_unique import fabriquer_simule
from socle.domaine.refus import DonneeInvalide
from socle.technique.unite_de_travail import UniteDeTravail

ILE_DE_FRANCE = ("75", "77", "78", "91", "92", "93", "94", "95")


class SneSimule:
    """Réalise `demandes.application.enregistrer_demande.Sne` avec une séquence de la base."""

    def __init__(self, *, espace: str) -> None:
        self._espace = espace

    def delivrer(self, *, deposee_le: date, communes: Sequence[str], uow: UniteDeTravail) -> str:
        if self._espace == "production":
            raise DonneeInvalide(
                "NUMERO_UNIQUE_MANQUANT", "Le numéro unique est délivré par le SNE : donnez-le.", champ="numero_unique"
            )
        departement = communes[0][:2] if communes else "69"
        territoire = "111" if departement in ILE_DE_FRANCE else f"0{departement}"
        sequence = uow.session.execute(text("SELECT nextval('numero_unique_simule')")).scalar_one()
        territoire = territoire if territoire.isdecimal() else "020"
        return fabriquer_simule(territoire=territoire, deposee_le=deposee_le, sequence=sequence % 1_000_000)
