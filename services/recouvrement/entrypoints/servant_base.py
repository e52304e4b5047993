"""Ce que partagent les RPC du recouvrement : la porte, le jour et l'heure, l'agent, l'état des relances."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from logis.recouvrement.v1 import recouvrement_pb2
from recouvrement.adapters import lectures, messages
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.scenario import etat_des_relances
from recouvrement.domain.situation import situation_au
from socle.domaine.calendrier import PARIS
from socle.domaine.periodes import lire_date
from socle.technique.rpc.messages import lire_date_passee
from socle.technique.service import Application


class ServantBase:
    def __init__(self, app: Application) -> None:
        self._app, self._porte = app, app.porte

    def _dossier(self, objet: Any) -> recouvrement_pb2.DossierImpaye:
        return messages.dossier(objet, au=self._au(), baremes=self._app.baremes)

    def _etat(self, connexion: Any, dossier: DossierImpaye, *, au: date, heure: time | None) -> Any:
        baremes = self._app.baremes
        situation = situation_au(
            dossier,
            situations=lectures.situations_du_bail(connexion, dossier.bail_id),
            plans=lectures.plans_du_dossier(connexion, dossier.id),
            au=au,
            baremes=baremes,
        )
        return etat_des_relances(dossier, au=au, heure=heure, situation=situation, baremes=baremes)

    def _moment(self, texte: str) -> tuple[date, time | None]:
        """Jour passé ou présent d'une écriture ; l'heure de Paris s'il est aujourd'hui."""
        maintenant = self._app.noyau.horloge().astimezone(PARIS)
        jour = lire_date_passee(texte, champ="au", au=maintenant.date())
        return jour, maintenant.time() if jour == maintenant.date() else None

    def _jour_lu(self, texte: str) -> tuple[date, time | None]:
        """Jour jugé par une lecture ; vide : maintenant, à l'heure de Paris."""
        maintenant = self._app.noyau.horloge().astimezone(PARIS)
        return (lire_date(texte, champ="au"), None) if texte else (maintenant.date(), maintenant.time())

    def _passee(self, texte: str, *, champ: str) -> date:
        return lire_date_passee(texte, champ=champ, au=self._au())

    def _par(self) -> str:
        return self._porte.appel.appelant.sub

    def _au(self) -> date:
        return self._app.noyau.aujourd_hui()
