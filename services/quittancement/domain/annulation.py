"""Ce qu'une contrepassation accordée fait au compte : la dette renaît, ou ses paiements redeviennent des avances."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.domain.compte import Compte, StatutCompte
from quittancement.domain.contrepassation import Contrepassation, MotifContrepassation, ObjetContrepasse
from quittancement.domain.imputation import Affectation
from quittancement.domain.paiement import Paiement
from quittancement.domain.protections import Gel
from quittancement.domain.quittance import Quittance
from socle.domaine.refus import DejaExistant, DonneeInvalide, Introuvable, RegleViolee


@dataclass(frozen=True, kw_only=True)
class Liberation:
    """Affectation défaite : la somme retourne à l'avance du paiement (ou à l'écart d'un versement du FSL)."""

    paiement: Paiement
    affectation: Affectation


def proposer_contrepassation(
    compte: Compte,
    *,
    id: UUID,
    objet: ObjetContrepasse,
    objet_id: UUID,
    motif: MotifContrepassation,
    par: str,
    le: date,
) -> Contrepassation:
    """Inscrit la proposition au compte.

    Lève Introuvable, RegleViolee (BAIL_CLOS, QUITTANCE_NON_VALIDEE, PAIEMENT_DEJA_CONTREPASSE), DejaExistant
    (CONTREPASSATION_EN_ATTENTE), DonneeInvalide (DATE_INCOHERENTE).
    """
    if compte.statut is StatutCompte.CLOS:
        raise RegleViolee("BAIL_CLOS", f"Le compte {compte.reference} est clos.", champ="bail_id")
    if objet is ObjetContrepasse.QUITTANCE:
        _exiger_validee(la_quittance(compte, objet_id))
    else:
        _exiger_en_vigueur(le_paiement(compte, objet_id), le=le, champ_date="proposee_le")
    if any(c.en_attente and c.objet_id == objet_id for c in compte.contrepassations):
        raise DejaExistant(
            "CONTREPASSATION_EN_ATTENTE", "Une contrepassation de cet objet attend déjà sa décision.", champ="objet_id"
        )
    contrepassation = Contrepassation(
        id=id, bail_id=compte.id, objet=objet, objet_id=objet_id, motif=motif, proposee_par=par, proposee_le=le
    )
    compte.contrepassations = [*compte.contrepassations, contrepassation]
    return contrepassation


def annuler_paiement(compte: Compte, paiement: Paiement, *, le: date) -> None:
    """Rouvre les termes que ce paiement éteignait. Lève RegleViolee (PAIEMENT_DEJA_CONTREPASSE)."""
    _exiger_en_vigueur(paiement, le=le, champ_date="decidee_le")
    par_id = {q.id: q for q in compte.quittances}
    for affectation in paiement.affectations:
        par_id[affectation.quittance_id].desaffecter(affectation.parts)
    paiement.contrepasser(le=le)
    # L'impayé se republie au prochain constat, même s'il redevient ce qu'il était avant ce paiement.
    compte.dernier_impaye = None


def annuler_quittance(compte: Compte, quittance: Quittance) -> list[Liberation]:
    """Annule un terme validé ; les paiements qu'il avait reçus redeviennent disponibles. Lève RegleViolee (QUITTANCE_NON_VALIDEE)."""
    _exiger_validee(quittance)
    liberations = [
        Liberation(paiement=paiement, affectation=affectation)
        for paiement in compte.paiements
        for affectation in paiement.affectations_au()
        if affectation.quittance_id == quittance.id
    ]
    for liberation in liberations:
        quittance.desaffecter(liberation.affectation.parts)
        liberation.paiement.liberer(liberation.affectation)
    quittance.contrepasser()
    compte.renaitre_rappels(quittance)
    return liberations


def la_quittance(compte: Compte, quittance_id: UUID) -> Quittance:
    """Lève Introuvable."""
    for quittance in compte.quittances:
        if quittance.id == quittance_id:
            return quittance
    raise Introuvable("Quittance", quittance_id, champ="objet_id")


def le_paiement(compte: Compte, paiement_id: UUID) -> Paiement:
    """Lève Introuvable."""
    for paiement in compte.paiements:
        if paiement.id == paiement_id:
            return paiement
    raise Introuvable("Paiement", paiement_id, champ="objet_id")


def la_contrepassation(compte: Compte, contrepassation_id: UUID) -> Contrepassation:
    """Lève Introuvable."""
    for contrepassation in compte.contrepassations:
        if contrepassation.id == contrepassation_id:
            return contrepassation
    raise Introuvable("Contrepassation", contrepassation_id, champ="contrepassation_id")


def _exiger_validee(quittance: Quittance) -> None:
    if not quittance.validee:
        raise RegleViolee(
            "QUITTANCE_NON_VALIDEE", f"Le terme {quittance.mois} est {quittance.statut.value}.", champ="objet_id"
        )


def _exiger_en_vigueur(paiement: Paiement, *, le: date, champ_date: str) -> None:
    if paiement.contrepasse_le is not None:
        raise RegleViolee(
            "PAIEMENT_DEJA_CONTREPASSE",
            f"Ce paiement est contrepassé depuis le {paiement.contrepasse_le:%d/%m/%Y}.",
            champ="objet_id",
        )
    if le < paiement.recu_le:
        raise DonneeInvalide("DATE_INCOHERENTE", "Un paiement ne s'annule pas avant d'être reçu.", champ=champ_date)


def geler_l_arriere(compte: Compte, gel: Gel) -> list[Liberation]:
    """Retient le gel ; ce que des paiements reçus depuis avaient éteint de l'arriéré redevient disponible.

    Un gel déjà connu ne change rien. Les sommes libérées ne peuvent plus aller qu'au loyer courant.
    """
    if compte.protections.geler(gel) is compte.protections:
        return []
    compte.protections = compte.protections.geler(gel)
    par_id = {q.id: q for q in compte.quittances}
    liberations = [
        Liberation(paiement=paiement, affectation=affectation)
        for paiement in compte.paiements
        if gel.court(paiement.recu_le)
        for affectation in paiement.affectations_au()
        if gel.vise(par_id[affectation.quittance_id].exigible_le)
    ]
    for liberation in liberations:
        par_id[liberation.affectation.quittance_id].desaffecter(liberation.affectation.parts)
        liberation.paiement.liberer(liberation.affectation)
    return liberations
