"""Ranger puis relire une ligne rend la même : rien ne s'y perd, et son explication s'y retrouve."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from fabrique_quittancement import BAREMES, ELEMENTS_CANONIQUES, eur, un_bail, un_compte, un_droit
from hypothesis import given
from hypothesis import strategies as st

from quittancement.adapters.lignes_rangees import json_de, relire
from quittancement.domain.ligne import Ligne, Modele, modele
from quittancement.domain.rubriques import Nature, rubrique
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois


def aller_retour(lignes: list[Ligne]) -> list[Ligne]:
    return relire(json.loads(json_de(lignes)), {ligne.modele.cle: ligne.modele for ligne in lignes})


def un_modele(*donnees: str, libelle: str = "Loyer", nature: Nature = Nature.LOYER) -> Modele:
    return Modele(
        code="LOY",
        libelle=libelle,
        nature=nature,
        depense=True,
        compte="704",
        regle="essai",
        article="art. 1",
        date=date(2026, 6, 1),
        certitude="verifie",
        donnees=donnees,
    )


def test_les_lignes_de_l_exemple_canonique_se_relisent_identiques() -> None:
    compte = un_compte(bail=un_bail(elements=ELEMENTS_CANONIQUES), droits=[un_droit("2026-06")])
    lignes = compte.calculer(Mois(2026, 6), baremes=BAREMES).lignes
    relues = aller_retour(lignes)
    assert relues == lignes
    assert [ligne.explication for ligne in relues] == [ligne.explication for ligne in lignes]
    assert lignes[-2].code == "RLS"
    assert lignes[-2].controle is not None


def test_une_ligne_canonique_tient_en_peu_d_octets() -> None:
    compte = un_compte(bail=un_bail(elements=ELEMENTS_CANONIQUES))
    lignes = compte.calculer(Mois(2026, 6), baremes=BAREMES).lignes
    assert len(json_de(lignes)) < 120 * len(lignes)


@given(
    st.lists(
        st.tuples(
            st.integers(-(10**12), 10**12), st.lists(st.integers(-(10**9), 10**9) | st.text(max_size=20), max_size=4)
        ),
        max_size=4,
    )
)
def test_toute_ligne_se_relit_identique(brutes: list[tuple[int, list[int | str]]]) -> None:
    lignes = [
        Ligne(
            modele=un_modele(*(f"d{rang}" for rang in range(len(donnees)))),
            montant=Montant(centimes),
            du=Montant(max(centimes, 0)),
            donnees=tuple(d if isinstance(d, str) else Montant(d) for d in donnees),
        )
        for centimes, donnees in brutes
    ]
    assert aller_retour(lignes) == lignes


def test_la_cle_d_un_modele_est_son_contenu() -> None:
    assert un_modele("mensuel").cle == un_modele("mensuel").cle
    autres = (un_modele(), un_modele("mensuel", libelle="Annexe"), un_modele("mensuel", nature=Nature.CHARGES))
    assert len({un_modele("mensuel").cle, *(autre.cle for autre in autres)}) == 4


def test_un_rappel_suit_la_rubrique_du_lot_qui_le_porte_non_celle_du_mois_rappele() -> None:
    """La même ligne rappelée par deux lots, de part et d'autre d'un changement de compte."""
    avant = rubrique("RLS", au=date(2026, 6, 1), baremes=BAREMES)
    apres = replace(avant, compte="70999")
    memes = {"regle": "rappel_de_droit", "au": date(2026, 5, 1), "donnees": ("ecart",), "baremes": BAREMES}
    assert [modele(regles, **memes).compte for regles in (avant, apres, avant)] == ["70943", "70999", "70943"]  # type: ignore[arg-type]


def test_une_somme_se_dit_comme_une_somme() -> None:
    ligne = Ligne(
        modele=un_modele("mensuel", "jours"), montant=eur("12,50"), du=eur("12,50"), donnees=(eur("12,50"), "30")
    )
    assert ligne.explication.entrees == {"mensuel": "12,50\u00a0€", "jours": "30"}
