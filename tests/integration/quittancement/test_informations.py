"""Information mensuelle et consommation d'une période, par gRPC et par la porte REST, sur une vraie base."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from appui_energie import ANALYSTE, CESF, RESIDENCE, equiper, occuper, suivre

from appui.cles import un_agent
from appui.services import ServiceDeTest
from socle.technique.rpc.erreurs import EchecRpc


def informer(service: ServiceDeTest, bail_id: str, agent: Any = ANALYSTE, mois: str = "2026-02") -> Any:
    return service.appeler("GetInformationMensuelle", agent, bail_id=bail_id, mois=mois).information


def test_un_menage_lit_son_mois_et_une_moyenne_de_cinq_autres(quittancement: ServiceDeTest) -> None:
    mien = equiper(quittancement, "EF-1", [10] * 12 + [10, 15], depuis="2025-01")
    bail_id = occuper(quittancement, mien.logement_id)
    for numero in range(2, 6):
        occuper(quittancement, equiper(quittancement, f"EF-{numero}", [8, 8], depuis="2026-01").logement_id)
    (seul,) = informer(quittancement, bail_id).fluides
    assert not seul.HasField("moyenne_par_m2")
    assert seul.menages_compares == 0
    occuper(quittancement, equiper(quittancement, "EF-6", [8, 8], depuis="2026-01").logement_id)
    (eau,) = informer(quittancement, bail_id).fluides
    assert [(q.milliemes, q.unite, q.certitude) for q in (eau.mois, eau.annee, eau.an_passe)] == [
        (15_000, "m³", "verifie"),
        (25_000, "m³", "verifie"),
        (10_000, "m³", "verifie"),
    ]
    assert (eau.par_m2.milliemes, eau.moyenne_par_m2.milliemes, eau.menages_compares) == (300, 160, 5)
    assert [c.code for c in eau.conseils] == ["EAU_MOUSSEURS", "EAU_CHASSE"]


def test_le_successeur_ne_voit_rien_du_menage_d_avant(quittancement: ServiceDeTest) -> None:
    compteur = equiper(quittancement, "EF-1", [10] * 12 + [10, 14], depuis="2025-01")
    ancien = occuper(quittancement, compteur.logement_id, au="2026-02-15")
    nouveau = occuper(quittancement, compteur.logement_id, du="2026-02-15", sequence_du_logement=2)
    (de_l_ancien,), (du_nouveau,) = informer(quittancement, ancien).fluides, informer(quittancement, nouveau).fluides
    assert (de_l_ancien.mois.milliemes, du_nouveau.mois.milliemes) == (7_000, 7_000)
    assert (du_nouveau.du, du_nouveau.annee.milliemes) == ("2026-02-15", 7_000)
    assert not du_nouveau.HasField("an_passe")
    with pytest.raises(EchecRpc) as refus:
        informer(quittancement, nouveau, mois="2026-01")
    assert refus.value.code == "MENAGE_ABSENT"


def test_une_conseillere_ne_lit_que_les_menages_qu_elle_suit(quittancement: ServiceDeTest) -> None:
    bail_id = occuper(quittancement, equiper(quittancement, "EF-1", [10, 10], depuis="2026-01").logement_id)
    with pytest.raises(EchecRpc) as refus:
        informer(quittancement, bail_id, CESF)
    assert refus.value.code == "BAIL_INCONNU"
    suivre(quittancement, bail_id)
    assert informer(quittancement, bail_id, CESF).bail_id == bail_id
    with pytest.raises(EchecRpc) as refus:
        informer(quittancement, bail_id, un_agent("ANALYSTE_CHARGES", perimetre=(str(uuid4()),)))
    assert refus.value.code == "BAIL_INCONNU"


def test_la_consommation_se_lit_d_un_compteur_a_son_remplacant_et_se_convertit(quittancement: ServiceDeTest) -> None:
    ancien = equiper(quittancement, "GAZ-1", [100], depuis="2026-01", fluide="GAZ", usage="MIXTE")
    neuf = quittancement.appeler(
        "RemplacerCompteur",
        ANALYSTE,
        compteur_id=ancien.id,
        le="2026-02-11",
        index_depose=150_000,
        reference="GAZ-2",
        modulo=10_000_000,
        index_pose=7_000,
    ).pose
    contenu = "compteur;date;index;qualite;source\nGAZ-2;2026-03-01;57;REEL;A"
    assert quittancement.appeler("ImporterReleves", ANALYSTE, contenu=contenu).compte_rendu.acceptes == 1
    valeur = {"a_partir_de": "2026-01-01", "dix_milliemes": 112_000, "source": "facture 2026-01"}
    sans = quittancement.appeler("GetConsommation", ANALYSTE, compteur_id=neuf.id, du="2026-02-01", au="2026-03-01")
    assert not any(c.HasField("quantite") for c in sans.conversions)
    quittancement.appeler("ParametrerSite", ANALYSTE, residence_id=RESIDENCE, coefficients_gaz=[valeur])
    lue = quittancement.appeler("GetConsommation", ANALYSTE, compteur_id=neuf.id, du="2026-02-01", au="2026-03-01")
    assert (lue.quantite.milliemes, lue.quantite.certitude) == (100_000, "verifie")
    assert [(c.code, c.quantite.milliemes) for c in lue.conversions] == [("PCS", 1_120_000), ("PCI", 1_009_009)]
    assert lue.conversions[0].explication.article == "facture 2026-01"
    ailleurs = un_agent("ANALYSTE_CHARGES", perimetre=(str(uuid4()),))
    with pytest.raises(EchecRpc) as refus:
        quittancement.appeler("GetConsommation", ailleurs, compteur_id=neuf.id, du="2026-02-01", au="2026-03-01")
    assert refus.value.code == "COMPTEUR_INCONNU"
    hors = quittancement.appeler("GetConsommation", ANALYSTE, compteur_id=neuf.id, du="2026-02-01", au="2026-03-02")
    assert not hors.HasField("quantite")
    with pytest.raises(EchecRpc) as refus:
        quittancement.appeler("GetConsommation", ANALYSTE, compteur_id=neuf.id, du="2026-03-01", au="2026-02-01")
    assert (refus.value.code, refus.value.champ) == ("PERIODE_INVERSEE", "fin")
