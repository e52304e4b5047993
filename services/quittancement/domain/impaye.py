"""Constitution de l'impayé au sens de l'APL : deux régimes, que sépare le 1er janvier 2027."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from socle.domaine.baremes import Baremes, ValeurDatee
from socle.domaine.explication import Explication, Reponse, Verdict
from socle.domaine.montant import Montant, somme
from socle.domaine.periodes import ajouter_mois

AVANT_2027, DEPUIS_2027 = "AVANT_2027", "DEPUIS_2027"


@dataclass(frozen=True, kw_only=True)
class Reglement:
    """Part d'un paiement sur un terme ; `depense` est ce qui va à la dépense de logement."""

    le: date
    montant: Montant
    depense: Montant


@dataclass(frozen=True, kw_only=True)
class TermeExigible:
    """Terme quittancé et son histoire. `net` et `depense` : APL déduite ; `tiers_payant` None si les droits sont inconnus.

    `mensuel_brut` et `mensuel_net` sont ceux du mois même, rappels d'autres mois exclus et rappels de ce mois compris.
    """

    mois: str
    exigible_le: date
    mensuel_brut: Montant
    mensuel_net: Montant
    net: Montant
    depense: Montant
    mois_complet: bool
    tiers_payant: bool | None
    reglements: tuple[Reglement, ...] = ()

    def reste_au(self, jour: date) -> Montant:
        return self.net - somme(r.montant for r in self.reglements if r.le <= jour)

    def depense_due_au(self, jour: date) -> Montant:
        return self.depense - somme(r.depense for r in self.reglements if r.le <= jour)


@dataclass(frozen=True, kw_only=True)
class Constitution:
    """Réponse, jour de la constitution si OUI, et régime qui l'a décidée."""

    verdict: Verdict
    constitue_le: date | None
    regime: str


def constitution_impaye(termes: Sequence[TermeExigible], *, au: date, baremes: Baremes) -> Constitution:
    """L'impayé est-il constitué au jour `au`, et depuis quand ?

    L'épisode commence quand la dette exigible cesse d'être nulle et finit à son apurement total. On y cherche le
    premier jour (paiements du jour compris) où le régime de ce jour est rempli : un impayé né avant la bascule est
    donc réévalué au 1er janvier 2027, ce que l'explication marque incertain (disposition transitoire non lue).
    """
    exiges = sorted((t for t in termes if t.exigible_le <= au), key=lambda t: (t.exigible_le, t.mois))
    jours = _episode(exiges, jours=_jours_utiles(exiges, au=au, baremes=baremes))
    dernier: Verdict | None = None
    inconnu_le: date | None = None
    for jour in jours:
        regime = baremes.au("regime_impaye_apl", jour)
        dernier = REGIMES[regime.valeur](exiges, jour, baremes)
        if dernier.reponse is Reponse.OUI:
            incertain = inconnu_le is not None or _a_cheval(jours[0], regime)
            return Constitution(verdict=_marquer(dernier, incertain=incertain), constitue_le=jour, regime=regime.valeur)
        if dernier.reponse is Reponse.INCONNU:
            inconnu_le = inconnu_le or jour
    regime = baremes.au("regime_impaye_apl", au)
    if dernier is None:
        sans_dette = _verdict(Reponse.NON, "impaye_apl", regime.source, au, {"dette_echue": str(Montant.zero())})
        return Constitution(verdict=sans_dette, constitue_le=None, regime=regime.valeur)
    if inconnu_le is not None and dernier.reponse is not Reponse.INCONNU:
        dernier = REGIMES[AVANT_2027](exiges, inconnu_le, baremes)
    incertain = _a_cheval(jours[0], regime)
    return Constitution(verdict=_marquer(dernier, incertain=incertain), constitue_le=None, regime=regime.valeur)


def _jours_utiles(exiges: Sequence[TermeExigible], *, au: date, baremes: Baremes) -> list[date]:
    """Jours où la réponse peut changer : exigibilités, paiements, fins de délai, changement de régime, et `au`."""
    jours = {au} | {t.exigible_le for t in exiges} | {r.le for t in exiges for r in t.reglements}
    debut = min((t.exigible_le for t in exiges), default=au)
    jours |= {v.a_partir_de for v in baremes["regime_impaye_apl"].valeurs if v.a_partir_de > debut}
    for duree in baremes["impaye_apl_duree_defaut"].valeurs:
        jours |= {ajouter_mois(t.exigible_le, duree.valeur) for t in exiges}
    return sorted(j for j in jours if j <= au)


def _episode(exiges: Sequence[TermeExigible], *, jours: Sequence[date]) -> list[date]:
    """Derniers jours consécutifs où une dette exigible subsiste ; vide si tout est apuré."""
    episode: list[date] = []
    for jour in jours:
        dette = somme(t.reste_au(jour) for t in exiges if t.exigible_le <= jour)
        episode = [*episode, jour] if dette else []
    return episode


def _avant_2027(exiges: Sequence[TermeExigible], jour: date, baremes: Baremes) -> Verdict:
    """Dette d'au moins deux mensualités : nettes d'APL en tiers payant, brutes sinon. Référence : le dernier mois complet."""
    mensualites = baremes.au("impaye_apl_mensualites", jour)
    echus = [t for t in exiges if t.exigible_le <= jour]
    dette = somme(t.reste_au(jour) for t in echus)
    reference = ([t for t in echus if t.mois_complet] or echus)[-1]
    entrees = {
        "dette_echue": str(dette),
        "mois_de_reference": reference.mois,
        "mensuel_brut": str(reference.mensuel_brut),
        "mensuel_net": str(reference.mensuel_net),
        "tiers_payant": {True: "oui", False: "non", None: "inconnu"}[reference.tiers_payant],
        "mensualites": str(mensualites.valeur),
    }
    if reference.tiers_payant is None:
        return _verdict(Reponse.INCONNU, "deux_mensualites", mensualites.source, jour, entrees, ["droits_apl"])
    mensuel = reference.mensuel_net if reference.tiers_payant else reference.mensuel_brut
    seuil = Montant(mensuel.centimes * mensualites.valeur)
    reponse = Reponse.OUI if dette and dette >= seuil else Reponse.NON
    return _verdict(reponse, "deux_mensualites", mensualites.source, jour, {**entrees, "seuil": str(seuil)})


def _depuis_2027(exiges: Sequence[TermeExigible], jour: date, baremes: Baremes) -> Verdict:
    """Dette de dépense de logement au-dessus du seuil, ou délai écoulé depuis un premier défaut non régularisé."""
    dette_maximale = baremes.au("impaye_apl_dette", jour)
    duree = baremes.au("impaye_apl_duree_defaut", jour)
    seuil = Montant(dette_maximale.valeur)
    impayes = [t for t in exiges if t.exigible_le <= jour and t.depense_due_au(jour)]
    dette = somme(t.depense_due_au(jour) for t in impayes)
    defaut = min((t.exigible_le for t in impayes), default=None)
    delai = None if defaut is None else ajouter_mois(defaut, duree.valeur)
    depasse = dette > seuil
    reponse = Reponse.OUI if depasse or (delai is not None and delai <= jour) else Reponse.NON
    entrees = {
        "dette_de_depense": str(dette),
        "seuil": str(seuil),
        "premier_defaut_le": "aucun" if defaut is None else defaut.isoformat(),
        "fin_du_delai": "aucune" if delai is None else delai.isoformat(),
        "delai_mois": str(duree.valeur),
    }
    regle = "dette_superieure_au_seuil" if depasse else "defaut_non_regularise"
    return _verdict(reponse, regle, dette_maximale.source, jour, entrees)


REGIMES: Mapping[str, Callable[[Sequence[TermeExigible], date, Baremes], Verdict]] = {
    AVANT_2027: _avant_2027,
    DEPUIS_2027: _depuis_2027,
}


def _a_cheval(debut: date, regime: ValeurDatee) -> bool:
    """L'épisode a commencé sous le régime précédent et c'est le nouveau qui décide."""
    return regime.valeur == DEPUIS_2027 and debut < regime.a_partir_de


def _verdict(
    reponse: Reponse,
    regle: str,
    article: str,
    jour: date,
    entrees: Mapping[str, str],
    manquants: Sequence[str] = (),
) -> Verdict:
    explication = Explication(regle=regle, article=article, date=jour, entrees=entrees, resultat=reponse.value)
    return Verdict(reponse=reponse, explication=explication, manquants=manquants)


def _marquer(verdict: Verdict, *, incertain: bool) -> Verdict:
    if not incertain:
        return verdict
    origine = verdict.explication
    explication = Explication(
        regle=origine.regle,
        article=origine.article,
        date=origine.date,
        entrees={**origine.entrees, "a_confirmer": "impayé antérieur à la bascule, ou droits inconnus au départ"},
        resultat=origine.resultat,
        certitude="incertain",
    )
    return Verdict(reponse=verdict.reponse, explication=explication, manquants=verdict.manquants)
