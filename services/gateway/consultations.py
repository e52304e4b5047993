"""Les lectures propres à la passerelle, chacune inscrite au journal d'accès avant d'être rendue."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from gateway import vue360
from gateway.clients import Clients, type_requete
from gateway.conditions import inchangee
from gateway.identite import Identite
from gateway.journal import Consultation, Filtre, Journal
from gateway.lecture import parametres
from gateway.openapi import JOUR_EXEMPLE, UUID_EXEMPLE
from gateway.projection import Projection
from gateway.routes import rendre
from logis.commun.v1 import commun_pb2
from socle.domaine.periodes import lire_date
from socle.domaine.refus import DonneeInvalide
from socle.technique.habilitations import charger_habilitations
from socle.technique.identifiants import lire_id
from socle.technique.pagination import taille

DOCUMENTS = {
    "demandes": "logis.demandes.v1.DemandesService/GetDocument",
    "quittancement": "logis.quittancement.v1.QuittancementService/GetDocument",
}
LECTEUR_DU_JOURNAL = commun_pb2.Acces(role_technique="DPO")
"""« DPO : lecture journaux » (roles_techniques.csv) ; aucun autre rôle, aucun métier."""

FILTRES = ("locataire_id", "sub", "du", "au", "page_size", "page_token")


@dataclass(frozen=True, kw_only=True)
class Consultations:
    """Ce dont ces routes ont besoin. `delai_carte` : secondes accordées à chaque carte de la vue 360°."""

    clients: Clients
    identite: Identite
    projection: Projection
    journal: Journal
    delai_carte: float

    async def vue_360(self, locataire_id: str, requete: Request) -> Response:
        appelant = self.identite.de(requete.headers)
        parametres(requete, permis=())
        identifiant = lire_id(locataire_id, champ="locataire_id")
        bail = await self.projection.locataire(identifiant)
        vue = await vue360.composer(
            self.clients,
            appelant,
            locataire_id=str(identifiant),
            bail_id=str(bail.bail_id),
            demande_id=str(bail.demande_id),
            delai=self.delai_carte,
        )
        await self.journal.inscrire(
            appelant,
            Consultation(ressource="locataires/vue-360", locataire_id=identifiant, cartes=sorted(vue["cartes"])),
        )
        return rendre(requete, vue)

    async def document(self, service: str, document_id: str, requete: Request) -> Response:
        appelant = self.identite.de(requete.headers)
        parametres(requete, permis=())
        identifiant = str(lire_id(document_id, champ="document_id"))
        if service not in DOCUMENTS:
            raise DonneeInvalide(
                "SERVICE_SANS_DOCUMENT", f"« {service[:40]} » ne sert pas de document.", champ="service"
            )
        methode = DOCUMENTS[service]
        reponse = await self.clients.appeler(methode, type_requete(methode)(document_id=identifiant), appelant)
        await self.journal.inscrire(appelant, Consultation(ressource=f"documents/{service}", objet=identifiant))
        etag = f'"{reponse.document.empreinte_sha256}"'
        entetes = {
            "ETag": etag,
            "Cache-Control": "no-store",
            "Content-Disposition": disposition(reponse.document.nom_fichier),
        }
        if inchangee(requete, etag):
            return Response(status_code=304, headers=entetes)
        return Response(reponse.contenu, media_type="application/pdf", headers=entetes)

    async def journal_acces(self, requete: Request) -> Response:
        appelant = self.identite.de(requete.headers)
        charger_habilitations().exiger(LECTEUR_DU_JOURNAL, appelant)
        lus = parametres(requete, permis=FILTRES)
        filtre, nombre = _filtre(lus), taille(_entier(lus.get("page_size", "0")))
        lignes = await self.journal.lire(filtre, limite=nombre + 1)
        await self.journal.inscrire(
            appelant, Consultation(ressource="journal-acces", action="LISTER", locataire_id=filtre.locataire_id)
        )
        suite = _jeton(lignes[nombre - 1]["numero"]) if len(lignes) > nombre else ""
        return rendre(
            requete,
            {"consultations": [_consultation(ligne) for ligne in lignes[:nombre]], "next_page_token": suite},
        )

    def routeur(self) -> APIRouter:
        """Les trois routes, décrites pour OpenAPI."""
        routes = APIRouter(tags=["passerelle"])
        for chemin, servir, titre, droit, filtres in (
            (
                "/api/v1/locataires/{locataire_id}/vue-360",
                self.vue_360,
                "Vue 360° d'un locataire",
                "Droit : chaque carte a le sien ; une carte que vos métiers ne lisent pas est absente.",
                (),
            ),
            (
                "/api/v1/documents/{service}/{document_id}",
                self.document,
                "Document (PDF)",
                "Droit : celui du document, vérifié par le service qui l'a produit.",
                (),
            ),
            (
                "/api/v1/journal-acces",
                self.journal_acces,
                "Journal d'accès : qui a vu quoi",
                "Droit : rôle technique DPO. Cette lecture est elle-même inscrite au journal.",
                FILTRES,
            ),
        ):
            routes.add_api_route(
                chemin,
                servir,
                methods=["GET"],
                summary=titre,
                description=droit,
                openapi_extra=_openapi(chemin, filtres),
                response_class=Response,
            )
        return routes


def disposition(nom: str) -> str:
    """Content-Disposition (RFC 6266) : un nom ASCII pour tous, et le vrai nom, accents compris, pour qui sait le lire."""
    plat = unicodedata.normalize("NFKD", nom.replace("œ", "oe").replace("Œ", "OE")).encode("ascii", "ignore").decode()
    simple = re.sub(r"[^\w .()-]", "_", plat) or "document.pdf"
    exact = quote(nom.encode("utf-8", "replace"), safe="")
    return f"inline; filename=\"{simple}\"; filename*=UTF-8''{exact}"


def _filtre(lus: dict[str, str]) -> Filtre:
    jour = {nom: lire_date(lus[nom], champ=nom) for nom in ("du", "au") if nom in lus}
    locataire = lus.get("locataire_id")
    return Filtre(
        locataire_id=lire_id(locataire, champ="locataire_id") if locataire is not None else None,
        sub=_sans_nul(lus.get("sub", "")),
        avant=_numero(lus["page_token"]) if lus.get("page_token") else None,
        **jour,
    )


def _sans_nul(texte: str) -> str:
    if "\0" in texte:
        raise DonneeInvalide("CARACTERE_INTERDIT", "« sub » contient un caractère nul.", champ="sub")
    return texte


def _entier(texte: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,9}", texte):
        raise DonneeInvalide("TYPE_ATTENDU", "« page_size » devrait être un nombre entier.", champ="page_size")
    return int(texte)


def _jeton(numero: int) -> str:
    return base64.urlsafe_b64encode(numero.to_bytes(8, "big")).decode()


def _numero(jeton: str) -> int:
    try:
        octets = base64.b64decode(jeton.encode("ascii"), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        octets = b""
    numero = int.from_bytes(octets, "big")
    if len(octets) != 8 or numero >= 2**63:
        raise DonneeInvalide("JETON_DE_PAGE_FAUX", "Ce jeton de page n'est pas l'un des nôtres.", champ="page_token")
    return numero


def _consultation(ligne: Any) -> dict[str, Any]:
    return {
        **ligne,
        "le": ligne["le"].isoformat(),
        "locataire_id": str(ligne["locataire_id"] or ""),
        "metiers": ligne["metiers"].split(",") if ligne["metiers"] else [],
    }


_PARAMETRES = {
    "locataire_id": (UUID_EXEMPLE, "Locataire consulté."),
    "document_id": (UUID_EXEMPLE, "Identifiant du document, donné par le service qui l'a produit."),
    "service": ("demandes", f"Service qui a produit le document : {' ou '.join(DOCUMENTS)}."),
    "sub": ("agent-1", "Agent dont on cherche les consultations (`sub` de son jeton)."),
    "du": (JOUR_EXEMPLE, "Premier jour, compris (Paris)."),
    "au": (JOUR_EXEMPLE, "Dernier jour, compris (Paris)."),
    "page_size": (50, "Lignes par page, 500 au plus."),
    "page_token": ("", "Jeton de la page suivante, rendu par la précédente."),
}


def _openapi(chemin: str, filtres: tuple[str, ...]) -> dict[str, Any]:
    situes = tuple(re.findall(r"\{(\w+)\}", chemin))
    parametres = [
        {
            "name": nom,
            "in": "path" if nom in situes else "query",
            "schema": {"type": "integer" if isinstance(_PARAMETRES[nom][0], int) else "string"},
            "example": _PARAMETRES[nom][0],
            "description": _PARAMETRES[nom][1],
            **({"required": True} if nom in situes else {}),
        }
        for nom in (*situes, *filtres)
    ]
    return {"security": [{"jeton": []}], "parameters": parametres}
