"""Ce que la base garde en JSON revient identique."""

from __future__ import annotations

import json
from typing import Any

import pytest
from constructeurs_demandes import un_enfant, un_logement, une_demande_complete, une_personne
from pydantic import TypeAdapter
from test_offre import une_offre_attribuee

from demandes.domain.candidature import Candidature
from demandes.domain.foyer import Personne
from demandes.domain.logement_offert import LogementOffert
from demandes.domain.piece import Piece


@pytest.mark.parametrize(
    ("genre", "valeur"),
    [
        (list[Personne], [une_personne(), un_enfant()]),
        (list[Piece], une_demande_complete().pieces),
        (LogementOffert, un_logement(surface_habitable_dm2=None)),
        (list[Candidature], une_offre_attribuee().candidatures),
    ],
)
def test_un_objet_valeur_conserve_revient_identique(genre: Any, valeur: Any) -> None:
    adaptateur = TypeAdapter(genre)
    texte = json.dumps(adaptateur.dump_python(valeur, mode="json"))
    assert adaptateur.validate_python(json.loads(texte)) == valeur
