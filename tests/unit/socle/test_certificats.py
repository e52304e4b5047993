"""Les certificats : la bibliothèque TLS les accepte, et un partenaire n'est reconnu que par son URI."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from socle.domaine.refus import AccesRefuse, DonneeInvalide, NonAuthentifie
from socle.technique.certificats import (
    Identite,
    certificat_partenaire,
    certificat_serveur,
    nouvelle_autorite,
    partenaire_du_san,
    san_de_partenaire,
    san_uri,
)

MAINTENANT = datetime.now(UTC)
"""L'heure vraie : la bibliothèque TLS compare les certificats à la sienne."""
AUTORITE = nouvelle_autorite(maintenant=MAINTENANT)
SERVEUR = certificat_serveur(AUTORITE, maintenant=MAINTENANT)
CAF = certificat_partenaire(AUTORITE, partenaire="caf", maintenant=MAINTENANT)
URN_CAF = "urn:logis:partenaire:caf"


def un_contexte(
    cote: ssl._SSLMethod, identite: Identite | None, dossier: Path, autorite: Identite = AUTORITE
) -> ssl.SSLContext:
    contexte = ssl.SSLContext(cote)
    contexte.verify_flags |= ssl.VERIFY_X509_STRICT
    contexte.load_verify_locations(cadata=autorite.certificat.decode())
    if identite is not None:
        contexte.load_cert_chain(*identite.ecrire(dossier, "identite"))
    contexte.verify_mode = ssl.CERT_REQUIRED
    return contexte


def poignee_de_main(
    dossier: Path, *, client: Identite | None = CAF, serveur: Identite = SERVEUR, nom: str = "localhost",
    autorite_du_serveur: Identite = AUTORITE,
) -> bytes:  # fmt: skip
    """Poignée de main TLS mutuelle, en mémoire ; rend le certificat du client (DER) que le serveur a vérifié."""
    vers_serveur, vers_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    cote_serveur = un_contexte(ssl.PROTOCOL_TLS_SERVER, serveur, dossier / "serveur", autorite_du_serveur)
    cote_client = un_contexte(ssl.PROTOCOL_TLS_CLIENT, client, dossier / "client")
    bouts = [
        cote_client.wrap_bio(vers_client, vers_serveur, server_hostname=nom),
        cote_serveur.wrap_bio(vers_serveur, vers_client, server_side=True),
    ]
    for _ in range(10):
        for bout in bouts:
            try:
                bout.do_handshake()
            except ssl.SSLWantReadError:
                continue
    certificat = bouts[1].getpeercert(binary_form=True)
    assert certificat is not None
    return certificat


def lire(identite: Identite) -> x509.Certificate:
    return x509.load_pem_x509_certificate(identite.certificat)


def un_certificat_a_la_main(*san: x509.GeneralName) -> bytes:
    cle, nom = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "caf")])
    modele = (
        x509.CertificateBuilder()
        .subject_name(nom)
        .issuer_name(nom)
        .public_key(cle.public_key())
        .serial_number(1)
        .not_valid_before(MAINTENANT)
        .not_valid_after(MAINTENANT + timedelta(days=1))
    )
    if san:
        modele = modele.add_extension(x509.SubjectAlternativeName(san), critical=False)
    return modele.sign(cle, SHA256()).public_bytes(Encoding.PEM)


# TLS


@pytest.mark.parametrize("nom", ["localhost", "127.0.0.1"])
def test_un_partenaire_et_le_serveur_se_reconnaissent_en_tls_mutuel(tmp_path: Path, nom: str) -> None:
    presente = ssl.DER_cert_to_PEM_cert(poignee_de_main(tmp_path, nom=nom)).encode()
    assert san_uri(presente) == URN_CAF


def test_le_certificat_d_une_autre_autorite_est_refuse(tmp_path: Path) -> None:
    autre = nouvelle_autorite(maintenant=MAINTENANT)
    imposteur = certificat_partenaire(autre, partenaire="caf", maintenant=MAINTENANT)
    with pytest.raises(ssl.SSLCertVerificationError):
        poignee_de_main(tmp_path, client=imposteur)


def test_un_client_sans_certificat_est_refuse(tmp_path: Path) -> None:
    with pytest.raises(ssl.SSLError):
        poignee_de_main(tmp_path, client=None)


def test_le_serveur_ne_vaut_pas_pour_un_autre_nom(tmp_path: Path) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        poignee_de_main(tmp_path, nom="ailleurs.example")


def test_un_partenaire_ne_peut_pas_jouer_le_serveur_ni_l_inverse(tmp_path: Path) -> None:
    with pytest.raises(ssl.SSLError):
        poignee_de_main(tmp_path, client=SERVEUR)
    with pytest.raises(ssl.SSLError):
        poignee_de_main(tmp_path, serveur=CAF)


def test_un_certificat_perime_est_refuse(tmp_path: Path) -> None:
    il_y_a_longtemps = MAINTENANT - timedelta(days=91)
    autorite = nouvelle_autorite(maintenant=il_y_a_longtemps)
    perime = certificat_partenaire(autorite, partenaire="caf", maintenant=il_y_a_longtemps)
    with pytest.raises(ssl.SSLCertVerificationError):
        poignee_de_main(tmp_path, client=perime, autorite_du_serveur=autorite)


# Le contenu


def test_les_certificats_sont_en_p_256_et_valent_90_jours() -> None:
    for identite in (AUTORITE, SERVEUR, CAF):
        certificat = lire(identite)
        cle = certificat.public_key()
        assert isinstance(cle, ec.EllipticCurvePublicKey)
        assert cle.curve.name == "secp256r1"
        fin = MAINTENANT.replace(microsecond=0) + timedelta(days=90)
        assert certificat.not_valid_after_utc == fin


def test_un_certificat_ne_survit_pas_a_son_autorite() -> None:
    tardif = certificat_serveur(AUTORITE, maintenant=MAINTENANT + timedelta(days=60))
    assert lire(tardif).not_valid_after_utc == lire(AUTORITE).not_valid_after_utc


def test_seule_l_autorite_signe_des_certificats() -> None:
    def est_autorite(identite: Identite) -> bool:
        return bool(lire(identite).extensions.get_extension_for_class(x509.BasicConstraints).value.ca)

    assert [est_autorite(identite) for identite in (AUTORITE, SERVEUR, CAF)] == [True, False, False]


def test_les_fichiers_ne_se_lisent_que_par_leur_proprietaire_meme_recrits(tmp_path: Path) -> None:
    dossier = tmp_path / "secrets"
    for _ in range(2):
        certificat, cle = CAF.ecrire(dossier, "caf")
        assert [chemin.stat().st_mode & 0o777 for chemin in (dossier, certificat, cle)] == [0o700, 0o600, 0o600]
    assert sorted(chemin.name for chemin in dossier.iterdir()) == ["caf.crt", "caf.key"]
    assert (certificat.read_bytes(), cle.read_bytes()) == (CAF.certificat, CAF.cle)


def test_un_fichier_trop_ouvert_est_referme(tmp_path: Path) -> None:
    (tmp_path / "caf.key").write_text("ancienne")
    (tmp_path / "caf.key").chmod(0o644)
    _, cle = CAF.ecrire(tmp_path, "caf")
    assert cle.stat().st_mode & 0o777 == 0o600


def test_la_cle_privee_ne_s_affiche_pas() -> None:
    assert "PRIVATE" not in repr(CAF)


# L'identité du partenaire


def test_un_certificat_de_partenaire_porte_son_uri() -> None:
    assert san_uri(CAF.certificat) == URN_CAF == san_de_partenaire("caf")


@pytest.mark.parametrize(
    "san",
    [
        (),
        (x509.DNSName(URN_CAF.replace(":", ".")),),
        (x509.UniformResourceIdentifier(URN_CAF), x509.UniformResourceIdentifier("urn:logis:partenaire:fsl")),
    ],
)
def test_sans_uri_ou_avec_deux_le_certificat_n_identifie_personne(san: tuple[x509.GeneralName, ...]) -> None:
    with pytest.raises(NonAuthentifie) as refus:
        san_uri(un_certificat_a_la_main(*san))
    assert refus.value.code == "CERTIFICAT_SANS_IDENTITE"


def test_un_certificat_illisible_est_un_refus() -> None:
    for illisible in (b"", b"bonjour", CAF.cle):
        with pytest.raises(NonAuthentifie) as refus:
            san_uri(illisible)
        assert refus.value.code == "CERTIFICAT_ILLISIBLE"


@pytest.mark.parametrize("nom", ["", "CAF", "caf 75", "caf/75", "-caf", "caf\n", "ça", "caf:fsl"])
def test_un_nom_de_partenaire_est_fait_de_minuscules_de_chiffres_et_de_tirets(nom: str) -> None:
    with pytest.raises(DonneeInvalide):
        certificat_partenaire(AUTORITE, partenaire=nom, maintenant=MAINTENANT)


def test_un_partenaire_est_celui_que_le_bailleur_a_enregistre_a_la_lettre_pres() -> None:
    correspondances = {URN_CAF: "CAF", "urn:logis:partenaire:fsl-93": "FSL"}
    assert partenaire_du_san(URN_CAF, correspondances) == "CAF"
    assert partenaire_du_san("urn:logis:partenaire:fsl-93", correspondances) == "FSL"
    for inconnu in ("", "urn:logis:partenaire:fsl", URN_CAF.upper(), URN_CAF + " ", "caf"):
        with pytest.raises(AccesRefuse) as refus:
            partenaire_du_san(inconnu, correspondances)
        assert refus.value.code == "PARTENAIRE_INCONNU"
