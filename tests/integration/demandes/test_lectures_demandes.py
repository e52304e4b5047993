"""Ce que le service demandes donne à lire : éligibilité et cotation expliquées, et à qui."""

from __future__ import annotations

from uuid import UUID

import grpc
import pytest
from appui_demandes import (
    ACCUEIL,
    ATTRIBUTION,
    GESTION,
    INSTRUCTEUR,
    SERVICE_BAUX,
    enregistrer,
    euros,
    refus,
    une_personne,
)

from appui.cles import un_agent
from appui.services import ServiceDeTest
from socle.technique.rpc.erreurs import EchecRpc


def test_l_eligibilite_est_calculee_et_expliquee(demandes: ServiceDeTest) -> None:
    """Jeune ménage (27 + 28 ans) : catégorie 3 ; plafond PLUS 2026 à Lyon, 37 584 € (spécification F.5)."""
    couple = [
        une_personne(date_naissance="1998-05-01", revenus_fiscaux={"2024": euros(40_000), "2025": euros(36_000)}),
        une_personne(
            lien="CODEMANDEUR", date_naissance="1997-05-01", revenus_fiscaux={"2024": euros(0), "2025": euros(0)}
        ),
    ]
    demande = enregistrer(demandes, personnes=couple, situation_familiale="PACSE")
    reponse = demandes.appeler("GetEligibilite", ATTRIBUTION, demande_id=demande.id)
    plafonds = {p.financement: (p.plafond.centimes, p.eligible.reponse) for p in reponse.plafonds}
    assert (reponse.categorie, reponse.ressources_retenues.centimes, reponse.annee_ressources) == (3, 3_600_000, "2025")
    assert plafonds == {"PLAI": (2_255_100, "NON"), "PLUS": (3_758_400, "OUI"), "PLS": (4_885_900, "OUI")}
    assert [e.regle for e in reponse.explications] == ["categorie_de_menage", "ressources_retenues"]
    for plafond in reponse.plafonds:
        explication = plafond.eligible.explication
        assert (explication.date, explication.entrees["zone"]) == ("2026-01-15", "AUTRES_REGIONS")
        assert "29/07/1987" in explication.article


def test_un_revenu_absent_rend_l_eligibilite_inconnue_et_nomme_ce_qui_manque(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes, personnes=[une_personne(revenus_fiscaux={})])
    reponse = demandes.appeler("GetEligibilite", INSTRUCTEUR, demande_id=demande.id)
    assert {p.eligible.reponse for p in reponse.plafonds} == {"INCONNU"}
    assert not reponse.HasField("ressources_retenues")
    assert list(reponse.plafonds[0].eligible.manquants) == ["personnes[0].revenus_fiscaux[2024]"]


def test_aucun_plafond_n_est_invente_pour_une_annee_non_publiee(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes)
    assert refus(demandes, "GetEligibilite", INSTRUCTEUR, demande_id=demande.id, au="2027-01-01")[:2] == (
        "FAILED_PRECONDITION",
        "PARAMETRE_INCONNU",
    )
    assert demandes.appeler("GetEligibilite", INSTRUCTEUR, demande_id=demande.id, au="2026-12-31").categorie == 1


def test_la_cotation_est_eclatee_par_critere(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes, priorites=["DALO", "HABITAT_INDIGNE"], motifs=["TROP_PETIT"])
    reponse = demandes.appeler("GetCotation", ACCUEIL, demande_id=demande.id, au="2026-07-15")
    points = {c.code: (c.points, c.explication.resultat) for c in reponse.criteres}
    assert points["CRITERES_RESERVES"] == (50, "50 point(s)")
    assert points["ANCIENNETE"] == (2, "2 point(s)")
    assert reponse.points == sum(c.points for c in reponse.criteres) == 52
    assert all(c.explication.article and c.libelle for c in reponse.criteres)


def test_les_revenus_et_le_handicap_ne_se_lisent_pas_avec_la_demande(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes, personnes=[une_personne(handicap=True)])
    for lue in (demande, demandes.appeler("GetDemande", GESTION, demande_id=demande.id).demande):
        assert not lue.HasField("ressources_mensuelles")
        assert [(p.nom, p.handicap, len(p.revenus_fiscaux)) for p in lue.personnes] == [("ZYGOMAR", False, 0)]


def test_une_liste_ne_montre_ni_motifs_ni_priorite(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes, priorites=["DALO"], motifs=["TROP_CHER"])
    (listee,) = demandes.appeler("ListDemandes", ACCUEIL).demandes
    assert (listee.id, listee.prioritaire, list(listee.motifs)) == (demande.id, False, [])
    lue = demandes.appeler("GetDemande", ACCUEIL, demande_id=demande.id).demande
    assert (lue.prioritaire, list(lue.motifs)) == (True, ["TROP_CHER"])


def test_les_demandes_se_lisent_par_pages_et_par_statut(demandes: ServiceDeTest) -> None:
    ids = [enregistrer(demandes).id for _ in range(5)]
    demandes.appeler("RadierDemande", INSTRUCTEUR, demande_id=ids[0], motif="RENONCIATION", radiee_le="2026-02-01")
    page = demandes.appeler("ListDemandes", ACCUEIL, page_size=3)
    suite = demandes.appeler("ListDemandes", ACCUEIL, page_size=3, page_token=page.next_page_token)
    assert [d.id for d in (*page.demandes, *suite.demandes)] == ids
    assert suite.next_page_token == ""
    assert [d.id for d in demandes.appeler("ListDemandes", ACCUEIL, statut="RADIEE").demandes] == ids[:1]


def test_l_annuaire_ne_rend_que_demandeur_et_codemandeur_et_qu_aux_services(demandes: ServiceDeTest) -> None:
    enfant = une_personne(lien="ENFANT", prenoms="Cléo", date_naissance="2018-01-10", a_charge=True)
    demande = enregistrer(demandes, personnes=[une_personne(), enfant])
    demande_ids = [demande.id, str(UUID(int=7))]
    (trouvee,) = demandes.appeler("BatchGetDemandeurs", SERVICE_BAUX, demande_ids=demande_ids).demandes
    assert [p.prenoms for p in trouvee.demandeurs] == ["Ana"]
    assert (trouvee.nombre_personnes, len(trouvee.demandeurs[0].revenus_fiscaux)) == (2, 0)
    assert refus(demandes, "BatchGetDemandeurs", GESTION, demande_ids=demande_ids)[0] == "PERMISSION_DENIED"


@pytest.mark.parametrize(
    ("metier", "permis"),
    [
        ("CHARGE_ATTRIBUTION", True),  # portée DEMANDEUR : les ressources des demandeurs, c'est tout ce qui est rendu
        ("INSTRUCTEUR", True),
        ("CHARGE_ACCUEIL", False),
        ("CONSEILLER_ESF", False),  # SUIVIS : non filtrée ici, donc refusée
        ("GARDIEN_IMMEUBLE", False),
    ],
)
def test_les_ressources_des_demandeurs_ne_se_lisent_qu_avec_leur_classe(
    demandes: ServiceDeTest, metier: str, permis: bool
) -> None:
    demande = enregistrer(demandes)
    if permis:
        assert demandes.appeler("GetEligibilite", un_agent(metier), demande_id=demande.id).ressources_retenues.centimes
    else:
        with pytest.raises(EchecRpc) as echec:
            demandes.appeler("GetEligibilite", un_agent(metier), demande_id=demande.id)
        assert (echec.value.statut, echec.value.code) == (grpc.StatusCode.PERMISSION_DENIED, "CLASSE_REFUSEE")
