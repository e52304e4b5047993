"""Les gardes de l'activation d'un bail (spécification C.13) : chacune répond oui, non ou inconnu, et dit pourquoi."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from baux.domain.assurance import Assurance, EtatAssurance, etat_assurance
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication, Reponse, Verdict
from socle.domaine.montant import Montant
from socle.domaine.refus import RegleViolee


@dataclass(frozen=True, kw_only=True)
class SituationBail:
    """Ce que l'on sait au moment d'activer ; None signifie « pas encore su »."""

    au: date
    depot_garantie_recu: bool | None
    assurances: Sequence[Assurance]
    etat_des_lieux_signe_le: date | None
    annexes: Sequence[str]
    loyer_principal: Montant
    loyer_maximum: Montant
    demande_radiee: bool | None


def _verdict(regle: str, article: str, au: date, reponse: bool | None, **entrees: object) -> Verdict:
    valeur = Reponse.INCONNU if reponse is None else Reponse.OUI if reponse else Reponse.NON
    manquants = [nom for nom, entree in entrees.items() if entree is None]
    return Verdict(
        reponse=valeur,
        explication=Explication(
            regle=regle,
            article=article,
            date=au,
            entrees={nom: "inconnu" if entree is None else str(entree) for nom, entree in entrees.items()},
            resultat=valeur.value,
        ),
        manquants=manquants,
    )


def gardes_activation(situation: SituationBail, *, baremes: Baremes) -> list[Verdict]:
    """Verdicts des six gardes, dans l'ordre où l'agent les lit."""
    au = situation.au
    annexes = baremes.au("annexes_obligatoires", au)
    absentes = sorted(set(annexes.valeur) - set(situation.annexes))
    assurance = etat_assurance(situation.assurances, au=au)
    couverte = None if assurance is EtatAssurance.ABSENTE else assurance is EtatAssurance.A_JOUR
    etat_des_lieux = None if situation.etat_des_lieux_signe_le is None else situation.etat_des_lieux_signe_le <= au
    return [
        _verdict(
            "depot_de_garantie_recu",
            "loi 89-462, art. 22",
            au,
            situation.depot_garantie_recu,
            depot_garantie_recu=situation.depot_garantie_recu,
        ),
        _verdict(
            "assurance_en_cours",
            "loi 89-462, art. 7 g",
            au,
            couverte,
            assurance=None if couverte is None else assurance.value,
            attestations=" ; ".join(f"{a.valable_du} – {a.valable_au}" for a in situation.assurances) or "aucune",
        ),
        _verdict(
            "etat_des_lieux_entree_signe",
            "loi 89-462, art. 3-2",
            au,
            etat_des_lieux,
            etat_des_lieux_signe_le=situation.etat_des_lieux_signe_le,
        ),
        _verdict("annexes_remises", annexes.source, au, not absentes, absentes=", ".join(absentes) or "aucune"),
        _verdict(
            "loyer_sous_le_maximum",
            "CCH art. L353-9-2 et convention APL",
            au,
            situation.loyer_principal <= situation.loyer_maximum,
            loyer_principal=situation.loyer_principal,
            loyer_maximum=situation.loyer_maximum,
        ),
        _verdict(
            "demande_radiee",
            "CCH art. R441-2-8 a) et L342-14",
            au,
            situation.demande_radiee,
            demande_radiee=situation.demande_radiee,
        ),
    ]


def exiger(verdicts: Sequence[Verdict]) -> None:
    """Lève RegleViolee (GARDE_NON_SATISFAITE) : chaque garde qui ne dit pas oui, avec ce qu'elle a regardé.

    Les données du refus portent une entrée par garde fautive, sous son nom (« annexes_remises » : « NON ; absentes :
    DPE, … »), en plus de leur liste.
    """
    refus = [v for v in verdicts if not v.favorable]
    if refus:
        details = {v.explication.regle: _detail(v) for v in refus}
        raise RegleViolee(
            "GARDE_NON_SATISFAITE",
            f"Le bail ne peut pas être activé : {', '.join(f'{nom} ({detail})' for nom, detail in details.items())}.",
            champ="bail_id",
            gardes=", ".join(details),
            **details,
        )


def _detail(verdict: Verdict) -> str:
    entrees = ", ".join(f"{nom} : {valeur}" for nom, valeur in verdict.explication.entrees.items())
    return f"{verdict.reponse.value} ; {entrees}"
