"""Constructeurs des tests du quittancement : chacun ne montre que ce qui importe au test."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import quittancement
from quittancement.domain.bail import DroitApl, ElementFixe, ParametresBail, Terme
from quittancement.domain.compte import Compte, StatutCompte
from quittancement.domain.paiement import Paiement
from quittancement.domain.prorata import ModeProrata
from quittancement.domain.quittance import Quittance
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois, lire_date
from socle.technique.baremes import charger_baremes

BAREMES = charger_baremes(Path(quittancement.__file__).parent / "baremes")

ELEMENTS_CANONIQUES = tuple(
    ElementFixe(code=code, montant=Montant(centimes))
    for code, centimes in (("ANN", 3850), ("PEF", 2200), ("PCH", 6400), ("TRL", 1250), ("ASP", 720))
)
"""Exemple A.4 de la spécification, hors loyer, provision générale, RLS et APL."""


def le(jour: str) -> date:
    return lire_date(jour)


def eur(texte: str) -> Montant:
    return Montant.euros(texte)


def un_bail(**change: object) -> ParametresBail:
    champs: dict[str, object] = {
        "loyer_principal": Montant(41237),
        "provision_charges": Montant(9600),
        "mode_prorata": ModeProrata.JOURS_REELS,
        "terme": Terme.ECHU,
        "zone": "2",
        "date_effet": le("2025-01-01"),
    }
    return ParametresBail(**{**champs, **change})  # type: ignore[arg-type]


def un_droit(mois: str, *, apl: str = "271,00", rls: str = "43,06") -> DroitApl:
    return DroitApl(mois=mois, apl=eur(apl), rls=eur(rls))


def un_compte(*, numero: int = 1, bail: ParametresBail | None = None, droits: Sequence[DroitApl] = ()) -> Compte:
    return Compte(
        id=UUID(int=numero),
        reference=f"B-2026-{numero:06d}",
        bail=bail or un_bail(),
        statut=StatutCompte.ACTIF,
        droits=list(droits),
    )


def quittancer(compte: Compte, *mois: str) -> list[Quittance]:
    """Ajoute au compte une quittance validée par mois."""
    quittances = []
    for texte in mois:
        lu = Mois.lire(texte)
        quittance = compte.quittancer(
            lu, quittance_id=UUID(int=lu.annee * 100 + lu.numero), lot_id=UUID(int=9), baremes=BAREMES
        )
        quittance.valider(numero=f"Q-{texte}")
        compte.quittances = [*compte.quittances, quittance]
        quittances.append(quittance)
    return quittances


def payer(compte: Compte, montant: str, *, recu_le: str, mode: str = "VIREMENT", **change: object) -> Paiement:
    champs: dict[str, object] = {
        "paiement_id": UUID(int=1000 + len(compte.paiements)),
        "montant": eur(montant),
        "mode": mode,
        "recu_le": le(recu_le),
        "reference": "REF",
        "baremes": BAREMES,
    }
    return compte.enregistrer_paiement(**{**champs, **change})  # type: ignore[arg-type]
