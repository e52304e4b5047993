"""Un bailleur fictif : trois résidences, environ cent vingt logements, toujours les mêmes pour une graine donnée."""

from __future__ import annotations

import random
from typing import Any

from faker import Faker

RESIDENCES: list[dict[str, Any]] = [
    {
        "nom": "Les Tilleuls",
        "adresse": "12 rue des Essais",
        "code_postal": "69003",
        "commune": "Lyon",
        "code_insee": "69123",
        "zone": "2",
        "zone_abc": "A",
    },
    {
        "nom": "Le Grand Pré",
        "adresse": "4 allée du Modèle",
        "code_postal": "69100",
        "commune": "Villeurbanne",
        "code_insee": "69266",
        "zone": "2",
        "zone_abc": "A",
    },
    {
        "nom": "Les Minguettes Nord",
        "adresse": "31 avenue de la Démonstration",
        "code_postal": "69200",
        "commune": "Vénissieux",
        "code_insee": "69259",
        "zone": "2",
        "zone_abc": "B1",
        "quartier_prioritaire": True,
    },
]
"""Communes réelles, adresses inventées (spécification F.3, F.4)."""

TYPES = (("T1", 1, 3000, 10), ("T2", 2, 4500, 25), ("T3", 3, 6200, 35), ("T4", 4, 7800, 22), ("T5", 5, 9200, 8))
"""(typologie, pièces, surface en dm², part en %)."""

LOYERS = {"PLUS": (580, 720, 60), "PLAI": (520, 630, 25), "PLS": (800, 1000, 15)}
"""Financement → loyer en centimes par m² (bas, haut), part en % : ordres de grandeur inventés pour l'essai."""

PIECES_DEMANDE = [
    ("IDENTITE_SEJOUR", "Carte d'identité"),
    ("RESSOURCES_FISCALES", "Avis d'imposition 2025"),
    ("SITUATION_FAMILIALE", "Livret de famille"),
]
"""Pièces d'une demande : famille, libellé."""

ANNEXES = ["DPE", "ETAT_DES_RISQUES", "DECOMPTE_SURFACE_UTILE", "REGLEMENT_INTERIEUR", "LISTES_CHARGES_ET_REPARATIONS"]
"""Annexes qu'un bail doit porter."""


def euros(centimes: int) -> dict[str, Any]:
    return {"centimes": centimes, "devise": "EUR"}


def logements(residence_ids: list[str], *, graine: int, nombre: int = 120) -> list[dict[str, Any]]:
    """Corps des requêtes EnregistrerLogement. Le premier est le T3 PLUS de l'exemple canonique A.4."""
    alea = random.Random(graine)
    resultat: list[dict[str, Any]] = []
    for rang in range(nombre):
        typologie, pieces, surface, _ = alea.choices(TYPES, weights=[t[3] for t in TYPES])[0]
        financement = alea.choices(list(LOYERS), weights=[f[2] for f in LOYERS.values()])[0]
        bas, haut, _ = LOYERS[financement]
        surface += alea.randrange(-800, 801, 50) if typologie != "T1" else 0
        loyer = surface * alea.randint(bas, haut) // 100
        if rang == 0:
            typologie, pieces, surface, financement, loyer = "T3", 3, 6200, "PLUS", 41237
        resultat.append(
            {
                "residence_id": residence_ids[rang % len(residence_ids)],
                "reference": f"L{rang + 1:04d}",
                "typologie": typologie,
                "nombre_pieces": pieces,
                "surface_habitable_dm2": surface,
                "surface_utile_dm2": surface + 500,
                "etage": rang % 6,
                "accessible_pmr": rang % 10 == 3,
                "financement": financement,
                "convention_apl": "69-3-01-2019-80.416-1234",
                "loyer_principal": euros(loyer),
                "loyer_maximum": euros(loyer + loyer // 20),
                "provision_charges": euros(9600 if rang == 0 else surface * 220 // 100),
                "dpe": alea.choice("BCDE"),
            }
        )
    return resultat


def demandes(*, graine: int) -> list[dict[str, Any]]:
    """Quatre ménages fictifs ; le premier, un couple avec un enfant, ira jusqu'au bout du parcours."""
    noms = Faker("fr_FR")
    noms.seed_instance(graine)
    menages = [
        ("MARIE", [(1990, "Mme", "DEMANDEUR", 14_500), (1988, "M.", "CODEMANDEUR", 12_300), (2019, "", "ENFANT", 0)]),
        ("SEPARE", [(1985, "Mme", "DEMANDEUR", 16_800), (2014, "", "ENFANT", 0)]),
        (
            "CONCUBIN",
            [(1997, "M.", "DEMANDEUR", 18_900), (1998, "Mme", "CODEMANDEUR", 12_100), (2023, "", "ENFANT", 0)],
        ),
        ("CELIBATAIRE", [(1979, "M.", "DEMANDEUR", 52_000)]),
    ]
    return [
        {
            "deposee_le": f"2026-0{2 if rang == 0 else 3}-{10 + rang:02d}",
            "personnes": [
                _personne(noms, naissance=naissance, civilite=civilite, lien=lien, revenu=revenu)
                for naissance, civilite, lien, revenu in membres
            ],
            "adresse": f"{rang + 1} rue des Demandeurs, 69003 Lyon",
            "situation_familiale": situation,
            "logement_actuel": "LOCATAIRE_PRIVE",
            "motifs": ["TROP_PETIT"],
            "typologies": ["T3"],
            "communes": ["69123", "69266"],
            "ressources_mensuelles": euros(sum(revenu for *_, revenu in membres) * 100 // 11),
        }
        for rang, (situation, membres) in enumerate(menages)
    ]


def _personne(noms: Faker, *, naissance: int, civilite: str, lien: str, revenu: int) -> dict[str, Any]:
    enfant = lien == "ENFANT"
    prenom = {"Mme": noms.first_name_female, "M.": noms.first_name_male}.get(civilite, noms.first_name)
    return {
        "civilite": civilite,
        "nom": noms.last_name().upper(),
        "prenoms": prenom(),
        "date_naissance": f"{naissance}-05-17",
        "lien": lien,
        "a_charge": enfant,
        "sejour_regulier": True,
        "revenus_fiscaux": {} if enfant else {"2024": euros(revenu * 100), "2025": euros(revenu * 100)},
    }
