"""Espèces de la loge : leurs écritures de la caisse à la banque, au centime, et leurs états."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from fabrique_quittancement import BAREMES, eur, le, payer, quittancer, un_compte

from quittancement.adapters.fec import _libelle
from quittancement.domain.caisse.ecritures_d_especes import (
    ecriture_ecart_de_caisse,
    ecriture_especes,
    ecriture_especes_en_attente,
    ecriture_remise_creditee,
    ecriture_remise_transportee,
)
from quittancement.domain.caisse.especes import EncaissementLoge, RemiseEspeces, RemiseEspecesCreditee, StatutEspeces
from quittancement.domain.ecritures import Ecriture, ecriture_attente_levee
from socle.domaine.montant import Montant
from socle.domaine.refus import Refus, TransitionInterdite

LE = date(2026, 7, 2)


def soldes(*ecritures: Ecriture) -> dict[str, int]:
    total: dict[str, int] = {}
    for jambe in (j for e in ecritures for j in e.jambes):
        total[jambe.compte] = total.get(jambe.compte, 0) + jambe.montant.centimes
    return {compte: centimes for compte, centimes in total.items() if centimes}


def transportee(montant: str = "508,37") -> Ecriture:
    return ecriture_remise_transportee(eur(montant), loge="L01", bordereau="RE-1", le=LE, baremes=BAREMES)


def creditee(credite: str, *, vu: bool = False) -> Ecriture:
    return ecriture_remise_creditee(
        eur(credite), remis=eur("508,37"), bordereau="RE-1", vu_au_releve=vu, le=LE, baremes=BAREMES
    )


def test_les_especes_vont_de_la_caisse_de_la_loge_a_la_banque_par_le_58() -> None:
    compte = un_compte()
    quittancer(compte, "2026-06")
    recue = ecriture_especes(payer(compte, "508,37", recu_le="2026-07-02", mode="ESPECES"), loge="L01", baremes=BAREMES)
    assert (soldes(recue), recue.journal) == ({"53.L01": 50837, "411": -50837}, "CA")
    assert soldes(recue, transportee()) == {"58": 50837, "411": -50837}
    assert soldes(recue, transportee(), creditee("508,37")) == {"512": 50837, "411": -50837}
    assert soldes(transportee(), creditee("508,37", vu=True)) == {"53.L01": -50837, "471": 50837}


@pytest.mark.parametrize(
    ("credite", "attendu"),
    [("508,37", {}), ("500,00", {"658": 837}), ("510,00", {"758": -163})],
)
def test_ce_que_la_banque_compte_de_plus_ou_de_moins_solde_le_58(credite: str, attendu: dict[str, int]) -> None:
    banque = soldes(transportee(), creditee(credite))
    assert {k: v for k, v in banque.items() if k not in ("512", "53.L01")} == attendu


@pytest.mark.parametrize(
    ("ecart", "attendu"),
    [("-10,00", {"658": 1000, "53.L01": -1000}), ("0,01", {"53.L01": 1, "758": -1}), ("0", {})],
)
def test_un_ecart_de_comptage_va_en_charge_ou_en_produit(ecart: str, attendu: dict[str, int]) -> None:
    ecriture = ecriture_ecart_de_caisse(eur(ecart), loge="L01", piece="P", le=LE, baremes=BAREMES)
    assert soldes(ecriture) == attendu


def test_une_somme_sans_bail_attend_au_471_puis_paie() -> None:
    attente = ecriture_especes_en_attente(eur("508,37"), loge="L01", piece="P", libelle="Reçu", le=LE, baremes=BAREMES)
    assert soldes(attente) == {"53.L01": 50837, "471": -50837}
    compte = un_compte()
    quittancer(compte, "2026-06")
    levee = ecriture_attente_levee(
        payer(compte, "508,37", recu_le="2026-07-02", mode="ESPECES"), le=le("2026-07-05"), baremes=BAREMES
    )
    assert soldes(attente, levee) == {"53.L01": 50837, "411": -50837}


def test_le_fichier_des_ecritures_nomme_la_caisse_de_chaque_loge() -> None:
    libelles = BAREMES.au("libelles_comptes", LE).valeur
    assert [_libelle(c, libelles) for c in ("53", "53.L01", "999", "9.9")] == ["Caisses", "Caisses L01", "999", "9.9"]


def un_encaissement(**change: Any) -> EncaissementLoge:
    champs: dict[str, Any] = {
        "id": UUID(int=1),
        "caisse_id": UUID(int=2),
        "loge": "L01",
        "numero": "L01-2026-000001",
        "bail_id": UUID(int=3),
        "mois": "2026-06",
        "montant": eur("10,00"),
        "encaisse_le": LE,
    }
    return EncaissementLoge(**{**champs, **change})


def test_un_encaissement_en_attente_ne_s_impute_qu_une_fois() -> None:
    encaissement = un_encaissement()
    encaissement.attendre("COMPTE_INCONNU")
    encaissement.imputer(bail_id=UUID(int=9), paiement_id=UUID(int=10), par="agent")
    assert (encaissement.statut, encaissement.bail_id) == (StatutEspeces.IMPUTE, UUID(int=9))
    with pytest.raises(TransitionInterdite):
        encaissement.imputer(bail_id=UUID(int=9), paiement_id=UUID(int=11), par="agent")


def test_un_encaissement_rendu_a_l_attente_s_impute_de_nouveau() -> None:
    encaissement = un_encaissement()
    encaissement.attendre("COMPTE_INCONNU")
    encaissement.imputer(bail_id=UUID(int=9), paiement_id=UUID(int=10), par="agent")
    encaissement.rendre_a_l_attente()
    assert (encaissement.motif, encaissement.paiement_id, encaissement.decide_par) == ("PAIEMENT_CONTREPASSE", None, "")
    encaissement.imputer(bail_id=UUID(int=8), paiement_id=UUID(int=11), par="agent")
    encaissement.annuler()
    with pytest.raises(TransitionInterdite):
        encaissement.rendre_a_l_attente()


def test_une_remise_se_credite_une_fois_apres_son_transport() -> None:
    remise = RemiseEspeces(id=UUID(int=2), loge="L01")
    with pytest.raises(TransitionInterdite):
        remise.crediter(eur("1,00"), le=LE, entree_id=None)
    remise.transporter(bordereau="RE-1", montant=eur("508,37"), le=LE)
    for montant, quand, code in (
        (Montant(0), LE, "MONTANT_NON_POSITIF"),
        (eur("1,00"), date(2026, 7, 1), "DATE_INCOHERENTE"),
    ):
        with pytest.raises(Refus) as refus:
            remise.crediter(montant, le=quand, entree_id=None)
        assert refus.value.code == code
    remise.crediter(eur("508,00"), le=LE, entree_id=None)
    assert remise.retirer_faits() == [RemiseEspecesCreditee(montant=eur("508,00"), creditee_le=LE)]
    with pytest.raises(TransitionInterdite):
        remise.crediter(eur("508,37"), le=LE, entree_id=None)
