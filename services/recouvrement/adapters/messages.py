"""Domaine et lignes → messages protobuf."""

from __future__ import annotations

from datetime import date
from typing import Any

from logis.recouvrement.v1 import recouvrement_pb2
from recouvrement.domain.caf import SignalementCaf, alerte_signalement, echeance_signalement
from recouvrement.domain.qualification import Qualification
from socle.domaine.baremes import Baremes
from socle.domaine.montant import somme
from socle.technique.rpc.messages import explication, explications, montant, texte_date


def dossier(objet: Any, *, au: date, baremes: Baremes) -> recouvrement_pb2.DossierImpaye:
    """D'un agrégat ou d'une ligne de lecture ; l'échéance CAF est calculée à la date donnée."""
    caf = echeance_signalement(
        constitue=objet.impaye_constitue, constitue_le=objet.constitue_le, au=au, baremes=baremes
    )
    return recouvrement_pb2.DossierImpaye(
        id=str(objet.id),
        reference=objet.reference,
        bail_id=str(objet.bail_id),
        phase=objet.phase.value,
        ouvert_le=texte_date(objet.ouvert_le),
        dette_initiale=montant(objet.dette_initiale),
        dette_courante=montant(objet.dette_courante),
        relances=[
            recouvrement_pb2.Relance(
                etape=jouee.etape,
                canal=jouee.canal.value,
                modele=jouee.modele,
                envoyee_le=texte_date(jouee.envoyee_le),
                explication=explication(jouee.explication),
            )
            for jouee in objet.etapes_jouees
        ],
        accompagnement=objet.accompagnement.value,
        clos_le=texte_date(objet.clos_le),
        motif_cloture=objet.motif_cloture,
        signaler_caf_avant_le=texte_date(caf.avant_le),
        explications=[*explications(objet.explications), explication(caf.verdict.explication)],
        etag=str(objet.version),
        alerte_caf=alerte_signalement(
            constitue=objet.impaye_constitue,
            constitue_le=objet.constitue_le,
            signale=any(s.clos_le is None for s in objet.signalements_caf),
            au=au,
            baremes=baremes,
        ).value,
        signalements_caf=[_signalement(s) for s in objet.signalements_caf],
        qualifications=[_qualification(q) for q in objet.qualifications],
    )


def _signalement(fait: SignalementCaf) -> recouvrement_pb2.SignalementCaf:
    return recouvrement_pb2.SignalementCaf(
        organisme=fait.organisme.value,
        constitue_le=texte_date(fait.constitue_le),
        signale_le=texte_date(fait.signale_le),
        avant_le=texte_date(fait.avant_le),
        hors_delai=fait.hors_delai,
        signale_par=fait.par,
        piece=fait.piece,
        clos_le=texte_date(fait.clos_le),
        explication=explication(fait.explication),
    )


def _qualification(constat: Qualification) -> recouvrement_pb2.Qualification:
    return recouvrement_pb2.Qualification(
        qualifie_le=texte_date(constat.qualifie_le),
        qualifie_par=constat.par,
        segment=constat.segment.value if constat.segment else "",
        contact_etabli=constat.contact_etabli.value,
        garant=constat.garant.value,
    )


def dossier_fsl(objet: Any) -> recouvrement_pb2.DossierFsl:
    """D'un agrégat ou d'une ligne de lecture."""
    message = recouvrement_pb2.DossierFsl(
        id=str(objet.id),
        dossier_impaye_id=str(objet.dossier_impaye_id),
        bail_id=str(objet.bail_id),
        departement=objet.departement,
        statut=objet.statut.value,
        dette_certifiee=montant(somme(t.du for t in objet.termes)),
        termes=[recouvrement_pb2.TermeDu(mois=t.mois, du=montant(t.du)) for t in objet.termes],
        depose_le=texte_date(objet.depose_le),
        montant_paye=montant(somme(p.montant for p in objet.paiements)),
        etag=str(objet.version),
    )
    if objet.decisions:
        derniere = objet.decisions[-1]
        message.decision.CopyFrom(
            recouvrement_pb2.DecisionFsl(
                decision_id=derniere.decision_id,
                sens=derniere.sens.value,
                aide=derniere.aide.value,
                montant=montant(derniere.montant),
                termes_couverts=derniere.termes_couverts,
                date_commission=texte_date(derniere.date_commission),
                motif=derniere.motif,
            )
        )
    return message
