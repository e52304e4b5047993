"""Édition du décompte de charges et de sa note de chauffage : de données simples à un PDF.

Rien n'est calculé ici que des sous-totaux d'affichage ; une somme qui contredit ses lignes est refusée.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from quittancement.adapters.documents_de_charges import DecompteImprime, NouvelleProvision
from quittancement.domain.charges.cles import TypeCle
from quittancement.domain.charges.detail import LigneDetail, par_nature
from quittancement.domain.charges.note_chauffage import NoteChauffage
from quittancement.domain.charges.repartition import COMMUN, INDIVIDUEL
from socle.domaine.montant import Arrondi, Montant, somme
from socle.domaine.refus import DonneeInvalide
from socle.technique.documents import Imprimeur, en_lettres, en_textes, exiger

GABARITS = Path(__file__).parent / "documents"
ZERO = Montant.zero()
INSECABLE = "\u00a0"

POSTES: Mapping[str, str] = {
    "I": "Ascenseurs",
    "II": "Eau froide, eau chaude et chauffage collectifs",
    "III": "Installations individuelles",
    "IV": "Parties communes intérieures",
    "V": "Espaces extérieurs",
    "VI": "Hygiène",
    "VII": "Équipements divers",
    "VIII": "Impôts et redevances",
    "PERSONNEL": "Personnel d'immeuble",
    "CONTRAT": "Contrats d'entreprise",
    "ACCORD": "Accords collectifs locaux",
}
"""Rubriques du décret 82-955, dans l'ordre du document."""

CLES: Mapping[TypeCle, tuple[str, str]] = {
    TypeCle.SURFACE_HABITABLE: ("Surface habitable", "m²"),
    TypeCle.SURFACE_UTILE: ("Surface utile", "m²"),
    TypeCle.SURFACE_CORRIGEE: ("Surface corrigée", "m²"),
    TypeCle.TANTIEMES: ("Tantièmes", ""),
    TypeCle.TANTIEMES_ASCENSEUR: ("Tantièmes d'ascenseur", ""),
    TypeCle.UNITAIRE: ("Par logement", ""),
    TypeCle.DIRECTE: ("Dépense propre au logement", ""),
    TypeCle.OCCUPANTS: ("Personnes, par jour de présence", ""),
    TypeCle.COMPTEUR: ("Relevé de compteur", ""),
    TypeCle.UNITES_RFC: ("Relevé de répartiteurs", "unités"),
}
"""Nom imprimé d'une clé, et son unité quand la clé ne dit pas la sienne."""


def decompte(document: DecompteImprime, *, imprimeur: Imprimeur) -> bytes:
    """PDF du décompte (CCH art. L442-3), suivi de la note de chauffage si le chauffage est individualisé.

    Lève DonneeInvalide (TOTAL_FAUX, MENTION_MANQUANTE).
    """
    _controler(document)
    titre = "Décompte annuel de charges"
    donnees = {
        "titre": f"{titre}, compte {document.compte.numero}, exercice {document.du.year}",
        "titre_affiche": titre,
        "auteur": document.emetteur.raison_sociale,
        "emetteur": document.emetteur,
        "destinataire": document.destinataire.lignes,
        "compte": document.compte,
        "edite_le": document.edite_le.isoformat(),
        "edite_le_lettres": document.edite_le,
        "exercice": f"du {en_lettres(document.du)} au {en_lettres(document.au)}",
        "presence": f"{document.jours} jours sur {document.jours_exercice}",
        "postes": _postes(par_nature(document.lignes)),
        "quote_part": document.quote_part,
        "provisions": document.provisions,
        "solde": _solde(document.solde),
        "retenu": None if document.retenu is None else _solde(document.retenu),
        "a_regler": _solde(_final(document)),
        **{
            champ: getattr(document, champ)
            for champ in ("parti", "conteste", "notifie_le", "imputable_des", "pieces_jusqu_au", "consultation")
        },
        "tardive": document.tardive,
        "mensualites": document.mensualites,
        "mensualites_possibles": document.mensualites_possibles,
        "provision": None if document.provision is None else _provision(document.provision),
        "provision_actuelle": document.provision_actuelle,
        "notes": [_note(note, document) for note in document.notes],
    }
    return imprimeur.imprimer(GABARITS / "decompte_charges.typ", en_textes(donnees))


def _controler(document: DecompteImprime) -> None:
    for champ in ("compte", "consultation"):
        exiger(champ, getattr(document, champ))
    if somme(ligne.quote_part for ligne in document.lignes) != document.quote_part:
        raise DonneeInvalide("TOTAL_FAUX", "La quote-part n'est pas la somme de ses lignes.", champ="quote_part")
    if document.quote_part - document.provisions != document.solde:
        raise DonneeInvalide("TOTAL_FAUX", "Le solde n'est pas la quote-part moins les provisions.", champ="solde")


def _final(document: DecompteImprime) -> Montant:
    return document.solde if document.retenu is None else document.retenu


def _solde(solde: Montant) -> dict[str, Any]:
    libelle = "Reste à payer" if solde > ZERO else "En votre faveur" if solde < ZERO else "Rien à régulariser"
    return {"libelle": libelle, "montant": max(solde, -solde), "du": solde > ZERO, "nul": not solde}


def _postes(lignes: Sequence[LigneDetail]) -> list[dict[str, Any]]:
    connus = [*POSTES, *sorted({ligne.nature.poste for ligne in lignes} - set(POSTES))]
    plusieurs_lots = len({ligne.lot for ligne in lignes}) > 1
    return [
        {
            "libelle": POSTES.get(poste, poste),
            "quote_part": somme(x.quote_part for x in siennes),
            "lignes": [_ligne(x, nommer_le_lot=plusieurs_lots) for x in siennes],
        }
        for poste in connus
        if (siennes := [x for x in lignes if x.nature.poste == poste])
    ]


def _ligne(ligne: LigneDetail, *, nommer_le_lot: bool) -> dict[str, Any]:
    """`nommer_le_lot` : un ménage qui tient un logement et un garage lit lequel porte la ligne."""
    volet = {COMMUN: "part commune", INDIVIDUEL: "part relevée"}.get(ligne.volet, "")
    taux = ligne.nature.taux * 100
    precision = f"Dépense {ligne.depense.montant}" if ligne.depense.montant != ligne.total else ""
    if ligne.depenses > 1:
        precision = f"{ligne.depenses}{INSECABLE}dépenses, {ligne.depense.montant}"
    if taux != 100:
        precision += f", récupérable à {nombre(taux)}{INSECABLE}%"
    if nommer_le_lot:
        precision += f"{' ; ' if precision else ''}Lot {ligne.lot}"
    return {
        "libelle": f"{ligne.nature.libelle}{', ' + volet if volet else ''}",
        "precision": precision,
        "mode": _mode(ligne),
        "total": ligne.total,
        "quote_part": ligne.quote_part,
    }


def _mode(ligne: LigneDetail) -> str:
    """« Surface habitable : 45 m² sur 249 m², 181 jours sur 365 », « Relevé de compteur : 60 m³ à 4,00 € »."""
    nom, unite = CLES.get(ligne.cle.type, (ligne.cle.type.value, ""))
    unite = ligne.cle.unite or unite
    base = ligne.base
    mode = f"{nom}{INSECABLE}: {quantite(base.sien, unite)} sur {quantite(base.total, unite)}"
    if base.jours is not None and base.jours != base.jours_exercice:
        mode += f", {base.jours}{INSECABLE}jours sur {base.jours_exercice}"
    if ligne.prix_unitaire is not None:
        mode += f", à {prix(ligne.prix_unitaire)}{INSECABLE}l'unité"
    return mode


def _provision(provision: NouvelleProvision) -> dict[str, Any]:
    sens = "hausse" if provision.indice_milliemes > 0 else "baisse"
    taux = nombre(Fraction(abs(provision.indice_milliemes), 10))
    return {
        "ancienne": provision.ancienne,
        "nouvelle": provision.nouvelle,
        "des": provision.des,
        "budget": f"une {sens} de {taux}{INSECABLE}%" if provision.indice_milliemes else "des dépenses stables",
    }


def _note(note: NoteChauffage, document: DecompteImprime) -> dict[str, Any]:
    nom, unite = CLES.get(note.cle_individuelle, ("", ""))
    unite = note.unite or unite
    commune = CLES[note.cle_commune][0].lower() if note.cle_commune else ""
    avant, comparaison = note.anterieure, note.comparaison
    return {
        "energie": note.energie,
        "commun": note.commun,
        "individuel": note.individuel,
        "part_commune": nombre(Fraction(note.commun.centimes * 100, note.energie.centimes), 1) if note.energie else "0",
        "part_individuelle": nombre(Fraction(note.individuel.centimes * 100, note.energie.centimes), 1)
        if note.energie
        else "0",
        "cle_commune": commune,
        "cle_individuelle": nom.lower(),
        "quote_commune": note.quote_commune,
        "quote_individuelle": note.quote_individuelle,
        "quote": note.quote_commune + note.quote_individuelle,
        "consommation": quantite(note.consommation, unite),
        "total": quantite(note.total, unite),
        "prix": None if note.prix_unitaire is None else prix(note.prix_unitaire),
        "anterieure": None
        if avant is None
        else {
            "consommation": quantite(avant.consommation, unite),
            "exercice": f"du {en_lettres(avant.exercice.debut)} au {en_lettres(avant.exercice.fin or document.au)}",
            "evolution": _evolution(note.consommation, avant.consommation),
        },
        "comparaison": None
        if comparaison is None
        else {
            "sienne": f"{nombre(comparaison.sienne / 1000, 2)}{INSECABLE}{unite} par m²",
            "moyenne": f"{nombre(comparaison.moyenne / 1000, 2)}{INSECABLE}{unite} par m²",
            "menages": comparaison.menages,
        },
    }


def _evolution(apres: int, avant: int) -> str:
    if not avant:
        return ""
    ecart = Fraction((apres - avant) * 100, avant)
    signe = "+" if ecart > 0 else "−" if ecart < 0 else ""
    return f"{signe}{nombre(abs(ecart), 1)}{INSECABLE}%"


def quantite(milliemes: int, unite: str) -> str:
    """« 1 234,5 m³ », sans décimale inutile."""
    return nombre(Fraction(milliemes, 1000)) + (f"{INSECABLE}{unite}" if unite else "")


def prix(centimes: Fraction) -> str:
    """Prix unitaire en euros, de deux à quatre décimales."""
    return nombre(centimes / 100, 4, minimum=2) + f"{INSECABLE}€"


def nombre(valeur: Fraction | int, decimales: int = 3, *, minimum: int = 0) -> str:
    """Écriture française, arrondie à `decimales` au plus, les zéros de la fin ôtés jusqu'à `minimum`."""
    entiere = Arrondi.COMMERCIAL.appliquer(Fraction(valeur) * 10**decimales)
    signe = "−" if entiere < 0 else ""
    entier, reste = divmod(abs(entiere), 10**decimales)
    fin = f"{reste:0{decimales}d}" if decimales else ""
    while len(fin) > minimum and fin.endswith("0"):
        fin = fin[:-1]
    return signe + f"{entier:,}".replace(",", "\u202f") + (f",{fin}" if fin else "")
