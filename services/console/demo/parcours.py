"""Le parcours de référence, de la demande de logement au dossier d'impayé refermé."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from console.demo import jeu
from console.demo.api import Partenaire, messages
from console.demo.recit import EtapeEchouee, Recit

ANNEXES = ["DPE", "ETAT_DES_RISQUES", "DECOMPTE_SURFACE_UTILE", "REGLEMENT_INTERIEUR", "LISTES_CHARGES_ET_REPARATIONS"]
PIECES_FSL = [
    "IDENTITE",
    "COMPOSITION_FOYER",
    "RESSOURCES_3_MOIS",
    "CHARGES",
    "DECOMPTE_CERTIFIE",
    "AVIS_SOCIAL",
    "RIB_BAILLEUR",
    "BAIL",
    "ATTESTATION_APL",
]
PIECES_DEMANDE = [
    ("IDENTITE_SEJOUR", "Carte d'identité"),
    ("RESSOURCES_FISCALES", "Avis d'imposition 2025"),
    ("SITUATION_FAMILIALE", "Livret de famille"),
]
MOIS = ("2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10")
APL, RLS = 27_100, 4_306
"""Centimes : l'APL et la RLS de l'exemple canonique A.4 (RLS 43,06 € : un enfant, zone 2, juin 2026)."""


@dataclass
class Parcours:
    """Joue le parcours par la porte publique. `documents` reçoit les PDF."""

    recit: Recit
    caf: Partenaire
    fsl: Partenaire
    documents: Path
    graine: int
    ids: dict[str, Any] = field(default_factory=dict)
    pdf: list[Path] = field(default_factory=list)

    def jouer(self) -> None:
        """Lève EtapeEchouee à la première étape qui ne produit pas ce qu'elle doit."""
        self.charger_le_patrimoine()
        self.enregistrer_les_demandes()
        self.attribuer()
        self.signer_le_bail()
        self.payer_le_premier_mois()
        self.laisser_un_impaye()
        self.relancer_et_orienter()
        self.reprendre_le_courant()
        self.obtenir_le_fsl()
        self.refermer_le_dossier()
        self.traiter_une_reclamation()

    # ── le patrimoine ────────────────────────────────────────────────────────────────────────────────────────────
    def charger_le_patrimoine(self) -> None:
        api, metier = self.recit.api, "CHARGE_GESTION_LOCATIVE"

        def charger() -> list[dict[str, Any]]:
            residences = [api.poster("/api/v1/residences", metier, **r)["residence"]["id"] for r in jeu.RESIDENCES]
            self.ids["residences"] = residences
            return [
                api.poster("/api/v1/logements", metier, **corps)["logement"]
                for corps in jeu.logements(residences, graine=self.graine)
            ]

        logements = self.recit.etape("Le patrimoine est chargé", metier, charger, detail="3 résidences, 120 logements")
        self.ids["logement"] = logements[0]["id"]

    # ── les demandes ─────────────────────────────────────────────────────────────────────────────────────────────
    def enregistrer_les_demandes(self) -> None:
        api = self.recit.api
        demandes = []
        for rang, corps in enumerate(jeu.demandes(graine=self.graine)):
            demande = self.recit.etape(
                f"Le ménage {rang + 1} dépose sa demande",
                "CHARGE_ACCUEIL",
                lambda corps=corps: api.poster("/api/v1/demandes", "CHARGE_ACCUEIL", **corps)["demande"],
                attendus=["DemandeEnregistrée"],
            )
            demandes.append(demande["id"])
        self.ids["demandes"] = demandes
        self.ids["demande"] = demandes[0]
        for demande_id in demandes[:3]:
            self.recit.etape(
                "Ses pièces sont déposées et contrôlées : dossier complet",
                "INSTRUCTEUR",
                lambda demande_id=demande_id: self._completer(demande_id),
                attendus=["DossierComplété"],
            )
        eligibilite = self.recit.etape(
            "Catégorie, plafonds et éligibilité sont calculés",
            "CHARGE_ATTRIBUTION",
            lambda: api.lire(f"/api/v1/demandes/{demandes[0]}/eligibilite", "CHARGE_ATTRIBUTION"),
        )
        plus = next(p for p in eligibilite["plafonds"] if p["financement"] == "PLUS")
        if (eligibilite["categorie"], plus["plafond"]["centimes"], plus["eligible"]["reponse"]) != (
            3,
            3_758_400,
            "OUI",
        ):
            raise EtapeEchouee(f"Éligibilité inattendue : {eligibilite['categorie']}, {plus}")
        self.recit.etapes[-1].detail = "catégorie 3, plafond PLUS 2026 : 37 584 €"
        document = self.recit.etape(
            "L'attestation d'enregistrement est remise",
            "CHARGE_ACCUEIL",
            lambda: api.poster(
                f"/api/v1/demandes/{demandes[0]}:editer-attestation", "CHARGE_ACCUEIL", editee_le="2026-02-10"
            )["document"],
        )
        self._garder("demandes", document, "CHARGE_ACCUEIL")

    def _completer(self, demande_id: str) -> None:
        api = self.recit.api
        for famille, libelle in PIECES_DEMANDE:
            demande = api.poster(
                f"/api/v1/demandes/{demande_id}/pieces",
                "CHARGE_ACCUEIL",
                famille=famille,
                libelle=libelle,
                deposee_le="2026-03-16",
            )["demande"]
            api.poster(
                f"/api/v1/demandes/{demande_id}/pieces/{demande['pieces'][-1]['id']}:controler",
                "INSTRUCTEUR",
                valide=True,
                controlee_le="2026-03-17",
            )

    # ── l'attribution ────────────────────────────────────────────────────────────────────────────────────────────
    def attribuer(self) -> None:
        api, logement = self.recit.api, self.ids["logement"]
        self.recit.etape(
            "Un logement se libère",
            "CHARGE_GESTION_LOCATIVE",
            lambda: api.poster(
                f"/api/v1/logements/{logement}:declarer-disponible",
                "CHARGE_GESTION_LOCATIVE",
                disponible_le="2026-04-01",
                contingent="7",
            ),
            attendus=["LogementDisponible"],
        )
        offre = self.recit.patienter(
            "l'offre du logement",
            lambda: next(iter(api.lire("/api/v1/offres", "CHARGE_ATTRIBUTION", logement_id=logement)["offres"]), None),
        )["id"]
        self.ids["offre"] = offre
        candidats = self.recit.etape(
            "Les candidats sont classés",
            "CHARGE_ATTRIBUTION",
            lambda: api.lire(f"/api/v1/offres/{offre}/candidats", "CHARGE_ATTRIBUTION", au="2026-04-08")["candidats"],
        )
        presentables = [c["demande_id"] for c in candidats if c["presentable"]]
        self.recit.etapes[-1].detail = f"{len(candidats)} candidats, {len(presentables)} présentables"
        if len(presentables) < 3 or self.ids["demandes"][3] in presentables:
            raise EtapeEchouee(f"Candidats présentables inattendus : {candidats}")
        self.recit.etape(
            "Trois candidats sont inscrits à la CALEOL",
            "CHARGE_ATTRIBUTION",
            lambda: api.poster(
                f"/api/v1/offres/{offre}:presenter",
                "CHARGE_ATTRIBUTION",
                demande_ids=presentables[:3],
                seance_le="2026-04-15",
            ),
            attendus=["CandidatsProposés"],
        )
        ordre = [self.ids["demande"], *(d for d in presentables[:3] if d != self.ids["demande"])]
        decisions = [{"demande_id": d, "decision": "ATTRIBUTION", "rang": rang} for rang, d in enumerate(ordre[:2], 1)]
        decisions.append({"demande_id": ordre[2], "decision": "NON_ATTRIBUTION", "motif": "AUTRE_CANDIDAT_PRIORITAIRE"})
        self.recit.etape(
            "La CALEOL décide : attribution en rang",
            "CHARGE_ATTRIBUTION",
            lambda: api.poster(
                f"/api/v1/offres/{offre}:decider",
                "CHARGE_ATTRIBUTION",
                decide_le="2026-04-15",
                membres_presents=4,
                decisions=decisions,
            ),
            attendus=["AttributionDécidée"],
        )
        self.recit.etape(
            "Le premier accepte la proposition",
            "CHARGE_ATTRIBUTION",
            lambda: api.poster(
                f"/api/v1/offres/{offre}:repondre",
                "CHARGE_ATTRIBUTION",
                demande_id=self.ids["demande"],
                accepte=True,
                repondu_le="2026-04-20",
            ),
            attendus=["PropositionAcceptée"],
        )

    # ── le bail ──────────────────────────────────────────────────────────────────────────────────────────────────
    def signer_le_bail(self) -> None:
        api, metier = self.recit.api, "CONSEILLER_CLIENTELE"
        bail = self.recit.etape(
            "Le bail est préparé",
            metier,
            lambda: self.recit.patienter(
                "l'acceptation, jusqu'aux baux",
                lambda: api.poster(
                    "/api/v1/baux", metier, offre_id=self.ids["offre"], date_effet="2026-05-01", annexes=ANNEXES
                )["bail"],
            ),
        )
        bail_id = self.ids["bail"] = bail["id"]
        self.ids["locataire"], self.ids["reference"] = bail["locataire_id"], bail["reference"]
        self.recit.etape(
            "Le bail est signé",
            metier,
            lambda: api.poster(f"/api/v1/baux/{bail_id}:signer", metier, signe_le="2026-04-24"),
            attendus=["BailSigné", "DemandeRadiée"],
        )
        self.recit.etape(
            "Assurance et état des lieux d'entrée",
            "GARDIEN_IMMEUBLE",
            lambda: self._entrer(bail_id),
            attendus=["ÉtatDesLieuxSigné"],
        )
        self.recit.etape(
            "Les clés sont remises : le bail est actif",
            metier,
            lambda: self.recit.patienter(
                "la radiation, jusqu'aux baux",
                lambda: self._si_possible(
                    lambda: api.poster(
                        f"/api/v1/baux/{bail_id}:activer", metier, active_le="2026-05-01", depot_garantie_recu=True
                    ),
                    attente="GARDE_NON_SATISFAITE",
                ),
            ),
            attendus=["BailActivé"],
        )
        self.recit.patienter(
            "l'activation, jusqu'au quittancement",
            lambda: api.lire(f"/api/v1/comptes/{bail_id}", "CHARGE_QUITTANCEMENT")["compte"]["statut"] == "ACTIF",
        )

    def _entrer(self, bail_id: str) -> None:
        api = self.recit.api
        api.poster(
            f"/api/v1/baux/{bail_id}/assurances",
            "GARDIEN_IMMEUBLE",
            assureur="Mutuelle d'essai",
            numero_police="ESSAI-0001",
            valable_du="2026-05-01",
            valable_au="2027-04-30",
        )
        api.poster(
            f"/api/v1/baux/{bail_id}/etats-des-lieux",
            "GARDIEN_IMMEUBLE",
            signe_le="2026-05-01",
            sens="ENTREE",
            nombre_cles=3,
            releves=[{"fluide": "EF", "compteur": "EF-0001", "index": 128}],
        )

    @staticmethod
    def _si_possible(action: Any, *, attente: str) -> Any:
        """Joue une action ; rend None si elle est refusée seulement parce qu'une projection n'est pas arrivée."""
        from console.demo.api import EchecHttp

        try:
            return action()
        except EchecHttp as echec:
            if echec.code == attente:
                return None
            raise

    # ── le quittancement ─────────────────────────────────────────────────────────────────────────────────────────
    def quittancer(self, mois: str) -> str:
        """La CAF transmet, le lot est calculé par l'un et validé par l'autre ; rend l'identifiant de la quittance."""
        api, recit = self.recit.api, self.recit
        recit.etape(
            f"La CAF transmet les droits de {mois}",
            "CAF (mTLS)",
            lambda: self._droits(mois),
        )
        lot = recit.etape(
            f"Le quittancement de {mois} est calculé",
            "CHARGE_QUITTANCEMENT",
            lambda: api.poster("/api/v1/quittancements", "CHARGE_QUITTANCEMENT", mois=mois)["lot"],
        )
        valide = recit.etape(
            f"Un second agent valide le lot de {mois}",
            "CHARGE_QUITTANCEMENT",
            lambda: self._valider(lot["id"], mois),
            attendus=["QuittancementValidé"],
        )
        recit.etapes[-1].detail = f"net {valide['total_net']['centimes'] / 100:.2f} €".replace(".", ",")
        return str(next(q["id"] for q in valide["quittances"] if q["bail_id"] == self.ids["bail"]))

    def _droits(self, mois: str) -> None:
        requete = messages.TransmettreDroitsAplRequest(
            mois=mois,
            droits=[{"reference_bail": self.ids["reference"], "apl": jeu.euros(APL), "rls": jeu.euros(RLS)}],
        )
        reponse = self.caf.appeler(self.caf.caf.TransmettreDroitsApl, requete, trace=self.recit.api.trace)
        if reponse.acceptes != 1:
            raise EtapeEchouee(f"Droits écartés : {reponse.ecartes}")

    def _valider(self, lot_id: str, mois: str) -> Any:
        return self.recit.api.poster(
            f"/api/v1/quittancements/{lot_id}:valider", "CHARGE_QUITTANCEMENT:bis", valide_le=f"{mois}-25"
        )["lot"]

    def payer(self, mois: str, *, le: str) -> None:
        api, bail = self.recit.api, self.ids["bail"]
        quittance = api.lire(f"/api/v1/quittances/{self.ids[mois]}", "CHARGE_QUITTANCEMENT")["quittance"]
        self.recit.etape(
            f"Le locataire paie {mois}",
            "CHARGE_QUITTANCEMENT",
            lambda: api.poster(
                f"/api/v1/comptes/{bail}/paiements",
                "CHARGE_QUITTANCEMENT",
                montant=quittance["reste_du"],
                mode="VIREMENT",
                recu_le=le,
                reference=f"VIR-{mois}",
                mois_designe=mois,
            ),
            attendus=["PaiementEnregistré"],
            detail=f"{quittance['reste_du']['centimes'] / 100:.2f} €".replace(".", ","),
        )

    def payer_le_premier_mois(self) -> None:
        api, mois = self.recit.api, MOIS[0]
        self.ids[mois] = self.quittancer(mois)
        self._editer(f"/api/v1/quittances/{self.ids[mois]}:editer-avis", "L'avis d'échéance est édité", "2026-05-26")
        self.payer(mois, le="2026-06-05")
        document = self._editer(
            f"/api/v1/quittances/{self.ids[mois]}:editer-quittance", "La quittance est délivrée", "2026-06-06"
        )
        if document["nature"] != "QUITTANCE":
            raise EtapeEchouee(f"Un terme payé donne une quittance, pas {document['nature']}")
        compte = api.lire(f"/api/v1/comptes/{self.ids['bail']}", "CHARGE_QUITTANCEMENT")["compte"]
        if compte["solde"]["centimes"] != 0:
            raise EtapeEchouee(f"Le solde devrait être nul : {compte['solde']}")

    def _editer(self, chemin: str, titre: str, le: str) -> Any:
        document = self.recit.etape(
            titre,
            "CHARGE_QUITTANCEMENT",
            lambda: self.recit.api.poster(chemin, "CHARGE_QUITTANCEMENT", edite_le=le)["document"],
        )
        self._garder("quittancement", document, "CHARGE_QUITTANCEMENT")
        return document

    # ── l'impayé ─────────────────────────────────────────────────────────────────────────────────────────────────
    def laisser_un_impaye(self) -> None:
        api = self.recit.api
        self.ids[MOIS[1]] = self.quittancer(MOIS[1])
        self.recit.etape(
            "Juin n'est pas payé : l'impayé est constaté",
            "CHARGE_QUITTANCEMENT",
            lambda: api.poster("/api/v1/impayes:constater", "CHARGE_QUITTANCEMENT", au="2026-07-16"),
            attendus=["LoyerImpayé", "DossierImpayéOuvert"],
        )
        dossiers = self.recit.patienter(
            "le dossier d'impayé",
            lambda: api.lire("/api/v1/dossiers-impaye", "CHARGE_RECOUVREMENT", bail_id=self.ids["bail"])["dossiers"],
        )
        self.ids["dossier"] = dossiers[0]["id"]

    def relancer_et_orienter(self) -> None:
        api, dossier = self.recit.api, self.ids["dossier"]
        for au in ("2026-07-16", "2026-07-22", "2026-07-31"):
            self.recit.etape(
                f"Le scénario de relance est joué au {au}",
                "CHARGE_RECOUVREMENT",
                lambda au=au: api.poster("/api/v1/relances:jouer", "CHARGE_RECOUVREMENT", au=au),
                attendus=["RelanceEnvoyée"],
            )
        self.recit.etape(
            "Le ménage est orienté vers l'accompagnement social",
            "CHARGE_RECOUVREMENT",
            lambda: api.poster(
                f"/api/v1/dossiers-impaye/{dossier}:orienter",
                "CHARGE_RECOUVREMENT",
                motif="IMPAYE",
                oriente_le="2026-08-03",
                menage_informe=True,
            ),
            attendus=["OrientationSocialeDemandée"],
        )
        social = self.recit.patienter(
            "le dossier social",
            lambda: api.lire("/api/v1/dossiers-sociaux", "ASSISTANT_SOCIAL")["dossiers"],
        )[0]["id"]
        self.ids["dossier_social"] = social
        self.recit.etape(
            "L'assistante sociale propose un accompagnement",
            "ASSISTANT_SOCIAL",
            lambda: api.poster(
                f"/api/v1/dossiers-sociaux/{social}:proposer", "ASSISTANT_SOCIAL", propose_le="2026-08-06"
            ),
            attendus=["StatutAccompagnementModifié"],
        )
        self.recit.etape(
            "Le ménage consent : l'accompagnement s'ouvre",
            "ASSISTANT_SOCIAL",
            lambda: api.poster(
                f"/api/v1/dossiers-sociaux/{social}:ouvrir",
                "ASSISTANT_SOCIAL",
                consentement_le="2026-08-07",
                support_consentement="ECRIT",
            ),
            attendus=["AccompagnementOuvert", "StatutAccompagnementModifié"],
        )
        self.recit.patienter(
            "le statut, jusqu'au recouvrement",
            lambda: self._dossier()["accompagnement"] == "EN_COURS",
        )

    def _dossier(self) -> Any:
        return self.recit.api.lire(f"/api/v1/dossiers-impaye/{self.ids['dossier']}", "CHARGE_RECOUVREMENT")["dossier"]

    def reprendre_le_courant(self) -> None:
        for mois, paye_le in ((MOIS[2], "2026-08-08"), (MOIS[3], "2026-09-07")):
            self.ids[mois] = self.quittancer(mois)
            self.payer(mois, le=paye_le)

    # ── le FSL ───────────────────────────────────────────────────────────────────────────────────────────────────
    def obtenir_le_fsl(self) -> None:
        api, recit = self.recit.api, self.recit
        dossier = recit.etape(
            "Le dossier FSL est déposé",
            "CHARGE_RECOUVREMENT",
            lambda: api.poster(
                f"/api/v1/dossiers-impaye/{self.ids['dossier']}/dossiers-fsl",
                "CHARGE_RECOUVREMENT",
                departement="69",
                depose_le="2026-09-10",
                pieces=PIECES_FSL,
                consentement_le="2026-09-08",
                termes_repris=2,
            )["dossier"],
            attendus=["DossierFSLDéposé"],
        )
        self.ids["dossier_fsl"] = dossier["id"]
        recit.etape(
            "Le FSL accorde l'aide",
            "FSL (mTLS)",
            lambda: self.fsl.appeler(
                self.fsl.fsl.RendreDecision,
                messages.RendreDecisionRequest(
                    dossier_fsl_id=dossier["id"],
                    decision_id="FSL69-2026-0042",
                    sens="ACCORD",
                    aide="SUBVENTION",
                    montant=dossier["dette_certifiee"],
                    termes_couverts=[MOIS[1]],
                    date_commission="2026-09-17",
                ),
                trace=recit.api.trace,
            ),
            attendus=["DécisionFSLReçue"],
        )
        paiement = recit.etape(
            "Le FSL annonce son paiement",
            "FSL (mTLS)",
            lambda: recit.patienter("la décision, jusqu'au quittancement", lambda: self._payer_fsl(dossier)),
            attendus=["PaiementEnregistré", "ImpayéRégularisé"],
        )
        if [t.mois for t in paiement.termes] != [MOIS[1]]:
            raise EtapeEchouee(f"Le paiement du FSL devait solder {MOIS[1]} : {paiement}")

    def _payer_fsl(self, dossier: Any) -> Any:
        from socle.technique.rpc.erreurs import EchecRpc

        requete = messages.AnnoncerPaiementRequest(
            dossier_fsl_id=dossier["id"],
            decision_id="FSL69-2026-0042",
            paiement_id="FSL69-P-0042",
            montant=dossier["dette_certifiee"],
            verse_le="2026-09-21",
            reference_virement="VIR-FSL-0042",
        )
        try:
            return self.fsl.appeler(self.fsl.fsl.AnnoncerPaiement, requete, trace=self.recit.api.trace)
        except EchecRpc as echec:
            if echec.statut.name == "UNAVAILABLE":
                return None
            raise

    def refermer_le_dossier(self) -> None:
        api = self.recit.api
        for mois, paye_le in ((MOIS[4], "2026-10-08"), (MOIS[5], "2026-11-06")):
            self.ids[mois] = self.quittancer(mois)
            self.payer(mois, le=paye_le)
        self.recit.etape(
            "Deux termes payés : le dossier d'impayé est clos",
            "CHARGE_RECOUVREMENT",
            lambda: self.recit.patienter(
                "les paiements, jusqu'au recouvrement",
                lambda: api.poster("/api/v1/dossiers-impaye:clore", "CHARGE_RECOUVREMENT", au="2026-11-16")["clos"],
            ),
            attendus=["DossierImpayéClos"],
        )

    # ── la réclamation ───────────────────────────────────────────────────────────────────────────────────────────
    def traiter_une_reclamation(self) -> None:
        api, recit = self.recit.api, self.recit
        reclamation = recit.etape(
            "Le locataire signale une fuite à son gardien",
            "GARDIEN_IMMEUBLE",
            lambda: api.poster(
                "/api/v1/reclamations",
                "GARDIEN_IMMEUBLE",
                bail_id=self.ids["bail"],
                categorie="PLB-02",
                description="Fuite visible sous le lavabo de la salle de bains.",
                canal="GUICHET_LOGE",
                ouverte_le="2026-11-13T16:45:00+01:00",
                acces="Digicode fourni, présent après 17 h.",
            )["reclamation"],
            attendus=["RéclamationOuverte"],
        )
        self.ids["reclamation"] = reclamation["id"]
        qualifiee = recit.etape(
            "L'accueil la qualifie : urgence et délais",
            "CHARGE_ACCUEIL",
            lambda: api.poster(
                f"/api/v1/reclamations/{reclamation['id']}:qualifier",
                "CHARGE_ACCUEIL",
                qualifiee_le="2026-11-13T17:05:00+01:00",
            )["reclamation"],
            attendus=["RéclamationQualifiée"],
        )
        recit.etapes[-1].detail = f"{qualifiee['urgence']}, à résoudre avant {qualifiee['resolution_avant']}"
        bon = recit.etape(
            "Un bon de travaux est commandé",
            "TECHNICIEN_MAINTENANCE",
            lambda: api.poster(
                f"/api/v1/reclamations/{reclamation['id']}/bons",
                "TECHNICIEN_MAINTENANCE",
                entreprise="Plomberie d'essai",
                objet="Remplacer le siphon du lavabo",
                montant_ht=jeu.euros(8_500),
                voie_achat="BPU",
                prevu_le="2026-11-16T10:00:00+01:00",
                commande_le="2026-11-13",
            )["bon"],
            attendus=["InterventionPlanifiée"],
        )
        recit.etape(
            "Les travaux sont faits, le bon est clos",
            "TECHNICIEN_MAINTENANCE",
            lambda: api.poster(
                f"/api/v1/bons/{bon['id']}:clore",
                "TECHNICIEN_MAINTENANCE",
                termine_le="2026-11-16T11:10:00+01:00",
                compte_rendu="Siphon remplacé, essai concluant.",
                reclamation_resolue=True,
            ),
            attendus=["BonTravauxClos", "RéclamationRésolue"],
        )
        recit.etape(
            "La réclamation est close",
            "CHARGE_ACCUEIL",
            lambda: api.poster(
                f"/api/v1/reclamations/{reclamation['id']}:clore",
                "CHARGE_ACCUEIL",
                motif="RESOLU",
                cloturee_le="2026-11-20T09:00:00+01:00",
            ),
        )

    def _garder(self, service: str, document: Any, metier: str) -> None:
        contenu = self.recit.api.telecharger(service, document["id"], metier)
        if not contenu.startswith(b"%PDF"):
            raise EtapeEchouee(f"{document['nom_fichier']} n'est pas un PDF")
        fichier = self.documents / document["nom_fichier"]
        fichier.write_bytes(contenu)
        self.pdf.append(fichier)
