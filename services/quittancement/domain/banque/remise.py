"""La remise de prélèvements d'un mois : quelles échéances partent, lesquelles sont mises de côté, et le compte exact."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from uuid import UUID

from quittancement.domain.banque.calendrier_target import ajouter_target, exiger_target
from quittancement.domain.banque.mandat import StatutMandat
from quittancement.domain.banque.prelevement import Prelevement, end_to_end_id
from socle.domaine.agregat import Agregat, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.periodes import ajouter_mois
from socle.domaine.refus import DonneeInvalide, Refus, RegleViolee


class StatutRemise(Enum):
    PREPAREE = "PREPAREE"
    REMISE = "REMISE"
    ANNULEE = "ANNULEE"


TRANSITIONS_REMISE = {StatutRemise.PREPAREE: {StatutRemise.REMISE, StatutRemise.ANNULEE}}


class Blocage(Enum):
    """Ce qui interdit de prélever un bail, quel que soit son mandat."""

    SURENDETTEMENT_ARRIERE = "SURENDETTEMENT_ARRIERE"
    """Interdit l'arriéré né avant le jour de la recevabilité ; le loyer courant reste dû (C. conso. L722-2 et L722-5)."""
    DECES = "DECES"
    PLAN_PROPRE = "PLAN_PROPRE"
    """Un plan d'apurement règle la dette par une autre voie."""


@dataclass(frozen=True, kw_only=True)
class BlocageDuBail:
    code: Blocage
    depuis: date

    def arrete(self, exigible_le: date) -> bool:
        return self.code is not Blocage.SURENDETTEMENT_ARRIERE or exigible_le < self.depuis


@dataclass(frozen=True, kw_only=True)
class Candidat:
    """Échéance ouverte d'un bail sous mandat.

    `essais` déjà présentés, `dernier_essai` leur numéro, remises annulées comprises ; `en_cours` : l'un d'eux court
    encore ou est réglé. `dernier_signe_de_vie` : dernière présentation du mandat, ou sa signature.
    """

    quittance_id: UUID
    bail_id: UUID
    reference: str
    mois: str
    exigible_le: date
    prenotifiee_le: date
    reste_du: Montant
    mandat_id: UUID
    mandat: StatutMandat
    rum: str
    ics: str
    iban: str
    bic: str
    dernier_signe_de_vie: date
    preavis_jours: int
    essais: int = 0
    dernier_essai: int = 0
    en_cours: bool = False
    representer_le: date | None = None
    blocages: Sequence[BlocageDuBail] = ()


@dataclass(frozen=True, kw_only=True)
class Suspect:
    """Prélèvement préparé dont le mandat, le terme ou les blocages du bail ont changé depuis.

    `change` : la RUM ou le compte du mandat n'est plus le sien ; `reste_du` : nul si le terme n'est plus dû.
    """

    mandat: StatutMandat
    change: bool
    montant: Montant
    reste_du: Montant
    exigible_le: date
    blocages: Sequence[BlocageDuBail] = ()

    @property
    def raison(self) -> str:
        """Code de ce qui interdit de l'envoyer ; vide si rien ne l'interdit."""
        for blocage in self.blocages:
            if blocage.arrete(self.exigible_le):
                return blocage.code.value
        if self.mandat is not StatutMandat.ACTIF:
            return f"MANDAT_{self.mandat.value}"
        if self.change:
            return "MANDAT_AMENDE"
        return "DEJA_PAYEE" if self.reste_du.centimes < self.montant.centimes else ""


def exiger_a_jour(suspects: Iterable[Suspect]) -> None:
    """Ce qui était permis à la préparation l'est-il encore à l'envoi ? Lève RegleViolee (REMISE_PERIMEE)."""
    raisons = Counter(raison for suspect in suspects if (raison := suspect.raison))
    if raisons:
        detail = ", ".join(f"{code} ({nombre})" for code, nombre in sorted(raisons.items()))
        raise RegleViolee(
            "REMISE_PERIMEE", f"Annulez-la et préparez-la de nouveau : {detail}.", champ="remise_id", raisons=detail
        )


@dataclass(frozen=True, kw_only=True)
class EcartDeRemise:
    """Échéance mise de côté, et le refus qui le dit."""

    reference: str
    code: str
    champ: str
    motif: str


@dataclass(eq=False, kw_only=True)
class Remise(Agregat):
    """`msg_id` est la clé d'idempotence devant la banque. Somme et nombre sont ceux des prélèvements."""

    msg_id: str
    mois: str
    preleve_le: date
    nombre: int
    total: Montant
    lots: int
    preparee_par: str
    ecartes: list[EcartDeRemise] = field(default_factory=list)
    statut: StatutRemise = StatutRemise.PREPAREE
    remise_par: str = ""

    def remettre(self, *, par: str) -> None:
        """Le fichier part à la banque. Lève TransitionInterdite, RegleViolee (SECONDE_PERSONNE)."""
        if par == self.preparee_par:
            raise RegleViolee("SECONDE_PERSONNE", "Celui qui prépare une remise ne l'envoie pas.", champ="remise_id")
        self.statut = franchir(TRANSITIONS_REMISE, objet="Remise", de=self.statut, vers=StatutRemise.REMISE)
        self.remise_par = par

    def annuler(self) -> None:
        """Avant l'envoi : ses échéances redeviennent libres. Lève TransitionInterdite."""
        self.statut = franchir(TRANSITIONS_REMISE, objet="Remise", de=self.statut, vers=StatutRemise.ANNULEE)


def reference_de_lot(msg_id: str, lot: int, *, unique: bool) -> str:
    """PmtInfId d'un lot : 35 caractères au plus. `unique` : ses prélèvements sont sous mandat OOFF."""
    return f"{msg_id[:28]}-{lot}{'U' if unique else ''}"


def lire_reference_de_lot(msg_id: str, reference: str) -> tuple[int, bool]:
    """Lot et unicité d'un PmtInfId de cette remise. Lève DonneeInvalide (LOT_INCONNU)."""
    lu = re.fullmatch(rf"{re.escape(msg_id[:28])}-(\d{{1,6}})(U?)", reference, re.ASCII)
    if lu is None:
        raise DonneeInvalide("LOT_INCONNU", f"« {reference} » n'est pas un lot de {msg_id}.", champ="OrgnlPmtInfId")
    return int(lu[1]), bool(lu[2])


def exiger_date(preleve_le: date, *, au: date, baremes: Baremes) -> None:
    """Lève DonneeInvalide (JOUR_NON_TARGET, DELAI_DE_REMISE)."""
    exiger_target(preleve_le, champ="preleve_le")
    delai: int = baremes.au("delai_de_remise", au).valeur
    premier = ajouter_target(au, delai)
    if preleve_le < premier:
        raise DonneeInvalide(
            "DELAI_DE_REMISE", f"La banque ne peut pas prélever avant le {premier:%d/%m/%Y}.", champ="preleve_le"
        )


def composer(
    candidats: Iterable[Candidat], *, remise_id: UUID, preleve_le: date, baremes: Baremes
) -> tuple[list[Prelevement], list[EcartDeRemise]]:
    """Prélèvements dans l'ordre des candidats, découpés en lots, et échéances mises de côté."""
    par_lot: int = baremes.au("prelevements_par_paiement", preleve_le).valeur
    ics: str = baremes.au("creancier", preleve_le).valeur["ics"]
    caducite: int = baremes.au("caducite_mandat", preleve_le).valeur
    retenus: list[Prelevement] = []
    ecartes: list[EcartDeRemise] = []
    for candidat in candidats:
        try:
            admettre(candidat, preleve_le=preleve_le, caducite=caducite, ics=ics)
            essai = candidat.dernier_essai + 1
            retenus.append(
                Prelevement(
                    end_to_end_id=end_to_end_id(candidat.reference, candidat.mois, essai),
                    remise_id=remise_id,
                    lot=len(retenus) // par_lot + 1,
                    bail_id=candidat.bail_id,
                    quittance_id=candidat.quittance_id,
                    mandat_id=candidat.mandat_id,
                    essai=essai,
                    montant=candidat.reste_du,
                    rum=candidat.rum,
                    iban=candidat.iban,
                    bic=candidat.bic,
                )
            )
        except Refus as refus:
            ecartes.append(
                EcartDeRemise(reference=candidat.reference, code=refus.code, champ=refus.champ, motif=refus.message)
            )
    return retenus, ecartes


def admettre(candidat: Candidat, *, preleve_le: date, caducite: int, ics: str) -> None:
    """Lève RegleViolee si l'échéance ne se prélève pas ce jour-là. `caducite` : mois sans présentation ; `ics` : du créancier."""
    if candidat.reste_du.centimes <= 0:
        raise RegleViolee("RIEN_A_PRELEVER", "L'échéance est déjà payée.", champ="montant")
    if candidat.en_cours:
        raise RegleViolee("DEJA_PRELEVEE", "Un prélèvement de cette échéance court déjà.", champ="quittance_id")
    for blocage in candidat.blocages:
        if blocage.arrete(candidat.exigible_le):
            raise RegleViolee(blocage.code.value, f"Le bail est bloqué : {blocage.code.value}.", champ="bail_id")
    if candidat.mandat is not StatutMandat.ACTIF:
        raise RegleViolee(f"MANDAT_{candidat.mandat.value}", "Le mandat n'est pas actif.", champ="mandat_id")
    if candidat.ics != ics:
        raise RegleViolee("ICS_DIFFERENT", "Le mandat est à un autre identifiant créancier : amendez-le.", champ="ics")
    if ajouter_mois(candidat.dernier_signe_de_vie, caducite) <= preleve_le:
        raise RegleViolee("MANDAT_CADUC", f"Sans présentation depuis {caducite} mois.", champ="mandat_id")
    if candidat.essais and (candidat.representer_le is None or preleve_le < candidat.representer_le):
        raise RegleViolee(
            "REPRESENTATION_INTERDITE", "Cette échéance ne se représente pas, ou pas encore.", champ="preleve_le"
        )
    if candidat.prenotifiee_le + timedelta(days=candidat.preavis_jours) > preleve_le:
        raise RegleViolee(
            "PREAVIS_TROP_COURT",
            f"L'avis du {candidat.prenotifiee_le:%d/%m/%Y} précède de moins de {candidat.preavis_jours} jours.",
            champ="preleve_le",
        )
