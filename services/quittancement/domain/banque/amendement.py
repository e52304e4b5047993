"""Ce qu'un mandat a changé depuis sa dernière présentation : la banque du débiteur l'apprend du prélèvement suivant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.domain.banque.iban import meme_banque


@dataclass(frozen=True, kw_only=True)
class Amendement:
    """Valeurs d'avant ; vide : inchangé. `preuve` : où la demande est conservée."""

    id: UUID
    mandat_id: UUID
    demande_le: date
    par: str
    preuve: str
    rum_avant: str = ""
    ics_avant: str = ""
    iban_avant: str = ""
    bic_avant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendementAEmettre:
    """Ce que le fichier dit des valeurs d'avant. `nouvelle_banque` : l'ancien compte ne se cite pas (SMNDA)."""

    rum_avant: str = ""
    ics_avant: str = ""
    iban_avant: str = ""
    nouvelle_banque: bool = False


def a_emettre(
    amendements: Sequence[Amendement], *, rum: str, ics: str, iban: str, bic: str
) -> AmendementAEmettre | None:
    """Amendements d'un mandat, du plus ancien au plus récent, réduits à un seul ; None si tout est revenu comme avant.

    La banque du débiteur ne connaît que les valeurs de la dernière présentation : les plus anciennes l'emportent.
    """

    def premier(champ: str, present: str) -> str:
        lu = next((valeur for a in amendements if (valeur := str(getattr(a, champ)))), "")
        return "" if lu == present else lu

    ancien = premier("iban_avant", iban)
    bic_avant = next((a.bic_avant for a in amendements if a.iban_avant), "")
    ailleurs = bool(ancien) and not meme_banque(ancien, bic_avant, iban, bic)
    rendu = AmendementAEmettre(
        rum_avant=premier("rum_avant", rum),
        ics_avant=premier("ics_avant", ics),
        iban_avant="" if ailleurs else ancien,
        nouvelle_banque=ailleurs,
    )
    return None if rendu == AmendementAEmettre() else rendu
