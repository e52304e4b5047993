"""Charger une résidence pour l'examiner : compteurs, relevés, occupants, climat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from quittancement.adapters.orm_energie import compteurs, temperatures
from quittancement.adapters.releves import ReleveSql
from quittancement.domain.energie.climat import Climat, TemperatureDuJour
from quittancement.domain.energie.compteur import CompteurEnergie
from quittancement.domain.energie.consommation import Chaine
from quittancement.domain.energie.detection import Parc
from quittancement.domain.energie.occupation import LogementConnu, Occupation
from quittancement.domain.energie.releve import Releve
from quittancement.domain.energie.site import SiteEnergie
from socle.domaine.baremes import Baremes


class ParcSql:
    """Le dépôt des résidences (voir `application.depot_parc`)."""

    def parc(self, session: Session, residence_id: UUID, *, du: date, au: date, baremes: Baremes) -> Parc:
        poses = list(
            session.scalars(
                select(CompteurEnergie)
                .where(compteurs.c.residence_id == residence_id)
                .order_by(compteurs.c.pose_le, compteurs.c.id)
            )
        )
        releves = ReleveSql().autour(session, [c.id for c in poses], du=du, au=au)
        chaines = chainer(poses)
        for chaine in chaines:
            chaine.releves = {c.id: releves.get(c.id, ()) for c in chaine.compteurs}
        return Parc(
            residence_id=residence_id,
            chaines=chaines,
            logements={
                logement.logement_id: logement
                for logement in session.scalars(select(LogementConnu).filter_by(residence_id=residence_id))
            },
            occupations=list(
                session.scalars(select(Occupation).filter_by(residence_id=residence_id).order_by(text("du")))
            ),
            climat=self._climat(session, residence_id, du=_debut(poses, releves, du), au=au, baremes=baremes),
        )

    def _climat(self, session: Session, residence_id: UUID, *, du: date, au: date, baremes: Baremes) -> Climat:
        site = session.get(SiteEnergie, residence_id)
        if site is None or not site.station:
            return Climat({})
        requete = select(temperatures).where(
            temperatures.c.station == site.station, temperatures.c.jour >= du, temperatures.c.jour < au
        )
        lues = [TemperatureDuJour(jour=t.jour, minimum=t.minimum, maximum=t.maximum) for t in session.execute(requete)]
        return Climat.de(lues, baremes=baremes)


def _debut(poses: Sequence[CompteurEnergie], releves: Mapping[UUID, Sequence[Releve]], du: date) -> date:
    """Le climat remonte jusqu'au plus ancien relevé chargé : une interpolation au DJU part de lui."""
    lus = [r.le for liste in releves.values() for r in liste]
    return min([du, *lus, *(c.pose_le for c in poses)])


def chainer(poses: Sequence[CompteurEnergie]) -> list[Chaine]:
    """Une chaîne par premier compteur ; chaque remplaçant rejoint celui qu'il remplace."""
    chaines: list[Chaine] = []
    par_compteur: dict[UUID, Chaine] = {}
    for compteur in poses:
        chaine = par_compteur.get(compteur.remplace_id) if compteur.remplace_id else None
        if chaine is None:
            chaine = Chaine(point=compteur.point)
            chaines.append(chaine)
        chaine.compteurs.append(compteur)
        par_compteur[compteur.id] = chaine
    return chaines


def ranger_temperatures(session: Session, station: str, jours: Sequence[TemperatureDuJour]) -> int:
    """Pose ou corrige les jours d'une station ; rend le nombre de jours nouveaux ou changés."""
    if not jours:
        return 0
    resultat = session.execute(
        text(
            """INSERT INTO energie_temperature (station, jour, minimum, maximum)
               SELECT :station, * FROM unnest(CAST(:jours AS date[]), CAST(:minima AS int[]), CAST(:maxima AS int[]))
               ON CONFLICT (station, jour) DO UPDATE SET minimum = excluded.minimum, maximum = excluded.maximum
                WHERE (energie_temperature.minimum, energie_temperature.maximum)
                      IS DISTINCT FROM (excluded.minimum, excluded.maximum)
               RETURNING jour"""
        ),
        {
            "station": station,
            "jours": [t.jour for t in jours],
            "minima": [t.minimum for t in jours],
            "maxima": [t.maximum for t in jours],
        },
    )
    return len(resultat.all())
