"""Le lot : calcul rejouable, baux écartés, quatre yeux, scellement."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from uuid import UUID

import pytest
from fabrique_quittancement import BAREMES, eur, le, quittancer, un_compte, un_droit

from quittancement.domain.compte import Compte, StatutCompte
from quittancement.domain.lot import (
    Lot,
    QuittancementValide,
    StatutLot,
    calculer_lot,
    empreinte_chainee,
    empreinte_des_termes,
)
from quittancement.domain.quittance import Quittance, StatutQuittance
from socle.domaine.periodes import Mois
from socle.domaine.refus import RegleViolee, TransitionInterdite

JUIN = Mois(2026, 6)


def des_identifiants(depart: int = 100) -> Iterator[UUID]:
    """En ordre décroissant : rien ne doit dépendre de l'identifiant des quittances."""
    while True:
        yield UUID(int=depart)
        depart -= 1


def calculer(*comptes: Compte, lot: int = 9, depart: int = 100) -> tuple[Lot, list[Quittance]]:
    return calculer_lot(
        lot_id=UUID(int=lot),
        mois=JUIN,
        calcule_par="agent-1",
        comptes=comptes,
        identifiants=des_identifiants(depart),
        baremes=BAREMES,
    )


def valider(lot: Lot, quittances: list[Quittance], *, par: str = "agent-2", premier: int = 41) -> int:
    return lot.valider(quittances, par=par, le=le("2026-06-24"), premier_numero=premier)


def test_le_lot_compte_ses_quittances_et_son_total_net() -> None:
    lot, quittances = calculer(un_compte(numero=2), un_compte(numero=1, droits=[un_droit("2026-06")]))
    assert (lot.nombre, lot.total_net, lot.statut) == (2, eur("702,68"), StatutLot.CALCULE)
    assert [q.bail_id.int for q in quittances] == [1, 2]
    assert all(q.lot_id == lot.id and q.statut is StatutQuittance.PROVISOIRE for q in quittances)


def test_un_bail_en_erreur_est_ecarte_avec_son_motif_sans_arreter_le_lot() -> None:
    deja_valide = un_compte(numero=3)
    quittancer(deja_valide, "2026-06")
    ouvert = un_compte(numero=4)
    ouvert.statut = StatutCompte.OUVERT
    trop_d_apl = un_compte(numero=2, droits=[un_droit("2026-06", apl="600,00", rls="0")])
    lot, quittances = calculer(un_compte(numero=1), trop_d_apl, deja_valide, ouvert)
    assert [q.bail_id.int for q in quittances] == [1]
    assert [(e.ligne, e.bail_id.int, e.code, e.champ) for e in lot.ecartes] == [
        (2, 2, "APL_SUPERIEURE_AU_LOYER", "apl"),
        (3, 3, "MOIS_DEJA_VALIDE", "mois"),
        (4, 4, "BAIL_NON_ACTIF", "bail_ids"),
    ]
    assert lot.ecartes[0].motif.startswith("B-2026-000002 : L'APL")
    assert "91,63" in lot.ecartes[0].motif


def test_le_meme_calcul_donne_la_meme_empreinte_quels_que_soient_ordre_et_identifiants() -> None:
    premier, _ = calculer(un_compte(numero=1), un_compte(numero=2))
    second, _ = calculer(un_compte(numero=2), un_compte(numero=1), lot=10, depart=500)
    assert premier.empreinte == second.empreinte
    assert len(premier.empreinte) == 64
    autre, _ = calculer(un_compte(numero=1), un_compte(numero=2, droits=[un_droit("2026-06")]))
    assert autre.empreinte != premier.empreinte


def test_valider_numerote_sans_trou_scelle_et_le_constate() -> None:
    lot, quittances = calculer(un_compte(numero=2), un_compte(numero=1))
    provisoire = lot.empreinte
    assert valider(lot, quittances[::-1]) == 43
    assert [(q.bail_id.int, q.numero, q.statut) for q in quittances] == [
        (1, "Q-000000041", StatutQuittance.VALIDEE),
        (2, "Q-000000042", StatutQuittance.VALIDEE),
    ]
    assert lot.empreinte == empreinte_chainee("2026-06", quittances) != provisoire
    assert lot.retirer_faits() == [
        QuittancementValide(
            mois="2026-06",
            nombre=2,
            total_net=eur("1016,74"),
            valide_le=le("2026-06-24"),
            empreinte=lot.empreinte,
        )
    ]


def test_les_paiements_ne_changent_pas_le_sceau() -> None:
    compte = un_compte()
    lot, quittances = calculer(compte)
    valider(lot, quittances)
    compte.quittances = quittances
    (terme,) = quittances
    terme.lignes = [ligne._replace(paye=ligne.du) for ligne in terme.lignes]
    assert empreinte_chainee("2026-06", quittances) == lot.empreinte


def test_celui_qui_calcule_ne_valide_pas() -> None:
    lot, quittances = calculer(un_compte())
    with pytest.raises(RegleViolee) as refus:
        valider(lot, quittances, par="agent-1")
    assert refus.value.code == "QUATRE_YEUX"
    assert (lot.statut, quittances[0].statut, lot.retirer_faits()) == (
        StatutLot.CALCULE,
        StatutQuittance.PROVISOIRE,
        [],
    )


def test_un_contenu_modifie_ou_incomplet_ne_se_valide_pas() -> None:
    lot, quittances = calculer(un_compte(numero=1), un_compte(numero=2))
    with pytest.raises(RegleViolee) as refus:
        valider(lot, quittances[:1])
    assert refus.value.code == "EMPREINTE_DIFFERENTE"
    loyer = quittances[0].lignes[0]
    quittances[0].lignes = [loyer._replace(montant=eur("412,36")), *quittances[0].lignes[1:]]
    with pytest.raises(RegleViolee) as refus:
        valider(lot, quittances)
    assert (refus.value.code, lot.statut) == ("EMPREINTE_DIFFERENTE", StatutLot.CALCULE)


def test_un_lot_vide_ne_se_valide_pas_mais_s_annule() -> None:
    lot, quittances = calculer()
    with pytest.raises(RegleViolee) as refus:
        valider(lot, quittances)
    assert refus.value.code == "LOT_VIDE"
    lot.annuler()
    assert lot.statut is StatutLot.ANNULE


def test_un_lot_valide_ne_se_revalide_ni_ne_s_annule() -> None:
    lot, quittances = calculer(un_compte())
    valider(lot, quittances)
    for action in (lambda: valider(lot, quittances), lot.annuler):
        with pytest.raises(TransitionInterdite):
            action()


def test_un_bail_recalcule_ailleurs_quitte_le_lot_qui_reste_validable() -> None:
    lot, quittances = calculer(un_compte(numero=1), un_compte(numero=2))
    reste = [q for q in quittances if q.bail_id.int == 2]
    lot.ceder({UUID(int=1)}, restantes=reste)
    assert (lot.nombre, lot.total_net, lot.statut) == (1, reste[0].net, StatutLot.CALCULE)
    assert valider(lot, reste) == 42


def test_un_lot_qui_cede_tous_ses_baux_est_annule() -> None:
    lot, _ = calculer(un_compte(numero=1))
    lot.ceder({UUID(int=1)}, restantes=[])
    assert lot.statut is StatutLot.ANNULE


def test_un_bail_ecarte_puis_recalcule_n_est_plus_ecarte_du_premier_lot() -> None:
    refuse = un_compte(numero=2, droits=[un_droit("2026-06", apl="600,00", rls="0")])
    lot, quittances = calculer(un_compte(numero=1), refuse)
    lot.ceder({refuse.id}, restantes=quittances)
    assert (lot.ecartes, lot.nombre) == ([], 1)


def test_le_sceau_d_un_terme_ne_change_pas_de_forme() -> None:
    """Un lot scellé se vérifie des années après : la forme de ce qu'on scelle ne bouge pas."""
    terme = un_compte(droits=[un_droit("2026-06")]).calculer(Mois(2026, 6), baremes=BAREMES)
    contenu = json.dumps(
        [
            str(terme.bail_id),
            "2026-06",
            "",
            ["2026-06-01", "2026-06-30"],
            [terme.exigible_le.isoformat(), terme.limite_paiement_le.isoformat()],
            [[ligne.code, ligne.mois_origine, ligne.montant.centimes] for ligne in terme.lignes],
        ],
        separators=(",", ":"),
    )
    origine = hashlib.sha256(b"2026-06").hexdigest()
    attendue = hashlib.sha256(f"{origine}\n{contenu}".encode()).hexdigest()
    assert empreinte_des_termes("2026-06", [terme]) == attendue
