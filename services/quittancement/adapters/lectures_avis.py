"""Ce qu'un avis d'échéance dit de plus que le terme : le prélèvement annoncé, le plan d'apurement en cours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from quittancement.adapters.candidats import GEL, lire_candidat
from quittancement.adapters.orm import plans
from quittancement.domain.banque.prenotification import MandatDuTerme
from quittancement.domain.echeancier_connu import EcheancierConnu

_MANDATS = text(
    f"""SELECT q.id AS quittance_id, q.bail_id, c.reference, q.mois, q.exigible_le, q.reste, m.id AS mandat_id, m.rum, m.ics,
              m.iban, m.bic, m.statut, coalesce(m.derniere_presentation, m.signe_le) AS signe_de_vie, m.preavis_jours,
              coalesce(p.essais, 0) AS essais, coalesce(p.dernier, 0) AS dernier_essai, coalesce(p.en_cours, false) AS en_cours,
              p.representer_le, p.remise_le, b.blocages, {GEL} AS protections
         FROM quittance q
         JOIN compte c ON c.id = q.bail_id
         JOIN banque_mandat m ON m.bail_id = q.bail_id AND m.statut = 'ACTIF'
         LEFT JOIN (SELECT p.quittance_id, count(*) FILTER (WHERE p.statut <> 'ANNULE') AS essais, max(p.essai) AS dernier,
                           bool_or(p.statut IN ('PREPARE', 'REMIS', 'ACCEPTE', 'REGLE')) AS en_cours,
                           max(r.preleve_le) FILTER (WHERE p.statut IN ('PREPARE', 'REMIS', 'ACCEPTE')) AS remise_le,
                           (array_agg(p.representer_le ORDER BY p.essai DESC))[1] AS representer_le
                      FROM banque_prelevement p JOIN banque_remise r ON r.id = p.remise_id
                     WHERE p.quittance_id = ANY(:quittances) GROUP BY p.quittance_id) p ON p.quittance_id = q.id
         LEFT JOIN (SELECT bail_id, jsonb_agg(jsonb_build_object('code', code, 'depuis', depuis)) AS blocages
                      FROM banque_blocage GROUP BY bail_id) b ON b.bail_id = q.bail_id
        WHERE q.id = ANY(:quittances) AND q.statut = 'VALIDEE' AND q.reste > 0"""
)


@dataclass(frozen=True, kw_only=True)
class Complement:
    """`mandat` : actif, pour une échéance ouverte ; `plans` : plans d'apurement connus du bail."""

    mandat: MandatDuTerme | None = None
    plans: Sequence[EcheancierConnu] = ()


def complements(session: Session, termes: Sequence[tuple[UUID, UUID]], *, le: date) -> dict[UUID, Complement]:
    """Par quittance, en deux requêtes. `termes` : (quittance, bail) ; `le` : jour de l'avis, qui vaut pré-notification."""
    lignes = session.execute(_MANDATS, {"quittances": [quittance for quittance, _ in termes]})
    mandats = {ligne.quittance_id: _mandat(ligne, le=le) for ligne in lignes}
    connus: dict[UUID, list[EcheancierConnu]] = {}
    requete = select(EcheancierConnu).where(plans.c.bail_id.in_([bail for _, bail in termes])).order_by(plans.c.plan_id)
    for plan in session.execute(requete).scalars():
        connus.setdefault(plan.bail_id, []).append(plan)
    return {
        quittance: Complement(mandat=mandats.get(quittance), plans=connus.get(bail, ())) for quittance, bail in termes
    }


def _mandat(ligne: Any, *, le: date) -> MandatDuTerme:
    candidat = lire_candidat(ligne, prenotifiee_le=le, au=le)
    return MandatDuTerme(candidat=candidat, rum=ligne.rum, ics=ligne.ics, iban=ligne.iban, remise_le=ligne.remise_le)
