"""Dire un bordereau crédité : sur une entrée du relevé qui attendait, ou sur la foi de la banque."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text

from quittancement.application.depot_banque import DepotBanque
from quittancement.application.ecrire import ecrire_recu
from quittancement.application.etablir_bordereau import cheques_du_bordereau
from quittancement.application.solder_entree import solder_entree
from quittancement.domain.caisse.bordereau import Bordereau, StatutBordereau
from quittancement.domain.caisse.ecritures_de_caisse import ecriture_bordereau_credite, ecriture_credit_reconnu
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail

REGLE = "BORDEREAU"

# L'entrée cite le numéro du bordereau et porte son compte. Une entrée pour deux bordereaux n'en désigne aucun.
_CITES = text(
    """SELECT min(b.id::text)::uuid AS bordereau_id, e.id AS entree_id, e.le
         FROM banque_entree e
         JOIN bordereau_cheques b
           ON b.banque = e.compte AND e.le >= b.remis_le
          AND (b.statut = 'REMIS' OR (b.statut = 'CREDITE' AND b.entree_id IS NULL))
          AND e.montant = CASE b.statut WHEN 'CREDITE' THEN b.credite ELSE
                (SELECT coalesce(sum(c.montant), 0) FROM cheque c WHERE c.bordereau_id = b.id AND c.statut = 'REMIS') END
          AND position(replace(b.numero, '-', '')
                       IN regexp_replace(upper(concat_ws('|', e.libelle, e.reference, e.end_to_end_id)), '[^0-9A-Z|]', '', 'g')) > 0
        WHERE e.statut = 'EN_ATTENTE' AND e.montant > 0
        GROUP BY e.id, e.le HAVING count(*) = 1
        ORDER BY e.le, e.id"""
)


@dataclass(frozen=True, kw_only=True)
class CrediterBordereau:
    """`entree_id` : entrée du relevé en attente qui montre ce crédit ; None : on s'en remet à la banque."""

    bordereau_id: UUID
    credite_le: date
    entree_id: UUID | None
    par: str


def crediter_bordereau(
    commande: CrediterBordereau, *, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes
) -> Bordereau:
    """Un bordereau déjà crédité sans relevé peut encore recevoir son entrée : rien n'est crédité deux fois.

    Lève Introuvable, TransitionInterdite, DonneeInvalide (DATE_INCOHERENTE), RegleViolee (MONTANT_DIFFERENT, MOIS_CLOS).
    """
    bordereau = uow.charger(Bordereau, commande.bordereau_id, champ="bordereau_id")
    if commande.entree_id is not None and bordereau.statut is StatutBordereau.CREDITE:
        return _reconnaitre(bordereau, commande, entree_id=commande.entree_id, uow=uow, depot=depot, baremes=baremes)
    montant = bordereau.crediter(cheques_du_bordereau(bordereau, uow=uow), le=commande.credite_le)
    if commande.entree_id is not None:
        _rattacher(bordereau, montant, entree_id=commande.entree_id, par=commande.par, uow=uow, depot=depot)
    vu = commande.entree_id is not None
    ecrire_recu(ecriture_bordereau_credite(bordereau, montant, vu_au_releve=vu, baremes=baremes), uow=uow)
    return bordereau


def rapprocher_bordereaux(
    *, le: date, par: str, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes
) -> list[Bordereau]:
    """Crédite les bordereaux dont une entrée en attente cite le numéro et porte la somme exacte, au plus tard `le`."""
    rapproches: dict[UUID, Bordereau] = {}
    for cite in uow.session.execute(_CITES).all():
        if cite.bordereau_id in rapproches or cite.le > le:
            continue
        commande = CrediterBordereau(
            bordereau_id=cite.bordereau_id, credite_le=cite.le, entree_id=cite.entree_id, par=par
        )
        rapproches[cite.bordereau_id] = crediter_bordereau(commande, uow=uow, depot=depot, baremes=baremes)
    return list(rapproches.values())


def _reconnaitre(
    bordereau: Bordereau,
    commande: CrediterBordereau,
    *,
    entree_id: UUID,
    uow: UniteDeTravail,
    depot: DepotBanque,
    baremes: Baremes,
) -> Bordereau:
    if bordereau.entree_id is not None:
        raise RegleViolee(
            "BORDEREAU_DEJA_RAPPROCHE", "Ce bordereau est déjà rapproché du relevé.", champ="bordereau_id"
        )
    montant = bordereau.credite or Montant.zero()
    _rattacher(bordereau, montant, entree_id=entree_id, par=commande.par, uow=uow, depot=depot)
    ecrire_recu(ecriture_credit_reconnu(bordereau, montant, le=commande.credite_le, baremes=baremes), uow=uow)
    return bordereau


def _rattacher(
    bordereau: Bordereau, montant: Montant, *, entree_id: UUID, par: str, uow: UniteDeTravail, depot: DepotBanque
) -> None:
    solder_entree(entree_id, attendu=montant, regle=REGLE, par=par, uow=uow, depot=depot)
    bordereau.entree_id = entree_id
