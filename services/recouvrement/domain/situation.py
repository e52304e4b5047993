"""Les situations qui protègent un débiteur : datées, justifiées, levées par un acte, jamais effacées."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from recouvrement.domain.arrets import Arret, ArretEnCours, Portee, Situation, source_de
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.plan_apurement import EN_COURS, RESPECTES, PlanApurement
from recouvrement.domain.qualification import booleen, qualification_au
from socle.domaine.agregat import Agregat, Fait
from socle.domaine.baremes import Baremes
from socle.domaine.refus import DejaExistant, DonneeInvalide, RegleViolee

SIGNALABLES = frozenset(
    {
        Arret.PLAN_RESPECTE,
        Arret.SURENDETTEMENT_RECEVABLE,
        Arret.DECES,
        Arret.CONTESTATION_OUVERTE,
        Arret.SUSPENSION_DEMANDEE,
    }
)
"""Ce que le service ne peut pas constater seul."""

VISENT_LE_DEBITEUR = frozenset({Arret.SURENDETTEMENT_RECEVABLE, Arret.DECES})
"""Valent pour toutes les dettes de la personne, quel que soit le bail ; les autres, pour le bail où elles sont signalées."""

SANS_FIN_PREVUE = VISENT_LE_DEBITEUR
"""Ne finissent que par un acte : aucune date écrite d'avance ne fait reprendre les relances."""

SANS_PIECE = frozenset({Arret.SUSPENSION_DEMANDEE})
"""Une pièce y dirait souvent la santé : le recouvrement ne la demande pas."""

PIECE_MAX = 80
"""Caractères d'une référence de pièce : c'est une référence, pas un récit."""


@dataclass(frozen=True, kw_only=True)
class SurendettementRecevable(Fait):
    recevable_le: date


@dataclass(frozen=True, kw_only=True)
class SurendettementLeve(Fait):
    """`leve_le` égal à `recevable_le` : la recevabilité n'a jamais valu."""

    recevable_le: date
    leve_le: date


@dataclass(eq=False, kw_only=True)
class SituationDebiteur(Agregat):
    """Situation d'un débiteur, du jour de son effet à celui de sa fin ou de sa levée (exclu).

    `autres_baux` : ceux du débiteur qu'elle vise aussi, connus au signalement ; un bail d'après n'a pas d'arriéré d'avant.
    """

    bail_id: UUID
    debiteur_id: UUID
    nature: Arret
    effet_le: date
    fin_le: date | None
    piece: str
    signalee_par: str
    signalee_a: datetime
    autres_baux: list[UUID] = field(default_factory=list)
    levee_le: date | None = None
    piece_levee: str = ""
    levee_par: str = ""
    levee_a: datetime | None = None

    @classmethod
    def signaler(
        cls,
        *,
        id: UUID,
        bail_id: UUID,
        debiteur_id: UUID,
        nature: Arret,
        effet_le: date,
        fin_le: date | None,
        piece: str,
        par: str,
        instant: datetime,
        connues: Sequence[SituationDebiteur],
        baremes: Baremes,
        autres_baux: Sequence[UUID] = (),
    ) -> SituationDebiteur:
        """Retient la situation. `connues` : celles qui visent déjà ce bail ou ce débiteur.

        Lève DonneeInvalide (CODE_INCONNU, PIECE_MANQUANTE, PIECE_TROP_LONGUE, DATE_INCOHERENTE, FIN_NON_PERMISE),
        DejaExistant (SITUATION_EN_COURS), ou RegleViolee (PARAMETRE_INCONNU) avant le texte qui fonde l'arrêt.
        """
        if nature not in SIGNALABLES:
            permis = ", ".join(sorted(n.value for n in SIGNALABLES))
            raise DonneeInvalide("CODE_INCONNU", f"Situations qui se signalent : {permis}.", champ="nature")
        source_de(nature, au=effet_le, baremes=baremes)
        _exiger_fin(nature, effet_le=effet_le, fin_le=fin_le)
        neuve = cls(
            id=id,
            bail_id=bail_id,
            debiteur_id=debiteur_id,
            nature=nature,
            effet_le=effet_le,
            fin_le=fin_le,
            piece=_reference(piece, champ="piece", facultative=nature in SANS_PIECE),
            signalee_par=par,
            signalee_a=instant,
            autres_baux=list(autres_baux),
        )
        if any(neuve._recouvre(autre) for autre in connues):
            raise DejaExistant("SITUATION_EN_COURS", "Cette situation est déjà signalée à ces dates.", champ="nature")
        if nature is Arret.SURENDETTEMENT_RECEVABLE:
            neuve.constater(SurendettementRecevable(recevable_le=effet_le))
        return neuve

    def lever(self, *, le: date, piece: str, par: str, instant: datetime) -> None:
        """Met fin à la situation ce jour-là ; levée au jour de son effet, elle n'a jamais valu (erreur de saisie).

        Lève RegleViolee (SITUATION_DEJA_LEVEE) ou DonneeInvalide (DATE_INCOHERENTE, PIECE_MANQUANTE).
        """
        if self.levee_le is not None:
            raise RegleViolee(
                "SITUATION_DEJA_LEVEE", f"Elle est levée depuis le {self.levee_le:%d/%m/%Y}.", champ="situation_id"
            )
        if le < self.effet_le:
            raise DonneeInvalide("DATE_INCOHERENTE", "La levée précède l'effet de la situation.", champ="levee_le")
        self.piece_levee = _reference(piece, champ="piece", facultative=self.nature in SANS_PIECE)
        self.levee_le, self.levee_par, self.levee_a = le, par, instant
        if self.nature is Arret.SURENDETTEMENT_RECEVABLE:
            self.constater(SurendettementLeve(recevable_le=self.effet_le, leve_le=le))

    def vaut(self, au: date) -> bool:
        """Vrai du jour d'effet à la fin incluse, et jusqu'à la veille de la levée."""
        if au < self.effet_le or (self.fin_le is not None and au > self.fin_le):
            return False
        return self.levee_le is None or au < self.levee_le

    def _recouvre(self, autre: SituationDebiteur) -> bool:
        if autre.nature is not self.nature or autre.levee_le == autre.effet_le:
            return False
        fin = self.fin_le is None or autre.effet_le <= self.fin_le
        reste = (autre.levee_le is None or self.effet_le < autre.levee_le) and (
            autre.fin_le is None or self.effet_le <= autre.fin_le
        )
        return fin and reste


def sous_gel(situations: Sequence[SituationDebiteur], au: date) -> bool:
    """Vrai si une recevabilité de surendettement interdit ce jour-là de payer l'arriéré (C. conso. L722-5)."""
    return any(s.nature is Arret.SURENDETTEMENT_RECEVABLE and s.vaut(au) for s in situations)


def situation_au(
    dossier: DossierImpaye,
    *,
    situations: Sequence[SituationDebiteur],
    plans: Sequence[PlanApurement],
    au: date,
    baremes: Baremes,
) -> Situation:
    """Ce qui est connu du débiteur au jour dit : situations signalées, plans signés, dernier constat d'un agent.

    Un plan respecté arrête les relances ; en incident, ou gelé par un surendettement, il court sans plus rien arrêter. Sans plan connu il n'y
    en a pas : ce service est seul à les tenir.
    """
    en_cours = [
        ArretEnCours(
            arret=s.nature,
            portee=Portee(source_de(s.nature, au=s.effet_le, baremes=baremes).valeur),
            depuis_le=s.effet_le,
            fin_le=s.fin_le,
            situation_id=s.id,
        )
        for s in situations
        if s.vaut(au)
    ]
    gele = sous_gel(situations, au)
    plan_en_cours = any(e.arret is Arret.PLAN_RESPECTE for e in en_cours)
    for plan in plans:
        if plan.signe_le is None or au < plan.signe_le:
            continue
        statut = plan.juger(dossier.termes, au=au, baremes=baremes, gele=gele).statut
        plan_en_cours = plan_en_cours or statut in EN_COURS
        if statut in RESPECTES and not gele:
            en_cours.append(ArretEnCours(arret=Arret.PLAN_RESPECTE, depuis_le=plan.signe_le))
    constat = qualification_au(dossier.qualifications, au)
    return Situation(
        segment=constat.segment if constat else None,
        contact_etabli=booleen(constat.contact_etabli) if constat else None,
        garant=booleen(constat.garant) if constat else None,
        plan_en_cours=plan_en_cours,
        signales=en_cours,
    )


def _exiger_fin(nature: Arret, *, effet_le: date, fin_le: date | None) -> None:
    if fin_le is None:
        return
    if nature in SANS_FIN_PREVUE:
        raise DonneeInvalide("FIN_NON_PERMISE", "Cette situation ne finit que par sa levée.", champ="fin_le")
    if fin_le < effet_le:
        raise DonneeInvalide("DATE_INCOHERENTE", "La fin précède l'effet.", champ="fin_le")


def _reference(piece: str, *, champ: str, facultative: bool) -> str:
    reference = piece.strip()
    if not reference and not facultative:
        raise DonneeInvalide("PIECE_MANQUANTE", "Donnez la référence de la pièce qui le prouve.", champ=champ)
    if len(reference) > PIECE_MAX:
        raise DonneeInvalide(
            "PIECE_TROP_LONGUE", f"Une référence tient en {PIECE_MAX} caractères.", champ=champ, maximum=PIECE_MAX
        )
    return reference
