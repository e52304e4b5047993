"""Une caisse de loge ne contient pas ce que disent ses reçus : l'écart va au 658 ou au 758."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.ecrire import ecrire_recu
from quittancement.domain.caisse.ecritures_d_especes import ecriture_ecart_de_caisse
from quittancement.domain.caisse.especes import RemiseEspeces
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class EcartRecu:
    """`ecart` : négatif s'il manque de l'argent."""

    caisse_id: UUID
    numero: str
    loge: str
    ecart: Montant
    constate_le: date


def quand_ecart_de_caisse_constate_l_ecrire(recu: EcartRecu, *, uow: UniteDeTravail, baremes: Baremes) -> None:
    """Une caisse n'a qu'un comptage : rejouer n'ajoute rien."""
    if uow.session.get(RemiseEspeces, recu.caisse_id) is not None:
        return
    ecrire_recu(
        ecriture_ecart_de_caisse(
            recu.ecart, loge=recu.loge, piece=f"{recu.numero}-ECART", le=recu.constate_le, baremes=baremes
        ),
        uow=uow,
    )
    uow.ajouter(RemiseEspeces(id=recu.caisse_id, loge=recu.loge, ecart=recu.ecart))
