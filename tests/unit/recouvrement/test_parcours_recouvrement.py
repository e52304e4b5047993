"""De l'impayé à la clôture : relances, orientation, FSL, paiement, deux termes payés."""

from __future__ import annotations

from uuid import UUID

from fabrique_recouvrement import BAIL, BAREMES, jouer, le, payer, un_avis, un_depot, un_terme

from recouvrement.domain.caf import echeance_signalement
from recouvrement.domain.decision_fsl import AideFsl, DecisionFsl, SensDecision
from recouvrement.domain.dossier_fsl import DossierFsl, StatutFsl
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.impaye import RegimeApl
from recouvrement.domain.orientation import StatutAccompagnement
from recouvrement.domain.phases import Phase
from socle.domaine.explication import Reponse
from socle.domaine.montant import Montant

DEUX_TERMES = Montant(2 * 50837)


def un_accord(fsl: DossierFsl) -> DecisionFsl:
    return DecisionFsl(
        decision_id="FSL62-1",
        sens=SensDecision.ACCORD,
        aide=AideFsl.SUBVENTION,
        montant=fsl.dette_certifiee,
        termes_couverts=[terme.mois for terme in fsl.termes],
        date_commission=le("2026-12-17"),
    )


def test_un_impaye_relance_oriente_aide_puis_paye_se_clot() -> None:
    dossier = DossierImpaye.ouvrir(id=UUID(int=1), reference="DI-2026-000001", avis=un_avis(), baremes=BAREMES)
    assert [jouer(dossier, j) for j in ("2026-09-15", "2026-09-22", "2026-09-30")] == [
        ["RELANCE_0"],
        ["RELANCE_1"],
        ["CONVOCATION"],
    ]
    assert dossier.phase is Phase.AMIABLE_2

    dossier.ajouter_impaye(
        un_avis(
            un_terme("2026-08"),
            un_terme("2026-09"),
            constate_le=le("2026-10-15"),
            impaye_constitue=Reponse.OUI,
            constitue_le=le("2026-10-10"),
        )
    )
    caf = echeance_signalement(
        constitue=dossier.impaye_constitue, constitue_le=dossier.constitue_le, au=le("2026-10-15"), baremes=BAREMES
    )
    assert caf.avant_le == le("2026-12-10")

    dossier.orienter(motif="IMPAYE", le=le("2026-10-16"), menage_informe=True)
    dossier.noter_accompagnement(StatutAccompagnement.EN_COURS, depuis_le=le("2026-10-19"))
    assert jouer(dossier, "2026-11-10") == []

    fsl = un_depot(dossier)
    dossier.engager_fsl(fsl.id)
    assert (fsl.dette_certifiee, dossier.phase) == (DEUX_TERMES, Phase.FSL)

    fsl.recevoir_decision(un_accord(fsl))
    assert fsl.recevoir_decision(un_accord(fsl)) is False
    payer(dossier, soldes=["2026-08", "2026-09"], jour="2027-01-12")
    fsl.noter_paiement(paiement_id=UUID(int=7), decision_id="FSL62-1", montant=DEUX_TERMES, recu_le=le("2027-01-12"))
    assert (fsl.statut, fsl.est_termine) == (StatutFsl.PAYE, True)
    dossier.terminer_fsl(fsl.id)
    dossier.constater_regularisation(termes_soldes=["2026-08", "2026-09"], le=le("2027-01-12"))
    assert (dossier.phase, dossier.regularise_le) == (Phase.AMIABLE_2, le("2027-01-12"))

    assert dossier.peut_clore(au=le("2027-03-15"), baremes=BAREMES).reponse is Reponse.NON
    dossier.clore(au=le("2027-03-16"), baremes=BAREMES)
    assert (dossier.phase, dossier.motif_cloture) == (Phase.CLOS, "DETTE_SOLDEE")
    assert [type(f).__name__ for f in dossier.retirer_faits()] == [
        "DossierImpayeOuvert",
        "RelanceEnvoyee",
        "RelanceEnvoyee",
        "RelanceEnvoyee",
        "OrientationSocialeDemandee",
        "DossierImpayeClos",
    ]
    assert dossier.bail_id == fsl.bail_id == BAIL


def test_un_refus_du_fsl_rend_le_dossier_a_ses_relances() -> None:
    dossier = DossierImpaye.ouvrir(id=UUID(int=1), reference="DI-1", avis=un_avis(), baremes=BAREMES)
    jouer(dossier, "2026-09-15")
    fsl = un_depot(dossier)
    dossier.engager_fsl(fsl.id)
    fsl.recevoir_decision(
        DecisionFsl(decision_id="R", sens=SensDecision.REFUS, motif="RESSOURCES", date_commission=le("2026-12-17"))
    )
    assert fsl.est_termine
    dossier.terminer_fsl(fsl.id)
    dossier.terminer_fsl(fsl.id)
    assert dossier.phase is Phase.AMIABLE_1
    assert jouer(dossier, "2026-12-18") == ["RELANCE_1", "CONVOCATION", "COMITE_IMPAYES"]


def test_une_aide_partielle_laisse_le_reste_relancable() -> None:
    dossier = DossierImpaye.ouvrir(
        id=UUID(int=1), reference="DI-1", avis=un_avis(un_terme("2026-08"), un_terme("2026-09")), baremes=BAREMES
    )
    fsl = un_depot(dossier)
    dossier.engager_fsl(fsl.id)
    dossier.appliquer_paiement(termes_soldes=["2026-08"], dette_restante=Montant(50837), recu_le=le("2027-01-12"))
    dossier.terminer_fsl(fsl.id)
    assert [t.mois for t in dossier.termes_dus] == ["2026-09"]
    assert jouer(dossier, "2027-01-13") == ["RELANCE_0", "RELANCE_1", "CONVOCATION", "COMITE_IMPAYES"]


def test_un_impaye_ouvert_avant_la_bascule_garde_sa_constitution_apres_le_1er_janvier_2027() -> None:
    dossier = DossierImpaye.ouvrir(
        id=UUID(int=1),
        reference="DI-1",
        avis=un_avis(impaye_constitue=Reponse.NON, constate_le=le("2026-12-15")),
        baremes=BAREMES,
    )
    dossier.ajouter_impaye(
        un_avis(
            constate_le=le("2027-01-04"),
            impaye_constitue=Reponse.OUI,
            constitue_le=le("2027-01-01"),
            regime_apl=RegimeApl.DEPUIS_2027,
        )
    )
    caf = echeance_signalement(
        constitue=dossier.impaye_constitue, constitue_le=dossier.constitue_le, au=le("2027-01-04"), baremes=BAREMES
    )
    assert (dossier.regime_apl, caf.avant_le) == (RegimeApl.DEPUIS_2027, le("2027-03-01"))
    assert "2026-84" in caf.verdict.explication.article
