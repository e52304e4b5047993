"""Un seul parcours tracé pour tous les tests qui le relisent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from appui.suite import Joue, un_parcours_trace


@pytest.fixture(scope="session")
def joue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Joue]:
    """Le parcours de référence, joué une fois sur une vraie suite tracée."""
    with un_parcours_trace(tmp_path_factory.mktemp("parcours-trace")) as resultat:
        yield resultat
