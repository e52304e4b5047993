"""Rendre un prélèvement réglé à tort : ce qui peut l'être, jusqu'à quand, et le fichier qui le dit."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fabrique_banque import un_prelevement, une_entree
from fabrique_quittancement import BAREMES
from lxml import etree

from quittancement.adapters.pain007 import ESPACE, LigneDExtourne, ecrire
from quittancement.domain.banque.extourne import (
    Extourne,
    StatutExtourne,
    choisir,
    exiger_delai,
    exiger_motif_d_extourne,
)
from quittancement.domain.banque.prelevement import StatutPrelevement
from quittancement.domain.banque.rapprochement import Pistes, RegleRapprochement, rapprocher
from socle.domaine.montant import Montant
from socle.domaine.refus import Refus, TransitionInterdite


def code_de(action: Any) -> tuple[str, str]:
    with pytest.raises(Refus) as refus:
        action()
    return refus.value.code, refus.value.champ


def un_regle(**change: Any) -> Any:
    return un_prelevement(statut=StatutPrelevement.REGLE, **change)


def test_seul_un_prelevement_regle_et_libre_s_extourne_et_une_fois() -> None:
    connus = {
        "A": un_regle(end_to_end_id="A"),
        "B": un_prelevement(end_to_end_id="B", statut=StatutPrelevement.REMIS),
        "C": un_regle(end_to_end_id="C", extourne_id=UUID(int=3)),
        "D": un_prelevement(end_to_end_id="D", statut=StatutPrelevement.RETOURNE),
    }
    retenus, ecartes = choisir(["A", "A", "B", "C", "D", "E"], connus)
    assert [p.end_to_end_id for p in retenus] == ["A"]
    assert [(e.reference, e.code) for e in ecartes] == [
        ("B", "PRELEVEMENT_NON_REGLE"),
        ("C", "EXTOURNE_EN_COURS"),
        ("D", "PRELEVEMENT_NON_REGLE"),
        ("E", "PRELEVEMENT_INCONNU"),
    ]
    assert code_de(lambda: choisir(["A"] * 1_001, connus)) == ("LISTE_TROP_LONGUE", "end_to_end_ids")


def test_le_delai_se_compte_en_jours_target() -> None:
    # Réglé le jeudi 26/03/2026 : cinq jours ouvrés plus tard, le vendredi saint et le lundi de Pâques sont passés.
    preleve_le = date(2026, 3, 26)
    exiger_delai(preleve_le, le=date(2026, 4, 2), baremes=BAREMES)
    passe = lambda: exiger_delai(preleve_le, le=date(2026, 4, 3), baremes=BAREMES)  # noqa: E731
    assert code_de(passe) == ("DELAI_D_EXTOURNE", "remise_id")
    exiger_delai(date(2026, 4, 1), le=date(2026, 4, 10), baremes=BAREMES)


def test_un_autre_motif_que_le_doublon_est_refuse() -> None:
    exiger_motif_d_extourne("AM05", le=date(2026, 7, 1), baremes=BAREMES)
    refus = lambda: exiger_motif_d_extourne("MS02", le=date(2026, 7, 1), baremes=BAREMES)  # noqa: E731
    assert code_de(refus) == ("MOTIF_D_EXTOURNE", "motif")


def test_une_extourne_se_remet_par_un_autre() -> None:
    def neuve() -> Extourne:
        return Extourne(
            id=UUID(int=4),
            msg_id="X",
            remise_id=UUID(int=8),
            motif="AM05",
            demandee_le=date(2026, 7, 1),
            nombre=1,
            total=Montant(1),
            preparee_par="a",
        )

    extourne = neuve()
    assert code_de(lambda: extourne.remettre(par="a")) == ("SECONDE_PERSONNE", "extourne_id")
    extourne.remettre(par="b")
    assert extourne.statut is StatutExtourne.REMISE
    with pytest.raises(TransitionInterdite):
        extourne.annuler()
    annulee = neuve()
    annulee.annuler()
    with pytest.raises(TransitionInterdite):
        annulee.remettre(par="b")


@pytest.mark.parametrize(("extourne", "retour", "reconnu"), [("AM05", "", True), ("", "", False), ("", "AM04", True)])
def test_le_debit_qui_repond_a_une_extourne_se_reconnait_sans_motif(extourne: str, retour: str, reconnu: bool) -> None:
    prelevement = un_regle(extourne=extourne)
    entree = une_entree(montant=Montant(-50_837), end_to_end_id=prelevement.end_to_end_id, retour=retour)
    trouve = rapprocher(entree, Pistes(prelevements={prelevement.end_to_end_id: prelevement}), {})
    assert (trouve is not None and trouve.regle is RegleRapprochement.RETOUR) is reconnu


def test_le_pain_007_dit_chaque_prelevement_sous_son_lot_et_ses_sommes_sont_exactes(tmp_path: Path) -> None:
    chemin = tmp_path / "pain007.xml"
    lignes = [
        LigneDExtourne(end_to_end_id="B-2", lot="M-1-2", montant=101),
        LigneDExtourne(end_to_end_id="B-1", lot="M-1-1", montant=50_837),
        LigneDExtourne(end_to_end_id="B-0", lot="M-1-2", montant=5),
    ]
    ecrit = ecrire(
        chemin,
        lignes,
        msg_id="EXT-1",
        remise_msg_id="M-1",
        motif="AM05",
        creancier="Office & fils",
        cree_le=datetime(2026, 7, 1, 9),
    )
    assert ecrit == (3, 50_943)
    racine = etree.parse(str(chemin)).getroot()
    lu = {"n": ESPACE}

    def textes(chemin: str) -> list[str]:
        return [str(noeud.text) for noeud in racine.iterfind(chemin, lu)]

    assert textes(".//n:GrpHdr/n:CtrlSum") == ["509.43"]
    assert textes(".//n:OrgnlMsgId") + textes(".//n:OrgnlMsgNmId") == ["M-1", "pain.008.001.08"]
    assert textes(".//n:OrgnlPmtInfId") == ["M-1-1", "M-1-2"]
    assert textes(".//n:OrgnlEndToEndId") == ["B-1", "B-0", "B-2"]
    assert textes(".//n:RvsdInstdAmt") == ["508.37", "0.05", "1.01"]
    assert len(set(textes(".//n:RvslId"))) == 3
    assert set(textes(".//n:Rsn/n:Cd")) == {"AM05"}
    vide = lambda: ecrire(  # noqa: E731
        chemin, [], msg_id="X", remise_msg_id="M", motif="AM05", creancier="O", cree_le=datetime(2026, 7, 1)
    )
    assert code_de(vide) == ("EXTOURNE_VIDE", "extourne_id")
