"""Les quittances et reçus d'un lot validé, par tranche : terme soldé, quittance ; payé en partie, reçu ; sinon rien."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from quittancement.adapters.annuaire import AnnuaireBaux, exiger_connu
from quittancement.adapters.editeur import Editeur
from quittancement.adapters.lectures_cheques import paiements_sans_bonne_fin
from quittancement.adapters.lectures_de_lot import DemandeDuLot, comptes_lus, exiger_valide, page_du_lot
from quittancement.adapters.rangement_en_masse import Edite, Piece, RangementEnMasse, Tranche
from quittancement.domain.compte import Compte
from quittancement.domain.quittance import Quittance
from quittancement.domain.quittance_ou_recu import Justificatif
from socle.domaine.refus import Refus, RegleViolee
from socle.technique.archives import Archives
from socle.technique.contexte import Horloge


def id_du_justificatif(lot_id: UUID, quittance_id: UUID, justificatif: Justificatif) -> UUID:
    """Un seul document par état des versements : l'éditer à nouveau retrouve le premier, un versement de plus en fait un autre."""
    versements = ";".join(f"{v.recu_le},{v.mode.value},{v.montant.centimes}" for v in justificatif.versements)
    return uuid5(lot_id, f"{justificatif.nature.value}|{quittance_id}|{versements}")


class JustificatifsDeLot:
    """Édite et range les quittances et les reçus d'un lot."""

    def __init__(self, annuaire: AnnuaireBaux, archives: Archives, editeur: Editeur, horloge: Horloge) -> None:
        self._annuaire, self._editeur = annuaire, editeur
        self._rangement = RangementEnMasse(archives, horloge)
        self.inscrire = self._rangement.inscrire

    def editer(self, sessions: Callable[[], Session], demande: DemandeDuLot) -> Tranche:
        """Un terme sans paiement est compté par différence, un bail refusé mis de côté.

        Lève Introuvable, RegleViolee (LOT_NON_VALIDE), Indisponible. Les baux sont interrogés la session fermée.
        """
        with sessions() as session:
            connexion = session.connection()
            exiger_valide(connexion, demande.lot_id)
            page, total, suivant = page_du_lot(connexion, demande)
            lus = comptes_lus(session, [q.bail_id for q in page])
            en_cours = paiements_sans_bonne_fin(connexion, list(lus))
            justifies = {q.id: self._justifier(lus[q.bail_id], q.id, demande, en_cours) for q in page}
            ids = {piece: q for q, piece in justifies.items() if isinstance(piece, UUID)}
            deja = self._rangement.deja(connexion, ids)
        a_editer = [q for q in page if justifies[q.id] is not None and q.id not in deja]
        occupants = self._annuaire.plusieurs([q.bail_id for q in a_editer]) if a_editer else {}

        def composer(ligne: Any) -> Piece:
            trouve = justifies[ligne.id]
            if not isinstance(trouve, UUID):
                raise trouve or RegleViolee("AUCUN_PAIEMENT", "Rien n'a été versé.", champ="quittance_id")
            compte = lus[ligne.bail_id]
            quittance, connu = _quittance(compte, ligne.id), exiger_connu(occupants, compte.id)
            nature, contenu = self._editeur.justificatif(compte, quittance, connu, le=demande.edite_le)
            return Piece(
                id=trouve,
                nature=nature.value,
                sujet_id=quittance.id,
                nom_fichier=f"{nature.value.lower()}-{quittance.numero}.pdf",
                contenu=contenu,
            )

        edites, ecartes = self._rangement.ranger(a_editer, composer)
        connus = [Edite(element=q, document=deja[q.id], nouveau=False) for q in page if q.id in deja]
        return Tranche(edites=[*connus, *edites], ecartes=ecartes, total=total, suivant=suivant)

    def _justifier(
        self, compte: Compte, quittance_id: UUID, demande: DemandeDuLot, sans_bonne_fin: Collection[UUID]
    ) -> UUID | Refus | None:
        """Identifiant du document à éditer, le refus qui l'écarte, ou None : rien n'est payé."""
        try:
            justificatif = self._editeur.justifier(
                compte, _quittance(compte, quittance_id), le=demande.edite_le, sans_bonne_fin=sans_bonne_fin
            )
        except Refus as refus:
            return None if refus.code == "AUCUN_PAIEMENT" else refus
        return id_du_justificatif(demande.lot_id, quittance_id, justificatif)


def _quittance(compte: Compte, quittance_id: UUID) -> Quittance:
    return next(q for q in compte.quittances if q.id == quittance_id)
