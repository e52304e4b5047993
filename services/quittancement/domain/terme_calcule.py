"""Calcul pur du terme d'un bail : un bail, un mois, ses droits, les barèmes ; rien du compte ni de la base."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from quittancement.domain.bail import DroitApl, ParametresBail, exigible_le, limite_paiement_le
from quittancement.domain.lignes import calculer_lignes
from quittancement.domain.lignes_de_droit import Ecart
from quittancement.domain.prorata import prorata
from quittancement.domain.quittance import TermeCalcule
from socle.domaine.baremes import Baremes
from socle.domaine.periodes import Mois


def calculer_terme(
    bail_id: UUID,
    bail: ParametresBail,
    mois: Mois,
    *,
    droit: DroitApl | None,
    rappels: Sequence[Ecart] = (),
    baremes: Baremes,
) -> TermeCalcule:
    """Même entrée, même résultat. Lève RegleViolee (BAIL_HORS_PERIODE) et les refus de `calculer_lignes`."""
    part = prorata(mois, bail.periode, mode=bail.mode_prorata)
    return TermeCalcule(
        bail_id=bail_id,
        mois=str(mois),
        debut=part.debut,
        fin=part.fin,
        exigible_le=exigible_le(mois, terme=bail.terme),
        limite_paiement_le=limite_paiement_le(mois, terme=bail.terme, baremes=baremes),
        lignes=calculer_lignes(bail, mois, du_bail=part, droit=droit, rappels=rappels, baremes=baremes),
    )
