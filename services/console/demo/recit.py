"""Le récit : chaque étape, qui l'a faite, ce qu'elle a produit, sa trace ; et la preuve que tout est arrivé."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from rich.console import Console

from console.demo.api import Api, EchecHttp
from console.noyaux import Noyaux

T = TypeVar("T")
DELAI = 20.0


class EtapeEchouee(Exception):
    """Une étape n'a pas produit ce qu'on attendait."""


@dataclass(kw_only=True)
class Etape:
    titre: str
    qui: str
    detail: str
    evenements: list[str]
    trace: str


@dataclass
class Recit:
    """Joue les étapes et tient la chronologie."""

    api: Api
    noyaux: Noyaux
    sortie: Console
    muet: bool = False
    etapes: list[Etape] = field(default_factory=list)
    faits: list[tuple[str, Any]] = field(default_factory=list)
    _positions: dict[str, int] = field(default_factory=dict)

    def etape(
        self, titre: str, qui: str, action: Callable[[], T], *, attendus: list[str] | None = None, detail: str = ""
    ) -> T:
        """Joue une étape, attend les événements qu'elle doit produire, l'inscrit. Lève EtapeEchouee."""
        trace = self.api.nouvelle_trace()
        try:
            resultat = action()
        except EchecHttp as echec:
            raise EtapeEchouee(f"{titre} ({qui}) : {echec}") from echec
        nouveaux = self._attendre(titre, attendus or [])
        self._inscrire(Etape(titre=titre, qui=qui, detail=detail, evenements=nouveaux, trace=trace))
        return resultat

    def patienter(self, quoi: str, condition: Callable[[], T | None]) -> T:
        """Attend qu'une lecture dise vrai (une projection qui arrive). Lève EtapeEchouee au bout du délai."""
        limite = time.monotonic() + DELAI
        while True:
            try:
                valeur = condition()
            except EchecHttp as echec:
                if echec.statut not in (404, 503):
                    raise
                valeur = None
            if valeur:
                return valeur
            if time.monotonic() > limite:
                raise EtapeEchouee(f"{quoi} : rien au bout de {DELAI:.0f} s")
            time.sleep(0.03)

    def _attendre(self, titre: str, attendus: list[str]) -> list[str]:
        manquants, vus = list(attendus), []
        limite = time.monotonic() + DELAI
        while True:
            for fait in self._releve():
                vus.append(fait)
                if fait in manquants:
                    manquants.remove(fait)
            if not manquants:
                return vus
            if time.monotonic() > limite:
                raise EtapeEchouee(f"{titre} : événements attendus et absents : {', '.join(manquants)}")
            time.sleep(0.03)

    def _releve(self) -> list[str]:
        nouveaux = self.noyaux.faits(self._positions)
        for service, fait in nouveaux:
            self._positions[service] = max(self._positions.get(service, 0), fait.position)
        self.faits += nouveaux
        return [fait.type for _, fait in nouveaux]

    def _inscrire(self, etape: Etape) -> None:
        self.etapes.append(etape)
        if self.muet:
            return
        evenements = f"  [cyan]{' '.join(etape.evenements)}[/cyan]" if etape.evenements else ""
        detail = f" — {etape.detail}" if etape.detail else ""
        self.sortie.print(
            f"[bold]{len(self.etapes):>2}[/bold] {etape.titre}{detail}  [dim]{etape.qui}[/dim]{evenements}"
            f"  [dim]{etape.trace[:8]}[/dim]",
            highlight=False,
        )

    def calme(self) -> dict[str, int]:
        """Attend que rien ne soit plus en route ; rend les comptes finals (non nuls si quelque chose est resté)."""
        limite = time.monotonic() + DELAI
        while True:
            etats = self.noyaux.etats()
            reste = {
                "non_envoyes": sum(e["non_envoyes"] for e in etats),
                "retenus": sum(e["retenus"] for e in etats),
                "gares": sum(e["gares"] for e in etats),
                "reprises": sum(e["reprises"] for e in etats),
            }
            if not any(reste.values()) or time.monotonic() > limite:
                self._releve()
                return reste
            time.sleep(0.05)
