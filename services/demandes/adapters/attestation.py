"""D'une demande et des paramètres du bailleur à l'attestation d'enregistrement (CCH R441-2-4)."""

from __future__ import annotations

from datetime import date

from demandes.adapters.edition import (
    Attestation,
    CommuneDemandee,
    Demandeur,
    ElementDeResume,
    Mediation,
    PieceAttendue,
    attestation,
)
from demandes.domain.codes import FamillePiece
from demandes.domain.demande import Demande
from demandes.domain.mediation import commission, departement
from demandes.domain.piece import StatutPiece
from socle.domaine.baremes import Baremes
from socle.domaine.periodes import ajouter_mois
from socle.domaine.refus import DonneeInvalide
from socle.technique.documents import Emetteur, Imprimeur

LIBELLES = {
    FamillePiece.IDENTITE_SEJOUR: "Identité et régularité du séjour",
    FamillePiece.RESSOURCES_FISCALES: "Avis d'imposition",
    FamillePiece.SITUATION_FAMILIALE: "Situation familiale",
    FamillePiece.SITUATION_PRO: "Situation professionnelle",
    FamillePiece.RESSOURCES_MENSUELLES: "Ressources mensuelles",
    FamillePiece.LOGEMENT_ACTUEL: "Logement actuel",
    FamillePiece.MOTIF: "Motif de la demande",
}


def imprimer_attestation(demande: Demande, *, le: date, baremes: Baremes, imprimeur: Imprimeur) -> bytes:
    """PDF de l'attestation. Lève DonneeInvalide s'il manque une mention (adresse…) ou si elle précède la demande."""
    if le < demande.presentee_le:
        raise DonneeInvalide("EDITION_AVANT_DEPOT", "L'attestation précède la demande.", champ="editee_le")
    mediation = commission(demande, baremes=baremes)
    if departement(demande) is None:
        raise DonneeInvalide(
            "MENTION_MANQUANTE",
            "Ni les communes souhaitées ni le numéro unique ne disent le département de la demande.",
            champ="communes",
        )
    if mediation is None:
        raise DonneeInvalide(
            "MENTION_MANQUANTE",
            "La commission de médiation du département de la demande n'est pas renseignée (paramètre « mediation »).",
            champ="mediation",
        )
    demandeur = demande.demandeurs[0]
    obligatoires = [FamillePiece(f) for f in baremes.au("pieces_obligatoires", le).valeur]
    return attestation(
        Attestation(
            emetteur=Emetteur.lire(baremes.au("bailleur", le).valeur),
            demandeur=Demandeur(
                civilite=demandeur.civilite,
                prenoms=demandeur.prenoms,
                nom=demandeur.nom,
                adresse=tuple(ligne.strip() for ligne in demande.adresse.split(",") if ligne.strip()),
            ),
            numero_unique=demande.numero_unique,
            recue_le=demande.deposee_le,
            renouvelee_le=demande.renouvelee_le,
            valable_jusqu_au=demande.valable_jusqu_au,
            communes=communes(demande, le=le, baremes=baremes),
            mediation=Mediation(
                saisissable_le=ajouter_mois(demande.deposee_le, mediation.mois),
                delai=mediation.delai,
                adresse=tuple(mediation.adresse),
            ),
            suivi=tuple(baremes.au("suivi_de_la_demande", le).valeur),
            resume=(
                ElementDeResume(libelle="Personnes à loger", valeur=str(len(demande.personnes))),
                ElementDeResume(libelle="Types demandés", valeur=", ".join(demande.typologies) or "tous"),
                ElementDeResume(libelle="Communes (codes INSEE)", valeur=", ".join(demande.communes) or "toutes"),
            ),
            etapes=tuple(baremes.au("etapes_de_la_demande", le).valeur),
            pieces_obligatoires=tuple(_attendue(demande, famille, le=le) for famille in obligatoires),
            pieces_complementaires=tuple(
                _attendue(demande, famille, le=le) for famille in FamillePiece if famille not in obligatoires
            ),
            edite_le=le,
        ),
        imprimeur=imprimeur,
    )


def communes(demande: Demande, *, le: date, baremes: Baremes) -> tuple[CommuneDemandee, ...]:
    """Communes souhaitées et leurs bailleurs connus ; sans souhait, toutes celles que le bailleur recense."""
    recensees = baremes.au("bailleurs_par_commune", le).valeur
    return tuple(
        CommuneDemandee(
            nom=recensees.get(code, {}).get("nom", code), bailleurs=tuple(recensees.get(code, {}).get("bailleurs", ()))
        )
        for code in demande.communes or recensees
    )


def _attendue(demande: Demande, famille: FamillePiece, *, le: date) -> PieceAttendue:
    statuts = {piece.statut_au(le) for piece in demande.pieces if piece.famille is famille and piece.deposee_le <= le}
    if StatutPiece.VALIDEE in statuts:
        etat = "validée"
    else:
        etat = "reçue" if StatutPiece.DEPOSEE in statuts else ""
    return PieceAttendue(libelle=LIBELLES[famille], etat=etat)
