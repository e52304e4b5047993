"""Une réception d'essai sur une vraie base : deux réactions, des pannes à volonté, des effets lus dans la base."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from appui.services import ServiceDeTest
from socle.technique.evenements import EvenementRecu, Reception
from socle.technique.identifiants import nouvel_id
from socle.technique.messagerie.consommation import Consommation, Message
from socle.technique.unite_de_travail import UniteDeTravail


class ChoseFaite(EvenementRecu, source="ailleurs", nom="ChoseFaite", agregat="chose"):
    numero: int


@dataclass(frozen=True)
class Noter:
    numero: int


class Banc:
    """Une réception d'essai sur une vraie base ; `effets` est lu dans la base, jamais en mémoire."""

    def __init__(self, service: ServiceDeTest) -> None:
        self.moteur = service.noyau.moteur
        self.maintenant = datetime.now(UTC)
        self.pannes: dict[int, Exception] = {}
        with self.moteur.begin() as c:
            c.execute(text("CREATE TABLE effet (rang bigserial PRIMARY KEY, reaction text, numero int)"))
        reception = Reception("essai")
        reception.quand(ChoseFaite, self.noter_la_chose, en=lambda e: Noter(e.numero))
        reception.quand(ChoseFaite, self.compter_la_chose, en=lambda e: Noter(e.numero), bloquante=False)
        self.consommation = Consommation(self.moteur, service.noyau.fabrique, reception, lambda: self.maintenant)
        self.consommation.preparer()

    def noter_la_chose(self, commande: Noter, *, uow: UniteDeTravail) -> None:
        uow.session.execute(text("INSERT INTO effet (reaction, numero) VALUES ('noter', :n)"), {"n": commande.numero})
        if commande.numero in self.pannes:
            raise self.pannes[commande.numero]

    def compter_la_chose(self, commande: Noter, *, uow: UniteDeTravail) -> None:
        uow.session.execute(text("INSERT INTO effet (reaction, numero) VALUES ('compter', :n)"), {"n": commande.numero})

    def lire(self, requete: str) -> list[Any]:
        with self.moteur.connect() as c:
            return [tuple(ligne) for ligne in c.execute(text(requete))]

    def effets(self, reaction: str = "noter") -> list[int]:
        return [n for (n,) in self.lire(f"SELECT numero FROM effet WHERE reaction = '{reaction}' ORDER BY rang")]

    def incidents(self) -> list[Any]:
        return self.lire(
            "SELECT statut, reaction, code FROM incident WHERE statut IN ('REPRISE', 'GARE') ORDER BY cree_le"
        )

    def recevoir(self, numero: int, **change: Any) -> str:
        return self.consommation.recevoir(un_message(numero, **change))


CHOSE = nouvel_id()


def un_message(numero: int, *, agregat: UUID = CHOSE, corps: bytes | None = None, **entetes: Any) -> Message:
    valeurs = {
        "id": str(UUID(int=(nouvel_id().int >> 64 << 64) | 2 << 62 | numero)),
        "source": "ailleurs",
        "type": "ChoseFaite",
        "subject": str(agregat),
        "dataschema": "urn:logis:ailleurs:chose_faite:v1",
        "sequence": str(numero),
        "aggregatetype": "chose",
        **entetes,
    }
    prefixes = {f"cloudEvents:{cle}": valeur for cle, valeur in valeurs.items() if valeur is not None}
    return Message(entetes=prefixes, corps=corps if corps is not None else json.dumps({"numero": numero}).encode())
