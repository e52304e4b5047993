"""Le bon de travaux : voie d'achat, jour permis, cycle de vie."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest
from fabrique_proximite import BAREMES, a, le, un_bon

from proximite.domain.achat import VoieAchat, devis_attendus, juger_voie_achat
from proximite.domain.bon_travaux import (
    BonTravaux,
    BonTravauxClos,
    InterventionPlanifiee,
    StatutBon,
    petits_achats_engages,
)
from socle.domaine.calendrier import PARIS
from socle.domaine.explication import Reponse, Verdict
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide, RegleViolee, TransitionInterdite

MARDI = "2026-12-01"


def juger(montant: str, *, deja: str = "0", voie: VoieAchat = VoieAchat.PETIT_ACHAT, au: str = "2026-11-24") -> Verdict:
    return juger_voie_achat(
        voie, montant_ht=Montant.euros(montant), deja_engage_ht=Montant.euros(deja), au=le(au), baremes=BAREMES
    )


def a_dix_heures(jour: str) -> datetime:
    return datetime.combine(le(jour), time(10), PARIS)


def planifier(bon: BonTravaux, jour: str, *, accord: bool | None = None) -> None:
    bon.planifier(prevu_le=a_dix_heures(jour), accord_locataire=accord, baremes=BAREMES)


def un_bon_termine() -> BonTravaux:
    bon = un_bon()
    planifier(bon, MARDI)
    bon.terminer(le=a("2026-12-01T15:00:00+01:00"), compte_rendu="Mitigeur remplacé, étanchéité vérifiée.")
    bon.retirer_faits()
    return bon


def test_un_bon_s_engage_sous_son_numero_et_dit_pourquoi() -> None:
    bon = un_bon()
    assert (bon.numero, bon.statut) == ("BT-2026-000007", StatutBon.ENGAGE)
    assert [e.regle for e in bon.explications] == ["voie_achat", "devis_attendus"]
    assert "R2122-8" in bon.explications[0].article


@pytest.mark.parametrize(
    ("montant", "deja", "reponse"),
    [
        ("99999.99", "0", Reponse.OUI),
        ("100000", "0", Reponse.NON),
        ("60000", "39999.99", Reponse.OUI),
        ("60000", "40000", Reponse.NON),
    ],
)
def test_un_petit_achat_reste_strictement_sous_le_seuil_de_dispense_cumul_compris(
    montant: str, deja: str, reponse: Reponse
) -> None:
    assert juger(montant, deja=deja).reponse is reponse


@pytest.mark.parametrize(("montant", "alerte"), [("79999.99", False), ("80000", True)])
def test_a_quatre_vingts_pour_cent_du_seuil_le_cumul_alerte(montant: str, alerte: bool) -> None:
    assert ("alerte" in juger(montant).explication.resultat) is alerte


def test_le_seuil_se_lit_a_la_date_de_commande() -> None:
    assert "ASAP" in juger("99999", au="2025-12-31").explication.article
    assert "R2122-8" in juger("99999", au="2026-01-01").explication.article
    with pytest.raises(RegleViolee) as refus:
        juger("10", au="2020-12-08")
    assert refus.value.code == "PARAMETRE_INCONNU"


def test_un_accord_cadre_repond_inconnu_car_son_plafond_n_est_pas_ici() -> None:
    verdict = juger("500", voie=VoieAchat.BPU)
    assert verdict.reponse is Reponse.INCONNU
    assert verdict.manquants == ("reste_disponible_accord_cadre",)
    assert "à vérifier" in un_bon(voie_achat=VoieAchat.BPU).explications[0].resultat


def test_fractionner_une_operation_ne_contourne_pas_le_seuil() -> None:
    with pytest.raises(RegleViolee) as refus:
        un_bon(montant_ht=Montant.euros("20000"), deja_engage_ht=Montant.euros("80000"))
    assert (refus.value.code, refus.value.champ) == ("VOIE_ACHAT_NON_CONFORME", "voie_achat")


def test_le_seuil_ne_compte_que_les_petits_achats_encore_engages() -> None:
    annule = un_bon(montant_ht=Montant.euros("7"))
    annule.annuler(le=le(MARDI), motif="Réparé par le locataire")
    bons = [
        un_bon(montant_ht=Montant.euros("100")),
        un_bon(montant_ht=Montant.euros("20")),
        un_bon(montant_ht=Montant.euros("3000"), voie_achat=VoieAchat.BPU),
        un_bon(montant_ht=Montant.euros("40000"), voie_achat=VoieAchat.CONTRAT),
        annule,
    ]
    assert petits_achats_engages(bons) == Montant.euros("120")
    assert petits_achats_engages([]) == Montant.zero()


@pytest.mark.parametrize(
    ("voie", "montant", "nombre"),
    [
        (VoieAchat.PETIT_ACHAT, "999.99", 1),
        (VoieAchat.PETIT_ACHAT, "1000", 3),
        (VoieAchat.BPU, "5000", 0),
        (VoieAchat.CONTRAT, "0", 0),
    ],
)
def test_le_nombre_de_devis_attendus(voie: VoieAchat, montant: str, nombre: int) -> None:
    attendus, raison = devis_attendus(voie, montant_ht=Montant.euros(montant), au=le("2026-11-24"), baremes=BAREMES)
    assert attendus == nombre
    assert raison.resultat == f"{nombre} devis"


@pytest.mark.parametrize(
    ("change", "code", "champ"),
    [
        ({"montant_ht": Montant.zero()}, "MONTANT_NON_POSITIF", "montant_ht"),
        ({"montant_ht": Montant(-1)}, "MONTANT_NON_POSITIF", "montant_ht"),
        ({"montant_ht": Montant(-1), "voie_achat": VoieAchat.CONTRAT}, "MONTANT_NON_POSITIF", "montant_ht"),
        ({"entreprise": " "}, "CHAMP_VIDE", "entreprise"),
        ({"objet": ""}, "CHAMP_VIDE", "objet"),
    ],
)
def test_un_bon_impossible_est_refuse(change: dict[str, Any], code: str, champ: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        un_bon(**change)
    assert (refus.value.code, refus.value.champ) == (code, champ)


def test_un_bon_sous_contrat_d_entretien_peut_etre_gratuit() -> None:
    assert un_bon(montant_ht=Montant.zero(), voie_achat=VoieAchat.CONTRAT).montant_ht == Montant.zero()


def test_planifier_un_jour_ouvrable_le_constate() -> None:
    bon = un_bon()
    planifier(bon, MARDI)
    assert bon.statut is StatutBon.PLANIFIE
    assert bon.retirer_faits() == [InterventionPlanifiee(prevu_le=a_dix_heures(MARDI), prevu_fin=None)]


@pytest.mark.parametrize("accord", [None, False])
@pytest.mark.parametrize(
    ("jour", "nature"), [("2026-11-28", "SAMEDI"), ("2026-11-29", "DIMANCHE"), ("2026-12-25", "FERIE")]
)
def test_pas_de_travaux_le_week_end_ni_un_ferie_sans_accord_expres(jour: str, nature: str, accord: bool | None) -> None:
    bon = un_bon()
    with pytest.raises(RegleViolee, match=nature) as refus:
        planifier(bon, jour, accord=accord)
    assert (refus.value.code, refus.value.champ) == ("JOUR_SANS_ACCORD", "prevu_le")
    assert (bon.statut, bon.prevu_le, bon.retirer_faits()) == (StatutBon.ENGAGE, None, [])


def test_avec_l_accord_expres_du_locataire_un_samedi_convient_et_l_explication_le_garde() -> None:
    bon = un_bon()
    planifier(bon, "2026-11-28", accord=True)
    assert bon.explications[-1].entrees["accord_locataire"] == "oui"
    assert "art. 7 e" in bon.explications[-1].article


def test_en_partie_commune_le_samedi_est_permis() -> None:
    bon = un_bon(acces_logement=False)
    planifier(bon, "2026-11-28")
    assert bon.prevu_le == a_dix_heures("2026-11-28")


def test_la_saint_etienne_n_arrete_les_travaux_qu_en_alsace_moselle() -> None:
    commande = le("2025-12-01")
    planifier(un_bon(commande_le=commande), "2025-12-26")
    with pytest.raises(RegleViolee, match="FERIE"):
        planifier(un_bon(commande_le=commande, subdivision="67"), "2025-12-26")


def test_une_intervention_ne_precede_pas_sa_commande() -> None:
    with pytest.raises(RegleViolee) as refus:
        planifier(un_bon(), "2026-11-23")
    assert refus.value.code == "PREVU_AVANT_COMMANDE"


def test_un_rendez_vous_garde_son_creneau_entier() -> None:
    bon, debut, fin = un_bon(), a("2026-12-01T08:30:00+01:00"), a("2026-12-01T10:00:00+01:00")
    bon.planifier(prevu_le=debut, prevu_fin=fin, accord_locataire=None, baremes=BAREMES)
    assert (bon.prevu_le, bon.prevu_fin) == (debut, fin)
    assert bon.retirer_faits() == [InterventionPlanifiee(prevu_le=debut, prevu_fin=fin)]


@pytest.mark.parametrize(
    ("debut", "fin", "champ"),
    [
        ("2026-12-01T10:00:00", None, "prevu_le"),
        ("2026-12-01T10:00:00+01:00", "2026-12-01T12:00:00", "prevu_fin"),
        ("2026-12-01T10:00:00+01:00", "2026-12-01T10:00:00+01:00", "prevu_fin"),
        ("2026-12-01T10:00:00+01:00", "2026-12-01T09:00:00+01:00", "prevu_fin"),
        ("2026-12-01T10:00:00+01:00", "2026-12-02T12:00:00+01:00", "prevu_fin"),
    ],
)
def test_un_creneau_impossible_est_refuse(debut: str, fin: str | None, champ: str) -> None:
    bon = un_bon()
    with pytest.raises(DonneeInvalide) as refus:
        bon.planifier(prevu_le=a(debut), prevu_fin=a(fin) if fin else None, accord_locataire=None, baremes=BAREMES)
    assert refus.value.champ == champ
    assert (bon.statut, bon.retirer_faits()) == (StatutBon.ENGAGE, [])


def test_le_jour_d_un_creneau_est_celui_de_paris() -> None:
    """23 h 30 UTC un vendredi de novembre est déjà samedi à Paris."""
    with pytest.raises(RegleViolee, match="SAMEDI"):
        un_bon().planifier(prevu_le=a("2026-11-27T23:30:00+00:00"), accord_locataire=None, baremes=BAREMES)


def test_un_rendez_vous_se_deplace_et_se_constate_a_nouveau() -> None:
    bon = un_bon()
    planifier(bon, MARDI)
    planifier(bon, "2026-12-03")
    assert [fait.prevu_le for fait in bon.retirer_faits() if isinstance(fait, InterventionPlanifiee)] == [
        a_dix_heures(MARDI),
        a_dix_heures("2026-12-03"),
    ]


def test_un_bon_termine_se_clot_et_le_constate() -> None:
    bon = un_bon_termine()
    assert bon.ouvert
    bon.clore()
    assert (bon.statut, bon.ouvert) == (StatutBon.CLOS, False)
    assert bon.retirer_faits() == [BonTravauxClos(termine_le=a("2026-12-01T15:00:00+01:00"))]


def test_un_bon_sans_compte_rendu_ne_se_termine_pas() -> None:
    bon = un_bon()
    planifier(bon, MARDI)
    with pytest.raises(DonneeInvalide) as refus:
        bon.terminer(le=a("2026-12-01T15:00:00+01:00"), compte_rendu=" ")
    assert (refus.value.code, refus.value.champ) == ("CHAMP_VIDE", "compte_rendu")
    assert bon.statut is StatutBon.PLANIFIE


def test_des_travaux_ne_finissent_pas_avant_leur_commande() -> None:
    bon = un_bon()
    planifier(bon, MARDI)
    with pytest.raises(RegleViolee) as refus:
        bon.terminer(le=a("2026-11-23T23:59:00+01:00"), compte_rendu="Fait")
    assert refus.value.code == "TERMINE_AVANT_COMMANDE"


def test_un_bon_planifie_ne_se_clot_pas_sans_etre_termine() -> None:
    bon = un_bon()
    planifier(bon, MARDI)
    with pytest.raises(TransitionInterdite) as refus:
        bon.clore()
    assert refus.value.donnees["permis"] == "ANNULE, PLANIFIE, TERMINE"


def test_un_bon_s_annule_avec_un_motif_tant_que_rien_n_est_fait() -> None:
    bon = un_bon()
    with pytest.raises(DonneeInvalide):
        bon.annuler(le=le(MARDI), motif="")
    assert bon.ouvert
    bon.annuler(le=le(MARDI), motif="Réparé par le locataire")
    assert (bon.statut, bon.ouvert, bon.annule_le) == (StatutBon.ANNULE, False, le(MARDI))
    with pytest.raises(TransitionInterdite):
        un_bon_termine().annuler(le=le(MARDI), motif="Trop tard")


def test_un_bon_ne_s_annule_pas_avant_sa_commande() -> None:
    un_bon().annuler(le=le("2026-11-24"), motif="Erreur de saisie")
    with pytest.raises(RegleViolee) as refus:
        un_bon().annuler(le=le("2026-11-23"), motif="Erreur de saisie")
    assert (refus.value.code, refus.value.champ) == ("ANNULE_AVANT_COMMANDE", "annule_le")
