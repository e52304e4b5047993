"""Les avis d'échéance d'un lot validé, par tranche : édités et rangés hors transaction, inscrits ensuite."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, Row, Select, func, select
from sqlalchemy.orm import Session, selectinload

from quittancement.adapters.annuaire import AnnuaireBaux, Occupants, exiger_connu
from quittancement.adapters.editeur import Editeur
from quittancement.adapters.orm import comptes, lots, quittances
from quittancement.adapters.orm_energie import occupations
from quittancement.adapters.rangement_en_masse import Edite, Piece, RangementEnMasse, Tranche
from quittancement.domain.compte import Compte
from quittancement.domain.lot import StatutLot
from quittancement.domain.quittance import Quittance
from socle.domaine.refus import Introuvable, RegleViolee
from socle.technique import pagination
from socle.technique.archives import Archives
from socle.technique.contexte import Horloge

NATURE = "AVIS_ECHEANCE"


@dataclass(frozen=True, kw_only=True)
class DemandeAvis:
    """Une tranche à éditer. `apres` : dernière quittance de la tranche d'avant ; `residence_id` None : toutes."""

    lot_id: UUID
    edite_le: date
    residence_id: UUID | None
    apres: UUID | None
    nombre: int


def id_de_l_avis(lot_id: UUID, quittance_id: UUID) -> UUID:
    """Un seul avis par quittance d'un lot : l'éditer à nouveau retrouve le premier."""
    return uuid5(lot_id, f"{NATURE}|{quittance_id}")


class AvisDeLot:
    """Édite et range les avis d'un lot."""

    def __init__(self, annuaire: AnnuaireBaux, archives: Archives, editeur: Editeur, horloge: Horloge) -> None:
        self._annuaire, self._editeur = annuaire, editeur
        self._rangement = RangementEnMasse(archives, horloge)
        self.inscrire = self._rangement.inscrire

    def editer(self, sessions: Callable[[], Session], demande: DemandeAvis) -> Tranche:
        """Un bail refusé est mis de côté. Lève Introuvable, RegleViolee (LOT_NON_VALIDE), Indisponible.

        Les baux sont interrogés la session fermée.
        """
        with sessions() as session:
            connexion = session.connection()
            exiger_valide(connexion, demande.lot_id)
            page, total, suivant = page_du_lot(connexion, demande)
            deja = self._rangement.deja(connexion, {id_de_l_avis(demande.lot_id, q.id): q.id for q in page})
            a_editer = [q for q in page if q.id not in deja]
            lus = comptes_lus(session, [q.bail_id for q in a_editer])
        occupants = self._annuaire.plusieurs(list(lus)) if lus else {}

        def composer(ligne: Any) -> Piece:
            quittance, contenu = self._un_avis(ligne, lus[ligne.bail_id], occupants, demande)
            return Piece(
                id=id_de_l_avis(demande.lot_id, quittance.id),
                nature=NATURE,
                sujet_id=quittance.id,
                nom_fichier=f"avis-{quittance.numero}.pdf",
                contenu=contenu,
            )

        edites, ecartes = self._rangement.ranger(a_editer, composer)
        connus = [Edite(element=q, document=deja[q.id], nouveau=False) for q in page if q.id in deja]
        return Tranche(edites=[*connus, *edites], ecartes=ecartes, total=total, suivant=suivant)

    def _un_avis(
        self, ligne: Any, compte: Compte, occupants: Mapping[UUID, Occupants], demande: DemandeAvis
    ) -> tuple[Quittance, bytes]:
        quittance = next(q for q in compte.quittances if q.id == ligne.id)
        connu = exiger_connu(occupants, compte.id)
        return quittance, self._editeur.avis(compte, quittance, connu, le=demande.edite_le)


def exiger_valide(connexion: Connection, lot_id: UUID) -> None:
    statut = connexion.execute(select(lots.c.statut).where(lots.c.id == lot_id)).scalar()
    if statut is None:
        raise Introuvable("Lot", lot_id, champ="lot_id")
    if statut is not StatutLot.VALIDE:
        raise RegleViolee("LOT_NON_VALIDE", "Un avis n'appelle qu'un terme validé.", champ="lot_id")


def page_du_lot(connexion: Connection, demande: DemandeAvis) -> tuple[Sequence[Row[Any]], int, str]:
    """Quittances de la tranche, nombre en tout, jeton de la tranche d'après."""
    requete = _appeles(demande)
    total = connexion.execute(select(func.count()).select_from(requete.subquery())).scalar_one()
    if demande.apres is not None:
        requete = requete.where(quittances.c.id > demande.apres)
    lignes = connexion.execute(requete.order_by(quittances.c.id).limit(demande.nombre + 1)).all()
    page, suivant = pagination.decouper(lignes, demande.nombre)
    return page, total, suivant


def comptes_lus(session: Session, baux: Sequence[UUID]) -> dict[UUID, Compte]:
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
