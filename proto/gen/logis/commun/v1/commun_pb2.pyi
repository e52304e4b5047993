from google.protobuf import descriptor_pb2 as _descriptor_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor
ACCES_FIELD_NUMBER: _ClassVar[int]
acces: _descriptor.FieldDescriptor

class Montant(_message.Message):
    __slots__ = ("centimes", "devise")
    CENTIMES_FIELD_NUMBER: _ClassVar[int]
    DEVISE_FIELD_NUMBER: _ClassVar[int]
    centimes: int
    devise: str
    def __init__(self, centimes: _Optional[int] = ..., devise: _Optional[str] = ...) -> None: ...

class Explication(_message.Message):
    __slots__ = ("regle", "article", "date", "entrees", "resultat", "certitude")
    class EntreesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    REGLE_FIELD_NUMBER: _ClassVar[int]
    ARTICLE_FIELD_NUMBER: _ClassVar[int]
    DATE_FIELD_NUMBER: _ClassVar[int]
    ENTREES_FIELD_NUMBER: _ClassVar[int]
    RESULTAT_FIELD_NUMBER: _ClassVar[int]
    CERTITUDE_FIELD_NUMBER: _ClassVar[int]
    regle: str
    article: str
    date: str
    entrees: _containers.ScalarMap[str, str]
    resultat: str
    certitude: str
    def __init__(self, regle: _Optional[str] = ..., article: _Optional[str] = ..., date: _Optional[str] = ..., entrees: _Optional[_Mapping[str, str]] = ..., resultat: _Optional[str] = ..., certitude: _Optional[str] = ...) -> None: ...

class Verdict(_message.Message):
    __slots__ = ("reponse", "explication", "manquants")
    REPONSE_FIELD_NUMBER: _ClassVar[int]
    EXPLICATION_FIELD_NUMBER: _ClassVar[int]
    MANQUANTS_FIELD_NUMBER: _ClassVar[int]
    reponse: str
    explication: Explication
    manquants: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, reponse: _Optional[str] = ..., explication: _Optional[_Union[Explication, _Mapping]] = ..., manquants: _Optional[_Iterable[str]] = ...) -> None: ...

class Document(_message.Message):
    __slots__ = ("id", "nature", "nom_fichier", "empreinte_sha256", "taille_octets", "cree_le")
    ID_FIELD_NUMBER: _ClassVar[int]
    NATURE_FIELD_NUMBER: _ClassVar[int]
    NOM_FICHIER_FIELD_NUMBER: _ClassVar[int]
    EMPREINTE_SHA256_FIELD_NUMBER: _ClassVar[int]
    TAILLE_OCTETS_FIELD_NUMBER: _ClassVar[int]
    CREE_LE_FIELD_NUMBER: _ClassVar[int]
    id: str
    nature: str
    nom_fichier: str
    empreinte_sha256: str
    taille_octets: int
    cree_le: str
    def __init__(self, id: _Optional[str] = ..., nature: _Optional[str] = ..., nom_fichier: _Optional[str] = ..., empreinte_sha256: _Optional[str] = ..., taille_octets: _Optional[int] = ..., cree_le: _Optional[str] = ...) -> None: ...

class Acces(_message.Message):
    __slots__ = ("mission", "classe", "partenaire", "role_technique", "tout_agent")
    MISSION_FIELD_NUMBER: _ClassVar[int]
    CLASSE_FIELD_NUMBER: _ClassVar[int]
    PARTENAIRE_FIELD_NUMBER: _ClassVar[int]
    ROLE_TECHNIQUE_FIELD_NUMBER: _ClassVar[int]
    TOUT_AGENT_FIELD_NUMBER: _ClassVar[int]
    mission: AccesMission
    classe: AccesClasse
    partenaire: str
    role_technique: str
    tout_agent: bool
    def __init__(self, mission: _Optional[_Union[AccesMission, _Mapping]] = ..., classe: _Optional[_Union[AccesClasse, _Mapping]] = ..., partenaire: _Optional[str] = ..., role_technique: _Optional[str] = ..., tout_agent: _Optional[bool] = ...) -> None: ...

class AccesMission(_message.Message):
    __slots__ = ("code", "niveau")
    CODE_FIELD_NUMBER: _ClassVar[int]
    NIVEAU_FIELD_NUMBER: _ClassVar[int]
    code: str
    niveau: str
    def __init__(self, code: _Optional[str] = ..., niveau: _Optional[str] = ...) -> None: ...

class AccesClasse(_message.Message):
    __slots__ = ("code", "portees")
    CODE_FIELD_NUMBER: _ClassVar[int]
    PORTEES_FIELD_NUMBER: _ClassVar[int]
    code: str
    portees: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, code: _Optional[str] = ..., portees: _Optional[_Iterable[str]] = ...) -> None: ...
