"""Le registre : ce qui devait arriver, comparé à ce qui est arrivé. Pur : tout lui est donné par le relevé.

Perdu : attendu et absent. En double : vu une fois de trop. Inversé : vu après un fait plus jeune du même agrégat.
Bloqué : encore en route au bout du délai de vidange. Chaque écart est nommé par des identifiants, jamais des personnes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from console.chaos.appels import Commande
from console.chaos.livraisons import ACCEPTABLES, Poison
from console.chaos.temoin.composition import NOM as TEMOIN
from console.chaos.temoins import CAUSES, EFFETS, Effet


@dataclass(frozen=True, kw_only=True)
class FaitPublie:
    """Une ligne d'outbox. `cause` : l'événement dont elle est la suite ; vide pour une commande ou une minuterie."""

    source: str
    position: int
    event_id: str
    agregat: str
    agregat_id: str
    sequence: int
    type: str
    cause: str
    trace: str
    donnees: Mapping[str, Any]
    envoye: bool


@dataclass(frozen=True, kw_only=True)
class Temoignage:
    """Un effet vu par un témoin ; `rang` croît dans l'ordre où les effets s'écrivent."""

    rang: int
    nom: str
    operation: str
    cle: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Incident:
    """`poison` : la marque d'un poison envoyé par le banc, vide pour un vrai fait."""

    statut: str
    event_id: str
    reaction: str
    code: str
    poison: str


@dataclass(kw_only=True)
class Consommateur:
    """Un service vu du côté de sa réception. `reactions` : (source, événement) → noms des réactions."""

    nom: str
    reactions: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    agregats: frozenset[tuple[str, str]] = frozenset()
    temoignages: Sequence[Temoignage] = ()
    refus: frozenset[tuple[str, str]] = frozenset()
    incidents: Sequence[Incident] = ()
    retenus: int = 0


@dataclass(kw_only=True)
class Releve:
    """Tout ce que les bases disent après la vidange. `requetes` : (service, request_id) → lignes gardées."""

    commandes: Sequence[Commande] = ()
    requetes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    faits: Sequence[FaitPublie] = ()
    consommateurs: Sequence[Consommateur] = ()
    poisons: Sequence[Poison] = ()


@dataclass(frozen=True)
class Ecart:
    quoi: str
    ou: str
    detail: str


@dataclass(kw_only=True)
class Bilan:
    """Le compte. `effets` : effets attendus et vus exactement une fois, réactions et témoin compris."""

    faits: int = 0
    effets: int = 0
    poisons_gares: int = 0
    perdus: list[Ecart] = field(default_factory=list)
    doubles: list[Ecart] = field(default_factory=list)
    inversions: list[Ecart] = field(default_factory=list)
    bloques: list[Ecart] = field(default_factory=list)

    @property
    def juste(self) -> bool:
        return not (self.perdus or self.doubles or self.inversions or self.bloques)

    def exiger(self, nombre: int, attendu: int, ecart: Ecart) -> None:
        """Compte un effet attendu `attendu` fois : moins est une perte, plus un double."""
        if nombre < attendu:
            self.perdus.append(ecart)
        elif nombre > attendu:
            self.doubles.append(ecart)
        else:
            self.effets += nombre


def comparer(releve: Releve) -> Bilan:
    """Compare commandes, faits et effets."""
    bilan = Bilan(faits=len(releve.faits))
    _commandes(releve, bilan)
    _outbox(releve, bilan)
    for consommateur in releve.consommateurs:
        _reactions(consommateur, releve.faits, bilan)
        _en_route(consommateur, bilan)
        _poisons(consommateur, releve.poisons, bilan)
    _effets_du_domaine(releve, bilan)
    _faits_causes(releve, bilan)
    return bilan


def etalons(commandes: Iterable[Commande], faits: Sequence[FaitPublie]) -> dict[str, Counter[str]]:
    """Faits que chaque sorte de commande produit, appris de celles qui furent jouées dans le calme.

    Lève ValueError si deux commandes de même sorte en ont produit de différents : la sorte est mal découpée.
    """
    par_trace = _par_trace(faits)
    resultat: dict[str, Counter[str]] = {}
    for commande in commandes:
        if commande.calme and commande.acquittee:
            vus = par_trace[commande.service, commande.trace]
            if resultat.setdefault(commande.cle, vus) != vus:
                raise ValueError(
                    f"{commande.cle} produit {dict(vus)} ou {dict(resultat[commande.cle])} selon les fois."
                )
    return resultat


def _par_trace(faits: Sequence[FaitPublie]) -> dict[tuple[str, str], Counter[str]]:
    resultat: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for fait in faits:
        if not fait.cause:
            resultat[fait.source, fait.trace][fait.type] += 1
    return resultat


def _commandes(releve: Releve, bilan: Bilan) -> None:
    """Une commande acquittée est gardée une fois et a exactement ses faits ; une commande refusée n'a rien laissé."""
    attendus, par_trace = etalons(releve.commandes, releve.faits), _par_trace(releve.faits)
    for commande in releve.commandes:
        vus = par_trace[commande.service, commande.trace]
        gardees = releve.requetes.get((commande.service, commande.request_id), 0)
        lieu = f"{commande.cle} {commande.request_id}"
        if commande.refus:
            if vus or gardees:
                bilan.doubles.append(Ecart("commande refusée et pourtant faite", lieu, str(dict(vus))))
            continue
        if not commande.acquittee:
            bilan.bloques.append(Ecart("commande sans réponse", lieu, f"{commande.essais} essais"))
            if bool(gardees) != bool(vus) and attendus.get(commande.cle):
                bilan.perdus.append(Ecart("commande à moitié faite", lieu, str(dict(vus))))
            continue
        bilan.exiger(gardees, 1, Ecart("commande acquittée", lieu, f"{gardees} fois gardée"))
        attendu = attendus.get(commande.cle, Counter())
        for type_ in attendu.keys() | vus.keys():
            ecart = Ecart("fait d'une commande", lieu, f"{vus[type_]} {type_} pour {attendu[type_]}")
            bilan.exiger(vus[type_], attendu[type_], ecart)


def _outbox(releve: Releve, bilan: Bilan) -> None:
    """Chaque agrégat numérote ses faits 1, 2, 3… sans trou ni retour, et tout est parti."""
    suites: dict[tuple[str, str, str], list[FaitPublie]] = defaultdict(list)
    for fait in sorted(releve.faits, key=lambda f: f.position):
        suites[fait.source, fait.agregat, fait.agregat_id].append(fait)
        if not fait.envoye:
            bilan.bloques.append(Ecart("fait non envoyé", fait.source, f"{fait.type} {fait.event_id}"))
    for (source, _, _), suite in suites.items():
        sequences = [fait.sequence for fait in suite]
        if sequences != sorted(sequences):
            bilan.inversions.append(Ecart("outbox en désordre", source, f"{suite[0].agregat_id} {sequences}"))
        for manque in sorted(set(range(1, max(sequences) + 1)) - set(sequences)):
            bilan.perdus.append(Ecart("séquence absente de l'outbox", source, f"{suite[0].agregat_id} n° {manque}"))


def _reactions(consommateur: Consommateur, faits: Sequence[FaitPublie], bilan: Bilan) -> None:
    """Chaque réaction concernée a eu lieu une fois par fait, dans l'ordre de l'agrégat."""
    table = "effet_temoin" if consommateur.nom == TEMOIN else "inbox"
    rangs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for vu in consommateur.temoignages:
        if vu.nom == table:
            rangs[vu.cle, vu.detail].append(vu.rang)
    suites: dict[tuple[str, str, str, str], list[tuple[int, FaitPublie]]] = defaultdict(list)
    for fait in faits:
        for reaction in consommateur.reactions.get((fait.source, fait.type), ()):
            vus = rangs.pop((fait.event_id, "" if consommateur.nom == TEMOIN else reaction), [])
            if not vus and (fait.event_id, reaction) in consommateur.refus:
                continue
            ecart = Ecart("réaction", f"{consommateur.nom}.{reaction}", f"{len(vus)} fois, {fait.type} {fait.event_id}")
            bilan.exiger(len(vus), 1, ecart)
            suites[reaction if table == "inbox" else "", fait.source, fait.agregat, fait.agregat_id] += [
                (rang, fait) for rang in vus[:1]
            ]
    for cle, nombre in rangs.items():
        bilan.doubles.append(Ecart("effet sans fait", consommateur.nom, f"{cle} {len(nombre)} fois"))
    for suite in suites.values():
        bilan.inversions += _inversions(consommateur.nom, suite)


def _inversions(consommateur: str, suite: Sequence[tuple[int, FaitPublie]]) -> Iterator[Ecart]:
    plus_haute = 0
    for _, fait in sorted(suite, key=lambda paire: paire[0]):
        if fait.sequence < plus_haute:
            yield Ecart("effet après un fait plus jeune", consommateur, f"{fait.agregat_id} n° {fait.sequence}")
        plus_haute = max(plus_haute, fait.sequence)


def _en_route(consommateur: Consommateur, bilan: Bilan) -> None:
    if consommateur.retenus:
        bilan.bloques.append(Ecart("faits retenus", consommateur.nom, str(consommateur.retenus)))
    for incident in consommateur.incidents:
        if not incident.poison and incident.statut in ("REPRISE", "GARE"):
            detail = f"{incident.statut} {incident.code} {incident.event_id}"
            bilan.bloques.append(Ecart("réaction arrêtée", f"{consommateur.nom}.{incident.reaction}", detail))


def _poisons(consommateur: Consommateur, poisons: Sequence[Poison], bilan: Bilan) -> None:
    """Un poison est garé une fois chez qui devait le lire ; jamais perdu, jamais en boucle."""
    gares = Counter(i.poison for i in consommateur.incidents if i.poison and i.statut == "GARE")
    boucles = Counter(i.poison for i in consommateur.incidents if i.poison and i.statut == "REPRISE")
    for poison in poisons:
        lieu, detail = consommateur.nom, f"{poison.sorte} {poison.id}"
        reactions = consommateur.reactions.get((poison.source, poison.type), ())
        suivi = (poison.source, poison.agregat) in consommateur.agregats
        du = (len(reactions) if poison.corps_fautif else 1) if suivi and poison.sorte not in ACCEPTABLES else 0
        if gares[poison.id] < du:
            bilan.perdus.append(Ecart("poison ni garé ni signalé", lieu, detail))
        elif gares[poison.id] > max(1, len(reactions)):
            bilan.doubles.append(Ecart("poison garé plusieurs fois", lieu, detail))
        if boucles[poison.id]:
            bilan.bloques.append(Ecart("poison repris sans fin", lieu, detail))
        bilan.poisons_gares += gares[poison.id]


def _effets_du_domaine(releve: Releve, bilan: Bilan) -> None:
    par_nom = {c.nom: c for c in releve.consommateurs}
    for effet in EFFETS:
        consommateur = par_nom.get(effet.consommateur)
        if consommateur is None:
            continue
        vus = Counter(
            (t.cle, t.detail)
            for t in consommateur.temoignages
            if (t.nom, t.operation) == (effet.table, effet.operation)
        )
        attendus = Counter(
            _cle(effet, fait) for fait in releve.faits if (fait.source, fait.type) == (effet.source, effet.type)
        )
        refuses = {event_id for event_id, _ in consommateur.refus}
        for fait in releve.faits:
            if fait.event_id in refuses and (fait.source, fait.type) == (effet.source, effet.type):
                attendus[_cle(effet, fait)] -= 1
        for cle in vus.keys() | attendus.keys():
            ecart = Ecart("effet du domaine", f"{effet.consommateur}.{effet.table}", f"{vus[cle]} fois {cle}")
            bilan.exiger(vus[cle], attendus[cle], ecart)


def _cle(effet: Effet, fait: FaitPublie) -> tuple[str, str]:
    return str(fait.donnees[effet.champ]), str(fait.donnees[effet.champ_valeur]) if effet.champ_valeur else ""


def _faits_causes(releve: Releve, bilan: Bilan) -> None:
    """Les suites d'un événement : jamais deux fois le même fait du même agrégat, et celles qu'on sait attendre."""
    suites = Counter((f.source, f.cause, f.type, f.agregat_id) for f in releve.faits if f.cause)
    for (service, cause, type_, _), nombre in suites.items():
        if nombre > 1:
            bilan.doubles.append(Ecart("suite répétée", service, f"{nombre} {type_} pour {cause}"))
    par_cause = Counter((f.source, f.cause, f.type) for f in releve.faits if f.cause)
    presents = {consommateur.nom for consommateur in releve.consommateurs}
    for consommateur, source, type_, suite in CAUSES:
        for fait in releve.faits:
            if consommateur in presents and (fait.source, fait.type) == (source, type_):
                nombre = par_cause[consommateur, fait.event_id, suite]
                ecart = Ecart("suite d'un fait", consommateur, f"{nombre} {suite} pour {fait.event_id}")
                bilan.exiger(nombre, 1, ecart)
