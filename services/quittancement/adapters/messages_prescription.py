"""Messages de la prescription et des actes consignés."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from logis.quittancement.v1 import actes_pb2, quittancement_pb2
from quittancement.domain.actes import ActeConsigne, natures
from quittancement.domain.compte import Compte
from quittancement.domain.prescription import prescription_du_terme
from socle.domaine.baremes import Baremes
from socle.technique.rpc.messages import explication, montant, texte_date


def prescriptions(objet: Compte, *, au: date, baremes: Baremes) -> quittancement_pb2.GetPrescriptionsResponse:
    """Termes encore dus au dernier état du compte, leur prescription telle qu'elle se connaît à la date demandée."""
    return quittancement_pb2.GetPrescriptionsResponse(termes=_prescriptions(objet, au=au, baremes=baremes))


def prescriptions_proches(
    comptes: Sequence[Compte], *, au: date, suivant: str, baremes: Baremes
) -> quittancement_pb2.ListPrescriptionsResponse:
    """Des comptes examinés, ceux dont un terme a atteint un palier d'alerte."""
    proches = ((c, [t for t in _prescriptions(c, au=au, baremes=baremes) if t.alerte_mois]) for c in comptes)
    return quittancement_pb2.ListPrescriptionsResponse(
        baux=[
            quittancement_pb2.PrescriptionsDuBail(bail_id=str(c.id), reference_bail=c.reference, termes=termes)
            for c, termes in proches
            if termes
        ],
        next_page_token=suivant,
    )


def _prescriptions(objet: Compte, *, au: date, baremes: Baremes) -> list[quittancement_pb2.PrescriptionTerme]:
    dus = sorted((q for q in objet.quittances if q.ouverte), key=lambda q: q.exigible_le)
    etats = [prescription_du_terme(q, objet.paiements, objet.protections, au=au, baremes=baremes) for q in dus]
    return [
        quittancement_pb2.PrescriptionTerme(
            quittance_id=str(etat.quittance_id),
            mois=etat.mois,
            reste_du=montant(etat.reste),
            exigible_le=texte_date(etat.exigible_le),
            dernier_jour=texte_date(etat.dernier_jour),
            au_plus_tot=texte_date(etat.au_plus_tot),
            acquise=etat.acquise(au),
            alerte_mois=etat.palier(au, baremes=baremes) or 0,
            interruptions=[
                quittancement_pb2.InterruptionPrescription(
                    cause=i.cause,
                    le=texte_date(i.le),
                    effet=i.effet.value,
                    dernier_jour=texte_date(i.dernier_jour),
                    article=i.article,
                    certitude=i.certitude,
                    fini_le=texte_date(i.fini_le),
                    en_cours=i.en_cours,
                )
                for i in etat.interruptions
            ],
            explication=explication(etat.explication),
        )
        for etat in etats
    ]


def acte(objet: ActeConsigne, *, bail_id: object) -> actes_pb2.Acte:
    """Les agents qui l'ont consigné et annulé ne sortent pas."""
    return actes_pb2.Acte(
        id=str(objet.acte_id),
        bail_id=str(bail_id),
        nature=objet.nature,
        fait_le=texte_date(objet.fait_le),
        piece=objet.piece,
        termes=objet.termes,
        fini_le=texte_date(objet.fini_le),
        annule_le=texte_date(objet.annule_le),
        motif_annulation=objet.motif.value if objet.motif else "",
        consigne_le=texte_date(objet.consigne_le),
    )


def actes(objet: Compte, *, au: date, baremes: Baremes) -> actes_pb2.ListActesResponse:
    return actes_pb2.ListActesResponse(
        actes=[
            acte(a, bail_id=objet.id) for a in sorted(objet.protections.actes, key=lambda a: (a.fait_le, a.acte_id))
        ],
        natures=[
            actes_pb2.NatureActe(
                code=n.nature,
                effet=n.effet.value,
                dure=n.dure,
                duree_ans=n.duree_ans or 0,
                article=n.article,
                certitude=n.certitude,
            )
            for n in natures(au, baremes=baremes)
        ],
    )
