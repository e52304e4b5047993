"""La carte du compte : la lecture en SQL rend exactement ce que rend le domaine."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from appui.services import ServiceDeTest
from quittancement.adapters.lecture_fiche import SommesDuCompte, sommes
from quittancement.domain.bail import ParametresBail, Terme
from quittancement.domain.compte import Compte, StatutCompte
from quittancement.domain.imputation import Affectation
from quittancement.domain.ligne import Ligne, Modele
from quittancement.domain.paiement import ModePaiement, Paiement
from quittancement.domain.projections import Suivi
from quittancement.domain.prorata import ModeProrata
from quittancement.domain.quittance import Quittance, StatutQuittance
from quittancement.domain.rubriques import Nature
from socle.domaine.explication import Explication
from socle.domaine.montant import Montant
from socle.domaine.refus import Introuvable
from socle.technique.identifiants import nouvel_id
from socle.technique.porte import Porte

DEBUT = date(2026, 1, 1)
BAIL = ParametresBail(
    loyer_principal=Montant(41237),
    provision_charges=Montant(9600),
    mode_prorata=ModeProrata.JOURS_REELS,
    terme=Terme.ECHU,
    zone="2",
    date_effet=DEBUT,
)
SANS_RAISON = Explication(regle="essai", article="", date=DEBUT, resultat="")
COMPTES, DATES = 250, 6


def un_jour(hasard: Random) -> date:
    return DEBUT + timedelta(days=hasard.randrange(240))


def une_ligne(hasard: Random) -> Ligne:
    """Positive et plus ou moins payée, ou négative (APL, RLS) : rien n'y est dû."""
    montant = hasard.randint(-30_000, 60_000)
    du = max(montant, 0)
    modele = Modele(
        code="LOY",
        libelle="Loyer",
        nature=hasard.choice(list(Nature)),
        depense=True,
        compte="704",
        regle="essai",
        article="",
        date=DEBUT,
        certitude="verifie",
    )
    paye = Montant(hasard.choice((0, du // 3, du)))
    return Ligne(modele=modele, montant=Montant(montant), du=Montant(du), paye=paye)


def une_quittance(hasard: Random, bail_id: UUID, rang: int) -> Quittance:
    statut = hasard.choice((StatutQuittance.VALIDEE, StatutQuittance.VALIDEE, *StatutQuittance))
    exigible_le = un_jour(hasard)
    return Quittance(
        id=nouvel_id(),
        bail_id=bail_id,
        lot_id=nouvel_id(),
        mois=f"2026-{rang:02d}",
        debut=DEBUT,
        fin=DEBUT,
        exigible_le=exigible_le,
        limite_paiement_le=exigible_le + timedelta(days=hasard.randrange(15)),
        lignes=[une_ligne(hasard) for _ in range(hasard.randrange(6))],
        statut=statut,
    )


def un_paiement(hasard: Random, compte: Compte) -> Paiement:
    """Affecté à des termes échus ou non, avec avance, écart du FSL, et parfois contrepassé."""
    recu_le = un_jour(hasard)
    affectations = [
        Affectation(
            quittance_id=quittance.id,
            mois=quittance.mois,
            montant=Montant(hasard.randint(1, 40_000)),
            le=recu_le + timedelta(days=hasard.choice((0, 0, 40))),
            parts=(),
            explication=SANS_RAISON,
        )
        for quittance in hasard.sample(compte.quittances, k=hasard.randint(0, len(compte.quittances)))
    ]
    avance, ecart = Montant(hasard.choice((0, 0, 12_345))), Montant(hasard.choice((0, 0, 777)))
    return Paiement(
        id=nouvel_id(),
        bail_id=compte.id,
        montant=Montant(sum(a.montant.centimes for a in affectations)) + avance + ecart,
        mode=ModePaiement.FSL if ecart else ModePaiement.VIREMENT,
        recu_le=recu_le,
        reference="essai",
        affectations=affectations,
        avance=avance,
        ecart=ecart,
        contrepasse_le=recu_le + timedelta(days=hasard.randrange(60)) if hasard.random() < 0.3 else None,
    )


def un_compte(hasard: Random, rang: int) -> Compte:
    compte = Compte(id=nouvel_id(), reference=f"B-2026-{rang:06d}", bail=BAIL, statut=StatutCompte.ACTIF)
    compte.quittances = [une_quittance(hasard, compte.id, rang) for rang in range(1, hasard.randint(1, 8))]
    compte.paiements = [un_paiement(hasard, compte) for _ in range(hasard.randrange(5))]
    return compte


def du_domaine(compte: Compte, *, au: date) -> SommesDuCompte:
    """Les sommes par les règles du domaine : ce que la lecture doit rendre."""
    validees = [q for q in compte.quittances if q.validee]
    return SommesDuCompte(
        reference=compte.reference,
        somme_due=compte.dette_echue(au=au),
        solde=compte.solde(),
        dernier_mois=max((q.mois for q in validees), default=""),
        dernier_paiement_le=max((p.recu_le for p in compte.paiements if p.vaut()), default=None),
        termes_impayes=sum(q.ouverte and q.limite_paiement_le < au for q in validees),
    )


def garder(session: Session, compte: Compte) -> None:
    """Le compte, puis ses quittances, que la correspondance ne fait que relire."""
    quittances = list(compte.quittances)
    session.add(compte)
    session.flush()
    session.add_all(quittances)


def test_la_lecture_rend_ce_que_rend_le_domaine(quittancement: ServiceDeTest) -> None:
    hasard, fabrique = Random(2026), quittancement.noyau.fabrique
    porte = Porte(fabrique, quittancement.noyau.horloge)
    comptes = [un_compte(hasard, rang) for rang in range(COMPTES)]
    attendues = [
        (compte.id, au, du_domaine(compte, au=au))
        for compte in comptes
        for au in (un_jour(hasard) for _ in range(DATES))
    ]
    with fabrique.sessions.begin() as session:
        for compte in comptes:
            garder(session, compte)
    for bail_id, au, attendue in attendues:
        assert sommes(porte.jouer, bail_id, au=au, suivis_par=None) == attendue
    # Le hasard a bien tout touché : dettes, avances, termes impayés, comptes sans paiement qui vaille.
    vues = [attendue for *_, attendue in attendues]
    assert any(v.somme_due for v in vues)
    assert any(not v.somme_due for v in vues)
    assert any(v.solde < Montant.zero() for v in vues)
    assert any(v.termes_impayes > 1 for v in vues)
    assert any(v.dernier_paiement_le is None for v in vues)
    assert any(not v.dernier_mois for v in vues)


def test_un_agent_ne_lit_que_les_menages_qu_il_suit(quittancement: ServiceDeTest) -> None:
    fabrique = quittancement.noyau.fabrique
    porte = Porte(fabrique, quittancement.noyau.horloge)
    compte = un_compte(Random(1), 1)
    bail_id = compte.id
    with fabrique.sessions.begin() as session:
        garder(session, compte)
        session.add(Suivi(bail_id=bail_id, referent="agent-1"))
    assert sommes(porte.jouer, bail_id, au=DEBUT, suivis_par="agent-1")
    for inconnu, referent in ((bail_id, "agent-2"), (nouvel_id(), None)):
        with pytest.raises(Introuvable):
            sommes(porte.jouer, inconnu, au=DEBUT, suivis_par=referent)
