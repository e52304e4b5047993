"""Fabrique des verdicts : une règle dit oui, non ou inconnu, et montre ses entrées."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from socle.domaine.explication import Explication, Reponse, Verdict

_DU_PLUS_SUR = ("verifie", "calcule", "parametre", "memoire", "incertain")


def moins_sure(certitudes: Iterable[str]) -> str:
    """La moins sûre des certitudes : un résultat ne vaut pas mieux que la plus faible de ses sources."""
    return max(certitudes, key=_DU_PLUS_SUR.index, default="verifie")


def en_clair(entree: object) -> str:
    """Texte d'une entrée ; une donnée absente s'écrit « inconnu »."""
    if entree is None:
        return "inconnu"
    if isinstance(entree, bool):
        return "oui" if entree else "non"
    return str(entree)


def verdict(
    regle: str,
    reponse: bool | None,
    *,
    article: str,
    au: date,
    certitude: str = "verifie",
    manquants: Sequence[str] = (),
    **entrees: object,
) -> Verdict:
    """Verdict expliqué ; `reponse` None signifie INCONNU, `manquants` dit alors ce qu'il faudrait savoir."""
    valeur = Reponse.INCONNU if reponse is None else Reponse.OUI if reponse else Reponse.NON
    return Verdict(
        reponse=valeur,
        explication=Explication(
            regle=regle,
            article=article,
            date=au,
            entrees={nom: en_clair(entree) for nom, entree in entrees.items()},
            resultat=valeur.value,
            certitude=certitude,
        ),
        manquants=tuple(manquants) if reponse is None else (),
    )
