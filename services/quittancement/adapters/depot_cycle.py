"""Rangement du cycle mensuel en SQL : COPY à l'aller, mises à jour par tranche, aucun objet de l'ORM sur le chemin de masse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import Cursor
from sqlalchemy import select, text

from quittancement.adapters.copie import curseur_de, jambes_en_colonnes
from quittancement.adapters.lignes_rangees import inscrire_modeles, json_de
from quittancement.adapters.orm import comptes
from quittancement.adapters.orm import tranches as table_tranches
from quittancement.application.depot_cycle import BilanTranches
from quittancement.domain.compte import Compte
from quittancement.domain.cycle import ACalculer, CompteSansHistoire, StatutTranche, Tranche, TrancheCalculee
from quittancement.domain.quittance import StatutQuittance
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois
from socle.technique.base import adaptateur
from socle.technique.identifiants import nouveaux_ids
from socle.technique.unite_de_travail import UniteDeTravail

_BAIL, _DROITS = adaptateur(comptes.c.bail), adaptateur(comptes.c.droits)

_GELER = text(
    """INSERT INTO lot_tranche (lot_id, rang, mois, statut, bail_ids, nombre, total_net, empreinte, sceau, premier_numero,
                                ecartes, ecarts)
       SELECT :lot_id, rang, :mois, 'A_CALCULER', array_agg(id ORDER BY id), 0, 0, '', '', 0, '[]', '[]'
         FROM (SELECT id, ((row_number() OVER (ORDER BY id) - 1) / :taille)::int AS rang
                 FROM compte
                WHERE statut = 'ACTIF' AND (bail ->> 'date_effet')::date <= :fin
                  AND coalesce((bail ->> 'date_fin')::date, :fin) >= :debut) gelees
        GROUP BY rang"""
)
_PRENDRE = text(
    """SELECT lot_id, rang, mois, empreinte, nombre, premier_numero FROM lot_tranche
        WHERE lot_id = :lot_id AND statut = :statut ORDER BY rang LIMIT 1 FOR UPDATE SKIP LOCKED"""
)
# Les baux d'une tranche restent en base : mille identifiants aller et retour coûteraient plus que les lire.
_DE_LA_TRANCHE = "(SELECT bail_ids FROM lot_tranche WHERE lot_id = :lot_id AND rang = :rang)::uuid[]"
# L'histoire d'un compte ne se lit que si son mois est déjà validé ou si un droit tardif reste à rappeler ; le domaine refuse lui-même.
_COMPTES = text(
    f"""SELECT c.id, c.reference, c.bail::text,
              CASE WHEN c.droits <> '[]' THEN
                (SELECT jsonb_agg(d)::text FROM jsonb_array_elements(c.droits) d WHERE d ->> 'mois' = :mois) END,
              c.statut <> 'ACTIF' OR c.mois_a_rappeler <> '[]'::jsonb
                OR EXISTS (SELECT 1 FROM quittance q WHERE q.bail_id = c.id AND q.mois = :mois AND q.statut = 'VALIDEE')
         FROM compte c WHERE c.id = ANY({_DE_LA_TRANCHE}) ORDER BY c.id"""
)
_NETS = text(
    f"SELECT bail_id, net FROM quittance WHERE bail_id = ANY({_DE_LA_TRANCHE}) AND mois = :mois AND statut = 'VALIDEE'"
)
_RESERVER = text(
    """UPDATE compteur SET prochain = prochain + (SELECT sum(nombre) FROM lot_tranche WHERE lot_id = :lot_id)
        WHERE nom = 'quittance' RETURNING prochain - (SELECT sum(nombre) FROM lot_tranche WHERE lot_id = :lot_id)"""
)
_NUMEROTER = text(
    """UPDATE lot_tranche t SET premier_numero = :premier + p.decalage
         FROM (SELECT rang, (sum(nombre) OVER (ORDER BY rang) - nombre)::bigint AS decalage
                 FROM lot_tranche WHERE lot_id = :lot_id) p
        WHERE t.lot_id = :lot_id AND t.rang = p.rang"""
)
_SCELLER_QUITTANCES = text(
    """UPDATE quittance q SET statut = 'VALIDEE', numero = 'Q-' || lpad((:premier + e.rang)::text, 9, '0')
         FROM ecriture_provisoire e WHERE e.lot_id = :lot_id AND e.tranche = :tranche AND q.id = e.quittance_id"""
)
_SCELLER_ECRITURES = text(
    """WITH passees AS (DELETE FROM ecriture_provisoire WHERE lot_id = :lot_id AND tranche = :tranche RETURNING *)
       INSERT INTO ecriture (id, journal, piece, date_comptable, bail_id, comptes, montants, libelles)
       SELECT id, :journal, 'Q-' || lpad((:premier + rang)::text, 9, '0'), :le, bail_id, comptes, montants, libelles
         FROM passees ORDER BY rang"""
)
_SCELLER_TRANCHE = text(
    "UPDATE lot_tranche SET statut = 'SCELLEE', sceau = :sceau WHERE lot_id = :lot_id AND rang = :tranche"
)
_EN_AVANCE = text(
    f"SELECT DISTINCT bail_id FROM paiement WHERE bail_id = ANY({_DE_LA_TRANCHE}) AND avance > 0 ORDER BY bail_id"
)
_RESTANTES = text("SELECT count(*) FROM lot_tranche WHERE lot_id = :lot_id AND statut <> :statut")
_ROUVRIR = text(
    """UPDATE lot_tranche SET statut = 'A_CALCULER', empreinte = '', nombre = 0, total_net = 0, ecartes = '[]', ecarts = '[]',
              bail_ids = ARRAY(SELECT b FROM unnest(bail_ids) b WHERE b <> ALL(:bail_ids) ORDER BY b)
        WHERE lot_id = :lot_id AND bail_ids && :bail_ids RETURNING rang"""
)
_QUITTANCE = """COPY quittance (id, bail_id, lot_id, mois, debut, fin, exigible_le, limite_paiement_le, lignes, numero, statut, net,
                                 reste) FROM STDIN"""
_ECRITURE = """COPY ecriture_provisoire (lot_id, tranche, rang, id, quittance_id, bail_id, comptes, montants, libelles)
               FROM STDIN"""


class DepotCycleSql:
    """Le rangement réel du cycle."""

    def geler(self, uow: UniteDeTravail, lot_id: UUID, *, mois: Mois, taille: int) -> int:
        bornes = {"debut": mois.premier_jour, "fin": mois.dernier_jour}
        valeurs = {"lot_id": lot_id, "mois": str(mois), "taille": taille, **bornes}
        return int(uow.session.execute(_GELER, valeurs).rowcount)  # type: ignore[attr-defined]

    def prendre(self, uow: UniteDeTravail, lot_id: UUID, statut: StatutTranche) -> Tranche | None:
        ligne = uow.session.execute(_PRENDRE, {"lot_id": lot_id, "statut": statut.value}).mappings().first()
        return None if ligne is None else Tranche(**{**ligne, "mois": Mois.lire(ligne["mois"])})

    def comptes(self, uow: UniteDeTravail, tranche: Tranche) -> Sequence[ACalculer]:
        valeurs = {"mois": str(tranche.mois), "lot_id": tranche.lot_id, "rang": tranche.rang}
        lignes = uow.session.execute(_COMPTES, valeurs).all()
        suivis = [ligne[0] for ligne in lignes if ligne[4]]
        simples = [
            CompteSansHistoire(
                id=id,
                reference=reference,
                bail=_BAIL.validate_json(bail),
                droit=_DROITS.validate_json(droits)[0] if droits else None,
            )
            for id, reference, bail, droits, suivi in lignes
            if not suivi
        ]
        if not suivis:
            return simples
        return [*simples, *uow.session.scalars(select(Compte).where(comptes.c.id.in_(suivis)))]

    def nets(self, uow: UniteDeTravail, tranche: Tranche, mois: Mois) -> Mapping[UUID, Montant]:
        valeurs = {"mois": str(mois), "lot_id": tranche.lot_id, "rang": tranche.rang}
        lignes = uow.session.execute(_NETS, valeurs)
        return {bail_id: Montant(net) for bail_id, net in lignes}

    def ranger(self, uow: UniteDeTravail, tranche: Tranche, calculee: TrancheCalculee, *, a_blanc: bool) -> None:
        if not a_blanc:
            inscrire_modeles(uow.session.connection(), (ligne for t in calculee.termes for ligne in t.lignes))
            with curseur_de(uow) as curseur:
                self._copier(curseur, tranche, calculee)
        uow.session.execute(
            table_tranches.update()
            .where(table_tranches.c.lot_id == tranche.lot_id, table_tranches.c.rang == tranche.rang)
            .values(
                statut=StatutTranche.CALCULEE,
                nombre=len(calculee.termes),
                total_net=calculee.total_net.centimes,
                empreinte=calculee.empreinte,
                ecartes=calculee.ecartes,
                ecarts=calculee.ecarts,
            )
        )

    def _copier(self, curseur: Cursor[Any], tranche: Tranche, calculee: TrancheCalculee) -> None:
        nombre = len(calculee.termes)
        identifiants = nouveaux_ids(2 * nombre)
        with curseur.copy(_QUITTANCE) as copie:
            for id, t, net in zip(identifiants[:nombre], calculee.termes, calculee.nets, strict=True):
                copie.write_row(
                    (id, t.bail_id, tranche.lot_id, t.mois, t.debut, t.fin, t.exigible_le, t.limite_paiement_le)
                    + (json_de(t.lignes), "", StatutQuittance.PROVISOIRE.value, net.centimes, net.centimes)
                )
        with curseur.copy(_ECRITURE) as copie:
            for rang, (t, jambes) in enumerate(zip(calculee.termes, calculee.jambes, strict=True)):
                cle = (tranche.lot_id, tranche.rang, rang, identifiants[nombre + rang], identifiants[rang])
                copie.write_row((*cle, t.bail_id, *jambes_en_colonnes(jambes)))

    def numeroter(self, uow: UniteDeTravail, lot_id: UUID) -> None:
        premier = int(uow.session.execute(_RESERVER, {"lot_id": lot_id}).scalar_one())
        uow.session.execute(_NUMEROTER, {"lot_id": lot_id, "premier": premier})

    def sceller(self, uow: UniteDeTravail, tranche: Tranche, *, journal: str, sceau: str, le: date) -> None:
        cle = {"lot_id": tranche.lot_id, "tranche": tranche.rang}
        numeros = {**cle, "premier": tranche.premier_numero}
        uow.session.execute(_SCELLER_QUITTANCES, numeros)
        uow.session.execute(_SCELLER_ECRITURES, {**numeros, "journal": journal, "le": le})
        uow.session.execute(_SCELLER_TRANCHE, {**cle, "sceau": sceau})

    def en_avance(self, uow: UniteDeTravail, tranche: Tranche) -> Sequence[UUID]:
        valeurs = {"lot_id": tranche.lot_id, "rang": tranche.rang}
        return uow.session.execute(_EN_AVANCE, valeurs).scalars().all()

    def bilan(self, uow: UniteDeTravail, lot_id: UUID, *, statut: StatutTranche) -> BilanTranches:
        restantes = uow.session.execute(_RESTANTES, {"lot_id": lot_id, "statut": statut.value}).scalar_one()
        if restantes:
            return BilanTranches(restantes, 0, Montant.zero(), 0, [], ())
        c = table_tranches.c
        lues = uow.session.execute(
            select(c.nombre, c.total_net, c.ecarts, c.ecartes, c.empreinte, c.sceau)
            .where(c.lot_id == lot_id)
            .order_by(c.rang)
        ).all()
        return BilanTranches(
            0,
            sum(t.nombre for t in lues),
            Montant(sum(t.total_net for t in lues)),
            sum(len(t.ecarts) for t in lues),
            [ecarte for t in lues for ecarte in t.ecartes],
            [t.sceau or t.empreinte for t in lues],
        )

    def rouvrir(self, uow: UniteDeTravail, lot_id: UUID, bail_ids: Sequence[UUID]) -> int:
        valeurs = {"lot_id": lot_id, "bail_ids": list(bail_ids)}
        rangs = uow.session.execute(_ROUVRIR, valeurs).scalars().all()
        if rangs:
            self._effacer_tranches(uow, lot_id, rangs)
        return len(rangs)

    def effacer(self, uow: UniteDeTravail, lot_id: UUID) -> None:
        uow.session.execute(text("DELETE FROM lot_tranche WHERE lot_id = :lot_id"), {"lot_id": lot_id})
        for table in ("quittance", "ecriture_provisoire"):
            uow.session.execute(text(f"DELETE FROM {table} WHERE lot_id = :lot_id"), {"lot_id": lot_id})

    def _effacer_tranches(self, uow: UniteDeTravail, lot_id: UUID, rangs: Sequence[int]) -> None:
        requete = """WITH otees AS (DELETE FROM ecriture_provisoire WHERE lot_id = :lot_id AND tranche = ANY(:rangs)
                                    RETURNING quittance_id)
                     DELETE FROM quittance q USING otees o WHERE q.id = o.quittance_id"""
        uow.session.execute(text(requete), {"lot_id": lot_id, "rangs": list(rangs)})
