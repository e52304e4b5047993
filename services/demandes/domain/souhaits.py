"""Ce que le demandeur souhaite : motifs, communes, typologies (Cerfa 14069, blocs 6 à 8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from demandes.domain.codes import TYPOLOGIES, exiger_code_insee, exiger_codes
from socle.domaine.baremes import Baremes
from socle.domaine.refus import DonneeInvalide


def controler_souhaits(
    *, motifs: Sequence[str], communes: Sequence[str], typologies: Sequence[str], au: date, baremes: Baremes
) -> None:
    """Lève DonneeInvalide en nommant le champ : trop de choix, un choix en double, ou un code inconnu."""
    for champ, valeurs in (("motifs", motifs), ("communes", communes)):
        maximum = baremes.au(f"{champ}_maximum", au)
        if len(valeurs) > maximum.valeur:
            raise DonneeInvalide(
                f"TROP_DE_{champ.upper()}",
                f"{maximum.valeur} {champ} au plus ({maximum.source}).",
                champ=champ,
                maximum=maximum.valeur,
            )
    for champ, valeurs in (("motifs", motifs), ("communes", communes), ("typologies", typologies)):
        if len(set(valeurs)) != len(valeurs):
            raise DonneeInvalide("CHOIX_EN_DOUBLE", "Un même choix est donné deux fois.", champ=champ)
    exiger_codes(motifs, baremes.au("motifs_demande", au), champ="motifs")
    for commune in communes:
        exiger_code_insee(commune, champ="communes")
    inconnues = [t for t in typologies if t not in TYPOLOGIES]
    if inconnues:
        raise DonneeInvalide("CODE_INCONNU", f"Typologies inconnues : {', '.join(inconnues)}.", champ="typologies")
