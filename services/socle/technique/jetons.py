"""Les jetons : l'externe vient du fournisseur d'identité, l'interne de la passerelle ou d'un service (ES256, 5 minutes).

Un jeton dit qui appelle ; ses droits se lisent dans les habilitations. Chaque clé (`kid`) n'a qu'un émetteur.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Annotated, Any, Generic, TypeVar
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import ECAlgorithm
from pydantic import BaseModel, ConfigDict, Field

from socle.domaine.refus import NonAuthentifie
from socle.technique.contexte import Appelant, Horloge, horloge_systeme

TYP_EXTERNE, TYP_INTERNE = "at+jwt", "logis-interne+jwt"
AUDIENCE_EXTERNE = "logis"
EMETTEUR_PASSERELLE, PREFIXE_SERVICE, ROLE_SERVICE = "gateway", "service:", "SERVICE"
DUREE_INTERNE = timedelta(minutes=5)
TOLERANCE_SECONDES, TAILLE_MAXIMALE, TAILLE_CACHE = 5, 16_384, 4096
ALGORITHMES = {TYP_EXTERNE: ("RS256", "ES256"), TYP_INTERNE: ("ES256",)}
_ALGORITHME_DE_CLE = {("RSA", None): "RS256", ("EC", "P-256"): "ES256"}
_OPTIONS: Any = {
    "require": ["iss", "sub", "aud", "exp", "iat", "nbf"],
    "verify_exp": False,
    "verify_iat": False,
    "verify_nbf": False,  # vérifiées par notre horloge
}
_REFUS: tuple[tuple[type[Exception], str, str], ...] = (
    (jwt.InvalidAudienceError, "JETON_AUDIENCE", "Le jeton n'est pas destiné à ce service."),
    (jwt.InvalidIssuerError, "JETON_EMETTEUR", "L'émetteur du jeton n'est pas celui de sa clé."),
    (jwt.InvalidSignatureError, "JETON_SIGNATURE", "La signature du jeton est fausse, ou sa clé inconnue."),
    (jwt.InvalidAlgorithmError, "JETON_ALGORITHME", "L'algorithme du jeton n'est pas admis."),
    (Exception, "JETON_MALFORME", "Le jeton est mal formé."),
)
_Texte = Annotated[str, Field(min_length=1)]
V = TypeVar("V")


class _Claims(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")

    iss: _Texte
    exp: int
    iat: int
    nbf: int
    sub: _Texte
    metiers: list[_Texte] = []
    mission_active: str = ""
    perimetre: list[_Texte] | None = None
    role_technique: str = ""
    partenaire: str = ""
    departement: str = ""

    def appelant(self, *, interne: bool) -> Appelant:
        """Un jeton externe ne nomme ni partenaire ni département. Un périmètre vide n'ouvre aucune résidence."""
        dehors = {"partenaire": self.partenaire, "departement": self.departement} if interne else {}
        return Appelant(
            sub=self.sub,
            metiers=tuple(self.metiers),
            mission_active=self.mission_active,
            perimetre=None if self.perimetre is None else tuple(self.perimetre),
            role_technique=self.role_technique,
            **dehors,
        )


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
    """

    def __init__(
        self,
        jwks: Mapping[str, Any],
        *,
        issuers: Iterable[str],
        audience: str,
        typ: str,
        horloge: Horloge = horloge_systeme,
    ) -> None:
        self._typ, self._audience, self._horloge = typ, audience, horloge
        self._interne = typ == TYP_INTERNE
        self._cles = _lire_cles(jwks, frozenset(issuers), ALGORITHMES[typ])
        self._cache: _Cache[Appelant] = _Cache()

    def verifier(self, jeton: str | None) -> Appelant:
        """Rend l'appelant, ou lève NonAuthentifie avec le code de la cause (JETON_ABSENT, JETON_EXPIRE…)."""
        if not jeton:
            raise NonAuthentifie("JETON_ABSENT", "Aucun jeton n'accompagne l'appel.")
        instant = int(self._horloge().timestamp())
        empreinte = hashlib.sha256(jeton.encode("utf-8", "surrogatepass")).digest()
        garde = self._cache.lire(empreinte, instant)
        if garde is not None:
            return garde
        try:
            claims = self._claims(jeton)
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as erreur:
            code, message = next((code, message) for cause, code, message in _REFUS if isinstance(erreur, cause))
            raise NonAuthentifie(code, message) from None
        self._controler_dates(claims, instant)
        appelant = claims.appelant(interne=self._interne)
        _controler_affirmations(appelant, claims.iss, interne=self._interne)
        return self._cache.garder(empreinte, appelant, echeance=claims.exp)

    def _claims(self, jeton: str) -> _Claims:
        """Type, algorithme, clé, signature, émetteur et audience ; le type et la clé ne viennent jamais du seul jeton."""
        entete = jwt.get_unverified_header(jeton) if len(jeton) <= TAILLE_MAXIMALE else None
        if entete is None:
            raise jwt.DecodeError
        if str(entete.get("typ", "")).lower().removeprefix("application/") != self._typ:
            raise NonAuthentifie("JETON_TYPE", f"Un jeton de type {self._typ} est attendu.")
        if entete.get("alg") not in ALGORITHMES[self._typ]:
            raise jwt.InvalidAlgorithmError
        if entete.get("kid") not in self._cles:
            raise jwt.InvalidSignatureError
        cle, issuer = self._cles[entete["kid"]]
        attendus: dict[str, Any] = {"algorithms": [cle.algorithm_name], "audience": self._audience, "issuer": issuer}
        try:
            return _Claims(**jwt.decode(jeton, cle, options=_OPTIONS | {"strict_aud": self._interne}, **attendus))
        except jwt.MissingRequiredClaimError as erreur:
            absents: dict[str, type[jwt.PyJWTError]] = {"aud": jwt.InvalidAudienceError, "iss": jwt.InvalidIssuerError}
            raise absents.get(erreur.claim, jwt.DecodeError) from None

    def _controler_dates(self, claims: _Claims, instant: int) -> None:
        if instant >= claims.exp + TOLERANCE_SECONDES:
            raise NonAuthentifie("JETON_EXPIRE", "Le jeton est expiré : authentifiez-vous de nouveau.")
        if instant < max(claims.iat, claims.nbf) - TOLERANCE_SECONDES:
            raise NonAuthentifie("JETON_PREMATURE", "Le jeton n'est pas encore valable.")
        if self._interne and claims.exp - claims.iat > DUREE_INTERNE.total_seconds():
            raise NonAuthentifie("JETON_MALFORME", "Un jeton interne dure cinq minutes au plus.")


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
        try:
            _controler_affirmations(appelant, self._issuer, interne=interne)
        except NonAuthentifie as refus:
            raise ValueError(refus.message) from refus
        debut = int(maintenant.timestamp())
        dates = {"iat": debut, "nbf": debut, "exp": debut + int(duree.total_seconds())}
        claims = {"iss": self._issuer, "aud": audience, "jti": uuid4().hex, **dates, **_ecrire_appelant(appelant)}
        return jwt.encode(claims, self._cle, algorithm="ES256", headers={"typ": self._typ, "kid": self._kid})

    def emettre_cache(self, appelant: Appelant, audience: str) -> str:
        """Jeton de cinq minutes, le même pendant quatre : le destinataire ne le vérifie en entier qu'une fois."""
        maintenant = self._horloge()
        instant = int(maintenant.timestamp())
        garde = self._cache.lire((appelant, audience), instant)
        if garde is not None:
            return garde
        jeton = self.emettre(appelant, audience, DUREE_INTERNE, maintenant)
        return self._cache.garder((appelant, audience), jeton, echeance=instant + 240)


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


def _lire_cles(
    jwks: Mapping[str, Any], issuers: frozenset[str], algorithmes: tuple[str, ...]
) -> dict[str, tuple[jwt.PyJWK, str]]:
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


def _controler_affirmations(appelant: Appelant, issuer: str, *, interne: bool) -> None:
    """Ce que chaque émetteur peut dire : la passerelle, tout ; un service, qu'il est un service ; le dehors, un agent."""
    if interne and issuer.startswith(PREFIXE_SERVICE):
        permis = appelant == Appelant(sub=appelant.sub, role_technique=ROLE_SERVICE)
    elif interne:
        permis = issuer == EMETTEUR_PASSERELLE
    else:
        permis = appelant.role_technique != ROLE_SERVICE and not appelant.partenaire
    if not permis:
        raise NonAuthentifie("JETON_EMETTEUR", "L'émetteur du jeton ne peut pas affirmer cette qualité.")


def _ecrire_appelant(appelant: Appelant) -> dict[str, Any]:
    return {
        nom: valeur for nom, valeur in asdict(appelant).items() if valeur or (nom == "perimetre" and valeur is not None)
    }
