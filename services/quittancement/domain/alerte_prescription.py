"""Les termes d'un compte qui approchent de leur prescription : une alerte par palier, publiée une fois."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from quittancement.domain.compte import Compte
from quittancement.domain.faits_du_compte import PrescriptionApproche, TermeMenace
from quittancement.domain.prescription import AlertePrescription, prescription_du_terme
from socle.domaine.baremes import Baremes


def alerter_prescription(compte: Compte, *, au: date, baremes: Baremes) -> bool:
    """Constate PrescriptionApproche si un terme dû vient d'atteindre un palier ; rend False s'il n'y en a pas.

    Une interruption déplace la date et rend ses alertes au terme. De plusieurs paliers franchis, seul le plus pressant se dit.
    """
    nouvelles, termes = [], []
    for quittance in compte.quittances:
        if not quittance.ouverte:
            continue
        etat = prescription_du_terme(quittance, compte.paiements, compte.protections, au=au, baremes=baremes)
        palier = etat.palier(au, baremes=baremes)
        if palier is None or _dite(compte, quittance_id=quittance.id, avant_le=etat.au_plus_tot, palier=palier):
            continue
        nouvelles.append(AlertePrescription(quittance_id=quittance.id, avant_le=etat.au_plus_tot, palier=palier))
        termes.append(TermeMenace(mois=etat.mois, reste=etat.reste, avant_le=etat.au_plus_tot, palier=palier))
    if not termes:
        return False
    compte.alertes_prescription = [*compte.alertes_prescription, *nouvelles]
    compte.constater(PrescriptionApproche(constate_le=au, termes=tuple(termes)))
    return True


def _dite(compte: Compte, *, quittance_id: UUID, avant_le: date, palier: int) -> bool:
    """Déjà publiée, ou une plus pressante l'a été."""
    return any(
        a.quittance_id == quittance_id and a.avant_le == avant_le and a.palier <= palier
        for a in compte.alertes_prescription
    )
