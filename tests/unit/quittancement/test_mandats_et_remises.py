"""Mandats, prélèvements, remises : ce qui peut partir à la banque."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fabrique_banque import IBAN, ICS, un_candidat, un_mandat, un_mandat_actif, un_prelevement
from fabrique_quittancement import BAREMES
from hypothesis import given
from hypothesis import strategies as st

from quittancement.adapters.pain008 import Creancier, LigneDeRemise, ecrire, latin
from quittancement.adapters.schema_pain008 import verifier
from quittancement.domain.banque.amendement import Amendement, AmendementAEmettre, a_emettre
from quittancement.domain.banque.calendrier_target import ajouter_target, est_target, paques
from quittancement.domain.banque.iban import est_iban, lire_iban, lire_ics, meme_banque, reste_97
from quittancement.domain.banque.mandat import StatutMandat, dormant_depuis
from quittancement.domain.banque.prelevement import StatutPrelevement, end_to_end_id, est_fragile, suite_du_retour
from quittancement.domain.banque.reference_rf import reference_rf, utile_de_reference, utile_de_rf, utiles_du_libelle
from quittancement.domain.banque.remise import Blocage, BlocageDuBail, Suspect, composer, exiger_a_jour, exiger_date
from socle.domaine.montant import Montant
from socle.domaine.periodes import ajouter_mois
from socle.domaine.refus import DonneeInvalide, RegleViolee, TransitionInterdite

PRELEVE_LE = date(2026, 7, 10)


def code_de(action: Any) -> tuple[str, str]:
    with pytest.raises((DonneeInvalide, RegleViolee)) as refus:
        action()
    return refus.value.code, refus.value.champ


@pytest.mark.parametrize("texte", ["FR7630006000011234567890188", "FR76", "", "XX", "FR76300060000112345678901890"])
def test_un_iban_faux_est_refuse(texte: str) -> None:
    assert code_de(lambda: lire_iban(texte)) == ("IBAN_INVALIDE", "iban")


def test_un_iban_s_ecrit_avec_ou_sans_espaces() -> None:
    assert lire_iban("fr76 3000 6000 0112 3456 7890 189") == IBAN
    assert lire_ics(ICS) == ICS
    assert code_de(lambda: lire_ics("FR73ZZZ123456")) == ("ICS_INVALIDE", "ics")


@given(st.integers(0, 10**23 - 1), st.integers(0, 26), st.integers(1, 9))
def test_une_faute_d_un_chiffre_se_voit_toujours(bban: int, place: int, pas: int) -> None:
    texte = f"{bban:023d}"
    iban = f"FR{98 - reste_97(f'{texte}FR00'):02d}{texte}"
    assert est_iban(iban)
    place = max(2, place)
    faux = iban[:place] + str((int(iban[place]) + pas) % 10) + iban[place + 1 :]
    assert not est_iban(faux)


@given(st.from_regex(r"B-20\d\d-\d{6}", fullmatch=True))
def test_la_rf_d_un_bail_se_retrouve_ou_qu_elle_soit(reference: str) -> None:
    rf = reference_rf(reference)
    assert utile_de_rf(rf) == utile_de_reference(reference)
    espacee = f"VIR LOYER {rf[:4]} {rf[4:8]} {rf[8:]} MERCI"
    for libelle in (f"LOYER {rf}", f"{rf.lower()}/JUIN", espacee):
        assert utile_de_reference(reference) in utiles_du_libelle(libelle)


def test_une_rf_de_cle_fausse_ne_dit_rien() -> None:
    rf = reference_rf("B-2026-000001")
    assert utile_de_rf(f"RF00{rf[4:]}") == ""
    assert utiles_du_libelle("LOYER JUIN") == ()


@pytest.mark.parametrize(
    ("annee", "jour"), [(2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2038, "2038-04-25")]
)
def test_paques(annee: int, jour: str) -> None:
    assert paques(annee) == date.fromisoformat(jour)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 10))
def test_un_jour_target_n_est_ni_du_week_end_ni_ferme(jour: date, nombre: int) -> None:
    suivant = ajouter_target(jour, nombre)
    assert est_target(suivant)
    assert sum(est_target(jour + timedelta(days=n)) for n in range(1, (suivant - jour).days + 1)) == nombre


def test_target_ouvre_le_14_juillet_et_ferme_le_1er_mai() -> None:
    assert est_target(date(2026, 7, 14))
    for ferme in ("2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-12-25"):
        assert not est_target(date.fromisoformat(ferme))


def test_une_remise_vise_un_jour_target_assez_lointain() -> None:
    assert code_de(lambda: exiger_date(date(2026, 5, 1), au=date(2026, 4, 1), baremes=BAREMES)) == (
        "JOUR_NON_TARGET",
        "preleve_le",
    )
    assert code_de(lambda: exiger_date(PRELEVE_LE, au=PRELEVE_LE, baremes=BAREMES))[0] == "DELAI_DE_REMISE"
    exiger_date(PRELEVE_LE, au=PRELEVE_LE - timedelta(days=1), baremes=BAREMES)


def test_un_mandat_vit_de_la_signature_a_la_revocation() -> None:
    mandat = un_mandat_actif()
    mandat.suspendre(motif="IBAN faux")
    mandat.reactiver(le=date(2026, 7, 1), baremes=BAREMES)
    mandat.revoquer(motif="demande du locataire")
    assert mandat.statut is StatutMandat.REVOQUE
    with pytest.raises(TransitionInterdite):
        mandat.reactiver(le=date(2026, 7, 1), baremes=BAREMES)


def test_un_mandat_sans_preuve_ne_se_signe_pas() -> None:
    mandat = un_mandat()
    assert code_de(lambda: mandat.signer(le=date(2026, 1, 2), lieu="Lyon", canal="PAPIER", preuve=" ")) == (
        "PREUVE_MANQUANTE",
        "preuve",
    )
    assert code_de(lambda: un_mandat(rum="é"))[0] == "RUM_INVALIDE"
    assert code_de(lambda: un_mandat(titulaire=""))[0] == "TITULAIRE_ILLISIBLE"


def test_trente_six_mois_sans_presentation_rendent_caduc() -> None:
    mandat = un_mandat_actif(signe_le=date(2023, 1, 10))
    assert not mandat.constater_caducite(au=date(2026, 1, 9), baremes=BAREMES)
    mandat.suspendre(motif="attente")
    assert code_de(lambda: mandat.reactiver(le=date(2026, 1, 10), baremes=BAREMES))[0] == "MANDAT_CADUC"
    assert mandat.constater_caducite(au=date(2026, 1, 10), baremes=BAREMES)
    assert mandat.statut is StatutMandat.CADUC


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"en_cours": True}, "DEJA_PRELEVEE"),
        ({"mandat": StatutMandat.SUSPENDU}, "MANDAT_SUSPENDU"),
        ({"dernier_signe_de_vie": date(2023, 7, 10)}, "MANDAT_CADUC"),
        ({"prenotifiee_le": date(2026, 6, 27)}, "PREAVIS_TROP_COURT"),
        ({"blocages": [BlocageDuBail(code=Blocage.DECES, depuis=date(2026, 7, 1))]}, "DECES"),
        ({"blocages": [BlocageDuBail(code=Blocage.PLAN_PROPRE, depuis=date(2026, 7, 1))]}, "PLAN_PROPRE"),
        (
            {"blocages": [BlocageDuBail(code=Blocage.SURENDETTEMENT_ARRIERE, depuis=date(2026, 7, 1))]},
            "SURENDETTEMENT_ARRIERE",
        ),
        ({"essais": 1, "dernier_essai": 1}, "REPRESENTATION_INTERDITE"),
        ({"essais": 1, "dernier_essai": 1, "representer_le": date(2026, 7, 13)}, "REPRESENTATION_INTERDITE"),
        ({"reference": "B" * 30}, "REFERENCE_TROP_LONGUE"),
    ],
)
def test_une_echeance_interdite_est_mise_de_cote(change: dict[str, Any], code: str) -> None:
    autre = un_candidat(reference="B-2")
    retenus, ecartes = composer(
        [un_candidat(**change), autre], remise_id=autre.mandat_id, preleve_le=PRELEVE_LE, baremes=BAREMES
    )
    assert [p.end_to_end_id for p in retenus] == ["B-2-2026-06-1"]
    assert [e.code for e in ecartes] == [code]


def test_la_recevabilite_laisse_prelever_le_loyer_courant() -> None:
    gele = BlocageDuBail(code=Blocage.SURENDETTEMENT_ARRIERE, depuis=date(2026, 6, 30))
    retenus, _ = composer(
        [un_candidat(blocages=[gele])], remise_id=un_candidat().mandat_id, preleve_le=PRELEVE_LE, baremes=BAREMES
    )
    assert len(retenus) == 1


def test_une_provision_insuffisante_se_represente_une_fois_si_le_debiteur_l_accepte() -> None:
    suite = suite_du_retour("AM04", le=date(2026, 7, 10), baremes=BAREMES)
    prelevement = un_prelevement(statut=StatutPrelevement.REMIS)
    prelevement.regler(paiement_id=prelevement.mandat_id)
    assert suite.representer_le(1, le=date(2026, 7, 10), accord=False) is None
    prelevement.retourner(suite, le=date(2026, 7, 10), accord=True)
    assert (prelevement.statut, prelevement.representer_le) == (StatutPrelevement.RETOURNE, date(2026, 7, 20))
    assert suite.representer_le(2, le=date(2026, 7, 10), accord=True) is None
    candidat = un_candidat(essais=1, dernier_essai=1, representer_le=date(2026, 7, 20))
    (second,), _ = composer([candidat], remise_id=candidat.mandat_id, preleve_le=date(2026, 7, 20), baremes=BAREMES)
    assert second.end_to_end_id.endswith("-2")


@pytest.mark.parametrize(
    ("code", "statut", "recents", "suspend"),
    [
        ("AC04", "RETOURNE", 1, True),
        ("MD06", "REMBOURSE", 1, False),
        ("MD07", "RETOURNE", 1, True),
        ("MS03", "RETOURNE", 1, False),
        ("MS03", "RETOURNE", 2, True),
        ("ZZ99", "RETOURNE", 5, False),
    ],
)
def test_chaque_retour_a_sa_suite(code: str, statut: str, recents: int, suspend: bool) -> None:
    suite = suite_du_retour(code, le=date(2026, 7, 10), baremes=BAREMES)
    prelevement = un_prelevement(statut=StatutPrelevement.REGLE)
    prelevement.retourner(suite, le=date(2026, 7, 10))
    assert (prelevement.statut.value, suite.suspend(recents)) == (statut, suspend)


def test_avant_reglement_un_retour_est_un_rejet() -> None:
    prelevement = un_prelevement(statut=StatutPrelevement.REMIS)
    prelevement.retourner(suite_du_retour("AC01", le=date(2026, 7, 8), baremes=BAREMES), le=date(2026, 7, 8))
    assert (prelevement.statut, prelevement.representer_le) == (StatutPrelevement.REJETE, None)


def test_l_identifiant_de_bout_en_bout_tient_en_trente_cinq_caracteres() -> None:
    assert end_to_end_id("B-2026-000001", "2026-06", 1) == "B-2026-000001-2026-06-1"


def une_ligne(rang: int, **change: Any) -> LigneDeRemise:
    champs: dict[str, Any] = {
        "end_to_end_id": f"B-{rang}-2026-06-1",
        "lot": rang // 3 + 1,
        "montant": 50_837 + rang,
        "rum": f"RUM-{rang}",
        "signe_le": date(2026, 1, 2),
        "titulaire": "Éloïse Œuvré & fils",
        "iban": IBAN,
        "bic": "" if rang % 2 else "AGRIFRPP",
        "libelle": f"Loyer 2026-06 bail B-{rang}",
    }
    return LigneDeRemise(**{**champs, **change})


def le_fichier(dossier: Path, *lignes: LigneDeRemise) -> Path:
    chemin = dossier / "pain.xml"
    creancier = Creancier(nom="Office d'essai", ics=ICS, iban=IBAN, bic="")
    ecrire(chemin, lignes, msg_id="M-1", cree_le=datetime(2026, 7, 1), preleve_le=PRELEVE_LE, creancier=creancier)
    return chemin


def test_le_pain_008_est_valide_et_ses_sommes_sont_exactes(tmp_path: Path) -> None:
    lignes = [une_ligne(rang, unique=rang == 7) for rang in range(8)]
    verdict = verifier(le_fichier(tmp_path, *lignes))
    assert (verdict.refus, verdict.nombre, verdict.total) == ("", 8, sum(ligne.montant for ligne in lignes))
    texte = (tmp_path / "pain.xml").read_text()
    assert texte.count("<PmtInf>") == 4
    assert "<SeqTp>OOFF</SeqTp>" in texte
    assert "<Nm>Eloise OEuvre fils</Nm>" in texte


def test_le_schema_refuse_un_iban_ou_une_rum_impossible(tmp_path: Path) -> None:
    assert "IBAN" in verifier(le_fichier(tmp_path, une_ligne(0, iban="x"))).refus
    assert "MndtId" in verifier(le_fichier(tmp_path, une_ligne(0, rum="R" * 36))).refus
    assert code_de(lambda: le_fichier(tmp_path))[0] == "REMISE_VIDE"


@given(st.text(max_size=40))
def test_ce_qui_part_a_la_banque_est_en_latin_de_base(texte: str) -> None:
    ecrit = latin(texte)
    assert ecrit
    assert all(c.isascii() and (c.isalnum() or c in "/-?:().,'+ ") for c in ecrit)


def amender(**change: Any) -> Amendement:
    mandat = change.pop("mandat", None) or un_mandat_actif()
    champs: dict[str, Any] = {"id": UUID(int=9), "preuve": "D-1", "le": date(2026, 7, 1), "par": "agent", **change}
    return mandat.amender(**champs)


def un_iban(banque: str, compte: int) -> str:
    bban = f"{banque}{compte:018d}"
    return f"FR{98 - reste_97(f'{bban}FR00'):02d}{bban}"


def test_un_amendement_change_le_mandat_et_garde_ce_qu_il_etait() -> None:
    mandat = un_mandat_actif()
    neuf = un_iban("30006", 42)
    fait = amender(mandat=mandat, iban=neuf, bic="AGRIFRPP", rum="RUM-9")
    assert (mandat.iban, mandat.bic, mandat.rum) == (neuf, "AGRIFRPP", "RUM-9")
    assert (fait.iban_avant, fait.bic_avant, fait.rum_avant, fait.ics_avant) == (IBAN, "", "RUM-1", "")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, ("AMENDEMENT_VIDE", "mandat_id")),
        ({"iban": IBAN, "rum": "RUM-1", "ics": ICS}, ("AMENDEMENT_VIDE", "mandat_id")),
        ({"bic": "AGRIFRPP"}, ("AMENDEMENT_VIDE", "mandat_id")),
        ({"rum": "R" * 36}, ("RUM_INVALIDE", "rum")),
        ({"ics": "FR00ZZZ1"}, ("ICS_INVALIDE", "ics")),
        ({"iban": "FR00"}, ("IBAN_INVALIDE", "iban")),
        ({"rum": "RUM-9", "preuve": " "}, ("PREUVE_MANQUANTE", "preuve")),
        ({"rum": "RUM-9", "le": date(2026, 1, 1)}, ("DATE_INCOHERENTE", "demande_le")),
        ({"rum": "RUM-9", "mandat": un_mandat()}, ("MANDAT_HORS_VIGUEUR", "statut")),
    ],
)
def test_un_amendement_impossible_est_refuse(change: dict[str, Any], code: tuple[str, str]) -> None:
    assert code_de(lambda: amender(**change)) == code


def emettre(*amendements: Amendement, iban: str = IBAN, bic: str = "", rum: str = "RUM-1") -> AmendementAEmettre | None:
    return a_emettre(amendements, rum=rum, ics=ICS, iban=iban, bic=bic)


def test_la_banque_apprend_la_derniere_valeur_qu_elle_connaissait() -> None:
    premier, second = amender(rum="RUM-2"), amender(mandat=un_mandat_actif(), iban=un_iban("30006", 42))
    rendu = emettre(premier, second, iban=un_iban("30006", 42), rum="RUM-2")
    assert rendu == AmendementAEmettre(rum_avant="RUM-1", iban_avant=IBAN)
    assert emettre(premier) is None  # revenu comme avant : la banque n'a rien à apprendre


def test_changer_de_banque_se_dit_sans_citer_l_ancien_compte() -> None:
    fait = amender(iban=un_iban("20041", 7))
    assert emettre(fait, iban=un_iban("20041", 7)) == AmendementAEmettre(nouvelle_banque=True)
    assert emettre(fait, iban=un_iban("30006", 7)) == AmendementAEmettre(iban_avant=IBAN)
    assert meme_banque(IBAN, "AGRIFRPP", un_iban("20041", 7), "AGRIFRPP831")
    assert not meme_banque(IBAN, "AGRIFRPP", un_iban("30006", 7), "PSSTFRPP")
    assert not meme_banque("DE89370400440532013000", "", "DE02120300000000202051", "")


def test_un_amendement_est_au_schema(tmp_path: Path) -> None:
    amendements = [
        AmendementAEmettre(rum_avant="RUM & ancienne"),
        AmendementAEmettre(ics_avant=ICS, iban_avant=IBAN),
        AmendementAEmettre(nouvelle_banque=True),
        None,
    ]
    lignes = [une_ligne(rang, amendement=amende) for rang, amende in enumerate(amendements)]
    verdict = verifier(le_fichier(tmp_path, *lignes))
    assert (verdict.refus, verdict.nombre) == ("", 4)
    texte = (tmp_path / "pain.xml").read_text()
    assert texte.count("<AmdmntInd>true</AmdmntInd>") == 3
    assert "<OrgnlMndtId>RUM &amp; ancienne</OrgnlMndtId></AmdmntInfDtls>" in texte
    assert f"<OrgnlDbtrAcct><Id><IBAN>{IBAN}</IBAN></Id></OrgnlDbtrAcct>" in texte
    assert texte.count("<OrgnlDbtrAcct><Id><Othr><Id>SMNDA</Id></Othr></Id></OrgnlDbtrAcct>") == 1


def test_un_mandat_a_un_ancien_identifiant_creancier_ne_part_pas() -> None:
    _, (ecart,) = composer([un_candidat(ics="FR99ZZZ1")], remise_id=UUID(int=8), preleve_le=PRELEVE_LE, baremes=BAREMES)
    assert (ecart.code, ecart.champ) == ("ICS_DIFFERENT", "ics")


def test_la_caducite_tombe_trente_six_mois_apres_un_29_fevrier() -> None:
    au = date(2027, 2, 28)
    mandat = un_mandat_actif(signe_le=date(2024, 2, 29))
    assert not mandat.caduc_au(date(2027, 2, 27), baremes=BAREMES)
    assert mandat.caduc_au(au, baremes=BAREMES)
    assert date(2024, 2, 29) <= dormant_depuis(au, baremes=BAREMES)


@given(st.dates(date(2015, 1, 1), date(2040, 1, 1)), st.integers(0, 40))
def test_l_horloge_ne_laisse_passer_aucun_mandat_caduc(au: date, marge: int) -> None:
    mandat = un_mandat_actif(signe_le=ajouter_mois(au, -36) + timedelta(days=20 - marge))
    if mandat.caduc_au(au, baremes=BAREMES):
        assert mandat.signe_le is not None
        assert mandat.signe_le <= dormant_depuis(au, baremes=BAREMES)


def un_suspect(**change: Any) -> Suspect:
    champs: dict[str, Any] = {
        "mandat": StatutMandat.ACTIF,
        "change": False,
        "montant": Montant(50_837),
        "reste_du": Montant(50_837),
        "exigible_le": date(2026, 6, 30),
    }
    return Suspect(**{**champs, **change})


@pytest.mark.parametrize(
    ("change", "raison"),
    [
        ({}, ""),
        ({"mandat": StatutMandat.SUSPENDU}, "MANDAT_SUSPENDU"),
        ({"change": True}, "MANDAT_AMENDE"),
        ({"reste_du": Montant(50_836)}, "DEJA_PAYEE"),
        (
            {"blocages": [BlocageDuBail(code=Blocage.SURENDETTEMENT_ARRIERE, depuis=date(2026, 7, 1))]},
            "SURENDETTEMENT_ARRIERE",
        ),
        ({"blocages": [BlocageDuBail(code=Blocage.SURENDETTEMENT_ARRIERE, depuis=date(2026, 6, 30))]}, ""),
        ({"blocages": [BlocageDuBail(code=Blocage.DECES, depuis=date(2026, 1, 1))]}, "DECES"),
    ],
)
def test_ce_qui_a_change_depuis_la_preparation_arrete_la_remise(change: dict[str, Any], raison: str) -> None:
    suspect = un_suspect(**change)
    assert suspect.raison == raison
    if raison:
        assert code_de(lambda: exiger_a_jour([un_suspect(), suspect])) == ("REMISE_PERIMEE", "remise_id")
    else:
        exiger_a_jour([suspect])


@pytest.mark.parametrize(
    ("retours", "fragile"),
    [
        ([], False),
        (["AM04"], False),
        (["AM04", "AM04"], True),
        (["AM04", "AM04", ""], True),
        (["AM04", ""], False),
        (["", "AM04"], False),
        (["AM04", "MS03"], False),
    ],
)
def test_deux_defauts_de_provision_de_suite_font_un_debiteur_fragile(retours: list[str], fragile: bool) -> None:
    assert est_fragile(retours, motif="AM04", consecutifs=2) is fragile
