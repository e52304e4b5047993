"""L'environnement d'un espace : bases, clés, certificats, ports, et les variables que lisent les processus."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography import x509

from console.local.bases import preparer_base, recreer_base
from console.local.espace import Espace
from console.local.postgres import PostgresLocal
from console.local.processus import ports_voulus
from console.services import DOMAINES, TOUS, migrations
from socle.technique.certificats import certificat_partenaire, certificat_serveur, nouvelle_autorite
from socle.technique.contexte import horloge_systeme
from socle.technique.fichiers import ecrire_secret
from socle.technique.jetons import EMETTEUR_PASSERELLE, jwks_publics, nouvelle_cle_es256
from socle.technique.migrations import migrer

EMETTEUR_DEVELOPPEMENT = "logis-developpement"
PORTS = (*DOMAINES, "gateway", "partenaires", "gateway-interne")
PARTENAIRES = {"caf-69": ("CAF", "69"), "fsl-69": ("FSL", "69")}
"""Partenaires de développement : nom du certificat → (partenaire, département)."""


@dataclass(frozen=True, kw_only=True)
class Environnement:
    """Tout ce qu'il faut pour démarrer et appeler la suite d'un espace."""

    espace: Espace
    variables: Mapping[str, str]
    url_passerelle: str
    port_partenaires: int

    def pour_processus(self) -> dict[str, str]:
        """Variables d'un processus enfant : celles du système, puis les nôtres."""
        return {**os.environ, **self.variables}


def ouvrir_postgres(espace: Espace, *, reglages: Mapping[str, str] | None = None) -> tuple[str, PostgresLocal | None]:
    """URL d'administration : LOGIS_POSTGRES_URL, ou le PostgreSQL embarqué de l'espace, démarré au besoin avec ces réglages."""
    donnee = os.environ.get("LOGIS_POSTGRES_URL")
    if donnee:
        return donnee, None
    local = PostgresLocal(espace, reglages=reglages)
    return local.demarrer(), local


def fermer_postgres(espace: Espace) -> None:
    """Arrête le PostgreSQL embarqué de l'espace ; sans effet s'il est arrêté, ou si LOGIS_POSTGRES_URL en donne un autre."""
    if not os.environ.get("LOGIS_POSTGRES_URL"):
        PostgresLocal(espace).arreter()


def urls_des_bases(espace: Espace, *, url_admin: str, neuves: bool = False) -> dict[str, str]:
    """Une base et un rôle par service ; LOGIS_<SERVICE>_DATABASE_URL l'emporte. `neuves` : espaces jetables seulement."""
    preparer = recreer_base if neuves else preparer_base
    return {
        service: os.environ.get(f"LOGIS_{service.upper()}_DATABASE_URL")
        or preparer(espace, service, url_admin=url_admin)
        for service in TOUS
    }


def migrer_tout(urls: Mapping[str, str]) -> dict[str, str]:
    """Amène chaque base à la dernière révision ; rend les révisions."""
    return {service: migrer(migrations(service), url) for service, url in urls.items()}


def preparer_cles(espace: Espace) -> Path:
    """Clés de la passerelle, des services et de l'émetteur de développement, faites une fois ; rend leur dossier."""
    dossier = espace.secrets
    publiques: dict[str, tuple[str, str]] = {}
    for nom, kid, emetteur in [
        ("gateway", "gateway-1", EMETTEUR_PASSERELLE),
        *((s, f"service-{s}", f"service:{s}") for s in DOMAINES),
    ]:
        publiques[kid] = (emetteur, _cle(dossier / f"{nom}.pem"))
    ecrire_secret(dossier / "jwks_interne.json", json.dumps(jwks_publics(publiques)))
    externe = {"developpement-1": (EMETTEUR_DEVELOPPEMENT, _cle(dossier / "developpement.pem"))}
    ecrire_secret(dossier / "jwks_externe.json", json.dumps(jwks_publics(externe)))
    return dossier


def preparer_certificats(espace: Espace) -> Path:
    """Autorité de développement, certificat de la porte des partenaires, un certificat par partenaire fictif."""
    dossier = espace.secrets / "certificats"
    if not _encore_bons(dossier):
        maintenant = horloge_systeme()
        autorite = nouvelle_autorite(maintenant=maintenant)
        autorite.ecrire(dossier, "autorite")
        certificat_serveur(autorite, maintenant=maintenant).ecrire(dossier, "serveur")
        for nom in PARTENAIRES:
            certificat_partenaire(autorite, partenaire=nom, maintenant=maintenant).ecrire(dossier, nom)
    lignes = [
        f"urn:logis:partenaire:{nom}: {{partenaire: {partenaire}, departement: '{departement}', rpcs: {_rpcs(partenaire)}}}"
        for nom, (partenaire, departement) in PARTENAIRES.items()
    ]
    ecrire_secret(dossier / "partenaires.yaml", "\n".join(lignes) + "\n")
    return dossier


def _encore_bons(dossier: Path) -> bool:
    """Vrai si les certificats existent et valent encore une semaine."""
    serveur = dossier / "serveur.crt"
    if not serveur.exists():
        return False
    fin = x509.load_pem_x509_certificate(serveur.read_bytes()).not_valid_after_utc
    return fin > horloge_systeme() + timedelta(days=7)


def _rpcs(partenaire: str) -> str:
    return {"CAF": "[TransmettreDroitsApl]", "FSL": "[RendreDecision, AnnoncerPaiement]"}[partenaire]


def composer(espace: Espace, urls: Mapping[str, str]) -> Environnement:
    """Rassemble variables et ports ; les ports choisis sont publiés dans etat.json et repris au démarrage suivant."""
    cles, certificats = preparer_cles(espace), preparer_certificats(espace)
    connus = espace.etat().get("ports", {})
    voulus = [connus.get(nom) for nom in PORTS]
    ports = dict(zip(PORTS, ports_voulus(voulus, nombre=len(voulus)), strict=True))
    espace.noter("ports", **ports)
    variables = {
        "LOGIS_ESPACE": espace.nom,
        "LOGIS_AMQP_URL": os.environ.get("LOGIS_AMQP_URL", "memory://"),
        "LOGIS_PREFIXE_BUS": espace.prefixe_bus,
        "LOGIS_JWKS_INTERNE": str(cles / "jwks_interne.json"),
        "LOGIS_JWKS_EXTERNE": str(cles / "jwks_externe.json"),
        "LOGIS_EMETTEUR_EXTERNE": EMETTEUR_DEVELOPPEMENT,
        "LOGIS_CLES": str(cles),
        "LOGIS_DOCUMENTS_URL": os.environ.get("LOGIS_DOCUMENTS_URL", f"file://{espace.documents}"),
        "LOGIS_ADRESSES_GRPC": ",".join(f"{service}=127.0.0.1:{ports[service]}" for service in DOMAINES),
        "LOGIS_GATEWAY_PORT": str(ports["gateway"]),
        "LOGIS_GATEWAY_PORT_PARTENAIRES": str(ports["partenaires"]),
        "LOGIS_GATEWAY_PORT_INTERNE": str(ports["gateway-interne"]),
        "LOGIS_CERTIFICATS": str(certificats),
        "LOGIS_PARTENAIRES": str(certificats / "partenaires.yaml"),
        **{f"LOGIS_{service.upper()}_DATABASE_URL": url for service, url in urls.items()},
    }
    return Environnement(
        espace=espace,
        variables=variables,
        url_passerelle=f"http://127.0.0.1:{ports['gateway']}",
        port_partenaires=ports["partenaires"],
    )


def _cle(fichier: Path) -> str:
    if not fichier.exists():
        ecrire_secret(fichier, nouvelle_cle_es256())
    return fichier.read_text(encoding="ascii")
