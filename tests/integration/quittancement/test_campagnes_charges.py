"""Une campagne de charges par les portes réelles : l'exemple de la spécification, des dépenses aux quittances."""

from __future__ import annotations

from typing import Any

import pytest
from appui_quittancement import (
    QUITTANCEMENT,
    SECOND,
    calculer,
    compte,
    euros,
    faits,
    lire,
    quittance,
    refus,
    soldes_du_grand_livre,
    un_compte,
    valider,
)

from appui.cles import un_agent
from appui.services import ServiceDeTest
from socle.technique.identifiants import nouvel_id

ANALYSTE = un_agent("ANALYSTE_CHARGES")
SOLDES = {"A": -7627, "B": 21760, "C1": 1552, "C2": 1145, "D": -32225}
PROVISIONS = {"A": 324000, "B": 480000, "C1": 252000, "C2": 189677, "D": 720000}
CLES = [
    {"code": "SURFACE", "type": "SURFACE_HABITABLE"},
    {"code": "ASCENSEUR", "type": "TANTIEMES_ASCENSEUR"},
    {"code": "EAU", "type": "COMPTEUR", "cle_commune": "SURFACE"},
    {"code": "UNITES", "type": "UNITES_RFC"},
    {"code": "CHAUFFAGE", "type": "IFC", "cle_commune": "SURFACE", "cle_individuelle": "UNITES"},
]
FACTURES = [
    ("gardien", "GARDIEN", "SURFACE", 800000),
    ("electricite", "ELECTRICITE_COMMUNE", "SURFACE", 115000),
    ("teom", "TEOM", "SURFACE", 96000),
    ("ascenseur", "ASCENSEUR", "ASCENSEUR", 120000),
    ("eau", "EAU", "EAU", 240000),
    ("chauffage", "CHAUFFAGE", "CHAUFFAGE", 720000),
    ("auxiliaires", "CHAUFFAGE_ENTRETIEN", "SURFACE", 100000),
]


def valeurs(**milliers: int) -> list[dict[str, Any]]:
    return [{"cle": cle, "milliemes": valeur * 1000} for cle, valeur in milliers.items()]


def une_occupation(bail: str, debut: str, fin: str, *, eau: int, unites: int, provisions: int) -> dict[str, Any]:
    return {
        "bail_id": bail,
        "debut": debut,
        "fin": fin,
        "mesures": valeurs(EAU=eau, UNITES=unites),
        "provisions_reprises": euros(provisions),
    }


def un_lot(nom: str, *occupations: dict[str, Any], m2: int, ascenseur: int, **change: Any) -> dict[str, Any]:
    champs = {"reference": nom, "emplacement": f"G1/B1/{nom}", "poids": valeurs(SURFACE=m2, ASCENSEUR=ascenseur)}
    return {**champs, "occupations": occupations, **change}


def les_lots(baux: dict[str, str]) -> list[dict[str, Any]]:
    def une(nom: str, debut: str = "2025-01-01", fin: str = "2025-12-31", **mesures: int) -> dict[str, Any]:
        return une_occupation(baux[nom], debut, fin, provisions=PROVISIONS[nom], **mesures)

    return [
        un_lot("A", une("A", eau=60, unites=900), m2=45, ascenseur=0),
        un_lot("B", une("B", eau=150, unites=1400), m2=62, ascenseur=200),
        un_lot(
            "C",
            une("C1", fin="2025-06-30", eau=70, unites=700),
            une("C2", debut="2025-08-16", eau=55, unites=500),
            m2=62,
            ascenseur=300,
        ),
        un_lot("D", une("D", eau=200, unites=1900), m2=80, ascenseur=500),
    ]


def une_facture(reference: str, nature: str, cle: str, centimes: int, **change: Any) -> dict[str, Any]:
    quantite = 600_000 if nature == "EAU" else 0
    champs = {"reference": reference, "nature": nature, "perimetre": "G1", "cle": cle, "montant": euros(centimes)}
    return {**champs, "service_le": "2025-06-15", "quantite_milliemes": quantite, **change}


class Campagne:
    """Mène une campagne sur un service, d'état en état."""

    def __init__(self, service: ServiceDeTest, **change: Any) -> None:
        self.service = service
        champs = {"libelle": "Charges 2025", "debut": "2025-01-01", "fin": "2025-12-31", "cles": CLES, **change}
        self.id = service.appeler("PreparerCampagne", ANALYSTE, **champs).campagne.id

    def __call__(self, methode: str, agent: Any = ANALYSTE, **champs: Any) -> Any:
        return self.service.appeler(methode, agent, campagne_id=self.id, **champs)

    def refuse(self, methode: str, agent: Any = ANALYSTE, **champs: Any) -> tuple[str, str, str]:
        return refus(self.service, methode, agent, campagne_id=self.id, **champs)

    def repartir(self, lots: list[Any], factures: list[Any]) -> Any:
        assert not self("ImporterLots", lots=lots).ecartes
        assert not self("EnregistrerDepenses", depenses=factures).ecartees
        self("ArreterDepenses")
        return self("RepartirCharges")

    def notifier(self, le: str = "2026-05-10") -> Any:
        self("ControlerCampagne", QUITTANCEMENT, acceptee=True)
        return self("NotifierDecomptes", notifiee_le=le).campagne

    def imputer(self, mois: str = "2026-07", **change: Any) -> Any:
        return self("ImputerRegularisation", QUITTANCEMENT, mois=mois, imputee_le="2026-07-01", **change)


def des_comptes(service: ServiceDeTest) -> dict[str, str]:
    """Cinq comptes ; le foyer C1 n'en a plus dans Logis."""
    baux = {nom: un_compte(service, reference=f"B-2026-{nom}") for nom in ("A", "B", "C2", "D")}
    return {**baux, "C1": str(nouvel_id())}


def une_campagne_repartie(service: ServiceDeTest, baux: dict[str, str]) -> Campagne:
    campagne = Campagne(service)
    rendu = campagne.repartir(les_lots(baux), [une_facture(*facture) for facture in FACTURES])
    assert (rendu.repartis, rendu.restants, rendu.campagne.statut) == (1, 0, "REPARTIE")
    return campagne


def statuts(campagne: Campagne) -> dict[str, str]:
    return {d.bail_id: d.statut for d in campagne("ListDecomptes").decomptes}


def test_l_exemple_de_la_specification_tombe_au_centime(quittancement: ServiceDeTest) -> None:
    baux = des_comptes(quittancement)
    campagne = une_campagne_repartie(quittancement, baux)
    lue = campagne("GetCampagne").campagne
    assert (lue.engage.centimes, lue.recuperable.centimes) == (2191000, 1991000)
    assert lue.a_charge_bailleur.centimes == 40718
    soldes = {nom: campagne("GetDecompte", bail_id=bail).decompte.solde.centimes for nom, bail in baux.items()}
    assert soldes == SOLDES


def test_un_decompte_dit_la_nature_le_total_le_mode_et_la_quote_part(quittancement: ServiceDeTest) -> None:
    baux = des_comptes(quittancement)
    campagne = une_campagne_repartie(quittancement, baux)
    lu = campagne("GetDecompte", bail_id=baux["B"]).decompte
    lignes = {(ligne.depense, ligne.volet): ligne for ligne in lu.lignes}
    assert sum(ligne.quote_part.centimes for ligne in lu.lignes) == lu.quote_part.centimes
    individuel = lignes["chauffage", "INDIVIDUEL"]
    assert (individuel.total.centimes, individuel.type_cle, individuel.poste) == (504000, "UNITES_RFC", "II")
    assert (lignes["eau", "COMMUN"].cle, lignes["eau", "COMMUN"].total.centimes) == ("SURFACE", 26000)
    gardien = lignes["gardien", ""].explication
    assert (gardien.entrees["taux_recuperable"], gardien.article.split(" ")[1]) == ("75 %", "2008-1411")


def test_le_solde_attend_un_mois_puis_se_lit_sur_la_quittance(quittancement: ServiceDeTest) -> None:
    baux = des_comptes(quittancement)
    campagne = une_campagne_repartie(quittancement, baux)
    notifiee = campagne.notifier()
    assert (notifiee.imputable_des, notifiee.pieces_jusqu_au) == ("2026-06-10", "2026-11-10")
    assert campagne.refuse("ImputerRegularisation", mois="2026-05", imputee_le="2026-06-01") == (
        "FAILED_PRECONDITION",
        "DECOMPTE_TROP_RECENT",
        "mois",
    )
    rendu = campagne.imputer()
    assert (rendu.imputes, rendu.restants, rendu.campagne.statut) == (4, 0, "IMPUTEE")
    resumees = {q.bail_id: q.id for q in valider(quittancement, calculer(quittancement, "2026-07")).quittances}
    lignes = {
        nom: [x.montant.centimes for x in quittance(quittancement, resumees[baux[nom]]).lignes if x.code == "REG"]
        for nom in ("A", "B", "C2", "D")
    }
    assert lignes == {nom: [SOLDES[nom]] for nom in ("A", "B", "C2", "D")}
    produit = "SELECT sum(montant) FROM jambe WHERE compte = '703'"
    assert lire(quittancement, produit) == [(-(4 * 9600 + sum(SOLDES[n] for n in ("A", "B", "C2", "D"))),)]
    suivantes = calculer(quittancement, "2026-08")
    assert {q.net.centimes for q in suivantes.quittances} == {41237 + 9600}


def test_le_locataire_parti_n_est_pas_quittance_et_son_solde_reste_a_regler(quittancement: ServiceDeTest) -> None:
    baux = des_comptes(quittancement)
    campagne = une_campagne_repartie(quittancement, baux)
    campagne.notifier()
    campagne.imputer()
    assert {nom: statuts(campagne)[bail] for nom, bail in baux.items()} == {
        **dict.fromkeys(("A", "B", "C2", "D"), "IMPUTE"),
        "C1": "A_SOLDER",
    }


def test_la_regularisation_publie_un_seul_fait_sans_nom_ni_bail(quittancement: ServiceDeTest) -> None:
    campagne = une_campagne_repartie(quittancement, des_comptes(quittancement))
    campagne.notifier()
    campagne.imputer()
    assert campagne.imputer().imputes == 0
    ((_, fait),) = faits(quittancement, "ChargesRégularisées")
    attendus = {"quotes_parts": 1950282, "provisions": sum(PROVISIONS.values()), "a_charge_bailleur": 40718}
    assert {cle: fait[cle] for cle in attendus} == attendus
    assert "bail_id" not in fait


def test_un_compte_inconnu_est_mis_de_cote_et_les_autres_passent(quittancement: ServiceDeTest) -> None:
    baux = {**des_comptes(quittancement), "B": str(nouvel_id())}
    campagne = une_campagne_repartie(quittancement, baux)
    campagne.notifier()
    rendu = campagne.imputer()
    assert (rendu.imputes, rendu.restants, rendu.campagne.statut) == (3, 1, "NOTIFIEE")
    assert [(e.reference, e.code) for e in rendu.ecartes] == [(baux["B"], "COMPTE_INCONNU")]
    assert campagne("GetDecompte", bail_id=baux["B"]).decompte.code_ecart == "COMPTE_INCONNU"


def test_l_imputation_se_fait_par_tranches_et_reprend(quittancement: ServiceDeTest) -> None:
    campagne = une_campagne_repartie(quittancement, des_comptes(quittancement))
    campagne.notifier()
    rendus = [campagne.imputer(decomptes_max=3), campagne.imputer(decomptes_max=3)]
    assert [(r.imputes, r.restants, r.campagne.statut) for r in rendus] == [(3, 1, "NOTIFIEE"), (1, 0, "IMPUTEE")]


def test_les_fautifs_passent_tour_a_tour_et_n_arretent_pas_les_autres(quittancement: ServiceDeTest) -> None:
    baux = {**des_comptes(quittancement), "A": str(nouvel_id()), "B": str(nouvel_id())}
    campagne = une_campagne_repartie(quittancement, baux)
    campagne.notifier()
    ordre = [campagne.imputer(decomptes_max=1) for _ in range(4)]
    assert sum(r.imputes for r in ordre) == 2
    essayes = {e.reference for r in ordre for e in r.ecartes}
    assert essayes == {baux["A"], baux["B"]}
    repris = [campagne.imputer(decomptes_max=1).ecartes[0].reference for _ in range(2)]
    assert set(repris) == essayes


def test_un_solde_conteste_est_suspendu_puis_tranche_par_un_autre(quittancement: ServiceDeTest) -> None:
    baux = des_comptes(quittancement)
    campagne = une_campagne_repartie(quittancement, baux)
    campagne.notifier()
    assert campagne("ContesterDecompte", bail_id=baux["B"]).decompte.statut == "CONTESTE"
    assert campagne("GetCampagne").campagne.statut == "CONTESTEE"
    assert campagne.imputer().campagne.statut == "IMPUTEE"
    assert campagne.refuse("CloreCampagne")[1] == "CONTESTATION_PENDANTE"
    reponse = {"bail_id": baux["B"], "solde_retenu": euros(10000)}
    assert campagne.refuse("TrancherContestation", **reponse)[1] == "QUATRE_YEUX"
    trop = {**reponse, "solde_retenu": euros(21761)}
    assert campagne.refuse("TrancherContestation", QUITTANCEMENT, **trop)[1] == "SOLDE_RETENU_IMPOSSIBLE"
    campagne("TrancherContestation", QUITTANCEMENT, **reponse)
    assert campagne.imputer().imputes == 1
    porte = compte_elements(quittancement, baux["B"])
    assert [(e["code"], e["montant"]["centimes"]) for e in porte] == [("REG", 10000)]
    assert campagne("CloreCampagne").campagne.statut == "CLOSE"


def compte_elements(service: ServiceDeTest, bail: str) -> list[dict[str, Any]]:
    ((contenu,),) = lire(service, f"SELECT bail FROM compte WHERE id = '{bail}'")
    elements: list[dict[str, Any]] = contenu["elements"]
    return elements


def test_une_regularisation_tardive_se_paie_par_douziemes_sur_demande(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    campagne = Campagne(quittancement, debut="2024-01-01", fin="2024-12-31")
    lot = un_lot(
        "A", une_occupation(bail, "2024-01-01", "2024-12-31", eau=0, unites=0, provisions=0), m2=1, ascenseur=0
    )
    campagne.repartir([lot], [une_facture("x", "TEOM", "SURFACE", 10000, service_le="2024-06-15")])
    assert campagne.notifier(le="2026-05-10").tardive
    assert campagne("DemanderEtalement", bail_id=bail, mensualites=13).verdict.reponse == "NON"
    rendu = campagne("DemanderEtalement", bail_id=bail, mensualites=12)
    assert (rendu.verdict.reponse, rendu.verdict.explication.regle) == ("OUI", "douziemes_de_droit")
    campagne.imputer()
    mensualites = [e["montant"]["centimes"] for e in compte_elements(quittancement, bail)]
    assert (len(mensualites), sum(mensualites), max(mensualites) - min(mensualites)) == (12, 10000, 1)


def test_hors_retard_l_etalement_demande_un_solde_assez_grand(quittancement: ServiceDeTest) -> None:
    baux = des_comptes(quittancement)
    campagne = une_campagne_repartie(quittancement, baux)
    assert not campagne.notifier().tardive
    assert campagne("DemanderEtalement", bail_id=baux["B"], mensualites=3).verdict.reponse == "NON"
    assert campagne.refuse("DemanderEtalement", bail_id=baux["A"], mensualites=3)[1] == "SOLDE_NON_DU"


def test_les_provisions_deduites_sont_celles_des_quittances_validees(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    for mois in ("2026-01", "2026-02"):
        valider(quittancement, calculer(quittancement, mois))
    calculer(quittancement, "2026-03")
    campagne = Campagne(quittancement, debut="2026-01-01", fin="2026-06-30")
    lot = un_lot(
        "A", une_occupation(bail, "2026-01-01", "2026-06-30", eau=0, unites=0, provisions=100), m2=1, ascenseur=0
    )
    campagne.repartir([lot], [une_facture("x", "TEOM", "SURFACE", 30000, service_le="2026-06-15")])
    lu = campagne("GetDecompte", bail_id=bail).decompte
    assert (lu.provisions.centimes, lu.solde.centimes) == (2 * 9600 + 100, 30000 - 19300)


def test_la_part_de_charges_d_une_indemnite_vaut_provision(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    ligne = {"reference_bail": "B-2026-000001", "ioc": {"resilie_le": "2026-02-15", "mensuel": euros(60000)}}
    assert quittancement.appeler("FixerLignes", QUITTANCEMENT, lignes=[ligne]).fixees == 1
    for mois in ("2026-01", "2026-02", "2026-03"):
        valider(quittancement, calculer(quittancement, mois))
    campagne = Campagne(quittancement, debut="2026-01-01", fin="2026-03-31")
    lot = un_lot(
        "A", une_occupation(bail, "2026-01-01", "2026-03-31", eau=0, unites=0, provisions=0), m2=1, ascenseur=0
    )
    campagne.repartir([lot], [une_facture("x", "TEOM", "SURFACE", 30000, service_le="2026-03-15")])
    lu = campagne("GetDecompte", bail_id=bail).decompte
    assert (lu.provisions.centimes, lu.solde.centimes) == (3 * 9600, 30000 - 28800)
    comptes = soldes_du_grand_livre(quittancement)
    assert (comptes["703"], comptes["7x-IOC"]) == (-28800, -50400 - 25200)


def test_la_provision_suivante_est_le_douzieme_de_la_quote_part_a_l_indice(quittancement: ServiceDeTest) -> None:
    baux = des_comptes(quittancement)
    campagne = une_campagne_repartie(quittancement, baux)
    campagne.notifier()
    rendu = campagne("ReviserProvisions", mois="2026-08", indice_milliemes=25)
    nouvelles = {p.bail_id: (p.ancienne.centimes, p.nouvelle.centimes) for p in rendu.provisions}
    # A : 3 163,73 / 12 × 1,025 = 270,24 ; C2, présent 138 jours : 1 908,22 × 365/138 / 12 × 1,025 = 431,10.
    assert (nouvelles[baux["A"]], nouvelles[baux["C2"]]) == ((9600, 27024), (9600, 43111))
    assert {e.code for e in rendu.ecartes} == set()
    for mois, provision in (("2026-07", 9600), ("2026-08", 27024)):
        (resumee,) = calculer(quittancement, mois, baux["A"]).quittances
        assert [x.montant.centimes for x in quittance(quittancement, resumee.id).lignes if x.code == "PCG"] == [
            provision
        ]


def test_une_repartition_rejetee_revient_a_la_preparation_sans_rien_laisser(quittancement: ServiceDeTest) -> None:
    campagne = une_campagne_repartie(quittancement, des_comptes(quittancement))
    assert campagne.refuse("ControlerCampagne", acceptee=True)[1] == "QUATRE_YEUX"
    assert campagne("ControlerCampagne", acceptee=False).campagne.statut == "PREPAREE"
    assert lire(quittancement, "SELECT count(*) FROM charges_part") == [(0,)]
    campagne("EnregistrerDepenses", depenses=[une_facture("balayage", "BALAYAGE", "SURFACE", 4000)])
    campagne("ArreterDepenses")
    assert campagne("RepartirCharges").campagne.recuperable.centimes == 1995000


def test_un_groupe_fautif_est_mis_de_cote_corrige_puis_repris(quittancement: ServiceDeTest) -> None:
    baux = des_comptes(quittancement)
    campagne = Campagne(quittancement)
    sans_poids = un_lot("Z", m2=1, ascenseur=0, emplacement="G2/Z", poids=[])
    depenses = [*(une_facture(*f) for f in FACTURES), une_facture("z", "TEOM", "SURFACE", 1000, perimetre="G2")]
    rendu = campagne.repartir([*les_lots(baux), sans_poids], depenses)
    assert (rendu.repartis, rendu.restants, rendu.campagne.statut) == (1, 1, "DEPENSES_ARRETEES")
    assert [(e.reference, e.code) for e in rendu.ecartes] == [("G2", "POIDS_MANQUANT")]
    fige = campagne("ImporterLots", lots=[un_lot("A", m2=9, ascenseur=0)])
    assert [(e.ligne, e.code) for e in fige.ecartes] == [(1, "GROUPE_DEJA_REPARTI")]
    campagne("ImporterLots", lots=[un_lot("Z", m2=1, ascenseur=0, emplacement="G2/Z")])
    assert campagne("RepartirCharges").campagne.statut == "REPARTIE"
    assert campagne("GetCampagne").campagne.a_charge_bailleur.centimes == 40718 + 1000


def test_un_bail_dans_deux_groupes_n_est_decompte_qu_une_fois(quittancement: ServiceDeTest) -> None:
    baux = des_comptes(quittancement)
    campagne = Campagne(quittancement)
    double = une_occupation(baux["A"], "2025-01-01", "2025-12-31", eau=0, unites=0, provisions=0)
    lots = [*les_lots(baux), un_lot("Z", double, m2=1, ascenseur=0, emplacement="G2/Z")]
    rendu = campagne.repartir(lots, [une_facture(*f) for f in FACTURES])
    assert [(e.reference, e.code) for e in rendu.ecartes] == [("G2", "BAIL_DANS_DEUX_GROUPES")]
    assert lire(quittancement, "SELECT count(*) FROM charges_decompte") == [(5,)]


@pytest.mark.parametrize(
    ("change", "code", "champ"),
    [
        ({"nature": "HONORAIRES"}, "NATURE_HORS_LISTE", "nature"),
        ({"cle": "ABSENTE"}, "CLE_INCONNUE", "cle"),
        ({"service_le": "2024-12-31"}, "HORS_EXERCICE", "service_le"),
        ({"service_le": "2025-02-29"}, "DATE_ILLISIBLE", "service_le"),
        ({"montant": euros(0)}, "MONTANT_NUL", "montant"),
        ({"montant": {"centimes": 1, "devise": "USD"}}, "DEVISE_REFUSEE", "montant"),
        ({"perimetre": "G1//X"}, "PERIMETRE_MANQUANT", "perimetre"),
        ({"reference": "bonne"}, "DEPENSE_DEJA_RECUE", "reference"),
    ],
)
def test_une_depense_fautive_est_mise_de_cote_avec_sa_ligne(
    quittancement: ServiceDeTest, change: dict[str, Any], code: str, champ: str
) -> None:
    campagne = Campagne(quittancement)
    bonne, fautive = (
        une_facture("bonne", "TEOM", "SURFACE", 100),
        {**une_facture("x", "TEOM", "SURFACE", 100), **change},
    )
    rendu = campagne("EnregistrerDepenses", depenses=[bonne, fautive])
    assert [(e.ligne, e.code, e.champ) for e in rendu.ecartees] == [(2, code, champ)]
    assert rendu.acceptees == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"fin": "2024-12-31"}, "PERIODE_INVERSEE"),
        ({"fin": "2026-01-01"}, "EXERCICE_TROP_LONG"),
        ({"cles": [CLES[0], CLES[0]]}, "CLE_EN_DOUBLE"),
        ({"cles": [CLES[4]]}, "CLE_INCONNUE"),
        ({"cles": [{"code": "X", "type": "AU_DOIGT_MOUILLE"}]}, "CODE_INCONNU"),
        ({"cles": [{"code": "X", "type": "IFC"}]}, "CLE_INCOMPLETE"),
    ],
)
def test_une_campagne_mal_faite_est_refusee(quittancement: ServiceDeTest, change: dict[str, Any], code: str) -> None:
    champs = {"libelle": "x", "debut": "2025-01-01", "fin": "2025-12-31", "cles": CLES, **change}
    assert refus(quittancement, "PreparerCampagne", ANALYSTE, **champs)[1] == code


def test_un_exercice_trop_vieux_ne_se_notifie_plus(quittancement: ServiceDeTest) -> None:
    campagne = Campagne(quittancement, debut="2022-01-01", fin="2022-12-31")
    lot = un_lot("A", m2=1, ascenseur=0)
    campagne.repartir([lot], [une_facture("x", "TEOM", "SURFACE", 100, service_le="2022-06-15")])
    campagne("ControlerCampagne", SECOND, acceptee=True)
    assert campagne.refuse("NotifierDecomptes", notifiee_le="2026-01-01")[1] == "EXERCICE_PRESCRIT"
    assert campagne("NotifierDecomptes", notifiee_le="2025-12-31").campagne.statut == "NOTIFIEE"


def test_la_retenue_de_sortie_est_bornee_au_cinquieme_du_depot_en_collectif(quittancement: ServiceDeTest) -> None:
    champs = {"depot_centimes": 41237, "sortie_le": "2026-06-30"}
    collectif = quittancement.appeler("GetProvisionDeSortie", ANALYSTE, immeuble_collectif=True, **champs)
    individuel = quittancement.appeler("GetProvisionDeSortie", ANALYSTE, **champs)
    assert (collectif.retenue_maximale.centimes, individuel.retenue_maximale.centimes) == (8247, 0)


def test_le_trop_percu_ne_rend_jamais_une_quittance_creditrice(quittancement: ServiceDeTest) -> None:
    bail = un_compte(quittancement)
    campagne = Campagne(quittancement)
    lot = un_lot(
        "A", une_occupation(bail, "2025-01-01", "2025-12-31", eau=0, unites=0, provisions=130000), m2=1, ascenseur=0
    )
    campagne.repartir([lot], [une_facture("x", "TEOM", "SURFACE", 10000)])
    campagne.notifier()
    campagne.imputer()
    nets = [
        valider(quittancement, calculer(quittancement, m)).quittances[0].net.centimes
        for m in ("2026-07", "2026-08", "2026-09")
    ]
    assert nets == [0, 0, 3 * 50837 - 120000]
    assert compte(quittancement, bail).solde.centimes == 3 * 50837 - 120000
