"""Les avis d'échéance d'un lot validé, par tranche : édités et rangés hors transaction, inscrits ensuite."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, Row, Select, func, select
from sqlalchemy.orm import Session, selectinload

from quittancement.adapters.annuaire import AnnuaireBaux, Occupants, exiger_connu
from quittancement.adapters.editeur import Editeur
from quittancement.adapters.orm import comptes, documents, lots, quittances
from quittancement.adapters.orm_energie import occupations
from quittancement.domain.compte import Compte
from quittancement.domain.lot import StatutLot
from quittancement.domain.quittance import Quittance
from socle.domaine.refus import DejaExistant, Introuvable, Refus, RegleViolee
from socle.technique import pagination
from socle.technique.archives import Archives, DocumentInscrit
from socle.technique.contexte import Horloge

NATURE = "AVIS_ECHEANCE"
ECRITURES = 8
"""Dépôts au coffre à la fois : chacun attend le disque, ou le réseau, pendant qu'on compose les suivants."""


@dataclass(frozen=True, kw_only=True)
class DemandeAvis:
    """Une tranche à éditer. `apres` : dernière quittance de la tranche d'avant ; `residence_id` None : toutes."""

    lot_id: UUID
    edite_le: date
    residence_id: UUID | None
    apres: UUID | None
    nombre: int


@dataclass(frozen=True, kw_only=True)
class AvisEdite:
    """`document` : déjà inscrit, ou rangé et à inscrire si `nouveau`."""

    quittance: Any
    document: Any
    nouveau: bool


@dataclass(frozen=True, kw_only=True)
class AvisEcarte:
    quittance: Any
    refus: Refus


@dataclass(frozen=True, kw_only=True)
class Tranche:
    """`total` : avis que le lot appelle en tout ; `suivant` : jeton de la tranche d'après, vide à la dernière."""

    avis: Sequence[AvisEdite]
    ecartes: Sequence[AvisEcarte]
    total: int
    suivant: str


def id_de_l_avis(lot_id: UUID, quittance_id: UUID) -> UUID:
    """Un seul avis par quittance d'un lot : l'éditer à nouveau retrouve le premier."""
    return uuid5(lot_id, f"{NATURE}|{quittance_id}")


class AvisDeLot:
    """Édite et range les avis d'un lot."""

    def __init__(self, annuaire: AnnuaireBaux, archives: Archives, editeur: Editeur, horloge: Horloge) -> None:
        self._annuaire, self._archives, self._editeur, self._horloge = annuaire, archives, editeur, horloge

    def editer(self, sessions: Callable[[], Session], demande: DemandeAvis) -> Tranche:
        """Un bail refusé est mis de côté. Lève Introuvable, RegleViolee (LOT_NON_VALIDE), Indisponible.

        Les baux sont interrogés la session fermée.
        """
        with sessions() as session:
            connexion = session.connection()
            _exiger_valide(connexion, demande.lot_id)
            page, total, suivant = _page(connexion, demande)
            deja = self._deja(connexion, demande.lot_id, page)
            a_editer = [q for q in page if q.id not in deja]
            comptes_lus = _comptes(session, [q.bail_id for q in a_editer])
        avis = [AvisEdite(quittance=q, document=deja[q.id], nouveau=False) for q in page if q.id in deja]
        ecartes: list[AvisEcarte] = []
        for ligne, fait in self._editer(a_editer, comptes_lus, demande):
            if isinstance(fait, Refus):
                ecartes.append(AvisEcarte(quittance=ligne, refus=fait))
            else:
                avis.append(AvisEdite(quittance=ligne, document=fait, nouveau=True))
        return Tranche(avis=avis, ecartes=ecartes, total=total, suivant=suivant)

    def inscrire(self, session: Session, tranche: Tranche) -> Tranche:
        """Inscrit ce qui est nouveau, sauf si un autre appel l'a fait entre-temps."""
        inscrits = []
        for avis in tranche.avis:
            trouve = self._archives.trouver(session.connection(), avis.document.id) if avis.nouveau else None
            document = trouve or avis.document
            if avis.nouveau and trouve is None:
                self._archives.inscrire(session, avis.document)
            inscrits.append(replace(avis, document=document))
        return replace(tranche, avis=inscrits)

    def _deja(self, connexion: Connection, lot_id: UUID, page: Sequence[Any]) -> dict[UUID, Any]:
        ids = {id_de_l_avis(lot_id, q.id): q.id for q in page}
        lignes = connexion.execute(select(documents).where(documents.c.id.in_(ids))).all()
        return {ids[ligne.id]: ligne for ligne in lignes}

    def _editer(
        self, lignes: Sequence[Any], lus: Mapping[UUID, Compte], demande: DemandeAvis
    ) -> Iterator[tuple[Any, DocumentInscrit | Refus]]:
        occupants = self._annuaire.plusieurs(list(lus)) if lus else {}
        ranges: list[tuple[Any, Future[DocumentInscrit] | Refus]] = []
        with ThreadPoolExecutor(ECRITURES) as fils:
            for ligne in lignes:
                try:
                    quittance, contenu = self._un_avis(ligne, lus[ligne.bail_id], occupants, demande)
                except Refus as refus:
                    ranges.append((ligne, refus))
                else:
                    document_id = id_de_l_avis(demande.lot_id, quittance.id)
                    ranges.append((ligne, fils.submit(self._ranger, contenu, quittance, document_id)))
        for ligne, fait in ranges:
            yield ligne, fait if isinstance(fait, Refus) else fait.result()

    def _un_avis(
        self, ligne: Any, compte: Compte, occupants: Mapping[UUID, Occupants], demande: DemandeAvis
    ) -> tuple[Quittance, bytes]:
        quittance = next(q for q in compte.quittances if q.id == ligne.id)
        connu = exiger_connu(occupants, compte.id)
        return quittance, self._editeur.avis(compte, quittance, connu, le=demande.edite_le)

    def _ranger(self, contenu: bytes, quittance: Quittance, document_id: UUID) -> DocumentInscrit:
        """Un essai interrompu a pu ranger un autre contenu sous ce nom, jamais inscrit : celui-ci va à côté."""

        def sous(nom: UUID) -> DocumentInscrit:
            return self._archives.ranger(
                contenu,
                id=nom,
                nature=NATURE,
                sujet_id=quittance.id,
                nom_fichier=f"avis-{quittance.numero}.pdf",
                cree_le=self._horloge(),
            )

        try:
            return sous(document_id)
        except DejaExistant:
            return replace(sous(uuid5(document_id, self._horloge().isoformat())), id=document_id)


def _exiger_valide(connexion: Connection, lot_id: UUID) -> None:
    statut = connexion.execute(select(lots.c.statut).where(lots.c.id == lot_id)).scalar()
    if statut is None:
        raise Introuvable("Lot", lot_id, champ="lot_id")
    if statut is not StatutLot.VALIDE:
        raise RegleViolee("LOT_NON_VALIDE", "Un avis n'appelle qu'un terme validé.", champ="lot_id")


def _page(connexion: Connection, demande: DemandeAvis) -> tuple[Sequence[Row[Any]], int, str]:
    """Quittances de la tranche, nombre en tout, jeton de la tranche d'après."""
    requete = _appeles(demande)
    total = connexion.execute(select(func.count()).select_from(requete.subquery())).scalar_one()
    if demande.apres is not None:
        requete = requete.where(quittances.c.id > demande.apres)
    lignes = connexion.execute(requete.order_by(quittances.c.id).limit(demande.nombre + 1)).all()
    page, suivant = pagination.decouper(lignes, demande.nombre)
    return page, total, suivant


def _comptes(session: Session, baux: Sequence[UUID]) -> dict[UUID, Compte]:
    """Comptes, leurs termes et leurs paiements, lus en trois requêtes."""
    charges = (selectinload(Compte.quittances), selectinload(Compte.paiements))  # type: ignore[arg-type]
    lus = session.execute(select(Compte).where(comptes.c.id.in_(baux)).options(*charges)).scalars()
    return {compte.id: compte for compte in lus}


def _appeles(demande: DemandeAvis) -> Select[Any]:
    champs = (quittances.c.id, quittances.c.bail_id, quittances.c.numero, occupations.c.residence_id)
    requete = select(*champs).outerjoin(occupations, occupations.c.bail_id == quittances.c.bail_id)
    requete = requete.where(quittances.c.lot_id == demande.lot_id)
    if demande.residence_id is not None:
        requete = requete.where(occupations.c.residence_id == demande.residence_id)
    return requete
