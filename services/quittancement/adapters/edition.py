"""Édition des avis d'échéance, quittances et reçus : de données simples à un PDF.

Rien n'est calculé ici que des sous-totaux d'affichage ; une somme qui contredit ses lignes est refusée.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from quittancement.adapters.documents_de_terme import ZERO, AvisEcheance, DocumentDeTerme, Ligne, TermePaye, Versement
from quittancement.adapters.serie.presse import Champ, Presse
from quittancement.adapters.serie.qr import code_qr, cote_qr
from socle.domaine.montant import Montant, somme
from socle.domaine.refus import DonneeInvalide, RegleViolee
from socle.technique.documents import Imprimeur, en_lettres, en_textes, exiger

GABARITS = Path(__file__).parent / "documents"

GROUPES: Mapping[str, Sequence[str]] = {
    "Loyer et accessoires": ("LOY", "ANN", "SLS"),
    "Indemnité d'occupation": ("IOC", "IOP"),
    "Charges": ("PCG", "PEF", "PCH", "PEC", "PAS", "REG"),
    "Partage des économies d'énergie": ("TRL",),
    "Rappels et avoirs": ("RAP", "AVO"),
    "Autres sommes": ("ASP", "DGA", "FRS", "TVA"),
    "Réduction de loyer de solidarité": ("RLS",),
}
"""Groupes d'affichage, dans l'ordre du document ; l'APL vient après le total, car elle est un règlement (A.3)."""

APL = "APL"
MODES = {
    "VIREMENT": "Virement",
    "PRELEVEMENT": "Prélèvement",
    "CHEQUE": "Chèque",
    "ESPECES": "Espèces",
    "CB": "Carte bancaire",
    "FSL": "Fonds de solidarité pour le logement",
}


_SOMME = Champ(largeur=45, a_droite=True)
_REFERENCE = Champ(largeur=50)
_HORS_PAGE = Champ(largeur=500)
CHAMPS_AVIS: Mapping[str, Champ] = {
    "titre": _HORS_PAGE,
    "qr_alt": _HORS_PAGE,
    "numero": _REFERENCE,
    "reference_affichee": _REFERENCE,
    "destinataire.*": Champ(largeur=84),
    "compte.numero": _REFERENCE,
    "compte.locataires.*": _REFERENCE,
    "compte.logement.*": _REFERENCE,
    "a_payer": _SOMME,
    "solde.montant": _SOMME,
    "groupes.*.sommes.*": _SOMME,
    "groupes.*.lignes.*.sommes.*": _SOMME,
    "totaux.*.sommes.*": _SOMME,
    "prelevement.montant": Champ(largeur=30),
    "prelevement.compte_masque": Champ(largeur=60),
    "prelevement.rum": Champ(largeur=80),
    "virement.iban": Champ(largeur=75),
    "plan.le": _REFERENCE,
    "plan.mensualite": _SOMME,
    "plan.restant": _REFERENCE,
}
"""Ce qui change d'un avis à l'autre d'un même lot : une `Presse` ne récrit que cela."""

CHAMPS_QUITTANCE: Mapping[str, Champ] = {
    "titre": _HORS_PAGE,
    "numero": _REFERENCE,
    "destinataire.*": Champ(largeur=84),
    "compte.numero": _REFERENCE,
    "compte.locataires.*": _REFERENCE,
    "compte.logement.*": _REFERENCE,
    "payeurs": Champ(largeur=140),
    "total_verse": _SOMME,
    "groupes.*.sommes.*": _SOMME,
    "groupes.*.lignes.*.sommes.*": _SOMME,
    "totaux.*.sommes.*": _SOMME,
    "versements.*.le": Champ(largeur=34),
    "versements.*.mode": Champ(largeur=90),
    "versements.*.montant": _SOMME,
    "dette_autres_termes": _SOMME,
}
"""Ce qui change d'une quittance à l'autre d'un même mois."""


def avis_echeance(avis: AvisEcheance, *, imprimeur: Imprimeur | Presse) -> bytes:
    """PDF de l'avis d'échéance (A.8).

    Lève DonneeInvalide (MENTION_MANQUANTE, LIGNE_INCONNUE, TOTAL_FAUX, MODE_DE_REGLEMENT_MANQUANT…).
    """
    _controler_avis(avis)
    solde = avis.solde_anterieur
    donnees = _entete("Avis d'échéance", avis) | {
        **({} if avis.prelevement else _qr(avis)),
        "reference_affichee": _grouper(avis.reference_paiement),
        "terme": "à terme échu" if avis.a_terme_echu else "à échoir",
        "solde": {
            "libelle": "Reste dû" if solde > ZERO else "En votre faveur" if solde < ZERO else "Compte à jour",
            "montant": max(solde, -solde),
        },
        **_detail(avis.lignes, total="Net du terme", colonnes=[_montant]),
    }
    for deja_dit in ("lignes", "net", "solde_anterieur", "reference_paiement"):
        del donnees[deja_dit]
    return imprimeur.imprimer(GABARITS / "avis_echeance.typ", en_textes(donnees))


def _qr(avis: AvisEcheance) -> dict[str, object]:
    """Un virement prêt à valider (EPC069-12) si l'avis en demande un ; sinon la référence seule."""
    reference, compte, objet = avis.reference_paiement, avis.virement, "la référence de paiement"
    charge = reference
    if compte is not None and avis.a_payer != ZERO:
        euros, centimes = divmod(avis.a_payer.centimes, 100)
        lignes = ("BCD", "002", "1", "SCT", compte.bic, compte.titulaire[:70], compte.iban.replace(" ", ""))
        charge = "\n".join((*lignes, f"EUR{euros}.{centimes:02d}", "", reference))
        objet = "virement, référence de paiement"
    qr = code_qr(charge)
    return {"qr": qr, "qr_cote": cote_qr(qr), "qr_alt": f"Code QR de {objet} {reference}"}


def _controler_avis(avis: AvisEcheance) -> None:
    for champ in ("numero", "reference_paiement", "lignes", "aides"):
        exiger(champ, getattr(avis, champ))
    if somme(map(_montant, avis.lignes)) != avis.net:
        raise DonneeInvalide("TOTAL_FAUX", "Le net de l'avis n'est pas la somme de ses lignes.", champ="net")
    if avis.a_payer < ZERO:
        raise DonneeInvalide("SOMME_NEGATIVE", "Un avis ne demande pas une somme négative.", champ="a_payer")
    if not (avis.prelevement or avis.virement or avis.autres_modes):
        raise DonneeInvalide("MODE_DE_REGLEMENT_MANQUANT", "L'avis ne dit pas comment payer.", champ="virement")
    if avis.prelevement and avis.prelevement.montant != avis.a_payer:
        raise DonneeInvalide("TOTAL_FAUX", "Le prélèvement annoncé n'est pas la somme à payer.", champ="prelevement")


def quittance(terme: TermePaye, *, imprimeur: Imprimeur | Presse) -> bytes:
    """PDF de la quittance d'un terme entièrement payé (loi 89-462, art. 21).

    Lève RegleViolee (TERME_NON_SOLDE) si les versements ne font pas exactement le terme, DonneeInvalide sinon.
    """
    reste = _reste_du(terme)
    if reste != ZERO:
        raise RegleViolee("TERME_NON_SOLDE", f"Terme non soldé (reste {reste}) : pas de quittance.", champ="versements")
    donnees = _terme("Quittance", terme) | _detail(terme.lignes, total="Payé par le locataire", colonnes=[_montant])
    del donnees["lignes"]
    return imprimeur.imprimer(GABARITS / "quittance.typ", en_textes(donnees))


def recu(terme: TermePaye, *, imprimeur: Imprimeur) -> bytes:
    """PDF du reçu d'un paiement partiel : ce qui est versé (par ligne si `verse` est connu), ce qui reste dû.

    Lève RegleViolee (TERME_SOLDE : c'est une quittance qu'il faut), DonneeInvalide (TOTAL_FAUX, MENTION_MANQUANTE…).
    """
    exiger("versements", terme.versements)
    reste = _reste_du(terme)
    if reste <= ZERO:
        raise RegleViolee("TERME_SOLDE", "Le terme est payé : il faut une quittance, pas un reçu.", champ="versements")
    donnees = _terme("Reçu", terme) | {"reste_du": reste}
    if all(ligne.verse is None for ligne in terme.lignes):
        donnees |= {"colonnes": ["Appelé"]} | _detail(terme.lignes, total="Appelé au locataire", colonnes=[_montant])
        donnees["totaux"] += [
            {"libelle": "Versé", "sommes": [donnees["total_verse"]], "total": False},
            {"libelle": "Reste dû", "sommes": [reste], "total": True},
        ]
    else:
        _controler_ventilation(terme)
        donnees |= {"colonnes": ["Appelé", "À votre charge", "Versé", "Reste dû"]}
        donnees |= _detail(
            terme.lignes, total="Total", colonnes=[_montant, _du, _verse, lambda ligne: _du(ligne) - _verse(ligne)]
        )
    return imprimeur.imprimer(GABARITS / "recu.typ", en_textes(donnees))


def _montant(objet: Ligne | Versement) -> Montant:
    return objet.montant


def _du(ligne: Ligne) -> Montant:
    return ligne.du or ZERO


def _verse(ligne: Ligne) -> Montant:
    return ligne.verse or ZERO


def _reste_du(terme: TermePaye) -> Montant:
    for champ in ("numero", "lignes", "signataire"):
        exiger(champ, getattr(terme, champ))
    return somme(map(_montant, terme.lignes)) - somme(map(_montant, terme.versements))


def _controler_ventilation(terme: TermePaye) -> None:
    completes = all(ligne.du is not None and ligne.verse is not None for ligne in terme.lignes)
    if not completes or somme(map(_verse, terme.lignes)) != somme(map(_montant, terme.versements)):
        raise DonneeInvalide("TOTAL_FAUX", "Les parts payées des lignes ne font pas la somme versée.", champ="lignes")
    if somme(map(_du, terme.lignes)) != somme(map(_montant, terme.lignes)):
        raise DonneeInvalide("TOTAL_FAUX", "Les parts à charge ne font pas le net du terme.", champ="lignes")


def _entete(nature: str, document: DocumentDeTerme) -> dict[str, Any]:
    """Les champs du document, et ce que la mise en page commune attend."""
    return {
        **{champ.name: getattr(document, champ.name) for champ in fields(document)},
        "titre": f"{nature} n° {document.numero}",
        "titre_affiche": nature,
        "auteur": document.emetteur.raison_sociale,
        "edite_le": document.edite_le.isoformat(),
        "edite_le_lettres": document.edite_le,
        "destinataire": document.destinataire.lignes,
        "periode": _periode(document.du, document.au),
    }


def _terme(nature: str, terme: TermePaye) -> dict[str, Any]:
    return _entete(nature, terme) | {
        "payeurs": " et ".join(terme.compte.locataires),
        "total_verse": somme(map(_montant, terme.versements)),
        "versements": [_versement(versement) for versement in terme.versements],
        "dette_autres_termes": terme.dette_autres_termes if terme.dette_autres_termes > ZERO else None,
    }


def _versement(versement: Versement) -> dict[str, object]:
    if versement.mode not in MODES:
        raise DonneeInvalide("MODE_INCONNU", f"Mode de paiement inconnu : {versement.mode}.", champ="mode")
    reference = f" ({versement.reference})" if versement.reference else ""
    return {"le": versement.recu_le, "mode": MODES[versement.mode] + reference, "montant": versement.montant}


def _detail(lignes: Sequence[Ligne], *, total: str, colonnes: Sequence[Callable[[Ligne], Montant]]) -> dict[str, Any]:
    """Groupes et totaux du tableau ; le total hors APL ne paraît que s'il y a une APL."""
    connus = {code for codes in GROUPES.values() for code in codes} | {APL}
    inconnus = sorted({ligne.code for ligne in lignes} - connus)
    if inconnus:
        raise DonneeInvalide("LIGNE_INCONNUE", f"Code de ligne inconnu : {', '.join(inconnus)}.", champ="lignes")

    def rangee(libelle: str, choisies: Sequence[Ligne], *, total: bool = False, appele: bool = False) -> dict[str, Any]:
        """`appele` : seule la première colonne a un sens (réductions, aides, et le total d'avant elles)."""
        vide = appele or all(ligne.montant < ZERO for ligne in choisies)
        sommes = [None if vide and rang else somme(map(c, choisies)) for rang, c in enumerate(colonnes)]
        return {"libelle": libelle, "sommes": sommes, "total": total}

    groupes = []
    for nom, codes in GROUPES.items():
        siennes = [ligne for ligne in lignes if ligne.code in codes]
        if siennes:
            groupes.append({**rangee(nom, siennes), "lignes": [rangee(ligne.libelle, [ligne]) for ligne in siennes]})
    aides = [ligne for ligne in lignes if ligne.code == APL]
    totaux = [*(rangee(ligne.libelle, [ligne]) for ligne in aides), rangee(total, lignes, total=True)]
    if aides:
        hors_apl = [ligne for ligne in lignes if ligne.code != APL]
        totaux.insert(0, rangee("Total avant aide au logement", hors_apl, total=True, appele=True))
    return {"groupes": groupes, "totaux": totaux}


def _periode(du: date, au: date) -> str:
    if du > au:
        raise DonneeInvalide("PERIODE_IMPOSSIBLE", "La période finit avant de commencer.", champ="au")
    meme_mois = (du.year, du.month) == (au.year, au.month)
    debut = ("1er" if du.day == 1 else str(du.day)) if meme_mois else en_lettres(du)
    return f"du {debut} au {en_lettres(au)}"


def _grouper(reference: str) -> str:
    """Une référence ISO 11649 (RF…) se lit par groupes de quatre ; toute autre s'affiche telle quelle."""
    if not reference.startswith("RF"):
        return reference
    return "\u00a0".join(reference[i : i + 4] for i in range(0, len(reference), 4))
