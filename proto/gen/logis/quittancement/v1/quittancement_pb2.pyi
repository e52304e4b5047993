from google.api import annotations_pb2 as _annotations_pb2
from logis.commun.v1 import commun_pb2 as _commun_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class DroitApl(_message.Message):
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

class EnregistrerDroitsAplRequest(_message.Message):
    __slots__ = ("request_id", "mois", "droits")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    DROITS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    mois: str
    droits: _containers.RepeatedCompositeFieldContainer[DroitApl]
    def __init__(self, request_id: _Optional[str] = ..., mois: _Optional[str] = ..., droits: _Optional[_Iterable[_Union[DroitApl, _Mapping]]] = ...) -> None: ...

class EnregistrerDroitsAplResponse(_message.Message):
    __slots__ = ("acceptes", "ecartes")
    ACCEPTES_FIELD_NUMBER: _ClassVar[int]
    ECARTES_FIELD_NUMBER: _ClassVar[int]
    acceptes: int
    ecartes: _containers.RepeatedCompositeFieldContainer[LigneEcartee]
    def __init__(self, acceptes: _Optional[int] = ..., ecartes: _Optional[_Iterable[_Union[LigneEcartee, _Mapping]]] = ...) -> None: ...

class LigneQuittance(_message.Message):
    __slots__ = ("code", "libelle", "montant", "explication", "du", "verse", "mois_origine", "controle")
    CODE_FIELD_NUMBER: _ClassVar[int]
    LIBELLE_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    EXPLICATION_FIELD_NUMBER: _ClassVar[int]
    DU_FIELD_NUMBER: _ClassVar[int]
    VERSE_FIELD_NUMBER: _ClassVar[int]
    MOIS_ORIGINE_FIELD_NUMBER: _ClassVar[int]
    CONTROLE_FIELD_NUMBER: _ClassVar[int]
    code: str
    libelle: str
    montant: _commun_pb2.Montant
    explication: _commun_pb2.Explication
    du: _commun_pb2.Montant
    verse: _commun_pb2.Montant
    mois_origine: str
    controle: _commun_pb2.Verdict
    def __init__(self, code: _Optional[str] = ..., libelle: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., explication: _Optional[_Union[_commun_pb2.Explication, _Mapping]] = ..., du: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., verse: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., mois_origine: _Optional[str] = ..., controle: _Optional[_Union[_commun_pb2.Verdict, _Mapping]] = ...) -> None: ...

class Quittance(_message.Message):
    __slots__ = ("id", "bail_id", "lot_id", "numero", "mois", "statut", "lignes", "brut_hors_apl", "net", "reste_du", "exigible_le", "limite_paiement_le")
    ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    LOT_ID_FIELD_NUMBER: _ClassVar[int]
    NUMERO_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    LIGNES_FIELD_NUMBER: _ClassVar[int]
    BRUT_HORS_APL_FIELD_NUMBER: _ClassVar[int]
    NET_FIELD_NUMBER: _ClassVar[int]
    RESTE_DU_FIELD_NUMBER: _ClassVar[int]
    EXIGIBLE_LE_FIELD_NUMBER: _ClassVar[int]
    LIMITE_PAIEMENT_LE_FIELD_NUMBER: _ClassVar[int]
    id: str
    bail_id: str
    lot_id: str
    numero: str
    mois: str
    statut: str
    lignes: _containers.RepeatedCompositeFieldContainer[LigneQuittance]
    brut_hors_apl: _commun_pb2.Montant
    net: _commun_pb2.Montant
    reste_du: _commun_pb2.Montant
    exigible_le: str
    limite_paiement_le: str
    def __init__(self, id: _Optional[str] = ..., bail_id: _Optional[str] = ..., lot_id: _Optional[str] = ..., numero: _Optional[str] = ..., mois: _Optional[str] = ..., statut: _Optional[str] = ..., lignes: _Optional[_Iterable[_Union[LigneQuittance, _Mapping]]] = ..., brut_hors_apl: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., net: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., reste_du: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., exigible_le: _Optional[str] = ..., limite_paiement_le: _Optional[str] = ...) -> None: ...

class LotQuittancement(_message.Message):
    __slots__ = ("id", "mois", "statut", "nombre", "total_net", "ecartes", "empreinte", "etag", "quittances")
    ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    NOMBRE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_NET_FIELD_NUMBER: _ClassVar[int]
    ECARTES_FIELD_NUMBER: _ClassVar[int]
    EMPREINTE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    QUITTANCES_FIELD_NUMBER: _ClassVar[int]
    id: str
    mois: str
    statut: str
    nombre: int
    total_net: _commun_pb2.Montant
    ecartes: _containers.RepeatedCompositeFieldContainer[LigneEcartee]
    empreinte: str
    etag: str
    quittances: _containers.RepeatedCompositeFieldContainer[QuittanceResumee]
    def __init__(self, id: _Optional[str] = ..., mois: _Optional[str] = ..., statut: _Optional[str] = ..., nombre: _Optional[int] = ..., total_net: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., ecartes: _Optional[_Iterable[_Union[LigneEcartee, _Mapping]]] = ..., empreinte: _Optional[str] = ..., etag: _Optional[str] = ..., quittances: _Optional[_Iterable[_Union[QuittanceResumee, _Mapping]]] = ...) -> None: ...

class QuittanceResumee(_message.Message):
    __slots__ = ("id", "bail_id", "numero", "net")
    ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    NUMERO_FIELD_NUMBER: _ClassVar[int]
    NET_FIELD_NUMBER: _ClassVar[int]
    id: str
    bail_id: str
    numero: str
    net: _commun_pb2.Montant
    def __init__(self, id: _Optional[str] = ..., bail_id: _Optional[str] = ..., numero: _Optional[str] = ..., net: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ...) -> None: ...

class CalculerQuittancementRequest(_message.Message):
    __slots__ = ("request_id", "mois", "bail_ids")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    BAIL_IDS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    mois: str
    bail_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, request_id: _Optional[str] = ..., mois: _Optional[str] = ..., bail_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class CalculerQuittancementResponse(_message.Message):
    __slots__ = ("lot",)
    LOT_FIELD_NUMBER: _ClassVar[int]
    lot: LotQuittancement
    def __init__(self, lot: _Optional[_Union[LotQuittancement, _Mapping]] = ...) -> None: ...

class ValiderQuittancementRequest(_message.Message):
    __slots__ = ("request_id", "lot_id", "valide_le", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    LOT_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDE_LE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    lot_id: str
    valide_le: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., lot_id: _Optional[str] = ..., valide_le: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class ValiderQuittancementResponse(_message.Message):
    __slots__ = ("lot",)
    LOT_FIELD_NUMBER: _ClassVar[int]
    lot: LotQuittancement
    def __init__(self, lot: _Optional[_Union[LotQuittancement, _Mapping]] = ...) -> None: ...

class GetQuittancementRequest(_message.Message):
    __slots__ = ("lot_id",)
    LOT_ID_FIELD_NUMBER: _ClassVar[int]
    lot_id: str
    def __init__(self, lot_id: _Optional[str] = ...) -> None: ...

class GetQuittancementResponse(_message.Message):
    __slots__ = ("lot",)
    LOT_FIELD_NUMBER: _ClassVar[int]
    lot: LotQuittancement
    def __init__(self, lot: _Optional[_Union[LotQuittancement, _Mapping]] = ...) -> None: ...

class Compte(_message.Message):
    __slots__ = ("bail_id", "reference_bail", "statut", "solde", "dette_echue", "quittances", "paiements", "impaye_apl", "contrepassations", "gels", "plans")
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_BAIL_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    SOLDE_FIELD_NUMBER: _ClassVar[int]
    DETTE_ECHUE_FIELD_NUMBER: _ClassVar[int]
    QUITTANCES_FIELD_NUMBER: _ClassVar[int]
    PAIEMENTS_FIELD_NUMBER: _ClassVar[int]
    IMPAYE_APL_FIELD_NUMBER: _ClassVar[int]
    CONTREPASSATIONS_FIELD_NUMBER: _ClassVar[int]
    GELS_FIELD_NUMBER: _ClassVar[int]
    PLANS_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    reference_bail: str
    statut: str
    solde: _commun_pb2.Montant
    dette_echue: _commun_pb2.Montant
    quittances: _containers.RepeatedCompositeFieldContainer[Quittance]
    paiements: _containers.RepeatedCompositeFieldContainer[Paiement]
    impaye_apl: ImpayeApl
    contrepassations: _containers.RepeatedCompositeFieldContainer[Contrepassation]
    gels: _containers.RepeatedCompositeFieldContainer[GelArriere]
    plans: _containers.RepeatedCompositeFieldContainer[PlanRetenu]
    def __init__(self, bail_id: _Optional[str] = ..., reference_bail: _Optional[str] = ..., statut: _Optional[str] = ..., solde: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., dette_echue: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., quittances: _Optional[_Iterable[_Union[Quittance, _Mapping]]] = ..., paiements: _Optional[_Iterable[_Union[Paiement, _Mapping]]] = ..., impaye_apl: _Optional[_Union[ImpayeApl, _Mapping]] = ..., contrepassations: _Optional[_Iterable[_Union[Contrepassation, _Mapping]]] = ..., gels: _Optional[_Iterable[_Union[GelArriere, _Mapping]]] = ..., plans: _Optional[_Iterable[_Union[PlanRetenu, _Mapping]]] = ...) -> None: ...

class GelArriere(_message.Message):
    __slots__ = ("situation_id", "recevable_le", "au_plus_tard", "leve_le")
    SITUATION_ID_FIELD_NUMBER: _ClassVar[int]
    RECEVABLE_LE_FIELD_NUMBER: _ClassVar[int]
    AU_PLUS_TARD_FIELD_NUMBER: _ClassVar[int]
    LEVE_LE_FIELD_NUMBER: _ClassVar[int]
    situation_id: str
    recevable_le: str
    au_plus_tard: str
    leve_le: str
    def __init__(self, situation_id: _Optional[str] = ..., recevable_le: _Optional[str] = ..., au_plus_tard: _Optional[str] = ..., leve_le: _Optional[str] = ...) -> None: ...

class PlanRetenu(_message.Message):
    __slots__ = ("plan_id", "signe_le", "termes", "rompu_le")
    PLAN_ID_FIELD_NUMBER: _ClassVar[int]
    SIGNE_LE_FIELD_NUMBER: _ClassVar[int]
    TERMES_FIELD_NUMBER: _ClassVar[int]
    ROMPU_LE_FIELD_NUMBER: _ClassVar[int]
    plan_id: str
    signe_le: str
    termes: _containers.RepeatedScalarFieldContainer[str]
    rompu_le: str
    def __init__(self, plan_id: _Optional[str] = ..., signe_le: _Optional[str] = ..., termes: _Optional[_Iterable[str]] = ..., rompu_le: _Optional[str] = ...) -> None: ...

class ImpayeApl(_message.Message):
    __slots__ = ("verdict", "constitue_le", "regime")
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    CONSTITUE_LE_FIELD_NUMBER: _ClassVar[int]
    REGIME_FIELD_NUMBER: _ClassVar[int]
    verdict: _commun_pb2.Verdict
    constitue_le: str
    regime: str
    def __init__(self, verdict: _Optional[_Union[_commun_pb2.Verdict, _Mapping]] = ..., constitue_le: _Optional[str] = ..., regime: _Optional[str] = ...) -> None: ...

class Paiement(_message.Message):
    __slots__ = ("id", "recu_le", "mode", "montant", "reference", "affectations", "avance", "contrepasse_le")
    ID_FIELD_NUMBER: _ClassVar[int]
    RECU_LE_FIELD_NUMBER: _ClassVar[int]
    MODE_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    AFFECTATIONS_FIELD_NUMBER: _ClassVar[int]
    AVANCE_FIELD_NUMBER: _ClassVar[int]
    CONTREPASSE_LE_FIELD_NUMBER: _ClassVar[int]
    id: str
    recu_le: str
    mode: str
    montant: _commun_pb2.Montant
    reference: str
    affectations: _containers.RepeatedCompositeFieldContainer[Affectation]
    avance: _commun_pb2.Montant
    contrepasse_le: str
    def __init__(self, id: _Optional[str] = ..., recu_le: _Optional[str] = ..., mode: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., reference: _Optional[str] = ..., affectations: _Optional[_Iterable[_Union[Affectation, _Mapping]]] = ..., avance: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., contrepasse_le: _Optional[str] = ...) -> None: ...

class Affectation(_message.Message):
    __slots__ = ("quittance_id", "mois", "montant", "explication")
    QUITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    EXPLICATION_FIELD_NUMBER: _ClassVar[int]
    quittance_id: str
    mois: str
    montant: _commun_pb2.Montant
    explication: _commun_pb2.Explication
    def __init__(self, quittance_id: _Optional[str] = ..., mois: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., explication: _Optional[_Union[_commun_pb2.Explication, _Mapping]] = ...) -> None: ...

class GetCompteRequest(_message.Message):
    __slots__ = ("bail_id", "au")
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    au: str
    def __init__(self, bail_id: _Optional[str] = ..., au: _Optional[str] = ...) -> None: ...

class GetCompteResponse(_message.Message):
    __slots__ = ("compte",)
    COMPTE_FIELD_NUMBER: _ClassVar[int]
    compte: Compte
    def __init__(self, compte: _Optional[_Union[Compte, _Mapping]] = ...) -> None: ...

class GetQuittanceRequest(_message.Message):
    __slots__ = ("quittance_id",)
    QUITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    quittance_id: str
    def __init__(self, quittance_id: _Optional[str] = ...) -> None: ...

class GetQuittanceResponse(_message.Message):
    __slots__ = ("quittance",)
    QUITTANCE_FIELD_NUMBER: _ClassVar[int]
    quittance: Quittance
    def __init__(self, quittance: _Optional[_Union[Quittance, _Mapping]] = ...) -> None: ...

class EnregistrerPaiementRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "montant", "mode", "recu_le", "reference", "mois_designe", "debiteur_sans_compte", "plan_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    MONTANT_FIELD_NUMBER: _ClassVar[int]
    MODE_FIELD_NUMBER: _ClassVar[int]
    RECU_LE_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    MOIS_DESIGNE_FIELD_NUMBER: _ClassVar[int]
    DEBITEUR_SANS_COMPTE_FIELD_NUMBER: _ClassVar[int]
    PLAN_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    montant: _commun_pb2.Montant
    mode: str
    recu_le: str
    reference: str
    mois_designe: str
    debiteur_sans_compte: bool
    plan_id: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., montant: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., mode: _Optional[str] = ..., recu_le: _Optional[str] = ..., reference: _Optional[str] = ..., mois_designe: _Optional[str] = ..., debiteur_sans_compte: _Optional[bool] = ..., plan_id: _Optional[str] = ...) -> None: ...

class EnregistrerPaiementResponse(_message.Message):
    __slots__ = ("paiement", "comptabilise_le")
    PAIEMENT_FIELD_NUMBER: _ClassVar[int]
    COMPTABILISE_LE_FIELD_NUMBER: _ClassVar[int]
    paiement: Paiement
    comptabilise_le: str
    def __init__(self, paiement: _Optional[_Union[Paiement, _Mapping]] = ..., comptabilise_le: _Optional[str] = ...) -> None: ...

class EnregistrerPaiementFslRequest(_message.Message):
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

class EnregistrerPaiementFslResponse(_message.Message):
    __slots__ = ("paiement",)
    PAIEMENT_FIELD_NUMBER: _ClassVar[int]
    paiement: Paiement
    def __init__(self, paiement: _Optional[_Union[Paiement, _Mapping]] = ...) -> None: ...

class ConstaterImpayesRequest(_message.Message):
    __slots__ = ("request_id", "au")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    au: str
    def __init__(self, request_id: _Optional[str] = ..., au: _Optional[str] = ...) -> None: ...

class ConstaterImpayesResponse(_message.Message):
    __slots__ = ("impayes", "regularises")
    IMPAYES_FIELD_NUMBER: _ClassVar[int]
    REGULARISES_FIELD_NUMBER: _ClassVar[int]
    impayes: int
    regularises: int
    def __init__(self, impayes: _Optional[int] = ..., regularises: _Optional[int] = ...) -> None: ...

class EditerAvisEcheanceRequest(_message.Message):
    __slots__ = ("request_id", "quittance_id", "edite_le", "avec_explications")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    QUITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    EDITE_LE_FIELD_NUMBER: _ClassVar[int]
    AVEC_EXPLICATIONS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    quittance_id: str
    edite_le: str
    avec_explications: bool
    def __init__(self, request_id: _Optional[str] = ..., quittance_id: _Optional[str] = ..., edite_le: _Optional[str] = ..., avec_explications: _Optional[bool] = ...) -> None: ...

class EditerAvisEcheanceResponse(_message.Message):
    __slots__ = ("document",)
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    document: _commun_pb2.Document
    def __init__(self, document: _Optional[_Union[_commun_pb2.Document, _Mapping]] = ...) -> None: ...

class EditerAvisDuLotRequest(_message.Message):
    __slots__ = ("request_id", "lot_id", "edite_le", "residence_id", "page_size", "page_token", "avec_explications")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    LOT_ID_FIELD_NUMBER: _ClassVar[int]
    EDITE_LE_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    AVEC_EXPLICATIONS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    lot_id: str
    edite_le: str
    residence_id: str
    page_size: int
    page_token: str
    avec_explications: bool
    def __init__(self, request_id: _Optional[str] = ..., lot_id: _Optional[str] = ..., edite_le: _Optional[str] = ..., residence_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., avec_explications: _Optional[bool] = ...) -> None: ...

class EditerAvisDuLotResponse(_message.Message):
    __slots__ = ("avis", "ecartes", "total", "next_page_token")
    AVIS_FIELD_NUMBER: _ClassVar[int]
    ECARTES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    avis: _containers.RepeatedCompositeFieldContainer[AvisEdite]
    ecartes: _containers.RepeatedCompositeFieldContainer[AvisEcarte]
    total: int
    next_page_token: str
    def __init__(self, avis: _Optional[_Iterable[_Union[AvisEdite, _Mapping]]] = ..., ecartes: _Optional[_Iterable[_Union[AvisEcarte, _Mapping]]] = ..., total: _Optional[int] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class AvisEdite(_message.Message):
    __slots__ = ("quittance_id", "bail_id", "numero", "residence_id", "document", "canal")
    QUITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    NUMERO_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    CANAL_FIELD_NUMBER: _ClassVar[int]
    quittance_id: str
    bail_id: str
    numero: str
    residence_id: str
    document: _commun_pb2.Document
    canal: str
    def __init__(self, quittance_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., numero: _Optional[str] = ..., residence_id: _Optional[str] = ..., document: _Optional[_Union[_commun_pb2.Document, _Mapping]] = ..., canal: _Optional[str] = ...) -> None: ...

class AvisEcarte(_message.Message):
    __slots__ = ("quittance_id", "bail_id", "numero", "code", "champ", "motif")
    QUITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    NUMERO_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    CHAMP_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    quittance_id: str
    bail_id: str
    numero: str
    code: str
    champ: str
    motif: str
    def __init__(self, quittance_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., numero: _Optional[str] = ..., code: _Optional[str] = ..., champ: _Optional[str] = ..., motif: _Optional[str] = ...) -> None: ...

class EditerQuittancesDuLotRequest(_message.Message):
    __slots__ = ("request_id", "lot_id", "edite_le", "residence_id", "page_size", "page_token")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    LOT_ID_FIELD_NUMBER: _ClassVar[int]
    EDITE_LE_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    lot_id: str
    edite_le: str
    residence_id: str
    page_size: int
    page_token: str
    def __init__(self, request_id: _Optional[str] = ..., lot_id: _Optional[str] = ..., edite_le: _Optional[str] = ..., residence_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class EditerQuittancesDuLotResponse(_message.Message):
    __slots__ = ("documents", "ecartes", "total", "next_page_token")
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    ECARTES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    documents: _containers.RepeatedCompositeFieldContainer[JustificatifEdite]
    ecartes: _containers.RepeatedCompositeFieldContainer[AvisEcarte]
    total: int
    next_page_token: str
    def __init__(self, documents: _Optional[_Iterable[_Union[JustificatifEdite, _Mapping]]] = ..., ecartes: _Optional[_Iterable[_Union[AvisEcarte, _Mapping]]] = ..., total: _Optional[int] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class JustificatifEdite(_message.Message):
    __slots__ = ("quittance_id", "bail_id", "numero", "residence_id", "document", "canal")
    QUITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    NUMERO_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    CANAL_FIELD_NUMBER: _ClassVar[int]
    quittance_id: str
    bail_id: str
    numero: str
    residence_id: str
    document: _commun_pb2.Document
    canal: str
    def __init__(self, quittance_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., numero: _Optional[str] = ..., residence_id: _Optional[str] = ..., document: _Optional[_Union[_commun_pb2.Document, _Mapping]] = ..., canal: _Optional[str] = ...) -> None: ...

class EditerQuittanceRequest(_message.Message):
    __slots__ = ("request_id", "quittance_id", "edite_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    QUITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    EDITE_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    quittance_id: str
    edite_le: str
    def __init__(self, request_id: _Optional[str] = ..., quittance_id: _Optional[str] = ..., edite_le: _Optional[str] = ...) -> None: ...

class EditerQuittanceResponse(_message.Message):
    __slots__ = ("document",)
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    document: _commun_pb2.Document
    def __init__(self, document: _Optional[_Union[_commun_pb2.Document, _Mapping]] = ...) -> None: ...

class AccordDemat(_message.Message):
    __slots__ = ("id", "bail_id", "donne_le", "canal", "preuve", "retire_le")
    ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    DONNE_LE_FIELD_NUMBER: _ClassVar[int]
    CANAL_FIELD_NUMBER: _ClassVar[int]
    PREUVE_FIELD_NUMBER: _ClassVar[int]
    RETIRE_LE_FIELD_NUMBER: _ClassVar[int]
    id: str
    bail_id: str
    donne_le: str
    canal: str
    preuve: str
    retire_le: str
    def __init__(self, id: _Optional[str] = ..., bail_id: _Optional[str] = ..., donne_le: _Optional[str] = ..., canal: _Optional[str] = ..., preuve: _Optional[str] = ..., retire_le: _Optional[str] = ...) -> None: ...

class EnregistrerAccordDematRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "donne_le", "canal", "preuve")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    DONNE_LE_FIELD_NUMBER: _ClassVar[int]
    CANAL_FIELD_NUMBER: _ClassVar[int]
    PREUVE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    donne_le: str
    canal: str
    preuve: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., donne_le: _Optional[str] = ..., canal: _Optional[str] = ..., preuve: _Optional[str] = ...) -> None: ...

class EnregistrerAccordDematResponse(_message.Message):
    __slots__ = ("accord",)
    ACCORD_FIELD_NUMBER: _ClassVar[int]
    accord: AccordDemat
    def __init__(self, accord: _Optional[_Union[AccordDemat, _Mapping]] = ...) -> None: ...

class RetirerAccordDematRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "retire_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    RETIRE_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    retire_le: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., retire_le: _Optional[str] = ...) -> None: ...

class RetirerAccordDematResponse(_message.Message):
    __slots__ = ("accord",)
    ACCORD_FIELD_NUMBER: _ClassVar[int]
    accord: AccordDemat
    def __init__(self, accord: _Optional[_Union[AccordDemat, _Mapping]] = ...) -> None: ...

class ListAccordsDematRequest(_message.Message):
    __slots__ = ("bail_id",)
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    def __init__(self, bail_id: _Optional[str] = ...) -> None: ...

class ListAccordsDematResponse(_message.Message):
    __slots__ = ("accords", "canal_du_jour")
    ACCORDS_FIELD_NUMBER: _ClassVar[int]
    CANAL_DU_JOUR_FIELD_NUMBER: _ClassVar[int]
    accords: _containers.RepeatedCompositeFieldContainer[AccordDemat]
    canal_du_jour: str
    def __init__(self, accords: _Optional[_Iterable[_Union[AccordDemat, _Mapping]]] = ..., canal_du_jour: _Optional[str] = ...) -> None: ...

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

class GetSommeDueRequest(_message.Message):
    __slots__ = ("bail_id", "au")
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    au: str
    def __init__(self, bail_id: _Optional[str] = ..., au: _Optional[str] = ...) -> None: ...

class GetSommeDueResponse(_message.Message):
    __slots__ = ("somme_due", "reference")
    SOMME_DUE_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    somme_due: _commun_pb2.Montant
    reference: str
    def __init__(self, somme_due: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., reference: _Optional[str] = ...) -> None: ...

class GetFicheCompteRequest(_message.Message):
    __slots__ = ("bail_id",)
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    def __init__(self, bail_id: _Optional[str] = ...) -> None: ...

class GetFicheCompteResponse(_message.Message):
    __slots__ = ("fiche",)
    FICHE_FIELD_NUMBER: _ClassVar[int]
    fiche: FicheCompte
    def __init__(self, fiche: _Optional[_Union[FicheCompte, _Mapping]] = ...) -> None: ...

class FicheCompte(_message.Message):
    __slots__ = ("bail_id", "somme_due", "solde", "dernier_mois", "dernier_paiement_le", "termes_impayes")
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    SOMME_DUE_FIELD_NUMBER: _ClassVar[int]
    SOLDE_FIELD_NUMBER: _ClassVar[int]
    DERNIER_MOIS_FIELD_NUMBER: _ClassVar[int]
    DERNIER_PAIEMENT_LE_FIELD_NUMBER: _ClassVar[int]
    TERMES_IMPAYES_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    somme_due: _commun_pb2.Montant
    solde: _commun_pb2.Montant
    dernier_mois: str
    dernier_paiement_le: str
    termes_impayes: int
    def __init__(self, bail_id: _Optional[str] = ..., somme_due: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., solde: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., dernier_mois: _Optional[str] = ..., dernier_paiement_le: _Optional[str] = ..., termes_impayes: _Optional[int] = ...) -> None: ...

class Contrepassation(_message.Message):
    __slots__ = ("id", "bail_id", "objet", "objet_id", "motif", "statut", "proposee_le", "decidee_le")
    ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    OBJET_FIELD_NUMBER: _ClassVar[int]
    OBJET_ID_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    PROPOSEE_LE_FIELD_NUMBER: _ClassVar[int]
    DECIDEE_LE_FIELD_NUMBER: _ClassVar[int]
    id: str
    bail_id: str
    objet: str
    objet_id: str
    motif: str
    statut: str
    proposee_le: str
    decidee_le: str
    def __init__(self, id: _Optional[str] = ..., bail_id: _Optional[str] = ..., objet: _Optional[str] = ..., objet_id: _Optional[str] = ..., motif: _Optional[str] = ..., statut: _Optional[str] = ..., proposee_le: _Optional[str] = ..., decidee_le: _Optional[str] = ...) -> None: ...

class ProposerContrepassationRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "objet", "objet_id", "motif", "proposee_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    OBJET_FIELD_NUMBER: _ClassVar[int]
    OBJET_ID_FIELD_NUMBER: _ClassVar[int]
    MOTIF_FIELD_NUMBER: _ClassVar[int]
    PROPOSEE_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    objet: str
    objet_id: str
    motif: str
    proposee_le: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., objet: _Optional[str] = ..., objet_id: _Optional[str] = ..., motif: _Optional[str] = ..., proposee_le: _Optional[str] = ...) -> None: ...

class ProposerContrepassationResponse(_message.Message):
    __slots__ = ("contrepassation",)
    CONTREPASSATION_FIELD_NUMBER: _ClassVar[int]
    contrepassation: Contrepassation
    def __init__(self, contrepassation: _Optional[_Union[Contrepassation, _Mapping]] = ...) -> None: ...

class DeciderContrepassationRequest(_message.Message):
    __slots__ = ("request_id", "bail_id", "contrepassation_id", "accordee", "decidee_le")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    CONTREPASSATION_ID_FIELD_NUMBER: _ClassVar[int]
    ACCORDEE_FIELD_NUMBER: _ClassVar[int]
    DECIDEE_LE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    bail_id: str
    contrepassation_id: str
    accordee: bool
    decidee_le: str
    def __init__(self, request_id: _Optional[str] = ..., bail_id: _Optional[str] = ..., contrepassation_id: _Optional[str] = ..., accordee: _Optional[bool] = ..., decidee_le: _Optional[str] = ...) -> None: ...

class DeciderContrepassationResponse(_message.Message):
    __slots__ = ("contrepassation",)
    CONTREPASSATION_FIELD_NUMBER: _ClassVar[int]
    contrepassation: Contrepassation
    def __init__(self, contrepassation: _Optional[_Union[Contrepassation, _Mapping]] = ...) -> None: ...

class ListContrepassationsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "statut")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    STATUT_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    statut: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., statut: _Optional[str] = ...) -> None: ...

class ListContrepassationsResponse(_message.Message):
    __slots__ = ("contrepassations", "next_page_token")
    CONTREPASSATIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    contrepassations: _containers.RepeatedCompositeFieldContainer[Contrepassation]
    next_page_token: str
    def __init__(self, contrepassations: _Optional[_Iterable[_Union[Contrepassation, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetPrescriptionsRequest(_message.Message):
    __slots__ = ("bail_id", "au")
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    AU_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    au: str
    def __init__(self, bail_id: _Optional[str] = ..., au: _Optional[str] = ...) -> None: ...

class GetPrescriptionsResponse(_message.Message):
    __slots__ = ("termes",)
    TERMES_FIELD_NUMBER: _ClassVar[int]
    termes: _containers.RepeatedCompositeFieldContainer[PrescriptionTerme]
    def __init__(self, termes: _Optional[_Iterable[_Union[PrescriptionTerme, _Mapping]]] = ...) -> None: ...

class ListPrescriptionsRequest(_message.Message):
    __slots__ = ("au", "page_size", "page_token")
    AU_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    au: str
    page_size: int
    page_token: str
    def __init__(self, au: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListPrescriptionsResponse(_message.Message):
    __slots__ = ("baux", "next_page_token")
    BAUX_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    baux: _containers.RepeatedCompositeFieldContainer[PrescriptionsDuBail]
    next_page_token: str
    def __init__(self, baux: _Optional[_Iterable[_Union[PrescriptionsDuBail, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class PrescriptionsDuBail(_message.Message):
    __slots__ = ("bail_id", "reference_bail", "termes")
    BAIL_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_BAIL_FIELD_NUMBER: _ClassVar[int]
    TERMES_FIELD_NUMBER: _ClassVar[int]
    bail_id: str
    reference_bail: str
    termes: _containers.RepeatedCompositeFieldContainer[PrescriptionTerme]
    def __init__(self, bail_id: _Optional[str] = ..., reference_bail: _Optional[str] = ..., termes: _Optional[_Iterable[_Union[PrescriptionTerme, _Mapping]]] = ...) -> None: ...

class PrescriptionTerme(_message.Message):
    __slots__ = ("quittance_id", "mois", "reste_du", "exigible_le", "dernier_jour", "au_plus_tot", "acquise", "alerte_mois", "interruptions", "explication")
    QUITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    MOIS_FIELD_NUMBER: _ClassVar[int]
    RESTE_DU_FIELD_NUMBER: _ClassVar[int]
    EXIGIBLE_LE_FIELD_NUMBER: _ClassVar[int]
    DERNIER_JOUR_FIELD_NUMBER: _ClassVar[int]
    AU_PLUS_TOT_FIELD_NUMBER: _ClassVar[int]
    ACQUISE_FIELD_NUMBER: _ClassVar[int]
    ALERTE_MOIS_FIELD_NUMBER: _ClassVar[int]
    INTERRUPTIONS_FIELD_NUMBER: _ClassVar[int]
    EXPLICATION_FIELD_NUMBER: _ClassVar[int]
    quittance_id: str
    mois: str
    reste_du: _commun_pb2.Montant
    exigible_le: str
    dernier_jour: str
    au_plus_tot: str
    acquise: bool
    alerte_mois: int
    interruptions: _containers.RepeatedCompositeFieldContainer[InterruptionPrescription]
    explication: _commun_pb2.Explication
    def __init__(self, quittance_id: _Optional[str] = ..., mois: _Optional[str] = ..., reste_du: _Optional[_Union[_commun_pb2.Montant, _Mapping]] = ..., exigible_le: _Optional[str] = ..., dernier_jour: _Optional[str] = ..., au_plus_tot: _Optional[str] = ..., acquise: _Optional[bool] = ..., alerte_mois: _Optional[int] = ..., interruptions: _Optional[_Iterable[_Union[InterruptionPrescription, _Mapping]]] = ..., explication: _Optional[_Union[_commun_pb2.Explication, _Mapping]] = ...) -> None: ...

class InterruptionPrescription(_message.Message):
    __slots__ = ("cause", "le", "effet", "dernier_jour", "article", "certitude", "fini_le", "en_cours")
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    LE_FIELD_NUMBER: _ClassVar[int]
    EFFET_FIELD_NUMBER: _ClassVar[int]
    DERNIER_JOUR_FIELD_NUMBER: _ClassVar[int]
    ARTICLE_FIELD_NUMBER: _ClassVar[int]
    CERTITUDE_FIELD_NUMBER: _ClassVar[int]
    FINI_LE_FIELD_NUMBER: _ClassVar[int]
    EN_COURS_FIELD_NUMBER: _ClassVar[int]
    cause: str
    le: str
    effet: str
    dernier_jour: str
    article: str
    certitude: str
    fini_le: str
    en_cours: bool
    def __init__(self, cause: _Optional[str] = ..., le: _Optional[str] = ..., effet: _Optional[str] = ..., dernier_jour: _Optional[str] = ..., article: _Optional[str] = ..., certitude: _Optional[str] = ..., fini_le: _Optional[str] = ..., en_cours: _Optional[bool] = ...) -> None: ...
