"""Plans d'apurement → messages protobuf."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from logis.recouvrement.v1 import recouvrement_pb2
from recouvrement.domain.impaye import TermeImpaye
from recouvrement.domain.plan_apurement import PlanApurement
from socle.domaine.baremes import Baremes
from socle.technique.rpc.messages import explications, montant, texte_date


def plan(
    objet: PlanApurement, termes: Sequence[TermeImpaye], *, au: date, baremes: Baremes, gele: bool = False
) -> recouvrement_pb2.PlanApurement:
    """Le plan tel qu'il est jugé au jour dit, d'après les termes du dossier."""
    etat = objet.juger(termes, au=au, baremes=baremes, gele=gele)
    return recouvrement_pb2.PlanApurement(
        id=str(objet.id),
        dossier_id=str(objet.dossier_id),
        bail_id=str(objet.bail_id),
        statut=etat.statut.value,
        dette=montant(objet.dette),
        paye=montant(etat.paye),
        reste=montant(etat.reste),
        mensualites=[
            recouvrement_pb2.Mensualite(a_payer_le=texte_date(m.a_payer_le), montant=montant(m.montant))
            for m in objet.mensualites
        ],
        termes=[recouvrement_pb2.TermeDu(mois=t.mois, du=montant(t.du)) for t in objet.termes],
        retards=etat.retards,
        propose_le=texte_date(objet.propose_le),
        propose_par=objet.propose_par,
        signe_le=texte_date(objet.signe_le),
        signe_par=objet.signe_par,
        piece=objet.piece,
        fini_le=texte_date(objet.fini_le),
        explications=explications(objet.explications),
        etag=str(objet.version),
    )
