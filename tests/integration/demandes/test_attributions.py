"""De l'offre ouverte à la proposition acceptée : candidats, séance de la CALEOL, réponses."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from appui_demandes import (
    ATTRIBUTION,
    INSTRUCTEUR,
    attribuer,
    candidature,
    decider,
    enregistrer,
    enregistrer_complete,
    euros,
    faits,
    presenter,
    repondre,
    une_offre,
    une_personne,
)

from appui.services import ServiceDeTest
from socle.technique.rpc.erreurs import EchecRpc


def trois(demandes: ServiceDeTest) -> list[Any]:
    return [enregistrer_complete(demandes) for _ in range(3)]


def test_les_candidats_sont_classes_avec_leurs_verdicts_et_leurs_points(demandes: ServiceDeTest) -> None:
    recente = enregistrer_complete(demandes)
    prioritaire = enregistrer_complete(demandes, priorites=["DALO"])
    ancienne = enregistrer_complete(demandes, deposee_le="2025-01-15")
    offre = une_offre(demandes)
    reponse = demandes.appeler("RechercherCandidats", ATTRIBUTION, offre_id=offre.id, au="2026-03-10")
    assert [(c.demande_id, c.points, c.presentable) for c in reponse.candidats] == [
        (prioritaire.id, 50, True),
        (ancienne.id, 4, True),
        (recente.id, 0, True),
    ]
    premier = reponse.candidats[0]
    assert premier.numero_unique == prioritaire.numero_unique
    assert {v.explication.regle: v.reponse for v in premier.verdicts} == {
        "plafond_ressources": "OUI",
        "sejour_regulier": "OUI",
        "dossier_complet": "OUI",
        "adequation": "OUI",
        "taux_effort": "OUI",
    }
    for verdict in premier.verdicts:
        assert verdict.explication.article
        assert verdict.explication.entrees
        assert verdict.explication.date == "2026-03-10"


def test_ce_qui_manque_ou_depasse_se_dit_et_n_est_pas_presentable(demandes: ServiceDeTest) -> None:
    incomplete = enregistrer(demandes)
    riche = enregistrer_complete(demandes, personnes=[une_personne(revenus_fiscaux={"2024": euros(52_000)})])
    sans_titre = enregistrer_complete(
        demandes, personnes=[une_personne(revenus_fiscaux={"2024": euros(10_000)}, sejour_regulier=False)]
    )
    muette = une_personne(revenus_fiscaux={"2024": euros(10_000)})
    del muette["sejour_regulier"]
    inconnue = enregistrer_complete(demandes, personnes=[muette])
    offre = une_offre(demandes)
    reponse = demandes.appeler("RechercherCandidats", ATTRIBUTION, offre_id=offre.id, au="2026-03-10")
    verdicts = {c.demande_id: {v.explication.regle: v for v in c.verdicts} for c in reponse.candidats}
    assert not any(c.presentable for c in reponse.candidats)
    assert verdicts[incomplete.id]["dossier_complet"].reponse == "NON"
    assert verdicts[riche.id]["plafond_ressources"].reponse == "NON"
    assert verdicts[sans_titre.id]["sejour_regulier"].reponse == "NON"
    assert verdicts[inconnue.id]["sejour_regulier"].reponse == "INCONNU"
    assert list(verdicts[inconnue.id]["sejour_regulier"].manquants) == ["personnes[0].sejour_regulier"]
    with pytest.raises(EchecRpc) as echec:
        presenter(demandes, offre, [inconnue], derogation="INSUFFISANCE_CANDIDATS")
    assert (echec.value.code, echec.value.champ) == ("CANDIDAT_NON_PRESENTABLE", "demande_ids")
    assert "ZYGOMAR" not in echec.value.message


def test_seules_les_demandes_vivantes_qui_visent_ce_logement_sont_candidates(demandes: ServiceDeTest) -> None:
    ouverte = enregistrer(demandes, communes=[], typologies=[])
    proche = enregistrer(demandes, communes=["69266", "69123"], typologies=["T1", "T2"])
    enregistrer(demandes, communes=["69266"])
    enregistrer(demandes, typologies=["T3"])
    radiee = enregistrer(demandes)
    demandes.appeler("RadierDemande", INSTRUCTEUR, demande_id=radiee.id, motif="RENONCIATION", radiee_le="2026-03-01")
    offre = une_offre(demandes)
    reponse = demandes.appeler("RechercherCandidats", ATTRIBUTION, offre_id=offre.id, au="2026-03-10")
    assert [c.demande_id for c in reponse.candidats] == [ouverte.id, proche.id]


def test_trois_candidats_au_moins_ou_une_derogation_motivee(demandes: ServiceDeTest) -> None:
    offre = une_offre(demandes)
    candidats = trois(demandes)
    for choisis, derogation, code in (
        (candidats[:2], "", "CANDIDATS_INSUFFISANTS"),
        ([], "DESIGNATION_PREFET", "CANDIDATS_INSUFFISANTS"),
        (candidats[:2], "URGENCE", "CODE_INCONNU"),
        ([candidats[0]] * 3, "", "CANDIDAT_EN_DOUBLE"),
    ):
        with pytest.raises(EchecRpc) as echec:
            presenter(demandes, offre, choisis, derogation=derogation)
        assert echec.value.code == code
    inscrite = presenter(demandes, offre, candidats[:1], derogation="DESIGNATION_PREFET")
    assert (inscrite.statut, inscrite.seance_le, len(inscrite.candidatures)) == ("INSCRITE_CALEOL", "2026-03-10", 1)


def test_une_attribution_en_rang_va_jusqu_a_l_acceptation_du_second(demandes: ServiceDeTest) -> None:
    premier, second, troisieme = trois(demandes)
    offre = presenter(demandes, une_offre(demandes), [premier, second, troisieme])
    decisions = [
        *attribuer(premier, second),
        {"demande_id": troisieme.id, "decision": "NON_ATTRIBUTION", "motif": "AUTRE_CANDIDAT_PRIORITAIRE"},
    ]
    decidee = decider(demandes, offre, decisions)
    assert [(c.statut, c.rang, c.reponse_avant_le) for c in decidee.candidatures] == [
        ("PROPOSEE", 1, "2026-03-20"),
        ("ATTRIBUEE", 2, ""),
        ("NON_ATTRIBUEE", 0, ""),
    ]
    refusee = repondre(demandes, offre, premier, accepte=False, motif_refus="QUARTIER", repondu_le="2026-03-12")
    assert candidature(refusee, premier).statut == "REFUSEE"
    assert (candidature(refusee, second).statut, candidature(refusee, second).reponse_avant_le) == (
        "PROPOSEE",
        "2026-03-22",
    )
    acceptee = repondre(demandes, offre, second, repondu_le="2026-03-22")
    assert (acceptee.statut, candidature(acceptee, second).statut) == ("ACCEPTEE", "ACCEPTEE")
    lue = demandes.appeler("GetOffre", ATTRIBUTION, offre_id=offre.id).offre
    assert lue == acceptee

    commun = {"offre_id": offre.id, "logement_id": offre.logement_id}
    assert [f for f in faits(demandes) if f[0].startswith(("Candidats", "Attribution", "Proposition"))] == [
        (
            "CandidatsProposés",
            {**commun, "demande_ids": [premier.id, second.id, troisieme.id], "seance_le": "2026-03-10"},
        ),
        (
            "AttributionDécidée",
            {
                **commun,
                "decide_le": "2026-03-10",
                "decisions": [
                    {"demande_id": premier.id, "decision": "ATTRIBUTION", "rang": 1, "motif": ""},
                    {"demande_id": second.id, "decision": "ATTRIBUTION", "rang": 2, "motif": ""},
                    {
                        "demande_id": troisieme.id,
                        "decision": "NON_ATTRIBUTION",
                        "rang": 0,
                        "motif": "AUTRE_CANDIDAT_PRIORITAIRE",
                    },
                ],
            },
        ),
        (
            "PropositionRefusée",
            {**commun, "demande_id": premier.id, "refuse_le": "2026-03-12", "motif": "QUARTIER"},
        ),
        ("PropositionAcceptée", {**commun, "demande_id": second.id, "accepte_le": "2026-03-22"}),
    ]
    offres = [f for f in demandes.faits() if f["aggregate_type"] == "offre"]
    assert [(f["aggregate_id"], f["aggregate_seq"]) for f in offres] == [(offre.id, rang) for rang in (1, 2, 3, 4)]


def test_le_silence_vaut_refus_apres_le_delai_et_pas_avant(demandes: ServiceDeTest) -> None:
    premier, second, troisieme = trois(demandes)
    offre = presenter(demandes, une_offre(demandes), [premier, second, troisieme])
    decider(demandes, offre, attribuer(premier, second, troisieme))
    silence: dict[str, Any] = {"accepte": False, "motif_refus": "NON_REPONSE"}
    with pytest.raises(EchecRpc) as echec:
        repondre(demandes, offre, premier, **silence, repondu_le="2026-03-20")
    assert (echec.value.code, echec.value.champ) == ("DELAI_DE_REPONSE_NON_ECOULE", "repondu_le")
    with pytest.raises(EchecRpc) as echec:
        repondre(demandes, offre, premier, repondu_le="2026-03-21")
    assert echec.value.code == "DELAI_DE_REPONSE_EXPIRE"
    apres = repondre(demandes, offre, premier, **silence, repondu_le="2026-03-21")
    assert [candidature(apres, d).statut for d in (premier, second)] == ["SANS_REPONSE", "PROPOSEE"]


def test_le_delai_de_dix_jours_ne_se_contourne_pas_par_une_date_future(demandes: ServiceDeTest) -> None:
    premier, second, troisieme = trois(demandes)
    offre = presenter(demandes, une_offre(demandes), [premier, second, troisieme])
    decider(demandes, offre, attribuer(premier, second, troisieme))
    with pytest.raises(EchecRpc) as echec:
        repondre(demandes, offre, premier, accepte=False, motif_refus="NON_REPONSE", repondu_le="2099-01-01")
    assert (echec.value.code, echec.value.champ) == ("DATE_FUTURE", "repondu_le")
    assert repondre(demandes, offre, premier).statut == "ACCEPTEE"


@pytest.mark.parametrize(
    ("change", "statut", "code", "champ"),
    [
        ({"membres_presents": 2}, "FAILED_PRECONDITION", "QUORUM_NON_ATTEINT", "membres_presents"),
        ({"decide_le": "2026-03-09"}, "INVALID_ARGUMENT", "DECISION_AVANT_SEANCE", "decide_le"),
        ({"decide_le": "2099-03-09"}, "INVALID_ARGUMENT", "DATE_FUTURE", "decide_le"),
        ({"decide_le": "10/03/2026"}, "INVALID_ARGUMENT", "DATE_ILLISIBLE", "decide_le"),
        ({"etag": "99"}, "ABORTED", "VERSION_PERIMEE", "etag"),
        ({"offre_id": str(UUID(int=7))}, "NOT_FOUND", "OFFRE_INCONNU", "offre_id"),
        ({"decisions": []}, "FAILED_PRECONDITION", "DECISION_MANQUANTE", "decisions"),
    ],
)
def test_une_seance_irreguliere_est_refusee_puis_la_bonne_passe(
    demandes: ServiceDeTest, change: dict[str, Any], statut: str, code: str, champ: str
) -> None:
    candidats = trois(demandes)
    offre = presenter(demandes, une_offre(demandes), candidats)
    decisions = change.pop("decisions", attribuer(*candidats))
    with pytest.raises(EchecRpc) as echec:
        decider(demandes, offre, decisions, **change)
    assert (echec.value.statut.name, echec.value.code, echec.value.champ) == (statut, code, champ)
    assert decider(demandes, offre, attribuer(*candidats), etag=offre.etag).statut == "ATTRIBUEE"


@pytest.mark.parametrize(
    ("decision", "code", "champ"),
    [
        ({"decision": "PEUT_ETRE"}, "CODE_INCONNU", "decisions.decision"),
        ({"decision": "NON_ATTRIBUTION"}, "MOTIF_OBLIGATOIRE", "motif"),
        ({"decision": "NON_ATTRIBUTION", "motif": "NATIONALITE"}, "MOTIF_INTERDIT", "motif"),
        ({"decision": "NON_ATTRIBUTION", "motif": "MIXITE_SOCIALE"}, "MOTIF_INSUFFISANT", "motif"),
        ({"decision": "ATTRIBUTION", "rang": 2}, "RANGS_INVALIDES", "rang"),
    ],
)
def test_une_decision_irreguliere_est_refusee(
    demandes: ServiceDeTest, decision: dict[str, Any], code: str, champ: str
) -> None:
    prioritaire = enregistrer_complete(demandes, priorites=["MENACE_EXPULSION"])
    offre = presenter(demandes, une_offre(demandes), [prioritaire], derogation="INSUFFISANCE_CANDIDATS")
    with pytest.raises(EchecRpc) as echec:
        decider(demandes, offre, [{"demande_id": prioritaire.id, **decision}])
    assert (echec.value.code, echec.value.champ) == (code, champ)
    assert decider(demandes, offre, attribuer(prioritaire)).statut == "ATTRIBUEE"


def test_ce_qui_ne_se_repond_pas(demandes: ServiceDeTest) -> None:
    premier, second, troisieme = trois(demandes)
    offre = presenter(demandes, une_offre(demandes), [premier, second, troisieme])
    with pytest.raises(EchecRpc) as echec:
        repondre(demandes, offre, premier)
    assert echec.value.code == "PROPOSITION_ABSENTE"
    decider(demandes, offre, attribuer(premier, second, troisieme))
    for demande, change, code in (
        (second, {}, "PROPOSITION_ABSENTE"),
        (premier, {"accepte": False, "motif_refus": "PARCE_QUE"}, "CODE_INCONNU"),
        (premier, {"repondu_le": "2026-03-09"}, "REPONSE_AVANT_PROPOSITION"),
        (premier, {"demande_id": str(uuid4())}, "CANDIDATURE_INCONNU"),
    ):
        with pytest.raises(EchecRpc) as echec:
            repondre(demandes, offre, demande, **change)
        assert echec.value.code == code
    assert repondre(demandes, offre, premier).statut == "ACCEPTEE"


def test_une_demande_radiee_n_accepte_plus_rien(demandes: ServiceDeTest) -> None:
    premier, second, troisieme = trois(demandes)
    offre = presenter(demandes, une_offre(demandes), [premier, second, troisieme])
    decider(demandes, offre, attribuer(premier, second, troisieme))
    demandes.appeler("RadierDemande", INSTRUCTEUR, demande_id=premier.id, motif="RENONCIATION", radiee_le="2026-03-11")
    with pytest.raises(EchecRpc) as echec:
        repondre(demandes, offre, premier)
    assert (echec.value.statut.name, echec.value.code) == ("FAILED_PRECONDITION", "DEMANDE_RADIEE")
    refusee = repondre(demandes, offre, premier, accepte=False, motif_refus="A_TROUVE_AILLEURS")
    assert candidature(refusee, second).statut == "PROPOSEE"


def test_sans_attribution_l_offre_se_rouvre_pour_une_autre_seance(demandes: ServiceDeTest) -> None:
    candidats = trois(demandes)
    offre = presenter(demandes, une_offre(demandes), candidats)
    ecartes = [{"demande_id": d.id, "decision": "NON_ATTRIBUTION", "motif": "DEMANDE_OBSOLETE"} for d in candidats]
    assert decider(demandes, offre, ecartes).statut == "OUVERTE"
    assert presenter(demandes, offre, candidats, seance_le="2026-04-10").statut == "INSCRITE_CALEOL"


def test_une_liste_d_offres_ne_montre_pas_ses_candidats(demandes: ServiceDeTest) -> None:
    candidats = trois(demandes)
    offre = presenter(demandes, une_offre(demandes), candidats)
    (listee,) = demandes.appeler("ListOffres", ATTRIBUTION, statut="INSCRITE_CALEOL").offres
    assert (listee.id, len(listee.candidatures), listee.loyer_principal.centimes) == (offre.id, 0, 36_000)
    assert demandes.appeler("ListOffres", ATTRIBUTION, statut="OUVERTE").offres == []
