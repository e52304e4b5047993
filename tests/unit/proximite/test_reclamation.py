"""La réclamation : déclarer, qualifier, planifier, résoudre, clôturer."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from fabrique_proximite import BAREMES, a, baremes_avec, une_reclamation

from proximite.domain.cloture import MotifCloture
from proximite.domain.imputation import Constats
from proximite.domain.qualification import Qualification
from proximite.domain.reclamation import Reclamation, ReclamationOuverte, ReclamationQualifiee, ReclamationResolue
from proximite.domain.statuts import StatutReclamation
from proximite.domain.taxonomie import Imputation, NiveauUrgence
from socle.domaine.refus import DonneeInvalide, RegleViolee, TransitionInterdite

LENDEMAIN = a("2026-11-25T09:30:00+01:00")
SURLENDEMAIN = a("2026-11-26T09:30:00+01:00")


def qualifier(reclamation: Reclamation, *, pilote: bool = False, **decision: Any) -> None:
    reclamation.qualifier(Qualification(**decision), le=LENDEMAIN, pilote=pilote, baremes=BAREMES)


def une_reclamation_qualifiee(categorie: str = "PLB-04", **change: Any) -> Reclamation:
    reclamation = une_reclamation(categorie, **change)
    qualifier(reclamation)
    reclamation.retirer_faits()
    return reclamation


def cloturer(reclamation: Reclamation, motif: MotifCloture, **change: Any) -> None:
    reclamation.cloturer(**{"le": a("2026-12-01T10:00:00+01:00"), "motif": motif, "bons_ouverts": 0, **change})


def test_une_reclamation_declaree_porte_son_numero_et_ce_que_propose_la_categorie() -> None:
    reclamation = une_reclamation("PLB-04")
    assert reclamation.numero == "REC-2026-000123"
    assert reclamation.statut is StatutReclamation.ENREGISTREE
    assert (reclamation.urgence, reclamation.imputation) == (NiveauUrgence.U3, Imputation.LOC)
    assert reclamation.accuse_avant == a("2026-11-26T10:00:00+01:00")
    assert reclamation.retirer_faits() == [ReclamationOuverte(ouverte_le=a("2026-11-24T10:00:00+01:00"))]


def test_le_numero_prend_l_annee_de_paris() -> None:
    assert une_reclamation(ouverte_le=a("2026-12-31T23:30:00+00:00")).numero == "REC-2027-000123"


@pytest.mark.parametrize(
    ("change", "code", "champ"),
    [
        ({"description": "   "}, "CHAMP_VIDE", "description"),
        ({"description": "x" * 2001}, "CHAMP_TROP_LONG", "description"),
        ({"ouverte_le": datetime(2026, 11, 24, 10)}, "FUSEAU_ABSENT", "ouverte_le"),
        ({"sequence_annuelle": 0}, "SEQUENCE_HORS_BORNES", "numero"),
    ],
)
def test_une_declaration_impossible_est_refusee(change: dict[str, Any], code: str, champ: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        une_reclamation(**change)
    assert (refus.value.code, refus.value.champ) == (code, champ)


def test_une_description_de_deux_mille_caracteres_est_acceptee() -> None:
    assert len(une_reclamation(description="x" * 2000).description) == 2000


def test_la_description_et_l_acces_ne_s_affichent_pas_dans_les_journaux() -> None:
    reclamation = une_reclamation(description="mon code est 4521", acces="clé chez la voisine")
    assert "4521" not in repr(reclamation)
    assert "voisine" not in repr(reclamation)


def test_un_menage_prioritaire_gagne_un_niveau_explique() -> None:
    reclamation = une_reclamation("PLB-04", prioritaire=True)
    assert reclamation.urgence is NiveauUrgence.U2
    assert reclamation.accuse_avant == a("2026-11-25T10:00:00+01:00")
    assert reclamation.explications[0].entrees["urgence_de_la_categorie"] == "U3"


def test_le_bailleur_peut_renoncer_au_surclassement() -> None:
    reclamation = une_reclamation("PLB-04", prioritaire=True, baremes=baremes_avec("surclassement_prioritaire", 0))
    assert reclamation.urgence is NiveauUrgence.U3


def test_qualifier_sans_rien_dire_suit_la_taxonomie() -> None:
    reclamation = une_reclamation("PLB-04")
    reclamation.retirer_faits()
    qualifier(reclamation)
    assert reclamation.statut is StatutReclamation.QUALIFIEE
    assert reclamation.retirer_faits() == [
        ReclamationQualifiee(
            urgence=NiveauUrgence.U3,
            imputation=Imputation.LOC,
            accuse_avant=a("2026-11-26T10:00:00+01:00"),
            reponse_avant=a("2026-12-01T10:00:00+01:00"),
            resolution_avant=a("2026-12-08T10:00:00+01:00"),
        )
    ]


@pytest.mark.parametrize("ecart", [{"urgence": NiveauUrgence.U1}, {"imputation": Imputation.PROP}])
def test_s_ecarter_de_la_taxonomie_exige_un_motif(ecart: dict[str, Any]) -> None:
    reclamation = une_reclamation("PLB-04")
    with pytest.raises(RegleViolee) as refus:
        qualifier(reclamation, motif="  ", **ecart)
    assert (refus.value.code, refus.value.champ) == ("MOTIF_OBLIGATOIRE", "motif")
    assert reclamation.statut is StatutReclamation.ENREGISTREE
    qualifier(reclamation, motif="Fuite sur prise électrique", **ecart)
    assert reclamation.motif_qualification == "Fuite sur prise électrique"
    assert any(e.regle.endswith("_decidee") for e in reclamation.explications)


def test_surclasser_recalcule_les_echeances_depuis_l_ouverture() -> None:
    reclamation = une_reclamation("PLB-04")
    qualifier(reclamation, urgence=NiveauUrgence.U1, motif="Fuite devenue importante")
    assert reclamation.resolution_avant == a("2026-11-25T10:00:00+01:00")


def test_retrograder_sans_motif_est_interdit_meme_au_pilote() -> None:
    with pytest.raises(RegleViolee) as refus:
        qualifier(une_reclamation("PLB-04"), urgence=NiveauUrgence.U4, pilote=True)
    assert refus.value.code == "MOTIF_OBLIGATOIRE"


def test_retrograder_est_reserve_au_pilote() -> None:
    reclamation = une_reclamation("PLB-04")
    decision = {"urgence": NiveauUrgence.U4, "motif": "Goutte à goutte sans gêne"}
    with pytest.raises(RegleViolee) as refus:
        qualifier(reclamation, **decision)
    assert (refus.value.code, refus.value.champ) == ("RETROGRADATION_RESERVEE", "urgence")
    qualifier(reclamation, pilote=True, **decision)
    assert reclamation.urgence is NiveauUrgence.U4


def test_revenir_d_un_surclassement_a_la_taxonomie_est_une_retrogradation() -> None:
    reclamation = une_reclamation("PLB-04")
    qualifier(reclamation, urgence=NiveauUrgence.U2, motif="Fuite qui s'aggrave")
    with pytest.raises(RegleViolee) as refus:
        qualifier(reclamation, urgence=NiveauUrgence.U3)
    assert refus.value.code == "MOTIF_OBLIGATOIRE"


def test_apres_visite_une_imputation_a_qualifier_se_decide_par_les_constats() -> None:
    reclamation = une_reclamation("PLB-10")
    qualifier(reclamation)
    assert reclamation.imputation is Imputation.MIX
    qualifier(reclamation, constats=Constats(vetuste=True))
    assert reclamation.imputation is Imputation.PROP


def test_une_seconde_qualification_garde_ce_qu_elle_ne_dit_pas() -> None:
    reclamation = une_reclamation("PLB-10")
    qualifier(reclamation, urgence=NiveauUrgence.U4, imputation=Imputation.LOC, motif="Lavabo de débarras", pilote=True)
    qualifier(reclamation)
    assert (reclamation.urgence, reclamation.imputation) == (NiveauUrgence.U4, Imputation.LOC)
    assert reclamation.motif_qualification == "Lavabo de débarras"


def test_une_qualification_ne_precede_pas_l_ouverture() -> None:
    with pytest.raises(RegleViolee) as refus:
        une_reclamation().qualifier(Qualification(), le=a("2026-11-24T09:59:00+01:00"), pilote=False, baremes=BAREMES)
    assert (refus.value.code, refus.value.champ) == ("QUALIFIEE_AVANT_OUVERTURE", "qualifiee_le")


def test_une_reclamation_non_qualifiee_ne_se_planifie_pas() -> None:
    with pytest.raises(TransitionInterdite) as refus:
        une_reclamation().planifier(UUID(int=10))
    assert refus.value.donnees["permis"] == "CLOTUREE, QUALIFIEE"


def test_deux_bons_peuvent_servir_une_meme_reclamation() -> None:
    reclamation = une_reclamation_qualifiee()
    reclamation.planifier(UUID(int=10))
    reclamation.planifier(UUID(int=11))
    assert reclamation.statut is StatutReclamation.PLANIFIEE
    assert reclamation.bons == [UUID(int=10), UUID(int=11)]


@pytest.mark.parametrize(
    ("le", "attendu"),
    [("2026-12-08T10:00:00+01:00", True), ("2026-12-08T10:00:01+01:00", False), ("2026-12-08T09:00:00+00:00", True)],
)
def test_une_resolution_a_l_echeance_est_dans_les_delais_une_seconde_plus_tard_non(le: str, attendu: bool) -> None:
    reclamation = une_reclamation_qualifiee()
    reclamation.resoudre(le=a(le))
    assert reclamation.dans_les_delais is attendu
    assert reclamation.retirer_faits() == [ReclamationResolue(resolue_le=a(le), dans_les_delais=attendu)]


def test_une_resolution_avant_l_ouverture_est_refusee_sans_rien_changer() -> None:
    reclamation = une_reclamation_qualifiee()
    with pytest.raises(RegleViolee, match="précède l'ouverture"):
        reclamation.resoudre(le=a("2026-11-23T10:00:00+01:00"))
    assert reclamation.statut is StatutReclamation.QUALIFIEE
    assert reclamation.retirer_faits() == []


def test_resoudre_deux_fois_est_refuse() -> None:
    reclamation = une_reclamation_qualifiee()
    reclamation.resoudre(le=SURLENDEMAIN)
    with pytest.raises(TransitionInterdite):
        reclamation.resoudre(le=SURLENDEMAIN)


def test_une_reclamation_jamais_qualifiee_finit_en_retard() -> None:
    reclamation = une_reclamation()
    assert not reclamation.en_retard(au=reclamation.resolution_avant)
    assert reclamation.en_retard(au=a("2026-12-08T10:00:01+01:00"))


def test_une_reclamation_resolue_n_est_plus_en_retard() -> None:
    reclamation = une_reclamation_qualifiee()
    reclamation.resoudre(le=a("2026-12-20T10:00:00+01:00"))
    assert reclamation.dans_les_delais is False
    assert not reclamation.en_retard(au=a("2027-01-20T10:00:00+01:00"))


def test_une_reclamation_resolue_se_clot() -> None:
    reclamation = une_reclamation_qualifiee()
    reclamation.resoudre(le=SURLENDEMAIN)
    cloturer(reclamation, MotifCloture.RESOLU)
    assert (reclamation.statut, reclamation.motif_cloture) == (StatutReclamation.CLOTUREE, MotifCloture.RESOLU)


def test_un_bon_ouvert_empeche_de_clore() -> None:
    reclamation = une_reclamation_qualifiee()
    reclamation.resoudre(le=SURLENDEMAIN)
    with pytest.raises(RegleViolee) as refus:
        cloturer(reclamation, MotifCloture.RESOLU, bons_ouverts=1)
    assert refus.value.code == "BON_OUVERT"
    assert reclamation.statut is StatutReclamation.RESOLUE


def test_on_ne_clot_pas_avant_le_jour_de_la_resolution() -> None:
    reclamation = une_reclamation_qualifiee()
    reclamation.resoudre(le=SURLENDEMAIN)
    with pytest.raises(RegleViolee) as refus:
        cloturer(reclamation, MotifCloture.RESOLU, le=LENDEMAIN)
    assert refus.value.code == "CLOTURE_AVANT_RESOLUTION"


@pytest.mark.parametrize(
    ("categorie", "motif"),
    [
        ("PLB-04", MotifCloture.RESOLU),
        ("PLB-05", MotifCloture.A_CHARGE_LOCATAIRE_INFORME),
        ("PLB-04", MotifCloture.PLANIFIE_PLURIANNUEL),
    ],
)
def test_un_motif_qui_ne_convient_pas_ne_clot_pas(categorie: str, motif: MotifCloture) -> None:
    with pytest.raises(RegleViolee) as refus:
        cloturer(une_reclamation_qualifiee(categorie), motif)
    assert (refus.value.code, refus.value.champ) == ("MOTIF_NON_PERMIS", "motif")


@pytest.mark.parametrize(
    ("categorie", "motif"),
    [
        ("PLB-04", MotifCloture.A_CHARGE_LOCATAIRE_INFORME),
        ("MEN-04", MotifCloture.PLANIFIE_PLURIANNUEL),
        ("PLB-05", MotifCloture.REFUS_ACCES),
        ("PLB-05", MotifCloture.RELOGE),
    ],
)
def test_certains_motifs_closent_sans_resolution(categorie: str, motif: MotifCloture) -> None:
    reclamation = une_reclamation_qualifiee(categorie)
    cloturer(reclamation, motif)
    assert reclamation.statut is StatutReclamation.CLOTUREE
    assert reclamation.resolue_le is None


@pytest.mark.parametrize(("categorie", "prioritaire"), [("GAZ-03", False), ("PLB-04", True)])
def test_en_danger_ou_pour_un_menage_prioritaire_on_intervient_avant_d_imputer(
    categorie: str, prioritaire: bool
) -> None:
    with pytest.raises(RegleViolee) as refus:
        cloturer(une_reclamation_qualifiee(categorie, prioritaire=prioritaire), MotifCloture.A_CHARGE_LOCATAIRE_INFORME)
    assert refus.value.code == "INTERVENTION_D_ABORD"


def une_mere(**change: Any) -> Reclamation:
    return une_reclamation(id=UUID(int=99), sequence_annuelle=122, **change)


@pytest.mark.parametrize("parent", [None, une_reclamation()])
def test_un_doublon_designe_une_autre_reclamation(parent: Reclamation | None) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        cloturer(une_reclamation(), MotifCloture.DOUBLON, parent=parent)
    assert (refus.value.code, refus.value.champ) == ("PARENT_MANQUANT", "parent_id")


def test_un_doublon_se_clot_sans_etre_qualifie() -> None:
    reclamation = une_reclamation()
    cloturer(reclamation, MotifCloture.DOUBLON, parent=une_mere())
    assert reclamation.parent_id == UUID(int=99)


def test_seul_un_doublon_designe_un_parent() -> None:
    with pytest.raises(DonneeInvalide):
        cloturer(une_reclamation(), MotifCloture.SANS_OBJET, parent=une_mere())


def test_un_enfant_n_est_jamais_parent() -> None:
    enfant = une_mere()
    cloturer(enfant, MotifCloture.DOUBLON, parent=une_reclamation(id=UUID(int=98)))
    for cas in ({"parent": enfant}, {"parent": une_mere(), "a_des_doublons": True}):
        with pytest.raises(RegleViolee) as refus:
            cloturer(une_reclamation(), MotifCloture.DOUBLON, **cas)
        assert (refus.value.code, refus.value.champ) == ("DOUBLON_DE_DOUBLON", "parent_id")


def test_un_doublon_et_son_original_sont_dans_la_meme_residence() -> None:
    with pytest.raises(RegleViolee) as refus:
        cloturer(une_reclamation(), MotifCloture.DOUBLON, parent=une_mere(residence_id=UUID(int=5)))
    assert (refus.value.code, refus.value.champ) == ("PARENT_AILLEURS", "parent_id")


def test_sans_bon_ouvert_une_reclamation_planifiee_attend_une_nouvelle_commande() -> None:
    reclamation = une_reclamation_qualifiee()
    reclamation.planifier(UUID(int=10))
    reclamation.bon_annule(bons_ouverts=1)
    assert reclamation.statut is StatutReclamation.PLANIFIEE
    reclamation.bon_annule(bons_ouverts=0)
    assert reclamation.statut is StatutReclamation.QUALIFIEE
    qualifier(reclamation)


def test_annuler_le_dernier_bon_d_une_reclamation_resolue_ne_la_rouvre_pas() -> None:
    reclamation = une_reclamation_qualifiee()
    reclamation.planifier(UUID(int=10))
    reclamation.resoudre(le=LENDEMAIN)
    reclamation.bon_annule(bons_ouverts=0)
    assert reclamation.statut is StatutReclamation.RESOLUE


def test_une_reclamation_planifiee_ne_se_requalifie_pas_sous_un_bon_ouvert() -> None:
    reclamation = une_reclamation_qualifiee()
    reclamation.planifier(UUID(int=10))
    with pytest.raises(RegleViolee) as refus:
        qualifier(reclamation)
    assert refus.value.code == "DEJA_PLANIFIEE"


def test_une_reclamation_close_ne_se_rouvre_pas() -> None:
    reclamation = une_reclamation()
    cloturer(reclamation, MotifCloture.SANS_OBJET)
    with pytest.raises(TransitionInterdite) as refus:
        qualifier(reclamation)
    assert refus.value.donnees["permis"] == "aucun"
