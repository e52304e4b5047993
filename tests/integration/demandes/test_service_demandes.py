"""Le service demandes, par gRPC, sur une vraie base : la demande, ses pièces, ses calculs, sa radiation."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest
from appui_demandes import (
    ACCUEIL,
    ATTRIBUTION,
    INSTRUCTEUR,
    LYON,
    enregistrer,
    enregistrer_complete,
    euros,
    faits,
    refus,
    une_personne,
    valider,
)

from appui.cles import un_agent
from appui.services import ServiceDeTest
from demandes.adapters.sne import SneSimule
from demandes.entrypoints import serveur
from socle.domaine.calendrier import PARIS
from socle.technique.rpc.erreurs import EchecRpc


def test_une_demande_enregistree_recoit_un_numero_du_guichet_fictif_et_un_an_de_validite(
    demandes: ServiceDeTest,
) -> None:
    demande = enregistrer(demandes)
    assert (demande.statut, demande.deposee_le, demande.valable_jusqu_au) == ("ENREGISTREE", "2026-01-15", "2027-01-15")
    assert (len(demande.numero_unique), demande.numero_unique[:7], demande.numero_unique[-5:]) == (
        18,
        "0690126",
        "ZZDEM",
    )
    assert enregistrer(demandes).numero_unique != demande.numero_unique
    assert UUID(demande.id).version == 7


def test_l_evenement_d_enregistrement_ne_porte_que_ce_que_dit_le_contrat(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes)
    (ligne,) = demandes.faits()
    assert (ligne["type"], ligne["aggregate_type"], ligne["aggregate_seq"]) == ("DemandeEnregistrée", "demande", 1)
    assert ligne["payload"] == {
        "demande_id": demande.id,
        "deposee_le": "2026-01-15",
        "typologies": ["T2"],
        "communes": [LYON],
        "nombre_personnes": 1,
    }
    assert ligne["acteur"] == {"sub": ACCUEIL.sub, "titre": "CHARGE_ACCUEIL"}


def test_en_production_le_numero_unique_se_donne(
    service_de: Callable[..., ServiceDeTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serveur, "SneSimule", lambda espace: SneSimule(espace="production"))
    demandes = service_de("demandes")
    with pytest.raises(EchecRpc) as echec:
        enregistrer(demandes)
    assert (echec.value.statut, echec.value.code, echec.value.champ) == (
        grpc.StatusCode.INVALID_ARGUMENT,
        "NUMERO_UNIQUE_MANQUANT",
        "numero_unique",
    )
    assert demandes.faits() == []
    assert enregistrer(demandes, numero_unique="069012600012369ABC").numero_unique == "069012600012369ABC"


def test_un_numero_unique_ne_s_enregistre_qu_une_fois(demandes: ServiceDeTest) -> None:
    enregistrer(demandes, numero_unique="069012600012369ABC")
    with pytest.raises(EchecRpc) as echec:
        enregistrer(demandes, numero_unique="069012600012369ABC")
    assert (echec.value.statut, echec.value.code, echec.value.champ) == (
        grpc.StatusCode.ALREADY_EXISTS,
        "NUMERO_UNIQUE_DEJA_ENREGISTRE",
        "numero_unique",
    )
    assert len(demandes.faits()) == 1


def test_huit_depots_simultanes_du_meme_numero_n_en_enregistrent_qu_un(demandes: ServiceDeTest) -> None:
    def deposer(_rang: int) -> str:
        try:
            enregistrer(demandes, numero_unique="069012600012369ABC")
        except EchecRpc as echec:
            return echec.code
        return "ENREGISTREE"

    with ThreadPoolExecutor(8) as fils:
        issues = sorted(fils.map(deposer, range(8)))
    assert issues == ["ENREGISTREE", *["NUMERO_UNIQUE_DEJA_ENREGISTRE"] * 7]


def test_la_meme_requete_rend_la_meme_reponse_et_un_autre_corps_est_refuse(demandes: ServiceDeTest) -> None:
    cle = str(uuid4())
    premiere = enregistrer(demandes, request_id=cle)
    assert enregistrer(demandes, request_id=cle) == premiere
    with pytest.raises(EchecRpc) as echec:
        enregistrer(demandes, request_id=cle, communes=["69266"])
    assert (echec.value.statut, echec.value.code) == (grpc.StatusCode.ALREADY_EXISTS, "IDEMPOTENCY_MISMATCH")
    assert len(demandes.faits()) == 1


DEMAIN = (datetime.now(PARIS) + timedelta(days=1)).date().isoformat()


@pytest.mark.parametrize(
    ("change", "code", "champ"),
    [
        ({"deposee_le": "2026-02-30"}, "DATE_ILLISIBLE", "deposee_le"),
        ({"deposee_le": ""}, "DATE_ILLISIBLE", "deposee_le"),
        ({"deposee_le": DEMAIN}, "DATE_FUTURE", "deposee_le"),
        ({"numero_unique": "NUMERO-FAUX"}, "NUMERO_UNIQUE_MAL_FORME", "numero_unique"),
        ({"numero_unique": "069022600012369ABC"}, "NUMERO_UNIQUE_INCOHERENT", "numero_unique"),
        ({"personnes": []}, "DEMANDEUR_OBLIGATOIRE", "personnes"),
        (
            {"personnes": [une_personne(), une_personne(lien="ENFANT", date_naissance="2018-13-01")]},
            "DATE_ILLISIBLE",
            "personnes.1.date_naissance",
        ),
        ({"personnes": [une_personne(lien="VOISIN")]}, "CODE_INCONNU", "personnes.0.lien"),
        (
            {"personnes": [une_personne(revenus_fiscaux={"24": euros(1)})]},
            "ANNEE_ILLISIBLE",
            "personnes.0.revenus_fiscaux",
        ),
        (
            {"personnes": [une_personne(revenus_fiscaux={"2024": {"centimes": 1, "devise": "USD"}})]},
            "DEVISE_REFUSEE",
            "personnes.0.revenus_fiscaux.2024",
        ),
        ({"situation_familiale": "COMPLIQUEE"}, "CODE_INCONNU", "situation_familiale"),
        ({"motifs": ["TROP_PETIT", "TROP_CHER", "SANTE", "AUTRE"]}, "TROP_DE_MOTIFS", "motifs"),
        ({"communes": ["6912"]}, "CODE_INSEE_ILLISIBLE", "communes"),
        ({"typologies": ["T42"]}, "CODE_INCONNU", "typologies"),
        ({"priorites": ["PISTON"]}, "CODE_INCONNU", "priorites"),
        ({"ressources_mensuelles": {"centimes": -1}}, "RESSOURCES_NEGATIVES", "ressources_mensuelles"),
        ({"request_id": "abc"}, "REQUEST_ID_ILLISIBLE", "request_id"),
    ],
)
def test_une_demande_impossible_est_refusee_avec_son_champ_puis_une_bonne_passe(
    demandes: ServiceDeTest, change: dict[str, Any], code: str, champ: str
) -> None:
    with pytest.raises(EchecRpc) as echec:
        enregistrer(demandes, **change)
    assert (echec.value.statut.name, echec.value.code, echec.value.champ) == ("INVALID_ARGUMENT", code, champ)
    assert demandes.faits() == []
    assert enregistrer(demandes).id


def test_le_dossier_devient_complet_une_seule_fois(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes)
    assert not valider(demandes, demande.id, "IDENTITE_SEJOUR").dossier_complet
    complete = valider(demandes, demande.id, "RESSOURCES_FISCALES")
    assert (complete.dossier_complet, complete.statut) == (True, "ACTIVE")
    valider(demandes, demande.id, "RESSOURCES_FISCALES")
    assert faits(demandes)[1:] == [("DossierComplété", {"demande_id": demande.id, "complet_le": "2026-02-03"})]


def test_une_piece_refusee_dit_pourquoi_et_ne_se_controle_pas_deux_fois(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes)
    piece = demandes.appeler(
        "DeposerPiece",
        ACCUEIL,
        demande_id=demande.id,
        famille="IDENTITE_SEJOUR",
        libelle="carte",
        deposee_le="2026-02-02",
    ).demande.pieces[0]
    champs: dict[str, Any] = {"demande_id": demande.id, "piece_id": piece.id, "controlee_le": "2026-02-03"}
    assert refus(demandes, "ControlerPiece", INSTRUCTEUR, **champs) == ("INVALID_ARGUMENT", "CHAMP_VIDE", "motif_refus")
    refusee = demandes.appeler("ControlerPiece", INSTRUCTEUR, **champs, motif_refus="illisible").demande
    assert [(p.statut, p.motif_refus) for p in refusee.pieces] == [("REFUSEE", "illisible")]
    assert refus(demandes, "ControlerPiece", INSTRUCTEUR, **champs, valide=True)[1] == "TRANSITION_INTERDITE"


def test_une_piece_validee_se_lit_perimee_quand_sa_validite_est_passee(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes)
    assert [p.statut for p in valider(demandes, demande.id, "IDENTITE_SEJOUR").pieces] == ["VALIDEE"]
    valider(demandes, demande.id, "RESSOURCES_MENSUELLES")  # valable trois mois, jusqu'au 02/05/2026
    lue = demandes.appeler("GetDemande", ACCUEIL, demande_id=demande.id).demande
    assert [p.statut for p in lue.pieces] == ["VALIDEE", "PERIMEE"]


@pytest.mark.parametrize(
    ("methode", "agent", "champs", "attendu"),
    [
        ("DeposerPiece", ACCUEIL, {"deposee_le": DEMAIN}, ("INVALID_ARGUMENT", "DATE_FUTURE", "deposee_le")),
        ("DeposerPiece", ACCUEIL, {"famille": "PHOTO"}, ("INVALID_ARGUMENT", "CODE_INCONNU", "famille")),
        ("DeposerPiece", ACCUEIL, {"libelle": " "}, ("INVALID_ARGUMENT", "CHAMP_VIDE", "libelle")),
        ("DeposerPiece", ACCUEIL, {"demande_id": "abc"}, ("INVALID_ARGUMENT", "IDENTIFIANT_ILLISIBLE", "demande_id")),
        ("DeposerPiece", ACCUEIL, {"demande_id": str(UUID(int=7))}, ("NOT_FOUND", "DEMANDE_INCONNU", "demande_id")),
        ("ControlerPiece", INSTRUCTEUR, {"piece_id": str(UUID(int=7))}, ("NOT_FOUND", "PIECE_INCONNU", "piece_id")),
        ("ControlerPiece", INSTRUCTEUR, {"controlee_le": DEMAIN}, ("INVALID_ARGUMENT", "DATE_FUTURE", "controlee_le")),
        (
            "ControlerPiece",
            INSTRUCTEUR,
            {"controlee_le": "2026-01-31"},
            ("INVALID_ARGUMENT", "CONTROLE_AVANT_DEPOT", "controlee_le"),
        ),
        ("RadierDemande", INSTRUCTEUR, {"motif": "LASSITUDE"}, ("INVALID_ARGUMENT", "CODE_INCONNU", "motif")),
        ("RadierDemande", INSTRUCTEUR, {"radiee_le": DEMAIN}, ("INVALID_ARGUMENT", "DATE_FUTURE", "radiee_le")),
        (
            "RadierDemande",
            INSTRUCTEUR,
            {"radiee_le": "2026-01-14"},
            ("INVALID_ARGUMENT", "RADIATION_AVANT_DEPOT", "radiee_le"),
        ),
        (
            "RadierDemande",
            INSTRUCTEUR,
            {"motif": "NON_RENOUVELLEMENT", "radiee_le": "2026-11-01"},
            ("FAILED_PRECONDITION", "DELAI_DE_RADIATION_NON_ECOULE", "radiee_le"),
        ),
        (
            "RadierDemande",
            INSTRUCTEUR,
            {"motif": "NON_REPONSE"},
            ("FAILED_PRECONDITION", "AVIS_DE_RADIATION_MANQUANT", "avis_le"),
        ),
        (
            "RadierDemande",
            INSTRUCTEUR,
            {"motif": "NON_REPONSE", "avis_le": "2026-02-15", "radiee_le": "2026-03-14"},
            ("FAILED_PRECONDITION", "DELAI_DE_RADIATION_NON_ECOULE", "radiee_le"),
        ),
        (
            "RadierDemande",
            INSTRUCTEUR,
            {"motif": "NON_REPONSE", "avis_le": "2026-01-14"},
            ("INVALID_ARGUMENT", "AVIS_AVANT_PRESENTATION", "avis_le"),
        ),
        (
            "RadierDemande",
            INSTRUCTEUR,
            {"motif": "NON_REPONSE", "avis_le": DEMAIN},
            ("INVALID_ARGUMENT", "DATE_FUTURE", "avis_le"),
        ),
        ("GetDemande", ACCUEIL, {"demande_id": str(UUID(int=7))}, ("NOT_FOUND", "DEMANDE_INCONNU", "demande_id")),
        ("GetEligibilite", ATTRIBUTION, {"au": "2026-02-31"}, ("INVALID_ARGUMENT", "DATE_ILLISIBLE", "au")),
        ("ListDemandes", ACCUEIL, {"page_token": "faux"}, ("INVALID_ARGUMENT", "JETON_DE_PAGE_FAUX", "page_token")),
    ],
)
def test_un_ordre_impossible_est_refuse_puis_le_bon_passe(
    demandes: ServiceDeTest, methode: str, agent: Any, champs: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    demande = enregistrer(demandes)
    piece = demandes.appeler(
        "DeposerPiece", ACCUEIL, demande_id=demande.id, famille="MOTIF", libelle="congé", deposee_le="2026-02-02"
    ).demande.pieces[0]
    bons: dict[str, dict[str, Any]] = {
        "DeposerPiece": {"famille": "MOTIF", "libelle": "congé", "deposee_le": "2026-02-02"},
        "ControlerPiece": {"piece_id": piece.id, "valide": True, "controlee_le": "2026-02-03"},
        "RadierDemande": {"motif": "RENONCIATION", "radiee_le": "2026-03-01"},
        "ListDemandes": {},
    }
    corrects = {**({} if methode == "ListDemandes" else {"demande_id": demande.id}), **bons.get(methode, {})}
    assert refus(demandes, methode, agent, **{**corrects, **champs}) == attendu
    assert demandes.appeler(methode, agent, **corrects) is not None


def test_une_demande_radiee_publie_son_motif_et_fige_son_dossier(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes)
    champs = {"demande_id": demande.id, "motif": "RENONCIATION", "radiee_le": "2026-03-01"}
    radiee = demandes.appeler("RadierDemande", INSTRUCTEUR, **champs).demande
    assert (radiee.statut, radiee.motif_radiation, radiee.radiee_le) == ("RADIEE", "RENONCIATION", "2026-03-01")
    assert faits(demandes)[-1] == (
        "DemandeRadiée",
        {"demande_id": demande.id, "motif": "RENONCIATION", "radiee_le": "2026-03-01"},
    )
    assert refus(demandes, "RadierDemande", INSTRUCTEUR, **champs)[:2] == (
        "FAILED_PRECONDITION",
        "TRANSITION_INTERDITE",
    )
    piece = {"demande_id": demande.id, "famille": "MOTIF", "libelle": "congé", "deposee_le": "2026-03-02"}
    assert refus(demandes, "DeposerPiece", ACCUEIL, **piece)[1] == "DEMANDE_RADIEE"
    fiche = demandes.appeler("GetFicheDemande", ACCUEIL, demande_id=demande.id).fiche
    assert (fiche.numero_unique, fiche.statut, fiche.motif_radiation, fiche.dossier_complet) == (
        demande.numero_unique,
        "RADIEE",
        "RENONCIATION",
        False,
    )


def test_une_radiation_apres_avis_se_fait_un_mois_apres_lui(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes)
    radiee = demandes.appeler(
        "RadierDemande",
        INSTRUCTEUR,
        demande_id=demande.id,
        motif="NON_REPONSE",
        avis_le="2026-01-31",
        radiee_le="2026-02-28",
    ).demande
    assert (radiee.statut, radiee.motif_radiation, radiee.radiee_le) == ("RADIEE", "NON_REPONSE", "2026-02-28")


@pytest.mark.parametrize(
    ("metier", "methode", "donnee"),
    [
        ("CHARGE_OCCUPATION_LOGEMENT", "EnregistrerDemande", "DEM_ENREGISTRER"),
        ("CHARGE_RECOUVREMENT", "DeposerPiece", "DEM_MAJ_DOSSIERS"),
        ("CHARGE_ACCUEIL", "ControlerPiece", "DEM_MAJ_DOSSIERS"),
        ("CHARGE_GESTION_LOCATIVE", "DeciderAttribution", "DEM_PREPARER_ATTRIBUTION"),
        ("CHARGE_ACCUEIL", "RadierDemande", "DEM_ENREGISTRER"),
    ],
)
def test_un_metier_sans_la_mission_est_refuse_en_la_nommant(
    demandes: ServiceDeTest, metier: str, methode: str, donnee: str
) -> None:
    with pytest.raises(EchecRpc) as echec:
        demandes.appeler(methode, un_agent(metier))
    assert (echec.value.statut, echec.value.donnees["mission"]) == (grpc.StatusCode.PERMISSION_DENIED, donnee)


def test_rien_de_personnel_ne_sort_sur_le_bus(demandes: ServiceDeTest) -> None:
    demande = enregistrer_complete(demandes, priorites=["VIOLENCES_COUPLE"])
    demandes.appeler("RadierDemande", INSTRUCTEUR, demande_id=demande.id, motif="RENONCIATION", radiee_le="2026-03-01")
    sortie = json.dumps([dict(ligne) for ligne in demandes.faits()], default=str, ensure_ascii=False)
    assert len(demandes.faits()) == 3
    for secret in ("ZYGOMAR", "Ana", "ygomatique", "zygomar.example", "0600000042", "18765", "1501", "VIOLENCES"):
        assert secret not in sortie
    assert demande.numero_unique not in sortie
