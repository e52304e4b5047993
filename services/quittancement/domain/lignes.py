"""Calcul pur des lignes d'une quittance : un bail, un mois, les droits transmis, les barèmes ; rien d'autre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quittancement.domain.bail import DroitApl, ElementFixe, ParametresBail
from quittancement.domain.prorata import prorata
from quittancement.domain.quittance import CODE_APL, Ligne
from quittancement.domain.rls import controler_rls
from quittancement.domain.rubriques import Rubrique, rubrique
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication, Reponse
from socle.domaine.montant import Montant, repartir, somme
from socle.domaine.periodes import Mois, Periode
from socle.domaine.refus import DonneeInvalide, RegleViolee

CODE_LOYER, CODE_PROVISION, CODE_RLS = "LOY", "PCG", "RLS"
CALCULES = (CODE_LOYER, CODE_RLS, CODE_APL)
"""Codes qui ne viennent jamais d'un élément fixe."""


@dataclass(frozen=True, kw_only=True)
class _Brouillon:
    rubrique: Rubrique
    montant: Montant
    explication: Explication


def calculer_lignes(bail: ParametresBail, mois: Mois, *, droit: DroitApl | None, baremes: Baremes) -> list[Ligne]:
    """Lignes de la quittance, dans l'ordre des rubriques ; le net est leur somme.

    Même entrée, même résultat. Lève RegleViolee : BAIL_HORS_PERIODE, RLS_SUPERIEURE_AU_LOYER,
    RLS_AU_DESSUS_DU_BAREME, APL_SUPERIEURE_AU_LOYER (donnée `excedent` à reverser), NET_NEGATIF ;
    DonneeInvalide : RUBRIQUE_INCONNUE, RUBRIQUE_CALCULEE, SIGNE_IMPOSSIBLE, DROIT_D_UN_AUTRE_MOIS.
    """
    if droit is not None and droit.mois != str(mois):
        raise DonneeInvalide(
            "DROIT_D_UN_AUTRE_MOIS", f"Le droit de {droit.mois} ne vaut pas pour {mois}.", champ="mois"
        )
    brouillons = _lignes_du_bail(bail, mois, baremes)
    if droit is not None and droit.rls:
        brouillons.append(_ligne_rls(droit, brouillons, zone=bail.zone, au=mois.premier_jour, baremes=baremes))
    if droit is not None and droit.apl:
        brouillons.append(_ligne_apl(droit, brouillons, au=mois.premier_jour, baremes=baremes))
    brouillons.sort(key=lambda b: b.rubrique.ordre)
    return [_ligne(b, du) for b, du in zip(brouillons, _dus(brouillons), strict=True)]


def _lignes_du_bail(bail: ParametresBail, mois: Mois, baremes: Baremes) -> list[_Brouillon]:
    prorata(mois, bail.periode, mode=bail.mode_prorata)
    for element in bail.elements:
        if element.code in CALCULES:
            raise DonneeInvalide("RUBRIQUE_CALCULEE", f"« {element.code} » est calculé, non fixé.", champ="code")
    elements = [
        ElementFixe(code=CODE_LOYER, montant=bail.loyer_principal),
        ElementFixe(code=CODE_PROVISION, montant=bail.provision_charges),
        *bail.elements,
    ]
    return [
        _ligne_fixe(element, occupation, bail=bail, mois=mois, baremes=baremes)
        for element in elements
        if element.montant and (occupation := _intersection(bail.periode, element, mois)) is not None
    ]


def _intersection(periode: Periode, element: ElementFixe, mois: Mois) -> Periode | None:
    """Jours du mois où l'élément court, dans la période du bail ; None s'il n'y en a pas."""
    debut = max(periode.debut, mois.premier_jour, element.a_partir_de or mois.premier_jour)
    fin = min(periode.fin or mois.dernier_jour, mois.dernier_jour, element.jusqu_au or mois.dernier_jour)
    return Periode(debut, fin) if debut <= fin else None


def _ligne_fixe(
    element: ElementFixe, occupation: Periode, *, bail: ParametresBail, mois: Mois, baremes: Baremes
) -> _Brouillon:
    regles = rubrique(element.code, au=mois.premier_jour, baremes=baremes)
    regles.verifier(element.montant)
    part = prorata(mois, occupation, mode=bail.mode_prorata)
    montant = part.appliquer(element.montant) if regles.au_prorata else element.montant
    explication = regles.expliquer(
        regle="prorata_au_jour" if regles.au_prorata and not part.complet else "montant_mensuel",
        au=mois.premier_jour,
        resultat=montant,
        mensuel=element.montant,
        mode_prorata=part.mode.value,
        du=part.debut,
        jusqu_au=part.fin,
        jours=part.jours,
    )
    return _Brouillon(rubrique=regles, montant=montant, explication=explication)


def _ligne_rls(
    droit: DroitApl, brouillons: Sequence[_Brouillon], *, zone: str, au: date, baremes: Baremes
) -> _Brouillon:
    loyer = somme(b.montant for b in brouillons if b.rubrique.code == CODE_LOYER)
    if droit.rls > loyer:
        raise RegleViolee(
            "RLS_SUPERIEURE_AU_LOYER", f"La RLS ({droit.rls}) dépasse le loyer du mois ({loyer}).", champ="rls"
        )
    controle = controler_rls(droit.rls, zone=zone, foyer=droit.foyer, au=au, baremes=baremes)
    if controle.reponse is Reponse.NON:
        plafond = controle.explication.entrees["plafond"]
        raise RegleViolee(
            "RLS_AU_DESSUS_DU_BAREME", f"La RLS ({droit.rls}) dépasse le barème ({plafond}).", champ="rls"
        )
    regles = rubrique(CODE_RLS, au=au, baremes=baremes)
    explication = regles.expliquer(
        regle="rls_transmise_par_la_caf",
        au=au,
        resultat=-droit.rls,
        rls=droit.rls,
        zone=zone,
        dans_le_bareme=controle.reponse.value,
    )
    return _Brouillon(rubrique=regles, montant=-droit.rls, explication=explication)


def _ligne_apl(droit: DroitApl, brouillons: Sequence[_Brouillon], *, au: date, baremes: Baremes) -> _Brouillon:
    depense = somme(b.montant for b in brouillons if b.rubrique.depense)
    if droit.apl > depense:
        excedent = droit.apl - depense
        raise RegleViolee(
            "APL_SUPERIEURE_AU_LOYER",
            f"L'APL ({droit.apl}) dépasse le loyer et les charges ({depense}) : {excedent} sont à reverser au locataire.",
            champ="apl",
            excedent=excedent.centimes,
        )
    regles = rubrique(CODE_APL, au=au, baremes=baremes)
    explication = regles.expliquer(
        regle="apl_en_tiers_payant", au=au, resultat=-droit.apl, apl=droit.apl, loyer_et_charges=depense
    )
    return _Brouillon(rubrique=regles, montant=-droit.apl, explication=explication)


def _dus(brouillons: Sequence[_Brouillon]) -> list[Montant]:
    """Ce que le locataire doit sur chaque ligne : les lignes négatives réduisent leurs cibles, puis les autres, au prorata."""
    dus = [max(b.montant, Montant.zero()) for b in brouillons]
    for reduction in (b for b in brouillons if b.montant < Montant.zero()):
        reste = -reduction.montant
        for cibles in (reduction.rubrique.deduit_de, None):
            rangs = [i for i, b in enumerate(brouillons) if dus[i] and (cibles is None or b.rubrique.code in cibles)]
            part = min(reste, somme(dus[i] for i in rangs))
            if part:
                parts = repartir(part, [dus[i].centimes for i in rangs])
                for i, deduit in zip(rangs, parts, strict=True):
                    dus[i] -= deduit
                reste -= part
        if reste:
            raise RegleViolee(
                "NET_NEGATIF",
                f"La quittance serait créditrice de {reste} : ce trop-perçu se traite à la main.",
                champ="mois",
                credit=reste.centimes,
            )
    return dus


def _ligne(brouillon: _Brouillon, du: Montant) -> Ligne:
    return Ligne(
        code=brouillon.rubrique.code,
        libelle=brouillon.rubrique.libelle,
        montant=brouillon.montant,
        du=du,
        nature=brouillon.rubrique.nature,
        depense=brouillon.rubrique.depense,
        compte=brouillon.rubrique.compte,
        explication=brouillon.explication,
    )
