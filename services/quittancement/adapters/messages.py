"""Domaine et lignes → messages protobuf."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from logis.quittancement.v1 import quittancement_pb2
from quittancement.domain.compte import Compte
from quittancement.domain.paiement import Paiement
from quittancement.domain.quittance import Quittance
from socle.domaine.montant import somme
from socle.technique.rpc.messages import explication, montant, texte_date


def quittance(objet: Quittance) -> quittancement_pb2.Quittance:
    return quittancement_pb2.Quittance(
        id=str(objet.id),
        bail_id=str(objet.bail_id),
        lot_id=str(objet.lot_id),
        numero=objet.numero,
        mois=objet.mois,
        statut=objet.statut.value,
        lignes=[
            quittancement_pb2.LigneQuittance(
                code=ligne.code,
                libelle=ligne.libelle,
                montant=montant(ligne.montant),
                explication=explication(ligne.explication),
            )
            for ligne in objet.lignes
        ],
        brut_hors_apl=montant(objet.brut_hors_apl),
        net=montant(objet.net),
        reste_du=montant(objet.reste_du),
        exigible_le=texte_date(objet.exigible_le),
        limite_paiement_le=texte_date(objet.limite_paiement_le),
    )


def paiement(objet: Paiement) -> quittancement_pb2.Paiement:
    """`avance` comprend l'écart d'un versement du FSL : dans les deux cas, la part non imputée."""
    return quittancement_pb2.Paiement(
        id=str(objet.id),
        recu_le=texte_date(objet.recu_le),
        mode=objet.mode.value,
        montant=montant(objet.montant),
        reference=objet.reference,
        affectations=[
            quittancement_pb2.Affectation(
                quittance_id=str(a.quittance_id),
                mois=a.mois,
                montant=montant(a.montant),
                explication=explication(a.explication),
            )
            for a in objet.affectations
        ],
        avance=montant(objet.avance + objet.ecart),
    )


def compte(objet: Compte, *, au: date | None, aujourd_hui: date) -> quittancement_pb2.Compte:
    return quittancement_pb2.Compte(
        bail_id=str(objet.id),
        reference_bail=objet.reference,
        statut=objet.statut.value,
        solde=montant(objet.solde(au=au)),
        dette_echue=montant(objet.dette_echue(au=au or aujourd_hui)),
        quittances=[quittance(q) for q in objet.quittances if q.validee],
        paiements=[paiement(p) for p in objet.paiements],
    )


def fiche(objet: Compte, *, au: date, somme_due_seulement: bool) -> quittancement_pb2.FicheCompte:
    """Carte de la vue 360° ; à la loge, la somme à encaisser du jour et rien d'autre."""
    message = quittancement_pb2.FicheCompte(bail_id=str(objet.id), somme_due=montant(objet.dette_echue(au=au)))
    if somme_due_seulement:
        return message
    validees = [q for q in objet.quittances if q.validee]
    message.solde.CopyFrom(montant(objet.solde()))
    message.dernier_mois = max((q.mois for q in validees), default="")
    message.dernier_paiement_le = texte_date(max((p.recu_le for p in objet.paiements), default=None))
    message.termes_impayes = sum(q.ouverte and q.limite_paiement_le < au for q in validees)
    return message


def lot(objet: Any, quittances: Sequence[Any]) -> quittancement_pb2.LotQuittancement:
    """D'un agrégat ou d'une ligne, avec ses quittances (lignes de lecture)."""
    return quittancement_pb2.LotQuittancement(
        id=str(objet.id),
        mois=objet.mois,
        statut=objet.statut.value,
        nombre=objet.nombre,
        total_net=montant(objet.total_net),
        ecartes=[
            quittancement_pb2.LigneEcartee(ligne=e.ligne, code=e.code, champ=e.champ, motif=e.motif)
            for e in objet.ecartes
        ],
        empreinte=objet.empreinte,
        etag=str(objet.version),
        quittances=[
            quittancement_pb2.QuittanceResumee(
                id=str(q.id),
                bail_id=str(q.bail_id),
                numero=q.numero,
                net=montant(somme(ligne.montant for ligne in q.lignes)),
            )
            for q in quittances
        ],
    )
