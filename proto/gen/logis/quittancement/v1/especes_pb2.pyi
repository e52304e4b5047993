from google.api import annotations_pb2 as _annotations_pb2
from logis.commun.v1 import commun_pb2 as _commun_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class EncaissementEnAttente(_message.Message):
    __slots__ = ("id", "numero", "loge", "bail_id", "mois", "montant", "encaisse_le", "motif")
    ID_FIELD_NUMBER: _ClassVar[int]
    NUMERO_FIELD_NUMBER: _ClassVar[int]
    LOGE_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    ENCAISSE_LE_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    id: str
    numero: str
    loge: str
    bail_id: str
    mois: str
    montant: _commun_pb2.Montant
    encaisse_le: str
    motif: str
    def __init__(self, id: _Optional[str] = ..., numero: _Optional[str] = ..., loge: _Optional[str] = ..., bail_id: _Optional[str] = ..., mois: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., encaisse_le: _Optional[str] = ..., motif: _Optional[str] = ...) -> None: ...

class RemiseEspeces(_message.Message):
    __slots__ = ("caisse_id", "loge", "statut", "bordereau", "montant", "transportee_le", "credite", "creditee_le", "ecriture_id", "ecart")
    CAISSE_ID_FIELD_NUMBER: _ClassVar[int]
    LOGE_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    BORDEREAU_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    TRANSPORTEE_LE_FIELD_NUMBER: _ClassVar[int]
    CREDITE_FIELD_NUMBER: _ClassVar[int]
    CREDITEE_LE_FIELD_NUMBER: _ClassVar[int]
    ECRITURE_ID_FIELD_NUMBER: _ClassVar[int]
    ECART_FIELD_NUMBER: _ClassVar[int]
    caisse_id: str
    loge: str
    statut: str
    bordereau: str
    montant: _commun_pb2.Montant
    transportee_le: str
    credite: _commun_pb2.Montant
    creditee_le: str
    ecriture_id: str
    ecart: _commun_pb2.Montant
    def __init__(self, caisse_id: _Optional[str] = ..., loge: _Optional[str] = ..., statut: _Optional[str] = ..., bordereau: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., transportee_le: _Optional[str] = ..., credite: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., creditee_le: _Optional[str] = ..., ecriture_id: _Optional[str] = ..., ecart: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ...) -> None: ...

class ListEncaissementsEnAttenteRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListEncaissementsEnAttenteResponse(_message.Message):
    __slots__ = ("encaissements", "next_page_token")
    ENCAISSEMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    encaissements: _containers.RepeatedCompositeFieldContainer[EncaissementEnAttente]
    next_page_token: str
    def __init__(self, encaissements: _Optional[_Iterable[_Union[EncaissementEnAttente, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ImputerEncaissementRequest(_message.Message):
    __slots__ = ("request_id", "encaissement_id", "bail_id", "debiteur_sans_compte")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ENCAISSEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    DEBITEUR_SANS_COMPTE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    encaissement_id: str
    bail_id: str
    debiteur_sans_compte: bool
    def __init__(self, request_id: _Optional[str] = ..., encaissement_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., debiteur_sans_compte: _Optional[bool] = ...) -> None: ...

class ImputerEncaissementResponse(_message.Message):
    __slots__ = ("paiement_id",)
    PAIEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    paiement_id: str
    def __init__(self, paiement_id: _Optional[str] = ...) -> None: ...

class CrediterRemiseEspecesRequest(_message.Message):
    __slots__ = ("request_id", "caisse_id", "montant", "creditee_le", "ecriture_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAISSE_ID_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    CREDITEE_LE_FIELD_NUMBER: _ClassVar[int]
    ECRITURE_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    caisse_id: str
    montant: _commun_pb2.Montant
    creditee_le: str
    ecriture_id: str
    def __init__(self, request_id: _Optional[str] = ..., caisse_id: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., creditee_le: _Optional[str] = ..., ecriture_id: _Optional[str] = ...) -> None: ...

class CrediterRemiseEspecesResponse(_message.Message):
    __slots__ = ("remise",)
    REMISE_FIELD_NUMBER: _ClassVar[int]
    remise: RemiseEspeces
    def __init__(self, remise: _Optional[_Union[RemiseEspeces, _Mapping]] = ...) -> None: ...

class RapprocherRemisesEspecesRequest(_message.Message):
    __slots__ = ("request_id",)
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    def __init__(self, request_id: _Optional[str] = ...) -> None: ...

class RapprocherRemisesEspecesResponse(_message.Message):
    __slots__ = ("remises",)
    REMISES_FIELD_NUMBER: _ClassVar[int]
    remises: _containers.RepeatedCompositeFieldContainer[RemiseEspeces]
    def __init__(self, remises: _Optional[_Iterable[_Union[RemiseEspeces, _Mapping]]] = ...) -> None: ...

class ListRemisesEspecesRequest(_message.Message):
    __slots__ = ("statut", "page_size", "page_token")
    STATUT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    statut: str
    page_size: int
    page_token: str
    def __init__(self, statut: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRemisesEspecesResponse(_message.Message):
    __slots__ = ("remises", "next_page_token")
    REMISES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    remises: _containers.RepeatedCompositeFieldContainer[RemiseEspeces]
    next_page_token: str
    def __init__(self, remises: _Optional[_Iterable[_Union[RemiseEspeces, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
