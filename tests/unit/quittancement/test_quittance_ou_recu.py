"""Quittance seulement si le terme est intégralement payé, reçu sinon (loi 89-462 art. 21)."""

from __future__ import annotations

from uuid import UUID

import pytest
from fabrique_quittancement import BAREMES, eur, le, payer, quittancer, un_compte, un_droit

from quittancement.domain.paiement import ModePaiement
from quittancement.domain.quittance_ou_recu import NatureJustificatif, Versement, justifier
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois
from socle.domaine.refus import RegleViolee


def test_un_paiement_partiel_donne_un_recu_et_le_solde_une_quittance() -> None:
    compte = un_compte()
    (quittance,) = quittancer(compte, "2026-06")
    payer(compte, "508,36", recu_le="2026-07-01")
    recu = justifier(quittance, compte.paiements, le=le("2026-07-02"))
    assert (recu.nature, recu.total, recu.reste_du) == (NatureJustificatif.RECU, eur("508,36"), eur("0,01"))
    assert recu.explication.article == "loi 89-462, art. 21"
    payer(compte, "0,01", recu_le="2026-07-04", mode="CHEQUE")
    complete = justifier(quittance, compte.paiements, le=le("2026-07-05"))
    assert complete.nature is NatureJustificatif.QUITTANCE
    assert (complete.loyer, complete.charges, complete.autres) == (eur("412,37"), eur("96,00"), Montant.zero())
    assert complete.versements == (
        Versement(recu_le=le("2026-07-01"), mode=ModePaiement.VIREMENT, montant=eur("508,36")),
        Versement(recu_le=le("2026-07-04"), mode=ModePaiement.CHEQUE, montant=eur("0,01")),
    )


def test_le_recu_ne_montre_que_la_part_du_paiement_qui_va_au_terme() -> None:
    compte = un_compte()
    _, juin = quittancer(compte, "2026-05", "2026-06")
    payer(compte, "600,00", recu_le="2026-07-01")
    assert [v.montant for v in justifier(juin, compte.paiements, le=le("2026-07-02")).versements] == [eur("91,63")]


def test_un_terme_couvert_par_l_apl_a_sa_quittance_sans_versement() -> None:
    compte = un_compte(droits=[un_droit("2026-06", apl="508,37", rls="0")])
    (quittance,) = quittancer(compte, "2026-06")
    assert justifier(quittance, [], le=le("2026-07-02")).nature is NatureJustificatif.QUITTANCE


def test_sans_paiement_ni_validation_pas_de_document() -> None:
    compte = un_compte()
    (quittance,) = quittancer(compte, "2026-06")
    provisoire = compte.quittancer(Mois(2026, 7), quittance_id=UUID(int=1), lot_id=UUID(int=2), baremes=BAREMES)
    for terme, code in ((quittance, "AUCUN_PAIEMENT"), (provisoire, "QUITTANCE_NON_VALIDEE")):
        with pytest.raises(RegleViolee) as refus:
            justifier(terme, [], le=le("2026-07-02"))
        assert refus.value.code == code
