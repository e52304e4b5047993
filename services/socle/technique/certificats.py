"""Certificats de développement : une autorité, un serveur, des partenaires (mTLS). En production, ils viennent d'ailleurs.

Un partenaire se reconnaît à l'URI de son certificat (SAN), jamais à son nom d'usage (CN).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from socle.domaine.refus import AccesRefuse, DonneeInvalide, NonAuthentifie
from socle.technique.fichiers import ecrire_secret

VALIDITE = timedelta(days=90)
MARGE_HORLOGE = timedelta(minutes=5)
"""Le certificat vaut un peu avant sa création : les horloges des deux bouts diffèrent."""
PREFIXE_PARTENAIRE = "urn:logis:partenaire:"
_NOM_PARTENAIRE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

P = TypeVar("P")


@dataclass(frozen=True, kw_only=True)
class Identite:
    """Un certificat et sa clé privée (PEM) ; la clé n'apparaît pas dans `repr`."""

    certificat: bytes
    cle: bytes = field(repr=False)

    def ecrire(self, dossier: Path, nom: str) -> tuple[Path, Path]:
        """Écrit `nom`.crt et `nom`.key, lisibles du seul propriétaire (0600) ; rend leurs chemins."""
        dossier.mkdir(mode=0o700, parents=True, exist_ok=True)
        return ecrire_secret(dossier / f"{nom}.crt", self.certificat), ecrire_secret(dossier / f"{nom}.key", self.cle)


def nouvelle_autorite(*, maintenant: datetime) -> Identite:
    """Autorité de développement, valable 90 jours ; elle ne signe que des certificats finaux."""
    cle = generate_private_key(SECP256R1())
    sujet = _nom("Logis autorité de développement")
    usages = _usages(signe_certificats=True)
    certificat = (
        _modele(sujet, cle, maintenant=maintenant, fin=maintenant + VALIDITE)
        .issuer_name(sujet)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usages, critical=True)
        .sign(cle, SHA256())
    )
    return _identite(certificat, cle)


def certificat_serveur(
    autorite: Identite,
    *,
    maintenant: datetime,
    noms: Sequence[str] = ("localhost",),
    adresses: Sequence[str] = ("127.0.0.1",),
) -> Identite:
    """Certificat de serveur pour ces noms DNS et ces adresses IP."""
    san = [*(x509.DNSName(nom) for nom in noms), *(x509.IPAddress(ip_address(adresse)) for adresse in adresses)]
    return _emettre(autorite, noms[0], san, ExtendedKeyUsageOID.SERVER_AUTH, maintenant)


def certificat_partenaire(autorite: Identite, *, partenaire: str, maintenant: datetime) -> Identite:
    """Certificat client du partenaire (SAN URI `urn:logis:partenaire:<nom>`). Lève DonneeInvalide si le nom est illisible."""
    san = [x509.UniformResourceIdentifier(san_de_partenaire(partenaire))]
    return _emettre(autorite, partenaire, san, ExtendedKeyUsageOID.CLIENT_AUTH, maintenant)


def san_de_partenaire(partenaire: str) -> str:
    """« caf-75 » → « urn:logis:partenaire:caf-75 ». Lève DonneeInvalide (lettres minuscules, chiffres, tirets)."""
    if not _NOM_PARTENAIRE.fullmatch(partenaire):
        raise DonneeInvalide(
            "PARTENAIRE_NOM_INVALIDE", "Le nom d'un partenaire est fait de minuscules, de chiffres et de tirets."
        )
    return f"{PREFIXE_PARTENAIRE}{partenaire}"


def san_uri(certificat: bytes) -> str:
    """L'unique URI du SAN d'un certificat PEM ; ne vérifie pas sa chaîne (c'est le rôle de TLS).

    Lève NonAuthentifie CERTIFICAT_ILLISIBLE, ou CERTIFICAT_SANS_IDENTITE s'il n'y en a pas exactement une.
    """
    try:
        extensions = x509.load_pem_x509_certificate(certificat).extensions
        san = extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        uris = san.get_values_for_type(x509.UniformResourceIdentifier)
    except x509.ExtensionNotFound:
        uris = []
    except ValueError:
        raise NonAuthentifie("CERTIFICAT_ILLISIBLE", "Le certificat présenté est illisible.") from None
    if len(uris) != 1:
        raise NonAuthentifie("CERTIFICAT_SANS_IDENTITE", "Le certificat doit porter une URI, et une seule.")
    return uris[0]


def partenaire_du_san(san: str, correspondances: Mapping[str, P]) -> P:
    """Le partenaire enregistré pour cette URI, à la lettre près. Lève AccesRefuse PARTENAIRE_INCONNU.

    TLS a déjà dit qui il est : ce n'est pas son identité qui manque, c'est le droit d'entrer.
    """
    if san not in correspondances:
        raise AccesRefuse("PARTENAIRE_INCONNU", "Ce certificat n'est celui d'aucun partenaire enregistré.")
    return correspondances[san]


def _emettre(
    autorite: Identite, nom: str, san: Sequence[x509.GeneralName], usage: x509.ObjectIdentifier, maintenant: datetime
) -> Identite:
    racine = x509.load_pem_x509_certificate(autorite.certificat)
    signataire = load_pem_private_key(autorite.cle, password=None)
    if not isinstance(signataire, EllipticCurvePrivateKey):
        raise TypeError("La clé de l'autorité est une clé EC.")
    cle = generate_private_key(SECP256R1())
    fin = min(maintenant + VALIDITE, racine.not_valid_after_utc)
    certificat = (
        _modele(_nom(nom), cle, maintenant=maintenant, fin=fin)
        .issuer_name(racine.subject)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usages(signe_certificats=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
        .add_extension(x509.SubjectAlternativeName(san), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signataire.public_key()), critical=False)
        .sign(signataire, SHA256())
    )
    return _identite(certificat, cle)


def _modele(
    sujet: x509.Name, cle: EllipticCurvePrivateKey, *, maintenant: datetime, fin: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(sujet)
        .public_key(cle.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(maintenant - MARGE_HORLOGE)
        .not_valid_after(fin)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(cle.public_key()), critical=False)
    )


def _usages(*, signe_certificats: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signe_certificats,
        key_cert_sign=signe_certificats,
        crl_sign=signe_certificats,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _nom(nom: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, nom)])


def _identite(certificat: x509.Certificate, cle: EllipticCurvePrivateKey) -> Identite:
    pem = cle.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return Identite(certificat=certificat.public_bytes(Encoding.PEM), cle=pem)
