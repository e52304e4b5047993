"""Écritures des espèces : 53 de la loge, puis 58, puis 512 ; 471 si le bail est inconnu ; 658 et 758 pour les écarts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from quittancement.domain.caisse.ecritures_de_caisse import compte_de_banque
from quittancement.domain.ecritures import Ecriture, Jambe, ecriture_paiement, journal
from quittancement.domain.paiement import ModePaiement, Paiement
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant


def compte_de_loge(loge: str, *, le: date, baremes: Baremes) -> str:
    """Compte de la caisse d'une loge : une par loge (A.9)."""
    return f"{baremes.au('compte_caisse_de_loge', le).valeur}{loge}"


def ecriture_especes(paiement: Paiement, *, loge: str, baremes: Baremes) -> Ecriture:
    """Caisse de la loge contre locataire. À établir à l'enregistrement, avant toute consommation de l'avance."""
    directe = ecriture_paiement(paiement, baremes=baremes)
    tresorerie, *suite = directe.jambes
    caisse = tresorerie._replace(compte=compte_de_loge(loge, le=paiement.recu_le, baremes=baremes))
    return replace(directe, jambes=(caisse, *suite))


def ecriture_especes_en_attente(
    montant: Montant, *, loge: str, piece: str, libelle: str, le: date, baremes: Baremes
) -> Ecriture:
    """Caisse de la loge contre 471 : nul ne sait encore à quel bail la somme revient."""
    return _deux(
        montant,
        debit=compte_de_loge(loge, le=le, baremes=baremes),
        credit=str(baremes.au("compte_attente", le).valeur),
        piece=piece,
        libelle=libelle,
        le=le,
        baremes=baremes,
    )


def ecriture_ecart_de_caisse(ecart: Montant, *, loge: str, piece: str, le: date, baremes: Baremes) -> Ecriture:
    """`ecart` négatif : 658 contre la caisse, il manque de l'argent ; positif : la caisse contre 758."""
    caisse = compte_de_loge(loge, le=le, baremes=baremes)
    autre = _compte_d_ecart(ecart, le=le, baremes=baremes)
    return _deux(ecart, debit=caisse, credit=autre, piece=piece, libelle="Écart de caisse", le=le, baremes=baremes)


def ecriture_remise_transportee(montant: Montant, *, loge: str, bordereau: str, le: date, baremes: Baremes) -> Ecriture:
    """58 contre la caisse de la loge."""
    return _deux(
        montant,
        debit=str(baremes.au("compte_virements_internes", le).valeur),
        credit=compte_de_loge(loge, le=le, baremes=baremes),
        piece=bordereau,
        libelle=f"Remise d'espèces {bordereau}",
        le=le,
        baremes=baremes,
    )


def ecriture_remise_creditee(
    credite: Montant, *, remis: Montant, bordereau: str, vu_au_releve: bool, le: date, baremes: Baremes
) -> Ecriture:
    """512 (ou 471) contre 58 ; ce que la banque a compté de plus ou de moins va au 758 ou au 658."""
    ecart = credite - remis
    libelle = f"Remise d'espèces {bordereau}"
    jambes = [
        Jambe(
            compte=compte_de_banque(vu_au_releve=vu_au_releve, le=le, baremes=baremes), montant=credite, libelle=libelle
        ),
        Jambe(compte=str(baremes.au("compte_virements_internes", le).valeur), montant=-remis, libelle=libelle),
        Jambe(
            compte=_compte_d_ecart(ecart, le=le, baremes=baremes), montant=-ecart, libelle="Écart compté par la banque"
        ),
    ]
    return _ecriture(jambes, piece=f"{bordereau}-BQ", le=le, baremes=baremes)


def _compte_d_ecart(ecart: Montant, *, le: date, baremes: Baremes) -> str:
    comptes = baremes.au("compte_ecart_de_caisse", le).valeur
    return str(comptes["MANQUANT" if ecart.centimes < 0 else "EXCEDENT"])


def _deux(
    montant: Montant, *, debit: str, credit: str, piece: str, libelle: str, le: date, baremes: Baremes
) -> Ecriture:
    jambes = [
        Jambe(compte=debit, montant=montant, libelle=libelle),
        Jambe(compte=credit, montant=-montant, libelle=libelle),
    ]
    return _ecriture(jambes, piece=piece, le=le, baremes=baremes)


def _ecriture(jambes: Sequence[Jambe], *, piece: str, le: date, baremes: Baremes) -> Ecriture:
    return Ecriture(
        journal=journal(ModePaiement.ESPECES.value, le=le, baremes=baremes),
        piece=piece,
        date_comptable=le,
        bail_id=None,
        jambes=tuple(j for j in jambes if j.montant),
    )
