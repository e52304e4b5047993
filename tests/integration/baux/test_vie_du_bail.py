"""Un bail par ses portes, de la proposition acceptée à la clôture, sur une vraie base."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from google.protobuf.json_format import MessageToJson
from sqlalchemy import text

from appui.cles import un_agent
from appui.services import ServiceDeTest, livrer
from baux.domain.bail import Titulaire
from baux.entrypoints import serveur
from socle.domaine.calendrier import PARIS
from socle.technique.evenements import nom_ascii
from socle.technique.identifiants import nouvel_id
from socle.technique.rpc.erreurs import EchecRpc

GESTION = un_agent("CHARGE_GESTION_LOCATIVE")
ANNEXES = ["DPE", "ETAT_DES_RISQUES", "DECOMPTE_SURFACE_UTILE", "REGLEMENT_INTERIEUR", "LISTES_CHARGES_ET_REPARATIONS"]
DEMAIN = (datetime.now(PARIS) + timedelta(days=1)).date().isoformat()


class AnnuaireFixe:
    """Deux titulaires, sans appeler demandes."""

    def __init__(self, _client: object) -> None: ...

    def titulaires(self, _demande_id: UUID) -> Sequence[Titulaire]:
        return [
            Titulaire(civilite="Mme", nom="ZYGOMAR", prenoms=prenoms, date_naissance=date(1990, 2, 3))
            for prenoms in ("Ana", "Bao")
        ]


@pytest.fixture
def baux(service_de: Callable[..., ServiceDeTest], monkeypatch: pytest.MonkeyPatch) -> ServiceDeTest:
    monkeypatch.setattr(serveur, "AnnuaireDemandes", AnnuaireFixe)
    return service_de("baux", adresses="demandes=127.0.0.1:1")


def un_fait(type_: str, agregat: str, agregat_id: str, sequence: int, **donnees: Any) -> dict[str, Any]:
    """Ligne d'outbox de demandes, telle que le relais la publierait."""
    return {
        "event_id": nouvel_id(),
        "type": type_,
        "aggregate_type": agregat,
        "aggregate_id": agregat_id,
        "aggregate_seq": sequence,
        "dataschema": f"urn:logis:demandes:{nom_ascii(type_)}:v1",
        "payload": donnees,
        "occurred_on": datetime.now(UTC),
        "acteur": {"sub": "agent-essai", "titre": "CHARGE_ATTRIBUTION"},
        "causation_id": None,
    }


def recevoir(baux: ServiceDeTest, *lignes: dict[str, Any]) -> list[str]:
    return livrer("demandes", list(lignes), baux.noyau.consommation)


def un_logement(baux: ServiceDeTest, **change: Any) -> Any:
    residence = baux.appeler(
        "EnregistrerResidence", GESTION, nom="Les Tilleuls", code_insee="69123", zone="2", zone_abc="A"
    ).residence
    champs: dict[str, Any] = {
        "residence_id": residence.id,
        "reference": f"T3-{nouvel_id()}",
        "typologie": "T3",
        "nombre_pieces": 3,
        "surface_habitable_dm2": 6200,
        "surface_utile_dm2": 6600,
        "financement": "PLUS",
        "loyer_principal": {"centimes": 41237},
        "loyer_maximum": {"centimes": 45000},
        "provision_charges": {"centimes": 9600},
        "dpe": "D",
    }
    return baux.appeler("EnregistrerLogement", GESTION, **{**champs, **change}).logement


class Dossier:
    """Une proposition acceptée le 20/04/2026 sur un logement disponible, et le bail qui en vient."""

    def __init__(self, baux: ServiceDeTest) -> None:
        self.baux = baux
        self.logement = un_logement(baux)
        self.offre_id, self.demande_id = str(nouvel_id()), str(nouvel_id())
        baux.appeler("DeclarerLogementDisponible", GESTION, logement_id=self.logement.id, disponible_le="2026-04-01")
        assert recevoir(baux, self.acceptee(1)) == ["TRAITE"]
        self.bail_id = ""

    def acceptee(self, sequence: int) -> dict[str, Any]:
        return un_fait(
            "PropositionAcceptée",
            "offre",
            self.offre_id,
            sequence,
            offre_id=self.offre_id,
            logement_id=self.logement.id,
            demande_id=self.demande_id,
            accepte_le="2026-04-20",
        )

    def refusee(self, sequence: int, *, demande_id: str = "") -> dict[str, Any]:
        donnees = {"offre_id": self.offre_id, "demande_id": demande_id or self.demande_id, "refuse_le": "2026-04-22"}
        return un_fait("PropositionRefusée", "offre", self.offre_id, sequence, **donnees)

    def jouer(self, methode: str, **champs: Any) -> Any:
        return self.baux.appeler(methode, GESTION, **{"bail_id": self.bail_id, **champs}).bail

    def preparer(self, **change: Any) -> Any:
        champs = {"offre_id": self.offre_id, "date_effet": "2026-05-01", "annexes": ANNEXES}
        bail = self.baux.appeler("PreparerBail", GESTION, **{**champs, **change}).bail
        self.bail_id = bail.id
        return bail

    def signer(self) -> None:
        self.preparer()
        self.jouer("SignerBail", signe_le="2026-04-24")

    def preparer_les_cles(self, *, radiee: bool = True) -> None:
        """Tout ce qu'exigent les gardes, sauf le dépôt de garantie."""
        self.signer()
        self.jouer(
            "EnregistrerAssurance",
            assureur="M",
            numero_police="P",
            valable_du="2026-05-01",
            valable_au="2027-04-30",
        )
        self.jouer("SignerEtatDesLieux", signe_le="2026-05-01", sens="ENTREE", nombre_cles=2)
        if radiee:
            donnees = {
                "demande_id": self.demande_id,
                "motif": "ATTRIBUTION_BAIL_SIGNE",
                "radiee_le": "2026-04-24",
            }
            recevoir(self.baux, un_fait("DemandeRadiée", "demande", self.demande_id, 1, **donnees))

    def activer(self) -> Any:
        self.preparer_les_cles()
        return self.jouer("ActiverBail", active_le="2026-05-01", depot_garantie_recu=True)

    def donner_conge(self, **change: Any) -> Any:
        champs = {
            "recu_le": "2026-07-31",
            "forme": "LRAR",
            "motif": "ETAT_DE_SANTE",
            "justifie": True,
            "de_tous_les_titulaires": True,
        }
        return self.jouer("RecevoirConge", **{**champs, **change})

    def statut_logement(self) -> str:
        lu = self.baux.appeler("GetLogement", GESTION, logement_id=self.logement.id).logement
        return str(lu.statut)

    def faits(self) -> list[str]:
        return [ligne["type"] for ligne in self.baux.faits()]


@pytest.fixture
def dossier(baux: ServiceDeTest) -> Dossier:
    return Dossier(baux)


def echec(action: Callable[[], Any]) -> EchecRpc:
    with pytest.raises(EchecRpc) as refus:
        action()
    return refus.value


def test_un_bail_va_de_sa_preparation_a_sa_cloture(dossier: Dossier) -> None:
    assert dossier.activer().statut == "ACTIF"
    assert dossier.statut_logement() == "OCCUPE"
    en_preavis = dossier.donner_conge()
    assert (en_preavis.statut, en_preavis.conge_recu_le, en_preavis.date_fin) == ("PREAVIS", "2026-07-31", "2026-08-31")
    dossier.jouer("SignerEtatDesLieux", signe_le="2026-08-28", sens="SORTIE", nombre_cles=2)
    sorti = dossier.jouer("ConstaterSortie", sorti_le="2026-08-28")
    assert (sorti.statut, sorti.sorti_le, sorti.date_fin) == ("SORTI", "2026-08-28", "2026-08-31")
    assert dossier.statut_logement() == "INDISPONIBLE"
    clos = dossier.jouer("CloreBail", clos_le="2026-09-30")
    assert (clos.statut, clos.clos_le) == ("CLOTURE", "2026-09-30")
    assert dossier.faits() == [
        "LogementDisponible",
        "BailSigné",
        "ÉtatDesLieuxSigné",
        "BailActivé",
        "CongéReçu",
        "ÉtatDesLieuxSigné",
        "BailClos",
    ]
    dossier.baux.appeler(
        "DeclarerLogementDisponible", GESTION, logement_id=dossier.logement.id, disponible_le="2026-10-15"
    )
    assert dossier.statut_logement() == "DISPONIBLE"


def test_un_refus_de_garde_dit_par_la_porte_ce_qui_manque(dossier: Dossier) -> None:
    dossier.preparer(annexes=["DPE"])
    dossier.jouer("SignerBail", signe_le="2026-04-24")
    refus = echec(lambda: dossier.jouer("ActiverBail", active_le="2026-05-01", depot_garantie_recu=True))
    assert refus.code == "GARDE_NON_SATISFAITE"
    assert refus.donnees["annexes_remises"].startswith("NON ; absentes : DECOMPTE_SURFACE_UTILE, ETAT_DES_RISQUES")
    assert refus.donnees["assurance_en_cours"].startswith("INCONNU")
    assert refus.donnees["gardes"] == (
        "assurance_en_cours, etat_des_lieux_entree_signe, annexes_remises, demande_radiee"
    )


def test_la_radiation_de_la_demande_ouvre_la_derniere_garde(dossier: Dossier) -> None:
    dossier.preparer_les_cles(radiee=False)
    refus = echec(lambda: dossier.jouer("ActiverBail", active_le="2026-05-01", depot_garantie_recu=True))
    assert refus.donnees["gardes"] == "demande_radiee"


def test_le_motif_d_un_conge_ne_se_lit_nulle_part(dossier: Dossier) -> None:
    dossier.activer()
    lectures = [
        dossier.donner_conge(),
        dossier.jouer("GetBail"),
        dossier.baux.appeler("ListBaux", GESTION),
        dossier.baux.appeler("GetFicheLocataire", GESTION, locataire_id=dossier.jouer("GetBail").locataire_id),
    ]
    assert [m for m in lectures if "SANTE" in MessageToJson(m)] == []
    (conge,) = [ligne["payload"] for ligne in dossier.baux.faits() if ligne["type"] == "CongéReçu"]
    assert set(conge) == {
        "bail_id",
        "logement_id",
        "residence_id",
        "locataire_id",
        "recu_le",
        "preavis_mois",
        "fin_le",
    }


@pytest.mark.parametrize(
    ("change", "statut", "code", "champ"),
    [
        ({"recu_le": DEMAIN}, "INVALID_ARGUMENT", "DATE_FUTURE", "recu_le"),
        ({"recu_le": "2026-04-30"}, "INVALID_ARGUMENT", "CONGE_AVANT_ENTREE", "recu_le"),
        ({"forme": "SMS"}, "INVALID_ARGUMENT", "CODE_INCONNU", "forme"),
        ({"motif": "LASSITUDE"}, "INVALID_ARGUMENT", "CODE_INCONNU", "motif"),
        ({"de_tous_les_titulaires": False}, "FAILED_PRECONDITION", "CONGE_PARTIEL", "de_tous_les_titulaires"),
        ({"etag": "99"}, "ABORTED", "VERSION_PERIMEE", "etag"),
    ],
)
def test_un_conge_impossible_est_refuse_puis_le_bon_passe(
    dossier: Dossier, change: dict[str, Any], statut: str, code: str, champ: str
) -> None:
    dossier.activer()
    refus = echec(lambda: dossier.donner_conge(**change))
    assert (refus.statut.name, refus.code, refus.champ) == (statut, code, champ)
    assert dossier.donner_conge().statut == "PREAVIS"


@pytest.mark.parametrize(
    ("methode", "champs", "champ"),
    [
        ("SignerBail", {"signe_le": DEMAIN}, "signe_le"),
        ("SignerEtatDesLieux", {"signe_le": DEMAIN, "sens": "ENTREE"}, "signe_le"),
        ("ActiverBail", {"active_le": DEMAIN}, "active_le"),
        ("AnnulerBail", {"annule_le": DEMAIN, "motif": "AUTRE"}, "annule_le"),
        ("ConstaterSortie", {"sorti_le": DEMAIN}, "sorti_le"),
        ("CloreBail", {"clos_le": DEMAIN}, "clos_le"),
    ],
)
def test_un_fait_du_bail_ne_se_date_pas_du_futur(
    dossier: Dossier, methode: str, champs: dict[str, Any], champ: str
) -> None:
    dossier.preparer()
    refus = echec(lambda: dossier.jouer(methode, **champs))
    assert (refus.code, refus.champ) == ("DATE_FUTURE", champ)


def test_un_bail_ne_se_signe_pas_apres_son_effet_et_ne_s_active_pas_avant(dossier: Dossier) -> None:
    dossier.preparer()
    assert echec(lambda: dossier.jouer("SignerBail", signe_le="2026-05-02")).code == "EFFET_AVANT_SIGNATURE"
    dossier.jouer("SignerBail", signe_le="2026-05-01")
    refus = echec(lambda: dossier.jouer("ActiverBail", active_le="2026-04-30", depot_garantie_recu=True))
    assert refus.code == "ACTIVATION_AVANT_EFFET"


@pytest.mark.parametrize(
    ("du", "au", "attendu"),
    [
        ("2000-01-01", "2099-12-31", "A_JOUR"),
        ("2098-01-01", "2099-12-31", "A_VENIR"),
        ("2000-01-01", "2001-12-31", "EXPIREE"),
    ],
)
def test_la_fiche_dit_ou_en_est_l_assurance(dossier: Dossier, du: str, au: str, attendu: str) -> None:
    locataire_id = dossier.preparer().locataire_id

    def fiche() -> str:
        return str(dossier.baux.appeler("GetFicheLocataire", GESTION, locataire_id=locataire_id).fiche.assurance)

    assert fiche() == "ABSENTE"
    dossier.jouer("EnregistrerAssurance", assureur="M", numero_police="P", valable_du=du, valable_au=au)
    assert fiche() == attendu


@pytest.mark.parametrize("motif", ["DESISTEMENT", "ERREUR_DE_SAISIE"])
def test_un_bail_annule_libere_son_logement_et_ne_se_refait_que_s_il_etait_errone(dossier: Dossier, motif: str) -> None:
    dossier.signer()
    annule = dossier.jouer("AnnulerBail", motif=motif, annule_le="2026-04-30")
    assert (annule.statut, annule.annule_le, dossier.statut_logement()) == ("ANNULE", "2026-04-30", "DISPONIBLE")
    (fait,) = [ligne["payload"] for ligne in dossier.baux.faits() if ligne["type"] == "BailAnnulé"]
    assert (fait["motif"], fait["signe"], fait["a_refaire"]) == (motif, True, motif == "ERREUR_DE_SAISIE")
    if motif == "ERREUR_DE_SAISIE":
        assert dossier.preparer().statut == "PREPARE"
    else:
        assert echec(dossier.preparer).code == "PROPOSITION_PAS_ENCORE_CONNUE"
        assert recevoir(dossier.baux, dossier.acceptee(2)) == ["TRAITE"]
        assert dossier.preparer().statut == "PREPARE"


def test_un_bail_en_effet_ou_actif_ne_s_annule_plus(dossier: Dossier) -> None:
    dossier.activer()
    refus = echec(lambda: dossier.jouer("AnnulerBail", motif="AUTRE", annule_le="2026-05-02"))
    assert refus.code == "TRANSITION_INTERDITE"


def test_un_desistement_annule_le_bail_en_preparation(dossier: Dossier) -> None:
    dossier.preparer()
    refusee = dossier.refusee(2)
    assert recevoir(dossier.baux, refusee, refusee) == ["TRAITE", "DOUBLON"]
    assert (dossier.jouer("GetBail").statut, dossier.statut_logement()) == ("ANNULE", "DISPONIBLE")
    assert echec(dossier.preparer).code == "PROPOSITION_PAS_ENCORE_CONNUE"


def test_le_refus_d_un_autre_candidat_laisse_le_bail_en_preparation(dossier: Dossier) -> None:
    dossier.preparer()
    assert recevoir(dossier.baux, dossier.refusee(2, demande_id=str(nouvel_id()))) == ["TRAITE"]
    assert dossier.jouer("GetBail").statut == "PREPARE"


def test_un_desistement_ne_defait_pas_un_bail_signe(dossier: Dossier) -> None:
    dossier.signer()
    assert recevoir(dossier.baux, dossier.refusee(2)) == ["TRAITE"]
    assert dossier.jouer("GetBail").statut == "SIGNE"
    with dossier.baux.noyau.moteur.connect() as connexion:
        refus = connexion.execute(text("SELECT reaction, code FROM refus_reaction")).all()
    assert [tuple(ligne) for ligne in refus] == [("quand_proposition_refusee_abandonner_le_bail", "BAIL_DEJA_SIGNE")]


def test_un_logement_reserve_ne_se_redeclare_pas_disponible(dossier: Dossier) -> None:
    dossier.preparer()
    champs = {"logement_id": dossier.logement.id, "disponible_le": "2026-06-01"}
    refus = echec(lambda: dossier.baux.appeler("DeclarerLogementDisponible", GESTION, **champs))
    assert refus.code == "LOGEMENT_RESERVE"


def test_une_petite_surface_passe_par_son_volume(baux: ServiceDeTest) -> None:
    petit = {"surface_habitable_dm2": 850, "hauteur_sous_plafond_cm": 250}
    refus = echec(lambda: un_logement(baux, **petit))
    assert (refus.code, refus.champ) == ("SURFACE_INDECENTE", "surface_habitable_dm2")
    logement = un_logement(baux, **petit, volume_habitable_dm3=20_000)
    relu = baux.appeler("GetLogement", GESTION, logement_id=logement.id).logement
    assert (relu.volume_habitable_dm3, relu.hauteur_sous_plafond_cm) == (20_000, 250)
    assert not un_logement(baux).HasField("volume_habitable_dm3")


def test_aujourd_hui_est_le_jour_civil_de_paris(dossier: Dossier) -> None:
    """À 22 h 30 UTC le 30 avril, il est déjà le 1er mai à Paris."""
    locataire_id = dossier.preparer().locataire_id
    dossier.jouer("SignerBail", signe_le="2026-04-24")
    dossier.jouer(
        "EnregistrerAssurance", assureur="M", numero_police="P", valable_du="2026-05-01", valable_au="2027-04-30"
    )
    object.__setattr__(dossier.baux.noyau, "horloge", lambda: datetime(2026, 4, 30, 22, 30, tzinfo=UTC))
    fiche = dossier.baux.appeler("GetFicheLocataire", GESTION, locataire_id=locataire_id).fiche
    assert fiche.assurance == "A_JOUR"
    dossier.jouer("SignerEtatDesLieux", signe_le="2026-05-01", sens="ENTREE", nombre_cles=2)
    refus = echec(lambda: dossier.jouer("ActiverBail", active_le="2026-05-02", depot_garantie_recu=True))
    assert refus.code == "DATE_FUTURE"
