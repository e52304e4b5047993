"""L'import d'un envoi de relevés : ce qui passe, ce qui était déjà là, ce qui est mis de côté ; la somme se rapproche."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from quittancement.domain.energie.compteur import CompteurEnergie
from quittancement.domain.energie.fichier import Ecartee, LigneLue
from quittancement.domain.energie.releve import Carnet, Releve, Retournement
from socle.domaine.refus import Introuvable, Refus


@dataclass(eq=False, kw_only=True)
class Importation:
    """Compte rendu d'un envoi. lignes = acceptes + doublons + ecartees."""

    empreinte: str
    genre: str
    recu_le: date
    lignes: int
    acceptes: int
    doublons: int
    ecartees: list[Ecartee] = field(default_factory=list)


def admettre_les_lignes(
    lignes: Sequence[LigneLue],
    *,
    compteurs: Mapping[str, CompteurEnergie],
    connus: Mapping[UUID, Sequence[Releve]],
    retournement: Retournement,
) -> tuple[list[tuple[UUID, Releve]], int, list[Ecartee]]:
    """Relevés neufs, nombre de doublons, lignes écartées. Un compteur se lit dans l'ordre des jours, pas du fichier."""
    neufs: list[tuple[UUID, Releve]] = []
    ecartees: list[Ecartee] = []
    doublons = 0
    par_reference: dict[str, list[LigneLue]] = defaultdict(list)
    for ligne in lignes:
        par_reference[ligne.compteur].append(ligne)
    for reference, groupe in par_reference.items():
        compteur = compteurs.get(reference)
        if compteur is None:
            inconnu = Introuvable("Compteur", reference[:60], champ="compteur")
            ecartees += [Ecartee.de(inconnu, ligne=ligne.ligne) for ligne in groupe]
            continue
        carnet = Carnet(compteur, connus.get(compteur.id, ()), retournement=retournement)
        for ligne in sorted(groupe, key=lambda g: (g.releve.le, g.ligne)):
            try:
                if carnet.admettre(ligne.releve):
                    neufs.append((compteur.id, ligne.releve))
                else:
                    doublons += 1
            except Refus as refus:
                ecartees.append(Ecartee.de(refus, ligne=ligne.ligne))
    return neufs, doublons, ecartees
