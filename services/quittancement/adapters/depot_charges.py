"""Rangement des charges en SQL : COPY pour les parts et les décomptes, une lecture par groupe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from quittancement.adapters.copie import curseur_de
from quittancement.adapters.orm_charges import decomptes as table_decomptes
from quittancement.application.depot_charges import Ecart, Totaux
from quittancement.domain.campagne_charges import Bilan, CampagneCharges
from quittancement.domain.charges.decompte import Decompte, StatutDecompte
from quittancement.domain.charges.lots import LotDeCharges, Occupation
from quittancement.domain.charges.repartition import Depense, Part
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail

_GROUPES = """SELECT groupe FROM charges_lot WHERE campagne_id = :id
              UNION SELECT groupe FROM charges_depense WHERE campagne_id = :id"""
_RESTANTS = text(
    f"""SELECT g.groupe, count(*) OVER () FROM ({_GROUPES}) g
          LEFT JOIN charges_tranche t ON t.campagne_id = :id AND t.groupe = g.groupe
         WHERE t.groupe IS NULL OR t.code <> '' ORDER BY coalesce(t.essais, 0), g.groupe LIMIT :nombre"""
)
_PROVISIONS = text(
    """SELECT q.bail_id, sum((l ->> 1)::bigint)
         FROM quittance q CROSS JOIN LATERAL jsonb_array_elements(q.lignes) l
         JOIN modele_ligne m ON m.cle = (l ->> 0)::bigint
        WHERE q.bail_id = ANY(:baux) AND q.statut = 'VALIDEE' AND q.mois BETWEEN :debut AND :fin
          AND m.contenu ->> 'code' = ANY(:codes) GROUP BY q.bail_id"""
)
_BILAN = text(
    """SELECT count(*), coalesce(sum(quote_part), 0), coalesce(sum(provisions), 0),
              (SELECT coalesce(sum(montant), 0) FROM charges_part WHERE campagne_id = :id)
         FROM charges_decompte WHERE campagne_id = :id"""
)
_LOT = """INSERT INTO charges_lot (campagne_id, reference, groupe, emplacement, poids, occupations, hors_perimetre)
          VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (campagne_id, reference) DO UPDATE
             SET groupe = EXCLUDED.groupe, emplacement = EXCLUDED.emplacement, poids = EXCLUDED.poids,
                 occupations = EXCLUDED.occupations, hors_perimetre = EXCLUDED.hors_perimetre"""


class DepotChargesSql:
    """Le rangement réel des charges."""

    def deja_recues(self, uow: UniteDeTravail, campagne_id: UUID, references: Sequence[str]) -> set[str]:
        requete = "SELECT reference FROM charges_depense WHERE campagne_id = :id AND reference = ANY(:connues)"
        return set(uow.session.execute(text(requete), {"id": campagne_id, "connues": list(references)}).scalars())

    def ajouter_depenses(self, uow: UniteDeTravail, campagne_id: UUID, depenses: Iterable[Depense]) -> None:
        colonnes = "campagne_id, reference, groupe, nature, perimetre, cle, montant, recuperable, service_le, quantite"
        with curseur_de(uow) as curseur, curseur.copy(f"COPY charges_depense ({colonnes}) FROM STDIN") as copie:
            for d in depenses:
                copie.write_row(
                    (campagne_id, d.reference, d.groupe, d.nature, d.perimetre, d.cle)
                    + (d.montant.centimes, d.recuperable.centimes, d.service_le, d.quantite)
                )

    def ajouter_lots(self, uow: UniteDeTravail, campagne_id: UUID, lots: Sequence[LotDeCharges]) -> None:
        with curseur_de(uow) as curseur:
            curseur.executemany(_LOT, [ligne_de_lot(campagne_id, lot) for lot in lots])

    def groupes_repartis(self, uow: UniteDeTravail, campagne_id: UUID, groupes: Sequence[str]) -> set[str]:
        requete = "SELECT groupe FROM charges_tranche WHERE campagne_id = :id AND code = '' AND groupe = ANY(:groupes)"
        return set(uow.session.execute(text(requete), {"id": campagne_id, "groupes": list(groupes)}).scalars())

    def totaux(self, uow: UniteDeTravail, campagne_id: UUID) -> Totaux:
        requete = """SELECT count(*), coalesce(sum(montant), 0), coalesce(sum(recuperable), 0)
                       FROM charges_depense WHERE campagne_id = :id"""
        nombre, engage, recuperable = uow.session.execute(text(requete), {"id": campagne_id}).one()
        return Totaux(nombre, Montant(int(engage)), Montant(int(recuperable)))

    def restants(self, uow: UniteDeTravail, campagne_id: UUID, *, nombre: int) -> tuple[list[str], int]:
        lignes = uow.session.execute(_RESTANTS, {"id": campagne_id, "nombre": nombre}).all()
        return [groupe for groupe, _ in lignes], lignes[0][1] if lignes else 0

    def lots(self, uow: UniteDeTravail, campagne_id: UUID, groupe: str) -> list[LotDeCharges]:
        return lots_du_groupe(uow.session, campagne_id, groupe)

    def depenses(self, uow: UniteDeTravail, campagne_id: UUID, groupe: str) -> list[Depense]:
        return depenses_du_groupe(uow.session, campagne_id, groupe)

    def provisions(
        self, uow: UniteDeTravail, campagne: CampagneCharges, baux: Sequence[UUID], codes: Sequence[str]
    ) -> Mapping[UUID, Montant]:
        bornes = {"debut": str(Mois.de(campagne.debut)), "fin": str(Mois.de(campagne.fin))}
        lignes = uow.session.execute(_PROVISIONS, {"baux": list(baux), "codes": list(codes), **bornes})
        return {bail_id: Montant(int(total)) for bail_id, total in lignes}

    def ranger(
        self,
        uow: UniteDeTravail,
        campagne_id: UUID,
        groupe: str,
        parts: Iterator[Part],
        decompter: Callable[[Iterator[Part]], Sequence[Decompte]],
    ) -> None:
        with curseur_de(uow) as curseur:
            with curseur.copy(
                "COPY charges_part (campagne_id, groupe, depense, volet, lot, bail_id, montant) FROM STDIN"
            ) as copie:

                def au_passage() -> Iterator[Part]:
                    for part in parts:
                        sujet = part.sujet
                        copie.write_row(
                            (campagne_id, groupe, part.depense, part.volet, sujet.lot, sujet.bail_id)
                            + (part.montant.centimes,)
                        )
                        yield part

                tires = decompter(au_passage())
            self._refuser_deja_decomptes(uow, campagne_id, tires)
            with curseur.copy(
                """COPY charges_decompte (campagne_id, bail_id, groupe, lot, jours, quote_part, provisions, parti, statut,
                                          mensualites, conteste_par, code_ecart, motif_ecart, essais) FROM STDIN"""
            ) as copie:
                for d in tires:
                    copie.write_row(
                        (campagne_id, d.bail_id, d.groupe, d.lot, d.jours, d.quote_part.centimes)
                        + (d.provisions.centimes, d.parti, d.statut.value, d.mensualites, "", "", "", 0)
                    )
        self.noter_ecart(uow, campagne_id, Ecart(0, groupe, "", "", ""))

    def noter_ecart(self, uow: UniteDeTravail, campagne_id: UUID, ecart: Ecart) -> None:
        requete = """INSERT INTO charges_tranche (campagne_id, groupe, code, champ, motif, essais)
                     VALUES (:id, :groupe, :code, :champ, :motif, 1) ON CONFLICT (campagne_id, groupe) DO UPDATE
                        SET code = EXCLUDED.code, champ = EXCLUDED.champ, motif = EXCLUDED.motif,
                            essais = charges_tranche.essais + 1"""
        valeurs = {"groupe": ecart.reference, "code": ecart.code, "champ": ecart.champ, "motif": ecart.motif}
        uow.session.execute(text(requete), {"id": campagne_id, **valeurs})

    def bilan(self, uow: UniteDeTravail, campagne_id: UUID) -> Bilan:
        nombre, *sommes = uow.session.execute(_BILAN, {"id": campagne_id}).one()
        quotes_parts, provisions, reparti = (Montant(int(total)) for total in sommes)
        return Bilan(decomptes=nombre, quotes_parts=quotes_parts, provisions=provisions, reparti=reparti)

    def effacer_repartition(self, uow: UniteDeTravail, campagne_id: UUID) -> None:
        for table in ("charges_part", "charges_decompte", "charges_tranche"):
            uow.session.execute(text(f"DELETE FROM {table} WHERE campagne_id = :id"), {"id": campagne_id})

    def notifier(self, uow: UniteDeTravail, campagne_id: UUID) -> None:
        requete = """UPDATE charges_decompte SET statut = CASE WHEN parti THEN 'A_SOLDER' ELSE 'NOTIFIE' END
                      WHERE campagne_id = :id AND statut = 'PROVISOIRE'"""
        uow.session.execute(text(requete), {"id": campagne_id})

    def contestations(self, uow: UniteDeTravail, campagne_id: UUID) -> int:
        uow.session.flush()
        requete = "SELECT count(*) FROM charges_decompte WHERE campagne_id = :id AND statut = 'CONTESTE'"
        return int(uow.session.execute(text(requete), {"id": campagne_id}).scalar_one())

    def a_imputer(self, uow: UniteDeTravail, campagne_id: UUID, *, nombre: int) -> tuple[list[Decompte], int]:
        uow.session.flush()
        requete = "SELECT count(*) FROM charges_decompte WHERE campagne_id = :id AND statut = 'NOTIFIE'"
        restants = int(uow.session.execute(text(requete), {"id": campagne_id}).scalar_one())
        c = table_decomptes.c
        premiers = (
            select(Decompte)
            .where(c.campagne_id == campagne_id, c.statut == StatutDecompte.NOTIFIE)
            .order_by(c.essais, c.bail_id)
            .limit(nombre)
            .with_for_update()
        )
        return list(uow.session.scalars(premiers)), restants

    def presents(self, uow: UniteDeTravail, campagne_id: UUID, *, apres: UUID | None, nombre: int) -> list[Decompte]:
        c = table_decomptes.c
        requete = select(Decompte).where(c.campagne_id == campagne_id, c.parti.is_(False)).order_by(c.bail_id)
        if apres is not None:
            requete = requete.where(c.bail_id > apres)
        return list(uow.session.scalars(requete.limit(nombre)))

    def _refuser_deja_decomptes(self, uow: UniteDeTravail, campagne_id: UUID, tires: Sequence[Decompte]) -> None:
        requete = "SELECT bail_id FROM charges_decompte WHERE campagne_id = :id AND bail_id = ANY(:baux) LIMIT 1"
        deja = uow.session.execute(text(requete), {"id": campagne_id, "baux": [d.bail_id for d in tires]}).scalar()
        if deja is not None:
            raise RegleViolee("BAIL_DANS_DEUX_GROUPES", f"Le bail {deja} est déjà décompté ailleurs.", champ="bail_id")


def ligne_de_lot(campagne_id: UUID, lot: LotDeCharges) -> tuple[Any, ...]:
    """Colonnes d'un lot, dans l'ordre de la table."""
    occupations = [
        {
            "bail_id": str(o.bail_id),
            "debut": o.debut.isoformat(),
            "fin": o.fin.isoformat(),
            "mesures": dict(o.mesures),
            "reprises": o.reprises.centimes,
        }
        for o in lot.dans_l_ordre
    ]
    entete = (campagne_id, lot.reference, lot.groupe, lot.emplacement)
    return (*entete, Jsonb(dict(lot.poids)), Jsonb(occupations), lot.hors_perimetre)


def lots_du_groupe(session: Session, campagne_id: UUID, groupe: str) -> list[LotDeCharges]:
    requete = """SELECT reference, emplacement, poids, occupations, hors_perimetre
                   FROM charges_lot WHERE campagne_id = :id AND groupe = :groupe"""
    lignes = session.execute(text(requete), {"id": campagne_id, "groupe": groupe})
    return [
        LotDeCharges(
            reference=reference,
            emplacement=emplacement,
            poids=poids,
            occupations=[lire_occupation(o) for o in occupations],
            hors_perimetre=hors_perimetre,
        )
        for reference, emplacement, poids, occupations, hors_perimetre in lignes
    ]


def depenses_du_groupe(session: Session, campagne_id: UUID, groupe: str) -> list[Depense]:
    requete = """SELECT reference, nature, perimetre, cle, montant, recuperable, service_le, quantite
                   FROM charges_depense WHERE campagne_id = :id AND groupe = :groupe"""
    lignes = session.execute(text(requete), {"id": campagne_id, "groupe": groupe}).mappings()
    return [
        Depense(**{**ligne, "montant": Montant(ligne["montant"]), "recuperable": Montant(ligne["recuperable"])})
        for ligne in lignes
    ]


def lire_occupation(brut: Mapping[str, Any]) -> Occupation:
    return Occupation(
        bail_id=UUID(brut["bail_id"]),
        debut=date.fromisoformat(brut["debut"]),
        fin=date.fromisoformat(brut["fin"]),
        mesures=brut["mesures"],
        reprises=Montant(brut["reprises"]),
    )
