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
    __slots__ = ("service", "non_envoyes", "plus_ancien_s", "retenus", "reprises", "gares", "plus_ancien_retenu_s", "envoyes_s", "traites_s", "detenteurs")
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    NON_ENVOYES_FIELD_NUMBER: _ClassVar[int]
    PLUS_ANCIEN_S_FIELD_NUMBER: _ClassVar[int]
    RETENUS_FIELD_NUMBER: _ClassVar[int]
    REPRISES_FIELD_NUMBER: _ClassVar[int]
    GARES_FIELD_NUMBER: _ClassVar[int]
    PLUS_ANCIEN_RETENU_S_FIELD_NUMBER: _ClassVar[int]
    ENVOYES_S_FIELD_NUMBER: _ClassVar[int]
    TRAITES_S_FIELD_NUMBER: _ClassVar[int]
    DETENTEURS_FIELD_NUMBER: _ClassVar[int]
    service: str
    non_envoyes: int
    plus_ancien_s: float
    retenus: int
    reprises: int
    gares: int
    plus_ancien_retenu_s: float
    envoyes_s: float
    traites_s: float
    detenteurs: _containers.RepeatedCompositeFieldContainer[Detenteur]
    def __init__(self, service: _Optional[str] = ..., non_envoyes: _Optional[int] = ..., plus_ancien_s: _Optional[float] = ..., retenus: _Optional[int] = ..., reprises: _Optional[int] = ..., gares: _Optional[int] = ..., plus_ancien_retenu_s: _Optional[float] = ..., envoyes_s: _Optional[float] = ..., traites_s: _Optional[float] = ..., detenteurs: _Optional[_Iterable[_Union[Detenteur, _Mapping]]] = ...) -> None: ...

class Detenteur(_message.Message):
    __slots__ = ("partition", "detenteur")
    PARTITION_FIELD_NUMBER: _ClassVar[int]
    DETENTEUR_FIELD_NUMBER: _ClassVar[int]
    partition: int
    detenteur: str
    def __init__(self, partition: _Optional[int] = ..., detenteur: _Optional[str] = ...) -> None: ...

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

class FiltreIncidents(_message.Message):
    __slots__ = ("statut", "reaction", "code", "empreinte")
    STATUT_FIELD_NUMBER: _ClassVar[int]
    REACTION_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    EMPREINTE_FIELD_NUMBER: _ClassVar[int]
    statut: str
    reaction: str
    code: str
    empreinte: str
    def __init__(self, statut: _Optional[str] = ..., reaction: _Optional[str] = ..., code: _Optional[str] = ..., empreinte: _Optional[str] = ...) -> None: ...

class ListGroupesRequest(_message.Message):
    __slots__ = ("filtre",)
    FILTRE_FIELD_NUMBER: _ClassVar[int]
    filtre: FiltreIncidents
    def __init__(self, filtre: _Optional[_Union[FiltreIncidents, _Mapping]] = ...) -> None: ...

class ListGroupesResponse(_message.Message):
    __slots__ = ("groupes",)
    GROUPES_FIELD_NUMBER: _ClassVar[int]
    groupes: _containers.RepeatedCompositeFieldContainer[Groupe]
    def __init__(self, groupes: _Optional[_Iterable[_Union[Groupe, _Mapping]]] = ...) -> None: ...

class Groupe(_message.Message):
    __slots__ = ("empreinte", "reaction", "code", "nombre", "premier", "dernier", "message", "conseil")
    EMPREINTE_FIELD_NUMBER: _ClassVar[int]
    REACTION_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    PREMIER_FIELD_NUMBER: _ClassVar[int]
    DERNIER_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    CONSEIL_FIELD_NUMBER: _ClassVar[int]
    empreinte: str
    reaction: str
    code: str
    nombre: int
    premier: str
    dernier: str
    message: str
    conseil: str
    def __init__(self, empreinte: _Optional[str] = ..., reaction: _Optional[str] = ..., code: _Optional[str] = ..., nombre: _Optional[int] = ..., premier: _Optional[str] = ..., dernier: _Optional[str] = ..., message: _Optional[str] = ..., conseil: _Optional[str] = ...) -> None: ...

class ListIncidentsRequest(_message.Message):
    __slots__ = ("filtre", "page_size", "page_token")
    FILTRE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    filtre: FiltreIncidents
    page_size: int
    page_token: str
    def __init__(self, filtre: _Optional[_Union[FiltreIncidents, _Mapping]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListIncidentsResponse(_message.Message):
    __slots__ = ("incidents", "next_page_token")
    INCIDENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    incidents: _containers.RepeatedCompositeFieldContainer[Incident]
    next_page_token: str
    def __init__(self, incidents: _Optional[_Iterable[_Union[Incident, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class Incident(_message.Message):
    __slots__ = ("id", "statut", "reaction", "evenement_id", "source", "agregat", "agregat_id", "sequence", "empreinte", "code", "message", "tentatives", "cree_le", "prochaine_le", "bloquant", "taille", "entetes", "conseil")
    class EntetesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
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
    PROCHAINE_LE_FIELD_NUMBER: _ClassVar[int]
    BLOQUANT_FIELD_NUMBER: _ClassVar[int]
    TAILLE_FIELD_NUMBER: _ClassVar[int]
    ENTETES_FIELD_NUMBER: _ClassVar[int]
    CONSEIL_FIELD_NUMBER: _ClassVar[int]
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
    prochaine_le: str
    bloquant: bool
    taille: int
    entetes: _containers.ScalarMap[str, str]
    conseil: str
    def __init__(self, id: _Optional[str] = ..., statut: _Optional[str] = ..., reaction: _Optional[str] = ..., evenement_id: _Optional[str] = ..., source: _Optional[str] = ..., agregat: _Optional[str] = ..., agregat_id: _Optional[str] = ..., sequence: _Optional[int] = ..., empreinte: _Optional[str] = ..., code: _Optional[str] = ..., message: _Optional[str] = ..., tentatives: _Optional[int] = ..., cree_le: _Optional[str] = ..., prochaine_le: _Optional[str] = ..., bloquant: _Optional[bool] = ..., taille: _Optional[int] = ..., entetes: _Optional[_Mapping[str, str]] = ..., conseil: _Optional[str] = ...) -> None: ...

class GetIncidentRequest(_message.Message):
    __slots__ = ("incident_id", "avec_corps")
    INCIDENT_ID_FIELD_NUMBER: _ClassVar[int]
    AVEC_CORPS_FIELD_NUMBER: _ClassVar[int]
    incident_id: str
    avec_corps: bool
    def __init__(self, incident_id: _Optional[str] = ..., avec_corps: _Optional[bool] = ...) -> None: ...

class GetIncidentResponse(_message.Message):
    __slots__ = ("incident", "corps")
    INCIDENT_FIELD_NUMBER: _ClassVar[int]
    CORPS_FIELD_NUMBER: _ClassVar[int]
    incident: Incident
    corps: bytes
    def __init__(self, incident: _Optional[_Union[Incident, _Mapping]] = ..., corps: _Optional[bytes] = ...) -> None: ...

class RejouerIncidentsRequest(_message.Message):
    __slots__ = ("incident_id", "empreinte", "a_blanc", "request_id")
    INCIDENT_ID_FIELD_NUMBER: _ClassVar[int]
    EMPREINTE_FIELD_NUMBER: _ClassVar[int]
    A_BLANC_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    incident_id: str
    empreinte: str
    a_blanc: bool
    request_id: str
    def __init__(self, incident_id: _Optional[str] = ..., empreinte: _Optional[str] = ..., a_blanc: _Optional[bool] = ..., request_id: _Optional[str] = ...) -> None: ...

class RejouerIncidentsResponse(_message.Message):
    __slots__ = ("nombre",)
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    nombre: int
    def __init__(self, nombre: _Optional[int] = ...) -> None: ...

class EcarterIncidentsRequest(_message.Message):
    __slots__ = ("incident_id", "empreinte", "a_blanc", "motif", "request_id")
    INCIDENT_ID_FIELD_NUMBER: _ClassVar[int]
    EMPREINTE_FIELD_NUMBER: _ClassVar[int]
    A_BLANC_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    incident_id: str
    empreinte: str
    a_blanc: bool
    motif: str
    request_id: str
    def __init__(self, incident_id: _Optional[str] = ..., empreinte: _Optional[str] = ..., a_blanc: _Optional[bool] = ..., motif: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class EcarterIncidentsResponse(_message.Message):
    __slots__ = ("nombre",)
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    nombre: int
    def __init__(self, nombre: _Optional[int] = ...) -> None: ...

class ListRetenusRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListRetenusResponse(_message.Message):
    __slots__ = ("retenus",)
    RETENUS_FIELD_NUMBER: _ClassVar[int]
    retenus: _containers.RepeatedCompositeFieldContainer[Retenu]
    def __init__(self, retenus: _Optional[_Iterable[_Union[Retenu, _Mapping]]] = ...) -> None: ...

class Retenu(_message.Message):
    __slots__ = ("source", "agregat", "agregat_id", "nombre", "depuis", "premier", "derniere")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    AGREGAT_FIELD_NUMBER: _ClassVar[int]
    AGREGAT_ID_FIELD_NUMBER: _ClassVar[int]
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    DEPUIS_FIELD_NUMBER: _ClassVar[int]
    PREMIER_FIELD_NUMBER: _ClassVar[int]
    DERNIERE_FIELD_NUMBER: _ClassVar[int]
    source: str
    agregat: str
    agregat_id: str
    nombre: int
    depuis: str
    premier: int
    derniere: int
    def __init__(self, source: _Optional[str] = ..., agregat: _Optional[str] = ..., agregat_id: _Optional[str] = ..., nombre: _Optional[int] = ..., depuis: _Optional[str] = ..., premier: _Optional[int] = ..., derniere: _Optional[int] = ...) -> None: ...

class FranchirTrouRequest(_message.Message):
    __slots__ = ("source", "agregat", "agregat_id", "motif", "request_id")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    AGREGAT_FIELD_NUMBER: _ClassVar[int]
    AGREGAT_ID_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    source: str
    agregat: str
    agregat_id: str
    motif: str
    request_id: str
    def __init__(self, source: _Optional[str] = ..., agregat: _Optional[str] = ..., agregat_id: _Optional[str] = ..., motif: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class FranchirTrouResponse(_message.Message):
    __slots__ = ("rangs",)
    RANGS_FIELD_NUMBER: _ClassVar[int]
    rangs: int
    def __init__(self, rangs: _Optional[int] = ...) -> None: ...

class OuvrirRejeuRequest(_message.Message):
    __slots__ = ("reaction", "du", "au", "agregat_id", "a_blanc", "request_id")
    REACTION_FIELD_NUMBER: _ClassVar[int]
    DU_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    AGREGAT_ID_FIELD_NUMBER: _ClassVar[int]
    A_BLANC_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    reaction: str
    du: str
    au: str
    agregat_id: str
    a_blanc: bool
    request_id: str
    def __init__(self, reaction: _Optional[str] = ..., du: _Optional[str] = ..., au: _Optional[str] = ..., agregat_id: _Optional[str] = ..., a_blanc: _Optional[bool] = ..., request_id: _Optional[str] = ...) -> None: ...

class OuvrirRejeuResponse(_message.Message):
    __slots__ = ("source", "agregat")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    AGREGAT_FIELD_NUMBER: _ClassVar[int]
    source: str
    agregat: str
    def __init__(self, source: _Optional[str] = ..., agregat: _Optional[str] = ...) -> None: ...

class RenvoyerFaitsRequest(_message.Message):
    __slots__ = ("agregat", "du", "au", "agregat_id", "a_blanc", "request_id")
    AGREGAT_FIELD_NUMBER: _ClassVar[int]
    DU_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    AGREGAT_ID_FIELD_NUMBER: _ClassVar[int]
    A_BLANC_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    agregat: str
    du: str
    au: str
    agregat_id: str
    a_blanc: bool
    request_id: str
    def __init__(self, agregat: _Optional[str] = ..., du: _Optional[str] = ..., au: _Optional[str] = ..., agregat_id: _Optional[str] = ..., a_blanc: _Optional[bool] = ..., request_id: _Optional[str] = ...) -> None: ...

class RenvoyerFaitsResponse(_message.Message):
    __slots__ = ("nombre",)
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    nombre: int
    def __init__(self, nombre: _Optional[int] = ...) -> None: ...

class ListRefusRequest(_message.Message):
    __slots__ = ("reaction", "page_size", "page_token")
    REACTION_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    reaction: str
    page_size: int
    page_token: str
    def __init__(self, reaction: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRefusResponse(_message.Message):
    __slots__ = ("refus", "next_page_token")
    REFUS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    refus: _containers.RepeatedCompositeFieldContainer[Refus]
    next_page_token: str
    def __init__(self, refus: _Optional[_Iterable[_Union[Refus, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class Refus(_message.Message):
    __slots__ = ("evenement_id", "reaction", "code", "message", "le")
    EVENEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    REACTION_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    LE_FIELD_NUMBER: _ClassVar[int]
    evenement_id: str
    reaction: str
    code: str
    message: str
    le: str
    def __init__(self, evenement_id: _Optional[str] = ..., reaction: _Optional[str] = ..., code: _Optional[str] = ..., message: _Optional[str] = ..., le: _Optional[str] = ...) -> None: ...

class ListActesRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListActesResponse(_message.Message):
    __slots__ = ("actes", "next_page_token")
    ACTES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    actes: _containers.RepeatedCompositeFieldContainer[Acte]
    next_page_token: str
    def __init__(self, actes: _Optional[_Iterable[_Union[Acte, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class Acte(_message.Message):
    __slots__ = ("numero", "le", "acteur", "acte", "cible", "detail")
    NUMERO_FIELD_NUMBER: _ClassVar[int]
    LE_FIELD_NUMBER: _ClassVar[int]
    ACTEUR_FIELD_NUMBER: _ClassVar[int]
    ACTE_FIELD_NUMBER: _ClassVar[int]
    CIBLE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    numero: int
    le: str
    acteur: str
    acte: str
    cible: str
    detail: str
    def __init__(self, numero: _Optional[int] = ..., le: _Optional[str] = ..., acteur: _Optional[str] = ..., acte: _Optional[str] = ..., cible: _Optional[str] = ..., detail: _Optional[str] = ...) -> None: ...

class PurgerRequetesRequest(_message.Message):
    __slots__ = ("au", "request_id")
    AU_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    au: str
    request_id: str
    def __init__(self, au: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class PurgerRequetesResponse(_message.Message):
    __slots__ = ("nombre",)
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    nombre: int
    def __init__(self, nombre: _Optional[int] = ...) -> None: ...
