"""Les jetons : l'externe vient du fournisseur d'identité, l'interne de la passerelle ou d'un service (ES256, 5 minutes).

Un jeton dit qui appelle ; ses droits se lisent dans les habilitations. Chaque clé (`kid`) n'a qu'un émetteur.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import uuid4

import jwt
import structlog
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import ECAlgorithm
from pydantic import TypeAdapter

from socle.domaine.refus import NonAuthentifie
from socle.technique.contexte import Appelant, Horloge, horloge_systeme

TYP_EXTERNE, TYP_INTERNE = "at+jwt", "logis-interne+jwt"
AUDIENCE_EXTERNE, EMETTEUR_PASSERELLE, PREFIXE_SERVICE, ROLE_SERVICE = "logis", "gateway", "service:", "SERVICE"
DUREE_INTERNE = timedelta(minutes=5)
TOLERANCE_SECONDES, TAILLE_MAXIMALE, TAILLE_CACHE = 5, 16_384, 4096
ENTRE_LECTURES = 30
"""Secondes au moins entre deux lectures du jeu de clés : un `kid` inventé ne fait pas travailler le disque."""
ALGORITHMES = {TYP_EXTERNE: ("RS256", "ES256"), TYP_INTERNE: ("ES256",)}
_ALGORITHME_DE_CLE = {("RSA", None): "RS256", ("EC", "P-256"): "ES256"}
_EXIGES = ["iss", "sub", "aud", "exp", "iat", "nbf"]
_DATES_PAR_NOTRE_HORLOGE = dict.fromkeys(("verify_exp", "verify_iat", "verify_nbf"), False)
_REFUS: tuple[tuple[type[Exception], str, str], ...] = (
    (jwt.InvalidAudienceError, "JETON_AUDIENCE", "Le jeton n'est pas destiné à ce service."),
    (jwt.InvalidIssuerError, "JETON_EMETTEUR", "L'émetteur du jeton n'est pas celui de sa clé."),
    (jwt.InvalidSignatureError, "JETON_SIGNATURE", "La signature du jeton est fausse, ou sa clé inconnue."),
    (jwt.InvalidAlgorithmError, "JETON_ALGORITHME", "L'algorithme du jeton n'est pas admis."),
    (Exception, "JETON_MALFORME", "Le jeton est mal formé."),
)
_APPELANT = TypeAdapter(Appelant)
_CHAMPS = [champ.name for champ in fields(Appelant)]
_HORS_EXTERNE = ("partenaire", "departement")
Jwks = Mapping[str, Any]
journal = structlog.get_logger("jetons")
V = TypeVar("V")


class _Cache(Generic[V]):
    """Valeurs gardées jusqu'à leur échéance (secondes), bornées en nombre, partagées entre fils."""

    def __init__(self) -> None:
        self._valeurs: OrderedDict[Hashable, tuple[int, V]] = OrderedDict()
        self._verrou = threading.Lock()

    def lire(self, cle: Hashable, instant: int) -> V | None:
        with self._verrou:
            echeance, valeur = self._valeurs.get(cle, (instant, None))
            return valeur if instant < echeance else None

    def garder(self, cle: Hashable, valeur: V, *, echeance: int) -> V:
        with self._verrou:
            self._valeurs.pop(cle, None)
            self._valeurs[cle] = (echeance, valeur)
            if len(self._valeurs) > TAILLE_CACHE:
                self._valeurs.popitem(last=False)
        return valeur


class Verificateur:
    """Vérifie les jetons d'une sorte (`typ`) pour une audience. Sûr entre fils ; se construit une fois par processus.

    Les clés d'un JWKS sans champ `iss` sont liées à l'émetteur s'il est seul. Les clés qui ne sont ni RSA (2048 bits au
    moins) ni EC P-256 sont ignorées ; lève ValueError s'il n'en reste aucune, ou si l'une est privée ou mal attribuée.
    `jwks` est une fonction quand les clés tournent : elle est relue à la première clé inconnue, toutes les trente
    secondes au plus ; un jeu qui ne se lit pas laisse l'ancien en service.
    """

    def __init__(
        self,
        jwks: Jwks | Callable[[], Jwks],
        *,
        issuers: Iterable[str],
        audience: str,
        typ: str,
        horloge: Horloge = horloge_systeme,
    ) -> None:
        self._typ, self._audience, self._horloge = typ, audience, horloge
        self._interne = typ == TYP_INTERNE
        self._lire: Callable[[], Jwks] | None = jwks if callable(jwks) else None
        self._issuers = frozenset(issuers)
        self._cles = _lire_cles(jwks() if callable(jwks) else jwks, self._issuers, ALGORITHMES[typ])
        self._relecture = int(horloge().timestamp()) + ENTRE_LECTURES
        self._verrou = threading.Lock()
        self._cache: _Cache[Appelant] = _Cache()

    def verifier(self, jeton: str | None) -> Appelant:
        """Rend l'appelant, ou lève NonAuthentifie avec le code de la cause (JETON_ABSENT, JETON_EXPIRE…)."""
        if not jeton:
            raise NonAuthentifie("JETON_ABSENT", "Aucun jeton n'accompagne l'appel.")
        instant = int(self._horloge().timestamp())
        empreinte = hashlib.sha256(jeton.encode("utf-8", "surrogatepass")).digest()
        if (garde := self._cache.lire(empreinte, instant)) is not None:
            return garde
        try:
            claims = self._claims(jeton)
            appelant = _lire_appelant(claims, interne=self._interne)
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as erreur:
            code, message = next((code, message) for cause, code, message in _REFUS if isinstance(erreur, cause))
            raise NonAuthentifie(code, message) from None
        if instant >= claims["exp"] + TOLERANCE_SECONDES:
            raise NonAuthentifie("JETON_EXPIRE", "Le jeton est expiré : authentifiez-vous de nouveau.")
        if instant < max(claims["iat"], claims["nbf"]) - TOLERANCE_SECONDES:
            raise NonAuthentifie("JETON_PREMATURE", "Le jeton n'est pas encore valable.")
        if self._interne and claims["exp"] - claims["iat"] > DUREE_INTERNE.total_seconds():
            raise NonAuthentifie("JETON_MALFORME", "Un jeton interne dure cinq minutes au plus.")
        if not _peut_affirmer(claims["iss"], appelant, interne=self._interne):
            raise NonAuthentifie("JETON_EMETTEUR", "L'émetteur du jeton ne peut pas affirmer cette qualité.")
        return self._cache.garder(empreinte, appelant, echeance=claims["exp"])

    def _claims(self, jeton: str) -> dict[str, Any]:
        """Type, algorithme, clé, signature, émetteur et audience ; le type et la clé ne viennent jamais du seul jeton."""
        if len(jeton) > TAILLE_MAXIMALE:
            raise jwt.DecodeError
        entete = jwt.get_unverified_header(jeton)
        if str(entete.get("typ", "")).lower().removeprefix("application/") != self._typ:
            raise NonAuthentifie("JETON_TYPE", f"Un jeton de type {self._typ} est attendu.")
        if entete.get("alg") not in ALGORITHMES[self._typ]:
            raise jwt.InvalidAlgorithmError
        if entete.get("kid") not in self._cles:
            self._relire()
        if entete.get("kid") not in self._cles:
            raise jwt.InvalidSignatureError
        cle, issuer = self._cles[entete["kid"]]
        attendus: dict[str, Any] = {"algorithms": [cle.algorithm_name], "audience": self._audience, "issuer": issuer}
        options: Any = {"require": _EXIGES, "strict_aud": self._interne, **_DATES_PAR_NOTRE_HORLOGE}
        try:
            return jwt.decode(jeton, cle, options=options, **attendus)
        except jwt.MissingRequiredClaimError as erreur:
            absents: dict[str, type[jwt.PyJWTError]] = {"aud": jwt.InvalidAudienceError, "iss": jwt.InvalidIssuerError}
            raise absents.get(erreur.claim, jwt.DecodeError) from None

    def _relire(self) -> None:
        """Relit le jeu de clés s'il est permis de le faire ; les clés retirées ne vérifient plus rien de neuf."""
        instant = int(self._horloge().timestamp())
        with self._verrou:
            if self._lire is None or instant < self._relecture:
                return
            self._relecture = instant + ENTRE_LECTURES
        try:
            self._cles = _lire_cles(self._lire(), self._issuers, ALGORITHMES[self._typ])
        except (OSError, ValueError, KeyError) as erreur:
            journal.error("jeu de clés illisible : l'ancien reste en service", cause=type(erreur).__name__)


class Emetteur:
    """Signe les jetons d'un émetteur. Lève ValueError si la clé n'est pas une clé privée EC P-256."""

    def __init__(
        self, cle_privee_pem: str, *, kid: str, issuer: str, typ: str = TYP_INTERNE, horloge: Horloge = horloge_systeme
    ) -> None:
        match serialization.load_pem_private_key(cle_privee_pem.encode(), password=None):
            case EllipticCurvePrivateKey(curve=SECP256R1()) as cle:
                self._cle = cle
            case _:
                raise ValueError("Une clé privée EC P-256 est attendue.")
        self._kid, self._issuer, self._typ, self._horloge = kid, issuer, typ, horloge
        self._cache: _Cache[str] = _Cache()

    def emettre(self, appelant: Appelant, audience: str, duree: timedelta, maintenant: datetime) -> str:
        """Rend le jeton signé. Lève ValueError s'il serait refusé : plus de 5 minutes (interne), affirmation interdite."""
        interne = self._typ == TYP_INTERNE
        if duree <= timedelta(0) or (interne and duree > DUREE_INTERNE):
            raise ValueError("La durée d'un jeton est positive, et de cinq minutes au plus pour un jeton interne.")
        if not _peut_affirmer(self._issuer, appelant, interne=interne):
            raise ValueError(f"L'émetteur « {self._issuer} » ne peut pas affirmer cette qualité.")
        debut = int(maintenant.timestamp())
        dates = {"iat": debut, "nbf": debut, "exp": debut + int(duree.total_seconds())}
        claims = {"iss": self._issuer, "aud": audience, "jti": uuid4().hex, **dates, **_ecrire_appelant(appelant)}
        return jwt.encode(claims, self._cle, algorithm="ES256", headers={"typ": self._typ, "kid": self._kid})

    def emettre_cache(self, appelant: Appelant, audience: str) -> str:
        """Jeton de cinq minutes, le même pendant quatre : le destinataire ne le vérifie en entier qu'une fois."""
        maintenant = self._horloge()
        instant, cle = int(maintenant.timestamp()), (appelant, audience)
        if (garde := self._cache.lire(cle, instant)) is not None:
            return garde
        jeton = self.emettre(appelant, audience, DUREE_INTERNE, maintenant)
        return self._cache.garder(cle, jeton, echeance=instant + 240)


def nouvelle_cle_es256() -> str:
    """Clé privée EC P-256, en PEM PKCS#8 non chiffré : à garder dans un secret."""
    forme = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return generate_private_key(SECP256R1()).private_bytes(*forme).decode()


def jwks_publics(cles: Mapping[str, tuple[str, str]]) -> dict[str, list[dict[str, str]]]:
    """JWKS public de {kid: (émetteur, PEM privé ou public)} ; chaque clé porte son émetteur dans `iss`."""
    return {"keys": [{**_jwk_public(pem), "kid": kid, "iss": iss} for kid, (iss, pem) in sorted(cles.items())]}


def _jwk_public(pem: str) -> dict[str, str]:
    cle = ECAlgorithm(ECAlgorithm.SHA256, SECP256R1).prepare_key(pem)
    publique = cle.public_key() if isinstance(cle, EllipticCurvePrivateKey) else cle
    return {**json.loads(ECAlgorithm.to_jwk(publique)), "use": "sig", "alg": "ES256"}


def _lire_cles(jwks: Jwks, issuers: frozenset[str], algorithmes: tuple[str, ...]) -> dict[str, tuple[jwt.PyJWK, str]]:
    cles: dict[str, tuple[jwt.PyJWK, str]] = {}
    for brute in jwks["keys"]:
        algorithme = _ALGORITHME_DE_CLE.get((brute.get("kty"), brute.get("crv")))
        if algorithme not in algorithmes or brute.get("use", "sig") != "sig" or "kid" not in brute:
            continue
        issuer = brute.get("iss") or (next(iter(issuers)) if len(issuers) == 1 else "")
        if "d" in brute or issuer not in issuers or brute["kid"] in cles:
            raise ValueError(f"Clé {brute['kid']} : privée, en double, ou d'un émetteur qui n'est pas attendu.")
        cle = jwt.PyJWK(dict(brute), algorithm=algorithme)
        if not isinstance(cle.key, RSAPublicKey) or cle.key.key_size >= 2048:
            cles[brute["kid"]] = (cle, issuer)
    if not cles:
        raise ValueError("Le jeu de clés ne contient aucune clé de vérification utilisable.")
    return cles


def _peut_affirmer(issuer: str, appelant: Appelant, *, interne: bool) -> bool:
    """La passerelle dit tout ; un service dit qu'il est ce service, et rien d'autre ; le dehors nomme un agent ou un rôle."""
    if not interne:
        return appelant.role_technique != ROLE_SERVICE and not appelant.partenaire
    if issuer.startswith(PREFIXE_SERVICE):
        return appelant == Appelant(sub=issuer, role_technique=ROLE_SERVICE)
    return issuer == EMETTEUR_PASSERELLE


def _lire_appelant(claims: Mapping[str, Any], *, interne: bool) -> Appelant:
    """Lit les champs de cette sorte de jeton, et eux seuls ; lève ValueError. Un périmètre vide n'ouvre aucune résidence."""
    if any(type(claims[nom]) is not int for nom in ("exp", "iat", "nbf")) or not claims["sub"]:
        raise ValueError
    champs = [nom for nom in _CHAMPS if nom in claims and (interne or nom not in _HORS_EXTERNE)]
    return _APPELANT.validate_json(json.dumps({nom: claims[nom] for nom in champs}), strict=True)


def _ecrire_appelant(appelant: Appelant) -> dict[str, Any]:
    return {nom: valeur for nom, valeur in asdict(appelant).items() if valeur is not None and valeur != ""}
