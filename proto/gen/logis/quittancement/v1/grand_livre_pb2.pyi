from google.api import annotations_pb2 as _annotations_pb2
from logis.commun.v1 import commun_pb2 as _commun_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CloreMoisRequest(_message.Message):
    __slots__ = ("request_id", "mois", "close_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    CLOSE_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    mois: str
    close_le: str
    def __init__(self, request_id: _Optional[str] = ..., mois: _Optional[str] = ..., close_le: _Optional[str] = ...) -> None: ...

class CloreMoisResponse(_message.Message):
    __slots__ = ("mois", "nombre", "debits", "empreinte", "precedente")
    MOIS_FIELD_NUMBER: _ClassVar[int]
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    DEBITS_FIELD_NUMBER: _ClassVar[int]
    EMPREINTE_FIELD_NUMBER: _ClassVar[int]
    PRECEDENTE_FIELD_NUMBER: _ClassVar[int]
    mois: str
    nombre: int
    debits: _commun_pb2.Montant
    empreinte: str
    precedente: str
    def __init__(self, mois: _Optional[str] = ..., nombre: _Optional[int] = ..., debits: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., empreinte: _Optional[str] = ..., precedente: _Optional[str] = ...) -> None: ...

class VerifierCloturesRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class VerifierCloturesResponse(_message.Message):
    __slots__ = ("intacte", "mois_rompus")
    INTACTE_FIELD_NUMBER: _ClassVar[int]
    MOIS_ROMPUS_FIELD_NUMBER: _ClassVar[int]
    intacte: bool
    mois_rompus: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, intacte: _Optional[bool] = ..., mois_rompus: _Optional[_Iterable[str]] = ...) -> None: ...

class ExporterFecRequest(_message.Message):
    __slots__ = ("mois", "passees", "lettre_au")
    MOIS_FIELD_NUMBER: _ClassVar[int]
    PASSEES_FIELD_NUMBER: _ClassVar[int]
    LETTRE_AU_FIELD_NUMBER: _ClassVar[int]
    mois: str
    passees: int
    lettre_au: str
    def __init__(self, mois: _Optional[str] = ..., passees: _Optional[int] = ..., lettre_au: _Optional[str] = ...) -> None: ...

class ExporterFecResponse(_message.Message):
    __slots__ = ("entete", "lignes", "suivante")
    ENTETE_FIELD_NUMBER: _ClassVar[int]
    LIGNES_FIELD_NUMBER: _ClassVar[int]
    SUIVANTE_FIELD_NUMBER: _ClassVar[int]
    entete: str
    lignes: _containers.RepeatedScalarFieldContainer[str]
    suivante: int
    def __init__(self, entete: _Optional[str] = ..., lignes: _Optional[_Iterable[str]] = ..., suivante: _Optional[int] = ...) -> None: ...
