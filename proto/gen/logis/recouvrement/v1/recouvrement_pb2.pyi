from google.api import annotations_pb2 as _annotations_pb2
from logis.commun.v1 import commun_pb2 as _commun_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class DossierImpaye(_message.Message):
    __slots__ = ("id", "reference", "bail_id", "phase", "ouvert_le", "dette_initiale", "dette_courante", "relances", "accompagnement", "clos_le", "motif_cloture", "signaler_caf_avant_le", "explications", "etag", "alerte_caf", "signalements_caf", "qualifications")
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
    ALERTE_CAF_FIELD_NUMBER: _ClassVar[int]
    SIGNALEMENTS_CAF_FIELD_NUMBER: _ClassVar[int]
    QUALIFICATIONS_FIELD_NUMBER: _ClassVar[int]
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
    alerte_caf: str
    signalements_caf: _containers.RepeatedCompositeFieldContainer[SignalementCaf]
    qualifications: _containers.RepeatedCompositeFieldContainer[Qualification]
    def __init__(self, id: _Optional[str] = ..., reference: _Optional[str] = ..., bail_id: _Optional[str] = ..., phase: _Optional[str] = ..., ouvert_le: _Optional[str] = ..., dette_initiale: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., dette_courante: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., relances: _Optional[_Iterable[_Union[Relance, _Mapping]]] = ..., accompagnement: _Optional[str] = ..., clos_le: _Optional[str] = ..., motif_cloture: _Optional[str] = ..., signaler_caf_avant_le: _Optional[str] = ..., explications: _Optional[_Iterable[_Union[_commun_pb2.Explication, _Mapping]]] = ..., etag: _Optional[str] = ..., alerte_caf: _Optional[str] = ..., signalements_caf: _Optional[_Iterable[_Union[SignalementCaf, _Mapping]]] = ..., qualifications: _Optional[_Iterable[_Union[Qualification, _Mapping]]] = ...) -> None: ...

class SignalementCaf(_message.Message):
    __slots__ = ("organisme", "constitue_le", "signale_le", "avant_le", "hors_delai", "signale_par", "piece", "clos_le", "explication")
    ORGANISME_FIELD_NUMBER: _ClassVar[int]
    CONSTITUE_LE_FIELD_NUMBER: _ClassVar[int]
    SIGNALE_LE_FIELD_NUMBER: _ClassVar[int]
    AVANT_LE_FIELD_NUMBER: _ClassVar[int]
    HORS_DELAI_FIELD_NUMBER: _ClassVar[int]
    SIGNALE_PAR_FIELD_NUMBER: _ClassVar[int]
    PIECE_FIELD_NUMBER: _ClassVar[int]
    CLOS_LE_FIELD_NUMBER: _ClassVar[int]
    EXPLICATION_FIELD_NUMBER: _ClassVar[int]
    organisme: str
    constitue_le: str
    signale_le: str
    avant_le: str
    hors_delai: bool
    signale_par: str
    piece: str
    clos_le: str
    explication: _commun_pb2.Explication
    def __init__(self, organisme: _Optional[str] = ..., constitue_le: _Optional[str] = ..., signale_le: _Optional[str] = ..., avant_le: _Optional[str] = ..., hors_delai: _Optional[bool] = ..., signale_par: _Optional[str] = ..., piece: _Optional[str] = ..., clos_le: _Optional[str] = ..., explication: _Optional[_Union[_commun_pb2.Explication, _Mapping]] = ...) -> None: ...

class Qualification(_message.Message):
    __slots__ = ("qualifie_le", "qualifie_par", "segment", "contact_etabli", "garant")
    QUALIFIE_LE_FIELD_NUMBER: _ClassVar[int]
    QUALIFIE_PAR_FIELD_NUMBER: _ClassVar[int]
    SEGMENT_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ETABLI_FIELD_NUMBER: _ClassVar[int]
    GARANT_FIELD_NUMBER: _ClassVar[int]
    qualifie_le: str
    qualifie_par: str
    segment: str
    contact_etabli: str
    garant: str
    def __init__(self, qualifie_le: _Optional[str] = ..., qualifie_par: _Optional[str] = ..., segment: _Optional[str] = ..., contact_etabli: _Optional[str] = ..., garant: _Optional[str] = ...) -> None: ...

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

class GetProgrammeRelancesRequest(_message.Message):
    __slots__ = ("dossier_id", "au")
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    dossier_id: str
    au: str
    def __init__(self, dossier_id: _Optional[str] = ..., au: _Optional[str] = ...) -> None: ...

class GetProgrammeRelancesResponse(_message.Message):
    __slots__ = ("programme",)
    PROGRAMME_FIELD_NUMBER: _ClassVar[int]
    programme: ProgrammeRelances
    def __init__(self, programme: _Optional[_Union[ProgrammeRelances, _Mapping]] = ...) -> None: ...

class ProgrammeRelances(_message.Message):
    __slots__ = ("dossier_id", "au", "a_jouer", "ecartees", "arrets", "dette_relancable", "termes_geles", "prochaine_etape", "prochaine_etape_le")
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    A_JOUER_FIELD_NUMBER: _ClassVar[int]
    ECARTEES_FIELD_NUMBER: _ClassVar[int]
    ARRETS_FIELD_NUMBER: _ClassVar[int]
    DETTE_RELANCABLE_FIELD_NUMBER: _ClassVar[int]
    TERMES_GELES_FIELD_NUMBER: _ClassVar[int]
    PROCHAINE_ETAPE_FIELD_NUMBER: _ClassVar[int]
    PROCHAINE_ETAPE_LE_FIELD_NUMBER: _ClassVar[int]
    dossier_id: str
    au: str
    a_jouer: _containers.RepeatedCompositeFieldContainer[EtapePrevue]
    ecartees: _containers.RepeatedCompositeFieldContainer[EtapeEcartee]
    arrets: _containers.RepeatedCompositeFieldContainer[ArretEnCours]
    dette_relancable: _commun_pb2.Montant
    termes_geles: _containers.RepeatedScalarFieldContainer[str]
    prochaine_etape: str
    prochaine_etape_le: str
    def __init__(self, dossier_id: _Optional[str] = ..., au: _Optional[str] = ..., a_jouer: _Optional[_Iterable[_Union[EtapePrevue, _Mapping]]] = ..., ecartees: _Optional[_Iterable[_Union[EtapeEcartee, _Mapping]]] = ..., arrets: _Optional[_Iterable[_Union[ArretEnCours, _Mapping]]] = ..., dette_relancable: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., termes_geles: _Optional[_Iterable[str]] = ..., prochaine_etape: _Optional[str] = ..., prochaine_etape_le: _Optional[str] = ...) -> None: ...

class EtapePrevue(_message.Message):
    __slots__ = ("etape", "canal", "terme", "prevue_le", "explication")
    ETAPE_FIELD_NUMBER: _ClassVar[int]
    CANAL_FIELD_NUMBER: _ClassVar[int]
    TERME_FIELD_NUMBER: _ClassVar[int]
    PREVUE_LE_FIELD_NUMBER: _ClassVar[int]
    EXPLICATION_FIELD_NUMBER: _ClassVar[int]
    etape: str
    canal: str
    terme: str
    prevue_le: str
    explication: _commun_pb2.Explication
    def __init__(self, etape: _Optional[str] = ..., canal: _Optional[str] = ..., terme: _Optional[str] = ..., prevue_le: _Optional[str] = ..., explication: _Optional[_Union[_commun_pb2.Explication, _Mapping]] = ...) -> None: ...

class EtapeEcartee(_message.Message):
    __slots__ = ("etape", "terme", "motif", "explication")
    ETAPE_FIELD_NUMBER: _ClassVar[int]
    TERME_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    EXPLICATION_FIELD_NUMBER: _ClassVar[int]
    etape: str
    terme: str
    motif: str
    explication: _commun_pb2.Explication
    def __init__(self, etape: _Optional[str] = ..., terme: _Optional[str] = ..., motif: _Optional[str] = ..., explication: _Optional[_Union[_commun_pb2.Explication, _Mapping]] = ...) -> None: ...

class ArretEnCours(_message.Message):
    __slots__ = ("arret", "portee", "depuis_le", "fin_le", "situation_id", "explication")
    ARRET_FIELD_NUMBER: _ClassVar[int]
    PORTEE_FIELD_NUMBER: _ClassVar[int]
    DEPUIS_LE_FIELD_NUMBER: _ClassVar[int]
    FIN_LE_FIELD_NUMBER: _ClassVar[int]
    SITUATION_ID_FIELD_NUMBER: _ClassVar[int]
    EXPLICATION_FIELD_NUMBER: _ClassVar[int]
    arret: str
    portee: str
    depuis_le: str
    fin_le: str
    situation_id: str
    explication: _commun_pb2.Explication
    def __init__(self, arret: _Optional[str] = ..., portee: _Optional[str] = ..., depuis_le: _Optional[str] = ..., fin_le: _Optional[str] = ..., situation_id: _Optional[str] = ..., explication: _Optional[_Union[_commun_pb2.Explication, _Mapping]] = ...) -> None: ...

class QualifierImpayeRequest(_message.Message):
    __slots__ = ("request_id", "dossier_id", "qualifie_le", "segment", "contact_etabli", "garant")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    QUALIFIE_LE_FIELD_NUMBER: _ClassVar[int]
    SEGMENT_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ETABLI_FIELD_NUMBER: _ClassVar[int]
    GARANT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    dossier_id: str
    qualifie_le: str
    segment: str
    contact_etabli: str
    garant: str
    def __init__(self, request_id: _Optional[str] = ..., dossier_id: _Optional[str] = ..., qualifie_le: _Optional[str] = ..., segment: _Optional[str] = ..., contact_etabli: _Optional[str] = ..., garant: _Optional[str] = ...) -> None: ...

class QualifierImpayeResponse(_message.Message):
    __slots__ = ("dossier",)
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    dossier: DossierImpaye
    def __init__(self, dossier: _Optional[_Union[DossierImpaye, _Mapping]] = ...) -> None: ...

class GetScoreDossierRequest(_message.Message):
    __slots__ = ("dossier_id", "au", "dette_en_hausse", "prelevements_rejetes", "aide_en_baisse", "taux_effort_pour_10000")
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    DETTE_EN_HAUSSE_FIELD_NUMBER: _ClassVar[int]
    PRELEVEMENTS_REJETES_FIELD_NUMBER: _ClassVar[int]
    AIDE_EN_BAISSE_FIELD_NUMBER: _ClassVar[int]
    TAUX_EFFORT_POUR_10000_FIELD_NUMBER: _ClassVar[int]
    dossier_id: str
    au: str
    dette_en_hausse: bool
    prelevements_rejetes: int
    aide_en_baisse: bool
    taux_effort_pour_10000: int
    def __init__(self, dossier_id: _Optional[str] = ..., au: _Optional[str] = ..., dette_en_hausse: _Optional[bool] = ..., prelevements_rejetes: _Optional[int] = ..., aide_en_baisse: _Optional[bool] = ..., taux_effort_pour_10000: _Optional[int] = ...) -> None: ...

class GetScoreDossierResponse(_message.Message):
    __slots__ = ("score",)
    SCORE_FIELD_NUMBER: _ClassVar[int]
    score: Score
    def __init__(self, score: _Optional[_Union[Score, _Mapping]] = ...) -> None: ...

class Score(_message.Message):
    __slots__ = ("points", "sur", "inconnus", "explication")
    POINTS_FIELD_NUMBER: _ClassVar[int]
    SUR_FIELD_NUMBER: _ClassVar[int]
    INCONNUS_FIELD_NUMBER: _ClassVar[int]
    EXPLICATION_FIELD_NUMBER: _ClassVar[int]
    points: int
    sur: int
    inconnus: _containers.RepeatedScalarFieldContainer[str]
    explication: _commun_pb2.Explication
    def __init__(self, points: _Optional[int] = ..., sur: _Optional[int] = ..., inconnus: _Optional[_Iterable[str]] = ..., explication: _Optional[_Union[_commun_pb2.Explication, _Mapping]] = ...) -> None: ...

class SituationDebiteur(_message.Message):
    __slots__ = ("id", "bail_id", "nature", "effet_le", "fin_le", "piece", "signalee_par", "signalee_a", "levee_le", "piece_levee", "levee_par", "levee_a", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    NATURE_FIELD_NUMBER: _ClassVar[int]
    EFFET_LE_FIELD_NUMBER: _ClassVar[int]
    FIN_LE_FIELD_NUMBER: _ClassVar[int]
    PIECE_FIELD_NUMBER: _ClassVar[int]
    SIGNALEE_PAR_FIELD_NUMBER: _ClassVar[int]
    SIGNALEE_A_FIELD_NUMBER: _ClassVar[int]
    LEVEE_LE_FIELD_NUMBER: _ClassVar[int]
    PIECE_LEVEE_FIELD_NUMBER: _ClassVar[int]
    LEVEE_PAR_FIELD_NUMBER: _ClassVar[int]
    LEVEE_A_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    bail_id: str
    nature: str
    effet_le: str
    fin_le: str
    piece: str
    signalee_par: str
    signalee_a: str
    levee_le: str
    piece_levee: str
    levee_par: str
    levee_a: str
    etag: str
    def __init__(self, id: _Optional[str] = ..., bail_id: _Optional[str] = ..., nature: _Optional[str] = ..., effet_le: _Optional[str] = ..., fin_le: _Optional[str] = ..., piece: _Optional[str] = ..., signalee_par: _Optional[str] = ..., signalee_a: _Optional[str] = ..., levee_le: _Optional[str] = ..., piece_levee: _Optional[str] = ..., levee_par: _Optional[str] = ..., levee_a: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class SignalerSituationRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "nature", "effet_le", "fin_le", "piece")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    NATURE_FIELD_NUMBER: _ClassVar[int]
    EFFET_LE_FIELD_NUMBER: _ClassVar[int]
    FIN_LE_FIELD_NUMBER: _ClassVar[int]
    PIECE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    nature: str
    effet_le: str
    fin_le: str
    piece: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., nature: _Optional[str] = ..., effet_le: _Optional[str] = ..., fin_le: _Optional[str] = ..., piece: _Optional[str] = ...) -> None: ...

class SignalerSituationResponse(_message.Message):
    __slots__ = ("situation",)
    SITUATION_FIELD_NUMBER: _ClassVar[int]
    situation: SituationDebiteur
    def __init__(self, situation: _Optional[_Union[SituationDebiteur, _Mapping]] = ...) -> None: ...

class LeverSituationRequest(_message.Message):
    __slots__ = ("request_id", "situation_id", "levee_le", "piece")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SITUATION_ID_FIELD_NUMBER: _ClassVar[int]
    LEVEE_LE_FIELD_NUMBER: _ClassVar[int]
    PIECE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    situation_id: str
    levee_le: str
    piece: str
    def __init__(self, request_id: _Optional[str] = ..., situation_id: _Optional[str] = ..., levee_le: _Optional[str] = ..., piece: _Optional[str] = ...) -> None: ...

class LeverSituationResponse(_message.Message):
    __slots__ = ("situation",)
    SITUATION_FIELD_NUMBER: _ClassVar[int]
    situation: SituationDebiteur
    def __init__(self, situation: _Optional[_Union[SituationDebiteur, _Mapping]] = ...) -> None: ...

class ListSituationsRequest(_message.Message):
    __slots__ = ("bail_id",)
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    def __init__(self, bail_id: _Optional[str] = ...) -> None: ...

class ListSituationsResponse(_message.Message):
    __slots__ = ("situations",)
    SITUATIONS_FIELD_NUMBER: _ClassVar[int]
    situations: _containers.RepeatedCompositeFieldContainer[SituationDebiteur]
    def __init__(self, situations: _Optional[_Iterable[_Union[SituationDebiteur, _Mapping]]] = ...) -> None: ...

class PlanApurement(_message.Message):
    __slots__ = ("id", "dossier_id", "bail_id", "statut", "dette", "paye", "reste", "mensualites", "termes", "retards", "propose_le", "propose_par", "signe_le", "signe_par", "piece", "fini_le", "explications", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    DETTE_FIELD_NUMBER: _ClassVar[int]
    PAYE_FIELD_NUMBER: _ClassVar[int]
    RESTE_FIELD_NUMBER: _ClassVar[int]
    MENSUALITES_FIELD_NUMBER: _ClassVar[int]
    TERMES_FIELD_NUMBER: _ClassVar[int]
    RETARDS_FIELD_NUMBER: _ClassVar[int]
    PROPOSE_LE_FIELD_NUMBER: _ClassVar[int]
    PROPOSE_PAR_FIELD_NUMBER: _ClassVar[int]
    SIGNE_LE_FIELD_NUMBER: _ClassVar[int]
    SIGNE_PAR_FIELD_NUMBER: _ClassVar[int]
    PIECE_FIELD_NUMBER: _ClassVar[int]
    FINI_LE_FIELD_NUMBER: _ClassVar[int]
    EXPLICATIONS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    dossier_id: str
    bail_id: str
    statut: str
    dette: _commun_pb2.Montant
    paye: _commun_pb2.Montant
    reste: _commun_pb2.Montant
    mensualites: _containers.RepeatedCompositeFieldContainer[Mensualite]
    termes: _containers.RepeatedCompositeFieldContainer[TermeDu]
    retards: _containers.RepeatedScalarFieldContainer[str]
    propose_le: str
    propose_par: str
    signe_le: str
    signe_par: str
    piece: str
    fini_le: str
    explications: _containers.RepeatedCompositeFieldContainer[_commun_pb2.Explication]
    etag: str
    def __init__(self, id: _Optional[str] = ..., dossier_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., statut: _Optional[str] = ..., dette: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., paye: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., reste: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., mensualites: _Optional[_Iterable[_Union[Mensualite, _Mapping]]] = ..., termes: _Optional[_Iterable[_Union[TermeDu, _Mapping]]] = ..., retards: _Optional[_Iterable[str]] = ..., propose_le: _Optional[str] = ..., propose_par: _Optional[str] = ..., signe_le: _Optional[str] = ..., signe_par: _Optional[str] = ..., piece: _Optional[str] = ..., fini_le: _Optional[str] = ..., explications: _Optional[_Iterable[_Union[_commun_pb2.Explication, _Mapping]]] = ..., etag: _Optional[str] = ...) -> None: ...

class Mensualite(_message.Message):
    __slots__ = ("a_payer_le", "montant")
    A_PAYER_LE_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    a_payer_le: str
    montant: _commun_pb2.Montant
    def __init__(self, a_payer_le: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ...) -> None: ...

class ProposerPlanRequest(_message.Message):
    __slots__ = ("request_id", "dossier_id", "mensualites", "premiere_echeance_le", "propose_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    MENSUALITES_FIELD_NUMBER: _ClassVar[int]
    PREMIERE_ECHEANCE_LE_FIELD_NUMBER: _ClassVar[int]
    PROPOSE_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    dossier_id: str
    mensualites: int
    premiere_echeance_le: str
    propose_le: str
    def __init__(self, request_id: _Optional[str] = ..., dossier_id: _Optional[str] = ..., mensualites: _Optional[int] = ..., premiere_echeance_le: _Optional[str] = ..., propose_le: _Optional[str] = ...) -> None: ...

class ProposerPlanResponse(_message.Message):
    __slots__ = ("plan",)
    PLAN_FIELD_NUMBER: _ClassVar[int]
    plan: PlanApurement
    def __init__(self, plan: _Optional[_Union[PlanApurement, _Mapping]] = ...) -> None: ...

class SignerPlanRequest(_message.Message):
    __slots__ = ("request_id", "plan_id", "signe_le", "piece")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    PLAN_ID_FIELD_NUMBER: _ClassVar[int]
    SIGNE_LE_FIELD_NUMBER: _ClassVar[int]
    PIECE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    plan_id: str
    signe_le: str
    piece: str
    def __init__(self, request_id: _Optional[str] = ..., plan_id: _Optional[str] = ..., signe_le: _Optional[str] = ..., piece: _Optional[str] = ...) -> None: ...

class SignerPlanResponse(_message.Message):
    __slots__ = ("plan",)
    PLAN_FIELD_NUMBER: _ClassVar[int]
    plan: PlanApurement
    def __init__(self, plan: _Optional[_Union[PlanApurement, _Mapping]] = ...) -> None: ...

class SuivrePlansRequest(_message.Message):
    __slots__ = ("request_id", "au")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    au: str
    def __init__(self, request_id: _Optional[str] = ..., au: _Optional[str] = ...) -> None: ...

class SuivrePlansResponse(_message.Message):
    __slots__ = ("changes",)
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    changes: int
    def __init__(self, changes: _Optional[int] = ...) -> None: ...

class ListPlansRequest(_message.Message):
    __slots__ = ("dossier_id", "au")
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    dossier_id: str
    au: str
    def __init__(self, dossier_id: _Optional[str] = ..., au: _Optional[str] = ...) -> None: ...

class ListPlansResponse(_message.Message):
    __slots__ = ("plans",)
    PLANS_FIELD_NUMBER: _ClassVar[int]
    plans: _containers.RepeatedCompositeFieldContainer[PlanApurement]
    def __init__(self, plans: _Optional[_Iterable[_Union[PlanApurement, _Mapping]]] = ...) -> None: ...

class SignalerImpayeCafRequest(_message.Message):
    __slots__ = ("request_id", "dossier_id", "organisme", "signale_le", "piece")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    ORGANISME_FIELD_NUMBER: _ClassVar[int]
    SIGNALE_LE_FIELD_NUMBER: _ClassVar[int]
    PIECE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    dossier_id: str
    organisme: str
    signale_le: str
    piece: str
    def __init__(self, request_id: _Optional[str] = ..., dossier_id: _Optional[str] = ..., organisme: _Optional[str] = ..., signale_le: _Optional[str] = ..., piece: _Optional[str] = ...) -> None: ...

class SignalerImpayeCafResponse(_message.Message):
    __slots__ = ("dossier",)
    DOSSIER_FIELD_NUMBER: _ClassVar[int]
    dossier: DossierImpaye
    def __init__(self, dossier: _Optional[_Union[DossierImpaye, _Mapping]] = ...) -> None: ...

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
    __slots__ = ("request_id", "au", "dossier_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    au: str
    dossier_id: str
    def __init__(self, request_id: _Optional[str] = ..., au: _Optional[str] = ..., dossier_id: _Optional[str] = ...) -> None: ...

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
    __slots__ = ("bail_id", "phase", "dossier_id", "dette_courante", "prochaine_etape", "prochaine_etape_le", "accompagnement", "arrets")
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    PHASE_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    DETTE_COURANTE_FIELD_NUMBER: _ClassVar[int]
    PROCHAINE_ETAPE_FIELD_NUMBER: _ClassVar[int]
    PROCHAINE_ETAPE_LE_FIELD_NUMBER: _ClassVar[int]
    ACCOMPAGNEMENT_FIELD_NUMBER: _ClassVar[int]
    ARRETS_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    phase: str
    dossier_id: str
    dette_courante: _commun_pb2.Montant
    prochaine_etape: str
    prochaine_etape_le: str
    accompagnement: str
    arrets: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, bail_id: _Optional[str] = ..., phase: _Optional[str] = ..., dossier_id: _Optional[str] = ..., dette_courante: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., prochaine_etape: _Optional[str] = ..., prochaine_etape_le: _Optional[str] = ..., accompagnement: _Optional[str] = ..., arrets: _Optional[_Iterable[str]] = ...) -> None: ...
