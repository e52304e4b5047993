"""Régulariser : délais, étalement, imputation aux termes à venir, nouvelles provisions, sortie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from quittancement.domain.bail import DroitApl, ElementFixe, ParametresBail
from quittancement.domain.charpente import CODE_PROVISION
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication, Reponse, Verdict
from socle.domaine.montant import Arrondi, Montant, repartir, somme
from socle.domaine.periodes import Mois, Periode, ajouter_mois
from socle.domaine.refus import DonneeInvalide, RegleViolee

CODE_REGULARISATION = "REG"
ZERO = Montant.zero()


def tardive(*, exercice_fin: date, imputable_des: date) -> bool:
    """L'imputation tombe-t-elle après l'année civile qui suit l'exercice ? (loi 89-462, art. 23)"""
    return imputable_des > date(exercice_fin.year + 1, 12, 31)


def etalement(
    *, solde: Montant, loyer: Montant, est_tardive: bool, demandees: int, au: date, baremes: Baremes
) -> Verdict:
    """Le locataire peut-il payer son solde en `demandees` mensualités ?

    De droit jusqu'à douze si la régularisation est tardive ; sinon selon la politique du bailleur, pour un solde qui
    dépasse un mois de loyer et un minimum. Lève DonneeInvalide (MENSUALITES_IMPOSSIBLES, SOLDE_NON_DU).
    """
    if demandees < 1:
        raise DonneeInvalide("MENSUALITES_IMPOSSIBLES", "Il faut au moins une mensualité.", champ="mensualites")
    if solde.centimes <= 0:
        raise DonneeInvalide("SOLDE_NON_DU", "Ce décompte n'a pas de solde à payer.", champ="bail_id")
    regle = "regularisation_tardive_mensualites" if est_tardive else "etalement_mensualites"
    valeur = baremes.au(regle, au)
    minimal = max(loyer, Montant(baremes.au("etalement_solde_minimal", au).valeur))
    accorde = demandees <= valeur.valeur and (est_tardive or solde > minimal)
    return Verdict(
        reponse=Reponse.OUI if accorde else Reponse.NON,
        explication=valeur.expliquer(
            regle="douziemes_de_droit" if est_tardive else "etalement_propose",
            au=au,
            resultat=f"{demandees} mensualités : {'oui' if accorde else 'non'}",
            solde=solde,
            solde_minimal="" if est_tardive else minimal,
            tardive="oui" if est_tardive else "non",
        ),
    )


def imputer(
    bail: ParametresBail, solde: Montant, *, mensualites: int, des: Mois, droits: Sequence[DroitApl] = ()
) -> ParametresBail:
    """Le bail, avec les lignes REG qui porteront le solde à partir de `des`.

    Un solde dû se divise en mensualités égales au centime près. Un trop-perçu se déduit de ce que le locataire doit
    chaque mois, d'après le dernier droit connu : un terme ne devient jamais créditeur.
    Lève RegleViolee (BAIL_TERMINE, TERME_SANS_RESTE).
    """
    montants = (
        repartir(solde, [1] * mensualites) if solde.centimes > 0 else _credits(-solde, _net_mensuel(bail, droits, des))
    )
    dernier = des.decale(len(montants) - 1)
    if bail.date_fin is not None and bail.date_fin < dernier.premier_jour:
        raise RegleViolee("BAIL_TERMINE", "Le bail finit avant le dernier terme à régulariser.", champ="bail_id")
    lignes = [
        ElementFixe(code=CODE_REGULARISATION, montant=m, a_partir_de=mois.premier_jour, jusqu_au=mois.dernier_jour)
        for m, mois in ((montant, des.decale(rang)) for rang, montant in enumerate(montants))
        if m
    ]
    return replace(bail, elements=(*bail.elements, *lignes))


def _net_mensuel(bail: ParametresBail, droits: Sequence[DroitApl], mois: Mois) -> Montant:
    brut = bail.loyer_principal + bail.provision_charges
    brut += somme(e.montant for e in bail.elements if _court(e, mois.premier_jour))
    dernier = max(droits, key=lambda d: d.mois, default=None)
    return brut - (dernier.apl + dernier.rls if dernier else ZERO)


def _court(element: ElementFixe, jour: date) -> bool:
    return (element.a_partir_de or jour) <= jour <= (element.jusqu_au or jour)


def _credits(trop_percu: Montant, plafond: Montant) -> list[Montant]:
    if plafond.centimes <= 0 and trop_percu:
        raise RegleViolee(
            "TERME_SANS_RESTE", "L'aide couvre le terme : ce trop-perçu se rembourse à la main.", champ="bail_id"
        )
    entiers, reste = divmod(trop_percu.centimes, plafond.centimes or 1)
    return [*([-plafond] * entiers), Montant(-reste)]


def provision_nouvelle(quote_part: Montant, *, jours: int, exercice: Periode, indice: Fraction) -> Montant:
    """Douzième de la quote-part de `jours` de présence, ramenée à douze mois et à l'indice du budget prévisionnel.

    Les douze mois partent du début de l'exercice, qui peut en compter moins. Au centime près.
    """
    annee = (ajouter_mois(exercice.debut, 12) - exercice.debut).days
    annuelle = Fraction(annee, jours) * (1 + indice)
    return max(quote_part, ZERO).fois(annuelle / 12, arrondi=Arrondi.COMMERCIAL)


def reviser_provisions(
    bail: ParametresBail, nouvelle: Montant, *, des: Mois, codes: Sequence[str]
) -> tuple[ParametresBail, Montant]:
    """Le bail dont les provisions valent `nouvelle` à partir de `des`, et ce qu'elles valaient.

    Chaque rubrique de provision garde sa proportion ; les mois antérieurs ne changent pas.
    """
    veille = des.premier_jour - timedelta(days=1)
    generale = ElementFixe(code=CODE_PROVISION, montant=bail.provision_charges)
    toutes = [e for e in (generale, *bail.elements) if e.montant]
    en_cours = [e for e in toutes if e.code in codes and _court(e, des.premier_jour)]
    anciennes = en_cours or [generale]
    parts = repartir(nouvelle, [e.montant.centimes for e in anciennes] if en_cours else [1])
    commencees = [e for e in toutes if e not in en_cours or e.a_partir_de is None or e.a_partir_de <= veille]
    arretees = [replace(e, jusqu_au=veille) if e in en_cours else e for e in commencees]
    suivantes = [
        ElementFixe(code=e.code, montant=part, a_partir_de=des.premier_jour, jusqu_au=e.jusqu_au)
        for e, part in zip(anciennes, parts, strict=True)
        if part
    ]
    return replace(bail, provision_charges=ZERO, elements=(*arretees, *suivantes)), somme(e.montant for e in en_cours)


def provisions_au(bail: ParametresBail, jour: date, *, codes: Sequence[str]) -> Montant:
    """Ce que le bail appelle de provisions ce jour-là, par mois entier."""
    return bail.provision_charges + somme(e.montant for e in bail.elements if e.code in codes and _court(e, jour))


def provision_de_sortie(
    depot: Montant, *, sortie_le: date, immeuble_collectif: bool, baremes: Baremes
) -> tuple[Montant, Explication]:
    """Ce qui peut être retenu du dépôt de garantie jusqu'à l'arrêté annuel ; rien hors immeuble collectif."""
    if depot.centimes < 0:
        raise DonneeInvalide("MONTANT_NEGATIF", "Un dépôt de garantie n'est pas négatif.", champ="depot_centimes")
    valeur = baremes.au("provision_sur_depot_de_garantie", sortie_le)
    taux = Fraction(valeur.valeur if immeuble_collectif else 0, 100)
    retenue = depot.fois(taux, arrondi=Arrondi.INFERIEUR)
    return retenue, valeur.expliquer(
        regle="provision_de_sortie",
        au=sortie_le,
        resultat=str(retenue),
        depot=depot,
        immeuble_collectif="oui" if immeuble_collectif else "non",
    )


def notifiable(*, exercice_fin: date, notifiee_le: date, baremes: Baremes) -> tuple[date, date]:
    """Premier jour d'imputation et dernier jour des pièces, pour un décompte envoyé ce jour (CCH art. L442-3).

    Lève RegleViolee (EXERCICE_OUVERT, EXERCICE_PRESCRIT).
    """
    if notifiee_le <= exercice_fin:
        raise RegleViolee("EXERCICE_OUVERT", "L'exercice n'est pas fini.", champ="notifiee_le")
    annees = baremes.au("charges_prescription", notifiee_le).valeur
    if notifiee_le > ajouter_mois(exercice_fin, 12 * annees):
        raise RegleViolee("EXERCICE_PRESCRIT", f"L'exercice est clos depuis plus de {annees} ans.", champ="notifiee_le")
    return delais(notifiee_le, baremes=baremes)


def delais(envoye_le: date, *, baremes: Baremes) -> tuple[date, date]:
    """Premier jour d'imputation et dernier jour des pièces, pour un décompte envoyé ce jour (CCH art. L442-3)."""
    attente = baremes.au("decompte_avant_imputation", envoye_le).valeur
    pieces = baremes.au("pieces_a_disposition", envoye_le).valeur
    return ajouter_mois(envoye_le, attente), ajouter_mois(envoye_le, pieces)
