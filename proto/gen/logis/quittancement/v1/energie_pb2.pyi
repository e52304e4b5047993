from google.api import annotations_pb2 as _annotations_pb2
from logis.commun.v1 import commun_pb2 as _commun_pb2
from logis.quittancement.v1 import quittancement_pb2 as _quittancement_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Compteur(_message.Message):
    __slots__ = ("id", "reference", "residence_id", "logement_id", "fluide", "usage", "role", "unite", "modulo", "pose_le", "index_pose", "depose_le", "index_depose", "remplace_id", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    LOGEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    FLUIDE_FIELD_NUMBER: _ClassVar[int]
    USAGE_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    UNITE_FIELD_NUMBER: _ClassVar[int]
    MODULO_FIELD_NUMBER: _ClassVar[int]
    POSE_LE_FIELD_NUMBER: _ClassVar[int]
    INDEX_POSE_FIELD_NUMBER: _ClassVar[int]
    DEPOSE_LE_FIELD_NUMBER: _ClassVar[int]
    INDEX_DEPOSE_FIELD_NUMBER: _ClassVar[int]
    REMPLACE_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    reference: str
    residence_id: str
    logement_id: str
    fluide: str
    usage: str
    role: str
    unite: str
    modulo: int
    pose_le: str
    index_pose: int
    depose_le: str
    index_depose: int
    remplace_id: str
    etag: str
    def __init__(self, id: _Optional[str] = ..., reference: _Optional[str] = ..., residence_id: _Optional[str] = ..., logement_id: _Optional[str] = ..., fluide: _Optional[str] = ..., usage: _Optional[str] = ..., role: _Optional[str] = ..., unite: _Optional[str] = ..., modulo: _Optional[int] = ..., pose_le: _Optional[str] = ..., index_pose: _Optional[int] = ..., depose_le: _Optional[str] = ..., index_depose: _Optional[int] = ..., remplace_id: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class Releve(_message.Message):
    __slots__ = ("le", "index", "qualite", "source")
    LE_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    QUALITE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    le: str
    index: int
    qualite: str
    source: str
    def __init__(self, le: _Optional[str] = ..., index: _Optional[int] = ..., qualite: _Optional[str] = ..., source: _Optional[str] = ...) -> None: ...

class EnregistrerCompteurRequest(_message.Message):
    __slots__ = ("request_id", "reference", "residence_id", "logement_id", "fluide", "usage", "role", "modulo", "pose_le", "index_pose")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    LOGEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    FLUIDE_FIELD_NUMBER: _ClassVar[int]
    USAGE_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    MODULO_FIELD_NUMBER: _ClassVar[int]
    POSE_LE_FIELD_NUMBER: _ClassVar[int]
    INDEX_POSE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    reference: str
    residence_id: str
    logement_id: str
    fluide: str
    usage: str
    role: str
    modulo: int
    pose_le: str
    index_pose: int
    def __init__(self, request_id: _Optional[str] = ..., reference: _Optional[str] = ..., residence_id: _Optional[str] = ..., logement_id: _Optional[str] = ..., fluide: _Optional[str] = ..., usage: _Optional[str] = ..., role: _Optional[str] = ..., modulo: _Optional[int] = ..., pose_le: _Optional[str] = ..., index_pose: _Optional[int] = ...) -> None: ...

class EnregistrerCompteurResponse(_message.Message):
    __slots__ = ("compteur",)
    COMPTEUR_FIELD_NUMBER: _ClassVar[int]
    compteur: Compteur
    def __init__(self, compteur: _Optional[_Union[Compteur, _Mapping]] = ...) -> None: ...

class RemplacerCompteurRequest(_message.Message):
    __slots__ = ("request_id", "compteur_id", "le", "index_depose", "reference", "modulo", "index_pose", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    COMPTEUR_ID_FIELD_NUMBER: _ClassVar[int]
    LE_FIELD_NUMBER: _ClassVar[int]
    INDEX_DEPOSE_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    MODULO_FIELD_NUMBER: _ClassVar[int]
    INDEX_POSE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    compteur_id: str
    le: str
    index_depose: int
    reference: str
    modulo: int
    index_pose: int
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., compteur_id: _Optional[str] = ..., le: _Optional[str] = ..., index_depose: _Optional[int] = ..., reference: _Optional[str] = ..., modulo: _Optional[int] = ..., index_pose: _Optional[int] = ..., etag: _Optional[str] = ...) -> None: ...

class RemplacerCompteurResponse(_message.Message):
    __slots__ = ("depose", "pose")
    DEPOSE_FIELD_NUMBER: _ClassVar[int]
    POSE_FIELD_NUMBER: _ClassVar[int]
    depose: Compteur
    pose: Compteur
    def __init__(self, depose: _Optional[_Union[Compteur, _Mapping]] = ..., pose: _Optional[_Union[Compteur, _Mapping]] = ...) -> None: ...

class ImporterRelevesRequest(_message.Message):
    __slots__ = ("request_id", "contenu", "premiere_ligne")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CONTENU_FIELD_NUMBER: _ClassVar[int]
    PREMIERE_LIGNE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    contenu: str
    premiere_ligne: int
    def __init__(self, request_id: _Optional[str] = ..., contenu: _Optional[str] = ..., premiere_ligne: _Optional[int] = ...) -> None: ...

class CompteRenduImport(_message.Message):
    __slots__ = ("empreinte", "lignes", "acceptes", "doublons", "ecartees", "deja_importe")
    EMPREINTE_FIELD_NUMBER: _ClassVar[int]
    LIGNES_FIELD_NUMBER: _ClassVar[int]
    ACCEPTES_FIELD_NUMBER: _ClassVar[int]
    DOUBLONS_FIELD_NUMBER: _ClassVar[int]
    ECARTEES_FIELD_NUMBER: _ClassVar[int]
    DEJA_IMPORTE_FIELD_NUMBER: _ClassVar[int]
    empreinte: str
    lignes: int
    acceptes: int
    doublons: int
    ecartees: _containers.RepeatedCompositeFieldContainer[_quittancement_pb2.LigneEcartee]
    deja_importe: bool
    def __init__(self, empreinte: _Optional[str] = ..., lignes: _Optional[int] = ..., acceptes: _Optional[int] = ..., doublons: _Optional[int] = ..., ecartees: _Optional[_Iterable[_Union[_quittancement_pb2.LigneEcartee, _Mapping]]] = ..., deja_importe: _Optional[bool] = ...) -> None: ...

class ImporterRelevesResponse(_message.Message):
    __slots__ = ("compte_rendu",)
    COMPTE_RENDU_FIELD_NUMBER: _ClassVar[int]
    compte_rendu: CompteRenduImport
    def __init__(self, compte_rendu: _Optional[_Union[CompteRenduImport, _Mapping]] = ...) -> None: ...

class GetCompteurRequest(_message.Message):
    __slots__ = ("compteur_id",)
    COMPTEUR_ID_FIELD_NUMBER: _ClassVar[int]
    compteur_id: str
    def __init__(self, compteur_id: _Optional[str] = ...) -> None: ...

class GetCompteurResponse(_message.Message):
    __slots__ = ("compteur", "releves")
    COMPTEUR_FIELD_NUMBER: _ClassVar[int]
    RELEVES_FIELD_NUMBER: _ClassVar[int]
    compteur: Compteur
    releves: _containers.RepeatedCompositeFieldContainer[Releve]
    def __init__(self, compteur: _Optional[_Union[Compteur, _Mapping]] = ..., releves: _Optional[_Iterable[_Union[Releve, _Mapping]]] = ...) -> None: ...

class ListCompteursRequest(_message.Message):
    __slots__ = ("residence_id", "page_size", "page_token")
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    residence_id: str
    page_size: int
    page_token: str
    def __init__(self, residence_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListCompteursResponse(_message.Message):
    __slots__ = ("compteurs", "next_page_token")
    COMPTEURS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    compteurs: _containers.RepeatedCompositeFieldContainer[Compteur]
    next_page_token: str
    def __init__(self, compteurs: _Optional[_Iterable[_Union[Compteur, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
