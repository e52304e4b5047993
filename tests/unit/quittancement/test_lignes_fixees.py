"""Lignes ajoutées au bail par une décision : SLS, troisième ligne, assurance, indemnité d'occupation, TVA, annexes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fabrique_quittancement import BAREMES, eur, le, quittancer, un_bail, un_compte, un_droit

from quittancement.domain.bail import DroitApl, ParametresBail
from quittancement.domain.compte import Compte, StatutCompte
from quittancement.domain.indemnite import Resiliation
from quittancement.domain.ligne import Ligne
from quittancement.domain.lignes_fixees import (
    Assujettissement,
    AssurancePourCompte,
    Element,
    LigneAFixer,
    SupplementDeLoyer,
    TroisiemeLigne,
    fixer_ligne,
)
from quittancement.domain.rubriques import Nature
from quittancement.domain.terme_calcule import calculer_terme
from socle.domaine.explication import Reponse
from socle.domaine.montant import Montant, somme
from socle.domaine.periodes import Mois
from socle.domaine.refus import DonneeInvalide, Refus, RegleViolee


def avec(*lignes: LigneAFixer, bail: ParametresBail | None = None) -> Compte:
    compte = un_compte(bail=bail)
    for ligne in lignes:
        fixer_ligne(compte, ligne, baremes=BAREMES)
    return compte


def lignes(compte: Compte, mois: str, code: str = "") -> Sequence[Ligne]:
    toutes = calculer_terme(compte.id, compte.bail, Mois.lire(mois), droit=None, baremes=BAREMES).lignes
    return [ligne for ligne in toutes if not code or ligne.code == code]


def valeurs(compte: Compte, mois: str, code: str) -> list[int]:
    return [ligne.montant.centimes for ligne in lignes(compte, mois, code)]


def un_sls(montant: str = "50,00", evenement_le: str = "2026-06-17") -> SupplementDeLoyer:
    return SupplementDeLoyer(montant=eur(montant), evenement_le=le(evenement_le), piece="ENQ-2026")


def une_trl(**change: object) -> TroisiemeLigne:
    champs: dict[str, object] = {
        "montant": eur("12,50"),
        "economie": eur("25,00"),
        "a_partir_de": le("2026-07-01"),
        "mois": 180,
    }
    return TroisiemeLigne(**{**champs, **change})  # type: ignore[arg-type]


def une_asp(**change: object) -> AssurancePourCompte:
    champs: dict[str, object] = {
        "prime_annuelle": eur("78,55"),
        "majoration_pour_cent": 10,
        "mise_en_demeure_le": le("2026-05-15"),
        "souscrite_le": le("2026-06-16"),
        "piece": "POL-1",
    }
    return AssurancePourCompte(**{**champs, **change})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("evenement_le", "dernier_sans", "premier_avec"),
    [("2026-06-01", "2026-06", "2026-07"), ("2026-06-30", "2026-06", "2026-07"), ("2026-12-31", "2026-12", "2027-01")],
)
def test_le_sls_prend_effet_le_mois_qui_suit_l_evenement(
    evenement_le: str, dernier_sans: str, premier_avec: str
) -> None:
    compte = avec(un_sls(evenement_le=evenement_le))
    assert (valeurs(compte, dernier_sans, "SLS"), valeurs(compte, premier_avec, "SLS")) == ([], [5000])


def test_le_sls_est_du_en_mois_entiers_et_dit_pourquoi() -> None:
    compte = avec(un_sls(), bail=un_bail(date_fin=le("2026-08-10")))
    (ligne,) = lignes(compte, "2026-08", "SLS")
    assert ligne.montant == eur("50,00")
    explication = ligne.explication
    assert (explication.regle, explication.date) == ("supplement_de_loyer", le("2026-08-01"))
    assert "R441-23" in explication.article
    assert explication.entrees["evenement_le"] == "2026-06-17"
    assert explication.entrees["effet_le"] == "2026-07-01"


def test_un_nouveau_sls_remplace_l_ancien_et_un_sls_nul_le_fait_cesser() -> None:
    compte = avec(un_sls(), un_sls("80,00", "2026-09-02"), un_sls("0", "2026-11-30"))
    assert [valeurs(compte, m, "SLS") for m in ("2026-07", "2026-09", "2026-10", "2026-11", "2026-12")] == [
        [5000],
        [5000],
        [8000],
        [8000],
        [],
    ]


def test_la_troisieme_ligne_est_bornee_fixe_et_annoncee() -> None:
    compte = avec(une_trl())
    (ligne,) = lignes(compte, "2026-07", "TRL")
    assert ligne.libelle == "Partage des économies d'énergie (3e ligne), fixe jusqu'au 30/06/2041"
    assert ligne.explication.entrees["plafond"] == str(eur("12,50"))
    assert (valeurs(compte, "2041-06", "TRL"), valeurs(compte, "2041-07", "TRL")) == ([1250], [])
    assert fixer_ligne(compte, une_trl(), baremes=BAREMES) is False
    suite = une_trl(a_partir_de=le("2041-07-01"), mois=1)
    assert fixer_ligne(compte, suite, baremes=BAREMES) is True


@pytest.mark.parametrize(
    ("change", "code", "champ"),
    [
        ({"montant": eur("12,51")}, "TRL_AU_DESSUS_DE_LA_PART", "montant"),
        ({"economie": eur("24,99")}, "TRL_AU_DESSUS_DE_LA_PART", "montant"),
        ({"mois": 181}, "TRL_TROP_LONGUE", "mois"),
        ({"mois": 0}, "TRL_TROP_LONGUE", "mois"),
        ({"montant": Montant.zero()}, "MONTANT_NON_POSITIF", "montant"),
        ({"montant": eur("5,00"), "a_partir_de": le("2030-01-01")}, "TRL_NON_REVISABLE", "montant"),
    ],
)
def test_une_troisieme_ligne_hors_de_ses_bornes_est_refusee(change: dict[str, object], code: str, champ: str) -> None:
    compte = avec(une_trl()) if code == "TRL_NON_REVISABLE" else un_compte()
    avant = compte.bail
    with pytest.raises(Refus) as refus:
        fixer_ligne(compte, une_trl(**change), baremes=BAREMES)
    assert (refus.value.code, refus.value.champ) == (code, champ)
    assert compte.bail is avant


def test_l_assurance_se_paie_en_douze_parts_qui_font_la_prime_majoree() -> None:
    compte = avec(une_asp())
    parts = [valeurs(compte, str(Mois(2026, 6).decale(i)), "ASP") for i in range(14)]
    assert (parts[0], parts[13]) == ([], [])
    assert sum(p for (p,) in parts[1:13]) == 8641
    assert {p for (p,) in parts[1:13]} == {720, 721}
    (ligne,) = lignes(compte, "2026-07", "ASP")
    assert ligne.explication.entrees["mise_en_demeure_le"] == "2026-05-15"
    assert "2016-383" in ligne.explication.article
    assert fixer_ligne(compte, une_asp(), baremes=BAREMES) is False


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"souscrite_le": le("2026-06-15")}, "ASP_TROP_TOT"),
        ({"mise_en_demeure_le": le("2026-01-31"), "souscrite_le": le("2026-02-28")}, "ASP_TROP_TOT"),
        ({"majoration_pour_cent": 11}, "ASP_MAJORATION_EXCESSIVE"),
        ({"majoration_pour_cent": -1}, "ASP_MAJORATION_EXCESSIVE"),
        ({"prime_annuelle": Montant.zero()}, "MONTANT_NON_POSITIF"),
    ],
)
def test_une_assurance_trop_tot_ou_trop_chere_est_refusee(change: dict[str, object], code: str) -> None:
    with pytest.raises(Refus) as refus:
        avec(une_asp(**change))
    assert refus.value.code == code


def test_le_lendemain_du_delai_l_assurance_peut_etre_souscrite() -> None:
    compte = avec(une_asp(mise_en_demeure_le=le("2026-01-31"), souscrite_le=le("2026-03-01")))
    assert valeurs(compte, "2026-04", "ASP") == [721]


def test_l_indemnite_d_occupation_remplace_loyer_et_provisions_au_jour_pres() -> None:
    eau = Element(code="PEF", montant=eur("31,00"), a_partir_de=le("2026-01-01"))
    garage = Element(code="ANN", montant=eur("40,00"), a_partir_de=le("2026-01-01"), piece="garage 12")
    compte = avec(eau, garage, Resiliation(resilie_le=le("2026-07-11"), piece="JUG-1"))
    juillet = {ligne.code: ligne.montant.centimes for ligne in lignes(compte, "2026-07")}
    assert juillet == {"LOY": 13302, "PCG": 3097, "PEF": 1000, "ANN": 4000, "IOC": 27935, "IOP": 8603}
    aout = {ligne.code: ligne.montant.centimes for ligne in lignes(compte, "2026-08")}
    assert aout == {"ANN": 4000, "IOC": 41237, "IOP": 9600 + 3100}
    explication = lignes(compte, "2026-08", "IOC")[0].explication
    assert explication.regle == "indemnite_d_occupation"
    assert explication.entrees["fixee_par"] == "le loyer et les provisions d'avant"
    assert explication.entrees["indemnite"] == str(eur("539,37"))
    (charges,) = lignes(compte, "2026-08", "IOP")
    assert (charges.nature, charges.compte) == (Nature.CHARGES, "703")


def test_le_jugement_peut_fixer_l_indemnite_et_sa_fin_rend_le_loyer() -> None:
    jugee = Resiliation(resilie_le=le("2026-07-01"), mensuel=eur("600,00"))
    compte = avec(jugee, Resiliation(resilie_le=le("2026-09-16"), mensuel=Montant.zero()))
    assert (valeurs(compte, "2026-08", "IOC"), valeurs(compte, "2026-08", "IOP")) == ([50400], [9600])
    septembre = {ligne.code: ligne.montant.centimes for ligne in lignes(compte, "2026-09")}
    assert septembre == {"LOY": 20619, "PCG": 4800, "IOC": 25200, "IOP": 4800}
    assert valeurs(compte, "2026-10", "LOY") == [41237]


@pytest.mark.parametrize(("mensuel", "loyer", "charges"), [("96,00", [9600], []), ("96,01", [1], [9600])])
def test_une_indemnite_qui_ne_depasse_pas_les_provisions_n_a_pas_de_part_de_charges(
    mensuel: str, loyer: list[int], charges: list[int]
) -> None:
    compte = avec(Resiliation(resilie_le=le("2026-07-01"), mensuel=eur(mensuel)))
    assert (valeurs(compte, "2026-07", "IOC"), valeurs(compte, "2026-07", "IOP")) == (loyer, charges)
    assert valeurs(compte, "2026-07", "LOY") == []


def test_un_bail_sans_provision_ne_porte_que_l_indemnite() -> None:
    compte = avec(Resiliation(resilie_le=le("2026-07-01")), bail=un_bail(provision_charges=Montant.zero()))
    assert [ligne.code for ligne in lignes(compte, "2026-07")] == ["IOC"]


def test_un_jugement_qui_suit_remplace_les_deux_parts() -> None:
    compte = avec(
        Resiliation(resilie_le=le("2026-07-01")), Resiliation(resilie_le=le("2026-09-01"), mensuel=eur("90,00"))
    )
    assert [ligne.code for ligne in lignes(compte, "2026-08")] == ["IOC", "IOP"]
    assert [ligne.code for ligne in lignes(compte, "2026-09")] == ["IOC"]
    assert not fixer_ligne(compte, Resiliation(resilie_le=le("2026-09-01"), mensuel=eur("90,00")), baremes=BAREMES)


def resilie_le(jour: str, droit: DroitApl) -> Compte:
    compte = avec(Resiliation(resilie_le=le(jour)))
    compte.recevoir_droit(droit, baremes=BAREMES)
    return compte


def test_un_occupant_sans_titre_est_quittance_sans_la_rls_et_sa_ligne_dit_pourquoi() -> None:
    compte = resilie_le("2026-07-01", un_droit("2026-07", apl="271,00", rls="43,06"))
    (juillet,) = quittancer(compte, "2026-07")
    assert juillet.net == eur("508,37") - eur("271,00")
    rls = next(ligne for ligne in juillet.lignes if ligne.code == "RLS")
    assert rls.montant == Montant.zero()
    assert rls.libelle.endswith("limitée au loyer")
    assert rls.explication.entrees == {"rls_transmise": str(eur("43,06")), "loyer": str(Montant.zero())}
    assert (rls.explication.certitude, rls.controle and rls.controle.reponse) == ("incertain", Reponse.NON)
    assert compte.mois_a_rappeler == []


def test_resilie_en_cours_de_mois_la_rls_s_arrete_au_loyer_des_jours_de_bail() -> None:
    droit = un_droit("2026-07", apl="0", rls="43,06")
    assert valeurs_du_droit(resilie_le("2026-07-03", droit), droit)["RLS"] == -2660
    assert valeurs_du_droit(resilie_le("2026-07-05", droit), droit)["RLS"] == -4306


def test_un_droit_recu_apres_coup_sous_indemnite_ne_se_rappelle_que_pour_son_apl() -> None:
    compte = avec(Resiliation(resilie_le=le("2026-07-01")))
    quittancer(compte, "2026-07")
    compte.recevoir_droit(un_droit("2026-07", apl="271,00", rls="43,06"), baremes=BAREMES)
    (aout,) = quittancer(compte, "2026-08")
    assert [(x.code, x.montant.centimes) for x in aout.lignes if x.mois_origine] == [("APL", -27100)]


def test_sans_resiliation_une_rls_au_dela_du_loyer_met_toujours_le_bail_de_cote() -> None:
    compte = un_compte(bail=un_bail(loyer_principal=eur("20,00")))
    droit = un_droit("2026-07", apl="0", rls="43,06")
    with pytest.raises(RegleViolee) as refus:
        valeurs_du_droit(compte, droit)
    assert refus.value.code == "RLS_SUPERIEURE_AU_LOYER"


def valeurs_du_droit(compte: Compte, droit: DroitApl) -> dict[str, int]:
    terme = calculer_terme(compte.id, compte.bail, Mois.lire(droit.mois), droit=droit, baremes=BAREMES)
    return {ligne.code: ligne.montant.centimes for ligne in terme.lignes}


def test_le_parking_isole_porte_la_tva_l_annexe_du_logement_non() -> None:
    parking = Element(code="PKI", montant=eur("50,00"), a_partir_de=le("2026-06-16"), piece="P-4")
    garage = Element(code="ANN", montant=eur("40,00"), a_partir_de=le("2026-01-01"))
    compte = avec(parking, garage)
    assert (valeurs(compte, "2026-07", "TVA"), valeurs(compte, "2026-06", "PKI")) == ([1000], [2500])
    (tva,) = lignes(compte, "2026-06", "TVA")
    assert (tva.montant, tva.compte) == (eur("5,00"), "44571")
    assert tva.explication.entrees["lignes"] == "PKI"
    assert (tva.explication.entrees["taux"], tva.explication.entrees["source_du_taux"]) == ("20 %", "CGI art. 278")
    assert valeurs(compte, "2026-05", "TVA") == []


def test_un_bail_assujetti_porte_la_tva_du_loyer_et_des_charges_d_un_seul_arrondi() -> None:
    compte = avec(Assujettissement(a_partir_de=le("2026-06-02")), bail=un_bail(provision_charges=eur("0,01")))
    assert (valeurs(compte, "2026-06", "TVA"), valeurs(compte, "2026-07", "TVA")) == ([], [8248])
    assert somme(x.montant for x in lignes(compte, "2026-07")) == eur("412,37") + eur("0,01") + eur("82,48")


def test_deux_annexes_se_distinguent_par_leur_piece_et_une_annexe_nulle_s_arrete() -> None:
    def garage(montant: str, jour: str, piece: str = "garage 12") -> Element:
        return Element(code="ANN", montant=eur(montant), a_partir_de=le(jour), piece=piece)

    compte = avec(garage("40,00", "2026-01-01"), garage("15,00", "2026-01-01", "cave 3"), garage("42,00", "2026-06-01"))
    assert sorted(valeurs(compte, "2026-05", "ANN")) == [1500, 4000]
    assert sorted(valeurs(compte, "2026-06", "ANN")) == [1500, 4200]
    fixer_ligne(compte, garage("0", "2026-07-01"), baremes=BAREMES)
    assert valeurs(compte, "2026-07", "ANN") == [1500]


def test_une_somme_ponctuelle_ne_revient_pas_le_mois_suivant() -> None:
    compte = avec(Element(code="DGA", montant=eur("412,37"), a_partir_de=le("2026-06-10")))
    assert (valeurs(compte, "2026-06", "DGA"), valeurs(compte, "2026-07", "DGA")) == ([41237], [])


@pytest.mark.parametrize("code", ["SLS", "TRL", "ASP", "IOC", "REG", "LOY", "RLS", "APL", "TVA"])
def test_une_ligne_qui_a_sa_regle_ne_se_fixe_pas_a_la_main(code: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        avec(Element(code=code, montant=Montant(1), a_partir_de=le("2026-06-01")))
    assert (refus.value.code, refus.value.champ) == ("RUBRIQUE_A_REGLE", "code")


@pytest.mark.parametrize(
    ("element", "code"),
    [
        (Element(code="XYZ", montant=Montant(1), a_partir_de=le("2026-06-01")), "RUBRIQUE_INCONNUE"),
        (Element(code="ANN", montant=Montant(-1), a_partir_de=le("2026-06-01")), "SIGNE_IMPOSSIBLE"),
        (
            Element(code="ANN", montant=Montant(1), a_partir_de=le("2026-06-02"), jusqu_au=le("2026-06-01")),
            "PERIODE_INVERSEE",
        ),
    ],
)
def test_un_element_impossible_est_refuse(element: Element, code: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        avec(element)
    assert refus.value.code == code


def test_un_mois_deja_calcule_ne_se_recrit_pas_mais_le_rejeu_passe() -> None:
    compte = avec(un_sls())
    quittancer(compte, "2026-07")
    assert fixer_ligne(compte, un_sls(), baremes=BAREMES) is False
    with pytest.raises(RegleViolee) as refus:
        fixer_ligne(compte, un_sls("60,00"), baremes=BAREMES)
    assert refus.value.code == "MOIS_DEJA_CALCULE"
    assert fixer_ligne(compte, un_sls("60,00", "2026-07-01"), baremes=BAREMES) is True


def test_un_compte_clos_ne_recoit_plus_de_ligne() -> None:
    compte = un_compte()
    compte.statut = StatutCompte.CLOS
    with pytest.raises(RegleViolee) as refus:
        fixer_ligne(compte, un_sls(), baremes=BAREMES)
    assert refus.value.code == "BAIL_CLOS"
