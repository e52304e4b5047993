"""Messages protobuf ↔ domaine et lignes."""

from __future__ import annotations

from datetime import date
from typing import Any

from demandes.domain.candidats import Candidat
from demandes.domain.codes import Lien, lire_code
from demandes.domain.cotation import Cotation, CritereCote
from demandes.domain.demande import Demande
from demandes.domain.foyer import Personne, RevenuFiscal
from demandes.domain.piece import Piece
from demandes.domain.plafonds import Eligibilite
from demandes.domain.reserve import logement_actuel_lisible, motif_publiable, motifs_lisibles, piece_lisible
from demandes.domain.situation import SituationActuelle
from logis.demandes.v1 import demandes_pb2
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.periodes import lire_date
from socle.domaine.refus import DonneeInvalide
from socle.technique.rpc.messages import explication, explications, lire_montant, montant, texte_date, verdict


def lire_personne(message: demandes_pb2.Personne, rang: int) -> Personne:
    """Lève DonneeInvalide en nommant « personnes.<rang>.<champ> »."""
    revenus = []
    for annee, somme in sorted(message.revenus_fiscaux.items()):
        if not (annee.isdecimal() and len(annee) == 4):
            raise DonneeInvalide(
                "ANNEE_ILLISIBLE", "Une année a quatre chiffres.", champ=f"personnes.{rang}.revenus_fiscaux"
            )
        champ = f"personnes.{rang}.revenus_fiscaux.{annee}"
        revenus.append(RevenuFiscal(annee=int(annee), montant=lire_montant(somme, champ=champ)))
    return Personne(
        civilite=message.civilite,
        nom=message.nom,
        prenoms=message.prenoms,
        date_naissance=lire_date(message.date_naissance, champ=f"personnes.{rang}.date_naissance"),
        lien=lire_code(Lien, message.lien, champ=f"personnes.{rang}.lien"),
        a_charge=message.a_charge,
        handicap=message.handicap,
        sejour_regulier=message.sejour_regulier if message.HasField("sejour_regulier") else None,
        revenus_fiscaux=tuple(revenus),
    )


def lire_situation(message: demandes_pb2.SituationActuelle) -> SituationActuelle:
    """Lève DonneeInvalide en nommant « situation.<champ> »."""
    return SituationActuelle(
        commune_residence=message.commune_residence,
        commune_travail=message.commune_travail,
        loyer_et_charges=lire_montant_facultatif(message, "loyer_et_charges", sous="situation."),
        aide_logement=lire_montant_facultatif(message, "aide_logement", sous="situation."),
    )


def lire_montant_facultatif(message: Any, champ: str, *, sous: str = "") -> Montant | None:
    """Somme d'un champ du message, ou None s'il est absent."""
    return lire_montant(getattr(message, champ), champ=f"{sous}{champ}") if message.HasField(champ) else None


def personne(objet: Personne) -> demandes_pb2.Personne:
    """Pour la classe C1 : sans revenus."""
    return demandes_pb2.Personne(
        civilite=objet.civilite,
        nom=objet.nom,
        prenoms=objet.prenoms,
        date_naissance=objet.date_naissance.isoformat(),
        lien=objet.lien.value,
        a_charge=objet.a_charge,
    )


def demande(objet: Any, *, au: date, baremes: Baremes) -> demandes_pb2.Demande:
    """D'un agrégat ou d'une ligne, pour la classe C1 : ni revenu, ni rien qui dise la santé, le handicap, des violences.

    Les pièces sont dans leur état au jour dit.
    """
    return demandes_pb2.Demande(
        id=str(objet.id),
        numero_unique=objet.numero_unique,
        statut=objet.statut.value,
        deposee_le=texte_date(objet.deposee_le),
        renouvelee_le=texte_date(objet.renouvelee_le),
        valable_jusqu_au=texte_date(objet.valable_jusqu_au),
        radiee_le=texte_date(objet.radiee_le),
        motif_radiation=objet.motif_radiation.value if objet.motif_radiation else "",
        personnes=[personne(p) for p in objet.personnes],
        adresse=objet.adresse,
        courriel=objet.courriel,
        telephone=objet.telephone,
        situation_familiale=objet.situation_familiale.value,
        logement_actuel=logement_actuel_lisible(objet.logement_actuel, au=au, baremes=baremes),
        motifs=motifs_lisibles(objet.motifs, au=au, baremes=baremes),
        prioritaire=bool(objet.priorites),
        typologies=objet.typologies,
        communes=objet.communes,
        pieces=[piece(p, au=au, lisible=piece_lisible(p.famille, au=au, baremes=baremes)) for p in objet.pieces],
        dossier_complet=objet.complet_le is not None,
        etag=str(objet.version),
    )


def piece(objet: Piece, *, au: date, lisible: bool) -> demandes_pb2.Piece:
    return demandes_pb2.Piece(
        id=str(objet.id),
        famille=objet.famille.value,
        libelle=objet.libelle if lisible else "",
        statut=objet.statut_au(au).value,
        deposee_le=texte_date(objet.deposee_le),
        motif_refus=objet.motif_refus if lisible else "",
    )


def demande_en_liste(objet: Any, *, au: date, baremes: Baremes) -> demandes_pb2.Demande:
    """Sans motifs ni drapeau de priorité : ce qui touche à la situation ne s'étale pas en liste."""
    message = demande(objet, au=au, baremes=baremes)
    message.ClearField("prioritaire")
    message.ClearField("motifs")
    return message


def situation_reservee(objet: Demande, cote: Cotation, *, au: date) -> demandes_pb2.SituationReservee:
    """Pour le référent désigné : tout ce que les lectures C1 taisent."""
    return demandes_pb2.SituationReservee(
        demande_id=str(objet.id),
        motifs=objet.motifs,
        priorites=objet.priorites,
        logement_actuel=objet.logement_actuel,
        rangs_handicap=[rang for rang, p in enumerate(objet.personnes) if p.handicap],
        points=cote.points,
        criteres=[critere(c) for c in cote.criteres],
        pieces=[piece(p, au=au, lisible=True) for p in objet.pieces],
    )


def fiche(objet: Any) -> demandes_pb2.FicheDemande:
    return demandes_pb2.FicheDemande(
        demande_id=str(objet.id),
        numero_unique=objet.numero_unique,
        statut=objet.statut.value,
        deposee_le=texte_date(objet.deposee_le),
        radiee_le=texte_date(objet.radiee_le),
        motif_radiation=objet.motif_radiation.value if objet.motif_radiation else "",
        dossier_complet=objet.complet_le is not None,
    )


def demandeurs(objet: Demande) -> demandes_pb2.DemandeursDeLaDemande:
    """Ce qu'il faut pour préparer un bail : demandeur et codemandeur, sans leurs revenus."""
    return demandes_pb2.DemandeursDeLaDemande(
        demande_id=str(objet.id),
        numero_unique=objet.numero_unique,
        demandeurs=[personne(p) for p in objet.demandeurs],
        nombre_personnes=len(objet.personnes),
    )


def eligibilite(objet: Eligibilite) -> demandes_pb2.GetEligibiliteResponse:
    reponse = demandes_pb2.GetEligibiliteResponse(
        categorie=objet.categorie.numero,
        personnes_supplementaires=objet.categorie.personnes_supplementaires,
        annee_ressources=str(objet.ressources.annee or ""),
        plafonds=[
            demandes_pb2.Plafond(
                financement=c.plafond.financement, plafond=montant(c.plafond.montant), eligible=verdict(c.eligible)
            )
            for c in objet.plafonds
        ],
        explications=explications(objet.explications),
    )
    if objet.ressources.montant is not None:
        reponse.ressources_retenues.CopyFrom(montant(objet.ressources.montant))
    return reponse


def cotation(objet: Cotation) -> demandes_pb2.GetCotationResponse:
    """Pour la classe C1 : le total, et le détail des seuls critères qui n'en disent pas plus."""
    lisible = objet.lisible()
    return demandes_pb2.GetCotationResponse(points=lisible.points, criteres=[critere(c) for c in lisible.criteres])


def critere(objet: CritereCote) -> demandes_pb2.CritereCotation:
    return demandes_pb2.CritereCotation(
        code=objet.code, libelle=objet.libelle, points=objet.points, explication=explication(objet.explication)
    )


def candidat(objet: Candidat) -> demandes_pb2.Candidat:
    return demandes_pb2.Candidat(
        demande_id=str(objet.demande_id),
        numero_unique=objet.numero_unique,
        points=objet.points,
        verdicts=[verdict(v) for v in objet.verdicts],
        presentable=objet.presentable,
    )


def offre(objet: Any, *, au: date, baremes: Baremes) -> demandes_pb2.Offre:
    """D'un agrégat ou d'une ligne, pour la classe C1 : un motif qui dit la santé ou un jugement s'y lit RESERVE."""
    return demandes_pb2.Offre(
        id=str(objet.id),
        logement_id=str(objet.logement_id),
        statut=objet.statut.value,
        disponible_le=texte_date(objet.logement.disponible_le),
        typologie=objet.logement.typologie,
        financement=objet.logement.financement,
        code_insee=objet.logement.code_insee,
        loyer_principal=montant(objet.logement.loyer_principal),
        provision_charges=montant(objet.logement.provision_charges),
        candidatures=[
            demandes_pb2.Candidature(
                demande_id=str(c.demande_id),
                numero_unique=c.numero_unique,
                statut=c.statut.value,
                rang=c.rang,
                motif=motif_publiable(c.motif, au=au, baremes=baremes),
                points=c.points,
                reponse_avant_le=texte_date(c.reponse_avant_le),
            )
            for c in objet.candidatures
        ],
        seance_le=texte_date(objet.seance_le),
        etag=str(objet.version),
    )
