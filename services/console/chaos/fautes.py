"""Les fautes : une méthode par genre. Chacune fait tout ce qu'elle annonce, ou lève ; le banc relance ce qui est mort."""

from __future__ import annotations

import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psycopg

from console.chaos.banc import GRPC, Banc, nom_travailleur
from console.chaos.gardien import Gardien
from console.chaos.livraisons import Livreur
from console.chaos.plan import CONSOMMATEURS, Faute
from console.chaos.reprises import Chronometre
from console.local.processus import attendre
from socle.technique.contexte import horloge_systeme

SUSPENSION = 12.5
"""Secondes : plus que la tenure (10 s)."""
AVANCE, EN_ATTENTE = 4.0, 12
"""Secondes au plus, et faits accumulés, avant que certains devancent le relais suspendu : sa tenure court encore."""
COEXISTENCE = 6.0
"""Secondes où deux travailleurs d'un même service vivent ensemble."""
FREIN = 0.08
"""Secondes ajoutées au COMMIT pour qu'une session puisse y être surprise."""


class FauteManquee(Exception):
    """La faute n'a pas pu avoir lieu maintenant (rien à couper, rien à republier)."""


@dataclass
class Fautes:
    """Exécute les fautes sur le banc. `arrets` : codes de sortie fautifs d'arrêts propres ; `au_commit` : sessions y tombées."""

    banc: Banc
    livreur: Livreur
    chronometre: Chronometre
    arrets: list[str] = field(default_factory=list)
    au_commit: int = 0
    devances: int = 0
    """Faits livrés avant que leur relais ne les envoie."""
    retards: list[threading.Timer] = field(default_factory=list)
    un_seul_serveur: threading.Lock = field(default_factory=threading.Lock)
    """Tenu d'une faute de serveur à sa reprise, et pendant celle d'un relais tué : deux pannes se mesureraient ensemble."""
    serveur_a_terre: bool = False

    def executer(self, faute: Faute) -> None:
        """Joue une faute jusqu'au bout. Lève FauteManquee, OSError ou psycopg.OperationalError si elle n'a pu avoir lieu."""
        jouer: Callable[[Faute], None] = getattr(self, faute.genre.value.lower())
        jouer(faute)

    def reparer(self) -> None:
        """Rend au banc son état sain : rien de suspendu, de tenu, de lent ni d'éteint ; plus de second travailleur."""
        for minuteur in self.retards:
            minuteur.join()
        self.banc.mandataire.retard_s = 0.0
        for gardien in list(self.banc.gardiens.tous.values()):
            gardien.signaler(signal.SIGCONT)
            gardien.tenu = False
            if gardien.nom.endswith("-bis"):
                self._congedier(gardien)
        self.banc.courtier.demarrer()
        self.banc.postgres.demarrer()

    # ── serveurs ──

    def courtier_redemarre(self, faute: Faute) -> None:
        self._courtier(self.banc.courtier.arreter)

    def courtier_tue(self, faute: Faute) -> None:
        self._courtier(self.banc.courtier.tuer)

    def postgres_redemarre(self, faute: Faute) -> None:
        self._postgres(self.banc.postgres.arreter)

    def postgres_tue(self, faute: Faute) -> None:
        self._postgres(self.banc.postgres.tuer)

    def _courtier(self, abattre: Callable[[], None]) -> None:
        with self.un_seul_serveur:
            with self._serveur_a_terre():
                abattre()
                self.banc.courtier.demarrer()
                self.banc.mandataire.amont = int(self.banc.courtier.etat().port or 0)
            self.chronometre.serveur("courtier", depuis=horloge_systeme())

    def _postgres(self, abattre: Callable[[], None]) -> None:
        with self.un_seul_serveur:
            with self._serveur_a_terre():
                abattre()
                self.banc.postgres.demarrer()
            self.chronometre.serveur("postgres", depuis=horloge_systeme())

    @contextmanager
    def _serveur_a_terre(self) -> Iterator[None]:
        self.serveur_a_terre = True
        try:
            yield
        finally:
            self.serveur_a_terre = False

    # ── processus ──

    def consommateur_tue(self, faute: Faute) -> None:
        self.banc.travailleur(faute.cible).tuer()

    def relais_tue(self, faute: Faute) -> None:
        """Un second relais est prêt, comme dans un déploiement à deux répliques : on mesure sa reprise."""
        second = self._doubler(faute.cible)
        with self.un_seul_serveur:
            gardien = self.banc.detenteur(faute.cible)
            depuis = horloge_systeme()
            gardien.tuer()
            self.chronometre.relais(faute.cible, depuis=depuis)
        self._congedier(second)

    def grpc_tue(self, faute: Faute) -> None:
        self.banc.gardiens.tous[GRPC].tuer()

    def processus_suspendu(self, faute: Faute) -> None:
        """Un second travailleur attend ; celui qui tient le relais est suspendu au-delà de sa tenure, puis repart.

        Pendant ce temps, une partie des faits qu'il allait envoyer arrive avant lui, mélangée : il faut les retenir.
        """
        second = self._doubler(faute.cible)
        gardien = self.banc.detenteur(faute.cible)
        gardien.tenu = True
        try:
            gardien.signaler(signal.SIGSTOP)
            debut = time.monotonic()
            self._devancer(faute)
            time.sleep(max(0.0, SUSPENSION - (time.monotonic() - debut)))
        finally:
            gardien.signaler(signal.SIGCONT)
            gardien.tenu = False
        self._congedier(second)

    def _devancer(self, faute: Faute) -> None:
        """Attend que le relais suspendu ait de quoi être devancé, avant qu'un autre ne prenne sa tenure."""
        alea = random.Random(faute.alea)
        with suppress(OSError, psycopg.OperationalError):  # un serveur est à terre : rien à devancer
            attendre(lambda: len(self.livreur.faits_en_attente(faute.cible)) >= EN_ATTENTE, delai=AVANCE)
            faits = [fait for fait in self.livreur.faits_en_attente(faute.cible) if alea.random() < 0.6]
            alea.shuffle(faits)
            self.devances += self.livreur.livrer(faute.cible, faits, alea)

    def deux_relais(self, faute: Faute) -> None:
        """Deux travailleurs vivent ensemble, puis l'un des deux est tué ou s'en va proprement."""
        second = self._doubler(faute.cible)
        time.sleep(COEXISTENCE)
        alea = random.Random(faute.alea)
        if alea.random() < 0.5:
            self.banc.travailleur(faute.cible).tuer()
        self._congedier(second)

    def redemarrage_roulant(self, faute: Faute) -> None:
        """SIGTERM l'un après l'autre ; chacun doit finir, avec le code 0, dans le délai."""
        alea = random.Random(faute.alea)
        noms = alea.sample([nom_travailleur(s) for s in CONSOMMATEURS], 3)
        for nom in [*noms, GRPC]:
            self._remplacer(self.banc.gardiens.tous[nom])

    def _doubler(self, service: str) -> Gardien:
        """Un second travailleur, rendu quand deux relais écoutent l'outbox (ou qu'un serveur à terre les en empêche)."""
        second = self.banc.doubler(service)
        attendre(lambda: self._relais_a_l_ecoute(service) >= 2, delai=15)
        return second

    def _relais_a_l_ecoute(self, service: str) -> int:
        try:
            with self.banc.base(service) as base:
                ligne = base.execute(
                    """SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND query ILIKE 'LISTEN%'"""
                ).fetchone()
        except psycopg.OperationalError:
            return 0
        return int(ligne[0]) if ligne else 0

    def _remplacer(self, gardien: Gardien) -> None:
        gardien.tenu = True
        try:
            if gardien.pid is not None and attendre(lambda: _installe(gardien), delai=10):
                self._exiger_propre(gardien, gardien.arreter())
            gardien.lancer()
        finally:
            gardien.tenu = False

    def _congedier(self, gardien: Gardien) -> None:
        gardien.tenu = True
        vivant = gardien.pid is not None and attendre(lambda: _installe(gardien), delai=10)
        code = gardien.arreter()
        if vivant:
            self._exiger_propre(gardien, code)
        self.banc.gardiens.retirer(gardien.nom)

    def _exiger_propre(self, gardien: Gardien, code: int | None) -> None:
        if code != 0:
            moment = f"{horloge_systeme():%H:%M:%S}"
            contexte = ", un serveur à terre" if self.serveur_a_terre else ""
            self.arrets.append(
                f"{gardien.nom} : {'délai passé' if code is None else f'code {code}'} à {moment}{contexte}"
            )

    # ── légères ──

    def confirmation_coupee(self, faute: Faute) -> None:
        if not self.banc.mandataire.couper_apres_publication(delai_s=3.0):
            raise FauteManquee("personne n'a publié")

    def courtier_lent(self, faute: Faute) -> None:
        alea = random.Random(faute.alea)
        self.banc.mandataire.retard_s = alea.uniform(0.05, 0.3)
        time.sleep(1.5)
        self.banc.mandataire.retard_s = 0.0

    def session_terminee(self, faute: Faute) -> None:
        """Termine une session en plein COMMIT si l'une s'y montre vite, sinon une qui travaille, sinon une au repos."""
        with self.banc.base(faute.cible) as base:
            base.execute("UPDATE chaos_frein SET secondes = %s", [FREIN])
            try:
                au_commit = attendre(lambda: _terminer(base, "state = 'active' AND query = 'COMMIT'"), delai=2)
            finally:
                base.execute("UPDATE chaos_frein SET secondes = 0")
            self.au_commit += au_commit
            if not (au_commit or _terminer(base, "state <> 'idle'") or _terminer(base, "true")):
                raise FauteManquee("aucune session")

    def livraison_double(self, faute: Faute) -> None:
        alea = random.Random(faute.alea)
        faits = self._faits(faute)
        debut = alea.randrange(len(faits))
        self.livreur.livrer(faute.cible, faits[debut : debut + alea.randint(3, 15)], alea)

    def livraison_melangee(self, faute: Faute) -> None:
        alea = random.Random(faute.alea)
        faits = self._faits(faute)[-30:]
        alea.shuffle(faits)
        self.livreur.livrer(faute.cible, faits, alea)

    def livraison_retardee(self, faute: Faute) -> None:
        """De vrais faits repartent quelques secondes plus tard, quand d'autres du même agrégat les ont suivis."""
        alea = random.Random(faute.alea)
        faits = self._faits(faute)[-10:]
        minuteur = threading.Timer(alea.uniform(2.0, 8.0), self._livrer_enfin, (faute.cible, faits, alea))
        self.retards.append(minuteur)
        minuteur.start()

    def _livrer_enfin(self, source: str, faits: list[dict[str, object]], alea: random.Random) -> None:
        def essayer() -> bool:
            try:
                return bool(self.livreur.livrer(source, faits, alea))
            except OSError:
                return False

        attendre(essayer, delai=40)

    def message_empoisonne(self, faute: Faute) -> None:
        self.livreur.empoisonner(faute.cible, random.Random(faute.alea))

    def _faits(self, faute: Faute) -> list[dict[str, object]]:
        faits = self.livreur.faits_recents(faute.cible)
        if not faits:
            raise FauteManquee("aucun fait à republier")
        return faits


def _installe(gardien: Gardien) -> bool:
    """Vrai si le processus a passé son démarrage (ses signaux sont alors les siens) : un gestionnaire de SIGTERM est posé."""
    try:
        with open(f"/proc/{gardien.pid}/status", encoding="ascii") as statut:
            masque = next(int(ligne.split()[1], 16) for ligne in statut if ligne.startswith("SigCgt"))
    except (OSError, StopIteration):
        return False
    return bool(masque >> (signal.SIGTERM - 1) & 1)


def _terminer(base: psycopg.Connection, condition: str) -> bool:
    """Termine une session des services qui remplit la condition ; vrai s'il y en avait une."""
    ligne = base.execute(
        f"""SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'logis-%'
               AND {condition} LIMIT 1"""
    ).fetchone()
    return bool(ligne and ligne[0])
