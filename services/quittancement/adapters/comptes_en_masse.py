"""Des comptes lus et écrits par paquets, sans l'ORM : même représentation, même verrou, même version qu'avec lui."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import text
from sqlalchemy.orm import Session

from quittancement.domain.bail import DroitApl, ParametresBail
from quittancement.domain.compte import Compte, StatutCompte
from quittancement.domain.faits_du_compte import LoyerImpaye
from quittancement.domain.imputation import Affectation
from quittancement.domain.paiement import ModePaiement, Paiement
from quittancement.domain.quittance import Ligne, Quittance, StatutQuittance
from socle.domaine.montant import Montant

_BAIL, _DROITS = TypeAdapter(ParametresBail), TypeAdapter(list[DroitApl])
_TERMES, _IMPAYE = TypeAdapter(list[str]), TypeAdapter(LoyerImpaye)
_LIGNES, _AFFECTATIONS = TypeAdapter(list[Ligne]), TypeAdapter(list[Affectation])

_COMPTES = text(
    """SELECT id, version, sequence, reference, bail::text, statut, droits::text, termes_impayes::text,
              dernier_impaye::text
         FROM compte WHERE id = ANY(:ids) ORDER BY id FOR UPDATE"""
)
_QUITTANCES = text(
    """SELECT id, bail_id, lot_id, mois, debut, fin, exigible_le, limite_paiement_le, lignes::text, numero, statut
         FROM quittance WHERE bail_id = ANY(:ids) ORDER BY mois"""
)
_PAIEMENTS = text(
    """SELECT id, bail_id, montant, mode, recu_le, reference, affectations::text, avance, ecart, dossier_fsl_id,
              decision_id, contrepasse_le
         FROM paiement WHERE bail_id = ANY(:ids) ORDER BY recu_le, id"""
)
_ECRIRE_COMPTES = """UPDATE compte c SET version = c.version + 1, sequence = t.sequence,
       termes_impayes = t.termes::jsonb, dernier_impaye = t.impaye::jsonb
  FROM unnest(%s::uuid[], %s::bigint[], %s::text[], %s::text[]) AS t (id, sequence, termes, impaye) WHERE c.id = t.id"""
_ECRIRE_QUITTANCES = """UPDATE quittance q SET lignes = t.lignes::jsonb
  FROM unnest(%s::uuid[], %s::text[]) AS t (id, lignes) WHERE q.id = t.id"""
_ECRIRE_PAIEMENTS = """UPDATE paiement p SET affectations = t.affectations::jsonb, avance = t.avance,
       contrepasse_le = t.contrepasse_le
  FROM unnest(%s::uuid[], %s::text[], %s::bigint[], %s::date[]) AS t (id, affectations, avance, contrepasse_le)
 WHERE p.id = t.id"""
_COPIER_PAIEMENTS = """COPY paiement (id, bail_id, montant, mode, recu_le, reference, affectations, avance, ecart,
                              contrepasse_le) FROM STDIN"""


class ComptesEnMasse:
    """Se souvient de ce qui a été lu pour n'écrire que ce qui a changé. Une instance par transaction."""

    def __init__(self) -> None:
        self._lignes: dict[UUID, list[Ligne]] = {}
        self._paiements: dict[UUID, tuple[list[Affectation], Montant, Any]] = {}

    def lire(self, session: Session, baux: Collection[UUID]) -> dict[UUID, Compte]:
        """Comptes entiers sous verrou de ligne ; un bail inconnu manque au résultat."""
        ids = {"ids": list(baux)}
        comptes = {ligne.id: _compte(ligne) for ligne in session.execute(_COMPTES, ids)}
        quittances: dict[UUID, list[Quittance]] = defaultdict(list)
        for ligne in session.execute(_QUITTANCES, ids):
            quittance = _quittance(ligne)
            self._lignes[quittance.id] = quittance.lignes
            quittances[ligne.bail_id].append(quittance)
        paiements: dict[UUID, list[Paiement]] = defaultdict(list)
        for ligne in session.execute(_PAIEMENTS, ids):
            paiement = _paiement(ligne)
            self._paiements[paiement.id] = _etat(paiement)
            paiements[ligne.bail_id].append(paiement)
        for compte in comptes.values():
            compte.quittances, compte.paiements = quittances[compte.id], paiements[compte.id]
        return comptes

    def ecrire(self, session: Session, comptes: Collection[Compte]) -> None:
        """Version suivante de chaque compte, termes et paiements changés, paiements neufs."""
        curseur: Any = session.connection().connection.cursor()
        curseur.execute(
            _ECRIRE_COMPTES,
            _colonnes(
                (
                    c.id,
                    c.sequence + c.faits_en_attente,
                    _TERMES.dump_json(c.termes_impayes).decode(),
                    None if c.dernier_impaye is None else _IMPAYE.dump_json(c.dernier_impaye).decode(),
                )
                for c in comptes
            ),
        )
        changees = [q for c in comptes for q in c.quittances if self._lignes.get(q.id) is not q.lignes]
        if changees:
            curseur.execute(
                _ECRIRE_QUITTANCES, _colonnes((q.id, _LIGNES.dump_json(q.lignes).decode()) for q in changees)
            )
        tous = [p for c in comptes for p in c.paiements]
        self._ecrire_paiements(curseur, tous)

    def _ecrire_paiements(self, curseur: Any, paiements: Sequence[Paiement]) -> None:
        anciens = [p for p in paiements if p.id in self._paiements and self._paiements[p.id] != _etat(p)]
        if anciens:
            curseur.execute(
                _ECRIRE_PAIEMENTS,
                _colonnes(
                    (p.id, _AFFECTATIONS.dump_json(p.affectations).decode(), p.avance.centimes, p.contrepasse_le)
                    for p in anciens
                ),
            )
        with curseur.copy(_COPIER_PAIEMENTS) as copie:
            for p in paiements:
                if p.id not in self._paiements:
                    copie.write_row(
                        (
                            p.id,
                            p.bail_id,
                            p.montant.centimes,
                            p.mode.value,
                            p.recu_le,
                            p.reference,
                            _AFFECTATIONS.dump_json(p.affectations).decode(),
                            p.avance.centimes,
                            p.ecart.centimes,
                            p.contrepasse_le,
                        )
                    )


def _etat(paiement: Paiement) -> tuple[list[Affectation], Montant, Any]:
    return paiement.affectations, paiement.avance, paiement.contrepasse_le


def _colonnes(lignes: Any) -> list[list[Any]]:
    return [list(colonne) for colonne in zip(*lignes, strict=True)]


def _compte(ligne: Any) -> Compte:
    impaye = ligne.dernier_impaye
    return Compte(
        id=ligne.id,
        version=ligne.version,
        sequence=ligne.sequence,
        reference=ligne.reference,
        bail=_BAIL.validate_json(ligne.bail),
        statut=StatutCompte(ligne.statut),
        droits=_DROITS.validate_json(ligne.droits),
        termes_impayes=_TERMES.validate_json(ligne.termes_impayes),
        dernier_impaye=None if impaye is None else _IMPAYE.validate_json(impaye),
    )


def _quittance(ligne: Any) -> Quittance:
    return Quittance(
        id=ligne.id,
        bail_id=ligne.bail_id,
        lot_id=ligne.lot_id,
        mois=ligne.mois,
        debut=ligne.debut,
        fin=ligne.fin,
        exigible_le=ligne.exigible_le,
        limite_paiement_le=ligne.limite_paiement_le,
        lignes=_LIGNES.validate_json(ligne.lignes),
        numero=ligne.numero,
        statut=StatutQuittance(ligne.statut),
    )


def _paiement(ligne: Any) -> Paiement:
    return Paiement(
        id=ligne.id,
        bail_id=ligne.bail_id,
        montant=Montant(ligne.montant),
        mode=ModePaiement(ligne.mode),
        recu_le=ligne.recu_le,
        reference=ligne.reference,
        affectations=_AFFECTATIONS.validate_json(ligne.affectations),
        avance=Montant(ligne.avance),
        ecart=Montant(ligne.ecart),
        dossier_fsl_id=ligne.dossier_fsl_id,
        decision_id=ligne.decision_id,
        contrepasse_le=ligne.contrepasse_le,
    )
