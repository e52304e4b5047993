"""Ce que les bancs de la banque partagent : une base neuve et ses baux, chacun avec son mandat et son terme ouvert."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, create_engine, text

from console.environnement import ouvrir_postgres
from console.local.bases import recreer_base
from console.local.espace import Espace
from console.local.postgres import GRAND_PARC
from console.services import migrations
from quittancement.adapters import orm, orm_banque
from quittancement.adapters.lignes_rangees import inscrire_modeles, json_de
from quittancement.adapters.publication import PUBLICATION
from quittancement.domain.bail import ParametresBail, Terme
from quittancement.domain.banque.iban import reste_97
from quittancement.domain.compte import Compte, StatutCompte
from quittancement.domain.ligne import Ligne
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
VALIDE_LE, PRELEVE_LE = date(2026, 6, 24), date(2026, 7, 10)
LOT = UUID(int=1 << 100)
PRENOMS = ("ANNE", "PAUL", "LINA", "HUGO", "SARA", "NOAH", "JADE", "LEO", "INES", "ADAM")


@dataclass(frozen=True, kw_only=True)
class Base:
    url: str
    fabrique: Fabrique
    moteur: Engine
    baremes: Baremes


@contextmanager
def base_neuve(espace: str) -> Iterator[Base]:
    """Base du quittancement migrée et vide, détruite au prochain passage."""
    lieu = Espace(espace)
    url_admin, local = ouvrir_postgres(lieu, reglages=GRAND_PARC)
    try:
        url = recreer_base(lieu, "quittancement", url_admin=url_admin)
        migrer(migrations("quittancement"), url)
        base = brancher(url)
        yield base
        base.moteur.dispose()
    finally:
        if local is not None:
            local.arreter()


def brancher(url: str) -> Base:
    """De quoi travailler dans une base déjà migrée."""
    orm.brancher()
    orm_banque.brancher()
    moteur = create_engine(url)
    baremes = charger_baremes(migrations("quittancement").parent / "baremes")
    return Base(url=url, fabrique=Fabrique(Sessions(moteur), PUBLICATION), moteur=moteur, baremes=baremes)


def contexte() -> Contexte:
    return Contexte(acteur={"sub": "banc"}, instant=datetime(2026, 7, 1, tzinfo=UTC))


def memoire_mo() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def bail_id(rang: int) -> UUID:
    return UUID(int=(1 << 90) + rang)


def quittance_id(rang: int) -> UUID:
    return UUID(int=(1 << 91) + rang)


def reference(rang: int) -> str:
    return f"B-2026-{rang:06d}"


def iban(rang: int) -> str:
    """IBAN d'essai, de clé juste."""
    bban = f"3000600001{rang:011d}00"
    return f"FR{98 - reste_97(f'{bban}FR00'):02d}{bban}"


def titulaire(rang: int) -> str:
    return f"{PRENOMS[rang % 10]} ESSAI{rang:06d}"


def peupler(base: Base, *, baux: int, mandats: Callable[[int], bool]) -> list[int]:
    """Comptes actifs, terme validé, et un mandat pour les rangs choisis. Rend le net de chaque terme (centimes)."""
    adaptateur_bail = TypeAdapter(ParametresBail)
    nets: list[int] = []
    citees: dict[int, Ligne] = {}
    with base.moteur.begin() as connexion:
        with copie(connexion, "compte", "id version sequence reference bail statut droits termes_impayes") as comptes:
            for rang in range(baux):
                bail = adaptateur_bail.dump_json(_bail(rang)).decode()
                comptes.write_row((bail_id(rang), 1, 0, reference(rang), bail, "ACTIF", "[]", "[]"))
        with copie(
            connexion,
            "lot",
            "id version sequence mois calcule_par nombre total_net empreinte ecartes statut valide_par valide_le",
        ) as lots:
            lots.write_row((LOT, 1, 0, str(MOIS), "a", baux, 0, "", "[]", "VALIDE", "b", VALIDE_LE))
        colonnes = "id bail_id lot_id mois debut fin exigible_le limite_paiement_le lignes numero statut net reste"
        with copie(connexion, "quittance", colonnes) as quittances:
            for rang in range(baux):
                q = _quittance(rang, base.baremes)
                nets.append(q.net.centimes)
                citees.update({ligne.modele.cle: ligne for ligne in q.lignes})
                dates = (q.debut, q.fin, q.exigible_le, q.limite_paiement_le)
                sommes = (q.net.centimes, q.reste_du.centimes)
                quittances.write_row(
                    (q.id, q.bail_id, LOT, q.mois, *dates, json_de(q.lignes), f"Q{rang:07d}", "VALIDEE", *sommes)
                )
        inscrire_modeles(connexion, citees.values())
        _mandats(connexion, (rang for rang in range(baux) if mandats(rang)))
    with base.moteur.connect().execution_options(isolation_level="AUTOCOMMIT") as connexion:
        connexion.execute(text("VACUUM ANALYZE"))  # ce que l'autovacuum aurait déjà fait d'une base en service
    return nets


def _mandats(connexion: Connection, rangs: Iterator[int]) -> None:
    colonnes = """id version sequence bail_id rum ics titulaire iban bic sequence_type statut signe_le lieu canal preuve
                  preavis_jours motif"""
    with copie(connexion, "banque_mandat", colonnes) as mandats:
        for rang in rangs:
            identite = (f"RUM{rang:07d}", "FR72ZZZ123456", titulaire(rang), iban(rang), "")
            signature = ("RCUR", "ACTIF", date(2026, 1, 2), "Lyon", "PAPIER", "piece", 14, "")
            mandats.write_row((UUID(int=(1 << 92) + rang), 1, 0, bail_id(rang), *identite, *signature))


def _bail(rang: int) -> ParametresBail:
    return ParametresBail(
        loyer_principal=Montant(30_000 + rang * 613 % 40_000),
        provision_charges=Montant(5_000 + rang * 101 % 9_000),
        mode_prorata=ModeProrata.JOURS_REELS,
        terme=Terme.ECHU,
        zone="2",
        date_effet=date(2026, 1, 1),
    )


def _quittance(rang: int, baremes: Baremes) -> Any:
    compte = Compte(id=bail_id(rang), reference=reference(rang), bail=_bail(rang), statut=StatutCompte.ACTIF)
    return compte.quittancer(MOIS, quittance_id=quittance_id(rang), lot_id=LOT, baremes=baremes)


@contextmanager
def copie(connexion: Connection, table: str, colonnes: str) -> Iterator[Any]:
    curseur: Any = connexion.connection.cursor()
    with curseur, curseur.copy(f"COPY {table} ({', '.join(colonnes.split())}) FROM STDIN") as lignes:
        yield lignes
