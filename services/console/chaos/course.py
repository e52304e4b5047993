"""Une course de chaos : monter le banc, charger, casser selon le plan, réparer, vider, compter."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import psycopg

from console.chaos import banc as bancs
from console.chaos.appels import Guichet
from console.chaos.charge import Charge
from console.chaos.fautes import FauteManquee, Fautes
from console.chaos.livraisons import Livreur
from console.chaos.plan import Faute, Voie, dresser
from console.chaos.rapport import Rapport
from console.chaos.registre import Bilan, comparer
from console.chaos.releve import en_route, relever
from console.chaos.reprises import Chronometre
from console.chaos.temoins import poser
from console.local.espace import Espace

ESPACE = "test-chaos"
DELAI_VIDANGE = 90.0
"""Secondes laissées au système, une fois sain, pour finir tout ce qu'il a commencé."""
CALME = 3.0
"""Secondes sans rien en route avant le compte : ce qui viendrait en double a le temps de venir."""
INSISTER = 45.0
"""Secondes pendant lesquelles une faute impossible pour l'instant est retentée."""
FAUTES_SIMULTANEES = 4

Suivi = Callable[[str, float], None]
"""Reçoit l'étape en cours et l'avancement (0 à 1)."""


def courir(*, duree_s: float, graine: int, suivi: Suivi) -> Rapport:
    """Joue une course et rend son rapport. Lève ErreurLocale si le banc ne peut pas être monté."""
    plan = dresser(duree_s=duree_s, graine=graine)
    suivi("banc", 0.0)
    with bancs.ouvrir(Espace(ESPACE)) as banc:
        for service in banc.urls:
            with banc.base(service) as base:
                poser(base, service)
        guichet = Guichet(banc.adresses, banc.espace)
        charge = Charge(guichet, graine)
        suivi("préparation", 0.0)
        charge.preparer()
        fautes = Fautes(banc, Livreur(banc), Chronometre(banc))
        execution = Execution(fautes)
        charge.lancer()
        debut = time.monotonic()
        execution.jouer(plan, duree_s=duree_s, suivi=suivi)
        suivi("réparation", 1.0)
        fautes.reparer()
        charge.arreter(delai_s=DELAI_VIDANGE)
        secondes = time.monotonic() - debut
        suivi("vidange", 1.0)
        bilan, vidange = _vider_et_compter(banc, guichet, fautes)
        guichet.fermer()
        return Rapport(
            graine=graine,
            duree_s=round(secondes, 1),
            vidange_s=round(vidange, 1),
            fautes=dict(execution.jouees),
            manquees=execution.manquees,
            bilan=bilan,
            commandes=guichet.commandes,
            poisons=len(fautes.livreur.poisons),
            reprises=fautes.chronometre.mesures,
            au_commit=fautes.au_commit,
            devances=fautes.devances,
            arrets_en_faute=fautes.arrets,
            morts_inattendues=[f"{g.nom} : code {c}" for g in banc.gardiens.tous.values() for c in g.morts],
            relances=sum(g.relances for g in banc.gardiens.tous.values()),
            anomalies=charge.anomalies,
        )


@dataclass
class Execution:
    """Joue le plan : les voies lourdes chacune dans un fil, les fautes légères à leur heure."""

    fautes: Fautes
    jouees: Counter[str] = field(default_factory=Counter)
    manquees: list[str] = field(default_factory=list)
    _verrou: threading.Lock = field(default_factory=threading.Lock)

    def jouer(self, plan: Sequence[Faute], *, duree_s: float, suivi: Suivi) -> None:
        """Rend la main quand toutes les fautes du plan ont eu lieu, au plus tôt à la fin de la durée."""
        debut = time.monotonic()
        voies = [
            threading.Thread(target=self._suite, args=([f for f in plan if f.nature.voie is voie], debut), daemon=True)
            for voie in (Voie.SERVEURS, Voie.PROCESSUS)
        ]
        for voie in voies:
            voie.start()
        with ThreadPoolExecutor(FAUTES_SIMULTANEES) as equipe:
            for faute in (f for f in plan if f.nature.voie is Voie.LEGERE):
                _jusqu_a(debut + faute.debut_s)
                suivi(f"fautes : {sum(self.jouees.values())}/{len(plan)}", (time.monotonic() - debut) / duree_s)
                equipe.submit(self._tenter, faute)
        while time.monotonic() - debut < duree_s or any(voie.is_alive() for voie in voies):
            suivi(f"fautes : {sum(self.jouees.values())}/{len(plan)}", (time.monotonic() - debut) / duree_s)
            time.sleep(0.2)

    def _suite(self, fautes: Sequence[Faute], debut: float) -> None:
        for faute in fautes:
            _jusqu_a(debut + faute.debut_s)
            self._tenter(faute)

    def _tenter(self, faute: Faute) -> None:
        """Joue une faute, en insistant tant que ce qu'elle vise est déjà à terre ; compte celles qui ont eu lieu."""
        limite = time.monotonic() + INSISTER
        while True:
            try:
                self.fautes.executer(faute)
            except (FauteManquee, OSError, psycopg.OperationalError) as erreur:
                if time.monotonic() < limite:
                    time.sleep(0.3)
                    continue
                with self._verrou:
                    self.manquees.append(f"{faute.genre.value} {faute.cible} : {type(erreur).__name__} {erreur}"[:200])
            except Exception as erreur:  # une faute mal jouée ne doit pas arrêter la course ; le rapport la dira
                with self._verrou:
                    self.manquees.append(f"{faute.genre.value} {faute.cible} : {type(erreur).__name__} {erreur}"[:200])
            else:
                with self._verrou:
                    self.jouees[faute.genre.value] += 1
            return


def _vider_et_compter(banc: bancs.Banc, guichet: Guichet, fautes: Fautes) -> tuple[Bilan, float]:
    """Compte dès que tout est arrivé et resté calme, au plus tard au bout du délai ; rend aussi les secondes de vidange."""
    debut = time.monotonic()
    calme_depuis: float | None = None
    while True:
        bilan = _compter(banc, guichet, fautes) if en_route(banc.urls) == 0 else None
        ecoule = time.monotonic() - debut
        if bilan is not None and not bilan.perdus and not bilan.bloques:
            calme_depuis = calme_depuis or ecoule
            if ecoule - calme_depuis >= CALME:
                return bilan, calme_depuis
        else:
            calme_depuis = None
        if ecoule > DELAI_VIDANGE:
            return _compter(banc, guichet, fautes), ecoule
        time.sleep(0.5)


def _compter(banc: bancs.Banc, guichet: Guichet, fautes: Fautes) -> Bilan:
    return comparer(relever(banc.urls, commandes=guichet.commandes, poisons=fautes.livreur.poisons))


def _jusqu_a(instant: float) -> None:
    reste = instant - time.monotonic()
    if reste > 0:
        time.sleep(reste)
