"""Calcul pur des lignes d'une quittance : un bail, un mois, les droits transmis, les barèmes ; rien d'autre."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from quittancement.domain.bail import DroitApl, ParametresBail
from quittancement.domain.charpente import LignePrevue, charpente
from quittancement.domain.ligne import Donnee, Ligne, modele
from quittancement.domain.lignes_de_droit import Brouillon, Ecart, ligne_de_rappel, lignes_du_droit
from quittancement.domain.prorata import Prorata
from quittancement.domain.quittance import CODE_APL, CODE_LOYER, CODE_RLS
from quittancement.domain.rubriques import rubrique
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Arrondi, Montant, repartir, somme
from socle.domaine.periodes import Mois
from socle.domaine.refus import DonneeInvalide, RegleViolee

CODE_PROVISION = "PCG"
CODE_TVA = "TVA"
CALCULES = (CODE_LOYER, CODE_RLS, CODE_APL, CODE_TVA)
"""Codes qui ne viennent jamais d'un élément fixe."""


def calculer_lignes(
    bail: ParametresBail,
    mois: Mois,
    *,
    du_bail: Prorata,
    droit: DroitApl | None,
    rappels: Sequence[Ecart] = (),
    baremes: Baremes,
) -> list[Ligne]:
    """Lignes de la quittance, dans l'ordre des rubriques ; le net est leur somme. `du_bail` : part du mois qu'il couvre.

    `rappels` : droits de mois passés qu'il reste à porter, dans la limite de ce que le terme peut absorber.
    Même entrée, même résultat. Lève RegleViolee : NET_NEGATIF et les refus de `lignes_du_droit` ;
    DonneeInvalide : RUBRIQUE_INCONNUE, RUBRIQUE_CALCULEE, SIGNE_IMPOSSIBLE, DROIT_D_UN_AUTRE_MOIS.
    """
    if droit is not None and droit.mois != str(mois):
        raise DonneeInvalide(
            "DROIT_D_UN_AUTRE_MOIS", f"Le droit de {droit.mois} ne vaut pas pour {mois}.", champ="mois"
        )
    brouillons = _lignes_du_bail(bail, mois, du_bail, baremes)
    if droit is not None:
        du_droit = lignes_du_droit(
            droit,
            loyer=somme(b.montant for b in brouillons if b.modele.code == CODE_LOYER),
            depense=somme(b.montant for b in brouillons if b.modele.depense),
            zone=bail.zone,
            au=mois.premier_jour,
            baremes=baremes,
        )
        brouillons = _en_ordre(brouillons, du_droit)
    for ecart in rappels:
        plafond = somme(_dus(brouillons))
        rappel = ligne_de_rappel(ecart, plafond=plafond, au=mois.premier_jour, baremes=baremes)
        if rappel is not None:
            brouillons = _en_ordre(brouillons, [rappel])
    return [
        Ligne(modele=b.modele, montant=b.montant, du=du, donnees=b.donnees, controle=b.controle)
        for b, du in zip(brouillons, _dus(brouillons), strict=True)
    ]


def _en_ordre(brouillons: Sequence[Brouillon], ajouts: Sequence[Brouillon]) -> list[Brouillon]:
    return sorted([*brouillons, *ajouts], key=lambda b: (b.rubrique.ordre, b.modele.mois_origine))


def _lignes_du_bail(bail: ParametresBail, mois: Mois, du_bail: Prorata, baremes: Baremes) -> list[Brouillon]:
    for element in bail.elements:
        if element.code in CALCULES:
            raise DonneeInvalide("RUBRIQUE_CALCULEE", f"« {element.code} » est calculé, non fixé.", champ="code")
    lignes, soumises = [], []
    for prevue in charpente(bail, mois, du_bail=du_bail, baremes=baremes):
        ligne = _ligne_fixe(bail, prevue)
        if ligne is not None:
            lignes.append(ligne)
            if prevue.soumise:
                soumises.append(ligne)
    return lignes if not soumises else _en_ordre(lignes, _lignes_tva(soumises, mois=mois, baremes=baremes))


def _ligne_fixe(bail: ParametresBail, prevue: LignePrevue) -> Brouillon | None:
    """None si l'élément est nul."""
    rang, origine = prevue.rang, None
    if rang == 0:
        montant = bail.loyer_principal
    elif rang == 1:
        montant = bail.provision_charges
    else:
        element = bail.elements[rang - 2]
        montant, origine = element.montant, element.origine
    if not montant.centimes:
        return None
    prevue.rubrique.verifier(montant)
    donnees: tuple[Donnee, ...] = (montant, *prevue.part.donnees)
    return Brouillon(
        rubrique=prevue.rubrique,
        modele=prevue.modele,
        montant=montant if prevue.entier else prevue.part.appliquer(montant),
        donnees=donnees if origine is None else (*donnees, *origine.entrees.values()),
    )


def _lignes_tva(soumises: Sequence[Brouillon], *, mois: Mois, baremes: Baremes) -> list[Brouillon]:
    """TVA des lignes soumises, d'un seul arrondi sur leur somme ; aucune si elle ne dépasse pas zéro."""
    au = mois.premier_jour
    assiette = somme(b.montant for b in soumises)
    if assiette.centimes <= 0:
        return []
    taux = baremes.au("tva_taux_normal", au)
    regles = rubrique(CODE_TVA, au=au, baremes=baremes)
    return [
        Brouillon(
            rubrique=regles,
            modele=modele(
                regles,
                regle="tva_du_terme",
                au=au,
                donnees=("assiette", "lignes", "taux", "source_du_taux"),
                baremes=baremes,
            ),
            montant=assiette.fois(Fraction(taux.valeur, 100), arrondi=Arrondi.COMMERCIAL),
            donnees=(
                assiette,
                ", ".join(b.modele.code for b in soumises),
                f"{taux.valeur} {taux.unite}",
                taux.source,
            ),
        )
    ]


def _dus(brouillons: Sequence[Brouillon]) -> list[Montant]:
    """Ce que le locataire doit sur chaque ligne : les lignes négatives réduisent leurs cibles, puis les autres, au prorata."""
    reductions = [b for b in brouillons if b.montant.centimes < 0]
    if not reductions:
        return [b.montant for b in brouillons]
    dus = [max(b.montant.centimes, 0) for b in brouillons]
    for reduction in reductions:
        reste = -reduction.montant.centimes
        for cibles in (reduction.rubrique.deduit_de, None):
            if reste > 0:
                rangs = [i for i, b in enumerate(brouillons) if dus[i] and (cibles is None or b.modele.code in cibles)]
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
