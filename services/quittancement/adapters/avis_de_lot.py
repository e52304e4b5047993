"""Les avis d'échéance d'un lot validé, par tranche : édités et rangés hors transaction, inscrits ensuite."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from quittancement.adapters.annuaire import AnnuaireBaux, exiger_connu
from quittancement.adapters.editeur import Editeur
from quittancement.adapters.lectures_avis import complements
from quittancement.adapters.lectures_de_lot import DemandeDuLot, comptes_lus, exiger_valide, page_du_lot
from quittancement.adapters.rangement_en_masse import Edite, Piece, RangementEnMasse, Tranche
from socle.technique.archives import Archives
from socle.technique.contexte import Horloge

NATURE = "AVIS_ECHEANCE"


def id_de_l_avis(demande: DemandeDuLot, quittance_id: UUID) -> UUID:
    """Un seul avis par quittance d'un lot, et un seul expliqué : l'éditer à nouveau retrouve le premier."""
    return uuid5(demande.lot_id, f"{NATURE}|{quittance_id}" + ("|EXPLIQUE" if demande.avec_explications else ""))


class AvisDeLot:
    """Édite et range les avis d'un lot."""

    def __init__(self, annuaire: AnnuaireBaux, archives: Archives, editeur: Editeur, horloge: Horloge) -> None:
        self._annuaire, self._editeur = annuaire, editeur
        self._rangement = RangementEnMasse(archives, horloge)
        self.inscrire = self._rangement.inscrire

    def editer(self, sessions: Callable[[], Session], demande: DemandeDuLot) -> Tranche:
        """Un bail refusé est mis de côté. Lève Introuvable, RegleViolee (LOT_NON_VALIDE), Indisponible.

        Les baux sont interrogés la session fermée.
        """
        with sessions() as session:
            connexion = session.connection()
            exiger_valide(connexion, demande.lot_id)
            page, total, suivant = page_du_lot(connexion, demande)
            deja = self._rangement.deja(connexion, {id_de_l_avis(demande, q.id): q.id for q in page})
            a_editer = [q for q in page if q.id not in deja]
            lus = comptes_lus(session, [q.bail_id for q in a_editer])
            plus = complements(session, [(q.id, q.bail_id) for q in a_editer], le=demande.edite_le)
        occupants = self._annuaire.plusieurs(list(lus)) if lus else {}

        def composer(ligne: Any) -> Piece:
            compte = lus[ligne.bail_id]
            quittance = next(q for q in compte.quittances if q.id == ligne.id)
            connu = exiger_connu(occupants, compte.id)
            contenu = self._editeur.avis(
                compte,
                quittance,
                connu,
                le=demande.edite_le,
                complement=plus[ligne.id],
                avec_explications=demande.avec_explications,
            )
            return Piece(
                id=id_de_l_avis(demande, quittance.id),
                nature=NATURE,
                sujet_id=quittance.id,
                nom_fichier=f"avis-{quittance.numero}.pdf",
                contenu=contenu,
            )

        edites, ecartes = self._rangement.ranger(a_editer, composer)
        connus = [Edite(element=q, document=deja[q.id], nouveau=False) for q in page if q.id in deja]
        return Tranche(edites=[*connus, *edites], ecartes=ecartes, total=total, suivant=suivant)
