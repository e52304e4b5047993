"""Ce que le quittancement écoute : baux et logements, caisses de loge, FSL, surendettements et plans, référents sociaux."""

from __future__ import annotations

from quittancement.adapters.evenements_recus import (
    AccompagnementClos,
    AccompagnementOuvert,
    BailActive,
    BailAnnule,
    BailClos,
    BailSigne,
    CongeRecuDesBaux,
    DecisionFslRecue,
    EcartDeCaisseConstate,
    EncaissementAnnule,
    EncaissementEnregistre,
    EtatDesLieuxSigne,
    LogementDisponible,
    PlanApurementRompu,
    PlanApurementSigne,
    RemiseEspecesTransportee,
    SurendettementLeve,
    SurendettementRecevable,
)
from quittancement.application.quand_accompagnement_clos_oublier_le_referent import (
    ClotureRecue,
    quand_accompagnement_clos_oublier_le_referent,
)
from quittancement.application.quand_accompagnement_ouvert_noter_le_referent import (
    quand_accompagnement_ouvert_noter_le_referent,
)
from quittancement.application.quand_bail_active_activer_le_compte import (
    BailActiveRecu,
    quand_bail_active_activer_le_compte,
)
from quittancement.application.quand_bail_active_suivre_ses_consommations import (
    quand_bail_active_suivre_ses_consommations,
)
from quittancement.application.quand_bail_annule_clore_le_compte import (
    BailAnnuleRecu,
    quand_bail_annule_clore_le_compte,
)
from quittancement.application.quand_bail_clos_clore_le_compte import BailClosRecu, quand_bail_clos_clore_le_compte
from quittancement.application.quand_bail_signe_ouvrir_le_compte import (
    BailSigneRecu,
    quand_bail_signe_ouvrir_le_compte,
)
from quittancement.application.quand_conge_recu_borner_le_compte import CongeRecu, quand_conge_recu_borner_le_compte
from quittancement.application.quand_decision_fsl_recue_la_retenir import quand_decision_fsl_recue_la_retenir
from quittancement.application.quand_ecart_de_caisse_constate_l_ecrire import (
    EcartRecu,
    quand_ecart_de_caisse_constate_l_ecrire,
)
from quittancement.application.quand_encaissement_annule_le_contrepasser import (
    RecuAnnule,
    quand_encaissement_annule_le_contrepasser,
)
from quittancement.application.quand_encaissement_enregistre_imputer_les_especes import (
    EspecesRecues,
    quand_encaissement_enregistre_imputer_les_especes,
)
from quittancement.application.quand_etat_des_lieux_signe_clore_ses_consommations import (
    EtatDesLieuxRecu,
    quand_etat_des_lieux_signe_clore_ses_consommations,
)
from quittancement.application.quand_logement_disponible_retenir_sa_surface import (
    quand_logement_disponible_retenir_sa_surface,
)
from quittancement.application.quand_plan_apurement_rompu_le_noter import PlanRompu, quand_plan_apurement_rompu_le_noter
from quittancement.application.quand_plan_apurement_signe_le_retenir import (
    PlanSigne,
    quand_plan_apurement_signe_le_retenir,
)
from quittancement.application.quand_plan_rompu_oublier_son_echeancier import (
    PlanRompuRecu,
    quand_plan_rompu_oublier_son_echeancier,
)
from quittancement.application.quand_plan_signe_retenir_son_echeancier import quand_plan_signe_retenir_son_echeancier
from quittancement.application.quand_remise_especes_transportee_l_ecrire import (
    TransportRecu,
    quand_remise_especes_transportee_l_ecrire,
)
from quittancement.application.quand_surendettement_leve_degeler_l_arriere import (
    SurendettementLeveRecu,
    quand_surendettement_leve_degeler_l_arriere,
)
from quittancement.application.quand_surendettement_recevable_geler_l_arriere import (
    SurendettementRecu,
    quand_surendettement_recevable_geler_l_arriere,
)
from quittancement.domain.bail import ParametresBail, Terme
from quittancement.domain.echeancier_connu import EcheancierConnu
from quittancement.domain.energie.occupation import LogementConnu, Occupation
from quittancement.domain.projections import DecisionFslConnue, Suivi
from quittancement.domain.prorata import ModeProrata
from quittancement.domain.protections import PlanConnu
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.periodes import ajouter_mois
from socle.technique.evenements import Reception


def _signe(e: BailSigne) -> BailSigneRecu:
    return BailSigneRecu(
        bail_id=e.bail_id,
        reference=e.reference,
        parametres=ParametresBail(
            loyer_principal=Montant(e.loyer_principal),
            provision_charges=Montant(e.provision_charges),
            mode_prorata=ModeProrata(e.mode_prorata),
            terme=Terme(e.terme),
            zone=e.zone,
            date_effet=e.date_effet,
        ),
    )


def _plan(e: PlanApurementSigne) -> EcheancierConnu:
    return EcheancierConnu(
        plan_id=e.plan_id,
        bail_id=e.bail_id,
        dette=Montant(e.dette),
        mensualites=e.mensualites,
        premiere_le=e.premiere_le or ajouter_mois(e.derniere_le, 1 - e.mensualites),
    )


def reception(*, baremes: Baremes) -> Reception:
    """Branche les réactions du quittancement."""
    branchements = Reception("quittancement")
    branchements.quand(BailSigne, quand_bail_signe_ouvrir_le_compte, en=_signe)
    branchements.quand(
        BailActive,
        quand_bail_active_activer_le_compte,
        en=lambda e: BailActiveRecu(bail_id=e.bail_id, date_effet=e.date_effet),
    )
    branchements.quand(
        BailActive,
        quand_bail_active_suivre_ses_consommations,
        en=lambda e: Occupation(
            bail_id=e.bail_id, logement_id=e.logement_id, residence_id=e.residence_id, du=e.date_effet
        ),
    )
    branchements.quand(
        BailAnnule,
        quand_bail_annule_clore_le_compte,
        en=lambda e: BailAnnuleRecu(bail_id=e.bail_id, signe=e.signe),
    )
    branchements.quand(
        CongeRecuDesBaux,
        quand_conge_recu_borner_le_compte,
        en=lambda e: CongeRecu(bail_id=e.bail_id, fin_le=e.fin_le),
    )
    branchements.quand(
        BailClos, quand_bail_clos_clore_le_compte, en=lambda e: BailClosRecu(bail_id=e.bail_id, fin_le=e.fin_le)
    )
    branchements.quand(
        EtatDesLieuxSigne,
        quand_etat_des_lieux_signe_clore_ses_consommations,
        en=lambda e: EtatDesLieuxRecu(bail_id=e.bail_id, sens=e.sens, signe_le=e.signe_le),
    )
    branchements.quand(
        LogementDisponible,
        quand_logement_disponible_retenir_sa_surface,
        en=lambda e: LogementConnu(
            logement_id=e.logement_id,
            residence_id=e.residence_id,
            typologie=e.typologie,
            surface_dm2=e.surface_habitable_dm2,
        ),
    )
    branchements.quand(
        DecisionFslRecue,
        quand_decision_fsl_recue_la_retenir,
        en=lambda e: DecisionFslConnue(**{**e.model_dump(), "montant": Montant(e.montant)}),
    )
    branchements.quand(PlanApurementSigne, quand_plan_signe_retenir_son_echeancier, en=_plan)
    branchements.quand(
        PlanApurementRompu,
        quand_plan_rompu_oublier_son_echeancier,
        en=lambda e: PlanRompuRecu(plan_id=e.plan_id, bail_id=e.bail_id, rompu_le=e.rompu_le),
    )
    branchements.quand(
        SurendettementRecevable,
        quand_surendettement_recevable_geler_l_arriere,
        en=lambda e: SurendettementRecu(
            baux=[e.bail_id, *e.autres_baux], situation_id=e.situation_id, recevable_le=e.recevable_le
        ),
        baremes=baremes,
    )
    branchements.quand(
        SurendettementLeve,
        quand_surendettement_leve_degeler_l_arriere,
        en=lambda e: SurendettementLeveRecu(
            baux=[e.bail_id, *e.autres_baux],
            situation_id=e.situation_id,
            recevable_le=e.recevable_le,
            leve_le=e.leve_le,
        ),
        baremes=baremes,
    )
    branchements.quand(
        PlanApurementSigne,
        quand_plan_apurement_signe_le_retenir,
        en=lambda e: PlanSigne(
            bail_id=e.bail_id, plan=PlanConnu(plan_id=e.plan_id, signe_le=e.signe_le, termes=tuple(e.termes))
        ),
    )
    branchements.quand(
        PlanApurementRompu,
        quand_plan_apurement_rompu_le_noter,
        en=lambda e: PlanRompu(bail_id=e.bail_id, plan_id=e.plan_id, rompu_le=e.rompu_le),
    )
    branchements.quand(
        AccompagnementOuvert,
        quand_accompagnement_ouvert_noter_le_referent,
        en=lambda e: Suivi(bail_id=e.bail_id, referent=e.referent),
    )
    branchements.quand(
        AccompagnementClos,
        quand_accompagnement_clos_oublier_le_referent,
        en=lambda e: ClotureRecue(bail_id=e.bail_id),
    )
    branchements.quand(
        EncaissementEnregistre,
        quand_encaissement_enregistre_imputer_les_especes,
        en=lambda e: EspecesRecues(**{**e.model_dump(), "montant": Montant(e.montant)}),
        baremes=baremes,
    )
    branchements.quand(
        EncaissementAnnule,
        quand_encaissement_annule_le_contrepasser,
        en=lambda e: RecuAnnule(**e.model_dump()),
        baremes=baremes,
    )
    branchements.quand(
        EcartDeCaisseConstate,
        quand_ecart_de_caisse_constate_l_ecrire,
        en=lambda e: EcartRecu(**{**e.model_dump(), "ecart": Montant(e.ecart)}),
        baremes=baremes,
    )
    branchements.quand(
        RemiseEspecesTransportee,
        quand_remise_especes_transportee_l_ecrire,
        en=lambda e: TransportRecu(**{**e.model_dump(), "montant": Montant(e.montant)}),
        baremes=baremes,
    )
    return branchements
