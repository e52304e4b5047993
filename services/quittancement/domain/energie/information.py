"""L'information mensuelle d'un ménage : sa consommation, celle d'avant, celle de logements semblables, des conseils.

Rien d'un autre ménage n'en sort : ni l'occupant d'avant, ni un voisin, ni une moyenne de trop peu de voisins.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from quittancement.domain.energie.climat import corriger
from quittancement.domain.energie.compteur import Point, Role, Usage
from quittancement.domain.energie.conseils import HAUSSE_ANNUELLE, PLUS_QUE_SEMBLABLES, Conseil, choisir
from quittancement.domain.energie.consommation import Consommation, Mesure
from quittancement.domain.energie.conversions import Conversion, convertir
from quittancement.domain.energie.detection import Examen, Parc
from quittancement.domain.energie.occupation import Occupation
from quittancement.domain.energie.reglages import fraction
from quittancement.domain.energie.site import SiteEnergie
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Verdict
from socle.domaine.periodes import Mois
from socle.domaine.refus import RegleViolee


@dataclass(frozen=True, kw_only=True)
class Comparaison:
    """Millièmes par m² : le ménage, et la moyenne des autres. `moyenne` None : trop peu de ménages, ou données absentes."""

    par_m2: Fraction | None
    moyenne: Fraction | None
    menages: int
    """Ménages de la moyenne ; 0 quand elle n'est pas rendue."""


@dataclass(frozen=True, kw_only=True)
class LigneInformation:
    """Un fluide du logement, sur [du ; au[ : le mois, borné à la présence du ménage."""

    point: Point
    du: date
    au: date
    mois: Consommation | None
    annee: Consommation | None
    """Depuis le 1er janvier, ou l'entrée du ménage."""
    an_passe: Consommation | None
    dernier_releve_le: date | None
    conversions: Sequence[Conversion]
    corrigee: Fraction | None
    """Chauffage des douze derniers mois, ramené au climat de référence."""
    correction: Verdict | None
    comparaison: Comparaison
    conseils: Sequence[Conseil]


class Informateur:
    """Prépare l'information d'un ménage d'une résidence pour un mois."""

    def __init__(
        self,
        parc: Parc,
        occupation: Occupation,
        mois: Mois,
        *,
        site: SiteEnergie | None,
        regles: Collection[tuple[str, str]],
        baremes: Baremes,
    ) -> None:
        """`regles` : (fluide, règle) des alertes ouvertes du ménage. Lève RegleViolee (MENAGE_ABSENT)."""
        self._examen, self._occupation, self._mois = Examen(parc, mois, baremes=baremes), occupation, mois
        self._site, self._regles, self._baremes = site, regles, baremes
        self.du = max(self._examen.du, occupation.du)
        self.au = min(self._examen.au, occupation.au or self._examen.au)
        if self.du >= self.au:
            raise RegleViolee("MENAGE_ABSENT", f"Ce ménage n'occupait pas le logement en {mois}.", champ="mois")

    def lignes(self) -> list[LigneInformation]:
        """Une par compteur individuel du logement."""
        return [
            self._ligne(mesure)
            for mesure in self._examen.mesures
            if mesure.chaine.point.role is Role.INDIVIDUEL
            and mesure.chaine.point.logement_id == self._occupation.logement_id
        ]

    def _ligne(self, mesure: Mesure) -> LigneInformation:
        point, du_mois = mesure.chaine.point, mesure.consommation(self.du, self.au)
        an_passe, comparaison = self._an_passe(mesure), self._comparer(point)
        corrigee, correction = self._corriger(mesure)
        return LigneInformation(
            point=point,
            du=self.du,
            au=self.au,
            mois=du_mois,
            annee=mesure.consommation(max(date(self._mois.annee, 1, 1), self._occupation.du), self.au),
            an_passe=an_passe,
            dernier_releve_le=mesure.dernier_jour(),
            conversions=self._convertir(point, du_mois),
            corrigee=corrigee,
            correction=correction,
            comparaison=comparaison,
            conseils=choisir(
                point,
                self._declencheurs(point, du_mois, an_passe, comparaison),
                au=self._mois.dernier_jour,
                baremes=self._baremes,
            ),
        )

    @property
    def _mois_entier(self) -> bool:
        return (self.du, self.au) == (self._examen.du, self._examen.au)

    def _an_passe(self, mesure: Mesure) -> Consommation | None:
        """Le même mois un an plus tôt, si le ménage y était du premier au dernier jour, comme ce mois-ci."""
        mois = self._mois.decale(-12)
        if not self._mois_entier or mois.premier_jour < self._occupation.du:
            return None
        return mesure.consommation(mois.premier_jour, mois.decale(1).premier_jour)

    def _convertir(self, point: Point, mesure: Consommation | None) -> Sequence[Conversion]:
        if mesure is None:
            return ()
        fin = self._mois.dernier_jour
        return convertir(mesure.quantite, fluide=point.fluide, site=self._site, au=fin, baremes=self._baremes)

    def _comparer(self, point: Point) -> Comparaison:
        """Tout le logement, et seulement un mois entier : une présence partielle ne se compare pas à un mois plein."""
        surface = self._examen.parc.surface(point.logement_id)
        total = self._examen.total(point.logement_id, point.fluide, chauffe=point.usage.chauffe)
        par_m2 = total.quantite * 100 / surface if total and surface and self._mois_entier else None
        autres = self._examen.par_m2(point.fluide, sauf=point.logement_id, chauffe=point.usage.chauffe)
        effectif = self._baremes.au("comparaison_effectif_minimal", self._mois.dernier_jour).valeur
        if len(autres) < effectif:
            return Comparaison(par_m2=par_m2, moyenne=None, menages=0)
        return Comparaison(par_m2=par_m2, moyenne=sum(autres, Fraction(0)) / len(autres), menages=len(autres))

    def _corriger(self, mesure: Mesure) -> tuple[Fraction | None, Verdict | None]:
        """Les douze mois finissant avec celui-ci ; None si ce n'est pas du chauffage, ou si rien ne les encadre."""
        debut = self._mois.decale(-11)
        if not mesure.chaine.point.usage.chauffe or debut.premier_jour < self._occupation.du or not self._mois_entier:
            return None, None
        chauffage = self._chauffage(mesure, debut)
        if chauffage is None:
            return None, None
        fin = self._mois.dernier_jour
        reference = self._site.dju_de_reference(fin) if self._site else None
        return corriger(
            chauffage,
            dju=self._examen.parc.climat.entre(debut.premier_jour, self.au),
            reference=reference.valeur if reference else None,
            au=fin,
            baremes=self._baremes,
        )

    def _chauffage(self, mesure: Mesure, debut: Mois) -> Fraction | None:
        """La part de chauffage des douze mois : tout, ou tout moins douze fois le mois d'été moyen (usage mixte)."""
        total = mesure.consommation(debut.premier_jour, self.au)
        if total is None or mesure.chaine.point.usage is not Usage.MIXTE:
            return total.quantite if total else None
        numeros = self._baremes.au("talon_ete", self._mois.dernier_jour).valeur
        ete = [m for m in (debut.decale(n) for n in range(12)) if m.numero in numeros]
        etes = [mesure.consommation(m.premier_jour, m.decale(1).premier_jour) for m in ete]
        connus = [c.quantite for c in etes if c is not None]
        if len(connus) != len(ete):
            return None
        return max(Fraction(0), total.quantite - 12 * sum(connus, Fraction(0)) / len(connus))

    def _declencheurs(
        self, point: Point, du_mois: Consommation | None, an_passe: Consommation | None, comparaison: Comparaison
    ) -> set[str]:
        trouves = {regle for fluide, regle in self._regles if fluide == point.fluide.value}
        fin = self._mois.dernier_jour
        if comparaison.par_m2 is not None and comparaison.moyenne:
            seuil = fraction(self._baremes, "conseil_ecart_semblables", fin)
            if comparaison.par_m2 > seuil * comparaison.moyenne:
                trouves.add(PLUS_QUE_SEMBLABLES)
        if du_mois is not None and an_passe is not None and an_passe.quantite:
            seuil = fraction(self._baremes, "conseil_hausse_annuelle", fin)
            if du_mois.quantite > seuil * an_passe.quantite:
                trouves.add(HAUSSE_ANNUELLE)
        return trouves
