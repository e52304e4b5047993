"""Le garage : ce qui n'a pas pu être traité, par empreinte ou un à un ; ce qu'on en fait, et le journal de chaque acte.

Rejouer remet en reprise ; écarter est définitif et dit pourquoi. Chaque incident touché a sa ligne au journal, que la
base refuse de réécrire. Un message sans réaction (son enveloppe ne se lit pas) ne se rejoue pas : on ne sait pas à qui.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, text

from socle.domaine.refus import DonneeInvalide, Introuvable, RegleViolee
from socle.technique.identifiants import lire_id
from socle.technique.pagination import decouper, lire_jeton, taille

STATUTS = ("GARE", "REPRISE", "ECARTE")
GROUPES_MAX = 500

_REPUBLIER = "Corrigez ce qui l'a émis, faites republier le fait par sa source sous un nouvel identifiant, puis écartez ce message."
CONSEILS = {
    "TROP_ANCIEN": "Plus vieux que la mémoire d'unicité (400 jours) : le rejouer pourrait doubler un effet. Vérifiez "
    "l'effet à la main, puis écartez ce message.",
    "TYPE_INCONNU": "Ce service ne suit pas ce type d'agrégat : sa file est mal liée, ou une version plus récente est "
    "attendue. Corrigez la topologie, faites republier le fait par sa source, puis écartez ce message.",
    "CORPS_TROP_GROS": f"Un fait ne porte que des identifiants et des montants. {_REPUBLIER}",
}


@dataclass(frozen=True, kw_only=True)
class Filtre:
    """Ce qu'on regarde du garage ; un champ vide ne restreint pas, un statut vide vaut GARE."""

    statut: str = ""
    reaction: str = ""
    code: str = ""
    empreinte: str = ""

    def parametres(self) -> dict[str, str]:
        """Lève DonneeInvalide (STATUT_INCONNU)."""
        statut = self.statut or "GARE"
        if statut not in STATUTS:
            raise DonneeInvalide("STATUT_INCONNU", f"Statuts permis : {', '.join(STATUTS)}.", champ="statut")
        return {"statut": statut, "reaction": self.reaction, "code": self.code, "empreinte": self.empreinte}


_SELON = """statut = :statut AND (:reaction = '' OR reaction = :reaction) AND (:code = '' OR code = :code)
            AND (:empreinte = '' OR empreinte = :empreinte)"""
_INCIDENT = """id, statut, reaction, event_id, source, aggregate_type, aggregate_id, aggregate_seq, bloquant, entetes,
               empreinte, code, message, tentatives, octet_length(corps) AS taille, cree_le, prochaine_le"""
_GROUPES = text(
    f"""SELECT empreinte, reaction, code, count(*) AS nombre, min(cree_le) AS premier, max(cree_le) AS dernier,
               (array_agg(message ORDER BY cree_le DESC))[1] AS message
          FROM incident WHERE {_SELON}
         GROUP BY empreinte, reaction, code ORDER BY nombre DESC, empreinte, code LIMIT :limite"""
)
_LISTE = text(
    f"""SELECT {_INCIDENT} FROM incident
         WHERE {_SELON} AND (CAST(:apres AS uuid) IS NULL OR id > CAST(:apres AS uuid)) ORDER BY id LIMIT :limite"""
)
_VISES = """SELECT count(*) AS nombre, count(*) FILTER (WHERE reaction <> '') AS jouables,
                   min(code) FILTER (WHERE reaction = '') AS code
              FROM incident WHERE statut = 'GARE' AND """
_INSCRIRE = """INSERT INTO journal_noyau (acteur, acte, cible, detail)
               SELECT :acteur, :acte, CAST(id AS text), :detail FROM touches"""


class Garage:
    """Lectures et actes sur le garage d'un service. Un acte se joue sur la connexion `sur`, ou dans sa transaction."""

    def __init__(self, moteur: Engine) -> None:
        self._moteur = moteur

    def groupes(self, filtre: Filtre) -> Sequence[Any]:
        """Incidents par empreinte, réaction et code : nombre, premier, dernier, dernier message. 500 groupes au plus."""
        with self._moteur.connect() as connexion:
            return connexion.execute(_GROUPES, {**filtre.parametres(), "limite": GROUPES_MAX}).all()

    def lister(self, filtre: Filtre, *, page_size: int = 0, page_token: str = "") -> tuple[Sequence[Any], str]:
        """Une page d'incidents dans l'ordre de leur arrivée, sans leur corps, et le jeton de la suivante.

        Lève DonneeInvalide (STATUT_INCONNU, PAGE_IMPOSSIBLE, JETON_DE_PAGE_FAUX).
        """
        nombre = taille(page_size)
        valeurs = {**filtre.parametres(), "apres": lire_jeton(page_token), "limite": nombre + 1}
        with self._moteur.connect() as connexion:
            return decouper(connexion.execute(_LISTE, valeurs).all(), nombre)

    def montrer(self, incident: str, *, acteur: str, avec_corps: bool = False) -> tuple[Any, bytes]:
        """Un incident et, sur demande inscrite au journal, son corps. Lève DonneeInvalide, Introuvable."""
        cible = {"id": lire_id(incident, champ="incident_id")}
        with self._moteur.begin() as connexion:
            ligne = connexion.execute(text(f"SELECT {_INCIDENT} FROM incident WHERE id = :id"), cible).first()
            if ligne is None:
                raise Introuvable("Incident", incident, champ="incident_id")
            if not avec_corps:
                return ligne, b""
            connexion.execute(
                text("INSERT INTO journal_noyau (acteur, acte, cible) VALUES (:acteur, 'LIRE_CORPS', :cible)"),
                {"acteur": acteur, "cible": incident},
            )
            return ligne, bytes(
                connexion.execute(text("SELECT corps FROM incident WHERE id = :id"), cible).scalar_one()
            )

    def rejouer(
        self,
        *,
        acteur: str,
        incident: str = "",
        empreinte: str = "",
        a_blanc: bool = False,
        sur: Connection | None = None,
    ) -> int:
        """Remet en reprise un incident garé ou tout un groupe ; rend leur nombre. `a_blanc` : compte seulement.

        Lève Introuvable si rien de tel n'est garé, RegleViolee (REJEU_IMPOSSIBLE) si l'enveloppe ne se lit pas.
        """
        condition, cible = _cible(incident, empreinte)
        with self._transaction(sur) as connexion:
            vises = connexion.execute(text(_VISES + condition), {"cible": cible}).one()
            if vises.nombre and not vises.jouables:
                raise RegleViolee("REJEU_IMPOSSIBLE", _sans_reaction(vises.code), champ="incident_id")
            ordre = f"UPDATE incident SET statut = 'REPRISE', prochaine_le = now() WHERE reaction <> '' AND {condition}"
            detail = f"groupe {empreinte}" if empreinte else ""
            return self._agir(connexion, "REJOUER", ordre, vises.jouables, cible, acteur, detail, a_blanc)

    def ecarter(
        self,
        *,
        acteur: str,
        motif: str,
        incident: str = "",
        empreinte: str = "",
        a_blanc: bool = False,
        sur: Connection | None = None,
    ) -> int:
        """Écarte définitivement un incident garé ou tout un groupe ; rend leur nombre. `a_blanc` : compte seulement.

        Lève DonneeInvalide (MOTIF_MANQUANT), Introuvable si rien de tel n'est garé.
        """
        if not motif.strip():
            raise DonneeInvalide("MOTIF_MANQUANT", "Écarter un message exige un motif.", champ="motif")
        condition, cible = _cible(incident, empreinte)
        with self._transaction(sur) as connexion:
            vises = connexion.execute(text(_VISES + condition), {"cible": cible}).one()
            ordre = f"UPDATE incident SET statut = 'ECARTE' WHERE {condition}"
            detail = f"groupe {empreinte} : {motif}" if empreinte else motif
            return self._agir(connexion, "ECARTER", ordre, vises.nombre, cible, acteur, detail, a_blanc)

    def actes(self, *, page_size: int = 0, page_token: str = "") -> tuple[Sequence[Any], str]:
        """Une page du journal des actes, du plus récent au plus ancien, et le jeton de la suivante.

        Lève DonneeInvalide (PAGE_IMPOSSIBLE, JETON_DE_PAGE_FAUX).
        """
        nombre = taille(page_size)
        if page_token and not page_token.isdecimal():
            raise DonneeInvalide(
                "JETON_DE_PAGE_FAUX", "Ce jeton de page n'est pas l'un des nôtres.", champ="page_token"
            )
        with self._moteur.connect() as connexion:
            lignes = connexion.execute(_ACTES, {"avant": int(page_token or 0), "limite": nombre + 1}).all()
        return lignes[:nombre], str(lignes[nombre - 1].numero) if len(lignes) > nombre else ""

    def refus(self, *, reaction: str = "", page_size: int = 0, page_token: str = "") -> tuple[Sequence[Any], str]:
        """Une page des refus métier des réactions, du fait le plus récent au plus ancien, et le jeton de la suivante.

        Lève DonneeInvalide (PAGE_IMPOSSIBLE, IDENTIFIANT_ILLISIBLE si le jeton est faux).
        """
        nombre = taille(page_size)
        fait, _, suite = page_token.partition("/")
        valeurs = {
            "reaction": reaction,
            "fait": lire_id(fait, champ="page_token") if page_token else None,
            "suite": suite,
            "limite": nombre + 1,
        }
        with self._moteur.connect() as connexion:
            lignes = connexion.execute(_REFUS, valeurs).all()
        derniere = lignes[nombre - 1] if len(lignes) > nombre else None
        return lignes[:nombre], f"{derniere.event_id}/{derniere.reaction}" if derniere else ""

    @contextmanager
    def _transaction(self, sur: Connection | None) -> Iterator[Connection]:
        if sur is not None:
            yield sur
            return
        with self._moteur.begin() as connexion:
            yield connexion

    def _agir(
        self,
        connexion: Connection,
        acte: str,
        ordre: str,
        nombre: int,
        cible: str,
        acteur: str,
        detail: str,
        a_blanc: bool,
    ) -> int:
        """Un incident déjà repris par un autre entre-temps n'est pas touché ; le nombre rendu est celui des lignes inscrites."""
        if nombre and a_blanc:
            return nombre
        touches = f"WITH touches AS ({ordre} AND statut = 'GARE' RETURNING id) {_INSCRIRE}"
        valeurs = {"cible": cible, "acteur": acteur, "acte": acte, "detail": detail}
        faits = connexion.execute(text(touches), valeurs).rowcount if nombre else 0
        if faits == 0:
            raise Introuvable("Incident", cible, champ="incident_id")
        return faits


_ACTES = text(
    """SELECT numero, le, acteur, acte, cible, detail FROM journal_noyau
        WHERE :avant = 0 OR numero < :avant ORDER BY numero DESC LIMIT :limite"""
)
_REFUS = text(
    """SELECT event_id, reaction, code, message, le FROM refus_reaction
        WHERE (:reaction = '' OR reaction = :reaction)
          AND (CAST(:fait AS uuid) IS NULL OR (event_id, reaction) < (CAST(:fait AS uuid), :suite))
        ORDER BY event_id DESC, reaction DESC LIMIT :limite"""
)


def conseil(reaction: str, code: str) -> str:
    """Ce qu'il faut faire d'un incident, en une phrase."""
    if not reaction:
        return CONSEILS.get(code, f"L'enveloppe ne se lit pas. {_REPUBLIER}")
    return "Corrigez la cause, puis rejouez ; ou écartez, avec un motif, si l'effet n'est plus voulu."


def _sans_reaction(code: str) -> str:
    return f"Ce message n'a atteint aucune réaction ({code}) : il ne se rejoue pas. {conseil('', code)}"


def _cible(incident: str, empreinte: str) -> tuple[str, str]:
    """Condition SQL et valeur de `:cible`. Lève DonneeInvalide (CIBLE_AMBIGUE, IDENTIFIANT_ILLISIBLE)."""
    if bool(incident) == bool(empreinte):
        raise DonneeInvalide(
            "CIBLE_AMBIGUE", "Désignez un incident ou une empreinte, l'un des deux seulement.", champ="incident_id"
        )
    if incident:
        return "id = CAST(:cible AS uuid)", str(lire_id(incident, champ="incident_id"))
    return "empreinte = :cible", empreinte
