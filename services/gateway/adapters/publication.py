"""La passerelle ne publie rien : elle n'est la source d'aucun fait."""

from __future__ import annotations

from socle.technique.evenements import Publication

PUBLICATION = Publication("gateway")
