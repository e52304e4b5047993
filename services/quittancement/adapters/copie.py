"""Le chemin de masse : le curseur psycopg de la transaction en cours, pour COPY et les envois groupés."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from psycopg import Cursor

from quittancement.domain.ecritures import Jambe
from socle.technique.unite_de_travail import UniteDeTravail


def curseur_de(uow: UniteDeTravail) -> Cursor[Any]:
    """Curseur de la transaction ; ce que la session tenait en attente est d'abord écrit."""
    uow.session.flush()
    curseur: Cursor[Any] = uow.session.connection().connection.cursor()  # type: ignore[assignment]
    return curseur


def jambes_en_colonnes(jambes: Sequence[Jambe]) -> tuple[str, str, str]:
    """Comptes, montants (centimes) et libellés d'une écriture, en tableaux."""
    montants = ",".join([str(jambe.montant.centimes) for jambe in jambes])
    comptes, libelles = tuple([jambe.compte for jambe in jambes]), tuple([jambe.libelle for jambe in jambes])
    return _tableau(comptes), f"{{{montants}}}", _tableau(libelles)


@lru_cache(maxsize=4096)
def _tableau(textes: tuple[str, ...]) -> str:
    """Tableau PostgreSQL en texte : les mêmes comptes et les mêmes libellés reviennent d'un bail à l'autre."""
    echappes = [t.replace("\\", "\\\\").replace('"', '\\"') if "\\" in t or '"' in t else t for t in textes]
    return '{"' + '","'.join(echappes) + '"}' if echappes else "{}"
