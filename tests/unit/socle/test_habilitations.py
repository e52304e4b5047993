"""Les habilitations : la matrice dit la même chose que le texte source, et tout ce qui n'y est pas écrit est refusé."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from logis.commun.v1 import commun_pb2
from socle.domaine.refus import AccesRefuse
from socle.technique.contexte import Appelant
from socle.technique.habilitations import (
    CLASSES,
    CLASSES_SECRETES,
    DONNEES,
    NIVEAUX,
    AccesSecret,
    HabilitationsIncoherentes,
    charger_habilitations,
)

DROITS = charger_habilitations()
DEPOT = Path(__file__).resolve().parents[3]
SOURCE = DEPOT / "docs" / "sources" / "missions-et-metiers.md"
ESF, RECOUVREMENT = "CONSEILLER_ESF", "CHARGE_RECOUVREMENT"
JAMAIS_DE_SOCIAL = (
    "CHARGE_RECOUVREMENT",
    "CHARGE_PRE_CONTENTIEUX",
    "CHARGE_CONTENTIEUX",
    "REDACTEUR_JURIDIQUE",
    "INSTRUCTEUR",
    "CHARGE_GESTION_LOCATIVE",
    "GARDIEN_IMMEUBLE",
)
PORTEES_RESTREINTES = tuple(code for code in DROITS.portees if code not in ("O", "N"))


def un_agent(*metiers: str, mission_active: str = "") -> Appelant:
    return Appelant(sub="agent-1", metiers=metiers, mission_active=mission_active)


def un_partenaire(nom: str = "CAF") -> Appelant:
    return Appelant(sub=f"partenaire:{nom}", partenaire=nom)


def un_role(role: str = "SERVICE") -> Appelant:
    return Appelant(sub="service:baux", role_technique=role)


def acces_mission(code: str, niveau: str = "S") -> commun_pb2.Acces:
    return commun_pb2.Acces(mission=commun_pb2.AccesMission(code=code, niveau=niveau))


def acces_classe(code: str, *portees: str) -> commun_pb2.Acces:
    return commun_pb2.Acces(classe=commun_pb2.AccesClasse(code=code, portees=portees))


def code_du_refus(acces: commun_pb2.Acces | None, appelant: Appelant) -> str:
    with pytest.raises(AccesRefuse) as refus:
        DROITS.exiger(acces, appelant)
    return refus.value.code


# La matrice


def test_la_matrice_compte_154_lignes_36_missions_29_metiers_11_sections_et_46_couples_metier_section() -> None:
    assert len(DROITS.niveaux) == 154
    assert (len(DROITS.missions), len(DROITS.metiers), len(DROITS.sections)) == (36, 29, 11)
    assert sum(len(metier.sections) for metier in DROITS.metiers.values()) == 46
    assert len(DROITS.classes) == 29 * 7
    assert len(DROITS.roles) == 6


def test_sur_1044_couples_154_sont_autorises_et_890_refuses() -> None:
    autorises, refuses = 0, 0
    for metier, mission in product(DROITS.metiers, DROITS.missions):
        acces, agent = acces_mission(mission), un_agent(metier)
        if (mission, metier) in DROITS.niveaux:
            assert DROITS.exiger(acces, agent) == "O"
            autorises += 1
        else:
            assert code_du_refus(acces, agent) == "MISSION_ABSENTE"
            refuses += 1
    assert (autorises, refuses) == (154, 890)


def test_chaque_niveau_comprend_les_niveaux_inferieurs_et_eux_seuls() -> None:
    for (mission, metier), tenu in DROITS.niveaux.items():
        for demande, rang in NIVEAUX.items():
            acces, agent = acces_mission(mission, demande), un_agent(metier)
            if rang <= NIVEAUX[tenu]:
                assert DROITS.exiger_mission(agent, mission=mission, niveau=demande) == metier
            else:
                assert code_du_refus(acces, agent) == "MISSION_ABSENTE"


def test_qui_signale_ne_cloture_pas_et_qui_execute_ne_vise_pas() -> None:
    with pytest.raises(AccesRefuse) as refus:
        DROITS.exiger_mission(un_agent("MEDIATEUR"), mission="REC_GERER", niveau="P")
    assert refus.value.donnees == {"mission": "REC_GERER", "niveau": "P", "motif": "NIVEAU_INSUFFISANT"}
    assert code_du_refus(acces_mission("SIT_ENCAISSER", "P"), un_agent("GARDIEN_IMMEUBLE")) == "MISSION_ABSENTE"


# Le texte source


def lire_source() -> Iterator[tuple[str, str, str]]:
    """(section, mission, libellé de métier), dans l'ordre du texte ; décisions de lecture 1, 2, 5 et 6."""
    section, missions, metiers, dans_metiers = "", list[str](), list[str](), False
    for ligne in [*SOURCE.read_text(encoding="utf-8").splitlines(), "# FIN"]:
        titre = ligne.lstrip("#").strip()
        if ligne.startswith(("# ", "## ")):
            yield from ((section, mission, metier) for metier in metiers for mission in missions)
            section, missions, metiers, dans_metiers = titre, [], [], False
        elif ligne.startswith("#") and titre in ("MÉTIERS CONCERNÉS", "MÉTIER CONCERNÉ"):
            dans_metiers = True
        elif dans_metiers and ligne.strip().startswith("- "):
            metiers.append(ligne.strip().removeprefix("- "))
        elif not dans_metiers and (ligne.startswith("### ") or _en_capitales(ligne)):
            missions.append(titre)


def _en_capitales(ligne: str) -> bool:
    return bool(ligne.strip()) and not ligne.startswith(("-", "#")) and ligne == ligne.upper()


def test_la_matrice_est_exactement_le_texte_source_ordre_compris() -> None:
    def libelles_de_la_matrice() -> Iterator[tuple[str, str, tuple[str, ...]]]:
        for mission, metier in DROITS.niveaux:
            fiche = DROITS.missions[mission]
            yield DROITS.sections[fiche.section], fiche.libelle, DROITS.metiers[metier].libelles

    source, matrice = list(lire_source()), list(libelles_de_la_matrice())
    assert len(source) == 154
    for (section, mission, metier), (section_lue, mission_lue, libelles) in zip(source, matrice, strict=True):
        assert (section, mission) == (section_lue, mission_lue)
        assert metier in libelles


def test_le_texte_source_ne_nomme_aucun_autre_metier_ni_aucune_autre_mission() -> None:
    source = set(lire_source())
    libelles = [libelle for metier in DROITS.metiers.values() for libelle in metier.libelles]
    assert {metier for _, _, metier in source} == set(libelles)
    assert len(libelles) == len(set(libelles)), "deux métiers ne partagent jamais un libellé"
    missions = {(DROITS.sections[m.section], m.libelle) for m in DROITS.missions.values()}
    assert {(section, mission) for section, mission, _ in source} == missions


def test_seule_la_mission_thematique_fusionne_deux_libelles() -> None:
    assert [code for code, metier in DROITS.metiers.items() if len(metier.libelles) > 1] == [
        "CHARGE_MISSION_THEMATIQUE"
    ]


def test_un_meme_intitule_dans_deux_sections_fait_deux_missions() -> None:
    for une, autre in (
        ("PRE_ACCOMPAGNER", "EXP_ACCOMPAGNER"),
        ("PRE_APURER", "EXP_APURER"),
        ("REC_TROUBLES", "MED_TROUBLES"),
    ):
        assert DROITS.missions[une].libelle == DROITS.missions[autre].libelle
        assert DROITS.missions[une].section != DROITS.missions[autre].section


def test_les_deux_missions_en_capitales_de_la_gestion_de_site_sont_lues() -> None:
    assert [code for code, fiche in DROITS.missions.items() if fiche.section == "S05"] == [
        "SIT_RELATION",
        "SIT_ENCAISSER",
        "SIT_URGENCE",
        "SIT_RECLAMATIONS",
    ]


def test_un_diplome_n_est_pas_un_metier() -> None:
    libelles = " ".join(libelle for metier in DROITS.metiers.values() for libelle in metier.libelles)
    assert not any(diplome in libelles for diplome in ("CAP ", "BTS", "Bac Pro", "DECESF"))


def test_un_libelle_proche_n_herite_d_aucun_droit() -> None:
    assert code_du_refus(acces_mission("SOC_PROJETS"), un_agent("CHARGE_ANIMATION_TERRITORIALE")) == "MISSION_ABSENTE"
    assert code_du_refus(acces_mission("PRE_RELANCER"), un_agent("CHARGE_CONTENTIEUX")) == "MISSION_ABSENTE"
    assert code_du_refus(acces_mission("MED_TROUBLES"), un_agent("CONSEILLER_CLIENTELE")) == "MISSION_ABSENTE"


# Les classes


def test_une_classe_ne_se_lit_que_toute_ou_selon_une_portee_que_le_rpc_filtre() -> None:
    lues = 0
    for metier, classe, filtree in product(DROITS.metiers, CLASSES, (None, *PORTEES_RESTREINTES)):
        acces = acces_classe(classe, *([filtree] if filtree else []))
        tenue = DROITS.classes[metier, classe]
        if tenue in ("O", filtree):
            assert DROITS.exiger(acces, un_agent(metier)) == tenue
            lues += 1
        else:
            attendu = "RESSOURCE_INCONNUE" if classe in CLASSES_SECRETES else "CLASSE_REFUSEE"
            assert code_du_refus(acces, un_agent(metier)) == attendu
    entieres = sum(portee == "O" for portee in DROITS.classes.values())
    restreintes = sum(portee not in ("O", "N") for portee in DROITS.classes.values())
    assert lues == entieres * (1 + len(PORTEES_RESTREINTES)) + restreintes


@pytest.mark.parametrize("metier", JAMAIS_DE_SOCIAL)
@pytest.mark.parametrize("classe", ["C4", "C5"])
def test_le_recouvrement_ne_lit_jamais_le_social_et_le_refus_ne_revele_rien(metier: str, classe: str) -> None:
    with pytest.raises(AccesSecret) as leve:
        DROITS.exiger(acces_classe(classe, *PORTEES_RESTREINTES), un_agent(metier))
    refus = leve.value
    assert refus.secret
    assert (refus.code, refus.message, refus.donnees) == ("RESSOURCE_INCONNUE", "Cette ressource est inconnue.", {})
    assert refus.refus.code == "CLASSE_REFUSEE", "le vrai motif reste au journal d'accès"


def test_le_contenu_d_une_mediation_n_est_lu_que_par_le_mediateur_du_dossier_ou_sur_designation() -> None:
    lecteurs = {
        metier: DROITS.classes[metier, "CM"] for metier in DROITS.metiers if DROITS.classes[metier, "CM"] != "N"
    }
    assert lecteurs == {"MEDIATEUR": "SIENS", "CONSEILLER_SOCIAL": "DESIGNE"}


def test_conseiller_esf_et_assistant_social_lisent_le_solde_des_menages_qu_ils_suivent() -> None:
    for metier in (ESF, "ASSISTANT_SOCIAL"):
        assert DROITS.exiger(acces_classe("C2", "SUIVIS"), un_agent(metier)) == "SUIVIS"
        assert code_du_refus(acces_classe("C2"), un_agent(metier)) == "CLASSE_REFUSEE"


def test_le_refus_de_classe_dit_si_la_portee_manque_au_rpc() -> None:
    with pytest.raises(AccesRefuse) as refus:
        DROITS.exiger_classe(un_agent("GARDIEN_IMMEUBLE"), classe="C2", portees_filtrees=["SUIVIS"])
    assert refus.value.donnees == {"classe": "C2", "motif": "PORTEE_NON_FILTREE"}
    with pytest.raises(AccesRefuse) as refus:
        DROITS.exiger_classe(un_agent("TECHNICIEN_MAINTENANCE"), classe="C2", portees_filtrees=["SUIVIS"])
    assert refus.value.donnees["motif"] == "CLASSE_NON_LUE"


# Plusieurs métiers : la mission active


def test_sans_mission_active_deux_metiers_aux_portees_differentes_n_additionnent_pas_leurs_classes() -> None:
    agent = un_agent(ESF, RECOUVREMENT)
    assert code_du_refus(acces_classe("C2", "SUIVIS"), agent) == "MISSION_ACTIVE_REQUISE"
    assert DROITS.exiger(acces_classe("C1"), agent) == "O", "la même portée pour tous : rien à choisir"
    with pytest.raises(AccesSecret) as leve:
        DROITS.exiger(acces_classe("C4", "SIENS"), agent)
    assert leve.value.refus.code == "MISSION_ACTIVE_REQUISE"


def test_si_aucun_de_ses_metiers_ne_lit_la_classe_choisir_n_y_changerait_rien() -> None:
    agent = un_agent("GARDIEN_IMMEUBLE", "TECHNICIEN_MAINTENANCE")
    assert code_du_refus(acces_classe("C2"), agent) == "CLASSE_REFUSEE"


def test_la_mission_active_separe_le_conseil_social_du_recouvrement_meme_dans_une_section_commune() -> None:
    """Les deux métiers portent PRE_RELANCER et PRE_ACCOMPAGNER ; chacun en pilote une."""
    au_social = un_agent(ESF, RECOUVREMENT, mission_active="PRE_ACCOMPAGNER")
    assert DROITS.metiers_exerces(au_social) == (ESF,)
    assert DROITS.exiger(acces_classe("C4", "SIENS"), au_social) == "SIENS"
    assert DROITS.exiger(acces_classe("C2", "SUIVIS"), au_social) == "SUIVIS"

    au_recouvrement = un_agent(ESF, RECOUVREMENT, mission_active="PRE_RELANCER")
    assert DROITS.metiers_exerces(au_recouvrement) == (RECOUVREMENT,)
    assert code_du_refus(acces_classe("C4", "SIENS"), au_recouvrement) == "RESSOURCE_INCONNUE"
    assert DROITS.exiger(acces_classe("C2", "SUIVIS"), au_recouvrement) == "O"


def test_chaque_mission_commune_au_conseil_social_et_au_recouvrement_designe_un_seul_metier() -> None:
    communes = [m for m in DROITS.missions if {(m, ESF), (m, RECOUVREMENT)} <= set(DROITS.niveaux)]
    assert len(communes) == 7
    for mission in communes:
        assert len(DROITS.metiers_exerces(un_agent(ESF, RECOUVREMENT, mission_active=mission))) == 1


def test_sous_une_mission_active_les_missions_de_l_autre_metier_sont_refusees() -> None:
    au_recouvrement = un_agent(ESF, RECOUVREMENT, mission_active="PRE_RELANCER")
    with pytest.raises(AccesRefuse) as refus:
        DROITS.exiger_mission(au_recouvrement, mission="PRE_ACCOMPAGNER", niveau="P")
    assert (refus.value.code, refus.value.donnees["motif"]) == ("MISSION_ABSENTE", "AUTRE_MISSION_ACTIVE")
    assert code_du_refus(acces_mission("SOC_PROJETS"), au_recouvrement) == "MISSION_ABSENTE"


def test_la_mission_active_choisit_un_metier_dont_toutes_les_missions_restent_ouvertes() -> None:
    au_social = un_agent(ESF, RECOUVREMENT, mission_active="SOC_PROJETS")
    assert DROITS.exiger_mission(au_social, mission="PRE_ACCOMPAGNER", niveau="P") == ESF


def test_sans_mission_active_la_mission_demandee_designe_le_metier_qui_la_porte_le_plus_haut() -> None:
    agent = un_agent(RECOUVREMENT, ESF)
    assert DROITS.exiger_mission(agent, mission="PRE_ACCOMPAGNER", niveau="S") == ESF
    assert DROITS.exiger_mission(agent, mission="PRE_RELANCER", niveau="S") == RECOUVREMENT


@pytest.mark.parametrize("mission_active", ["BAI_SIGNER", "MISSION_INVENTEE"])
def test_une_mission_active_que_l_agent_ne_porte_pas_ferme_tout(mission_active: str) -> None:
    agent = un_agent(RECOUVREMENT, mission_active=mission_active)
    for acces in (acces_mission("PRE_RELANCER"), acces_classe("C0"), commun_pb2.Acces(tout_agent=True)):
        assert code_du_refus(acces, agent) == "MISSION_ACTIVE_NON_PORTEE"


def test_deux_metiers_a_egalite_sous_la_mission_active_n_additionnent_toujours_pas_leurs_classes() -> None:
    agent = un_agent("CHARGE_GESTION_LOCATIVE", "CHARGE_ATTRIBUTION", mission_active="DEM_ENREGISTRER")
    assert code_du_refus(acces_classe("C2", "DEMANDEUR"), agent) == "MISSION_ACTIVE_REQUISE"


# Les qualités de l'appelant


TOUTES_LES_FORMES = {
    "mission": acces_mission("BAI_SIGNER"),
    "classe": acces_classe("C0"),
    "partenaire": commun_pb2.Acces(partenaire="CAF"),
    "role_technique": commun_pb2.Acces(role_technique="SERVICE"),
    "tout_agent": commun_pb2.Acces(tout_agent=True),
}


@pytest.mark.parametrize(
    ("appelant", "ouvertes"),
    [
        (un_agent("CONSEILLER_CLIENTELE"), {"mission", "classe", "tout_agent"}),
        (un_partenaire("CAF"), {"partenaire"}),
        (un_partenaire("FSL"), set()),
        (un_role("SERVICE"), {"role_technique"}),
        (un_role("AUDITEUR"), set()),
        (un_agent(), set()),
        (Appelant(sub="x", metiers=("CONSEILLER_CLIENTELE",), role_technique="SERVICE"), set()),
        (Appelant(sub="x", metiers=("CONSEILLER_CLIENTELE",), partenaire="CAF"), set()),
        (Appelant(sub="x", partenaire="CAF", role_technique="SERVICE"), set()),
    ],
)
def test_chaque_qualite_n_ouvre_que_ses_formes_d_acces_et_deux_qualites_n_en_ouvrent_aucune(
    appelant: Appelant, ouvertes: set[str]
) -> None:
    for forme, acces in TOUTES_LES_FORMES.items():
        if forme in ouvertes:
            assert DROITS.exiger(acces, appelant) == "O"
        else:
            assert code_du_refus(acces, appelant)


def test_un_partenaire_qui_tente_le_social_recoit_le_refus_muet() -> None:
    assert code_du_refus(acces_classe("C4", "SIENS"), un_partenaire()) == "RESSOURCE_INCONNUE"


@pytest.mark.parametrize("acces", [None, commun_pb2.Acces(), commun_pb2.Acces(tout_agent=False)])
@pytest.mark.parametrize("appelant", [un_agent("CHEF_SECTEUR"), un_partenaire(), un_role()])
def test_un_rpc_qui_ne_declare_pas_son_acces_est_ferme_a_tous(
    acces: commun_pb2.Acces | None, appelant: Appelant
) -> None:
    assert code_du_refus(acces, appelant) == "ACCES_NON_DECLARE"


def test_un_metier_absent_des_habilitations_est_refuse_en_le_nommant() -> None:
    with pytest.raises(AccesRefuse) as refus:
        DROITS.exiger(acces_classe("C0"), un_agent("CHEF_SECTEUR", "DIRECTEUR_INVENTE"))
    assert refus.value.code == "METIER_INCONNU"
    assert refus.value.donnees == {"metiers": "DIRECTEUR_INVENTE"}


# Les déclarations


@pytest.mark.parametrize(
    "acces",
    [
        acces_mission("MISSION_INVENTEE"),
        acces_mission("BAI_SIGNER", "X"),
        acces_mission("BAI_SIGNER", ""),
        acces_classe("C9"),
        acces_classe("C2", "PORTEE_INVENTEE"),
        acces_classe("C2", "N"),
        acces_classe("C2", "O"),
        commun_pb2.Acces(role_technique="ROLE_INVENTE"),
        commun_pb2.Acces(partenaire=""),
    ],
)
def test_une_declaration_fautive_est_une_erreur_de_construction_et_n_ouvre_rien(acces: commun_pb2.Acces) -> None:
    with pytest.raises(ValueError):
        DROITS.verifier_acces(acces)
    with pytest.raises(ValueError):
        DROITS.exiger(acces, un_agent("CHEF_SECTEUR"))


def _rpc_declares() -> list[tuple[str, commun_pb2.Acces]]:
    rpc = []
    for fichier in sorted((DEPOT / "proto" / "gen" / "logis").glob("*/v*/*_pb2.py")):
        module = importlib.import_module(f"logis.{fichier.parent.parent.name}.{fichier.parent.name}.{fichier.stem}")
        for service in module.DESCRIPTOR.services_by_name.values():
            for methode in service.methods:
                rpc.append((methode.full_name, methode.GetOptions().Extensions[commun_pb2.acces]))
    return rpc


@pytest.mark.parametrize(("nom", "acces"), _rpc_declares())
def test_chaque_rpc_declare_un_acces_qui_existe_et_que_quelqu_un_peut_obtenir(
    nom: str, acces: commun_pb2.Acces
) -> None:
    DROITS.verifier_acces(acces)
    if acces.WhichOneof("par") in ("partenaire", "role_technique"):
        return
    admis = 0
    for metier in DROITS.metiers:
        try:
            DROITS.exiger(acces, un_agent(metier))
        except AccesRefuse:
            continue
        admis += 1
    assert admis, f"{nom} n'est ouvert à aucun métier"


# Le chargement


def test_les_habilitations_ne_se_lisent_qu_une_fois() -> None:
    assert charger_habilitations() is DROITS


@pytest.mark.parametrize(
    ("fichier", "avant", "apres", "faute"),
    [
        ("habilitations_matrice.csv", "S01;DEM_ENREGISTRER;CHARGE_ACCUEIL;E\n", "", "lignes de la matrice"),
        ("habilitations_matrice.csv", "CHARGE_ACCUEIL;E\n", "CHARGE_QUITTANCEMENT;E\n", "lignes de la matrice"),
        ("habilitations_matrice.csv", "S01;DEM_ENREGISTRER;", "S02;DEM_ENREGISTRER;", "lignes de la matrice"),
        ("habilitations_matrice.csv", "CHARGE_ACCUEIL;E\n", "CHARGE_ACCUEIL;Z\n", "niveaux"),
        ("habilitations_classes.csv", "INSTRUCTEUR;", "INSTRUCTRICE;", "métiers des classes"),
        ("habilitations_classes.csv", "DEMANDEUR", "LE_VOISIN", "portées"),
        ("habilitations_metiers.csv", "S01,S06", "S01,S99", "sections des métiers"),
        ("habilitations_missions.csv", "DEM_MAJ_DOSSIERS;S01", "DEM_MAJ_DOSSIERS;S99", "sections des missions"),
        ("habilitations_missions.csv", "DEM_MAJ_DOSSIERS;S01", "DEM_ENREGISTRER;S01", "deux fois"),
    ],
)
def test_des_fichiers_qui_se_contredisent_arretent_le_demarrage(
    tmp_path: Path, fichier: str, avant: str, apres: str, faute: str
) -> None:
    dossier = shutil.copytree(DONNEES, tmp_path / "donnees")
    texte = (dossier / fichier).read_text(encoding="utf-8")
    assert avant in texte
    (dossier / fichier).write_text(texte.replace(avant, apres, 1), encoding="utf-8")
    with pytest.raises(HabilitationsIncoherentes, match=faute):
        charger_habilitations(dossier)


def test_une_ligne_en_double_dans_la_matrice_arrete_le_demarrage(tmp_path: Path) -> None:
    dossier = shutil.copytree(DONNEES, tmp_path / "donnees")
    matrice = dossier / "habilitations_matrice.csv"
    matrice.write_text(matrice.read_text(encoding="utf-8") + "S01;DEM_ENREGISTRER;CHARGE_ACCUEIL;P\n", encoding="utf-8")
    with pytest.raises(HabilitationsIncoherentes, match="lignes de la matrice"):
        charger_habilitations(dossier)
