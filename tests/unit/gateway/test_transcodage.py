"""JSON ↔ protobuf : ce qui entre ressort, et chaque faute nomme son champ."""

from __future__ import annotations

import json
from typing import Any

import pytest
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from gateway.clients import type_reponse, type_requete
from gateway.routes import voies
from gateway.transcodage import depuis_texte, remplir, vers_json
from logis.baux.v1 import baux_pb2
from logis.demandes.v1 import demandes_pb2
from logis.noyau.v1 import noyau_pb2
from socle.domaine.refus import DonneeInvalide

GENRES = sorted(
    {genre for voie in voies() for genre in (type_requete(voie.methode), type_reponse(voie.methode))},
    key=lambda genre: str(genre.DESCRIPTOR.full_name),
)
SCALAIRES: dict[int, Any] = {
    FieldDescriptor.CPPTYPE_STRING: "Échéance « été »",
    FieldDescriptor.CPPTYPE_BOOL: True,
    FieldDescriptor.CPPTYPE_INT32: -(2**31),
    FieldDescriptor.CPPTYPE_INT64: 2**63 - 1,
    FieldDescriptor.CPPTYPE_DOUBLE: 1.5,
}


def tout_rempli(descripteur: Any) -> dict[str, Any]:
    """Un objet JSON où chaque champ porte une valeur qui n'est pas son défaut."""
    return {champ.name: _champ(champ) for champ in descripteur.fields}


def _champ(champ: FieldDescriptor) -> Any:
    if champ.message_type is not None and champ.message_type.GetOptions().map_entry:
        return {"2026": _valeur(champ.message_type.fields_by_name["value"])}
    return [_valeur(champ), _valeur(champ)] if champ.is_repeated else _valeur(champ)


def _valeur(champ: FieldDescriptor) -> Any:
    return SCALAIRES[champ.cpp_type] if champ.message_type is None else tout_rempli(champ.message_type)


@pytest.mark.parametrize("genre", GENRES, ids=lambda genre: genre.DESCRIPTOR.full_name)
def test_chaque_message_expose_fait_l_aller_retour_par_le_fil(genre: type[Message]) -> None:
    envoye = tout_rempli(genre.DESCRIPTOR)
    message = genre()
    remplir(message, json.loads(json.dumps(envoye)))
    assert vers_json(genre.FromString(message.SerializeToString())) == envoye


def test_un_entier_de_64_bits_reste_un_nombre() -> None:
    message = baux_pb2.Logement(loyer_principal={"centimes": 2**53 + 1})
    assert json.dumps(vers_json(message)["loyer_principal"]["centimes"]) == "9007199254740993"


def test_les_champs_vides_sont_presents_avec_leur_defaut_et_un_sous_message_absent_est_omis() -> None:
    rendu = vers_json(baux_pb2.Logement())
    assert (rendu["reference"], rendu["etage"], rendu["accessible_pmr"]) == ("", 0, False)
    assert "loyer_principal" not in rendu
    assert vers_json(baux_pb2.ListBauxResponse()) == {"baux": [], "next_page_token": ""}


@pytest.mark.parametrize(("pose", "rendu"), [({}, None), ({"sejour_regulier": False}, False)])
def test_un_champ_facultatif_distingue_non_renseigne_de_faux(pose: dict[str, Any], rendu: bool | None) -> None:
    assert vers_json(demandes_pb2.Personne(**pose)).get("sejour_regulier") is rendu


def test_null_vaut_absent_et_un_sous_message_vide_est_present() -> None:
    message = baux_pb2.EnregistrerLogementRequest()
    remplir(message, {"reference": None, "loyer_principal": {}})
    assert message.reference == ""
    assert message.HasField("loyer_principal")


def test_un_montant_peut_taire_sa_devise() -> None:
    message = baux_pb2.EnregistrerLogementRequest()
    remplir(message, {"loyer_principal": {"centimes": 41237}})
    assert message.loyer_principal.centimes == 41237


@pytest.mark.parametrize(
    ("donnees", "code", "champ"),
    [
        ([], "TYPE_ATTENDU", "corps"),
        ("texte", "TYPE_ATTENDU", "corps"),
        ({"inconnu": 1}, "CHAMP_INCONNU", "inconnu"),
        ({"adresse": 12}, "TYPE_ATTENDU", "adresse"),
        ({"personnes": {}}, "TYPE_ATTENDU", "personnes"),
        ({"personnes": [{"nom": ["X"]}]}, "TYPE_ATTENDU", "personnes.0.nom"),
        ({"personnes": [{}, {"prenom": "X"}]}, "CHAMP_INCONNU", "personnes.1.prenom"),
        ({"personnes": [{"a_charge": 1}]}, "TYPE_ATTENDU", "personnes.0.a_charge"),
        ({"personnes": [{"revenus_fiscaux": []}]}, "TYPE_ATTENDU", "personnes.0.revenus_fiscaux"),
        (
            {"personnes": [{"revenus_fiscaux": {"2024": {"centimes": "12"}}}]},
            "TYPE_ATTENDU",
            "personnes.0.revenus_fiscaux.2024.centimes",
        ),
        ({"ressources_mensuelles": {"centimes": 2**63}}, "NOMBRE_HORS_BORNES", "ressources_mensuelles.centimes"),
        ({"ressources_mensuelles": {"centimes": True}}, "TYPE_ATTENDU", "ressources_mensuelles.centimes"),
        ({"ressources_mensuelles": {"centimes": 12.0}}, "TYPE_ATTENDU", "ressources_mensuelles.centimes"),
        ({"motifs": [None]}, "TYPE_ATTENDU", "motifs.0"),
    ],
)
def test_une_donnee_fausse_est_refusee_avec_le_chemin_de_son_champ(donnees: Any, code: str, champ: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        remplir(demandes_pb2.EnregistrerDemandeRequest(), donnees)
    assert (refus.value.code, refus.value.champ) == (code, champ)


@pytest.mark.parametrize(
    ("nom", "texte", "code"),
    [
        ("page_size", "dix", "TYPE_ATTENDU"),
        ("page_size", "", "TYPE_ATTENDU"),
        ("page_size", str(2**31), "NOMBRE_HORS_BORNES"),
        ("tri", "nom", "PARAMETRE_INCONNU"),
    ],
)
def test_un_parametre_faux_est_refuse(nom: str, texte: str, code: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        depuis_texte(baux_pb2.ListBauxRequest(), nom, texte)
    assert (refus.value.code, refus.value.champ) == (code, nom)


@pytest.mark.parametrize(("texte", "valeur"), [("true", True), ("false", False)])
def test_un_booleen_de_requete_s_ecrit_true_ou_false(texte: str, valeur: bool) -> None:
    message = noyau_pb2.RejouerIncidentsRequest()
    depuis_texte(message, "a_blanc", texte)
    assert message.a_blanc is valeur
    with pytest.raises(DonneeInvalide):
        depuis_texte(message, "a_blanc", "oui")
