"""Rangement des relevés bancaires, du rapprochement et des sommes en attente : des tableaux pour lire, COPY pour écrire."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from psycopg.errors import UniqueViolation
from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert

from quittancement.adapters import depot_banque_sql as sql
from quittancement.adapters.comptes_en_masse import ComptesEnMasse
from quittancement.adapters.copie import curseur_de, jambes_en_colonnes
from quittancement.adapters.depot_prelevements import etats_des_prelevements
from quittancement.adapters.orm_banque import comptes_connus, entrees, prelevements, releves, tranches
from quittancement.domain.banque.entree import DECISION, CompteRendu, EntreeEnBase, EntreeLue
from quittancement.domain.banque.prelevement import Prelevement
from quittancement.domain.banque.rapprochement import Pistes, references_structurees
from quittancement.domain.banque.reference_rf import utiles_du_libelle
from quittancement.domain.compte import Compte
from quittancement.domain.ecritures import Ecriture
from socle.domaine.montant import Montant
from socle.domaine.refus import ConflitDeVersion, DejaExistant
from socle.technique.identifiants import nouvel_id
from socle.technique.unite_de_travail import UniteDeTravail


class RelevesBancairesSql:
    """La moitié « relevés » de `application.depot_banque`. Une instance par transaction."""

    def __init__(self) -> None:
        self._comptes = ComptesEnMasse()

    def ouvrir_releve(self, uow: UniteDeTravail, msg_id: str, *, fichier: str, recu_le: date) -> str:
        connu = select(releves.c.fichier).where(releves.c.msg_id == msg_id)
        if uow.session.execute(connu).first() is None:
            pose = insert(releves).values(msg_id=msg_id, fichier=fichier, recu_le=recu_le)
            uow.session.execute(pose.on_conflict_do_nothing())
        return str(uow.session.execute(connu).scalar_one())

    def tranche(self, uow: UniteDeTravail, msg_id: str, premiere_entree: int) -> tuple[str, CompteRendu] | None:
        requete = select(tranches.c.empreinte, tranches.c.compte_rendu).where(
            tranches.c.msg_id == msg_id, tranches.c.premiere_entree == premiere_entree
        )
        ligne = uow.session.execute(requete).first()
        return (ligne.empreinte, ligne.compte_rendu) if ligne else None

    def clore_tranche(
        self, uow: UniteDeTravail, msg_id: str, premiere_entree: int, *, empreinte: str, compte_rendu: CompteRendu
    ) -> None:
        valeurs = {"msg_id": msg_id, "premiere_entree": premiere_entree, "empreinte": empreinte}
        uow.session.execute(tranches.insert().values(**valeurs, compte_rendu=compte_rendu))

    def deja_connues(self, uow: UniteDeTravail, entrees: Sequence[EntreeLue]) -> Mapping[tuple[str, str, int], Montant]:
        comptes = sorted({e.compte for e in entrees})
        lignes = uow.session.execute(sql.DEJA, {"comptes": comptes, "references": list({e.reference for e in entrees})})
        return {(ligne.compte, ligne.reference, ligne.rang): Montant(ligne.montant) for ligne in lignes}

    def pistes(self, uow: UniteDeTravail, entrees: Sequence[EntreeLue]) -> Pistes:
        session = uow.session
        fins = [e.end_to_end_id for e in entrees if e.end_to_end_id]
        verrou = (
            select(prelevements)
            .where(prelevements.c.end_to_end_id.in_(fins))
            .order_by(prelevements.c.end_to_end_id)
            .with_for_update()
        )
        lus = session.execute(verrou) if fins else ()
        connus = {ligne.end_to_end_id: Prelevement(**ligne._mapping) for ligne in lus}
        par_iban: dict[str, set[UUID]] = {}
        virtuels: dict[str, UUID] = {}
        ibans = {e.iban_emetteur for e in entrees} | {e.iban_credite for e in entrees}
        for ligne in session.execute(sql.IBANS, {"ibans": [i for i in ibans if i]}):
            if ligne.genre == "VIRTUEL":
                virtuels[ligne.iban] = ligne.bail_id
            else:
                par_iban.setdefault(ligne.iban, set()).add(ligne.bail_id)
        rums = session.execute(sql.RUMS, {"rums": [e.rum for e in entrees if e.rum]})
        utiles = {u for e in entrees for u in (*references_structurees(e), *utiles_du_libelle(e.libelle))}
        par_utile: dict[str, set[UUID]] = {}
        for ligne in session.execute(sql.UTILES, {"utiles": list(utiles)}):
            par_utile.setdefault(ligne.utile, set()).add(ligne.id)
        return Pistes(
            prelevements=connus,
            par_rum={ligne.rum: ligne.bail_id for ligne in rums},
            iban_virtuels=virtuels,
            par_utile=par_utile,
            par_iban=par_iban,
        )

    def comptes(self, uow: UniteDeTravail, baux: Collection[UUID]) -> Mapping[UUID, Compte]:
        return self._comptes.lire(uow.session, baux)

    def ranger(
        self,
        uow: UniteDeTravail,
        *,
        comptes: Collection[Compte],
        entrees: Sequence[EntreeEnBase],
        ecritures: Sequence[Ecriture],
        prelevements: Collection[Prelevement],
        connus: Iterable[tuple[str, UUID]],
    ) -> None:
        uow.session.flush()
        uow.tenir(*comptes)
        if comptes:
            self._comptes.ecrire(uow.session, comptes)
        copier_ecritures(uow, ecritures)
        if prelevements:
            uow.session.execute(sql.NOTER_PRELEVEMENTS, etats_des_prelevements(prelevements))
        try:
            with curseur_de(uow).copy(sql.COPIER_ENTREES) as copie:
                for e in entrees:
                    copie.write_row(_ligne(e))
        except UniqueViolation:
            raise ConflitDeVersion(attendue="?", presente="?") from None
        appris = sorted(connus)
        parametres = {"ibans": [iban for iban, _ in appris], "baux": [bail for _, bail in appris]}
        uow.session.execute(sql.APPRENDRE, parametres)

    def attribuer_iban(self, uow: UniteDeTravail, bail_id: UUID, *, iban: str) -> None:
        uow.session.execute(sql.VERROU, {"nom": f"iban:{iban}"})
        deja = select(comptes_connus.c.bail_id).where(comptes_connus.c.iban == iban)
        if any(autre != bail_id for autre in uow.session.execute(deja).scalars()):
            raise DejaExistant("IBAN_ATTRIBUE", "Cet IBAN est déjà celui d'un autre bail.", champ="iban")
        pose = insert(comptes_connus).values(iban=iban, bail_id=bail_id, genre="VIRTUEL")
        uow.session.execute(pose.on_conflict_do_nothing())

    def entree(self, uow: UniteDeTravail, entree_id: UUID) -> EntreeEnBase | None:
        ligne = uow.session.execute(select(entrees).where(entrees.c.id == entree_id).with_for_update()).first()
        return EntreeEnBase(**ligne._mapping) if ligne else None

    def decider(self, uow: UniteDeTravail, entree: EntreeEnBase) -> None:
        noms = ("statut", "regle", "motif", "bail_id", "paiement_id", "decide_par")
        valeurs = {nom: getattr(entree, nom) for nom in noms}
        uow.session.execute(entrees.update().where(entrees.c.id == entree.id).values(**valeurs))
        if entree.iban_emetteur and entree.bail_id is not None:
            uow.session.execute(sql.APPRENDRE, {"ibans": [entree.iban_emetteur], "baux": [entree.bail_id]})

    def entree_decidee(self, uow: UniteDeTravail, paiement_id: UUID) -> EntreeEnBase | None:
        decidee = select(entrees).where(entrees.c.paiement_id == paiement_id, text(f"regle = '{DECISION}'"))
        ligne = uow.session.execute(decidee.with_for_update()).first()
        return EntreeEnBase(**ligne._mapping) if ligne else None

    def rendre_a_l_attente(self, uow: UniteDeTravail, entree: EntreeEnBase) -> None:
        appris = (comptes_connus.c.iban == entree.iban_emetteur) & (comptes_connus.c.bail_id == entree.bail_id)
        uow.session.execute(comptes_connus.delete().where(appris, comptes_connus.c.genre == "EMETTEUR"))
        entree.rendre_a_l_attente()
        self.decider(uow, entree)

    def suggerer(self, uow: UniteDeTravail, *, seuil: float) -> int:
        from rapidfuzz.distance import JaroWinkler  # chargé à l'usage : le servant n'en a besoin qu'ici

        candidats: dict[UUID, list[UUID]] = {}
        for ligne in uow.session.execute(sql.SUGGESTIONS):
            if JaroWinkler.similarity(_nom(ligne.emetteur), _nom(ligne.titulaire)) >= seuil:
                candidats.setdefault(ligne.id, []).append(ligne.bail_id)
        uniques = {entree: baux[0] for entree, baux in candidats.items() if len(set(baux)) == 1}
        if uniques:
            parametres = {"ids": list(uniques), "baux": list(uniques.values())}
            uow.session.execute(sql.SUGGERER, parametres)
        return len(uniques)


def copier_ecritures(uow: UniteDeTravail, ecritures: Sequence[Ecriture]) -> None:
    """Les écritures par COPY, une ligne pour toutes leurs jambes ; la base refuse une somme non nulle ou un mois clos."""
    ordre = """COPY ecriture (id, journal, piece, date_comptable, date_valeur, bail_id, comptes, montants, libelles)
               FROM STDIN"""
    with curseur_de(uow) as curseur, curseur.copy(ordre) as copie:
        for e in (ecriture for ecriture in ecritures if ecriture.jambes):
            tete = (nouvel_id(), e.journal, e.piece, e.date_comptable, e.date_valeur, e.bail_id)
            copie.write_row((*tete, *jambes_en_colonnes(e.jambes)))


def _ligne(e: EntreeEnBase) -> tuple[Any, ...]:
    return (
        e.id,
        e.compte,
        e.reference,
        e.rang,
        e.msg_id,
        e.le,
        e.montant.centimes,
        e.end_to_end_id,
        e.iban_emetteur,
        e.emetteur,
        e.libelle,
        e.statut.value,
        e.regle,
        e.motif,
        e.bail_id,
        e.paiement_id,
        e.suggestion,
        e.decide_par,
    )


def _nom(texte: str) -> str:
    """Mots en majuscules, triés : « Durand Paul » et « PAUL DURAND » se ressemblent."""
    return " ".join(sorted(texte.upper().replace("-", " ").split()))
