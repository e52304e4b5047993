"""Ce qu'un exploitant voit et fait du noyau : état, faits récents, garage. Chaque acte est inscrit au journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, text

from socle.domaine.refus import DonneeInvalide, Introuvable


@dataclass(frozen=True, kw_only=True)
class Etat:
    """Nombres de faits non envoyés, retenus, en reprise et garés ; âge du plus ancien non envoyé, en secondes."""

    non_envoyes: int
    plus_ancien_s: float
    retenus: int
    reprises: int
    gares: int
    envoyes: int
    detenteur: str


_ETAT = text(
    """SELECT (SELECT count(*) FROM outbox WHERE sent_at IS NULL) AS non_envoyes,
              (SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0) FROM outbox WHERE sent_at IS NULL)
                  AS plus_ancien_s,
              (SELECT count(*) FROM retenu) AS retenus,
              (SELECT count(*) FROM incident WHERE statut = 'REPRISE') AS reprises,
              (SELECT count(*) FROM incident WHERE statut = 'GARE') AS gares,
              (SELECT count(*) FROM outbox WHERE sent_at IS NOT NULL) AS envoyes,
              coalesce((SELECT detenteur FROM tenure WHERE partition = 0 AND expire_le > now()), '') AS detenteur"""
)


class Administration:
    """Actes d'exploitation sur le noyau d'un service."""

    def __init__(self, moteur: Engine) -> None:
        self._moteur = moteur

    def etat(self) -> Etat:
        with self._moteur.connect() as connexion:
            ligne = connexion.execute(_ETAT).mappings().one()
        return Etat(**{**ligne, "plus_ancien_s": float(ligne["plus_ancien_s"])})

    def faits(self, *, apres: int, limite: int = 500) -> Sequence[Any]:
        """Faits publiés après une position, sans leur corps : type, agrégat, acteur, trace."""
        with self._moteur.connect() as connexion:
            return (
                connexion.execute(
                    text(
                        """SELECT position, event_id, type, aggregate_type, aggregate_id, aggregate_seq, created_at,
                                  acteur, traceparent, sent_at IS NOT NULL AS envoye
                             FROM outbox WHERE position > :apres ORDER BY position LIMIT :limite"""
                    ),
                    {"apres": apres, "limite": limite},
                )
                .mappings()
                .all()
            )

    def incidents(self, *, statut: str = "GARE", limite: int = 200) -> Sequence[Any]:
        with self._moteur.connect() as connexion:
            return (
                connexion.execute(
                    text(
                        """SELECT id, statut, reaction, event_id, source, aggregate_type, aggregate_id, aggregate_seq,
                                  empreinte, code, message, tentatives, cree_le, prochaine_le
                             FROM incident WHERE statut = :statut ORDER BY cree_le LIMIT :limite"""
                    ),
                    {"statut": statut, "limite": limite},
                )
                .mappings()
                .all()
            )

    def rejouer(self, *, acteur: str, incident: str = "", empreinte: str = "", a_blanc: bool = False) -> int:
        """Remet en reprise un incident garé ou tout un groupe ; rend leur nombre."""
        return self._agir(
            "REJOUER",
            "UPDATE incident SET statut = 'REPRISE', prochaine_le = now()",
            acteur,
            incident,
            empreinte,
            a_blanc,
        )

    def ecarter(
        self, *, acteur: str, motif: str, incident: str = "", empreinte: str = "", a_blanc: bool = False
    ) -> int:
        """Écarte définitivement un incident garé ou tout un groupe ; le motif est obligatoire."""
        if not motif.strip():
            raise DonneeInvalide("MOTIF_MANQUANT", "Écarter un message exige un motif.", champ="motif")
        return self._agir(
            "ECARTER", "UPDATE incident SET statut = 'ECARTE'", acteur, incident, empreinte, a_blanc, detail=motif
        )

    def _agir(
        self, acte: str, ordre: str, acteur: str, incident: str, empreinte: str, a_blanc: bool, detail: str = ""
    ) -> int:
        if bool(incident) == bool(empreinte):
            raise DonneeInvalide(
                "CIBLE_AMBIGUE", "Désignez un incident ou une empreinte, pas les deux.", champ="incident_id"
            )
        condition = "id = CAST(:cible AS uuid)" if incident else "empreinte = :cible"
        # Un message sans réaction ne peut pas être rejoué : on ne sait pas le lire.
        jouable = " AND reaction <> ''" if acte == "REJOUER" else ""
        with self._moteur.begin() as connexion:
            cible = {"cible": incident or empreinte}
            if a_blanc:
                requete = f"SELECT count(*) FROM incident WHERE statut = 'GARE' AND {condition}{jouable}"
                return int(connexion.execute(text(requete), cible).scalar_one())
            nombre = connexion.execute(text(f"{ordre} WHERE statut = 'GARE' AND {condition}{jouable}"), cible).rowcount
            if nombre == 0:
                raise Introuvable("Incident", incident or empreinte, champ="incident_id")
            connexion.execute(
                text(
                    "INSERT INTO journal_noyau (acteur, acte, cible, detail) VALUES (:acteur, :acte, :cible, :detail)"
                ),
                {"acteur": acteur, "acte": acte, "cible": incident or empreinte, "detail": detail},
            )
        return nombre
