"""Dire une remise d'espèces créditée : sur une entrée du relevé qui attendait, ou sur la foi de la banque."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text

from quittancement.application.depot_banque import DepotBanque
from quittancement.application.ecrire import ecrire_recu
from quittancement.application.solder_entree import solder_entree
from quittancement.domain.caisse.ecritures_d_especes import ecriture_remise_creditee
from quittancement.domain.caisse.especes import RemiseEspeces
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.technique.unite_de_travail import UniteDeTravail

REGLE = "REMISE_ESPECES"

# L'entrée cite le numéro du bordereau et porte sa somme. Une entrée pour deux remises n'en désigne aucune.
_CITEES = text(
    """SELECT min(r.id::text)::uuid AS caisse_id, e.id AS entree_id, e.le, e.montant
         FROM banque_entree e
         JOIN remise_especes r
           ON r.statut = 'TRANSPORTEE' AND e.montant = r.montant AND e.le >= r.transportee_le
          AND position(replace(r.bordereau, '-', '')
                       IN regexp_replace(upper(concat_ws('|', e.libelle, e.reference, e.end_to_end_id)), '[^0-9A-Z|]', '', 'g')) > 0
        WHERE e.statut = 'EN_ATTENTE' AND e.montant > 0
        GROUP BY e.id, e.le, e.montant HAVING count(*) = 1
        ORDER BY e.le, e.id"""
)


@dataclass(frozen=True, kw_only=True)
class CrediterRemiseEspeces:
    """`montant` : ce que la banque a compté, qui peut différer de la remise."""

    caisse_id: UUID
    montant: Montant
    creditee_le: date
    entree_id: UUID | None
    par: str


def crediter_remise_especes(
    commande: CrediterRemiseEspeces, *, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes
) -> RemiseEspeces:
    """Lève Introuvable, TransitionInterdite (pas transportée, déjà créditée), DonneeInvalide, RegleViolee (MONTANT_DIFFERENT…)."""
    remise = uow.charger(RemiseEspeces, commande.caisse_id, champ="caisse_id")
    remise.crediter(commande.montant, le=commande.creditee_le, entree_id=commande.entree_id)
    if commande.entree_id is not None:
        entree, par = commande.entree_id, commande.par
        solder_entree(entree, attendu=commande.montant, regle=REGLE, par=par, uow=uow, depot=depot)
    ecriture = ecriture_remise_creditee(
        commande.montant,
        remis=remise.montant,
        bordereau=remise.bordereau,
        vu_au_releve=commande.entree_id is not None,
        le=commande.creditee_le,
        baremes=baremes,
    )
    ecrire_recu(ecriture, uow=uow)
    return remise


def rapprocher_remises_especes(
    *, le: date, par: str, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes
) -> list[RemiseEspeces]:
    """Crédite les remises dont une entrée en attente cite le bordereau et porte la somme exacte, au plus tard `le`."""
    rapprochees: dict[UUID, RemiseEspeces] = {}
    for citee in uow.session.execute(_CITEES).all():
        if citee.caisse_id in rapprochees or citee.le > le:
            continue
        commande = CrediterRemiseEspeces(
            caisse_id=citee.caisse_id,
            montant=Montant(citee.montant),
            creditee_le=citee.le,
            entree_id=citee.entree_id,
            par=par,
        )
        rapprochees[citee.caisse_id] = crediter_remise_especes(commande, uow=uow, depot=depot, baremes=baremes)
    return list(rapprochees.values())
