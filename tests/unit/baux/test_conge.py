"""Le congé du locataire, la sortie, la clôture (loi 89-462 art. 15 I ; spécification C.11, C.12, F.5)."""

from __future__ import annotations

from typing import Any

import pytest
from constructeurs_baux import BAREMES, activer, le, un_bail_pret

from baux.domain.bail import Bail, EtatDesLieux, StatutBail, Titulaire
from baux.domain.conge import FormeConge, MotifPreavis, recevoir_conge
from baux.domain.faits import BailClos, CongeRecu
from socle.domaine.refus import DonneeInvalide, RegleViolee, TransitionInterdite


def un_bail_actif(**change: Any) -> Bail:
    """Actif depuis le 01/09/2026."""
    bail = un_bail_pret(**change)
    activer(bail)
    bail.retirer_faits()
    return bail


def donner_conge(bail: Bail, jour: str = "2026-09-30", **change: Any) -> None:
    champs: dict[str, Any] = {
        "recu_le": le(jour),
        "forme": FormeConge.LRAR,
        "motif": MotifPreavis.DROIT_COMMUN,
        "justifie": False,
        "de_tous_les_titulaires": True,
        "baremes": BAREMES,
    }
    bail.recevoir_conge(**{**champs, **change})


def un_bail_quitte(jour: str = "2026-12-30") -> Bail:
    bail = un_bail_actif()
    donner_conge(bail)
    bail.constater_etat_des_lieux(EtatDesLieux(sens="SORTIE", signe_le=le(jour), nombre_cles=2))
    bail.sortir(le=le(jour))
    bail.retirer_faits()
    return bail


@pytest.mark.parametrize(
    ("motif", "recu", "fin"),
    [
        (MotifPreavis.DROIT_COMMUN, "2026-01-31", "2026-04-30"),
        (MotifPreavis.ZONE_TENDUE, "2026-01-31", "2026-02-28"),
        (MotifPreavis.ZONE_TENDUE, "2028-01-31", "2028-02-29"),
        (MotifPreavis.PERTE_EMPLOI, "2028-02-29", "2028-03-29"),
        (MotifPreavis.DROIT_COMMUN, "2026-11-30", "2027-02-28"),
        (MotifPreavis.ETAT_DE_SANTE, "2026-12-31", "2027-01-31"),
        (MotifPreavis.VIOLENCES, "2026-03-15", "2026-04-15"),
        (MotifPreavis.LOGEMENT_MEME_BAILLEUR, "2026-03-15", "2026-04-15"),
        (MotifPreavis.LOGEMENT_AUTRE_BAILLEUR_SOCIAL, "2026-12-31", "2027-02-28"),
    ],
)
def test_le_preavis_court_de_quantieme_a_quantieme_depuis_la_reception(
    motif: MotifPreavis, recu: str, fin: str
) -> None:
    conge, _ = recevoir_conge(recu_le=le(recu), forme=FormeConge.LRAR, motif=motif, justifie=True, baremes=BAREMES)
    assert conge.fin_le == le(fin)


@pytest.mark.parametrize("motif", list(MotifPreavis))
def test_chaque_motif_a_son_preavis_et_sans_justificatif_c_est_trois_mois(motif: MotifPreavis) -> None:
    champs: dict[str, Any] = {"recu_le": le("2026-09-30"), "forme": FormeConge.LRAR, "motif": motif, "baremes": BAREMES}
    attendus = {MotifPreavis.DROIT_COMMUN: 3, MotifPreavis.LOGEMENT_AUTRE_BAILLEUR_SOCIAL: 2}
    assert recevoir_conge(**champs, justifie=True)[0].preavis_mois == attendus.get(motif, 1)
    non_justifie, _ = recevoir_conge(**champs, justifie=False)
    assert (non_justifie.preavis_mois, non_justifie.motif) == (3, MotifPreavis.DROIT_COMMUN)


def test_l_explication_dit_le_preavis_et_tait_pourquoi_il_est_reduit() -> None:
    textes = set()
    ailleurs = (MotifPreavis.DROIT_COMMUN, MotifPreavis.LOGEMENT_AUTRE_BAILLEUR_SOCIAL)
    for motif in (motif for motif in MotifPreavis if motif not in ailleurs):
        _, pourquoi = recevoir_conge(
            recu_le=le("2026-09-30"), forme=FormeConge.LRAR, motif=motif, justifie=True, baremes=BAREMES
        )
        textes.add(repr(pourquoi))
    assert len(textes) == 1
    assert "'preavis': '1 mois'" in textes.pop()


def test_un_preavis_a_deux_mois_se_dit_incertain() -> None:
    _, pourquoi = recevoir_conge(
        recu_le=le("2026-09-30"),
        forme=FormeConge.LRAR,
        motif=MotifPreavis.LOGEMENT_AUTRE_BAILLEUR_SOCIAL,
        justifie=True,
        baremes=BAREMES,
    )
    assert pourquoi.certitude == "incertain"


def test_un_conge_recu_met_le_bail_en_preavis_et_le_constate() -> None:
    bail = un_bail_actif()
    donner_conge(bail)
    assert (bail.statut, bail.date_fin) == (StatutBail.PREAVIS, le("2026-12-30"))
    assert bail.retirer_faits() == [CongeRecu(recu_le=le("2026-09-30"), preavis_mois=3, fin_le=le("2026-12-30"))]
    assert bail.explications[-1].regle == "preavis_du_conge"


def test_le_conge_d_un_cotitulaire_ne_libere_pas_l_autre() -> None:
    duo = [Titulaire(civilite="", nom=nom, prenoms="X", date_naissance=le("1990-02-03")) for nom in ("A", "B")]
    bail = un_bail_actif(titulaires=duo)
    with pytest.raises(RegleViolee) as refus:
        donner_conge(bail, de_tous_les_titulaires=False)
    assert (refus.value.code, bail.statut) == ("CONGE_PARTIEL", StatutBail.ACTIF)
    donner_conge(bail)
    assert bail.statut is StatutBail.PREAVIS


def test_un_titulaire_seul_donne_conge_pour_tous() -> None:
    bail = un_bail_actif()
    donner_conge(bail, de_tous_les_titulaires=False)
    assert bail.statut is StatutBail.PREAVIS


def test_un_conge_ne_precede_pas_l_entree_et_ne_se_donne_qu_une_fois() -> None:
    bail = un_bail_actif()
    with pytest.raises(DonneeInvalide) as refus:
        donner_conge(bail, "2026-08-31")
    assert refus.value.code == "CONGE_AVANT_ENTREE"
    donner_conge(bail, "2026-09-01")
    with pytest.raises(TransitionInterdite):
        donner_conge(bail)


def test_un_bail_signe_ne_se_congedie_pas_encore() -> None:
    with pytest.raises(TransitionInterdite):
        donner_conge(un_bail_pret())


@pytest.mark.parametrize(
    ("edl", "sortie", "code"),
    [
        (None, "2026-12-30", "ETAT_DES_LIEUX_DE_SORTIE_ABSENT"),
        ("2026-12-31", "2026-12-30", "ETAT_DES_LIEUX_DE_SORTIE_ABSENT"),
        ("2026-09-29", "2026-09-29", "SORTIE_AVANT_CONGE"),
    ],
)
def test_on_ne_sort_qu_avec_un_etat_des_lieux_et_apres_le_conge(edl: str | None, sortie: str, code: str) -> None:
    bail = un_bail_actif()
    donner_conge(bail)
    if edl:
        bail.constater_etat_des_lieux(EtatDesLieux(sens="SORTIE", signe_le=le(edl), nombre_cles=2))
    with pytest.raises((RegleViolee, DonneeInvalide)) as refus:
        bail.sortir(le=le(sortie))
    assert (refus.value.code, bail.statut) == (code, StatutBail.PREAVIS)


def test_partir_avant_la_fin_du_preavis_ne_l_avance_pas() -> None:
    bail = un_bail_quitte("2026-11-15")
    assert (bail.statut, bail.sorti_le, bail.date_fin) == (StatutBail.SORTI, le("2026-11-15"), le("2026-12-30"))
    with pytest.raises(DonneeInvalide) as refus:
        bail.clore(le=le("2026-12-29"))
    assert refus.value.code == "CLOTURE_AVANT_FIN"
    bail.clore(le=le("2026-12-30"))
    assert bail.retirer_faits() == [BailClos(clos_le=le("2026-12-30"), fin_le=le("2026-12-30"))]


def test_rester_apres_le_preavis_repousse_la_fin() -> None:
    bail = un_bail_quitte("2027-01-10")
    bail.clore(le=le("2027-02-01"))
    assert bail.retirer_faits() == [BailClos(clos_le=le("2027-02-01"), fin_le=le("2027-01-10"))]


def test_un_bail_ne_se_clot_pas_avant_la_sortie() -> None:
    bail = un_bail_actif()
    donner_conge(bail)
    with pytest.raises(TransitionInterdite):
        bail.clore(le=le("2027-02-01"))
