"""Lire l'information mensuelle d'un ménage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quittancement.application.depot_parc import DepotParc
from quittancement.domain.energie.alerte import Alerte
from quittancement.domain.energie.detection import HISTORIQUE
from quittancement.domain.energie.information import Informateur, LigneInformation
from quittancement.domain.energie.occupation import Occupation
from quittancement.domain.energie.site import SiteEnergie
from quittancement.domain.projections import Suivi
from socle.domaine.baremes import Baremes
from socle.domaine.periodes import Mois
from socle.domaine.refus import Introuvable


@dataclass(frozen=True, kw_only=True)
class Information:
    """Ce qu'un ménage apprend de ses consommations d'un mois."""

    occupation: Occupation
    mois: Mois
    lignes: Sequence[LigneInformation]
    alertes_ouvertes: int


def informer_menage(
    bail_id: UUID,
    mois: Mois,
    *,
    session: Session,
    depot: DepotParc,
    perimetre: Sequence[str] | None,
    suivis_par: str | None,
    baremes: Baremes,
) -> Information:
    """Lève Introuvable (aussi hors du périmètre, ou pour un ménage que l'agent ne suit pas), RegleViolee (MENAGE_ABSENT)."""
    occupation = occupation_lisible(session, bail_id, perimetre=perimetre, suivis_par=suivis_par)
    ouvertes = [a for a in session.scalars(select(Alerte).filter_by(bail_id=bail_id)) if a.ouverte]
    parc = depot.parc(
        session,
        occupation.residence_id,
        du=mois.decale(-HISTORIQUE).premier_jour,
        au=mois.decale(1).premier_jour,
        baremes=baremes,
    )
    informateur = Informateur(
        parc,
        occupation,
        mois,
        site=session.get(SiteEnergie, occupation.residence_id),
        regles={(a.fluide.value, a.regle.value) for a in ouvertes},
        baremes=baremes,
    )
    return Information(occupation=occupation, mois=mois, lignes=informateur.lignes(), alertes_ouvertes=len(ouvertes))


def occupation_lisible(
    session: Session, bail_id: UUID, *, perimetre: Sequence[str] | None, suivis_par: str | None
) -> Occupation:
    """Lève Introuvable si le bail est inconnu, hors du périmètre, ou d'un ménage que l'agent ne suit pas."""
    occupation = session.get(Occupation, bail_id)
    suivi = session.get(Suivi, bail_id)
    hors = perimetre is not None and occupation is not None and str(occupation.residence_id) not in perimetre
    pas_suivi = suivis_par is not None and (suivi is None or suivi.referent != suivis_par)
    if occupation is None or hors or pas_suivi:
        raise Introuvable("Bail", bail_id, champ="bail_id")
    return occupation
