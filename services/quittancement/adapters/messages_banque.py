"""Paiements bancaires : domaine et lignes → messages protobuf."""

from __future__ import annotations

from typing import Any

from logis.quittancement.v1 import banque_pb2
from quittancement.adapters.pain007 import LigneDExtourne
from quittancement.adapters.pain008 import Creancier, LigneDeRemise
from quittancement.domain.banque.compte_rendu import BilanDuCompteRendu
from quittancement.domain.banque.entree import CompteRendu, EntreeEcartee
from quittancement.domain.banque.iban import masquer
from socle.technique.rpc.messages import montant, texte_date

ECARTEES_MAX = 200


def mandat(objet: Any) -> banque_pb2.Mandat:
    """D'un agrégat ou d'une ligne ; l'IBAN ne sort que masqué."""
    return banque_pb2.Mandat(
        id=str(objet.id),
        bail_id=str(objet.bail_id),
        rum=objet.rum,
        ics=objet.ics,
        titulaire=objet.titulaire,
        iban_masque=masquer(objet.iban),
        sequence_type=objet.sequence_type.value,
        statut=objet.statut.value,
        signe_le=texte_date(objet.signe_le),
        derniere_presentation=texte_date(objet.derniere_presentation),
        motif=objet.motif,
        etag=str(objet.version),
        representation_accordee=objet.representation_accordee,
    )


def remise(objet: Any) -> banque_pb2.Remise:
    """D'un agrégat ou d'une ligne."""
    return banque_pb2.Remise(
        id=str(objet.id),
        msg_id=objet.msg_id,
        mois=objet.mois,
        preleve_le=texte_date(objet.preleve_le),
        nombre=objet.nombre,
        total=montant(objet.total),
        lots=objet.lots,
        statut=objet.statut.value,
        ecartees=[
            banque_pb2.EcheanceEcartee(reference=e.reference, code=e.code, champ=e.champ, motif=e.motif)
            for e in objet.ecartes[:ECARTEES_MAX]
        ],
        nombre_ecartees=len(objet.ecartes),
        etag=str(objet.version),
    )


def extourne(objet: Any) -> banque_pb2.Extourne:
    """D'un agrégat ou d'une ligne."""
    return banque_pb2.Extourne(
        id=str(objet.id),
        msg_id=objet.msg_id,
        remise_id=str(objet.remise_id),
        motif=objet.motif,
        nombre=objet.nombre,
        total=montant(objet.total),
        statut=objet.statut.value,
        ecartees=[
            banque_pb2.EcheanceEcartee(reference=e.reference, code=e.code, champ=e.champ, motif=e.motif)
            for e in objet.ecartes
        ],
        etag=str(objet.version),
    )


def ligne_d_extourne(ligne: LigneDExtourne) -> banque_pb2.LigneDExtourne:
    return banque_pb2.LigneDExtourne(end_to_end_id=ligne.end_to_end_id, lot=ligne.lot, montant=ligne.montant)


def creancier(objet: Creancier) -> banque_pb2.Creancier:
    return banque_pb2.Creancier(nom=objet.nom, ics=objet.ics, iban=objet.iban, bic=objet.bic)


def ligne_de_remise(ligne: LigneDeRemise) -> banque_pb2.LigneDeRemise:
    return banque_pb2.LigneDeRemise(
        end_to_end_id=ligne.end_to_end_id,
        lot=ligne.lot,
        montant=ligne.montant,
        rum=ligne.rum,
        signe_le=texte_date(ligne.signe_le),
        titulaire=ligne.titulaire,
        iban=ligne.iban,
        bic=ligne.bic,
        libelle=ligne.libelle,
        unique=ligne.unique,
        amendement=None
        if ligne.amendement is None
        else banque_pb2.AmendementEmis(
            rum_avant=ligne.amendement.rum_avant,
            ics_avant=ligne.amendement.ics_avant,
            iban_avant=ligne.amendement.iban_avant,
            nouvelle_banque=ligne.amendement.nouvelle_banque,
        ),
    )


def compte_rendu(rendu: CompteRendu, *, msg_id: str, deja_importe: bool) -> banque_pb2.CompteRenduBancaire:
    return banque_pb2.CompteRenduBancaire(
        msg_id=msg_id,
        entrees=rendu.entrees,
        imputees=rendu.imputees,
        retours=rendu.retours,
        en_attente=rendu.en_attente,
        doublons=rendu.doublons,
        somme=rendu.somme,
        somme_imputee=rendu.somme_imputee,
        somme_retournee=rendu.somme_retournee,
        somme_en_attente=rendu.somme_en_attente,
        somme_ecartee=rendu.somme_ecartee,
        regles=[banque_pb2.ReglesDeRapprochement(regle=r, nombre=n) for r, n in rendu.regles.items()],
        ecartees=[_ecartee(e) for e in rendu.ecartees],
        deja_importe=deja_importe,
    )


def compte_rendu_de_remise(
    bilan: BilanDuCompteRendu, *, msg_id: str, remise_msg_id: str, deja_importe: bool
) -> banque_pb2.CompteRenduRemise:
    return banque_pb2.CompteRenduRemise(
        msg_id=msg_id,
        remise_msg_id=remise_msg_id,
        transactions=bilan.transactions,
        acceptees=bilan.acceptees,
        rejetees=bilan.rejetees,
        inchangees=bilan.inchangees,
        acceptees_par_lot=bilan.acceptees_par_lot,
        rejetees_par_lot=bilan.rejetees_par_lot,
        somme_rejetee=bilan.somme_rejetee,
        ecartees=[_ecartee(e) for e in bilan.ecartees],
        deja_importe=deja_importe,
    )


def _ecartee(e: EntreeEcartee) -> banque_pb2.EntreeEcartee:
    return banque_pb2.EntreeEcartee(ligne=e.ligne, code=e.code, champ=e.champ, motif=e.motif, montant=e.montant)


def ecriture_en_attente(ligne: Any) -> banque_pb2.EcritureEnAttente:
    return banque_pb2.EcritureEnAttente(
        id=str(ligne.id),
        le=texte_date(ligne.le),
        montant=montant(ligne.montant),
        emetteur=ligne.emetteur,
        libelle=ligne.libelle,
        reference=ligne.reference,
        motif=ligne.motif,
        suggestion=str(ligne.suggestion or ""),
        statut=ligne.statut.value,
        demande_par=ligne.decide_par,
    )
