"""Le cycle mensuel en masse, à côté d'un COPY des mêmes lignes dans les mêmes tables, clés et contraintes comprises."""

from __future__ import annotations

import resource
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from multiprocessing import get_context
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb
from pydantic import TypeAdapter
from sqlalchemy import Engine, create_engine, text

from console.bench.copie import copier
from console.bench.resultat import resultat
from console.environnement import ouvrir_postgres
from console.local.bases import recreer_base
from console.local.espace import Espace
from console.local.postgres import GRAND_PARC
from console.services import migrations
from quittancement.adapters import orm
from quittancement.adapters.depot_cycle import DepotCycleSql
from quittancement.adapters.lectures_cycle import verifier
from quittancement.adapters.publication import PUBLICATION
from quittancement.application.avancer_cycle import EN_COURS, AvancerCycle, avancer_cycle
from quittancement.application.ouvrir_cycle import OuvrirCycle, ouvrir_cycle
from quittancement.application.valider_cycle import ValiderCycle, valider_cycle
from quittancement.domain.bail import DroitApl, ElementFixe, Foyer, ParametresBail, Terme
from quittancement.domain.prorata import ModeProrata
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois
from socle.technique.baremes import charger_baremes
from socle.technique.base import Sessions
from socle.technique.contexte import Contexte
from socle.technique.migrations import migrer
from socle.technique.unite_de_travail import Fabrique

MOIS = Mois(2026, 6)
LE = date(2026, 6, 25)
PROCESSUS = 3
"""Un de plus que les cœurs : pendant qu'une tranche attend que le disque l'ait rangée, une autre se calcule."""
_FAITES = text("SELECT count(*) FROM lot_tranche WHERE lot_id = :id AND statut <> 'A_CALCULER'")
_CONTENU = text(
    """SELECT count(*), md5(string_agg(md5(concat_ws('|', bail_id, numero, statut, lignes)), '' ORDER BY numero))
         FROM quittance WHERE lot_id = :id"""
)
_TABLES = {
    "quittance": "id, bail_id, lot_id, mois, debut, fin, exigible_le, limite_paiement_le, lignes, numero, statut, net, reste",
    "ecriture": "id, journal, piece, date_comptable, bail_id, comptes, montants, libelles",
}
_COMPTES = "COPY compte (id, version, sequence, reference, bail, statut, droits, termes_impayes) FROM STDIN"
_BAIL: TypeAdapter[ParametresBail] = TypeAdapter(ParametresBail)
_DROITS: TypeAdapter[list[DroitApl]] = TypeAdapter(list[DroitApl])


def banc(*, baux: int, tuer: bool = False) -> dict[str, Any]:
    """Quittance `baux` comptes dans une base neuve, trois processus à la fois, puis mesure sa limite.

    `tuer` : refait le même mois ailleurs, tué deux fois par SIGKILL (au calcul, au scellement) et repris, et compare.
    """
    espace = Espace("demo-quittancement")
    url_admin, local = ouvrir_postgres(espace, reglages=GRAND_PARC)
    try:
        url = recreer_base(espace, "quittancement", url_admin=url_admin)
        return _mesurer(url, espace, url_admin, baux=baux, tuer=tuer)
    finally:
        if local is not None:
            local.arreter()


def _mesurer(url: str, espace: Espace, url_admin: str, *, baux: int, tuer: bool) -> dict[str, Any]:
    fabrique, moteur, baremes = _ouvrir(url, baux=baux)
    lot_id = UUID(int=1)
    durees, latences, memoires = _derouler(url, fabrique, lot_id, baremes)
    limite = _limite(moteur)
    parametres = _controler(moteur, fabrique, lot_id, baremes)
    temoin = _contenu(moteur, lot_id)
    moteur.dispose()
    if tuer:
        url = recreer_base(espace, "quittancement", url_admin=url_admin)
        fabrique, moteur, baremes = _ouvrir(url, baux=baux)
        parametres["reprise"] = {
            **_tuer_et_reprendre(url, fabrique, moteur, lot_id, baremes),
            "identique": _contenu(moteur, lot_id) == temoin,
        }
        moteur.dispose()
    return resultat(
        "quittancement",
        debits=[baux / sum(durees.values())],
        unite="baux/s",
        limites=[baux / limite],
        latences_ms=latences,
        memoire_mo=round(max(memoires), 1),
        baux=baux,
        processus=PROCESSUS,
        duree_s={etape: round(duree, 2) for etape, duree in durees.items()},
        latence="une tranche de mille baux, validée",
        limite="COPY des mêmes quittances et écritures dans les mêmes tables, mêmes index, clés et contraintes",
        **parametres,
    )


def _ouvrir(url: str, *, baux: int) -> tuple[Fabrique, Engine, Baremes]:
    """Base migrée et peuplée, et de quoi y travailler."""
    migrer(migrations("quittancement"), url)
    fabrique, moteur, baremes = _brancher(url)
    with moteur.begin() as connexion, copier(connexion, _COMPTES) as copie:
        for rang in range(baux):
            copie.write_row(_compte(rang))
    with moteur.connect().execution_options(isolation_level="AUTOCOMMIT") as connexion:
        connexion.execute(text("VACUUM ANALYZE compte"))
    return fabrique, moteur, baremes


def _brancher(url: str) -> tuple[Fabrique, Engine, Baremes]:
    orm.brancher()
    moteur = create_engine(url)
    baremes = charger_baremes(migrations("quittancement").parent / "baremes")
    return Fabrique(Sessions(moteur), PUBLICATION), moteur, baremes


def _compte(rang: int) -> tuple[Any, ...]:
    """Sept lignes pour tous ; un ménage sur deux a l'APL et la RLS ; un sur cent entre dans le mois."""
    entree = date(2026, 6, 2 + rang % 28) if rang % 100 == 0 else date(2015 + rang % 10, 1, 1)
    elements = (("ANN", 3850), ("PEF", 2200 + rang % 900), ("PCH", 6400 + rang % 2500), ("TRL", 1250), ("ASP", 720))
    bail = ParametresBail(
        loyer_principal=Montant(31_000 + rang * 613 % 40_000),
        provision_charges=Montant(9_600 + rang % 3_000),
        mode_prorata=tuple(ModeProrata)[rang % 3],
        terme=Terme.ECHU,
        zone="2",
        date_effet=entree,
        elements=tuple(ElementFixe(code=code, montant=Montant(centimes)) for code, centimes in elements),
    )
    foyer = Foyer(couple=False, personnes_a_charge=1)
    droits = [DroitApl(mois=str(MOIS), apl=Montant(9_000 + rang % 9_000), rls=Montant(4_306), foyer=foyer, zone="2")]
    aide = rang % 2 == 1 and rang % 100 != 0
    return (
        UUID(int=rang + 1),
        1,
        0,
        f"B-{rang:08d}",
        Jsonb(_BAIL.dump_python(bail, mode="json")),
        "ACTIF",
        Jsonb(_DROITS.dump_python(droits if aide else [], mode="json")),
        Jsonb([]),
    )


def _derouler(
    url: str, fabrique: Fabrique, lot_id: UUID, baremes: Baremes
) -> tuple[dict[str, float], list[float], list[float]]:
    """Durée de chaque étape (s), latence de chaque tranche (ms), mémoire de chaque processus (Mo)."""
    durees: dict[str, float] = {}
    latences: list[float] = []
    memoires = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]
    with get_context("spawn").Pool(PROCESSUS, initializer=_preparer_processus, initargs=(url,)) as ouvriers:
        ouvriers.map(_pret, range(PROCESSUS), chunksize=1)
        for etape, ouvrir in (("calcul", _ouvrir_cycle), ("scellement", _valider_cycle)):
            debut = time.perf_counter()
            ouvrir(fabrique, lot_id, baremes)
            for lues, memoire in ouvriers.map(_avancer_jusqu_au_bout, [lot_id] * PROCESSUS, chunksize=1):
                latences += lues
                memoires.append(memoire)
            durees[etape] = time.perf_counter() - debut
    return durees, latences, memoires


def _ouvrir_cycle(fabrique: Fabrique, lot_id: UUID, baremes: Baremes) -> None:
    with fabrique.ouvrir(_contexte()) as uow:
        ouvrir_cycle(OuvrirCycle(lot_id=lot_id, mois=MOIS, calcule_par="un"), uow=uow, depot=DepotCycleSql())


def _valider_cycle(fabrique: Fabrique, lot_id: UUID, baremes: Baremes) -> None:
    with fabrique.ouvrir(_contexte()) as uow:
        commande = ValiderCycle(lot_id=lot_id, valide_le=LE, valide_par="deux")
        valider_cycle(commande, uow=uow, depot=DepotCycleSql(), baremes=baremes)


_OUVRIER: dict[str, Any] = {}


def _preparer_processus(url: str) -> None:
    _OUVRIER["fabrique"], _, _OUVRIER["baremes"] = _brancher(url)


def _pret(_: int) -> None:
    """Attend que le processus soit prêt : son démarrage n'est pas mesuré."""
    time.sleep(0.2)


def _avancer_jusqu_au_bout(lot_id: UUID) -> tuple[list[float], float]:
    return avancer_jusqu_au_bout(_OUVRIER["fabrique"], lot_id, _OUVRIER["baremes"])


def avancer_jusqu_au_bout(fabrique: Fabrique, lot_id: UUID, baremes: Baremes) -> tuple[list[float], float]:
    """Fait avancer un lot jusqu'à la fin de son étape ; rend les latences (ms) et la mémoire de crête (Mo)."""
    depot, latences, en_cours = DepotCycleSql(), [], True
    while en_cours:
        debut = time.perf_counter()
        with fabrique.ouvrir(_contexte()) as uow:
            fait = avancer_cycle(AvancerCycle(lot_id=lot_id, le=LE), uow=uow, depot=depot, baremes=baremes)
            en_cours = fait.lot.statut in EN_COURS and fait.faite
        if fait.faite:
            latences.append((time.perf_counter() - debut) * 1000)
    return latences, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _tuer_et_reprendre(url: str, fabrique: Fabrique, moteur: Engine, lot_id: UUID, baremes: Baremes) -> dict[str, Any]:
    """Tranches faites à chaque mort, puis reprise par un autre processus jusqu'au bout."""
    bilan: dict[str, Any] = {}
    for etape, ouvrir, statut in (("calcul", _ouvrir_cycle, "CALCULEE"), ("scellement", _valider_cycle, "SCELLEE")):
        ouvrir(fabrique, lot_id, baremes)
        enfant = get_context("spawn").Process(target=avancer_dans_un_processus, args=(url, lot_id))
        enfant.start()
        faites, total = 0, _tranches(moteur, lot_id)
        while enfant.is_alive() and faites < total // 2:
            enfant.join(0.01)
            faites = _tranches(moteur, lot_id, statut)
        enfant.kill()
        enfant.join()
        bilan[etape] = {"sortie": enfant.exitcode, "a_la_mort": _tranches(moteur, lot_id, statut), "tranches": total}
        avancer_jusqu_au_bout(fabrique, lot_id, baremes)
    return bilan


def avancer_dans_un_processus(url: str, lot_id: UUID) -> None:
    """Corps du processus à tuer."""
    fabrique, _, baremes = _brancher(url)
    avancer_jusqu_au_bout(fabrique, lot_id, baremes)


def _tranches(moteur: Engine, lot_id: UUID, statut: str = "") -> int:
    requete = "SELECT count(*) FROM lot_tranche WHERE lot_id = :id AND (:statut = '' OR statut = :statut)"
    with moteur.connect() as connexion:
        return int(connexion.execute(text(requete), {"id": lot_id, "statut": statut}).scalar_one())


def _contenu(moteur: Engine, lot_id: UUID) -> Sequence[Any]:
    """Nombre de quittances et empreinte de tout leur contenu, numéros compris, hors identifiants tirés au sort."""
    with moteur.connect() as connexion:
        return tuple(connexion.execute(_CONTENU, {"id": lot_id}).one())


def _controler(moteur: Engine, fabrique: Fabrique, lot_id: UUID, baremes: Baremes) -> dict[str, Any]:
    """Ce qui doit être exact, et ce qu'un second passage ajoute."""
    requete = """SELECT (SELECT count(*) FROM quittance WHERE statut = 'VALIDEE'), (SELECT count(*) FROM ecriture),
                        (SELECT count(*) FROM ecriture_provisoire), (SELECT sum(montant) FROM jambe),
                        (SELECT count(*) FROM jambe),
                        (SELECT max(substr(numero, 3)::bigint) - min(substr(numero, 3)::bigint) + 1 - count(*)
                           FROM quittance),
                        (SELECT count(*) FROM outbox WHERE type = 'QuittancementValidé'),
                        (SELECT jsonb_array_length(ecartes) FROM lot)"""
    with moteur.connect() as connexion:
        quittances, ecritures, attente, solde, jambes, trous, faits, ecartes = connexion.execute(text(requete)).one()
        intactes = all(verifier(connexion, lot_id, rang).intacte for rang in range(min(3, _tranches(moteur, lot_id))))
    return {
        "quittances": quittances,
        "ecritures": ecritures,
        "jambes": jambes,
        "en_attente": attente,
        "solde_centimes": int(solde),
        "numeros_manquants": trous,
        "faits": faits,
        "ecartes": ecartes,
        "sceaux_intacts": intactes,
    }


def _limite(moteur: Engine) -> float:
    """Durée (s) d'un COPY des mêmes lignes, du même client, dans des tables de mêmes contraintes."""
    duree = 0.0
    for table, colonnes in _TABLES.items():
        with moteur.begin() as connexion:
            connexion.execute(text(f"CREATE TABLE {table}_limite (LIKE {table} INCLUDING ALL)"))
            if table == "quittance":
                connexion.execute(text("ALTER TABLE quittance_limite ADD FOREIGN KEY (bail_id) REFERENCES compte (id)"))
        with (
            moteur.connect() as lecture,
            moteur.begin() as ecriture,
            copier(lecture, f"COPY {table} ({colonnes}) TO STDOUT") as lues,
        ):
            with copier(ecriture, f"COPY {table}_limite ({colonnes}) FROM STDIN") as ecrites:
                for ligne in lues:
                    debut = time.perf_counter()
                    ecrites.write(ligne)
                    duree += time.perf_counter() - debut
                debut = time.perf_counter()
            duree += time.perf_counter() - debut
    return duree


def _contexte() -> Contexte:
    return Contexte(acteur={"sub": "banc"}, instant=datetime(2026, 1, 1, tzinfo=UTC))
