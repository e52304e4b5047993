"""Ce que le recouvrement écoute : le modèle de lecture de chaque événement, et la réaction qu'il appelle."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel

from recouvrement.application.quand_bail_signe_le_suivre import quand_bail_signe_le_suivre
from recouvrement.application.quand_impaye_regularise_le_constater import (
    RegularisationRecue,
    quand_impaye_regularise_le_constater,
)
from recouvrement.application.quand_loyer_impaye_ouvrir_ou_completer_le_dossier import (
    quand_loyer_impaye_ouvrir_ou_completer_le_dossier,
)
from recouvrement.application.quand_paiement_enregistre_reduire_la_dette import (
    PaiementRecu,
    quand_paiement_enregistre_reduire_la_dette,
)
from recouvrement.application.quand_statut_accompagnement_modifie_le_noter import (
    quand_statut_accompagnement_modifie_le_noter,
)
from recouvrement.domain.impaye import AvisImpaye, RegimeApl, TermeImpaye
from recouvrement.domain.orientation import StatutAccompagnement
from recouvrement.domain.suivi import Accompagnement, BailSuivi
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Reponse
from socle.domaine.montant import Montant
from socle.technique.evenements import EvenementRecu, Reception


class BailSigne(EvenementRecu, source="baux", nom="BailSigné", agregat="bail"):
    bail_id: UUID
    reference: str
    residence_id: UUID
    locataire_id: UUID
    signe_le: date


class Terme(BaseModel):
    mois: str
    du: int
    loyer: int
    charges: int
    autres: int
    exigible_le: date
    limite_paiement_le: date


class LoyerImpaye(EvenementRecu, source="quittancement", nom="LoyerImpayé", agregat="compte"):
    bail_id: UUID
    constate_le: date
    dette_echue: int
    premier_defaut_le: date
    termes: list[Terme]
    impaye_constitue: str
    constitue_le: date | None
    regime_apl: str


class ImpayeRegularise(EvenementRecu, source="quittancement", nom="ImpayéRégularisé", agregat="compte"):
    bail_id: UUID
    regularise_le: date
    termes_soldes: list[str]


class PaiementEnregistre(EvenementRecu, source="quittancement", nom="PaiementEnregistré", agregat="compte"):
    bail_id: UUID
    paiement_id: UUID
    montant: int
    recu_le: date
    termes_soldes: list[str]
    dette_echue: int
    dossier_fsl_id: UUID | None = None
    decision_id: str | None = None


class StatutAccompagnementModifie(
    EvenementRecu, source="social", nom="StatutAccompagnementModifié", agregat="dossier_social"
):
    bail_id: UUID
    statut: str
    depuis_le: date
    referent: str


def _avis(e: LoyerImpaye) -> AvisImpaye:
    return AvisImpaye(
        bail_id=e.bail_id,
        constate_le=e.constate_le,
        dette_echue=Montant(e.dette_echue),
        premier_defaut_le=e.premier_defaut_le,
        termes=[
            TermeImpaye(
                mois=t.mois,
                du=Montant(t.du),
                loyer=Montant(t.loyer),
                charges=Montant(t.charges),
                autres=Montant(t.autres),
                exigible_le=t.exigible_le,
                limite_paiement_le=t.limite_paiement_le,
            )
            for t in e.termes
        ],
        impaye_constitue=Reponse(e.impaye_constitue),
        constitue_le=e.constitue_le,
        regime_apl=RegimeApl(e.regime_apl),
    )


def reception(*, baremes: Baremes) -> Reception:
    """Branche les réactions du recouvrement."""
    branchements = Reception("recouvrement")
    branchements.quand(
        BailSigne,
        quand_bail_signe_le_suivre,
        en=lambda e: BailSuivi(
            bail_id=e.bail_id,
            reference=e.reference,
            residence_id=e.residence_id,
            signe_le=e.signe_le,
            locataire_id=e.locataire_id,
        ),
    )
    branchements.quand(LoyerImpaye, quand_loyer_impaye_ouvrir_ou_completer_le_dossier, en=_avis, baremes=baremes)
    branchements.quand(
        PaiementEnregistre,
        quand_paiement_enregistre_reduire_la_dette,
        en=lambda e: PaiementRecu(
            bail_id=e.bail_id,
            paiement_id=e.paiement_id,
            montant=Montant(e.montant),
            recu_le=e.recu_le,
            termes_soldes=e.termes_soldes,
            dette_echue=Montant(e.dette_echue),
            dossier_fsl_id=e.dossier_fsl_id,
            decision_id=e.decision_id or "",
        ),
    )
    branchements.quand(
        ImpayeRegularise,
        quand_impaye_regularise_le_constater,
        en=lambda e: RegularisationRecue(
            bail_id=e.bail_id, regularise_le=e.regularise_le, termes_soldes=e.termes_soldes
        ),
    )
    branchements.quand(
        StatutAccompagnementModifie,
        quand_statut_accompagnement_modifie_le_noter,
        en=lambda e: Accompagnement(
            bail_id=e.bail_id,
            statut=StatutAccompagnement(e.statut),
            depuis_le=e.depuis_le,
            referent=e.referent,
        ),
    )
    return branchements
