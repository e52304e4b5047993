"""La demande : enregistrement, pièces, complétude, radiation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from constructeurs_demandes import (
    BAREMES,
    euros,
    le,
    revenus,
    un_conjoint,
    une_demande,
    une_demande_complete,
    une_personne,
    valider,
)

from demandes.domain.codes import FamillePiece, Lien, MotifRadiation, SituationFamiliale, lire_code
from demandes.domain.demande import Demande, DemandeEnregistree, DemandeRadiee, DossierComplete, StatutDemande
from demandes.domain.piece import StatutPiece
from demandes.domain.validite import echeances, reactivable
from socle.domaine.explication import Reponse
from socle.domaine.refus import DonneeInvalide, Introuvable, RegleViolee, TransitionInterdite


def test_une_demande_enregistree_vaut_un_an_et_le_constate() -> None:
    demande = une_demande(deposee_le=le("2025-03-15"))
    assert demande.statut is StatutDemande.ENREGISTREE
    assert demande.valable_jusqu_au == le("2026-03-15")
    assert demande.retirer_faits() == [DemandeEnregistree(deposee_le=le("2025-03-15"))]


def test_une_demande_du_29_fevrier_expire_le_28() -> None:
    assert une_demande(deposee_le=le("2024-02-29")).valable_jusqu_au == le("2025-02-28")


@pytest.mark.parametrize(
    ("change", "code", "champ"),
    [
        ({"personnes": []}, "DEMANDEUR_OBLIGATOIRE", "personnes"),
        ({"personnes": [un_conjoint()]}, "DEMANDEUR_OBLIGATOIRE", "personnes"),
        ({"personnes": [une_personne(), une_personne()]}, "DEMANDEUR_OBLIGATOIRE", "personnes"),
        ({"personnes": [une_personne(), un_conjoint(), un_conjoint()]}, "CODEMANDEUR_UNIQUE", "personnes"),
        ({"personnes": [une_personne(a_charge=True)]}, "DEMANDEUR_A_CHARGE", "a_charge"),
        ({"personnes": [une_personne(date_naissance=le("2026-01-16"))]}, "NAISSANCE_FUTURE", "date_naissance"),
        ({"personnes": [une_personne(nom=" ")]}, "CHAMP_VIDE", "nom"),
        ({"personnes": [une_personne(revenus_fiscaux=revenus(a2024="-1"))]}, "REVENU_NEGATIF", "revenus_fiscaux"),
        (
            {"personnes": [une_personne(revenus_fiscaux=revenus(a2024="1") + revenus(a2024="2"))]},
            "REVENU_EN_DOUBLE",
            "revenus_fiscaux",
        ),
        ({"motifs": ["SANTE", "HANDICAP", "TROP_CHER", "AUTRE"]}, "TROP_DE_MOTIFS", "motifs"),
        ({"motifs": ["SANTE", "SANTE"]}, "CHOIX_EN_DOUBLE", "motifs"),
        ({"motifs": ["ENVIE"]}, "CODE_INCONNU", "motifs"),
        ({"communes": [f"6912{n}" for n in range(9)]}, "TROP_DE_COMMUNES", "communes"),
        ({"communes": ["6912"]}, "CODE_INSEE_ILLISIBLE", "communes"),
        ({"typologies": ["F3"]}, "CODE_INCONNU", "typologies"),
        ({"priorites": ["AMI_DU_MAIRE"]}, "CODE_INCONNU", "priorites"),
        ({"logement_actuel": "CHATEAU"}, "CODE_INCONNU", "logement_actuel"),
        ({"ressources_mensuelles": euros("-1")}, "RESSOURCES_NEGATIVES", "ressources_mensuelles"),
        ({"numero_unique": "0690226000123ZZDEM"}, "NUMERO_UNIQUE_INCOHERENT", "numero_unique"),
    ],
)
def test_une_demande_mal_remplie_est_refusee_en_nommant_le_champ(change: dict[str, Any], code: str, champ: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        une_demande(**change)
    assert (refus.value.code, refus.value.champ) == (code, champ)


def test_trois_motifs_et_huit_communes_de_corse_et_d_ailleurs_sont_admis() -> None:
    communes = ["2A004", "2B033", "75056", "69123", "69266", "13055", "97411", "59350"]
    demande = une_demande(motifs=["SANTE", "HANDICAP", "TROP_CHER"], communes=communes)
    assert demande.communes == communes


def test_un_nouveau_ne_le_jour_du_depot_est_admis() -> None:
    bebe = une_personne(lien=Lien.ENFANT, date_naissance=le("2026-01-15"), a_charge=True)
    assert len(une_demande(personnes=[une_personne(), bebe]).personnes) == 2


def test_un_code_inconnu_cite_les_codes_admis() -> None:
    with pytest.raises(DonneeInvalide, match="CELIBATAIRE, MARIE") as refus:
        lire_code(SituationFamiliale, "UNION_LIBRE", champ="situation_familiale")
    assert refus.value.champ == "situation_familiale"


def test_le_dossier_est_complet_quand_chaque_piece_obligatoire_est_validee() -> None:
    demande = une_demande()
    demande.retirer_faits()
    valider(demande, FamillePiece.IDENTITE_SEJOUR, jour="2026-02-02", rang=1)
    assert demande.completude(au=le("2026-02-02"), baremes=BAREMES).reponse is Reponse.NON
    valider(demande, FamillePiece.RESSOURCES_FISCALES, jour="2026-02-03", rang=2)
    assert demande.retirer_faits() == [DossierComplete(complet_le=le("2026-02-03"))]
    assert demande.statut is StatutDemande.ACTIVE


def test_le_dossier_complet_n_est_constate_qu_une_fois() -> None:
    demande = une_demande_complete()
    demande.retirer_faits()
    valider(demande, FamillePiece.IDENTITE_SEJOUR, jour="2026-03-02", rang=3)
    assert demande.retirer_faits() == []
    assert demande.complet_le == le("2026-02-02")


def test_une_piece_refusee_porte_son_motif_et_ne_complete_rien() -> None:
    demande = une_demande()
    piece_id = UUID(int=9)
    demande.deposer_piece(
        piece_id=piece_id,
        famille=FamillePiece.RESSOURCES_FISCALES,
        libelle="avis",
        le=le("2026-02-01"),
        baremes=BAREMES,
    )
    with pytest.raises(DonneeInvalide) as refus:
        demande.controler_piece(piece_id=piece_id, valide=False, le=le("2026-02-02"), baremes=BAREMES)
    assert refus.value.champ == "motif_refus"
    assert demande.pieces[0].statut is StatutPiece.DEPOSEE
    demande.controler_piece(
        piece_id=piece_id, valide=False, le=le("2026-02-02"), baremes=BAREMES, motif_refus="Illisible"
    )
    assert [p.statut for p in demande.pieces] == [StatutPiece.REFUSEE]
    with pytest.raises(TransitionInterdite):
        demande.controler_piece(piece_id=piece_id, valide=True, le=le("2026-02-03"), baremes=BAREMES)


def test_controler_une_piece_inconnue_est_refuse() -> None:
    with pytest.raises(Introuvable) as refus:
        une_demande().controler_piece(piece_id=UUID(int=7), valide=True, le=le("2026-02-02"), baremes=BAREMES)
    assert refus.value.champ == "piece_id"


def test_les_ressources_mensuelles_se_periment_trois_mois_apres_leur_depot() -> None:
    demande = une_demande()
    valider(demande, FamillePiece.RESSOURCES_MENSUELLES, jour="2026-01-31", rang=1)
    assert demande.pieces[0].statut_au(le("2026-04-30")) is StatutPiece.VALIDEE
    assert demande.pieces[0].statut_au(le("2026-05-01")) is StatutPiece.PERIMEE
    assert not demande.justifie(FamillePiece.RESSOURCES_MENSUELLES, au=le("2026-05-01"))


def test_une_demande_non_renouvelee_se_radie_a_treize_mois_et_revient_jusqu_a_dix_huit() -> None:
    dates = echeances(le("2025-03-15"), baremes=BAREMES)
    assert dates.valable_jusqu_au == le("2026-03-15")
    assert dates.radiation_possible_le == le("2026-04-15")
    assert dates.reactivable_jusqu_au == le("2026-09-15")
    assert [e.resultat for e in dates.explications] == ["2026-03-15", "2026-04-15", "2026-09-15"]


def test_les_echeances_du_31_aout_ne_derivent_pas() -> None:
    dates = echeances(le("2024-08-31"), baremes=BAREMES)
    assert (dates.radiation_possible_le, dates.reactivable_jusqu_au) == (le("2025-09-30"), le("2026-02-28"))


@pytest.mark.parametrize(
    ("motif", "jour", "reponse"),
    [
        (MotifRadiation.NON_RENOUVELLEMENT, "2026-09-15", Reponse.OUI),
        (MotifRadiation.NON_RENOUVELLEMENT, "2026-09-16", Reponse.NON),
        (MotifRadiation.RENONCIATION, "2026-05-01", Reponse.NON),
    ],
)
def test_seule_une_radiation_pour_non_renouvellement_se_rattrape(
    motif: MotifRadiation, jour: str, reponse: Reponse
) -> None:
    verdict = reactivable(presentee_le=le("2025-03-15"), motif=motif, au=le(jour), baremes=BAREMES)
    assert verdict.reponse is reponse


def radier(demande: Demande, motif: MotifRadiation, jour: str, avis: str = "") -> None:
    demande.radier(motif=motif, le=le(jour), avis_le=le(avis) if avis else None, baremes=BAREMES)


def test_la_veille_du_delai_on_ne_radie_pas_faute_de_renouvellement() -> None:
    demande = une_demande(deposee_le=le("2025-03-15"))
    with pytest.raises(RegleViolee) as refus:
        radier(demande, MotifRadiation.NON_RENOUVELLEMENT, "2026-04-14")
    assert refus.value.code == "DELAI_DE_RADIATION_NON_ECOULE"
    assert (demande.statut, demande.radiee_le) == (StatutDemande.ENREGISTREE, None)
    radier(demande, MotifRadiation.NON_RENOUVELLEMENT, "2026-04-15")
    assert (demande.statut, demande.radiee_le) == (StatutDemande.RADIEE, le("2026-04-15"))


def test_le_renouvellement_repousse_la_radiation() -> None:
    demande = une_demande(deposee_le=le("2025-03-15"))
    demande.renouvelee_le = le("2026-03-10")
    with pytest.raises(RegleViolee):
        radier(demande, MotifRadiation.NON_RENOUVELLEMENT, "2026-04-15")


@pytest.mark.parametrize("motif", [MotifRadiation.NON_REPONSE, MotifRadiation.IRRECEVABILITE])
def test_certains_motifs_exigent_un_avis_vieux_d_un_mois(motif: MotifRadiation) -> None:
    demande = une_demande()
    with pytest.raises(RegleViolee) as sans_avis:
        radier(demande, motif, "2026-03-31")
    assert (sans_avis.value.code, sans_avis.value.champ) == ("AVIS_DE_RADIATION_MANQUANT", "avis_le")
    with pytest.raises(RegleViolee) as trop_tot:
        radier(demande, motif, "2026-02-27", avis="2026-01-31")
    assert trop_tot.value.code == "DELAI_DE_RADIATION_NON_ECOULE"
    with pytest.raises(DonneeInvalide) as trop_ancien:
        radier(demande, motif, "2026-02-28", avis="2026-01-14")
    assert trop_ancien.value.code == "AVIS_AVANT_PRESENTATION"
    radier(demande, motif, "2026-02-28", avis="2026-01-31")
    assert (demande.motif_radiation, demande.avis_radiation_le) == (motif, le("2026-01-31"))


@pytest.mark.parametrize(
    "motif", [MotifRadiation.ATTRIBUTION_BAIL_SIGNE, MotifRadiation.RENONCIATION, MotifRadiation.FUSION]
)
def test_les_autres_motifs_radient_sans_delai(motif: MotifRadiation) -> None:
    demande = une_demande_complete()
    demande.retirer_faits()
    radier(demande, motif, "2026-02-10")
    assert demande.retirer_faits() == [DemandeRadiee(motif=motif, radiee_le=le("2026-02-10"))]


def test_une_demande_radiee_est_figee() -> None:
    demande = une_demande()
    radier(demande, MotifRadiation.RENONCIATION, "2026-02-10")
    with pytest.raises(TransitionInterdite):
        radier(demande, MotifRadiation.RENONCIATION, "2026-02-11")
    with pytest.raises(RegleViolee) as refus:
        valider(demande, FamillePiece.MOTIF, jour="2026-02-11", rang=1)
    assert refus.value.code == "DEMANDE_RADIEE"


def test_on_ne_radie_pas_avant_le_depot() -> None:
    with pytest.raises(DonneeInvalide) as refus:
        radier(une_demande(), MotifRadiation.RENONCIATION, "2026-01-14")
    assert refus.value.champ == "radiee_le"
