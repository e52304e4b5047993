"""Le rapport d'une course : des nombres d'abord, puis le détail de chaque écart."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from console.chaos.appels import Commande
from console.chaos.plan import Genre
from console.chaos.registre import Bilan, Ecart
from console.chaos.reprises import OBJECTIFS

ECARTS_MONTRES = 40


@dataclass(kw_only=True)
class Rapport:
    """Ce que `logis chaos --json` imprime. Durées en secondes."""

    graine: int
    duree_s: float
    vidange_s: float
    fautes: Mapping[str, int]
    bilan: Bilan
    commandes: Sequence[Commande]
    poisons: int
    reprises: Mapping[str, Sequence[float]]
    manquees: Sequence[str] = ()
    au_commit: int = 0
    devances: int = 0
    arrets_en_faute: Sequence[str] = ()
    morts_inattendues: Sequence[str] = ()
    relances: int = 0
    anomalies: Sequence[str] = field(default_factory=list)

    @property
    def juste(self) -> bool:
        """Aucun écart, chaque arrêt propre a fini avec le code 0, et aucun agent n'a reçu de refus inattendu."""
        return self.bilan.juste and not self.arrets_en_faute and not self.anomalies

    def en_json(self) -> dict[str, Any]:
        """Dictionnaire prêt pour JSON ; ni corps ni donnée personnelle."""
        bilan = self.bilan
        refus = Counter(commande.refus for commande in self.commandes if commande.refus)
        return {
            "graine": self.graine,
            "duree_s": self.duree_s,
            "vidange_s": self.vidange_s,
            "fautes": {genre.value: self.fautes.get(genre.value, 0) for genre in Genre},
            "fautes_en_tout": sum(self.fautes.values()),
            "fautes_manquees": list(self.manquees),
            "sessions_terminees_au_commit": self.au_commit,
            "faits_devances": self.devances,
            "commandes": len(self.commandes),
            "commandes_rejouees": sum(commande.essais > 1 for commande in self.commandes),
            "commandes_refusees": dict(refus),
            "commandes_sans_reponse": sum(not c.acquittee and not c.refus for c in self.commandes),
            "reponses_internes": sum(commande.internes for commande in self.commandes),
            "faits": bilan.faits,
            "effets": bilan.effets,
            "poisons": self.poisons,
            "poisons_gares": bilan.poisons_gares,
            "perdus": len(bilan.perdus),
            "effets_en_double": len(bilan.doubles),
            "inversions": len(bilan.inversions),
            "bloques": len(bilan.bloques),
            **{f"reprise_{sujet}_s": max(self.reprises.get(sujet) or [0.0]) for sujet in OBJECTIFS},
            "reprises": {sujet: list(valeurs) for sujet, valeurs in self.reprises.items()},
            "relances": self.relances,
            "arrets_en_faute": list(self.arrets_en_faute),
            "morts_inattendues": list(self.morts_inattendues),
            "anomalies_de_charge": list(self.anomalies)[:ECARTS_MONTRES],
            "ecarts": {
                "perdus": _montrer(bilan.perdus),
                "effets_en_double": _montrer(bilan.doubles),
                "inversions": _montrer(bilan.inversions),
                "bloques": _montrer(bilan.bloques),
            },
            "machine": {"python": platform.python_version(), "systeme": platform.system()},
            "juste": self.juste,
        }


def _montrer(ecarts: Sequence[Ecart]) -> list[dict[str, str]]:
    return [asdict(ecart) for ecart in ecarts[:ECARTS_MONTRES]]
