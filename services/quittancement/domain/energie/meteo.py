"""Le fichier des températures d'une station : date;tmin;tmax, en °C, une ligne par jour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quittancement.domain.energie.climat import TemperatureDuJour
from quittancement.domain.energie.fichier import LIGNES_MAX, Ecartee, lire_decimal, lire_jour
from socle.domaine.refus import DonneeInvalide, Refus

EN_TETE = ["date", "tmin", "tmax"]


def lire_temperatures(contenu: str, *, recu_le: date) -> Iterator[TemperatureDuJour | Ecartee]:
    """Chaque jour lu ou écarté. Lève DonneeInvalide (EN_TETE_FAUX, FICHIER_TROP_LONG) pour tout l'envoi."""
    lignes = contenu.removeprefix("\ufeff").split("\n")
    if [nom.strip().lower() for nom in lignes[0].split(";")] != EN_TETE:
        raise DonneeInvalide("EN_TETE_FAUX", f"En-tête attendu : {';'.join(EN_TETE)}.", champ="contenu")
    if len(lignes) > LIGNES_MAX + 2:
        raise DonneeInvalide("FICHIER_TROP_LONG", f"Au plus {LIGNES_MAX} lignes par envoi.", champ="contenu")
    return _lire(lignes[1:], recu_le=recu_le)


def _lire(lignes: list[str], *, recu_le: date) -> Iterator[TemperatureDuJour | Ecartee]:
    for numero, texte in enumerate(lignes, start=2):
        if not texte.strip():
            continue
        try:
            yield _jour(texte, recu_le=recu_le)
        except Refus as refus:
            yield Ecartee.de(refus, ligne=numero)


def _jour(texte: str, *, recu_le: date) -> TemperatureDuJour:
    """Lève DonneeInvalide : COLONNES, DATE_ILLISIBLE, DATE_FUTURE, NOMBRE_ILLISIBLE, TEMPERATURES_INVERSEES…"""
    valeurs = [valeur.strip() for valeur in texte.rstrip("\r").split(";")]
    if len(valeurs) != len(EN_TETE):
        raise DonneeInvalide("COLONNES", f"{len(valeurs)} colonnes au lieu de {len(EN_TETE)}.", champ="ligne")
    minimum = lire_decimal(valeurs[1], decimales=1, champ="tmin")
    maximum = lire_decimal(valeurs[2], decimales=1, champ="tmax")
    if minimum > maximum:
        raise DonneeInvalide("TEMPERATURES_INVERSEES", "Le minimum dépasse le maximum.", champ="tmin")
    if not (minimum >= -600 and maximum <= 600):
        raise DonneeInvalide("TEMPERATURE_IMPOSSIBLE", "Température hors de −60 à 60 °C.", champ="tmax")
    return TemperatureDuJour(jour=lire_jour(valeurs[0], recu_le=recu_le), minimum=minimum, maximum=maximum)
