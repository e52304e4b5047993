"""Les clés tournent sans redémarrage : une clé inconnue fait relire le jeu, mais pas plus d'une fois par trente secondes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from socle.domaine.refus import NonAuthentifie
from socle.technique.contexte import Appelant
from socle.technique.jetons import DUREE_INTERNE, TYP_INTERNE, Emetteur, Verificateur, jwks_publics, nouvelle_cle_es256

AGENT = Appelant(sub="agent-1", metiers=("CONSEILLER_ESF",))
ANCIENNE, NOUVELLE = nouvelle_cle_es256(), nouvelle_cle_es256()


class Trousseau:
    """Un fichier de clés que l'on change, et le nombre de fois qu'on l'a lu."""

    def __init__(self) -> None:
        self.maintenant = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
        self.contenu: Any = jeu(un=ANCIENNE)
        self.lectures = 0
        self.verificateur = Verificateur(
            self.lire, issuers={"gateway"}, audience="baux", typ=TYP_INTERNE, horloge=lambda: self.maintenant
        )

    def lire(self) -> Any:
        self.lectures += 1
        if isinstance(self.contenu, Exception):
            raise self.contenu
        return self.contenu

    def verifier(self, kid: str, pem: str) -> str:
        """« admis », ou le code du refus, pour un jeton neuf signé de cette clé."""
        emetteur = Emetteur(pem, kid=kid, issuer="gateway", typ=TYP_INTERNE)
        try:
            self.verificateur.verifier(emetteur.emettre(AGENT, "baux", DUREE_INTERNE, self.maintenant))
        except NonAuthentifie as refus:
            return refus.code
        return "admis"

    def avancer(self, secondes: int) -> None:
        self.maintenant += timedelta(seconds=secondes)


def jeu(**cles: str) -> Any:
    return jwks_publics({kid: ("gateway", pem) for kid, pem in cles.items()})


@pytest.fixture
def trousseau() -> Trousseau:
    return Trousseau()


def test_une_cle_ajoutee_est_admise_sans_redemarrer(trousseau: Trousseau) -> None:
    trousseau.contenu = jeu(un=ANCIENNE, deux=NOUVELLE)
    trousseau.avancer(30)
    assert (trousseau.verifier("deux", NOUVELLE), trousseau.verifier("un", ANCIENNE)) == ("admis", "admis")
    assert trousseau.lectures == 2


def test_une_cle_connue_ne_fait_rien_relire(trousseau: Trousseau) -> None:
    trousseau.avancer(3600)
    assert trousseau.verifier("un", ANCIENNE) == "admis"
    assert trousseau.lectures == 1


def test_des_cles_inventees_ne_font_lire_qu_une_fois_par_trente_secondes(trousseau: Trousseau) -> None:
    trousseau.avancer(29)
    assert trousseau.verifier("inventee", NOUVELLE) == "JETON_SIGNATURE"
    assert trousseau.lectures == 1
    trousseau.avancer(1)
    assert {trousseau.verifier(f"inventee-{n}", NOUVELLE) for n in range(50)} == {"JETON_SIGNATURE"}
    assert trousseau.lectures == 2


def test_une_cle_retiree_ne_verifie_plus_rien_apres_la_relecture(trousseau: Trousseau) -> None:
    trousseau.contenu = jeu(deux=NOUVELLE)
    trousseau.avancer(30)
    assert trousseau.verifier("deux", NOUVELLE) == "admis"
    assert trousseau.verifier("un", ANCIENNE) == "JETON_SIGNATURE"


@pytest.mark.parametrize(
    "panne",
    [OSError("absent"), {"keys": []}, {}, jwks_publics({"deux": ("intrus", NOUVELLE)})],
    ids=["illisible", "vide", "sans clés", "d'un émetteur inattendu"],
)
def test_un_jeu_gate_laisse_l_ancien_en_service(trousseau: Trousseau, panne: Any) -> None:
    trousseau.contenu = panne
    trousseau.avancer(30)
    assert trousseau.verifier("deux", NOUVELLE) == "JETON_SIGNATURE"
    assert trousseau.verifier("un", ANCIENNE) == "admis"


def test_un_kid_repris_par_une_autre_cle_n_est_pas_admis(trousseau: Trousseau) -> None:
    assert trousseau.verifier("un", NOUVELLE) == "JETON_SIGNATURE"
