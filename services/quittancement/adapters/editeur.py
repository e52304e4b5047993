"""D'une quittance à ses documents : avis d'échéance, quittance ou reçu."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from quittancement.adapters import documents_de_terme, edition
from quittancement.adapters.annuaire import Occupants
from quittancement.adapters.lectures_avis import Complement
from quittancement.adapters.serie.presse import Presse
from quittancement.domain.bail import Terme
from quittancement.domain.banque.prenotification import prenotifier
from quittancement.domain.banque.reference_rf import reference_rf
from quittancement.domain.compte import Compte
from quittancement.domain.ligne import Ligne
from quittancement.domain.quittance import Quittance
from quittancement.domain.quittance_ou_recu import Justificatif, NatureJustificatif, justifier
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant, somme
from socle.domaine.refus import RegleViolee
from socle.technique.documents import Destinataire, Emetteur, Imprimeur

SEUL = Complement()
"""Ni mandat actif, ni plan en cours."""

CERTITUDES_LISIBLES = {
    "verifie": "lu dans le texte",
    "calcule": "déduit du texte",
    "memoire": "de mémoire, à relire",
    "incertain": "à confirmer",
    "parametre": "choix du bailleur",
}


class Editeur:
    """Imprime les documents d'un terme."""

    def __init__(self, imprimeur: Imprimeur, baremes: Baremes) -> None:
        self._imprimeur, self._baremes = imprimeur, baremes
        self._presse = Presse(imprimeur, edition.CHAMPS_AVIS)
        self._presse_quittances = Presse(imprimeur, edition.CHAMPS_QUITTANCE)

    def avis(
        self,
        compte: Compte,
        quittance: Quittance,
        occupants: Occupants,
        *,
        le: date,
        complement: Complement = SEUL,
        avec_explications: bool = False,
    ) -> bytes:
        """Avis d'échéance d'un terme validé. `complement` : mandat actif et plans d'apurement du bail.

        Sans prélèvement admis, le locataire paie lui-même. `avec_explications` : règle, article, date et entrées de chaque ligne, à la suite. Lève RegleViolee
        (QUITTANCE_NON_VALIDEE).
        """
        _exiger_validee(quittance)
        anterieur = compte.solde(au=le) - (quittance.net if quittance.exigible_le <= le else Montant.zero())
        virement = self._baremes.au("compte_de_virement", le).valeur
        return edition.avis_echeance(
            documents_de_terme.AvisEcheance(
                **self._commun(compte, quittance, occupants, le=le),
                reference_paiement=reference_rf(compte.reference),
                a_terme_echu=compte.bail.terme is Terme.ECHU,
                exigible_le=quittance.exigible_le,
                limite_paiement_le=quittance.limite_paiement_le,
                net=quittance.net,
                a_payer=quittance.reste_du,
                solde_anterieur=anterieur,
                solde_arrete_le=le,
                aides=tuple(documents_de_terme.Aide(**aide) for aide in self._baremes.au("aides", le).valeur),
                prelevement=self._prelevement(quittance, complement),
                plan=_plan(complement, le=le),
                virement=documents_de_terme.Virement(**virement) if virement else None,
                explications=tuple(map(_expliquer, quittance.lignes)) if avec_explications else (),
                autres_modes=self._baremes.au("autres_modes_de_paiement", le).valeur,
            ),
            imprimeur=self._presse,
        )

    def _prelevement(self, quittance: Quittance, complement: Complement) -> documents_de_terme.Prelevement | None:
        if complement.mandat is None or not quittance.reste_du:
            return None
        limite = quittance.limite_paiement_le
        annonce = prenotifier(complement.mandat, limite_paiement_le=limite, baremes=self._baremes)
        if annonce is None:
            return None
        return documents_de_terme.Prelevement(
            le=annonce.le,
            montant=quittance.reste_du,
            rum=annonce.rum,
            ics=annonce.ics,
            compte_masque=annonce.compte_masque,
        )

    def justifier(
        self, compte: Compte, quittance: Quittance, *, le: date, sans_bonne_fin: Collection[UUID] = frozenset()
    ) -> Justificatif:
        """Ce que le document dira, sans l'imprimer. Lève les refus de `justifier`."""
        attendre = self._baremes.au("quittance_apres_bonne_fin", le).valeur
        return justifier(quittance, compte.paiements, le=le, sans_bonne_fin=sans_bonne_fin if attendre else frozenset())

    def justificatif(
        self,
        compte: Compte,
        quittance: Quittance,
        occupants: Occupants,
        *,
        le: date,
        sans_bonne_fin: Collection[UUID] = frozenset(),
    ) -> tuple[NatureJustificatif, bytes]:
        """Quittance si le terme est soldé, reçu sinon (loi 89-462 art. 21). Lève les refus de `justifier`."""
        justificatif = self.justifier(compte, quittance, le=le, sans_bonne_fin=sans_bonne_fin)
        autres = [q for q in compte.quittances if q.ouverte and q.id != quittance.id and q.exigible_le <= le]
        terme = documents_de_terme.TermePaye(
            **self._commun(compte, quittance, occupants, le=le),
            versements=tuple(
                documents_de_terme.Versement(recu_le=v.recu_le, mode=v.mode.value, montant=v.montant)
                for v in justificatif.versements
            ),
            signataire="Le service quittancement",
            dette_autres_termes=somme(q.reste_du for q in autres),
        )
        if justificatif.nature is NatureJustificatif.QUITTANCE:
            return justificatif.nature, edition.quittance(terme, imprimeur=self._presse_quittances)
        return justificatif.nature, edition.recu(terme, imprimeur=self._imprimeur)

    def _commun(self, compte: Compte, quittance: Quittance, occupants: Occupants, *, le: date) -> dict[str, Any]:
        return {
            "emetteur": Emetteur.lire(self._baremes.au("bailleur", le).valeur),
            "destinataire": Destinataire(lignes=(" et ".join(occupants.noms), *occupants.adresse)),
            "compte": documents_de_terme.Compte(
                numero=compte.reference, locataires=occupants.noms, logement=(occupants.logement, *occupants.adresse)
            ),
            "numero": quittance.numero,
            "du": quittance.debut,
            "au": quittance.fin,
            "lignes": tuple(
                documents_de_terme.Ligne(
                    code=ligne.code, libelle=ligne.libelle, montant=ligne.montant, du=ligne.du, verse=ligne.paye
                )
                for ligne in quittance.lignes
            ),
            "edite_le": le,
        }


def _exiger_validee(quittance: Quittance) -> None:
    if not quittance.validee:
        raise RegleViolee("QUITTANCE_NON_VALIDEE", "Ce terme n'est pas validé.", champ="quittance_id")


def _plan(complement: Complement, *, le: date) -> documents_de_terme.PlanEnCours | None:
    """La plus proche échéance des plans en cours."""
    prochaines = [echeance for plan in complement.plans if (echeance := plan.prochaine(au=le))]
    if not prochaines:
        return None
    premiere = min(prochaines, key=lambda echeance: echeance.le)
    return documents_de_terme.PlanEnCours(mensualite=premiere.montant, le=premiere.le, restant=premiere.restant)


def _expliquer(ligne: Ligne) -> documents_de_terme.ExplicationDeLigne:
    dite = ligne.explication
    return documents_de_terme.ExplicationDeLigne(
        libelle=ligne.libelle,
        montant=ligne.montant,
        regle=dite.regle.replace("_", " "),
        article=dite.article,
        le=dite.date,
        entrees=tuple(f"{nom.replace('_', ' ')} : {valeur}" for nom, valeur in dite.entrees.items()),
        certitude=CERTITUDES_LISIBLES.get(dite.certitude, dite.certitude),
    )
