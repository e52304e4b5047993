"""Clore un mois comptable : plus rien ne s'y écrit, et son empreinte s'enchaîne à celle du mois précédent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import text

from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois
from socle.domaine.refus import DejaExistant, DonneeInvalide, RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail

_DERNIERE = text("SELECT mois, empreinte FROM cloture ORDER BY jusqu_au DESC LIMIT 1")
_EN_SCELLEMENT = text("SELECT 1 FROM lot WHERE statut = 'EN_SCELLEMENT' AND valide_le <= :fin")
# Les écritures du mois, de la première à la dernière, chacune réduite à son empreinte : un seul passage dans la base.
# La date de valeur n'y entre que si elle diffère : les empreintes posées avant elle restent vraies.
CONTENU = """SELECT count(*) AS nombre,
                    coalesce(sum((SELECT sum(m) FROM unnest(montants) m WHERE m > 0)), 0)::bigint AS debits,
                    encode(sha256(convert_to(:precedente || coalesce(string_agg(encode(sha256(convert_to(
                        concat_ws('|', id, journal, piece, date_comptable, coalesce(bail_id::text, ''), comptes, montants, libelles,
                        date_valeur),
                        'UTF8')), 'hex'), '' ORDER BY date_comptable, id), ''), 'UTF8')), 'hex') AS empreinte
               FROM ecriture WHERE date_comptable BETWEEN :debut AND :fin"""
_INSERER = text(
    """INSERT INTO cloture (mois, jusqu_au, close_par, close_le, nombre, debits, empreinte, precedente)
       VALUES (:mois, :fin, :par, :le, :nombre, :debits, :empreinte, :precedente)"""
)


@dataclass(frozen=True, kw_only=True)
class CloreMois:
    mois: Mois
    close_par: str
    close_le: date


class Cloture(NamedTuple):
    """`debits` : total des débits du mois, égal à celui des crédits."""

    mois: str
    nombre: int
    debits: Montant
    empreinte: str
    precedente: str


def clore_mois(commande: CloreMois, *, uow: UniteDeTravail) -> Cloture:
    """La première clôture emporte tout ce qui précède ; les suivantes se suivent mois par mois.

    Lève DejaExistant (MOIS_DEJA_CLOS), DonneeInvalide (MOIS_NON_ACHEVE), RegleViolee (CLOTURE_EN_DESORDRE,
    SCELLEMENT_EN_COURS).
    """
    mois = commande.mois
    # Attend les écritures en cours et retient les suivantes : aucune ne peut se glisser entre le total et la clôture.
    uow.session.execute(text("LOCK TABLE ecriture IN SHARE ROW EXCLUSIVE MODE"))
    derniere = uow.session.execute(_DERNIERE).first()
    _verifier(commande, derniere)
    if uow.session.execute(_EN_SCELLEMENT, {"fin": mois.dernier_jour}).first() is not None:
        raise RegleViolee("SCELLEMENT_EN_COURS", "Un cycle validé dans ce mois n'est pas encore scellé.", champ="mois")
    precedente = derniere.empreinte if derniere else ""
    bornes = {"debut": mois.premier_jour if derniere else date.min, "fin": mois.dernier_jour}
    lu = uow.session.execute(text(CONTENU), {**bornes, "precedente": precedente}).one()
    valeurs: dict[str, Any] = {**lu._mapping, "mois": str(mois), "fin": mois.dernier_jour, "precedente": precedente}
    uow.session.execute(_INSERER, {**valeurs, "par": commande.close_par, "le": commande.close_le})
    return Cloture(str(mois), lu.nombre, Montant(lu.debits), lu.empreinte, precedente)


def _verifier(commande: CloreMois, derniere: Any) -> None:
    mois = commande.mois
    if commande.close_le <= mois.dernier_jour:
        raise DonneeInvalide("MOIS_NON_ACHEVE", f"Le mois {mois} n'est pas achevé à cette date.", champ="close_le")
    if derniere is None:
        return
    if derniere.mois >= str(mois):
        raise DejaExistant("MOIS_DEJA_CLOS", f"La comptabilité est close jusqu'à {derniere.mois}.", champ="mois")
    if Mois.lire(derniere.mois).decale(1) != mois:
        raise RegleViolee(
            "CLOTURE_EN_DESORDRE",
            f"Le mois qui suit la dernière clôture est {Mois.lire(derniere.mois).decale(1)}.",
            champ="mois",
        )


def derniere_cloture(uow: UniteDeTravail) -> date | None:
    """Dernier jour clos ; None si aucun mois ne l'est."""
    limite: date | None = uow.session.execute(text("SELECT max(jusqu_au) FROM cloture")).scalar()
    return limite


def premier_jour_ouvert(uow: UniteDeTravail) -> date:
    """Lendemain de la dernière clôture ; sans clôture, tout jour est ouvert."""
    limite = derniere_cloture(uow)
    return date.min if limite is None else limite + timedelta(days=1)


def refuser_mois_clos(le: date, limite: date | None, *, champ: str) -> None:
    """Lève RegleViolee (MOIS_CLOS) si plus rien ne s'écrit à cette date ; la base refuse de toute façon."""
    if limite is not None and le <= limite:
        raise RegleViolee("MOIS_CLOS", f"La comptabilité est close jusqu'au {limite:%d/%m/%Y}.", champ=champ)
