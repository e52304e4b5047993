"""Consommations : domaine et lignes → messages protobuf."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from logis.quittancement.v1 import energie_pb2, quittancement_pb2
from quittancement.application.detecter_anomalies import LigneDeBilan
from quittancement.application.importer_releves import EnvoiImporte
from quittancement.domain.energie.fichier import Ecartee
from quittancement.domain.energie.site import SiteEnergie, ValeurDuSite
from socle.domaine.periodes import lire_date
from socle.technique.rpc.messages import explication, texte_date


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
        ecartees=ecartees(objet.ecartees),
        deja_importe=envoi.deja_importe,
    )


def ecartees(lignes: Sequence[Ecartee]) -> list[quittancement_pb2.LigneEcartee]:
    return [quittancement_pb2.LigneEcartee(ligne=e.ligne, code=e.code, champ=e.champ, motif=e.motif) for e in lignes]


def lire_valeurs(valeurs: Iterable[energie_pb2.ValeurDuSite], *, champ: str) -> list[ValeurDuSite]:
    """Lève DonneeInvalide (DATE_ILLISIBLE)."""
    return [
        ValeurDuSite(a_partir_de=lire_date(v.a_partir_de, champ=champ), dix_milliemes=v.dix_milliemes, source=v.source)
        for v in valeurs
    ]


def site(objet: SiteEnergie) -> energie_pb2.SiteEnergie:
    return energie_pb2.SiteEnergie(
        residence_id=str(objet.id),
        station=objet.station,
        dju_reference=_valeurs(objet.dju_reference),
        coefficients_gaz=_valeurs(objet.coefficients_gaz),
    )


def _valeurs(valeurs: Sequence[ValeurDuSite]) -> list[energie_pb2.ValeurDuSite]:
    return [
        energie_pb2.ValeurDuSite(a_partir_de=texte_date(v.a_partir_de), dix_milliemes=v.dix_milliemes, source=v.source)
        for v in valeurs
    ]


def alerte(objet: Any) -> energie_pb2.Alerte:
    """D'un agrégat ou d'une ligne."""
    return energie_pb2.Alerte(
        id=str(objet.id),
        residence_id=str(objet.residence_id),
        logement_id=str(objet.logement_id or ""),
        bail_id=str(objet.bail_id or ""),
        compteur_id=str(objet.compteur_id),
        fluide=objet.fluide.value,
        regle=objet.regle.value,
        du=texte_date(objet.du),
        au=texte_date(objet.au),
        grave=objet.grave,
        statut=objet.statut.value,
        detectee_le=texte_date(objet.detectee_le),
        informer_avant=texte_date(objet.informer_avant),
        reparer_avant=texte_date(objet.reparer_avant),
        explication=explication(objet.explication),
        etag=str(objet.version),
    )


def bilan(ligne: LigneDeBilan) -> energie_pb2.BilanDeRegle:
    return energie_pb2.BilanDeRegle(
        regle=ligne.regle.value, oui=ligne.oui, non=ligne.non, inconnu=ligne.inconnu, manquants=ligne.manquants
    )
