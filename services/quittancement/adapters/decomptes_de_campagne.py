"""Les décomptes d'une campagne notifiée, un à un ou par tranche : leurs dossiers lus d'un coup, puis édités et rangés."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import func, literal, select, text, tuple_
from sqlalchemy.orm import Session

from quittancement.adapters import lectures_charges
from quittancement.adapters.annuaire import AnnuaireBaux, Occupants, exiger_connu
from quittancement.adapters.depot_charges import depenses_du_groupe, lire_occupation, lots_du_groupe
from quittancement.adapters.editeur_charges import EDITABLES, Dossier, EditeurDeDecomptes, ProvisionVoulue
from quittancement.adapters.lectures import DECOMPTE_CHARGES
from quittancement.adapters.orm import comptes
from quittancement.adapters.orm_charges import decomptes as table
from quittancement.adapters.rangement_en_masse import Edite, Piece, RangementEnMasse, Tranche
from quittancement.domain.campagne_charges import CampagneCharges
from quittancement.domain.charges.cles import Sujet
from quittancement.domain.charges.decompte import Decompte
from quittancement.domain.charges.detail import Detailleur
from quittancement.domain.charges.lots import LotDeCharges
from quittancement.domain.charges.note_chauffage import Anterieure
from quittancement.domain.charges.repartition import Part
from quittancement.domain.compte import Compte
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.refus import RegleViolee
from socle.technique import pagination
from socle.technique.archives import Archives
from socle.technique.contexte import Horloge

_PARTS = text(
    """SELECT depense, volet, lot, bail_id, montant FROM charges_part
        WHERE campagne_id = :id AND bail_id = ANY(:baux)"""
)
_TOTAUX = text(
    """SELECT depense, volet, sum(montant) FROM charges_part
        WHERE campagne_id = :id AND depense = ANY(:depenses) GROUP BY depense, volet"""
)
_ENVOYER = text(
    """UPDATE charges_decompte SET envoye_le = :le
        WHERE campagne_id = :id AND bail_id = ANY(:baux) AND envoye_le IS NULL"""
)
_ANTERIEURS = text(
    """SELECT d.bail_id, d.campagne_id, l.occupations
         FROM charges_decompte d
         JOIN charges_campagne c ON c.id = d.campagne_id
         JOIN charges_lot l ON (l.campagne_id, l.groupe) = (d.campagne_id, d.groupe)
        WHERE d.bail_id = ANY(:baux) AND c.fin = :veille AND c.notifiee_le IS NOT NULL AND d.jours = c.fin - c.debut + 1
          AND l.occupations @> jsonb_build_array(jsonb_build_object('bail_id', d.bail_id::text))"""
)


@dataclass(frozen=True, kw_only=True)
class DemandeDecomptes:
    """Une tranche à éditer. `groupe` vide : tous ; `apres` : dernier bail de la tranche d'avant."""

    campagne_id: UUID
    edite_le: date
    provision: ProvisionVoulue | None
    groupe: str
    apres: UUID | None
    nombre: int


def id_du_decompte(campagne_id: UUID, bail_id: UUID) -> UUID:
    """Un seul décompte par bail d'une campagne dans un envoi en masse : l'éditer à nouveau retrouve le premier."""
    return uuid5(campagne_id, f"{DECOMPTE_CHARGES}|{bail_id}")


def nom_du_decompte(dossier: Dossier) -> str:
    return f"decompte-{dossier.campagne.debut.year}-{dossier.compte.reference}.pdf"


def dater_l_envoi(session: Session, campagne_id: UUID, baux: Sequence[UUID], *, le: date) -> None:
    """Sans effet sur un décompte déjà envoyé."""
    session.execute(_ENVOYER, {"id": campagne_id, "baux": list(baux), "le": le})


class DecomptesDeCampagne:
    """Lit, édite et range les décomptes d'une campagne."""

    def __init__(
        self,
        annuaire: AnnuaireBaux,
        archives: Archives,
        editeur: EditeurDeDecomptes,
        *,
        horloge: Horloge,
        baremes: Baremes,
    ) -> None:
        self._annuaire, self._editeur, self._baremes = annuaire, editeur, baremes
        self._rangement = RangementEnMasse(archives, horloge)

    def inscrire(self, session: Session, tranche: Tranche, *, demande: DemandeDecomptes) -> Tranche:
        """Inscrit les documents, et la date du premier : le mois d'attente de chaque décompte court de là."""
        inscrite = self._rangement.inscrire(session, tranche)
        dater_l_envoi(
            session, demande.campagne_id, [e.element.bail_id for e in tranche.edites if e.nouveau], le=demande.edite_le
        )
        return inscrite

    def un_seul(
        self,
        sessions: Callable[[], Session],
        campagne_id: UUID,
        bail_id: UUID,
        *,
        le: date,
        provision: ProvisionVoulue | None,
        adresse: Sequence[str],
    ) -> tuple[str, bytes]:
        """Nom du fichier et PDF. Lève Introuvable et les refus d'`EditeurDeDecomptes.decompte`."""
        with sessions() as session:
            campagne = lectures_charges.campagne(session, campagne_id)
            decompte = lectures_charges.decompte(session, campagne_id, bail_id)
            dossier = self._dossiers(session, campagne, [decompte]).get(bail_id)
        dossier = _exiger_compte(dossier, bail_id)
        occupants = self._annuaire.occupants(bail_id)
        pdf = self._editeur.decompte(dossier, occupants, le=le, provision=provision, adresse=adresse)
        return nom_du_decompte(dossier), pdf

    def editer(self, sessions: Callable[[], Session], demande: DemandeDecomptes) -> Tranche:
        """Un bail refusé est mis de côté. Lève Introuvable, RegleViolee (ETAT_DE_CAMPAGNE), Indisponible.

        Les baux sont interrogés la session fermée.
        """
        with sessions() as session:
            campagne = lectures_charges.campagne(session, demande.campagne_id)
            campagne.exiger(*EDITABLES)
            page, total, suivant = _page(session, demande)
            ids = {id_du_decompte(campagne.id, d.bail_id): d.bail_id for d in page}
            deja = self._rangement.deja(session.connection(), ids)
            a_editer = [d for d in page if d.bail_id not in deja]
            dossiers = self._dossiers(session, campagne, a_editer)
        occupants = self._annuaire.plusieurs(list(dossiers)) if dossiers else {}

        def composer(decompte: Decompte) -> Piece:
            return self._piece(dossiers.get(decompte.bail_id), decompte, occupants, demande)

        edites, ecartes = self._rangement.ranger(a_editer, composer)
        connus = [Edite(element=d, document=deja[d.bail_id], nouveau=False) for d in page if d.bail_id in deja]
        return Tranche(edites=[*connus, *edites], ecartes=ecartes, total=total, suivant=suivant)

    def _piece(
        self,
        dossier: Dossier | None,
        decompte: Decompte,
        occupants: Mapping[UUID, Occupants],
        demande: DemandeDecomptes,
    ) -> Piece:
        dossier = _exiger_compte(dossier, decompte.bail_id)
        connu = exiger_connu(occupants, decompte.bail_id)
        return Piece(
            id=id_du_decompte(decompte.campagne_id, decompte.bail_id),
            nature=DECOMPTE_CHARGES,
            sujet_id=decompte.bail_id,
            nom_fichier=nom_du_decompte(dossier),
            contenu=self._editeur.decompte(dossier, connu, le=demande.edite_le, provision=demande.provision),
        )

    def _dossiers(self, session: Session, campagne: CampagneCharges, voulus: Sequence[Decompte]) -> dict[UUID, Dossier]:
        """Par bail ; un bail sans compte ici est absent. Chaque groupe n'est lu qu'une fois."""
        baux = [d.bail_id for d in voulus]
        lus = {c.id: c for c in session.execute(select(Compte).where(comptes.c.id.in_(baux))).scalars()}
        parts: dict[UUID, list[Part]] = {}
        for depense, volet, lot, bail_id, montant in session.execute(_PARTS, {"id": campagne.id, "baux": baux}):
            parts.setdefault(bail_id, []).append(Part(depense, volet, Sujet(lot, bail_id), Montant(montant)))
        groupes = {nom: self._groupe(session, campagne, nom) for nom in {d.groupe for d in voulus}}
        anterieures = _anterieures(session, campagne, voulus)
        return {
            d.bail_id: Dossier(
                campagne=campagne,
                decompte=d,
                compte=lus[d.bail_id],
                detailleur=groupes[d.groupe][0],
                parts=parts.get(d.bail_id, []),
                lots=groupes[d.groupe][1],
                anterieures=anterieures.get(d.bail_id, {}),
            )
            for d in voulus
            if d.bail_id in lus
        }

    def _groupe(self, session: Session, campagne: CampagneCharges, nom: str) -> tuple[Detailleur, list[LotDeCharges]]:
        lots = lots_du_groupe(session, campagne.id, nom)
        depenses = depenses_du_groupe(session, campagne.id, nom)
        references = [depense.reference for depense in depenses]
        totaux = session.execute(_TOTAUX, {"id": campagne.id, "depenses": references})
        detailleur = Detailleur(
            cles=campagne.cles,
            exercice=campagne.exercice,
            lots=lots,
            depenses=depenses,
            totaux={(depense, volet): Montant(int(total)) for depense, volet, total in totaux},
            baremes=self._baremes,
        )
        return detailleur, lots


def _exiger_compte(dossier: Dossier | None, bail_id: UUID) -> Dossier:
    if dossier is None:
        raise RegleViolee("COMPTE_INCONNU", f"Le bail {bail_id} n'a pas de compte.", champ="bail_id")
    return dossier


def _page(session: Session, demande: DemandeDecomptes) -> tuple[Sequence[Decompte], int, str]:
    """Décomptes de la tranche par groupe puis par bail, nombre en tout, jeton de la tranche d'après."""
    c = table.c
    filtres: list[Any] = [c.campagne_id == demande.campagne_id]
    if demande.groupe:
        filtres.append(c.groupe == demande.groupe)
    total = session.execute(select(func.count()).select_from(table).where(*filtres)).scalar_one()
    requete = select(Decompte).where(*filtres).order_by(c.groupe, c.bail_id).limit(demande.nombre + 1)
    if demande.apres is not None:
        dernier = select(c.groupe).where(c.campagne_id == demande.campagne_id, c.bail_id == demande.apres)
        requete = requete.where(tuple_(c.groupe, c.bail_id) > tuple_(dernier.scalar_subquery(), literal(demande.apres)))
    page, suivant = pagination.decouper(session.execute(requete).scalars().all(), demande.nombre)
    return page, total, suivant


def _anterieures(
    session: Session, campagne: CampagneCharges, voulus: Sequence[Decompte]
) -> dict[UUID, dict[str, Anterieure]]:
    """Par bail puis par clé, ce que le ménage a consommé l'exercice d'avant, s'il était là d'un bout à l'autre des deux."""
    entier = campagne.exercice.jours_communs(campagne.exercice)
    baux = [d.bail_id for d in voulus if d.jours == entier]
    if not baux:
        return {}
    lues: dict[UUID, dict[str, Anterieure]] = {}
    for bail_id, avant_id, occupations in session.execute(
        _ANTERIEURS, {"baux": baux, "veille": campagne.debut - timedelta(days=1)}
    ):
        avant = lectures_charges.campagne(session, avant_id)
        memes = {cle.code for cle in campagne.cles if cle in avant.cles}
        cumul = lues.setdefault(bail_id, {})
        for occupation in map(lire_occupation, occupations):
            for code, mesure in occupation.mesures.items() if occupation.bail_id == bail_id else ():
                if code in memes:
                    deja = cumul[code].consommation if code in cumul else 0
                    cumul[code] = Anterieure(consommation=deja + mesure, exercice=avant.exercice)
    return lues
