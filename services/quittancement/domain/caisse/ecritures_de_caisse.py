"""Écritures des chèques et des caisses de loge (spécification A.9). `vu_au_releve` : la banque l'a déjà montré, au 471."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from quittancement.domain.caisse.bordereau import Bordereau
from quittancement.domain.ecritures import Ecriture, Jambe, contrepasser, ecriture_paiement, journal
from quittancement.domain.paiement import ModePaiement, Paiement
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant


def ecriture_bordereau_credite(
    bordereau: Bordereau, montant: Montant, *, vu_au_releve: bool, baremes: Baremes
) -> Ecriture:
    """512 (ou 471) contre 5112, pour ce que la banque a crédité."""
    le = bordereau.credite_le or bordereau.etabli_le
    debite = compte_de_banque(vu_au_releve=vu_au_releve, le=le, baremes=baremes)
    return _virer(
        montant,
        de=_tresorerie(ModePaiement.CHEQUE, le=le, baremes=baremes),
        vers=debite,
        piece=bordereau.numero,
        le=le,
        baremes=baremes,
    )


def ecriture_credit_reconnu(bordereau: Bordereau, montant: Montant, *, le: date, baremes: Baremes) -> Ecriture:
    """Un crédit déjà compté au 512 paraît au relevé, où il avait été mis en attente : il quitte le 471 et le 512."""
    return _virer(
        montant,
        de=compte_de_banque(vu_au_releve=False, le=le, baremes=baremes),
        vers=compte_de_banque(vu_au_releve=True, le=le, baremes=baremes),
        piece=f"{bordereau.numero}-REL",
        le=le,
        baremes=baremes,
    )


def ecriture_cheque_impaye(
    paiement: Paiement, *, credite: bool, vu_au_releve: bool, le: date, baremes: Baremes
) -> Ecriture:
    """Le locataire est redébité ; en face le 512 (ou le 471) si la banque avait crédité, le 5112 sinon.

    À établir avant de contrepasser le paiement.
    """
    inverse = contrepasser(ecriture_paiement(paiement, baremes=baremes), piece=f"CHQ-{paiement.id}", le=le)
    if not credite:
        return inverse
    banque = compte_de_banque(vu_au_releve=vu_au_releve, le=le, baremes=baremes)
    tresorerie, *locataire = inverse.jambes
    return replace(inverse, jambes=(tresorerie._replace(compte=banque), *locataire))


def compte_de_banque(*, vu_au_releve: bool, le: date, baremes: Baremes) -> str:
    """512, ou 471 si l'entrée du relevé y attend d'être reconnue."""
    if vu_au_releve:
        return str(baremes.au("compte_attente", le).valeur)
    return _tresorerie(ModePaiement.VIREMENT, le=le, baremes=baremes)


def _tresorerie(mode: ModePaiement, *, le: date, baremes: Baremes) -> str:
    return str(baremes.au("compte_tresorerie", le).valeur[mode.value])


def _virer(montant: Montant, *, de: str, vers: str, piece: str, le: date, baremes: Baremes) -> Ecriture:
    libelle = f"Remise {piece}"
    jambes = (
        Jambe(compte=vers, montant=montant, libelle=libelle),
        Jambe(compte=de, montant=-montant, libelle=libelle),
    )
    return Ecriture(
        journal=journal(ModePaiement.CHEQUE.value, le=le, baremes=baremes),
        piece=piece,
        date_comptable=le,
        bail_id=None,
        jambes=jambes if montant else (),
    )
