"""Chèques et bordereaux : domaine et lignes → messages protobuf."""

from __future__ import annotations

from datetime import date
from typing import Any

from logis.quittancement.v1 import cheques_pb2
from quittancement.adapters.lectures_cheques import en_retard
from socle.domaine.montant import Montant
from socle.technique.rpc.messages import montant, texte_date


def cheque(objet: Any, *, au: date) -> cheques_pb2.Cheque:
    """D'un agrégat ou d'une ligne ; seule la ligne porte la référence du bail."""
    return cheques_pb2.Cheque(
        id=str(objet.id),
        bail_id=str(objet.bail_id),
        paiement_id=str(objet.paiement_id),
        tireur=objet.tireur,
        tiers=objet.tiers,
        banque=objet.banque,
        numero=objet.numero,
        montant=montant(objet.montant),
        emis_le=texte_date(objet.emis_le),
        recu_le=texte_date(objet.recu_le),
        valable_jusqu_au=texte_date(objet.valable_jusqu_au),
        remettre_avant=texte_date(objet.remettre_avant),
        en_retard=en_retard(objet, au=au),
        statut=objet.statut.value,
        bordereau_id=str(objet.bordereau_id or ""),
        impaye_le=texte_date(objet.impaye_le),
        motif=objet.motif,
        reference=getattr(objet, "reference", ""),
    )


def bordereau(objet: Any) -> cheques_pb2.Bordereau:
    """D'un agrégat ou d'une ligne."""
    return cheques_pb2.Bordereau(
        id=str(objet.id),
        numero=objet.numero,
        banque=objet.banque,
        nombre=objet.nombre,
        total=montant(objet.total),
        statut=objet.statut.value,
        etabli_le=texte_date(objet.etabli_le),
        remis_le=texte_date(objet.remis_le),
        credite_le=texte_date(objet.credite_le),
        credite=montant(objet.credite or Montant.zero()),
        ecriture_id=str(objet.entree_id or ""),
        ecartes=[
            cheques_pb2.ChequeEcarte(cheque_id=e.cheque_id, code=e.code, champ=e.champ, motif=e.motif)
            for e in objet.ecartes
        ],
        etag=str(objet.version),
    )
