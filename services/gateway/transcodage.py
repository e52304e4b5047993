"""JSON ↔ protobuf par descripteur : entiers en nombres, noms de champs du proto, chaque faute nommée par son chemin.

Les champs scalaires absents valent leur défaut et sont toujours présents dans les réponses ; un sous-message absent
est omis. Les convertisseurs sont bâtis une fois par type de message.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

from gateway.lecture import ObjetEquivoque, parametre_inconnu
from socle.domaine.refus import DonneeInvalide

ENTIERS = {
    FieldDescriptor.CPPTYPE_INT32: (-(2**31), 2**31 - 1),
    FieldDescriptor.CPPTYPE_INT64: (-(2**63), 2**63 - 1),
    FieldDescriptor.CPPTYPE_UINT32: (0, 2**32 - 1),
    FieldDescriptor.CPPTYPE_UINT64: (0, 2**64 - 1),
}


_ENTIER = re.compile(r"-?[0-9]{1,20}")


def vers_json(message: Message) -> dict[str, Any]:
    """Message → dictionnaire JSON."""
    return _ecrivain(message.DESCRIPTOR)(message)


@cache
def _ecrivain(descripteur: Descriptor) -> Callable[[Any], dict[str, Any]]:
    champs = [(champ.name, _lecteur_de_champ(champ), _presence(champ)) for champ in descripteur.fields]

    def ecrire(message: Any) -> dict[str, Any]:
        return {
            nom: lire(getattr(message, nom)) for nom, lire, presence in champs if not presence or message.HasField(nom)
        }

    return ecrire


def _presence(champ: FieldDescriptor) -> bool:
    return bool(champ.has_presence)


def valeur_de_table(champ: Any) -> FieldDescriptor:
    """Champ des valeurs d'un `map<…>`."""
    valeur: FieldDescriptor = champ.message_type.fields_by_name["value"]
    return valeur


def _lecteur_de_champ(champ: FieldDescriptor) -> Callable[[Any], Any]:
    if est_table(champ):
        valeur = valeur_de_table(champ)
        un = _valeur_simple(valeur)
        return lambda table: {str(cle): un(table[cle]) for cle in table}
    un = _valeur_simple(champ)
    if champ.is_repeated:
        return lambda liste: [un(element) for element in liste]
    return un


def _valeur_simple(champ: FieldDescriptor) -> Callable[[Any], Any]:
    if champ.message_type is not None:
        # Le convertisseur d'un sous-message est cherché à l'appel : un type peut se contenir lui-même.
        return lambda message: _ecrivain(message.DESCRIPTOR)(message)
    return lambda valeur: valeur


def est_table(champ: FieldDescriptor) -> bool:
    """Vrai pour un champ `map<…>`."""
    return champ.message_type is not None and champ.message_type.GetOptions().map_entry


def remplir(message: Message, donnees: Any, *, chemin: str = "") -> None:
    """Remplit un message d'un objet JSON. Lève DonneeInvalide (CHAMP_INCONNU, TYPE_ATTENDU, NOMBRE_HORS_BORNES)."""
    for nom, valeur in _objet(donnees, chemin).items():
        champ: Any = message.DESCRIPTOR.fields_by_name.get(nom) if nom.isascii() else None
        lieu = f"{chemin}.{nom}" if chemin else str(nom)
        if champ is None:
            raise DonneeInvalide("CHAMP_INCONNU", f"Le champ « {lieu[:80]} » n'existe pas.", champ=lieu[:80])
        if valeur is None:
            continue
        _poser(message, champ, valeur, lieu)


def _poser(message: Any, champ: FieldDescriptor, valeur: Any, lieu: str) -> None:
    if est_table(champ):
        contenu = valeur_de_table(champ)
        for cle, element in _objet(valeur, lieu).items():
            _controler_texte(cle, f"{lieu}.{cle}")
            if contenu.message_type is not None:
                remplir(getattr(message, champ.name)[cle], element, chemin=f"{lieu}.{cle}")
            else:
                getattr(message, champ.name)[cle] = _scalaire(contenu, element, f"{lieu}.{cle}")
    elif champ.is_repeated:
        if not isinstance(valeur, list):
            raise _attendu(lieu, "une liste")
        for rang, element in enumerate(valeur):
            if champ.message_type is not None:
                remplir(getattr(message, champ.name).add(), element, chemin=f"{lieu}.{rang}")
            else:
                getattr(message, champ.name).append(_scalaire(champ, element, f"{lieu}.{rang}"))
    elif champ.message_type is not None:
        sous_message = getattr(message, champ.name)
        sous_message.SetInParent()
        remplir(sous_message, valeur, chemin=lieu)
    else:
        setattr(message, champ.name, _scalaire(champ, valeur, lieu))


def _scalaire(champ: FieldDescriptor, valeur: Any, lieu: str) -> Any:
    if champ.cpp_type in ENTIERS:
        if isinstance(valeur, bool) or not isinstance(valeur, int):
            raise _attendu(lieu, "un nombre entier")
        bas, haut = ENTIERS[champ.cpp_type]
        if not bas <= valeur <= haut:
            raise DonneeInvalide("NOMBRE_HORS_BORNES", f"« {lieu} » est hors bornes.", champ=lieu)
        return valeur
    if champ.cpp_type == FieldDescriptor.CPPTYPE_BOOL:
        if not isinstance(valeur, bool):
            raise _attendu(lieu, "vrai ou faux")
        return valeur
    if champ.cpp_type == FieldDescriptor.CPPTYPE_STRING:
        if not isinstance(valeur, str):
            raise _attendu(lieu, "un texte")
        _controler_texte(valeur, lieu)
        return valeur
    if champ.cpp_type in (FieldDescriptor.CPPTYPE_DOUBLE, FieldDescriptor.CPPTYPE_FLOAT):
        if isinstance(valeur, bool) or not isinstance(valeur, int | float):
            raise _attendu(lieu, "un nombre")
        return float(valeur)
    raise _attendu(lieu, "une valeur que cette porte sait lire")


def _objet(valeur: Any, lieu: str) -> dict[str, Any]:
    if not isinstance(valeur, dict):
        raise _attendu(lieu, "un objet")
    if isinstance(valeur, ObjetEquivoque):
        champ = f"{lieu}.{valeur.cle}" if lieu else valeur.cle
        raise DonneeInvalide("CLE_EN_DOUBLE", f"« {champ[:80]} » est écrit deux fois.", champ=champ[:80])
    return valeur


def _controler_texte(texte: str, lieu: str) -> None:
    """Refuse ce qu'aucune base ne garde : le caractère nul, et la moitié d'un caractère (surrogat isolé)."""
    if texte.isascii():
        fautif = "\0" in texte
    else:
        fautif = any(caractere == "\0" or "\ud800" <= caractere <= "\udfff" for caractere in texte)
    if fautif:
        raise DonneeInvalide("CARACTERE_INTERDIT", f"« {lieu[:80]} » contient un caractère interdit.", champ=lieu[:80])


def depuis_texte(message: Message, nom: str, texte: str) -> None:
    """Pose un paramètre d'adresse ou de requête. Lève DonneeInvalide s'il est inconnu ou illisible."""
    champ: Any = message.DESCRIPTOR.fields_by_name.get(nom) if nom.isascii() else None
    if champ is None or champ.message_type is not None or champ.is_repeated:
        raise parametre_inconnu(nom)
    valeur: Any = texte
    if champ.cpp_type in ENTIERS:
        if not _ENTIER.fullmatch(texte):
            raise _attendu(nom, "un nombre entier")
        valeur = int(texte)
    elif champ.cpp_type == FieldDescriptor.CPPTYPE_BOOL:
        if texte not in ("true", "false"):
            raise _attendu(nom, "true ou false")
        valeur = texte == "true"
    setattr(message, nom, _scalaire(champ, valeur, nom))


def _attendu(lieu: str, quoi: str) -> DonneeInvalide:
    return DonneeInvalide("TYPE_ATTENDU", f"« {lieu or 'corps'} » devrait être {quoi}.", champ=lieu or "corps")
