"""La caisse d'une loge : plafond par dette, comptage en aveugle, écart visé, remise à deux, un jour à la fois."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fabrique_proximite import BAREMES, a, baremes_avec, le

import quittancement
from proximite.domain.caisse import TRANSITIONS_CAISSE, Caisse, StatutCaisse
from proximite.domain.coupures import Coupure
from proximite.domain.encaissement import Encaissement
from proximite.domain.faits_de_caisse import EcartDeCaisseConstate, EncaissementEnregistre, RemiseEspecesTransportee
from proximite.domain.ouverture_de_caisse import lire_loge, ouvrir
from socle.domaine.montant import Montant
from socle.domaine.refus import Refus, TransitionInterdite
from socle.technique.baremes import charger_baremes

GARDIEN, COLLEGUE, CHEF = "gardien", "collegue", "chef"


def eur(texte: str) -> Montant:
    return Montant.euros(texte)


def une_caisse(**change: Any) -> Caisse:
    champs: dict[str, Any] = {
        "id": UUID(int=1),
        "rang": 1,
        "loge": "L01",
        "residence_id": UUID(int=2),
        "ouverte_le": a("2026-03-10T08:00:00+01:00"),
        "par": GARDIEN,
        "baremes": BAREMES,
    }
    return ouvrir(**{**champs, **change})


def encaisser(caisse: Caisse, montant: str = "300,00", **change: Any) -> Encaissement:
    rang = caisse.nombre + 1
    champs: dict[str, Any] = {
        "id": UUID(int=100 + rang),
        "numero": f"L01-2026-{rang:06d}",
        "bail_id": UUID(int=9),
        "mois": "2026-02",
        "montant": eur(montant),
        "encaisse_le": a("2026-03-10T10:00:00+01:00"),
        "par": GARDIEN,
        "sans_compte": False,
        "justificatif": "",
        "deja_sur_la_dette": Montant.zero(),
        "deja_a_la_loge": Montant.zero(),
        "baremes": BAREMES,
    }
    return caisse.encaisser(**{**champs, **change})


def coupures(*paires: tuple[int, int]) -> list[Coupure]:
    return [Coupure(valeur=valeur, nombre=nombre) for valeur, nombre in paires]


def compter(
    caisse: Caisse, *paires: tuple[int, int], par: str = GARDIEN, quand: str = "2026-03-10T18:00:00+01:00"
) -> Caisse:
    caisse.compter(coupures(*paires), par=par, le=a(quand), baremes=BAREMES)
    return caisse


def preparer(caisse: Caisse, *paires: tuple[int, int], scelle: str = "S-1", par: str = GARDIEN) -> Caisse:
    caisse.preparer_remise(
        coupures(*paires), bordereau="RE-L01-2026-000001", scelle=scelle, par=par, le=le("2026-03-10"), baremes=BAREMES
    )
    return caisse


def une_caisse_comptee(*paires: tuple[int, int]) -> Caisse:
    """Trois cents euros encaissés ; trois billets de cent et le fond comptés, sauf autre mesure."""
    caisse = une_caisse()
    encaisser(caisse)
    return compter(caisse, *(paires or ((10000, 3), (5000, 1))))


def refus(action: Any) -> tuple[str, str]:
    with pytest.raises(Refus) as leve:
        action()
    return leve.value.code, leve.value.champ


def test_le_plafond_des_especes_est_le_meme_a_la_loge_et_au_quittancement() -> None:
    ailleurs = charger_baremes(Path(quittancement.__file__).parent / "baremes")
    assert [vars(v) for v in BAREMES["plafond_especes"].valeurs] == [
        vars(v) for v in ailleurs["plafond_especes"].valeurs
    ]


def test_un_encaissement_donne_un_recu_et_un_fait() -> None:
    caisse = une_caisse()
    recu = encaisser(caisse)
    assert (recu.numero, recu.montant, recu.mois) == ("L01-2026-000001", eur("300,00"), "2026-02")
    (fait,) = caisse.retirer_faits()
    assert isinstance(fait, EncaissementEnregistre)
    assert (fait.encaissement_id, fait.montant, fait.plafond_leve) == (recu.id, eur("300,00"), False)


@pytest.mark.parametrize(
    ("montant", "deja", "admis"),
    [("1000,00", "0", True), ("1000,01", "0", False), ("0,01", "1000,00", False), ("400,00", "600,00", True)],
)
def test_le_plafond_se_compte_par_dette_sans_fractionner(montant: str, deja: str, admis: bool) -> None:
    caisse = une_caisse()
    if admis:
        assert encaisser(caisse, montant, deja_sur_la_dette=eur(deja)).montant == eur(montant)
    else:
        assert refus(lambda: encaisser(caisse, montant, deja_sur_la_dette=eur(deja))) == ("PLAFOND_ESPECES", "montant")
        assert (caisse.encaisse, caisse.nombre, caisse.faits_en_attente) == (Montant.zero(), 0, 0)


def test_un_debiteur_sans_compte_paie_au_dela_s_il_le_justifie() -> None:
    caisse = une_caisse()
    assert refus(lambda: encaisser(caisse, "1200,00", sans_compte=True)) == ("CHAMP_VIDE", "justificatif")
    recu = encaisser(caisse, "1200,00", sans_compte=True, justificatif="Attestation du 02/03/2026")
    assert "Attestation" not in repr(recu)
    (fait,) = caisse.retirer_faits()
    assert isinstance(fait, EncaissementEnregistre)
    assert fait.plafond_leve


@pytest.mark.parametrize(
    ("change", "attendu"),
    [
        ({"montant": "0,00"}, ("MONTANT_NON_POSITIF", "montant")),
        ({"montant": "-0,01"}, ("MONTANT_NON_POSITIF", "montant")),
        ({"mois": "2026-13"}, ("MOIS_IMPOSSIBLE", "mois")),
        ({"encaisse_le": a("2026-03-10T07:59:59+01:00")}, ("DATE_INCOHERENTE", "encaisse_le")),
        ({"encaisse_le": a("2026-03-11T00:30:00+01:00")}, ("CAISSE_A_COMPTER", "caisse_id")),
        ({"encaisse_le": a("2026-03-10T23:30:00+00:00")}, ("CAISSE_A_COMPTER", "caisse_id")),
        ({"deja_a_la_loge": Montant(120001)}, ("PLAFOND_DE_CAISSE", "montant")),
    ],
)
def test_un_encaissement_refuse_ne_change_rien(change: dict[str, Any], attendu: tuple[str, str]) -> None:
    caisse = une_caisse()
    assert refus(lambda: encaisser(caisse, **change)) == attendu
    assert (caisse.encaisse, caisse.nombre) == (Montant.zero(), 0)


def test_le_plafond_de_caisse_admet_la_derniere_somme_qui_y_tient() -> None:
    caisse = une_caisse()
    encaisser(caisse, "300,00", deja_a_la_loge=Montant(120000))
    assert caisse.encaisse == eur("300,00")


def test_un_comptage_juste_ne_constate_aucun_ecart() -> None:
    caisse = une_caisse_comptee()
    assert (caisse.statut, caisse.compte, caisse.ecart) == (StatutCaisse.COMPTEE, eur("350,00"), Montant.zero())
    assert (caisse.a_remettre, caisse.remettre_avant) == (eur("300,00"), le("2026-03-13"))
    assert not any(isinstance(f, EcartDeCaisseConstate) for f in caisse.retirer_faits())
    assert refus(lambda: encaisser(caisse)) == ("CAISSE_NON_OUVERTE", "caisse_id")
    with pytest.raises(TransitionInterdite):
        compter(caisse, (5000, 1))


@pytest.mark.parametrize(
    ("manque", "ecart", "alerte"),
    [
        (((10000, 2), (5000, 2)), "-50,00", True),
        (((10000, 3), (5000, 1), (500, 1)), "5,00", False),
        (((10000, 3), (5000, 1), (500, 1), (1, 1)), "5,01", True),
        (((10000, 3), (2000, 2), (500, 1), (200, 2)), "-1,00", False),
    ],
)
def test_un_ecart_se_constate_et_alerte_au_dela_du_seuil(manque: Any, ecart: str, alerte: bool) -> None:
    caisse = une_caisse_comptee(*manque)
    assert (caisse.statut, caisse.ecart, caisse.ecart_a_alerter) == (StatutCaisse.ECART, eur(ecart), alerte)
    (fait,) = [f for f in caisse.retirer_faits() if isinstance(f, EcartDeCaisseConstate)]
    assert (fait.ecart, fait.constate_le) == (eur(ecart), le("2026-03-10"))


@pytest.mark.parametrize("paires", [((3000, 1),), ((100, -1),), ((0, 5),)])
def test_une_coupure_qui_n_a_pas_cours_est_refusee(paires: Any) -> None:
    caisse = une_caisse()
    assert refus(lambda: compter(caisse, *paires)) == ("COUPURE_INCONNUE", "coupures")
    assert caisse.statut is StatutCaisse.OUVERTE


def test_un_ecart_attend_le_visa_d_un_autre_avant_la_remise() -> None:
    caisse = une_caisse_comptee((10000, 3))
    assert refus(lambda: preparer(caisse, (10000, 2), (5000, 1))) == ("ECART_NON_VISE", "caisse_id")
    assert refus(lambda: caisse.viser_ecart(par=GARDIEN, motif="erreur")) == ("SECONDE_PERSONNE", "caisse_id")
    assert refus(lambda: caisse.viser_ecart(par=CHEF, motif=" ")) == ("CHAMP_VIDE", "motif")
    caisse.viser_ecart(par=CHEF, motif="Rendu de monnaie")
    assert preparer(caisse, (10000, 2), (5000, 1)).remise == eur("250,00")
    assert refus(lambda: caisse.viser_ecart(par=CHEF, motif="x")) == ("SANS_ECART", "caisse_id")


def test_la_remise_est_exactement_ce_qui_a_ete_compte_hors_fond() -> None:
    caisse = une_caisse_comptee()
    assert refus(lambda: preparer(caisse, (10000, 2))) == ("REMISE_DIFFERENTE", "coupures")
    assert refus(lambda: preparer(caisse, (10000, 3), scelle="")) == ("CHAMP_VIDE", "scelle")
    preparer(caisse, (10000, 1), (10000, 2))
    assert (caisse.coupures_remises, caisse.scelle) == (coupures((10000, 3)), "S-1")


@pytest.mark.parametrize("qui", [GARDIEN, COLLEGUE])
def test_qui_a_encaisse_compte_ou_prepare_ne_valide_pas_la_remise(qui: str) -> None:
    caisse = une_caisse()
    encaisser(caisse, par=COLLEGUE)
    preparer(compter(caisse, (10000, 3), (5000, 1)), (10000, 3))
    assert refus(lambda: caisse.transporter(transporteur="Agence", par=qui, le=le("2026-03-11"))) == (
        "SECONDE_PERSONNE",
        "caisse_id",
    )
    assert (
        refus(lambda: caisse.transporter(transporteur="Agence", par=CHEF, le=le("2026-03-09")))[0] == "DATE_INCOHERENTE"
    )
    caisse.transporter(transporteur="Agence", par=CHEF, le=le("2026-03-11"))
    (fait,) = [f for f in caisse.retirer_faits() if isinstance(f, RemiseEspecesTransportee)]
    assert (fait.bordereau, fait.montant) == ("RE-L01-2026-000001", eur("300,00"))
    with pytest.raises(TransitionInterdite):
        caisse.transporter(transporteur="Agence", par=CHEF, le=le("2026-03-11"))


def une_caisse_transportee() -> Caisse:
    caisse = preparer(une_caisse_comptee(), (10000, 3))
    caisse.transporter(transporteur="Agence", par=CHEF, le=le("2026-03-11"))
    return caisse


def test_la_banque_credite_tout_et_la_caisse_se_clot() -> None:
    caisse = une_caisse_transportee()
    caisse.crediter(eur("300,00"), le=le("2026-03-12"))
    assert (caisse.statut, caisse.creditee_le) == (StatutCaisse.CLOSE, le("2026-03-12"))
    with pytest.raises(TransitionInterdite):
        caisse.crediter(eur("300,00"), le=le("2026-03-12"))


def test_la_banque_a_compte_autre_chose_et_une_personne_clot() -> None:
    caisse = une_caisse_transportee()
    caisse.crediter(eur("299,00"), le=le("2026-03-12"))
    assert caisse.statut is StatutCaisse.CREDITEE
    assert refus(lambda: caisse.clore(par=GARDIEN)) == ("SECONDE_PERSONNE", "caisse_id")
    caisse.clore(par=CHEF)
    assert caisse.statut is StatutCaisse.CLOSE


def test_une_caisse_sans_recette_se_clot_sans_remise() -> None:
    caisse = compter(une_caisse(), (5000, 1))
    assert refus(lambda: preparer(caisse)) == ("RIEN_A_REMETTRE", "caisse_id")
    caisse.clore(par=CHEF)
    assert caisse.statut is StatutCaisse.CLOSE
    assert refus(lambda: une_caisse_comptee().clore(par=CHEF)) == ("REMISE_A_FAIRE", "caisse_id")


def test_un_fond_entame_reste_a_la_loge() -> None:
    caisse = compter(une_caisse(), (2000, 2))
    assert (caisse.statut, caisse.ecart, caisse.a_remettre) == (StatutCaisse.ECART, eur("-10,00"), Montant.zero())
    assert refus(lambda: caisse.clore(par=CHEF)) == ("ECART_NON_VISE", "caisse_id")


def test_le_retard_de_remise_se_dit_apres_le_delai() -> None:
    caisse = une_caisse_comptee()
    assert not caisse.en_retard(au=le("2026-03-13"))
    assert caisse.en_retard(au=le("2026-03-14"))
    assert not une_caisse().en_retard(au=le("2027-01-01"))
    assert not une_caisse_transportee().en_retard(au=le("2027-01-01"))


def test_la_caisse_du_29_fevrier_et_un_autre_fond() -> None:
    fond = baremes_avec("fond_de_caisse", 0, unite="centimes")
    caisse = une_caisse(ouverte_le=a("2028-02-29T08:00:00+01:00"), baremes=fond, rang=7)
    assert (caisse.numero, caisse.fond) == ("C-L01-2028-000007", Montant.zero())


@pytest.mark.parametrize("texte", ["", "L 01", "L-01", "É1", "X" * 13])
def test_un_code_de_loge_est_court_et_simple(texte: str) -> None:
    assert refus(lambda: lire_loge(texte)) == ("CODE_DE_LOGE", "loge")
    assert lire_loge(" l01 ") == "L01"


def test_chaque_etat_mene_a_la_cloture() -> None:
    for depart in StatutCaisse:
        atteints, a_voir = set[StatutCaisse](), {depart}
        while a_voir:
            etat = a_voir.pop()
            atteints.add(etat)
            a_voir |= set(TRANSITIONS_CAISSE.get(etat, ())) - atteints
        assert StatutCaisse.CLOSE in atteints


def test_un_recu_s_annule_le_jour_meme_par_un_autre_et_garde_son_numero() -> None:
    caisse = une_caisse()
    recu = encaisser(caisse)
    fait = {"motif": "Faute de frappe", "le": a("2026-03-10T11:00:00+01:00")}
    for change, code in (
        ({"par": GARDIEN}, "SECONDE_PERSONNE"),
        ({"par": CHEF, "motif": " "}, "CHAMP_VIDE"),
        ({"par": CHEF, "le": a("2026-03-10T09:00:00+01:00")}, "DATE_INCOHERENTE"),
        ({"par": CHEF, "le": a("2026-03-11T09:00:00+01:00")}, "CAISSE_A_COMPTER"),
    ):
        assert refus(lambda change=change: caisse.annuler_encaissement(recu, **{**fait, **change}))[0] == code
    assert caisse.encaisse == eur("300,00")
    caisse.annuler_encaissement(recu, par=CHEF, **fait)  # type: ignore[arg-type]
    assert (caisse.encaisse, caisse.nombre, recu.annule_par) == (Montant.zero(), 1, CHEF)
    assert [type(f).__name__ for f in caisse.retirer_faits()] == ["EncaissementEnregistre", "EncaissementAnnule"]
    assert refus(lambda: caisse.annuler_encaissement(recu, par=CHEF, **fait))[0] == "RECU_DEJA_ANNULE"  # type: ignore[arg-type]
    assert refus(lambda: compter(caisse, (5000, 1)).annuler_encaissement(recu, par=CHEF, **fait))[0] == (  # type: ignore[arg-type]
        "CAISSE_NON_OUVERTE"
    )
