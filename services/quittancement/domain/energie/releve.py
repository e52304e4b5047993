"""Un relevé, et son admission : ce qui régresse sans raison est refusé, un retour du cadran à zéro ne l'est pas."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from quittancement.domain.energie.compteur import CompteurEnergie, verifier_index
from socle.domaine.refus import DejaExistant, DonneeInvalide, Refus, RegleViolee


class Qualite(Enum):
    """D'où vient l'index ; l'ordre est celui de la confiance, du plus sûr au moins sûr."""

    REEL = "REEL"
    TELERELEVE = "TELERELEVE"
    AUTORELEVE = "AUTORELEVE"
    ESTIME = "ESTIME"
    """À rectifier par le prochain relevé mesuré, qui l'emporte."""

    @property
    def rang(self) -> int:
        return list(Qualite).index(self)


@dataclass(frozen=True, kw_only=True)
class Releve:
    """Index lu un jour (millièmes). Unique par (compteur, jour, source).

    `debit_nocturne` : plus petit débit de la nuit, de 2 h à 5 h, en L/h. `temperature` : dans le logement, en dixièmes
    de degré. Tous deux None quand le dispositif ne les donne pas.
    """

    le: date
    index: int
    qualite: Qualite
    source: str
    debit_nocturne: int | None = None
    temperature: int | None = None

    def __post_init__(self) -> None:
        if self.index < 0:
            raise DonneeInvalide("INDEX_NEGATIF", "Un index n'est pas négatif.", champ="index")
        if self.debit_nocturne is not None and self.debit_nocturne < 0:
            raise DonneeInvalide("DEBIT_NEGATIF", "Un débit n'est pas négatif.", champ="debit_nocturne_l_h")
        if self.temperature is not None and not -200 <= self.temperature <= 600:
            raise DonneeInvalide("TEMPERATURE_IMPOSSIBLE", "Température hors de −20 à 60 °C.", champ="temperature_c")

    @property
    def mesure(self) -> bool:
        return self.qualite is not Qualite.ESTIME


@dataclass(frozen=True, kw_only=True)
class Retournement:
    """Quand une baisse d'index est un retour du cadran à zéro : parts du cadran."""

    depuis: Fraction
    """Le cadran a pu tourner si l'index d'avant dépassait cette part."""
    au_plus: Fraction
    """Une consommation qui excéderait cette part est une faute de lecture, pas un tour."""


def ecart(avant: int, apres: int, *, modulo: int, retournement: Retournement) -> int:
    """Consommation de `avant` à `apres` (millièmes), tour du cadran compris.

    Lève RegleViolee (INDEX_REGRESSIF) pour toute autre baisse.
    """
    if apres >= avant:
        return apres - avant
    if avant > retournement.depuis * modulo and apres + modulo - avant <= retournement.au_plus * modulo:
        return apres + modulo - avant
    raise RegleViolee(
        "INDEX_REGRESSIF",
        f"L'index baisse de {lisible(avant)} à {lisible(apres)} sans que le cadran ait pu revenir à zéro.",
        champ="index",
        avant=lisible(avant),
        apres=lisible(apres),
    )


def lisible(milliemes: int) -> str:
    """« 1234,5 » : l'index tel qu'on le lit sur le compteur, sans zéro inutile."""
    entier, reste = divmod(milliemes, 1000)
    return f"{entier},{reste:03d}".rstrip("0").rstrip(",")


class Carnet:
    """Les relevés connus d'un compteur, et l'admission des suivants, dans quelque ordre qu'ils arrivent."""

    def __init__(self, compteur: CompteurEnergie, connus: Iterable[Releve], *, retournement: Retournement) -> None:
        self._compteur, self._retournement = compteur, retournement
        self._par_cle = {(r.le, r.source): r for r in connus}
        self._mesures = sorted((r.le, r.index) for r in [*self._par_cle.values(), *_bornes(compteur)] if r.mesure)

    def admettre(self, releve: Releve) -> bool:
        """Vrai si le relevé est neuf, faux s'il est déjà là à l'identique.

        Lève Refus : INDEX_HORS_CADRAN, AVANT_LA_POSE, APRES_LA_DEPOSE, RELEVE_CONTRADICTOIRE, INDEX_REGRESSIF.
        Un index estimé n'est pas comparé : le prochain relevé mesuré le rectifie.
        """
        connu = self._par_cle.get((releve.le, releve.source))
        if connu is not None:
            if connu == releve:
                return False
            raise DejaExistant(
                "RELEVE_CONTRADICTOIRE", "Un autre relevé de cette source existe ce jour-là.", champ="index"
            )
        self._verifier_les_dates(releve.le)
        verifier_index(releve.index, modulo=self._compteur.modulo, champ="index")
        if releve.mesure:
            self._comparer(releve)
            insort(self._mesures, (releve.le, releve.index))
        self._par_cle[releve.le, releve.source] = releve
        return True

    def _verifier_les_dates(self, le: date) -> None:
        compteur = self._compteur
        if le < compteur.pose_le:
            raise RegleViolee("AVANT_LA_POSE", f"Ce compteur a été posé le {compteur.pose_le:%d/%m/%Y}.", champ="date")
        if compteur.depose_le is not None and le > compteur.depose_le:
            raise RegleViolee(
                "APRES_LA_DEPOSE", f"Ce compteur a été déposé le {compteur.depose_le:%d/%m/%Y}.", champ="date"
            )

    def _comparer(self, releve: Releve) -> None:
        """Contre le dernier index mesuré avant et le premier après ; le même jour, contre les deux."""
        rang = bisect_left(self._mesures, (releve.le, releve.index))
        if rang > 0:
            self._ecart(self._mesures[rang - 1][1], releve.index)
        if rang < len(self._mesures):
            self._ecart(releve.index, self._mesures[rang][1])

    def _ecart(self, avant: int, apres: int) -> int:
        return ecart(avant, apres, modulo=self._compteur.modulo, retournement=self._retournement)


def _bornes(compteur: CompteurEnergie) -> list[Releve]:
    """Pose et dépose sont des relevés réels."""
    bornes = [Releve(le=compteur.pose_le, index=compteur.index_pose, qualite=Qualite.REEL, source="POSE")]
    if compteur.depose_le is not None and compteur.index_depose is not None:
        bornes.append(Releve(le=compteur.depose_le, index=compteur.index_depose, qualite=Qualite.REEL, source="DEPOSE"))
    return bornes


def serie(compteur: CompteurEnergie, connus: Iterable[Releve]) -> Sequence[Releve]:
    """Un relevé par jour, du plus sûr ; une estimation prise entre deux mesures qui la contredisent tombe."""
    par_jour: dict[date, Releve] = {}
    for releve in sorted([*connus, *_bornes(compteur)], key=lambda r: (r.le, r.qualite.rang, r.source)):
        par_jour.setdefault(releve.le, releve)
    return _sans_estimations_contredites(list(par_jour.values()))


def _sans_estimations_contredites(releves: list[Releve]) -> list[Releve]:
    """Parcourt par tronçon entre deux mesures ; sans mesure après, une estimation qui baisse tombe aussi."""
    gardes: list[Releve] = []
    for rang, releve in enumerate(releves):
        if not releve.mesure:
            plancher = gardes[-1].index if gardes else 0
            plafond = next((r.index for r in releves[rang + 1 :] if r.mesure), None)
            revient = plafond is not None and plafond < plancher
            if releve.index < plancher or (plafond is not None and not revient and releve.index > plafond):
                continue
        gardes.append(releve)
    return gardes


def verifier_depose(
    compteur: CompteurEnergie, connus: Iterable[Releve], *, le: date, index: int, retournement: Retournement
) -> None:
    """L'index de dépose clôt la série. Lève RegleViolee (RELEVE_APRES_LA_DEPOSE, INDEX_REGRESSIF)."""
    mesures = [r for r in serie(compteur, connus) if r.mesure]
    if mesures[-1].le > le:
        raise RegleViolee(
            "RELEVE_APRES_LA_DEPOSE", f"Un relevé du {mesures[-1].le:%d/%m/%Y} suit cette dépose.", champ="le"
        )
    try:
        ecart(mesures[-1].index, index, modulo=compteur.modulo, retournement=retournement)
    except Refus as refus:
        raise RegleViolee(refus.code, refus.message, champ="index_depose") from None
