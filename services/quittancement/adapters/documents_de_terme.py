"""Ce que portent les documents d'un terme : avis d'échéance, quittance, reçu. Données simples, sans calcul."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from socle.domaine.montant import Montant
from socle.technique.documents import Destinataire, Emetteur

ZERO = Montant(0)


@dataclass(frozen=True, kw_only=True)
class Compte:
    """Le compte locataire tel qu'il s'imprime."""

    numero: str
    locataires: tuple[str, ...]
    logement: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Ligne:
    """Ligne d'un terme (code de la table A.3).

    `du` : part à la charge du locataire, réductions et aides déduites, nulle pour une ligne négative ; `verse` : part
    payée de `du`. Les deux sont connues pour toutes les lignes d'un reçu ou aucune.
    """

    code: str
    libelle: str
    montant: Montant
    du: Montant | None = None
    verse: Montant | None = None


@dataclass(frozen=True, kw_only=True)
class Prelevement:
    """Pré-notification SEPA ; l'IBAN arrive déjà masqué."""

    le: date
    montant: Montant
    rum: str
    ics: str
    compte_masque: str


@dataclass(frozen=True, kw_only=True)
class Virement:
    """Compte du bailleur à créditer ; l'IBAN s'imprime tel qu'il arrive."""

    iban: str
    bic: str
    titulaire: str


@dataclass(frozen=True, kw_only=True)
class PlanEnCours:
    """Prochaine échéance d'un plan d'apurement, et ce qui restera ensuite."""

    mensualite: Montant
    le: date
    restant: Montant


@dataclass(frozen=True, kw_only=True)
class Aide:
    """Un contact d'aide : qui, pour quoi, comment le joindre."""

    nom: str
    precision: str
    joindre: str


@dataclass(frozen=True, kw_only=True)
class ExplicationDeLigne:
    """Pourquoi ce montant : la règle, son texte, la date du droit, ce qui y est entré."""

    libelle: str
    montant: Montant
    regle: str
    article: str
    le: date
    entrees: tuple[str, ...]
    certitude: str


@dataclass(frozen=True, kw_only=True)
class DocumentDeTerme:
    """Ce que tout document d'un terme porte ; `du` et `au` inclus."""

    emetteur: Emetteur
    destinataire: Destinataire
    compte: Compte
    numero: str
    du: date
    au: date
    lignes: tuple[Ligne, ...]
    edite_le: date


@dataclass(frozen=True, kw_only=True)
class AvisEcheance(DocumentDeTerme):
    """Appel d'un terme. `net` = somme des lignes ; `a_payer` est ce que l'avis demande (décidé par l'appelant).

    `solde_anterieur` : positif s'il est dû, négatif s'il est en faveur du locataire. Il n'est jamais ajouté à
    `a_payer` ici ; si l'appelant l'en a déduit, `note_solde` le dit au lecteur.
    """

    reference_paiement: str
    a_terme_echu: bool
    exigible_le: date
    limite_paiement_le: date
    net: Montant
    a_payer: Montant
    solde_anterieur: Montant
    solde_arrete_le: date
    aides: tuple[Aide, ...]
    note_solde: str = ""
    prelevement: Prelevement | None = None
    virement: Virement | None = None
    autres_modes: str = ""
    plan: PlanEnCours | None = None
    explications: tuple[ExplicationDeLigne, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Versement:
    """Somme reçue du locataire ou pour lui (hors APL). `mode` : code du contrat (VIREMENT, ESPECES…)."""

    recu_le: date
    mode: str
    montant: Montant
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class TermePaye(DocumentDeTerme):
    """Un terme et ses versements, pour sa quittance ou son reçu. `dette_autres_termes` : antérieurs ou postérieurs, exigible à `edite_le`."""

    versements: tuple[Versement, ...]
    signataire: str
    dette_autres_termes: Montant = ZERO
