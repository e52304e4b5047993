"""Le relais : de l'outbox au courtier, à côté de la publication nue du même message par py-amqp."""

from __future__ import annotations

from typing import Any

import psutil

from console.bench import brut
from console.bench.faits import deposer, des_faits
from console.bench.latence import envois_au_repos
from console.bench.resultat import resultat
from console.bench.serveurs import Serveurs, cpu, memoire, ouvrir


def banc(*, faits: int, passages: int, partitions: int = 1) -> dict[str, Any]:
    """Débit d'un seul processus travailleur (médiane des passages), jusqu'au dernier `sent_at`."""
    with ouvrir("emission", partitions=partitions) as serveurs, serveurs.travailleur("emission") as travailleur:
        serveurs.attendre("le relais", lambda: _tient(serveurs), delai=60)
        brut.declarer(serveurs)
        _rafale(serveurs, travailleur, min(faits, 2_000))  # le premier passage paie les connexions
        message = brut.un_message(serveurs)
        debits, limites, pic, cout = [], [], 0.0, 0.0
        for _ in range(passages):
            brut.vider(serveurs)
            avant = cpu(travailleur)
            debit, mo = _rafale(serveurs, travailleur, faits)
            cout += cpu(travailleur) - avant
            debits.append(debit)
            pic = max(pic, mo)
            brut.vider(serveurs)
            limites.append(faits / brut.publier(serveurs, [message] * faits))
        latences = envois_au_repos(serveurs)
    return resultat(
        "relais",
        debits=debits,
        unite="faits/s",
        limites=limites,
        latences_ms=latences,
        memoire_mo=pic,
        faits=faits,
        partitions=partitions,
        cpu_us_par_fait=round(cout / passages / faits * 1e6, 1),
        octets_corps=len(message.body),
        limite="py-amqp, rafale confirmée et obligatoire du même message vers les mêmes files quorum, 1000 en vol",
        latences="naissance du fait → sent_at, à 50 faits/s au repos",
    )


def _rafale(serveurs: Serveurs, travailleur: psutil.Process, nombre: int) -> tuple[float, float]:
    """Faits envoyés par seconde, de la validation de leur dépôt au dernier `sent_at`, à la seule horloge de la base."""
    with serveurs.connexion("emission", autocommit=False) as connexion:
        connexion.execute("TRUNCATE outbox")
        connexion.commit()
        deposer(connexion, des_faits(nombre), partitions=serveurs.partitions)
        (debut,) = _une(connexion, "SELECT clock_timestamp()")
        connexion.commit()
        pic = 0.0

        def tout_parti() -> bool:
            nonlocal pic
            pic = max(pic, memoire(travailleur))
            connexion.rollback()
            return bool(_une(connexion, "SELECT NOT EXISTS (SELECT 1 FROM outbox WHERE sent_at IS NULL)")[0])

        serveurs.attendre("le dernier envoi", tout_parti)
        (fin, envoyes) = _une(connexion, "SELECT max(sent_at), count(sent_at) FROM outbox")
    if envoyes != nombre or brut.en_attente(serveurs) < nombre:
        raise SystemExit(f"Le relais dit {envoyes} faits envoyés sur {nombre} : la mesure ne vaut rien.")
    return nombre / (fin - debut).total_seconds(), pic


def _tient(serveurs: Serveurs) -> bool:
    with serveurs.connexion("emission") as connexion:
        return bool(_une(connexion, "SELECT count(*) FROM tenure WHERE expire_le > now()")[0])


def _une(connexion: Any, requete: str) -> Any:
    return connexion.execute(requete).fetchone()
