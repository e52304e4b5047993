"""La ligne d'une quittance : un montant, et le modèle qu'elle partage avec toutes celles qui ont la même raison."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from quittancement.domain.rubriques import Nature, Rubrique
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication, Verdict
from socle.domaine.montant import Montant

ZERO = Montant.zero()

Donnee = Montant | str
"""Ce qu'une explication cite : une somme, ou un texte déjà écrit."""


@dataclass(frozen=True, kw_only=True)
class Modele:
    """Ce que disent pareillement toutes les lignes d'une même raison : un parc entier en a quelques dizaines par mois.

    `dites` : données qu'elles citent toutes ; `donnees` : noms de celles que chacune cite en plus. `mois_origine` (AAAA-MM) : mois dont elle rappelle le
    droit, vide pour le mois même. `deduit_de` : codes qu'une ligne négative réduit d'abord.
    """

    code: str
    libelle: str
    nature: Nature
    depense: bool
    compte: str
    regle: str
    article: str
    date: date
    certitude: str
    donnees: tuple[str, ...] = ()
    dites: tuple[tuple[str, str], ...] = ()
    mois_origine: str = ""
    ordre: int = 0
    deduit_de: tuple[str, ...] = ()

    @cached_property
    def cle(self) -> int:
        """Soixante bits du SHA-256 de son contenu : le même modèle a la même clé dans tous les processus."""
        contenu = json.dumps(astuple(self), default=lambda v: v.value if isinstance(v, Nature) else v.isoformat())
        return int.from_bytes(hashlib.sha256(contenu.encode()).digest()[:8], "big") >> 4

    @cached_property
    def sceau(self) -> str:
        """Début du json de ses lignes dans le sceau d'une quittance : code et mois d'origine."""
        return json.dumps([self.code, self.mois_origine], separators=(",", ":"))[:-1]


def modele(
    rubrique: Rubrique,
    *,
    regle: str,
    au: date,
    donnees: tuple[str, ...],
    baremes: Baremes,
    dites: tuple[tuple[str, str], ...] = (),
    libelle: str = "",
    mois_origine: str = "",
    article: str = "",
    certitude: str = "",
) -> Modele:
    """Modèle d'une ligne de cette rubrique ; libellé, article et certitude sont les siens sauf s'ils sont donnés."""
    return baremes.memoriser(
        (Modele, rubrique, regle, au, donnees, dites, libelle, mois_origine, article, certitude),
        lambda: Modele(
            code=rubrique.code,
            libelle=libelle or rubrique.libelle,
            nature=rubrique.nature,
            depense=rubrique.depense,
            compte=rubrique.compte,
            regle=regle,
            article=article or rubrique.source,
            date=au,
            certitude=certitude or rubrique.certitude,
            donnees=donnees,
            dites=dites,
            mois_origine=mois_origine,
            ordre=rubrique.ordre,
            deduit_de=rubrique.deduit_de,
        ),
    )


class Ligne(NamedTuple):
    """Ligne de quittance. `du` est ce que le locataire doit sur elle, réductions et APL déduites ; nul si elle est négative.

    `donnees` : valeurs de celles que nomme le modèle. `controle` : montant transmis, comparé au barème.
    """

    modele: Modele
    montant: Montant
    du: Montant
    donnees: tuple[Donnee, ...] = ()
    paye: Montant = ZERO
    controle: Verdict | None = None

    @property
    def code(self) -> str:
        return self.modele.code

    @property
    def libelle(self) -> str:
        return self.modele.libelle

    @property
    def nature(self) -> Nature:
        return self.modele.nature

    @property
    def depense(self) -> bool:
        return self.modele.depense

    @property
    def compte(self) -> str:
        return self.modele.compte

    @property
    def mois_origine(self) -> str:
        return self.modele.mois_origine

    @property
    def reste(self) -> Montant:
        return Montant(self.du.centimes - self.paye.centimes)

    @property
    def explication(self) -> Explication:
        """Écrite quand on la demande : un lot entier se calcule sans l'écrire."""
        modele = self.modele
        propres = {nom: str(valeur) for nom, valeur in zip(modele.donnees, self.donnees, strict=True)}
        return Explication(
            regle=modele.regle,
            article=modele.article,
            date=modele.date,
            entrees={**propres, **dict(modele.dites)},
            resultat=str(self.montant),
            certitude=modele.certitude,
        )
