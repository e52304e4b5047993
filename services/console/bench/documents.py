"""Avis d'échéance à la suite, tous différents, sur un cœur ; à côté d'une page presque vide composée par le même typst."""

from __future__ import annotations

import hashlib
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from console.bench.resultat import resultat
from quittancement.adapters.documents_de_terme import ZERO, Aide, AvisEcheance, Compte, Ligne, Virement
from quittancement.adapters.edition import CHAMPS_AVIS, avis_echeance
from quittancement.adapters.serie.presse import Presse
from quittancement.domain.banque.reference_rf import reference_rf
from socle.domaine.montant import Montant, somme
from socle.technique.documents import Destinataire, Emetteur, Imprimeur

MINIMAL = """#let d = json(bytes(sys.inputs.donnees))
#set document(title: d.titre, author: d.auteur, date: datetime(year: 2026, month: 3, day: 24))
#set text(lang: "fr", font: "Libertinus Serif")
#d.titre
"""
TERME = (
    ("LOY", "Loyer principal", 41_237),
    ("ANN", "Garage", 3_850),
    ("PCG", "Provision pour charges générales", 9_600),
    ("PEF", "Provision pour eau froide", 2_200),
    ("PCH", "Provision pour chauffage", 6_400),
    ("TRL", "Contribution aux travaux d'économie d'énergie", 1_250),
    ("ASP", "Assurance souscrite pour votre compte", 720),
    ("RLS", "Réduction de loyer de solidarité (RLS)", -4_306),
    ("APL", "Aide personnalisée au logement versée au bailleur", -27_100),
)
SANS = ((), ("APL",), ("RLS", "APL"), ("ANN",), ("TRL", "ASP"), ("ANN", "ASP"), ("TRL",), ("ASP", "RLS", "APL"))
"""Lignes qui manquent à un bail ou à un autre : huit formes d'avis, et trois états du compte."""


def banc(*, avis: int, passages: int) -> dict[str, Any]:
    """Chaque passage part sans aucun moule ; le débit est par seconde de processeur, donc par cœur."""
    debits, limites, composes, latences = [], [], [], []
    empreintes: set[bytes] = set()
    presse = Presse(Imprimeur(), CHAMPS_AVIS)
    for passage in range(passages):
        presse = Presse(Imprimeur(), CHAMPS_AVIS)
        lot = [un_avis(passage * avis + rang) for rang in range(avis)]
        pages: list[bytes] = []
        latences += list(_imprimer(lot, presse, pages))
        debits.append(avis / (sum(latences[-avis:]) / 1000))
        empreintes |= {hashlib.sha256(page).digest() for page in pages}
        limites.append(_debit(min(avis, 300), _minimal()))
        composes.append(_debit(min(avis, 60), _compose(lot)))
    memoire = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return resultat(
        "documents",
        debits=debits,
        unite="avis/s/cœur",
        limites=limites,
        latences_ms=latences,
        memoire_mo=round(memoire, 1),
        avis=avis,
        uniques=len(empreintes),
        remplis=presse.remplis,
        composes=presse.composes,
        octets_par_avis=sum(map(len, pages)) // avis,
        sans_moule=[round(d, 1) for d in composes],
        latence="temps de processeur d'un avis, données et code QR compris",
        limite="page d'une ligne, composée par typst aux mêmes normes (PDF/A-3a, PDF/UA-1)",
    )


def un_avis(rang: int) -> AvisEcheance:
    """Avis du bail de ce rang : nom, adresse, loyer, référence et solde lui sont propres."""
    sans = SANS[rang % len(SANS)]
    lignes = tuple(
        Ligne(code=code, libelle=libelle, montant=Montant(centimes + (rang * 37 % 20_000 if code == "LOY" else 0)))
        for code, libelle, centimes in TERME
        if code not in sans
    )
    net = somme(ligne.montant for ligne in lignes)
    adresse = (f"{1 + rang % 97} rue des Essais", f"69{rang % 1000:03d} VILLE")
    nom = f"Mme Ana ESSAI-{rang:06d}"
    return replace(
        _MODELE,
        destinataire=Destinataire(lignes=(nom, *adresse)),
        compte=Compte(numero=f"B-{rang:06d}", locataires=(nom,), logement=(f"Logement L-{rang:06d}", *adresse)),
        numero=f"Q-{rang:09d}",
        reference_paiement=reference_rf(f"B{rang:06d}"),
        lignes=lignes,
        net=net,
        a_payer=net,
        solde_anterieur=Montant((rang % 3 - 1) * (1_000 + rang)),
    )


_MODELE = AvisEcheance(
    emetteur=Emetteur(
        raison_sociale="Habitat d'Exemple",
        forme="Office public de l'habitat",
        siren="000 000 000",
        adresse=("1 place du Modèle", "99000 Exempleville"),
        ville="Exempleville",
        telephone="00 00 00 00 00",
        courriel="contact@habitat.example",
    ),
    destinataire=Destinataire(lignes=("Nom",)),
    compte=Compte(numero="", locataires=(), logement=()),
    numero="",
    du=date(2026, 3, 1),
    au=date(2026, 3, 31),
    lignes=(),
    edite_le=date(2026, 3, 24),
    reference_paiement="",
    a_terme_echu=True,
    exigible_le=date(2026, 3, 31),
    limite_paiement_le=date(2026, 4, 5),
    net=ZERO,
    a_payer=ZERO,
    solde_anterieur=ZERO,
    solde_arrete_le=date(2026, 3, 24),
    aides=(
        Aide(nom="Votre conseillère sociale", precision="Budget, aides, FSL", joindre="00 00 00 00 01"),
        Aide(nom="ADIL", precision="Conseil juridique gratuit", joindre="00 00 00 00 02"),
        Aide(nom="SOS loyers impayés", precision="Appel gratuit", joindre="00 00 00 00 03"),
    ),
    virement=Virement(iban="FR14 2004 1010 0505 0001 3M02 606", bic="PSSTFRPPXXX", titulaire="Habitat d'Exemple"),
    autres_modes="Aussi par carte bancaire ou en espèces à la loge.",
)


def _imprimer(lot: list[AvisEcheance], presse: Presse, pages: list[bytes]) -> Iterator[float]:
    """Temps de processeur (ms) de chaque avis ; son PDF s'ajoute à `pages`."""
    for avis in lot:
        depart = time.process_time()
        pages.append(avis_echeance(avis, imprimeur=presse))
        yield (time.process_time() - depart) * 1000


def _debit(nombre: int, imprimer: Callable[[int], object]) -> float:
    depart = time.process_time()
    for rang in range(nombre):
        imprimer(rang)
    return nombre / (time.process_time() - depart)


def _minimal() -> Callable[[int], bytes]:
    imprimeur = Imprimeur()

    def imprimer(rang: int) -> bytes:
        with TemporaryDirectory() as dossier:
            gabarit = Path(dossier) / "minimal.typ"
            gabarit.write_text(MINIMAL, encoding="utf-8")
            return imprimeur.imprimer(gabarit, {"titre": f"Avis {rang}", "auteur": "Banc", "edite_le": "2026-03-24"})

    return imprimer


def _compose(lot: list[AvisEcheance]) -> Callable[[int], bytes]:
    imprimeur = Imprimeur()
    return lambda rang: avis_echeance(lot[rang], imprimeur=imprimeur)
