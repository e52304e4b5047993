"""Information des ménages : domaine → messages protobuf. Les quantités s'arrondissent ici, au millième."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from logis.quittancement.v1 import energie_pb2
from quittancement.application.informer_menage import Information
from quittancement.domain.energie.consommation import Consommation
from quittancement.domain.energie.conversions import Conversion
from quittancement.domain.energie.information import LigneInformation
from socle.domaine.montant import Arrondi
from socle.technique.rpc.messages import explication, texte_date, verdict


def quantite(milliemes: Fraction, unite: str, certitude: str = "calcule") -> energie_pb2.Quantite:
    return energie_pb2.Quantite(milliemes=Arrondi.COMMERCIAL.appliquer(milliemes), unite=unite, certitude=certitude)


def mesuree(consomme: Consommation | None, unite: str) -> energie_pb2.Quantite | None:
    return None if consomme is None else quantite(consomme.quantite, unite, consomme.certitude)


def conversions(valeurs: Iterable[Conversion]) -> list[energie_pb2.Conversion]:
    return [
        energie_pb2.Conversion(
            code=valeur.code,
            quantite=None if valeur.quantite is None else quantite(valeur.quantite, "kWh"),
            explication=explication(valeur.explication),
        )
        for valeur in valeurs
    ]


def information(objet: Information) -> energie_pb2.InformationMensuelle:
    return energie_pb2.InformationMensuelle(
        bail_id=str(objet.occupation.bail_id),
        mois=str(objet.mois),
        fluides=[_fluide(ligne) for ligne in objet.lignes],
        alertes_ouvertes=objet.alertes_ouvertes,
    )


def _fluide(ligne: LigneInformation) -> energie_pb2.InformationFluide:
    unite, comparaison = ligne.point.fluide.unite, ligne.comparaison
    return energie_pb2.InformationFluide(
        fluide=ligne.point.fluide.value,
        usage=ligne.point.usage.value,
        du=texte_date(ligne.du),
        au=texte_date(ligne.au),
        mois=mesuree(ligne.mois, unite),
        annee=mesuree(ligne.annee, unite),
        an_passe=mesuree(ligne.an_passe, unite),
        dernier_releve_le=texte_date(ligne.dernier_releve_le),
        conversions=conversions(ligne.conversions),
        chauffage_corrige=None if ligne.corrigee is None else quantite(ligne.corrigee, unite),
        correction=None if ligne.correction is None else verdict(ligne.correction),
        par_m2=_par_m2(comparaison.par_m2, unite),
        moyenne_par_m2=_par_m2(comparaison.moyenne, unite),
        menages_compares=comparaison.menages,
        conseils=[
            energie_pb2.Conseil(code=c.code, message=c.message, gain=c.gain, cout=c.cout, declencheurs=c.declencheurs)
            for c in ligne.conseils
        ],
    )


def _par_m2(valeur: Fraction | None, unite: str) -> energie_pb2.Quantite | None:
    return None if valeur is None else quantite(valeur, f"{unite}/m²")
