"""D'où viennent les données de la cotation : la demande, le territoire, les offres refusées."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from constructeurs_demandes import BAREMES, LYON, euros, le, un_logement, une_demande, une_demande_complete, valider

from demandes.domain.candidats import evaluer
from demandes.domain.candidature import Candidature, StatutCandidature
from demandes.domain.codes import FamillePiece
from demandes.domain.cotation import Lieu, coter, situation_cotee
from demandes.domain.demande import Demande
from demandes.domain.mediation import commission, departement
from demandes.domain.refus_candidat import refus_injustifies
from demandes.domain.situation import OrigineActualisation, SituationActuelle
from socle.domaine.refus import DonneeInvalide, RegleViolee


def resultat(demande: Demande, code: str, *, jour: str) -> str:
    situation = situation_cotee(demande, au=le(jour), baremes=BAREMES)
    cote = coter(situation, au=le(jour), baremes=BAREMES)
    return next(c.explication.resultat for c in cote.criteres if c.code == code)


@pytest.mark.parametrize(
    ("change", "attendu"),
    [
        ({"communes": ["69123", "75056"]}, "69"),
        ({"communes": ["97411"]}, "974"),
        ({"communes": ["2A004"]}, "2A"),
        ({"communes": []}, "69"),
        ({"communes": [], "numero_unique": "111012600012369ABC"}, None),
    ],
)
def test_le_departement_vient_des_communes_puis_du_numero_unique(change: dict[str, Any], attendu: str | None) -> None:
    assert departement(une_demande(**change)) == attendu


@pytest.mark.parametrize(
    ("communes", "jour", "attendu"),
    [
        ([LYON], "2029-01-15", "0 point(s)"),
        ([LYON], "2029-01-16", "10 point(s)"),
        (["75056"], "2036-01-16", "inconnu"),  # le délai de ce département n'est pas renseigné
    ],
)
def test_le_delai_anormalement_long_est_celui_du_departement(communes: list[str], jour: str, attendu: str) -> None:
    assert resultat(une_demande(communes=communes), "DELAI_ANORMALEMENT_LONG", jour=jour) == attendu


def test_un_depot_du_29_fevrier_depasse_le_delai_apres_le_28() -> None:
    demande = une_demande(deposee_le=le("2024-02-29"))
    assert resultat(demande, "DELAI_ANORMALEMENT_LONG", jour="2027-02-28") == "0 point(s)"
    assert resultat(demande, "DELAI_ANORMALEMENT_LONG", jour="2027-03-01") == "10 point(s)"


def test_une_commission_non_renseignee_ne_s_invente_pas() -> None:
    assert commission(une_demande(communes=["75056"]), baremes=BAREMES) is None


def test_la_charge_actuelle_ne_compte_que_justifiee() -> None:
    situation = SituationActuelle(loyer_et_charges=euros("700"), aide_logement=euros("100"))
    demande = une_demande(situation=situation)
    assert resultat(demande, "TAUX_EFFORT_ACTUEL", jour="2026-02-02") == "inconnu"
    valider(demande, FamillePiece.LOGEMENT_ACTUEL, jour="2026-02-02", rang=1)
    assert resultat(demande, "TAUX_EFFORT_ACTUEL", jour="2026-02-02") == "8 point(s)"  # 600 € pour 1 500 €


def test_sans_aide_renseignee_la_charge_nette_reste_inconnue_et_ne_passe_jamais_sous_zero() -> None:
    assert SituationActuelle(loyer_et_charges=euros("700")).charge_nette is None
    assert SituationActuelle(loyer_et_charges=euros("100"), aide_logement=euros("150")).charge_nette == euros("0")


def test_residence_et_emploi_sont_etablis_par_leurs_pieces() -> None:
    demande = une_demande(situation=SituationActuelle(commune_residence=LYON, commune_travail="69266"))
    valider(demande, FamillePiece.SITUATION_PRO, jour="2026-02-02", rang=1)
    cotee = situation_cotee(demande, au=le("2026-02-02"), baremes=BAREMES)
    assert cotee.residence == Lieu(commune=LYON, justifie=False)
    assert cotee.travail == Lieu(commune="69266", justifie=True)


@pytest.mark.parametrize(
    ("champs", "code", "champ"),
    [
        ({"commune_residence": "Lyon"}, "CODE_INSEE_ILLISIBLE", "situation.commune_residence"),
        ({"commune_travail": "6912"}, "CODE_INSEE_ILLISIBLE", "situation.commune_travail"),
        ({"loyer_et_charges": euros("-1")}, "MONTANT_NEGATIF", "situation.loyer_et_charges"),
        ({"aide_logement": euros("-1")}, "MONTANT_NEGATIF", "situation.aide_logement"),
    ],
)
def test_une_situation_impossible_est_refusee(champs: dict[str, Any], code: str, champ: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        SituationActuelle(**champs)
    assert (refus.value.code, refus.value.champ) == (code, champ)


def actualiser(demande: Demande, jour: str, **change: Any) -> None:
    champs: dict[str, Any] = {
        "le": le(jour),
        "origine": OrigineActualisation.DEMANDEUR,
        "situation": None,
        "ressources_mensuelles": None,
    }
    demande.actualiser(**{**champs, **change})


def test_une_actualisation_ne_change_que_ce_qu_elle_donne() -> None:
    demande = une_demande(situation=SituationActuelle(commune_residence=LYON))
    actualiser(demande, "2026-02-01", ressources_mensuelles=euros("900"))
    assert (demande.ressources_mensuelles, demande.situation.commune_residence) == (euros("900"), LYON)
    actualiser(demande, "2026-02-01", situation=SituationActuelle(commune_residence="69266"))
    assert (demande.ressources_mensuelles, demande.situation.commune_residence) == (euros("900"), "69266")


def test_une_actualisation_ancienne_n_ecrase_pas_une_plus_recente() -> None:
    demande = une_demande()
    for jour in ("2026-01-14", "2026-01-31"):
        with pytest.raises(DonneeInvalide, match="précède"):
            actualiser(demande, jour)
        actualiser(demande, "2026-02-01")


def test_le_dernier_controle_de_la_declaration_l_emporte() -> None:
    demande = une_demande()
    assert resultat(demande, "FAUSSE_DECLARATION", jour="2026-02-01") == "inconnu"
    demande.controler_declaration(fausse=True, le=le("2026-02-01"))
    assert resultat(demande, "FAUSSE_DECLARATION", jour="2026-02-01") == "-20 point(s)"
    with pytest.raises(DonneeInvalide):
        demande.controler_declaration(fausse=False, le=le("2026-01-31"))
    demande.controler_declaration(fausse=False, le=le("2026-02-02"))
    assert resultat(demande, "FAUSSE_DECLARATION", jour="2026-02-02") == "0 point(s)"


def test_une_demande_radiee_ne_s_actualise_plus() -> None:
    from demandes.domain.codes import MotifRadiation

    demande = une_demande()
    demande.radier(motif=MotifRadiation.RENONCIATION, le=le("2026-02-01"), baremes=BAREMES)
    for geste in (
        lambda: actualiser(demande, "2026-02-02"),
        lambda: demande.controler_declaration(fausse=True, le=le("2026-02-02")),
        lambda: demande.designer_referent("agent"),
    ):
        with pytest.raises(RegleViolee) as refus:
            geste()
        assert refus.value.code == "DEMANDE_RADIEE"


def une_candidature(statut: StatutCandidature = StatutCandidature.REFUSEE, **change: Any) -> Candidature:
    candidat = evaluer(une_demande_complete(id=UUID(int=9)), un_logement(), au=le("2026-03-01"), baremes=BAREMES)
    champs: dict[str, Any] = {"statut": statut, "motif": "QUARTIER", "repondue_le": le("2026-03-10")}
    return replace(Candidature.presenter(candidat), **{**champs, **change})


@pytest.mark.parametrize(
    ("change", "retenu"),
    [
        ({}, True),
        ({"statut": StatutCandidature.SANS_REPONSE, "motif": "NON_REPONSE"}, True),
        ({"motif": "HANDICAP_INADAPTE"}, False),
        ({"statut": StatutCandidature.ACCEPTEE, "motif": ""}, False),
        ({"statut": StatutCandidature.ABANDONNEE, "motif": "DESISTEMENT"}, False),
        ({"explications": ()}, False),  # rien ne dit que le logement était adapté
        ({"repondue_le": None}, False),
    ],
)
def test_un_refus_pese_s_il_est_sans_motif_legitime_et_le_logement_adapte(change: dict[str, Any], retenu: bool) -> None:
    dates = refus_injustifies([une_candidature(**change)], baremes=BAREMES)
    assert dates == ([le("2026-03-10")] if retenu else [])


def test_le_refus_d_un_logement_trop_grand_ne_pese_pas() -> None:
    grand = un_logement(typologie="T4", nombre_pieces=4)
    candidat = evaluer(une_demande_complete(), grand, au=le("2026-03-01"), baremes=BAREMES)
    refusee = replace(
        Candidature.presenter(candidat),
        statut=StatutCandidature.REFUSEE,
        motif="QUARTIER",
        repondue_le=le("2026-03-10"),
    )
    assert refus_injustifies([refusee], baremes=BAREMES) == []
