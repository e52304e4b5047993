"""Le décompte de charges et sa note de chauffage : ce que lit le locataire, au centime, et ce qui est refusé."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from typing import Any
from uuid import UUID

import pypdf
import pytest
from exemple_charges import (
    C1,
    C2,
    CLES,
    EXERCICE,
    MENAGES,
    PROVISIONS,
    REPARTITEUR,
    A,
    B,
    D,
    les_depenses,
    les_lots,
    un_lot,
    une_occupation,
)
from fabrique_quittancement import BAREMES, eur, le, un_bail, un_compte

from quittancement.adapters.annuaire import Occupants
from quittancement.adapters.editeur_charges import Dossier, EditeurDeDecomptes, ProvisionVoulue
from quittancement.adapters.edition_charges import nombre, prix, quantite
from quittancement.domain.campagne_charges import CampagneCharges, StatutCampagne
from quittancement.domain.charges.decompte import StatutDecompte, decomptes
from quittancement.domain.charges.detail import Detailleur
from quittancement.domain.charges.lots import LotDeCharges
from quittancement.domain.charges.note_chauffage import Anterieure
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois, Periode
from socle.domaine.refus import DonneeInvalide, RegleViolee
from socle.technique.documents import Imprimeur

EDITEUR = EditeurDeDecomptes(Imprimeur(), BAREMES)
OCCUPANTS = Occupants(noms=("Mme Ana ESSAI",), adresse=("12 rue des Essais", "69003 Lyon"), logement="Logement L-0042")
CAMPAGNE = UUID(int=99)
TABLE_C5 = {
    A: "1 084,34 207,83 173,49 0,00 240,00 46,99 390,36 840,00 180,72 3 163,73 3 240,00 76,27",
    B: "1 493,98 286,34 239,04 240,00 600,00 64,74 537,83 1 306,67 249,00 5 017,60 4 800,00 217,60",
    C1: "740,85 142,00 118,54 178,52 280,00 32,10 266,71 653,33 123,47 2 535,52 2 520,00 15,52",
    C2: "564,84 108,26 90,38 136,11 220,00 24,48 203,34 466,67 94,14 1 908,22 1 896,77 11,45",
    D: "1 927,71 369,48 308,43 600,00 800,00 83,53 693,98 1 773,33 321,29 6 877,75 7 200,00 322,25",
}
"""C.5 : gardien, électricité, TEOM, ascenseur, eau individuelle et commune, chauffage commun, individuel, autres ; totaux."""


def une_campagne(**change: Any) -> CampagneCharges:
    champs: dict[str, Any] = {
        "id": CAMPAGNE,
        "libelle": "Charges 2025",
        "debut": EXERCICE.debut,
        "fin": EXERCICE.fin,
        "cles": list(CLES.values()),
        "statut": StatutCampagne.NOTIFIEE,
        "notifiee_le": le("2026-05-10"),
        "imputable_des": le("2026-06-10"),
        "pieces_jusqu_au": le("2026-11-10"),
    }
    return CampagneCharges(**{**champs, **change})


def un_dossier(
    bail: UUID = B,
    *,
    lots: list[LotDeCharges] | None = None,
    campagne: CampagneCharges | None = None,
    anterieures: dict[str, Anterieure] | None = None,
    loyer: str = "412,37",
) -> Dossier:
    lots = lots or les_lots()
    campagne = campagne or une_campagne()
    parts = list(REPARTITEUR.repartir(les_depenses(), lots))
    totaux: dict[tuple[str, str], Montant] = {}
    for part in parts:
        cle = (part.depense, part.volet)
        totaux[cle] = totaux.get(cle, Montant.zero()) + part.montant
    provisions = {bail_id: Montant(centimes) for bail_id, centimes in PROVISIONS.items()}
    tires = decomptes(parts, lots, campagne_id=CAMPAGNE, provisions=provisions, exercice=EXERCICE)
    (decompte,) = [d for d in tires if d.bail_id == bail]
    decompte.statut = StatutDecompte.NOTIFIE
    return Dossier(
        campagne=campagne,
        decompte=decompte,
        compte=un_compte(bail=un_bail(loyer_principal=eur(loyer))),
        detailleur=Detailleur(
            cles=campagne.cles,
            exercice=EXERCICE,
            lots=lots,
            depenses=les_depenses(),
            totaux=totaux,
            baremes=BAREMES,
        ),
        parts=[part for part in parts if part.sujet.bail_id == bail],
        lots=lots,
        anterieures=anterieures or {},
    )


def lire(dossier: Dossier, **change: Any) -> str:
    adresse = ("3 rue Neuve", "38000 Grenoble") if dossier.decompte.parti else ()
    pdf = EDITEUR.decompte(dossier, OCCUPANTS, **{"le": le("2026-05-10"), "adresse": adresse, **change})
    lecteur = pypdf.PdfReader(BytesIO(pdf))
    assert lecteur.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in lecteur.trailer["/Root"]
    lu = " ".join(page.extract_text() for page in lecteur.pages)
    return re.sub(r"[\s\u202f\u00a0]+", " ", lu)


@pytest.mark.parametrize("bail", list(TABLE_C5), ids=lambda bail: MENAGES[bail])
def test_l_exemple_de_la_specification_se_lit_au_centime_dans_la_page(bail: UUID) -> None:
    lu = lire(un_dossier(bail))
    *lignes, quote_part, provisions, solde = re.findall(r"\d[\d ]*?,\d\d", TABLE_C5[bail])
    for montant in lignes:
        assert re.search(rf"(?<![\d,]){montant} €", lu), montant
    assert f"Votre quote-part {quote_part} €" in lu
    assert f"Provisions appelées sur vos quittances de l'exercice {provisions} €" in lu
    sens = "en votre faveur" if bail in (A, D) else "reste à payer"
    assert f"Solde : {sens} {solde} €" in lu


def test_un_decompte_dit_la_nature_le_total_le_mode_et_les_prix_unitaires() -> None:
    cles = [replace(cle, unite="m³") if cle.code == "EAU" else cle for cle in CLES.values()]
    lu = lire(un_dossier(B, campagne=une_campagne(cles=cles)))
    for attendu in (
        "Dépense 8 000,00 €, récupérable à 75 %",
        "Surface habitable : 62 m² sur 249 m²",
        "Tantièmes d'ascenseur : 200 sur 1 000",
        "Relevé de compteur : 150 m³ sur 535 m³, à 4,00 € l'unité",
        "1 400 unités sur 5 400 unités, à 0,9333 € l'unité",
        "Personnel d'immeuble 1 493,98 €",
        "365 jours sur 365",
    ):
        assert attendu in lu, attendu


def test_un_decompte_dit_quand_le_solde_s_impute_et_ou_voir_les_pieces() -> None:
    lu = lire(un_dossier(B))
    assert "au plus tôt le 10 juin 2026, un mois après ce décompte" in lu
    assert "tenus à votre disposition jusqu'au 10 novembre 2026, au siège du bailleur, sur rendez-vous" in lu
    assert "Votre provision mensuelle reste de 96,00 €" in lu
    assert "mensualités" not in lu


def test_un_decompte_envoye_apres_les_autres_a_son_mois_et_ses_six_mois_entiers() -> None:
    dossier = un_dossier(B)
    lu = lire(dossier, le=le("2026-05-31"))
    assert "au plus tôt le 30 juin 2026, un mois après ce décompte" in lu
    assert "jusqu'au 30 novembre 2026" in lu
    dossier.decompte.envoye_le = le("2026-05-31")
    assert "au plus tôt le 30 juin 2026" in lire(dossier, le=le("2027-01-15"))


def test_un_trop_percu_se_deduit_et_ne_s_etale_pas() -> None:
    lu = lire(un_dossier(A))
    assert "Cette somme sera déduite de vos avis d'échéance, au plus tôt le 10 juin 2026" in lu
    assert "mensualités" not in lu


def test_les_factures_d_une_meme_nature_se_lisent_sur_une_ligne_au_centime(monkeypatch: pytest.MonkeyPatch) -> None:
    par_mois = [
        replace(depense, reference=f"{depense.reference}-{mois}") for mois in range(12) for depense in les_depenses()
    ]
    monkeypatch.setitem(globals(), "les_depenses", lambda: par_mois)
    dossier = un_dossier(B)
    lu = lire(dossier)
    assert lu.count("Eau froide, part relevée") == 1
    assert "12 dépenses, 28 800,00 €" in lu
    # 12 × 2 140,00 € pour 535 m³ relevés.
    assert "150 sur 535, à 48,00 € l'unité 25 680,00 € 7 200,00 €" in lu
    assert f"Votre quote-part {dossier.decompte.quote_part}".replace("\u202f", " ").replace("\u00a0", " ") in lu


def test_un_menage_qui_tient_deux_lots_lit_lequel_porte_chaque_ligne() -> None:
    garage = un_lot("GARAGE", une_occupation(B, "2025-01-01", "2025-12-31", eau=0, unites=0), m2=12, ascenseur=0)
    lu = lire(un_dossier(B, lots=[*les_lots(), garage]))
    assert "récupérable à 75 % ; Lot B Surface habitable : 62 m² sur 261 m²" in lu
    assert "récupérable à 75 % ; Lot GARAGE Surface habitable : 12 m² sur 261 m²" in lu
    assert "Lot B" not in lire(un_dossier(B))


def test_une_regularisation_tardive_se_paie_par_douziemes_de_droit() -> None:
    tardive = une_campagne(
        notifiee_le=le("2026-12-01"), imputable_des=le("2027-01-01"), pieces_jusqu_au=le("2027-06-01")
    )
    lu = lire(un_dossier(C2, campagne=tardive), le=le("2026-12-01"))
    assert "Cette régularisation est tardive : sur votre demande, vous le payez en 12 mensualités" in lu
    envoye_trop_tard = un_dossier(C2, campagne=une_campagne())
    assert "tardive" in lire(envoye_trop_tard, le=le("2026-12-01"))
    juste_a_temps = une_campagne(
        notifiee_le=le("2026-11-30"), imputable_des=le("2026-12-30"), pieces_jusqu_au=le("2027-05-30")
    )
    assert "tardive" not in lire(un_dossier(C2, campagne=juste_a_temps), le=le("2026-11-30"))


def test_un_solde_au_dela_d_un_mois_de_loyer_peut_s_etaler() -> None:
    assert "Vous pouvez demander à le payer en 12 mensualités au plus" in lire(un_dossier(B, loyer="100,00"))


def test_la_nouvelle_provision_se_justifie_par_le_resultat_et_le_budget() -> None:
    voulue = ProvisionVoulue(des=Mois.lire("2026-07"), indice_milliemes=25)
    lu = lire(un_dossier(B), provision=voulue)
    # 5 017,60 / 12 × 1,025 = 428,586…
    assert "À partir du 1er juillet 2026, votre provision mensuelle passe de 96,00 € à 428,59 €" in lu
    assert "le budget prévisionnel prévoit une hausse de 2,5 %" in lu
    stable = ProvisionVoulue(des=Mois.lire("2026-07"), indice_milliemes=0)
    assert "prévoit des dépenses stables" in lire(un_dossier(B), provision=stable)


def test_un_locataire_parti_recoit_son_decompte_a_sa_nouvelle_adresse_ou_pas_du_tout() -> None:
    dossier = un_dossier(C1)
    with pytest.raises(RegleViolee) as refus:
        EDITEUR.decompte(dossier, OCCUPANTS, le=le("2026-05-10"))
    assert (refus.value.code, refus.value.champ) == ("ADRESSE_DE_DEPART_INCONNUE", "adresse")
    lu = lire(dossier, provision=ProvisionVoulue(des=Mois.lire("2026-07"), indice_milliemes=0))
    assert "3 rue Neuve 38000 Grenoble" in lu
    assert "Vous avez quitté ce logement" in lu
    assert "provision mensuelle" not in lu


def test_un_solde_retenu_apres_contestation_est_celui_qui_se_paie() -> None:
    dossier = un_dossier(B)
    dossier.decompte.contester(par="agent-1")
    assert "son solde est suspendu jusqu'à notre réponse" in lire(dossier)
    dossier.decompte.trancher(retenu=eur("100,00"), par="agent-2")
    lu = lire(dossier)
    assert "Solde : reste à payer 217,60 € Solde retenu après votre contestation : reste à payer 100,00 €" in lu


@pytest.mark.parametrize(
    ("statut", "jour", "code"),
    [
        (StatutCampagne.CONTROLEE, "2026-05-10", "ETAT_DE_CAMPAGNE"),
        (StatutCampagne.NOTIFIEE, "2026-05-09", "EDITION_AVANT_NOTIFICATION"),
    ],
)
def test_un_decompte_ne_s_edite_pas_avant_son_envoi(statut: StatutCampagne, jour: str, code: str) -> None:
    dossier = un_dossier(B, campagne=une_campagne(statut=statut))
    with pytest.raises((RegleViolee, DonneeInvalide)) as refus:
        EDITEUR.decompte(dossier, OCCUPANTS, le=le(jour))
    assert refus.value.code == code


def test_des_lignes_qui_ne_font_pas_la_quote_part_sont_refusees() -> None:
    dossier = un_dossier(B)
    with pytest.raises(DonneeInvalide, match="somme de ses lignes"):
        EDITEUR.decompte(replace(dossier, parts=dossier.parts[1:]), OCCUPANTS, le=le("2026-05-10"))


def test_la_note_de_chauffage_dit_le_partage_le_prix_et_l_annee_d_avant() -> None:
    avant = Anterieure(consommation=1_500_000, exercice=Periode(le("2024-01-01"), le("2024-12-31")))
    lu = lire(un_dossier(B, anterieures={"UNITES": avant}))
    for attendu in (
        "Frais communs : 30 %, selon la surface habitable 2 160,00 € 537,83 €",
        "Frais individuels : 70 %, selon votre relevé de répartiteurs 5 040,00 € 1 306,67 €",
        "Total 7 200,00 € 1 844,50 €",
        "Sur cet exercice 1 400 unités",
        "1 500 unités du 1er janvier 2024 au 31 décembre 2024, soit −6,7 %",
    ):
        assert attendu in lu, attendu
    assert "non connu pour vous" in lire(un_dossier(B))


def test_la_note_ne_compare_qu_a_cinq_autres_menages_presents_tout_l_exercice() -> None:
    assert "Aucune comparaison" in lire(un_dossier(B))
    an = ("2025-01-01", "2025-12-31")
    voisins = [
        un_lot(f"V{n}", une_occupation(UUID(int=100 + n), *an, eau=0, unites=500), m2=50, ascenseur=1) for n in range(3)
    ]
    lu = lire(un_dossier(B, lots=[*les_lots(), *voisins]))
    # B : 1 400 / 62 ; les autres : (900 + 1 900 + 3 × 500) / (45 + 80 + 150), sans C1 ni C2, partis ou arrivés en cours d'an.
    assert "Vous avez consommé 22,58 unités par m²" in lu
    assert "les 5 autres ménages présents tout l'exercice, en moyenne, 15,64 unités par m²" in lu
    assert "Aucune comparaison" in lire(un_dossier(C2, lots=[*les_lots(), *voisins]))


def test_un_immeuble_sans_chauffage_individualise_n_a_pas_de_note(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = un_dossier(B)
    assert "Note d'information sur votre chauffage" in lire(dossier)
    lignes = [x for x in dossier.detailleur.lignes(dossier.parts) if not x.individualisee]
    monkeypatch.setattr(dossier.detailleur, "lignes", lambda _parts: lignes)
    dossier.decompte.quote_part = Montant(sum(x.quote_part.centimes for x in lignes))
    assert "Note d'information" not in lire(dossier)


@pytest.mark.parametrize(
    ("ecrit", "attendu"),
    [
        (nombre(Fraction(1234567, 1000)), "1\u202f234,567"),
        (nombre(0), "0"),
        (nombre(Fraction(-5, 2)), "−2,5"),
        (quantite(60_000, "m³"), "60\u00a0m³"),
        (quantite(500, ""), "0,5"),
        (prix(Fraction(400)), "4,00\u00a0€"),
        (prix(Fraction(504000, 5400)), "0,9333\u00a0€"),
    ],
)
def test_les_nombres_s_ecrivent_a_la_francaise(ecrit: str, attendu: str) -> None:
    assert ecrit == attendu
