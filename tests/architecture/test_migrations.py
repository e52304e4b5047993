"""Chaque service a une seule dernière révision, et le code qui la lit sans Alembic lit la même."""

from __future__ import annotations

import pytest
from alembic.script import ScriptDirectory

from console.services import TOUS, migrations
from socle.technique.base import derniere_revision
from socle.technique.migrations import config_alembic


@pytest.mark.parametrize("service", TOUS)
def test_la_derniere_revision_est_celle_d_alembic(service: str) -> None:
    dossier = migrations(service)
    assert derniere_revision(dossier) == ScriptDirectory.from_config(config_alembic(dossier, "")).get_current_head()
