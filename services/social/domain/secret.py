"""Le secret du dossier social (spécification G.9 et G.11) : qui lit et qui écrit.

Refuser la lecture ou dire qu'un dossier n'existe pas est la même réponse.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from socle.domaine.explication import Explication, Reponse, Verdict
from socle.domaine.refus import Introuvable

ARTICLES = "CASF art. L411-3 ; code pénal art. 226-13"
MISSIONS_D_ACCOMPAGNEMENT = frozenset({"PRE_ACCOMPAGNER", "EXP_ACCOMPAGNER"})


@dataclass(frozen=True, kw_only=True)
class Agent:
    """Agent qui demande à lire ou à écrire. `pilotees` : par métier exercé, les missions qu'il porte au niveau P."""

    sub: str
    metiers: tuple[str, ...]
    mission_active: str
    pilotees: tuple[frozenset[str], ...]

    @property
    def pilote(self) -> bool | None:
        """Vrai s'il pilote l'accompagnement dans la mission active de sa session (spécification G.11.3).

        Qui cumule le recouvrement et l'accompagnement ne lit qu'avec la mission sociale active. Sans mission active,
        ses métiers en décident s'ils sont d'accord ; None s'ils ne le sont pas : on ne sait pas sous lequel il agit.
        """
        if self.mission_active:
            return self.mission_active in MISSIONS_D_ACCOMPAGNEMENT & frozenset().union(*self.pilotees)
        reponses = {bool(missions & MISSIONS_D_ACCOMPAGNEMENT) for missions in self.pilotees}
        return None if len(reponses) > 1 else True in reponses


def juger_lecture(*, referent: str | None, agent: Agent, au: date) -> Verdict:
    """Le référent lit son dossier ; un dossier que nul n'a pris, tout agent qui pilote la mission."""
    concerne = bool(agent.sub) and referent in (None, agent.sub)
    pilote = agent.pilote
    if not concerne or pilote is False:
        reponse = Reponse.NON
    else:
        reponse = Reponse.INCONNU if pilote is None else Reponse.OUI
    return Verdict(
        reponse=reponse,
        explication=Explication(
            regle="lecture_dossier_social",
            article=ARTICLES,
            date=au,
            entrees={
                "dossier_pris": "non" if referent is None else "oui",
                "lecteur_referent": "oui" if referent is not None and concerne else "non",
                "pilote_la_mission": "inconnu" if pilote is None else "oui" if pilote else "non",
            },
            resultat=reponse.value,
            certitude="memoire",
        ),
        manquants=("mission_active",) if reponse is Reponse.INCONNU else (),
    )


def exiger_lecture(*, dossier_id: UUID, referent: str | None, agent: Agent, au: date) -> None:
    """Lève Introuvable, comme pour un dossier qui n'existe pas, dès que le verdict n'est pas oui."""
    if not juger_lecture(referent=referent, agent=agent, au=au).favorable:
        raise dossier_introuvable(dossier_id)


def exiger_referent(*, dossier_id: UUID, referent: str | None, agent: Agent, au: date) -> None:
    """Lève Introuvable si `agent` ne peut pas lire le dossier ou n'en est pas le référent."""
    exiger_lecture(dossier_id=dossier_id, referent=referent, agent=agent, au=au)
    if referent is None:
        raise dossier_introuvable(dossier_id)


def dossier_introuvable(dossier_id: object) -> Introuvable:
    """La réponse unique pour un dossier absent ou interdit : rien n'y distingue les deux cas."""
    return Introuvable("DossierSocial", dossier_id, champ="dossier_id")
