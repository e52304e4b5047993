"""Ouvrir la caisse d'une loge : son code, son numéro, son fond."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from proximite.domain.caisse import Caisse
from proximite.domain.codes import exiger_fuseau, jour_civil
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide


def ouvrir(
    *, id: UUID, rang: int, loge: str, residence_id: UUID, ouverte_le: datetime, par: str, baremes: Baremes
) -> Caisse:
    """Ouvre la caisse du jour, avec son fond. `rang` : celui du registre de la loge et de l'année.

    Lève DonneeInvalide (FUSEAU_ABSENT).
    """
    jour = jour_civil(exiger_fuseau(ouverte_le, champ="ouverte_le"))
    return Caisse(
        id=id,
        numero=f"C-{loge}-{jour.year:04d}-{rang:06d}",
        loge=loge,
        residence_id=residence_id,
        ouverte_le=ouverte_le,
        ouverte_par=par,
        fond=Montant(baremes.au("fond_de_caisse", jour).valeur),
    )


def lire_loge(texte: str) -> str:
    """Code d'une loge, majuscules et chiffres. Lève DonneeInvalide (CODE_DE_LOGE)."""
    loge = texte.strip().upper()
    if not re.fullmatch(r"[A-Z0-9]{1,12}", loge):
        raise DonneeInvalide("CODE_DE_LOGE", "Une loge a un code de 1 à 12 lettres ou chiffres.", champ="loge")
    return loge
