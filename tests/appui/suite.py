"""Le parcours de référence joué sur une vraie suite, collecteur branché et données personnelles repérables partout."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from sqlalchemy import create_engine, text

from appui.otlp import Collecteur, un_collecteur
from console.commandes.marche import preparer
from console.demo import jeu, parcours
from console.demo.api import Api, Partenaire
from console.demo.recit import Recit
from console.demo.scene import Scene
from console.demo.vue360 import montrer_la_vue_360
from console.environnement import Environnement
from console.local.espace import Espace
from console.local.postgres import PostgresLocal
from console.noyaux import Noyaux
from console.superviseur import en_marche, fin_des_journaux
from socle.technique.habilitations import charger_habilitations
from socle.technique.identifiants import nouvel_id

NOM_RARE = "Quetzalcouvre"
NIR, IBAN = "269054958815780", "FR7630006000011234567890189"
"""Le NIR et l'IBAN que les administrations donnent en exemple : bien formés, à personne."""

CANARI = f"{NOM_RARE} {NIR} {IBAN}"


class ApiPiegee(Api):
    """Glisse le canari dans tous les textes libres que le parcours écrit, et garde ses demandes."""

    def __init__(self, environnement: Environnement) -> None:
        super().__init__(environnement)
        self.environnement = environnement
        self.demandeurs: set[str] = set()
        self.pieges = 0

    def poster(self, chemin: str, metier: str, **corps: Any) -> Any:
        if not chemin.endswith(("/residences", "/logements")):  # un immeuble n'est pas une personne
            corps = {cle: self._pieger(cle, valeur) for cle, valeur in corps.items()}
        return super().poster(chemin, metier, **corps)

    def _pieger(self, cle: str, valeur: Any) -> Any:
        """Un nom, ou tout texte qui contient une espace : les codes, les dates et les identifiants n'en ont pas."""
        if isinstance(valeur, dict):
            return {c: self._pieger(c, v) for c, v in valeur.items()}
        if isinstance(valeur, list):
            return [self._pieger(cle, v) for v in valeur]
        if isinstance(valeur, str) and (cle in ("nom", "prenoms", "numero_police") or " " in valeur):
            self.pieges += 1
            return f"{valeur} {CANARI}"
        return valeur

    def _entetes(self, metier: str, *, perimetre: tuple[str, ...] | None = None) -> dict[str, str]:
        entetes = super()._entetes(metier, perimetre=perimetre)
        if "traceparent" in entetes:
            self.demandeurs.add(entetes["traceparent"].split("-")[2])
        return entetes

    def brut(self, verbe: str, chemin: str, metier: str, **envoi: Any) -> Any:
        """Requête telle quelle ; rend la réponse, refus compris."""
        entetes = {**self._entetes(metier), **envoi.pop("headers", {})}
        return self._client.request(verbe, chemin, headers=entetes, **envoi)


@dataclass
class Joue:
    """Ce qu'il reste d'un parcours joué, la suite arrêtée et PostgreSQL encore debout."""

    espace: Espace
    environnement: Environnement
    collecteur: Collecteur
    recit: Recit
    ids: dict[str, Any]
    demandeurs: set[str]
    pieges: int
    vues: dict[str, str] = field(default_factory=dict)
    """Métier → texte de la vue 360° du locataire, tel que la passerelle l'a rendu."""
    derniere: str = ""
    """Trace de la toute dernière requête, juste avant l'arrêt."""
    fautifs: list[str] = field(default_factory=list)
    """Agrégats des faits forgés, que les services doivent garer."""

    def trace_de(self, titre: str) -> str:
        return next(etape.trace for etape in self.recit.etapes if etape.titre == titre)

    def lire(self, service: str, requete: str, **parametres: Any) -> list[Any]:
        moteur = create_engine(self.environnement.variables[f"LOGIS_{service.upper()}_DATABASE_URL"])
        try:
            with moteur.connect() as connexion:
                return [dict(ligne) for ligne in connexion.execute(text(requete), parametres).mappings()]
        finally:
            moteur.dispose()


@contextmanager
def un_parcours_trace(racine: Path) -> Iterator[Joue]:
    """Joue le parcours de référence, puis les fautes, arrête la suite ; les bases restent lisibles jusqu'à la sortie."""
    espace = Espace("test-trace", racine=racine)
    with pytest.MonkeyPatch.context() as environ, un_collecteur() as collecteur:
        for nom, valeur in (
            ("LOGIS_RACINE", str(racine)),
            ("LOGIS_ESPACE", espace.nom),
            ("LOGIS_OTLP_URL", collecteur.url),
            ("LOGIS_AMQP_URL", "memory://"),
        ):
            environ.setenv(nom, valeur)
        environ.delenv("LOGIS_POSTGRES_URL", raising=False)
        try:
            yield _jouer(espace, collecteur)
        finally:
            PostgresLocal(espace).detruire()


def _jouer(espace: Espace, collecteur: Collecteur) -> Joue:
    environnement = preparer(espace, neuves=True)
    documents = espace.dossier / "pdf"
    documents.mkdir()
    with en_marche(environnement):
        api, noyaux = ApiPiegee(environnement), Noyaux.de_l_espace(espace)
        caf, fsl = Partenaire(environnement, "caf-69"), Partenaire(environnement, "fsl-69")
        recit = Recit(api, noyaux, Console(), muet=True)
        scene = Scene(recit, caf, fsl, documents, 2026)
        parcours.jouer(scene)
        montrer_la_vue_360(recit, scene.ids)
        reste = recit.calme()
        assert not any(reste.values()), (reste, *(noyaux.etats()), fin_des_journaux(espace))
        joue = Joue(espace, environnement, collecteur, recit, scene.ids, api.demandeurs, api.pieges)
        _ouvrir_les_vues(api, joue)
        _fauter(api, joue)
        joue.derniere = api.nouvelle_trace()
        assert api.brut("GET", f"/api/v1/baux/{joue.ids['bail']}", "CONSEILLER_CLIENTELE").status_code == 200
        for client in (api, noyaux, caf, fsl):
            client.fermer()
    return joue


def _ouvrir_les_vues(api: ApiPiegee, joue: Joue) -> None:
    chemin = f"/api/v1/locataires/{joue.ids['locataire']}/vue-360"
    residence = joue.ids["residences"][0]
    for metier in charger_habilitations().metiers:
        jeton = api.jeton(metier, perimetre=(residence,))
        reponse = api.brut("GET", chemin, metier, headers={"Authorization": f"Bearer {jeton}"})
        assert reponse.status_code == 200
        joue.vues[metier] = reponse.text


def _fauter(api: ApiPiegee, joue: Joue) -> None:
    """Chaque genre de faute, avec le canari dedans : refus, adresse inconnue, erreur de base, réaction en faute."""
    demande = {"deposee_le": "2026-03-01", "personnes": [{"nom": CANARI, "date_naissance": CANARI}], "adresse": CANARI}
    assert api.brut("POST", "/api/v1/demandes", "CHARGE_ACCUEIL", json=demande).status_code == 400
    (nulle, *_) = jeu.demandes(graine=2026)
    nulle["personnes"][0]["nom"] = f"{CANARI}\0"
    refus = api.brut("POST", "/api/v1/demandes", "CHARGE_ACCUEIL", json=nulle)
    assert (refus.status_code, refus.json()["champ"]) == (400, "personnes.0.nom")
    assert api.brut("GET", f"/api/v1/{CANARI}", "CHARGE_ACCUEIL").status_code == 404
    assert api.brut("GET", f"/api/v1/baux/{CANARI}", "CHARGE_ACCUEIL").status_code == 400
    assert api.brut("GET", "/api/v1/baux", "CHARGE_ACCUEIL", params={"nom": CANARI}).status_code == 400
    _publier_des_faits_fautifs(joue)


def _publier_des_faits_fautifs(joue: Joue) -> None:
    """Deux BailSigné : l'un dont les identifiants sont des textes, l'autre qui rouvre un compte déjà ouvert."""
    illisible = {"bail_id": CANARI}
    (vrai,) = joue.lire("baux", "SELECT payload FROM outbox WHERE type = 'BailSigné'")
    en_double = {**vrai["payload"], "reference": CANARI}
    moteur = create_engine(joue.environnement.variables["LOGIS_BAUX_DATABASE_URL"])
    with moteur.begin() as connexion:
        for corps in (illisible, en_double):
            agregat = str(nouvel_id())
            joue.fautifs.append(agregat)
            connexion.execute(
                text(
                    """INSERT INTO outbox (partition, event_id, aggregate_type, aggregate_id, aggregate_seq, type,
                                           dataschema, payload, occurred_on, acteur, traceparent)
                       VALUES (0, :id, 'bail', :agregat, 1, 'BailSigné', 'urn:logis:baux:bail_signe:v1',
                               CAST(:corps AS jsonb), now(), '{}', '')"""
                ),
                {"id": nouvel_id(), "agregat": agregat, "corps": json.dumps(corps)},
            )
    moteur.dispose()
    joue.recit.patienter(
        "le garage des faits fautifs",
        lambda: len(joue.lire("quittancement", "SELECT 1 AS un FROM incident WHERE statut = 'GARE'")) == 2,
    )
