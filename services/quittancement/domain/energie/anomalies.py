"""La table des anomalies : chaque règle répond oui, non ou inconnu, avec ses entrées, son seuil et sa certitude.

OUI veut dire anormal. Les quantités sont des millièmes d'unité ; les explications les écrivent en unités.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction

from quittancement.domain.energie.climat import ajuster, decimal
from quittancement.domain.energie.consommation import Consommation
from quittancement.domain.energie.releve import Releve
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Reponse, Verdict


class Regle(Enum):
    EAU_HAUSSE = "EAU_HAUSSE"
    FUITE_PERMANENTE = "FUITE_PERMANENTE"
    ECART_GENERAL = "ECART_GENERAL"
    COMPTEUR_BLOQUE = "COMPTEUR_BLOQUE"
    CHAUFFAGE_DERIVE = "CHAUFFAGE_DERIVE"
    SOUS_CONSOMMATION = "SOUS_CONSOMMATION"
    """Chauffage coupé ou précarité : à orienter vers la conseillère en économie sociale et familiale."""
    SURCHAUFFE = "SURCHAUFFE"

    @property
    def parametre(self) -> str:
        """Nom du seuil dans les barèmes."""
        return f"anomalie_{self.value.lower()}"


def rendre(
    regle: Regle,
    reponse: Reponse,
    *,
    au: date,
    baremes: Baremes,
    mesure: Consommation | None = None,
    manquants: Sequence[str] = (),
    **entrees: object,
) -> Verdict:
    """Verdict d'une règle ; une mesure incertaine rend la réponse incertaine."""
    if mesure is not None:
        entrees = {"consommation": unites(mesure.quantite), "certitude_mesure": mesure.certitude, **entrees}
    seuil = baremes.au(regle.parametre, au)
    explication = seuil.expliquer(regle=regle.value, au=au, resultat=reponse.value, **entrees)
    if mesure is not None and mesure.certitude == "incertain":
        explication = type(explication)(**{**vars(explication), "certitude": "incertain"})
    return Verdict(reponse=reponse, explication=explication, manquants=list(manquants))


def unites(milliemes: Fraction) -> str:
    return decimal(milliemes / 1000, 3)


def _reponse(anormal: bool) -> Reponse:
    return Reponse.OUI if anormal else Reponse.NON


def eau_hausse(
    mesure: Consommation | None,
    *,
    precedentes: Sequence[Consommation | None],
    zone: Fraction | None,
    au: date,
    baremes: Baremes,
) -> Verdict:
    """Plus du double de la moyenne des trois années (période équivalente), à défaut de celle de la zone.

    `precedentes` : une par année, None si le ménage n'occupait pas ou si rien n'encadre la période.
    """
    regle = Regle.EAU_HAUSSE
    if mesure is None:
        return rendre(regle, Reponse.INCONNU, au=au, baremes=baremes, manquants=["consommation"])
    valeur = baremes.au(regle.parametre, au).valeur
    connues = [c.quantite for c in precedentes if c is not None]
    propre = sum(connues, Fraction(0)) / len(connues) if len(connues) == valeur["annees"] else None
    base, reference = (propre, "trois années") if propre else (zone, "zone")
    if not base:
        manquants = ["trois_annees", "moyenne_de_zone"]
        return rendre(regle, Reponse.INCONNU, au=au, baremes=baremes, mesure=mesure, manquants=manquants)
    anormal = mesure.quantite > Fraction(valeur["facteur"]) * base
    return rendre(
        regle, _reponse(anormal), au=au, baremes=baremes, mesure=mesure, moyenne=unites(base), reference=reference
    )


def fuite_permanente(releves: Sequence[Releve], *, au: date, baremes: Baremes) -> Verdict:
    """Débit minimal nocturne d'au moins le seuil, plusieurs nuits de suite ; une nuit sans mesure rompt la suite."""
    regle = Regle.FUITE_PERMANENTE
    nuits = {r.le: r.debit_nocturne for r in releves if r.debit_nocturne is not None}
    if not nuits:
        return rendre(regle, Reponse.INCONNU, au=au, baremes=baremes, manquants=["debit_nocturne"])
    valeur = baremes.au(regle.parametre, au).valeur
    suite = plus_longue = 0
    veille: date | None = None
    for jour in sorted(nuits):
        coule = nuits[jour] >= valeur["litres_par_heure"]
        suite = (suite + 1 if veille == jour - timedelta(days=1) else 1) if coule else 0
        plus_longue, veille = max(plus_longue, suite), jour
    anormal = plus_longue >= valeur["nuits"]
    return rendre(regle, _reponse(anormal), au=au, baremes=baremes, nuits_mesurees=len(nuits), suite=plus_longue)


def ecart_general(
    general: Consommation | None, divisionnaires: Sequence[Consommation | None], *, au: date, baremes: Baremes
) -> tuple[Verdict, bool]:
    """Écart du général à la somme des divisionnaires, et s'il est grave. Un divisionnaire inconnu rend inconnu."""
    regle = Regle.ECART_GENERAL
    connus = [d.quantite for d in divisionnaires if d is not None]
    manquants = [] if general is not None else ["compteur_general"]
    if not connus or len(connus) != len(divisionnaires):
        manquants.append("divisionnaires")
    if general is None or manquants:
        return rendre(regle, Reponse.INCONNU, au=au, baremes=baremes, mesure=general, manquants=manquants), False
    somme = sum(connus, Fraction(0))
    ecart = abs(general.quantite - somme)
    valeur = baremes.au(regle.parametre, au).valeur
    anormal = ecart > Fraction(valeur["simple"]) * general.quantite
    grave = ecart > Fraction(valeur["grave"]) * general.quantite
    verdict = rendre(
        regle, _reponse(anormal), au=au, baremes=baremes, mesure=general, somme=unites(somme), ecart=unites(ecart)
    )
    return verdict, grave


def compteur_bloque(mesure: Consommation | None, *, occupe: bool | None, au: date, baremes: Baremes) -> Verdict:
    """Rien consommé alors que le logement est occupé tout du long. Un logement vacant ne bloque rien."""
    regle = Regle.COMPTEUR_BLOQUE
    if occupe is False:
        return rendre(regle, Reponse.NON, au=au, baremes=baremes, mesure=mesure, occupation="vacant")
    manquants = [nom for nom, valeur in (("occupation", occupe), ("consommation", mesure)) if valeur is None]
    if manquants or mesure is None:
        return rendre(regle, Reponse.INCONNU, au=au, baremes=baremes, mesure=mesure, manquants=manquants)
    return rendre(regle, _reponse(mesure.quantite == 0), au=au, baremes=baremes, mesure=mesure, occupation="occupé")


def chauffage_derive(
    mesure: Consommation | None,
    *,
    dju: Fraction | None,
    historique: Sequence[tuple[Fraction, Fraction]],
    au: date,
    baremes: Baremes,
) -> Verdict:
    """Résidu de la régression consommation-DJU, ou hausse corrigée du climat, au-delà du seuil.

    `historique` : (DJU, consommation) de mois relevés, sans le mois jugé. Trop peu de mois, ou R² trop bas : inconnu.
    """
    regle, reglage = Regle.CHAUFFAGE_DERIVE, baremes.au("regression_chauffage", au).valeur
    manquants = [nom for nom, valeur in (("consommation", mesure), ("dju", dju)) if valeur is None]
    droite = ajuster(historique) if len(historique) >= reglage["mois_minimum"] else None
    if droite is None:
        manquants.append("historique")
    elif droite.r2 < Fraction(reglage["r2_minimum"]):
        manquants.append("r2")
    r2 = "inconnu" if droite is None else decimal(droite.r2, 3)
    if mesure is None or dju is None or droite is None or manquants:
        return rendre(
            regle,
            Reponse.INCONNU,
            au=au,
            baremes=baremes,
            mesure=mesure,
            manquants=manquants,
            mois=len(historique),
            r2=r2,
        )
    valeur = baremes.au(regle.parametre, au).valeur
    attendue = droite.attendue(dju)
    residu = mesure.quantite - attendue
    hors_bruit = residu > 0 and residu**2 > Fraction(valeur["sigmas"]) ** 2 * droite.variance
    hausse = attendue > 0 and residu > Fraction(valeur["hausse"]) * attendue
    return rendre(
        regle,
        _reponse(hors_bruit or hausse),
        au=au,
        baremes=baremes,
        mesure=mesure,
        dju=decimal(dju),
        attendue=unites(attendue),
        mois=len(historique),
        r2=r2,
    )


def sous_consommation(
    mesure: Consommation | None,
    *,
    surface_dm2: int | None,
    autres_par_m2: Sequence[Fraction],
    au: date,
    baremes: Baremes,
) -> Verdict:
    """Moins de la part fixée de la moyenne de l'immeuble par m² (millièmes). Trop peu de voisins : inconnu."""
    regle = Regle.SOUS_CONSOMMATION
    effectif = baremes.au("comparaison_effectif_minimal", au).valeur
    manquants = [nom for nom, valeur in (("consommation", mesure), ("surface", surface_dm2)) if not valeur]
    moyenne = sum(autres_par_m2, Fraction(0)) / len(autres_par_m2) if len(autres_par_m2) >= effectif else Fraction(0)
    if not moyenne:
        manquants.append("moyenne_de_l_immeuble")
    if mesure is None or not surface_dm2 or manquants:
        return rendre(regle, Reponse.INCONNU, au=au, baremes=baremes, mesure=mesure, manquants=manquants)
    par_m2 = mesure.quantite * 100 / surface_dm2
    anormal = par_m2 < Fraction(baremes.au(regle.parametre, au).valeur) * moyenne
    return rendre(
        regle,
        _reponse(anormal),
        au=au,
        baremes=baremes,
        mesure=mesure,
        par_m2=unites(par_m2),
        moyenne_par_m2=unites(moyenne),
        logements_compares=len(autres_par_m2),
    )


def surchauffe(releves: Sequence[Releve], *, au: date, baremes: Baremes) -> Verdict:
    """Température moyenne relevée dans le logement au-dessus du seuil."""
    regle = Regle.SURCHAUFFE
    lues = [r.temperature for r in releves if r.temperature is not None]
    if not lues:
        return rendre(regle, Reponse.INCONNU, au=au, baremes=baremes, manquants=["temperature"])
    moyenne = Fraction(sum(lues), len(lues))
    anormal = moyenne > baremes.au(regle.parametre, au).valeur
    return rendre(
        regle, _reponse(anormal), au=au, baremes=baremes, mesures=len(lues), temperature=decimal(moyenne / 10)
    )
