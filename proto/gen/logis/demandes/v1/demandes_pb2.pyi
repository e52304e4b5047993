from google.api import annotations_pb2 as _annotations_pb2
from logis.commun.v1 import commun_pb2 as _commun_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Personne(_message.Message):
    __slots__ = ("civilite", "nom", "prenoms", "date_naissance", "lien", "a_charge", "handicap", "sejour_regulier", "revenus_fiscaux")
    class RevenusFiscauxEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _commun_pb2.Montant
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ...) -> None: ...
    CIVILITE_FIELD_NUMBER: _ClassVar[int]
    NOM_FIELD_NUMBER: _ClassVar[int]
    PRENOMS_FIELD_NUMBER: _ClassVar[int]
    DATE_NAISSANCE_FIELD_NUMBER: _ClassVar[int]
    LIEN_FIELD_NUMBER: _ClassVar[int]
    A_CHARGE_FIELD_NUMBER: _ClassVar[int]
    HANDICAP_FIELD_NUMBER: _ClassVar[int]
    SEJOUR_REGULIER_FIELD_NUMBER: _ClassVar[int]
    REVENUS_FISCAUX_FIELD_NUMBER: _ClassVar[int]
    civilite: str
    nom: str
    prenoms: str
    date_naissance: str
    lien: str
    a_charge: bool
    handicap: bool
    sejour_regulier: bool
    revenus_fiscaux: _containers.MessageMap[str, _commun_pb2.Montant]
    def __init__(self, civilite: _Optional[str] = ..., nom: _Optional[str] = ..., prenoms: _Optional[str] = ..., date_naissance: _Optional[str] = ..., lien: _Optional[str] = ..., a_charge: _Optional[bool] = ..., handicap: _Optional[bool] = ..., sejour_regulier: _Optional[bool] = ..., revenus_fiscaux: _Optional[_Mapping[str, _commun_pb2.Montant]] = ...) -> None: ...

class Demande(_message.Message):
    __slots__ = ("id", "numero_unique", "statut", "deposee_le", "renouvelee_le", "valable_jusqu_au", "radiee_le", "motif_radiation", "personnes", "adresse", "courriel", "telephone", "situation_familiale", "logement_actuel", "motifs", "priorites", "typologies", "communes", "ressources_mensuelles", "pieces", "dossier_complet", "etag", "prioritaire")
    ID_FIELD_NUMBER: _ClassVar[int]
    NUMERO_UNIQUE_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    DEPOSEE_LE_FIELD_NUMBER: _ClassVar[int]
    RENOUVELEE_LE_FIELD_NUMBER: _ClassVar[int]
    VALABLE_JUSQU_AU_FIELD_NUMBER: _ClassVar[int]
    RADIEE_LE_FIELD_NUMBER: _ClassVar[int]
    MOTIF_RADIATION_FIELD_NUMBER: _ClassVar[int]
    PERSONNES_FIELD_NUMBER: _ClassVar[int]
    ADRESSE_FIELD_NUMBER: _ClassVar[int]
    COURRIEL_FIELD_NUMBER: _ClassVar[int]
    TELEPHONE_FIELD_NUMBER: _ClassVar[int]
    SITUATION_FAMILIALE_FIELD_NUMBER: _ClassVar[int]
    LOGEMENT_ACTUEL_FIELD_NUMBER: _ClassVar[int]
    MOTIFS_FIELD_NUMBER: _ClassVar[int]
    PRIORITES_FIELD_NUMBER: _ClassVar[int]
    TYPOLOGIES_FIELD_NUMBER: _ClassVar[int]
    COMMUNES_FIELD_NUMBER: _ClassVar[int]
    RESSOURCES_MENSUELLES_FIELD_NUMBER: _ClassVar[int]
    PIECES_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_COMPLET_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    PRIORITAIRE_FIELD_NUMBER: _ClassVar[int]
    id: str
    numero_unique: str
    statut: str
    deposee_le: str
    renouvelee_le: str
    valable_jusqu_au: str
    radiee_le: str
    motif_radiation: str
    personnes: _containers.RepeatedCompositeFieldContainer[Personne]
    adresse: str
    courriel: str
    telephone: str
    situation_familiale: str
    logement_actuel: str
    motifs: _containers.RepeatedScalarFieldContainer[str]
    priorites: _containers.RepeatedScalarFieldContainer[str]
    typologies: _containers.RepeatedScalarFieldContainer[str]
    communes: _containers.RepeatedScalarFieldContainer[str]
    ressources_mensuelles: _commun_pb2.Montant
    pieces: _containers.RepeatedCompositeFieldContainer[Piece]
    dossier_complet: bool
    etag: str
    prioritaire: bool
    def __init__(self, id: _Optional[str] = ..., numero_unique: _Optional[str] = ..., statut: _Optional[str] = ..., deposee_le: _Optional[str] = ..., renouvelee_le: _Optional[str] = ..., valable_jusqu_au: _Optional[str] = ..., radiee_le: _Optional[str] = ..., motif_radiation: _Optional[str] = ..., personnes: _Optional[_Iterable[_Union[Personne, _Mapping]]] = ..., adresse: _Optional[str] = ..., courriel: _Optional[str] = ..., telephone: _Optional[str] = ..., situation_familiale: _Optional[str] = ..., logement_actuel: _Optional[str] = ..., motifs: _Optional[_Iterable[str]] = ..., priorites: _Optional[_Iterable[str]] = ..., typologies: _Optional[_Iterable[str]] = ..., communes: _Optional[_Iterable[str]] = ..., ressources_mensuelles: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., pieces: _Optional[_Iterable[_Union[Piece, _Mapping]]] = ..., dossier_complet: _Optional[bool] = ..., etag: _Optional[str] = ..., prioritaire: _Optional[bool] = ...) -> None: ...

class Piece(_message.Message):
    __slots__ = ("id", "famille", "libelle", "statut", "deposee_le", "motif_refus")
    ID_FIELD_NUMBER: _ClassVar[int]
    FAMILLE_FIELD_NUMBER: _ClassVar[int]
    LIBELLE_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    DEPOSEE_LE_FIELD_NUMBER: _ClassVar[int]
    MOTIF_REFUS_FIELD_NUMBER: _ClassVar[int]
    id: str
    famille: str
    libelle: str
    statut: str
    deposee_le: str
    motif_refus: str
    def __init__(self, id: _Optional[str] = ..., famille: _Optional[str] = ..., libelle: _Optional[str] = ..., statut: _Optional[str] = ..., deposee_le: _Optional[str] = ..., motif_refus: _Optional[str] = ...) -> None: ...

class EnregistrerDemandeRequest(_message.Message):
    __slots__ = ("request_id", "deposee_le", "numero_unique", "personnes", "adresse", "courriel", "telephone", "situation_familiale", "logement_actuel", "motifs", "priorites", "typologies", "communes", "ressources_mensuelles", "situation")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DEPOSEE_LE_FIELD_NUMBER: _ClassVar[int]
    NUMERO_UNIQUE_FIELD_NUMBER: _ClassVar[int]
    PERSONNES_FIELD_NUMBER: _ClassVar[int]
    ADRESSE_FIELD_NUMBER: _ClassVar[int]
    COURRIEL_FIELD_NUMBER: _ClassVar[int]
    TELEPHONE_FIELD_NUMBER: _ClassVar[int]
    SITUATION_FAMILIALE_FIELD_NUMBER: _ClassVar[int]
    LOGEMENT_ACTUEL_FIELD_NUMBER: _ClassVar[int]
    MOTIFS_FIELD_NUMBER: _ClassVar[int]
    PRIORITES_FIELD_NUMBER: _ClassVar[int]
    TYPOLOGIES_FIELD_NUMBER: _ClassVar[int]
    COMMUNES_FIELD_NUMBER: _ClassVar[int]
    RESSOURCES_MENSUELLES_FIELD_NUMBER: _ClassVar[int]
    SITUATION_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    deposee_le: str
    numero_unique: str
    personnes: _containers.RepeatedCompositeFieldContainer[Personne]
    adresse: str
    courriel: str
    telephone: str
    situation_familiale: str
    logement_actuel: str
    motifs: _containers.RepeatedScalarFieldContainer[str]
    priorites: _containers.RepeatedScalarFieldContainer[str]
    typologies: _containers.RepeatedScalarFieldContainer[str]
    communes: _containers.RepeatedScalarFieldContainer[str]
    ressources_mensuelles: _commun_pb2.Montant
    situation: SituationActuelle
    def __init__(self, request_id: _Optional[str] = ..., deposee_le: _Optional[str] = ..., numero_unique: _Optional[str] = ..., personnes: _Optional[_Iterable[_Union[Personne, _Mapping]]] = ..., adresse: _Optional[str] = ..., courriel: _Optional[str] = ..., telephone: _Optional[str] = ..., situation_familiale: _Optional[str] = ..., logement_actuel: _Optional[str] = ..., motifs: _Optional[_Iterable[str]] = ..., priorites: _Optional[_Iterable[str]] = ..., typologies: _Optional[_Iterable[str]] = ..., communes: _Optional[_Iterable[str]] = ..., ressources_mensuelles: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., situation: _Optional[_Union[SituationActuelle, _Mapping]] = ...) -> None: ...

class SituationActuelle(_message.Message):
    __slots__ = ("commune_residence", "commune_travail", "loyer_et_charges", "aide_logement")
    COMMUNE_RESIDENCE_FIELD_NUMBER: _ClassVar[int]
    COMMUNE_TRAVAIL_FIELD_NUMBER: _ClassVar[int]
    LOYER_ET_CHARGES_FIELD_NUMBER: _ClassVar[int]
    AIDE_LOGEMENT_FIELD_NUMBER: _ClassVar[int]
    commune_residence: str
    commune_travail: str
    loyer_et_charges: _commun_pb2.Montant
    aide_logement: _commun_pb2.Montant
    def __init__(self, commune_residence: _Optional[str] = ..., commune_travail: _Optional[str] = ..., loyer_et_charges: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., aide_logement: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ...) -> None: ...

class ActualiserDemandeRequest(_message.Message):
    __slots__ = ("request_id", "demande_id", "actualisee_le", "origine", "situation", "ressources_mensuelles", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    ACTUALISEE_LE_FIELD_NUMBER: _ClassVar[int]
    ORIGINE_FIELD_NUMBER: _ClassVar[int]
    SITUATION_FIELD_NUMBER: _ClassVar[int]
    RESSOURCES_MENSUELLES_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    demande_id: str
    actualisee_le: str
    origine: str
    situation: SituationActuelle
    ressources_mensuelles: _commun_pb2.Montant
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., demande_id: _Optional[str] = ..., actualisee_le: _Optional[str] = ..., origine: _Optional[str] = ..., situation: _Optional[_Union[SituationActuelle, _Mapping]] = ..., ressources_mensuelles: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., etag: _Optional[str] = ...) -> None: ...

class ActualiserDemandeResponse(_message.Message):
    __slots__ = ("demande",)
    DEMANDE_FIELD_NUMBER: _ClassVar[int]
    demande: Demande
    def __init__(self, demande: _Optional[_Union[Demande, _Mapping]] = ...) -> None: ...

class ControlerDeclarationRequest(_message.Message):
    __slots__ = ("request_id", "demande_id", "fausse", "controlee_le", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    FAUSSE_FIELD_NUMBER: _ClassVar[int]
    CONTROLEE_LE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    demande_id: str
    fausse: bool
    controlee_le: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., demande_id: _Optional[str] = ..., fausse: _Optional[bool] = ..., controlee_le: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class ControlerDeclarationResponse(_message.Message):
    __slots__ = ("demande",)
    DEMANDE_FIELD_NUMBER: _ClassVar[int]
    demande: Demande
    def __init__(self, demande: _Optional[_Union[Demande, _Mapping]] = ...) -> None: ...

class EnregistrerDemandeResponse(_message.Message):
    __slots__ = ("demande",)
    DEMANDE_FIELD_NUMBER: _ClassVar[int]
    demande: Demande
    def __init__(self, demande: _Optional[_Union[Demande, _Mapping]] = ...) -> None: ...

class DeposerPieceRequest(_message.Message):
    __slots__ = ("request_id", "demande_id", "famille", "libelle", "deposee_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    FAMILLE_FIELD_NUMBER: _ClassVar[int]
    LIBELLE_FIELD_NUMBER: _ClassVar[int]
    DEPOSEE_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    demande_id: str
    famille: str
    libelle: str
    deposee_le: str
    def __init__(self, request_id: _Optional[str] = ..., demande_id: _Optional[str] = ..., famille: _Optional[str] = ..., libelle: _Optional[str] = ..., deposee_le: _Optional[str] = ...) -> None: ...

class DeposerPieceResponse(_message.Message):
    __slots__ = ("demande",)
    DEMANDE_FIELD_NUMBER: _ClassVar[int]
    demande: Demande
    def __init__(self, demande: _Optional[_Union[Demande, _Mapping]] = ...) -> None: ...

class ControlerPieceRequest(_message.Message):
    __slots__ = ("request_id", "demande_id", "piece_id", "valide", "motif_refus", "controlee_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    PIECE_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDE_FIELD_NUMBER: _ClassVar[int]
    MOTIF_REFUS_FIELD_NUMBER: _ClassVar[int]
    CONTROLEE_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    demande_id: str
    piece_id: str
    valide: bool
    motif_refus: str
    controlee_le: str
    def __init__(self, request_id: _Optional[str] = ..., demande_id: _Optional[str] = ..., piece_id: _Optional[str] = ..., valide: _Optional[bool] = ..., motif_refus: _Optional[str] = ..., controlee_le: _Optional[str] = ...) -> None: ...

class ControlerPieceResponse(_message.Message):
    __slots__ = ("demande",)
    DEMANDE_FIELD_NUMBER: _ClassVar[int]
    demande: Demande
    def __init__(self, demande: _Optional[_Union[Demande, _Mapping]] = ...) -> None: ...

class EditerAttestationRequest(_message.Message):
    __slots__ = ("request_id", "demande_id", "editee_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    EDITEE_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    demande_id: str
    editee_le: str
    def __init__(self, request_id: _Optional[str] = ..., demande_id: _Optional[str] = ..., editee_le: _Optional[str] = ...) -> None: ...

class EditerAttestationResponse(_message.Message):
    __slots__ = ("document",)
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    document: _commun_pb2.Document
    def __init__(self, document: _Optional[_Union[_commun_pb2.Document, _Mapping]] = ...) -> None: ...

class GetDemandeRequest(_message.Message):
    __slots__ = ("demande_id",)
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    demande_id: str
    def __init__(self, demande_id: _Optional[str] = ...) -> None: ...

class GetDemandeResponse(_message.Message):
    __slots__ = ("demande",)
    DEMANDE_FIELD_NUMBER: _ClassVar[int]
    demande: Demande
    def __init__(self, demande: _Optional[_Union[Demande, _Mapping]] = ...) -> None: ...

class ListDemandesRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "statut")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    statut: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., statut: _Optional[str] = ...) -> None: ...

class ListDemandesResponse(_message.Message):
    __slots__ = ("demandes", "next_page_token")
    DEMANDES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    demandes: _containers.RepeatedCompositeFieldContainer[Demande]
    next_page_token: str
    def __init__(self, demandes: _Optional[_Iterable[_Union[Demande, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetEligibiliteRequest(_message.Message):
    __slots__ = ("demande_id", "au", "code_insee")
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    CODE_INSEE_FIELD_NUMBER: _ClassVar[int]
    demande_id: str
    au: str
    code_insee: str
    def __init__(self, demande_id: _Optional[str] = ..., au: _Optional[str] = ..., code_insee: _Optional[str] = ...) -> None: ...

class GetEligibiliteResponse(_message.Message):
    __slots__ = ("categorie", "personnes_supplementaires", "ressources_retenues", "annee_ressources", "plafonds", "explications")
    CATEGORIE_FIELD_NUMBER: _ClassVar[int]
    PERSONNES_SUPPLEMENTAIRES_FIELD_NUMBER: _ClassVar[int]
    RESSOURCES_RETENUES_FIELD_NUMBER: _ClassVar[int]
    ANNEE_RESSOURCES_FIELD_NUMBER: _ClassVar[int]
    PLAFONDS_FIELD_NUMBER: _ClassVar[int]
    EXPLICATIONS_FIELD_NUMBER: _ClassVar[int]
    categorie: int
    personnes_supplementaires: int
    ressources_retenues: _commun_pb2.Montant
    annee_ressources: str
    plafonds: _containers.RepeatedCompositeFieldContainer[Plafond]
    explications: _containers.RepeatedCompositeFieldContainer[_commun_pb2.Explication]
    def __init__(self, categorie: _Optional[int] = ..., personnes_supplementaires: _Optional[int] = ..., ressources_retenues: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., annee_ressources: _Optional[str] = ..., plafonds: _Optional[_Iterable[_Union[Plafond, _Mapping]]] = ..., explications: _Optional[_Iterable[_Union[_commun_pb2.Explication, _Mapping]]] = ...) -> None: ...

class Plafond(_message.Message):
    __slots__ = ("financement", "plafond", "eligible")
    FINANCEMENT_FIELD_NUMBER: _ClassVar[int]
    PLAFOND_FIELD_NUMBER: _ClassVar[int]
    ELIGIBLE_FIELD_NUMBER: _ClassVar[int]
    financement: str
    plafond: _commun_pb2.Montant
    eligible: _commun_pb2.Verdict
    def __init__(self, financement: _Optional[str] = ..., plafond: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., eligible: _Optional[_Union[_commun_pb2.Verdict, _Mapping]] = ...) -> None: ...

class GetSituationReserveeRequest(_message.Message):
    __slots__ = ("demande_id", "au")
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    demande_id: str
    au: str
    def __init__(self, demande_id: _Optional[str] = ..., au: _Optional[str] = ...) -> None: ...

class GetSituationReserveeResponse(_message.Message):
    __slots__ = ("situation",)
    SITUATION_FIELD_NUMBER: _ClassVar[int]
    situation: SituationReservee
    def __init__(self, situation: _Optional[_Union[SituationReservee, _Mapping]] = ...) -> None: ...

class SituationReservee(_message.Message):
    __slots__ = ("demande_id", "motifs", "priorites", "logement_actuel", "rangs_handicap", "points", "criteres", "pieces")
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    MOTIFS_FIELD_NUMBER: _ClassVar[int]
    PRIORITES_FIELD_NUMBER: _ClassVar[int]
    LOGEMENT_ACTUEL_FIELD_NUMBER: _ClassVar[int]
    RANGS_HANDICAP_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    CRITERES_FIELD_NUMBER: _ClassVar[int]
    PIECES_FIELD_NUMBER: _ClassVar[int]
    demande_id: str
    motifs: _containers.RepeatedScalarFieldContainer[str]
    priorites: _containers.RepeatedScalarFieldContainer[str]
    logement_actuel: str
    rangs_handicap: _containers.RepeatedScalarFieldContainer[int]
    points: int
    criteres: _containers.RepeatedCompositeFieldContainer[CritereCotation]
    pieces: _containers.RepeatedCompositeFieldContainer[Piece]
    def __init__(self, demande_id: _Optional[str] = ..., motifs: _Optional[_Iterable[str]] = ..., priorites: _Optional[_Iterable[str]] = ..., logement_actuel: _Optional[str] = ..., rangs_handicap: _Optional[_Iterable[int]] = ..., points: _Optional[int] = ..., criteres: _Optional[_Iterable[_Union[CritereCotation, _Mapping]]] = ..., pieces: _Optional[_Iterable[_Union[Piece, _Mapping]]] = ...) -> None: ...

class DesignerReferentRequest(_message.Message):
    __slots__ = ("request_id", "demande_id", "referent", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    demande_id: str
    referent: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., demande_id: _Optional[str] = ..., referent: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class DesignerReferentResponse(_message.Message):
    __slots__ = ("demande",)
    DEMANDE_FIELD_NUMBER: _ClassVar[int]
    demande: Demande
    def __init__(self, demande: _Optional[_Union[Demande, _Mapping]] = ...) -> None: ...

class GetCotationRequest(_message.Message):
    __slots__ = ("demande_id", "au")
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    demande_id: str
    au: str
    def __init__(self, demande_id: _Optional[str] = ..., au: _Optional[str] = ...) -> None: ...

class GetCotationResponse(_message.Message):
    __slots__ = ("points", "criteres")
    POINTS_FIELD_NUMBER: _ClassVar[int]
    CRITERES_FIELD_NUMBER: _ClassVar[int]
    points: int
    criteres: _containers.RepeatedCompositeFieldContainer[CritereCotation]
    def __init__(self, points: _Optional[int] = ..., criteres: _Optional[_Iterable[_Union[CritereCotation, _Mapping]]] = ...) -> None: ...

class CritereCotation(_message.Message):
    __slots__ = ("code", "libelle", "points", "explication")
    CODE_FIELD_NUMBER: _ClassVar[int]
    LIBELLE_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    EXPLICATION_FIELD_NUMBER: _ClassVar[int]
    code: str
    libelle: str
    points: int
    explication: _commun_pb2.Explication
    def __init__(self, code: _Optional[str] = ..., libelle: _Optional[str] = ..., points: _Optional[int] = ..., explication: _Optional[_Union[_commun_pb2.Explication, _Mapping]] = ...) -> None: ...

class Offre(_message.Message):
    __slots__ = ("id", "logement_id", "statut", "disponible_le", "typologie", "financement", "code_insee", "loyer_principal", "provision_charges", "candidatures", "seance_le", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    LOGEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    DISPONIBLE_LE_FIELD_NUMBER: _ClassVar[int]
    TYPOLOGIE_FIELD_NUMBER: _ClassVar[int]
    FINANCEMENT_FIELD_NUMBER: _ClassVar[int]
    CODE_INSEE_FIELD_NUMBER: _ClassVar[int]
    LOYER_PRINCIPAL_FIELD_NUMBER: _ClassVar[int]
    PROVISION_CHARGES_FIELD_NUMBER: _ClassVar[int]
    CANDIDATURES_FIELD_NUMBER: _ClassVar[int]
    SEANCE_LE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    logement_id: str
    statut: str
    disponible_le: str
    typologie: str
    financement: str
    code_insee: str
    loyer_principal: _commun_pb2.Montant
    provision_charges: _commun_pb2.Montant
    candidatures: _containers.RepeatedCompositeFieldContainer[Candidature]
    seance_le: str
    etag: str
    def __init__(self, id: _Optional[str] = ..., logement_id: _Optional[str] = ..., statut: _Optional[str] = ..., disponible_le: _Optional[str] = ..., typologie: _Optional[str] = ..., financement: _Optional[str] = ..., code_insee: _Optional[str] = ..., loyer_principal: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., provision_charges: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., candidatures: _Optional[_Iterable[_Union[Candidature, _Mapping]]] = ..., seance_le: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class Candidature(_message.Message):
    __slots__ = ("demande_id", "numero_unique", "statut", "rang", "motif", "points", "reponse_avant_le")
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    NUMERO_UNIQUE_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    RANG_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    REPONSE_AVANT_LE_FIELD_NUMBER: _ClassVar[int]
    demande_id: str
    numero_unique: str
    statut: str
    rang: int
    motif: str
    points: int
    reponse_avant_le: str
    def __init__(self, demande_id: _Optional[str] = ..., numero_unique: _Optional[str] = ..., statut: _Optional[str] = ..., rang: _Optional[int] = ..., motif: _Optional[str] = ..., points: _Optional[int] = ..., reponse_avant_le: _Optional[str] = ...) -> None: ...

class GetOffreRequest(_message.Message):
    __slots__ = ("offre_id",)
    OFFRE_ID_FIELD_NUMBER: _ClassVar[int]
    offre_id: str
    def __init__(self, offre_id: _Optional[str] = ...) -> None: ...

class GetOffreResponse(_message.Message):
    __slots__ = ("offre",)
    OFFRE_FIELD_NUMBER: _ClassVar[int]
    offre: Offre
    def __init__(self, offre: _Optional[_Union[Offre, _Mapping]] = ...) -> None: ...

class ListOffresRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "statut", "logement_id")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    LOGEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    statut: str
    logement_id: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., statut: _Optional[str] = ..., logement_id: _Optional[str] = ...) -> None: ...

class ListOffresResponse(_message.Message):
    __slots__ = ("offres", "next_page_token")
    OFFRES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    offres: _containers.RepeatedCompositeFieldContainer[Offre]
    next_page_token: str
    def __init__(self, offres: _Optional[_Iterable[_Union[Offre, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RechercherCandidatsRequest(_message.Message):
    __slots__ = ("offre_id", "au")
    OFFRE_ID_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    offre_id: str
    au: str
    def __init__(self, offre_id: _Optional[str] = ..., au: _Optional[str] = ...) -> None: ...

class RechercherCandidatsResponse(_message.Message):
    __slots__ = ("candidats",)
    CANDIDATS_FIELD_NUMBER: _ClassVar[int]
    candidats: _containers.RepeatedCompositeFieldContainer[Candidat]
    def __init__(self, candidats: _Optional[_Iterable[_Union[Candidat, _Mapping]]] = ...) -> None: ...

class Candidat(_message.Message):
    __slots__ = ("demande_id", "numero_unique", "points", "verdicts", "presentable")
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    NUMERO_UNIQUE_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    VERDICTS_FIELD_NUMBER: _ClassVar[int]
    PRESENTABLE_FIELD_NUMBER: _ClassVar[int]
    demande_id: str
    numero_unique: str
    points: int
    verdicts: _containers.RepeatedCompositeFieldContainer[_commun_pb2.Verdict]
    presentable: bool
    def __init__(self, demande_id: _Optional[str] = ..., numero_unique: _Optional[str] = ..., points: _Optional[int] = ..., verdicts: _Optional[_Iterable[_Union[_commun_pb2.Verdict, _Mapping]]] = ..., presentable: _Optional[bool] = ...) -> None: ...

class PresenterCandidatsRequest(_message.Message):
    __slots__ = ("request_id", "offre_id", "demande_ids", "seance_le", "derogation", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    OFFRE_ID_FIELD_NUMBER: _ClassVar[int]
    DEMANDE_IDS_FIELD_NUMBER: _ClassVar[int]
    SEANCE_LE_FIELD_NUMBER: _ClassVar[int]
    DEROGATION_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    offre_id: str
    demande_ids: _containers.RepeatedScalarFieldContainer[str]
    seance_le: str
    derogation: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., offre_id: _Optional[str] = ..., demande_ids: _Optional[_Iterable[str]] = ..., seance_le: _Optional[str] = ..., derogation: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class PresenterCandidatsResponse(_message.Message):
    __slots__ = ("offre",)
    OFFRE_FIELD_NUMBER: _ClassVar[int]
    offre: Offre
    def __init__(self, offre: _Optional[_Union[Offre, _Mapping]] = ...) -> None: ...

class DeciderAttributionRequest(_message.Message):
    __slots__ = ("request_id", "offre_id", "decide_le", "membres_presents", "decisions", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    OFFRE_ID_FIELD_NUMBER: _ClassVar[int]
    DECIDE_LE_FIELD_NUMBER: _ClassVar[int]
    MEMBRES_PRESENTS_FIELD_NUMBER: _ClassVar[int]
    DECISIONS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    offre_id: str
    decide_le: str
    membres_presents: int
    decisions: _containers.RepeatedCompositeFieldContainer[DecisionCandidature]
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., offre_id: _Optional[str] = ..., decide_le: _Optional[str] = ..., membres_presents: _Optional[int] = ..., decisions: _Optional[_Iterable[_Union[DecisionCandidature, _Mapping]]] = ..., etag: _Optional[str] = ...) -> None: ...

class DecisionCandidature(_message.Message):
    __slots__ = ("demande_id", "decision", "rang", "motif")
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    RANG_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    demande_id: str
    decision: str
    rang: int
    motif: str
    def __init__(self, demande_id: _Optional[str] = ..., decision: _Optional[str] = ..., rang: _Optional[int] = ..., motif: _Optional[str] = ...) -> None: ...

class DeciderAttributionResponse(_message.Message):
    __slots__ = ("offre",)
    OFFRE_FIELD_NUMBER: _ClassVar[int]
    offre: Offre
    def __init__(self, offre: _Optional[_Union[Offre, _Mapping]] = ...) -> None: ...

class RepondrePropositionRequest(_message.Message):
    __slots__ = ("request_id", "offre_id", "demande_id", "accepte", "repondu_le", "motif_refus")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    OFFRE_ID_FIELD_NUMBER: _ClassVar[int]
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    ACCEPTE_FIELD_NUMBER: _ClassVar[int]
    REPONDU_LE_FIELD_NUMBER: _ClassVar[int]
    MOTIF_REFUS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    offre_id: str
    demande_id: str
    accepte: bool
    repondu_le: str
    motif_refus: str
    def __init__(self, request_id: _Optional[str] = ..., offre_id: _Optional[str] = ..., demande_id: _Optional[str] = ..., accepte: _Optional[bool] = ..., repondu_le: _Optional[str] = ..., motif_refus: _Optional[str] = ...) -> None: ...

class RepondrePropositionResponse(_message.Message):
    __slots__ = ("offre",)
    OFFRE_FIELD_NUMBER: _ClassVar[int]
    offre: Offre
    def __init__(self, offre: _Optional[_Union[Offre, _Mapping]] = ...) -> None: ...

class ConstaterDesistementRequest(_message.Message):
    __slots__ = ("request_id", "offre_id", "demande_id", "desiste_le", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    OFFRE_ID_FIELD_NUMBER: _ClassVar[int]
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    DESISTE_LE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    offre_id: str
    demande_id: str
    desiste_le: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., offre_id: _Optional[str] = ..., demande_id: _Optional[str] = ..., desiste_le: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class ConstaterDesistementResponse(_message.Message):
    __slots__ = ("offre",)
    OFFRE_FIELD_NUMBER: _ClassVar[int]
    offre: Offre
    def __init__(self, offre: _Optional[_Union[Offre, _Mapping]] = ...) -> None: ...

class RadierDemandeRequest(_message.Message):
    __slots__ = ("request_id", "demande_id", "motif", "radiee_le", "avis_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    RADIEE_LE_FIELD_NUMBER: _ClassVar[int]
    AVIS_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    demande_id: str
    motif: str
    radiee_le: str
    avis_le: str
    def __init__(self, request_id: _Optional[str] = ..., demande_id: _Optional[str] = ..., motif: _Optional[str] = ..., radiee_le: _Optional[str] = ..., avis_le: _Optional[str] = ...) -> None: ...

class RadierDemandeResponse(_message.Message):
    __slots__ = ("demande",)
    DEMANDE_FIELD_NUMBER: _ClassVar[int]
    demande: Demande
    def __init__(self, demande: _Optional[_Union[Demande, _Mapping]] = ...) -> None: ...

class GetDocumentRequest(_message.Message):
    __slots__ = ("document_id",)
    DOCUMENT_ID_FIELD_NUMBER: _ClassVar[int]
    document_id: str
    def __init__(self, document_id: _Optional[str] = ...) -> None: ...

class GetDocumentResponse(_message.Message):
    __slots__ = ("document", "contenu")
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    CONTENU_FIELD_NUMBER: _ClassVar[int]
    document: _commun_pb2.Document
    contenu: bytes
    def __init__(self, document: _Optional[_Union[_commun_pb2.Document, _Mapping]] = ..., contenu: _Optional[bytes] = ...) -> None: ...

class GetFicheDemandeRequest(_message.Message):
    __slots__ = ("demande_id",)
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    demande_id: str
    def __init__(self, demande_id: _Optional[str] = ...) -> None: ...

class GetFicheDemandeResponse(_message.Message):
    __slots__ = ("fiche",)
    FICHE_FIELD_NUMBER: _ClassVar[int]
    fiche: FicheDemande
    def __init__(self, fiche: _Optional[_Union[FicheDemande, _Mapping]] = ...) -> None: ...

class FicheDemande(_message.Message):
    __slots__ = ("demande_id", "numero_unique", "statut", "deposee_le", "radiee_le", "motif_radiation", "dossier_complet")
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    NUMERO_UNIQUE_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    DEPOSEE_LE_FIELD_NUMBER: _ClassVar[int]
    RADIEE_LE_FIELD_NUMBER: _ClassVar[int]
    MOTIF_RADIATION_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_COMPLET_FIELD_NUMBER: _ClassVar[int]
    demande_id: str
    numero_unique: str
    statut: str
    deposee_le: str
    radiee_le: str
    motif_radiation: str
    dossier_complet: bool
    def __init__(self, demande_id: _Optional[str] = ..., numero_unique: _Optional[str] = ..., statut: _Optional[str] = ..., deposee_le: _Optional[str] = ..., radiee_le: _Optional[str] = ..., motif_radiation: _Optional[str] = ..., dossier_complet: _Optional[bool] = ...) -> None: ...

class BatchGetDemandeursRequest(_message.Message):
    __slots__ = ("demande_ids",)
    DEMANDE_IDS_FIELD_NUMBER: _ClassVar[int]
    demande_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, demande_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class BatchGetDemandeursResponse(_message.Message):
    __slots__ = ("demandes",)
    DEMANDES_FIELD_NUMBER: _ClassVar[int]
    demandes: _containers.RepeatedCompositeFieldContainer[DemandeursDeLaDemande]
    def __init__(self, demandes: _Optional[_Iterable[_Union[DemandeursDeLaDemande, _Mapping]]] = ...) -> None: ...

class DemandeursDeLaDemande(_message.Message):
    __slots__ = ("demande_id", "numero_unique", "demandeurs", "nombre_personnes")
    DEMANDE_ID_FIELD_NUMBER: _ClassVar[int]
    NUMERO_UNIQUE_FIELD_NUMBER: _ClassVar[int]
    DEMANDEURS_FIELD_NUMBER: _ClassVar[int]
    NOMBRE_PERSONNES_FIELD_NUMBER: _ClassVar[int]
    demande_id: str
    numero_unique: str
    demandeurs: _containers.RepeatedCompositeFieldContainer[Personne]
    nombre_personnes: int
    def __init__(self, demande_id: _Optional[str] = ..., numero_unique: _Optional[str] = ..., demandeurs: _Optional[_Iterable[_Union[Personne, _Mapping]]] = ..., nombre_personnes: _Optional[int] = ...) -> None: ...
