"""Le passage de l'horloge sur les consommations : chaque résidence équipée, pour le dernier mois échu."""

from __future__ import annotations

from quittancement.adapters.lectures_energie import residences_suivies
from quittancement.adapters.parc import ParcSql
from quittancement.application.detecter_anomalies import DetecterAnomalies, detecter_anomalies
from socle.domaine.periodes import Mois
from socle.technique.contexte import Contexte
from socle.technique.service import Application


def examiner(app: Application, contexte: Contexte) -> int:
    """Ouvre les alertes du dernier mois échu, une transaction par résidence ; rend leur nombre.

    Repasser n'ouvre rien deux fois ; un relevé arrivé après coup est vu au passage suivant, tant que le mois est le dernier.
    """
    au, ouvertes = app.noyau.aujourd_hui(), 0
    mois = Mois.de(au).decale(-1)
    for residence_id in app.porte.lire(lambda c: residences_suivies(c, au=mois.dernier_jour)):
        commande = DetecterAnomalies(residence_id=residence_id, mois=mois, detectee_le=au)
        with app.noyau.fabrique.ouvrir(contexte) as uow:
            ouvertes += len(detecter_anomalies(commande, uow=uow, depot=ParcSql(), baremes=app.baremes).nouvelles)
    return ouvertes
