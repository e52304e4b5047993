"""Les jetons : chaque façon de tricher a son refus, et rien de vérifié ne survit à son expiration."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from socle.domaine.refus import NonAuthentifie
from socle.technique import jetons
from socle.technique.contexte import Appelant
from socle.technique.jetons import (
    AUDIENCE_EXTERNE,
    DUREE_INTERNE,
    TYP_EXTERNE,
    TYP_INTERNE,
    Emetteur,
    Verificateur,
    jwks_publics,
    nouvelle_cle_es256,
)

MIDI = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
IDP = "https://identite.example"
CLE_PASSERELLE, CLE_BAUX, CLE_IDP = (nouvelle_cle_es256() for _ in range(3))
CLE_RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
JWKS = jwks_publics({"gateway-1": ("gateway", CLE_PASSERELLE), "service-baux": ("service:baux", CLE_BAUX)})
AGENT = Appelant(sub="agent-1", metiers=("CONSEILLER_ESF",), mission_active="SOC_PROJETS", perimetre=("res-1", "res-2"))
SERVICE = Appelant(sub="service:baux", role_technique="SERVICE")


class Montre:
    def __init__(self) -> None:
        self.instant = MIDI

    def __call__(self) -> datetime:
        return self.instant

    def avancer(self, **duree: float) -> None:
        self.instant += timedelta(**duree)


def un_verificateur(montre: Montre | None = None, audience: str = "baux") -> Verificateur:
    return Verificateur(
        JWKS, issuers={"gateway", "service:baux"}, audience=audience, typ=TYP_INTERNE, horloge=montre or Montre()
    )


def un_verificateur_externe(jwks: dict[str, Any] | None = None) -> Verificateur:
    publique = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(CLE_RSA.public_key()))
    des_deux = {
        "keys": [*jwks_publics({"idp-ec": (IDP, CLE_IDP)})["keys"], {**publique, "kid": "idp-rsa", "use": "sig"}]
    }
    return Verificateur(jwks or des_deux, issuers=[IDP], audience=AUDIENCE_EXTERNE, typ=TYP_EXTERNE, horloge=Montre())


def une_passerelle() -> Emetteur:
    return Emetteur(CLE_PASSERELLE, kid="gateway-1", issuer="gateway", typ=TYP_INTERNE)


def un_jeton(appelant: Appelant = AGENT, audience: str = "baux") -> str:
    return une_passerelle().emettre(appelant, audience, DUREE_INTERNE, MIDI)


def un_jeton_forge(
    *,
    cle: Any = CLE_PASSERELLE,
    algorithme: str = "ES256",
    kid: str | None = "gateway-1",
    typ: str = TYP_INTERNE,
    sans: str = "",
    entete: dict[str, Any] | None = None,
    **change: Any,
) -> str:
    """Le jeton d'un tricheur : tout s'y change, y compris ce qu'un émetteur honnête refuserait de signer."""
    debut = int(MIDI.timestamp())
    dates = {"iat": debut, "nbf": debut, "exp": debut + 300}
    claims = {"iss": "gateway", "aud": "baux", "sub": "agent-1", "metiers": ["CONSEILLER_ESF"], **dates, **change}
    claims.pop(sans, None)
    tete = {"typ": typ, **({"kid": kid} if kid else {}), **(entete or {})}
    return jwt.encode(claims, cle, algorithm=algorithme, headers=tete)


def un_jeton_hs256(secret: bytes) -> str:
    """Signé en HMAC avec la clé publique : PyJWT refuse de le fabriquer, un attaquant non."""

    def en_base64(donnees: bytes) -> bytes:
        return base64.urlsafe_b64encode(donnees).rstrip(b"=")

    modele = un_jeton_forge().split(".")
    tete = en_base64(json.dumps({"alg": "HS256", "typ": TYP_INTERNE, "kid": "gateway-1"}).encode())
    a_signer = tete + b"." + modele[1].encode()
    return (a_signer + b"." + en_base64(hmac.new(secret, a_signer, hashlib.sha256).digest())).decode()


def pem_public(pem: str) -> bytes:
    cle = serialization.load_pem_private_key(pem.encode(), password=None)
    return cle.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def code_du_refus(verificateur: Verificateur, jeton: str | None) -> str:
    with pytest.raises(NonAuthentifie) as refus:
        verificateur.verifier(jeton)
    assert refus.value.__cause__ is None
    assert refus.value.__suppress_context__ or refus.value.__context__ is None
    return refus.value.code


# Aller et retour


@pytest.mark.parametrize(
    "appelant",
    [
        AGENT,
        Appelant(sub="agent-2", metiers=("GARDIEN_IMMEUBLE", "CHARGE_CLIENTELE")),
        Appelant(sub="partenaire:caf", partenaire="CAF", departement="75"),
        Appelant(sub="dpo-1", role_technique="DPO"),
    ],
)
def test_la_passerelle_affirme_un_agent_un_partenaire_ou_un_role(appelant: Appelant) -> None:
    assert un_verificateur().verifier(un_jeton(appelant)) == appelant


def test_un_service_affirme_qu_il_est_un_service() -> None:
    jeton = Emetteur(CLE_BAUX, kid="service-baux", issuer="service:baux").emettre(
        SERVICE, "demandes", DUREE_INTERNE, MIDI
    )
    assert un_verificateur(audience="demandes").verifier(jeton) == SERVICE


def test_un_perimetre_vide_n_est_pas_tout_le_patrimoine() -> None:
    sans_residence = Appelant(sub="agent-1", metiers=("GARDIEN_IMMEUBLE",), perimetre=())
    assert un_verificateur().verifier(un_jeton(sans_residence)).perimetre == ()


def test_un_champ_inconnu_du_jeton_est_ignore() -> None:
    assert un_verificateur().verifier(un_jeton_forge(niveau="P", jti="1")).metiers == ("CONSEILLER_ESF",)


# Les refus


@pytest.mark.parametrize("absent", [None, ""])
def test_sans_jeton(absent: str | None) -> None:
    assert code_du_refus(un_verificateur(), absent) == "JETON_ABSENT"


AUTRE_CLE = nouvelle_cle_es256()
REFUS: dict[str, tuple[Callable[[], str], str]] = {
    "pour un autre service": (lambda: un_jeton(audience="social"), "JETON_AUDIENCE"),
    "pour plusieurs services": (lambda: un_jeton_forge(aud=["baux", "social"]), "JETON_AUDIENCE"),
    "sans audience": (lambda: un_jeton_forge(sans="aud"), "JETON_AUDIENCE"),
    "sans signature (alg none)": (lambda: un_jeton_forge(cle=None, algorithme="none"), "JETON_ALGORITHME"),
    "HS256 avec la clé publique": (lambda: un_jeton_hs256(pem_public(CLE_PASSERELLE)), "JETON_ALGORITHME"),
    "RS256 sur un jeton interne": (lambda: un_jeton_forge(cle=CLE_RSA, algorithme="RS256"), "JETON_ALGORITHME"),
    "signé d'une autre clé": (lambda: un_jeton_forge(cle=AUTRE_CLE), "JETON_SIGNATURE"),
    "clé inconnue": (lambda: un_jeton_forge(kid="gateway-2"), "JETON_SIGNATURE"),
    "clé non nommée": (lambda: un_jeton_forge(kid=None), "JETON_SIGNATURE"),
    "contenu remplacé": (lambda: _contenu_remplace(), "JETON_SIGNATURE"),
    "jeton externe": (lambda: un_jeton_forge(typ=TYP_EXTERNE), "JETON_TYPE"),
    "type banal": (lambda: un_jeton_forge(typ="JWT"), "JETON_TYPE"),
    "émetteur qui n'est pas celui de la clé": (lambda: un_jeton_forge(iss="service:baux"), "JETON_EMETTEUR"),
    "émetteur inconnu": (lambda: un_jeton_forge(iss="https://ailleurs.example"), "JETON_EMETTEUR"),
    "sans émetteur": (lambda: un_jeton_forge(sans="iss"), "JETON_EMETTEUR"),
    "service qui prend le nom de la passerelle": (
        lambda: un_jeton_forge(cle=CLE_BAUX, kid="service-baux", iss="gateway"),
        "JETON_EMETTEUR",
    ),
    "sans sujet": (lambda: un_jeton_forge(sans="sub"), "JETON_MALFORME"),
    "sujet vide": (lambda: un_jeton_forge(sub=""), "JETON_MALFORME"),
    "sujet qui n'est pas un texte": (lambda: un_jeton_forge(sub=["agent-1"]), "JETON_MALFORME"),
    "sans exp": (lambda: un_jeton_forge(sans="exp"), "JETON_MALFORME"),
    "sans iat": (lambda: un_jeton_forge(sans="iat"), "JETON_MALFORME"),
    "sans nbf": (lambda: un_jeton_forge(sans="nbf"), "JETON_MALFORME"),
    "exp qui n'est pas un nombre": (lambda: un_jeton_forge(exp=float("nan")), "JETON_MALFORME"),
    "exp infini": (lambda: un_jeton_forge(exp=float("inf")), "JETON_MALFORME"),
    "exp booléen": (lambda: un_jeton_forge(exp=True), "JETON_MALFORME"),
    "métiers en un seul texte": (lambda: un_jeton_forge(metiers="CONSEILLER_ESF"), "JETON_MALFORME"),
    "métiers nuls": (lambda: un_jeton_forge(metiers=None), "JETON_MALFORME"),
    "métier numérique": (lambda: un_jeton_forge(metiers=[1]), "JETON_MALFORME"),
    "périmètre en un seul texte": (lambda: un_jeton_forge(perimetre="res-1"), "JETON_MALFORME"),
    "jeton interne de six minutes": (lambda: un_jeton_forge(exp=int(MIDI.timestamp()) + 360), "JETON_MALFORME"),
    "extension critique inconnue": (lambda: un_jeton_forge(entete={"crit": ["x"], "x": 1}), "JETON_MALFORME"),
    "pas un jeton": (lambda: "bonjour", "JETON_MALFORME"),
    "trois points": (lambda: "a.b.c", "JETON_MALFORME"),
    "caractères étrangers": (lambda: "é\ud800.€.ß", "JETON_MALFORME"),
    "trop long": (lambda: un_jeton_forge(metiers=["CONSEILLER_ESF"] * 2000), "JETON_MALFORME"),
    "en-tête très emboîté": (lambda: _emboite() + ".e30.AA", "JETON_MALFORME"),
    "périmé": (lambda: un_jeton_forge(exp=int(MIDI.timestamp()) - 5), "JETON_EXPIRE"),
    "pas encore valable": (lambda: un_jeton_forge(nbf=int(MIDI.timestamp()) + 6), "JETON_PREMATURE"),
    "émis dans l'avenir": (lambda: un_jeton_forge(iat=int(MIDI.timestamp()) + 6), "JETON_PREMATURE"),
}


def _contenu_remplace() -> str:
    tete, _, signature = un_jeton().split(".")
    autre = un_jeton_forge(metiers=["CHEF_SECTEUR"]).split(".")[1]
    return f"{tete}.{autre}.{signature}"


def _emboite() -> str:
    return base64.urlsafe_b64encode(b"[" * 12_000).decode().rstrip("=")


@pytest.mark.parametrize("cas", REFUS)
def test_chaque_tricherie_a_son_refus(cas: str) -> None:
    fabriquer, code = REFUS[cas]
    assert code_du_refus(un_verificateur(), fabriquer()) == code


@pytest.mark.parametrize(
    "pretention",
    [
        {"metiers": ["CHEF_SECTEUR"]},
        {"metiers": ["CHEF_SECTEUR"], "role_technique": "SERVICE"},
        {"metiers": [], "partenaire": "CAF"},
        {"metiers": [], "role_technique": "ADMIN_SI"},
        {"metiers": [], "role_technique": "SERVICE", "perimetre": ["res-1"]},
        {"metiers": [], "role_technique": "SERVICE", "sub": "service:social"},
        {"metiers": [], "role_technique": "SERVICE", "sub": "agent-1"},
        {"metiers": []},
    ],
)
def test_un_service_ne_peut_affirmer_que_d_etre_lui_meme(pretention: dict[str, Any]) -> None:
    jeton = un_jeton_forge(
        cle=CLE_BAUX, kid="service-baux", iss="service:baux", **{"sub": "service:baux", **pretention}
    )
    assert code_du_refus(un_verificateur(), jeton) == "JETON_EMETTEUR"


def test_un_emetteur_refuse_de_signer_ce_qui_serait_refuse() -> None:
    service = Emetteur(CLE_BAUX, kid="service-baux", issuer="service:baux")
    for emetteur, appelant, duree in (
        (service, AGENT, DUREE_INTERNE),
        (une_passerelle(), AGENT, timedelta(minutes=6)),
        (une_passerelle(), AGENT, timedelta(0)),
        (Emetteur(CLE_BAUX, kid="x", issuer="ailleurs"), AGENT, DUREE_INTERNE),
    ):
        with pytest.raises(ValueError):
            emetteur.emettre(appelant, "baux", duree, MIDI)


def test_le_message_du_refus_ne_repete_jamais_le_jeton() -> None:
    jeton = un_jeton_forge(cle=AUTRE_CLE)
    with pytest.raises(NonAuthentifie) as refus:
        un_verificateur().verifier(jeton)
    assert jeton not in f"{refus.value!r}{refus.value.message}{refus.value.donnees}"


# Le temps et le cache


def test_un_jeton_vaut_jusqu_a_cinq_secondes_apres_son_expiration_et_pas_une_de_plus() -> None:
    for apres, valable in ((299, True), (300, True), (304, True), (305, False)):
        montre, verificateur = Montre(), None
        verificateur = un_verificateur(montre)
        montre.avancer(seconds=apres)
        if valable:
            assert verificateur.verifier(un_jeton()) == AGENT
        else:
            assert code_du_refus(verificateur, un_jeton()) == "JETON_EXPIRE"


def test_une_horloge_en_retard_de_cinq_secondes_est_toleree() -> None:
    assert un_verificateur().verifier(un_jeton_forge(nbf=int(MIDI.timestamp()) + 5))


@pytest.fixture
def decodages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    faits: list[str] = []
    vrai = jwt.decode

    def compter(jeton: str, *args: Any, **kwargs: Any) -> Any:
        faits.append(jeton)
        return vrai(jeton, *args, **kwargs)

    monkeypatch.setattr(jwt, "decode", compter)
    return faits


def test_un_jeton_deja_verifie_ne_l_est_pas_deux_fois(decodages: list[str]) -> None:
    verificateur, jeton = un_verificateur(), un_jeton()
    assert [verificateur.verifier(jeton) for _ in range(3)] == [AGENT] * 3
    assert len(decodages) == 1


def test_le_cache_ne_prolonge_pas_un_jeton(decodages: list[str]) -> None:
    montre = Montre()
    verificateur, jeton = un_verificateur(montre), un_jeton()
    verificateur.verifier(jeton)
    montre.avancer(seconds=299)
    verificateur.verifier(jeton)
    assert len(decodages) == 1
    montre.avancer(seconds=1)
    verificateur.verifier(jeton)
    assert len(decodages) == 2, "dès exp, le cache se tait et tout est revérifié"
    montre.avancer(seconds=5)
    assert code_du_refus(verificateur, jeton) == "JETON_EXPIRE"


def test_un_refus_n_est_jamais_garde(decodages: list[str]) -> None:
    verificateur, jeton = un_verificateur(), un_jeton_forge(cle=AUTRE_CLE)
    assert [code_du_refus(verificateur, jeton) for _ in range(2)] == ["JETON_SIGNATURE"] * 2
    assert len(decodages) == 2


def test_le_cache_est_borne_et_oublie_le_plus_ancien(monkeypatch: pytest.MonkeyPatch, decodages: list[str]) -> None:
    monkeypatch.setattr(jetons, "TAILLE_CACHE", 2)
    verificateur = un_verificateur()
    premiers = [un_jeton(Appelant(sub=f"agent-{n}", metiers=("CHEF_SECTEUR",))) for n in range(3)]
    for jeton in premiers:
        verificateur.verifier(jeton)
    verificateur.verifier(premiers[2])
    assert len(decodages) == 3
    verificateur.verifier(premiers[0])
    assert len(decodages) == 4


def test_le_verificateur_sert_plusieurs_fils_sans_melanger_les_appelants(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jetons, "TAILLE_CACHE", 5)
    verificateur = un_verificateur()
    attendus = {un_jeton(agent): agent for agent in (Appelant(sub=f"agent-{n}", metiers=("X",)) for n in range(20))}
    with ThreadPoolExecutor(8) as fils:
        rendus = list(fils.map(verificateur.verifier, list(attendus) * 10))
    assert rendus == list(attendus.values()) * 10


def test_l_emetteur_redonne_le_meme_jeton_quatre_minutes_puis_un_neuf() -> None:
    montre = Montre()
    emetteur = Emetteur(CLE_BAUX, kid="service-baux", issuer="service:baux", horloge=montre)
    premier = emetteur.emettre_cache(SERVICE, "demandes")
    assert emetteur.emettre_cache(SERVICE, "social") != premier
    montre.avancer(seconds=239)
    assert emetteur.emettre_cache(SERVICE, "demandes") == premier
    montre.avancer(seconds=1)
    neuf = emetteur.emettre_cache(SERVICE, "demandes")
    assert neuf != premier
    assert un_verificateur(montre, audience="demandes").verifier(neuf) == SERVICE


# Le dehors


def un_jeton_externe(**change: Any) -> str:
    return un_jeton_forge(**{"cle": CLE_IDP, "kid": "idp-ec", "typ": TYP_EXTERNE, "iss": IDP, "aud": "logis", **change})


def test_le_fournisseur_d_identite_signe_en_es256_ou_en_rs256_et_dure_ce_qu_il_veut() -> None:
    une_heure = int(MIDI.timestamp()) + 3600
    agent = Appelant(sub="agent-1", metiers=("CONSEILLER_ESF",))
    assert un_verificateur_externe().verifier(un_jeton_externe(exp=une_heure)) == agent
    assert un_verificateur_externe().verifier(un_jeton_externe(cle=CLE_RSA, kid="idp-rsa", algorithme="RS256")) == agent
    assert un_verificateur_externe().verifier(un_jeton_externe(aud=["logis", "autre"])) == agent
    assert un_verificateur_externe().verifier(un_jeton_externe(typ="application/AT+JWT")) == agent


def test_l_algorithme_vient_de_la_cle_pas_du_jeton() -> None:
    jeton = un_jeton_externe(kid="idp-rsa")
    assert code_du_refus(un_verificateur_externe(), jeton) == "JETON_ALGORITHME"


def test_un_jeton_interne_ne_vaut_rien_dehors_ni_l_inverse() -> None:
    assert code_du_refus(un_verificateur_externe(), un_jeton(audience="logis")) == "JETON_TYPE"
    assert code_du_refus(un_verificateur(), un_jeton_externe()) == "JETON_TYPE"


def test_le_dehors_ne_nomme_ni_partenaire_ni_service() -> None:
    lu = un_verificateur_externe().verifier(un_jeton_externe(partenaire="CAF", departement="75"))
    assert (lu.partenaire, lu.departement) == ("", ""), "un partenaire n'entre que par son certificat"
    jeton = un_jeton_externe(metiers=[], role_technique="SERVICE")
    assert code_du_refus(un_verificateur_externe(), jeton) == "JETON_EMETTEUR"


# Les clés


def test_le_jeu_de_cles_publie_ne_contient_aucune_cle_privee_et_nomme_les_emetteurs() -> None:
    relu = json.loads(json.dumps(JWKS))
    assert [(cle["kid"], cle["iss"], cle["alg"], cle["crv"]) for cle in relu["keys"]] == [
        ("gateway-1", "gateway", "ES256", "P-256"),
        ("service-baux", "service:baux", "ES256", "P-256"),
    ]
    assert not any("d" in cle for cle in relu["keys"])
    assert jwks_publics({"gateway-1": ("gateway", pem_public(CLE_PASSERELLE).decode())})["keys"][0] == relu["keys"][0]


def _jwk(**change: Any) -> dict[str, Any]:
    return {**JWKS["keys"][0], **change}


@pytest.mark.parametrize(
    "cles",
    [
        [],
        [_jwk(iss="ailleurs")],
        [{nom: valeur for nom, valeur in _jwk().items() if nom != "iss"}],
        [_jwk(), _jwk()],
        [_jwk(), _jwk(kid="b", d="AAAA")],
        [_jwk(use="enc")],
        [{"kty": "oct", "kid": "gateway-1", "iss": "gateway", "k": "AAAA"}],
    ],
)
def test_un_jeu_de_cles_douteux_arrete_le_demarrage(cles: list[dict[str, Any]]) -> None:
    with pytest.raises(ValueError):
        Verificateur({"keys": cles}, issuers={"gateway", "service:baux"}, audience="baux", typ=TYP_INTERNE)


def test_une_cle_rsa_trop_courte_est_ignoree() -> None:
    courte = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    jwk = {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(courte.public_key())), "kid": "idp-rsa"}
    with pytest.raises(ValueError, match="aucune clé"):
        un_verificateur_externe({"keys": [jwk]})


def test_un_emetteur_veut_une_cle_privee_p_256() -> None:
    forme = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    for cle in (CLE_RSA, ec.generate_private_key(ec.SECP384R1())):
        with pytest.raises(ValueError):
            Emetteur(cle.private_bytes(*forme).decode(), kid="x", issuer="gateway")
