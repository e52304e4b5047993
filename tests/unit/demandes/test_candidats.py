"""Les candidats d'une offre : verdicts, présentables, classement."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from constructeurs_demandes import (
    BAREMES,
    BOULOGNE,
    LYON,
    euros,
    le,
    revenus,
    un_conjoint,
    un_enfant,
    un_logement,
    une_demande,
    une_demande_complete,
    une_personne,
)

from demandes.domain.candidats import Candidat, classer, evaluer, retenir, sejour_regulier, vise
from demandes.domain.codes import MotifRadiation
from demandes.domain.demande import Demande
from socle.domaine.baremes import Baremes, Parametre, lire_valeur
from socle.domaine.explication import Reponse
from socle.domaine.refus import RegleViolee

AU = le("2026-03-01")
OUI, NON, INCONNU = Reponse.OUI, Reponse.NON, Reponse.INCONNU


def juger(demande: Demande, jour: str = "2026-03-01", **logement: Any) -> Candidat:
    return evaluer(demande, un_logement(**logement), au=le(jour), baremes=BAREMES)


def reponse(candidat: Candidat, regle: str) -> Reponse:
    return next(v.reponse for v in candidat.verdicts if v.explication.regle == regle)


def test_un_dossier_complet_sous_plafond_est_presentable_et_dit_ses_cinq_verdicts() -> None:
    candidat = juger(une_demande_complete())
    assert [v.explication.regle for v in candidat.verdicts] == [
        "plafond_ressources",
        "sejour_regulier",
        "dossier_complet",
        "adequation",
        "taux_effort",
    ]
    assert all(v.favorable for v in candidat.verdicts)
    assert candidat.presentable


def test_un_dossier_incomplet_n_est_pas_presentable() -> None:
    candidat = juger(une_demande())
    assert reponse(candidat, "dossier_complet") is NON
    assert not candidat.presentable


@pytest.mark.parametrize(
    ("personne", "regle", "attendue"),
    [
        (une_personne(revenus_fiscaux=()), "plafond_ressources", INCONNU),
        (une_personne(revenus_fiscaux=revenus(a2024="23403.01")), "plafond_ressources", NON),
        (une_personne(sejour_regulier=None), "sejour_regulier", INCONNU),
        (une_personne(sejour_regulier=False), "sejour_regulier", NON),
    ],
)
def test_un_controle_bloquant_inconnu_ne_passe_pas_plus_qu_un_non(personne: Any, regle: str, attendue: Reponse) -> None:
    candidat = juger(une_demande_complete(personnes=[personne]))
    assert reponse(candidat, regle) is attendue
    assert not candidat.presentable


def test_un_taux_d_effort_ou_une_adequation_defavorables_avertissent_sans_ecarter() -> None:
    candidat = juger(une_demande_complete(ressources_mensuelles=euros("600")), typologie="T4", nombre_pieces=4)
    assert reponse(candidat, "taux_effort") is INCONNU
    assert reponse(candidat, "adequation") is NON
    assert candidat.presentable


def un_bareme_de_controles(*regles: str) -> Baremes:
    ligne = {"a_partir_de": le("2020-01-01"), "valeur": list(regles), "source": "essai", "certitude": "parametre"}
    parametre = Parametre("controles_bloquants", [lire_valeur("controles_bloquants", ligne)])
    return Baremes({**{p.nom: p for p in BAREMES}, "controles_bloquants": parametre})


def test_le_bailleur_peut_rendre_le_taux_d_effort_bloquant() -> None:
    demande = une_demande_complete(ressources_mensuelles=euros("600"))
    baremes = un_bareme_de_controles("dossier_complet", "taux_effort")
    assert not evaluer(demande, un_logement(), au=AU, baremes=baremes).presentable
    assert evaluer(demande, un_logement(), au=AU, baremes=baremes, aide_logement=euros("300")).presentable


def test_un_controle_mal_nomme_est_refuse_plutot_qu_ignore() -> None:
    with pytest.raises(RegleViolee) as refus:
        evaluer(une_demande_complete(), un_logement(), au=AU, baremes=un_bareme_de_controles("taux_d_effort"))
    assert refus.value.code == "CONTROLE_INCONNU"


def test_en_2027_le_plafond_non_publie_laisse_le_candidat_inconnu_donc_non_presentable() -> None:
    candidat = juger(une_demande_complete(), "2027-01-01")
    verdict = candidat.verdicts[0]
    assert verdict.reponse is INCONNU
    assert verdict.manquants == ("plafonds_plus au 01/01/2027",)
    assert not candidat.presentable


def test_le_plafond_est_celui_de_la_commune_du_logement() -> None:
    demande = une_demande_complete(personnes=[une_personne(revenus_fiscaux=revenus(a2024="26000"))])
    assert reponse(juger(demande), "plafond_ressources") is NON
    assert reponse(juger(demande, code_insee=BOULOGNE), "plafond_ressources") is OUI


def test_le_sejour_s_apprecie_pour_chaque_majeur_et_pas_pour_les_mineurs() -> None:
    mineur = un_enfant(date_naissance=le("2008-03-02"))
    foyer = [une_personne(), un_conjoint(), mineur]
    assert sejour_regulier(foyer, au=AU, baremes=BAREMES).reponse is OUI
    le_lendemain = sejour_regulier(foyer, au=le("2026-03-02"), baremes=BAREMES)
    assert (le_lendemain.reponse, le_lendemain.manquants) == (INCONNU, ("personnes[2].sejour_regulier",))
    irregulier = [une_personne(sejour_regulier=None), un_conjoint(sejour_regulier=False)]
    assert sejour_regulier(irregulier, au=AU, baremes=BAREMES).reponse is NON


def test_une_demande_radiee_n_est_plus_candidate() -> None:
    demande = une_demande_complete()
    demande.radier(motif=MotifRadiation.RENONCIATION, le=le("2026-02-20"), baremes=BAREMES)
    assert not vise(demande, un_logement())
    with pytest.raises(RegleViolee) as refus:
        juger(demande)
    assert refus.value.code == "DEMANDE_RADIEE"


@pytest.mark.parametrize(
    ("souhaits", "vise_le_logement"),
    [
        ({"communes": [LYON], "typologies": ["T2"]}, True),
        ({"communes": [], "typologies": []}, True),
        ({"communes": [BOULOGNE]}, False),
        ({"typologies": ["T3"]}, False),
    ],
)
def test_une_demande_vise_les_communes_et_typologies_qu_elle_souhaite(
    souhaits: dict[str, Any], vise_le_logement: bool
) -> None:
    assert vise(une_demande(**souhaits), un_logement(typologie="T2")) is vise_le_logement


def test_la_priorite_reconnue_compte_et_se_voit() -> None:
    candidat = juger(une_demande_complete(priorites=["DALO"]))
    assert (candidat.prioritaire, candidat.points) == (True, 50)


def test_le_classement_va_des_points_a_l_anciennete_puis_a_l_identifiant() -> None:
    dalo = juger(une_demande_complete(id=UUID(int=4), priorites=["DALO"]))
    ancienne = juger(une_demande_complete(id=UUID(int=9), deposee_le=le("2025-12-31")))
    premiere = juger(une_demande_complete(id=UUID(int=2)))
    seconde = juger(une_demande_complete(id=UUID(int=3)))
    attendu = [dalo, ancienne, premiere, seconde]
    assert classer([seconde, premiere, ancienne, dalo]) == attendu
    assert classer([dalo, seconde, premiere, ancienne]) == attendu


def test_quand_il_faut_choisir_les_presentables_passent_avant_les_mieux_cotes() -> None:
    incomplete = juger(une_demande(id=UUID(int=4), priorites=["DALO"]))
    complete = juger(une_demande_complete(id=UUID(int=2)))
    assert retenir([complete, incomplete], nombre=2) == [incomplete, complete]
    assert retenir([complete, incomplete], nombre=1) == [complete]
