"""Ce que la CAF transmet devient des lignes : RLS, APL, et rappel d'un droit arrivé après la validation de son mois."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quittancement.domain.bail import DroitApl
from quittancement.domain.ligne import ZERO, Ligne, modele
from quittancement.domain.quittance import CODE_APL, CODE_LOYER, CODE_RLS, Quittance
from quittancement.domain.rls import controler_rls
from quittancement.domain.rubriques import rubrique
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication, Reponse, Verdict
from socle.domaine.montant import Montant, somme
from socle.domaine.periodes import Mois
from socle.domaine.refus import RegleViolee

CODES_DE_DROIT = (CODE_RLS, CODE_APL)
CODE_IOC = "IOC"


@dataclass(frozen=True, kw_only=True)
class Ecart:
    """Ce qu'il reste à porter d'un droit : `droit` moins ce que les quittances validées ont `deja_porte`."""

    code: str
    mois: Mois
    droit: Montant
    deja_porte: Montant

    @property
    def montant(self) -> Montant:
        return self.droit - self.deja_porte


def lignes_du_droit(
    droit: DroitApl, *, loyer: Montant, depense: Montant, sans_titre: bool, zone: str, au: date, baremes: Baremes
) -> list[Ligne]:
    """Lignes RLS et APL d'un mois ; `loyer` et `depense` (loyer et charges) sont ceux du mois, avant RLS et APL.

    `sans_titre` : une indemnité d'occupation y court ; la RLS s'arrête alors au loyer, et sa ligne le dit.

    Lève RegleViolee : RLS_SUPERIEURE_AU_LOYER, RLS_AU_DESSUS_DU_BAREME, APL_SUPERIEURE_AU_LOYER (donnée `excedent`).
    """
    lignes = []
    if droit.rls and sans_titre and droit.rls > loyer:
        lignes.append(_ligne_rls_limitee(droit, loyer=loyer, au=au, baremes=baremes))
    elif droit.rls:
        lignes.append(_ligne_rls(droit, loyer=loyer, zone=zone, au=au, baremes=baremes))
    if droit.apl:
        reduite = depense + somme(ligne.montant for ligne in lignes)
        lignes.append(_ligne_apl(droit, depense=reduite, au=au, baremes=baremes))
    return lignes


def ecarts_du_mois(
    quittance: Quittance, droit: DroitApl, *, toutes: Sequence[Quittance], zone: str, baremes: Baremes
) -> list[Ecart]:
    """Recalcule un mois validé avec le droit de ce mois et le compare à ce que les quittances validées portent déjà.

    Lève les refus de `lignes_du_droit`.
    """
    mois = Mois.lire(quittance.mois)
    propres = [ligne for ligne in quittance.lignes if not ligne.mois_origine and ligne.code not in CODES_DE_DROIT]
    nouvelles = lignes_du_droit(
        droit,
        loyer=somme(ligne.montant for ligne in propres if ligne.code == CODE_LOYER),
        depense=somme(ligne.montant for ligne in propres if ligne.depense),
        sans_titre=any(ligne.code == CODE_IOC for ligne in propres),
        zone=zone,
        au=mois.premier_jour,
        baremes=baremes,
    )
    portees = lignes_portees(quittance, toutes)
    ecarts = [
        Ecart(
            code=code,
            mois=mois,
            droit=somme(b.montant for b in nouvelles if b.code == code),
            deja_porte=somme(ligne.montant for ligne in portees if ligne.code == code),
        )
        for code in CODES_DE_DROIT
    ]
    return [ecart for ecart in ecarts if ecart.montant]


def lignes_portees(quittance: Quittance, toutes: Sequence[Quittance]) -> list[Ligne]:
    """Lignes qui valent pour le mois d'une quittance : les siennes, et les rappels de son mois portés depuis."""
    rappels = (ligne for q in toutes if q.validee for ligne in q.lignes if ligne.mois_origine == quittance.mois)
    return [*(ligne for ligne in quittance.lignes if not ligne.mois_origine), *rappels]


def ligne_de_rappel(ecart: Ecart, *, plafond: Montant, au: date, baremes: Baremes) -> Ligne | None:
    """Rappel (ou reprise) d'un droit ; au-delà de `plafond`, ce que le terme peut absorber, le reste attend le lot suivant."""
    montant = max(ecart.montant, -plafond)
    if not montant:
        return None
    regles = rubrique(ecart.code, au=au, baremes=baremes)
    quoi = "rappel" if montant.centimes < 0 else "reprise"
    dit = modele(
        regles,
        regle="rappel_de_droit",
        au=ecart.mois.premier_jour,
        donnees=("mois_origine", "droit_du_mois", "deja_porte", "ecart", "reporte_au_lot_suivant"),
        libelle=f"{regles.libelle}, {quoi} de {ecart.mois.numero:02d}/{ecart.mois.annee}",
        mois_origine=str(ecart.mois),
        baremes=baremes,
    )
    donnees = (str(ecart.mois), ecart.droit, ecart.deja_porte, ecart.montant, ecart.montant - montant)
    return Ligne(dit, montant, montant, donnees)


def _ligne_rls(droit: DroitApl, *, loyer: Montant, zone: str, au: date, baremes: Baremes) -> Ligne:
    if droit.rls > loyer:
        raise RegleViolee(
            "RLS_SUPERIEURE_AU_LOYER", f"La RLS ({droit.rls}) dépasse le loyer du mois ({loyer}).", champ="rls"
        )
    controle = controler_rls(droit, zone=zone, au=au, baremes=baremes)
    if controle.reponse is Reponse.NON:
        plafond = controle.explication.entrees["plafond"]
        raise RegleViolee(
            "RLS_AU_DESSUS_DU_BAREME", f"La RLS ({droit.rls}) dépasse le barème ({plafond}).", champ="rls"
        )
    regles = rubrique(CODE_RLS, au=au, baremes=baremes)
    dit = modele(regles, regle="rls_transmise_par_la_caf", au=au, donnees=("rls", "zone"), baremes=baremes)
    return Ligne(dit, -droit.rls, ZERO, (droit.rls, zone), controle=controle)


def _ligne_rls_limitee(droit: DroitApl, *, loyer: Montant, au: date, baremes: Baremes) -> Ligne:
    """Elle réduit un loyer, pas l'indemnité qui le remplace : nulle si le mois entier est sans titre."""
    regles, limite = rubrique(CODE_RLS, au=au, baremes=baremes), baremes.au("rls_sans_titre", au)
    dit = modele(
        regles,
        regle="rls_limitee_au_loyer",
        au=au,
        donnees=("rls_transmise", "loyer"),
        libelle=f"{regles.libelle}, limitée au loyer",
        article=limite.source,
        certitude=limite.certitude,
        baremes=baremes,
    )
    explication = Explication(
        regle="rls_reduit_un_loyer",
        article=limite.source,
        date=au,
        entrees={"rls": str(droit.rls), "loyer": str(loyer)},
        resultat=Reponse.NON.value,
        certitude=limite.certitude,
    )
    controle = Verdict(reponse=Reponse.NON, explication=explication, manquants=[])
    return Ligne(dit, -loyer, ZERO, (droit.rls, loyer), controle=controle)


def _ligne_apl(droit: DroitApl, *, depense: Montant, au: date, baremes: Baremes) -> Ligne:
    if droit.apl > depense:
        excedent = droit.apl - depense
        raise RegleViolee(
            "APL_SUPERIEURE_AU_LOYER",
            f"L'APL ({droit.apl}) dépasse le loyer et les charges ({depense}) : {excedent} sont à reverser au locataire.",
            champ="apl",
            excedent=excedent.centimes,
        )
    regles = rubrique(CODE_APL, au=au, baremes=baremes)
    dit = modele(regles, regle="apl_en_tiers_payant", au=au, donnees=("apl", "loyer_et_charges"), baremes=baremes)
    return Ligne(dit, -droit.apl, ZERO, (droit.apl, depense))
