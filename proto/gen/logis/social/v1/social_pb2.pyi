from google.api import annotations_pb2 as _annotations_pb2
from logis.commun.v1 import commun_pb2 as _commun_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class DossierSocial(_message.Message):
    __slots__ = ("id", "bail_id", "statut", "motif_orientation", "oriente_le", "referent", "consentement_le", "entretiens", "accueillir_avant_le", "clos_le", "motif_cloture", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    MOTIF_ORIENTATION_FIELD_NUMBER: _ClassVar[int]
    ORIENTE_LE_FIELD_NUMBER: _ClassVar[int]
    REFERENT_FIELD_NUMBER: _ClassVar[int]
    CONSENTEMENT_LE_FIELD_NUMBER: _ClassVar[int]
    ENTRETIENS_FIELD_NUMBER: _ClassVar[int]
    ACCUEILLIR_AVANT_LE_FIELD_NUMBER: _ClassVar[int]
    CLOS_LE_FIELD_NUMBER: _ClassVar[int]
    MOTIF_CLOTURE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    bail_id: str
    statut: str
    motif_orientation: str
    oriente_le: str
    referent: str
    consentement_le: str
    entretiens: _containers.RepeatedCompositeFieldContainer[Entretien]
    accueillir_avant_le: str
    clos_le: str
    motif_cloture: str
    etag: str
    def __init__(self, id: _Optional[str] = ..., bail_id: _Optional[str] = ..., statut: _Optional[str] = ..., motif_orientation: _Optional[str] = ..., oriente_le: _Optional[str] = ..., referent: _Optional[str] = ..., consentement_le: _Optional[str] = ..., entretiens: _Optional[_Iterable[_Union[Entretien, _Mapping]]] = ..., accueillir_avant_le: _Optional[str] = ..., clos_le: _Optional[str] = ..., motif_cloture: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class AccesSocial(_message.Message):
    __slots__ = ("id", "le", "sub", "metiers", "mission_active", "action", "dossier_id", "accorde")
    ID_FIELD_NUMBER: _ClassVar[int]
    LE_FIELD_NUMBER: _ClassVar[int]
    SUB_FIELD_NUMBER: _ClassVar[int]
    METIERS_FIELD_NUMBER: _ClassVar[int]
    MISSION_ACTIVE_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    ACCORDE_FIELD_NUMBER: _ClassVar[int]
    id: str
    le: str
    sub: str
    metiers: _containers.RepeatedScalarFieldContainer[str]
    mission_active: str
    action: str
    dossier_id: str
    accorde: bool
    def __init__(self, id: _Optional[str] = ..., le: _Optional[str] = ..., sub: _Optional[str] = ..., metiers: _Optional[_Iterable[str]] = ..., mission_active: _Optional[str] = ..., action: _Optional[str] = ..., dossier_id: _Optional[str] = ..., accorde: _Optional[bool] = ...) -> None: ...

class Entretien(_message.Message):
    __slots__ = ("tenu_le", "lieu", "synthese")
    TENU_LE_FIELD_NUMBER: _ClassVar[int]
    LIEU_FIELD_NUMBER: _ClassVar[int]
    SYNTHESE_FIELD_NUMBER: _ClassVar[int]
    tenu_le: str
    lieu: str
    synthese: str
    def __init__(self, tenu_le: _Optional[str] = ..., lieu: _Optional[str] = ..., synthese: _Optional[str] = ...) -> None: ...

class ProposerAccompagnementRequest(_message.Message):
    __slots__ = ("request_id", "dossier_id", "propose_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    PROPOSE_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    dossier_id: str
    propose_le: str
    def __init__(self, request_id: _Optional[str] = ..., dossier_id: _Optional[str] = ..., propose_le: _Optional[str] = ...) -> None: ...

class ProposerAccompagnementResponse(_message.Message):
    __slots__ = ("dossier",)
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    dossier: DossierSocial
    def __init__(self, dossier: _Optional[_Union[DossierSocial, _Mapping]] = ...) -> None: ...

class OuvrirAccompagnementRequest(_message.Message):
    __slots__ = ("request_id", "dossier_id", "consentement_le", "support_consentement")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    CONSENTEMENT_LE_FIELD_NUMBER: _ClassVar[int]
    SUPPORT_CONSENTEMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    dossier_id: str
    consentement_le: str
    support_consentement: str
    def __init__(self, request_id: _Optional[str] = ..., dossier_id: _Optional[str] = ..., consentement_le: _Optional[str] = ..., support_consentement: _Optional[str] = ...) -> None: ...

class OuvrirAccompagnementResponse(_message.Message):
    __slots__ = ("dossier",)
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    dossier: DossierSocial
    def __init__(self, dossier: _Optional[_Union[DossierSocial, _Mapping]] = ...) -> None: ...

class RefuserAccompagnementRequest(_message.Message):
    __slots__ = ("request_id", "dossier_id", "refuse_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    REFUSE_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    dossier_id: str
    refuse_le: str
    def __init__(self, request_id: _Optional[str] = ..., dossier_id: _Optional[str] = ..., refuse_le: _Optional[str] = ...) -> None: ...

class RefuserAccompagnementResponse(_message.Message):
    __slots__ = ("dossier",)
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    dossier: DossierSocial
    def __init__(self, dossier: _Optional[_Union[DossierSocial, _Mapping]] = ...) -> None: ...

class ConsignerEntretienRequest(_message.Message):
    __slots__ = ("request_id", "dossier_id", "tenu_le", "lieu", "synthese")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    TENU_LE_FIELD_NUMBER: _ClassVar[int]
    LIEU_FIELD_NUMBER: _ClassVar[int]
    SYNTHESE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    dossier_id: str
    tenu_le: str
    lieu: str
    synthese: str
    def __init__(self, request_id: _Optional[str] = ..., dossier_id: _Optional[str] = ..., tenu_le: _Optional[str] = ..., lieu: _Optional[str] = ..., synthese: _Optional[str] = ...) -> None: ...

class ConsignerEntretienResponse(_message.Message):
    __slots__ = ("dossier",)
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    dossier: DossierSocial
    def __init__(self, dossier: _Optional[_Union[DossierSocial, _Mapping]] = ...) -> None: ...

class CloreAccompagnementRequest(_message.Message):
    __slots__ = ("request_id", "dossier_id", "clos_le", "motif")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    CLOS_LE_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    dossier_id: str
    clos_le: str
    motif: str
    def __init__(self, request_id: _Optional[str] = ..., dossier_id: _Optional[str] = ..., clos_le: _Optional[str] = ..., motif: _Optional[str] = ...) -> None: ...

class CloreAccompagnementResponse(_message.Message):
    __slots__ = ("dossier",)
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    dossier: DossierSocial
    def __init__(self, dossier: _Optional[_Union[DossierSocial, _Mapping]] = ...) -> None: ...

class GetDossierSocialRequest(_message.Message):
    __slots__ = ("dossier_id",)
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    dossier_id: str
    def __init__(self, dossier_id: _Optional[str] = ...) -> None: ...

class GetDossierSocialResponse(_message.Message):
    __slots__ = ("dossier",)
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    dossier: DossierSocial
    def __init__(self, dossier: _Optional[_Union[DossierSocial, _Mapping]] = ...) -> None: ...

class ListDossiersSociauxRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "statut")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    statut: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., statut: _Optional[str] = ...) -> None: ...

class ListDossiersSociauxResponse(_message.Message):
    __slots__ = ("dossiers", "next_page_token")
    DOSSIERS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    dossiers: _containers.RepeatedCompositeFieldContainer[DossierSocial]
    next_page_token: str
    def __init__(self, dossiers: _Optional[_Iterable[_Union[DossierSocial, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetStatutAccompagnementRequest(_message.Message):
    __slots__ = ("bail_id",)
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    def __init__(self, bail_id: _Optional[str] = ...) -> None: ...

class GetStatutAccompagnementResponse(_message.Message):
    __slots__ = ("bail_id", "statut", "depuis_le")
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    DEPUIS_LE_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    statut: str
    depuis_le: str
    def __init__(self, bail_id: _Optional[str] = ..., statut: _Optional[str] = ..., depuis_le: _Optional[str] = ...) -> None: ...

class ListAccesSociauxRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "dossier_id")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    dossier_id: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., dossier_id: _Optional[str] = ...) -> None: ...

class ListAccesSociauxResponse(_message.Message):
    __slots__ = ("acces", "next_page_token")
    ACCES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    acces: _containers.RepeatedCompositeFieldContainer[AccesSocial]
    next_page_token: str
    def __init__(self, acces: _Optional[_Iterable[_Union[AccesSocial, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class PurgerAccesSociauxRequest(_message.Message):
    __slots__ = ("request_id", "au")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    au: str
    def __init__(self, request_id: _Optional[str] = ..., au: _Optional[str] = ...) -> None: ...

class PurgerAccesSociauxResponse(_message.Message):
    __slots__ = ("avant_le", "effaces")
    AVANT_LE_FIELD_NUMBER: _ClassVar[int]
    EFFACES_FIELD_NUMBER: _ClassVar[int]
    avant_le: str
    effaces: int
    def __init__(self, avant_le: _Optional[str] = ..., effaces: _Optional[int] = ...) -> None: ...
