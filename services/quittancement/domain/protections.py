"""Ce qui protège la dette d'un bail : gel d'une recevabilité de surendettement, plan d'apurement signé, acte consigné."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from quittancement.domain.actes import ActeConsigne
from socle.domaine.baremes import Baremes
from socle.domaine.periodes import ajouter_mois
from socle.domaine.refus import DonneeInvalide, Introuvable, RegleViolee


@dataclass(frozen=True, kw_only=True)
class Gel:
    """Interdiction de payer l'arriéré né avant la recevabilité (C. conso. L722-5).

    Court du jour de la recevabilité au dernier jour `au_plus_tard` ; levé, jusqu'à la veille de `leve_le`.
    """

    situation_id: UUID
    recevable_le: date
    au_plus_tard: date
    leve_le: date | None = None

    @classmethod
    def de(cls, *, situation_id: UUID, recevable_le: date, leve_le: date | None = None, baremes: Baremes) -> Gel:
        """Sa durée la plus longue est celle du texte en vigueur à la recevabilité."""
        duree: int = baremes.au("gel_duree_maximale", recevable_le).valeur
        return cls(
            situation_id=situation_id,
            recevable_le=recevable_le,
            au_plus_tard=ajouter_mois(recevable_le, duree),
            leve_le=leve_le,
        )

    def court(self, au: date) -> bool:
        return self.recevable_le <= au <= self.au_plus_tard and (self.leve_le is None or au < self.leve_le)

    @property
    def a_valu(self) -> bool:
        """Levé au jour de son effet, il n'a jamais valu (erreur de saisie)."""
        return self.leve_le is None or self.recevable_le < self.leve_le

    def vise(self, exigible_le: date) -> bool:
        """Un terme exigible au jour de la recevabilité ou après est du loyer courant : il reste à payer."""
        return exigible_le < self.recevable_le


@dataclass(frozen=True, kw_only=True)
class PlanConnu:
    """Plan d'apurement signé : les mois (AAAA-MM) dont il échelonne la dette. Rompu, la dette redevient exigible en entier."""

    plan_id: UUID
    signe_le: date
    termes: tuple[str, ...]
    rompu_le: date | None = None


@dataclass(frozen=True, kw_only=True)
class Protections:
    """Une entrée par situation, par plan et par acte ; rejouer le même fait ne change rien."""

    gels: tuple[Gel, ...] = ()
    plans: tuple[PlanConnu, ...] = ()
    actes: tuple[ActeConsigne, ...] = ()

    def geler(self, gel: Gel) -> Protections:
        if any(connu.situation_id == gel.situation_id for connu in self.gels):
            return self
        return replace(self, gels=(*self.gels, gel))

    def degeler(self, leve: Gel) -> Protections:
        """Met fin au gel ; la levée vaut aussi si elle est lue avant la recevabilité."""
        autres = tuple(gel for gel in self.gels if gel.situation_id != leve.situation_id)
        return replace(self, gels=(*autres, leve))

    def gel_au(self, jour: date) -> Gel | None:
        """Gel qui court ce jour-là ; de plusieurs, celui qui vise le plus de termes."""
        en_cours = [gel for gel in self.gels if gel.court(jour)]
        return max(en_cours, key=lambda gel: gel.recevable_le, default=None)

    def signer(self, plan: PlanConnu) -> Protections:
        if any(connu.plan_id == plan.plan_id for connu in self.plans):
            return self
        return replace(self, plans=(*self.plans, plan))

    def rompre(self, plan_id: UUID, *, le: date) -> Protections:
        """Lève Introuvable si la signature n'est pas connue."""
        if not any(plan.plan_id == plan_id for plan in self.plans):
            raise Introuvable("PlanApurement", plan_id, champ="plan_id")
        return replace(self, plans=tuple(replace(p, rompu_le=le) if p.plan_id == plan_id else p for p in self.plans))

    def plan_en_cours(self, plan_id: UUID, *, au: date) -> PlanConnu:
        """Plan dont un paiement reçu ce jour est une échéance. Lève DonneeInvalide (PLAN_INCONNU), RegleViolee (PLAN_ROMPU)."""
        plan = next((p for p in self.plans if p.plan_id == plan_id), None)
        if plan is None or au < plan.signe_le:
            raise DonneeInvalide(
                "PLAN_INCONNU", "Aucun plan signé de ce bail ne porte cet identifiant.", champ="plan_id"
            )
        if plan.rompu_le is not None and plan.rompu_le <= au:
            raise RegleViolee("PLAN_ROMPU", f"Ce plan est rompu depuis le {plan.rompu_le:%d/%m/%Y}.", champ="plan_id")
        return plan
