"""Les en-têtes qui conditionnent une requête (RFC 9110) : Idempotency-Key, If-Match, If-None-Match.

Une condition que l'opération ne sait pas vérifier est refusée : l'ignorer ferait croire à une garantie absente.
"""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from fastapi import Request

from socle.domaine.refus import ConflitDeVersion, DonneeInvalide
from socle.technique.identifiants import nouvel_id

CLE = "Idempotency-Key"
_ETAG = re.compile(r'\s*(W/)?"([\x21\x23-\x7e\x80-\xff]*)"\s*(?:,|$)')


def cle_idempotence(requete: Request) -> str:
    """UUID de l'écriture : celui du client, ou un neuf. Il est rendu dans la réponse, réussite ou échec.

    Lève DonneeInvalide (REQUEST_ID_ILLISIBLE).
    """
    donnee = requete.headers.get(CLE)
    cle = _lire_cle(donnee, champ=CLE) if donnee else str(nouvel_id())
    requete.state.cle_idempotence = cle
    return cle


def concilier_cle(requete: Request, message: Any) -> None:
    """Pose le request_id du message. Lève DonneeInvalide s'il contredit l'en-tête (CLE_CONTRADICTOIRE)."""
    if message.request_id:
        du_corps = _lire_cle(message.request_id, champ="request_id")
        if requete.headers.get(CLE) and du_corps != requete.state.cle_idempotence:
            raise DonneeInvalide(
                "CLE_CONTRADICTOIRE", f"L'en-tête {CLE} et le request_id du corps diffèrent.", champ="request_id"
            )
        requete.state.cle_idempotence = du_corps
    message.request_id = requete.state.cle_idempotence


def _lire_cle(texte: str, *, champ: str) -> str:
    try:
        return str(UUID(texte))
    except ValueError:
        raise DonneeInvalide("REQUEST_ID_ILLISIBLE", f"« {champ} » est un UUID.", champ=champ) from None


def poser_version(requete: Request, message: Any) -> None:
    """If-Match → etag du message. `*` ne demande que l'existence, que l'opération vérifie d'elle-même.

    Lève ConflitDeVersion si l'etag est faible (la comparaison est forte), DonneeInvalide (IF_MATCH_SANS_EFFET,
    IF_MATCH_ILLISIBLE, IF_MATCH_CONTRADICTOIRE).
    """
    condition = requete.headers.get("if-match")
    if condition is None:
        return
    if "etag" not in message.DESCRIPTOR.fields_by_name:
        raise DonneeInvalide("IF_MATCH_SANS_EFFET", "Cette opération ne vérifie pas de version.", champ="If-Match")
    if condition.strip() == "*":
        return
    lus = lire_etags(condition)
    if len(lus) != 1:
        raise DonneeInvalide("IF_MATCH_ILLISIBLE", "If-Match porte un etag entre guillemets.", champ="If-Match")
    ((faible, version),) = lus
    if faible or not version:
        raise ConflitDeVersion(attendue=condition[:80], presente="?")
    if message.etag and message.etag != version:
        raise DonneeInvalide("IF_MATCH_CONTRADICTOIRE", "If-Match et l'etag du corps diffèrent.", champ="etag")
    message.etag = version


def inchangee(requete: Request, etag: str) -> bool:
    """Vrai si If-None-Match dit que le client a déjà cette réponse (comparaison faible, liste ou `*`)."""
    condition = requete.headers.get("if-none-match", "")
    if condition.strip() == "*":
        return True
    valeur = etag.removeprefix("W/").strip('"')
    return any(version == valeur for _, version in lire_etags(condition))


def lire_etags(texte: str) -> list[tuple[bool, str]]:
    """(faible, valeur) de chaque etag d'une liste ; vide si elle est mal formée."""
    lus, position = [], 0
    while position < len(texte):
        trouve = _ETAG.match(texte, position)
        if trouve is None:
            return []
        lus.append((trouve[1] is not None, trouve[2]))
        position = trouve.end()
    return lus
