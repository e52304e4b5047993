"""Calcul pur des lignes d'une quittance : un bail, un mois, les droits transmis, les barèmes ; rien d'autre."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from quittancement.domain.bail import DroitApl, ParametresBail
from quittancement.domain.charpente import LignePrevue, charpente
from quittancement.domain.ligne import Donnee, Ligne, modele
from quittancement.domain.lignes_de_droit import CODE_IOC, Ecart, ligne_de_rappel, lignes_du_droit
from quittancement.domain.prorata import Prorata
from quittancement.domain.quittance import CODE_APL, CODE_LOYER, CODE_RLS
from quittancement.domain.rubriques import rubrique
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Arrondi, Montant, repartir_entier, somme
from socle.domaine.periodes import Mois
from socle.domaine.refus import DonneeInvalide, RegleViolee

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
    lignes = _lignes_du_bail(bail, mois, du_bail, baremes)
    if droit is not None:
        du_droit = lignes_du_droit(
            droit,
            loyer=somme(ligne.montant for ligne in lignes if ligne.modele.code == CODE_LOYER),
            depense=somme(ligne.montant for ligne in lignes if ligne.modele.depense),
            sans_titre=any(ligne.modele.code == CODE_IOC for ligne in lignes),
            zone=bail.zone,
            au=mois.premier_jour,
            baremes=baremes,
        )
        lignes = _en_ordre(lignes, du_droit)
    for ecart in rappels:
        plafond = somme(ligne.du for ligne in _reduire(lignes))
        rappel = ligne_de_rappel(ecart, plafond=plafond, au=mois.premier_jour, baremes=baremes)
        if rappel is not None:
            lignes = _en_ordre(lignes, [rappel])
    return _reduire(lignes)


def _en_ordre(lignes: Sequence[Ligne], ajouts: Sequence[Ligne]) -> list[Ligne]:
    return sorted([*lignes, *ajouts], key=lambda ligne: (ligne.modele.ordre, ligne.modele.mois_origine))


def _lignes_du_bail(bail: ParametresBail, mois: Mois, du_bail: Prorata, baremes: Baremes) -> list[Ligne]:
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


def _ligne_fixe(bail: ParametresBail, prevue: LignePrevue) -> Ligne | None:
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
    donnees: tuple[Donnee, ...] = (montant,) if origine is None else (montant, *origine.entrees.values())
    du = montant if prevue.entier else prevue.part.appliquer(montant)
    return Ligne(prevue.modele, du, du, donnees)


def _lignes_tva(soumises: Sequence[Ligne], *, mois: Mois, baremes: Baremes) -> list[Ligne]:
    """TVA des lignes soumises, d'un seul arrondi sur leur somme ; aucune si elle ne dépasse pas zéro."""
    au = mois.premier_jour
    assiette = somme(ligne.montant for ligne in soumises)
    if assiette.centimes <= 0:
        return []
    taux = baremes.au("tva_taux_normal", au)
    montant = assiette.fois(Fraction(taux.valeur, 100), arrondi=Arrondi.COMMERCIAL)
    dit = modele(
        rubrique(CODE_TVA, au=au, baremes=baremes),
        regle="tva_du_terme",
        au=au,
        donnees=("assiette", "lignes", "taux", "source_du_taux"),
        baremes=baremes,
    )
    codes = ", ".join(ligne.code for ligne in soumises)
    return [Ligne(dit, montant, montant, (assiette, codes, f"{taux.valeur} {taux.unite}", taux.source))]


def _reduire(lignes: Sequence[Ligne]) -> list[Ligne]:
    """Ce que le locataire doit sur chaque ligne : les lignes négatives réduisent leurs cibles, puis les autres, au prorata.

    Lève RegleViolee (NET_NEGATIF) s'il en reste.
    """
    reductions = [ligne for ligne in lignes if ligne.montant.centimes < 0]
    if not reductions:
        return list(lignes)
    dus = [max(ligne.montant.centimes, 0) for ligne in lignes]
    for reduction in reductions:
        reste = -reduction.montant.centimes
        for cibles in (reduction.modele.deduit_de, None):
            if reste > 0:
                rangs = [i for i, x in enumerate(lignes) if dus[i] and (cibles is None or x.modele.code in cibles)]
                reste -= _deduire(dus, reste, rangs)
        if reste > 0:
            credit = Montant(reste)
            raise RegleViolee(
                "NET_NEGATIF",
                f"La quittance serait créditrice de {credit} : ce trop-perçu se traite à la main.",
                champ="mois",
                credit=reste,
            )
    return [
        ligne if ligne.du.centimes == du else Ligne(ligne.modele, ligne.montant, Montant(du), ligne.donnees, *ligne[4:])
        for ligne, du in zip(lignes, dus, strict=True)
    ]


def _deduire(dus: list[int], reste: int, rangs: Sequence[int]) -> int:
    """Ôte au plus `reste` des dus de ces rangs, au plus fort reste ; rend ce qui a été ôté. Centimes."""
    poids = [dus[i] for i in rangs]
    part = min(reste, sum(poids))
    if part:
        for i, deduit in zip(rangs, repartir_entier(part, poids), strict=True):
            dus[i] -= deduit
    return part
