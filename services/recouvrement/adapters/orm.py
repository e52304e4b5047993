"""Tables du recouvrement et leur correspondance avec le domaine."""

from __future__ import annotations

from sqlalchemy import ARRAY, Column, Date, DateTime, Index, Integer, MetaData, Table, Text, Uuid, text
from sqlalchemy.orm import registry

from recouvrement.domain.arrets import Arret
from recouvrement.domain.caf import SignalementCaf
from recouvrement.domain.decision_fsl import DecisionFsl
from recouvrement.domain.depot_fsl import TermeDu
from recouvrement.domain.dossier_fsl import DossierFsl, PaiementFsl, StatutFsl
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.etapes import EtapeJouee
from recouvrement.domain.impaye import RegimeApl, TermeImpaye
from recouvrement.domain.orientation import Orientation, StatutAccompagnement
from recouvrement.domain.phases import Phase
from recouvrement.domain.plan_apurement import Mensualite, PlanApurement, StatutPlan
from recouvrement.domain.qualification import Qualification
from recouvrement.domain.situation import SituationDebiteur
from recouvrement.domain.suivi import Accompagnement, BailSuivi
from socle.domaine.explication import Explication, Reponse
from socle.technique.base import TypeCode, TypeMontant, TypeValeurs, racine

metadata = MetaData()
correspondances = registry(metadata=metadata)

dossiers = Table(
    "dossier_impaye",
    metadata,
    *racine(),
    Column("reference", Text, nullable=False, unique=True),
    Column("bail_id", Uuid, nullable=False, index=True),
    Column("ouvert_le", Date, nullable=False),
    Column("dette_initiale", TypeMontant, nullable=False),
    Column("dette_courante", TypeMontant, nullable=False),
    Column("premier_defaut_le", Date, nullable=False),
    Column("termes", TypeValeurs(list[TermeImpaye]), nullable=False),
    Column("impaye_constitue", TypeCode(Reponse), nullable=False),
    Column("constitue_le", Date),
    Column("regime_apl", TypeCode(RegimeApl), nullable=False),
    Column("phase", TypeCode(Phase), nullable=False, index=True),
    Column("phase_avant_fsl", TypeCode(Phase)),
    Column("etapes_jouees", TypeValeurs(list[EtapeJouee]), nullable=False),
    Column("accompagnement", TypeCode(StatutAccompagnement), nullable=False),
    Column("accompagnement_depuis", Date),
    Column("orientations", TypeValeurs(list[Orientation]), nullable=False),
    Column("qualifications", TypeValeurs(list[Qualification]), nullable=False),
    Column("signalements_caf", TypeValeurs(list[SignalementCaf]), nullable=False),
    Column("fsl_en_cours", Uuid),
    Column("regularise_le", Date),
    Column("clos_le", Date),
    Column("motif_cloture", Text, nullable=False),
    Column("explications", TypeValeurs(list[Explication]), nullable=False),
    # Un seul dossier ouvert par bail : la base le garantit.
    Index("dossier_ouvert_par_bail", "bail_id", unique=True, postgresql_where=text("phase <> 'CLOS'")),
)

dossiers_fsl = Table(
    "dossier_fsl",
    metadata,
    *racine(),
    Column("dossier_impaye_id", Uuid, nullable=False, index=True),
    Column("bail_id", Uuid, nullable=False, index=True),
    Column("departement", Text, nullable=False),
    Column("depose_le", Date, nullable=False),
    Column("consentement_le", Date, nullable=False),
    Column("termes", TypeValeurs(list[TermeDu]), nullable=False),
    Column("pieces", TypeValeurs(list[str]), nullable=False),
    Column("termes_repris", Integer, nullable=False),
    Column("statut", TypeCode(StatutFsl), nullable=False),
    Column("decisions", TypeValeurs(list[DecisionFsl]), nullable=False),
    Column("paiements", TypeValeurs(list[PaiementFsl]), nullable=False),
)

baux_suivis = Table(
    "bail_suivi",
    metadata,
    Column("bail_id", Uuid, primary_key=True),
    Column("reference", Text, nullable=False),
    Column("residence_id", Uuid, nullable=False),
    Column("signe_le", Date, nullable=False),
    Column("locataire_id", Uuid, index=True),
)

situations = Table(
    "situation_debiteur",
    metadata,
    *racine(),
    Column("bail_id", Uuid, nullable=False, index=True),
    Column("debiteur_id", Uuid, nullable=False, index=True),
    Column("nature", TypeCode(Arret), nullable=False),
    Column("effet_le", Date, nullable=False),
    Column("fin_le", Date),
    Column("piece", Text, nullable=False),
    Column("signalee_par", Text, nullable=False),
    Column("signalee_a", DateTime(timezone=True), nullable=False),
    Column("autres_baux", ARRAY(Uuid), nullable=False, server_default=text("'{}'")),
    Column("levee_le", Date),
    Column("piece_levee", Text, nullable=False),
    Column("levee_par", Text, nullable=False),
    Column("levee_a", DateTime(timezone=True)),
)

accompagnements = Table(
    "accompagnement",
    metadata,
    Column("bail_id", Uuid, primary_key=True),
    Column("statut", TypeCode(StatutAccompagnement), nullable=False),
    Column("depuis_le", Date, nullable=False),
    Column("referent", Text, nullable=False),
)


plans = Table(
    "plan_apurement",
    metadata,
    *racine(),
    Column("dossier_id", Uuid, nullable=False, index=True),
    Column("bail_id", Uuid, nullable=False),
    Column("dette", TypeMontant, nullable=False),
    Column("termes", TypeValeurs(list[TermeDu]), nullable=False),
    Column("mensualites", TypeValeurs(list[Mensualite]), nullable=False),
    Column("propose_le", Date, nullable=False),
    Column("propose_par", Text, nullable=False),
    Column("statut", TypeCode(StatutPlan), nullable=False),
    Column("signe_le", Date),
    Column("signe_par", Text, nullable=False),
    Column("piece", Text, nullable=False),
    Column("fini_le", Date),
    Column("explications", TypeValeurs(list[Explication]), nullable=False),
    # Un seul plan signé court par dossier : la base le garantit.
    Index(
        "plan_en_cours_par_dossier",
        "dossier_id",
        unique=True,
        postgresql_where=text("statut IN ('SIGNE', 'ACTIF', 'INCIDENT')"),
    ),
)


def brancher() -> None:
    """Relie les classes du domaine à leurs tables. Sans effet au second appel."""
    if correspondances.mappers:
        return
    agregats = (
        (DossierImpaye, dossiers),
        (DossierFsl, dossiers_fsl),
        (SituationDebiteur, situations),
        (PlanApurement, plans),
    )
    for classe, table in agregats:
        correspondances.map_imperatively(classe, table, version_id_col=table.c.version)
    correspondances.map_imperatively(BailSuivi, baux_suivis)
    correspondances.map_imperatively(Accompagnement, accompagnements)
