"""La charge : plusieurs agents travaillent en même temps sur plusieurs services, du début des fautes à leur fin."""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from console.chaos.appels import Guichet, Interrompu, Refusee
from console.chaos.menages import ACCUEIL, GESTION, Patrimoine, charger_patrimoine, loger_un_menage, patienter
from console.demo import jeu

QUITTANCEMENT = "CHARGE_QUITTANCEMENT"
BAUX_PREPARES = 3
MOIS_IMPAYES = ("2026-05", "2026-06")
CADENCE = 0.12
"""Secondes de repos d'un agent entre deux commandes : la machine a d'autres fautes à subir."""


@dataclass
class Charge:
    """Prépare dans le calme, puis fait travailler les agents. `anomalies` : ce qu'un agent n'a pas pu finir."""

    guichet: Guichet
    graine: int
    patrimoine: Patrimoine = field(default_factory=Patrimoine)
    endettes: list[str] = field(default_factory=list)
    """Baux dont un dossier d'impayé est ouvert : chaque paiement y réduit la dette."""
    anomalies: list[str] = field(default_factory=list)
    _fils: list[threading.Thread] = field(default_factory=list)
    _graines: Any = None

    def preparer(self, *, logements: int = 60) -> None:
        """Patrimoine, baux actifs, dettes ; chaque commande de la charge est jouée une fois. Lève Refusee ou Interrompu."""
        self._graines = itertools.count(self.graine * 1000)
        self.patrimoine = charger_patrimoine(self.guichet, nombre=logements)
        for _ in range(BAUX_PREPARES):
            loger_un_menage(self.guichet, self.patrimoine, graine=next(self._graines))
        self._endetter()
        alea = random.Random(self.graine)
        self._reclamer(alea)
        self._alerter(alea)
        self._payer(alea)
        self.guichet.calme = False

    def lancer(self) -> None:
        """Quatre agents, chacun dans son fil."""
        for nom, tache in (
            ("ménages", lambda _: loger_un_menage(self.guichet, self.patrimoine, graine=next(self._graines))),
            ("comptes", self._payer),
            ("réclamations", self._reclamer),
            ("urgences", self._alerter),
        ):
            fil = threading.Thread(target=self._travailler, args=(nom, tache), name=nom, daemon=True)
            self._fils.append(fil)
            fil.start()

    def arreter(self, *, delai_s: float) -> None:
        """N'envoie plus rien de neuf ; laisse chaque commande commencée aller à sa réponse."""
        self.guichet.fini.set()
        limite = time.monotonic() + delai_s
        for fil in self._fils:
            fil.join(max(0.1, limite - time.monotonic()))

    def _travailler(self, nom: str, tache: Callable[[random.Random], Any]) -> None:
        alea = random.Random(f"{self.graine}:{nom}")
        while not self.guichet.fini.is_set():
            try:
                tache(alea)
            except Interrompu as fin:
                if str(fin):
                    self.anomalies.append(f"{nom} : {fin}")
            except Refusee as refus:
                self.anomalies.append(f"{nom} : {refus}")
            time.sleep(CADENCE)

    def _endetter(self) -> None:
        """Deux termes quittancés et jamais payés : un dossier d'impayé s'ouvre pour chaque bail."""
        for bail in self.patrimoine.baux:
            patienter(self.guichet, partial(self._compte_actif, bail))
        for mois in MOIS_IMPAYES:
            lot = self.guichet.ordonner("quittancement", "CalculerQuittancement", QUITTANCEMENT, mois=mois).lot
            self.guichet.ordonner(
                "quittancement", "ValiderQuittancement", f"{QUITTANCEMENT}:bis", lot_id=lot.id, valide_le=f"{mois}-25"
            )
        self.guichet.ordonner("quittancement", "ConstaterImpayes", QUITTANCEMENT, au="2026-07-16")
        for bail in self.patrimoine.baux:
            patienter(self.guichet, partial(self._dossier_ouvert, bail))
        self.endettes = list(self.patrimoine.baux)

    def _compte_actif(self, bail: str) -> bool:
        compte = self.guichet.lire("quittancement", "GetCompte", QUITTANCEMENT, bail_id=bail).compte
        return bool(compte.statut == "ACTIF")

    def _dossier_ouvert(self, bail: str) -> bool:
        reponse = self.guichet.lire("recouvrement", "ListDossiersImpaye", "CHARGE_RECOUVREMENT", bail_id=bail)
        return bool(reponse.dossiers)

    def _payer(self, alea: random.Random) -> None:
        """Un euro et quelques : la dette baisse chaque fois, et ne s'éteint jamais pendant une course."""
        self.guichet.ordonner(
            "quittancement",
            "EnregistrerPaiement",
            QUITTANCEMENT,
            bail_id=alea.choice(self.endettes),
            montant=jeu.euros(alea.randint(50, 150)),
            mode="VIREMENT",
            recu_le="2026-07-20",
            reference=f"CHAOS-{alea.getrandbits(48):012x}",
        )

    def _reclamer(self, alea: random.Random) -> None:
        """Une réclamation de bout en bout : cinq commandes, quatre faits dont trois du même agrégat."""
        ordonner = self.guichet.ordonner
        reclamation = ordonner(
            "proximite",
            "DeclarerReclamation",
            "GARDIEN_IMMEUBLE",
            bail_id=alea.choice(self.endettes),
            categorie="PLB-02",
            description="Fuite visible sous le lavabo de la salle de bains.",
            canal="GUICHET_LOGE",
            ouverte_le="2026-11-13T16:45:00+01:00",
        ).reclamation
        ordonner(
            "proximite",
            "QualifierReclamation",
            ACCUEIL,
            reclamation_id=reclamation.id,
            qualifiee_le="2026-11-13T17:05:00+01:00",
        )
        bon = ordonner(
            "proximite",
            "CommanderTravaux",
            "TECHNICIEN_MAINTENANCE",
            reclamation_id=reclamation.id,
            entreprise="Plomberie d'essai",
            objet="Remplacer le siphon du lavabo",
            montant_ht=jeu.euros(8_500),
            voie_achat="BPU",
            prevu_le="2026-11-16T10:00:00+01:00",
            commande_le="2026-11-13",
        ).bon
        ordonner(
            "proximite",
            "CloreBon",
            "TECHNICIEN_MAINTENANCE",
            bon_id=bon.id,
            termine_le="2026-11-16T11:10:00+01:00",
            compte_rendu="Siphon remplacé.",
            reclamation_resolue=True,
        )
        ordonner(
            "proximite",
            "CloreReclamation",
            ACCUEIL,
            reclamation_id=reclamation.id,
            motif="RESOLU",
            cloturee_le="2026-11-20T09:00:00+01:00",
        )

    def _alerter(self, alea: random.Random) -> None:
        self.guichet.ordonner(
            "proximite",
            "SignalerUrgence",
            GESTION,
            residence_id=self.patrimoine.residences[0],
            type=alea.choice(("GAZ", "ASCENSEUR_PERSONNE")),
            signalee_le="2026-11-13T16:45:00+01:00",
            lieu="Hall B",
        )
