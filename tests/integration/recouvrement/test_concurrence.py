"""Un fait reçu pendant qu'un autre écrit le même dossier attend son tour, et n'est pas garé."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from appui_recouvrement import impayer, lu, payer, un_bail
from sqlalchemy import text

from appui.services import ServiceDeTest


def test_un_paiement_recu_pendant_une_autre_ecriture_reduit_la_dette(recouvrement: ServiceDeTest) -> None:
    bail = un_bail(recouvrement)
    dossier = impayer(recouvrement, bail)
    ecriture = text("UPDATE dossier_impaye SET version = version + 1 WHERE id = :id")
    attente = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    with ThreadPoolExecutor(1) as fil, recouvrement.noyau.moteur.connect() as autre:
        autre.execute(ecriture, {"id": dossier.id})
        recu = fil.submit(payer, recouvrement, bail, sequence=2, soldes=["2026-08"], recu_le="2026-09-18")
        with recouvrement.noyau.moteur.connect() as temoin:
            while not recu.done() and not temoin.execute(attente).scalar_one():
                temoin.rollback()
        autre.commit()
        recu.result(timeout=10)
    assert lu(recouvrement, dossier).dette_courante.centimes == 0
