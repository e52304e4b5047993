"""Tables des consommations et leur correspondance avec le domaine."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Integer, Table, Text, Uuid

from quittancement.adapters.orm import correspondances, metadata
from quittancement.domain.energie.alerte import Alerte, Etape, StatutAlerte
from quittancement.domain.energie.anomalies import Regle
from quittancement.domain.energie.compteur import CompteurEnergie, Fluide, Role, Usage
from quittancement.domain.energie.fichier import Ecartee
from quittancement.domain.energie.importation import Importation
from quittancement.domain.energie.occupation import LogementConnu, Occupation
from quittancement.domain.energie.releve import Qualite
from quittancement.domain.energie.site import SiteEnergie, ValeurDuSite
from socle.domaine.explication import Explication
from socle.technique.base import TypeCode, TypeValeurs, racine

compteurs = Table(
    "energie_compteur",
    metadata,
    *racine(),
    Column("reference", Text, nullable=False, unique=True),
    Column("residence_id", Uuid, nullable=False, index=True),
    Column("logement_id", Uuid, index=True),
    Column("fluide", TypeCode(Fluide), nullable=False),
    Column("usage", TypeCode(Usage), nullable=False),
    Column("role", TypeCode(Role), nullable=False),
    Column("modulo", BigInteger, nullable=False),
    Column("pose_le", Date, nullable=False),
    Column("index_pose", BigInteger, nullable=False),
    Column("depose_le", Date),
    Column("index_depose", BigInteger),
    Column("remplace_id", Uuid, unique=True),
)

releves = Table(
    "energie_releve",
    metadata,
    Column("compteur_id", Uuid, ForeignKey("energie_compteur.id"), primary_key=True),
    Column("le", Date, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("index", BigInteger, nullable=False),
    Column("qualite", TypeCode(Qualite), nullable=False),
    Column("debit_nocturne", Integer),
    Column("temperature", Integer),
)

imports = Table(
    "energie_import",
    metadata,
    Column("empreinte", Text, primary_key=True),
    Column("genre", Text, nullable=False),
    Column("recu_le", Date, nullable=False),
    Column("lignes", Integer, nullable=False),
    Column("acceptes", Integer, nullable=False),
    Column("doublons", Integer, nullable=False),
    Column("ecartees", TypeValeurs(list[Ecartee]), nullable=False),
)

temperatures = Table(
    "energie_temperature",
    metadata,
    Column("station", Text, primary_key=True),
    Column("jour", Date, primary_key=True),
    Column("minimum", Integer, nullable=False),
    Column("maximum", Integer, nullable=False),
)

sites = Table(
    "energie_site",
    metadata,
    *racine(),
    Column("station", Text, nullable=False),
    Column("dju_reference", TypeValeurs(list[ValeurDuSite]), nullable=False),
    Column("coefficients_gaz", TypeValeurs(list[ValeurDuSite]), nullable=False),
)

logements = Table(
    "energie_logement",
    metadata,
    Column("logement_id", Uuid, primary_key=True),
    Column("residence_id", Uuid, nullable=False, index=True),
    Column("typologie", Text, nullable=False),
    Column("surface_dm2", Integer, nullable=False),
)

occupations = Table(
    "energie_occupation",
    metadata,
    Column("bail_id", Uuid, primary_key=True),
    Column("logement_id", Uuid, nullable=False, index=True),
    Column("residence_id", Uuid, nullable=False, index=True),
    Column("du", Date, nullable=False),
    Column("au", Date),
)

alertes = Table(
    "energie_alerte",
    metadata,
    *racine(),
    Column("compteur_id", Uuid, ForeignKey("energie_compteur.id"), nullable=False),
    Column("residence_id", Uuid, nullable=False, index=True),
    Column("logement_id", Uuid),
    Column("bail_id", Uuid, index=True),
    Column("fluide", TypeCode(Fluide), nullable=False),
    Column("regle", TypeCode(Regle), nullable=False),
    Column("du", Date, nullable=False),
    Column("au", Date, nullable=False),
    Column("grave", Boolean, nullable=False),
    Column("explication", TypeValeurs(Explication), nullable=False),
    Column("detectee_le", Date, nullable=False),
    Column("informer_avant", Date, nullable=False),
    Column("reparer_avant", Date),
    Column("statut", TypeCode(StatutAlerte), nullable=False),
    Column("etapes", TypeValeurs(list[Etape]), nullable=False),
)


def brancher() -> None:
    """Relie les classes du domaine à leurs tables. Sans effet au second appel."""
    if any(mapper.class_ is CompteurEnergie for mapper in correspondances.mappers):
        return
    correspondances.map_imperatively(CompteurEnergie, compteurs, version_id_col=compteurs.c.version)
    correspondances.map_imperatively(SiteEnergie, sites, version_id_col=sites.c.version)
    correspondances.map_imperatively(Alerte, alertes, version_id_col=alertes.c.version)
    correspondances.map_imperatively(Importation, imports)
    correspondances.map_imperatively(LogementConnu, logements)
    correspondances.map_imperatively(Occupation, occupations)
