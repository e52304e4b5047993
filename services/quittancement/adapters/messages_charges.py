"""Charges : messages protobuf ↔ domaine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from logis.quittancement.v1 import charges_pb2
from quittancement.adapters.rangement_en_masse import Tranche
from quittancement.application.depot_charges import Ecart
from quittancement.application.enregistrer_depenses import Facture
from quittancement.application.reviser_provisions import Revision
from quittancement.domain.campagne_charges import CampagneCharges
from quittancement.domain.charges.cles import Cle, TypeCle
from quittancement.domain.charges.decompte import Decompte
from quittancement.domain.charges.detail import cle_du_volet
from quittancement.domain.charges.lots import LotDeCharges, Occupation
from quittancement.domain.charges.natures import nature_depense
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication
from socle.domaine.montant import Montant
from socle.domaine.periodes import lire_date
from socle.domaine.refus import DonneeInvalide
from socle.technique.identifiants import lire_id
from socle.technique.rpc.messages import document, explication, lire_code, lire_montant, montant, texte_date

NOTE_IFC = "code de l'énergie, art. R241-13"
MODE = "loi 89-462, art. 23 ; CCH art. L442-3 (quote-part au jour)"


def lire_cle(message: charges_pb2.CleRepartition) -> Cle:
    return Cle(
        code=message.code,
        type=lire_code(TypeCle, message.type, champ="cles.type"),
        commune=message.cle_commune,
        individuelle=message.cle_individuelle,
        unite=message.unite,
    )


def lire_lot(message: charges_pb2.LotDeCharges) -> LotDeCharges:
    """Lève DonneeInvalide si le lot ou l'une de ses occupations est fautif."""
    return LotDeCharges(
        reference=message.reference,
        emplacement=message.emplacement,
        poids=_valeurs(message.poids, champ="poids"),
        occupations=tuple(_lire_occupation(o) for o in message.occupations),
        hors_perimetre=message.hors_perimetre,
    )


def _lire_occupation(message: charges_pb2.OccupationDeLot) -> Occupation:
    return Occupation(
        bail_id=lire_id(message.bail_id, champ="occupations.bail_id"),
        debut=lire_date(message.debut, champ="occupations.debut"),
        fin=lire_date(message.fin, champ="occupations.fin"),
        mesures=_valeurs(message.mesures, champ="occupations.mesures"),
        reprises=lire_montant(message.provisions_reprises, champ="occupations.provisions_reprises"),
    )


def _valeurs(messages: Iterable[charges_pb2.ValeurDeCle], *, champ: str) -> dict[str, int]:
    valeurs: dict[str, int] = {}
    for message in messages:
        if message.cle in valeurs:
            raise DonneeInvalide("CLE_EN_DOUBLE", f"« {message.cle[:40]} » est donnée deux fois.", champ=champ)
        valeurs[message.cle] = message.milliemes
    return valeurs


def lire_facture(message: charges_pb2.DepenseDeCharges) -> Facture:
    """Lève DonneeInvalide (DATE_ILLISIBLE, DEVISE_REFUSEE)."""
    return Facture(
        reference=message.reference,
        nature=message.nature,
        perimetre=message.perimetre,
        cle=message.cle,
        montant=lire_montant(message.montant, champ="montant"),
        service_le=lire_date(message.service_le, champ="service_le"),
        quantite=message.quantite_milliemes,
    )


def ecarts(valeurs: Sequence[Ecart]) -> list[charges_pb2.ElementEcarte]:
    return [charges_pb2.ElementEcarte(**ecart._asdict()) for ecart in valeurs]


def campagne(objet: CampagneCharges) -> charges_pb2.CampagneCharges:
    return charges_pb2.CampagneCharges(
        id=str(objet.id),
        libelle=objet.libelle,
        debut=objet.debut.isoformat(),
        fin=objet.fin.isoformat(),
        cles=[
            charges_pb2.CleRepartition(
                code=c.code,
                type=c.type.value,
                cle_commune=c.commune,
                cle_individuelle=c.individuelle,
                unite=c.unite,
            )
            for c in objet.cles
        ],
        statut=objet.statut.value,
        engage=montant(objet.engage),
        recuperable=montant(objet.recuperable),
        quotes_parts=montant(objet.quotes_parts),
        a_charge_bailleur=montant(objet.a_charge_bailleur),
        provisions=montant(objet.provisions),
        decomptes=objet.decomptes,
        notifiee_le=texte_date(objet.notifiee_le),
        imputable_des=texte_date(objet.imputable_des),
        pieces_jusqu_au=texte_date(objet.pieces_jusqu_au),
        tardive=objet.tardive,
        etag=str(objet.version),
    )


def decompte(objet: Decompte, lignes: Sequence[charges_pb2.LigneDecompte] = ()) -> charges_pb2.DecompteCharges:
    return charges_pb2.DecompteCharges(
        campagne_id=str(objet.campagne_id),
        bail_id=str(objet.bail_id),
        lot=objet.lot,
        jours=objet.jours,
        quote_part=montant(objet.quote_part),
        provisions=montant(objet.provisions),
        solde=montant(objet.solde),
        solde_retenu=montant(objet.solde_retenu),
        statut=objet.statut.value,
        mensualites=objet.mensualites,
        code_ecart=objet.code_ecart,
        motif_ecart=objet.motif_ecart,
        lignes=lignes,
        envoye_le=texte_date(objet.envoye_le),
    )


def ligne(part: Any, objet: CampagneCharges, baremes: Baremes) -> charges_pb2.LigneDecompte:
    """Ligne d'un décompte : la nature, le total de l'immeuble, le mode de répartition, la quote-part et pourquoi."""
    nature = nature_depense(part.nature, au=part.service_le, baremes=baremes)
    cles = {c.code: c for c in objet.cles}
    premiere = cles[part.cle]
    cle = cle_du_volet(cles, premiere, part.volet)
    return charges_pb2.LigneDecompte(
        depense=part.depense,
        nature=part.nature,
        libelle=nature.libelle,
        poste=nature.poste,
        volet=part.volet,
        perimetre=part.perimetre,
        cle=cle.code,
        type_cle=cle.type.value,
        total=montant(Montant(int(part.total))),
        quote_part=montant(Montant(part.montant)),
        explication=explication(_explication(part, nature.source, nature.certitude, nature.taux, premiere, cle)),
    )


def _explication(part: Any, source: str, certitude: str, taux: Fraction, premiere: Cle, cle: Cle) -> Explication:
    articles = [source, MODE, *([NOTE_IFC] if premiere.type is TypeCle.IFC else [])]
    return Explication(
        regle="quote_part_de_charges",
        article=" ; ".join(articles),
        date=part.service_le,
        entrees={
            "facture": str(Montant(part.facture)),
            "taux_recuperable": f"{taux * 100} %",
            "total_reparti": str(Montant(int(part.total))),
            "perimetre": part.perimetre,
            "cle": f"{cle.code} ({cle.type.value})",
        },
        resultat=str(Montant(part.montant)),
        certitude=certitude,
    )


def decomptes_edites(tranche: Tranche) -> charges_pb2.EditerDecomptesResponse:
    return charges_pb2.EditerDecomptesResponse(
        decomptes=[
            charges_pb2.DecompteEdite(
                bail_id=str(edite.element.bail_id),
                groupe=edite.element.groupe,
                lot=edite.element.lot,
                document=document(edite.document),
                canal=tranche.canaux[edite.element.bail_id].value,
            )
            for edite in tranche.edites
        ],
        ecartes=ecarts([Ecart.de(e.refus, reference=str(e.element.bail_id)) for e in tranche.ecartes]),
        total=tranche.total,
        next_page_token=tranche.suivant,
    )


def revision(valeur: Revision, *, indice: int, au: date) -> charges_pb2.ProvisionRevisee:
    pourquoi = Explication(
        regle="provision_nouvelle",
        article="loi 89-462, art. 23 ; CCH art. L442-3 (résultat antérieur et budget prévisionnel)",
        date=au,
        entrees={
            "quote_part": str(valeur.quote_part),
            "jours": str(valeur.jours),
            "indice_milliemes": str(indice),
        },
        resultat=str(valeur.nouvelle),
    )
    return charges_pb2.ProvisionRevisee(
        bail_id=str(valeur.bail_id),
        ancienne=montant(valeur.ancienne),
        nouvelle=montant(valeur.nouvelle),
        explication=explication(pourquoi),
    )
