"""Espèces de loge : domaine et lignes → messages protobuf."""

from __future__ import annotations

from typing import Any

from logis.quittancement.v1 import especes_pb2
from socle.technique.rpc.messages import montant, texte_date


def encaissement(ligne: Any) -> especes_pb2.EncaissementEnAttente:
    return especes_pb2.EncaissementEnAttente(
        id=str(ligne.id),
        numero=ligne.numero,
        loge=ligne.loge,
        bail_id=str(ligne.bail_id),
        mois=ligne.mois,
        montant=montant(ligne.montant),
        encaisse_le=texte_date(ligne.encaisse_le),
        motif=ligne.motif,
    )


def remise(objet: Any) -> especes_pb2.RemiseEspeces:
    """D'un agrégat ou d'une ligne."""
    return especes_pb2.RemiseEspeces(
        caisse_id=str(objet.id),
        loge=objet.loge,
        statut=objet.statut.value,
        bordereau=objet.bordereau,
        montant=montant(objet.montant),
        transportee_le=texte_date(objet.transportee_le),
        credite=None if objet.credite is None else montant(objet.credite),
        creditee_le=texte_date(objet.creditee_le),
        ecriture_id=str(objet.entree_id or ""),
        ecart=None if objet.ecart is None else montant(objet.ecart),
    )
