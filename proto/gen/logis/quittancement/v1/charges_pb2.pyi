from google.api import annotations_pb2 as _annotations_pb2
from logis.commun.v1 import commun_pb2 as _commun_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CleRepartition(_message.Message):
    __slots__ = ("code", "type", "cle_commune", "cle_individuelle", "unite")
    CODE_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    CLE_COMMUNE_FIELD_NUMBER: _ClassVar[int]
    CLE_INDIVIDUELLE_FIELD_NUMBER: _ClassVar[int]
    UNITE_FIELD_NUMBER: _ClassVar[int]
    code: str
    type: str
    cle_commune: str
    cle_individuelle: str
    unite: str
    def __init__(self, code: _Optional[str] = ..., type: _Optional[str] = ..., cle_commune: _Optional[str] = ..., cle_individuelle: _Optional[str] = ..., unite: _Optional[str] = ...) -> None: ...

class CampagneCharges(_message.Message):
    __slots__ = ("id", "libelle", "debut", "fin", "cles", "statut", "engage", "recuperable", "quotes_parts", "a_charge_bailleur", "provisions", "decomptes", "notifiee_le", "imputable_des", "pieces_jusqu_au", "tardive", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    LIBELLE_FIELD_NUMBER: _ClassVar[int]
    DEBUT_FIELD_NUMBER: _ClassVar[int]
    FIN_FIELD_NUMBER: _ClassVar[int]
    CLES_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    ENGAGE_FIELD_NUMBER: _ClassVar[int]
    RECUPERABLE_FIELD_NUMBER: _ClassVar[int]
    QUOTES_PARTS_FIELD_NUMBER: _ClassVar[int]
    A_CHARGE_BAILLEUR_FIELD_NUMBER: _ClassVar[int]
    PROVISIONS_FIELD_NUMBER: _ClassVar[int]
    DECOMPTES_FIELD_NUMBER: _ClassVar[int]
    NOTIFIEE_LE_FIELD_NUMBER: _ClassVar[int]
    IMPUTABLE_DES_FIELD_NUMBER: _ClassVar[int]
    PIECES_JUSQU_AU_FIELD_NUMBER: _ClassVar[int]
    TARDIVE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    libelle: str
    debut: str
    fin: str
    cles: _containers.RepeatedCompositeFieldContainer[CleRepartition]
    statut: str
    engage: _commun_pb2.Montant
    recuperable: _commun_pb2.Montant
    quotes_parts: _commun_pb2.Montant
    a_charge_bailleur: _commun_pb2.Montant
    provisions: _commun_pb2.Montant
    decomptes: int
    notifiee_le: str
    imputable_des: str
    pieces_jusqu_au: str
    tardive: bool
    etag: str
    def __init__(self, id: _Optional[str] = ..., libelle: _Optional[str] = ..., debut: _Optional[str] = ..., fin: _Optional[str] = ..., cles: _Optional[_Iterable[_Union[CleRepartition, _Mapping]]] = ..., statut: _Optional[str] = ..., engage: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., recuperable: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., quotes_parts: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., a_charge_bailleur: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., provisions: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., decomptes: _Optional[int] = ..., notifiee_le: _Optional[str] = ..., imputable_des: _Optional[str] = ..., pieces_jusqu_au: _Optional[str] = ..., tardive: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...

class PreparerCampagneRequest(_message.Message):
    __slots__ = ("request_id", "libelle", "debut", "fin", "cles")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    LIBELLE_FIELD_NUMBER: _ClassVar[int]
    DEBUT_FIELD_NUMBER: _ClassVar[int]
    FIN_FIELD_NUMBER: _ClassVar[int]
    CLES_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    libelle: str
    debut: str
    fin: str
    cles: _containers.RepeatedCompositeFieldContainer[CleRepartition]
    def __init__(self, request_id: _Optional[str] = ..., libelle: _Optional[str] = ..., debut: _Optional[str] = ..., fin: _Optional[str] = ..., cles: _Optional[_Iterable[_Union[CleRepartition, _Mapping]]] = ...) -> None: ...

class PreparerCampagneResponse(_message.Message):
    __slots__ = ("campagne",)
    CAMPAGNE_FIELD_NUMBER: _ClassVar[int]
    campagne: CampagneCharges
    def __init__(self, campagne: _Optional[_Union[CampagneCharges, _Mapping]] = ...) -> None: ...

class ValeurDeCle(_message.Message):
    __slots__ = ("cle", "milliemes")
    CLE_FIELD_NUMBER: _ClassVar[int]
    MILLIEMES_FIELD_NUMBER: _ClassVar[int]
    cle: str
    milliemes: int
    def __init__(self, cle: _Optional[str] = ..., milliemes: _Optional[int] = ...) -> None: ...

class OccupationDeLot(_message.Message):
    __slots__ = ("bail_id", "debut", "fin", "mesures", "provisions_reprises")
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    DEBUT_FIELD_NUMBER: _ClassVar[int]
    FIN_FIELD_NUMBER: _ClassVar[int]
    MESURES_FIELD_NUMBER: _ClassVar[int]
    PROVISIONS_REPRISES_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    debut: str
    fin: str
    mesures: _containers.RepeatedCompositeFieldContainer[ValeurDeCle]
    provisions_reprises: _commun_pb2.Montant
    def __init__(self, bail_id: _Optional[str] = ..., debut: _Optional[str] = ..., fin: _Optional[str] = ..., mesures: _Optional[_Iterable[_Union[ValeurDeCle, _Mapping]]] = ..., provisions_reprises: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ...) -> None: ...

class LotDeCharges(_message.Message):
    __slots__ = ("reference", "emplacement", "poids", "occupations", "hors_perimetre")
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    EMPLACEMENT_FIELD_NUMBER: _ClassVar[int]
    POIDS_FIELD_NUMBER: _ClassVar[int]
    OCCUPATIONS_FIELD_NUMBER: _ClassVar[int]
    HORS_PERIMETRE_FIELD_NUMBER: _ClassVar[int]
    reference: str
    emplacement: str
    poids: _containers.RepeatedCompositeFieldContainer[ValeurDeCle]
    occupations: _containers.RepeatedCompositeFieldContainer[OccupationDeLot]
    hors_perimetre: bool
    def __init__(self, reference: _Optional[str] = ..., emplacement: _Optional[str] = ..., poids: _Optional[_Iterable[_Union[ValeurDeCle, _Mapping]]] = ..., occupations: _Optional[_Iterable[_Union[OccupationDeLot, _Mapping]]] = ..., hors_perimetre: _Optional[bool] = ...) -> None: ...

class ElementEcarte(_message.Message):
    __slots__ = ("ligne", "reference", "code", "champ", "motif")
    LIGNE_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    CHAMP_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    ligne: int
    reference: str
    code: str
    champ: str
    motif: str
    def __init__(self, ligne: _Optional[int] = ..., reference: _Optional[str] = ..., code: _Optional[str] = ..., champ: _Optional[str] = ..., motif: _Optional[str] = ...) -> None: ...

class ImporterLotsRequest(_message.Message):
    __slots__ = ("request_id", "campagne_id", "lots")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    LOTS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    campagne_id: str
    lots: _containers.RepeatedCompositeFieldContainer[LotDeCharges]
    def __init__(self, request_id: _Optional[str] = ..., campagne_id: _Optional[str] = ..., lots: _Optional[_Iterable[_Union[LotDeCharges, _Mapping]]] = ...) -> None: ...

class ImporterLotsResponse(_message.Message):
    __slots__ = ("acceptes", "ecartes")
    ACCEPTES_FIELD_NUMBER: _ClassVar[int]
    ECARTES_FIELD_NUMBER: _ClassVar[int]
    acceptes: int
    ecartes: _containers.RepeatedCompositeFieldContainer[ElementEcarte]
    def __init__(self, acceptes: _Optional[int] = ..., ecartes: _Optional[_Iterable[_Union[ElementEcarte, _Mapping]]] = ...) -> None: ...

class DepenseDeCharges(_message.Message):
    __slots__ = ("reference", "nature", "perimetre", "cle", "montant", "service_le", "quantite_milliemes")
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    NATURE_FIELD_NUMBER: _ClassVar[int]
    PERIMETRE_FIELD_NUMBER: _ClassVar[int]
    CLE_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    SERVICE_LE_FIELD_NUMBER: _ClassVar[int]
    QUANTITE_MILLIEMES_FIELD_NUMBER: _ClassVar[int]
    reference: str
    nature: str
    perimetre: str
    cle: str
    montant: _commun_pb2.Montant
    service_le: str
    quantite_milliemes: int
    def __init__(self, reference: _Optional[str] = ..., nature: _Optional[str] = ..., perimetre: _Optional[str] = ..., cle: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., service_le: _Optional[str] = ..., quantite_milliemes: _Optional[int] = ...) -> None: ...

class EnregistrerDepensesRequest(_message.Message):
    __slots__ = ("request_id", "campagne_id", "depenses")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    DEPENSES_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    campagne_id: str
    depenses: _containers.RepeatedCompositeFieldContainer[DepenseDeCharges]
    def __init__(self, request_id: _Optional[str] = ..., campagne_id: _Optional[str] = ..., depenses: _Optional[_Iterable[_Union[DepenseDeCharges, _Mapping]]] = ...) -> None: ...

class EnregistrerDepensesResponse(_message.Message):
    __slots__ = ("acceptees", "ecartees")
    ACCEPTEES_FIELD_NUMBER: _ClassVar[int]
    ECARTEES_FIELD_NUMBER: _ClassVar[int]
    acceptees: int
    ecartees: _containers.RepeatedCompositeFieldContainer[ElementEcarte]
    def __init__(self, acceptees: _Optional[int] = ..., ecartees: _Optional[_Iterable[_Union[ElementEcarte, _Mapping]]] = ...) -> None: ...

class ArreterDepensesRequest(_message.Message):
    __slots__ = ("request_id", "campagne_id", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    campagne_id: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., campagne_id: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class ArreterDepensesResponse(_message.Message):
    __slots__ = ("campagne",)
    CAMPAGNE_FIELD_NUMBER: _ClassVar[int]
    campagne: CampagneCharges
    def __init__(self, campagne: _Optional[_Union[CampagneCharges, _Mapping]] = ...) -> None: ...

class RepartirChargesRequest(_message.Message):
    __slots__ = ("request_id", "campagne_id", "groupes_max")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    GROUPES_MAX_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    campagne_id: str
    groupes_max: int
    def __init__(self, request_id: _Optional[str] = ..., campagne_id: _Optional[str] = ..., groupes_max: _Optional[int] = ...) -> None: ...

class RepartirChargesResponse(_message.Message):
    __slots__ = ("campagne", "repartis", "restants", "ecartes")
    CAMPAGNE_FIELD_NUMBER: _ClassVar[int]
    REPARTIS_FIELD_NUMBER: _ClassVar[int]
    RESTANTS_FIELD_NUMBER: _ClassVar[int]
    ECARTES_FIELD_NUMBER: _ClassVar[int]
    campagne: CampagneCharges
    repartis: int
    restants: int
    ecartes: _containers.RepeatedCompositeFieldContainer[ElementEcarte]
    def __init__(self, campagne: _Optional[_Union[CampagneCharges, _Mapping]] = ..., repartis: _Optional[int] = ..., restants: _Optional[int] = ..., ecartes: _Optional[_Iterable[_Union[ElementEcarte, _Mapping]]] = ...) -> None: ...

class ControlerCampagneRequest(_message.Message):
    __slots__ = ("request_id", "campagne_id", "acceptee", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    ACCEPTEE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    campagne_id: str
    acceptee: bool
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., campagne_id: _Optional[str] = ..., acceptee: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...

class ControlerCampagneResponse(_message.Message):
    __slots__ = ("campagne",)
    CAMPAGNE_FIELD_NUMBER: _ClassVar[int]
    campagne: CampagneCharges
    def __init__(self, campagne: _Optional[_Union[CampagneCharges, _Mapping]] = ...) -> None: ...

class NotifierDecomptesRequest(_message.Message):
    __slots__ = ("request_id", "campagne_id", "notifiee_le", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    NOTIFIEE_LE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    campagne_id: str
    notifiee_le: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., campagne_id: _Optional[str] = ..., notifiee_le: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class NotifierDecomptesResponse(_message.Message):
    __slots__ = ("campagne",)
    CAMPAGNE_FIELD_NUMBER: _ClassVar[int]
    campagne: CampagneCharges
    def __init__(self, campagne: _Optional[_Union[CampagneCharges, _Mapping]] = ...) -> None: ...

class LigneDecompte(_message.Message):
    __slots__ = ("depense", "nature", "libelle", "poste", "volet", "perimetre", "cle", "type_cle", "total", "quote_part", "explication")
    DEPENSE_FIELD_NUMBER: _ClassVar[int]
    NATURE_FIELD_NUMBER: _ClassVar[int]
    LIBELLE_FIELD_NUMBER: _ClassVar[int]
    POSTE_FIELD_NUMBER: _ClassVar[int]
    VOLET_FIELD_NUMBER: _ClassVar[int]
    PERIMETRE_FIELD_NUMBER: _ClassVar[int]
    CLE_FIELD_NUMBER: _ClassVar[int]
    TYPE_CLE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    QUOTE_PART_FIELD_NUMBER: _ClassVar[int]
    EXPLICATION_FIELD_NUMBER: _ClassVar[int]
    depense: str
    nature: str
    libelle: str
    poste: str
    volet: str
    perimetre: str
    cle: str
    type_cle: str
    total: _commun_pb2.Montant
    quote_part: _commun_pb2.Montant
    explication: _commun_pb2.Explication
    def __init__(self, depense: _Optional[str] = ..., nature: _Optional[str] = ..., libelle: _Optional[str] = ..., poste: _Optional[str] = ..., volet: _Optional[str] = ..., perimetre: _Optional[str] = ..., cle: _Optional[str] = ..., type_cle: _Optional[str] = ..., total: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., quote_part: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., explication: _Optional[_Union[_commun_pb2.Explication, _Mapping]] = ...) -> None: ...

class DecompteCharges(_message.Message):
    __slots__ = ("campagne_id", "bail_id", "lot", "jours", "quote_part", "provisions", "solde", "solde_retenu", "statut", "mensualites", "code_ecart", "motif_ecart", "lignes", "envoye_le")
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    LOT_FIELD_NUMBER: _ClassVar[int]
    JOURS_FIELD_NUMBER: _ClassVar[int]
    QUOTE_PART_FIELD_NUMBER: _ClassVar[int]
    PROVISIONS_FIELD_NUMBER: _ClassVar[int]
    SOLDE_FIELD_NUMBER: _ClassVar[int]
    SOLDE_RETENU_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    MENSUALITES_FIELD_NUMBER: _ClassVar[int]
    CODE_ECART_FIELD_NUMBER: _ClassVar[int]
    MOTIF_ECART_FIELD_NUMBER: _ClassVar[int]
    LIGNES_FIELD_NUMBER: _ClassVar[int]
    ENVOYE_LE_FIELD_NUMBER: _ClassVar[int]
    campagne_id: str
    bail_id: str
    lot: str
    jours: int
    quote_part: _commun_pb2.Montant
    provisions: _commun_pb2.Montant
    solde: _commun_pb2.Montant
    solde_retenu: _commun_pb2.Montant
    statut: str
    mensualites: int
    code_ecart: str
    motif_ecart: str
    lignes: _containers.RepeatedCompositeFieldContainer[LigneDecompte]
    envoye_le: str
    def __init__(self, campagne_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., lot: _Optional[str] = ..., jours: _Optional[int] = ..., quote_part: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., provisions: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., solde: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., solde_retenu: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., statut: _Optional[str] = ..., mensualites: _Optional[int] = ..., code_ecart: _Optional[str] = ..., motif_ecart: _Optional[str] = ..., lignes: _Optional[_Iterable[_Union[LigneDecompte, _Mapping]]] = ..., envoye_le: _Optional[str] = ...) -> None: ...

class ContesterDecompteRequest(_message.Message):
    __slots__ = ("request_id", "campagne_id", "bail_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    campagne_id: str
    bail_id: str
    def __init__(self, request_id: _Optional[str] = ..., campagne_id: _Optional[str] = ..., bail_id: _Optional[str] = ...) -> None: ...

class ContesterDecompteResponse(_message.Message):
    __slots__ = ("decompte",)
    DECOMPTE_FIELD_NUMBER: _ClassVar[int]
    decompte: DecompteCharges
    def __init__(self, decompte: _Optional[_Union[DecompteCharges, _Mapping]] = ...) -> None: ...

class TrancherContestationRequest(_message.Message):
    __slots__ = ("request_id", "campagne_id", "bail_id", "solde_retenu")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    SOLDE_RETENU_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    campagne_id: str
    bail_id: str
    solde_retenu: _commun_pb2.Montant
    def __init__(self, request_id: _Optional[str] = ..., campagne_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., solde_retenu: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ...) -> None: ...

class TrancherContestationResponse(_message.Message):
    __slots__ = ("decompte",)
    DECOMPTE_FIELD_NUMBER: _ClassVar[int]
    decompte: DecompteCharges
    def __init__(self, decompte: _Optional[_Union[DecompteCharges, _Mapping]] = ...) -> None: ...

class DemanderEtalementRequest(_message.Message):
    __slots__ = ("request_id", "campagne_id", "bail_id", "mensualites")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    MENSUALITES_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    campagne_id: str
    bail_id: str
    mensualites: int
    def __init__(self, request_id: _Optional[str] = ..., campagne_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., mensualites: _Optional[int] = ...) -> None: ...

class DemanderEtalementResponse(_message.Message):
    __slots__ = ("decompte", "verdict")
    DECOMPTE_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    decompte: DecompteCharges
    verdict: _commun_pb2.Verdict
    def __init__(self, decompte: _Optional[_Union[DecompteCharges, _Mapping]] = ..., verdict: _Optional[_Union[_commun_pb2.Verdict, _Mapping]] = ...) -> None: ...

class ImputerRegularisationRequest(_message.Message):
    __slots__ = ("request_id", "campagne_id", "mois", "imputee_le", "decomptes_max")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    IMPUTEE_LE_FIELD_NUMBER: _ClassVar[int]
    DECOMPTES_MAX_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    campagne_id: str
    mois: str
    imputee_le: str
    decomptes_max: int
    def __init__(self, request_id: _Optional[str] = ..., campagne_id: _Optional[str] = ..., mois: _Optional[str] = ..., imputee_le: _Optional[str] = ..., decomptes_max: _Optional[int] = ...) -> None: ...

class ImputerRegularisationResponse(_message.Message):
    __slots__ = ("campagne", "imputes", "restants", "ecartes")
    CAMPAGNE_FIELD_NUMBER: _ClassVar[int]
    IMPUTES_FIELD_NUMBER: _ClassVar[int]
    RESTANTS_FIELD_NUMBER: _ClassVar[int]
    ECARTES_FIELD_NUMBER: _ClassVar[int]
    campagne: CampagneCharges
    imputes: int
    restants: int
    ecartes: _containers.RepeatedCompositeFieldContainer[ElementEcarte]
    def __init__(self, campagne: _Optional[_Union[CampagneCharges, _Mapping]] = ..., imputes: _Optional[int] = ..., restants: _Optional[int] = ..., ecartes: _Optional[_Iterable[_Union[ElementEcarte, _Mapping]]] = ...) -> None: ...

class ReviserProvisionsRequest(_message.Message):
    __slots__ = ("request_id", "campagne_id", "mois", "indice_milliemes", "apres_bail_id", "decomptes_max")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    INDICE_MILLIEMES_FIELD_NUMBER: _ClassVar[int]
    APRES_BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    DECOMPTES_MAX_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    campagne_id: str
    mois: str
    indice_milliemes: int
    apres_bail_id: str
    decomptes_max: int
    def __init__(self, request_id: _Optional[str] = ..., campagne_id: _Optional[str] = ..., mois: _Optional[str] = ..., indice_milliemes: _Optional[int] = ..., apres_bail_id: _Optional[str] = ..., decomptes_max: _Optional[int] = ...) -> None: ...

class ProvisionRevisee(_message.Message):
    __slots__ = ("bail_id", "ancienne", "nouvelle", "explication")
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    ANCIENNE_FIELD_NUMBER: _ClassVar[int]
    NOUVELLE_FIELD_NUMBER: _ClassVar[int]
    EXPLICATION_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    ancienne: _commun_pb2.Montant
    nouvelle: _commun_pb2.Montant
    explication: _commun_pb2.Explication
    def __init__(self, bail_id: _Optional[str] = ..., ancienne: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., nouvelle: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., explication: _Optional[_Union[_commun_pb2.Explication, _Mapping]] = ...) -> None: ...

class ReviserProvisionsResponse(_message.Message):
    __slots__ = ("provisions", "ecartes", "dernier_bail_id")
    PROVISIONS_FIELD_NUMBER: _ClassVar[int]
    ECARTES_FIELD_NUMBER: _ClassVar[int]
    DERNIER_BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    provisions: _containers.RepeatedCompositeFieldContainer[ProvisionRevisee]
    ecartes: _containers.RepeatedCompositeFieldContainer[ElementEcarte]
    dernier_bail_id: str
    def __init__(self, provisions: _Optional[_Iterable[_Union[ProvisionRevisee, _Mapping]]] = ..., ecartes: _Optional[_Iterable[_Union[ElementEcarte, _Mapping]]] = ..., dernier_bail_id: _Optional[str] = ...) -> None: ...

class CloreCampagneRequest(_message.Message):
    __slots__ = ("request_id", "campagne_id", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    campagne_id: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., campagne_id: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class CloreCampagneResponse(_message.Message):
    __slots__ = ("campagne",)
    CAMPAGNE_FIELD_NUMBER: _ClassVar[int]
    campagne: CampagneCharges
    def __init__(self, campagne: _Optional[_Union[CampagneCharges, _Mapping]] = ...) -> None: ...

class GetCampagneRequest(_message.Message):
    __slots__ = ("campagne_id",)
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    campagne_id: str
    def __init__(self, campagne_id: _Optional[str] = ...) -> None: ...

class GetCampagneResponse(_message.Message):
    __slots__ = ("campagne",)
    CAMPAGNE_FIELD_NUMBER: _ClassVar[int]
    campagne: CampagneCharges
    def __init__(self, campagne: _Optional[_Union[CampagneCharges, _Mapping]] = ...) -> None: ...

class ListDecomptesRequest(_message.Message):
    __slots__ = ("campagne_id", "page_size", "page_token", "statut")
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    campagne_id: str
    page_size: int
    page_token: str
    statut: str
    def __init__(self, campagne_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., statut: _Optional[str] = ...) -> None: ...

class ListDecomptesResponse(_message.Message):
    __slots__ = ("decomptes", "next_page_token")
    DECOMPTES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    decomptes: _containers.RepeatedCompositeFieldContainer[DecompteCharges]
    next_page_token: str
    def __init__(self, decomptes: _Optional[_Iterable[_Union[DecompteCharges, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetDecompteRequest(_message.Message):
    __slots__ = ("campagne_id", "bail_id")
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    campagne_id: str
    bail_id: str
    def __init__(self, campagne_id: _Optional[str] = ..., bail_id: _Optional[str] = ...) -> None: ...

class GetDecompteResponse(_message.Message):
    __slots__ = ("decompte",)
    DECOMPTE_FIELD_NUMBER: _ClassVar[int]
    decompte: DecompteCharges
    def __init__(self, decompte: _Optional[_Union[DecompteCharges, _Mapping]] = ...) -> None: ...

class EditerDecompteRequest(_message.Message):
    __slots__ = ("request_id", "campagne_id", "bail_id", "edite_le", "provision_des", "indice_milliemes", "adresse")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    EDITE_LE_FIELD_NUMBER: _ClassVar[int]
    PROVISION_DES_FIELD_NUMBER: _ClassVar[int]
    INDICE_MILLIEMES_FIELD_NUMBER: _ClassVar[int]
    ADRESSE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    campagne_id: str
    bail_id: str
    edite_le: str
    provision_des: str
    indice_milliemes: int
    adresse: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, request_id: _Optional[str] = ..., campagne_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., edite_le: _Optional[str] = ..., provision_des: _Optional[str] = ..., indice_milliemes: _Optional[int] = ..., adresse: _Optional[_Iterable[str]] = ...) -> None: ...

class EditerDecompteResponse(_message.Message):
    __slots__ = ("document",)
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    document: _commun_pb2.Document
    def __init__(self, document: _Optional[_Union[_commun_pb2.Document, _Mapping]] = ...) -> None: ...

class EditerDecomptesRequest(_message.Message):
    __slots__ = ("request_id", "campagne_id", "edite_le", "provision_des", "indice_milliemes", "groupe", "page_size", "page_token")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CAMPAGNE_ID_FIELD_NUMBER: _ClassVar[int]
    EDITE_LE_FIELD_NUMBER: _ClassVar[int]
    PROVISION_DES_FIELD_NUMBER: _ClassVar[int]
    INDICE_MILLIEMES_FIELD_NUMBER: _ClassVar[int]
    GROUPE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    campagne_id: str
    edite_le: str
    provision_des: str
    indice_milliemes: int
    groupe: str
    page_size: int
    page_token: str
    def __init__(self, request_id: _Optional[str] = ..., campagne_id: _Optional[str] = ..., edite_le: _Optional[str] = ..., provision_des: _Optional[str] = ..., indice_milliemes: _Optional[int] = ..., groupe: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class EditerDecomptesResponse(_message.Message):
    __slots__ = ("decomptes", "ecartes", "total", "next_page_token")
    DECOMPTES_FIELD_NUMBER: _ClassVar[int]
    ECARTES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    decomptes: _containers.RepeatedCompositeFieldContainer[DecompteEdite]
    ecartes: _containers.RepeatedCompositeFieldContainer[ElementEcarte]
    total: int
    next_page_token: str
    def __init__(self, decomptes: _Optional[_Iterable[_Union[DecompteEdite, _Mapping]]] = ..., ecartes: _Optional[_Iterable[_Union[ElementEcarte, _Mapping]]] = ..., total: _Optional[int] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class DecompteEdite(_message.Message):
    __slots__ = ("bail_id", "groupe", "lot", "document", "canal")
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    GROUPE_FIELD_NUMBER: _ClassVar[int]
    LOT_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    CANAL_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    groupe: str
    lot: str
    document: _commun_pb2.Document
    canal: str
    def __init__(self, bail_id: _Optional[str] = ..., groupe: _Optional[str] = ..., lot: _Optional[str] = ..., document: _Optional[_Union[_commun_pb2.Document, _Mapping]] = ..., canal: _Optional[str] = ...) -> None: ...

class GetProvisionDeSortieRequest(_message.Message):
    __slots__ = ("depot_centimes", "sortie_le", "immeuble_collectif")
    DEPOT_CENTIMES_FIELD_NUMBER: _ClassVar[int]
    SORTIE_LE_FIELD_NUMBER: _ClassVar[int]
    IMMEUBLE_COLLECTIF_FIELD_NUMBER: _ClassVar[int]
    depot_centimes: int
    sortie_le: str
    immeuble_collectif: bool
    def __init__(self, depot_centimes: _Optional[int] = ..., sortie_le: _Optional[str] = ..., immeuble_collectif: _Optional[bool] = ...) -> None: ...

class GetProvisionDeSortieResponse(_message.Message):
    __slots__ = ("retenue_maximale", "explication")
    RETENUE_MAXIMALE_FIELD_NUMBER: _ClassVar[int]
    EXPLICATION_FIELD_NUMBER: _ClassVar[int]
    retenue_maximale: _commun_pb2.Montant
    explication: _commun_pb2.Explication
    def __init__(self, retenue_maximale: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., explication: _Optional[_Union[_commun_pb2.Explication, _Mapping]] = ...) -> None: ...
