"""Constructeurs des tests de consommation : index en unités lisibles, jours en texte."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from fabrique_quittancement import le

from quittancement.domain.energie.climat import Climat
from quittancement.domain.energie.compteur import CompteurEnergie, Fluide, Point, Role, Usage, poser
from quittancement.domain.energie.consommation import Chaine
from quittancement.domain.energie.detection import Parc
from quittancement.domain.energie.fichier import lire_decimal
from quittancement.domain.energie.occupation import LogementConnu, Occupation
from quittancement.domain.energie.releve import Qualite, Releve, Retournement
from socle.domaine.periodes import Mois

RESIDENCE = UUID(int=77)
RETOURNEMENT = Retournement(depuis=Fraction(9, 10), au_plus=Fraction(1, 2))


def index(texte: str) -> int:
    return lire_decimal(texte, decimales=3, champ="index")


def un_point(**change: object) -> Point:
    champs: dict[str, object] = {
        "residence_id": RESIDENCE,
        "logement_id": UUID(int=701),
        "fluide": Fluide.EF,
        "usage": Usage.AUTRE,
        "role": Role.INDIVIDUEL,
    }
    return Point(**{**champs, **change})  # type: ignore[arg-type]


def un_compteur(
    *,
    numero: int = 1,
    point: Point | None = None,
    pose_le: str = "2020-01-01",
    index_pose: str = "0",
    modulo: str = "100000",
    depose: tuple[str, str] | None = None,
) -> CompteurEnergie:
    """Compteur d'eau froide à cinq chiffres, posé à zéro le 01/01/2020 ; `depose` : (jour, index)."""
    compteur = poser(
        compteur_id=UUID(int=numero),
        reference=f"EF-{numero:04d}",
        point=point or un_point(),
        modulo=index(modulo),
        pose_le=le(pose_le),
        index_pose=index(index_pose),
    )
    if depose:
        compteur.deposer(le=le(depose[0]), index=index(depose[1]))
    return compteur


def un_releve(jour: str, lu: str, qualite: str = "REEL", **change: object) -> Releve:
    champs: dict[str, object] = {"le": le(jour), "index": index(lu), "qualite": Qualite(qualite), "source": "TOURNEE"}
    return Releve(**{**champs, **change})  # type: ignore[arg-type]


def des_releves(*paires: tuple[str, str]) -> Sequence[Releve]:
    return [un_releve(jour, lu) for jour, lu in paires]


def mensuel(numero: int, *volumes: int, depuis: str = "2023-01", **point: object) -> Chaine:
    """Un compteur relevé chaque premier du mois ; `volumes` sont les mois successifs depuis `depuis`."""
    mois = Mois.lire(depuis)
    compteur = un_compteur(
        numero=numero,
        point=un_point(**{"logement_id": UUID(int=700 + numero), **point}),
        pose_le=str(mois.premier_jour),
        modulo="1000000",
    )
    releves, total = [], 0
    for rang, volume in enumerate(volumes, start=1):
        total += volume
        releves.append(un_releve(str(mois.decale(rang).premier_jour), f"{total}"))
    return Chaine(point=compteur.point, compteurs=[compteur], releves={compteur.id: releves})


def un_parc(*chaines: Chaine, entre_le: str = "2022-01-01", **change: object) -> Parc:
    """Chaque logement est occupé, fait 50 m² et est un T2."""
    logements = {c.point.logement_id for c in chaines if c.point.logement_id}
    champs: dict[str, object] = {
        "residence_id": RESIDENCE,
        "chaines": chaines,
        "logements": {
            i: LogementConnu(logement_id=i, residence_id=RESIDENCE, typologie="T2", surface_dm2=5000) for i in logements
        },
        "occupations": [
            Occupation(bail_id=UUID(int=i.int + 9000), logement_id=i, residence_id=RESIDENCE, du=le(entre_le))
            for i in sorted(logements)
        ],
    }
    return Parc(**{**champs, **change})  # type: ignore[arg-type]


def climat(du: date, au: date, dju: dict[int, int]) -> Climat:
    jours = (du + timedelta(days=n) for n in range((au - du).days))
    return Climat({jour: Fraction(dju.get(jour.month, 0)) for jour in jours})


HIVER = {1: 14, 2: 12, 3: 9, 4: 6, 10: 5, 11: 9, 12: 13}
CHAUFFE = {"fluide": Fluide.CHALEUR, "usage": Usage.CHAUFFAGE}


def chauffage(numero: int, dernier: int) -> Chaine:
    """Trois ans à 50 + 2 × DJU par mois, puis `dernier` en février 2026."""
    debut, volumes = Mois(2023, 1), []
    for rang in range(37):
        mois = debut.decale(rang)
        volumes.append(50 + 2 * HIVER.get(mois.numero, 0) * mois.nombre_de_jours)
    return mensuel(numero, *volumes, dernier, **CHAUFFE)
