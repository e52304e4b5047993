"""Domaine et lignes → messages protobuf."""

from __future__ import annotations

from typing import Any

from logis.social.v1 import social_pb2
from socle.technique.rpc.messages import texte_date


def dossier(objet: Any) -> social_pb2.DossierSocial:
    """D'un agrégat, pour son référent : avec ses entretiens."""
    message = dossier_sans_entretiens(objet)
    message.entretiens.extend(
        social_pb2.Entretien(tenu_le=texte_date(e.tenu_le), lieu=e.lieu.value, synthese=e.synthese)
        for e in objet.entretiens
    )
    return message


def dossier_sans_entretiens(objet: Any) -> social_pb2.DossierSocial:
    """D'un agrégat ou d'une ligne, pour une liste ou en réponse à un ordre.

    La réponse d'un ordre est gardée avec sa requête pour le rejeu : un contenu secret n'y vit pas une seconde fois.
    """
    return social_pb2.DossierSocial(
        id=str(objet.id),
        bail_id=str(objet.bail_id),
        statut=objet.statut.value,
        motif_orientation=objet.motif_orientation.value,
        oriente_le=texte_date(objet.oriente_le),
        referent=objet.referent or "",
        consentement_le=texte_date(objet.consentement_le),
        accueillir_avant_le=texte_date(objet.accueillir_avant_le),
        clos_le=texte_date(objet.clos_le),
        motif_cloture=objet.motif_cloture,
        etag=str(objet.version),
    )


def statut(bail_id: str, ligne: Any) -> social_pb2.GetStatutAccompagnementResponse:
    """Le statut partagé, et depuis quand."""
    reponse = social_pb2.GetStatutAccompagnementResponse(bail_id=bail_id, statut="AUCUN")
    if ligne is not None:
        reponse.statut = ligne.statut.partage.value
        depuis = ligne.clos_le or ligne.ouvert_le or ligne.refuse_le or ligne.propose_le
        reponse.depuis_le = texte_date(depuis)
    return reponse


def acces(ligne: Any) -> social_pb2.AccesSocial:
    return social_pb2.AccesSocial(
        id=str(ligne.id),
        le=ligne.le.isoformat(),
        sub=ligne.sub,
        metiers=ligne.metiers.split(","),
        mission_active=ligne.mission_active,
        action=ligne.action.value,
        dossier_id=str(ligne.dossier_id or ""),
        accorde=ligne.accorde,
    )
