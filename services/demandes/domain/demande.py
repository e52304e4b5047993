"""La demande de logement social, de son enregistrement à sa radiation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from uuid import UUID

from demandes.domain import numero_unique as numeros
from demandes.domain.codes import (
    FamillePiece,
    Lien,
    MotifRadiation,
    SituationFamiliale,
    exiger_codes,
    exiger_texte,
)
from demandes.domain.foyer import Personne, controler_foyer
from demandes.domain.piece import Piece, StatutPiece
from demandes.domain.situation import OrigineActualisation, SituationActuelle
from demandes.domain.souhaits import controler_souhaits
from demandes.domain.validite import echeances, exiger_delai_de_radiation
from demandes.domain.verdicts import verdict
from socle.domaine.agregat import Agregat, Fait, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Verdict
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide, Introuvable, RegleViolee


class StatutDemande(Enum):
    """ENREGISTREE dès le dépôt, ACTIVE quand le dossier est devenu complet, RADIEE à la fin."""

    ENREGISTREE = "ENREGISTREE"
    ACTIVE = "ACTIVE"
    RADIEE = "RADIEE"


TRANSITIONS_DEMANDE = {
    StatutDemande.ENREGISTREE: {StatutDemande.ACTIVE, StatutDemande.RADIEE},
    StatutDemande.ACTIVE: {StatutDemande.RADIEE},
}


@dataclass(frozen=True, kw_only=True)
class DemandeEnregistree(Fait):
    deposee_le: date


@dataclass(frozen=True, kw_only=True)
class DossierComplete(Fait):
    complet_le: date


@dataclass(frozen=True, kw_only=True)
class DemandeRadiee(Fait):
    motif: MotifRadiation
    radiee_le: date


@dataclass(eq=False, kw_only=True)
class Demande(Agregat):
    """Un foyer, un numéro unique. `deposee_le` fonde l'ancienneté et ne change jamais.

    `ressources_mensuelles` None : non renseignées. `complet_le` : première fois où le dossier a été complet.
    `referent` : l'agent (`sub`) qui seul lit ce qui dit la santé, le handicap ou des violences.
    """

    numero_unique: str
    deposee_le: date
    valable_jusqu_au: date
    personnes: list[Personne]
    situation_familiale: SituationFamiliale
    adresse: str = ""
    courriel: str = ""
    telephone: str = ""
    logement_actuel: str = ""
    motifs: list[str] = field(default_factory=list)
    priorites: list[str] = field(default_factory=list)
    typologies: list[str] = field(default_factory=list)
    communes: list[str] = field(default_factory=list)
    ressources_mensuelles: Montant | None = None
    pieces: list[Piece] = field(default_factory=list)
    statut: StatutDemande = StatutDemande.ENREGISTREE
    renouvelee_le: date | None = None
    complet_le: date | None = None
    radiee_le: date | None = None
    motif_radiation: MotifRadiation | None = None
    referent: str | None = None
    situation: SituationActuelle = field(default_factory=SituationActuelle)
    actualisee_le: date | None = None
    origine_actualisation: OrigineActualisation | None = None
    declaration_fausse: bool | None = None
    declaration_controlee_le: date | None = None
    avis_radiation_le: date | None = None

    @classmethod
    def enregistrer(
        cls,
        *,
        id: UUID,
        numero_unique: str,
        deposee_le: date,
        personnes: Sequence[Personne],
        situation_familiale: SituationFamiliale,
        baremes: Baremes,
        adresse: str = "",
        courriel: str = "",
        telephone: str = "",
        logement_actuel: str = "",
        motifs: Sequence[str] = (),
        priorites: Sequence[str] = (),
        typologies: Sequence[str] = (),
        communes: Sequence[str] = (),
        ressources_mensuelles: Montant | None = None,
        situation: SituationActuelle | None = None,
    ) -> Demande:
        """Enregistre une demande reçue (CCH art. R441-2-3). Lève DonneeInvalide en nommant le champ fautif."""
        numeros.controler(numero_unique, deposee_le=deposee_le)
        controler_foyer(personnes, deposee_le=deposee_le)
        controler_souhaits(motifs=motifs, communes=communes, typologies=typologies, au=deposee_le, baremes=baremes)
        exiger_codes(priorites, baremes.au("priorites", deposee_le), champ="priorites")
        if logement_actuel:
            exiger_codes([logement_actuel], baremes.au("logements_actuels", deposee_le), champ="logement_actuel")
        _exiger_ressources_positives(ressources_mensuelles)
        demande = cls(
            id=id,
            numero_unique=numero_unique,
            deposee_le=deposee_le,
            valable_jusqu_au=echeances(deposee_le, baremes=baremes).valable_jusqu_au,
            personnes=list(personnes),
            situation_familiale=situation_familiale,
            adresse=adresse,
            courriel=courriel,
            telephone=telephone,
            logement_actuel=logement_actuel,
            motifs=list(motifs),
            priorites=list(priorites),
            typologies=list(typologies),
            communes=list(communes),
            ressources_mensuelles=ressources_mensuelles,
            situation=situation or SituationActuelle(),
        )
        demande.constater(DemandeEnregistree(deposee_le=deposee_le))
        return demande

    @property
    def presentee_le(self) -> date:
        """Dernière présentation : le renouvellement s'il y en a eu un, sinon le dépôt."""
        return self.renouvelee_le or self.deposee_le

    @property
    def demandeurs(self) -> list[Personne]:
        """Le demandeur et, s'il existe, le codemandeur."""
        return [p for p in self.personnes if p.lien in (Lien.DEMANDEUR, Lien.CODEMANDEUR)]

    def deposer_piece(self, *, piece_id: UUID, famille: FamillePiece, libelle: str, le: date, baremes: Baremes) -> None:
        """Ajoute une pièce à contrôler. Lève RegleViolee (DEMANDE_RADIEE) si la demande est radiée."""
        self._exiger_vivante()
        piece = Piece.deposer(id=piece_id, famille=famille, libelle=libelle, le=le, baremes=baremes)
        self.pieces = [*self.pieces, piece]

    def controler_piece(
        self, *, piece_id: UUID, valide: bool, le: date, baremes: Baremes, motif_refus: str = ""
    ) -> None:
        """Valide ou refuse une pièce déposée ; le dossier complet pour la première fois est constaté.

        Lève Introuvable, TransitionInterdite si elle est déjà contrôlée, DonneeInvalide si le motif du refus manque.
        """
        self._exiger_vivante()
        piece = next((p for p in self.pieces if p.id == piece_id), None)
        if piece is None:
            raise Introuvable("piece", piece_id, champ="piece_id")
        controlee = piece.controler(valide=valide, motif_refus=motif_refus, le=le)
        pieces = [controlee if p.id == piece_id else p for p in self.pieces]
        complet = completude(pieces, au=le, baremes=baremes).favorable
        self.pieces = pieces
        if complet and self.complet_le is None:
            self.statut = franchir(TRANSITIONS_DEMANDE, objet="Demande", de=self.statut, vers=StatutDemande.ACTIVE)
            self.complet_le = le
            self.constater(DossierComplete(complet_le=le))

    def completude(self, *, au: date, baremes: Baremes) -> Verdict:
        """Le dossier est-il complet ce jour-là (pièces obligatoires validées et non périmées) ?"""
        return completude(self.pieces, au=au, baremes=baremes)

    def justifie(self, famille: FamillePiece, *, au: date) -> bool:
        """Une pièce de cette famille est-elle validée et non périmée ce jour-là ?"""
        return famille in _familles_validees(self.pieces, au=au)

    def actualiser(
        self,
        *,
        le: date,
        origine: OrigineActualisation,
        situation: SituationActuelle | None,
        ressources_mensuelles: Montant | None,
    ) -> None:
        """Remplace ce qui est donné ; None ne change rien. Lève RegleViolee (radiée) ou DonneeInvalide (négatif, date)."""
        self._exiger_vivante()
        if le < (self.actualisee_le or self.deposee_le):
            raise DonneeInvalide(
                "ACTUALISATION_DEPASSEE",
                "L'actualisation précède le dépôt ou une actualisation plus récente.",
                champ="actualisee_le",
            )
        _exiger_ressources_positives(ressources_mensuelles)
        self.situation = situation or self.situation
        self.ressources_mensuelles = (
            self.ressources_mensuelles if ressources_mensuelles is None else ressources_mensuelles
        )
        self.actualisee_le, self.origine_actualisation = le, origine

    def controler_declaration(self, *, fausse: bool, le: date) -> None:
        """Consigne ce qu'un contrôle a constaté ; le dernier l'emporte. Lève RegleViolee (radiée) ou DonneeInvalide."""
        self._exiger_vivante()
        if le < (self.declaration_controlee_le or self.deposee_le):
            raise DonneeInvalide(
                "CONTROLE_DEPASSE", "Ce contrôle précède le dépôt ou un contrôle plus récent.", champ="controlee_le"
            )
        self.declaration_fausse, self.declaration_controlee_le = fausse, le

    def designer_referent(self, referent: str) -> None:
        """Donne la demande à un référent ; le précédent ne la lit plus. Lève DonneeInvalide ou RegleViolee (radiée)."""
        self._exiger_vivante()
        exiger_texte(referent, champ="referent")
        self.referent = referent.strip()

    def radier(self, *, motif: MotifRadiation, le: date, baremes: Baremes, avis_le: date | None = None) -> None:
        """Radie la demande pour un motif limitatif (CCH art. R441-2-8). `avis_le` : date de l'avis recommandé.

        Lève TransitionInterdite si elle l'est déjà, RegleViolee si l'avis ou le délai du motif manque.
        """
        statut = franchir(TRANSITIONS_DEMANDE, objet="Demande", de=self.statut, vers=StatutDemande.RADIEE)
        if le < self.deposee_le:
            raise DonneeInvalide("RADIATION_AVANT_DEPOT", "La radiation précède le dépôt.", champ="radiee_le")
        exiger_delai_de_radiation(motif, le=le, presentee_le=self.presentee_le, avis_le=avis_le, baremes=baremes)
        self.statut, self.radiee_le, self.motif_radiation, self.avis_radiation_le = statut, le, motif, avis_le
        self.constater(DemandeRadiee(motif=motif, radiee_le=le))

    def _exiger_vivante(self) -> None:
        if self.statut is StatutDemande.RADIEE:
            raise RegleViolee("DEMANDE_RADIEE", "La demande est radiée : son dossier est figé.", champ="demande_id")


def _familles_validees(pieces: Sequence[Piece], *, au: date) -> set[FamillePiece]:
    return {p.famille for p in pieces if p.statut_au(au) is StatutPiece.VALIDEE}


def completude(pieces: Sequence[Piece], *, au: date, baremes: Baremes) -> Verdict:
    """Chaque famille de pièces obligatoires a-t-elle une pièce validée et non périmée ?"""
    obligatoires = baremes.au("pieces_obligatoires", au)
    validees = {famille.value for famille in _familles_validees(pieces, au=au)}
    absentes = [famille for famille in obligatoires.valeur if famille not in validees]
    return verdict(
        "dossier_complet",
        not absentes,
        article=obligatoires.source,
        au=au,
        certitude=obligatoires.certitude,
        obligatoires=", ".join(obligatoires.valeur),
        absentes=", ".join(absentes) or "aucune",
    )


def _exiger_ressources_positives(ressources: Montant | None) -> None:
    if ressources is not None and ressources.centimes < 0:
        raise DonneeInvalide(
            "RESSOURCES_NEGATIVES", "Les ressources ne sont pas négatives.", champ="ressources_mensuelles"
        )
