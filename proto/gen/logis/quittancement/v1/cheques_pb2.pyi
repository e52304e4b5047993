from google.api import annotations_pb2 as _annotations_pb2
from logis.commun.v1 import commun_pb2 as _commun_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Cheque(_message.Message):
    __slots__ = ("id", "bail_id", "paiement_id", "tireur", "tiers", "banque", "numero", "montant", "emis_le", "recu_le", "valable_jusqu_au", "remettre_avant", "en_retard", "statut", "bordereau_id", "impaye_le", "motif", "reference")
    ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    PAIEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    TIREUR_FIELD_NUMBER: _ClassVar[int]
    TIERS_FIELD_NUMBER: _ClassVar[int]
    BANQUE_FIELD_NUMBER: _ClassVar[int]
    NUMERO_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    EMIS_LE_FIELD_NUMBER: _ClassVar[int]
    RECU_LE_FIELD_NUMBER: _ClassVar[int]
    VALABLE_JUSQU_AU_FIELD_NUMBER: _ClassVar[int]
    REMETTRE_AVANT_FIELD_NUMBER: _ClassVar[int]
    EN_RETARD_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    BORDEREAU_ID_FIELD_NUMBER: _ClassVar[int]
    IMPAYE_LE_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    id: str
    bail_id: str
    paiement_id: str
    tireur: str
    tiers: bool
    banque: str
    numero: str
    montant: _commun_pb2.Montant
    emis_le: str
    recu_le: str
    valable_jusqu_au: str
    remettre_avant: str
    en_retard: bool
    statut: str
    bordereau_id: str
    impaye_le: str
    motif: str
    reference: str
    def __init__(self, id: _Optional[str] = ..., bail_id: _Optional[str] = ..., paiement_id: _Optional[str] = ..., tireur: _Optional[str] = ..., tiers: _Optional[bool] = ..., banque: _Optional[str] = ..., numero: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., emis_le: _Optional[str] = ..., recu_le: _Optional[str] = ..., valable_jusqu_au: _Optional[str] = ..., remettre_avant: _Optional[str] = ..., en_retard: _Optional[bool] = ..., statut: _Optional[str] = ..., bordereau_id: _Optional[str] = ..., impaye_le: _Optional[str] = ..., motif: _Optional[str] = ..., reference: _Optional[str] = ...) -> None: ...

class ChequeEcarte(_message.Message):
    __slots__ = ("cheque_id", "code", "champ", "motif")
    CHEQUE_ID_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    CHAMP_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    cheque_id: str
    code: str
    champ: str
    motif: str
    def __init__(self, cheque_id: _Optional[str] = ..., code: _Optional[str] = ..., champ: _Optional[str] = ..., motif: _Optional[str] = ...) -> None: ...

class Bordereau(_message.Message):
    __slots__ = ("id", "numero", "banque", "nombre", "total", "statut", "etabli_le", "remis_le", "credite_le", "credite", "ecriture_id", "ecartes", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    NUMERO_FIELD_NUMBER: _ClassVar[int]
    BANQUE_FIELD_NUMBER: _ClassVar[int]
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    ETABLI_LE_FIELD_NUMBER: _ClassVar[int]
    REMIS_LE_FIELD_NUMBER: _ClassVar[int]
    CREDITE_LE_FIELD_NUMBER: _ClassVar[int]
    CREDITE_FIELD_NUMBER: _ClassVar[int]
    ECRITURE_ID_FIELD_NUMBER: _ClassVar[int]
    ECARTES_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    numero: str
    banque: str
    nombre: int
    total: _commun_pb2.Montant
    statut: str
    etabli_le: str
    remis_le: str
    credite_le: str
    credite: _commun_pb2.Montant
    ecriture_id: str
    ecartes: _containers.RepeatedCompositeFieldContainer[ChequeEcarte]
    etag: str
    def __init__(self, id: _Optional[str] = ..., numero: _Optional[str] = ..., banque: _Optional[str] = ..., nombre: _Optional[int] = ..., total: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., statut: _Optional[str] = ..., etabli_le: _Optional[str] = ..., remis_le: _Optional[str] = ..., credite_le: _Optional[str] = ..., credite: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., ecriture_id: _Optional[str] = ..., ecartes: _Optional[_Iterable[_Union[ChequeEcarte, _Mapping]]] = ..., etag: _Optional[str] = ...) -> None: ...

class EnregistrerChequeRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "tireur", "tiers", "banque", "numero", "montant", "emis_le", "recu_le", "mois_designe")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    TIREUR_FIELD_NUMBER: _ClassVar[int]
    TIERS_FIELD_NUMBER: _ClassVar[int]
    BANQUE_FIELD_NUMBER: _ClassVar[int]
    NUMERO_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    EMIS_LE_FIELD_NUMBER: _ClassVar[int]
    RECU_LE_FIELD_NUMBER: _ClassVar[int]
    MOIS_DESIGNE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    tireur: str
    tiers: bool
    banque: str
    numero: str
    montant: _commun_pb2.Montant
    emis_le: str
    recu_le: str
    mois_designe: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., tireur: _Optional[str] = ..., tiers: _Optional[bool] = ..., banque: _Optional[str] = ..., numero: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., emis_le: _Optional[str] = ..., recu_le: _Optional[str] = ..., mois_designe: _Optional[str] = ...) -> None: ...

class EnregistrerChequeResponse(_message.Message):
    __slots__ = ("cheque",)
    CHEQUE_FIELD_NUMBER: _ClassVar[int]
    cheque: Cheque
    def __init__(self, cheque: _Optional[_Union[Cheque, _Mapping]] = ...) -> None: ...

class EndosserChequesRequest(_message.Message):
    __slots__ = ("request_id", "cheque_ids")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CHEQUE_IDS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    cheque_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, request_id: _Optional[str] = ..., cheque_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class EndosserChequesResponse(_message.Message):
    __slots__ = ("cheques",)
    CHEQUES_FIELD_NUMBER: _ClassVar[int]
    cheques: _containers.RepeatedCompositeFieldContainer[Cheque]
    def __init__(self, cheques: _Optional[_Iterable[_Union[Cheque, _Mapping]]] = ...) -> None: ...

class DeclarerChequeImpayeRequest(_message.Message):
    __slots__ = ("request_id", "cheque_id", "impaye_le", "motif", "ecriture_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CHEQUE_ID_FIELD_NUMBER: _ClassVar[int]
    IMPAYE_LE_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    ECRITURE_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    cheque_id: str
    impaye_le: str
    motif: str
    ecriture_id: str
    def __init__(self, request_id: _Optional[str] = ..., cheque_id: _Optional[str] = ..., impaye_le: _Optional[str] = ..., motif: _Optional[str] = ..., ecriture_id: _Optional[str] = ...) -> None: ...

class DeclarerChequeImpayeResponse(_message.Message):
    __slots__ = ("cheque",)
    CHEQUE_FIELD_NUMBER: _ClassVar[int]
    cheque: Cheque
    def __init__(self, cheque: _Optional[_Union[Cheque, _Mapping]] = ...) -> None: ...

class GetChequeRequest(_message.Message):
    __slots__ = ("cheque_id",)
    CHEQUE_ID_FIELD_NUMBER: _ClassVar[int]
    cheque_id: str
    def __init__(self, cheque_id: _Optional[str] = ...) -> None: ...

class GetChequeResponse(_message.Message):
    __slots__ = ("cheque",)
    CHEQUE_FIELD_NUMBER: _ClassVar[int]
    cheque: Cheque
    def __init__(self, cheque: _Optional[_Union[Cheque, _Mapping]] = ...) -> None: ...

class ListChequesRequest(_message.Message):
    __slots__ = ("statut", "en_retard", "bail_id", "page_size", "page_token")
    STATUT_FIELD_NUMBER: _ClassVar[int]
    EN_RETARD_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    statut: str
    en_retard: bool
    bail_id: str
    page_size: int
    page_token: str
    def __init__(self, statut: _Optional[str] = ..., en_retard: _Optional[bool] = ..., bail_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListChequesResponse(_message.Message):
    __slots__ = ("cheques", "next_page_token")
    CHEQUES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    cheques: _containers.RepeatedCompositeFieldContainer[Cheque]
    next_page_token: str
    def __init__(self, cheques: _Optional[_Iterable[_Union[Cheque, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class EtablirBordereauRequest(_message.Message):
    __slots__ = ("request_id", "banque", "cheque_ids", "etabli_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BANQUE_FIELD_NUMBER: _ClassVar[int]
    CHEQUE_IDS_FIELD_NUMBER: _ClassVar[int]
    ETABLI_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    banque: str
    cheque_ids: _containers.RepeatedScalarFieldContainer[str]
    etabli_le: str
    def __init__(self, request_id: _Optional[str] = ..., banque: _Optional[str] = ..., cheque_ids: _Optional[_Iterable[str]] = ..., etabli_le: _Optional[str] = ...) -> None: ...

class EtablirBordereauResponse(_message.Message):
    __slots__ = ("bordereau",)
    BORDEREAU_FIELD_NUMBER: _ClassVar[int]
    bordereau: Bordereau
    def __init__(self, bordereau: _Optional[_Union[Bordereau, _Mapping]] = ...) -> None: ...

class RemettreBordereauRequest(_message.Message):
    __slots__ = ("request_id", "bordereau_id", "remis_le", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BORDEREAU_ID_FIELD_NUMBER: _ClassVar[int]
    REMIS_LE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bordereau_id: str
    remis_le: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., bordereau_id: _Optional[str] = ..., remis_le: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class RemettreBordereauResponse(_message.Message):
    __slots__ = ("bordereau",)
    BORDEREAU_FIELD_NUMBER: _ClassVar[int]
    bordereau: Bordereau
    def __init__(self, bordereau: _Optional[_Union[Bordereau, _Mapping]] = ...) -> None: ...

class AnnulerBordereauRequest(_message.Message):
    __slots__ = ("request_id", "bordereau_id", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BORDEREAU_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bordereau_id: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., bordereau_id: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class AnnulerBordereauResponse(_message.Message):
    __slots__ = ("bordereau",)
    BORDEREAU_FIELD_NUMBER: _ClassVar[int]
    bordereau: Bordereau
    def __init__(self, bordereau: _Optional[_Union[Bordereau, _Mapping]] = ...) -> None: ...

class CrediterBordereauRequest(_message.Message):
    __slots__ = ("request_id", "bordereau_id", "credite_le", "ecriture_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BORDEREAU_ID_FIELD_NUMBER: _ClassVar[int]
    CREDITE_LE_FIELD_NUMBER: _ClassVar[int]
    ECRITURE_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bordereau_id: str
    credite_le: str
    ecriture_id: str
    def __init__(self, request_id: _Optional[str] = ..., bordereau_id: _Optional[str] = ..., credite_le: _Optional[str] = ..., ecriture_id: _Optional[str] = ...) -> None: ...

class CrediterBordereauResponse(_message.Message):
    __slots__ = ("bordereau",)
    BORDEREAU_FIELD_NUMBER: _ClassVar[int]
    bordereau: Bordereau
    def __init__(self, bordereau: _Optional[_Union[Bordereau, _Mapping]] = ...) -> None: ...

class RapprocherBordereauxRequest(_message.Message):
    __slots__ = ("request_id",)
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    def __init__(self, request_id: _Optional[str] = ...) -> None: ...

class RapprocherBordereauxResponse(_message.Message):
    __slots__ = ("bordereaux",)
    BORDEREAUX_FIELD_NUMBER: _ClassVar[int]
    bordereaux: _containers.RepeatedCompositeFieldContainer[Bordereau]
    def __init__(self, bordereaux: _Optional[_Iterable[_Union[Bordereau, _Mapping]]] = ...) -> None: ...

class GetBordereauRequest(_message.Message):
    __slots__ = ("bordereau_id",)
    BORDEREAU_ID_FIELD_NUMBER: _ClassVar[int]
    bordereau_id: str
    def __init__(self, bordereau_id: _Optional[str] = ...) -> None: ...

class GetBordereauResponse(_message.Message):
    __slots__ = ("bordereau", "cheques")
    BORDEREAU_FIELD_NUMBER: _ClassVar[int]
    CHEQUES_FIELD_NUMBER: _ClassVar[int]
    bordereau: Bordereau
    cheques: _containers.RepeatedCompositeFieldContainer[Cheque]
    def __init__(self, bordereau: _Optional[_Union[Bordereau, _Mapping]] = ..., cheques: _Optional[_Iterable[_Union[Cheque, _Mapping]]] = ...) -> None: ...

class EditerBordereauRequest(_message.Message):
    __slots__ = ("request_id", "bordereau_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BORDEREAU_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bordereau_id: str
    def __init__(self, request_id: _Optional[str] = ..., bordereau_id: _Optional[str] = ...) -> None: ...

class EditerBordereauResponse(_message.Message):
    __slots__ = ("document",)
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    document: _commun_pb2.Document
    def __init__(self, document: _Optional[_Union[_commun_pb2.Document, _Mapping]] = ...) -> None: ...
