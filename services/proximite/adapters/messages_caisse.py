"""Caisses et encaissements : domaine → messages protobuf."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from logis.commun.v1 import commun_pb2
from logis.proximite.v1 import caisse_pb2
from proximite.adapters.messages import instant
from proximite.domain.caisse import MODE, Caisse, StatutCaisse
from proximite.domain.coupures import Coupure
from proximite.domain.encaissement import Encaissement
from socle.domaine.montant import Montant
from socle.technique.rpc.messages import montant, texte_date


def caisse(objet: Caisse, *, au: date, en_aveugle: bool) -> caisse_pb2.Caisse:
    """`en_aveugle` : à la loge, rien ne dit ce qu'une caisse encore ouverte devrait contenir."""
    message = caisse_pb2.Caisse(
        id=str(objet.id),
        numero=objet.numero,
        loge=objet.loge,
        residence_id=str(objet.residence_id),
        statut=objet.statut.value,
        ouverte_le=instant(objet.ouverte_le),
        fond=montant(objet.fond),
        encaisse=montant(objet.encaisse),
        nombre=objet.nombre,
        compte=_facultatif(objet.compte),
        ecart=_facultatif(objet.ecart),
        ecart_a_alerter=objet.ecart_a_alerter,
        ecart_vise=bool(objet.vise_par),
        comptee_le=instant(objet.comptee_le),
        remise=montant(objet.a_remettre) if objet.compte is not None else None,
        remettre_avant=texte_date(objet.remettre_avant),
        en_retard=objet.en_retard(au=au),
        bordereau=objet.bordereau,
        scelle=objet.scelle,
        coupures_remises=[caisse_pb2.Coupure(valeur=c.valeur, nombre=c.nombre) for c in objet.coupures_remises],
        transporteur=objet.transporteur,
        transportee_le=texte_date(objet.transportee_le),
        credite=_facultatif(objet.credite),
        creditee_le=texte_date(objet.creditee_le),
        etag=str(objet.version),
    )
    if en_aveugle and objet.statut is StatutCaisse.OUVERTE:
        message.ClearField("encaisse")
        message.ClearField("nombre")
    return message


def encaissement(objet: Encaissement) -> caisse_pb2.Encaissement:
    return caisse_pb2.Encaissement(
        id=str(objet.id),
        numero=objet.numero,
        caisse_id=str(objet.caisse_id),
        bail_id=str(objet.bail_id),
        mois=objet.mois,
        montant=montant(objet.montant),
        mode=MODE,
        encaisse_le=instant(objet.encaisse_le),
        sans_compte=objet.sans_compte,
        annule_le=instant(objet.annule_le),
    )


def lire_coupures(messages: Iterable[caisse_pb2.Coupure]) -> list[Coupure]:
    return [Coupure(valeur=m.valeur, nombre=m.nombre) for m in messages]


def _facultatif(valeur: Montant | None) -> commun_pb2.Montant | None:
    return None if valeur is None else montant(valeur)
