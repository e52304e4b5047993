"""Domaine et lignes → messages protobuf."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from logis.proximite.v1 import proximite_pb2
from proximite.domain.imputation import Constats
from proximite.domain.taxonomie import Categorie
from socle.technique.rpc.messages import explications, montant, texte_date

CONSTATS = [champ.name for champ in fields(Constats)]


def instant(valeur: datetime | None) -> str:
    return valeur.astimezone(UTC).isoformat().replace("+00:00", "Z") if valeur else ""


def reclamation(objet: Any) -> proximite_pb2.Reclamation:
    """D'un agrégat ou d'une ligne de lecture."""
    return proximite_pb2.Reclamation(
        id=str(objet.id),
        numero=objet.numero,
        canal=objet.canal.value,
        bail_id=str(objet.bail_id),
        logement_id=str(objet.logement_id),
        residence_id=str(objet.residence_id),
        categorie=objet.categorie.code,
        libelle_categorie=objet.categorie.libelle,
        description=objet.description,
        statut=objet.statut.value,
        urgence=objet.urgence.value,
        imputation=objet.imputation.value,
        ouverte_le=instant(objet.ouverte_le),
        accuse_avant=instant(objet.accuse_avant),
        reponse_avant=instant(objet.reponse_avant),
        resolution_avant=instant(objet.resolution_avant),
        resolue_le=instant(objet.resolue_le),
        cloturee_le=instant(objet.cloturee_le),
        motif_cloture=objet.motif_cloture.value if objet.motif_cloture else "",
        dans_les_delais=bool(objet.dans_les_delais),
        explications=explications(objet.explications),
        etag=str(objet.version),
        parent_id=str(objet.parent_id or ""),
    )


def bon(objet: Any) -> proximite_pb2.Bon:
    """D'un agrégat ou d'une ligne de lecture."""
    return proximite_pb2.Bon(
        id=str(objet.id),
        numero=objet.numero,
        reclamation_id=str(objet.reclamation_id),
        statut=objet.statut.value,
        entreprise=objet.entreprise,
        objet=objet.objet,
        montant_ht=montant(objet.montant_ht),
        voie_achat=objet.voie_achat.value,
        prevu_le=instant(objet.prevu_le),
        prevu_fin=instant(objet.prevu_fin),
        termine_le=instant(objet.termine_le),
        compte_rendu=objet.compte_rendu,
        acces=objet.acces,
        annule_le=texte_date(objet.annule_le),
        motif_annulation=objet.motif_annulation,
        etag=str(objet.version),
    )


def bon_pour_contact(objet: Any) -> proximite_pb2.Bon:
    """Portée CONTACT : ce qu'il faut pour intervenir, sans le prix ni les textes du bailleur."""
    message = bon(objet)
    for champ in ("montant_ht", "voie_achat", "compte_rendu", "motif_annulation"):
        message.ClearField(champ)
    return message


def lire_constats(message: proximite_pb2.Constats) -> Constats:
    """Un point que le message ne porte pas n'est pas encore su."""
    return Constats(**{nom: getattr(message, nom) for nom in CONSTATS if message.HasField(nom)})


def categorie(objet: Categorie) -> proximite_pb2.Categorie:
    return proximite_pb2.Categorie(
        code=objet.code,
        famille=objet.famille,
        libelle=objet.libelle,
        imputation=objet.imputation.value,
        urgence=objet.urgence.value,
        alerte=objet.alerte,
        service_cible=objet.service_cible,
    )
