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

class ValeurDuSite(_message.Message):
    __slots__ = ("a_partir_de", "dix_milliemes", "source")
    A_PARTIR_DE_FIELD_NUMBER: _ClassVar[int]
    DIX_MILLIEMES_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    a_partir_de: str
    dix_milliemes: int
    source: str
    def __init__(self, a_partir_de: _Optional[str] = ..., dix_milliemes: _Optional[int] = ..., source: _Optional[str] = ...) -> None: ...

class ParametrerSiteRequest(_message.Message):
    __slots__ = ("request_id", "residence_id", "station", "dju_reference", "coefficients_gaz")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    STATION_FIELD_NUMBER: _ClassVar[int]
    DJU_REFERENCE_FIELD_NUMBER: _ClassVar[int]
    COEFFICIENTS_GAZ_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    residence_id: str
    station: str
    dju_reference: _containers.RepeatedCompositeFieldContainer[ValeurDuSite]
    coefficients_gaz: _containers.RepeatedCompositeFieldContainer[ValeurDuSite]
    def __init__(self, request_id: _Optional[str] = ..., residence_id: _Optional[str] = ..., station: _Optional[str] = ..., dju_reference: _Optional[_Iterable[_Union[ValeurDuSite, _Mapping]]] = ..., coefficients_gaz: _Optional[_Iterable[_Union[ValeurDuSite, _Mapping]]] = ...) -> None: ...

class SiteEnergie(_message.Message):
    __slots__ = ("residence_id", "station", "dju_reference", "coefficients_gaz")
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    STATION_FIELD_NUMBER: _ClassVar[int]
    DJU_REFERENCE_FIELD_NUMBER: _ClassVar[int]
    COEFFICIENTS_GAZ_FIELD_NUMBER: _ClassVar[int]
    residence_id: str
    station: str
    dju_reference: _containers.RepeatedCompositeFieldContainer[ValeurDuSite]
    coefficients_gaz: _containers.RepeatedCompositeFieldContainer[ValeurDuSite]
    def __init__(self, residence_id: _Optional[str] = ..., station: _Optional[str] = ..., dju_reference: _Optional[_Iterable[_Union[ValeurDuSite, _Mapping]]] = ..., coefficients_gaz: _Optional[_Iterable[_Union[ValeurDuSite, _Mapping]]] = ...) -> None: ...

class ParametrerSiteResponse(_message.Message):
    __slots__ = ("site",)
    SITE_FIELD_NUMBER: _ClassVar[int]
    site: SiteEnergie
    def __init__(self, site: _Optional[_Union[SiteEnergie, _Mapping]] = ...) -> None: ...

class ImporterTemperaturesRequest(_message.Message):
    __slots__ = ("request_id", "station", "contenu")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    STATION_FIELD_NUMBER: _ClassVar[int]
    CONTENU_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    station: str
    contenu: str
    def __init__(self, request_id: _Optional[str] = ..., station: _Optional[str] = ..., contenu: _Optional[str] = ...) -> None: ...

class ImporterTemperaturesResponse(_message.Message):
    __slots__ = ("lignes", "changees", "ecartees")
    LIGNES_FIELD_NUMBER: _ClassVar[int]
    CHANGEES_FIELD_NUMBER: _ClassVar[int]
    ECARTEES_FIELD_NUMBER: _ClassVar[int]
    lignes: int
    changees: int
    ecartees: _containers.RepeatedCompositeFieldContainer[_quittancement_pb2.LigneEcartee]
    def __init__(self, lignes: _Optional[int] = ..., changees: _Optional[int] = ..., ecartees: _Optional[_Iterable[_Union[_quittancement_pb2.LigneEcartee, _Mapping]]] = ...) -> None: ...

class DetecterAnomaliesRequest(_message.Message):
    __slots__ = ("request_id", "residence_id", "mois")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    residence_id: str
    mois: str
    def __init__(self, request_id: _Optional[str] = ..., residence_id: _Optional[str] = ..., mois: _Optional[str] = ...) -> None: ...

class BilanDeRegle(_message.Message):
    __slots__ = ("regle", "oui", "non", "inconnu", "manquants")
    class ManquantsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    REGLE_FIELD_NUMBER: _ClassVar[int]
    OUI_FIELD_NUMBER: _ClassVar[int]
    NON_FIELD_NUMBER: _ClassVar[int]
    INCONNU_FIELD_NUMBER: _ClassVar[int]
    MANQUANTS_FIELD_NUMBER: _ClassVar[int]
    regle: str
    oui: int
    non: int
    inconnu: int
    manquants: _containers.ScalarMap[str, int]
    def __init__(self, regle: _Optional[str] = ..., oui: _Optional[int] = ..., non: _Optional[int] = ..., inconnu: _Optional[int] = ..., manquants: _Optional[_Mapping[str, int]] = ...) -> None: ...

class DetecterAnomaliesResponse(_message.Message):
    __slots__ = ("nouvelles", "bilan")
    NOUVELLES_FIELD_NUMBER: _ClassVar[int]
    BILAN_FIELD_NUMBER: _ClassVar[int]
    nouvelles: _containers.RepeatedCompositeFieldContainer[Alerte]
    bilan: _containers.RepeatedCompositeFieldContainer[BilanDeRegle]
    def __init__(self, nouvelles: _Optional[_Iterable[_Union[Alerte, _Mapping]]] = ..., bilan: _Optional[_Iterable[_Union[BilanDeRegle, _Mapping]]] = ...) -> None: ...

class Alerte(_message.Message):
    __slots__ = ("id", "residence_id", "logement_id", "bail_id", "compteur_id", "fluide", "regle", "du", "au", "grave", "statut", "detectee_le", "informer_avant", "reparer_avant", "explication", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    LOGEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    COMPTEUR_ID_FIELD_NUMBER: _ClassVar[int]
    FLUIDE_FIELD_NUMBER: _ClassVar[int]
    REGLE_FIELD_NUMBER: _ClassVar[int]
    DU_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    GRAVE_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    DETECTEE_LE_FIELD_NUMBER: _ClassVar[int]
    INFORMER_AVANT_FIELD_NUMBER: _ClassVar[int]
    REPARER_AVANT_FIELD_NUMBER: _ClassVar[int]
    EXPLICATION_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    residence_id: str
    logement_id: str
    bail_id: str
    compteur_id: str
    fluide: str
    regle: str
    du: str
    au: str
    grave: bool
    statut: str
    detectee_le: str
    informer_avant: str
    reparer_avant: str
    explication: _commun_pb2.Explication
    etag: str
    def __init__(self, id: _Optional[str] = ..., residence_id: _Optional[str] = ..., logement_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., compteur_id: _Optional[str] = ..., fluide: _Optional[str] = ..., regle: _Optional[str] = ..., du: _Optional[str] = ..., au: _Optional[str] = ..., grave: _Optional[bool] = ..., statut: _Optional[str] = ..., detectee_le: _Optional[str] = ..., informer_avant: _Optional[str] = ..., reparer_avant: _Optional[str] = ..., explication: _Optional[_Union[_commun_pb2.Explication, _Mapping]] = ..., etag: _Optional[str] = ...) -> None: ...

class FaireAvancerAlerteRequest(_message.Message):
    __slots__ = ("request_id", "alerte_id", "vers", "le", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ALERTE_ID_FIELD_NUMBER: _ClassVar[int]
    VERS_FIELD_NUMBER: _ClassVar[int]
    LE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    alerte_id: str
    vers: str
    le: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., alerte_id: _Optional[str] = ..., vers: _Optional[str] = ..., le: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class FaireAvancerAlerteResponse(_message.Message):
    __slots__ = ("alerte",)
    ALERTE_FIELD_NUMBER: _ClassVar[int]
    alerte: Alerte
    def __init__(self, alerte: _Optional[_Union[Alerte, _Mapping]] = ...) -> None: ...

class GetAlerteRequest(_message.Message):
    __slots__ = ("alerte_id",)
    ALERTE_ID_FIELD_NUMBER: _ClassVar[int]
    alerte_id: str
    def __init__(self, alerte_id: _Optional[str] = ...) -> None: ...

class GetAlerteResponse(_message.Message):
    __slots__ = ("alerte",)
    ALERTE_FIELD_NUMBER: _ClassVar[int]
    alerte: Alerte
    def __init__(self, alerte: _Optional[_Union[Alerte, _Mapping]] = ...) -> None: ...

class ListAlertesRequest(_message.Message):
    __slots__ = ("residence_id", "bail_id", "ouvertes", "page_size", "page_token")
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    OUVERTES_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    residence_id: str
    bail_id: str
    ouvertes: bool
    page_size: int
    page_token: str
    def __init__(self, residence_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., ouvertes: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListAlertesResponse(_message.Message):
    __slots__ = ("alertes", "next_page_token")
    ALERTES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    alertes: _containers.RepeatedCompositeFieldContainer[Alerte]
    next_page_token: str
    def __init__(self, alertes: _Optional[_Iterable[_Union[Alerte, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class Quantite(_message.Message):
    __slots__ = ("milliemes", "unite", "certitude")
    MILLIEMES_FIELD_NUMBER: _ClassVar[int]
    UNITE_FIELD_NUMBER: _ClassVar[int]
    CERTITUDE_FIELD_NUMBER: _ClassVar[int]
    milliemes: int
    unite: str
    certitude: str
    def __init__(self, milliemes: _Optional[int] = ..., unite: _Optional[str] = ..., certitude: _Optional[str] = ...) -> None: ...

class Conversion(_message.Message):
    __slots__ = ("code", "quantite", "explication")
    CODE_FIELD_NUMBER: _ClassVar[int]
    QUANTITE_FIELD_NUMBER: _ClassVar[int]
    EXPLICATION_FIELD_NUMBER: _ClassVar[int]
    code: str
    quantite: Quantite
    explication: _commun_pb2.Explication
    def __init__(self, code: _Optional[str] = ..., quantite: _Optional[_Union[Quantite, _Mapping]] = ..., explication: _Optional[_Union[_commun_pb2.Explication, _Mapping]] = ...) -> None: ...

class GetConsommationRequest(_message.Message):
    __slots__ = ("compteur_id", "du", "au")
    COMPTEUR_ID_FIELD_NUMBER: _ClassVar[int]
    DU_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    compteur_id: str
    du: str
    au: str
    def __init__(self, compteur_id: _Optional[str] = ..., du: _Optional[str] = ..., au: _Optional[str] = ...) -> None: ...

class GetConsommationResponse(_message.Message):
    __slots__ = ("quantite", "conversions")
    QUANTITE_FIELD_NUMBER: _ClassVar[int]
    CONVERSIONS_FIELD_NUMBER: _ClassVar[int]
    quantite: Quantite
    conversions: _containers.RepeatedCompositeFieldContainer[Conversion]
    def __init__(self, quantite: _Optional[_Union[Quantite, _Mapping]] = ..., conversions: _Optional[_Iterable[_Union[Conversion, _Mapping]]] = ...) -> None: ...

class GetInformationMensuelleRequest(_message.Message):
    __slots__ = ("bail_id", "mois")
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    mois: str
    def __init__(self, bail_id: _Optional[str] = ..., mois: _Optional[str] = ...) -> None: ...

class GetInformationMensuelleResponse(_message.Message):
    __slots__ = ("information",)
    INFORMATION_FIELD_NUMBER: _ClassVar[int]
    information: InformationMensuelle
    def __init__(self, information: _Optional[_Union[InformationMensuelle, _Mapping]] = ...) -> None: ...

class InformationMensuelle(_message.Message):
    __slots__ = ("bail_id", "mois", "fluides", "alertes_ouvertes")
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    FLUIDES_FIELD_NUMBER: _ClassVar[int]
    ALERTES_OUVERTES_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    mois: str
    fluides: _containers.RepeatedCompositeFieldContainer[InformationFluide]
    alertes_ouvertes: int
    def __init__(self, bail_id: _Optional[str] = ..., mois: _Optional[str] = ..., fluides: _Optional[_Iterable[_Union[InformationFluide, _Mapping]]] = ..., alertes_ouvertes: _Optional[int] = ...) -> None: ...

class InformationFluide(_message.Message):
    __slots__ = ("fluide", "usage", "du", "au", "mois", "annee", "an_passe", "dernier_releve_le", "conversions", "chauffage_corrige", "correction", "par_m2", "moyenne_par_m2", "menages_compares", "conseils")
    FLUIDE_FIELD_NUMBER: _ClassVar[int]
    USAGE_FIELD_NUMBER: _ClassVar[int]
    DU_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    ANNEE_FIELD_NUMBER: _ClassVar[int]
    AN_PASSE_FIELD_NUMBER: _ClassVar[int]
    DERNIER_RELEVE_LE_FIELD_NUMBER: _ClassVar[int]
    CONVERSIONS_FIELD_NUMBER: _ClassVar[int]
    CHAUFFAGE_CORRIGE_FIELD_NUMBER: _ClassVar[int]
    CORRECTION_FIELD_NUMBER: _ClassVar[int]
    PAR_M2_FIELD_NUMBER: _ClassVar[int]
    MOYENNE_PAR_M2_FIELD_NUMBER: _ClassVar[int]
    MENAGES_COMPARES_FIELD_NUMBER: _ClassVar[int]
    CONSEILS_FIELD_NUMBER: _ClassVar[int]
    fluide: str
    usage: str
    du: str
    au: str
    mois: Quantite
    annee: Quantite
    an_passe: Quantite
    dernier_releve_le: str
    conversions: _containers.RepeatedCompositeFieldContainer[Conversion]
    chauffage_corrige: Quantite
    correction: _commun_pb2.Verdict
    par_m2: Quantite
    moyenne_par_m2: Quantite
    menages_compares: int
    conseils: _containers.RepeatedCompositeFieldContainer[Conseil]
    def __init__(self, fluide: _Optional[str] = ..., usage: _Optional[str] = ..., du: _Optional[str] = ..., au: _Optional[str] = ..., mois: _Optional[_Union[Quantite, _Mapping]] = ..., annee: _Optional[_Union[Quantite, _Mapping]] = ..., an_passe: _Optional[_Union[Quantite, _Mapping]] = ..., dernier_releve_le: _Optional[str] = ..., conversions: _Optional[_Iterable[_Union[Conversion, _Mapping]]] = ..., chauffage_corrige: _Optional[_Union[Quantite, _Mapping]] = ..., correction: _Optional[_Union[_commun_pb2.Verdict, _Mapping]] = ..., par_m2: _Optional[_Union[Quantite, _Mapping]] = ..., moyenne_par_m2: _Optional[_Union[Quantite, _Mapping]] = ..., menages_compares: _Optional[int] = ..., conseils: _Optional[_Iterable[_Union[Conseil, _Mapping]]] = ...) -> None: ...

class Conseil(_message.Message):
    __slots__ = ("code", "message", "gain", "cout", "declencheurs")
    CODE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    GAIN_FIELD_NUMBER: _ClassVar[int]
    COUT_FIELD_NUMBER: _ClassVar[int]
    DECLENCHEURS_FIELD_NUMBER: _ClassVar[int]
    code: str
    message: str
    gain: str
    cout: str
    declencheurs: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, code: _Optional[str] = ..., message: _Optional[str] = ..., gain: _Optional[str] = ..., cout: _Optional[str] = ..., declencheurs: _Optional[_Iterable[str]] = ...) -> None: ...
