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
from socle.domaine.baremes import Baremes
from socle.domaine.periodes import ajouter_mois
from socle.technique.documents import Emetteur, Imprimeur

SUIVI = (
    "Votre demande est valable un an. Vous recevrez un préavis un mois au moins avant son échéance.",
    "Sans renouvellement, elle est radiée ; signalez tout changement de situation au service enregistreur.",
    "L'avancement de votre demande se consulte auprès du service enregistreur.",
)
ETAPES = (
    "Instruction de votre dossier et contrôle des pièces.",
    "Examen par la commission d'attribution quand un logement vous correspond.",
    "Proposition de logement : vous avez dix jours au moins pour répondre.",
)
LIBELLES = {
    FamillePiece.IDENTITE_SEJOUR: "Identité et régularité du séjour",
    FamillePiece.RESSOURCES_FISCALES: "Avis d'imposition",
    FamillePiece.SITUATION_FAMILIALE: "Situation familiale",
    FamillePiece.SITUATION_PRO: "Situation professionnelle",
    FamillePiece.RESSOURCES_MENSUELLES: "Ressources mensuelles",
    FamillePiece.LOGEMENT_ACTUEL: "Logement actuel",
    FamillePiece.MOTIF: "Motif de la demande",
}


def emetteur(baremes: Baremes, *, au: date) -> Emetteur:
    """Le bailleur qui édite, d'après ses paramètres."""
    valeur = baremes.au("bailleur", au).valeur
    return Emetteur(**{**valeur, "adresse": tuple(valeur["adresse"])})


def imprimer_attestation(demande: Demande, *, le: date, baremes: Baremes, imprimeur: Imprimeur) -> bytes:
    """PDF de l'attestation. Lève DonneeInvalide s'il manque une mention (adresse…)."""
    bailleur = emetteur(baremes, au=le)
    mediation = baremes.au("mediation", demande.deposee_le).valeur
    demandeur = demande.demandeurs[0]
    obligatoires = [FamillePiece(f) for f in baremes.au("pieces_obligatoires", le).valeur]
    return attestation(
        Attestation(
            emetteur=bailleur,
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
            communes=tuple(CommuneDemandee(nom=c, bailleurs=(bailleur.raison_sociale,)) for c in demande.communes)
            or (CommuneDemandee(nom="Toutes communes du territoire", bailleurs=(bailleur.raison_sociale,)),),
            mediation=Mediation(
                saisissable_le=ajouter_mois(demande.deposee_le, mediation["mois"]),
                delai=mediation["delai"],
                adresse=tuple(mediation["adresse"]),
            ),
            suivi=SUIVI,
            resume=(
                ElementDeResume(libelle="Personnes à loger", valeur=str(len(demande.personnes))),
                ElementDeResume(libelle="Types demandés", valeur=", ".join(demande.typologies) or "tous"),
                ElementDeResume(libelle="Communes (codes INSEE)", valeur=", ".join(demande.communes) or "toutes"),
            ),
            etapes=ETAPES,
            pieces_obligatoires=tuple(
                PieceAttendue(libelle=LIBELLES[famille], etat="Validée" if demande.justifie(famille, au=le) else "")
                for famille in obligatoires
            ),
            pieces_complementaires=tuple(
                PieceAttendue(libelle=LIBELLES[famille]) for famille in FamillePiece if famille not in obligatoires
            ),
            edite_le=le,
        ),
        imprimeur=imprimeur,
    )
