"""Examiner un mois d'une résidence et ouvrir les alertes ; rejouer n'en ouvre pas d'autres."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import select

from quittancement.application.depot_parc import DepotParc
from quittancement.application.verrou import verrouiller
from quittancement.domain.energie.alerte import Alerte, Cible, ouvrir
from quittancement.domain.energie.anomalies import Regle
from quittancement.domain.energie.detection import HISTORIQUE, Constat, Examen
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Reponse
from socle.domaine.periodes import Mois
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class DetecterAnomalies:
    residence_id: UUID
    mois: Mois
    detectee_le: date


@dataclass(frozen=True, kw_only=True)
class LigneDeBilan:
    """Réponses d'une règle sur la résidence ; `manquants` dit ce qui a empêché de répondre, et combien de fois."""

    regle: Regle
    oui: int
    non: int
    inconnu: int
    manquants: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class AnomaliesDetectees:
    nouvelles: Sequence[Alerte]
    bilan: Sequence[LigneDeBilan]


def detecter_anomalies(
    commande: DetecterAnomalies, *, uow: UniteDeTravail, depot: DepotParc, baremes: Baremes
) -> AnomaliesDetectees:
    """Lève RegleViolee (MOIS_NON_ECHU). Une anomalie déjà ouverte, ou déjà jugée sur cette période, ne s'ouvre pas deux fois."""
    mois = commande.mois
    if mois.dernier_jour >= commande.detectee_le:
        raise RegleViolee("MOIS_NON_ECHU", f"Le mois {mois} n'est pas terminé.", champ="mois")
    verrouiller(f"anomalies:{commande.residence_id}", uow=uow)
    parc = depot.parc(
        uow.session,
        commande.residence_id,
        du=mois.decale(-HISTORIQUE).premier_jour,
        au=mois.decale(1).premier_jour,
        baremes=baremes,
    )
    constats = list(Examen(parc, mois, baremes=baremes).constats())
    existantes = list(uow.session.scalars(select(Alerte).filter_by(residence_id=commande.residence_id)))
    ouvertes = {_cle(a.regle, a) for a in existantes if a.ouverte}
    connues = {a.id for a in existantes}
    nouvelles = []
    for constat in constats:
        cle = _cle(constat.regle, constat.cible)
        alerte_id = uuid5(NAMESPACE_URL, f"urn:logis:alerte:{':'.join(map(str, cle))}:{mois}")
        if constat.verdict.reponse is Reponse.OUI and cle not in ouvertes and alerte_id not in connues:
            nouvelles.append(_ouvrir(constat, alerte_id=alerte_id, le=commande.detectee_le, baremes=baremes))
    uow.ajouter(*nouvelles)
    return AnomaliesDetectees(nouvelles=nouvelles, bilan=_bilan(constats))


def _cle(regle: Regle, cible: Cible | Alerte) -> tuple[str, str, UUID]:
    """Ce que l'anomalie vise : le logement et le fluide, quel que soit le compteur posé ; sinon le compteur."""
    return regle.value, cible.fluide.value, cible.logement_id or cible.compteur_id


def _ouvrir(constat: Constat, *, alerte_id: UUID, le: date, baremes: Baremes) -> Alerte:
    return ouvrir(
        alerte_id=alerte_id,
        cible=constat.cible,
        regle=constat.regle,
        du=constat.du,
        au=constat.au,
        grave=constat.grave,
        explication=constat.verdict.explication,
        detectee_le=le,
        baremes=baremes,
    )


def _bilan(constats: Sequence[Constat]) -> list[LigneDeBilan]:
    lignes = []
    for regle in Regle:
        verdicts = [c.verdict for c in constats if c.regle is regle]
        reponses = Counter(v.reponse for v in verdicts)
        lignes.append(
            LigneDeBilan(
                regle=regle,
                oui=reponses[Reponse.OUI],
                non=reponses[Reponse.NON],
                inconnu=reponses[Reponse.INCONNU],
                manquants=dict(Counter(m for v in verdicts for m in v.manquants)),
            )
        )
    return lignes
