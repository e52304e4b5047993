from logis.commun.v1 import commun_pb2 as _commun_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetEtatRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetEtatResponse(_message.Message):
    __slots__ = ("service", "non_envoyes", "plus_ancien_s", "retenus", "reprises", "gares", "envoyes", "detenteur")
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    NON_ENVOYES_FIELD_NUMBER: _ClassVar[int]
    PLUS_ANCIEN_S_FIELD_NUMBER: _ClassVar[int]
    RETENUS_FIELD_NUMBER: _ClassVar[int]
    REPRISES_FIELD_NUMBER: _ClassVar[int]
    GARES_FIELD_NUMBER: _ClassVar[int]
    ENVOYES_FIELD_NUMBER: _ClassVar[int]
    DETENTEUR_FIELD_NUMBER: _ClassVar[int]
    service: str
    non_envoyes: int
    plus_ancien_s: float
    retenus: int
    reprises: int
    gares: int
    envoyes: int
    detenteur: str
    def __init__(self, service: _Optional[str] = ..., non_envoyes: _Optional[int] = ..., plus_ancien_s: _Optional[float] = ..., retenus: _Optional[int] = ..., reprises: _Optional[int] = ..., gares: _Optional[int] = ..., envoyes: _Optional[int] = ..., detenteur: _Optional[str] = ...) -> None: ...

class ListFaitsRequest(_message.Message):
    __slots__ = ("apres", "limite")
    APRES_FIELD_NUMBER: _ClassVar[int]
    LIMITE_FIELD_NUMBER: _ClassVar[int]
    apres: int
    limite: int
    def __init__(self, apres: _Optional[int] = ..., limite: _Optional[int] = ...) -> None: ...

class ListFaitsResponse(_message.Message):
    __slots__ = ("faits",)
    FAITS_FIELD_NUMBER: _ClassVar[int]
    faits: _containers.RepeatedCompositeFieldContainer[Fait]
    def __init__(self, faits: _Optional[_Iterable[_Union[Fait, _Mapping]]] = ...) -> None: ...

class Fait(_message.Message):
    __slots__ = ("position", "id", "type", "agregat", "agregat_id", "sequence", "acteur", "trace_id", "envoye")
    POSITION_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    AGREGAT_FIELD_NUMBER: _ClassVar[int]
    AGREGAT_ID_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    ACTEUR_FIELD_NUMBER: _ClassVar[int]
    TRACE_ID_FIELD_NUMBER: _ClassVar[int]
    ENVOYE_FIELD_NUMBER: _ClassVar[int]
    position: int
    id: str
    type: str
    agregat: str
    agregat_id: str
    sequence: int
    acteur: str
    trace_id: str
    envoye: bool
    def __init__(self, position: _Optional[int] = ..., id: _Optional[str] = ..., type: _Optional[str] = ..., agregat: _Optional[str] = ..., agregat_id: _Optional[str] = ..., sequence: _Optional[int] = ..., acteur: _Optional[str] = ..., trace_id: _Optional[str] = ..., envoye: _Optional[bool] = ...) -> None: ...

class ListIncidentsRequest(_message.Message):
    __slots__ = ("statut", "limite")
    STATUT_FIELD_NUMBER: _ClassVar[int]
    LIMITE_FIELD_NUMBER: _ClassVar[int]
    statut: str
    limite: int
    def __init__(self, statut: _Optional[str] = ..., limite: _Optional[int] = ...) -> None: ...

class ListIncidentsResponse(_message.Message):
    __slots__ = ("incidents",)
    INCIDENTS_FIELD_NUMBER: _ClassVar[int]
    incidents: _containers.RepeatedCompositeFieldContainer[Incident]
    def __init__(self, incidents: _Optional[_Iterable[_Union[Incident, _Mapping]]] = ...) -> None: ...

class Incident(_message.Message):
    __slots__ = ("id", "statut", "reaction", "evenement_id", "source", "agregat", "agregat_id", "sequence", "empreinte", "code", "message", "tentatives", "cree_le")
    ID_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    REACTION_FIELD_NUMBER: _ClassVar[int]
    EVENEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    AGREGAT_FIELD_NUMBER: _ClassVar[int]
    AGREGAT_ID_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    EMPREINTE_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    TENTATIVES_FIELD_NUMBER: _ClassVar[int]
    CREE_LE_FIELD_NUMBER: _ClassVar[int]
    id: str
    statut: str
    reaction: str
    evenement_id: str
    source: str
    agregat: str
    agregat_id: str
    sequence: int
    empreinte: str
    code: str
    message: str
    tentatives: int
    cree_le: str
    def __init__(self, id: _Optional[str] = ..., statut: _Optional[str] = ..., reaction: _Optional[str] = ..., evenement_id: _Optional[str] = ..., source: _Optional[str] = ..., agregat: _Optional[str] = ..., agregat_id: _Optional[str] = ..., sequence: _Optional[int] = ..., empreinte: _Optional[str] = ..., code: _Optional[str] = ..., message: _Optional[str] = ..., tentatives: _Optional[int] = ..., cree_le: _Optional[str] = ...) -> None: ...

class RejouerIncidentsRequest(_message.Message):
    __slots__ = ("incident_id", "empreinte", "a_blanc")
    INCIDENT_ID_FIELD_NUMBER: _ClassVar[int]
    EMPREINTE_FIELD_NUMBER: _ClassVar[int]
    A_BLANC_FIELD_NUMBER: _ClassVar[int]
    incident_id: str
    empreinte: str
    a_blanc: bool
    def __init__(self, incident_id: _Optional[str] = ..., empreinte: _Optional[str] = ..., a_blanc: _Optional[bool] = ...) -> None: ...

class RejouerIncidentsResponse(_message.Message):
    __slots__ = ("nombre",)
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    nombre: int
    def __init__(self, nombre: _Optional[int] = ...) -> None: ...

class EcarterIncidentsRequest(_message.Message):
    __slots__ = ("incident_id", "empreinte", "a_blanc", "motif")
    INCIDENT_ID_FIELD_NUMBER: _ClassVar[int]
    EMPREINTE_FIELD_NUMBER: _ClassVar[int]
    A_BLANC_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    incident_id: str
    empreinte: str
    a_blanc: bool
    motif: str
    def __init__(self, incident_id: _Optional[str] = ..., empreinte: _Optional[str] = ..., a_blanc: _Optional[bool] = ..., motif: _Optional[str] = ...) -> None: ...

class EcarterIncidentsResponse(_message.Message):
    __slots__ = ("nombre",)
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    nombre: int
    def __init__(self, nombre: _Optional[int] = ...) -> None: ...
