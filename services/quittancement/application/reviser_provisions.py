"""Fixer les provisions suivantes d'après la quote-part annuelle et l'indice du budget prévisionnel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from quittancement.application.depot_charges import DepotCharges, Ecart
from quittancement.domain.campagne_charges import IMPUTABLES, CampagneCharges
from quittancement.domain.charges.decompte import Decompte
from quittancement.domain.charges.regularisation import provision_nouvelle, reviser_provisions
from quittancement.domain.compte import Compte, StatutCompte
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois
from socle.domaine.refus import DonneeInvalide, Refus, RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail

DECOMPTES_PAR_APPEL = 200


@dataclass(frozen=True, kw_only=True)
class ReviserProvisions:
    """`indice_milliemes` : évolution prévue au budget, 25 pour + 2,5 % ; reprend après `apres`."""

    campagne_id: UUID
    mois: Mois
    indice_milliemes: int
    apres: UUID | None = None
    decomptes_max: int = DECOMPTES_PAR_APPEL


@dataclass(frozen=True, kw_only=True)
class Revision:
    bail_id: UUID
    ancienne: Montant
    nouvelle: Montant
    jours: int
    quote_part: Montant


@dataclass(frozen=True, kw_only=True)
class Revisees:
    campagne: CampagneCharges
    revisions: Sequence[Revision]
    ecarts: Sequence[Ecart]
    dernier: UUID | None


def reviser_les_provisions(
    commande: ReviserProvisions, *, uow: UniteDeTravail, depot: DepotCharges, baremes: Baremes
) -> Revisees:
    """Les locataires présents seulement ; `dernier` se donne à l'appel suivant, None quand tout est revu.

    Lève Introuvable, RegleViolee (ETAT_DE_CAMPAGNE), DonneeInvalide (INDICE_IMPOSSIBLE).
    """
    campagne = uow.charger(CampagneCharges, commande.campagne_id, champ="campagne_id")
    campagne.exiger(*IMPUTABLES)
    if not -1000 < commande.indice_milliemes <= 1000:
        raise DonneeInvalide("INDICE_IMPOSSIBLE", "L'indice est entre -100 % et +100 %.", champ="indice_milliemes")
    nombre = commande.decomptes_max or DECOMPTES_PAR_APPEL
    presents = depot.presents(uow, campagne.id, apres=commande.apres, nombre=nombre)
    revisions: list[Revision] = []
    ecarts: list[Ecart] = []
    for decompte in presents:
        try:
            revisions.append(_reviser(decompte, campagne, commande, uow=uow, baremes=baremes))
        except Refus as refus:
            ecarts.append(Ecart.de(refus, reference=str(decompte.bail_id)))
    dernier = presents[-1].bail_id if len(presents) == nombre else None
    return Revisees(campagne=campagne, revisions=revisions, ecarts=ecarts, dernier=dernier)


def _reviser(
    decompte: Decompte,
    campagne: CampagneCharges,
    commande: ReviserProvisions,
    *,
    uow: UniteDeTravail,
    baremes: Baremes,
) -> Revision:
    compte = uow.charger(Compte, decompte.bail_id, champ="bail_id")
    if compte.statut is StatutCompte.CLOS:
        raise RegleViolee("BAIL_CLOS", f"Le compte {compte.reference} est clos.", champ="bail_id")
    if any(q.mois >= str(commande.mois) and not q.contrepassee for q in compte.quittances):
        raise RegleViolee("MOIS_DEJA_CALCULE", f"Le mois {commande.mois} est déjà calculé ou validé.", champ="mois")
    nouvelle = provision_nouvelle(
        decompte.quote_part,
        jours=decompte.jours,
        exercice=campagne.exercice,
        indice=Fraction(commande.indice_milliemes, 1000),
    )
    codes = baremes.au("codes_de_provision", commande.mois.premier_jour).valeur
    compte.bail, ancienne = reviser_provisions(compte.bail, nouvelle, des=commande.mois, codes=codes)
    return Revision(
        bail_id=decompte.bail_id,
        ancienne=ancienne,
        nouvelle=nouvelle,
        jours=decompte.jours,
        quote_part=decompte.quote_part,
    )
