"""Quand un loyer est impayé : le dossier du bail s'ouvre, ou s'enrichit d'un terme."""

from __future__ import annotations

from recouvrement.application.dossier_ouvert import dossier_ouvert
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.impaye import AvisImpaye, doit_ouvrir
from recouvrement.domain.suivi import Accompagnement
from socle.domaine.baremes import Baremes
from socle.technique.identifiants import nouvel_id
from socle.technique.unite_de_travail import UniteDeTravail


def quand_loyer_impaye_ouvrir_ou_completer_le_dossier(
    commande: AvisImpaye, *, uow: UniteDeTravail, baremes: Baremes
) -> None:
    """Sans effet si la dette reste sous le seuil d'ouverture."""
    dossier = dossier_ouvert(commande.bail_id, uow=uow)
    if dossier is not None:
        dossier.ajouter_impaye(commande)
        return
    if not doit_ouvrir(commande, baremes=baremes).favorable:
        return
    connu = uow.session.get(Accompagnement, commande.bail_id)
    identifiant = nouvel_id()
    accompagnement = {"accompagnement": connu.statut, "accompagnement_depuis": connu.depuis_le} if connu else {}
    uow.ajouter(
        DossierImpaye.ouvrir(
            id=identifiant,
            reference=f"IMP-{str(identifiant)[-12:].upper()}",
            avis=commande,
            baremes=baremes,
            **accompagnement,  # type: ignore[arg-type]
        )
    )
