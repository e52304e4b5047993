"""Importer un compte rendu de remise (pain.002) : ce que la banque accepte ou rejette avant règlement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from quittancement.application.depot_banque import DepotBanque
from quittancement.application.retourner_prelevement import rejeter_prelevement
from quittancement.application.verrou import verrouiller
from quittancement.domain.banque.compte_rendu import (
    ACCEPTES,
    REJET,
    BilanDuCompteRendu,
    CompteRenduLu,
    StatutDEnsemble,
    StatutLu,
    exiger_motif,
    exiger_remise,
    exiger_statut,
    statut_suivant,
)
from quittancement.domain.banque.entree import EntreeEcartee
from quittancement.domain.banque.prelevement import Prelevement, StatutPrelevement
from quittancement.domain.banque.remise import Remise, lire_reference_de_lot
from quittancement.domain.compte import Compte
from socle.domaine.baremes import Baremes
from socle.domaine.refus import DejaExistant, DonneeInvalide, Refus
from socle.technique.unite_de_travail import UniteDeTravail

PAQUET = 1_000
"""Prélèvements d'un ensemble rejeté rangés d'un coup : la mémoire ne suit pas la taille de la remise."""


@dataclass(frozen=True, kw_only=True)
class ImporterCompteRendu:
    """`fichier` : empreinte du fichier entier ; `empreinte` : celle de la tranche."""

    fichier: str
    empreinte: str
    lu: CompteRenduLu
    recu_le: date


@dataclass(kw_only=True)
class _Suivi:
    acceptees: int = 0
    rejetees: int = 0
    inchangees: int = 0
    acceptees_par_lot: int = 0
    rejetees_par_lot: int = 0
    somme_rejetee: int = 0
    ecartees: list[EntreeEcartee] = field(default_factory=list)


def importer_compte_rendu(
    commande: ImporterCompteRendu, *, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes
) -> tuple[BilanDuCompteRendu, bool]:
    """Bilan, et s'il était déjà rendu : la même tranche n'agit qu'une fois.

    Lève DejaExistant (MSGID_DEJA_IMPORTE), DonneeInvalide (DATE_FUTURE, MSGID_ORIGINE_INCONNU, TOTAL_INCOHERENT),
    RegleViolee (REMISE_NON_REMISE).
    """
    lu = commande.lu
    if lu.cree_le > commande.recu_le:
        raise DonneeInvalide("DATE_FUTURE", "Un compte rendu ne se date pas du futur.", champ="CreDtTm")
    verrouiller(f"compte-rendu:{lu.msg_id}", uow=uow)
    fichier = depot.compte_rendu_connu(uow, lu.msg_id)
    if fichier not in (None, commande.fichier):
        raise DejaExistant(
            "MSGID_DEJA_IMPORTE", f"Un autre fichier est déjà importé sous le MsgId {lu.msg_id}.", champ="msg_id"
        )
    connu = depot.tranche_de_compte_rendu(uow, lu.msg_id, commande.empreinte)
    if connu is not None:
        return connu, True
    remise = _la_remise(lu, uow=uow)
    exiger_remise(remise, lu)
    if fichier is None:
        depot.ouvrir_compte_rendu(
            uow, lu.msg_id, remise_id=remise.id, fichier=commande.fichier, recu_le=commande.recu_le
        )
    if lu.ensembles:
        # Un relevé verrouille les prélèvements avant les comptes, dans leur ordre : un lot entier aussi.
        depot.retenir_prelevements(uow, remise.id)
    suivi = _Suivi()
    _suivre_les_statuts(lu, remise, suivi=suivi, uow=uow, depot=depot, baremes=baremes)
    for ensemble in lu.ensembles:
        try:
            _suivre_l_ensemble(ensemble, remise, lu, suivi=suivi, uow=uow, depot=depot, baremes=baremes)
        except Refus as refus:
            suivi.ecartees.append(EntreeEcartee.de(refus, ligne=ensemble.ligne))
    suivi.ecartees.sort(key=lambda e: e.ligne)
    bilan = BilanDuCompteRendu(transactions=len(lu.statuts), **vars(suivi))
    depot.clore_tranche_de_compte_rendu(uow, lu.msg_id, commande.empreinte, bilan=bilan)
    return bilan, False


def _la_remise(lu: CompteRenduLu, *, uow: UniteDeTravail) -> Remise:
    """Lève DonneeInvalide (MSGID_ORIGINE_INCONNU)."""
    trouvee = uow.session.scalars(select(Remise).filter_by(msg_id=lu.origine).with_for_update()).first()
    if trouvee is None:
        raise DonneeInvalide(
            "MSGID_ORIGINE_INCONNU", f"Aucune remise ne porte le MsgId {lu.origine}.", champ="OrgnlMsgId"
        )
    return trouvee


def _suivre_les_statuts(
    lu: CompteRenduLu, remise: Remise, *, suivi: _Suivi, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes
) -> None:
    """Chaque prélèvement que le message nomme ; un refus le met de côté, les autres passent."""
    suivi.ecartees += [e for e in lu.statuts if isinstance(e, EntreeEcartee)]
    statuts = [s for s in lu.statuts if isinstance(s, StatutLu)]
    connus = depot.prelevements_de(uow, remise.id, [s.end_to_end_id for s in statuts])
    rejetes = {s.end_to_end_id for s in statuts if s.statut == REJET}
    comptes = depot.comptes(uow, {p.bail_id for fin, p in connus.items() if fin in rejetes})
    touches: dict[UUID, Compte] = {}
    changes: dict[str, Prelevement] = {}
    for statut in statuts:
        prelevement = connus.get(statut.end_to_end_id)
        try:
            vers = statut_suivant(prelevement, statut)
            if prelevement is None or vers is None:
                suivi.inchangees += 1
                continue
            if vers is StatutPrelevement.REJETE:
                compte = touches.setdefault(prelevement.bail_id, comptes[prelevement.bail_id])
                rejeter_prelevement(
                    prelevement, compte, code=statut.motif, le=lu.cree_le, uow=uow, depot=depot, baremes=baremes
                )
                suivi.rejetees += 1
                suivi.somme_rejetee += prelevement.montant.centimes
            else:
                prelevement.passer(vers)
                suivi.acceptees += 1
            changes[prelevement.end_to_end_id] = prelevement
        except Refus as refus:
            suivi.ecartees.append(EntreeEcartee.de(refus, ligne=statut.ligne, montant=statut.montant or 0))
    _ranger(touches.values(), changes.values(), uow=uow, depot=depot)


def _suivre_l_ensemble(
    ensemble: StatutDEnsemble,
    remise: Remise,
    lu: CompteRenduLu,
    *,
    suivi: _Suivi,
    uow: UniteDeTravail,
    depot: DepotBanque,
    baremes: Baremes,
) -> None:
    """Ce que le message dit du lot, ou du fichier, vaut pour les prélèvements qu'il ne nomme pas."""
    exiger_statut(ensemble.statut, champ="PmtInfSts" if ensemble.lot else "GrpSts")
    lot = lire_reference_de_lot(remise.msg_id, ensemble.lot) if ensemble.lot else None
    if ensemble.statut in ACCEPTES:
        suivi.acceptees_par_lot += depot.accepter(uow, remise.id, lot=lot)
    if ensemble.statut != REJET:
        return
    while restants := depot.en_route(uow, remise.id, lot=lot, nombre=PAQUET):
        exiger_motif(ensemble.motif)
        comptes = depot.comptes(uow, {p.bail_id for p in restants})
        for prelevement in restants:
            rejeter_prelevement(
                prelevement,
                comptes[prelevement.bail_id],
                code=ensemble.motif,
                le=lu.cree_le,
                uow=uow,
                depot=depot,
                baremes=baremes,
            )
            suivi.somme_rejetee += prelevement.montant.centimes
        _ranger(comptes.values(), restants, uow=uow, depot=depot)
        suivi.rejetees_par_lot += len(restants)


def _ranger(
    comptes: Collection[Compte], prelevements: Collection[Prelevement], *, uow: UniteDeTravail, depot: DepotBanque
) -> None:
    depot.ranger(uow, comptes=comptes, entrees=[], ecritures=[], prelevements=prelevements, connus=[])
