"""Les témoins : des déclencheurs, posés par le banc seul, qui comptent chaque effet à mesure qu'il s'écrit.

Ils ne s'appuient sur aucune clé du noyau : un effet joué deux fois laisse deux lignes, même si l'inbox n'en dit qu'une.
"""

from __future__ import annotations

from dataclasses import dataclass

from psycopg import Connection
from psycopg.sql import SQL, Composable, Composed, Identifier, Literal


@dataclass(frozen=True, kw_only=True)
class Effet:
    """Ce qu'un événement doit faire chez un consommateur : une écriture et une seule, sur la ligne qui porte sa clé.

    `colonne` et `champ` disent où lire la clé, dans la table et dans l'événement ; `valeur` et `champ_valeur`, pour une
    mise à jour, la colonne qui change et la valeur qu'elle prend.
    """

    consommateur: str
    source: str
    type: str
    table: str
    operation: str
    colonne: str
    champ: str
    valeur: str = ""
    champ_valeur: str = ""


EFFETS = (
    Effet(
        consommateur="quittancement",
        source="baux",
        type="BailSigné",
        table="compte",
        operation="INSERT",
        colonne="id",
        champ="bail_id",
    ),
    Effet(
        consommateur="recouvrement",
        source="baux",
        type="BailSigné",
        table="bail_suivi",
        operation="INSERT",
        colonne="bail_id",
        champ="bail_id",
    ),
    Effet(
        consommateur="proximite",
        source="baux",
        type="BailSigné",
        table="occupation",
        operation="INSERT",
        colonne="bail_id",
        champ="bail_id",
    ),
    Effet(
        consommateur="demandes",
        source="baux",
        type="LogementDisponible",
        table="offre",
        operation="INSERT",
        colonne="logement_id",
        champ="logement_id",
    ),
    Effet(
        consommateur="baux",
        source="demandes",
        type="PropositionAcceptée",
        table="proposition",
        operation="INSERT",
        colonne="offre_id",
        champ="offre_id",
    ),
    Effet(
        consommateur="recouvrement",
        source="quittancement",
        type="PaiementEnregistré",
        table="dossier_impaye",
        operation="UPDATE",
        colonne="bail_id",
        champ="bail_id",
        valeur="dette_courante",
        champ_valeur="dette_echue",
    ),
)
"""Les effets du domaine que la charge provoque. Le témoin, lui, en a un pour chaque fait publié."""

CAUSES = (("demandes", "baux", "BailSigné", "DemandeRadiée"),)
"""(consommateur, source, événement, fait) : un fait et un seul naît chez le consommateur de chaque événement."""

_PREPARER = """
CREATE TABLE chaos_temoignage (
    rang bigserial PRIMARY KEY, nom text NOT NULL, operation text NOT NULL, cle text NOT NULL,
    detail text NOT NULL, txid bigint NOT NULL DEFAULT txid_current(), le timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE FUNCTION chaos_temoigner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO chaos_temoignage (nom, operation, cle, detail)
    VALUES (TG_ARGV[0], TG_OP, to_jsonb(NEW) ->> TG_ARGV[1], coalesce(to_jsonb(NEW) ->> TG_ARGV[2], ''));
    RETURN NULL;
END $$;
CREATE TABLE chaos_frein (secondes double precision NOT NULL);
INSERT INTO chaos_frein VALUES (0);
CREATE FUNCTION chaos_freiner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_sleep(secondes) FROM chaos_frein WHERE secondes > 0;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER chaos_frein AFTER INSERT ON outbox DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION chaos_freiner();
CREATE TRIGGER chaos_inbox AFTER INSERT ON inbox
    FOR EACH ROW EXECUTE FUNCTION chaos_temoigner('inbox', 'event_id', 'reaction');
"""
"""Le frein allonge l'instant du COMMIT des écritures qui publient : la faute qui termine une session peut l'y surprendre."""


def poser(base: Connection, service: str) -> None:
    """Pose les témoins d'un service. Lève psycopg.Error si une table d'effet n'existe plus : la liste est à revoir."""
    base.execute(_PREPARER)
    for effet in EFFETS:
        if effet.consommateur == service:
            base.execute(_declencheur(effet))


def _declencheur(effet: Effet) -> Composed:
    condition: Composable = SQL("")
    if effet.valeur:
        condition = SQL("WHEN (OLD.{0} IS DISTINCT FROM NEW.{0})").format(Identifier(effet.valeur))
    return SQL("CREATE TRIGGER {} AFTER {} ON {} FOR EACH ROW {} EXECUTE FUNCTION chaos_temoigner({}, {}, {})").format(
        Identifier(f"chaos_{effet.table}_{effet.operation.lower()}"),
        SQL("INSERT" if effet.operation == "INSERT" else "UPDATE"),
        Identifier(effet.table),
        condition,
        Literal(effet.table),
        Literal(effet.colonne),
        Literal(effet.valeur or "-"),
    )
