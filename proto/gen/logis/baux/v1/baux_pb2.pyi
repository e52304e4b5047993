from google.api import annotations_pb2 as _annotations_pb2
from logis.commun.v1 import commun_pb2 as _commun_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Residence(_message.Message):
    __slots__ = ("id", "nom", "adresse", "code_postal", "commune", "code_insee", "zone", "zone_abc", "quartier_prioritaire", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    NOM_FIELD_NUMBER: _ClassVar[int]
    ADRESSE_FIELD_NUMBER: _ClassVar[int]
    CODE_POSTAL_FIELD_NUMBER: _ClassVar[int]
    COMMUNE_FIELD_NUMBER: _ClassVar[int]
    CODE_INSEE_FIELD_NUMBER: _ClassVar[int]
    ZONE_FIELD_NUMBER: _ClassVar[int]
    ZONE_ABC_FIELD_NUMBER: _ClassVar[int]
    QUARTIER_PRIORITAIRE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    nom: str
    adresse: str
    code_postal: str
    commune: str
    code_insee: str
    zone: str
    zone_abc: str
    quartier_prioritaire: bool
    etag: str
    def __init__(self, id: _Optional[str] = ..., nom: _Optional[str] = ..., adresse: _Optional[str] = ..., code_postal: _Optional[str] = ..., commune: _Optional[str] = ..., code_insee: _Optional[str] = ..., zone: _Optional[str] = ..., zone_abc: _Optional[str] = ..., quartier_prioritaire: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...

class Logement(_message.Message):
    __slots__ = ("id", "residence_id", "reference", "typologie", "nombre_pieces", "surface_habitable_dm2", "surface_utile_dm2", "etage", "accessible_pmr", "financement", "convention_apl", "loyer_principal", "loyer_maximum", "provision_charges", "dpe", "statut", "disponible_le", "etag", "residence", "hauteur_sous_plafond_cm", "volume_habitable_dm3")
    ID_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    TYPOLOGIE_FIELD_NUMBER: _ClassVar[int]
    NOMBRE_PIECES_FIELD_NUMBER: _ClassVar[int]
    SURFACE_HABITABLE_DM2_FIELD_NUMBER: _ClassVar[int]
    SURFACE_UTILE_DM2_FIELD_NUMBER: _ClassVar[int]
    ETAGE_FIELD_NUMBER: _ClassVar[int]
    ACCESSIBLE_PMR_FIELD_NUMBER: _ClassVar[int]
    FINANCEMENT_FIELD_NUMBER: _ClassVar[int]
    CONVENTION_APL_FIELD_NUMBER: _ClassVar[int]
    LOYER_PRINCIPAL_FIELD_NUMBER: _ClassVar[int]
    LOYER_MAXIMUM_FIELD_NUMBER: _ClassVar[int]
    PROVISION_CHARGES_FIELD_NUMBER: _ClassVar[int]
    DPE_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    DISPONIBLE_LE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_FIELD_NUMBER: _ClassVar[int]
    HAUTEUR_SOUS_PLAFOND_CM_FIELD_NUMBER: _ClassVar[int]
    VOLUME_HABITABLE_DM3_FIELD_NUMBER: _ClassVar[int]
    id: str
    residence_id: str
    reference: str
    typologie: str
    nombre_pieces: int
    surface_habitable_dm2: int
    surface_utile_dm2: int
    etage: int
    accessible_pmr: bool
    financement: str
    convention_apl: str
    loyer_principal: _commun_pb2.Montant
    loyer_maximum: _commun_pb2.Montant
    provision_charges: _commun_pb2.Montant
    dpe: str
    statut: str
    disponible_le: str
    etag: str
    residence: Residence
    hauteur_sous_plafond_cm: int
    volume_habitable_dm3: int
    def __init__(self, id: _Optional[str] = ..., residence_id: _Optional[str] = ..., reference: _Optional[str] = ..., typologie: _Optional[str] = ..., nombre_pieces: _Optional[int] = ..., surface_habitable_dm2: _Optional[int] = ..., surface_utile_dm2: _Optional[int] = ..., etage: _Optional[int] = ..., accessible_pmr: _Optional[bool] = ..., financement: _Optional[str] = ..., convention_apl: _Optional[str] = ..., loyer_principal: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., loyer_maximum: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., provision_charges: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., dpe: _Optional[str] = ..., statut: _Optional[str] = ..., disponible_le: _Optional[str] = ..., etag: _Optional[str] = ..., residence: _Optional[_Union[Residence, _Mapping]] = ..., hauteur_sous_plafond_cm: _Optional[int] = ..., volume_habitable_dm3: _Optional[int] = ...) -> None: ...

class Titulaire(_message.Message):
    __slots__ = ("civilite", "nom", "prenoms", "date_naissance")
    CIVILITE_FIELD_NUMBER: _ClassVar[int]
    NOM_FIELD_NUMBER: _ClassVar[int]
    PRENOMS_FIELD_NUMBER: _ClassVar[int]
    DATE_NAISSANCE_FIELD_NUMBER: _ClassVar[int]
    civilite: str
    nom: str
    prenoms: str
    date_naissance: str
    def __init__(self, civilite: _Optional[str] = ..., nom: _Optional[str] = ..., prenoms: _Optional[str] = ..., date_naissance: _Optional[str] = ...) -> None: ...

class Bail(_message.Message):
    __slots__ = ("id", "reference", "logement_id", "locataire_id", "demande_id", "titulaires", "statut", "date_effet", "date_fin", "loyer_principal", "provision_charges", "depot_garantie", "mode_prorata", "terme", "signe_le", "active_le", "explications", "etag", "annule_le", "conge_recu_le", "sorti_le", "clos_le")
    ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    LOGEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    LOCATAIRE_ID_FIELD_NUMBER: _ClassVar[int]
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    TITULAIRES_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    DATE_EFFET_FIELD_NUMBER: _ClassVar[int]
    DATE_FIN_FIELD_NUMBER: _ClassVar[int]
    LOYER_PRINCIPAL_FIELD_NUMBER: _ClassVar[int]
    PROVISION_CHARGES_FIELD_NUMBER: _ClassVar[int]
    DEPOT_GARANTIE_FIELD_NUMBER: _ClassVar[int]
    MODE_PRORATA_FIELD_NUMBER: _ClassVar[int]
    TERME_FIELD_NUMBER: _ClassVar[int]
    SIGNE_LE_FIELD_NUMBER: _ClassVar[int]
    ACTIVE_LE_FIELD_NUMBER: _ClassVar[int]
    EXPLICATIONS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    ANNULE_LE_FIELD_NUMBER: _ClassVar[int]
    CONGE_RECU_LE_FIELD_NUMBER: _ClassVar[int]
    SORTI_LE_FIELD_NUMBER: _ClassVar[int]
    CLOS_LE_FIELD_NUMBER: _ClassVar[int]
    id: str
    reference: str
    logement_id: str
    locataire_id: str
    demande_id: str
    titulaires: _containers.RepeatedCompositeFieldContainer[Titulaire]
    statut: str
    date_effet: str
    date_fin: str
    loyer_principal: _commun_pb2.Montant
    provision_charges: _commun_pb2.Montant
    depot_garantie: _commun_pb2.Montant
    mode_prorata: str
    terme: str
    signe_le: str
    active_le: str
    explications: _containers.RepeatedCompositeFieldContainer[_commun_pb2.Explication]
    etag: str
    annule_le: str
    conge_recu_le: str
    sorti_le: str
    clos_le: str
    def __init__(self, id: _Optional[str] = ..., reference: _Optional[str] = ..., logement_id: _Optional[str] = ..., locataire_id: _Optional[str] = ..., demande_id: _Optional[str] = ..., titulaires: _Optional[_Iterable[_Union[Titulaire, _Mapping]]] = ..., statut: _Optional[str] = ..., date_effet: _Optional[str] = ..., date_fin: _Optional[str] = ..., loyer_principal: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., provision_charges: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., depot_garantie: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., mode_prorata: _Optional[str] = ..., terme: _Optional[str] = ..., signe_le: _Optional[str] = ..., active_le: _Optional[str] = ..., explications: _Optional[_Iterable[_Union[_commun_pb2.Explication, _Mapping]]] = ..., etag: _Optional[str] = ..., annule_le: _Optional[str] = ..., conge_recu_le: _Optional[str] = ..., sorti_le: _Optional[str] = ..., clos_le: _Optional[str] = ...) -> None: ...

class EnregistrerResidenceRequest(_message.Message):
    __slots__ = ("request_id", "nom", "adresse", "code_postal", "commune", "code_insee", "zone", "zone_abc", "quartier_prioritaire")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NOM_FIELD_NUMBER: _ClassVar[int]
    ADRESSE_FIELD_NUMBER: _ClassVar[int]
    CODE_POSTAL_FIELD_NUMBER: _ClassVar[int]
    COMMUNE_FIELD_NUMBER: _ClassVar[int]
    CODE_INSEE_FIELD_NUMBER: _ClassVar[int]
    ZONE_FIELD_NUMBER: _ClassVar[int]
    ZONE_ABC_FIELD_NUMBER: _ClassVar[int]
    QUARTIER_PRIORITAIRE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    nom: str
    adresse: str
    code_postal: str
    commune: str
    code_insee: str
    zone: str
    zone_abc: str
    quartier_prioritaire: bool
    def __init__(self, request_id: _Optional[str] = ..., nom: _Optional[str] = ..., adresse: _Optional[str] = ..., code_postal: _Optional[str] = ..., commune: _Optional[str] = ..., code_insee: _Optional[str] = ..., zone: _Optional[str] = ..., zone_abc: _Optional[str] = ..., quartier_prioritaire: _Optional[bool] = ...) -> None: ...

class EnregistrerResidenceResponse(_message.Message):
    __slots__ = ("residence",)
    RESIDENCE_FIELD_NUMBER: _ClassVar[int]
    residence: Residence
    def __init__(self, residence: _Optional[_Union[Residence, _Mapping]] = ...) -> None: ...

class EnregistrerLogementRequest(_message.Message):
    __slots__ = ("request_id", "residence_id", "reference", "typologie", "nombre_pieces", "surface_habitable_dm2", "surface_utile_dm2", "etage", "accessible_pmr", "financement", "convention_apl", "loyer_principal", "loyer_maximum", "provision_charges", "dpe", "hauteur_sous_plafond_cm", "volume_habitable_dm3")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    TYPOLOGIE_FIELD_NUMBER: _ClassVar[int]
    NOMBRE_PIECES_FIELD_NUMBER: _ClassVar[int]
    SURFACE_HABITABLE_DM2_FIELD_NUMBER: _ClassVar[int]
    SURFACE_UTILE_DM2_FIELD_NUMBER: _ClassVar[int]
    ETAGE_FIELD_NUMBER: _ClassVar[int]
    ACCESSIBLE_PMR_FIELD_NUMBER: _ClassVar[int]
    FINANCEMENT_FIELD_NUMBER: _ClassVar[int]
    CONVENTION_APL_FIELD_NUMBER: _ClassVar[int]
    LOYER_PRINCIPAL_FIELD_NUMBER: _ClassVar[int]
    LOYER_MAXIMUM_FIELD_NUMBER: _ClassVar[int]
    PROVISION_CHARGES_FIELD_NUMBER: _ClassVar[int]
    DPE_FIELD_NUMBER: _ClassVar[int]
    HAUTEUR_SOUS_PLAFOND_CM_FIELD_NUMBER: _ClassVar[int]
    VOLUME_HABITABLE_DM3_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    residence_id: str
    reference: str
    typologie: str
    nombre_pieces: int
    surface_habitable_dm2: int
    surface_utile_dm2: int
    etage: int
    accessible_pmr: bool
    financement: str
    convention_apl: str
    loyer_principal: _commun_pb2.Montant
    loyer_maximum: _commun_pb2.Montant
    provision_charges: _commun_pb2.Montant
    dpe: str
    hauteur_sous_plafond_cm: int
    volume_habitable_dm3: int
    def __init__(self, request_id: _Optional[str] = ..., residence_id: _Optional[str] = ..., reference: _Optional[str] = ..., typologie: _Optional[str] = ..., nombre_pieces: _Optional[int] = ..., surface_habitable_dm2: _Optional[int] = ..., surface_utile_dm2: _Optional[int] = ..., etage: _Optional[int] = ..., accessible_pmr: _Optional[bool] = ..., financement: _Optional[str] = ..., convention_apl: _Optional[str] = ..., loyer_principal: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., loyer_maximum: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., provision_charges: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., dpe: _Optional[str] = ..., hauteur_sous_plafond_cm: _Optional[int] = ..., volume_habitable_dm3: _Optional[int] = ...) -> None: ...

class EnregistrerLogementResponse(_message.Message):
    __slots__ = ("logement",)
    LOGEMENT_FIELD_NUMBER: _ClassVar[int]
    logement: Logement
    def __init__(self, logement: _Optional[_Union[Logement, _Mapping]] = ...) -> None: ...

class DeclarerLogementDisponibleRequest(_message.Message):
    __slots__ = ("request_id", "logement_id", "disponible_le", "contingent", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    LOGEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    DISPONIBLE_LE_FIELD_NUMBER: _ClassVar[int]
    CONTINGENT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    logement_id: str
    disponible_le: str
    contingent: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., logement_id: _Optional[str] = ..., disponible_le: _Optional[str] = ..., contingent: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class DeclarerLogementDisponibleResponse(_message.Message):
    __slots__ = ("logement",)
    LOGEMENT_FIELD_NUMBER: _ClassVar[int]
    logement: Logement
    def __init__(self, logement: _Optional[_Union[Logement, _Mapping]] = ...) -> None: ...

class GetLogementRequest(_message.Message):
    __slots__ = ("logement_id",)
    LOGEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    logement_id: str
    def __init__(self, logement_id: _Optional[str] = ...) -> None: ...

class GetLogementResponse(_message.Message):
    __slots__ = ("logement",)
    LOGEMENT_FIELD_NUMBER: _ClassVar[int]
    logement: Logement
    def __init__(self, logement: _Optional[_Union[Logement, _Mapping]] = ...) -> None: ...

class ListLogementsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "residence_id", "statut")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    residence_id: str
    statut: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., residence_id: _Optional[str] = ..., statut: _Optional[str] = ...) -> None: ...

class ListLogementsResponse(_message.Message):
    __slots__ = ("logements", "next_page_token")
    LOGEMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    logements: _containers.RepeatedCompositeFieldContainer[Logement]
    next_page_token: str
    def __init__(self, logements: _Optional[_Iterable[_Union[Logement, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class PreparerBailRequest(_message.Message):
    __slots__ = ("request_id", "offre_id", "date_effet", "mode_prorata", "annexes")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    OFFRE_ID_FIELD_NUMBER: _ClassVar[int]
    DATE_EFFET_FIELD_NUMBER: _ClassVar[int]
    MODE_PRORATA_FIELD_NUMBER: _ClassVar[int]
    ANNEXES_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    offre_id: str
    date_effet: str
    mode_prorata: str
    annexes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, request_id: _Optional[str] = ..., offre_id: _Optional[str] = ..., date_effet: _Optional[str] = ..., mode_prorata: _Optional[str] = ..., annexes: _Optional[_Iterable[str]] = ...) -> None: ...

class PreparerBailResponse(_message.Message):
    __slots__ = ("bail",)
    BAIL_FIELD_NUMBER: _ClassVar[int]
    bail: Bail
    def __init__(self, bail: _Optional[_Union[Bail, _Mapping]] = ...) -> None: ...

class SignerBailRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "signe_le", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    SIGNE_LE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    signe_le: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., signe_le: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class SignerBailResponse(_message.Message):
    __slots__ = ("bail",)
    BAIL_FIELD_NUMBER: _ClassVar[int]
    bail: Bail
    def __init__(self, bail: _Optional[_Union[Bail, _Mapping]] = ...) -> None: ...

class EnregistrerAssuranceRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "assureur", "numero_police", "valable_du", "valable_au")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    ASSUREUR_FIELD_NUMBER: _ClassVar[int]
    NUMERO_POLICE_FIELD_NUMBER: _ClassVar[int]
    VALABLE_DU_FIELD_NUMBER: _ClassVar[int]
    VALABLE_AU_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    assureur: str
    numero_police: str
    valable_du: str
    valable_au: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., assureur: _Optional[str] = ..., numero_police: _Optional[str] = ..., valable_du: _Optional[str] = ..., valable_au: _Optional[str] = ...) -> None: ...

class EnregistrerAssuranceResponse(_message.Message):
    __slots__ = ("bail",)
    BAIL_FIELD_NUMBER: _ClassVar[int]
    bail: Bail
    def __init__(self, bail: _Optional[_Union[Bail, _Mapping]] = ...) -> None: ...

class SignerEtatDesLieuxRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "signe_le", "sens", "nombre_cles", "releves", "reserves")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    SIGNE_LE_FIELD_NUMBER: _ClassVar[int]
    SENS_FIELD_NUMBER: _ClassVar[int]
    NOMBRE_CLES_FIELD_NUMBER: _ClassVar[int]
    RELEVES_FIELD_NUMBER: _ClassVar[int]
    RESERVES_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    signe_le: str
    sens: str
    nombre_cles: int
    releves: _containers.RepeatedCompositeFieldContainer[ReleveCompteur]
    reserves: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., signe_le: _Optional[str] = ..., sens: _Optional[str] = ..., nombre_cles: _Optional[int] = ..., releves: _Optional[_Iterable[_Union[ReleveCompteur, _Mapping]]] = ..., reserves: _Optional[_Iterable[str]] = ...) -> None: ...

class ReleveCompteur(_message.Message):
    __slots__ = ("fluide", "compteur", "index")
    FLUIDE_FIELD_NUMBER: _ClassVar[int]
    COMPTEUR_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    fluide: str
    compteur: str
    index: int
    def __init__(self, fluide: _Optional[str] = ..., compteur: _Optional[str] = ..., index: _Optional[int] = ...) -> None: ...

class SignerEtatDesLieuxResponse(_message.Message):
    __slots__ = ("bail",)
    BAIL_FIELD_NUMBER: _ClassVar[int]
    bail: Bail
    def __init__(self, bail: _Optional[_Union[Bail, _Mapping]] = ...) -> None: ...

class ActiverBailRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "active_le", "depot_garantie_recu", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    ACTIVE_LE_FIELD_NUMBER: _ClassVar[int]
    DEPOT_GARANTIE_RECU_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    active_le: str
    depot_garantie_recu: bool
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., active_le: _Optional[str] = ..., depot_garantie_recu: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...

class ActiverBailResponse(_message.Message):
    __slots__ = ("bail",)
    BAIL_FIELD_NUMBER: _ClassVar[int]
    bail: Bail
    def __init__(self, bail: _Optional[_Union[Bail, _Mapping]] = ...) -> None: ...

class AnnulerBailRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "motif", "annule_le", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    ANNULE_LE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    motif: str
    annule_le: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., motif: _Optional[str] = ..., annule_le: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class AnnulerBailResponse(_message.Message):
    __slots__ = ("bail",)
    BAIL_FIELD_NUMBER: _ClassVar[int]
    bail: Bail
    def __init__(self, bail: _Optional[_Union[Bail, _Mapping]] = ...) -> None: ...

class RecevoirCongeRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "recu_le", "forme", "motif", "justifie", "de_tous_les_titulaires", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    RECU_LE_FIELD_NUMBER: _ClassVar[int]
    FORME_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    JUSTIFIE_FIELD_NUMBER: _ClassVar[int]
    DE_TOUS_LES_TITULAIRES_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    recu_le: str
    forme: str
    motif: str
    justifie: bool
    de_tous_les_titulaires: bool
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., recu_le: _Optional[str] = ..., forme: _Optional[str] = ..., motif: _Optional[str] = ..., justifie: _Optional[bool] = ..., de_tous_les_titulaires: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...

class RecevoirCongeResponse(_message.Message):
    __slots__ = ("bail",)
    BAIL_FIELD_NUMBER: _ClassVar[int]
    bail: Bail
    def __init__(self, bail: _Optional[_Union[Bail, _Mapping]] = ...) -> None: ...

class ConstaterSortieRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "sorti_le", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    SORTI_LE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    sorti_le: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., sorti_le: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class ConstaterSortieResponse(_message.Message):
    __slots__ = ("bail",)
    BAIL_FIELD_NUMBER: _ClassVar[int]
    bail: Bail
    def __init__(self, bail: _Optional[_Union[Bail, _Mapping]] = ...) -> None: ...

class CloreBailRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "clos_le", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    CLOS_LE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    clos_le: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., clos_le: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class CloreBailResponse(_message.Message):
    __slots__ = ("bail",)
    BAIL_FIELD_NUMBER: _ClassVar[int]
    bail: Bail
    def __init__(self, bail: _Optional[_Union[Bail, _Mapping]] = ...) -> None: ...

class GetBailRequest(_message.Message):
    __slots__ = ("bail_id",)
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    def __init__(self, bail_id: _Optional[str] = ...) -> None: ...

class GetBailResponse(_message.Message):
    __slots__ = ("bail",)
    BAIL_FIELD_NUMBER: _ClassVar[int]
    bail: Bail
    def __init__(self, bail: _Optional[_Union[Bail, _Mapping]] = ...) -> None: ...

class ListBauxRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "statut", "residence_id")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    statut: str
    residence_id: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., statut: _Optional[str] = ..., residence_id: _Optional[str] = ...) -> None: ...

class ListBauxResponse(_message.Message):
    __slots__ = ("baux", "next_page_token")
    BAUX_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    baux: _containers.RepeatedCompositeFieldContainer[Bail]
    next_page_token: str
    def __init__(self, baux: _Optional[_Iterable[_Union[Bail, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetFicheLocataireRequest(_message.Message):
    __slots__ = ("locataire_id",)
    LOCATAIRE_ID_FIELD_NUMBER: _ClassVar[int]
    locataire_id: str
    def __init__(self, locataire_id: _Optional[str] = ...) -> None: ...

class GetFicheLocataireResponse(_message.Message):
    __slots__ = ("fiche",)
    FICHE_FIELD_NUMBER: _ClassVar[int]
    fiche: FicheLocataire
    def __init__(self, fiche: _Optional[_Union[FicheLocataire, _Mapping]] = ...) -> None: ...

class FicheLocataire(_message.Message):
    __slots__ = ("locataire_id", "titulaires", "bail", "logement", "assurance")
    LOCATAIRE_ID_FIELD_NUMBER: _ClassVar[int]
    TITULAIRES_FIELD_NUMBER: _ClassVar[int]
    BAIL_FIELD_NUMBER: _ClassVar[int]
    LOGEMENT_FIELD_NUMBER: _ClassVar[int]
    ASSURANCE_FIELD_NUMBER: _ClassVar[int]
    locataire_id: str
    titulaires: _containers.RepeatedCompositeFieldContainer[Titulaire]
    bail: Bail
    logement: Logement
    assurance: str
    def __init__(self, locataire_id: _Optional[str] = ..., titulaires: _Optional[_Iterable[_Union[Titulaire, _Mapping]]] = ..., bail: _Optional[_Union[Bail, _Mapping]] = ..., logement: _Optional[_Union[Logement, _Mapping]] = ..., assurance: _Optional[str] = ...) -> None: ...

class BatchGetTitulairesRequest(_message.Message):
    __slots__ = ("bail_ids",)
    BAIL_IDS_FIELD_NUMBER: _ClassVar[int]
    bail_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, bail_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class BatchGetTitulairesResponse(_message.Message):
    __slots__ = ("baux",)
    BAUX_FIELD_NUMBER: _ClassVar[int]
    baux: _containers.RepeatedCompositeFieldContainer[TitulairesDuBail]
    def __init__(self, baux: _Optional[_Iterable[_Union[TitulairesDuBail, _Mapping]]] = ...) -> None: ...

class TitulairesDuBail(_message.Message):
    __slots__ = ("bail_id", "reference", "titulaires", "adresse", "code_postal", "commune", "logement_reference")
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    TITULAIRES_FIELD_NUMBER: _ClassVar[int]
    ADRESSE_FIELD_NUMBER: _ClassVar[int]
    CODE_POSTAL_FIELD_NUMBER: _ClassVar[int]
    COMMUNE_FIELD_NUMBER: _ClassVar[int]
    LOGEMENT_REFERENCE_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    reference: str
    titulaires: _containers.RepeatedCompositeFieldContainer[Titulaire]
    adresse: str
    code_postal: str
    commune: str
    logement_reference: str
    def __init__(self, bail_id: _Optional[str] = ..., reference: _Optional[str] = ..., titulaires: _Optional[_Iterable[_Union[Titulaire, _Mapping]]] = ..., adresse: _Optional[str] = ..., code_postal: _Optional[str] = ..., commune: _Optional[str] = ..., logement_reference: _Optional[str] = ...) -> None: ...
