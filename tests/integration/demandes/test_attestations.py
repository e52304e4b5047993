"""L'attestation d'enregistrement : éditée, rangée, relue telle quelle."""

from __future__ import annotations

import hashlib
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pypdf
import pytest
from appui_demandes import ACCUEIL, enregistrer, valider
from sqlalchemy import text as sql

from appui.cles import un_agent
from appui.services import ServiceDeTest
from socle.technique.rpc.erreurs import EchecRpc


def editer(demandes: ServiceDeTest, demande: Any, **change: Any) -> Any:
    champs = {"demande_id": demande.id, "editee_le": "2026-02-10"}
    return demandes.appeler("EditerAttestation", ACCUEIL, **{**champs, **change}).document


def relire(demandes: ServiceDeTest, document_id: str) -> Any:
    return demandes.appeler("GetDocument", ACCUEIL, document_id=document_id)


def texte(contenu: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(contenu)).pages))


def test_l_attestation_editee_se_relit_octet_pour_octet(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes, communes=["69123", "01004"])
    document = editer(demandes, demande)
    assert (document.nature, document.nom_fichier) == ("ATTESTATION", f"attestation-{demande.numero_unique}.pdf")
    lu = relire(demandes, document.id)
    assert lu.document == document
    assert hashlib.sha256(lu.contenu).hexdigest() == document.empreinte_sha256
    assert len(lu.contenu) == document.taille_octets
    imprime = texte(lu.contenu)
    for attendu in (
        "Mme Ana ZYGOMAR",
        "1 rue Zygomatique, 69001 Lyon",
        "Date de réception 15 janvier 2026",
        "15 janvier 2027",
        "15 janvier 2029",
        "Lyon Office public de l'habitat de démonstration",
        "01004 aucun bailleur recensé",
    ):
        assert attendu in imprime.replace("’", "'")


def test_l_attestation_dit_ou_en_sont_les_pieces(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes)
    valider(demandes, demande.id, "IDENTITE_SEJOUR")
    demandes.appeler(
        "DeposerPiece", ACCUEIL, demande_id=demande.id, famille="MOTIF", libelle="congé", deposee_le="2026-02-02"
    )
    imprime = texte(relire(demandes, editer(demandes, demande).id).contenu)
    for attendu in ("du séjour validée", "Avis d'imposition à fournir", "Motif de la demande reçue"):
        assert attendu in imprime.replace("’", "'")


def test_la_meme_demande_editee_deux_fois_donne_deux_documents(demandes: ServiceDeTest) -> None:
    demande = enregistrer(demandes)
    premier, second = editer(demandes, demande), editer(demandes, demande)
    assert premier.id != second.id
    assert relire(demandes, premier.id).contenu
    assert relire(demandes, second.id).contenu


def test_la_meme_requete_rend_le_meme_document_et_n_en_range_qu_un(demandes: ServiceDeTest, tmp_path: Path) -> None:
    demande, cle = enregistrer(demandes), str(uuid4())
    premier = editer(demandes, demande, request_id=cle)
    # Le dossier change entre-temps : le rejeu rend le document d'alors et n'en range pas un second.
    valider(demandes, demande.id, "IDENTITE_SEJOUR")
    assert editer(demandes, demande, request_id=cle) == premier
    with pytest.raises(EchecRpc) as echec:
        editer(demandes, demande, request_id=cle, editee_le="2026-02-11")
    assert echec.value.code == "IDEMPOTENCY_MISMATCH"
    assert [fichier.stem for fichier in (tmp_path / "documents").rglob("*.pdf")] == [premier.id]


def test_la_meme_cle_de_deux_agents_donne_deux_documents(demandes: ServiceDeTest) -> None:
    demande, cle = enregistrer(demandes), str(uuid4())
    autre = demandes.appeler(
        "EditerAttestation", un_agent("INSTRUCTEUR"), demande_id=demande.id, editee_le="2026-02-10", request_id=cle
    ).document
    assert editer(demandes, demande, request_id=cle).id != autre.id


def test_un_rangement_que_la_transaction_n_a_pas_suivi_se_reprend_sans_orphelin(
    demandes: ServiceDeTest, tmp_path: Path
) -> None:
    demande, cle = enregistrer(demandes), str(uuid4())
    premier = editer(demandes, demande, request_id=cle)
    with demandes.noyau.moteur.begin() as connexion:  # la panne : le fichier est là, ni la ligne ni la requête
        connexion.execute(sql("DELETE FROM document"))
        connexion.execute(sql("DELETE FROM requete WHERE rpc LIKE '%EditerAttestation'"))
    assert editer(demandes, demande, request_id=cle).id == premier.id
    assert len(list((tmp_path / "documents").rglob("*.pdf"))) == 1


@pytest.mark.parametrize(
    ("change", "statut", "code", "champ"),
    [
        ({"request_id": "abc"}, "INVALID_ARGUMENT", "IDENTIFIANT_ILLISIBLE", "request_id"),
        ({"editee_le": "2026-01-14"}, "INVALID_ARGUMENT", "EDITION_AVANT_DEPOT", "editee_le"),
        ({"editee_le": "2099-01-14"}, "INVALID_ARGUMENT", "DATE_FUTURE", "editee_le"),
        ({"editee_le": "demain"}, "INVALID_ARGUMENT", "DATE_ILLISIBLE", "editee_le"),
        ({"demande_id": str(UUID(int=7))}, "NOT_FOUND", "DEMANDE_INCONNU", "demande_id"),
    ],
)
def test_une_edition_impossible_est_refusee_puis_la_bonne_passe(
    demandes: ServiceDeTest, change: dict[str, Any], statut: str, code: str, champ: str
) -> None:
    demande = enregistrer(demandes)
    with pytest.raises(EchecRpc) as echec:
        editer(demandes, demande, **change)
    assert (echec.value.statut.name, echec.value.code, echec.value.champ) == (statut, code, champ)
    assert editer(demandes, demande).id


def test_sans_adresse_la_mention_obligatoire_manque(demandes: ServiceDeTest) -> None:
    with pytest.raises(EchecRpc) as echec:
        editer(demandes, enregistrer(demandes, adresse=""))
    assert (echec.value.statut.name, echec.value.code) == ("INVALID_ARGUMENT", "MENTION_MANQUANTE")


def test_un_document_inconnu_et_un_document_altere_ne_se_lisent_pas(demandes: ServiceDeTest, tmp_path: Path) -> None:
    with pytest.raises(EchecRpc) as echec:
        relire(demandes, str(UUID(int=7)))
    assert (echec.value.statut.name, echec.value.code) == ("NOT_FOUND", "DOCUMENT_INCONNU")
    document = editer(demandes, enregistrer(demandes))
    (fichier,) = (tmp_path / "documents").rglob(f"{document.id}.pdf")
    fichier.write_bytes(fichier.read_bytes() + b"%")
    with pytest.raises(EchecRpc) as echec:
        relire(demandes, document.id)
    assert echec.value.code == "DOCUMENT_ALTERE"


def test_un_metier_hors_de_la_classe_ne_lit_pas_le_document(demandes: ServiceDeTest) -> None:
    document = editer(demandes, enregistrer(demandes))
    with pytest.raises(EchecRpc) as echec:
        demandes.appeler("GetDocument", un_agent("GARDIEN_IMMEUBLE"), document_id=document.id)
    assert echec.value.statut.name == "PERMISSION_DENIED"
