"""La porte d'entrée des appels : une écriture idempotente par `request_id`, une lecture sans transaction d'écriture.

La requête, son effet et sa réponse sont enregistrés ensemble : la même requête rend la même réponse, un autre corps
sous le même `request_id` est refusé. Un refus n'est pas enregistré : on peut corriger et recommencer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from google.protobuf import descriptor_pool, message_factory
from google.protobuf.message import Message
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from socle.domaine.refus import DejaExistant, DonneeInvalide
from socle.technique.contexte import Appel, Contexte, Horloge, appel_courant
from socle.technique.lecture import LecturePreparee
from socle.technique.unite_de_travail import Fabrique, UniteDeTravail

T = TypeVar("T")


class Porte:
    """Exécute les RPC d'un service dans leurs transactions."""

    def __init__(self, fabrique: Fabrique, horloge: Horloge) -> None:
        self._fabrique, self._horloge = fabrique, horloge

    def ecrire(self, requete: Message, action: Callable[[UniteDeTravail], T], rendre: Callable[[T], Message]) -> Any:
        """Joue `action` une seule fois par request_id et rend le message bâti par `rendre` après l'enregistrement.

        Lève DonneeInvalide (REQUEST_ID_MANQUANT), DejaExistant (IDEMPOTENCY_MISMATCH), ou le refus de l'action.
        """
        appel = appel_courant.get()
        contexte = Contexte(acteur=appel.appelant.acteur(), instant=self._horloge())
        cle, empreinte = _cle(requete, appel), _empreinte(requete)
        with self._fabrique.sessions.begin() as session:
            deja = self._deja_faite(session, cle, empreinte)
            if deja is not None:
                return _type_reponse(appel.methode).FromString(deja)
            unite = self._fabrique.sur(session, contexte)
            resultat = action(unite)
            unite.terminer()
            reponse = rendre(resultat)
            session.execute(
                text(
                    """INSERT INTO requete (appelant, rpc, request_id, empreinte, reponse)
                       VALUES (:appelant, :rpc, :request_id, :empreinte, :reponse)"""
                ),
                {**cle, "empreinte": empreinte, "reponse": reponse.SerializeToString()},
            )
        return reponse

    def lire(self, lecture: Callable[[Connection], T]) -> T:
        """Joue une lecture sur une connexion, sans rien écrire."""
        with self._fabrique.sessions() as session:
            return lecture(session.connection())

    def jouer(self, lecture: LecturePreparee, **valeurs: Any) -> Sequence[Any]:
        """Lignes d'une lecture préparée."""
        return lecture.jouer(self._fabrique.sessions.lecture, **valeurs)

    @property
    def appel(self) -> Appel:
        """L'appel en cours : appelant vérifié et portée accordée."""
        return appel_courant.get()

    @property
    def perimetre(self) -> tuple[str, ...] | None:
        """Résidences visibles par l'appelant : None pour tout ; une portée SITES sans périmètre ne voit rien."""
        appel = appel_courant.get()
        if appel.portee == "SITES":
            return appel.appelant.perimetre or ()
        return appel.appelant.perimetre

    @property
    def suivis_par(self) -> str | None:
        """Agent dont il faut suivre les ménages (portée SUIVIS) ; None : pas de restriction."""
        appel = appel_courant.get()
        return appel.appelant.sub if appel.portee == "SUIVIS" else None

    def _deja_faite(self, session: Session, cle: dict[str, str], empreinte: bytes) -> bytes | None:
        verrou = int.from_bytes(hashlib.sha256("|".join(cle.values()).encode()).digest()[:8], "big", signed=True)
        session.execute(text("SELECT pg_advisory_xact_lock(:verrou)"), {"verrou": verrou})
        ligne = session.execute(
            text(
                """SELECT empreinte, reponse FROM requete
                    WHERE appelant = :appelant AND rpc = :rpc AND request_id = :request_id"""
            ),
            cle,
        ).first()
        if ligne is None:
            return None
        if bytes(ligne.empreinte) != empreinte:
            raise DejaExistant(
                "IDEMPOTENCY_MISMATCH", "Ce request_id a déjà servi avec un autre contenu.", champ="request_id"
            )
        return bytes(ligne.reponse)


def _cle(requete: Message, appel: Appel) -> dict[str, str]:
    request_id: str = getattr(requete, "request_id", "")
    if not request_id:
        raise DonneeInvalide("REQUEST_ID_MANQUANT", "Toute écriture porte un request_id (UUID).", champ="request_id")
    try:
        UUID(request_id)
    except ValueError:
        raise DonneeInvalide("REQUEST_ID_ILLISIBLE", "Le request_id est un UUID.", champ="request_id") from None
    appelant = appel.appelant
    prefixe = "partenaire:" if appelant.partenaire else ""
    return {"appelant": f"{prefixe}{appelant.sub}", "rpc": appel.methode, "request_id": request_id.lower()}


def _empreinte(requete: Message) -> bytes:
    copie = type(requete)()
    copie.CopyFrom(requete)
    copie.ClearField("request_id")
    return hashlib.sha256(copie.SerializeToString(deterministic=True)).digest()


@lru_cache(maxsize=512)
def _type_reponse(methode: str) -> type[Message]:
    """Classe de la réponse d'un RPC nommé « /logis.baux.v1.BauxService/SignerBail »."""
    service, _, nom = methode.lstrip("/").partition("/")
    descripteur = descriptor_pool.Default().FindServiceByName(service).methods_by_name[nom]
    return message_factory.GetMessageClass(descripteur.output_type)
