"""Le logement convient-il au ménage : occupation, typologie, taux d'effort (spécification A.10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from demandes.domain.codes import Lien
from demandes.domain.foyer import Personne
from demandes.domain.logement_offert import LogementOffert
from demandes.domain.verdicts import moins_sure, verdict
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Reponse, Verdict
from socle.domaine.montant import Arrondi, Montant


def sous_occupation(*, nombre_pieces: int | None, occupants: int, au: date, baremes: Baremes) -> Verdict:
    """OUI si le logement a plus de pièces habitables que d'occupants, à la tolérance près (CCH art. L621-2)."""
    tolerance = baremes.au("sous_occupation", au)
    return verdict(
        "sous_occupation",
        None if nombre_pieces is None else nombre_pieces > occupants + tolerance.valeur,
        article=tolerance.source,
        au=au,
        certitude=tolerance.certitude,
        manquants=["nombre_pieces"],
        nombre_pieces=nombre_pieces,
        occupants=occupants,
        tolerance=tolerance.valeur,
    )


def sur_occupation(*, surface_habitable_dm2: int | None, occupants: int, au: date, baremes: Baremes) -> Verdict:
    """OUI si la surface habitable est sous le minimum du nombre d'occupants (CCH art. L822-10, R822-25)."""
    bareme = baremes.au("surface_minimale", au)
    minimum = _surface_minimale(occupants, bareme.valeur)
    return verdict(
        "sur_occupation",
        None if surface_habitable_dm2 is None else surface_habitable_dm2 < minimum,
        article=bareme.source,
        au=au,
        certitude=bareme.certitude,
        manquants=["surface_habitable_dm2"],
        surface_habitable_dm2=surface_habitable_dm2,
        occupants=occupants,
        surface_minimale_dm2=minimum,
    )


def _surface_minimale(occupants: int, bareme: dict[str, int]) -> int:
    if occupants <= 1:
        return bareme["une_personne"]
    return min(bareme["deux_personnes"] + (occupants - 2) * bareme["par_personne"], bareme["maximum"])


def typologies_usuelles(personnes: Sequence[Personne], *, au: date, baremes: Baremes) -> list[str]:
    """Typologies que le bailleur propose d'ordinaire à ce ménage."""
    couple = any(p.lien is Lien.CODEMANDEUR for p in personnes)
    autres = len(personnes) - (2 if couple else 1)
    cle = f"AUTRES_{min(autres, 4)}" if autres else "COUPLE" if couple else "SEUL"
    usuelles: list[str] = baremes.au("typologies_usuelles", au).valeur[cle]
    return usuelles


def adequation(personnes: Sequence[Personne], logement: LogementOffert, *, au: date, baremes: Baremes) -> Verdict:
    """OUI si le logement n'est ni sous-occupé, ni suroccupé, et d'une typologie usuelle ; un seul non suffit à NON."""
    occupants = len(personnes)
    sous = sous_occupation(nombre_pieces=logement.nombre_pieces, occupants=occupants, au=au, baremes=baremes)
    sur = sur_occupation(
        surface_habitable_dm2=logement.surface_habitable_dm2, occupants=occupants, au=au, baremes=baremes
    )
    usuelles = typologies_usuelles(personnes, au=au, baremes=baremes)
    usuelle = logement.typologie.upper() in usuelles
    reponses = (sous.reponse, sur.reponse)
    reponse = False if Reponse.OUI in reponses or not usuelle else None if Reponse.INCONNU in reponses else True
    return verdict(
        "adequation",
        reponse,
        article=f"{sous.explication.article} ; {sur.explication.article} ; typologies d'usage du bailleur",
        au=au,
        certitude=moins_sure([sous.explication.certitude, sur.explication.certitude, "parametre"]),
        manquants=[*sous.manquants, *sur.manquants],
        occupants=occupants,
        typologie=logement.typologie,
        typologies_usuelles=", ".join(usuelles),
        sous_occupation=sous.reponse.value,
        sur_occupation=sur.reponse.value,
    )


def taux_effort(
    logement: LogementOffert,
    *,
    ressources_mensuelles: Montant | None,
    aide_logement: Montant | None,
    au: date,
    baremes: Baremes,
) -> Verdict:
    """Le taux d'effort (CCH art. R441-3-1) est-il au plus égal au seuil du bailleur ?

    L'aide au logement non estimée ne peut que l'abaisser : sans elle, OUI si le taux brut suffit, sinon INCONNU.
    Des ressources nulles devant une charge qui reste donnent NON.
    """
    seuil = baremes.au("taux_effort_maximum", au)
    brute = logement.loyer_principal + logement.provision_charges
    charge = max(Montant.zero(), brute - (aide_logement or Montant.zero()))
    tenable, taux = _comparer(charge, ressources_mensuelles, Fraction(seuil.valeur))
    if tenable is False and aide_logement is None:
        tenable = None
    manquants = [
        nom
        for nom, valeur in (("ressources_mensuelles", ressources_mensuelles), ("aide_logement", aide_logement))
        if valeur is None
    ]
    return verdict(
        "taux_effort",
        tenable,
        article=seuil.source,
        au=au,
        certitude=seuil.certitude,
        manquants=manquants,
        loyer_et_charges=brute,
        aide_logement=aide_logement,
        ressources_mensuelles=ressources_mensuelles,
        taux=taux,
        seuil=_pourcent(Fraction(seuil.valeur)),
    )


def _comparer(charge: Montant, ressources: Montant | None, seuil: Fraction) -> tuple[bool | None, str | None]:
    if ressources is None:
        return None, None
    if not ressources:
        return not charge, "sans ressources"
    taux = Fraction(charge.centimes, ressources.centimes)
    return taux <= seuil, _pourcent(taux)


def _pourcent(taux: Fraction) -> str:
    """Taux écrit au centième de pour-cent ; la comparaison, elle, reste exacte."""
    entier, reste = divmod(Arrondi.COMMERCIAL.appliquer(taux * 10_000), 100)
    return f"{entier},{reste:02d} %"
