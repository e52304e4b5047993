"""L'examen mensuel d'une résidence : chaque règle sur chaque point de mesure qui la regarde."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from uuid import UUID

from quittancement.domain.energie.alerte import Cible
from quittancement.domain.energie.anomalies import (
    Regle,
    chauffage_derive,
    compteur_bloque,
    eau_hausse,
    ecart_general,
    fuite_permanente,
    sous_consommation,
    surchauffe,
)
from quittancement.domain.energie.climat import Climat
from quittancement.domain.energie.compteur import Fluide, Role
from quittancement.domain.energie.consommation import CERTITUDES, Chaine, Consommation, Mesure
from quittancement.domain.energie.occupation import LogementConnu, Occupation
from quittancement.domain.energie.reglages import retournement
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Verdict
from socle.domaine.periodes import Mois

HISTORIQUE = 36
"""Mois relus pour la régression du chauffage et les trois années de l'eau."""


@dataclass(kw_only=True)
class Parc:
    """Une résidence telle que l'examen la voit ; les relevés couvrent au moins `HISTORIQUE` mois."""

    residence_id: UUID
    chaines: Sequence[Chaine]
    logements: Mapping[UUID, LogementConnu] = field(default_factory=dict)
    occupations: Sequence[Occupation] = ()
    climat: Climat = field(default_factory=lambda: Climat({}))

    @cached_property
    def _occupations(self) -> Mapping[UUID, Sequence[Occupation]]:
        par_logement: dict[UUID, list[Occupation]] = defaultdict(list)
        for occupation in self.occupations:
            par_logement[occupation.logement_id].append(occupation)
        return par_logement

    def occupants(self, logement_id: UUID | None) -> Sequence[Occupation]:
        """Tous les ménages connus d'un logement."""
        return self._occupations.get(logement_id, ()) if logement_id else ()

    def occupant(self, logement_id: UUID | None, jour: date) -> Occupation | None:
        return next((o for o in self.occupants(logement_id) if o.occupe(jour)), None)

    def surface(self, logement_id: UUID | None) -> int | None:
        connu = self.logements.get(logement_id) if logement_id else None
        return connu.surface_dm2 if connu else None


@dataclass(frozen=True, kw_only=True)
class Constat:
    """Réponse d'une règle sur une cible, pour la période [du ; au[."""

    regle: Regle
    cible: Cible
    du: date
    au: date
    verdict: Verdict
    grave: bool = False


class Examen:
    """Les constats d'un mois."""

    def __init__(self, parc: Parc, mois: Mois, *, baremes: Baremes) -> None:
        self.parc, self.mois, self._baremes = parc, mois, baremes
        self.du, self.au = mois.premier_jour, mois.decale(1).premier_jour
        regle_du_cadran = retournement(baremes, mois.dernier_jour)
        self.mesures = [Mesure(c, retournement=regle_du_cadran, climat=parc.climat) for c in parc.chaines]

    @cached_property
    def du_mois(self) -> list[tuple[Chaine, Consommation | None]]:
        return [(m.chaine, m.consommation(self.du, self.au)) for m in self.mesures]

    def constats(self) -> Iterator[Constat]:
        for mesure in self.mesures:
            point = mesure.chaine.point
            if point.fluide.est_de_l_eau:
                yield from self._eau(mesure)
            if point.role is Role.INDIVIDUEL:
                yield from self._temperature(mesure)
            if point.usage.chauffe:
                yield self._chauffage(mesure)
            if point.role is Role.GENERAL:
                yield self._ecart(mesure)
        yield from self._sous_consommations()

    def _eau(self, mesure: Mesure) -> Iterator[Constat]:
        """Un ménage ne se compare qu'à lui-même : les mois d'avant son entrée ne comptent pas."""
        fin = self.mois.dernier_jour
        precedentes = [self._du_meme_occupant(mesure, self.mois.decale(-12 * annee)) for annee in (1, 2, 3)]
        verdict = eau_hausse(
            mesure.consommation(self.du, self.au),
            precedentes=precedentes,
            zone=self._zone(mesure),
            au=fin,
            baremes=self._baremes,
        )
        yield self._constat(Regle.EAU_HAUSSE, mesure, verdict)
        nuits = mesure.chaine.entre(self.du, self.au)
        yield self._constat(Regle.FUITE_PERMANENTE, mesure, fuite_permanente(nuits, au=fin, baremes=self._baremes))
        if mesure.chaine.point.role is Role.INDIVIDUEL:
            yield self._bloque(mesure)

    def _bloque(self, mesure: Mesure) -> Constat:
        jours = self._baremes.au(Regle.COMPTEUR_BLOQUE.parametre, self.mois.dernier_jour).valeur
        debut = self.au - timedelta(days=jours)
        consomme = mesure.consommation(debut, self.au)
        occupe = self._occupe(mesure.chaine.point.logement_id, debut)
        verdict = compteur_bloque(consomme, occupe=occupe, au=self.mois.dernier_jour, baremes=self._baremes)
        return self._constat(Regle.COMPTEUR_BLOQUE, mesure, verdict, du=debut)

    def _temperature(self, mesure: Mesure) -> Iterator[Constat]:
        """Seulement là où un dispositif relève la température."""
        lues = [r for r in mesure.chaine.entre(self.du, self.au) if r.temperature is not None]
        if lues:
            verdict = surchauffe(lues, au=self.mois.dernier_jour, baremes=self._baremes)
            yield self._constat(Regle.SURCHAUFFE, mesure, verdict)

    def _chauffage(self, mesure: Mesure) -> Constat:
        fin = self.mois.dernier_jour
        verdict = chauffage_derive(
            mesure.consommation(self.du, self.au),
            dju=self.parc.climat.entre(self.du, self.au),
            historique=list(self._historique(mesure)),
            au=fin,
            baremes=self._baremes,
        )
        return self._constat(Regle.CHAUFFAGE_DERIVE, mesure, verdict)

    def _sous_consommations(self) -> Iterator[Constat]:
        """Une fois par logement occupé et par fluide : un radiateur fermé n'est pas un chauffage coupé."""
        vus: set[tuple[UUID | None, Fluide]] = set()
        fin = self.mois.dernier_jour
        for mesure in self.mesures:
            point = mesure.chaine.point
            cle = (point.logement_id, point.fluide)
            if not (point.usage.chauffe and point.role is Role.INDIVIDUEL) or cle in vus:
                continue
            vus.add(cle)
            if self.parc.occupant(point.logement_id, fin):
                verdict = sous_consommation(
                    self.total(point.logement_id, point.fluide, chauffe=True),
                    surface_dm2=self.parc.surface(point.logement_id),
                    autres_par_m2=self.par_m2(point.fluide, sauf=point.logement_id, chauffe=True),
                    au=fin,
                    baremes=self._baremes,
                )
                yield self._constat(Regle.SOUS_CONSOMMATION, mesure, verdict)

    def _ecart(self, mesure: Mesure) -> Constat:
        divisionnaires = [
            consomme
            for chaine, consomme in self.du_mois
            if chaine.point.fluide is mesure.chaine.point.fluide and chaine.point.role is not Role.GENERAL
        ]
        general = mesure.consommation(self.du, self.au)
        verdict, grave = ecart_general(general, divisionnaires, au=self.mois.dernier_jour, baremes=self._baremes)
        return self._constat(Regle.ECART_GENERAL, mesure, verdict, grave=grave)

    @cached_property
    def _parts(self) -> Mapping[tuple[UUID | None, Fluide, bool], Sequence[Consommation | None]]:
        """Consommations du mois des compteurs individuels, par logement, fluide, et chauffage ou non."""
        parts: dict[tuple[UUID | None, Fluide, bool], list[Consommation | None]] = defaultdict(list)
        for chaine, consomme in self.du_mois:
            point = chaine.point
            if point.role is Role.INDIVIDUEL:
                parts[point.logement_id, point.fluide, point.usage.chauffe].append(consomme)
        return parts

    def total(self, logement_id: UUID | None, fluide: Fluide, *, chauffe: bool) -> Consommation | None:
        """Tous les compteurs d'un logement pour un fluide ; None si l'un d'eux est inconnu."""
        parts = self._parts.get((logement_id, fluide, chauffe), ())
        connues = [part for part in parts if part is not None]
        if not connues or len(connues) != len(parts):
            return None
        return Consommation(
            quantite=sum((part.quantite for part in connues), Fraction(0)),
            certitude=max((part.certitude for part in connues), key=CERTITUDES.index),
        )

    def par_m2(self, fluide: Fluide, *, sauf: UUID | None, chauffe: bool) -> list[Fraction]:
        """Consommation du mois par m² de chacun des autres logements occupés, quand tout en est connu."""
        valeurs = self._par_m2.get((fluide, chauffe), {})
        return [valeur for logement_id, valeur in valeurs.items() if logement_id != sauf]

    @cached_property
    def _par_m2(self) -> Mapping[tuple[Fluide, bool], Mapping[UUID, Fraction]]:
        resultat: dict[tuple[Fluide, bool], dict[UUID, Fraction]] = defaultdict(dict)
        for logement_id, fluide, chauffe in self._equipes:
            consomme, surface = self.total(logement_id, fluide, chauffe=chauffe), self.parc.surface(logement_id)
            if consomme is not None and surface:
                resultat[fluide, chauffe][logement_id] = consomme.quantite * 100 / surface
        return resultat

    @cached_property
    def _par_type(self) -> Mapping[tuple[Fluide, str], Mapping[UUID, Fraction]]:
        """Consommation des logements occupés, sans chauffage, par fluide et type de logement."""
        resultat: dict[tuple[Fluide, str], dict[UUID, Fraction]] = defaultdict(dict)
        for logement_id, fluide, chauffe in self._equipes:
            consomme, typologie = self.total(logement_id, fluide, chauffe=chauffe), self._typologie(logement_id)
            if consomme is not None and typologie and not chauffe:
                resultat[fluide, typologie][logement_id] = consomme.quantite
        return resultat

    @cached_property
    def _equipes(self) -> Sequence[tuple[UUID, Fluide, bool]]:
        """(logement, fluide, chauffage ou non) des logements occupés à la fin du mois ; chacun une fois."""
        fin = self.mois.dernier_jour
        return [(i, fluide, chaud) for i, fluide, chaud in self._parts if i and self.parc.occupant(i, fin)]

    def _zone(self, mesure: Mesure) -> Fraction | None:
        """Moyenne des autres logements occupés de même type ; None si trop peu pour qu'aucun ne se devine.

        Elle ne vaut que pour un logement dont ce compteur mesure toute l'eau.
        """
        point = mesure.chaine.point
        typologie = self._typologie(point.logement_id)
        if typologie is None or len(self._parts.get((point.logement_id, point.fluide, False), ())) != 1:
            return None
        voisins = self._par_type.get((point.fluide, typologie), {})
        semblables = [quantite for logement_id, quantite in voisins.items() if logement_id != point.logement_id]
        effectif = self._baremes.au("comparaison_effectif_minimal", self.mois.dernier_jour).valeur
        return sum(semblables, Fraction(0)) / len(semblables) if len(semblables) >= effectif else None

    def _typologie(self, logement_id: UUID | None) -> str | None:
        connu = self.parc.logements.get(logement_id) if logement_id else None
        return connu.typologie if connu else None

    def _historique(self, mesure: Mesure) -> Iterator[tuple[Fraction, Fraction]]:
        """Mois aux bornes relevées, du même occupant : une interpolation au DJU s'ajusterait toujours parfaitement."""
        for recul in range(1, HISTORIQUE + 1):
            mois = self.mois.decale(-recul)
            consomme = self._du_meme_occupant(mesure, mois)
            dju = self.parc.climat.entre(mois.premier_jour, mois.decale(1).premier_jour)
            if consomme is not None and consomme.certitude == "verifie" and dju is not None:
                yield dju, consomme.quantite

    def _du_meme_occupant(self, mesure: Mesure, mois: Mois) -> Consommation | None:
        logement_id = mesure.chaine.point.logement_id
        if logement_id is not None:
            occupant = self.parc.occupant(logement_id, self.mois.dernier_jour)
            if occupant is None or mois.premier_jour < occupant.du:
                return None
        return mesure.consommation(mois.premier_jour, mois.decale(1).premier_jour)

    def _occupe(self, logement_id: UUID | None, depuis: date) -> bool | None:
        """Occupé tout du long : vrai ; vacant un jour au moins : faux ; personne de connu : inconnu."""
        occupant = self.parc.occupant(logement_id, self.mois.dernier_jour)
        if occupant is not None and occupant.du <= depuis:
            return True
        return False if self.parc.occupants(logement_id) else None

    def _constat(
        self, regle: Regle, mesure: Mesure, verdict: Verdict, *, du: date | None = None, grave: bool = False
    ) -> Constat:
        point = mesure.chaine.point
        occupant = self.parc.occupant(point.logement_id, self.mois.dernier_jour) if point.logement_id else None
        cible = Cible(
            compteur_id=mesure.chaine.actuel.id,
            residence_id=point.residence_id,
            logement_id=point.logement_id,
            bail_id=occupant.bail_id if occupant else None,
            fluide=point.fluide,
        )
        return Constat(regle=regle, cible=cible, du=du or self.du, au=self.au, verdict=verdict, grave=grave)
