from google.api import annotations_pb2 as _annotations_pb2
from logis.commun.v1 import commun_pb2 as _commun_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Mandat(_message.Message):
    __slots__ = ("id", "bail_id", "rum", "ics", "titulaire", "iban_masque", "sequence_type", "statut", "signe_le", "derniere_presentation", "motif", "etag", "representation_accordee")
    ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    RUM_FIELD_NUMBER: _ClassVar[int]
    ICS_FIELD_NUMBER: _ClassVar[int]
    TITULAIRE_FIELD_NUMBER: _ClassVar[int]
    IBAN_MASQUE_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_TYPE_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    SIGNE_LE_FIELD_NUMBER: _ClassVar[int]
    DERNIERE_PRESENTATION_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REPRESENTATION_ACCORDEE_FIELD_NUMBER: _ClassVar[int]
    id: str
    bail_id: str
    rum: str
    ics: str
    titulaire: str
    iban_masque: str
    sequence_type: str
    statut: str
    signe_le: str
    derniere_presentation: str
    motif: str
    etag: str
    representation_accordee: bool
    def __init__(self, id: _Optional[str] = ..., bail_id: _Optional[str] = ..., rum: _Optional[str] = ..., ics: _Optional[str] = ..., titulaire: _Optional[str] = ..., iban_masque: _Optional[str] = ..., sequence_type: _Optional[str] = ..., statut: _Optional[str] = ..., signe_le: _Optional[str] = ..., derniere_presentation: _Optional[str] = ..., motif: _Optional[str] = ..., etag: _Optional[str] = ..., representation_accordee: _Optional[bool] = ...) -> None: ...

class EnregistrerMandatRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "rum", "titulaire", "iban", "bic", "sequence_type", "signe_le", "lieu", "canal", "preuve", "preavis_jours", "representation_accordee")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    RUM_FIELD_NUMBER: _ClassVar[int]
    TITULAIRE_FIELD_NUMBER: _ClassVar[int]
    IBAN_FIELD_NUMBER: _ClassVar[int]
    BIC_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_TYPE_FIELD_NUMBER: _ClassVar[int]
    SIGNE_LE_FIELD_NUMBER: _ClassVar[int]
    LIEU_FIELD_NUMBER: _ClassVar[int]
    CANAL_FIELD_NUMBER: _ClassVar[int]
    PREUVE_FIELD_NUMBER: _ClassVar[int]
    PREAVIS_JOURS_FIELD_NUMBER: _ClassVar[int]
    REPRESENTATION_ACCORDEE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    rum: str
    titulaire: str
    iban: str
    bic: str
    sequence_type: str
    signe_le: str
    lieu: str
    canal: str
    preuve: str
    preavis_jours: int
    representation_accordee: bool
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., rum: _Optional[str] = ..., titulaire: _Optional[str] = ..., iban: _Optional[str] = ..., bic: _Optional[str] = ..., sequence_type: _Optional[str] = ..., signe_le: _Optional[str] = ..., lieu: _Optional[str] = ..., canal: _Optional[str] = ..., preuve: _Optional[str] = ..., preavis_jours: _Optional[int] = ..., representation_accordee: _Optional[bool] = ...) -> None: ...

class EnregistrerMandatResponse(_message.Message):
    __slots__ = ("mandat",)
    MANDAT_FIELD_NUMBER: _ClassVar[int]
    mandat: Mandat
    def __init__(self, mandat: _Optional[_Union[Mandat, _Mapping]] = ...) -> None: ...

class SuspendreMandatRequest(_message.Message):
    __slots__ = ("request_id", "mandat_id", "motif", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    MANDAT_ID_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    mandat_id: str
    motif: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., mandat_id: _Optional[str] = ..., motif: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class SuspendreMandatResponse(_message.Message):
    __slots__ = ("mandat",)
    MANDAT_FIELD_NUMBER: _ClassVar[int]
    mandat: Mandat
    def __init__(self, mandat: _Optional[_Union[Mandat, _Mapping]] = ...) -> None: ...

class ReactiverMandatRequest(_message.Message):
    __slots__ = ("request_id", "mandat_id", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    MANDAT_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    mandat_id: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., mandat_id: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class ReactiverMandatResponse(_message.Message):
    __slots__ = ("mandat",)
    MANDAT_FIELD_NUMBER: _ClassVar[int]
    mandat: Mandat
    def __init__(self, mandat: _Optional[_Union[Mandat, _Mapping]] = ...) -> None: ...

class RevoquerMandatRequest(_message.Message):
    __slots__ = ("request_id", "mandat_id", "motif", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    MANDAT_ID_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    mandat_id: str
    motif: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., mandat_id: _Optional[str] = ..., motif: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class RevoquerMandatResponse(_message.Message):
    __slots__ = ("mandat",)
    MANDAT_FIELD_NUMBER: _ClassVar[int]
    mandat: Mandat
    def __init__(self, mandat: _Optional[_Union[Mandat, _Mapping]] = ...) -> None: ...

class AmenderMandatRequest(_message.Message):
    __slots__ = ("request_id", "mandat_id", "rum", "ics", "iban", "bic", "preuve", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    MANDAT_ID_FIELD_NUMBER: _ClassVar[int]
    RUM_FIELD_NUMBER: _ClassVar[int]
    ICS_FIELD_NUMBER: _ClassVar[int]
    IBAN_FIELD_NUMBER: _ClassVar[int]
    BIC_FIELD_NUMBER: _ClassVar[int]
    PREUVE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    mandat_id: str
    rum: str
    ics: str
    iban: str
    bic: str
    preuve: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., mandat_id: _Optional[str] = ..., rum: _Optional[str] = ..., ics: _Optional[str] = ..., iban: _Optional[str] = ..., bic: _Optional[str] = ..., preuve: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class AmenderMandatResponse(_message.Message):
    __slots__ = ("mandat",)
    MANDAT_FIELD_NUMBER: _ClassVar[int]
    mandat: Mandat
    def __init__(self, mandat: _Optional[_Union[Mandat, _Mapping]] = ...) -> None: ...

class AccorderRepresentationRequest(_message.Message):
    __slots__ = ("request_id", "mandat_id", "accordee", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    MANDAT_ID_FIELD_NUMBER: _ClassVar[int]
    ACCORDEE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    mandat_id: str
    accordee: bool
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., mandat_id: _Optional[str] = ..., accordee: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...

class AccorderRepresentationResponse(_message.Message):
    __slots__ = ("mandat",)
    MANDAT_FIELD_NUMBER: _ClassVar[int]
    mandat: Mandat
    def __init__(self, mandat: _Optional[_Union[Mandat, _Mapping]] = ...) -> None: ...

class GetMandatRequest(_message.Message):
    __slots__ = ("mandat_id",)
    MANDAT_ID_FIELD_NUMBER: _ClassVar[int]
    mandat_id: str
    def __init__(self, mandat_id: _Optional[str] = ...) -> None: ...

class GetMandatResponse(_message.Message):
    __slots__ = ("mandat", "segment", "jours_proposes")
    MANDAT_FIELD_NUMBER: _ClassVar[int]
    SEGMENT_FIELD_NUMBER: _ClassVar[int]
    JOURS_PROPOSES_FIELD_NUMBER: _ClassVar[int]
    mandat: Mandat
    segment: str
    jours_proposes: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, mandat: _Optional[_Union[Mandat, _Mapping]] = ..., segment: _Optional[str] = ..., jours_proposes: _Optional[_Iterable[int]] = ...) -> None: ...

class BloquerPrelevementRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "code", "depuis", "lever")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    DEPUIS_FIELD_NUMBER: _ClassVar[int]
    LEVER_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    code: str
    depuis: str
    lever: bool
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., code: _Optional[str] = ..., depuis: _Optional[str] = ..., lever: _Optional[bool] = ...) -> None: ...

class BloquerPrelevementResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class AttribuerIbanVirtuelRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "iban")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    IBAN_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    iban: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., iban: _Optional[str] = ...) -> None: ...

class AttribuerIbanVirtuelResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class EcheanceEcartee(_message.Message):
    __slots__ = ("reference", "code", "champ", "motif")
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    CHAMP_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    reference: str
    code: str
    champ: str
    motif: str
    def __init__(self, reference: _Optional[str] = ..., code: _Optional[str] = ..., champ: _Optional[str] = ..., motif: _Optional[str] = ...) -> None: ...

class Remise(_message.Message):
    __slots__ = ("id", "msg_id", "mois", "preleve_le", "nombre", "total", "lots", "statut", "ecartees", "nombre_ecartees", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    MSG_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    PRELEVE_LE_FIELD_NUMBER: _ClassVar[int]
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    LOTS_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    ECARTEES_FIELD_NUMBER: _ClassVar[int]
    NOMBRE_ECARTEES_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    msg_id: str
    mois: str
    preleve_le: str
    nombre: int
    total: _commun_pb2.Montant
    lots: int
    statut: str
    ecartees: _containers.RepeatedCompositeFieldContainer[EcheanceEcartee]
    nombre_ecartees: int
    etag: str
    def __init__(self, id: _Optional[str] = ..., msg_id: _Optional[str] = ..., mois: _Optional[str] = ..., preleve_le: _Optional[str] = ..., nombre: _Optional[int] = ..., total: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., lots: _Optional[int] = ..., statut: _Optional[str] = ..., ecartees: _Optional[_Iterable[_Union[EcheanceEcartee, _Mapping]]] = ..., nombre_ecartees: _Optional[int] = ..., etag: _Optional[str] = ...) -> None: ...

class PreparerRemiseRequest(_message.Message):
    __slots__ = ("request_id", "mois", "preleve_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    PRELEVE_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    mois: str
    preleve_le: str
    def __init__(self, request_id: _Optional[str] = ..., mois: _Optional[str] = ..., preleve_le: _Optional[str] = ...) -> None: ...

class PreparerRemiseResponse(_message.Message):
    __slots__ = ("remise",)
    REMISE_FIELD_NUMBER: _ClassVar[int]
    remise: Remise
    def __init__(self, remise: _Optional[_Union[Remise, _Mapping]] = ...) -> None: ...

class RemettreRemiseRequest(_message.Message):
    __slots__ = ("request_id", "remise_id", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REMISE_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    remise_id: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., remise_id: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class RemettreRemiseResponse(_message.Message):
    __slots__ = ("remise",)
    REMISE_FIELD_NUMBER: _ClassVar[int]
    remise: Remise
    def __init__(self, remise: _Optional[_Union[Remise, _Mapping]] = ...) -> None: ...

class AnnulerRemiseRequest(_message.Message):
    __slots__ = ("request_id", "remise_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REMISE_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    remise_id: str
    def __init__(self, request_id: _Optional[str] = ..., remise_id: _Optional[str] = ...) -> None: ...

class AnnulerRemiseResponse(_message.Message):
    __slots__ = ("remise",)
    REMISE_FIELD_NUMBER: _ClassVar[int]
    remise: Remise
    def __init__(self, remise: _Optional[_Union[Remise, _Mapping]] = ...) -> None: ...

class GetRemiseRequest(_message.Message):
    __slots__ = ("remise_id",)
    REMISE_ID_FIELD_NUMBER: _ClassVar[int]
    remise_id: str
    def __init__(self, remise_id: _Optional[str] = ...) -> None: ...

class GetRemiseResponse(_message.Message):
    __slots__ = ("remise",)
    REMISE_FIELD_NUMBER: _ClassVar[int]
    remise: Remise
    def __init__(self, remise: _Optional[_Union[Remise, _Mapping]] = ...) -> None: ...

class Creancier(_message.Message):
    __slots__ = ("nom", "ics", "iban", "bic")
    NOM_FIELD_NUMBER: _ClassVar[int]
    ICS_FIELD_NUMBER: _ClassVar[int]
    IBAN_FIELD_NUMBER: _ClassVar[int]
    BIC_FIELD_NUMBER: _ClassVar[int]
    nom: str
    ics: str
    iban: str
    bic: str
    def __init__(self, nom: _Optional[str] = ..., ics: _Optional[str] = ..., iban: _Optional[str] = ..., bic: _Optional[str] = ...) -> None: ...

class AmendementEmis(_message.Message):
    __slots__ = ("rum_avant", "ics_avant", "iban_avant", "nouvelle_banque")
    RUM_AVANT_FIELD_NUMBER: _ClassVar[int]
    ICS_AVANT_FIELD_NUMBER: _ClassVar[int]
    IBAN_AVANT_FIELD_NUMBER: _ClassVar[int]
    NOUVELLE_BANQUE_FIELD_NUMBER: _ClassVar[int]
    rum_avant: str
    ics_avant: str
    iban_avant: str
    nouvelle_banque: bool
    def __init__(self, rum_avant: _Optional[str] = ..., ics_avant: _Optional[str] = ..., iban_avant: _Optional[str] = ..., nouvelle_banque: _Optional[bool] = ...) -> None: ...

class LigneDeRemise(_message.Message):
    __slots__ = ("end_to_end_id", "lot", "montant", "rum", "signe_le", "titulaire", "iban", "bic", "libelle", "unique", "amendement")
    END_TO_END_ID_FIELD_NUMBER: _ClassVar[int]
    LOT_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    RUM_FIELD_NUMBER: _ClassVar[int]
    SIGNE_LE_FIELD_NUMBER: _ClassVar[int]
    TITULAIRE_FIELD_NUMBER: _ClassVar[int]
    IBAN_FIELD_NUMBER: _ClassVar[int]
    BIC_FIELD_NUMBER: _ClassVar[int]
    LIBELLE_FIELD_NUMBER: _ClassVar[int]
    UNIQUE_FIELD_NUMBER: _ClassVar[int]
    AMENDEMENT_FIELD_NUMBER: _ClassVar[int]
    end_to_end_id: str
    lot: int
    montant: int
    rum: str
    signe_le: str
    titulaire: str
    iban: str
    bic: str
    libelle: str
    unique: bool
    amendement: AmendementEmis
    def __init__(self, end_to_end_id: _Optional[str] = ..., lot: _Optional[int] = ..., montant: _Optional[int] = ..., rum: _Optional[str] = ..., signe_le: _Optional[str] = ..., titulaire: _Optional[str] = ..., iban: _Optional[str] = ..., bic: _Optional[str] = ..., libelle: _Optional[str] = ..., unique: _Optional[bool] = ..., amendement: _Optional[_Union[AmendementEmis, _Mapping]] = ...) -> None: ...

class ExporterRemiseRequest(_message.Message):
    __slots__ = ("request_id", "remise_id", "apres")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REMISE_ID_FIELD_NUMBER: _ClassVar[int]
    APRES_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    remise_id: str
    apres: str
    def __init__(self, request_id: _Optional[str] = ..., remise_id: _Optional[str] = ..., apres: _Optional[str] = ...) -> None: ...

class ExporterRemiseResponse(_message.Message):
    __slots__ = ("remise", "creancier", "lignes", "suite")
    REMISE_FIELD_NUMBER: _ClassVar[int]
    CREANCIER_FIELD_NUMBER: _ClassVar[int]
    LIGNES_FIELD_NUMBER: _ClassVar[int]
    SUITE_FIELD_NUMBER: _ClassVar[int]
    remise: Remise
    creancier: Creancier
    lignes: _containers.RepeatedCompositeFieldContainer[LigneDeRemise]
    suite: str
    def __init__(self, remise: _Optional[_Union[Remise, _Mapping]] = ..., creancier: _Optional[_Union[Creancier, _Mapping]] = ..., lignes: _Optional[_Iterable[_Union[LigneDeRemise, _Mapping]]] = ..., suite: _Optional[str] = ...) -> None: ...

class ImporterReleveBancaireRequest(_message.Message):
    __slots__ = ("request_id", "contenu", "premiere_entree", "fichier")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CONTENU_FIELD_NUMBER: _ClassVar[int]
    PREMIERE_ENTREE_FIELD_NUMBER: _ClassVar[int]
    FICHIER_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    contenu: str
    premiere_entree: int
    fichier: str
    def __init__(self, request_id: _Optional[str] = ..., contenu: _Optional[str] = ..., premiere_entree: _Optional[int] = ..., fichier: _Optional[str] = ...) -> None: ...

class EntreeEcartee(_message.Message):
    __slots__ = ("ligne", "code", "champ", "motif", "montant")
    LIGNE_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    CHAMP_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    ligne: int
    code: str
    champ: str
    motif: str
    montant: int
    def __init__(self, ligne: _Optional[int] = ..., code: _Optional[str] = ..., champ: _Optional[str] = ..., motif: _Optional[str] = ..., montant: _Optional[int] = ...) -> None: ...

class Extourne(_message.Message):
    __slots__ = ("id", "msg_id", "remise_id", "motif", "nombre", "total", "statut", "ecartees", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    MSG_ID_FIELD_NUMBER: _ClassVar[int]
    REMISE_ID_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    ECARTEES_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    msg_id: str
    remise_id: str
    motif: str
    nombre: int
    total: _commun_pb2.Montant
    statut: str
    ecartees: _containers.RepeatedCompositeFieldContainer[EcheanceEcartee]
    etag: str
    def __init__(self, id: _Optional[str] = ..., msg_id: _Optional[str] = ..., remise_id: _Optional[str] = ..., motif: _Optional[str] = ..., nombre: _Optional[int] = ..., total: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., statut: _Optional[str] = ..., ecartees: _Optional[_Iterable[_Union[EcheanceEcartee, _Mapping]]] = ..., etag: _Optional[str] = ...) -> None: ...

class PreparerExtourneRequest(_message.Message):
    __slots__ = ("request_id", "remise_id", "end_to_end_ids", "motif")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REMISE_ID_FIELD_NUMBER: _ClassVar[int]
    END_TO_END_IDS_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    remise_id: str
    end_to_end_ids: _containers.RepeatedScalarFieldContainer[str]
    motif: str
    def __init__(self, request_id: _Optional[str] = ..., remise_id: _Optional[str] = ..., end_to_end_ids: _Optional[_Iterable[str]] = ..., motif: _Optional[str] = ...) -> None: ...

class PreparerExtourneResponse(_message.Message):
    __slots__ = ("extourne",)
    EXTOURNE_FIELD_NUMBER: _ClassVar[int]
    extourne: Extourne
    def __init__(self, extourne: _Optional[_Union[Extourne, _Mapping]] = ...) -> None: ...

class RemettreExtourneRequest(_message.Message):
    __slots__ = ("request_id", "extourne_id", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    EXTOURNE_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    extourne_id: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., extourne_id: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class RemettreExtourneResponse(_message.Message):
    __slots__ = ("extourne",)
    EXTOURNE_FIELD_NUMBER: _ClassVar[int]
    extourne: Extourne
    def __init__(self, extourne: _Optional[_Union[Extourne, _Mapping]] = ...) -> None: ...

class AnnulerExtourneRequest(_message.Message):
    __slots__ = ("request_id", "extourne_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    EXTOURNE_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    extourne_id: str
    def __init__(self, request_id: _Optional[str] = ..., extourne_id: _Optional[str] = ...) -> None: ...

class AnnulerExtourneResponse(_message.Message):
    __slots__ = ("extourne",)
    EXTOURNE_FIELD_NUMBER: _ClassVar[int]
    extourne: Extourne
    def __init__(self, extourne: _Optional[_Union[Extourne, _Mapping]] = ...) -> None: ...

class GetExtourneRequest(_message.Message):
    __slots__ = ("extourne_id",)
    EXTOURNE_ID_FIELD_NUMBER: _ClassVar[int]
    extourne_id: str
    def __init__(self, extourne_id: _Optional[str] = ...) -> None: ...

class LigneDExtourne(_message.Message):
    __slots__ = ("end_to_end_id", "lot", "montant")
    END_TO_END_ID_FIELD_NUMBER: _ClassVar[int]
    LOT_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    end_to_end_id: str
    lot: str
    montant: int
    def __init__(self, end_to_end_id: _Optional[str] = ..., lot: _Optional[str] = ..., montant: _Optional[int] = ...) -> None: ...

class GetExtourneResponse(_message.Message):
    __slots__ = ("extourne", "remise_msg_id", "creancier", "lignes")
    EXTOURNE_FIELD_NUMBER: _ClassVar[int]
    REMISE_MSG_ID_FIELD_NUMBER: _ClassVar[int]
    CREANCIER_FIELD_NUMBER: _ClassVar[int]
    LIGNES_FIELD_NUMBER: _ClassVar[int]
    extourne: Extourne
    remise_msg_id: str
    creancier: str
    lignes: _containers.RepeatedCompositeFieldContainer[LigneDExtourne]
    def __init__(self, extourne: _Optional[_Union[Extourne, _Mapping]] = ..., remise_msg_id: _Optional[str] = ..., creancier: _Optional[str] = ..., lignes: _Optional[_Iterable[_Union[LigneDExtourne, _Mapping]]] = ...) -> None: ...

class ImporterCompteRenduRemiseRequest(_message.Message):
    __slots__ = ("request_id", "contenu", "premiere_transaction", "fichier")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CONTENU_FIELD_NUMBER: _ClassVar[int]
    PREMIERE_TRANSACTION_FIELD_NUMBER: _ClassVar[int]
    FICHIER_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    contenu: str
    premiere_transaction: int
    fichier: str
    def __init__(self, request_id: _Optional[str] = ..., contenu: _Optional[str] = ..., premiere_transaction: _Optional[int] = ..., fichier: _Optional[str] = ...) -> None: ...

class CompteRenduRemise(_message.Message):
    __slots__ = ("msg_id", "remise_msg_id", "transactions", "acceptees", "rejetees", "inchangees", "acceptees_par_lot", "rejetees_par_lot", "somme_rejetee", "ecartees", "deja_importe")
    MSG_ID_FIELD_NUMBER: _ClassVar[int]
    REMISE_MSG_ID_FIELD_NUMBER: _ClassVar[int]
    TRANSACTIONS_FIELD_NUMBER: _ClassVar[int]
    ACCEPTEES_FIELD_NUMBER: _ClassVar[int]
    REJETEES_FIELD_NUMBER: _ClassVar[int]
    INCHANGEES_FIELD_NUMBER: _ClassVar[int]
    ACCEPTEES_PAR_LOT_FIELD_NUMBER: _ClassVar[int]
    REJETEES_PAR_LOT_FIELD_NUMBER: _ClassVar[int]
    SOMME_REJETEE_FIELD_NUMBER: _ClassVar[int]
    ECARTEES_FIELD_NUMBER: _ClassVar[int]
    DEJA_IMPORTE_FIELD_NUMBER: _ClassVar[int]
    msg_id: str
    remise_msg_id: str
    transactions: int
    acceptees: int
    rejetees: int
    inchangees: int
    acceptees_par_lot: int
    rejetees_par_lot: int
    somme_rejetee: int
    ecartees: _containers.RepeatedCompositeFieldContainer[EntreeEcartee]
    deja_importe: bool
    def __init__(self, msg_id: _Optional[str] = ..., remise_msg_id: _Optional[str] = ..., transactions: _Optional[int] = ..., acceptees: _Optional[int] = ..., rejetees: _Optional[int] = ..., inchangees: _Optional[int] = ..., acceptees_par_lot: _Optional[int] = ..., rejetees_par_lot: _Optional[int] = ..., somme_rejetee: _Optional[int] = ..., ecartees: _Optional[_Iterable[_Union[EntreeEcartee, _Mapping]]] = ..., deja_importe: _Optional[bool] = ...) -> None: ...

class ImporterCompteRenduRemiseResponse(_message.Message):
    __slots__ = ("compte_rendu",)
    COMPTE_RENDU_FIELD_NUMBER: _ClassVar[int]
    compte_rendu: CompteRenduRemise
    def __init__(self, compte_rendu: _Optional[_Union[CompteRenduRemise, _Mapping]] = ...) -> None: ...

class ReglesDeRapprochement(_message.Message):
    __slots__ = ("regle", "nombre")
    REGLE_FIELD_NUMBER: _ClassVar[int]
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    regle: str
    nombre: int
    def __init__(self, regle: _Optional[str] = ..., nombre: _Optional[int] = ...) -> None: ...

class CompteRenduBancaire(_message.Message):
    __slots__ = ("msg_id", "entrees", "imputees", "retours", "en_attente", "doublons", "somme", "somme_imputee", "somme_retournee", "somme_en_attente", "somme_ecartee", "regles", "ecartees", "deja_importe")
    MSG_ID_FIELD_NUMBER: _ClassVar[int]
    ENTREES_FIELD_NUMBER: _ClassVar[int]
    IMPUTEES_FIELD_NUMBER: _ClassVar[int]
    RETOURS_FIELD_NUMBER: _ClassVar[int]
    EN_ATTENTE_FIELD_NUMBER: _ClassVar[int]
    DOUBLONS_FIELD_NUMBER: _ClassVar[int]
    SOMME_FIELD_NUMBER: _ClassVar[int]
    SOMME_IMPUTEE_FIELD_NUMBER: _ClassVar[int]
    SOMME_RETOURNEE_FIELD_NUMBER: _ClassVar[int]
    SOMME_EN_ATTENTE_FIELD_NUMBER: _ClassVar[int]
    SOMME_ECARTEE_FIELD_NUMBER: _ClassVar[int]
    REGLES_FIELD_NUMBER: _ClassVar[int]
    ECARTEES_FIELD_NUMBER: _ClassVar[int]
    DEJA_IMPORTE_FIELD_NUMBER: _ClassVar[int]
    msg_id: str
    entrees: int
    imputees: int
    retours: int
    en_attente: int
    doublons: int
    somme: int
    somme_imputee: int
    somme_retournee: int
    somme_en_attente: int
    somme_ecartee: int
    regles: _containers.RepeatedCompositeFieldContainer[ReglesDeRapprochement]
    ecartees: _containers.RepeatedCompositeFieldContainer[EntreeEcartee]
    deja_importe: bool
    def __init__(self, msg_id: _Optional[str] = ..., entrees: _Optional[int] = ..., imputees: _Optional[int] = ..., retours: _Optional[int] = ..., en_attente: _Optional[int] = ..., doublons: _Optional[int] = ..., somme: _Optional[int] = ..., somme_imputee: _Optional[int] = ..., somme_retournee: _Optional[int] = ..., somme_en_attente: _Optional[int] = ..., somme_ecartee: _Optional[int] = ..., regles: _Optional[_Iterable[_Union[ReglesDeRapprochement, _Mapping]]] = ..., ecartees: _Optional[_Iterable[_Union[EntreeEcartee, _Mapping]]] = ..., deja_importe: _Optional[bool] = ...) -> None: ...

class ImporterReleveBancaireResponse(_message.Message):
    __slots__ = ("compte_rendu",)
    COMPTE_RENDU_FIELD_NUMBER: _ClassVar[int]
    compte_rendu: CompteRenduBancaire
    def __init__(self, compte_rendu: _Optional[_Union[CompteRenduBancaire, _Mapping]] = ...) -> None: ...

class SuggererRapprochementsRequest(_message.Message):
    __slots__ = ("request_id",)
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    def __init__(self, request_id: _Optional[str] = ...) -> None: ...

class SuggererRapprochementsResponse(_message.Message):
    __slots__ = ("suggestions",)
    SUGGESTIONS_FIELD_NUMBER: _ClassVar[int]
    suggestions: int
    def __init__(self, suggestions: _Optional[int] = ...) -> None: ...

class EcritureEnAttente(_message.Message):
    __slots__ = ("id", "le", "montant", "emetteur", "libelle", "reference", "motif", "suggestion", "statut", "demande_par")
    ID_FIELD_NUMBER: _ClassVar[int]
    LE_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    EMETTEUR_FIELD_NUMBER: _ClassVar[int]
    LIBELLE_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    SUGGESTION_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    DEMANDE_PAR_FIELD_NUMBER: _ClassVar[int]
    id: str
    le: str
    montant: _commun_pb2.Montant
    emetteur: str
    libelle: str
    reference: str
    motif: str
    suggestion: str
    statut: str
    demande_par: str
    def __init__(self, id: _Optional[str] = ..., le: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., emetteur: _Optional[str] = ..., libelle: _Optional[str] = ..., reference: _Optional[str] = ..., motif: _Optional[str] = ..., suggestion: _Optional[str] = ..., statut: _Optional[str] = ..., demande_par: _Optional[str] = ...) -> None: ...

class DemanderRemboursementRequest(_message.Message):
    __slots__ = ("request_id", "ecriture_id", "motif")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ECRITURE_ID_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    ecriture_id: str
    motif: str
    def __init__(self, request_id: _Optional[str] = ..., ecriture_id: _Optional[str] = ..., motif: _Optional[str] = ...) -> None: ...

class DemanderRemboursementResponse(_message.Message):
    __slots__ = ("ecriture",)
    ECRITURE_FIELD_NUMBER: _ClassVar[int]
    ecriture: EcritureEnAttente
    def __init__(self, ecriture: _Optional[_Union[EcritureEnAttente, _Mapping]] = ...) -> None: ...

class RenoncerAuRemboursementRequest(_message.Message):
    __slots__ = ("request_id", "ecriture_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ECRITURE_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    ecriture_id: str
    def __init__(self, request_id: _Optional[str] = ..., ecriture_id: _Optional[str] = ...) -> None: ...

class RenoncerAuRemboursementResponse(_message.Message):
    __slots__ = ("ecriture",)
    ECRITURE_FIELD_NUMBER: _ClassVar[int]
    ecriture: EcritureEnAttente
    def __init__(self, ecriture: _Optional[_Union[EcritureEnAttente, _Mapping]] = ...) -> None: ...

class ConstaterRemboursementRequest(_message.Message):
    __slots__ = ("request_id", "ecriture_id", "debit_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ECRITURE_ID_FIELD_NUMBER: _ClassVar[int]
    DEBIT_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    ecriture_id: str
    debit_id: str
    def __init__(self, request_id: _Optional[str] = ..., ecriture_id: _Optional[str] = ..., debit_id: _Optional[str] = ...) -> None: ...

class ConstaterRemboursementResponse(_message.Message):
    __slots__ = ("ecriture",)
    ECRITURE_FIELD_NUMBER: _ClassVar[int]
    ecriture: EcritureEnAttente
    def __init__(self, ecriture: _Optional[_Union[EcritureEnAttente, _Mapping]] = ...) -> None: ...

class RapprocherEcritureRequest(_message.Message):
    __slots__ = ("request_id", "ecriture_id", "bail_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ECRITURE_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    ecriture_id: str
    bail_id: str
    def __init__(self, request_id: _Optional[str] = ..., ecriture_id: _Optional[str] = ..., bail_id: _Optional[str] = ...) -> None: ...

class RapprocherEcritureResponse(_message.Message):
    __slots__ = ("paiement_id",)
    PAIEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    paiement_id: str
    def __init__(self, paiement_id: _Optional[str] = ...) -> None: ...

class ListEcrituresEnAttenteRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListEcrituresEnAttenteResponse(_message.Message):
    __slots__ = ("ecritures", "next_page_token")
    ECRITURES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    ecritures: _containers.RepeatedCompositeFieldContainer[EcritureEnAttente]
    next_page_token: str
    def __init__(self, ecritures: _Optional[_Iterable[_Union[EcritureEnAttente, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
