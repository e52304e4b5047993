"""De la météo et des relevés à l'alerte publiée, par gRPC, sur une vraie base."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from appui_energie import ANALYSTE, CESF, RESIDENCE, equiper, occuper, suivre

from appui.services import ServiceDeTest
from quittancement.composition import composer
from quittancement.entrypoints.consommations import examiner
from socle.domaine.calendrier import PARIS
from socle.domaine.periodes import Mois
from socle.technique.contexte import Contexte
from socle.technique.rpc.erreurs import EchecRpc


def detecter(service: ServiceDeTest, mois: str = "2026-02") -> Any:
    return service.appeler("DetecterAnomalies", ANALYSTE, residence_id=RESIDENCE, mois=mois)


def bilan(reponse: Any) -> dict[str, tuple[int, int, int]]:
    return {b.regle: (b.oui, b.non, b.inconnu) for b in reponse.bilan}


TRIPLE = [10] * 37 + [30]


def test_une_hausse_ouvre_une_alerte_expliquee_publiee_une_seule_fois(quittancement: ServiceDeTest) -> None:
    compteur = equiper(quittancement, "EF-1", TRIPLE)
    bail_id = occuper(quittancement, compteur.logement_id)
    reponse = detecter(quittancement)
    assert bilan(reponse)["EAU_HAUSSE"] == (1, 0, 0)
    assert bilan(reponse)["FUITE_PERMANENTE"] == (0, 0, 1)
    (alerte,) = reponse.nouvelles
    assert (alerte.regle, alerte.bail_id, alerte.statut) == ("EAU_HAUSSE", bail_id, "NOUVELLE")
    assert alerte.explication.entrees["consommation"] == "30,000"
    assert alerte.explication.entrees["moyenne"] == "10,000"
    (fait,) = [f for f in quittancement.faits() if f["aggregate_type"] == "alerte_consommation"]
    assert fait["type"] == "ConsommationAnormaleDétectée"
    assert (fait["payload"]["bail_id"], fait["payload"]["regle"]) == (bail_id, "EAU_HAUSSE")
    assert not {"quantite", "consommation", "explication"} & set(fait["payload"])
    assert not detecter(quittancement).nouvelles
    assert len(quittancement.faits()) == 1


def test_une_alerte_avance_se_lit_et_se_ferme_puis_ne_revient_pas(quittancement: ServiceDeTest) -> None:
    compteur = equiper(quittancement, "EF-1", TRIPLE)
    occuper(quittancement, compteur.logement_id)
    (alerte,) = detecter(quittancement).nouvelles
    champs = {"alerte_id": alerte.id, "le": alerte.detectee_le}
    qualifiee = quittancement.appeler("FaireAvancerAlerte", ANALYSTE, vers="QUALIFIEE", etag=alerte.etag, **champs)
    with pytest.raises(EchecRpc) as refus:
        quittancement.appeler("FaireAvancerAlerte", ANALYSTE, vers="INFORMEE", etag=alerte.etag, **champs)
    assert refus.value.code == "VERSION_PERIMEE"
    assert qualifiee.alerte.statut == "QUALIFIEE"
    quittancement.appeler("FaireAvancerAlerte", ANALYSTE, vers="INFORMEE", **champs)
    lue = quittancement.appeler("GetAlerte", ANALYSTE, alerte_id=alerte.id).alerte
    assert (lue.statut, lue.reparer_avant > lue.detectee_le) == ("INFORMEE", True)
    quittancement.appeler("FaireAvancerAlerte", ANALYSTE, vers="FAUX_POSITIF", **champs)
    assert not quittancement.appeler("ListAlertes", ANALYSTE, residence_id=RESIDENCE, ouvertes=True).alertes
    assert len(quittancement.appeler("ListAlertes", ANALYSTE, residence_id=RESIDENCE).alertes) == 1
    assert not detecter(quittancement).nouvelles


def test_une_anomalie_qui_dure_ne_rouvre_une_alerte_qu_une_fois_la_premiere_close(quittancement: ServiceDeTest) -> None:
    compteur = equiper(quittancement, "EF-1", [*TRIPLE, 30])
    occuper(quittancement, compteur.logement_id)
    (fevrier,) = detecter(quittancement).nouvelles
    assert not detecter(quittancement, "2026-03").nouvelles
    champs = {"alerte_id": fevrier.id, "le": fevrier.detectee_le}
    quittancement.appeler("FaireAvancerAlerte", ANALYSTE, vers="FAUX_POSITIF", **champs)
    (mars,) = detecter(quittancement, "2026-03").nouvelles
    assert (mars.du, mars.id != fevrier.id) == ("2026-03-01", True)


def test_l_etat_des_lieux_de_sortie_rend_le_logement_vacant(quittancement: ServiceDeTest) -> None:
    for reference, au in (("EF-1", ""), ("EF-2", "2026-01-10")):
        compteur = equiper(quittancement, reference, [10, 0, 0, 0], depuis="2025-11")
        occuper(quittancement, compteur.logement_id, au=au)
    (alerte,) = detecter(quittancement).nouvelles
    assert alerte.regle == "COMPTEUR_BLOQUE"


def test_le_chauffage_se_juge_avec_la_meteo_importee(quittancement: ServiceDeTest) -> None:
    hiver = {1: 14, 2: 12, 3: 9, 4: 6, 10: 5, 11: 9, 12: 13}
    mois = [Mois(2023, 1).decale(n) for n in range(38)]
    volumes = [50 + 2 * hiver.get(m.numero, 0) * m.nombre_de_jours for m in mois]
    volumes[-1] += 1
    compteur = equiper(quittancement, "CH-1", volumes, fluide="CHALEUR", usage="CHAUFFAGE")
    occuper(quittancement, compteur.logement_id)
    sans = detecter(quittancement)
    (regle,) = [b for b in sans.bilan if b.regle == "CHAUFFAGE_DERIVE"]
    assert (regle.inconnu, dict(regle.manquants)) == (1, {"dju": 1, "historique": 1})
    quittancement.appeler("ParametrerSite", ANALYSTE, residence_id=RESIDENCE, station="69029001")
    jours = [date(2023, 1, 1) + timedelta(days=n) for n in range((date(2026, 3, 1) - date(2023, 1, 1)).days)]
    lignes = [f"{j};{18 - hiver.get(j.month, 0)};{18 - hiver.get(j.month, 0)}" for j in jours]
    contenu = "\n".join(["date;tmin;tmax", *lignes, "2026-03-01;12;8", "hier;1;2"])
    rendu = quittancement.appeler("ImporterTemperatures", ANALYSTE, station="69029001", contenu=contenu)
    assert (rendu.lignes, rendu.changees) == (len(jours) + 2, len(jours))
    assert [(e.code, e.champ) for e in rendu.ecartees] == [
        ("TEMPERATURES_INVERSEES", "tmin"),
        ("DATE_ILLISIBLE", "date"),
    ]
    assert quittancement.appeler("ImporterTemperatures", ANALYSTE, station="69029001", contenu=contenu).changees == 0
    (alerte,) = detecter(quittancement).nouvelles
    assert (alerte.regle, alerte.explication.entrees["r2"]) == ("CHAUFFAGE_DERIVE", "1,000")


def test_une_conseillere_ne_lit_que_les_alertes_des_menages_qu_elle_suit(quittancement: ServiceDeTest) -> None:
    baux = []
    for numero in (1, 2):
        compteur = equiper(quittancement, f"EF-{numero}", TRIPLE)
        baux.append(occuper(quittancement, compteur.logement_id))
    alertes = {a.bail_id: a.id for a in detecter(quittancement).nouvelles}
    suivre(quittancement, baux[0])
    lues = quittancement.appeler("ListAlertes", CESF, residence_id=RESIDENCE).alertes
    assert [a.bail_id for a in lues] == [baux[0]]
    assert quittancement.appeler("GetAlerte", CESF, alerte_id=alertes[baux[0]]).alerte.bail_id == baux[0]
    with pytest.raises(EchecRpc) as refus:
        quittancement.appeler("GetAlerte", CESF, alerte_id=alertes[baux[1]])
    assert refus.value.code == "ALERTE_INCONNU"


@pytest.mark.parametrize(
    ("methode", "champs", "code", "champ"),
    [
        ("DetecterAnomalies", {"residence_id": RESIDENCE, "mois": "2999-01"}, "MOIS_NON_ECHU", "mois"),
        ("DetecterAnomalies", {"residence_id": RESIDENCE, "mois": "2026-13"}, "MOIS_IMPOSSIBLE", "mois"),
        ("DetecterAnomalies", {"residence_id": "x", "mois": "2026-01"}, "IDENTIFIANT_ILLISIBLE", "residence_id"),
        ("ImporterTemperatures", {"station": " ", "contenu": "date;tmin;tmax"}, "STATION_MANQUANTE", "station"),
        ("ImporterTemperatures", {"station": "S", "contenu": "jour;t"}, "EN_TETE_FAUX", "contenu"),
        ("FaireAvancerAlerte", {"alerte_id": RESIDENCE, "vers": "OUBLIEE", "le": "2026-01-01"}, "CODE_INCONNU", "vers"),
        (
            "FaireAvancerAlerte",
            {"alerte_id": RESIDENCE, "vers": "QUALIFIEE", "le": "2026-01-01"},
            "ALERTE_INCONNU",
            "alerte_id",
        ),
        (
            "ParametrerSite",
            {"residence_id": RESIDENCE, "coefficients_gaz": [{"a_partir_de": "2026-01-01", "dix_milliemes": 112000}]},
            "SOURCE_MANQUANTE",
            "coefficients_gaz",
        ),
        (
            "ParametrerSite",
            {"residence_id": RESIDENCE, "dju_reference": [{"a_partir_de": "2026-01-01", "source": "étude"}]},
            "VALEUR_NON_POSITIVE",
            "dju_reference",
        ),
    ],
)
def test_une_demande_impossible_est_refusee_avec_son_champ(
    quittancement: ServiceDeTest, methode: str, champs: dict[str, Any], code: str, champ: str
) -> None:
    with pytest.raises(EchecRpc) as refus:
        quittancement.appeler(methode, ANALYSTE, **champs)
    assert (refus.value.code, refus.value.champ) == (code, champ)


def ensemble(action: Callable[[], Any], *, fois: int = 8) -> list[Any]:
    """Joue l'action à plusieurs en même temps ; rend les réponses."""
    with ThreadPoolExecutor(fois) as fils:
        return [futur.result() for futur in [fils.submit(action) for _ in range(fois)]]


def test_huit_examens_simultanes_n_ouvrent_qu_une_alerte(quittancement: ServiceDeTest) -> None:
    compteur = equiper(quittancement, "EF-1", TRIPLE)
    occuper(quittancement, compteur.logement_id)
    nouvelles = [len(reponse.nouvelles) for reponse in ensemble(lambda: detecter(quittancement))]
    assert sorted(nouvelles) == [0] * 7 + [1]
    assert len(quittancement.faits()) == 1


def test_huit_envois_simultanes_du_meme_fichier_n_ecrivent_qu_une_fois(quittancement: ServiceDeTest) -> None:
    equiper(quittancement, "EF-1", [], depuis="2026-01")
    contenu = "compteur;date;index;qualite;source\nEF-1;2026-02-01;10;REEL;A"
    rendus = ensemble(lambda: quittancement.appeler("ImporterReleves", ANALYSTE, contenu=contenu).compte_rendu)
    assert sorted(rendu.deja_importe for rendu in rendus) == [False] + [True] * 7
    assert {(rendu.acceptes, rendu.doublons) for rendu in rendus} == {(1, 0)}


def test_huit_sites_parametres_ensemble_n_en_font_qu_un(quittancement: ServiceDeTest) -> None:
    sites = ensemble(lambda: quittancement.appeler("ParametrerSite", ANALYSTE, residence_id=RESIDENCE, station="S"))
    assert {reponse.site.station for reponse in sites} == {"S"}


def passage(service: ServiceDeTest) -> int:
    """Un passage de l'horloge."""
    noyau = service.noyau
    return examiner(
        composer(service.config),
        Contexte(acteur={"sub": "horloge:quittancement", "titre": "HORLOGE"}, instant=noyau.horloge()),
    )


def test_l_horloge_examine_chaque_residence_une_fois_et_revoit_un_releve_tardif(quittancement: ServiceDeTest) -> None:
    dernier = Mois.de(datetime.now(PARIS).date()).decale(-1)
    depuis = str(dernier.decale(-37))
    compteur = equiper(quittancement, "EF-1", TRIPLE, depuis=depuis)
    occuper(quittancement, compteur.logement_id)
    ailleurs = equiper(quittancement, "EF-2", TRIPLE, depuis=depuis, residence_id=str(uuid4()))
    occuper(quittancement, ailleurs.logement_id, residence_id=ailleurs.residence_id)
    assert (passage(quittancement), passage(quittancement)) == (2, 0)
    tardif = equiper(quittancement, "EF-3", [10] * 37, depuis=depuis, residence_id=str(uuid4()))
    occuper(quittancement, tardif.logement_id, residence_id=tardif.residence_id)
    assert passage(quittancement) == 0
    jour = dernier.decale(1).premier_jour
    contenu = f"compteur;date;index;qualite;source\nEF-3;{jour};400;TELERELEVE;GW"
    quittancement.appeler("ImporterReleves", ANALYSTE, contenu=contenu)
    assert passage(quittancement) == 1
