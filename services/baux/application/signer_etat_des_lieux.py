"""Consigner un état des lieux signé (loi 89-462 art. 3-2)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from baux.domain.bail import Bail, EtatDesLieux
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class SignerEtatDesLieux:
    bail_id: UUID
    etat: EtatDesLieux


def signer_etat_des_lieux(commande: SignerEtatDesLieux, *, uow: UniteDeTravail) -> Bail:
    """Lève Introuvable, DonneeInvalide (SENS_INCONNU) ou RegleViolee (ETAT_DES_LIEUX_DEJA_SIGNE)."""
    bail = uow.charger(Bail, commande.bail_id, champ="bail_id")
    bail.constater_etat_des_lieux(commande.etat)
    return bail
