"""Lire la somme due et le solde d'un compte selon l'âge de son histoire : la lecture ne doit pas vieillir avec lui."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, create_engine, text

from console.bench.passerelle import centile
from console.bench.resultat import resultat
from console.environnement import ouvrir_postgres
from console.local.bases import recreer_base
from console.local.espace import Espace
from console.local.postgres import GRAND_PARC
from console.services import migrations
from quittancement.adapters import orm
from quittancement.adapters.lecture_fiche import sommes
from quittancement.adapters.publication import PUBLICATION
from quittancement.domain.bail import ParametresBail, Terme
from quittancement.domain.compte import Compte, StatutCompte
from quittancement.domain.prorata import ModeProrata
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois
from socle.technique.baremes import charger_baremes
from socle.technique.base import Sessions
from socle.technique.identifiants import nouvel_id
from socle.technique.lecture import LecturePreparee
from socle.technique.migrations import migrer
from socle.technique.unite_de_travail import Fabrique

ANS = (1, 5, 10, 20)
COMPTES_PAR_AGE = 20
LECTURES = 2_000
DERNIER = Mois(2026, 6)
LE = date(2026, 7, 15)
BAIL = ParametresBail(
    loyer_principal=Montant(41_237),
    provision_charges=Montant(9_600),
    mode_prorata=ModeProrata.JOURS_REELS,
    terme=Terme.ECHU,
    zone="2",
    date_effet=DERNIER.decale(-11).premier_jour,
)
_QUITTANCES_D_AVANT = text(
    """INSERT INTO quittance (id, bail_id, lot_id, mois, debut, fin, exigible_le, limite_paiement_le, lignes, numero, statut,
                              net, reste)
       SELECT md5(id::text || n)::uuid, bail_id, lot_id, to_char(to_date(mois, 'YYYY-MM') - make_interval(years => n), 'YYYY-MM'),
              debut - make_interval(years => n), fin - make_interval(years => n), exigible_le - make_interval(years => n),
              limite_paiement_le - make_interval(years => n), lignes, numero || '-' || n, statut, net, reste
         FROM quittance CROSS JOIN generate_series(1, :ans) n WHERE bail_id = :bail_id"""
)
_PAIEMENTS_D_AVANT = text(
    """INSERT INTO paiement (id, bail_id, montant, mode, recu_le, reference, affectations, avance, ecart)
       SELECT md5(id::text || n)::uuid, bail_id, montant, mode, recu_le - make_interval(years => n), reference,
              replace(affectations::text, payee, md5(payee || n)::uuid::text)::jsonb, avance, ecart
         FROM paiement CROSS JOIN LATERAL (SELECT affectations -> 0 ->> 'quittance_id' AS payee) p
              CROSS JOIN generate_series(1, :ans) n WHERE bail_id = :bail_id"""
)


def banc() -> dict[str, Any]:
    """Peuple des comptes payés chaque mois depuis un, cinq, dix et vingt ans, puis lit leurs sommes."""
    espace = Espace("demo-solde")
    url_admin, local = ouvrir_postgres(espace, reglages=GRAND_PARC)
    try:
        url = recreer_base(espace, "quittancement", url_admin=url_admin)
        migrer(migrations("quittancement"), url)
        return _mesurer(create_engine(url))
    finally:
        if local is not None:
            local.arreter()


def _mesurer(moteur: Engine) -> dict[str, Any]:
    orm.brancher()
    fabrique = Fabrique(Sessions(moteur), PUBLICATION)
    baremes = charger_baremes(migrations("quittancement").parent / "baremes")
    par_age = {ans: [_peupler(fabrique, ans, baremes) for _ in range(COMPTES_PAR_AGE)] for ans in ANS}
    with moteur.connect().execution_options(isolation_level="AUTOCOMMIT") as connexion:
        connexion.execute(text("VACUUM ANALYZE"))
    latences = {ans: _lire(fabrique, ids) for ans, ids in par_age.items()}
    debits = {ans: 1000 * len(lues) / sum(lues) for ans, lues in latences.items()}
    moteur.dispose()
    return resultat(
        "solde",
        debits=[debits[10]],
        unite="lectures/s",
        limites=[debits[1]],
        latences_ms=latences[10],
        memoire_mo=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        limite="la même lecture sur des comptes d'un an",
        comptes_par_age=COMPTES_PAR_AGE,
        lectures=LECTURES,
        p50_ms_par_age={ans: centile(lues, 0.50) for ans, lues in latences.items()},
        p99_ms_par_age={ans: centile(lues, 0.99) for ans, lues in latences.items()},
    )


def _peupler(fabrique: Fabrique, ans: int, baremes: Baremes) -> UUID:
    """Un compte quittancé et payé chaque mois depuis `ans` ans : la dernière année par le domaine, les autres à son image."""
    compte = Compte(id=nouvel_id(), reference=str(nouvel_id()), bail=BAIL, statut=StatutCompte.ACTIF)
    lot_id = nouvel_id()
    for mois in (DERNIER.decale(-rang) for rang in reversed(range(12))):
        quittance = compte.quittancer(mois, quittance_id=nouvel_id(), lot_id=lot_id, baremes=baremes)
        quittance.valider(numero=str(quittance.id))
        compte.quittances = [*compte.quittances, quittance]
        compte.enregistrer_paiement(
            paiement_id=nouvel_id(),
            montant=quittance.net,
            mode="VIREMENT",
            recu_le=mois.decale(1).premier_jour,
            reference=str(mois),
            baremes=baremes,
        )
    quittances = list(compte.quittances)
    with fabrique.sessions.begin() as session:
        session.add(compte)
        session.flush()
        session.add_all(quittances)
        session.flush()
        for requete in (_QUITTANCES_D_AVANT, _PAIEMENTS_D_AVANT):
            session.execute(requete, {"bail_id": compte.id, "ans": ans - 1})
    return compte.id


def _lire(fabrique: Fabrique, ids: Sequence[UUID]) -> list[float]:
    """Latences (ms) de lectures tirées au hasard, toujours le même."""
    hasard, latences = random.Random(2026), []

    def jouer(lecture: LecturePreparee, **valeurs: Any) -> Sequence[Any]:
        return lecture.jouer(fabrique.sessions.lecture, **valeurs)

    for _ in range(LECTURES):
        bail_id = hasard.choice(ids)
        debut = time.perf_counter()
        lues = sommes(jouer, bail_id, au=LE, suivis_par=None)
        latences.append((time.perf_counter() - debut) * 1000)
        if lues.solde or lues.somme_due:
            raise RuntimeError("un compte soldé ne se lit pas à zéro : la mesure ne vaut rien")
    return latences
