"""Tables du quittancement et leur correspondance avec le domaine."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    event,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session, registry, relationship

from quittancement.adapters.lignes_rangees import TypeLignes, inscrire_modeles
from quittancement.domain.accord_demat import AccordDemat
from quittancement.domain.bail import DroitApl, ParametresBail
from quittancement.domain.compte import Compte, StatutCompte
from quittancement.domain.contrepassation import (
    Contrepassation,
    MotifContrepassation,
    ObjetContrepasse,
    StatutContrepassation,
)
from quittancement.domain.cycle import EcartDeControle, StatutTranche
from quittancement.domain.echeancier_connu import EcheancierConnu
from quittancement.domain.faits_du_compte import LoyerImpaye
from quittancement.domain.imputation import Affectation
from quittancement.domain.lot import Ecarte, Lot, StatutLot
from quittancement.domain.paiement import ModePaiement, Paiement
from quittancement.domain.prescription import AlertePrescription
from quittancement.domain.projections import DecisionFslConnue, Suivi
from quittancement.domain.protections import Protections
from quittancement.domain.quittance import Quittance, StatutQuittance
from socle.technique.archives import table_documents
from socle.technique.base import TypeCode, TypeMontant, TypeValeurs, racine

metadata = MetaData()
correspondances = registry(metadata=metadata)

REFERENCE_UTILE = "\"left\"(regexp_replace(upper(reference), '[^0-9A-Z]'::text, ''::text, 'g'::text), 21)"

comptes = Table(
    "compte",
    metadata,
    *racine(),
    Column("reference", Text, nullable=False, unique=True),
    Column("bail", TypeValeurs(ParametresBail), nullable=False),
    Column("statut", TypeCode(StatutCompte), nullable=False),
    Column("droits", TypeValeurs(list[DroitApl]), nullable=False),
    Column("termes_impayes", TypeValeurs(list[str]), nullable=False),
    Column("dernier_impaye", TypeValeurs(LoyerImpaye)),
    Column("mois_a_rappeler", TypeValeurs(list[str]), nullable=False, server_default=text("'[]'")),
    Column("protections", TypeValeurs(Protections), nullable=False, server_default=text("'{}'")),
    Column("alertes_prescription", TypeValeurs(list[AlertePrescription]), nullable=False, server_default=text("'[]'")),
    Index("compte_actif", "id", postgresql_where=text("statut = 'ACTIF'")),
    # La RF d'un bail (ISO 11649) ne garde de sa référence que ceci : elle s'y retrouve.
    Index("compte_reference_utile", text(REFERENCE_UTILE)),
)

lots = Table(
    "lot",
    metadata,
    *racine(),
    Column("mois", Text, nullable=False, index=True),
    Column("calcule_par", Text, nullable=False),
    Column("nombre", Integer, nullable=False),
    Column("total_net", TypeMontant, nullable=False),
    Column("empreinte", Text, nullable=False),
    Column("ecartes", TypeValeurs(list[Ecarte]), nullable=False),
    Column("statut", TypeCode(StatutLot), nullable=False),
    Column("valide_par", Text, nullable=False),
    Column("valide_le", Date),
    Column("tranches", Integer, nullable=False, server_default=text("0")),
    Column("a_blanc", Boolean, nullable=False, server_default=text("false")),
    Column("ecarts", Integer, nullable=False, server_default=text("0")),
    Column("motif_ecarts", Text, nullable=False, server_default=text("''")),
)

quittances = Table(
    "quittance",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("bail_id", Uuid, ForeignKey("compte.id"), nullable=False, index=True),
    Column("lot_id", Uuid, nullable=False, index=True),
    Column("mois", Text, nullable=False),
    Column("debut", Date, nullable=False),
    Column("fin", Date, nullable=False),
    Column("exigible_le", Date, nullable=False),
    Column("limite_paiement_le", Date, nullable=False),
    Column("lignes", TypeLignes, nullable=False),
    Column("numero", Text, nullable=False),
    Column("statut", TypeCode(StatutQuittance), nullable=False),
    # Totaux des lignes, tenus à chaque écriture : un compte de dix ans se lit sans déplier ses cent vingt quittances.
    Column("net", BigInteger, nullable=False),
    Column("reste", BigInteger, nullable=False),
    # Un mois ne se quittance qu'une fois par bail, et un numéro ne sert qu'une fois : la base le garantit.
    Index("quittance_validee_par_mois", "bail_id", "mois", unique=True, postgresql_where=text("statut = 'VALIDEE'")),
    Index("quittance_due_par_exigibilite", "exigible_le", postgresql_where=text("statut = 'VALIDEE' AND reste > 0")),
    Index("quittance_numero", "numero", unique=True, postgresql_where=text("numero <> ''")),
)

paiements = Table(
    "paiement",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("bail_id", Uuid, ForeignKey("compte.id"), nullable=False, index=True),
    Column("montant", TypeMontant, nullable=False),
    Column("mode", TypeCode(ModePaiement), nullable=False),
    Column("recu_le", Date, nullable=False),
    Column("reference", Text, nullable=False),
    Column("affectations", TypeValeurs(list[Affectation]), nullable=False),
    Column("avance", TypeMontant, nullable=False),
    Column("ecart", TypeMontant, nullable=False),
    Column("dossier_fsl_id", Uuid),
    Column("decision_id", Text),
    Column("contrepasse_le", Date),
)

contrepassations = Table(
    "contrepassation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("bail_id", Uuid, ForeignKey("compte.id"), nullable=False, index=True),
    Column("objet", TypeCode(ObjetContrepasse), nullable=False),
    Column("objet_id", Uuid, nullable=False),
    Column("motif", TypeCode(MotifContrepassation), nullable=False),
    Column("proposee_par", Text, nullable=False),
    Column("proposee_le", Date, nullable=False),
    Column("statut", TypeCode(StatutContrepassation), nullable=False),
    Column("decidee_par", Text, nullable=False),
    Column("decidee_le", Date),
    Index("contrepassation_en_attente", "objet_id", unique=True, postgresql_where=text("statut = 'PROPOSEE'")),
)

ecritures = Table(
    "ecriture",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("journal", Text, nullable=False),
    Column("piece", Text, nullable=False),
    Column("date_comptable", Date, nullable=False),
    # Jour du fait, s'il n'est pas celui de l'écriture : une somme reçue dans un mois clos.
    Column("date_valeur", Date),
    # Sans bail : une somme reçue dont on ignore encore qui l'a payée (471).
    Column("bail_id", Uuid, index=True),
    Column("comptes", ARRAY(Text), nullable=False),
    Column("montants", ARRAY(BigInteger), nullable=False),
    Column("libelles", ARRAY(Text), nullable=False),
    Index("ecriture_par_date", "date_comptable", postgresql_using="brin"),
)

clotures = Table(
    "cloture",
    metadata,
    Column("mois", Text, primary_key=True),
    Column("jusqu_au", Date, nullable=False, unique=True),
    Column("close_par", Text, nullable=False),
    Column("close_le", Date, nullable=False),
    Column("nombre", BigInteger, nullable=False),
    Column("debits", BigInteger, nullable=False),
    Column("empreinte", Text, nullable=False),
    Column("precedente", Text, nullable=False),
)

tranches = Table(
    "lot_tranche",
    metadata,
    Column("lot_id", Uuid, primary_key=True),
    Column("rang", Integer, primary_key=True),
    Column("mois", Text, nullable=False),
    Column("statut", TypeCode(StatutTranche), nullable=False),
    Column("bail_ids", ARRAY(Uuid), nullable=False),
    Column("nombre", Integer, nullable=False),
    Column("total_net", BigInteger, nullable=False),
    Column("empreinte", Text, nullable=False),
    Column("sceau", Text, nullable=False),
    Column("premier_numero", BigInteger, nullable=False),
    Column("ecartes", TypeValeurs(list[Ecarte]), nullable=False),
    Column("ecarts", TypeValeurs(list[EcartDeControle]), nullable=False),
)

ecritures_provisoires = Table(
    "ecriture_provisoire",
    metadata,
    Column("lot_id", Uuid, primary_key=True),
    Column("tranche", Integer, primary_key=True),
    Column("rang", Integer, primary_key=True),
    Column("id", Uuid, nullable=False),
    Column("quittance_id", Uuid, nullable=False),
    Column("bail_id", Uuid, nullable=False),
    Column("comptes", ARRAY(Text), nullable=False),
    Column("montants", ARRAY(BigInteger), nullable=False),
    Column("libelles", ARRAY(Text), nullable=False),
)

modeles_de_ligne = Table(
    "modele_ligne",
    metadata,
    Column("cle", BigInteger, primary_key=True, autoincrement=False),
    Column("contenu", JSONB, nullable=False),
)

compteurs = Table(
    "compteur",
    metadata,
    Column("nom", Text, primary_key=True),
    Column("prochain", BigInteger, nullable=False),
)

decisions_fsl = Table(
    "decision_fsl",
    metadata,
    Column("dossier_fsl_id", Uuid, primary_key=True),
    Column("decision_id", Text, nullable=False),
    Column("bail_id", Uuid, nullable=False),
    Column("departement", Text, nullable=False),
    Column("sens", Text, nullable=False),
    Column("montant", TypeMontant, nullable=False),
    Column("termes_couverts", TypeValeurs(list[str]), nullable=False),
)

suivis = Table(
    "suivi",
    metadata,
    Column("bail_id", Uuid, primary_key=True),
    Column("referent", Text, nullable=False, index=True),
)

plans = Table(
    "echeancier_connu",
    metadata,
    Column("plan_id", Uuid, primary_key=True),
    Column("bail_id", Uuid, nullable=False, index=True),
    Column("dette", TypeMontant, nullable=False),
    Column("mensualites", Integer, nullable=False),
    Column("premiere_le", Date),
    Column("rompu_le", Date),
)

accords = Table(
    "accord_demat",
    metadata,
    *racine(),
    Column("bail_id", Uuid, ForeignKey("compte.id"), nullable=False, index=True),
    Column("donne_le", Date, nullable=False),
    Column("canal", Text, nullable=False),
    Column("preuve", Text, nullable=False),
    Column("recueilli_par", Text, nullable=False),
    Column("retire_le", Date),
    Column("retire_par", Text, nullable=False),
    # Un bail n'a qu'un accord en vigueur : la base le garantit.
    Index("accord_demat_en_vigueur", "bail_id", unique=True, postgresql_where=text("retire_le IS NULL")),
)

documents = table_documents(metadata)


def brancher() -> None:
    """Relie les classes du domaine à leurs tables. Sans effet au second appel."""
    if correspondances.mappers:
        return
    correspondances.map_imperatively(
        Quittance, quittances, properties={"_net": quittances.c.net, "_reste": quittances.c.reste}
    )
    for moment in ("before_insert", "before_update"):
        event.listen(Quittance, moment, _tenir_les_totaux)
    event.listen(Session, "before_flush", _inscrire_les_modeles)
    correspondances.map_imperatively(Paiement, paiements)
    correspondances.map_imperatively(Contrepassation, contrepassations)
    correspondances.map_imperatively(
        Compte,
        comptes,
        version_id_col=comptes.c.version,
        properties={
            "quittances": relationship(Quittance, order_by=quittances.c.mois, viewonly=True),
            "paiements": relationship(Paiement, order_by=(paiements.c.recu_le, paiements.c.id)),
            "contrepassations": relationship(Contrepassation, order_by=contrepassations.c.id),
        },
    )
    correspondances.map_imperatively(Lot, lots, version_id_col=lots.c.version)
    correspondances.map_imperatively(DecisionFslConnue, decisions_fsl)
    correspondances.map_imperatively(Suivi, suivis)
    correspondances.map_imperatively(EcheancierConnu, plans)
    correspondances.map_imperatively(AccordDemat, accords, version_id_col=accords.c.version)
    correspondances.configure()  # `ComptesEnMasse` pose des objets sans passer par une requête de l'ORM


def _tenir_les_totaux(_correspondance: Any, _connexion: Any, quittance: Any) -> None:
    quittance._net, quittance._reste = quittance.net.centimes, quittance.reste_du.centimes


def _inscrire_les_modeles(session: Session, _contexte: Any, _objets: Any) -> None:
    """Tous à la fois : une quittance neuve peut en citer qu'aucune n'avait encore."""
    neuves = [objet for objet in session.new if isinstance(objet, Quittance)]
    if neuves:
        inscrire_modeles(session.connection(), (ligne for q in neuves for ligne in q.lignes))
