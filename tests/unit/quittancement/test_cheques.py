"""Chèques et bordereaux : validité, doublon, remise à deux, impayé qui rend l'état d'avant."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from fabrique_quittancement import BAREMES, eur, le, payer, quittancer, un_compte

from quittancement.domain.annulation import annuler_paiement
from quittancement.domain.caisse.bordereau import Bordereau, StatutBordereau, etablir
from quittancement.domain.caisse.cheque import Cheque, StatutCheque, cle_du_titre, recevoir_cheque, valable_jusqu_au
from quittancement.domain.caisse.ecritures_de_caisse import (
    ecriture_bordereau_credite,
    ecriture_cheque_impaye,
    ecriture_credit_reconnu,
)
from quittancement.domain.ecritures import Ecriture, ecriture_paiement
from quittancement.domain.quittance_ou_recu import NatureJustificatif, justifier
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide, Refus, RegleViolee, TransitionInterdite

BANQUE = "FR7630006000011234567890189"


def un_cheque(rang: int = 1, **change: Any) -> Cheque:
    champs: dict[str, Any] = {
        "id": UUID(int=rang),
        "bail_id": UUID(int=1),
        "paiement_id": UUID(int=1000 + rang),
        "tireur": "Essai Ana",
        "tiers": False,
        "banque": "Banque d'essai",
        "numero": f"{rang:07d}",
        "montant": eur("508,37"),
        "emis_le": le("2026-07-01"),
        "recu_le": le("2026-07-02"),
        "baremes": BAREMES,
    }
    return recevoir_cheque(**{**champs, **change})


def un_cheque_endosse(rang: int = 1, **change: Any) -> Cheque:
    cheque = un_cheque(rang, **change)
    cheque.endosser()
    return cheque


def un_bordereau(*cheques: Cheque, etabli_le: str = "2026-07-03") -> Bordereau:
    return etablir(cheques, id=UUID(int=90), rang=1, banque=BANQUE, le=le(etabli_le), par="agent-un", baremes=BAREMES)


def soldes(*ecritures: Ecriture) -> dict[str, int]:
    total: dict[str, int] = {}
    for jambe in (j for e in ecritures for j in e.jambes):
        total[jambe.compte] = total.get(jambe.compte, 0) + jambe.montant.centimes
    return {compte: centimes for compte, centimes in total.items() if centimes}


@pytest.mark.parametrize(
    ("emis_le", "limite"),
    [
        ("2026-07-01", "2027-07-09"),
        ("2024-02-21", "2025-02-28"),  # présentable jusqu'au 29/02/2024 : un an plus tard, le dernier jour de février
        ("2026-12-24", "2028-01-01"),
        ("2026-12-31", "2028-01-08"),
    ],
)
def test_un_cheque_vaut_huit_jours_puis_un_an(emis_le: str, limite: str) -> None:
    assert valable_jusqu_au(le(emis_le), baremes=BAREMES) == le(limite)
    assert un_cheque(emis_le=le(emis_le), recu_le=le(limite)).statut is StatutCheque.RECU
    with pytest.raises(RegleViolee) as refus:
        un_cheque(emis_le=le(emis_le), recu_le=date.fromordinal(le(limite).toordinal() + 1))
    assert (refus.value.code, refus.value.champ) == ("CHEQUE_PERIME", "emis_le")


@pytest.mark.parametrize(
    ("change", "code", "champ"),
    [
        ({"montant": Montant(0)}, "MONTANT_NON_POSITIF", "montant"),
        ({"montant": Montant(-1)}, "MONTANT_NON_POSITIF", "montant"),
        ({"emis_le": le("2026-07-03")}, "CHEQUE_POSTDATE", "emis_le"),
        ({"tireur": "  "}, "CHAMP_VIDE", "tireur"),
        ({"banque": "x" * 141}, "CHAMP_TROP_LONG", "banque"),
        ({"numero": "12A"}, "NUMERO_DE_CHEQUE", "numero"),
        ({"numero": "١٢"}, "NUMERO_DE_CHEQUE", "numero"),
        ({"numero": ""}, "NUMERO_DE_CHEQUE", "numero"),
    ],
)
def test_un_mauvais_titre_est_refuse(change: dict[str, Any], code: str, champ: str) -> None:
    with pytest.raises(Refus) as refus:
        un_cheque(**change)
    assert (refus.value.code, refus.value.champ) == (code, champ)


def test_le_delai_de_remise_compte_les_jours_ouvres() -> None:
    assert un_cheque(emis_le=le("2026-07-10"), recu_le=le("2026-07-10")).remettre_avant == le("2026-07-15")
    # Le 14 juillet est férié, le 11 et le 12 sont un samedi et un dimanche : vendredi, puis lundi 13 et mercredi 15.


def test_le_meme_titre_se_reconnait_malgre_la_casse_et_les_accents() -> None:
    cle = cle_du_titre(banque="Crédit  d'Essai", numero="12", tireur="Éssai-Ana")
    assert cle == cle_du_titre(banque="CREDIT D ESSAI", numero="12", tireur="essai ana")
    assert cle != cle_du_titre(banque="CREDIT D ESSAI", numero="13", tireur="essai ana")


def test_le_tireur_ne_s_imprime_pas_par_megarde() -> None:
    assert "Essai Ana" not in repr(un_cheque())
    assert "ESSAI" not in repr(un_cheque())


def test_le_bordereau_fait_la_somme_de_sa_liste_et_met_de_cote_ce_qui_ne_peut_partir() -> None:
    perime = un_cheque_endosse(3, emis_le=le("2025-06-24"), recu_le=le("2026-07-02"))
    bordereau = un_bordereau(un_cheque_endosse(1), un_cheque(2), perime, un_cheque_endosse(4, montant=Montant(1)))
    assert (bordereau.numero, bordereau.nombre, bordereau.total) == ("BC-2026-000001", 2, eur("508,38"))
    assert [(e.cheque_id[-1], e.code) for e in bordereau.ecartes] == [
        ("2", "TRANSITION_INTERDITE"),
        ("3", "CHEQUE_PERIME"),
    ]
    assert perime.statut is StatutCheque.ENDOSSE


def test_un_bordereau_sans_cheque_ou_sur_un_compte_etranger_est_refuse() -> None:
    with pytest.raises(RegleViolee) as refus:
        un_bordereau(un_cheque())
    assert refus.value.code == "RIEN_A_REMETTRE"
    with pytest.raises(DonneeInvalide) as etranger:
        etablir(
            [un_cheque_endosse()],
            id=UUID(int=90),
            rang=1,
            banque="DE89370400440532013000",
            le=le("2026-07-03"),
            par="agent-un",
            baremes=BAREMES,
        )
    assert etranger.value.code == "BANQUE_INCONNUE"


def test_celui_qui_etablit_ne_remet_pas_et_rien_ne_part_deux_fois() -> None:
    cheque = un_cheque_endosse()
    bordereau = un_bordereau(cheque)
    for par, quand, code in (
        ("agent-un", "2026-07-03", "SECONDE_PERSONNE"),
        ("agent-deux", "2026-07-02", "DATE_INCOHERENTE"),
    ):
        with pytest.raises(Refus) as refus:
            bordereau.remettre([cheque], par=par, le=le(quand))
        assert refus.value.code == code
    with pytest.raises(RegleViolee) as incoherent:
        bordereau.remettre([], par="agent-deux", le=le("2026-07-03"))
    assert incoherent.value.code == "BORDEREAU_INCOHERENT"
    bordereau.remettre([cheque], par="agent-deux", le=le("2026-07-03"))
    assert (bordereau.statut, cheque.statut) == (StatutBordereau.REMIS, StatutCheque.REMIS)
    with pytest.raises(TransitionInterdite):
        bordereau.remettre([cheque], par="agent-deux", le=le("2026-07-03"))
    with pytest.raises(TransitionInterdite):
        bordereau.annuler([cheque])


def test_un_bordereau_annule_rend_ses_cheques() -> None:
    cheque = un_cheque_endosse()
    bordereau = un_bordereau(cheque)
    bordereau.annuler([cheque])
    assert (bordereau.statut, cheque.statut, cheque.bordereau_id) == (
        StatutBordereau.ANNULE,
        StatutCheque.ENDOSSE,
        None,
    )
    assert un_bordereau(cheque).nombre == 1


def test_la_banque_ne_credite_pas_le_cheque_deja_revenu() -> None:
    paye, revenu = un_cheque_endosse(1), un_cheque_endosse(2)
    bordereau = un_bordereau(paye, revenu)
    bordereau.remettre([paye, revenu], par="agent-deux", le=le("2026-07-03"))
    revenu.declarer_impaye(le=le("2026-07-06"), motif="SANS_PROVISION")
    assert bordereau.crediter([paye, revenu], le=le("2026-07-07")) == eur("508,37")
    assert (paye.statut, revenu.statut) == (StatutCheque.CREDITE, StatutCheque.IMPAYE)
    with pytest.raises(TransitionInterdite):
        revenu.declarer_impaye(le=le("2026-07-08"), motif="")


@pytest.mark.parametrize(("credite", "vu_au_releve"), [(False, False), (True, False), (True, True)])
def test_un_impaye_rend_le_compte_et_le_livre_tels_qu_ils_etaient(credite: bool, vu_au_releve: bool) -> None:
    compte = un_compte()
    quittancer(compte, "2026-05", "2026-06")
    payer(compte, "100,00", recu_le="2026-06-15")
    avant = [q.lignes for q in compte.quittances], compte.dette_echue(au=le("2026-07-31")), compte.solde()
    paiement = payer(compte, "700,00", recu_le="2026-07-02", mode="CHEQUE")
    bordereau = un_bordereau(un_cheque_endosse(montant=eur("700,00")))
    bordereau.credite_le = le("2026-07-06")
    livre = [ecriture_paiement(paiement, baremes=BAREMES)]
    if credite:
        livre.append(ecriture_bordereau_credite(bordereau, eur("700,00"), vu_au_releve=False, baremes=BAREMES))
        assert soldes(*livre) == {"411": -70000, "512": 70000}
    inverse = ecriture_cheque_impaye(
        paiement, credite=credite, vu_au_releve=vu_au_releve, le=le("2026-07-10"), baremes=BAREMES
    )
    annuler_paiement(compte, paiement, le=le("2026-07-10"))
    assert ([q.lignes for q in compte.quittances], compte.dette_echue(au=le("2026-07-31")), compte.solde()) == avant
    # Vu au relevé, le débit de la banque a déjà quitté le 512 pour le 471 : l'impayé solde ce 471.
    assert soldes(*livre, inverse) == ({"512": 70000, "471": -70000} if vu_au_releve else {})
    with pytest.raises(RegleViolee) as refus:
        annuler_paiement(compte, paiement, le=le("2026-07-11"))
    assert refus.value.code == "PAIEMENT_DEJA_CONTREPASSE"


def test_un_credit_vu_apres_coup_quitte_l_attente_sans_doubler_la_banque() -> None:
    bordereau = un_bordereau(un_cheque_endosse())
    bordereau.credite_le = le("2026-07-06")
    somme = bordereau.total
    directe = ecriture_bordereau_credite(bordereau, somme, vu_au_releve=False, baremes=BAREMES)
    reconnue = ecriture_credit_reconnu(bordereau, somme, le=le("2026-07-07"), baremes=BAREMES)
    assert soldes(directe, reconnue) == {"5112": -somme.centimes, "471": somme.centimes}


def test_la_quittance_attend_que_le_cheque_soit_paye() -> None:
    compte = un_compte()
    (quittance,) = quittancer(compte, "2026-06")
    paiement = payer(compte, "508,37", recu_le="2026-07-02", mode="CHEQUE")
    with pytest.raises(RegleViolee) as refus:
        justifier(quittance, compte.paiements, le=le("2026-07-03"), sans_bonne_fin={paiement.id})
    assert refus.value.code == "CHEQUE_NON_CREDITE"
    assert justifier(quittance, compte.paiements, le=le("2026-07-10")).nature is NatureJustificatif.QUITTANCE


def test_un_cheque_d_un_autre_terme_ne_retient_pas_la_quittance() -> None:
    compte = un_compte()
    mai, juin = quittancer(compte, "2026-05", "2026-06")
    payer(compte, "508,37", recu_le="2026-06-02")
    cheque = payer(compte, "508,37", recu_le="2026-07-02", mode="CHEQUE")
    assert justifier(mai, compte.paiements, le=le("2026-07-03"), sans_bonne_fin={cheque.id}).nature.value == "QUITTANCE"
    with pytest.raises(RegleViolee):
        justifier(juin, compte.paiements, le=le("2026-07-03"), sans_bonne_fin={cheque.id})
