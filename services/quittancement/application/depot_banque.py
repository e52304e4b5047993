"""Ce que les paiements bancaires demandent au rangement : par paquets, sans l'ORM."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from quittancement.domain.banque.amendement import Amendement
from quittancement.domain.banque.compte_rendu import BilanDuCompteRendu
from quittancement.domain.banque.entree import CompteRendu, EntreeEnBase, EntreeLue
from quittancement.domain.banque.prelevement import Prelevement
from quittancement.domain.banque.rapprochement import Pistes
from quittancement.domain.banque.remise import Candidat, Suspect
from quittancement.domain.compte import Compte
from quittancement.domain.ecritures import Ecriture
from socle.domaine.montant import Montant
from socle.technique.unite_de_travail import UniteDeTravail


class DepotBanque(Protocol):
    """Chaque méthode agit dans la transaction de l'unité de travail."""

    def candidats(self, uow: UniteDeTravail, *, mois: str, au: date) -> Iterable[Candidat]:
        """Échéances validées du mois dont le bail a un mandat en vigueur ou caduc, par référence de bail.

        `au` : jour du prélèvement, où se lit le gel d'un surendettement.
        """

    def ranger_prelevements(self, uow: UniteDeTravail, prelevements: Sequence[Prelevement]) -> None: ...

    def faire_avancer(self, uow: UniteDeTravail, remise_id: UUID, *, de: str, vers: str) -> int:
        """Fait passer tous les prélèvements d'une remise ; rend leur nombre."""

    def presenter_mandats(self, uow: UniteDeTravail, remise_id: UUID, *, le: date) -> None:
        """Date la dernière présentation des mandats d'une remise."""

    def ouvrir_releve(self, uow: UniteDeTravail, msg_id: str, *, fichier: str, recu_le: date) -> str:
        """Empreinte du premier fichier qui a porté ce MsgId : celui-ci, s'il est le premier."""

    def tranche(self, uow: UniteDeTravail, msg_id: str, premiere_entree: int) -> tuple[str, CompteRendu] | None:
        """Empreinte et compte rendu d'une tranche déjà importée."""

    def clore_tranche(
        self, uow: UniteDeTravail, msg_id: str, premiere_entree: int, *, empreinte: str, compte_rendu: CompteRendu
    ) -> None: ...

    def deja_connues(self, uow: UniteDeTravail, entrees: Sequence[EntreeLue]) -> Mapping[tuple[str, str, int], Montant]:
        """Clés déjà en base, et leur montant."""

    def pistes(self, uow: UniteDeTravail, entrees: Sequence[EntreeLue]) -> Pistes:
        """Ce que la base connaît des références citées ; prélèvements sous verrou."""

    def comptes(self, uow: UniteDeTravail, baux: Collection[UUID]) -> Mapping[UUID, Compte]:
        """Comptes entiers, sous verrou, dans l'ordre des identifiants : deux imports ne s'attendent pas l'un l'autre."""

    def ranger(
        self,
        uow: UniteDeTravail,
        *,
        comptes: Collection[Compte],
        entrees: Sequence[EntreeEnBase],
        ecritures: Sequence[Ecriture],
        prelevements: Collection[Prelevement],
        connus: Iterable[tuple[str, UUID]],
    ) -> None:
        """Écrit l'état des comptes touchés et de leurs termes, les paiements, les écritures, les entrées.

        `connus` : IBAN émetteurs que ce paquet a appris, avec leur bail.
        """

    def compte_rendu_connu(self, uow: UniteDeTravail, msg_id: str) -> str | None:
        """Empreinte du fichier pain.002 qui portait ce MsgId, ou None."""

    def ouvrir_compte_rendu(
        self, uow: UniteDeTravail, msg_id: str, *, remise_id: UUID, fichier: str, recu_le: date
    ) -> None: ...

    def tranche_de_compte_rendu(self, uow: UniteDeTravail, msg_id: str, empreinte: str) -> BilanDuCompteRendu | None:
        """Bilan d'une tranche déjà importée."""

    def clore_tranche_de_compte_rendu(
        self, uow: UniteDeTravail, msg_id: str, empreinte: str, *, bilan: BilanDuCompteRendu
    ) -> None: ...

    def retenir_prelevements(self, uow: UniteDeTravail, remise_id: UUID) -> None:
        """Verrouille tous les prélèvements d'une remise, dans leur ordre."""

    def prelevements_de(self, uow: UniteDeTravail, remise_id: UUID, fins: Collection[str]) -> Mapping[str, Prelevement]:
        """Prélèvements de la remise parmi ces identifiants, sous verrou."""

    def en_route(
        self, uow: UniteDeTravail, remise_id: UUID, *, lot: tuple[int, bool] | None, nombre: int
    ) -> Sequence[Prelevement]:
        """Les premiers prélèvements REMIS ou ACCEPTE de la remise, ou du seul lot (numéro, mandats OOFF), sous verrou."""

    def accepter(self, uow: UniteDeTravail, remise_id: UUID, *, lot: tuple[int, bool] | None) -> int:
        """REMIS → ACCEPTE pour toute la remise, ou pour le seul lot ; rend leur nombre."""

    def reserver_extourne(self, uow: UniteDeTravail, extourne_id: UUID, fins: Collection[str]) -> None:
        """Inscrit les prélèvements à l'extourne : aucune autre ne les prendra."""

    def extourner(self, uow: UniteDeTravail, extourne_id: UUID, *, motif: str) -> int:
        """L'extourne part : le débit qui y répondra sera reconnu. Rend le nombre de prélèvements encore réglés."""

    def liberer_extourne(self, uow: UniteDeTravail, extourne_id: UUID) -> None: ...

    def noter_retour(self, uow: UniteDeTravail, prelevement: Prelevement) -> None:
        """Écrit aussitôt ce qu'un retour a fait du prélèvement : le suivant du même mandat doit le voir."""

    def retours_recents(self, uow: UniteDeTravail, mandat_id: UUID, *, codes: Collection[str], depuis: date) -> int:
        """Retours du mandat pour l'un de ces codes, depuis ce jour compris."""

    def rum_connue(self, uow: UniteDeTravail, rum: str, *, sauf: UUID | None = None) -> bool:
        """Un autre mandat porte-t-il cette RUM, ou l'un d'eux l'a-t-il portée avant un amendement ?"""

    def amender(self, uow: UniteDeTravail, amendement: Amendement) -> None: ...

    def porter_amendements(self, uow: UniteDeTravail, remise_id: UUID) -> None:
        """La remise porte les amendements qui attendent, pour les mandats qu'elle présente."""

    def rendre_amendements(self, uow: UniteDeTravail, remise_id: UUID, *, mandat_id: UUID | None = None) -> None:
        """Les amendements que la remise portait, ou ceux d'un mandat, attendent de nouveau."""

    def suspects(self, uow: UniteDeTravail, remise_id: UUID, *, au: date) -> Iterable[Suspect]:
        """Prélèvements préparés dont le mandat, le terme, les blocages ou le gel (au jour du prélèvement) ont changé."""

    def bloquer(self, uow: UniteDeTravail, bail_id: UUID, *, code: str, depuis: date) -> None: ...

    def debloquer(self, uow: UniteDeTravail, bail_id: UUID, *, code: str) -> None: ...

    def attribuer_iban(self, uow: UniteDeTravail, bail_id: UUID, *, iban: str) -> None:
        """Lève DejaExistant (IBAN_ATTRIBUE) s'il l'est à un autre bail."""

    def entree(self, uow: UniteDeTravail, entree_id: UUID) -> EntreeEnBase | None:
        """Entrée sous verrou."""

    def decider(self, uow: UniteDeTravail, entree: EntreeEnBase) -> None:
        """Écrit la décision prise sur une entrée, et retient l'IBAN de l'émetteur pour son bail."""

    def entree_decidee(self, uow: UniteDeTravail, paiement_id: UUID) -> EntreeEnBase | None:
        """L'entrée qu'une personne a donnée à un bail par ce paiement, sous verrou."""

    def rendre_a_l_attente(self, uow: UniteDeTravail, entree: EntreeEnBase) -> None:
        """Elle attend de nouveau, et l'IBAN de son émetteur ne désigne plus le bail qui l'avait reçue."""

    def suggerer(self, uow: UniteDeTravail, *, seuil: float) -> int:
        """Propose un bail aux entrées en attente : somme due exacte d'un seul terme au nom approché. Rend leur nombre."""
