"""Les lignes qu'une décision ajoute au bail (spécification A.3) : chacune vérifie sa règle et dit d'où vient son montant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Protocol

from quittancement.domain.bail import ElementFixe, ParametresBail
from quittancement.domain.compte import Compte, StatutCompte
from quittancement.domain.rubriques import Saisie, rubrique
from socle.domaine.baremes import Baremes, ValeurDatee
from socle.domaine.explication import Explication
from socle.domaine.montant import Arrondi, Montant, repartir
from socle.domaine.periodes import Mois, ajouter_mois
from socle.domaine.refus import DonneeInvalide, RegleViolee

CODE_SLS, CODE_TRL, CODE_ASP = "SLS", "TRL", "ASP"


class LigneAFixer(Protocol):
    def effet_le(self, *, baremes: Baremes) -> date:
        """Premier jour que la décision change."""
        ...

    def appliquer(self, bail: ParametresBail, *, baremes: Baremes) -> ParametresBail:
        """Le bail, avec cette ligne ; le même s'il la porte déjà."""
        ...


def fixer_ligne(compte: Compte, ligne: LigneAFixer, *, baremes: Baremes) -> bool:
    """Porte la ligne au bail ; rend False si elle y est déjà.

    Lève les refus de la ligne, RegleViolee (BAIL_CLOS, MOIS_DEJA_CALCULE) : un mois calculé ne se récrit pas, il se rappelle.
    """
    if compte.statut is StatutCompte.CLOS:
        raise RegleViolee("BAIL_CLOS", f"Le compte {compte.reference} est clos.", champ="reference_bail")
    bail = ligne.appliquer(compte.bail, baremes=baremes)
    if bail == compte.bail:
        return False
    effet = ligne.effet_le(baremes=baremes)
    if any(not q.contrepassee and q.fin >= effet for q in compte.quittances):
        raise RegleViolee(
            "MOIS_DEJA_CALCULE",
            f"Un terme est déjà calculé au {effet:%d/%m/%Y} : passez par un rappel, un avoir ou une contrepassation.",
            champ="a_partir_de",
        )
    compte.bail = bail
    return True


@dataclass(frozen=True, kw_only=True)
class Element:
    """Annexe, provision particulière, ou somme due une fois. `piece` distingue deux lignes d'un même code ; nul, elle s'arrête."""

    code: str
    montant: Montant
    a_partir_de: date
    jusqu_au: date | None = None
    piece: str = ""

    def effet_le(self, *, baremes: Baremes) -> date:
        return self.a_partir_de

    def appliquer(self, bail: ParametresBail, *, baremes: Baremes) -> ParametresBail:
        """Lève DonneeInvalide (RUBRIQUE_INCONNUE, RUBRIQUE_A_REGLE, SIGNE_IMPOSSIBLE, PERIODE_INVERSEE)."""
        regles = rubrique(self.code, au=self.a_partir_de, baremes=baremes)
        if regles.saisie is Saisie.REGLE:
            raise DonneeInvalide(
                "RUBRIQUE_A_REGLE", f"{self.code} ne se fixe pas à la main : elle a sa propre règle.", champ="code"
            )
        regles.verifier(self.montant)
        fin = self.jusqu_au
        if regles.saisie is Saisie.PONCTUELLE:
            fin = Mois.de(self.a_partir_de).dernier_jour
        if fin is not None and fin < self.a_partir_de:
            raise DonneeInvalide("PERIODE_INVERSEE", "La fin précède le début.", champ="jusqu_au")
        neuf = ElementFixe(
            code=self.code, montant=self.montant, a_partir_de=self.a_partir_de, jusqu_au=fin, piece=self.piece
        )
        return porter(bail, self.code, [neuf], des=self.a_partir_de, piece=self.piece)


@dataclass(frozen=True, kw_only=True)
class SupplementDeLoyer:
    """SLS mensuel, dû en mois entiers à partir du mois qui suit l'événement ; nul, il cesse."""

    montant: Montant
    evenement_le: date
    piece: str = ""

    def effet_le(self, *, baremes: Baremes) -> date:
        decalage: int = baremes.au("sls_effet", self.evenement_le).valeur
        return Mois.de(self.evenement_le).decale(decalage).premier_jour

    def appliquer(self, bail: ParametresBail, *, baremes: Baremes) -> ParametresBail:
        """Lève DonneeInvalide (SIGNE_IMPOSSIBLE)."""
        effet = self.effet_le(baremes=baremes)
        rubrique(CODE_SLS, au=effet, baremes=baremes).verifier(self.montant)
        neuf = ElementFixe(
            code=CODE_SLS,
            montant=self.montant,
            a_partir_de=effet,
            origine=_origine(
                baremes.au("sls_effet", self.evenement_le),
                regle="supplement_de_loyer",
                au=self.evenement_le,
                resultat=self.montant,
                evenement_le=self.evenement_le,
                effet_le=effet,
                piece=self.piece,
            ),
        )
        return porter(bail, CODE_SLS, [neuf], des=effet)


@dataclass(frozen=True, kw_only=True)
class TroisiemeLigne:
    """Partage d'une économie d'énergie : `economie` mensuelle estimée, `mois` de durée. Fixe : elle ne se révise pas."""

    montant: Montant
    economie: Montant
    a_partir_de: date
    mois: int
    piece: str = ""

    def effet_le(self, *, baremes: Baremes) -> date:
        return self.a_partir_de

    def appliquer(self, bail: ParametresBail, *, baremes: Baremes) -> ParametresBail:
        """Lève DonneeInvalide (MONTANT_NON_POSITIF), RegleViolee (TRL_AU_DESSUS_DE_LA_PART, TRL_TROP_LONGUE, TRL_NON_REVISABLE)."""
        part = baremes.au("trl_part_maximale", self.a_partir_de)
        duree = baremes.au("trl_duree_maximale", self.a_partir_de)
        if self.montant.centimes <= 0:
            raise DonneeInvalide("MONTANT_NON_POSITIF", "La troisième ligne est positive.", champ="montant")
        plafond = self.economie.fois(Fraction(part.valeur, 100), arrondi=Arrondi.INFERIEUR)
        if self.montant > plafond:
            raise RegleViolee(
                "TRL_AU_DESSUS_DE_LA_PART",
                f"Au plus {part.valeur} {part.unite}, soit {plafond} ({part.source}).",
                champ="montant",
                plafond=plafond.centimes,
            )
        if not 1 <= self.mois <= duree.valeur:
            raise RegleViolee(
                "TRL_TROP_LONGUE", f"De 1 à {duree.valeur} mois ({duree.source}).", champ="mois", maximum=duree.valeur
            )
        fin = ajouter_mois(self.a_partir_de, self.mois) - timedelta(days=1)
        neuf = ElementFixe(
            code=CODE_TRL,
            montant=self.montant,
            a_partir_de=self.a_partir_de,
            jusqu_au=fin,
            mention=f"fixe jusqu'au {fin:%d/%m/%Y}",
            origine=_origine(
                part,
                regle="partage_des_economies_d_energie",
                au=self.a_partir_de,
                resultat=self.montant,
                economie_mensuelle=self.economie,
                plafond=plafond,
                mois=self.mois,
                trl_duree_maximale=f"{duree.valeur} {duree.unite}",
                piece=self.piece,
            ),
        )
        if neuf in bail.elements:
            return bail
        if any(e.code == CODE_TRL and _se_croisent(e, neuf) for e in bail.elements):
            raise RegleViolee("TRL_NON_REVISABLE", "Une troisième ligne court déjà : elle est fixe.", champ="montant")
        return replace(bail, elements=(*bail.elements, neuf))


@dataclass(frozen=True, kw_only=True)
class AssurancePourCompte:
    """Assurance souscrite faute d'attestation : la prime annuelle, majorée au plus, due par douzièmes dès le mois suivant."""

    prime_annuelle: Montant
    majoration_pour_cent: int
    mise_en_demeure_le: date
    souscrite_le: date
    piece: str = ""

    def effet_le(self, *, baremes: Baremes) -> date:
        return Mois.de(self.souscrite_le).decale(1).premier_jour

    def appliquer(self, bail: ParametresBail, *, baremes: Baremes) -> ParametresBail:
        """Lève DonneeInvalide (MONTANT_NON_POSITIF), RegleViolee (ASP_TROP_TOT, ASP_MAJORATION_EXCESSIVE)."""
        delai, plafond, nombre = (
            baremes.au(nom, self.souscrite_le) for nom in ("asp_delai", "asp_majoration_maximale", "asp_mensualites")
        )
        if self.prime_annuelle.centimes <= 0:
            raise DonneeInvalide("MONTANT_NON_POSITIF", "La prime est positive.", champ="prime_annuelle")
        if self.souscrite_le <= ajouter_mois(self.mise_en_demeure_le, delai.valeur):
            raise RegleViolee(
                "ASP_TROP_TOT", f"Un délai de {delai.valeur} {delai.unite} doit être passé.", champ="souscrite_le"
            )
        if not 0 <= self.majoration_pour_cent <= plafond.valeur:
            raise RegleViolee(
                "ASP_MAJORATION_EXCESSIVE",
                f"De 0 à {plafond.valeur} {plafond.unite} ({plafond.source}).",
                champ="majoration_pour_cent",
            )
        due = self.prime_annuelle.fois(Fraction(100 + self.majoration_pour_cent, 100), arrondi=Arrondi.COMMERCIAL)
        origine = _origine(
            plafond,
            regle="assurance_pour_compte",
            au=self.souscrite_le,
            resultat=due,
            prime_annuelle=self.prime_annuelle,
            majoration=f"{self.majoration_pour_cent} %",
            due=due,
            mensualites=nombre.valeur,
            mise_en_demeure_le=self.mise_en_demeure_le,
            souscrite_le=self.souscrite_le,
            piece=self.piece,
        )
        premier = Mois.de(self.souscrite_le).decale(1)
        neufs = [
            ElementFixe(
                code=CODE_ASP,
                montant=part,
                a_partir_de=premier.decale(rang).premier_jour,
                jusqu_au=premier.decale(rang).dernier_jour,
                origine=origine,
            )
            for rang, part in enumerate(repartir(due, [1] * nombre.valeur))
        ]
        return porter(bail, CODE_ASP, neufs, des=premier.premier_jour)


@dataclass(frozen=True, kw_only=True)
class Assujettissement:
    """Le loyer de ce bail porte la TVA à partir du premier mois entier : parking isolé, local, option."""

    a_partir_de: date

    def effet_le(self, *, baremes: Baremes) -> date:
        mois = Mois.de(self.a_partir_de)
        return self.a_partir_de if self.a_partir_de.day == 1 else mois.decale(1).premier_jour

    def appliquer(self, bail: ParametresBail, *, baremes: Baremes) -> ParametresBail:
        return replace(bail, assujetti_tva_le=self.effet_le(baremes=baremes))


def porter(
    bail: ParametresBail, code: str, neufs: Sequence[ElementFixe], *, des: date, piece: str = ""
) -> ParametresBail:
    """Remplace, à partir de `des`, ce que le bail portait sous ce code et cette pièce ; une ligne nulle ne fait qu'arrêter."""
    neufs = [e for e in neufs if e.montant]
    if neufs and all(e in bail.elements for e in neufs):
        return bail
    veille = des - timedelta(days=1)
    gardes = [
        e
        if (e.code, e.piece) != (code, piece)
        else replace(e, jusqu_au=veille if e.jusqu_au is None else min(e.jusqu_au, veille))
        for e in bail.elements
        if (e.code, e.piece) != (code, piece) or e.a_partir_de is None or e.a_partir_de < des
    ]
    return replace(bail, elements=(*gardes, *neufs))


def _se_croisent(un: ElementFixe, autre: ElementFixe) -> bool:
    return (un.a_partir_de or date.min) <= (autre.jusqu_au or date.max) and (autre.a_partir_de or date.min) <= (
        un.jusqu_au or date.max
    )


def _origine(valeur: ValeurDatee, *, regle: str, au: date, resultat: Montant, **entrees: object) -> Explication:
    connues = {cle: v for cle, v in entrees.items() if v != ""}
    return valeur.expliquer(regle=regle, au=au, resultat=str(resultat), **connues)
