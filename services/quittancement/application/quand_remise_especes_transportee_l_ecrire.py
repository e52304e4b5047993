"""Les espèces d'une caisse ont quitté la loge : elles sont en route (58), la banque les attend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.ecrire import ecrire_recu
from quittancement.domain.caisse.ecritures_d_especes import ecriture_remise_transportee
from quittancement.domain.caisse.especes import RemiseEspeces, StatutRemiseEspeces
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class TransportRecu:
    caisse_id: UUID
    loge: str
    bordereau: str
    montant: Montant
    transportee_le: date


def quand_remise_especes_transportee_l_ecrire(recu: TransportRecu, *, uow: UniteDeTravail, baremes: Baremes) -> None:
    """Une caisse ne se transporte qu'une fois : rejouer n'ajoute rien."""
    remise = uow.session.get(RemiseEspeces, recu.caisse_id, with_for_update=True)
    if remise is None:
        remise = RemiseEspeces(id=recu.caisse_id, loge=recu.loge)
        uow.ajouter(remise)
    if remise.statut is not StatutRemiseEspeces.A_LA_LOGE:
        return
    remise.transporter(bordereau=recu.bordereau, montant=recu.montant, le=recu.transportee_le)
    ecrire_recu(
        ecriture_remise_transportee(
            recu.montant, loge=recu.loge, bordereau=recu.bordereau, le=recu.transportee_le, baremes=baremes
        ),
        uow=uow,
    )
