"""Consommations : domaine et lignes → messages protobuf."""

from __future__ import annotations

from typing import Any

from logis.quittancement.v1 import energie_pb2, quittancement_pb2
from quittancement.application.importer_releves import EnvoiImporte
from socle.technique.rpc.messages import texte_date


def compteur(objet: Any) -> energie_pb2.Compteur:
    """D'un agrégat ou d'une ligne."""
    return energie_pb2.Compteur(
        id=str(objet.id),
        reference=objet.reference,
        residence_id=str(objet.residence_id),
        logement_id=str(objet.logement_id or ""),
        fluide=objet.fluide.value,
        usage=objet.usage.value,
        role=objet.role.value,
        unite=objet.fluide.unite,
        modulo=objet.modulo,
        pose_le=texte_date(objet.pose_le),
        index_pose=objet.index_pose,
        depose_le=texte_date(objet.depose_le),
        index_depose=objet.index_depose or 0,
        remplace_id=str(objet.remplace_id or ""),
        etag=str(objet.version),
    )


def releve(objet: Any) -> energie_pb2.Releve:
    """D'un relevé ou d'une ligne."""
    return energie_pb2.Releve(
        le=texte_date(objet.le), index=objet.index, qualite=objet.qualite.value, source=objet.source
    )


def compte_rendu(envoi: EnvoiImporte) -> energie_pb2.CompteRenduImport:
    objet = envoi.compte_rendu
    return energie_pb2.CompteRenduImport(
        empreinte=objet.empreinte,
        lignes=objet.lignes,
        acceptes=objet.acceptes,
        doublons=objet.doublons,
        ecartees=[
            quittancement_pb2.LigneEcartee(ligne=e.ligne, code=e.code, champ=e.champ, motif=e.motif)
            for e in objet.ecartees
        ],
        deja_importe=envoi.deja_importe,
    )
