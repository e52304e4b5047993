"""Un service recouvrement réel, sur une base neuve."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from appui.services import ServiceDeTest


@pytest.fixture
def recouvrement(service_de: Callable[..., ServiceDeTest]) -> ServiceDeTest:
    return service_de("recouvrement")
