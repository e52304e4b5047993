"""Les délais de service d'une réclamation (spécification A.3) : accuser réception, répondre, résoudre.

L'horloge est dans le barème : « heures calendaires » court nuit et jour, « jours ouvrés » ne consomme que les heures
d'ouverture (un jour ouvré vaut la durée d'ouverture d'une journée).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from proximite.domain.codes import exiger_fuseau, jour_civil
from proximite.domain.taxonomie import NiveauUrgence
from socle.domaine.baremes import BaremeMalForme, Baremes, ValeurDatee
from socle.domaine.calendrier import PARIS, CalendrierOuvre
from socle.domaine.explication import Explication

HEURES_CALENDAIRES = "heures calendaires"
JOURS_OUVRES = "jours ouvrés"


@dataclass(frozen=True, kw_only=True)
class Echeances:
    """Les trois échéances (instants UTC) et la raison de chacune, dans le même ordre."""

    accuse_avant: datetime
    reponse_avant: datetime
    resolution_avant: datetime
    explications: tuple[Explication, ...]


def calendrier_du_service(*, au: date, baremes: Baremes, subdivision: str | None = None) -> CalendrierOuvre:
    """Heures d'ouverture et fermetures choisies par le bailleur, à la date dite.

    `subdivision` ajoute les fériés locaux (« 57 », « 67 », « 68 »). Lève BaremeMalForme si une plage est illisible.
    """
    fermetures: Sequence[date] = baremes.au("fermetures_exceptionnelles", au).valeur
    return CalendrierOuvre(
        plages=_plages(baremes.au("heures_d_ouverture", au)), subdivision=subdivision, fermetures=frozenset(fermetures)
    )


def echeances(
    urgence: NiveauUrgence, *, ouverte_le: datetime, baremes: Baremes, subdivision: str | None = None
) -> Echeances:
    """Les échéances d'une réclamation ouverte à cet instant, selon les délais en vigueur ce jour-là à Paris.

    Lève DonneeInvalide (FUSEAU_ABSENT) si l'instant n'a pas de décalage horaire.
    """
    exiger_fuseau(ouverte_le, champ="ouverte_le")
    jour = jour_civil(ouverte_le)
    calendrier = calendrier_du_service(au=jour, baremes=baremes, subdivision=subdivision)
    instants, raisons = [], []
    for objet in ("accuse", "reponse", "resolution"):
        delai = baremes.au(f"delai_{objet}_{urgence.value.lower()}", jour)
        instant = _echeance(delai, depart=ouverte_le, calendrier=calendrier)
        instants.append(instant)
        raisons.append(
            delai.expliquer(
                regle=f"echeance_{objet}",
                au=jour,
                resultat=_a_paris(instant),
                ouverte_le=_a_paris(ouverte_le),
                urgence=urgence.value,
                heures_d_ouverture=_heures(calendrier) if delai.unite == JOURS_OUVRES else "sans objet",
                feries_locaux=subdivision or "aucun connu",
            )
        )
    accuse, reponse, resolution = instants
    return Echeances(
        accuse_avant=accuse, reponse_avant=reponse, resolution_avant=resolution, explications=tuple(raisons)
    )


def _echeance(delai: ValeurDatee, *, depart: datetime, calendrier: CalendrierOuvre) -> datetime:
    if delai.unite == HEURES_CALENDAIRES:
        return depart.astimezone(UTC) + timedelta(hours=delai.valeur)
    if delai.unite == JOURS_OUVRES:
        return calendrier.echeance(depart, delai.valeur * calendrier.duree_du_jour)
    raise BaremeMalForme(f"{delai.nom} : unité « {delai.unite} » hors de {HEURES_CALENDAIRES} et {JOURS_OUVRES}.")


def _plages(heures: ValeurDatee) -> tuple[tuple[time, time], ...]:
    """Lit ["09:00-12:00", …] : des plages non vides, dans l'ordre, sans recouvrement."""
    try:
        bornes = [time.fromisoformat(borne) for plage in heures.valeur for borne in plage.split("-")]
    except (TypeError, ValueError, AttributeError) as erreur:
        raise BaremeMalForme(f"{heures.nom} : plage illisible ({erreur}).") from erreur
    if not bornes or len(bornes) != 2 * len(heures.valeur) or sorted(set(bornes)) != bornes:
        raise BaremeMalForme(f"{heures.nom} : des plages HH:MM-HH:MM croissantes sont attendues.")
    return tuple(zip(bornes[::2], bornes[1::2], strict=True))


def _heures(calendrier: CalendrierOuvre) -> str:
    return ", ".join(f"{debut:%H:%M}-{fin:%H:%M}" for debut, fin in calendrier.plages)


def _a_paris(instant: datetime) -> str:
    return f"{instant.astimezone(PARIS):%d/%m/%Y %H:%M} (Paris)"
