"""Rangement des remises de prélèvement, de leurs comptes rendus et extournes, et des mandats."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from quittancement.adapters import depot_banque_sql as sql
from quittancement.adapters.candidats import blocages_du_bail, lire_candidat
from quittancement.adapters.copie import curseur_de
from quittancement.adapters.orm_banque import (
    amendements,
    blocages,
    comptes_rendus,
    mandats,
    prelevements,
    tranches_de_compte_rendu,
)
from quittancement.domain.banque.amendement import Amendement
from quittancement.domain.banque.compte_rendu import BilanDuCompteRendu
from quittancement.domain.banque.mandat import Sequence as SequenceMandat
from quittancement.domain.banque.mandat import StatutMandat
from quittancement.domain.banque.prelevement import EN_ROUTE, Prelevement, StatutPrelevement
from quittancement.domain.banque.remise import Blocage, Candidat, Suspect
from socle.domaine.montant import Montant
from socle.technique.unite_de_travail import UniteDeTravail


class PrelevementsSql:
    """La moitié « prélèvements » de `application.depot_banque`."""

    def candidats(self, uow: UniteDeTravail, *, mois: str, au: date) -> Iterable[Candidat]:
        for ligne in uow.session.execute(sql.CANDIDATS, {"mois": mois}):
            yield lire_candidat(ligne, prenotifiee_le=ligne.valide_le, au=au)

    def ranger_prelevements(self, uow: UniteDeTravail, prelevements: Sequence[Prelevement]) -> None:
        with curseur_de(uow).copy(sql.COPIER_PRELEVEMENTS) as copie:
            for p in prelevements:
                copie.write_row(
                    (
                        p.end_to_end_id,
                        p.remise_id,
                        p.lot,
                        p.bail_id,
                        p.quittance_id,
                        p.mandat_id,
                        p.essai,
                        p.montant.centimes,
                        p.rum,
                        p.iban,
                        p.bic,
                        p.statut.value,
                        p.retour,
                    )
                )

    def faire_avancer(self, uow: UniteDeTravail, remise_id: UUID, *, de: str, vers: str) -> int:
        fait: Any = uow.session.execute(sql.AVANCER, {"id": remise_id, "de": de, "vers": vers})
        return int(fait.rowcount)

    def presenter_mandats(self, uow: UniteDeTravail, remise_id: UUID, *, le: date) -> None:
        uow.session.execute(sql.PRESENTER, {"id": remise_id, "le": le})

    def compte_rendu_connu(self, uow: UniteDeTravail, msg_id: str) -> str | None:
        requete = select(comptes_rendus.c.fichier).where(comptes_rendus.c.msg_id == msg_id)
        return uow.session.execute(requete).scalar()

    def ouvrir_compte_rendu(
        self, uow: UniteDeTravail, msg_id: str, *, remise_id: UUID, fichier: str, recu_le: date
    ) -> None:
        valeurs = {"msg_id": msg_id, "remise_id": remise_id, "fichier": fichier, "recu_le": recu_le}
        uow.session.execute(comptes_rendus.insert().values(**valeurs))

    def tranche_de_compte_rendu(self, uow: UniteDeTravail, msg_id: str, empreinte: str) -> BilanDuCompteRendu | None:
        requete = select(tranches_de_compte_rendu.c.bilan).where(
            tranches_de_compte_rendu.c.msg_id == msg_id, tranches_de_compte_rendu.c.empreinte == empreinte
        )
        return uow.session.execute(requete).scalar()

    def clore_tranche_de_compte_rendu(
        self, uow: UniteDeTravail, msg_id: str, empreinte: str, *, bilan: BilanDuCompteRendu
    ) -> None:
        valeurs = {"msg_id": msg_id, "empreinte": empreinte, "bilan": bilan}
        uow.session.execute(tranches_de_compte_rendu.insert().values(**valeurs))

    def retenir_prelevements(self, uow: UniteDeTravail, remise_id: UUID) -> None:
        uow.session.execute(sql.RETENIR, {"id": remise_id})

    def prelevements_de(self, uow: UniteDeTravail, remise_id: UUID, fins: Collection[str]) -> Mapping[str, Prelevement]:
        requete = (
            select(prelevements)
            .where(prelevements.c.remise_id == remise_id, prelevements.c.end_to_end_id.in_(fins))
            .order_by(prelevements.c.end_to_end_id)
            .with_for_update()
        )
        lus = uow.session.execute(requete) if fins else ()
        return {ligne.end_to_end_id: Prelevement(**ligne._mapping) for ligne in lus}

    def en_route(
        self, uow: UniteDeTravail, remise_id: UUID, *, lot: tuple[int, bool] | None, nombre: int
    ) -> Sequence[Prelevement]:
        requete = (
            select(prelevements)
            .where(prelevements.c.remise_id == remise_id, prelevements.c.statut.in_(EN_ROUTE))
            .order_by(prelevements.c.end_to_end_id)
            .limit(nombre)
            .with_for_update(of=prelevements)
        )
        if lot is not None:
            numero, unique = lot
            sequence = SequenceMandat.OOFF if unique else SequenceMandat.RCUR
            requete = requete.join(mandats, mandats.c.id == prelevements.c.mandat_id).where(
                prelevements.c.lot == numero, mandats.c.sequence_type == sequence
            )
        return [Prelevement(**ligne._mapping) for ligne in uow.session.execute(requete)]

    def accepter(self, uow: UniteDeTravail, remise_id: UUID, *, lot: tuple[int, bool] | None) -> int:
        fait: Any = uow.session.execute(sql.ACCEPTER, {"id": remise_id, **_du_lot(lot)})
        return int(fait.rowcount)

    def reserver_extourne(self, uow: UniteDeTravail, extourne_id: UUID, fins: Collection[str]) -> None:
        pose = prelevements.update().where(prelevements.c.end_to_end_id.in_(fins))
        uow.session.execute(pose.values(extourne_id=extourne_id))

    def extourner(self, uow: UniteDeTravail, extourne_id: UUID, *, motif: str) -> int:
        regles = prelevements.c.statut == StatutPrelevement.REGLE
        part = prelevements.update().where(prelevements.c.extourne_id == extourne_id, regles)
        fait: Any = uow.session.execute(part.values(extourne=motif))
        return int(fait.rowcount)

    def liberer_extourne(self, uow: UniteDeTravail, extourne_id: UUID) -> None:
        leve = prelevements.update().where(prelevements.c.extourne_id == extourne_id)
        uow.session.execute(leve.values(extourne_id=None))

    def noter_retour(self, uow: UniteDeTravail, prelevement: Prelevement) -> None:
        uow.session.execute(sql.NOTER_PRELEVEMENTS, etats_des_prelevements([prelevement]))

    def retours_recents(self, uow: UniteDeTravail, mandat_id: UUID, *, codes: Collection[str], depuis: date) -> int:
        parametres = {"id": mandat_id, "codes": list(codes), "depuis": depuis}
        return int(uow.session.execute(sql.RETOURS, parametres).scalar_one())

    def rum_connue(self, uow: UniteDeTravail, rum: str, *, sauf: UUID | None = None) -> bool:
        return bool(uow.session.execute(sql.RUM_CONNUE, {"rum": rum, "sauf": sauf}).scalar_one())

    def amender(self, uow: UniteDeTravail, amendement: Amendement) -> None:
        uow.session.execute(amendements.insert().values(**asdict(amendement)))

    def porter_amendements(self, uow: UniteDeTravail, remise_id: UUID) -> None:
        uow.session.execute(sql.PORTER_AMENDEMENTS, {"id": remise_id})

    def rendre_amendements(self, uow: UniteDeTravail, remise_id: UUID, *, mandat_id: UUID | None = None) -> None:
        uow.session.execute(sql.RENDRE_AMENDEMENTS, {"id": remise_id, "mandat": mandat_id})

    def suspects(self, uow: UniteDeTravail, remise_id: UUID, *, au: date) -> Iterable[Suspect]:
        for ligne in uow.session.execute(sql.SUSPECTS, {"id": remise_id}):
            yield Suspect(
                mandat=StatutMandat(ligne.statut),
                change=ligne.change,
                montant=Montant(ligne.montant),
                reste_du=Montant(ligne.reste),
                exigible_le=ligne.exigible_le,
                blocages=blocages_du_bail(ligne.blocages, ligne.protections, au=au),
            )

    def bloquer(self, uow: UniteDeTravail, bail_id: UUID, *, code: str, depuis: date) -> None:
        pose = insert(blocages).values(bail_id=bail_id, code=Blocage(code), depuis=depuis)
        uow.session.execute(pose.on_conflict_do_nothing())

    def debloquer(self, uow: UniteDeTravail, bail_id: UUID, *, code: str) -> None:
        leve = blocages.delete().where(blocages.c.bail_id == bail_id, blocages.c.code == Blocage(code))
        uow.session.execute(leve)


def _du_lot(lot: tuple[int, bool] | None) -> dict[str, Any]:
    numero, unique = lot or (None, False)
    return {"lot": numero, "unique": unique}


def etats_des_prelevements(prelevements: Collection[Prelevement]) -> dict[str, list[Any]]:
    """Une colonne par champ : un seul ordre pour tous."""
    champs = ("end_to_end_id", "paiement_id", "retour", "retourne_le", "representer_le")
    colonnes = {champ: [getattr(p, champ) for p in prelevements] for champ in champs}
    return {"statut": [p.statut.value for p in prelevements], **colonnes}
