from logis.commun.v1 import commun_pb2 as _commun_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class TransmettreDroitsAplRequest(_message.Message):
    __slots__ = ("request_id", "mois", "droits")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    DROITS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    mois: str
    droits: _containers.RepeatedCompositeFieldContainer[DroitMensuel]
    def __init__(self, request_id: _Optional[str] = ..., mois: _Optional[str] = ..., droits: _Optional[_Iterable[_Union[DroitMensuel, _Mapping]]] = ...) -> None: ...

class DroitMensuel(_message.Message):
    __slots__ = ("reference_bail", "apl", "rls", "foyer", "zone")
    REFERENCE_BAIL_FIELD_NUMBER: _ClassVar[int]
    APL_FIELD_NUMBER: _ClassVar[int]
    RLS_FIELD_NUMBER: _ClassVar[int]
    FOYER_FIELD_NUMBER: _ClassVar[int]
    ZONE_FIELD_NUMBER: _ClassVar[int]
    reference_bail: str
    apl: _commun_pb2.Montant
    rls: _commun_pb2.Montant
    foyer: FoyerRetenu
    zone: str
    def __init__(self, reference_bail: _Optional[str] = ..., apl: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., rls: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., foyer: _Optional[_Union[FoyerRetenu, _Mapping]] = ..., zone: _Optional[str] = ...) -> None: ...

class FoyerRetenu(_message.Message):
    __slots__ = ("couple", "personnes_a_charge")
    COUPLE_FIELD_NUMBER: _ClassVar[int]
    PERSONNES_A_CHARGE_FIELD_NUMBER: _ClassVar[int]
    couple: bool
    personnes_a_charge: int
    def __init__(self, couple: _Optional[bool] = ..., personnes_a_charge: _Optional[int] = ...) -> None: ...

class TransmettreDroitsAplResponse(_message.Message):
    __slots__ = ("acceptes", "ecartes")
    ACCEPTES_FIELD_NUMBER: _ClassVar[int]
    ECARTES_FIELD_NUMBER: _ClassVar[int]
    acceptes: int
    ecartes: _containers.RepeatedCompositeFieldContainer[LigneEcartee]
    def __init__(self, acceptes: _Optional[int] = ..., ecartes: _Optional[_Iterable[_Union[LigneEcartee, _Mapping]]] = ...) -> None: ...

class LigneEcartee(_message.Message):
    __slots__ = ("ligne", "code", "champ", "motif")
    LIGNE_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    CHAMP_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    ligne: int
    code: str
    champ: str
    motif: str
    def __init__(self, ligne: _Optional[int] = ..., code: _Optional[str] = ..., champ: _Optional[str] = ..., motif: _Optional[str] = ...) -> None: ...

class RendreDecisionRequest(_message.Message):
    __slots__ = ("request_id", "dossier_fsl_id", "decision_id", "sens", "aide", "montant", "termes_couverts", "date_commission", "motif")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_FSL_ID_FIELD_NUMBER: _ClassVar[int]
    DECISION_ID_FIELD_NUMBER: _ClassVar[int]
    SENS_FIELD_NUMBER: _ClassVar[int]
    AIDE_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    TERMES_COUVERTS_FIELD_NUMBER: _ClassVar[int]
    DATE_COMMISSION_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    dossier_fsl_id: str
    decision_id: str
    sens: str
    aide: str
    montant: _commun_pb2.Montant
    termes_couverts: _containers.RepeatedScalarFieldContainer[str]
    date_commission: str
    motif: str
    def __init__(self, request_id: _Optional[str] = ..., dossier_fsl_id: _Optional[str] = ..., decision_id: _Optional[str] = ..., sens: _Optional[str] = ..., aide: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., termes_couverts: _Optional[_Iterable[str]] = ..., date_commission: _Optional[str] = ..., motif: _Optional[str] = ...) -> None: ...

class RendreDecisionResponse(_message.Message):
    __slots__ = ("dossier_fsl_id", "statut")
    DOSSIER_FSL_ID_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    dossier_fsl_id: str
    statut: str
    def __init__(self, dossier_fsl_id: _Optional[str] = ..., statut: _Optional[str] = ...) -> None: ...

class AnnoncerPaiementRequest(_message.Message):
    __slots__ = ("request_id", "dossier_fsl_id", "decision_id", "paiement_id", "montant", "verse_le", "reference_virement")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_FSL_ID_FIELD_NUMBER: _ClassVar[int]
    DECISION_ID_FIELD_NUMBER: _ClassVar[int]
    PAIEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    VERSE_LE_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_VIREMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    dossier_fsl_id: str
    decision_id: str
    paiement_id: str
    montant: _commun_pb2.Montant
    verse_le: str
    reference_virement: str
    def __init__(self, request_id: _Optional[str] = ..., dossier_fsl_id: _Optional[str] = ..., decision_id: _Optional[str] = ..., paiement_id: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., verse_le: _Optional[str] = ..., reference_virement: _Optional[str] = ...) -> None: ...

class AnnoncerPaiementResponse(_message.Message):
    __slots__ = ("termes", "reliquat")
    TERMES_FIELD_NUMBER: _ClassVar[int]
    RELIQUAT_FIELD_NUMBER: _ClassVar[int]
    termes: _containers.RepeatedCompositeFieldContainer[TermeImpute]
    reliquat: _commun_pb2.Montant
    def __init__(self, termes: _Optional[_Iterable[_Union[TermeImpute, _Mapping]]] = ..., reliquat: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ...) -> None: ...

class TermeImpute(_message.Message):
    __slots__ = ("mois", "montant")
    MOIS_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    mois: str
    montant: _commun_pb2.Montant
    def __init__(self, mois: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ...) -> None: ...
