"""Écritures : partie double, comptes du barème, inverse."""

from __future__ import annotations

from uuid import UUID

import pytest
from fabrique_quittancement import (
    BAREMES,
    ELEMENTS_CANONIQUES,
    eur,
    le,
    payer,
    quittancer,
    un_bail,
    un_compte,
    un_droit,
)

from quittancement.domain.ecritures import (
    Ecriture,
    Jambe,
    contrepasser,
    ecriture_avance_utilisee,
    ecriture_paiement,
    ecriture_quittancement,
)
from quittancement.domain.quittance import Quittance
from socle.domaine.montant import Montant, somme
from socle.domaine.refus import RegleViolee


def par_compte(ecriture: Ecriture) -> dict[str, int]:
    comptes = sorted({j.compte for j in ecriture.jambes})
    return {c: somme(j.montant for j in ecriture.jambes if j.compte == c).centimes for c in comptes}


def la_quittance_canonique() -> Quittance:
    compte = un_compte(bail=un_bail(elements=ELEMENTS_CANONIQUES), droits=[un_droit("2026-06")])
    return quittancer(compte, "2026-06")[0]


def test_le_quittancement_canonique_debite_le_net_au_locataire_et_l_apl_a_la_caf() -> None:
    ecriture = ecriture_quittancement(la_quittance_canonique(), le=le("2026-06-24"), baremes=BAREMES)
    assert par_compte(ecriture) == {
        "411": 33851,
        "443": 27100,
        "467": -720,
        "703": -18200,
        "7043": -41237,
        "7045": -3850,
        "70943": 4306,
        "7x-TRL": -1250,
    }
    assert (ecriture.journal, ecriture.piece) == ("QUI", "Q-2026-06")
    assert ecriture.total == eur("609,51") + eur("43,06") + eur("271,00")


@pytest.mark.parametrize(
    ("mode", "tresorerie", "journal"),
    [
        ("VIREMENT", "512", "BQ"),
        ("PRELEVEMENT", "512", "BQ"),
        ("CB", "512", "BQ"),
        ("CHEQUE", "5112", "BQ"),
        ("ESPECES", "53", "CA"),
    ],
)
def test_un_paiement_debite_la_tresorerie_de_son_mode(mode: str, tresorerie: str, journal: str) -> None:
    compte = un_compte()
    quittancer(compte, "2026-06")
    paiement = payer(compte, "600,00", recu_le="2026-07-01", mode=mode)
    ecriture = ecriture_paiement(paiement, baremes=BAREMES)
    assert par_compte(ecriture) == {"411": -50837, "419": -9163, tresorerie: 60000}
    assert ecriture.journal == journal


def test_l_ecart_d_un_versement_du_fsl_reste_en_attente() -> None:
    compte = un_compte()
    quittancer(compte, "2026-06", "2026-07")
    paiement = compte.enregistrer_paiement_fsl(
        paiement_id=UUID(int=1),
        montant=eur("600,00"),
        verse_le=le("2026-09-01"),
        reference="V",
        dossier_fsl_id=UUID(int=2),
        decision_id="D-3",
        termes_couverts=["2026-06"],
        baremes=BAREMES,
    )
    assert par_compte(ecriture_paiement(paiement, baremes=BAREMES)) == {"411": -50837, "471": -9163, "512": 60000}


def test_une_avance_utilisee_quitte_le_419() -> None:
    compte = un_compte()
    payer(compte, "100,00", recu_le="2026-06-01")
    quittancer(compte, "2026-06")
    ecriture = ecriture_avance_utilisee(
        compte.utiliser_avances(le=le("2026-06-30"), baremes=BAREMES),
        bail_id=compte.id,
        piece="A1",
        le=le("2026-06-30"),
        baremes=BAREMES,
    )
    assert par_compte(ecriture) == {"411": -10000, "419": 10000}


def test_une_ecriture_desequilibree_ne_peut_pas_exister() -> None:
    with pytest.raises(RegleViolee) as refus:
        Ecriture(
            journal="OD",
            piece="X",
            date_comptable=le("2026-06-30"),
            bail_id=UUID(int=1),
            jambes=(Jambe(compte="411", montant=Montant(1), libelle=""),),
        )
    assert refus.value.code == "ECRITURE_DESEQUILIBREE"


def test_contrepasser_annule_compte_par_compte() -> None:
    ecriture = ecriture_quittancement(la_quittance_canonique(), le=le("2026-06-24"), baremes=BAREMES)
    inverse = contrepasser(ecriture, piece="C1", le=le("2026-07-02"))
    assert par_compte(inverse) == {c: -m for c, m in par_compte(ecriture).items()}
    assert (inverse.journal, inverse.date_comptable) == ("QUI", le("2026-07-02"))
