"""Actes consignés : ce qu'ils font à la date de prescription et à l'alerte, ce qui est refusé, ce qui reste."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from fabrique_quittancement import BAREMES, le, payer, quittancer, un_bail, un_compte

from quittancement.domain.actes import ActeConsigne, Effet, MotifAnnulation, natures
from quittancement.domain.alerte_prescription import alerter_prescription
from quittancement.domain.compte import Compte
from quittancement.domain.consignation import annuler_acte, consigner_acte, terminer_acte
from quittancement.domain.prescription import PrescriptionTerme, prescription_du_terme
from socle.domaine.refus import DejaExistant, Introuvable, Refus

AU = "2026-11-24"


def un_compte_ancien(*mois: str) -> Compte:
    compte = un_compte(bail=un_bail(date_effet=le("2015-01-01")))
    quittancer(compte, *mois)
    compte.retirer_faits()
    return compte


def consigner(compte: Compte, nature: str, fait_le: str, *, piece: str = "P-1", termes: tuple[str, ...] = ()) -> UUID:
    acte = consigner_acte(
        compte,
        acte_id=uuid4(),
        nature=nature,
        fait_le=le(fait_le),
        piece=piece,
        termes=termes,
        par="agent",
        le=le(AU),
        baremes=BAREMES,
    )
    return acte.acte_id


def terminer(compte: Compte, acte_id: UUID, fini_le: str) -> ActeConsigne:
    return terminer_acte(compte, acte_id, fini_le=le(fini_le), par="agent", baremes=BAREMES)


def prescription(compte: Compte, *, au: str = AU, rang: int = 0) -> PrescriptionTerme:
    return prescription_du_terme(
        compte.quittances[rang], compte.paiements, compte.protections, au=le(au), baremes=BAREMES
    )


def dates(compte: Compte, *, au: str = AU, rang: int = 0) -> tuple[str, str]:
    """Dernier jour, et le même pour l'alerte."""
    etat = prescription(compte, au=au, rang=rang)
    return etat.dernier_jour.isoformat(), etat.au_plus_tot.isoformat()


@pytest.mark.parametrize(
    ("nature", "dernier_jour", "au_plus_tot", "article"),
    [
        ("MESURE_CONSERVATOIRE", "2029-05-10", "2029-05-10", "2244"),
        ("EXECUTION_FORCEE", "2029-05-10", "2029-05-10", "2244"),
        ("RECONNAISSANCE_DE_DETTE", "2029-05-10", "2029-05-10", "2240"),
        ("TITRE_EXECUTOIRE", "2036-05-10", "2036-05-10", "L111-4"),
        # Sans titre, il n'est pas dit qu'il interrompe : la dette n'est pas abandonnée, et l'alerte tombe quand même.
        ("COMMANDEMENT_DE_PAYER", "2029-05-10", "2027-02-28", "2244"),
        # Sans fin connue : comme si c'était aujourd'hui pour la date, comme si c'était déjà fini pour l'alerte.
        ("ASSIGNATION", "2029-11-24", "2029-05-10", "2242"),
        ("MEDIATION", "2027-09-14", "2027-02-28", "2238"),
        ("CONCILIATION", "2027-09-14", "2027-02-28", "2238"),
    ],
)
def test_chaque_nature_recule_la_date_de_ce_que_dit_son_texte(
    nature: str, dernier_jour: str, au_plus_tot: str, article: str
) -> None:
    compte = un_compte_ancien("2024-02")
    assert dates(compte) == ("2027-02-28", "2027-02-28")
    consigner(compte, nature, "2026-05-10")
    assert dates(compte) == (dernier_jour, au_plus_tot)
    (interruption,) = prescription(compte).interruptions
    assert (interruption.cause, interruption.le) == (nature, le("2026-05-10"))
    assert article in interruption.article
    assert dates(compte, au="2026-05-09") == ("2027-02-28", "2027-02-28")


def test_le_nouveau_delai_part_de_la_fin_de_l_instance() -> None:
    compte = un_compte_ancien("2024-02")
    acte = consigner(compte, "ASSIGNATION", "2026-01-10")
    assert prescription(compte).interruptions[0].en_cours
    terminer(compte, acte, "2026-09-30")
    assert dates(compte) == ("2029-09-30", "2029-09-30")
    assert not prescription(compte).interruptions[0].en_cours
    assert dates(compte, au="2026-09-29") == ("2029-09-29", "2029-01-10")


def test_une_instance_qui_dure_plus_de_trois_ans_ne_prescrit_rien() -> None:
    compte = un_compte_ancien("2020-02")
    consigner(compte, "ASSIGNATION", "2021-03-01")
    etat = prescription(compte)
    assert (etat.acquise(le(AU)), etat.palier(le(AU), baremes=BAREMES)) == (False, None)
    paye = payer(compte, "100,00", recu_le="2026-10-01")
    assert [a.mois for a in paye.affectations] == ["2020-02"]


def test_un_titre_ouvre_dix_ans_que_l_execution_renouvelle() -> None:
    compte = un_compte_ancien("2020-02", "2024-02")
    titre = consigner(compte, "TITRE_EXECUTOIRE", "2024-01-15", termes=("2020-02",))
    assert dates(compte) == ("2034-01-15", "2034-01-15")
    consigner(compte, "EXECUTION_FORCEE", "2026-05-10", termes=("2020-02",))
    assert dates(compte) == ("2036-05-10", "2036-05-10")
    # Exigible après le titre : trois ans.
    assert dates(compte, rang=1) == ("2027-02-28", "2027-02-28")
    annuler_acte(compte, titre, motif=MotifAnnulation.ERREUR_DE_SAISIE, par="autre", le=le(AU))
    assert prescription(compte).acquise(le(AU))


def test_une_suspension_rend_les_jours_qu_elle_a_arretes_et_six_mois_au_moins() -> None:
    compte = un_compte_ancien("2024-02")
    acte = consigner(compte, "MEDIATION", "2026-01-01")
    terminer(compte, acte, "2026-03-02")
    assert dates(compte) == ("2027-04-29", "2027-04-29")
    tardif = un_compte_ancien("2023-12")
    acte = consigner(tardif, "CONCILIATION", "2026-10-20")
    terminer(tardif, acte, "2026-11-20")
    assert dates(tardif) == ("2027-05-20", "2027-05-20")


def test_deux_suspensions_qui_se_recouvrent_ne_comptent_pas_deux_fois() -> None:
    compte = un_compte_ancien("2024-02")
    terminer(compte, consigner(compte, "MEDIATION", "2025-01-01"), "2025-01-31")
    terminer(compte, consigner(compte, "CONCILIATION", "2025-01-11"), "2025-02-10")
    assert dates(compte)[0] == "2027-04-09"


def test_une_mediation_pendant_l_instance_n_ajoute_rien() -> None:
    compte = un_compte_ancien("2024-02")
    terminer(compte, consigner(compte, "ASSIGNATION", "2025-01-01"), "2026-06-30")
    terminer(compte, consigner(compte, "MEDIATION", "2025-03-01"), "2025-05-01")
    assert dates(compte) == ("2029-06-30", "2029-06-30")


def test_trop_tard_l_acte_n_interrompt_ni_ne_suspend() -> None:
    compte = un_compte_ancien("2022-02")
    for nature in ("ASSIGNATION", "MEDIATION"):
        consigner(compte, nature, "2025-03-01")
    etat = prescription(compte)
    assert {i.effet for i in etat.interruptions} == {Effet.DEJA_PRESCRITE}
    assert etat.acquise(le("2025-03-01"))
    compte = un_compte_ancien("2022-02")
    consigner(compte, "ASSIGNATION", "2025-02-28")
    assert not prescription(compte).acquise(le(AU))


def test_l_alerte_recule_avec_l_acte_et_revient_s_il_est_annule() -> None:
    compte = un_compte_ancien("2024-02")
    assert alerter_prescription(compte, au=le("2026-08-28"), baremes=BAREMES)
    acte = consigner(compte, "EXECUTION_FORCEE", "2026-09-01")
    assert not alerter_prescription(compte, au=le("2026-11-28"), baremes=BAREMES)
    assert prescription(compte, au="2029-03-01").palier(le("2029-03-01"), baremes=BAREMES) == 6
    annuler_acte(compte, acte, motif=MotifAnnulation.NON_AVENUE, par="autre", le=le("2026-11-28"))
    assert dates(compte) == ("2027-02-28", "2027-02-28")
    assert alerter_prescription(compte, au=le("2026-11-28"), baremes=BAREMES)


def test_un_acte_annule_garde_sa_trace_et_peut_etre_refait() -> None:
    compte = un_compte_ancien("2024-02")
    acte = consigner(compte, "ASSIGNATION", "2026-05-10")
    annuler_acte(compte, acte, motif=MotifAnnulation.ERREUR_DE_SAISIE, par="autre", le=le(AU))
    (garde,) = compte.protections.actes
    assert (garde.consigne_par, garde.annule_par, garde.annule_le) == ("agent", "autre", le(AU))
    consigner(compte, "ASSIGNATION", "2026-05-10")
    assert [a.vaut for a in compte.protections.actes] == [False, True]


def test_sans_mois_designe_l_acte_vise_ce_qui_est_du_et_exigible_avant_lui() -> None:
    compte = un_compte_ancien("2024-02", "2024-03", "2024-04")
    payer(compte, "508,37", recu_le="2024-03-05")
    consigner(compte, "ASSIGNATION", "2024-04-15")
    assert compte.protections.actes[0].termes == ("2024-03",)


@pytest.mark.parametrize(
    ("change", "code", "champ"),
    [
        ({"nature": "RELANCE"}, "NATURE_INCONNUE", "nature"),
        ({"nature": "assignation"}, "NATURE_INCONNUE", "nature"),
        ({"piece": "  "}, "PIECE_MANQUANTE", "piece"),
        ({"piece": "x" * 101}, "PIECE_MANQUANTE", "piece"),
        ({"termes": ("2024-03",)}, "TERME_INCONNU", "termes"),
        # Au jour même de l'exigibilité, le délai n'a pas commencé.
        ({"fait_le": "2024-02-29", "termes": ("2024-02",)}, "ACTE_AVANT_EXIGIBILITE", "fait_le"),
        ({"fait_le": "2024-02-29"}, "ACTE_SANS_TERME", "fait_le"),
        ({"fait_le": "2008-06-18"}, "NATURE_SANS_EFFET", "fait_le"),
    ],
)
def test_un_acte_impossible_est_refuse(change: dict[str, object], code: str, champ: str) -> None:
    compte = un_compte_ancien("2024-02")
    with pytest.raises(Refus) as refus:
        consigner(compte, **{"nature": "ASSIGNATION", "fait_le": "2026-05-10", **change})  # type: ignore[arg-type]
    assert (refus.value.code, refus.value.champ) == (code, champ)
    assert compte.protections.actes == ()


def test_le_meme_acte_ne_se_consigne_qu_une_fois() -> None:
    compte = un_compte_ancien("2024-02")
    consigner(compte, "ASSIGNATION", "2026-05-10")
    with pytest.raises(DejaExistant, match="déjà consigné"):
        consigner(compte, "ASSIGNATION", "2026-05-10", piece=" P-1 ")
    consigner(compte, "ASSIGNATION", "2026-05-10", piece="P-2")


def test_une_fin_impossible_est_refusee() -> None:
    compte = un_compte_ancien("2024-02")
    saisie = consigner(compte, "EXECUTION_FORCEE", "2026-05-10")
    instance = consigner(compte, "ASSIGNATION", "2026-05-10")
    for acte, jour, code in ((saisie, "2026-06-01", "ACTE_SANS_DUREE"), (instance, "2026-05-09", "FIN_AVANT_ACTE")):
        with pytest.raises(Refus) as refus:
            terminer(compte, acte, jour)
        assert refus.value.code == code
    terminer(compte, instance, "2026-05-10")
    with pytest.raises(Refus) as refus:
        terminer(compte, instance, "2026-06-01")
    assert refus.value.code == "ACTE_DEJA_TERMINE"
    annuler_acte(compte, instance, motif=MotifAnnulation.NON_AVENUE, par="a", le=le(AU))
    with pytest.raises(Refus) as refus:
        annuler_acte(compte, instance, motif=MotifAnnulation.NON_AVENUE, par="a", le=le(AU))
    assert refus.value.code == "ACTE_ANNULE"
    with pytest.raises(Introuvable):
        annuler_acte(compte, uuid4(), motif=MotifAnnulation.NON_AVENUE, par="a", le=le(AU))


def test_chaque_nature_du_bareme_se_lit() -> None:
    connues = natures(le(AU), baremes=BAREMES)
    assert {n.nature for n in connues if n.effet is Effet.SUSPEND} == {"MEDIATION", "CONCILIATION"}
    assert [n.nature for n in connues if n.certitude == "incertain"] == ["COMMANDEMENT_DE_PAYER"]
    assert all(n.article for n in connues)
