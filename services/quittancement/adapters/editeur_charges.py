"""D'un décompte de campagne à son PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from quittancement.adapters import documents_de_charges, edition_charges
from quittancement.adapters.annuaire import Occupants
from quittancement.adapters.documents_de_terme import Compte as CompteImprime
from quittancement.domain.campagne_charges import CampagneCharges, StatutCampagne
from quittancement.domain.charges.decompte import Decompte, StatutDecompte
from quittancement.domain.charges.detail import Detailleur, LigneDetail
from quittancement.domain.charges.lots import LotDeCharges
from quittancement.domain.charges.note_chauffage import Anterieure, NoteChauffage, notes_de_chauffage
from quittancement.domain.charges.regularisation import etalement, provision_nouvelle, provisions_au, tardive
from quittancement.domain.charges.repartition import Part
from quittancement.domain.compte import Compte
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois
from socle.domaine.refus import DonneeInvalide, RegleViolee
from socle.technique.documents import Destinataire, Emetteur, Imprimeur

EDITABLES = (StatutCampagne.NOTIFIEE, StatutCampagne.CONTESTEE, StatutCampagne.IMPUTEE, StatutCampagne.CLOSE)


@dataclass(frozen=True, kw_only=True)
class ProvisionVoulue:
    """Nouvelle provision à annoncer à partir du mois `des`, d'après le budget prévisionnel (25 : + 2,5 %)."""

    des: Mois
    indice_milliemes: int

    def __post_init__(self) -> None:
        if not -1000 < self.indice_milliemes <= 1000:
            raise DonneeInvalide("INDICE_IMPOSSIBLE", "L'indice est entre -100 % et +100 %.", champ="indice_milliemes")


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """Ce qu'il faut d'un ménage pour éditer son décompte. `parts` : les siennes ; `lots` : tous ceux du groupe."""

    campagne: CampagneCharges
    decompte: Decompte
    compte: Compte
    detailleur: Detailleur
    parts: Sequence[Part]
    lots: Sequence[LotDeCharges]
    anterieures: Mapping[str, Anterieure]


class EditeurDeDecomptes:
    """Imprime les décomptes d'une campagne notifiée."""

    def __init__(self, imprimeur: Imprimeur, baremes: Baremes) -> None:
        self._imprimeur, self._baremes = imprimeur, baremes

    def decompte(
        self,
        dossier: Dossier,
        occupants: Occupants,
        *,
        le: date,
        provision: ProvisionVoulue | None = None,
        adresse: Sequence[str] = (),
    ) -> bytes:
        """PDF du décompte. `adresse` : nouvelle adresse d'un locataire parti.

        Lève RegleViolee (ETAT_DE_CAMPAGNE, ADRESSE_DE_DEPART_INCONNUE), DonneeInvalide (EDITION_AVANT_NOTIFICATION) et les
        refus de l'édition.
        """
        campagne, decompte = dossier.campagne, dossier.decompte
        notifie_le = _envoi(campagne, le=le)
        imputable_des, pieces_jusqu_au = campagne.delais_de(decompte.envoye_le or le, baremes=self._baremes)
        est_tardive = tardive(exercice_fin=campagne.fin, imputable_des=imputable_des)
        if decompte.parti and not adresse:
            raise RegleViolee(
                "ADRESSE_DE_DEPART_INCONNUE",
                "Ce locataire est parti : son décompte s'envoie à sa nouvelle adresse, à donner.",
                champ="adresse",
            )
        lignes = dossier.detailleur.lignes(dossier.parts)
        voulue = None if decompte.parti else provision
        document = documents_de_charges.DecompteImprime(
            emetteur=Emetteur.lire(self._baremes.au("bailleur", le).valeur),
            destinataire=Destinataire(lignes=(" et ".join(occupants.noms), *(adresse or occupants.adresse))),
            compte=CompteImprime(
                numero=dossier.compte.reference,
                locataires=occupants.noms,
                logement=(occupants.logement, *occupants.adresse),
            ),
            du=campagne.debut,
            au=campagne.fin,
            jours=decompte.jours,
            jours_exercice=campagne.exercice.jours_communs(campagne.exercice),
            lignes=tuple(lignes),
            quote_part=decompte.quote_part,
            provisions=decompte.provisions,
            solde=decompte.solde,
            retenu=decompte.retenu,
            parti=decompte.parti,
            conteste=decompte.statut is StatutDecompte.CONTESTE,
            notifie_le=notifie_le,
            imputable_des=imputable_des,
            pieces_jusqu_au=pieces_jusqu_au,
            consultation=self._baremes.au("consultation_des_pieces", le).valeur,
            tardive=est_tardive,
            mensualites=decompte.mensualites,
            mensualites_possibles=self._mensualites(dossier, est_tardive=est_tardive, au=notifie_le),
            provision=self._provision(dossier, voulue),
            provision_actuelle=self._actuelle(dossier, au=le) if not (decompte.parti or voulue) else None,
            notes=tuple(self._notes(dossier, lignes)),
            edite_le=le,
        )
        return edition_charges.decompte(document, imprimeur=self._imprimeur)

    def _mensualites(self, dossier: Dossier, *, est_tardive: bool, au: date) -> int:
        """Mensualités au plus que le locataire peut demander ; 0 si son solde ne s'étale pas."""
        solde = dossier.decompte.solde_retenu
        if solde.centimes <= 0:
            return 0
        regle = "regularisation_tardive_mensualites" if est_tardive else "etalement_mensualites"
        plafond: int = self._baremes.au(regle, au).valeur
        verdict = etalement(
            solde=solde,
            loyer=dossier.compte.bail.loyer_principal,
            est_tardive=est_tardive,
            demandees=plafond,
            au=au,
            baremes=self._baremes,
        )
        return plafond if verdict.favorable else 0

    def _actuelle(self, dossier: Dossier, *, au: date) -> Montant:
        return provisions_au(dossier.compte.bail, au, codes=self._baremes.au("codes_de_provision", au).valeur)

    def _provision(
        self, dossier: Dossier, voulue: ProvisionVoulue | None
    ) -> documents_de_charges.NouvelleProvision | None:
        if voulue is None:
            return None
        campagne, decompte = dossier.campagne, dossier.decompte
        return documents_de_charges.NouvelleProvision(
            ancienne=self._actuelle(dossier, au=voulue.des.premier_jour - timedelta(days=1)),
            nouvelle=provision_nouvelle(
                decompte.quote_part,
                jours=decompte.jours,
                exercice=campagne.exercice,
                indice=Fraction(voulue.indice_milliemes, 1000),
            ),
            des=voulue.des.premier_jour,
            indice_milliemes=voulue.indice_milliemes,
        )

    def _notes(self, dossier: Dossier, lignes: Sequence[LigneDetail]) -> list[NoteChauffage]:
        return notes_de_chauffage(
            lignes,
            dossier.decompte.bail_id,
            lots=dossier.lots,
            exercice=dossier.campagne.exercice,
            anterieures=dossier.anterieures,
            effectif_minimal=self._baremes.au("comparaison_effectif_minimal", dossier.campagne.fin).valeur,
        )


def _envoi(campagne: CampagneCharges, *, le: date) -> date:
    campagne.exiger(*EDITABLES)
    if campagne.notifiee_le is None or le < campagne.notifiee_le:
        raise DonneeInvalide(
            "EDITION_AVANT_NOTIFICATION", "Un décompte ne se date pas d'avant son envoi.", champ="edite_le"
        )
    return campagne.notifiee_le
