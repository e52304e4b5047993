"""Écritures en partie double (spécification A.9) : une écriture déséquilibrée ne peut pas exister."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from quittancement.domain.annulation import Liberation
from quittancement.domain.imputation import Affectation
from quittancement.domain.ligne import Ligne
from quittancement.domain.paiement import ModePaiement, Paiement
from quittancement.domain.quittance import CODE_APL, Quittance
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant, somme
from socle.domaine.refus import RegleViolee


class Jambe(NamedTuple):
    """Mouvement d'un compte : positif au débit, négatif au crédit."""

    compte: str
    montant: Montant
    libelle: str


@dataclass(frozen=True, kw_only=True)
class Ecriture:
    """Lève RegleViolee (ECRITURE_DESEQUILIBREE) si la somme des jambes n'est pas nulle.

    `date_valeur` : jour du fait, s'il n'est pas celui de l'écriture.
    """

    journal: str
    piece: str
    date_comptable: date
    bail_id: UUID | None
    jambes: tuple[Jambe, ...]
    date_valeur: date | None = None

    def __post_init__(self) -> None:
        ecart = somme(j.montant for j in self.jambes)
        if ecart:
            raise RegleViolee(
                "ECRITURE_DESEQUILIBREE", f"L'écriture {self.piece} est déséquilibrée de {ecart}.", champ="jambes"
            )

    @property
    def total(self) -> Montant:
        """Total des débits, égal à celui des crédits."""
        return somme(j.montant for j in self.jambes if j.montant > Montant.zero())


def ecriture_quittancement(quittance: Quittance, *, le: date, baremes: Baremes) -> Ecriture:
    """L'écriture du terme, sous le numéro de sa quittance."""
    jambes = jambes_du_terme(quittance.lignes, quittance.mois, le=le, baremes=baremes)
    return _ecriture("QUITTANCEMENT", quittance.numero, quittance.bail_id, jambes, le=le, baremes=baremes)


def jambes_du_terme(lignes: Sequence[Ligne], mois: str, *, le: date, baremes: Baremes) -> list[Jambe]:
    """Locataire débité du brut hors APL, produits crédités, RLS débitée ; l'APL passe du locataire à la CAF."""
    locataires = str(baremes.au("compte_locataires", le).valeur)
    brut, apl, produits = 0, 0, []
    for ligne in lignes:
        modele, centimes = ligne.modele, ligne.montant.centimes
        if modele.code == CODE_APL:
            apl -= centimes
        elif centimes:
            brut += centimes
            produits.append(Jambe(modele.compte, Montant(-centimes), modele.libelle))
    jambes = [Jambe(locataires, Montant(brut), f"Terme {mois}"), *produits] if brut else produits
    if apl:
        caf, libelle = str(baremes.au("compte_caf", le).valeur), f"APL {mois}"
        jambes += [Jambe(caf, Montant(apl), libelle), Jambe(locataires, Montant(-apl), libelle)]
    return jambes


def ecriture_paiement(paiement: Paiement, *, baremes: Baremes) -> Ecriture:
    """Trésorerie débitée selon le mode ; locataire crédité de l'affecté, avance au 419, écart du FSL en attente.

    À établir à l'enregistrement, avant toute consommation de l'avance.
    """
    le = paiement.recu_le
    tresorerie = str(baremes.au("compte_tresorerie", le).valeur[paiement.mode.value])
    libelle = f"{paiement.mode.value} {paiement.reference}".strip()
    jambes = [
        _jambe(tresorerie, paiement.montant, libelle),
        *(
            _jambe(str(baremes.au("compte_locataires", le).valeur), -a.montant, f"Terme {a.mois}")
            for a in paiement.affectations
        ),
        _jambe(str(baremes.au("compte_avances", le).valeur), -paiement.avance, "Avance"),
        _jambe(str(baremes.au("compte_attente", le).valeur), -paiement.ecart, "Écart FSL à régler"),
    ]
    return _ecriture(paiement.mode.value, str(paiement.id), paiement.bail_id, jambes, le=le, baremes=baremes)


def ecriture_avance_utilisee(
    affectations: Sequence[Affectation], *, bail_id: UUID, piece: str, le: date, baremes: Baremes
) -> Ecriture:
    """L'avance quitte le 419 pour éteindre des termes du locataire."""
    jambes = [
        _jambe(str(baremes.au("compte_avances", le).valeur), somme(a.montant for a in affectations), "Avance utilisée"),
        *(_jambe(str(baremes.au("compte_locataires", le).valeur), -a.montant, f"Terme {a.mois}") for a in affectations),
    ]
    return _ecriture("AVANCE", piece, bail_id, jambes, le=le, baremes=baremes)


def ecriture_liberation(
    liberations: Sequence[Liberation], *, bail_id: UUID, piece: str, le: date, baremes: Baremes
) -> Ecriture:
    """Un terme annulé rend ses paiements : le locataire est redébité, l'avance (419) ou l'écart du FSL (471) recrédité."""
    locataires = str(baremes.au("compte_locataires", le).valeur)
    jambes = []
    for liberation in liberations:
        du_fsl = liberation.paiement.mode is ModePaiement.FSL
        rendu = str(baremes.au("compte_attente" if du_fsl else "compte_avances", le).valeur)
        montant = liberation.affectation.montant
        jambes += [
            _jambe(locataires, montant, f"Terme {liberation.affectation.mois} annulé"),
            _jambe(rendu, -montant, "Paiement rendu disponible"),
        ]
    return _ecriture("AVANCE", piece, bail_id, jambes, le=le, baremes=baremes)


def ecriture_frais_de_rejet(frais: Montant, *, piece: str, libelle: str, le: date, baremes: Baremes) -> Ecriture:
    """Frais que la banque prend pour un rejet : 627 contre 512, sans bail. Jamais au locataire (loi 89-462, art. 4)."""
    jambes = [
        _jambe(str(baremes.au("compte_frais_bancaires", le).valeur), frais, libelle),
        _jambe(str(baremes.au("compte_tresorerie", le).valeur[ModePaiement.PRELEVEMENT.value]), -frais, libelle),
    ]
    return _ecriture(ModePaiement.PRELEVEMENT.value, piece, None, jambes, le=le, baremes=baremes)


def ecriture_attente(montant: Montant, *, piece: str, libelle: str, le: date, baremes: Baremes) -> Ecriture:
    """Somme entrée (positive) ou sortie de la banque dont le bail est inconnu : 512 contre 471."""
    jambes = [
        _jambe(str(baremes.au("compte_tresorerie", le).valeur[ModePaiement.VIREMENT.value]), montant, libelle),
        _jambe(str(baremes.au("compte_attente", le).valeur), -montant, libelle),
    ]
    return _ecriture(ModePaiement.VIREMENT.value, piece, None, jambes, le=le, baremes=baremes)


def ecriture_attente_levee(paiement: Paiement, *, le: date, baremes: Baremes) -> Ecriture:
    """Le bail d'une somme en attente est reconnu : elle quitte le 471 pour le locataire."""
    directe = ecriture_paiement(paiement, baremes=baremes)
    attente, tresorerie = str(baremes.au("compte_attente", le).valeur), directe.jambes[0]
    return Ecriture(
        journal=str(baremes.au("journal", le).valeur["AVANCE"]),
        piece=directe.piece,
        date_comptable=le,
        bail_id=directe.bail_id,
        jambes=(_jambe(attente, tresorerie.montant, tresorerie.libelle), *directe.jambes[1:]),
    )


def contrepasser(ecriture: Ecriture, *, piece: str, le: date) -> Ecriture:
    """Écriture inverse, sur le même journal : rien ne s'efface."""
    return Ecriture(
        journal=ecriture.journal,
        piece=piece,
        date_comptable=le,
        bail_id=ecriture.bail_id,
        jambes=tuple(Jambe(compte=j.compte, montant=-j.montant, libelle=j.libelle) for j in ecriture.jambes),
    )


def reporter(ecriture: Ecriture, *, ouvert_le: date) -> Ecriture:
    """Datée d'un mois clos, elle s'écrit au premier jour ouvert et garde sa date de valeur ; une autre ne change pas."""
    if ecriture.date_comptable >= ouvert_le:
        return ecriture
    return replace(ecriture, date_comptable=ouvert_le, date_valeur=ecriture.date_valeur or ecriture.date_comptable)


def journal(nature: str, *, le: date, baremes: Baremes) -> str:
    """Code du journal où s'écrit ce genre d'acte."""
    return str(baremes.au("journal", le).valeur[nature])


def _jambe(compte: str, montant: Montant, libelle: str) -> Jambe:
    return Jambe(compte=compte, montant=montant, libelle=libelle)


def _ecriture(
    nature: str, piece: str, bail_id: UUID | None, jambes: Sequence[Jambe], *, le: date, baremes: Baremes
) -> Ecriture:
    return Ecriture(
        journal=journal(nature, le=le, baremes=baremes),
        piece=piece,
        date_comptable=le,
        bail_id=bail_id,
        jambes=tuple(j for j in jambes if j.montant),
    )
