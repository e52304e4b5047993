"""Importer un envoi de relevés : une seule fois, ligne à ligne, la somme rapprochée."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quittancement.application.depot_releves import DepotReleves
from quittancement.application.verrou import verrouiller
from quittancement.domain.energie.fichier import Ecartee, LigneLue, empreinte, lire_fichier
from quittancement.domain.energie.importation import Importation, admettre_les_lignes
from quittancement.domain.energie.reglages import retournement
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail

PREMIERE_LIGNE = 2


@dataclass(frozen=True, kw_only=True)
class ImporterReleves:
    contenu: str
    premiere_ligne: int
    """Numéro de la première ligne de données dans le fichier d'origine."""
    recu_le: date


@dataclass(frozen=True, kw_only=True)
class EnvoiImporte:
    compte_rendu: Importation
    deja_importe: bool


def importer_releves(
    commande: ImporterReleves, *, uow: UniteDeTravail, depot: DepotReleves, baremes: Baremes
) -> EnvoiImporte:
    """Le même envoi rend le premier compte rendu sans rien refaire. Lève DonneeInvalide si l'envoi entier est illisible."""
    premiere = max(commande.premiere_ligne, PREMIERE_LIGNE)
    cle = empreinte(commande.contenu, premiere_ligne=premiere)
    verrouiller(f"import:{cle}", uow=uow)
    connu = uow.session.get(Importation, cle)
    if connu is not None:
        return EnvoiImporte(compte_rendu=connu, deja_importe=True)
    lues: list[LigneLue] = []
    ecartees: list[Ecartee] = []
    for ligne in lire_fichier(commande.contenu, premiere_ligne=premiere, recu_le=commande.recu_le):
        (lues if isinstance(ligne, LigneLue) else ecartees).append(ligne)  # type: ignore[arg-type]
    acceptes, doublons, refusees = _admettre(lues, commande=commande, uow=uow, depot=depot, baremes=baremes)
    compte_rendu = Importation(
        empreinte=cle,
        genre="RELEVES",
        recu_le=commande.recu_le,
        lignes=len(lues) + len(ecartees),
        acceptes=acceptes,
        doublons=doublons,
        ecartees=sorted([*ecartees, *refusees], key=lambda e: e.ligne),
    )
    uow.ajouter(compte_rendu)
    return EnvoiImporte(compte_rendu=compte_rendu, deja_importe=False)


def _admettre(
    lues: list[LigneLue], *, commande: ImporterReleves, uow: UniteDeTravail, depot: DepotReleves, baremes: Baremes
) -> tuple[int, int, list[Ecartee]]:
    if not lues:
        return 0, 0, []
    compteurs = depot.compteurs(uow.session, {ligne.compteur for ligne in lues})
    jours = [ligne.releve.le for ligne in lues]
    connus = depot.autour(uow.session, {c.id for c in compteurs.values()}, du=min(jours), au=max(jours))
    neufs, doublons, refusees = admettre_les_lignes(
        lues, compteurs=compteurs, connus=connus, retournement=retournement(baremes, commande.recu_le)
    )
    depot.ecrire(uow.session, neufs)
    return len(neufs), doublons, refusees
