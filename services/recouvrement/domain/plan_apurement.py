"""Le plan d'apurement amiable : proposé, signé, suivi, soldé ou rompu (spécification E.4).

Un plan conclu ailleurs (juge, commission de surendettement, CAF) n'est pas le nôtre : il se signale comme situation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from uuid import UUID

from recouvrement.domain.depot_fsl import TermeDu
from recouvrement.domain.impaye import TermeImpaye
from socle.domaine.agregat import Agregat, Fait, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication
from socle.domaine.montant import Montant, somme
from socle.domaine.periodes import ajouter_mois
from socle.domaine.refus import DonneeInvalide, RegleViolee


class StatutPlan(Enum):
    """ACTIF dès la première échéance ; INCIDENT : une échéance en retard ; ABANDONNE : jamais signé."""

    PROPOSE = "PROPOSE"
    SIGNE = "SIGNE"
    ACTIF = "ACTIF"
    INCIDENT = "INCIDENT"
    ROMPU = "ROMPU"
    SOLDE = "SOLDE"
    ABANDONNE = "ABANDONNE"


_SUITES = {StatutPlan.ACTIF, StatutPlan.INCIDENT, StatutPlan.ROMPU, StatutPlan.SOLDE}
TRANSITIONS_PLAN = {
    StatutPlan.PROPOSE: {StatutPlan.SIGNE, StatutPlan.ABANDONNE},
    StatutPlan.SIGNE: _SUITES,
    StatutPlan.ACTIF: _SUITES - {StatutPlan.ACTIF},
    StatutPlan.INCIDENT: _SUITES - {StatutPlan.INCIDENT},
}
"""Une échéance payée après un incident rend le plan actif ; rompu, il est caduc et un autre se propose."""

EN_COURS = frozenset({StatutPlan.SIGNE, StatutPlan.ACTIF, StatutPlan.INCIDENT})
RESPECTES = frozenset({StatutPlan.SIGNE, StatutPlan.ACTIF})


@dataclass(frozen=True, kw_only=True)
class Mensualite:
    a_payer_le: date
    montant: Montant


@dataclass(frozen=True, kw_only=True)
class EtatPlan:
    """Où en est le plan au jour dit. `retards` : échéances du plan (AAAA-MM-JJ) et termes courants (AAAA-MM)."""

    statut: StatutPlan
    paye: Montant
    reste: Montant
    retards: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class PlanApurementSigne(Fait):
    signe_le: date
    dette: Montant
    mensualites: int
    derniere_le: date
    termes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PlanApurementRompu(Fait):
    rompu_le: date
    echeances_en_retard: int
    reste: Montant


@dataclass(eq=False, kw_only=True)
class PlanApurement(Agregat):
    """Échéancier d'une dette arrêtée, terme par terme ; tout terme né ensuite est du loyer courant, à payer à sa date."""

    dossier_id: UUID
    bail_id: UUID
    dette: Montant
    termes: list[TermeDu]
    mensualites: list[Mensualite]
    propose_le: date
    propose_par: str
    statut: StatutPlan = StatutPlan.PROPOSE
    signe_le: date | None = None
    signe_par: str = ""
    piece: str = ""
    fini_le: date | None = None
    explications: list[Explication] = field(default_factory=list)

    @classmethod
    def proposer(
        cls,
        *,
        id: UUID,
        dossier_id: UUID,
        bail_id: UUID,
        termes: Sequence[TermeImpaye],
        nombre: int,
        premiere_le: date,
        propose_le: date,
        par: str,
        baremes: Baremes,
    ) -> PlanApurement:
        """Échelonne les termes dus en mensualités égales, au même quantième ; la dernière porte le reste des centimes.

        Lève RegleViolee (DETTE_NULLE, DUREE_EXCESSIVE) ou DonneeInvalide (MENSUALITE_NULLE, DATE_INCOHERENTE).
        """
        dette = somme(terme.du for terme in termes)
        if not dette:
            raise RegleViolee("DETTE_NULLE", "Rien n'est dû : il n'y a rien à échelonner.", champ="dossier_id")
        plafond = baremes.au("plan_duree_maximale", propose_le)
        if nombre > plafond.valeur:
            raise RegleViolee(
                "DUREE_EXCESSIVE", f"Au plus {plafond.valeur} mensualités.", champ="mensualites", maximum=plafond.valeur
            )
        if nombre < 1 or dette.centimes < nombre:
            raise DonneeInvalide("MENSUALITE_NULLE", "Chaque mensualité paie quelque chose.", champ="mensualites")
        if premiere_le < propose_le:
            raise DonneeInvalide(
                "DATE_INCOHERENTE", "La première échéance précède la proposition.", champ="premiere_echeance_le"
            )
        return cls(
            id=id,
            dossier_id=dossier_id,
            bail_id=bail_id,
            dette=dette,
            termes=[TermeDu(mois=terme.mois, du=terme.du) for terme in termes],
            mensualites=echeancier(dette, nombre=nombre, premiere_le=premiere_le),
            propose_le=propose_le,
            propose_par=par,
            explications=[
                plafond.expliquer(regle="plan_apurement", au=propose_le, resultat=f"{nombre} mensualités", dette=dette)
            ],
        )

    @property
    def est_en_cours(self) -> bool:
        return self.statut in EN_COURS

    def abandonner(self, *, le: date) -> None:
        """Une autre proposition la remplace. Lève TransitionInterdite si le plan est signé."""
        self.statut = franchir(TRANSITIONS_PLAN, objet="Plan", de=self.statut, vers=StatutPlan.ABANDONNE)
        self.fini_le = le

    def signer(self, *, le: date, par: str, piece: str, termes: Sequence[TermeImpaye]) -> None:
        """Retient l'écrit signé (C. civ. art. 1366 et 1367). `termes` : ceux que le dossier doit encore.

        Lève TransitionInterdite, DonneeInvalide (DATE_INCOHERENTE, PIECE_MANQUANTE), ou RegleViolee (DETTE_MODIFIEE) :
        la somme des mensualités est la dette, ni plus ni moins.
        """
        statut = franchir(TRANSITIONS_PLAN, objet="Plan", de=self.statut, vers=StatutPlan.SIGNE)
        if le < self.propose_le:
            raise DonneeInvalide("DATE_INCOHERENTE", "La signature précède la proposition.", champ="signe_le")
        if not piece.strip():
            raise DonneeInvalide("PIECE_MANQUANTE", "Donnez la référence de l'écrit signé.", champ="piece")
        reste = self._reste(termes)
        if reste != self.dette:
            raise RegleViolee(
                "DETTE_MODIFIEE",
                f"La dette du plan était de {self.dette}, elle est de {reste} : proposez un autre plan.",
                champ="plan_id",
            )
        self.statut, self.signe_le, self.signe_par, self.piece = statut, le, par, piece.strip()
        derniere = self.mensualites[-1].a_payer_le
        self.constater(
            PlanApurementSigne(
                signe_le=le,
                dette=self.dette,
                mensualites=len(self.mensualites),
                derniere_le=derniere,
                termes=tuple(terme.mois for terme in self.termes),
            )
        )

    def juger(self, termes: Sequence[TermeImpaye], *, au: date, baremes: Baremes, gele: bool = False) -> EtatPlan:
        """Où en est le plan au jour dit, d'après les termes du dossier. Ne change rien.

        Un retard compte passé la tolérance, échéance du plan ou terme courant ; assez de retards, le plan est caduc.
        `gele` : une recevabilité de surendettement interdit de le payer (C. conso. L722-5) ; rien n'est en retard.
        """
        reste = self._reste(termes)
        paye = self.dette - reste
        if gele or self.signe_le is None or (self.fini_le is not None and au >= self.fini_le):
            return EtatPlan(statut=self.statut, paye=paye, reste=reste, retards=[])
        retards = self._retards(termes, paye=paye, au=au, baremes=baremes)
        caducite = baremes.au("plan_echeances_avant_caducite", self.signe_le or self.propose_le).valeur
        if not reste:
            statut = StatutPlan.SOLDE
        elif len(retards) >= caducite:
            statut = StatutPlan.ROMPU
        elif retards:
            statut = StatutPlan.INCIDENT
        else:
            statut = StatutPlan.ACTIF if au >= self.mensualites[0].a_payer_le else StatutPlan.SIGNE
        return EtatPlan(statut=statut, paye=paye, reste=reste, retards=retards)

    def suivre(self, termes: Sequence[TermeImpaye], *, au: date, baremes: Baremes, gele: bool = False) -> bool:
        """Applique le jugement du jour ; rend False s'il ne change rien. Une rupture est constatée une fois."""
        etat = self.juger(termes, au=au, baremes=baremes, gele=gele)
        if etat.statut is self.statut or (etat.statut is StatutPlan.SIGNE):
            return False
        self.statut = franchir(TRANSITIONS_PLAN, objet="Plan", de=self.statut, vers=etat.statut)
        if self.statut in (StatutPlan.ROMPU, StatutPlan.SOLDE):
            self.fini_le = au
        if self.statut is StatutPlan.ROMPU:
            self.constater(PlanApurementRompu(rompu_le=au, echeances_en_retard=len(etat.retards), reste=etat.reste))
        return True

    def _reste(self, termes: Sequence[TermeImpaye]) -> Montant:
        couverts = {terme.mois for terme in self.termes}
        return somme(terme.du for terme in termes if terme.mois in couverts and terme.est_du)

    def _retards(self, termes: Sequence[TermeImpaye], *, paye: Montant, au: date, baremes: Baremes) -> list[str]:
        tolerance = timedelta(days=baremes.au("plan_tolerance", self.signe_le or self.propose_le).valeur)
        retards, attendu = [], Montant.zero()
        for mensualite in self.mensualites:
            attendu = attendu + mensualite.montant
            if attendu > paye and au > mensualite.a_payer_le + tolerance:
                retards.append(mensualite.a_payer_le.isoformat())
        couverts = {terme.mois for terme in self.termes}
        courants = [t for t in termes if t.est_du and t.mois not in couverts]
        return retards + [t.mois for t in courants if au > t.limite_paiement_le + tolerance]


def echeancier(dette: Montant, *, nombre: int, premiere_le: date) -> list[Mensualite]:
    """Mensualités égales arrondies au centime inférieur ; la dernière solde : 1 840 € en 24 = 23 × 76,66 + 76,82."""
    egale = Montant(dette.centimes // nombre)
    derniere = Montant(dette.centimes - egale.centimes * (nombre - 1))
    return [
        Mensualite(a_payer_le=ajouter_mois(premiere_le, rang), montant=derniere if rang == nombre - 1 else egale)
        for rang in range(nombre)
    ]
