"""Le garage : `logis parking lister | montrer | rejouer | ecarter | refus | journal`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer
from google.protobuf.json_format import MessageToDict
from rich.markup import escape
from rich.table import Table

from console.commandes.affichage import (
    EnJson,
    finir_en_erreur,
    imprimer_json,
    instant,
    raison,
    sortie,
)
from console.commandes.appels import ABlanc, Service, UnService, appeler_un, chacun, noyaux_de_l_espace
from console.services import choisir
from logis.noyau.v1 import noyau_pb2
from socle.technique.identifiants import nouvel_id
from socle.technique.rpc.erreurs import EchecRpc

parking = typer.Typer(help="Messages garés : lister, montrer, rejouer, écarter.", no_args_is_help=True)

Incident = Annotated[str, typer.Option(help="Un incident.")]
Empreinte = Annotated[str, typer.Option(help="Tout un groupe.")]
Limite = Annotated[int, typer.Option(min=1, max=500, help="Lignes par page.")]
Suite = Annotated[str, typer.Option(help="Jeton de la page suivante (un seul service).")]


def inscrire(application: typer.Typer) -> None:
    application.add_typer(parking, name="parking")


@parking.command("lister")
def lister(
    service: Service = "tous",
    statut: Annotated[str, typer.Option(help="GARE, REPRISE ou ECARTE.")] = "GARE",
    reaction: Annotated[str, typer.Option(help="Seulement cette réaction.")] = "",
    code: Annotated[str, typer.Option(help="Seulement ce code.")] = "",
    empreinte: Annotated[str, typer.Option(help="Seulement ce groupe.")] = "",
    detail: Annotated[bool, typer.Option("--detail", help="Les incidents un à un.")] = False,
    limite: Limite = 50,
    suite: Suite = "",
    en_json: EnJson = False,
) -> None:
    """Incidents groupés par empreinte : combien, depuis quand, quoi faire. `--detail` : un à un."""
    filtre = noyau_pb2.FiltreIncidents(statut=statut, reaction=reaction, code=code, empreinte=empreinte)
    if detail or suite:
        requete = noyau_pb2.ListIncidentsRequest(filtre=filtre, page_size=limite, page_token=suite)
        _pages(service, "ListIncidents", requete, "incidents", en_json, _montrer_incidents, "Rien de tel au garage.")
    else:
        groupes = noyau_pb2.ListGroupesRequest(filtre=filtre)
        _pages(service, "ListGroupes", groupes, "groupes", en_json, _montrer_groupes, "Rien de tel au garage.")


@parking.command("montrer")
def montrer(
    service: UnService,
    incident: Annotated[str, typer.Argument(help="L'incident.")],
    corps: Annotated[bool, typer.Option("--corps", help="Montre aussi le corps ; inscrit au journal.")] = False,
    en_json: EnJson = False,
) -> None:
    """Un incident et son enveloppe ; son corps seulement si on le demande."""
    requete = noyau_pb2.GetIncidentRequest(incident_id=incident, avec_corps=corps)
    reponse = appeler_un(service, "GetIncident", requete)
    fiche = _dictionnaire(reponse.incident)
    if corps:
        fiche["corps"] = reponse.corps.decode("utf-8", errors="replace")
    if en_json:
        imprimer_json({"service": service, **fiche})
        return
    for champ, valeur in fiche.items():
        if champ != "entetes" and valeur not in ("", False):
            sortie.print(f"[bold]{champ:<14}[/bold] {escape(str(valeur))}", soft_wrap=True)
    for cle, valeur in sorted(fiche.get("entetes", {}).items()):
        sortie.print(f"  [dim]{escape(cle)}[/dim] {escape(valeur)}", soft_wrap=True)


@parking.command("rejouer")
def rejouer(
    service: Service = "tous",
    incident: Incident = "",
    empreinte: Empreinte = "",
    a_blanc: ABlanc = False,
    en_json: EnJson = False,
) -> None:
    """Remet en reprise un incident garé, ou tous ceux d'une empreinte."""
    requete = noyau_pb2.RejouerIncidentsRequest(
        incident_id=incident, empreinte=empreinte, a_blanc=a_blanc, request_id=str(nouvel_id())
    )
    _agir(service, "RejouerIncidents", requete, "à rejouer" if a_blanc else "remis en reprise", en_json)


@parking.command("ecarter")
def ecarter(
    motif: Annotated[str, typer.Option(help="Pourquoi : inscrit au journal.")],
    service: Service = "tous",
    incident: Incident = "",
    empreinte: Empreinte = "",
    a_blanc: ABlanc = False,
    en_json: EnJson = False,
) -> None:
    """Écarte définitivement un incident garé, ou tous ceux d'une empreinte."""
    requete = noyau_pb2.EcarterIncidentsRequest(
        incident_id=incident, empreinte=empreinte, a_blanc=a_blanc, motif=motif, request_id=str(nouvel_id())
    )
    _agir(service, "EcarterIncidents", requete, "à écarter" if a_blanc else "écartés", en_json)


@parking.command("refus")
def refus(
    service: Service = "tous",
    reaction: Annotated[str, typer.Option(help="Seulement cette réaction.")] = "",
    limite: Limite = 50,
    suite: Suite = "",
    en_json: EnJson = False,
) -> None:
    """Refus métier opposés par les réactions : inscrits, jamais repris."""
    requete = noyau_pb2.ListRefusRequest(reaction=reaction, page_size=limite, page_token=suite)
    _pages(service, "ListRefus", requete, "refus", en_json, _montrer_refus, "Aucun refus.")


@parking.command("retenus")
def retenus(service: Service = "tous", en_json: EnJson = False) -> None:
    """Agrégats dont des faits attendent un prédécesseur, et ce qui leur manque."""
    requete = noyau_pb2.ListRetenusRequest()
    _pages(service, "ListRetenus", requete, "retenus", en_json, _montrer_retenus, "Rien n'est retenu.")


@parking.command("franchir")
def franchir(
    service: UnService,
    motif: Annotated[str, typer.Option(help="Pourquoi : inscrit au journal.")],
    source: Annotated[str, typer.Option(help="Service qui a émis ces faits.")],
    agregat: Annotated[str, typer.Option(help="Type d'agrégat.")],
    agregat_id: Annotated[str, typer.Option("--agregat-id", help="L'agrégat.")],
    en_json: EnJson = False,
) -> None:
    """Renonce aux faits manquants d'un agrégat : ses faits retenus sont délivrés. Seulement si la source ne les a plus."""
    requete = noyau_pb2.FranchirTrouRequest(
        source=source, agregat=agregat, agregat_id=agregat_id, motif=motif, request_id=str(nouvel_id())
    )
    rangs = appeler_un(service, "FranchirTrou", requete).rangs
    if en_json:
        imprimer_json({"service": service, "rangs": rangs})
        return
    sortie.print(f"{service} : {rangs} fait(s) manquant(s) franchi(s).")


@parking.command("journal")
def journal(service: Service = "tous", limite: Limite = 50, suite: Suite = "", en_json: EnJson = False) -> None:
    """Journal des actes d'exploitation, du plus récent au plus ancien ; la base refuse de le réécrire."""
    requete = noyau_pb2.ListActesRequest(page_size=limite, page_token=suite)
    _pages(service, "ListActes", requete, "actes", en_json, _montrer_actes, "Aucun acte.")


def _pages(
    service: str,
    methode: str,
    requete: Any,
    champ: str,
    en_json: bool,
    montrer: Callable[[str, list[Any]], None],
    rien: str,
) -> None:
    """Une page de chaque service voulu ; en JSON, les lignes portent leur service et `suites` les jetons suivants."""
    if getattr(requete, "page_token", "") and len(choisir(service)) > 1:
        finir_en_erreur("--suite vaut pour un seul service : nommez-le.")
    lignes: list[dict[str, Any]] = []
    suites: dict[str, str] = {}
    for nom, reponse in chacun(service, methode, requete):
        page = list(getattr(reponse, champ))
        lignes += [{"service": nom, **_dictionnaire(ligne)} for ligne in page]
        if getattr(reponse, "next_page_token", ""):
            suites[nom] = reponse.next_page_token
        if page and not en_json:
            montrer(nom, page)
    if en_json:
        imprimer_json({champ: lignes, "suites": suites})
        return
    for nom, jeton in suites.items():
        sortie.print(f"[dim]suite : {nom} --suite {jeton}[/dim]", soft_wrap=True)
    if not lignes:
        sortie.print(rien)


def _agir(service: str, methode: str, requete: Any, fait: str, en_json: bool) -> None:
    """L'acte sur chaque service voulu où la cible existe ; erreur si elle n'existe nulle part."""
    nombres: dict[str, int] = {}
    absents: list[EchecRpc] = []
    with noyaux_de_l_espace() as noyaux:
        for nom in choisir(service):
            try:
                nombres[nom] = noyaux.appeler(nom, methode, requete).nombre
            except EchecRpc as echec:
                if echec.code != "INCIDENT_INCONNU":
                    finir_en_erreur(f"{nom} : {raison(echec)}")
                absents.append(echec)
    if not nombres:
        finir_en_erreur(raison(absents[0]))
    if en_json:
        imprimer_json({"nombre": sum(nombres.values()), "services": nombres, "a_blanc": requete.a_blanc})
        return
    for nom, nombre in nombres.items():
        sortie.print(f"{nom} : {nombre} incident(s) {fait}.")


def _dictionnaire(message: Any) -> dict[str, Any]:
    """Tous les champs, même vides, sous leur nom de proto ; les entiers de 64 bits restent des entiers."""
    brut = MessageToDict(message, preserving_proto_field_name=True, always_print_fields_with_no_presence=True)
    entiers = {f.name for f in message.DESCRIPTOR.fields if f.cpp_type in (f.CPPTYPE_INT64, f.CPPTYPE_UINT64)}
    return {cle: int(valeur) if cle in entiers else valeur for cle, valeur in brut.items()}


def _montrer_groupes(service: str, groupes: list[Any]) -> None:
    for groupe in groupes:
        quand = instant(groupe.premier)
        if groupe.nombre > 1:
            quand = f"du {quand} au {instant(groupe.dernier)}"
        sortie.print(f"[bold]{service}[/bold]  {groupe.nombre} × [red]{escape(groupe.code)}[/red]  [dim]{quand}[/dim]")
        sortie.print(f"  réaction   {escape(groupe.reaction) or 'aucune : l’enveloppe ne se lit pas'}", soft_wrap=True)
        sortie.print(f"  empreinte  {escape(groupe.empreinte)}", soft_wrap=True)
        sortie.print(f"  message    {escape(groupe.message)}", soft_wrap=True)
        sortie.print(f"  à faire    {escape(groupe.conseil)}", soft_wrap=True)


def _montrer_incidents(service: str, incidents: list[Any]) -> None:
    _tableau(
        service,
        ("incident", "code", "essais", "arrivé"),
        [(i.id, i.code, str(i.tentatives), instant(i.cree_le)) for i in incidents],
    )


def _montrer_refus(service: str, lignes: list[Any]) -> None:
    _tableau(
        service,
        ("le", "réaction", "code", "message"),
        [(instant(r.le), r.reaction, r.code, r.message) for r in lignes],
    )


def _montrer_retenus(service: str, lignes: list[Any]) -> None:
    for r in lignes:
        sortie.print(f"[bold]{service}[/bold]  {r.nombre} retenu(s) depuis le {instant(r.depuis)}", soft_wrap=True)
        manquent = f"{r.derniere + 1}" if r.premier == r.derniere + 2 else f"{r.derniere + 1} à {r.premier - 1}"
        sortie.print(f"  {r.source} / {r.agregat} / {escape(r.agregat_id)} : manque {manquent}", soft_wrap=True)


def _montrer_actes(service: str, actes: list[Any]) -> None:
    for acte in actes:
        sortie.print(
            f"[bold]{service}[/bold]  {instant(acte.le)}  {acte.acte:<10} {escape(acte.acteur)}", soft_wrap=True
        )
        sortie.print(f"  {escape(acte.cible)}{'  ' + escape(acte.detail) if acte.detail else ''}", soft_wrap=True)


def _tableau(titre: str, colonnes: tuple[str, ...], lignes: list[tuple[str, ...]]) -> None:
    table = Table(title=titre, title_justify="left")
    for colonne in colonnes:
        table.add_column(colonne, overflow="fold", no_wrap=colonne in ("incident", "essais"))
    for ligne in lignes:
        table.add_row(*(escape(valeur) for valeur in ligne))
    sortie.print(table)
