"""L'indemnité d'occupation d'un bail résilié : une part de loyer, une part de charges, que la régularisation compte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quittancement.domain.bail import ElementFixe, ParametresBail
from quittancement.domain.charpente import elements_du
from quittancement.domain.lignes_de_droit import CODE_IOC
from quittancement.domain.lignes_fixees import porter
from quittancement.domain.quittance import CODE_LOYER
from quittancement.domain.rubriques import Rubrique, rubrique
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication
from socle.domaine.montant import Montant, somme

CODE_IOP = "IOP"


@dataclass(frozen=True, kw_only=True)
class Resiliation:
    """Bail résilié : une indemnité d'occupation remplace loyer et provisions à partir de ce jour.

    `mensuel` : fixé par le jugement, charges comprises ; absent, ce que valaient loyer et provisions ; nul, la résiliation
    cesse de valoir. Les provisions d'avant en sont la part de charges ; si elle ne les dépasse pas, elle n'en a pas.
    """

    resilie_le: date
    mensuel: Montant | None = None
    piece: str = ""

    def effet_le(self, *, baremes: Baremes) -> date:
        return self.resilie_le

    def appliquer(self, bail: ParametresBail, *, baremes: Baremes) -> ParametresBail:
        """Lève DonneeInvalide (SIGNE_IMPOSSIBLE)."""
        regles = rubrique(CODE_IOC, au=self.resilie_le, baremes=baremes)
        provisions = _valeur(bail, [code for code in regles.remplace if code != CODE_LOYER], au=self.resilie_le)
        montant = self.mensuel
        if montant is None:
            montant = _valeur(bail, [CODE_LOYER], au=self.resilie_le) + provisions
        regles.verifier(montant)
        charges = provisions if provisions < montant else Montant.zero()
        parts = ((regles, montant - charges), (rubrique(CODE_IOP, au=self.resilie_le, baremes=baremes), charges))
        for part, valeur in parts:
            neuf = self._element(part, valeur, total=montant, remplace=regles.remplace)
            bail = porter(bail, part.code, [neuf], des=self.resilie_le)
        return bail

    def _element(self, regles: Rubrique, montant: Montant, *, total: Montant, remplace: Sequence[str]) -> ElementFixe:
        return ElementFixe(
            code=regles.code,
            montant=montant,
            a_partir_de=self.resilie_le,
            origine=Explication(
                regle="indemnite_d_occupation",
                article=regles.source,
                date=self.resilie_le,
                entrees={
                    "resilie_le": self.resilie_le.isoformat(),
                    "fixee_par": "le jugement" if self.mensuel else "le loyer et les provisions d'avant",
                    "indemnite": str(total),
                    "remplace": ", ".join(remplace),
                    "piece": self.piece,
                },
                resultat=str(montant),
                certitude=regles.certitude,
            ),
        )


def _valeur(bail: ParametresBail, codes: Sequence[str], *, au: date) -> Montant:
    en_cours = [e for e in elements_du(bail) if (e.a_partir_de or au) <= au <= (e.jusqu_au or au)]
    return somme(e.montant for e in en_cours if e.code in codes)
