"""Un droit arrivé après la validation de son mois : porté au lot suivant, avec son mois d'origine et son explication."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from fabrique_quittancement import BAREMES, eur, le, payer, quittancer, un_bail, un_compte, un_droit

from quittancement.domain.bail import DroitApl, Foyer, Terme
from quittancement.domain.compte import Compte
from quittancement.domain.ecritures import ecriture_quittancement
from quittancement.domain.ligne import Ligne
from quittancement.domain.lot import empreinte_chainee
from quittancement.domain.quittance import Quittance
from socle.domaine.explication import Reponse
from socle.domaine.montant import Montant, somme
from socle.domaine.periodes import Mois
from socle.domaine.refus import RegleViolee

SEUL = Foyer(couple=False, personnes_a_charge=0)


def recevoir(compte: Compte, *droits: DroitApl) -> None:
    for droit in droits:
        compte.recevoir_droit(droit, baremes=BAREMES)


def rappels(quittance: Quittance) -> list[tuple[str, str, Montant]]:
    return [(ligne.code, ligne.mois_origine, ligne.montant) for ligne in quittance.lignes if ligne.mois_origine]


def la_ligne(quittance: Quittance, code: str, mois: str) -> Ligne:
    return next(ligne for ligne in quittance.lignes if (ligne.code, ligne.mois_origine) == (code, mois))


def test_un_droit_tardif_est_rappele_au_lot_suivant_a_cote_du_droit_du_mois() -> None:
    compte = un_compte()
    (mai,) = quittancer(compte, "2026-05")
    recevoir(compte, un_droit("2026-05", apl="100,00", rls="40,00"), un_droit("2026-06", apl="90,00", rls="30,00"))
    (juin,) = quittancer(compte, "2026-06")
    assert mai.net == eur("508,37")
    assert rappels(juin) == [("RLS", "2026-05", eur("-40,00")), ("APL", "2026-05", eur("-100,00"))]
    assert juin.net == eur("508,37") - eur("120,00") - eur("140,00")
    assert somme(ligne.du for ligne in juin.lignes) == juin.net


def test_le_rappel_dit_son_mois_d_origine_et_pourquoi() -> None:
    compte = un_compte()
    quittancer(compte, "2026-05")
    recevoir(compte, un_droit("2026-05", apl="100,00", rls="0"))
    (juin,) = quittancer(compte, "2026-06")
    ligne = la_ligne(juin, "APL", "2026-05")
    assert ligne.libelle.endswith(", rappel de 05/2026")
    assert (ligne.explication.regle, ligne.explication.date) == ("rappel_de_droit", le("2026-05-01"))
    assert ligne.explication.entrees["mois_origine"] == "2026-05"
    assert ligne.explication.entrees["deja_porte"] == str(Montant.zero())


def test_un_rappel_n_est_porte_qu_une_fois() -> None:
    compte = un_compte()
    quittancer(compte, "2026-05")
    recevoir(compte, un_droit("2026-05", apl="100,00", rls="0"))
    _, juillet = quittancer(compte, "2026-06", "2026-07")
    assert rappels(juillet) == []


def test_un_droit_revu_a_la_baisse_se_reprend_et_un_droit_identique_ne_change_rien() -> None:
    compte = un_compte(droits=[un_droit("2026-05", apl="100,00", rls="0")])
    quittancer(compte, "2026-05")
    recevoir(compte, un_droit("2026-05", apl="100,00", rls="0"))
    (juin,) = quittancer(compte, "2026-06")
    assert rappels(juin) == []
    recevoir(compte, un_droit("2026-05", apl="60,00", rls="0"))
    (juillet,) = quittancer(compte, "2026-07")
    assert rappels(juillet) == [("APL", "2026-05", eur("40,00"))]
    assert (juillet.net, la_ligne(juillet, "APL", "2026-05").du) == (eur("548,37"), eur("40,00"))
    assert "reprise de 05/2026" in la_ligne(juillet, "APL", "2026-05").libelle


def test_un_rappel_trop_grand_pour_le_terme_se_poursuit_au_lot_suivant() -> None:
    compte = un_compte()
    quittancer(compte, "2026-03", "2026-04")
    recevoir(compte, *(un_droit(mois, apl="400,00", rls="0") for mois in ("2026-03", "2026-04")))
    mai, juin = quittancer(compte, "2026-05", "2026-06")
    assert rappels(mai) == [("APL", "2026-03", eur("-400,00")), ("APL", "2026-04", eur("-108,37"))]
    assert mai.net == Montant.zero()
    assert rappels(juin) == [("APL", "2026-04", eur("-291,63"))]
    assert la_ligne(mai, "APL", "2026-04").explication.entrees["reporte_au_lot_suivant"] == str(eur("-291,63"))


def test_un_rappel_contrepasse_redevient_a_porter() -> None:
    compte = un_compte()
    quittancer(compte, "2026-05")
    recevoir(compte, un_droit("2026-05", apl="100,00", rls="0"))
    (juin,) = quittancer(compte, "2026-06")
    juin.contrepasser()
    (juillet,) = quittancer(compte, "2026-07")
    assert rappels(juillet) == [("APL", "2026-05", eur("-100,00"))]


def test_un_mois_contrepasse_se_recalcule_avec_le_droit_de_ce_mois() -> None:
    compte = un_compte()
    (mai,) = quittancer(compte, "2026-05")
    recevoir(compte, un_droit("2026-05", apl="100,00", rls="0"))
    mai.contrepasser()
    refaite, juin = quittancer(compte, "2026-05", "2026-06")
    assert (refaite.net, rappels(juin)) == (eur("408,37"), [])


def test_le_rappel_se_controle_avec_le_bareme_de_son_mois() -> None:
    compte = un_compte()
    quittancer(compte, "2026-05", "2026-06")
    recevoir(compte, DroitApl(mois="2026-05", apl=Montant.zero(), rls=eur("34,83"), foyer=SEUL))
    with pytest.raises(RegleViolee) as refus:
        recevoir(compte, DroitApl(mois="2026-06", apl=Montant.zero(), rls=eur("34,83"), foyer=SEUL))
    assert (refus.value.code, refus.value.champ) == ("RLS_AU_DESSUS_DU_BAREME", "rls")
    assert [d.mois for d in compte.droits] == ["2026-05"]


def test_un_droit_impossible_pour_un_mois_deja_calcule_est_refuse_a_la_reception() -> None:
    compte = un_compte()
    quittancer(compte, "2026-05")
    with pytest.raises(RegleViolee) as refus:
        recevoir(compte, un_droit("2026-05", apl="508,38", rls="0"))
    assert refus.value.code == "APL_SUPERIEURE_AU_LOYER"


def test_le_rappel_suit_les_comptes_de_sa_ligne() -> None:
    compte = un_compte()
    quittancer(compte, "2026-05")
    recevoir(compte, un_droit("2026-05", apl="100,00", rls="40,00"))
    (juin,) = quittancer(compte, "2026-06")
    ecriture = ecriture_quittancement(juin, le=le("2026-06-25"), baremes=BAREMES)
    par_compte = {
        numero: somme(j.montant for j in ecriture.jambes if j.compte == numero) for numero in ("443", "70943", "411")
    }
    assert par_compte == {"443": eur("100,00"), "70943": eur("40,00"), "411": juin.net}


def test_la_mensualite_de_reference_ignore_les_rappels_des_autres_mois() -> None:
    compte = un_compte(droits=[un_droit("2026-04", apl="0", rls="0"), un_droit("2026-05", apl="100,00", rls="0")])
    quittancer(compte, "2026-04")
    recevoir(compte, un_droit("2026-04", apl="100,00", rls="0"))
    quittancer(compte, "2026-05")
    verdict = compte.constitution(au=le("2026-06-10"), baremes=BAREMES).verdict
    assert verdict.explication.entrees["mensuel_net"] == str(eur("408,37"))
    assert verdict.explication.entrees["seuil"] == str(eur("816,74"))


def test_tant_que_le_droit_reste_a_rappeler_le_tiers_payant_est_inconnu() -> None:
    compte = un_compte()
    quittancer(compte, "2026-05")
    recevoir(compte, un_droit("2026-05", apl="100,00", rls="0"))
    assert compte.constitution(au=le("2026-06-10"), baremes=BAREMES).verdict.reponse is Reponse.INCONNU
    quittancer(compte, "2026-06")
    assert compte.constitution(au=le("2026-06-10"), baremes=BAREMES).verdict.reponse is Reponse.NON


def test_les_mois_a_terme_echu_et_a_echoir_rappellent_de_meme() -> None:
    compte = un_compte(bail=un_bail(terme=Terme.A_ECHOIR))
    quittancer(compte, "2026-12")
    recevoir(compte, un_droit("2026-12", apl="100,00", rls="0"))
    (janvier,) = quittancer(compte, "2027-01")
    payer(compte, "916,74", recu_le="2027-01-04")
    assert (rappels(janvier), janvier.soldee) == ([("APL", "2026-12", eur("-100,00"))], True)


def test_l_apl_d_un_mois_passe_ne_depasse_pas_le_loyer_et_les_charges_une_fois_la_rls_deduite() -> None:
    compte = un_compte()
    quittancer(compte, "2026-05")
    recevoir(compte, un_droit("2026-05", apl="468,37", rls="40,00"))
    with pytest.raises(RegleViolee) as refus:
        recevoir(compte, un_droit("2026-05", apl="468,38", rls="40,00"))
    assert refus.value.code == "APL_SUPERIEURE_AU_LOYER"


def test_un_droit_impossible_pour_un_mois_en_cours_de_validation_est_refuse() -> None:
    compte = un_compte()
    provisoire = compte.quittancer(Mois(2026, 5), quittance_id=UUID(int=1), lot_id=UUID(int=2), baremes=BAREMES)
    compte.quittances = [provisoire]
    with pytest.raises(RegleViolee) as refus:
        recevoir(compte, un_droit("2026-05", apl="508,38", rls="0"))
    assert refus.value.code == "APL_SUPERIEURE_AU_LOYER"


def test_le_mois_d_origine_d_un_rappel_est_scelle_dans_l_empreinte() -> None:
    compte = un_compte()
    quittancer(compte, "2026-04", "2026-05")
    recevoir(compte, un_droit("2026-05", apl="100,00", rls="0"))
    (juin,) = quittancer(compte, "2026-06")
    avant = empreinte_chainee("2026-06", [juin])
    juin.lignes = [
        ligne._replace(modele=replace(ligne.modele, mois_origine="2026-04")) if ligne.mois_origine else ligne
        for ligne in juin.lignes
    ]
    assert empreinte_chainee("2026-06", [juin]) != avant
