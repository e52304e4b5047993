"""Programme de relance, situations et score → messages protobuf."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from logis.recouvrement.v1 import recouvrement_pb2
from recouvrement.domain.arrets import ArretEnCours, expliquer_arret
from recouvrement.domain.scenario import ProchaineEtape, Programme
from recouvrement.domain.score import Score
from recouvrement.domain.situation import SituationDebiteur
from socle.domaine.baremes import Baremes
from socle.technique.rpc.messages import explication, montant, texte_date


def programme(
    dossier_id: UUID, prevu: Programme, suite: ProchaineEtape | None, *, au: date, baremes: Baremes
) -> recouvrement_pb2.ProgrammeRelances:
    return recouvrement_pb2.ProgrammeRelances(
        dossier_id=str(dossier_id),
        au=texte_date(au),
        a_jouer=[
            recouvrement_pb2.EtapePrevue(
                etape=due.etape.code,
                canal=due.etape.canal.value,
                terme=due.terme,
                prevue_le=texte_date(due.prevue_le),
                explication=explication(due.explication),
            )
            for due in prevu.a_jouer
        ],
        ecartees=[
            recouvrement_pb2.EtapeEcartee(
                etape=ecartee.etape.code,
                terme=ecartee.terme,
                motif=ecartee.motif,
                explication=explication(ecartee.explication),
            )
            for ecartee in prevu.ecartees
        ],
        arrets=[_arret(en_cours, au=au, baremes=baremes) for en_cours in prevu.arrets],
        dette_relancable=montant(prevu.assiette.dette),
        termes_geles=[terme.mois for terme in prevu.assiette.geles],
        prochaine_etape=suite.etape if suite else "",
        prochaine_etape_le=texte_date(suite.le if suite else None),
    )


def situation(objet: SituationDebiteur) -> recouvrement_pb2.SituationDebiteur:
    return recouvrement_pb2.SituationDebiteur(
        id=str(objet.id),
        bail_id=str(objet.bail_id),
        nature=objet.nature.value,
        effet_le=texte_date(objet.effet_le),
        fin_le=texte_date(objet.fin_le),
        piece=objet.piece,
        signalee_par=objet.signalee_par,
        signalee_a=objet.signalee_a.isoformat(),
        levee_le=texte_date(objet.levee_le),
        piece_levee=objet.piece_levee,
        levee_par=objet.levee_par,
        levee_a=objet.levee_a.isoformat() if objet.levee_a else "",
        etag=str(objet.version),
    )


def score(objet: Score) -> recouvrement_pb2.Score:
    return recouvrement_pb2.Score(
        points=objet.points, sur=objet.sur, inconnus=objet.inconnus, explication=explication(objet.explication)
    )


def _arret(en_cours: ArretEnCours, *, au: date, baremes: Baremes) -> recouvrement_pb2.ArretEnCours:
    return recouvrement_pb2.ArretEnCours(
        arret=en_cours.arret.value,
        portee=en_cours.portee.value,
        depuis_le=texte_date(en_cours.depuis_le),
        fin_le=texte_date(en_cours.fin_le),
        situation_id=str(en_cours.situation_id or ""),
        explication=explication(expliquer_arret(en_cours, au=au, baremes=baremes)),
    )
