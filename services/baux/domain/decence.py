"""La surface ou le volume d'un logement décent (décret 2002-120, art. 4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from baux.domain.patrimoine import Logement
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication, Reponse, Verdict
from socle.domaine.refus import DonneeInvalide


def juger_decence(logement: Logement, *, au: date, baremes: Baremes) -> Verdict:
    """OUI par la surface sous une hauteur suffisante, ou par le volume. Ce qu'on n'a pas mesuré laisse INCONNU.

    La surface comparée est celle du logement entier, seule connue : elle ne peut que favoriser le OUI.
    """
    bareme = baremes.au("decence", au)
    minimum = bareme.valeur
    par_surface = _par_surface(logement, minimum)
    par_volume = _atteint(logement.volume_habitable_dm3, minimum["volume_dm3"])
    if par_surface or par_volume:
        reponse = Reponse.OUI
    else:
        reponse = Reponse.INCONNU if None in (par_surface, par_volume) else Reponse.NON
    mesures = {
        "surface_habitable_dm2": logement.surface_habitable_dm2,
        "hauteur_sous_plafond_cm": logement.hauteur_sous_plafond_cm,
        "volume_habitable_dm3": logement.volume_habitable_dm3,
    }
    return Verdict(
        reponse=reponse,
        explication=Explication(
            regle="surface_ou_volume_decent",
            article=bareme.source,
            date=au,
            entrees={nom: "inconnu" if mesure is None else str(mesure) for nom, mesure in mesures.items()},
            resultat=reponse.value,
            certitude=bareme.certitude,
        ),
        manquants=[nom for nom, mesure in mesures.items() if mesure is None] if reponse is Reponse.INCONNU else (),
    )


def exiger_decence(logement: Logement, *, au: date, baremes: Baremes) -> None:
    """Lève DonneeInvalide (SURFACE_INDECENTE) si rien de mesuré n'atteint le minimum.

    Une surface suffisante sans hauteur connue passe ; une surface ou une hauteur insuffisante ne passe que par un
    volume mesuré.
    """
    bareme = baremes.au("decence", au)
    minimum = bareme.valeur
    if juger_decence(logement, au=au, baremes=baremes).favorable:
        return
    if _par_surface(logement, minimum) is False:
        trop_petit = logement.surface_habitable_dm2 < minimum["surface_dm2"]
        raise DonneeInvalide(
            "SURFACE_INDECENTE",
            f"Un logement offre {minimum['surface_dm2'] // 100} m² sous {minimum['hauteur_cm']} cm de plafond, ou "
            f"{minimum['volume_dm3'] // 1000} m³ ({bareme.source}).",
            champ="surface_habitable_dm2" if trop_petit else "hauteur_sous_plafond_cm",
        )


def _par_surface(logement: Logement, minimum: Mapping[str, int]) -> bool | None:
    return _tous(
        logement.surface_habitable_dm2 >= minimum["surface_dm2"],
        _atteint(logement.hauteur_sous_plafond_cm, minimum["hauteur_cm"]),
    )


def _atteint(mesure: int | None, minimum: int) -> bool | None:
    return None if mesure is None else mesure >= minimum


def _tous(*conditions: bool | None) -> bool | None:
    if False in conditions:
        return False
    return None if None in conditions else True
