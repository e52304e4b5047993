"""Importer une tranche de relevé bancaire : chaque entrée agit une fois, la somme se rapproche au centime."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

from quittancement.application.clore_mois import premier_jour_ouvert
from quittancement.application.depot_banque import DepotBanque
from quittancement.application.retourner_prelevement import retourner_prelevement
from quittancement.application.verrou import verrouiller
from quittancement.domain.banque.entree import (
    BAIL_INCONNU,
    CompteRendu,
    EntreeEcartee,
    EntreeEnBase,
    EntreeLue,
    StatutEntree,
)
from quittancement.domain.banque.prelevement import Prelevement
from quittancement.domain.banque.rapprochement import Rapprochement, RegleRapprochement, rapprocher
from quittancement.domain.compte import Compte
from quittancement.domain.compte_clos import BailClos
from quittancement.domain.ecritures import Ecriture, ecriture_attente, ecriture_paiement, reporter
from quittancement.domain.paiement import ModePaiement
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.refus import DejaExistant, DonneeInvalide, Refus
from socle.technique.memoire import sans_ramassage
from socle.technique.unite_de_travail import UniteDeTravail

_ENTREES = UUID("b5a3a0f2-5d0e-5c83-9b4e-6a1d3f0c7e21")


@dataclass(frozen=True, kw_only=True)
class ImporterReleveBancaire:
    """`fichier` : empreinte du fichier entier ; `empreinte` : celle de la tranche ; `premiere_entree` : son rang, de 1."""

    msg_id: str
    fichier: str
    empreinte: str
    premiere_entree: int
    entrees: Sequence[EntreeLue | EntreeEcartee]
    recu_le: date


@dataclass(kw_only=True)
class _Paquet:
    """Ce qu'une tranche change, rangé d'un coup."""

    comptes: dict[UUID, Compte] = field(default_factory=dict)
    entrees: list[EntreeEnBase] = field(default_factory=list)
    ecritures: list[Ecriture] = field(default_factory=list)
    prelevements: dict[str, Prelevement] = field(default_factory=dict)
    connus: dict[tuple[str, UUID], None] = field(default_factory=dict)


@sans_ramassage()
def importer_releve_bancaire(
    commande: ImporterReleveBancaire, *, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes
) -> tuple[CompteRendu, bool]:
    """Compte rendu, et s'il était déjà rendu : la même tranche n'agit qu'une fois.

    Plusieurs tranches d'un fichier peuvent s'importer ensemble. Une entrée d'un mois clos s'écrit au premier jour ouvert,
    sous sa date de valeur.

    Lève DejaExistant (MSGID_DEJA_IMPORTE) si un autre contenu porte le même MsgId, ConflitDeVersion si un autre import
    vient de ranger l'une de ses entrées.
    """
    connu = _deja_importee(commande, uow=uow, depot=depot)
    if connu is not None:
        return connu, True
    lues = [e for e in commande.entrees if isinstance(e, EntreeLue)]
    ecartees = [e for e in commande.entrees if isinstance(e, EntreeEcartee)]
    nouvelles, doublons = _trier(lues, uow=uow, depot=depot, baremes=baremes, ecartees=ecartees)
    pistes = depot.pistes(uow, nouvelles)
    comptes = depot.comptes(uow, pistes.baux())
    # Un autre fichier a pu ranger les mêmes entrées pendant qu'on attendait leurs comptes : on trie une seconde fois.
    nouvelles, entre_temps = _trier(nouvelles, uow=uow, depot=depot, baremes=baremes, ecartees=ecartees)
    doublons += entre_temps
    paquet = _Paquet()
    for entree in nouvelles:
        try:
            _imputer(
                entree,
                rapprocher(entree, pistes, comptes),
                commande=commande,
                paquet=paquet,
                comptes=comptes,
                uow=uow,
                depot=depot,
                baremes=baremes,
            )
        except Refus as refus:
            ecartees.append(EntreeEcartee.de(refus, ligne=entree.ligne, montant=entree.montant.centimes))
    ouvert_le = premier_jour_ouvert(uow)
    depot.ranger(
        uow,
        comptes=list(paquet.comptes.values()),
        entrees=paquet.entrees,
        ecritures=[reporter(ecriture, ouvert_le=ouvert_le) for ecriture in paquet.ecritures],
        prelevements=list(paquet.prelevements.values()),
        connus=paquet.connus,
    )
    rendu = _bilan(paquet.entrees, ecartees, doublons=doublons)
    depot.clore_tranche(
        uow, commande.msg_id, commande.premiere_entree, empreinte=commande.empreinte, compte_rendu=rendu
    )
    return rendu, False


def _deja_importee(commande: ImporterReleveBancaire, *, uow: UniteDeTravail, depot: DepotBanque) -> CompteRendu | None:
    verrouiller(f"releve-bancaire:{commande.msg_id}:{commande.premiere_entree}", uow=uow)
    fichier = depot.ouvrir_releve(uow, commande.msg_id, fichier=commande.fichier, recu_le=commande.recu_le)
    connue = depot.tranche(uow, commande.msg_id, commande.premiere_entree)
    if fichier != commande.fichier or (connue is not None and connue[0] != commande.empreinte):
        raise DejaExistant(
            "MSGID_DEJA_IMPORTE", f"Un autre contenu est déjà importé sous le MsgId {commande.msg_id}.", champ="msg_id"
        )
    return connue[1] if connue is not None else None


def _trier(
    lues: Sequence[EntreeLue],
    *,
    uow: UniteDeTravail,
    depot: DepotBanque,
    baremes: Baremes,
    ecartees: list[EntreeEcartee],
) -> tuple[list[EntreeLue], int]:
    """Entrées nouvelles de nos comptes, et nombre de celles déjà vues (ici ou dans un autre fichier)."""
    connues = dict(depot.deja_connues(uow, lues))
    nouvelles: list[EntreeLue] = []
    doublons = 0
    for entree in lues:
        deja = connues.get(entree.cle)
        if deja == entree.montant:
            doublons += 1
            continue
        try:
            _admettre(entree, deja, baremes=baremes)
        except Refus as refus:
            ecartees.append(EntreeEcartee.de(refus, ligne=entree.ligne, montant=entree.montant.centimes))
            continue
        connues[entree.cle] = entree.montant
        nouvelles.append(entree)
    return nouvelles, doublons


def _admettre(entree: EntreeLue, deja: Montant | None, *, baremes: Baremes) -> None:
    """Lève DejaExistant (REFERENCE_REUTILISEE), DonneeInvalide (COMPTE_INCONNU), RegleViolee (PARAMETRE_INCONNU)."""
    if deja is not None:
        raise DejaExistant("REFERENCE_REUTILISEE", "Cette référence porte une autre somme.", champ="AcctSvcrRef")
    if entree.compte not in baremes.au("comptes_bancaires", entree.le).valeur:
        raise DonneeInvalide("COMPTE_INCONNU", "Ce compte bancaire n'est pas le nôtre.", champ="Acct")


def _imputer(
    entree: EntreeLue,
    trouve: Rapprochement | None,
    *,
    commande: ImporterReleveBancaire,
    paquet: _Paquet,
    comptes: Mapping[UUID, Compte],
    uow: UniteDeTravail,
    depot: DepotBanque,
    baremes: Baremes,
) -> None:
    en_base = _en_base(entree, msg_id=commande.msg_id)
    if trouve is None:
        motif = "DEBIT" if entree.montant.centimes < 0 else BAIL_INCONNU
        _attendre(entree, en_base, motif=motif, paquet=paquet, baremes=baremes)
        return
    compte = comptes[trouve.bail_id]
    if trouve.regle is RegleRapprochement.RETOUR and trouve.prelevement is not None:
        retour = retourner_prelevement(
            trouve.prelevement,
            compte,
            code=entree.retour,
            debite=-entree.montant,
            le=entree.le,
            uow=uow,
            depot=depot,
            baremes=baremes,
        )
        paquet.ecritures.append(retour)
        en_base.statut, en_base.motif = StatutEntree.RETOUR, entree.retour
        en_base.paiement_id = trouve.prelevement.paiement_id
    else:
        try:
            _encaisser(entree, trouve, compte, en_base=en_base, paquet=paquet, baremes=baremes)
        except BailClos as refus:
            en_base.suggestion = compte.id
            _attendre(entree, en_base, motif=refus.code, paquet=paquet, baremes=baremes)
            return
    en_base.bail_id, en_base.regle = trouve.bail_id, trouve.regle.value
    paquet.comptes[compte.id] = compte
    if trouve.prelevement is not None:
        paquet.prelevements[trouve.prelevement.end_to_end_id] = trouve.prelevement
    paquet.entrees.append(en_base)


def _attendre(entree: EntreeLue, en_base: EntreeEnBase, *, motif: str, paquet: _Paquet, baremes: Baremes) -> None:
    en_base.motif = motif
    piece, libelle = str(en_base.id), entree.libelle[:140]
    paquet.ecritures.append(
        ecriture_attente(entree.montant, piece=piece, libelle=libelle, le=entree.le, baremes=baremes)
    )
    paquet.entrees.append(en_base)


def _encaisser(
    entree: EntreeLue,
    trouve: Rapprochement,
    compte: Compte,
    *,
    en_base: EntreeEnBase,
    paquet: _Paquet,
    baremes: Baremes,
) -> None:
    """Lève BailClos, sans avoir rien changé."""
    prelevement = trouve.prelevement
    mode = ModePaiement.PRELEVEMENT if prelevement or trouve.regle is RegleRapprochement.RUM else ModePaiement.VIREMENT
    terme = None
    if prelevement is not None:
        terme = next((q.mois for q in compte.quittances if q.id == prelevement.quittance_id), None)
    paiement = compte.enregistrer_paiement(
        paiement_id=en_base.id,
        montant=entree.montant,
        mode=mode.value,
        recu_le=entree.le,
        reference=entree.end_to_end_id or entree.reference,
        mois_designe=terme,
        baremes=baremes,
    )
    if prelevement is not None:
        prelevement.regler(paiement_id=paiement.id)
    paquet.ecritures.append(ecriture_paiement(paiement, baremes=baremes))
    en_base.statut, en_base.paiement_id = StatutEntree.IMPUTEE, paiement.id
    if entree.iban_emetteur and trouve.regle is not RegleRapprochement.IBAN_CONNU:
        paquet.connus[(entree.iban_emetteur, compte.id)] = None


def _en_base(entree: EntreeLue, *, msg_id: str) -> EntreeEnBase:
    return EntreeEnBase(
        id=uuid5(_ENTREES, "|".join(map(str, entree.cle))),
        compte=entree.compte,
        reference=entree.reference,
        rang=entree.rang,
        msg_id=msg_id,
        le=entree.le,
        montant=entree.montant,
        end_to_end_id=entree.end_to_end_id,
        iban_emetteur=entree.iban_emetteur,
        emetteur=entree.emetteur,
        libelle=entree.libelle,
        statut=StatutEntree.EN_ATTENTE,
    )


def _bilan(entrees: Sequence[EntreeEnBase], ecartees: Sequence[EntreeEcartee], *, doublons: int) -> CompteRendu:
    def total(statut: StatutEntree) -> int:
        return sum(e.montant.centimes for e in entrees if e.statut is statut)

    nombres = Counter(e.statut for e in entrees)
    ecartee = sum(e.montant for e in ecartees)
    return CompteRendu(
        entrees=len(entrees) + len(ecartees) + doublons,
        imputees=nombres[StatutEntree.IMPUTEE],
        retours=nombres[StatutEntree.RETOUR],
        en_attente=nombres[StatutEntree.EN_ATTENTE],
        doublons=doublons,
        somme=sum(e.montant.centimes for e in entrees) + ecartee,
        somme_imputee=total(StatutEntree.IMPUTEE),
        somme_retournee=total(StatutEntree.RETOUR),
        somme_en_attente=total(StatutEntree.EN_ATTENTE),
        somme_ecartee=ecartee,
        regles=dict(sorted(Counter(e.regle for e in entrees if e.regle).items())),
        ecartees=sorted(ecartees, key=lambda e: e.ligne),
    )
