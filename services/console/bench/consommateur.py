"""Le consommateur : des effets exactement une fois, à côté de kombu nu et d'un gestionnaire FastStream sans garantie."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from statistics import median
from typing import Any

import psutil

from console.bench import brut, latence
from console.bench.faits import Fait, des_faits
from console.bench.resultat import resultat
from console.bench.serveurs import Serveurs, cpu, libpq, memoire, ouvrir


def banc(*, faits: int, passages: int, duree_latence_s: int) -> dict[str, Any]:
    """Effets par seconde d'un seul processus travailleur, la file déjà pleine (médiane des passages)."""
    if importlib.util.find_spec("faststream") is None:
        raise SystemExit("Le pair de ce banc manque : pip install -e '.[dev]' (faststream[rabbit]).")
    noyau, faststream, kombu, pic, couts = [], [], [], 0.0, []
    with ouvrir("emission", "reception") as serveurs:
        brut.declarer(serveurs)
        for _ in range(passages):
            debit, mo, cout = _effets(serveurs, faits, lambda: serveurs.travailleur("reception"), exact=True)
            noyau.append(debit)
            couts.append(cout)
            pic = max(pic, mo)
            faststream.append(_effets(serveurs, faits, lambda: _pair(serveurs), exact=False)[0])
            _remplir(serveurs, des_faits(faits))
            kombu.append(faits / brut.consommer(serveurs, faits))
        with ExitStack() as pile:
            for service in ("emission", "reception"):
                pile.enter_context(serveurs.travailleur(service))
            latences = latence.de_bout_en_bout(serveurs, duree_s=duree_latence_s)
    return resultat(
        "consommateur",
        debits=noyau,
        unite="effets/s",
        limites=faststream,
        latences_ms=latences,
        memoire_mo=pic,
        faits=faits,
        limite="FastStream, un gestionnaire qui fait la même insertion sans garantie (8 connexions, préfetch 100)",
        faststream=round(median(faststream), 1),
        cpu_us_par_effet=round(median(couts), 1),
        kombu_nu=round(median(kombu), 1),
        ratio_kombu_nu=round(median(noyau) / median(kombu), 3),
        passages_kombu_nu=[round(d, 1) for d in kombu],
        latences=f"validation du fait → effet validé, à {latence.RYTHME} faits/s au repos, pendant {duree_latence_s} s",
    )


def _effets(
    serveurs: Serveurs, nombre: int, ouvrir_pair: Callable[[], AbstractContextManager[psutil.Process]], *, exact: bool
) -> tuple[float, float, float]:
    """Effets par seconde, du premier écrit au moment où tous se lisent ; mémoire (Mo) ; processeur par effet (µs).

    `exact` : lève SystemExit s'il y a un doublon ou un désordre.
    """
    _remplir(serveurs, des_faits(nombre))
    with serveurs.connexion("reception") as connexion, ouvrir_pair() as processus:
        connexion.execute("TRUNCATE effet")
        pic, depart = 0.0, 0.0

        def tous() -> bool:
            nonlocal pic, depart
            pic = max(pic, memoire(processus))
            ecrits = int(_compte(connexion, "SELECT count(*) FROM effet"))
            if not ecrits:
                depart = cpu(processus)
            return ecrits >= nombre

        serveurs.attendre("le dernier effet", tous)
        cout = (cpu(processus) - depart) / nombre * 1e6
        secondes = _compte(connexion, "SELECT extract(epoch FROM clock_timestamp() - min(le)) FROM effet")
        if exact:
            serveurs.attendre("la file vide", lambda: brut.en_attente(serveurs) == 0, delai=30)
            _verifier(connexion, nombre)
    return nombre / float(secondes), pic, cout


def _verifier(connexion: Any, nombre: int) -> None:
    effets = _compte(connexion, "SELECT count(*) FROM effet")
    distincts = _compte(connexion, "SELECT count(DISTINCT (chose_id, numero)) FROM effet")
    inversions = _compte(
        connexion,
        """SELECT count(*) FROM (
               SELECT numero < lag(numero) OVER (PARTITION BY chose_id ORDER BY rang) AS inverse FROM effet) r WHERE inverse""",
    )
    if (effets, distincts, inversions) != (nombre, nombre, 0):
        raise SystemExit(f"{effets} effets ({distincts} distincts, {inversions} inversions) pour {nombre} faits.")


def _remplir(serveurs: Serveurs, faits: list[Fait]) -> None:
    brut.vider(serveurs)
    brut.publier(serveurs, [brut.message_de(fait) for fait in faits])


def _pair(serveurs: Serveurs) -> AbstractContextManager[psutil.Process]:
    variables = {"BANC_BASE": libpq(serveurs.bases["reception"]), "BANC_FILE": serveurs.files[0]}
    return serveurs.processus(["-m", "console.bench.faststream_nu"], variables)


def _compte(connexion: Any, requete: str) -> Any:
    return connexion.execute(requete).fetchone()[0]
