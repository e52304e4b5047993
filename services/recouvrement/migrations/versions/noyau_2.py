"""Noyau de messagerie, deuxième version : archive de l'outbox, veille, minuteries, rejeux, journal figé."""

from alembic import op

from socle.technique.messagerie.schema import creer_noyau_v2

revision = "recouvrement_noyau_2"
down_revision = "recouvrement_0001"


def upgrade() -> None:
    creer_noyau_v2(op)
