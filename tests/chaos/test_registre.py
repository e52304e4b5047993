"""Le registre compte juste : on lui donne un monde sans faute, puis le même avec une faute à la fois."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from console.chaos.appels import Commande
from console.chaos.livraisons import Poison
from console.chaos.registre import Bilan, Consommateur, FaitPublie, Incident, Releve, Temoignage, comparer, etalons

REACTION = "quand_bail_active_activer_le_compte"
ACTIVER = Commande(service="baux", rpc="ActiverBail", request_id="r-1", calme=True, acquittee=True)
ENCORE = Commande(service="baux", rpc="ActiverBail", request_id="r-2", acquittee=True)
REFUSEE = Commande(service="baux", rpc="ActiverBail", request_id="r-3", refus="GARDE_NON_SATISFAITE")


def un_fait(numero: int, *, commande: Commande | None = None, **champs: object) -> FaitPublie:
    fait = FaitPublie(
        source="baux",
        position=numero,
        event_id=f"e-{numero}",
        agregat="bail",
        agregat_id="b-1",
        sequence=numero,
        type="BailActivé",
        cause="",
        trace=commande.trace if commande else "",
        donnees={"bail_id": "b-1"},
        envoye=True,
    )
    return replace(fait, **champs)  # type: ignore[arg-type]


def vus(*numeros: int) -> list[Temoignage]:
    return [
        Temoignage(rang=rang, nom="inbox", operation="INSERT", cle=f"e-{numero}", detail=REACTION)
        for rang, numero in enumerate(numeros, 1)
    ]


def un_monde_juste() -> Releve:
    """Deux commandes faites, une refusée, trois faits du même bail, chacun traité une fois et dans l'ordre."""
    quittancement = Consommateur(
        nom="quittancement",
        reactions={("baux", "BailActivé"): [REACTION]},
        agregats=frozenset({("baux", "bail")}),
        temoignages=vus(1, 2, 3),
    )
    return Releve(
        commandes=[ACTIVER, ENCORE, REFUSEE],
        requetes={("baux", "r-1"): 1, ("baux", "r-2"): 1},
        faits=[un_fait(1, commande=ACTIVER), un_fait(2, commande=ENCORE), un_fait(3)],
        consommateurs=[quittancement],
    )


def comptes(bilan: Bilan) -> tuple[int, int, int, int]:
    return len(bilan.perdus), len(bilan.doubles), len(bilan.inversions), len(bilan.bloques)


def test_un_monde_juste_n_a_aucun_ecart() -> None:
    bilan = comparer(un_monde_juste())
    assert comptes(bilan) == (0, 0, 0, 0), bilan
    assert bilan.juste
    assert (bilan.faits, bilan.effets) == (3, 7)


def _consommateur(releve: Releve) -> Consommateur:
    return releve.consommateurs[0]


def _effet_en_trop(releve: Releve) -> None:
    _consommateur(releve).temoignages = vus(1, 2, 2, 3)


def _effet_manquant(releve: Releve) -> None:
    _consommateur(releve).temoignages = vus(1, 3)


def _effets_inverses(releve: Releve) -> None:
    _consommateur(releve).temoignages = vus(1, 3, 2)


def _effet_sans_fait(releve: Releve) -> None:
    _consommateur(releve).temoignages = vus(1, 2, 3, 99)


def _fait_d_une_commande_absent(releve: Releve) -> None:
    """La commande r-2 est acquittée mais son fait n'est pas le sien : il en manque un à sa trace."""
    releve.faits = [un_fait(1, commande=ACTIVER), un_fait(2), un_fait(3)]


def _commande_oubliee(releve: Releve) -> None:
    releve.requetes = {("baux", "r-1"): 1}


def _commande_faite_deux_fois(releve: Releve) -> None:
    releve.faits = [*releve.faits, un_fait(4, commande=ENCORE)]
    _consommateur(releve).temoignages = vus(1, 2, 3, 4)


def _refusee_et_faite(releve: Releve) -> None:
    releve.faits = [*releve.faits, un_fait(4, commande=REFUSEE)]
    _consommateur(releve).temoignages = vus(1, 2, 3, 4)


def _trou_dans_l_outbox(releve: Releve) -> None:
    releve.faits = [un_fait(1, commande=ACTIVER), un_fait(2, commande=ENCORE), un_fait(3, sequence=4)]


def _outbox_en_desordre(releve: Releve) -> None:
    releve.faits = [un_fait(1, commande=ACTIVER), un_fait(2, commande=ENCORE, position=9), un_fait(3)]


def _non_envoye(releve: Releve) -> None:
    releve.faits = [*releve.faits[:2], un_fait(3, envoye=False)]


def _retenu(releve: Releve) -> None:
    _consommateur(releve).retenus = 1


def _gare(releve: Releve) -> None:
    _consommateur(releve).incidents = [
        Incident(statut="GARE", event_id="e-9", reaction=REACTION, code="KeyError@x:1", poison="")
    ]


def _sans_reponse(releve: Releve) -> None:
    releve.commandes = [*releve.commandes, Commande(service="baux", rpc="ActiverBail", request_id="r-4", essais=9)]


def _suite_repetee(releve: Releve) -> None:
    suites = [un_fait(n, source="demandes", agregat_id="d-1", sequence=n, cause="e-3", type="Suite") for n in (1, 2)]
    releve.faits = [*releve.faits, *suites]


FAUTES: list[tuple[Callable[[Releve], None], tuple[int, int, int, int]]] = [
    (_effet_en_trop, (0, 1, 0, 0)),
    (_effet_manquant, (1, 0, 0, 0)),
    (_effets_inverses, (0, 0, 1, 0)),
    (_effet_sans_fait, (0, 1, 0, 0)),
    (_fait_d_une_commande_absent, (1, 0, 0, 0)),
    (_commande_oubliee, (1, 0, 0, 0)),
    (_commande_faite_deux_fois, (0, 1, 0, 0)),
    (_refusee_et_faite, (0, 1, 0, 0)),
    (_trou_dans_l_outbox, (1, 0, 0, 0)),
    (_outbox_en_desordre, (0, 0, 1, 0)),
    (_non_envoye, (0, 0, 0, 1)),
    (_retenu, (0, 0, 0, 1)),
    (_gare, (0, 0, 0, 1)),
    (_sans_reponse, (0, 0, 0, 1)),
    (_suite_repetee, (0, 1, 0, 0)),
]


@pytest.mark.parametrize(("fausser", "attendu"), FAUTES, ids=lambda v: getattr(v, "__name__", "").strip("_"))
def test_chaque_faute_est_comptee_une_fois_a_sa_place(
    fausser: Callable[[Releve], None], attendu: tuple[int, int, int, int]
) -> None:
    releve = un_monde_juste()
    fausser(releve)
    bilan = comparer(releve)
    assert comptes(bilan) == attendu, bilan
    assert not bilan.juste


def _poison(sorte: str, *, corps_fautif: bool) -> Poison:
    return Poison(id="p-1", sorte=sorte, source="baux", agregat="bail", type="BailActivé", corps_fautif=corps_fautif)


@pytest.mark.parametrize(
    ("sorte", "corps_fautif", "statuts", "attendu"),
    [
        ("sans_id", False, ["GARE"], (0, 0, 0, 0)),
        ("sans_id", False, [], (1, 0, 0, 0)),
        ("json_casse", True, [], (1, 0, 0, 0)),
        ("json_casse", True, ["GARE"], (0, 0, 0, 0)),
        ("json_casse", True, ["GARE", "GARE"], (0, 1, 0, 0)),
        ("json_casse", True, ["REPRISE"], (1, 0, 0, 1)),
        ("type_inconnu", False, [], (0, 0, 0, 0)),
    ],
)
def test_un_poison_doit_etre_gare_une_fois(
    sorte: str, corps_fautif: bool, statuts: list[str], attendu: tuple[int, int, int, int]
) -> None:
    releve = un_monde_juste()
    releve.poisons = [_poison(sorte, corps_fautif=corps_fautif)]
    _consommateur(releve).incidents = [
        Incident(statut=statut, event_id="x", reaction="", code="C", poison="p-1") for statut in statuts
    ]
    assert comptes(comparer(releve)) == attendu


def test_une_reaction_refusee_par_une_regle_n_est_pas_perdue() -> None:
    releve = un_monde_juste()
    _consommateur(releve).temoignages = vus(1, 3)
    _consommateur(releve).refus = frozenset({("e-2", REACTION)})
    assert comparer(releve).juste


def test_une_sorte_de_commande_qui_varie_dans_le_calme_est_signalee() -> None:
    autre = Commande(service="baux", rpc="ActiverBail", request_id="r-9", calme=True, acquittee=True)
    with pytest.raises(ValueError, match=r"baux\.ActiverBail produit"):
        etalons([ACTIVER, autre], [un_fait(1, commande=ACTIVER)])
