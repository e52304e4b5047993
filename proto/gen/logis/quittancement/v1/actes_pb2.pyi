from google.api import annotations_pb2 as _annotations_pb2
from logis.commun.v1 import commun_pb2 as _commun_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Acte(_message.Message):
    __slots__ = ("id", "bail_id", "nature", "fait_le", "piece", "termes", "fini_le", "annule_le", "motif_annulation", "consigne_le")
    ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    NATURE_FIELD_NUMBER: _ClassVar[int]
    FAIT_LE_FIELD_NUMBER: _ClassVar[int]
    PIECE_FIELD_NUMBER: _ClassVar[int]
    TERMES_FIELD_NUMBER: _ClassVar[int]
    FINI_LE_FIELD_NUMBER: _ClassVar[int]
    ANNULE_LE_FIELD_NUMBER: _ClassVar[int]
    MOTIF_ANNULATION_FIELD_NUMBER: _ClassVar[int]
    CONSIGNE_LE_FIELD_NUMBER: _ClassVar[int]
    id: str
    bail_id: str
    nature: str
    fait_le: str
    piece: str
    termes: _containers.RepeatedScalarFieldContainer[str]
    fini_le: str
    annule_le: str
    motif_annulation: str
    consigne_le: str
    def __init__(self, id: _Optional[str] = ..., bail_id: _Optional[str] = ..., nature: _Optional[str] = ..., fait_le: _Optional[str] = ..., piece: _Optional[str] = ..., termes: _Optional[_Iterable[str]] = ..., fini_le: _Optional[str] = ..., annule_le: _Optional[str] = ..., motif_annulation: _Optional[str] = ..., consigne_le: _Optional[str] = ...) -> None: ...

class NatureActe(_message.Message):
    __slots__ = ("code", "effet", "dure", "duree_ans", "article", "certitude")
    CODE_FIELD_NUMBER: _ClassVar[int]
    EFFET_FIELD_NUMBER: _ClassVar[int]
    DURE_FIELD_NUMBER: _ClassVar[int]
    DUREE_ANS_FIELD_NUMBER: _ClassVar[int]
    ARTICLE_FIELD_NUMBER: _ClassVar[int]
    CERTITUDE_FIELD_NUMBER: _ClassVar[int]
    code: str
    effet: str
    dure: bool
    duree_ans: int
    article: str
    certitude: str
    def __init__(self, code: _Optional[str] = ..., effet: _Optional[str] = ..., dure: _Optional[bool] = ..., duree_ans: _Optional[int] = ..., article: _Optional[str] = ..., certitude: _Optional[str] = ...) -> None: ...

class ConsignerActeRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "nature", "fait_le", "piece", "termes")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    NATURE_FIELD_NUMBER: _ClassVar[int]
    FAIT_LE_FIELD_NUMBER: _ClassVar[int]
    PIECE_FIELD_NUMBER: _ClassVar[int]
    TERMES_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    nature: str
    fait_le: str
    piece: str
    termes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., nature: _Optional[str] = ..., fait_le: _Optional[str] = ..., piece: _Optional[str] = ..., termes: _Optional[_Iterable[str]] = ...) -> None: ...

class ConsignerActeResponse(_message.Message):
    __slots__ = ("acte",)
    ACTE_FIELD_NUMBER: _ClassVar[int]
    acte: Acte
    def __init__(self, acte: _Optional[_Union[Acte, _Mapping]] = ...) -> None: ...

class TerminerActeRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "acte_id", "fini_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    ACTE_ID_FIELD_NUMBER: _ClassVar[int]
    FINI_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    acte_id: str
    fini_le: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., acte_id: _Optional[str] = ..., fini_le: _Optional[str] = ...) -> None: ...

class TerminerActeResponse(_message.Message):
    __slots__ = ("acte",)
    ACTE_FIELD_NUMBER: _ClassVar[int]
    acte: Acte
    def __init__(self, acte: _Optional[_Union[Acte, _Mapping]] = ...) -> None: ...

class AnnulerActeRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "acte_id", "motif")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    ACTE_ID_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    acte_id: str
    motif: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., acte_id: _Optional[str] = ..., motif: _Optional[str] = ...) -> None: ...

class AnnulerActeResponse(_message.Message):
    __slots__ = ("acte",)
    ACTE_FIELD_NUMBER: _ClassVar[int]
    acte: Acte
    def __init__(self, acte: _Optional[_Union[Acte, _Mapping]] = ...) -> None: ...

class ListActesRequest(_message.Message):
    __slots__ = ("bail_id",)
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    def __init__(self, bail_id: _Optional[str] = ...) -> None: ...

class ListActesResponse(_message.Message):
    __slots__ = ("actes", "natures")
    ACTES_FIELD_NUMBER: _ClassVar[int]
    NATURES_FIELD_NUMBER: _ClassVar[int]
    actes: _containers.RepeatedCompositeFieldContainer[Acte]
    natures: _containers.RepeatedCompositeFieldContainer[NatureActe]
    def __init__(self, actes: _Optional[_Iterable[_Union[Acte, _Mapping]]] = ..., natures: _Optional[_Iterable[_Union[NatureActe, _Mapping]]] = ...) -> None: ...
