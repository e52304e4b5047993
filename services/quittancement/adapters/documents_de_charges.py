"""Ce que porte un décompte de charges : données simples, sans calcul."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quittancement.adapters.documents_de_terme import Compte
from quittancement.domain.charges.detail import LigneDetail
from quittancement.domain.charges.note_chauffage import NoteChauffage
from socle.domaine.montant import Montant
from socle.technique.documents import Destinataire, Emetteur


@dataclass(frozen=True, kw_only=True)
class NouvelleProvision:
    """Provision mensuelle à partir de `des`. `indice_milliemes` : évolution prévue au budget, 25 pour + 2,5 %."""

    ancienne: Montant
    nouvelle: Montant
    des: date
    indice_milliemes: int


@dataclass(frozen=True, kw_only=True)
class DecompteImprime:
    """Décompte d'un ménage ; `du` et `au` bornent l'exercice, inclus. `solde` : dû s'il est positif.

    `retenu` : solde après réponse à une contestation, None s'il n'y en a pas eu. `mensualites_possibles` : étalement que
    le locataire peut demander, 0 si aucun ; `mensualites` : celui qu'il a déjà, 1 si aucun. `provision` None : inchangée,
    et `provision_actuelle` la dit ; les deux None pour un locataire parti.
    """

    emetteur: Emetteur
    destinataire: Destinataire
    compte: Compte
    du: date
    au: date
    jours: int
    jours_exercice: int
    lignes: tuple[LigneDetail, ...]
    quote_part: Montant
    provisions: Montant
    solde: Montant
    retenu: Montant | None
    parti: bool
    conteste: bool
    notifie_le: date
    imputable_des: date
    pieces_jusqu_au: date
    consultation: str
    tardive: bool
    mensualites: int
    mensualites_possibles: int
    provision: NouvelleProvision | None
    provision_actuelle: Montant | None
    notes: tuple[NoteChauffage, ...]
    edite_le: date
