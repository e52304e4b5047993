"""Encaisser des espèces à la loge : un reçu numéroté, et le fait que le quittancement imputera."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from proximite.application.charger_caisse import charger_caisse
from proximite.application.numero_suivant import numero_suivant
from proximite.domain.codes import jour_civil
from proximite.domain.encaissement import Encaissement
from proximite.domain.occupation import Occupation
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.refus import Introuvable
from socle.technique.unite_de_travail import UniteDeTravail

_SUR_LA_DETTE = text(
    """SELECT coalesce(sum(montant), 0) FROM encaissement
        WHERE bail_id = :bail_id AND mois = :mois AND annule_le IS NULL"""
)
_A_LA_LOGE = text(
    """SELECT coalesce(sum(encaisse), 0) FROM caisse
        WHERE loge = :loge AND id <> :id AND statut IN ('COMPTEE', 'ECART', 'REMISE_PREPAREE')"""
)


@dataclass(frozen=True, kw_only=True)
class EnregistrerEncaissement:
    """`mois` : terme que le payeur désigne ; c'est sa dette que le plafond compte."""

    id: UUID
    caisse_id: UUID
    perimetre: Sequence[str] | None
    bail_id: UUID
    mois: str
    montant: Montant
    encaisse_le: datetime
    par: str
    sans_compte: bool
    justificatif: str


def enregistrer_encaissement(
    commande: EnregistrerEncaissement, *, uow: UniteDeTravail, baremes: Baremes
) -> Encaissement:
    """Lève Introuvable (bail ou caisse), et les refus de `Caisse.encaisser`. Un refus ne prend pas de numéro."""
    # Le bail d'abord : deux loges qui encaissent la même dette se suivent, et le plafond les compte ensemble.
    occupation = uow.session.get(Occupation, commande.bail_id, with_for_update=True)
    if occupation is None or (
        commande.perimetre is not None and str(occupation.residence_id) not in commande.perimetre
    ):
        raise Introuvable("Bail", commande.bail_id, champ="bail_id")
    caisse = charger_caisse(commande.caisse_id, perimetre=commande.perimetre, uow=uow)
    annee = jour_civil(commande.encaisse_le).year
    dette = {"bail_id": commande.bail_id, "mois": commande.mois}
    ailleurs = {"loge": caisse.loge, "id": caisse.id}
    encaissement = caisse.encaisser(
        id=commande.id,
        numero=f"{caisse.loge}-{annee:04d}-{numero_suivant(f'RECU-{caisse.loge}', annee, uow=uow):06d}",
        bail_id=commande.bail_id,
        mois=commande.mois,
        montant=commande.montant,
        encaisse_le=commande.encaisse_le,
        par=commande.par,
        sans_compte=commande.sans_compte,
        justificatif=commande.justificatif,
        deja_sur_la_dette=Montant(int(uow.session.execute(_SUR_LA_DETTE, dette).scalar_one())),
        deja_a_la_loge=Montant(int(uow.session.execute(_A_LA_LOGE, ailleurs).scalar_one())),
        baremes=baremes,
    )
    uow.ajouter(encaissement)
    return encaissement
