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


@dataclass(frozen=True, kw_only=True)
class Lecteur:
    """Agent qui demande à lire. `pilote` : il pilote (niveau P) l'accompagnement dans la mission active de sa session.

    Qui cumule le recouvrement et l'accompagnement ne lit qu'avec la mission sociale active. None : on ne sait pas.
    """

    sub: str
    pilote: bool | None


def juger_lecture(*, referent: str | None, lecteur: Lecteur, au: date) -> Verdict:
    """Le référent lit son dossier ; un dossier que nul n'a pris, tout agent qui pilote la mission."""
    concerne = bool(lecteur.sub) and referent in (None, lecteur.sub)
    if not concerne or lecteur.pilote is False:
        reponse = Reponse.NON
    else:
        reponse = Reponse.INCONNU if lecteur.pilote is None else Reponse.OUI
    return Verdict(
        reponse=reponse,
        explication=Explication(
            regle="lecture_dossier_social",
            article=ARTICLES,
            date=au,
            entrees={
                "dossier_pris": "non" if referent is None else "oui",
                "lecteur_referent": "oui" if referent is not None and concerne else "non",
                "pilote_la_mission": "inconnu" if lecteur.pilote is None else "oui" if lecteur.pilote else "non",
            },
            resultat=reponse.value,
            certitude="memoire",
        ),
        manquants=("pilote",) if reponse is Reponse.INCONNU else (),
    )


def exiger_lecture(*, dossier_id: UUID, referent: str | None, lecteur: Lecteur, au: date) -> None:
    """Lève Introuvable, comme pour un dossier qui n'existe pas, dès que le verdict n'est pas oui."""
    if not juger_lecture(referent=referent, lecteur=lecteur, au=au).favorable:
        raise dossier_introuvable(dossier_id)


def exiger_referent(*, dossier_id: UUID, referent: str | None, par: str) -> None:
    """Lève Introuvable si `par` n'est pas le référent du dossier."""
    if not par or par != referent:
        raise dossier_introuvable(dossier_id)


def exiger_libre_ou_sien(*, dossier_id: UUID, referent: str | None, par: str) -> None:
    """Lève Introuvable si un autre agent que `par` a pris le dossier, ou si `par` n'est pas identifié."""
    if not par or referent not in (None, par):
        raise dossier_introuvable(dossier_id)


def dossier_introuvable(dossier_id: object) -> Introuvable:
    """La réponse unique pour un dossier absent ou interdit : rien n'y distingue les deux cas."""
    return Introuvable("dossier_social", dossier_id, champ="dossier_id")
