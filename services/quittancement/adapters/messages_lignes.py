"""Messages des lignes à fixer ↔ décisions du domaine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from logis.quittancement.v1 import lignes_pb2
from quittancement.application.fixer_lignes import LigneDemandee, LignesFixees
from quittancement.domain.bail import ParametresBail
from quittancement.domain.indemnite import Resiliation
from quittancement.domain.lignes_fixees import (
    Assujettissement,
    AssurancePourCompte,
    Element,
    LigneAFixer,
    SupplementDeLoyer,
    TroisiemeLigne,
)
from socle.domaine.montant import Montant
from socle.domaine.periodes import lire_date
from socle.domaine.refus import DonneeInvalide
from socle.technique.rpc.messages import explication, lire_date_facultative, lire_montant, montant, texte_date


def lire_ligne(message: lignes_pb2.LigneAFixer) -> LigneDemandee:
    """Une ligne illisible garde son refus : elle sera écartée, pas les autres."""
    genres = [genre for genre in _LIRE if message.HasField(cast(Any, genre))]
    ligne: LigneAFixer | DonneeInvalide
    try:
        if len(genres) != 1:
            raise DonneeInvalide("UNE_DECISION_PAR_LIGNE", "Une ligne fixe une chose, et une seule.", champ="lignes")
        ligne = _LIRE[genres[0]](getattr(message, genres[0]))
    except DonneeInvalide as refus:
        ligne = refus
    return LigneDemandee(reference_bail=message.reference_bail, ligne=ligne)


def lignes_fixees(fait: LignesFixees) -> lignes_pb2.FixerLignesResponse:
    return lignes_pb2.FixerLignesResponse(
        fixees=fait.fixees,
        deja=fait.deja,
        ecartees=[
            lignes_pb2.LigneNonFixee(ligne=e.ligne, code=e.code, champ=e.champ, motif=e.motif) for e in fait.ecartees
        ],
    )


def lignes_du_bail(bail: ParametresBail) -> lignes_pb2.ListLignesResponse:
    return lignes_pb2.ListLignesResponse(
        lignes=[
            lignes_pb2.LigneFixee(
                code=e.code,
                montant=montant(e.montant),
                a_partir_de=texte_date(e.a_partir_de),
                jusqu_au=texte_date(e.jusqu_au),
                piece=e.piece,
                origine=explication(e.origine) if e.origine else None,
            )
            for e in bail.elements
        ],
        assujetti_tva_le=texte_date(bail.assujetti_tva_le),
    )


def _somme(message: Any, champ: str) -> Montant:
    """Absente, elle n'est pas nulle : une somme nulle arrête la ligne. Lève DonneeInvalide (MONTANT_MANQUANT, DEVISE_REFUSEE)."""
    if not message.HasField(champ):
        raise DonneeInvalide("MONTANT_MANQUANT", f"Le champ « {champ} » est obligatoire.", champ=champ)
    return lire_montant(getattr(message, champ), champ=champ)


def _element(m: lignes_pb2.Element) -> Element:
    return Element(
        code=m.code,
        montant=_somme(m, "montant"),
        a_partir_de=lire_date(m.a_partir_de, champ="a_partir_de"),
        jusqu_au=lire_date_facultative(m.jusqu_au, champ="jusqu_au"),
        piece=m.piece,
    )


def _sls(m: lignes_pb2.SupplementDeLoyer) -> SupplementDeLoyer:
    return SupplementDeLoyer(
        montant=_somme(m, "montant"),
        evenement_le=lire_date(m.evenement_le, champ="evenement_le"),
        piece=m.piece,
    )


def _trl(m: lignes_pb2.TroisiemeLigne) -> TroisiemeLigne:
    return TroisiemeLigne(
        montant=_somme(m, "montant"),
        economie=_somme(m, "economie"),
        a_partir_de=lire_date(m.a_partir_de, champ="a_partir_de"),
        mois=m.mois,
        piece=m.piece,
    )


def _asp(m: lignes_pb2.AssurancePourCompte) -> AssurancePourCompte:
    return AssurancePourCompte(
        prime_annuelle=_somme(m, "prime_annuelle"),
        majoration_pour_cent=m.majoration_pour_cent,
        mise_en_demeure_le=lire_date(m.mise_en_demeure_le, champ="mise_en_demeure_le"),
        souscrite_le=lire_date(m.souscrite_le, champ="souscrite_le"),
        piece=m.piece,
    )


def _ioc(m: lignes_pb2.Resiliation) -> Resiliation:
    return Resiliation(
        resilie_le=lire_date(m.resilie_le, champ="resilie_le"),
        mensuel=lire_montant(m.mensuel, champ="mensuel") if m.HasField("mensuel") else None,
        piece=m.piece,
    )


def _tva(m: lignes_pb2.Assujettissement) -> Assujettissement:
    return Assujettissement(a_partir_de=lire_date(m.a_partir_de, champ="a_partir_de"))


_LIRE: dict[str, Callable[[Any], LigneAFixer]] = {
    "element": _element,
    "sls": _sls,
    "trl": _trl,
    "asp": _asp,
    "ioc": _ioc,
    "tva": _tva,
}
