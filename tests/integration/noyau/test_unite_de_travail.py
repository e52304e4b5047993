"""L'unité de travail : un conflit n'est pas une faute, et tous les faits se déposent, un ou nombreux."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import text

from appui.cles import un_agent
from appui.services import ServiceDeTest
from baux.domain.patrimoine import Residence
from quittancement.domain.lot import Lot, QuittancementValide
from socle.domaine.montant import Montant
from socle.domaine.refus import ConflitDeVersion
from socle.technique.contexte import Contexte
from socle.technique.identifiants import nouvel_id
from socle.technique.unite_de_travail import LIGNES_COPIEES


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


@pytest.mark.parametrize("nombre", [1, LIGNES_COPIEES - 1, LIGNES_COPIEES, LIGNES_COPIEES + 30])
def test_les_faits_se_deposent_pareil_qu_ils_soient_un_ou_nombreux(
    service_de: Callable[..., ServiceDeTest], nombre: int
) -> None:
    noyau = service_de("quittancement").noyau
    contexte = Contexte(acteur={"sub": "éssai", "titre": "t\tab"}, instant=datetime(2026, 7, 1, tzinfo=UTC))
    lots = []
    with noyau.fabrique.ouvrir(contexte) as uow:
        for rang in range(nombre):
            lot = Lot(
                id=nouvel_id(),
                mois="2026-06",
                calcule_par="é\\a",
                nombre=rang,
                total_net=Montant(rang),
                empreinte="e",
                ecartes=[],
                valide_le=date(2026, 6, 25),
            )
            lot.constater(
                QuittancementValide(
                    mois="2026-06",
                    nombre=rang,
                    total_net=Montant(rang),
                    valide_le=date(2026, 6, 25),
                    empreinte="a\\b\té",
                )
            )
            lots.append(lot)
        uow.ajouter(*lots)
    with noyau.moteur.connect() as connexion:
        deposes = connexion.execute(text("SELECT * FROM outbox ORDER BY (payload ->> 'nombre')::int")).mappings().all()
    assert [d["payload"]["nombre"] for d in deposes] == list(range(nombre))
    assert {(d["type"], d["aggregate_seq"], d["payload"]["empreinte"]) for d in deposes} == {
        ("QuittancementValidé", 1, "a\\b\té")
    }
    assert {d["aggregate_id"] for d in deposes} == {str(lot.id) for lot in lots}
    assert {(d["acteur"]["sub"], d["acteur"]["titre"], d["occurred_on"]) for d in deposes} == {
        ("éssai", "t\tab", contexte.instant)
    }
