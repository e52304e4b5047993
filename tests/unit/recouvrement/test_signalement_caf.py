"""L'échéance du signalement à la CAF : deux mois de quantième à quantième, sous deux régimes."""

from __future__ import annotations

from datetime import date

import pytest
from fabrique_recouvrement import BAREMES, le, payer, un_avis, un_dossier, un_terme

from recouvrement.domain.caf import AlerteCaf, OrganismePayeur, alerte_signalement, echeance_signalement
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.faits_dossier import ImpayeSignaleCaf
from recouvrement.domain.impaye import RegimeApl
from socle.domaine.explication import Reponse
from socle.domaine.refus import DejaExistant, Refus, RegleViolee


def alerte(
    *, constitue_le: date | None, au: date, constitue: Reponse = Reponse.OUI, signale: bool = False
) -> AlerteCaf:
    return alerte_signalement(constitue=constitue, constitue_le=constitue_le, signale=signale, au=au, baremes=BAREMES)


@pytest.mark.parametrize(
    ("constitue_le", "avant_le", "decret", "certitude"),
    [
        ("2026-09-10", "2026-11-10", "2019-772", "verifie"),
        ("2026-10-31", "2026-12-31", "2019-772", "verifie"),
        ("2026-11-01", "2027-01-01", "2019-772", "incertain"),  # en cours à la bascule
        ("2026-12-31", "2027-02-28", "2019-772", "incertain"),  # 31 + 2 mois = dernier jour de février
        ("2027-01-01", "2027-03-01", "2026-84", "verifie"),
        ("2027-12-31", "2028-02-29", "2026-84", "verifie"),  # année bissextile
        ("2027-08-31", "2027-10-31", "2026-84", "verifie"),
    ],
)
def test_le_bailleur_a_deux_mois_apres_la_constitution(
    constitue_le: str, avant_le: str, decret: str, certitude: str
) -> None:
    echeance = echeance_signalement(
        constitue=Reponse.OUI, constitue_le=le(constitue_le), au=le(constitue_le), baremes=BAREMES
    )
    assert echeance.avant_le == le(avant_le)
    assert "R824-4" in echeance.verdict.explication.article
    assert decret in echeance.verdict.explication.article
    assert echeance.verdict.explication.certitude == certitude


@pytest.mark.parametrize(
    ("constitue", "manquants"),
    [(Reponse.INCONNU, ["constitue_le"]), (Reponse.OUI, ["constitue_le"]), (Reponse.NON, [])],
)
def test_sans_date_de_constitution_il_n_y_a_pas_d_echeance(constitue: Reponse, manquants: list[str]) -> None:
    echeance = echeance_signalement(constitue=constitue, constitue_le=None, au=le("2026-09-15"), baremes=BAREMES)
    assert echeance.avant_le is None
    assert echeance.verdict.reponse is (Reponse.INCONNU if manquants else Reponse.NON)
    assert list(echeance.verdict.manquants) == manquants


def test_avant_le_texte_en_vigueur_le_delai_est_inconnu_et_non_invente() -> None:
    ancien = le("2019-08-31")
    echeance = echeance_signalement(constitue=Reponse.OUI, constitue_le=ancien, au=le("2019-09-15"), baremes=BAREMES)
    assert (echeance.avant_le, echeance.verdict.reponse) == (None, Reponse.INCONNU)
    assert list(echeance.verdict.manquants) == ["delai_signalement_caf"]
    assert alerte(constitue_le=ancien, au=le("2019-09-15")) is AlerteCaf.INCONNUE


@pytest.mark.parametrize(
    ("au", "attendue"),
    [
        ("2026-09-25", AlerteCaf.DANS_LES_TEMPS),
        ("2026-09-26", AlerteCaf.OBJECTIF_DEPASSE),
        ("2026-10-25", AlerteCaf.OBJECTIF_DEPASSE),
        ("2026-10-26", AlerteCaf.ROUGE),
        ("2026-11-10", AlerteCaf.ROUGE),
        ("2026-11-11", AlerteCaf.HORS_DELAI),
    ],
)
def test_l_alerte_monte_jusqu_au_dernier_jour_legal(au: str, attendue: AlerteCaf) -> None:
    assert alerte(constitue_le=le("2026-09-10"), au=le(au)) is attendue


def test_un_impaye_signale_ou_non_constitue_n_alerte_plus() -> None:
    assert alerte(constitue_le=le("2026-09-10"), au=le("2026-12-01"), signale=True) is AlerteCaf.SIGNALE
    assert alerte(constitue=Reponse.NON, constitue_le=None, au=le("2026-12-01")) is AlerteCaf.SANS_OBJET
    assert alerte(constitue=Reponse.INCONNU, constitue_le=None, au=le("2026-12-01")) is AlerteCaf.INCONNUE


def un_dossier_constitue(jour: str, regime: RegimeApl) -> DossierImpaye:
    return un_dossier(impaye_constitue=Reponse.OUI, constitue_le=le(jour), regime_apl=regime)


def signaler(dossier: DossierImpaye, jour: str, *, piece: str = "AR-CAF-1") -> None:
    dossier.signaler_caf(organisme=OrganismePayeur.CAF, le=le(jour), par="agent-1", piece=piece, baremes=BAREMES)


@pytest.mark.parametrize(
    ("constitue_le", "regime", "signale_le", "avant_le", "hors_delai", "decret"),
    [
        ("2026-12-31", RegimeApl.AVANT_2027, "2027-02-28", "2027-02-28", False, "2019-772"),
        ("2026-12-31", RegimeApl.AVANT_2027, "2027-03-01", "2027-02-28", True, "2019-772"),
        ("2027-01-01", RegimeApl.DEPUIS_2027, "2027-03-01", "2027-03-01", False, "2026-84"),
    ],
)
def test_le_signalement_suit_le_regime_de_la_constitution(
    constitue_le: str, regime: RegimeApl, signale_le: str, avant_le: str, hors_delai: bool, decret: str
) -> None:
    dossier = un_dossier_constitue(constitue_le, regime)
    signaler(dossier, signale_le)
    (fait,) = dossier.signalements_caf
    assert (fait.avant_le, fait.hors_delai) == (le(avant_le), hors_delai)
    assert decret in fait.explication.article
    assert dossier.retirer_faits() == [
        ImpayeSignaleCaf(
            organisme="CAF",
            constitue_le=le(constitue_le),
            signale_le=le(signale_le),
            avant_le=le(avant_le),
            regime=regime.value,
            dette=dossier.dette_courante,
        )
    ]


def test_l_impaye_se_signale_des_le_jour_de_sa_constitution() -> None:
    dossier = un_dossier_constitue("2026-10-10", RegimeApl.AVANT_2027)
    signaler(dossier, "2026-10-10")
    assert dossier.signalements_caf[0].signale_le == le("2026-10-10")


def test_un_impaye_ne_se_signale_qu_une_fois_jusqu_a_son_apurement() -> None:
    dossier = un_dossier_constitue("2026-10-10", RegimeApl.AVANT_2027)
    signaler(dossier, "2026-10-12")
    with pytest.raises(DejaExistant) as deja:
        signaler(dossier, "2026-10-13")
    assert deja.value.code == "SIGNALEMENT_OUVERT"
    payer(dossier, soldes=["2026-08"], jour="2026-10-20")
    assert dossier.signalements_caf[0].clos_le == le("2026-10-20")
    with pytest.raises(RegleViolee) as non_constitue:
        signaler(dossier, "2026-10-21")
    assert non_constitue.value.code == "IMPAYE_NON_CONSTITUE"
    dossier.ajouter_impaye(un_avis(un_terme("2026-09"), impaye_constitue=Reponse.OUI, constitue_le=le("2026-10-25")))
    signaler(dossier, "2026-10-26")
    assert [s.clos_le for s in dossier.signalements_caf] == [le("2026-10-20"), None]


@pytest.mark.parametrize(
    ("constitue", "jour", "piece", "code", "champ"),
    [
        (Reponse.NON, "2026-10-12", "AR", "IMPAYE_NON_CONSTITUE", "dossier_id"),
        (Reponse.INCONNU, "2026-10-12", "AR", "CONSTITUTION_INCONNUE", "dossier_id"),
        (Reponse.OUI, "2026-10-09", "AR", "DATE_INCOHERENTE", "signale_le"),
        (Reponse.OUI, "2026-10-12", " ", "PIECE_MANQUANTE", "piece"),
    ],
)
def test_un_signalement_sans_impaye_constitue_est_refuse(
    constitue: Reponse, jour: str, piece: str, code: str, champ: str
) -> None:
    dossier = un_dossier(
        impaye_constitue=constitue, constitue_le=le("2026-10-10") if constitue is Reponse.OUI else None
    )
    with pytest.raises(Refus) as refus:
        signaler(dossier, jour, piece=piece)
    assert (refus.value.code, refus.value.champ, dossier.signalements_caf) == (code, champ, [])
