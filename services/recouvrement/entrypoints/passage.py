"""Le passage de l'horloge : plans, relances et clôtures de chaque dossier ouvert, au jour et à l'heure civils de Paris."""

from __future__ import annotations

import structlog

from recouvrement.adapters import lectures
from recouvrement.application.clore_dossiers import CloreDossiers, clore_dossiers
from recouvrement.application.jouer_relances import JouerRelances, jouer_relances
from recouvrement.application.suivre_plans import SuivrePlans, suivre_plans
from socle.domaine.calendrier import PARIS
from socle.domaine.refus import Refus
from socle.technique.contexte import Contexte
from socle.technique.service import Application

journal = structlog.get_logger("recouvrement")


def passer(app: Application, contexte: Contexte) -> None:
    """Deux transactions par dossier : ses plans, puis lui-même. Un dossier que la règle refuse est journalisé et n'arrête pas les suivants.

    La nuit, un dimanche ou un férié, aucun contact ne part : l'étape reste due et le passage suivant la reprend.
    """
    maintenant = app.noyau.horloge().astimezone(PARIS)
    au, heure = maintenant.date(), maintenant.time()
    for dossier_id in app.porte.lire(lectures.ouverts):
        relances = JouerRelances(au=au, heure=heure, dossier_ids=[dossier_id])
        cloture = CloreDossiers(au=au, dossier_ids=[dossier_id])
        suivi = SuivrePlans(au=au, dossier_ids=[dossier_id])
        try:
            with app.noyau.fabrique.ouvrir(contexte) as uow:
                suivre_plans(suivi, uow=uow, baremes=app.baremes)
            with app.noyau.fabrique.ouvrir(contexte) as uow:
                jouer_relances(relances, uow=uow, baremes=app.baremes)
                clore_dossiers(cloture, uow=uow, baremes=app.baremes)
        except Refus as refus:
            journal.warning("dossier laissé de côté", dossier_id=str(dossier_id), code=refus.code)
