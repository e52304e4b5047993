from google.api import annotations_pb2 as _annotations_pb2
from logis.commun.v1 import commun_pb2 as _commun_pb2
from logis.quittancement.v1 import quittancement_pb2 as _quittancement_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Cycle(_message.Message):
    __slots__ = ("lot_id", "mois", "statut", "a_blanc", "tranches", "restantes", "nombre", "total_net", "ecartes", "ecarts", "motif_ecarts", "empreinte", "etag")
    LOT_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    A_BLANC_FIELD_NUMBER: _ClassVar[int]
    TRANCHES_FIELD_NUMBER: _ClassVar[int]
    RESTANTES_FIELD_NUMBER: _ClassVar[int]
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_NET_FIELD_NUMBER: _ClassVar[int]
    ECARTES_FIELD_NUMBER: _ClassVar[int]
    ECARTS_FIELD_NUMBER: _ClassVar[int]
    MOTIF_ECARTS_FIELD_NUMBER: _ClassVar[int]
    EMPREINTE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    lot_id: str
    mois: str
    statut: str
    a_blanc: bool
    tranches: int
    restantes: int
    nombre: int
    total_net: _commun_pb2.Montant
    ecartes: _containers.RepeatedCompositeFieldContainer[_quittancement_pb2.LigneEcartee]
    ecarts: int
    motif_ecarts: str
    empreinte: str
    etag: str
    def __init__(self, lot_id: _Optional[str] = ..., mois: _Optional[str] = ..., statut: _Optional[str] = ..., a_blanc: _Optional[bool] = ..., tranches: _Optional[int] = ..., restantes: _Optional[int] = ..., nombre: _Optional[int] = ..., total_net: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., ecartes: _Optional[_Iterable[_Union[_quittancement_pb2.LigneEcartee, _Mapping]]] = ..., ecarts: _Optional[int] = ..., motif_ecarts: _Optional[str] = ..., empreinte: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class EcartDeControle(_message.Message):
    __slots__ = ("bail_id", "avant", "apres")
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    AVANT_FIELD_NUMBER: _ClassVar[int]
    APRES_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    avant: _commun_pb2.Montant
    apres: _commun_pb2.Montant
    def __init__(self, bail_id: _Optional[str] = ..., avant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., apres: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ...) -> None: ...

class OuvrirCycleRequest(_message.Message):
    __slots__ = ("request_id", "mois", "a_blanc")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    A_BLANC_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    mois: str
    a_blanc: bool
    def __init__(self, request_id: _Optional[str] = ..., mois: _Optional[str] = ..., a_blanc: _Optional[bool] = ...) -> None: ...

class OuvrirCycleResponse(_message.Message):
    __slots__ = ("cycle",)
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    cycle: Cycle
    def __init__(self, cycle: _Optional[_Union[Cycle, _Mapping]] = ...) -> None: ...

class AvancerCycleRequest(_message.Message):
    __slots__ = ("request_id", "lot_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    LOT_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    lot_id: str
    def __init__(self, request_id: _Optional[str] = ..., lot_id: _Optional[str] = ...) -> None: ...

class AvancerCycleResponse(_message.Message):
    __slots__ = ("cycle", "faite")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    FAITE_FIELD_NUMBER: _ClassVar[int]
    cycle: Cycle
    faite: bool
    def __init__(self, cycle: _Optional[_Union[Cycle, _Mapping]] = ..., faite: _Optional[bool] = ...) -> None: ...

class ValiderCycleRequest(_message.Message):
    __slots__ = ("request_id", "lot_id", "valide_le", "motif_ecarts", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    LOT_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDE_LE_FIELD_NUMBER: _ClassVar[int]
    MOTIF_ECARTS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    lot_id: str
    valide_le: str
    motif_ecarts: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., lot_id: _Optional[str] = ..., valide_le: _Optional[str] = ..., motif_ecarts: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class ValiderCycleResponse(_message.Message):
    __slots__ = ("cycle",)
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    cycle: Cycle
    def __init__(self, cycle: _Optional[_Union[Cycle, _Mapping]] = ...) -> None: ...

class AnnulerCycleRequest(_message.Message):
    __slots__ = ("request_id", "lot_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    LOT_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    lot_id: str
    def __init__(self, request_id: _Optional[str] = ..., lot_id: _Optional[str] = ...) -> None: ...

class AnnulerCycleResponse(_message.Message):
    __slots__ = ("cycle",)
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    cycle: Cycle
    def __init__(self, cycle: _Optional[_Union[Cycle, _Mapping]] = ...) -> None: ...

class GetCycleRequest(_message.Message):
    __slots__ = ("lot_id",)
    LOT_ID_FIELD_NUMBER: _ClassVar[int]
    lot_id: str
    def __init__(self, lot_id: _Optional[str] = ...) -> None: ...

class GetCycleResponse(_message.Message):
    __slots__ = ("cycle", "ecarts")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    ECARTS_FIELD_NUMBER: _ClassVar[int]
    cycle: Cycle
    ecarts: _containers.RepeatedCompositeFieldContainer[EcartDeControle]
    def __init__(self, cycle: _Optional[_Union[Cycle, _Mapping]] = ..., ecarts: _Optional[_Iterable[_Union[EcartDeControle, _Mapping]]] = ...) -> None: ...

class ListQuittancesRequest(_message.Message):
    __slots__ = ("lot_id", "page_size", "page_token")
    LOT_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    lot_id: str
    page_size: int
    page_token: str
    def __init__(self, lot_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListQuittancesResponse(_message.Message):
    __slots__ = ("quittances", "next_page_token")
    QUITTANCES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    quittances: _containers.RepeatedCompositeFieldContainer[_quittancement_pb2.QuittanceResumee]
    next_page_token: str
    def __init__(self, quittances: _Optional[_Iterable[_Union[_quittancement_pb2.QuittanceResumee, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class VerifierTrancheRequest(_message.Message):
    __slots__ = ("lot_id", "rang")
    LOT_ID_FIELD_NUMBER: _ClassVar[int]
    RANG_FIELD_NUMBER: _ClassVar[int]
    lot_id: str
    rang: int
    def __init__(self, lot_id: _Optional[str] = ..., rang: _Optional[int] = ...) -> None: ...

class VerifierTrancheResponse(_message.Message):
    __slots__ = ("intacte", "nombre", "sceau", "recalcule")
    INTACTE_FIELD_NUMBER: _ClassVar[int]
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    SCEAU_FIELD_NUMBER: _ClassVar[int]
    RECALCULE_FIELD_NUMBER: _ClassVar[int]
    intacte: bool
    nombre: int
    sceau: str
    recalcule: str
    def __init__(self, intacte: _Optional[bool] = ..., nombre: _Optional[int] = ..., sceau: _Optional[str] = ..., recalcule: _Optional[str] = ...) -> None: ...
