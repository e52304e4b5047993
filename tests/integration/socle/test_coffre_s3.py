"""Le coffre sur un dépôt S3 : les mêmes refus que sur un dossier, et l'écriture conditionnelle qui les fonde.

Demande l'option « s3 » du paquet et `moto[server]`, absents des dépendances verrouillées : ignoré sans eux.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import fsspec.config
import pytest

from socle.domaine.refus import DejaExistant, Introuvable, RegleViolee
from socle.technique.coffre import Coffre

pytest.importorskip("s3fs", reason="pip install 'logis-suite[s3]'")
serveur = pytest.importorskip("moto.server", reason="pip install 'moto[server]'")


@pytest.fixture
def coffre(monkeypatch: pytest.MonkeyPatch) -> Iterator[Coffre]:
    import boto3

    for nom in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(nom, "essai")
    faux = serveur.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    faux.start()
    hote, port = faux.get_host_and_port()
    adresse = f"http://{hote}:{port}"
    boto3.client("s3", endpoint_url=adresse, region_name="us-east-1").create_bucket(Bucket="coffre")
    monkeypatch.setitem(fsspec.config.conf, "s3", {"endpoint_url": adresse, "skip_instance_cache": True})
    yield Coffre("s3://coffre/documents")
    faux.stop()


def test_un_document_range_se_relit_et_se_range_a_nouveau_a_l_identique(coffre: Coffre) -> None:
    identifiant = uuid4()
    range_ = coffre.ranger("demandes", "attestation", identifiant, b"%PDF un")
    assert coffre.lire(range_.chemin, empreinte=range_.empreinte_sha256) == b"%PDF un"
    assert coffre.ranger("demandes", "attestation", identifiant, b"%PDF un") == range_


def test_un_document_range_ne_se_remplace_pas(coffre: Coffre) -> None:
    identifiant = uuid4()
    range_ = coffre.ranger("demandes", "attestation", identifiant, b"%PDF un")
    with pytest.raises(DejaExistant, match="déjà rangé"):
        coffre.ranger("demandes", "attestation", identifiant, b"%PDF deux")
    assert coffre.lire(range_.chemin) == b"%PDF un"


def test_un_document_absent_ou_altere_est_refuse(coffre: Coffre) -> None:
    range_ = coffre.ranger("demandes", "attestation", uuid4(), b"%PDF un")
    with pytest.raises(Introuvable):
        coffre.lire("demandes/attestation/aa/absent.pdf")
    with pytest.raises(RegleViolee, match="empreinte"):
        coffre.lire(range_.chemin, empreinte="0" * 64)
