"""L'unité de travail : ce qu'un autre a écrit entre la lecture et le verrou est un conflit, pas une faute."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import text

from appui.cles import un_agent
from appui.services import ServiceDeTest
from baux.domain.patrimoine import Residence
from socle.domaine.refus import ConflitDeVersion
from socle.technique.contexte import Contexte


def test_un_agregat_ecrit_par_un_autre_apres_une_lecture_sans_verrou_est_un_conflit(
    service_de: Callable[..., ServiceDeTest],
) -> None:
    baux = service_de("baux")
    gestion = un_agent("CHARGE_GESTION_LOCATIVE")
    identifiant = UUID(
        baux.appeler("EnregistrerResidence", gestion, nom="R", code_insee="69123", zone="2").residence.id
    )
    contexte = Contexte(acteur={"sub": "essai", "titre": ""}, instant=datetime.now(UTC))
    with baux.noyau.fabrique.sessions.begin() as session:
        uow = baux.noyau.fabrique.sur(session, contexte)
        assert session.get(Residence, identifiant) is not None
        with baux.noyau.moteur.begin() as un_autre:
            un_autre.execute(text("UPDATE residence SET version = version + 1 WHERE id = :id"), {"id": identifiant})
        with pytest.raises(ConflitDeVersion):
            uow.charger(Residence, identifiant)
