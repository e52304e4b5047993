"""Lister ses dossiers et les orientations à accueillir ; chaque dossier montré est un accès inscrit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from social.domain.acces import Acces, ActionAcces
from social.domain.secret import Agent, exiger_lecture, juger_lecture
from socle.technique.identifiants import nouvel_id
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ListerDossiers:
    par: Agent
    au: date
    statut: str
    apres: UUID | None
    nombre: int


Chercher = Callable[..., Sequence[Any]]
"""Lignes du référent ou de personne, au plus `nombre` + 1 : voir `lectures.liste_dossiers`."""


def lister_dossiers(commande: ListerDossiers, *, uow: UniteDeTravail, chercher: Chercher) -> Sequence[Any] | None:
    """Rend les lignes, ou None si l'agent n'accueille pas d'orientation : il n'a pas de liste, même vide.

    Lève Introuvable si la recherche rendait un dossier que la règle refuse.
    """
    par, au = commande.par, commande.au
    if not juger_lecture(referent=None, agent=par, au=au).favorable:
        _inscrire(commande, [None], accorde=False, uow=uow)
        return None
    lignes = chercher(
        uow.session.connection(),
        referent=par.sub,
        statut=commande.statut,
        apres=commande.apres,
        nombre=commande.nombre,
    )
    for ligne in lignes:
        exiger_lecture(dossier_id=ligne.id, referent=ligne.referent, agent=par, au=au)
    _inscrire(commande, [ligne.id for ligne in lignes[: commande.nombre]], accorde=True, uow=uow)
    return lignes


def _inscrire(commande: ListerDossiers, dossiers: Sequence[UUID | None], *, accorde: bool, uow: UniteDeTravail) -> None:
    uow.ajouter(
        *(
            Acces.de(
                commande.par,
                id=nouvel_id(),
                le=uow.contexte.instant,
                action=ActionAcces.LISTER,
                dossier_id=dossier_id,
                accorde=accorde,
            )
            for dossier_id in dossiers
        )
    )
