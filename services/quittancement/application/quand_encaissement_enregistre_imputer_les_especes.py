"""Des espèces ont été reçues à la loge : elles paient le bail, ou attendent au 471. Rien ne se perd, rien ne compte double."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.ecrire import ecrire_recu
from quittancement.domain.caisse.ecritures_d_especes import ecriture_especes, ecriture_especes_en_attente
from quittancement.domain.caisse.especes import EncaissementLoge
from quittancement.domain.compte import Compte
from quittancement.domain.paiement import ModePaiement, Paiement
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide, Introuvable, RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class EspecesRecues:
    """`plafond_leve` : le débiteur a justifié à la loge qu'il n'a pas de compte de dépôt."""

    encaissement_id: UUID
    caisse_id: UUID
    loge: str
    numero: str
    bail_id: UUID
    mois: str
    montant: Montant
    encaisse_le: date
    plafond_leve: bool


def quand_encaissement_enregistre_imputer_les_especes(
    recu: EspecesRecues, *, uow: UniteDeTravail, baremes: Baremes
) -> None:
    """Le paiement porte l'identifiant du reçu : rejouer n'ajoute rien. Un refus du compte met la somme en attente."""
    if uow.session.get(EncaissementLoge, recu.encaissement_id) is not None:
        return
    encaissement = EncaissementLoge(
        id=recu.encaissement_id,
        caisse_id=recu.caisse_id,
        loge=recu.loge,
        numero=recu.numero,
        bail_id=recu.bail_id,
        mois=recu.mois,
        montant=recu.montant,
        encaisse_le=recu.encaisse_le,
    )
    try:
        paiement = _payer(recu, uow=uow, baremes=baremes)
        ecriture = ecriture_especes(paiement, loge=recu.loge, baremes=baremes)
    except (DonneeInvalide, Introuvable, RegleViolee) as refus:
        encaissement.attendre(refus.code)
        ecriture = ecriture_especes_en_attente(
            recu.montant,
            loge=recu.loge,
            piece=str(recu.encaissement_id),
            libelle=f"Reçu {recu.numero}",
            le=recu.encaisse_le,
            baremes=baremes,
        )
    ecrire_recu(ecriture, uow=uow)
    uow.ajouter(encaissement)


def _payer(recu: EspecesRecues, *, uow: UniteDeTravail, baremes: Baremes) -> Paiement:
    """Ne change le compte que s'il accepte. Lève les refus de `Compte.enregistrer_paiement`, Introuvable."""
    compte = uow.charger(Compte, recu.bail_id, champ="bail_id")
    return compte.enregistrer_paiement(
        paiement_id=recu.encaissement_id,
        montant=recu.montant,
        mode=ModePaiement.ESPECES.value,
        recu_le=recu.encaisse_le,
        reference=recu.numero,
        mois_designe=recu.mois or None,
        debiteur_sans_compte=recu.plafond_leve,
        baremes=baremes,
    )
