"""Recevabilité d'une demande au FSL : consentement, pièces, reprise du courant, termes certifiés."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from recouvrement.domain.dossier_impaye import DossierImpaye
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant, somme
from socle.domaine.refus import AccesRefuse, DonneeInvalide, RegleViolee

_DEPARTEMENT = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])")


@dataclass(frozen=True, kw_only=True)
class TermeDu:
    """Part d'un terme (AAAA-MM) certifiée due par le bailleur."""

    mois: str
    du: Montant


def reglement(nom: str, *, departement: str, au: date, baremes: Baremes) -> Any:
    """Valeur d'un paramètre du règlement départemental à cette date, ou sa valeur par défaut."""
    valeurs: Mapping[str, Any] = baremes.au(nom, au).valeur
    return valeurs.get(departement, valeurs["defaut"])


def exiger_recevable(
    dossier: DossierImpaye,
    *,
    departement: str,
    depose_le: date,
    pieces: Sequence[str],
    consentement_le: date | None,
    termes_repris: int,
    baremes: Baremes,
) -> date:
    """Vérifie la demande dans l'ordre où l'agent peut la corriger ; rend la date du consentement."""
    if dossier.est_clos:
        raise RegleViolee("DOSSIER_CLOS", "Le dossier d'impayé est clos.", champ="dossier_id")
    dossier.exiger_sans_fsl()
    if not _DEPARTEMENT.fullmatch(departement):
        raise DonneeInvalide(
            "DEPARTEMENT_ILLISIBLE", f"« {departement} » n'est pas un code de département.", champ="departement"
        )
    if depose_le < dossier.ouvert_le:
        raise DonneeInvalide("DATE_INCOHERENTE", "Le dépôt précède l'ouverture du dossier.", champ="depose_le")
    accord = _consentement(consentement_le, depose_le=depose_le)
    _exiger_pieces(pieces, departement=departement, au=depose_le, baremes=baremes)
    minimum = reglement("fsl_termes_repris", departement=departement, au=depose_le, baremes=baremes)
    if termes_repris < minimum:
        raise RegleViolee(
            "COURANT_NON_REPRIS",
            f"Le loyer courant doit avoir été repris pendant {minimum} termes ({termes_repris} constatés).",
            champ="termes_repris",
            minimum=minimum,
        )
    return accord


def termes_certifies(dossier: DossierImpaye, termes: Sequence[TermeDu]) -> list[TermeDu]:
    """Termes certifiés, triés ; tous les termes dus si rien n'est demandé. Aucun ne dépasse ce qui est dû."""
    dus = {terme.mois: terme.du for terme in dossier.termes_dus}
    demandes = list(termes) or [TermeDu(mois=mois, du=du) for mois, du in dus.items()]
    if len({terme.mois for terme in demandes}) < len(demandes):
        raise DonneeInvalide("TERME_EN_DOUBLE", "Un même mois figure deux fois.", champ="termes")
    etrangers = sorted(terme.mois for terme in demandes if terme.mois not in dus)
    if etrangers:
        raise RegleViolee("TERME_NON_DU", f"Termes qui ne sont pas dus : {', '.join(etrangers)}.", champ="termes")
    if any(terme.du < Montant.zero() for terme in demandes):
        raise DonneeInvalide("MONTANT_NEGATIF", "Un terme certifié n'est pas négatif.", champ="termes.du")
    total = somme(terme.du for terme in demandes)
    if not total:
        raise RegleViolee("DETTE_NULLE", "La dette certifiée est nulle.", champ="termes")
    for terme in demandes:
        if terme.du > dus[terme.mois]:
            raise RegleViolee(
                "MONTANT_SUPERIEUR_AU_DU",
                f"Le terme {terme.mois} doit {dus[terme.mois]}, pas {terme.du}.",
                champ="termes.du",
            )
    if total > dossier.dette_courante:
        raise RegleViolee(
            "MONTANT_SUPERIEUR_AU_DU", f"La dette n'est plus que de {dossier.dette_courante}.", champ="termes"
        )
    return sorted(demandes, key=lambda terme: terme.mois)


def _consentement(consentement_le: date | None, *, depose_le: date) -> date:
    if consentement_le is None:
        raise AccesRefuse(
            "CONSENTEMENT_ABSENT", "Le ménage doit avoir consenti à la transmission.", champ="consentement_le"
        )
    if consentement_le > depose_le:
        raise DonneeInvalide("DATE_INCOHERENTE", "Le consentement suit le dépôt.", champ="consentement_le")
    return consentement_le


def _exiger_pieces(pieces: Sequence[str], *, departement: str, au: date, baremes: Baremes) -> None:
    exigees = reglement("fsl_pieces", departement=departement, au=au, baremes=baremes)
    absentes = [piece for piece in exigees if piece not in set(pieces)]
    if absentes:
        liste = ", ".join(absentes)
        raise DonneeInvalide("PIECE_MANQUANTE", f"Pièces manquantes : {liste}.", champ="pieces", pieces=liste)
