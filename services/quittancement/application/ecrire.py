"""Porter une écriture au grand livre, dans la transaction de l'acte qu'elle constate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import text

from quittancement.application.clore_mois import derniere_cloture, premier_jour_ouvert, refuser_mois_clos
from quittancement.domain.compte import Compte
from quittancement.domain.ecritures import Ecriture, ecriture_avance_utilisee, reporter
from quittancement.domain.imputation import Affectation
from socle.domaine.baremes import Baremes
from socle.technique.identifiants import nouvel_id
from socle.technique.unite_de_travail import UniteDeTravail


def ecrire(ecriture: Ecriture, *, uow: UniteDeTravail) -> None:
    """Insère l'écriture, une ligne pour toutes ses jambes ; la base refuse une somme non nulle. Lève RegleViolee (MOIS_CLOS)."""
    if not ecriture.jambes:
        return
    refuser_mois_clos(ecriture.date_comptable, derniere_cloture(uow), champ="date_comptable")
    uow.session.execute(
        text(
            """INSERT INTO ecriture
                      (id, journal, piece, date_comptable, date_valeur, bail_id, comptes, montants, libelles)
               VALUES (:id, :journal, :piece, :date_comptable, :date_valeur, :bail_id, :comptes, :montants, :libelles)"""
        ),
        {
            "id": nouvel_id(),
            "journal": ecriture.journal,
            "piece": ecriture.piece,
            "date_comptable": ecriture.date_comptable,
            "date_valeur": ecriture.date_valeur,
            "bail_id": ecriture.bail_id,
            "comptes": [jambe.compte for jambe in ecriture.jambes],
            "montants": [jambe.montant.centimes for jambe in ecriture.jambes],
            "libelles": [jambe.libelle for jambe in ecriture.jambes],
        },
    )


def ecrire_recu(ecriture: Ecriture, *, uow: UniteDeTravail) -> None:
    """Une somme reçue s'écrit toujours : dans un mois clos, au premier jour ouvert, sous sa date de valeur."""
    ecrire(reporter(ecriture, ouvert_le=premier_jour_ouvert(uow)), uow=uow)


def ecrire_avances(
    compte: Compte, affectations: Sequence[Affectation], *, le: date, uow: UniteDeTravail, baremes: Baremes
) -> None:
    """Écriture des avances qui viennent d'éteindre des termes ; rien s'il n'y en a pas."""
    piece = f"AVANCE-{compte.reference}-{le}"
    ecrire(ecriture_avance_utilisee(affectations, bail_id=compte.id, piece=piece, le=le, baremes=baremes), uow=uow)
