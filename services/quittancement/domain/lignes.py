"""Calcul pur des lignes d'une quittance : un bail, un mois, les droits transmis, les barèmes ; rien d'autre."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from quittancement.domain.bail import DroitApl, ElementFixe, ParametresBail
from quittancement.domain.lignes_de_droit import Brouillon, Ecart, ligne_de_rappel, lignes_du_droit
from quittancement.domain.prorata import Prorata, prorata
from quittancement.domain.quittance import CODE_APL, CODE_LOYER, CODE_RLS, Ligne
from quittancement.domain.rubriques import Tva, rubrique
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication
from socle.domaine.montant import Arrondi, Montant, repartir, somme
from socle.domaine.periodes import Mois, Periode
from socle.domaine.refus import DonneeInvalide, RegleViolee

CODE_PROVISION = "PCG"
UN_JOUR = timedelta(days=1)
CODE_TVA = "TVA"
CALCULES = (CODE_LOYER, CODE_RLS, CODE_APL, CODE_TVA)
"""Codes qui ne viennent jamais d'un élément fixe."""


def calculer_lignes(
    bail: ParametresBail,
    mois: Mois,
    *,
    droit: DroitApl | None,
    rappels: Sequence[Ecart] = (),
    baremes: Baremes,
) -> list[Ligne]:
    """Lignes de la quittance, dans l'ordre des rubriques ; le net est leur somme.

    `rappels` : droits de mois passés qu'il reste à porter, dans la limite de ce que le terme peut absorber.
    Même entrée, même résultat. Lève RegleViolee : BAIL_HORS_PERIODE, NET_NEGATIF et les refus de `lignes_du_droit` ;
    DonneeInvalide : RUBRIQUE_INCONNUE, RUBRIQUE_CALCULEE, SIGNE_IMPOSSIBLE, DROIT_D_UN_AUTRE_MOIS.
    """
    if droit is not None and droit.mois != str(mois):
        raise DonneeInvalide(
            "DROIT_D_UN_AUTRE_MOIS", f"Le droit de {droit.mois} ne vaut pas pour {mois}.", champ="mois"
        )
    brouillons = _lignes_du_bail(bail, mois, baremes)
    if droit is not None:
        brouillons += lignes_du_droit(
            droit,
            loyer=somme(b.montant for b in brouillons if b.rubrique.code == CODE_LOYER),
            depense=somme(b.montant for b in brouillons if b.rubrique.depense),
            zone=bail.zone,
            au=mois.premier_jour,
            baremes=baremes,
        )
    brouillons = _en_ordre(brouillons)
    for ecart in rappels:
        plafond = somme(_dus(brouillons))
        rappel = ligne_de_rappel(ecart, plafond=plafond, au=mois.premier_jour, baremes=baremes)
        if rappel is not None:
            brouillons = _en_ordre([*brouillons, rappel])
    return [_ligne(b, du) for b, du in zip(brouillons, _dus(brouillons), strict=True)]


def _en_ordre(brouillons: Sequence[Brouillon]) -> list[Brouillon]:
    return sorted(brouillons, key=lambda b: (b.rubrique.ordre, b.mois_origine))


def _lignes_du_bail(bail: ParametresBail, mois: Mois, baremes: Baremes) -> list[Brouillon]:
    du_bail = prorata(mois, bail.periode, mode=bail.mode_prorata)
    for element in bail.elements:
        if element.code in CALCULES:
            raise DonneeInvalide("RUBRIQUE_CALCULEE", f"« {element.code} » est calculé, non fixé.", champ="code")
    elements = [
        ElementFixe(code=CODE_LOYER, montant=bail.loyer_principal),
        ElementFixe(code=CODE_PROVISION, montant=bail.provision_charges),
        *bail.elements,
    ]
    lignes = [
        _ligne_fixe(element, part, mois=mois, baremes=baremes)
        for element in _sans_les_remplaces(elements, mois=mois, baremes=baremes)
        if element.montant and (part := _part(element, du_bail, mois)) is not None
    ]
    tva = _ligne_tva(lignes, bail, mois=mois, baremes=baremes)
    return lignes if tva is None else [*lignes, tva]


def _sans_les_remplaces(elements: Sequence[ElementFixe], *, mois: Mois, baremes: Baremes) -> Sequence[ElementFixe]:
    """Une ligne qui en remplace d'autres (indemnité d'occupation) les arrête tant qu'elle court."""
    for remplacant in (e for e in elements if e.a_partir_de is not None):
        remplaces = rubrique(remplacant.code, au=mois.premier_jour, baremes=baremes).remplace
        if remplaces:
            elements = [
                morceau for e in elements for morceau in (_hors_de(e, remplacant) if e.code in remplaces else (e,))
            ]
    return elements


def _hors_de(element: ElementFixe, remplacant: ElementFixe) -> Iterator[ElementFixe]:
    """L'élément avant le remplaçant, puis après lui s'il finit."""
    if remplacant.a_partir_de is not None:
        veille = remplacant.a_partir_de - UN_JOUR
        yield replace(element, jusqu_au=min(element.jusqu_au or veille, veille))
    if remplacant.jusqu_au is not None:
        lendemain = remplacant.jusqu_au + UN_JOUR
        yield replace(element, a_partir_de=max(element.a_partir_de or lendemain, lendemain))


def _ligne_tva(lignes: Sequence[Brouillon], bail: ParametresBail, *, mois: Mois, baremes: Baremes) -> Brouillon | None:
    """TVA des lignes soumises, d'un seul arrondi sur leur somme ; None si rien ne l'est."""
    au = mois.premier_jour
    assujetti = bail.assujetti_tva_le is not None and bail.assujetti_tva_le <= au
    soumises = [
        b for b in lignes if b.rubrique.tva is Tva.TOUJOURS or (assujetti and b.rubrique.tva is Tva.SI_ASSUJETTI)
    ]
    assiette = somme(b.montant for b in soumises)
    if assiette.centimes <= 0:
        return None
    taux = baremes.au("tva_taux_normal", au)
    montant = assiette.fois(Fraction(taux.valeur, 100), arrondi=Arrondi.COMMERCIAL)
    regles = rubrique(CODE_TVA, au=au, baremes=baremes)
    explication = regles.expliquer(
        regle="tva_du_terme",
        au=au,
        resultat=montant,
        assiette=assiette,
        lignes=", ".join(b.rubrique.code for b in soumises),
        taux=f"{taux.valeur} {taux.unite}",
        source_du_taux=taux.source,
    )
    return Brouillon(rubrique=regles, montant=montant, explication=explication)


def _part(element: ElementFixe, du_bail: Prorata, mois: Mois) -> Prorata | None:
    """Part du mois où l'élément court, dans celle du bail ; None s'il n'y en a pas."""
    if element.a_partir_de is None and element.jusqu_au is None:
        return du_bail
    debut = max(du_bail.debut, element.a_partir_de or du_bail.debut)
    fin = min(du_bail.fin, element.jusqu_au or du_bail.fin)
    return prorata(mois, Periode(debut, fin), mode=du_bail.mode) if debut <= fin else None


def _ligne_fixe(element: ElementFixe, part: Prorata, *, mois: Mois, baremes: Baremes) -> Brouillon:
    au = mois.premier_jour
    regles = rubrique(element.code, au=au, baremes=baremes)
    regles.verifier(element.montant)
    entier = part.complet or not regles.au_prorata
    mensuel, origine = str(element.montant), element.origine
    montant = element.montant if entier else part.appliquer(element.montant)
    explication = Explication(
        regle=origine.regle if origine else "montant_mensuel" if entier else "prorata_au_jour",
        article=origine.article if origine else regles.source,
        date=au,
        entrees={"mensuel": mensuel, **part.entrees, **(origine.entrees if origine else {})},
        resultat=mensuel if entier else str(montant),
        certitude=origine.certitude if origine else regles.certitude,
    )
    return Brouillon(rubrique=regles, montant=montant, explication=explication, mention=element.mention)


def _dus(brouillons: Sequence[Brouillon]) -> list[Montant]:
    """Ce que le locataire doit sur chaque ligne : les lignes négatives réduisent leurs cibles, puis les autres, au prorata."""
    dus = [max(b.montant.centimes, 0) for b in brouillons]
    for reduction in brouillons:
        reste = -reduction.montant.centimes
        for cibles in (reduction.rubrique.deduit_de, None):
            if reste > 0:
                rangs = [
                    i for i, b in enumerate(brouillons) if dus[i] and (cibles is None or b.rubrique.code in cibles)
                ]
                reste -= _deduire(dus, reste, rangs)
        if reste > 0:
            credit = Montant(reste)
            raise RegleViolee(
                "NET_NEGATIF",
                f"La quittance serait créditrice de {credit} : ce trop-perçu se traite à la main.",
                champ="mois",
                credit=reste,
            )
    return [Montant(du) for du in dus]


def _deduire(dus: list[int], reste: int, rangs: Sequence[int]) -> int:
    """Ôte au plus `reste` des dus de ces rangs, au plus fort reste ; rend ce qui a été ôté. Centimes."""
    poids = [dus[i] for i in rangs]
    part = min(reste, sum(poids))
    if part:
        for i, deduit in zip(rangs, repartir(Montant(part), poids), strict=True):
            dus[i] -= deduit.centimes
    return part


def _ligne(brouillon: Brouillon, du: Montant) -> Ligne:
    return Ligne(
        code=brouillon.rubrique.code,
        libelle=_libelle(brouillon),
        montant=brouillon.montant,
        du=du,
        nature=brouillon.rubrique.nature,
        depense=brouillon.rubrique.depense,
        compte=brouillon.rubrique.compte,
        explication=brouillon.explication,
        mois_origine=brouillon.mois_origine,
        controle=brouillon.controle,
    )


def _libelle(brouillon: Brouillon) -> str:
    libelle = brouillon.rubrique.libelle
    if brouillon.mention:
        libelle = f"{libelle}, {brouillon.mention}"
    if not brouillon.mois_origine:
        return libelle
    annee, _, numero = brouillon.mois_origine.partition("-")
    return f"{libelle}, {'rappel' if brouillon.montant.centimes < 0 else 'reprise'} de {numero}/{annee}"
