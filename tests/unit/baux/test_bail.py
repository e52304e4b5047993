"""Le bail : préparation, signature, gardes de l'activation."""

from __future__ import annotations

import pytest
from constructeurs_baux import BAREMES, activer, le, un_bail, un_bail_pret

from baux.domain.assurance import Assurance, EtatAssurance, etat_assurance
from baux.domain.bail import EtatDesLieux, StatutBail, depot_de_garantie
from baux.domain.faits import BailActive, BailAnnule, BailSigne, MotifAnnulation
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide, RegleViolee, TransitionInterdite


def test_un_bail_pret_s_active_et_le_constate() -> None:
    bail = un_bail_pret()
    activer(bail)
    assert bail.statut is StatutBail.ACTIF
    assert [type(f) for f in bail.retirer_faits()][::2] == [BailSigne, BailActive]


@pytest.mark.parametrize(
    ("depot", "radiee", "garde"),
    [
        (False, True, "depot_de_garantie_recu (NON ;"),
        (None, True, "depot_de_garantie_recu (INCONNU ;"),
        (True, None, "demande_radiee (INCONNU ;"),
    ],
)
def test_une_garde_qui_ne_dit_pas_oui_empeche_l_activation(depot: bool | None, radiee: bool | None, garde: str) -> None:
    bail = un_bail_pret()
    with pytest.raises(RegleViolee) as refus:
        activer(bail, depot=depot, radiee=radiee)
    assert refus.value.code == "GARDE_NON_SATISFAITE"
    assert garde in refus.value.message


def test_une_attestation_perimee_la_veille_ne_vaut_rien() -> None:
    bail = un_bail_pret()
    bail.assurances = []
    bail.assurer(Assurance(assureur="M", numero_police="P", valable_du=le("2025-09-01"), valable_au=le("2026-08-31")))
    with pytest.raises(RegleViolee, match="assurance_en_cours \\(NON ;"):
        activer(bail)


def test_l_attestation_renouvelee_compte_malgre_la_perimee() -> None:
    bail = un_bail_pret()
    bail.assurer(Assurance(assureur="M", numero_police="P", valable_du=le("2025-09-01"), valable_au=le("2026-08-31")))
    activer(bail)
    assert bail.statut is StatutBail.ACTIF


@pytest.mark.parametrize(
    ("du", "au", "etat"),
    [
        ("2026-09-01", "2027-08-31", EtatAssurance.A_JOUR),
        ("2025-09-02", "2026-09-01", EtatAssurance.A_JOUR),
        ("2026-09-01", "2026-09-01", EtatAssurance.A_JOUR),
        ("2026-09-02", "2027-09-01", EtatAssurance.A_VENIR),
        ("2025-09-01", "2026-08-31", EtatAssurance.EXPIREE),
    ],
)
def test_une_attestation_couvre_de_son_premier_a_son_dernier_jour(du: str, au: str, etat: EtatAssurance) -> None:
    attestation = Assurance(assureur="M", numero_police="P", valable_du=le(du), valable_au=le(au))
    assert etat_assurance([attestation], au=le("2026-09-01")) is etat
    bail = un_bail_pret()
    bail.assurances = [attestation]
    if etat is EtatAssurance.A_JOUR:
        activer(bail)
        assert bail.statut is StatutBail.ACTIF
    else:
        with pytest.raises(RegleViolee, match=f"assurance_en_cours \\(NON ; assurance : {etat.value}"):
            activer(bail)


def test_deux_attestations_disjointes_ne_couvrent_pas_le_jour_entre_elles() -> None:
    passee = Assurance(assureur="M", numero_police="P", valable_du=le("2025-09-01"), valable_au=le("2026-08-31"))
    future = Assurance(assureur="M", numero_police="P", valable_du=le("2026-09-02"), valable_au=le("2027-09-01"))
    assert etat_assurance([future, passee], au=le("2026-09-01")) is EtatAssurance.A_VENIR
    assert etat_assurance([], au=le("2026-09-01")) is EtatAssurance.ABSENTE


@pytest.mark.parametrize("champ", ["assureur", "numero_police"])
def test_une_attestation_anonyme_est_refusee_sous_son_champ(champ: str) -> None:
    champs = {"assureur": "M", "numero_police": "P", champ: " "}
    with pytest.raises(DonneeInvalide) as refus:
        un_bail().assurer(Assurance(**champs, valable_du=le("2026-09-01"), valable_au=le("2027-08-31")))
    assert (refus.value.code, refus.value.champ) == ("CHAMP_VIDE", champ)


def test_un_refus_de_garde_dit_les_annexes_qui_manquent_et_chaque_garde_fautive() -> None:
    bail = un_bail_pret(annexes=["DPE", "REGLEMENT_INTERIEUR"])
    with pytest.raises(RegleViolee) as refus:
        activer(bail, depot=False)
    assert refus.value.donnees["gardes"] == "depot_de_garantie_recu, annexes_remises"
    assert refus.value.donnees["annexes_remises"] == (
        "NON ; absentes : DECOMPTE_SURFACE_UTILE, ETAT_DES_RISQUES, LISTES_CHARGES_ET_REPARATIONS"
    )
    assert "ETAT_DES_RISQUES" in refus.value.message


def test_les_cles_ne_se_remettent_pas_avant_l_effet_du_bail() -> None:
    bail = un_bail_pret(date_effet=le("2026-09-02"))
    with pytest.raises(RegleViolee) as refus:
        activer(bail)
    assert (refus.value.code, refus.value.champ) == ("ACTIVATION_AVANT_EFFET", "active_le")


@pytest.mark.parametrize(
    ("sens", "jour", "code"),
    [
        ("ENTREE", "2026-08-24", "ETAT_DES_LIEUX_TROP_TOT"),
        ("SORTIE", "2026-09-01", "ETAT_DES_LIEUX_PREMATURE"),
        ("VISITE", "2026-09-01", "SENS_INCONNU"),
    ],
)
def test_un_etat_des_lieux_suit_la_signature_ou_l_entree(sens: str, jour: str, code: str) -> None:
    bail = un_bail()
    bail.signer(le=le("2026-08-25"))
    with pytest.raises((RegleViolee, DonneeInvalide)) as refus:
        bail.constater_etat_des_lieux(EtatDesLieux(sens=sens, signe_le=le(jour), nombre_cles=1))
    assert refus.value.code == code
    bail.constater_etat_des_lieux(EtatDesLieux(sens="ENTREE", signe_le=le("2026-08-25"), nombre_cles=1))


def test_un_bail_non_signe_n_a_pas_d_etat_des_lieux() -> None:
    with pytest.raises(RegleViolee) as refus:
        un_bail().constater_etat_des_lieux(EtatDesLieux(sens="ENTREE", signe_le=le("2026-09-01"), nombre_cles=1))
    assert refus.value.code == "ETAT_DES_LIEUX_PREMATURE"


@pytest.mark.parametrize(("signe", "jour"), [(False, "2026-09-15"), (True, "2026-08-31")])
def test_un_bail_s_annule_avant_son_effet(signe: bool, jour: str) -> None:
    bail = un_bail()
    if signe:
        bail.signer(le=le("2026-08-25"))
    bail.retirer_faits()
    bail.annuler(motif=MotifAnnulation.DESISTEMENT, le=le(jour))
    assert (bail.statut, bail.annule_le) == (StatutBail.ANNULE, le(jour))
    (fait,) = bail.retirer_faits()
    assert fait == BailAnnule(annule_le=le(jour), motif=MotifAnnulation.DESISTEMENT, signe=signe)


@pytest.mark.parametrize(
    ("jour", "code"), [("2026-09-01", "ANNULATION_APRES_EFFET"), ("2026-08-24", "ANNULATION_AVANT_SIGNATURE")]
)
def test_un_bail_signe_ne_s_annule_ni_apres_son_effet_ni_avant_sa_signature(jour: str, code: str) -> None:
    bail = un_bail()
    bail.signer(le=le("2026-08-25"))
    with pytest.raises((RegleViolee, DonneeInvalide)) as refus:
        bail.annuler(motif=MotifAnnulation.AUTRE, le=le(jour))
    assert refus.value.code == code
    assert bail.statut is StatutBail.SIGNE


def test_un_bail_actif_ne_s_annule_pas() -> None:
    bail = un_bail_pret()
    activer(bail)
    with pytest.raises(TransitionInterdite):
        bail.annuler(motif=MotifAnnulation.AUTRE, le=le("2026-09-02"))


def test_signer_deux_fois_est_refuse_avec_les_etats_permis() -> None:
    bail = un_bail_pret()
    with pytest.raises(TransitionInterdite) as refus:
        bail.signer(le=le("2026-08-26"))
    assert refus.value.donnees["permis"] == "ACTIF, ANNULE"


def test_un_bail_ne_prend_pas_effet_avant_sa_signature() -> None:
    with pytest.raises(RegleViolee, match="avant sa signature"):
        un_bail(date_effet=le("2026-08-01")).signer(le=le("2026-08-25"))


def test_le_depot_de_garantie_vaut_un_mois_de_loyer_hors_charges() -> None:
    montant, pourquoi = depot_de_garantie(Montant(41237), au=le("2026-08-25"), baremes=BAREMES)
    assert montant == Montant(41237)
    assert "art. 17" in pourquoi.article


def test_avant_2008_le_plafond_du_depot_n_est_pas_invente() -> None:
    with pytest.raises(RegleViolee) as refus:
        depot_de_garantie(Montant(41237), au=le("2007-01-01"), baremes=BAREMES)
    assert refus.value.code == "PARAMETRE_INCONNU"
