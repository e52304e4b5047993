"""La cotation : une aide à la décision, éclatée par critère (CCH art. L441-2-8). Elle ne lie pas la commission."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any

from demandes.domain.codes import FamillePiece
from demandes.domain.demande import Demande
from demandes.domain.mediation import commission
from demandes.domain.verdicts import en_clair
from socle.domaine.baremes import Baremes, ValeurDatee
from socle.domaine.explication import Explication
from socle.domaine.montant import Montant
from socle.domaine.periodes import ajouter_mois
from socle.domaine.refus import RegleViolee


@dataclass(frozen=True, kw_only=True)
class Lieu:
    """Commune (code INSEE) où l'on habite ou travaille ; `justifie` : une pièce validée l'établit."""

    commune: str
    justifie: bool


@dataclass(frozen=True, kw_only=True)
class SituationCotee:
    """Ce que la grille regarde. None signifie « pas su » : zéro point, jamais une supposition.

    `charge_logement` : loyer et charges nets d'aide, par mois.
    """

    deposee_le: date
    priorites: Sequence[str] = ()
    residence: Lieu | None = None
    travail: Lieu | None = None
    suroccupation: bool | None = None
    charge_logement: Montant | None = None
    ressources_mensuelles: Montant | None = None
    handicap_logement_inadapte: bool | None = None
    mutation_sous_occupation: bool | None = None
    delai_anormalement_long_mois: int | None = None
    refus_injustifies: Sequence[date] | None = None
    fausse_declaration: bool | None = None


@dataclass(frozen=True, kw_only=True)
class CritereCote:
    code: str
    libelle: str
    points: int
    explication: Explication
    reserve: bool
    """Vrai si le détail du critère ne se lit pas en classe C1 : sa présence ou ses points diraient la situation."""


RESERVES = "CRITERES_RESERVES"


@dataclass(frozen=True, kw_only=True)
class Cotation:
    points: int
    criteres: Sequence[CritereCote]

    def lisible(self) -> Cotation:
        """La même cotation pour la classe C1 : même total, les critères réservés fondus en un sous-total.

        Un seul sous-total pour tous : montrer ceux qui ne disent rien ferait lire les autres par différence.
        """
        ordinaires = [c for c in self.criteres if not c.reserve]
        reserves = [c for c in self.criteres if c.reserve]
        if not reserves:
            return self
        points = sum(c.points for c in reserves)
        modele = reserves[0].explication
        fondu = CritereCote(
            code=RESERVES,
            libelle="Critères de situation, détaillés au seul référent de la demande",
            points=points,
            explication=replace(modele, regle=f"cotation.{RESERVES}", entrees={}, resultat=f"{points} point(s)"),
            reserve=False,
        )
        return Cotation(points=self.points, criteres=[*ordinaires, fondu])


@dataclass(frozen=True, kw_only=True)
class _Constat:
    """Points avant plafond de famille (None : inconnu) et entrées regardées."""

    points: int | None
    entrees: Mapping[str, object]


Critere = Mapping[str, Any]
Evaluateur = Callable[[SituationCotee, Critere, date], _Constat]


def _si(condition: bool | None, critere: Critere, **entrees: object) -> _Constat:
    points = None if condition is None else int(critere["points"]) if condition else 0
    return _Constat(points=points, entrees=entrees)


def _drapeau(nom: str) -> Evaluateur:
    """Critère qui ne regarde qu'un oui, non ou inconnu de la situation."""

    def evaluer(situation: SituationCotee, critere: Critere, au: date) -> _Constat:
        valeur: bool | None = getattr(situation, nom)
        return _si(valeur, critere, **{nom: valeur})

    return evaluer


def _dalo(situation: SituationCotee, critere: Critere, au: date) -> _Constat:
    return _si("DALO" in situation.priorites, critere, priorites=", ".join(situation.priorites) or "aucune")


def _autre_priorite(situation: SituationCotee, critere: Critere, au: date) -> _Constat:
    autres = [p for p in situation.priorites if p != "DALO"]
    return _si(bool(autres), critere, priorites=", ".join(autres) or "aucune")


def _lien_territoire(situation: SituationCotee, critere: Critere, au: date) -> _Constat:
    """OUI d'un seul lieu établi sur le territoire ; NON si les deux sont connus et dehors ; sinon INCONNU."""
    territoire: Sequence[str] | None = critere.get("communes")
    lieux = {"commune_residence": situation.residence, "commune_travail": situation.travail}
    entrees = {
        nom: lieu and f"{lieu.commune} ({'' if lieu.justifie else 'non '}justifiée)" for nom, lieu in lieux.items()
    }
    dedans = [lieu for lieu in lieux.values() if lieu and territoire and lieu.commune in territoire]
    if any(lieu.justifie for lieu in dedans):
        lien: bool | None = True
    else:
        lien = None if dedans or None in lieux.values() or territoire is None else False
    return _si(lien, critere, **entrees, territoire=None if territoire is None else ", ".join(territoire))


def _taux_effort(situation: SituationCotee, critere: Critere, au: date) -> _Constat:
    """Comparé sans division : des ressources nulles devant une charge dépassent tout seuil."""
    charge, ressources = situation.charge_logement, situation.ressources_mensuelles
    depasse = None
    if charge is not None and ressources is not None:
        depasse = charge.centimes > Fraction(critere["seuil"]) * ressources.centimes
    return _si(depasse, critere, charge_logement=charge, ressources_mensuelles=ressources, seuil=critere["seuil"])


def mois_entiers(depuis: date, au: date) -> int:
    """Nombre de mois révolus, de quantième à quantième ; zéro si `au` précède `depuis`."""
    mois = (au.year - depuis.year) * 12 + au.month - depuis.month
    return max(0, mois - (ajouter_mois(depuis, mois) > au))


def _anciennete(situation: SituationCotee, critere: Critere, au: date) -> _Constat:
    periodes = mois_entiers(situation.deposee_le, au) // int(critere["par_mois"])
    return _Constat(
        points=min(periodes * int(critere["points"]), int(critere["maximum"])),
        entrees={"deposee_le": situation.deposee_le, "periodes": periodes, "maximum": critere["maximum"]},
    )


def _delai_long(situation: SituationCotee, critere: Critere, au: date) -> _Constat:
    delai = situation.delai_anormalement_long_mois
    depasse = None if delai is None else au > ajouter_mois(situation.deposee_le, delai)
    return _si(depasse, critere, deposee_le=situation.deposee_le, delai_mois=delai)


def _refus(situation: SituationCotee, critere: Critere, au: date) -> _Constat:
    refus = situation.refus_injustifies
    if refus is None:
        return _si(None, critere, refus_injustifies=None)
    recents = [jour for jour in refus if jour <= au < ajouter_mois(jour, int(critere["duree_mois"]))]
    return _si(bool(recents), critere, refus_injustifies=", ".join(map(str, recents)) or "aucun")


EVALUATEURS: Mapping[str, Evaluateur] = {
    "DALO": _dalo,
    "AUTRE_PRIORITE": _autre_priorite,
    "LIEN_TERRITOIRE": _lien_territoire,
    "SUROCCUPATION": _drapeau("suroccupation"),
    "TAUX_EFFORT_ACTUEL": _taux_effort,
    "HANDICAP_LOGEMENT_INADAPTE": _drapeau("handicap_logement_inadapte"),
    "MUTATION_SOUS_OCCUPATION": _drapeau("mutation_sous_occupation"),
    "ANCIENNETE": _anciennete,
    "DELAI_ANORMALEMENT_LONG": _delai_long,
    "REFUS_INJUSTIFIE": _refus,
    "FAUSSE_DECLARATION": _drapeau("fausse_declaration"),
}
"""Ce que le moteur sait constater ; la grille choisit parmi eux, et leur donne points et seuils."""


def coter(situation: SituationCotee, *, au: date, baremes: Baremes) -> Cotation:
    """Points par critère et total, à une date. Lève RegleViolee (CRITERE_INCONNU) si la grille demande l'inconnu."""
    grille = baremes.au("grille_cotation", au)
    restes: dict[str, int] = dict(grille.valeur.get("plafonds_famille", {}))
    criteres = []
    for critere in grille.valeur["criteres"]:
        if critere["code"] not in EVALUATEURS:
            raise RegleViolee("CRITERE_INCONNU", f"Critère de cotation inconnu : {critere['code']}.")
        constat = EVALUATEURS[critere["code"]](situation, critere, au)
        points, famille = constat.points, critere["famille"]
        if points is not None and famille in restes:
            points = min(points, restes[famille])
            restes[famille] -= points
        criteres.append(_critere_cote(critere, constat, points, au=au, grille=grille))
    return Cotation(points=sum(c.points for c in criteres), criteres=tuple(criteres))


def _critere_cote(
    critere: Critere, constat: _Constat, points: int | None, *, au: date, grille: ValeurDatee
) -> CritereCote:
    entrees = {nom: en_clair(valeur) for nom, valeur in constat.entrees.items()}
    if points != constat.points:
        entrees["points_avant_plafond_de_famille"] = str(constat.points)
    return CritereCote(
        code=critere["code"],
        libelle=critere["libelle"],
        points=points or 0,
        explication=Explication(
            regle=f"cotation.{critere['code']}",
            article=grille.source,
            date=au,
            entrees=entrees,
            resultat="inconnu" if points is None else f"{points} point(s)",
            certitude=grille.certitude,
        ),
        reserve=critere.get("classe") != "C1",
    )


def situation_cotee(
    demande: Demande, *, au: date, baremes: Baremes, refus_injustifies: Sequence[date] | None = None
) -> SituationCotee:
    """Ce que la demande établit. Une déclaration ne compte que justifiée ; sans pièce validée, elle reste inconnue."""
    situation, lieu = demande.situation, partial(_lieu, demande, au=au)
    mediation = commission(demande, baremes=baremes)
    mute = demande.logement_actuel == "LOCATAIRE_HLM" and "TROP_GRAND" in demande.motifs
    handicap = "HANDICAP" in demande.motifs and any(p.handicap for p in demande.personnes)
    motif_justifie = demande.justifie(FamillePiece.MOTIF, au=au)
    logement_justifie = demande.justifie(FamillePiece.LOGEMENT_ACTUEL, au=au)
    return SituationCotee(
        deposee_le=demande.deposee_le,
        priorites=tuple(demande.priorites),
        residence=lieu(situation.commune_residence, par=FamillePiece.LOGEMENT_ACTUEL),
        travail=lieu(situation.commune_travail, par=FamillePiece.SITUATION_PRO),
        suroccupation=_si_justifie("TROP_PETIT" in demande.motifs, logement_justifie),
        charge_logement=situation.charge_nette if logement_justifie else None,
        ressources_mensuelles=demande.ressources_mensuelles,
        handicap_logement_inadapte=_si_justifie(handicap, motif_justifie),
        mutation_sous_occupation=_si_justifie(mute, logement_justifie),
        delai_anormalement_long_mois=mediation.mois if mediation else None,
        refus_injustifies=refus_injustifies,
        fausse_declaration=demande.declaration_fausse,
    )


def _lieu(demande: Demande, commune: str, *, par: FamillePiece, au: date) -> Lieu | None:
    return Lieu(commune=commune, justifie=demande.justifie(par, au=au)) if commune else None


def _si_justifie(declare: bool, justifie: bool) -> bool | None:
    return False if not declare else True if justifie else None
