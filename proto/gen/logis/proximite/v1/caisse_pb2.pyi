from google.api import annotations_pb2 as _annotations_pb2
from logis.commun.v1 import commun_pb2 as _commun_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Coupure(_message.Message):
    __slots__ = ("valeur", "nombre")
    VALEUR_FIELD_NUMBER: _ClassVar[int]
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    valeur: int
    nombre: int
    def __init__(self, valeur: _Optional[int] = ..., nombre: _Optional[int] = ...) -> None: ...

class Caisse(_message.Message):
    __slots__ = ("id", "numero", "loge", "residence_id", "statut", "ouverte_le", "fond", "encaisse", "nombre", "compte", "ecart", "ecart_a_alerter", "ecart_vise", "comptee_le", "remise", "remettre_avant", "en_retard", "bordereau", "scelle", "coupures_remises", "transporteur", "transportee_le", "credite", "creditee_le", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    NUMERO_FIELD_NUMBER: _ClassVar[int]
    LOGE_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    OUVERTE_LE_FIELD_NUMBER: _ClassVar[int]
    FOND_FIELD_NUMBER: _ClassVar[int]
    ENCAISSE_FIELD_NUMBER: _ClassVar[int]
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    COMPTE_FIELD_NUMBER: _ClassVar[int]
    ECART_FIELD_NUMBER: _ClassVar[int]
    ECART_A_ALERTER_FIELD_NUMBER: _ClassVar[int]
    ECART_VISE_FIELD_NUMBER: _ClassVar[int]
    COMPTEE_LE_FIELD_NUMBER: _ClassVar[int]
    REMISE_FIELD_NUMBER: _ClassVar[int]
    REMETTRE_AVANT_FIELD_NUMBER: _ClassVar[int]
    EN_RETARD_FIELD_NUMBER: _ClassVar[int]
    BORDEREAU_FIELD_NUMBER: _ClassVar[int]
    SCELLE_FIELD_NUMBER: _ClassVar[int]
    COUPURES_REMISES_FIELD_NUMBER: _ClassVar[int]
    TRANSPORTEUR_FIELD_NUMBER: _ClassVar[int]
    TRANSPORTEE_LE_FIELD_NUMBER: _ClassVar[int]
    CREDITE_FIELD_NUMBER: _ClassVar[int]
    CREDITEE_LE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    numero: str
    loge: str
    residence_id: str
    statut: str
    ouverte_le: str
    fond: _commun_pb2.Montant
    encaisse: _commun_pb2.Montant
    nombre: int
    compte: _commun_pb2.Montant
    ecart: _commun_pb2.Montant
    ecart_a_alerter: bool
    ecart_vise: bool
    comptee_le: str
    remise: _commun_pb2.Montant
    remettre_avant: str
    en_retard: bool
    bordereau: str
    scelle: str
    coupures_remises: _containers.RepeatedCompositeFieldContainer[Coupure]
    transporteur: str
    transportee_le: str
    credite: _commun_pb2.Montant
    creditee_le: str
    etag: str
    def __init__(self, id: _Optional[str] = ..., numero: _Optional[str] = ..., loge: _Optional[str] = ..., residence_id: _Optional[str] = ..., statut: _Optional[str] = ..., ouverte_le: _Optional[str] = ..., fond: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., encaisse: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., nombre: _Optional[int] = ..., compte: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., ecart: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., ecart_a_alerter: _Optional[bool] = ..., ecart_vise: _Optional[bool] = ..., comptee_le: _Optional[str] = ..., remise: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., remettre_avant: _Optional[str] = ..., en_retard: _Optional[bool] = ..., bordereau: _Optional[str] = ..., scelle: _Optional[str] = ..., coupures_remises: _Optional[_Iterable[_Union[Coupure, _Mapping]]] = ..., transporteur: _Optional[str] = ..., transportee_le: _Optional[str] = ..., credite: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., creditee_le: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class Encaissement(_message.Message):
    __slots__ = ("id", "numero", "caisse_id", "bail_id", "mois", "montant", "mode", "encaisse_le", "sans_compte", "annule_le")
    ID_FIELD_NUMBER: _ClassVar[int]
    NUMERO_FIELD_NUMBER: _ClassVar[int]
    CAISSE_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    MODE_FIELD_NUMBER: _ClassVar[int]
    ENCAISSE_LE_FIELD_NUMBER: _ClassVar[int]
    SANS_COMPTE_FIELD_NUMBER: _ClassVar[int]
    ANNULE_LE_FIELD_NUMBER: _ClassVar[int]
    id: str
    numero: str
    caisse_id: str
    bail_id: str
    mois: str
    montant: _commun_pb2.Montant
    mode: str
    encaisse_le: str
    sans_compte: bool
    annule_le: str
    def __init__(self, id: _Optional[str] = ..., numero: _Optional[str] = ..., caisse_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., mois: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., mode: _Optional[str] = ..., encaisse_le: _Optional[str] = ..., sans_compte: _Optional[bool] = ..., annule_le: _Optional[str] = ...) -> None: ...

class OuvrirCaisseRequest(_message.Message):
    __slots__ = ("request_id", "loge", "residence_id", "ouverte_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    LOGE_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    OUVERTE_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    loge: str
    residence_id: str
    ouverte_le: str
    def __init__(self, request_id: _Optional[str] = ..., loge: _Optional[str] = ..., residence_id: _Optional[str] = ..., ouverte_le: _Optional[str] = ...) -> None: ...

class OuvrirCaisseResponse(_message.Message):
    __slots__ = ("caisse",)
    CAISSE_FIELD_NUMBER: _ClassVar[int]
    caisse: Caisse
    def __init__(self, caisse: _Optional[_Union[Caisse, _Mapping]] = ...) -> None: ...

class EnregistrerEncaissementRequest(_message.Message):
    __slots__ = ("request_id", "caisse_id", "bail_id", "mois", "montant", "encaisse_le", "debiteur_sans_compte", "justificatif")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAISSE_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    ENCAISSE_LE_FIELD_NUMBER: _ClassVar[int]
    DEBITEUR_SANS_COMPTE_FIELD_NUMBER: _ClassVar[int]
    JUSTIFICATIF_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    caisse_id: str
    bail_id: str
    mois: str
    montant: _commun_pb2.Montant
    encaisse_le: str
    debiteur_sans_compte: bool
    justificatif: str
    def __init__(self, request_id: _Optional[str] = ..., caisse_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., mois: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., encaisse_le: _Optional[str] = ..., debiteur_sans_compte: _Optional[bool] = ..., justificatif: _Optional[str] = ...) -> None: ...

class EnregistrerEncaissementResponse(_message.Message):
    __slots__ = ("encaissement",)
    ENCAISSEMENT_FIELD_NUMBER: _ClassVar[int]
    encaissement: Encaissement
    def __init__(self, encaissement: _Optional[_Union[Encaissement, _Mapping]] = ...) -> None: ...

class AnnulerEncaissementRequest(_message.Message):
    __slots__ = ("request_id", "caisse_id", "encaissement_id", "motif", "annule_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAISSE_ID_FIELD_NUMBER: _ClassVar[int]
    ENCAISSEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    ANNULE_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    caisse_id: str
    encaissement_id: str
    motif: str
    annule_le: str
    def __init__(self, request_id: _Optional[str] = ..., caisse_id: _Optional[str] = ..., encaissement_id: _Optional[str] = ..., motif: _Optional[str] = ..., annule_le: _Optional[str] = ...) -> None: ...

class AnnulerEncaissementResponse(_message.Message):
    __slots__ = ("encaissement",)
    ENCAISSEMENT_FIELD_NUMBER: _ClassVar[int]
    encaissement: Encaissement
    def __init__(self, encaissement: _Optional[_Union[Encaissement, _Mapping]] = ...) -> None: ...

class CompterCaisseRequest(_message.Message):
    __slots__ = ("request_id", "caisse_id", "coupures", "comptee_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAISSE_ID_FIELD_NUMBER: _ClassVar[int]
    COUPURES_FIELD_NUMBER: _ClassVar[int]
    COMPTEE_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    caisse_id: str
    coupures: _containers.RepeatedCompositeFieldContainer[Coupure]
    comptee_le: str
    def __init__(self, request_id: _Optional[str] = ..., caisse_id: _Optional[str] = ..., coupures: _Optional[_Iterable[_Union[Coupure, _Mapping]]] = ..., comptee_le: _Optional[str] = ...) -> None: ...

class CompterCaisseResponse(_message.Message):
    __slots__ = ("caisse",)
    CAISSE_FIELD_NUMBER: _ClassVar[int]
    caisse: Caisse
    def __init__(self, caisse: _Optional[_Union[Caisse, _Mapping]] = ...) -> None: ...

class ViserEcartRequest(_message.Message):
    __slots__ = ("request_id", "caisse_id", "motif", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAISSE_ID_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    caisse_id: str
    motif: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., caisse_id: _Optional[str] = ..., motif: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class ViserEcartResponse(_message.Message):
    __slots__ = ("caisse",)
    CAISSE_FIELD_NUMBER: _ClassVar[int]
    caisse: Caisse
    def __init__(self, caisse: _Optional[_Union[Caisse, _Mapping]] = ...) -> None: ...

class PreparerRemiseEspecesRequest(_message.Message):
    __slots__ = ("request_id", "caisse_id", "coupures", "scelle", "preparee_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAISSE_ID_FIELD_NUMBER: _ClassVar[int]
    COUPURES_FIELD_NUMBER: _ClassVar[int]
    SCELLE_FIELD_NUMBER: _ClassVar[int]
    PREPAREE_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    caisse_id: str
    coupures: _containers.RepeatedCompositeFieldContainer[Coupure]
    scelle: str
    preparee_le: str
    def __init__(self, request_id: _Optional[str] = ..., caisse_id: _Optional[str] = ..., coupures: _Optional[_Iterable[_Union[Coupure, _Mapping]]] = ..., scelle: _Optional[str] = ..., preparee_le: _Optional[str] = ...) -> None: ...

class PreparerRemiseEspecesResponse(_message.Message):
    __slots__ = ("caisse",)
    CAISSE_FIELD_NUMBER: _ClassVar[int]
    caisse: Caisse
    def __init__(self, caisse: _Optional[_Union[Caisse, _Mapping]] = ...) -> None: ...

class TransporterRemiseRequest(_message.Message):
    __slots__ = ("request_id", "caisse_id", "transporteur", "transportee_le", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAISSE_ID_FIELD_NUMBER: _ClassVar[int]
    TRANSPORTEUR_FIELD_NUMBER: _ClassVar[int]
    TRANSPORTEE_LE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    caisse_id: str
    transporteur: str
    transportee_le: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., caisse_id: _Optional[str] = ..., transporteur: _Optional[str] = ..., transportee_le: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class TransporterRemiseResponse(_message.Message):
    __slots__ = ("caisse",)
    CAISSE_FIELD_NUMBER: _ClassVar[int]
    caisse: Caisse
    def __init__(self, caisse: _Optional[_Union[Caisse, _Mapping]] = ...) -> None: ...

class CloreCaisseRequest(_message.Message):
    __slots__ = ("request_id", "caisse_id", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAISSE_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    caisse_id: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., caisse_id: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class CloreCaisseResponse(_message.Message):
    __slots__ = ("caisse",)
    CAISSE_FIELD_NUMBER: _ClassVar[int]
    caisse: Caisse
    def __init__(self, caisse: _Optional[_Union[Caisse, _Mapping]] = ...) -> None: ...

class GetCaisseRequest(_message.Message):
    __slots__ = ("caisse_id",)
    CAISSE_ID_FIELD_NUMBER: _ClassVar[int]
    caisse_id: str
    def __init__(self, caisse_id: _Optional[str] = ...) -> None: ...

class GetCaisseResponse(_message.Message):
    __slots__ = ("caisse",)
    CAISSE_FIELD_NUMBER: _ClassVar[int]
    caisse: Caisse
    def __init__(self, caisse: _Optional[_Union[Caisse, _Mapping]] = ...) -> None: ...

class ListCaissesRequest(_message.Message):
    __slots__ = ("statut", "loge", "a_alerter", "page_size", "page_token")
    STATUT_FIELD_NUMBER: _ClassVar[int]
    LOGE_FIELD_NUMBER: _ClassVar[int]
    A_ALERTER_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    statut: str
    loge: str
    a_alerter: bool
    page_size: int
    page_token: str
    def __init__(self, statut: _Optional[str] = ..., loge: _Optional[str] = ..., a_alerter: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListCaissesResponse(_message.Message):
    __slots__ = ("caisses", "next_page_token")
    CAISSES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    caisses: _containers.RepeatedCompositeFieldContainer[Caisse]
    next_page_token: str
    def __init__(self, caisses: _Optional[_Iterable[_Union[Caisse, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetEncaissementRequest(_message.Message):
    __slots__ = ("encaissement_id",)
    ENCAISSEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    encaissement_id: str
    def __init__(self, encaissement_id: _Optional[str] = ...) -> None: ...

class GetEncaissementResponse(_message.Message):
    __slots__ = ("encaissement",)
    ENCAISSEMENT_FIELD_NUMBER: _ClassVar[int]
    encaissement: Encaissement
    def __init__(self, encaissement: _Optional[_Union[Encaissement, _Mapping]] = ...) -> None: ...
