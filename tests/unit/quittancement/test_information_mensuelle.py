"""Ce qu'un ménage apprend de son mois : présence, comparaison sans voisin reconnaissable, conversions, conseils."""

from __future__ import annotations

from fractions import Fraction
from uuid import UUID

import pytest
from fabrique_energie import CHAUFFE, HIVER, RESIDENCE, chauffage, climat, mensuel, un_parc
from fabrique_quittancement import BAREMES, le

from quittancement.domain.energie.climat import decimal
from quittancement.domain.energie.compteur import Fluide, Usage
from quittancement.domain.energie.consommation import Chaine, Consommation
from quittancement.domain.energie.conversions import convertir
from quittancement.domain.energie.detection import Parc
from quittancement.domain.energie.information import Informateur, LigneInformation
from quittancement.domain.energie.site import SiteEnergie, ValeurDuSite
from socle.domaine.periodes import Mois
from socle.domaine.refus import RegleViolee

FEVRIER = Mois(2026, 2)


def un_site(**change: object) -> SiteEnergie:
    champs: dict[str, object] = {
        "station": "S",
        "dju_reference": [],
        "coefficients_gaz": [
            ValeurDuSite(a_partir_de=le("2025-01-01"), dix_milliemes=112_000, source="facture de janvier 2025"),
            ValeurDuSite(a_partir_de=le("2026-01-01"), dix_milliemes=110_000, source="facture de janvier 2026"),
        ],
    }
    site = SiteEnergie(id=RESIDENCE)
    site.parametrer(**{**champs, **change})  # type: ignore[arg-type]
    return site


def informer(
    parc: Parc, mois: Mois = FEVRIER, *, regles: set[tuple[str, str]] | None = None, site: SiteEnergie | None = None
) -> LigneInformation:
    """La seule ligne du ménage du premier logement."""
    (ligne,) = Informateur(parc, parc.occupations[0], mois, site=site, regles=regles or set(), baremes=BAREMES).lignes()
    return ligne


def unites(consomme: Consommation | None) -> str | None:
    return None if consomme is None else decimal(consomme.quantite / 1000)


def des_voisins(nombre: int, volume: int = 10) -> list[Chaine]:
    return [mensuel(2 + n, volume, volume, depuis="2026-01") for n in range(nombre)]


SUIVI = [9] * 12 + [10] * 24 + [12, 15]
"""Janvier 2023 à février 2026."""


def test_le_mois_le_cumul_de_l_annee_et_l_an_passe() -> None:
    ligne = informer(un_parc(mensuel(1, *SUIVI)))
    assert (unites(ligne.mois), unites(ligne.annee), unites(ligne.an_passe)) == ("15,0", "27,0", "10,0")
    assert (ligne.du, ligne.au, ligne.dernier_releve_le) == (le("2026-02-01"), le("2026-03-01"), le("2026-03-01"))


def test_un_menage_entre_en_cours_de_mois_ne_voit_que_sa_part() -> None:
    ligne = informer(un_parc(mensuel(1, *SUIVI), *des_voisins(5), entre_le="2026-02-15"))
    assert (ligne.du, unites(ligne.mois), unites(ligne.annee)) == (le("2026-02-15"), "7,5", "7,5")
    assert (ligne.an_passe, ligne.comparaison.par_m2) == (None, None)


def test_un_menage_sorti_ne_voit_pas_la_suite() -> None:
    parc = un_parc(mensuel(1, *SUIVI))
    parc.occupations[0].au = le("2026-02-15")
    assert unites(informer(parc).mois) == "7,5"
    with pytest.raises(RegleViolee) as refus:
        informer(parc, Mois(2026, 3))
    assert refus.value.code == "MENAGE_ABSENT"


def test_l_an_passe_d_un_autre_menage_ne_se_montre_pas() -> None:
    assert informer(un_parc(mensuel(1, *SUIVI), entre_le="2025-02-02")).an_passe is None
    assert unites(informer(un_parc(mensuel(1, *SUIVI), entre_le="2025-02-01")).an_passe) == "10,0"


@pytest.mark.parametrize(("voisins", "moyenne", "menages"), [(5, "0,2", 5), (4, None, 0), (0, None, 0)])
def test_la_moyenne_des_semblables_demande_cinq_autres_menages(voisins: int, moyenne: str | None, menages: int) -> None:
    comparaison = informer(un_parc(mensuel(1, *SUIVI), *des_voisins(voisins))).comparaison
    assert comparaison.par_m2 is not None
    assert decimal(comparaison.par_m2 / 1000) == "0,3"
    assert (comparaison.moyenne and decimal(comparaison.moyenne / 1000), comparaison.menages) == (moyenne, menages)


def test_la_moyenne_ne_compte_ni_le_menage_ni_les_vacants_ni_l_autre_fluide() -> None:
    ecs = [mensuel(20 + n, 99, 99, depuis="2026-01", fluide=Fluide.ECS) for n in range(5)]
    parc = un_parc(mensuel(1, *SUIVI), *des_voisins(6), *ecs)
    vacant = next(o for o in parc.occupations if o.logement_id == UUID(int=702))
    vacant.au = le("2026-02-10")
    comparaison = informer(parc).comparaison
    assert (comparaison.moyenne, comparaison.menages) == (Fraction(10_000 * 100, 5000), 5)


def test_la_comparaison_porte_sur_tout_le_logement() -> None:
    cuisine = mensuel(1, 10, 10, depuis="2026-01")
    bain = mensuel(30, 5, 5, depuis="2026-01", logement_id=UUID(int=701))
    parc = un_parc(cuisine, bain, *des_voisins(5))
    lignes = Informateur(parc, parc.occupations[0], FEVRIER, site=None, regles=set(), baremes=BAREMES).lignes()
    assert [unites(ligne.mois) for ligne in lignes] == ["10,0", "5,0"]
    assert {ligne.comparaison.par_m2 for ligne in lignes} == {Fraction(15_000 * 100, 5000)}


def test_le_chauffage_se_compare_au_chauffage() -> None:
    voisins = [mensuel(2 + n, 200, depuis="2026-02", **CHAUFFE) for n in range(5)]
    comparaison = informer(un_parc(mensuel(1, 100, depuis="2026-02", **CHAUFFE), *voisins)).comparaison
    assert (comparaison.par_m2, comparaison.moyenne, comparaison.menages) == (2000, 4000, 5)


def test_un_mois_sans_releve_se_tait_au_lieu_d_inventer() -> None:
    ligne = informer(un_parc(mensuel(1, *SUIVI[:-3]), *des_voisins(5)))
    assert (ligne.mois, ligne.annee, ligne.comparaison.par_m2, list(ligne.conseils)) == (None, None, None, [])


def codes(ligne: LigneInformation) -> list[str]:
    return [conseil.code for conseil in ligne.conseils]


def test_les_conseils_viennent_de_ce_qu_on_constate() -> None:
    assert codes(informer(un_parc(mensuel(1, *SUIVI)))) == ["EAU_MOUSSEURS", "EAU_CHASSE"]
    sobre = un_parc(mensuel(1, *[10] * 38), *des_voisins(5))
    assert codes(informer(sobre)) == []
    assert codes(informer(sobre, regles={("EF", "FUITE_PERMANENTE")})) == ["EAU_FUITE"]
    assert codes(informer(sobre, regles={("ECS", "FUITE_PERMANENTE")})) == []
    gourmand = un_parc(mensuel(1, *[10] * 38), *des_voisins(5, 9))
    (conseil, _) = informer(gourmand).conseils
    assert (conseil.declencheurs, conseil.gain) == (("PLUS_QUE_SEMBLABLES",), "inconnu")


def test_a_dix_pour_cent_pile_aucun_conseil() -> None:
    assert codes(informer(un_parc(mensuel(1, *[10] * 37, 11), *des_voisins(5)))) == []


CENT = Fraction(100_000)


@pytest.mark.parametrize(
    ("fluide", "au", "energies"),
    [
        (Fluide.GAZ, "2025-12-31", {"PCS": "1120,0", "PCI": "1009,0"}),
        (Fluide.GAZ, "2026-01-01", {"PCS": "1100,0", "PCI": "991,0"}),
        (Fluide.GAZ, "2024-12-31", {"PCS": None, "PCI": None}),
        (Fluide.ELEC, "2025-12-31", {"FINALE": "100,0", "PRIMAIRE": "230,0"}),
        (Fluide.ELEC, "2026-01-01", {"FINALE": "100,0", "PRIMAIRE": "190,0"}),
        (Fluide.ELEC, "2019-01-01", {"FINALE": "100,0", "PRIMAIRE": None}),
        (Fluide.CHALEUR, "2026-01-01", {"FINALE": "100,0"}),
        (Fluide.EF, "2026-01-01", {}),
        (Fluide.RFC, "2026-01-01", {}),
    ],
)
def test_les_conversions_prennent_le_coefficient_de_leur_date(
    fluide: Fluide, au: str, energies: dict[str, str | None]
) -> None:
    rendues = convertir(CENT, fluide=fluide, site=un_site(), au=le(au), baremes=BAREMES)
    assert {c.code: c.quantite and decimal(c.quantite / 1000) for c in rendues} == energies


def test_l_exemple_du_gaz_et_ses_sources() -> None:
    pcs, pci = convertir(Fraction(1_000_000), fluide=Fluide.GAZ, site=un_site(), au=le("2025-06-30"), baremes=BAREMES)
    assert pcs.quantite == 11_200_000
    assert (pcs.explication.article, pcs.explication.entrees["coefficient"]) == ("facture de janvier 2025", "11,2000")
    assert (pci.explication.resultat, pci.explication.certitude) == ("10090,1 kWh", "memoire")
    sans = convertir(CENT, fluide=Fluide.GAZ, site=None, au=le("2025-06-30"), baremes=BAREMES)
    assert [(c.quantite, c.explication.resultat) for c in sans] == [(None, "inconnu")] * 2


REFERENCE = [ValeurDuSite(a_partir_de=le("2020-01-01"), dix_milliemes=22_000_000, source="étude thermique")]
DOUZE_MOIS = 14 * 31 + 12 * 28 + 9 * 31 + 6 * 30 + 5 * 31 + 9 * 30 + 13 * 31
"""DJU de mars 2025 à février 2026."""


def corriger(chaine: Chaine, **site: object) -> LigneInformation:
    temps = climat(le("2023-01-01"), le("2026-03-01"), HIVER)
    return informer(un_parc(chaine, climat=temps), site=un_site(dju_reference=REFERENCE, **site))


def test_le_chauffage_de_douze_mois_se_ramene_au_climat_de_reference() -> None:
    ligne = corriger(chauffage(1, 50 + 2 * 12 * 28))
    total = 12 * 50 + 2 * DOUZE_MOIS
    assert ligne.corrigee == Fraction(total * 1000 * 2200, DOUZE_MOIS)
    assert ligne.correction is not None
    assert ligne.correction.explication.entrees["dju_reference"] == "2200,0"


def test_un_usage_mixte_perd_son_talon_d_ete_avant_correction() -> None:
    mixte = chauffage(1, 50 + 2 * 12 * 28)
    (compteur,) = mixte.compteurs
    compteur.usage = Usage.MIXTE
    ligne = corriger(Chaine(point=compteur.point, compteurs=[compteur], releves=mixte.releves))
    assert ligne.corrigee == 2 * 1000 * 2200


def test_sans_reference_la_correction_est_inconnue_et_l_eau_ne_se_corrige_pas() -> None:
    temps = climat(le("2023-01-01"), le("2026-03-01"), HIVER)
    ligne = informer(un_parc(chauffage(1, 700), climat=temps), site=un_site())
    assert ligne.correction is not None
    assert (ligne.corrigee, ligne.correction.reponse.value) == (None, "INCONNU")
    assert informer(un_parc(mensuel(1, *SUIVI)), site=un_site()).correction is None


def test_un_chauffage_coupe_oriente_vers_les_aides() -> None:
    sobre = mensuel(1, 100, 100, depuis="2026-01", **CHAUFFE)
    assert codes(informer(un_parc(sobre), regles={("CHALEUR", "SOUS_CONSOMMATION")})) == ["CHAUFFAGE_AIDES"]
