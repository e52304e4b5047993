from google.api import annotations_pb2 as _annotations_pb2
from logis.commun.v1 import commun_pb2 as _commun_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class DossierImpaye(_message.Message):
    __slots__ = ("id", "reference", "bail_id", "phase", "ouvert_le", "dette_initiale", "dette_courante", "relances", "accompagnement", "clos_le", "motif_cloture", "signaler_caf_avant_le", "explications", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    PHASE_FIELD_NUMBER: _ClassVar[int]
    OUVERT_LE_FIELD_NUMBER: _ClassVar[int]
    DETTE_INITIALE_FIELD_NUMBER: _ClassVar[int]
    DETTE_COURANTE_FIELD_NUMBER: _ClassVar[int]
    RELANCES_FIELD_NUMBER: _ClassVar[int]
    ACCOMPAGNEMENT_FIELD_NUMBER: _ClassVar[int]
    CLOS_LE_FIELD_NUMBER: _ClassVar[int]
    MOTIF_CLOTURE_FIELD_NUMBER: _ClassVar[int]
    SIGNALER_CAF_AVANT_LE_FIELD_NUMBER: _ClassVar[int]
    EXPLICATIONS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    reference: str
    bail_id: str
    phase: str
    ouvert_le: str
    dette_initiale: _commun_pb2.Montant
    dette_courante: _commun_pb2.Montant
    relances: _containers.RepeatedCompositeFieldContainer[Relance]
    accompagnement: str
    clos_le: str
    motif_cloture: str
    signaler_caf_avant_le: str
    explications: _containers.RepeatedCompositeFieldContainer[_commun_pb2.Explication]
    etag: str
    def __init__(self, id: _Optional[str] = ..., reference: _Optional[str] = ..., bail_id: _Optional[str] = ..., phase: _Optional[str] = ..., ouvert_le: _Optional[str] = ..., dette_initiale: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., dette_courante: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., relances: _Optional[_Iterable[_Union[Relance, _Mapping]]] = ..., accompagnement: _Optional[str] = ..., clos_le: _Optional[str] = ..., motif_cloture: _Optional[str] = ..., signaler_caf_avant_le: _Optional[str] = ..., explications: _Optional[_Iterable[_Union[_commun_pb2.Explication, _Mapping]]] = ..., etag: _Optional[str] = ...) -> None: ...

class Relance(_message.Message):
    __slots__ = ("etape", "canal", "modele", "envoyee_le", "explication")
    ETAPE_FIELD_NUMBER: _ClassVar[int]
    CANAL_FIELD_NUMBER: _ClassVar[int]
    MODELE_FIELD_NUMBER: _ClassVar[int]
    ENVOYEE_LE_FIELD_NUMBER: _ClassVar[int]
    EXPLICATION_FIELD_NUMBER: _ClassVar[int]
    etape: str
    canal: str
    modele: str
    envoyee_le: str
    explication: _commun_pb2.Explication
    def __init__(self, etape: _Optional[str] = ..., canal: _Optional[str] = ..., modele: _Optional[str] = ..., envoyee_le: _Optional[str] = ..., explication: _Optional[_Union[_commun_pb2.Explication, _Mapping]] = ...) -> None: ...

class GetDossierImpayeRequest(_message.Message):
    __slots__ = ("dossier_id",)
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    dossier_id: str
    def __init__(self, dossier_id: _Optional[str] = ...) -> None: ...

class GetDossierImpayeResponse(_message.Message):
    __slots__ = ("dossier",)
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    dossier: DossierImpaye
    def __init__(self, dossier: _Optional[_Union[DossierImpaye, _Mapping]] = ...) -> None: ...

class ListDossiersImpayeRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "phase", "bail_id")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PHASE_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    phase: str
    bail_id: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., phase: _Optional[str] = ..., bail_id: _Optional[str] = ...) -> None: ...

class ListDossiersImpayeResponse(_message.Message):
    __slots__ = ("dossiers", "next_page_token")
    DOSSIERS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    dossiers: _containers.RepeatedCompositeFieldContainer[DossierImpaye]
    next_page_token: str
    def __init__(self, dossiers: _Optional[_Iterable[_Union[DossierImpaye, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class JouerRelancesRequest(_message.Message):
    __slots__ = ("request_id", "au", "dossier_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    au: str
    dossier_id: str
    def __init__(self, request_id: _Optional[str] = ..., au: _Optional[str] = ..., dossier_id: _Optional[str] = ...) -> None: ...

class JouerRelancesResponse(_message.Message):
    __slots__ = ("dossiers", "relances")
    DOSSIERS_FIELD_NUMBER: _ClassVar[int]
    RELANCES_FIELD_NUMBER: _ClassVar[int]
    dossiers: int
    relances: int
    def __init__(self, dossiers: _Optional[int] = ..., relances: _Optional[int] = ...) -> None: ...

class OrienterVersSocialRequest(_message.Message):
    __slots__ = ("request_id", "dossier_id", "motif", "oriente_le", "menage_informe")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    ORIENTE_LE_FIELD_NUMBER: _ClassVar[int]
    MENAGE_INFORME_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    dossier_id: str
    motif: str
    oriente_le: str
    menage_informe: bool
    def __init__(self, request_id: _Optional[str] = ..., dossier_id: _Optional[str] = ..., motif: _Optional[str] = ..., oriente_le: _Optional[str] = ..., menage_informe: _Optional[bool] = ...) -> None: ...

class OrienterVersSocialResponse(_message.Message):
    __slots__ = ("dossier",)
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    dossier: DossierImpaye
    def __init__(self, dossier: _Optional[_Union[DossierImpaye, _Mapping]] = ...) -> None: ...

class DossierFsl(_message.Message):
    __slots__ = ("id", "dossier_impaye_id", "bail_id", "departement", "statut", "dette_certifiee", "termes", "depose_le", "decision", "montant_paye", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_IMPAYE_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    DEPARTEMENT_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    DETTE_CERTIFIEE_FIELD_NUMBER: _ClassVar[int]
    TERMES_FIELD_NUMBER: _ClassVar[int]
    DEPOSE_LE_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    MONTANT_PAYE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    dossier_impaye_id: str
    bail_id: str
    departement: str
    statut: str
    dette_certifiee: _commun_pb2.Montant
    termes: _containers.RepeatedCompositeFieldContainer[TermeDu]
    depose_le: str
    decision: DecisionFsl
    montant_paye: _commun_pb2.Montant
    etag: str
    def __init__(self, id: _Optional[str] = ..., dossier_impaye_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., departement: _Optional[str] = ..., statut: _Optional[str] = ..., dette_certifiee: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., termes: _Optional[_Iterable[_Union[TermeDu, _Mapping]]] = ..., depose_le: _Optional[str] = ..., decision: _Optional[_Union[DecisionFsl, _Mapping]] = ..., montant_paye: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., etag: _Optional[str] = ...) -> None: ...

class TermeDu(_message.Message):
    __slots__ = ("mois", "du")
    MOIS_FIELD_NUMBER: _ClassVar[int]
    DU_FIELD_NUMBER: _ClassVar[int]
    mois: str
    du: _commun_pb2.Montant
    def __init__(self, mois: _Optional[str] = ..., du: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ...) -> None: ...

class DecisionFsl(_message.Message):
    __slots__ = ("decision_id", "sens", "aide", "montant", "termes_couverts", "date_commission", "motif")
    DECISION_ID_FIELD_NUMBER: _ClassVar[int]
    SENS_FIELD_NUMBER: _ClassVar[int]
    AIDE_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    TERMES_COUVERTS_FIELD_NUMBER: _ClassVar[int]
    DATE_COMMISSION_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    decision_id: str
    sens: str
    aide: str
    montant: _commun_pb2.Montant
    termes_couverts: _containers.RepeatedScalarFieldContainer[str]
    date_commission: str
    motif: str
    def __init__(self, decision_id: _Optional[str] = ..., sens: _Optional[str] = ..., aide: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., termes_couverts: _Optional[_Iterable[str]] = ..., date_commission: _Optional[str] = ..., motif: _Optional[str] = ...) -> None: ...

class DeposerDossierFslRequest(_message.Message):
    __slots__ = ("request_id", "dossier_id", "departement", "depose_le", "termes", "pieces", "consentement_le", "termes_repris")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    DEPARTEMENT_FIELD_NUMBER: _ClassVar[int]
    DEPOSE_LE_FIELD_NUMBER: _ClassVar[int]
    TERMES_FIELD_NUMBER: _ClassVar[int]
    PIECES_FIELD_NUMBER: _ClassVar[int]
    CONSENTEMENT_LE_FIELD_NUMBER: _ClassVar[int]
    TERMES_REPRIS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    dossier_id: str
    departement: str
    depose_le: str
    termes: _containers.RepeatedCompositeFieldContainer[TermeDu]
    pieces: _containers.RepeatedScalarFieldContainer[str]
    consentement_le: str
    termes_repris: int
    def __init__(self, request_id: _Optional[str] = ..., dossier_id: _Optional[str] = ..., departement: _Optional[str] = ..., depose_le: _Optional[str] = ..., termes: _Optional[_Iterable[_Union[TermeDu, _Mapping]]] = ..., pieces: _Optional[_Iterable[str]] = ..., consentement_le: _Optional[str] = ..., termes_repris: _Optional[int] = ...) -> None: ...

class DeposerDossierFslResponse(_message.Message):
    __slots__ = ("dossier",)
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    dossier: DossierFsl
    def __init__(self, dossier: _Optional[_Union[DossierFsl, _Mapping]] = ...) -> None: ...

class GetDossierFslRequest(_message.Message):
    __slots__ = ("dossier_fsl_id",)
    DOSSIER_FSL_ID_FIELD_NUMBER: _ClassVar[int]
    dossier_fsl_id: str
    def __init__(self, dossier_fsl_id: _Optional[str] = ...) -> None: ...

class GetDossierFslResponse(_message.Message):
    __slots__ = ("dossier",)
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    dossier: DossierFsl
    def __init__(self, dossier: _Optional[_Union[DossierFsl, _Mapping]] = ...) -> None: ...

class EnregistrerDecisionFslRequest(_message.Message):
    __slots__ = ("request_id", "dossier_fsl_id", "decision")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_FSL_ID_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    dossier_fsl_id: str
    decision: DecisionFsl
    def __init__(self, request_id: _Optional[str] = ..., dossier_fsl_id: _Optional[str] = ..., decision: _Optional[_Union[DecisionFsl, _Mapping]] = ...) -> None: ...

class EnregistrerDecisionFslResponse(_message.Message):
    __slots__ = ("dossier",)
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    dossier: DossierFsl
    def __init__(self, dossier: _Optional[_Union[DossierFsl, _Mapping]] = ...) -> None: ...

class CloreDossiersRequest(_message.Message):
    __slots__ = ("request_id", "au")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    au: str
    def __init__(self, request_id: _Optional[str] = ..., au: _Optional[str] = ...) -> None: ...

class CloreDossiersResponse(_message.Message):
    __slots__ = ("clos",)
    CLOS_FIELD_NUMBER: _ClassVar[int]
    clos: int
    def __init__(self, clos: _Optional[int] = ...) -> None: ...

class GetFicheImpayeRequest(_message.Message):
    __slots__ = ("bail_id",)
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    def __init__(self, bail_id: _Optional[str] = ...) -> None: ...

class GetFicheImpayeResponse(_message.Message):
    __slots__ = ("fiche",)
    FICHE_FIELD_NUMBER: _ClassVar[int]
    fiche: FicheImpaye
    def __init__(self, fiche: _Optional[_Union[FicheImpaye, _Mapping]] = ...) -> None: ...

class FicheImpaye(_message.Message):
    __slots__ = ("bail_id", "phase", "dossier_id", "dette_courante", "prochaine_etape", "prochaine_etape_le", "accompagnement")
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    PHASE_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    DETTE_COURANTE_FIELD_NUMBER: _ClassVar[int]
    PROCHAINE_ETAPE_FIELD_NUMBER: _ClassVar[int]
    PROCHAINE_ETAPE_LE_FIELD_NUMBER: _ClassVar[int]
    ACCOMPAGNEMENT_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    phase: str
    dossier_id: str
    dette_courante: _commun_pb2.Montant
    prochaine_etape: str
    prochaine_etape_le: str
    accompagnement: str
    def __init__(self, bail_id: _Optional[str] = ..., phase: _Optional[str] = ..., dossier_id: _Optional[str] = ..., dette_courante: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., prochaine_etape: _Optional[str] = ..., prochaine_etape_le: _Optional[str] = ..., accompagnement: _Optional[str] = ...) -> None: ...
