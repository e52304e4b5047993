"""Régularisation en masse : répartir les dépenses d'un patrimoine, à côté d'un COPY des mêmes lignes dans la même table."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, create_engine, text

from console.bench.copie import copier
from console.bench.resultat import resultat
from console.environnement import ouvrir_postgres
from console.local.bases import recreer_base
from console.local.espace import Espace
from console.local.postgres import GRAND_PARC
from console.services import migrations
from quittancement.adapters import orm, orm_charges
from quittancement.adapters.depot_charges import DepotChargesSql, ligne_de_lot
from quittancement.adapters.publication import PUBLICATION
from quittancement.application.arreter_depenses import ArreterDepenses, arreter_depenses
from quittancement.application.preparer_campagne import PreparerCampagne, preparer_campagne
from quittancement.application.repartir_charges import RepartirCharges, repartir_charges
from quittancement.domain.charges.cles import Cle, TypeCle
from quittancement.domain.charges.lots import LotDeCharges, Occupation
from quittancement.domain.charges.natures import nature_depense
from quittancement.domain.charges.repartition import Depense
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.technique.baremes import charger_baremes
from socle.technique.base import Sessions
from socle.technique.contexte import Contexte
from socle.technique.identifiants import nouvel_id
from socle.technique.migrations import migrer
from socle.technique.unite_de_travail import Fabrique

LOTS_PAR_GROUPE = 100
DEBUT, FIN = date(2025, 1, 1), date(2025, 12, 31)
CLES = [
    Cle(code="SURFACE", type=TypeCle.SURFACE_HABITABLE),
    Cle(code="ASCENSEUR", type=TypeCle.TANTIEMES_ASCENSEUR),
    Cle(code="LOGEMENT", type=TypeCle.UNITAIRE),
    Cle(code="TETES", type=TypeCle.OCCUPANTS),
    Cle(code="EAU", type=TypeCle.COMPTEUR),
    Cle(code="UNITES", type=TypeCle.UNITES_RFC),
]
POSTES = [
    ("GARDIEN", "SURFACE"),
    ("ELECTRICITE_COMMUNE", "SURFACE"),
    ("ENTRETIEN_COMMUN", "SURFACE"),
    ("ESPACES_EXTERIEURS", "SURFACE"),
    ("TEOM", "SURFACE"),
    ("CHAUFFAGE_ENTRETIEN", "SURFACE"),
    ("ASCENSEUR", "ASCENSEUR"),
    ("EQUIPEMENTS", "LOGEMENT"),
    ("COMPTEURS", "LOGEMENT"),
    ("HYGIENE", "TETES"),
    ("EAU", "EAU"),
    ("CHAUFFAGE", "UNITES"),
]
"""Douze postes : chacun se répartit entre tous les lots de son groupe."""
_FAITS = text("SELECT count(*) FROM charges_tranche WHERE campagne_id = :id")
_EMPREINTE = text(
    """SELECT count(*), md5(string_agg(md5(concat_ws('|', depense, volet, lot, bail_id, montant)), ''
                                    ORDER BY depense, volet, lot, bail_id NULLS LAST))
         FROM charges_part WHERE campagne_id = :id"""
)


def banc(*, lots: int, tuer: bool = False) -> dict[str, Any]:
    """Prépare un patrimoine de `lots` logements dans une base neuve, mesure sa répartition, puis sa limite.

    `tuer` : répartit le même patrimoine une seconde fois, tué à mi-course par SIGKILL et repris, et compare.
    """
    espace = Espace("demo-charges")
    url_admin, local = ouvrir_postgres(espace, reglages=GRAND_PARC)
    try:
        url = recreer_base(espace, "quittancement", url_admin=url_admin)
        migrer(migrations("quittancement"), url)
        return _mesurer(url, lots=lots, tuer=tuer)
    finally:
        if local is not None:
            local.arreter()


def _mesurer(url: str, *, lots: int, tuer: bool) -> dict[str, Any]:
    fabrique, moteur, baremes = _ouvrir(url)
    campagne_id = _preparer(fabrique, moteur, lots, baremes)
    duree, latences = _repartir(fabrique, campagne_id, baremes)
    memoire = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    parts, limite = _limite(moteur)
    parametres: dict[str, Any] = _controler(moteur)
    if tuer:
        parametres["reprise"] = _tuer_et_reprendre(url, fabrique, moteur, lots, baremes, temoin=campagne_id)
    moteur.dispose()
    return resultat(
        "charges",
        debits=[parts / duree],
        unite="quotes-parts/s",
        limites=[parts / limite],
        latences_ms=latences,
        memoire_mo=round(memoire, 1),
        lots=lots,
        postes=len(POSTES),
        duree_s=round(duree, 2),
        quotes_parts=parts,
        processus=1,
        latence="une tranche de vingt groupes, validée",
        limite="COPY des mêmes quotes-parts, déjà mises en texte, dans une table de mêmes colonnes et de mêmes index",
        **parametres,
    )


def _ouvrir(url: str) -> tuple[Fabrique, Engine, Baremes]:
    orm.brancher()
    orm_charges.brancher()
    moteur = create_engine(url)
    baremes = charger_baremes(migrations("quittancement").parent / "baremes")
    return Fabrique(Sessions(moteur), PUBLICATION), moteur, baremes


def _preparer(fabrique: Fabrique, moteur: Engine, lots: int, baremes: Baremes) -> UUID:
    depot, campagne_id = DepotChargesSql(), nouvel_id()
    with fabrique.ouvrir(_contexte()) as uow:
        commande = PreparerCampagne(campagne_id=campagne_id, libelle="banc", debut=DEBUT, fin=FIN, cles=CLES)
        preparer_campagne(commande, uow=uow)
    groupes = range(-(-lots // LOTS_PAR_GROUPE))
    with moteur.begin() as connexion, copier(connexion, "COPY charges_lot FROM STDIN") as copie:
        for rang in range(lots):
            copie.write_row(ligne_de_lot(campagne_id, _lot(rang)))
    with fabrique.ouvrir(_contexte()) as uow:
        depot.ajouter_depenses(uow, campagne_id, (d for groupe in groupes for d in _depenses(groupe, baremes)))
        arreter_depenses(ArreterDepenses(campagne_id=campagne_id, arretee_par="banc"), uow=uow, depot=depot)
    return campagne_id


def _lot(rang: int) -> LotDeCharges:
    """Un logement sur dix change de locataire dans l'année et reste vide quelques semaines."""
    depart = DEBUT + timedelta(days=rang * 37 % 300)
    entree = depart + timedelta(days=1 + rang * 11 % 60)
    periodes = [(DEBUT, depart), (entree, FIN)] if rang % 10 == 0 else [(DEBUT, FIN)]
    mesures = {"EAU": rang * 7919 % 150_000, "UNITES": 1 + rang * 104_729 % 2_000_000, "TETES": 1000 * (1 + rang % 5)}
    return LotDeCharges(
        reference=f"L{rang:07d}",
        emplacement=f"G{rang // LOTS_PAR_GROUPE:05d}/B{rang % 4}/L{rang:07d}",
        poids={"SURFACE": 20_000 + rang * 613 % 90_000, "ASCENSEUR": 1000 + rang % 9 * 1000, "TETES": 2000},
        occupations=[
            Occupation(
                bail_id=UUID(int=rang * 2 + tour + 1), debut=debut, fin=fin, mesures=mesures, reprises=Montant(180_000)
            )
            for tour, (debut, fin) in enumerate(periodes)
        ],
    )


def _depenses(groupe: int, baremes: Baremes) -> Iterator[Depense]:
    for rang, (nature, cle) in enumerate(POSTES):
        montant = Montant(1_000_003 + groupe * 101 + rang * 70_001)
        yield Depense(
            reference=f"D{groupe:05d}-{rang:02d}",
            nature=nature,
            perimetre=f"G{groupe:05d}",
            cle=cle,
            montant=montant,
            recuperable=nature_depense(nature, au=DEBUT, baremes=baremes).recuperable(montant),
            service_le=DEBUT,
        )


def _repartir(fabrique: Fabrique, campagne_id: UUID, baremes: Baremes) -> tuple[float, list[float]]:
    """Durée totale (s) et latence de chaque tranche (ms), chacune dans sa transaction."""
    depot, latences, restants = DepotChargesSql(), [], 1
    depart = time.perf_counter()
    while restants:
        debut = time.perf_counter()
        with fabrique.ouvrir(_contexte()) as uow:
            fait = repartir_charges(RepartirCharges(campagne_id=campagne_id), uow=uow, depot=depot, baremes=baremes)
            if fait.ecarts:
                raise RuntimeError(f"un groupe est mis de côté ({fait.ecarts[0].code}) : la mesure ne vaut rien")
            restants = fait.restants
        latences.append((time.perf_counter() - debut) * 1000)
    return time.perf_counter() - depart, latences


def _tuer_et_reprendre(
    url: str, fabrique: Fabrique, moteur: Engine, lots: int, baremes: Baremes, *, temoin: UUID
) -> dict[str, Any]:
    """Groupes répartis à la mort du processus, puis identité des quotes-parts avec celles de la campagne témoin."""
    campagne_id = _preparer(fabrique, moteur, lots, baremes)
    enfant = get_context("spawn").Process(target=repartir_dans_un_processus, args=(url, campagne_id))
    enfant.start()
    faits, total = 0, -(-lots // LOTS_PAR_GROUPE)
    while enfant.is_alive() and faits < total // 2:
        enfant.join(0.02)
        with moteur.connect() as connexion:
            faits = connexion.execute(_FAITS, {"id": campagne_id}).scalar_one()
    enfant.kill()
    enfant.join()
    with moteur.connect() as connexion:
        faits = connexion.execute(_FAITS, {"id": campagne_id}).scalar_one()
    _repartir(fabrique, campagne_id, baremes)
    with moteur.connect() as connexion:
        empreintes = [connexion.execute(_EMPREINTE, {"id": i}).one() for i in (temoin, campagne_id)]
    return {
        "sortie": enfant.exitcode,
        "groupes_a_la_mort": faits,
        "groupes": total,
        "empreinte": empreintes[0][1],
        "identique": tuple(empreintes[0]) == tuple(empreintes[1]),
    }


def repartir_dans_un_processus(url: str, campagne_id: UUID) -> None:
    """Corps du processus à tuer."""
    fabrique, _, baremes = _ouvrir(url)
    _repartir(fabrique, campagne_id, baremes)


def _limite(moteur: Engine) -> tuple[int, float]:
    """Nombre de quotes-parts, et durée (s) d'un COPY des mêmes lignes, du même client."""
    nombre, duree = 0, 0.0
    with moteur.begin() as connexion:
        connexion.execute(text("CREATE TABLE charges_part_limite (LIKE charges_part INCLUDING ALL)"))
    with (
        moteur.connect() as lecture,
        moteur.begin() as ecriture,
        copier(lecture, "COPY charges_part TO STDOUT") as lues,
    ):
        with copier(ecriture, "COPY charges_part_limite FROM STDIN") as ecrites:
            for ligne in lues:
                debut = time.perf_counter()
                ecrites.write(ligne)
                duree += time.perf_counter() - debut
                nombre += 1
            debut = time.perf_counter()
        duree += time.perf_counter() - debut
    return nombre, duree


def _controler(moteur: Engine) -> dict[str, int]:
    """Ce qui doit être exact : chaque dépense répartie au centime, chaque quote-part dans un décompte."""
    requete = """SELECT (SELECT count(*) FROM (SELECT 1 FROM charges_depense d LEFT JOIN charges_part p
                            ON p.campagne_id = d.campagne_id AND p.depense = d.reference
                         GROUP BY d.campagne_id, d.reference, d.recuperable
                         HAVING coalesce(sum(p.montant), 0) <> d.recuperable) fausses),
                        (SELECT count(*) FROM charges_decompte),
                        (SELECT sum(montant) FROM charges_part WHERE bail_id IS NOT NULL)
                          - (SELECT sum(quote_part) FROM charges_decompte)"""
    with moteur.connect() as connexion:
        fausses, decomptes, ecart = connexion.execute(text(requete)).one()
    return {"depenses_inexactes": fausses, "decomptes": decomptes, "ecart_centimes": int(ecart)}


def _contexte() -> Contexte:
    return Contexte(acteur={"sub": "banc"}, instant=datetime(2026, 1, 1, tzinfo=UTC))
