"""Avis d'échéance, quittance et reçu : ce qui s'imprime, et ce qui est refusé."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import pypdf
import pytest

from quittancement.adapters.documents_de_terme import (
    ZERO,
    Aide,
    AvisEcheance,
    Compte,
    ExplicationDeLigne,
    Ligne,
    PlanEnCours,
    Prelevement,
    TermePaye,
    Versement,
    Virement,
)
from quittancement.adapters.edition import CHAMPS_AVIS, CHAMPS_QUITTANCE, avis_echeance, quittance, recu
from quittancement.adapters.serie.presse import Presse
from socle.domaine.montant import Montant
from socle.domaine.periodes import lire_date
from socle.domaine.refus import DonneeInvalide, RegleViolee
from socle.technique.documents import Destinataire, Emetteur, Imprimeur

IMPRIMEUR = Imprimeur()

EXEMPLE_A4 = (
    ("LOY", "Loyer principal", "412,37"),
    ("ANN", "Garage n° 12", "38,50"),
    ("PCG", "Provision pour charges générales", "96,00"),
    ("PEF", "Provision pour eau froide", "22,00"),
    ("PCH", "Provision pour chauffage", "64,00"),
    ("TRL", "Contribution aux travaux d'économie d'énergie", "12,50"),
    ("ASP", "Assurance souscrite pour votre compte", "7,20"),
    ("RLS", "Réduction de loyer de solidarité (RLS)", "-43,06"),
    ("APL", "Aide personnalisée au logement versée au bailleur", "-271,00"),
)
"""Exemple canonique A.4 : 609,51 avant APL, 338,51 net."""


def le(jour: str) -> date:
    return lire_date(jour)


def euros(texte: str) -> Montant:
    return Montant.euros(texte)


def les_lignes(*lignes: tuple[str, str, str]) -> tuple[Ligne, ...]:
    return tuple(Ligne(code=code, libelle=libelle, montant=euros(montant)) for code, libelle, montant in lignes)


def un_document(**change: object) -> dict[str, Any]:
    champs: dict[str, Any] = {
        "emetteur": Emetteur(
            raison_sociale="Habitat d'Exemple",
            forme="Office public de l'habitat",
            siren="000 000 000",
            adresse=("1 place du Modèle", "99000 Exempleville"),
            ville="Exempleville",
            telephone="00 00 00 00 00",
            courriel="contact@habitat.example",
        ),
        "destinataire": Destinataire(
            lignes=(
                "Mme Ana ESSAI et M. Léo ESSAI",
                "Bâtiment B, appartement 34",
                "12 rue des Tests",
                "99000 EXEMPLEVILLE",
            )
        ),
        "compte": Compte(
            numero="C-2026-000123",
            locataires=("Mme Ana Essai", "M. Léo Essai"),
            logement=("T3, bâtiment B, appartement 34", "12 rue des Tests, 99000 Exempleville"),
        ),
        "numero": "2026-03-000123",
        "du": le("2026-03-01"),
        "au": le("2026-03-31"),
        "lignes": les_lignes(*EXEMPLE_A4),
        "edite_le": le("2026-03-24"),
    }
    return {**champs, **change}


def un_avis(**change: object) -> AvisEcheance:
    champs = un_document(
        reference_paiement="RF18539007547034",
        a_terme_echu=True,
        exigible_le=le("2026-03-31"),
        limite_paiement_le=le("2026-04-10"),
        net=euros("338,51"),
        a_payer=euros("338,51"),
        solde_anterieur=euros("1250,00"),
        solde_arrete_le=le("2026-03-24"),
        virement=Virement(iban="FR00 0000 0000 0000 0000 0000 000", bic="XXXXXXXX", titulaire="Habitat d'Exemple"),
        autres_modes="Aussi par carte bancaire ou en espèces à la loge.",
        aides=(
            Aide(nom="Votre conseillère sociale", precision="Budget, aides, FSL", joindre="00 00 00 00 01"),
            Aide(nom="ADIL", precision="Conseil juridique gratuit", joindre="00 00 00 00 02"),
            Aide(nom="SOS loyers impayés", precision="Appel gratuit", joindre="00 00 00 00 03"),
        ),
    )
    return AvisEcheance(**{**champs, **change})


def un_terme(*versements: str, **change: object) -> TermePaye:
    champs = un_document(
        versements=tuple(
            Versement(recu_le=le("2026-04-08"), mode="VIREMENT", montant=euros(v), reference="VIR-1")
            for v in versements
        ),
        signataire="Le service quittancement",
        edite_le=le("2026-04-15"),
    )
    return TermePaye(**{**champs, **change})


def texte(pdf: bytes) -> str:
    """Texte de toutes les pages, toute suite de blancs ramenée à une espace."""
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_un_avis_distingue_loyer_charges_troisieme_ligne_rls_et_apl() -> None:
    lu = texte(avis_echeance(un_avis(), imprimeur=IMPRIMEUR))
    for attendu in (
        "Loyer et accessoires 450,87 €",
        "Charges 182,00 €",
        "Partage des économies d'énergie : Contribution aux travaux d'économie d'énergie 12,50 €",
        "Réduction de loyer de solidarité (RLS) −43,06 €",
        "Total avant aide au logement 609,51 €",
        "Aide personnalisée au logement versée au bailleur −271,00 €",
        "Net du terme 338,51 €",
    ):
        assert attendu in lu


def test_un_avis_dit_qui_quand_et_comment_payer() -> None:
    lu = texte(avis_echeance(un_avis(), imprimeur=IMPRIMEUR))
    for attendu in (
        "Habitat d'Exemple",
        "SIREN 000 000 000",
        "C-2026-000123",
        "RF18 5390 0754 7034",
        "du 1er au 31 mars 2026, à terme échu",
        "À payer au plus tard le 10 avril 2026",
        "SOS loyers impayés Appel gratuit 00 00 00 00 03",
        "Page 1 / 1",
    ):
        assert attendu in lu


def test_des_references_longues_repoussent_le_titre_sans_le_chevaucher() -> None:
    compte = Compte(
        numero="C-1",
        locataires=("Mme Ana Essai", "M. Léo Essai", "M. Paul Essai"),
        logement=("Logement L-42", "Bâtiment B", "12 rue des Tests", "99000 Exempleville"),
    )
    page = pypdf.PdfReader(BytesIO(avis_echeance(un_avis(compte=compte), imprimeur=IMPRIMEUR))).pages[0]
    hauteurs: dict[str, float] = {}

    def noter(texte: str, cm: Any, *_: Any) -> None:
        for cherche in ("99000 Exempleville", "Avis d'échéance"):
            if cherche in texte:
                hauteurs[cherche] = cm[5]

    page.extract_text(visitor_text=noter)
    assert hauteurs["99000 Exempleville"] - hauteurs["Avis d'échéance"] > 17  # la hauteur du titre, en points


def test_le_solde_anterieur_reste_distinct_de_la_somme_appelee() -> None:
    lu = texte(avis_echeance(un_avis(), imprimeur=IMPRIMEUR))
    assert "Reste dû au 24 mars 2026 1 250,00 €" in lu
    assert "1 588,51" not in lu


@pytest.mark.parametrize(("solde", "attendu"), [("-20,00", "En votre faveur au 24 mars 2026 20,00 €"), ("0", "à jour")])
def test_un_solde_en_faveur_ou_nul_le_dit(solde: str, attendu: str) -> None:
    assert attendu in texte(avis_echeance(un_avis(solde_anterieur=euros(solde)), imprimeur=IMPRIMEUR))


def test_un_avis_preleve_vaut_pre_notification_et_ne_demande_pas_de_payer() -> None:
    prelevement = Prelevement(
        le=le("2026-04-10"), montant=euros("338,51"), rum="RUM-1", ics="FR00ZZZ000000", compte_masque="FR00 •••• 000"
    )
    lu = texte(avis_echeance(un_avis(prelevement=prelevement), imprimeur=IMPRIMEUR))
    assert "338,51 € seront prélevés le 10 avril 2026" in lu
    assert "RUM-1" in lu
    assert "FR00ZZZ000000" in lu
    assert "À payer au plus tard" not in lu
    for interdit in ("Coupon", "IBAN", "Référence à rappeler"):
        assert interdit not in lu, interdit


def test_un_avis_rappelle_le_plan_d_apurement_en_cours() -> None:
    plan = PlanEnCours(mensualite=euros("50,00"), le=le("2026-04-15"), restant=euros("1200,00"))
    lignes = les_lignes(("LOY", "Loyer principal", "300,00"), ("PCG", "Provision pour charges", "38,51"))
    pdf = avis_echeance(un_avis(plan=plan, lignes=lignes), imprimeur=IMPRIMEUR)
    lu = texte(pdf)
    assert "Plan d'apurement, en plus de ce terme, le 15 avril 2026 ; restera ensuite 1 200,00 € 50,00 €" in lu
    assert len(pypdf.PdfReader(BytesIO(pdf)).pages) == 1


def test_des_avis_preleves_ou_sous_plan_se_remplissent_en_serie() -> None:
    presse = Presse(IMPRIMEUR, CHAMPS_AVIS)
    court = {
        "compte": Compte(numero="C-1", locataires=("Mme Ana Essai",), logement=("Logement L-1", "12 rue des Tests")),
        "lignes": les_lignes(("LOY", "Loyer principal", "300,00"), ("PCG", "Provision pour charges", "38,51")),
    }
    for rang in (1, 2, 3):
        prelevement = Prelevement(
            le=le("2026-04-10"),
            montant=euros("338,51"),
            rum=f"RUM-{rang}",
            ics="FR00ZZZ000000",
            compte_masque="FR•• 0001",
        )
        plan = PlanEnCours(mensualite=euros(f"5{rang},00"), le=le(f"2026-04-1{rang}"), restant=euros("1200,00"))
        for avis in (un_avis(**court, prelevement=prelevement), un_avis(**court, plan=plan)):
            rempli, compose = (avis_echeance(avis, imprimeur=imprimeur) for imprimeur in (presse, IMPRIMEUR))
            assert texte(rempli) == texte(compose)
    assert (presse.remplis, presse.composes) == (6, 0)


def test_un_avis_explique_chaque_ligne_a_la_demande() -> None:
    explication = ExplicationDeLigne(
        libelle="Loyer principal",
        montant=euros("412,37"),
        regle="prorata en jours réels",
        article="loi 89-462, art. 15-I",
        le=le("2026-03-01"),
        entrees=("jours : 31", "mois : 31"),
        certitude="vérifié",
    )
    lu = texte(avis_echeance(un_avis(explications=(explication,)), imprimeur=IMPRIMEUR))
    assert "Loyer principal : 412,37 € Règle : prorata en jours réels, au 1er mars 2026." in lu
    assert "Texte : loi 89-462, art. 15-I. Certitude : vérifié. jours : 31 ; mois : 31" in lu
    assert "D'où vient chaque montant" not in texte(avis_echeance(un_avis(), imprimeur=IMPRIMEUR))


def test_un_avis_refuse_une_ligne_de_frais_d_edition() -> None:
    with pytest.raises(DonneeInvalide, match="FRAIS_QUITTANCE"):
        avis_echeance(un_avis(lignes=les_lignes(("FRAIS_QUITTANCE", "Frais", "338,51"))), imprimeur=IMPRIMEUR)


@pytest.mark.parametrize("avec", [True, False])
def test_le_code_qr_ne_porte_un_virement_que_s_il_y_en_a_un(avec: bool) -> None:
    avis = un_avis() if avec else un_avis(virement=None)
    attendu = "Code QR de virement, référence" if avec else "Code QR de la référence"
    (figure,) = alternatives(avis_echeance(avis, imprimeur=IMPRIMEUR))
    assert figure.startswith(attendu)


def alternatives(pdf: bytes) -> list[str]:
    """Textes de remplacement des figures."""
    lecteur = pypdf.PdfReader(BytesIO(pdf))
    objets: list[Any] = [lecteur.get_object(numero) for numero in range(1, len(lecteur.xref[0]) + 1)]
    return [str(o["/Alt"]) for o in objets if isinstance(o, dict) and o.get("/S") == "/Figure"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"net": euros("338,52")}, "TOTAL_FAUX"),
        ({"a_payer": euros("-0,01")}, "SOMME_NEGATIVE"),
        ({"virement": None, "autres_modes": ""}, "MODE_DE_REGLEMENT_MANQUANT"),
        ({"reference_paiement": ""}, "MENTION_MANQUANTE"),
        ({"aides": ()}, "MENTION_MANQUANTE"),
        ({"au": le("2026-02-28")}, "PERIODE_IMPOSSIBLE"),
        ({"lignes": les_lignes(("XYZ", "Inconnue", "338,51"))}, "LIGNE_INCONNUE"),
    ],
)
def test_un_avis_qui_tromperait_est_refuse(change: dict[str, object], code: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        avis_echeance(un_avis(**change), imprimeur=IMPRIMEUR)
    assert refus.value.code == code


def test_une_quittance_distingue_le_loyer_des_charges_et_reserve_les_droits() -> None:
    lu = texte(quittance(un_terme("300,00", "38,51"), imprimeur=IMPRIMEUR))
    assert "Loyer et accessoires 450,87 €" in lu
    assert "Charges 182,00 €" in lu
    assert "La somme de 338,51 €" in lu
    assert "Reçu de Mme Ana Essai et M. Léo Essai" in lu
    assert "sous réserve de tous droits" in lu
    assert "8 avril 2026 Virement (VIR-1) 300,00 €" in lu
    assert "autres termes" not in lu


def test_une_quittance_peut_dire_ce_que_d_autres_termes_doivent() -> None:
    lu = texte(quittance(un_terme("338,51", dette_autres_termes=euros("75,00")), imprimeur=IMPRIMEUR))
    assert "Au 15 avril 2026, il reste dû au titre d'autres termes : 75,00 €" in lu


def test_une_quittance_en_serie_dit_ce_que_typst_aurait_compose() -> None:
    presse = Presse(IMPRIMEUR, CHAMPS_QUITTANCE)
    compte = Compte(numero="C-1", locataires=("Mme Ana Essai",), logement=("Logement L-1", "12 rue des Tests"))
    for numero, verse, dette in (("Q-1", "338,51", "75,00"), ("Q-2", "338,51", "1075,00"), ("Q-3", "338,51", "5,00")):
        versement = Versement(recu_le=le("2026-04-01"), mode="CB", montant=euros(verse), reference=f"R {numero}")
        terme = un_terme(numero=numero, compte=compte, versements=(versement,), dette_autres_termes=euros(dette))
        rempli, compose = (quittance(terme, imprimeur=imprimeur) for imprimeur in (presse, IMPRIMEUR))
        assert texte(rempli) == texte(compose)
    assert (presse.remplis, presse.composes) == (3, 0)


@pytest.mark.parametrize("verse", ["338,50", "338,52"])
def test_au_centime_pres_un_terme_non_solde_n_a_pas_de_quittance(verse: str) -> None:
    with pytest.raises(RegleViolee) as refus:
        quittance(un_terme(verse), imprimeur=IMPRIMEUR)
    assert refus.value.code == "TERME_NON_SOLDE"


def test_un_terme_couvert_par_l_apl_seule_a_sa_quittance() -> None:
    lignes = les_lignes(("LOY", "Loyer principal", "271,00"), ("APL", "APL", "-271,00"))
    assert "0,00 €" in texte(quittance(un_terme(lignes=lignes), imprimeur=IMPRIMEUR))


def test_un_recu_dit_ce_qui_reste_du_et_n_est_pas_une_quittance() -> None:
    lu = texte(recu(un_terme("200,00"), imprimeur=IMPRIMEUR))
    assert "Ce reçu n'est pas une quittance" in lu
    assert "il reste dû 138,51 €" in lu
    assert "Versé 200,00 €" in lu
    assert "Reste dû 138,51 €" in lu


def test_un_recu_dit_ce_que_d_autres_termes_doivent_sans_les_dire_anterieurs() -> None:
    lu = texte(recu(un_terme("200,00", dette_autres_termes=euros("75,00")), imprimeur=IMPRIMEUR))
    assert "Au 15 avril 2026, il reste dû au titre d'autres termes : 75,00 €" in lu
    assert "antérieurs" not in lu
    assert "autres termes" not in texte(recu(un_terme("200,00"), imprimeur=IMPRIMEUR))


def test_un_recu_ventile_le_versement_entre_loyer_et_charges() -> None:
    lignes = (
        Ligne(
            code="LOY", libelle="Loyer principal", montant=euros("300,00"), du=euros("300,00"), verse=euros("300,00")
        ),
        Ligne(code="PCG", libelle="Provision", montant=euros("100,00"), du=euros("100,00"), verse=euros("25,00")),
    )
    lu = texte(recu(un_terme("325,00", lignes=lignes), imprimeur=IMPRIMEUR))
    assert "Charges : Provision 100,00 € 100,00 € 25,00 € 75,00 €" in lu
    assert "Total 400,00 € 400,00 € 325,00 € 75,00 €" in lu


@pytest.mark.parametrize("verse", [euros("24,99"), None])
def test_une_ventilation_fausse_ou_incomplete_est_refusee(verse: Montant | None) -> None:
    lignes = (
        Ligne(
            code="LOY", libelle="Loyer principal", montant=euros("300,00"), du=euros("300,00"), verse=euros("300,00")
        ),
        Ligne(code="PCG", libelle="Provision", montant=euros("100,00"), du=euros("100,00"), verse=verse),
    )
    with pytest.raises(DonneeInvalide, match="ne font pas la somme versée"):
        recu(un_terme("325,00", lignes=lignes), imprimeur=IMPRIMEUR)


def test_un_recu_ne_dit_ni_verse_ni_reste_du_sur_une_aide() -> None:
    lignes = (
        Ligne(code="LOY", libelle="Loyer principal", montant=euros("412,37"), du=euros("112,37"), verse=euros("50,00")),
        Ligne(code="RLS", libelle="Réduction de loyer de solidarité", montant=euros("-43,06"), du=ZERO, verse=ZERO),
        Ligne(code="APL", libelle="Aide personnalisée au logement", montant=euros("-256,94"), du=ZERO, verse=ZERO),
    )
    lu = texte(recu(un_terme("50,00", lignes=lignes), imprimeur=IMPRIMEUR))
    assert "412,37 € 112,37 € 50,00 € 62,37 €" in lu
    assert "Réduction de loyer de solidarité −43,06 € Total avant aide au logement 369,31 € Aide" in lu
    assert "Total 112,37 € 112,37 € 50,00 € 62,37 €" in lu


def test_des_parts_a_charge_qui_ne_font_pas_le_net_sont_refusees() -> None:
    lignes = (Ligne(code="LOY", libelle="Loyer", montant=euros("300,00"), du=euros("299,99"), verse=euros("25,00")),)
    with pytest.raises(DonneeInvalide) as refus:
        recu(un_terme("25,00", lignes=lignes), imprimeur=IMPRIMEUR)
    assert refus.value.code == "TOTAL_FAUX"


def test_un_terme_paye_n_a_pas_de_recu() -> None:
    with pytest.raises(RegleViolee) as refus:
        recu(un_terme("338,51"), imprimeur=IMPRIMEUR)
    assert refus.value.code == "TERME_SOLDE"


def test_un_mode_de_paiement_inconnu_est_refuse() -> None:
    versement = Versement(recu_le=le("2026-04-08"), mode="TROC", montant=euros("10"))
    with pytest.raises(DonneeInvalide, match="TROC"):
        recu(un_terme(versements=(versement,)), imprimeur=IMPRIMEUR)


def test_chaque_document_porte_son_titre_et_le_nom_du_bailleur() -> None:
    for pdf, titre in (
        (avis_echeance(un_avis(), imprimeur=IMPRIMEUR), "Avis d'échéance n° 2026-03-000123"),
        (quittance(un_terme("338,51"), imprimeur=IMPRIMEUR), "Quittance n° 2026-03-000123"),
        (recu(un_terme("1"), imprimeur=IMPRIMEUR), "Reçu n° 2026-03-000123"),
    ):
        lecteur = pypdf.PdfReader(BytesIO(pdf))
        assert lecteur.metadata is not None
        assert (lecteur.metadata.title, lecteur.metadata.author) == (titre, "Habitat d'Exemple")
        assert len(lecteur.pages) == 1


def test_un_libelle_qui_ressemble_a_du_code_s_imprime_tel_quel() -> None:
    piege = '#panic("x") *gras* \\ $1$ <a> @b "c" // fin'
    lignes = les_lignes(("LOY", piege, "338,51"))
    assert piege in texte(avis_echeance(un_avis(lignes=lignes), imprimeur=IMPRIMEUR))


def test_la_meme_entree_donne_les_memes_octets() -> None:
    assert avis_echeance(un_avis(), imprimeur=IMPRIMEUR) == avis_echeance(un_avis(), imprimeur=Imprimeur())
