"""Un relevé camt.053 de tout un parc : contrôlé, lu, rapproché, imputé par paquets ; puis rejoué, et rien ne bouge."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from lxml import etree
from sqlalchemy import text

from console.bench.banque import (
    MOIS,
    PRELEVE_LE,
    Base,
    bail_id,
    base_neuve,
    brancher,
    contexte,
    copie,
    iban,
    memoire_mo,
    peupler,
    reference,
    titulaire,
)
from console.bench.resultat import resultat
from quittancement.adapters.camt import controler, lire
from quittancement.adapters.camt_tranches import Tranche, decouper
from quittancement.adapters.depot_banque import DepotBanqueSql
from quittancement.application.importer_releve_bancaire import (
    ImporterReleveBancaire,
    importer_releve_bancaire,
)
from quittancement.application.preparer_remise import PreparerRemise, preparer_remise
from quittancement.application.remettre_remise import RemettreRemise, remettre_remise
from quittancement.application.suggerer_rapprochements import suggerer_rapprochements
from quittancement.domain.banque.entree import CompteRendu
from quittancement.domain.banque.prelevement import end_to_end_id
from quittancement.domain.banque.reference_rf import reference_rf
from socle.technique.identifiants import nouvel_id
from socle.technique.memoire import sans_ramassage

PROCESSUS = 2
RECU_LE = date(2026, 7, 13)
FAUTIVES = 10
COMPTE = "FR7630006000011234567890189"
_SOMMES = text(
    """SELECT (SELECT coalesce(sum(montant), 0) FROM jambe WHERE compte = '512'),
              (SELECT coalesce(sum(montant), 0) FROM jambe WHERE compte = '471'),
              (SELECT coalesce(sum(montant), 0) FROM paiement),
              (SELECT count(*) FROM paiement), (SELECT count(*) FROM outbox)"""
)


def banc(*, entrees: int) -> dict[str, Any]:
    """Mesure l'import d'un relevé de `entrees` entrées, dont dix fautives, à côté de la lecture nue du même fichier."""
    with base_neuve("demo-camt") as base, tempfile.TemporaryDirectory() as dossier:
        chemin = Path(dossier) / "camt.053.xml"
        nets = peupler(base, baux=entrees, mandats=_preleve)
        _preparer(base, entrees)
        _engendrer(chemin, nets)
        return _mesurer(base, chemin, entrees)


def _preleve(rang: int) -> bool:
    return rang % 100 < 55


def _preparer(base: Base, baux: int) -> None:
    """La remise est partie ; cinq baux sur cent ont un IBAN virtuel, cinq autres paient d'un compte déjà connu."""
    remise_id = nouvel_id()
    with base.fabrique.ouvrir(contexte()) as uow:
        au = contexte().instant.date()
        commande = PreparerRemise(
            remise_id=remise_id, mois=MOIS, preleve_le=PRELEVE_LE, preparee_le=au, preparee_par="a"
        )
        preparer_remise(commande, uow=uow, depot=DepotBanqueSql(), baremes=base.baremes)
        remettre = RemettreRemise(remise_id=remise_id, remise_le=au, par="b", etag="")
        remettre_remise(remettre, uow=uow, depot=DepotBanqueSql(), baremes=base.baremes)
    with base.moteur.begin() as connexion, copie(connexion, "banque_compte_connu", "iban bail_id genre") as connus:
        for rang in range(baux):
            if 85 <= rang % 100 < 90:
                connus.write_row((iban(10_000_000 + rang), bail_id(rang), "VIRTUEL"))
            elif 90 <= rang % 100 < 95:
                connus.write_row((iban(rang), bail_id(rang), "EMETTEUR"))


def _engendrer(chemin: Path, nets: Sequence[int]) -> None:
    with chemin.open("w", encoding="utf-8") as flux:
        flux.write(
            f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>BANC-1</MsgId><CreDtTm>2026-07-13T06:00:00</CreDtTm></GrpHdr>
<Stmt><Id>S1</Id><Acct><Id><IBAN>{COMPTE}</IBAN></Id></Acct>
"""
        )
        pas = max(1, len(nets) // FAUTIVES)
        for rang, net in enumerate(nets):
            entree = _entree(rang, net)
            flux.write(entree.replace('Ccy="EUR"', 'Ccy="USD"') if rang % pas == pas - 1 else entree)
        flux.write("</Stmt></BkToCstmrStmt></Document>\n")


def _entree(rang: int, net: int) -> str:
    """55 % prélèvements, 20 % RF structurées, 10 % RF au libellé, 5 % IBAN virtuels, 5 + 3 % IBAN connus, 2 % inconnues."""
    sorte = rang % 100
    refs, emetteur, crediteur, libelle, structuree = "NOTPROVIDED", iban(20_000_000 + rang), COMPTE, "LOYER", ""
    if sorte < 55:
        refs = end_to_end_id(reference(rang), str(MOIS), 1)
    elif sorte < 75:
        structuree = f"<Strd><CdtrRefInf><Ref>{reference_rf(reference(rang))}</Ref></CdtrRefInf></Strd>"
    elif sorte < 85:
        libelle = f"VIR LOYER JUIN {reference_rf(reference(rang))} MERCI"
    elif sorte < 90:
        crediteur = iban(10_000_000 + rang)
    elif sorte < 95:
        emetteur = iban(rang)
    elif sorte < 98:
        libelle = f"RF {reference_rf(reference(rang))[2:4]} {reference_rf(reference(rang))[4:8]} {reference_rf(reference(rang))[8:]}"
    montant = f'<Amt Ccy="EUR">{net // 100}.{net % 100:02d}</Amt>'
    return f"""<Ntry><NtryRef>{rang + 1}</NtryRef>{montant}<CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
<BookgDt><Dt>2026-07-10</Dt></BookgDt><ValDt><Dt>2026-07-10</Dt></ValDt><AcctSvcrRef>BQ{rang:012d}</AcctSvcrRef>\
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls>\
<Refs><EndToEndId>{refs}</EndToEndId></Refs>{montant}<RltdPties><Dbtr><Pty><Nm>{titulaire(rang)}</Nm></Pty></Dbtr>\
<DbtrAcct><Id><IBAN>{emetteur}</IBAN></Id></DbtrAcct><CdtrAcct><Id><IBAN>{crediteur}</IBAN></Id></CdtrAcct></RltdPties>\
<RmtInf><Ustrd>{libelle}</Ustrd>{structuree}</RmtInf></TxDtls></NtryDtls></Ntry>
"""


def _mesurer(base: Base, chemin: Path, nombre: int) -> dict[str, Any]:
    rendus, latences, duree, memoire = _importer(base.url, chemin)
    with base.fabrique.ouvrir(contexte()) as uow:
        suggestions = suggerer_rapprochements(uow=uow, depot=DepotBanqueSql(), baremes=base.baremes, au=RECU_LE)
    avant = _sommes(base)
    rejoues = _importer(base.url, chemin)[0]
    limite = _limite(chemin, nombre)
    total = {
        nom: sum(getattr(r, nom) for r in rendus)
        for nom in CompteRendu.__dataclass_fields__
        if nom not in ("regles", "ecartees")
    }
    ecartees = sum(len(r.ecartees) for r in rendus)
    regles: Counter[str] = Counter()
    for rendu in rendus:
        regles.update(rendu.regles)
    return resultat(
        "camt",
        debits=[nombre / duree],
        unite="entrées/s",
        limites=[limite],
        latences_ms=latences,
        memoire_mo=max(memoire, memoire_mo()),
        entrees=nombre,
        duree_s=round(duree, 2),
        automatique=round(total["imputees"] / max(1, nombre - ecartees), 4),
        en_attente=total["en_attente"],
        ecartees=ecartees,
        suggestions=suggestions,
        regles=dict(regles),
        ecart_centimes=total["somme"]
        - sum(total[f"somme_{n}"] for n in ("imputee", "retournee", "en_attente", "ecartee")),
        ecart_compta_centimes=int(avant[0] + avant[1] - avant[2]),
        rejeu_sans_effet=rejoues == rendus and _sommes(base) == avant,
        taille_mo=round(chemin.stat().st_size / 1e6, 1),
        processus=PROCESSUS,
        latence="une tranche de mille entrées, lue et validée",
        limite="lecture XML nue du même fichier, sans rapprochement ni base",
    )


def _importer(url: str, chemin: Path) -> tuple[list[CompteRendu], list[float], float, float]:
    """Comptes rendus, latences (ms), durée (s), mémoire (Mo). Comme la commande : le fichier contrôlé puis découpé, ses tranches importées par plusieurs servants."""
    depart = time.perf_counter()
    with chemin.open("rb") as flux:
        fichier = hashlib.file_digest(flux, "sha256").hexdigest()
        flux.seek(0)
        controler(flux)
    duree = time.perf_counter() - depart
    with get_context("spawn").Pool(PROCESSUS, initializer=_preparer_processus, initargs=(url, fichier)) as servants:
        servants.map(_pret, range(PROCESSUS), chunksize=1)
        depart = time.perf_counter()
        faites = list(servants.imap(_importer_tranche, decouper(chemin)))
        duree += time.perf_counter() - depart
    return [f[0] for f in faites], [f[1] for f in faites], duree, max(f[2] for f in faites)


_SERVANT: dict[str, Any] = {}


def _preparer_processus(url: str, fichier: str) -> None:
    _SERVANT["base"], _SERVANT["fichier"] = brancher(url), fichier


def _pret(_: int) -> None:
    """Attend que le processus soit prêt : son démarrage n'est pas mesuré."""
    time.sleep(0.2)


@sans_ramassage()
def _importer_tranche(tranche: Tranche) -> tuple[CompteRendu, float, float]:
    base: Base = _SERVANT["base"]
    debut = time.perf_counter()
    en_tete, lues = lire(BytesIO(tranche.contenu.encode()), recu_le=RECU_LE, premiere_entree=tranche.premiere_entree)
    entrees = list(lues)  # lire remplit l'en-tête
    commande = ImporterReleveBancaire(
        msg_id=en_tete.msg_id,
        fichier=_SERVANT["fichier"],
        empreinte=hashlib.sha256(tranche.contenu.encode()).hexdigest(),
        premiere_entree=tranche.premiere_entree,
        entrees=entrees,
        recu_le=RECU_LE,
    )
    with base.fabrique.ouvrir(contexte()) as uow:
        rendu, _ = importer_releve_bancaire(commande, uow=uow, depot=DepotBanqueSql(), baremes=base.baremes)
    return rendu, (time.perf_counter() - debut) * 1000, memoire_mo()


def _sommes(base: Base) -> Sequence[Any]:
    with base.moteur.connect() as connexion:
        return tuple(connexion.execute(_SOMMES).one())


def _limite(chemin: Path, nombre: int) -> float:
    depart = time.perf_counter()
    for _, noeud in _noeuds(chemin):
        noeud.clear()
    return nombre / (time.perf_counter() - depart)


def _noeuds(chemin: Path) -> Iterator[tuple[str, Any]]:
    lus: Iterator[tuple[str, Any]] = etree.iterparse(str(chemin), events=("end",), tag="{*}Ntry")
    return lus
