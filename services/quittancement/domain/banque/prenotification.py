"""Ce qu'un avis d'échéance annonce d'un prélèvement : l'avis vaut pré-notification (rulebook SEPA Core, EPC016-06)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from quittancement.domain.banque.calendrier_target import prochain_target
from quittancement.domain.banque.iban import masquer
from quittancement.domain.banque.remise import Candidat, admettre
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.refus import Refus


@dataclass(frozen=True, kw_only=True)
class MandatDuTerme:
    """Échéance d'un bail sous mandat, avec ce qui s'imprime de lui. `remise_le` : elle est déjà d'une remise de ce jour."""

    candidat: Candidat
    rum: str
    ics: str
    iban: str
    remise_le: date | None


@dataclass(frozen=True, kw_only=True)
class PreNotification:
    le: date
    montant: Montant
    rum: str
    ics: str
    compte_masque: str


def prenotifier(mandat: MandatDuTerme, *, limite_paiement_le: date, baremes: Baremes) -> PreNotification | None:
    """Le prélèvement que l'avis annonce, ou None si l'échéance ne serait pas admise dans une remise : le locataire paie alors.

    Déjà remise, sa date est celle de la remise. Sinon c'est le premier jour TARGET à partir de la date limite de paiement
    et du préavis du mandat, compté du jour de l'avis (`candidat.prenotifiee_le`).
    """
    candidat = mandat.candidat
    if mandat.remise_le is not None:
        return _annonce(mandat, le=mandat.remise_le)
    preavis = candidat.prenotifiee_le + timedelta(days=candidat.preavis_jours)
    le = prochain_target(max(limite_paiement_le, preavis))
    try:
        caducite, ics = baremes.au("caducite_mandat", le).valeur, baremes.au("creancier", le).valeur["ics"]
        admettre(candidat, preleve_le=le, caducite=caducite, ics=ics)
    except Refus:
        return None
    return _annonce(mandat, le=le)


def _annonce(mandat: MandatDuTerme, *, le: date) -> PreNotification:
    return PreNotification(
        le=le,
        montant=mandat.candidat.reste_du,
        rum=mandat.rum,
        ics=mandat.ics,
        compte_masque=masquer(mandat.iban),
    )
