"""Ce qu'un avis d'échéance dit de plus que le terme : le prélèvement annoncé, le plan d'apurement en cours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from quittancement.adapters.blocages import GEL, blocages_du_bail
from quittancement.adapters.orm import plans
from quittancement.domain.banque.mandat import StatutMandat
from quittancement.domain.banque.prenotification import MandatDuTerme
from quittancement.domain.banque.remise import Candidat
from quittancement.domain.echeancier_connu import EcheancierConnu
from socle.domaine.montant import Montant

_MANDATS = text(
    f"""SELECT q.id AS quittance_id, q.bail_id, c.reference, q.mois, q.exigible_le, q.reste, m.id AS mandat_id, m.rum, m.ics,
              m.iban, m.bic, m.statut, coalesce(m.derniere_presentation, m.signe_le) AS signe_de_vie, m.preavis_jours,
              coalesce(p.essais, 0) AS essais, coalesce(p.dernier, 0) AS dernier, coalesce(p.en_cours, false) AS en_cours,
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
    candidat = Candidat(
        quittance_id=ligne.quittance_id,
        bail_id=ligne.bail_id,
        reference=ligne.reference,
        mois=ligne.mois,
        exigible_le=ligne.exigible_le,
        prenotifiee_le=le,
        reste_du=Montant(ligne.reste),
        mandat_id=ligne.mandat_id,
        mandat=StatutMandat(ligne.statut),
        dernier_signe_de_vie=ligne.signe_de_vie,
        preavis_jours=ligne.preavis_jours,
        essais=ligne.essais,
        dernier_essai=ligne.dernier,
        en_cours=ligne.en_cours,
        representer_le=ligne.representer_le,
        rum=ligne.rum,
        ics=ligne.ics,
        iban=ligne.iban,
        bic=ligne.bic,
        blocages=blocages_du_bail(ligne.blocages, ligne.protections, au=le),
    )
    return MandatDuTerme(candidat=candidat, rum=ligne.rum, ics=ligne.ics, iban=ligne.iban, remise_le=ligne.remise_le)
