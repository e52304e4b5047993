"""Écrire par la porte publique : la passerelle donnée, ou celle de cet espace avec un jeton de développement."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import uuid4

import httpx
import typer

from console.commandes.exploitation import emettre_jeton
from console.local.espace import Espace
from socle.domaine.refus import DonneeInvalide, Indisponible
from socle.technique.contexte import Appelant

Passerelle = Annotated[
    str, typer.Option(envvar="LOGIS_PASSERELLE", help="Adresse de la passerelle ; défaut : cet espace.")
]
Jeton = Annotated[str, typer.Option(envvar="LOGIS_JETON", help="Jeton ; défaut : celui de développement.")]


class Porte:
    """Un client de la passerelle, au nom d'un métier. À fermer, ou à ouvrir par `with`."""

    def __init__(self, passerelle: str, jeton: str, *, metier: str, agent: str = "") -> None:
        """`agent` distingue deux agents de développement du même métier, pour ce qui se fait à quatre yeux.

        Lève Indisponible (ESPACE_ARRETE) si aucune passerelle n'est donnée et que l'espace n'a pas démarré."""
        espace = Espace.courant()
        adresse = passerelle or _passerelle_de(espace)
        sub = "-".join(filter(None, ("demo", metier.lower(), agent)))
        jeton = jeton or emettre_jeton(espace, Appelant(sub=sub, metiers=(metier,)))
        self._client = httpx.Client(base_url=adresse, headers={"Authorization": f"Bearer {jeton}"}, timeout=60)

    def __enter__(self) -> Porte:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def poster(self, chemin: str, **corps: Any) -> dict[str, Any]:
        """Lève Indisponible (PASSERELLE_INJOIGNABLE), DonneeInvalide au code et au champ du refus."""
        reponse = self._appeler("POST", chemin, json=corps, headers={"Idempotency-Key": str(uuid4())})
        contenu: dict[str, Any] = reponse.json()
        return contenu

    def lire(self, chemin: str) -> dict[str, Any]:
        """Lève comme `poster`."""
        contenu: dict[str, Any] = self._appeler("GET", chemin).json()
        return contenu

    def telecharger(self, chemin: str) -> bytes:
        """Octets d'un document. Lève comme `poster`."""
        return self._appeler("GET", chemin).content

    def _appeler(self, verbe: str, chemin: str, **options: Any) -> httpx.Response:
        try:
            reponse = self._client.request(verbe, chemin, **options)
            contenu = {} if reponse.status_code == httpx.codes.OK else reponse.json()
        except (httpx.HTTPError, ValueError) as erreur:
            raise Indisponible(
                "PASSERELLE_INJOIGNABLE",
                f"La passerelle ne répond pas ({type(erreur).__name__}) : relancez la commande.",
            ) from None
        if reponse.status_code != httpx.codes.OK:
            raise DonneeInvalide(
                str(contenu.get("code", reponse.status_code)),
                str(contenu.get("detail", "Refus de la passerelle.")),
                champ=str(contenu.get("champ", "")),
            )
        return reponse


def _passerelle_de(espace: Espace) -> str:
    ports = espace.etat().get("ports")
    if not ports:
        raise Indisponible(
            "ESPACE_ARRETE", f"L'espace « {espace.nom} » n'a pas démarré : lancez « logis up », ou --passerelle."
        )
    return f"http://127.0.0.1:{ports['gateway']}"
