from google.api import annotations_pb2 as _annotations_pb2
from logis.commun.v1 import commun_pb2 as _commun_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Reclamation(_message.Message):
    __slots__ = ("id", "numero", "canal", "bail_id", "logement_id", "residence_id", "categorie", "libelle_categorie", "description", "statut", "urgence", "imputation", "ouverte_le", "accuse_avant", "reponse_avant", "resolution_avant", "resolue_le", "cloturee_le", "motif_cloture", "dans_les_delais", "explications", "etag", "parent_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    NUMERO_FIELD_NUMBER: _ClassVar[int]
    CANAL_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    LOGEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    CATEGORIE_FIELD_NUMBER: _ClassVar[int]
    LIBELLE_CATEGORIE_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    URGENCE_FIELD_NUMBER: _ClassVar[int]
    IMPUTATION_FIELD_NUMBER: _ClassVar[int]
    OUVERTE_LE_FIELD_NUMBER: _ClassVar[int]
    ACCUSE_AVANT_FIELD_NUMBER: _ClassVar[int]
    REPONSE_AVANT_FIELD_NUMBER: _ClassVar[int]
    RESOLUTION_AVANT_FIELD_NUMBER: _ClassVar[int]
    RESOLUE_LE_FIELD_NUMBER: _ClassVar[int]
    CLOTUREE_LE_FIELD_NUMBER: _ClassVar[int]
    MOTIF_CLOTURE_FIELD_NUMBER: _ClassVar[int]
    DANS_LES_DELAIS_FIELD_NUMBER: _ClassVar[int]
    EXPLICATIONS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    PARENT_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    numero: str
    canal: str
    bail_id: str
    logement_id: str
    residence_id: str
    categorie: str
    libelle_categorie: str
    description: str
    statut: str
    urgence: str
    imputation: str
    ouverte_le: str
    accuse_avant: str
    reponse_avant: str
    resolution_avant: str
    resolue_le: str
    cloturee_le: str
    motif_cloture: str
    dans_les_delais: bool
    explications: _containers.RepeatedCompositeFieldContainer[_commun_pb2.Explication]
    etag: str
    parent_id: str
    def __init__(self, id: _Optional[str] = ..., numero: _Optional[str] = ..., canal: _Optional[str] = ..., bail_id: _Optional[str] = ..., logement_id: _Optional[str] = ..., residence_id: _Optional[str] = ..., categorie: _Optional[str] = ..., libelle_categorie: _Optional[str] = ..., description: _Optional[str] = ..., statut: _Optional[str] = ..., urgence: _Optional[str] = ..., imputation: _Optional[str] = ..., ouverte_le: _Optional[str] = ..., accuse_avant: _Optional[str] = ..., reponse_avant: _Optional[str] = ..., resolution_avant: _Optional[str] = ..., resolue_le: _Optional[str] = ..., cloturee_le: _Optional[str] = ..., motif_cloture: _Optional[str] = ..., dans_les_delais: _Optional[bool] = ..., explications: _Optional[_Iterable[_Union[_commun_pb2.Explication, _Mapping]]] = ..., etag: _Optional[str] = ..., parent_id: _Optional[str] = ...) -> None: ...

class Bon(_message.Message):
    __slots__ = ("id", "numero", "reclamation_id", "statut", "entreprise", "objet", "montant_ht", "voie_achat", "prevu_le", "termine_le", "compte_rendu", "acces", "etag", "prevu_fin", "annule_le", "motif_annulation")
    ID_FIELD_NUMBER: _ClassVar[int]
    NUMERO_FIELD_NUMBER: _ClassVar[int]
    RECLAMATION_ID_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    ENTREPRISE_FIELD_NUMBER: _ClassVar[int]
    OBJET_FIELD_NUMBER: _ClassVar[int]
    MONTANT_HT_FIELD_NUMBER: _ClassVar[int]
    VOIE_ACHAT_FIELD_NUMBER: _ClassVar[int]
    PREVU_LE_FIELD_NUMBER: _ClassVar[int]
    TERMINE_LE_FIELD_NUMBER: _ClassVar[int]
    COMPTE_RENDU_FIELD_NUMBER: _ClassVar[int]
    ACCES_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    PREVU_FIN_FIELD_NUMBER: _ClassVar[int]
    ANNULE_LE_FIELD_NUMBER: _ClassVar[int]
    MOTIF_ANNULATION_FIELD_NUMBER: _ClassVar[int]
    id: str
    numero: str
    reclamation_id: str
    statut: str
    entreprise: str
    objet: str
    montant_ht: _commun_pb2.Montant
    voie_achat: str
    prevu_le: str
    termine_le: str
    compte_rendu: str
    acces: str
    etag: str
    prevu_fin: str
    annule_le: str
    motif_annulation: str
    def __init__(self, id: _Optional[str] = ..., numero: _Optional[str] = ..., reclamation_id: _Optional[str] = ..., statut: _Optional[str] = ..., entreprise: _Optional[str] = ..., objet: _Optional[str] = ..., montant_ht: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., voie_achat: _Optional[str] = ..., prevu_le: _Optional[str] = ..., termine_le: _Optional[str] = ..., compte_rendu: _Optional[str] = ..., acces: _Optional[str] = ..., etag: _Optional[str] = ..., prevu_fin: _Optional[str] = ..., annule_le: _Optional[str] = ..., motif_annulation: _Optional[str] = ...) -> None: ...

class DeclarerReclamationRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "categorie", "description", "canal", "ouverte_le", "prioritaire", "acces")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    CATEGORIE_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    CANAL_FIELD_NUMBER: _ClassVar[int]
    OUVERTE_LE_FIELD_NUMBER: _ClassVar[int]
    PRIORITAIRE_FIELD_NUMBER: _ClassVar[int]
    ACCES_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    categorie: str
    description: str
    canal: str
    ouverte_le: str
    prioritaire: bool
    acces: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., categorie: _Optional[str] = ..., description: _Optional[str] = ..., canal: _Optional[str] = ..., ouverte_le: _Optional[str] = ..., prioritaire: _Optional[bool] = ..., acces: _Optional[str] = ...) -> None: ...

class DeclarerReclamationResponse(_message.Message):
    __slots__ = ("reclamation",)
    RECLAMATION_FIELD_NUMBER: _ClassVar[int]
    reclamation: Reclamation
    def __init__(self, reclamation: _Optional[_Union[Reclamation, _Mapping]] = ...) -> None: ...

class SignalerUrgenceRequest(_message.Message):
    __slots__ = ("request_id", "residence_id", "type", "signalee_le", "lieu")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    SIGNALEE_LE_FIELD_NUMBER: _ClassVar[int]
    LIEU_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    residence_id: str
    type: str
    signalee_le: str
    lieu: str
    def __init__(self, request_id: _Optional[str] = ..., residence_id: _Optional[str] = ..., type: _Optional[str] = ..., signalee_le: _Optional[str] = ..., lieu: _Optional[str] = ...) -> None: ...

class SignalerUrgenceResponse(_message.Message):
    __slots__ = ("urgence_id", "numero", "fiche_reflexe")
    URGENCE_ID_FIELD_NUMBER: _ClassVar[int]
    NUMERO_FIELD_NUMBER: _ClassVar[int]
    FICHE_REFLEXE_FIELD_NUMBER: _ClassVar[int]
    urgence_id: str
    numero: str
    fiche_reflexe: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, urgence_id: _Optional[str] = ..., numero: _Optional[str] = ..., fiche_reflexe: _Optional[_Iterable[str]] = ...) -> None: ...

class QualifierReclamationRequest(_message.Message):
    __slots__ = ("request_id", "reclamation_id", "urgence", "imputation", "motif", "qualifiee_le", "etag", "constats")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    RECLAMATION_ID_FIELD_NUMBER: _ClassVar[int]
    URGENCE_FIELD_NUMBER: _ClassVar[int]
    IMPUTATION_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    QUALIFIEE_LE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    CONSTATS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    reclamation_id: str
    urgence: str
    imputation: str
    motif: str
    qualifiee_le: str
    etag: str
    constats: Constats
    def __init__(self, request_id: _Optional[str] = ..., reclamation_id: _Optional[str] = ..., urgence: _Optional[str] = ..., imputation: _Optional[str] = ..., motif: _Optional[str] = ..., qualifiee_le: _Optional[str] = ..., etag: _Optional[str] = ..., constats: _Optional[_Union[Constats, _Mapping]] = ...) -> None: ...

class Constats(_message.Message):
    __slots__ = ("vetuste", "couvert_par_contrat", "degradation")
    VETUSTE_FIELD_NUMBER: _ClassVar[int]
    COUVERT_PAR_CONTRAT_FIELD_NUMBER: _ClassVar[int]
    DEGRADATION_FIELD_NUMBER: _ClassVar[int]
    vetuste: bool
    couvert_par_contrat: bool
    degradation: bool
    def __init__(self, vetuste: _Optional[bool] = ..., couvert_par_contrat: _Optional[bool] = ..., degradation: _Optional[bool] = ...) -> None: ...

class QualifierReclamationResponse(_message.Message):
    __slots__ = ("reclamation",)
    RECLAMATION_FIELD_NUMBER: _ClassVar[int]
    reclamation: Reclamation
    def __init__(self, reclamation: _Optional[_Union[Reclamation, _Mapping]] = ...) -> None: ...

class CommanderTravauxRequest(_message.Message):
    __slots__ = ("request_id", "reclamation_id", "entreprise", "objet", "montant_ht", "voie_achat", "prevu_le", "commande_le", "prevu_fin", "accord_locataire")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    RECLAMATION_ID_FIELD_NUMBER: _ClassVar[int]
    ENTREPRISE_FIELD_NUMBER: _ClassVar[int]
    OBJET_FIELD_NUMBER: _ClassVar[int]
    MONTANT_HT_FIELD_NUMBER: _ClassVar[int]
    VOIE_ACHAT_FIELD_NUMBER: _ClassVar[int]
    PREVU_LE_FIELD_NUMBER: _ClassVar[int]
    COMMANDE_LE_FIELD_NUMBER: _ClassVar[int]
    PREVU_FIN_FIELD_NUMBER: _ClassVar[int]
    ACCORD_LOCATAIRE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    reclamation_id: str
    entreprise: str
    objet: str
    montant_ht: _commun_pb2.Montant
    voie_achat: str
    prevu_le: str
    commande_le: str
    prevu_fin: str
    accord_locataire: bool
    def __init__(self, request_id: _Optional[str] = ..., reclamation_id: _Optional[str] = ..., entreprise: _Optional[str] = ..., objet: _Optional[str] = ..., montant_ht: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., voie_achat: _Optional[str] = ..., prevu_le: _Optional[str] = ..., commande_le: _Optional[str] = ..., prevu_fin: _Optional[str] = ..., accord_locataire: _Optional[bool] = ...) -> None: ...

class CommanderTravauxResponse(_message.Message):
    __slots__ = ("bon",)
    BON_FIELD_NUMBER: _ClassVar[int]
    bon: Bon
    def __init__(self, bon: _Optional[_Union[Bon, _Mapping]] = ...) -> None: ...

class ReplanifierBonRequest(_message.Message):
    __slots__ = ("request_id", "bon_id", "prevu_le", "prevu_fin", "accord_locataire", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BON_ID_FIELD_NUMBER: _ClassVar[int]
    PREVU_LE_FIELD_NUMBER: _ClassVar[int]
    PREVU_FIN_FIELD_NUMBER: _ClassVar[int]
    ACCORD_LOCATAIRE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bon_id: str
    prevu_le: str
    prevu_fin: str
    accord_locataire: bool
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., bon_id: _Optional[str] = ..., prevu_le: _Optional[str] = ..., prevu_fin: _Optional[str] = ..., accord_locataire: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...

class ReplanifierBonResponse(_message.Message):
    __slots__ = ("bon",)
    BON_FIELD_NUMBER: _ClassVar[int]
    bon: Bon
    def __init__(self, bon: _Optional[_Union[Bon, _Mapping]] = ...) -> None: ...

class AnnulerBonRequest(_message.Message):
    __slots__ = ("request_id", "bon_id", "annule_le", "motif", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BON_ID_FIELD_NUMBER: _ClassVar[int]
    ANNULE_LE_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bon_id: str
    annule_le: str
    motif: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., bon_id: _Optional[str] = ..., annule_le: _Optional[str] = ..., motif: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class AnnulerBonResponse(_message.Message):
    __slots__ = ("bon",)
    BON_FIELD_NUMBER: _ClassVar[int]
    bon: Bon
    def __init__(self, bon: _Optional[_Union[Bon, _Mapping]] = ...) -> None: ...

class CloreBonRequest(_message.Message):
    __slots__ = ("request_id", "bon_id", "termine_le", "compte_rendu", "reclamation_resolue", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BON_ID_FIELD_NUMBER: _ClassVar[int]
    TERMINE_LE_FIELD_NUMBER: _ClassVar[int]
    COMPTE_RENDU_FIELD_NUMBER: _ClassVar[int]
    RECLAMATION_RESOLUE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bon_id: str
    termine_le: str
    compte_rendu: str
    reclamation_resolue: bool
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., bon_id: _Optional[str] = ..., termine_le: _Optional[str] = ..., compte_rendu: _Optional[str] = ..., reclamation_resolue: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...

class CloreBonResponse(_message.Message):
    __slots__ = ("bon",)
    BON_FIELD_NUMBER: _ClassVar[int]
    bon: Bon
    def __init__(self, bon: _Optional[_Union[Bon, _Mapping]] = ...) -> None: ...

class CloreReclamationRequest(_message.Message):
    __slots__ = ("request_id", "reclamation_id", "motif", "cloturee_le", "etag", "parent_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    RECLAMATION_ID_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    CLOTUREE_LE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    PARENT_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    reclamation_id: str
    motif: str
    cloturee_le: str
    etag: str
    parent_id: str
    def __init__(self, request_id: _Optional[str] = ..., reclamation_id: _Optional[str] = ..., motif: _Optional[str] = ..., cloturee_le: _Optional[str] = ..., etag: _Optional[str] = ..., parent_id: _Optional[str] = ...) -> None: ...

class CloreReclamationResponse(_message.Message):
    __slots__ = ("reclamation",)
    RECLAMATION_FIELD_NUMBER: _ClassVar[int]
    reclamation: Reclamation
    def __init__(self, reclamation: _Optional[_Union[Reclamation, _Mapping]] = ...) -> None: ...

class GetReclamationRequest(_message.Message):
    __slots__ = ("reclamation_id",)
    RECLAMATION_ID_FIELD_NUMBER: _ClassVar[int]
    reclamation_id: str
    def __init__(self, reclamation_id: _Optional[str] = ...) -> None: ...

class GetReclamationResponse(_message.Message):
    __slots__ = ("reclamation",)
    RECLAMATION_FIELD_NUMBER: _ClassVar[int]
    reclamation: Reclamation
    def __init__(self, reclamation: _Optional[_Union[Reclamation, _Mapping]] = ...) -> None: ...

class ListReclamationsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "statut", "urgence", "residence_id")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    URGENCE_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    statut: str
    urgence: str
    residence_id: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., statut: _Optional[str] = ..., urgence: _Optional[str] = ..., residence_id: _Optional[str] = ...) -> None: ...

class ListReclamationsResponse(_message.Message):
    __slots__ = ("reclamations", "next_page_token")
    RECLAMATIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    reclamations: _containers.RepeatedCompositeFieldContainer[Reclamation]
    next_page_token: str
    def __init__(self, reclamations: _Optional[_Iterable[_Union[Reclamation, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetBonRequest(_message.Message):
    __slots__ = ("bon_id",)
    BON_ID_FIELD_NUMBER: _ClassVar[int]
    bon_id: str
    def __init__(self, bon_id: _Optional[str] = ...) -> None: ...

class GetBonResponse(_message.Message):
    __slots__ = ("bon",)
    BON_FIELD_NUMBER: _ClassVar[int]
    bon: Bon
    def __init__(self, bon: _Optional[_Union[Bon, _Mapping]] = ...) -> None: ...

class ListCategoriesRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListCategoriesResponse(_message.Message):
    __slots__ = ("categories",)
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    categories: _containers.RepeatedCompositeFieldContainer[Categorie]
    def __init__(self, categories: _Optional[_Iterable[_Union[Categorie, _Mapping]]] = ...) -> None: ...

class Categorie(_message.Message):
    __slots__ = ("code", "famille", "libelle", "imputation", "urgence", "alerte", "service_cible")
    CODE_FIELD_NUMBER: _ClassVar[int]
    FAMILLE_FIELD_NUMBER: _ClassVar[int]
    LIBELLE_FIELD_NUMBER: _ClassVar[int]
    IMPUTATION_FIELD_NUMBER: _ClassVar[int]
    URGENCE_FIELD_NUMBER: _ClassVar[int]
    ALERTE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_CIBLE_FIELD_NUMBER: _ClassVar[int]
    code: str
    famille: str
    libelle: str
    imputation: str
    urgence: str
    alerte: str
    service_cible: str
    def __init__(self, code: _Optional[str] = ..., famille: _Optional[str] = ..., libelle: _Optional[str] = ..., imputation: _Optional[str] = ..., urgence: _Optional[str] = ..., alerte: _Optional[str] = ..., service_cible: _Optional[str] = ...) -> None: ...

class GetFicheReclamationsRequest(_message.Message):
    __slots__ = ("bail_id",)
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    def __init__(self, bail_id: _Optional[str] = ...) -> None: ...

class GetFicheReclamationsResponse(_message.Message):
    __slots__ = ("fiche",)
    FICHE_FIELD_NUMBER: _ClassVar[int]
    fiche: FicheReclamations
    def __init__(self, fiche: _Optional[_Union[FicheReclamations, _Mapping]] = ...) -> None: ...

class FicheReclamations(_message.Message):
    __slots__ = ("bail_id", "ouvertes", "en_retard", "dernieres")
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    OUVERTES_FIELD_NUMBER: _ClassVar[int]
    EN_RETARD_FIELD_NUMBER: _ClassVar[int]
    DERNIERES_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    ouvertes: int
    en_retard: int
    dernieres: _containers.RepeatedCompositeFieldContainer[Reclamation]
    def __init__(self, bail_id: _Optional[str] = ..., ouvertes: _Optional[int] = ..., en_retard: _Optional[int] = ..., dernieres: _Optional[_Iterable[_Union[Reclamation, _Mapping]]] = ...) -> None: ...
