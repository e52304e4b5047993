"""Le dossier FSL : dépôt, décision, paiement."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from fabrique_recouvrement import BAREMES, PIECES, le, un_depot, un_dossier, un_terme

from recouvrement.domain.decision_fsl import AideFsl, DecisionFsl, SensDecision
from recouvrement.domain.depot_fsl import TermeDu, reglement
from recouvrement.domain.dossier_fsl import DecisionFslRecue, DossierFslDepose, StatutFsl
from recouvrement.domain.dossier_impaye import DossierImpaye
from socle.domaine.baremes import Baremes, Parametre, ValeurDatee
from socle.domaine.montant import Montant
from socle.domaine.refus import AccesRefuse, DejaExistant, DonneeInvalide, Refus, RegleViolee, TransitionInterdite


def un_dossier_de_deux_termes() -> DossierImpaye:
    return un_dossier(un_terme("2026-08"), un_terme("2026-09"))


def une_decision(**change: Any) -> DecisionFsl:
    champs: dict[str, Any] = {
        "decision_id": "FSL62-1",
        "sens": SensDecision.ACCORD,
        "aide": AideFsl.SUBVENTION,
        "montant": Montant(101674),
        "termes_couverts": ["2026-08", "2026-09"],
        "date_commission": le("2026-12-10"),
    }
    return DecisionFsl(**{**champs, **change})


def un_refus(**change: Any) -> DecisionFsl:
    sans_aide = {"aide": AideFsl.AUCUNE, "montant": Montant(0), "termes_couverts": []}
    return une_decision(**{"sens": SensDecision.REFUS, "motif": "RESSOURCES", **sans_aide, **change})


# --- Dépôt ---


def test_un_depot_complet_certifie_tous_les_termes_dus() -> None:
    fsl = un_depot(un_dossier_de_deux_termes())
    assert fsl.dette_certifiee == Montant(101674)
    assert fsl.retirer_faits() == [
        DossierFslDepose(departement="62", depose_le=le("2026-11-16"), dette_certifiee=Montant(101674))
    ]


@pytest.mark.parametrize(
    ("change", "classe", "code", "champ"),
    [
        ({"consentement_le": None}, AccesRefuse, "CONSENTEMENT_ABSENT", "consentement_le"),
        ({"consentement_le": date(2026, 11, 17)}, DonneeInvalide, "DATE_INCOHERENTE", "consentement_le"),
        ({"depose_le": date(2026, 9, 14)}, DonneeInvalide, "DATE_INCOHERENTE", "depose_le"),
        ({"pieces": PIECES[1:]}, DonneeInvalide, "PIECE_MANQUANTE", "pieces"),
        ({"termes_repris": 1}, RegleViolee, "COURANT_NON_REPRIS", "termes_repris"),
        ({"departement": "99"}, DonneeInvalide, "DEPARTEMENT_ILLISIBLE", "departement"),
        ({"termes": [TermeDu(mois="2026-07", du=Montant(1))]}, RegleViolee, "TERME_NON_DU", "termes"),
        ({"termes": [TermeDu(mois="2026-08", du=Montant(50838))]}, RegleViolee, "MONTANT_SUPERIEUR_AU_DU", "termes.du"),
        ({"termes": [TermeDu(mois="2026-08", du=Montant(0))]}, RegleViolee, "DETTE_NULLE", "termes"),
        ({"termes": [TermeDu(mois="2026-08", du=Montant(-1))]}, DonneeInvalide, "MONTANT_NEGATIF", "termes.du"),
        ({"termes": [TermeDu(mois="2026-08", du=Montant(1))] * 2}, DonneeInvalide, "TERME_EN_DOUBLE", "termes"),
    ],
)
def test_une_demande_incomplete_est_refusee_avec_son_champ(
    change: dict[str, Any], classe: type[Refus], code: str, champ: str
) -> None:
    with pytest.raises(classe) as refus:
        un_depot(un_dossier_de_deux_termes(), **change)
    assert (refus.value.code, refus.value.champ) == (code, champ)


def test_les_pieces_manquantes_sont_nommees() -> None:
    with pytest.raises(DonneeInvalide) as refus:
        un_depot(un_dossier(), pieces=["IDENTITE", "BAIL"])
    assert refus.value.donnees["pieces"].startswith("COMPOSITION_FOYER, RESSOURCES_3_MOIS")
    assert "IDENTITE" not in refus.value.message


def test_la_dette_certifiee_ne_depasse_pas_la_dette_courante() -> None:
    dossier = un_dossier(un_terme("2026-08"), un_terme("2026-09"), dette_echue=Montant(60000))
    with pytest.raises(RegleViolee) as refus:
        un_depot(dossier)
    assert refus.value.code == "MONTANT_SUPERIEUR_AU_DU"
    assert un_depot(dossier, termes=[TermeDu(mois="2026-08", du=Montant(50837))]).dette_certifiee == Montant(50837)


def test_le_reglement_d_un_departement_remplace_celui_par_defaut() -> None:
    valeur = ValeurDatee(
        nom="fsl_termes_repris",
        a_partir_de=date(2020, 1, 1),
        jusqu_au=None,
        valeur={"defaut": 2, "2A": 3},
        unite="termes",
        source="règlement d'essai",
        certitude="parametre",
    )
    baremes = Baremes({"fsl_termes_repris": Parametre("fsl_termes_repris", [valeur])})
    lus = [reglement("fsl_termes_repris", departement=d, au=le("2026-11-16"), baremes=baremes) for d in ("2A", "62")]
    assert lus == [3, 2]


def test_un_seul_dossier_fsl_a_la_fois() -> None:
    dossier = un_dossier()
    dossier.engager_fsl(un_depot(dossier).id)
    with pytest.raises(RegleViolee) as refus:
        un_depot(dossier)
    assert refus.value.code == "FSL_DEJA_EN_COURS"


# --- Décision ---


def test_un_accord_est_constate_sans_son_motif() -> None:
    fsl = un_depot(un_dossier_de_deux_termes())
    fsl.retirer_faits()
    assert fsl.recevoir_decision(une_decision(motif="situation fragile")) is True
    (fait,) = fsl.retirer_faits()
    assert isinstance(fait, DecisionFslRecue)
    assert (fait.sens, fait.montant, fait.termes_couverts) == ("ACCORD", Montant(101674), ("2026-08", "2026-09"))
    assert "fragile" not in repr(fait)
    assert fsl.statut is StatutFsl.ACCORD


def test_la_meme_decision_rejouee_est_acceptee_sans_effet_meme_dans_un_autre_ordre() -> None:
    fsl = un_depot(un_dossier_de_deux_termes())
    fsl.recevoir_decision(une_decision())
    fsl.retirer_faits()
    assert fsl.recevoir_decision(une_decision(termes_couverts=["2026-09", "2026-08"])) is False
    assert (fsl.retirer_faits(), len(fsl.decisions)) == ([], 1)


def test_le_meme_identifiant_avec_un_autre_contenu_est_refuse() -> None:
    fsl = un_depot(un_dossier_de_deux_termes())
    fsl.recevoir_decision(une_decision())
    with pytest.raises(DejaExistant) as refus:
        fsl.recevoir_decision(une_decision(montant=Montant(101673)))
    assert refus.value.code == "DECISION_DIFFERENTE"
    assert fsl.decision == une_decision()


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (une_decision(montant=Montant(101675)), "MONTANT_SUPERIEUR_A_LA_DETTE"),
        (une_decision(termes_couverts=["2026-07"]), "TERME_NON_CERTIFIE"),
        (une_decision(termes_couverts=[]), "ACCORD_INCOMPLET"),
        (une_decision(montant=Montant(0)), "ACCORD_INCOMPLET"),
        (une_decision(aide=AideFsl.AUCUNE), "ACCORD_INCOMPLET"),
        (une_decision(montant=Montant(-1)), "MONTANT_NEGATIF"),
        (une_decision(date_commission=date(2026, 11, 15)), "DATE_INCOHERENTE"),
        (une_decision(decision_id=" "), "CHAMP_VIDE"),
        (un_refus(motif=" "), "MOTIF_ABSENT"),
        (un_refus(montant=Montant(1)), "AIDE_SANS_ACCORD"),
    ],
)
def test_une_decision_incoherente_est_refusee_et_ne_change_rien(decision: DecisionFsl, code: str) -> None:
    fsl = un_depot(un_dossier_de_deux_termes())
    with pytest.raises(Refus) as refus:
        fsl.recevoir_decision(decision)
    assert refus.value.code == code
    assert (fsl.statut, fsl.decisions) == (StatutFsl.DEPOSE, [])


def test_un_ajournement_attend_une_autre_decision() -> None:
    fsl = un_depot(un_dossier_de_deux_termes())
    fsl.recevoir_decision(un_refus(decision_id="A", sens=SensDecision.AJOURNEMENT, motif=""))
    assert (fsl.statut, fsl.est_termine) == (StatutFsl.AJOURNE, False)
    fsl.recevoir_decision(un_refus(decision_id="B"))
    assert (fsl.statut, fsl.est_termine) == (StatutFsl.REFUS, True)


def test_une_seconde_decision_apres_un_refus_est_refusee() -> None:
    fsl = un_depot(un_dossier_de_deux_termes())
    fsl.recevoir_decision(un_refus())
    with pytest.raises(TransitionInterdite):
        fsl.recevoir_decision(une_decision(decision_id="FSL62-2"))


# --- Paiement ---


def payer_fsl(fsl: Any, numero: int, centimes: int, *, decision: str = "FSL62-1") -> bool:
    resultat: bool = fsl.noter_paiement(
        paiement_id=UUID(int=numero), decision_id=decision, montant=Montant(centimes), recu_le=le("2027-01-15")
    )
    return resultat


def test_le_dossier_est_paye_quand_le_montant_accorde_est_atteint() -> None:
    fsl = un_depot(un_dossier_de_deux_termes())
    fsl.recevoir_decision(une_decision(sens=SensDecision.ACCORD_PARTIEL, montant=Montant(60000)))
    payer_fsl(fsl, 1, 59999)
    assert fsl.statut is StatutFsl.ACCORD_PARTIEL
    payer_fsl(fsl, 2, 1)
    assert (fsl.statut, fsl.montant_paye) == (StatutFsl.PAYE, Montant(60000))


def test_le_meme_versement_ne_compte_qu_une_fois() -> None:
    fsl = un_depot(un_dossier_de_deux_termes())
    fsl.recevoir_decision(une_decision())
    assert [payer_fsl(fsl, 1, 60000), payer_fsl(fsl, 1, 60000)] == [True, False]
    assert fsl.montant_paye == Montant(60000)


def test_un_versement_arrive_avant_la_decision_l_attend() -> None:
    fsl = un_depot(un_dossier_de_deux_termes())
    payer_fsl(fsl, 1, 101674)
    assert fsl.statut is StatutFsl.DEPOSE
    fsl.recevoir_decision(une_decision())
    assert fsl.statut is StatutFsl.PAYE


def test_un_versement_d_une_autre_decision_ne_paie_pas_celle_qui_arrive() -> None:
    fsl = un_depot(un_dossier_de_deux_termes())
    payer_fsl(fsl, 1, 101674, decision="AUTRE")
    fsl.recevoir_decision(une_decision())
    assert fsl.statut is StatutFsl.ACCORD


def test_un_versement_qui_cite_une_autre_decision_est_refuse() -> None:
    fsl = un_depot(un_dossier_de_deux_termes())
    fsl.recevoir_decision(une_decision())
    with pytest.raises(RegleViolee) as refus:
        payer_fsl(fsl, 1, 101674, decision="FSL62-2")
    assert refus.value.code == "DECISION_DIFFERENTE"


def test_un_versement_apres_un_refus_est_refuse() -> None:
    fsl = un_depot(un_dossier_de_deux_termes())
    fsl.recevoir_decision(un_refus())
    with pytest.raises(RegleViolee) as refus:
        payer_fsl(fsl, 1, 100)
    assert refus.value.code == "PAIEMENT_SANS_ACCORD"


def test_les_pieces_exigees_par_defaut_sont_celles_du_bareme() -> None:
    assert reglement("fsl_pieces", departement="62", au=le("2026-11-16"), baremes=BAREMES) == PIECES
