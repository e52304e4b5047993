"""Des comptes lus et écrits par paquets, sans l'ORM : même représentation, même verrou, même version qu'avec lui."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.instrumentation import manager_of_class

from quittancement.adapters import orm
from quittancement.adapters.lignes_rangees import json_de, lire_modeles, relire
from quittancement.domain.compte import Compte, StatutCompte
from quittancement.domain.imputation import Affectation
from quittancement.domain.ligne import Ligne, Modele
from quittancement.domain.paiement import ModePaiement, Paiement
from quittancement.domain.quittance import Quittance, StatutQuittance
from socle.domaine.montant import Montant
from socle.technique.base import adaptateur

T = TypeVar("T")
_BAIL, _DROITS = adaptateur(orm.comptes.c.bail), adaptateur(orm.comptes.c.droits)
_TERMES, _IMPAYE = adaptateur(orm.comptes.c.termes_impayes), adaptateur(orm.comptes.c.dernier_impaye)
_PROTECTIONS = adaptateur(orm.comptes.c.protections)
_AFFECTATIONS = adaptateur(orm.paiements.c.affectations)

_COMPTES = text(
    """SELECT id, version, sequence, reference, bail::text, statut, droits::text, termes_impayes::text,
              dernier_impaye::text, mois_a_rappeler, protections::text
         FROM compte WHERE id = ANY(:ids) ORDER BY id FOR UPDATE"""
)
_QUITTANCES = text(
    """SELECT id, bail_id, lot_id, mois, debut, fin, exigible_le, limite_paiement_le, lignes, numero, statut
         FROM quittance WHERE bail_id = ANY(:ids) ORDER BY mois"""
)
_PAIEMENTS = text(
    """SELECT id, bail_id, montant, mode, recu_le, reference, affectations::text, avance, ecart, dossier_fsl_id,
              decision_id, contrepasse_le
         FROM paiement WHERE bail_id = ANY(:ids) ORDER BY recu_le, id"""
)
_ECRIRE_COMPTES = """UPDATE compte c SET version = c.version + 1, sequence = t.sequence, termes_impayes = t.termes,
       dernier_impaye = t.impaye FROM maj_compte t WHERE c.id = t.id"""
_ECRIRE_QUITTANCES = "UPDATE quittance q SET lignes = t.lignes, reste = t.reste FROM maj_quittance t WHERE q.id = t.id"
_ECRIRE_PAIEMENTS = """UPDATE paiement p SET affectations = t.affectations, avance = t.avance,
       contrepasse_le = t.contrepasse_le FROM maj_paiement t WHERE p.id = t.id"""
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
        lues = session.execute(_QUITTANCES, ids).all()
        modeles = lire_modeles(session.connection(), (ligne.lignes for ligne in lues))
        for ligne in lues:
            quittance = _quittance(ligne, modeles)
            self._lignes[quittance.id] = quittance.lignes
            quittances[ligne.bail_id].append(quittance)
        paiements: dict[UUID, list[Paiement]] = defaultdict(list)
        for ligne in session.execute(_PAIEMENTS, ids):
            paiement = _paiement(ligne)
            self._paiements[paiement.id] = _etat(paiement)
            paiements[ligne.bail_id].append(paiement)
        for compte in comptes.values():
            set_committed_value(compte, "quittances", quittances[compte.id])
            set_committed_value(compte, "paiements", paiements[compte.id])
        return comptes

    def ecrire(self, session: Session, comptes: Collection[Compte]) -> None:
        """Version suivante de chaque compte, termes et paiements changés, paiements neufs."""
        curseur: Any = session.connection().connection.cursor()
        _mettre_a_jour(
            curseur,
            _ECRIRE_COMPTES,
            "maj_compte (id uuid, sequence bigint, termes jsonb, impaye jsonb)",
            (
                (
                    c.id,
                    c.sequence + c.faits_en_attente,
                    _TERMES.dump_json(c.termes_impayes).decode(),
                    None if c.dernier_impaye is None else _IMPAYE.dump_json(c.dernier_impaye).decode(),
                )
                for c in comptes
            ),
        )
        changees = (q for c in comptes for q in c.quittances if self._lignes.get(q.id) is not q.lignes)
        _mettre_a_jour(
            curseur,
            _ECRIRE_QUITTANCES,
            "maj_quittance (id uuid, lignes jsonb, reste bigint)",
            ((q.id, json_de(q.lignes), q.reste_du.centimes) for q in changees),
        )
        self._ecrire_paiements(curseur, [p for c in comptes for p in c.paiements])

    def _ecrire_paiements(self, curseur: Any, paiements: Sequence[Paiement]) -> None:
        anciens = [p for p in paiements if p.id in self._paiements and self._paiements[p.id] != _etat(p)]
        _mettre_a_jour(
            curseur,
            _ECRIRE_PAIEMENTS,
            "maj_paiement (id uuid, affectations jsonb, avance bigint, contrepasse_le date)",
            (
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


def _mettre_a_jour(curseur: Any, ordre: str, table: str, lignes: Iterable[tuple[Any, ...]]) -> None:
    """Copie dans une table de passage, puis un seul ordre : un tableau de jsonb coûterait cinq fois plus."""
    nom = table.partition(" ")[0]
    curseur.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} ON COMMIT DELETE ROWS")
    with curseur.copy(f"COPY {nom} FROM STDIN") as copie:
        for ligne in lignes:
            copie.write_row(ligne)
    # Sans elle, le plan croit la table pleine et parcourt toute celle qu'il met à jour.
    curseur.execute(f"ANALYZE {nom} (id)")
    curseur.execute(ordre)
    curseur.execute(f"TRUNCATE {nom}")


def _poser(classe: type[T], **valeurs: Any) -> T:
    """Objet du domaine aux valeurs lues : rien n'a changé, l'ORM n'a rien à noter."""
    gerant: Any = manager_of_class(classe)
    objet: T = gerant.new_instance()
    objet.__dict__.update(valeurs)
    return objet


def _compte(ligne: Any) -> Compte:
    impaye = ligne.dernier_impaye
    return _poser(
        Compte,
        id=ligne.id,
        version=ligne.version,
        sequence=ligne.sequence,
        reference=ligne.reference,
        bail=_BAIL.validate_json(ligne.bail),
        statut=StatutCompte(ligne.statut),
        droits=_DROITS.validate_json(ligne.droits),
        termes_impayes=_TERMES.validate_json(ligne.termes_impayes),
        dernier_impaye=None if impaye is None else _IMPAYE.validate_json(impaye),
        mois_a_rappeler=ligne.mois_a_rappeler,
        protections=_PROTECTIONS.validate_json(ligne.protections),
    )


def _quittance(ligne: Any, modeles: Mapping[int, Modele]) -> Quittance:
    return _poser(
        Quittance,
        id=ligne.id,
        bail_id=ligne.bail_id,
        lot_id=ligne.lot_id,
        mois=ligne.mois,
        debut=ligne.debut,
        fin=ligne.fin,
        exigible_le=ligne.exigible_le,
        limite_paiement_le=ligne.limite_paiement_le,
        lignes=relire(ligne.lignes, modeles),
        numero=ligne.numero,
        statut=StatutQuittance(ligne.statut),
    )


def _paiement(ligne: Any) -> Paiement:
    return _poser(
        Paiement,
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
