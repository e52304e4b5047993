"""Rend la fabrique de ce dossier importable par ses tests."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
