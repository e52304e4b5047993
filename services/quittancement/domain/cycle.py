"""Le cycle mensuel en masse : un lot découpé en tranches de baux, calculées puis scellées chacune dans sa transaction.

Une tranche se calcule et se scelle seule : un processus qui meurt n'en perd qu'une, et la même entrée redonne la même
empreinte. Les numéros sont réservés pour tout le lot à la validation : ni trou, ni attente entre tranches.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol
from uuid import UUID

from quittancement.domain.bail import DroitApl, ParametresBail
from quittancement.domain.ecritures import Jambe, jambes_du_terme
from quittancement.domain.lot import Ecarte, empreinte_des_termes
from quittancement.domain.quittance import TermeCalcule
from quittancement.domain.terme_calcule import calculer_terme
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant, somme
from socle.domaine.periodes import Mois
from socle.domaine.refus import Refus

BAUX_PAR_TRANCHE = 1_000


class StatutTranche(Enum):
    A_CALCULER = "A_CALCULER"
    CALCULEE = "CALCULEE"
    SCELLEE = "SCELLEE"


@dataclass(frozen=True, kw_only=True)
class Tranche:
    """Baux figés au gel. `premier_numero` : réservé à la validation, 0 avant."""

    lot_id: UUID
    rang: int
    mois: Mois
    empreinte: str = ""
    nombre: int = 0
    premier_numero: int = 0


@dataclass(frozen=True, kw_only=True)
class EcartDeControle:
    """Net qui s'éloigne du mois précédent au-delà du seuil du bailleur (spécification A.2, étape 4). Centimes."""

    bail_id: UUID
    avant: Montant
    apres: Montant


class ACalculer(Protocol):
    """Ce qu'une tranche calcule : un compte et son histoire, ou ce qui suffit quand elle ne compte pas."""

    @property
    def id(self) -> UUID: ...

    @property
    def reference(self) -> str: ...

    def calculer(self, mois: Mois, *, baremes: Baremes) -> TermeCalcule: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class CompteSansHistoire:
    """Compte actif dont ni le mois n'est déjà validé, ni un droit tardif n'est à rappeler."""

    id: UUID
    reference: str
    bail: ParametresBail
    droit: DroitApl | None

    def calculer(self, mois: Mois, *, baremes: Baremes) -> TermeCalcule:
        """Lève les refus de `calculer_terme`."""
        return calculer_terme(self.id, self.bail, mois, droit=self.droit, baremes=baremes)


@dataclass(frozen=True, kw_only=True)
class TrancheCalculee:
    """`termes`, `nets` et `jambes` se suivent, dans l'ordre des baux."""

    termes: Sequence[TermeCalcule]
    nets: Sequence[Montant]
    jambes: Sequence[Sequence[Jambe]]
    ecartes: Sequence[Ecarte]
    ecarts: Sequence[EcartDeControle]
    total_net: Montant
    empreinte: str


def calculer_tranche(
    tranche: Tranche,
    comptes: Sequence[ACalculer],
    *,
    precedents: Mapping[UUID, Montant],
    le: date,
    baremes: Baremes,
) -> TrancheCalculee:
    """Un terme et son écriture par compte ; un bail refusé est écarté, les autres passent.

    `precedents` : net du mois d'avant, par bail ; un bail absent n'est pas contrôlé. `le` date les comptes du grand livre.
    """
    termes: list[TermeCalcule] = []
    ecartes: list[Ecarte] = []
    premiere_ligne = tranche.rang * BAUX_PAR_TRANCHE
    for ligne, compte in enumerate(sorted(comptes, key=lambda c: c.id.int), start=premiere_ligne + 1):
        try:
            termes.append(compte.calculer(tranche.mois, baremes=baremes))
        except Refus as refus:
            ecartes.append(Ecarte.de(refus, bail_id=compte.id, reference=compte.reference, ligne=ligne))
    nets = [terme.net for terme in termes]
    return TrancheCalculee(
        termes=termes,
        nets=nets,
        jambes=[jambes_du_terme(t.lignes, t.mois, le=le, baremes=baremes) for t in termes],
        ecartes=ecartes,
        ecarts=list(_ecarts(zip(termes, nets, strict=True), precedents, le=le, baremes=baremes)),
        total_net=somme(nets),
        empreinte=empreinte_des_termes(str(tranche.mois), termes),
    )


def _ecarts(
    termes: Iterable[tuple[TermeCalcule, Montant]], precedents: Mapping[UUID, Montant], *, le: date, baremes: Baremes
) -> Iterator[EcartDeControle]:
    seuils = baremes.au("controle_quittancement", le).valeur
    for terme, apres in termes if precedents else ():
        avant = precedents.get(terme.bail_id)
        if avant is None:
            continue
        ecart = abs(apres.centimes - avant.centimes)
        if ecart > seuils["ecart_centimes"] or ecart * 100 > seuils["ecart_pour_cent"] * abs(avant.centimes):
            yield EcartDeControle(bail_id=terme.bail_id, avant=avant, apres=apres)


def trop_d_ecarts(*, nombre: int, ecarts: int, le: date, baremes: Baremes) -> bool:
    """Plus d'écarts que le bailleur n'en admet sans les avoir acceptés."""
    admis: int = baremes.au("controle_quittancement", le).valeur["ecarts_pour_cent"]
    return ecarts * 100 > admis * nombre


def sceau(tranche: Tranche, *, le: date) -> str:
    """SHA-256 d'une tranche scellée : son contenu, ses numéros, sa date."""
    return hashlib.sha256(f"{tranche.empreinte}\n{tranche.premier_numero}\n{tranche.nombre}\n{le}".encode()).hexdigest()


def racine(mois: str, empreintes: Sequence[str]) -> str:
    """SHA-256 en chaîne des tranches d'un lot, dans leur ordre : une seule valeur répond de tout le mois."""
    chaine = hashlib.sha256(mois.encode()).hexdigest()
    for empreinte in empreintes:
        chaine = hashlib.sha256(f"{chaine}\n{empreinte}".encode()).hexdigest()
    return chaine
