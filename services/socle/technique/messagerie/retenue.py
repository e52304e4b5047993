"""Les faits retenus : quels agrégats attendent un prédécesseur, depuis quand, et comment renoncer à ce qui ne viendra plus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, text

from socle.domaine.refus import DonneeInvalide, Introuvable
from socle.technique.messagerie.sequences import franchir

AGREGATS_MAX = 500

_LISTE = text(
    """SELECT r.source, r.aggregate_type, r.aggregate_id, count(*) AS nombre, min(r.retenu_le) AS depuis,
              min(r.aggregate_seq) AS premier, coalesce(min(s.derniere), 0) AS derniere
         FROM retenu r
         LEFT JOIN sequence_recue s ON (s.source, s.aggregate_type, s.aggregate_id)
                                     = (r.source, r.aggregate_type, r.aggregate_id)
        GROUP BY r.source, r.aggregate_type, r.aggregate_id ORDER BY depuis, r.aggregate_id LIMIT :limite"""
)


class Retenue:
    """Lecture des faits retenus d'un service, et acte de franchir un trou."""

    def __init__(self, moteur: Engine) -> None:
        self._moteur = moteur

    def lister(self) -> Sequence[Any]:
        """Un agrégat par ligne, le plus ancien d'abord : faits retenus, premier d'entre eux, dernier appliqué. 500 au plus."""
        with self._moteur.connect() as connexion:
            return connexion.execute(_LISTE, {"limite": AGREGATS_MAX}).all()

    def franchir(self, *, acteur: str, motif: str, source: str, agregat: str, agregat_id: str, sur: Connection) -> int:
        """Renonce aux faits manquants d'un agrégat : ses retenus seront délivrés. Rend le nombre de rangs franchis.

        Inscrit au journal. Lève DonneeInvalide (MOTIF_MANQUANT), Introuvable si rien n'est retenu derrière un trou.
        """
        if not motif.strip():
            raise DonneeInvalide("MOTIF_MANQUANT", "Renoncer à des faits exige un motif.", champ="motif")
        rangs = franchir(sur, source=source, agregat=agregat, identifiant=agregat_id)
        cible = f"{source}/{agregat}/{agregat_id}"
        if rangs == 0:
            raise Introuvable("Trou", cible, champ="agregat_id")
        sur.execute(
            text(
                "INSERT INTO journal_noyau (acteur, acte, cible, detail) VALUES (:acteur, 'FRANCHIR', :cible, :detail)"
            ),
            {"acteur": acteur, "cible": cible, "detail": f"{rangs} rang(s) : {motif}"},
        )
        return rangs
