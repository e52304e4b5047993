from google.api import annotations_pb2 as _annotations_pb2
from logis.commun.v1 import commun_pb2 as _commun_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class FixerLignesRequest(_message.Message):
    __slots__ = ("request_id", "lignes")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    LIGNES_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    lignes: _containers.RepeatedCompositeFieldContainer[LigneAFixer]
    def __init__(self, request_id: _Optional[str] = ..., lignes: _Optional[_Iterable[_Union[LigneAFixer, _Mapping]]] = ...) -> None: ...

class LigneAFixer(_message.Message):
    __slots__ = ("reference_bail", "element", "sls", "trl", "asp", "ioc", "tva")
    REFERENCE_BAIL_FIELD_NUMBER: _ClassVar[int]
    ELEMENT_FIELD_NUMBER: _ClassVar[int]
    SLS_FIELD_NUMBER: _ClassVar[int]
    TRL_FIELD_NUMBER: _ClassVar[int]
    ASP_FIELD_NUMBER: _ClassVar[int]
    IOC_FIELD_NUMBER: _ClassVar[int]
    TVA_FIELD_NUMBER: _ClassVar[int]
    reference_bail: str
    element: Element
    sls: SupplementDeLoyer
    trl: TroisiemeLigne
    asp: AssurancePourCompte
    ioc: Resiliation
    tva: Assujettissement
    def __init__(self, reference_bail: _Optional[str] = ..., element: _Optional[_Union[Element, _Mapping]] = ..., sls: _Optional[_Union[SupplementDeLoyer, _Mapping]] = ..., trl: _Optional[_Union[TroisiemeLigne, _Mapping]] = ..., asp: _Optional[_Union[AssurancePourCompte, _Mapping]] = ..., ioc: _Optional[_Union[Resiliation, _Mapping]] = ..., tva: _Optional[_Union[Assujettissement, _Mapping]] = ...) -> None: ...

class Element(_message.Message):
    __slots__ = ("code", "montant", "a_partir_de", "jusqu_au", "piece")
    CODE_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    A_PARTIR_DE_FIELD_NUMBER: _ClassVar[int]
    JUSQU_AU_FIELD_NUMBER: _ClassVar[int]
    PIECE_FIELD_NUMBER: _ClassVar[int]
    code: str
    montant: _commun_pb2.Montant
    a_partir_de: str
    jusqu_au: str
    piece: str
    def __init__(self, code: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., a_partir_de: _Optional[str] = ..., jusqu_au: _Optional[str] = ..., piece: _Optional[str] = ...) -> None: ...

class SupplementDeLoyer(_message.Message):
    __slots__ = ("montant", "evenement_le", "piece")
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    EVENEMENT_LE_FIELD_NUMBER: _ClassVar[int]
    PIECE_FIELD_NUMBER: _ClassVar[int]
    montant: _commun_pb2.Montant
    evenement_le: str
    piece: str
    def __init__(self, montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., evenement_le: _Optional[str] = ..., piece: _Optional[str] = ...) -> None: ...

class TroisiemeLigne(_message.Message):
    __slots__ = ("montant", "economie", "a_partir_de", "mois", "piece")
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    ECONOMIE_FIELD_NUMBER: _ClassVar[int]
    A_PARTIR_DE_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    PIECE_FIELD_NUMBER: _ClassVar[int]
    montant: _commun_pb2.Montant
    economie: _commun_pb2.Montant
    a_partir_de: str
    mois: int
    piece: str
    def __init__(self, montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., economie: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., a_partir_de: _Optional[str] = ..., mois: _Optional[int] = ..., piece: _Optional[str] = ...) -> None: ...

class AssurancePourCompte(_message.Message):
    __slots__ = ("prime_annuelle", "majoration_pour_cent", "mise_en_demeure_le", "souscrite_le", "piece")
    PRIME_ANNUELLE_FIELD_NUMBER: _ClassVar[int]
    MAJORATION_POUR_CENT_FIELD_NUMBER: _ClassVar[int]
    MISE_EN_DEMEURE_LE_FIELD_NUMBER: _ClassVar[int]
    SOUSCRITE_LE_FIELD_NUMBER: _ClassVar[int]
    PIECE_FIELD_NUMBER: _ClassVar[int]
    prime_annuelle: _commun_pb2.Montant
    majoration_pour_cent: int
    mise_en_demeure_le: str
    souscrite_le: str
    piece: str
    def __init__(self, prime_annuelle: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., majoration_pour_cent: _Optional[int] = ..., mise_en_demeure_le: _Optional[str] = ..., souscrite_le: _Optional[str] = ..., piece: _Optional[str] = ...) -> None: ...

class Resiliation(_message.Message):
    __slots__ = ("resilie_le", "mensuel", "piece")
    RESILIE_LE_FIELD_NUMBER: _ClassVar[int]
    MENSUEL_FIELD_NUMBER: _ClassVar[int]
    PIECE_FIELD_NUMBER: _ClassVar[int]
    resilie_le: str
    mensuel: _commun_pb2.Montant
    piece: str
    def __init__(self, resilie_le: _Optional[str] = ..., mensuel: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., piece: _Optional[str] = ...) -> None: ...

class Assujettissement(_message.Message):
    __slots__ = ("a_partir_de",)
    A_PARTIR_DE_FIELD_NUMBER: _ClassVar[int]
    a_partir_de: str
    def __init__(self, a_partir_de: _Optional[str] = ...) -> None: ...

class FixerLignesResponse(_message.Message):
    __slots__ = ("fixees", "deja", "ecartees")
    FIXEES_FIELD_NUMBER: _ClassVar[int]
    DEJA_FIELD_NUMBER: _ClassVar[int]
    ECARTEES_FIELD_NUMBER: _ClassVar[int]
    fixees: int
    deja: int
    ecartees: _containers.RepeatedCompositeFieldContainer[LigneNonFixee]
    def __init__(self, fixees: _Optional[int] = ..., deja: _Optional[int] = ..., ecartees: _Optional[_Iterable[_Union[LigneNonFixee, _Mapping]]] = ...) -> None: ...

class LigneNonFixee(_message.Message):
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

class ListLignesRequest(_message.Message):
    __slots__ = ("bail_id",)
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    def __init__(self, bail_id: _Optional[str] = ...) -> None: ...

class ListLignesResponse(_message.Message):
    __slots__ = ("lignes", "assujetti_tva_le")
    LIGNES_FIELD_NUMBER: _ClassVar[int]
    ASSUJETTI_TVA_LE_FIELD_NUMBER: _ClassVar[int]
    lignes: _containers.RepeatedCompositeFieldContainer[LigneFixee]
    assujetti_tva_le: str
    def __init__(self, lignes: _Optional[_Iterable[_Union[LigneFixee, _Mapping]]] = ..., assujetti_tva_le: _Optional[str] = ...) -> None: ...

class LigneFixee(_message.Message):
    __slots__ = ("code", "montant", "a_partir_de", "jusqu_au", "piece", "origine")
    CODE_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    A_PARTIR_DE_FIELD_NUMBER: _ClassVar[int]
    JUSQU_AU_FIELD_NUMBER: _ClassVar[int]
    PIECE_FIELD_NUMBER: _ClassVar[int]
    ORIGINE_FIELD_NUMBER: _ClassVar[int]
    code: str
    montant: _commun_pb2.Montant
    a_partir_de: str
    jusqu_au: str
    piece: str
    origine: _commun_pb2.Explication
    def __init__(self, code: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., a_partir_de: _Optional[str] = ..., jusqu_au: _Optional[str] = ..., piece: _Optional[str] = ..., origine: _Optional[_Union[_commun_pb2.Explication, _Mapping]] = ...) -> None: ...
