"""Domaine et lignes → messages protobuf."""

from __future__ import annotations

from typing import Any

from logis.baux.v1 import baux_pb2
from socle.technique.rpc.messages import explications, montant, texte_date


def residence(objet: Any) -> baux_pb2.Residence:
    return baux_pb2.Residence(
        id=str(objet.id),
        nom=objet.nom,
        adresse=objet.adresse,
        code_postal=objet.code_postal,
        commune=objet.commune,
        code_insee=objet.code_insee,
        zone=objet.zone,
        zone_abc=objet.zone_abc,
        quartier_prioritaire=objet.quartier_prioritaire,
        etag=str(objet.version),
    )


def logement(objet: Any) -> baux_pb2.Logement:
    """D'un agrégat Logement ou d'une ligne de lecture (qui porte aussi sa résidence)."""
    message = baux_pb2.Logement(
        id=str(objet.id),
        residence_id=str(objet.residence_id),
        reference=objet.reference,
        typologie=objet.typologie,
        nombre_pieces=objet.nombre_pieces,
        surface_habitable_dm2=objet.surface_habitable_dm2,
        surface_utile_dm2=objet.surface_utile_dm2,
        etage=objet.etage,
        accessible_pmr=objet.accessible_pmr,
        financement=objet.financement,
        convention_apl=objet.convention_apl,
        loyer_principal=montant(objet.loyer_principal),
        loyer_maximum=montant(objet.loyer_maximum),
        provision_charges=montant(objet.provision_charges),
        dpe=objet.dpe,
        statut=objet.statut.value,
        disponible_le=texte_date(objet.disponible_le),
        etag=str(objet.version),
        hauteur_sous_plafond_cm=objet.hauteur_sous_plafond_cm,
        volume_habitable_dm3=objet.volume_habitable_dm3,
    )
    if hasattr(objet, "residence_nom"):
        message.residence.CopyFrom(
            baux_pb2.Residence(
                id=str(objet.residence_id),
                nom=objet.residence_nom,
                adresse=objet.residence_adresse,
                code_postal=objet.residence_code_postal,
                commune=objet.residence_commune,
                code_insee=objet.residence_code_insee,
                zone=objet.residence_zone,
                zone_abc=objet.residence_zone_abc,
                quartier_prioritaire=objet.residence_quartier_prioritaire,
            )
        )
    return message


def titulaire(objet: Any) -> baux_pb2.Titulaire:
    return baux_pb2.Titulaire(
        civilite=objet.civilite,
        nom=objet.nom,
        prenoms=objet.prenoms,
        date_naissance=objet.date_naissance.isoformat(),
    )


def bail(objet: Any) -> baux_pb2.Bail:
    """D'un agrégat Bail ou d'une ligne de lecture."""
    return baux_pb2.Bail(
        id=str(objet.id),
        reference=objet.reference,
        logement_id=str(objet.logement_id),
        locataire_id=str(objet.locataire_id),
        demande_id=str(objet.demande_id),
        titulaires=[titulaire(t) for t in objet.titulaires],
        statut=objet.statut.value,
        date_effet=texte_date(objet.date_effet),
        date_fin=texte_date(objet.date_fin),
        loyer_principal=montant(objet.loyer_principal),
        provision_charges=montant(objet.provision_charges),
        depot_garantie=montant(objet.depot_garantie),
        mode_prorata=objet.mode_prorata.value,
        terme=objet.terme.value,
        signe_le=texte_date(objet.signe_le),
        active_le=texte_date(objet.active_le),
        annule_le=texte_date(objet.annule_le),
        conge_recu_le=texte_date(objet.conge.recu_le if objet.conge else None),
        sorti_le=texte_date(objet.sorti_le),
        clos_le=texte_date(objet.clos_le),
        explications=explications(objet.explications),
        etag=str(objet.version),
    )


def titulaires_du_bail(ligne: Any) -> baux_pb2.TitulairesDuBail:
    return baux_pb2.TitulairesDuBail(
        bail_id=str(ligne.id),
        reference=ligne.reference,
        titulaires=[titulaire(t) for t in ligne.titulaires],
        adresse=ligne.adresse,
        code_postal=ligne.code_postal,
        commune=ligne.commune,
        logement_reference=ligne.logement_reference,
    )
